use rstest::rstest;

use super::*;
use crate::domain::plan::load::{BLANK, ENKOPING, load};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn days(from: &str, to: &str) -> Period {
    Period { from: day(from), to: day(to) }
}

fn enkoping() -> &'static Promise {
    static PLAN: std::sync::LazyLock<Promise> =
        std::sync::LazyLock::new(|| load(ENKOPING, "enkoping").unwrap());
    &PLAN
}

#[rstest]
#[case(PeriodKind::Week, "2021-01-01", "2020-12-28", "2021-01-03")]
#[case(PeriodKind::Week, "2027-01-02", "2026-12-28", "2027-01-03")]
#[case(PeriodKind::Month, "2024-02-10", "2024-02-01", "2024-02-29")]
#[case(PeriodKind::Month, "2023-12-31", "2023-12-01", "2023-12-31")]
#[case(PeriodKind::Quarter, "2023-11-22", "2023-10-01", "2023-12-31")]
#[case(PeriodKind::Tertial, "2023-08-31", "2023-05-01", "2023-08-31")]
#[case(PeriodKind::Tertial, "2023-09-01", "2023-09-01", "2023-12-31")]
#[case(PeriodKind::HalfYear, "2023-06-30", "2023-01-01", "2023-06-30")]
#[case(PeriodKind::Year, "2023-06-30", "2023-01-01", "2023-12-31")]
#[case(PeriodKind::Term, "2023-11-22", "2023-08-16", "2023-12-20")]
#[case(PeriodKind::Whole, "2030-01-01", "2021-01-01", "2023-12-31")]
fn a_day_lies_in(#[case] kind: PeriodKind, #[case] on: &str, #[case] from: &str, #[case] to: &str) {
    let period = Period::of(kind, day(on), enkoping()).unwrap();
    assert_eq!(period, days(from, to));
}

#[test]
fn a_day_between_terms_lies_in_none() {
    assert_eq!(Period::of(PeriodKind::Term, day("2023-07-15"), enkoping()), None);
    assert_eq!(Period::of(PeriodKind::Free, day("2023-07-15"), enkoping()), None);
}

#[test]
fn a_plan_without_terms_has_the_usual_ones() {
    let blank = load(BLANK, "blank").unwrap();
    let of = |on| Period::of(PeriodKind::Term, day(on), &blank);
    assert_eq!(of("2026-06-30"), Some(days("2026-01-01", "2026-06-30")));
    assert_eq!(of("2026-07-01"), Some(days("2026-07-01", "2026-12-31")));
}

#[rstest]
#[case(PeriodKind::Week, "2020-12-21", "2020-12-28")]
#[case(PeriodKind::Week, "2020-12-28", "2021-01-04")]
#[case(PeriodKind::Month, "2022-12-01", "2023-01-01")]
#[case(PeriodKind::Quarter, "2022-10-01", "2023-01-01")]
#[case(PeriodKind::Tertial, "2022-09-01", "2023-01-01")]
#[case(PeriodKind::HalfYear, "2022-07-01", "2023-01-01")]
#[case(PeriodKind::Year, "2022-01-01", "2023-01-01")]
#[case(PeriodKind::Term, "2023-01-10", "2023-08-16")]
#[case(PeriodKind::Term, "2022-08-17", "2023-01-10")]
fn periods_follow_each_other(#[case] kind: PeriodKind, #[case] first: &str, #[case] second: &str) {
    let plan = enkoping();
    let first = Period::of(kind, day(first), plan).unwrap();
    let second = Period::of(kind, day(second), plan).unwrap();
    assert_eq!(first.next(kind, plan), Some(second));
    assert_eq!(second.previous(kind, plan), Some(first));
}

#[test]
fn a_free_period_follows_one_as_long_and_the_promise_none() {
    let plan = enkoping();
    let free = days("2023-03-01", "2023-03-10");
    assert_eq!(free.previous(PeriodKind::Free, plan), Some(days("2023-02-19", "2023-02-28")));
    assert_eq!(free.next(PeriodKind::Free, plan), Some(days("2023-03-11", "2023-03-20")));
    assert_eq!(plan.period.previous(PeriodKind::Whole, plan), None);
    assert_eq!(plan.period.next(PeriodKind::Whole, plan), None);
}

#[rstest]
#[case(PeriodKind::Week, "2021-01-01", PeriodName::Week { year: 2020, week: 53 })]
#[case(PeriodKind::Week, "2027-01-03", PeriodName::Week { year: 2026, week: 53 })]
#[case(PeriodKind::Month, "2023-03-31", PeriodName::Month { year: 2023, month: 3 })]
#[case(PeriodKind::Quarter, "2023-12-01", PeriodName::Quarter { year: 2023, number: 4 })]
#[case(PeriodKind::Tertial, "2023-12-01", PeriodName::Tertial { year: 2023, number: 3 })]
#[case(PeriodKind::Term, "2023-12-01", PeriodName::Term { year: 2023, kind: TermKind::Autumn })]
#[case(PeriodKind::HalfYear, "2023-12-01", PeriodName::HalfYear { year: 2023, number: 2 })]
#[case(PeriodKind::Year, "2023-12-01", PeriodName::Year(2023))]
#[case(PeriodKind::Whole, "2023-12-01", PeriodName::Whole)]
fn a_period_is_called(#[case] kind: PeriodKind, #[case] on: &str, #[case] name: PeriodName) {
    let plan = enkoping();
    assert_eq!(Period::of(kind, day(on), plan).unwrap().name(kind, plan), name);
}

#[test]
fn a_stretch_that_is_no_such_period_is_called_by_its_days() {
    let odd = days("2023-03-02", "2023-03-31");
    assert_eq!(odd.name(PeriodKind::Month, enkoping()), PeriodName::Free(odd));
}

#[test]
fn a_period_has_its_days() {
    let week = days("2023-02-27", "2023-03-05");
    assert_eq!((week.days(), week.each_day().count()), (7, 7));
    assert!(week.contains(week.from) && week.contains(week.to) && !week.contains(day("2023-03-06")));
    assert_eq!(week.within(days("2023-03-01", "2023-12-31")), Some(days("2023-03-01", "2023-03-05")));
    assert_eq!(week.within(days("2024-01-01", "2024-12-31")), None);
    assert_eq!(days("2023-03-02", "2023-03-01").days(), 0);
    let last = Period { from: NaiveDate::MAX, to: NaiveDate::MAX };
    assert_eq!((last.days(), last.next(PeriodKind::Week, enkoping())), (1, None));
}

#[rstest]
#[case("2023", PeriodKind::Year, "2023-01-01", "2023-12-31")]
#[case("2023-03", PeriodKind::Month, "2023-03-01", "2023-03-31")]
#[case("ht2023", PeriodKind::Term, "2023-08-16", "2023-12-20")]
#[case("HT 2023", PeriodKind::Term, "2023-08-16", "2023-12-20")]
#[case("ht23", PeriodKind::Term, "2023-08-16", "2023-12-20")]
#[case("2023-ht", PeriodKind::Term, "2023-08-16", "2023-12-20")]
#[case("vt2023", PeriodKind::Term, "2023-01-10", "2023-06-09")]
#[case("vt2030", PeriodKind::Term, "2030-01-01", "2030-06-30")]
#[case("t2-2023", PeriodKind::Tertial, "2023-05-01", "2023-08-31")]
#[case("T2 2023", PeriodKind::Tertial, "2023-05-01", "2023-08-31")]
#[case("k3-2023", PeriodKind::Quarter, "2023-07-01", "2023-09-30")]
#[case("h1-2023", PeriodKind::HalfYear, "2023-01-01", "2023-06-30")]
#[case("2023-v47", PeriodKind::Week, "2023-11-20", "2023-11-26")]
#[case("2023-W47", PeriodKind::Week, "2023-11-20", "2023-11-26")]
#[case("v. 47", PeriodKind::Week, "2023-11-20", "2023-11-26")]
#[case("2020-v53", PeriodKind::Week, "2020-12-28", "2021-01-03")]
#[case("2026-v53", PeriodKind::Week, "2026-12-28", "2027-01-03")]
#[case("2023-01-01..2023-06-30", PeriodKind::Free, "2023-01-01", "2023-06-30")]
#[case("2023-01 .. 2023-06", PeriodKind::Free, "2023-01-01", "2023-06-30")]
#[case("2023-11-22", PeriodKind::Free, "2023-11-22", "2023-11-22")]
#[case("all", PeriodKind::Whole, "2021-01-01", "2023-12-31")]
#[case("hela löftet", PeriodKind::Whole, "2021-01-01", "2023-12-31")]
#[case("vecka", PeriodKind::Week, "2023-11-20", "2023-11-26")]
#[case("week", PeriodKind::Week, "2023-11-20", "2023-11-26")]
#[case("månad", PeriodKind::Month, "2023-11-01", "2023-11-30")]
#[case("manad", PeriodKind::Month, "2023-11-01", "2023-11-30")]
#[case("kvartal", PeriodKind::Quarter, "2023-10-01", "2023-12-31")]
#[case("termin", PeriodKind::Term, "2023-08-16", "2023-12-20")]
#[case("half-year", PeriodKind::HalfYear, "2023-07-01", "2023-12-31")]
#[case("år", PeriodKind::Year, "2023-01-01", "2023-12-31")]
fn a_period_is_read(#[case] text: &str, #[case] kind: PeriodKind, #[case] from: &str, #[case] to: &str) {
    let read = parse_period(text, day("2023-11-22"), enkoping());
    assert_eq!(read, Ok(Named { kind, period: days(from, to) }));
}

#[test]
fn between_terms_the_last_one_is_meant() {
    let read = parse_period("term", day("2023-07-15"), enkoping()).unwrap();
    assert_eq!(read.period, days("2023-01-10", "2023-06-09"));
}

#[rstest]
#[case("2023-v53", PeriodError::Number { kind: PeriodKind::Week, number: 53, last: 52 })]
#[case("2020-v54", PeriodError::Number { kind: PeriodKind::Week, number: 54, last: 53 })]
#[case("2023-13", PeriodError::Number { kind: PeriodKind::Month, number: 13, last: 12 })]
#[case("t4-2023", PeriodError::Number { kind: PeriodKind::Tertial, number: 4, last: 3 })]
#[case("h0-2023", PeriodError::Number { kind: PeriodKind::HalfYear, number: 0, last: 2 })]
#[case("1999", PeriodError::Year { year: 1999 })]
#[case("2023-02-30", PeriodError::Day { text: "2023-02-30".into() })]
#[case("2023..2022", PeriodError::Turned { from: "2023-01-01".parse().unwrap(), to: "2022-12-31".parse().unwrap() })]
#[case("bananas", PeriodError::Unknown { text: "bananas".into() })]
#[case("", PeriodError::Unknown { text: String::new() })]
#[case("x4-2023", PeriodError::Unknown { text: "x4-2023".into() })]
#[case("2023/03", PeriodError::Unknown { text: "2023/03".into() })]
fn what_is_no_period_is_told_why(#[case] text: &str, #[case] why: PeriodError) {
    assert_eq!(parse_period(text, day("2023-11-22"), enkoping()), Err(why));
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,30}|[vhtk]?[0-9]{0,20}-[vw]?[0-9]{0,3}(\\.\\.[0-9]{4})?") {
        if let Ok(read) = parse_period(&text, day("2023-11-22"), enkoping()) {
            proptest::prop_assert!(read.period.from <= read.period.to);
        }
    }
}
