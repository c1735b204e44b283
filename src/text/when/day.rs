//! Reading a day.

use chrono::{Datelike, Days, NaiveDate, Weekday};

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
/// A weekday, a day of the month or a week alone is the latest one begun. A day and month without a year is the latest
/// one at most 31 days ahead. A weekday before a day must be that day's. A week gives its Monday.
pub fn parse_day(text: &str, today: NaiveDate) -> Result<NaiveDate, WhenError> {
    let typed = Typed::read(text)?;
    let day = Reader { typed: &typed, today }.read()?;
    year_in_range(day.year())?;
    Ok(day)
}

/// What was typed, and the day it was typed on.
struct Reader<'a> {
    typed: &'a Typed,
    today: NaiveDate,
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
                Some(weekday) => self.step(-i64::from(self.today.weekday().days_since(weekday))),
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
            [Word(v), Number { value: week, digits: 1 | 2 }] if is_week(v) => self.latest_week(*week),
            [Number { value: year, digits: 4 }, Word(v), Number { value: week, digits: 1 | 2 }]
            | [Word(v), Number { value: week, digits: 1 | 2 }, Number { value: year, digits: 4 }]
                if is_week(v) =>
            {
                week_start(*year as i32, *week)
            }
            [Number { value: day, digits: 1 | 2 }, Number { value: month, digits: 1 | 2 }] => {
                // 10-11 is October 11th to some and 10 November to others.
                if self.typed.marks == "-" { Err(self.typed.ambiguous()) } else { self.near(*month, *day) }
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
            | [Word(name), Number { value: day, digits: 1 | 2 }] => self.near(self.named(name)?, *day),
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

    /// The latest such day of a month that has come.
    fn day_of_month(&self, day: u32) -> Result<NaiveDate, WhenError> {
        let months = std::iter::successors(Some(Month::of(self.today)), |month| Some(month.previous()));
        months
            .take(3)
            .filter_map(|month| month.first().with_day(day))
            .find(|day| *day <= self.today)
            .ok_or_else(|| self.typed.impossible())
    }

    /// The latest such day of the year that is not too far ahead.
    fn near(&self, month: u32, day: u32) -> Result<NaiveDate, WhenError> {
        let horizon = self.today.checked_add_days(Days::new(AHEAD)).unwrap_or(self.today);
        (self.today.year() - LEAP_GAP..=horizon.year())
            .rev()
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .find(|day| *day <= horizon)
            .ok_or_else(|| self.typed.impossible())
    }

    /// The Monday of the latest such week that has begun.
    fn latest_week(&self, week: u32) -> Result<NaiveDate, WhenError> {
        let (this_year, this_week) = week_of(self.today);
        let year = if week <= this_week { this_year } else { this_year - 1 };
        if week == 53 {
            // Years with 53 weeks are five or six apart, seven at a century.
            let latest = (year - 7..=year).rev().find_map(|year| monday(year, week));
            return latest.ok_or(WhenError::NoSuchWeek { year, week });
        }
        week_start(year, week)
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
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::text::Clean;

    /// A Wednesday of week 47.
    fn read(text: &str) -> Result<NaiveDate, WhenError> {
        read_on("2023-11-22", text)
    }

    fn read_on(today: &str, text: &str) -> Result<NaiveDate, WhenError> {
        parse_day(text, today.parse().unwrap())
    }

    #[rstest]
    fn today_has_many_names(
        #[values("t", "T", "idag", "i dag", "today", "-0", "on", "22", "22/11")] text: &str,
    ) {
        assert_eq!(read(text).unwrap().to_string(), "2023-11-22");
    }

    #[rstest]
    #[case("igår", "2023-11-21")]
    #[case("i gar", "2023-11-21")]
    #[case("Yesterday", "2023-11-21")]
    #[case("i förrgår", "2023-11-20")]
    #[case("i morgon", "2023-11-23")]
    #[case("-1", "2023-11-21")]
    #[case("\u{2212}12", "2023-11-10")]
    #[case("+2", "2023-11-24")]
    #[case("må", "2023-11-20")]
    #[case("ti", "2023-11-21")]
    #[case("to", "2023-11-16")]
    #[case("fr", "2023-11-17")]
    #[case("lö", "2023-11-18")]
    #[case("sö", "2023-11-19")]
    #[case("so\u{308}ndag", "2023-11-19")]
    #[case("måndag", "2023-11-20")]
    #[case("thursday", "2023-11-16")]
    fn days_near_today(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(read(text).unwrap().to_string(), expected);
    }

    #[rstest]
    #[case("27", "2023-10-27")]
    #[case("31", "2023-10-31")]
    #[case("27/11", "2023-11-27")]
    #[case("27.11", "2023-11-27")]
    #[case("27.11.", "2023-11-27")]
    #[case("27 nov", "2023-11-27")]
    #[case("27nov.", "2023-11-27")]
    #[case("den 27 november", "2023-11-27")]
    #[case("November 27, 2023", "2023-11-27")]
    #[case("1/3", "2023-03-01")]
    #[case("24/12", "2022-12-24")]
    #[case("29/2", "2020-02-29")]
    #[case("27 november 2023", "2023-11-27")]
    #[case("27/11/2023", "2023-11-27")]
    #[case("27/11-2023", "2023-11-27")]
    #[case("2023-11-27", "2023-11-27")]
    #[case("2023-1-7", "2023-01-07")]
    #[case("20231127", "2023-11-27")]
    #[case("ti 21 nov", "2023-11-21")]
    #[case("må 2023-11-27", "2023-11-27")]
    fn dates(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(read(text).unwrap().to_string(), expected);
    }

    #[rstest]
    #[case("v47", "2023-11-20")]
    #[case("v.47", "2023-11-20")]
    #[case("v. 47", "2023-11-20")]
    #[case("V 47", "2023-11-20")]
    #[case("vecka 5", "2023-01-30")]
    #[case("v48", "2022-11-28")]
    #[case("v53", "2020-12-28")]
    #[case("2023-v47", "2023-11-20")]
    #[case("2023-W01", "2023-01-02")]
    #[case("v52 2022", "2022-12-26")]
    fn weeks_give_their_monday(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(read(text).unwrap().to_string(), expected);
    }

    #[rstest]
    #[case("2024-01-03", "28/12", "2023-12-28")]
    #[case("2023-12-28", "3/1", "2024-01-03")]
    #[case("2023-03-15", "30", "2023-01-30")]
    #[case("2021-01-02", "v53", "2020-12-28")]
    #[case("2021-01-02", "v1", "2019-12-30")]
    #[case("2024-12-30", "v1", "2024-12-30")]
    fn the_turn_of_the_year(#[case] today: &str, #[case] text: &str, #[case] expected: &str) {
        assert_eq!(read_on(today, text).unwrap().to_string(), expected);
    }

    #[rstest]
    fn what_could_mean_several_days_is_refused(
        #[values("221126", "2211", "10-11", "27/11-23", "23-11-27", "27 nov 23")] text: &str,
    ) {
        assert_eq!(read(text), Err(WhenError::Ambiguous { found: Clean::line(text) }));
    }

    #[rstest]
    fn days_that_do_not_exist_are_refused(
        #[values("30/2", "0", "32", "2023-02-29", "20231301", "1/13", "31 april 2023")] text: &str,
    ) {
        assert_eq!(read(text), Err(WhenError::Impossible { found: Clean::line(text) }));
    }

    #[rstest]
    fn what_is_no_day_is_unreadable(
        #[values(
            "x", "-", "--1", "+-1", "-27/11", "14:30", "v", "27 foo", "123", "2023-11", "1 2 3 4", "27;11"
        )]
        text: &str,
    ) {
        assert_eq!(read(text), Err(WhenError::Unreadable { found: Clean::line(text) }));
    }

    #[rstest]
    #[case("1999-12-31", 1999)]
    #[case("2100-01-01", 2100)]
    #[case("02021127", 202)]
    #[case("27 nov 0023", 23)]
    #[case("-9999", 1996)]
    #[case("1999-v47", 1999)]
    fn far_years_are_refused(#[case] text: &str, #[case] year: i32) {
        assert_eq!(read(text), Err(WhenError::YearOutOfRange { year }));
    }

    #[test]
    fn other_refusals_say_why() {
        assert_eq!(read(" "), Err(WhenError::Empty));
        assert_eq!(read("2023-v53"), Err(WhenError::NoSuchWeek { year: 2023, week: 53 }));
        assert_eq!(read("v0"), Err(WhenError::NoSuchWeek { year: 2023, week: 0 }));
        let day = "2023-11-21".parse().unwrap();
        assert_eq!(read("on 21 nov"), Err(WhenError::WrongWeekday { found: Clean::line("on 21 nov"), day }));
        assert_eq!(read("30/2").unwrap_err().to_string(), "there is no “30/2”");
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in any::<String>(), close in "[0-9a-zåäö./:+ -]{0,14}", n in any::<i32>()) {
            let today = NaiveDate::from_num_days_from_ce_opt(n).unwrap_or(NaiveDate::MAX);
            for text in [text, close] {
                let _ = parse_day(&text, today);
                if let Ok(day) = read(&text) {
                    prop_assert_eq!(read(&day.to_string()), Ok(day));
                }
            }
        }

        #[test]
        fn what_leaves_something_out_has_come(day in 1_u32..=28, week in 1_u32..=52, back in 0_u64..3000) {
            let today = NaiveDate::from_ymd_opt(2029, 7, 1).unwrap() - Days::new(back);
            prop_assert!(parse_day(&day.to_string(), today).unwrap() <= today);
            let week = format!("v{week}");
            prop_assert!(parse_day(&week, today).unwrap() <= today);
            let weekday = parse_day("lö", today).unwrap();
            prop_assert!((0..7).contains(&(today - weekday).num_days()));
        }
    }
}
