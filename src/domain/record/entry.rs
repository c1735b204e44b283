//! An entry: one thing that was done, planned or cancelled.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Cell, Code, Value};
use crate::domain::plan::{Calendar, FieldKind, Form};

/// The number of an entry, from 1 in the order they were made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryId(pub u64);

impl std::fmt::Display for EntryId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// What became of the occasion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Status {
    /// It happened.
    #[default]
    Done,
    /// It is to happen.
    Planned,
    /// It was cancelled, for this reason.
    Cancelled(Code),
}

/// One entry as it stands now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number.
    pub id: EntryId,
    /// The form it was made with.
    pub form: Code,
    /// What became of the occasion.
    pub status: Status,
    /// Whether it lies in the bin.
    pub removed: bool,
    /// The answers, by field key, in the form's order; keys the plan no longer has come last and are kept.
    pub cells: Vec<(Code, Cell)>,
    /// The day it counts on: a visit after midnight counts on the day its shift began.
    #[serde(with = "super::value::as_number")]
    pub on: NaiveDate,
    /// The working shift it belongs to, where the form has one.
    pub part: Option<Code>,
    /// Soft questions that were asked and accepted, by code.
    pub asked: Vec<Code>,
    /// How many times it was written; 1 when new.
    pub rev: u32,
    /// Who made it (user id).
    pub by: u32,
    /// When it was made, in milliseconds since 1970 UTC.
    pub at: i64,
    /// The journal number of its latest change.
    pub seq: u64,
}

impl Entry {
    /// The answer to `field`.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| &cell.value)
    }

    /// The day that was entered, before any shift across midnight.
    pub fn day(&self, form: &Form) -> NaiveDate {
        self.value(&form.day).and_then(Value::day).unwrap_or(self.on)
    }

    /// Whether it counts: done and not in the bin.
    pub fn counts(&self) -> bool {
        self.status == Status::Done && !self.removed
    }
}

/// The day an entry with these answers counts on, and its working shift.
///
/// A month's entry counts on the first of the month. A form with a time of day and no part of its own takes the shift
/// that was going on then, which may have begun the day before.
pub fn belongs(
    form: &Form,
    calendar: &Calendar,
    value: impl Fn(&str) -> Option<Value>,
) -> Option<(NaiveDate, Option<Code>)> {
    let day = value(&form.day)?.day()?;
    if let Some(part) = form.part.as_deref().and_then(&value) {
        return Some((
            day,
            match part {
                Value::Code(code) => Some(code),
                _ => None,
            },
        ));
    }
    let time = form.time.as_deref().and_then(&value).and_then(|v| match v {
        Value::Time(t) => Some(t),
        _ => None,
    });
    Some(match time {
        Some(time) => {
            let (on, part) = calendar.shift_of(day, time);
            (on, part.map(|p| Code::from(p.code.as_str())))
        }
        None => (day, None),
    })
}

/// Whether the form is about whole months.
pub fn by_month(form: &Form) -> bool {
    form.field(&form.day).is_some_and(|f| matches!(f.kind, FieldKind::Month))
}
