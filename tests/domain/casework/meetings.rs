//! Meetings with their cases: gathered, moved, counted, entered twice, marked by two at once.

use lofte::domain::casework::{asks, code};
use lofte::domain::command::{Accepted, Command};
use lofte::domain::record::{Cell, Code, EntryId, Problem, Question, Status, Value};
use lofte::domain::refusal::Refusal;
use lofte::text::when::Month;
use rstest::rstest;

use super::{TUESDAY, change, desk, forged, meeting, says, switched};
use crate::domain::deeds::seen;
use crate::domain::{Desk, day};

#[test]
fn the_cases_of_a_meeting_become_decisions_and_one_undo_takes_all_back() {
    let mut desk = desk();
    let (a, b) = (desk.refer("2023-11-14"), desk.refer("2023-11-15"));
    let before = seen(&desk);
    let seq = desk.meet(TUESDAY, &a, &format!("{b}=plan")).map(|_| desk.state.seq).unwrap();
    let meeting = desk.state.on_day("meeting", day(TUESDAY)).next().unwrap();
    assert!(meeting.value("cases").is_none() && meeting.value("action").is_none());
    let (of_a, of_b) = (desk.decided(&a, TUESDAY), desk.decided(&b, TUESDAY));
    assert_eq!((says(&desk, of_a, "action"), says(&desk, of_b, "action")), (String::new(), "plan".into()));
    assert_eq!(desk.file(&b).first_action(), Some(day(TUESDAY)));
    desk.undo(1, seq).unwrap();
    assert_eq!(seen(&desk), before);
    assert!(desk.file(&a).decisions.is_empty());
}

#[test]
fn what_was_decided_is_left_and_given_its_action() {
    let mut desk = desk();
    let (a, b) = (desk.refer("2023-11-14"), desk.refer("2023-11-15"));
    let first = desk.enter("decision", &[("day", "t"), ("case", &a), ("decision", "mapping")]);
    let second = desk.enter("decision", &[("day", "t"), ("case", &b), ("action", "sip")]);
    desk.meet(TUESDAY, &format!("{a},{b}"), &format!("{a}=plan,{b}=plan")).unwrap();
    assert_eq!(desk.state.on_day("decision", day(TUESDAY)).count(), 2);
    assert_eq!(
        (says(&desk, first, "decision"), says(&desk, first, "action")),
        ("mapping".into(), "plan".into())
    );
    assert_eq!(says(&desk, second, "action"), "sip");
}

#[test]
fn a_planned_meeting_gathers_when_it_is_reported() {
    let mut desk = desk();
    let a = desk.refer("2023-11-14");
    let id = desk.try_enter("meeting", Status::Planned, &[("day", TUESDAY)]).unwrap();
    let typed = meeting(TUESDAY, &a, "");
    let typed: Vec<(&str, &str)> = typed.iter().map(|(key, text)| (*key, text.as_str())).collect();
    let mut amend = desk.amending(id, &typed[1..]);
    amend.accepted = Accepted::None;
    let seq = desk.ask(1, &Command::Amend(amend)).unwrap();
    assert_eq!(desk.entry(id).status, Status::Done);
    assert_eq!(desk.file(&a).decisions.len(), 1);
    desk.undo(1, seq).unwrap();
    assert_eq!((desk.entry(id).status, desk.file(&a).decisions.len()), (Status::Planned, 0));
}

#[test]
fn a_case_can_be_added_to_a_meeting_that_is_over() {
    let mut desk = desk();
    let a = desk.refer("2023-11-14");
    let id = desk.meet(TUESDAY, "0", "").unwrap();
    desk.amend(id, &[("cases", &a)]).unwrap();
    assert_eq!((desk.file(&a).decisions.len(), desk.entry(id).rev), (1, 1));
    // What a correction leaves empty is no change.
    assert_eq!(desk.amend(id, &[("cases", ""), ("action", "")]), Err(Refusal::NothingToChange));
}

#[test]
fn a_mistyped_code_is_told_with_those_that_come_near() {
    let mut desk = desk();
    let a = desk.refer("2023-11-14");
    let unknown = code::make(7, |made| made == a).unwrap();
    let refused = Err(Refusal::NoSuchCase { typed: unknown.clone(), near: Vec::new() });
    assert_eq!(desk.meet(TUESDAY, &unknown, ""), refused);
    assert_eq!(desk.meet(TUESDAY, "", &format!("{unknown}=plan")), refused);
    for form in ["decision", "consent", "commitment"] {
        assert_eq!(desk.try_enter(form, Status::Done, &[("day", "t"), ("case", &unknown)]), refused);
    }
    // A slip of the hand never makes another code; where a face lets it through, the case that was meant is offered.
    let slip: Code = format!("{}{}", &a[..4], if a.ends_with('C') { 'D' } else { 'C' }).into();
    let sent = |value: &str| {
        let case = Cell::typed(Value::Code(value.into()));
        forged("decision", vec![("day".into(), Cell::typed(Value::Day(day(TUESDAY)))), ("case".into(), case)])
    };
    let near = vec![a.clone()];
    assert_eq!(desk.ask(1, &sent(&slip)), Err(Refusal::NoSuchCase { typed: slip, near }));
    assert!(matches!(desk.ask(1, &sent("nobody")), Err(Refusal::Problems { .. })));
    assert_eq!(desk.file(&a).decisions.len(), 0);
}

#[test]
fn a_closed_case_is_asked_about_and_taken_up_again() {
    let mut desk = desk();
    let a = desk.refer("2023-11-07");
    desk.enter(
        "decision",
        &[("day", "2023-11-14"), ("case", &a), ("decision", "closed"), ("close_reason", "goal")],
    );
    assert_eq!((desk.file(&a).closed, desk.file(&a).is_open()), (Some(day("2023-11-14")), false));
    let typed = meeting(TUESDAY, &a, "");
    let typed: Vec<(&str, &str)> = typed.iter().map(|(key, text)| (*key, text.as_str())).collect();
    let asking = desk.asking("meeting", Status::Done, &typed);
    let questions = vec![Question::ClosedCase { code: a.clone() }];
    assert_eq!(desk.ask(1, &asking), Err(Refusal::Asks { form: "meeting".into(), questions }));
    desk.meet(TUESDAY, &a, "").unwrap();
    let file = desk.file(&a);
    assert_eq!((file.status.as_str(), file.closed, file.close_reason.as_deref()), ("follow_up", None, None));
    // A meeting before it was closed is only told of late.
    desk.enter(
        "decision",
        &[("day", "2023-11-22"), ("case", &a), ("decision", "closed"), ("close_reason", "sip")],
    );
    desk.meet("2023-11-15", &a, "").unwrap();
    assert!(!desk.file(&a).is_open());
}

#[test]
fn a_meeting_is_there_once_and_moves_with_what_was_decided() {
    let mut desk = desk();
    let a = desk.refer("2023-11-07");
    let id = desk.meet(TUESDAY, &a, "").unwrap();
    let there = Refusal::AlreadyThere { form: "meeting".into(), id, day: day(TUESDAY), part: None };
    assert_eq!(desk.meet(TUESDAY, &a, ""), Err(there));
    let decision = desk.decided(&a, TUESDAY);
    desk.amend(decision, &[("decision", "closed"), ("close_reason", "goal")]).unwrap();
    desk.ask(1, &Command::Schedule { day: day(TUESDAY), cases: vec![a.clone()] }).unwrap();
    let before = seen(&desk);
    let seq = desk.amend(id, &[("day", "2023-11-20")]).unwrap();
    assert_eq!(desk.entry(decision).on, day("2023-11-20"));
    assert_eq!(desk.file(&a).closed, Some(day("2023-11-20")));
    assert_eq!(desk.state.on_day("agenda", day("2023-11-20")).count(), 1);
    desk.undo(1, seq).unwrap();
    assert_eq!(seen(&desk), before);
}

#[rstest]
#[case("police=absent", "school=absent", Some("social=present,school=absent,police=absent,leisure=present"))]
#[case("police=absent", "police=absent", Some("social=present,school=present,police=absent,leisure=present"))]
#[case("police=not_called", "police=absent", None)]
fn two_secretaries_mark_the_same_roster(
    #[case] first: &str,
    #[case] second: &str,
    #[case] merged: Option<&str>,
) {
    let mut desk = desk();
    let id = desk
        .try_enter("meeting", Status::Planned, &[("day", TUESDAY), ("attendance", "police=present")])
        .unwrap();
    let saw = says(&desk, id, "attendance");
    let planned = |command: Command| match command {
        Command::Amend(mut amend) => {
            amend.status = Some(Status::Planned);
            Command::Amend(amend)
        }
        other => other,
    };
    let (first, second) =
        (change(&desk, id, "attendance", &saw, first), change(&desk, id, "attendance", &saw, second));
    desk.ask(1, &planned(first)).unwrap();
    let came = desk.ask(2, &planned(second));
    match merged {
        Some(merged) => assert_eq!(says(&desk, id, "attendance"), merged),
        None => assert!(matches!(came, Err(Refusal::Overlap { .. })), "{came:?}"),
    }
}

#[test]
fn a_month_is_kept_by_count_or_by_code() {
    let mut desk = switched();
    let (october, november) = (Month { year: 2023, month: 10 }, Month { year: 2023, month: 11 });
    let usual = ("attendance", "social=present");
    let counts = |day: &'static str| {
        [("day", day), usual, ("present", "4"), ("cases_up", "3"), ("first_actions", "1")]
    };
    let refused = desk.try_enter("meeting", Status::Done, &counts(TUESDAY));
    assert_eq!(refused, Err(Refusal::MonthByCode { month: november }));
    let counted = desk.enter("meeting", &counts("2023-10-24"));
    assert_eq!(says(&desk, counted, "cases_up"), "3");
    let a = desk.refer("2023-11-14");
    assert_eq!(desk.meet("2023-10-31", &a, ""), Err(Refusal::MonthByCount { month: october }));
    let decision = [("day", "2023-10-31"), ("case", a.as_str()), ("decision", "plan")];
    let refused = desk.try_enter("decision", Status::Done, &decision);
    assert_eq!(refused, Err(Refusal::MonthByCount { month: october }));
    let by_code = desk.meet(TUESDAY, &a, "").unwrap();
    assert_eq!(says(&desk, by_code, "cases_up"), "-");
    let moved = desk.amend(counted, &[("day", "2023-11-07")]);
    assert_eq!(moved, Err(Refusal::MonthByCode { month: november }));
    // What a month needs stops the save there only.
    let missing = vec![
        Problem::Missing { field: "cases_up".into() },
        Problem::Missing { field: "first_actions".into() },
    ];
    let bare = [("day", "2023-10-17"), usual, ("present", "4")];
    let problems = Err(Refusal::Problems { form: "meeting".into(), problems: missing });
    assert_eq!(desk.try_enter("meeting", Status::Done, &bare), problems);
    let (form, plan) = (desk.form("meeting"), &desk.state.plan);
    let asked = |key: &str, on: &str| asks(plan, &form, form.field(key).unwrap(), day(on));
    assert!(asked("cases", TUESDAY) && !asked("cases", "2023-10-31") && asked("present", TUESDAY));
    assert!(!asked("cases_up", TUESDAY) && asked("cases_up", "2023-10-31"));
}

#[test]
fn codes_are_made_here_and_kept_by_nobody_else() {
    let mut desk = desk();
    let forged_code = vec![
        (Code::from("day"), Cell::typed(Value::Day(day(TUESDAY)))),
        ("code".into(), Cell::typed(Value::Code("K7RTM".into()))),
        ("status".into(), Cell::typed(Value::Code("referred".into()))),
    ];
    desk.ask(1, &forged("case", forged_code.clone())).unwrap();
    let made = desk.code_of(EntryId(1));
    assert!(made != "K7RTM" && code::parse(&made).as_ref() == Ok(&made));
    let other = desk.refer(TUESDAY);
    let by_hand = change(&desk, EntryId(1), "code", &made, &other);
    let kept = Refusal::KeptByDesk { form: "case".into(), field: "code".into() };
    assert_eq!(desk.ask(1, &by_hand), Err(kept));
    // A file keeps its codes, and gets what it lacks.
    let right = code::make(3, |made| desk.state.casework().is_taken(made)).unwrap();
    let row = |code: Option<&Code>| {
        let mut row = forged_code.clone();
        row.remove(1);
        row.extend(code.map(|code| ("code".into(), Cell::typed(Value::Code(code.clone())))));
        row
    };
    let import = |rows| Command::Import { form: "case".into(), rows };
    let rows: Vec<_> = std::iter::once(row(Some(&right))).chain((0..200).map(|_| row(None))).collect();
    desk.ask(1, &import(rows)).unwrap();
    assert_eq!(desk.state.casework().files().count(), 203);
    assert_eq!(desk.code_of(EntryId(3)), right);
    for rows in [vec![row(Some(&right))], vec![row(Some(&"FCCC".into()))]] {
        assert!(matches!(desk.ask(1, &import(rows)), Err(Refusal::Rows { .. })));
    }
    desk.ask(1, &Command::Remove { id: EntryId(3) }).unwrap();
    assert!(matches!(desk.ask(1, &import(vec![row(Some(&right))])), Err(Refusal::Rows { .. })));
    let twice = code::make(9, |made| desk.state.casework().is_taken(made)).unwrap();
    assert!(matches!(
        desk.ask(1, &import(vec![row(Some(&twice)), row(Some(&twice))])),
        Err(Refusal::Rows { .. })
    ));
}

#[test]
fn meetings_from_a_file_bring_their_cases_and_move_none() {
    let mut desk = desk();
    let (a, b) = (desk.refer("2023-10-02"), desk.refer("2023-10-03"));
    desk.enter(
        "decision",
        &[("day", "2023-10-10"), ("case", &b), ("decision", "closed"), ("close_reason", "goal")],
    );
    let row = |desk: &crate::domain::Desk, on: &str, cases: &str| {
        let typed = meeting(on, cases, "");
        let typed: Vec<(&str, &str)> = typed.iter().map(|(key, text)| (*key, text.as_str())).collect();
        desk.cells("meeting", &typed)
    };
    let both = format!("{a},{b}");
    let rows =
        vec![row(&desk, "2023-10-17", &both), row(&desk, "2023-10-24", &a), row(&desk, "2023-10-31", "0")];
    let seq = desk.ask(1, &Command::Import { form: "meeting".into(), rows }).unwrap();
    assert_eq!((desk.file(&a).decisions.len(), desk.file(&b).decisions.len()), (2, 2));
    assert_eq!(desk.state.count(), 3 + 3 + 3);
    assert!(!desk.file(&b).is_open());
    desk.undo(1, seq).unwrap();
    assert!(desk.file(&a).decisions.is_empty());
}

#[test]
fn what_was_promised_at_a_meeting_goes_with_it() {
    let mut desk = desk();
    let (up, other) = (desk.refer("2023-11-15"), desk.refer("2023-11-15"));
    let id = desk.meet(TUESDAY, &up, "").unwrap();
    let promise = |desk: &mut Desk, code: &str| {
        desk.enter(
            "commitment",
            &[("day", TUESDAY), ("case", code), ("party", "school"), ("by", "2023-12-01")],
        )
    };
    let (made, beside) = (promise(&mut desk, &up), promise(&mut desk, &other));
    desk.amend(id, &[("day", "2023-11-20")]).unwrap();
    assert_eq!((desk.entry(made).on, desk.entry(beside).on), (day("2023-11-20"), day(TUESDAY)));
}

#[test]
fn a_case_that_is_named_twice_was_up_once() {
    let mut desk = desk();
    let code = desk.refer("2023-11-15");
    let typed = meeting(TUESDAY, "", "");
    let typed: Vec<(&str, &str)> = typed.iter().map(|(key, text)| (*key, text.as_str())).collect();
    let mut cells = desk.cells("meeting", &typed);
    cells.push(("cases".into(), Cell::typed(Value::Codes(vec![code.clone(), code.clone()]))));
    desk.ask(1, &forged("meeting", cells)).unwrap();
    assert_eq!(desk.file(&code).decisions.len(), 1);
}
