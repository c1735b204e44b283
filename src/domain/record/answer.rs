//! From what a person typed to a value, by the same rules at every door.
//!
//! The form, the one-line grammar, the command line and an imported file all come through [`parse`].

mod course;
mod marks;
mod mistake;
mod phone;

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use super::value::{Code, Nothing, Value};
use crate::domain::course::age::full_year;
use crate::domain::plan::{Field, FieldKind, List, ListItem, Promise, Range};
use crate::text::clean::{Clean, Cleaned};
use crate::text::number;
use crate::text::order::{self, Rank};
use crate::text::shape;
use crate::text::when::{self, FIRST_YEAR, LAST_YEAR, WhenError};

pub use course::{graded, grades_of, term};
pub use marks::{members, parse_cases, usual};
pub use mistake::Mistake;

/// The greatest count where the plan sets none: a million of them still add up.
const MOST: i64 = 1_000_000_000;

/// The years that can be somebody's year of birth.
const YEARS: Range = Range { from: Some(1900), to: Some(LAST_YEAR as i64) };

/// What an answer is read against.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The plan in force.
    pub plan: &'a Promise,
    /// Today, in the plan's time zone.
    pub today: NaiveDate,
    /// The time now, in the plan's time zone, to the minute.
    pub time: NaiveTime,
}

/// Reads `typed` as an answer to `field`.
///
/// `-` is not applicable, `?` not known, nothing at all [`Nothing::NotStated`].
///
/// # Errors
/// A [`Mistake`] that says what is wrong with it.
pub fn parse(field: &Field, typed: &str, ctx: &Context<'_>) -> Result<Value, Mistake> {
    let typed = typed.trim();
    match typed {
        "" => return Ok(Value::Nothing(Nothing::NotStated)),
        "-" => return Ok(Value::Nothing(Nothing::NotApplicable)),
        "?" => return Ok(Value::Nothing(Nothing::NotKnown)),
        _ => {}
    }
    let value = match &field.kind {
        FieldKind::Day => Value::Day(when::parse_day(typed, ctx.today, field.toward).map_err(Mistake::When)?),
        FieldKind::Month => Value::Month(when::parse_month(typed, ctx.today).map_err(Mistake::When)?),
        FieldKind::Time => Value::Time(when::parse_time(typed, ctx.time).map_err(Mistake::When)?),
        FieldKind::Count { .. } | FieldKind::Minutes { .. } => {
            Value::Number(number::parse_count(typed).map_err(Mistake::Number)?)
        }
        FieldKind::Choice { list } | FieldKind::Place { list } => {
            Value::Code(Code::from(choose(ctx.plan.list(list), typed)?.code.as_str()))
        }
        FieldKind::Choices { list } => Value::Codes(choose_several(ctx.plan.list(list), typed)?),
        FieldKind::Text { max } | FieldKind::Name { max } => {
            Value::Text(whole(Clean::line_with_report(typed), typed, *max)?)
        }
        FieldKind::Phone => Value::Text(phone::read(typed)?),
        FieldKind::Note { max } => Value::Text(whole(Clean::note_with_report(typed), typed, *max)?),
        FieldKind::YesNo => Value::YesNo(yes_no(typed).ok_or(Mistake::NotYesNo)?),
        FieldKind::Roster { .. } => marks::roster(field, typed, ctx.plan)?,
        FieldKind::Total { .. } => Value::Number(number::parse_count(typed).map_err(Mistake::Number)?),
        FieldKind::Case => Value::Code(marks::case(typed)?),
        FieldKind::Cases => marks::cases(typed)?,
        FieldKind::CaseMarks { list, .. } => marks::case_marks(ctx.plan.list(list), typed)?,
        FieldKind::Course => Value::Code(course::code(typed)?),
        FieldKind::Year => {
            Value::Number(full_year(number::parse_count(typed).map_err(Mistake::Number)?, ctx.today))
        }
        FieldKind::Grades => course::grades(typed)?,
    };
    if says_nothing(&value) && field.kind != FieldKind::Cases {
        return Ok(Value::Nothing(Nothing::NotStated));
    }
    fits(field, &value, ctx.plan)?;
    Ok(value)
}

/// Whether nothing was left of what was typed: only separators, or only characters that cannot be kept.
fn says_nothing(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.is_empty(),
        Value::Codes(codes) => codes.is_empty(),
        _ => false,
    }
}

/// A text that passed the gate uncut: one that lost its end there is too long, however short the rest.
fn whole(cleaned: Cleaned, typed: &str, max: u32) -> Result<Clean, Mistake> {
    if cleaned.cut {
        return Err(Mistake::TooLong { length: typed.chars().count(), max });
    }
    Ok(cleaned.text)
}

/// Whether `value` may stand in `field` at all: the hard rules, for a value from whatever door.
///
/// # Errors
/// A [`Mistake`] that says what is wrong with it.
pub fn fits(field: &Field, value: &Value, plan: &Promise) -> Result<(), Mistake> {
    match (&field.kind, value) {
        (_, Value::Nothing(_)) | (FieldKind::YesNo, Value::YesNo(_)) => Ok(()),
        (FieldKind::Day, Value::Day(day)) => year_fits(day.year()),
        (FieldKind::Month, Value::Month(month)) if (1..=12).contains(&month.month) => year_fits(month.year),
        (FieldKind::Time, Value::Time(time)) if time.second() == 0 && time.nanosecond() == 0 => Ok(()),
        (FieldKind::Count { hard, .. } | FieldKind::Minutes { hard, .. }, Value::Number(n)) => {
            let possible = possible(*hard);
            if possible.holds(*n) {
                Ok(())
            } else {
                Err(Mistake::OutOfRange { number: *n, from: possible.from, to: possible.to })
            }
        }
        (FieldKind::Choice { list } | FieldKind::Place { list }, Value::Code(code)) => {
            known(plan.list(list), code)
        }
        (FieldKind::Choices { list }, Value::Codes(codes)) if !codes.is_empty() => {
            codes.iter().try_for_each(|code| known(plan.list(list), code))
        }
        (FieldKind::Roster { list, marks }, Value::Marks(given)) => given
            .iter()
            .try_for_each(|(who, mark)| known(plan.list(list), who).and(known(plan.list(marks), mark))),
        (FieldKind::Total { .. }, Value::Number(n)) if *n >= 0 => Ok(()),
        (FieldKind::Case, Value::Code(code)) => marks::is_case(code),
        (FieldKind::Cases, Value::Codes(codes)) => codes.iter().try_for_each(|code| marks::is_case(code)),
        (FieldKind::CaseMarks { list, .. }, Value::Marks(given)) => {
            given.iter().try_for_each(|(code, mark)| marks::is_case(code).and(known(plan.list(list), mark)))
        }
        (FieldKind::Course, Value::Code(code)) => course::is_course(code),
        (FieldKind::Year, Value::Number(n)) if YEARS.holds(*n) => Ok(()),
        (FieldKind::Year, Value::Number(n)) => {
            Err(Mistake::OutOfRange { number: *n, from: YEARS.from, to: YEARS.to })
        }
        (FieldKind::Grades, Value::Marks(given)) => course::are_grades(given),
        (FieldKind::Phone, Value::Text(text)) => phone::read(text).map(drop),
        (FieldKind::Text { .. } | FieldKind::Name { .. }, Value::Text(text)) if text.contains('\n') => {
            Err(Mistake::WrongKind)
        }
        // No name has so many figures; a number without its hyphen, and mistyped, has.
        (FieldKind::Name { .. }, Value::Text(text)) if figures_in_a_row(text) >= 6 => {
            Err(Mistake::PersonalNumber)
        }
        (FieldKind::Text { max } | FieldKind::Name { max } | FieldKind::Note { max }, Value::Text(text))
            if !text.is_empty() =>
        {
            text_fits(text, *max)
        }
        _ => Err(Mistake::WrongKind),
    }
}

fn figures_in_a_row(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0)
}

fn year_fits(year: i32) -> Result<(), Mistake> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) {
        Ok(())
    } else {
        Err(Mistake::When(WhenError::YearOutOfRange { year }))
    }
}

/// The hard range with its open ends closed: nothing that is counted is below zero unless the plan says so.
fn possible(hard: Range) -> Range {
    Range { from: hard.from.or(Some(0)), to: Some(hard.to.unwrap_or(MOST).min(MOST)) }
}

fn text_fits(text: &Clean, max: u32) -> Result<(), Mistake> {
    if shape::personal_number(text).is_some() {
        return Err(Mistake::PersonalNumber);
    }
    let length = text.chars().count();
    if length > max as usize { Err(Mistake::TooLong { length, max }) } else { Ok(()) }
}

fn known(list: Option<&List>, code: &str) -> Result<(), Mistake> {
    if list.is_some_and(|l| l.items.iter().any(|i| i.code == code)) {
        Ok(())
    } else {
        Err(not_in_list(code, Vec::new()))
    }
}

/// What was typed is quoted cleaned and cut: it may be megabytes, or move a cursor.
fn not_in_list(typed: &str, near: Vec<String>) -> Mistake {
    Mistake::NotInList { typed: Clean::excerpt(typed).to_string(), near }
}

fn yes_no(typed: &str) -> Option<bool> {
    match order::fold(typed).as_str() {
        "j" | "ja" | "y" | "yes" | "1" | "true" => Some(true),
        "n" | "nej" | "no" | "0" | "2" | "false" => Some(false),
        _ => None,
    }
}

/// How well `item` answers to what was typed; its one key and its code are exact.
pub fn rank(item: &ListItem, typed: &str) -> Option<Rank> {
    if order::fold(&item.code) == order::fold(typed) {
        return Some(Rank::Exact);
    }
    item.label.spellings().filter_map(|label| order::rank(label, typed)).min()
}

/// The items of `list` that answer to `typed`, best first and in the plan's order within a rank.
///
/// With nothing typed, all that are still offered, in the plan's order.
pub fn matching<'a>(list: &'a List, typed: &str) -> Vec<(&'a ListItem, Rank)> {
    let offered = list.items.iter().filter(|i| !i.retired);
    let mut found: Vec<_> = if typed.is_empty() {
        offered.map(|i| (i, Rank::Within)).collect()
    } else {
        offered.filter_map(|i| rank(i, typed).map(|r| (i, r))).collect()
    };
    found.sort_by_key(|(_, r)| *r);
    found
}

/// The one item that `typed` means: its code, its key, an exact label, or the only best match.
///
/// The code as it is stored comes first and is read even when the item is retired, so that what an old entry holds can
/// be written out and read again.
///
/// # Errors
/// [`Mistake::NotInList`] or [`Mistake::Several`], with labels to offer.
pub fn choose<'a>(list: Option<&'a List>, typed: &str) -> Result<&'a ListItem, Mistake> {
    let Some(list) = list else { return Err(not_in_list(typed, Vec::new())) };
    if let Some(item) = by_code(list, typed).or_else(|| by_key(list, typed)) {
        return Ok(item);
    }
    let found = matching(list, typed);
    match found.as_slice() {
        [] => Err(not_in_list(typed, near(list, typed))),
        [(item, _)] => Ok(item),
        [(item, best), (_, next), ..] if best < next => Ok(item),
        [(_, best), ..] => Err(Mistake::Several {
            typed: Clean::excerpt(typed).to_string(),
            items: found
                .iter()
                .take_while(|(_, r)| r == best)
                .take(4)
                .map(|(i, _)| i.label.sv.clone())
                .collect(),
        }),
    }
}

fn by_code<'a>(list: &'a List, typed: &str) -> Option<&'a ListItem> {
    list.items.iter().find(|i| i.code == typed)
}

/// The item whose one key is exactly what was typed.
pub fn by_key<'a>(list: &'a List, typed: &str) -> Option<&'a ListItem> {
    let mut chars = typed.chars();
    let key = chars.next()?.to_lowercase().next()?;
    if chars.next().is_some() {
        return None;
    }
    list.items.iter().filter(|i| !i.retired).find(|i| i.key == Some(key))
}

/// What stands for every item of a list.
const EVERYBODY: [&str; 3] = ["alla", "all", "everybody"];

/// Several items apart by commas, or their keys alone, with or without spaces: `belysning, klotter` or `13`; or `alla`.
pub(in crate::domain::record) fn choose_several(
    list: Option<&List>,
    typed: &str,
) -> Result<Vec<Code>, Mistake> {
    if EVERYBODY.contains(&order::fold(typed.trim()).as_str()) {
        return Ok(list.into_iter().flat_map(members).map(|item| item.code.as_str().into()).collect());
    }
    let mut codes = Vec::new();
    let keys: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let keys_only = list.is_some_and(|l| {
        by_code(l, typed).is_none() && keys.chars().all(|c| by_key(l, c.encode_utf8(&mut [0; 4])).is_some())
    });
    let parts: Vec<String> = if keys_only {
        keys.chars().map(String::from).collect()
    } else {
        typed.split([',', ';']).map(|p| p.trim().to_owned()).filter(|p| !p.is_empty()).collect()
    };
    for part in parts {
        let code = Code::from(choose(list, &part)?.code.as_str());
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    if let Some(list) = list {
        codes.sort_by_key(|code| list.items.iter().position(|i| i.code == *code));
    }
    Ok(codes)
}

fn near(list: &List, typed: &str) -> Vec<String> {
    let start: String = order::fold(typed).chars().take(1).collect();
    let mut labels: Vec<_> = list
        .items
        .iter()
        .filter(|i| !i.retired && order::fold(&i.label.sv).starts_with(&start))
        .map(|i| i.label.sv.clone())
        .collect();
    labels.truncate(3);
    labels
}
