//! The weeks in which something is expected: how many there are, how many have come, and how many a break takes.

use chrono::NaiveDate;

use crate::domain::plan::{Expectation, Period, PeriodKind};
use crate::domain::state::{Kind, State};

/// Occasions of a weekly expectation in a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Weeks {
    /// Those there shall be in all of the period.
    pub(super) expected: i64,
    /// Those of them that have come: before today, or today and reported.
    pub(super) so_far: i64,
    /// Those that a planned break takes, and that were not held all the same.
    pub(super) lapsed: i64,
    /// Whether breaks take all there would have been.
    pub(super) rests: bool,
}

impl Weeks {
    /// The weeks of `period` in which an entry of `form` is expected; none where it is not expected weekly.
    ///
    /// An occasion belongs to the week it is expected in, whichever day of that week it was held. Before the day the
    /// desk was taken in use only weeks that somebody has reported are expected.
    pub(super) fn of(state: &State, form: &str, period: Period, today: NaiveDate) -> Option<Self> {
        let plan = &state.plan;
        let mut expectations = plan.activities.iter().flat_map(|activity| &activity.expectations);
        let weekday = expectations.find_map(|expectation| match expectation {
            Expectation::Weekly { form: of, weekday } if of == form => Some(*weekday),
            _ => None,
        })?;
        let Some(within) = period.within(plan.period) else { return Some(Self::default()) };
        let weeks = plan.calendar.weeks_expected(within, weekday);
        let told = |day: &NaiveDate, kinds: &[Kind]| {
            let week = Period::of(PeriodKind::Week, *day, plan).unwrap_or(Period { from: *day, to: *day });
            let mut entries = state.between(form, week.from, week.to).filter_map(|id| state.glance(id));
            entries.any(|entry| !entry.removed && kinds.contains(&entry.kind))
        };
        let reported = |day: &NaiveDate| told(day, &[Kind::Done, Kind::Cancelled]);
        let in_use = |day: &NaiveDate| *day >= state.taken_in_use;
        let rests = weeks.days.is_empty() && !weeks.lapsed.is_empty();
        let expected: Vec<NaiveDate> =
            weeks.days.into_iter().filter(|day| in_use(day) || reported(day)).collect();
        let come = expected.iter().filter(|day| **day < today || **day == today && reported(day));
        let lapsed = weeks.lapsed.iter().map(|(day, _)| day);
        let lapsed = lapsed.filter(|day| in_use(day) && !told(day, &[Kind::Done]));
        Some(Self {
            expected: expected.len() as i64,
            so_far: come.count() as i64,
            lapsed: lapsed.count() as i64,
            rests,
        })
    }
}
