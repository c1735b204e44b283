//! Stub.
#![allow(unused_imports)]
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Outcome, Press};
use crate::desk::ask::{Ask, Reply};
use crate::domain::plan::Named;
use crate::domain::record::EntryId;
use crate::ui::ctx::Ctx;

/// Stub.
pub struct Coming;

impl Coming {
    /// New.
    pub fn new(_: usize) -> Self {
        Self
    }
    /// Takes a key.
    pub fn press(&mut self, _: Press, _: &mut Ctx) -> Outcome {
        Outcome::elsewhere()
    }
    /// Draws it.
    pub fn draw(&mut self, _: Rect, _: &mut Buffer, _: &Ctx) -> Option<Position> {
        None
    }
}
