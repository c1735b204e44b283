//! What entries of a case meeting have beside their fields: the week and its parties, the case's own days, how a
//! commitment stands. Codes are written as people read them, `K7RT-M`.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;
use serde::ser::SerializeMap;

use super::{EntryRow, Names, Plain, codes};
use crate::domain::casework::code;
use crate::domain::casework::index::{CASE, COMMITMENT, CONSENT, DECISION, MEETING};
use crate::domain::plan::{Field, FieldKind};
use crate::domain::record::{Code, Entry, Status, Value};

/// The marks of those who were in the room; a deputy stands for its party.
const PRESENT: [&str; 2] = ["present", "deputy"];

/// Keys that a meeting's row has of its own, in the place of a field of that name.
const OF_MEETING: [&str; 6] = ["week", "state", "present", "absent", "not_called", "deputy"];

/// Keys that a case's row has of its own.
const OF_CASE: [&str; 5] = ["code", "status", "opened", "first_action", "closed"];

/// Which form of a case meeting an entry is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A meeting.
    Meeting,
    /// A case.
    Case,
    /// What was decided of a case, or a consent.
    OfCase,
    /// A commitment.
    Commitment,
}

impl Kind {
    /// The kind of an entry; none where its form is no case meeting's.
    pub(super) fn of(entry: &Entry, names: Names<'_>) -> Option<Self> {
        let (activity, _) = names.plan.cases()?;
        activity.forms.iter().find(|form| form.key == entry.form)?;
        match entry.form.as_str() {
            MEETING => Some(Self::Meeting),
            CASE => Some(Self::Case),
            DECISION | CONSENT => Some(Self::OfCase),
            COMMITMENT => Some(Self::Commitment),
            _ => None,
        }
    }

    /// Whether the row has a key of its own by this name.
    pub(super) fn has(self, key: &str) -> bool {
        match self {
            Self::Meeting => OF_MEETING.contains(&key),
            Self::Case => OF_CASE.contains(&key),
            Self::OfCase => key == "code",
            Self::Commitment => ["code", "by", "late", "moved_from"].contains(&key),
        }
    }

    /// Whether that is the field of this name itself, which is not written a second time then.
    pub(super) fn takes(self, key: &str) -> bool {
        self == Self::Case && self.has(key) || self == Self::Commitment && key == "by"
    }

    /// Writes what the entry has beside its fields.
    pub(super) fn write<M: SerializeMap>(
        self,
        map: &mut M,
        row: &EntryRow<'_>,
        day: NaiveDate,
    ) -> Result<(), M::Error> {
        let entry = row.entry;
        match self {
            Self::Meeting => meeting(map, entry, day),
            Self::Case => {
                map.serialize_entry("code", &shown(entry, "code"))?;
                map.serialize_entry("status", &entry.value("status").map(Plain))?;
                map.serialize_entry("opened", &day)?;
                map.serialize_entry("first_action", &row.first_action)?;
                map.serialize_entry("closed", &entry.value("closed").map(Plain))
            }
            Self::OfCase => map.serialize_entry("code", &shown(entry, "case")),
            Self::Commitment => {
                let by = entry.value("by").and_then(Value::day);
                let done = entry.value("done").and_then(Value::day);
                let first = entry.value("first_by").and_then(Value::day).filter(|first| Some(*first) != by);
                map.serialize_entry("code", &shown(entry, "case"))?;
                map.serialize_entry("by", &by)?;
                map.serialize_entry("late", &(done.is_none() && by.is_some_and(|by| by < row.names.today)))?;
                map.serialize_entry("moved_from", &first)
            }
        }
    }
}

fn meeting<M: SerializeMap>(map: &mut M, entry: &Entry, day: NaiveDate) -> Result<(), M::Error> {
    let week = day.iso_week();
    map.serialize_entry("week", &format!("{}-W{:02}", week.year(), week.week()))?;
    let roster = entry.value("attendance").filter(|_| entry.status == Status::Done);
    let marked = |marks: &[&str]| -> Vec<&str> {
        let Some(Value::Marks(all)) = roster else { return Vec::new() };
        all.iter().filter(|(_, mark)| marks.contains(&mark.as_str())).map(|(who, _)| who.as_str()).collect()
    };
    map.serialize_entry("state", &state(&entry.status, roster))?;
    map.serialize_entry("present", &marked(&PRESENT))?;
    map.serialize_entry("absent", &marked(&["absent"]))?;
    map.serialize_entry("not_called", &marked(&["not_called"]))?;
    map.serialize_entry("deputy", &marked(&["deputy"]))
}

/// What became of a meeting; a party that was not called is no failure.
fn state(status: &Status, roster: Option<&Value>) -> Option<&'static str> {
    let all = PRESENT.iter().chain(&["not_called"]).map(|mark| (*mark).to_owned()).collect::<Vec<_>>();
    match (status, roster) {
        (Status::Planned, _) => Some("planned"),
        (Status::Cancelled(_), _) => Some("cancelled"),
        (Status::Done, Some(roster @ Value::Marks(_))) => {
            Some(if roster.is_any(&all) { "all_parties" } else { "fewer" })
        }
        (Status::Done, _) => None,
    }
}

fn shown(entry: &Entry, field: &str) -> Option<String> {
    match entry.value(field)? {
        Value::Code(code) => Some(code::shown(code)),
        _ => None,
    }
}

/// A value of a field; codes of cases as people read them.
pub(super) struct OfField<'a> {
    pub(super) field: Option<&'a Field>,
    pub(super) value: &'a Value,
}

impl Serialize for OfField<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let case = |code: &Code| code::shown(code);
        match (self.field.map(|field| &field.kind), self.value) {
            (Some(FieldKind::Case), Value::Code(code)) => to.serialize_str(&case(code)),
            (Some(FieldKind::Cases), Value::Codes(list)) => {
                to.collect_seq(codes(list).into_iter().map(code::shown))
            }
            (Some(FieldKind::CaseMarks { .. }), Value::Marks(marks)) => {
                to.collect_map(marks.iter().map(|(code, mark)| (case(code), mark.as_str())))
            }
            (_, value) => Plain(value).serialize(to),
        }
    }
}
