//! What can be told of an entry without unpacking its answers, for going through very many.

use chrono::NaiveDate;

use super::State;
use super::row::skip_head;
use crate::domain::record::EntryId;
use crate::domain::record::packed::Names;

/// An entry seen in passing.
#[derive(Clone, Copy, Debug)]
pub struct Glance<'a> {
    /// The number of its form's name, see [`State::names`].
    pub form: u32,
    /// The day it counts on.
    pub on: NaiveDate,
    /// Who made it (user id).
    pub by: u32,
    /// The journal number of its latest change.
    pub seq: u64,
    /// Whether it lies in the bin.
    pub removed: bool,
    /// What became of the occasion.
    pub kind: Kind,
    /// Whether a question was asked and accepted.
    pub asked: bool,
    /// Its packed answers.
    pub answers: &'a [u8],
}

/// What became of an occasion, the reason left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It happened.
    Done,
    /// It is to happen.
    Planned,
    /// It was cancelled.
    Cancelled,
}

impl State {
    /// The entry numbered `id`, seen in passing.
    pub fn glance(&self, id: EntryId) -> Option<Glance<'_>> {
        let row = self.row(id)?;
        let head = row.body.first().copied().unwrap_or(0);
        let (kind, reasons) = match head & 3 {
            1 => (Kind::Planned, 0),
            2 => (Kind::Cancelled, 1),
            _ => (Kind::Done, 0),
        };
        Some(Glance {
            form: row.form,
            on: row.on,
            by: row.by,
            seq: row.seq,
            removed: row.removed,
            kind,
            asked: head >> 2 > reasons,
            answers: skip_head(&row.body),
        })
    }

    /// The names that packed answers refer to by number.
    pub fn names(&self) -> &Names {
        &self.names
    }
}
