//! What opening or checking the store found, and how it is said: in the doctor and on the first screen alike.

use serde::{Deserialize, Serialize};

use crate::words::{Words, found};

/// One thing that opening or checking the store found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// The journal is whole: so many happenings.
    JournalWhole(u64),
    /// The last, half-written and never acknowledged happening was cut off: bytes.
    TornTail(u64),
    /// The journal was damaged and mended from sled: how many happenings.
    MendedFromSled(u64),
    /// Happenings that neither copy has.
    Lost(Vec<u64>),
    /// The program did not end cleanly last time; sled was set aside under this name and is made anew.
    SledSetAside(String),
    /// sled agrees with the journal: so many records.
    SledWhole(u64),
    /// sled is behind the journal by so many happenings and is catching up.
    SledBehind(u64),
    /// sled differs from the journal in so many places and is made anew.
    SledDiffers(u64),
    /// Memory and a fresh reading of the journal agree.
    MemoryAgrees,
    /// They do not, first at this entry.
    MemoryDiffers(u64),
    /// The journal has this many places that are not as they were written; opening the desk again mends them.
    JournalDamaged(u64),
    /// There is no second copy until the desk is opened again: what sled said.
    SledFailed(String),
    /// sled's files were not as they were left; they were set aside under this name and are made anew.
    SledMadeAnew(String),
}

impl Finding {
    /// The finding as one plain sentence.
    pub fn said(&self, words: Words) -> String {
        match self {
            Self::JournalWhole(n) => found::journal_whole(words, *n),
            Self::TornTail(bytes) => found::torn_tail(words, *bytes),
            Self::MendedFromSled(n) => found::mended(words, *n),
            Self::Lost(seqs) => found::lost(words, seqs),
            Self::SledSetAside(name) => found::set_aside(words, name),
            Self::SledMadeAnew(name) => found::made_anew(words, name),
            Self::SledWhole(n) => found::database_whole(words, *n),
            Self::SledBehind(n) => found::database_behind(words, *n),
            Self::SledDiffers(n) => found::database_differs(words, *n),
            Self::MemoryAgrees => found::memory_agrees(words),
            Self::MemoryDiffers(id) => found::memory_differs(words, *id),
            Self::JournalDamaged(places) => words
                .say_with("cli-doctor-damaged", &[("n", i64::try_from(*places).unwrap_or(i64::MAX).into())]),
            Self::SledFailed(why) => words.say_with("cli-doctor-database-failed", &[("why", why.into())]),
        }
    }
}
