use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::text::Clean;

/// A Wednesday of week 47.
fn read(text: &str) -> Result<NaiveDate, WhenError> {
    read_on("2023-11-22", text)
}

fn read_on(today: &str, text: &str) -> Result<NaiveDate, WhenError> {
    parse_day(text, today.parse().unwrap(), Toward::Past)
}

#[rstest]
fn today_has_many_names(#[values("t", "T", "idag", "i dag", "today", "-0", "on", "22", "22/11")] text: &str) {
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
    #[values("x", "-", "--1", "+-1", "-27/11", "14:30", "v", "27 foo", "123", "2023-11", "1 2 3 4", "27;11")]
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
            let _ = parse_day(&text, today, Toward::Past);
            if let Ok(day) = read(&text) {
                prop_assert_eq!(read(&day.to_string()), Ok(day));
            }
        }
    }

    #[test]
    fn what_leaves_something_out_has_come(day in 1_u32..=28, week in 1_u32..=52, back in 0_u64..3000) {
        let today = NaiveDate::from_ymd_opt(2029, 7, 1).unwrap() - Days::new(back);
        prop_assert!(parse_day(&day.to_string(), today, Toward::Past).unwrap() <= today);
        let week = format!("v{week}");
        prop_assert!(parse_day(&week, today, Toward::Past).unwrap() <= today);
        let weekday = parse_day("lö", today, Toward::Past).unwrap();
        prop_assert!((0..7).contains(&(today - weekday).num_days()));
    }
}

#[rstest]
#[case("18/1", "2023-01-18", "2024-01-18", "2024-01-18")]
#[case("7/9", "2023-09-07", "2023-09-07", "2024-09-07")]
#[case("22/11", "2023-11-22", "2023-11-22", "2023-11-22")]
#[case("29/2", "2020-02-29", "2024-02-29", "2024-02-29")]
#[case("21", "2023-11-21", "2023-11-21", "2023-12-21")]
#[case("24", "2023-10-24", "2023-11-24", "2023-11-24")]
#[case("31", "2023-10-31", "2023-10-31", "2023-12-31")]
#[case("on", "2023-11-22", "2023-11-22", "2023-11-22")]
#[case("ti", "2023-11-21", "2023-11-21", "2023-11-28")]
#[case("lö", "2023-11-18", "2023-11-25", "2023-11-25")]
#[case("v46", "2023-11-13", "2023-11-13", "2024-11-11")]
#[case("v47", "2023-11-20", "2023-11-20", "2023-11-20")]
#[case("v2", "2023-01-09", "2024-01-08", "2024-01-08")]
#[case("v53", "2020-12-28", "2020-12-28", "2026-12-28")]
#[case("igår", "2023-11-21", "2023-11-21", "2023-11-21")]
#[case("18/1 2023", "2023-01-18", "2023-01-18", "2023-01-18")]
fn what_is_left_out_is_read_toward_the_past_near_or_ahead(
    #[case] text: &str,
    #[case] past: &str,
    #[case] near: &str,
    #[case] ahead: &str,
) {
    let today = "2023-11-22".parse().unwrap();
    let read = |toward| parse_day(text, today, toward).unwrap().to_string();
    assert_eq!([read(Toward::Past), read(Toward::Near), read(Toward::Ahead)], [past, near, ahead]);
}
