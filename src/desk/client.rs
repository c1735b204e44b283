//! A face's end of the connection, one question at a time: finding the host, starting it, asking it.

use std::io;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::ask::{Ask, Asked, PROTOCOL, Reply, Said};
use super::connection::peer;
use super::launch::{StartRefusal, Starter};
use super::socket;
use super::wire::{self, Frames, WireError};
use crate::domain::command::{Command, Write};
use crate::domain::record::Code;
use crate::domain::refusal::Refusal;

/// How long a host may take to answer the greeting before it counts as stopped.
const GREETING: Duration = Duration::from_secs(2);

/// How long a host that is just being started by somebody else is waited for.
const OPENING: Duration = Duration::from_secs(30);

/// How long a host may take to answer an ordinary question.
const ANSWER: Duration = Duration::from_secs(60);

/// The rows of an import that are first tried in one frame.
const PART: usize = 2_000;

/// Why the desk could not be asked.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// Nobody serves the desk, and it was not to be started.
    #[error("nobody has the desk in {0} open")]
    NotThere(PathBuf),
    /// The host did not start.
    #[error(transparent)]
    Refused(#[from] StartRefusal),
    /// The host is there and says nothing, as when its process is stopped.
    #[error("the desk (process {}) does not answer", pid.map_or_else(|| "unknown".to_owned(), |pid| pid.to_string()))]
    Silent {
        /// Its process id, where the system tells it.
        pid: Option<i32>,
    },
    /// The host is of another version.
    #[error("the desk is served by lofte {version}, which speaks protocol {protocol} and not {PROTOCOL}")]
    OtherVersion {
        /// Its protocol.
        protocol: u32,
        /// Its program version.
        version: String,
    },
    /// The host did not let this connection in: why.
    #[error("the desk did not let us in: {0}")]
    TurnedAway(String),
    /// The plan in force has no such role.
    #[error("there is no role {typed}; there are: {}", roles.join(", "))]
    NoRole {
        /// What was claimed.
        typed: Code,
        /// The roles there are, by key.
        roles: Vec<Code>,
    },
    /// Somebody else sits at the socket: the user id that does.
    #[error("the desk's socket belongs to user {0}, who does not own the desk")]
    Stranger(u32),
    /// The connection was lost, and with it the answer.
    #[error("the connection to the desk was lost: {0}")]
    Lost(WireError),
    /// The socket could not be reached.
    #[error("the desk could not be reached: {0}")]
    Io(#[from] io::Error),
}

/// How the desk is found, and started when nobody serves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    dir: PathBuf,
    starter: Option<Starter>,
    /// The role that is claimed on every connection.
    role: Option<Code>,
}

impl Door {
    /// The desk in `dir`, an absolute path, started by this very program when nobody serves it.
    pub fn new(dir: &Path) -> Self {
        Self { dir: dir.to_path_buf(), starter: Some(Starter::own(dir)), role: None }
    }

    /// The same, but only if somebody serves it.
    pub fn if_open(dir: &Path) -> Self {
        Self { dir: dir.to_path_buf(), starter: None, role: None }
    }

    /// The same, started in another way.
    pub fn started_by(dir: &Path, starter: Starter) -> Self {
        Self { dir: dir.to_path_buf(), starter: Some(starter), role: None }
    }

    /// The same, with nothing but what `role` has; `None` for all that the account has.
    #[must_use]
    pub fn claiming(self, role: Option<Code>) -> Self {
        Self { role, ..self }
    }

    /// The same, but only if somebody serves it.
    #[must_use]
    pub fn without_starting(&self) -> Self {
        Self { starter: None, ..self.clone() }
    }

    /// The desk's directory.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// Connects to the host, starting it if need be. Of several that start one at once, exactly one will serve.
    ///
    /// # Errors
    /// Any [`ClientError`] but [`ClientError::Lost`].
    pub fn connect(&self) -> Result<Client, ClientError> {
        let deadline = Instant::now() + OPENING;
        let mut pause = Duration::from_millis(1);
        loop {
            match self.try_connect() {
                Err(error) if !gone(&error) => return Err(error),
                Err(error) if Instant::now() > deadline => return Err(error),
                Err(_) => {}
                connected => return connected,
            }
            let Some(starter) = &self.starter else { return Err(ClientError::NotThere(self.dir.clone())) };
            match starter.start() {
                Ok(()) => pause = Duration::from_millis(1),
                // Somebody else's host is on its way in or out.
                Err(StartRefusal::InUse { .. }) if Instant::now() < deadline => std::thread::sleep(pause),
                Err(refusal) => return Err(refusal.into()),
            }
            pause = (pause * 2).min(Duration::from_millis(20));
        }
    }

    /// Connects to a host that is there.
    fn try_connect(&self) -> Result<Client, ClientError> {
        let stream = match socket::connect(&self.dir) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                return Err(ClientError::Silent { pid: None });
            }
            connected => connected?,
        };
        let peer = peer(&stream)?;
        self.known(peer.uid)?;
        let frames = Frames::new(stream.try_clone()?).map_err(ClientError::Lost)?;
        let mut client =
            Client { door: self.clone(), stream, frames, ticket: 0, version: String::new(), pid: peer.pid };
        client.greet()?;
        Ok(client)
    }

    /// Whoever serves the desk must own it: anybody can put a socket into a directory that is open to them.
    fn known(&self, uid: u32) -> Result<(), ClientError> {
        use std::os::unix::fs::MetadataExt;
        let owner = std::fs::metadata(&self.dir)?.uid();
        if uid == owner || uid == 0 { Ok(()) } else { Err(ClientError::Stranger(uid)) }
    }
}

/// Whether nobody is there, so that a host may be started.
fn gone(error: &ClientError) -> bool {
    match error {
        ClientError::Io(error) => {
            matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::ConnectionRefused)
        }
        // A host that was just leaving when it was found.
        ClientError::Lost(WireError::Gone | WireError::Cut) => true,
        _ => false,
    }
}

/// A connection to the host, for asking one thing after another.
#[derive(Debug)]
pub struct Client {
    door: Door,
    stream: UnixStream,
    frames: Frames,
    ticket: u32,
    version: String,
    pid: Option<i32>,
}

impl Client {
    /// The host's program version.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The host's process id, where the system tells it.
    pub fn pid(&self) -> Option<i32> {
        self.pid
    }

    /// Asks and waits for the answer. When the host is lost meanwhile, it is started and asked once more, which is safe:
    /// a change carries the id by which a second one is known.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub fn ask(&mut self, ask: Ask) -> Result<Reply, ClientError> {
        self.ask_all(&[ask])
    }

    /// Asks for a change; the rows of a large import go ahead of it in frames of their own.
    ///
    /// # Errors
    /// Any [`ClientError`].
    pub fn write(&mut self, write: Write) -> Result<Reply, ClientError> {
        self.ask_all(&asks_of(write))
    }

    /// Asks one after another, and gives the answer to the last, or the first that is a failure.
    fn ask_all(&mut self, asks: &[Ask]) -> Result<Reply, ClientError> {
        match self.try_all(asks) {
            Err(ClientError::Lost(WireError::Gone | WireError::Cut)) => {
                *self = self.door.connect()?;
                self.try_all(asks)
            }
            answered => answered,
        }
    }

    fn try_all(&mut self, asks: &[Ask]) -> Result<Reply, ClientError> {
        let mut last = Reply::Kept;
        for ask in asks {
            let wait = if matches!(ask, Ask::Backup { .. } | Ask::Doctor) { None } else { Some(ANSWER) };
            last = self.try_ask(ask, wait)?;
            if matches!(last, Reply::Failed { .. } | Reply::Refused(_)) {
                break;
            }
        }
        Ok(last)
    }

    fn try_ask(&mut self, ask: &Ask, wait: Option<Duration>) -> Result<Reply, ClientError> {
        self.ticket += 1;
        let asked = Asked { ticket: self.ticket, ask: ask.clone() };
        wire::put(&self.stream, &asked).map_err(ClientError::Lost)?;
        loop {
            match self.frames.next(wait) {
                Ok(Said::Answer(ticket, reply)) if ticket == self.ticket => return Ok(reply),
                Ok(_) => {}
                Err(WireError::Slow) => return Err(ClientError::Silent { pid: self.pid }),
                Err(error) => return Err(ClientError::Lost(error)),
            }
        }
    }

    fn greet(&mut self) -> Result<(), ClientError> {
        let hello = Ask::Hello { protocol: PROTOCOL, version: env!("CARGO_PKG_VERSION").to_owned() };
        let asked = Asked { ticket: 0, ask: hello };
        wire::put(&self.stream, &asked).map_err(ClientError::Lost)?;
        match self.frames.next(Some(GREETING)) {
            Ok(Said::Answer(0, Reply::Hello { version })) => self.version = version,
            Ok(Said::Answer(0, Reply::OtherVersion { protocol, version })) => {
                return Err(ClientError::OtherVersion { protocol, version });
            }
            Ok(Said::Answer(0, Reply::Failed { why, .. })) => return Err(ClientError::TurnedAway(why)),
            Ok(_) => return Err(ClientError::TurnedAway("it did not greet us".to_owned())),
            Err(WireError::Slow) => return Err(ClientError::Silent { pid: self.pid }),
            Err(error) => return Err(ClientError::Lost(error)),
        }
        self.claim()
    }

    /// Claims the door's role before anything is asked.
    fn claim(&mut self) -> Result<(), ClientError> {
        let Some(role) = self.door.role.clone() else { return Ok(()) };
        match self.try_ask(&Ask::Claim(role), Some(ANSWER))? {
            Reply::Kept => Ok(()),
            Reply::Refused(Refusal::NoSuchRole { typed, roles }) => Err(ClientError::NoRole { typed, roles }),
            _ => Err(ClientError::TurnedAway("it did not know of roles".to_owned())),
        }
    }

    /// Takes the connection apart for a screen, which reads and writes on threads of their own.
    pub(super) fn into_parts(self) -> (Door, UnixStream, Frames) {
        (self.door, self.stream, self.frames)
    }
}

/// What must be asked, in order, for a change: its rows in parts that fit in a frame, then itself.
pub fn asks_of(write: Write) -> Vec<Ask> {
    let Write { id, command: Command::Import { form, rows } } = write else { return vec![Ask::Do(write)] };
    let mut asks = Vec::new();
    let mut rest = rows.as_slice();
    while rest.len() > PART
        || (!rest.is_empty() && !fits(&Ask::ImportPart { write: id, rows: rest.to_vec() }))
    {
        let mut count = rest.len().min(PART);
        let mut part = Ask::ImportPart { write: id, rows: rest[..count].to_vec() };
        // A single row that does not fit is sent as it is, and refused by the frame's limit.
        while count > 1 && !fits(&part) {
            count /= 2;
            part = Ask::ImportPart { write: id, rows: rest[..count].to_vec() };
        }
        asks.push(part);
        rest = &rest[count..];
    }
    let rows = rest.to_vec();
    asks.push(Ask::Do(Write { id, command: Command::Import { form, rows } }));
    asks
}

/// Whether it goes into a frame, with room for what else stands there.
fn fits(ask: &Ask) -> bool {
    wire::frame(ask).is_ok_and(|frame| frame.len() < wire::FRAME - 4096)
}
