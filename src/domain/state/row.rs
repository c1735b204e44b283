//! How an entry lies in memory: what is looked for often as it is, the rest as one run of bytes.

use chrono::NaiveDate;

use super::State;
use crate::domain::record::packed;
use crate::domain::record::{Cell, Code, Entry, Status};

/// The length of a name's number at the head of an entry's packed body.
const NAME_BYTES: usize = 4;

/// One entry as it lies in memory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) on: NaiveDate,
    pub(super) at: i64,
    pub(super) seq: u64,
    pub(super) form: u32,
    pub(super) part: Option<u32>,
    pub(super) by: u32,
    pub(super) rev: u32,
    pub(super) removed: bool,
    /// Status and questions, then the answers, packed.
    pub(super) body: Box<[u8]>,
}

impl State {
    /// One byte of status and count of questions, their names, then the answers.
    pub(super) fn pack(&mut self, entry: &Entry) -> Box<[u8]> {
        let (kind, reason) = match &entry.status {
            Status::Done => (0, None),
            Status::Planned => (1, None),
            Status::Cancelled(reason) => (2, Some(reason)),
        };
        let names: Vec<u32> = reason.into_iter().chain(&entry.asked).map(|n| self.names.number(n)).collect();
        let mut body = vec![kind | (names.len().min(63) as u8) << 2];
        names.iter().take(63).for_each(|n| body.extend_from_slice(&n.to_be_bytes()));
        body.extend_from_slice(&packed::pack(&entry.cells, &mut self.names));
        body.into_boxed_slice()
    }

    pub(super) fn body(&self, body: &[u8]) -> (Status, Vec<Code>, Vec<(Code, Cell)>) {
        let head = body.first().copied().unwrap_or(0);
        let mut names = body
            .get(1..)
            .unwrap_or_default()
            .chunks_exact(NAME_BYTES)
            .take(usize::from(head >> 2))
            .map(|n| self.names.code(u32::from_be_bytes([n[0], n[1], n[2], n[3]])));
        let status = match head & 3 {
            1 => Status::Planned,
            2 => Status::Cancelled(names.next().unwrap_or_default()),
            _ => Status::Done,
        };
        let asked = names.collect();
        (status, asked, packed::unpack(skip_head(body), &self.names))
    }
}

/// The packed answers, behind status and questions.
pub(super) fn skip_head(body: &[u8]) -> &[u8] {
    let names = usize::from(body.first().copied().unwrap_or(0) >> 2);
    body.get(1 + NAME_BYTES * names..).unwrap_or_default()
}
