//! The rules of the domain, by table and by property, over the built-in plan and a second one.

mod answers;
mod casework;
mod casework_due;
mod changes;
mod course;
mod deeds;
mod draft;
mod due;
mod figures;
mod meetings;
mod memory;
mod notes;
mod personal;
mod register;
mod rules;
mod undo;

use std::sync::LazyLock;

use chrono::{NaiveDate, NaiveTime};
use lofte::domain::command::{Accepted, Amend, Change, Command, Enter};
use lofte::domain::decide::{self, Now};
use lofte::domain::event::{Event, Happening};
use lofte::domain::plan::{Form, Promise, load};
use lofte::domain::record::answer::parse;
use lofte::domain::record::check::complete;
use lofte::domain::record::{Cell, Cells, Code, Entry, EntryId, Origin, Status, WriteId};
use lofte::domain::refusal::Refusal;
use lofte::domain::state::State;

/// The second plan, on which everything that runs on Enköping's has to run too.
pub const SECOND: &str = include_str!("../plans/second.toml");

/// Enköping's plan, followed by extracts until the end of October 2023 and by shifts from then on.
pub static SWITCHED: LazyLock<String> =
    LazyLock::new(|| load::ENKOPING.replace("from = 2022-07-01, by", "from = 2023-11-01, by"));

/// A plan from its text.
pub fn plan(text: &str) -> Promise {
    load::load(text, "test.toml").unwrap()
}

/// A day from `2023-11-22`.
pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A moment on a day.
pub fn at(text: &str, time: &str) -> Now {
    let time = NaiveTime::parse_from_str(time, "%H:%M").unwrap();
    Now { at: day(text).and_time(time).and_utc().timestamp_millis(), day: day(text), time }
}

/// A desk without disk: a state, and everything that happened to it.
#[derive(Clone)]
pub struct Desk {
    pub state: State,
    pub now: Now,
    pub told: Vec<(Happening, i64, u32)>,
}

impl Desk {
    /// A desk with this plan, taken in use on the promise's first day, standing at noon of `today`.
    pub fn new(text: &str, today: &str) -> Self {
        let first = plan(text).period.from;
        Self::taken_in_use(text, today, first)
    }

    pub fn taken_in_use(text: &str, today: &str, from: NaiveDate) -> Self {
        let mut desk = Self { state: State::new(), now: at(today, "12:00"), told: Vec::new() };
        desk.tell(
            1,
            Happening {
                write: WriteId(1),
                undoes: None,
                events: vec![
                    Event::Founded { taken_in_use: decide::day_number(from), example: false },
                    Event::PlanLoaded { text: text.into(), file: "test.toml".into(), previous: None },
                ],
            },
        );
        desk
    }

    /// Desk at another day.
    pub fn on(&mut self, today: &str) {
        self.now = at(today, "12:00");
    }

    pub fn tell(&mut self, who: u32, happening: Happening) -> u64 {
        let seq = self.told.len() as u64 + 1;
        self.state.evolve(&happening, seq, self.now.at, who);
        self.told.push((happening, self.now.at, who));
        seq
    }

    /// Decides and applies; gives the journal number.
    pub fn ask(&mut self, who: u32, command: &Command) -> Result<u64, Refusal> {
        let events = decide::decide(&self.state, command, self.now)?;
        let write = WriteId(self.told.len() as u128 + 100);
        Ok(self.tell(who, Happening { write, undoes: None, events }))
    }

    /// Undoes the change numbered `seq`.
    pub fn undo(&mut self, who: u32, seq: u64) -> Result<u64, Refusal> {
        let happening = self.told[seq as usize - 1].0.clone();
        let previous = happening.events.iter().find_map(|e| match e {
            Event::PlanLoaded { previous, .. } => *previous,
            _ => None,
        });
        let before = previous.and_then(|seq| {
            self.told[seq as usize - 1].0.events.iter().find_map(|e| match e {
                Event::PlanLoaded { text, file, .. } => Some((text.clone(), file.clone())),
                _ => None,
            })
        });
        let events = decide::undo(&self.state, seq, &happening, before.as_ref())?;
        let write = WriteId(self.told.len() as u128 + 100);
        Ok(self.tell(who, Happening { write, undoes: Some(seq), events }))
    }

    pub fn form(&self, key: &str) -> Form {
        self.state.plan.form(key).unwrap().1.clone()
    }

    /// Answers as typed; panics on what cannot be read.
    pub fn cells(&self, form: &str, typed: &[(&str, &str)]) -> Cells {
        let form = self.form(form);
        let ctx = self.now.context(&self.state.plan);
        typed
            .iter()
            .map(|(key, text)| {
                let value = parse(form.field(key).unwrap(), text, &ctx).unwrap();
                (Code::from(*key), Cell { value, origin: Origin::Typed })
            })
            .collect()
    }

    /// A command to enter what was typed, accepting whatever is asked.
    pub fn entering(&self, form: &str, status: Status, typed: &[(&str, &str)]) -> Command {
        let cells = self.cells(form, typed);
        Command::Enter(Enter { form: form.into(), status, cells, accepted: Accepted::All })
    }

    /// The same, asking first.
    pub fn asking(&self, form: &str, status: Status, typed: &[(&str, &str)]) -> Command {
        let cells = self.cells(form, typed);
        Command::Enter(Enter { form: form.into(), status, cells, accepted: Accepted::None })
    }

    /// Enters what was done, as user 1.
    pub fn enter(&mut self, form: &str, typed: &[(&str, &str)]) -> EntryId {
        self.try_enter(form, Status::Done, typed).unwrap()
    }

    pub fn try_enter(
        &mut self,
        form: &str,
        status: Status,
        typed: &[(&str, &str)],
    ) -> Result<EntryId, Refusal> {
        let id = self.state.next_id();
        let command = self.entering(form, status, typed);
        self.ask(1, &command).map(|_| id)
    }

    pub fn entry(&self, id: EntryId) -> Entry {
        self.state.entry(id).unwrap()
    }

    /// A command to change fields of an entry as it stands now.
    pub fn amending(&self, id: EntryId, typed: &[(&str, &str)]) -> Amend {
        let entry = self.entry(id);
        let changes = self
            .cells(&entry.form, typed)
            .into_iter()
            .map(|(field, after)| {
                let before = entry.cells.iter().find(|(key, _)| *key == field).map(|(_, c)| c.clone());
                Change { field, before, after: Some(after) }
            })
            .collect();
        Amend { id, base: entry.rev, status: None, changes, reason: None, accepted: Accepted::All }
    }

    pub fn amend(&mut self, id: EntryId, typed: &[(&str, &str)]) -> Result<u64, Refusal> {
        let amend = self.amending(id, typed);
        self.ask(1, &Command::Amend(amend))
    }

    /// A fresh state that everything has been told again.
    pub fn replayed(&self) -> State {
        let mut state = State::new();
        for (i, (happening, at, who)) in self.told.iter().enumerate() {
            state.evolve(happening, i as u64 + 1, *at, *who);
        }
        state
    }
}

/// Answers of a row, complete as a save would store them.
pub fn whole(desk: &Desk, form: &str, typed: &[(&str, &str)]) -> Cells {
    complete(&desk.form(form), desk.cells(form, typed))
}
