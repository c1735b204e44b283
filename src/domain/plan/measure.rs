//! What is counted, what is expected, and when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Label, PeriodKind};

/// One figure of the promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The stable name: `walks`.
    pub key: String,
    /// What people see.
    pub label: Label,
    /// What one unit of it is called.
    pub unit: Option<Label>,
    /// How it is counted.
    pub shape: Shape,
    /// What was promised, if a number was.
    pub target: Option<Target>,
    /// The definition: what exactly is counted.
    pub definition: Label,
    /// Whether the home screen shows it.
    pub glance: bool,
}

/// How a figure is counted. Small and exhaustive on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// The number of done entries of a form.
    Count {
        /// Which entries.
        of: Vec<Source>,
    },
    /// The sum of a number field over done entries.
    Sum {
        /// Which entries, and the field in each.
        of: Vec<Source>,
    },
    /// The number of shifts (day and part) that have an entry of `hit`, of the registered ones that meet `of`.
    ///
    /// A shift is registered by an entry of `of.form`, or by an entry of `hit` (somebody was there). Months followed by
    /// an extract add the extract's two numbers instead.
    ShareOfShifts {
        /// The form that registers shifts, and which of them make the denominator.
        of: Source,
        /// The form whose entries make a shift a hit.
        hit: Source,
        /// The form with a month's totals, and its two fields: hits and denominator.
        extract: Option<ExtractSource>,
    },
}

/// Which entries a measure reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The form's key.
    pub form: String,
    /// The number field that is summed; `None` counts entries.
    pub field: Option<String>,
    /// Only entries for which all of these hold.
    pub only: Vec<Condition>,
}

/// The two totals of a month's extract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractSource {
    /// The form's key.
    pub form: String,
    /// The field with the number of hits.
    pub hits: String,
    /// The field with the denominator.
    pub of: String,
}

/// A field having one of some codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The field's key.
    pub field: String,
    /// The codes (or `yes`/`no`) that satisfy it.
    pub any: Vec<String>,
}

/// What was promised in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// At least this many in the whole promise.
    AtLeast(i64),
    /// At least this many in every such period.
    Per(i64, PeriodKind),
    /// At least this share of the denominator, in percent.
    Share(u32),
}

/// What is expected of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expectation {
    /// An entry of `form` each week on `weekday` (1 Monday to 7 Sunday), except planned breaks.
    Weekly {
        /// The form's key.
        form: String,
        /// 1 Monday to 7 Sunday.
        weekday: u8,
    },
    /// An entry of `form` for each month, due on `due_day` of the month after.
    Monthly {
        /// The form's key.
        form: String,
        /// 1 to 28.
        due_day: u8,
    },
    /// A registration of each working shift.
    EveryShift {
        /// The form that registers a shift.
        form: String,
    },
    /// What was planned is done, or said to be cancelled.
    Planned {
        /// The form's key.
        form: String,
    },
}

impl Expectation {
    /// The form that fulfils it.
    pub fn form(&self) -> &str {
        match self {
            Self::Weekly { form, .. }
            | Self::Monthly { form, .. }
            | Self::EveryShift { form }
            | Self::Planned { form } => form,
        }
    }
}

/// By which forms the figures of a month are followed, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// The first day this holds; always the first of a month.
    pub from: NaiveDate,
    /// The forms that count from then on. Expectations on other forms of the activity rest.
    pub by: Vec<String>,
}

impl Measure {
    /// Whether entries of the form named `form` feed it.
    pub fn reads(&self, form: &str) -> bool {
        self.forms().any(|f| f == form)
    }

    /// The forms whose entries feed it.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        let (of, hit, extract): (&[Source], Option<&Source>, Option<&ExtractSource>) = match &self.shape {
            Shape::Count { of } | Shape::Sum { of } => (of, None, None),
            Shape::ShareOfShifts { of, hit, extract } => {
                (std::slice::from_ref(of), Some(hit), extract.as_ref())
            }
        };
        of.iter().chain(hit).map(|s| s.form.as_str()).chain(extract.map(|x| x.form.as_str()))
    }
}
