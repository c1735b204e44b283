//! What was promised for a period, and how a figure stands against it.

use chrono::NaiveDate;

use super::{Reckoning, Standing};
use crate::domain::plan::{Measure, Period, PeriodKind, Promise, Target};
use crate::domain::tally::Sums;

/// What was promised, in the figure's own unit.
#[derive(Clone, Copy)]
pub(super) struct Promised {
    /// For the period so far, in the periods the promise counts by.
    pub(super) target: i64,
    /// What keeping up takes today: an even part of a number that is promised for a period still running.
    pub(super) by_today: i64,
}

impl Promised {
    fn so_far(n: i64) -> Self {
        Self { target: n, by_today: n }
    }
}

/// How a figure stands; what nobody has told of (`open`) may still break what looks kept, and what is `excused` is
/// neither: it breaks nothing, and keeps nothing either.
pub(super) fn stands(value: i64, excused: i64, promised: Promised, over: bool, open: bool) -> Standing {
    let open = open || value < promised.by_today;
    match (over, value + excused >= promised.by_today) {
        // Nothing has been owed yet: doing more than that is no keeping up.
        _ if promised.target == 0 => Standing::NotAssessable,
        (true, true) if open => Standing::NotAssessable,
        (true, true) => Standing::Kept,
        (true, false) => Standing::NotKept,
        (false, true) => Standing::OnTrack,
        (false, false) => Standing::Behind,
    }
}

impl<'a> Reckoning<'a> {
    /// What was promised for the period; `None` where the promise says nothing of it.
    pub(super) fn promised(&self, measure: &'a Measure, sums: &Sums) -> Option<Promised> {
        let (period, today, plan) = (self.period, self.today, &self.state.plan);
        match measure.target? {
            // A number for the whole promise says nothing of a part of it.
            Target::AtLeast(n) => (period == plan.period).then(|| evenly(n, period, today)),
            Target::Per(n, kind) => {
                let (whole, ended) = whole_periods(kind, period, today, plan)?;
                if whole == period {
                    return Some(evenly(n, period, today));
                }
                Some(Promised::so_far(n * ended.len() as i64))
            }
            Target::Share(percent) => {
                (sums.of > 0).then(|| Promised::so_far((sums.of * i64::from(percent) + 99) / 100))
            }
            Target::EachExpected => {
                measure.forms().find_map(|form| self.weeks(form)).map(|weeks| Promised::so_far(weeks.so_far))
            }
        }
    }
}

/// A number promised for one period: keeping up before its end takes a part of it by the days that have passed.
fn evenly(n: i64, period: Period, today: NaiveDate) -> Promised {
    let days = i64::from(period.days()).max(1);
    let passed = (today - period.from).num_days().clamp(0, days);
    Promised { target: n, by_today: n * passed / days }
}

/// The first whole period of `kind` within `period` and the promise, and those of them that have ended before `today`.
pub(super) fn whole_periods(
    kind: PeriodKind,
    period: Period,
    today: NaiveDate,
    plan: &Promise,
) -> Option<(Period, Vec<Period>)> {
    let within = period.within(plan.period)?;
    let (mut first, mut ended) = (None, Vec::new());
    let mut day = within.from;
    while day <= within.to {
        let last = match Period::of(kind, day, plan) {
            Some(p) => {
                if p.from >= within.from && p.to <= within.to {
                    first = first.or(Some(p));
                    ended.extend((p.to < today).then_some(p));
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
