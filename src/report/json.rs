//! Entries, figures and due work as JSON, for other programs.
//!
//! The names written here are a promise to those programs: the plan's keys and codes, never labels, the same in every
//! language. A nothing is `null`, and which nothing it is stands beside it.

mod course;
mod due;
mod meeting;

use std::io::{self, Write};

use chrono::{DateTime, NaiveDate, SecondsFormat};
use chrono_tz::Tz;
use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};

use crate::desk::ask::{Step, What};
use crate::domain::course::ledger::CalledOff;
use crate::domain::course::view::CourseLine;
use crate::domain::outcome::{Figure, NoFigure, Standing};
use crate::domain::plan::Promise;
use crate::domain::record::{Cell, Code, Entry, Nothing, Status, Value};
use meeting::OfField;

pub use due::DueRow;

/// An array that is written one item at a time, so that a million entries need no memory of their own.
pub struct Array<W: Write> {
    out: W,
    first: bool,
}

impl<W: Write> Array<W> {
    /// Begins an array.
    pub fn begin(mut out: W) -> io::Result<Self> {
        out.write_all(b"[")?;
        Ok(Self { out, first: true })
    }

    /// Writes one item on a line of its own.
    pub fn push(&mut self, item: &impl Serialize) -> io::Result<()> {
        self.out.write_all(if self.first { b"\n  " } else { b",\n  " })?;
        self.first = false;
        Ok(serde_json::to_writer(&mut self.out, item)?)
    }

    /// Ends the array with a line break.
    pub fn end(mut self) -> io::Result<()> {
        self.out.write_all(if self.first { b"]\n" } else { b"\n]\n" })?;
        self.out.flush()
    }
}

/// Writes one value on a line of its own.
pub fn line(mut out: impl Write, item: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(&mut out, item)?;
    out.write_all(b"\n")?;
    out.flush()
}

/// What entries are written against: the plan they are read by, and the names of those who made them.
#[derive(Clone, Copy, Debug)]
pub struct Names<'a> {
    /// The plan in force.
    pub plan: &'a Promise,
    /// The names of accounts by user id.
    pub accounts: &'a [(u32, String)],
    /// Today, by which a commitment is late.
    pub today: NaiveDate,
}

impl Names<'_> {
    /// Gives the name of an account, or `uid 1000` where it is not known.
    pub fn account(&self, uid: u32) -> String {
        let known = self.accounts.iter().find(|(id, _)| *id == uid);
        known.map_or_else(|| format!("uid {uid}"), |(_, name)| name.clone())
    }

    fn moment(&self, at: i64) -> String {
        moment(at, self.plan.time_zone)
    }
}

/// Writes a moment, in milliseconds since 1970 UTC, as RFC 3339 in `zone`.
pub fn moment(at: i64, zone: Tz) -> String {
    DateTime::from_timestamp_millis(at)
        .map(|t| t.with_timezone(&zone).to_rfc3339_opts(SecondsFormat::Secs, true))
        .unwrap_or_default()
}

/// Names that every entry has; a plan's field of the same name is written with `field_` before it.
const OWN: [&str; 13] = [
    "id",
    "form",
    "by",
    "status",
    "entry_status",
    "reason_cancelled",
    "on",
    "asked",
    "rev",
    "at",
    "nothing",
    "removed",
    "seq",
];

/// One entry.
#[derive(Clone, Copy, Debug)]
pub struct EntryRow<'a> {
    /// The entry.
    pub entry: &'a Entry,
    /// What it is written against.
    pub names: Names<'a>,
    /// The day of the first coordinated action, where the entry is a case that has had one.
    pub first_action: Option<NaiveDate>,
    /// What a course has come to, where the entry is one.
    pub course: Option<&'a CourseLine>,
}

impl<'a> EntryRow<'a> {
    /// An entry by itself.
    pub fn of(entry: &'a Entry, names: Names<'a>) -> Self {
        Self { entry, names, first_action: None, course: None }
    }
}

impl Serialize for EntryRow<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (entry, names) = (self.entry, self.names);
        let form = names.plan.form(&entry.form).map(|(_, form)| form);
        let meeting = meeting::Kind::of(entry, names);
        let course = course::Kind::of(entry, names);
        let own =
            |key: &str| meeting.is_some_and(|kind| kind.has(key)) || course.is_some_and(|kind| kind.has(key));
        let day = form.map_or(entry.on, |f| entry.day(f));
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("id", &entry.id.0)?;
        map.serialize_entry("form", entry.form.as_str())?;
        map.serialize_entry("day", &day)?;
        // What was promised has a day it is to be done by.
        map.serialize_entry(if own("by") { "made_by" } else { "by" }, &names.account(entry.by))?;
        if let Some(kind) = meeting {
            kind.write(&mut map, self, day)?;
        }
        if let Some(kind) = course {
            kind.write(&mut map, self)?;
        }
        let what_became = if own("status") { "entry_status" } else { "status" };
        map.serialize_entry(what_became, status(&entry.status))?;
        if let Status::Cancelled(reason) = &entry.status {
            map.serialize_entry("reason_cancelled", reason.as_str())?;
        }
        map.serialize_entry("on", &entry.on)?;
        if entry.value("part").is_none() {
            map.serialize_entry("part", &entry.part.as_deref())?;
        }
        for (key, cell) in &entry.cells {
            // The day was written above, as it was entered.
            if key == "day" && matches!(cell.value, Value::Day(_)) {
                continue;
            }
            if meeting.is_some_and(|kind| kind.takes(key)) || course.is_some_and(|kind| kind.takes(key)) {
                continue;
            }
            let clash = OWN.contains(&key.as_str()) || key == "day" || own(key);
            let name = if clash { format!("field_{key}") } else { key.to_string() };
            let field = form.and_then(|form| form.field(key));
            map.serialize_entry(&name, &OfField { field, value: &cell.value })?;
        }
        map.serialize_entry("nothing", &Nothings(&entry.cells))?;
        map.serialize_entry("asked", &codes(&entry.asked))?;
        map.serialize_entry("rev", &entry.rev)?;
        map.serialize_entry("at", &names.moment(entry.at))?;
        if entry.removed {
            map.serialize_entry("removed", &true)?;
        }
        map.end()
    }
}

fn status(status: &Status) -> &'static str {
    match status {
        Status::Done => "done",
        Status::Planned => "planned",
        Status::Cancelled(_) => "cancelled",
    }
}

fn codes(codes: &[Code]) -> Vec<&str> {
    codes.iter().map(Code::as_str).collect()
}

/// A value as another program wants it: `2023-11-22`, `2023-03`, `21:30`, numbers, codes.
struct Plain<'a>(&'a Value);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Day(day) => day.serialize(to),
            Value::Month(month) => to.collect_str(month),
            Value::Time(time) => to.collect_str(&time.format("%H:%M")),
            Value::Number(n) => to.serialize_i64(*n),
            Value::Code(code) => to.serialize_str(code),
            Value::Codes(list) => codes(list).serialize(to),
            Value::Text(text) | Value::Masked(text) => to.serialize_str(text),
            Value::YesNo(yes) => to.serialize_bool(*yes),
            Value::Nothing(_) => to.serialize_none(),
            Value::Marks(marks) => {
                to.collect_map(marks.iter().map(|(who, mark)| (who.as_str(), mark.as_str())))
            }
        }
    }
}

/// Which nothing each empty field holds.
struct Nothings<'a>(&'a [(Code, Cell)]);

impl Serialize for Nothings<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().filter_map(|(key, cell)| match &cell.value {
            Value::Nothing(nothing) => Some((key.as_str(), nothing_name(*nothing))),
            _ => None,
        }))
    }
}

fn nothing_name(nothing: Nothing) -> &'static str {
    match nothing {
        Nothing::NotStated => "not_stated",
        Nothing::NotKnown => "not_known",
        Nothing::NotApplicable => "not_applicable",
        Nothing::Closed => "closed",
    }
}

/// One figure. Its value is `null` wherever there is no figure, and `state` then says which nothing it is.
#[derive(Debug, Serialize)]
pub struct FigureRow<'a> {
    activity: &'a str,
    measure: &'a str,
    from: NaiveDate,
    to: NaiveDate,
    value: Option<i64>,
    target: Option<i64>,
    state: &'static str,
    of: Option<i64>,
    registered: Option<i64>,
    /// In percent, to one decimal.
    share: Option<f64>,
    upto: NaiveDate,
    entries: i64,
    cancelled: i64,
    planned: i64,
    /// Courses that have begun and are not over, and how far they have come.
    running: i64,
    evenings_held: Option<i64>,
    evenings: Option<i64>,
    /// Courses that were cancelled, by reason.
    called_off: &'a [CalledOff],
    missing: i64,
    not_stated: i64,
    /// How the figure stands, also where there is none.
    standing: &'static str,
    part_of_month_left_out: bool,
}

impl<'a> FigureRow<'a> {
    /// Writes down `figure`.
    pub fn of(figure: &'a Figure) -> Self {
        Self {
            activity: &figure.activity,
            measure: &figure.measure,
            from: figure.period.from,
            to: figure.period.to,
            value: figure.value,
            target: figure.target,
            state: state(figure),
            of: figure.of,
            registered: figure.registered,
            share: share(figure),
            upto: figure.upto,
            entries: figure.entries,
            cancelled: figure.cancelled,
            planned: figure.planned,
            running: figure.running,
            evenings_held: figure.progress.map(|(held, _)| held),
            evenings: figure.progress.map(|(_, all)| all),
            called_off: &figure.called_off,
            missing: figure.missing,
            not_stated: figure.not_stated,
            standing: standing(figure.standing),
            part_of_month_left_out: figure.cut,
        }
    }
}

/// The share of the denominator in percent, to one decimal, where there is one.
pub fn share(figure: &Figure) -> Option<f64> {
    let (value, of) = (figure.value?, figure.of.filter(|of| *of > 0)?);
    Some((value as f64 * 1000.0 / of as f64).round() / 10.0)
}

/// How a figure stands, or which nothing it is, in the one word programs know it by.
pub fn state(figure: &Figure) -> &'static str {
    match figure.nothing {
        Some(NoFigure::Zero) => "zero",
        Some(NoFigure::Cancelled) => "cancelled",
        Some(NoFigure::Missing) => "missing",
        Some(NoFigure::NotDue) => "not_due",
        Some(NoFigure::TooFew) => "too_few",
        Some(NoFigure::Running) => "running",
        None => standing(figure.standing),
    }
}

fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::NoTarget => "no_target",
        Standing::OnTrack => "on_track",
        Standing::Behind => "behind",
        Standing::Kept => "kept",
        Standing::NotKept => "not_kept",
        Standing::NotAssessable => "not_assessable",
    }
}

/// One step of an entry's history.
#[derive(Clone, Copy, Debug)]
pub struct StepRow<'a> {
    /// The step.
    pub step: &'a Step,
    /// What it is written against.
    pub names: Names<'a>,
}

impl Serialize for StepRow<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let (step, names) = (self.step, self.names);
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("seq", &step.seq)?;
        map.serialize_entry("at", &names.moment(step.at))?;
        map.serialize_entry("by", &names.account(step.who))?;
        map.serialize_entry("undoes", &step.undoes)?;
        match &step.what {
            What::Entered { status: became, cells } => {
                map.serialize_entry("what", "entered")?;
                map.serialize_entry("status", status(became))?;
                map.serialize_entry("fields", &Cells(cells))?;
            }
            What::Amended { changes, status: became, reason } => {
                map.serialize_entry("what", "corrected")?;
                map.serialize_entry("reason", &reason.as_deref())?;
                if let Some((before, after)) = became {
                    map.serialize_entry("status", &[status(before), status(after)])?;
                }
                let changes: Vec<ChangeRow<'_>> = changes
                    .iter()
                    .map(|c| ChangeRow {
                        field: &c.field,
                        before: c.before.as_ref().map(|cell| Plain(&cell.value)),
                        after: c.after.as_ref().map(|cell| Plain(&cell.value)),
                    })
                    .collect();
                map.serialize_entry("changes", &changes)?;
            }
            What::Removed => map.serialize_entry("what", "removed")?,
            What::Restored => map.serialize_entry("what", "restored")?,
            What::Lost => map.serialize_entry("what", "lost")?,
        }
        map.end()
    }
}

#[derive(Serialize)]
struct ChangeRow<'a> {
    field: &'a str,
    before: Option<Plain<'a>>,
    after: Option<Plain<'a>>,
}

struct Cells<'a>(&'a [(Code, Cell)]);

impl Serialize for Cells<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.iter().map(|(key, cell)| (key.as_str(), Plain(&cell.value))))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
