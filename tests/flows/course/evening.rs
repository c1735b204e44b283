//! The attendance of an evening: absentees by letter, then the number in the room.

use lofte::domain::record::draft::spell;
use lofte::domain::record::{Entry, Status};

use super::tonight;
use crate::flows::stage::Stage;
use crate::flows::stage::{Answers, Setting};

/// Tonight's evening as it stands.
fn evening(stage: &Stage) -> Entry {
    let eleventh = |e: &Entry| e.form == "evening" && spelled(e, "session") == "11";
    stage.entries().into_iter().find(eleventh).expect("an evening")
}

fn spelled(entry: &Entry, field: &str) -> String {
    entry.value(field).map(spell).unwrap_or_default()
}

/// The marks that are not the usual one.
fn marks(stage: &Stage) -> String {
    let marks = spelled(&evening(stage), "attendance");
    marks.split(',').filter(|mark| !mark.ends_with("=present")).collect::<Vec<_>>().join(",")
}

#[test]
fn two_absentees_and_ten_present_are_entered_in_six_keys() {
    for answers in [Answers::AtOnce, Answers::Held] {
        let mut stage = tonight(12, Setting::default());
        stage.answers(answers).keys("⏎ch10✓").answers(Answers::AtOnce);
        assert!(!stage.in_form(), "{}", stage.screen());
        assert_eq!(marks(&stage), "c=absent,h=absent", "{answers:?}");
        let evening = evening(&stage);
        assert_eq!((spelled(&evening, "present"), &evening.status), ("10".to_owned(), &Status::Done));
        assert_eq!(spelled(&evening, "attendance").split(',').count(), 12);
    }
}

#[test]
fn names_stand_beside_the_letters_and_a_letter_goes_through_the_marks() {
    let mut stage = tonight(12, Setting::default());
    stage.keys("⏎");
    let screen = stage.screen();
    for said in
        ["Kväll 11 av 12 · to 16 nov · Räddningstjänsten", "a Ada Alm", "e Elin Sandberg", "n Nils Nord"]
    {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    for mark in ["frånvarande", "anmäld frånvaro", "sen ankomst", "gick tidigare", "ledig av kursen"] {
        stage.keys("e");
        assert!(stage.screen().contains(&format!("Elin Sandberg {mark}")), "{mark}\n{}", stage.screen());
    }
    stage.keys("e");
    assert!(stage.screen().contains("alla 12 närvarande"), "{}", stage.screen());
}

#[test]
fn a_number_that_is_not_the_marks_stops_the_save_and_says_both() {
    let mut stage = tonight(12, Setting::default());
    stage.keys("⏎ch11✓");
    let screen = stage.screen();
    assert!(
        stage.in_form() && screen.contains("2 frånvarande av 12 ger 10, du räknade 11: 1 för"),
        "{screen}"
    );
    assert_eq!(evening(&stage).status, Status::Planned);
    // Somebody was there after all; the number stands.
    stage.keys("⇤ccccc");
    stage.keys("✓");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert_eq!(marks(&stage), "h=absent");
}

#[test]
fn who_is_late_is_in_the_room_and_who_is_excused_is_not() {
    let mut stage = tonight(12, Setting::default());
    stage.keys("⏎aaabbbbddddd11✓");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert_eq!(marks(&stage), "a=late,b=left_early,d=excused");
}

#[test]
fn the_total_of_a_small_course_is_whole_after_one_digit() {
    let mut stage = tonight(8, Setting::default());
    stage.keys("⏎c7");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert_eq!(marks(&stage), "c=absent");
}

#[test]
fn a_letter_that_nobody_has_says_so_and_an_untouched_evening_leaves_no_draft() {
    let mut stage = tonight(8, Setting::default());
    stage.keys("⏎n");
    assert!(stage.screen().contains("Ingen har bokstaven n här"), "{}", stage.screen());
    stage.keys("⎋");
    assert_eq!(stage.drafts(), []);
}

#[test]
fn who_dropped_out_is_not_on_the_roster_and_their_letter_is_nobodys() {
    let mut stage = tonight(12, Setting::default());
    let fia = stage.entries().into_iter().find(|e| spelled(e, "name") == "Fia Fors").unwrap();
    stage.somebody_drops_out(fia.id, "2023-11-10");
    stage.keys("⏎");
    let screen = stage.screen();
    assert!(!screen.contains("Fia Fors") && screen.contains("g Gun Gran"), "{screen}");
    stage.keys("f");
    assert!(stage.screen().contains("Ingen har bokstaven f här"), "{}", stage.screen());
    stage.keys("11✓");
    assert!(!stage.in_form(), "{}", stage.screen());
}

#[test]
fn a_cancelled_evening_needs_its_reason_and_no_roster() {
    let mut stage = tonight(12, Setting::default());
    stage.keys("⏎i⏎1✓");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert!(matches!(evening(&stage).status, Status::Cancelled(_)));
    assert_eq!(spelled(&evening(&stage), "attendance"), "");
}

#[test]
fn an_evening_that_is_due_says_which_of_how_many_it_is() {
    let mut stage = tonight(12, Setting::default());
    assert!(stage.screen().contains("kväll 11 av 12, närvaro"), "{}", stage.screen());
    // The last one has a name, and is still to come.
    assert!(stage.screen().contains("avslutningsmiddag   "), "{}", stage.screen());
    stage.keys("⏎12✓");
    assert!(!stage.screen().contains("kväll 11"), "{}", stage.screen());
}

#[test]
fn a_theme_given_beforehand_says_nothing_of_who_comes() {
    let mut stage = tonight(12, Setting::default());
    stage.keys("⏎↑↑↑").keys("ⓤ").text("Brandövning").keys("✓");
    assert!(!stage.in_form(), "{}", stage.screen());
    let planned = evening(&stage);
    assert_eq!((spelled(&planned, "theme"), &planned.status), ("Brandövning".into(), &Status::Planned));
    assert_eq!(spelled(&planned, "attendance"), "", "nobody has been marked");
    // It is taken as any other.
    stage.keys("⏎ch10✓");
    assert_eq!((marks(&stage), &evening(&stage).status), ("c=absent,h=absent".into(), &Status::Done));
}

#[test]
fn who_has_said_that_they_will_not_come_is_marked_already_when_the_evening_is_taken() {
    let mut stage = tonight(12, Setting::default());
    stage.keys("⏎12✓");
    // The closing dinner is a week ahead.
    super::walk_to(&mut stage, "avslutningsmiddag");
    stage.keys("⏎");
    assert!(stage.screen().contains("Kväll 12 av 12"), "{}", stage.screen());
    stage.keys("bb✓");
    let dinner = stage.entries().into_iter().find(|e| spelled(e, "session") == "12").unwrap();
    assert_eq!(dinner.status, Status::Planned);
    assert!(spelled(&dinner, "attendance").contains("b=notified"));
    stage.keys("⏎");
    assert!(stage.at_cursor().0.contains("Närvaro"), "{}", stage.screen());
    assert!(stage.screen().contains("Bea Berg anmäld frånvaro"), "{}", stage.screen());
}

#[test]
fn the_number_in_the_room_is_said_again_with_marks_that_others_have_changed() {
    let mut stage = tonight(4, Setting::default());
    stage.keys("⏎a3✓").keys("r").keys("1");
    assert!(stage.screen().contains("Rätta: kväll"), "{}", stage.screen());
    // Meanwhile somebody else finds that all four were there, and counts them.
    let id = evening(&stage).id;
    stage.somebody_marks(id, "a=present", Some(4));
    stage.deliver();
    // Here it is another who was not, and three in the room as before.
    stage.keys("aaaaaab✓");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert_eq!((marks(&stage), spelled(&evening(&stage), "present")), ("b=absent".into(), "3".into()));
}
