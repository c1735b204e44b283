//! Applicants enrolled from a list that is pasted.

use lofte::domain::plan::Language;
use lofte::domain::record::{Entry, EntryId};
use lofte::ui::action::Context;
use lofte::ui::msg::{Clip, Msg};
use lofte::ui::theme::ThemeName;
use rstest::rstest;

use super::PARTICIPANTS;
use crate::flows::picture::styled;
use crate::flows::stage::{Answers, Setting, Stage};

/// A list with something to say of most rows.
const MIXED: &str = "Namn\tFödelsedatum\tKön\tSkola\tKontrakt\tKlass\tÅlder\r\n\
    Ada Alm\t2007-03-12\tkvinna\tGymnasium A\tja\tNA1\t16\r\n\
    Berg, Bea\t07\ttjej\tGymnasium B\tja\tNA1\t16\r\n\
    Cia Ceder\t2001\tk\tGymnasium A\tja\t\t22\r\n\
    Disa Dal\t2007\tk\tMånskolan\tnej\t\t\r\n\
    ada  alm\t2007\tk\tGymnasium A\tja\t\t\r\n\
    Hugo Hed\t070101-2391\tman\tGymnasium A\tja\t\t\r\n\
    Ivar Wachtmeister af Johannishus von Sydow-Oxenstierna\t2006\tkille\tFolkhögskola\tja\t\t\r\n\
    Jon Jord\tvet ej\tm\tGymnasium A\tja\t\t\r\n\
    Kim Kil\t2006\t-\tGymnasium A\tja\t\t\r\n";

/// The first so many of a list with names, years and genders.
fn list(count: usize) -> String {
    let row = |(name, born, gender): &(&str, &str, &str)| format!("{name}\t{born}\t{gender}\n");
    let more = (12..count).map(|n| {
        let letter = |n: usize| char::from(b'A' + u8::try_from(n % 26).unwrap());
        format!("Extra {}{}{}\t2006\tm\n", letter(n / 676), letter(n / 26), letter(n))
    });
    let rows: String = PARTICIPANTS.iter().take(count).map(row).chain(more).collect();
    format!("Namn\tFödelseår\tKön\n{rows}")
}

/// A desk with next spring's course, on the page of it.
fn at_course(setting: Setting<'_>) -> Stage {
    let mut stage = Stage::set(setting);
    stage.enter("course", &[("start", "2024-01-18"), ("time", "18:00"), ("place", "Fritidsgården")]);
    stage.home();
    stage.keys("2⏎");
    assert_eq!(stage.model.context(), Context::Course);
    stage
}

fn stage() -> Stage {
    at_course(Setting::default())
}

fn people(stage: &Stage) -> Vec<Entry> {
    stage.entries().into_iter().filter(|entry| entry.form == "participant" && !entry.removed).collect()
}

fn statuses(stage: &Stage) -> Vec<String> {
    let status = |entry: &Entry| entry.value("status").map(lofte::domain::record::draft::spell);
    people(stage).iter().filter_map(status).collect()
}

#[rstest]
fn a_pasted_list_looks_so(
    #[values((80, 24), (60, 16), (120, 40))] size: (u16, u16),
    #[values(Language::Swedish, Language::English)] language: Language,
) {
    let tongue = if language == Language::Swedish { "sv" } else { "en" };
    for (name, pasted, script) in [
        ("list", MIXED, "↓↓↓"),
        ("list-age", MIXED, "↓↓"),
        ("list-twice", MIXED, "↓↓↓↓"),
        ("list-number", MIXED, "↓↓↓↓↓"),
        ("list-full", list(14).as_str(), ""),
        ("list-awaited", "", ""),
        ("list-none", "2006\tk\n2007\tm\n", ""),
    ] {
        let mut stage = at_course(Setting { language, size, ..Setting::default() });
        if pasted.is_empty() {
            stage.keys("l");
        } else {
            stage.paste(pasted);
        }
        stage.keys(script);
        let look = stage.model.ctx.look.clone();
        let (buffer, cursor) = stage.draw();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(
                format!("{}x{}-{tongue}-mbu-{name}", size.0, size.1),
                styled(&buffer, cursor, &look)
            );
        });
    }
}

#[test]
fn twelve_are_enrolled_with_one_key_and_taken_back_with_one() {
    let mut stage = stage();
    stage.paste(&list(12));
    assert!(stage.screen().contains("Enter sparar 12 antagna."), "{}", stage.screen());
    assert!(stage.screen().contains("7 kvinnor, 5 män"), "{}", stage.screen());
    assert_eq!(people(&stage).len(), 0);
    stage.keys("⏎");
    assert_eq!(stage.model.context(), Context::Course, "{}", stage.screen());
    assert!(stage.screen().contains("Sparat 21:52  12 antagna"), "{}", stage.screen());
    let seats: String = people(&stage)
        .iter()
        .filter_map(|e| e.value("seat").map(lofte::domain::record::draft::spell))
        .collect();
    assert_eq!((people(&stage).len(), seats.as_str()), (12, "abcdefghjkmn"));
    stage.keys("u");
    assert_eq!(people(&stage).len(), 0);
    assert!(stage.screen().contains("Inga deltagare"), "{}", stage.screen());
}

#[test]
fn a_course_that_gets_full_makes_reserves() {
    let mut stage = stage();
    stage.paste(&list(14)).keys("✓");
    assert!(stage.screen().contains("12 antagna, 2 reserver"), "{}", stage.screen());
    assert_eq!(statuses(&stage)[11..], ["admitted", "reserve", "reserve"]);
}

#[test]
fn leaving_saves_nothing_and_keeps_nothing() {
    let mut stage = stage();
    let before = stage.entries().len();
    stage.paste(&list(12)).keys("↓x⎋");
    assert_eq!(stage.model.context(), Context::Course);
    assert_eq!((stage.entries().len(), stage.drafts().len()), (before, 0));
    stage.keys("l");
    assert!(stage.screen().contains("Klistra in raderna här"), "{}", stage.screen());
    stage.keys("⏎x⎋");
    assert_eq!(stage.entries().len(), before);
}

#[test]
fn rows_that_cannot_be_are_out_by_themselves_and_doubles_until_asked_for() {
    let mut stage = stage();
    stage.paste(MIXED);
    let screen = stage.screen();
    assert!(screen.contains("; 3 går inte, 1 utelämnad."), "{screen}");
    assert!(!screen.contains("2391") && !screen.contains("Hugo"), "{screen}");
    stage.keys("↓↓↓↓");
    assert!(stage.screen().contains("Samma namn som på rad 2."), "{}", stage.screen());
    stage.keys("x");
    assert!(stage.screen().contains("Enter sparar 6 antagna; 3 går inte."), "{}", stage.screen());
    stage.keys("↓x");
    assert!(stage.screen().contains("går inte att spara. Rätta den"), "{}", stage.screen());
    stage.keys("⏎");
    assert_eq!(people(&stage).len(), 6);
    let named =
        |entry: &Entry| entry.value("name").map(lofte::domain::record::draft::spell).unwrap_or_default();
    assert_eq!(named(&people(&stage)[1]), "Bea Berg");
    let asked: Vec<bool> = people(&stage).iter().map(|e| e.asked.contains(&"same_person".into())).collect();
    assert_eq!(asked.iter().filter(|asked| **asked).count(), 1);
}

#[test]
fn a_list_pasted_again_enrols_only_who_is_new() {
    let mut stage = stage();
    stage.paste(&list(5)).keys("⏎");
    stage.paste(&list(7));
    assert!(stage.screen().contains("Enter sparar 2 antagna; 5 utelämnade."), "{}", stage.screen());
    stage.keys("⏎");
    assert_eq!(people(&stage).len(), 7);
}

#[test]
fn a_row_left_out_lets_the_first_reserve_in() {
    let mut stage = stage();
    stage.paste(&list(13)).keys("⇟⇟");
    assert!(stage.screen().contains("reserv 1"), "{}", stage.screen());
    stage.keys("⇞⇞x");
    assert!(stage.screen().contains("Enter sparar 12 antagna; 1 utelämnad."), "{}", stage.screen());
    stage.keys("x");
    assert!(stage.screen().contains("Enter sparar 12 antagna, 1 reserv."), "{}", stage.screen());
}

#[test]
fn what_somebody_else_does_meanwhile_shows_and_counts() {
    let mut stage = stage();
    stage.paste(&list(12));
    stage.somebody_enters("participant", &[("name", "Sune Strand"), ("born", "2006"), ("course", "vt2024")]);
    assert!(stage.screen().contains("11 antagna, 1 reserv"), "{}", stage.screen());
    // One more of whom this screen has not heard.
    stage.enter("participant", &[("name", "Tor Tall"), ("born", "2006"), ("course", "vt2024")]);
    assert!(stage.screen().contains("11 antagna, 1 reserv"), "{}", stage.screen());
    stage.keys("⏎");
    assert!(stage.screen().contains("10 antagna, 2 reserver"), "{}", stage.screen());
    assert_eq!(people(&stage).len(), 14);
}

#[test]
fn a_course_that_is_gone_takes_nobody() {
    let mut stage = stage();
    stage.paste(&list(12));
    stage.remove(EntryId(1));
    stage.keys("⏎");
    assert!(stage.screen().contains("Kursen finns inte längre"), "{}", stage.screen());
    assert!(stage.screen().contains("ingenting är sparat"), "{}", stage.screen());
    stage.keys("⏎✓x");
    assert_eq!(people(&stage).len(), 0);
}

#[test]
fn the_tab_takes_a_list_over_its_participants() {
    let mut stage = stage();
    stage.keys("⎋1").keys("2").paste(&list(12));
    assert_eq!(stage.model.context(), Context::Courses);
    stage.keys("→").paste(&list(12)).keys("⏎");
    assert_eq!(people(&stage).len(), 12, "{}", stage.screen());
    stage.keys("l⎋→l");
    assert_eq!(stage.model.context(), Context::PasteAwaited);
}

#[test]
fn keys_that_come_before_the_desk_answers_are_kept() {
    let mut stage = stage();
    stage.answers(Answers::Held).paste(&list(12)).keys("↓x⏎u");
    assert_eq!(people(&stage).len(), 0);
    stage.answers(Answers::AtOnce);
    let all = stage.entries().into_iter().filter(|entry| entry.form == "participant");
    assert_eq!(all.filter(|entry| entry.removed).count(), 11, "{}", stage.screen());
}

#[test]
fn a_single_word_is_no_list_and_a_form_takes_its_paste_itself() {
    let mut stage = stage();
    stage.paste("Elin Sandberg").paste("");
    assert_eq!(stage.model.context(), Context::Course);
    stage.keys("n").paste("Elin\tSandberg\n");
    assert!(stage.in_form() && stage.screen().contains("Elin Sandberg"), "{}", stage.screen());
}

#[rstest]
#[case::bytes("\u{1}\u{7f}\u{85}%&/()=?\t\u{200f}#¤%\n\u{0}\u{1b}[31m\t~~~\n", "Ingen kolumn har namn")]
#[case::line(&"x".repeat(1 << 20), "för stort för att vara en lista")]
#[case::prose(&"Det är en lång text 1. ".repeat(30), "Ingen kolumn har namn")]
#[case::lines(&"x\n".repeat(200_000), "för stort för att vara en lista")]
#[case::blank("\n \t\n", "inga rader att läsa")]
#[case::many(&list(501), "har 501 rader, och högst 500 läses")]
#[case::years("2006\n2007\n", "Ingen kolumn har namn")]
fn nonsense_is_a_sentence(#[case] text: &str, #[case] said: &str) {
    let mut stage = stage();
    stage.paste(text);
    assert!(stage.screen().contains(said), "{}", stage.screen());
    stage.keys("⏎x↓⎋");
    assert_eq!(people(&stage).len(), 0);
    // A list takes the place of what could not be read.
    stage.keys("l").paste(text).paste(&list(3)).keys("⏎");
    assert_eq!(people(&stage).len(), 3, "{}", stage.screen());
}

#[test]
fn half_a_list_is_told_so_and_what_comes_after_it_does_nothing() {
    let mut stage = stage();
    let before = stage.entries().len();
    stage.happen(Msg::Paste(Clip { text: list(5), cut: true }));
    assert!(stage.screen().contains("kom inte fram hel"), "{}", stage.screen());
    stage.text("Fia Fors\t2006\tk\rquit 1 u s r\r");
    assert!(!stage.quit && stage.model.context() == Context::PasteAwaited, "{}", stage.screen());
    assert_eq!(stage.entries().len(), before);
    stage.keys("⎋");
    assert_eq!(stage.model.context(), Context::Course);
}

#[test]
fn five_hundred_rows_scroll_and_are_saved() {
    let mut stage = stage();
    stage.paste(&list(500)).keys(&"⇟".repeat(60));
    assert!(stage.screen().contains("Rad 501:"), "{}", stage.screen());
    stage.keys("⏎");
    assert_eq!(people(&stage).len(), 500);
}

#[test]
fn a_pasted_list_draws_at_every_size() {
    let mut stage = at_course(Setting { theme: ThemeName::Mono, ..Setting::default() });
    for text in [MIXED, "2006\n2007\n"] {
        stage.keys("l").paste(text).keys("↓↓↓");
        for columns in [0, 1, 11, 40, 41, 47, 59, 60, 80, 130] {
            for rows in [0, 1, 3, 7, 11, 12, 13, 14, 16, 20, 24, 45] {
                stage.model.size = (columns, rows);
                stage.draw();
            }
        }
        stage.model.size = (80, 24);
        stage.keys("⎋");
    }
}
