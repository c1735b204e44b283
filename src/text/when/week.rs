//! ISO 8601 weeks, as Swedish calendars have them: a week begins on Monday and belongs to the year of its Thursday.

use chrono::{Datelike, NaiveDate, Weekday};

/// Gives the ISO week-year and the week, 1 to 53, a day belongs to; the week-year may differ from the day's own year.
pub fn week_of(day: NaiveDate) -> (i32, u32) {
    let week = day.iso_week();
    (week.year(), week.week())
}

/// Gives how many ISO weeks a week-year has, 52 or 53.
pub fn weeks_in(year: i32) -> u32 {
    // 28 December always lies in the year's last week.
    NaiveDate::from_ymd_opt(year, 12, 28).map_or(52, |day| day.iso_week().week())
}

/// Gives the Monday of an ISO week; `None` where the year has no such week.
pub fn monday(year: i32, week: u32) -> Option<NaiveDate> {
    NaiveDate::from_isoywd_opt(year, week, Weekday::Mon)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("2023-11-22", 2023, 47)]
    #[case("2021-01-01", 2020, 53)]
    #[case("2023-01-01", 2022, 52)]
    #[case("2024-12-30", 2025, 1)]
    #[case("2027-01-02", 2026, 53)]
    fn days_belong_to_the_week_of_their_thursday(
        #[case] day: NaiveDate,
        #[case] year: i32,
        #[case] week: u32,
    ) {
        assert_eq!(week_of(day), (year, week));
        let monday = monday(year, week).unwrap();
        assert_eq!(monday.weekday(), Weekday::Mon);
        assert!((0..7).contains(&(day - monday).num_days()));
    }

    #[test]
    fn some_years_are_longer() {
        let long: Vec<i32> = (2015..2040).filter(|year| weeks_in(*year) == 53).collect();
        assert_eq!(long, [2015, 2020, 2026, 2032, 2037]);
        assert_eq!(monday(2023, 53), None);
        assert_eq!(monday(2023, 0), None);
    }
}
