//! What stands under the whole form: what to write in the active field, where there is no room for it beside the field.
//!
//! It has one place whatever is typed, so that nothing under the cursor moves.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Drawn;
use crate::domain::plan::{Field, FieldKind, Form};
use crate::domain::record::answer::members;
use crate::text::width::{cells, wrap};
use crate::ui::ctx::Ctx;
use crate::ui::screen::form::{FormView, Row, roster};
use crate::ui::theme::Role;
use crate::words::label;

/// A lower form than this has two lines for what to write.
const LOW: u16 = 14;

/// The fewest lines that are left for the fields.
const FIELDS: usize = 4;

/// The columns before a label, and between a label and its field.
const MARGIN: u16 = 4;

impl FormView {
    /// Where the fields begin: after the longest label, or a third of the way.
    pub(super) fn left(&self, form: &Form, width: u16, ctx: &Ctx) -> u16 {
        let asked = form.fields.iter().filter(|field| self.asks(form, field, ctx));
        let labels = asked.map(|field| cells(label::text(ctx.words, &field.label))).max().unwrap_or(8);
        3 + (labels as u16 + 2).min(width / 3).max(10)
    }

    /// What to write in a field, where its plan says it, beside the field if there is room there.
    pub(super) fn hint_beside<'a>(field: &'a Field, left: u16, width: u16, ctx: &Ctx) -> Option<&'a str> {
        let hint = label::text(ctx.words, field.hint.as_ref()?);
        let room = usize::from(width.saturating_sub(left + 3));
        (cells(hint) <= room).then_some(hint)
    }

    /// What is said of the active field under the form: its label where that is cut, and what to write.
    pub(super) fn foot(&self, form: &Form, area: Rect, taken: usize, ctx: &Ctx) -> Vec<Drawn> {
        let Some(Row::Field(i)) = self.row(form) else { return Vec::new() };
        let field = &form.fields[i];
        let left = self.left(form, area.width, ctx);
        let name = label::text(ctx.words, &field.label);
        let name = (cells(name) > usize::from(left - MARGIN)).then_some(name);
        let width = usize::from(area.width.saturating_sub(MARGIN));
        let most = if area.height > LOW { 3 } else { 2 };
        let said = |short| {
            let what = self.what_to_write(form, field, (left, area.width), short, ctx);
            let parts: Vec<&str> = name.into_iter().chain(what.as_deref()).collect();
            wrap(&parts.join(": "), width)
        };
        let mut lines = said(false);
        if lines.len() > most {
            lines = said(true);
        }
        let room = usize::from(area.height).saturating_sub(taken + FIELDS);
        lines.truncate(most.min(room));
        lines.retain(|line| !line.is_empty());
        lines.into_iter().map(|line| Drawn::text(3, line, Role::Muted)).collect()
    }

    /// What to write in a field, unless it stands beside it.
    fn what_to_write(
        &self,
        form: &Form,
        field: &Field,
        (left, width): (u16, u16),
        short: bool,
        ctx: &Ctx,
    ) -> Option<String> {
        match &field.kind {
            FieldKind::Roster { .. } => Some(how_to_mark(form, field, short, ctx)),
            FieldKind::Total { of, .. } if self.is_wrong(&field.key) && form.field(of).is_some() => {
                Some(ctx.say("form-total-wrong"))
            }
            FieldKind::Grades => Some(ctx.say("form-grades-hint")),
            _ if Self::hint_beside(field, left, width, ctx).is_some() => None,
            _ => field.hint.as_ref().map(|hint| label::text(ctx.words, hint).to_owned()),
        }
    }
}

/// What a letter does in a roster: the marks in their order by name, and where to go from there.
fn how_to_mark(form: &Form, field: &Field, short: bool, ctx: &Ctx) -> String {
    let marks = roster::roster_lists(field).and_then(|(_, marks)| ctx.plan.list(marks));
    let mut marks =
        marks.into_iter().flat_map(members).skip(1).map(|mark| label::text(ctx.words, &mark.label));
    let once = marks.next().unwrap_or_default();
    let again: Vec<&str> = marks.collect();
    let key = match (again.is_empty(), short) {
        (true, _) => "form-roster-hint",
        (false, false) => "form-roster-hint-again",
        (false, true) => "form-roster-hint-short",
    };
    let again = again.join(", ");
    let said = ctx.words.say_with(key, &[("once", once.into()), ("again", (&again).into())]);
    let counts = |field: &Field, roster: &Field| matches!(&field.kind, FieldKind::Total { of, .. } if *of == roster.key);
    if !form.fields.iter().any(|total| counts(total, field)) {
        return said;
    }
    let enter = ctx.glyphs().enter;
    let count = ctx.words.say_with("form-roster-count", &[("enter", enter.into())]);
    format!("{said}; {count}")
}

/// Marks at the right edge that there are more lines above or below those seen.
pub(super) fn more(
    buffer: &mut Buffer,
    area: Rect,
    (top, bottom): (u16, u16),
    hidden: (bool, bool),
    ctx: &Ctx,
) {
    let edge = area.right().saturating_sub(1);
    let (above, below) = hidden;
    let mut mark = |there: bool, y: u16, glyph: &str| {
        if there {
            crate::ui::widget::paint::put(buffer, edge, y, 1, glyph, ctx.style(Role::Muted));
        }
    };
    mark(above, top, ctx.glyphs().up);
    mark(below, bottom.saturating_sub(1), ctx.glyphs().down);
}
