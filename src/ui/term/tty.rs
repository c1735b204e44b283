//! The open terminal: its two ends, its size, and which errors mean that it is gone.
//!
//! It changes no modes; that is the guard's.

use std::fs::File;
use std::io::{self, Write};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::sync::Arc;
use std::time::Duration;

use ratatui::layout::Size;
use rustix::event::{PollFd, PollFlags, Timespec};
use rustix::io::Errno;

/// The size assumed when the terminal does not tell its own.
pub const USUAL_SIZE: Size = Size::new(80, 24);
/// The largest size drawn on; a client may claim 65535×65535, whose cells no memory holds.
pub const LARGEST_SIZE: Size = Size::new(500, 200);

/// The terminal the program speaks with. Clones share it.
#[derive(Debug, Clone)]
pub struct Tty(Arc<Ends>);

#[derive(Debug)]
struct Ends {
    input: OwnedFd,
    output: OwnedFd,
}

/// What came of waiting for the terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waited {
    /// It can be read or written.
    Ready,
    /// The time was up, or a signal came.
    Silence,
    /// It has hung up.
    Gone,
}

impl Tty {
    /// Opens the terminal: standard input and output where they are one, else the controlling terminal.
    ///
    /// Fails when there is no terminal at all.
    pub fn open() -> io::Result<Self> {
        let end = |standard: BorrowedFd<'_>| -> io::Result<OwnedFd> {
            if rustix::termios::isatty(standard) {
                return Ok(rustix::io::fcntl_dupfd_cloexec(standard, 3)?);
            }
            Ok(OwnedFd::from(File::options().read(true).write(true).open("/dev/tty")?))
        };
        Ok(Self::new(end(rustix::stdio::stdin())?, end(rustix::stdio::stdout())?))
    }

    /// Joins two ends that are open on a terminal.
    #[must_use]
    pub fn new(input: OwnedFd, output: OwnedFd) -> Self {
        Self(Arc::new(Ends { input, output }))
    }

    /// Returns the end that is read.
    #[must_use]
    pub fn input(&self) -> BorrowedFd<'_> {
        self.0.input.as_fd()
    }

    /// Returns the size to draw on, in cells, within 1×1 and [`LARGEST_SIZE`].
    #[must_use]
    pub fn size(&self) -> Size {
        let told = rustix::termios::tcgetwinsize(&self.0.output);
        told.map_or(USUAL_SIZE, |told| within_reason(told.ws_col, told.ws_row))
    }

    /// Reads what has been typed into `bytes`; 0 means that the terminal has hung up.
    pub fn read(&self, bytes: &mut [u8]) -> io::Result<usize> {
        loop {
            match rustix::io::read(&self.0.input, &mut *bytes) {
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => {
                    if self.wait_for_input(None)? == Waited::Gone {
                        return Ok(0);
                    }
                }
                other => return Ok(other?),
            }
        }
    }

    /// Waits until something has been typed, for `limit` at the longest, or for ever without one.
    pub fn wait_for_input(&self, limit: Option<Duration>) -> io::Result<Waited> {
        wait(&self.0.input, PollFlags::IN, limit)
    }

    /// Waits until the terminal takes bytes, for `limit` at the longest, or for ever without one.
    pub fn wait_for_room(&self, limit: Option<Duration>) -> io::Result<Waited> {
        wait(&self.0.output, PollFlags::OUT, limit)
    }
}

impl Write for Tty {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match rustix::io::write(&self.0.output, bytes) {
                Err(Errno::INTR) => {}
                // Another program may have left the shared terminal non-blocking.
                Err(Errno::AGAIN) => {
                    if self.wait_for_room(None)? == Waited::Gone {
                        return Err(Errno::IO.into());
                    }
                }
                other => return Ok(other?),
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Tells whether an error of reading or writing means that the terminal is gone for good.
#[must_use]
pub fn is_gone(error: &io::Error) -> bool {
    let gone = [Errno::IO, Errno::PIPE, Errno::NXIO, Errno::NODEV, Errno::BADF, Errno::CONNRESET];
    error.raw_os_error().is_some_and(|code| gone.iter().any(|errno| errno.raw_os_error() == code))
        || matches!(error.kind(), io::ErrorKind::WriteZero | io::ErrorKind::UnexpectedEof)
}

/// Returns the size to draw on when the terminal claims `columns` and `rows`; 0 stands for "not told".
#[must_use]
pub fn within_reason(columns: u16, rows: u16) -> Size {
    let told =
        |claimed: u16, usual: u16, largest: u16| if claimed == 0 { usual } else { claimed.min(largest) };
    Size::new(
        told(columns, USUAL_SIZE.width, LARGEST_SIZE.width),
        told(rows, USUAL_SIZE.height, LARGEST_SIZE.height),
    )
}

fn wait(end: &OwnedFd, wanted: PollFlags, limit: Option<Duration>) -> io::Result<Waited> {
    let limit = limit.and_then(|limit| Timespec::try_from(limit).ok());
    let mut ends = [PollFd::new(end, wanted)];
    match rustix::event::poll(&mut ends, limit.as_ref()) {
        Err(Errno::INTR) => return Ok(Waited::Silence),
        other => other?,
    };
    let found = ends[0].revents();
    Ok(if found.intersects(wanted) {
        Waited::Ready
    } else if found.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL) {
        Waited::Gone
    } else {
        Waited::Silence
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claimed_sizes_are_brought_within_reason() {
        for (claimed, expected) in [
            ((0, 0), (80, 24)),
            ((0, 10), (80, 10)),
            ((1, 1), (1, 1)),
            ((80, 24), (80, 24)),
            ((500, 200), (500, 200)),
            ((501, 201), (500, 200)),
            ((u16::MAX, u16::MAX), (500, 200)),
        ] {
            assert_eq!(within_reason(claimed.0, claimed.1), Size::new(expected.0, expected.1), "{claimed:?}");
        }
    }

    #[test]
    fn a_dead_terminal_is_told_from_a_busy_one() {
        assert!(is_gone(&io::Error::from(Errno::IO)));
        assert!(is_gone(&io::Error::from(Errno::PIPE)));
        assert!(!is_gone(&io::Error::from(Errno::AGAIN)));
        assert!(!is_gone(&io::Error::from(Errno::INTR)));
    }
}
