//! Rows of one import judged against each other: what the state cannot know before they are all in.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::event::Event;
use super::plan::{Form, Promise};
use super::record::entry::belongs;
use super::record::{Code, EntryId};
use super::refusal::Refusal;

/// The days (and parts) the rows so far have taken, and the entry each would become.
#[derive(Debug, Default)]
pub struct Seen {
    taken: HashMap<(NaiveDate, Option<Code>), EntryId>,
}

impl Seen {
    /// Refuses a row whose day (and part) an earlier row of the same import has taken, where only one may exist.
    ///
    /// The refusal names the entry that the earlier row would have become.
    pub fn clash(&mut self, form: &Form, plan: &Promise, event: &Event) -> Result<(), Refusal> {
        let Event::Entered { id, cells, .. } = event else { return Ok(()) };
        if !form.unique {
            return Ok(());
        }
        let find = |key: &str| cells.iter().find(|(k, _)| k == key).map(|(_, c)| c.value.clone());
        let Some((on, part)) = belongs(form, &plan.calendar, find) else { return Ok(()) };
        let first = *self.taken.entry((on, part.clone())).or_insert(*id);
        if first == *id {
            return Ok(());
        }
        Err(Refusal::AlreadyThere { form: form.key.as_str().into(), id: first, day: on, part })
    }
}
