//! The frame: top line, tabs, body, message line, footer; overlays lie over the body.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::action::{self, Context};
use super::ctx::Ctx;
use super::model::{Model, Tone};
use super::theme::Role;
use super::widget::paint::{put, put_right, rule};
use crate::text::width::cells;
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
    let x = area.x + area.width.saturating_sub(cells(&text) as u16) / 2;
    put(buffer, x, area.y + area.height / 2, area.width, &text, ctx.style(Role::Text));
}

fn top_line(model: &Model, area: Rect, buffer: &mut Buffer) {
    let ctx = &model.ctx;
    let x = put(buffer, area.x + 1, area.y, 8, "lofte", ctx.style(Role::Heading));
    let mut x =
        put(buffer, x + 2, area.y, 30, words::label::text(ctx.words, &ctx.plan.short), ctx.style(Role::Text));
    if ctx.example {
        x = put(buffer, x + 2, area.y, 10, &ctx.say("example"), ctx.style(Role::Example));
    }
    let full = words::day::full(ctx.words, ctx.now.day);
    let mut right = format!("{full} {}  {}", words::day::week(ctx.words, ctx.now.day), ctx.me.name);
    let others = ctx.here.iter().filter(|p| p.uid != ctx.me.uid);
    for other in others.take(3) {
        right = format!("{right} +{}", other.initials);
    }
    if ctx.clock_fixed {
        right = format!("{}  {right}", ctx.say("clock-fixed"));
    }
    if usize::from(area.right().saturating_sub(x + 2)) < cells(&right) + 1 {
        right = format!("{}  {}", words::day::day(ctx.words, ctx.now.day), ctx.me.initials);
    }
    put_right(buffer, x + 2, area.right() - 1, area.y, &right, ctx.style(Role::Muted));
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
    if model.line.undo && !model.context().is_text() {
        right =
            put_right(buffer, area.x + 20, right, area.y, &ctx.say("undo-hint"), ctx.style(Role::Key)) - 2;
    }
    put(buffer, area.x + 1, area.y, right.saturating_sub(area.x + 1), &model.line.text, ctx.style(role));
}

/// The hints that hold right now, as many as fit.
fn footer(model: &Model, area: Rect, buffer: &mut Buffer) {
    let ctx = &model.ctx;
    let mut x = area.x + 1;
    for (key, text) in hints(model.context(), ctx) {
        let wide = (cells(&key) + 1 + cells(&text)) as u16;
        if x + wide > area.right() {
            break;
        }
        x = put(buffer, x, area.y, wide, &key, ctx.style(Role::Key));
        x = put(buffer, x + 1, area.y, wide, &text, ctx.style(Role::Muted)) + 2;
    }
}

/// The footer's keys and words for a context, in order.
pub fn hints(context: Context, ctx: &Ctx) -> Vec<(String, String)> {
    let mut shown: Vec<_> = action::bindings(context).filter(|b| b.footer > 0).collect();
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
