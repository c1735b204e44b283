//! The one-line form of an entry: `besök stort 7`, `besök stort 21:30 7 note="two groups"`.
//!
//! The first word or words name the form; `field=value` answers a field by its key or label; what stands alone answers
//! the fields that cannot be known beforehand, in the form's order. The palette and the command line both read it.
//! Judging the answers is left to the form's own rules: here only which words belong to which field is decided.

mod mistake;
mod roster;
mod words;

use super::answer::{self, Context};
use super::value::{Code, Origin, Value};
use super::{Draft, Status};
use crate::domain::course::seats::SEATS;
use crate::domain::plan::{Field, FieldKind, Form, Initial, Need, Promise};
use crate::text::order;
use roster::Rosters;

pub use mistake::LineError;
pub use words::split;

/// The most words of a label that can name a form.
const LONGEST_NAME: usize = 5;

/// A line, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The form's key.
    pub form: Code,
    /// What was said of its fields.
    pub answers: Answers,
}

/// What was said of a form's fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// The answers as typed, by field key, each field at most once.
    pub fields: Vec<(Code, String)>,
    /// What becomes of the occasion, where the line says so.
    pub status: Option<Status>,
    /// Why an entry is corrected, by code, where the line says so.
    pub reason: Option<Code>,
}

impl Answers {
    /// Puts what was said into a draft, as typed.
    pub fn fill(&self, draft: &mut Draft, form: &Form, ctx: &Context<'_>) {
        for (field, text) in &self.fields {
            // In a correction of a roster, whoever is not named keeps the mark there is.
            let roster = form.field(field).is_some_and(|f| matches!(f.kind, FieldKind::Roster { .. }));
            let before = draft.slot(field).map(|slot| slot.text.clone()).filter(|text| !text.is_empty());
            match before.filter(|_| roster && draft.corrects.is_some()) {
                Some(before) => draft.put(field, &format!("{before},{text}"), Origin::Typed),
                None => draft.put(field, text, Origin::Typed),
            }
        }
        if let Some(status) = &self.status {
            draft.status = status.clone();
        }
        forget_now(draft, form, ctx);
    }

    fn gives(&self, field: &str) -> bool {
        self.fields.iter().any(|(key, _)| key == field)
    }
}

/// Reads a whole line, quotes and all.
///
/// # Errors
/// A [`LineError`] that says which word is not understood.
pub fn parse_line(ctx: &Context<'_>, text: &str) -> Result<Line, LineError> {
    parse_words(ctx, &split(text)?)
}

/// Reads a line that has been split into words already, as a shell does it.
///
/// # Errors
/// A [`LineError`] that says which word is not understood.
pub fn parse_words(ctx: &Context<'_>, words: &[String]) -> Result<Line, LineError> {
    let (form, used) = find_form(ctx.plan, words)?;
    let answers = parse_answers(ctx, form, &words[used..])?;
    Ok(Line { form: form.key.as_str().into(), answers })
}

/// Reads what is said of the fields of a form that is known.
///
/// # Errors
/// A [`LineError`] that says which word is not understood.
pub fn parse_answers(ctx: &Context<'_>, form: &Form, words: &[String]) -> Result<Answers, LineError> {
    let mut answers = Answers::default();
    let mut rosters = Rosters::default();
    let mut bare = Vec::new();
    for word in words {
        match word.split_once('=') {
            Some((name, value)) => {
                let name = name.trim();
                if !rosters.take(ctx.plan, form, (name, value), &mut answers)? {
                    named(ctx.plan, form, name, value, &mut answers)?;
                }
            }
            None => bare.push(word.as_str()),
        }
    }
    rosters.settle(ctx.plan, form, &mut answers)?;
    for word in bare {
        let field = place_of(ctx, form, word, &answers)?;
        answers.fields.push((field.key.as_str().into(), word.to_owned()));
    }
    Ok(answers)
}

/// The form that the first words name, and how many words that took.
fn find_form<'a>(plan: &'a Promise, words: &[String]) -> Result<(&'a Form, usize), LineError> {
    let first = words.first().ok_or(LineError::Empty)?;
    for count in (1..=words.len().min(LONGEST_NAME)).rev() {
        let typed = order::fold(&words[..count].join(" "));
        if let Some((_, form)) = plan.offered().find(|(_, f)| names(f).any(|n| order::fold(n) == typed)) {
            return Ok((form, count));
        }
    }
    let typed = order::fold(first);
    let starts = |f: &Form| !typed.is_empty() && names(f).any(|n| order::fold(n).starts_with(&typed));
    let found: Vec<&Form> = plan.offered().map(|(_, f)| f).filter(|f| starts(f)).collect();
    match found.as_slice() {
        [form] => Ok((form, 1)),
        [] => {
            let forms = plan.offered().map(|(_, f)| f.label.clone()).collect();
            Err(LineError::NoSuchForm { typed: first.clone(), forms })
        }
        several => {
            let forms = several.iter().map(|f| f.label.clone()).collect();
            Err(LineError::SeveralForms { typed: first.clone(), forms })
        }
    }
}

/// Takes the time now and the working shift now out of a draft that is about another day, where they say nothing.
pub fn forget_now(draft: &mut Draft, form: &Form, ctx: &Context<'_>) {
    let known = |initial: &Initial| matches!(initial, Initial::Now | Initial::Part);
    let untouched =
        |draft: &Draft, key: &str| draft.slot(key).is_some_and(|slot| slot.origin == Origin::Computed);
    if draft.corrects.is_some() || untouched(draft, &form.day) {
        return;
    }
    let Some(day) = draft.value(form, &form.day, ctx).and_then(|value| value.day()) else { return };
    let shift = ctx.plan.calendar.shift_of(ctx.today, ctx.time).0;
    if day == ctx.today || (form.part.is_some() && day == shift) {
        return;
    }
    for field in form.fields.iter().filter(|f| known(&f.initial)) {
        if untouched(draft, &field.key) {
            draft.put(&field.key, "", Origin::Default);
        }
    }
}

/// Finds the form that a word names: its key, label, one of its words, or the start of just one form's.
///
/// # Errors
/// [`LineError::NoSuchForm`] or [`LineError::SeveralForms`].
pub fn form_named<'a>(plan: &'a Promise, typed: &str) -> Result<&'a Form, LineError> {
    find_form(plan, &[typed.trim().to_owned()]).map(|(form, _)| form)
}

fn names(form: &Form) -> impl Iterator<Item = &str> {
    std::iter::once(form.key.as_str())
        .chain(form.label.spellings())
        .chain(form.words.iter().map(String::as_str))
}

/// The field that a name means: its key, or its label in either language.
pub fn field_named<'a>(form: &'a Form, name: &str) -> Option<&'a Field> {
    let folded = order::fold(name);
    let labelled = || form.fields.iter().find(|f| f.label.spellings().any(|l| order::fold(l) == folded));
    form.field(name).or_else(labelled).or_else(|| form.fields.iter().find(|f| order::fold(&f.key) == folded))
}

fn named(
    plan: &Promise,
    form: &Form,
    name: &str,
    value: &str,
    answers: &mut Answers,
) -> Result<(), LineError> {
    if let Some(field) = field_named(form, name) {
        if answers.gives(&field.key) {
            return Err(LineError::Twice { field: field.label.clone() });
        }
        answers.fields.push((field.key.as_str().into(), value.to_owned()));
        return Ok(());
    }
    match order::fold(name).as_str() {
        "planned" | "planerad" | "planerat" => {
            let planned = yes(value).ok_or_else(|| LineError::NotYesNo { typed: value.to_owned() })?;
            answers.status = Some(if planned { Status::Planned } else { Status::Done });
        }
        "cancelled" | "canceled" | "installd" | "installt" => {
            answers.status = Some(Status::Cancelled(reason(plan, form.cancel_reasons.as_deref(), value)?));
        }
        // A form may have a field of its own called reason; `why` is free then.
        "reason" | "why" | "orsak" | "skal" => {
            answers.reason = Some(reason(plan, form.correction_reasons.as_deref(), value)?);
        }
        _ => {
            let (form, fields) = (form.label.clone(), answerable(plan, form));
            return Err(LineError::NoSuchField { form, typed: name.to_owned(), fields });
        }
    }
    Ok(())
}

/// What a line can answer: the fields, and the marks of a course's roster, each with those who have it.
fn answerable(plan: &Promise, form: &Form) -> Vec<String> {
    let mut all: Vec<String> = form.fields.iter().map(|field| field.key.clone()).collect();
    for field in &form.fields {
        if let FieldKind::Roster { list, marks } = &field.kind
            && list == SEATS
        {
            let items = plan.list(marks).into_iter().flat_map(|list| &list.items);
            let more: Vec<String> =
                items.map(|item| item.code.clone()).filter(|c| !all.contains(c)).collect();
            all.extend(more);
        }
    }
    all
}

/// The code of a reason; a form without such a list keeps the word, for the rules to refuse.
fn reason(plan: &Promise, list: Option<&str>, typed: &str) -> Result<Code, LineError> {
    let Some(list) = list.and_then(|key| plan.list(key)) else { return Ok(typed.into()) };
    match answer::choose(Some(list), typed.trim()) {
        Ok(item) => Ok(item.code.as_str().into()),
        Err(_) => Err(LineError::NoSuchReason {
            typed: typed.to_owned(),
            reasons: list.items.iter().filter(|i| !i.retired).map(|i| i.label.clone()).collect(),
        }),
    }
}

fn yes(typed: &str) -> Option<bool> {
    match order::fold(typed.trim()).as_str() {
        "" | "yes" | "y" | "ja" | "j" | "1" | "true" => Some(true),
        "no" | "n" | "nej" | "0" | "false" => Some(false),
        _ => None,
    }
}

/// The field that a word standing alone answers.
///
/// The next field that cannot be known beforehand comes first. A word that cannot be its answer goes to a day or a
/// time, to a choice the desk would else have filled in, or to the first other choice it fits.
fn place_of<'a>(
    ctx: &Context<'_>,
    form: &'a Form,
    word: &str,
    answers: &Answers,
) -> Result<&'a Field, LineError> {
    let open = || form.fields.iter().filter(|f| !answers.gives(&f.key));
    let unknown = |f: &&Field| matches!(f.initial, Initial::Empty);
    let needed = open().filter(unknown).find(|f| f.need == Need::Hard);
    let next = needed.or_else(|| open().find(unknown));
    let fits = |f: &&Field| answer::parse(f, word, ctx).is_ok();
    if let Some(field) = next.filter(fits) {
        return Ok(field);
    }
    let moment = |f: &&Field| matches!(f.kind, FieldKind::Day | FieldKind::Month | FieldKind::Time);
    let known = |f: &&Field| !unknown(f) && f.kind.list().is_some();
    let elsewhere = open().filter(moment).find(fits).or_else(|| open().filter(known).find(fits));
    // A number belongs where its turn is: only words find their field further on while something needed is open.
    let further = |f: &&Field| f.kind.list().is_some() || (needed.is_none() && !prose(f));
    if let Some(field) = elsewhere.or_else(|| open().filter(further).find(fits)) {
        return Ok(field);
    }
    match next {
        Some(field) => match answer::parse(field, word, ctx) {
            Err(mistake) => Err(LineError::DoesNotFit {
                form: form.key.as_str().into(),
                field: field.key.as_str().into(),
                typed: word.to_owned(),
                mistake: Box::new(mistake),
            }),
            Ok(_) => Ok(field),
        },
        None => Err(LineError::NothingLeft { typed: word.to_owned() }),
    }
}

fn prose(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Text { .. } | FieldKind::Name { .. } | FieldKind::Note { .. })
}

/// The line that would say the same again: `visit day=2023-11-21 place=stortorget contacts=7`.
///
/// What is not stated is left out; what the form settles by itself is said.
pub fn spell_line(form: &Form, value: impl Fn(&str) -> Option<Value>) -> String {
    let mut line = form.key.clone();
    for field in &form.fields {
        let Some(text) = value(&field.key).map(|v| super::draft::spell(&v)).filter(|t| !t.is_empty()) else {
            continue;
        };
        line = format!("{line} {}={}", field.key, words::quoted(&text));
    }
    line
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
