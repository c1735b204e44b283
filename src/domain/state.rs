//! Everything that is true now. [`State::evolve`] only applies what happened, and cannot fail.

mod glance;
mod look;
mod row;
mod standing;

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use chrono::NaiveDate;

use super::casework::{Index, secrecy};
use super::course;
use super::event::{Event, Happening};
use super::plan::{self, Promise};
use super::record::entry::belongs;
use super::record::packed::Names;
use super::record::{Cell, Code, Entry, EntryId, Status, WriteId};
use super::tally::Tally;
use crate::text::clean::Clean;
use row::Row;
use standing::{Steps, Turn};

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

/// The happening that a change comes with.
#[derive(Clone, Copy)]
struct Change {
    seq: u64,
    at: i64,
    who: u32,
    /// What it does to an earlier change, where it undoes one.
    turn: Option<Turn>,
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
    casework: Index,
    courses: course::Index,
    names: Names,
    rows: Vec<Option<Row>>,
    days: BTreeSet<(u32, NaiveDate, EntryId)>,
    planned: BTreeSet<(u32, NaiveDate, EntryId)>,
    undoable: HashMap<u32, VecDeque<u64>>,
    standing: HashMap<EntryId, Steps>,
    plans: Steps,
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
            casework: Index::new(&plan),
            courses: course::Index::new(&plan),
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
            standing: HashMap::new(),
            plans: Steps::default(),
            writes: HashMap::new(),
            write_order: VecDeque::new(),
        }
    }

    /// Nothing yet but a plan in force: for judging what would be entered.
    pub fn under(plan: Promise) -> Self {
        let plan = Arc::new(plan);
        let (casework, courses) = (Index::new(&plan), course::Index::new(&plan));
        Self { tally: Tally::new(&plan), casework, courses, plan, ..Self::new() }
    }

    /// The cases that are kept by code, with what hangs on each.
    pub fn casework(&self) -> &Index {
        &self.casework
    }

    /// The courses by code, with what hangs on each.
    pub fn courses(&self) -> &course::Index {
        &self.courses
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

    /// The journal number under which a write was kept, if it is still remembered.
    pub fn written(&self, write: WriteId) -> Option<u64> {
        self.writes.get(&write).copied()
    }

    /// The latest change by `who` that still stands and can be undone.
    pub fn latest_undoable(&self, who: u32) -> Option<u64> {
        self.undoable(who).next()
    }

    /// The changes by `who` that still stand and can be undone, the latest first.
    pub fn undoable(&self, who: u32) -> impl Iterator<Item = u64> + '_ {
        self.undoable.get(&who).into_iter().flat_map(|seqs| seqs.iter().rev()).copied()
    }

    /// Applies what happened as journal number `seq`, at `at` milliseconds since 1970 UTC, by `who`.
    pub fn evolve(&mut self, happening: &Happening, seq: u64, at: i64, who: u32) {
        self.seq = seq;
        self.remember(happening.write, seq);
        let turn =
            happening.undoes.and_then(|undone| happening.events.iter().find_map(|e| self.turn(undone, e)));
        let mut changed = false;
        for event in &happening.events {
            self.apply(event, Change { seq, at, who, turn });
            changed = changed || self.is_change(event);
        }
        match turn {
            Some(Turn::Back(undone)) => {
                self.undoable.values_mut().for_each(|seqs| seqs.retain(|s| *s != undone));
            }
            Some(Turn::Again(redone)) => self.can_be_undone(who, redone),
            None if changed => self.can_be_undone(who, seq),
            None => {}
        }
    }

    /// Whether an event is one that whoever it came from may want to undo; what is the desk's own comes by itself.
    fn is_change(&self, event: &Event) -> bool {
        match event.entry().and_then(|id| self.row(id)) {
            Some(row) => !secrecy::is_own(&self.plan, &self.names.code(row.form)),
            None => matches!(event, Event::PlanLoaded { previous: Some(_), .. }),
        }
    }

    fn can_be_undone(&mut self, who: u32, seq: u64) {
        let seqs = self.undoable.entry(who).or_default();
        seqs.push_back(seq);
        if seqs.len() > UNDO_DEPTH {
            seqs.pop_front();
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

    fn apply(&mut self, event: &Event, by: Change) {
        match event {
            Event::Founded { taken_in_use, example } => {
                self.taken_in_use =
                    NaiveDate::from_num_days_from_ce_opt(*taken_in_use).unwrap_or(NaiveDate::MIN);
                self.example = *example;
            }
            Event::PlanLoaded { text, file, .. } => self.change_plan(text, file, by),
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
                    by: by.who,
                    at: by.at,
                    seq: by.seq,
                };
                self.put(entry);
            }
            Event::Amended { id, changes, status, asked, .. } => self.change(*id, by, |entry| {
                for change in changes {
                    replace(&mut entry.cells, &change.field, change.after.as_ref());
                }
                if let Some((_, after)) = status {
                    entry.status = after.clone();
                }
                entry.asked.clone_from(asked);
            }),
            Event::Removed { id, .. } => self.change(*id, by, |entry| entry.removed = true),
            Event::Restored { id, .. } => self.change(*id, by, |entry| entry.removed = false),
        }
    }

    fn change_plan(&mut self, text: &str, file: &str, by: Change) {
        // A plan is checked before it is kept; one that a later lofte reads differently leaves the one before in force.
        let (loaded, first) = (plan::load::load(text, file), self.plan_source.seq.is_none());
        if loaded.is_ok() || first {
            self.plan_source = PlanSource { text: text.to_owned(), file: file.to_owned(), seq: Some(by.seq) };
        }
        if let Ok(plan) = loaded {
            self.plan = Arc::new(plan);
            self.tally = Tally::new(&self.plan);
            self.casework = Index::new(&self.plan);
            self.courses = course::Index::new(&self.plan);
            self.days.clear();
            self.planned.clear();
            for id in (1..=self.rows.len() as u64).map(EntryId) {
                if let Some(mut entry) = self.entry(id) {
                    self.in_form_order(&mut entry);
                    self.put(entry);
                }
            }
        }
        match by.turn {
            Some(turn) => self.plans.take(turn, by.seq),
            None => self.plans.make(by.seq, &[]),
        }
    }

    fn change(&mut self, id: EntryId, by: Change, change: impl FnOnce(&mut Entry)) {
        let Some(mut entry) = self.entry(id) else { return };
        self.tally.count(&entry, -1);
        self.casework.leave(&entry);
        self.courses.leave(&entry);
        if let Some(place) = self.row(id).map(|row| (row.form, row.on, id)) {
            self.days.remove(&place);
            self.planned.remove(&place);
        }
        let steps = self.standing.entry(id).or_insert_with(|| Steps::first(entry.seq, &entry.asked));
        change(&mut entry);
        match by.turn {
            Some(turn) => {
                steps.take(turn, by.seq);
                entry.asked = steps.asked().map_or(entry.asked, <[Code]>::to_vec);
            }
            None => steps.make(by.seq, &entry.asked),
        }
        entry.rev += 1;
        entry.seq = by.seq;
        self.in_form_order(&mut entry);
        self.put(entry);
    }

    /// Keys the plan's form no longer has come last.
    fn in_form_order(&self, entry: &mut Entry) {
        if let Some((_, form)) = self.plan.form(&entry.form) {
            entry.cells.sort_by_key(|(key, _)| form.position(key).unwrap_or(usize::MAX));
        }
    }

    /// Keeps `entry` as it stands, under the day it counts on.
    fn put(&mut self, mut entry: Entry) {
        let plan = Arc::clone(&self.plan);
        if let Some((_, form)) = plan.form(&entry.form)
            && let Some((on, part)) = belongs(form, &plan.calendar, |key| entry.value(key).cloned())
        {
            (entry.on, entry.part) = (on, part);
        }
        // Numbers begin at 1.
        let Some(index) = (entry.id.0 as usize).checked_sub(1) else { return };
        if self.rows.len() <= index {
            self.rows.resize(index + 1, None);
        }
        self.tally.count(&entry, 1);
        self.casework.take(&entry);
        self.courses.take(&entry);
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
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

fn replace(cells: &mut Vec<(Code, Cell)>, field: &Code, after: Option<&Cell>) {
    match (cells.iter_mut().find(|(key, _)| key == field), after) {
        (Some((_, cell)), Some(after)) => *cell = after.clone(),
        (Some(_), None) => cells.retain(|(key, _)| key != field),
        (None, Some(after)) => cells.push((field.clone(), after.clone())),
        (None, None) => {}
    }
}
