//! A choice with one key each.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Picked, ground};
use crate::ui::action::{Action, Chord};
use crate::ui::ctx::Ctx;
use crate::ui::screen::{Press, Start};
use crate::ui::theme::Role;
use crate::ui::widget::paint::put;
use crate::ui::widget::rows::Rows;
use crate::words;

/// A choice with one key each.
pub struct Menu {
    title: String,
    items: Vec<Item>,
    rows: Rows,
}

struct Item {
    key: Option<char>,
    label: String,
    of: String,
    start: Start,
}

impl Menu {
    /// The forms of one activity or of all.
    pub fn forms(activity: Option<&str>, repeat: bool, ctx: &Ctx) -> Self {
        let forms = ctx.offered().filter(|(a, _)| activity.is_none_or(|key| a.key == key));
        let items = forms
            .map(|(activity, form)| Item {
                key: form.open,
                label: words::label::text(ctx.words, &form.label).to_owned(),
                of: words::label::text(ctx.words, &activity.tab).to_owned(),
                start: Start { repeat, ..Start::new(&form.key) },
            })
            .collect();
        let title = ctx.say(if repeat { "menu-repeat" } else { "menu-new" });
        Self { title, items, rows: Rows::default() }
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press) -> Picked {
        match press.action {
            Some(Action::Up) => {
                self.rows.step(-1, self.items.len());
            }
            Some(Action::Down) => {
                self.rows.step(1, self.items.len());
            }
            Some(Action::Accept) => return self.pick(self.rows.at),
            Some(Action::Back) => return Picked::Close,
            _ => {
                let typed = Chord::of(&press.key).typed();
                let at = self.items.iter().position(|item| typed.is_some() && item.key == typed);
                return at.map_or(Picked::Nothing, |at| self.pick(at));
            }
        }
        Picked::Nothing
    }

    fn pick(&self, at: usize) -> Picked {
        self.items.get(at).map_or(Picked::Close, |item| Picked::Enter(item.start.clone()))
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let place = ground(area, self.items.len() as u16 + 1, buffer, ctx);
        put(buffer, place.x + 1, place.y, place.width, &self.title, ctx.style(Role::Heading));
        let room = usize::from(place.height.saturating_sub(1));
        for (y, i) in (place.y + 1..).zip(self.rows.see(room, self.items.len())) {
            let item = &self.items[i];
            if i == self.rows.at {
                put(buffer, place.x + 1, y, 1, ctx.glyphs().marker, ctx.style(Role::Accent));
            }
            let key = item.key.map(String::from).unwrap_or_default();
            put(buffer, place.x + 3, y, 2, &key, ctx.style(Role::Key));
            let role = if i == self.rows.at { Role::Selected } else { Role::Text };
            let x = put(buffer, place.x + 6, y, 30, &item.label, ctx.style(role));
            put(buffer, x + 2, y, place.right().saturating_sub(x + 3), &item.of, ctx.style(Role::Muted));
        }
        None
    }
}
