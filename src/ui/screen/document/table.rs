//! One row of the promise's table: an activity with the document's six columns.

use super::{heading, row, rows, said};
use crate::domain::plan::{Activity, Responsible};
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::prose::Piece;

/// The activity's row of the table.
pub fn pieces(activity: &Activity, ctx: &Ctx) -> Vec<Piece> {
    let mut pieces = vec![heading(said(&activity.tab, ctx), ctx)];
    pieces.push(Piece::paragraph(said(&activity.what, ctx), ctx.style(Role::Text)));
    pieces.push(row(ctx.say("document-scope"), said(&activity.scope, ctx), ctx));
    pieces.push(row(ctx.say("document-when"), said(&activity.when, ctx), ctx));
    let responsible = activity.responsible.iter().map(|r| self::responsible(r, ctx));
    pieces.extend(rows(ctx.say("document-responsible"), responsible, ctx));
    let follow_up = activity.follow_up.iter().map(|f| said(f, ctx));
    pieces.extend(rows(ctx.say("document-follow-up"), follow_up, ctx));
    pieces.push(row(ctx.say("document-evaluator"), said(&activity.evaluator, ctx), ctx));
    let served: Vec<String> = activity
        .criteria
        .iter()
        .filter_map(|key| ctx.plan.criteria.iter().find(|c| c.key == *key))
        .map(|criterion| said(&criterion.label, ctx))
        .collect();
    if !served.is_empty() {
        pieces.push(row(ctx.say("document-serves"), served.join(", "), ctx));
    }
    pieces.extend(rows(ctx.say("document-notes"), activity.notes.iter().map(|n| said(n, ctx)), ctx));
    pieces
}

fn responsible(who: &Responsible, ctx: &Ctx) -> String {
    let party = said(&who.party, ctx);
    match &who.through {
        None => party,
        Some(function) => {
            let through = said(function, ctx);
            ctx.words
                .say_with("document-through", &[("party", (&party).into()), ("through", (&through).into())])
        }
    }
}
