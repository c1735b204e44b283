//! The figures of a case meeting: weeks, parties, cases counted once, and the kinds of nothing told apart.

use lofte::domain::casework::code;
use lofte::domain::command::{Amend, Command};
use lofte::domain::event::{Event, Happening};
use lofte::domain::outcome::{self, Figure, NoFigure, Standing};
use lofte::domain::plan::load::{BLANK, ENKOPING};
use lofte::domain::plan::{Period, PeriodKind};
use lofte::domain::record::{EntryId, Status, WriteId};
use rstest::rstest;

use super::{Desk, day, whole};

fn period(from: &str, to: &str) -> Period {
    Period { from: day(from), to: day(to) }
}

fn month(desk: &Desk, of: &str) -> Period {
    Period::of(PeriodKind::Month, day(&format!("{of}-01")), &desk.state.plan).unwrap()
}

fn figure(desk: &Desk, measure: &str, period: Period) -> Figure {
    let figures = outcome::figures(&desk.state, period, desk.now.day);
    figures.into_iter().find(|f| f.measure == measure).unwrap()
}

/// The number, zero where that is what is known, `None` for any other nothing.
fn number(desk: &Desk, measure: &str, period: Period) -> Option<i64> {
    let figure = figure(desk, measure, period);
    figure.value.or((figure.nothing == Some(NoFigure::Zero)).then_some(0))
}

/// What happened, without the rules on who may enter what: the figures are of what is there.
fn put(desk: &mut Desk, form: &str, status: Status, typed: &[(&str, &str)]) -> EntryId {
    let id = desk.state.next_id();
    let cells = whole(desk, form, typed);
    let write = WriteId(desk.told.len() as u128 + 100);
    let entered = Event::Entered { id, form: form.into(), status, cells, asked: Vec::new() };
    desk.tell(1, Happening { write, undoes: None, events: vec![entered] });
    id
}

fn met(desk: &mut Desk, day: &str, attendance: &str) -> EntryId {
    put(desk, "meeting", Status::Done, &[("day", day), ("attendance", attendance)])
}

fn cancelled(desk: &mut Desk, day: &str) -> EntryId {
    put(desk, "meeting", Status::Cancelled("sjukdom".into()), &[("day", day)])
}

/// A case with its code; `n` makes it.
fn case(desk: &mut Desk, n: u64, day: &str) -> (EntryId, String) {
    let code = code::make(n, |_| false).unwrap().to_string();
    let id = put(desk, "case", Status::Done, &[("day", day), ("code", &code), ("status", "referred")]);
    (id, code)
}

fn decided(desk: &mut Desk, case: &str, day: &str, action: &str, follow_up: &str) -> EntryId {
    let typed = [("day", day), ("case", case), ("action", action), ("follow_up", follow_up)];
    put(desk, "decision", Status::Done, &typed)
}

fn consented(desk: &mut Desk, case: &str, day: &str, youth: &str) -> EntryId {
    let typed = [
        ("day", day),
        ("case", case),
        ("parties", "social, school"),
        ("guardian_1", "yes"),
        ("guardian_2", "not_required"),
        ("youth", youth),
    ];
    put(desk, "consent", Status::Done, &typed)
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
fn counting(from: &str, to: &str, weekday: &str, breaks: &str) -> String {
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
    with_all.iter().for_each(|day| _ = met(&mut desk, day, "school=deputy"));
    called_off.iter().for_each(|day| _ = cancelled(&mut desk, day));
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

#[test]
fn a_median_of_few_is_not_told_and_one_of_none_is_no_zero() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let october = month(&desk, "2023-10");
    assert_eq!(figure(&desk, "lead_consent", october).nothing, Some(NoFigure::Missing));
    met(&mut desk, "2023-10-03", "police=absent");
    assert_eq!(figure(&desk, "lead_consent", october).nothing, Some(NoFigure::TooFew));
    for n in 0..5 {
        let (_, code) = case(&mut desk, n, "2023-10-02");
        consented(&mut desk, &code, &format!("2023-10-{:02}", 4 + 3 * n), "yes");
        let figure = figure(&desk, "lead_consent", october);
        let told = if n < 4 { (None, Some(NoFigure::TooFew)) } else { (Some(8), None) };
        assert_eq!((figure.value, figure.nothing), told, "{n}");
    }
    // A sixth puts the middle between eight and eleven days.
    let (_, code) = case(&mut desk, 9, "2023-10-02");
    consented(&mut desk, &code, "2023-10-25", "yes");
    assert_eq!(figure(&desk, "lead_consent", october).value, Some(10));
    assert_eq!(figure(&desk, "lead_action", october).nothing, Some(NoFigure::TooFew));
}

#[test]
fn a_case_with_action_counts_once_on_the_day_of_its_first() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let (september, october) = (month(&desk, "2023-09"), month(&desk, "2023-10"));
    let acted = |desk: &Desk| [september, october].map(|of| number(desk, "cases_with_action", of));
    met(&mut desk, "2023-09-05", "police=absent");
    met(&mut desk, "2023-10-03", "police=absent");
    let (_, code) = case(&mut desk, 1, "2023-08-29");
    decided(&mut desk, &code, "2023-09-05", "", "");
    assert_eq!(acted(&desk), [Some(0), Some(0)]);
    let first = decided(&mut desk, &code, "2023-10-03", "plan", "");
    let later = decided(&mut desk, &code, "2023-10-10", "sip", "");
    assert_eq!(acted(&desk), [Some(0), Some(1)]);
    assert_eq!(number(&desk, "cases_up", october), Some(2));
    // A correction: it had begun in September.
    let amended = desk.amend(first, &[("day", "2023-09-12")]).unwrap();
    assert_eq!(acted(&desk), [Some(1), Some(0)]);
    desk.undo(1, amended).unwrap();
    assert_eq!(acted(&desk), [Some(0), Some(1)]);
    // Without the first one the next one is the first.
    let removed = desk.ask(1, &Command::Remove { id: first }).unwrap();
    assert_eq!(acted(&desk), [Some(0), Some(1)]);
    desk.ask(1, &Command::Remove { id: later }).unwrap();
    assert_eq!(acted(&desk), [Some(0), Some(0)]);
    desk.undo(1, removed).unwrap();
    assert_eq!(acted(&desk), [Some(0), Some(1)]);
    // A second case is another one.
    let (other, code) = case(&mut desk, 2, "2023-10-01");
    decided(&mut desk, &code, "2023-10-10", "later", "");
    assert_eq!(acted(&desk), [Some(0), Some(2)]);
    desk.ask(1, &Command::Remove { id: other }).unwrap();
    assert_eq!(acted(&desk), [Some(0), Some(1)]);
    assert_eq!(
        outcome::figures(&desk.replayed(), october, desk.now.day),
        outcome::figures(&desk.state, october, desk.now.day)
    );
}

#[test]
fn a_case_closed_and_reopened_is_the_same_case() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let (september, october) = (month(&desk, "2023-09"), month(&desk, "2023-10"));
    let (id, code) = case(&mut desk, 1, "2023-09-05");
    decided(&mut desk, &code, "2023-09-12", "plan", "");
    met(&mut desk, "2023-09-05", "police=absent");
    met(&mut desk, "2023-10-03", "police=absent");
    let of = |desk: &Desk, measure| [september, october].map(|of| number(desk, measure, of));
    assert_eq!(of(&desk, "cases_open"), [Some(1), Some(1)]);
    let close = Amend { base: 1, ..desk.amending(id, &[("status", "closed"), ("closed", "2023-10-10")]) };
    desk.ask(1, &Command::Amend(close)).unwrap();
    assert_eq!(of(&desk, "cases_open"), [Some(1), Some(0)]);
    assert_eq!(of(&desk, "cases_closed"), [Some(0), Some(1)]);
    desk.amend(id, &[("status", "follow_up")]).unwrap();
    assert_eq!(of(&desk, "cases_open"), [Some(1), Some(1)]);
    assert_eq!(of(&desk, "cases_closed"), [Some(0), Some(0)]);
    decided(&mut desk, &code, "2023-10-17", "sip", "");
    assert_eq!(of(&desk, "cases_new"), [Some(1), Some(0)]);
    assert_eq!(of(&desk, "cases_with_action"), [Some(1), Some(0)]);
}

#[rstest]
// Signed in October, signed by nobody who must, signed later.
#[case("2023-10-20", "yes", 0)]
#[case("2023-10-20", "no", 1)]
#[case("2023-11-02", "yes", 1)]
fn a_case_is_without_consent_until_somebody_is_let_in(
    #[case] from: &str,
    #[case] youth: &str,
    #[case] without: i64,
) {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let (_, code) = case(&mut desk, 1, "2023-10-10");
    consented(&mut desk, &code, from, youth);
    met(&mut desk, "2023-10-10", "police=absent");
    assert_eq!(number(&desk, "cases_without_consent", month(&desk, "2023-10")), Some(without));
}

#[rstest]
// Up again on the day, on the last day that is in time, the day after, never.
#[case("2023-10-17", "2023-11-22", Some(1), 1)]
#[case("2023-10-24", "2023-11-22", Some(1), 1)]
#[case("2023-10-25", "2023-11-22", None, 1)]
#[case("", "2023-11-22", None, 1)]
// It can still be held in time, and no longer.
#[case("", "2023-10-24", None, 0)]
#[case("", "2023-10-25", None, 1)]
// Taken up before its day.
#[case("2023-10-11", "2023-11-22", Some(1), 1)]
fn a_follow_up_is_in_time_within_a_week(
    #[case] held: &str,
    #[case] today: &str,
    #[case] in_time: Option<i64>,
    #[case] due: i64,
) {
    let mut desk = Desk::new(ENKOPING, today);
    let (_, code) = case(&mut desk, 1, "2023-10-03");
    decided(&mut desk, &code, "2023-10-03", "", "2023-10-17");
    if !held.is_empty() {
        decided(&mut desk, &code, held, "", "");
    }
    let figure = figure(&desk, "follow_ups_on_time", month(&desk, "2023-10"));
    assert_eq!((figure.value, figure.of), (in_time, Some(due)));
}

#[test]
fn a_register_of_counts_adds_up_what_the_meetings_say() {
    let mut desk = Desk::new(&counting("2023-01-01", "2024-12-31", "tuesday", ""), "2023-11-22");
    let mut counted = |day: &str, up: &str, first: &str| {
        let typed =
            [("day", day), ("attendance", "social=present"), ("cases_up", up), ("first_actions", first)];
        put(&mut desk, "meeting", Status::Done, &typed)
    };
    counted("2023-10-03", "5", "2");
    counted("2023-10-10", "4", "0");
    counted("2023-11-07", "0", "0");
    let (october, november) = (month(&desk, "2023-10"), month(&desk, "2023-11"));
    assert_eq!(number(&desk, "cases_up", october), Some(9));
    assert_eq!(number(&desk, "cases_with_action", october), Some(2));
    assert_eq!(figure(&desk, "cases_with_action", november).nothing, Some(NoFigure::Zero));
    assert!(outcome::figures(&desk.state, october, desk.now.day).iter().all(|f| f.measure != "cases_new"));
    assert_eq!(figure(&desk, "meetings_all_parties", october).standing, Standing::NoTarget);
}
