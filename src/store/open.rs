//! The store of one desk: opening, changing, closing.
//!
//! Opening always replays the journal, which is checked on the way; sled is opened, checked or made anew on its own
//! thread. What was found and done is returned as data ([`OpenReport`]). Memory, rights and meaning are elsewhere.

use std::path::{Path, PathBuf};

use super::backup::BackupJob;
use super::disk::Disk;
use super::doctor::{self, DoctorReport};
use super::error::StoreError;
use super::frame::{Frame, FrameRef, Head};
use super::journal::{Journal, Torn};
use super::layout::{
    self, CLEAN, Clean, Condition, DB, DeskLock, JOURNAL, JOURNAL_MENDED, JOURNAL_NEW, SALVAGE, SET_ASIDE,
    condition, kept, kept_name, make_dir, read_clean, refuse_network, write_clean, write_format,
};
use super::mend::{Mending, finish_replacing, mend};
use super::salvage::{SalvageCommand, salvage};
use super::shelf::{Rebuild, Shelf, ShelfOp, ShelfState, ShelvedRecord, Start, Waker};

/// The first frame of a new desk.
#[derive(Clone, Debug, Default)]
pub struct Founding {
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The user id of who makes the desk.
    pub who: u32,
    /// What figures need.
    pub facts: Vec<u8>,
    /// What belongs to persons.
    pub personal: Vec<u8>,
}

/// What opening needs to know.
pub struct OpenOptions<'a> {
    /// The way to the disk for everything but sled.
    pub disk: Disk,
    /// Makes the first frame, called only when the directory holds no desk.
    pub founding: &'a dyn Fn() -> Founding,
    /// The lock, when the caller has taken it already with [`layout::lock`].
    pub lock: Option<DeskLock>,
    /// The command that reads a sled directory which may be damaged.
    pub salvage: SalvageCommand,
    /// Called when the second copy's state has changed.
    pub waker: Option<Waker>,
}

impl<'a> OpenOptions<'a> {
    /// Makes the options of an ordinary opening.
    pub fn new(founding: &'a dyn Fn() -> Founding) -> OpenOptions<'a> {
        let (disk, salvage) = (Disk::real(), SalvageCommand::default());
        OpenOptions { disk, founding, lock: None, salvage, waker: None }
    }
}

/// How the desk was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It was made just now.
    Fresh,
    /// It was closed.
    Clean,
    /// The program or the machine stopped in the middle.
    Unclean,
}

/// What opening found and did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenReport {
    /// How the desk was left.
    pub exit: Exit,
    /// The last frame.
    pub head: Head,
    /// Frames known to be lost, first and last of each run, from this mending or an earlier one.
    pub lost: Vec<(u64, u64)>,
    /// The half frame that was cut off; it was never confirmed.
    pub torn: Option<Torn>,
    /// Where sled was set aside unopened.
    pub set_aside: Option<PathBuf>,
    /// What was damaged in the journal and how it was mended.
    pub mending: Option<Mending>,
}

/// An open desk. Dropping it without [`Store::close`] counts as an unclean exit.
pub struct Store {
    dir: PathBuf,
    disk: Disk,
    journal: Journal,
    shelf: Shelf,
    lock: DeskLock,
}

impl Store {
    /// Opens the desk in a directory, or makes one in a missing or empty directory, and shows every frame to `visit`.
    ///
    /// Nothing is touched when the directory holds something else ([`StoreError::NotADesk`]), is on a network
    /// ([`StoreError::Network`]), is of a newer format ([`StoreError::Newer`]) or is open ([`StoreError::InUse`]).
    pub fn open(
        dir: &Path,
        options: OpenOptions<'_>,
        visit: &mut dyn FnMut(FrameRef<'_>),
    ) -> Result<(Store, OpenReport), StoreError> {
        let disk = options.disk.clone();
        refuse_network(dir)?;
        condition(dir, &disk)?;
        make_dir(dir, &disk)?;
        let lock = match options.lock {
            Some(lock) => lock,
            None => layout::lock(dir)?,
        };
        // What was seen before the lock was ours may have changed.
        let fresh = condition(dir, &disk)? == Condition::Vacant;
        if fresh {
            create(dir, &disk, &(options.founding)())?;
        } else {
            tidy(dir, &disk)?;
        }
        let clean = read_clean(dir, &disk)?;
        let known = clean.map(|clean| clean.head);
        let (journal, torn, lost, mending) = open_journal(dir, &disk, known, &options.salvage, visit)?;
        let head = journal.head();
        let left_clean = clean.is_some_and(|clean| clean.head == head) && mending.is_none();
        let exit = match (fresh, left_clean) {
            (true, _) => Exit::Fresh,
            (false, true) => Exit::Clean,
            (false, false) => Exit::Unclean,
        };
        let (start, set_aside) = shelf_start(dir, &disk, clean.filter(|_| left_clean), &journal)?;
        disk.remove(&dir.join(CLEAN))?;
        let shelf = Shelf::start(dir, &Disk::real(), start, options.waker)?;
        shelf.follow(head.seq);
        let dir = dir.to_path_buf();
        let store = Store { dir, disk, journal, shelf, lock };
        Ok((store, OpenReport { exit, head, lost, torn, set_aside, mending }))
    }

    /// Appends a frame and returns its sequence number. It must not be confirmed before [`Store::commit`].
    pub fn append(&mut self, at: i64, who: u32, facts: &[u8], personal: &[u8]) -> Result<u64, StoreError> {
        self.journal.append(at, who, facts, personal)
    }

    /// Makes all appended frames durable and returns the head that may now be confirmed.
    ///
    /// After a failure here or in [`Store::append`] the desk must be opened again ([`Store::abandon`]).
    pub fn commit(&mut self) -> Result<Head, StoreError> {
        let head = self.journal.sync()?;
        self.shelf.follow(head.seq);
        Ok(head)
    }

    /// Hands changed records to the second copy. Call after the commit they belong to; returns at once.
    pub fn shelve(&self, ops: Vec<ShelfOp>) {
        self.shelf.apply(ops);
    }

    /// Returns how the second copy stands.
    pub fn shelf_state(&self) -> ShelfState {
        self.shelf.state()
    }

    /// Returns how many changes to records the second copy has been handed and not yet made.
    pub fn shelf_backlog(&self) -> usize {
        self.shelf.backlog()
    }

    /// Says why the second copy wants all records again; `None` when it does not.
    ///
    /// Give them with [`Store::rebuild_put`], in pieces if other work waits, then call [`Store::rebuild_done`].
    pub fn shelf_wants_records(&self) -> Option<Rebuild> {
        match self.shelf.state() {
            ShelfState::WantsRecords(why) => Some(why),
            _ => None,
        }
    }

    /// Gives a record, as it is now, to a second copy that wants all of them. `day` counts from 1970.
    pub fn rebuild_put(&self, id: u64, day: i32, record: Vec<u8>) {
        self.shelf.apply(vec![ShelfOp::Put { id, day, record }]);
    }

    /// Says that all records have been given.
    pub fn rebuild_done(&self) {
        self.shelf.records_done();
    }

    /// Returns the last frame appended.
    pub fn head(&self) -> Head {
        self.journal.head()
    }

    /// Reads one frame from the journal.
    pub fn read(&self, seq: u64) -> Result<Frame, StoreError> {
        self.journal.read(seq)
    }

    /// Returns the desk's directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Returns all records of the second copy, after everything shelved before. For comparing and examining.
    pub fn records(&self) -> Result<Vec<ShelvedRecord>, StoreError> {
        self.shelf.records()
    }

    /// Prepares a backup of everything confirmed so far, to be run on any thread while work goes on.
    pub fn plan_backup(&self, target: &Path) -> BackupJob {
        BackupJob::new(self.journal.dir(), self.journal.synced(), &self.disk, target)
    }

    /// Examines the open desk: the journal read again from disk, and the second copy compared with it.
    pub fn doctor(&self) -> Result<DoctorReport, StoreError> {
        doctor::examine_open(&self.dir, &self.disk, &self.journal, &self.shelf)
    }

    /// Examines a desk that is not open, without changing its journal or its second copy.
    pub fn doctor_closed(dir: &Path, command: &SalvageCommand) -> Result<DoctorReport, StoreError> {
        doctor::doctor(dir, command)
    }

    /// Closes the desk: everything durable, the second copy complete, the mark of a clean exit written.
    pub fn close(mut self) -> Result<(), StoreError> {
        let head = self.journal.sync()?;
        // A second copy that failed is made anew next time; the exit is clean all the same.
        let digest = self.shelf.stop().unwrap_or(None);
        write_clean(&self.dir, &self.disk, Clean { head, shelf: digest })?;
        drop(self.lock);
        Ok(())
    }

    /// Lets go of a desk whose disk has failed, keeping its lock for opening it again.
    pub fn abandon(self) -> DeskLock {
        drop(self.shelf);
        self.lock
    }
}

/// Makes a new desk. The last rename makes it one; anything before that is started over the next time.
fn create(dir: &Path, disk: &Disk, founding: &Founding) -> Result<(), StoreError> {
    let new = dir.join(JOURNAL_NEW);
    disk.remove_dir(&new)?;
    write_format(dir, disk)?;
    let Founding { at, who, facts, personal } = founding;
    let first = FrameRef { seq: 1, at: *at, who: *who, facts, personal, destroyed: false };
    Journal::create(&new, disk, &first)?;
    disk.rename(&new, &dir.join(JOURNAL))?;
    disk.sync_dir(dir)
}

/// Completes or removes what an interrupted process left.
fn tidy(dir: &Path, disk: &Disk) -> Result<(), StoreError> {
    finish_replacing(dir, disk)?;
    for name in [JOURNAL_NEW, JOURNAL_MENDED, SALVAGE] {
        if dir.join(name).exists() {
            disk.remove_dir(&dir.join(name))?;
        }
    }
    if disk.read(&dir.join(layout::FORMAT_FILE))?.is_none_or(|text| text != b"lofte 1\n") {
        write_format(dir, disk)?;
    }
    Ok(())
}

type Opened = (Journal, Option<Torn>, Vec<(u64, u64)>, Option<Mending>);

/// Opens the journal, mending it from sled when it is damaged; each frame is shown once.
fn open_journal(
    dir: &Path,
    disk: &Disk,
    known: Option<Head>,
    command: &SalvageCommand,
    visit: &mut dyn FnMut(FrameRef<'_>),
) -> Result<Opened, StoreError> {
    let path = dir.join(JOURNAL);
    let (places, shown) = if path.exists() {
        match Journal::open(&path, disk, known, visit) {
            Ok((journal, report)) => return Ok((journal, report.torn, report.lost, None)),
            Err(StoreError::JournalDamaged { places, good_to, .. }) => (places, good_to),
            Err(error) => return Err(error),
        }
    } else {
        (Vec::new(), 0)
    };
    let mut mending = Mending { places, ..Mending::default() };
    let work = dir.join(SALVAGE);
    let mut files = Vec::new();
    for db in sled_dirs(dir, disk)? {
        let found = salvage(&db, &work, disk, command)?;
        mending.salvaged.push((found.from, found.outcome));
        files.extend(found.frames);
    }
    mend(dir, disk, &files, known, &mut mending)?;
    disk.remove_dir(&work)?;
    let mut rest = |frame: FrameRef<'_>| {
        if frame.seq > shown {
            visit(frame);
        }
    };
    let (journal, report) = Journal::open(&path, disk, None, &mut rest)?;
    Ok((journal, report.torn, report.lost, Some(mending)))
}

/// Lists the sled directories, the one in use first, then those set aside, newest first.
fn sled_dirs(dir: &Path, disk: &Disk) -> Result<Vec<PathBuf>, StoreError> {
    let mut dirs = vec![dir.join(DB)];
    dirs.extend(kept(dir, disk, SET_ASIDE)?);
    dirs.retain(|path| path.is_dir());
    Ok(dirs)
}

/// Decides whether sled may be opened, setting it aside if not.
fn shelf_start(
    dir: &Path,
    disk: &Disk,
    clean: Option<Clean>,
    journal: &Journal,
) -> Result<(Start, Option<PathBuf>), StoreError> {
    let db = dir.join(DB);
    if !db.exists() {
        return Ok((Start::Anew(Rebuild::New), None));
    }
    if let Some(digest) = clean.and_then(|clean| clean.shelf) {
        let start = Start::Check { digest, done: journal.head().seq, follow: journal.end() };
        return Ok((start, None));
    }
    let aside = kept_name(dir, SET_ASIDE);
    disk.rename(&db, &aside)?;
    Ok((Start::Anew(Rebuild::Unclean), Some(aside)))
}
