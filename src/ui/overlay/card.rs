//! The reading card: what is known of risk and protection in groups, for the conversation at the meeting.
//!
//! It is read and put away. Nothing of it can be ticked, counted or stored, and it says nothing of anybody.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::widgets::{Clear, Widget};

use super::Picked;
use crate::ui::action::Action;
use crate::ui::ctx::Ctx;
use crate::ui::screen::Press;
use crate::ui::screen::document::{heading, read, said};
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Piece, Scroll};

/// The reading card.
#[derive(Default)]
pub struct Card {
    scroll: Scroll,
}

impl Card {
    /// Takes a key.
    pub fn press(&mut self, press: Press) -> Picked {
        if self.scroll.press(press.action) {
            return Picked::Nothing;
        }
        match press.action {
            Some(Action::Back | Action::Accept | Action::Card) => Picked::Close,
            _ => Picked::Nothing,
        }
    }

    /// Draws it over all of `area`.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        Widget::render(Clear, area, buffer);
        read(&mut self.scroll, &pieces(ctx), area, buffer, ctx);
        None
    }
}

/// The lists of the plan, and what must be known with them.
fn pieces(ctx: &Ctx) -> Vec<Piece> {
    let muted = ctx.style(Role::Muted);
    let mut pieces = vec![heading(ctx.say("card-title"), ctx)];
    for key in ["card-group", "card-ask", "card-stored"] {
        pieces.push(Piece::paragraph(ctx.say(key), muted));
    }
    let lists = ctx.plan.cases().map(|(_, cases)| cases.card.as_slice()).unwrap_or_default();
    if lists.is_empty() {
        pieces.push(Piece::paragraph(ctx.say("card-none"), muted));
    }
    for list in lists {
        pieces.extend([Piece::gap(), heading(said(&list.title, ctx), ctx)]);
        pieces.extend(list.items.iter().map(|item| Piece::paragraph(said(item, ctx), ctx.style(Role::Text))));
        pieces.extend(list.note.as_ref().map(|note| Piece::paragraph(said(note, ctx), muted)));
    }
    pieces
}
