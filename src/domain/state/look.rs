//! Finding entries: by form and day, by who made them, or every one.

use chrono::NaiveDate;

use super::State;
use super::row::skip_head;
use crate::domain::record::packed::Names;
use crate::domain::record::{Entry, EntryId};

impl State {
    /// The numbers of a form's entries between two days, oldest first, the bin included.
    pub fn between(
        &self,
        form: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl DoubleEndedIterator<Item = EntryId> + '_ {
        let form = self.names.find(form).filter(|_| from <= to);
        let range = |form| self.days.range((form, from, EntryId(0))..=(form, to, EntryId(u64::MAX)));
        form.map(range).into_iter().flatten().map(|(_, _, id)| *id)
    }

    /// What is planned with a form between two days, with its day, the earliest first.
    pub fn planned_between(
        &self,
        form: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, EntryId)> + '_ {
        let form = self.names.find(form).filter(|_| from <= to);
        let range = |form| self.planned.range((form, from, EntryId(0))..=(form, to, EntryId(u64::MAX)));
        form.map(range).into_iter().flatten().map(|(_, day, id)| (*day, *id))
    }

    /// The entries of a form on one day that are not in the bin.
    pub fn on_day(&self, form: &str, day: NaiveDate) -> impl Iterator<Item = Entry> + '_ {
        self.between(form, day, day).filter_map(|id| self.entry(id)).filter(|e| !e.removed)
    }

    /// Every entry, oldest number first, the bin included.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = Entry> + '_ {
        (1..=self.rows.len() as u64).filter_map(|id| self.entry(EntryId(id)))
    }

    /// Whether an entry lies in the bin, without reading it whole.
    pub fn is_removed(&self, id: EntryId) -> bool {
        self.row(id).is_none_or(|row| row.removed)
    }

    /// The packed answers of an entry and the names in them, for searching many.
    pub fn packed(&self, id: EntryId) -> Option<(&[u8], &Names)> {
        let row = self.row(id)?;
        Some((skip_head(&row.body), &self.names))
    }

    /// The latest entry that `who` made with `form`.
    pub fn latest_by(&self, who: u32, form: &str) -> Option<Entry> {
        let form = self.names.find(form)?;
        let newest = self.rows.iter().enumerate().rev();
        let id = newest
            .filter_map(|(i, row)| Some((i, row.as_ref()?)))
            .find(|(_, row)| row.form == form && row.by == who && !row.removed)?;
        self.entry(EntryId(id.0 as u64 + 1))
    }
}
