//! Each rule between what is asked and what happens.

use lofte::domain::command::{Accepted, Command, Enter};
use lofte::domain::event::Event;
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::{Cell, Code, EntryId, Nothing, Problem, Question, Status, Value};
use lofte::domain::refusal::Refusal;
use lofte::text::clean::Clean;
use lofte::text::when::Month;
use rstest::rstest;

use super::{Desk, SECOND, day};

pub fn desk() -> Desk {
    Desk::new(ENKOPING, "2023-11-22")
}

/// A visit by its day, time and number of contacts.
pub fn visit<'a>(day: &'a str, arrive: &'a str, contacts: &'a str) -> [(&'a str, &'a str); 4] {
    [("day", day), ("arrive", arrive), ("place", "stortorget"), ("contacts", contacts)]
}

pub fn codes(codes: &[&str]) -> Vec<Code> {
    codes.iter().map(|c| Code::from(*c)).collect()
}

#[test]
fn an_entry_is_stored_whole_and_in_order() {
    let mut desk = desk();
    let id = desk.enter("visit", &[("contacts", "7"), ("place", "st"), ("day", "t"), ("arrive", "21:30")]);
    let entry = desk.entry(id);
    let keys: Vec<&str> = entry.cells.iter().map(|(key, _)| key.as_str()).collect();
    assert_eq!(keys, ["day", "arrive", "place", "contacts", "minutes", "passed_on", "mood", "note"]);
    assert_eq!(entry.value("passed_on"), Some(&Value::Nothing(Nothing::NotStated)));
    assert_eq!((entry.on, entry.part.as_deref()), (day("2023-11-22"), Some("evening")));
    assert_eq!((entry.rev, entry.by, entry.seq), (1, 1, 2));
    assert!(entry.asked.is_empty() && entry.counts());
}

#[rstest]
#[case("visit", &[("arrive", "12"), ("place", "st"), ("contacts", "1")], "day")]
#[case("visit", &[("day", "t"), ("arrive", "12"), ("contacts", "1")], "place")]
#[case("visit", &[("day", "t"), ("arrive", "12"), ("place", "st"), ("contacts", "?")], "contacts")]
#[case("shift", &[("day", "t"), ("staffed", "ja")], "part")]
#[case("walk", &[("day", "t"), ("area", "norr"), ("adults", "-")], "adults")]
fn what_a_count_needs_stops_the_save(
    #[case] form: &str,
    #[case] typed: &[(&str, &str)],
    #[case] field: &str,
) {
    let refused = desk().try_enter(form, Status::Done, typed);
    let problems = vec![Problem::Missing { field: field.into() }];
    assert_eq!(refused, Err(Refusal::Problems { form: form.into(), problems }));
}

#[test]
fn a_part_does_not_exceed_its_whole() {
    let typed = [("month", "2023-09"), ("shifts", "20"), ("shifts_with_visit", "21"), ("visits", "30")];
    let problems =
        vec![Problem::Exceeds { field: "shifts_with_visit".into(), other: "shifts".into(), most: 20 }];
    assert_eq!(
        desk().try_enter("extract", Status::Done, &typed),
        Err(Refusal::Problems { form: "extract".into(), problems })
    );
}

#[test]
fn values_from_the_wire_are_judged_too() {
    let mut desk = desk();
    let mut cells = desk.cells("visit", &visit("t", "12", "1"));
    cells.push(("note".into(), Cell::typed(Value::Text(Clean::line("ring 19121212-1212")))));
    cells.push(("note".into(), Cell::typed(Value::Text(Clean::line("andra")))));
    let enter = |cells| {
        Command::Enter(Enter { form: "visit".into(), status: Status::Done, cells, accepted: Accepted::All })
    };
    assert!(matches!(desk.ask(1, &enter(cells.clone())), Err(Refusal::Problems { .. })));
    cells.remove(4);
    cells.push(("note".into(), Cell::typed(Value::Text(Clean::line("tredje")))));
    desk.ask(1, &enter(cells.clone())).unwrap();
    assert_eq!(desk.entry(EntryId(1)).cells.iter().filter(|(key, _)| key == "note").count(), 1);
    cells.push(("shoe_size".into(), Cell::typed(Value::Number(43))));
    let refused = Refusal::NoSuchField { form: "visit".into(), field: "shoe_size".into() };
    assert_eq!(desk.ask(1, &enter(cells)), Err(refused));
}

#[rstest]
#[case("visit", &visit("2023-11-29", "12", "1"), &["future_day"])]
#[case("visit", &visit("2023-10-23", "12", "1"), &[])]
#[case("visit", &visit("2023-10-22", "12", "1"), &["long_ago"])]
#[case("visit", &visit("2020-12-31", "12", "1"), &["long_ago", "outside_period"])]
#[case("visit", &visit("2021-01-01", "01:30", "1"), &["long_ago", "outside_period"])]
#[case("visit", &visit("2024-01-01", "01:30", "1"), &["future_day"])]
#[case("visit", &visit("2024-01-01", "06:00", "1"), &["future_day", "outside_period"])]
#[case("visit", &visit("t", "12", "61"), &["unusual"])]
#[case("visit", &[("day", "t"), ("place", "st"), ("contacts", "1")], &["unanswered"])]
#[case("visit", &[("day", "t"), ("arrive", "?"), ("place", "st"), ("contacts", "1")], &[])]
#[case("visit", &[("day", "t"), ("arrive", "12"), ("place", "st"), ("contacts", "61"), ("minutes", "1")], &["unusual"])]
#[case("visit", &[("day", "t"), ("arrive", "12"), ("place", "st"), ("contacts", "1"), ("note", "ring 070-123 45 67")], &["personal_looking"])]
#[case("visit", &[("day", "t"), ("arrive", "12"), ("place", "st"), ("contacts", "1"), ("note", "a@b.se")], &["personal_looking"])]
#[case("shift", &[("day", "t"), ("part", "day"), ("staffed", "nej")], &["unanswered"])]
#[case("shift", &[("day", "t"), ("part", "day"), ("staffed", "nej"), ("reason", "larm")], &[])]
#[case("extract", &[("month", "2023-10"), ("shifts", "9"), ("shifts_with_visit", "9"), ("visits", "9")], &[])]
#[case("extract", &[("month", "2023-09"), ("shifts", "9"), ("shifts_with_visit", "9"), ("visits", "9")], &["long_ago"])]
#[case("extract", &[("month", "2023-11"), ("shifts", "9"), ("shifts_with_visit", "9"), ("visits", "9")], &["future_day"])]
fn a_soft_question_is_asked_and_once_accepted_stored(
    #[case] form: &str,
    #[case] typed: &[(&str, &str)],
    #[case] expected: &[&str],
) {
    let mut desk = desk();
    let asking = desk.asking(form, Status::Done, typed);
    match desk.ask(1, &asking) {
        Err(Refusal::Asks { questions, .. }) => {
            let mut asked: Vec<Code> = questions.iter().map(Question::code).collect();
            asked.dedup();
            assert_eq!(asked, codes(expected));
            assert_eq!(desk.state.count(), 0);
        }
        done => assert!(expected.is_empty() && done.is_ok(), "{done:?}"),
    }
    if !expected.is_empty() {
        desk.enter(form, typed);
    }
    assert_eq!(desk.entry(EntryId(1)).asked, codes(expected));
}

#[test]
fn a_day_ahead_is_planned_where_it_can_be() {
    let mut desk = desk();
    let walk = [("day", "2023-11-24"), ("area", "norr")];
    let id = desk.enter("walk", &walk);
    assert_eq!(desk.entry(id).status, Status::Planned);
    assert!(desk.entry(id).asked.is_empty());
    // What is missing stops it first when it has been done.
    desk.on("2023-11-25");
    let mut amend = desk.amending(id, &[("adults", "3")]);
    amend.status = Some(Status::Done);
    amend.changes.clear();
    assert!(matches!(desk.ask(1, &Command::Amend(amend.clone())), Err(Refusal::Problems { .. })));
    amend.changes = desk.amending(id, &[("adults", "3"), ("start", "20"), ("organiser", "skola")]).changes;
    desk.ask(1, &Command::Amend(amend)).unwrap();
    assert_eq!(desk.entry(id).status, Status::Done);
    let Event::Amended { reason, .. } = &desk.told.last().unwrap().0.events[0] else { panic!() };
    assert_eq!(*reason, None);
    assert_eq!(
        desk.try_enter("visit", Status::Planned, &visit("2023-12-24", "12", "1")),
        Err(Refusal::CannotPlan { form: "visit".into() })
    );
}

#[test]
fn an_occasion_is_cancelled_for_a_reason_of_the_list() {
    let mut desk = desk();
    let walk = [("day", "t"), ("area", "norr")];
    let id = desk.try_enter("walk", Status::Cancelled("vader".into()), &walk).unwrap();
    assert_eq!(desk.entry(id).status, Status::Cancelled("vader".into()));
    let Err(Refusal::NoSuchReason { reasons, .. }) =
        desk.try_enter("walk", Status::Cancelled("tur".into()), &walk)
    else {
        panic!("is cancelled")
    };
    assert_eq!(reasons.len(), 6);
    assert_eq!(
        desk.try_enter("visit", Status::Cancelled("vader".into()), &visit("t", "12", "1")),
        Err(Refusal::CannotCancel { form: "visit".into() })
    );
}

#[test]
fn a_shift_is_registered_once_and_a_month_too() {
    let mut desk = desk();
    let shift = |part| [("day", "2023-11-20"), ("part", part), ("staffed", "ja")];
    let first = desk.enter("shift", &shift("day"));
    desk.enter("shift", &shift("evening"));
    let there = Refusal::AlreadyThere {
        form: "shift".into(),
        id: first,
        day: day("2023-11-20"),
        part: Some("day".into()),
    };
    assert_eq!(desk.try_enter("shift", Status::Done, &shift("day")), Err(there.clone()));
    assert_eq!(desk.amend(EntryId(2), &[("part", "dag")]), Err(there.clone()));
    desk.amend(first, &[("staffed", "nej")]).unwrap();
    // In the bin it takes no place, and cannot come back once another has taken it.
    desk.ask(1, &Command::Remove { id: first }).unwrap();
    let second = desk.enter("shift", &shift("day"));
    let there = Refusal::AlreadyThere {
        form: "shift".into(),
        id: second,
        day: day("2023-11-20"),
        part: Some("day".into()),
    };
    assert_eq!(desk.ask(1, &Command::Restore { id: first }), Err(there));
    let month = [("month", "2023-10"), ("shifts", "9"), ("shifts_with_visit", "9"), ("visits", "9")];
    desk.enter("extract", &month);
    assert!(matches!(
        desk.try_enter("extract", Status::Done, &month),
        Err(Refusal::AlreadyThere { part: None, .. })
    ));
}

pub const OCTOBER: [(&str, &str); 4] =
    [("month", "2023-10"), ("shifts", "60"), ("shifts_with_visit", "50"), ("visits", "80")];

#[test]
fn one_month_is_never_counted_from_both() {
    let month = Month { year: 2023, month: 10 };
    let mut desk = desk();
    let extract = desk.enter("extract", &OCTOBER);
    let has_extract = Refusal::MonthHasExtract { month, id: extract, form: "extract".into() };
    let october = visit("2023-10-31", "21:00", "1");
    assert_eq!(desk.try_enter("visit", Status::Done, &october), Err(has_extract.clone()));
    let registered = [("day", "2023-10-01"), ("part", "day"), ("staffed", "ja")];
    assert_eq!(desk.try_enter("shift", Status::Done, &registered), Err(has_extract.clone()));
    // The night belongs to October, the morning after to November.
    assert_eq!(
        desk.try_enter("visit", Status::Done, &visit("2023-11-01", "05:59", "1")),
        Err(has_extract.clone())
    );
    let november = desk.enter("visit", &visit("2023-11-01", "06:00", "1"));
    assert_eq!(desk.amend(november, &[("day", "2023-10-30")]), Err(has_extract.clone()));
    assert_eq!(desk.amend(november, &[("arrive", "05:30")]), Err(has_extract));
    // The other way round.
    desk.ask(1, &Command::Remove { id: extract }).unwrap();
    desk.enter("visit", &october);
    desk.enter("visit", &visit("2023-10-02", "21:00", "1"));
    let has_entries = Refusal::MonthHasEntries { month, count: 2, form: "visit".into() };
    assert_eq!(desk.try_enter("extract", Status::Done, &OCTOBER), Err(has_entries.clone()));
    assert_eq!(desk.ask(1, &Command::Restore { id: extract }), Err(has_entries.clone()));
    let removal =
        desk.told.iter().position(|(h, _, _)| matches!(h.events[0], Event::Removed { .. })).unwrap() + 1;
    assert_eq!(desk.undo(1, removal as u64), Err(has_entries.clone()));
    let mut september = OCTOBER;
    september[0].1 = "2023-09";
    let september = desk.enter("extract", &september);
    assert_eq!(desk.amend(september, &[("month", "2023-10")]), Err(has_entries));
    desk.amend(september, &[("visits", "81")]).unwrap();
}

#[test]
fn a_move_that_is_undone_may_not_bring_a_double_count_back() {
    let mut desk = desk();
    let id = desk.enter("visit", &visit("2023-10-31", "21:00", "1"));
    let moved = desk.amend(id, &[("day", "2023-11-02")]).unwrap();
    desk.enter("extract", &OCTOBER);
    assert!(matches!(desk.undo(1, moved), Err(Refusal::MonthHasExtract { .. })));
}

#[rstest]
#[case("2023-11-22", "05:59", "2023-11-21", "night")]
#[case("2023-11-22", "06:00", "2023-11-22", "day")]
#[case("2022-01-01", "01:30", "2021-12-31", "night")]
#[case("2023-03-26", "02:30", "2023-03-25", "night")]
#[case("2023-10-29", "02:30", "2023-10-28", "night")]
fn a_visit_after_midnight_belongs_to_the_evening_before(
    #[case] date: &str,
    #[case] time: &str,
    #[case] on: &str,
    #[case] part: &str,
) {
    let mut desk = desk();
    let id = desk.enter("visit", &visit(date, time, "3"));
    let entry = desk.entry(id);
    assert_eq!((entry.on, entry.part.as_deref()), (day(on), Some(part)));
    assert_eq!(entry.day(&desk.form("visit")), day(date));
    assert_eq!(desk.state.between("visit", day(on), day(on)).collect::<Vec<_>>(), [id]);
    assert_eq!(desk.state.between("visit", day(date), day(date)).count(), usize::from(on == date));
}

#[test]
fn the_second_plan_has_its_own_shifts() {
    let mut desk = Desk::new(SECOND, "2023-11-22");
    let id = desk.enter("visit", &[("arrive", "01:30"), ("day", "t"), ("place", "bron"), ("contacts", "2")]);
    assert_eq!(desk.entry(id).part.as_deref(), Some("late"));
    assert_eq!(desk.entry(id).on, day("2023-11-21"));
}

#[rstest]
#[case("21:50", "2023-11-22", true)]
#[case("22:10", "2023-11-22", false)]
#[case("?", "2023-11-22", true)]
fn an_entry_that_looks_the_same_is_asked_about(#[case] time: &str, #[case] on: &str, #[case] same: bool) {
    let mut desk = desk();
    desk.enter("visit", &visit("t", "21:30", "7"));
    let asking = desk.asking("visit", Status::Done, &visit(on, time, "2"));
    let twin = Question::AlreadyLogged { id: EntryId(1), by: 1, at: desk.now.at };
    match desk.ask(2, &asking) {
        Err(Refusal::Asks { questions, .. }) => assert!(same && questions == [twin], "{questions:?}"),
        done => assert!(!same && done.is_ok()),
    }
}

#[test]
fn minutes_are_counted_across_midnight() {
    let mut desk = desk();
    desk.enter("visit", &visit("2023-11-21", "23:55", "7"));
    let near = desk.asking("visit", Status::Done, &visit("2023-11-22", "00:10", "2"));
    assert!(matches!(desk.ask(1, &near), Err(Refusal::Asks { .. })));
    let far = desk.asking("visit", Status::Done, &visit("2023-11-21", "22:10", "2"));
    desk.ask(1, &far).unwrap();
}

#[test]
fn a_shift_with_a_visit_needs_no_reason() {
    let mut desk = desk();
    let shift = [("day", "t"), ("part", "day"), ("staffed", "ja")];
    let asking = desk.asking("shift", Status::Done, &shift);
    assert!(matches!(desk.ask(1, &asking), Err(Refusal::Asks { .. })));
    desk.enter("visit", &visit("t", "10", "1"));
    desk.ask(1, &asking).unwrap();
}

#[test]
fn a_plan_with_mistakes_is_not_put_in_force() {
    let mut desk = desk();
    let broken = Command::LoadPlan { text: "format = 1".into(), file: "b.toml".into() };
    assert!(matches!(desk.ask(1, &broken), Err(Refusal::Plan { .. })));
    assert_eq!(desk.state.plan.key, "enkoping-2021-2023");
    assert_eq!(desk.ask(1, &Command::Undo { seq: None }), Err(Refusal::CannotUndo));
}
