//! The notes of a meeting (*minnesanteckningar*) as a paper: attendance, decisions and commitments, by code.

use super::meeting::Setting;
use super::paper::{Paper, Table};
use crate::domain::casework::code;
use crate::domain::casework::notes::{NotedCase, Notes};
use crate::domain::plan::FieldKind;
use crate::domain::record::Status;
use crate::words::{day, label};

/// The mark of a party that was not asked to come: its absence is no failure.
const NOT_CALLED: &str = "not_called";

/// Writes notes down.
pub fn paper(setting: Setting<'_>, notes: &Notes) -> Paper {
    let words = setting.words;
    let mut paper = setting.paper("paper-notes", notes.day);
    match &notes.status {
        Status::Cancelled(reason) => {
            let list = setting.form().and_then(|form| form.cancel_reasons.as_deref());
            let reason = label::reason(words, setting.plan, list, reason);
            paper.lead(&words.say_with("paper-cancelled", &[("reason", reason.into())]));
        }
        Status::Planned => paper.lead(&words.say("paper-planned")),
        Status::Done if notes.meeting.is_none() => paper.lead(&words.say("paper-not-recorded")),
        Status::Done => {}
    }
    if let Some(party) = &notes.party {
        let party = setting.party(party);
        paper.lead(&words.say_with("paper-for", &[("party", (&party).into())]));
        if notes.left_out > 0 {
            let count = i64::from(notes.left_out);
            paper.lead(
                &words.say_with("paper-left-out", &[("count", count.into()), ("party", (&party).into())]),
            );
        }
    }
    attendance(setting, &mut paper, notes);
    cases(setting, &mut paper, notes);
    setting.commitments(&mut paper, "paper-commitments", &notes.commitments, notes.day);
    setting.commitments(&mut paper, "paper-late", &notes.late, notes.day);
    if !notes.themes.is_empty() {
        paper.part(&words.say("paper-themes"));
        paper.lines([notes
            .themes
            .iter()
            .map(|code| setting.item("themes", code))
            .collect::<Vec<_>>()
            .join(", ")]);
    }
    if let Some(round) = &notes.round {
        paper.part(&words.say("paper-round"));
        paper.lines([round]);
    }
    setting.next(&mut paper, notes.next);
    paper
}

fn attendance(setting: Setting<'_>, paper: &mut Paper, notes: &Notes) {
    if notes.attendance.is_empty() {
        return;
    }
    let words = setting.words;
    paper.part(&words.say("paper-attendance"));
    let mut table = Table::new(["", ""]);
    for (party, mark) in &notes.attendance {
        table.row([setting.party(party), setting.item("party_marks", mark)]);
    }
    paper.table(table);
    let counted =
        setting.form().into_iter().flat_map(|form| &form.fields).find_map(|field| match &field.kind {
            FieldKind::Total { marks, .. } => Some(marks.as_slice()),
            _ => None,
        });
    let count = |counts: &dyn Fn(&str) -> bool| {
        notes.attendance.iter().filter(|(_, mark)| counts(mark)).count() as i64
    };
    let present = count(&|mark| counted.unwrap_or_default().iter().any(|m| m == mark));
    let called = count(&|mark| mark != NOT_CALLED);
    paper.lines([words.say_with("paper-present", &[("present", present.into()), ("called", called.into())])]);
}

fn cases(setting: Setting<'_>, paper: &mut Paper, notes: &Notes) {
    let words = setting.words;
    if let Some((up, first)) = notes.counts {
        let named = |key: &str| label::field(words, setting.form(), key).to_owned();
        paper.part(&words.say("paper-cases"));
        paper.lines([format!("{}: {up}", named("cases_up")), format!("{}: {first}", named("first_actions"))]);
    }
    if notes.cases.is_empty() {
        return;
    }
    paper.part(&words.say("paper-cases"));
    let heads = [
        "paper-number",
        "paper-code",
        "paper-decision",
        "paper-action",
        "paper-follow-up",
        "paper-without-consent",
    ];
    let mut table = Table::new(heads.map(|head| words.say(head)));
    for case in &notes.cases {
        table.row([
            case.number.map(|number| number.to_string()).unwrap_or_default(),
            code::shown(&case.code),
            decision(setting, case),
            action(setting, case),
            case.follow_up.map(|follow_up| day::near(words, follow_up, notes.day)).unwrap_or_default(),
            setting.parties(case.closed_to.iter().map(|(party, _)| party)),
        ]);
    }
    paper.table(table);
    let told = notes.cases.iter().filter_map(|case| Some((code::shown(&case.code), case.text.as_ref()?)));
    let told: Vec<String> = told.map(|(code, text)| format!("{code}: {text}")).collect();
    if !told.is_empty() {
        paper.part(&words.say("paper-texts"));
        paper.lines(told);
    }
}

fn decision(setting: Setting<'_>, case: &NotedCase) -> String {
    let words = setting.words;
    let Some(decision) = &case.decision else { return words.say("case-was-up").into_owned() };
    let decision = setting.item("case_decisions", decision);
    match &case.close_reason {
        None => decision,
        Some(reason) => {
            let reason = setting.item("close_reasons", reason);
            words.say_with(
                "paper-for-reason",
                &[("decision", (&decision).into()), ("reason", (&reason).into())],
            )
        }
    }
}

fn action(setting: Setting<'_>, case: &NotedCase) -> String {
    let Some(action) = &case.action else { return String::new() };
    let action = setting.item("case_actions", action);
    if case.parties.is_empty() {
        return action;
    }
    let parties = setting.parties(&case.parties);
    setting
        .words
        .say_with("paper-of-parties", &[("action", (&action).into()), ("parties", (&parties).into())])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
