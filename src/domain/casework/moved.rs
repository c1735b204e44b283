//! A meeting moved to another day: what was decided and promised at it, and its agenda, go with it.

use chrono::NaiveDate;

use super::gather::decision_on;
use super::index::{AGENDA, CLOSED, DECISION, Decision};
use super::status::{self, Move};
use crate::domain::command::Change;
use crate::domain::event::Event;
use crate::domain::record::{Cell, Entry, Origin, Value};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;

/// What happens when the meeting on `from` turns out to be the one on `to`.
///
/// # Errors
/// [`Refusal::AlreadyThere`] where something was decided of the same case on both days.
pub fn events(state: &State, from: NaiveDate, to: NaiveDate) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    for (_, file) in state.casework().files() {
        let Some(id) = decision_on(file, from) else { continue };
        if let Some(there) = decision_on(file, to) {
            return Err(Refusal::AlreadyThere { form: DECISION.into(), id: there, day: to, part: None });
        }
        let promised = file.commitments.iter().filter(|(_, made)| made.day == from).map(|(id, _)| *id);
        let entries = std::iter::once(id).chain(promised).filter_map(|id| state.entry(id));
        events.extend(entries.map(|entry| on_day(&entry, to)));
        let closes = |decision: &Decision| decision.decision.as_deref() == Some(CLOSED);
        if file.closed == Some(from) && file.decisions.get(&(from, id)).is_some_and(closes) {
            let moved = Move { status: CLOSED.into(), closed: Some((to, file.close_reason.clone())) };
            events.extend(status::event(state, file, &moved));
        }
    }
    if state.on_day(AGENDA, to).next().is_none() {
        events.extend(state.on_day(AGENDA, from).next().map(|agenda| on_day(&agenda, to)));
    }
    Ok(events)
}

fn on_day(entry: &Entry, day: NaiveDate) -> Event {
    let before = entry.cells.iter().find(|(key, _)| key == "day").map(|(_, cell)| cell.clone());
    let after = Some(Cell { value: Value::Day(day), origin: Origin::Computed });
    let changes = vec![Change { field: "day".into(), before, after }];
    let (id, previous, asked) = (entry.id, entry.seq, entry.asked.clone());
    Event::Amended { id, changes, status: None, reason: None, asked, previous }
}
