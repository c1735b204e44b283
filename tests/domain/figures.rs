//! What came of the promise: sums, shares of shifts, the four kinds of nothing, and how figures stand.

use lofte::domain::command::Command;
use lofte::domain::outcome::{self, Figure, NoFigure, Standing};
use lofte::domain::plan::{Period, PeriodKind};
use lofte::domain::record::{EntryId, Status};
use rstest::rstest;

use super::{Desk, SECOND, SWITCHED, day};

fn period(from: &str, to: &str) -> Period {
    Period { from: day(from), to: day(to) }
}

fn month(desk: &Desk, of: &str) -> Period {
    Period::of(PeriodKind::Month, day(of), &desk.state.plan).unwrap()
}

fn figure(desk: &Desk, measure: &str, period: Period) -> Figure {
    let figures = outcome::figures(&desk.state, period, desk.now.day);
    figures.into_iter().find(|f| f.measure == measure).unwrap()
}

fn visit(desk: &mut Desk, day: &str, arrive: &str) -> EntryId {
    desk.enter("visit", &[("day", day), ("arrive", arrive), ("place", "st"), ("contacts", "2")])
}

fn shift(desk: &mut Desk, day: &str, part: &str, staffed: &str) -> EntryId {
    desk.enter("shift", &[("day", day), ("part", part), ("staffed", staffed)])
}

fn extract(desk: &mut Desk, month: &str, shifts: &str, hits: &str, visits: &str) -> EntryId {
    desk.enter(
        "extract",
        &[("month", month), ("shifts", shifts), ("shifts_with_visit", hits), ("visits", visits)],
    )
}

/// Hits, denominator and everything registered.
fn share(desk: &Desk, period: Period) -> (Option<i64>, Option<i64>, Option<i64>) {
    let figure = figure(desk, "shifts_with_visit", period);
    (figure.value, figure.of, figure.registered)
}

#[test]
fn a_share_is_of_the_staffed_shifts() {
    let mut desk = Desk::new(&SWITCHED, "2023-11-22");
    let november = month(&desk, "2023-11-01");
    assert_eq!(share(&desk, november), (None, Some(0), Some(0)));
    shift(&mut desk, "2023-11-20", "day", "ja");
    shift(&mut desk, "2023-11-20", "evening", "begränsat");
    shift(&mut desk, "2023-11-20", "night", "nej");
    // Reported, and none: zero of two, of three registered.
    assert_eq!(share(&desk, november), (None, Some(2), Some(3)));
    assert_eq!(figure(&desk, "shifts_with_visit", november).nothing, Some(NoFigure::Zero));
    // Two visits in a registered shift are one hit; a visit tells of a shift nobody registered.
    let first = visit(&mut desk, "2023-11-20", "15:00");
    visit(&mut desk, "2023-11-20", "16:00");
    visit(&mut desk, "2023-11-19", "10:00");
    assert_eq!(share(&desk, november), (Some(2), Some(3), Some(4)));
    // Somebody was there although the shift was said to be unstaffed.
    let night = visit(&mut desk, "2023-11-21", "01:30");
    assert_eq!(share(&desk, november), (Some(3), Some(4), Some(4)));
    desk.ask(1, &Command::Remove { id: night }).unwrap();
    desk.ask(1, &Command::Remove { id: first }).unwrap();
    assert_eq!(share(&desk, november), (Some(2), Some(3), Some(4)));
    assert_eq!(figure(&desk, "visits", november).value, Some(2));
}

#[test]
fn a_visit_without_its_time_is_counted_but_tells_of_no_shift() {
    let mut desk = Desk::new(&SWITCHED, "2023-11-22");
    let november = month(&desk, "2023-11-01");
    visit(&mut desk, "2023-11-20", "");
    let share = figure(&desk, "shifts_with_visit", november);
    assert_eq!((share.value, share.of, share.entries, share.not_stated), (None, Some(0), 1, 1));
    assert_eq!(share.nothing, Some(NoFigure::Missing));
    assert_eq!(figure(&desk, "visits", november).value, Some(1));
}

#[test]
fn a_month_of_unstaffed_shifts_has_no_share_to_judge() {
    let mut desk = Desk::new(&SWITCHED, "2023-11-22");
    shift(&mut desk, "2023-11-20", "day", "nej");
    let share = figure(&desk, "shifts_with_visit", month(&desk, "2023-11-01"));
    assert_eq!((share.of, share.registered, share.target), (Some(0), Some(1), None));
    assert_eq!(share.standing, Standing::NotAssessable);
}

#[test]
fn a_month_known_as_a_whole_is_left_out_of_a_part_of_it() {
    let mut desk = Desk::new(&SWITCHED, "2023-11-22");
    extract(&mut desk, "2023-09", "60", "51", "80");
    extract(&mut desk, "2023-10", "62", "60", "90");
    visit(&mut desk, "2023-11-02", "12:00");
    for (from, to, value, of, visits, cut) in [
        ("2023-09-01", "2023-09-30", Some(51), 60, Some(80), false),
        ("2023-09-01", "2023-11-30", Some(112), 123, Some(171), false),
        ("2023-09-02", "2023-11-30", Some(61), 63, Some(91), true),
        ("2023-09-15", "2023-10-15", None, 0, None, true),
        ("2023-11-01", "2023-11-30", Some(1), 1, Some(1), false),
        ("2023-12-01", "2023-09-01", None, 0, None, false),
    ] {
        let figure = figure(&desk, "shifts_with_visit", period(from, to));
        assert_eq!((figure.value, figure.of, figure.cut), (value, Some(of), cut), "{from}");
        assert_eq!(self::figure(&desk, "visits", period(from, to)).value, visits, "{from}");
    }
}

#[test]
fn a_visit_after_midnight_counts_in_the_month_and_year_its_shift_began() {
    let mut desk = Desk::new(&SWITCHED, "2023-11-22");
    desk.enter("visit", &[("day", "2022-01-01"), ("arrive", "01:30"), ("place", "st"), ("contacts", "2")]);
    let of = |desk: &Desk, from, to| figure(desk, "visits", period(from, to)).value;
    assert_eq!(of(&desk, "2021-12-01", "2021-12-31"), Some(1));
    assert_eq!(of(&desk, "2021-01-01", "2021-12-31"), Some(1));
    assert_eq!(of(&desk, "2022-01-01", "2022-12-31"), None);
    assert_eq!(of(&desk, "2021-12-27", "2022-01-02"), Some(1));
}

#[test]
fn what_lies_outside_the_promise_is_counted_apart() {
    let mut desk = Desk::new(&SWITCHED, "2024-02-01");
    visit(&mut desk, "2021-01-01", "01:30");
    visit(&mut desk, "2024-01-01", "01:30");
    visit(&mut desk, "2024-01-01", "07:00");
    extract(&mut desk, "2020-11", "60", "51", "80");
    let whole = desk.state.plan.period;
    assert_eq!(figure(&desk, "visits", whole).value, Some(1));
    let index = desk.state.plan.measures().position(|(_, m)| m.key == "visits").unwrap();
    assert_eq!(outcome::outside(&desk.state, index), 82);
}

#[test]
fn a_sum_says_how_many_did_not_state_it() {
    let mut desk = Desk::new(&SWITCHED, "2023-11-22");
    let november = month(&desk, "2023-11-01");
    let training = |desk: &mut Desk, leaflets: &str| {
        desk.enter("training", &[("day", "2023-11-20"), ("host", "samfund"), ("leaflets", leaflets)])
    };
    training(&mut desk, "");
    training(&mut desk, "?");
    // Nobody has said a number: that is no zero.
    let none = figure(&desk, "leaflets", november);
    assert_eq!((none.value, none.entries, none.not_stated), (None, 2, 2));
    assert_ne!(none.nothing, Some(NoFigure::Zero));
    let zero = training(&mut desk, "0");
    assert_eq!(figure(&desk, "leaflets", november).nothing, Some(NoFigure::Zero));
    desk.amend(zero, &[("leaflets", "30")]).unwrap();
    desk.enter("handout", &[("day", "2023-11-21"), ("leaflets", "200")]);
    let some = figure(&desk, "leaflets", november);
    assert_eq!((some.value, some.entries, some.not_stated), (Some(230), 4, 2));
    assert_eq!(figure(&desk, "trainings", november).value, Some(3));
}

/// What is done in a month before it is asked for.
#[derive(Clone, Copy, Debug)]
enum Before {
    Nothing,
    Planned,
    Cancelled,
    CancelledAndPlanned,
}

#[rstest]
// A month that is over.
#[case("2023-10", Before::Nothing, NoFigure::Missing)]
#[case("2023-10", Before::Planned, NoFigure::Missing)]
#[case("2023-10", Before::Cancelled, NoFigure::Cancelled)]
#[case("2023-10", Before::CancelledAndPlanned, NoFigure::Missing)]
// One that runs, its occasion still to come.
#[case("2023-11", Before::Nothing, NoFigure::NotDue)]
#[case("2023-11", Before::Planned, NoFigure::NotDue)]
#[case("2023-11", Before::Cancelled, NoFigure::Cancelled)]
#[case("2023-11", Before::CancelledAndPlanned, NoFigure::NotDue)]
// One to come.
#[case("2023-12", Before::Nothing, NoFigure::NotDue)]
#[case("2023-12", Before::Planned, NoFigure::NotDue)]
fn the_nothings_are_told_apart(#[case] of: &str, #[case] before: Before, #[case] nothing: NoFigure) {
    let mut desk = Desk::new(&SWITCHED, "2023-11-22");
    let walked = format!("{of}-28");
    let walk = [("day", walked.as_str()), ("area", "norr"), ("adults", "3")];
    let cancelled = Status::Cancelled("vader".into());
    let statuses: &[Status] = match before {
        Before::Nothing => &[],
        Before::Planned => &[Status::Planned],
        Before::Cancelled => &[cancelled],
        Before::CancelledAndPlanned => &[cancelled, Status::Planned],
    };
    for status in statuses {
        desk.try_enter("walk", status.clone(), &walk).unwrap();
    }
    let figure = figure(&desk, "walks", month(&desk, &format!("{of}-01")));
    assert_eq!((figure.value, figure.nothing), (None, Some(nothing)));
    let count = |status: fn(&Status) -> bool| statuses.iter().filter(|s| status(s)).count() as i64;
    assert_eq!(figure.cancelled, count(|s| matches!(s, Status::Cancelled(_))));
    assert_eq!(figure.planned, count(|s| *s == Status::Planned));
    assert_eq!(figure.standing, Standing::NoTarget);
}

#[test]
fn what_was_done_is_a_figure_whatever_else_was_cancelled() {
    let mut desk = Desk::new(&SWITCHED, "2023-11-22");
    let walk = [("day", "2023-11-20"), ("area", "norr"), ("adults", "3")];
    desk.enter("walk", &walk);
    desk.try_enter("walk", Status::Cancelled("vader".into()), &walk).unwrap();
    let figure = figure(&desk, "walks", month(&desk, "2023-11-01"));
    assert_eq!((figure.value, figure.nothing, figure.cancelled), (Some(1), None, 1));
    assert_eq!(figure.upto, day("2023-11-22"));
}

#[rstest]
// Reported zero.
#[case("2023-09", "2023-11-22", true, Some(NoFigure::Zero), 0)]
// Nobody has reported: late from the day after the fifteenth.
#[case("2023-09", "2023-11-22", false, Some(NoFigure::Missing), 1)]
#[case("2023-10", "2023-11-16", false, Some(NoFigure::Missing), 1)]
#[case("2023-10", "2023-11-15", false, Some(NoFigure::Missing), 0)]
#[case("2023-10", "2023-10-31", false, Some(NoFigure::NotDue), 0)]
#[case("2023-10", "2023-09-30", false, Some(NoFigure::NotDue), 0)]
fn a_month_to_report_is_missing_when_it_is_late(
    #[case] of: &str,
    #[case] today: &str,
    #[case] reported: bool,
    #[case] nothing: Option<NoFigure>,
    #[case] missing: i64,
) {
    let mut desk = Desk::new(&SWITCHED, today);
    if reported {
        extract(&mut desk, of, "60", "0", "0");
    }
    let figure = figure(&desk, "visits", month(&desk, &format!("{of}-01")));
    assert_eq!((figure.value, figure.nothing, figure.missing), (None, nothing, missing));
}

#[test]
fn nothing_is_missing_before_the_desk_was_taken_in_use() {
    let desk = Desk::taken_in_use(&SWITCHED, "2023-11-22", day("2023-10-01"));
    let whole = desk.state.plan.period;
    assert_eq!(figure(&desk, "visits", whole).missing, 1);
    assert_eq!(figure(&desk, "visits", period("2021-01-01", "2023-09-30")).missing, 0);
    // October's extract, and the shifts that have ended since November: 20 days of three and the last day's two.
    assert_eq!(figure(&desk, "shifts_with_visit", whole).missing, 1 + 21 * 3 - 1);
}

#[rstest]
// Over: the shares of what was reported.
#[case("2023-10", &[("2023-10", "60", "60")], Some(60), Standing::Kept)]
#[case("2023-10", &[("2023-10", "60", "59")], Some(60), Standing::NotKept)]
#[case("2023-10", &[("2023-10", "60", "0")], Some(60), Standing::NotKept)]
#[case("2023-10", &[], None, Standing::NotAssessable)]
fn a_share_stands_by_its_target(
    #[case] of: &str,
    #[case] extracts: &[(&str, &str, &str)],
    #[case] target: Option<i64>,
    #[case] standing: Standing,
) {
    let mut desk = Desk::new(&SWITCHED, "2023-11-22");
    for (month, shifts, hits) in extracts {
        extract(&mut desk, month, shifts, hits, "99");
    }
    let figure = figure(&desk, "shifts_with_visit", month(&desk, &format!("{of}-01")));
    assert_eq!((figure.target, figure.standing), (target, standing));
}

#[test]
fn a_share_is_not_kept_while_shifts_are_untold() {
    let mut desk = Desk::new(&SWITCHED, "2023-11-22");
    visit(&mut desk, "2023-11-13", "10:00");
    visit(&mut desk, "2023-11-13", "15:00");
    let of = |desk: &Desk| figure(desk, "shifts_with_visit", period("2023-11-13", "2023-11-13"));
    assert_eq!((of(&desk).missing, of(&desk).standing), (1, Standing::NotAssessable));
    visit(&mut desk, "2023-11-13", "23:00");
    assert_eq!((of(&desk).missing, of(&desk).standing), (0, Standing::Kept));
    // A running period may still be kept.
    let running = figure(&desk, "shifts_with_visit", month(&desk, "2023-11-01"));
    assert!(running.missing > 0);
    assert_eq!(running.standing, Standing::OnTrack);
}

/// Exempelby's promise: 14 visits a month, 20 checks in two years.
fn second(today: &str, visits: &[(&str, usize)]) -> Desk {
    let mut desk = Desk::new(SECOND, today);
    for (month, count) in visits {
        for i in 0..*count {
            let on = format!("{month}-{:02}", i % 28 + 1);
            desk.enter("visit", &[("arrive", "18"), ("day", &on), ("place", "bron"), ("contacts", "1")]);
        }
    }
    desk
}

#[rstest]
// A month that is over, or runs.
#[case("2023-05-01", "2023-05-31", "2023-06-10", &[("2023-05", 14)], Some(14), Standing::Kept)]
#[case("2023-05-01", "2023-05-31", "2023-06-01", &[("2023-05", 13)], Some(14), Standing::NotKept)]
#[case("2023-05-01", "2023-05-31", "2023-05-31", &[("2023-05", 13)], Some(14), Standing::OnTrack)]
#[case("2023-05-01", "2023-05-31", "2023-05-16", &[("2023-05", 6)], Some(14), Standing::OnTrack)]
#[case("2023-05-01", "2023-05-31", "2023-05-16", &[("2023-05", 5)], Some(14), Standing::Behind)]
#[case("2023-05-01", "2023-05-31", "2023-05-02", &[], Some(14), Standing::NotAssessable)]
// Several: those that have ended are owed.
#[case("2023-01-01", "2023-06-30", "2023-03-10", &[("2023-01", 20), ("2023-02", 8)], Some(28), Standing::OnTrack)]
#[case("2023-01-01", "2023-06-30", "2023-03-10", &[("2023-01", 20), ("2023-02", 7)], Some(28), Standing::Behind)]
#[case("2023-01-01", "2023-06-30", "2023-07-01", &[("2023-01", 84)], Some(84), Standing::Kept)]
#[case("2023-01-01", "2023-06-30", "2023-01-20", &[("2023-01", 1)], Some(0), Standing::NotAssessable)]
// Only months within the period and the promise.
#[case("2023-01-10", "2023-03-20", "2023-06-01", &[("2023-02", 14)], Some(14), Standing::Kept)]
#[case("2024-12-01", "2025-12-31", "2026-01-01", &[("2024-12", 14)], Some(14), Standing::Kept)]
#[case("2023-05-08", "2023-05-14", "2023-06-01", &[("2023-05", 20)], None, Standing::NoTarget)]
#[case("2025-02-01", "2025-02-28", "2025-03-01", &[("2025-02", 20)], None, Standing::NoTarget)]
#[case("0001-01-01", "9999-12-31", "2024-01-10", &[("2023-05", 168)], Some(168), Standing::OnTrack)]
fn a_number_per_month_stands_by_the_months_owed(
    #[case] from: &str,
    #[case] to: &str,
    #[case] today: &str,
    #[case] visits: &[(&str, usize)],
    #[case] target: Option<i64>,
    #[case] standing: Standing,
) {
    let desk = second(today, visits);
    let figure = figure(&desk, "visits", period(from, to));
    assert_eq!((figure.target, figure.standing), (target, standing));
}

#[rstest]
#[case("2023-02-01", 1, Standing::OnTrack)]
#[case("2024-01-01", 8, Standing::Behind)]
#[case("2024-01-01", 9, Standing::OnTrack)]
#[case("2024-12-31", 19, Standing::OnTrack)]
#[case("2025-01-01", 19, Standing::NotKept)]
#[case("2025-01-01", 20, Standing::Kept)]
fn a_number_in_the_whole_promise_is_owed_evenly(
    #[case] today: &str,
    #[case] checks: usize,
    #[case] standing: Standing,
) {
    let mut desk = Desk::new(SECOND, today);
    for i in 0..checks {
        desk.enter("check", &[("date", &format!("2023-01-{:02}", i + 1)), ("vehicles", "9")]);
    }
    let whole = desk.state.plan.period;
    let figure = figure(&desk, "checks", whole);
    assert_eq!((figure.target, figure.standing), (Some(20), standing));
    let part = self::figure(&desk, "checks", period("2023-01-01", "2023-12-31"));
    assert_eq!((part.target, part.standing), (None, Standing::NoTarget));
    assert_eq!(self::figure(&desk, "contacts", whole).standing, Standing::NoTarget);
}
