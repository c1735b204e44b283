//! The notes of a meeting (*minnesanteckningar*): attendance, decisions and commitments, by code.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::consent::Closed;
use super::view::CommitmentLine;
use crate::domain::decide::Now;
use crate::domain::plan::Label;
use crate::domain::record::{Code, EntryId, Status};
use crate::domain::state::State;

/// What the notes of one meeting say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// The meeting's day.
    pub day: NaiveDate,
    /// The meeting's entry, where it is recorded.
    pub meeting: Option<EntryId>,
    /// What became of it.
    pub status: Status,
    /// Each party's mark, by code.
    pub attendance: Vec<(Code, Code)>,
    /// The fixed points of the agenda.
    pub agenda: Vec<Label>,
    /// The themes ticked for the meeting as a whole, by code.
    pub themes: Vec<Code>,
    /// What was said in the round at group level; only when texts were asked for.
    pub round: Option<String>,
    /// The cases that were up, by agenda number.
    pub cases: Vec<NotedCase>,
    /// Commitments made at the meeting.
    pub commitments: Vec<CommitmentLine>,
    /// Commitments that were late on the day.
    pub late: Vec<CommitmentLine>,
    /// Counted: cases up, and first coordinated actions, where cases are only counted.
    pub counts: Option<(i64, i64)>,
    /// The next meeting.
    pub next: Option<NaiveDate>,
    /// The party the notes are made for; cases closed to it are left out.
    pub party: Option<Code>,
    /// How many cases were left out for that.
    pub left_out: u32,
}

/// One case that was up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedCase {
    /// Its number on the agenda, where it was on one.
    pub number: Option<u16>,
    /// Its code.
    pub code: Code,
    /// The decision, by code.
    pub decision: Option<Code>,
    /// The reason for closing it, by code.
    pub close_reason: Option<Code>,
    /// The coordinated action, by code.
    pub action: Option<Code>,
    /// The parties to the action, by code.
    pub parties: Vec<Code>,
    /// The next follow-up.
    pub follow_up: Option<NaiveDate>,
    /// The individual note; only when texts were asked for and the case's notes are open.
    pub text: Option<String>,
    /// The parties the case was closed to on the day, and why.
    pub closed_to: Vec<(Code, Closed)>,
}

/// The notes of the meeting on `day`.
pub fn notes(
    _state: &State,
    _day: NaiveDate,
    _party: Option<&Code>,
    _texts: bool,
    _now: Now,
) -> Option<Notes> {
    None
}
