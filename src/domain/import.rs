//! Rows of one import judged against each other: what the state cannot know before they are all in.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::event::Event;
use super::plan::{Form, Promise};
use super::record::entry::belongs;
use super::record::{Code, EntryId};
use super::refusal::Refusal;

/// The days (and parts) the rows so far have taken.
#[derive(Debug, Default)]
pub struct Seen {
    taken: HashSet<(NaiveDate, Option<Code>)>,
}

impl Seen {
    /// Refuses a row whose day (and part) an earlier row of the same import has taken, where only one may exist.
    pub fn clash(&mut self, form: &Form, plan: &Promise, event: &Event) -> Result<(), Refusal> {
        let Event::Entered { id, cells, .. } = event else { return Ok(()) };
        if !form.unique {
            return Ok(());
        }
        let find = |key: &str| cells.iter().find(|(k, _)| k == key).map(|(_, c)| c.value.clone());
        let Some((on, part)) = belongs(form, &plan.calendar, find) else { return Ok(()) };
        if self.taken.insert((on, part.clone())) {
            return Ok(());
        }
        Err(Refusal::AlreadyThere { form: form.key.as_str().into(), id: EntryId(id.0), day: on, part })
    }
}
