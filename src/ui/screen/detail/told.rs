//! What an entry says: its day and shift, each answer in words with where it came from, and what was asked.

use chrono::{NaiveDate, TimeZone};

use super::super::document::{heading, row, rows};
use crate::domain::plan::Form;
use crate::domain::record::entry::by_month;
use crate::domain::record::{Cell, Code, Entry, Nothing, Origin, Value};
use crate::text::when::Month;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::prose::Piece;
use crate::words;

/// Everything the entry says.
pub fn pieces(entry: &Entry, ctx: &Ctx) -> Vec<Piece> {
    let form = ctx.form(&entry.form).map(|(_, form)| form);
    let mut pieces =
        vec![title(entry, form, ctx), row(ctx.say("detail-counts"), counts(entry, form, ctx), ctx)];
    for field in form.iter().flat_map(|form| &form.fields) {
        if let Some((_, cell)) = entry.cells.iter().find(|(key, _)| *key == field.key) {
            let said = words::entry::value(ctx.words, &ctx.plan, Some(field), &cell.value);
            pieces.push(answer(words::label::text(ctx.words, &field.label), said, cell, ctx));
        }
    }
    pieces.extend(rows(ctx.say("detail-asked"), entry.asked.iter().map(|code| question(code, ctx)), ctx));
    let made = format!("{}, {}", ctx.name(entry.by), moment(entry.at, ctx));
    pieces.push(row(ctx.say("detail-made"), made, ctx));
    let unknown = |key: &Code| form.is_none_or(|form| form.field(key).is_none());
    let kept: Vec<&(Code, Cell)> = entry.cells.iter().filter(|(key, _)| unknown(key)).collect();
    if !kept.is_empty() {
        pieces.extend([Piece::gap(), heading(ctx.say("detail-kept"), ctx)]);
        pieces.extend(kept.into_iter().map(|(key, cell)| {
            let said = words::entry::value(ctx.words, &ctx.plan, None, &cell.value);
            answer(key, said, cell, ctx)
        }));
    }
    pieces
}

/// What it is, its number, and what became of the occasion.
fn title(entry: &Entry, form: Option<&Form>, ctx: &Ctx) -> Piece {
    let head = match form {
        Some(form) => words::entry::head(ctx.words, &ctx.plan, form, entry),
        None => entry.form.to_string(),
    };
    let number = ctx.words.say_with("entry-number", &[("id", (&entry.id.to_string()).into())]);
    let status = words::entry::status(ctx.words, &ctx.plan, entry);
    let role = if entry.counts() { Role::Muted } else { Role::Warning };
    heading(words::label::first(&head), ctx)
        .with_tail(format!("{status} {} {number}", ctx.glyphs().dot), ctx.style(role))
}

/// The day it counts on; its shift where the answers do not name one; and whether it counts at all.
fn counts(entry: &Entry, form: Option<&Form>, ctx: &Ctx) -> String {
    let mut parts = vec![match form {
        Some(form) if by_month(form) => words::day::month(ctx.words, Month::of(entry.on)),
        _ => words::day::full(ctx.words, entry.on),
    }];
    let named = form.is_some_and(|form| form.part.is_some());
    if let Some(part) = entry.part.as_deref().filter(|_| !named) {
        let part = words::label::part(ctx.words, &ctx.plan, part);
        parts.push(ctx.words.say_with("detail-shift", &[("part", part.into())]));
    }
    if form.is_some_and(|form| entry.day(form) != entry.on) {
        parts.push(ctx.say("detail-shift-before"));
    }
    if !ctx.plan.period.contains(entry.on) {
        parts.push(ctx.say("detail-outside"));
    }
    if !entry.counts() {
        parts.push(ctx.say("detail-not-counted"));
    }
    parts.join(", ")
}

/// An answer, drawn and remarked by where it came from.
fn answer(label: &str, said: String, cell: &Cell, ctx: &Ctx) -> Piece {
    let (role, origin) = match (&cell.value, cell.origin) {
        (Value::Nothing(Nothing::NotApplicable), _) => (Role::NotApplicable, None),
        (Value::Nothing(_), _) => (Role::Muted, None),
        (_, Origin::Typed) => (Role::TypedValue, None),
        (_, Origin::Default) => (Role::DefaultValue, Some("origin-default")),
        (_, Origin::Carried) => (Role::CarriedValue, Some("origin-carried")),
        (_, Origin::Computed) => (Role::ComputedValue, Some("origin-computed")),
        (_, Origin::Imported) => (Role::TypedValue, Some("origin-imported")),
    };
    let piece = Piece::row(label, ctx.style(Role::Muted), said, ctx.style(role));
    match origin {
        Some(key) => piece.with_tail(format!("({})", ctx.say(key)), ctx.style(Role::Muted)),
        None => piece,
    }
}

/// A question that was asked and accepted, by the name it is stored by.
fn question(code: &str, ctx: &Ctx) -> String {
    ctx.say(match code {
        "future_day" => "asked-future-day",
        "long_ago" => "asked-long-ago",
        "outside_period" => "asked-outside-period",
        "unusual" => "asked-unusual",
        "unanswered" => "asked-unanswered",
        "personal_looking" => "asked-personal-looking",
        "already_logged" => "asked-already-logged",
        "closed_case" => "asked-closed-case",
        "action_kind" => "asked-action-kind",
        "action_parties" => "asked-action-parties",
        "action_commitment" => "asked-action-commitment",
        "action_closed_to" => "asked-action-closed-to",
        "age" => "asked-age",
        "guardian" => "asked-guardian",
        "same_person" => "asked-same-person",
        "course_full" => "asked-course-full",
        "not_over" => "asked-not-over",
        "not_completed" => "asked-not-completed",
        other => return other.to_owned(),
    })
}

/// When something was done, with the year where that is another than today's; `at` is in milliseconds since 1970 UTC.
pub fn moment(at: i64, ctx: &Ctx) -> String {
    let local = ctx.plan.time_zone.timestamp_millis_opt(at).single();
    let day = |day: NaiveDate| words::day::near(ctx.words, day, ctx.now.day);
    local.map(|at| format!("{} {}", day(at.date_naive()), words::day::time(at.time()))).unwrap_or_default()
}
