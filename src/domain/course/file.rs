//! One course with its evenings, participants and surveys, and what can be told of them together.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::balance::Counts;
use super::standing::{Attended, Mark, completed};
use crate::domain::plan::Course as Settings;
use crate::domain::record::answer::grades_of;
use crate::domain::record::{Cell, Code, Entry, EntryId, Status, Value};

/// One course and what hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its entry.
    pub id: EntryId,
    /// What became of it as a whole: planned, begun, or cancelled.
    pub status: Status,
    /// Its first day.
    pub start: NaiveDate,
    /// The time of day it meets.
    pub time: Option<NaiveTime>,
    /// How many evenings it shall have.
    pub sessions: u32,
    /// How many places.
    pub places: u32,
    /// How many evenings must have been held for it to count as held.
    pub held_at_least: u32,
    /// The attendance that completing it takes, in percent, where it sets a limit.
    pub diploma_percent: Option<u32>,
    /// Whether a cancelled course says to which term it was postponed.
    pub postponed: bool,
    /// What hangs on it.
    pub hanging: Hanging,
}

/// What hangs on a course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hanging {
    /// Its evenings, by day.
    pub evenings: BTreeMap<(NaiveDate, EntryId), Evening>,
    /// Its participants, whatever became of them, in the order they applied.
    pub participants: BTreeMap<(NaiveDate, EntryId), Participant>,
    /// Its surveys, by day.
    pub surveys: BTreeMap<(NaiveDate, EntryId), Survey>,
}

/// One evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evening {
    /// Planned, held or cancelled.
    pub status: Status,
    /// Its number, from 1; an evening without one is extra.
    pub session: Option<u32>,
    /// Who was there, by seat.
    pub marks: Vec<(Code, Code)>,
    /// The day a cancelled one was moved to.
    pub new_day: Option<NaiveDate>,
}

/// One participant. What the name is does not stand here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// What became of the application, by code.
    pub status: Code,
    /// The letter on the roster, from admission on.
    pub seat: Option<Code>,
    /// Gender, by code.
    pub gender: Option<Code>,
    /// Year of birth.
    pub born: Option<i32>,
    /// The day of admission.
    pub admitted: Option<NaiveDate>,
    /// The day of dropping out.
    pub dropped: Option<NaiveDate>,
    /// Whether the data are protected: then there is no name.
    pub protected: bool,
    /// Whether the participant signed.
    pub signed: Option<bool>,
    /// What the guardian did, by code.
    pub guardian: Option<Code>,
    /// Whether a diploma was given.
    pub diploma: bool,
    /// Whether they became an ambassador.
    pub ambassador: bool,
}

/// One survey, in totals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Survey {
    /// How many were asked.
    pub asked: Option<u32>,
    /// How many answered.
    pub answered: Option<u32>,
    /// How many gave each grade, by question.
    pub grades: Vec<(Code, [u32; 5])>,
}

impl Participant {
    /// Whether they are or were on the roster.
    pub fn was_admitted(&self) -> bool {
        matches!(self.status.as_str(), "admitted" | "dropped_out") && self.seat.is_some()
    }

    /// Whether they have a place on `day`: admitted by then, and not yet dropped out.
    pub fn is_in(&self, day: NaiveDate) -> bool {
        let dropped = self.status == "dropped_out" && self.dropped.is_none_or(|dropped| dropped <= day);
        self.was_admitted() && !dropped && self.admitted.is_none_or(|admitted| admitted <= day)
    }

    /// Whether they have a place now.
    pub fn has_place(&self) -> bool {
        self.status == "admitted"
    }
}

impl Evening {
    /// The mark of a seat.
    pub fn mark(&self, seat: &str) -> Option<Mark> {
        self.marks.iter().find(|(who, _)| who == seat).and_then(|(_, mark)| Mark::read(mark))
    }

    /// Whether it was held.
    pub fn is_held(&self) -> bool {
        self.status == Status::Done
    }
}

impl Survey {
    /// The share that answered, in whole percent.
    pub fn response_percent(&self) -> Option<u32> {
        super::balance::percent(self.answered?, self.asked?)
    }
}

impl Course {
    /// Its evenings that were or shall be, in order of their days.
    pub fn evenings(&self) -> impl Iterator<Item = (NaiveDate, EntryId, &Evening)> {
        let evenings = self.hanging.evenings.iter().map(|((day, id), evening)| (*day, *id, evening));
        evenings.filter(|(_, _, evening)| !matches!(evening.status, Status::Cancelled(_)))
    }

    /// The evenings that were held.
    pub fn held_evenings(&self) -> impl Iterator<Item = (NaiveDate, EntryId, &Evening)> {
        self.evenings().filter(|(_, _, evening)| evening.is_held())
    }

    /// The evenings before `today` that nobody has told of.
    pub fn missing_evenings(&self, today: NaiveDate) -> impl Iterator<Item = (NaiveDate, EntryId, &Evening)> {
        self.evenings().filter(move |(day, _, evening)| *day < today && !evening.is_held())
    }

    /// The day of its last evening; its first day where it has none.
    pub fn last_day(&self) -> NaiveDate {
        self.evenings().map(|(day, _, _)| day).last().unwrap_or(self.start)
    }

    /// Whether it was cancelled as a whole.
    pub fn is_cancelled(&self) -> bool {
        matches!(self.status, Status::Cancelled(_))
    }

    /// Whether it has been held as of `today`: its last evening has passed and enough of them were held.
    pub fn is_held(&self, today: NaiveDate) -> bool {
        !self.is_cancelled()
            && self.last_day() < today
            && self.held_evenings().count() >= self.held_at_least as usize
    }

    /// Whether it has been held or can still be: enough of its evenings were held or have not been told of.
    pub fn can_be_held(&self) -> bool {
        !self.is_cancelled() && self.evenings().count() >= self.held_at_least as usize
    }

    /// Whether it is over as of `today` but evenings that nobody has told of decide whether it was held.
    pub fn is_untold(&self, today: NaiveDate) -> bool {
        self.is_over(today) && !self.is_held(today) && self.can_be_held()
    }

    /// Whether it is over as of `today`, held or not.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        self.is_cancelled() || self.last_day() < today
    }

    /// Its participants in the order they applied.
    pub fn participants(&self) -> impl Iterator<Item = (EntryId, &Participant)> {
        self.hanging.participants.iter().map(|((_, id), participant)| (*id, participant))
    }

    /// Those on the roster on `day`, by seat.
    pub fn roster(&self, day: NaiveDate) -> Vec<(Code, EntryId)> {
        let on = self.participants().filter(|(_, participant)| participant.is_in(day));
        let mut roster: Vec<(Code, EntryId)> =
            on.filter_map(|(id, participant)| Some((participant.seat.clone()?, id))).collect();
        roster.sort_by(|(a, _), (b, _)| (a.len(), a).cmp(&(b.len(), b)));
        roster
    }

    /// The reserves, first come first.
    pub fn reserves(&self) -> impl Iterator<Item = (EntryId, &Participant)> {
        self.participants().filter(|(_, participant)| participant.status == "reserve")
    }

    /// How many have a place.
    pub fn placed(&self) -> u32 {
        self.participants().filter(|(_, participant)| participant.has_place()).count() as u32
    }

    /// Places nobody has.
    pub fn left(&self) -> u32 {
        self.places.saturating_sub(self.placed())
    }

    /// Somebody who has a place but for whom `fits` does not hold is left out; the rest by gender.
    fn counted(&self, fits: impl Fn(&Participant) -> bool) -> Counts {
        let mut counts = Counts::default();
        for (_, participant) in self.participants().filter(|(_, participant)| fits(participant)) {
            match participant.gender.as_deref() {
                Some("woman") => counts.women += 1,
                Some("man") => counts.men += 1,
                _ => counts.other += 1,
            }
        }
        counts
    }

    /// Those who have a place now, by gender.
    pub fn now(&self) -> Counts {
        self.counted(Participant::has_place)
    }

    /// Those who were in on the first day, by gender.
    pub fn at_start(&self) -> Counts {
        self.counted(|participant| participant.is_in(self.start))
    }

    /// Those who were in on the last evening, by gender.
    pub fn at_end(&self) -> Counts {
        let last = self.last_day();
        self.counted(|participant| participant.is_in(last))
    }

    /// The evenings a participant was there, of those held while they were in.
    pub fn attended(&self, participant: &Participant) -> Attended {
        let Some(seat) = &participant.seat else { return Attended::default() };
        let in_then = self.held_evenings().filter(|(day, _, _)| participant.is_in(*day));
        in_then.filter_map(|(_, _, evening)| evening.mark(seat)).collect()
    }

    /// Those who took part: who had a place on the first evening, or was admitted later.
    pub fn took_part(&self) -> impl Iterator<Item = &Participant> {
        let gone = |participant: &Participant| {
            participant.status == "dropped_out" && participant.dropped.is_some_and(|day| day <= self.start)
        };
        let all = self.participants().map(|(_, participant)| participant);
        all.filter(move |participant| participant.was_admitted() && !gone(participant))
    }

    /// Whether a participant has completed it, as of `today`.
    pub fn is_completed_by(&self, participant: &Participant, today: NaiveDate) -> bool {
        let at_end = participant.is_in(self.last_day());
        let in_it = participant.was_admitted();
        in_it && completed(self.is_held(today), at_end, self.attended(participant), self.diploma_percent)
    }

    /// Who has or had a seat, the bin left out.
    pub(super) fn has_seat(&self, seat: &str) -> bool {
        self.participants().any(|(_, participant)| participant.seat.as_deref() == Some(seat))
    }
}

/// A course as its entry tells it.
pub(super) fn course_of(entry: &Entry, settings: &Settings, hanging: Hanging) -> Course {
    let sessions = count(entry, "sessions").unwrap_or(settings.sessions);
    Course {
        id: entry.id,
        status: entry.status.clone(),
        start: entry.on,
        time: match entry.value("time") {
            Some(Value::Time(time)) => Some(*time),
            _ => None,
        },
        sessions,
        places: count(entry, "places").unwrap_or(settings.places),
        held_at_least: count(entry, "held_at_least").unwrap_or(settings.held_at_least()).min(sessions),
        diploma_percent: count(entry, "diploma_percent"),
        postponed: matches!(entry.value("postponed_to"), Some(Value::Text(_))),
        hanging,
    }
}

pub(super) fn evening_of(entry: &Entry) -> Evening {
    let marks = match entry.value("attendance") {
        Some(Value::Marks(marks)) => marks.clone(),
        _ => Vec::new(),
    };
    Evening {
        status: entry.status.clone(),
        session: count(entry, "session"),
        marks,
        new_day: day(entry, "new_day"),
    }
}

pub(super) fn participant_of(entry: &Entry) -> Participant {
    let yes = |field| matches!(entry.value(field), Some(Value::YesNo(true)));
    Participant {
        status: code(entry, "status").unwrap_or_default(),
        seat: code(entry, "seat"),
        gender: code(entry, "gender"),
        born: entry.value("born").and_then(Value::number).and_then(|year| i32::try_from(year).ok()),
        admitted: day(entry, "admitted"),
        dropped: day(entry, "dropped"),
        protected: yes("protected"),
        signed: code(entry, "contract_youth").map(|signed| signed == "yes"),
        guardian: code(entry, "contract_guardian"),
        diploma: yes("diploma"),
        ambassador: yes("ambassador"),
    }
}

pub(super) fn survey_of(entry: &Entry) -> Survey {
    let graded = |(key, cell): &(Code, Cell)| match &cell.value {
        Value::Marks(given) => Some((key.clone(), grades_of(given)?)),
        _ => None,
    };
    Survey {
        asked: count(entry, "asked"),
        answered: count(entry, "answered"),
        grades: entry.cells.iter().filter_map(graded).collect(),
    }
}

fn count(entry: &Entry, field: &str) -> Option<u32> {
    entry.value(field).and_then(Value::number).and_then(|n| u32::try_from(n).ok())
}

fn day(entry: &Entry, field: &str) -> Option<NaiveDate> {
    entry.value(field).and_then(Value::day)
}

pub(super) fn code(entry: &Entry, field: &str) -> Option<Code> {
    match entry.value(field)? {
        Value::Code(code) => Some(code.clone()),
        _ => None,
    }
}
