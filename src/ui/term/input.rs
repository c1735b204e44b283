//! The thread that reads the terminal and the thread that waits for signals. Both only send; neither draws.
//!
//! Neither wakes up while nothing happens: the reader waits without a limit unless half a key is pending.

use std::io;
use std::sync::mpsc::Sender;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::{Handle, Signals};

use super::decode::{Decoder, Input};
use super::guard;
use super::tty::{Tty, Waited};

/// How long the program has to save and leave after it was told to; then it is ended. Design goal: gone in a second.
pub const GRACE: Duration = Duration::from_millis(900);

/// How many bytes one read takes; a paste comes in several.
const READ: usize = 16 * 1024;

/// What the terminal, or the system on its behalf, has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermEvent {
    /// Somebody typed or pasted.
    Input(Input),
    /// The terminal has these columns and rows, and what it shows is unknown. Comes after a suspension too.
    Resize(u16, u16),
    /// The terminal is gone; nothing more will come, and nothing can be shown.
    HangUp,
    /// The program was told to stop, by SIGTERM, SIGHUP, SIGINT or SIGQUIT.
    Terminate,
}

/// Starts the thread that reads `tty` and sends to `events` until the terminal or the receiver is gone.
///
/// `typed_before` is [`Guard::typed_before`](super::Guard::typed_before).
pub fn read_keys<E>(tty: Tty, typed_before: usize, events: Sender<E>) -> io::Result<JoinHandle<()>>
where
    E: From<TermEvent> + Send + 'static,
{
    thread::Builder::new().name("keys".to_owned()).spawn(move || {
        if let Err(Lost::Terminal) = pump(&tty, typed_before, |event| events.send(event.into()).is_ok()) {
            let _ = events.send(TermEvent::HangUp.into());
        }
    })
}

/// Starts the thread that waits for signals and sends to `events`; the handle closes it.
///
/// On SIGTSTP the terminal is given back before the program stops, and taken again when it goes on. Once told to
/// terminate, the program is ended after [`GRACE`] with the terminal restored, whatever its other threads wait for.
pub fn watch_signals<E>(tty: Tty, events: Sender<E>) -> io::Result<Handle>
where
    E: From<TermEvent> + Send + 'static,
{
    let mut signals = Signals::new([SIGHUP, SIGTERM, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT])?;
    let handle = signals.handle();
    thread::Builder::new().name("signals".to_owned()).spawn(move || {
        let resized = || {
            let size = tty.size();
            TermEvent::Resize(size.width, size.height)
        };
        for signal in &mut signals {
            let event = match signal {
                SIGWINCH => resized(),
                SIGTSTP => {
                    guard::pause();
                    let _ = signal_hook::low_level::emulate_default_handler(SIGTSTP);
                    continue;
                }
                SIGCONT => {
                    guard::resume();
                    resized()
                }
                _ => TermEvent::Terminate,
            };
            let last = event == TermEvent::Terminate;
            let heard = events.send(event.into()).is_ok();
            if last {
                thread::sleep(GRACE);
                guard::restore();
                std::process::exit(128 + signal);
            }
            if !heard {
                return;
            }
        }
    })?;
    Ok(handle)
}

/// Why reading ended.
enum Lost {
    Terminal,
    Listener,
}

fn pump(tty: &Tty, mut typed_before: usize, mut send: impl FnMut(TermEvent) -> bool) -> Result<(), Lost> {
    let mut decoder = Decoder::new();
    let mut bytes = vec![0; READ];
    loop {
        let limit = decoder.deadline().map(|deadline| deadline.saturating_duration_since(Instant::now()));
        let found = match tty.wait_for_input(limit).map_err(|_| Lost::Terminal)? {
            Waited::Gone => return Err(Lost::Terminal),
            // What has arrived is decoded before any deadline counts: a late thread must not break a key apart.
            Waited::Ready => {
                let read = tty.read(&mut bytes).map_err(|_| Lost::Terminal)?;
                if read == 0 {
                    return Err(Lost::Terminal);
                }
                let cooked = read.min(typed_before);
                typed_before -= cooked;
                restore_enter(&mut bytes[..cooked]);
                decoder.feed(&bytes[..read], Instant::now())
            }
            Waited::Silence => decoder.expire(Instant::now()),
        };
        for input in found {
            if !send(TermEvent::Input(input)) {
                return Err(Lost::Listener);
            }
        }
    }
}

/// Undoes what a terminal in line mode does to the Enter key.
fn restore_enter(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| **byte == b'\n') {
        *byte = b'\r';
    }
}
