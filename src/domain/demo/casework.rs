//! The example's case meetings: a meeting a week, and the cases that were up at them.
//!
//! All of it is asked for by the ordinary commands, on a state that holds nothing else, so that every rule holds. What
//! happened is numbered anew when it is told among the other entries. No text says anything of anybody.

mod life;
mod meetings;

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveDateTime};

use self::life::Life;
use self::meetings::Outcome;
use super::Recipe;
use super::asking::{Asking, Step};
use crate::domain::plan::Cases;
use crate::domain::record::{Code, EntryId, Value};

/// Another history of cases than of everything else, by the same seed.
const SALT: u64 = 0x5353_5046;

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
    script.asking.steps
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
    asking: Asking<'a>,
    settings: &'a Cases,
    today: NaiveDate,
    tasks: BTreeMap<(NaiveDateTime, u64), Task>,
    order: u64,
    lives: Vec<Life>,
    /// The last day on which a meeting is held.
    last: Option<NaiveDate>,
}

impl<'a> Script<'a> {
    fn new(recipe: &Recipe<'a>, settings: &'a Cases) -> Self {
        Self {
            asking: Asking::new(recipe, SALT),
            settings,
            today: recipe.now.0,
            tasks: BTreeMap::new(),
            order: 0,
            lives: Vec::new(),
            last: None,
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
                self.asking.amend(moment, commitment, "done", Value::Day(day));
            }
            Task::Move(commitment, by) => {
                self.asking.amend(moment, commitment, "by", Value::Day(by));
            }
            Task::Correct(meeting) => self.correct(moment, meeting),
        }
    }

    /// The parties that meet, by code.
    fn parties(&self) -> Vec<Code> {
        self.settings.parties.iter().map(|party| party.code.as_str().into()).collect()
    }
}

/// A day later, and the Monday after where that is no working day.
fn working_day(day: NaiveDate, days: u64) -> NaiveDate {
    let later = day + Days::new(days);
    let weekday = chrono::Datelike::weekday(&later).number_from_monday();
    if weekday > 5 { later + Days::new(u64::from(8 - weekday)) } else { later }
}
