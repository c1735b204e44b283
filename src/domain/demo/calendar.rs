//! When example entries happen: how often each form is used on each day, and which shifts and months are reported.

use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

use super::chance::Chance;
use crate::domain::due::followed;
use crate::domain::plan::{Activity, Expectation, FieldKind, Form, Kind, Promise, Shape};
use crate::domain::record::Code;
use crate::domain::record::entry::by_month;
use crate::text::when::Month;

/// A month that ended less than this many days ago may still be waiting for its report.
const RECENT_DAYS: i64 = 60;

/// How a form is used in an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// Now and then.
    Occasional,
    /// Once for a month.
    Monthly,
    /// Once for a working shift.
    PerShift,
}

/// A form with how it is used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Used<'a> {
    pub(super) activity: &'a Activity,
    pub(super) form: &'a Form,
    pub(super) habit: Habit,
}

/// The forms of the plan's log activities.
pub(super) fn forms(plan: &Promise) -> Vec<Used<'_>> {
    let log = plan.forms().filter(|(a, _)| a.kind == Kind::Log);
    log.map(|(activity, form)| {
        let every_shift = activity
            .expectations
            .iter()
            .any(|e| matches!(e, Expectation::EveryShift { form: f } if *f == form.key));
        let habit = match (by_month(form), every_shift) {
            (true, _) => Habit::Monthly,
            (_, true) => Habit::PerShift,
            _ => Habit::Occasional,
        };
        Used { activity, form, habit }
    })
    .collect()
}

/// How likely the form is to be used on `day`, against other forms and days; 0 where its activity is followed by others.
pub(super) fn weight(plan: &Promise, used: &Used<'_>, day: NaiveDate) -> f64 {
    if !followed(used.activity, used.form, day) {
        return 0.0;
    }
    let outdoors = used.form.fields.iter().any(|f| matches!(f.kind, FieldKind::Time));
    let weekday = match (outdoors, day.weekday()) {
        (true, Weekday::Fri | Weekday::Sat) => 1.7,
        (true, _) => 0.7,
        (false, Weekday::Sat | Weekday::Sun) => 0.06,
        (false, _) => 1.0,
    };
    let season = match (plan.calendar.break_on(day), outdoors) {
        (Some(_), true) => 0.8,
        (Some(_), false) => 0.15,
        (None, _) => 1.0,
    };
    let hit = |m: &crate::domain::plan::Measure| match &m.shape {
        Shape::ShareOfShifts { hit, .. } => hit.form == used.form.key,
        _ => false,
    };
    // What is expected in every shift happens several times a day; what is planned beforehand, a few times a month.
    let habit = match (plan.measures().any(|(_, m)| hit(m)), used.form.plannable) {
        (true, _) => 9.0,
        (false, true) => 0.1,
        (false, false) => 0.4,
    };
    weekday * season * habit
}

/// The months from `first` that are over by `today` and that the form reports; the last one is left for somebody to do.
pub(super) fn months(used: &Used<'_>, first: NaiveDate, today: NaiveDate) -> Vec<Month> {
    let mut months: Vec<Month> = std::iter::successors(Some(Month::of(first)), |m| Some(m.next()))
        .take_while(|m| m.last() < today)
        .filter(|m| m.first() >= first && followed(used.activity, used.form, m.first()))
        .collect();
    if months.last().is_some_and(|last| (today - last.last()).num_days() < RECENT_DAYS) {
        months.pop();
    }
    months
}

/// The working shifts from `first` that are over at `time` on `today` and that the form registers.
pub(super) fn shifts(
    plan: &Promise,
    used: &Used<'_>,
    first: NaiveDate,
    (today, time): (NaiveDate, NaiveTime),
) -> Vec<(NaiveDate, Code)> {
    let parts = &plan.calendar.parts;
    let days =
        first.iter_days().take_while(|d| *d <= today).filter(|d| followed(used.activity, used.form, *d));
    days.flat_map(|day| parts.iter().enumerate().map(move |(i, part)| (day, i, part)))
        .filter(|(day, i, _)| match parts.get(i + 1) {
            Some(next) => *day < today || next.from <= time,
            // The last part of a day ends when the first one begins.
            None => day.succ_opt().is_some_and(|d| d < today || (d == today && parts[0].from <= time)),
        })
        .map(|(day, _, part)| (day, Code::from(part.code.as_str())))
        .collect()
}

/// A time of day that suits the form's shifts: evenings and nights more often, and whether it is after midnight.
pub(super) fn moment(chance: &mut Chance) -> (NaiveTime, bool) {
    let minutes = match chance.below(10) {
        0 => chance.between(7 * 60, 13 * 60),
        1..=5 => chance.between(15 * 60, 21 * 60 + 55),
        6..=7 => chance.between(22 * 60, 23 * 60 + 55),
        _ => chance.between(24 * 60, 28 * 60),
    };
    let time = NaiveTime::from_num_seconds_from_midnight_opt((minutes % (24 * 60)) as u32 * 60, 0);
    (time.unwrap_or_default(), minutes >= 24 * 60)
}
