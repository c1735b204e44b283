//! What is wrong with an answer: each kind of mistake with what a sentence about it needs.

use crate::domain::record::value::Code;
use crate::text::number::NumberError;
use crate::text::when::WhenError;

/// Why an answer cannot be stored as it is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub enum Mistake {
    /// Not a day or time or month: which rule of the text floor it broke.
    When(WhenError),
    /// Not a whole number.
    Number(NumberError),
    /// A number outside what can be right.
    OutOfRange {
        /// The number.
        number: i64,
        /// The least possible.
        from: Option<i64>,
        /// The greatest possible.
        to: Option<i64>,
    },
    /// No item of the list is like it; the nearest ones are offered.
    NotInList {
        /// What was typed.
        typed: String,
        /// Labels that come near, at most three.
        near: Vec<String>,
    },
    /// Several items of the list are like it.
    Several {
        /// What was typed.
        typed: String,
        /// Their labels, at most four.
        items: Vec<String>,
    },
    /// Longer than the field holds.
    TooLong {
        /// Its length, in characters.
        length: usize,
        /// The longest allowed.
        max: u32,
    },
    /// Neither yes nor no.
    NotYesNo,
    /// Shaped like a personal identity number, which must not be here.
    PersonalNumber,
    /// The value is of another kind than the field holds.
    WrongKind,
    /// Not a case's code.
    NotACase {
        /// What was typed.
        typed: String,
    },
    /// In the shape of a case's code, but its check character shows that something in it is mistyped.
    MistypedCase {
        /// What was typed, as a code is shown.
        typed: String,
    },
    /// Not a course's code.
    NotACourse {
        /// What was typed.
        typed: String,
    },
    /// Not five counts, one for each grade.
    NotGrades,
    /// Not a telephone number.
    NotAPhone,
    /// There is no such course, or none at all to take.
    NoSuchCourse {
        /// The courses there are, the latest first.
        there: Vec<Code>,
    },
    /// A course that begins then is not called that.
    OtherCourse {
        /// What it may be called.
        free: Code,
    },
    /// Nobody sits there that evening.
    NotSeated {
        /// The seat.
        seat: Code,
    },
    /// Somebody with protected data has no name here.
    Protected,
    /// Somebody is outside the course's ages when it begins, and no reason is given for it.
    Age {
        /// The age before the birthday of that year.
        least: i32,
        /// The age after it.
        most: i32,
        /// The youngest the course is for.
        from: u32,
        /// The oldest.
        to: u32,
    },
    /// Not a term of the calendar.
    NotATerm {
        /// What was typed.
        typed: String,
    },
    /// Only a course that is cancelled is postponed.
    NotCancelled,
}
