//! What lies over a view and takes its keys: help, palette, a menu, a field's help, a typed period.

mod card;
mod menu;
mod page;
mod palette;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Context};
use super::ctx::Ctx;
use super::model::Line;
use super::screen::{Press, Start};
use crate::desk::ask::Step;
use crate::domain::plan::{Field, Named};
use crate::domain::record::Code;

pub use card::Card;
pub use menu::Menu;
pub use page::Page;
pub use palette::Palette;

/// What lies over a view.
pub enum Overlay {
    /// A text to read: help of a view, or of a field.
    Page(Page),
    /// A choice with one key each.
    Menu(Menu),
    /// Any action or entry by name, or a period.
    Palette(Palette),
    /// The reading card.
    Card(Card),
}

/// What came of a key.
pub enum Picked {
    /// Nothing yet.
    Nothing,
    /// It closes.
    Close,
    /// Everything is drawn anew.
    Redraw,
    /// This action was chosen.
    Action(Action),
    /// This entry is to be begun.
    Enter(Start),
    /// This period was typed.
    Period(Named),
    /// The code of this case was typed.
    Case(Code),
    /// It stays, and this is said.
    Say(Line),
}

impl Overlay {
    /// The keys of the view under it.
    pub fn help(context: Context, ctx: &Ctx) -> Self {
        Self::Page(Page::keys(context, ctx))
    }

    /// What a field is, and what it has been in the entry with this history.
    pub fn field(field: &Field, history: &[Step], ctx: &Ctx) -> Self {
        Self::Page(Page::field(field, history, ctx))
    }

    /// Everything that can be done here, by name, and entries on one line.
    pub fn palette(context: Context, ctx: &Ctx) -> Self {
        Self::Palette(Palette::new(context, ctx))
    }

    /// A period, typed.
    pub fn period(ctx: &Ctx) -> Self {
        Self::Palette(Palette::period(ctx))
    }

    /// The forms, of one activity or of all, each by its key.
    pub fn new_entry(activity: Option<&str>, ctx: &Ctx) -> Self {
        Self::Menu(Menu::forms(activity, false, ctx))
    }

    /// The forms, to begin an entry like the one before.
    pub fn repeat(ctx: &Ctx) -> Self {
        Self::Menu(Menu::forms(None, true, ctx))
    }

    /// The reading card.
    pub fn card() -> Self {
        Self::Card(Card::default())
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        match self {
            Self::Page(_) | Self::Card(_) => Context::Help,
            Self::Menu(_) => Context::Menu,
            Self::Palette(_) => Context::Typing,
        }
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &Ctx) -> Picked {
        if press.action == Some(Action::Redraw) {
            return Picked::Redraw;
        }
        match self {
            Self::Page(page) => page.press(press),
            Self::Menu(menu) => menu.press(press),
            Self::Palette(palette) => palette.press(press, ctx),
            Self::Card(card) => card.press(press),
        }
    }

    /// Takes a pasted text, where text is typed.
    pub fn paste(&mut self, text: &str, ctx: &Ctx) {
        if let Self::Palette(palette) = self {
            palette.paste(text, ctx);
        }
    }

    /// Draws it over `area`; returns where the cursor stands.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        match self {
            Self::Page(page) => page.draw(area, buffer, ctx),
            Self::Menu(menu) => menu.draw(area, buffer, ctx),
            Self::Palette(palette) => palette.draw(area, buffer, ctx),
            Self::Card(card) => card.draw(area, buffer, ctx),
        }
    }
}

/// Clears the rows an overlay takes, from the bottom of `area` up; returns them.
fn ground(area: Rect, rows: u16, buffer: &mut Buffer, ctx: &Ctx) -> Rect {
    let height = (rows + 1).min(area.height);
    let place = Rect { y: area.bottom() - height, height, ..area };
    ratatui::widgets::Widget::render(ratatui::widgets::Clear, place, buffer);
    let rule = ctx.glyphs().rule;
    super::widget::paint::rule(buffer, place, place.y, rule, ctx.style(super::theme::Role::Rule));
    Rect { y: place.y + 1, height: height.saturating_sub(1), ..place }
}
