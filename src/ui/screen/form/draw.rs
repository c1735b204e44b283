//! Drawing a form: labels to the left, values beside them, what may be chosen under the active field.

mod choices;
mod course;
mod foot;
mod marks;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::field::by_marks;
use super::{FormView, Row};
use crate::desk::ask::Presence;
use crate::domain::plan::{Field, FieldKind, Form, List};
use crate::domain::record::answer;
use crate::domain::record::draft::applies;
use crate::domain::record::{Code, Origin, Status, Value};
use crate::text::width::{cells, fit, wrap};
use crate::ui::ctx::Ctx;
use crate::ui::model::Tone;
use crate::ui::theme::Role;
use crate::ui::widget::paint::{put, put_right};
use crate::words;

/// A line of the form before it is put in the window.
struct Drawn {
    row: Option<usize>,
    spans: Vec<(u16, String, Role)>,
    cursor: Option<u16>,
}

impl Drawn {
    /// A line of its own that belongs to no row.
    fn text(x: u16, text: String, role: Role) -> Self {
        Self { row: None, spans: vec![(x, text, role)], cursor: None }
    }

    fn put(&self, area: Rect, y: u16, buffer: &mut Buffer, ctx: &Ctx) {
        for (x, text, role) in &self.spans {
            put(buffer, area.x + x, y, area.width.saturating_sub(*x), text, ctx.style(*role));
        }
    }
}

impl FormView {
    /// Draws it; returns where the cursor stands.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let (activity, form) = ctx.form(&self.draft.form)?;
        let title = self.title(form, ctx);
        let x = put(buffer, area.x + 1, area.y, area.width - 2, &title, ctx.style(Role::Heading));
        let of = words::label::text(ctx.words, &activity.tab);
        put(buffer, x + 2, area.y, area.right().saturating_sub(x + 3), of, ctx.style(Role::Muted));
        self.others(area, buffer, ctx);
        let lines = self.lines(form, area.width, ctx);
        let top = area.y + if area.height > 14 { 2 } else { 1 };
        let mut meter = self.meter(form, area, ctx);
        meter.extend(self.foot(form, area, meter.len() + usize::from(top - area.y), ctx));
        let bottom = area.bottom().saturating_sub(meter.len() as u16);
        for (y, line) in (bottom..).zip(&meter) {
            line.put(area, y, buffer, ctx);
        }
        let room = usize::from(bottom.saturating_sub(top));
        let active = lines.iter().rposition(|l| l.row.is_some() && l.row == self.at).unwrap_or(0);
        let first = lines.iter().position(|l| l.row == self.at).unwrap_or(0);
        let from = (active + 1).saturating_sub(room).min(first);
        let mut cursor = None;
        for (y, line) in (top..bottom).zip(&lines[from.min(lines.len())..]) {
            line.put(area, y, buffer, ctx);
            if let Some(x) = line.cursor {
                cursor = Some(Position { x: (area.x + x).min(area.right().saturating_sub(1)), y });
            }
        }
        foot::more(buffer, area, (top, bottom), (from > 0, from + room < lines.len()), ctx);
        cursor
    }

    /// Who else is in the same entry right now.
    fn others(&self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
        let own = self.busy();
        // Of a day's only meeting there is one, entered by whomever.
        let one = own.1.is_some()
            || ctx.form(&own.0).is_some_and(|(_, form)| self.cases_field(form, ctx).is_some());
        let same = |p: &&Presence| p.session != ctx.me.session && one && p.busy.as_ref() == Some(&own);
        let names: Vec<&str> = ctx.here.iter().filter(same).map(|p| p.name.as_str()).collect();
        if !names.is_empty() {
            let text = ctx.words.say_with("form-also-here", &[("who", names.join(", ").as_str().into())]);
            let right = area.right().saturating_sub(1);
            put_right(buffer, area.x + 1, right, area.y, &text, ctx.style(Role::Warning));
        }
    }

    fn title(&self, form: &Form, ctx: &Ctx) -> String {
        let label = words::label::inside(words::label::text(ctx.words, &form.label));
        let key = match (&self.draft.status, self.draft.corrects) {
            (Status::Cancelled(_), _) => "form-title-cancelled",
            (_, None) => "form-title-new",
            (_, Some(_)) if self.completes() => "form-title-complete",
            (_, Some(_)) => "form-title-correct",
        };
        ctx.words.say_with(key, &[("form", label.as_str().into())])
    }

    fn lines(&self, form: &Form, width: u16, ctx: &Ctx) -> Vec<Drawn> {
        let (read, _) = self.draft.read(form, &ctx.answers());
        let left = self.left(form, width, ctx);
        let mut lines = self.head(width, ctx);
        for (i, row) in self.rows(form).into_iter().enumerate() {
            match row {
                Row::Field(f) => {
                    let field = &form.fields[f];
                    if !self.asks(form, field, ctx) {
                        continue;
                    }
                    let closed = self.is_closed(form, field);
                    let not_for_age = self.is_not_for_age(form, field, ctx);
                    let open =
                        applies(field, &read) && !closed && !not_for_age && self.has_cases(form, field, ctx);
                    self.field_line(field, i, (left, width), open, ctx, &mut lines);
                    if closed {
                        lines.push(Drawn::text(left, ctx.say("form-note-closed"), Role::Muted));
                    }
                    self.below(field.key.as_str(), i, left, width, ctx, &mut lines);
                }
                Row::Reason => {
                    let list = form.correction_reasons.as_deref().and_then(|key| ctx.plan.list(key));
                    self.reason_line(
                        "form-reason",
                        list,
                        self.reason.as_ref(),
                        i,
                        (left, width),
                        ctx,
                        &mut lines,
                    );
                }
                Row::Cancel => {
                    let list = form.cancel_reasons.as_deref().and_then(|key| ctx.plan.list(key));
                    let given = match &self.draft.status {
                        Status::Cancelled(code) if !code.is_empty() => Some(code),
                        _ => None,
                    };
                    self.reason_line("form-cancelled", list, given, i, (left, width), ctx, &mut lines);
                }
            }
            if self.at == Some(i) {
                self.offered(form, i, (left, width), ctx, &mut lines);
            }
        }
        if let Some((tone, text)) = &self.remark {
            lines.push(Drawn { row: None, spans: Vec::new(), cursor: None });
            for text in wrap(text, usize::from(width.saturating_sub(4))) {
                lines.push(Drawn { row: None, spans: vec![(3, text, role_of(*tone))], cursor: None });
            }
        }
        lines
    }

    /// The case it is about, and who must leave before anything else.
    fn head(&self, width: u16, ctx: &Ctx) -> Vec<Drawn> {
        if let Some(evening) = self.evening_head(ctx) {
            return vec![Drawn::text(3, evening, Role::Heading)];
        }
        let Some((case, leave)) = self.case_head(ctx) else { return Vec::new() };
        let mut lines = vec![Drawn::text(3, case, Role::Heading)];
        let leave = leave.iter().flat_map(|text| wrap(text, usize::from(width.saturating_sub(6))));
        let sign = |n| if n == 0 { "!" } else { " " };
        lines.extend(
            leave.enumerate().map(|(n, text)| Drawn::text(3, format!("{} {text}", sign(n)), Role::Warning)),
        );
        lines.push(Drawn { row: None, spans: Vec::new(), cursor: None });
        lines
    }

    /// What may be chosen or marked in the active row.
    fn offered(&self, form: &Form, row: usize, (left, width): (u16, u16), ctx: &Ctx, lines: &mut Vec<Drawn>) {
        let field = match self.row(form) {
            Some(Row::Field(i)) => Some(&form.fields[i]),
            _ => None,
        };
        match field.map(|field| (field, &field.kind)) {
            Some((field, FieldKind::Roster { .. })) => {
                self.roster_lines(form, field, (row, left, width), ctx, lines);
            }
            // Where the number and the marks disagree, both are seen.
            Some((field, FieldKind::Total { of, .. })) if self.is_wrong(&field.key) => {
                if let Some(roster) = form.field(of) {
                    self.roster_lines(form, roster, (row, left, width), ctx, lines);
                }
            }
            Some((field, FieldKind::Cases | FieldKind::CaseMarks { .. })) => {
                self.agenda_lines(form, field, (row, left, width), ctx, lines);
            }
            _ => self.choices(form, row, left, width, ctx, lines),
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one line's whole situation")]
    fn field_line(
        &self,
        field: &Field,
        row: usize,
        (left, width): (u16, u16),
        applies: bool,
        ctx: &Ctx,
        lines: &mut Vec<Drawn>,
    ) {
        let active = self.at == Some(row);
        let label = words::label::text(ctx.words, &field.label);
        let room = usize::from(width.saturating_sub(left + 1));
        let (mut typed, mut at) = self.edit.seen(room, ctx.glyphs().enter);
        if active && by_marks(field) && typed.is_empty() {
            typed.clone_from(&self.meeting.search);
            at = cells(&typed);
            if typed.is_empty() {
                typed =
                    self.summary(field, ctx).map_or_else(String::new, |said| fit(&said, room).into_owned());
            }
        }
        let (shown, role) = if active { (typed, Role::ActiveField) } else { self.shown(field, applies, ctx) };
        let shown = if shown.is_empty() { ctx.glyphs().ellipsis.to_owned() } else { shown };
        let mut spans = Vec::new();
        if active {
            spans.push((1, ctx.glyphs().marker.to_owned(), Role::Accent));
        } else if let (None, Some(jump)) = (self.at, field.jump) {
            spans.push((1, jump.to_string(), Role::Key));
        }
        let label_role = if applies { Role::Text } else { Role::NotApplicable };
        spans.push((3, crate::ui::widget::paint::cell(label, left - 4, false), label_role));
        let after = left + cells(&shown) as u16 + 1;
        spans.push((left, shown, role));
        if let Some(note) = self.beside(field, active, (left, width), ctx).filter(|_| applies) {
            spans.push((after.max(left + 2), note, Role::Muted));
        }
        let cursor = active.then_some(left + at as u16);
        lines.push(Drawn { row: Some(row), spans, cursor });
    }

    /// What stands in the field, and in which style: where the value came from shows.
    fn shown(&self, field: &Field, applies: bool, ctx: &Ctx) -> (String, Role) {
        let slot = self.slot(&field.key);
        let role = match (applies, slot.origin) {
            (false, _) => Role::NotApplicable,
            (_, Origin::Typed | Origin::Imported) => Role::TypedValue,
            (_, Origin::Default) => Role::DefaultValue,
            (_, Origin::Carried) => Role::CarriedValue,
            (_, Origin::Computed) => Role::ComputedValue,
        };
        // What nobody answered says nothing of what is not the case.
        if !applies && !matches!(slot.origin, Origin::Typed | Origin::Imported) {
            return (ctx.glyphs().dash.to_owned(), Role::NotApplicable);
        }
        if let Some(said) = self.summary(field, ctx) {
            return (said, role);
        }
        if slot.text.is_empty() {
            return (ctx.glyphs().dash.to_owned(), Role::Muted);
        }
        match answer::parse(field, &slot.text, &ctx.answers()) {
            Ok(value) => {
                (words::entry::value(ctx.words, &ctx.plan, Some(field), &value).replace('\n', " "), role)
            }
            Err(_) => (slot.text.replace('\n', " "), Role::Error),
        }
    }

    /// What stands behind the value: its unit, its origin, what the typed text was understood as.
    fn beside(&self, field: &Field, active: bool, at: (u16, u16), ctx: &Ctx) -> Option<String> {
        // A length of time is said with its unit already.
        let unit = field
            .unit
            .as_ref()
            .filter(|_| !matches!(field.kind, FieldKind::Minutes { .. }))
            .map(|u| words::label::text(ctx.words, u).to_owned());
        let slot = self.slot(&field.key);
        let origin = self.origin(field, slot.origin).map(|key| format!("({})", ctx.say(key)));
        if active && self.edit.fresh && field.kind == FieldKind::Day {
            let value = answer::parse(field, &slot.text, &ctx.answers()).ok().filter(|v| !v.is_nothing());
            let echo =
                value.map(|v| format!("= {}", words::entry::value(ctx.words, &ctx.plan, Some(field), &v)));
            let parts: Vec<String> = echo.into_iter().chain(origin.clone()).collect();
            if !parts.is_empty() {
                return Some(parts.join(" "));
            }
        }
        if active && !self.edit.fresh && ctx.list(field).is_none() {
            let value = answer::parse(field, self.edit.text(), &ctx.answers()).ok()?;
            let echo = words::entry::value(ctx.words, &ctx.plan, Some(field), &value);
            return (echo != self.edit.text()
                && !self.edit.text().is_empty()
                && !matches!(value, Value::Text(_)))
            .then(|| format!("= {echo}"));
        }
        if slot.text.is_empty() {
            if active && field.kind == FieldKind::Cases {
                return Some(ctx.say("form-cases-keys"));
            }
            return Self::hint_beside(field, at.0, at.1, ctx).filter(|_| active).map(str::to_owned);
        }
        let parts: Vec<String> = unit.into_iter().chain(origin).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// What is to be said of a field, in words, right under it.
    fn below(&self, key: &str, row: usize, left: u16, width: u16, ctx: &Ctx, lines: &mut Vec<Drawn>) {
        for (_, tone, text) in self.remarks.iter().filter(|(field, _, _)| field == key) {
            let sign = if *tone == Tone::Error { ctx.glyphs().cross } else { "?" };
            for (n, part) in wrap(text, usize::from(width.saturating_sub(left + 3))).into_iter().enumerate() {
                let text = if n == 0 { format!("{sign} {part}") } else { format!("  {part}") };
                lines.push(Drawn { row: Some(row), spans: vec![(left, text, role_of(*tone))], cursor: None });
            }
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one line's whole situation")]
    fn reason_line(
        &self,
        label: &str,
        list: Option<&List>,
        given: Option<&Code>,
        row: usize,
        (left, width): (u16, u16),
        ctx: &Ctx,
        lines: &mut Vec<Drawn>,
    ) {
        let active = self.at == Some(row);
        let item = given.and_then(|code| list?.items.iter().find(|i| i.code == *code));
        let shown =
            item.map_or(ctx.glyphs().ellipsis, |i| words::label::text(ctx.words, &i.label)).to_owned();
        let label = crate::ui::widget::paint::cell(&ctx.say(label), left.saturating_sub(4), false);
        let mut spans = vec![(3, label, Role::Text)];
        if active {
            spans.push((1, ctx.glyphs().marker.to_owned(), Role::Accent));
        }
        let (typed, at) = self.edit.seen(usize::from(width.saturating_sub(left + 1)), ctx.glyphs().enter);
        let text = if active && !typed.is_empty() { typed } else { shown };
        spans.push((left, text, if active { Role::ActiveField } else { Role::DefaultValue }));
        lines.push(Drawn { row: Some(row), spans, cursor: active.then_some(left + at as u16) });
    }
}

fn role_of(tone: Tone) -> Role {
    match tone {
        Tone::Plain => Role::Muted,
        Tone::Good => Role::Good,
        Tone::Warning => Role::Warning,
        Tone::Error => Role::Error,
    }
}
