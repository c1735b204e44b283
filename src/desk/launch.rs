//! Starting a host as a process of its own: what the process does, and how the one that wants it waits for it.
//!
//! A host that is started behind a client has a session of its own and holds none of the client's streams. It tells its
//! maker through a pipe that it is ready, or why it is not, and then lets go of that too.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::clock::Clock;
use super::host::{Host, HostError, HostOptions};
use super::{clock, log, wire};
use crate::store::StoreError;

/// The environment variable that says how long a host stays after its last client.
pub const LINGER_VARIABLE: &str = "LOFTE_LINGER";

/// How a host stands to whoever started it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    /// In the foreground, as for a service manager.
    Foreground,
    /// Behind the client that started it, which waits at the other end of standard output.
    Behind,
}

/// What a host that was started behind a client tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Birth {
    /// Clients can connect.
    Ready,
    /// It did not start.
    Refused(StartRefusal),
}

/// Why a host did not start, as data for a sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum StartRefusal {
    /// Another process has the desk open.
    #[error("the desk in {path} is already open in another process")]
    InUse {
        /// The directory.
        path: String,
    },
    /// No room is left on the disk.
    #[error("the disk is full at {path}: make room and try again")]
    Full {
        /// What could not be written.
        path: String,
    },
    /// The file system is read-only.
    #[error("{path} is on a read-only file system: the desk must be able to write there")]
    ReadOnly {
        /// What could not be written.
        path: String,
    },
    /// The account may not open it.
    #[error("no access to {path}: the desk's directory must belong to the account that opens it")]
    NoAccess {
        /// What could not be opened.
        path: String,
    },
    /// It was written by a newer program; nothing was touched.
    #[error("{path} has format {found}, this program knows up to {known}: a newer lofte is needed")]
    Newer {
        /// What is newer.
        path: String,
        /// Its format.
        found: u32,
        /// The newest format this program knows.
        known: u32,
    },
    /// The directory holds something else; nothing was touched.
    #[error("{path} is not a lofte desk: it holds {found}; choose an empty directory")]
    NotADesk {
        /// The directory.
        path: String,
        /// What it holds.
        found: String,
    },
    /// The directory is on a network.
    #[error("{path} is on {kind}, where two machines could open the desk at once: choose a local disk")]
    Network {
        /// The directory.
        path: String,
        /// What kind of network.
        kind: String,
    },
    /// Nothing of the desk can be read.
    #[error("nothing readable is left of the desk in {path}: restore a backup into another directory")]
    NothingLeft {
        /// The directory.
        path: String,
    },
    /// The fixed time cannot be read.
    #[error("`{given}` in LOFTE_NOW is not a time: write it like 2023-11-22T21:52 or 2023-11-22")]
    Clock {
        /// What was given.
        given: String,
    },
    /// The lingering time cannot be read.
    #[error("`{given}` is not a length of time: write it like 30s, 10min, 2h or never")]
    Linger {
        /// What was given.
        given: String,
    },
    /// Something else; what the system said.
    #[error("the desk could not be opened: {why}")]
    Other {
        /// What the system said.
        why: String,
    },
}

impl From<StoreError> for StartRefusal {
    fn from(error: StoreError) -> Self {
        let shown = |path: PathBuf| path.display().to_string();
        match error {
            StoreError::InUse { path } => Self::InUse { path: shown(path) },
            StoreError::Full { path, .. } => Self::Full { path: shown(path) },
            StoreError::ReadOnly { path, .. } => Self::ReadOnly { path: shown(path) },
            StoreError::NoAccess { path, .. } => Self::NoAccess { path: shown(path) },
            StoreError::Newer { path, found, known } => Self::Newer { path: shown(path), found, known },
            StoreError::NotADesk { path, found } => Self::NotADesk { path: shown(path), found },
            StoreError::Network { path, kind } => Self::Network { path: shown(path), kind: kind.to_owned() },
            StoreError::NothingLeft { path } => Self::NothingLeft { path: shown(path) },
            other => Self::Other { why: other.to_string() },
        }
    }
}

impl From<HostError> for StartRefusal {
    fn from(error: HostError) -> Self {
        match error {
            HostError::Store(error) => error.into(),
            HostError::Serve(error) => Self::Other { why: error.to_string() },
        }
    }
}

/// Reads a length of time: `30s`, `10min`, `2h`, `90` (seconds); `never` gives `None`.
///
/// # Errors
/// [`StartRefusal::Linger`] with what was given.
pub fn linger(text: &str) -> Result<Option<Duration>, StartRefusal> {
    let text = text.trim();
    if text == "never" {
        return Ok(None);
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let seconds = match text[digits..].trim_start() {
        "" | "s" => Some(1),
        "m" | "min" => Some(60),
        "h" => Some(3600),
        _ => None,
    };
    let count: Option<u64> = text[..digits].parse().ok();
    let whole = count.zip(seconds).and_then(|(count, seconds)| count.checked_mul(seconds));
    // A century is enough for anybody and cannot overflow any clock.
    let whole = whole.filter(|whole| *whole <= 100 * 366 * 86_400);
    whole
        .map(|s| Some(Duration::from_secs(s)))
        .ok_or(StartRefusal::Linger { given: text.chars().take(40).collect() })
}

/// Takes from the environment what was not given: the clock, and how long to linger.
///
/// # Errors
/// [`StartRefusal::Clock`] or [`StartRefusal::Linger`].
pub fn from_environment(options: &mut HostOptions, lingers: Option<&str>) -> Result<(), StartRefusal> {
    let variable = |name: &str| std::env::var_os(name).map(|value| value.to_string_lossy().into_owned());
    let given = variable(clock::VARIABLE).or_else(|| clock::standing(&options.dir));
    options.clock = Clock::read(given.as_deref()).map_err(|bad| StartRefusal::Clock { given: bad.0 })?;
    if let Some(given) = lingers.map(str::to_owned).or_else(|| variable(LINGER_VARIABLE)) {
        options.linger = linger(&given)?;
    }
    Ok(())
}

/// Is the host: opens the desk, serves it, and returns when it has left cleanly. SIGTERM, SIGINT and SIGHUP make it leave
/// at once.
///
/// # Errors
/// A [`StartRefusal`]; one that was started [`Stance::Behind`] a client has then told it.
pub fn serve(
    options: impl FnOnce() -> Result<HostOptions, StartRefusal>,
    stance: Stance,
) -> Result<(), StartRefusal> {
    if stance == Stance::Behind {
        // Already the leader of a session, when a service manager says `--behind`: then there is nothing to leave.
        let _ = rustix::process::setsid();
    }
    let started = options().and_then(|options| {
        let dir = options.dir.clone();
        let host = Host::start(options)?;
        // A desk without a log is still a desk.
        let _ = log::begin(&dir);
        std::panic::set_hook(Box::new(|panic| {
            // Where, never what: a message may hold something that somebody wrote.
            let place = panic.location().map(ToString::to_string).unwrap_or_default();
            tracing::error!(%place, "the program failed");
        }));
        let _ = std::env::set_current_dir(&dir);
        let signals =
            [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT, signal_hook::consts::SIGHUP];
        let mut signals = signal_hook::iterator::Signals::new(signals).map_err(HostError::Serve)?;
        let stopper = host.stopper();
        let leave = move || {
            if signals.forever().next().is_some() {
                stopper.stop();
            }
        };
        std::thread::Builder::new().name("signals".into()).spawn(leave).map_err(HostError::Serve)?;
        Ok(host)
    });
    if stance == Stance::Behind {
        let birth = started.as_ref().map_or_else(|refusal| Birth::Refused(refusal.clone()), |_| Birth::Ready);
        // Whoever waited may have gone; the desk is served all the same.
        let _ = wire::put(io::stdout(), &birth);
        let_go_of_stdout();
    }
    Ok(started?.wait()?)
}

/// Lets go of the pipe to whoever started this process, so that nobody waits for its end.
fn let_go_of_stdout() {
    if let Ok(null) = File::options().write(true).open("/dev/null") {
        let _ = rustix::stdio::dup2_stdout(null);
    }
}

/// How a client starts a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    program: PathBuf,
    arguments: Vec<OsString>,
    variables: Vec<(OsString, OsString)>,
}

impl Starter {
    /// Starts this very program as `desk --data DIR --behind`.
    pub fn own(dir: &Path) -> Self {
        // On Linux this names the program that runs, also when its file has been replaced since.
        let program = if cfg!(target_os = "linux") {
            PathBuf::from("/proc/self/exe")
        } else {
            std::env::current_exe().unwrap_or_else(|_| PathBuf::from("lofte"))
        };
        let arguments = ["desk".into(), "--data".into(), dir.as_os_str().to_owned(), "--behind".into()];
        Self { program, arguments: arguments.into(), variables: Vec::new() }
    }

    /// Starts another command that ends up in [`serve`].
    pub fn command(program: impl Into<PathBuf>, arguments: impl IntoIterator<Item = OsString>) -> Self {
        Self { program: program.into(), arguments: arguments.into_iter().collect(), variables: Vec::new() }
    }

    /// Gives the host an environment variable.
    #[must_use]
    pub fn variable(mut self, name: impl Into<OsString>, value: impl Into<OsString>) -> Self {
        self.variables.push((name.into(), value.into()));
        self
    }

    /// Adds an argument.
    #[must_use]
    pub fn argument(mut self, argument: impl Into<OsString>) -> Self {
        self.arguments.push(argument.into());
        self
    }

    /// Starts the host and waits until it is ready or has refused.
    ///
    /// # Errors
    /// Why it did not start; [`StartRefusal::Other`] also when it ended without a word.
    pub fn start(&self) -> Result<(), StartRefusal> {
        let other = |error: io::Error| StartRefusal::Other { why: error.to_string() };
        let mut child = self.spawn().map_err(other)?;
        let mut told = Vec::new();
        let mut pipe = child.stdout.take();
        let told = match pipe.as_mut().map(|pipe| hear_birth(pipe, &mut told)) {
            Some(Ok(())) => wire::unframe(&told).ok(),
            Some(Err(_)) | None => None,
        };
        match told {
            Some(Birth::Ready) => {
                reap(child);
                Ok(())
            }
            Some(Birth::Refused(refusal)) => {
                let _ = child.wait();
                Err(refusal)
            }
            None => {
                let ended = child.wait().map_or_else(|error| error.to_string(), |status| status.to_string());
                Err(StartRefusal::Other { why: format!("the host ended at its start ({ended})") })
            }
        }
    }

    fn spawn(&self) -> io::Result<Child> {
        Command::new(&self.program)
            .args(&self.arguments)
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }
}

fn hear_birth(pipe: &mut impl Read, told: &mut Vec<u8>) -> io::Result<()> {
    let mut length = [0; 4];
    pipe.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length) as usize;
    if length > wire::FRAME {
        return Err(io::ErrorKind::InvalidData.into());
    }
    told.resize(length, 0);
    pipe.read_exact(told)
}

/// Waits for the host's end on a thread of its own, so that a long-lived client leaves no dead child behind it.
fn reap(mut child: Child) {
    let _ = std::thread::Builder::new().name("reaper".into()).spawn(move || child.wait());
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("30s", Some(30))]
    #[case("90", Some(90))]
    #[case(" 10min ", Some(600))]
    #[case("2 h", Some(7200))]
    #[case("0", Some(0))]
    #[case("never", None)]
    fn a_length_of_time_is_read(#[case] text: &str, #[case] seconds: Option<u64>) {
        assert_eq!(linger(text).unwrap(), seconds.map(Duration::from_secs));
    }

    #[rstest]
    #[case("")]
    #[case("min")]
    #[case("-1")]
    #[case("1.5h")]
    #[case("10 år")]
    #[case("99999999999999999999")]
    #[case("9999999999h")]
    fn anything_else_is_refused_with_what_was_given(#[case] text: &str) {
        assert_eq!(linger(text), Err(StartRefusal::Linger { given: text.to_owned() }));
    }

    #[test]
    fn what_the_store_refuses_keeps_its_kind() {
        let path = PathBuf::from("/d");
        let network = StoreError::Network { path: path.clone(), kind: "NFS" };
        let expected = StartRefusal::Network { path: "/d".into(), kind: "NFS".into() };
        assert_eq!(StartRefusal::from(network), expected);
        let other = StartRefusal::from(StoreError::TargetExists { path });
        assert!(matches!(other, StartRefusal::Other { why } if why.contains("/d")));
    }
}
