//! The numbered agenda of a meeting.

use chrono::NaiveDate;

use super::view::Agenda;
use crate::domain::decide::Now;
use crate::domain::event::Event;
use crate::domain::record::Code;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;

/// The agenda of the meeting on `day`; `None` where no activity keeps cases by code.
pub fn agenda(_state: &State, _day: NaiveDate, _now: Now) -> Option<Agenda> {
    None
}

/// Judges putting cases on an agenda.
///
/// # Errors
/// A [`Refusal`] where one of them is no open case.
pub fn schedule(_state: &State, _day: NaiveDate, _cases: &[Code], _now: Now) -> Result<Vec<Event>, Refusal> {
    Err(Refusal::NothingToChange)
}
