//! What the example asks the desk for: ordinary commands, on a state that holds nothing else, so that every rule holds.
//!
//! What happened is numbered anew when it is told among the other entries.

use chrono::{NaiveDateTime, TimeZone};

use super::Recipe;
use super::chance::Chance;
use crate::domain::command::{Accepted, Amend, Change, Command, Enter};
use crate::domain::decide::{Now, decide};
use crate::domain::event::{Event, Happening};
use crate::domain::plan::{ListItem, Promise};
use crate::domain::record::{Cell, Code, EntryId, Status, Value, WriteId};
use crate::domain::state::State;

/// One thing that happened; its entries and earlier happenings are numbered among themselves, both from 1.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) moment: NaiveDateTime,
    pub(super) events: Vec<Event>,
}

/// Somebody at a desk of their own.
pub(super) struct Asking<'a> {
    pub(super) plan: &'a Promise,
    pub(super) chance: Chance,
    pub(super) state: State,
    pub(super) steps: Vec<Step>,
}

impl<'a> Asking<'a> {
    /// A desk where nothing has happened; `salt` gives it another chance than the others have.
    pub(super) fn new(recipe: &Recipe<'a>, salt: u64) -> Self {
        Self {
            plan: recipe.plan,
            chance: Chance::new(recipe.seed ^ salt),
            state: State::under(recipe.plan.clone()),
            steps: Vec::new(),
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

    /// Enters something; none where the rules say no.
    pub(super) fn enter(
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

    /// Changes an answer.
    pub(super) fn amend(&mut self, moment: NaiveDateTime, id: EntryId, field: &str, value: Value) -> bool {
        self.amend_all(moment, id, [(field, value)])
    }

    /// Changes several answers at once.
    pub(super) fn amend_all<const N: usize>(
        &mut self,
        moment: NaiveDateTime,
        id: EntryId,
        answers: [(&str, Value); N],
    ) -> bool {
        let Some(entry) = self.state.entry(id) else { return false };
        let change = |(field, value): (&str, Value)| Change {
            field: field.into(),
            before: entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone()),
            after: Some(Cell::typed(value)),
        };
        let changes = answers.map(change).into();
        let amend =
            Amend { id, base: entry.rev, status: None, changes, reason: None, accepted: Accepted::All };
        self.ask(moment, &Command::Amend(amend))
    }

    /// An item of a list, the first ones more often.
    pub(super) fn item(&mut self, list: &str) -> Option<Code> {
        let items: Vec<&ListItem> = offered(self.plan, list).collect();
        self.chance.early(&items).map(|item| item.code.as_str().into())
    }
}

/// The items of a list that are offered.
pub(super) fn offered<'a>(plan: &'a Promise, list: &str) -> impl Iterator<Item = &'a ListItem> {
    plan.list(list).into_iter().flat_map(|list| &list.items).filter(|item| !item.retired)
}
