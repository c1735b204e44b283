//! One entry: what it says and where each answer came from, what was asked, and all that happened to it.

mod history;
mod told;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::{heading, read};
use super::{Go, Outcome, Press, Start};
use crate::desk::ask::{Ask, Reply, Shown, Step};
use crate::domain::command::{Command, Write};
use crate::domain::record::{Draft, Entry, EntryId};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Piece, Scroll};

/// One entry.
pub struct Detail {
    id: EntryId,
    seen: Seen,
    steps: Vec<Step>,
    scroll: Scroll,
}

/// What is known of the entry.
enum Seen {
    /// The desk has not answered yet.
    Awaited,
    /// There is no such entry.
    Gone,
    /// The entry as it stands.
    Here(Box<Shown>),
}

impl Detail {
    /// The entry with this number, until the desk has answered an empty one.
    pub fn new(id: EntryId) -> Self {
        Self { id, seen: Seen::Awaited, steps: Vec::new(), scroll: Scroll::default() }
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        if self.entry().is_some_and(|entry| entry.removed) { Context::Removed } else { Context::Detail }
    }

    /// The entry; its history is asked for when that has come.
    pub fn wants(&self) -> Ask {
        Ask::Entry(self.id)
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, _: &mut Ctx) -> Outcome {
        match reply {
            Reply::Entry(Some(shown)) if shown.entry.id == self.id => {
                self.seen = Seen::Here(shown);
                return Outcome::ask(Ask::History(self.id));
            }
            Reply::Entry(None) => self.seen = Seen::Gone,
            Reply::History(steps) => self.steps = steps,
            _ => {}
        }
        Outcome::none()
    }

    fn entry(&self) -> Option<&Entry> {
        match &self.seen {
            Seen::Here(shown) => Some(&shown.entry),
            Seen::Awaited | Seen::Gone => None,
        }
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        if self.scroll.press(press.action) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::Edit) => self.edit(ctx),
            Some(Action::Remove) => self.change(ctx, Command::Remove { id: self.id }),
            Some(Action::TakeBack) => self.change(ctx, Command::Restore { id: self.id }),
            Some(Action::Repeat) => self.repeat(ctx),
            Some(Action::Back) => Outcome::go(Go::Back),
            _ => Outcome::elsewhere(),
        }
    }

    /// Opens the form with the entry in it: to correct it, or to complete a planned one.
    fn edit(&self, ctx: &mut Ctx) -> Outcome {
        let Some(entry) = self.entry() else { return Outcome::none() };
        if entry.removed {
            return Outcome::say(Line::new(Tone::Warning, ctx.say("detail-in-bin")));
        }
        let plan = std::sync::Arc::clone(&ctx.plan);
        match plan.form(&entry.form) {
            Some((_, form)) => {
                let draft = Draft::of(ctx.ids.fresh(), form, entry, ctx.now.at);
                Outcome::go(Go::TakeUp(Box::new(draft)))
            }
            None => Outcome::say(Line::new(Tone::Warning, ctx.say("detail-no-form"))),
        }
    }

    fn change(&self, ctx: &mut Ctx, command: Command) -> Outcome {
        match self.entry() {
            Some(_) => Outcome::ask(Ask::Do(Write { id: ctx.ids.fresh(), command })),
            None => Outcome::none(),
        }
    }

    fn repeat(&self, ctx: &Ctx) -> Outcome {
        match self.entry() {
            Some(entry) if ctx.form(&entry.form).is_some() => Outcome::go(Go::Enter(Start {
                like: Some(Box::new(entry.clone())),
                ..Start::new(&entry.form)
            })),
            Some(_) => Outcome::say(Line::new(Tone::Warning, ctx.say("detail-no-form"))),
            None => Outcome::none(),
        }
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let pieces = match &self.seen {
            Seen::Awaited => Vec::new(),
            Seen::Gone => vec![Piece::paragraph(ctx.say("detail-gone"), ctx.style(Role::Muted))],
            Seen::Here(shown) => {
                let mut pieces = told::pieces(&shown.entry, ctx);
                pieces.push(Piece::gap());
                pieces.push(heading(ctx.say("history-title"), ctx));
                pieces.extend(self.steps.iter().map(|step| history::piece(step, &shown.entry.form, ctx)));
                pieces
            }
        };
        read(&mut self.scroll, &pieces, area, buffer, ctx);
        None
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
