//! Why something was not done, as data; `words` makes it a sentence with what to do about it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::casework::consent::Closed;
use super::plan::load::PlanError;
use super::record::{Cell, Code, EntryId, Problem, Question};
use crate::text::when::Month;

/// Why something was not done. Nothing was changed, and whatever was typed is kept in its draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Answers that cannot be stored, each with its field.
    Problems {
        /// The form's key.
        form: Code,
        /// What is wrong.
        problems: Vec<Problem>,
    },
    /// Soft questions that have not been accepted yet.
    Asks {
        /// The form's key.
        form: Code,
        /// What is asked.
        questions: Vec<Question>,
    },
    /// There is no such form in the plan.
    NoSuchForm {
        /// What was asked for.
        form: Code,
    },
    /// The form has no such field.
    NoSuchField {
        /// The form's key.
        form: Code,
        /// What was asked for.
        field: Code,
    },
    /// There is no such entry.
    NoSuchEntry {
        /// What was asked for.
        id: EntryId,
    },
    /// The entry lies in the bin.
    InBin {
        /// The entry.
        id: EntryId,
    },
    /// The entry does not lie in the bin.
    NotInBin {
        /// The entry.
        id: EntryId,
    },
    /// Only one entry may exist for this day and part (or month), and it is there already.
    AlreadyThere {
        /// The form's key.
        form: Code,
        /// The entry that is there.
        id: EntryId,
        /// Its day (a month's first).
        day: NaiveDate,
        /// Its working shift.
        part: Option<Code>,
    },
    /// The month is counted from its extract: single entries would count it twice.
    MonthHasExtract {
        /// The month.
        month: Month,
        /// The extract.
        id: EntryId,
        /// The extract's form.
        form: Code,
    },
    /// The month is counted from single entries: an extract would count it twice.
    MonthHasEntries {
        /// The month.
        month: Month,
        /// How many there are.
        count: usize,
        /// The form of the first of them.
        form: Code,
    },
    /// The form's occasions cannot be cancelled.
    CannotCancel {
        /// The form's key.
        form: Code,
    },
    /// The form's occasions cannot be planned.
    CannotPlan {
        /// The form's key.
        form: Code,
    },
    /// The reason is not one of the list.
    NoSuchReason {
        /// What was given.
        reason: Code,
        /// The list's codes.
        reasons: Vec<Code>,
    },
    /// Somebody changed the same field in the meantime.
    Overlap {
        /// The entry.
        id: EntryId,
        /// The field.
        field: Code,
        /// What stands there now.
        theirs: Option<Cell>,
    },
    /// There is nothing to change.
    NothingToChange,
    /// There is nothing of this person's left to undo.
    NothingToUndo,
    /// The change has been built upon and cannot be undone on its own.
    ChangedSince {
        /// The entry.
        id: EntryId,
    },
    /// This kind of change is not undone this way.
    CannotUndo,
    /// The plan has mistakes.
    Plan {
        /// All of them, in line order.
        errors: Vec<PlanError>,
    },
    /// An imported file has rows that cannot be stored; nothing of it was.
    Rows {
        /// Row number from 0 and what is wrong with it.
        rows: Vec<(usize, Box<Refusal>)>,
    },
    /// This account may not do that.
    NotAllowed,
    /// The desk could not write to its disk; nothing is acknowledged until it can.
    NotSaved {
        /// What the system said.
        why: String,
    },
    /// There is no case with this code.
    NoSuchCase {
        /// What was given.
        typed: Code,
        /// The codes of cases that come near, the likeliest first.
        near: Vec<Code>,
    },
    /// The month's cases are kept by code: they are not counted beside that.
    MonthByCode {
        /// The month.
        month: Month,
    },
    /// The month's cases are only counted: none is kept by code.
    MonthByCount {
        /// The month.
        month: Month,
    },
    /// The case's individual notes are closed, so that nothing can be written in them.
    NotesClosed {
        /// The case's code.
        code: Code,
        /// The parties without valid consent that stand in the way, and why.
        closed: Vec<(Code, Closed)>,
    },
    /// The desk keeps this field itself.
    KeptByDesk {
        /// The form's key.
        form: Code,
        /// The field.
        field: Code,
    },
    /// Undoing the change would bring back a name (or phone number) that was replaced or taken away.
    NameStays {
        /// The entry.
        id: EntryId,
    },
    /// The session's role does not have it.
    NotForRole {
        /// The role's key.
        role: Code,
    },
    /// There is no role of this name.
    NoSuchRole {
        /// What was given.
        typed: Code,
        /// The roles there are, by key.
        roles: Vec<Code>,
    },
}
