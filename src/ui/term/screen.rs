//! The full screen: draws frames with ratatui and sends only what changed.
//!
//! The viewport is fixed and the size is told from outside, so that ratatui never asks the terminal.

use std::io::{self, Write};

use ratatui::layout::{Rect, Size};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};

use super::backend::Painter;
use super::sieve;
use super::tty::{Tty, within_reason};

/// A screen that is drawn on. Cells the [sieve] does not let through show a sign instead.
#[derive(Debug)]
pub struct Screen<W: Write = Tty> {
    terminal: Terminal<Painter<W>>,
    size: Size,
}

impl<W: Write> Screen<W> {
    /// Creates a screen of this size in cells, brought within reason, on a terminal that has been cleared.
    pub fn new(out: W, size: Size) -> io::Result<Self> {
        let size = within_reason(size.width, size.height);
        let viewport = Viewport::Fixed(Rect::from(size));
        let terminal = Terminal::with_options(Painter::new(out, size), TerminalOptions { viewport })?;
        Ok(Self { terminal, size })
    }

    /// Returns the size in cells.
    #[must_use]
    pub fn size(&self) -> Size {
        self.size
    }

    /// Draws one frame and sends what it changed with one write; nothing is sent when nothing did.
    ///
    /// The cursor is shown where the frame asks for it, and hidden when it does not. Fails when the terminal cannot
    /// be written: [`is_gone`](super::tty::is_gone) tells whether for good.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(|frame| {
            view(frame);
            sieve::sift(frame.buffer_mut());
        })?;
        Ok(())
    }

    /// Takes a new size, or the same after something else was on the terminal; the next frame is drawn whole.
    pub fn resize(&mut self, columns: u16, rows: u16) -> io::Result<()> {
        self.size = within_reason(columns, rows);
        self.terminal.backend_mut().resize(self.size);
        self.terminal.resize(Rect::from(self.size))
    }

    /// Makes the next frame be drawn whole, over whatever has got onto the terminal.
    pub fn redraw_all(&mut self) -> io::Result<()> {
        self.resize(self.size.width, self.size.height)
    }

    /// Returns where the bytes go.
    pub fn out_mut(&mut self) -> &mut W {
        self.terminal.backend_mut().out_mut()
    }
}
