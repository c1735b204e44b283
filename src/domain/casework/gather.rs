//! Gathering: what is said of cases while a meeting is recorded becomes a decision of each, in the same happening.

use chrono::NaiveDate;

use super::index::{DECISION, File};
use super::status::{self, Move};
use crate::domain::command::Change;
use crate::domain::event::Event;
use crate::domain::record::check::complete;
use crate::domain::record::{Cell, Code, EntryId, Origin, Status, Value};
use crate::domain::state::State;

/// A case that was up at a meeting, and the coordinated action it led to there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Up {
    /// The case's code.
    pub code: Code,
    /// The action, by code.
    pub action: Option<Code>,
}

/// The cases that a meeting's answers name, in the order they were named; one with an action was up.
pub fn up(cells: &[(Code, Cell)]) -> Vec<Up> {
    let value = |field: &str| cells.iter().find(|(key, _)| key == field).map(|(_, cell)| &cell.value);
    let mut up: Vec<Up> = Vec::new();
    if let Some(Value::Codes(codes)) = value("cases") {
        for code in codes {
            if !up.iter().any(|up| up.code == *code) {
                up.push(Up { code: code.clone(), action: None });
            }
        }
    }
    if let Some(Value::Marks(marks)) = value("action") {
        for (code, action) in marks {
            match up.iter_mut().find(|up| up.code == *code) {
                Some(up) => up.action = Some(action.clone()),
                None => up.push(Up { code: code.clone(), action: Some(action.clone()) }),
            }
        }
    }
    up
}

/// The decision of a case on a day, where there is one.
pub fn decision_on(file: &File, day: NaiveDate) -> Option<EntryId> {
    let on = file.decisions.range((day, EntryId(0))..=(day, EntryId(u64::MAX)));
    on.map(|((_, id), _)| *id).next()
}

/// Whether a case that is up on `day` would be taken up again by that; what was decided that day stands as it is.
pub fn reopens(file: &File, day: NaiveDate) -> bool {
    status::reopens(file, day) && decision_on(file, day).is_none()
}

/// What happens to the cases that were up at the meeting on `day`; the first new entry is numbered `first`.
///
/// A decision that is there already is left, and given the action where it has none. Cases that are not known are passed
/// over: they are refused before.
pub fn events(state: &State, day: NaiveDate, up: &[Up], first: EntryId) -> Vec<Event> {
    let (mut events, mut next) = (Vec::new(), first);
    for up in up {
        let Some(file) = state.casework().file(&up.code) else { continue };
        if let Some(id) = decision_on(file, day) {
            events.extend(with_action(state, id, up.action.as_ref()));
            continue;
        }
        events.extend(entered(state, day, up, next));
        next = EntryId(next.0 + 1);
        if status::reopens(file, day) {
            events.extend(status::event(state, file, &Move::reopened()));
        }
    }
    events
}

fn entered(state: &State, day: NaiveDate, up: &Up, id: EntryId) -> Option<Event> {
    let (_, form) = state.plan.form(DECISION)?;
    let computed = |field: &str, value: Value| (field.into(), Cell { value, origin: Origin::Computed });
    let mut cells = vec![computed("day", Value::Day(day)), computed("case", Value::Code(up.code.clone()))];
    cells.extend(up.action.clone().map(|action| ("action".into(), Cell::typed(Value::Code(action)))));
    let cells = complete(form, cells);
    Some(Event::Entered { id, form: DECISION.into(), status: Status::Done, cells, asked: Vec::new() })
}

fn with_action(state: &State, id: EntryId, action: Option<&Code>) -> Option<Event> {
    let (entry, action) = (state.entry(id)?, action?);
    if entry.value("action").is_some_and(|there| !there.is_nothing()) {
        return None;
    }
    let before = entry.cells.iter().find(|(key, _)| key == "action").map(|(_, cell)| cell.clone());
    let after = Some(Cell::typed(Value::Code(action.clone())));
    let changes = vec![Change { field: "action".into(), before, after }];
    let (previous, asked) = (entry.seq, entry.asked);
    Some(Event::Amended { id, changes, status: None, reason: None, asked, previous })
}
