//! The few calls that touch the disk for what must not be lost: journal, creation, backup, drafts.
//!
//! Files are made 0600 and directories 0700 from the start, whatever the umask. A [`Disk`] can be told to fail at
//! its n-th call, so that a test can walk through every call until none is left. It does not cover sled's own files.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, FileExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::StoreError;

/// How a [`Disk`] fails when its turn comes. The number is the errno that is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The call does nothing and fails; later calls work.
    Error(i32),
    /// A write stops half way and fails, any other call fails; later calls work.
    Short(i32),
    /// A write stops half way and fails, any other call fails, and so does every later call.
    Sticky(i32),
}

#[derive(Debug)]
struct Fault {
    nth: u64,
    failure: Failure,
    calls: AtomicU64,
}

/// The way to the disk, cheap to clone; clones share their count of calls.
#[derive(Clone, Debug, Default)]
pub struct Disk {
    fault: Option<Arc<Fault>>,
}

impl Disk {
    /// Returns the disk as it is.
    pub fn real() -> Disk {
        Disk::default()
    }

    /// Returns a disk whose `nth` call (from 1) fails as told; `u64::MAX` only counts.
    pub fn failing(nth: u64, failure: Failure) -> Disk {
        Disk { fault: Some(Arc::new(Fault { nth, failure, calls: AtomicU64::new(0) })) }
    }

    /// Returns how many calls were made, 0 for a real disk, which does not count.
    pub fn calls(&self) -> u64 {
        self.fault.as_ref().map_or(0, |fault| fault.calls.load(Ordering::Relaxed))
    }

    /// Counts a call and says whether and how it must fail.
    fn turn(&self) -> Option<Failure> {
        let fault = self.fault.as_ref()?;
        let call = fault.calls.fetch_add(1, Ordering::Relaxed) + 1;
        let hit = call == fault.nth || (call > fault.nth && matches!(fault.failure, Failure::Sticky(_)));
        hit.then_some(match fault.failure {
            // Only the first call of a disk that died may have been half way through.
            Failure::Sticky(errno) if call > fault.nth => Failure::Error(errno),
            failure => failure,
        })
    }

    fn run<T>(
        &self,
        doing: &'static str,
        path: &Path,
        call: impl FnOnce() -> io::Result<T>,
    ) -> Result<T, StoreError> {
        let result = match self.turn() {
            Some(Failure::Error(errno) | Failure::Short(errno) | Failure::Sticky(errno)) => {
                Err(io::Error::from_raw_os_error(errno))
            }
            None => call(),
        };
        result.map_err(|source| StoreError::io(doing, path, source))
    }

    /// Makes a directory, mode 0700; its parent must exist and it must not.
    pub fn create_dir(&self, path: &Path) -> Result<(), StoreError> {
        self.run("create", path, || {
            DirBuilder::new().mode(0o700).create(path)?;
            fs::set_permissions(path, Permissions::from_mode(0o700))
        })
    }

    /// Makes a file for reading and writing, mode 0600; it must not exist.
    pub fn create(&self, path: &Path) -> Result<DiskFile, StoreError> {
        let file = self.run("create", path, || {
            let file = OpenOptions::new().read(true).write(true).create_new(true).mode(0o600).open(path)?;
            file.set_permissions(Permissions::from_mode(0o600))?;
            Ok(file)
        })?;
        Ok(self.wrap(path, file))
    }

    /// Opens an existing file for reading and writing.
    pub fn open(&self, path: &Path) -> Result<DiskFile, StoreError> {
        let file = self.run("open", path, || OpenOptions::new().read(true).write(true).open(path))?;
        Ok(self.wrap(path, file))
    }

    /// Opens an existing file for reading only.
    pub fn reader(&self, path: &Path) -> Result<DiskFile, StoreError> {
        let file = self.run("open", path, || File::open(path))?;
        Ok(self.wrap(path, file))
    }

    /// Reads a small file whole; `Ok(None)` when it is not there.
    pub fn read(&self, path: &Path) -> Result<Option<Vec<u8>>, StoreError> {
        match self.run("read", path, || fs::read(path)) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.is_missing() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Lists the names in a directory, sorted; names that are not UTF-8 are shown with replacement characters.
    pub fn list(&self, path: &Path) -> Result<Vec<String>, StoreError> {
        self.run("list", path, || {
            let mut names = Vec::new();
            for entry in fs::read_dir(path)? {
                names.push(entry?.file_name().to_string_lossy().into_owned());
            }
            names.sort();
            Ok(names)
        })
    }

    /// Renames, replacing a file of the new name.
    pub fn rename(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        self.run("rename", from, || fs::rename(from, to))
    }

    /// Renames, refusing with [`StoreError::TargetExists`] when the new name is taken.
    pub fn rename_new(&self, from: &Path, to: &Path) -> Result<(), StoreError> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        let renamed = self.run("rename", from, || {
            match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
                // Some file systems do not know the flag; there is then a moment between the question and the deed.
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) if !to.exists() => fs::rename(from, to),
                Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Err(Errno::EXIST.into()),
                done => done.map_err(io::Error::from),
            }
        });
        match renamed {
            Err(StoreError::Io { source, .. }) if source.kind() == io::ErrorKind::AlreadyExists => {
                Err(StoreError::TargetExists { path: to.to_path_buf() })
            }
            other => other,
        }
    }

    /// Removes a file; one that is not there is fine.
    pub fn remove(&self, path: &Path) -> Result<(), StoreError> {
        match self.run("remove", path, || fs::remove_file(path)) {
            Err(error) if error.is_missing() => Ok(()),
            other => other,
        }
    }

    /// Removes a directory with all it holds; one that is not there is fine.
    pub fn remove_dir(&self, path: &Path) -> Result<(), StoreError> {
        match self.run("remove", path, || fs::remove_dir_all(path)) {
            Err(error) if error.is_missing() => Ok(()),
            other => other,
        }
    }

    /// Makes the names in a directory durable.
    pub fn sync_dir(&self, path: &Path) -> Result<(), StoreError> {
        self.run("sync", path, || File::open(path)?.sync_all())
    }

    /// Writes a small file so that a reader, also after a power cut, sees the old or the new content and nothing else.
    pub fn write_whole(&self, dir: &Path, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        let (new, path) = (dir.join(format!("{name}.new")), dir.join(name));
        self.remove(&new)?;
        let written = self.create(&new).and_then(|file| {
            file.write_at(bytes, 0)?;
            file.sync()?;
            self.rename(&new, &path)
        });
        if written.is_err() {
            // Best effort: the half-made file would only be in the way, and the next writer removes it anyway.
            let _ = fs::remove_file(&new);
        }
        written?;
        self.sync_dir(dir)
    }

    fn wrap(&self, path: &Path, file: File) -> DiskFile {
        DiskFile { disk: self.clone(), path: path.to_path_buf(), file }
    }
}

/// An open file that knows its name and fails with its [`Disk`].
#[derive(Debug)]
pub struct DiskFile {
    disk: Disk,
    path: PathBuf,
    file: File,
}

impl DiskFile {
    /// Returns the name the file was opened by.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes all bytes at an offset, in one call when the operating system takes them in one.
    pub fn write_at(&self, bytes: &[u8], offset: u64) -> Result<(), StoreError> {
        let failed = |source| StoreError::io("write", &self.path, source);
        match self.disk.turn() {
            None => self.file.write_all_at(bytes, offset).map_err(failed),
            Some(Failure::Error(errno)) => Err(failed(io::Error::from_raw_os_error(errno))),
            Some(Failure::Short(errno) | Failure::Sticky(errno)) => {
                self.file.write_all_at(&bytes[..bytes.len() / 2], offset).map_err(failed)?;
                Err(failed(io::Error::from_raw_os_error(errno)))
            }
        }
    }

    /// Writes all bytes where the file's cursor stands, for files that are written once from start to end.
    pub fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let half = match self.disk.turn() {
            None => return self.file.write_all(bytes).map_err(|e| StoreError::io("write", &self.path, e)),
            Some(Failure::Error(errno)) => (0, errno),
            Some(Failure::Short(errno) | Failure::Sticky(errno)) => (bytes.len() / 2, errno),
        };
        self.file.write_all(&bytes[..half.0]).map_err(|e| StoreError::io("write", &self.path, e))?;
        Err(StoreError::io("write", &self.path, io::Error::from_raw_os_error(half.1)))
    }

    /// Reads up to `buffer.len()` bytes at an offset; fewer only at the end of the file.
    pub fn read_at(&self, buffer: &mut [u8], offset: u64) -> Result<usize, StoreError> {
        self.disk.run("read", &self.path, || {
            let mut filled = 0;
            while filled < buffer.len() {
                match self.file.read_at(&mut buffer[filled..], offset + filled as u64) {
                    Ok(0) => break,
                    Ok(n) => filled += n,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(error),
                }
            }
            Ok(filled)
        })
    }

    /// Makes the content durable (fdatasync).
    pub fn sync(&self) -> Result<(), StoreError> {
        self.disk.run("sync", &self.path, || self.file.sync_data())
    }

    /// Cuts or lengthens the file, in bytes.
    pub fn set_len(&self, len: u64) -> Result<(), StoreError> {
        self.disk.run("cut", &self.path, || self.file.set_len(len))
    }

    /// Returns the length in bytes.
    pub fn size(&self) -> Result<u64, StoreError> {
        self.disk.run("read", &self.path, || Ok(self.file.metadata()?.len()))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn files_and_directories_are_private_from_the_start() {
        let tmp = tempfile::tempdir().unwrap();
        let disk = Disk::real();
        let (dir, file) = (tmp.path().join("d"), tmp.path().join("d/f"));
        disk.create_dir(&dir).unwrap();
        drop(disk.create(&file).unwrap());
        disk.write_whole(&dir, "whole", b"x").unwrap();
        assert_eq!((mode(&dir), mode(&file), mode(&dir.join("whole"))), (0o700, 0o600, 0o600));
        assert!(disk.create(&file).is_err(), "an existing file is never taken over");
    }

    #[test]
    fn a_small_file_is_old_or_new_whatever_call_fails() {
        for failure in [Failure::Error(5), Failure::Short(28), Failure::Sticky(5)] {
            for nth in 1.. {
                let tmp = tempfile::tempdir().unwrap();
                Disk::real().write_whole(tmp.path(), "n", b"old").unwrap();
                let disk = Disk::failing(nth, failure);
                let result = disk.write_whole(tmp.path(), "n", b"new content");
                let now = fs::read(tmp.path().join("n")).unwrap();
                assert!(now == b"old" || now == b"new content", "call {nth}: {now:?}");
                Disk::real().write_whole(tmp.path(), "n", b"after").unwrap();
                if disk.calls() < nth {
                    assert!(result.is_ok() && now == b"new content");
                    assert!(nth > 5, "the loop must have met the calls");
                    break;
                }
                assert!(result.is_err(), "call {nth} failed unnoticed");
            }
        }
    }

    #[test]
    fn a_taken_name_is_refused() {
        let tmp = tempfile::tempdir().unwrap();
        let (a, b) = (tmp.path().join("a"), tmp.path().join("b"));
        fs::write(&a, "a").unwrap();
        fs::write(&b, "b").unwrap();
        assert!(matches!(Disk::real().rename_new(&a, &b), Err(StoreError::TargetExists { .. })));
        assert_eq!(fs::read(&b).unwrap(), b"b");
    }
}
