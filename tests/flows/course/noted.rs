//! An evening before it is held: noted in the grid, moved, and cancelled with a new day.

use lofte::domain::record::draft::spell;
use lofte::domain::record::{Entry, Status};

use super::{stage, walk_to};
use crate::flows::stage::{Setting, Stage};

/// The evenings of the course in order of their days.
fn evenings(stage: &Stage) -> Vec<Entry> {
    let mut evenings: Vec<Entry> = stage.entries().into_iter().filter(|e| e.form == "evening").collect();
    evenings.sort_by_key(|evening| (evening.on, evening.id));
    evenings
}

fn spelled(entry: &Entry, field: &str) -> String {
    entry.value(field).map(spell).unwrap_or_default()
}

#[test]
fn the_grid_opens_at_the_latest_evening_that_has_come_and_keeps_notes_of_it() {
    let mut stage = stage(12, Setting::default());
    stage.keys("2g").keys("↓↓f");
    let eleventh = evenings(&stage).remove(10);
    assert_eq!((spelled(&eleventh, "attendance"), &eleventh.status), ("c=absent".into(), &Status::Planned));
    assert_eq!(spelled(&eleventh, "present"), "", "nobody has counted");
    // What is still to come takes what can be known beforehand.
    stage.keys("→");
    assert!(stage.keys("f").screen().contains("Kvällen har inte varit än"), "{}", stage.screen());
    stage.keys("a");
    assert_eq!(spelled(&evenings(&stage)[11], "attendance"), "c=notified");
    // Figures know nothing of notes: the course has as many evenings as were reported.
    stage.keys("⎋⏎");
    assert!(stage.screen().contains("10 av 12 hållna"), "{}", stage.screen());
}

#[test]
fn what_was_noted_stands_when_the_attendance_is_taken() {
    let mut stage = stage(12, Setting::default());
    stage.keys("2g").keys("↓↓a⎋1");
    walk_to(&mut stage, "MBU");
    stage.keys("⏎");
    assert!(stage.screen().contains("Cia Ceder anmäld frånvaro"), "{}", stage.screen());
    stage.keys("h10✓");
    let eleventh = evenings(&stage).remove(10);
    let marks = spelled(&eleventh, "attendance");
    let exceptions: Vec<_> = marks.split(',').filter(|mark| !mark.ends_with("=present")).collect();
    assert_eq!((exceptions, eleventh.status), (vec!["c=notified", "h=absent"], Status::Done));
    assert_eq!(marks.split(',').count(), 12);
}

#[test]
fn a_new_day_moves_an_evening_that_is_still_to_be_held() {
    let mut stage = stage(3, Setting::default());
    let last = evenings(&stage).remove(11);
    assert_eq!(last.on.to_string(), "2023-11-23");
    stage.keys("2→→");
    walk_to(&mut stage, "23 nov");
    stage.keys("e↑↑30/11✓");
    let moved = evenings(&stage).remove(11);
    assert_eq!(
        (moved.id, moved.on.to_string(), &moved.status),
        (last.id, "2023-11-30".into(), &Status::Planned)
    );
    assert_eq!(spelled(&moved, "new_day"), "");
}

#[test]
fn what_cannot_be_read_stops_a_cancelling_too() {
    let mut stage = stage(3, Setting::default());
    stage.keys("2→→");
    walk_to(&mut stage, "23 nov");
    stage.keys("e↑↑abc⏎⏎i⏎4✓");
    assert!(stage.in_form(), "{}", stage.screen());
    assert_eq!(evenings(&stage)[11].status, Status::Planned);
}
