//! Takes the terminal over and gives it back: raw mode, the alternate screen and bracketed paste, undone when the
//! guard is dropped, on a panic, on a signal and around a suspension.
//!
//! It asks the terminal nothing, and turns on neither mouse reports nor a window title nor extended keys.

use std::io::{self, Write};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};
use std::thread::{self, ThreadId};
use std::time::Duration;

use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

use super::tty::{Tty, Waited};

/// Alternate screen, plain style, cleared (a console without an alternate screen keeps the old text otherwise),
/// cursor hidden until a frame asks for it, pastes marked.
const ENTER: &[u8] = b"\x1b[?1049h\x1b[m\x1b[2J\x1b[H\x1b[?25l\x1b[?2004h";
/// The same backwards; cleared again, so that nothing a person should not see stays on such a console.
const LEAVE: &[u8] = b"\x1b[?2026l\x1b[?2004l\x1b[m\x1b[2J\x1b[H\x1b[?25h\x1b[?1049l";
/// How long a terminal that takes no bytes may delay its restoration.
const PATIENCE: Duration = Duration::from_millis(200);

/// Makes the one line that is printed when the program stops by a panic, from the place (`file:line`) alone: the
/// panic's own text may quote what somebody entered.
pub type PanicNotice = fn(place: &str) -> String;

static HELD: Mutex<Option<Held>> = Mutex::new(None);
static PANIC_HOOK: Once = Once::new();

/// A terminal that has been taken over, and how it was found.
struct Held {
    tty: Tty,
    found: Termios,
    by: ThreadId,
    notice: PanicNotice,
}

/// Holds the terminal in full-screen mode for as long as it lives. There is at most one.
#[derive(Debug)]
pub struct Guard {
    typed_before: usize,
}

impl Guard {
    /// Takes over the terminal, for the thread that calls.
    ///
    /// Fails when the terminal's modes cannot be read or set, or it is already held; it is then as it was.
    pub fn enter(tty: &Tty, notice: PanicNotice) -> io::Result<Self> {
        PANIC_HOOK.call_once(restore_before_panic_message);
        let mut held = held();
        if held.is_some() {
            return Err(io::Error::new(io::ErrorKind::ResourceBusy, "the terminal is already held"));
        }
        let found = tcgetattr(tty.input())?;
        let taken = Held { tty: tty.clone(), found, by: thread::current().id(), notice };
        if let Err(error) = taken.take_over() {
            taken.give_back();
            return Err(error);
        }
        let typed_before = rustix::io::ioctl_fionread(tty.input()).map_or(0, |bytes| bytes as usize);
        *held = Some(taken);
        Ok(Self { typed_before })
    }

    /// Returns how many bytes were typed before raw mode: in these a line feed is the Enter key.
    #[must_use]
    pub fn typed_before(&self) -> usize {
        self.typed_before
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        restore();
    }
}

impl Held {
    fn take_over(&self) -> io::Result<()> {
        let mut raw = self.found.clone();
        // Raw mode also ends flow control and signals by key: Ctrl-S, Ctrl-C and Ctrl-Z arrive as keys.
        raw.make_raw();
        tcsetattr(self.tty.input(), OptionalActions::Now, &raw)?;
        self.tty.clone().write_all(ENTER)
    }

    fn give_back(&self) {
        // Every step is tried; a terminal that is gone needs none of them.
        if matches!(self.tty.wait_for_room(Some(PATIENCE)), Ok(Waited::Ready)) {
            let _ = self.tty.clone().write_all(LEAVE);
        }
        let _ = tcsetattr(self.tty.input(), OptionalActions::Now, &self.found);
    }
}

/// Gives the terminal back, if it is held; afterwards nothing is. May be called from any thread, any number of times.
pub fn restore() {
    if let Some(taken) = held().take() {
        taken.give_back();
    }
}

/// Gives the terminal back until [`resume`], for a suspension.
pub(super) fn pause() {
    if let Some(taken) = held().as_ref() {
        taken.give_back();
    }
}

/// Takes the terminal over again after a suspension; what was on it is gone.
pub(super) fn resume() {
    if let Some(taken) = held().as_ref() {
        let _ = taken.take_over();
    }
}

fn held() -> MutexGuard<'static, Option<Held>> {
    HELD.lock().unwrap_or_else(PoisonError::into_inner)
}

fn restore_before_panic_message() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let holder = held().as_ref().map(|taken| (taken.by, taken.notice));
        let Some((by, notice)) = holder else { return before(panic) };
        let place = panic.location().map_or_else(String::new, |at| format!("{}:{}", at.file(), at.line()));
        if by == thread::current().id() {
            restore();
            let _ = writeln!(io::stderr(), "{}", notice(&place));
        } else {
            // The screen goes on without that thread; it notices by the closed channel.
            tracing::error!(place, "a thread stopped");
        }
    }));
}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests;
