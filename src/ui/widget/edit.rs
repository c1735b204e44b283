//! One line (or a note) being typed.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::{Input, InputRequest};

use unicode_segmentation::UnicodeSegmentation;

use crate::text::clean::Clean;
use crate::text::width::cells;

/// The most characters a text being typed may have: more than any field stores, so that nothing is cut that could be,
/// and more than the 5,000 letters that must all arrive when they come at once.
const LIMIT: usize = 8_000;

/// A text being typed. A fresh one is replaced by the first character, as if it were selected.
#[derive(Clone, Debug, Default)]
pub struct Edit {
    input: Input,
    /// Whether nothing has been typed since it was entered.
    pub fresh: bool,
}

impl Edit {
    /// Begins with `text`, selected.
    pub fn new(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()), fresh: true }
    }

    /// The text.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// What is seen of the text through `room` cells, and the cell of it where the cursor stands.
    ///
    /// A line break is shown as the sign `line_break`. What does not fit before the cursor is left out.
    pub fn seen(&self, room: usize, line_break: &str) -> (String, usize) {
        let at = if self.fresh { 0 } else { self.input.cursor() };
        let split = self.text().char_indices().nth(at).map_or(self.text().len(), |(i, _)| i);
        let (before, after) = self.text().split_at(split);
        let (before, after) = (before.replace('\n', line_break), after.replace('\n', line_break));
        let mut cursor = cells(&before);
        if cursor < room {
            return (before + &after, cursor);
        }
        let mut from = before.len();
        cursor = 0;
        for (i, sign) in before.grapheme_indices(true).rev() {
            if cursor + cells(sign) >= room {
                break;
            }
            cursor += cells(sign);
            from = i;
        }
        (format!("{}{after}", &before[from..]), cursor)
    }

    /// Takes a key; tells whether the text changed.
    pub fn press(&mut self, key: KeyEvent) -> bool {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let request = match key.code {
            KeyCode::Char(_) if !ctrl && !self.fresh && self.text().chars().count() >= LIMIT => return false,
            KeyCode::Char(c) if !ctrl => {
                self.replace();
                InputRequest::InsertChar(c)
            }
            KeyCode::Backspace => {
                if self.fresh {
                    self.replace();
                    return true;
                }
                InputRequest::DeletePrevChar
            }
            KeyCode::Delete => InputRequest::DeleteNextChar,
            KeyCode::Left => InputRequest::GoToPrevChar,
            KeyCode::Right => InputRequest::GoToNextChar,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            KeyCode::Char('a') if ctrl => InputRequest::GoToStart,
            KeyCode::Char('e') if ctrl => InputRequest::GoToEnd,
            KeyCode::Char('w') if ctrl => InputRequest::DeletePrevWord,
            _ => return false,
        };
        self.fresh = false;
        self.input.handle(request).is_some_and(|change| change.value)
    }

    /// Inserts a cleaned text at the cursor, as much as there is room for; tells whether that was all of it.
    pub fn insert(&mut self, text: &str) -> bool {
        self.replace();
        let room = LIMIT.saturating_sub(self.text().chars().count());
        let end = text.char_indices().nth(room).map_or(text.len(), |(i, _)| i);
        let (text, rest) = text.split_at(end);
        let before: String = self.text().chars().take(self.input.cursor()).collect();
        let after: String = self.text().chars().skip(self.input.cursor()).collect();
        let cursor = before.chars().count() + text.chars().count();
        self.input = Input::new(format!("{before}{text}{after}")).with_cursor(cursor);
        rest.is_empty()
    }

    /// Inserts a pasted text: cleaned, as one line unless it is a note; tells whether all of it had room.
    pub fn paste(&mut self, text: &str, note: bool) -> bool {
        let cleaned = if note { Clean::note_with_report(text) } else { Clean::line_with_report(text) };
        self.insert(&cleaned.text) && !cleaned.cut
    }

    /// Empties it.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    fn replace(&mut self) {
        if self.fresh {
            self.input = Input::default();
            self.fresh = false;
        }
    }
}
