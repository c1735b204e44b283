//! Lists, due work and summaries.

use serde_json::{Value, json};

use super::Desk;

fn figure<'a>(figures: &'a Value, measure: &str) -> &'a Value {
    figures.as_array().unwrap().iter().find(|f| f["measure"] == measure).unwrap()
}

#[test]
fn a_list_is_narrowed_by_form_period_and_words() {
    let desk = Desk::new();
    desk.done(&["add", "visit", "place=hamnen", "contacts=1", "day=2023-11-21", "arrive=20:00"]);
    desk.done(&["add", "visit", "place=stortorget", "contacts=2"]);
    desk.done(&["add", "handout", "host=fritidsgard-a", "audience=fritid", "leaflets=40"]);
    let ids = |args: &[&str]| -> Vec<u64> {
        let list = desk.json(&[&["list", "--json"], args].concat());
        list.as_array().unwrap().iter().map(|e| e["id"].as_u64().unwrap()).collect()
    };
    assert_eq!(ids(&["besök"]), [2, 1]);
    assert_eq!(ids(&["visit", "--period", "2023-11-21..2023-11-21"]), [1]);
    assert_eq!(ids(&["--search", "stortorg"]), [2]);
    assert_eq!(ids(&["--period", "2022"]), Vec::<u64>::new());
    let table = desk.done(&["list", "visit"]);
    assert!(table.lines().next().unwrap().contains("Kontakter"), "{table}");
    assert_eq!(table.lines().count(), 3);
    assert!(desk.refused(&["list", "--period", "soon"]).contains("soon"));
    assert!(desk.refused(&["list", "simning"]).contains("simning"));
}

#[test]
fn the_four_nothings_are_told_apart() {
    let desk = Desk::new();
    let none = desk.json(&["summary", "2024", "--json"]);
    assert_eq!(
        (&figure(&none, "walks")["value"], &figure(&none, "walks")["state"]),
        (&json!(null), &json!("not_due"))
    );
    let before = desk.json(&["summary", "2022", "--json"]);
    assert_eq!(figure(&before, "walks")["state"], "missing");
    desk.done(&["add", "walk", "area=norr", "day=2023-11-21", "cancelled=väder"]);
    let cancelled = desk.json(&["summary", "2023-11-21..2023-11-21", "--json"]);
    assert_eq!(figure(&cancelled, "walks")["cancelled"], 1);
    desk.done(&["add", "shift", "staffed=yes", "reason=larm", "part=evening"]);
    let zero = desk.json(&["summary", "2023-11", "--json"]);
    let shifts = figure(&zero, "shifts_with_visit");
    assert_eq!(
        (&shifts["value"], &shifts["state"], &shifts["of"]),
        (&json!(null), &json!("zero"), &json!(1))
    );
    desk.done(&["add", "visit", "place=hamnen", "contacts=1", "arrive=21:00"]);
    let one = desk.json(&["summary", "2023-11", "--json"]);
    let shifts = figure(&one, "shifts_with_visit");
    assert_eq!(
        (&shifts["value"], &shifts["state"], &shifts["share"]),
        (&json!(1), &json!("on_track"), &json!(100.0))
    );
}

#[test]
fn a_summary_has_every_measure_of_the_plan_in_each_part() {
    let desk = Desk::new();
    let whole = desk.json(&["summary", "--json"]);
    let measures: Vec<&str> =
        whole.as_array().unwrap().iter().map(|f| f["measure"].as_str().unwrap()).collect();
    let (of_courses, others) = measures.split_at(13);
    let (of_cases, others) = others.split_at(20);
    assert_eq!(others, ["trainings", "leaflets", "walks", "visits", "shifts_with_visit"]);
    assert_eq!((of_courses[0], of_courses[12]), ("courses_held", "gatherings"));
    assert_eq!(of_cases[..3], ["meetings", "meetings_all_parties", "cases_with_action"]);
    for key in ["activity", "measure", "from", "to", "value", "target", "state"] {
        assert!(whole[0].as_object().unwrap().contains_key(key), "{key}");
    }
    assert_eq!((&whole[0]["from"], &whole[0]["to"]), (&json!("2021-01-01"), &json!("2023-12-31")));
    let months = desk.json(&["summary", "2023", "--by", "month", "--json"]);
    assert_eq!(months.as_array().unwrap().len(), 12 * 38);
    assert_eq!(months[455]["from"], "2023-12-01");
    for (period, from, to) in [
        ("2023-03", "2023-03-01", "2023-03-31"),
        ("ht2023", "2023-08-16", "2023-12-20"),
        ("t2-2023", "2023-05-01", "2023-08-31"),
        ("2023-v47", "2023-11-20", "2023-11-26"),
        ("2023-01-01..2023-06-30", "2023-01-01", "2023-06-30"),
        ("all", "2021-01-01", "2023-12-31"),
    ] {
        let figures = desk.json(&["summary", period, "--json"]);
        assert_eq!((&figures[0]["from"], &figures[0]["to"]), (&json!(from), &json!(to)), "{period}");
    }
    let plain = desk.done(&["summary", "ht2023"]);
    assert!(plain.starts_with("ht 2023, t.o.m. on 22 nov 2023\n"), "{plain}");
    assert!(plain.contains("inget mål"), "{plain}");
    assert!(!plain.contains(" 0 %"), "no figure is invented: {plain}");
}

#[test]
fn due_work_tells_what_it_is_about() {
    let desk = Desk { now: Some("2023-07-10T09:00"), ..Desk::english() };
    assert_eq!(desk.done(&["due"]), "Nothing is due.\n");
    desk.done(&["add", "walk", "area=centrum", "day=2023-07-14", "planned=yes"]);
    let due = desk.json(&["due", "--json"]);
    assert_eq!(
        due,
        json!([{
            "activity": "walks", "form": "walk", "about": {"kind": "planned", "id": 1},
            "day": "2023-07-14", "late": -4, "count": 1, "last": "2023-07-14"
        }])
    );
    assert!(desk.done(&["due"]).contains("adult walk Town centre"));
}

#[test]
fn a_summary_tells_the_figures_of_a_case_meeting() {
    let desk = Desk::new();
    desk.done(&["add", "meeting", "day=2023-11-21", "attendance=police=deputy", "present=4", "cases=0"]);
    desk.done(&["add", "meeting", "day=2023-11-14", "attendance=police=absent", "present=3", "cases=0"]);
    desk.done(&["add", "meeting", "day=2023-11-07", "cancelled=sjukdom"]);
    let figures = desk.json(&["summary", "2023-11", "--json"]);
    let told = |measure: &str| {
        let figure = figure(&figures, measure);
        (figure["value"].clone(), figure["of"].clone(), figure["state"].clone())
    };
    assert_eq!(told("meetings"), (json!(2), json!(null), json!("no_target")));
    assert_eq!(told("meetings_all_parties"), (json!(1), json!(null), json!("behind")));
    assert_eq!(figure(&figures, "meetings_all_parties")["target"], 3);
    assert_eq!(told("meetings_expected").0, 4);
    assert_eq!(told("meetings_cancelled").0, 1);
    assert_eq!(told("meetings_lapsed"), (json!(null), json!(null), json!("zero")));
    assert_eq!(told("meetings_missing").2, "zero");
    assert_eq!(told("attendance_police"), (json!(1), json!(2), json!("no_target")));
    assert_eq!(told("cases_with_action"), (json!(null), json!(null), json!("zero")));
    assert_eq!(told("lead_consent"), (json!(null), json!(null), json!("too_few")));
    let table = desk.done(&["summary", "2023-11"]);
    let row = |label: &str| table.lines().find(|line| line.contains(label)).unwrap().to_owned();
    assert!(
        row("Möten, alla parter").contains("varje vecka") && row("Möten, alla parter").contains("efter plan")
    );
    assert!(row("Möten ").starts_with("SSPF") && !table.contains("Närvaro, polis"), "{table}");
    assert!(table.trim_end().ends_with("29 siffror till visas med --all."), "{table}");
    let all = desk.done(&["summary", "2023-11", "--all"]);
    assert!(all.contains("Närvaro, polis") && !all.contains("--all"), "{all}");
}
