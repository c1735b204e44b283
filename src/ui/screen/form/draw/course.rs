//! Drawing what belongs to a course: the roster of an evening by letter and name, and the meter under an enrolment.

use ratatui::layout::Rect;

use super::Drawn;
use crate::domain::course::balance::{Counts, Verdict};
use crate::domain::plan::{Field, Form};
use crate::domain::record::answer::members;
use crate::domain::record::{Code, Value};
use crate::text::width::cells;
use crate::ui::ctx::Ctx;
use crate::ui::screen::form::{FormView, roster};
use crate::ui::theme::Role;
use crate::ui::widget::paint::cell;
use crate::words::{self, label};

/// Where a roster begins: it needs more room than a field has.
const INDENT: u16 = 5;

/// The narrowest column that a name and the beginning of a mark fit in.
const NARROW: u16 = 26;

/// The most of a mark that a narrow column shows.
const SHORT_MARK: u16 = 11;

/// A lower form than this leaves out the meter's row of places.
const LOW: u16 = 14;

impl FormView {
    /// Everybody on the roster of an evening with letter, name and mark, as many beside each other as there is room for.
    pub(super) fn seat_lines(
        &self,
        form: &Form,
        field: &Field,
        (row, width): (usize, u16),
        ctx: &Ctx,
        lines: &mut Vec<Drawn>,
    ) {
        let Some((list, marks)) = roster::roster_lists(field) else { return };
        let (Some(list), Some(marks)) = (ctx.plan.list(list), ctx.plan.list(marks)) else { return };
        let Some(Value::Marks(given)) = self.marked(field, ctx) else { return };
        let usual = members(marks).next().map(|item| item.code.as_str());
        let seats = self.letters(form, field, list, ctx);
        let names: Vec<String> = seats.iter().map(|(seat, _)| self.said_name(seat, ctx)).collect();
        let name_wide = names.iter().map(|name| cells(name)).max().unwrap_or(0) as u16;
        let mark_wide = members(marks).map(|item| cells(label::text(ctx.words, &item.label)) as u16).max();
        let mark_wide = mark_wide.unwrap_or(0);
        let room = width.saturating_sub(INDENT + 1);
        let columns = (room / (name_wide + mark_wide + 5)).max(room / NARROW).clamp(1, 2.max(room / 38));
        let wide = room / columns;
        let mark_wide = mark_wide.min(wide.saturating_sub(name_wide + 4).max(SHORT_MARK));
        let name_wide = name_wide.min(wide.saturating_sub(mark_wide + 4));
        for line in seats.chunks(usize::from(columns)).zip(names.chunks(usize::from(columns))) {
            let mut spans = Vec::new();
            let places = (INDENT..).step_by(usize::from(wide));
            for (x, ((seat, letter), name)) in places.zip(line.0.iter().zip(line.1)) {
                let mark = given.iter().find(|(code, _)| code == seat).map(|(_, mark)| mark.as_str());
                let said = mark.map_or("", |mark| label::of_list(ctx.words, Some(marks), mark));
                let role = if mark == usual { Role::DefaultValue } else { Role::TypedValue };
                spans.push((x, letter.map(String::from).unwrap_or_default(), Role::Key));
                spans.push((x + 2, cell(name, name_wide, false), Role::Text));
                spans.push((x + 3 + name_wide, cell(said, mark_wide, false).trim_end().to_owned(), role));
            }
            lines.push(Drawn { row: Some(row), spans, cursor: None });
        }
    }

    /// The name at a letter, or why there is none.
    fn said_name(&self, seat: &Code, ctx: &Ctx) -> String {
        match self.seat_name(seat) {
            Some(name) => name.to_owned(),
            None if self.seated(seat).is_some_and(|line| line.protected) => ctx.say("course-protected"),
            None => ctx.glyphs().dash.to_owned(),
        }
    }

    /// How the places and the balance of the course stand, under an enrolment.
    pub(super) fn meter(&self, form: &Form, area: Rect, ctx: &Ctx) -> Vec<Drawn> {
        let (Some(line), Some((_, settings))) = (self.course_line(form, ctx), ctx.plan.course()) else {
            return Vec::new();
        };
        let Some((counts, with_this)) = self.balance_now(form, ctx) else { return Vec::new() };
        let least = settings.balance_percent;
        let left = line.places.saturating_sub(counts.all());
        let mut places =
            words::course::places(ctx.words, &line.code, counts.all(), line.places, line.reserves);
        if with_this {
            places = format!("{places} ({})", ctx.say("course-with-this"));
        }
        let seats = in_places(counts, left, ctx);
        let role = match counts.verdict(least) {
            Verdict::Even => Role::Good,
            Verdict::Uneven => Role::Warning,
            Verdict::CannotAssess => Role::Muted,
        };
        let mut lines = Vec::new();
        if area.height >= LOW {
            lines.push(Drawn { row: None, spans: Vec::new(), cursor: None });
        }
        let after = 3 + cells(&places) as u16 + 3;
        let mut first = Drawn::text(3, places, Role::Text);
        if after + cells(&seats) as u16 + 1 < area.width {
            first.spans.push((after, seats, Role::Muted));
        }
        lines.push(first);
        lines.push(Drawn::text(3, words::course::balance(ctx.words, counts, least), role));
        let hint = counts.hint(left, least).filter(|_| !line.over);
        let hint = hint.and_then(|hint| words::course::hint(ctx.words, hint));
        lines.extend(hint.map(|hint| Drawn::text(3, hint, Role::Text)));
        lines
    }
}

/// The places as they are taken, one sign each, by the keys of the genders: `k k k m m · ·`.
fn in_places(counts: Counts, left: u32, ctx: &Ctx) -> String {
    let genders = ctx.plan.list("genders");
    let key = |code: &str| {
        let item = genders?.items.iter().find(|item| item.code == code)?;
        item.key.map(String::from)
    };
    let taken = [("woman", counts.women), ("man", counts.men), ("other", counts.other)];
    let taken = taken.into_iter().flat_map(|(code, n)| (0..n).map(move |_| code));
    let signs = taken.map(|code| key(code).unwrap_or_else(|| ctx.glyphs().tick.to_owned()));
    let free = (0..left).map(|_| ctx.glyphs().dot.to_owned());
    signs.chain(free).collect::<Vec<_>>().join(" ")
}
