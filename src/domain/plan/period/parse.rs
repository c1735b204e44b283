//! Periods as people type them: `2023`, `2023-03`, `ht2023`, `t2-2023`, `2023-v47`, `2023-01-01..2023-06-30`, `all`.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Period, PeriodKind};
use crate::domain::plan::{Promise, TermKind};

/// A period and the kind it is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// The kind.
    pub kind: PeriodKind,
    /// Its days.
    pub period: Period,
}

/// Why a text names no period.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
pub enum PeriodError {
    /// It is none of the forms.
    #[error("`{text}` is not a period. Write it like 2023, 2023-03, ht2023, t2-2023, 2023-v47 or all")]
    Unknown {
        /// As typed.
        text: String,
    },
    /// The year is not one of this century.
    #[error("{year} is not a year from 2000 to 2099")]
    Year {
        /// As typed.
        year: i64,
    },
    /// There is no such month, week, quarter, tertial or half-year.
    #[error("there is no number {number} here: use 1 to {last}")]
    Number {
        /// The kind that was meant.
        kind: PeriodKind,
        /// As typed.
        number: i64,
        /// The last there is in that year.
        last: u32,
    },
    /// There is no such day.
    #[error("there is no day `{text}`")]
    Day {
        /// As typed.
        text: String,
    },
    /// It ends before it begins.
    #[error("the period from {from} ends before it begins, on {to}")]
    Turned {
        /// The first day, as typed.
        from: NaiveDate,
        /// The last day, as typed.
        to: NaiveDate,
    },
}

/// Reads a period; `today` decides what a bare word such as `vecka` or `term` means: the one that is now.
///
/// Between two terms, `term` means the one that ended last.
pub fn parse_period(text: &str, today: NaiveDate, promise: &Promise) -> Result<Named, PeriodError> {
    let typed = text.trim().to_lowercase();
    if let Some((from, to)) = typed.split_once("..") {
        let from = one(from, today, promise)?.period.from;
        let to = one(to, today, promise)?.period.to;
        if from > to {
            return Err(PeriodError::Turned { from, to });
        }
        return Ok(Named { kind: PeriodKind::Free, period: Period { from, to } });
    }
    one(&typed, today, promise)
}

fn one(typed: &str, today: NaiveDate, promise: &Promise) -> Result<Named, PeriodError> {
    let unknown = || PeriodError::Unknown { text: typed.trim().chars().take(40).collect() };
    let parts = split(typed).ok_or_else(unknown)?;
    let this = i64::from(today.year());
    let (kind, period) = match parts.as_slice() {
        [Part::Word(word)] => bare(word, today, promise).ok_or_else(unknown)?,
        [Part::Word(one), Part::Word(two)] => {
            bare(&format!("{one}{two}"), today, promise).ok_or_else(unknown)?
        }
        [Part::Number(year, 4)] => (PeriodKind::Year, months(PeriodKind::Year, *year, 1)?),
        [Part::Number(year, 4), Part::Number(month, _)] => {
            (PeriodKind::Month, months(PeriodKind::Month, *year, *month)?)
        }
        [Part::Number(year, 4), Part::Number(month, _), Part::Number(day, _)] => {
            (PeriodKind::Free, a_day(*year, *month, *day)?)
        }
        [Part::Word(word), Part::Number(year, 2 | 4)] | [Part::Number(year, 4), Part::Word(word)]
            if term_kind(word).is_some() =>
        {
            let year = if *year < 100 { year + 2000 } else { *year };
            (PeriodKind::Term, a_term(word, year, promise).ok_or(PeriodError::Year { year })?)
        }
        [Part::Word(word), Part::Number(number, _), Part::Number(year, 4)]
        | [Part::Number(year, 4), Part::Word(word), Part::Number(number, _)] => {
            numbered(word, *number, *year).ok_or_else(unknown)??
        }
        [Part::Word(word), Part::Number(number, _)] => {
            let year = if is_week(word) { i64::from(today.iso_week().year()) } else { this };
            numbered(word, *number, year).ok_or_else(unknown)??
        }
        _ => return Err(unknown()),
    };
    Ok(Named { kind, period })
}

/// A piece of what was typed: a word, or a number and how many digits it had.
enum Part {
    Word(String),
    Number(i64, usize),
}

/// Cuts `2023-v47` into 2023, v and 47; anything but letters, digits, spaces, hyphens and dots is refused.
fn split(typed: &str) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut open = false;
    for c in typed.trim().chars() {
        let digit = c.to_digit(10).map(i64::from);
        match (digit, parts.last_mut()) {
            (Some(d), Some(Part::Number(n, length))) if open => {
                *n = n.checked_mul(10)?.checked_add(d)?;
                *length += 1;
            }
            (Some(d), _) => parts.push(Part::Number(d, 1)),
            (None, Some(Part::Word(word))) if open && c.is_alphabetic() => word.push(fold(c)),
            (None, _) if c.is_alphabetic() => parts.push(Part::Word(fold(c).to_string())),
            _ if matches!(c, ' ' | '-' | '.' | '\u{a0}' | '–') => {}
            _ => return None,
        }
        open = c.is_alphanumeric();
    }
    Some(parts)
}

/// People without a Swedish keyboard write `ar` and `manad`.
fn fold(c: char) -> char {
    match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        _ => c,
    }
}

/// A word that stands alone: the period that is now.
fn bare(word: &str, today: NaiveDate, promise: &Promise) -> Option<(PeriodKind, Period)> {
    let kind = match word {
        "v" | "vecka" | "veckan" | "week" => PeriodKind::Week,
        "manad" | "manaden" | "month" => PeriodKind::Month,
        "kvartal" | "kvartalet" | "quarter" => PeriodKind::Quarter,
        "tertial" | "tertialet" => PeriodKind::Tertial,
        "termin" | "terminen" | "term" => PeriodKind::Term,
        "halvar" | "halvaret" | "halfyear" => PeriodKind::HalfYear,
        "ar" | "aret" | "year" => PeriodKind::Year,
        "all" | "allt" | "hela" | "helaloftet" | "whole" | "wholepromise" => PeriodKind::Whole,
        _ => return a_term(word, i64::from(today.year()), promise).map(|period| (PeriodKind::Term, period)),
    };
    let now = Period::of(kind, today, promise);
    let last_term = || promise.calendar.term_before(today).map(|term| term.period);
    now.or_else(last_term).map(|period| (kind, period))
}

fn term_kind(word: &str) -> Option<TermKind> {
    match word {
        "vt" | "vartermin" | "spring" => Some(TermKind::Spring),
        "ht" | "hosttermin" | "autumn" => Some(TermKind::Autumn),
        _ => None,
    }
}

fn a_term(word: &str, year: i64, promise: &Promise) -> Option<Period> {
    promise.calendar.term(this_century(year).ok()?, term_kind(word)?).map(|term| term.period)
}

fn is_week(word: &str) -> bool {
    matches!(word, "v" | "w" | "vecka" | "week")
}

/// `v47`, `k3`, `t2` or `h1` of a year; `None` where the word counts nothing.
fn numbered(word: &str, number: i64, year: i64) -> Option<Result<(PeriodKind, Period), PeriodError>> {
    let kind = match word {
        _ if is_week(word) => return Some(a_week(year, number).map(|period| (PeriodKind::Week, period))),
        "k" | "q" | "kvartal" | "quarter" => PeriodKind::Quarter,
        "t" | "tertial" => PeriodKind::Tertial,
        "h" | "halvar" => PeriodKind::HalfYear,
        _ => return None,
    };
    Some(months(kind, year, number).map(|period| (kind, period)))
}

fn a_week(year: i64, number: i64) -> Result<Period, PeriodError> {
    let year = this_century(year)?;
    let week = u32::try_from(number).ok().and_then(|week| Period::week(year, week));
    let last = if Period::week(year, 53).is_some() { 53 } else { 52 };
    week.ok_or(PeriodError::Number { kind: PeriodKind::Week, number, last })
}

/// The `number`-th period of a kind that is made of whole months.
fn months(kind: PeriodKind, year: i64, number: i64) -> Result<Period, PeriodError> {
    let length: u32 = match kind {
        PeriodKind::Quarter => 3,
        PeriodKind::Tertial => 4,
        PeriodKind::HalfYear => 6,
        PeriodKind::Year => 12,
        _ => 1,
    };
    let (year, last) = (this_century(year)?, 12 / length);
    let inside = u32::try_from(number).ok().filter(|n| (1..=last).contains(n));
    inside.and_then(|n| Period::months(year, (n - 1) * length + 1, length)).ok_or(PeriodError::Number {
        kind,
        number,
        last,
    })
}

fn a_day(year: i64, month: i64, day: i64) -> Result<Period, PeriodError> {
    let year = this_century(year)?;
    let date = u32::try_from(month).ok().zip(u32::try_from(day).ok());
    date.and_then(|(month, day)| NaiveDate::from_ymd_opt(year, month, day))
        .map(|day| Period { from: day, to: day })
        .ok_or_else(|| PeriodError::Day { text: format!("{year}-{month:02}-{day:02}") })
}

fn this_century(year: i64) -> Result<i32, PeriodError> {
    i32::try_from(year).ok().filter(|y| (2000..=2099).contains(y)).ok_or(PeriodError::Year { year })
}
