//! Rules 1 to 10: how a form opens, takes keys and reads answers.

use lofte::domain::record::{Nothing, Origin, Status, Value};
use lofte::ui::theme::{Role, ThemeName};
use rstest::rstest;

use super::{line_with, number};
use crate::flows::picture::lines;
use crate::flows::stage::{Answers, Stage};

#[test]
fn rule_01_it_opens_at_the_first_field_that_cannot_be_known() {
    let mut stage = Stage::new();
    for (form, field) in
        [("h", "Plats"), ("p", "Bemannat"), ("a", "Bemannade pass"), ("k", "Enhet"), ("v", "Område")]
    {
        let (line, _) = stage.keys(form).at_cursor();
        assert!(line.contains(field), "{form:?} opens at {line:?}");
        stage.keys("⎋");
    }
    stage.keys("h");
    assert!(line_with(&mut stage, "Dag").contains("on 22 nov 2023 (känt)"));
    assert!(line_with(&mut stage, "Kom").contains("21:52 (känt)"));
}

#[rstest]
#[case("hst⏎7⏎⏎⏎⏎⏎", "Enter on every field")]
#[case("hst⏎7✓", "Ctrl-S")]
#[case("hst⏎7②", "F2")]
fn rule_02_enter_accepts_and_save_means_the_rest_as_shown(#[case] script: &str, #[case] how: &str) {
    let mut stage = Stage::new();
    stage.keys(script);
    assert!(!stage.in_form(), "{how} did not save");
    assert_eq!(
        (stage.stored("place").as_str(), number(&stage, "contacts")),
        ("stortorget", Some(7)),
        "{how}"
    );
}

#[test]
fn rule_02_esc_keeps_the_draft_and_f1_is_help() {
    let mut stage = Stage::new();
    stage.keys("hst⎋");
    assert!(!stage.in_form() && stage.entries().is_empty());
    assert_eq!(stage.drafts().len(), 1);
    assert!(line_with(&mut stage, "Utkast").contains("besök"));
    stage.keys("h①");
    assert!(stage.model.overlay.is_some() && stage.screen().contains("skriv en del av ordet"));
    stage.keys("⎋st");
    assert!(stage.at_cursor().0.contains("Plats"), "help gives the field back");
    stage.keys("⏎7⏎⏎⏎⏎rad ettⓙrad två✓");
    assert_eq!(stage.stored("note"), "rad ett\nrad två");
}

#[test]
fn rule_03_fixed_width_goes_on_by_itself_and_free_text_never() {
    let mut stage = Stage::new();
    stage.keys("h⇤2130");
    assert!(stage.at_cursor().0.contains("Plats"), "a whole time goes on");
    stage.keys("⇤9:30");
    assert!(stage.at_cursor().0.contains("Kom"), "a time that may go on does not");
    stage.keys("⏎stortorget");
    assert!(stage.at_cursor().0.contains("Plats"), "free text stays");
    stage.keys("⏎1234");
    assert!(stage.at_cursor().0.contains("Kontakter"), "a count stays");
    stage.keys("⎋p2");
    assert!(stage.at_cursor().0.contains("Skäl"), "one key chooses and goes on");
}

#[test]
fn rule_04_a_key_that_came_early_is_neither_dropped_nor_redirected() {
    for script in ["hst⏎7✓", "r1k9✓", "p23", "6nhst⏎7✓", ":besök stort 7⏎", "1hst⏎7✓u", "hst⏎7✓hres⏎0✓"]
    {
        let run = |answers| {
            let mut stage = Stage::new();
            stage.enter(
                "visit",
                &[("day", "-1"), ("arrive", "21:30"), ("place", "macken"), ("contacts", "7")],
            );
            stage.home().answers(answers).keys(script).answers(Answers::AtOnce);
            stage.entries()
        };
        let (at_once, late) = (run(Answers::AtOnce), run(Answers::Held));
        assert_eq!(at_once, late, "{script:?} depends on how fast the desk answers");
        assert!(at_once.len() > 1 || at_once[0].rev > 1, "{script:?} did something");
    }
}

#[test]
fn rule_04_nothing_pops_up_under_the_cursor() {
    let mut stage = Stage::new();
    stage.keys("hst");
    let before = stage.draw();
    stage.somebody_enters("visit", &[("place", "macken"), ("contacts", "3")]);
    let after = stage.draw();
    assert_eq!(before.1, after.1, "the cursor moved");
    let changed: Vec<_> = lines(&before.0)
        .iter()
        .zip(lines(&after.0))
        .enumerate()
        .filter(|(_, (a, b))| *a != b)
        .map(|(y, _)| y)
        .collect();
    assert_eq!(changed, [22], "only the message line may change");
    stage.keys("⏎7✓");
    assert_eq!(stage.stored("place"), "stortorget");
    // A numbered list stands still.
    stage.keys("r");
    stage.somebody_enters("visit", &[("place", "hamnen"), ("contacts", "4"), ("arrive", "20:00")]);
    stage.enter("visit", &[("place", "biblioteket"), ("contacts", "5"), ("arrive", "19:00")]);
    stage.keys("1k9✓");
    let corrected = stage.entries().into_iter().find(|entry| entry.rev > 1).unwrap();
    assert_eq!(corrected.value("place"), Some(&Value::Code("stortorget".into())));
}

#[test]
fn rule_05_where_a_value_came_from_shows_and_is_stored() {
    let mut stage = Stage::new();
    stage.keys("h");
    assert!(line_with(&mut stage, "Kom").contains("(känt)"));
    stage.keys("⎋hst⏎7✓");
    assert_eq!(stage.origin("day"), Origin::Computed);
    assert_eq!(stage.origin("arrive"), Origin::Computed);
    assert_eq!(stage.origin("place"), Origin::Typed);
    stage.keys("h⇤2130ⓓ7✓");
    assert_eq!((stage.origin("arrive"), stage.origin("place")), (Origin::Typed, Origin::Carried));
    for theme in ThemeName::ALL {
        let look = lofte::ui::theme::Look::of(theme);
        let styles = [Role::TypedValue, Role::DefaultValue, Role::CarriedValue, Role::ComputedValue];
        let mut seen: Vec<_> = styles.map(|role| format!("{:?}", look.style(role))).into();
        seen.dedup();
        assert_eq!(seen.len(), 4, "{theme:?} shows two origins alike");
    }
}

#[test]
fn rule_06_what_was_observed_and_not_entered_is_not_stated() {
    let mut stage = Stage::new();
    stage.keys("hst⏎7✓");
    for field in ["passed_on", "mood", "minutes", "note"] {
        assert_eq!(stage.latest().value(field), Some(&Value::Nothing(Nothing::NotStated)), "{field}");
    }
    stage.keys("h");
    assert!(
        line_with(&mut stage, "Lämnade vidare").trim_end().ends_with('–'),
        "an observation has no default"
    );
}

#[test]
fn rule_07_exceptions_by_key_and_a_total_that_must_add_up() {
    // Several choices start as none, are taken and let go by their keys, and Enter closes them.
    let mut stage = Stage::new();
    stage.keys("vc⏎").keys("⏎4⏎⏎⏎").keys("121⏎✓✓");
    let list = stage.model.ctx.plan.list("observations").unwrap().items[1].code.clone();
    assert_eq!(stage.stored("observations"), list);
    // The total: more shifts with a visit than shifts stops the save.
    stage.keys("a25⏎26⏎61✓");
    assert!(stage.in_form() && stage.entries().len() == 1, "{}", stage.screen());
    assert!(stage.screen().contains('✗'));
    stage.keys("⇤⇤");
    while !stage.at_cursor().0.contains("Pass med besök") {
        stage.keys("⇥");
    }
    stage.keys("ⓤ23✓");
    assert_eq!(number(&stage, "shifts_with_visit"), Some(23));
}

#[test]
fn rule_08_short_lists_by_key_long_ones_by_typing() {
    let mut stage = Stage::new();
    stage.keys("p");
    assert!(stage.screen().contains("1 ja  2 nej  3 begränsat"));
    stage.keys("⎋hparken⏎");
    assert!(stage.at_cursor().0.contains("Plats"), "several are near: Enter takes none of them");
    stage.keys("ⓤark⏎");
    assert!(stage.at_cursor().0.contains("Plats"));
    stage.keys("ⓤpark");
    assert!(line_with(&mut stage, "⏎ Park").contains("Parkeringshuset"), "an exact start is the one meant");
    stage.keys("⏎7✓");
    assert_eq!(stage.stored("place"), "parkeringshuset");
    stage.keys("haparken⏎7✓");
    assert_eq!(stage.stored("place"), "aparken", "letters with marks are found without them");
}

#[rstest]
#[case("t", "2023-11-22", "on 22 nov")]
#[case("-1", "2023-11-21", "ti 21 nov")]
#[case("igår", "2023-11-21", "ti 21 nov")]
#[case("ti", "2023-11-21", "ti 21 nov")]
#[case("15", "2023-11-15", "on 15 nov")]
#[case("15/11", "2023-11-15", "on 15 nov")]
#[case("v46", "2023-11-13", "må 13 nov")]
fn rule_09_a_day_as_people_say_it_is_echoed_with_its_weekday(
    #[case] typed: &str,
    #[case] day: &str,
    #[case] echo: &str,
) {
    let mut stage = Stage::new();
    stage.keys("h⇤⇤").text(typed);
    let (line, _) = stage.at_cursor();
    assert!(line.contains(&format!("= {echo}")), "{line}");
    // The time now says nothing of another day: it is typed.
    stage.keys("⏎2130st⏎7✓");
    assert_eq!(stage.stored("day"), day);
}

#[rstest]
#[case("24/11")]
#[case("1/10")]
fn rule_09_the_future_and_the_long_ago_are_asked_about(#[case] typed: &str) {
    let mut stage = Stage::new();
    stage.keys("v⇤⇤⇤⇤").text(typed).keys("⏎⏎⏎c⏎⏎4✓");
    if typed == "24/11" {
        // A walk ahead is a planned one.
        assert_eq!(stage.latest().status, Status::Planned);
        return;
    }
    assert!(stage.in_form() && stage.screen().contains('?'), "{}", stage.screen());
    stage.keys("✓");
    assert_eq!(stage.stored("day"), "2023-10-01");
}

#[test]
fn rule_10_a_field_is_checked_when_it_is_left() {
    let mut stage = Stage::new();
    stage.keys("hst⏎9xy");
    assert!(!stage.screen().contains('✗'), "nothing is said while typing");
    stage.keys("⏎");
    let screen = stage.screen();
    let rows: Vec<&str> = screen.lines().collect();
    let at = rows.iter().position(|row| row.contains("9xy")).unwrap();
    assert!(rows[at + 1].contains('✗'), "the message stands by the field:\n{screen}");
    assert!(rows[at + 1].chars().filter(|c| c.is_alphabetic()).count() > 10, "in words: {}", rows[at + 1]);
}
