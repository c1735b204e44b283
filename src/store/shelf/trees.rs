//! The trees of the sled database and how things lie in them.
//!
//! | tree | key | value |
//! |---|---|---|
//! | `frames` | sequence number u64 BE, piece u32 BE | the frame as in the journal, in pieces under 60 KiB |
//! | `records` | number u64 BE | day i32 BE, then the sealed record |
//! | `by_day` | day as u32 with the sign bit turned BE, number u64 BE | nothing |
//! | `meta` | `schema` | 1 |
//!
//! sled's `watch_prefix`, `generate_id` and `flush_async` are not used: they hang or repeat themselves after a crash.

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Duration;

use super::{Counts, ShelfOp, ShelvedRecord};
use crate::store::error::StoreError;
use crate::store::frame::split;

const PIECE: usize = 60_000;
const SCHEMA: u8 = 1;

/// Opens a sled database. Only for directories known to be whole, or copies, in a process that may hang or die.
pub(crate) fn open_sled(path: &Path) -> Result<sled::Db, StoreError> {
    let config = sled::Config::new().path(path).cache_capacity(8 << 20).flush_every_ms(None);
    let mut patience = 100;
    loop {
        match config.open() {
            // sled's lock outlives its closing for a moment when a child process is being forked off just then.
            Err(sled::Error::Io(error)) if patience > 0 && error.to_string().contains("acquire lock") => {
                patience -= 1;
                std::thread::sleep(Duration::from_millis(5));
            }
            opened => return opened.map_err(|e| StoreError::shelf(&e)),
        }
    }
}

/// Removes snapshots that were being written when a process died: sled would take one for whole and never open again.
pub(crate) fn remove_half_snapshots(db: &Path) -> Result<(), StoreError> {
    remove_files(db, |name| name.starts_with("snap.") && name.ends_with(".generating"))
}

/// Removes all snapshots; they only spare sled the reading of its log.
pub(crate) fn remove_snapshots(db: &Path) -> Result<(), StoreError> {
    remove_files(db, |name| name.starts_with("snap."))
}

fn remove_files(dir: &Path, which: impl Fn(&str) -> bool) -> Result<(), StoreError> {
    for entry in std::fs::read_dir(dir).map_err(|e| StoreError::io("list", dir, e))? {
        let entry = entry.map_err(|e| StoreError::io("list", dir, e))?;
        if entry.file_name().to_str().is_some_and(&which) {
            std::fs::remove_file(entry.path()).map_err(|e| StoreError::io("remove", &entry.path(), e))?;
        }
    }
    Ok(())
}

fn day_key(day: i32, id: u64) -> [u8; 12] {
    let mut key = [0; 12];
    key[..4].copy_from_slice(&(day.cast_unsigned() ^ 0x8000_0000).to_be_bytes());
    key[4..].copy_from_slice(&id.to_be_bytes());
    key
}

fn piece_key(seq: u64, piece: u32) -> [u8; 12] {
    let mut key = [0; 12];
    key[..8].copy_from_slice(&seq.to_be_bytes());
    key[8..].copy_from_slice(&piece.to_be_bytes());
    key
}

fn record_of(key: &[u8], value: &[u8]) -> Option<ShelvedRecord> {
    let id = u64::from_be_bytes(key.try_into().ok()?);
    let (day, record) = value.split_first_chunk::<4>()?;
    Some(ShelvedRecord { id, day: i32::from_be_bytes(*day), record: record.to_vec() })
}

/// An open database.
#[derive(Debug)]
pub(crate) struct Trees {
    db: sled::Db,
    frames: sled::Tree,
    records: sled::Tree,
    by_day: sled::Tree,
}

impl Trees {
    /// Opens the trees of a database, making those that are missing.
    pub fn of(db: sled::Db) -> Result<Trees, StoreError> {
        let tree = |name: &str| db.open_tree(name).map_err(|e| StoreError::shelf(&e));
        let (frames, records, by_day, meta) =
            (tree("frames")?, tree("records")?, tree("by_day")?, tree("meta")?);
        meta.insert("schema", &[SCHEMA]).map_err(|e| StoreError::shelf(&e))?;
        Ok(Trees { db, frames, records, by_day })
    }

    /// Makes everything durable against the death of the process; the caller syncs the file.
    pub fn flush(&self) -> Result<(), StoreError> {
        self.db.flush().map(|_| ()).map_err(|e| StoreError::shelf(&e))
    }

    /// Puts a frame, in place of any with the same number.
    pub fn put_frame(&self, seq: u64, bytes: &[u8]) -> Result<(), StoreError> {
        for (piece, part) in bytes.chunks(PIECE).enumerate() {
            self.frames.insert(piece_key(seq, piece as u32), part).map_err(|e| StoreError::shelf(&e))?;
        }
        Ok(())
    }

    /// Applies a change to the records and their index.
    pub fn apply(&self, op: ShelfOp) -> Result<(), StoreError> {
        self.apply_sled(op).map_err(|e| StoreError::shelf(&e))
    }

    fn apply_sled(&self, op: ShelfOp) -> sled::Result<()> {
        let (id, day, old) = match op {
            ShelfOp::Put { id, day, record } => {
                let value = [&day.to_be_bytes(), record.as_slice()].concat();
                (id, Some(day), self.records.insert(id.to_be_bytes(), value)?)
            }
            ShelfOp::Drop { id, .. } => (id, None, self.records.remove(id.to_be_bytes())?),
        };
        let filed =
            old.as_deref().and_then(|value| value.first_chunk::<4>()).map(|day| i32::from_be_bytes(*day));
        if let Some(filed) = filed.filter(|filed| Some(*filed) != day) {
            self.by_day.remove(day_key(filed, id))?;
        }
        if let Some(day) = day.filter(|day| Some(*day) != filed) {
            self.by_day.insert(day_key(day, id), &[])?;
        }
        Ok(())
    }

    /// Returns all records by number.
    pub fn records(&self) -> Result<Vec<ShelvedRecord>, StoreError> {
        let mut all = Vec::new();
        for item in &self.records {
            let (key, value) = item.map_err(|e| StoreError::shelf(&e))?;
            all.extend(record_of(&key, &value));
        }
        Ok(all)
    }

    /// Writes every whole frame to a file, in order, each as soon as it is read, and counts what there is.
    pub fn extract(&self, out: &Path) -> Result<Counts, StoreError> {
        let mut file = File::create(out).map_err(|e| StoreError::io("create", out, e))?;
        let mut counts = Counts::default();
        let (mut seq, mut bytes) = (None, Vec::new());
        for item in &self.frames {
            let (key, value) = item.map_err(|e| StoreError::shelf(&e))?;
            let this = key.first_chunk::<8>().map(|seq| u64::from_be_bytes(*seq));
            if this != seq {
                counts.frames += write_whole_frame(&mut file, out, &bytes)?;
                bytes.clear();
                seq = this;
            }
            bytes.extend_from_slice(&value);
        }
        counts.frames += write_whole_frame(&mut file, out, &bytes)?;
        counts.index_agrees = true;
        for record in self.records()? {
            counts.records += 1;
            let filed = self.by_day.contains_key(day_key(record.day, record.id));
            counts.index_agrees &= filed.map_err(|e| StoreError::shelf(&e))?;
        }
        counts.by_day = self.by_day.len() as u64;
        counts.index_agrees &= counts.by_day == counts.records;
        Ok(counts)
    }
}

/// Writes the bytes if they are one whole frame; returns how many frames were written.
fn write_whole_frame(file: &mut File, path: &Path, bytes: &[u8]) -> Result<u64, StoreError> {
    if split(bytes).is_none() {
        return Ok(0);
    }
    file.write_all(bytes).map_err(|e| StoreError::io("write", path, e))?;
    Ok(1)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::store::frame::{Head, encode};

    fn trees(dir: &Path) -> Trees {
        Trees::of(open_sled(dir).unwrap()).unwrap()
    }

    #[test]
    fn days_before_1970_sort_before_those_after() {
        let days = [i32::MIN, -1, 0, 1, 19_000, i32::MAX];
        assert!(days.windows(2).all(|pair| day_key(pair[0], u64::MAX) < day_key(pair[1], 0)));
    }

    #[test]
    fn the_index_follows_the_records() {
        let tmp = tempfile::tempdir().unwrap();
        let (trees, out) = (trees(&tmp.path().join("db")), tmp.path().join("out"));
        let put = |id, day| ShelfOp::Put { id, day, record: vec![id as u8] };
        let drop = |id, day| ShelfOp::Drop { id, day };
        for op in [put(1, 10), put(2, 10), put(1, -5), put(3, 7), drop(2, 10), drop(9, 1), put(3, 7)] {
            trees.apply(op).unwrap();
        }
        let found: Vec<_> = trees.records().unwrap().iter().map(|r| (r.id, r.day, r.record[0])).collect();
        assert_eq!(found, [(1, -5, 1), (3, 7, 3)]);
        let counts = trees.extract(&out).unwrap();
        assert_eq!(counts, Counts { frames: 0, records: 2, by_day: 2, index_agrees: true });
        trees.by_day.remove(day_key(7, 3)).unwrap();
        trees.by_day.insert(day_key(8, 3), &[]).unwrap();
        assert!(!trees.extract(&out).unwrap().index_agrees, "an entry filed under another day is noticed");
    }

    #[test]
    fn large_frames_come_back_whole_and_broken_ones_not_at_all() {
        let tmp = tempfile::tempdir().unwrap();
        let (trees, out) = (trees(&tmp.path().join("db")), tmp.path().join("out"));
        let (first, head) = encode(Head::default(), 1, 2, &vec![7; 200_000], b"p").unwrap();
        let (second, _) = encode(head, 1, 2, b"small", b"").unwrap();
        trees.put_frame(1, &first).unwrap();
        trees.put_frame(2, &second).unwrap();
        assert_eq!(trees.extract(&out).unwrap().frames, 2);
        assert_eq!(std::fs::read(&out).unwrap(), [first, second.clone()].concat());
        trees.frames.remove(piece_key(1, 1)).unwrap();
        assert_eq!(trees.extract(&out).unwrap().frames, 1);
        assert_eq!(std::fs::read(&out).unwrap(), second);
    }
}
