//! The figures of a case meeting: its weeks, its parties, and the kinds of nothing told apart.

use lofte::domain::command::Command;
use lofte::domain::event::{Event, Happening};
use lofte::domain::outcome::{self, Figure, NoFigure, Standing};
use lofte::domain::plan::load::{BLANK, ENKOPING};
use lofte::domain::plan::{Period, PeriodKind};
use lofte::domain::record::{EntryId, Status, WriteId};
use rstest::rstest;

use super::{Desk, day, whole};

pub fn period(from: &str, to: &str) -> Period {
    Period { from: day(from), to: day(to) }
}

pub fn month(desk: &Desk, of: &str) -> Period {
    Period::of(PeriodKind::Month, day(&format!("{of}-01")), &desk.state.plan).unwrap()
}

pub fn figure(desk: &Desk, measure: &str, period: Period) -> Figure {
    let figures = outcome::figures(&desk.state, period, desk.now.day);
    figures.into_iter().find(|f| f.measure == measure).unwrap()
}

/// The number, zero where that is what is known, `None` for any other nothing.
pub fn number(desk: &Desk, measure: &str, period: Period) -> Option<i64> {
    let figure = figure(desk, measure, period);
    figure.value.or((figure.nothing == Some(NoFigure::Zero)).then_some(0))
}

/// What happened, without the rules on who may enter what: the figures are of what is there.
pub fn put(desk: &mut Desk, form: &str, status: Status, typed: &[(&str, &str)]) -> EntryId {
    let id = desk.state.next_id();
    let cells = whole(desk, form, typed);
    let write = WriteId(desk.told.len() as u128 + 100);
    let entered = Event::Entered { id, form: form.into(), status, cells, asked: Vec::new() };
    desk.tell(1, Happening { write, undoes: None, events: vec![entered] });
    id
}

pub fn met(desk: &mut Desk, day: &str, attendance: &str) -> EntryId {
    put(desk, "meeting", Status::Done, &[("day", day), ("attendance", attendance)])
}

fn cancelled(desk: &mut Desk, day: &str) -> EntryId {
    put(desk, "meeting", Status::Cancelled("sjukdom".into()), &[("day", day)])
}

/// A desk taken in use late has nothing to say of what was before it, break or not.
#[test]
fn what_was_before_the_desk_is_not_known() {
    let desk = Desk::taken_in_use(ENKOPING, "2023-11-22", day("2023-11-01"));
    assert_eq!(figure(&desk, "meetings", month(&desk, "2023-09")).nothing, Some(NoFigure::Missing));
    assert_eq!(
        figure(&desk, "meetings", period("2019-07-01", "2019-07-31")).nothing,
        Some(NoFigure::Missing)
    );
}

/// The blank plan with another period, weekday and breaks.
pub fn counting(from: &str, to: &str, weekday: &str, breaks: &str) -> String {
    let plan = BLANK.replace("from = 2026-01-01\nto = 2028-12-31", &format!("from = {from}\nto = {to}"));
    let plan = plan.replace("weekday = \"tuesday\"\nregister", &format!("weekday = \"{weekday}\"\nregister"));
    plan.replacen("# A code list.", &format!("[calendar]\nbreaks = [{breaks}]\n\n# A code list."), 1)
}

#[rstest]
// Years of 53 weeks: the day decides the period, the week what the meeting is for.
#[case("thursday", "2020-01-01", "2020-12-31", 53)]
#[case("tuesday", "2020-01-01", "2020-12-31", 52)]
#[case("friday", "2020-12-28", "2021-01-03", 1)]
#[case("friday", "2020-12-01", "2020-12-31", 4)]
#[case("friday", "2021-01-01", "2021-01-31", 5)]
#[case("thursday", "2026-01-01", "2026-12-31", 53)]
#[case("thursday", "2027-01-01", "2027-12-31", 52)]
#[case("friday", "2026-12-28", "2027-01-03", 1)]
#[case("friday", "2027-01-01", "2027-01-03", 1)]
#[case("monday", "2027-01-01", "2027-01-03", 0)]
// A stretch without the day, one day, and no day of the promise.
#[case("tuesday", "2023-03-01", "2023-03-06", 0)]
#[case("tuesday", "2023-03-07", "2023-03-07", 1)]
#[case("tuesday", "2019-01-01", "2019-12-31", 0)]
// Holidays: Christmas Day 2023 is a Monday, the National Day a Tuesday.
#[case("monday", "2023-12-25", "2023-12-31", 1)]
#[case("tuesday", "2023-06-05", "2023-06-11", 1)]
fn a_meeting_is_expected_each_week(
    #[case] weekday: &str,
    #[case] from: &str,
    #[case] to: &str,
    #[case] expected: i64,
) {
    let desk = Desk::new(&counting("2020-01-01", "2027-12-31", weekday, ""), "2027-12-31");
    assert_eq!(number(&desk, "meetings_expected", period(from, to)), Some(expected));
    assert_eq!(number(&desk, "meetings_lapsed", period(from, to)), Some(0));
}

#[test]
fn a_break_lowers_what_is_expected() {
    let desk = Desk::new(ENKOPING, "2023-11-22");
    // Of the 156 Tuesdays, nine a year in the breaks of the school year and six around New Year.
    let whole = desk.state.plan.period;
    let of = |measure, period| number(&desk, measure, period);
    assert_eq!((of("meetings_expected", whole), of("meetings_lapsed", whole)), (Some(123), Some(33)));
    let july = month(&desk, "2023-07");
    assert_eq!((of("meetings_expected", july), of("meetings_lapsed", july)), (Some(0), Some(4)));
    let missing = figure(&desk, "meetings_missing", july);
    assert_eq!((missing.value, missing.nothing), (None, Some(NoFigure::Zero)));
    assert_eq!(figure(&desk, "meetings_all_parties", july).target, Some(0));
    assert_eq!(figure(&desk, "meetings_all_parties", july).standing, Standing::NotAssessable);
}

#[test]
fn a_meeting_held_in_a_break_has_not_lapsed() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    met(&mut desk, "2023-07-12", "social=present");
    let july = month(&desk, "2023-07");
    assert_eq!(number(&desk, "meetings_lapsed", july), Some(3));
    assert_eq!(number(&desk, "meetings", july), Some(1));
}

#[test]
fn a_week_is_kept_by_a_meeting_on_any_of_its_days() {
    let text = counting("2020-01-01", "2021-12-31", "friday", "");
    let mut desk = Desk::new(&text, "2021-01-06");
    let weeks = period("2020-12-21", "2021-01-06");
    assert_eq!(number(&desk, "meetings_missing", weeks), Some(2));
    // New Year's Day is the Friday of week 53 of 2020; the group met on its Monday.
    met(&mut desk, "2020-12-28", "social=present");
    assert_eq!(number(&desk, "meetings_missing", weeks), Some(1));
    cancelled(&mut desk, "2020-12-22");
    assert_eq!(number(&desk, "meetings_missing", weeks), Some(0));
    assert_eq!(number(&desk, "meetings_expected", weeks), Some(2));
    assert_eq!(number(&desk, "meetings_cancelled", weeks), Some(1));
    // It was expected in January and held in December: nothing is missing in either.
    let january = period("2021-01-01", "2021-01-06");
    assert_eq!(number(&desk, "meetings_missing", january), Some(0));
    assert_eq!(number(&desk, "meetings_expected", january), Some(1));
}

#[test]
fn only_reported_weeks_are_expected_before_the_desk_was_taken_in_use() {
    let mut desk = Desk::taken_in_use(ENKOPING, "2023-11-22", day("2023-11-01"));
    let autumn = period("2023-10-01", "2023-11-30");
    // The autumn break takes the day before the first one.
    assert_eq!(number(&desk, "meetings_expected", autumn), Some(4));
    met(&mut desk, "2023-10-17", "police=absent");
    cancelled(&mut desk, "2023-10-10");
    assert_eq!(number(&desk, "meetings_expected", autumn), Some(6));
    assert_eq!(figure(&desk, "meetings_all_parties", autumn).target, Some(5));
    assert_eq!(number(&desk, "meetings_missing", autumn), Some(3));
}

/// Each meeting as it is entered, and what the four figures come to.
#[rstest]
#[case(&["social=present"], 1, 1)]
#[case(&["police=absent"], 1, 0)]
#[case(&["police=deputy"], 1, 1)]
#[case(&["police=not_called"], 1, 1)]
#[case(&["police=not_called, school=absent"], 1, 0)]
#[case(&["social=deputy, school=deputy, police=deputy, leisure=not_called", "leisure=absent"], 2, 1)]
fn all_parties_are_those_that_were_called(#[case] attendance: &[&str], #[case] held: i64, #[case] all: i64) {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    for (i, attendance) in attendance.iter().enumerate() {
        met(&mut desk, &format!("2023-11-{:02}", 7 + 7 * i), attendance);
    }
    let november = month(&desk, "2023-11");
    assert_eq!(number(&desk, "meetings", november), Some(held));
    assert_eq!(number(&desk, "meetings_all_parties", november), Some(all));
}

#[test]
fn a_meeting_whose_attendance_was_not_stated_is_held_and_not_with_all() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    put(&mut desk, "meeting", Status::Done, &[("day", "2023-11-21"), ("attendance", "?")]);
    let november = month(&desk, "2023-11");
    assert_eq!(number(&desk, "meetings", november), Some(1));
    assert_eq!(number(&desk, "meetings_all_parties", november), Some(0));
    let police = figure(&desk, "attendance_police", november);
    assert_eq!((police.of, police.registered, police.not_stated), (Some(0), Some(0), 1));
}

#[test]
fn attendance_is_of_the_meetings_a_party_was_called_to() {
    let mut desk = Desk::new(ENKOPING, "2023-11-29");
    met(&mut desk, "2023-11-07", "police=not_called");
    let second = met(&mut desk, "2023-11-14", "police=absent");
    met(&mut desk, "2023-11-21", "police=deputy");
    cancelled(&mut desk, "2023-11-28");
    let november = month(&desk, "2023-11");
    let share = |desk: &Desk, party: &str| {
        let figure = figure(desk, &format!("attendance_{party}"), november);
        (figure.value, figure.of, figure.registered)
    };
    assert_eq!(share(&desk, "police"), (Some(1), Some(2), Some(3)));
    assert_eq!(share(&desk, "school"), (Some(3), Some(3), Some(3)));
    desk.ask(1, &Command::Remove { id: second }).unwrap();
    assert_eq!(share(&desk, "police"), (Some(1), Some(1), Some(2)));
}

#[rstest]
// It runs: what is expected before today, and today once it is reported.
#[case("2023-11-22", &["2023-11-07", "2023-11-14", "2023-11-21"], &[], Some(3), 3, Standing::OnTrack)]
#[case("2023-11-22", &["2023-11-07", "2023-11-14"], &[], Some(3), 2, Standing::Behind)]
#[case("2023-11-21", &["2023-11-07", "2023-11-14"], &[], Some(2), 2, Standing::OnTrack)]
#[case("2023-11-21", &["2023-11-07", "2023-11-14", "2023-11-21"], &[], Some(3), 3, Standing::OnTrack)]
#[case("2023-11-22", &["2023-11-07", "2023-11-14"], &["2023-11-21"], Some(3), 2, Standing::Behind)]
#[case("2023-11-07", &[], &[], Some(0), 0, Standing::NotAssessable)]
// It is over.
#[case("2023-12-01", &["2023-11-07", "2023-11-14", "2023-11-21", "2023-11-28"], &[], Some(4), 4, Standing::Kept)]
#[case("2023-12-01", &["2023-11-07", "2023-11-14", "2023-11-21"], &["2023-11-28"], Some(4), 3, Standing::NotKept)]
#[case("2023-12-01", &[], &["2023-11-07", "2023-11-14", "2023-11-21", "2023-11-28"], Some(4), 0, Standing::NotKept)]
// A second meeting in a week does not stand for one that nobody has told of.
#[case("2023-12-01", &["2023-11-07", "2023-11-08", "2023-11-14", "2023-11-21"], &[], Some(4), 4, Standing::NotAssessable)]
fn the_target_is_each_expected_week_so_far(
    #[case] today: &str,
    #[case] with_all: &[&str],
    #[case] called_off: &[&str],
    #[case] target: Option<i64>,
    #[case] value: i64,
    #[case] standing: Standing,
) {
    let mut desk = Desk::new(ENKOPING, today);
    for day in with_all {
        met(&mut desk, day, "school=deputy");
    }
    for day in called_off {
        cancelled(&mut desk, day);
    }
    let november = month(&desk, "2023-11");
    let figure = figure(&desk, "meetings_all_parties", november);
    assert_eq!((figure.target, figure.value.unwrap_or(0), figure.standing), (target, value, standing));
    // Only that is promised: the number of meetings has no target of its own.
    assert_eq!(self::figure(&desk, "meetings", november).standing, Standing::NoTarget);
}

/// What is entered in a month before it is asked for.
#[derive(Clone, Copy, Debug)]
enum Before {
    Nothing,
    Held,
    Cancelled,
    Planned,
}

const CASES: [&str; 3] = ["cases_with_action", "cases_new", "cases_open"];

#[rstest]
// A month that is over.
#[case("2023-10", Before::Nothing, NoFigure::Missing, NoFigure::Missing)]
#[case("2023-10", Before::Held, NoFigure::Zero, NoFigure::Zero)]
#[case("2023-10", Before::Cancelled, NoFigure::Cancelled, NoFigure::Cancelled)]
#[case("2023-10", Before::Planned, NoFigure::Missing, NoFigure::Missing)]
// One all of break: nobody had anything to report.
#[case("2023-07", Before::Nothing, NoFigure::Zero, NoFigure::Zero)]
// One to come.
#[case("2023-12", Before::Nothing, NoFigure::NotDue, NoFigure::NotDue)]
#[case("2023-12", Before::Planned, NoFigure::NotDue, NoFigure::NotDue)]
fn the_nothings_are_told_apart(
    #[case] of: &str,
    #[case] before: Before,
    #[case] all_parties: NoFigure,
    #[case] cases: NoFigure,
) {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let of = month(&desk, of);
    let days: Vec<String> = of.each_day().map(|day| day.to_string()).collect();
    for day in days.iter().skip(2).step_by(7) {
        match before {
            Before::Nothing => {}
            Before::Held => _ = met(&mut desk, day, "police=absent"),
            Before::Cancelled => _ = cancelled(&mut desk, day),
            Before::Planned => _ = put(&mut desk, "meeting", Status::Planned, &[("day", day)]),
        }
    }
    let nothing = |measure: &str| figure(&desk, measure, of).nothing;
    assert_eq!(nothing("meetings_all_parties"), Some(all_parties));
    for measure in CASES {
        assert_eq!(nothing(measure), Some(cases), "{measure}");
    }
    let held = matches!(before, Before::Held);
    assert_eq!(nothing("meetings").is_none(), held);
    let share = figure(&desk, "attendance_police", of);
    assert_eq!((share.value, share.of), (None, Some(if held { 5 } else { 0 })));
}
