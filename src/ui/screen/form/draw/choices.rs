//! What may be chosen: all of a short list with its keys, or the matches of what has been typed so far.

use super::super::{FormView, ONE_KEY, Row};
use super::Drawn;
use crate::domain::plan::{FieldKind, Form};
use crate::domain::record::answer::{choose, matching};
use crate::text::width::cells;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::words;

/// How many matches of a long list are shown.
const MATCHES: usize = 6;

impl FormView {
    /// What may be chosen: all of a short list with its keys, or the matches of what has been typed so far.
    pub(super) fn choices(
        &self,
        form: &Form,
        row: usize,
        left: u16,
        width: u16,
        ctx: &Ctx,
        lines: &mut Vec<Drawn>,
    ) {
        let yes_no = matches!(self.row(form), Some(Row::Field(i)) if form.fields[i].kind == FieldKind::YesNo);
        if yes_no {
            let text = ctx.say("form-yes-no");
            lines.push(Drawn { row: Some(row), spans: vec![(left, text, Role::Muted)], cursor: None });
            return;
        }
        let Some(list) = self.list(form, ctx) else { return };
        let offered = list.items.iter().filter(|i| !i.retired).count();
        if offered <= ONE_KEY && (self.edit.fresh || self.edit.text().is_empty()) {
            let mut x = left;
            let mut spans = Vec::new();
            for item in list.items.iter().filter(|i| !i.retired) {
                let label = words::label::text(ctx.words, &item.label);
                let key = item.key.map(String::from).unwrap_or_default();
                let wide = (cells(label) + cells(&key) + 3) as u16;
                if x + wide > width && !spans.is_empty() {
                    lines.push(Drawn { row: Some(row), spans: std::mem::take(&mut spans), cursor: None });
                    x = left;
                }
                spans.push((x, key.clone(), Role::Key));
                spans.push((x + cells(&key) as u16 + 1, label.to_owned(), Role::Text));
                x += wide;
            }
            lines.push(Drawn { row: Some(row), spans, cursor: None });
            return;
        }
        let typed = if self.edit.fresh { "" } else { self.edit.text() };
        let meant = if typed.is_empty() { None } else { choose(Some(list), typed).ok() };
        let found = matching(list, typed);
        for (item, _) in found.iter().take(MATCHES) {
            let label = words::label::text(ctx.words, &item.label).to_owned();
            let is_meant = meant.is_some_and(|m| m.code == item.code);
            let mut spans = vec![(left + 2, label, if is_meant { Role::Chosen } else { Role::Text })];
            if is_meant {
                spans.push((left, ctx.glyphs().enter.to_owned(), Role::Key));
            }
            lines.push(Drawn { row: Some(row), spans, cursor: None });
        }
        if found.len() > MATCHES {
            let more = ctx.words.say_with("form-more", &[("count", ((found.len() - MATCHES) as i64).into())]);
            lines.push(Drawn { row: Some(row), spans: vec![(left + 2, more, Role::Muted)], cursor: None });
        }
        if list.example {
            lines.push(Drawn {
                row: Some(row),
                spans: vec![(left + 2, ctx.say("form-examples"), Role::Example)],
                cursor: None,
            });
        }
    }
}
