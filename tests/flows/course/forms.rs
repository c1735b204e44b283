//! How the forms of a course feel: what to write, what is wrong until it is right, what is left behind.

use super::{stage, tonight};
use crate::flows::stage::{Setting, Stage};

/// The lines of the screen that end at its right edge with `glyph`.
fn marked(stage: &mut Stage, glyph: char) -> usize {
    stage.screen().lines().filter(|line| line.chars().count() == 80 && line.ends_with(glyph)).count()
}

#[test]
fn a_form_longer_than_the_screen_marks_at_its_edge_that_there_is_more() {
    let mut stage = tonight(10, Setting { size: (80, 18), ..Setting::default() });
    stage.keys("m");
    assert!(!stage.screen().contains("Diplom"), "{}", stage.screen());
    assert_eq!((marked(&mut stage, '↑'), marked(&mut stage, '↓')), (0, 1), "{}", stage.screen());
    while !stage.screen().contains("Ambassadör") {
        stage.keys("⇥");
    }
    assert_eq!((marked(&mut stage, '↑'), marked(&mut stage, '↓')), (1, 0), "{}", stage.screen());
    // A form that is whole marks nothing.
    stage.resize(80, 50);
    assert_eq!((marked(&mut stage, '↑'), marked(&mut stage, '↓')), (0, 0), "{}", stage.screen());
}

#[test]
fn how_attendance_is_taken_stands_where_it_is_taken_and_in_its_help() {
    let mut stage = tonight(12, Setting::default());
    let screen = stage.keys("⏎").screen();
    for said in ["Bokstav = frånvarande, en gång till = anmäld frånvaro, sen ankomst", "⏎, sedan antalet"]
    {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
    let help = stage.keys("①").screen();
    let help = help.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(help.contains("närvarande, frånvarande, anmäld frånvaro, sen ankomst, gick tidigare,"), "{help}");
}

#[test]
fn on_a_wrong_total_the_letters_are_seen_and_what_to_do_is_said() {
    let mut stage = tonight(12, Setting::default());
    let screen = stage.keys("⏎ch9✓").screen();
    for said in ["c Cia Ceder", "h Hugo Hed", "Räkna om och skriv rätt antal, eller Shift-Tab"] {
        assert!(screen.contains(said), "{said}\n{screen}");
    }
}

/// The new course's form in the field called `label`.
fn course_at(label: &str) -> Stage {
    let mut stage = Stage::new();
    stage.keys(":").text("kurs").keys("⏎");
    to(&mut stage, label);
    stage
}

fn to(stage: &mut Stage, label: &str) {
    for _ in 0..40 {
        if stage.at_cursor().0.contains(label) {
            return;
        }
        stage.keys("⇥");
    }
    panic!("no field {label}:\n{}", stage.screen());
}

#[test]
fn a_hint_that_has_no_room_beside_its_field_stands_whole_under_the_form() {
    for (label, hint) in [
        ("Första kvällen", "Kvällarna läggs en gång i veckan från den dagen, utom lov och helgdagar"),
        ("Genomförd från", "Så många kvällar ska ha hållits för att kursen ska räknas som genomförd"),
        ("Diplomgräns", "Så stor närvaro krävs för att ha fullföljt; tomt = ingen gräns"),
    ] {
        let mut stage = course_at(label);
        assert!(stage.screen().contains(hint), "{hint}\n{}", stage.screen());
    }
}

#[test]
fn more_than_what_it_is_part_of_is_said_on_leaving_and_stands_until_it_is_right() {
    let mut stage = course_at("Genomförd från");
    stage.keys("ⓤ99⏎");
    assert!(stage.screen().contains("Högst 12 är möjligt"), "{}", stage.screen());
    // Through the field again, as it is.
    stage.keys("⇤⏎");
    assert!(stage.screen().contains("Högst 12 är möjligt"), "{}", stage.screen());
    stage.keys("⇤ⓤ8⏎");
    assert!(!stage.screen().contains("Högst 12 är möjligt"), "{}", stage.screen());
    // The other of the two.
    stage.keys("⇤⇤⇤");
    assert!(stage.at_cursor().0.contains("Kvällar"), "{}", stage.screen());
    stage.keys("ⓤ6⏎");
    assert!(stage.screen().contains("Högst 6 är möjligt"), "{}", stage.screen());
    stage.keys("⇤ⓤ12⏎");
    assert!(!stage.screen().contains("är möjligt"), "{}", stage.screen());
}

#[test]
fn what_a_save_said_is_missing_is_said_until_it_is_there() {
    let mut stage = Stage::new();
    stage.keys(":").text("kurs").keys("⏎✓");
    assert!(stage.in_form() && stage.screen().contains("Fyll i det här"), "{}", stage.screen());
    stage.keys("⏎");
    assert!(stage.screen().contains("Fyll i det här"), "{}", stage.screen());
    to(&mut stage, "Tid");
    stage.keys("⇤").text("31/8").keys("⏎");
    assert!(!stage.screen().contains("Fyll i det här"), "{}", stage.screen());
}

/// The form of a survey, in its first count.
fn survey() -> Stage {
    let mut stage = stage(3, Setting::default());
    stage.keys(":").text("enkät").keys("⏎");
    to(&mut stage, "Tillfrågade");
    stage
}

#[test]
fn the_counts_of_a_survey_are_checked_on_leaving() {
    let mut stage = survey();
    stage.keys("ⓤ10⏎11⏎");
    assert!(stage.screen().contains("Högst 10 är möjligt"), "{}", stage.screen());
    stage.keys("⇤ⓤ9⏎").text("0 1 3 5 2").keys("⏎");
    assert!(stage.screen().contains("Högst 9 är möjligt"), "{}", stage.screen());
    stage.keys("⇤ⓤ").text("0 1 3 3 2").keys("⏎");
    assert!(!stage.screen().contains("är möjligt"), "{}", stage.screen());
}

#[test]
fn a_statement_of_a_survey_is_read_whole_with_what_to_write() {
    let mut stage = survey();
    to(&mut stage, "Jag litar");
    let said = "Jag litar mer på dem som bär uniform: fem antal, svaren 1–5: 0 1 3 5 2";
    assert!(stage.screen().contains(said), "{}", stage.screen());
}
