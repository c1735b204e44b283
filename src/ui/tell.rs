//! What the message line says of what the desk answered or told.

use super::ctx::Ctx;
use super::model::{Line, Tone};
use crate::desk::ask::{Done, DoneKind, Finding, Notice, Reply};
use crate::domain::outcome::Figure;
use crate::domain::record::Code;
use crate::words::{self, Words};

/// The line for an answer, where it deserves one; `cases` are those of the meeting it is about.
pub fn line(reply: &Reply, cases: Option<&[(Code, bool)]>, ctx: &Ctx) -> Option<Line> {
    match reply {
        // The numbers of an agenda stand: nothing that anybody made, and nothing to tell.
        Reply::Done(done) if done.count == 0 && done.entry.is_none() && done.kind != DoneKind::Undone => None,
        Reply::Done(done) => Some(saved(done, cases, ctx)),
        Reply::Refused(refusal) => {
            let said = words::refusal::refusal(ctx.words, &ctx.plan, refusal, &ctx.accounts);
            Some(Line::new(Tone::Error, said.into_iter().next().unwrap_or_default()))
        }
        Reply::Failed { why, .. } => {
            let text = ctx.words.say_with("desk-failed", &[("why", why.as_str().into())]);
            Some(Line::new(Tone::Error, text))
        }
        _ => None,
    }
}

/// What was stored, and what it did to the promise.
fn saved(done: &Done, cases: Option<&[(Code, bool)]>, ctx: &Ctx) -> Line {
    let parts = words::done::Parts {
        deed: done.kind,
        time: ctx.now.time,
        today: ctx.now.day,
        entry: done.entry.as_ref(),
        count: done.count,
        figures: &done.figures,
        cases,
    };
    let said = words::done::done(ctx.words, &ctx.plan, &parts);
    // What is not a figure yet, or no more, is nothing that the save did.
    let told = |f: &Figure| f.value.is_some() || f.progress.is_some();
    let shown = |f: &Figure| told(f) && ctx.plan.measure(&f.measure).is_some_and(|(_, m)| m.glance);
    let first = done.figures.iter().position(shown).or_else(|| done.figures.iter().position(told));
    let lead = |what: &String| format!("{}  {what}", said.lead);
    let what = lead(&said.what);
    let with = |effects: &[String]| Some(format!("{what}  {} {}", ctx.glyphs().dot, effects.get(first?)?));
    let mut ways: Vec<String> =
        [with(&said.effects), with(&said.brief), Some(what.clone())].into_iter().flatten().collect();
    ways.extend(said.shorter.iter().map(lead));
    let undo = (done.kind != DoneKind::Undone).then_some(done.seq);
    Line { undo, shorter: ways.split_off(1), ..Line::new(Tone::Good, ways.swap_remove(0)) }
}

/// What opening the store had to mend: the first of it, and where the rest is told.
pub fn opened(findings: &[Finding], words: Words) -> Line {
    let Some(first) = findings.first() else { return Line::default() };
    let text = first.said(words);
    Line::new(
        Tone::Warning,
        if findings.len() > 1 { format!("{text} {}", words.say("opened-more")) } else { text },
    )
}

/// The line for what somebody else did.
pub fn noticed(notice: &Notice, ctx: &Ctx) -> Option<Line> {
    let Notice::Changed { by, entry, .. } = notice else { return None };
    // Of what a role does not have nothing is told.
    let what = words::entry::one_line(ctx.words, &ctx.plan, entry.as_ref()?);
    let text = ctx
        .words
        .say_with("notice-changed", &[("who", by.1.as_str().into()), ("what", what.as_str().into())]);
    Some(Line::new(Tone::Plain, text))
}
