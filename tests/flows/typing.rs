//! Whatever is typed or pasted into a field stays in that field, is stored clean, and has the cursor behind it.

use lofte::domain::plan::{Field, FieldKind};
use lofte::text::Clean;
use lofte::text::width::cells;
use rstest::rstest;

use super::stage::Stage;

/// Texts that break careless programs: emoji, letters in parts, directions, marks without a letter.
const ODD: &[&str] =
    &["👍🏽", "👩‍👩‍👧", "a\u{30a}o\u{308}", "e\u{301}", "漢字", "שלום", "\u{200b}", "\u{ad}", "🇸🇪", "½"];

/// What a clipboard may hold.
const PASTED: &str = "rad ett\r\nrad två\tslut\x1b[31m\u{202e}\x07\x00\u{9b}2J å a\u{30a}";

/// A new entry of `form`, with the cursor in the field numbered `at`.
fn stand_in(stage: &mut Stage, form: &str, at: usize) {
    let key = stage.model.ctx.plan.form(form).unwrap().1.open.unwrap();
    stage.keys("⎋⎋⎋1").text(&key.to_string()).keys("⇤⇤⇤⇤⇤⇤⇤⇤⇤⇤⇤⇤");
    for _ in 0..at {
        stage.keys("⇥");
    }
}

fn fields(stage: &Stage, form: &str) -> Vec<Field> {
    stage.model.ctx.plan.form(form).unwrap().1.fields.clone()
}

fn still_in(stage: &Stage, what: &str) {
    assert!(stage.in_form(), "{what} left the form");
    assert!(stage.model.overlay.is_none() && !stage.quit, "{what} opened or left something");
    assert_eq!(stage.model.tab, 0, "{what} changed the tab");
}

#[rstest]
#[case("training")]
#[case("handout")]
#[case("walk")]
#[case("visit")]
#[case("shift")]
#[case("extract")]
fn nothing_typed_leaves_the_form(#[case] form: &str) {
    let mut stage = Stage::new();
    let before = stage.entries().len();
    for (at, field) in fields(&stage, form).iter().enumerate() {
        stand_in(&mut stage, form, at);
        let advances = stage.model.ctx.list(field).is_some() || field.kind == FieldKind::YesNo;
        let row = stage.draw().1.unwrap().y;
        for c in ('\u{20}'..='\u{17f}').filter(|c| !c.is_control()) {
            stage.text(&c.to_string());
            still_in(&stage, &format!("{c:?} in {}", field.key));
            let moved = stage.draw().1.unwrap().y != row;
            assert!(advances || !moved, "{c:?} left the field {}", field.key);
            if moved {
                stand_in(&mut stage, form, at);
            } else {
                stage.keys("ⓤ");
            }
        }
        for odd in ODD {
            stage.text(odd);
            still_in(&stage, &format!("{odd:?} in {}", field.key));
            stage.keys("ⓤ");
        }
        stage.paste(PASTED);
        still_in(&stage, &format!("a paste in {}", field.key));
    }
    assert_eq!(stage.entries().len(), before, "typing saves nothing");
}

#[test]
fn the_cursor_stands_behind_what_was_typed() {
    let mut stage = Stage::new();
    stand_in(&mut stage, "training", 8);
    let (line, left) = stage.at_cursor();
    assert!(line.contains("Folderns utgåva"), "{line}");
    for text in ["a", "åäö", "👍", "漢字", "a\u{30a}o\u{308}", "e\u{301}e", "x y"] {
        stage.text(text);
        let (line, column) = stage.at_cursor();
        assert_eq!(usize::from(column - left), cells(text), "{text:?} in {line:?}");
        stage.keys("ⓤ");
    }
}

#[test]
fn a_text_longer_than_the_screen_is_seen_where_it_is_typed() {
    let mut stage = Stage::new();
    stand_in(&mut stage, "visit", 7);
    stage.text(&"abcdefghi ".repeat(12)).text("slutet");
    let (line, column) = stage.at_cursor();
    assert!(line.ends_with("slutet"), "{line}");
    assert_eq!(usize::from(column), cells(&line));
    stage.keys("←←←X");
    let (line, column) = stage.at_cursor();
    assert!(line.contains("sluXt"), "{line}");
    assert_eq!(line.chars().nth(usize::from(column)), Some('t'), "{line}");
}

#[rstest]
#[case("training", "edition", 8)]
#[case("extract", "source", 4)]
#[case("visit", "note", 7)]
fn what_is_stored_is_clean(#[case] form: &str, #[case] field: &str, #[case] at: usize) {
    for text in ["a\u{30a}ngstro\u{308}m", "👍🏽 bra", "\u{202e}bak\u{200b}fram", "två  ord "] {
        let mut stage = Stage::new();
        stand_in(&mut stage, form, at);
        stage.text(text).keys("⏎");
        let stands = if field == "note" { Clean::note(text) } else { Clean::line(text) };
        let draft = stage.drafts().pop().expect("a draft");
        assert_eq!(draft.slot(field).unwrap().text, stands.as_str().trim(), "{text:?}");
    }
}

#[rstest]
#[case("training", 8)]
#[case("visit", 3)]
#[case("visit", 7)]
#[case("visit", 2)]
fn ten_megabytes_pasted_harm_nobody(#[case] form: &str, #[case] at: usize) {
    let mut stage = Stage::new();
    stand_in(&mut stage, form, at);
    let pasted = "tio megabyte ".repeat(10 * 1024 * 1024 / 13);
    stage.paste(&pasted);
    still_in(&stage, "a large paste");
    assert!(stage.screen().contains("kapades"), "{}", stage.screen());
    stage.keys("⎋");
    let draft = stage.drafts().pop().expect("the draft is kept");
    assert!(draft.slots.iter().any(|(_, slot)| slot.text.starts_with("tio megabyte tio")));
}

#[test]
fn a_paste_is_never_keys() {
    let mut stage = Stage::new();
    stage.paste("q\rhst\r7\x13");
    assert!(!stage.quit && !stage.in_form());
    stage.keys("/").paste("stor\rq\n");
    assert!(!stage.quit);
    assert!(stage.screen().contains("stor q"), "{}", stage.screen());
    stage.keys("⎋⎋:").paste("q\n\n");
    assert!(!stage.quit && stage.model.overlay.is_some());
}

#[test]
fn a_note_keeps_its_lines_and_a_line_becomes_one() {
    let mut stage = Stage::new();
    stage.keys("hst⏎7⏎⏎⏎⏎").paste("två\nrader").keys("ⓙtre✓");
    assert_eq!(stage.stored("note"), "två\nrader\ntre");
    stage.keys("a25⏎23⏎61⏎").paste("ur\nSTORM").keys("✓");
    assert_eq!(stage.stored("source"), "ur STORM");
}
