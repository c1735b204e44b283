//! Drawing a list: a heading, columns, and the rows in the window.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::List;
use crate::desk::ask::Only;
use crate::domain::casework::secrecy::{self, FoundBy};
use crate::domain::plan::{Field, FieldKind, Form, Sort};
use crate::domain::record::{Code, Entry, Nothing, Status, Value};
use crate::text::width::cells;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::paint::{cell, put, put_right};
use crate::words;

/// Cells kept behind the columns for what became of an occasion that is not simply done.
const STATUS: u16 = 9;

/// The widest a column gets that fits what stands in it, and the least that each must have.
const WIDEST: usize = 24;
const NARROW: u16 = 7;

impl List {
    /// The columns: those of the one form, or what all forms have in common.
    pub(super) fn columns<'a>(&self, ctx: &'a Ctx) -> Vec<&'a str> {
        match self.query.forms.as_slice() {
            [form] => ctx
                .form(form)
                .map(|(_, f)| f.columns.iter().map(String::as_str).collect())
                .unwrap_or_default(),
            _ => Vec::new(),
        }
    }

    /// Draws it; returns where the cursor stands.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let right = area.right().saturating_sub(1);
        let end = put_right(buffer, area.x + 10, right, area.y, &self.counted(ctx), ctx.style(Role::Muted));
        let room = end.saturating_sub(area.x + 3);
        put(buffer, area.x + 1, area.y, room, &self.heading(ctx), ctx.style(Role::Heading));
        let below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        self.draw_below(below, buffer, ctx)
    }

    /// How many entries there are, and in what order.
    pub fn counted(&self, ctx: &Ctx) -> String {
        let count = ctx.words.say_with("list-count", &[("count", (self.total as i64).into())]);
        format!("{count}  {}", self.sort_name(ctx))
    }

    /// Draws how many entries there are at the right end of a line, where there is room after column `x`.
    pub fn draw_counted(&self, x: u16, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
        let counted = self.counted(ctx);
        let right = area.right().saturating_sub(1);
        if usize::from(right.saturating_sub(x)) >= cells(&counted) {
            put_right(buffer, x, right, area.y, &counted, ctx.style(Role::Muted));
        }
    }

    /// Draws what is under the heading; returns where the cursor stands.
    pub fn draw_below(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let right = area.right().saturating_sub(1);
        let mut y = area.y;
        let mut cursor = None;
        if let Some(edit) = &self.search {
            let x = put(buffer, area.x + 1, y, 12, &ctx.say("list-search"), ctx.style(Role::Key));
            let room = right.saturating_sub(x + 1);
            let (text, at) = edit.seen(usize::from(room), ctx.glyphs().enter);
            put(buffer, x + 1, y, room, &text, ctx.style(Role::ActiveField));
            cursor = Some(Position { x: (x + 1 + at as u16).min(right), y });
            y += 1;
        } else if !self.query.words.is_empty() {
            put(buffer, area.x + 1, y, right, &format!("/ {}", self.query.words), ctx.style(Role::Found));
            y += 1;
        }
        let widths = self.widths(area.width, ctx);
        if !widths.is_empty() && area.height > 7 {
            let mut x = area.x + 3;
            for ((name, width, figure), _) in widths.iter().zip(0..) {
                x = put(buffer, x, y, *width, &cell(name, *width, *figure), ctx.style(Role::Muted)) + 2;
            }
            y += 1;
        }
        let room = usize::from(area.bottom().saturating_sub(y));
        if self.total == 0 {
            put(buffer, area.x + 3, y, right, &self.empty(ctx), ctx.style(Role::Muted));
        }
        for (y, row) in (y..).zip(self.rows.see(room, self.total)) {
            if let Some(entry) = self.at(row) {
                self.draw_row(entry, row == self.rows.at, y, area, &widths, buffer, ctx);
            }
        }
        cursor
    }

    #[allow(clippy::too_many_arguments, reason = "one row's whole situation")]
    fn draw_row(
        &self,
        entry: &Entry,
        marked: bool,
        y: u16,
        area: Rect,
        widths: &[(String, u16, bool)],
        buffer: &mut Buffer,
        ctx: &Ctx,
    ) {
        if marked {
            put(buffer, area.x + 1, y, 1, ctx.glyphs().marker, ctx.style(Role::Accent));
        }
        let style = |first: bool| match (marked && first, &entry.status) {
            (true, _) => ctx.style(Role::Selected),
            (_, Status::Done) => ctx.style(Role::Text),
            _ => ctx.style(Role::Muted),
        };
        let columns = self.columns(ctx);
        let mut x = area.x + 3;
        if columns.is_empty() {
            let entered = ctx.form(&entry.form).map_or(entry.on, |(_, form)| entry.day(form));
            let day = words::day::near(ctx.words, entered, ctx.now.day);
            x = put(buffer, x, y, 11, &cell(&day, 11, false), style(true)) + 1;
            put(
                buffer,
                x,
                y,
                area.right().saturating_sub(x + 1),
                &words::entry::one_line(ctx.words, &ctx.plan, entry),
                style(false),
            );
            return;
        }
        for (i, (column, (_, width, figure))) in columns.iter().zip(widths).enumerate() {
            let text = written(entry, column, ctx);
            x = put(buffer, x, y, *width, &cell(&text, *width, *figure), style(i == 0)) + 2;
        }
        let mark = match &entry.status {
            Status::Done if entry.asked.is_empty() => String::new(),
            Status::Done => "?".to_owned(),
            _ => words::entry::status(ctx.words, &ctx.plan, entry),
        };
        put(buffer, x, y, area.right().saturating_sub(x + 1), &mark, ctx.style(Role::Warning));
    }

    /// Each column's heading, width and whether it holds figures.
    fn widths(&self, room: u16, ctx: &Ctx) -> Vec<(String, u16, bool)> {
        let [form] = self.query.forms.as_slice() else { return Vec::new() };
        let Some((_, form)) = ctx.form(form) else { return Vec::new() };
        if let Some(needed) = self.fitted.as_ref().filter(|needed| !needed.is_empty()) {
            return fitted(form, needed, room, ctx);
        }
        let mut left = room.saturating_sub(4 + STATUS);
        let mut widths = Vec::new();
        for column in &form.columns {
            let Some(field) = form.field(column) else { continue };
            let name = words::label::text(ctx.words, &field.label).to_owned();
            let (wide, figure) = column_width(field);
            let width = (wide.max(cells(&name).min(12)) as u16).min(left);
            if width < 4 {
                break;
            }
            left = left.saturating_sub(width + 2);
            widths.push((name, width, figure));
        }
        widths
    }

    /// How wide the entries at hand and the headings make each column.
    pub(super) fn needed(&self, ctx: &Ctx) -> Vec<u16> {
        let [form] = self.query.forms.as_slice() else { return Vec::new() };
        let Some((_, form)) = ctx.form(form) else { return Vec::new() };
        let columns = form.columns.iter().filter_map(|column| form.field(column));
        columns
            .map(|field| {
                let heading = cells(words::label::text(ctx.words, &field.label));
                let texts = self.held.iter().map(|entry| cells(&written(entry, &field.key, ctx)));
                texts.chain([heading]).max().unwrap_or(heading).min(WIDEST) as u16
            })
            .collect()
    }

    fn heading(&self, ctx: &Ctx) -> String {
        let of = self.activity.as_deref().and_then(|key| ctx.plan.activity(key));
        let base = match of {
            Some(activity) => words::label::text(ctx.words, &activity.tab).to_owned(),
            None => self.title.clone(),
        };
        self.narrowed(base, ctx)
    }

    /// A name of the list with what it is narrowed to.
    pub fn narrowed(&self, base: String, ctx: &Ctx) -> String {
        let only = match self.query.only {
            Only::Planned => "list-planned",
            Only::Cancelled => "list-cancelled",
            Only::Asked => "list-asked",
            _ => return base,
        };
        format!("{} {} {base}", ctx.say(only), ctx.glyphs().dot)
    }

    fn sort_name(&self, ctx: &Ctx) -> String {
        let column = |n: u8| {
            let form = self.query.forms.first().and_then(|key| ctx.form(key));
            let field = form.and_then(|(_, f)| f.field(f.columns.get(usize::from(n))?));
            field.map(|f| words::label::inside(words::label::text(ctx.words, &f.label))).unwrap_or_default()
        };
        match self.query.sort {
            Sort::NewestFirst => ctx.say("sort-newest"),
            Sort::OldestFirst => ctx.say("sort-oldest"),
            Sort::Column(n) => format!("{} {}", ctx.glyphs().up, column(n)),
            Sort::ColumnDown(n) => format!("{} {}", ctx.glyphs().down, column(n)),
        }
    }

    fn empty(&self, ctx: &Ctx) -> String {
        let by_code = |form: &Code| matches!(secrecy::found_by(&ctx.plan, form), Some(FoundBy::Code(_)));
        let keeps = || ctx.plan.cases().is_some_and(|(_, cases)| cases.register.has_codes());
        let searched = !self.query.words.is_empty();
        ctx.say(if !searched && self.query.only == Only::Live {
            "list-empty"
        } else if searched
            && (self.query.forms.iter().any(by_code) || (self.query.forms.is_empty() && keeps()))
        {
            "list-cases-by-code"
        } else {
            "list-none-such"
        })
    }
}

/// What stands in a column of an entry's row.
fn written(entry: &Entry, column: &str, ctx: &Ctx) -> String {
    let field = ctx.form(&entry.form).and_then(|(_, form)| form.field(column));
    let value = entry.value(column).cloned().unwrap_or(Value::Nothing(Nothing::NotStated));
    words::entry::column(ctx.words, &ctx.plan, field, &value, ctx.now.day)
}

/// Columns as wide as they need to be; where there is no room for that the widest give way, and then the last.
fn fitted(form: &Form, needed: &[u16], room: u16, ctx: &Ctx) -> Vec<(String, u16, bool)> {
    let room = room.saturating_sub(4 + STATUS / 2);
    let fit = |columns: usize| (columns as u16) * (NARROW + 2) <= room;
    let columns = (1..=needed.len()).rev().find(|columns| fit(*columns)).unwrap_or(1);
    let mut widths = needed[..columns].to_vec();
    let budget = room.saturating_sub(2 * columns as u16);
    while widths.iter().sum::<u16>() > budget {
        match widths.iter_mut().max() {
            Some(widest) if *widest > 1 => *widest -= 1,
            _ => break,
        }
    }
    let fields = form.columns.iter().filter_map(|column| form.field(column));
    let named = |(field, width): (&Field, u16)| {
        (words::label::text(ctx.words, &field.label).to_owned(), width, column_width(field).1)
    };
    fields.zip(widths).map(named).collect()
}

/// How wide a column of a field's values is, and whether it holds figures.
fn column_width(field: &Field) -> (usize, bool) {
    match field.kind {
        FieldKind::Day | FieldKind::Month | FieldKind::Place { .. } => (14, false),
        FieldKind::Time | FieldKind::YesNo => (5, false),
        FieldKind::Count { .. } | FieldKind::Minutes { .. } | FieldKind::Total { .. } => (6, true),
        FieldKind::Choice { .. } => (11, false),
        FieldKind::Case => (7, false),
        FieldKind::Course => (8, false),
        FieldKind::Year => (4, true),
        FieldKind::Roster { .. }
        | FieldKind::Grades
        | FieldKind::Cases
        | FieldKind::CaseMarks { .. }
        | FieldKind::Choices { .. }
        | FieldKind::Text { .. }
        | FieldKind::Name { .. }
        | FieldKind::Phone
        | FieldKind::Note { .. } => (20, false),
    }
}
