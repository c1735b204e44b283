//! Figures on cases as a group: medians, and tables in which nobody can be made out.

use serde::{Deserialize, Serialize};

use crate::domain::decide::Now;
use crate::domain::plan::Period;
use crate::domain::record::Code;
use crate::domain::state::State;

/// What is told of the cases of a period beside the plan's measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// The period.
    pub period: Period,
    /// Days from referral to consent.
    pub to_consent: Median,
    /// Days from consent to the first coordinated action.
    pub to_action: Median,
    /// Follow-ups that were due, and those held no later than seven days after.
    pub follow_ups: (u32, u32),
    /// Tables of the cases referred in the period.
    pub tables: Vec<CaseTable>,
    /// How often each theme was ticked for a meeting as a whole, by code.
    pub themes: Vec<(Code, u32)>,
}

/// A median of whole days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Median {
    /// Twice the median, since it may lie between two days; `None` when there is nothing to take it of, or too little.
    pub twice: Option<i64>,
    /// How many cases it is taken of.
    pub of: u32,
}

/// The cases of a period by one property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTable {
    /// What they are told apart by.
    pub by: By,
    /// Each item of the property, by code, in the plan's order, and how many cases; the last is "not stated" (empty code).
    pub rows: Vec<(Code, Shown)>,
    /// All cases of the period.
    pub total: Shown,
    /// Whether a case may be counted in several rows.
    pub several: bool,
}

/// What the cases are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum By {
    /// Who referred it.
    Source,
    /// Kinds of concern.
    Concern,
    /// Gender.
    Gender,
    /// Age band at referral.
    Age,
    /// Reason for closing.
    CloseReason,
}

/// A count that may have to be hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shown {
    /// The count.
    Number(u32),
    /// Few, or what would give few away.
    Hidden,
}

/// Figures on the cases of `period`; `None` where no activity keeps cases by code.
pub fn statistics(_state: &State, _period: Period, _now: Now) -> Option<Statistics> {
    None
}
