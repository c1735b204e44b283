//! How keys get to the program: at once, slowly, all together, in pieces.

use std::thread;
use std::time::Duration;

use crate::pty::terminal::Terminal;
use crate::script;

/// A way for keys to travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// The person sees each key's effect after this long, and waits for it.
    Delayed(Duration),
    /// Every key in one write.
    Together,
    /// The bytes of every key one at a time, this far apart.
    InPieces(Duration),
}

/// Every way that gives the same record.
pub const LINES: [Line; 5] = [
    Line::Delayed(Duration::ZERO),
    Line::Delayed(Duration::from_millis(500)),
    Line::Delayed(Duration::from_secs(2)),
    Line::Together,
    Line::InPieces(Duration::from_millis(50)),
];

impl Line {
    /// Presses the keys of a script.
    pub fn press(self, terminal: &mut Terminal, script: &str) {
        let keys = script::keys(script);
        match self {
            Self::Delayed(delay) => {
                for key in keys {
                    terminal.send(&key);
                    thread::sleep(delay);
                }
            }
            Self::Together => {
                terminal.send(&keys.concat());
            }
            Self::InPieces(apart) => {
                for byte in keys.concat() {
                    terminal.send(&[byte]);
                    thread::sleep(apart);
                }
            }
        }
    }
}
