//! Meetings of which cases are only counted.

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
