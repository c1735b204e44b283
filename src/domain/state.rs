//! Everything that is true now. [`State::evolve`] only applies what happened, and cannot fail.

mod glance;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use chrono::NaiveDate;

use super::event::{Event, Happening};
use super::plan::{self, Promise};
use super::record::entry::belongs;
use super::record::packed::{self, Names};
use super::record::{Cell, Code, Entry, EntryId, Status, WriteId};
use super::tally::Tally;
use crate::text::clean::Clean;

pub use glance::{Glance, Kind};

/// How many of the latest writes are remembered, so that a resend enters nothing twice.
pub const REMEMBERED_WRITES: usize = 4096;

/// How many of one person's changes can be undone one after another without naming them.
const UNDO_DEPTH: usize = 1000;

/// Somebody with an account at the machine.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Account {
    /// The account's name.
    pub name: Clean,
    /// Whether it administers the desk: the one who made it does.
    pub administrator: bool,
}

/// One entry as it lies in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub(super) on: NaiveDate,
    pub(super) at: i64,
    pub(super) seq: u64,
    pub(super) form: u32,
    pub(super) part: Option<u32>,
    pub(super) by: u32,
    pub(super) rev: u32,
    pub(super) removed: bool,
    /// Status and questions, then the answers, packed.
    pub(super) body: Box<[u8]>,
}

/// Everything that is true now.
#[derive(Clone, Debug)]
pub struct State {
    /// The plan in force.
    pub plan: Arc<Promise>,
    /// Its text, its file's name and the journal number it came with.
    pub plan_source: PlanSource,
    /// The day the desk was taken in use: nothing before it is late.
    pub taken_in_use: NaiveDate,
    /// Whether it is an example, marked so on every screen.
    pub example: bool,
    /// Those who have been here, by user id.
    pub accounts: BTreeMap<u32, Account>,
    /// The journal number of the latest happening.
    pub seq: u64,
    /// The totals behind every figure.
    pub tally: Tally,
    names: Names,
    rows: Vec<Option<Row>>,
    days: BTreeSet<(u32, NaiveDate, EntryId)>,
    planned: BTreeSet<(u32, NaiveDate, EntryId)>,
    undoable: HashMap<u32, VecDeque<u64>>,
    writes: HashMap<WriteId, u64>,
    write_order: VecDeque<WriteId>,
}

/// Where the plan in force came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanSource {
    /// The plan's text.
    pub text: String,
    /// The file's name.
    pub file: String,
    /// The journal number of the happening it came with.
    pub seq: Option<u64>,
}

impl State {
    /// Nothing yet: no promise and no entries.
    pub fn new() -> Self {
        let plan = Arc::new(Promise::unwritten());
        Self {
            tally: Tally::new(&plan),
            plan,
            plan_source: PlanSource::default(),
            taken_in_use: NaiveDate::MIN,
            example: false,
            accounts: BTreeMap::new(),
            seq: 0,
            names: Names::default(),
            rows: Vec::new(),
            days: BTreeSet::new(),
            planned: BTreeSet::new(),
            undoable: HashMap::new(),
            writes: HashMap::new(),
            write_order: VecDeque::new(),
        }
    }

    /// The number the next entry will get.
    pub fn next_id(&self) -> EntryId {
        EntryId(self.rows.len() as u64 + 1)
    }

    /// How many entries there are, the bin included.
    pub fn count(&self) -> usize {
        self.rows.len()
    }

    /// The entry numbered `id`.
    pub fn entry(&self, id: EntryId) -> Option<Entry> {
        let row = self.row(id)?;
        let (status, asked, cells) = self.body(&row.body);
        Some(Entry {
            id,
            form: self.names.code(row.form),
            status,
            removed: row.removed,
            cells,
            on: row.on,
            part: row.part.map(|p| self.names.code(p)),
            asked,
            rev: row.rev,
            by: row.by,
            at: row.at,
            seq: row.seq,
        })
    }

    /// The journal number of the entry's latest change.
    pub fn latest_change(&self, id: EntryId) -> Option<u64> {
        self.row(id).map(|row| row.seq)
    }

    /// The numbers of a form's entries between two days, oldest first, the bin included.
    pub fn between(
        &self,
        form: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl DoubleEndedIterator<Item = EntryId> + '_ {
        let form = self.names.find(form).unwrap_or(u32::MAX);
        self.days.range((form, from, EntryId(0))..=(form, to, EntryId(u64::MAX))).map(|(_, _, id)| *id)
    }

    /// What is planned with a form between two days, with its day, the earliest first.
    pub fn planned_between(
        &self,
        form: &str,
        from: NaiveDate,
        to: NaiveDate,
    ) -> impl Iterator<Item = (NaiveDate, EntryId)> + '_ {
        let form = self.names.find(form).unwrap_or(u32::MAX);
        self.planned
            .range((form, from, EntryId(0))..=(form, to, EntryId(u64::MAX)))
            .map(|(_, day, id)| (*day, *id))
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

    /// The journal number under which a write was kept, if it is still remembered.
    pub fn written(&self, write: WriteId) -> Option<u64> {
        self.writes.get(&write).copied()
    }

    /// The latest change by `who` that still stands and can be undone.
    pub fn latest_undoable(&self, who: u32) -> Option<u64> {
        self.undoable.get(&who).and_then(|seqs| seqs.back()).copied()
    }

    /// Applies what happened as journal number `seq`, at `at` milliseconds since 1970 UTC, by `who`.
    pub fn evolve(&mut self, happening: &Happening, seq: u64, at: i64, who: u32) {
        self.seq = seq;
        self.remember(happening.write, seq);
        let mut changed = false;
        for event in &happening.events {
            changed |=
                event.entry().is_some() || matches!(event, Event::PlanLoaded { previous: Some(_), .. });
            self.apply(event, seq, at, who);
        }
        if let Some(undone) = happening.undoes {
            self.undoable.values_mut().for_each(|seqs| seqs.retain(|s| *s != undone));
        } else if changed {
            let seqs = self.undoable.entry(who).or_default();
            seqs.push_back(seq);
            if seqs.len() > UNDO_DEPTH {
                seqs.pop_front();
            }
        }
    }

    fn remember(&mut self, write: WriteId, seq: u64) {
        if self.writes.insert(write, seq).is_none() {
            self.write_order.push_back(write);
        }
        while self.write_order.len() > REMEMBERED_WRITES {
            if let Some(old) = self.write_order.pop_front() {
                self.writes.remove(&old);
            }
        }
    }

    fn apply(&mut self, event: &Event, seq: u64, at: i64, who: u32) {
        match event {
            Event::Founded { taken_in_use, example } => {
                self.taken_in_use =
                    NaiveDate::from_num_days_from_ce_opt(*taken_in_use).unwrap_or(NaiveDate::MIN);
                self.example = *example;
            }
            Event::PlanLoaded { text, file, .. } => self.change_plan(text, file, seq),
            Event::AccountSeen { uid, name, administrator } => {
                self.accounts.insert(*uid, Account { name: name.clone(), administrator: *administrator });
            }
            Event::Entered { id, form, status, cells, asked } => {
                let entry = Entry {
                    id: *id,
                    form: form.clone(),
                    status: status.clone(),
                    removed: false,
                    cells: cells.clone(),
                    on: NaiveDate::MIN,
                    part: None,
                    asked: asked.clone(),
                    rev: 1,
                    by: who,
                    at,
                    seq,
                };
                self.put(entry);
            }
            Event::Amended { id, changes, status, asked, .. } => self.change(*id, seq, |entry| {
                for change in changes {
                    replace(&mut entry.cells, &change.field, change.after.as_ref());
                }
                if let Some((_, after)) = status {
                    entry.status = after.clone();
                }
                entry.asked.clone_from(asked);
            }),
            Event::Removed { id, .. } => self.change(*id, seq, |entry| entry.removed = true),
            Event::Restored { id, .. } => self.change(*id, seq, |entry| entry.removed = false),
        }
    }

    fn change_plan(&mut self, text: &str, file: &str, seq: u64) {
        // A plan is checked before it is kept; one that a later lofte reads differently leaves the one before in force.
        if let Ok(plan) = plan::load::load(text, file) {
            self.plan = Arc::new(plan);
            self.tally = Tally::new(&self.plan);
            let ids: Vec<EntryId> = (1..=self.rows.len() as u64).map(EntryId).collect();
            self.days.clear();
            self.planned.clear();
            for id in ids {
                if let Some(entry) = self.entry(id) {
                    self.rows[id.0 as usize - 1] = None;
                    self.put(entry);
                }
            }
        }
        self.plan_source = PlanSource { text: text.to_owned(), file: file.to_owned(), seq: Some(seq) };
    }

    fn change(&mut self, id: EntryId, seq: u64, change: impl FnOnce(&mut Entry)) {
        let Some(mut entry) = self.entry(id) else { return };
        self.tally.count(&entry, -1);
        if let Some(place) = self.row(id).map(|row| (row.form, row.on, id)) {
            self.days.remove(&place);
            self.planned.remove(&place);
        }
        change(&mut entry);
        entry.rev += 1;
        entry.seq = seq;
        self.put(entry);
    }

    /// Keeps `entry` as it stands, under the day it counts on.
    fn put(&mut self, mut entry: Entry) {
        let plan = Arc::clone(&self.plan);
        if let Some((_, form)) = plan.form(&entry.form)
            && let Some((on, part)) = belongs(form, &plan.calendar, |key| entry.value(key).cloned())
        {
            (entry.on, entry.part) = (on, part);
        }
        let index = entry.id.0 as usize - 1;
        if self.rows.len() <= index {
            self.rows.resize(index + 1, None);
        }
        self.tally.count(&entry, 1);
        let form = self.names.number(&entry.form);
        self.days.insert((form, entry.on, entry.id));
        if entry.status == Status::Planned && !entry.removed {
            self.planned.insert((form, entry.on, entry.id));
        }
        let part = entry.part.as_deref().map(|p| self.names.number(p));
        let body = self.pack(&entry);
        self.rows[index] = Some(Row {
            on: entry.on,
            at: entry.at,
            seq: entry.seq,
            form,
            part,
            by: entry.by,
            rev: entry.rev,
            removed: entry.removed,
            body,
        });
    }

    fn row(&self, id: EntryId) -> Option<&Row> {
        self.rows.get((id.0 as usize).checked_sub(1)?)?.as_ref()
    }

    /// One byte of status and count of questions, their names, then the answers.
    fn pack(&mut self, entry: &Entry) -> Box<[u8]> {
        let (kind, reason) = match &entry.status {
            Status::Done => (0, None),
            Status::Planned => (1, None),
            Status::Cancelled(reason) => (2, Some(reason)),
        };
        let names: Vec<u16> =
            reason.into_iter().chain(&entry.asked).map(|n| self.names.number(n) as u16).collect();
        let mut body = vec![kind | (names.len().min(63) as u8) << 2];
        names.iter().take(63).for_each(|n| body.extend_from_slice(&n.to_be_bytes()));
        body.extend_from_slice(&packed::pack(&entry.cells, &mut self.names));
        body.into_boxed_slice()
    }

    fn body(&self, body: &[u8]) -> (Status, Vec<Code>, Vec<(Code, Cell)>) {
        let head = body.first().copied().unwrap_or(0);
        let mut names = body
            .get(1..)
            .unwrap_or_default()
            .chunks_exact(2)
            .take(usize::from(head >> 2))
            .map(|n| self.names.code(u32::from(u16::from_be_bytes([n[0], n[1]]))));
        let status = match head & 3 {
            1 => Status::Planned,
            2 => Status::Cancelled(names.next().unwrap_or_default()),
            _ => Status::Done,
        };
        let asked = names.collect();
        (status, asked, packed::unpack(skip_head(body), &self.names))
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

fn skip_head(body: &[u8]) -> &[u8] {
    let names = usize::from(body.first().copied().unwrap_or(0) >> 2);
    body.get(1 + 2 * names..).unwrap_or_default()
}

fn replace(cells: &mut Vec<(Code, Cell)>, field: &Code, after: Option<&Cell>) {
    match (cells.iter_mut().find(|(key, _)| key == field), after) {
        (Some((_, cell)), Some(after)) => *cell = after.clone(),
        (Some(_), None) => cells.retain(|(key, _)| key != field),
        (None, Some(after)) => cells.push((field.clone(), after.clone())),
        (None, None) => {}
    }
}
