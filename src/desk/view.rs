//! What screens are shown beside lists: the home screen, and what a save did to the promise.
//!
//! Worked out from the state alone; asking for the same twice before anything changed costs nothing.

use chrono::NaiveDate;

use super::ask::{Done, DoneKind, TodayView};
use super::reach::Reach;
use crate::domain::course::index::meets_on;
use crate::domain::decide::Now;
use crate::domain::due::{self, DueLine};
use crate::domain::event::{Event, Happening};
use crate::domain::outcome::{self, Figure};
use crate::domain::plan::{Period, PeriodKind};
use crate::domain::record::{Code, Entry, EntryId};
use crate::domain::state::State;

/// The home screen as it was last worked out.
#[derive(Debug, Default)]
pub struct Today {
    /// The journal number and the day it shows.
    shows: Option<(u64, NaiveDate)>,
    due: Vec<DueLine>,
    view: Option<TodayView>,
}

impl Today {
    /// The home screen at `now`.
    pub fn view(&mut self, state: &State, now: Now) -> TodayView {
        self.refresh(state, now);
        let due = &self.due;
        let mut view = self.view.get_or_insert_with(|| today(state, now, due)).clone();
        view.now = now;
        view
    }

    /// The first thing that is due at `now` for somebody who reaches `reach`.
    pub fn next(&mut self, state: &State, now: Now, reach: Reach<'_>) -> Option<DueLine> {
        self.refresh(state, now);
        let has = |line: &&DueLine| line.items.iter().all(|due| reach.activity(&due.activity));
        self.due.iter().find(has).cloned()
    }

    /// Forgets everything, as when the state was made anew.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn refresh(&mut self, state: &State, now: Now) {
        let shows = Some((state.seq, now.day));
        if self.shows != shows {
            *self = Self { shows, due: due::lines(state, now.day), view: None };
        }
    }
}

fn today(state: &State, now: Now, due: &[DueLine]) -> TodayView {
    let plan = &state.plan;
    let term = Period::of(PeriodKind::Term, now.day, plan);
    let spoken_of = due.iter().flat_map(|line| &line.items).filter_map(|item| item.about.entry());
    let mut planned: Vec<Entry> = spoken_of.filter_map(|id| state.entry(id)).collect();
    // How many evenings a course has stands in the course.
    let courses = planned.iter().filter_map(|entry| meets_on(entry));
    let mut courses: Vec<EntryId> =
        courses.filter_map(|code| state.courses().course(code)).map(|course| course.id).collect();
    courses.dedup();
    planned.extend(courses.into_iter().filter_map(|id| state.entry(id)));
    let ids = (1..=state.count() as u64).map(EntryId);
    let asked = ids.filter_map(|id| state.glance(id)).filter(|entry| entry.asked && !entry.removed);
    let periods: Vec<Period> = std::iter::once(plan.period).chain(term).collect();
    let mut figures = outcome::figures_over(state, &periods, now.day).into_iter();
    let whole_figures = figures.next().unwrap_or_default();
    let term_figures = figures.next().unwrap_or_default();
    TodayView {
        now,
        due: due.to_vec(),
        drafts: Vec::new(),
        planned,
        term,
        term_figures,
        whole_figures,
        outside: (0..plan.measures().count()).map(|index| outcome::outside(state, index)).collect(),
        to_follow_up: asked.count() as u32,
    }
}

/// What became of a happening, as one that is told of it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its journal number.
    pub seq: u64,
    /// What it was.
    pub kind: DoneKind,
    /// The first entry it touched.
    pub first: Option<EntryId>,
    /// How many entries it touched.
    pub count: u32,
    /// Whether it put a plan in force.
    pub plan: bool,
}

impl Summary {
    /// What became of `happening`, journal number `seq`.
    pub fn of(happening: &Happening, seq: u64) -> Self {
        let mut touched = happening.events.iter().filter_map(Event::entry);
        let first = touched.next();
        let count = u32::from(first.is_some()) + touched.count() as u32;
        let plan = happening.events.iter().any(|event| matches!(event, Event::PlanLoaded { .. }));
        let kind = match happening.events.first() {
            _ if happening.undoes.is_some() => DoneKind::Undone,
            Some(Event::Amended { .. }) => DoneKind::Amended,
            Some(Event::Removed { .. }) => DoneKind::Removed,
            Some(Event::Restored { .. }) => DoneKind::Restored,
            Some(Event::PlanLoaded { .. } | Event::Founded { .. } | Event::AccountSeen { .. }) => {
                DoneKind::PlanLoaded
            }
            Some(Event::Entered { form, .. }) if count > 1 && all_of(form, &happening.events) => {
                DoneKind::Imported
            }
            Some(Event::Entered { .. }) | None => DoneKind::Entered,
        };
        Self { seq, kind, first, count, plan }
    }

    /// The answer to the one who asked for it: the entry as it now stands and what it did to the promise.
    pub fn done(
        &self,
        state: &State,
        today: &mut Today,
        (now, reach): (Now, Reach<'_>),
        resent: bool,
    ) -> Done {
        let entry = self.first.and_then(|id| state.entry(id));
        Done {
            seq: self.seq,
            kind: self.kind,
            figures: entry.as_ref().map(|entry| fed(state, entry, now)).unwrap_or_default(),
            entry,
            count: self.count,
            next: today.next(state, now, reach),
            resent,
        }
    }
}

/// Whether nothing happened but entries of one form: an entry that others follow from is still the one that was entered.
fn all_of(form: &Code, events: &[Event]) -> bool {
    events.iter().all(|event| matches!(event, Event::Entered { form: other, .. } if other == form))
}

/// Every measure that the entry's form feeds, over the term, or over the whole promise between terms.
fn fed(state: &State, entry: &Entry, now: Now) -> Vec<Figure> {
    let plan = &state.plan;
    let period = Period::of(PeriodKind::Term, now.day, plan).unwrap_or(plan.period);
    outcome::fed(state, &entry.form, period, now.day)
}
