//! What the courses of a period come to: the figures of the promise that are read from the register of courses.
//!
//! A course counts on its first day, or on the first day of its term where it begins between two.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::balance::Verdict;
use super::file::{Course, Participant};
use super::index::Index;
use super::standing::Attended;
use crate::domain::plan::{Calendar, CourseFigure, Period, TermKind};
use crate::domain::record::{Code, Status};

/// Courses that were cancelled for one reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalledOff {
    /// The reason, by its code in the plan.
    pub reason: Code,
    /// Whether they were postponed to another term.
    pub postponed: bool,
    /// How many.
    pub count: i64,
}

/// What a figure comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reckoned {
    /// The figure.
    pub value: i64,
    /// The denominator of a share; 0 for what is none.
    pub of: i64,
    /// Whether anything was told of that it reckons with.
    pub reported: bool,
    /// Courses cancelled in the period; of the attendance, evenings.
    pub cancelled: i64,
    /// Courses that have not begun; of the attendance, evenings to come.
    pub planned: i64,
    /// Courses that have begun and are not over.
    pub running: i64,
    /// Those of them that cannot be held any more, since too few of their evenings are left.
    pub lost: i64,
    /// Evenings held, and all evenings, of the courses that are running.
    pub evenings: (i64, i64),
    /// Courses that are over and of which it has not been told.
    pub missing: i64,
    /// Why courses were cancelled.
    pub called_off: Vec<CalledOff>,
    /// Whether any course counts in the period.
    pub any: bool,
}

impl Reckoned {
    fn add(&mut self, value: u32, of: u32) {
        self.value += i64::from(value);
        self.of += i64::from(of);
        self.reported = true;
    }

    /// Notes why a course was cancelled.
    fn call_off(&mut self, course: &Course) {
        let Status::Cancelled(reason) = &course.status else { return };
        let alike = |off: &&mut CalledOff| off.reason == *reason && off.postponed == course.postponed;
        if let Some(off) = self.called_off.iter_mut().find(alike) {
            off.count += 1;
        } else {
            let off = CalledOff { reason: reason.clone(), postponed: course.postponed, count: 1 };
            self.called_off.push(off);
        }
    }

    /// Counts a course that has begun and is not over.
    fn run(&mut self, course: &Course) {
        let held = course.held_evenings().count() as i64;
        self.running += 1;
        self.lost += i64::from(!course.can_be_held());
        self.evenings.0 += held;
        self.evenings.1 += held.max(course.sessions.into());
    }
}

/// What `figure` comes to in `period`, as known on `today`.
pub fn figure(
    courses: &Index,
    calendar: &Calendar,
    figure: CourseFigure,
    period: Period,
    today: NaiveDate,
) -> Reckoned {
    let mut reckoned = Reckoned::default();
    let percent = courses.settings().map_or(0, |settings| settings.balance_percent);
    for (_, course) in courses.courses() {
        let counts = period.contains(counted_on(course, calendar));
        // These two count by the day of an evening and of a survey, of which a cancelled course has none.
        let by_day = matches!(figure, CourseFigure::Attendance | CourseFigure::Surveys);
        reckoned.any |= counts && (!by_day || course.is_cancelled());
        if counts && by_day && course.is_cancelled() {
            reckoned.cancelled += 1;
            reckoned.call_off(course);
        }
        match figure {
            CourseFigure::Attendance => attendance(course, period, today, &mut reckoned),
            CourseFigure::Surveys => surveys(course, period, today, &mut reckoned),
            _ if counts => of_course(course, figure, percent, today, &mut reckoned),
            _ => {}
        }
    }
    reckoned
}

/// The day a course counts on.
pub fn counted_on(course: &Course, calendar: &Calendar) -> NaiveDate {
    if calendar.term_of(course.start).is_some() {
        return course.start;
    }
    let kind = if course.start.month() <= 6 { TermKind::Spring } else { TermKind::Autumn };
    calendar.term(course.start.year(), kind).map_or(course.start, |term| term.period.from)
}

fn of_course(course: &Course, figure: CourseFigure, percent: u32, today: NaiveDate, to: &mut Reckoned) {
    let (begun, over) = (course.start <= today, course.is_over(today));
    if course.is_cancelled() {
        let own = match figure {
            CourseFigure::Cancelled => Some(!course.postponed),
            CourseFigure::Postponed => Some(course.postponed),
            _ => None,
        };
        match own {
            Some(own) => to.add(u32::from(own), 0),
            None => to.cancelled += 1,
        }
        if own != Some(false) {
            to.call_off(course);
        }
        return;
    }
    to.planned += i64::from(!begun);
    let balanced = |verdict, to: &mut Reckoned| match verdict {
        Verdict::CannotAssess => to.reported = true,
        verdict => to.add(u32::from(verdict == Verdict::Even), 1),
    };
    match figure {
        CourseFigure::Participants if begun => to.add(course.at_start().all(), 0),
        CourseFigure::Places if begun => to.add(course.at_start().all().min(course.places), course.places),
        CourseFigure::BalanceStart if begun => balanced(course.at_start().verdict(percent), to),
        CourseFigure::Women if begun => to.add(course.at_start().women, course.at_start().stated()),
        _ if begun && !over => to.run(course),
        CourseFigure::Held | CourseFigure::Completed if over && course.is_untold(today) => to.missing += 1,
        CourseFigure::Held if over => to.add(u32::from(course.is_held(today)), 0),
        CourseFigure::BalanceEnd if over => balanced(course.at_end().verdict(percent), to),
        CourseFigure::Completed if course.is_held(today) => {
            let completed = course.took_part().filter(|p| course.is_completed_by(p, today)).count();
            to.add(completed as u32, course.took_part().count() as u32);
        }
        CourseFigure::Cancelled | CourseFigure::Postponed | CourseFigure::Completed if over => {
            to.reported = true;
        }
        CourseFigure::Ambassadors if over => {
            to.add(course.participants().filter(|(_, p)| p.ambassador).count() as u32, 0);
        }
        _ => {}
    }
}

fn attendance(course: &Course, period: Period, today: NaiveDate, to: &mut Reckoned) {
    let seated: Vec<(&str, &Participant)> =
        course.participants().filter_map(|(_, p)| Some((p.seat.as_deref()?, p))).collect();
    let held = course.held_evenings().filter(|(day, _, _)| period.contains(*day) && *day <= today);
    for (day, _, evening) in held {
        let in_then = seated.iter().filter(|(_, participant)| participant.is_in(day));
        let attended: Attended = in_then.filter_map(|(seat, _)| evening.mark(seat)).collect();
        to.add(attended.there, attended.of);
    }
    for ((day, _), evening) in course.hanging.evenings.iter().filter(|((day, _), _)| period.contains(*day)) {
        to.any = true;
        match evening.status {
            Status::Planned => to.planned += i64::from(*day >= today),
            // One that got another day is that day's.
            Status::Cancelled(_) if evening.new_day.is_none() && !course.is_cancelled() => to.cancelled += 1,
            Status::Cancelled(_) | Status::Done => {}
        }
    }
}

/// A survey counts on its own day; where none was told of, its course's last day says when one could have been.
fn surveys(course: &Course, period: Period, today: NaiveDate, to: &mut Reckoned) {
    let told = course.hanging.surveys.iter().filter(|((day, _), _)| period.contains(*day) && *day <= today);
    for (answered, asked) in told.filter_map(|(_, survey)| survey.answered.zip(survey.asked)) {
        to.any = true;
        to.add(answered, asked);
    }
    if course.hanging.surveys.is_empty() && !course.is_cancelled() && period.contains(course.last_day()) {
        to.any = true;
        to.missing += i64::from(course.is_held(today));
    }
}
