//! A line of work on the home screen: what is to be done, when, and how late it is.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Today, Work};
use crate::domain::course::index::PARTICIPANT;
use crate::domain::due::{About, Due};
use crate::domain::plan::Form;
use crate::domain::record::{Draft, Entry, EntryId, Status};
use crate::text::width::cells;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::paint::{cell, put, put_right};
use crate::words;

/// Draws a line of work.
pub(super) fn draw(work: &Work<'_>, today: &Today, marked: bool, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    let glyphs = ctx.glyphs();
    if marked {
        put(buffer, area.x + 1, area.y, 1, glyphs.marker, ctx.style(Role::Accent));
    }
    let strong = if marked { Role::Selected } else { Role::Text };
    let right = area.right().saturating_sub(1);
    let (tab, subject, day, state, role) = match work {
        Work::Draft(draft) => {
            let begun = words::day::moment(ctx.words, draft.begun, ctx.plan.time_zone);
            let text = ctx.words.say_with(
                "today-draft",
                &[("form", (&told(draft, ctx)).into()), ("at", begun.as_str().into())],
            );
            (ctx.say("today-draft-tab"), text, String::new(), ctx.say("today-continue"), Role::Accent)
        }
        Work::One(due) => {
            let planned = today.seen.as_ref().map(|s| s.planned.as_slice()).unwrap_or_default();
            let subject = words::due::subject(ctx.words, &ctx.plan, due, planned, ctx.now.day);
            let role = if due.late > 0 { Role::Warning } else { Role::Text };
            let day = match due.about {
                // What it lacks is said in the day's room.
                About::Action { .. } => String::new(),
                _ => words::day::near(ctx.words, due.day, ctx.now.day),
            };
            (tab_of(due, ctx), subject, day, words::due::state(ctx.words, due), role)
        }
        Work::Folded(line) => {
            let said = words::due::line(ctx.words, &ctx.plan, line, &[], ctx.now.day);
            // The days stand in what it says.
            (said.activity, said.subject, String::new(), said.late, Role::Warning)
        }
    };
    let narrow = area.width < 70;
    let tab_width = if narrow { 10 } else { 14 };
    let x =
        put(buffer, area.x + 3, area.y, tab_width - 1, &cell(&tab, tab_width - 1, false), ctx.style(strong));
    let state_at = right.saturating_sub(cells(&state) as u16);
    let day_at = right.saturating_sub(34);
    let end = if narrow || day.is_empty() { state_at } else { day_at };
    put(buffer, x + 1, area.y, end.saturating_sub(x + 2), &subject, ctx.style(strong));
    if !narrow && !day.is_empty() {
        put(buffer, day_at, area.y, state_at.saturating_sub(day_at + 1), &day, ctx.style(Role::Text));
    }
    put_right(buffer, x + 2, right, area.y, &state, ctx.style(role));
}

/// What a draft is about: the entry it corrects, or what has been answered of a new one.
fn told(draft: &Draft, ctx: &Ctx) -> String {
    let Some((_, form)) = ctx.form(&draft.form) else { return draft.form.to_string() };
    let entry = as_entry(draft, form, ctx);
    if draft.corrects.is_some() {
        return words::entry::head_with_day(ctx.words, &ctx.plan, form, &entry, ctx.now.day);
    }
    let head = words::entry::head(ctx.words, &ctx.plan, form, &entry);
    let label = words::label::text(ctx.words, &form.label);
    // Nothing is said of a young person but what tells their entry from others.
    if head != label || draft.form == PARTICIPANT {
        return head;
    }
    let choice = form.fields.iter().filter(|f| f.kind.list().is_some()).find_map(|field| {
        let value = entry.value(&field.key).filter(|v| !v.is_nothing())?;
        Some(words::entry::value(ctx.words, &ctx.plan, Some(field), value))
    });
    choice.map_or_else(|| label.to_owned(), |choice| format!("{label} {choice}"))
}

/// The entry as it stood when its correction began, or as it would be from what has been answered.
fn as_entry(draft: &Draft, form: &Form, ctx: &Ctx) -> Entry {
    let (id, rev) = draft.corrects.unwrap_or((EntryId(0), 0));
    let cells = match draft.corrects {
        Some(_) => draft.before.clone(),
        None => draft.read(form, &ctx.answers()).0,
    };
    Entry {
        id,
        form: draft.form.clone(),
        status: Status::Done,
        removed: false,
        cells,
        on: ctx.now.day,
        part: None,
        asked: Vec::new(),
        rev,
        by: ctx.me.uid,
        at: draft.begun,
        seq: 0,
    }
}

fn tab_of(due: &Due, ctx: &Ctx) -> String {
    ctx.plan
        .activity(&due.activity)
        .map_or_else(String::new, |a| words::label::text(ctx.words, &a.tab).to_owned())
}
