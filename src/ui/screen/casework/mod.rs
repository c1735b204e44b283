//! The views of a case meeting (SSPF): its tab with sections, a case, the agenda, the notes and the statistics.
//!
//! What may be told is decided at the desk: what a view is not given it cannot show. Cases are found by their code alone.

pub mod agenda;
pub mod case;
mod meetings;
pub mod notes;
pub mod statistics;
pub mod tab;
mod told;
mod weeks;

use chrono::{Days, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::casework::code;
use crate::domain::casework::consent::Closed;
use crate::domain::plan::{Cases, Period};
use crate::domain::record::{Code, Entry};
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Marked, Piece};
use crate::words;

/// What is known of what a view tells.
enum Told<T> {
    /// The desk has not answered yet.
    Awaited,
    /// The desk knows of none.
    Nothing,
    /// As it stands.
    Here(Box<T>),
}

impl<T> From<Option<Box<T>>> for Told<T> {
    fn from(told: Option<Box<T>>) -> Self {
        told.map_or(Self::Nothing, Self::Here)
    }
}

/// How many days ahead the next meeting is looked for.
const AHEAD: u64 = 366;

/// An answer of an entry in words, where there is one.
pub(super) fn said(entry: &Entry, field: &str, ctx: &Ctx) -> Option<String> {
    let (_, form) = ctx.form(&entry.form)?;
    let value = entry.value(field).filter(|value| !value.is_nothing())?;
    let said = words::entry::value(ctx.words, &ctx.plan, form.field(field), value);
    (!said.is_empty()).then_some(said)
}

/// The label of an item of the list that a field of a form chooses from, or its code.
pub(super) fn item(form: &str, field: &str, code: &str, ctx: &Ctx) -> String {
    let field = ctx.form(form).and_then(|(_, form)| form.field(field));
    field.map_or(code, |field| words::label::item(ctx.words, &ctx.plan, field, code)).to_owned()
}

/// The parties by name.
fn parties(codes: &[Code], ctx: &Ctx) -> String {
    let names: Vec<&str> =
        codes.iter().map(|code| words::casework::party(ctx.words, &ctx.plan, code)).collect();
    names.join(", ")
}

/// A case's code with its number on the agenda; the numbers stand under each other.
fn numbered(number: u16, code: &str) -> String {
    let gap = if number < 10 { "\u{a0}" } else { "" };
    format!("{gap}{number} {}", code::shown(code))
}

/// Why a case is closed to each of these parties.
fn closed_for(closed: &[(Code, Closed)], ctx: &Ctx) -> String {
    words::casework::closed_for(ctx.words, &ctx.plan, closed, ctx.now.day)
}

/// A day, with its year where that is another than this one.
pub(super) fn near(day: NaiveDate, ctx: &Ctx) -> String {
    words::day::near(ctx.words, day, ctx.now.day)
}

/// The settings of the plan's case meeting, where it keeps cases by code.
fn by_code(ctx: &Ctx) -> Option<&Cases> {
    ctx.plan.cases().map(|(_, cases)| cases).filter(|cases| cases.register.has_codes())
}

/// The next day a meeting is expected on, today included.
pub fn next_meeting(ctx: &Ctx) -> Option<NaiveDate> {
    let (_, cases) = ctx.plan.cases()?;
    let from = ctx.now.day.max(ctx.plan.period.from);
    let ahead = Period { from, to: from.checked_add_days(Days::new(AHEAD))? }.within(ctx.plan.period)?;
    ctx.plan.calendar.weeks_expected(ahead, cases.weekday).days.first().copied()
}

/// Draws a text in which some rows lead somewhere.
pub(super) fn draw(marked: &mut Marked, pieces: &[Piece], area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    let sign = (ctx.glyphs().marker, ctx.style(Role::Accent));
    let more = (ctx.glyphs().up, ctx.glyphs().down);
    marked.draw(pieces, area, buffer, sign, more, ctx.style(Role::Muted));
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
