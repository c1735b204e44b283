//! A field: one question of a form.

use serde::{Deserialize, Serialize};

use super::Label;
use crate::text::when::Toward;

/// One question of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The stable name that is stored: `contacts`.
    pub key: String,
    /// What people see.
    pub label: Label,
    /// What may be answered.
    pub kind: FieldKind,
    /// The letter that jumps to it in a form that is being corrected.
    pub jump: Option<char>,
    /// Whether an answer is needed.
    pub need: Need,
    /// What it starts with.
    pub initial: Initial,
    /// One line of help.
    pub hint: Option<Label>,
    /// The field applies only where this holds; else it is greyed and stored as not applicable.
    pub when: Option<super::Condition>,
    /// The unit shown behind the value: "min", "st.".
    pub unit: Option<Label>,
    /// The number field this number is part of and cannot exceed.
    pub at_most: Option<String>,
    /// Where its answer goes.
    pub keep: Keep,
    /// Which day is meant where a day leaves something out.
    pub toward: Toward,
}

/// Where the answer to a field goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Keep {
    /// Into the entry.
    #[default]
    Entry,
    /// Into the entry, by the desk alone: nobody is asked.
    Desk,
    /// Into entries of its own, made with this one.
    Apart,
}

/// What a field may be answered with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldKind {
    /// A day.
    Day,
    /// A calendar month.
    Month,
    /// A time of day.
    Time,
    /// A whole number; outside `hard` it is refused, outside `soft` it is asked about.
    Count {
        /// The range outside which a number cannot be right.
        hard: Range,
        /// The range outside which a number is asked about.
        soft: Range,
    },
    /// Minutes.
    Minutes {
        /// As for a count.
        hard: Range,
        /// As for a count.
        soft: Range,
    },
    /// One item of a list.
    Choice {
        /// The list's key.
        list: String,
    },
    /// Several items of a list.
    Choices {
        /// The list's key.
        list: String,
    },
    /// A place from a list.
    Place {
        /// The list's key.
        list: String,
    },
    /// A short text on one line.
    Text {
        /// The longest text, in characters.
        max: u32,
    },
    /// A note that may have several lines; personal content, kept apart.
    Note {
        /// The longest note, in characters.
        max: u32,
    },
    /// Yes or no.
    YesNo,
    /// A mark for each item of a list: everybody has the first mark until somebody says otherwise.
    Roster {
        /// The key of the list of those who are marked.
        list: String,
        /// The key of the list of marks; the first is the usual one.
        marks: String,
    },
    /// The control total of a roster: how many have one of these marks, counted in the room and not by the program.
    Total {
        /// The roster field's key.
        of: String,
        /// The codes of the marks that are counted.
        marks: Vec<String>,
    },
    /// A case, by its code.
    Case,
    /// Several cases, by their codes, in an order that stands.
    Cases,
    /// Some of the cases of another field, each with an item of a list.
    CaseMarks {
        /// The field the cases are among.
        of: String,
        /// The list's key.
        list: String,
    },
    /// A course, by its code.
    Course,
    /// A year; two figures are a year that has been.
    Year,
    /// How many answered each of the grades 1 to 5.
    Grades,
    /// Somebody's name: personal content.
    Name {
        /// The longest name, in characters.
        max: u32,
    },
    /// A telephone number: personal content.
    Phone,
}

/// A range of whole numbers, both ends included; an open end is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The least number.
    pub from: Option<i64>,
    /// The greatest number.
    pub to: Option<i64>,
}

impl Range {
    /// Whether `n` lies in the range.
    pub fn holds(self, n: i64) -> bool {
        self.from.is_none_or(|a| a <= n) && self.to.is_none_or(|b| n <= b)
    }
}

/// Whether an answer is needed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Need {
    /// Without it the entry would corrupt a count: saving stops.
    Hard,
    /// Missing it is asked about, accepted with one key, and listed for follow-up.
    Soft,
    /// May be left.
    #[default]
    No,
}

/// What a field starts with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Initial {
    /// Nothing.
    #[default]
    Empty,
    /// Today.
    Today,
    /// The time of day now.
    Now,
    /// The current part of the day (working shift).
    Part,
    /// The month before this one.
    LastMonth,
    /// This text, as a person would type it.
    Value(String),
    /// The value of this person's previous entry of the form.
    Carry,
}

impl FieldKind {
    /// The code list it chooses from, if any.
    pub fn list(&self) -> Option<&str> {
        match self {
            Self::Choice { list } | Self::Choices { list } | Self::Place { list } => Some(list),
            _ => None,
        }
    }
}
