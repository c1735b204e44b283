//! Due work as rows.

use chrono::NaiveDate;
use serde::Serialize;

use super::codes;
use crate::domain::due::{About, Due, DueLine};
use crate::domain::record::check::Lack;

/// One line of due work.
#[derive(Debug, Serialize)]
pub struct DueRow<'a> {
    activity: &'a str,
    form: &'a str,
    about: AboutRow<'a>,
    /// The day it is due; of several, the first.
    day: NaiveDate,
    /// Days late; 0 today, negative when still to come.
    late: i64,
    /// How many alike things the line stands for.
    count: usize,
    /// The last day of several.
    last: NaiveDate,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum AboutRow<'a> {
    Month { month: String },
    Week { monday: NaiveDate },
    Shift { day: NaiveDate, part: &'a str },
    Planned { id: u64 },
    Commitment { id: u64, case: &'a str, party: &'a str },
    Action { id: u64, case: &'a str, lacks: &'a [Lack] },
    Consent { case: &'a str, parties: Vec<&'a str>, ended: bool },
    Evening { id: u64, session: Option<u32>, of: u32, closing: bool },
    Place { id: u64, course: &'a str },
}

impl<'a> DueRow<'a> {
    /// Writes down a line: as one row, or as one for each case, which no other stands for.
    pub fn all(line: &'a DueLine) -> Vec<Self> {
        let each = line.items.first().is_some_and(|due| due.about.case().is_some());
        let rows: Vec<&[Due]> = if each { line.items.chunks(1).collect() } else { vec![&line.items] };
        rows.into_iter().filter_map(Self::of).collect()
    }

    /// Writes down alike things; `None` where there is nothing.
    fn of(items: &'a [Due]) -> Option<Self> {
        let (first, last) = (items.first()?, items.last()?);
        let about = match &first.about {
            About::Month(month) => AboutRow::Month { month: month.to_string() },
            About::Week(monday) => AboutRow::Week { monday: *monday },
            About::Shift(day, part) => AboutRow::Shift { day: *day, part },
            About::Planned(id) => AboutRow::Planned { id: id.0 },
            About::Commitment { id, case, party } => AboutRow::Commitment { id: id.0, case, party },
            About::Action { id, case, lacks } => AboutRow::Action { id: id.0, case, lacks },
            About::Consent { case, parties } => {
                AboutRow::Consent { case, parties: codes(parties), ended: first.late > 0 }
            }
            About::Evening { id, session, of, closing } => {
                AboutRow::Evening { id: id.0, session: *session, of: *of, closing: *closing }
            }
            About::Place { id, course, .. } => AboutRow::Place { id: id.0, course },
        };
        Some(Self {
            activity: &first.activity,
            form: &first.form,
            about,
            day: first.day,
            late: first.late,
            count: items.len(),
            last: last.day,
        })
    }
}
