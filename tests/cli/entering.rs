//! Entering, correcting, removing and undoing from the command line.

use serde_json::json;

use super::Desk;

#[test]
fn an_entry_is_made_by_names_or_by_place() {
    let desk = Desk::new();
    let first = desk.done(&["add", "visit", "place=stortorget", "contacts=7", "arrive=21:30"]);
    assert!(first.starts_with("Sparat 21:52  besök Stortorget 21:30, 7 kontakter\n"), "{first}");
    assert!(first.ends_with("id 1\n"), "{first}");
    desk.done(&["add", "besök", "hamnen", "igår", "20:15", "3+4"]);
    desk.done(&["add", "besök bad 5 note='två grupper'"]);
    let entries = desk.list();
    let by_id = |id: u64| entries.iter().find(|e| e["id"] == id).unwrap();
    for (key, value) in [
        ("form", json!("visit")),
        ("day", json!("2023-11-22")),
        ("arrive", json!("21:30")),
        ("place", json!("stortorget")),
        ("contacts", json!(7)),
        ("passed_on", json!(null)),
        ("status", json!("done")),
        ("part", json!("evening")),
        ("at", json!("2023-11-22T21:52:00+01:00")),
    ] {
        assert_eq!(by_id(1)[key], value, "{key}");
    }
    assert_eq!(by_id(1)["nothing"]["passed_on"], "not_stated");
    assert_eq!((&by_id(2)["day"], &by_id(2)["contacts"]), (&json!("2023-11-21"), &json!(7)));
    assert_eq!((&by_id(3)["place"], &by_id(3)["note"]), (&json!("badparken"), &json!("två grupper")));
}

#[test]
fn what_would_corrupt_a_count_is_refused_and_nothing_is_saved() {
    let desk = Desk::new();
    assert!(desk.refused(&["add", "visit", "place=månen", "contacts=7"]).contains("månen"));
    assert!(desk.refused(&["add", "visit", "place=hamnen"]).contains("Kontakter"));
    assert!(desk.refused(&["add", "visit", "place=hamnen", "contacts=501"]).contains("500"));
    assert!(desk.refused(&["add", "besök", "hamnen", "sju"]).contains("sju"));
    assert!(desk.refused(&["add", "simning"]).contains("simning"));
    assert!(desk.refused(&["add", "visit", "colour=blue"]).contains("colour"));
    assert!(
        desk.refused(&["add", "visit", "place=hamnen", "contacts=1", "note=850101-1234"])
            .contains("personnummer")
    );
    assert!(desk.list().is_empty());
}

#[test]
fn what_is_only_asked_about_is_printed_and_accepted() {
    let desk = Desk::new();
    let called =
        desk.call(&["add", "visit", "place=hamnen", "contacts=70", "day=2023-06-01", "arrive=20:00"]);
    assert_eq!(called.code, 0, "{called:?}");
    assert_eq!(called.err.lines().count(), 2, "{called:?}");
    let asked = desk.list()[0]["asked"].clone();
    assert_eq!(asked, json!(["long_ago", "unusual"]));
}

#[test]
fn one_month_is_never_counted_from_both() {
    let desk = Desk::new();
    desk.done(&["add", "visit", "place=hamnen", "contacts=1"]);
    let refused =
        desk.refused(&["add", "extract", "month=2023-11", "shifts=60", "shifts_with_visit=50", "visits=90"]);
    assert!(refused.to_lowercase().contains("november 2023"), "{refused}");
    desk.call(&["add", "extract", "month=2023-10", "shifts=60", "shifts_with_visit=50", "visits=90"]);
    assert!(
        desk.refused(&["add", "visit", "place=hamnen", "contacts=1", "day=2023-10-30"])
            .to_lowercase()
            .contains("oktober")
    );
    assert_eq!(desk.list().len(), 2);
}

#[test]
fn an_occasion_is_planned_or_cancelled() {
    let desk = Desk::new();
    desk.done(&["add", "walk", "area=centrum", "day=2023-12-01", "planned=yes"]);
    desk.done(&["add", "walk", "area=norr", "day=2023-11-21", "cancelled=väder"]);
    let entries = desk.list();
    assert_eq!(entries[0]["status"], "planned");
    assert_eq!(
        (&entries[1]["status"], &entries[1]["reason_cancelled"]),
        (&json!("cancelled"), &json!("vader"))
    );
    assert!(
        desk.refused(&["add", "visit", "place=hamnen", "contacts=1", "cancelled=väder"])
            .contains("ställas in")
    );
}

#[test]
fn a_correction_changes_what_it_names_and_can_be_undone() {
    let desk = Desk::english();
    desk.done(&["add", "visit", "place=stortorget", "contacts=7", "mood=lugnt"]);
    let line = desk.done(&["correct", "1", "contacts=9", "reason=rättelse"]);
    assert!(line.starts_with("Changed 21:52  visit Stortorget 21:52, 9 contacts\n"), "{line}");
    assert_eq!((&desk.list()[0]["contacts"], &desk.list()[0]["rev"]), (&json!(9), &json!(2)));
    assert!(desk.refused(&["correct", "1", "contacts=9"]).contains("nothing") || desk.list()[0]["rev"] == 2);
    assert!(desk.refused(&["correct", "1", "9"]).contains('9'));
    assert!(desk.refused(&["correct", "77", "contacts=9"]).contains("77"));
    assert!(desk.refused(&["correct", "1", "contacts=9999"]).contains("500"));
    let steps = desk.json(&["history", "1", "--json"]);
    assert_eq!(steps.as_array().unwrap().len(), 2);
    assert_eq!(steps[1]["changes"], json!([{"field": "contacts", "before": 7, "after": 9}]));
    assert_eq!(steps[1]["reason"], "rattelse");
    assert!(desk.done(&["history", "1"]).contains("Contacts: 7 → 9"));
    desk.done(&["undo"]);
    assert_eq!(desk.list()[0]["contacts"], 7);
    desk.done(&["undo"]);
    assert!(desk.list().is_empty());
    assert!(desk.refused(&["undo"]).contains("undo"));
}

#[test]
fn what_is_removed_lies_in_the_bin() {
    let desk = Desk::new();
    desk.done(&["add", "visit", "place=hamnen", "contacts=1"]);
    desk.done(&["remove", "1"]);
    assert!(desk.list().is_empty());
    assert_eq!(desk.json(&["list", "--bin", "--json"])[0]["id"], 1);
    assert!(desk.refused(&["remove", "1"]).contains("papperskorgen"));
    desk.done(&["unremove", "1"]);
    assert!(desk.refused(&["unremove", "1"]).contains("papperskorgen"));
    assert_eq!(desk.list().len(), 1);
}

#[test]
fn hostile_text_is_cleaned_on_its_way_in() {
    let desk = Desk::new();
    let note = "note=a\u{1b}[31m\u{202e}b\u{200b}c";
    desk.done(&["add", "visit", "place=hamnen", "contacts=1", note]);
    assert_eq!(desk.list()[0]["note"], "a[31mbc");
}
