//! Stretches of days: months, terms, tertials, years, and free ones.
//!
//! A week follows the ISO week-year, everything else the calendar year; the two are never mixed. It formats nothing: a
//! period's [`PeriodName`] is made words by the faces.

mod parse;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

pub use parse::{Named, PeriodError, parse_period};

use super::{Promise, TermKind};

/// Days from one to another, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
}

/// The kinds of period a promise is followed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PeriodKind {
    /// An ISO week, Monday first.
    Week,
    /// A calendar month.
    Month,
    /// Three months (K1–K4).
    Quarter,
    /// Four months (T1–T3).
    Tertial,
    /// A school term (VT, HT), from the plan.
    Term,
    /// Six months.
    HalfYear,
    /// A calendar year.
    Year,
    /// The whole promise.
    Whole,
    /// Any two days.
    Free,
}

/// What a period is called, as numbers for a face to put into words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PeriodName {
    /// An ISO week of an ISO week-year, 1–53.
    Week {
        /// The week-year, which is not always the calendar year of its days.
        year: i32,
        /// The week.
        week: u32,
    },
    /// A month, 1–12.
    Month {
        /// The calendar year.
        year: i32,
        /// The month.
        month: u32,
    },
    /// A quarter, 1–4.
    Quarter {
        /// The calendar year.
        year: i32,
        /// The quarter.
        number: u32,
    },
    /// A tertial, 1–3.
    Tertial {
        /// The calendar year.
        year: i32,
        /// The tertial.
        number: u32,
    },
    /// A school term.
    Term {
        /// The calendar year.
        year: i32,
        /// Spring or autumn.
        kind: TermKind,
    },
    /// A half-year, 1–2.
    HalfYear {
        /// The calendar year.
        year: i32,
        /// The half.
        number: u32,
    },
    /// A calendar year.
    Year(i32),
    /// The whole promise.
    Whole,
    /// Any two days.
    Free(Period),
}

impl Period {
    /// Whether `day` is one of its days.
    pub fn contains(self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }

    /// The number of its days; 0 where it ends before it begins.
    pub fn days(self) -> u32 {
        u32::try_from((self.to - self.from).num_days() + 1).unwrap_or(0)
    }

    /// Each of its days, in order.
    pub fn each_day(self) -> impl Iterator<Item = NaiveDate> {
        self.from.iter_days().take_while(move |day| *day <= self.to)
    }

    /// The days it shares with `other`, if any.
    pub fn within(self, other: Self) -> Option<Self> {
        let shared = Self { from: self.from.max(other.from), to: self.to.min(other.to) };
        (shared.from <= shared.to).then_some(shared)
    }

    /// The period of `kind` that `day` lies in; none for a day between terms, and none for [`PeriodKind::Free`].
    pub fn of(kind: PeriodKind, day: NaiveDate, promise: &Promise) -> Option<Self> {
        match kind {
            PeriodKind::Week => {
                let from =
                    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday())))?;
                Some(Self { from, to: from.checked_add_days(Days::new(6))? })
            }
            PeriodKind::Month => Self::months(day.year(), day.month(), 1),
            PeriodKind::Quarter => Self::months_around(day, 3),
            PeriodKind::Tertial => Self::months_around(day, 4),
            PeriodKind::HalfYear => Self::months_around(day, 6),
            PeriodKind::Year => Self::months(day.year(), 1, 12),
            PeriodKind::Term => promise.calendar.term_of(day).map(|term| term.period),
            PeriodKind::Whole => Some(promise.period),
            PeriodKind::Free => None,
        }
    }

    /// The period of the same kind before this one: the term before, or as many days before a free one.
    ///
    /// The whole promise has none: what came before it was another promise.
    pub fn previous(self, kind: PeriodKind, promise: &Promise) -> Option<Self> {
        match kind {
            PeriodKind::Whole => None,
            PeriodKind::Term => promise.calendar.term_before(self.from).map(|term| term.period),
            PeriodKind::Free => {
                let length = Days::new(u64::from(self.days()));
                Some(Self { from: self.from.checked_sub_days(length)?, to: self.from.pred_opt()? })
            }
            _ => Self::of(kind, self.from.pred_opt()?, promise),
        }
    }

    /// The period of the same kind after this one, likewise.
    pub fn next(self, kind: PeriodKind, promise: &Promise) -> Option<Self> {
        match kind {
            PeriodKind::Whole => None,
            PeriodKind::Term => promise.calendar.term_after(self.to).map(|term| term.period),
            PeriodKind::Free => {
                let length = Days::new(u64::from(self.days()));
                Some(Self { from: self.to.succ_opt()?, to: self.to.checked_add_days(length)? })
            }
            _ => Self::of(kind, self.to.succ_opt()?, promise),
        }
    }

    /// What this period of `kind` is called; a stretch that is no such period is called by its days.
    pub fn name(self, kind: PeriodKind, promise: &Promise) -> PeriodName {
        if Self::of(kind, self.from, promise) != Some(self) {
            return PeriodName::Free(self);
        }
        let (year, month) = (self.from.year(), self.from.month());
        let number = |months: u32| (month - 1) / months + 1;
        match kind {
            PeriodKind::Week => {
                let week = self.from.iso_week();
                PeriodName::Week { year: week.year(), week: week.week() }
            }
            PeriodKind::Month => PeriodName::Month { year, month },
            PeriodKind::Quarter => PeriodName::Quarter { year, number: number(3) },
            PeriodKind::Tertial => PeriodName::Tertial { year, number: number(4) },
            PeriodKind::HalfYear => PeriodName::HalfYear { year, number: number(6) },
            PeriodKind::Year => PeriodName::Year(year),
            PeriodKind::Term => promise
                .calendar
                .term_of(self.from)
                .map_or(PeriodName::Free(self), |term| PeriodName::Term { year: term.year, kind: term.kind }),
            PeriodKind::Whole => PeriodName::Whole,
            PeriodKind::Free => PeriodName::Free(self),
        }
    }

    /// `length` whole months from `month` of `year` on; the length divides twelve and does not leave the year.
    fn months(year: i32, month: u32, length: u32) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, month, 1)?;
        let after = match month + length {
            13 => NaiveDate::from_ymd_opt(year.checked_add(1)?, 1, 1)?,
            next => NaiveDate::from_ymd_opt(year, next, 1)?,
        };
        Some(Self { from, to: after.pred_opt()? })
    }

    fn months_around(day: NaiveDate, length: u32) -> Option<Self> {
        Self::months(day.year(), (day.month() - 1) / length * length + 1, length)
    }

    /// ISO week `week` of week-year `year`; none where the year has no such week.
    fn week(year: i32, week: u32) -> Option<Self> {
        let from = NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)?;
        Some(Self { from, to: from.checked_add_days(Days::new(6))? })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
