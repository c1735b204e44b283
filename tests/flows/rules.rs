//! The twenty rules of a form, each by name.

use lofte::domain::plan::Language;
use lofte::domain::record::{EntryId, Nothing, Origin, Status, Value};
use lofte::ui::theme::{Role, ThemeName};
use rstest::rstest;

use super::picture::lines;
use super::stage::{Answers, Setting, Stage};

/// A plan with a field that applies only after another answer.
const WHOLE: &str = include_str!("../plans/whole.toml");

/// Every form of Enköping's plan by its key.
const FORMS: &str = "kfvhpa";

fn number(stage: &Stage, field: &str) -> Option<i64> {
    stage.latest().value(field).and_then(Value::number)
}

fn line_with(stage: &mut Stage, text: &str) -> String {
    let screen = stage.screen();
    screen
        .lines()
        .find(|line| line.contains(text))
        .unwrap_or_else(|| panic!("no {text:?} in\n{screen}"))
        .to_owned()
}

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
