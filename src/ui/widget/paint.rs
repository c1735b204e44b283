//! Putting text on the buffer, cut to its room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::width::{cells, fit, is_plain, pad_left, pad_right};

/// Writes `text` at `x`, `y`, cut to `room` cells; returns the cell after it.
pub fn put(buffer: &mut Buffer, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
    let area = buffer.area;
    if y < area.top() || y >= area.bottom() || x >= area.right() || room == 0 {
        return x;
    }
    let room = room.min(area.right() - x);
    let text = fit(text, usize::from(room));
    if is_plain(&text) {
        return put_plain(buffer, x, y, &text, style);
    }
    buffer.set_stringn(x, y, &text, usize::from(room), style);
    x + cells(&text) as u16
}

/// Writes a text that fits and in which every character takes one cell.
///
/// Half of what drawing a list cost went into putting such characters together.
#[allow(clippy::disallowed_methods, reason = "plain characters are all visible and take one cell")]
fn put_plain(buffer: &mut Buffer, x: u16, y: u16, text: &str, style: Style) -> u16 {
    let mut x = x;
    for letter in text.chars() {
        buffer[(x, y)].set_char(letter).set_style(style);
        x += 1;
    }
    x
}

/// Writes `text` so that it ends before `right`; returns the cell it begins at.
pub fn put_right(buffer: &mut Buffer, left: u16, right: u16, y: u16, text: &str, style: Style) -> u16 {
    let room = right.saturating_sub(left);
    let text = fit(text, usize::from(room));
    let x = right.saturating_sub(cells(&text) as u16);
    put(buffer, x, y, right - x, &text, style);
    x
}

/// Draws one line over the whole width of `area`.
pub fn rule(buffer: &mut Buffer, area: Rect, y: u16, glyph: &str, style: Style) {
    if y < area.bottom() {
        buffer.set_stringn(area.x, y, glyph.repeat(usize::from(area.width)), usize::from(area.width), style);
    }
}

/// A cell of a table: padded to the right or, for figures, to the left.
pub fn cell(text: &str, width: u16, figure: bool) -> String {
    if figure { pad_left(text, usize::from(width)) } else { pad_right(text, usize::from(width)) }
}
