//! Turns the bytes a terminal sends into keys and pastes. Pure: it reads nothing and looks at no clock.
//!
//! It exists because crossterm 0.29 blocks in `poll` while half a sequence is pending, and makes text of a sequence
//! that arrives in two pieces. Here bytes go through a state machine one at a time, so where the reads fell does
//! not matter; time passes only through [`Decoder::expire`].
//!
//! - Printable text carries no modifiers, capital letters included. Ctrl with a letter is that letter, lower case,
//!   with CONTROL. Ctrl-J (line feed) is not Enter (carriage return). Ctrl-H and DEL are both Backspace.
//! - Esc followed by a key is Esc and then that key, never Alt: on a slow line the two come in one packet, and no
//!   chord of the desk uses Alt. A sequence starts only with `ESC [`, `ESC O` and the string introducers.
//! - Reports, mouse events and strings nobody asked for are swallowed whole.

mod keys;
mod paste;
#[cfg(test)]
mod tests;

use std::time::{Duration, Instant};

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use paste::Gathering;
pub use paste::PASTE_LIMIT;

/// How long a lone Esc is held before it is the key Esc. The bytes of one key may be 50 ms apart.
pub const ESC_WAIT: Duration = Duration::from_millis(60);
/// How long the rest of a sequence is waited for once `ESC [` or `ESC O` has come.
pub const SEQUENCE_WAIT: Duration = Duration::from_millis(500);
/// How long a paste may be silent before it counts as ended without its end mark.
pub const PASTE_WAIT: Duration = Duration::from_secs(1);

/// The longest sequence whose parameters are kept; a longer one is read to its end and dropped.
const SEQUENCE_LIMIT: usize = 64;

/// What a person did at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste {
        /// The text: lines end in `\n`, invalid UTF-8 is gone, other control characters are still there.
        text: String,
        /// Whether the text lost its end: it was longer than [`PASTE_LIMIT`], or stopped coming before its end mark.
        cut: bool,
    },
}

/// Where in a key the decoder stands.
#[derive(Debug, Default)]
enum State {
    /// Between keys.
    #[default]
    Ground,
    /// Inside a character of several bytes.
    Letter { bytes: [u8; 4], have: usize, want: usize },
    /// After ESC.
    Esc,
    /// After `ESC P`, which is a string only when a parameter follows.
    EscP,
    /// After `ESC [`, with what has come since.
    Csi(Vec<u8>),
    /// After `ESC O`, with what has come since.
    Ss3(Vec<u8>),
    /// Inside `ESC [ M`, whose three bytes are a mouse report.
    Mouse(u8),
    /// Inside a string (OSC, DCS, PM, APC) that is dropped.
    Text,
    /// Inside a paste.
    Paste(Gathering),
}

/// The state between two reads: what has come of a key whose end has not.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    last: Option<Instant>,
}

impl Decoder {
    /// Creates a decoder that stands between keys.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the bytes of one read, which came at `now`, and returns what they complete.
    pub fn feed(&mut self, bytes: &[u8], now: Instant) -> Vec<Input> {
        let mut found = Vec::with_capacity(bytes.len());
        for &byte in bytes {
            self.step(byte, &mut found);
        }
        if !bytes.is_empty() {
            self.last = Some(now);
        }
        found
    }

    /// Returns when [`expire`](Self::expire) has something to do; `None` while no key is half read.
    #[must_use]
    pub fn deadline(&self) -> Option<Instant> {
        let wait = match self.state {
            // Half a letter hurts nobody: the next byte completes or drops it.
            State::Ground | State::Letter { .. } => return None,
            State::Esc | State::EscP => ESC_WAIT,
            State::Csi(_) | State::Ss3(_) | State::Mouse(_) | State::Text => SEQUENCE_WAIT,
            State::Paste(_) => PASTE_WAIT,
        };
        self.last.map(|last| last + wait)
    }

    /// Gives up waiting for the rest of a key whose deadline has passed at `now`, and returns what there was of it.
    pub fn expire(&mut self, now: Instant) -> Vec<Input> {
        let mut found = Vec::new();
        if self.deadline().is_none_or(|deadline| now < deadline) {
            return found;
        }
        match std::mem::take(&mut self.state) {
            State::Esc => found.push(keys::plain(KeyCode::Esc)),
            State::EscP => found.extend(keys::esc_and(b'P')),
            // Two bytes may be two keys typed; more are the beginning of a sequence that was lost.
            State::Csi(rest) if rest.is_empty() => found.extend(keys::esc_and(b'[')),
            State::Ss3(rest) if rest.is_empty() => found.extend(keys::esc_and(b'O')),
            State::Paste(gathering) => found.push(gathering.stop()),
            State::Csi(_)
            | State::Ss3(_)
            | State::Mouse(_)
            | State::Text
            | State::Ground
            | State::Letter { .. } => {}
        }
        found
    }

    fn step(&mut self, byte: u8, found: &mut Vec<Input>) {
        self.state = match std::mem::take(&mut self.state) {
            State::Ground => ground(byte, found),
            State::Letter { bytes, have, want } => letter(bytes, have, want, byte, found),
            State::Esc => after_esc(byte, found),
            State::EscP => after_esc_p(byte, found),
            State::Csi(rest) => csi(rest, byte, found),
            State::Ss3(rest) => ss3(rest, byte, found),
            State::Mouse(left) => match (byte, left) {
                (0x1b, _) => State::Esc,
                (_, 0 | 1) => State::Ground,
                (_, left) => State::Mouse(left - 1),
            },
            State::Text => match byte {
                0x1b => State::Esc,
                // BEL ends a string; CAN and SUB break it off.
                0x07 | 0x18 | 0x1a => State::Ground,
                _ => State::Text,
            },
            State::Paste(mut gathering) => {
                if gathering.take(byte) {
                    found.push(gathering.finish());
                    State::Ground
                } else {
                    State::Paste(gathering)
                }
            }
        };
    }
}

fn ground(byte: u8, found: &mut Vec<Input>) -> State {
    let want = match byte {
        0x1b => return State::Esc,
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => {
            found.extend(keys::single(byte));
            return State::Ground;
        }
    };
    State::Letter { bytes: [byte, 0, 0, 0], have: 1, want }
}

fn letter(mut bytes: [u8; 4], have: usize, want: usize, byte: u8, found: &mut Vec<Input>) -> State {
    if !(0x80..=0xbf).contains(&byte) {
        return ground(byte, found);
    }
    bytes[have] = byte;
    let have = have + 1;
    if have < want {
        return State::Letter { bytes, have, want };
    }
    // Overlong forms, surrogates and C1 control characters end here and are dropped.
    let letter = std::str::from_utf8(&bytes[..want]).ok().and_then(|text| text.chars().next());
    found.extend(
        letter.filter(|letter| !letter.is_control()).map(|letter| keys::plain(KeyCode::Char(letter))),
    );
    State::Ground
}

fn after_esc(byte: u8, found: &mut Vec<Input>) -> State {
    match byte {
        b'[' => State::Csi(Vec::new()),
        b'O' => State::Ss3(Vec::new()),
        b'P' => State::EscP,
        b']' | b'^' | b'_' => State::Text,
        // The end of a string whose beginning was dropped.
        b'\\' => State::Ground,
        _ => {
            found.push(keys::plain(KeyCode::Esc));
            ground(byte, found)
        }
    }
}

fn after_esc_p(byte: u8, found: &mut Vec<Input>) -> State {
    if (0x21..=0x3f).contains(&byte) {
        return State::Text;
    }
    found.extend(keys::esc_and(b'P'));
    ground(byte, found)
}

fn csi(mut rest: Vec<u8>, byte: u8, found: &mut Vec<Input>) -> State {
    let linux_function_key = rest == b"[";
    match byte {
        // The Linux console's F1 to F5 are `ESC [ [ A` to `ESC [ [ E`.
        b'[' if rest.is_empty() => {
            rest.push(byte);
            State::Csi(rest)
        }
        b'$' if keys::is_number(&rest) => {
            found.extend(keys::csi(&rest, byte));
            State::Ground
        }
        0x20..=0x3f if !linux_function_key => {
            // One more than the limit marks a sequence as too long to mean anything.
            if rest.len() <= SEQUENCE_LIMIT {
                rest.push(byte);
            }
            State::Csi(rest)
        }
        b'M' if rest.is_empty() => State::Mouse(3),
        b'~' if rest == b"200" => State::Paste(Gathering::default()),
        0x40..=0x7e => {
            if rest.len() <= SEQUENCE_LIMIT {
                found.extend(keys::csi(&rest, byte));
            }
            State::Ground
        }
        // The sequence was broken off; the key that did it is still a key.
        _ => ground(byte, found),
    }
}

fn ss3(mut rest: Vec<u8>, byte: u8, found: &mut Vec<Input>) -> State {
    match byte {
        b'0'..=b'9' | b';' if rest.len() < SEQUENCE_LIMIT => {
            rest.push(byte);
            State::Ss3(rest)
        }
        0x20..=0x7e => {
            match keys::ss3(&rest, byte) {
                Some(key) => found.push(key),
                // Esc and a capital O, typed ahead of another key.
                None if rest.is_empty() => {
                    found.extend(keys::esc_and(b'O'));
                    return ground(byte, found);
                }
                None => {}
            }
            State::Ground
        }
        _ if rest.is_empty() => {
            found.extend(keys::esc_and(b'O'));
            ground(byte, found)
        }
        _ => ground(byte, found),
    }
}

/// Builds the event of a key that was pressed.
fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Input {
    Input::Key(KeyEvent::new(code, modifiers))
}
