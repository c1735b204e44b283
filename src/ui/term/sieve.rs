//! Decides which characters may reach the terminal: the last net, below every widget.
//!
//! Text is made clean where it enters; a sign shown by this net tells that something got past. It changes no stored
//! text.
#![allow(clippy::disallowed_methods, reason = "this is the sieve")]

use ratatui::buffer::{Buffer, CellWidth};

/// The sign drawn instead of a cell that may not be shown.
pub const WITHHELD: &str = "\u{2426}";

/// The most characters in one cell: a letter with its marks, or a joined sign.
const CELL_LIMIT: usize = 5;

/// Tells whether a cell's text may be sent: no control characters, nothing invisible or reversing, no tower of
/// accents, and one or two cells wide.
#[must_use]
pub fn is_lawful(symbol: &str) -> bool {
    match symbol.as_bytes() {
        [byte] => (0x20..0x7f).contains(byte),
        _ => {
            symbol.chars().count() <= CELL_LIMIT
                && symbol.chars().all(is_shown)
                && (1..=2).contains(&symbol.cell_width())
        }
    }
}

/// Replaces every cell of a buffer that may not be sent, before widths are computed from it.
pub fn sift(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !is_lawful(cell.symbol()) {
            // An empty cell is what some widgets leave beside a wide letter.
            let sign = if cell.symbol().is_empty() { " " } else { WITHHELD };
            cell.set_symbol(sign);
        }
    }
}

/// Tells whether a character has a look of its own and touches nothing but its cell.
fn is_shown(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter,
            // Soft hyphen, Arabic letter mark, Hangul fillers, Mongolian separators.
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{180b}'..='\u{180f}'
            // Zero-width and direction marks, line and paragraph separators, overrides, invisible operators.
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            // Byte order mark, interlinear notes, noncharacters.
            | '\u{feff}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}' | '\u{ffff}' | '\u{fdd0}'..='\u{fdef}'
            // Private use, tags and the planes behind them.
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;

    use super::*;

    #[test]
    fn ordinary_text_passes() {
        for symbol in
            ["a", " ", "~", "å", "Ö", "é", "e\u{301}", "─", "▸", "█", "␦", "李", "🏠", "·", "\u{a0}"]
        {
            assert!(is_lawful(symbol), "{symbol:?}");
        }
    }

    #[test]
    fn what_acts_or_hides_does_not() {
        for symbol in [
            "",
            "\x07",
            "\x1b",
            "\x7f",
            "\t",
            "\u{9b}",
            "\u{9d}",
            "\x1b]52;c;aGVq\x07",
            "a\x1b[2J",
            "\u{202e}",
            "a\u{200b}",
            "\u{200d}",
            "\u{feff}",
            "\u{2028}",
            "\u{ad}",
            "\u{e0041}",
            "\u{f8ff}",
            "\u{3164}",
            "\u{fff9}",
            "\u{301}",
            "李李",
            "e\u{301}\u{301}\u{301}\u{301}\u{301}",
        ] {
            assert!(!is_lawful(symbol), "{symbol:?}");
        }
    }

    #[test]
    fn a_buffer_is_sifted_in_place() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        buffer[(0, 0)].set_symbol("\x1b[2J");
        buffer[(1, 0)].set_symbol("");
        buffer[(2, 0)].set_symbol("å");
        sift(&mut buffer);
        assert_eq!([0, 1, 2, 3].map(|x| buffer[(x, 0)].symbol().to_owned()), [WITHHELD, " ", "å", " "]);
    }
}
