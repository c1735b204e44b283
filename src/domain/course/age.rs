//! How old somebody is, as far as a birth year tells.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The age of majority: from it on nobody signs for somebody else (föräldrabalken 9:1).
pub const OF_AGE: i32 = 18;

/// The ages somebody born in a year can have on a day, in whole years: at most two, one year apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ages {
    /// Where the birthday is still to come.
    pub least: i32,
    /// Where it has been.
    pub most: i32,
}

impl Ages {
    /// The possible ages on `day` of somebody born in `year`.
    pub fn on(day: NaiveDate, year: i32) -> Self {
        let most = day.year() - year;
        // On New Year's Eve everybody has had their birthday.
        let least = if (day.month(), day.day()) == (12, 31) { most } else { most - 1 };
        Self { least, most }
    }

    /// Whether neither age lies between `from` and `to`.
    pub fn outside(self, from: u32, to: u32) -> bool {
        i64::from(self.most) < i64::from(from) || i64::from(self.least) > i64::from(to)
    }

    /// Whether somebody may be under age, and so a guardian signs too.
    pub fn may_be_minor(self) -> bool {
        self.least < OF_AGE
    }
}

/// The full year that was meant by a year of one or two figures: 8 is 2008 and 98 is 1998, as of `today`.
///
/// A year of more figures is itself.
pub fn full_year(typed: i64, today: NaiveDate) -> i64 {
    if !(0..100).contains(&typed) {
        return typed;
    }
    let this = i64::from(today.year());
    let century = this - this.rem_euclid(100);
    if century + typed <= this { century + typed } else { century - 100 + typed }
}

/// Whether a year being typed can be no other: four figures, or two that do not begin a year written out.
pub fn year_is_whole(typed: &str) -> bool {
    let figures = typed.chars().all(|c| c.is_ascii_digit());
    figures && (typed.len() == 4 || (typed.len() == 2 && !matches!(typed, "19" | "20")))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case("2023-09-07", 2008, (14, 15), false)]
    #[case("2023-09-07", 2009, (13, 14), true)]
    #[case("2023-09-07", 2003, (19, 20), false)]
    #[case("2023-09-07", 2002, (20, 21), false)]
    #[case("2023-09-07", 2001, (21, 22), true)]
    #[case("2023-01-01", 2008, (14, 15), false)]
    #[case("2023-12-31", 2008, (15, 15), false)]
    #[case("2023-12-31", 2002, (21, 21), true)]
    #[case("2024-02-29", 2009, (14, 15), false)]
    fn a_birth_year_gives_two_ages_and_only_both_outside_is_outside(
        #[case] start: &str,
        #[case] born: i32,
        #[case] (least, most): (i32, i32),
        #[case] outside: bool,
    ) {
        let ages = Ages::on(on(start), born);
        assert_eq!(ages, Ages { least, most });
        assert_eq!(ages.outside(15, 20), outside);
    }

    #[test]
    fn a_guardian_signs_as_long_as_somebody_may_be_under_age() {
        let minor = |born| Ages::on(on("2023-09-07"), born).may_be_minor();
        assert!(minor(2005) && minor(2006) && minor(2008));
        assert!(!minor(2004));
        assert!(!Ages::on(on("2023-12-31"), 2005).may_be_minor());
    }

    #[rstest]
    #[case(8, 2008)]
    #[case(23, 2023)]
    #[case(24, 1924)]
    #[case(98, 1998)]
    #[case(0, 2000)]
    #[case(2008, 2008)]
    #[case(108, 108)]
    #[case(-1, -1)]
    fn two_figures_are_a_year_that_has_been(#[case] typed: i64, #[case] year: i64) {
        assert_eq!(full_year(typed, on("2023-11-22")), year);
    }

    #[rstest]
    #[case("08", true)]
    #[case("0", false)]
    #[case("20", false)]
    #[case("19", false)]
    #[case("2008", true)]
    #[case("200", false)]
    #[case("98", true)]
    #[case("0x", false)]
    fn two_figures_are_whole_unless_they_begin_a_year(#[case] typed: &str, #[case] whole: bool) {
        assert_eq!(year_is_whole(typed), whole);
    }
}
