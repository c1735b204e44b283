//! Running totals per day, so that a figure over any period costs the same at any number of entries.
//!
//! Kept by [`crate::domain::state::State`] beside the entries and made anew when the plan changes; never stored.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::plan::measure::Source;
use super::plan::{Condition, Period, Promise, Shape};
use super::record::entry::by_month;
use super::record::{Code, Entry, Status, Value};
use crate::text::when::Month;

/// What one day, or any stretch of days, adds up to for one measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// The figure.
    pub value: i64,
    /// Its denominator, for a share.
    pub of: i64,
    /// Everything registered, also what the denominator leaves out.
    pub registered: i64,
    /// Done entries that were read.
    pub entries: i64,
    /// Done entries that say nothing of the figure: the summed field, or the shift they were made in, was not stated.
    pub not_stated: i64,
    /// Occasions that were cancelled.
    pub cancelled: i64,
    /// Occasions that are planned.
    pub planned: i64,
}

impl Sums {
    fn add(&mut self, other: Self, sign: i64) {
        self.value += sign * other.value;
        self.of += sign * other.of;
        self.registered += sign * other.registered;
        self.entries += sign * other.entries;
        self.not_stated += sign * other.not_stated;
        self.cancelled += sign * other.cancelled;
        self.planned += sign * other.planned;
    }
}

/// One measure's totals.
#[derive(Clone, Debug, Default)]
struct Series {
    days: BTreeMap<NaiveDate, Sums>,
    months: BTreeMap<Month, Sums>,
    shifts: HashMap<(NaiveDate, Code), Shift>,
}

/// What is known of one working shift.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shift {
    hits: i64,
    registered: i64,
    counted: i64,
}

impl Shift {
    fn sums(self) -> Sums {
        let seen = i64::from(self.hits > 0);
        Sums {
            value: seen,
            of: i64::from(self.hits > 0 || self.counted > 0),
            registered: i64::from(self.hits > 0 || self.registered > 0),
            ..Sums::default()
        }
    }
}

/// How the entries of a form feed a measure.
#[derive(Clone, Debug)]
struct Feed {
    measure: usize,
    role: Role,
    only: Vec<Condition>,
}

#[derive(Clone, Debug)]
enum Role {
    Count,
    Sum(String),
    Register,
    Hit,
    Extract {
        hits: String,
        of: String,
    },
    /// Only that it was done: the figure comes from elsewhere.
    Seen,
    /// Whether somebody on a roster was called, and came.
    Roster {
        field: String,
        who: String,
        came: Vec<String>,
        called: Vec<String>,
    },
}

/// The totals of every measure of the plan.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    series: Vec<Series>,
    feeds: HashMap<Code, Vec<Feed>>,
    monthly: Vec<Code>,
    /// Whether a day has several working shifts, so that an entry without its shift tells of none of them.
    parted: bool,
}

impl Tally {
    /// Empty totals for the measures of `plan`.
    pub fn new(plan: &Promise) -> Self {
        let mut tally = Self { parted: !plan.calendar.parts.is_empty(), ..Self::default() };
        for (index, (_, measure)) in plan.measures().enumerate() {
            tally.series.push(Series::default());
            let mut feed = |form: &str, role: Role, only: &[Condition]| {
                let feed = Feed { measure: index, role, only: only.to_vec() };
                tally.feeds.entry(form.into()).or_default().push(feed);
            };
            match &measure.shape {
                Shape::Count { of } => of.iter().for_each(|s| feed(&s.form, Role::Count, &s.only)),
                Shape::Sum { of } => {
                    for source in of {
                        let role = source.field.clone().map_or(Role::Count, Role::Sum);
                        feed(&source.form, role, &source.only);
                    }
                }
                Shape::ShareOfShifts { of, hit, extract } => {
                    feed(&of.form, Role::Register, &of.only);
                    feed(&hit.form, Role::Hit, &hit.only);
                    if let Some(x) = extract {
                        feed(&x.form, Role::Extract { hits: x.hits.clone(), of: x.of.clone() }, &[]);
                    }
                }
                Shape::Occasions { form, .. } => feed(form, Role::Seen, &[]),
                Shape::Attendance { form, field, who, came, called } => {
                    let (field, who) = (field.clone(), who.clone());
                    feed(form, Role::Roster { field, who, came: came.clone(), called: called.clone() }, &[]);
                }
                // Reckoned from the register of courses.
                Shape::Course { .. } => {}
                Shape::Cases { meeting, counted, .. } => match counted {
                    Some(Source { form, field: Some(field), only }) if form == meeting => {
                        feed(form, Role::Sum(field.clone()), only);
                    }
                    _ => feed(meeting, Role::Seen, &[]),
                },
            }
        }
        tally.monthly =
            plan.forms().filter(|(_, f)| by_month(f)).map(|(_, f)| f.key.as_str().into()).collect();
        tally
    }

    /// Counts `entry` in (`sign` 1) or out again (`sign` -1).
    pub fn count(&mut self, entry: &Entry, sign: i64) {
        if entry.removed {
            return;
        }
        let Some(feeds) = self.feeds.get(&entry.form) else { return };
        let month = self.monthly.contains(&entry.form);
        for feed in feeds {
            let Some(series) = self.series.get_mut(feed.measure) else { continue };
            let shift =
                (!self.parted || entry.part.is_some()).then(|| entry.part.clone().unwrap_or_default());
            series.count(entry, feed, shift, month, sign);
        }
    }

    /// What the measure numbered `index` (in the plan's order) adds up to in `period`, and whether a month that is
    /// known only as a whole lies partly outside it.
    ///
    /// What was done counts up to `upto`; what is planned and cancelled counts in all of it.
    pub fn within(&self, index: usize, period: Period, upto: NaiveDate) -> (Sums, bool) {
        let mut sums = Sums::default();
        let Some(series) = self.series.get(index).filter(|_| period.from <= period.to) else {
            return (sums, false);
        };
        for (day, totals) in series.days.range(period.from..=period.to) {
            let known = *day <= upto;
            sums.add(
                if known {
                    *totals
                } else {
                    Sums { planned: totals.planned, cancelled: totals.cancelled, ..Sums::default() }
                },
                1,
            );
        }
        let mut cut = false;
        for (month, totals) in series.months.range(Month::of(period.from)..=Month::of(period.to)) {
            if month.first() >= period.from && month.last() <= period.to {
                sums.add(*totals, 1);
            } else {
                cut |= totals.entries > 0;
            }
        }
        (sums, cut)
    }

    /// Whether somebody has registered this working shift or been there.
    pub fn knows_shift(&self, index: usize, shift: &(NaiveDate, Code)) -> bool {
        self.series
            .get(index)
            .and_then(|series| series.shifts.get(shift))
            .is_some_and(|known| known.hits > 0 || known.registered > 0)
    }

    /// Whether something was done in this working shift that makes it a hit.
    pub fn shift_had_hit(&self, index: usize, shift: &(NaiveDate, Code)) -> bool {
        self.series.get(index).and_then(|s| s.shifts.get(shift)).is_some_and(|known| known.hits > 0)
    }

    /// What the measure numbered `index` adds up to outside `period`.
    pub fn outside(&self, index: usize, period: Period) -> Sums {
        let mut sums = Sums::default();
        let Some(series) = self.series.get(index) else { return sums };
        series.days.iter().filter(|(day, _)| !period.contains(**day)).for_each(|(_, s)| sums.add(*s, 1));
        series.months.iter().filter(|(m, _)| !period.contains(m.first())).for_each(|(_, s)| sums.add(*s, 1));
        sums
    }
}

impl Series {
    fn count(&mut self, entry: &Entry, feed: &Feed, shift: Option<Code>, month: bool, sign: i64) {
        let mut sums = Sums::default();
        match &entry.status {
            Status::Planned => sums.planned = 1,
            Status::Cancelled(_) => sums.cancelled = 1,
            Status::Done => {
                if !feed.only.iter().all(|c| entry.value(&c.field).is_some_and(|v| v.is_any(&c.any))) {
                    match (&feed.role, shift) {
                        (Role::Register, Some(shift)) => {
                            self.shift(entry, shift, |known| known.registered += sign);
                            return;
                        }
                        // It was reported, and is none of those that are counted: that is a zero, not nothing.
                        (Role::Count, _) => sums.registered = 1,
                        _ => return,
                    }
                    self.add(entry, month, sums, sign);
                    return;
                }
                sums.entries = 1;
                match &feed.role {
                    Role::Count => sums.value = 1,
                    Role::Seen => {}
                    Role::Roster { field, who, came, called } => {
                        let mark = entry.value(field).and_then(|marks| marks.mark_of(who));
                        let among =
                            |marks: &[String]| mark.is_some_and(|mark| marks.iter().any(|m| mark == m));
                        sums.value = i64::from(among(came));
                        sums.of = i64::from(among(called));
                        sums.registered = i64::from(mark.is_some());
                        sums.not_stated = i64::from(mark.is_none());
                    }
                    Role::Sum(field) => match entry.value(field).and_then(Value::number) {
                        Some(n) => sums.value = n,
                        None => sums.not_stated = 1,
                    },
                    Role::Extract { hits, of } => {
                        sums.value = entry.value(hits).and_then(Value::number).unwrap_or(0);
                        sums.of = entry.value(of).and_then(Value::number).unwrap_or(0);
                        sums.registered = sums.of;
                    }
                    Role::Register | Role::Hit => match (shift, &feed.role) {
                        (Some(shift), Role::Hit) => self.shift(entry, shift, |known| known.hits += sign),
                        (Some(shift), _) => self.shift(entry, shift, |known| {
                            known.registered += sign;
                            known.counted += sign;
                        }),
                        (None, _) => sums.not_stated = 1,
                    },
                }
            }
        }
        self.add(entry, month, sums, sign);
    }

    fn add(&mut self, entry: &Entry, month: bool, sums: Sums, sign: i64) {
        if month {
            self.months.entry(Month::of(entry.on)).or_default().add(sums, sign);
        } else {
            self.days.entry(entry.on).or_default().add(sums, sign);
        }
    }

    /// Changes one shift, and the day's totals by the difference.
    fn shift(&mut self, entry: &Entry, part: Code, change: impl Fn(&mut Shift)) {
        let shift = self.shifts.entry((entry.on, part)).or_default();
        let before = shift.sums();
        change(shift);
        let after = shift.sums();
        let day = self.days.entry(entry.on).or_default();
        day.add(before, -1);
        day.add(after, 1);
    }
}
