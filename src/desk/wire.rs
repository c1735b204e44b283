//! Frames on a stream: a length, then that many bytes that must be exactly one value.
//!
//! The length is checked before anything is read or made, and nothing may be left over. Who is at the other end, and
//! what the values mean, is no business of this module.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::store::codec::{self, CodecError};

/// The most bytes one frame may hold, its length not counted.
pub const FRAME: usize = 1 << 20;

/// How long a frame may take to arrive once it has begun, and to be taken by the other end.
pub const PATIENCE: Duration = Duration::from_secs(5);

/// The bytes of a frame's length, little endian.
const LENGTH: usize = 4;

/// Why a frame could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum WireError {
    /// The other end has gone, between two frames.
    #[error("the other end has gone")]
    Gone,
    /// The stream ended inside a frame.
    #[error("the stream ended inside a frame")]
    Cut,
    /// The frame says it is longer than [`FRAME`].
    #[error("a frame of {0} bytes is too long")]
    TooLong(usize),
    /// The frame did not arrive whole in time, or none came at all where one was waited for.
    #[error("no whole frame came in time")]
    Slow,
    /// The bytes are not a value of the vocabulary.
    #[error("the frame cannot be understood: {0}")]
    Nonsense(#[from] CodecError),
    /// The system refused.
    #[error("the stream failed: {0}")]
    Io(io::Error),
}

impl From<io::Error> for WireError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::Slow,
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::BrokenPipe
            | io::ErrorKind::NotConnected => Self::Gone,
            _ => Self::Io(error),
        }
    }
}

/// Makes the bytes of one frame.
///
/// # Errors
/// [`WireError::Nonsense`] when the value takes more than [`FRAME`] bytes.
pub fn frame<T: Serialize>(value: &T) -> Result<Vec<u8>, WireError> {
    let body = codec::to_bytes(value, FRAME as u64)?;
    let mut bytes = Vec::with_capacity(LENGTH + body.len());
    bytes.extend_from_slice(&(body.len() as u32).to_le_bytes());
    bytes.extend_from_slice(&body);
    Ok(bytes)
}

/// Reads the value of a frame's body.
///
/// # Errors
/// [`WireError::Nonsense`] when it is another value, or has something after it.
pub fn unframe<T: DeserializeOwned>(body: &[u8]) -> Result<T, WireError> {
    Ok(codec::from_bytes(body, FRAME as u64)?)
}

/// Writes one value as a frame.
///
/// # Errors
/// As for [`frame`], or whatever the stream said.
pub fn put<T: Serialize>(mut to: impl Write, value: &T) -> Result<(), WireError> {
    to.write_all(&frame(value)?)?;
    Ok(to.flush()?)
}

/// Reads frames off one stream; what came too early is kept for the next.
#[derive(Debug)]
pub struct Frames {
    stream: UnixStream,
    held: Vec<u8>,
    /// The time limit the socket now has, so that it is set only when it changes.
    limit: Option<Duration>,
}

impl Frames {
    /// Reads from `stream`, which must be in blocking mode.
    ///
    /// # Errors
    /// Whatever the system says when the stream's time limit is set.
    pub fn new(stream: UnixStream) -> Result<Self, WireError> {
        stream.set_read_timeout(None)?;
        Ok(Self { stream, held: Vec::new(), limit: None })
    }

    /// Reads the next value. Waits for a frame to begin as long as `wait` says (`None` for ever); once begun, it must be
    /// whole within [`PATIENCE`].
    ///
    /// # Errors
    /// Any [`WireError`]; after one the stream is of no more use.
    pub fn next<T: DeserializeOwned>(&mut self, wait: Option<Duration>) -> Result<T, WireError> {
        let started = Instant::now();
        let mut deadline = wait.map(|wait| started + wait);
        loop {
            if let Some(body) = self.whole()? {
                let value = unframe(body);
                let used = LENGTH + body.len();
                self.held.drain(..used);
                return value;
            }
            self.fill(deadline)?;
            if deadline.is_none() {
                deadline = Some(Instant::now() + PATIENCE);
            }
        }
    }

    /// The body of the first held frame, if it is whole.
    fn whole(&self) -> Result<Option<&[u8]>, WireError> {
        let Some((length, rest)) = self.held.split_first_chunk::<LENGTH>() else { return Ok(None) };
        let length = u32::from_le_bytes(*length) as usize;
        if length > FRAME {
            return Err(WireError::TooLong(length));
        }
        Ok(rest.get(..length))
    }

    fn fill(&mut self, deadline: Option<Instant>) -> Result<(), WireError> {
        let limit = match deadline.map(|deadline| deadline.saturating_duration_since(Instant::now())) {
            Some(Duration::ZERO) => return Err(WireError::Slow),
            limit => limit,
        };
        if limit != self.limit {
            self.stream.set_read_timeout(limit)?;
            self.limit = limit;
        }
        let mut piece = [0; 16 * 1024];
        loop {
            match self.stream.read(&mut piece) {
                Ok(0) if self.held.is_empty() => return Err(WireError::Gone),
                Ok(0) => return Err(WireError::Cut),
                Ok(n) => {
                    self.held.extend_from_slice(&piece[..n]);
                    return Ok(());
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::desk::ask::{
        Ask, Asked, Done, DoneKind, Failing, Notice, Only, PROTOCOL, PageView, Query, Reply, Said,
    };
    use crate::domain::command::{Command, Write as Change};
    use crate::domain::course::view::Names;
    use crate::domain::record::{EntryId, WriteId};
    use crate::domain::refusal::Refusal;

    const GOLDEN: &str = include_str!("../../tests/golden/protocol-4.txt");

    /// One of every kind of request and answer whose bytes two versions of the program must agree on.
    fn vocabulary() -> Vec<(&'static str, Vec<u8>)> {
        let ask = |name, ask| (name, frame(&Asked { ticket: 300, ask }).unwrap());
        let answer = |name, reply| (name, frame(&Said::Answer(300, reply)).unwrap());
        let notice = |name, notice| (name, frame(&Said::Notice(notice)).unwrap());
        let query = Query { forms: vec!["visit".into()], only: Only::Mine, ..Query::default() };
        let change = |command| Ask::Do(Change { id: WriteId(1 << 100), command });
        let done = Done {
            seq: 7,
            kind: DoneKind::Undone,
            entry: None,
            count: 1,
            figures: Vec::new(),
            next: None,
            resent: true,
        };
        vec![
            ask("hello", Ask::Hello { protocol: PROTOCOL, version: "0.1.0".into() }),
            ask("welcome", Ask::Welcome),
            ask("today", Ask::Today),
            ask("page", Ask::Page { query, from: 20, count: 10 }),
            ask("entry", Ask::Entry(EntryId(5))),
            ask("history", Ask::History(EntryId(5))),
            ask("figures", Ask::Figures(Vec::new())),
            ask("latest", Ask::Latest("visit".into())),
            ask("twin", Ask::Twin { form: "visit".into(), cells: Vec::new(), own: None }),
            ask("remove", change(Command::Remove { id: EntryId(5) })),
            ask("undo", change(Command::Undo { seq: Some(9) })),
            ask("import part", Ask::ImportPart { write: WriteId(1), rows: vec![Vec::new()] }),
            ask("drop draft", Ask::DropDraft(WriteId(1))),
            ask("drafts", Ask::Drafts),
            ask("backup", Ask::Backup { path: "/b".into() }),
            ask("doctor", Ask::Doctor),
            ask("here", Ask::Here),
            ask("claim", Ask::Claim("polis".into())),
            answer("hello", Reply::Hello { version: "0.1.0".into() }),
            answer("other version", Reply::OtherVersion { protocol: 1, version: "0.1.0".into() }),
            answer(
                "page",
                Reply::Page(PageView { total: 1, from: 2, rows: Vec::new(), seq: 3, names: Names::Told }),
            ),
            answer("done", Reply::Done(Box::new(done))),
            answer("refused", Reply::Refused(Refusal::NotAllowed)),
            answer("not for role", Reply::Refused(Refusal::NotForRole { role: "polis".into() })),
            answer("kept", Reply::Kept),
            answer("failed", Reply::Failed { what: Failing::Draft, why: "full".into() }),
            notice("not saving", Notice::NotSaving { why: "full".into() }),
            notice("saving again", Notice::SavingAgain),
            notice("leaving", Notice::Leaving),
        ]
    }

    #[test]
    fn the_bytes_of_the_protocol_do_not_change_without_its_number() {
        let hex = |bytes: &[u8]| bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        let line = |(name, bytes): &(&str, Vec<u8>)| format!("{name}: {}\n", hex(bytes));
        let now: String = vocabulary().iter().map(line).collect::<Vec<_>>().concat();
        assert_eq!(now, GOLDEN);
    }

    #[test]
    fn a_frame_arrives_in_whatever_pieces() {
        let (mut near, far) = UnixStream::pair().unwrap();
        let mut frames = Frames::new(far).unwrap();
        let asked = |ticket| Asked { ticket, ask: Ask::Today };
        let bytes: Vec<u8> = (1..=3).flat_map(|ticket| frame(&asked(ticket)).unwrap()).collect();
        let write = std::thread::spawn(move || {
            for byte in bytes {
                near.write_all(&[byte]).unwrap();
            }
        });
        for ticket in 1..=3 {
            assert_eq!(frames.next::<Asked>(Some(PATIENCE)).unwrap(), asked(ticket));
        }
        write.join().unwrap();
        assert!(matches!(frames.next::<Asked>(None), Err(WireError::Gone)));
    }

    #[test]
    fn a_bad_frame_is_told_by_its_kind() {
        let heard = |bytes: &[u8]| {
            let (mut near, far) = UnixStream::pair().unwrap();
            near.write_all(bytes).unwrap();
            drop(near);
            Frames::new(far).unwrap().next::<Asked>(Some(PATIENCE)).unwrap_err()
        };
        let whole = frame(&Asked { ticket: 1, ask: Ask::Today }).unwrap();
        assert!(matches!(heard(&whole[..5]), WireError::Cut));
        assert!(matches!(heard(&[]), WireError::Gone));
        assert!(matches!(heard(&[1, 0, 16, 0]), WireError::TooLong(1_048_577)));
        let mut longer = whole.clone();
        longer[0] += 1;
        longer.push(0);
        assert!(matches!(heard(&longer), WireError::Nonsense(_)));
        assert!(matches!(heard(&[1, 0, 0, 0, 9]), WireError::Nonsense(_)));
        let far_too_much = Ask::Backup { path: "x".repeat(FRAME + 1) };
        assert!(matches!(frame(&far_too_much), Err(WireError::Nonsense(_))));
    }

    #[test]
    fn waiting_has_an_end() {
        let (_near, far) = UnixStream::pair().unwrap();
        let waited = Frames::new(far).unwrap().next::<Asked>(Some(Duration::from_millis(20)));
        assert!(matches!(waited, Err(WireError::Slow)));
    }
}
