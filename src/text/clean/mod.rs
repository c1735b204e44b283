//! The gate: the only way from what was typed, pasted, imported or received to a text that may be kept and shown.
//!
//! It takes away what could move the cursor, reverse the reading order, hide inside a name or swell a line. It does not
//! judge what the text says; for that see [`crate::text::shape`].

mod gate;

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

use self::gate::{Kind, gate, passes_untouched};
use super::width;

/// The longest one-line text, in bytes of UTF-8.
pub const LINE_LIMIT: usize = 4 * 1024;
/// The longest note, in bytes of UTF-8.
pub const NOTE_LIMIT: usize = 64 * 1024;
/// How much of a text a message may quote, in cells.
const EXCERPT: usize = 24;

/// A text that has passed the gate: normalised (NFC), trimmed, without anything invisible or active in it.
///
/// It compares byte by byte; for Swedish order see [`crate::text::order::sort_key`].
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Clean(String);

/// A text that has passed the gate, and what the gate did to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cleaned {
    /// The text that is left.
    pub text: Clean,
    /// How many characters were taken away. Trimmed space and what lies behind a cut are not counted.
    pub removed: usize,
    /// Whether the text was longer than its limit and lost its end.
    pub cut: bool,
}

impl Clean {
    /// Cleans a text of one line: line breaks and tabs become one space, at most [`LINE_LIMIT`] bytes are kept.
    pub fn line(text: &str) -> Self {
        Self::line_with_report(text).text
    }

    /// Cleans a note, which may have several lines: at most [`NOTE_LIMIT`] bytes are kept.
    pub fn note(text: &str) -> Self {
        Self::note_with_report(text).text
    }

    /// Cleans a text of one line and tells what was taken away.
    pub fn line_with_report(text: &str) -> Cleaned {
        gate(text, Kind::Line)
    }

    /// Cleans a note and tells what was taken away.
    pub fn note_with_report(text: &str) -> Cleaned {
        gate(text, Kind::Note)
    }

    /// Cleans the beginning of a text, at most 24 cells of it, to be quoted in a message.
    pub fn excerpt(text: &str) -> Self {
        let line = Self::line(text);
        let short = width::fit(&line, EXCERPT);
        Self::line(&short)
    }

    /// Lends the text as a plain string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Clean {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Clean {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Clean {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for Clean {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Clean {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl fmt::Display for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<Clean> for String {
    fn from(text: Clean) -> Self {
        text.0
    }
}

/// What comes from a disk or a socket passes the gate again: whoever wrote it may not have.
impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(if passes_untouched(&text, Kind::Note) { Self(text) } else { Self::note(&text) })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_back_passes_the_gate_again() {
        let stored = bincode::serialize("a\u{202e}b\u{1b}\nc").unwrap();
        assert_eq!(bincode::deserialize::<Clean>(&stored).unwrap(), "ab\nc");
        let stored = serde_json::to_string(&Clean::line("Åsa")).unwrap();
        assert_eq!(stored, "\"Åsa\"");
        assert_eq!(serde_json::from_str::<Clean>(&stored).unwrap(), "Åsa");
    }

    #[test]
    fn an_excerpt_is_short() {
        assert_eq!(Clean::excerpt("a\u{1b}b"), "ab");
        assert_eq!(Clean::excerpt(&"x".repeat(1000)).chars().count(), EXCERPT);
    }
}
