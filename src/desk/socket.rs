//! The desk's socket: where it lies, and how to reach it when its path is too long for one.
//!
//! A socket's path may have 107 bytes. A longer one is reached through the directory's descriptor. Which process may bind
//! it is decided by the store's lock, never by whether the socket is there.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The socket's name in the desk's directory.
pub const NAME: &str = "sock";

/// What the names of sockets begin with that are not yet in their place.
const HALF: &str = "s.";

/// How long a host may take to let somebody in before it counts as stopped.
const PATIENCE: Duration = Duration::from_secs(2);

/// The longest path a socket is bound or reached by directly, in bytes.
const LONGEST: usize = 100;

/// Binds the desk's socket: under a name of its own first, then put in place of whatever a dead host left.
///
/// # Errors
/// Whatever the system said.
pub fn bind(dir: &Path) -> io::Result<UnixListener> {
    remove_half(dir)?;
    let half = format!("{HALF}{}", std::process::id());
    let way = Way::to(dir, &half)?;
    let listener = UnixListener::bind(&way.path)?;
    std::fs::set_permissions(dir.join(&half), std::fs::Permissions::from_mode(0o600))?;
    std::fs::rename(dir.join(&half), dir.join(NAME))?;
    Ok(listener)
}

/// Connects to the desk's socket, waiting at most a few seconds to be let in.
///
/// # Errors
/// Whatever the system said; `NotFound` and `ConnectionRefused` mean that nobody is there, `WouldBlock` that somebody is
/// and lets nobody in: a host that is stopped while so many wait that the system makes the next one wait too.
pub fn connect(dir: &Path) -> io::Result<UnixStream> {
    use rustix::net::sockopt::{Timeout, set_socket_timeout};
    use rustix::net::{AddressFamily, SocketAddrUnix, SocketType};
    let way = Way::to(dir, NAME)?;
    let socket = rustix::net::socket(AddressFamily::UNIX, SocketType::STREAM, None)?;
    rustix::io::fcntl_setfd(&socket, rustix::io::FdFlags::CLOEXEC)?;
    set_socket_timeout(&socket, Timeout::Send, Some(PATIENCE))?;
    let address = SocketAddrUnix::new(&way.path)?;
    rustix::io::retry_on_intr(|| rustix::net::connect(&socket, &address))?;
    set_socket_timeout(&socket, Timeout::Send, None)?;
    Ok(socket.into())
}

fn remove_half(dir: &Path) -> io::Result<()> {
    for entry in std::fs::read_dir(dir)?.flatten() {
        if entry.file_name().as_encoded_bytes().starts_with(HALF.as_bytes()) {
            std::fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// A path short enough, and the descriptor it may go through.
struct Way {
    path: PathBuf,
    _dir: Option<std::os::fd::OwnedFd>,
}

impl Way {
    fn to(dir: &Path, name: &str) -> io::Result<Self> {
        let path = dir.join(name);
        if path.as_os_str().len() <= LONGEST {
            Ok(Self { path, _dir: None })
        } else {
            Self::through(dir, name)
        }
    }

    #[cfg(target_os = "linux")]
    fn through(dir: &Path, name: &str) -> io::Result<Self> {
        use std::os::fd::AsRawFd;

        use rustix::fs::{Mode, OFlags, open};
        let held = open(dir, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty())?;
        let path = PathBuf::from(format!("/proc/self/fd/{}/{name}", held.as_raw_fd()));
        Ok(Self { path, _dir: Some(held) })
    }

    #[cfg(not(target_os = "linux"))]
    fn through(dir: &Path, _name: &str) -> io::Result<Self> {
        let why = format!("the path {} is too long for a socket: choose a shorter directory", dir.display());
        Err(io::Error::new(io::ErrorKind::InvalidInput, why))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_long_path_is_bound_and_reached() {
        let tmp = tempfile::tempdir().unwrap();
        let dir = tmp.path().join("långt".repeat(30));
        std::fs::create_dir(&dir).unwrap();
        let listener = bind(&dir).unwrap();
        let _client = connect(&dir).unwrap();
        listener.accept().unwrap();
        assert_eq!(std::fs::metadata(dir.join(NAME)).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_host_that_lets_nobody_in_is_not_waited_for_for_ever() {
        let tmp = tempfile::tempdir().unwrap();
        let _listener = bind(tmp.path()).unwrap();
        let mut waiting = Vec::new();
        let refused = loop {
            match connect(tmp.path()) {
                Ok(stream) => waiting.push(stream),
                Err(error) => break error,
            }
        };
        assert_eq!(refused.kind(), io::ErrorKind::WouldBlock);
        assert!(!waiting.is_empty());
    }

    #[test]
    fn what_a_dead_host_left_is_replaced() {
        let tmp = tempfile::tempdir().unwrap();
        drop(bind(tmp.path()).unwrap());
        std::fs::write(tmp.path().join("s.1"), "").unwrap();
        assert_eq!(connect(tmp.path()).unwrap_err().kind(), io::ErrorKind::ConnectionRefused);
        let _listener = bind(tmp.path()).unwrap();
        assert!(connect(tmp.path()).is_ok());
        assert!(!tmp.path().join("s.1").exists());
    }
}
