//! A text to read: the keys of a view, or what a field is. Both come from the one table and the plan.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Picked, ground};
use crate::desk::ask::{Step, What};
use crate::domain::plan::{Field, FieldKind};
use crate::domain::record::answer::members;
use crate::domain::record::{Cell, Nothing};
use crate::text::width::wrap;
use crate::ui::action::{self, Action, Binding, Context};
use crate::ui::ctx::Ctx;
use crate::ui::screen::Press;
use crate::ui::screen::form::ONE_KEY;
use crate::ui::theme::Role;
use crate::ui::widget::paint::put;
use crate::ui::widget::rows::Rows;
use crate::words;

/// A text to read.
pub struct Page {
    title: String,
    /// A key (or nothing) and what it means, or a heading.
    lines: Vec<PageLine>,
    rows: Rows,
}

struct PageLine {
    key: String,
    text: String,
    role: Role,
    action: Option<Action>,
}

impl Page {
    /// The keys of the view under it: its own first, then those that hold everywhere, then the plan's.
    pub fn keys(context: Context, ctx: &Ctx) -> Self {
        let mut lines = vec![heading(ctx.say("help-here"))];
        let own = action::TABLE.iter().filter(|b| b.contexts.contains(&context));
        lines.extend(own.filter_map(|b| key_line(b, ctx)));
        if !context.stands_alone() {
            if matches!(context, Context::Today | Context::List | Context::Empty) {
                lines.push(heading(ctx.say("help-plan")));
                lines.extend(ctx.offered().filter_map(|(_, form)| {
                    let label = words::label::text(ctx.words, &form.label);
                    let text = ctx.words.say_with("help-form", &[("form", label.into())]);
                    Some(PageLine { key: form.open?.to_string(), text, role: Role::Text, action: None })
                }));
            }
            lines.push(heading(ctx.say("help-everywhere")));
            let general = action::TABLE.iter().filter(|b| b.contexts.contains(&Context::Everywhere));
            lines.extend(general.filter_map(|b| key_line(b, ctx)));
        }
        lines.push(heading(ctx.say("help-nothings")));
        lines.push(text_line(ctx.say("help-nothings-text")));
        lines.push(heading(ctx.say("help-days")));
        lines.push(text_line(ctx.say("help-days-text")));
        Self { title: ctx.say("help-title"), lines, rows: Rows::default() }
    }

    /// What a field is, what may be typed in it, and what it has been.
    pub fn field(field: &Field, history: &[Step], ctx: &Ctx) -> Self {
        let mut lines = Vec::new();
        if let Some(hint) = &field.hint {
            lines.push(text_line(words::label::text(ctx.words, hint).to_owned()));
        }
        lines.push(text_line(ctx.say(match field.kind {
            FieldKind::Day => "field-day",
            FieldKind::Month => "field-month",
            FieldKind::Time => "field-time",
            FieldKind::Count { .. } => "field-count",
            FieldKind::Minutes { .. } => "field-minutes",
            FieldKind::Choice { .. } | FieldKind::Place { .. } if is_long(field, ctx) => "field-filter",
            FieldKind::Choice { .. } | FieldKind::Place { .. } => "field-choice",
            FieldKind::Choices { .. } => "field-choices",
            FieldKind::Text { .. } => "field-text",
            FieldKind::Name { .. } => "field-name",
            FieldKind::Phone => "field-phone",
            FieldKind::Note { .. } => "field-note",
            FieldKind::YesNo => "field-yes-no",
            FieldKind::Roster { .. } => "field-roster",
            FieldKind::Total { .. } => "field-total",
            FieldKind::Case => "field-case",
            FieldKind::Cases | FieldKind::CaseMarks { .. } => "field-cases",
            FieldKind::Course => "field-course",
            FieldKind::Year => "field-year",
            FieldKind::Grades => "field-grades",
        })));
        if let FieldKind::Roster { marks, .. } = &field.kind {
            lines.extend(in_order(marks, ctx));
        }
        lines.push(text_line(ctx.say("help-nothings-text")));
        if !history.is_empty() {
            lines.push(heading(ctx.say("field-history")));
            let steps: Vec<PageLine> =
                history.iter().filter_map(|step| history_line(field, step, ctx)).collect();
            if steps.is_empty() {
                lines.push(text_line(ctx.say("field-history-none")));
            }
            lines.extend(steps);
        }
        Self { title: words::label::text(ctx.words, &field.label).to_owned(), lines, rows: Rows::default() }
    }

    /// Takes a key: Enter runs the line that is marked.
    pub fn press(&mut self, press: Press) -> Picked {
        let total = self.lines.len();
        if self.rows.obey(press.action, total) {
            return Picked::Nothing;
        }
        match press.action {
            Some(Action::Accept) => {
                let action = self.lines.get(self.rows.at).and_then(|line| line.action);
                action.map_or(Picked::Close, Picked::Action)
            }
            Some(Action::Back) => Picked::Close,
            _ => Picked::Nothing,
        }
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let width = usize::from(area.width.saturating_sub(18)).max(10);
        let drawn: Vec<(usize, &str, String, Role)> =
            self.lines
                .iter()
                .enumerate()
                .flat_map(|(i, line)| {
                    wrap(&line.text, width).into_iter().enumerate().map(move |(n, part)| {
                        (i, if n == 0 { line.key.as_str() } else { "" }, part, line.role)
                    })
                })
                .collect();
        let place = ground(area, (drawn.len() as u16).saturating_add(1), buffer, ctx);
        put(buffer, place.x + 1, place.y, place.width, &self.title, ctx.style(Role::Heading));
        let room = usize::from(place.height.saturating_sub(1));
        let marked = drawn.iter().position(|(i, ..)| *i == self.rows.at).unwrap_or(0);
        let mut window = Rows { at: marked, top: self.rows.top, height: room };
        for (y, n) in (place.y + 1..).zip(window.see(room, drawn.len())) {
            let (i, key, text, role) = &drawn[n];
            if *i == self.rows.at && !key.is_empty() {
                put(buffer, place.x + 1, y, 1, ctx.glyphs().marker, ctx.style(Role::Accent));
            }
            put(buffer, place.x + 3, y, 13, key, ctx.style(Role::Key));
            let x = if self.lines[*i].key.is_empty() { place.x + 2 } else { place.x + 17 };
            put(buffer, x, y, place.right().saturating_sub(x + 1), text, ctx.style(*role));
        }
        (self.rows.top, self.rows.height) = (window.top, room);
        None
    }
}

/// Whether the field's list is too long to have a key beside each item.
fn is_long(field: &Field, ctx: &Ctx) -> bool {
    ctx.list(field).is_some_and(|list| list.items.iter().filter(|item| !item.retired).count() > ONE_KEY)
}

/// The marks a letter goes through, by their names.
fn in_order(marks: &str, ctx: &Ctx) -> Option<PageLine> {
    let named = members(ctx.plan.list(marks)?).map(|mark| words::label::text(ctx.words, &mark.label));
    let named = named.collect::<Vec<_>>().join(", ");
    Some(text_line(ctx.words.say_with("field-roster-marks", &[("marks", (&named).into())])))
}

/// What one step of an entry's history did to one field.
fn history_line(field: &Field, step: &Step, ctx: &Ctx) -> Option<PageLine> {
    let What::Amended { changes, .. } = &step.what else { return None };
    let change = changes.iter().find(|c| c.field == field.key)?;
    let said = |cell: Option<&Cell>| match cell {
        Some(cell) => words::entry::value(ctx.words, &ctx.plan, Some(field), &cell.value),
        None => words::entry::nothing(ctx.words, Nothing::NotStated),
    };
    let (before, after) = (said(change.before.as_ref()), said(change.after.as_ref()));
    let at = words::day::moment(ctx.words, step.at, ctx.plan.time_zone);
    let who = ctx.name(step.who);
    Some(text_line(ctx.words.say_with(
        "field-history-step",
        &[
            ("at", (&at).into()),
            ("who", (&who).into()),
            ("before", (&before).into()),
            ("after", (&after).into()),
        ],
    )))
}

fn heading(text: String) -> PageLine {
    PageLine { key: String::new(), text, role: Role::Heading, action: None }
}

fn text_line(text: String) -> PageLine {
    PageLine { key: String::new(), text, role: Role::Text, action: None }
}

fn key_line(binding: &Binding, ctx: &Ctx) -> Option<PageLine> {
    let keys: Vec<String> = binding
        .chords
        .iter()
        .map(|c| action::spell(*c, ctx.glyphs().enter, ctx.glyphs().arrows.len() > 4))
        .collect();
    let key = if matches!(binding.action, Action::Tab(_)) { "1–9".to_owned() } else { keys.join(" ") };
    (!key.is_empty()).then(|| PageLine {
        key,
        text: ctx.say(&format!("help-{}", binding.name)),
        role: Role::Text,
        action: (!matches!(binding.action, Action::Tab(_))).then_some(binding.action),
    })
}
