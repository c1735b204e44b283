//! Whether a party may take part in a case now.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

/// Why a case is closed to a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closed {
    /// There is no record of consent for it.
    None,
    /// Somebody who must sign has not.
    NotSigned,
    /// It begins later.
    NotYet {
        /// The first day.
        from: NaiveDate,
    },
    /// It has ended.
    Expired {
        /// The last day.
        until: NaiveDate,
    },
    /// It was withdrawn.
    Withdrawn {
        /// The day.
        day: NaiveDate,
        /// The time, where it was stated.
        time: Option<NaiveTime>,
    },
    /// The young person may be of age and has not signed.
    Adult {
        /// The first day of the year in which that may be.
        from: NaiveDate,
    },
}
