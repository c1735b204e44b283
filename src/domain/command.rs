//! What may be asked of the desk.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::course::enrolment::Take;
use super::record::{Cell, Code, EntryId, Status, WriteId};

/// A change somebody asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Command {
    /// Make a new entry.
    Enter(Enter),
    /// Change an entry: only the fields that were changed.
    Amend(Amend),
    /// Move an entry to the bin.
    Remove {
        /// The entry.
        id: EntryId,
    },
    /// Take an entry out of the bin.
    Restore {
        /// The entry.
        id: EntryId,
    },
    /// Undo one earlier change; `None` means this person's latest that still stands.
    Undo {
        /// The journal number of the change.
        seq: Option<u64>,
    },
    /// Make many entries at once, all or none.
    Import {
        /// The form's key.
        form: Code,
        /// The answers of each.
        rows: Vec<Vec<(Code, Cell)>>,
    },
    /// Put another plan in force; every entry stays.
    LoadPlan {
        /// The plan's text.
        text: String,
        /// The name of the file it came from.
        file: String,
    },
    /// Put cases on the agenda of a meeting; those that are there already stay where they are.
    Schedule {
        /// The meeting's day.
        day: NaiveDate,
        /// The cases' codes, in order.
        cases: Vec<Code>,
    },
    /// Enrol several on a course at once, all or none of those that are to be taken.
    Enrol {
        /// The answers of each, and whether it is to be taken: judged when it is done, whatever was there when it was asked for.
        rows: Vec<(Take, Vec<(Code, Cell)>)>,
    },
}

/// A new entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enter {
    /// The form's key.
    pub form: Code,
    /// What became of the occasion.
    pub status: Status,
    /// The answers.
    pub cells: Vec<(Code, Cell)>,
    /// Which questions have been accepted.
    pub accepted: Accepted,
}

/// A change to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amend {
    /// The entry.
    pub id: EntryId,
    /// The revision the change was based on.
    pub base: u32,
    /// What becomes of the occasion, if that changes.
    pub status: Option<Status>,
    /// The changed fields: key, what stood there, what shall stand there.
    pub changes: Vec<Change>,
    /// Why, from the form's list of reasons.
    pub reason: Option<Code>,
    /// Which questions have been accepted.
    pub accepted: Accepted,
}

/// One changed field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field's key.
    pub field: Code,
    /// What stood there when the change was begun.
    pub before: Option<Cell>,
    /// What shall stand there.
    pub after: Option<Cell>,
}

/// Which soft questions a person has accepted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Accepted {
    /// None: ask first.
    #[default]
    None,
    /// Whatever is asked, as the command line does after printing it.
    All,
}

/// A command with the id that makes a resend harmless.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// The id made with the draft.
    pub id: WriteId,
    /// What is asked.
    pub command: Command,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deed {
    /// A new entry was made.
    Entered,
    /// An entry was changed.
    Amended,
    /// An entry was moved to the bin.
    Removed,
    /// An entry was taken out of the bin.
    Restored,
    /// A change was undone.
    Undone,
    /// Many entries were made at once.
    Imported,
    /// Another plan was put in force.
    PlanLoaded,
}
