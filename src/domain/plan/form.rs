//! A form: the questions one kind of entry asks.

use serde::{Deserialize, Serialize};

use super::{Field, Label};

/// One kind of entry of a log activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Form {
    /// The stable name: `visit`, `shift`.
    pub key: String,
    /// What one such entry is called.
    pub label: Label,
    /// The words the one-line grammar also knows it by.
    pub words: Vec<String>,
    /// The key that opens it from the home screen.
    pub open: Option<char>,
    /// Its questions, in order.
    pub fields: Vec<Field>,
    /// The field that holds the day (or the month) the entry is about.
    pub day: String,
    /// The field that holds the time of day, where a shift across midnight decides the day it counts on.
    pub time: Option<String>,
    /// The field that names the part of the day, where the form asks for it.
    pub part: Option<String>,
    /// Whether an entry can be planned before it happens, so that a missing one can be known.
    pub plannable: bool,
    /// Whether an occasion can be cancelled, with a reason from this list.
    pub cancel_reasons: Option<String>,
    /// The fields that, when equal, make two entries of a day look like one ("already logged?").
    pub same: Vec<String>,
    /// Minutes within which two entries with a time count as the same occasion.
    pub same_minutes: u32,
    /// The list's columns, by field key.
    pub columns: Vec<String>,
    /// Whether only one entry may exist for its day (and part), such as a shift or a month's extract.
    pub unique: bool,
    /// What a correction may be for, from this list; the first is the default.
    pub correction_reasons: Option<String>,
    /// The field a new one opens at, where that is not the first needed one that is open.
    pub first: Option<String>,
    /// Whether it is the desk's own: never offered and never listed.
    pub inner: bool,
}

impl Form {
    /// The field named `key`.
    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|f| f.key == key)
    }

    /// The position of the field named `key`.
    pub fn position(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|f| f.key == key)
    }
}

/// How a list is sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    /// The newest day first.
    #[default]
    NewestFirst,
    /// The oldest day first.
    OldestFirst,
    /// By the value of the n-th column, ascending in Swedish order.
    Column(u8),
    /// By the value of the n-th column, descending.
    ColumnDown(u8),
}
