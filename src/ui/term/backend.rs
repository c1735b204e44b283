//! Sends changed cells to the terminal in as few bytes as possible, one write for each frame.
//!
//! ratatui's own crossterm backend moves absolutely, resets often and hides the cursor around every frame: 56 bytes
//! for a letter typed in a field, where the desk allows 30. This one remembers what the terminal shows, where its
//! cursor stands and what style it writes with.
//!
//! Only printable characters and these sequences are ever sent: CSI `A B C D G H d` (moves), `J K` (erase),
//! `m` (style), `?25 h/l` (cursor) and `?2026 h/l` (a frame shown at once). It never asks the terminal anything.
#![allow(clippy::disallowed_methods, reason = "cells that have passed the sieve are copied here")]

mod pen;
#[cfg(test)]
mod tests;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::{Cell, CellWidth};
use ratatui::layout::{Position, Size};

use super::sieve;
use pen::Pen;

/// Frames longer than this many bytes are marked to be shown at once; shorter ones arrive in one piece anyway.
const SHORT_FRAME: usize = 512;
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";
/// The longest run of unchanged cells that may be cheaper to write again than to step over.
const SHORT_GAP: u16 = 4;
/// What an erased rest of a line costs.
const ERASE: &[u8] = b"\x1b[K";

/// A ratatui backend over anything that takes bytes.
#[derive(Debug)]
pub struct Painter<W> {
    out: W,
    /// The frame being put together, after room for [`BEGIN`].
    bytes: Vec<u8>,
    size: Size,
    /// What the terminal shows, row by row. The second cell of a wide letter has an empty symbol.
    shown: Vec<Cell>,
    /// Cells of `shown` that the terminal has not been told of yet, as indices.
    changed: Vec<usize>,
    /// The style the terminal writes with, when it is known.
    pen: Option<Pen>,
    /// Where the terminal's cursor stands, when it is known.
    at: Option<Position>,
    cursor_shown: Option<bool>,
    /// Where the cursor is to stand after the frame; `None` hides it.
    cursor: Option<Position>,
    cursor_hidden: bool,
}

impl<W: Write> Painter<W> {
    /// Creates a painter for a screen of this size that is blank.
    pub fn new(out: W, size: Size) -> Self {
        let mut painter = Self {
            out,
            bytes: BEGIN.to_vec(),
            size,
            shown: Vec::new(),
            changed: Vec::new(),
            pen: None,
            at: None,
            cursor_shown: None,
            cursor: None,
            cursor_hidden: true,
        };
        painter.resize(size);
        painter
    }

    /// Starts anew at this size: what the terminal shows, and how it writes, is no longer known.
    pub fn resize(&mut self, size: Size) {
        self.size = size;
        self.bytes.truncate(BEGIN.len());
        self.changed.clear();
        self.shown.clear();
        self.shown.resize(usize::from(size.width) * usize::from(size.height), Cell::EMPTY);
        self.forget();
    }

    /// Returns where the bytes go.
    pub fn out_mut(&mut self) -> &mut W {
        &mut self.out
    }

    fn forget(&mut self) {
        self.pen = None;
        self.at = None;
        self.cursor_shown = None;
    }

    fn erase_all(&mut self) {
        self.bytes.truncate(BEGIN.len());
        self.changed.clear();
        self.shown.fill(Cell::EMPTY);
        Pen::PLAIN.set(&mut self.bytes);
        self.pen = Some(Pen::PLAIN);
        self.bytes.extend_from_slice(b"\x1b[H\x1b[J");
        self.at = Some(Position::ORIGIN);
    }

    /// Notes what one cell is to show, with the neighbours it covers or uncovers.
    fn note(&mut self, x: u16, y: u16, cell: &Cell) {
        if x >= self.size.width || y >= self.size.height {
            return;
        }
        let index = usize::from(y) * usize::from(self.size.width) + usize::from(x);
        let row_end = index + usize::from(self.size.width - x);
        let mut cell = cell.clone();
        if !sieve::is_lawful(cell.symbol()) || index + usize::from(cell.cell_width()) > row_end {
            cell.set_symbol(sieve::WITHHELD);
        }
        let wide = cell.cell_width() > 1;
        if self.shown[index].symbol().is_empty() && index > 0 {
            self.blank(index - 1);
        }
        if self.shown[index].cell_width() > 1 && index + 1 < row_end {
            self.blank(index + 1);
        }
        if wide && self.shown[index + 1].cell_width() > 1 && index + 2 < row_end {
            self.blank(index + 2);
        }
        if !looks_same(&self.shown[index], &cell) {
            self.changed.push(index);
        }
        self.shown[index] = cell;
        if wide {
            self.shown[index + 1].reset();
            self.shown[index + 1].set_symbol("");
        }
    }

    /// Notes that a cell is to be written as a blank: half of a wide letter that is gone.
    fn blank(&mut self, index: usize) {
        self.shown[index].reset();
        self.changed.push(index);
    }

    fn paint(&mut self) {
        let mut changed = std::mem::take(&mut self.changed);
        changed.sort_unstable();
        changed.dedup();
        let width = usize::from(self.size.width);
        for row in changed.chunk_by(|one, next| one / width == next / width) {
            self.paint_row(row[0] / width, row);
        }
        changed.clear();
        self.changed = changed;
    }

    fn paint_row(&mut self, y: usize, changed: &[usize]) {
        let width = usize::from(self.size.width);
        let row = y * width..(y + 1) * width;
        let blank_from = self.shown[row.clone()]
            .iter()
            .rposition(|cell| cell.symbol() != " " || !Pen::of(cell).is_invisible())
            .map_or(row.start, |last| row.start + last + 1);
        let tail = &changed[changed.partition_point(|index| *index < blank_from)..];
        let erase_from = match tail {
            [first, .., last] if last - first >= ERASE.len() => Some(*first),
            _ => None,
        };
        for &index in changed {
            let place = Position::new((index - row.start) as u16, y as u16);
            if self.shown[index].symbol().is_empty() {
                continue;
            }
            if Some(index) == erase_from {
                self.move_to(place);
                self.write_as_blank(Pen::PLAIN);
                self.bytes.extend_from_slice(ERASE);
                break;
            }
            self.step_to(place);
            self.put(index);
        }
    }

    /// Moves to a place, over a few unchanged cells by writing them again where that is shorter.
    fn step_to(&mut self, place: Position) {
        if let Some(at) =
            self.at.filter(|at| at.y == place.y && at.x < place.x && place.x - at.x <= SHORT_GAP)
        {
            let start = usize::from(at.y) * usize::from(self.size.width) + usize::from(at.x);
            let gap = start..start + usize::from(place.x - at.x);
            let cost = if place.x - at.x == 1 { 3 } else { 4 };
            let cells = &self.shown[gap.clone()];
            let cheap = cells.iter().map(|cell| cell.symbol().len()).sum::<usize>() <= cost
                && cells
                    .iter()
                    .all(|cell| cell.cell_width() == 1 && self.pen.is_some_and(|pen| suits(pen, cell)));
            if cheap {
                return gap.for_each(|index| self.put(index));
            }
        }
        self.move_to(place);
    }

    /// Writes one cell where the cursor stands.
    fn put(&mut self, index: usize) {
        let wanted = Pen::of(&self.shown[index]);
        if self.shown[index].symbol() == " " {
            self.write_as_blank(wanted);
        } else {
            match self.pen {
                Some(pen) => pen.change(wanted, &mut self.bytes),
                None => wanted.set(&mut self.bytes),
            }
            self.pen = Some(wanted);
        }
        let cell = &self.shown[index];
        self.bytes.extend_from_slice(cell.symbol().as_bytes());
        // Terminals disagree on how far a letter of several characters or of two cells moves the cursor, and what
        // stands behind the last column; there the next move is absolute.
        let mut letters = cell.symbol().chars();
        let certain = letters.next().is_some() && letters.next().is_none() && cell.cell_width() == 1;
        self.at = self
            .at
            .filter(|at| certain && at.x + 1 < self.size.width)
            .map(|at| Position::new(at.x + 1, at.y));
    }

    fn write_as_blank(&mut self, wanted: Pen) {
        self.pen = Some(if let Some(pen) = self.pen {
            pen.change_for_blank(wanted, &mut self.bytes)
        } else {
            wanted.set(&mut self.bytes);
            wanted
        });
    }

    fn move_to(&mut self, place: Position) {
        if self.at != Some(place) {
            movement(self.at, place, &mut self.bytes);
            self.at = Some(place);
        }
    }

    fn settle_cursor(&mut self) {
        if let Some(place) = self.cursor.filter(|_| !self.cursor_hidden) {
            self.move_to(place);
        }
        if self.cursor_shown != Some(!self.cursor_hidden) {
            self.bytes.extend_from_slice(if self.cursor_hidden { b"\x1b[?25l" } else { b"\x1b[?25h" });
            self.cursor_shown = Some(!self.cursor_hidden);
        }
    }

    fn send(&mut self) -> io::Result<()> {
        let length = self.bytes.len() - BEGIN.len();
        if length == 0 {
            return Ok(());
        }
        let sent = if length > SHORT_FRAME {
            self.bytes.extend_from_slice(END);
            self.out.write_all(&self.bytes)
        } else {
            self.out.write_all(&self.bytes[BEGIN.len()..])
        };
        self.bytes.truncate(BEGIN.len());
        if sent.is_err() {
            self.forget();
        }
        sent
    }
}

impl<W: Write> Backend for Painter<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.note(x, y, cell);
        }
        self.paint();
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.cursor_hidden = true;
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.cursor_hidden = false;
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.cursor.unwrap_or(Position::ORIGIN))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        let (last_x, last_y) = (self.size.width.saturating_sub(1), self.size.height.saturating_sub(1));
        self.cursor = Some(Position::new(x.min(last_x), y.min(last_y)));
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        self.erase_all();
        Ok(())
    }

    fn clear_region(&mut self, region: ClearType) -> io::Result<()> {
        let from_the_top = self.cursor.is_none_or(|place| place == Position::ORIGIN);
        match region {
            ClearType::All => self.clear(),
            ClearType::AfterCursor if from_the_top => self.clear(),
            // A fixed viewport over the whole screen is cleared whole; nothing else is asked for.
            _ => Err(io::Error::new(io::ErrorKind::Unsupported, "only the whole screen is cleared")),
        }
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size, pixels: Size::ZERO })
    }

    fn flush(&mut self) -> io::Result<()> {
        self.settle_cursor();
        self.send()
    }
}

/// Tells whether a cell can be written with this style as it is.
fn suits(pen: Pen, cell: &Cell) -> bool {
    let wanted = Pen::of(cell);
    if cell.symbol() == " " { pen.matches_on_blank(wanted) } else { pen == wanted }
}

fn looks_same(one: &Cell, other: &Cell) -> bool {
    one.symbol() == other.symbol() && suits(Pen::of(one), other)
}

/// Appends the shortest move from one place, or from an unknown one, to another.
fn movement(from: Option<Position>, to: Position, bytes: &mut Vec<u8>) {
    let start = bytes.len();
    absolute(to, bytes);
    let Some(from) = from else { return };
    let (count, last) = match (to.x.cmp(&from.x), to.y.cmp(&from.y)) {
        (std::cmp::Ordering::Greater, std::cmp::Ordering::Equal) => (to.x - from.x, b'C'),
        (std::cmp::Ordering::Less, std::cmp::Ordering::Equal) => (from.x - to.x, b'D'),
        (std::cmp::Ordering::Equal, std::cmp::Ordering::Greater) => (to.y - from.y, b'B'),
        (std::cmp::Ordering::Equal, std::cmp::Ordering::Less) => (from.y - to.y, b'A'),
        _ => return,
    };
    let (place, kind) = if from.y == to.y { (to.x + 1, b'G') } else { (to.y + 1, b'd') };
    for (count, last) in [(place, kind), (count, last)] {
        let mut other = Vec::with_capacity(8);
        other.extend_from_slice(b"\x1b[");
        if count != 1 {
            decimal(count, &mut other);
        }
        other.push(last);
        if other.len() <= bytes.len() - start {
            bytes.truncate(start);
            bytes.extend_from_slice(&other);
        }
    }
}

fn absolute(to: Position, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(b"\x1b[");
    if to.y > 0 {
        decimal(to.y + 1, bytes);
    }
    if to.x > 0 {
        bytes.push(b';');
        decimal(to.x + 1, bytes);
    }
    bytes.push(b'H');
}

/// Appends a number in digits.
fn decimal(value: u16, bytes: &mut Vec<u8>) {
    if value >= 10 {
        decimal(value / 10, bytes);
    }
    bytes.push(b'0' + (value % 10) as u8);
}
