use chrono::NaiveTime;
use ratatui::crossterm::event::KeyCode;

use super::*;
use crate::desk::ask::What;
use crate::domain::command::Change;
use crate::domain::plan::Language;
use crate::domain::record::{Cell, Nothing, Origin, Status, Value};
use crate::text::clean::Clean;
use crate::ui::action::Context;
use crate::ui::screen::stage;

/// 23 November 2023 at 08.12 in Sweden.
const MORNING: i64 = 1_700_723_520_000;

/// A visit after midnight, which counts on the shift that began the evening before.
fn visit() -> Entry {
    let cell = |value, origin| Cell { value, origin };
    let cells = [
        ("day", cell(Value::Day("2023-11-22".parse().unwrap()), Origin::Computed)),
        ("arrive", cell(Value::Time(NaiveTime::from_hms_opt(1, 30, 0).unwrap()), Origin::Typed)),
        ("place", cell(Value::Code("stortorget".into()), Origin::Carried)),
        ("contacts", cell(Value::Number(9), Origin::Typed)),
        ("minutes", cell(Value::Number(45), Origin::Imported)),
        ("passed_on", Cell::not_stated()),
        ("mood", cell(Value::Nothing(Nothing::NotApplicable), Origin::Computed)),
        ("note", cell(Value::Text(Clean::note("kallt\noch blött")), Origin::Typed)),
        ("lamps", cell(Value::Code("broken".into()), Origin::Typed)),
    ];
    Entry {
        id: EntryId(1234),
        form: "visit".into(),
        status: Status::Done,
        removed: false,
        cells: cells.map(|(key, cell)| (key.into(), cell)).into(),
        on: "2023-11-21".parse().unwrap(),
        part: Some("night".into()),
        asked: vec!["unusual".into(), "something_new".into()],
        rev: 2,
        by: 1000,
        at: MORNING,
        seq: 9,
    }
}

fn step(who: u32, undoes: Option<u64>, what: What) -> Step {
    Step { seq: 1, at: MORNING, who, what, undoes }
}

fn history() -> Vec<Step> {
    let number = |n| Some(Cell::typed(Value::Number(n)));
    let contacts = |before, after| Change { field: "contacts".into(), before, after };
    let amended = |changes, reason: Option<&str>| What::Amended {
        changes,
        status: None,
        reason: reason.map(Into::into),
    };
    vec![
        step(1000, None, What::Entered { status: Status::Planned, cells: Vec::new() }),
        step(1001, None, amended(vec![contacts(number(7), number(9))], Some("rattelse"))),
        step(1001, Some(2), amended(vec![contacts(number(9), None)], None)),
        step(
            1002,
            None,
            What::Amended {
                changes: Vec::new(),
                status: Some((Status::Planned, Status::Cancelled("sjukdom".into()))),
                reason: None,
            },
        ),
        step(1000, None, What::Removed),
        step(1000, Some(5), What::Restored),
        step(1000, None, What::Lost),
    ]
}

fn shown(entry: Entry, ctx: &mut Ctx) -> Detail {
    let mut view = Detail::new(entry.id);
    let id = entry.id;
    let outcome = view.answer(Reply::Entry(Some(Box::new(Shown { entry, changes: 2 }))), ctx);
    assert_eq!(outcome.ask, Some(Ask::History(id)));
    view.answer(Reply::History(history()), ctx);
    view
}

fn text(view: &mut Detail, width: u16, height: u16, ctx: &Ctx) -> String {
    stage::screen(width, height, |area, buffer| view.draw(area, buffer, ctx)).join("\n")
}

#[test]
fn an_entry_tells_everything_about_itself() {
    let mut ctx = stage::ctx();
    let mut view = shown(visit(), &mut ctx);
    let text = text(&mut view, 80, 40, &ctx);
    for part in [
        "Besök Stortorget 01:30",
        "genomfört · post 1234",
        "ti 21 nov 2023, passet natt, som började dagen före",
        "on 22 nov 2023",
        "45\u{a0}min",
        "ej uppgivet",
        "ej aktuellt",
        "och blött",
        "lamps",
        "broken",
        "ett ovanligt tal",
        "something_new",
        "karin, to 23 nov 08:12",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    assert!(!text.contains("ej uppgivet  ("), "nothing has no origin:\n{text}");
}

#[test]
fn history_tells_when_who_and_what() {
    let mut ctx = stage::ctx();
    let mut view = shown(visit(), &mut ctx);
    view.scroll.press(Some(Action::Last));
    let text = text(&mut view, 100, 40, &ctx);
    for part in [
        "to 23 nov 08:12 karin",
        "skrev in posten: planerat",
        "Kontakter 7 → 9 (rättelse)",
        "Kontakter 9 → ej uppgivet (genom Ångra)",
        "konto 1002",
        "planerat → inställt: sjukdom",
        "lade posten i papperskorgen",
        "tog posten ur papperskorgen (genom Ångra)",
        "går inte längre att läsa",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn what_does_not_count_says_so() {
    let mut ctx = stage::on("2023-11-22", Language::English);
    let outside = "2024-02-01".parse().unwrap();
    let mut view = shown(Entry { removed: true, on: outside, ..visit() }, &mut ctx);
    let text = text(&mut view, 100, 40, &ctx);
    assert!(
        text.contains("does not") && text.contains("counted apart") && text.contains("in the bin"),
        "{text}"
    );
}

#[test]
fn an_entry_of_a_form_that_is_gone_is_still_shown() {
    let mut ctx = stage::ctx();
    let mut view = shown(Entry { form: "patrol".into(), ..visit() }, &mut ctx);
    let text = text(&mut view, 80, 40, &ctx);
    assert!(text.contains("Patrol") && text.contains("contacts") && text.contains("stortorget"), "{text}");
    for key in ['e', 'd'] {
        let outcome = view.press(stage::key(Context::Detail, KeyCode::Char(key)), &mut ctx);
        assert!(matches!(outcome.go, Go::Stay) && outcome.line.is_some());
    }
}

#[test]
fn keys_change_the_entry() {
    let mut ctx = stage::ctx();
    let mut view = shown(Entry { status: Status::Planned, ..visit() }, &mut ctx);
    let mut press = |c, ctx: &mut Ctx| view.press(stage::key(Context::Detail, c), ctx);
    let edit = press(KeyCode::Char('e'), &mut ctx);
    assert!(matches!(edit.go, Go::TakeUp(draft) if draft.corrects == Some((EntryId(1234), 2))));
    let done = |outcome: Outcome| match outcome.ask {
        Some(Ask::Do(write)) => write.command,
        other => panic!("{other:?}"),
    };
    assert_eq!(done(press(KeyCode::Char('x'), &mut ctx)), Command::Remove { id: EntryId(1234) });
    let repeat = press(KeyCode::Char('d'), &mut ctx);
    assert!(matches!(repeat.go, Go::Enter(start) if start.like.is_some() && start.form == "visit"));
    assert!(matches!(press(KeyCode::Esc, &mut ctx).go, Go::Back));
    assert!(matches!(press(KeyCode::Char('s'), &mut ctx).go, Go::Elsewhere));
}

#[test]
fn what_is_in_the_bin_is_taken_back_and_not_edited() {
    let mut ctx = stage::ctx();
    let mut view = shown(Entry { removed: true, ..visit() }, &mut ctx);
    let outcome = view.press(stage::key(Context::Detail, KeyCode::Char('e')), &mut ctx);
    assert!(matches!(outcome.go, Go::Stay) && outcome.line.is_some());
    assert_eq!(view.context(), Context::Removed);
    let back = view.press(stage::key(view.context(), KeyCode::Char('t')), &mut ctx);
    let Some(Ask::Do(write)) = back.ask else { panic!("nothing was asked") };
    assert_eq!(write.command, Command::Restore { id: EntryId(1234) });
}

#[test]
fn an_entry_that_is_not_there_says_so_and_takes_no_keys() {
    let mut ctx = stage::ctx();
    let mut view = Detail::new(EntryId(5));
    assert_eq!(text(&mut view, 60, 3, &ctx).trim(), "");
    view.answer(Reply::Entry(None), &mut ctx);
    assert!(text(&mut view, 60, 3, &ctx).contains("finns inte"));
    for key in ['e', 'x', 'd'] {
        let outcome = view.press(stage::key(Context::Detail, KeyCode::Char(key)), &mut ctx);
        assert!(outcome.ask.is_none() && matches!(outcome.go, Go::Stay));
    }
}

#[test]
fn it_fits_every_size() {
    for language in [Language::Swedish, Language::English] {
        let mut ctx = stage::on("2023-11-22", language);
        for (width, height) in stage::SIZES {
            let mut view = shown(visit(), &mut ctx);
            text(&mut view, width, height, &ctx);
        }
        let mut view = shown(visit(), &mut ctx);
        let narrow = text(&mut view, 40, 20, &ctx);
        assert!(narrow.contains("Stortorget") && narrow.contains('9'), "{narrow}");
    }
}
