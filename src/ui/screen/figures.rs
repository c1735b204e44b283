//! What came of the promise: every measure over a period, with the period before it beside it.
//!
//! Periods are walked by kind and by number; from a figure one goes on to the entries behind it. It counts nothing
//! itself: figures and standings come from the desk.

mod table;

use std::sync::Arc;

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::casework::statistics::StatisticsPage;
use super::document::Document;
use super::list::List;
use super::{Go, Outcome, Press, View};
use crate::desk::ask::{Ask, Only, Query, Reply};
use crate::domain::outcome::Figure;
use crate::domain::plan::{Named, Period, PeriodKind, Promise};
use crate::text::when::{FIRST_YEAR, LAST_YEAR};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::overlay::Overlay;
use crate::ui::widget::rows::Rows;
use crate::words;
use table::Table;

/// The kinds of period in the order they are walked.
const KINDS: [PeriodKind; 8] = [
    PeriodKind::Week,
    PeriodKind::Month,
    PeriodKind::Quarter,
    PeriodKind::Tertial,
    PeriodKind::Term,
    PeriodKind::HalfYear,
    PeriodKind::Year,
    PeriodKind::Whole,
];

/// The figures.
pub struct Figures {
    plan: Arc<Promise>,
    /// The period that was asked for; what is shown is [`Seen::named`] until the answer has come.
    asked: Named,
    seen: Option<Seen>,
    /// The marker is on one of the [`stops`].
    rows: Rows,
    /// The activities whose finer figures are shown, by their place in the plan.
    unfolded: Vec<usize>,
}

/// What the marker can be on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// A measure, by its place in the plan.
    Measure(usize),
    /// What stands for the finer figures of an activity, by its place in the plan, and how many they are.
    Finer(usize, usize),
}

/// Figures as the desk told them.
struct Seen {
    named: Named,
    previous: Option<Period>,
    now: Vec<Figure>,
    before: Vec<Figure>,
    /// What each measure adds up to outside the promise, where the period is the whole promise.
    outside: Vec<i64>,
}

impl Figures {
    /// This term beside the last; between terms the latest one, and after the promise the whole of it.
    pub fn new(ctx: &Ctx) -> Self {
        let (plan, asked) = (Arc::clone(&ctx.plan), first_period(ctx));
        Self { plan, asked, seen: None, rows: Rows::default(), unfolded: Vec::new() }
    }

    /// Shows another period.
    pub fn show(&mut self, named: Named) -> Outcome {
        self.asked = named;
        self.wants().map(Outcome::ask).unwrap_or_default()
    }

    /// The period, the one before it and, for the whole promise, what lies outside it.
    pub fn wants(&self) -> Option<Ask> {
        let mut periods = vec![self.asked.period];
        periods.extend(self.previous());
        periods.extend(self.outside());
        Some(Ask::Figures(periods))
    }

    fn previous(&self) -> Option<Period> {
        self.asked.period.previous(self.asked.kind, &self.plan)
    }

    fn outside(&self) -> Vec<Period> {
        if self.asked.kind != PeriodKind::Whole {
            return Vec::new();
        }
        let promise = self.plan.period;
        let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1);
        let last = NaiveDate::from_ymd_opt(LAST_YEAR, 12, 31);
        let before = first.zip(promise.from.pred_opt());
        let after = promise.to.succ_opt().zip(last);
        let stretches = before.into_iter().chain(after).map(|(from, to)| Period { from, to });
        stretches.filter(|p| p.from <= p.to).collect()
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply) -> Outcome {
        let Reply::Figures(lists) = reply else { return Outcome::none() };
        let previous = self.previous();
        let mut lists = lists.into_iter();
        let now = lists.next().unwrap_or_default();
        // An answer to what was asked before: the one that counts is on its way.
        if now.first().is_some_and(|figure| figure.period != self.asked.period) {
            return Outcome::none();
        }
        let before = previous.and_then(|_| lists.next()).unwrap_or_default();
        let mut outside = vec![0; now.len()];
        for figures in lists {
            for (sum, figure) in outside.iter_mut().zip(&figures) {
                *sum += figure.value.unwrap_or(0);
            }
        }
        self.seen = Some(Seen { named: self.asked, previous, now, before, outside });
        Outcome::none()
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        match stops(&self.plan, &self.unfolded).get(self.rows.at) {
            Some(Stop::Finer(..)) => Context::Folded,
            _ => Context::Figures,
        }
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        if self.rows.obey(press.action, stops(&self.plan, &self.unfolded).len()) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::Accept) => match stops(&self.plan, &self.unfolded).get(self.rows.at) {
                Some(Stop::Measure(n)) => self.behind(*n, ctx),
                Some(Stop::Finer(activity, _)) => self.fold(*activity),
                None => Outcome::none(),
            },
            Some(Action::PeriodKind) => self.show(next_kind(self.asked, ctx)),
            Some(Action::Statistics) => StatisticsPage::open_at(self.asked, ctx),
            Some(Action::Earlier) => self.walk(self.previous(), ctx),
            Some(Action::Later) => self.walk(self.asked.period.next(self.asked.kind, &self.plan), ctx),
            Some(Action::GoToPeriod) => Outcome::go(Go::Lay(Overlay::period(ctx))),
            Some(Action::Document) => Outcome::go(Go::Open(View::Document(Document::new()))),
            _ => Outcome::elsewhere(),
        }
    }

    fn walk(&mut self, to: Option<Period>, ctx: &Ctx) -> Outcome {
        let years = FIRST_YEAR..=LAST_YEAR;
        match to.filter(|period| years.contains(&period.from.year())) {
            Some(period) => self.show(Named { period, ..self.asked }),
            None => Outcome::say(Line::new(Tone::Plain, ctx.say("figures-no-further"))),
        }
    }

    /// Shows the finer figures of an activity, or leaves them out again.
    fn fold(&mut self, activity: usize) -> Outcome {
        match self.unfolded.iter().position(|there| *there == activity) {
            Some(at) => _ = self.unfolded.remove(at),
            None => self.unfolded.push(activity),
        }
        Outcome::none()
    }

    /// The entries behind a figure.
    fn behind(&self, n: usize, ctx: &Ctx) -> Outcome {
        let Some((_, measure)) = self.plan.measures().nth(n) else { return Outcome::none() };
        let mut forms: Vec<_> = measure.forms().map(Into::into).collect();
        forms.dedup();
        let query = Query { forms, period: Some(self.asked.period), only: Only::Done, ..Query::default() };
        let title = format!(
            "{} {} {}",
            words::label::text(ctx.words, &measure.label),
            ctx.glyphs().dot,
            words::period::named(ctx.words, self.asked.kind, self.asked.period, &self.plan)
        );
        Outcome::go(Go::Open(View::List(Box::new(List::showing(query, title)))))
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        if let Some(seen) = &self.seen {
            let table = Table { seen, stops: &stops(&ctx.plan, &self.unfolded), unfolded: &self.unfolded };
            table.draw(&mut self.rows, area, buffer, ctx);
        }
        None
    }
}

/// This term; between terms the latest one, and after the promise the whole of it.
fn first_period(ctx: &Ctx) -> Named {
    let over = ctx.now.day > ctx.plan.period.to;
    period_of(if over { PeriodKind::Whole } else { PeriodKind::Term }, ctx.now.day, &ctx.plan)
}

/// The next kind of period, around today where the period shown holds it.
pub fn next_kind(shown: Named, ctx: &Ctx) -> Named {
    let at = KINDS.iter().position(|kind| *kind == shown.kind);
    let kind = KINDS[at.map_or(0, |i| (i + 1) % KINDS.len())];
    let now = ctx.now.day.min(ctx.plan.period.to).max(ctx.plan.period.from);
    let day = if shown.period.contains(now) { now } else { shown.period.from };
    period_of(kind, day, &ctx.plan)
}

/// Every measure in the plan's order, the finer ones of an activity behind a stop of their own.
fn stops(plan: &Promise, unfolded: &[usize]) -> Vec<Stop> {
    let (mut stops, mut first) = (Vec::new(), 0);
    for (place, activity) in plan.activities.iter().enumerate() {
        let places = (first..).zip(&activity.measures);
        let (finer, always): (Vec<_>, Vec<_>) = places.partition(|(_, measure)| activity.is_finer(measure));
        stops.extend(always.iter().map(|(n, _)| Stop::Measure(*n)));
        if !finer.is_empty() {
            stops.push(Stop::Finer(place, finer.len()));
        }
        if unfolded.contains(&place) {
            stops.extend(finer.iter().map(|(n, _)| Stop::Measure(*n)));
        }
        first += activity.measures.len();
    }
    stops
}

/// The period of `kind` around `day`; where no term is, the latest one, and failing that the whole promise.
pub fn period_of(kind: PeriodKind, day: NaiveDate, plan: &Promise) -> Named {
    let near = || {
        let calendar = &plan.calendar;
        calendar.term_before(day).or_else(|| calendar.term_after(day)).map(|term| term.period)
    };
    let period = Period::of(kind, day, plan);
    match period.or_else(|| if kind == PeriodKind::Term { near() } else { None }) {
        Some(period) => Named { kind, period },
        None => Named { kind: PeriodKind::Whole, period: plan.period },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
