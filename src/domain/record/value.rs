//! One answer, with where it came from.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::text::clean::Clean;
use crate::text::when::Month;

/// A short stable name: of a form, a field, a list item.
pub type Code = SmolStr;

/// What was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Value {
    /// A day.
    Day(#[serde(with = "as_number")] NaiveDate),
    /// A calendar month.
    Month(Month),
    /// A local time of day.
    Time(#[serde(with = "as_minutes")] NaiveTime),
    /// A count, or minutes.
    Number(i64),
    /// One item of a list.
    Code(Code),
    /// Several items of a list, in the list's order.
    Codes(Vec<Code>),
    /// A text or a note.
    Text(Clean),
    /// Yes or no.
    YesNo(bool),
    /// One of the nothings that have names.
    Nothing(Nothing),
    /// Marks: who (or which case), and the mark.
    Marks(Vec<(Code, Code)>),
    /// What stands for a text that is told only where it is asked for: the letters a name begins with. Only in what the
    /// desk tells: it is never stored.
    Masked(Clean),
}

/// The nothings a single field can hold. Zero is a number; cancelled is a [`super::Status`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Nothing {
    /// Could have been observed and was not entered.
    NotStated,
    /// Asked, and not known (`?`).
    NotKnown,
    /// Does not apply (`-`).
    NotApplicable,
    /// There is an answer, and it may not be told now. Only in what the desk tells: it is never stored.
    Closed,
}

/// How a value arose; stored with it and shown in its own style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// A person typed it.
    #[default]
    Typed,
    /// The plan's default was kept.
    Default,
    /// Carried over from the entry before.
    Carried,
    /// Computed by the desk: the time now, the shift now, what a due line knew.
    Computed,
    /// Came with an imported file.
    Imported,
}

/// An answer and its origin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// What was answered.
    pub value: Value,
    /// How it arose.
    pub origin: Origin,
}

/// The answers of one entry, by field key.
pub type Cells = Vec<(Code, Cell)>;

impl Cell {
    /// A typed answer.
    pub fn typed(value: Value) -> Self {
        Self { value, origin: Origin::Typed }
    }

    /// The cell of a field nobody answered.
    pub fn not_stated() -> Self {
        Self { value: Value::Nothing(Nothing::NotStated), origin: Origin::Default }
    }

    /// The cell of a field whose answer may not be told now.
    pub fn closed() -> Self {
        Self { value: Value::Nothing(Nothing::Closed), origin: Origin::Computed }
    }

    /// The cell of a field that the other answers leave without meaning.
    pub fn not_applicable() -> Self {
        Self { value: Value::Nothing(Nothing::NotApplicable), origin: Origin::Computed }
    }
}

impl Value {
    /// The number, where there is one.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Number(n) => Some(*n),
            _ => None,
        }
    }

    /// The day, or the first day of the month.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Day(d) => Some(*d),
            Self::Month(m) => Some(m.first()),
            _ => None,
        }
    }

    /// The mark `who` has, where it holds marks.
    pub fn mark_of(&self, who: &str) -> Option<&Code> {
        match self {
            Self::Marks(marks) => marks.iter().find(|(code, _)| code == who).map(|(_, mark)| mark),
            _ => None,
        }
    }

    /// Whether it is one of the nothings.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing(_))
    }

    /// Whether the answer is kept from whoever sees this.
    pub fn is_closed(&self) -> bool {
        *self == Self::Nothing(Nothing::Closed)
    }

    /// Whether something else stands where this was told: it is closed, or masked.
    pub fn is_withheld(&self) -> bool {
        self.is_closed() || matches!(self, Self::Masked(_))
    }

    /// Whether one of `codes` is (among) the answer; `yes` and `no` name the two sides of a yes/no. Marks are it when
    /// every one of them is.
    pub fn is_any(&self, codes: &[String]) -> bool {
        let named = |code: &str| codes.iter().any(|c| c == code);
        match self {
            Self::Code(code) => named(code),
            Self::Codes(list) => list.iter().any(|c| named(c)),
            Self::YesNo(yes) => named(if *yes { "yes" } else { "no" }),
            Self::Number(n) => named(&n.to_string()),
            Self::Marks(marks) => marks.iter().all(|(_, mark)| named(mark)),
            _ => false,
        }
    }
}

/// A day as the number of days since 0001-01-01: four bytes at most, and in order.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape serde asks for")]
pub(crate) mod as_number {
    use chrono::{Datelike, NaiveDate};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(day: &NaiveDate, to: S) -> Result<S::Ok, S::Error> {
        day.num_days_from_ce().serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
        let number = i32::deserialize(from)?;
        NaiveDate::from_num_days_from_ce_opt(number).ok_or_else(|| D::Error::custom("no such day"))
    }
}

/// A time of day as minutes since midnight.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "the shape serde asks for")]
mod as_minutes {
    use chrono::{NaiveTime, Timelike};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(time: &NaiveTime, to: S) -> Result<S::Ok, S::Error> {
        (time.num_seconds_from_midnight() / 60).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveTime, D::Error> {
        let seconds = u32::deserialize(from)?.saturating_mul(60);
        let time = NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0);
        time.ok_or_else(|| D::Error::custom("no such time"))
    }
}
