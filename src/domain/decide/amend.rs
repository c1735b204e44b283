//! Changing an entry: what was changed, what follows from it, and what is asked about it.

use super::{Now, Proposed, accepted, asks, check_status, clashes, find_form, known_reason, live, stands};
use crate::domain::command::{Amend, Change};
use crate::domain::event::Event;
use crate::domain::plan::{Form, Promise};
use crate::domain::record::check::{complete, problems, settled_status};
use crate::domain::record::entry::belongs;
use crate::domain::record::{Cell, Code, Entry, Question, Status};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;

/// Judges a change. Changes to other fields that somebody made in the meantime stand beside it.
pub(super) fn amend_one(state: &State, amend: &Amend, now: Now) -> Result<Event, Refusal> {
    let entry = live(state, amend.id)?;
    let (activity, form) = find_form(&state.plan, &entry.form)?;
    let (mut cells, mut changes) = (entry.cells.clone(), Vec::new());
    for change in &amend.changes {
        if is_news(&entry, form, change)? {
            set(&mut cells, change);
            changes.push(change.clone());
        }
    }
    let cells = complete(form, cells);
    let wanted = amend.status.clone().unwrap_or_else(|| reported(state, form, &entry, &cells, now));
    let status = settled_status(form, &wanted, &cells, now.day);
    let changes = with_consequences(&entry, &cells, changes);
    if changes.is_empty() && status == entry.status {
        return Err(Refusal::NothingToChange);
    }
    if status != entry.status {
        check_status(&state.plan, form, &status)?;
    }
    let reason = correction_reason(&state.plan, form, &entry.status, amend.reason.as_ref())?;
    let proposed = Proposed { activity, form, status: &status, cells: &cells, own: Some(amend.id) };
    stands(state, proposed, now)?;
    if counts_elsewhere(state, &entry, proposed) {
        clashes(state, proposed)?;
    }
    let asked = still_asked(state, &entry, proposed, amend, now)?;
    let status = (status != entry.status).then(|| (entry.status.clone(), status));
    Ok(Event::Amended { id: amend.id, changes, status, reason, asked, previous: entry.seq })
}

/// What becomes of an occasion when nobody says: a planned one whose day has come is done once it is wholly reported.
fn reported(state: &State, form: &Form, entry: &Entry, cells: &[(Code, Cell)], now: Now) -> Status {
    let day = cells.iter().find(|(key, _)| *key == form.day).and_then(|(_, cell)| cell.value.day());
    let whole = || problems(form, &Status::Done, cells, &now.context(&state.plan)).is_empty();
    match entry.status {
        Status::Planned if day.is_some_and(|day| day <= now.day) && whole() => Status::Done,
        _ => entry.status.clone(),
    }
}

/// Whether a change changes anything; it may not be to what somebody else has changed to something else since.
fn is_news(entry: &Entry, form: &Form, change: &Change) -> Result<bool, Refusal> {
    if form.field(&change.field).is_none() {
        return Err(Refusal::NoSuchField { form: entry.form.clone(), field: change.field.clone() });
    }
    let theirs = entry.cells.iter().find(|(key, _)| *key == change.field).map(|(_, cell)| cell);
    if theirs == change.after.as_ref() {
        return Ok(false);
    }
    if theirs == change.before.as_ref() {
        return Ok(true);
    }
    Err(Refusal::Overlap { id: entry.id, field: change.field.clone(), theirs: theirs.cloned() })
}

/// Whether the change makes the entry count on another day or shift than before, or count at all.
///
/// One that does not cannot make a count wrong that was right.
fn counts_elsewhere(state: &State, entry: &Entry, proposed: Proposed<'_>) -> bool {
    let Proposed { form, status, cells, .. } = proposed;
    let find = |key: &str| cells.iter().find(|(k, _)| k == key).map(|(_, cell)| cell.value.clone());
    let place = belongs(form, &state.plan.calendar, find);
    *status != entry.status || place != Some((entry.on, entry.part.clone()))
}

/// The questions the entry stands with: what is new is asked, what was accepted before stays for as long as it holds.
///
/// What has come only with time (a day that is long ago by now) is neither.
fn still_asked(
    state: &State,
    entry: &Entry,
    proposed: Proposed<'_>,
    amend: &Amend,
    now: Now,
) -> Result<Vec<Code>, Refusal> {
    let before = Proposed::of(&state.plan, entry).map(|was| asks(state, was, now)).unwrap_or_default();
    let (old, new): (Vec<Question>, Vec<Question>) =
        asks(state, proposed, now).into_iter().partition(|question| before.contains(question));
    let mut codes = accepted(proposed.form, new, &amend.accepted)?;
    for code in old.iter().map(Question::code) {
        if entry.asked.contains(&code) && !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(codes)
}

/// The changes asked for, and those that follow from them: a field that no longer applies, or applies again.
fn with_consequences(entry: &Entry, cells: &[(Code, Cell)], mut changes: Vec<Change>) -> Vec<Change> {
    for (key, after) in cells {
        let before = entry.cells.iter().find(|(k, _)| k == key).map(|(_, cell)| cell);
        match changes.iter_mut().find(|c| c.field == *key) {
            Some(change) => change.after = Some(after.clone()),
            None if before != Some(after) => changes.push(Change {
                field: key.clone(),
                before: before.cloned(),
                after: Some(after.clone()),
            }),
            None => {}
        }
    }
    changes.retain(|c| c.before != c.after);
    changes
}

/// The reason given, or the plan's first; what was planned and is now reported needs none.
fn correction_reason(
    plan: &Promise,
    form: &Form,
    was: &Status,
    given: Option<&Code>,
) -> Result<Option<Code>, Refusal> {
    let Some(list) = form.correction_reasons.as_deref().and_then(|key| plan.list(key)) else {
        return Ok(None);
    };
    match given {
        Some(reason) => known_reason(list, reason).map(|()| Some(reason.clone())),
        None if *was == Status::Planned => Ok(None),
        None => Ok(list.items.first().map(|item| item.code.as_str().into())),
    }
}

/// Puts a change's answer among `cells`.
pub(super) fn set(cells: &mut Vec<(Code, Cell)>, change: &Change) {
    cells.retain(|(key, _)| *key != change.field);
    if let Some(after) = &change.after {
        cells.push((change.field.clone(), after.clone()));
    }
}
