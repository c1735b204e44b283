//! What is expected and has not been reported: the home screen's work.
//!
//! Made from the plan's expectations and the entries that are there. Nothing before the day the desk was taken in use is
//! late, and nothing is late once the promise is over.

mod casework;
mod course;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::decide::rivals;
use super::plan::{Activity, Expectation, Form, Measure, Period, Promise, Shape};
use super::record::check::Lack;
use super::record::entry::by_month;
use super::record::{Code, EntryId};
use super::state::State;
use crate::text::when::Month;

/// Days ahead that the home screen looks.
const SOON_DAYS: u64 = 7;

/// How many alike lines in a row are folded into one.
const FOLD_FROM: usize = 3;

/// The most single shifts that are listed, the latest ones.
const MOST_SHIFTS: usize = 400;

/// One thing that is expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The activity's key.
    pub activity: Code,
    /// The form that fulfils it.
    pub form: Code,
    /// What it is about.
    pub about: About,
    /// The day it is due.
    pub day: NaiveDate,
    /// Days late; 0 today, negative when still to come.
    pub late: i64,
}

/// What an expected thing is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// A month's report.
    Month(Month),
    /// The week that begins on this Monday.
    Week(NaiveDate),
    /// A working shift.
    Shift(NaiveDate, Code),
    /// Something that was planned.
    Planned(EntryId),
    /// A commitment that is not done.
    Commitment {
        /// Its entry.
        id: EntryId,
        /// The case's code.
        case: Code,
        /// Who promised it, by party.
        party: Code,
    },
    /// A coordinated action of which not everything is stated; its day is the decision's.
    Action {
        /// The decision's entry.
        id: EntryId,
        /// The case's code.
        case: Code,
        /// What is not stated.
        lacks: Vec<Lack>,
    },
    /// Consent that ends or has ended; its day is the last on which it holds.
    Consent {
        /// The case's code.
        case: Code,
        /// The parties it ends for.
        parties: Vec<Code>,
    },
    /// An evening of a course, planned with it.
    Evening {
        /// Its entry.
        id: EntryId,
        /// Its number, from 1; an extra evening has none.
        session: Option<u32>,
        /// How many evenings the course has.
        of: u32,
        /// Whether it is the last.
        closing: bool,
    },
    /// A place on a course that nobody has, and the reserve whose turn it is.
    Place {
        /// The reserve's entry.
        id: EntryId,
        /// The course's code.
        course: Code,
        /// The letters the reserve's name begins with.
        who: String,
    },
}

impl About {
    /// The entry it is about, where that is there already.
    pub fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Planned(id)
            | Self::Commitment { id, .. }
            | Self::Action { id, .. }
            | Self::Evening { id, .. }
            | Self::Place { id, .. } => Some(*id),
            Self::Month(_) | Self::Week(_) | Self::Shift(..) | Self::Consent { .. } => None,
        }
    }

    /// The code of the case it is about, where it is about one.
    pub fn case(&self) -> Option<&Code> {
        match self {
            Self::Commitment { case, .. } | Self::Action { case, .. } | Self::Consent { case, .. } => {
                Some(case)
            }
            Self::Month(_)
            | Self::Week(_)
            | Self::Shift(..)
            | Self::Planned(_)
            | Self::Evening { .. }
            | Self::Place { .. } => None,
        }
    }

    /// Whether it is an occasion, rather than something to report of others.
    fn is_occasion(&self) -> bool {
        matches!(self, Self::Week(_) | Self::Planned(_) | Self::Evening { .. })
    }
}

/// A line of the home screen: one expected thing, or several alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DueLine {
    /// What is expected, the earliest first; one, or at least three alike and late.
    pub items: Vec<Due>,
}

/// Everything expected on `today`, folded where alike.
pub fn lines(state: &State, today: NaiveDate) -> Vec<DueLine> {
    fold(all(state, today))
}

/// Everything expected on `today`: today's first and of that what happens today, then what is late by least days late,
/// then what is to come.
pub fn all(state: &State, today: NaiveDate) -> Vec<Due> {
    let plan = &state.plan;
    if today > plan.period.to {
        return Vec::new();
    }
    let from = state.taken_in_use.max(plan.period.from);
    let to = today.checked_add_days(Days::new(SOON_DAYS)).unwrap_or(today).min(plan.period.to);
    let mut dues = Vec::new();
    for activity in &plan.activities {
        for expectation in &activity.expectations {
            if let Some(form) = activity.forms.iter().find(|f| f.key == expectation.form()) {
                expected(state, activity, form, expectation, Period { from, to }, today, &mut dues);
            }
        }
    }
    dues.retain(|d| d.late >= -(SOON_DAYS as i64));
    dues.extend(casework::all(state, from, today));
    dues.extend(course::all(state, today));
    dues.sort_by_key(|d| (d.late < 0, d.late.abs(), d.late == 0 && !d.about.is_occasion()));
    dues
}

fn expected(
    state: &State,
    activity: &Activity,
    form: &Form,
    expectation: &Expectation,
    within: Period,
    today: NaiveDate,
    dues: &mut Vec<Due>,
) {
    let mut push = |about: About, day: NaiveDate| {
        dues.push(Due {
            activity: activity.key.as_str().into(),
            form: form.key.as_str().into(),
            about,
            day,
            late: (today - day).num_days(),
        });
    };
    match expectation {
        Expectation::Monthly { due_day, .. } => {
            for month in months(within.from, within.to) {
                let Some(day) = due_in_next_month(month, *due_day) else { continue };
                if month.last() < today
                    && followed(activity, form, month.first())
                    && !reported_month(state, form, month)
                {
                    push(About::Month(month), day);
                }
            }
        }
        Expectation::Weekly { weekday, .. } => {
            for day in weekly(&state.plan, *weekday, within) {
                let monday = monday_of(day);
                let sunday = monday.checked_add_days(Days::new(6)).unwrap_or(day);
                if state.between(&form.key, monday, sunday).all(|id| state.is_removed(id)) {
                    push(About::Week(monday), day);
                }
            }
        }
        Expectation::EveryShift { .. } => {
            let missing = missing_shifts(state, activity, form, within, today);
            for shift in missing.iter().rev().take(MOST_SHIFTS) {
                push(About::Shift(shift.began, shift.part.clone()), shift.ended);
            }
        }
        Expectation::Planned { .. } => {
            // Somebody planned it, so it is owed however early it was to happen.
            for (day, id) in state.planned_between(&form.key, state.plan.period.from, within.to) {
                push(course::evening(state, id).unwrap_or(About::Planned(id)), day);
            }
        }
    }
}

/// Whether `form` is what the activity's figures are followed by on `day`. A form the plan does not list always is.
pub fn followed(activity: &Activity, form: &Form, day: NaiveDate) -> bool {
    let listed = activity.followed.iter().any(|f| f.by.contains(&form.key));
    let now = activity.followed.iter().rev().find(|f| f.from <= day);
    !listed || now.is_some_and(|f| f.by.contains(&form.key))
}

fn reported_month(state: &State, form: &Form, month: Month) -> bool {
    state.between(&form.key, month.first(), month.first()).any(|id| !state.is_removed(id))
}

fn due_in_next_month(month: Month, due_day: u8) -> Option<NaiveDate> {
    let next = month.next();
    NaiveDate::from_ymd_opt(next.year, next.month, u32::from(due_day))
}

fn months(from: NaiveDate, to: NaiveDate) -> impl Iterator<Item = Month> {
    let last = Month::of(to);
    std::iter::successors(Some(Month::of(from)), |m| Some(m.next())).take_while(move |m| *m <= last)
}

fn monday_of(day: NaiveDate) -> NaiveDate {
    day.checked_sub_days(Days::new(u64::from(day.weekday().num_days_from_monday()))).unwrap_or(day)
}

/// The days of a weekly expectation, planned breaks left out.
pub fn weekly(plan: &Promise, weekday: u8, within: Period) -> impl Iterator<Item = NaiveDate> + '_ {
    within
        .each_day()
        .filter(move |d| d.weekday().number_from_monday() == u32::from(weekday))
        .filter(|d| plan.calendar.break_on(*d).is_none())
}

/// A working shift that nobody has told of.
struct Untold {
    /// The day it began, which it belongs to.
    began: NaiveDate,
    part: Code,
    /// The day it ended, when it is due.
    ended: NaiveDate,
}

/// Working shifts that began in `within` and on a day before `today`, which nobody has registered and nobody has
/// visited in. A month that is counted from its extract lacks none.
fn missing_shifts(
    state: &State,
    activity: &Activity,
    form: &Form,
    within: Period,
    today: NaiveDate,
) -> Vec<Untold> {
    let calendar = &state.plan.calendar;
    let measures = state.plan.measures().enumerate();
    let shares =
        measures.filter(|(_, (_, m))| matches!(m.shape, Shape::ShareOfShifts { .. }) && m.reads(&form.key));
    let shares: Vec<usize> = shares.map(|(index, _)| index).collect();
    let told = |shift: &(NaiveDate, Code)| {
        if shares.is_empty() {
            return state.on_day(&form.key, shift.0).any(|e| e.part.as_ref() == Some(&shift.1));
        }
        shares.iter().any(|index| state.tally.knows_shift(*index, shift))
    };
    let extracts: Vec<&Form> = rivals(activity, form).into_iter().filter(|f| by_month(f)).collect();
    let mut missing = Vec::new();
    for month in months(within.from, within.to) {
        if extracts.iter().any(|extract| reported_month(state, extract, month)) {
            continue;
        }
        let days = Period { from: month.first(), to: month.last() }.within(within);
        let days = days.into_iter().flat_map(Period::each_day).take_while(|day| *day < today);
        for began in days.filter(|day| followed(activity, form, *day)) {
            for part in &calendar.parts {
                let shift = (began, Code::from(part.code.as_str()));
                if !told(&shift) {
                    let ended = calendar.end_of_shift(began, &part.code).map_or(began, |(day, _)| day);
                    missing.push(Untold { began, part: shift.1, ended });
                }
            }
        }
    }
    missing
}

/// How many expected occasions behind `measure` nobody has reported in `period`, as of `today`.
///
/// Counted from the first day of the promise or the day the desk was taken in use, whichever is later.
pub fn missing_within(state: &State, measure: &Measure, period: Period, today: NaiveDate) -> i64 {
    let plan = &state.plan;
    let from = period.from.max(state.taken_in_use).max(plan.period.from);
    let to = period.to.min(today).min(plan.period.to);
    if from > to {
        return 0;
    }
    let within = Period { from, to };
    let mut count = 0;
    for activity in &plan.activities {
        for expectation in activity.expectations.iter().filter(|e| measure.reads(e.form())) {
            let Some(form) = activity.forms.iter().find(|f| f.key == expectation.form()) else { continue };
            if matches!(expectation, Expectation::EveryShift { .. }) {
                let untold = missing_shifts(state, activity, form, within, today);
                count += untold.iter().filter(|shift| shift.ended < today).count();
                continue;
            }
            let mut dues = Vec::new();
            expected(state, activity, form, expectation, within, today, &mut dues);
            count += dues.iter().filter(|d| d.late > 0).count();
        }
    }
    count as i64
}

/// Folds at least three alike, late things in a row into one line.
fn fold(dues: Vec<Due>) -> Vec<DueLine> {
    let mut lines: Vec<DueLine> = Vec::new();
    let mut rest = dues;
    while !rest.is_empty() {
        let first = rest.remove(0);
        let alike = |d: &Due| folds(d) && d.form == first.form && same_kind(&d.about, &first.about);
        if folds(&first) && 1 + rest.iter().filter(|d| alike(d)).count() >= FOLD_FROM {
            let (mut items, others): (Vec<Due>, Vec<Due>) = rest.into_iter().partition(alike);
            items.insert(0, first.clone());
            items.sort_by_key(|d| d.day);
            lines.push(DueLine { items });
            rest = others;
        } else {
            lines.push(DueLine { items: vec![first] });
        }
    }
    lines
}

/// Whether it is old enough to be told with others: this week's meeting is work, those before it are a backlog.
fn folds(due: &Due) -> bool {
    due.late > if matches!(due.about, About::Week(_)) { 6 } else { 0 }
}

fn same_kind(a: &About, b: &About) -> bool {
    std::mem::discriminant(a) == std::mem::discriminant(b)
}
