//! One line (or a note) being typed.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use tui_input::{Input, InputRequest};

use crate::text::clean::Clean;

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

    /// Where the cursor stands, in cells from the start of the text.
    pub fn cursor(&self) -> usize {
        if self.fresh { 0 } else { self.input.visual_cursor() }
    }

    /// Takes a key; tells whether the text changed.
    pub fn press(&mut self, key: KeyEvent) -> bool {
        let ctrl = key.modifiers.contains(KeyModifiers::CONTROL);
        let request = match key.code {
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

    /// Inserts a cleaned text at the cursor.
    pub fn insert(&mut self, text: &str) {
        self.replace();
        let before: String = self.text().chars().take(self.input.cursor()).collect();
        let after: String = self.text().chars().skip(self.input.cursor()).collect();
        let cursor = before.chars().count() + text.chars().count();
        self.input = Input::new(format!("{before}{text}{after}")).with_cursor(cursor);
    }

    /// Inserts a pasted text: cleaned, as one line unless it is a note.
    pub fn paste(&mut self, text: &str, note: bool) {
        let clean = if note { Clean::note(text) } else { Clean::line(text) };
        self.insert(&clean);
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
