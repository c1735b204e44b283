//! The example desk, and the desk looked over.

use serde_json::json;

use super::Desk;

#[test]
fn an_example_is_made_and_stands_at_its_day() {
    let desk = Desk { now: None, ..Desk::new() };
    let dir = desk.path("desk");
    let made = desk.done(&["demo", &dir, "--entries", "500", "--seed", "3"]);
    assert!(made.contains("500"), "{made}");
    let all = desk.json(&["list", "--json"]).as_array().unwrap().len();
    let bin = desk.json(&["list", "--bin", "--json"]).as_array().unwrap().len();
    assert_eq!(all + bin, 500);
    let due = desk.json(&["due", "--json"]);
    let planned = due.as_array().unwrap().iter().find(|d| d["about"]["kind"] == "planned").unwrap();
    assert_eq!((&planned["day"], &planned["late"]), (&json!("2023-11-17"), &json!(5)));
    assert!(desk.done(&["summary"]).starts_with("hela löftet, t.o.m. on 22 nov 2023\n"));
    assert!(desk.refused(&["demo", &dir]).contains("inte tom"));
    let again = Desk { now: None, ..Desk::new() };
    again.done(&["demo", &again.path("desk"), "--entries", "500", "--seed", "3"]);
    assert_eq!(desk.done(&["list", "--json"]), again.done(&["list", "--json"]));
}

#[test]
fn the_doctor_finds_a_whole_desk_well() {
    let desk = Desk::english();
    desk.done(&["add", "visit", "place=hamnen", "contacts=7"]);
    let out = desk.done(&["doctor"]);
    assert!(out.ends_with("All is as it should be.\n"), "{out}");
    let example = Desk { now: None, ..Desk::english() };
    example.done(&["demo", &example.path("desk"), "--entries", "300"]);
    let out = example.done(&["doctor"]);
    assert!(!out.contains("set aside"), "an example is left as by a clean exit: {out}");
}
