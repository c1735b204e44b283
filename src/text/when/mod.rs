//! Days, times, weeks and months as people type them, in Swedish or English.
//!
//! Everything is read against a given today or now; no clock is read here, and time zones are not known. A day that
//! leaves something out is the latest such day, since what is entered has nearly always happened, unless the field it
//! answers looks ahead.

mod day;
mod month;
mod time;
mod typed;
mod week;

use chrono::NaiveDate;
use thiserror::Error;

pub use day::{Toward, parse_day};
pub use month::{Month, parse_month};
pub use time::parse_time;
pub use week::{monday, week_of, weeks_in};

use super::Clean;

/// The first year that can be meant.
pub const FIRST_YEAR: i32 = 2000;
/// The last year that can be meant.
pub const LAST_YEAR: i32 = 2099;

/// Why a text is not a day, a time or a month.
#[derive(Clone, Debug, PartialEq, Eq, Error, serde::Serialize, serde::Deserialize)]
pub enum WhenError {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// It is not in any form that is known.
    #[error("“{found}” is not understood")]
    Unreadable {
        /// What was typed.
        found: Clean,
    },
    /// It could be several days or months, as `221126` or `27/11-23`.
    #[error("“{found}” could mean several things")]
    Ambiguous {
        /// What was typed.
        found: Clean,
    },
    /// There is no such day or month, as `30/2`.
    #[error("there is no “{found}”")]
    Impossible {
        /// What was typed.
        found: Clean,
    },
    /// There is no such time of day, as `24:00`.
    #[error("there is no time “{found}”")]
    NoSuchTime {
        /// What was typed.
        found: Clean,
    },
    /// The year has no such week.
    #[error("{year} has no week {week}")]
    NoSuchWeek {
        /// The ISO week-year.
        year: i32,
        /// The week that was typed.
        week: u32,
    },
    /// The weekday that was typed is not that of the day.
    #[error("“{found}”: {day} is another weekday")]
    WrongWeekday {
        /// What was typed.
        found: Clean,
        /// The day that was typed beside it.
        day: NaiveDate,
    },
    /// The year is before [`FIRST_YEAR`] or after [`LAST_YEAR`].
    #[error("the year {year} is not between 2000 and 2099")]
    YearOutOfRange {
        /// The year that was typed or reached.
        year: i32,
    },
}

/// Lets a year through that can be meant.
fn year_in_range(year: i32) -> Result<i32, WhenError> {
    if (FIRST_YEAR..=LAST_YEAR).contains(&year) { Ok(year) } else { Err(WhenError::YearOutOfRange { year }) }
}
