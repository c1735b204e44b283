//! A case meeting that was saved, in one line: the cases by their codes, what came of them, who was there.

use chrono::{Datelike, NaiveDate};

use super::{Words, day, label};
use crate::domain::casework::code;
use crate::domain::plan::{FieldKind, Form, Kind, Promise};
use crate::domain::record::{Code, Entry, Status, Value};

/// The mark of a party that was not asked to come: it does not fail the meeting.
const NOT_CALLED: &str = "not_called";

/// Says a meeting in ways that take less and less room: `möte v. 47: 2 ärenden (K7RT-M, F3XH-C), 1 med samordnad insats,
/// alla fyra`. None where the entry is no meeting that was held.
///
/// `cases` are the cases that were up and whether each has a coordinated action, where that is known.
pub fn lines(
    words: Words,
    plan: &Promise,
    entry: &Entry,
    cases: Option<&[(Code, bool)]>,
    today: NaiveDate,
) -> Option<Vec<String>> {
    let (activity, form) = plan.form(&entry.form)?;
    if !matches!(activity.kind, Kind::Cases(_)) || entry.status != Status::Done {
        return None;
    }
    let there = attendance(words, form, entry)?;
    let held = entry.day(form);
    let week = if held.iso_week().year() == today.iso_week().year() {
        day::week(words, held)
    } else {
        day::week_and_year(words, held)
    };
    let which = format!("{} {week}", label::text(words, &form.label));
    let line = |said: Vec<String>| {
        format!("{which}: {}", said.into_iter().chain([there.clone()]).collect::<Vec<_>>().join(", "))
    };
    let Some(cases) = cases.filter(|cases| !cases.is_empty()) else {
        let none = cases.map(|_| words.say("meeting-no-cases").into_owned());
        return Some(match none {
            Some(none) => vec![line(vec![none])],
            None => counted(words, form, entry).into_iter().map(line).collect(),
        });
    };
    let codes: Vec<String> = cases.iter().map(|(case, _)| code::shown(case)).collect();
    let actions = cases.iter().filter(|(_, action)| *action).count() as i64;
    let all = codes.len();
    let mut said = Vec::with_capacity(2 * all + 1);
    for action in [with_action(words, actions), actions_said(words, actions)] {
        let named = (1..=all).rev().map(|n| (some(&codes, n), action.clone()));
        said.extend(named.map(|(codes, action)| line(vec![up(words, all as i64, &codes), action])));
    }
    said.push(line(vec![up(words, all as i64, ""), actions_said(words, actions)]));
    Some(said)
}

/// The first `n` codes in brackets, with a sign where there are more.
fn some(codes: &[String], n: usize) -> String {
    let more = if n < codes.len() { " …" } else { "" };
    format!(" ({}{more})", codes[..n].join(", "))
}

fn up(words: Words, count: i64, codes: &str) -> String {
    words.say_with("meeting-cases", &[("count", count.into()), ("codes", codes.into())])
}

fn actions_said(words: Words, count: i64) -> String {
    words.say_with("meeting-actions-short", &[("count", count.into())])
}

/// What is counted where no case is kept: how many were up, and how many had their first coordinated action.
fn counted(words: Words, form: &Form, entry: &Entry) -> Vec<Vec<String>> {
    let counts = form.fields.iter().filter(|field| matches!(field.kind, FieldKind::Count { .. }));
    let numbers: Vec<i64> = counts.filter_map(|field| entry.value(&field.key)?.number()).collect();
    match numbers[..] {
        [cases, actions] => [with_action(words, actions), actions_said(words, actions)]
            .map(|action| vec![up(words, cases, ""), action])
            .into(),
        _ => vec![Vec::new()],
    }
}

fn with_action(words: Words, count: i64) -> String {
    words.say_with("meeting-actions", &[("count", count.into())])
}

/// Says whether every party that was called was there, or how many of them.
fn attendance(words: Words, form: &Form, entry: &Entry) -> Option<String> {
    let (of, there) = form.fields.iter().find_map(|field| match &field.kind {
        FieldKind::Total { of, marks } => Some((of, marks)),
        _ => None,
    })?;
    let Some(Value::Marks(marks)) = entry.value(of) else { return None };
    let called = marks.iter().filter(|(_, mark)| mark != NOT_CALLED).count() as i64;
    let came = marks.iter().filter(|(_, mark)| there.iter().any(|m| m == mark)).count() as i64;
    let given = [("called", called.into()), ("came", came.into())];
    Some(words.say_with(if came == called { "meeting-all" } else { "meeting-some" }, &given))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::plan::Language;
    use crate::domain::plan::load::{ENKOPING, load};
    use crate::domain::record::{Cell, EntryId};

    fn meeting(marks: [&str; 4]) -> Entry {
        let on: NaiveDate = "2023-11-21".parse().unwrap();
        let parties = ["social", "school", "police", "leisure"];
        let marks = parties.into_iter().zip(marks).map(|(who, mark)| (who.into(), mark.into())).collect();
        Entry {
            id: EntryId(7),
            form: "meeting".into(),
            status: Status::Done,
            removed: false,
            cells: vec![
                ("day".into(), Cell::typed(Value::Day(on))),
                ("attendance".into(), Cell::typed(Value::Marks(marks))),
            ],
            on,
            part: None,
            asked: Vec::new(),
            rev: 1,
            by: 1000,
            at: 0,
            seq: 1,
        }
    }

    fn said(language: Language, entry: &Entry, cases: Option<&[(Code, bool)]>) -> Vec<String> {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        lines(Words::new(language), &plan, entry, cases, "2023-11-22".parse().unwrap()).unwrap()
    }

    #[test]
    fn a_meeting_names_its_cases_as_far_as_there_is_room() {
        let all = meeting(["present", "deputy", "present", "present"]);
        let cases = [("K7RTM".into(), true), ("F3XHC".into(), false), ("D444D".into(), true)];
        assert_eq!(
            said(Language::Swedish, &all, Some(&cases)),
            [
                "möte v. 47: 3 ärenden (K7RT-M, F3XH-C, D444-D), 2 med samordnad insats, alla fyra",
                "möte v. 47: 3 ärenden (K7RT-M, F3XH-C …), 2 med samordnad insats, alla fyra",
                "möte v. 47: 3 ärenden (K7RT-M …), 2 med samordnad insats, alla fyra",
                "möte v. 47: 3 ärenden (K7RT-M, F3XH-C, D444-D), 2 insatser, alla fyra",
                "möte v. 47: 3 ärenden (K7RT-M, F3XH-C …), 2 insatser, alla fyra",
                "möte v. 47: 3 ärenden (K7RT-M …), 2 insatser, alla fyra",
                "möte v. 47: 3 ärenden, 2 insatser, alla fyra",
            ]
        );
        assert_eq!(
            said(Language::English, &all, Some(&cases[..1])),
            [
                "meeting wk 47: 1 case (K7RT-M), 1 with a coordinated action, all four",
                "meeting wk 47: 1 case (K7RT-M), 1 action, all four",
                "meeting wk 47: 1 case, 1 action, all four",
            ]
        );
    }

    #[test]
    fn who_was_called_decides_whether_all_were_there() {
        let called = meeting(["present", "present", "not_called", "present"]);
        assert_eq!(said(Language::Swedish, &called, Some(&[])), ["möte v. 47: inget ärende, alla tre"]);
        let fewer = meeting(["present", "present", "absent", "present"]);
        assert_eq!(said(Language::Swedish, &fewer, None), ["möte v. 47: 3 av 4 parter"]);
    }

    #[test]
    fn what_was_not_held_is_said_otherwise() {
        let mut cancelled = meeting(["present"; 4]);
        cancelled.status = Status::Cancelled("sjukdom".into());
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let words = Words::new(Language::Swedish);
        assert_eq!(lines(words, &plan, &cancelled, None, "2023-11-22".parse().unwrap()), None);
    }
}
