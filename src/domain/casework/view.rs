//! What a meeting and its cases look like to those who keep them: plain data, made by the desk and read by both faces.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::consent::Closed;
use super::index::{Commitment, File};
use super::{code, secrecy};
use crate::domain::decide::Now;
use crate::domain::plan::Label;
use crate::domain::record::{Cell, Code, Entry, EntryId, Value};
use crate::domain::state::State;

/// The agenda of one meeting, numbered; the numbers stand still once it has been shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// The day of the meeting.
    pub day: NaiveDate,
    /// The planned break the day lies in, if it does.
    pub pause: Option<Label>,
    /// The cases, by number.
    pub items: Vec<AgendaItem>,
    /// Open cases that are not on it, in the order of their codes.
    pub others: Vec<Code>,
    /// Commitments that are late on the day, the latest first.
    pub late: Vec<CommitmentLine>,
    /// The next expected meeting after the day.
    pub next: Option<NaiveDate>,
    /// The meeting itself, where it is recorded or planned.
    pub meeting: Option<EntryId>,
}

/// One case on an agenda.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgendaItem {
    /// Its number, from 1.
    pub number: u16,
    /// The case's code.
    pub code: Code,
    /// Why it is there.
    pub why: Why,
    /// The case's status, by code.
    pub status: Code,
    /// What was recorded of it at this meeting, if anything.
    pub decision: Option<EntryId>,
    /// Whether that holds a coordinated action.
    pub action: bool,
    /// The parties without valid consent, and why: they must leave before it is opened.
    pub closed_to: Vec<(Code, Closed)>,
    /// Whether individual notes may be read and written.
    pub notes_open: bool,
}

/// Why a case is on the agenda.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// It was referred since the meeting before.
    New,
    /// Its follow-up is due on this day.
    FollowUp(NaiveDate),
    /// A commitment of it is late since this day.
    Late(NaiveDate),
    /// Somebody put it there.
    Added,
    /// It has no day for a follow-up, since the latest meeting it was up at.
    NoFollowUp,
    /// A coordinated action of it lacks something that makes it one.
    Incomplete,
}

/// One commitment, as lists tell it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentLine {
    /// Its entry.
    pub id: EntryId,
    /// The case's code.
    pub code: Code,
    /// Who promised it, by party.
    pub party: Code,
    /// What; `None` where it was not stated or may not be shown.
    pub what: Option<String>,
    /// By when.
    pub by: NaiveDate,
    /// When it was first promised by, where that has been moved.
    pub moved_from: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
}

/// One case with all that hangs on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseView {
    /// Its code.
    pub code: Code,
    /// Its entry.
    pub entry: Entry,
    /// Each party's consent: valid, with its last day where it has one, or why not.
    pub consent: Vec<(Code, Result<Option<NaiveDate>, Closed>)>,
    /// Whether individual notes may be read and written.
    pub notes_open: bool,
    /// What was recorded of it at meetings, the latest first; texts left out where notes are closed.
    pub decisions: Vec<Entry>,
    /// Its commitments, those not done first, by day; texts left out where notes are closed.
    pub commitments: Vec<CommitmentLine>,
    /// The records of consent, the latest first.
    pub consents: Vec<Entry>,
    /// The day of its first coordinated action.
    pub first_action: Option<NaiveDate>,
    /// Its next follow-up.
    pub follow_up: Option<NaiveDate>,
}

/// The case with this code, in whatever way it is spelled.
///
/// # Errors
/// Where there is none, the codes that come near.
pub fn case(state: &State, code: &Code, now: Now) -> Result<CaseView, Vec<Code>> {
    let index = state.casework();
    let read = code::parse(code).unwrap_or_else(|_| code.clone());
    let missing = || index.near(code);
    let file = index.file(&read).ok_or_else(missing)?;
    let entry = state.entry(file.case).ok_or_else(missing)?;
    let parties = secrecy::parties(&state.plan);
    let notes_open = file.notes_open(&parties, now.day, now.time);
    let judged = parties.into_iter().map(|party| {
        let consent = file.consent(&party, now.day, now.time);
        let until = consent.map(|consent| consent.ends(&party, file.birth_years()));
        (party, until)
    });
    let decisions = file.decisions.keys().rev().filter_map(|(_, id)| state.entry(*id));
    let mut commitments: Vec<CommitmentLine> =
        file.commitments.iter().map(|(id, made)| line(state, &read, *id, made, notes_open)).collect();
    commitments.sort_by_key(|line| (line.done.is_some(), line.by, line.id));
    let mut consents: Vec<Entry> = file.consents.keys().filter_map(|id| state.entry(*id)).collect();
    consents.sort_by_key(|entry| std::cmp::Reverse((entry.on, entry.id)));
    Ok(CaseView {
        consent: judged.collect(),
        decisions: decisions.map(|entry| if notes_open { entry } else { without_note(entry) }).collect(),
        first_action: file.first_action(),
        follow_up: file.follow_up(),
        code: read,
        entry,
        notes_open,
        commitments,
        consents,
    })
}

/// The commitments that are open, or all of them, by day. One of a closed case is not open.
pub fn commitments(state: &State, all: bool, now: Now) -> Vec<CommitmentLine> {
    lines(state, now, |file, made| all || (made.done.is_none() && file.is_open()))
}

/// The commitments that are late on `day`, the one that has been late longest first.
pub(super) fn late(state: &State, day: NaiveDate, now: Now) -> Vec<CommitmentLine> {
    let was_done = |made: &Commitment| made.done.is_some_and(|done| done < day);
    lines(state, now, |file, made| file.is_open() && made.by < day && made.day <= day && !was_done(made))
}

fn lines(state: &State, now: Now, wanted: impl Fn(&File, &Commitment) -> bool) -> Vec<CommitmentLine> {
    let parties = secrecy::parties(&state.plan);
    let mut found = Vec::new();
    for (code, file) in state.casework().files() {
        let mut wanted = file.commitments.iter().filter(|(_, made)| wanted(file, made)).peekable();
        let open = wanted.peek().is_some() && file.notes_open(&parties, now.day, now.time);
        found.extend(wanted.map(|(id, made)| line(state, code, *id, made, open)));
    }
    found.sort_by_key(|line| (line.by, line.id));
    found
}

fn line(state: &State, code: &Code, id: EntryId, made: &Commitment, notes_open: bool) -> CommitmentLine {
    let entry = notes_open.then(|| state.entry(id)).flatten();
    let what = entry.and_then(|entry| match entry.value("what") {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    });
    CommitmentLine {
        id,
        code: code.clone(),
        party: made.party.clone(),
        what,
        by: made.by,
        moved_from: made.moved_from(),
        done: made.done,
    }
}

/// A decision as it is told where the case's notes are closed.
fn without_note(mut entry: Entry) -> Entry {
    for (_, cell) in entry.cells.iter_mut().filter(|(key, cell)| key == "text" && !cell.value.is_nothing()) {
        *cell = Cell::closed();
    }
    entry
}
