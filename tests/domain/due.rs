//! What is expected and has not been reported.

use lofte::domain::command::Command;
use lofte::domain::due::{self, About, Due};
use lofte::domain::plan::Period;
use lofte::domain::record::{EntryId, Status};
use lofte::text::when::Month;
use rstest::rstest;

use super::{Desk, SECOND, SWITCHED, day, plan};

fn all(desk: &Desk) -> Vec<Due> {
    due::all(&desk.state, desk.now.day)
}

/// The months that are due, with their days.
fn months(desk: &Desk) -> Vec<(u32, String, i64)> {
    let of = |d: Due| match d.about {
        About::Month(Month { month, .. }) => Some((month, d.day.to_string(), d.late)),
        _ => None,
    };
    all(desk).into_iter().filter_map(of).collect()
}

fn shifts(desk: &Desk) -> Vec<(String, String, i64)> {
    let of = |d: Due| match d.about {
        About::Shift(began, part) => Some((began.to_string(), part.to_string(), d.late)),
        _ => None,
    };
    all(desk).into_iter().filter_map(of).collect()
}

fn extract(desk: &mut Desk, month: &str) -> EntryId {
    desk.enter("extract", &[("month", month), ("shifts", "9"), ("shifts_with_visit", "9"), ("visits", "9")])
}

#[rstest]
#[case("2023-10-31", &[])]
#[case("2023-11-01", &[])]
#[case("2023-11-07", &[])]
#[case("2023-11-08", &[(10, "2023-11-15", -7)])]
#[case("2023-11-15", &[(10, "2023-11-15", 0)])]
#[case("2023-11-22", &[(10, "2023-11-15", 7)])]
// From November the shifts themselves are followed: no extract of it is expected.
#[case("2023-12-31", &[(10, "2023-11-15", 46)])]
// When the promise is over there is no flood of late work.
#[case("2024-01-01", &[])]
fn a_months_extract_is_due_on_the_fifteenth_after_it(#[case] today: &str, #[case] due: &[(u32, &str, i64)]) {
    let mut desk = Desk::taken_in_use(&SWITCHED, today, day("2023-10-01"));
    let due: Vec<_> = due.iter().map(|(m, day, late)| (*m, (*day).to_owned(), *late)).collect();
    assert_eq!(months(&desk), due);
    let id = extract(&mut desk, "2023-10");
    assert_eq!(months(&desk), []);
    desk.ask(1, &Command::Remove { id }).unwrap();
    assert_eq!(months(&desk), due);
}

#[test]
fn nothing_before_the_desk_was_taken_in_use_is_late() {
    let mut desk = Desk::taken_in_use(&SWITCHED, "2023-10-20", day("2023-08-20"));
    desk.try_enter("walk", Status::Planned, &[("day", "2023-08-19"), ("area", "norr")]).unwrap();
    assert_eq!(months(&desk), [(9, "2023-10-15".into(), 5), (8, "2023-09-15".into(), 35)]);
    // What somebody planned is owed all the same.
    assert_eq!(all(&desk).iter().filter(|d| d.form != "meeting").count(), 3);
    let desk = Desk::taken_in_use(&SWITCHED, "2023-10-20", day("2024-08-20"));
    assert_eq!(all(&desk), []);
}

#[test]
fn every_shift_is_expected_from_the_day_shifts_are_followed() {
    let mut desk = Desk::new(&SWITCHED, "2023-11-01");
    assert_eq!(shifts(&desk), []);
    desk.on("2023-11-02");
    let at = |day: &str, part: &str, late| (day.to_owned(), part.to_owned(), late);
    // The night shift went on until this morning: it is due today, and not late before tomorrow.
    let three = |late| {
        [
            at("2023-11-01", "night", late - 1),
            at("2023-11-01", "evening", late),
            at("2023-11-01", "day", late),
        ]
    };
    assert_eq!(shifts(&desk), three(1));
    desk.on("2023-11-03");
    assert_eq!(shifts(&desk).len(), 6);
    // Registered, or visited in: told of.
    desk.enter("shift", &[("day", "2023-11-01"), ("part", "day"), ("staffed", "nej"), ("reason", "larm")]);
    desk.enter("visit", &[("day", "2023-11-02"), ("arrive", "01:30"), ("place", "st"), ("contacts", "2")]);
    let visit =
        desk.enter("visit", &[("day", "2023-11-01"), ("arrive", "18"), ("place", "st"), ("contacts", "2")]);
    assert!(shifts(&desk).iter().all(|(began, _, _)| began == "2023-11-02"));
    desk.ask(1, &Command::Remove { id: visit }).unwrap();
    assert!(shifts(&desk).contains(&at("2023-11-01", "evening", 2)));
}

#[test]
fn a_month_counted_from_its_extract_lacks_no_shift() {
    let mut desk = Desk::new(&SWITCHED, "2023-12-02");
    assert_eq!(shifts(&desk).len(), 31 * 3);
    extract(&mut desk, "2023-11");
    assert!(shifts(&desk).iter().all(|(began, _, _)| began == "2023-12-01"));
}

#[test]
fn the_latest_shifts_are_listed_where_there_are_too_many() {
    let text = SWITCHED.replace(
        "{ from = 2023-11-01, by = [\"visit\", \"shift\"] }",
        "{ from = 2022-01-01, by = [\"visit\", \"shift\"] }",
    );
    let desk = Desk::new(&text, "2023-11-22");
    let shifts = shifts(&desk);
    assert_eq!(shifts.len(), 400);
    assert_eq!(shifts[0], ("2023-11-21".into(), "night".into(), 0));
}

#[rstest]
#[case("2023-11-15", Some(-7))]
#[case("2023-11-14", None)]
#[case("2023-11-22", Some(0))]
#[case("2023-11-25", Some(3))]
fn what_was_planned_is_soon_then_due_then_late(#[case] today: &str, #[case] late: Option<i64>) {
    let mut desk = Desk::taken_in_use(&SWITCHED, today, day("2023-11-01"));
    let walk = [("day", "2023-11-22"), ("area", "norr"), ("adults", "3")];
    let id = desk.try_enter("walk", Status::Planned, &walk).unwrap();
    let planned = |desk: &Desk| {
        all(desk).into_iter().filter(|d| d.about == About::Planned(id)).map(|d| d.late).collect::<Vec<_>>()
    };
    assert_eq!(planned(&desk), late.into_iter().collect::<Vec<_>>());
    let mut amend = desk.amending(id, &[]);
    amend.status = Some(Status::Cancelled("vader".into()));
    desk.ask(1, &Command::Amend(amend)).unwrap();
    assert!(planned(&desk).is_empty());
}

/// Exempelby with Tuesdays off in the autumn break.
fn second() -> String {
    let breaks = "breaks = [{ label = \"höstlov\", from = 2023-10-30, to = 2023-11-05 }]\nparts = [";
    SECOND.replace("parts = [", breaks)
}

#[test]
fn a_weekly_occasion_is_expected_but_for_breaks() {
    let mut desk = Desk::taken_in_use(&second(), "2023-11-22", day("2023-10-16"));
    let weeks = |desk: &Desk| {
        let week = |d: Due| match d.about {
            About::Week(monday) => Some((monday.to_string(), d.late)),
            _ => None,
        };
        all(desk).into_iter().filter_map(week).collect::<Vec<_>>()
    };
    let week = |monday: &str, late| (monday.to_owned(), late);
    assert_eq!(
        weeks(&desk),
        [
            week("2023-11-13", 6),
            week("2023-11-06", 13),
            week("2023-10-23", 27),
            week("2023-10-16", 34),
            week("2023-11-20", -1)
        ]
    );
    // Any day of the week will do.
    desk.enter("check", &[("date", "2023-11-12"), ("vehicles", "3")]);
    assert!(!weeks(&desk).contains(&week("2023-11-06", 13)));
    assert_eq!(weeks(&desk).len(), 4);
    // This week's is work and stands alone, as two older ones do.
    let folds = |desk: &Desk| -> Vec<usize> {
        due::lines(&desk.state, desk.now.day).iter().map(|line| line.items.len()).collect()
    };
    assert_eq!(folds(&desk), [1, 1, 1, 1]);
    // A week later three alike that are late make one line, in order of time.
    desk.now.day = day("2023-11-26");
    assert_eq!(folds(&desk), [1, 3, 1]);
    let lines = due::lines(&desk.state, desk.now.day);
    assert!(lines[1].items.is_sorted_by_key(|d| d.day));
    desk.enter("check", &[("date", "2023-11-14"), ("vehicles", "3")]);
    assert_eq!(folds(&desk), [1, 1, 1, 1]);
}

#[rstest]
// 1 January 2021 lies in v. 53 of 2020; 2026 has 53 weeks, the last ending on 3 January 2027.
#[case("2020-12-28", "2021-01-10", 4, &["2020-12-31", "2021-01-07"])]
#[case("2021-01-01", "2021-01-10", 5, &["2021-01-01", "2021-01-08"])]
#[case("2026-12-21", "2027-01-10", 4, &["2026-12-24", "2026-12-31", "2027-01-07"])]
fn weeks_go_on_across_the_years(
    #[case] from: &str,
    #[case] to: &str,
    #[case] weekday: u8,
    #[case] days: &[&str],
) {
    let plan = plan(SECOND);
    let within = Period { from: day(from), to: day(to) };
    let weekly: Vec<String> = due::weekly(&plan, weekday, within).map(|d| d.to_string()).collect();
    assert_eq!(weekly, days);
}

#[test]
fn today_comes_first_then_the_least_late_then_the_nearest() {
    let mut desk = Desk::taken_in_use(&SWITCHED, "2023-11-22", day("2023-10-01"));
    for planned in ["2023-11-24", "2023-11-20", "2023-11-22", "2023-11-23"] {
        desk.try_enter("walk", Status::Planned, &[("day", planned), ("area", "norr")]).unwrap();
    }
    let late: Vec<i64> = all(&desk)
        .into_iter()
        .filter(|d| !["shift", "meeting"].contains(&d.form.as_str()))
        .map(|d| d.late)
        .collect();
    assert_eq!(late, [0, 2, 7, -1, -2]);
    let lines = due::lines(&desk.state, desk.now.day);
    let folded = lines.iter().find(|l| l.items.len() > 1 && l.items[0].form == "shift").unwrap();
    assert!(folded.items.len() > 3 && folded.items.iter().all(|d| d.form == "shift" && d.late > 0));
}
