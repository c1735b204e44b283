//! Terms, planned breaks, holidays and working shifts.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Label, Period};

/// The plan's own calendar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// School terms, in order of time.
    pub terms: Vec<Term>,
    /// Planned breaks, which visibly lower what is expected.
    pub breaks: Vec<Break>,
    /// The working shifts a day has, by the time they begin, in order of time.
    pub parts: Vec<Part>,
}

/// Spring or autumn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TermKind {
    /// *Vårtermin*, VT.
    Spring,
    /// *Hösttermin*, HT.
    Autumn,
}

/// One school term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// Its calendar year.
    pub year: i32,
    /// Spring or autumn.
    pub kind: TermKind,
    /// Its days.
    pub period: Period,
}

/// A planned break with a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// What it is called: *höstlov*.
    pub label: Label,
    /// Its days.
    pub period: Period,
}

/// A part of the day: a working shift.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The stable code: `day`, `evening`, `night`.
    pub code: String,
    /// What it is called.
    pub label: Label,
    /// When it begins, local time.
    pub from: NaiveTime,
}

impl Calendar {
    /// The shift that `day` at `time` belongs to: the day it began and its code.
    ///
    /// A time before the first part of the day begins belongs to the last part of the day before.
    pub fn shift_of(&self, day: NaiveDate, time: NaiveTime) -> (NaiveDate, Option<&Part>) {
        match self.parts.iter().rev().find(|p| p.from <= time) {
            Some(part) => (day, Some(part)),
            None => match self.parts.last() {
                Some(part) => (day.pred_opt().unwrap_or(day), Some(part)),
                None => (day, None),
            },
        }
    }
}
