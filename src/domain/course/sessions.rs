//! The evenings of a course: once a week from its first day, past breaks and holidays.
//!
//! It reckons days only; what an evening holds stands in its entry.

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::domain::plan::calendar::{HolidayKind, holidays};
use crate::domain::plan::{Calendar, Holiday, Label};

/// The most weeks that are looked through for evenings: a calendar that is all break gives none.
const MOST_WEEKS: u64 = 520;

/// Why there is no evening on a day of the course's weekday.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Free {
    /// The plan's calendar has a break then.
    Break(Label),
    /// It is a holiday, or an eve that is free in practice.
    Holiday(Holiday),
}

/// The evenings of a course and the days that were passed over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Evenings {
    /// The days, in order; the first is the course's start.
    pub days: Vec<NaiveDate>,
    /// The days of the same weekday that were passed over, and why.
    pub skipped: Vec<(NaiveDate, Free)>,
}

/// Lays out `count` evenings from `start` on, weekly on its weekday. The start itself is taken as it is said.
pub fn lay_out(start: NaiveDate, count: u32, calendar: &Calendar) -> Evenings {
    let mut evenings = Evenings::default();
    for week in 0..MOST_WEEKS {
        if evenings.days.len() >= count as usize {
            break;
        }
        let Some(day) = start.checked_add_days(Days::new(7 * week)) else { break };
        match free(day, calendar).filter(|_| week > 0) {
            Some(why) => evenings.skipped.push((day, why)),
            None => evenings.days.push(day),
        }
    }
    evenings
}

/// The days of the later evenings of a course once one of them has moved to `moved`: weekly from there on.
pub fn after(moved: NaiveDate, later: u32, calendar: &Calendar) -> Vec<NaiveDate> {
    lay_out(moved, later.saturating_add(1), calendar).days.into_iter().skip(1).collect()
}

/// Why no evening is laid on `day`, if there is a reason. Half days, such as Walpurgis, are no reason.
pub fn free(day: NaiveDate, calendar: &Calendar) -> Option<Free> {
    if let Some(planned) = calendar.break_on(day) {
        return Some(Free::Break(planned.label.clone()));
    }
    let of_year = holidays(day.year());
    let holiday = of_year.into_iter().find(|(on, holiday)| *on == day && holiday.kind() != HolidayKind::Half);
    holiday.map(|(_, holiday)| Free::Holiday(holiday))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::load::{ENKOPING, load};

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn calendar() -> Calendar {
        load(ENKOPING, "plan.toml").unwrap().calendar
    }

    fn spelled(evenings: &Evenings) -> String {
        let year = evenings.days[0].year();
        let spell = |day: &NaiveDate| {
            let short = day.format("%m-%d").to_string();
            if day.year() == year { short } else { format!("{}-{short}", day.year()) }
        };
        evenings.days.iter().map(spell).collect::<Vec<_>>().join(" ")
    }

    #[rstest]
    // Autumn: höstlov v. 44 is passed over, and the last evening is v. 48.
    #[case("2023-09-07", 12, "09-07 09-14 09-21 09-28 10-05 10-12 10-19 10-26 11-09 11-16 11-23 11-30")]
    // Spring: sportlov v. 8 and påsklov v. 15; skärtorsdagen is a half day and kept; Ascension, 18 May, is passed over.
    #[case("2023-02-09", 12, "02-09 02-16 03-02 03-09 03-16 03-23 03-30 04-06 04-20 04-27 05-04 05-11")]
    #[case("2023-03-02", 12, "03-02 03-09 03-16 03-23 03-30 04-06 04-20 04-27 05-04 05-11 05-25 06-01")]
    // National Day is a Tuesday in 2023; the summer break ends the spring.
    #[case("2023-05-23", 4, "05-23 05-30 06-13 06-20")]
    // Ten and fourteen, with Christmas in the fourteen's way.
    #[case("2023-09-04", 10, "09-04 09-11 09-18 09-25 10-02 10-09 10-16 10-23 11-06 11-13")]
    #[case(
        "2023-10-02",
        14,
        "10-02 10-09 10-16 10-23 11-06 11-13 11-20 11-27 12-04 12-11 12-18 2024-01-08 2024-01-15 2024-01-22"
    )]
    fn evenings_pass_over_breaks_and_holidays(#[case] start: &str, #[case] count: u32, #[case] days: &str) {
        let evenings = lay_out(on(start), count, &calendar());
        assert_eq!(spelled(&evenings), days);
        assert_eq!(evenings.days.len(), count as usize);
    }

    #[rstest]
    // v. 53 of 2026 is a week like any other, and of 2020 too; the eves and Epiphany go, whatever the calendar.
    #[case("2026-12-16", "12-16 12-23 12-30 2027-01-13")]
    #[case("2020-12-14", "12-14 12-21 12-28 2021-01-04")]
    #[case("2026-12-17", "12-17 2027-01-07 2027-01-14 2027-01-21")]
    // Easter 2026: Good Friday is passed over and Easter Monday too.
    #[case("2026-03-27", "03-27 04-10 04-17 04-24")]
    #[case("2026-03-30", "03-30 04-13 04-20 04-27")]
    fn without_a_calendar_only_holidays_are_passed_over(#[case] start: &str, #[case] days: &str) {
        assert_eq!(spelled(&lay_out(on(start), 4, &Calendar::default())), days);
    }

    #[test]
    fn what_was_passed_over_is_told_with_its_reason() {
        let evenings = lay_out(on("2023-10-26"), 2, &calendar());
        let hostlov = Label { sv: "höstlov".into(), en: Some("autumn break".into()) };
        assert_eq!(evenings.skipped, [(on("2023-11-02"), Free::Break(hostlov))]);
        let ascension = lay_out(on("2023-05-11"), 2, &calendar()).skipped;
        assert_eq!(ascension, [(on("2023-05-18"), Free::Holiday(Holiday::Ascension))]);
    }

    #[test]
    fn the_first_evening_is_where_somebody_put_it_and_the_later_ones_follow_a_moved_one() {
        let autumn_break = on("2023-11-02");
        assert_eq!(lay_out(autumn_break, 2, &calendar()).days, [autumn_break, on("2023-11-09")]);
        // Evening 8 goes from Thursday to the Monday after the break: the rest are Mondays.
        assert_eq!(after(on("2023-11-06"), 2, &calendar()), [on("2023-11-13"), on("2023-11-20")]);
        // One week on, into the break's week: the next is after it.
        assert_eq!(after(on("2023-10-26"), 1, &calendar()), [on("2023-11-09")]);
        assert_eq!(after(on("2023-10-26"), 0, &calendar()), Vec::<NaiveDate>::new());
    }

    #[rstest]
    // Ascension, National Day of 2024, Epiphany of 2022 and Good Friday: the course begins there because somebody said so.
    #[case("2023-05-18", "05-18 05-25 06-01")]
    #[case("2024-06-06", "06-06 06-13 06-20")]
    #[case("2022-01-06", "01-06 01-13 01-20")]
    #[case("2023-04-07", "04-07 04-21 04-28")]
    fn a_course_may_begin_on_a_holiday(#[case] start: &str, #[case] days: &str) {
        assert_eq!(spelled(&lay_out(on(start), 3, &calendar())), days);
    }

    #[test]
    fn whatever_day_a_course_begins_its_weeks_are_all_accounted_for() {
        let calendar = calendar();
        for start in on("2021-01-01").iter_days().take(6 * 366) {
            let evenings = lay_out(start, 14, &calendar);
            let mut weeks: Vec<NaiveDate> = evenings.days.clone();
            weeks.extend(evenings.skipped.iter().map(|(day, _)| *day));
            weeks.sort();
            assert!(weeks.iter().copied().eq(start.iter_days().step_by(7).take(weeks.len())), "{start}");
            assert!(evenings.days[1..].iter().all(|day| free(*day, &calendar).is_none()), "{start}");
            let why = |(day, why): &(NaiveDate, Free)| free(*day, &calendar).as_ref() == Some(why);
            assert!(evenings.skipped.iter().all(why) && evenings.days.len() == 14, "{start}");
        }
    }

    #[test]
    fn a_calendar_that_is_all_break_gives_no_more_than_the_first() {
        let mut never = calendar();
        never.breaks[0].period.from = on("2000-01-01");
        never.breaks[0].period.to = on("2100-01-01");
        assert_eq!(lay_out(on("2023-09-07"), 12, &never).days, [on("2023-09-07")]);
    }
}
