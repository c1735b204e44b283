//! The frame: top line, tabs, body, message line, footer; overlays lie over the body.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{self, Action, Context};
use super::ctx::Ctx;
use super::model::{Model, Tone};
use super::theme::Role;
use super::widget::paint::{put, put_right, rule};
use crate::text::width::{cells, wrap};
use crate::words;

/// The smallest size at which an entry can be made.
pub const SMALLEST: (u16, u16) = (40, 12);

/// Draws everything; returns where the cursor stands.
pub fn draw(model: &mut Model, area: Rect, buffer: &mut Buffer) -> Option<Position> {
    if area.width < SMALLEST.0 || area.height < SMALLEST.1 {
        too_small(&model.ctx, area, buffer);
        return None;
    }
    top_line(model, area, buffer);
    tabs(model, Rect { y: area.y + 1, height: 1, ..area }, buffer);
    let roomy = area.height >= 20;
    if roomy {
        rule(buffer, area, area.y + 2, model.ctx.glyphs().rule, model.ctx.style(Role::Rule));
    }
    let top = if roomy { 3 } else { 2 };
    let body = Rect { y: area.y + top, height: area.height - top - 2, ..area };
    let mut cursor = match model.views.last_mut() {
        Some(numbered) => numbered.view.draw(body, buffer, &model.ctx),
        None => None,
    };
    if let Some(overlay) = &mut model.overlay {
        cursor = overlay.draw(body, buffer, &model.ctx);
    }
    message(model, Rect { y: area.bottom() - 2, height: 1, ..area }, buffer);
    footer(model, Rect { y: area.bottom() - 1, height: 1, ..area }, buffer);
    cursor
}

fn too_small(ctx: &Ctx, area: Rect, buffer: &mut Buffer) {
    let size = format!("{}×{}", SMALLEST.0, SMALLEST.1);
    let text = ctx.words.say_with("too-small", &[("size", size.as_str().into())]);
    let lines = wrap(&text, usize::from(area.width).max(1));
    let top = area.y + area.height.saturating_sub(lines.len() as u16) / 2;
    for (y, line) in (top..area.bottom()).zip(&lines) {
        let x = area.x + area.width.saturating_sub(cells(line) as u16) / 2;
        put(buffer, x, y, area.width, line, ctx.style(Role::Text));
    }
}

/// Which desk, which moment, who: the marks of an example and of a fixed clock stay at every width.
fn top_line(model: &Model, area: Rect, buffer: &mut Buffer) {
    let ctx = &model.ctx;
    let plan = words::label::text(ctx.words, &ctx.plan.short);
    let example = if ctx.example { ctx.say("example") } else { String::new() };
    let mut rights = moments(ctx);
    let widest = usize::from(area.width.saturating_sub(4));
    let left =
        |name: bool| [5, if name { cells(plan) + 2 } else { 0 }, cells(&example) + 2].iter().sum::<usize>();
    let name = left(true) + rights.last().map_or(0, |short| cells(short)) <= widest;
    let mut x = put(buffer, area.x + 1, area.y, 8, "lofte", ctx.style(Role::Heading));
    if name {
        x = put(buffer, x + 2, area.y, 30, plan, ctx.style(Role::Text));
    }
    if ctx.example {
        x = put(buffer, x + 2, area.y, 10, &example, ctx.style(Role::Example));
    }
    let room = usize::from(area.right().saturating_sub(x + 3));
    let fits = rights.iter().position(|right| cells(right) <= room).unwrap_or(rights.len() - 1);
    put_right(buffer, x + 2, area.right() - 1, area.y, &rights.swap_remove(fits), ctx.style(Role::Muted));
}

/// The moment and who is here, the longest way of saying it first.
fn moments(ctx: &Ctx) -> Vec<String> {
    let fixed = if ctx.clock_fixed { format!("{}  ", ctx.say("clock-fixed")) } else { String::new() };
    let full = words::day::full(ctx.words, ctx.now.day);
    let role = ctx.role_name().map_or_else(String::new, |role| format!(" ({role})"));
    let mut long =
        format!("{fixed}{full} {}  {}{role}", words::day::week(ctx.words, ctx.now.day), ctx.me.name);
    for other in ctx.here.iter().filter(|p| p.session != ctx.me.session).take(3) {
        long = format!("{long} +{}", other.initials);
    }
    let short = format!("{fixed}{}", words::day::day(ctx.words, ctx.now.day));
    let initials = format!("{short}  {}", ctx.me.initials);
    vec![long, format!("{initials}{role}"), initials, short]
}

fn tabs(model: &Model, area: Rect, buffer: &mut Buffer) {
    let ctx = &model.ctx;
    let names: Vec<String> = std::iter::once(ctx.say("tab-today"))
        .chain(ctx.plan.activities.iter().map(|a| words::label::text(ctx.words, &a.tab).to_owned()))
        .chain([ctx.say("tab-promise")])
        .collect();
    let whole: usize = names.iter().map(|n| cells(n) + 4).sum();
    let short = whole > usize::from(area.width);
    let mut x = area.x + 1;
    for (i, name) in names.iter().enumerate() {
        let current = i == model.tab;
        let key_style = ctx.style(if current { Role::Chosen } else { Role::Key });
        let style = ctx.style(if current { Role::Chosen } else { Role::Text });
        x = put(buffer, x, area.y, 2, &(i + 1).to_string(), key_style);
        if !short || current {
            x = put(buffer, x, area.y, area.right().saturating_sub(x), &format!(" {name}"), style);
        }
        x += if short { 1 } else { 2 };
    }
}

fn message(model: &Model, area: Rect, buffer: &mut Buffer) {
    let ctx = &model.ctx;
    let role = match model.line.tone {
        Tone::Plain => Role::Muted,
        Tone::Good => Role::Good,
        Tone::Warning => Role::Warning,
        Tone::Error => Role::Error,
    };
    let mut right = area.right() - 1;
    if model.line.undo.is_some() && !model.context().stands_alone() {
        right =
            put_right(buffer, area.x + 20, right, area.y, &ctx.say("undo-hint"), ctx.style(Role::Key)) - 2;
    }
    let room = right.saturating_sub(area.x + 1);
    let text = model.line.fitting(usize::from(room));
    put(buffer, area.x + 1, area.y, room, text, ctx.style(role));
}

/// The hints that hold right now, as many as fit.
fn footer(model: &Model, area: Rect, buffer: &mut Buffer) {
    let ctx = &model.ctx;
    let mut x = area.x + 1;
    for (key, text) in hints(model.context(), model.leads_back(), ctx) {
        let wide = (cells(&key) + 1 + cells(&text)) as u16;
        if x + wide > area.right() {
            break;
        }
        x = put(buffer, x, area.y, wide, &key, ctx.style(Role::Key));
        x = put(buffer, x + 1, area.y, wide, &text, ctx.style(Role::Muted)) + 2;
    }
}

/// The footer's keys and words for a context, in order; `back` tells whether there is anywhere to go back to.
pub fn hints(context: Context, back: bool, ctx: &Ctx) -> Vec<(String, String)> {
    let mut shown: Vec<_> =
        action::bindings(context).filter(|b| b.footer > 0 && (back || b.action != Action::Back)).collect();
    shown.sort_by_key(|b| b.footer);
    shown.dedup_by_key(|b| b.action);
    shown
        .iter()
        .filter_map(|b| {
            let chord = b.chords.first()?;
            Some((action::spell(*chord, ctx.glyphs().enter, true), ctx.say(&format!("key-{}", b.name))))
        })
        .collect()
}
