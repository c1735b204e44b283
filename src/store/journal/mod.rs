//! The journal: append-only segments of frames, and the truth about the desk.
//!
//! A directory holds `000001.log`, `000002.log` … and `head`. After every sync the number and hash of the last frame
//! are written to `head`, unsynced: it never claims more than is durable, and a journal that ends before it was cut.
//! The journal does not know what frames mean, and does not mend itself.

mod survey;

use std::path::{Path, PathBuf};

use super::disk::{Disk, DiskFile};
use super::error::StoreError;
use super::frame::{self, Frame, FrameRef, HEADER, Hash, Head, Header};
use super::scan::{Found, Place, Scanner, segment_name};
pub use survey::{Damage, DamageKind, JournalReport, Torn};
pub(crate) use survey::{LOST, Segment, survey};

/// The size at which a new segment is begun, in bytes.
pub const SEGMENT: u64 = 64 << 20;

const HEAD_FILE: &str = "head";
const HEAD_LEN: usize = 44;

/// Encodes what the `head` file holds.
pub(crate) fn encode_head(head: Head) -> Vec<u8> {
    let mut bytes = head.seq.to_le_bytes().to_vec();
    bytes.extend(head.hash);
    bytes.extend(crc32fast::hash(&bytes).to_le_bytes());
    bytes
}

/// Reads the `head` file; `None` when it is missing or its check does not agree.
pub(crate) fn read_head(disk: &Disk, dir: &Path) -> Result<Option<Head>, StoreError> {
    let Some(bytes) = disk.read(&dir.join(HEAD_FILE))? else { return Ok(None) };
    let whole = bytes.len() == HEAD_LEN
        && bytes
            .split_last_chunk::<4>()
            .is_some_and(|(kept, check)| crc32fast::hash(kept).to_le_bytes() == *check);
    if !whole {
        return Ok(None);
    }
    let (mut seq, mut hash) = ([0; 8], Hash::default());
    seq.copy_from_slice(&bytes[..8]);
    hash.copy_from_slice(&bytes[8..40]);
    Ok(Some(Head { seq: u64::from_le_bytes(seq), hash }))
}

/// An open journal, positioned at its end.
#[derive(Debug)]
pub struct Journal {
    dir: PathBuf,
    disk: Disk,
    file: DiskFile,
    head_file: DiskFile,
    segments: Vec<Segment>,
    /// Where each frame begins in its segment, by sequence number from 1.
    offsets: Vec<u32>,
    end: u64,
    head: Head,
    synced: Head,
    poisoned: bool,
    segment_limit: u64,
}

impl Journal {
    /// Opens a journal, checks every frame and the chain, and shows each frame to `visit` in order.
    ///
    /// The beginning of a frame at the end that cannot have been confirmed is cut off. `at_least` is a head known from
    /// elsewhere to have been reached. Any other damage is [`StoreError::JournalDamaged`]: nothing is changed, and
    /// `visit` has then seen the frames up to `good_to`.
    pub fn open(
        dir: &Path,
        disk: &Disk,
        at_least: Option<Head>,
        visit: &mut dyn FnMut(FrameRef<'_>),
    ) -> Result<(Journal, JournalReport), StoreError> {
        let known = read_head(disk, dir)?;
        let survey = survey(dir, disk, [known, at_least], visit)?;
        if !survey.report.damage.is_empty() {
            let places = survey.report.damage;
            return Err(StoreError::JournalDamaged {
                path: dir.to_path_buf(),
                places,
                good_to: survey.good_to,
            });
        }
        let file = disk.open(&dir.join(segment_name(survey.end.segment)))?;
        if survey.report.torn.is_some() {
            file.set_len(survey.end.offset)?;
            file.sync()?;
        }
        let last = survey.report.head;
        if known.is_none() {
            disk.write_whole(dir, HEAD_FILE, &encode_head(last))?;
        }
        let head_file = disk.open(&dir.join(HEAD_FILE))?;
        let mut journal = Journal {
            dir: dir.to_path_buf(),
            disk: disk.clone(),
            file,
            head_file,
            segments: survey.segments,
            offsets: survey.offsets,
            end: survey.end.offset,
            head: last,
            synced: last,
            poisoned: false,
            segment_limit: SEGMENT,
        };
        if known != Some(last) {
            journal.renew_from(known.map_or(1, |head| head.seq + 1))?;
        }
        Ok((journal, survey.report))
    }

    /// Writes the frames from `seq` on once more over themselves and makes them durable.
    ///
    /// After a failed sync the operating system may hold frames that it believes are on disk and that are not, so
    /// syncing alone would prove nothing.
    fn renew_from(&mut self, seq: u64) -> Result<(), StoreError> {
        let first = self.segments.last().map_or(1, |segment| segment.first);
        let from = match self.offsets.get(seq.max(first) as usize - 1) {
            Some(offset) if seq > first && *offset != LOST => u64::from(*offset),
            _ if seq > self.head.seq => self.end,
            _ => 0,
        };
        let (mut at, mut buffer) = (from, vec![0; 1 << 20]);
        while at < self.end {
            let want = (self.end - at).min(buffer.len() as u64) as usize;
            let read = self.file.read_at(&mut buffer[..want], at)?;
            if read == 0 {
                break;
            }
            self.file.write_at(&buffer[..read], at)?;
            at += read as u64;
        }
        self.file.sync()?;
        self.note_head();
        Ok(())
    }

    /// Makes an empty journal with its first frame in a directory that is made for it, all of it durable.
    pub(crate) fn create(dir: &Path, disk: &Disk, first: &FrameRef<'_>) -> Result<Head, StoreError> {
        let (bytes, head) = frame::encode(Head::default(), first.at, first.who, first.facts, first.personal)?;
        disk.create_dir(dir)?;
        let file = disk.create(&dir.join(segment_name(1)))?;
        file.write_at(&bytes, 0)?;
        file.sync()?;
        disk.write_whole(dir, HEAD_FILE, &encode_head(head))?;
        Ok(head)
    }

    /// Writes a frame after the last one and returns its sequence number. It is not durable before [`Journal::sync`].
    ///
    /// `at` is in milliseconds since 1970 UTC, `who` a user id. After the first failure of a write or sync every call
    /// is [`StoreError::Poisoned`] until the journal is opened again.
    pub fn append(&mut self, at: i64, who: u32, facts: &[u8], personal: &[u8]) -> Result<u64, StoreError> {
        if self.poisoned {
            return Err(StoreError::Poisoned);
        }
        let (bytes, next) = frame::encode(self.head, at, who, facts, personal)?;
        self.poisoned = true;
        if self.end > 0 && self.end + bytes.len() as u64 > self.segment_limit {
            self.roll()?;
        }
        self.file.write_at(&bytes, self.end)?;
        self.offsets.push(self.end as u32);
        self.end += bytes.len() as u64;
        self.head = next;
        self.poisoned = false;
        Ok(next.seq)
    }

    fn roll(&mut self) -> Result<(), StoreError> {
        self.file.sync()?;
        let number = self.segments.last().map_or(1, |segment| segment.number + 1);
        self.file = self.disk.create(&self.dir.join(segment_name(number)))?;
        self.disk.sync_dir(&self.dir)?;
        self.segments.push(Segment { number, first: self.head.seq + 1 });
        self.end = 0;
        Ok(())
    }

    /// Makes all appended frames durable (fdatasync) and returns the head that may now be confirmed.
    pub fn sync(&mut self) -> Result<Head, StoreError> {
        if self.poisoned {
            return Err(StoreError::Poisoned);
        }
        if self.synced != self.head {
            self.poisoned = true;
            self.file.sync()?;
            self.poisoned = false;
            self.synced = self.head;
            self.note_head();
        }
        Ok(self.head)
    }

    fn note_head(&self) {
        // A head that is behind claims less than there is, so a failure here loses nothing.
        let _ = self.head_file.write_at(&encode_head(self.synced), 0);
    }

    /// Returns the last frame appended.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Returns the last frame that is durable.
    pub fn synced(&self) -> Head {
        self.synced
    }

    /// Tells whether a write or sync has failed.
    pub fn is_poisoned(&self) -> bool {
        self.poisoned
    }

    /// Returns where the next frame will be written.
    pub(crate) fn end(&self) -> Place {
        let segment = self.segments.last().map_or(1, |segment| segment.number);
        Place { segment, offset: self.end }
    }

    /// Returns the directory of the segments.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Reads one frame. Fails with [`StoreError::NoSuchFrame`] when it was never there or is lost.
    pub fn read(&self, seq: u64) -> Result<Frame, StoreError> {
        let missing = || StoreError::NoSuchFrame { seq };
        let index = usize::try_from(seq).ok().and_then(|seq| seq.checked_sub(1)).ok_or_else(missing)?;
        let offset = *self.offsets.get(index).filter(|offset| **offset != LOST).ok_or_else(missing)?;
        let segment = self.segments.partition_point(|segment| segment.first <= seq).checked_sub(1);
        let number = segment.map_or(1, |at| self.segments[at].number);
        let path = self.dir.join(segment_name(number));
        let damaged = |kind| StoreError::JournalDamaged {
            path: path.clone(),
            places: vec![Damage { segment: number, offset: u64::from(offset), kind }],
            good_to: seq - 1,
        };
        let file = self.disk.reader(&path)?;
        let mut bytes = [0; HEADER];
        file.read_at(&mut bytes, u64::from(offset))?;
        let header =
            Header::decode(&bytes).map_err(|_| damaged(DamageKind::Unreadable { bytes: HEADER as u64 }))?;
        let mut body = vec![0; header.body_len()];
        file.read_at(&mut body, u64::from(offset) + HEADER as u64)?;
        if header.seq != seq || !header.fits(&body) {
            return Err(damaged(DamageKind::Body { seq }));
        }
        header.frame(&body).map(FrameRef::to_frame).ok_or_else(missing)
    }

    /// Reads every frame again from the disk and checks it and the chain.
    pub fn verify(&self) -> Result<JournalReport, StoreError> {
        Ok(survey(&self.dir, &self.disk, [Some(self.synced), None], &mut |_| {})?.report)
    }

    /// Takes the personal bodies of frames off the disk for good; the chain still verifies.
    ///
    /// Each segment concerned is written anew beside the old one and replaces it by a rename. Copies elsewhere (sled,
    /// backups) are the business of the caller.
    pub fn destroy_personal(&mut self, seqs: &[u64]) -> Result<(), StoreError> {
        self.sync()?;
        for at in 0..self.segments.len() {
            let Segment { number, first } = self.segments[at];
            let next = self.segments.get(at + 1).map_or(self.head.seq + 1, |segment| segment.first);
            if seqs.iter().any(|seq| (first..next).contains(seq)) {
                self.rewrite(number, seqs)?;
            }
        }
        Ok(())
    }

    fn rewrite(&mut self, number: u32, seqs: &[u64]) -> Result<(), StoreError> {
        let path = self.dir.join(segment_name(number));
        let new = path.with_extension("new");
        self.disk.remove(&new)?;
        let mut file = self.disk.create(&new)?;
        let mut scanner = Scanner::open(&self.disk, &path, 0)?;
        let (mut end, mut moved) = (0, Vec::new());
        while let Some(found) = scanner.next()? {
            let Found::Frame { header, bytes, offset } = found else {
                let kind = DamageKind::Unreadable { bytes: 0 };
                let places = vec![Damage { segment: number, offset: end, kind }];
                return Err(StoreError::JournalDamaged { path, places, good_to: 0 });
            };
            let (seq, gap) = (header.seq, header.is_gap());
            let kept = if seqs.contains(&seq) && !gap {
                header.without_personal(&bytes[HEADER..])
            } else {
                bytes.to_vec()
            };
            file.write(&kept)?;
            if !gap && offset != end {
                moved.push((seq, end));
            }
            end += kept.len() as u64;
        }
        file.sync()?;
        // From here on offsets and file must change together, or later frames would go to the wrong place.
        self.poisoned = true;
        self.disk.rename(&new, &path)?;
        self.disk.sync_dir(&self.dir)?;
        for (seq, offset) in moved {
            self.offsets[seq as usize - 1] = offset as u32;
        }
        if self.segments.last().is_some_and(|segment| segment.number == number) {
            self.file = self.disk.open(&path)?;
            self.end = end;
        }
        self.poisoned = false;
        Ok(())
    }

    /// Lets segments roll sooner, so that a test need not write 64 MiB.
    #[cfg(test)]
    pub(crate) fn set_segment_limit(&mut self, bytes: u64) {
        self.segment_limit = bytes;
    }
}

#[cfg(test)]
mod tests;
