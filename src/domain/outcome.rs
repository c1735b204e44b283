//! What came of the promise: one figure per measure and period, and the four kinds of nothing told apart.

mod courses;
mod promised;
mod weeks;

use std::cell::RefCell;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::casework::ledger::Ledger;
use super::course::ledger::{CalledOff, Reckoned};
use super::due;
use super::plan::{CourseFigure, Measure, Occasion, Period, Shape, Target};
use super::record::Code;
use super::state::State;
use super::tally::Sums;
use promised::stands;
use weeks::Weeks;

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
    /// Which nothing, where there is no figure.
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
    /// What has begun in the period and is not over.
    pub running: i64,
    /// How far that has come: evenings held, of all evenings. `None` where nothing is running.
    pub progress: Option<(i64, i64)>,
    /// Why what was cancelled was cancelled, where that is told of each.
    pub called_off: Vec<CalledOff>,
    /// Expected occasions that nobody has reported.
    pub missing: i64,
    /// Done entries in which the figure was not stated.
    pub not_stated: i64,
    /// Whether a month known only as a whole lies partly outside the period and was left out.
    pub cut: bool,
}

/// The four kinds of nothing, what is not a figure yet, and the figure that is not told.
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
    /// There is something, but too little to tell a median of without telling of somebody.
    TooFew,
    /// It has begun and is not over.
    Running,
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

impl Figure {
    /// Leaves nothing of it but what it is a figure of: there are too few behind it to be told.
    pub fn withhold(&mut self) {
        *self = Self {
            measure: self.measure.clone(),
            activity: self.activity.clone(),
            period: self.period,
            upto: self.upto,
            value: None,
            nothing: Some(NoFigure::TooFew),
            of: None,
            registered: None,
            target: None,
            standing: Standing::NotAssessable,
            entries: 0,
            cancelled: 0,
            planned: 0,
            running: 0,
            progress: None,
            called_off: Vec::new(),
            missing: 0,
            not_stated: 0,
            cut: false,
        };
    }
}

/// The measures over `period` that entries of `form` feed, as known on `today`: not the finer ones of its activity.
pub fn fed(state: &State, form: &str, period: Period, today: NaiveDate) -> Vec<Figure> {
    let ledger = ledger(state);
    let reckoning = Reckoning::new(state, period, today, &ledger);
    let measures = state.plan.measures().enumerate();
    let measures = measures.filter(|(_, (activity, m))| m.reads(form) && !activity.is_finer(m));
    measures.map(|(index, (activity, measure))| reckoning.figure(index, &activity.key, measure)).collect()
}

/// Every measure of the plan over `period`.
pub fn figures(state: &State, period: Period, today: NaiveDate) -> Vec<Figure> {
    figures_over(state, &[period], today).pop().unwrap_or_default()
}

/// Every measure of the plan over each of `periods`.
pub fn figures_over(state: &State, periods: &[Period], today: NaiveDate) -> Vec<Vec<Figure>> {
    let (plan, ledger) = (&state.plan, ledger(state));
    let over = |period: &Period| {
        let reckoning = Reckoning::new(state, *period, today, &ledger);
        plan.measures().enumerate().map(|(i, (a, m))| reckoning.figure(i, &a.key, m)).collect()
    };
    periods.iter().map(over).collect()
}

fn ledger(state: &State) -> Ledger {
    Ledger::of(state.casework().files().map(|(_, file)| file))
}

/// What a measure adds up to outside the promise's period: kept, and counted apart.
pub fn outside(state: &State, index: usize) -> i64 {
    state.tally.outside(index, state.plan.period).value
}

/// The reckoning of one period; what several measures need is found out once.
struct Reckoning<'a> {
    state: &'a State,
    period: Period,
    today: NaiveDate,
    ledger: &'a Ledger,
    missing: RefCell<Vec<(Vec<&'a str>, i64)>>,
    weeks: RefCell<Vec<(&'a str, Option<Weeks>)>>,
}

impl<'a> Reckoning<'a> {
    fn new(state: &'a State, period: Period, today: NaiveDate, ledger: &'a Ledger) -> Self {
        Self { state, period, today, ledger, missing: RefCell::default(), weeks: RefCell::default() }
    }

    fn figure(&self, index: usize, activity: &str, measure: &'a Measure) -> Figure {
        let (period, today) = (self.period, self.today);
        let (mut sums, cut) = self.state.tally.within(index, period, today);
        let mut missing = self.missing(measure);
        let mut courses = Reckoned::default();
        let mut reported = sums.entries > sums.not_stated || sums.registered > 0;
        let mut too_few = false;
        match &measure.shape {
            Shape::Occasions { form, which } => {
                reported |= sums.cancelled > 0;
                match self.occasions(form, *which, &sums, missing) {
                    Known::Always(n) => (sums.value, reported) = (n, true),
                    Known::WhereReported(n) => sums.value = n,
                }
            }
            Shape::Cases { figure, .. } => {
                let reckoned = self.ledger.figure(*figure, period, today);
                sums.value += reckoned.value.unwrap_or(0);
                sums.of = reckoned.of.unwrap_or(0);
                sums.registered = sums.of;
                reported |= period.from <= today && (sums.value != 0 || sums.of != 0);
                too_few = figure.is_median() && reckoned.value.is_none();
                reported |= figure.is_median() && !too_few;
            }
            Shape::Course { figure } => {
                courses = self.courses(*figure);
                (sums.value, sums.of, sums.registered) = (courses.value, courses.of, courses.of);
                (sums.cancelled, sums.planned) = (courses.cancelled, courses.planned);
                reported = courses.reported;
                if *figure != CourseFigure::Attendance {
                    missing = courses.missing;
                }
            }
            _ => {}
        }
        // Nobody has to say that nothing was done while all of it rested by plan.
        reported |=
            period.from <= today && measure.forms().any(|form| self.weeks(form).is_some_and(|w| w.rests));
        let nothing = if too_few && reported {
            Some(NoFigure::TooFew)
        } else {
            let runs = measure.shape == (Shape::Course { figure: CourseFigure::Held }) && courses.running > 0;
            let running = runs && !reported && period.from <= today;
            let nothing = || nothing(&sums, reported, missing, period, today);
            (!(reported && sums.value != 0)).then(|| if running { NoFigure::Running } else { nothing() })
        };
        let share = measure.is_share();
        let mut promised = self.promised(measure, &sums);
        if let Some(promised) = &mut promised {
            promised.by_today = (promised.by_today + courses.lost).min(promised.target);
        }
        let excused = self.excused(measure);
        let told = reported || missing > 0 || courses.running > 0;
        let stands = |open| promised.map(|p| stands(sums.value, excused, p, period.to < today, open));
        let standing = match measure.target {
            Some(Target::Share(_)) if promised.is_none() => Some(Standing::NotAssessable),
            Some(Target::EachExpected) => stands(missing > 0),
            Some(_) if !told && promised.is_some() => Some(Standing::NotAssessable),
            Some(_) => stands(share && missing > 0),
            None => None,
        };
        // What an occasion's own figure tells is not told beside it once more.
        let beside = !matches!(measure.shape, Shape::Occasions { .. });
        let told = |n: i64| if beside { n } else { 0 };
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
            standing: standing.unwrap_or(Standing::NoTarget),
            entries: sums.entries,
            cancelled: told(sums.cancelled),
            planned: told(sums.planned),
            running: courses.running,
            progress: (courses.running > 0).then_some(courses.evenings),
            called_off: courses.called_off,
            missing: told(missing),
            not_stated: sums.not_stated,
            cut,
        }
    }

    /// How many expected occasions behind `measure` nobody has reported.
    fn missing(&self, measure: &'a Measure) -> i64 {
        let mut forms: Vec<&str> = measure.forms().collect();
        forms.sort_unstable();
        forms.dedup();
        if let Some((_, known)) = self.missing.borrow().iter().find(|(of, _)| *of == forms) {
            return *known;
        }
        let missing = due::missing_within(self.state, measure, self.period, self.today);
        self.missing.borrow_mut().push((forms, missing));
        missing
    }

    /// The weeks in which an entry of `form` is expected; none where it is not expected weekly.
    fn weeks(&self, form: &'a str) -> Option<Weeks> {
        if let Some((_, known)) = self.weeks.borrow().iter().find(|(of, _)| *of == form) {
            return *known;
        }
        let weeks = Weeks::of(self.state, form, self.period, self.today);
        self.weeks.borrow_mut().push((form, weeks));
        weeks
    }

    fn occasions(&self, form: &'a str, which: Occasion, sums: &Sums, missing: i64) -> Known {
        let weeks = || self.weeks(form).unwrap_or_default();
        match which {
            Occasion::Expected => Known::Always(weeks().expected),
            Occasion::Lapsed => Known::Always(weeks().lapsed),
            // What is still to come cannot be missing or cancelled yet.
            Occasion::Missing if self.period.from > self.today => Known::WhereReported(0),
            Occasion::Missing => Known::Always(missing),
            Occasion::Cancelled => Known::WhereReported(sums.cancelled),
            Occasion::Planned => {
                let from = self.period.from.max(self.today);
                Known::Always(self.state.planned_between(form, from, self.period.to).count() as i64)
            }
        }
    }
}

/// How far a number is known.
enum Known {
    /// It follows from the plan and what is there.
    Always(i64),
    /// Zero of it says something only where something was reported.
    WhereReported(i64),
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
