//! A bar of so many twelfths, with its figures always beside it.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::paint::put;

/// How many cells a bar has.
pub const CELLS: u16 = 12;

/// Draws a bar for `part` of `whole`.
pub fn draw(
    buffer: &mut Buffer,
    x: u16,
    y: u16,
    part: i64,
    whole: i64,
    glyphs: (&str, &str),
    styles: (Style, Style),
) {
    let reached = if whole <= 0 { 0 } else { (part.clamp(0, whole) * i64::from(CELLS) / whole) as u16 };
    // A bar is full only when all is reached, and empty only when nothing is.
    let reached = if part > 0 { reached.max(1) } else { reached };
    put(buffer, x, y, reached, &glyphs.0.repeat(usize::from(reached)), styles.0);
    let rest = CELLS - reached;
    put(buffer, x + reached, y, rest, &glyphs.1.repeat(usize::from(rest)), styles.1);
}
