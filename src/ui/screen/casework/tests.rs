use ratatui::crossterm::event::KeyCode;

use super::agenda::AgendaPage;
use super::case::CaseFile;
use super::notes::NotesPage;
use super::statistics::StatisticsPage;
use crate::desk::ask::{Ask, Reply, Shown};
use crate::domain::casework::consent::Closed;
use crate::domain::casework::notes::{NotedCase, Notes};
use crate::domain::casework::statistics::{By, CaseTable, Median, Shown as Count, Statistics};
use crate::domain::casework::view::{Agenda, AgendaItem, CaseView, CommitmentLine, Why};
use crate::domain::command::{Command, Write};
use crate::domain::plan::{Language, Named, PeriodKind};
use crate::domain::record::{Cell, Code, Entry, EntryId, Status, Value};
use crate::text::Clean;
use crate::ui::action::Context;
use crate::ui::ctx::Ctx;
use crate::ui::screen::{Go, Outcome, View, stage};

fn on(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}

fn entry(id: u64, form: &str, day: &str, cells: &[(&str, Value)]) -> Entry {
    let cells = cells.iter().map(|(key, value)| ((*key).into(), Cell::typed(value.clone()))).collect();
    Entry {
        id: EntryId(id),
        form: form.into(),
        status: Status::Done,
        removed: false,
        cells,
        on: on(day),
        part: None,
        asked: Vec::new(),
        rev: 3,
        by: 1000,
        at: 0,
        seq: id,
    }
}

fn code(text: &str) -> Value {
    Value::Code(text.into())
}

fn commitment(id: u64, by: &str, done: Option<&str>) -> CommitmentLine {
    CommitmentLine {
        id: EntryId(id),
        code: "K7RTM".into(),
        party: "school".into(),
        what: Some("kontakta mentor".into()),
        by: on(by),
        moved_from: None,
        done: done.map(on),
    }
}

fn case() -> CaseView {
    let first = [("code", code("K7RTM")), ("source", code("school")), ("status", code("plan"))];
    let decided = [
        ("decision", code("plan")),
        ("action", code("sip")),
        ("parties", Value::Codes(vec!["school".into(), "police".into()])),
        ("follow_up", Value::Day(on("2023-12-05"))),
        ("text", Value::Text(Clean::line("går bra"))),
    ];
    let consent = [
        ("parties", Value::Codes(vec!["social".into(), "school".into()])),
        ("guardian_1", code("yes")),
        ("until", Value::Day(on("2024-04-03"))),
    ];
    CaseView {
        code: "K7RTM".into(),
        entry: entry(1, "case", "2023-10-03", &first),
        consent: vec![
            ("social".into(), Ok(Some(on("2024-04-03")))),
            ("school".into(), Ok(None)),
            ("police".into(), Err(Closed::Expired { until: on("2023-11-12") })),
            ("leisure".into(), Err(Closed::None)),
        ],
        notes_open: false,
        decisions: vec![
            entry(5, "decision", "2023-11-07", &decided),
            entry(4, "decision", "2023-10-10", &[("decision", code("assessed"))]),
        ],
        commitments: vec![commitment(7, "2023-11-16", None), commitment(8, "2023-11-20", Some("2023-11-20"))],
        consents: vec![entry(3, "consent", "2023-10-03", &consent)],
        first_action: Some(on("2023-11-07")),
        follow_up: Some(on("2023-11-21")),
    }
}

fn opened(ctx: &mut Ctx) -> CaseFile {
    let mut view = CaseFile::new("K7RTM".into());
    view.answer(Reply::Case(Ok(Box::new(case()))), ctx);
    view
}

fn agenda(ctx: &mut Ctx, day: &str) -> (AgendaPage, Outcome) {
    let item = |number, code: &str, why, closed_to: Vec<(Code, Closed)>| AgendaItem {
        number,
        code: code.into(),
        why,
        status: "plan".into(),
        decision: None,
        action: false,
        notes_open: closed_to.is_empty(),
        closed_to,
    };
    let mut page = AgendaPage::new(on(day));
    let seen = Agenda {
        day: on(day),
        pause: None,
        items: vec![
            item(1, "K7RTM", Why::FollowUp(on("2023-11-28")), vec![("police".into(), Closed::None)]),
            item(2, "C3D4H", Why::New, Vec::new()),
        ],
        others: vec!["F3XHC".into(), "F6XHC".into(), "M7K3T".into()],
        late: vec![commitment(7, "2023-11-16", None)],
        next: Some(on("2023-12-05")),
        meeting: None,
    };
    let outcome = page.answer(Reply::Agenda(Some(Box::new(seen))), ctx);
    (page, outcome)
}

/// Whether the text has these parts, wherever its lines end.
fn holds(text: &str, parts: &[&str]) {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for part in parts {
        let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(joined.contains(&part), "{part} is not in\n{text}");
    }
}

macro_rules! whole {
    ($view:expr, $ctx:expr, $width:expr) => {
        stage::screen($width, 70, |area, buffer| $view.draw(area, buffer, &$ctx)).join("\n")
    };
}

#[test]
fn a_case_tells_its_life_and_who_may_take_part() {
    let mut ctx = stage::ctx();
    let text = whole!(opened(&mut ctx), ctx, 100);
    holds(
        &text,
        &[
            "K7RT-M",
            "anteckningar stängda: samtycke för polis gick ut sö 12 nov",
            "aktualiserat ti 3 okt → bedömt ti 10 okt → åtagandeplan ti 7 nov (nu)",
            "gäller till on 3 april 2024",
            "OSL 10:1 och 12:2",
            "ingen rättslig grund enligt dataskyddsförordningen",
            "skola: kontakta mentor  6 dagar försenat",
            "insats: SIP (skola, polis), nästa uppföljning ti 5 dec",
            "ti 21 nov, passerad",
            "Vårdnadshavare 1: ja".to_lowercase().as_str(),
        ],
    );
    let english = stage::on("2023-11-22", Language::English);
    let text = whole!(opened(&mut ctx), english, 100);
    holds(&text, &["consent for police ended Sun 12 Nov", "no legal ground under the GDPR", "6 days late"]);
    assert!(!text.contains("case-") && !text.contains("closed-"), "{text}");
}

#[test]
fn the_marked_commitment_is_done_today_by_one_key() {
    let mut ctx = stage::ctx();
    let mut view = opened(&mut ctx);
    let done = stage::key(Context::Case, KeyCode::Char('k'));
    let said = view.press(done, &mut ctx).line.unwrap();
    assert!(said.text.contains("markören"), "{}", said.text);
    view.press(stage::key(Context::Case, KeyCode::Down), &mut ctx);
    assert_eq!(view.press(done, &mut ctx).ask, Some(Ask::Entry(EntryId(7))));
    let stored = entry(7, "commitment", "2023-11-07", &[("by", Value::Day(on("2023-11-16")))]);
    let shown = Shown { entry: stored, changes: 0 };
    let asked = view.answer(Reply::Entry(Some(Box::new(shown))), &mut ctx).ask;
    let Some(Ask::Do(Write { command: Command::Amend(amend), .. })) = asked else { panic!("{asked:?}") };
    assert_eq!((amend.id, amend.base), (EntryId(7), 3));
    assert_eq!(amend.changes[0].after.as_ref().unwrap().value, Value::Day(on("2023-11-22")));
    view.press(stage::key(Context::Case, KeyCode::Down), &mut ctx);
    assert_eq!(view.press(done, &mut ctx).ask, None, "what is done is not done again");
}

#[test]
fn a_consent_is_withdrawn_from_now_on() {
    let mut ctx = stage::ctx();
    let outcome = opened(&mut ctx).press(stage::key(Context::Case, KeyCode::Char('w')), &mut ctx);
    let Go::Answer(draft) = outcome.go else { panic!("no form") };
    assert_eq!(draft.slots[draft.at].0, "withdrawn");
    assert_eq!(draft.corrects, Some((EntryId(3), 3)));
    assert_eq!(draft.slot("withdrawn").unwrap().text, "2023-11-22");
    assert_eq!(draft.slot("withdrawn_at").unwrap().text, "21:52");
    assert_eq!(draft.slot("until").unwrap().text, "2024-04-03");
}

#[test]
fn new_entries_of_a_case_know_it() {
    for (key, form) in [('b', "decision"), ('a', "commitment"), ('s', "consent")] {
        let mut ctx = stage::ctx();
        let outcome = opened(&mut ctx).press(stage::key(Context::Case, KeyCode::Char(key)), &mut ctx);
        let Go::Enter(start) = outcome.go else { panic!("no form") };
        assert_eq!((start.form.as_str(), start.known[0].1.as_str()), (form, "K7RT-M"));
    }
}

#[test]
fn a_mistyped_code_offers_those_that_come_near() {
    let mut ctx = stage::ctx();
    let mut view = CaseFile::new("K7RTX".into());
    view.answer(Reply::Case(Err(vec!["K7RTM".into(), "K7RTV".into()])), &mut ctx);
    holds(&whole!(view, ctx, 80), &["Inget ärende har koden K7RT-X", "1  K7RT-M", "2  K7RT-V"]);
    assert_eq!(view.context(), Context::Numbered);
    let outcome = view.press(stage::key(Context::Numbered, KeyCode::Char('2')), &mut ctx);
    assert_eq!(outcome.ask, Some(Ask::Case("K7RTV".into())));
}

#[test]
fn an_agenda_is_numbered_and_says_who_must_leave() {
    let mut ctx = stage::ctx();
    let (mut page, outcome) = agenda(&mut ctx, "2023-11-28");
    let Some(Ask::Do(Write { command: Command::Schedule { day, cases }, .. })) = outcome.ask else {
        panic!("the numbers were not made to stand")
    };
    assert_eq!((day, cases.len()), (on("2023-11-28"), 2));
    holds(
        &whole!(page, ctx, 100),
        &[
            "Dagordning ti 28 nov, v. 48",
            "3 Läget: platser och fenomen, inga individer ·",
            "1 K7RT-M    uppföljning ti 28 nov, åtagandeplan",
            "lämnar rummet: polis (samtycke saknas)",
            "2 C3D4-H    nytt",
            "6 dagar försenat",
            "ti 5 dec",
            "lofte agenda 2023-11-28",
        ],
    );
    let (_, past) = agenda(&mut ctx, "2023-11-21");
    assert_eq!(past.ask, None, "a meeting that is over is not changed by looking");
}

#[test]
fn a_case_is_added_by_its_code() {
    let mut ctx = stage::ctx();
    let mut added = |typed: &str| {
        let (mut page, _) = agenda(&mut ctx, "2023-11-28");
        page.press(stage::key(Context::Agenda, KeyCode::Char('n')), &mut ctx);
        for letter in typed.chars() {
            page.press(stage::key(Context::Typing, KeyCode::Char(letter)), &mut ctx);
        }
        page.press(stage::key(Context::Typing, KeyCode::Enter), &mut ctx)
    };
    let scheduled = |outcome: Outcome| match outcome.ask {
        Some(Ask::Do(Write { command: Command::Schedule { cases, .. }, .. })) => cases,
        other => panic!("{other:?}"),
    };
    assert_eq!(scheduled(added("m")), ["M7K3T"]);
    assert_eq!(scheduled(added("f3xh-c")), ["F3XHC"]);
    let said = |outcome: Outcome| outcome.line.unwrap().text;
    assert_eq!(said(added("k7rt-m")), "K7RT-M står redan som nr 1.");
    assert!(said(added("m7k3d")).ends_with("Nära: M7K3-T"));
    assert!(said(added("f")).starts_with("Inget öppet ärende"), "two begin so");
}

#[test]
fn notes_begin_with_secrecy_and_lead_to_the_cases() {
    let mut ctx = stage::ctx();
    let notes = Notes {
        day: on("2023-11-21"),
        meeting: Some(EntryId(12)),
        status: Status::Done,
        attendance: [
            ("social", "present"),
            ("school", "deputy"),
            ("police", "absent"),
            ("leisure", "present"),
        ]
        .map(|(party, mark)| (party.into(), mark.into()))
        .into(),
        agenda: Vec::new(),
        themes: vec!["kamrater".into()],
        round: None,
        cases: vec![NotedCase {
            number: Some(1),
            code: "K7RTM".into(),
            decision: Some("plan".into()),
            close_reason: None,
            action: Some("later".into()),
            parties: Vec::new(),
            follow_up: None,
            text: None,
            closed_to: Vec::new(),
        }],
        commitments: vec![commitment(7, "2023-12-01", None)],
        late: Vec::new(),
        counts: None,
        next: Some(on("2023-11-28")),
        party: None,
        left_out: 0,
    };
    let mut page = NotesPage::new(on("2023-11-21"));
    page.answer(Reply::Notes(Some(Box::new(notes))), &mut ctx);
    let text = whole!(page, ctx, 100);
    assert!(text.trim_start().starts_with("Sekretess: OSL 26 kap. 1 §."), "{text}");
    holds(
        &text,
        &[
            "Möte ti 21 nov, v. 47  färre",
            "närvarande: socialtjänst, fritid; ersättare: skola; frånvarande: polis",
            "kamratkretsar",
            "1 K7RT-M    åtagandeplan, insats: slag anges senare",
            "Åtaganden från mötet",
            "lofte notes 2023-11-21",
        ],
    );
    page.press(stage::key(Context::Notes, KeyCode::Down), &mut ctx);
    let outcome = page.press(stage::key(Context::Notes, KeyCode::Enter), &mut ctx);
    assert!(matches!(outcome.go, Go::Open(View::Case(_))));
    let texts = page.press(stage::key(Context::Notes, KeyCode::Char('f')), &mut ctx).ask;
    assert!(matches!(texts, Some(Ask::Notes { texts: true, .. })), "texts only when asked for");
}

fn statistics() -> Statistics {
    let rows = [("school", Count::Number(12)), ("social", Count::Hidden), ("police", Count::Hidden)];
    Statistics {
        period: stage::ctx().plan.period,
        to_consent: Median { twice: Some(29), of: 9 },
        to_action: Median { twice: None, of: 3 },
        follow_ups: (15, 12),
        tables: vec![CaseTable {
            by: By::Source,
            rows: rows.map(|(code, count)| (code.into(), count)).into(),
            total: Count::Number(20),
            several: false,
        }],
        themes: vec![("kamrater".into(), 5)],
    }
}

#[test]
fn statistics_say_what_is_hidden_and_why() {
    let ctx = stage::ctx();
    let named = Named { kind: PeriodKind::Whole, period: ctx.plan.period };
    let mut page = StatisticsPage::new(named);
    page.answer(Reply::Statistics(Some(Box::new(statistics()))));
    holds(
        &whole!(page, ctx, 80),
        &[
            "14,5 dagar (9 ärenden)",
            "för få ärenden för att visas",
            "12 av 15",
            "dolt = färre än 5 ärenden",
            "socialtjänst  dolt",
            "alla          ",
            "kamratkretsar",
        ],
    );
}

#[test]
fn every_view_fits_every_size() {
    let mut ctx = stage::ctx();
    let named = Named { kind: PeriodKind::Whole, period: ctx.plan.period };
    let mut page = StatisticsPage::new(named);
    page.answer(Reply::Statistics(Some(Box::new(statistics()))));
    let (mut case, (mut agenda, _)) = (opened(&mut ctx), agenda(&mut ctx, "2023-11-28"));
    for (width, height) in stage::SIZES {
        stage::screen(width, height, |area, buffer| case.draw(area, buffer, &ctx));
        stage::screen(width, height, |area, buffer| page.draw(area, buffer, &ctx));
        stage::screen(width, height, |area, buffer| agenda.draw(area, buffer, &ctx));
        agenda.press(stage::key(Context::Agenda, KeyCode::Char('n')), &mut ctx);
        stage::screen(width, height, |area, buffer| agenda.draw(area, buffer, &ctx));
    }
}
