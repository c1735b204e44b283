//! One row of the promise's table.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Expectation, Followed, Form, Label, Measure};

/// An activity of the promise: the document's six columns and how it is kept here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Activity {
    /// The stable name other parts refer to it by.
    pub key: String,
    /// What its tab is called.
    pub tab: Label,
    /// What shall be done.
    pub what: Label,
    /// How much of it.
    pub scope: Label,
    /// When it happens.
    pub when: Label,
    /// Who is responsible, by function.
    pub responsible: Vec<Responsible>,
    /// How it is followed up.
    pub follow_up: Vec<Label>,
    /// Who evaluates it; it differs from row to row.
    pub evaluator: Label,
    /// The criteria it serves, by key.
    pub criteria: Vec<String>,
    /// Remarks shown with the activity, such as a statute that has moved since.
    pub notes: Vec<Label>,
    /// How it is kept.
    pub kind: Kind,
    /// Its forms, in the order they are offered.
    pub forms: Vec<Form>,
    /// What is counted of it.
    pub measures: Vec<Measure>,
    /// What is expected of it, and when.
    pub expectations: Vec<Expectation>,
    /// By which form the figures of a month are followed, where there is a choice.
    pub followed: Vec<Followed>,
}

/// Somebody responsible for an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsible {
    /// The party or department.
    pub party: Label,
    /// The function it acts through, where the document names one.
    pub through: Option<Label>,
}

/// How an activity is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// Entries in forms that the plan describes.
    Log,
    /// A case meeting of several parties (SSPF).
    Cases(Cases),
    /// Courses with a roster (MBU).
    Course(Course),
}

/// The settings of a case meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cases {
    /// The parties that meet.
    pub parties: Vec<super::ListItem>,
    /// The weekday of the meeting, 1 Monday to 7 Sunday.
    pub weekday: u8,
    /// How its cases are kept.
    pub register: Register,
    /// The points of every meeting, in order.
    pub agenda: Vec<Label>,
    /// What was promised of every week, if anything.
    pub promised: Option<Weekly>,
    /// What the reading card says, for the conversation.
    pub card: Vec<Card>,
}

/// What a promise may say of every week of a case meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Weekly {
    /// A meeting is held.
    Meeting,
    /// A meeting is held with every party that is called.
    AllParties,
}

/// One list of the reading card: what is known of a group, for the conversation and never of anybody.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// What the list is called.
    pub title: Label,
    /// Its items, in order.
    pub items: Vec<Label>,
    /// What to know of the list, such as where it comes from.
    pub note: Option<Label>,
}

/// How the cases of a meeting are kept. Never both ways in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Register {
    /// Each case by a code without meaning.
    Codes,
    /// Only how many there were; no case exists in lofte.
    Counts,
    /// Counted before this day, by code from it on; always the first of a month.
    CodesFrom(NaiveDate),
}

impl Activity {
    /// Whether `measure`, one of its own, is one of the finer ones that a summary tells only when asked.
    pub fn is_finer(&self, measure: &Measure) -> bool {
        matches!(self.kind, Kind::Cases(_) | Kind::Course(_)) && !measure.glance
    }
}

impl Register {
    /// Whether cases are kept by code on `day`.
    pub fn by_code(self, day: NaiveDate) -> bool {
        match self {
            Self::Codes => true,
            Self::Counts => false,
            Self::CodesFrom(from) => day >= from,
        }
    }

    /// Whether cases are ever kept by code.
    pub fn has_codes(self) -> bool {
        self != Self::Counts
    }

    /// Whether cases are ever only counted.
    pub fn has_counts(self) -> bool {
        self != Self::Codes
    }
}

/// The settings of a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// Places on one course.
    pub places: u32,
    /// Evenings of one course, the closing dinner included.
    pub sessions: u32,
    /// The youngest age at the start, in years.
    pub age_from: u32,
    /// The oldest age at the start, in years.
    pub age_to: u32,
    /// The least share of each gender that counts as even, in percent.
    pub balance_percent: u32,
    /// Courses promised each term.
    pub per_term: u32,
    /// The last session's name.
    pub closing: Label,
    /// What the evenings are about, in order; the last one has its own name. More or fewer than the evenings are fine.
    pub themes: Vec<Label>,
}

impl Course {
    /// The evenings that must have been held for a course to count as held, where the course says nothing else: two may
    /// have been lost.
    pub fn held_at_least(&self) -> u32 {
        self.sessions.saturating_sub(2).max(1)
    }
}
