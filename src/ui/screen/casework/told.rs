//! What a case says: its life, consent for each party, commitments and decisions.

use super::{closed_for, item, near, parties, said};
use crate::domain::casework::code;
use crate::domain::casework::view::{CaseView, CommitmentLine};
use crate::domain::record::{Code, Entry, Value};
use crate::ui::ctx::Ctx;
use crate::ui::screen::document::{heading, row};
use crate::ui::theme::Role;
use crate::ui::widget::prose::Piece;
use crate::words;

/// Everything that is told of a case; what leads somewhere comes in the order of the case's leads.
pub fn pieces(case: &CaseView, ctx: &Ctx) -> Vec<Piece> {
    let mut pieces = head(case, ctx);
    pieces.push(Piece::gap());
    pieces.extend(commitments(case, ctx));
    pieces.push(Piece::gap());
    pieces.extend(decisions(case, ctx));
    pieces.push(Piece::gap());
    pieces.extend(consent(case, ctx));
    pieces
}

fn head(case: &CaseView, ctx: &Ctx) -> Vec<Piece> {
    let (notes, role) = notes(case, ctx);
    let mut pieces = vec![
        heading(code::shown(&case.code), ctx).with_tail(notes, ctx.style(role)),
        row(ctx.say("case-life"), life(case, ctx), ctx).leading(),
    ];
    for (label, field) in [
        ("case-source", "source"),
        ("case-concern", "concern"),
        ("case-born", "born"),
        ("case-gender", "gender"),
    ] {
        pieces.extend(said(&case.entry, field, ctx).map(|text| row(ctx.say(label), text, ctx)));
    }
    let first = case.first_action.map_or_else(|| ctx.say("case-first-none"), |day| near(day, ctx));
    pieces.push(row(ctx.say("case-first-action"), first, ctx));
    pieces.push(next(case, ctx));
    pieces
}

/// Whether notes may be read and written, and if not why.
fn notes(case: &CaseView, ctx: &Ctx) -> (String, Role) {
    if case.notes_open {
        return (ctx.say("case-notes-open"), Role::Good);
    }
    // A party nobody has asked for closes nothing; one whose consent has ended does.
    let ended = case.consent.iter().filter_map(|(party, consent)| Some((party.clone(), consent.err()?)));
    let ended: Vec<_> =
        ended.filter(|(_, why)| *why != crate::domain::casework::consent::Closed::None).collect();
    let said = if ended.is_empty() {
        ctx.say("case-notes-few")
    } else {
        ctx.words.say_with("case-notes-closed", &[("why", (&closed_for(&ended, ctx)).into())])
    };
    (said, Role::Warning)
}

/// The statuses it has been through, each with its day, the one it has now last.
fn life(case: &CaseView, ctx: &Ctx) -> String {
    let status = |code: &str| item("case", "status", code, ctx);
    let is_status = |code: &Code| {
        let list = ctx.plan.list("case_statuses");
        list.is_some_and(|list| list.items.iter().any(|item| item.code == *code))
    };
    let mut steps: Vec<(Code, Option<String>)> = vec![("referred".into(), Some(near(case.entry.on, ctx)))];
    for decision in case.decisions.iter().rev() {
        if let Some(Value::Code(code)) = decision.value("decision")
            && is_status(code)
            && steps.last().is_none_or(|(last, _)| last != code)
        {
            steps.push((code.clone(), Some(near(decision.on, ctx))));
        }
    }
    if let Some(Value::Code(now)) = case.entry.value("status")
        && steps.last().is_none_or(|(last, _)| last != now)
    {
        steps.push((now.clone(), None));
    }
    let told: Vec<String> = steps
        .iter()
        .map(|(code, day)| day.as_ref().map_or_else(|| status(code), |day| format!("{} {day}", status(code))))
        .collect();
    let mut told = told.join(&format!(" {} ", ctx.glyphs().right));
    told = ctx.words.say_with("case-life-now", &[("said", (&told).into())]);
    match said(&case.entry, "close_reason", ctx) {
        Some(reason) => format!("{told}: {reason}"),
        None => told,
    }
}

fn next(case: &CaseView, ctx: &Ctx) -> Piece {
    let label = ctx.say("case-follow-up");
    match case.follow_up {
        None => row(label, ctx.say("case-follow-none"), ctx),
        Some(day) if day < ctx.now.day => {
            let passed = ctx.words.say_with("case-follow-passed", &[("day", (&near(day, ctx)).into())]);
            Piece::row(label, ctx.style(Role::Muted), passed, ctx.style(Role::Warning))
        }
        Some(day) => row(label, near(day, ctx), ctx),
    }
}

fn consent(case: &CaseView, ctx: &Ctx) -> Vec<Piece> {
    let mut pieces = vec![heading(ctx.say("case-consent"), ctx)];
    for (party, consent) in &case.consent {
        let name = words::label::first(words::casework::party(ctx.words, &ctx.plan, party));
        let (text, role) = match consent {
            Ok(None) => (ctx.say("case-consent-valid"), Role::Good),
            Ok(Some(until)) => {
                let day = near(*until, ctx);
                (ctx.words.say_with("case-consent-until", &[("day", (&day).into())]), Role::Good)
            }
            Err(why) => (words::casework::closed(ctx.words, *why, ctx.now.day), Role::Warning),
        };
        pieces.push(Piece::row(name, ctx.style(Role::Muted), text, ctx.style(role)));
    }
    pieces.extend(case.consents.iter().map(|entry| record(entry, ctx)));
    pieces.push(Piece::paragraph(ctx.say("case-consent-law"), ctx.style(Role::Muted)));
    pieces
}

/// One record of consent: from when, for whom, until when, who signed, where the paper is.
fn record(entry: &Entry, ctx: &Ctx) -> Piece {
    let day = |key: &str, field: &str| {
        let day = entry.value(field).and_then(Value::day)?;
        Some(ctx.words.say_with(key, &[("day", (&near(day, ctx)).into())]))
    };
    let mut parts: Vec<String> = said(entry, "parties", ctx).into_iter().collect();
    parts.extend(day("case-record-until", "until"));
    for field in ["guardian_1", "guardian_2", "youth", "kept"] {
        let label = ctx.form(&entry.form).map(|(_, form)| form);
        let label = words::label::inside(words::label::field(ctx.words, label, field));
        parts.extend(said(entry, field, ctx).map(|answer| format!("{label}: {answer}")));
    }
    let from = ctx.words.say_with("case-record", &[("day", (&near(entry.on, ctx)).into())]);
    let piece = row(from, parts.join(", "), ctx).leading();
    match day("case-record-withdrawn", "withdrawn") {
        Some(withdrawn) => piece.with_tail(withdrawn, ctx.style(Role::Warning)),
        None => piece,
    }
}

fn commitments(case: &CaseView, ctx: &Ctx) -> Vec<Piece> {
    let mut pieces = vec![heading(ctx.say("case-commitments"), ctx)];
    if case.commitments.is_empty() {
        pieces.push(Piece::paragraph(ctx.say("case-commitments-none"), ctx.style(Role::Muted)));
    }
    pieces.extend(case.commitments.iter().map(|line| commitment(line, &by(line, ctx), ctx)));
    pieces
}

/// By when something was promised.
pub fn by(line: &CommitmentLine, ctx: &Ctx) -> String {
    ctx.words.say_with("case-by", &[("day", (&near(line.by, ctx)).into())])
}

/// One commitment, with `label` before it.
pub fn commitment(line: &CommitmentLine, label: &str, ctx: &Ctx) -> Piece {
    let standing = words::casework::standing(ctx.words, line, ctx.now.day);
    let role = match line.done {
        Some(_) => Role::Good,
        None if line.by < ctx.now.day => Role::Warning,
        None => Role::Muted,
    };
    row(label.to_owned(), words::casework::promised(ctx.words, &ctx.plan, line), ctx)
        .with_tail(standing, ctx.style(role))
        .leading()
}

fn decisions(case: &CaseView, ctx: &Ctx) -> Vec<Piece> {
    let mut pieces = vec![heading(ctx.say("case-decisions"), ctx)];
    if case.decisions.is_empty() {
        pieces.push(Piece::paragraph(ctx.say("case-decisions-none"), ctx.style(Role::Muted)));
    }
    pieces.extend(case.decisions.iter().map(|entry| {
        let code = |field: &str| match entry.value(field) {
            Some(Value::Code(code)) => Some(code.clone()),
            _ => None,
        };
        let among = match entry.value("parties") {
            Some(Value::Codes(codes)) => codes.clone(),
            _ => Vec::new(),
        };
        let decided = Decided {
            decision: code("decision"),
            close_reason: code("close_reason"),
            action: code("action"),
            parties: &among,
            follow_up: entry.value("follow_up").and_then(Value::day),
        };
        let piece = row(near(entry.on, ctx), decided.said(ctx), ctx).leading();
        match entry.value("text") {
            Some(Value::Text(text)) => piece.with_tail(text.to_string(), ctx.style(Role::Accent)),
            _ => piece,
        }
    }));
    pieces
}

/// What was decided on a case at a meeting, by code.
pub struct Decided<'a> {
    /// The decision.
    pub decision: Option<Code>,
    /// The reason for closing.
    pub close_reason: Option<Code>,
    /// The coordinated action.
    pub action: Option<Code>,
    /// The parties to it.
    pub parties: &'a [Code],
    /// The next follow-up.
    pub follow_up: Option<chrono::NaiveDate>,
}

impl Decided<'_> {
    /// In words: `åtagandeplan, insats: SIP (skola, polis), uppföljning ti 5 dec`.
    pub fn said(&self, ctx: &Ctx) -> String {
        let named = |field: &str, code: &Option<Code>| Some(item("decision", field, code.as_ref()?, ctx));
        let mut parts: Vec<String> = named("decision", &self.decision).into_iter().collect();
        parts.extend(named("close_reason", &self.close_reason));
        parts.extend(named("action", &self.action).map(|action| {
            let by = parties(self.parties, ctx);
            let action = ("action", (&action).into());
            if by.is_empty() {
                ctx.words.say_with("case-action", &[action])
            } else {
                ctx.words.say_with("case-action-by", &[action, ("parties", (&by).into())])
            }
        }));
        parts.extend(self.follow_up.map(|day| super::case::follow_up(day, ctx)));
        if parts.is_empty() { ctx.say("case-was-up") } else { parts.join(", ") }
    }
}
