//! What a course says of itself when something is out of the ordinary: two who mark at once, a cancelled term, a limit for
//! the diploma, ambassadors, protected data, places that want somebody.

use lofte::domain::plan::Language;
use rstest::rstest;

use super::views::{autumn, code, evenings};
use super::{stage, walk_to};
use crate::flows::picture::styled;
use crate::flows::stage::{Answers, Setting, Stage};

#[rstest]
fn a_mark_that_somebody_else_has_just_changed_is_told_and_left(
    #[values(Language::Swedish, Language::English)] language: Language,
) {
    let tongue = if language == Language::Swedish { "sv" } else { "en" };
    let mut stage = autumn(Setting { language, ..Setting::default() });
    let last = evenings(&stage)[8];
    stage.keys("2g←↓").answers(Answers::Held);
    // The screen has not been told yet when the key is pressed.
    stage.somebody_marks(last, "b=late", None);
    stage.keys("f").answers(Answers::AtOnce);
    assert!(code(&stage.entry(last), "attendance").contains("b=late"), "{}", stage.screen());
    let look = stage.model.ctx.look.clone();
    let (buffer, cursor) = stage.draw();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("80x24-{tongue}-mbu-grid-changed"), styled(&buffer, cursor, &look));
    });
    // Now that it is seen, the key again means it.
    stage.keys("f");
    assert!(code(&stage.entry(last), "attendance").contains("b=absent"), "{}", stage.screen());
}

#[test]
fn a_mark_made_while_a_save_is_on_its_way_is_told_and_left() {
    let mut stage = autumn(Setting::default());
    let last = evenings(&stage)[8];
    stage.keys("2g←↓").answers(Answers::Held).keys("f");
    // The evening has been read for the save, and then somebody else is quicker.
    stage.somebody_marks(last, "b=late", None);
    stage.answers(Answers::AtOnce);
    assert!(code(&stage.entry(last), "attendance").contains("b=late"), "{}", stage.screen());
    let screen = stage.screen();
    assert!(screen.contains("Någon annan har just ändrat det märket"), "{screen}");
    assert!(screen.contains("B. B., kom sent"), "what they did is shown: {screen}");
}

#[test]
fn marks_of_others_of_two_at_once_stand_beside_each_other() {
    let mut stage = autumn(Setting::default());
    let last = evenings(&stage)[8];
    stage.keys("2g←↓").answers(Answers::Held).keys("f");
    stage.somebody_marks(last, "d=late,h=notified", None);
    stage.answers(Answers::AtOnce);
    let marks = code(&stage.entry(last), "attendance");
    assert!(["b=absent", "d=late", "h=notified"].iter().all(|mark| marks.contains(mark)), "{marks}");
    assert_eq!(code(&stage.entry(last), "present"), "10");
}

#[test]
fn a_cancelled_course_says_why_and_asks_for_nothing_more() {
    for (postponed, says) in [(None, "inställd: smittskydd"), (Some("vt2024"), "flyttad")] {
        let mut stage = stage(4, Setting { size: (80, 40), ..Setting::default() });
        let id = stage.entries().into_iter().find(|entry| entry.form == "course").unwrap().id;
        stage.call_off(id, "smittskydd");
        if let Some(term) = postponed {
            stage.somebody_corrects(id, "postponed_to", term);
        }
        let tab = stage.keys("2").screen();
        assert!(tab.contains(says), "{tab}");
        let page = stage.keys("⏎").screen();
        assert!(page.contains("smittskydd") && !page.contains("platser kvar"), "{page}");
        assert_eq!(page.contains("vt2024"), postponed.is_some(), "{page}");
        // Ten evenings were held and stay, two were not.
        assert_eq!(page.matches("4 i rummet av 4").count(), 10, "{page}");
        let grid = stage.keys("g").screen();
        let days = grid.lines().find(|line| line.contains(" 31 ")).unwrap();
        assert!(days.trim_end().ends_with("26   9"), "the two that were cancelled have no column: {grid}");
        let home = stage.keys("⎋⎋1").screen();
        assert!(!home.contains("kväll 1"), "{home}");
    }
}

#[rstest]
fn a_course_that_never_met_says_so_and_nothing_else(
    #[values(Language::Swedish, Language::English)] language: Language,
) {
    let tongue = if language == Language::Swedish { "sv" } else { "en" };
    let mut stage = Stage::set(Setting { language, ..Setting::default() });
    let id = stage.enter("course", &[("start", "2023-09-07")]);
    stage.call_off(id, "smittskydd");
    stage.somebody_corrects(id, "postponed_to", "vt2024");
    // Its evenings were taken back with it.
    for evening in evenings(&stage) {
        stage.remove(evening);
    }
    stage.home();
    for (name, script) in [("course-off", "2⏎"), ("grid-off", "2⏎g")] {
        let screen = stage.keys("⎋⎋⎋1").keys(script).screen();
        assert!(screen.contains("vt2024"), "{screen}");
        let look = stage.model.ctx.look.clone();
        let (buffer, cursor) = stage.draw();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("80x24-{tongue}-mbu-{name}"), styled(&buffer, cursor, &look));
        });
    }
}

#[test]
fn both_signatures_that_are_missing_are_named() {
    let mut stage = stage(2, Setting { size: (80, 40), ..Setting::default() });
    let page = stage.keys("2⏎").screen();
    assert_eq!(page.matches("båda underskrifterna saknas").count(), 2, "{page}");
}

#[test]
fn the_finer_figures_of_courses_say_what_they_are_and_unfold() {
    let mut stage = stage(2, Setting { size: (80, 40), ..Setting::default() });
    walk_to(stage.keys("s"), "siffror till");
    let folded = stage.screen();
    assert!(folded.contains("deltagarna och deras fördelning") && !folded.contains("varje part"), "{folded}");
    assert!(folded.contains("⏎ visa eller dölj") && !folded.contains("⏎ poster"), "{folded}");
    let unfolded = stage.keys("⏎").screen();
    assert!(unfolded.contains("Könsbalans, start ") && unfolded.contains("Könsbalans, slut "), "{unfolded}");
}

#[test]
fn a_course_says_when_it_meets_from_its_time_to_its_end() {
    let mut stage = Stage::new();
    let id = stage.enter("course", &[("start", "2023-11-02")]);
    let when = |stage: &mut Stage| {
        let page = stage.keys("⎋⎋12⏎").screen();
        page.lines().find(|line| line.contains("När  ")).unwrap().trim_end().to_owned()
    };
    assert!(when(&mut stage).ends_with("2024"), "{}", when(&mut stage));
    stage.somebody_corrects(id, "time", "18:00");
    assert!(when(&mut stage).ends_with("· to 18:00"), "{}", when(&mut stage));
    stage.somebody_corrects(id, "end", "21:00");
    assert!(when(&mut stage).ends_with("· to 18:00–21:00"), "{}", when(&mut stage));
    // The evenings to come are moved to Tuesdays.
    let to_come: Vec<_> = stage.entries().into_iter().filter(|e| e.form == "evening").collect();
    for evening in to_come.iter().filter(|e| e.on > "2023-11-22".parse().unwrap()) {
        let tuesday = evening.on + chrono::Days::new(5);
        stage.somebody_corrects(evening.id, "day", &tuesday.to_string());
    }
    assert!(when(&mut stage).ends_with("· ti 18:00–21:00"), "{}", when(&mut stage));
}
