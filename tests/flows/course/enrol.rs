//! Enrolling: one participant at a time, with the balance under the form.

use super::stage;
use crate::flows::stage::{Answers, Setting};

#[test]
fn a_participant_is_enrolled_in_twenty_two_keys() {
    for answers in [Answers::AtOnce, Answers::Held] {
        let mut stage = stage(3, Setting::default());
        stage.answers(answers).keys("melin sandberg⏎08k23j✓").answers(Answers::AtOnce);
        assert!(!stage.in_form(), "{}", stage.screen());
        let fields = ["course", "name", "born", "gender", "school", "source", "contract_youth", "seat"];
        let stored = fields.map(|field| stage.stored(field));
        let wanted = ["ht2023", "elin sandberg", "2008", "woman", "hogstadium-b", "natet", "yes", "d"];
        assert_eq!(stored, wanted, "{answers:?}");
        // What somebody signs is never supposed.
        assert_eq!(stage.stored("contract_guardian"), "");
    }
}

#[test]
fn a_year_goes_on_after_two_figures_or_four() {
    for (typed, year) in [("08", "2008"), ("2006", "2006"), ("05", "2005")] {
        let mut stage = stage(0, Setting::default());
        stage.keys("mA B⏎").text(typed).keys("k");
        assert!(stage.at_cursor().0.contains("Skola"), "{typed}: {}", stage.screen());
        stage.keys("✓✓");
        assert_eq!(stage.stored("born"), year, "{}", stage.screen());
    }
}

#[test]
fn the_balance_follows_the_gender_being_entered() {
    let mut stage = stage(9, Setting::default());
    stage.keys("mny person⏎06");
    let screen = stage.screen();
    assert!(screen.contains("ht2023: 9 av 12 platser"), "{screen}");
    assert!(screen.contains("tjejer 7 (78\u{a0}%), killar 2 (22\u{a0}%): ojämn fördelning"), "{screen}");
    assert!(screen.contains("3 platser kvar: minst 3 killar för jämn fördelning"), "{screen}");
    stage.keys("m");
    let screen = stage.screen();
    assert!(screen.contains("ht2023: 10 av 12 platser (med den här)"), "{screen}");
    assert!(screen.contains("2 platser kvar: minst 2 killar för jämn fördelning"), "{screen}");
    stage.keys("⇤k");
    assert!(
        stage.screen().contains("2 platser kvar: räcker inte till jämn fördelning"),
        "{}",
        stage.screen()
    );
}

#[test]
fn three_cannot_be_assessed() {
    let mut stage = stage(3, Setting::default());
    stage.keys("m");
    assert!(
        stage.screen().contains("tjejer 3 (100\u{a0}%), killar 0 (0\u{a0}%): kan inte bedömas"),
        "{}",
        stage.screen()
    );
}

#[test]
fn a_guardian_is_asked_about_until_eighteen() {
    let mut stage = stage(0, Setting::default());
    stage.keys("mA B⏎06k11j");
    assert!(stage.at_cursor().0.contains("Kontrakt, vårdnadshavare"), "{}", stage.screen());
    let mut stage = super::stage(0, Setting::default());
    stage.keys("mA B⏎04k11j");
    assert!(stage.at_cursor().0.contains("Vårdnadshavares telefon"), "{}", stage.screen());
}

#[test]
fn an_age_outside_the_course_is_accepted_with_a_reason() {
    for answers in [Answers::AtOnce, Answers::Held] {
        let mut stage = stage(0, Setting::default());
        stage.answers(answers).keys("mA B⏎11syskon⏎k11j✓").answers(Answers::AtOnce);
        assert!(!stage.in_form(), "{answers:?}: {}", stage.screen());
        let stored = ["born", "age_reason", "gender"].map(|field| stage.stored(field));
        assert_eq!(stored, ["2011", "syskon", "woman"], "{answers:?}");
    }
}

#[test]
fn without_a_reason_the_save_stops_at_its_field() {
    let mut stage = stage(0, Setting::default());
    stage.keys("mA B⏎11⏎k11j✓");
    assert!(stage.in_form() && stage.at_cursor().0.contains("Skäl till åldern"), "{}", stage.screen());
    let screen = stage.screen();
    assert!(screen.contains("11 eller 12 år") && screen.contains("15–20 år"), "{screen}");
    // The year within the ages greys it, with what was written.
    stage.keys("syskon⇤⇤⇤⇤⇤⇤06✓");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert_eq!((stage.stored("born"), stage.stored("age_reason")), ("2006".into(), "-".into()));
}

#[test]
fn the_same_person_twice_is_asked_about() {
    let mut stage = stage(3, Setting::default());
    stage.keys("mbea berg⏎06k11j✓");
    assert!(stage.in_form(), "{}", stage.screen());
    stage.keys("✓");
    assert_eq!(stage.stored("name"), "bea berg", "{}", stage.screen());
}

#[test]
fn when_all_places_are_taken_the_next_waits() {
    let mut stage = stage(12, Setting::default());
    stage.keys("mny person⏎06m11j✓");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert_eq!(stage.stored("status"), "reserve");
    stage.keys("m");
    assert!(stage.screen().contains("12 av 12 platser, 1 reserv"), "{}", stage.screen());
}
