//! What a meeting and its cases look like to those who keep them: plain data, made by the desk and read by both faces.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::consent::Closed;
use crate::domain::decide::Now;
use crate::domain::plan::Label;
use crate::domain::record::{Code, Entry, EntryId};
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

/// The case with this code.
///
/// # Errors
/// Where there is none, the codes that come near.
pub fn case(_state: &State, _code: &Code, _now: Now) -> Result<CaseView, Vec<Code>> {
    Err(Vec::new())
}

/// The commitments that are open, or all of them, by day.
pub fn commitments(_state: &State, _all: bool, _now: Now) -> Vec<CommitmentLine> {
    Vec::new()
}
