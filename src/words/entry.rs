//! Entries in words: a single answer, a cell of a list, and a whole entry in one line.
//!
//! Everything comes from the plan: which answer says where it was, which number says how much.

use chrono::NaiveDate;

use super::{Arg, Words, day, label};
use crate::domain::casework::code;
use crate::domain::course::enrol::initials;
use crate::domain::course::index::COURSE;
use crate::domain::plan::{Field, FieldKind, Form, Keep, Promise};
use crate::domain::record::entry::by_month;
use crate::domain::record::{Code, Entry, Nothing, Status, Value};
use crate::text::number::group;

/// Forms of the case meeting, and the field of each that says when it is over.
const ENDED: [(&str, &str); 2] = [("consent", "withdrawn"), ("commitment", "done")];

/// Forms of which a line says no other choices than these: what is known of a young person is read in the case itself.
const SAID: [(&str, &[&str]); 2] = [("case", &["status"]), ("participant", &["status"])];

/// What an entry of a course is told from others by, said after what it is.
const TOLD_BY: [(&str, &[&str]); 4] = [
    ("course", &["term"]),
    ("evening", &["session", "course"]),
    ("participant", &["seat", "name"]),
    ("survey", &["course"]),
];

/// Says an answer to `field`: `Stortorget`, `7`, `45 min`, `21:30`, `ti 21 nov 2023`, `ej uppgivet`, `ja`.
///
/// Without a field (the plan no longer has it) codes are said as they are stored.
pub fn value(words: Words, plan: &Promise, field: Option<&Field>, value: &Value) -> String {
    match value {
        Value::Day(day) => day::full(words, *day),
        Value::Month(month) => day::month(words, *month),
        Value::Time(time) => day::time(*time),
        Value::Number(n) => with_unit(words, field, *n),
        Value::Code(code) if is_case(field) => code::shown(code),
        Value::Codes(codes) if is_case(field) => {
            codes.iter().map(|code| code::shown(code)).collect::<Vec<_>>().join(", ")
        }
        Value::Code(code) => item(words, plan, field, code).to_owned(),
        Value::Codes(codes) => {
            codes.iter().map(|code| item(words, plan, field, code)).collect::<Vec<_>>().join(", ")
        }
        Value::Text(text) | Value::Masked(text) => text.to_string(),
        Value::YesNo(true) => words.say("yes").into_owned(),
        Value::YesNo(false) => words.say("no").into_owned(),
        Value::Nothing(nothing) => self::nothing(words, *nothing),
        Value::Marks(given) => marks(words, plan, field, given),
    }
}

/// Whether a field holds cases, whose codes are written as people read them.
fn is_case(field: Option<&Field>) -> bool {
    let kind = field.map(|field| &field.kind);
    matches!(kind, Some(FieldKind::Case | FieldKind::Cases | FieldKind::CaseMarks { .. }))
}

/// Says who has which mark, by mark: `närvarande socialtjänst, skola; frånvarande polis`.
fn marks(words: Words, plan: &Promise, field: Option<&Field>, given: &[(Code, Code)]) -> String {
    let (who, what) = match field.map(|f| &f.kind) {
        Some(FieldKind::Roster { list, marks }) => (plan.list(list), plan.list(marks)),
        Some(FieldKind::CaseMarks { list, .. }) => (None, plan.list(list)),
        _ => (None, None),
    };
    if field.is_some_and(|field| field.kind == FieldKind::Grades) {
        return given.iter().map(|(_, count)| count.as_str()).collect::<Vec<_>>().join(" ");
    }
    let mut said: Vec<(&Code, Vec<String>)> = Vec::new();
    for (member, mark) in given {
        let member =
            if is_case(field) { code::shown(member) } else { label::of_list(words, who, member).to_owned() };
        match said.iter_mut().find(|(there, _)| *there == mark) {
            Some((_, members)) => members.push(member),
            None => said.push((mark, vec![member])),
        }
    }
    let parts = said
        .iter()
        .map(|(mark, members)| format!("{} {}", label::of_list(words, what, mark), members.join(", ")));
    parts.collect::<Vec<_>>().join("; ")
}

/// Says which of the nothings an answer is: `ej uppgivet`, `vet ej`, `ej aktuellt`.
pub fn nothing(words: Words, nothing: Nothing) -> String {
    words
        .say(match nothing {
            Nothing::NotStated => "not-stated",
            Nothing::NotKnown => "not-known",
            Nothing::NotApplicable => "not-applicable",
            Nothing::Closed => "closed",
        })
        .into_owned()
}

/// Writes an answer for a cell of a list, as short as can be: numbers without units, this year's days without a year.
///
/// Not known and not applicable are the signs they are typed as; a text's line breaks become spaces.
pub fn column(
    words: Words,
    plan: &Promise,
    field: Option<&Field>,
    value: &Value,
    today: NaiveDate,
) -> String {
    match value {
        Value::Day(day) => day::near(words, *day, today),
        Value::Month(month) => day::month_near(words, *month, today),
        Value::Number(n) if field.is_some_and(|field| field.kind == FieldKind::Year) => n.to_string(),
        Value::Number(n) => group(*n),
        Value::Text(text) => text.replace('\n', " "),
        Value::Nothing(Nothing::NotStated) => words.say("not-stated-short").into_owned(),
        Value::Nothing(Nothing::NotKnown) => "?".to_owned(),
        Value::Nothing(Nothing::NotApplicable) => "-".to_owned(),
        other => self::value(words, plan, field, other),
    }
}

/// Says what became of an occasion: `genomfört`, `planerat`, `inställt: sjukdom`, `i papperskorgen`.
pub fn status(words: Words, plan: &Promise, entry: &Entry) -> String {
    if entry.removed {
        return words.say("in-bin").into_owned();
    }
    match &entry.status {
        Status::Done => words.say("status-done").into_owned(),
        // Whether a course is still only planned is told by its evenings and the day.
        Status::Planned if is_course(plan, entry) => words.say("status-set-up").into_owned(),
        Status::Planned => words.say("status-planned").into_owned(),
        Status::Cancelled(code) => {
            words.say_with("status-cancelled", &[("reason", reason(words, plan, entry, code).into())])
        }
    }
}

/// Says an entry in one line without its day: `besök Stortorget 21:30, 7 kontakter`.
///
/// What it is, which month or part of the day, where, at what time; then the numbers a count needs, or else the first
/// number there is, or else the choices.
pub fn one_line(words: Words, plan: &Promise, entry: &Entry) -> String {
    let Some((_, form)) = plan.form(&entry.form) else {
        let number = words.say_with("entry-number", &[("id", (&entry.id.to_string()).into())]);
        return format!("{} {number}", entry.form);
    };
    let head = head(words, plan, form, entry);
    settled(words, plan, form, entry, head)
}

/// Says an entry in one line, with its day where that is not today: `besök ti 21 nov Stortorget 21:30, 7 kontakter`.
pub fn line_with_day(words: Words, plan: &Promise, entry: &Entry, today: NaiveDate) -> String {
    let form = plan.form(&entry.form).map(|(_, form)| form);
    match form {
        Some(form) => {
            let head = head_with_day(words, plan, form, entry, today);
            settled(words, plan, form, entry, head)
        }
        None => one_line(words, plan, entry),
    }
}

/// Says what an entry is about, with its day where that is not today: `besök ti 21 nov Stortorget 21:30`.
pub fn head_with_day(words: Words, plan: &Promise, form: &Form, entry: &Entry, today: NaiveDate) -> String {
    if by_month(form) || entry.day(form) == today {
        return head(words, plan, form, entry);
    }
    let label = label::text(words, &form.label).to_owned();
    let day = day::near(words, entry.day(form), today);
    [label, day].into_iter().chain(whereabouts(words, plan, form, entry)).collect::<Vec<_>>().join(" ")
}

/// Says what an entry is about, without any figure: `vuxenvandring Centrum 20:00`, `pass kväll`.
pub fn head(words: Words, plan: &Promise, form: &Form, entry: &Entry) -> String {
    let mut parts = vec![label::text(words, &form.label).to_owned()];
    if by_month(form)
        && let Some(Value::Month(month)) = entry.value(&form.day)
    {
        parts.push(day::month(words, *month));
    }
    parts.extend(whereabouts(words, plan, form, entry));
    parts.join(" ")
}

/// What it is told from others by, the part of the day, the place (or what else tells two occasions apart), and the time.
fn whereabouts(words: Words, plan: &Promise, form: &Form, entry: &Entry) -> Vec<String> {
    let part = form.part.as_deref().and_then(|key| form.field(key));
    let place = place(form).filter(|field| part.is_none_or(|part| part.key != field.key));
    let time = time(form);
    told_by(form)
        .iter()
        .map(|key| form.field(key))
        .chain([part, place, time])
        .flatten()
        .filter_map(|field| entry.value(&field.key).map(|value| (field, value)))
        .filter(|(_, value)| !value.is_nothing())
        .map(|(field, value)| match (&field.kind, value) {
            // A line is read over shoulders, whoever it is for.
            (FieldKind::Name { .. }, Value::Text(name)) => initials(name),
            _ => self::value(words, plan, Some(field), value),
        })
        .collect()
}

fn told_by(form: &Form) -> &'static [&'static str] {
    TOLD_BY.iter().find(|(of, _)| *of == form.key).map_or(&[], |(_, fields)| fields)
}

/// The field that says where: a place, or else the first choice among what tells two occasions apart.
fn place(form: &Form) -> Option<&Field> {
    let is_place = |field: &&Field| matches!(field.kind, FieldKind::Place { .. });
    let apart = || form.same.iter().filter_map(|key| form.field(key));
    form.fields
        .iter()
        .find(is_place)
        .or_else(|| apart().find(|field| matches!(field.kind, FieldKind::Choice { .. })))
}

/// The field that says when: the form's own, or else its first time of day.
fn time(form: &Form) -> Option<&Field> {
    let own = form.time.as_deref().and_then(|key| form.field(key));
    let first = || form.fields.iter().find(|field| matches!(field.kind, FieldKind::Time));
    // What a consent has a time of is its withdrawal.
    own.or_else(|| if ended(form).is_some() { None } else { first() })
}

/// Adds what came of the occasion.
fn settled(words: Words, plan: &Promise, form: &Form, entry: &Entry, head: String) -> String {
    match &entry.status {
        Status::Done => {
            let amounts = amounts(words, plan, form, entry);
            std::iter::once(head).chain(amounts).collect::<Vec<_>>().join(", ")
        }
        Status::Planned if is_course(plan, entry) => head,
        Status::Planned => words.say_with("entry-planned", &[("line", (&head).into())]),
        Status::Cancelled(code) => words.say_with(
            "entry-cancelled",
            &[("line", (&head).into()), ("reason", reason(words, plan, entry, code).into())],
        ),
    }
}

fn is_course(plan: &Promise, entry: &Entry) -> bool {
    plan.course().is_some_and(|(activity, _)| {
        entry.form == COURSE && activity.forms.iter().any(|form| entry.form == form.key)
    })
}

/// The field that says when what stood is over: a consent withdrawn, a commitment done.
fn ended(form: &Form) -> Option<&Field> {
    ENDED.iter().find(|(of, _)| *of == form.key).and_then(|(_, field)| form.field(field))
}

fn amounts(words: Words, plan: &Promise, form: &Form, entry: &Entry) -> Vec<String> {
    let number = |field: &&Field| entry.value(&field.key).is_some_and(|value| value.number().is_some());
    let needed = |field: &&Field| field.need == crate::domain::plan::Need::Hard;
    let mut told: Vec<&Field> = form.fields.iter().filter(number).filter(needed).collect();
    if told.is_empty() && SAID.iter().all(|(of, _)| *of != form.key) {
        told.extend(form.fields.iter().find(number));
    }
    if told.is_empty() {
        told.extend(choices(form, entry));
        let over = ended(form).filter(|field| entry.value(&field.key).is_some_and(|v| !v.is_nothing()));
        if let Some(over) = over {
            // Said first after the case, so that a narrow line has it.
            told.insert(told.len().min(1), over);
        }
    }
    told.iter()
        .filter_map(|field| entry.value(&field.key).map(|value| amount(words, plan, field, value)))
        .collect()
}

/// The choices that were made and are not said already.
fn choices<'a>(form: &'a Form, entry: &'a Entry) -> impl Iterator<Item = &'a Field> {
    let said = [form.part.as_deref(), place(form).map(|field| field.key.as_str())];
    let only = SAID.iter().find(|(of, _)| *of == form.key).map(|(_, fields)| *fields);
    form.fields
        .iter()
        .filter(move |field| !said.contains(&Some(field.key.as_str())))
        .filter(|field| !told_by(form).contains(&field.key.as_str()))
        .filter(move |field| {
            field.keep == Keep::Desk || only.is_none_or(|only| only.contains(&field.key.as_str()))
        })
        .filter(|field| matches!(entry.value(&field.key), Some(Value::Code(_) | Value::YesNo(_))))
}

fn amount(words: Words, plan: &Promise, field: &Field, value: &Value) -> String {
    let label = label::inside(label::text(words, &field.label));
    match value {
        Value::Number(n) if is_minutes(field) => with_unit(words, Some(field), *n),
        Value::Number(1) => words.say_with("one-of", &[("label", (&label).into())]),
        Value::Number(n) if field.kind != FieldKind::Year => {
            words.say_with("count-of", &[("n", Arg::Number(*n)), ("label", (&label).into())])
        }
        other => {
            let value = self::value(words, plan, Some(field), other);
            words.say_with("labelled", &[("label", (&label).into()), ("value", (&value).into())])
        }
    }
}

fn is_minutes(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Minutes { .. })
}

fn with_unit(words: Words, field: Option<&Field>, n: i64) -> String {
    match field.and_then(|field| field.unit.as_ref()) {
        Some(unit) => format!("{}\u{a0}{}", group(n), label::text(words, unit)),
        None if field.is_some_and(|field| field.kind == FieldKind::Year) => n.to_string(),
        None if field.is_some_and(is_minutes) => words.say_with("minutes-of", &[("n", n.into())]),
        None => group(n),
    }
}

fn item<'a>(words: Words, plan: &'a Promise, field: Option<&Field>, code: &'a str) -> &'a str {
    field.map_or(code, |field| label::item(words, plan, field, code))
}

fn reason<'a>(words: Words, plan: &'a Promise, entry: &Entry, code: &'a str) -> &'a str {
    let list = plan.form(&entry.form).and_then(|(_, form)| form.cancel_reasons.as_deref());
    label::reason(words, plan, list, code)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
