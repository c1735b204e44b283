//! The form line by line.

use super::Desk;

#[test]
fn a_form_is_filled_in_line_by_line() {
    let desk = Desk::english();
    // Day and time as they stand, a place that is not there, back from the number and on again.
    let input = "\n\nmånen\nstort\n<\nhamnen\nsju\n7\n\n-\n?\nall calm\n";
    let called = desk.call_with(&["ask", "visit"], input);
    assert_eq!(called.code, 0, "{called:?}");
    for said in
        ["Place:", "  = Harbour", "  = 7", "  Arrived", "Saved 21:52  visit Harbour 21:52, 7 contacts"]
    {
        assert!(called.out.contains(said) || said == "  Arrived", "{said}: {called:?}");
    }
    let entry = &desk.list()[0];
    assert_eq!((entry["place"].as_str(), entry["contacts"].as_u64()), (Some("hamnen"), Some(7)));
    assert_eq!(
        (&entry["nothing"]["passed_on"], &entry["nothing"]["mood"]),
        (&"not_applicable".into(), &"not_known".into())
    );
    assert_eq!((&entry["nothing"]["minutes"], &entry["note"]), (&"not_stated".into(), &"all calm".into()));
}

#[test]
fn what_was_answered_is_kept_when_one_leaves() {
    let desk = Desk::new();
    let left = desk.call_with(&["ask", "besök"], "\n\nhamnen\n");
    assert_eq!(left.code, 1, "{left:?}");
    assert!(left.err.contains("--continue"), "{left:?}");
    assert!(desk.list().is_empty());
    let done = desk.call_with(&["ask", "besök", "--continue"], "7\n\n\n\n\n");
    assert_eq!(done.code, 0, "{done:?}");
    assert_eq!(desk.list()[0]["place"], "hamnen");
}

#[test]
fn a_question_is_asked_before_it_is_saved() {
    let desk = Desk::new();
    let input = "\n\nhamnen\n70\n\n\n\n\nn\n7\n\n\n\n\n";
    let called = desk.call_with(&["ask", "visit"], input);
    assert_eq!(called.code, 0, "{called:?}");
    assert!(called.out.contains("ovanligt mycket"), "{called:?}");
    assert_eq!(desk.list()[0]["contacts"], 7);
}

#[test]
fn an_occasion_can_be_cancelled() {
    let desk = Desk::new();
    let called = desk.call_with(&["ask", "walk"], "igår\n\n\ncentrum\ni\nväder\n");
    assert_eq!(called.code, 0, "{called:?}");
    let entry = &desk.list()[0];
    assert_eq!((&entry["status"], &entry["reason_cancelled"]), (&"cancelled".into(), &"vader".into()));
    assert_eq!((&entry["day"], &entry["area"]), (&"2023-11-21".into(), &"centrum".into()));
}
