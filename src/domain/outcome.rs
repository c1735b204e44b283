//! What came of the promise: one figure per measure and period, and the four kinds of nothing told apart.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::due;
use super::plan::{Measure, Period, PeriodKind, Promise, Shape, Target};
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
    /// Done entries in which the figure was not stated.
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
    let (sums, cut) = state.tally.within(index, period, today);
    let share = matches!(measure.shape, Shape::ShareOfShifts { .. });
    let reported = sums.entries > sums.not_stated || sums.registered > 0;
    let missing = due::missing_within(state, measure, period, today);
    let nothing = (!(reported && sums.value != 0)).then(|| nothing(&sums, reported, missing, period, today));
    let promised = promised(measure, &sums, period, today, state);
    let standing = match (measure.target, promised) {
        (Some(Target::Share(_)), None) => Standing::NotAssessable,
        (_, None) | (None, _) => Standing::NoTarget,
        (Some(_), Some(_)) if !reported && missing == 0 => Standing::NotAssessable,
        (Some(_), Some(promised)) => stands(sums.value, promised, period.to < today, share && missing > 0),
    };
    Figure {
        measure: measure.key.as_str().into(),
        activity: activity.into(),
        period,
        upto: period.to.min(today),
        value: nothing.is_none().then_some(sums.value),
        nothing,
        of: share.then_some(sums.of),
        registered: share.then_some(sums.registered),
        target: promised.map(|p| p.target),
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
    } else if sums.cancelled > 0 && sums.planned == 0 {
        NoFigure::Cancelled
    } else if period.to < today {
        NoFigure::Missing
    } else {
        NoFigure::NotDue
    }
}

/// What was promised, in the figure's own unit.
#[derive(Clone, Copy)]
struct Promised {
    /// For the period so far, in the periods the promise counts by.
    target: i64,
    /// What keeping up takes today: an even part of a number that is promised for a period still running.
    by_today: i64,
}

/// How a figure stands; in a share, working shifts that nobody told of (`open`) may still break what looks kept.
fn stands(value: i64, promised: Promised, over: bool, open: bool) -> Standing {
    match (over, value >= promised.by_today) {
        // Nothing has been owed yet: doing more than that is no keeping up.
        _ if promised.target == 0 => Standing::NotAssessable,
        (true, true) if open => Standing::NotAssessable,
        (true, true) => Standing::Kept,
        (true, false) => Standing::NotKept,
        (false, true) => Standing::OnTrack,
        (false, false) => Standing::Behind,
    }
}

/// What was promised for `period`; `None` where the promise says nothing of it.
fn promised(
    measure: &Measure,
    sums: &Sums,
    period: Period,
    today: NaiveDate,
    state: &State,
) -> Option<Promised> {
    match measure.target? {
        // A number for the whole promise says nothing of a part of it.
        Target::AtLeast(n) => (period == state.plan.period).then(|| evenly(n, period, today)),
        Target::Per(n, kind) => {
            let (whole, ended) = whole_periods(kind, period, today, &state.plan)?;
            if whole == period {
                return Some(evenly(n, period, today));
            }
            Some(Promised { target: n * ended, by_today: n * ended })
        }
        Target::Share(percent) => (sums.of > 0).then(|| {
            let target = (sums.of * i64::from(percent) + 99) / 100;
            Promised { target, by_today: target }
        }),
    }
}

/// A number promised for one period: keeping up before its end takes a part of it by the days that have passed.
fn evenly(n: i64, period: Period, today: NaiveDate) -> Promised {
    let days = i64::from(period.days()).max(1);
    let passed = (today - period.from).num_days().clamp(0, days);
    Promised { target: n, by_today: n * passed / days }
}

/// The first whole period of `kind` within `period` and the promise, and how many of them have ended before `today`.
fn whole_periods(
    kind: PeriodKind,
    period: Period,
    today: NaiveDate,
    plan: &Promise,
) -> Option<(Period, i64)> {
    let within = period.within(plan.period)?;
    let (mut first, mut ended) = (None, 0);
    let mut day = within.from;
    while day <= within.to {
        let last = match Period::of(kind, day, plan) {
            Some(p) => {
                if p.from >= within.from && p.to <= within.to {
                    first = first.or(Some(p));
                    ended += i64::from(p.to < today);
                }
                p.to
            }
            // Between terms.
            None => day,
        };
        day = last.succ_opt()?;
    }
    Some((first?, ended))
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
