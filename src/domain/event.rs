//! What happened. Events are only ever added; undo adds the inverse.
//!
//! These types are what the journal holds (version 1): a change of shape is a new version beside them, never an edit.

use serde::{Deserialize, Serialize};

use super::command::Change;
use super::record::{Cell, Code, EntryId, Nothing, Status, Value, WriteId};
use crate::text::clean::Clean;

/// One command's worth of what happened: it is kept or lost as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// The id of the write that led to it.
    pub write: WriteId,
    /// The journal number of the happening it undoes.
    pub undoes: Option<u64>,
    /// What happened, in order.
    pub events: Vec<Event>,
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// The desk was made.
    Founded {
        /// The day it was taken in use; nothing before it is late. Days since 0001-01-01.
        taken_in_use: i32,
        /// Whether it is an example, marked so on every screen.
        example: bool,
    },
    /// A plan was put in force.
    PlanLoaded {
        /// Its text.
        text: String,
        /// The file it came from.
        file: String,
        /// The journal number of the plan before it.
        previous: Option<u64>,
    },
    /// Somebody with an account at the machine was seen for the first time.
    AccountSeen {
        /// User id.
        uid: u32,
        /// The account's name.
        name: Clean,
        /// Whether it administers the desk.
        administrator: bool,
    },
    /// An entry was made.
    Entered {
        /// Its number.
        id: EntryId,
        /// The form's key.
        form: Code,
        /// What became of the occasion.
        status: Status,
        /// The answers.
        cells: Vec<(Code, Cell)>,
        /// Questions that were asked and accepted.
        asked: Vec<Code>,
    },
    /// Fields of an entry were changed.
    Amended {
        /// The entry.
        id: EntryId,
        /// The fields: before and after.
        changes: Vec<Change>,
        /// What the occasion was and became, if that changed.
        status: Option<(Status, Status)>,
        /// Why.
        reason: Option<Code>,
        /// Questions that were asked and accepted.
        asked: Vec<Code>,
        /// The journal number of the entry's change before this one.
        previous: u64,
    },
    /// An entry was moved to the bin.
    Removed {
        /// The entry.
        id: EntryId,
        /// The journal number of the entry's change before this one.
        previous: u64,
    },
    /// An entry was taken out of the bin.
    Restored {
        /// The entry.
        id: EntryId,
        /// The journal number of the entry's change before this one.
        previous: u64,
    },
}

impl Event {
    /// The entry it is about.
    pub fn entry(&self) -> Option<EntryId> {
        match self {
            Self::Entered { id, .. }
            | Self::Amended { id, .. }
            | Self::Removed { id, .. }
            | Self::Restored { id, .. } => Some(*id),
            Self::Founded { .. } | Self::PlanLoaded { .. } | Self::AccountSeen { .. } => None,
        }
    }

    /// The journal number of the same entry's (or the plan's) change before this one.
    pub fn previous(&self) -> Option<u64> {
        match self {
            Self::Amended { previous, .. }
            | Self::Removed { previous, .. }
            | Self::Restored { previous, .. } => Some(*previous),
            Self::PlanLoaded { previous, .. } => *previous,
            _ => None,
        }
    }

    /// What would undo it; `previous` is the journal number of the entry's latest change.
    ///
    /// `None` for what cannot be undone this way.
    pub fn inverse(&self, previous: u64) -> Option<Self> {
        match self {
            Self::Entered { id, .. } | Self::Restored { id, .. } => Some(Self::Removed { id: *id, previous }),
            Self::Removed { id, .. } => Some(Self::Restored { id: *id, previous }),
            Self::Amended { id, changes, status, asked: _, reason: _, previous: _ } => Some(Self::Amended {
                id: *id,
                changes: changes
                    .iter()
                    .map(|c| Change {
                        field: c.field.clone(),
                        before: c.after.clone(),
                        after: c.before.clone(),
                    })
                    .collect(),
                status: status.clone().map(|(before, after)| (after, before)),
                reason: None,
                asked: Vec::new(),
                previous,
            }),
            Self::Founded { .. } | Self::PlanLoaded { .. } | Self::AccountSeen { .. } => None,
        }
    }

    fn cells_mut(&mut self) -> Box<dyn Iterator<Item = &mut Cell> + '_> {
        match self {
            Self::Entered { cells, .. } => Box::new(cells.iter_mut().map(|(_, cell)| cell)),
            Self::Amended { changes, .. } => {
                Box::new(changes.iter_mut().flat_map(|c| c.before.iter_mut().chain(c.after.iter_mut())))
            }
            _ => Box::new(std::iter::empty()),
        }
    }
}

/// Takes the personal content (texts and notes) out of what happened, in order, leaving the facts that figures need.
///
/// The two are stored apart, so that the personal part can later be destroyed while figures and history stand.
pub fn split(happening: &mut Happening) -> Vec<Clean> {
    let mut personal = Vec::new();
    for cell in happening.events.iter_mut().flat_map(Event::cells_mut) {
        if let Value::Text(text) = &mut cell.value {
            personal.push(std::mem::take(text));
        }
    }
    personal
}

/// Puts the personal content back. Where it has been destroyed, the texts are not stated.
pub fn join(happening: &mut Happening, personal: Option<Vec<Clean>>) {
    let mut texts = personal.unwrap_or_default().into_iter();
    for cell in happening.events.iter_mut().flat_map(Event::cells_mut) {
        if let Value::Text(text) = &mut cell.value {
            match texts.next() {
                Some(kept) => *text = kept,
                None => cell.value = Value::Nothing(Nothing::NotStated),
            }
        }
    }
}
