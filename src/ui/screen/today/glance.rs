//! The promise at a glance: each measure over the term and over the whole promise, and how it stands.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::desk::ask::TodayView;
use crate::domain::outcome::{Figure, NoFigure, Standing};
use crate::domain::plan::Measure;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::bar;
use crate::ui::widget::paint::{put, put_right};
use crate::words;

/// A row: a measure with its two figures.
struct Glance<'a> {
    measure: &'a Measure,
    term: Option<&'a Figure>,
    whole: &'a Figure,
}

/// Where the columns begin, and where the last one ends.
#[derive(Clone, Copy)]
struct Columns {
    label: u16,
    term: u16,
    /// `None` where there is no room for the whole promise.
    whole: Option<u16>,
    right: u16,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let right = area.right().saturating_sub(1);
        let narrow = area.width < 70;
        Self {
            label: area.x + 3,
            term: area.x + if narrow { 26 } else { 31 },
            whole: (!narrow).then(|| right.saturating_sub(23)),
            right,
        }
    }
}

/// How many lines it takes.
pub fn height(ctx: &Ctx) -> u16 {
    let measures = ctx.plan.measures().filter(|(_, m)| m.glance).count();
    (measures + usize::from(!not_kept(ctx).is_empty())) as u16 + 2
}

/// Draws it.
pub fn draw(seen: &TodayView, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    let rows = rows(seen, ctx);
    let at = Columns::of(area);
    put(buffer, area.x + 1, area.y, area.width, &ctx.say("today-promise"), ctx.style(Role::Heading));
    let upto = words::day::full(ctx.words, ctx.now.day.min(ctx.plan.period.to).max(ctx.plan.period.from));
    let upto = ctx.words.say_with("up-to", &[("day", upto.as_str().into())]);
    let end = put_right(buffer, area.x + 20, at.right, area.y, &upto, ctx.style(Role::Muted));
    let room = end.saturating_sub(area.x + 12);
    put(buffer, area.x + 10, area.y, room, &standings(&rows, ctx), ctx.style(Role::Text));
    if let Some(term) = seen.term {
        let name = words::period::period(ctx.words, term, &ctx.plan);
        put(buffer, at.term, area.y + 1, 20, &name, ctx.style(Role::Muted));
    }
    if let Some(x) = at.whole {
        put(
            buffer,
            x,
            area.y + 1,
            at.right.saturating_sub(x),
            &ctx.say("whole-promise"),
            ctx.style(Role::Muted),
        );
    }
    for (y, row) in (area.y + 2..area.bottom()).zip(&rows) {
        draw_row(row, at, y, buffer, ctx);
    }
    let y = area.y + 2 + rows.len() as u16;
    let rest = not_kept(ctx);
    if y < area.bottom() && !rest.is_empty() {
        put(buffer, at.label, y, at.term - at.label - 1, &rest, ctx.style(Role::Muted));
        put(buffer, at.term, y, at.right - at.term, &ctx.say("glance-not-kept"), ctx.style(Role::Muted));
    }
}

fn rows<'a>(seen: &'a TodayView, ctx: &'a Ctx) -> Vec<Glance<'a>> {
    ctx.plan
        .measures()
        .enumerate()
        .filter(|(_, (_, m))| m.glance)
        .filter_map(|(i, (_, measure))| {
            Some(Glance { measure, term: seen.term_figures.get(i), whole: seen.whole_figures.get(i)? })
        })
        .collect()
}

/// The activities that have no measures here yet.
fn not_kept(ctx: &Ctx) -> String {
    let rest = ctx.plan.activities.iter().filter(|a| a.measures.is_empty());
    rest.map(|a| words::label::text(ctx.words, &a.tab)).collect::<Vec<_>>().join(", ")
}

fn draw_row(row: &Glance<'_>, at: Columns, y: u16, buffer: &mut Buffer, ctx: &Ctx) {
    let label = words::label::text(ctx.words, &row.measure.label);
    put(buffer, at.label, y, at.term - at.label - 1, label, ctx.style(Role::Text));
    let end = at.whole.unwrap_or(at.right);
    if let Some(term) = row.term {
        let mut x = at.term;
        let running = term.progress.filter(|_| term.nothing == Some(NoFigure::Running));
        let share = term.of.or(term.target).map(|whole| (term.value.unwrap_or(0), whole));
        if let (Some((part, whole)), Some(_)) = (running.or(share).filter(|(_, of)| *of > 0), at.whole) {
            let styles = (ctx.style(Role::Bar), ctx.style(Role::BarRest));
            let signs = (ctx.glyphs().bar, ctx.glyphs().bar_rest);
            bar::draw(buffer, x, y, part, whole, signs, styles);
            x += bar::CELLS + 1;
        }
        let role = if term.nothing == Some(NoFigure::Missing) { Role::Warning } else { Role::Text };
        let value = words::figure::against(ctx.words, term);
        put(buffer, x, y, end.saturating_sub(x + 1), &value, ctx.style(role));
    }
    if let Some(x) = at.whole {
        let share = words::figure::percent(ctx.words, row.whole);
        let value = share.unwrap_or_else(|| words::figure::against(ctx.words, row.whole));
        let standing = words::figure::standing(ctx.words, row.whole.standing);
        let role = match row.whole.standing {
            Standing::Behind | Standing::NotKept => Role::Warning,
            Standing::OnTrack | Standing::Kept => Role::Good,
            Standing::NoTarget | Standing::NotAssessable => Role::Muted,
        };
        let end = put_right(buffer, x, at.right, y, &standing, ctx.style(role));
        put(buffer, x, y, end.saturating_sub(x + 1), &value, ctx.style(Role::Text));
    }
}

/// "1 on track · 2 behind · 2 without target".
fn standings(rows: &[Glance<'_>], ctx: &Ctx) -> String {
    let count = |of: &[Standing]| rows.iter().filter(|r| of.contains(&r.whole.standing)).count() as i64;
    let groups = [
        ("glance-on-track", count(&[Standing::OnTrack, Standing::Kept])),
        ("glance-behind", count(&[Standing::Behind, Standing::NotKept])),
        ("glance-no-target", count(&[Standing::NoTarget])),
    ];
    let said = groups.iter().filter(|(_, n)| *n > 0);
    let said = said.map(|(key, n)| ctx.words.say_with(key, &[("count", (*n).into())]));
    said.collect::<Vec<_>>().join(&format!(" {} ", ctx.glyphs().dot))
}
