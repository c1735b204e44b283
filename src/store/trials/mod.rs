//! The promises of the store, tried as a whole: opening and closing, every failing call, every kind of damage.

#![allow(clippy::unwrap_used)]

mod damage;
mod faults;
mod opening;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::salvage::tests::test_command;
use super::*;

/// A desk in a temporary directory.
pub(super) struct Bench {
    pub tmp: tempfile::TempDir,
    pub dir: PathBuf,
}

pub(super) type Seen = Vec<Frame>;

fn founding() -> Founding {
    Founding { at: 1, who: 1000, facts: b"founding".to_vec(), personal: Vec::new() }
}

fn options(disk: &Disk) -> OpenOptions<'static> {
    OpenOptions { disk: disk.clone(), salvage: test_command(), ..OpenOptions::new(&founding) }
}

/// A record that tells which frame made it.
fn record(seq: u64) -> Vec<u8> {
    codec::seal(1, &(seq, format!("record of frame {seq}"))).unwrap()
}

impl Bench {
    pub fn new() -> Bench {
        let tmp = tempfile::tempdir().unwrap();
        let dir = tmp.path().join("desk");
        Bench { tmp, dir }
    }

    pub fn open_with(&self, disk: &Disk) -> Result<(Store, OpenReport, Seen), StoreError> {
        let mut seen = Vec::new();
        let (store, report) =
            Store::open(&self.dir, options(disk), &mut |frame| seen.push(frame.to_frame()))?;
        Ok((store, report, seen))
    }

    pub fn open(&self) -> (Store, OpenReport, Seen) {
        self.open_with(&Disk::real()).unwrap()
    }

    /// Makes a desk with frames 1 to `count` and a record for each but the first, and closes it.
    pub fn filled(count: u64) -> Bench {
        let bench = Bench::new();
        let (mut store, ..) = bench.open();
        assert_eq!(rebuild(&store, 1), Some(Rebuild::New));
        for _ in 2..=count {
            save(&mut store).unwrap();
        }
        store.close().unwrap();
        bench
    }

    pub fn journal(&self) -> PathBuf {
        self.dir.join("journal/000001.log")
    }
}

/// Saves one entry: a frame with its record.
pub(super) fn save(store: &mut Store) -> Result<u64, StoreError> {
    let next = store.head().seq + 1;
    let facts = format!("facts of frame {next}, {}", "x".repeat((next % 50) as usize));
    let seq = store.append(next as i64, 1000, facts.as_bytes(), b"")?;
    store.commit()?;
    store.shelve(vec![ShelfOp::Put { id: seq, day: (seq % 9) as i32, record: record(seq) }]);
    Ok(seq)
}

/// Waits for the second copy to know what it needs, and gives it the records up to frame `last` if it wants them.
pub(super) fn rebuild(store: &Store, last: u64) -> Option<Rebuild> {
    wait(store, |state| *state != ShelfState::Checking);
    let why = store.shelf_wants_records()?;
    for seq in 2..=last {
        store.rebuild_put(seq, (seq % 9) as i32, record(seq));
    }
    store.rebuild_done();
    wait(store, |state| *state == ShelfState::Whole);
    Some(why)
}

pub(super) fn wait(store: &Store, until: impl Fn(&ShelfState) -> bool) {
    let started = Instant::now();
    while !until(&store.shelf_state()) {
        assert!(started.elapsed() < Duration::from_secs(20), "{:?}", store.shelf_state());
        std::thread::sleep(Duration::from_millis(1));
    }
}

/// Checks that frames 1 to `count` are all there and say what they should, but for those in `lost`.
pub(super) fn assert_frames(seen: &Seen, count: u64, lost: &[(u64, u64)]) {
    let expected = (1..=count).filter(|seq| !lost.iter().any(|run| (run.0..=run.1).contains(seq)));
    assert_eq!(seen.iter().map(|frame| frame.seq).collect::<Vec<_>>(), expected.collect::<Vec<_>>());
    for frame in seen.iter().filter(|frame| frame.seq > 1) {
        assert!(frame.facts.starts_with(format!("facts of frame {}, ", frame.seq).as_bytes()));
    }
}

/// Checks that sled holds a record for every frame but the first.
pub(super) fn assert_records(store: &Store, count: u64) {
    let records = store.records().unwrap();
    assert_eq!(records.len() as u64, count - 1);
    assert!(records.iter().all(|r| r.record == record(r.id) && r.day == (r.id % 9) as i32));
}

pub(super) fn copy_desk(from: &Path, to: &Path) {
    let mut files = Vec::new();
    shelf::list_files(from, &mut files).unwrap();
    for file in files {
        let target = to.join(file.strip_prefix(from).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(&file, &target).unwrap();
    }
}

/// Makes a copy of a closed desk.
pub(super) fn copy_of(bench: &Bench) -> Bench {
    let copy = Bench::new();
    copy_desk(&bench.dir, &copy.dir);
    copy
}

/// A small generator of repeatable numbers.
pub(super) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Dice {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

/// Damages a file in one of four ways; returns what was done.
pub(super) fn damage_file(path: &Path, dice: &mut Dice) -> String {
    let mut bytes = std::fs::read(path).unwrap();
    let len = bytes.len() as u64;
    let at = dice.below(len) as usize;
    let what = match dice.below(4) {
        0 => {
            bytes[at] ^= 1 << dice.below(8);
            format!("bit flipped at {at}")
        }
        1 => {
            bytes.truncate(at);
            format!("cut to {at}")
        }
        2 => {
            let end = (at + 4096).min(bytes.len());
            bytes[at..end].fill(0);
            format!("zeroed from {at} to {end}")
        }
        _ => {
            std::fs::remove_file(path).unwrap();
            return format!("{} removed", path.display());
        }
    };
    std::fs::write(path, bytes).unwrap();
    format!("{}: {what}", path.display())
}
