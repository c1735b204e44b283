//! What can go wrong with a desk's files, each kind with where it is and what can be done about it.
//!
//! The texts are English and for logs; what a person reads is chosen by variant on a higher floor.

use std::io;
use std::path::{Path, PathBuf};

use super::journal::Damage;

/// A refusal or failure of the store.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "the text of each variant speaks of its fields")]
pub enum StoreError {
    /// No room is left on the disk (ENOSPC, EDQUOT). What was confirmed is kept; making room and opening again helps.
    #[error("the disk is full at {path}: make room, then open the desk again")]
    Full {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// The file system is mounted read-only (EROFS).
    #[error("{path} is on a read-only file system: the desk must be able to write there")]
    ReadOnly {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// The operating system denies access (EACCES, EPERM).
    #[error("no access to {path}: the desk's directory must belong to the account that opens it")]
    NoAccess {
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// Any other failure of a call to the operating system.
    #[error("could not {doing} {path}: {source}")]
    Io {
        doing: &'static str,
        path: PathBuf,
        #[source]
        source: io::Error,
    },
    /// Another process holds the desk's lock.
    #[error("the desk in {path} is already open in another process")]
    InUse { path: PathBuf },
    /// The files were written by a newer version of the program; nothing was touched.
    #[error("{path} has format {found}, this program knows up to {known}: a newer lofte is needed")]
    Newer { path: PathBuf, found: u32, known: u32 },
    /// The directory holds something else than a desk; nothing was touched.
    #[error("{path} is not a lofte desk: it holds {found}; choose an empty directory")]
    NotADesk { path: PathBuf, found: String },
    /// The directory is on a network or user-space file system, where locks and sockets are not shared.
    #[error("{path} is on {kind}, where two machines could open the desk at once: choose a local disk")]
    Network { path: PathBuf, kind: &'static str },
    /// The journal has places that cannot be read; frames up to `good_to` are whole.
    #[error("the journal in {path} is damaged in {} place(s), first after frame {good_to}", places.len())]
    JournalDamaged { path: PathBuf, places: Vec<Damage>, good_to: u64 },
    /// The journal is gone and no copy of it could be read.
    #[error("nothing readable is left of the desk in {path}: restore a backup into another directory")]
    NothingLeft { path: PathBuf },
    /// An earlier write or sync failed, so nothing more is accepted until the desk is opened again.
    #[error("an earlier write failed: nothing more is saved until the desk is opened again")]
    Poisoned,
    /// A body is larger than a frame may hold, in bytes.
    #[error("a frame may hold {limit} bytes, not {size}")]
    TooLarge { size: usize, limit: usize },
    /// The journal has no frame with this number, or only the mark of a lost one.
    #[error("the journal has no frame {seq}")]
    NoSuchFrame { seq: u64 },
    /// The file that was to be written is there already.
    #[error("{path} exists already: choose another name")]
    TargetExists { path: PathBuf },
    /// The directory to restore into is not empty.
    #[error("{path} is not empty: choose an empty or missing directory")]
    NotEmpty { path: PathBuf },
    /// The file is not a backup, or is damaged at `offset`.
    #[error("{path} is not a whole lofte backup: {what} at byte {offset}")]
    BadBackup { path: PathBuf, what: &'static str, offset: u64 },
    /// The second copy failed; the journal is not concerned.
    #[error("the second copy (sled) failed: {what}")]
    Shelf { what: String },
}

impl StoreError {
    /// Makes the error of a failed call from what was done, where, and what the operating system answered.
    pub fn io(doing: &'static str, path: &Path, source: io::Error) -> StoreError {
        let path = path.to_path_buf();
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full { path, source },
            io::ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly { path, source },
            io::ErrorKind::PermissionDenied => StoreError::NoAccess { path, source },
            _ => StoreError::Io { doing, path, source },
        }
    }

    /// Makes the error of a failed sled call.
    pub(crate) fn shelf(error: &sled::Error) -> StoreError {
        StoreError::Shelf { what: error.to_string() }
    }

    /// Tells whether the call failed because the file is not there.
    pub fn is_missing(&self) -> bool {
        matches!(self, StoreError::Io { source, .. } if source.kind() == io::ErrorKind::NotFound)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[rstest::rstest]
    #[case(28, "full")]
    #[case(122, "full")]
    #[case(30, "read-only")]
    #[case(13, "no access")]
    #[case(1, "no access")]
    #[case(5, "could not write")]
    fn an_errno_becomes_a_kind(#[case] errno: i32, #[case] says: &str) {
        let error = StoreError::io("write", Path::new("/d/x"), io::Error::from_raw_os_error(errno));
        assert!(error.to_string().contains(says), "{error}");
        assert!(error.to_string().contains("/d/x"), "{error}");
    }
}
