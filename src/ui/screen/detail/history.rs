//! One step of an entry's history in words: when, who, what.

use super::told::moment;
use crate::desk::ask::{Step, What};
use crate::domain::command::Change;
use crate::domain::plan::Form;
use crate::domain::record::{Cell, Nothing, Status};
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::prose::Piece;
use crate::words;

/// The step of an entry made with the form named `form`.
pub fn piece(step: &Step, form: &str, ctx: &Ctx) -> Piece {
    let form = ctx.form(form).map(|(_, form)| form);
    let label = format!("{} {}", moment(step.at, ctx), ctx.name(step.who));
    let said = what(&step.what, form, ctx);
    let (text, role) = match (step.undoes, &step.what) {
        (Some(_), _) => (ctx.words.say_with("history-undid", &[("what", (&said).into())]), Role::Text),
        (None, What::Lost) => (said, Role::Error),
        (None, _) => (said, Role::Text),
    };
    Piece::row(label, ctx.style(Role::Muted), text, ctx.style(role))
}

fn what(what: &What, form: Option<&Form>, ctx: &Ctx) -> String {
    match what {
        What::Entered { status: Status::Done, .. } => ctx.say("history-entered"),
        What::Entered { status, .. } => {
            let status = self::status(status, form, ctx);
            ctx.words.say_with("history-entered-as", &[("status", (&status).into())])
        }
        What::Amended { changes, status, reason } => {
            let mut parts: Vec<String> = changes.iter().map(|c| change(c, form, ctx)).collect();
            if let Some((before, after)) = status {
                parts.push(turned(&self::status(before, form, ctx), &self::status(after, form, ctx), ctx));
            }
            let changed = parts.join(", ");
            match reason {
                None => changed,
                Some(code) => {
                    let list = form.and_then(|form| form.correction_reasons.as_deref());
                    let reason = words::label::reason(ctx.words, &ctx.plan, list, code);
                    ctx.words.say_with(
                        "history-because",
                        &[("what", (&changed).into()), ("reason", reason.into())],
                    )
                }
            }
        }
        What::Removed => ctx.say("history-removed"),
        What::Restored => ctx.say("history-restored"),
        What::Lost => ctx.say("history-lost"),
    }
}

/// `Kontakter 7 → 9`.
fn change(change: &Change, form: Option<&Form>, ctx: &Ctx) -> String {
    let field = form.and_then(|form| form.field(&change.field));
    let label = words::label::field(ctx.words, form, &change.field);
    let said = |cell: &Option<Cell>| match cell {
        Some(cell) => words::entry::value(ctx.words, &ctx.plan, field, &cell.value).replace('\n', " "),
        None => words::entry::nothing(ctx.words, Nothing::NotStated),
    };
    format!("{label} {}", turned(&said(&change.before), &said(&change.after), ctx))
}

fn turned(before: &str, after: &str, ctx: &Ctx) -> String {
    format!("{before} {} {after}", ctx.glyphs().right)
}

fn status(status: &Status, form: Option<&Form>, ctx: &Ctx) -> String {
    match status {
        Status::Done => ctx.say("status-done"),
        Status::Planned => ctx.say("status-planned"),
        Status::Cancelled(code) => {
            let list = form.and_then(|form| form.cancel_reasons.as_deref());
            let reason = words::label::reason(ctx.words, &ctx.plan, list, code);
            ctx.words.say_with("status-cancelled", &[("reason", reason.into())])
        }
    }
}
