//! What happened to one entry, read back from the journal: each change names the one before it.

use super::ask::{Step, What};
use super::keep::Keep;
use crate::domain::event::{Event, Happening};
use crate::domain::record::EntryId;
use crate::domain::state::State;
use crate::store::StoreError;

/// The most steps that are told, the latest ones.
const MOST: usize = 500;

/// All that happened to the entry numbered `id`, oldest first. Nothing for one that does not exist.
///
/// # Errors
/// Any [`StoreError`] of reading the journal.
pub fn history(keep: &Keep, state: &State, id: EntryId) -> Result<Vec<Step>, StoreError> {
    let mut steps = Vec::new();
    let mut next = state.latest_change(id);
    while let Some(seq) = next.filter(|_| steps.len() < MOST) {
        let told = keep.told(seq)?;
        let event = told.what.as_ref().and_then(|happening| about(happening, id));
        let undoes = told.what.as_ref().and_then(|happening| happening.undoes);
        steps.push(Step { seq, at: told.at, who: told.who, what: event.map_or(What::Lost, what), undoes });
        // A change always names an earlier one; anything else would go round in circles.
        next = event.and_then(Event::previous).filter(|previous| *previous < seq);
    }
    steps.reverse();
    Ok(steps)
}

fn about(happening: &Happening, id: EntryId) -> Option<&Event> {
    happening.events.iter().find(|event| event.entry() == Some(id))
}

fn what(event: &Event) -> What {
    match event {
        Event::Entered { status, cells, .. } => {
            What::Entered { status: status.clone(), cells: cells.clone() }
        }
        Event::Amended { changes, status, reason, .. } => {
            What::Amended { changes: changes.clone(), status: status.clone(), reason: reason.clone() }
        }
        Event::Removed { .. } => What::Removed,
        Event::Restored { .. } => What::Restored,
        Event::Founded { .. } | Event::PlanLoaded { .. } | Event::AccountSeen { .. } => What::Lost,
    }
}
