//! Rules 11 to 20: what is stopped, kept, corrected and said.

use lofte::domain::plan::Language;
use lofte::domain::record::{EntryId, Nothing, Status, Value};
use lofte::ui::theme::ThemeName;
use rstest::rstest;

use super::{line_with, number};
use crate::flows::stage::{Setting, Stage};

/// A plan with a field that applies only after another answer.
const WHOLE: &str = include_str!("../../plans/whole.toml");

/// Every form of Enköping's plan by its key.
const FORMS: &str = "kfvhpa";

#[test]
fn rule_11_only_what_would_corrupt_a_count_stops() {
    let mut stage = Stage::new();
    stage.keys("hst⏎900✓");
    assert!(stage.in_form() && stage.entries().is_empty(), "900 contacts cannot be");
    stage.keys("✓✓✓");
    assert!(stage.entries().is_empty(), "and no key accepts it");
    stage.keys("ⓤ70✓");
    assert!(stage.in_form() && stage.screen().contains("ovanligt"), "70 is asked about");
    stage.keys("✓");
    assert_eq!(number(&stage, "contacts"), Some(70), "and accepted with one key");
    assert!(!stage.latest().asked.is_empty());
    stage.keys("6ccc");
    assert!(stage.screen().contains("att följa upp"), "{}", stage.screen());
    assert!(stage.screen().contains("Stortorget"), "it is listed for follow-up");
}

#[test]
fn rule_12_going_back_is_always_allowed_the_way_one_came() {
    let mut stage = Stage::new();
    stage.keys("hst⏎900⇤");
    assert!(stage.at_cursor().0.contains("Plats"), "from an invalid field too");
    stage.keys("⇥");
    assert!(stage.at_cursor().0.contains("900"), "what was typed is still there");
    // The way one came.
    let mut stage = Stage::new();
    stage.keys("vc⏎⏎4⏎");
    for field in ["Vuxna", "Arrangör", "Område"] {
        let (line, _) = stage.keys("⇤").at_cursor();
        assert!(line.contains(field), "{field} is next on the way back, not {line:?}");
    }
}

#[test]
fn rule_13_a_field_that_no_longer_applies_keeps_its_value_until_the_save() {
    let mut stage = Stage::set(Setting { plan: WHOLE, ..Setting::default() });
    stage.keys("h");
    while !stage.at_cursor().0.contains("Plats") {
        stage.keys("⇥");
    }
    stage.keys("1").keys("4⏎n1⏎");
    stage.keys("⇤⇤j");
    let greyed = line_with(&mut stage, "Varför inte");
    assert!(greyed.contains("sent"), "{greyed}");
    assert!(stage.at_cursor().0.contains("Anteckning"), "it is skipped");
    stage.keys("✓");
    assert_eq!(
        stage.latest().value("why"),
        Some(&Value::Nothing(Nothing::NotApplicable)),
        "{}",
        stage.screen()
    );
}

#[test]
fn rule_14_the_draft_is_at_the_desk_after_every_field() {
    let mut stage = Stage::new();
    stage.keys("hst⏎");
    assert_eq!(stage.drafts()[0].slot("place").unwrap().text, "stortorget");
    stage.keys("7⏎");
    assert_eq!(stage.drafts()[0].slot("contacts").unwrap().text, "7");
    // Another terminal: the home screen shows it, and Enter takes it up where it was left.
    stage.keys("⎋1");
    assert!(line_with(&mut stage, "Utkast").contains('▸'), "{}", stage.screen());
    stage.keys("⏎");
    assert!(stage.in_form() && stage.screen().contains("Stortorget"));
    stage.keys("✓");
    assert_eq!((stage.entries().len(), number(&stage, "contacts")), (1, Some(7)));
    assert!(stage.drafts().is_empty(), "the save takes the draft with it");
}

#[test]
fn rule_15_one_line_with_undo_and_a_bin() {
    let mut stage = Stage::new();
    stage.keys("hst⏎7✓");
    let said = line_with(&mut stage, "Sparat 21:52");
    assert!(said.contains("besök Stortorget 21:52, 7 kontakter") && said.ends_with("u ångra"), "{said}");
    stage.keys("u");
    assert!(stage.latest().removed, "u undoes it");
    stage.keys("hst⏎8✓6x");
    assert!(stage.latest().removed, "no question is asked");
    stage.keys("b");
    assert!(stage.screen().contains("8 kontakter"), "{}", stage.screen());
    stage.keys("t");
    assert!(!stage.latest().removed, "and it comes back");
}

#[test]
fn rule_16_a_correction_has_a_reason_and_keeps_the_old_value() {
    let mut stage = Stage::new();
    stage.keys("hst⏎7✓r1");
    assert!(line_with(&mut stage, "Orsak").contains("rättelse"), "the reason has a default");
    stage.keys("k9✓");
    assert_eq!((number(&stage, "contacts"), stage.latest().rev), (Some(9), 2));
    stage.keys("6⏎");
    let screen = stage.screen();
    assert!(
        screen.contains("Anna Berg") && screen.contains("7 → 9") && screen.contains("rättelse"),
        "{screen}"
    );
    stage.keys("ek①");
    let screen = stage.screen();
    assert!(screen.contains("Vad fältet har varit") && screen.contains("7 → 9"), "{screen}");
}

#[test]
fn rule_17_only_what_was_changed_is_sent_and_everybody_sees_who_is_here() {
    let mut stage = Stage::new();
    stage.keys("hst⏎7✓r1k9");
    stage.somebody_corrects(EntryId(1), "minutes", "25");
    stage.keys("✓");
    assert_eq!((number(&stage, "contacts"), number(&stage, "minutes")), (Some(9), Some(25)));
    stage.keys("r1k8");
    stage.somebody_corrects(EntryId(1), "contacts", "6");
    stage.keys("✓");
    assert!(stage.in_form(), "the same field at the same time asks");
    assert!(stage.screen().contains("av någon annan"), "{}", stage.screen());
    stage.keys("✓");
    assert_eq!(number(&stage, "contacts"), Some(8));
    stage.somebody_looks();
    assert!(stage.screen().contains("+KL"), "{}", stage.screen());
}

#[test]
fn rule_18_nothing_has_names() {
    for (typed, stored) in [
        ("-", Value::Nothing(Nothing::NotApplicable)),
        ("?", Value::Nothing(Nothing::NotKnown)),
        ("0", Value::Number(0)),
        ("", Value::Nothing(Nothing::NotStated)),
    ] {
        let mut stage = Stage::new();
        stage.keys("hst⏎7⏎⏎").text(typed).keys("✓");
        assert_eq!(stage.latest().value("passed_on"), Some(&stored), "{typed:?}");
    }
    let mut stage = Stage::new();
    stage.keys("v⇤⇤⇤⇤⇤").keys("i⏎");
    assert!(stage.screen().contains("Inställt"), "{}", stage.screen());
    stage.keys("3✓");
    assert_eq!(stage.latest().status, Status::Cancelled("vader".into()), "{}", stage.screen());
    let mut stage = Stage::new();
    stage.keys("hst⏎7⏎⏎⏎⏎i parken✓");
    assert_eq!(stage.stored("note"), "i parken", "only as the whole content");
}

#[test]
fn rule_19_a_save_says_what_it_did_and_the_next_due_line_is_one_enter_away() {
    let mut stage = Stage::set(Setting { size: (120, 40), ..Setting::default() });
    stage.keys("hst⏎7✓");
    let said = line_with(&mut stage, "Sparat");
    assert!(said.contains("pass med uppsökande 1 av 1 i höst"), "{said}");
    let mut stage = Stage::new();
    stage.keys("hst⏎7✓");
    let said = line_with(&mut stage, "Sparat");
    assert!(said.contains("1 av 1 i höst"), "{said}");
    assert!(line_with(&mut stage, "▸").contains("pass"), "the next due line is marked");
    stage.keys("⏎⏎");
    assert!(stage.in_form() && stage.screen().contains("Nytt: pass"), "{}", stage.screen());
}

#[rstest]
#[case(Language::Swedish)]
#[case(Language::English)]
fn rule_20_the_cursor_stands_in_the_active_field(#[case] language: Language) {
    let mut stage = Stage::set(Setting { language, theme: ThemeName::Mono, ..Setting::default() });
    for form in FORMS.chars() {
        stage.text(&form.to_string()).keys("⇤⇤⇤⇤⇤⇤⇤⇤⇤⇤⇤⇤");
        for _ in 0..12 {
            let (line, _) = stage.at_cursor();
            assert!(line.starts_with(" ▸ "), "{form:?}: the cursor is not in the marked field: {line:?}");
            stage.keys("⇥");
        }
        stage.keys("⎋");
    }
    let (buffer, _) = stage.draw();
    for cell in &buffer.content {
        assert!(cell.style().fg.is_none_or(|c| c == ratatui::style::Color::Reset), "mono has no colour");
    }
}
