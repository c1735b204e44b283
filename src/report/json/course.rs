//! What entries of a course have beside their fields: a course's roster, balance and outcome, a participant's own
//! status, and who was at an evening, by seat.

use serde::ser::SerializeMap;

use super::{EntryRow, Names, Plain};
use crate::domain::course::balance::Verdict;
use crate::domain::course::index::{COURSE, EVENING, PARTICIPANT};
use crate::domain::course::standing::{Mark, Stage};
use crate::domain::course::view::CourseLine;
use crate::domain::record::{Entry, Status, Value};

/// Keys that a course's row has of its own.
const OF_COURSE: [&str; 20] = [
    "status",
    "last",
    "sessions_held",
    "admitted",
    "women",
    "men",
    "other",
    "reserves",
    "women_start",
    "men_start",
    "other_start",
    "women_end",
    "men_end",
    "other_end",
    "balance_start",
    "balance_end",
    "balance",
    "held",
    "completed",
    "ambassadors",
];

/// Which form of a course an entry is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A course.
    Course,
    /// An evening.
    Evening,
    /// A participant.
    Participant,
}

impl Kind {
    /// The kind of an entry; none where its form is no course's.
    pub(super) fn of(entry: &Entry, names: Names<'_>) -> Option<Self> {
        let (activity, _) = names.plan.course()?;
        activity.forms.iter().find(|form| form.key == entry.form)?;
        match entry.form.as_str() {
            COURSE => Some(Self::Course),
            EVENING => Some(Self::Evening),
            PARTICIPANT => Some(Self::Participant),
            _ => None,
        }
    }

    /// Whether the row has a key of its own by this name.
    pub(super) fn has(self, key: &str) -> bool {
        match self {
            Self::Course => OF_COURSE.contains(&key),
            Self::Evening => Mark::read(key).is_some(),
            Self::Participant => key == "status",
        }
    }

    /// Whether that is the field of this name itself, which is not written a second time then.
    pub(super) fn takes(self, key: &str) -> bool {
        self == Self::Participant && self.has(key)
    }

    /// Writes what the entry has beside its fields.
    pub(super) fn write<M: SerializeMap>(self, map: &mut M, row: &EntryRow<'_>) -> Result<(), M::Error> {
        match self {
            Self::Course => {
                let stage = row.course.map_or(super::status(&row.entry.status), |course| course.stage.code());
                map.serialize_entry("status", stage)?;
                row.course.map_or(Ok(()), |course| of_course(map, course))
            }
            Self::Evening => evening(map, row.entry),
            Self::Participant => map.serialize_entry("status", &row.entry.value("status").map(Plain)),
        }
    }
}

/// Counts are of those who have a place now; those at start and end are null before the course has begun or ended.
fn of_course<M: SerializeMap>(map: &mut M, course: &CourseLine) -> Result<(), M::Error> {
    map.serialize_entry("last", &course.last)?;
    map.serialize_entry("sessions_held", &course.evenings_held)?;
    map.serialize_entry("admitted", &course.admitted.all())?;
    map.serialize_entry("women", &course.admitted.women)?;
    map.serialize_entry("men", &course.admitted.men)?;
    map.serialize_entry("other", &course.admitted.other)?;
    map.serialize_entry("reserves", &course.reserves)?;
    for (when, judged) in [("start", course.at_start), ("end", course.at_end)] {
        let counts = judged.map(|(counts, _)| counts);
        map.serialize_entry(&format!("women_{when}"), &counts.map(|counts| counts.women))?;
        map.serialize_entry(&format!("men_{when}"), &counts.map(|counts| counts.men))?;
        map.serialize_entry(&format!("other_{when}"), &counts.map(|counts| counts.other))?;
        map.serialize_entry(&format!("balance_{when}"), &judged.map(|(_, told)| verdict(told)))?;
    }
    map.serialize_entry("balance", verdict(course.balance))?;
    // Evenings that nobody has told of decide: neither held nor not.
    map.serialize_entry("held", &(course.stage != Stage::Untold).then_some(course.held))?;
    map.serialize_entry("completed", &course.completed)?;
    map.serialize_entry("ambassadors", &course.ambassadors)
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Even => "even",
        Verdict::Uneven => "uneven",
        Verdict::CannotAssess => "cannot_assess",
    }
}

/// The seats under each mark; what was counted in the room is `field_present`.
fn evening<M: SerializeMap>(map: &mut M, entry: &Entry) -> Result<(), M::Error> {
    let roster = entry.value("attendance").filter(|_| entry.status == Status::Done);
    for (_, code) in Mark::ALL {
        let seats: Vec<&str> = match roster {
            Some(Value::Marks(all)) => {
                all.iter().filter(|(_, mark)| mark == code).map(|(seat, _)| seat.as_str()).collect()
            }
            _ => Vec::new(),
        };
        map.serialize_entry(code, &seats)?;
    }
    Ok(())
}
