//! What becomes of a row of a pasted list, in words.

use super::{Fate, List, PastedPage};
use crate::domain::course::enrol::{ADMITTED, GUARDIAN, RESERVE};
use crate::domain::course::enrolment::{Placed, Take};
use crate::domain::course::index::PARTICIPANT;
use crate::domain::course::paste;
use crate::domain::record::{Code, Question};
use crate::ui::ctx::Ctx;
use crate::ui::screen::casework::item;
use crate::ui::theme::Role;
use crate::words;
use crate::words::question::question;

/// How a row is marked: a sign, and what carries it beside the sign.
pub(super) fn mark(row: &paste::Row, fate: &Fate<'_>, ctx: &Ctx) -> (&'static str, Role) {
    match fate {
        Fate::Awaited => (" ", Role::Muted),
        Fate::Unread(_) | Fate::Refused(_) => (ctx.glyphs().cross, Role::Error),
        Fate::Placed(placed, _) if !placed.taken => (ctx.glyphs().dash, Role::Muted),
        Fate::Placed(placed, _) if is_asked(row, placed) => ("?", Role::Warning),
        Fate::Placed(..) => (ctx.glyphs().tick, Role::Good),
    }
}

/// Whether there is more to ask than what most lists leave out.
fn is_asked(row: &paste::Row, placed: &Placed) -> bool {
    let asks = |question: &Question| match question {
        Question::Unanswered { field } => matches!(field.as_str(), "born" | "gender"),
        Question::Guardian => false,
        _ => true,
    };
    !row.left_out.is_empty() || placed.questions.iter().any(asks)
}

/// What a row becomes, in a word or two.
pub(super) fn fate(fate: &Fate<'_>, ctx: &Ctx) -> String {
    match fate {
        Fate::Awaited => String::new(),
        Fate::Unread(_) | Fate::Refused(_) => ctx.say("course-list-cannot"),
        Fate::Placed(placed, take) if !placed.taken => {
            ctx.say(if *take == Take::Out { "course-list-out" } else { "course-list-there" })
        }
        Fate::Placed(placed, _) => {
            let status = placed.status.as_deref().unwrap_or_default();
            let said = item(PARTICIPANT, "status", status, ctx);
            placed.reserve.map_or(said.clone(), |place| format!("{said} {place}"))
        }
    }
}

/// Everything there is to say of a row.
pub(super) fn sentences(page: &PastedPage, at: usize, ctx: &Ctx) -> String {
    let (fates, Some(row)) = (page.fates(), page.here().get(at)) else { return String::new() };
    let form = ctx.form(PARTICIPANT).map(|(_, form)| form);
    let mut said: Vec<String> = match &fates[at] {
        Fate::Awaited => Vec::new(),
        Fate::Unread(row) => {
            row.wrong.iter().map(|why| words::pasted::wrong(ctx.words, &ctx.plan, form, why)).collect()
        }
        Fate::Refused(refusal) => words::refusal::refusal(ctx.words, &ctx.plan, refusal, &ctx.accounts),
        Fate::Placed(placed, _) => {
            let out = (!placed.taken).then(|| ctx.say("course-list-is-out"));
            let asked = placed.questions.iter().filter_map(|asked| asks(asked, page, &fates, ctx));
            let mut said: Vec<String> = out.into_iter().chain(asked).collect();
            let left = row.left_out.iter();
            said.extend(left.map(|(field, typed)| words::pasted::left_out(ctx.words, form, field, typed)));
            said.extend(unanswered(placed, row, ctx));
            said
        }
    };
    if said.is_empty() && !matches!(fates[at], Fate::Awaited) {
        said.push(ctx.say("course-list-fine"));
    }
    let text = said.join(" ");
    ctx.words
        .say_with("course-list-row", &[("line", (&row.line.to_string()).into()), ("text", (&text).into())])
}

/// A question about a row; what is left unanswered is said together.
fn asks(asked: &Question, page: &PastedPage, fates: &[Fate<'_>], ctx: &Ctx) -> Option<String> {
    if let Question::SamePerson { id, .. } = asked {
        let is = |fate: &Fate<'_>| matches!(fate, Fate::Placed(placed, _) if placed.id == *id);
        if let Some(row) = fates.iter().position(is).and_then(|place| page.here().get(place)) {
            let line = row.line.to_string();
            return Some(ctx.words.say_with("course-list-same-row", &[("line", (&line).into())]));
        }
    }
    let (_, form) = ctx.form(PARTICIPANT)?;
    let open = !matches!(asked, Question::Unanswered { .. } | Question::Guardian);
    open.then(|| question(ctx.words, &ctx.plan, form, asked, &ctx.accounts))
}

/// What is not stated of a row, in one sentence.
fn unanswered(placed: &Placed, row: &paste::Row, ctx: &Ctx) -> Option<String> {
    let fields = placed.questions.iter().filter_map(|asked| match asked {
        Question::Unanswered { field } => Some(field.clone()),
        Question::Guardian => Some(GUARDIAN.into()),
        _ => None,
    });
    let open = fields.filter(|field| !row.left_out.iter().any(|(left, _)| left == field));
    let labels: Vec<String> = open.map(|field| label(&field, ctx)).collect();
    let all = labels.join(&between(ctx));
    (!labels.is_empty()).then(|| ctx.words.say_with("course-list-unanswered", &[("fields", (&all).into())]))
}

/// What stands between labels, which may have commas of their own.
fn between(ctx: &Ctx) -> String {
    format!(" {} ", ctx.glyphs().dot)
}

fn label(field: &Code, ctx: &Ctx) -> String {
    let form = ctx.form(PARTICIPANT).map(|(_, form)| form);
    words::label::field(ctx.words, form, field).to_owned()
}

/// How many have each status: `12 antagna, 2 reserver`.
pub(super) fn statuses(statuses: &[&str], ctx: &Ctx) -> String {
    let count = |wanted: &str| statuses.iter().filter(|status| **status == wanted).count();
    let (admitted, reserves) = (count(ADMITTED), count(RESERVE));
    let counted = [
        ("course-list-admitted", admitted),
        ("course-list-reserves", reserves),
        ("course-list-others", statuses.len() - admitted - reserves),
    ];
    let parts = counted.iter().filter(|(_, n)| *n > 0);
    parts.map(|(key, n)| ctx.words.say_with(key, &[("n", (*n).into())])).collect::<Vec<_>>().join(", ")
}

/// What saving would come to: how many get a place, wait, cannot be saved and are left out; the second way is shorter.
pub(super) fn outcome(page: &PastedPage, ctx: &Ctx) -> [String; 2] {
    let fates = page.fates();
    let taken: Vec<&str> = fates
        .iter()
        .filter_map(|fate| match fate {
            Fate::Placed(placed, _) if placed.taken => Some(placed.status.as_deref().unwrap_or_default()),
            _ => None,
        })
        .collect();
    let cannot = fates.iter().filter(|fate| matches!(fate, Fate::Unread(_) | Fate::Refused(_))).count();
    let out = fates.len() - taken.len() - cannot;
    let saves = if taken.is_empty() { ctx.say("course-list-saves-none") } else { statuses(&taken, ctx) };
    let rest = [("course-list-cannot-be", cannot), ("course-list-are-out", out)];
    let rest =
        rest.into_iter().filter(|(_, n)| *n > 0).map(|(key, n)| ctx.words.say_with(key, &[("n", n.into())]));
    let rest: Vec<String> = rest.collect();
    let rest = if rest.is_empty() { String::new() } else { format!("; {}", rest.join(", ")) };
    let whole = ctx.words.say_with("course-list-saves", &[("what", (&saves).into())]);
    [format!("{whole}{rest}."), format!("{saves}{rest}")]
}

/// What the columns were read as.
pub(super) fn columns(page: &PastedPage, ctx: &Ctx) -> String {
    let List::Here(pasted) = &page.list else { return String::new() };
    let form = ctx.form(PARTICIPANT).map(|(_, form)| form);
    words::pasted::columns(ctx.words, form, pasted, &between(ctx))
}

/// Why there is no list.
pub(super) fn nothing(list: &List, ctx: &Ctx) -> Option<String> {
    Some(match list {
        List::Here(_) | List::Awaited => return None,
        List::Cut => ctx.say("course-list-cut"),
        List::NoCourse => ctx.say("course-list-no-course"),
        List::No(why) => words::pasted::no_list(ctx.words, *why),
    })
}
