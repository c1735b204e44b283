//! What can reach the full-screen desk, and what it can cause.

use ratatui::crossterm::event::KeyEvent;

use crate::desk::ask::{Ask, Notice, Reply};

/// Something that happened to the screen.
#[derive(Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// A text was pasted; never keys, whatever is in it.
    Paste(Clip),
    /// The terminal changed its size.
    Resize(u16, u16),
    /// The desk answered.
    Answer {
        /// The view that asked.
        view: u32,
        /// Whether keys were held for it.
        held: bool,
        /// What it said.
        reply: Reply,
    },
    /// The desk told everybody something.
    Notice(Notice),
    /// The desk is out of reach, or back.
    Link(Link),
    /// The terminal is gone or lofte was told to end: keep the draft and go.
    End,
}

/// A text that was pasted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clip {
    /// The text.
    pub text: String,
    /// Whether its end is not known to be there: it was too long, or stopped coming.
    pub cut: bool,
}

/// How the way to the desk is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
    /// The desk does not answer.
    Lost(String),
    /// It answers again.
    Found,
}

/// What an update causes. Data: the loop carries it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the desk, and hold the keys until it has answered the view with this number.
    Ask(u32, Ask),
    /// Tell the desk; keys go on.
    Tell(u32, Ask),
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Quit,
}
