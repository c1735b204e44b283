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

#[test]
fn a_survey_says_what_to_write_and_is_checked_as_it_is_asked() {
    let desk = Desk::new();
    assert_eq!(desk.call(&["add", "course", "start=2023-08-31"]).code, 0);
    let input = "\n\n10\n11\n9\n0 1 3 5 2\n0 1 3 3 2\n\n\n\n\n\n";
    let called = desk.call_with(&["ask", "enkät"], input);
    assert_eq!(called.code, 0, "{called:?}");
    for said in [
        "Högst 10 är möjligt: mer än ”Tillfrågade” kan det inte vara.\nSvarade:\n",
        "Kursen var bra:\n  fem antal, svaren 1–5: 0 1 3 5 2\nHögst 9 är möjligt",
    ] {
        assert!(called.out.contains(said), "{said}: {called:?}");
    }
}

#[test]
fn who_was_there_is_asked_by_letters_and_what_is_wrong_first_is_asked_first() {
    let desk = Desk::new();
    assert_eq!(desk.call(&["add", "course", "start=2023-08-31"]).code, 0);
    assert_eq!(desk.call(&["add", "participant", "name=Ada Alm", "born=2006", "applied=2023-08-20"]).code, 0);
    // Nobody has the letter c; then one is there, and one was counted.
    let input = "31/8\n\n\n\n\n\nc\n2\n0\n1\n";
    let called = desk.call_with(&["ask", "kväll"], input);
    assert_eq!(called.code, 0, "{called:?}");
    for said in [
        "  a, b, c, d,",
        "Skriv undantag: en bokstav för frånvarande, eller a=anmäld frånvaro.",
        "Ingen har platsen c den kvällen.\n",
        "j ja   n nej",
    ] {
        assert!(called.out.contains(said), "{said}: {called:?}");
    }
}

#[test]
fn who_leaves_without_an_answer_is_told_that_nothing_is_kept() {
    let desk = Desk::new();
    let left = desk.call_with(&["ask", "deltagare"], "");
    assert_eq!(left.code, 1, "{left:?}");
    assert!(left.err.contains("Inget var besvarat") && !left.err.contains("--continue"), "{left:?}");
}
