//! What answers are made of: the pieces that [`super::ask`] speaks of. Plain data, as there.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use super::finding::Finding;
use crate::domain::command::Change;
pub use crate::domain::command::Deed as DoneKind;
use crate::domain::course::view::Names;
use crate::domain::decide::Now;
use crate::domain::due::DueLine;
use crate::domain::outcome::Figure;
use crate::domain::plan::{Period, Promise};
use crate::domain::record::{Cell, Code, Draft, Entry, EntryId, Status};

/// What a screen needs to begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The plan in force.
    pub plan: Promise,
    /// Its text's file name.
    pub plan_file: String,
    /// The moment.
    pub now: Now,
    /// Whether the clock is fixed, which is shown on every screen.
    pub clock_fixed: bool,
    /// Whether the desk is an example.
    pub example: bool,
    /// The day it was taken in use.
    pub taken_in_use: NaiveDate,
    /// The asking person's account.
    pub me: Presence,
    /// How many entries there are, the bin included.
    pub entries: u64,
    /// What opening the store had to mend, as sentences' data; empty when all was well.
    pub opened: Vec<Finding>,
    /// This person's drafts, the latest first.
    pub drafts: Vec<Draft>,
    /// The names of all accounts by user id.
    pub accounts: Vec<(u32, String)>,
    /// The role that this session has claimed, by key.
    pub role: Option<Code>,
}

/// The home screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodayView {
    /// The moment.
    pub now: Now,
    /// What is due.
    pub due: Vec<DueLine>,
    /// This person's drafts, the latest first.
    pub drafts: Vec<Draft>,
    /// The entries that due lines speak of: what was planned, what was promised, what is half stated.
    pub planned: Vec<Entry>,
    /// The term now, if there is one.
    pub term: Option<Period>,
    /// Every measure over the term, in the plan's order.
    pub term_figures: Vec<Figure>,
    /// Every measure over the whole promise, in the plan's order.
    pub whole_figures: Vec<Figure>,
    /// For each measure, what it adds up to outside the promise's period.
    pub outside: Vec<i64>,
    /// How many entries were made with a question accepted.
    pub to_follow_up: u32,
}

/// A page of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageView {
    /// How many entries there are in all.
    pub total: u32,
    /// The first row's place, from 0.
    pub from: u32,
    /// The rows.
    pub rows: Vec<Entry>,
    /// The journal number the page shows.
    pub seq: u64,
    /// Whether participants' names are told in the rows, as was asked.
    pub names: Names,
}

/// One entry, with what a detail screen says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The entry.
    pub entry: Entry,
    /// How many changes there are in its history.
    pub changes: u32,
}

/// One step of an entry's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The journal number.
    pub seq: u64,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Who (user id).
    pub who: u32,
    /// What.
    pub what: What,
    /// Whether it undid an earlier change.
    pub undoes: Option<u64>,
}

/// What happened to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// It was made, with these answers.
    Entered {
        /// What became of the occasion.
        status: Status,
        /// The answers.
        cells: Vec<(Code, Cell)>,
    },
    /// Fields were changed.
    Amended {
        /// Which, before and after.
        changes: Vec<Change>,
        /// What the occasion was and became.
        status: Option<(Status, Status)>,
        /// Why.
        reason: Option<Code>,
    },
    /// It was moved to the bin.
    Removed,
    /// It was taken out of the bin.
    Restored,
    /// Its content can no longer be read.
    Lost,
}

/// A change that is on disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Its journal number, which undoes it.
    pub seq: u64,
    /// What it was.
    pub kind: DoneKind,
    /// The entry as it now stands; the first one of several.
    pub entry: Option<Entry>,
    /// How many entries it touched.
    pub count: u32,
    /// Every measure it feeds, over the term (or the promise), as it now stands.
    pub figures: Vec<Figure>,
    /// The next thing due.
    pub next: Option<DueLine>,
    /// Whether this very write had been made before: a resend.
    pub resent: bool,
}

/// Somebody who is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The user id that the kernel gave.
    pub uid: u32,
    /// The account's name.
    pub name: String,
    /// Two letters for the top line.
    pub initials: String,
    /// Whether this account administers the desk.
    pub administrator: bool,
    /// The form they are filling in, and the entry they correct.
    pub busy: Option<(Code, Option<EntryId>)>,
    /// The connection's own number: one account may be here more than once.
    pub session: u64,
}

/// What the doctor found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorView {
    /// The findings, in the order they were made.
    pub findings: Vec<Finding>,
    /// Whether everything is as it should be.
    pub well: bool,
}
