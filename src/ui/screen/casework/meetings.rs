//! The list of meetings: week, what became of it, which party was missing; and the weeks that have none.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::weeks;
use crate::domain::plan::{FieldKind, Form};
use crate::domain::record::{Code, Entry, Status, Value};
use crate::ui::ctx::Ctx;
use crate::ui::screen::list::List;
use crate::ui::theme::Role;
use crate::ui::widget::paint::{cell, put};
use crate::words;

/// The widths of day, week and state, in cells.
const DAY: u16 = 14;
const WEEK: u16 = 6;
const STATE: u16 = 13;

/// One line of the list.
enum Row {
    /// The meeting in this row of the list.
    Meeting(usize),
    /// Weeks without one.
    Gap(String),
}

/// Draws the meetings that are seen.
pub fn draw(list: &mut List, weekday: u8, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    let mut y = area.y;
    if area.height > 8 {
        let muted = ctx.style(Role::Muted);
        let names = [("meeting-day", DAY), ("meeting-week", WEEK), ("meeting-state", STATE)];
        let mut x = area.x + 3;
        for (key, width) in names {
            x = put(buffer, x, y, width, &cell(&ctx.say(key), width, false), muted) + 1;
        }
        put(buffer, x, y, area.right().saturating_sub(x + 1), &ctx.say("meeting-absent"), muted);
        y += 1;
    }
    let room = usize::from(area.bottom().saturating_sub(y));
    for (y, row) in (y..).zip(rows(list, weekday, room, ctx)) {
        match row {
            Row::Meeting(i) => {
                let marked = i == list.marked_row();
                if let Some(entry) = list.entry(i) {
                    meeting(entry, marked, Rect { y, height: 1, ..area }, buffer, ctx);
                }
            }
            Row::Gap(text) => {
                let x = area.x + 4 + DAY;
                put(buffer, x, y, area.right().saturating_sub(x + 1), &text, ctx.style(Role::NotApplicable));
            }
        }
    }
}

/// The lines that fit, the marked meeting among them.
fn rows(list: &mut List, weekday: u8, room: usize, ctx: &Ctx) -> Vec<Row> {
    let mut first = list.window(room).start;
    loop {
        let rows = from(list, first, weekday, room, ctx);
        let seen = rows.iter().any(|row| matches!(row, Row::Meeting(i) if *i == list.marked_row()));
        if seen || first >= list.marked_row() {
            return rows;
        }
        first += 1;
        list.begin_at(first);
    }
}

fn from(list: &List, first: usize, weekday: u8, room: usize, ctx: &Ctx) -> Vec<Row> {
    let mut rows = Vec::new();
    for i in first..=list.total() {
        if list.is_whole() {
            rows.extend(gaps(list, i, weekday, ctx).iter().map(|gap| Row::Gap(weeks::said(gap, ctx))));
        }
        if i < list.total() {
            rows.push(Row::Meeting(i));
        }
        if rows.len() >= room {
            break;
        }
    }
    rows.truncate(room);
    rows
}

/// The weeks without a meeting before row `i`, newest first; none where the row before is not at hand.
fn gaps(list: &List, i: usize, weekday: u8, ctx: &Ctx) -> Vec<weeks::Gap> {
    let day = |i: usize| list.entry(i).map(|entry| entry.on);
    let newer = match i.checked_sub(1).map(day) {
        None => None,
        Some(None) => return Vec::new(),
        Some(day) => day,
    };
    if i < list.total() && day(i).is_none() {
        return Vec::new();
    }
    weeks::between(weekday, newer, day(i), ctx)
}

fn meeting(entry: &Entry, marked: bool, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    if marked {
        put(buffer, area.x + 1, area.y, 1, ctx.glyphs().marker, ctx.style(Role::Accent));
    }
    let (state, role) = state(entry, ctx);
    let text = ctx.style(if entry.status == Status::Done { Role::Text } else { Role::Muted });
    let strong = if marked { ctx.style(Role::Selected) } else { text };
    let day = cell(&words::day::near(ctx.words, entry.on, ctx.now.day), DAY, false);
    let week = cell(&words::day::week(ctx.words, entry.on), WEEK, false);
    let mut x = put(buffer, area.x + 3, area.y, DAY, &day, strong) + 1;
    x = put(buffer, x, area.y, WEEK, &week, text) + 1;
    x = put(buffer, x, area.y, STATE, &cell(&state, STATE, false), ctx.style(role)) + 1;
    put(buffer, x, area.y, area.right().saturating_sub(x + 1), &rest(entry, ctx), text);
}

/// What became of a meeting, in words.
pub fn state(entry: &Entry, ctx: &Ctx) -> (String, Role) {
    let (key, role) = match (&entry.status, absent(entry, ctx)) {
        (Status::Planned, _) => ("meeting-was-planned", Role::Muted),
        (Status::Cancelled(_), _) => ("meeting-was-cancelled", Role::Warning),
        (Status::Done, None) => ("meeting-was-unknown", Role::Warning),
        (Status::Done, Some(missing)) if missing.is_empty() => ("meeting-was-all", Role::Good),
        (Status::Done, Some(_)) => ("meeting-was-fewer", Role::Warning),
    };
    (ctx.say(key), role)
}

/// The parties that were called and did not come; none where nobody said who was there.
fn absent(entry: &Entry, ctx: &Ctx) -> Option<Vec<Code>> {
    let (_, form) = ctx.form(&entry.form)?;
    let Value::Marks(marks) = entry.value(roster(form)?)? else { return None };
    let missing = marks.iter().filter(|(_, mark)| mark == "absent").map(|(party, _)| party.clone());
    Some(missing.collect())
}

fn roster(form: &Form) -> Option<&str> {
    form.fields.iter().find(|f| matches!(f.kind, FieldKind::Roster { .. })).map(|f| f.key.as_str())
}

/// Who was missing or why it was cancelled, and what was counted.
fn rest(entry: &Entry, ctx: &Ctx) -> String {
    let mut parts = Vec::new();
    if let Status::Cancelled(code) = &entry.status {
        let list = ctx.form(&entry.form).and_then(|(_, form)| form.cancel_reasons.as_deref());
        parts.push(words::label::reason(ctx.words, &ctx.plan, list, code).to_owned());
    }
    if entry.status == Status::Done {
        parts.extend(absent(entry, ctx).filter(|a| !a.is_empty()).map(|absent| super::parties(&absent, ctx)));
    }
    let number = |field: &str| entry.value(field).and_then(Value::number);
    if let (Some(up), Some(first)) = (number("cases_up"), number("first_actions")) {
        parts.push(ctx.words.say_with("notes-counts-of", &[("up", up.into()), ("first", first.into())]));
    }
    parts.join(&format!(" {} ", ctx.glyphs().dot))
}
