//! What lies where in a desk's directory, and how it is told from any other directory.
//!
//! | name | what |
//! |---|---|
//! | `lock` | held while the desk is open, never removed |
//! | `format` | `lofte 1`: written before anything else |
//! | `journal/` | the truth |
//! | `db/` | sled, the second copy |
//! | `clean` | written on a clean exit, removed on opening: where the journal ended and what sled's files were |
//! | `*.new`, `salvage/` | half made, removed on opening |
//! | `journal.mended/` | complete, takes the place of `journal/` on opening |
//! | `db.set-aside-<time>/`, `journal.damaged-<time>/` | kept for whoever wants to look |

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::codec;
use super::disk::Disk;
use super::error::StoreError;
use super::frame::{Hash, Head};

/// The format of a desk's directory that this program writes.
pub const FORMAT: u32 = 1;

pub(crate) const LOCK: &str = "lock";
pub(crate) const FORMAT_FILE: &str = "format";
pub(crate) const JOURNAL: &str = "journal";
pub(crate) const JOURNAL_NEW: &str = "journal.new";
pub(crate) const JOURNAL_MENDED: &str = "journal.mended";
pub(crate) const DB: &str = "db";
pub(crate) const DB_NEW: &str = "db.new";
pub(crate) const CLEAN: &str = "clean";
pub(crate) const SALVAGE: &str = "salvage";
pub(crate) const SET_ASIDE: &str = "db.set-aside-";
pub(crate) const DAMAGED: &str = "journal.damaged-";

/// What a process may have left in a directory before there is a desk in it.
const BEFORE_A_DESK: [&str; 8] =
    ["lock", "format", "format.new", "journal.new", "sock", "log", "log.1", "drafts"];

/// What the directory is before anything is touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Condition {
    /// Missing, empty, or a creation that was interrupted.
    Vacant,
    /// A desk, or what is left of one.
    Desk,
}

/// Looks at a directory without changing it.
pub(crate) fn condition(dir: &Path, disk: &Disk) -> Result<Condition, StoreError> {
    if !dir.exists() {
        return Ok(Condition::Vacant);
    }
    let names = disk.list(dir)?;
    refuse_newer(dir, disk)?;
    let traces = |name: &str| {
        [JOURNAL, JOURNAL_MENDED, DB, CLEAN].contains(&name)
            || name.starts_with(SET_ASIDE)
            || name.starts_with(DAMAGED)
    };
    if names.iter().any(|name| traces(name)) {
        // A directory with only a name in common is not taken over: one of our own files must speak for it.
        let ours = names.iter().any(|name| [FORMAT_FILE, LOCK].contains(&name.as_str()));
        let found = names.into_iter().find(|name| traces(name)).unwrap_or_default();
        return if ours { Ok(Condition::Desk) } else { Err(not_ours(dir, found)) };
    }
    let stranger = |name: &String| !BEFORE_A_DESK.contains(&name.as_str()) && !name.starts_with("s.");
    match names.into_iter().find(stranger) {
        Some(found) => Err(not_ours(dir, found)),
        None => Ok(Condition::Vacant),
    }
}

fn not_ours(dir: &Path, found: String) -> StoreError {
    StoreError::NotADesk { path: dir.to_path_buf(), found }
}

fn refuse_newer(dir: &Path, disk: &Disk) -> Result<(), StoreError> {
    let path = dir.join(FORMAT_FILE);
    let text = disk.read(&path)?.unwrap_or_default();
    let number = std::str::from_utf8(&text).ok().and_then(|text| text.strip_prefix("lofte "));
    match number.and_then(|number| number.trim_end().parse().ok()) {
        Some(found) if found > FORMAT => Err(StoreError::Newer { path, found, known: FORMAT }),
        // A garbled file is written anew: the frames carry their own version.
        _ => Ok(()),
    }
}

/// Writes the format file.
pub(crate) fn write_format(dir: &Path, disk: &Disk) -> Result<(), StoreError> {
    disk.write_whole(dir, FORMAT_FILE, format!("lofte {FORMAT}\n").as_bytes())
}

/// Makes the directory, mode 0700, with the directories above it as the umask has them.
pub(crate) fn make_dir(dir: &Path, disk: &Disk) -> Result<(), StoreError> {
    use std::os::unix::fs::PermissionsExt;
    if let Some(parent) = dir.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(|e| StoreError::io("create", parent, e))?;
    }
    if !dir.exists() {
        disk.create_dir(dir)?;
        let parent = dir.parent().filter(|parent| !parent.as_os_str().is_empty());
        return disk.sync_dir(parent.unwrap_or(Path::new(".")));
    }
    let found = std::fs::metadata(dir).map_err(|e| StoreError::io("read", dir, e))?;
    if found.permissions().mode() & 0o077 != 0 {
        let private = std::fs::Permissions::from_mode(0o700);
        std::fs::set_permissions(dir, private).map_err(|e| StoreError::io("protect", dir, e))?;
    }
    Ok(())
}

/// Refuses file systems where locks and sockets are not shared by everybody who sees the files.
pub(crate) fn refuse_network(dir: &Path) -> Result<(), StoreError> {
    match network_kind(dir) {
        Some(kind) => Err(StoreError::Network { path: dir.to_path_buf(), kind }),
        None => Ok(()),
    }
}

#[cfg(target_os = "linux")]
fn network_kind(dir: &Path) -> Option<&'static str> {
    let existing = dir.ancestors().find(|path| path.exists())?;
    let found = rustix::fs::statfs(existing).ok()?;
    #[allow(clippy::unnecessary_cast, reason = "the type differs between platforms")]
    kind_of(found.f_type as u64 & 0xffff_ffff)
}

#[cfg(not(target_os = "linux"))]
fn network_kind(_dir: &Path) -> Option<&'static str> {
    None
}

/// Magic numbers from `statfs(2)`.
#[cfg(target_os = "linux")]
fn kind_of(magic: u64) -> Option<&'static str> {
    match magic {
        0x6969 => Some("NFS"),
        0x517b | 0xfe53_4d42 | 0xff53_4d42 => Some("a Windows share"),
        0x6573_5546 => Some("FUSE (such as SSHFS)"),
        0x5346_414f => Some("AFS"),
        0x00c3_6400 => Some("Ceph"),
        _ => None,
    }
}

/// The desk's lock, held until it is dropped.
#[derive(Debug)]
pub struct DeskLock(File);

impl Drop for DeskLock {
    /// Lets go at once: closing alone would wait for a child process that has just been forked off and holds a copy.
    fn drop(&mut self) {
        // The lock is also lost with the last open copy of the file, so a failure only means a little later.
        let _ = self.0.unlock();
    }
}

/// Takes the desk's lock, which the operating system gives back whatever way the process ends.
pub fn lock(dir: &Path) -> Result<DeskLock, StoreError> {
    use std::os::unix::fs::OpenOptionsExt;
    let path = dir.join(LOCK);
    let mut options = File::options();
    let file = options.read(true).write(true).create(true).truncate(false).mode(0o600).open(&path);
    let file = file.map_err(|e| StoreError::io("open", &path, e))?;
    match file.try_lock() {
        Ok(()) => Ok(DeskLock(file)),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse { path: dir.to_path_buf() }),
        Err(TryLockError::Error(error)) => Err(StoreError::io("lock", &path, error)),
    }
}

/// What a clean exit leaves behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clean {
    pub head: Head,
    /// The digest of sled's files, when sled was complete.
    pub shelf: Option<Hash>,
}

#[derive(Serialize, Deserialize)]
struct CleanV1 {
    seq: u64,
    hash: Hash,
    shelf: Option<Hash>,
}

/// Writes the mark of a clean exit.
pub(crate) fn write_clean(dir: &Path, disk: &Disk, clean: Clean) -> Result<(), StoreError> {
    let v1 = CleanV1 { seq: clean.head.seq, hash: clean.head.hash, shelf: clean.shelf };
    let bytes = codec::seal(1, &v1).map_err(|e| StoreError::Shelf { what: e.to_string() })?;
    disk.write_whole(dir, CLEAN, &bytes)
}

/// Reads the mark of a clean exit; a damaged one counts as none.
pub(crate) fn read_clean(dir: &Path, disk: &Disk) -> Result<Option<Clean>, StoreError> {
    let Some(bytes) = disk.read(&dir.join(CLEAN))? else { return Ok(None) };
    let Ok((1, body)) = codec::open(&bytes) else { return Ok(None) };
    let v1 = codec::decode::<CleanV1>(body).ok();
    Ok(v1.map(|v1| Clean { head: Head { seq: v1.seq, hash: v1.hash }, shelf: v1.shelf }))
}

/// Returns a name for something kept, with the time in it, that is not taken.
pub(crate) fn kept_name(dir: &Path, prefix: &str) -> PathBuf {
    let stamp = chrono::Utc::now().format("%Y%m%dT%H%M%S");
    let first = dir.join(format!("{prefix}{stamp}"));
    let rest = (2..u32::MAX).map(|n| dir.join(format!("{prefix}{stamp}-{n}")));
    std::iter::once(first.clone()).chain(rest).find(|path| !path.exists()).unwrap_or(first)
}

/// Lists what was kept under a prefix, newest first.
pub(crate) fn kept(dir: &Path, disk: &Disk, prefix: &str) -> Result<Vec<PathBuf>, StoreError> {
    let mut names = disk.list(dir)?;
    names.retain(|name| name.starts_with(prefix));
    names.sort_by(|a, b| (b.len(), b).cmp(&(a.len(), a)));
    names.sort_by_key(|name| std::cmp::Reverse(name[prefix.len()..].chars().take(15).collect::<String>()));
    Ok(names.into_iter().map(|name| dir.join(name)).collect())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_with_something_else_is_left_alone() {
        let tmp = tempfile::tempdir().unwrap();
        let disk = Disk::real();
        assert_eq!(condition(&tmp.path().join("none"), &disk).unwrap(), Condition::Vacant);
        assert_eq!(condition(tmp.path(), &disk).unwrap(), Condition::Vacant);
        std::fs::write(tmp.path().join("thesis.odt"), "x").unwrap();
        let refused = condition(tmp.path(), &disk);
        assert!(matches!(refused, Err(StoreError::NotADesk { found, .. }) if found == "thesis.odt"));
        std::fs::remove_file(tmp.path().join("thesis.odt")).unwrap();
        std::fs::create_dir(tmp.path().join("journal")).unwrap();
        assert!(matches!(condition(tmp.path(), &disk), Err(StoreError::NotADesk { .. })));
    }

    #[test]
    fn a_newer_format_is_refused_and_a_garbled_one_is_not() {
        let tmp = tempfile::tempdir().unwrap();
        let disk = Disk::real();
        std::fs::create_dir(tmp.path().join(JOURNAL)).unwrap();
        std::fs::write(tmp.path().join(FORMAT_FILE), "lofte 2\n").unwrap();
        assert!(matches!(condition(tmp.path(), &disk), Err(StoreError::Newer { found: 2, .. })));
        std::fs::write(tmp.path().join(FORMAT_FILE), "lo\0te 1").unwrap();
        assert_eq!(condition(tmp.path(), &disk).unwrap(), Condition::Desk);
    }

    #[test]
    fn the_clean_mark_is_read_back_or_not_at_all() {
        let tmp = tempfile::tempdir().unwrap();
        let clean = Clean { head: Head { seq: 7, hash: [3; 32] }, shelf: Some([4; 32]) };
        write_clean(tmp.path(), &Disk::real(), clean).unwrap();
        assert_eq!(read_clean(tmp.path(), &Disk::real()).unwrap(), Some(clean));
        let mut bytes = std::fs::read(tmp.path().join(CLEAN)).unwrap();
        bytes[9] ^= 1;
        std::fs::write(tmp.path().join(CLEAN), bytes).unwrap();
        assert_eq!(read_clean(tmp.path(), &Disk::real()).unwrap(), None);
    }

    #[test]
    fn a_lock_is_held_once() {
        let tmp = tempfile::tempdir().unwrap();
        let held = lock(tmp.path()).unwrap();
        assert!(matches!(lock(tmp.path()), Err(StoreError::InUse { .. })));
        drop(held);
        assert!(lock(tmp.path()).is_ok());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn network_file_systems_are_known_by_their_magic() {
        assert_eq!(kind_of(0x6969), Some("NFS"));
        assert_eq!(kind_of(0x6573_5546), Some("FUSE (such as SSHFS)"));
        assert_eq!(kind_of(0xef53), None, "ext4 is local");
        assert_eq!(kind_of(0x0102_1994), None, "tmpfs is local");
    }

    #[test]
    fn what_was_kept_is_listed_newest_first() {
        let tmp = tempfile::tempdir().unwrap();
        let names = ["20260101T000000", "20261122T120000", "20261122T120000-2", "20261122T120000-10"];
        for name in names {
            std::fs::create_dir(tmp.path().join(format!("{SET_ASIDE}{name}"))).unwrap();
        }
        let found = kept(tmp.path(), &Disk::real(), SET_ASIDE).unwrap();
        let order: Vec<_> =
            found.iter().map(|p| p.to_str().unwrap().rsplit_once("aside-").unwrap().1).collect();
        assert_eq!(order, [names[3], names[2], names[1], names[0]]);
    }
}
