//! What came of the promise: one figure per measure and period, and the four kinds of nothing told apart.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::due;
use super::plan::{Measure, Period, PeriodKind, Shape, Target};
use super::record::Code;
use super::state::State;
use super::tally::Sums;

/// One measure over one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The measure's key.
    pub measure: Code,
    /// The activity's key.
    pub activity: Code,
    /// The period asked for.
    pub period: Period,
    /// The last day that is counted: today, or the period's end.
    pub upto: NaiveDate,
    /// The figure. `None` where there is none: then [`Figure::nothing`] says which nothing it is.
    pub value: Option<i64>,
    /// Which of the four nothings, where there is no figure.
    pub nothing: Option<NoFigure>,
    /// The denominator of a share.
    pub of: Option<i64>,
    /// Everything registered, also what the denominator leaves out.
    pub registered: Option<i64>,
    /// What was promised for the period so far, in the figure's own unit.
    pub target: Option<i64>,
    /// How figure and target compare.
    pub standing: Standing,
    /// Done entries behind the figure.
    pub entries: i64,
    /// Occasions cancelled in the period.
    pub cancelled: i64,
    /// Occasions planned in the period that are still to come.
    pub planned: i64,
    /// Expected occasions that nobody has reported.
    pub missing: i64,
    /// Entries in which the figure was not stated.
    pub not_stated: i64,
    /// Whether a month known only as a whole lies partly outside the period and was left out.
    pub cut: bool,
}

/// The four kinds of nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NoFigure {
    /// Reported, and none.
    Zero,
    /// All that was to happen was cancelled.
    Cancelled,
    /// Nobody has reported anything.
    Missing,
    /// Nothing is due yet.
    NotDue,
}

/// How a figure stands against what was promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Standing {
    /// No target is set; none is invented.
    NoTarget,
    /// The period runs and the figure keeps up.
    OnTrack,
    /// The period runs and the figure does not keep up.
    Behind,
    /// The period is over and the target was met.
    Kept,
    /// The period is over and the target was not met.
    NotKept,
    /// There is too little to tell.
    NotAssessable,
}

/// What one measure comes to in `period`, as known on `today`.
///
/// `index` is the measure's place among all measures of the plan.
pub fn figure(
    state: &State,
    index: usize,
    activity: &str,
    measure: &Measure,
    period: Period,
    today: NaiveDate,
) -> Figure {
    let (sums, cut) = state.tally.within(index, period);
    let share = matches!(measure.shape, Shape::ShareOfShifts { .. });
    let reported = sums.entries > 0 || sums.registered > 0;
    let missing = due::missing_within(state, measure, period, today);
    let nothing = (!(reported && sums.value != 0)).then(|| nothing(&sums, reported, missing, period, today));
    let target = target(measure, &sums, period, today, state);
    let over = period.to < today;
    let standing = match target {
        None => Standing::NoTarget,
        Some(_) if !reported && missing == 0 => Standing::NotAssessable,
        Some(target) => match (sums.value >= target && (share || missing == 0 || target > 0), over) {
            (true, false) => Standing::OnTrack,
            (true, true) => Standing::Kept,
            (false, false) => Standing::Behind,
            (false, true) => Standing::NotKept,
        },
    };
    Figure {
        measure: measure.key.as_str().into(),
        activity: activity.into(),
        period,
        upto: period.to.min(today).max(period.from),
        value: nothing.is_none().then_some(sums.value),
        nothing,
        of: share.then_some(sums.of),
        registered: share.then_some(sums.registered),
        target,
        standing,
        entries: sums.entries,
        cancelled: sums.cancelled,
        planned: sums.planned,
        missing,
        not_stated: sums.not_stated,
        cut,
    }
}

fn nothing(sums: &Sums, reported: bool, missing: i64, period: Period, today: NaiveDate) -> NoFigure {
    if reported {
        NoFigure::Zero
    } else if period.from > today {
        NoFigure::NotDue
    } else if missing > 0 {
        NoFigure::Missing
    } else if sums.cancelled > 0 {
        NoFigure::Cancelled
    } else if period.to < today {
        NoFigure::Missing
    } else {
        NoFigure::NotDue
    }
}

/// What was promised for the part of `period` that has passed, in the figure's own unit.
fn target(measure: &Measure, sums: &Sums, period: Period, today: NaiveDate, state: &State) -> Option<i64> {
    let plan = &state.plan;
    match measure.target? {
        // A number for the whole promise says nothing of a part of it.
        Target::AtLeast(n) => (period == plan.period).then_some(n),
        Target::Per(n, kind) => Some(n * whole_periods(kind, period, today, state)),
        Target::Share(percent) => (sums.of > 0).then(|| (sums.of * i64::from(percent) + 99) / 100),
    }
}

/// How many periods of `kind` lie in `period` and have begun to be owed by `today`: those that have ended, and at the
/// least one where the period asked for is such a period itself.
fn whole_periods(kind: PeriodKind, period: Period, today: NaiveDate, state: &State) -> i64 {
    let mut count = 0;
    let mut day = period.from.max(state.plan.period.from);
    while day <= period.to {
        let Some(p) = Period::of(kind, day, &state.plan) else {
            let Some(next) = day.succ_opt() else { break };
            day = next;
            continue;
        };
        let inside = p.from >= period.from && p.to <= period.to;
        if inside && (p.to <= today || p == period) {
            count += 1;
        }
        let Some(next) = p.to.succ_opt() else { break };
        day = next;
    }
    count
}

/// Every measure of the plan over `period`.
pub fn figures(state: &State, period: Period, today: NaiveDate) -> Vec<Figure> {
    let plan = &state.plan;
    plan.measures().enumerate().map(|(i, (a, m))| figure(state, i, &a.key, m, period, today)).collect()
}

/// What a measure adds up to outside the promise's period: kept, and counted apart.
pub fn outside(state: &State, index: usize) -> i64 {
    state.tally.outside(index, state.plan.period).value
}
