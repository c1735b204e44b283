//! Meetings of which cases are only counted.

use lofte::domain::record::Status;

use crate::flows::stage::{Setting, Stage};

const COUNTED: &str = include_str!("../../plans/counted.toml");

/// A desk whose plan only counts its cases, standing on the meeting of the day.
fn stage() -> Stage {
    let mut stage = Stage::set(Setting { plan: COUNTED, ..Setting::default() });
    on_the_meeting(&mut stage);
    stage
}

/// Moves the marker to this week's meeting.
fn on_the_meeting(stage: &mut Stage) {
    let home = stage.screen();
    for _ in 0..20 {
        if stage.screen().lines().any(|line| line.contains('▸') && line.contains("v. 47")) {
            return;
        }
        stage.keys("⏎↓");
    }
    panic!("no meeting is due:\n{home}");
}

#[test]
fn a_counted_meeting_is_entered_in_six_keys() {
    let mut stage = stage();
    stage.keys("⏎5⏎2");
    println!("{}", stage.screen());
    stage.keys("⏎5");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert_eq!((stage.stored("cases_up").as_str(), stage.stored("first_actions").as_str()), ("5", "2"));
    assert_eq!(
        stage.stored("attendance"),
        "school=present,social=present,police=present,leisure=present,health=present"
    );
    assert_eq!(stage.stored("present"), "5");
}

#[test]
fn a_member_has_the_same_letter_always_and_goes_round_the_marks() {
    let mut stage = stage();
    stage.keys("⏎⇤");
    let screen = stage.screen();
    for member in ["s skola", "a socialtjänst", "p polis", "b fritid", "c ungdomsmottagning"] {
        assert!(screen.contains(member), "no {member:?} in\n{screen}");
    }
    assert!(screen.contains("alla 5 närvarande"), "{screen}");
    stage.keys("ppbccc");
    for member in
        ["polis             ersättare", "fritid            frånvarande", "ungdomsmottagning ej kallad"]
    {
        assert!(stage.screen().contains(member), "{}", stage.screen());
    }
    stage.keys("bbbpp⏎5⏎2⏎4");
    assert_eq!(
        stage.stored("attendance"),
        "school=present,social=present,police=present,leisure=present,health=not_called"
    );
}

#[test]
fn a_total_that_is_not_the_rosters_stops_the_save_beside_both() {
    let mut stage = stage();
    stage.keys("⏎5⏎2⏎4");
    assert!(stage.in_form() && stage.entries().is_empty());
    let screen = stage.screen();
    assert_eq!(screen.matches("Alla 5 närvarande, men du räknade 4: 1 för lite").count(), 3, "{screen}");
    assert!(stage.at_cursor().0.contains("Parter i rummet"), "the number can be typed anew");
    // Back the way one came, from an invalid field too, and the roster was what was wrong.
    stage.keys("⇤⇤⇤");
    assert!(stage.at_cursor().0.contains("Närvaro"), "{}", stage.screen());
    stage.keys("p");
    assert!(!stage.screen().contains("du räknade"), "{}", stage.screen());
    stage.keys("⏎⏎⏎");
    assert!(stage.at_cursor().0.contains("Parter i rummet"), "{}", stage.screen());
    stage.keys("✓");
    assert_eq!(stage.stored("present"), "4", "{}", stage.screen());
}

#[test]
fn the_room_is_counted_before_the_roster_says_how_many() {
    let mut stage = stage();
    stage.keys("⏎5⏎2⏎");
    assert!(!stage.screen().contains("Enligt närvaron"), "{}", stage.screen());
    stage.keys("⎋");
    assert_eq!(stage.drafts().len(), 1, "what was typed is kept");
}

#[test]
fn a_digit_on_the_roster_goes_to_its_total() {
    let mut stage = stage();
    stage.keys("⏎5⏎2⇤⇤p4");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert_eq!((stage.stored("present").as_str(), stage.stored("first_actions").as_str()), ("4", "2"));
}

#[test]
fn a_meeting_that_was_not_held_needs_only_its_reason() {
    let mut stage = stage();
    stage.keys("⏎⇤i⏎");
    assert!(stage.screen().contains("Välj ett skäl"), "{}", stage.screen());
    stage.keys("2✓");
    assert_eq!(stage.latest().status, Status::Cancelled("sjukdom".into()));
}

#[test]
fn the_saved_line_tells_how_many_and_who() {
    let mut stage = stage();
    stage.keys("⏎5⏎2⇤⇤p4");
    assert!(
        stage.screen().contains("möte v. 47: 5 ärenden, 2 insatser, 4 av 5 parter"),
        "{}",
        stage.screen()
    );
}
