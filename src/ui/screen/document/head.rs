//! What stands before the promise's table: parties, days, grounds, whom it is for and what it works for.

use super::{heading, row, rows, said};
use crate::domain::plan::{Framework, Period, Signing};
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::prose::Piece;
use crate::words;

/// Everything before the table.
pub fn pieces(ctx: &Ctx) -> Vec<Piece> {
    let plan = &ctx.plan;
    let mut pieces = vec![heading(said(&plan.title, ctx), ctx), Piece::gap()];
    pieces.extend(rows(ctx.say("document-parties"), plan.parties.iter().map(|p| said(p, ctx)), ctx));
    pieces.push(row(ctx.say("document-period"), span(plan.period, ctx), ctx));
    pieces.extend(rows(ctx.say("document-signed"), plan.signings.iter().map(|s| signing(s, ctx)), ctx));
    pieces.extend(plan.framework.as_ref().map(|f| framework(f, ctx)));
    pieces.extend(plan.predecessor.as_ref().map(|p| {
        let text = format!("{}, {}", said(&p.title, ctx), span(p.period, ctx));
        row(ctx.say("document-predecessor"), text, ctx)
    }));
    pieces.push(row(ctx.say("document-target-group"), said(&plan.target_group, ctx), ctx));
    pieces.extend(rows(
        ctx.say("document-criteria"),
        plan.criteria.iter().map(|criterion| said(&criterion.label, ctx)),
        ctx,
    ));
    pieces.extend(rows(
        ctx.say("document-basis"),
        plan.basis.iter().map(|b| format!("{} ({})", said(&b.title, ctx), b.year)),
        ctx,
    ));
    pieces.extend(rows(ctx.say("document-notes"), plan.notes.iter().map(|n| said(n, ctx)), ctx));
    pieces
}

fn span(period: Period, ctx: &Ctx) -> String {
    words::day::span_and_year(ctx.words, period.from, period.to)
}

fn signing(signing: &Signing, ctx: &Ctx) -> String {
    let day = signing.day.map(|day| format!(" {}", words::day::full(ctx.words, day))).unwrap_or_default();
    format!("{}{day}, {}", said(&signing.act, ctx), said(&signing.by, ctx))
}

/// The agreement, and a remark where the promise outlives it.
fn framework(framework: &Framework, ctx: &Ctx) -> Piece {
    let text = format!("{}, {}", said(&framework.title, ctx), span(framework.period, ctx));
    let piece = row(ctx.say("document-framework"), text, ctx);
    if framework.period.to < ctx.plan.period.to {
        piece.with_tail(ctx.say("document-framework-ends"), ctx.style(Role::Warning))
    } else {
        piece
    }
}
