//! One frame of the journal, as bytes.
//!
//! A frame is a header of 133 bytes and two bodies: facts, then personal content. All numbers are little endian.
//!
//! | bytes | what | in the chain |
//! |---|---|---|
//! | 0–2 | `LOJ` | no |
//! | 3 | flags: 1 the personal body was destroyed, 2 a gap | no |
//! | 4 | version, 1 | yes |
//! | 5–12 | sequence number, from 1 | yes |
//! | 13–20 | time, milliseconds since 1970 UTC | yes |
//! | 21–24 | who, a user id | yes |
//! | 25–32 | length of the facts, length of the personal body | yes |
//! | 33–96 | BLAKE3 of the facts, BLAKE3 of the personal body | yes |
//! | 97–128 | BLAKE3 of the chained part of the frame before, zero in the first | yes |
//! | 129–132 | CRC-32 of bytes 0–128 | – |
//!
//! The chain runs over headers, so a personal body can be destroyed (flag 1, nothing stored, length and hash kept) and
//! the chain still verifies. A gap stands where frames were lost from every copy: it has no bodies, its sequence number
//! is that of the last lost frame, and in place of the hash of the facts it keeps the link the next frame expects.

use super::error::StoreError;

/// Length of a header in bytes.
pub const HEADER: usize = 133;
/// The format version this program writes.
pub const VERSION: u8 = 1;
/// The largest body of either kind, in bytes.
pub const BODY_LIMIT: usize = 64 << 20;

const CHAINED: std::ops::Range<usize> = 4..129;
const CHECK: usize = 129;
/// How a header begins.
pub(crate) const MAGIC: [u8; 3] = *b"LOJ";
const DESTROYED: u8 = 1;
const GAP: u8 = 2;

/// A BLAKE3 hash.
pub type Hash = [u8; 32];

/// The end of the chain: the last sequence number and the hash of its header. Zero before the first frame.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// Sequence number.
    pub seq: u64,
    /// BLAKE3 of the chained part of its header.
    pub hash: Hash,
}

/// A frame with bodies of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Sequence number, from 1 without holes.
    pub seq: u64,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The user id of who did it.
    pub who: u32,
    /// What figures need.
    pub facts: Vec<u8>,
    /// What belongs to persons. Empty when there was none or when it was destroyed.
    pub personal: Vec<u8>,
    /// Whether a personal body was there and has been destroyed.
    pub destroyed: bool,
}

/// A frame as it is read past, borrowing its bodies.
#[derive(Clone, Copy, Debug)]
pub struct FrameRef<'a> {
    /// Sequence number, from 1.
    pub seq: u64,
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The user id of who did it.
    pub who: u32,
    /// What figures need.
    pub facts: &'a [u8],
    /// What belongs to persons. Empty when there was none or when it was destroyed.
    pub personal: &'a [u8],
    /// Whether a personal body was there and has been destroyed.
    pub destroyed: bool,
}

impl FrameRef<'_> {
    /// Copies the bodies.
    pub fn to_frame(self) -> Frame {
        let FrameRef { seq, at, who, facts, personal, destroyed } = self;
        Frame { seq, at, who, facts: facts.to_vec(), personal: personal.to_vec(), destroyed }
    }
}

/// What a header says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    flags: u8,
    pub seq: u64,
    pub at: i64,
    pub who: u32,
    facts_len: u32,
    personal_len: u32,
    facts_hash: Hash,
    personal_hash: Hash,
    /// The link to the frame before.
    pub prev: Hash,
    /// The link the frame after must carry.
    pub link: Hash,
}

/// Why 133 bytes are no header.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoHeader {
    Damaged,
    Newer(u8),
}

fn take<const N: usize>(bytes: &[u8; HEADER], at: usize) -> [u8; N] {
    let mut out = [0; N];
    out.copy_from_slice(&bytes[at..at + N]);
    out
}

/// Tells whether a header's own check agrees, which is all that is asked while searching for the next frame.
pub(crate) fn looks_whole(bytes: &[u8; HEADER]) -> bool {
    bytes[..3] == MAGIC && crc32fast::hash(&bytes[..CHECK]) == u32::from_le_bytes(take(bytes, CHECK))
}

impl Header {
    /// Reads a header and works out its link.
    pub fn decode(bytes: &[u8; HEADER]) -> Result<Header, NoHeader> {
        if !looks_whole(bytes) {
            return Err(NoHeader::Damaged);
        }
        match bytes[4] {
            VERSION => {}
            newer if newer > VERSION => return Err(NoHeader::Newer(newer)),
            _ => return Err(NoHeader::Damaged),
        }
        let mut header = Header {
            flags: bytes[3],
            seq: u64::from_le_bytes(take(bytes, 5)),
            at: i64::from_le_bytes(take(bytes, 13)),
            who: u32::from_le_bytes(take(bytes, 21)),
            facts_len: u32::from_le_bytes(take(bytes, 25)),
            personal_len: u32::from_le_bytes(take(bytes, 29)),
            facts_hash: take(bytes, 33),
            personal_hash: take(bytes, 65),
            prev: take(bytes, 97),
            link: [0; 32],
        };
        if header.facts_len as usize > BODY_LIMIT || header.personal_len as usize > BODY_LIMIT {
            return Err(NoHeader::Damaged);
        }
        header.link =
            if header.is_gap() { header.facts_hash } else { *blake3::hash(&bytes[CHAINED]).as_bytes() };
        Ok(header)
    }

    fn encode(&self) -> [u8; HEADER] {
        let mut bytes = [0; HEADER];
        bytes[..3].copy_from_slice(&MAGIC);
        bytes[3] = self.flags;
        bytes[4] = VERSION;
        bytes[5..13].copy_from_slice(&self.seq.to_le_bytes());
        bytes[13..21].copy_from_slice(&self.at.to_le_bytes());
        bytes[21..25].copy_from_slice(&self.who.to_le_bytes());
        bytes[25..29].copy_from_slice(&self.facts_len.to_le_bytes());
        bytes[29..33].copy_from_slice(&self.personal_len.to_le_bytes());
        bytes[33..65].copy_from_slice(&self.facts_hash);
        bytes[65..97].copy_from_slice(&self.personal_hash);
        bytes[97..129].copy_from_slice(&self.prev);
        let check = crc32fast::hash(&bytes[..CHECK]);
        bytes[CHECK..].copy_from_slice(&check.to_le_bytes());
        bytes
    }

    /// Tells whether this stands for lost frames.
    pub fn is_gap(&self) -> bool {
        self.flags & GAP != 0
    }

    fn is_destroyed(&self) -> bool {
        self.flags & DESTROYED != 0
    }

    /// Returns how many bytes of facts and of personal content follow the header.
    fn stored(&self) -> (usize, usize) {
        if self.is_gap() {
            return (0, 0);
        }
        let personal = if self.is_destroyed() { 0 } else { self.personal_len as usize };
        (self.facts_len as usize, personal)
    }

    /// Returns how many bytes the bodies take where they are stored.
    pub fn body_len(&self) -> usize {
        let (facts, personal) = self.stored();
        facts + personal
    }

    /// Tells whether the bodies are the ones that were written.
    pub fn fits(&self, body: &[u8]) -> bool {
        let (facts, personal) = body.split_at(self.stored().0);
        self.is_gap()
            || same(facts, &self.facts_hash) && (self.is_destroyed() || same(personal, &self.personal_hash))
    }

    /// Puts header and bodies together for a reader; `None` for a gap.
    pub fn frame<'a>(&self, body: &'a [u8]) -> Option<FrameRef<'a>> {
        let (facts, personal) = body.split_at(self.stored().0);
        let (seq, at, who, destroyed) = (self.seq, self.at, self.who, self.is_destroyed());
        (!self.is_gap()).then_some(FrameRef { seq, at, who, facts, personal, destroyed })
    }

    /// Encodes the frame without its personal body, which is gone for good where the result replaces the frame.
    pub fn without_personal(mut self, body: &[u8]) -> Vec<u8> {
        let facts = &body[..self.stored().0];
        if self.personal_len > 0 {
            self.flags |= DESTROYED;
        }
        [&self.encode(), facts].concat()
    }
}

/// Compares with a kept hash. Most personal bodies are empty, so that case is not hashed.
fn same(body: &[u8], kept: &Hash) -> bool {
    match (body.is_empty(), *kept == EMPTY) {
        (true, empty) => empty,
        (false, _) => blake3::hash(body).as_bytes() == kept,
    }
}

/// BLAKE3 of nothing.
const EMPTY: Hash = [
    0xaf, 0x13, 0x49, 0xb9, 0xf5, 0xf9, 0xa1, 0xa6, 0xa0, 0x40, 0x4d, 0xea, 0x36, 0xdc, 0xc9, 0x49, 0x9b,
    0xcb, 0x25, 0xc9, 0xad, 0xc1, 0x12, 0xb7, 0xcc, 0x9a, 0x93, 0xca, 0xe4, 0x1f, 0x32, 0x62,
];

/// Encodes the frame that follows `head` and returns it with the head it makes.
///
/// Refuses a body over [`BODY_LIMIT`] bytes.
pub(crate) fn encode(
    head: Head,
    at: i64,
    who: u32,
    facts: &[u8],
    personal: &[u8],
) -> Result<(Vec<u8>, Head), StoreError> {
    let size = facts.len().max(personal.len());
    if size > BODY_LIMIT {
        return Err(StoreError::TooLarge { size, limit: BODY_LIMIT });
    }
    let header = Header {
        flags: 0,
        seq: head.seq + 1,
        at,
        who,
        facts_len: facts.len() as u32,
        personal_len: personal.len() as u32,
        facts_hash: *blake3::hash(facts).as_bytes(),
        personal_hash: *blake3::hash(personal).as_bytes(),
        prev: head.hash,
        link: [0; 32],
    };
    let bytes = header.encode();
    let next = Head { seq: header.seq, hash: *blake3::hash(&bytes[CHAINED]).as_bytes() };
    Ok(([&bytes, facts, personal].concat(), next))
}

/// Encodes a gap: frames up to `last` are lost, and the next frame links to `link`.
pub(crate) fn encode_gap(last: u64, prev: Hash, link: Hash) -> Vec<u8> {
    let header = Header {
        flags: GAP,
        seq: last,
        at: 0,
        who: 0,
        facts_len: 0,
        personal_len: 0,
        facts_hash: link,
        personal_hash: [0; 32],
        prev,
        link,
    };
    header.encode().to_vec()
}

/// Splits bytes that should be exactly one whole frame.
pub(crate) fn split(bytes: &[u8]) -> Option<(Header, &[u8])> {
    let (head, body) = bytes.split_first_chunk::<HEADER>()?;
    let header = Header::decode(head).ok()?;
    (header.body_len() == body.len() && header.fits(body)).then_some((header, body))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        use std::fmt::Write;
        bytes.iter().fold(String::new(), |mut out, byte| {
            let _ = write!(out, "{byte:02x}");
            out
        })
    }

    #[test]
    fn the_bytes_of_a_frame_never_change() {
        let head = Head { seq: 6, hash: [9; 32] };
        let (bytes, next) = encode(head, 1_700_000_000_123, 1000, b"facts", b"who").unwrap();
        assert_eq!(hex(&bytes), include_str!("golden/frame_v1.hex").trim());
        assert_eq!(hex(&next.hash), include_str!("golden/frame_v1.link").trim());
        let (header, body) = split(&bytes).unwrap();
        assert_eq!(header.link, next.hash);
        let frame = header.frame(body).unwrap().to_frame();
        let expected = Frame {
            seq: 7,
            at: 1_700_000_000_123,
            who: 1000,
            facts: b"facts".to_vec(),
            personal: b"who".to_vec(),
            destroyed: false,
        };
        assert_eq!(frame, expected);
    }

    #[test]
    fn nothing_is_the_hash_of_nothing() {
        assert_eq!(blake3::hash(b"").as_bytes(), &EMPTY);
    }

    #[test]
    fn every_flipped_bit_is_noticed() {
        let (bytes, _) = encode(Head::default(), 5, 1, b"facts", b"person").unwrap();
        for bit in 0..bytes.len() * 8 {
            let mut bad = bytes.clone();
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(split(&bad).is_none(), "bit {bit}");
        }
    }

    #[test]
    fn a_destroyed_body_keeps_the_link_and_is_told_apart() {
        let (bytes, next) = encode(Head::default(), 5, 1, b"facts", b"person").unwrap();
        let (header, body) = split(&bytes).unwrap();
        let kept = header.without_personal(body);
        assert!(!kept.windows(6).any(|window| window == b"person"));
        let (header, body) = split(&kept).unwrap();
        let frame = header.frame(body).unwrap();
        assert!(frame.destroyed && frame.personal.is_empty() && frame.facts == b"facts");
        assert_eq!(header.link, next.hash);
    }

    #[test]
    fn a_newer_version_is_not_damage() {
        let (bytes, _) = encode(Head::default(), 5, 1, b"", b"").unwrap();
        let mut newer: [u8; HEADER] = bytes.try_into().unwrap();
        newer[4] = 2;
        let check = crc32fast::hash(&newer[..CHECK]);
        newer[CHECK..].copy_from_slice(&check.to_le_bytes());
        assert_eq!(Header::decode(&newer), Err(NoHeader::Newer(2)));
    }
}
