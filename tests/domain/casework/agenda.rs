//! The numbered agenda: what is on it by itself, and numbers that stand still.

use lofte::domain::casework::agenda::agenda;
use lofte::domain::casework::view::{Agenda, Why};
use lofte::domain::command::Command;
use lofte::domain::record::Code;
use lofte::domain::refusal::Refusal;
use lofte::text::when::Month;
use proptest::prelude::*;

use super::{TUESDAY, desk, forged, switched};
use crate::domain::{Desk, day};

fn shown(desk: &Desk, on: &str) -> Agenda {
    agenda(&desk.state, day(on), desk.now).unwrap()
}

fn codes(desk: &Desk, on: &str) -> Vec<Code> {
    shown(desk, on).items.into_iter().map(|item| item.code).collect()
}

fn schedule(on: &str, cases: &[&Code]) -> Command {
    Command::Schedule { day: day(on), cases: cases.iter().map(|code| (*code).clone()).collect() }
}

/// Four open cases: new, due for follow-up, with a late commitment, and with nothing to be done.
fn four(desk: &mut Desk) -> [Code; 4] {
    let cases = ["2023-11-15", "2023-11-01", "2023-11-02", "2023-11-03"].map(|on| desk.refer(on));
    let [_, due, late, idle] = &cases;
    let up = |code: &Code, next: &str| {
        let typed =
            [("day", "2023-11-07"), ("case", code.as_str()), ("decision", "plan"), ("follow_up", next)];
        typed.map(|(key, text)| (key, text.to_owned()))
    };
    for (code, next) in [(due, "2023-11-20"), (late, "2023-12-19"), (idle, "2023-12-19")] {
        let typed = up(code, next);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(key, text)| (*key, text.as_str())).collect();
        desk.enter("decision", &typed);
    }
    let typed = [("day", "2023-11-07"), ("case", late.as_str()), ("party", "school"), ("by", "2023-11-17")];
    desk.enter("commitment", &typed);
    cases
}

#[test]
fn what_is_due_is_on_it_by_itself() {
    let mut desk = desk();
    let [new, due, late, idle] = four(&mut desk);
    let shown = shown(&desk, TUESDAY);
    let told: Vec<_> = shown.items.iter().map(|item| (item.number, item.code.clone(), item.why)).collect();
    let expected = [
        (1, new, Why::New),
        (2, due, Why::FollowUp(day("2023-11-20"))),
        (3, late, Why::Late(day("2023-11-17"))),
    ];
    assert_eq!(told, expected);
    assert_eq!((shown.others, shown.late.len(), shown.next), (vec![idle], 1, Some(day("2023-11-28"))));
    assert_eq!((shown.pause, shown.meeting), (None, None));
    assert!(shown.items.iter().all(|item| item.closed_to.len() == 4 && !item.notes_open));
}

#[test]
fn no_open_case_falls_off_every_agenda() {
    let mut desk = desk();
    let [half, whole, over] = ["2023-11-01", "2023-11-02", "2023-11-03"].map(|on| desk.refer(on));
    let up = [("day", "2023-11-07"), ("case", half.as_str()), ("action", "sip"), ("follow_up", "2023-12-19")];
    desk.enter("decision", &up);
    desk.enter("decision", &[("day", "2023-11-07"), ("case", &whole), ("decision", "continue")]);
    desk.enter("decision", &[("day", "2023-11-07"), ("case", &over), ("decision", "closed")]);
    let told: Vec<_> = shown(&desk, TUESDAY).items.into_iter().map(|item| (item.code, item.why)).collect();
    assert_eq!(told, [(half, Why::Incomplete), (whole, Why::NoFollowUp)]);
}

#[test]
fn what_is_decided_at_the_meeting_moves_no_number() {
    let mut desk = desk();
    let [new, due, late, idle] = four(&mut desk);
    let before = codes(&desk, TUESDAY);
    desk.enter("decision", &[("day", "t"), ("case", &due), ("follow_up", "2023-12-19"), ("action", "plan")]);
    desk.enter("decision", &[("day", "t"), ("case", &new), ("decision", "closed")]);
    desk.enter("decision", &[("day", "t"), ("case", &idle)]);
    assert_eq!(codes(&desk, TUESDAY), [before, vec![idle.clone()]].concat());
    let shown = shown(&desk, TUESDAY);
    assert!(shown.items[1].action && shown.items[1].decision == Some(desk.decided(&due, TUESDAY)));
    assert_eq!((shown.items[3].why, shown.items[2].decision), (Why::Added, None));
    assert_eq!(shown.items[2].code, late);
}

#[test]
fn two_who_add_at_once_both_succeed() {
    let mut desk = desk();
    let [new, due, late, idle] = four(&mut desk);
    desk.ask(1, &schedule(TUESDAY, &[&idle])).unwrap();
    assert_eq!(codes(&desk, TUESDAY), [&new, &due, &late, &idle].map(Clone::clone));
    let more = desk.refer("2023-11-20");
    desk.ask(2, &schedule(TUESDAY, &[&idle])).unwrap();
    assert_eq!(codes(&desk, TUESDAY).last(), Some(&more));
    desk.ask(2, &schedule(TUESDAY, &[&due, &more])).unwrap();
    assert_eq!(codes(&desk, TUESDAY), [&new, &due, &late, &idle, &more].map(Clone::clone));
}

#[test]
fn only_known_cases_in_months_by_code() {
    let mut desk = switched();
    let code = desk.refer("2023-11-14");
    let refused = Refusal::MonthByCount { month: Month { year: 2023, month: 10 } };
    assert_eq!(desk.ask(1, &schedule("2023-10-31", &[&code])), Err(refused));
    assert_eq!(agenda(&desk.state, day("2023-10-31"), desk.now), None);
    let unknown: Code = "CCCCC".into();
    let none = Refusal::NoSuchCase { typed: unknown.clone(), near: Vec::new() };
    assert_eq!(desk.ask(1, &schedule(TUESDAY, &[&unknown])), Err(none));
}

#[derive(Clone, Debug)]
enum Step {
    Schedule(Vec<usize>),
    Refer(u32),
    Decide(usize, bool),
    Remove(usize),
    Tomorrow,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => proptest::collection::vec(0..8_usize, 0..4).prop_map(Step::Schedule),
        2 => (1..21_u32).prop_map(Step::Refer),
        2 => (0..8_usize, any::<bool>()).prop_map(|(case, closes)| Step::Decide(case, closes)),
        1 => (0..8_usize).prop_map(Step::Remove),
        1 => Just(Step::Tomorrow),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_number_that_was_given_stands_still(steps in proptest::collection::vec(step(), 1..24)) {
        let mut desk = desk();
        let mut cases: Vec<Code> = four(&mut desk).to_vec();
        desk.ask(1, &schedule(TUESDAY, &[])).unwrap();
        let mut given: Vec<(Code, u16)> = Vec::new();
        for step in steps {
            match step {
                Step::Schedule(which) => {
                    let known: Vec<&Code> = which.iter().filter_map(|at| cases.get(*at)).collect();
                    // What was refused, for a case in the bin, has given nothing a number.
                    if desk.ask(1, &schedule(TUESDAY, &known)).is_err() {
                        continue;
                    }
                    let stored = shown(&desk, TUESDAY).items;
                    given = stored.into_iter().map(|item| (item.code, item.number)).collect();
                }
                Step::Refer(on) => cases.push(desk.refer(&format!("2023-11-{on:02}"))),
                Step::Decide(case, closes) => {
                    let Some(code) = cases.get(case) else { continue };
                    let decision = if closes { "closed" } else { "continue" };
                    let typed = [("day", "t"), ("case", code.as_str()), ("decision", decision)];
                    _ = desk.try_enter("decision", lofte::domain::record::Status::Done, &typed);
                }
                Step::Remove(case) => {
                    let known = cases.get(case).and_then(|code| desk.state.casework().file(code));
                    if let Some(id) = known.map(|file| file.case) {
                        desk.ask(1, &Command::Remove { id }).unwrap();
                    }
                }
                Step::Tomorrow => desk.on("2023-11-22"),
            }
            let now: Vec<(Code, u16)> =
                shown(&desk, TUESDAY).items.into_iter().map(|item| (item.code, item.number)).collect();
            for (code, number) in &given {
                let here = now.iter().find(|(there, _)| there == code);
                let gone = desk.state.casework().file(code).is_none();
                prop_assert!(gone || here.is_some_and(|(_, n)| n == number), "{code} {number}: {now:?}");
            }
        }
    }
}

#[test]
fn numbers_that_have_been_shown_are_not_taken_back() {
    let mut desk = desk();
    let (first, second) = (desk.refer("2023-11-15"), desk.refer("2023-11-16"));
    let before = desk.state.latest_undoable(1);
    let seq = desk.ask(1, &schedule(TUESDAY, &[&second, &first])).unwrap();
    // Undoing undoes what somebody did, and not that they looked.
    assert_eq!(desk.state.latest_undoable(1), before);
    assert_eq!(desk.undo(1, seq), Err(Refusal::CannotUndo));
    assert_eq!(codes(&desk, TUESDAY), [second, first]);
}

#[test]
fn nobody_writes_an_agenda_but_the_desk() {
    let mut desk = desk();
    let (first, second) = (desk.refer("2023-11-15"), desk.refer("2023-11-16"));
    desk.ask(1, &schedule(TUESDAY, &[&second, &first])).unwrap();
    let id = desk.state.on_day("agenda", day(TUESDAY)).next().unwrap().id;
    let none = Err(Refusal::NoSuchEntry { id });
    assert_eq!(desk.amend(id, &[("cases", &first)]), none);
    assert_eq!(desk.ask(1, &Command::Remove { id }), none);
    assert_eq!(desk.ask(1, &Command::Restore { id }), none);
    let cells = desk.cells("agenda", &[("day", "2023-11-28"), ("cases", &first)]);
    let none = Err(Refusal::NoSuchForm { form: "agenda".into() });
    assert_eq!(desk.ask(1, &forged("agenda", cells.clone())), none);
    assert_eq!(desk.ask(1, &Command::Import { form: "agenda".into(), rows: vec![cells] }), none);
}
