//! Drafts: forms that are being filled in, one small file each, so that a lost terminal or host loses nothing typed.
//!
//! They are kept in memory too: on a full disk they live there. A draft's file is replaced in one step but not forced to
//! the platter at every key; what a power cut can take is the last seconds of typing, never a saved entry.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::failing::TOO_MANY_DRAFTS;
use crate::domain::record::{Draft, WriteId};
use crate::store::codec;

/// The directory they lie in, inside the desk's.
pub const DIRECTORY: &str = "drafts";

/// The most drafts one person keeps; beyond it no new one is begun.
pub const MOST: usize = 100;

/// The version of [`Draft`] that is written.
const VERSION: u8 = 1;

/// Why a draft is not kept as it should be.
#[derive(Debug, thiserror::Error)]
pub enum Unkept {
    /// Its file could not be written.
    #[error(transparent)]
    Unwritten(#[from] io::Error),
    /// The person has [`MOST`] of them already.
    #[error("{TOO_MANY_DRAFTS}")]
    TooMany,
}

/// Everybody's drafts.
#[derive(Debug, Default)]
pub struct Drafts {
    dir: PathBuf,
    kept: BTreeMap<(u32, WriteId), Draft>,
    /// The order in which they were last kept, by a count that only grows.
    order: BTreeMap<(u32, WriteId), u64>,
    count: u64,
}

impl Drafts {
    /// Takes up the drafts in a desk's directory. A file that is no whole draft is left where it lies.
    pub fn open(desk: &Path) -> Self {
        let dir = desk.join(DIRECTORY);
        let mut drafts = Self { dir, ..Self::default() };
        let mut found: Vec<_> = fs::read_dir(&drafts.dir)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file.path())))
            .collect();
        found.sort();
        for (_, path) in found {
            if let Some((uid, draft)) = read(&path) {
                drafts.remember(uid, draft);
            }
        }
        drafts
    }

    /// Keeps a draft in place of an earlier one with the same write id.
    ///
    /// # Errors
    /// [`Unkept::Unwritten`], and then it is kept in memory alone; [`Unkept::TooMany`], and then it is not kept at all.
    pub fn put(&mut self, uid: u32, draft: Draft) -> Result<(), Unkept> {
        let others = self.own(uid).filter(|(_, write)| *write != draft.write).count();
        if others >= MOST {
            return Err(Unkept::TooMany);
        }
        let written = self.write(uid, &draft);
        self.remember(uid, draft);
        Ok(written?)
    }

    /// Lets go of a draft.
    pub fn drop(&mut self, uid: u32, write: WriteId) {
        self.order.remove(&(uid, write));
        if self.kept.remove(&(uid, write)).is_some() {
            // A file that stays is found again at the next start, and dropped then since its write is known.
            let _ = fs::remove_file(self.path(uid, write));
        }
    }

    /// Lets go of drafts whose write is known to have been made.
    pub fn drop_written(&mut self, written: impl Fn(WriteId) -> bool) {
        let done: Vec<_> = self.kept.keys().filter(|(_, write)| written(*write)).copied().collect();
        for (uid, write) in done {
            self.drop(uid, write);
        }
    }

    /// A person's drafts, the latest kept first.
    pub fn of(&self, uid: u32) -> Vec<Draft> {
        let mut own: Vec<_> = self.own(uid).collect();
        own.sort_by_key(|key| std::cmp::Reverse(self.order.get(key)));
        own.into_iter().filter_map(|key| self.kept.get(key).cloned()).collect()
    }

    /// A person's draft as it was last kept.
    pub fn get(&self, uid: u32, write: WriteId) -> Option<&Draft> {
        self.kept.get(&(uid, write))
    }

    /// Changes drafts as `change` does, which says of each whether it did.
    pub fn revise(&mut self, change: impl Fn(&mut Draft) -> bool) {
        let mut changed = Vec::new();
        for ((uid, _), draft) in &mut self.kept {
            if change(draft) {
                changed.push((*uid, draft.clone()));
            }
        }
        for (uid, draft) in changed {
            // As in [`Self::put`]: where its file cannot be written it is kept in memory alone.
            let _ = self.write(uid, &draft);
        }
    }

    fn own(&self, uid: u32) -> impl Iterator<Item = &(u32, WriteId)> {
        self.kept.range((uid, WriteId(0))..=(uid, WriteId(u128::MAX))).map(|(key, _)| key)
    }

    fn remember(&mut self, uid: u32, draft: Draft) {
        self.count += 1;
        self.order.insert((uid, draft.write), self.count);
        self.kept.insert((uid, draft.write), draft);
    }

    fn path(&self, uid: u32, write: WriteId) -> PathBuf {
        self.dir.join(format!("{uid}-{:032x}", write.0))
    }

    fn write(&self, uid: u32, draft: &Draft) -> io::Result<()> {
        let bytes = codec::seal(VERSION, draft).map_err(io::Error::other)?;
        let path = self.path(uid, draft.write);
        let half = path.with_extension("half");
        let written = self.write_half(&half, &bytes).and_then(|()| fs::rename(&half, &path));
        if written.is_err() {
            // The failure itself is what is told; a leftover is replaced by the next attempt.
            let _ = fs::remove_file(&half);
        }
        written
    }

    fn write_half(&self, half: &Path, bytes: &[u8]) -> io::Result<()> {
        let open = || fs::File::options().write(true).create(true).truncate(true).mode(0o600).open(half);
        let mut file = match open() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::DirBuilder::new().mode(0o700).create(&self.dir)?;
                open()?
            }
            opened => opened?,
        };
        file.write_all(bytes)
    }
}

/// Reads a draft and its owner from a file that is named after them.
fn read(path: &Path) -> Option<(u32, Draft)> {
    let (uid, write) = path.file_name()?.to_str()?.split_once('-')?;
    let (uid, write) = (uid.parse().ok()?, u128::from_str_radix(write, 16).ok()?);
    let bytes = fs::read(path).ok()?;
    let (VERSION, body) = codec::open(&bytes).ok()? else { return None };
    let draft: Draft = codec::decode(body).ok()?;
    (draft.write == WriteId(write)).then_some((uid, draft))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::domain::record::{Origin, Slot, Status};

    fn draft(write: u128, text: &str) -> Draft {
        Draft {
            write: WriteId(write),
            form: "visit".into(),
            corrects: None,
            before: Vec::new(),
            status: Status::Done,
            slots: vec![("note".into(), Slot { text: text.into(), origin: Origin::Typed })],
            at: 0,
            begun: 1,
        }
    }

    #[test]
    fn a_draft_outlives_the_host_and_is_nobody_elses() {
        let desk = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::open(desk.path());
        drafts.put(7, draft(1, "lu")).unwrap();
        drafts.put(7, draft(1, "lugnt")).unwrap();
        drafts.put(8, draft(2, "annat")).unwrap();
        let file = desk.path().join(DIRECTORY).join(format!("7-{:032x}", 1));
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(desk.path().join(DIRECTORY)).unwrap().permissions().mode() & 0o777, 0o700);
        let mut again = Drafts::open(desk.path());
        assert_eq!(again.of(7), [draft(1, "lugnt")]);
        again.drop(7, WriteId(2));
        again.drop(7, WriteId(1));
        assert!(again.of(7).is_empty() && !file.exists());
        assert_eq!(Drafts::open(desk.path()).of(8), [draft(2, "annat")]);
    }

    #[test]
    fn a_draft_that_cannot_be_written_is_kept_in_memory() {
        let desk = tempfile::tempdir().unwrap();
        fs::write(desk.path().join(DIRECTORY), "not a directory").unwrap();
        let mut drafts = Drafts::open(desk.path());
        assert!(drafts.put(7, draft(1, "lugnt")).is_err());
        assert_eq!(drafts.of(7), [draft(1, "lugnt")]);
    }

    #[test]
    fn a_damaged_or_strange_file_is_left_alone() {
        let desk = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::open(desk.path());
        drafts.put(7, draft(1, "lugnt")).unwrap();
        let file = desk.path().join(DIRECTORY).join(format!("7-{:032x}", 1));
        let mut bytes = fs::read(&file).unwrap();
        bytes[5] ^= 1;
        fs::write(&file, bytes).unwrap();
        for strange in ["x", "7-zz", "-1", "7-00000000000000000000000000000009"] {
            fs::write(desk.path().join(DIRECTORY).join(strange), "x").unwrap();
        }
        assert!(Drafts::open(desk.path()).of(7).is_empty());
        assert!(file.exists());
    }

    #[test]
    fn the_latest_comes_first_and_one_too_many_is_refused_with_all_others_kept() {
        let desk = tempfile::tempdir().unwrap();
        let mut drafts = Drafts::open(desk.path());
        for write in 1..=MOST as u128 {
            drafts.put(7, draft(write, "x")).unwrap();
        }
        assert!(matches!(drafts.put(7, draft(0, "x")), Err(Unkept::TooMany)));
        drafts.put(7, draft(1, "y")).unwrap();
        drafts.put(8, draft(0, "x")).unwrap();
        let own = drafts.of(7);
        assert_eq!((own.len(), own[0].write, own[MOST - 1].write), (MOST, WriteId(1), WriteId(2)));
        drafts.drop_written(|write| write.0 > 5);
        assert_eq!(Drafts::open(desk.path()).of(7).len(), 5);
    }
}
