//! What the desk keeps: the store, opened so that it fills a [`State`], and opened again when its disk has failed.
//!
//! It turns happenings into frames and records into sealed bytes. What may be kept is decided elsewhere.

use std::path::{Path, PathBuf};

use super::founding::Founding;
use super::ledger::{self, LedgerError};
use crate::domain::decide::Now;
use crate::domain::event::Happening;
use crate::domain::record::{Entry, EntryId};
use crate::domain::state::State;
use crate::store::layout::DeskLock;
use crate::store::layout::JOURNAL;
use crate::store::salvage::SalvageCommand;
use crate::store::shelf::{ShelfOp, ShelfState, Waker};
use crate::store::{
    BackupJob, Disk, Frame, FrameRef, OpenOptions, OpenReport, Rebuild, Store, StoreError, codec,
};

/// The version of [`Entry`] in which records are sealed.
pub const RECORD: u8 = 1;

/// Days from 0001-01-01 to 1970-01-01, between the calendar's count and the store's.
const EPOCH: i32 = 719_163;

/// The bytes that must fit on the disk before a failed desk is opened again.
const ROOM: usize = 64 << 10;

/// How a desk is opened.
#[derive(Clone)]
pub struct KeepOptions {
    /// The way to the disk.
    pub disk: Disk,
    /// How sled directories that may be damaged are read.
    pub salvage: SalvageCommand,
    /// Called when the second copy's state has changed.
    pub waker: Option<Waker>,
    /// What a new desk begins with.
    pub founding: Founding,
    /// The account that makes a new desk.
    pub uid: u32,
    /// The moment.
    pub now: Now,
}

/// The store of one desk, and the way back to it.
pub struct Keep {
    dir: PathBuf,
    options: KeepOptions,
    /// `None` after a failure, until the desk could be opened again.
    store: Option<Store>,
    /// Held between letting go of a store that failed and opening it again.
    lock: Option<DeskLock>,
    /// Which journal was opened, as the file system knows it.
    journal: (u64, u64),
}

/// A happening read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Who (user id).
    pub who: u32,
    /// What; `None` when its content can no longer be read.
    pub what: Option<Happening>,
}

impl Keep {
    /// Opens the desk in `dir`, making it if need be, and tells everything that ever happened to a new state.
    ///
    /// # Errors
    /// Any [`StoreError`] of opening; nothing is changed then.
    pub fn open(dir: &Path, options: KeepOptions) -> Result<(Self, State, OpenReport), StoreError> {
        let (store, state, report) = fill(dir, &options, None)?;
        let journal = identity(dir)?;
        Ok((Self { dir: dir.to_path_buf(), options, store: Some(store), lock: None, journal }, state, report))
    }

    /// Appends a happening; it must not be confirmed before [`Keep::commit`].
    ///
    /// # Errors
    /// [`StoreError::TooLarge`] leaves everything as it was; after any other the desk must be opened again.
    pub fn append(&mut self, at: i64, who: u32, happening: &Happening) -> Result<u64, StoreError> {
        // Asked before anything changes in memory: where the files are gone, memory cannot be told anew from them.
        self.still_there()?;
        let bodies =
            ledger::seal(happening).map_err(|_| StoreError::TooLarge { size: usize::MAX, limit: 0 })?;
        self.store.as_mut().ok_or(StoreError::Poisoned)?.append(at, who, &bodies.facts, &bodies.personal)
    }

    /// Makes everything appended durable, in a journal that can be found again: a directory that was moved or removed
    /// under the desk still takes writes, which nobody would ever see.
    ///
    /// # Errors
    /// Any [`StoreError`]; the desk must then be opened again.
    pub fn commit(&mut self) -> Result<(), StoreError> {
        self.store.as_mut().ok_or(StoreError::Poisoned)?.commit()?;
        self.still_there()
    }

    fn still_there(&self) -> Result<(), StoreError> {
        if identity(&self.dir)? == self.journal {
            return Ok(());
        }
        let other = std::io::Error::other("another journal lies there now");
        Err(StoreError::io("find", &self.dir.join(JOURNAL), other))
    }

    /// Opens the desk again after a failure, once the disk takes writes.
    ///
    /// # Errors
    /// Any [`StoreError`]; there is no store then, or still none.
    pub fn reopen(&mut self) -> Result<(State, OpenReport), StoreError> {
        let proof = "probe";
        self.options.disk.write_whole(&self.dir, proof, &vec![0; ROOM])?;
        self.options.disk.remove(&self.dir.join(proof))?;
        if let Some(store) = self.store.take() {
            self.lock = Some(store.abandon());
        }
        // An opening that fails lets the lock go; the next attempt takes it anew.
        let (store, state, report) = fill(&self.dir, &self.options, self.lock.take())?;
        self.store = Some(store);
        self.journal = identity(&self.dir)?;
        Ok((state, report))
    }

    /// Tells everything up to `seq` to a new state, reading the journal frame by frame.
    ///
    /// # Errors
    /// Any [`StoreError`] of reading.
    pub fn replay(&self, seq: u64) -> Result<State, StoreError> {
        let store = self.store.as_ref().ok_or(StoreError::Poisoned)?;
        let mut telling = Telling::default();
        for seq in 1..=seq {
            match store.read(seq) {
                Ok(frame) => telling.hear(borrowed(&frame)),
                Err(StoreError::NoSuchFrame { .. }) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(telling.state)
    }

    /// Reads back what happened as journal number `seq`.
    ///
    /// # Errors
    /// Any [`StoreError`] of reading; a frame that is known to be lost is told as one without content.
    pub fn told(&self, seq: u64) -> Result<Told, StoreError> {
        match self.store.as_ref().ok_or(StoreError::Poisoned)?.read(seq) {
            Ok(frame) => {
                let what = ledger::open(&frame.facts, &frame.personal, frame.destroyed).ok();
                Ok(Told { at: frame.at, who: frame.who, what })
            }
            Err(StoreError::NoSuchFrame { .. }) => Ok(Told { at: 0, who: 0, what: None }),
            Err(error) => Err(error),
        }
    }

    /// Hands entries as they now stand to the second copy; after the commit they belong to.
    pub fn shelve(&self, state: &State, entries: impl Iterator<Item = EntryId>) {
        let Some(store) = &self.store else { return };
        let ops = entries.filter_map(|id| state.entry(id)).filter_map(|entry| shelved(&entry)).collect();
        store.shelve(ops);
    }

    /// Why the second copy waits for all records; `None` when it does not.
    pub fn wants_records(&self) -> Option<Rebuild> {
        self.store.as_ref().and_then(Store::shelf_wants_records)
    }

    /// How many changed records the second copy has been handed and has not yet taken in.
    pub fn shelf_backlog(&self) -> usize {
        self.store.as_ref().map_or(0, Store::shelf_backlog)
    }

    /// Says that the second copy has been given all records.
    pub fn records_given(&self) {
        if let Some(store) = &self.store {
            store.rebuild_done();
        }
    }

    /// Prepares a backup of everything confirmed so far.
    pub fn plan_backup(&self, target: &Path) -> Option<BackupJob> {
        self.store.as_ref().map(|store| store.plan_backup(target))
    }

    /// The store itself, for examining it.
    pub fn store(&self) -> Option<&Store> {
        self.store.as_ref()
    }

    /// How the second copy stands.
    pub fn shelf(&self) -> Option<ShelfState> {
        self.store.as_ref().map(Store::shelf_state)
    }

    /// What a new desk begins with.
    pub fn founding(&self) -> &Founding {
        &self.options.founding
    }

    /// The desk's directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The way to the disk.
    pub fn disk(&self) -> &Disk {
        &self.options.disk
    }

    /// Leaves the desk as a clean exit.
    ///
    /// # Errors
    /// Any [`StoreError`]; everything confirmed is kept all the same.
    pub fn close(self) -> Result<(), StoreError> {
        self.store.map_or(Ok(()), Store::close)
    }
}

/// The record of an entry as the second copy holds it: a number, a day since 1970, sealed bytes.
pub fn shelved(entry: &Entry) -> Option<ShelfOp> {
    use chrono::Datelike;
    let record = codec::seal(RECORD, entry).ok()?;
    Some(ShelfOp::Put { id: entry.id.0, day: entry.on.num_days_from_ce() - EPOCH, record })
}

fn fill(
    dir: &Path,
    options: &KeepOptions,
    lock: Option<DeskLock>,
) -> Result<(Store, State, OpenReport), StoreError> {
    let founding = || first_frame(options);
    let mut open = OpenOptions::new(&founding);
    open.disk = options.disk.clone();
    open.lock = lock;
    open.salvage = options.salvage.clone();
    open.waker.clone_from(&options.waker);
    let mut telling = Telling::default();
    let (store, report) = Store::open(dir, open, &mut |frame| telling.hear(frame))?;
    match telling.newer {
        Some(found) => {
            drop(store.close());
            Err(StoreError::Newer { path: dir.to_path_buf(), found, known: u32::from(ledger::VERSION) })
        }
        None => Ok((store, telling.state, report)),
    }
}

/// Which file the journal's directory is, as the file system knows it.
fn identity(dir: &Path) -> Result<(u64, u64), StoreError> {
    use std::os::unix::fs::MetadataExt;
    let path = dir.join(JOURNAL);
    let found = std::fs::metadata(&path).map_err(|error| StoreError::io("find", &path, error))?;
    Ok((found.dev(), found.ino()))
}

fn first_frame(options: &KeepOptions) -> crate::store::Founding {
    let happening = options.founding.happening(options.uid, options.now);
    // A plan's text and a name always fit; a desk without them would still be one.
    let (facts, personal) = ledger::seal(&happening).map(|b| (b.facts, b.personal)).unwrap_or_default();
    crate::store::Founding { at: options.now.at, who: options.uid, facts, personal }
}

/// A state that is being told what happened.
#[derive(Default)]
struct Telling {
    state: State,
    /// The version of a frame that only a newer program can read.
    newer: Option<u32>,
}

impl Telling {
    fn hear(&mut self, frame: FrameRef<'_>) {
        match ledger::open(frame.facts, frame.personal, frame.destroyed) {
            Ok(happening) => self.state.evolve(&happening, frame.seq, frame.at, frame.who),
            Err(LedgerError::Newer(version)) => self.newer = Some(u32::from(version)),
            // The frame's own hash was right, so this program wrote it wrong; the number is still taken.
            Err(LedgerError::Codec(_)) => self.state.seq = frame.seq,
        }
    }
}

fn borrowed(frame: &Frame) -> FrameRef<'_> {
    let Frame { seq, at, who, facts, personal, destroyed } = frame;
    FrameRef { seq: *seq, at: *at, who: *who, facts, personal, destroyed: *destroyed }
}
