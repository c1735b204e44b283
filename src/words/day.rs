//! Days, weeks, months and times as people read them.
//!
//! What people type is read by `text::when`; this is the other way.

use chrono::{Datelike, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;

use super::Words;
use crate::text::when::Month;

const WEEKDAYS: [&str; 7] =
    ["weekday-mo", "weekday-tu", "weekday-we", "weekday-th", "weekday-fr", "weekday-sa", "weekday-su"];

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9",
    "month-10", "month-11", "month-12",
];

const MONTHS_SHORT: [&str; 12] = [
    "mon-1", "mon-2", "mon-3", "mon-4", "mon-5", "mon-6", "mon-7", "mon-8", "mon-9", "mon-10", "mon-11",
    "mon-12",
];

/// Names the weekday in short: `ti`.
pub fn weekday(words: Words, day: NaiveDate) -> String {
    words.say(WEEKDAYS[day.weekday().num_days_from_monday() as usize]).into_owned()
}

/// Names a day without its year: `ti 21 nov`.
pub fn day(words: Words, day: NaiveDate) -> String {
    words.say_with(
        "weekday-day-month",
        &[
            ("weekday", (&weekday(words, day)).into()),
            ("day", day.day().into()),
            ("month", (&short(words, day)).into()),
        ],
    )
}

/// Names a day with its year: `ti 21 nov 2023`.
pub fn full(words: Words, day: NaiveDate) -> String {
    words.say_with(
        "weekday-day-month-year",
        &[
            ("weekday", (&weekday(words, day)).into()),
            ("day", day.day().into()),
            ("month", (&short(words, day)).into()),
            ("year", (&day.year().to_string()).into()),
        ],
    )
}

/// Names a day, with its year where that is another than today's.
pub fn near(words: Words, day: NaiveDate, today: NaiveDate) -> String {
    if day.year() == today.year() { self::day(words, day) } else { full(words, day) }
}

/// Names yesterday, today and tomorrow as such, and other days as [`near`] does.
pub fn spoken(words: Words, day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        -1 => words.say("yesterday").into_owned(),
        0 => words.say("today").into_owned(),
        1 => words.say("tomorrow").into_owned(),
        _ => near(words, day, today),
    }
}

/// Tells how late a thing is that was due so many days ago: `6 dagar försenat`, `i dag`, `i morgon`, `om 3 dagar`.
pub fn lateness(words: Words, days: i64) -> String {
    match days {
        0 => words.say("today").into_owned(),
        -1 => words.say("tomorrow").into_owned(),
        late if late > 0 => words.say_with("late-days", &[("days", late.into())]),
        ahead => words.say_with("in-days", &[("days", ahead.saturating_neg().into())]),
    }
}

/// Names the ISO week of a day without its year: `v. 47`.
pub fn week(words: Words, day: NaiveDate) -> String {
    words.say_with("week", &[("week", day.iso_week().week().into())])
}

/// Names the ISO week of a day with its week-year, which may differ from the day's own: `v. 53 2020`.
pub fn week_and_year(words: Words, day: NaiveDate) -> String {
    let week = day.iso_week();
    words.say_with("week-year", &[("week", week.week().into()), ("year", (&week.year().to_string()).into())])
}

/// Names a month with its year: `november 2023`.
pub fn month(words: Words, month: Month) -> String {
    let name = month_name(words, month);
    words.say_with("month-year", &[("month", (&name).into()), ("year", (&month.year.to_string()).into())])
}

/// Names a month without its year: `november`.
pub fn month_name(words: Words, month: Month) -> String {
    words.say(MONTHS[index(month)]).into_owned()
}

/// Names a month in short and without its year: `nov`.
pub fn month_short(words: Words, month: Month) -> String {
    words.say(MONTHS_SHORT[index(month)]).into_owned()
}

/// Names a month, with its year where that is another than today's.
pub fn month_near(words: Words, month: Month, today: NaiveDate) -> String {
    if month.year == today.year() { month_name(words, month) } else { self::month(words, month) }
}

/// Writes a time of day as police and computers do: `21:30`.
pub fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// Writes when something was done, as a day and a time in `zone`: `ti 21 nov 21:40`.
///
/// `at` is in milliseconds since 1970 UTC; what no calendar holds is empty.
pub fn moment(words: Words, at: i64, zone: Tz) -> String {
    let local = zone.timestamp_millis_opt(at).single();
    local.map(|at| format!("{} {}", day(words, at.date_naive()), time(at.time()))).unwrap_or_default()
}

/// Names a stretch of days without more years than are needed: `1–21 nov`, `28 dec 2022–3 jan 2023`.
///
/// The year is left out where both days lie in today's.
pub fn span(words: Words, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    let this_year = from.year() == today.year() && to.year() == today.year();
    let last = if this_year { plain(words, to) } else { with_year(words, to) };
    if from == to {
        return last;
    }
    let first = if from.year() != to.year() {
        with_year(words, from)
    } else if from.month() != to.month() {
        plain(words, from)
    } else {
        from.day().to_string()
    };
    words.say_with("span", &[("from", (&first).into()), ("to", (&last).into())])
}

/// Names a stretch of days with the year: `1 jan–30 juni 2023`.
pub fn span_and_year(words: Words, from: NaiveDate, to: NaiveDate) -> String {
    span(words, from, to, NaiveDate::MIN)
}

/// Writes a day with its month and nothing more: `21 nov`.
pub fn plain(words: Words, day: NaiveDate) -> String {
    words.say_with("day-month", &[("day", day.day().into()), ("month", (&short(words, day)).into())])
}

fn with_year(words: Words, day: NaiveDate) -> String {
    let (month, year) = (short(words, day), day.year().to_string());
    words.say_with(
        "day-month-year",
        &[("day", day.day().into()), ("month", (&month).into()), ("year", (&year).into())],
    )
}

fn short(words: Words, day: NaiveDate) -> String {
    month_short(words, Month::of(day))
}

fn index(month: Month) -> usize {
    month.month.clamp(1, 12) as usize - 1
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::Language;

    const SV: Language = Language::Swedish;
    const EN: Language = Language::English;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case(SV, "2023-11-21", "ti 21 nov", "ti 21 nov 2023", "v. 47", "november 2023")]
    #[case(EN, "2023-11-21", "Tue 21 Nov", "Tue 21 Nov 2023", "wk 47", "November 2023")]
    #[case(SV, "2021-01-03", "sö 3 jan", "sö 3 jan 2021", "v. 53", "januari 2021")]
    #[case(SV, "2022-03-07", "må 7 mars", "må 7 mars 2022", "v. 10", "mars 2022")]
    fn a_day_has_names(
        #[case] language: Language,
        #[case] date: NaiveDate,
        #[case] short: &str,
        #[case] long: &str,
        #[case] in_week: &str,
        #[case] in_month: &str,
    ) {
        let words = Words::new(language);
        assert_eq!(day(words, date), short);
        assert_eq!(full(words, date), long);
        assert_eq!(week(words, date), in_week);
        assert_eq!(month(words, Month::of(date)), in_month);
    }

    #[test]
    fn a_week_has_the_year_of_its_thursday() {
        assert_eq!(week_and_year(Words::new(SV), on("2021-01-03")), "v. 53 2020");
        assert_eq!(week_and_year(Words::new(EN), on("2024-12-30")), "wk 1 2025");
    }

    #[rstest]
    #[case("2023-11-21", "i går", "yesterday")]
    #[case("2023-11-22", "i dag", "today")]
    #[case("2023-11-23", "i morgon", "tomorrow")]
    #[case("2023-11-20", "må 20 nov", "Mon 20 Nov")]
    #[case("2022-11-22", "ti 22 nov 2022", "Tue 22 Nov 2022")]
    fn days_near_today_are_called_so(#[case] date: NaiveDate, #[case] sv: &str, #[case] en: &str) {
        assert_eq!(spoken(Words::new(SV), date, on("2023-11-22")), sv);
        assert_eq!(spoken(Words::new(EN), date, on("2023-11-22")), en);
    }

    #[rstest]
    #[case(0, "i dag", "today")]
    #[case(1, "1 dag försenat", "1 day late")]
    #[case(6, "6 dagar försenat", "6 days late")]
    #[case(-1, "i morgon", "tomorrow")]
    #[case(-3, "om 3 dagar", "in 3 days")]
    fn lateness_is_counted_in_days(#[case] days: i64, #[case] sv: &str, #[case] en: &str) {
        assert_eq!(lateness(Words::new(SV), days), sv);
        assert_eq!(lateness(Words::new(EN), days), en);
    }

    #[rstest]
    #[case("2023-11-01", "2023-11-21", "1–21 nov", "1–21 Nov")]
    #[case("2023-09-28", "2023-11-21", "28 sep–21 nov", "28 Sep–21 Nov")]
    #[case("2023-11-21", "2023-11-21", "21 nov", "21 Nov")]
    #[case("2022-12-28", "2023-01-03", "28 dec 2022–3 jan 2023", "28 Dec 2022–3 Jan 2023")]
    #[case("2021-01-01", "2021-06-30", "1 jan–30 juni 2021", "1 Jan–30 June 2021")]
    fn a_stretch_says_no_more_than_needed(
        #[case] from: NaiveDate,
        #[case] to: NaiveDate,
        #[case] sv: &str,
        #[case] en: &str,
    ) {
        assert_eq!(span(Words::new(SV), from, to, on("2023-11-22")), sv);
        assert_eq!(span(Words::new(EN), from, to, on("2023-11-22")), en);
    }

    #[test]
    fn other_names() {
        let words = Words::new(SV);
        let (oct, before) = (Month { year: 2023, month: 10 }, Month { year: 2022, month: 10 });
        assert_eq!(month_near(words, oct, on("2023-11-22")), "oktober");
        assert_eq!(month_near(words, before, on("2023-11-22")), "oktober 2022");
        assert_eq!(month_short(words, oct), "okt");
        assert_eq!(time(NaiveTime::from_hms_opt(9, 5, 0).unwrap()), "09:05");
        assert_eq!(span_and_year(words, on("2023-11-01"), on("2023-11-21")), "1–21 nov 2023");
        assert_eq!(moment(words, 1_700_599_200_000, Tz::Europe__Stockholm), "ti 21 nov 21:40");
    }
}
