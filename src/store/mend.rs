//! Making a damaged journal whole from what is readable in it and in copies of its frames.
//!
//! Frames are fitted together by their links: one from a copy is taken only where the journal has none that is whole.
//! What nobody has is marked by a gap, so that the chain verifies again and the loss stays visible. The damaged journal
//! is kept beside the new one. The chain tells damage from a false frame, not who may write to the disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::disk::{Disk, DiskFile};
use super::error::StoreError;
use super::frame::{Hash, Head, Header, encode_gap};
use super::journal::{Damage, SEGMENT, encode_head, read_head};
use super::layout::{DAMAGED, JOURNAL, JOURNAL_MENDED, JOURNAL_NEW, kept_name};
use super::salvage::Outcome;
use super::scan::{Found, Place, Scanner, Stream, segment_name};

/// What was done to a damaged journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mending {
    /// Where it was damaged; empty when the whole journal was gone.
    pub places: Vec<Damage>,
    /// Where the damaged journal is kept.
    pub kept: Option<PathBuf>,
    /// The frames that came back from the second copy, first and last of each run.
    pub mended: Vec<(u64, u64)>,
    /// The frames nobody has, first and last of each run.
    pub lost: Vec<(u64, u64)>,
    /// The frames that did not follow the one before them and were taken as they are.
    pub seams: Vec<u64>,
    /// The sled directories that were read, and how that went.
    pub salvaged: Vec<(PathBuf, Outcome)>,
}

/// Adds a number to runs of numbers that grow at their end.
fn note(runs: &mut Vec<(u64, u64)>, first: u64, last: u64) {
    match runs.last_mut() {
        Some(run) if run.1 + 1 == first => run.1 = last,
        _ => runs.push((first, last)),
    }
}

/// Frames of one source that follow each other and lie behind each other.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: u64,
    last: u64,
    prev: Hash,
    link: Hash,
    source: usize,
    offset: u64,
    /// Whether this is a gap that was in the journal already.
    gap: bool,
}

impl Run {
    fn of(header: &Header, source: usize, offset: u64) -> Run {
        let (seq, gap) = (header.seq, header.is_gap());
        Run { first: seq, last: seq, prev: header.prev, link: header.link, source, offset, gap }
    }
}

/// Adds a frame to the runs of its source, making the last run longer where it fits.
fn gather(runs: &mut Vec<Run>, frame: Run) {
    match runs.last_mut() {
        Some(run)
            if run.source == frame.source
                && !run.gap
                && !frame.gap
                && run.last + 1 == frame.first
                && run.link == frame.prev =>
        {
            run.last = frame.last;
            run.link = frame.link;
        }
        _ => runs.push(frame),
    }
}

/// The files frames are read from: segments of the damaged journal, then files of salvaged frames.
#[derive(Debug, Default)]
struct Sources {
    paths: Vec<PathBuf>,
    /// How many of them are the journal's own.
    own: usize,
    runs: Vec<Run>,
}

impl Sources {
    fn read(journal: &Path, salvaged: &[PathBuf], disk: &Disk) -> Result<Sources, StoreError> {
        let mut sources = Sources::default();
        if journal.exists() {
            let mut stream = Stream::open(disk, journal, Place::default())?;
            let mut last = 0;
            while let Some((segment, found)) = stream.next()? {
                if segment != last {
                    sources.paths.push(journal.join(segment_name(segment)));
                    last = segment;
                }
                if let Found::Frame { header, offset, .. } = found {
                    gather(&mut sources.runs, Run::of(&header, sources.paths.len() - 1, offset));
                }
            }
        }
        sources.own = sources.paths.len();
        for path in salvaged {
            sources.paths.push(path.clone());
            let mut scanner = Scanner::open(disk, path, 0)?;
            while let Some(found) = scanner.next()? {
                if let Found::Frame { header, offset, .. } = found {
                    gather(&mut sources.runs, Run::of(&header, sources.paths.len() - 1, offset));
                }
            }
        }
        Ok(sources)
    }
}

/// Frames `first` to `last` and the run they are in; without a run they are lost.
#[derive(Debug)]
struct Piece {
    first: u64,
    last: u64,
    run: Option<Run>,
}

/// Chooses a source for every frame from 1 to the last one known of: the journal first, then the copies in turn.
fn arrange(sources: &Sources, reach: u64) -> Vec<Piece> {
    let end = sources.runs.iter().map(|run| run.last).max().unwrap_or(0).max(reach);
    let mut free = BTreeMap::from([(1, end)]);
    let mut pieces = Vec::new();
    for run in sources.runs.iter().filter(|run| !run.gap && run.first > 0) {
        for (first, last) in overlaps(&free, run.first, run.last) {
            pieces.push(Piece { first, last, run: Some(*run) });
            take(&mut free, first, last);
        }
    }
    pieces.extend(free.into_iter().map(|(first, last)| Piece { first, last, run: None }));
    pieces.sort_by_key(|piece| piece.first);
    pieces
}

fn overlaps(free: &BTreeMap<u64, u64>, first: u64, last: u64) -> Vec<(u64, u64)> {
    free.iter()
        .filter(|(from, to)| **from <= last && **to >= first)
        .map(|(from, to)| ((*from).max(first), (*to).min(last)))
        .collect()
}

fn take(free: &mut BTreeMap<u64, u64>, first: u64, last: u64) {
    let Some((&from, &to)) = free.range(..=first).next_back() else { return };
    free.remove(&from);
    if from < first {
        free.insert(from, first - 1);
    }
    if last < to {
        free.insert(last + 1, to);
    }
}

/// Writes frames into new segments.
struct Writer<'a> {
    dir: &'a Path,
    disk: &'a Disk,
    file: DiskFile,
    number: u32,
    end: u64,
    head: Head,
    /// Lost frames whose gap is written when the link after it is known.
    pending: Option<u64>,
}

impl Writer<'_> {
    fn put(&mut self, header: &Header, bytes: &[u8], report: &mut Mending) -> Result<(), StoreError> {
        if let Some(last) = self.pending.take() {
            self.gap(last, header.prev)?;
        } else if header.prev != self.head.hash {
            report.seams.push(header.seq);
            self.gap(self.head.seq, header.prev)?;
        }
        self.write(bytes)?;
        self.head = Head { seq: header.seq, hash: header.link };
        Ok(())
    }

    fn gap(&mut self, last: u64, link: Hash) -> Result<(), StoreError> {
        self.write(&encode_gap(last, self.head.hash, link))?;
        self.head = Head { seq: last, hash: link };
        Ok(())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        if self.end > 0 && self.end + bytes.len() as u64 > SEGMENT {
            self.file.sync()?;
            self.number += 1;
            self.file = self.disk.create(&self.dir.join(segment_name(self.number)))?;
            self.end = 0;
        }
        self.end += bytes.len() as u64;
        self.file.write(bytes)
    }
}

/// Makes a new journal from the damaged one and files of salvaged frames, and puts it in its place.
///
/// `known` is a head the journal is known to have reached. Fails with [`StoreError::NothingLeft`] when no frame could
/// be read anywhere, and changes nothing then.
pub(crate) fn mend(
    dir: &Path,
    disk: &Disk,
    salvaged: &[PathBuf],
    known: Option<Head>,
    report: &mut Mending,
) -> Result<(), StoreError> {
    let journal = dir.join(JOURNAL);
    let own = if journal.exists() { read_head(disk, &journal)? } else { None };
    let reach = own.into_iter().chain(known).max_by_key(|head| head.seq).unwrap_or_default();
    let sources = Sources::read(&journal, salvaged, disk)?;
    if sources.runs.iter().all(|run| run.gap) {
        return Err(StoreError::NothingLeft { path: dir.to_path_buf() });
    }
    let new = dir.join(JOURNAL_NEW);
    disk.remove_dir(&new)?;
    disk.create_dir(&new)?;
    let file = disk.create(&new.join(segment_name(1)))?;
    let head = Head::default();
    let mut writer = Writer { dir: &new, disk, file, number: 1, end: 0, head, pending: None };
    for piece in arrange(&sources, reach.seq) {
        let Piece { first, last, run } = piece;
        if let Some(run) = run {
            if run.source >= sources.own {
                note(&mut report.mended, first, last);
            }
            copy_frames(&mut writer, &sources, run, first, last, report)?;
        } else {
            note(&mut report.lost, first, last);
            writer.pending = Some(last);
        }
    }
    if let Some(last) = writer.pending.take() {
        let link = if last == reach.seq { reach.hash } else { writer.head.hash };
        writer.gap(last, link)?;
    }
    writer.file.sync()?;
    let head = writer.head;
    disk.write_whole(&new, "head", &encode_head(head))?;
    replace(dir, disk, report)
}

fn copy_frames(
    writer: &mut Writer<'_>,
    sources: &Sources,
    run: Run,
    first: u64,
    last: u64,
    report: &mut Mending,
) -> Result<(), StoreError> {
    let mut scanner = Scanner::open(writer.disk, &sources.paths[run.source], run.offset)?;
    while let Some(found) = scanner.next()? {
        if let Found::Frame { header, bytes, .. } = found {
            if header.seq >= first && header.seq <= last {
                writer.put(&header, bytes, report)?;
            }
            if header.seq >= last {
                break;
            }
        }
    }
    Ok(())
}

/// Puts the finished journal in place; [`finish_replacing`] completes it after a crash between the steps.
fn replace(dir: &Path, disk: &Disk, report: &mut Mending) -> Result<(), StoreError> {
    let (journal, mended) = (dir.join(JOURNAL), dir.join(JOURNAL_MENDED));
    disk.remove_dir(&mended)?;
    disk.rename(&dir.join(JOURNAL_NEW), &mended)?;
    disk.sync_dir(dir)?;
    if journal.exists() {
        let kept = kept_name(dir, DAMAGED);
        disk.rename(&journal, &kept)?;
        report.kept = Some(kept);
    }
    disk.rename(&mended, &journal)?;
    disk.sync_dir(dir)
}

/// Completes a replacement that was interrupted, or removes one that had not begun.
pub(crate) fn finish_replacing(dir: &Path, disk: &Disk) -> Result<(), StoreError> {
    let (journal, mended) = (dir.join(JOURNAL), dir.join(JOURNAL_MENDED));
    if !mended.exists() {
        return Ok(());
    }
    if journal.exists() {
        return disk.remove_dir(&mended);
    }
    disk.rename(&mended, &journal)?;
    disk.sync_dir(dir)
}
