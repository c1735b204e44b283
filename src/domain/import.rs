//! Rows of one import judged against each other: what the state cannot know before they are all in.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::casework::index::CASE;
use super::decide::told_apart;
use super::event::Event;
use super::plan::{Form, Promise};
use super::record::entry::belongs;
use super::record::{Cell, Code, EntryId, Value};
use super::refusal::Refusal;
use crate::text::Clean;

/// What the rows of one import have taken so far.
#[derive(Debug, Default)]
pub struct Seen {
    /// By day, part, and what else tells entries apart.
    taken: HashMap<(NaiveDate, Option<Code>, String), EntryId>,
    cases: HashMap<Code, EntryId>,
    /// The codes of cases that rows have, or have got so far.
    pub codes: BTreeSet<Code>,
    /// The names of participants in the entries that rows make.
    pub names: HashMap<EntryId, Clean>,
}

impl Seen {
    /// Nothing taken yet but the codes of cases that the rows bring with them.
    pub fn of(form: &Form, rows: &[Vec<(Code, Cell)>]) -> Self {
        let cells = rows.iter().flatten().filter(|_| form.key == CASE);
        Self { codes: cells.filter_map(case_code).collect(), ..Self::default() }
    }

    /// Refuses a row that an earlier row of the same import stands in the way of, where only one may exist: for its day
    /// (and part, and what else tells them apart), or with its code.
    ///
    /// The refusal names the entry that the earlier row would have become.
    pub fn clash(&mut self, form: &Form, plan: &Promise, made: &[Event]) -> Result<(), Refusal> {
        let Some(Event::Entered { id, cells, .. }) = made.first() else { return Ok(()) };
        let find = |key: &str| cells.iter().find(|(k, _)| k == key).map(|(_, c)| c.value.clone());
        let Some((on, part)) = belongs(form, &plan.calendar, find) else { return Ok(()) };
        let mut first = *id;
        if form.unique {
            let apart = told_apart(form, find);
            let apart = if apart.is_empty() { String::new() } else { format!("{apart:?}") };
            first = *self.taken.entry((on, part.clone(), apart)).or_insert(*id);
        }
        if let Some(code) = cells.iter().filter(|_| form.key == CASE).find_map(case_code) {
            self.codes.insert(code.clone());
            first = first.min(*self.cases.entry(code).or_insert(*id));
        }
        if first != *id {
            return Err(Refusal::AlreadyThere { form: form.key.as_str().into(), id: first, day: on, part });
        }
        Ok(())
    }
}

fn case_code((key, cell): &(Code, Cell)) -> Option<Code> {
    match &cell.value {
        Value::Code(code) if key == "code" => Some(code.clone()),
        _ => None,
    }
}
