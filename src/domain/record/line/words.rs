//! Splitting a line into words, with quotes for those that hold spaces.

use super::LineError;

/// The marks that open a quotation, and what closes each.
const QUOTES: [(char, char); 4] = [('"', '"'), ('\'', '\''), ('”', '”'), ('“', '”')];

/// Splits a line at its spaces.
///
/// A quotation mark at the beginning of a word, or right behind its `=`, holds spaces together; elsewhere it is a letter
/// like any other, so that an apostrophe needs no care.
///
/// # Errors
/// [`LineError::UnclosedQuote`].
pub fn split(text: &str) -> Result<Vec<String>, LineError> {
    let mut words = Vec::new();
    let mut chars = text.chars().peekable();
    loop {
        while chars.next_if(|c| c.is_whitespace()).is_some() {}
        if chars.peek().is_none() {
            return Ok(words);
        }
        let mut word = String::new();
        let mut may_open = true;
        while let Some(c) = chars.next_if(|c| !c.is_whitespace()) {
            match QUOTES.iter().find(|(open, _)| may_open && *open == c) {
                Some((_, close)) => loop {
                    match chars.next() {
                        None => return Err(LineError::UnclosedQuote),
                        Some(c) if c == *close => break,
                        Some(c) => word.push(c),
                    }
                },
                None => word.push(c),
            }
            may_open = c == '=';
        }
        words.push(word);
    }
}

/// Writes a value so that [`split`] keeps it in one word.
pub(super) fn quoted(text: &str) -> String {
    let plain =
        !text.is_empty() && !text.contains(|c: char| c.is_whitespace() || QUOTES.iter().any(|q| q.0 == c));
    if plain {
        text.to_owned()
    } else if text.contains('"') {
        format!("'{}'", text.replace('\'', "’"))
    } else {
        format!("\"{text}\"")
    }
}
