//! What the courses of a period come to: the figures of the promise that are read from the register of courses.
//!
//! A course counts on its first day, or on the first day of its term where it begins between two.

use chrono::{Datelike, NaiveDate};

use super::balance::Verdict;
use super::file::{Course, Participant};
use super::index::Index;
use super::standing::Attended;
use crate::domain::plan::{Calendar, CourseFigure, Period, TermKind};

/// What a figure comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reckoned {
    /// The figure.
    pub value: i64,
    /// The denominator of a share; 0 for what is none.
    pub of: i64,
    /// Whether anything was told of that it reckons with.
    pub reported: bool,
    /// Courses cancelled in the period.
    pub cancelled: i64,
    /// Courses still to be held.
    pub planned: i64,
}

impl Reckoned {
    fn add(&mut self, value: u32, of: u32) {
        self.value += i64::from(value);
        self.of += i64::from(of);
        self.reported = true;
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
        match figure {
            CourseFigure::Attendance => attendance(course, period, today, &mut reckoned),
            CourseFigure::Surveys => surveys(course, period, today, &mut reckoned),
            _ if period.contains(counted_on(course, calendar)) => {
                of_course(course, figure, percent, today, &mut reckoned);
            }
            _ => {}
        }
    }
    reckoned
}

/// The day a course counts on.
fn counted_on(course: &Course, calendar: &Calendar) -> NaiveDate {
    if calendar.term_of(course.start).is_some() {
        return course.start;
    }
    let kind = if course.start.month() <= 6 { TermKind::Spring } else { TermKind::Autumn };
    calendar.term(course.start.year(), kind).map_or(course.start, |term| term.period.from)
}

fn of_course(course: &Course, figure: CourseFigure, percent: u32, today: NaiveDate, to: &mut Reckoned) {
    let (begun, over) = (course.start <= today, course.is_over(today));
    if course.is_cancelled() {
        match figure {
            CourseFigure::Cancelled => to.add(u32::from(!course.postponed), 0),
            CourseFigure::Postponed => to.add(u32::from(course.postponed), 0),
            _ => to.cancelled += 1,
        }
        return;
    }
    to.planned += i64::from(!over);
    let balanced = |verdict, to: &mut Reckoned| match verdict {
        Verdict::CannotAssess => to.reported = true,
        verdict => to.add(u32::from(verdict == Verdict::Even), 1),
    };
    match figure {
        CourseFigure::Held if over => to.add(u32::from(course.is_held(today)), 0),
        CourseFigure::Cancelled | CourseFigure::Postponed if over => to.reported = true,
        CourseFigure::Participants if begun => to.add(course.at_start().all(), 0),
        CourseFigure::Places if begun => to.add(course.at_start().all().min(course.places), course.places),
        CourseFigure::BalanceStart if begun => balanced(course.at_start().verdict(percent), to),
        CourseFigure::BalanceEnd if over => balanced(course.at_end().verdict(percent), to),
        CourseFigure::Women if begun => to.add(course.at_start().women, course.at_start().stated()),
        CourseFigure::Completed if course.is_held(today) => {
            let admitted = || course.participants().map(|(_, p)| p).filter(|p| p.was_admitted());
            let completed = admitted().filter(|p| course.is_completed_by(p, today)).count();
            to.add(completed as u32, admitted().count() as u32);
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
    let open = course.evenings().filter(|(day, _, evening)| period.contains(*day) && !evening.is_held());
    to.planned += open.count() as i64;
}

fn surveys(course: &Course, period: Period, today: NaiveDate, to: &mut Reckoned) {
    for ((day, _), survey) in &course.hanging.surveys {
        if period.contains(*day)
            && *day <= today
            && let Some((answered, asked)) = survey.answered.zip(survey.asked)
        {
            to.add(answered, asked);
        }
    }
}
