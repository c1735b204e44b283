//! The thread behind the shelf: one message after the other, until it is told to stop.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::{
    Board, Counts, Rebuild, ShelfOp, ShelfState, ShelvedRecord, Start, Trees, digest, open_sled,
    remove_half_snapshots,
};
use crate::store::disk::Disk;
use crate::store::error::StoreError;
use crate::store::frame::Hash;
use crate::store::layout::{DB, DB_NEW, JOURNAL, SET_ASIDE, kept, kept_name};
use crate::store::scan::{Found, Place, Stream};

/// How long the thread waits for more before it makes what it has durable.
const QUIET: Duration = Duration::from_millis(200);
/// How long it may go on without making anything durable while work keeps coming.
const LONGEST: Duration = Duration::from_secs(2);
/// How many directories that were set aside are kept once a new one is complete.
const KEPT: usize = 2;

type Answer<T> = Sender<Result<T, StoreError>>;

/// What the thread can be asked to do.
pub(super) enum Work {
    Follow(u64),
    Ops(Vec<ShelfOp>),
    RecordsDone,
    Records(Answer<Vec<ShelvedRecord>>),
    Extract(PathBuf, Answer<Counts>),
    Stop(Answer<Option<Hash>>),
    Abandon,
}

/// The thread's own things. Without `trees` it only answers that it failed.
pub(super) struct Worker {
    dir: PathBuf,
    disk: Disk,
    board: Board,
    waiting: Arc<AtomicUsize>,
    trees: Option<Trees>,
    /// Where the next frame is in the journal, and its number.
    next: Place,
    done: u64,
    /// Since when something is not durable.
    unsynced: Option<Instant>,
}

impl Worker {
    pub fn new(dir: &Path, disk: &Disk, board: Board, waiting: Arc<AtomicUsize>) -> Worker {
        Worker {
            dir: dir.to_path_buf(),
            disk: disk.clone(),
            board,
            waiting,
            trees: None,
            next: Place::default(),
            done: 0,
            unsynced: None,
        }
    }

    pub fn run(mut self, start: Start, inbox: &Receiver<Work>) {
        self.guarded(|worker| worker.begin(start));
        loop {
            let work = match self.unsynced {
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(_) => inbox.recv_timeout(QUIET),
            };
            let overdue = self.unsynced.is_some_and(|since| since.elapsed() > LONGEST);
            if overdue || matches!(work, Err(RecvTimeoutError::Timeout)) {
                self.guarded(Worker::sync);
            }
            match work {
                Ok(Work::Stop(answer)) => {
                    let _ = answer.send(self.finish());
                    return;
                }
                Ok(Work::Abandon) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(work) => self.one(work),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// Runs something that may fail or, in sled, panic; either ends the second copy and nothing else.
    fn guarded<T>(&mut self, job: impl FnOnce(&mut Worker) -> Result<T, StoreError>) -> Option<T> {
        let what = match catch_unwind(AssertUnwindSafe(|| job(self))) {
            Ok(Ok(value)) => return Some(value),
            Ok(Err(error)) => error.to_string(),
            Err(_) => "sled stopped in the middle of its work".to_string(),
        };
        self.trees = None;
        self.unsynced = None;
        self.board.set(ShelfState::Failed(what));
        None
    }

    fn failed(&self) -> StoreError {
        let what = match self.board.get() {
            ShelfState::Failed(what) => what,
            state => format!("{state:?}"),
        };
        StoreError::Shelf { what }
    }

    fn one(&mut self, work: Work) {
        match work {
            Work::Records(answer) => {
                let found = self.with_trees(|_, trees| trees.records());
                let _ = answer.send(found.unwrap_or_else(|| Err(self.failed())));
            }
            Work::Extract(out, answer) => {
                let found = self.with_trees(|_, trees| trees.extract(&out));
                let _ = answer.send(found.unwrap_or_else(|| Err(self.failed())));
            }
            Work::Follow(seq) => self.change(|worker, trees| worker.follow(trees, seq)),
            Work::Ops(ops) => {
                let count = ops.len();
                self.change(|_, trees| ops.into_iter().try_for_each(|op| trees.apply(op)));
                self.waiting.fetch_sub(count, Ordering::Relaxed);
            }
            Work::RecordsDone => {
                if self.guarded(Worker::sync).is_some()
                    && matches!(self.board.get(), ShelfState::WantsRecords(_))
                {
                    self.board.set(ShelfState::Whole);
                    self.guarded(Worker::prune);
                }
            }
            Work::Stop(_) | Work::Abandon => {}
        }
    }

    /// Lends the trees to a job, if there are any.
    fn with_trees<T>(
        &mut self,
        job: impl FnOnce(&mut Worker, &Trees) -> Result<T, StoreError>,
    ) -> Option<Result<T, StoreError>> {
        let trees = self.trees.take()?;
        let result = self.guarded(|worker| Ok(job(worker, &trees)))?;
        self.trees = Some(trees);
        Some(result)
    }

    fn change(&mut self, job: impl FnOnce(&mut Worker, &Trees) -> Result<(), StoreError>) {
        if let Some(result) = self.with_trees(job) {
            self.guarded(|_| result);
            self.unsynced = self.unsynced.or_else(|| self.trees.as_ref().map(|_| Instant::now()));
        }
    }

    fn begin(&mut self, start: Start) -> Result<(), StoreError> {
        let db = self.dir.join(DB);
        let why = match start {
            Start::Check { digest: noted, done, follow } => {
                if digest(&db).is_ok_and(|found| found == noted) {
                    remove_half_snapshots(&db)?;
                    self.trees = Some(Trees::of(open_sled(&db)?)?);
                    (self.done, self.next) = (done, follow);
                    self.board.set(ShelfState::Whole);
                    return Ok(());
                }
                let set_aside = kept_name(&self.dir, SET_ASIDE);
                match self.disk.rename(&db, &set_aside) {
                    Ok(()) => Rebuild::Differs { set_aside },
                    Err(error) if error.is_missing() => Rebuild::New,
                    Err(error) => return Err(error),
                }
            }
            Start::Anew(why) => why,
        };
        self.create(&db)?;
        self.board.set(ShelfState::WantsRecords(why));
        Ok(())
    }

    /// Makes an empty database elsewhere and moves it into place, since sled never opens a half-made one again.
    fn create(&mut self, db: &Path) -> Result<(), StoreError> {
        let new = self.dir.join(DB_NEW);
        self.disk.remove_dir(&new)?;
        self.disk.create_dir(&new)?;
        let trees = Trees::of(open_sled(&new)?)?;
        trees.flush()?;
        drop(trees);
        let mut files = Vec::new();
        super::list_files(&new, &mut files)?;
        for file in files {
            self.disk.open(&file)?.sync()?;
        }
        self.disk.sync_dir(&new)?;
        self.disk.rename(&new, db)?;
        self.disk.sync_dir(&self.dir)?;
        self.trees = Some(Trees::of(open_sled(db)?)?);
        Ok(())
    }

    /// Copies frames from the journal up to a number, all of which are durable there.
    fn follow(&mut self, trees: &Trees, to: u64) -> Result<(), StoreError> {
        if self.done >= to {
            return Ok(());
        }
        let mut stream = Stream::open(&self.disk, &self.dir.join(JOURNAL), self.next)?;
        while self.done < to {
            match stream.next()? {
                Some((_, Found::Frame { header, bytes, .. })) => {
                    if !header.is_gap() {
                        trees.put_frame(header.seq, bytes)?;
                    }
                    self.done = header.seq;
                }
                found => {
                    return Err(StoreError::Shelf {
                        what: format!("the journal could not be followed: {found:?}"),
                    });
                }
            }
        }
        self.next = stream.place();
        Ok(())
    }

    /// Makes everything durable. sled's own flush does not reach the disk on Linux, so its file is synced as well.
    fn sync(&mut self) -> Result<(), StoreError> {
        if let Some(trees) = &self.trees {
            trees.flush()?;
            self.disk.open(&self.dir.join(DB).join("db"))?.sync()?;
        }
        self.unsynced = None;
        Ok(())
    }

    fn prune(&mut self) -> Result<(), StoreError> {
        for old in kept(&self.dir, &self.disk, SET_ASIDE)?.into_iter().skip(KEPT) {
            self.disk.remove_dir(&old)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> Result<Option<Hash>, StoreError> {
        self.guarded(Worker::sync);
        let complete = self.board.get() == ShelfState::Whole;
        let closed = catch_unwind(AssertUnwindSafe(|| drop(self.trees.take()))).is_ok();
        if !complete || !closed {
            return Ok(None);
        }
        let db = self.dir.join(DB);
        // sled writes a last time when it is closed.
        self.disk.open(&db.join("db"))?.sync()?;
        digest(&db).map(Some)
    }
}
