//! Figures from the register of cases: each case counted once, over corrections, undoing and reopening.

use lofte::domain::casework::code;
use lofte::domain::command::{Amend, Command};
use lofte::domain::outcome::{self, NoFigure, Standing};
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::{EntryId, Status};
use rstest::rstest;

use super::Desk;
use super::meetings::{counting, figure, met, month, number, put};

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
