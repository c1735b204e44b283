//! How much room a text takes in a terminal, and making it fit.
//!
//! Widths follow the rule ratatui draws by, so that a column computed here lines up on the screen. Styling is not
//! known here.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands where a text was cut.
const ELLIPSIS: &str = "…";

/// Measures a text in terminal cells; what is never drawn takes none.
pub fn cells(text: &str) -> usize {
    if is_plain(text) {
        return text.chars().count();
    }
    text.graphemes(true).map(grapheme_cells).sum()
}

/// Cuts a text to at most `width` cells, between two characters as people see them, and shows the cut as `…`.
pub fn fit(text: &str, width: usize) -> Cow<'_, str> {
    if width == 0 {
        return Cow::Borrowed("");
    }
    if is_plain(text) {
        return fit_plain(text, width);
    }
    let mut used = 0;
    let mut room_until = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += grapheme_cells(grapheme);
        if used > width {
            let mut short = text[..room_until].to_owned();
            short.push_str(ELLIPSIS);
            return Cow::Owned(short);
        }
        if used < width {
            room_until = at + grapheme.len();
        }
    }
    Cow::Borrowed(text)
}

/// The same for a text in which every character takes one cell; `width` is at least 1.
fn fit_plain(text: &str, width: usize) -> Cow<'_, str> {
    if text.len() <= width || text.chars().nth(width).is_none() {
        return Cow::Borrowed(text);
    }
    let kept = text.char_indices().nth(width - 1).map_or(text, |(at, _)| &text[..at]);
    Cow::Owned([kept, ELLIPSIS].concat())
}

/// Cuts a text to `width` cells and fills up with spaces behind it, as for words in a column.
pub fn pad_right(text: &str, width: usize) -> String {
    let short = fit(text, width);
    let missing = width.saturating_sub(cells(&short));
    let mut padded = short.into_owned();
    padded.extend(std::iter::repeat_n(' ', missing));
    padded
}

/// Cuts a text to `width` cells and fills up with spaces before it, as for figures in a column.
pub fn pad_left(text: &str, width: usize) -> String {
    let short = fit(text, width);
    let mut padded = " ".repeat(width.saturating_sub(cells(&short)));
    padded.push_str(&short);
    padded
}

/// Breaks a text into lines of at most `width` cells: at line feeds, between words, and inside words that are too long.
///
/// An empty line stays an empty line. At width 0 there is nothing to show, and no lines come back.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    if width == 0 {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut column = Column { width, line: String::new(), used: 0 };
        for word in paragraph.split(' ').filter(|word| !word.is_empty()) {
            column.place(word, &mut lines);
        }
        lines.push(column.line);
    }
    lines
}

/// The line being filled.
struct Column {
    width: usize,
    line: String,
    used: usize,
}

impl Column {
    fn place(&mut self, word: &str, lines: &mut Vec<String>) {
        let room = cells(word);
        let gap = usize::from(!self.line.is_empty());
        if self.used + gap + room <= self.width {
            if gap == 1 {
                self.line.push(' ');
            }
            self.line.push_str(word);
            self.used += gap + room;
            return;
        }
        self.finish_line(lines);
        if room <= self.width {
            self.line.push_str(word);
            self.used = room;
            return;
        }
        for grapheme in word.graphemes(true) {
            let piece = fit(grapheme, self.width);
            let room = cells(&piece);
            if self.used + room > self.width {
                self.finish_line(lines);
            }
            self.line.push_str(&piece);
            self.used += room;
        }
    }

    fn finish_line(&mut self, lines: &mut Vec<String>) {
        if !self.line.is_empty() {
            lines.push(std::mem::take(&mut self.line));
        }
        self.used = 0;
    }
}

/// Whether every character stands alone and takes one cell, as in Swedish and English: nothing to put together first.
///
/// Finding where characters begin, as people see them, was a quarter of what a key cost and half of a summary.
pub fn is_plain(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c,
            ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
            // Dashes, quotation marks and dots; arrows; lines, blocks and the signs beside them.
            | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{25bf}')
    })
}

fn grapheme_cells(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) { 0 } else { grapheme.width() }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::style::Style;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", 0)]
    #[case("räksmörgås", 10)]
    #[case("A\u{30a}", 1)]
    #[case("日本", 4)]
    #[case("👍🏽", 2)]
    #[case("a\u{1b}b\r\n", 2)]
    #[case("नमस्ते", 4)]
    fn widths_are_those_of_the_screen(#[case] text: &str, #[case] width: usize) {
        assert_eq!(cells(text), width);
        assert_eq!(drawn(text), width);
    }

    /// How far ratatui gets when it draws a text.
    fn drawn(text: &str) -> usize {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 400, 1));
        let (end, _) = buffer.set_stringn(0, 0, text, 400, Style::default());
        end.into()
    }

    #[rstest]
    #[case("Stortorget", 10, "Stortorget")]
    #[case("Stortorget", 9, "Stortorg…")]
    #[case("Ångström", 4, "Ång…")]
    #[case("Ångström", 1, "…")]
    #[case("Ångström", 0, "")]
    #[case("日本語", 4, "日…")]
    #[case("日本語", 5, "日本…")]
    #[case("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…")]
    fn a_cut_is_shown(#[case] text: &str, #[case] width: usize, #[case] shown: &str) {
        assert_eq!(fit(text, width), shown);
    }

    #[test]
    fn padding_fills_the_column() {
        assert_eq!(pad_right("på", 4), "på  ");
        assert_eq!(pad_left("12", 4), "  12");
        assert_eq!(pad_right("日本語", 4), "日… ");
        assert_eq!(pad_left("12345", 4), "123…");
    }

    #[rstest]
    #[case("ett två tre", 7, &["ett två", "tre"])]
    #[case("ett\n\ntvå", 9, &["ett", "", "två"])]
    #[case("hemvändarkväll i går", 8, &["hemvända", "rkväll i", "går"])]
    #[case("kort ordentligtlångt", 6, &["kort", "ordent", "ligtlå", "ngt"])]
    #[case("日本語", 1, &["…", "…", "…"])]
    #[case("", 5, &[""])]
    fn words_wrap(#[case] text: &str, #[case] width: usize, #[case] lines: &[&str]) {
        assert_eq!(wrap(text, width), lines);
    }

    #[test]
    fn plain_characters_stand_alone_and_take_one_cell() {
        for plain in ('\0'..='\u{ffff}').filter(|c| is_plain(&c.to_string())) {
            let twice = format!("{plain}{plain}");
            assert_eq!(drawn(&twice), 2, "{plain:?}");
            assert_eq!(twice.graphemes(true).count(), 2, "{plain:?}");
        }
    }

    #[test]
    fn no_width_gives_no_lines() {
        assert!(wrap("ett", 0).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_measured_is_what_is_drawn(text in any::<String>()) {
            // ratatui-core 0.1.2 counts these two sound marks twice.
            let text = text.replace(['\u{ff9e}', '\u{ff9f}'], "");
            prop_assert_eq!(cells(&text), drawn(&text));
        }

        #[test]
        fn nothing_exceeds_its_width(text in any::<String>(), width in 0_usize..40) {
            prop_assert!(cells(&fit(&text, width)) <= width);
            prop_assert_eq!(cells(&pad_right(&text, width)), width);
            prop_assert_eq!(cells(&pad_left(&text, width)), width);
            for line in wrap(&text, width) {
                prop_assert!(cells(&line) <= width, "{line:?}");
            }
        }

        #[test]
        fn wrapping_loses_no_word(text in "[a-zåäö ]{0,60}", width in 2_usize..20) {
            let letters = |text: &str| text.replace(' ', "");
            prop_assert_eq!(letters(&wrap(&text, width).concat()), letters(&text));
        }
    }
}
