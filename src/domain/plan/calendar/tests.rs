use rstest::rstest;

use super::*;
use crate::domain::plan::load::{ENKOPING, load};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").unwrap()
}

fn enkoping() -> Calendar {
    load(ENKOPING, "enkoping").unwrap().calendar
}

#[rstest]
#[case("2026-10-24", "22:00", "04:00", 7 * 60)]
#[case("2027-03-27", "22:00", "04:00", 5 * 60)]
#[case("2026-10-24", "21:00", "01:00", 4 * 60)]
#[case("2027-03-27", "21:00", "01:00", 4 * 60)]
#[case("2023-11-22", "18:00", "21:30", 210)]
#[case("2023-12-31", "23:30", "00:15", 45)]
#[case("2023-11-22", "18:00", "18:00", 0)]
// 02:30 never comes that night: the clock shows 03:30 when it would have been.
#[case("2027-03-27", "22:00", "02:30", 4 * 60 + 30)]
#[case("2027-03-28", "02:30", "04:00", 30)]
// 02:30 comes twice that night: the first is meant.
#[case("2026-10-24", "22:00", "02:30", 4 * 60 + 30)]
fn minutes_pass(#[case] on: &str, #[case] start: &str, #[case] end: &str, #[case] minutes: i64) {
    assert_eq!(minutes_between(day(on), time(start), time(end), chrono_tz::Europe::Stockholm), minutes);
}

#[rstest]
#[case("2023-11-22", "06:00", "2023-11-22", "day")]
#[case("2023-11-22", "21:59", "2023-11-22", "evening")]
#[case("2023-11-22", "22:00", "2023-11-22", "night")]
#[case("2023-11-23", "01:30", "2023-11-22", "night")]
#[case("2027-01-01", "05:59", "2026-12-31", "night")]
fn a_shift_belongs_to_the_day_it_began(
    #[case] on: &str,
    #[case] at: &str,
    #[case] began: &str,
    #[case] code: &str,
) {
    let calendar = enkoping();
    let (shift_day, part) = calendar.shift_of(day(on), time(at));
    assert_eq!((shift_day, part.map(|p| p.code.as_str())), (day(began), Some(code)));
}

#[test]
fn a_night_shift_ends_the_day_after() {
    let calendar = enkoping();
    assert_eq!(calendar.end_of_shift(day("2023-12-31"), "night"), Some((day("2024-01-01"), time("06:00"))));
    assert_eq!(calendar.end_of_shift(day("2023-12-31"), "day"), Some((day("2023-12-31"), time("14:00"))));
    assert_eq!(calendar.end_of_shift(day("2023-12-31"), "dusk"), None);
}

#[rstest]
#[case("2023-02-20", Some("sportlov"))]
#[case("2023-02-27", None)]
#[case("2023-04-10", Some("påsklov"))]
#[case("2023-07-03", Some("sommaruppehåll"))]
#[case("2023-08-13", Some("sommaruppehåll"))]
#[case("2023-08-14", None)]
#[case("2023-10-30", Some("höstlov"))]
#[case("2023-12-24", Some("jul och nyår"))]
fn a_day_lies_in_a_break(#[case] on: &str, #[case] label: Option<&str>) {
    assert_eq!(enkoping().break_on(day(on)).map(|b| b.label.sv.as_str()), label);
}

#[test]
fn terms_are_the_plans_or_the_usual_ones() {
    let calendar = enkoping();
    let kind = |on| calendar.term_of(day(on)).map(|t| (t.year, t.kind));
    assert_eq!(kind("2023-11-22"), Some((2023, TermKind::Autumn)));
    assert_eq!(kind("2023-06-20"), None);
    assert_eq!(kind("2030-06-20"), Some((2030, TermKind::Spring)));
    assert_eq!(calendar.term_before(day("2023-07-15")).map(|t| t.kind), Some(TermKind::Spring));
    assert_eq!(calendar.term_after(day("2023-07-15")).map(|t| t.period.from), Some(day("2023-08-16")));
}

#[test]
fn every_week_is_expected_or_lapses_by_plan() {
    let calendar = enkoping();
    let year = |from: &str, to: &str| Period { from: day(from), to: day(to) };
    let of_2023 = calendar.weeks_expected(year("2023-01-01", "2023-12-31"), 2);
    assert_eq!(of_2023.days.len() + of_2023.lapsed.len(), 52);
    // Sportlov, påsklov and höstlov one each, six weeks of summer, and the Tuesdays 3 January and 26 December.
    assert_eq!(of_2023.lapsed.len(), 11);
    assert!(of_2023.days.contains(&day("2023-11-21")) && !of_2023.days.contains(&day("2023-10-31")));
    // 2026 has 53 weeks, the last of which ends on 3 January 2027.
    let of_2026 = calendar.weeks_expected(year("2025-12-29", "2027-01-03"), 2);
    assert_eq!(of_2026.days.len() + of_2026.lapsed.len(), 53);
}

#[rstest]
#[case(2026, Holiday::EasterDay, "2026-04-05")]
#[case(2027, Holiday::EasterDay, "2027-03-28")]
#[case(2028, Holiday::EasterDay, "2028-04-16")]
#[case(2023, Holiday::GoodFriday, "2023-04-07")]
#[case(2023, Holiday::Ascension, "2023-05-18")]
#[case(2023, Holiday::Pentecost, "2023-05-28")]
#[case(2023, Holiday::Midsummer, "2023-06-24")]
#[case(2026, Holiday::MidsummerEve, "2026-06-19")]
#[case(2026, Holiday::AllSaints, "2026-10-31")]
#[case(2023, Holiday::AllSaints, "2023-11-04")]
fn a_holiday_falls_on(#[case] year: i32, #[case] holiday: Holiday, #[case] on: &str) {
    let found = holidays(year).into_iter().find(|(_, h)| *h == holiday);
    assert_eq!(found.map(|(d, _)| d), Some(day(on)));
}

#[test]
fn a_year_has_thirteen_red_days_in_order() {
    let days = holidays(2026);
    assert_eq!(days.iter().filter(|(_, h)| h.kind() == HolidayKind::Red).count(), 13);
    assert_eq!(days.len(), 22);
    assert!(days.is_sorted());
    assert!(holidays(i32::MAX).is_empty());
}
