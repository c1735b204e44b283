//! Swedish holidays of a year.
//!
//! The red days are those of lagen (1989:253) om allmänna helgdagar, sundays aside; eves and half days are custom.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

/// A day that is not an ordinary one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Holiday {
    /// Nyårsdagen, 1 January.
    NewYear,
    /// Trettondagsafton, 5 January.
    EpiphanyEve,
    /// Trettondedag jul, 6 January.
    Epiphany,
    /// Skärtorsdagen.
    MaundyThursday,
    /// Långfredagen.
    GoodFriday,
    /// Påskafton.
    EasterEve,
    /// Påskdagen.
    EasterDay,
    /// Annandag påsk.
    EasterMonday,
    /// Valborgsmässoafton, 30 April.
    Walpurgis,
    /// Första maj.
    MayDay,
    /// Kristi himmelsfärdsdag, 39 days after Easter Day.
    Ascension,
    /// Pingstafton.
    PentecostEve,
    /// Pingstdagen, 49 days after Easter Day.
    Pentecost,
    /// Sveriges nationaldag, 6 June.
    NationalDay,
    /// Midsommarafton.
    MidsummerEve,
    /// Midsommardagen, the Saturday 20–26 June.
    Midsummer,
    /// Allhelgonaafton, the day before alla helgons dag.
    AllSaintsEve,
    /// Alla helgons dag, the Saturday 31 October–6 November.
    AllSaints,
    /// Julafton.
    ChristmasEve,
    /// Juldagen.
    Christmas,
    /// Annandag jul.
    BoxingDay,
    /// Nyårsafton.
    NewYearsEve,
}

/// How free a holiday is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum HolidayKind {
    /// A red day, free by law.
    Red,
    /// An eve that is free in practice.
    Eve,
    /// A day that many leave early.
    Half,
}

impl Holiday {
    /// How free it is.
    pub fn kind(self) -> HolidayKind {
        match self {
            Self::EasterEve
            | Self::PentecostEve
            | Self::MidsummerEve
            | Self::ChristmasEve
            | Self::NewYearsEve => HolidayKind::Eve,
            Self::EpiphanyEve | Self::MaundyThursday | Self::Walpurgis | Self::AllSaintsEve => {
                HolidayKind::Half
            }
            _ => HolidayKind::Red,
        }
    }
}

/// Gives the holidays of `year` in order of their days; none for a year no calendar has.
pub fn holidays(year: i32) -> Vec<(NaiveDate, Holiday)> {
    let mut days: Vec<(NaiveDate, Holiday)> = fixed(year).into_iter().chain(moving(year)).flatten().collect();
    days.sort_unstable();
    days
}

fn fixed(year: i32) -> [Option<(NaiveDate, Holiday)>; 10] {
    let day = |month, day, holiday| Some((NaiveDate::from_ymd_opt(year, month, day)?, holiday));
    [
        day(1, 1, Holiday::NewYear),
        day(1, 5, Holiday::EpiphanyEve),
        day(1, 6, Holiday::Epiphany),
        day(4, 30, Holiday::Walpurgis),
        day(5, 1, Holiday::MayDay),
        day(6, 6, Holiday::NationalDay),
        day(12, 24, Holiday::ChristmasEve),
        day(12, 25, Holiday::Christmas),
        day(12, 26, Holiday::BoxingDay),
        day(12, 31, Holiday::NewYearsEve),
    ]
}

fn moving(year: i32) -> [Option<(NaiveDate, Holiday)>; 12] {
    let easter = easter_day(year);
    let before = |days, holiday| Some((easter?.checked_sub_days(Days::new(days))?, holiday));
    let after = |days, holiday| Some((easter?.checked_add_days(Days::new(days))?, holiday));
    let midsummer = saturday_from(year, 6, 20);
    let saints = saturday_from(year, 10, 31);
    [
        before(3, Holiday::MaundyThursday),
        before(2, Holiday::GoodFriday),
        before(1, Holiday::EasterEve),
        after(0, Holiday::EasterDay),
        after(1, Holiday::EasterMonday),
        after(39, Holiday::Ascension),
        after(48, Holiday::PentecostEve),
        after(49, Holiday::Pentecost),
        midsummer.and_then(|d| Some((d.pred_opt()?, Holiday::MidsummerEve))),
        midsummer.map(|d| (d, Holiday::Midsummer)),
        saints.and_then(|d| Some((d.pred_opt()?, Holiday::AllSaintsEve))),
        saints.map(|d| (d, Holiday::AllSaints)),
    ]
}

/// The first Saturday from a day on.
fn saturday_from(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, month, day)?.iter_days().find(|d| d.weekday() == Weekday::Sat)
}

/// Easter Day in the Gregorian calendar, by Gauss's rule in the form of Meeus (Astronomical Algorithms, chapter 8).
#[allow(clippy::many_single_char_names, reason = "the rule's own letters")]
fn easter_day(year: i32) -> Option<NaiveDate> {
    let (a, b, c) = (year.rem_euclid(19), year.div_euclid(100), year.rem_euclid(100));
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - b / 4 - g + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    NaiveDate::from_ymd_opt(year, u32::try_from(n / 31).ok()?, u32::try_from(n % 31 + 1).ok()?)
}
