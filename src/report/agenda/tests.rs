use chrono::NaiveDate;

use super::*;
use crate::domain::casework::consent::Closed;
use crate::domain::casework::view::{AgendaItem, CommitmentLine, Why};
use crate::domain::plan::{Label, Language, load};
use crate::domain::record::EntryId;
use crate::words::Words;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn agenda() -> Agenda {
    let item = |number, code: &str, why, closed: &[&str]| AgendaItem {
        number,
        code: code.into(),
        why,
        status: "mapping".into(),
        decision: None,
        action: false,
        closed_to: closed.iter().map(|party| ((*party).into(), Closed::None)).collect(),
        notes_open: closed.is_empty(),
    };
    Agenda {
        day: day("2023-11-28"),
        pause: None,
        items: vec![
            item(1, "K7RTM", Why::FollowUp(day("2023-11-28")), &["police"]),
            item(2, "F3XHC", Why::New, &["social", "school", "police", "leisure"]),
            item(3, "T4CDP", Why::Late(day("2023-11-20")), &[]),
            item(4, "D9PML", Why::Added, &[]),
        ],
        others: vec!["H8JKC".into()],
        late: vec![CommitmentLine {
            id: EntryId(1),
            code: "T4CDP".into(),
            party: "school".into(),
            what: None,
            by: day("2023-11-20"),
            moved_from: Some(day("2023-11-13")),
            done: None,
        }],
        next: Some(day("2023-12-05")),
        meeting: None,
    }
}

fn written(language: Language, agenda: &Agenda) -> Paper {
    let mut plan = load::load(load::ENKOPING, "enkoping").unwrap();
    for activity in &mut plan.activities {
        if let crate::domain::plan::Kind::Cases(settings) = &mut activity.kind {
            settings.agenda = ["Närvaro", "Lägesrunda"].map(|sv| Label { sv: sv.into(), en: None }).into();
        }
    }
    let setting =
        Setting { words: Words::new(language), plan: &plan, today: day("2023-11-22"), example: false };
    paper(setting, agenda)
}

#[test]
fn an_agenda_in_swedish() {
    insta::assert_snapshot!(written(Language::Swedish, &agenda()).text());
}

#[test]
fn an_agenda_in_english() {
    insta::assert_snapshot!(written(Language::English, &agenda()).text());
}

#[test]
fn an_empty_agenda_in_a_break_looks_sane() {
    let pause = Some(Label { sv: "jullov".into(), en: Some("Christmas break".into()) });
    let empty = Agenda { pause, items: Vec::new(), late: Vec::new(), ..agenda() };
    let html = written(Language::English, &empty).html();
    assert!(html.contains("<p>Planned break: Christmas break. No meeting is expected.</p>"), "{html}");
    assert!(html.contains("<p>No cases.</p>") && !html.contains("<table"), "{html}");
}
