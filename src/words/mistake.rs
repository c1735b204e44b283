//! What is wrong with an answer, and what to write instead.
//!
//! The sentences stand by their field and do not name it; [`problem`] names it, for lists of what stopped a save.

use super::question::age;
use super::{Arg, Words, day, label};
use crate::domain::plan::{Field, FieldKind, Form, Promise};
use crate::domain::record::{Code, Mistake, Problem};
use crate::text::number::NumberError;
use crate::text::when::WhenError;

/// The most items of a list that a sentence offers.
const OFFERED: usize = 8;

/// What should have been written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A day.
    Day,
    /// A calendar month.
    Month,
    /// A time of day.
    Time,
}

/// Says what stopped a save, with the field it is about.
pub fn problem(words: Words, plan: &Promise, form: &Form, problem: &Problem) -> String {
    let text = problem_by_field(words, plan, form, problem);
    let label = label::field(words, Some(form), problem.field());
    words.say_with("in-field", &[("label", label.into()), ("text", (&text).into())])
}

/// Says what stopped a save, to stand by its field.
pub fn problem_by_field(words: Words, plan: &Promise, form: &Form, problem: &Problem) -> String {
    match problem {
        Problem::Answer { field, mistake } => self::mistake(words, plan, form.field(field), mistake),
        Problem::Missing { .. } => words.say("answer-missing").into_owned(),
        Problem::Exceeds { other, most, .. } => words.say_with(
            "answer-exceeds",
            &[("most", (*most).into()), ("other", label::field(words, Some(form), other).into())],
        ),
        Problem::Total { of, counted, given, .. } => {
            let key = if given < counted { "answer-total-few" } else { "answer-total-many" };
            let (away, off) = (of - counted, (given - counted).abs());
            let args = [("away", away), ("of", *of), ("counted", *counted), ("given", *given), ("off", off)];
            words.say_with(key, &args.map(|(name, n)| (name, n.into())))
        }
    }
}

/// Says what is wrong with an answer to `field`, to stand by it.
pub fn mistake(words: Words, plan: &Promise, field: Option<&Field>, mistake: &Mistake) -> String {
    match mistake {
        Mistake::When(error) => when(words, moment(field), error),
        Mistake::Number(error) => number(words, error),
        Mistake::OutOfRange { number, from, to } => out_of_range(words, *number, *from, *to),
        Mistake::NotInList { typed, near } => not_in_list(words, plan, field, typed, near),
        Mistake::Several { typed, items } => words.say_with(
            "answer-several",
            &[("typed", typed.into()), ("items", (&label::either(words, items)).into())],
        ),
        Mistake::TooLong { length, max } => {
            words.say_with("answer-long", &[("length", (*length).into()), ("max", (*max).into())])
        }
        Mistake::NotYesNo => words.say("answer-yes-no").into_owned(),
        Mistake::PersonalNumber => words.say("answer-personal-number").into_owned(),
        Mistake::WrongKind => words.say("answer-kind").into_owned(),
        Mistake::NotACase { typed } => words.say_with("answer-case", &[("typed", typed.into())]),
        Mistake::MistypedCase { typed } => words.say_with("answer-case-check", &[("typed", typed.into())]),
        Mistake::NotACourse { typed } => words.say_with("answer-course", &[("typed", typed.into())]),
        Mistake::NotGrades => words.say("answer-grades").into_owned(),
        Mistake::NotAPhone => words.say("answer-phone").into_owned(),
        Mistake::NoSuchCourse { there } if there.is_empty() => words.say("answer-no-course").into_owned(),
        Mistake::NoSuchCourse { there } => {
            let there: Vec<&str> = there.iter().take(OFFERED).map(Code::as_str).collect();
            words.say_with("answer-no-such-course", &[("there", (&label::either(words, &there)).into())])
        }
        Mistake::OtherCourse { free } => {
            words.say_with("answer-other-course", &[("free", free.as_str().into())])
        }
        Mistake::NotSeated { seat } => words.say_with("answer-not-seated", &[("seat", seat.as_str().into())]),
        Mistake::Protected => words.say("answer-protected").into_owned(),
        Mistake::NotATerm { typed } => words.say_with("answer-term", &[("typed", typed.into())]),
        Mistake::NotCancelled => words.say("answer-not-cancelled").into_owned(),
        Mistake::Age { least, most, from, to } => age(words, *least, *most, *from, *to),
    }
}

fn moment(field: Option<&Field>) -> Moment {
    match field.map(|field| &field.kind) {
        Some(FieldKind::Month) => Moment::Month,
        Some(FieldKind::Time) => Moment::Time,
        _ => Moment::Day,
    }
}

fn out_of_range(words: Words, number: i64, from: Option<i64>, to: Option<i64>) -> String {
    let n = ("n", Arg::Number(number));
    match (from, to) {
        (Some(from), Some(to)) => {
            words.say_with("answer-range", &[n, ("from", from.into()), ("to", to.into())])
        }
        (Some(from), None) => words.say_with("answer-least", &[n, ("from", from.into())]),
        (None, to) => words.say_with("answer-most", &[n, ("to", to.unwrap_or(i64::MAX).into())]),
    }
}

fn not_in_list(words: Words, plan: &Promise, field: Option<&Field>, typed: &str, near: &[String]) -> String {
    let typed = ("typed", Arg::Text(typed));
    let list = field.and_then(|field| field.kind.list()).and_then(|list| plan.list(list));
    let all: Vec<&str> = list
        .iter()
        .flat_map(|list| &list.items)
        .filter(|item| !item.retired)
        .map(|item| label::text(words, &item.label))
        .collect();
    if (1..=OFFERED).contains(&all.len()) {
        words.say_with("answer-not-in-list-all", &[typed, ("all", (&label::either(words, &all)).into())])
    } else if near.is_empty() {
        words.say_with("answer-not-in-list", &[typed])
    } else {
        words.say_with("answer-not-in-list-near", &[typed, ("near", (&label::either(words, near)).into())])
    }
}

/// Says why a text is not the day, month or time it should be, and gives examples.
pub fn when(words: Words, moment: Moment, error: &WhenError) -> String {
    let (unreadable, example) = match moment {
        Moment::Day => ("when-unreadable-day", words.say("example-day")),
        Moment::Month => ("when-unreadable-month", words.say("example-month")),
        Moment::Time => ("when-unreadable-time", words.say("example-time")),
    };
    let example = ("example", Arg::from(&example));
    match error {
        WhenError::Empty => words.say_with("when-empty", &[example]),
        WhenError::Unreadable { found } => {
            words.say_with(unreadable, &[("found", found.as_str().into()), example])
        }
        WhenError::Ambiguous { found } => {
            words.say_with("when-ambiguous", &[("found", found.as_str().into()), example])
        }
        WhenError::Impossible { found } => {
            words.say_with("when-impossible", &[("found", found.as_str().into()), example])
        }
        WhenError::NoSuchTime { found } => {
            words.say_with("when-no-time", &[("found", found.as_str().into()), example])
        }
        WhenError::NoSuchWeek { year, week } => {
            words.say_with("when-no-week", &[("year", (&year.to_string()).into()), ("week", (*week).into())])
        }
        WhenError::WrongWeekday { found, day } => words.say_with(
            "when-wrong-weekday",
            &[("found", found.as_str().into()), ("day", (&day::full(words, *day)).into())],
        ),
        WhenError::YearOutOfRange { year } => {
            words.say_with("when-far-year", &[("year", (&year.to_string()).into()), example])
        }
    }
}

/// Says why a text is not a whole number.
pub fn number(words: Words, error: &NumberError) -> String {
    let (key, found) = match error {
        NumberError::Empty => ("number-empty", None),
        NumberError::Decimal { found } => ("number-decimal", Some(found)),
        NumberError::Grouping { found } => ("number-grouping", Some(found)),
        NumberError::Incomplete { found } => ("number-incomplete", Some(found)),
        NumberError::NotANumber { found } => ("number-not", Some(found)),
        NumberError::TooLarge => ("number-large", None),
    };
    let found = found.map_or("", |found| found.as_str());
    words.say_with(key, &[("found", found.into())])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
