//! Drawing the fields that are filled by marking: who is there, and which cases are up.

use super::Drawn;
use crate::domain::casework::code;
use crate::domain::plan::{Field, FieldKind, Form};
use crate::domain::record::answer::{self, members};
use crate::domain::record::{Code, Value};
use crate::text::width::cells;
use crate::ui::ctx::Ctx;
use crate::ui::screen::form::{FormView, course, meeting, roster};
use crate::ui::theme::Role;
use crate::ui::widget::paint::cell;
use crate::words::{self, label};

/// Where the cases of an agenda begin: they need more room than a field has.
const INDENT: u16 = 5;

/// The highest number that is a key.
const KEYS: u16 = 9;

impl FormView {
    /// What a field of marks holds, on one line. None where nothing has been marked.
    pub(super) fn summary(&self, field: &Field, ctx: &Ctx) -> Option<String> {
        match &field.kind {
            FieldKind::Roster { .. } => {
                match answer::parse(field, &self.slot(&field.key).text, &ctx.answers()) {
                    Ok(Value::Marks(marks)) => Some(self.roster_said(field, &marks, ctx)),
                    _ => None,
                }
            }
            FieldKind::Cases | FieldKind::CaseMarks { .. } => {
                let marked = self.marked_cases(field, ctx);
                let text = self.slot(&field.key).text;
                if marked.is_empty() {
                    return (!text.is_empty()).then(|| ctx.say("form-no-cases"));
                }
                let codes = marked.iter().map(|code| code::shown(code)).collect::<Vec<_>>().join(", ");
                Some(format!("{}: {codes}", marked.len()))
            }
            _ => None,
        }
    }

    /// Everybody on the roster with letter, name and mark, as many beside each other as there is room for.
    pub(super) fn roster_lines(
        &self,
        form: &Form,
        field: &Field,
        (row, left, width): (usize, u16, u16),
        ctx: &Ctx,
        lines: &mut Vec<Drawn>,
    ) {
        let Some((list, marks)) = roster::roster_lists(field) else { return };
        let (Some(list), marks) = (ctx.plan.list(list), ctx.plan.list(marks)) else { return };
        if course::is_seats(field) {
            return self.seat_lines(form, field, (row, width), ctx, lines);
        }
        let Some(Value::Marks(given)) = self.marked(field, ctx) else { return };
        let usual = marks.and_then(|marks| members(marks).next()).map(|item| item.code.as_str());
        let named: Vec<(String, String, &str, bool)> = roster::letters(form, list)
            .into_iter()
            .map(|(who, letter)| {
                let mark = given.iter().find(|(code, _)| *code == who).map(|(_, mark)| mark.as_str());
                let said = mark.map_or("", |mark| label::of_list(ctx.words, marks, mark));
                let name = list.items.iter().find(|item| item.code == *who);
                let name =
                    name.map_or(who.to_string(), |item| label::text(ctx.words, &item.label).to_owned());
                (letter.map(String::from).unwrap_or_default(), name, said, mark == usual)
            })
            .collect();
        let name_wide = named.iter().map(|(_, name, ..)| cells(name)).max().unwrap_or(0) as u16;
        let mark_wide =
            marks.into_iter().flat_map(members).map(|item| cells(label::text(ctx.words, &item.label)));
        let wide = name_wide + mark_wide.max().unwrap_or(0) as u16 + 6;
        let columns = usize::from((width.saturating_sub(left) / wide).max(1));
        for line in named.chunks(columns) {
            let mut spans = Vec::new();
            for (x, (letter, name, mark, is_usual)) in (left..).step_by(usize::from(wide)).zip(line) {
                spans.push((x, letter.clone(), Role::Key));
                spans.push((x + 2, cell(name, name_wide, false), Role::Text));
                let role = if *is_usual { Role::DefaultValue } else { Role::TypedValue };
                spans.push((x + 3 + name_wide, (*mark).to_owned(), role));
            }
            lines.push(Drawn { row: Some(row), spans, cursor: None });
        }
    }

    /// The cases by their numbers: which are marked, why they are there, how they stand, who may not hear of them.
    pub(super) fn agenda_lines(
        &self,
        form: &Form,
        field: &Field,
        (row, left, width): (usize, u16, u16),
        ctx: &Ctx,
        lines: &mut Vec<Drawn>,
    ) {
        if !self.meeting.search.is_empty() {
            let found: Vec<String> =
                self.found(form, field, ctx).iter().map(|code| code::shown(code)).collect();
            lines.push(Drawn {
                row: Some(row),
                spans: vec![(left, found.join("  "), Role::Found)],
                cursor: None,
            });
        }
        let there = self.in_the_room(form, ctx);
        let statuses = ctx.plan.list("case_statuses");
        let cases = self.case_lines(form, field, ctx);
        let why = |line: &meeting::Line<'_>| {
            line.item.map_or_else(String::new, |item| words::casework::why(ctx.words, item.why, ctx.now.day))
        };
        let status = |line: &meeting::Line<'_>| {
            line.item
                .map_or_else(String::new, |item| label::of_list(ctx.words, statuses, &item.status).to_owned())
        };
        let widest = |said: &dyn Fn(&meeting::Line<'_>) -> String| {
            cases.iter().map(|line| cells(&said(line))).max().unwrap_or(0) as u16
        };
        let closed = |line: &meeting::Line<'_>| {
            let all = line.item.iter().flat_map(|item| &item.closed_to).map(|(who, _)| who);
            if let Some(said) = words::casework::group_only(ctx.words, &ctx.plan, all) {
                return format!("! {said}");
            }
            let to = line.item.iter().flat_map(|item| &item.closed_to).filter(|(who, _)| there.contains(who));
            let to: Vec<&str> =
                to.map(|(who, _)| words::casework::party(ctx.words, &ctx.plan, who)).collect();
            if to.is_empty() { String::new() } else { format!("! {}", to.join(", ")) }
        };
        let (why_wide, status_wide, closed_wide) = (widest(&why), widest(&status), widest(&closed));
        // Who may not hear of a case is never what is cut: where there is little room, it comes first.
        let roomy = INDENT + 13 + why_wide + 2 + status_wide + 2 + closed_wide <= width;
        for line in &cases {
            let number = line.item.map(|item| item.number);
            let key = number.map(|n| n.to_string()).unwrap_or_default();
            let key_role = if number.is_some_and(|n| n <= KEYS) { Role::Key } else { Role::Muted };
            let (sign, role) = match (line.marked, line.fixed) {
                (true, true) => (ctx.glyphs().tick, Role::ComputedValue),
                (true, false) => (ctx.glyphs().tick, Role::TypedValue),
                (false, _) => (" ", Role::Text),
            };
            let mut x = INDENT + 5;
            let mut spans = vec![
                (INDENT, cell(&key, 2, true), key_role),
                (INDENT + 3, sign.to_owned(), role),
                (x, code::shown(&line.code), role),
            ];
            x += 8;
            let told = [
                (why(line), why_wide, Role::Muted),
                (status(line), status_wide, Role::Text),
                (closed(line), closed_wide, Role::Warning),
            ];
            let order = if roomy { [0, 1, 2] } else { [2, 0, 1] };
            for (said, wide, role) in order.map(|i| told[i].clone()) {
                spans.push((x, said, role));
                x += if wide == 0 { 0 } else { wide + 2 };
            }
            spans.retain(|(_, text, _)| !text.trim().is_empty());
            lines.push(Drawn { row: Some(row), spans, cursor: None });
        }
    }

    /// Says who is not as usual, or that everybody is.
    fn roster_said(&self, field: &Field, marks: &[(Code, Code)], ctx: &Ctx) -> String {
        let Some((list, kinds)) = roster::roster_lists(field) else { return String::new() };
        let (list, kinds) = (ctx.plan.list(list), ctx.plan.list(kinds));
        let usual =
            kinds.and_then(|kinds| members(kinds).next()).map(|item| item.code.as_str()).unwrap_or_default();
        let said = |mark: &str| label::of_list(ctx.words, kinds, mark).to_owned();
        let unusual = marks.iter().filter(|(_, mark)| mark != usual);
        let name = |who: &'_ Code| {
            self.seat_name(who).unwrap_or_else(|| label::of_list(ctx.words, list, who)).to_owned()
        };
        let but = unusual.map(|(who, mark)| format!("{} {}", name(who), said(mark)));
        let but = but.collect::<Vec<_>>().join(", ");
        let count = marks.len() as i64;
        if but.is_empty() {
            return ctx
                .words
                .say_with("form-roster-all", &[("count", count.into()), ("mark", (&said(usual)).into())]);
        }
        if marks.iter().all(|(_, mark)| mark != usual) {
            return but;
        }
        ctx.words.say_with("form-roster-but", &[("but", (&but).into()), ("mark", (&said(usual)).into())])
    }
}
