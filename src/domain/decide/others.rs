//! Rules about answers together with other entries: what would be counted twice, and what looks like it is there already.

use chrono::{NaiveDate, NaiveDateTime};

use super::Proposed;
use crate::domain::plan::{Activity, Form, Shape};
use crate::domain::record::entry::{belongs, by_month};
use crate::domain::record::{Cell, Code, Entry, EntryId, Question, Status, Value};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::text::when::Month;

/// Whether the form registers a working shift in which what the promise asks for has been done.
pub(super) fn shift_had_hit(state: &State, form: &Form, cells: &[(Code, Cell)]) -> bool {
    let Some((on, Some(part))) = belongs(form, &state.plan.calendar, |key| value(cells, key)) else {
        return false;
    };
    let registers = |shape: &Shape| matches!(shape, Shape::ShareOfShifts { of, .. } if of.form == form.key);
    let mut measures = state.plan.measures().enumerate().filter(|(_, (_, m))| registers(&m.shape));
    measures.any(|(index, _)| state.tally.shift_had_hit(index, &(on, part.clone())))
}

/// What would make a count wrong together with other entries.
pub(super) fn clashes(state: &State, proposed: Proposed<'_>) -> Result<(), Refusal> {
    let Proposed { activity, form, status, cells, own, .. } = proposed;
    let Some((on, part)) = belongs(form, &state.plan.calendar, |key| value(cells, key)) else {
        return Ok(());
    };
    if form.unique
        && let mine = told_apart(form, |key| value(cells, key))
        && let Some(there) = state.on_day(&form.key, on).find(|e| {
            let same = || mine == told_apart(form, |key| e.value(key).cloned());
            Some(e.id) != own && e.part == part && same()
        })
    {
        return Err(Refusal::AlreadyThere { form: form.key.as_str().into(), id: there.id, day: on, part });
    }
    if *status == Status::Done { counted_twice(state, activity, form, on) } else { Ok(()) }
}

/// What tells entries of a day (and part) apart, of which there may be but one each.
pub(in crate::domain) fn told_apart(
    form: &Form,
    value: impl Fn(&str) -> Option<Value>,
) -> Vec<Option<Value>> {
    form.same.iter().map(|key| value(key)).collect()
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
pub(in crate::domain) fn rivals<'a>(activity: &'a Activity, form: &Form) -> Vec<&'a Form> {
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
    let mine = at(form, |key| value(cells, key));
    let twin = state.on_day(&form.key, on).find(|e| {
        let near = match (mine, at(form, |key| e.value(key).cloned())) {
            (Some(a), Some(b)) => (a - b).num_minutes().abs() <= i64::from(form.same_minutes),
            _ => true,
        };
        let alike = form
            .same
            .iter()
            .all(|key| value(cells, key).is_some_and(|v| !v.is_nothing() && e.value(key) == Some(&v)));
        Some(e.id) != own && e.counts() && near && alike
    })?;
    Some(Question::AlreadyLogged { id: twin.id, by: twin.by, at: twin.at })
}

/// The day and time that were entered; a quarter to and a quarter past midnight are half an hour apart.
fn at(form: &Form, value: impl Fn(&str) -> Option<Value>) -> Option<NaiveDateTime> {
    match (value(&form.day)?, value(form.time.as_deref()?)?) {
        (Value::Day(day), Value::Time(time)) => Some(day.and_time(time)),
        _ => None,
    }
}

fn value(cells: &[(Code, Cell)], field: &str) -> Option<Value> {
    cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.value.clone())
}
