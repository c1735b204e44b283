//! Terms, planned breaks, holidays and working shifts.
//!
//! The plan tells terms, breaks and shifts; holidays are the same in the whole country and are computed.

mod clock;
mod holiday;

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

pub use clock::minutes_between;
pub use holiday::{Holiday, HolidayKind, holidays};

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

    /// When the shift `code` that began on `day` ends: the beginning of the next one.
    pub fn end_of_shift(&self, day: NaiveDate, code: &str) -> Option<(NaiveDate, NaiveTime)> {
        let at = self.parts.iter().position(|p| p.code == code)?;
        match self.parts.get(at + 1) {
            Some(next) => Some((day, next.from)),
            None => Some((day.succ_opt()?, self.parts.first()?.from)),
        }
    }

    /// The planned break `day` lies in; the first by its first day, where breaks overlap.
    pub fn break_on(&self, day: NaiveDate) -> Option<&Break> {
        self.breaks.iter().find(|b| b.period.contains(day))
    }

    /// A term of a year: the plan's, else VT 1 January to 30 June and HT 1 July to 31 December.
    ///
    /// None only for years no calendar has.
    pub fn term(&self, year: i32, kind: TermKind) -> Option<Term> {
        let planned = self.terms.iter().find(|t| t.year == year && t.kind == kind).copied();
        let usual = || {
            let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
            let period = match kind {
                TermKind::Spring => Period { from: day(1, 1)?, to: day(6, 30)? },
                TermKind::Autumn => Period { from: day(7, 1)?, to: day(12, 31)? },
            };
            Some(Term { year, kind, period })
        };
        planned.or_else(usual)
    }

    /// The term `day` lies in; a day between terms lies in none.
    pub fn term_of(&self, day: NaiveDate) -> Option<Term> {
        self.terms_near(day).find(|term| term.period.contains(day))
    }

    /// The last term that ended before `day`.
    pub fn term_before(&self, day: NaiveDate) -> Option<Term> {
        self.terms_near(day).filter(|term| term.period.to < day).last()
    }

    /// The first term that begins after `day`.
    pub fn term_after(&self, day: NaiveDate) -> Option<Term> {
        self.terms_near(day).find(|term| term.period.from > day)
    }

    /// The terms of the year of `day` and of the years beside it, in order of time.
    fn terms_near(&self, day: NaiveDate) -> impl Iterator<Item = Term> {
        let years = day.year().saturating_sub(1)..=day.year().saturating_add(1);
        years
            .flat_map(|year| [TermKind::Spring, TermKind::Autumn].map(|kind| (year, kind)))
            .filter_map(|(year, kind)| self.term(year, kind))
    }

    /// Every `weekday` (1 Monday to 7 Sunday) of `period`, told apart by whether a planned break takes it away.
    pub fn weeks_expected(&self, period: Period, weekday: u8) -> WeeksExpected<'_> {
        let mut weeks = WeeksExpected::default();
        for day in period.each_day().filter(|day| day.weekday().number_from_monday() == u32::from(weekday)) {
            match self.break_on(day) {
                Some(planned) => weeks.lapsed.push((day, planned)),
                None => weeks.days.push(day),
            }
        }
        weeks
    }
}

/// The days a weekly occasion is expected on, and those that lapse by plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WeeksExpected<'c> {
    /// The days it is expected on, in order.
    pub days: Vec<NaiveDate>,
    /// The days it lapses on, each with the break that takes it away.
    pub lapsed: Vec<(NaiveDate, &'c Break)>,
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
