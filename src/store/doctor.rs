//! Examining a desk: is the journal whole, and does the second copy say the same.
//!
//! Nothing is repaired here; opening the desk does that. What was found is data, the faces make sentences of it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::disk::Disk;
use super::error::StoreError;
use super::frame::Hash;
use super::journal::{Journal, JournalReport, read_head, survey};
use super::layout::{
    Condition, DAMAGED, DB, JOURNAL, SALVAGE, SET_ASIDE, condition, kept, lock, read_clean, refuse_network,
};
use super::salvage::{Outcome, SalvageCommand, salvage};
use super::scan::{Found, Place, Scanner, Stream};
use super::shelf::{Counts, Shelf};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DoctorReport {
    /// The journal, read from its first frame to its last.
    pub journal: JournalReport,
    /// Whether the desk was closed properly; `None` for an open desk.
    pub clean: Option<bool>,
    /// `None` when there is no sled directory.
    pub shelf: Option<ShelfReport>,
    /// Sled directories that were set aside, newest first.
    pub set_aside: Vec<PathBuf>,
    /// Journals that were damaged and replaced, newest first.
    pub damaged: Vec<PathBuf>,
}

impl DoctorReport {
    /// Tells whether both copies are whole and say the same.
    pub fn is_well(&self) -> bool {
        let journal = self.journal.damage.is_empty() && self.journal.lost.is_empty();
        journal && self.shelf.as_ref().is_none_or(ShelfReport::is_well)
    }
}

/// What was found in sled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelfReport {
    /// How reading it went.
    pub outcome: Outcome,
    /// How much is in it, when it could be read to the end.
    pub counts: Option<Counts>,
    /// Frames of the journal that sled does not have.
    pub missing: Vec<u64>,
    /// Frames that sled has otherwise than the journal, or the journal has not.
    pub different: Vec<u64>,
}

impl ShelfReport {
    /// Tells whether sled could be read and says what the journal says.
    pub fn is_well(&self) -> bool {
        self.outcome == Outcome::Done
            && self.missing.is_empty()
            && self.different.is_empty()
            && self.counts.is_some_and(|counts| counts.index_agrees)
    }
}

/// Examines a desk that no process has open. Fails with [`StoreError::InUse`] when one has.
///
/// sled is read from a copy, so an examination never changes it; the copy needs room in the desk's directory.
pub fn doctor(dir: &Path, command: &SalvageCommand) -> Result<DoctorReport, StoreError> {
    let disk = Disk::real();
    refuse_network(dir)?;
    if condition(dir, &disk)? == Condition::Vacant {
        return Err(StoreError::NotADesk { path: dir.to_path_buf(), found: "no journal".into() });
    }
    let _lock = lock(dir)?;
    let (journal, db, work) = (dir.join(JOURNAL), dir.join(DB), dir.join(SALVAGE));
    let clean = read_clean(dir, &disk)?;
    let report = if journal.exists() {
        let known = [read_head(&disk, &journal)?, clean.map(|clean| clean.head)];
        survey(&journal, &disk, known, &mut |_| {})?.report
    } else {
        JournalReport::missing()
    };
    let mut shelf = None;
    if db.exists() {
        let found = salvage(&db, &work, &disk, command)?;
        shelf = Some(compare(&journal, &disk, found.frames.as_deref(), found.outcome, found.counts)?);
        disk.remove_dir(&work)?;
    }
    put_together(dir, &disk, report, Some(clean.is_some()), shelf)
}

/// Examines a desk that this process has open.
pub(crate) fn examine_open(
    dir: &Path,
    disk: &Disk,
    journal: &Journal,
    shelf: &Shelf,
) -> Result<DoctorReport, StoreError> {
    let report = journal.verify()?;
    let work = dir.join(SALVAGE);
    disk.remove_dir(&work)?;
    disk.create_dir(&work)?;
    let out = work.join("frames");
    let found = match shelf.extract(&out) {
        Ok(counts) => compare(journal.dir(), disk, Some(&out), Outcome::Done, Some(counts)),
        Err(error) => compare(journal.dir(), disk, None, Outcome::Failed(error.to_string()), None),
    };
    disk.remove_dir(&work)?;
    put_together(dir, disk, report, None, Some(found?))
}

fn put_together(
    dir: &Path,
    disk: &Disk,
    journal: JournalReport,
    clean: Option<bool>,
    shelf: Option<ShelfReport>,
) -> Result<DoctorReport, StoreError> {
    let (set_aside, damaged) = (kept(dir, disk, SET_ASIDE)?, kept(dir, disk, DAMAGED)?);
    Ok(DoctorReport { journal, clean, shelf, set_aside, damaged })
}

fn compare(
    journal: &Path,
    disk: &Disk,
    frames: Option<&Path>,
    outcome: Outcome,
    counts: Option<Counts>,
) -> Result<ShelfReport, StoreError> {
    let mut shelved: BTreeMap<u64, Hash> = BTreeMap::new();
    if let Some(path) = frames {
        let mut scanner = Scanner::open(disk, path, 0)?;
        while let Some(found) = scanner.next()? {
            if let Found::Frame { header, .. } = found {
                shelved.insert(header.seq, header.link);
            }
        }
    }
    let (mut missing, mut different) = (Vec::new(), Vec::new());
    if journal.exists() {
        let mut stream = Stream::open(disk, journal, Place::default())?;
        while let Some((_, found)) = stream.next()? {
            let Found::Frame { header, .. } = found else { continue };
            match shelved.remove(&header.seq) {
                _ if header.is_gap() => {}
                None => missing.push(header.seq),
                Some(link) if link != header.link => different.push(header.seq),
                Some(_) => {}
            }
        }
    }
    different.extend(shelved.into_keys());
    Ok(ShelfReport { outcome, counts, missing, different })
}
