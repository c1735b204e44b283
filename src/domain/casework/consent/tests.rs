#![allow(clippy::unwrap_used)]

use chrono::Datelike;
use rstest::rstest;

use super::*;

const BORN: Option<Born> = Some(Born { from: 2007, to: 2009 });

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A moment as `2024-08-31 23:59:59`.
fn moment(text: &str) -> (NaiveDate, NaiveTime) {
    let (day, time) = text.split_once(' ').unwrap();
    (day.parse().unwrap(), time.parse().unwrap())
}

/// For the social services and the school, 1 February to 31 August 2024, signed by both guardians.
fn consent() -> Consent {
    Consent {
        parties: vec!["social".into(), "school".into()],
        from: day("2024-02-01"),
        until: Some(day("2024-08-31")),
        guardian_1: Signature::Yes,
        guardian_2: Signature::Yes,
        youth: Signature::NotRequired,
        withdrawn: None,
        withdrawn_for: Vec::new(),
    }
}

fn withdrawn(at: &str, parties: &[&str]) -> Consent {
    let withdrawn = match at.split_once(' ') {
        Some((day, time)) => (day.parse().unwrap(), Some(time.parse().unwrap())),
        None => (day(at), None),
    };
    let withdrawn_for = parties.iter().map(Code::new).collect();
    Consent { withdrawn: Some(withdrawn), withdrawn_for, ..consent() }
}

fn at(consent: &Consent, party: &str, born: Option<Born>, text: &str) -> Result<(), Closed> {
    let (day, time) = moment(text);
    consent.valid_for(party, born, day, time)
}

#[rstest]
#[case("2024-01-31 23:59:59", Err(Closed::NotYet { from: day("2024-02-01") }))]
#[case("2024-02-01 00:00:00", Ok(()))]
#[case("2024-08-31 23:59:59", Ok(()))]
#[case("2024-09-01 00:00:00", Err(Closed::Expired { until: day("2024-08-31") }))]
fn it_holds_from_the_first_second_to_the_last(#[case] text: &str, #[case] holds: Result<(), Closed>) {
    assert_eq!(at(&consent(), "school", BORN, text), holds);
}

#[test]
fn without_a_last_day_it_holds_until_withdrawn() {
    let open = Consent { until: None, ..consent() };
    assert_eq!(at(&open, "school", None, "2060-01-01 00:00:00"), Ok(()));
    assert_eq!(open.ends("school", None), None);
}

#[rstest]
#[case("2024-05-14 14:29:59", true)]
#[case("2024-05-14 14:30:00", false)]
#[case("2024-05-14 14:30:01", false)]
#[case("2024-05-15 00:00:00", false)]
#[case("2024-05-13 23:59:59", true)]
fn a_withdrawal_closes_from_its_minute(#[case] text: &str, #[case] open: bool) {
    let at_half_past = day("2024-05-14");
    let closed = Closed::Withdrawn { day: at_half_past, time: NaiveTime::from_hms_opt(14, 30, 0) };
    let wanted = if open { Ok(()) } else { Err(closed) };
    assert_eq!(at(&withdrawn("2024-05-14 14:30:00", &[]), "social", BORN, text), wanted);
}

#[rstest]
#[case("2024-05-13 23:59:59", true)]
#[case("2024-05-14 00:00:00", false)]
#[case("2024-05-14 23:59:59", false)]
fn a_withdrawal_without_a_time_closes_the_whole_day(#[case] text: &str, #[case] open: bool) {
    assert_eq!(at(&withdrawn("2024-05-14", &[]), "social", BORN, text).is_ok(), open);
}

#[test]
fn a_withdrawal_for_one_party_leaves_the_other() {
    let consent = withdrawn("2024-05-14", &["school"]);
    assert_eq!(at(&consent, "social", BORN, "2024-05-20 09:00:00"), Ok(()));
    let closed = Closed::Withdrawn { day: day("2024-05-14"), time: None };
    assert_eq!(at(&consent, "school", BORN, "2024-05-20 09:00:00"), Err(closed));
}

#[test]
fn a_withdrawal_is_told_before_an_end_that_came_later() {
    let closed = Closed::Withdrawn { day: day("2024-05-14"), time: None };
    assert_eq!(at(&withdrawn("2024-05-14", &[]), "school", BORN, "2024-12-01 09:00:00"), Err(closed));
    assert_eq!(at(&withdrawn("2024-05-14", &[]), "school", BORN, "2025-12-01 09:00:00"), Err(closed));
}

#[rstest]
#[case("2024-12-31 23:59:59", Signature::NotRequired, BORN, true)]
#[case("2025-01-01 00:00:00", Signature::NotRequired, BORN, false)]
#[case("2025-01-01 00:00:00", Signature::Yes, BORN, true)]
#[case("2026-12-31 23:59:59", Signature::NotRequired, Some(Born { from: 2009, to: 2009 }), true)]
#[case("2027-01-01 00:00:00", Signature::NotRequired, Some(Born { from: 2009, to: 2009 }), false)]
#[case("2050-01-01 00:00:00", Signature::NotRequired, None, true)]
fn from_the_year_the_oldest_turn_eighteen_the_young_person_signs(
    #[case] text: &str,
    #[case] youth: Signature,
    #[case] born: Option<Born>,
    #[case] open: bool,
) {
    let consent = Consent { youth, until: None, ..consent() };
    let from = born.map_or(NaiveDate::MIN, Born::adult_from);
    let wanted = if open { Ok(()) } else { Err(Closed::Adult { from }) };
    assert_eq!(at(&consent, "school", born, text), wanted);
}

#[rstest]
#[case("yes", "yes", "yes", true)]
#[case("yes", "yes", "not_required", true)]
#[case("not_required", "not_required", "yes", true)]
#[case("yes", "no", "yes", false)]
#[case("yes", "", "yes", false)]
#[case("yes", "yes", "no", false)]
#[case("not_required", "not_required", "not_required", false)]
#[case("", "", "", false)]
fn everyone_who_must_sign_has_signed(
    #[case] first: &str,
    #[case] second: &str,
    #[case] youth: &str,
    #[case] open: bool,
) {
    let [guardian_1, guardian_2, youth] = [first, second, youth].map(|code| Signature::read(Some(code)));
    let consent = Consent { guardian_1, guardian_2, youth, ..consent() };
    let wanted = if open { Ok(()) } else { Err(Closed::NotSigned) };
    assert_eq!(at(&consent, "school", BORN, "2024-05-14 09:00:00"), wanted);
    assert_eq!(Signature::read(None), Signature::NotStated);
}

#[test]
fn a_party_it_does_not_name_has_none() {
    assert_eq!(at(&consent(), "police", BORN, "2024-05-14 09:00:00"), Err(Closed::None));
}

#[rstest]
#[case("2007-2009", Some((2007, 2009)))]
#[case("2007\u{2013}2009", Some((2007, 2009)))]
#[case(" 2007 - 2009 ", Some((2007, 2009)))]
#[case("2008", Some((2008, 2008)))]
#[case("2009-2007", None)]
#[case("07-09", None)]
#[case("-2009", None)]
#[case("2007-2009-2011", None)]
#[case("not_stated", None)]
#[case("", None)]
fn a_band_is_read_from_its_code(#[case] text: &str, #[case] born: Option<(i32, i32)>) {
    assert_eq!(Born::parse(text).map(|born| (born.from, born.to)), born);
}

#[test]
fn a_year_beyond_every_calendar_closes() {
    assert_eq!(Born { from: i32::MAX, to: i32::MAX }.adult_from(), NaiveDate::MIN);
    assert_eq!(Born { from: 2007, to: 2009 }.adult_from().year(), 2025);
}

#[rstest]
#[case::its_last_day(consent(), Some("2024-08-31"))]
#[case::of_age_before(Consent { until: Some(day("2025-06-30")), ..consent() }, Some("2024-12-31"))]
#[case::signed_by_the_young(
    Consent { until: Some(day("2025-06-30")), youth: Signature::Yes, ..consent() },
    Some("2025-06-30")
)]
#[case::withdrawn_during_a_day(withdrawn("2024-05-14 14:30:00", &[]), Some("2024-05-14"))]
#[case::withdrawn_at_midnight(withdrawn("2024-05-14 00:00:00", &[]), Some("2024-05-13"))]
#[case::withdrawn_for_a_day(withdrawn("2024-05-14", &["school"]), Some("2024-05-13"))]
#[case::withdrawn_for_another(withdrawn("2024-05-14", &["social"]), Some("2024-08-31"))]
fn it_ends_with_what_ends_it_first(#[case] consent: Consent, #[case] last: Option<&str>) {
    let last = last.map(day);
    assert_eq!(consent.ends("school", BORN), last);
    // The last day is the last day: its first second is open, the next day's is not.
    let first_second = |day| consent.valid_for("school", BORN, day, NaiveTime::MIN).is_ok();
    assert!(last.is_none_or(first_second) && !last.and_then(|day| day.succ_opt()).is_some_and(first_second));
}

fn best_at<'a>(consents: &'a [Consent], text: &str) -> Result<&'a Consent, Closed> {
    let (day, time) = moment(text);
    best(consents, "school", BORN, day, time)
}

#[test]
fn the_best_is_the_one_that_lasts_longest() {
    let renewed = Consent { from: day("2024-06-01"), until: Some(day("2024-11-30")), ..consent() };
    let consents = [renewed.clone(), consent()];
    assert_eq!(best_at(&consents, "2024-05-31 23:59:59"), Ok(&consent()));
    assert_eq!(best_at(&consents, "2024-06-01 00:00:00"), Ok(&renewed));
    let closed = Closed::Expired { until: day("2024-11-30") };
    assert_eq!(best_at(&consents, "2024-12-01 00:00:00"), Err(closed));
}

#[test]
fn when_none_holds_the_newest_says_why() {
    assert_eq!(best_at(&[], "2024-05-14 09:00:00"), Err(Closed::None));
    let asked =
        Consent { from: day("2024-09-10"), until: None, guardian_2: Signature::NotStated, ..consent() };
    assert_eq!(best_at(&[asked.clone(), consent()], "2024-09-12 09:00:00"), Err(Closed::NotSigned));
    let other = Consent { parties: vec!["police".into()], from: day("2024-09-11"), ..asked };
    let closed = Closed::Expired { until: day("2024-08-31") };
    assert_eq!(best_at(&[other, consent()], "2024-09-12 09:00:00"), Err(closed));
}

/// A renewed consent is withdrawn while the old paper still runs: neither opens the case.
#[test]
fn an_older_paper_does_not_open_what_a_withdrawal_closed() {
    let renewed = Consent { from: day("2024-05-01"), ..withdrawn("2024-05-14 14:30:00", &[]) };
    let consents = [consent(), renewed];
    assert!(best_at(&consents, "2024-05-14 14:29:59").is_ok());
    let closed = Closed::Withdrawn { day: day("2024-05-14"), time: NaiveTime::from_hms_opt(14, 30, 0) };
    assert_eq!(best_at(&consents, "2024-05-14 14:30:00"), Err(closed));
}

#[test]
fn a_consent_given_after_a_withdrawal_opens_again() {
    let again = |from: &str| Consent { from: day(from), ..consent() };
    let withdrawn = withdrawn("2024-05-14", &[]);
    let same_day = [withdrawn.clone(), again("2024-05-14")];
    assert!(best_at(&same_day, "2024-05-15 09:00:00").is_err());
    let later = [withdrawn, again("2024-05-15")];
    assert!(best_at(&later, "2024-05-14 23:59:59").is_err());
    assert_eq!(best_at(&later, "2024-05-15 00:00:00"), Ok(&later[1]));
}

#[test]
fn a_withdrawal_for_another_party_leaves_the_older_paper() {
    let renewed = Consent { from: day("2024-05-01"), ..withdrawn("2024-05-14", &["social"]) };
    assert!(best_at(&[consent(), renewed], "2024-05-20 09:00:00").is_ok());
}
