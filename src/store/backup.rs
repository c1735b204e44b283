//! A desk as one file, and a file as a desk again.
//!
//! A backup is `lofte backup` and a version byte, every frame as it lies in the journal, and a trailer: the head, the
//! number of frames and a BLAKE3 hash of all before it. It takes its name only when it has been read back whole. It
//! holds what the journal holds, personal content included, so it is private (0600).

use std::path::{Path, PathBuf};

use super::disk::{Disk, DiskFile};
use super::error::StoreError;
use super::frame::{Hash, Head};
use super::journal::{SEGMENT, encode_head};
use super::layout::{
    Clean, Condition, JOURNAL, JOURNAL_NEW, condition, lock, make_dir, refuse_network, write_clean,
    write_format,
};
use super::scan::{Found, Place, Scanner, Stream, segment_name};

const START: &[u8; 13] = b"lofte backup\x01";
const VERSION_AT: usize = 12;
/// Head (8 and 32 bytes), count (8), hash (32).
const TRAILER: u64 = 80;

/// A backup that is ready to be made, on any thread, while the desk goes on.
#[derive(Debug)]
pub struct BackupJob {
    journal: PathBuf,
    head: Head,
    disk: Disk,
    target: PathBuf,
}

/// What a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupReport {
    /// How many frames.
    pub frames: u64,
    /// Size of the file in bytes.
    pub bytes: u64,
    /// The last frame in it.
    pub head: Head,
}

impl BackupJob {
    pub(crate) fn new(journal: &Path, head: Head, disk: &Disk, target: &Path) -> BackupJob {
        BackupJob { journal: journal.to_path_buf(), head, disk: disk.clone(), target: target.to_path_buf() }
    }

    /// Writes the file beside its place, reads it back, and gives it its name.
    ///
    /// Fails with [`StoreError::TargetExists`] when the name is taken; a half-made file is removed.
    pub fn run(self) -> Result<BackupReport, StoreError> {
        let target = &self.target;
        if target.exists() {
            return Err(StoreError::TargetExists { path: target.clone() });
        }
        let mut name = target.file_name().unwrap_or_default().to_os_string();
        name.push(format!(".{}.new", std::process::id()));
        let new = target.with_file_name(name);
        let made = self.write(&new).and_then(|()| {
            let report = check(&new, &self.disk, &mut |_| Ok(()))?;
            self.disk.rename_new(&new, target)?;
            Ok(report)
        });
        if made.is_err() {
            // Best effort: the failure that brought us here is what must be told.
            let _ = std::fs::remove_file(&new);
        }
        let report = made?;
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
        self.disk.sync_dir(parent.unwrap_or(Path::new(".")))?;
        Ok(report)
    }

    fn write(&self, path: &Path) -> Result<(), StoreError> {
        self.disk.remove(path)?;
        let mut out =
            Hashing { file: self.disk.create(path)?, hasher: blake3::Hasher::new(), buffer: Vec::new() };
        out.write(START)?;
        let mut stream = Stream::open(&self.disk, &self.journal, Place::default())?;
        let (mut reached, mut count) = (Head::default(), 0_u64);
        while reached.seq < self.head.seq {
            match stream.next()? {
                Some((_, Found::Frame { header, bytes, .. })) => {
                    reached = Head { seq: header.seq, hash: header.link };
                    count += 1;
                    out.write(bytes)?;
                }
                _ => return Err(bad(&self.journal, "the journal ends too early", stream.place().offset)),
            }
        }
        out.write(&reached.seq.to_le_bytes())?;
        out.write(&reached.hash)?;
        out.write(&count.to_le_bytes())?;
        out.finish()
    }
}

/// A file that is hashed while it is written.
struct Hashing {
    file: DiskFile,
    hasher: blake3::Hasher,
    buffer: Vec<u8>,
}

impl Hashing {
    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.buffer.extend_from_slice(bytes);
        if self.buffer.len() >= 256 << 10 { self.pass_on() } else { Ok(()) }
    }

    fn pass_on(&mut self) -> Result<(), StoreError> {
        self.hasher.update(&self.buffer);
        self.file.write(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    fn finish(mut self) -> Result<(), StoreError> {
        self.pass_on()?;
        self.file.write(self.hasher.finalize().as_bytes())?;
        self.file.sync()
    }
}

fn bad(path: &Path, what: &'static str, offset: u64) -> StoreError {
    StoreError::BadBackup { path: path.to_path_buf(), what, offset }
}

/// Takes the bytes of one frame.
type Each<'a> = &'a mut dyn FnMut(&[u8]) -> Result<(), StoreError>;

/// Reads a backup through, checking everything, and hands each frame's bytes to `each`.
fn check(path: &Path, disk: &Disk, each: Each<'_>) -> Result<BackupReport, StoreError> {
    let file = disk.reader(path)?;
    let size = file.size()?;
    let mut start = [0; START.len()];
    file.read_at(&mut start, 0)?;
    if start[..VERSION_AT] != START[..VERSION_AT] {
        return Err(bad(path, "not a backup", 0));
    }
    if start[VERSION_AT] != START[VERSION_AT] {
        let (found, known) = (u32::from(start[VERSION_AT]), u32::from(START[VERSION_AT]));
        return Err(StoreError::Newer { path: path.to_path_buf(), found, known });
    }
    if size < START.len() as u64 + TRAILER {
        return Err(bad(path, "the file is cut", size));
    }
    let mut trailer = [0; TRAILER as usize];
    file.read_at(&mut trailer, size - TRAILER)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(START);
    let mut scanner = Scanner::open(disk, path, START.len() as u64)?.without_last(TRAILER);
    let (mut head, mut count) = (Head::default(), 0_u64);
    while let Some(found) = scanner.next()? {
        let (offset, header, bytes) = match found {
            Found::Frame { offset, header, bytes } => (offset, header, bytes),
            Found::Bad { offset, .. } | Found::Torn { offset, .. } => {
                return Err(bad(path, "a damaged frame", offset));
            }
        };
        let follows = header.seq == head.seq + 1 || (header.is_gap() && header.seq >= head.seq);
        if !follows || header.prev != head.hash {
            return Err(bad(path, "a frame that does not follow", offset));
        }
        hasher.update(bytes);
        head = Head { seq: header.seq, hash: header.link };
        count += 1;
        each(bytes)?;
    }
    hasher.update(&trailer[..48]);
    let mut said = head.seq.to_le_bytes().to_vec();
    said.extend(head.hash);
    said.extend(count.to_le_bytes());
    said.extend::<Hash>(*hasher.finalize().as_bytes());
    if said != trailer || count == 0 {
        return Err(bad(path, "the end does not agree with the rest", size - TRAILER));
    }
    Ok(BackupReport { frames: count, bytes: size, head })
}

/// Makes a desk from a backup in an empty or missing directory.
///
/// Fails with [`StoreError::NotEmpty`] or [`StoreError::BadBackup`] without making a desk. An interrupted restoring
/// is no desk and can be started over.
pub fn restore(file: &Path, dir: &Path, disk: &Disk) -> Result<BackupReport, StoreError> {
    refuse_network(dir)?;
    check(file, disk, &mut |_| Ok(()))?;
    let vacant = match condition(dir, disk) {
        Ok(condition) => condition == Condition::Vacant,
        Err(StoreError::NotADesk { .. }) => false,
        Err(error) => return Err(error),
    };
    if !vacant {
        return Err(StoreError::NotEmpty { path: dir.to_path_buf() });
    }
    make_dir(dir, disk)?;
    let _lock = lock(dir)?;
    write_format(dir, disk)?;
    let new = dir.join(JOURNAL_NEW);
    disk.remove_dir(&new)?;
    disk.create_dir(&new)?;
    let (mut number, mut written, mut buffer) = (1, 0_u64, Vec::new());
    let mut out = disk.create(&new.join(segment_name(number)))?;
    let report = check(file, disk, &mut |bytes| {
        if written > 0 && written + bytes.len() as u64 > SEGMENT {
            out.write(&buffer)?;
            out.sync()?;
            number += 1;
            out = disk.create(&new.join(segment_name(number)))?;
            (written, buffer) = (0, Vec::new());
        }
        written += bytes.len() as u64;
        buffer.extend_from_slice(bytes);
        if buffer.len() > 256 << 10 {
            out.write(&buffer)?;
            buffer.clear();
        }
        Ok(())
    })?;
    out.write(&buffer)?;
    out.sync()?;
    disk.write_whole(&new, "head", &encode_head(report.head))?;
    disk.rename(&new, &dir.join(JOURNAL))?;
    disk.sync_dir(dir)?;
    write_clean(dir, disk, Clean { head: report.head, shelf: None })?;
    Ok(report)
}
