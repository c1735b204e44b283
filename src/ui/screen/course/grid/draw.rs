//! Draws the attendance grid: the part of it that fits, the marked cell in words, and what the signs mean.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::{attended, people};
use super::Grid;
use crate::domain::course::standing::Mark;
use crate::domain::course::view::{EveningLine, ParticipantLine};
use crate::domain::record::{Code, Status};
use crate::text::width::{cells, fit};
use crate::ui::action::{self, Action};
use crate::ui::ctx::Ctx;
use crate::ui::screen::casework::{self, near};
use crate::ui::theme::Role;
use crate::ui::widget::paint::{cell, put};
use crate::ui::widget::prose::{Marked, Piece};
use crate::words;

/// The width of an evening's column, in cells.
const COLUMN: u16 = 4;
/// The width of the letters and names.
const NAME: u16 = 14;
/// The room the attendance takes behind the evenings.
const SHARE: u16 = 18;

/// Draws the grid.
pub fn draw(grid: &mut Grid, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    if area.height == 0 || area.width == 0 {
        return;
    }
    if let Some(off) = grid.called_off(ctx) {
        title(grid, area, buffer, ctx);
        let mut seen = Marked::default();
        let below = Rect { y: area.y + 1, height: area.height - 1, ..area };
        let pieces = [Piece::gap(), Piece::paragraph(off, ctx.style(Role::Warning))];
        casework::draw(&mut seen, &pieces, below, buffer, ctx);
        return;
    }
    let mut legend = legend(usize::from(area.width.saturating_sub(2)), ctx);
    legend.truncate(if area.height > 10 { 2 } else { 1 });
    let below = legend.len() as u16 + 1;
    let width = area.width.saturating_sub(NAME + 2);
    let (rows, columns) = (grid.people().len(), grid.evenings().len());
    let room = (usize::from(area.height.saturating_sub(3 + below)), usize::from(width / COLUMN));
    grid.page = room.0.max(1);
    grid.top = (window(grid.top.0, grid.at.0, room.0, rows), window(grid.top.1, grid.at.1, room.1, columns));
    head(grid, area, buffer, ctx);
    let people = grid.people();
    let seen = people.iter().enumerate().skip(grid.top.0).take(room.0);
    for (y, (row, person)) in (area.y.saturating_add(3)..).zip(seen) {
        line(grid, (row, person), room.1, Rect { y, height: 1, ..area }, buffer, ctx);
    }
    more(grid, (rows, columns), room, area, buffer, ctx);
    let y = area.bottom().saturating_sub(below);
    if area.height > below {
        put(buffer, area.x + 1, y, area.width.saturating_sub(2), &said(grid, ctx), ctx.style(Role::Text));
        for (y, text) in (y + 1..).zip(&legend) {
            put(buffer, area.x + 1, y, area.width.saturating_sub(2), text, ctx.style(Role::Muted));
        }
    }
}

/// The first one seen of `total`, so that `at` is among the `room` that are.
fn window(top: usize, at: usize, room: usize, total: usize) -> usize {
    let least = (at + 1).saturating_sub(room.max(1));
    top.clamp(least, at.max(least)).min(total.saturating_sub(room.max(1)).max(least))
}

/// Whose attendance it is.
fn title(grid: &Grid, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    let title = ctx.words.say_with("course-grid-title", &[("code", grid.code.as_str().into())]);
    put(buffer, area.x + 1, area.y, area.width.saturating_sub(2), &title, ctx.style(Role::Heading));
}

/// The course, and over each evening its month where that begins and the day.
fn head(grid: &Grid, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    title(grid, area, buffer, ctx);
    if area.height < 4 {
        return;
    }
    let mut month = 0;
    let evenings = grid.evenings();
    for (x, column) in columns(grid, area) {
        let Some((_, evening)) = evenings.get(column) else { continue };
        if month != evening.day.month() {
            month = evening.day.month();
            let plain = words::day::plain(ctx.words, evening.day);
            let name = plain.split_whitespace().last().unwrap_or_default().to_owned();
            put(buffer, x, area.y + 1, COLUMN, &name, ctx.style(Role::Muted));
        }
        let role = if column == grid.at.1 { Role::Selected } else { Role::Muted };
        let day = cell(&evening.day.day().to_string(), 2, true);
        put(buffer, x, area.y + 2, COLUMN, &day, ctx.style(role));
    }
}

/// The evenings that fit, each with the cell its column begins at.
fn columns(grid: &Grid, area: Rect) -> impl Iterator<Item = (u16, usize)> + use<> {
    let first = area.x + 1 + NAME;
    let end = area.right().saturating_sub(1);
    let total = grid.evenings().len();
    (first..).step_by(usize::from(COLUMN)).take_while(move |x| x + COLUMN <= end).zip(grid.top.1..total)
}

fn line(
    grid: &Grid,
    (row, person): (usize, &ParticipantLine),
    room: usize,
    area: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx,
) {
    let seat = person.seat.as_deref().unwrap_or_default();
    let label =
        fit(&format!("{} {}", cell(seat, 2, false), people::name(person, ctx)), usize::from(NAME) - 1)
            .into_owned();
    let here = row == grid.at.0;
    let role = match (here, person.status == "admitted") {
        (true, _) => Role::Selected,
        (false, true) => Role::Text,
        (false, false) => Role::Muted,
    };
    put(buffer, area.x + 1, area.y, area.width.saturating_sub(2).min(NAME - 1), &label, ctx.style(role));
    let evenings = grid.evenings();
    let mut end = area.x + 1 + NAME;
    for (x, column) in columns(grid, area) {
        let Some((place, evening)) = evenings.get(column) else { continue };
        let mark = person.marks.get(*place).and_then(Option::as_ref);
        let (sign, role) = sign(person, evening, mark, ctx);
        if here && column == grid.at.1 {
            put(buffer, x, area.y, 3, &format!("[{sign}]"), ctx.style(Role::ActiveField));
        } else {
            put(buffer, x + 1, area.y, 1, &sign, ctx.style(role));
        }
        end = x + COLUMN;
    }
    let whole = room >= evenings.len();
    let share = attended(person.attended, ctx).filter(|_| whole).unwrap_or_default();
    let left = area.right().saturating_sub(end + 1);
    if cells(&share) <= usize::from(left.min(SHARE)) {
        put(buffer, end + 1, area.y, left, &share, ctx.style(Role::Muted));
    }
}

/// The sign for what somebody's evening came to.
fn sign(person: &ParticipantLine, evening: &EveningLine, mark: Option<&Code>, ctx: &Ctx) -> (String, Role) {
    let seated = person.seat.as_ref().is_some_and(|seat| evening.seats.contains(seat));
    match mark.map(|mark| Mark::read(mark)) {
        Some(Some(Mark::Present)) => (ctx.glyphs().dot.to_owned(), Role::Text),
        Some(Some(mark)) => {
            let role = match mark {
                Mark::Absent => Role::Warning,
                Mark::Notified | Mark::Excused => Role::Muted,
                Mark::Present | Mark::Late | Mark::LeftEarly => Role::Accent,
            };
            (key(mark), role)
        }
        Some(None) => ("?".to_owned(), Role::Muted),
        None if !seated => (ctx.glyphs().dash.to_owned(), Role::NotApplicable),
        None if evening.status == Status::Done => ("?".to_owned(), Role::Warning),
        None => (" ".to_owned(), Role::Muted),
    }
}

/// The key that makes a mark.
fn key(mark: Mark) -> String {
    let binding = action::TABLE.iter().find(|binding| binding.action == Action::Mark(mark));
    let typed = binding.and_then(|binding| binding.chords.first()).and_then(|chord| chord.typed());
    typed.map(String::from).unwrap_or_default()
}

/// What a mark is called.
fn name(mark: Mark, ctx: &Ctx) -> String {
    let binding = action::TABLE.iter().find(|binding| binding.action == Action::Mark(mark));
    binding.map(|binding| ctx.say(&format!("key-{}", binding.name))).unwrap_or_default()
}

/// Every mark with its key, which is also its sign but for the usual one, in lines of at most `width` cells.
fn legend(width: usize, ctx: &Ctx) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (mark, _) in Mark::ALL {
        let usual = if mark == Mark::Present { format!(" {}", ctx.glyphs().dot) } else { String::new() };
        let part = format!("{}{usual} {}", key(mark), name(mark, ctx));
        match lines.last_mut() {
            Some(line) if cells(line) + 3 + cells(&part) <= width => {
                line.push_str("   ");
                line.push_str(&part);
            }
            _ => lines.push(part),
        }
    }
    lines
}

/// The marked cell in words: the evening, the participant, the mark.
fn said(grid: &Grid, ctx: &Ctx) -> String {
    let Some((person, evening, mark)) = grid.cell() else { return ctx.say("course-nobody") };
    let seated = person.seat.as_ref().is_some_and(|seat| evening.seats.contains(seat));
    let mark = match mark.and_then(|mark| Mark::read(mark)) {
        Some(mark) => name(mark, ctx),
        None if !seated => ctx.say("course-grid-out"),
        None if evening.status == Status::Done => ctx.say("not-stated"),
        None => ctx.say("course-evening-planned"),
    };
    let number = evening.session.map_or_else(|| ctx.glyphs().dash.to_owned(), |n| n.to_string());
    let who = format!("{} {}", person.seat.as_deref().unwrap_or_default(), people::name(person, ctx));
    let day = near(evening.day, ctx);
    let args =
        [("n", (&number).into()), ("day", (&day).into()), ("who", (&who).into()), ("mark", (&mark).into())];
    let said = ctx.words.say_with("course-grid-at", &args);
    match &evening.theme {
        Some(theme) => format!("{said} ({})", words::course::theme(ctx.words, &ctx.plan, theme)),
        None => said,
    }
}

/// Signs at the edges where there is more.
fn more(
    grid: &Grid,
    total: (usize, usize),
    room: (usize, usize),
    area: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx,
) {
    if area.height < 5 || area.width < NAME {
        return;
    }
    let (edge, glyphs, style) = (area.right().saturating_sub(1), ctx.glyphs(), ctx.style(Role::Muted));
    let last = area.y + 2 + (room.0 as u16).max(1);
    if grid.top.0 > 0 {
        put(buffer, edge, area.y + 3, 1, glyphs.up, style);
    }
    if grid.top.0 + room.0 < total.0 {
        put(buffer, edge, last.min(area.bottom() - 1), 1, glyphs.down, style);
    }
    if grid.top.1 > 0 {
        put(buffer, area.x + NAME, area.y + 2, 1, glyphs.left, style);
    }
    if grid.top.1 + room.1 < total.1 {
        put(buffer, edge, area.y + 2, 1, glyphs.right, style);
    }
}
