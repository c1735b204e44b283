//! What the command line says of a course: how far it has come, what its participants are asked, and its figures.

use serde_json::{Value, json};

use super::Desk;

/// Courses of one evening that begin before, on and after the day the tests stand at; the last two are called off.
fn courses() -> Desk {
    let desk = Desk::new();
    let one = ["sessions=1", "held_at_least=1"];
    for (start, more) in [
        ("2022-09-08", &one[..]),
        ("2023-02-02", &one),
        ("2023-09-07", &["sessions=12"]),
        ("2023-12-07", &one),
        ("2021-02-04", &["cancelled=smittskydd", "postponed_to=ht2021"]),
        ("2021-09-02", &["cancelled=för få deltagare"]),
    ] {
        let start = format!("start={start}");
        let called = desk.call(&[&["add", "course", &start], more].concat());
        assert_eq!(called.code, 0, "{called:?}");
    }
    let who = ["course=ht2022", "applied=2022-09-01", "name=Exempel A", "born=2006", "gender=k"];
    desk.call(&[&["add", "participant"], &who[..]].concat());
    let held = desk.call(&["add", "attendance", "course=ht2022", "session=1", "present=alla"]);
    assert_eq!(held.code, 0, "{held:?}");
    desk
}

const STAGES: [(&str, &str, &str, &str); 6] = [
    ("ht2023-2", "enrolling", "planned", "tar emot anmälningar"),
    ("ht2023", "running", "done", "pågår"),
    ("vt2023", "untold", "done", "slut, 1 kväll saknas"),
    ("ht2022", "held", "done", "genomförd"),
    ("ht2021", "cancelled", "cancelled", "inställd: för få deltagare"),
    ("vt2021", "postponed", "cancelled", "flyttad: smittskydd"),
];

#[test]
fn a_course_says_how_far_it_has_come() {
    let desk = courses();
    let rows = desk.json(&["list", "course", "--json"]);
    let told: Vec<[&str; 3]> = rows
        .as_array()
        .unwrap()
        .iter()
        .map(|row| ["term", "status", "entry_status"].map(|key| row[key].as_str().unwrap()))
        .collect();
    assert_eq!(told, STAGES.map(|(term, status, entry, _)| [term, status, entry]));
    // Where evenings that nobody has told of decide, it is neither held nor not.
    let held: Vec<&Value> = rows.as_array().unwrap().iter().map(|row| &row["held"]).collect();
    assert_eq!(json!(held), json!([false, false, null, true, false, false]));
    let table = desk.done(&["list", "course"]);
    let csv = desk.done(&["export", "--csv", "course"]);
    assert!(csv.lines().next().unwrap().ends_with(";postponed_to;status;entry_status;id"), "{csv}");
    for (term, status, _, said) in STAGES {
        let row = table.lines().find(|line| line.contains(&format!(" {term} "))).unwrap();
        assert!(row.ends_with(said), "{row}");
        let row = csv.lines().find(|line| line.starts_with(&format!("{term};"))).unwrap();
        assert!(row.contains(&format!(";{status};")), "{row}");
    }
    assert!(!desk.done(&["list"]).contains("kurs ht2023 (planerat)"));
    // What is entered and corrected says the same.
    let called = desk.call(&["add", "course", "start=2023-12-14", "sessions=1", "--json"]);
    let row: Value = serde_json::from_str(&called.out).unwrap();
    assert_eq!((&row["status"], &row["entry_status"]), (&json!("enrolling"), &json!("planned")));
    let row = desk.json(&["correct", &row["id"].to_string(), "places=10", "--json"]);
    assert_eq!(row["status"], "enrolling");
}

#[test]
fn what_a_line_about_an_evening_can_say_is_told_whole() {
    let desk = courses();
    let refused = desk.call(&["add", "attendance", "course=ht2022", "färg=blå"]);
    assert_ne!(refused.code, 0, "{refused:?}");
    let said = &refused.err;
    assert!(said.contains("Kväll har inget fält ”färg”"), "{said}");
    for name in ["present", "absent", "notified", "late", "left_early", "excused"] {
        assert_eq!(said.matches(name).count(), 1, "{name}: {said}");
        assert!(desk.call(&["add", "--help"]).out.contains(&format!("{name}=")), "{name}");
    }
}

#[test]
fn a_participants_status_is_not_what_became_of_the_entry() {
    let desk = Desk::new();
    desk.call(&["add", "course", "start=2023-09-07"]);
    let rows = "applied;name;born;gender;status\n2023-08-20;Exempel A;2006;k;reserve\n";
    std::fs::write(desk.path("in.csv"), rows).unwrap();
    let called = desk.call(&["import", "participant", &desk.path("in.csv")]);
    assert_eq!(called.code, 0, "{called:?}");
    let row = desk.json(&["list", "participant", "--json"])[0].clone();
    assert_eq!((&row["status"], &row["entry_status"]), (&json!("reserve"), &json!("done")));
    let csv = desk.done(&["export", "--csv", "participant", "--names"]);
    let heads: Vec<&str> = csv.lines().next().unwrap().split(';').collect();
    assert_eq!(heads.iter().filter(|head| **head == "status").count(), 1);
    assert_eq!(heads[heads.len() - 2..], ["entry_status", "id"]);
    // What was exported can be read again: the status is the participant's.
    let other = Desk::new();
    other.call(&["add", "course", "start=2023-09-07"]);
    std::fs::write(other.path("out.csv"), &csv).unwrap();
    let called = other.call(&["import", "participant", &other.path("out.csv")]);
    assert_eq!(called.code, 0, "{called:?}");
    let again = other.json(&["list", "participant", "--json", "--names"])[0].clone();
    assert_eq!((&again["status"], &again["name"]), (&json!("reserve"), &json!("Exempel A")));
    // A form without such a field is as it was.
    let walks = desk.done(&["export", "--csv", "walk"]);
    assert!(walks.trim_end().ends_with(";status;id"), "{walks}");
}

fn figure(desk: &Desk, period: &str, measure: &str) -> Value {
    let figures = desk.json(&["summary", period, "--json"]);
    figures.as_array().unwrap().iter().find(|row| row["measure"] == measure).unwrap().clone()
}

#[test]
fn a_course_that_runs_and_those_called_off_are_told_in_the_summary() {
    let desk = courses();
    let now = figure(&desk, "2023-09", "courses_held");
    assert_eq!((&now["value"], &now["state"], &now["running"]), (&json!(null), &json!("running"), &json!(1)));
    assert_eq!((&now["evenings_held"], &now["evenings"]), (&json!(0), &json!(12)));
    let off = |reason: &str, postponed: bool| json!({"reason": reason, "postponed": postponed, "count": 1});
    let all = [off("smittskydd", true), off("for-fa", false)];
    assert_eq!(figure(&desk, "2021", "courses_held")["called_off"], json!(all));
    assert_eq!(figure(&desk, "2021", "courses_postponed")["called_off"], json!(all[..1]));
    let cancelled = figure(&desk, "2021", "courses_cancelled");
    assert_eq!((&cancelled["value"], &cancelled["called_off"]), (&json!(1), &json!(all[1..])));
    let text = desk.done(&["summary", "2021"]);
    assert!(text.contains("– inställt") && text.contains("1 flyttad: smittskydd"), "{text}");
    let months = desk.done(&["summary", "ht2023", "--by", "month"]);
    let rows: Vec<&str> = months.lines().filter(|line| line.contains("MBU-kurser")).collect();
    let said = ["0", "pågår", "0", "0", "– inte än"];
    assert!(rows.iter().zip(said).all(|(row, said)| row.contains(said)), "{months}");
}

#[test]
fn an_age_outside_the_plans_is_saved_with_a_reason_which_is_personal() {
    let desk = Desk::new();
    desk.call(&["add", "course", "start=2023-09-07"]);
    let who = ["add", "participant", "name=Exempel A", "born=2001", "gender=k"];
    let refused = desk.call(&who);
    assert_eq!((refused.code, refused.out.as_str()), (1, ""));
    for part in ["Skäl till åldern", "21 eller 22 år", "15–20 år"] {
        assert!(refused.err.contains(part), "{refused:?}");
    }
    let called = desk.call(&[&who[..], &["age_reason=ambassadör sedan vt2022", "--json"]].concat());
    assert_eq!(called.code, 0, "{called:?}");
    let row: Value = serde_json::from_str(&called.out).unwrap();
    assert!(row["asked"].as_array().unwrap().contains(&json!("age")), "{row}");
    assert!(!called.err.contains("15–20"), "who gives a reason is not asked: {called:?}");
    let id = row["id"].to_string();
    for args in [
        &["list", "participant", "--json"][..],
        &["export", "--csv", "participant"],
        &["history", &id],
        &["list"],
    ] {
        assert!(!desk.done(args).contains("ambassadör"), "{args:?}");
    }
    assert!(!desk.done(&["export", "--csv", "participant", "--names"]).contains("ambassadör sedan vt2022"));
    assert!(desk.refused(&["correct", &id, "age_reason="]).contains("Skäl till åldern"));
    // A reason that is replaced is gone from the history.
    desk.done(&["correct", &id, "age_reason=ledare"]);
    let rows = "applied;name;born;age_reason\n2023-08-20;Exempel B;2009;syskon\n2023-08-20;Exempel C;2009;\n";
    std::fs::write(desk.path("in.csv"), rows).unwrap();
    let why = desk.refused(&["import", "participant", &desk.path("in.csv"), "--quiet"]);
    assert!(why.contains("Rad 3") && why.contains("13 eller 14") && !why.contains("Rad 2"), "{why}");
}
