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
