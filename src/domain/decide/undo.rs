//! Undoing: the inverse of what happened, where nothing has been built upon it.

use super::amend::set;
use super::{Proposed, clashes, courses};
use crate::domain::casework::secrecy;
use crate::domain::command::Change;
use crate::domain::course::personal::comes_back;
use crate::domain::event::{Event, Happening};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;

/// Judges the undoing of `happening`, journal number `seq`; `plan_before` is the plan text before it, if it changed that.
///
/// What has been undone no longer stands upon what was before it, so changes can be undone one after another. An undo
/// can be undone too, as long as nothing new has happened to its entries.
///
/// # Errors
/// A [`Refusal`], above all when an entry has been changed since.
pub fn undo(
    state: &State,
    seq: u64,
    happening: &Happening,
    plan_before: Option<&(String, String)>,
) -> Result<Vec<Event>, Refusal> {
    if is_only_own(state, happening) {
        return Err(Refusal::CannotUndo);
    }
    let mut events = Vec::with_capacity(happening.events.len());
    let mut kept = None;
    for event in happening.events.iter().rev() {
        match event {
            // That somebody has been here stays true.
            Event::AccountSeen { .. } => {}
            Event::PlanLoaded { previous: Some(_), .. } => {
                if !state.can_undo(seq, event) {
                    return Err(Refusal::CannotUndo);
                }
                let (text, file) = plan_before.cloned().ok_or(Refusal::CannotUndo)?;
                events.push(Event::PlanLoaded { text, file, previous: state.plan_source.seq });
            }
            _ => match without_names(state, inverse(state, seq, event)?)? {
                Some(event) => events.push(event),
                None => kept = event.entry(),
            },
        }
    }
    if let Some(id) = kept.filter(|_| events.is_empty()) {
        return Err(Refusal::NameStays { id });
    }
    if events.is_empty() { Err(Refusal::NothingToUndo) } else { Ok(events) }
}

fn inverse(state: &State, seq: u64, event: &Event) -> Result<Event, Refusal> {
    let id = event.entry().ok_or(Refusal::CannotUndo)?;
    let latest = state.latest_change(id).ok_or(Refusal::NoSuchEntry { id })?;
    if !state.can_undo(seq, event) {
        return Err(Refusal::ChangedSince { id });
    }
    let inverse = event.inverse(latest).ok_or(Refusal::CannotUndo)?;
    would_stand(state, &inverse)?;
    Ok(inverse)
}

/// An undo without what would bring back a name that was replaced; `None` where nothing is left of it.
///
/// # Errors
/// [`Refusal::NameStays`] where the name was taken away and nothing stands in its place: what went with that stays too.
fn without_names(state: &State, mut inverse: Event) -> Result<Option<Event>, Refusal> {
    if let Event::Amended { id, changes, status, .. } = &mut inverse {
        let form = state.entry(*id).map(|entry| entry.form).unwrap_or_default();
        let gone = |change: &Change| change.before.as_ref().is_none_or(|now| now.value.is_nothing());
        if changes.iter().any(|change| comes_back(&form, change) && gone(change)) {
            return Err(Refusal::NameStays { id: *id });
        }
        changes.retain(|change| !comes_back(&form, change));
        if changes.is_empty() && status.is_none() {
            return Ok(None);
        }
    }
    Ok(Some(inverse))
}

/// Whether nothing happened but to what is the desk's own: numbers that stand on paper are not taken back.
fn is_only_own(state: &State, happening: &Happening) -> bool {
    let own = |id| state.entry(id).is_some_and(|entry| secrecy::is_own(&state.plan, &entry.form));
    let mut touched = happening.events.iter().filter_map(Event::entry).peekable();
    touched.peek().is_some() && touched.all(own)
}

/// An undo may not bring back what would now be counted twice.
fn would_stand(state: &State, inverse: &Event) -> Result<(), Refusal> {
    if matches!(inverse, Event::Removed { .. }) {
        return Ok(());
    }
    let Some(mut entry) = inverse.entry().and_then(|id| state.entry(id)) else { return Ok(()) };
    let seat = entry.value("seat").cloned();
    match inverse {
        Event::Restored { .. } => entry.removed = false,
        Event::Amended { changes, status, .. } => {
            for change in changes {
                set(&mut entry.cells, change);
            }
            if let Some((_, after)) = status {
                entry.status = after.clone();
            }
        }
        _ => return Ok(()),
    }
    // A letter that was given back with its place may be somebody else's by now.
    let given = entry.value("seat") != seat.as_ref();
    if given && courses::has_anothers_seat(state, &entry) {
        return Err(Refusal::ChangedSince { id: entry.id });
    }
    match Proposed::of(&state.plan, &entry) {
        Some(proposed) if !entry.removed => clashes(state, proposed),
        _ => Ok(()),
    }
}
