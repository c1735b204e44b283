//! Reading a day.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use super::typed::{Piece, Typed, month, weekday};
use super::week::{monday, week_of};
use super::{Month, WhenError, year_in_range};

/// How far ahead a day without a year may lie, in days, before the year before is meant: a walk planned for next week
/// is ahead, but what is typed in November about March has happened.
const AHEAD: u64 = 31;
/// How many years back 29 February may have to be looked for.
const LEAP_GAP: i32 = 8;

/// Reads a day: `t`, `igår`, `-1`, `ti`, `27`, `27/11`, `27 nov 2023`, `v47`, `2023-11-27`, and their like in English.
///
/// What leaves something out is read `toward` the past, as near as can be, or ahead. Toward the past a weekday, a day of the
/// month or a week alone is the latest one begun, and a day and month without a year the latest one at most 31 days
/// ahead. A weekday before a day must be that day's. A week gives its Monday.
pub fn parse_day(text: &str, today: NaiveDate, toward: Toward) -> Result<NaiveDate, WhenError> {
    let typed = Typed::read(text)?;
    let day = Reader { typed: &typed, today, toward }.read()?;
    year_in_range(day.year())?;
    Ok(day)
}

/// Which of the days that may be meant is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Toward {
    /// The latest: what is entered has nearly always happened.
    #[default]
    Past,
    /// The nearest, before or after today.
    Near,
    /// The next, today counted.
    Ahead,
}

/// What was typed, and the day it was typed on.
struct Reader<'a> {
    typed: &'a Typed,
    today: NaiveDate,
    toward: Toward,
}

impl Reader<'_> {
    fn read(&self) -> Result<NaiveDate, WhenError> {
        let pieces = self.typed.pieces.as_slice();
        if self.typed.begins_with_sign() {
            return match (pieces, self.typed.marks.as_str()) {
                ([Piece::Number { value, digits: 1..=4 }], "-") => self.step(-i64::from(*value)),
                ([Piece::Number { value, digits: 1..=4 }], "+") => self.step(i64::from(*value)),
                _ => Err(self.typed.unreadable()),
            };
        }
        if self.typed.marks.contains(['+', ':']) {
            return Err(self.typed.unreadable());
        }
        if let Some(phrase) = self.typed.phrase() {
            return self.phrase(&phrase);
        }
        match pieces {
            [Piece::Word(word), rest @ ..] if matches!(word.as_str(), "den" | "the") => self.date(rest),
            [Piece::Word(word), rest @ ..] => match weekday(word) {
                Some(weekday) => self.on(weekday, self.date(rest)?),
                None => self.date(pieces),
            },
            pieces => self.date(pieces),
        }
    }

    /// Days from today, into the past or the future.
    fn step(&self, days: i64) -> Result<NaiveDate, WhenError> {
        let far = Days::new(days.unsigned_abs());
        let day = if days < 0 { self.today.checked_sub_days(far) } else { self.today.checked_add_days(far) };
        day.ok_or_else(|| self.typed.impossible())
    }

    /// Words alone: a name for a day near today, or a weekday.
    fn phrase(&self, phrase: &str) -> Result<NaiveDate, WhenError> {
        match phrase {
            "t" | "idag" | "today" => self.step(0),
            "igar" | "yesterday" => self.step(-1),
            "iforrgar" | "forrgar" => self.step(-2),
            "imorgon" | "imorron" | "tomorrow" => self.step(1),
            word => match weekday(word) {
                Some(weekday) => self.weekday(weekday),
                None => Err(self.typed.unreadable()),
            },
        }
    }

    /// Lets a day through that is the weekday typed before it.
    fn on(&self, weekday: Weekday, day: NaiveDate) -> Result<NaiveDate, WhenError> {
        if day.weekday() == weekday {
            return Ok(day);
        }
        Err(WhenError::WrongWeekday { found: self.typed.found.clone(), day })
    }

    /// A date in one of its forms, with at least one number in it.
    fn date(&self, pieces: &[Piece]) -> Result<NaiveDate, WhenError> {
        use Piece::{Number, Word};
        match pieces {
            [Number { value, digits: 1 | 2 }] => self.day_of_month(*value),
            [Number { value, digits: 8 }] => self.full(value / 10_000, value / 100 % 100, value % 100),
            [Number { digits: 4 | 6, .. }] => Err(self.typed.ambiguous()),
            [Word(v), Number { value: week, digits: 1 | 2 }] if is_week(v) => self.week(*week),
            [Number { value: year, digits: 4 }, Word(v), Number { value: week, digits: 1 | 2 }]
            | [Word(v), Number { value: week, digits: 1 | 2 }, Number { value: year, digits: 4 }]
                if is_week(v) =>
            {
                week_start(*year as i32, *week)
            }
            [Number { value: day, digits: 1 | 2 }, Number { value: month, digits: 1 | 2 }] => {
                // 10-11 is October 11th to some and 10 November to others.
                if self.typed.marks == "-" { Err(self.typed.ambiguous()) } else { self.of_year(*month, *day) }
            }
            [
                Number { value: year, digits: 4 },
                Number { value: month, digits: 1 | 2 },
                Number { value: day, digits: 1 | 2 },
            ]
            | [
                Number { value: day, digits: 1 | 2 },
                Number { value: month, digits: 1 | 2 },
                Number { value: year, digits: 4 },
            ] => self.full(*year, *month, *day),
            [Number { value: day, digits: 1 | 2 }, Word(name)]
            | [Word(name), Number { value: day, digits: 1 | 2 }] => self.of_year(self.named(name)?, *day),
            [Number { value: day, digits: 1 | 2 }, Word(name), Number { value: year, digits: 4 }]
            | [Word(name), Number { value: day, digits: 1 | 2 }, Number { value: year, digits: 4 }] => {
                self.full(*year, self.named(name)?, *day)
            }
            [first, _, Number { digits: 1 | 2, .. }] if !matches!(first, Number { digits: 3.., .. }) => {
                Err(self.typed.ambiguous())
            }
            _ => Err(self.typed.unreadable()),
        }
    }

    fn named(&self, name: &str) -> Result<u32, WhenError> {
        month(name).ok_or_else(|| self.typed.unreadable())
    }

    fn full(&self, year: u32, month: u32, day: u32) -> Result<NaiveDate, WhenError> {
        let year = year_in_range(year as i32)?;
        NaiveDate::from_ymd_opt(year, month, day).ok_or_else(|| self.typed.impossible())
    }

    /// Such a day of a month.
    fn day_of_month(&self, day: u32) -> Result<NaiveDate, WhenError> {
        let months = (-3..=3).filter_map(|n| self.month_from_here(n)?.with_day(day));
        self.pick(months, self.today)
    }

    /// The first day of the month so many months from today's.
    fn month_from_here(&self, months: i32) -> Option<NaiveDate> {
        let first = Month::of(self.today).first();
        let by = Months::new(months.unsigned_abs());
        if months < 0 { first.checked_sub_months(by) } else { first.checked_add_months(by) }
    }

    /// Such a day of a year. What is read as past may still lie a little ahead.
    fn of_year(&self, month: u32, day: u32) -> Result<NaiveDate, WhenError> {
        let horizon = self.today.checked_add_days(Days::new(AHEAD)).unwrap_or(self.today);
        let years = (-LEAP_GAP..=LEAP_GAP).map(|n| self.today.year() + n);
        self.pick(years.filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)), horizon)
    }

    /// Such a weekday.
    fn weekday(&self, weekday: Weekday) -> Result<NaiveDate, WhenError> {
        let days = (-6..=6).filter_map(|n| self.step(n).ok());
        self.pick(days.filter(|day| day.weekday() == weekday), self.today)
    }

    /// The Monday of such a week: one that has begun, or one that is not over.
    fn week(&self, week: u32) -> Result<NaiveDate, WhenError> {
        let (year, _) = week_of(self.today);
        // Years with 53 weeks are five or six apart, seven at a century.
        let gap = if week == 53 { 7 } else { 1 };
        let mondays = (year - gap..=year + gap).filter_map(|year| monday(year, week));
        let begun = mondays.map(|monday| monday.checked_add_days(Days::new(6)).unwrap_or(monday));
        let last = self.today.checked_add_days(Days::new(6)).unwrap_or(self.today);
        let sunday = self.pick(begun, last).map_err(|_| WhenError::NoSuchWeek { year, week })?;
        Ok(sunday.checked_sub_days(Days::new(6)).unwrap_or(sunday))
    }

    /// The one of these days that is meant; as past, the latest that is not after `horizon`.
    fn pick(
        &self,
        days: impl Iterator<Item = NaiveDate>,
        horizon: NaiveDate,
    ) -> Result<NaiveDate, WhenError> {
        let picked = match self.toward {
            Toward::Past => days.filter(|day| *day <= horizon).max(),
            Toward::Near => days.min_by_key(|day| ((*day - self.today).abs(), *day < self.today)),
            Toward::Ahead => days.filter(|day| *day >= self.today).min(),
        };
        picked.ok_or_else(|| self.typed.impossible())
    }
}

fn is_week(word: &str) -> bool {
    matches!(word, "v" | "w" | "vecka" | "week")
}

/// The Monday of a week of a year that can be meant.
fn week_start(year: i32, week: u32) -> Result<NaiveDate, WhenError> {
    monday(year_in_range(year)?, week).ok_or(WhenError::NoSuchWeek { year, week })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
