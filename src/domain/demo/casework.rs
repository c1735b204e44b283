//! The example's case meetings: a meeting a week, and the cases that were up at them.
//!
//! All of it is asked for by the ordinary commands, on a state that holds nothing else, so that every rule holds. What
//! happened is numbered anew when it is told among the other entries. No text says anything of anybody.

mod life;
mod meetings;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime, TimeZone};

use self::life::Life;
use self::meetings::Outcome;
use super::Recipe;
use super::chance::Chance;
use crate::domain::command::{Accepted, Amend, Change, Command, Enter};
use crate::domain::decide::{Now, decide};
use crate::domain::event::{Event, Happening};
use crate::domain::plan::{Cases, ListItem, Promise};
use crate::domain::record::{Cell, Code, EntryId, Status, Value, WriteId};
use crate::domain::state::State;

/// Another history of cases than of everything else, by the same seed.
const SALT: u64 = 0x5353_5046;

/// One thing that happened; its entries and earlier happenings are numbered among themselves, both from 1.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) moment: NaiveDateTime,
    pub(super) events: Vec<Event>,
}

/// All that happened to case meetings, oldest first; nothing where the plan has none.
pub(super) fn steps(recipe: &Recipe<'_>) -> Vec<Step> {
    let Some((_, settings)) = recipe.plan.cases() else { return Vec::new() };
    let mut script = Script::new(recipe, settings);
    script.arrange();
    let (day, time) = recipe.now;
    while let Some(((moment, _), task)) = script.tasks.pop_first() {
        if moment <= day.and_time(time) {
            script.perform(moment, task);
        }
    }
    script.steps
}

/// Something that somebody will do.
enum Task {
    /// Hold a meeting, or not.
    Meet { day: NaiveDate, next: Option<NaiveDate>, outcome: Outcome },
    /// Bring up a case.
    Refer,
    /// Get an answer to the question of consent in a case.
    Consent(usize),
    /// Withdraw a consent.
    Withdraw(usize, EntryId),
    /// Do what was promised.
    Done(EntryId),
    /// Put off what was promised to another day.
    Move(EntryId, NaiveDate),
    /// Find out that somebody had sent a deputy.
    Correct(EntryId),
}

/// What is going on at one time of the example.
struct Script<'a> {
    plan: &'a Promise,
    settings: &'a Cases,
    today: NaiveDate,
    chance: Chance,
    state: State,
    tasks: BTreeMap<(NaiveDateTime, u64), Task>,
    order: u64,
    lives: Vec<Life>,
    /// The last day on which a meeting is held.
    last: Option<NaiveDate>,
    steps: Vec<Step>,
}

impl<'a> Script<'a> {
    fn new(recipe: &Recipe<'a>, settings: &'a Cases) -> Self {
        Self {
            plan: recipe.plan,
            settings,
            today: recipe.now.0,
            chance: Chance::new(recipe.seed ^ SALT),
            state: State::under(recipe.plan.clone()),
            tasks: BTreeMap::new(),
            order: 0,
            lives: Vec::new(),
            last: None,
            steps: Vec::new(),
        }
    }

    fn set(&mut self, moment: NaiveDateTime, task: Task) {
        self.order += 1;
        self.tasks.insert((moment, self.order), task);
    }

    fn perform(&mut self, moment: NaiveDateTime, task: Task) {
        let day = moment.date();
        match task {
            Task::Meet { day, next, outcome } => self.meet(moment, day, next, outcome),
            Task::Refer => self.refer(moment),
            Task::Consent(life) => self.consent(moment, life),
            Task::Withdraw(life, consent) => self.withdraw(moment, life, consent),
            Task::Done(commitment) => {
                self.amend(moment, commitment, "done", Value::Day(day));
            }
            Task::Move(commitment, by) => {
                self.amend(moment, commitment, "by", Value::Day(by));
            }
            Task::Correct(meeting) => self.correct(moment, meeting),
        }
    }

    /// Asks the desk; false where the rules say no.
    ///
    /// What is begun while a meeting goes on waits until it is over.
    fn ask(&mut self, moment: NaiveDateTime, command: &Command) -> bool {
        let moment = self.steps.last().map_or(moment, |step| step.moment.max(moment));
        let instant = self.plan.time_zone.from_local_datetime(&moment).earliest();
        let at = instant.map_or_else(|| moment.and_utc().timestamp_millis(), |at| at.timestamp_millis());
        let now = Now { at, day: moment.date(), time: moment.time() };
        let Ok(events) = decide(&self.state, command, now) else { return false };
        let seq = self.steps.len() as u64 + 1;
        let happening = Happening { write: WriteId(u128::from(seq)), undoes: None, events };
        self.state.evolve(&happening, seq, at, 0);
        self.steps.push(Step { moment, events: happening.events });
        true
    }

    fn enter(
        &mut self,
        moment: NaiveDateTime,
        form: &str,
        status: Status,
        answers: Vec<(&str, Value)>,
    ) -> Option<EntryId> {
        let id = self.state.next_id();
        let cells = answers.into_iter().map(|(field, value)| (field.into(), Cell::typed(value))).collect();
        let enter = Enter { form: form.into(), status, cells, accepted: Accepted::All };
        self.ask(moment, &Command::Enter(enter)).then_some(id)
    }

    fn amend(&mut self, moment: NaiveDateTime, id: EntryId, field: &str, value: Value) -> bool {
        let Some(entry) = self.state.entry(id) else { return false };
        let before = entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
        let changes = vec![Change { field: field.into(), before, after: Some(Cell::typed(value)) }];
        let amend =
            Amend { id, base: entry.rev, status: None, changes, reason: None, accepted: Accepted::All };
        self.ask(moment, &Command::Amend(amend))
    }

    /// The parties that meet, by code.
    fn parties(&self) -> Vec<Code> {
        self.settings.parties.iter().map(|party| party.code.as_str().into()).collect()
    }

    /// An item of a list, the first ones more often.
    fn item(&mut self, list: &str) -> Option<Code> {
        let items: Vec<&ListItem> = offered(self.plan, list).collect();
        self.chance.early(&items).map(|item| item.code.as_str().into())
    }
}

fn offered<'a>(plan: &'a Promise, list: &str) -> impl Iterator<Item = &'a ListItem> {
    plan.list(list).into_iter().flat_map(|list| &list.items).filter(|item| !item.retired)
}

/// A day later, and the Monday after where that is no working day.
fn working_day(day: NaiveDate, days: u64) -> NaiveDate {
    let later = day + Days::new(days);
    let weekday = chrono::Datelike::weekday(&later).number_from_monday();
    if weekday > 5 { later + Days::new(u64::from(8 - weekday)) } else { later }
}
