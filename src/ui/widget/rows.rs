//! A window over rows: which one the marker is on, and which ones are seen.

use crate::ui::action::Action;

/// A window over so many rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The row the marker is on, from 0.
    pub at: usize,
    /// The first row seen.
    pub top: usize,
    /// How many rows were seen when last drawn.
    pub height: usize,
}

impl Rows {
    /// Moves the marker by `by`, within `total` rows; tells whether it moved.
    pub fn step(&mut self, by: isize, total: usize) -> bool {
        self.to(self.at.saturating_add_signed(by), total)
    }

    /// Moves the marker to row `at`, within `total` rows; tells whether it moved.
    pub fn to(&mut self, at: usize, total: usize) -> bool {
        let before = self.at;
        self.at = at.min(total.saturating_sub(1));
        before != self.at
    }

    /// Moves the marker as an arrow, page or end key asks; tells whether it was one of those.
    pub fn obey(&mut self, action: Option<Action>, total: usize) -> bool {
        let page = self.height.saturating_sub(1).max(1) as isize;
        match action {
            Some(Action::Up) => self.step(-1, total),
            Some(Action::Down) => self.step(1, total),
            Some(Action::PageUp) => self.step(-page, total),
            Some(Action::PageDown) => self.step(page, total),
            Some(Action::First) => self.to(0, total),
            Some(Action::Last) => self.to(total, total),
            _ => return false,
        };
        true
    }

    /// Brings the marker into a window of `height` rows; returns the rows seen.
    ///
    /// A marker that has left the window comes to stand in its middle: moving the window by one row each time would
    /// send 650 bytes a key, and a row down is allowed 150.
    pub fn see(&mut self, height: usize, total: usize) -> std::ops::Range<usize> {
        self.height = height;
        self.at = self.at.min(total.saturating_sub(1));
        if self.at < self.top || self.at >= self.top + height {
            self.top = self.at.saturating_sub(height / 2);
        }
        self.top = self.top.min(total.saturating_sub(height));
        self.top..(self.top + height).min(total)
    }
}
