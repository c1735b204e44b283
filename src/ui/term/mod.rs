//! The terminal under the full-screen desk: bytes in, bytes out, and a terminal left as it was found.
//!
//! It knows keys, cells and sizes; it does not know screens, words or promises.
//!
//! - [`tty`]: the open terminal, its size, and which errors mean that it is gone.
//! - [`guard`]: raw mode and the alternate screen, undone however the program ends.
//! - [`decode`]: bytes to keys and pastes, pure.
//! - [`input`]: the thread that reads, and the thread that waits for signals.
//! - [`sieve`]: which characters may reach the terminal.
//! - [`backend`]: changed cells to as few bytes as possible.
//! - [`screen`]: a frame drawn with ratatui, sent with one write.

pub mod backend;
pub mod decode;
pub mod guard;
pub mod input;
pub mod screen;
pub mod sieve;
pub mod tty;

pub use decode::{Decoder, Input};
pub use guard::Guard;
pub use input::TermEvent;
pub use screen::Screen;
pub use tty::Tty;
