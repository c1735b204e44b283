//! The latest entries of this person, numbered, to correct one with two keys. The numbers stand still while it is shown.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::casework::case::take_up;
use super::{Outcome, Press};
use crate::desk::ask::{Ask, Only, Query, Reply};
use crate::domain::course::personal::is_masked;
use crate::domain::record::{Entry, EntryId};
use crate::ui::action::{Action, Chord};
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::paint::put;
use crate::ui::widget::rows::Rows;
use crate::words;

/// How many are offered: one for each digit.
const OFFERED: u32 = 9;

/// The latest entries, numbered.
#[derive(Default)]
pub struct Recent {
    entries: Option<Vec<Entry>>,
    rows: Rows,
    /// The entry that was asked for, since something in it is masked here.
    opening: Option<EntryId>,
}

impl Recent {
    /// An empty one, until the desk has answered.
    pub fn new() -> Self {
        Self::default()
    }

    /// Asked for once: what is numbered stands still.
    pub fn wants(&self) -> Option<Ask> {
        let query = Query { only: Only::Mine, ..Query::default() };
        self.entries.is_none().then_some(Ask::Page { query, from: 0, count: OFFERED })
    }

    fn total(&self) -> usize {
        self.entries.as_ref().map_or(0, Vec::len)
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        if self.rows.obey(press.action, self.total()) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::Accept) => self.correct(self.rows.at, ctx),
            None => {
                let digit = Chord::of(&press.key).typed().and_then(|c| c.to_digit(10));
                match digit {
                    Some(n) if n > 0 => self.correct(n as usize - 1, ctx),
                    _ => Outcome::elsewhere(),
                }
            }
            _ => Outcome::elsewhere(),
        }
    }

    fn correct(&mut self, at: usize, ctx: &mut Ctx) -> Outcome {
        match self.entries.as_ref().and_then(|all| all.get(at)) {
            Some(entry) if is_masked(entry) => {
                self.opening = Some(entry.id);
                Outcome::ask(Ask::Entry(entry.id))
            }
            Some(entry) => take_up(entry, ctx),
            None => Outcome::none(),
        }
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        match reply {
            Reply::Page(page) if self.entries.is_none() => self.entries = Some(page.rows),
            Reply::Entry(Some(shown)) if self.opening.take() == Some(shown.entry.id) => {
                return take_up(&shown.entry, ctx);
            }
            _ => {}
        }
        Outcome::none()
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        put(buffer, area.x + 1, area.y, area.width, &ctx.say("recent-title"), ctx.style(Role::Heading));
        let Some(entries) = &self.entries else { return None };
        if entries.is_empty() {
            put(
                buffer,
                area.x + 3,
                area.y + 2,
                area.width - 4,
                &ctx.say("recent-empty"),
                ctx.style(Role::Muted),
            );
        }
        for (i, entry) in entries.iter().enumerate() {
            let y = area.y + 2 + i as u16;
            if y >= area.bottom() {
                break;
            }
            let marked = i == self.rows.at;
            if marked {
                put(buffer, area.x + 1, y, 1, ctx.glyphs().marker, ctx.style(Role::Accent));
            }
            let x = put(buffer, area.x + 3, y, 2, &(i + 1).to_string(), ctx.style(Role::Key));
            let day = words::day::near(ctx.words, entry.on, ctx.now.day);
            let x = put(
                buffer,
                x + 2,
                y,
                12,
                &crate::ui::widget::paint::cell(&day, 12, false),
                ctx.style(Role::Text),
            );
            let role = if marked { Role::Selected } else { Role::Text };
            let line = words::entry::one_line(ctx.words, &ctx.plan, entry);
            put(buffer, x + 1, y, area.right().saturating_sub(x + 2), &line, ctx.style(role));
        }
        None
    }
}
