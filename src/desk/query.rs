//! Pages of entries: which ones, in what order, and a slice of them.
//!
//! The numbers a query found are kept until something changes, so that going from page to page is taking a slice. What is
//! the desk's own is on no page, and notes on individuals put nothing in order. A name does so as it is told.

use std::cmp::{Ordering, Reverse};
use std::collections::{HashMap, VecDeque};

use chrono::{NaiveTime, Timelike};

use super::ask::{Only, PAGE, PageView, Query};
use super::search::Search;
use super::wire;
use crate::domain::casework::secrecy::{self, FoundBy};
use crate::domain::course::view::Names;
use crate::domain::course::{enrol, personal};
use crate::domain::plan::{Form, Promise, Sort};
use crate::domain::record::packed::raw;
use crate::domain::record::{Entry, EntryId, Value};
use crate::domain::state::{Glance, Kind, State};
use crate::text::order::sort_key;

/// How many queries' results are kept.
const KEPT: usize = 4;

/// The most bytes the rows of one page take, which leaves room for the rest of its frame.
const BYTES: usize = 900 << 10;

/// The latest queries' results.
#[derive(Debug, Default)]
pub struct Pages {
    kept: VecDeque<Found>,
}

#[derive(Debug)]
struct Found {
    query: Query,
    who: u32,
    seq: u64,
    ids: Vec<EntryId>,
}

impl Pages {
    /// The rows of `query` from the row numbered `from`, at most `count`, at most [`PAGE`] and no more than fit in one
    /// answer, for `who`.
    pub fn page(&mut self, state: &State, query: &Query, who: u32, from: u32, count: u32) -> PageView {
        let ids = self.ids(state, query, who);
        let first = (from as usize).min(ids.len());
        let last = first.saturating_add(count.min(PAGE) as usize).min(ids.len());
        let mut taken = 0_usize;
        // A first row is always given: a page without rows says that there are no more.
        let fits = |entry: &Entry| {
            let size = wire::frame(entry).map_or(BYTES, |frame| frame.len());
            let fits = taken == 0 || taken + size <= BYTES;
            taken += size;
            fits
        };
        let rows = ids[first..last].iter().filter_map(|id| state.entry(*id)).take_while(fits).collect();
        let (total, from) = (ids.len() as u32, first as u32);
        PageView { total, from, rows, seq: state.seq, names: query.names }
    }

    fn ids(&mut self, state: &State, query: &Query, who: u32) -> &[EntryId] {
        let same =
            |f: &Found| f.seq == state.seq && f.query == *query && (query.only != Only::Mine || f.who == who);
        if let Some(at) = self.kept.iter().position(same) {
            let found = self.kept.remove(at);
            self.kept.extend(found);
        } else {
            self.kept.retain(|found| found.seq == state.seq);
            while self.kept.len() >= KEPT {
                self.kept.pop_front();
            }
            let ids = find(state, query, who);
            self.kept.push_back(Found { query: query.clone(), who, seq: state.seq, ids });
        }
        self.kept.back().map_or(&[], |found| &found.ids)
    }

    /// Forgets everything, as when the state was made anew.
    pub fn clear(&mut self) {
        self.kept.clear();
    }
}

/// The numbers of all entries that `query` means, in its order.
pub fn find(state: &State, query: &Query, who: u32) -> Vec<EntryId> {
    let mut search = Search::new(state, &query.words);
    let times = Times::of(state);
    let mut found: Vec<(Place, EntryId)> = Vec::new();
    let inner = inner(state);
    let mut look = |id: EntryId| {
        if let Some(entry) = state.glance(id)
            && !inner.contains(&entry.form)
            && wanted(&entry, query, who)
            && search.as_mut().is_none_or(|search| search.finds(&entry))
        {
            found.push((times.place(&entry, state), id));
        }
    };
    if query.forms.is_empty() {
        (1..=state.count() as u64).for_each(|id| look(EntryId(id)));
    } else {
        let period = query.period.unwrap_or(EVER);
        query.forms.iter().for_each(|form| state.between(form, period.from, period.to).for_each(&mut look));
    }
    if query.only == Only::Mine {
        found.sort_unstable_by_key(|(_, id)| Reverse((state.latest_change(*id), *id)));
        return found.into_iter().map(|(_, id)| id).collect();
    }
    found.sort_unstable_by_key(|(place, id)| Reverse((*place, *id)));
    let mut ids: Vec<EntryId> = found.into_iter().map(|(_, id)| id).collect();
    match query.sort {
        Sort::NewestFirst => {}
        Sort::OldestFirst => ids.reverse(),
        Sort::Column(n) => by_column(state, &mut ids, (n, query.names), |order| order),
        Sort::ColumnDown(n) => by_column(state, &mut ids, (n, query.names), Ordering::reverse),
    }
    ids
}

/// The numbers of the names of forms that are the desk's own.
fn inner(state: &State) -> Vec<u32> {
    let plan = &state.plan;
    let own = plan.forms().filter(|(_, form)| form.inner).map(|(_, form)| form.key.as_str());
    let of_cases = secrecy::forms(plan).filter(|(_, by)| *by == FoundBy::Nothing).map(|(form, _)| form);
    own.chain(of_cases).filter_map(|form| state.names().find(form)).collect()
}

const EVER: crate::domain::plan::Period =
    crate::domain::plan::Period { from: chrono::NaiveDate::MIN, to: chrono::NaiveDate::MAX };

fn wanted(entry: &Glance<'_>, query: &Query, who: u32) -> bool {
    let standing = match query.only {
        Only::All => true,
        Only::Bin => entry.removed,
        Only::Live => !entry.removed,
        Only::Done => !entry.removed && entry.kind == Kind::Done,
        Only::Planned => !entry.removed && entry.kind == Kind::Planned,
        Only::Cancelled => !entry.removed && entry.kind == Kind::Cancelled,
        Only::Asked => !entry.removed && entry.asked,
        Only::Mine => !entry.removed && entry.by == who,
    };
    standing && query.period.is_none_or(|period| period.contains(entry.on))
}

/// Where an entry stands in time: its day, and the minutes since that day began; 0 where no time is known.
type Place = (chrono::NaiveDate, u32);

/// Which answer holds the time of day, by the number of the form's name.
struct Times {
    keys: HashMap<u32, u32>,
    /// Before this minute a time belongs to the shift that began the day before, so it comes after that day's others.
    morning: u32,
}

impl Times {
    fn of(state: &State) -> Self {
        let names = state.names();
        let timed = |form: &Form| form.time.clone().filter(|_| form.part.is_none());
        let keys = state
            .plan
            .forms()
            .filter_map(|(_, form)| Some((names.find(&form.key)?, names.find(&timed(form)?)?)));
        let first = state.plan.calendar.parts.first();
        Self { keys: keys.collect(), morning: first.map_or(0, |part| minutes(part.from)) }
    }

    fn place(&self, entry: &Glance<'_>, state: &State) -> Place {
        let time = self.keys.get(&entry.form).and_then(|key| {
            let answer = raw(entry.answers).find(|answer| answer.key == *key)?;
            match answer.cell(state.names()).1.value {
                Value::Time(time) => Some(minutes(time)),
                _ => None,
            }
        });
        let next_day = |minute: u32| if minute < self.morning { minute + 24 * 60 } else { minute };
        (entry.on, time.map_or(0, next_day))
    }
}

fn minutes(time: NaiveTime) -> u32 {
    time.num_seconds_from_midnight() / 60
}

/// What a column is sorted by.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Number(i64),
    Text(String),
}

/// Sorts by the `n`-th column of each entry's form; entries without an answer there come last either way.
fn by_column(
    state: &State,
    ids: &mut Vec<EntryId>,
    (n, names): (u8, Names),
    way: impl Fn(Ordering) -> Ordering,
) {
    let mut keyed: Vec<(Option<Key>, EntryId)> =
        ids.iter().map(|id| (column(state, *id, usize::from(n), names), *id)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) => way(a.cmp(b)),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    *ids = keyed.into_iter().map(|(_, id)| id).collect();
}

fn column(state: &State, id: EntryId, n: usize, names: Names) -> Option<Key> {
    let entry = state.glance(id)?;
    let (_, form) = state.plan.form(&state.names().code(entry.form))?;
    let field = form.columns.get(n)?;
    if secrecy::note(&state.plan, &form.key) == Some(field) {
        return None;
    }
    let key = state.names().find(field)?;
    let (_, mut cell) = raw(entry.answers).find(|answer| answer.key == key)?.cell(state.names());
    if enrol::is_personal(&form.key, field) {
        personal::mask_cell(field, &mut cell, names);
    }
    sorted_by(&state.plan, form, field, &cell.value)
}

fn sorted_by(plan: &Promise, form: &Form, field: &str, value: &Value) -> Option<Key> {
    let label = |code: &str| {
        let list = form.field(field).and_then(|f| f.kind.list()).and_then(|list| plan.list(list));
        let item = list.and_then(|list| list.items.iter().find(|item| item.code == code));
        sort_key(item.map_or(code, |item| &item.label.sv))
    };
    Some(match value {
        Value::Day(day) => Key::Number(day_number(*day)),
        Value::Month(month) => Key::Number(day_number(month.first())),
        Value::Time(time) => Key::Number(i64::from(minutes(*time))),
        Value::Number(n) => Key::Number(*n),
        Value::YesNo(yes) => Key::Number(i64::from(*yes)),
        Value::Code(code) => Key::Text(label(code)),
        Value::Codes(codes) => Key::Text(label(codes.first()?)),
        Value::Text(text) | Value::Masked(text) => Key::Text(sort_key(text)),
        Value::Marks(marks) => Key::Text(sort_key(&marks.first()?.1)),
        Value::Nothing(_) => return None,
    })
}

fn day_number(day: chrono::NaiveDate) -> i64 {
    i64::from(crate::domain::decide::day_number(day))
}
