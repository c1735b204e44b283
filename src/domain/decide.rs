//! The rules between what is asked and what happens.
//!
//! Pure: [`decide`] reads the state and returns events or a [`Refusal`]; it changes nothing.

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::command::{Accepted, Amend, Change, Command, Enter};
use super::event::{Event, Happening};
use super::plan::{Activity, Form, Promise, Shape, load};
use super::record::answer::Context;
use super::record::check::{complete, problems, questions, settled_status};
use super::record::entry::{belongs, by_month};
use super::record::{Cell, Code, Entry, EntryId, Question, Status, Value};
use super::refusal::Refusal;
use super::state::State;
use crate::text::when::Month;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The user id that the kernel gave.
    pub uid: u32,
}

/// The moment of asking, from the desk's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Now {
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The local day in the plan's time zone.
    pub day: NaiveDate,
    /// The local time of day, to the minute.
    pub time: NaiveTime,
}

impl Now {
    /// What answers are read against.
    pub fn context(self, plan: &Promise) -> Context<'_> {
        Context { plan, today: self.day, time: self.time }
    }
}

/// Judges `command`.
///
/// # Errors
/// A [`Refusal`]; nothing has happened then.
pub fn decide(state: &State, command: &Command, now: Now) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Enter(enter) => enter_one(state, enter, state.next_id(), now).map(|event| vec![event]),
        Command::Amend(amend) => amend_one(state, amend, now).map(|event| vec![event]),
        Command::Remove { id } => remove(state, *id).map(|event| vec![event]),
        Command::Restore { id } => restore(state, *id).map(|event| vec![event]),
        Command::Import { form, rows } => import(state, form, rows, now),
        Command::LoadPlan { text, file } => match load::load(text, file) {
            Ok(_) => Ok(vec![Event::PlanLoaded {
                text: text.clone(),
                file: file.clone(),
                previous: state.plan_source.seq,
            }]),
            Err(errors) => Err(Refusal::Plan { errors }),
        },
        // Undoing needs the happening itself, which the state does not keep: see [`undo`].
        Command::Undo { .. } => Err(Refusal::CannotUndo),
    }
}

/// Judges the undoing of `happening`, journal number `seq`; `plan_before` is the plan text before it, if it changed that.
///
/// `stands` says whether an entry is as the happening left it: nothing has changed it since that has not been undone.
///
/// # Errors
/// A [`Refusal`], above all when an entry has been changed since.
pub fn undo(
    state: &State,
    seq: u64,
    happening: &Happening,
    plan_before: Option<&(String, String)>,
    stands: impl Fn(EntryId) -> bool,
) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::with_capacity(happening.events.len());
    for event in happening.events.iter().rev() {
        if let Event::PlanLoaded { previous: Some(_), .. } = event {
            if state.plan_source.seq != Some(seq) {
                return Err(Refusal::CannotUndo);
            }
            let (text, file) = plan_before.cloned().ok_or(Refusal::CannotUndo)?;
            events.push(Event::PlanLoaded { text, file, previous: Some(seq) });
            continue;
        }
        let latest = event.entry().and_then(|id| state.latest_change(id));
        let Some(inverse) = event.inverse(latest.unwrap_or(seq)) else { return Err(Refusal::CannotUndo) };
        if let Some(id) = event.entry() {
            if !stands(id) {
                return Err(Refusal::ChangedSince { id });
            }
            would_stand(state, &inverse)?;
        }
        events.push(inverse);
    }
    if events.is_empty() { Err(Refusal::NothingToUndo) } else { Ok(events) }
}

/// An undo may not bring back what would now be counted twice.
fn would_stand(state: &State, inverse: &Event) -> Result<(), Refusal> {
    let Some(mut entry) = inverse.entry().and_then(|id| state.entry(id)) else { return Ok(()) };
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
    let plan = &state.plan;
    match plan.form(&entry.form) {
        Some((activity, form)) if !entry.removed => {
            clashes(state, activity, form, &entry.cells, &entry.status, Some(entry.id))
        }
        _ => Ok(()),
    }
}

fn find_form<'a>(plan: &'a Promise, form: &Code) -> Result<(&'a Activity, &'a Form), Refusal> {
    plan.form(form).ok_or_else(|| Refusal::NoSuchForm { form: form.clone() })
}

fn enter_one(state: &State, enter: &Enter, id: EntryId, now: Now) -> Result<Event, Refusal> {
    let (activity, form) = find_form(&state.plan, &enter.form)?;
    let status = settled_status(form, &enter.status, &enter.cells, now.day);
    check_status(&state.plan, form, &status)?;
    if let Some((field, _)) = enter.cells.iter().find(|(key, _)| form.field(key).is_none()) {
        return Err(Refusal::NoSuchField { form: enter.form.clone(), field: field.clone() });
    }
    let cells = complete(form, enter.cells.clone());
    let asked = judge(state, activity, form, &cells, &status, None, &enter.accepted, now)?;
    Ok(Event::Entered { id, form: enter.form.clone(), status, cells, asked })
}

fn amend_one(state: &State, amend: &Amend, now: Now) -> Result<Event, Refusal> {
    let entry = live(state, amend.id)?;
    let (activity, form) = find_form(&state.plan, &entry.form)?;
    let mut cells = entry.cells.clone();
    let mut changes = Vec::new();
    for change in &amend.changes {
        let theirs = entry.cells.iter().find(|(key, _)| *key == change.field).map(|(_, cell)| cell);
        if theirs == change.after.as_ref() {
            continue;
        }
        if theirs != change.before.as_ref() {
            return Err(Refusal::Overlap {
                id: amend.id,
                field: change.field.clone(),
                theirs: theirs.cloned(),
            });
        }
        set(&mut cells, change);
        changes.push(change.clone());
    }
    let wanted = amend.status.clone().unwrap_or_else(|| entry.status.clone());
    let status = settled_status(form, &wanted, &cells, now.day);
    check_status(&state.plan, form, &status)?;
    let cells = complete(form, cells);
    let changes = with_consequences(&entry, &cells, changes);
    if changes.is_empty() && status == entry.status {
        return Err(Refusal::NothingToChange);
    }
    let reason = correction_reason(&state.plan, form, amend.reason.as_ref())?;
    let asked = judge(state, activity, form, &cells, &status, Some(amend.id), &amend.accepted, now)?;
    let status = (status != entry.status).then(|| (entry.status.clone(), status));
    Ok(Event::Amended { id: amend.id, changes, status, reason, asked, previous: entry.seq })
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

fn remove(state: &State, id: EntryId) -> Result<Event, Refusal> {
    live(state, id).map(|entry| Event::Removed { id, previous: entry.seq })
}

fn restore(state: &State, id: EntryId) -> Result<Event, Refusal> {
    let entry = state.entry(id).ok_or(Refusal::NoSuchEntry { id })?;
    if !entry.removed {
        return Err(Refusal::NotInBin { id });
    }
    if let Some((activity, form)) = state.plan.form(&entry.form) {
        clashes(state, activity, form, &entry.cells, &entry.status, Some(id))?;
    }
    Ok(Event::Restored { id, previous: entry.seq })
}

fn live(state: &State, id: EntryId) -> Result<Entry, Refusal> {
    let entry = state.entry(id).ok_or(Refusal::NoSuchEntry { id })?;
    if entry.removed { Err(Refusal::InBin { id }) } else { Ok(entry) }
}

fn import(state: &State, form: &Code, rows: &[Vec<(Code, Cell)>], now: Now) -> Result<Vec<Event>, Refusal> {
    let (_, spec) = find_form(&state.plan, form)?;
    let mut events = Vec::with_capacity(rows.len());
    let mut wrong = Vec::new();
    let mut seen = super::import::Seen::default();
    let first = state.next_id().0;
    for (i, cells) in rows.iter().enumerate() {
        let enter =
            Enter { form: form.clone(), status: Status::Done, cells: cells.clone(), accepted: Accepted::All };
        let judged = enter_one(state, &enter, EntryId(first + i as u64), now)
            .and_then(|event| seen.clash(spec, &state.plan, &event).map(|()| event));
        match judged {
            Ok(event) => events.push(event),
            Err(refusal) => wrong.push((i, Box::new(refusal))),
        }
    }
    if !wrong.is_empty() {
        return Err(Refusal::Rows { rows: wrong });
    }
    if events.is_empty() { Err(Refusal::NothingToChange) } else { Ok(events) }
}

fn check_status(plan: &Promise, form: &Form, status: &Status) -> Result<(), Refusal> {
    match status {
        Status::Done => Ok(()),
        Status::Planned if form.plannable => Ok(()),
        Status::Planned => Err(Refusal::CannotPlan { form: form.key.as_str().into() }),
        Status::Cancelled(reason) => {
            let Some(list) = form.cancel_reasons.as_deref().and_then(|key| plan.list(key)) else {
                return Err(Refusal::CannotCancel { form: form.key.as_str().into() });
            };
            known_reason(list, reason)
        }
    }
}

fn correction_reason(plan: &Promise, form: &Form, given: Option<&Code>) -> Result<Option<Code>, Refusal> {
    let Some(list) = form.correction_reasons.as_deref().and_then(|key| plan.list(key)) else {
        return Ok(None);
    };
    match given {
        Some(reason) => known_reason(list, reason).map(|()| Some(reason.clone())),
        None => Ok(list.items.first().map(|item| item.code.as_str().into())),
    }
}

fn known_reason(list: &super::plan::List, reason: &Code) -> Result<(), Refusal> {
    if list.items.iter().any(|item| item.code == *reason) {
        return Ok(());
    }
    let reasons = list.items.iter().map(|item| item.code.as_str().into()).collect();
    Err(Refusal::NoSuchReason { reason: reason.clone(), reasons })
}

/// All rules about one set of answers; returns the questions that were accepted.
#[allow(clippy::too_many_arguments, reason = "the whole situation of one save, named once")]
fn judge(
    state: &State,
    activity: &Activity,
    form: &Form,
    cells: &[(Code, Cell)],
    status: &Status,
    own: Option<EntryId>,
    accepted: &Accepted,
    now: Now,
) -> Result<Vec<Code>, Refusal> {
    let ctx = now.context(&state.plan);
    let key = || Code::from(form.key.as_str());
    let problems = problems(form, status, cells, &ctx);
    if !problems.is_empty() {
        return Err(Refusal::Problems { form: key(), problems });
    }
    clashes(state, activity, form, cells, status, own)?;
    let mut asked = questions(form, status, cells, &ctx);
    if shift_had_hit(state, form, cells) {
        // What a shift without a hit is asked about answers itself where there was one.
        asked.retain(|q| !matches!(q, Question::Unanswered { .. }));
    }
    asked.extend(already_logged(state, form, cells, own));
    if !asked.is_empty() && *accepted == Accepted::None {
        return Err(Refusal::Asks { form: key(), questions: asked });
    }
    let mut codes: Vec<Code> = asked.iter().map(Question::code).collect();
    codes.dedup();
    Ok(codes)
}

/// Whether the form registers a working shift in which what the promise asks for has been done.
fn shift_had_hit(state: &State, form: &Form, cells: &[(Code, Cell)]) -> bool {
    let Some((on, Some(part))) = belongs(form, &state.plan.calendar, |key| value(cells, key)) else {
        return false;
    };
    let registers = |shape: &Shape| matches!(shape, Shape::ShareOfShifts { of, .. } if of.form == form.key);
    let mut measures = state.plan.measures().enumerate().filter(|(_, (_, m))| registers(&m.shape));
    measures.any(|(index, _)| state.tally.shift_had_hit(index, &(on, part.clone())))
}

fn value(cells: &[(Code, Cell)], field: &str) -> Option<Value> {
    cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.value.clone())
}

/// What would make a count wrong together with other entries.
fn clashes(
    state: &State,
    activity: &Activity,
    form: &Form,
    cells: &[(Code, Cell)],
    status: &Status,
    own: Option<EntryId>,
) -> Result<(), Refusal> {
    let Some((on, part)) = belongs(form, &state.plan.calendar, |key| value(cells, key)) else {
        return Ok(());
    };
    if form.unique
        && let Some(there) = state.on_day(&form.key, on).find(|e| Some(e.id) != own && e.part == part)
    {
        return Err(Refusal::AlreadyThere { form: form.key.as_str().into(), id: there.id, day: on, part });
    }
    if *status == Status::Done { counted_twice(state, activity, form, on) } else { Ok(()) }
}

/// One month is never counted both from single entries and from an extract of its totals.
fn counted_twice(state: &State, activity: &Activity, form: &Form, on: NaiveDate) -> Result<(), Refusal> {
    let month = Month::of(on);
    for rival in rivals(activity, form) {
        let mut there = state
            .between(&rival.key, month.first(), month.last())
            .filter_map(|id| state.entry(id))
            .filter(Entry::counts);
        let Some(first) = there.next() else { continue };
        let key = Code::from(rival.key.as_str());
        return Err(if by_month(rival) {
            Refusal::MonthHasExtract { month, id: first.id, form: key }
        } else {
            Refusal::MonthHasEntries { month, count: 1 + there.count(), form: key }
        });
    }
    Ok(())
}

/// The forms of the activity that count the same thing at the other grain: months against days.
pub(super) fn rivals<'a>(activity: &'a Activity, form: &Form) -> Vec<&'a Form> {
    let shares = |other: &Form| activity.measures.iter().any(|m| m.reads(&form.key) && m.reads(&other.key));
    activity.forms.iter().filter(|other| by_month(other) != by_month(form) && shares(other)).collect()
}

/// Whether everything that tells two occasions of a form apart has been answered.
pub fn already_logged_fields(form: &Form, cells: &[(Code, Cell)]) -> bool {
    !form.same.is_empty() && form.same.iter().all(|key| value(cells, key).is_some_and(|v| !v.is_nothing()))
}

/// An entry that looks the same and is there already.
pub fn already_logged(
    state: &State,
    form: &Form,
    cells: &[(Code, Cell)],
    own: Option<EntryId>,
) -> Option<Question> {
    if form.same.is_empty() {
        return None;
    }
    let (on, _) = belongs(form, &state.plan.calendar, |key| value(cells, key))?;
    let time = |get: &dyn Fn(&str) -> Option<Value>| match form.time.as_deref().and_then(get) {
        Some(Value::Time(t)) => Some(t),
        _ => None,
    };
    let mine = time(&|key| value(cells, key));
    let twin = state.on_day(&form.key, on).find(|e| {
        let theirs = time(&|key| e.value(key).cloned());
        let near = match (mine, theirs) {
            (Some(a), Some(b)) => (a - b).num_minutes().abs() <= i64::from(form.same_minutes),
            _ => true,
        };
        let alike = form
            .same
            .iter()
            .all(|key| value(cells, key).is_some_and(|v| !v.is_nothing() && e.value(key) == Some(&v)));
        Some(e.id) != own && near && alike
    })?;
    Some(Question::AlreadyLogged { id: twin.id, by: twin.by, at: twin.at })
}

fn set(cells: &mut Vec<(Code, Cell)>, change: &Change) {
    cells.retain(|(key, _)| *key != change.field);
    if let Some(after) = &change.after {
        cells.push((change.field.clone(), after.clone()));
    }
}

/// A day as it is stored in events.
pub fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}
