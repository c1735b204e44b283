//! An example history, made from any plan: a few years of entries as people would have made them.
//!
//! Pure and repeatable: the same plan, seed, size and moment give the same history. It knows no activity; forms, fields,
//! lists and ranges come from the plan. Months that are followed by an extract get extracts and no single entries, the
//! last such month is left to be reported, and a few shifts are left unregistered, so that there is something due.

mod answers;
mod arrange;
mod asking;
mod calendar;
mod casework;
mod chance;
mod courses;

use std::collections::{BTreeMap, HashSet};

use chrono::{Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone};

use self::answers::{Occasion, answers};
use self::calendar::{Habit, Used};
use self::chance::Chance;
use super::command::Change;
use super::event::{Event, Happening};
use super::plan::{FieldKind, Promise};
use super::record::answer::{Context, fits};
use super::record::check::questions;
use super::record::{Cell, Code, EntryId, Question, Status, Value, WriteId};

/// More entries than this are written several to a happening.
const ONE_BY_ONE: usize = 8000;

/// What an example is made of.
#[derive(Clone, Copy, Debug)]
pub struct Recipe<'a> {
    /// The plan.
    pub plan: &'a Promise,
    /// Another seed gives another history.
    pub seed: u64,
    /// How many entries there shall be, the bin included.
    pub entries: usize,
    /// The last day, and the time then.
    pub now: (NaiveDate, NaiveTime),
    /// The journal number that the first happening will have.
    pub first_seq: u64,
    /// Who made the entries, by user id; the first one most of them.
    pub people: &'a [u32],
}

/// One happening of the example, in the order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Who (user id).
    pub who: u32,
    /// What.
    pub happening: Happening,
}

/// Tells the example's history, oldest first, without ever holding all of it.
pub fn tell(recipe: Recipe<'_>) -> impl Iterator<Item = Told> + '_ {
    let mut teller = Teller::new(recipe);
    std::iter::from_fn(move || {
        loop {
            if let Some(told) = teller.ready.pop() {
                return Some(told);
            }
            if !teller.next_day() {
                return None;
            }
        }
    })
}

/// Something that is written down at a moment.
enum Note {
    Enter {
        form: usize,
        occasion: Occasion,
    },
    Correct {
        id: EntryId,
        form: usize,
        seq: u64,
        cells: Vec<(Code, Cell)>,
    },
    Remove {
        id: EntryId,
        seq: u64,
    },
    /// What happened to case meetings or to courses: a happening of its own.
    Kept(Register, Vec<Event>),
}

/// What was asked of a desk of its own, and has numbers of its own until it is told.
#[derive(Clone, Copy)]
enum Register {
    Cases,
    Courses,
}

/// The number that each entry of a register got here, and the journal number of each of its happenings.
#[derive(Default)]
struct Numbers {
    ids: Vec<EntryId>,
    seqs: Vec<u64>,
}

struct Teller<'a> {
    recipe: Recipe<'a>,
    forms: Vec<Used<'a>>,
    chance: Chance,
    /// How many occasional entries each form has on each day.
    plenty: BTreeMap<NaiveDate, Vec<u32>>,
    shifts: BTreeMap<NaiveDate, Vec<(usize, Code)>>,
    shifts_left: usize,
    shifts_wanted: usize,
    /// What will be written down, by moment and order.
    notes: BTreeMap<(NaiveDateTime, u64), Note>,
    /// The day reached; `None` when all is told.
    day: Option<NaiveDate>,
    ready: Vec<Told>,
    seq: u64,
    id: u64,
    order: u64,
    cases: Numbers,
    courses: Numbers,
}

impl<'a> Teller<'a> {
    fn new(recipe: Recipe<'a>) -> Self {
        let forms = calendar::forms(recipe.plan);
        let first = recipe.plan.period.from;
        let mut teller = Self {
            forms,
            chance: Chance::new(recipe.seed),
            plenty: BTreeMap::new(),
            shifts: BTreeMap::new(),
            shifts_left: 0,
            shifts_wanted: 0,
            notes: BTreeMap::new(),
            day: (first <= recipe.now.0 && !recipe.people.is_empty()).then_some(first),
            ready: Vec::new(),
            seq: recipe.first_seq,
            id: 0,
            order: 0,
            cases: Numbers::default(),
            courses: Numbers::default(),
            recipe,
        };
        if teller.day.is_some() {
            let rest = teller.arrange_registers();
            let rest = teller.arrange_fixed(rest);
            teller.arrange_occasional(rest);
        }
        teller
    }

    fn note(&mut self, moment: NaiveDateTime, note: Note) {
        let (day, time) = self.recipe.now;
        self.order += 1;
        self.notes.insert((moment.min(day.and_time(time)), self.order), note);
    }

    /// Makes what is written down on the next day ready; false when there is no day left.
    fn next_day(&mut self) -> bool {
        let Some(day) = self.day else { return false };
        let hit = self.occasions_of(day);
        self.registers_of(day, &hit);
        self.day = day.succ_opt().filter(|next| *next <= self.recipe.now.0);
        let later = self.notes.split_off(&(day.and_time(NaiveTime::MIN) + Days::new(1), 0));
        let today = std::mem::replace(&mut self.notes, later);
        self.write_down(today);
        true
    }

    /// The day's occasions, set down for when they are reported; gives the shifts that had one.
    fn occasions_of(&mut self, day: NaiveDate) -> HashSet<(NaiveDate, Code)> {
        let mut hit = HashSet::new();
        let Some(counts) = self.plenty.remove(&day) else { return hit };
        for (index, count) in counts.into_iter().enumerate() {
            for _ in 0..count {
                let used = self.forms[index];
                let (occasion, told) = if used.form.time.is_some() {
                    self.timed(day)
                } else {
                    (
                        Occasion { day, time: None, part: None, status: self.outcome(&used) },
                        self.told_after(day),
                    )
                };
                if let Some(time) = occasion.time {
                    let (on, part) = self.recipe.plan.calendar.shift_of(occasion.day, time);
                    hit.extend(part.map(|p| (on, Code::from(p.code.as_str()))));
                }
                self.note(told, Note::Enter { form: index, occasion });
            }
        }
        hit
    }

    /// An occasion with a time of day: never later than now, and after midnight it is the day after.
    fn timed(&mut self, day: NaiveDate) -> (Occasion, NaiveDateTime) {
        let now = self.recipe.now.0.and_time(self.recipe.now.1);
        let mut when = now;
        for _ in 0..8 {
            let (time, after_midnight) = calendar::moment(&mut self.chance);
            when = (day + Days::new(u64::from(after_midnight))).and_time(time);
            if when <= now {
                break;
            }
            when = now - TimeDelta::minutes(self.chance.between(1, 300));
        }
        let told = when + TimeDelta::minutes(self.chance.between(3, 40));
        (Occasion { day: when.date(), time: Some(when.time()), part: None, status: Status::Done }, told)
    }

    /// Most occasions take place; some are cancelled, with a reason.
    fn outcome(&mut self, used: &Used<'_>) -> Status {
        let reasons = used.form.cancel_reasons.as_deref().and_then(|key| self.recipe.plan.list(key));
        let items: Vec<_> = reasons.map(|l| l.items.iter().collect()).unwrap_or_default();
        match self.chance.percent(12).then(|| self.chance.early(&items)).flatten() {
            Some(item) => Status::Cancelled(item.code.as_str().into()),
            None => Status::Done,
        }
    }

    /// Most is reported the same afternoon, some the days after.
    fn told_after(&mut self, day: NaiveDate) -> NaiveDateTime {
        let late = if self.chance.percent(70) { 0 } else { self.chance.below(6) + 1 };
        at_office(day + Days::new(late), &mut self.chance)
    }

    /// The day's shifts that somebody registers, those without a visit first of all.
    fn registers_of(&mut self, day: NaiveDate, hit: &HashSet<(NaiveDate, Code)>) {
        for (index, part) in self.shifts.remove(&day).unwrap_or_default() {
            let needed = self.shifts_wanted as u64;
            // A shift without a visit is registered, so that the share has its denominator; one with a visit seldom.
            let chosen = !hit.contains(&(day, part.clone())) || self.chance.percent(4);
            if needed > 0 && (chosen || self.shifts_wanted >= self.shifts_left) {
                self.shifts_wanted -= 1;
                let occasion = Occasion { day, time: None, part: Some(part), status: Status::Done };
                let told = (day + Days::new(1)).and_time(NaiveTime::MIN) + TimeDelta::minutes(7 * 60);
                self.note(told, Note::Enter { form: index, occasion });
            }
            self.shifts_left -= 1;
        }
    }

    /// Turns a day's notes into happenings, the last one first.
    fn write_down(&mut self, notes: BTreeMap<(NaiveDateTime, u64), Note>) {
        let most = (self.recipe.entries / ONE_BY_ONE * 8).max(1);
        let mut notes = notes.into_iter().peekable();
        let mut told = Vec::new();
        while let Some(((moment, _), note)) = notes.next() {
            let who = self.somebody();
            let alone = matches!(note, Note::Kept(..));
            let mut events = self.events(moment, note);
            let mut last = moment;
            while !alone
                && events.len() < most
                && let Some(((moment, _), note)) = notes.next_if(|(_, note)| !matches!(note, Note::Kept(..)))
            {
                events.extend(self.events(moment, note));
                last = moment;
            }
            let write = WriteId(u128::from(self.chance.next()) << 64 | u128::from(self.chance.next()));
            let happening = Happening { write, undoes: None, events };
            told.push(Told { at: self.instant(last), who, happening });
            self.seq += 1;
        }
        told.reverse();
        self.ready = told;
    }

    fn somebody(&mut self) -> u32 {
        let people = self.recipe.people;
        let other = if self.chance.percent(55) { 0 } else { self.chance.below(people.len() as u64) as usize };
        people[other]
    }

    fn instant(&self, moment: NaiveDateTime) -> i64 {
        let zone = self.recipe.plan.time_zone;
        let earliest = zone.from_local_datetime(&moment).earliest();
        earliest.map_or_else(|| moment.and_utc().timestamp_millis(), |t| t.timestamp_millis())
    }

    fn events(&mut self, moment: NaiveDateTime, note: Note) -> Vec<Event> {
        match note {
            Note::Enter { form, occasion } => vec![self.entered(moment, form, &occasion)],
            Note::Correct { id, form, seq, cells } => vec![self.corrected(id, form, seq, &cells)],
            Note::Remove { id, seq } => vec![Event::Removed { id, previous: seq }],
            Note::Kept(register, events) => self.numbered(register, events),
        }
    }

    /// What happened to case meetings or to courses, with the numbers it has here.
    fn numbered(&mut self, register: Register, mut events: Vec<Event>) -> Vec<Event> {
        let numbers = match register {
            Register::Cases => &mut self.cases,
            Register::Courses => &mut self.courses,
        };
        numbers.seqs.push(self.seq);
        for event in &mut events {
            match event {
                Event::Entered { id, .. } => {
                    self.id += 1;
                    numbers.ids.push(EntryId(self.id));
                    *id = EntryId(self.id);
                }
                Event::Amended { id, previous, .. }
                | Event::Removed { id, previous }
                | Event::Restored { id, previous } => {
                    *id = numbers.ids[id.0 as usize - 1];
                    *previous = numbers.seqs[*previous as usize - 1];
                }
                Event::Founded { .. } | Event::PlanLoaded { .. } | Event::AccountSeen { .. } => {}
            }
        }
        events
    }

    fn entered(&mut self, moment: NaiveDateTime, index: usize, occasion: &Occasion) -> Event {
        let Recipe { plan, .. } = self.recipe;
        let form = self.forms[index].form;
        let cells = answers(plan, form, occasion, &mut self.chance);
        let ctx = Context { plan, today: moment.date(), time: moment.time() };
        let asked: HashSet<Code> =
            questions(form, &occasion.status, &cells, &ctx).iter().map(Question::code).collect();
        let mut asked: Vec<Code> = asked.into_iter().collect();
        asked.sort();
        self.id += 1;
        let id = EntryId(self.id);
        let seq = self.seq;
        // What a shift's or a month's report rests on stays.
        let Used { habit, form, .. } = self.forms[index];
        let reported_alone =
            habit == Habit::Occasional && form.time.is_none() && occasion.status == Status::Done;
        match self.chance.below(100) {
            0..=2 => {
                let told = self.told_after(moment.date() + Days::new(1));
                self.follow(told, Note::Correct { id, form: index, seq, cells: cells.clone() });
            }
            3 if reported_alone => {
                let told = self.told_after(moment.date() + Days::new(1));
                self.follow(told, Note::Remove { id, seq });
            }
            _ => {}
        }
        Event::Entered { id, form: form.key.as_str().into(), status: occasion.status.clone(), cells, asked }
    }

    /// Sets down a later change, if there is a later day to make it on.
    fn follow(&mut self, moment: NaiveDateTime, note: Note) {
        if self.day.is_some_and(|next| moment.date() >= next && moment.date() <= self.recipe.now.0) {
            self.note(moment, note);
        }
    }

    /// A number that was one too small, or else an answer that comes late.
    fn corrected(&mut self, id: EntryId, index: usize, seq: u64, cells: &[(Code, Cell)]) -> Event {
        let plan = self.recipe.plan;
        let form = self.forms[index].form;
        let bound = |key: &str| {
            form.fields
                .iter()
                .any(|f| f.at_most.as_deref() == Some(key) || f.key == key && f.at_most.is_some())
        };
        let change = form
            .fields
            .iter()
            .filter(|f| matches!(f.kind, FieldKind::Count { .. }) && !bound(&f.key))
            .find_map(|f| {
                let (key, before) = cells.iter().find(|(key, _)| *key == f.key)?;
                let after = Value::Number(before.value.number()? + 1);
                fits(f, &after, plan).ok()?;
                Some(Change {
                    field: key.clone(),
                    before: Some(before.clone()),
                    after: Some(Cell::typed(after)),
                })
            });
        let Some(change) = change else { return Event::Removed { id, previous: seq } };
        let reasons = form.correction_reasons.as_deref().and_then(|key| plan.list(key));
        let reason = reasons.and_then(|l| l.items.first()).map(|i| i.code.as_str().into());
        Event::Amended { id, changes: vec![change], status: None, reason, asked: Vec::new(), previous: seq }
    }
}

fn at_office(day: NaiveDate, chance: &mut Chance) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::minutes(chance.between(8 * 60, 17 * 60))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
