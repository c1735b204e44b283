//! What can be wrong with a plan file, and what would be right.
//!
//! An error carries its arguments, so that another floor can say it in another language; its `Display` is English.

use std::fmt;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One mistake in a plan file: where it stands and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanError {
    /// The file's name, as it was given.
    pub file: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// What is wrong, with its arguments.
    pub kind: PlanErrorKind,
}

/// The things in a plan that have names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Thing {
    /// A criterion of the promise.
    Criterion,
    /// A code list.
    List,
    /// An item of a code list.
    Item,
    /// An activity.
    Activity,
    /// A form.
    Form,
    /// A field of a form.
    Field,
    /// A measure.
    Measure,
    /// A part of the day.
    Part,
    /// A party of a case meeting.
    Party,
    /// A role at the desk.
    Role,
}

/// What a single key of the keyboard is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Press {
    /// It opens a form from the home screen.
    Open,
    /// It jumps to a field.
    Jump,
    /// It chooses an item of a list.
    Choice,
}

/// The kinds of value a key of the file can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wanted {
    /// A text in quotes.
    Text,
    /// A text, or one in each language.
    Label,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Truth,
    /// A date without quotes.
    Day,
    /// A time without quotes.
    Time,
    /// A list in brackets.
    Array,
    /// A table.
    Table,
}

/// What must come in order of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ordered {
    /// The calendar's terms, which may not overlap either.
    Terms,
    /// The parts of the day.
    Parts,
    /// The days from which an activity is followed by other forms.
    Followed,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PlanErrorKind {
    /// The file is not TOML.
    Syntax(String),
    /// The plan is of a later format than this program reads.
    Newer {
        /// The format the file says.
        format: i64,
    },
    /// A key that means nothing where it stands.
    UnknownKey {
        /// As written.
        key: String,
        /// The closest key that would mean something.
        nearest: Option<String>,
        /// Every key that would.
        allowed: Vec<String>,
    },
    /// A key that must be there and is not.
    Missing {
        /// Its name.
        key: String,
    },
    /// A value of another kind than the key takes.
    Kind {
        /// What it takes.
        wanted: Wanted,
        /// What stands there, in TOML's words.
        found: String,
    },
    /// A text that is empty.
    Empty,
    /// A text with control, direction or invisible characters.
    Unprintable,
    /// A text that is longer than the field it is written to.
    TooLong {
        /// The most characters.
        most: usize,
    },
    /// A name that is not a plain one.
    BadName {
        /// As written.
        name: String,
    },
    /// A word that is none of those the key takes.
    Word {
        /// As written.
        word: String,
        /// The closest that is.
        nearest: Option<String>,
        /// All that are.
        allowed: Vec<String>,
    },
    /// A name that nothing in the plan has.
    Unknown {
        /// What it should name.
        thing: Thing,
        /// As written.
        name: String,
        /// The closest that exists.
        nearest: Option<String>,
        /// All that exist.
        known: Vec<String>,
    },
    /// A name given twice.
    Duplicate {
        /// What it names.
        thing: Thing,
        /// The name.
        name: String,
        /// The line where it was given first.
        first: u32,
    },
    /// A key of the keyboard that cannot be used.
    BadPress {
        /// What for.
        press: Press,
        /// As written.
        key: String,
    },
    /// A key of the keyboard that the program itself needs there.
    ReservedPress {
        /// What for.
        press: Press,
        /// The key.
        key: char,
    },
    /// A key of the keyboard used twice in one place.
    TakenPress {
        /// What for.
        press: Press,
        /// The key.
        key: char,
        /// Who has it already.
        by: String,
    },
    /// A number outside what makes sense there.
    Bounds {
        /// As written.
        number: i64,
        /// The least.
        from: i64,
        /// The greatest.
        to: i64,
    },
    /// A range whose least number is above its greatest.
    RangeTurned {
        /// The least, as written.
        from: i64,
        /// The greatest, as written.
        to: i64,
    },
    /// A period that ends before it begins.
    PeriodTurned {
        /// The first day, as written.
        from: NaiveDate,
        /// The last day, as written.
        to: NaiveDate,
    },
    /// Things that are not in order of time.
    Order(Ordered),
    /// A time zone that does not exist.
    Zone {
        /// As written.
        name: String,
    },
    /// A form without a field for its day.
    NoDay,
    /// A field of another kind than its use needs.
    FieldKind {
        /// The field's name.
        field: String,
        /// The kinds that would do, in the file's words.
        wanted: Vec<String>,
    },
    /// Both a list and choices of its own.
    ListAndChoices,
    /// A list of choices with nothing in it.
    NoItems,
    /// A form's part of the day that does not offer the calendar's parts.
    PartCodes {
        /// The calendar's codes.
        parts: Vec<String>,
    },
    /// Something needs the calendar to have parts of the day.
    NoParts,
    /// A measure counts some of the cases apart: few of them would be known by it.
    SomeCases {
        /// The form's name.
        form: String,
    },
    /// A form is expected to be planned, but cannot be.
    NotPlannable {
        /// The form's name.
        form: String,
    },
    /// A log activity without a form.
    NoForms,
    /// A day that is not the first of a month.
    NotFirstOfMonth {
        /// As written.
        day: NaiveDate,
    },
    /// A target that fits no measure of this shape, or says nothing.
    Target,
}

impl PlanError {
    /// What is wrong, as an English sentence without its full stop.
    pub fn what(&self) -> String {
        self.kind.what()
    }

    /// What would be right, as an English sentence without its full stop.
    pub fn instead(&self) -> Option<String> {
        self.kind.instead()
    }
}

impl fmt::Display for PlanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}, column {}: {}.", self.file, self.line, self.column, self.what())?;
        self.instead().map_or(Ok(()), |instead| write!(f, " {instead}."))
    }
}

impl std::error::Error for PlanError {}
