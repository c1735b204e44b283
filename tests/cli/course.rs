//! A course from the command line: application, roster, evenings, papers and figures, beside a table made by hand.

use serde_json::{Value, json};

use super::Desk;

/// Who applied to the course of the table, in order: name, year of birth and gender.
const APPLIED: [(&str, &str, &str); 14] = [
    ("Exempel A", "2006", "kvinna"),
    ("Exempel B", "2005", "man"),
    ("Exempel C", "2006", "kvinna"),
    ("Exempel D", "2005", "man"),
    ("Exempel E", "2006", "kvinna"),
    ("Exempel F", "2004", "man"),
    ("Exempel G", "2006", "kvinna"),
    ("Exempel H", "2005", "man"),
    ("Exempel I", "2006", "kvinna"),
    ("Exempel J", "2005", "man"),
    ("Exempel K", "2004", "kvinna"),
    ("Exempel L", "2006", "annat"),
    ("Exempel M", "2006", "kvinna"),
    ("Exempel N", "2005", "man"),
];

/// What was said of each evening of the table: number, answers.
const EVENINGS: [(u32, &[&str]); 12] = [
    (1, &["present=alla"]),
    (2, &["present=alla"]),
    (3, &["present=alla"]),
    (4, &["absent=Exempel A", "present=11"]),
    (5, &["notified=Exempel A", "late=Exempel C", "present=11"]),
    (6, &["excused=Exempel D", "present=11"]),
    (7, &["present=alla"]),
    (8, &["cancelled=sjukdom"]),
    (9, &["present=alla"]),
    (10, &["present=alla", "left_early=Exempel M"]),
    (11, &["present=alla"]),
    (12, &["present=alla"]),
];

/// Each measure of the term with its value and its denominator, reckoned by hand.
///
/// Eleven stay in for eleven evenings; one of their evenings is excused and two are missed: 118 of 120. The one who left
/// was there 3 of 3, the reserve 8 of 8. No course of one was even at its end: a zero, which is no figure.
const FIGURES: [(&str, Option<i64>, Option<i64>); 10] = [
    ("courses_held", Some(1), None),
    ("participants", Some(12), None),
    ("places_filled", Some(12), Some(12)),
    ("balance", Some(1), Some(1)),
    ("balance_end", None, Some(1)),
    ("women", Some(6), Some(11)),
    ("attendance", Some(129), Some(131)),
    ("completed", Some(12), Some(13)),
    ("surveys_answered", Some(10), Some(12)),
    ("ambassadors", Some(2), None),
];

/// Enters somebody, and gives the entry.
fn enrol(desk: &Desk, course: &str, more: &[&str]) -> Value {
    let course = format!("course={course}");
    let base = ["add", "participant", &course, "contract_youth=ja", "contract_guardian=ja", "--json"];
    let called = desk.call(&[&base, more].concat());
    assert_eq!(called.code, 0, "{called:?}");
    serde_json::from_str(&called.out).unwrap()
}

fn course(desk: &Desk, more: &[&str]) {
    let called = desk.call(&[&["add", "course"], more].concat());
    assert_eq!(called.code, 0, "{called:?}");
}

fn evening(desk: &Desk, more: &[&str]) {
    let called = desk.call(&[&["add", "attendance"], more].concat());
    assert_eq!(called.code, 0, "{more:?}: {called:?}");
}

/// A course with three participants, the last of them protected.
fn three() -> Desk {
    let desk = Desk::new();
    course(&desk, &["term=ht2023", "start=2023-09-07", "time=18:00"]);
    let applied = "applied=2023-09-01";
    enrol(
        &desk,
        "ht2023",
        &[applied, "name=Exempel Anna", "born=08", "gender=kvinna", "guardian_phone=0700000001"],
    );
    enrol(&desk, "ht2023", &[applied, "name=Exempel Bo", "born=2007", "gender=man"]);
    enrol(&desk, "ht2023", &[applied, "protected=ja", "born=2007", "gender=annat"]);
    desk
}

#[test]
fn a_whole_course_agrees_with_a_table_made_by_hand() {
    let desk = Desk::new();
    course(&desk, &["term=ht2022", "start=2022-09-08", "time=18:00", "place=Fritidsgården"]);
    let mut ids = Vec::new();
    for (name, born, gender) in APPLIED {
        let (name, born, gender) =
            (format!("name={name}"), format!("born={born}"), format!("gender={gender}"));
        let row = enrol(&desk, "ht2022", &["applied=2022-08-25", &name, &born, &gender]);
        ids.push(row["id"].to_string());
        let status = if ids.len() <= 12 { "admitted" } else { "reserve" };
        assert_eq!((&row["status"], row["seat"] == json!(null)), (&json!(status), ids.len() > 12));
    }
    for (number, said) in EVENINGS {
        if number == 4 {
            desk.call(&["correct", &ids[1], "status=dropped_out", "dropped=2022-09-25"]);
            desk.call(&["correct", &ids[12], "status=admitted", "admitted=2022-09-25"]);
        }
        let session = format!("session={number}");
        evening(&desk, &[&["course=ht2022", &session], said].concat());
    }
    for id in [&ids[0], &ids[12]] {
        desk.done(&["correct", id, "diploma=ja", "ambassador=ja"]);
    }
    let survey =
        ["add", "survey", "day=2022-12-08", "course=ht2022", "asked=12", "answered=10", "q1=0 1 3 4 2"];
    assert_eq!(desk.call(&survey).code, 0);

    let row = &desk.json(&["list", "course", "--json"])[0];
    for (key, value) in [
        ("term", json!("ht2022")),
        ("start", json!("2022-09-08")),
        ("sessions", json!(12)),
        ("sessions_held", json!(11)),
        ("places", json!(12)),
        ("admitted", json!(12)),
        ("women", json!(7)),
        ("men", json!(4)),
        ("other", json!(1)),
        ("reserves", json!(1)),
        ("women_start", json!(6)),
        ("men_start", json!(5)),
        ("balance_start", json!("even")),
        ("balance_end", json!("uneven")),
        ("held", json!(true)),
        ("completed", json!(12)),
        ("ambassadors", json!(2)),
    ] {
        assert_eq!(row[key], value, "{key}: {row}");
    }
    let figures = desk.json(&["summary", "ht2022", "--json"]);
    for (measure, value, of) in FIGURES {
        let row = figures.as_array().unwrap().iter().find(|row| row["measure"] == measure).unwrap();
        assert_eq!((&row["value"], &row["of"]), (&json!(value), &json!(of)), "{measure}: {row}");
    }
    let diplomas = desk.done(&["roster", "ht2022", "--diplomas"]).replace('\u{a0}', " ");
    assert!(
        diplomas.contains("9 av 11 (82 %)") && diplomas.contains("12 av 13 som gick kursen"),
        "{diplomas}"
    );
    assert!(!diplomas.contains("Exempel B") && diplomas.contains("Exempel M"), "{diplomas}");
}

#[test]
fn those_present_can_be_listed_or_counted() {
    let desk = three();
    let marks = |n: usize| desk.json(&["list", "attendance", "--json"])[12 - n].clone();
    evening(&desk, &["course=ht2023", "session=1", "absent=bo,c", "present=1"]);
    evening(&desk, &["course=ht2023", "session=2", "present=anna,b"]);
    evening(&desk, &["course=ht2023", "session=3", "present=alla", "late=c", "left_early=b"]);
    let all = [marks(1), marks(2), marks(3)];
    let absent: Vec<&Value> = all.iter().map(|row| &row["absent"]).collect();
    assert_eq!(absent, [&json!(["b", "c"]), &json!(["c"]), &json!([])]);
    assert_eq!((&all[2]["late"], &all[2]["left_early"]), (&json!(["c"]), &json!(["b"])));
    assert_eq!((&all[2]["present"], &all[2]["field_present"]), (&json!(["a"]), &json!(3)));

    let refused =
        |more: &[&str]| desk.refused(&[&["add", "attendance", "course=ht2023", "session=4"], more].concat());
    let wrong = refused(&["absent=c", "present=3"]);
    assert!(wrong.contains("1 frånvarande av 3 ger 2, du räknade 3: 1 för mycket"), "{wrong}");
    let alone = refused(&["present=3"]);
    assert!(alone.contains("present=alla") && alone.contains("absent="), "{alone}");
    assert!(refused(&["present=3", "theme=HLR"]).contains("present=alla"));
    assert!(refused(&["present=exempel"]).contains("a eller b"));
    assert!(refused(&["present=kalle,anna"]).contains("kalle"));
    assert_eq!(marks(4)["status"], "planned");
}

#[test]
fn a_name_is_told_to_those_who_ask_and_a_phone_number_to_nobody() {
    let desk = three();
    let id = desk.json(&["list", "participant", "--json"])[2]["id"].to_string();
    let masked: &[&[&str]] = &[
        &["list", "participant"],
        &["list", "participant", "--json"],
        &["list"],
        &["list", "--json"],
        &["history", &id],
        &["history", &id, "--json"],
        &["export", "--csv", "participant"],
        &["export", "--csv"],
    ];
    for args in masked {
        let told = desk.done(args);
        assert!(!told.contains("Anna") && !told.contains("0700000001"), "{args:?}: {told}");
    }
    let named: &[&[&str]] = &[
        &["list", "participant", "--names"],
        &["list", "participant", "--json", "--names"],
        &["export", "--csv", "participant", "--names"],
        &["roster", "ht2023"],
        &["roster", "ht2023", "--attendance"],
        &["roster", "ht2023", "--html"],
    ];
    for args in named {
        let told = desk.done(args);
        assert!(told.contains("Exempel Anna") && !told.contains("0700000001"), "{args:?}: {told}");
    }
    let rows = desk.json(&["list", "participant", "--json"]);
    assert_eq!(
        (&rows[2]["name"], &rows[2]["nothing"]["guardian_phone"]),
        (&json!("E. A."), &json!("closed"))
    );
}

#[test]
fn a_name_that_was_replaced_is_in_no_list_no_file_and_no_history() {
    let desk = three();
    let id = desk.json(&["list", "participant", "--json"])[2]["id"].to_string();
    desk.done(&["correct", &id, "name=Rut Rätt", "reason=rättelse"]);
    let all: &[&[&str]] = &[
        &["list", "participant", "--names"],
        &["list", "participant", "--json", "--names"],
        &["list", "--names"],
        &["list", "--json"],
        &["history", &id],
        &["history", &id, "--json"],
        &["export", "--csv", "--names"],
        &["export", "--csv", "participant", "--names"],
        &["roster", "ht2023"],
        &["roster", "ht2023", "--attendance", "--html"],
        &["due"],
        &["doctor"],
    ];
    let gone = |args: &[&str]| {
        let told = desk.done(args);
        assert!(!told.contains("Anna"), "{args:?}: {told}");
        told
    };
    for args in all {
        gone(args);
    }
    let found = |words: &str| gone(&["list", "participant", "--search", words, "--names", "--json"]);
    assert_eq!(found("exempel rätt").trim(), "[]");
    assert!(found("rätt").contains("Rut Rätt"));
    assert!(!found("exempel").contains("Rut"));
    // Undoing does not bring it back, and says what to do.
    let refused = desk.refused(&["undo"]);
    assert!(refused.contains(&format!("Rätta post {id}")), "{refused}");
    desk.done(&["remove", &id]);
    for args in [&["list", "--bin", "--names"][..], &["list", "--bin", "--json"]] {
        gone(args);
    }
    desk.done(&["undo"]);
    for args in all {
        gone(args);
    }
    let log = std::fs::read_to_string(desk.path("desk/lofte.log")).unwrap_or_default();
    assert!(!log.contains("Anna") && !log.contains("Rut"), "{log}");
}

#[test]
fn papers_leave_boxes_for_the_evenings_to_come() {
    let desk = three();
    evening(&desk, &["course=ht2023", "session=1", "notified=b", "present=2"]);
    let list = desk.done(&["roster", "ht2023", "--attendance"]);
    let row = list.lines().find(|line| line.contains("Exempel Bo")).unwrap();
    assert!(row.split_whitespace().eq(["b", "Exempel", "Bo", "a", "☐", "☐", "☐", "☐", "☐"]), "{list}");
    assert!(list.contains("to 30 nov 2023: avslutningsmiddag") && list.contains("skyddade"));
    let roster = desk.done(&["roster", "HT2023"]);
    assert!(roster.contains("3 av 12 platser: 1 kvinna, 1 man, 1 annat"), "{roster}");
    assert!(desk.done(&["roster", "ht2023", "--diplomas"]).contains("inte genomförd än"));
    assert!(desk.refused(&["roster", "ht2022"]).contains("ht2023"));
    let html = desk.done(&["roster", "ht2023", "--attendance", "--html"]);
    assert!(html.starts_with("<!doctype html>") && html.contains("Exempel Bo"));
    assert!(Desk::english().refused(&["roster", "ht2023"]).contains("no course yet"));
}

#[test]
fn a_list_as_people_keep_it_is_imported() {
    let desk = Desk::new();
    desk.call(&["add", "course", "start=2024-01-18"]);
    let file = desk.path("list.tsv");
    let head = "Sökande våren 2024\nFörnamn\tEfternamn\tFödelsedatum\tKön\tÅlder\n";
    let elin = "Elin\tSandberg\t2008-03-12\ttjej\t15\n";
    std::fs::write(&file, format!("{head}{elin}Bo\tEk\t070101-2391\tkille\t16\n")).unwrap();
    let told = desk.call(&["import", "participant", &file]);
    assert!(told.code == 1 && told.err.contains("Rad 4: ") && !told.err.contains("2391"), "{told:?}");
    assert!(told.err.contains("personnummer"), "{told:?}");
    assert!(told.out.starts_with("Inte läst: Ålder. Läst: Förnamn; Efternamn; Födelseår; Kön."), "{told:?}");
    std::fs::write(&file, format!("{head}{elin}Bo\tEk\t2007\tkille\t16\n")).unwrap();
    let dry = desk.call(&["import", "participant", &file, "--dry-run"]);
    assert!(dry.code == 0 && dry.out.contains("2 poster skulle läsas in"), "{dry:?}");
    desk.done(&["import", "participant", &file]);
    // The same sheet, grown by one.
    std::fs::write(&file, format!("{head}{elin}Bo\tEk\t2007\tkille\t16\nSiv\tSten\t2007\ttjej\t16\n"))
        .unwrap();
    assert!(desk.done(&["import", "participant", &file]).contains("2 fanns redan på kursen"));
    assert!(desk.done(&["import", "participant", &file]).contains("3 fanns redan på kursen"));
    assert_eq!(desk.json(&["list", "participant", "--json"]).as_array().unwrap().len(), 3);
    let list = desk.json(&["list", "participant", "--json", "--names"]);
    let told = |row: &Value| {
        ["name", "course", "status"].map(|key| row[key].as_str().unwrap_or_default().to_owned())
    };
    let told: Vec<_> = list.as_array().unwrap().iter().map(told).collect();
    assert!(told.contains(&["Elin Sandberg", "vt2024", "admitted"].map(str::to_owned)), "{told:?}");
    // One that names courses must say so by the form's own headings.
    std::fs::write(&file, "Kurs\tSökande\nht2023\tAda Alm\n").unwrap();
    assert!(desk.call(&["import", "participant", &file]).err.contains("Sökande"));
    // A list that is piped in.
    let piped = desk.call_with(&["import", "participant", "-"], "Ada Alm\t2006\tk\nCia Ceder\t2005\tk\n");
    assert!(piped.code == 0 && piped.out.contains("2 poster"), "{piped:?}");
}
