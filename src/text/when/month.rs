//! A calendar month, and reading one.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::typed::{Piece, Typed, month};
use super::{WhenError, year_in_range};

/// A calendar month of a year; ordered in time, written `2023-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month {
    /// The calendar year.
    pub year: i32,
    /// The month, 1 to 12; whatever lies outside is treated as the nearest of them.
    pub month: u32,
}

impl Month {
    /// Gives the month a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self { year: day.year(), month: day.month() }
    }

    /// Gives the first day.
    pub fn first(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, self.month.clamp(1, 12), 1).unwrap_or_default()
    }

    /// Gives the last day.
    pub fn last(self) -> NaiveDate {
        self.next().first().checked_sub_days(Days::new(1)).unwrap_or_default()
    }

    /// Gives the month after.
    #[must_use]
    pub fn next(self) -> Self {
        match self.month {
            12.. => Self { year: self.year + 1, month: 1 },
            month => Self { year: self.year, month: month.max(1) + 1 },
        }
    }

    /// Gives the month before.
    #[must_use]
    pub fn previous(self) -> Self {
        match self.month {
            0 | 1 => Self { year: self.year - 1, month: 12 },
            month => Self { year: self.year, month: month.min(12) - 1 },
        }
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

/// Reads a month: `2023-03`, `202303`, `mars 2023`, or without a year, `3`, `mars`, `okt`, the latest one begun.
pub fn parse_month(text: &str, today: NaiveDate) -> Result<Month, WhenError> {
    let typed = Typed::read(text)?;
    if typed.begins_with_sign() || typed.marks.contains(['+', ':', ',']) {
        return Err(typed.unreadable());
    }
    let (year, month) = match typed.pieces.as_slice() {
        [one] => match one {
            Piece::Number { value, digits: 6 } => (Some(value / 100), value % 100),
            one => (None, month_piece(one).ok_or_else(|| typed.unreadable())?),
        },
        [Piece::Number { value, digits: 4 }, one] | [one, Piece::Number { value, digits: 4 }] => {
            (Some(*value), month_piece(one).ok_or_else(|| typed.unreadable())?)
        }
        [_, Piece::Number { digits: 2, .. }] => return Err(typed.ambiguous()),
        _ => return Err(typed.unreadable()),
    };
    let year = year.map(|year| year_in_range(year as i32)).transpose()?;
    if !(1..=12).contains(&month) {
        return Err(typed.impossible());
    }
    let begun = Month::of(today);
    let year = year.unwrap_or(if month <= begun.month { begun.year } else { begun.year - 1 });
    Ok(Month { year: year_in_range(year)?, month })
}

/// The month a piece means, in words or digits; digits may be out of range.
fn month_piece(piece: &Piece) -> Option<u32> {
    match piece {
        Piece::Number { value, digits: 1 | 2 } => Some(*value),
        Piece::Number { .. } => None,
        Piece::Word(word) => month(word),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::text::Clean;

    fn read(text: &str) -> Result<Month, WhenError> {
        parse_month(text, NaiveDate::from_ymd_opt(2023, 11, 22).unwrap())
    }

    #[rstest]
    #[case("2023-03", "2023-03")]
    #[case("202303", "2023-03")]
    #[case("3", "2023-03")]
    #[case("03", "2023-03")]
    #[case("11", "2023-11")]
    #[case("12", "2022-12")]
    #[case("mars", "2023-03")]
    #[case("March", "2023-03")]
    #[case("okt.", "2023-10")]
    #[case("December", "2022-12")]
    #[case("mars 2021", "2021-03")]
    #[case("2021 mars", "2021-03")]
    #[case("3/2021", "2021-03")]
    fn months_read_as_typed(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(read(text).unwrap().to_string(), expected);
    }

    #[test]
    fn what_is_no_month_is_refused() {
        let found = Clean::line;
        assert_eq!(read(" "), Err(WhenError::Empty));
        assert_eq!(read("13"), Err(WhenError::Impossible { found: found("13") }));
        assert_eq!(read("2023-00"), Err(WhenError::Impossible { found: found("2023-00") }));
        assert_eq!(read("1999-03"), Err(WhenError::YearOutOfRange { year: 1999 }));
        assert_eq!(read("3-23"), Err(WhenError::Ambiguous { found: found("3-23") }));
        for text in ["vår", "2023", "2023-03-01", "mars:3", "-1"] {
            assert_eq!(read(text), Err(WhenError::Unreadable { found: found(text) }));
        }
    }

    #[test]
    fn months_follow_each_other() {
        let december = Month { year: 2023, month: 12 };
        assert_eq!(december.next(), Month { year: 2024, month: 1 });
        assert_eq!(december.next().previous(), december);
        assert_eq!(december.last().to_string(), "2023-12-31");
        assert_eq!(Month { year: 2024, month: 2 }.last().to_string(), "2024-02-29");
        assert_eq!(Month { year: 2024, month: 2 }.first().to_string(), "2024-02-01");
        assert_eq!(Month { year: 2023, month: 40 }.first().to_string(), "2023-12-01");
        assert!(december < december.next());
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in any::<String>(), close in "[0-9a-z./: -]{0,12}") {
            let _ = read(&text);
            if let Ok(month) = read(&close) {
                prop_assert_eq!(Month::of(month.last()), month);
                prop_assert_eq!(read(&month.to_string()), Ok(month));
            }
        }
    }
}
