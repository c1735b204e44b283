//! Walking over a text character by character, with a look at what stands before.

/// A place in a text, from which shapes are read.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    text: &'a str,
    /// Where it stands, in bytes.
    pub(super) at: usize,
}

impl<'a> Scan<'a> {
    /// All places of a text where a word or number may begin: nothing of one stands right before.
    pub(super) fn starts(text: &'a str) -> impl Iterator<Item = Self> {
        text.char_indices().map(move |(at, _)| Self { text, at }).filter(|scan| {
            !scan.before().is_some_and(char::is_alphanumeric)
                && scan.peek().is_some_and(|c| !c.is_whitespace())
        })
    }

    /// All places of a text where digits begin, also right behind a letter.
    pub(super) fn numbers(text: &'a str) -> impl Iterator<Item = Self> {
        text.char_indices().map(move |(at, _)| Self { text, at }).filter(|scan| {
            !scan.before().is_some_and(|c| c.is_ascii_digit())
                && scan.peek().is_some_and(|c| c.is_ascii_digit())
        })
    }

    /// The character right before.
    pub(super) fn before(&self) -> Option<char> {
        self.text[..self.at].chars().next_back()
    }

    /// The character that comes next.
    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Takes the next character if it is a wanted one.
    pub(super) fn take(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| wanted(*c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Takes wanted characters as long as they come, and gives them.
    pub(super) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let from = self.at;
        while self.take(&wanted).is_some() {}
        &self.text[from..self.at]
    }

    /// Takes digits as long as they come.
    pub(super) fn digits(&mut self) -> &'a str {
        self.take_while(|c| c.is_ascii_digit())
    }

    /// Whether a word or number ends here.
    pub(super) fn at_end(&self) -> bool {
        !self.peek().is_some_and(char::is_alphanumeric)
    }
}

/// Whether a character is a hyphen, or one of the dashes and minuses typed for it.
pub(super) const fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

/// Whether a character is a space that may stand inside a number.
pub(super) const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}
