//! What is particular to the figures of courses: a term that has its course is told of, a course that is running is no
//! failure, and one that was cancelled with a reason is no zero.

use chrono::{Datelike, NaiveDate};

use super::Reckoning;
use super::promised::whole_periods;
use crate::domain::course::ledger::{self, Reckoned};
use crate::domain::plan::{CourseFigure, Measure, Period, Shape, Target, Term, TermKind};

impl Reckoning<'_> {
    /// What a figure of courses comes to, and whether there is a nothing that somebody has told of.
    pub(super) fn courses(&self, figure: CourseFigure) -> Reckoned {
        let (period, today, plan) = (self.period, self.today, &self.state.plan);
        let mut reckoned = ledger::figure(self.state.courses(), &plan.calendar, figure, period, today);
        let begun = |term: &Term| term.period.from <= today;
        if !reckoned.any && period.from <= today {
            // Where the terms have their courses, and between terms, it is known that there was no more.
            reckoned.reported = self.terms().filter(begun).all(|term| self.has_course(term.period));
        }
        if figure != CourseFigure::Held {
            reckoned.lost = 0;
        } else if plan.course().is_some_and(|(_, settings)| settings.per_term > 0) {
            let whole = |term: &Term| term.period.within(period).and_then(|p| p.within(plan.period));
            let ended = |term: &Term| term.period.to < today && term.period.from >= self.state.taken_in_use;
            let untold = self.terms().filter(|term| ended(term) && whole(term) == Some(term.period));
            reckoned.missing += untold.filter(|term| !self.has_course(term.period)).count() as i64;
        }
        reckoned
    }

    /// How many of the courses promised for a number of periods are not held and yet no failure: they are running, or
    /// were cancelled with a reason.
    pub(super) fn excused(&self, measure: &Measure) -> i64 {
        let held = Shape::Course { figure: CourseFigure::Held };
        let Some(Target::Per(n, kind)) = measure.target.filter(|_| measure.shape == held) else { return 0 };
        let (period, today, plan) = (self.period, self.today, &self.state.plan);
        let Some((whole, ended)) = whole_periods(kind, period, today, plan) else { return 0 };
        let of = |period: &Period| {
            let courses = self.state.courses();
            let held = ledger::figure(courses, &plan.calendar, CourseFigure::Held, *period, today);
            (n - held.value).clamp(0, held.running - held.lost + held.cancelled)
        };
        if whole == period { of(&whole) } else { ended.iter().map(of).sum() }
    }

    /// The terms that share days with the period.
    fn terms(&self) -> impl Iterator<Item = Term> {
        let (period, calendar) = (self.period, &self.state.plan.calendar);
        let years = period.from.year()..=period.to.year();
        let terms = years.flat_map(|year| [TermKind::Spring, TermKind::Autumn].map(|kind| (year, kind)));
        let terms = terms.filter_map(|(year, kind)| calendar.term(year, kind));
        terms.filter(move |term| term.period.within(period).is_some())
    }

    fn has_course(&self, term: Period) -> bool {
        let calendar = &self.state.plan.calendar;
        let on = |start: NaiveDate| term.contains(start);
        self.state.courses().courses().iter().any(|(_, course)| on(ledger::counted_on(course, calendar)))
    }
}
