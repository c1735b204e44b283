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
pub struct Figures;

impl Figures {
    /// New.
    pub fn new(_: &Ctx) -> Self {
        Self
    }
    /// S.
    pub fn show(&mut self, _: Named) -> Outcome {
        Outcome::none()
    }
    /// W.
    pub fn wants(&self) -> Option<Ask> {
        None
    }
    /// A.
    pub fn answer(&mut self, _: Reply) -> Outcome {
        Outcome::none()
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
