//! What only a real terminal can show: the real program in a pseudo-terminal.

mod course;
mod leaving;
mod living;
mod pasting;
mod places;
mod term;
pub mod terminal;
