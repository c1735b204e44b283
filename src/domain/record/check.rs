//! What stands in the way of a save, and what is only asked about.
//!
//! A [`Problem`] would corrupt a count and stops the save. A [`Question`] warns, is accepted with one key, and is stored
//! with the entry so that it can be followed up. Both come from the answers alone; what depends on other entries is
//! judged by [`crate::domain::decide`].

mod question;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Status;
use super::answer::{Context, Mistake, graded};
use super::draft::applies;
use super::entry::belongs;
use super::value::{Cell, Code, Nothing, Value};
use crate::domain::casework;
use crate::domain::plan::{Field, FieldKind, Form, Keep, Need, Range};
use crate::text::shape;

pub use question::{Lack, PersonalShape, Question};

/// Days back after which a day is asked about.
pub const LONG_AGO_DAYS: i64 = 30;

/// What stops a save.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// The answer to a field cannot be right.
    Answer {
        /// The field's key.
        field: Code,
        /// What is wrong.
        mistake: Mistake,
    },
    /// A field that a count needs has no answer.
    Missing {
        /// The field's key.
        field: Code,
    },
    /// A number is greater than the one it is part of.
    Exceeds {
        /// The field's key.
        field: Code,
        /// The field it is part of.
        other: Code,
        /// That field's number.
        most: i64,
    },
    /// A control total is not what the roster says.
    Total {
        /// The total's field.
        field: Code,
        /// The roster's field.
        roster: Code,
        /// How many are on the roster.
        of: i64,
        /// How many of them it says were in the room.
        counted: i64,
        /// How many were counted in the room.
        given: i64,
    },
}

impl Problem {
    /// The field it concerns.
    pub fn field(&self) -> &Code {
        match self {
            Self::Answer { field, .. }
            | Self::Missing { field }
            | Self::Exceeds { field, .. }
            | Self::Total { field, .. } => field,
        }
    }
}

/// What will become of an occasion on a day still to come: planned, where the form can be planned.
pub fn settled_status(form: &Form, status: &Status, cells: &[(Code, Cell)], today: NaiveDate) -> Status {
    let ahead = value(cells, &form.day).and_then(Value::day).is_some_and(|day| day > today);
    match status {
        Status::Done if ahead && form.plannable => Status::Planned,
        Status::Planned if !ahead && !form.plannable => Status::Done,
        other => other.clone(),
    }
}

/// Everything that stands in the way of saving these answers.
pub fn problems(form: &Form, status: &Status, cells: &[(Code, Cell)], ctx: &Context<'_>) -> Vec<Problem> {
    let mut found = Vec::new();
    for field in &form.fields {
        let Some(value) = value(cells, &field.key) else {
            if required(form, status, &field.key, field.need) && is_asked(form, field, cells, ctx) {
                found.push(Problem::Missing { field: field.key.as_str().into() });
            }
            continue;
        };
        let key = || Code::from(field.key.as_str());
        if let Err(mistake) = super::answer::fits(field, value, ctx.plan) {
            found.push(Problem::Answer { field: key(), mistake });
        } else if value.is_nothing()
            && required(form, status, &field.key, field.need)
            && is_asked(form, field, cells, ctx)
        {
            found.push(Problem::Missing { field: key() });
        }
        if let (Some(n), Some(other)) = (value.number().or_else(|| graded(value)), field.at_most.as_deref())
            && let Some(most) = self::value(cells, other).and_then(Value::number)
            && n > most
        {
            found.push(Problem::Exceeds { field: key(), other: other.into(), most });
        }
        if let (Some(given), FieldKind::Total { of, marks }) = (value.number(), &field.kind)
            && let Some(roster @ Value::Marks(members)) = self::value(cells, of)
            && let Some(counted) = counted(roster, marks)
            && given != counted
        {
            let (roster, of) = (of.as_str().into(), members.len() as i64);
            found.push(Problem::Total { field: key(), roster, of, counted, given });
        }
    }
    found
}

/// How many of a roster have one of `marks`.
pub fn counted(roster: &Value, marks: &[String]) -> Option<i64> {
    let Value::Marks(given) = roster else { return None };
    Some(given.iter().filter(|(_, mark)| marks.iter().any(|m| m == mark)).count() as i64)
}

/// Everything about these answers that is asked and can be accepted.
pub fn questions(form: &Form, status: &Status, cells: &[(Code, Cell)], ctx: &Context<'_>) -> Vec<Question> {
    let mut asked = Vec::new();
    about_day(form, status, cells, ctx, &mut asked);
    for field in &form.fields {
        let key = || Code::from(field.key.as_str());
        match (value(cells, &field.key), &field.kind) {
            (Some(Value::Number(n)), FieldKind::Count { soft, .. } | FieldKind::Minutes { soft, .. }) => {
                let Range { from, to } = *soft;
                if !soft.holds(*n) {
                    asked.push(Question::Unusual { field: key(), number: *n, from, to });
                }
            }
            (Some(Value::Text(_)), FieldKind::Phone) => {}
            (Some(Value::Text(text)), _) => {
                if let Some(shape) = personal_shape(text) {
                    asked.push(Question::PersonalLooking { field: key(), shape });
                }
            }
            (None | Some(Value::Nothing(Nothing::NotStated)), _)
                if field.need == Need::Soft
                    && *status == Status::Done
                    && is_asked(form, field, cells, ctx) =>
            {
                asked.push(Question::Unanswered { field: key() });
            }
            _ => {}
        }
    }
    asked
}

fn about_day(
    form: &Form,
    status: &Status,
    cells: &[(Code, Cell)],
    ctx: &Context<'_>,
    asked: &mut Vec<Question>,
) {
    // A month is told of when it is over: its last day is what is long ago, or still to come.
    let day = match value(cells, &form.day) {
        Some(Value::Month(month)) => month.last(),
        Some(Value::Day(day)) => *day,
        _ => return,
    };
    let back = (ctx.today - day).num_days();
    if back < 0 && *status == Status::Done {
        asked.push(Question::FutureDay { day });
    } else if back > LONG_AGO_DAYS {
        asked.push(Question::LongAgo { day, days: back });
    }
    if let Some((on, _)) = belongs(form, &ctx.plan.calendar, |key| value(cells, key).cloned())
        && !ctx.plan.period.contains(on)
    {
        asked.push(Question::OutsidePeriod { day: on });
    }
}

fn personal_shape(text: &str) -> Option<PersonalShape> {
    if shape::phone(text).is_some() {
        Some(PersonalShape::Phone)
    } else if shape::email(text).is_some() {
        Some(PersonalShape::Email)
    } else {
        shape::number_plate(text).map(|_| PersonalShape::NumberPlate)
    }
}

/// A planned or cancelled occasion needs only its day (and the part of the day).
fn required(form: &Form, status: &Status, field: &str, need: Need) -> bool {
    let identifies = field == form.day || form.part.as_deref() == Some(field);
    identifies || (need == Need::Hard && *status == Status::Done)
}

/// Whether the other answers, the day among them, leave the field a question.
fn is_asked(form: &Form, field: &Field, cells: &[(Code, Cell)], ctx: &Context<'_>) -> bool {
    let day = value(cells, &form.day).and_then(Value::day);
    applies(field, cells) && day.is_none_or(|day| casework::asks(ctx.plan, form, field, day))
}

fn value<'a>(cells: &'a [(Code, Cell)], field: &str) -> Option<&'a Value> {
    cells.iter().find(|(key, _)| key == field).map(|(_, cell)| &cell.value)
}

/// The answers as they are stored: in the form's order, what is unanswered as not stated, what does not apply as such.
///
/// Keys the form does not have come last and are kept.
pub fn complete(form: &Form, mut cells: Vec<(Code, Cell)>) -> Vec<(Code, Cell)> {
    let mut whole = Vec::with_capacity(form.fields.len());
    for field in form.fields.iter().filter(|field| field.keep != Keep::Apart) {
        let given = cells.iter().find(|(key, _)| *key == field.key).map(|(_, cell)| cell);
        let cell = if applies(field, &whole) {
            // A field that applies again was not answered while it did not.
            given.filter(|cell| **cell != Cell::not_applicable()).cloned().unwrap_or_else(Cell::not_stated)
        } else {
            Cell::not_applicable()
        };
        whole.push((field.key.as_str().into(), cell));
    }
    cells.retain(|(key, _)| form.field(key).is_none());
    whole.extend(cells);
    whole
}
