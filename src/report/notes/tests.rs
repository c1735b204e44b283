use chrono::NaiveDate;

use super::*;
use crate::domain::casework::consent::Closed;
use crate::domain::casework::view::CommitmentLine;
use crate::domain::plan::{Language, Promise, load};
use crate::domain::record::EntryId;
use crate::words::Words;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn plan() -> Promise {
    load::load(load::ENKOPING, "enkoping").unwrap()
}

fn notes() -> Notes {
    let case = |number, code: &str| NotedCase {
        number,
        code: code.into(),
        decision: Some("continue".into()),
        close_reason: None,
        action: None,
        parties: Vec::new(),
        follow_up: None,
        text: None,
        closed_to: Vec::new(),
    };
    let line = |code: &str, party: &str, by: &str| CommitmentLine {
        id: EntryId(1),
        code: code.into(),
        party: party.into(),
        what: None,
        by: day(by),
        moved_from: None,
        done: None,
    };
    Notes {
        day: day("2023-11-21"),
        meeting: Some(EntryId(9)),
        status: Status::Done,
        attendance: [
            ("social", "present"),
            ("school", "present"),
            ("police", "absent"),
            ("leisure", "deputy"),
        ]
        .map(|(party, mark)| (party.into(), mark.into()))
        .into(),
        agenda: Vec::new(),
        themes: vec!["franvaro".into(), "platser".into()],
        round: Some("Lugnt i centrum.\nFler ute vid hamnen <script>alert(1)</script>".into()),
        cases: vec![
            NotedCase {
                action: Some("plan".into()),
                parties: vec!["school".into(), "police".into()],
                follow_up: Some(day("2023-12-12")),
                ..case(Some(1), "K7RTM")
            },
            NotedCase {
                decision: Some("closed".into()),
                close_reason: Some("goal".into()),
                closed_to: vec![("police".into(), Closed::None)],
                ..case(Some(2), "F3XHC")
            },
            NotedCase { decision: None, text: Some("möte med mentor".into()), ..case(None, "T4CDP") },
        ],
        commitments: vec![
            CommitmentLine {
                what: Some("ringer hem varje fredag".into()),
                ..line("K7RTM", "school", "2023-11-28")
            },
            CommitmentLine {
                done: Some(day("2023-11-22")),
                moved_from: Some(day("2023-11-14")),
                ..line("K7RTM", "police", "2024-01-09")
            },
        ],
        late: vec![line("T4CDP", "leisure", "2023-11-18")],
        counts: None,
        next: Some(day("2023-11-28")),
        party: Some("leisure".into()),
        left_out: 2,
    }
}

fn written(language: Language, example: bool) -> Paper {
    let plan = plan();
    let setting = Setting { words: Words::new(language), plan: &plan, today: day("2023-11-22"), example };
    paper(setting, &notes())
}

#[test]
fn notes_in_swedish() {
    insta::assert_snapshot!(written(Language::Swedish, true).text());
}

#[test]
fn notes_in_english() {
    insta::assert_snapshot!(written(Language::English, false).text());
}

#[test]
fn notes_as_html() {
    let html = written(Language::Swedish, false).html();
    assert!(!html.contains("<script"), "{html}");
    insta::assert_snapshot!(html);
}

#[test]
fn a_cancelled_meeting_says_why_and_nothing_more() {
    let plan = plan();
    let words = Words::new(Language::English);
    let setting = Setting { words, plan: &plan, today: day("2023-11-22"), example: false };
    let cancelled = Notes {
        status: Status::Cancelled("sjukdom".into()),
        attendance: Vec::new(),
        cases: Vec::new(),
        commitments: Vec::new(),
        late: Vec::new(),
        themes: Vec::new(),
        round: None,
        next: None,
        party: None,
        ..notes()
    };
    let text = paper(setting, &cancelled).text();
    assert!(text.ends_with("Notes, SSPF Tue 21 Nov 2023, wk 47\nCancelled: illness.\n"), "{text}");
    let counted = Notes { status: Status::Done, counts: Some((5, 2)), ..cancelled };
    let text = paper(setting, &counted).text();
    assert!(text.contains("cases_up: 5") && text.contains("first_actions: 2"), "{text}");
}
