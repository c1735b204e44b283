//! Stretches of days: months, terms, tertials, years, and free ones.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

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
