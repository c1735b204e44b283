//! What an example entry answers: made from the form's own fields, lists and ranges.

use chrono::{NaiveDate, NaiveTime, Timelike};

use super::chance::Chance;
use crate::domain::plan::{Field, FieldKind, Form, ListItem, Need, Promise, Range, Shape};
use crate::domain::record::answer::usual;
use crate::domain::record::draft::applies;
use crate::domain::record::{Cell, Code, Nothing, Status, Value};
use crate::text::Clean;
use crate::text::when::Month;

/// The widest spread of an example number above the least there can be.
const SPREAD: i64 = 24;

/// What an example note says.
const NOTES: [&str; 8] = [
    "lugnt, några satt kvar på bänkarna",
    "två grupper, alla hälsade",
    "regn, få ute",
    "samtal om skola och fritid",
    "musik, ingen störd",
    "flera kända sedan förra veckan",
    "frågor om sommarjobb",
    "fortsätter i morgon",
];

/// When and on what an entry is made.
#[derive(Clone, Debug)]
pub(super) struct Occasion {
    /// The day it is about; of a month, its first.
    pub(super) day: NaiveDate,
    /// The time of day, where the form decides the shift by it.
    pub(super) time: Option<NaiveTime>,
    /// The shift, where the form asks for it.
    pub(super) part: Option<Code>,
    pub(super) status: Status,
}

/// All answers of one example entry, in the form's order.
pub(super) fn answers(
    plan: &Promise,
    form: &Form,
    occasion: &Occasion,
    chance: &mut Chance,
) -> Vec<(Code, Cell)> {
    let mut cells: Vec<(Code, Cell)> = Vec::with_capacity(form.fields.len());
    let mut clock = None;
    for field in &form.fields {
        let value = if applies(field, &cells) {
            answer(plan, form, field, occasion, &cells, &mut clock, chance)
        } else {
            Value::Nothing(Nothing::NotApplicable)
        };
        cells.push((field.key.as_str().into(), Cell::typed(value)));
    }
    cells
}

fn answer(
    plan: &Promise,
    form: &Form,
    field: &Field,
    occasion: &Occasion,
    cells: &[(Code, Cell)],
    clock: &mut Option<NaiveTime>,
    chance: &mut Chance,
) -> Value {
    if field.key == form.day {
        return match field.kind {
            FieldKind::Month => Value::Month(Month::of(occasion.day)),
            _ => Value::Day(occasion.day),
        };
    }
    if form.part.as_deref() == Some(&field.key) {
        return occasion.part.clone().map_or(Value::Nothing(Nothing::NotStated), Value::Code);
    }
    if form.time.as_deref() == Some(&field.key) {
        *clock = occasion.time;
        return occasion.time.map_or(Value::Nothing(Nothing::NotStated), Value::Time);
    }
    let left_out = match field.need {
        Need::Hard => 0,
        Need::Soft => 4,
        Need::No => 30,
    };
    // What has not happened has nothing to tell but where, when and by whom.
    let beforehand =
        matches!(field.kind, FieldKind::Place { .. } | FieldKind::Choice { .. } | FieldKind::Time);
    let told = occasion.status == Status::Done || beforehand;
    if !told || chance.percent(left_out) {
        return Value::Nothing(Nothing::NotStated);
    }
    match &field.kind {
        FieldKind::Count { hard, soft } => {
            let n = month_total(plan, form, field, occasion, cells, chance);
            Value::Number(n.unwrap_or_else(|| number(*hard, *soft, field, cells, 1, chance)))
        }
        FieldKind::Minutes { hard, soft } => Value::Number(number(*hard, *soft, field, cells, 5, chance)),
        FieldKind::Choice { list } | FieldKind::Place { list } => item(plan, list, chance),
        FieldKind::Choices { list } => items(plan, list, chance),
        FieldKind::Time => {
            let time = later(*clock, chance);
            *clock = Some(time);
            Value::Time(time)
        }
        FieldKind::YesNo => Value::YesNo(chance.percent(70)),
        FieldKind::Roster { .. } => usual(field, plan).unwrap_or(Value::Nothing(Nothing::NotStated)),
        FieldKind::Total { .. }
        | FieldKind::Case
        | FieldKind::Cases
        | FieldKind::CaseMarks { .. }
        | FieldKind::Course
        | FieldKind::Year
        | FieldKind::Phone
        | FieldKind::Grades => Value::Nothing(Nothing::NotStated),
        FieldKind::Day => Value::Day(occasion.day),
        FieldKind::Month => Value::Month(Month::of(occasion.day)),
        FieldKind::Text { max } | FieldKind::Name { max } => {
            text(&format!("exempel {}", occasion.day.format("%Y")), *max)
        }
        FieldKind::Note { max } => text(NOTES[chance.below(NOTES.len() as u64) as usize], *max),
    }
}

fn text(text: &str, max: u32) -> Value {
    if text.chars().count() <= max as usize {
        Value::Text(Clean::note(text))
    } else {
        Value::Nothing(Nothing::NotStated)
    }
}

/// A number that is neither refused nor asked about, small ones more often.
fn number(
    hard: Range,
    soft: Range,
    field: &Field,
    cells: &[(Code, Cell)],
    step: i64,
    chance: &mut Chance,
) -> i64 {
    let low = hard.from.unwrap_or(0).max(soft.from.unwrap_or(i64::MIN));
    let part_of = field.at_most.as_deref().and_then(|other| {
        cells.iter().find(|(key, _)| key == other).and_then(|(_, cell)| cell.value.number())
    });
    let ends = [hard.to, soft.to, part_of].into_iter().flatten();
    let high = ends.fold(low.saturating_add(SPREAD * step), i64::min);
    let steps = (high - low).max(0) / step;
    let up = (chance.share() * chance.share() * (steps + 1) as f64) as i64;
    low.max((low + up * step).min(high) / step * step)
}

/// The totals of a month's extract hang together: hits are part of the shifts, and there are more visits than hits.
fn month_total(
    plan: &Promise,
    form: &Form,
    field: &Field,
    occasion: &Occasion,
    cells: &[(Code, Cell)],
    chance: &mut Chance,
) -> Option<i64> {
    let extract = plan.measures().find_map(|(_, m)| match &m.shape {
        Shape::ShareOfShifts { extract: Some(x), .. } if x.form == form.key => Some(x),
        _ => None,
    })?;
    let said = |key: &str| cells.iter().find(|(k, _)| k == key).and_then(|(_, cell)| cell.value.number());
    let all = i64::from(Month::of(occasion.day).last().format("%d").to_string().parse::<u8>().unwrap_or(30))
        * plan.calendar.parts.len().max(1) as i64;
    let of = said(&extract.of).unwrap_or(all);
    Some(if field.key == extract.of {
        all * chance.between(82, 97) / 100
    } else if field.key == extract.hits {
        of * chance.between(78, 97) / 100
    } else {
        said(&extract.hits).unwrap_or(of) * chance.between(105, 190) / 100
    })
}

fn offered<'a>(plan: &'a Promise, list: &str) -> Vec<&'a ListItem> {
    plan.list(list).map(|l| l.items.iter().filter(|i| !i.retired).collect()).unwrap_or_default()
}

fn item(plan: &Promise, list: &str, chance: &mut Chance) -> Value {
    let item = chance.early(&offered(plan, list));
    item.map_or(Value::Nothing(Nothing::NotStated), |i| Value::Code(i.code.as_str().into()))
}

fn items(plan: &Promise, list: &str, chance: &mut Chance) -> Value {
    let chosen: Vec<Code> = offered(plan, list)
        .into_iter()
        .enumerate()
        .filter(|(i, _)| chance.percent(if *i == 0 { 45 } else { 14 }))
        .map(|(_, item)| item.code.as_str().into())
        .collect();
    if chosen.is_empty() { Value::Nothing(Nothing::NotStated) } else { Value::Codes(chosen) }
}

/// An evening hour, or one to three hours after the time before it, in quarters.
fn later(before: Option<NaiveTime>, chance: &mut Chance) -> NaiveTime {
    let minutes = match before {
        Some(time) => i64::from(time.num_seconds_from_midnight() / 60) + 15 * chance.between(4, 12),
        None => 18 * 60 + 15 * chance.between(0, 16),
    };
    NaiveTime::from_num_seconds_from_midnight_opt(minutes.rem_euclid(24 * 60) as u32 * 60, 0)
        .unwrap_or_default()
}
