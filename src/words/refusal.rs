//! Why something was not done: what is wrong, where, what was kept, and what to do.

use chrono::NaiveDate;

use super::mistake::problem;
use super::question::question;
use super::{Words, day, entry, label, plan};
use crate::domain::casework::code;
use crate::domain::casework::consent::Closed;
use crate::domain::plan::{Form, List, Promise};
use crate::domain::record::{Cell, Code};
use crate::domain::refusal::Refusal;
use crate::text::when::Month;

/// Says why something was refused, a sentence for each thing that is wrong.
///
/// `accounts` names people by user id.
pub fn refusal(words: Words, plan: &Promise, refusal: &Refusal, accounts: &[(u32, String)]) -> Vec<String> {
    match refusal {
        Refusal::Problems { form, problems } => match plan.form(form) {
            Some((_, form)) => problems.iter().map(|p| problem(words, plan, form, p)).collect(),
            None => vec![no_form(words, plan, form)],
        },
        Refusal::Asks { form, questions } => match plan.form(form) {
            Some((_, form)) => questions.iter().map(|q| question(words, plan, form, q, accounts)).collect(),
            None => vec![no_form(words, plan, form)],
        },
        Refusal::Plan { errors } => {
            let told = errors.iter().map(|error| plan::mistake(words, error));
            told.chain([words.say("refused-plan").into_owned()]).collect()
        }
        Refusal::Rows { rows } => {
            let told = rows.iter().flat_map(|(row, why)| {
                let texts = self::refusal(words, plan, why, accounts);
                texts.into_iter().map(|text| in_row(words, *row, &text))
            });
            told.chain([words.say("refused-rows").into_owned()]).collect()
        }
        other => vec![sentence(words, plan, other)],
    }
}

/// Says what is wrong with a row, numbered from 0.
pub fn in_row(words: Words, row: usize, text: &str) -> String {
    words.say_with("refused-row", &[("row", (row + 1).into()), ("text", text.into())])
}

/// The refusals that are one sentence.
fn sentence(words: Words, plan: &Promise, refusal: &Refusal) -> String {
    let say = |key: &'static str| words.say(key).into_owned();
    let with_id =
        |key: &'static str, id: &dyn ToString| words.say_with(key, &[("id", (&id.to_string()).into())]);
    let with_form = |key: &'static str, form: &Code| {
        let label = label::first(label::form(words, plan, form));
        words.say_with(key, &[("form", (&label).into())])
    };
    match refusal {
        Refusal::NoSuchForm { form } => no_form(words, plan, form),
        Refusal::NoSuchField { form, field } => no_field(words, plan, form, field),
        Refusal::NoSuchEntry { id } => with_id("refused-no-entry", id),
        Refusal::InBin { id } => with_id("refused-in-bin", id),
        Refusal::NotInBin { id } => with_id("refused-not-in-bin", id),
        Refusal::NotForRole { role } => {
            words.say_with("refused-not-for-role", &[("role", label::role(words, plan, role).into())])
        }
        Refusal::NoSuchRole { typed, roles } => no_role(words, typed, roles),
        Refusal::NameStays { id } => with_id("refused-name-stays", id),
        Refusal::ChangedSince { id } => with_id("refused-changed-since", id),
        Refusal::AlreadyThere { form, id, day, part } => {
            let what = label::first(&occasion(words, plan, form, *day, part.as_ref()));
            words.say_with(
                "refused-already-there",
                &[("what", (&what).into()), ("id", (&id.to_string()).into())],
            )
        }
        Refusal::MonthHasExtract { month, id, form } => words.say_with(
            "refused-month-extract",
            &[
                ("month", (&label::first(&day::month(words, *month))).into()),
                ("form", label::form(words, plan, form).into()),
                ("id", (&id.to_string()).into()),
            ],
        ),
        Refusal::MonthHasEntries { month, count, form } => words.say_with(
            "refused-month-entries",
            &[
                ("month", (&label::first(&day::month(words, *month))).into()),
                ("form", label::form(words, plan, form).into()),
                ("count", (*count).into()),
            ],
        ),
        Refusal::CannotCancel { form } => with_form("refused-cannot-cancel", form),
        Refusal::CannotPlan { form } => with_form("refused-cannot-plan", form),
        Refusal::NoSuchReason { reason, reasons } => no_reason(words, plan, reason, reasons),
        Refusal::Overlap { field, theirs, .. } => overlap(words, plan, field, theirs.as_ref()),
        Refusal::NothingToChange => say("refused-no-change"),
        Refusal::NothingToUndo => say("refused-nothing-to-undo"),
        Refusal::CannotUndo => say("refused-cannot-undo"),
        Refusal::NotAllowed => say("refused-not-allowed"),
        Refusal::NotSaved { why } => words.say_with("refused-not-saved", &[("why", why.into())]),
        Refusal::NoSuchCase { typed, near } => no_case(words, typed, near),
        Refusal::MonthByCode { month } => by_month(words, "refused-month-codes", *month),
        Refusal::MonthByCount { month } => by_month(words, "refused-month-counts", *month),
        Refusal::NotesClosed { code, closed } => notes_closed(words, plan, code, closed),
        Refusal::KeptByDesk { form, field } => {
            let form = plan.form(form).map(|(_, form)| form);
            words.say_with("refused-kept-by-desk", &[("field", label::field(words, form, field).into())])
        }
        Refusal::Plan { .. } => say("refused-plan"),
        Refusal::Rows { .. } | Refusal::Problems { .. } | Refusal::Asks { .. } => say("refused-rows"),
    }
}

/// Names the one occasion that a form has for a day and part, or for a month: `pass fr 17 nov 2023 kväll`.
pub fn occasion(words: Words, plan: &Promise, form: &str, day: NaiveDate, part: Option<&Code>) -> String {
    let known = plan.form(form).map(|(_, form)| form);
    let mut text = label::form(words, plan, form).to_owned();
    let when = if known.is_some_and(crate::domain::record::entry::by_month) {
        day::month(words, Month::of(day))
    } else {
        day::full(words, day)
    };
    text.push(' ');
    text.push_str(&when);
    if let Some(part) = part {
        text.push(' ');
        text.push_str(label::part(words, plan, part));
    }
    text
}

/// Says that there is no role of this name, and which there are.
pub fn no_role(words: Words, typed: &str, roles: &[Code]) -> String {
    let key = if roles.is_empty() { "refused-no-roles" } else { "refused-no-role" };
    let roles = roles.iter().map(Code::as_str).collect::<Vec<_>>().join(", ");
    words.say_with(key, &[("typed", typed.into()), ("roles", (&roles).into())])
}

fn no_form(words: Words, plan: &Promise, form: &str) -> String {
    let all: Vec<String> = plan.offered().map(|(_, f)| f.key.clone()).collect();
    words.say_with("refused-no-form", &[("form", form.into()), ("all", (&all.join(", ")).into())])
}

fn no_field(words: Words, plan: &Promise, form: &str, field: &str) -> String {
    let known = plan.form(form).map(|(_, form)| form);
    let all: Vec<String> = known.iter().flat_map(|f| &f.fields).map(|f| f.key.clone()).collect();
    words.say_with(
        "refused-no-field",
        &[
            ("form", (&label::first(label::form(words, plan, form))).into()),
            ("field", field.into()),
            ("all", (&all.join(", ")).into()),
        ],
    )
}

fn no_case(words: Words, typed: &str, near: &[Code]) -> String {
    let code = code::shown(typed);
    if near.is_empty() {
        return words.say_with("refused-no-case", &[("code", (&code).into())]);
    }
    let near: Vec<String> = near.iter().map(|near| code::shown(near)).collect();
    let near = label::either(words, &near);
    words.say_with("refused-no-case-near", &[("code", (&code).into()), ("near", (&near).into())])
}

/// Says which way a month is kept. A Swedish sentence begins with the month.
fn by_month(words: Words, key: &'static str, month: Month) -> String {
    let month = day::month(words, month);
    label::first(&words.say_with(key, &[("month", (&month).into())]))
}

fn notes_closed(words: Words, plan: &Promise, code: &str, closed: &[(Code, Closed)]) -> String {
    let parties = plan.cases().map_or(&[][..], |(_, cases)| &cases.parties);
    let named = |party: &Code| match parties.iter().find(|known| known.code == *party) {
        Some(known) => label::text(words, &known.label).to_owned(),
        None => party.to_string(),
    };
    let mut groups: Vec<(&Closed, Vec<String>)> = Vec::new();
    for (party, why) in closed {
        match groups.iter_mut().find(|(there, _)| *there == why) {
            Some((_, parties)) => parties.push(named(party)),
            None => groups.push((why, vec![named(party)])),
        }
    }
    let told = groups.iter().map(|(why, parties)| {
        let (party, why) = (label::all(words, parties), lack_of_consent(words, why, parties.len() as i64));
        words.say_with("refused-notes-closed-for", &[("party", (&party).into()), ("why", (&why).into())])
    });
    let why = told.collect::<Vec<_>>().join(", ");
    words.say_with("refused-notes-closed", &[("code", (&code::shown(code)).into()), ("why", (&why).into())])
}

/// Says why so many parties lack consent, to stand behind their names.
fn lack_of_consent(words: Words, why: &Closed, count: i64) -> String {
    let on =
        |key: &'static str, at: NaiveDate| words.say_with(key, &[("day", (&day::full(words, at)).into())]);
    match *why {
        Closed::None => words.say_with("notes-closed-none", &[("count", count.into())]),
        Closed::NotSigned => words.say_with("notes-closed-unsigned", &[("count", count.into())]),
        Closed::NotYet { from } => on("notes-closed-not-yet", from),
        Closed::Expired { until } => on("notes-closed-expired", until),
        Closed::Withdrawn { day: at, time: None } => on("notes-closed-withdrawn", at),
        Closed::Withdrawn { day: at, time: Some(time) } => {
            let (at, time) = (day::full(words, at), day::time(time));
            let told = [("day", (&at).into()), ("time", (&time).into())];
            words.say_with("notes-closed-withdrawn-at", &told)
        }
        Closed::Adult { from } => on("notes-closed-adult", from),
    }
}

fn no_reason(words: Words, plan: &Promise, reason: &str, reasons: &[Code]) -> String {
    let holds = |list: &&List| reasons.iter().all(|r| list.items.iter().any(|item| item.code == *r));
    let list = plan.lists.iter().find(holds).map(|list| list.key.as_str());
    let all: Vec<&str> = reasons.iter().map(|code| label::reason(words, plan, list, code)).collect();
    words.say_with(
        "refused-no-reason",
        &[("reason", reason.into()), ("all", (&label::either(words, &all)).into())],
    )
}

fn overlap(words: Words, plan: &Promise, field: &str, theirs: Option<&Cell>) -> String {
    let form: Option<&Form> = plan.forms().map(|(_, form)| form).find(|form| form.field(field).is_some());
    let value = theirs.map_or_else(
        || words.say("not-stated").into_owned(),
        |cell| entry::value(words, plan, form.and_then(|form| form.field(field)), &cell.value),
    );
    words.say_with(
        "refused-overlap",
        &[("field", label::field(words, form, field).into()), ("value", (&value).into())],
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
