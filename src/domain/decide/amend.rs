//! Changing an entry: what was changed, what follows from it, and what is asked about it.

use super::{
    Door, Now, Proposed, accepted, asks, cases, check_status, clashes, courses, find_form, known_reason,
    live, merge, stands, told_apart,
};
use crate::domain::command::{Amend, Change};
use crate::domain::course::personal::is_told_as;
use crate::domain::event::Event;
use crate::domain::plan::{FieldKind, Form, Keep, Promise};
use crate::domain::record::check::{complete, problems, settled_status};
use crate::domain::record::entry::belongs;
use crate::domain::record::{Cell, Code, Entry, Question, Status};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;

/// Judges a change. Changes to other fields that somebody made in the meantime stand beside it.
pub(super) fn amend_one(state: &State, amend: &Amend, now: Now) -> Result<Vec<Event>, Refusal> {
    let entry = live(state, amend.id)?;
    let (activity, form) = find_form(&state.plan, &entry.form)?;
    let (mut cells, mut changes, mut apart) = (entry.cells.clone(), Vec::new(), Vec::new());
    for change in courses::moved(&entry, amend).iter() {
        if change.before.as_ref().is_some_and(|before| before.value.is_closed()) {
            cases::may_be_told(state, activity, form, &entry, now)?;
        }
        if goes_apart(form, change) {
            apart.extend(change.after.clone().map(|after| (change.field.clone(), after)));
        } else if let Some(news) = news(&state.plan, &entry, form, change)? {
            set(&mut cells, &news);
            changes.push(news);
        }
    }
    courses::fill(&state.plan, state.courses(), form, &mut cells, &[], Some(&entry), now);
    let mut cells = complete(form, cells);
    cases::as_asked(&state.plan, activity, form, &mut cells);
    courses::as_asked(&state.plan, state.courses(), form, &mut cells);
    let wanted = amend.status.clone().unwrap_or_else(|| reported(state, form, &entry, &cells, now));
    let status = settled_status(form, &wanted, &cells, now.day);
    let changes = with_consequences(&entry, &cells, changes);
    apart.retain(|(_, cell): &(Code, Cell)| !cell.value.is_nothing());
    let is_news = !changes.is_empty() || status != entry.status;
    if !is_news && apart.is_empty() {
        return Err(Refusal::NothingToChange);
    }
    if status != entry.status {
        check_status(&state.plan, form, &status)?;
    }
    let reason = correction_reason(&state.plan, form, &entry.status, amend.reason.as_ref())?;
    let told_of = entry.status != Status::Done && status == Status::Done;
    let apart =
        (told_of || apart.iter().any(|(_, cell)| !cell.value.is_nothing())).then_some(apart.as_slice());
    let proposed = Proposed { activity, form, status: &status, cells: &cells, own: Some(amend.id), apart };
    cases::stands(state, proposed, Some(&entry), now)?;
    stands(state, proposed, Some(&entry), now)?;
    if counts_elsewhere(state, &entry, proposed) {
        clashes(state, proposed)?;
    }
    let mut events = cases::follow(state, proposed, Some(&entry), Door::Hand, state.next_id())?;
    events.extend(courses::follow(state, proposed, Some(&entry), state.next_id())?);
    if !is_news && events.is_empty() {
        return Err(Refusal::NothingToChange);
    }
    let asked = still_asked(state, &entry, proposed, amend, now)?;
    if is_news {
        let status = (status != entry.status).then(|| (entry.status.clone(), status));
        let (id, previous) = (amend.id, entry.seq);
        events.insert(0, Event::Amended { id, changes, status, reason, asked, previous });
    }
    Ok(events)
}

/// Whether an answer goes into entries of its own.
fn goes_apart(form: &Form, change: &Change) -> bool {
    form.field(&change.field).is_some_and(|field| field.keep == Keep::Apart)
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

/// A change as it bears on the entry as it stands; `None` where it changes nothing.
///
/// It may not be to what somebody else has changed to something else since; of a roster, that is judged for each member.
fn news(plan: &Promise, entry: &Entry, form: &Form, change: &Change) -> Result<Option<Change>, Refusal> {
    let Some(field) = form.field(&change.field) else {
        return Err(Refusal::NoSuchField { form: entry.form.clone(), field: change.field.clone() });
    };
    let theirs = entry.cells.iter().find(|(key, _)| *key == change.field).map(|(_, cell)| cell);
    if theirs == change.after.as_ref() {
        return Ok(None);
    }
    if field.keep == Keep::Desk {
        return Err(Refusal::KeptByDesk { form: entry.form.clone(), field: change.field.clone() });
    }
    let seats = theirs.filter(|theirs| courses::is_marked(plan, form, change, theirs));
    if seats.is_none() && theirs == change.before.as_ref() {
        return Ok(Some(change.clone()));
    }
    // What stands there was told to whoever changes it as what stands for it.
    if courses::is_count(form, change)
        || is_told_as(&entry.form, &change.field, change.before.as_ref(), theirs)
    {
        return Ok(Some(Change { before: theirs.cloned(), ..change.clone() }));
    }
    let merged = match seats {
        Some(theirs) => courses::merged(plan, form, change, theirs),
        None => merge::marks(change.before.as_ref(), theirs, change.after.as_ref()),
    };
    let Some(merged) = merged.filter(|_| matches!(field.kind, FieldKind::Roster { .. })) else {
        return Err(Refusal::Overlap { id: entry.id, field: change.field.clone(), theirs: theirs.cloned() });
    };
    let changed = theirs.is_some_and(|theirs| theirs.value != merged.value);
    let news = || Change { field: change.field.clone(), before: theirs.cloned(), after: Some(merged) };
    Ok(changed.then(news))
}

/// Whether the change makes the entry count on another day or shift than before, or count at all.
///
/// One that does not cannot make a count wrong that was right.
fn counts_elsewhere(state: &State, entry: &Entry, proposed: Proposed<'_>) -> bool {
    let Proposed { form, status, cells, .. } = proposed;
    let find = |key: &str| cells.iter().find(|(k, _)| k == key).map(|(_, cell)| cell.value.clone());
    let place = belongs(form, &state.plan.calendar, find);
    let apart = told_apart(form, find) != told_apart(form, |key| entry.value(key).cloned());
    *status != entry.status || place != Some((entry.on, entry.part.clone())) || (form.unique && apart)
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
    let before =
        Proposed::of(&state.plan, entry).map(|was| asks(state, was, now, Door::Hand)).unwrap_or_default();
    let (old, new): (Vec<Question>, Vec<Question>) =
        asks(state, proposed, now, Door::Hand).into_iter().partition(|question| before.contains(question));
    let mut codes = accepted(proposed.form, &new, &amend.accepted)?;
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
