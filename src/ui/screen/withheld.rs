//! A tab that the session's role does not have: it says so, and where the figures are that everybody sees.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::{heading, read};
use super::{Outcome, Press};
use crate::domain::plan::Activity;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Piece, Scroll};
use crate::words;

/// A tab that the session's role does not have.
pub struct Withheld {
    /// The activity whose tab it is.
    activity: String,
    scroll: Scroll,
}

impl Withheld {
    /// The tab of an activity.
    pub fn of(activity: &Activity) -> Self {
        Self { activity: activity.key.clone(), scroll: Scroll::default() }
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press) -> Outcome {
        if self.scroll.press(press.action) { Outcome::none() } else { Outcome::elsewhere() }
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let tab = ctx.plan.activity(&self.activity).map(|of| words::label::text(ctx.words, &of.tab));
        let tab = tab.unwrap_or_default();
        let role = ctx.role_name().unwrap_or_default();
        let said = ctx.words.say_with("withheld-tab", &[("tab", tab.into()), ("role", role.into())]);
        let pieces = [
            heading(tab.to_owned(), ctx),
            Piece::gap(),
            Piece::paragraph(said, ctx.style(Role::Text)),
            Piece::paragraph(ctx.say("withheld-figures"), ctx.style(Role::Muted)),
        ];
        read(&mut self.scroll, &pieces, area, buffer, ctx);
        None
    }
}
