//! The second copy: frames and records in sled, kept by a thread of its own, always behind the journal.
//!
//! The thread reads frames from the journal's files up to what is durable there, so nothing is held in memory for it,
//! and whatever it does is in the order of the messages it was sent. A sled directory is opened only when the digest
//! noted at a clean exit agrees; any other is set aside and made anew, so damage never reaches sled's own reader.
//! When sled fails, the desk goes on without a second copy and says so ([`ShelfState::Failed`]).

mod trees;
mod worker;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use super::disk::Disk;
use super::error::StoreError;
use super::frame::Hash;
use super::scan::Place;
pub(crate) use trees::{Trees, open_sled, remove_half_snapshots, remove_snapshots};
use worker::{Work, Worker};

/// A change to the records. Their bytes are sealed by the caller.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the text of each variant speaks of its fields")]
pub enum ShelfOp {
    /// Puts a record in place of any with the same number, filed under a day (days since 1970).
    Put { id: u64, day: i32, record: Vec<u8> },
    /// Takes a record away. The day it was filed under is looked up, so `day` need not be exact.
    Drop { id: u64, day: i32 },
}

/// A record as it lies in sled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShelvedRecord {
    /// Its number.
    pub id: u64,
    /// The day it is filed under, counted from 1970.
    pub day: i32,
    /// Its bytes as they were given.
    pub record: Vec<u8>,
}

/// Why the records must be given once more.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the text of each variant speaks of its fields")]
pub enum Rebuild {
    /// There was no sled directory.
    New,
    /// The program did not end cleanly, so sled was set aside unopened.
    Unclean,
    /// Sled's files are not what they were at the clean exit; they are kept here.
    Differs { set_aside: PathBuf },
}

/// How the second copy stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShelfState {
    /// Its files are being compared with what they were.
    Checking,
    /// Complete but for what is on its way.
    Whole,
    /// Made anew; frames come from the journal, records must come from above.
    WantsRecords(Rebuild),
    /// There is no second copy until the desk is opened again.
    Failed(String),
}

/// Called, on any thread, when the state has changed.
pub type Waker = Arc<dyn Fn() + Send + Sync>;

/// How the shelf begins.
#[derive(Clone, Debug)]
pub(crate) enum Start {
    /// Sled should be as it was when this digest was taken, and hold every frame up to `done`, which ends at `follow`.
    Check { digest: Hash, done: u64, follow: Place },
    /// Sled is made anew.
    Anew(Rebuild),
}

/// How many things there are in sled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Counts {
    /// Whole frames.
    pub frames: u64,
    /// Records.
    pub records: u64,
    /// Entries of the index by day.
    pub by_day: u64,
    /// Whether each record is filed under its own day and nothing else is.
    pub index_agrees: bool,
}

#[derive(Clone)]
pub(crate) struct Board {
    state: Arc<Mutex<ShelfState>>,
    waker: Option<Waker>,
}

impl Board {
    fn get(&self) -> ShelfState {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner).clone()
    }

    fn set(&self, state: ShelfState) {
        *self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = state;
        if let Some(waker) = &self.waker {
            waker();
        }
    }
}

/// The desk's end of the thread.
pub struct Shelf {
    board: Board,
    work: Sender<Work>,
    /// How many changes to records have been sent and not yet made.
    waiting: Arc<AtomicUsize>,
    thread: Option<JoinHandle<()>>,
}

impl Shelf {
    /// Starts the thread for the sled directory in a desk's directory.
    pub(crate) fn start(
        dir: &Path,
        disk: &Disk,
        start: Start,
        waker: Option<Waker>,
    ) -> Result<Shelf, StoreError> {
        let board = Board { state: Arc::new(Mutex::new(ShelfState::Checking)), waker };
        let (work, inbox) = mpsc::channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let worker = Worker::new(dir, disk, board.clone(), Arc::clone(&waiting));
        let thread =
            std::thread::Builder::new().name("shelf".into()).spawn(move || worker.run(start, &inbox));
        let thread = thread.map_err(|e| StoreError::io("start a thread for", dir, e))?;
        Ok(Shelf { board, work, waiting, thread: Some(thread) })
    }

    /// Returns how the second copy stands.
    pub fn state(&self) -> ShelfState {
        self.board.get()
    }

    /// A send fails only when the thread is gone, which its state then says.
    fn send(&self, work: Work) {
        let _ = self.work.send(work);
    }

    /// Says that frames up to this one are durable in the journal.
    pub(crate) fn follow(&self, seq: u64) {
        self.send(Work::Follow(seq));
    }

    pub(crate) fn apply(&self, ops: Vec<ShelfOp>) {
        self.waiting.fetch_add(ops.len(), Ordering::Relaxed);
        self.send(Work::Ops(ops));
    }

    /// Returns how many changes to records have been sent and not yet made.
    pub(crate) fn backlog(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    pub(crate) fn records_done(&self) {
        self.send(Work::RecordsDone);
    }

    fn ask<T>(&self, question: impl FnOnce(Sender<Result<T, StoreError>>) -> Work) -> Result<T, StoreError> {
        let (answer, answered) = mpsc::channel();
        self.send(question(answer));
        answered.recv().unwrap_or_else(|_| Err(StoreError::Shelf { what: "its thread has ended".into() }))
    }

    /// Returns all records, after everything sent before has been done.
    pub(crate) fn records(&self) -> Result<Vec<ShelvedRecord>, StoreError> {
        self.ask(Work::Records)
    }

    /// Writes all frames to a file, in order, and counts what there is.
    pub(crate) fn extract(&self, out: &Path) -> Result<Counts, StoreError> {
        self.ask(|answer| Work::Extract(out.to_path_buf(), answer))
    }

    /// Finishes what was sent, makes it durable and closes sled; returns the digest of its files if it is complete.
    pub(crate) fn stop(mut self) -> Result<Option<Hash>, StoreError> {
        let digest = self.ask(Work::Stop);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        digest
    }
}

impl Drop for Shelf {
    /// Ends the thread without finishing, so that sled's files are free when this returns.
    fn drop(&mut self) {
        self.send(Work::Abandon);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Returns the digest of all files under a directory: names, lengths and content.
pub(crate) fn digest(dir: &Path) -> Result<Hash, StoreError> {
    let mut files = Vec::new();
    list_files(dir, &mut files)?;
    files.sort();
    let mut hasher = blake3::Hasher::new();
    for path in files {
        let name = path.strip_prefix(dir).unwrap_or(&path).to_string_lossy().into_owned();
        let failed = |e| StoreError::io("read", &path, e);
        let file = std::fs::File::open(&path).map_err(failed)?;
        let len = file.metadata().map_err(failed)?.len();
        hasher.update(&(name.len() as u64).to_le_bytes()).update(name.as_bytes()).update(&len.to_le_bytes());
        hasher.update_reader(file).map_err(failed)?;
    }
    Ok(*hasher.finalize().as_bytes())
}

pub(crate) fn list_files(dir: &Path, files: &mut Vec<PathBuf>) -> Result<(), StoreError> {
    let failed = |e| StoreError::io("list", dir, e);
    for entry in std::fs::read_dir(dir).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if entry.file_type().map_err(failed)?.is_dir() {
            list_files(&entry.path(), files)?;
        } else {
            files.push(entry.path());
        }
    }
    Ok(())
}
