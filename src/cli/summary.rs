//! `lofte summary`: every measure over a period, with the four kinds of nothing told apart.

use clap::ValueEnum;

use super::caller::Caller;
use super::failure::Failure;
use super::filter;
use crate::desk::ask::{Ask, PERIODS, Reply};
use crate::domain::outcome::Figure;
use crate::domain::plan::period::Named;
use crate::domain::plan::{Period, PeriodKind, Promise};
use crate::report::json::{Array, FigureRow};
use crate::report::table::{Side, Table};
use crate::words::{Words, figure, label, period};

const EXAMPLES: &str = "\
Examples:
  lofte summary                        the whole promise
  lofte summary ht2023
  lofte summary 2023 --by month
  lofte summary 2023-01-01..2023-06-30 --json
  lofte summary --all                  also each party's attendance, lead times and the like

Periods: 2023, 2023-03, ht2023, vt2023, t2-2023, k3-2023, h1-2023, 2023-v47, 2023-01-01..2023-06-30, all; or a bare
word such as month, termin or year for the one that is now.
With --json: an array of objects with activity, measure, from, to, value, target and state, every measure among them.
Where there is no figure, value is null and state is zero, cancelled, missing, not_due, running (a course that has begun
and is not over: evenings_held of evenings) or too_few (a median that would tell of somebody); else state is on_track,
behind, kept, not_kept, no_target or not_assessable, which standing always says. called_off has the reasons of cancelled
and postponed courses.";

/// How many periods are asked for at a time: the figures of so many fit in an answer.
const PART: usize = if PERIODS < 50 { PERIODS } else { 50 };

/// Sums up what came of the promise.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Summary {
    /// The period; the whole promise if none is given
    #[arg(value_name = "PERIOD")]
    period: Vec<String>,
    /// One row for each such part of the period
    #[arg(long, value_enum, value_name = "PART")]
    by: Option<Part>,
    /// Also the finer figures of a case meeting
    #[arg(long)]
    all: bool,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

/// What a period is divided into.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Part {
    /// ISO weeks
    Week,
    /// Calendar months
    Month,
    /// Three months
    Quarter,
    /// Four months
    Tertial,
    /// School terms, from the plan
    Term,
    /// Six months
    HalfYear,
    /// Calendar years
    Year,
}

impl Part {
    fn kind(self) -> PeriodKind {
        match self {
            Self::Week => PeriodKind::Week,
            Self::Month => PeriodKind::Month,
            Self::Quarter => PeriodKind::Quarter,
            Self::Tertial => PeriodKind::Tertial,
            Self::Term => PeriodKind::Term,
            Self::HalfYear => PeriodKind::HalfYear,
            Self::Year => PeriodKind::Year,
        }
    }
}

impl Summary {
    /// Sums it up.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let welcome = caller.welcome()?;
        let named = match self.period.join(" ") {
            typed if typed.is_empty() => Named { kind: PeriodKind::Whole, period: welcome.plan.period },
            typed => filter::period(caller, &typed)?,
        };
        let (kind, periods) = match self.by {
            Some(part) => (part.kind(), divided(part.kind(), named.period, &welcome.plan)),
            None => (named.kind, vec![named.period]),
        };
        if periods.is_empty() {
            return Err(Failure::refused(caller.words.say("cli-no-such-part")));
        }
        let mut figures = Vec::with_capacity(periods.len());
        for part in periods.chunks(PART) {
            let Reply::Figures(mut of_part) = caller.ask(Ask::Figures(part.to_vec()))? else {
                return Err(caller.unexpected());
            };
            figures.append(&mut of_part);
        }
        if self.json {
            let mut array = Array::begin(&mut caller.out)?;
            for figure in figures.iter().flatten() {
                array.push(&FigureRow::of(figure))?;
            }
            return Ok(array.end()?);
        }
        let text = plain(caller.words, &welcome.plan, kind, &figures, self.all);
        caller.line(text.trim_end_matches('\n'))?;
        caller.flush()
    }
}

/// The parts of a period that lie in it, the first and last ones cut to it.
fn divided(kind: PeriodKind, whole: Period, plan: &Promise) -> Vec<Period> {
    let mut parts = Vec::new();
    let mut day = whole.from;
    while day <= whole.to {
        let part = Period::of(kind, day, plan);
        let end = part.map_or(day, |p| p.to);
        parts.extend(part.and_then(|p| p.within(whole)));
        let Some(next) = end.succ_opt() else { break };
        day = next;
    }
    parts
}

/// The table for people: a heading for each period, and a line for each measure beside its activity.
///
/// The finer figures of an activity are told when all are asked for, and else how many they are.
fn plain(words: Words, plan: &Promise, kind: PeriodKind, figures: &[Vec<Figure>], all: bool) -> String {
    let mut text = String::new();
    let mut left_out = 0;
    for of_period in figures {
        let Some(first) = of_period.first() else { continue };
        let told: Vec<&Figure> = of_period.iter().filter(|f| all || !is_finer(plan, f)).collect();
        left_out = left_out.max(of_period.len() - told.len());
        if !text.is_empty() {
            text.push('\n');
        }
        let named = period::named(words, kind_of(kind, first.period, plan), first.period, plan);
        let day = crate::words::day::full(words, first.upto);
        text.push_str(&words.say_with("cli-upto", &[("period", (&named).into()), ("day", (&day).into())]));
        text.push('\n');
        text.push_str(&table(words, plan, &told).render());
    }
    if left_out > 0 {
        let left_out = i64::try_from(left_out).unwrap_or(i64::MAX);
        text.push_str(&words.say_with("cli-finer", &[("n", left_out.into())]));
        text.push('\n');
    }
    text
}

fn is_finer(plan: &Promise, figure: &Figure) -> bool {
    plan.measure(&figure.measure).is_some_and(|(activity, measure)| activity.is_finer(measure))
}

fn table(words: Words, plan: &Promise, figures: &[&Figure]) -> Table {
    let heads = ["", "cli-head-measure", "cli-head-value", "", "cli-head-target", "cli-head-standing", ""]
        .map(|key| if key.is_empty() { String::new() } else { words.say(key).into_owned() });
    let (left, right) = (Side::Left, Side::Right);
    let sides = [left, left, right, right, left, left, left];
    let mut table = Table::new(heads.iter().map(String::as_str).zip(sides));
    let mut before = "";
    for f in figures {
        let found = plan.measure(&f.measure);
        let tab = found.filter(|(activity, _)| activity.key != before);
        before = found.map_or(before, |(activity, _)| activity.key.as_str());
        let measure = found.map(|(_, measure)| measure);
        table.row([
            tab.map(|(activity, _)| label::text(words, &activity.tab).to_owned()).unwrap_or_default(),
            measure.map_or(f.measure.as_str(), |m| label::text(words, &m.label)).to_owned(),
            figure::value(words, f),
            f.value.and_then(|_| figure::percent(words, f)).unwrap_or_default(),
            measure.map(|m| figure::target(words, m)).unwrap_or_default(),
            figure::standing(words, f.standing),
            figure::remarks(words, plan, f, 0).join(", "),
        ]);
    }
    table
}

/// A part that was cut is called by its days.
fn kind_of(kind: PeriodKind, period: Period, plan: &Promise) -> PeriodKind {
    if Period::of(kind, period.from, plan) == Some(period) { kind } else { PeriodKind::Free }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::plan::load;

    #[test]
    fn a_period_is_divided_without_gaps_and_cut_at_its_ends() {
        let plan = load::load(load::ENKOPING, "enkoping").unwrap();
        let day = |m, d| chrono::NaiveDate::from_ymd_opt(2023, m, d).unwrap();
        let parts = divided(PeriodKind::Month, Period { from: day(1, 15), to: day(3, 31) }, &plan);
        let ends: Vec<_> = parts.iter().map(|p| (p.from, p.to)).collect();
        assert_eq!(ends, [(day(1, 15), day(1, 31)), (day(2, 1), day(2, 28)), (day(3, 1), day(3, 31))]);
        assert_eq!(
            divided(PeriodKind::Term, plan.period, &plan).len(),
            6,
            "days between terms belong to none"
        );
        assert_eq!(divided(PeriodKind::Week, plan.period, &plan).len(), 157);
        let decade = Period { from: day(1, 2), to: chrono::NaiveDate::from_ymd_opt(2033, 1, 2).unwrap() };
        assert_eq!(divided(PeriodKind::Week, decade, &plan).len(), 522, "however many they are");
    }
}
