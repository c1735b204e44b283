//! Going through a whole journal once: frames, chain, and every place that is not as it should be.

use std::path::Path;

use super::super::disk::Disk;
use super::super::error::StoreError;
use super::super::frame::{FrameRef, HEADER, Head, Header};
use super::super::scan::{Found, Place, Stream, segments};

/// Marks a lost frame in the index; no frame begins that late in a segment.
pub(crate) const LOST: u32 = u32::MAX;

/// A place in the journal that is not as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Number of the segment, from 1; 0 when there is none.
    pub segment: u32,
    /// Offset in the segment, in bytes.
    pub offset: u64,
    /// In what way.
    pub kind: DamageKind,
}

/// In what way a place is damaged.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the text of each variant speaks of its fields")]
pub enum DamageKind {
    /// Bytes that are no frame.
    Unreadable { bytes: u64 },
    /// The header of a frame is whole, its content is not.
    Body { seq: u64 },
    /// Frames are not there.
    Missing { from: u64, to: u64 },
    /// The frame is whole but does not follow the one before it.
    Chain { seq: u64 },
    /// The frame stands after one with the same or a higher number.
    Order { seq: u64 },
    /// The journal is known to have reached another frame with this number.
    OtherHistory { seq: u64 },
}

/// The beginning of a frame at the end, which was never confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Torn {
    /// Number of the segment.
    pub segment: u32,
    /// Where it begins, in bytes.
    pub offset: u64,
    /// How long it is.
    pub bytes: u64,
}

/// What is in a journal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct JournalReport {
    /// Frames whose content and place in the chain are right.
    pub frames: u64,
    /// The last frame.
    pub head: Head,
    /// Frames known to be lost, first and last of each run; marked in the journal when it was mended.
    pub lost: Vec<(u64, u64)>,
    /// Every place that is not as it was written.
    pub damage: Vec<Damage>,
    /// What is left of a frame that was never confirmed.
    pub torn: Option<Torn>,
}

impl JournalReport {
    /// Says that there is no journal at all.
    pub(crate) fn missing() -> JournalReport {
        let damage = vec![Damage { segment: 0, offset: 0, kind: DamageKind::Missing { from: 1, to: 1 } }];
        JournalReport { damage, ..JournalReport::default() }
    }
}

/// A segment and the first frame that is in it, or will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Segment {
    pub number: u32,
    pub first: u64,
}

/// What going through a journal brings.
#[derive(Debug, Default)]
pub(crate) struct Survey {
    pub report: JournalReport,
    pub segments: Vec<Segment>,
    pub offsets: Vec<u32>,
    /// The end of the last whole frame.
    pub end: Place,
    /// The last frame shown: all before it are whole.
    pub good_to: u64,
}

impl Survey {
    fn damaged(&mut self, segment: u32, offset: u64, kind: DamageKind) {
        self.report.damage.push(Damage { segment, offset, kind });
    }

    /// Takes a frame into the chain; tells whether it belongs there.
    fn follow(&mut self, segment: u32, offset: u64, header: &Header) -> bool {
        let last = self.report.head;
        let first = if header.is_gap() { header.seq.min(last.seq + 1) } else { header.seq };
        if header.seq < last.seq || (header.seq == last.seq && !header.is_gap()) {
            self.damaged(segment, offset, DamageKind::Order { seq: header.seq });
            return false;
        }
        if first > last.seq + 1 {
            let kind = DamageKind::Missing { from: last.seq + 1, to: first - 1 };
            self.damaged(segment, offset, kind);
            self.offsets.resize(first as usize - 1, LOST);
        } else if header.prev != last.hash {
            self.damaged(segment, offset, DamageKind::Chain { seq: header.seq });
        }
        if header.is_gap() {
            if header.seq > last.seq {
                self.report.lost.push((last.seq + 1, header.seq));
                self.offsets.resize(header.seq as usize, LOST);
            }
        } else {
            self.offsets.push(offset as u32);
            self.report.frames += 1;
        }
        self.report.head = Head { seq: header.seq, hash: header.link };
        true
    }

    /// Compares with heads the journal is known to have reached.
    fn reaches(&mut self, known: Head, passed: Option<Head>) {
        let (end, last) = (self.end, self.report.head);
        match passed {
            None if known.seq > last.seq => {
                let kind = DamageKind::Missing { from: last.seq + 1, to: known.seq };
                self.damaged(end.segment, end.offset, kind);
            }
            Some(head) if head != known => {
                self.damaged(end.segment, end.offset, DamageKind::OtherHistory { seq: known.seq });
            }
            _ => {}
        }
    }
}

/// Reads a journal from its first frame to its last, showing frames to `visit` until the first damage.
///
/// `known` are heads it must have reached.
pub(crate) fn survey(
    dir: &Path,
    disk: &Disk,
    known: [Option<Head>; 2],
    visit: &mut dyn FnMut(FrameRef<'_>),
) -> Result<Survey, StoreError> {
    let mut survey = Survey::default();
    let mut passed = [None; 2];
    let mut stream = Stream::open(disk, dir, Place::default())?;
    for number in segments(disk, dir)? {
        survey.segments.push(Segment { number, first: u64::MAX });
        survey.end = Place { segment: number, offset: 0 };
    }
    let last = survey.end.segment;
    let mut here = 0;
    while let Some((segment, found)) = stream.next()? {
        while survey.segments.get(here).is_some_and(|s| s.number < segment) {
            here += 1;
        }
        match found {
            Found::Frame { offset, header, bytes } => {
                if !survey.follow(segment, offset, &header) {
                    continue;
                }
                let first = header.seq + u64::from(header.is_gap());
                survey.segments[here].first = survey.segments[here].first.min(first);
                survey.end = Place { segment, offset: offset + bytes.len() as u64 };
                for (known, passed) in known.iter().zip(&mut passed) {
                    if known.is_some_and(|known| known.seq == header.seq) {
                        *passed = Some(survey.report.head);
                    }
                }
                if survey.report.damage.is_empty() {
                    survey.good_to = header.seq;
                    if let Some(frame) = header.frame(&bytes[HEADER..]) {
                        visit(frame);
                    }
                }
            }
            Found::Bad { offset, len, seq } => {
                let kind = seq.map_or(DamageKind::Unreadable { bytes: len }, |seq| DamageKind::Body { seq });
                survey.damaged(segment, offset, kind);
            }
            Found::Torn { offset, len } if segment == last => {
                survey.report.torn = Some(Torn { segment, offset, bytes: len });
            }
            Found::Torn { offset, len } => {
                survey.damaged(segment, offset, DamageKind::Unreadable { bytes: len });
            }
        }
    }
    finish(&mut survey, known, passed);
    Ok(survey)
}

fn finish(survey: &mut Survey, known: [Option<Head>; 2], passed: [Option<Head>; 2]) {
    // A segment without frames of its own begins where the one after it does.
    let mut next = survey.report.head.seq + 1;
    for segment in survey.segments.iter_mut().rev() {
        segment.first = segment.first.min(next);
        next = segment.first;
    }
    if let Some(last) = survey.segments.last()
        && survey.end.segment != last.number
    {
        survey.end = Place { segment: last.number, offset: 0 };
    }
    if survey.report.head.seq == 0 {
        survey.damaged(0, 0, DamageKind::Missing { from: 1, to: 1 });
    }
    for (known, passed) in known.into_iter().zip(passed) {
        if let Some(known) = known.filter(|known| known.seq > 0) {
            survey.reaches(known, passed);
        }
    }
    survey.report.damage.dedup();
}
