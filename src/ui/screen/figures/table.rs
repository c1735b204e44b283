//! Drawing the figures: a line for each measure, what to know beside it under it, and what the marked one means.
//!
//! A narrow screen drops columns from the right; what they said goes to the line under the measure.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Seen, Stop};
use crate::domain::outcome::{Figure, NoFigure, Standing};
use crate::domain::plan::{Kind, Measure, Period};
use crate::text::width::{cells, wrap};
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::paint::{cell, put, put_right};
use crate::ui::widget::rows::Rows;
use crate::words;

/// How many lines the definition of the marked measure gets.
const DEFINITION: usize = 3;

/// The room of a figure.
const FIGURE: u16 = 12;

/// Below so many columns there is no room for a label and a figure.
const NARROWEST: u16 = 24;

/// Where the columns are, in cells; none for one that there is no room for.
struct Columns {
    marker: u16,
    tab: Option<(u16, u16)>,
    label: (u16, u16),
    now: u16,
    before: Option<u16>,
    target: Option<(u16, u16)>,
    standing: Option<(u16, u16)>,
    right: u16,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let (left, right) = (area.x + 3, area.right().saturating_sub(1));
        let (tab, before, target, standing) = match area.width {
            108.. => (15, FIGURE + 2, 16, 18),
            70.. => (15, FIGURE + 1, 0, 13),
            50.. => (0, FIGURE + 1, 0, 0),
            _ => (0, 0, 0, 0),
        };
        let label = if tab > 0 { left + tab } else { left };
        let some = |width: u16, x: u16| (width > 0).then_some((x, width));
        let standing_at = right.saturating_sub(standing);
        let target_at = standing_at.saturating_sub(target);
        let before_end = target_at.saturating_sub(if standing > 0 { 2 } else { 0 });
        let now_end = before_end.saturating_sub(before);
        Self {
            marker: area.x + 1,
            tab: some(tab, left),
            label: (label, now_end.saturating_sub(FIGURE + 1).saturating_sub(label)),
            now: now_end,
            before: (before > 0).then_some(before_end),
            target: some(target, target_at),
            standing: some(standing, standing_at),
            right,
        }
    }

    /// Whether a standing fits in its column.
    fn holds(&self, standing: &str) -> bool {
        self.standing.is_some_and(|(_, room)| cells(standing) <= usize::from(room))
    }
}

/// One line of the table.
enum Row {
    /// An activity that is not kept here yet.
    Elsewhere(String),
    /// A measure, by its stop and its place in the plan, with its activity's tab where that is new.
    Measure(usize, usize, String),
    /// What stands for the finer figures of an activity, by its stop.
    Finer(usize, String),
    /// What to know about the measure at a stop.
    Beside(usize, String),
}

impl Row {
    fn stop(&self) -> Option<usize> {
        match self {
            Self::Elsewhere(_) => None,
            Self::Measure(stop, ..) | Self::Finer(stop, _) | Self::Beside(stop, _) => Some(*stop),
        }
    }
}

/// What is drawn.
pub(super) struct Table<'t> {
    pub(super) seen: &'t Seen,
    pub(super) stops: &'t [Stop],
    /// The activities whose finer figures are among the stops.
    pub(super) unfolded: &'t [usize],
}

impl Table<'_> {
    /// Draws the figures; the marker's row is brought into sight.
    pub(super) fn draw(&self, rows: &mut Rows, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
        if area.width < NARROWEST || area.height == 0 {
            return;
        }
        let seen = self.seen;
        let columns = Columns::of(area);
        let mut y = area.y + head(seen, &columns, area, buffer, ctx);
        if y < area.bottom() && area.height > 3 {
            names(seen, &columns, y, buffer, ctx);
            y += 1;
        }
        let definition = definition(self.stops.get(rows.at), area, ctx);
        let below = if definition.is_empty() { 0 } else { definition.len() as u16 + 1 };
        let room = area.bottom().saturating_sub(y).saturating_sub(below);
        let lines = self.lines(&columns, ctx);
        let of_marked = |row: &Row| row.stop() == Some(rows.at);
        let last = lines.iter().rposition(of_marked).unwrap_or(0);
        let first = if rows.at == 0 { 0 } else { lines.iter().position(of_marked).unwrap_or(0) };
        let mut window = Rows { at: last, ..*rows };
        window.see(usize::from(room), lines.len());
        window.at = first;
        let shown = window.see(usize::from(room), lines.len());
        (rows.top, rows.height) = (window.top, usize::from(room / 2));
        for (y, row) in (y..).zip(&lines[shown.clone()]) {
            line(row, seen, &columns, row.stop() == Some(rows.at), y, buffer, ctx);
        }
        let muted = ctx.style(Role::Muted);
        if shown.end < lines.len() && room > 0 {
            put(buffer, columns.right, y + room - 1, 1, ctx.glyphs().down, muted);
        }
        let top = area.bottom().saturating_sub(definition.len() as u16);
        for (y, text) in (top..area.bottom()).zip(&definition) {
            put(buffer, area.x + 1, y, columns.right.saturating_sub(area.x + 1), text, muted);
        }
    }

    fn lines(&self, columns: &Columns, ctx: &Ctx) -> Vec<Row> {
        let (mut lines, mut first) = (Vec::new(), 0);
        for (place, activity) in ctx.plan.activities.iter().enumerate() {
            let mut tab = words::label::text(ctx.words, &activity.tab);
            let own = first..first + activity.measures.len();
            first = own.end;
            if own.is_empty() {
                lines.push(Row::Elsewhere(tab.to_owned()));
            }
            for (stop, what) in self.stops.iter().enumerate() {
                match what {
                    Stop::Measure(n) if own.contains(n) => {
                        lines.push(Row::Measure(stop, *n, std::mem::take(&mut tab).to_owned()));
                        let Some(measure) = activity.measures.get(n - own.start) else { continue };
                        let beside = beside(*n, measure, self.seen, columns, ctx);
                        lines.extend(beside.into_iter().map(|text| Row::Beside(stop, text)));
                    }
                    Stop::Finer(of, count) if *of == place => {
                        let said = if self.unfolded.contains(of) { "figures-fewer" } else { "figures-finer" };
                        lines.push(Row::Finer(
                            stop,
                            ctx.words.say_with(said, &[("n", (*count as i64).into())]),
                        ));
                    }
                    _ => {}
                }
            }
        }
        lines
    }
}

/// The period, its days and how far it is known; a line more where it is not the promise's. Returns the lines used.
fn head(seen: &Seen, columns: &Columns, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> u16 {
    let (period, plan) = (seen.named.period, &ctx.plan);
    let room = columns.right.saturating_sub(area.x + 1);
    let name = words::label::first(&words::period::named(ctx.words, seen.named.kind, period, plan));
    let mut x = put(buffer, area.x + 1, area.y, room, &name, ctx.style(Role::Heading));
    let days = words::day::span_and_year(ctx.words, period.from, period.to);
    if area.width >= 70 && days != name {
        x = put(buffer, x + 2, area.y, columns.right.saturating_sub(x + 2), &days, ctx.style(Role::Muted));
    }
    let upto = if period.from > ctx.now.day {
        ctx.say("figures-not-begun")
    } else {
        let day = words::day::full(ctx.words, ctx.now.day.min(period.to));
        ctx.words.say_with("up-to", &[("day", (&day).into())])
    };
    put_right(buffer, x + 1, columns.right, area.y, &upto, ctx.style(Role::Muted));
    let outside = match period.within(plan.period) {
        None => "figures-outside",
        Some(inside) if inside != period => "figures-partly-outside",
        Some(_) => return 1,
    };
    if area.height < 2 {
        return 1;
    }
    put(buffer, area.x + 1, area.y + 1, room, &ctx.say(outside), ctx.style(Role::Warning));
    2
}

/// The names of the columns.
fn names(seen: &Seen, columns: &Columns, y: u16, buffer: &mut Buffer, ctx: &Ctx) {
    let muted = ctx.style(Role::Muted);
    let name = words::period::named(ctx.words, seen.named.kind, seen.named.period, &ctx.plan);
    put_right(buffer, columns.label.0, columns.now, y, &name, muted);
    if let (Some(end), Some(previous)) = (columns.before, seen.previous) {
        put_right(buffer, columns.now + 1, end, y, &self::name(seen, previous, ctx), muted);
    }
    if let Some((x, room)) = columns.target {
        put(buffer, x, y, room, &ctx.say("figures-target"), muted);
    }
    if let Some((x, room)) = columns.standing {
        put(buffer, x, y, room, &ctx.say("figures-standing"), muted);
    }
}

fn name(seen: &Seen, period: Period, ctx: &Ctx) -> String {
    words::period::named(ctx.words, seen.named.kind, period, &ctx.plan)
}

/// What exactly the marked measure counts, in as many lines as there is room for.
fn definition(at: Option<&Stop>, area: Rect, ctx: &Ctx) -> Vec<String> {
    let lines = match area.height {
        0..8 => 0,
        8..12 => 1,
        _ => DEFINITION,
    };
    let text = match at {
        Some(Stop::Measure(n)) => {
            let measure = ctx.plan.measures().nth(*n);
            measure.map(|(_, m)| words::label::text(ctx.words, &m.definition).to_owned()).unwrap_or_default()
        }
        Some(Stop::Finer(place, _)) => {
            let kind = ctx.plan.activities.get(*place).map(|activity| &activity.kind);
            let of_courses = matches!(kind, Some(Kind::Course(_)));
            ctx.say(if of_courses { "figures-finer-course-how" } else { "figures-finer-how" })
        }
        None => return Vec::new(),
    };
    let mut wrapped = wrap(&text, usize::from(area.width.saturating_sub(2)));
    if wrapped.len() > lines
        && let Some(last) = wrapped.get_mut(lines.saturating_sub(1))
    {
        last.push_str(ctx.glyphs().ellipsis);
    }
    wrapped.truncate(lines);
    wrapped
}

/// What to know beside the figure, and what the columns had no room for, in lines that fit.
fn beside(n: usize, measure: &Measure, seen: &Seen, columns: &Columns, ctx: &Ctx) -> Vec<String> {
    let Some(figure) = seen.now.get(n) else { return Vec::new() };
    let mut parts = Vec::new();
    let standing = words::figure::standing(ctx.words, figure.standing);
    if !columns.holds(&standing) {
        parts.push(standing);
    }
    if columns.target.is_none() && measure.target.is_some() {
        parts.push(words::figure::target(ctx.words, measure));
    }
    parts.extend(words::figure::percent(ctx.words, figure).filter(|_| figure.value.is_some()));
    if let (None, Some(previous), Some(before)) = (columns.before, seen.previous, seen.before.get(n)) {
        let value = words::figure::against(ctx.words, before);
        parts.push(format!("{}: {value}", name(seen, previous, ctx)));
    }
    parts.extend(words::figure::remarks(
        ctx.words,
        &ctx.plan,
        figure,
        seen.outside.get(n).copied().unwrap_or(0),
    ));
    let room = columns.right.saturating_sub(columns.label.0 + 2);
    flow(&parts, &format!(" {} ", ctx.glyphs().dot), usize::from(room))
}

/// Puts the parts after each other, a new line where the next one does not fit.
fn flow(parts: &[String], between: &str, room: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if cells(line) + cells(between) + cells(part) <= room => {
                line.push_str(between);
                line.push_str(part);
            }
            _ => lines.push(part.clone()),
        }
    }
    lines
}

fn line(row: &Row, seen: &Seen, columns: &Columns, marked: bool, y: u16, buffer: &mut Buffer, ctx: &Ctx) {
    let (label, room) = columns.label;
    let muted = ctx.style(Role::Muted);
    let to_right = |x: u16| columns.right.saturating_sub(x);
    match row {
        Row::Elsewhere(tab) => {
            let x = match columns.tab {
                Some((x, width)) => {
                    put(buffer, x, y, width - 2, tab, ctx.style(Role::Text));
                    label
                }
                None => put(buffer, label, y, to_right(label), tab, ctx.style(Role::Text)) + 2,
            };
            put(buffer, x, y, to_right(x), &ctx.say("figures-not-kept"), muted);
        }
        Row::Beside(_, text) => {
            put(buffer, label + 2, y, to_right(label + 2), text, muted);
        }
        Row::Finer(_, text) => {
            if marked {
                put(buffer, columns.marker, y, 1, ctx.glyphs().marker, ctx.style(Role::Accent));
            }
            let role = if marked { Role::Selected } else { Role::Muted };
            put(buffer, label, y, to_right(label), text, ctx.style(role));
        }
        Row::Measure(_, n, tab) => {
            let Some((_, measure)) = ctx.plan.measures().nth(*n) else { return };
            if let Some((x, width)) = columns.tab {
                put(buffer, x, y, width - 2, tab, ctx.style(Role::Text));
            }
            if marked {
                put(buffer, columns.marker, y, 1, ctx.glyphs().marker, ctx.style(Role::Accent));
            }
            let role = if marked { Role::Selected } else { Role::Text };
            put(buffer, label, y, room, words::label::text(ctx.words, &measure.label), ctx.style(role));
            figures(*n, measure, seen, columns, y, buffer, ctx);
        }
    }
}

fn figures(
    n: usize,
    measure: &Measure,
    seen: &Seen,
    columns: &Columns,
    y: u16,
    buffer: &mut Buffer,
    ctx: &Ctx,
) {
    let room = FIGURE;
    if let Some(figure) = seen.now.get(n) {
        let standing = words::figure::standing(ctx.words, figure.standing);
        let text = cell(&words::figure::against(ctx.words, figure), room, true);
        let x = columns.now.saturating_sub(room);
        put(buffer, x, y, columns.now - x, &text, ctx.style(figure_role(figure)));
        if let Some((x, room)) = columns.standing
            && !(columns.target.is_some() && figure.standing == Standing::NoTarget)
            && columns.holds(&standing)
        {
            put(buffer, x, y, room, &standing, ctx.style(standing_role(figure.standing)));
        }
    }
    if let (Some(end), Some(figure)) = (columns.before, seen.before.get(n)) {
        let text = cell(&words::figure::against(ctx.words, figure), room, true);
        put(buffer, end.saturating_sub(room), y, room, &text, ctx.style(Role::Muted));
    }
    if let Some((x, room)) = columns.target {
        put(buffer, x, y, room - 1, &words::figure::target(ctx.words, measure), ctx.style(Role::Muted));
    }
}

fn figure_role(figure: &Figure) -> Role {
    match figure.nothing {
        None | Some(NoFigure::Zero | NoFigure::Running) => Role::Text,
        Some(NoFigure::Missing) => Role::Warning,
        Some(NoFigure::Cancelled | NoFigure::NotDue | NoFigure::TooFew) => Role::Muted,
    }
}

fn standing_role(standing: Standing) -> Role {
    match standing {
        Standing::Behind | Standing::NotKept => Role::Warning,
        Standing::OnTrack | Standing::Kept => Role::Good,
        Standing::NoTarget | Standing::NotAssessable => Role::Muted,
    }
}
