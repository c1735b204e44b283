//! What was typed, taken apart into numbers and words, and the words for weekdays and months.

use chrono::Weekday;

use super::WhenError;
use crate::text::Clean;
use crate::text::order::fold;

/// Longer than any day someone means to type, in bytes.
const LONGEST: usize = 60;

/// A piece of what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Digits, at most nine.
    Number {
        /// What they say.
        value: u32,
        /// How many there were, leading zeros and all.
        digits: usize,
    },
    /// Letters, folded.
    Word(String),
}

/// What was typed, taken apart.
#[derive(Debug)]
pub(super) struct Typed {
    /// What was typed, to be quoted.
    pub(super) found: Clean,
    /// Its numbers and words.
    pub(super) pieces: Vec<Piece>,
    /// What stood between them, without spaces.
    pub(super) marks: String,
}

impl Typed {
    /// Takes a text apart; any sign that dates and times do not have makes it unreadable.
    pub(super) fn read(text: &str) -> Result<Self, WhenError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(WhenError::Empty);
        }
        let mut typed = Self { found: Clean::excerpt(text), pieces: Vec::new(), marks: String::new() };
        if text.len() > LONGEST {
            return Err(typed.unreadable());
        }
        let folded = fold(text);
        let mut rest = folded.as_str();
        while let Some(c) = rest.chars().next() {
            let alike = |other: char| {
                if c.is_ascii_digit() {
                    other.is_ascii_digit()
                } else {
                    c.is_alphabetic() && other.is_alphabetic()
                }
            };
            let (piece, behind) =
                rest.split_at(rest.find(|c| !alike(c)).unwrap_or(rest.len()).max(c.len_utf8()));
            rest = behind;
            match c {
                '0'..='9' if piece.len() <= 9 => {
                    let value = piece.parse().map_err(|_| typed.unreadable())?;
                    typed.pieces.push(Piece::Number { value, digits: piece.len() });
                }
                _ if c.is_alphabetic() => typed.pieces.push(Piece::Word(piece.to_owned())),
                ' ' => {}
                '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}' => typed.marks.push('-'),
                '-' | '+' | '/' | '.' | ',' | ':' => typed.marks.push(c),
                _ => return Err(typed.unreadable()),
            }
        }
        Ok(typed)
    }

    /// Whether a plus or a minus stands in front.
    pub(super) fn begins_with_sign(&self) -> bool {
        self.found.starts_with(|c: char| !c.is_alphanumeric()) && self.marks.starts_with(['-', '+'])
    }

    pub(super) fn unreadable(&self) -> WhenError {
        WhenError::Unreadable { found: self.found.clone() }
    }

    pub(super) fn ambiguous(&self) -> WhenError {
        WhenError::Ambiguous { found: self.found.clone() }
    }

    pub(super) fn impossible(&self) -> WhenError {
        WhenError::Impossible { found: self.found.clone() }
    }

    pub(super) fn no_such_time(&self) -> WhenError {
        WhenError::NoSuchTime { found: self.found.clone() }
    }

    /// All words put together, if there are only words: `i förrgår` is `iforrgar`.
    pub(super) fn phrase(&self) -> Option<String> {
        self.pieces
            .iter()
            .map(|piece| if let Piece::Word(word) = piece { Some(word.as_str()) } else { None })
            .collect()
    }
}

/// The weekday a folded word means: `ti`, `tis`, `tisdag`, `tue`.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    Some(match word {
        "ma" | "man" | "mandag" | "mo" | "mon" | "monday" => Weekday::Mon,
        "ti" | "tis" | "tisdag" | "tu" | "tue" | "tues" | "tuesday" => Weekday::Tue,
        "on" | "ons" | "onsdag" | "we" | "wed" | "wednesday" => Weekday::Wed,
        "to" | "tor" | "tors" | "torsdag" | "th" | "thu" | "thur" | "thurs" | "thursday" => Weekday::Thu,
        "fr" | "fre" | "fredag" | "fri" | "friday" => Weekday::Fri,
        "lo" | "lor" | "lordag" | "sa" | "sat" | "saturday" => Weekday::Sat,
        "so" | "son" | "sondag" | "su" | "sun" | "sunday" => Weekday::Sun,
        _ => return None,
    })
}

/// The month a folded word means, 1 to 12: `okt`, `oktober`, `october`.
pub(super) fn month(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "januari" | "january" => 1,
        "feb" | "febr" | "februari" | "february" => 2,
        "mar" | "mars" | "march" => 3,
        "apr" | "april" => 4,
        "maj" | "may" => 5,
        "jun" | "juni" | "june" => 6,
        "jul" | "juli" | "july" => 7,
        "aug" | "augusti" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "okt" | "oct" | "oktober" | "october" => 10,
        "nov" | "november" => 11,
        "dec" | "december" => 12,
        _ => return None,
    })
}
