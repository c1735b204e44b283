//! Reading a file of frames from its start, whole or damaged.
//!
//! A scanner never stops at damage: it names the place and goes on at the next header whose check agrees. It does not
//! know the chain; that frames follow each other is checked by who reads it.

use std::path::{Path, PathBuf};

use super::disk::{Disk, DiskFile};
use super::error::StoreError;
use super::frame::{HEADER, Header, MAGIC, NoHeader, VERSION, looks_whole};

/// How much is read at a time, in bytes. Larger frames make the buffer grow.
const CHUNK: usize = 256 << 10;

/// Where a frame begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Number of the segment, from 1.
    pub segment: u32,
    /// Offset in bytes.
    pub offset: u64,
}

/// What a scanner came upon.
#[derive(Debug)]
pub(crate) enum Found<'a> {
    /// A frame or a gap whose checks agree; `bytes` is header and bodies as stored.
    Frame { offset: u64, header: Header, bytes: &'a [u8] },
    /// Bytes that are no whole frame, followed by more or reaching the end. `seq` when the header was readable.
    Bad { offset: u64, len: u64, seq: Option<u64> },
    /// The beginning of a frame at the end of the file.
    Torn { offset: u64, len: u64 },
}

/// Reads the frames of one file.
#[derive(Debug)]
pub(crate) struct Scanner {
    file: DiskFile,
    size: u64,
    buffer: Vec<u8>,
    /// Where the bytes not yet looked at begin and end in the buffer.
    start: usize,
    end: usize,
    /// Where `start` is in the file.
    offset: u64,
}

enum Step {
    Frame(Header, usize),
    Bad(u64, Option<u64>),
    Torn(u64),
}

impl Scanner {
    /// Opens a file to be read from an offset, up to the size it has now.
    pub fn open(disk: &Disk, path: &Path, offset: u64) -> Result<Scanner, StoreError> {
        let file = disk.reader(path)?;
        let size = file.size()?;
        Ok(Scanner { file, size, buffer: Vec::new(), start: 0, end: 0, offset })
    }

    /// Leaves out the last bytes of the file, which are no frames.
    pub fn without_last(mut self, bytes: u64) -> Scanner {
        self.size = self.size.saturating_sub(bytes);
        self
    }

    /// Returns where the next frame begins.
    pub fn offset(&self) -> u64 {
        self.offset
    }

    /// Returns the next thing in the file; `None` at its end. Fails on a frame of a newer version.
    pub fn next(&mut self) -> Result<Option<Found<'_>>, StoreError> {
        let offset = self.offset;
        let Some(step) = self.step()? else { return Ok(None) };
        Ok(Some(match step {
            Step::Frame(header, len) => {
                let start = self.start;
                self.advance(len);
                Found::Frame { offset, header, bytes: &self.buffer[start..start + len] }
            }
            Step::Bad(len, seq) => Found::Bad { offset, len, seq },
            Step::Torn(len) => Found::Torn { offset, len },
        }))
    }

    fn step(&mut self) -> Result<Option<Step>, StoreError> {
        let left = self.size.saturating_sub(self.offset);
        if left == 0 {
            return Ok(None);
        }
        let Some(bytes) = self.have(HEADER)?.first_chunk::<HEADER>() else {
            return Ok(Some(self.torn(left)));
        };
        let header = match Header::decode(bytes) {
            Ok(header) => header,
            Err(NoHeader::Newer(version)) => {
                return Err(StoreError::Newer {
                    path: self.file.path().to_path_buf(),
                    found: u32::from(version),
                    known: u32::from(VERSION),
                });
            }
            Err(NoHeader::Damaged) => return self.search().map(|len| Some(Step::Bad(len, None))),
        };
        let len = HEADER + header.body_len();
        if len as u64 > left {
            return Ok(Some(self.torn(left)));
        }
        let frame = self.have(len)?;
        if frame.len() < len {
            return Ok(Some(self.torn(left)));
        }
        if header.fits(&frame[HEADER..len]) {
            return Ok(Some(Step::Frame(header, len)));
        }
        self.advance(len);
        Ok(Some(Step::Bad(len as u64, Some(header.seq))))
    }

    fn torn(&mut self, left: u64) -> Step {
        self.offset = self.size;
        self.start = self.end;
        Step::Torn(left)
    }

    /// Moves to the next header whose check agrees, or to the end; returns how far that was.
    fn search(&mut self) -> Result<u64, StoreError> {
        let from = self.offset;
        self.advance(1);
        loop {
            let bytes = self.have(CHUNK)?;
            if bytes.len() < HEADER {
                self.offset = self.size;
                self.start = self.end;
                return Ok(self.size - from);
            }
            let here = bytes.windows(HEADER).position(|window| {
                window[..3] == MAGIC && window.first_chunk::<HEADER>().is_some_and(looks_whole)
            });
            let skip = bytes.len() - HEADER + 1;
            if let Some(at) = here {
                self.advance(at);
                return Ok(self.offset - from);
            }
            self.advance(skip);
        }
    }

    fn advance(&mut self, len: usize) {
        self.start += len;
        self.offset += len as u64;
    }

    /// Returns the bytes from here on: at least `len`, or all that are left.
    fn have(&mut self, len: usize) -> Result<&[u8], StoreError> {
        if self.end - self.start < len {
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            let left = (self.size.saturating_sub(self.offset)) as usize;
            let want = len.max(CHUNK).min(left);
            if self.buffer.len() < want {
                self.buffer.resize(want, 0);
            }
            if want > self.end {
                let at = self.offset + self.end as u64;
                self.end += self.file.read_at(&mut self.buffer[self.end..want], at)?;
            }
        }
        Ok(&self.buffer[self.start..self.end])
    }
}

/// The name of a segment.
pub(crate) fn segment_name(number: u32) -> String {
    format!("{number:06}.log")
}

/// Lists the segments in a directory, in order.
pub(crate) fn segments(disk: &Disk, dir: &Path) -> Result<Vec<u32>, StoreError> {
    let names = disk.list(dir)?;
    let mut numbers: Vec<u32> =
        names.iter().filter_map(|name| name.strip_suffix(".log")?.parse().ok()).filter(|n| *n > 0).collect();
    numbers.sort_unstable();
    Ok(numbers)
}

/// Reads the frames of a directory of segments, one segment after the other.
#[derive(Debug)]
pub(crate) struct Stream {
    disk: Disk,
    dir: PathBuf,
    /// The segments not yet begun, last first.
    waiting: Vec<u32>,
    current: Option<(u32, Scanner)>,
}

impl Stream {
    /// Begins at a place; the start is `Place::default()`. Segments that come later are not seen.
    pub fn open(disk: &Disk, dir: &Path, from: Place) -> Result<Stream, StoreError> {
        let mut waiting = segments(disk, dir)?;
        waiting.retain(|number| *number >= from.segment);
        waiting.reverse();
        let mut stream = Stream { disk: disk.clone(), dir: dir.to_path_buf(), waiting, current: None };
        stream.advance(from.offset)?;
        Ok(stream)
    }

    fn advance(&mut self, offset: u64) -> Result<(), StoreError> {
        self.current = match self.waiting.pop() {
            Some(number) => {
                let path = self.dir.join(segment_name(number));
                Some((number, Scanner::open(&self.disk, &path, offset)?))
            }
            None => None,
        };
        Ok(())
    }

    /// Returns where the next frame is read.
    pub fn place(&self) -> Place {
        self.current
            .as_ref()
            .map(|(segment, scanner)| Place { segment: *segment, offset: scanner.offset() })
            .unwrap_or_default()
    }

    /// Returns the next thing found and the segment it is in.
    pub fn next(&mut self) -> Result<Option<(u32, Found<'_>)>, StoreError> {
        while let Some((_, scanner)) = &self.current {
            if scanner.offset < scanner.size || self.waiting.is_empty() {
                break;
            }
            self.advance(0)?;
        }
        match &mut self.current {
            Some((number, scanner)) => Ok(scanner.next()?.map(|found| (*number, found))),
            None => Ok(None),
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::store::frame::{Head, encode};

    /// Frames by number, bad places with their lengths and numbers, the torn end.
    type Scanned = (Vec<u64>, Vec<(u64, u64, Option<u64>)>, Option<(u64, u64)>);

    /// Writes frames of the given body lengths and returns where each begins.
    fn file_of(lens: &[usize]) -> (Vec<u8>, Vec<u64>) {
        let (mut head, mut bytes, mut starts) = (Head::default(), Vec::new(), Vec::new());
        for len in lens {
            let (frame, next) = encode(head, 0, 0, &vec![b'L'; *len], b"").unwrap();
            starts.push(bytes.len() as u64);
            bytes.extend(frame);
            head = next;
        }
        (bytes, starts)
    }

    fn scan(bytes: &[u8]) -> Scanned {
        let tmp = tempfile::tempdir().unwrap();
        let path = tmp.path().join("f");
        std::fs::write(&path, bytes).unwrap();
        let mut scanner = Scanner::open(&Disk::real(), &path, 0).unwrap();
        let (mut frames, mut bad, mut torn) = (Vec::new(), Vec::new(), None);
        while let Some(found) = scanner.next().unwrap() {
            match found {
                Found::Frame { header, .. } => frames.push(header.seq),
                Found::Bad { offset, len, seq } => bad.push((offset, len, seq)),
                Found::Torn { offset, len } => torn = Some((offset, len)),
            }
        }
        (frames, bad, torn)
    }

    #[test]
    fn frames_larger_than_the_buffer_are_read() {
        let (bytes, _) = file_of(&[10, CHUNK + 7, 0, 3 * CHUNK, 5]);
        assert_eq!(scan(&bytes), (vec![1, 2, 3, 4, 5], vec![], None));
    }

    #[test]
    fn after_a_damaged_header_the_next_frame_is_found() {
        let (mut bytes, starts) = file_of(&[10, CHUNK + 7, 20]);
        bytes[starts[1] as usize + 30] ^= 1;
        assert_eq!(scan(&bytes), (vec![1, 3], vec![(starts[1], starts[2] - starts[1], None)], None));
    }

    #[test]
    fn a_damaged_body_is_named_by_its_number() {
        let (mut bytes, starts) = file_of(&[10, 20, 30]);
        bytes[starts[1] as usize + HEADER + 3] ^= 1;
        assert_eq!(scan(&bytes), (vec![1, 3], vec![(starts[1], 153, Some(2))], None));
    }

    #[test]
    fn a_cut_anywhere_in_the_last_frame_is_a_torn_end() {
        let (bytes, starts) = file_of(&[10, 20]);
        for len in starts[1] as usize + 1..bytes.len() {
            let torn = (starts[1], len as u64 - starts[1]);
            assert_eq!(scan(&bytes[..len]), (vec![1], vec![], Some(torn)));
        }
    }
}
