//! What passes and what does not, decided in one pass that stops at the limit.

use unicode_general_category::{GeneralCategory as Category, get_general_category};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::{Clean, Cleaned, LINE_LIMIT, NOTE_LIMIT};

/// How many combining marks one character may carry; living languages need no more.
const MARKS_PER_BASE: usize = 3;
/// How many marks in a row are handed on to normalisation, which has to hold and sort a whole run.
const MARKS_READ: usize = 16;
/// How many times its limit a text is read for; the rest of a huge paste is never looked at.
const READ_FACTOR: usize = 16;

/// What kind of text passes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Line,
    Note,
}

impl Kind {
    const fn limit(self) -> usize {
        match self {
            Self::Line => LINE_LIMIT,
            Self::Note => NOTE_LIMIT,
        }
    }
}

/// Lets through what may pass, normalises it and stops at the limit, in one pass without a second copy.
pub(super) fn gate(text: &str, kind: Kind) -> Cleaned {
    if passes_untouched(text, kind) {
        return Cleaned { text: Clean(text.to_owned()), removed: 0, cut: false };
    }
    let read = kind.limit() * READ_FACTOR;
    let mut filter = Filter::new(kind);
    let kept = text.char_indices().take_while(|(at, _)| *at < read).filter_map(|(_, c)| filter.pass(c));
    let mut page = Page::new(kind.limit());
    let full = kept.nfc().any(|c| !page.write(c));
    let removed = filter.removed + page.removed;
    Cleaned { text: Clean(page.finish()), removed, cut: full || text.len() > read }
}

/// Whether a text consists of nothing but ordinary Latin characters that no step of the gate would change.
///
/// Nearly every text is like this, and reading a large desk passes hundreds of thousands of them.
pub(super) fn passes_untouched(text: &str, kind: Kind) -> bool {
    let edge = |c: char| c == ' ' || c == '\n';
    text.len() <= kind.limit()
        && !text.starts_with(edge)
        && !text.ends_with(edge)
        && text.chars().all(|c| is_plain(c) || (c == '\n' && kind == Kind::Note))
}

/// Whether a character is visible Latin text or a space, and stands for itself in NFC whatever follows but a mark.
const fn is_plain(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}')
}

/// Decides for one character after another whether it may pass, before normalisation.
struct Filter {
    kind: Kind,
    removed: usize,
    marks: usize,
    /// Whether the last character was a carriage return: a line feed behind it belongs to the same break.
    returned: bool,
    /// Whether a break or tab just became a space: those that follow belong to the same gap.
    gap: bool,
}

impl Filter {
    const fn new(kind: Kind) -> Self {
        Self { kind, removed: 0, marks: 0, returned: false, gap: false }
    }

    fn pass(&mut self, c: char) -> Option<char> {
        let returned = std::mem::replace(&mut self.returned, c == '\r');
        match (c, self.kind) {
            ('\n', Kind::Note) if returned => return None,
            ('\n' | '\r', Kind::Note) => return Some('\n'),
            ('\n' | '\r' | '\t', Kind::Line) => {
                let first = !std::mem::replace(&mut self.gap, true);
                return first.then_some(' ');
            }
            _ => {}
        }
        let seen = visible(c).filter(|c| self.few_marks(*c));
        match seen {
            Some(_) => self.gap = false,
            None => self.removed += 1,
        }
        seen
    }

    fn few_marks(&mut self, c: char) -> bool {
        self.marks = if !is_plain(c) && is_combining_mark(c) { self.marks + 1 } else { 0 };
        self.marks <= MARKS_READ
    }
}

/// What may be shown of a character: itself, a plain space for every kind of space, or nothing.
fn visible(c: char) -> Option<char> {
    if is_plain(c) {
        return Some(c);
    }
    match c {
        '\t' | '\u{2800}' => return Some(' '),
        // Letters and marks by category, yet nothing to see: joiners, variation selectors, tags, Hangul fillers.
        '\u{34f}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{17b4}'
        | '\u{17b5}'
        | '\u{180b}'..='\u{180f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{ffa0}'
        | '\u{e0000}'..='\u{e0fff}' => return None,
        _ => {}
    }
    match get_general_category(c) {
        Category::SpaceSeparator => Some(' '),
        Category::Control
        | Category::Format
        | Category::Surrogate
        | Category::PrivateUse
        | Category::Unassigned
        | Category::LineSeparator
        | Category::ParagraphSeparator => None,
        _ => Some(c),
    }
}

/// Collects what passed: trims, counts marks, and is full at the limit.
struct Page {
    limit: usize,
    text: String,
    /// Space that is written only if something follows it.
    space: String,
    marks: usize,
    removed: usize,
}

impl Page {
    const fn new(limit: usize) -> Self {
        Self { limit, text: String::new(), space: String::new(), marks: 0, removed: 0 }
    }

    /// Writes one character; false when it no longer fits.
    fn write(&mut self, c: char) -> bool {
        if c == ' ' || c == '\n' {
            if !self.text.is_empty() {
                self.space.push(c);
            }
            return true;
        }
        if !is_plain(c) && is_combining_mark(c) {
            self.marks += 1;
            // A mark with nothing to stand on would land on whatever the screen shows before it.
            if self.marks > MARKS_PER_BASE || self.text.is_empty() || !self.space.is_empty() {
                self.removed += 1;
                return true;
            }
        } else {
            self.marks = 0;
        }
        self.text.push_str(&self.space);
        self.space.clear();
        self.text.push(c);
        self.text.len() <= self.limit
    }

    /// Hands out the text, cut between two characters as people see them where it is too long.
    fn finish(mut self) -> String {
        if self.text.len() > self.limit {
            let ends = |(at, piece): (usize, &str)| at + piece.len();
            let end = self.text.grapheme_indices(true).map(ends).take_while(|end| *end <= self.limit).last();
            self.text.truncate(end.unwrap_or(0));
            let trimmed = self.text.trim_end_matches([' ', '\n']).len();
            self.text.truncate(trimmed);
        }
        self.text
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("Åsa Öberg", "Åsa Öberg", 0)]
    #[case::decomposed("A\u{30a}sa", "Åsa", 0)]
    #[case::composed_over_a_gap("A\u{200b}\u{30a}sa", "Åsa", 1)]
    #[case::trimmed("  två ord\u{a0}", "två ord", 0)]
    #[case::breaks("ett\r\n\r\ntvå\ttre", "ett två tre", 0)]
    #[case::no_break_space("1\u{a0}200\u{202f}st", "1 200 st", 0)]
    #[case::escape("\u{1b}[2Jhej\u{7}", "[2Jhej", 2)]
    #[case::c1("a\u{9b}31mb", "a31mb", 1)]
    #[case::bidi("ab\u{202e}cd\u{2066}\u{200f}", "abcd", 3)]
    #[case::zero_width("a\u{200b}\u{200c}\u{200d}\u{2060}\u{feff}\u{ad}b", "ab", 6)]
    #[case::tags("a\u{e0041}\u{e007f}b", "ab", 2)]
    #[case::separators("a\u{2028}\u{2029}b", "ab", 2)]
    #[case::hangul_fillers("\u{115f}\u{1160}\u{3164}\u{ffa0}", "", 4)]
    #[case::variation("\u{2764}\u{fe0f}\u{e0100}", "\u{2764}", 2)]
    #[case::private("\u{e000}\u{f8ff}\u{10fffd}", "", 3)]
    #[case::annotation("\u{fff9}x\u{fffb}", "x", 2)]
    #[case::unassigned("\u{378}\u{ffff}x", "x", 2)]
    #[case::lone_mark("\u{301}a \u{301}b", "a b", 2)]
    #[case::marks("x\u{301}\u{302}\u{303}\u{304}\u{305}y", "x\u{301}\u{302}\u{303}y", 2)]
    #[case::other_scripts("Иван محمد 日本 ❤ 👍", "Иван محمد 日本 ❤ 👍", 0)]
    fn a_line_keeps_what_can_be_read(#[case] typed: &str, #[case] kept: &str, #[case] removed: usize) {
        let report = Clean::line_with_report(typed);
        assert_eq!((report.text.as_str(), report.removed, report.cut), (kept, removed, false));
    }

    #[rstest]
    #[case("ett\r\ntvå\rtre\n\nfyra\tfem", "ett\ntvå\ntre\n\nfyra fem")]
    #[case("\n\n bara \n ", "bara")]
    fn a_note_keeps_its_lines(#[case] typed: &str, #[case] kept: &str) {
        assert_eq!(Clean::note(typed), kept);
    }

    #[test]
    fn the_limit_falls_between_characters() {
        let exact = "å".repeat(LINE_LIMIT / 2);
        let report = Clean::line_with_report(&format!("{exact}   "));
        assert_eq!((report.text.len(), report.cut), (LINE_LIMIT, false));
        let report = Clean::line_with_report(&format!("x{exact}"));
        assert_eq!((report.text.len(), report.cut), (LINE_LIMIT - 1, true));
        let marked = format!("{}x\u{301}", "y".repeat(LINE_LIMIT - 1));
        let report = Clean::line_with_report(&marked);
        assert_eq!((report.text.as_str(), report.cut), ("y".repeat(LINE_LIMIT - 1).as_str(), true));
        assert!(Clean::note_with_report(&"ord ".repeat(NOTE_LIMIT)).text.len() <= NOTE_LIMIT);
    }

    #[test]
    fn a_huge_paste_is_only_read_as_far_as_needed() {
        for piece in ["a", "\u{301}", "\u{200b}", " ", "\n", "x\u{301}", "\u{1b}[31m", "\u{1100}"] {
            let report = Clean::note_with_report(&piece.repeat(10 * 1024 * 1024 / piece.len()));
            assert!(report.cut && report.text.len() <= NOTE_LIMIT, "{piece:?}");
            assert!(report.removed <= NOTE_LIMIT * READ_FACTOR);
        }
    }

    /// Any text, and texts made mostly of what the gate is for.
    fn hostile() -> impl Strategy<Value = String> {
        let odd = prop_oneof![
            prop::sample::select(vec![
                'a', 'Å', ' ', '\n', '\r', '\t', '\u{a0}', '\u{301}', '\u{30a}', '\u{323}'
            ]),
            prop::sample::select(vec![
                '\u{200d}', '\u{1b}', '\u{202e}', '\u{1100}', '\u{1161}', '\u{11a8}', '\u{ac00}'
            ]),
            prop::sample::select(vec![
                '\u{dd9}',
                '\u{dca}',
                '\u{9c7}',
                '\u{9be}',
                '\u{344}',
                '\u{1d15e}',
                '\u{2126}'
            ]),
            any::<char>(),
        ];
        prop_oneof![any::<String>(), prop::collection::vec(odd, 0..80).prop_map(String::from_iter)]
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in hostile()) {
            for once in [Clean::line_with_report(&text), Clean::note_with_report(&text)] {
                let again = Clean::note_with_report(&once.text);
                prop_assert_eq!(&again.text, &once.text);
                prop_assert_eq!((again.removed, again.cut), (0, false));
            }
            let line = Clean::line(&text);
            prop_assert_eq!(&Clean::line(&line), &line);
        }

        #[test]
        fn nothing_active_passes(text in hostile()) {
            let line = Clean::line(&text);
            prop_assert!(line.chars().all(|c| visible(c) == Some(c)));
            prop_assert!(unicode_normalization::is_nfc(&line));
            prop_assert_eq!(line.trim(), line.as_str());
            prop_assert!(Clean::note(&text).chars().all(|c| c == '\n' || visible(c) == Some(c)));
        }
    }
}
