//! The rules of a course: evenings, enrolling, rosters, and what follows from what.

mod due;
mod enrolling;
mod enrolment;
mod figures;
mod kept;
mod leaders;
mod marking;
mod papers;

use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::{Mistake, Nothing, Origin, Problem, Question, Value};
use lofte::text::Clean;
use rstest::rstest;

use super::*;

/// A plan whose only activity is a course of ten evenings and eight places.
const TEN: &str = include_str!("../plans/ten.toml");

/// The days of the course that begins on 7 September 2023, the autumn break passed over.
const DAYS: &str = "09-07 09-14 09-21 09-28 10-05 10-12 10-19 10-26 11-09 11-16 11-23 11-30";

/// A desk in the summer of 2023 with a course that begins in September; the course is entry 1, its evenings follow it.
fn enrolling() -> Desk {
    let mut desk = Desk::new(ENKOPING, "2023-08-20");
    desk.enter("course", &[("start", "2023-09-07"), ("time", "18:00"), ("place", "Fritidsgården")]);
    desk
}

/// The same with twelve participants, seven of them women, and two reserves.
fn full() -> Desk {
    let mut desk = enrolling();
    for (n, name) in NAMES.iter().enumerate() {
        let gender = if n < 7 { "woman" } else { "man" };
        desk.enter("participant", &[("name", name), ("born", "06"), ("gender", gender)]);
    }
    desk
}

const NAMES: [&str; 14] = [
    "Ada Alm",
    "Bea Berg",
    "Cia Ceder",
    "Disa Dal",
    "Elin Ek",
    "Fia Fors",
    "Gun Gran",
    "Hugo Hed",
    "Isak Ik",
    "Jon Jord",
    "Kalle Kil",
    "Love Lind",
    "Max Mo",
    "Nils Nord",
];

fn evenings(desk: &Desk, code: &str) -> String {
    let course = desk.state.courses().course(code).unwrap();
    course.evenings().map(|(day, _, _)| day.format("%m-%d").to_string()).collect::<Vec<_>>().join(" ")
}

fn evening(desk: &Desk, session: u32) -> EntryId {
    let course = desk.state.courses().course("ht2023").unwrap();
    course.evenings().find(|(_, _, evening)| evening.session == Some(session)).unwrap().1
}

fn participant(desk: &Desk, name: &str) -> EntryId {
    let has = |entry: &Entry| matches!(entry.value("name"), Some(Value::Text(text)) if text.as_ref() == name);
    desk.state.entries().find(has).unwrap().id
}

fn code(desk: &Desk, id: EntryId, field: &str) -> String {
    match desk.entry(id).value(field) {
        Some(Value::Code(code)) => code.to_string(),
        other => format!("{other:?}"),
    }
}

fn problems(refusal: Refusal) -> Vec<Problem> {
    match refusal {
        Refusal::Problems { problems, .. } => problems,
        other => panic!("{other:?}"),
    }
}

fn questions(desk: &Desk, typed: &[(&str, &str)]) -> Vec<Question> {
    let asking = desk.asking("participant", Status::Done, typed);
    match decide::decide(&desk.state, &asking, desk.now) {
        Ok(_) => Vec::new(),
        Err(Refusal::Asks { questions, .. }) => {
            questions.into_iter().filter(|q| !matches!(q, Question::Unanswered { .. })).collect()
        }
        Err(other) => panic!("{other:?}"),
    }
}

// A course and its evenings.

#[test]
fn a_course_is_entered_with_its_evenings_and_taken_back_with_them() {
    let mut desk = enrolling();
    assert_eq!((code(&desk, EntryId(1), "term"), desk.state.count()), ("ht2023".into(), 13));
    assert_eq!(evenings(&desk, "ht2023"), DAYS);
    let second = desk.entry(EntryId(2));
    assert_eq!((second.status, second.form.as_str()), (Status::Planned, "evening"));
    let seq = desk.told.len() as u64;
    desk.undo(1, seq).unwrap();
    assert!((1..=13).all(|id| desk.entry(EntryId(id)).removed));
    assert!(desk.state.courses().course("ht2023").is_none());
    let seq = desk.told.len() as u64;
    desk.undo(1, seq).unwrap();
    assert_eq!(evenings(&desk, "ht2023"), DAYS);
    assert_eq!(desk.replayed().courses(), desk.state.courses());
}

#[rstest]
#[case(&[("start", "2023-08-24")], 10, "08-24 08-31 09-07 09-14 09-21 09-28 10-05 10-12 10-19 10-26", 8)]
#[case(&[("start", "2023-09-04"), ("sessions", "14")], 14, "09-04 09-11 09-18 09-25 10-02 10-09 10-16 10-23 11-06 11-13 11-20 11-27 12-04 12-11", 12)]
#[case(&[("start", "2023-09-04"), ("sessions", "3"), ("held_at_least", "3")], 3, "09-04 09-11 09-18", 3)]
fn courses_of_other_lengths_run_too(
    #[case] typed: &[(&str, &str)],
    #[case] sessions: u32,
    #[case] days: &str,
    #[case] held: u32,
) {
    let mut desk = Desk::new(TEN, "2023-08-01");
    desk.enter("course", typed);
    let course = desk.state.courses().course("ht2023").unwrap();
    assert_eq!((course.sessions, course.places, course.held_at_least), (sessions, 8, held));
    assert_eq!(evenings(&desk, "ht2023"), days);
}

#[test]
fn a_second_course_in_a_term_has_a_number_and_a_name_that_is_taken_is_refused() {
    let mut desk = enrolling();
    let id = desk.enter("course", &[("start", "2023-09-05")]);
    assert_eq!(code(&desk, id, "term"), "ht2023-2");
    for taken in ["ht2023", "ht2023-2", "vt2023"] {
        let refused = desk.try_enter("course", Status::Done, &[("start", "2023-09-06"), ("term", taken)]);
        let mistake = Mistake::OtherCourse { free: "ht2023-3".into() };
        assert_eq!(
            problems(refused.unwrap_err()),
            [Problem::Answer { field: "term".into(), mistake }],
            "{taken}"
        );
    }
    // The code of a course in the bin is not given to another.
    desk.ask(1, &Command::Remove { id }).unwrap();
    let id = desk.enter("course", &[("start", "2023-09-06"), ("term", "ht2023-3")]);
    assert_eq!(code(&desk, id, "term"), "ht2023-3");
}

#[test]
fn moving_an_evening_moves_the_later_ones_only_when_asked_to() {
    let mut desk = enrolling();
    let eighth = evening(&desk, 8);
    desk.amend(eighth, &[("day", "2023-10-25")]).unwrap();
    assert_eq!(evenings(&desk, "ht2023"), DAYS.replace("10-26", "10-25"));
    desk.amend(eighth, &[("day", "2023-11-07"), ("shift_rest", "yes")]).unwrap();
    let moved = "09-07 09-14 09-21 09-28 10-05 10-12 10-19 11-07 11-14 11-21 11-28 12-05";
    assert_eq!(evenings(&desk, "ht2023"), moved);
    assert!(desk.entry(eighth).value("shift_rest").is_none());
    let seq = desk.told.len() as u64;
    desk.undo(1, seq).unwrap();
    assert_eq!(evenings(&desk, "ht2023"), DAYS.replace("10-26", "10-25"));
    // Two on a day would be one too many.
    let twice = desk.amend(eighth, &[("day", "2023-11-09")]).unwrap_err();
    assert!(matches!(twice, Refusal::AlreadyThere { id, .. } if id == evening(&desk, 9)), "{twice:?}");
    desk.amend(eighth, &[("day", "2023-11-09"), ("shift_rest", "yes")]).unwrap();
    assert_eq!(evenings(&desk, "ht2023").split(' ').next_back(), Some("12-07"));
}

fn themes(desk: &Desk) -> Vec<String> {
    let course = desk.state.courses().course("ht2023").unwrap();
    let theme = |id| match desk.entry(id).value("theme") {
        Some(Value::Text(theme)) => theme.to_string(),
        _ => String::new(),
    };
    course.evenings().map(|(_, id, _)| theme(id)).collect()
}

#[rstest]
// The last evening has its own name; there are as many themes as twelve.
#[case("12", 11)]
#[case("5", 4)]
#[case("15", 12)]
fn evenings_have_the_themes_of_the_plan_in_its_order(#[case] sessions: &str, #[case] themed: usize) {
    let mut desk = Desk::new(ENKOPING, "2023-08-20");
    desk.enter("course", &[("start", "2023-09-07"), ("sessions", sessions)]);
    let (_, settings) = desk.state.plan.course().unwrap();
    let expected: Vec<String> = settings.themes.iter().take(themed).map(|theme| theme.sv.clone()).collect();
    let laid = themes(&desk);
    assert_eq!(laid[..themed], expected);
    assert!(laid[themed..].iter().all(String::is_empty), "{laid:?}");
    let first = desk.entry(evening(&desk, 1));
    assert_eq!(first.cells.iter().find(|(key, _)| key == "theme").unwrap().1.origin, Origin::Computed);
}

#[test]
fn a_theme_goes_with_its_evening_and_is_nobodys_where_the_plan_has_none() {
    let mut desk = enrolling();
    let (third, was) = (evening(&desk, 3), themes(&desk));
    // Moved with all that come after it, then the whole course from another day.
    desk.amend(third, &[("day", "2023-09-22"), ("shift_rest", "yes")]).unwrap();
    assert_eq!(themes(&desk), was);
    desk.amend(EntryId(1), &[("start", "2023-09-06")]).unwrap();
    assert_eq!(themes(&desk), was);
    // It is changed as any other answer.
    desk.amend(third, &[("theme", "HLR")]).unwrap();
    assert_eq!(themes(&desk)[2], "HLR");
    let mut desk = Desk::new(TEN, "2023-08-01");
    desk.enter("course", &[("start", "2023-09-04")]);
    assert!(themes(&desk).iter().all(String::is_empty));
}

#[test]
fn a_cancelled_evening_has_a_reason_and_may_get_a_new_day() {
    let mut desk = enrolling();
    let third = evening(&desk, 3);
    desk.amend(third, &[("theme", "HLR")]).unwrap();
    let off = Amend {
        status: Some(Status::Cancelled("sjukdom".into())),
        ..desk.amending(third, &[("new_day", "2023-12-07")])
    };
    desk.ask(1, &Command::Amend(off)).unwrap();
    assert_eq!(evenings(&desk, "ht2023"), DAYS.replace(" 09-21", "") + " 12-07");
    let again = evening(&desk, 3);
    assert_ne!(again, third);
    assert_eq!(desk.entry(again).value("theme"), desk.entry(third).value("theme"));
    assert_eq!(desk.entry(again).status, Status::Planned);
    // Another new day moves the new one.
    desk.amend(third, &[("new_day", "2023-12-05")]).unwrap();
    assert_eq!(evening(&desk, 3), again);
    assert_eq!(desk.entry(again).on, day("2023-12-05"));
    let without = Amend { status: Some(Status::Cancelled("lust".into())), ..desk.amending(again, &[]) };
    assert!(matches!(desk.ask(1, &Command::Amend(without)), Err(Refusal::NoSuchReason { .. })));
}

#[test]
fn a_cancelled_course_takes_its_evenings_with_it_and_both_come_back() {
    let mut desk = enrolling();
    let off = Amend {
        status: Some(Status::Cancelled("smittskydd".into())),
        ..desk.amending(EntryId(1), &[("postponed_to", "vt2024")])
    };
    let seq = desk.ask(1, &Command::Amend(off)).unwrap();
    assert_eq!(evenings(&desk, "ht2023"), "");
    assert_eq!(desk.entry(EntryId(5)).status, Status::Cancelled("smittskydd".into()));
    let course = desk.state.courses().course("ht2023").unwrap();
    assert!(course.is_cancelled() && course.postponed && !course.is_held(day("2024-01-01")));
    desk.undo(1, seq).unwrap();
    assert_eq!(evenings(&desk, "ht2023"), DAYS);
}

#[rstest]
#[case("VT 2024", Ok("vt2024"))]
#[case("ht24", Ok("ht2024"))]
#[case("10", Err(Mistake::NotATerm { typed: "10".into() }))]
#[case("vt2024-2", Err(Mistake::NotATerm { typed: "vt2024-2".into() }))]
fn a_cancelled_course_is_postponed_to_a_term(#[case] typed: &str, #[case] to: Result<&str, Mistake>) {
    let mut desk = enrolling();
    let wrong = |mistake| vec![Problem::Answer { field: "postponed_to".into(), mistake }];
    let open = problems(desk.amend(EntryId(1), &[("postponed_to", "vt2024")]).unwrap_err());
    assert_eq!(open, wrong(Mistake::NotCancelled));
    let status = Some(Status::Cancelled("smittskydd".into()));
    let off = Amend { status, ..desk.amending(EntryId(1), &[("postponed_to", typed)]) };
    match (desk.ask(1, &Command::Amend(off)), to) {
        (Ok(_), Ok(term)) => {
            assert_eq!(desk.entry(EntryId(1)).value("postponed_to"), Some(&Value::Text(Clean::line(term))));
            // A course that is taken up again is not postponed any more.
            let again = Amend { status: Some(Status::Planned), ..desk.amending(EntryId(1), &[]) };
            let refused = problems(desk.ask(1, &Command::Amend(again)).unwrap_err());
            assert_eq!(refused, wrong(Mistake::NotCancelled));
        }
        (Err(refusal), Err(mistake)) => assert_eq!(problems(refusal), wrong(mistake)),
        (came, _) => panic!("{came:?}"),
    }
}

#[test]
fn a_course_that_begins_later_or_is_longer_is_laid_anew() {
    let mut desk = enrolling();
    desk.amend(EntryId(1), &[("start", "2023-09-14")]).unwrap();
    assert_eq!(evenings(&desk, "ht2023"), DAYS.replacen("09-07 ", "", 1) + " 12-07");
    desk.amend(EntryId(1), &[("sessions", "13")]).unwrap();
    assert_eq!(evenings(&desk, "ht2023").split(' ').next_back(), Some("12-14"));
    desk.amend(EntryId(1), &[("sessions", "3")]).unwrap();
    assert_eq!(evenings(&desk, "ht2023"), "09-14 09-21 09-28");
    let course = desk.state.courses().course("ht2023").unwrap();
    assert_eq!((course.sessions, course.held_at_least), (3, 1));
}

// Enrolling.

#[test]
fn an_evening_is_reported_by_its_exceptions_and_a_control_total() {
    let mut desk = full();
    desk.on("2023-09-07");
    let first = evening(&desk, 1);
    let wrong = desk.amend(first, &[("attendance", "c,h=notified"), ("present", "11")]).unwrap_err();
    let total = |counted, given| Problem::Total {
        field: "present".into(),
        roster: "attendance".into(),
        of: 12,
        counted,
        given,
    };
    assert_eq!(problems(wrong), [total(10, 11)]);
    desk.amend(first, &[("attendance", "c,h=notified"), ("present", "10")]).unwrap();
    let entry = desk.entry(first);
    assert_eq!(entry.status, Status::Done);
    let Some(Value::Marks(marks)) = entry.value("attendance") else { panic!() };
    let of = |seat: &str| marks.iter().find(|(who, _)| who == seat).unwrap().1.as_str();
    assert_eq!((marks.len(), of("a"), of("c"), of("h")), (12, "present", "absent", "notified"));
    // The reserves sit nowhere that evening.
    let nobody = desk.amend(evening(&desk, 2), &[("attendance", "p"), ("present", "12")]).unwrap_err();
    let seat = Mistake::NotSeated { seat: "p".into() };
    assert!(problems(nobody).contains(&Problem::Answer { field: "attendance".into(), mistake: seat }));
}

#[test]
fn an_evening_told_of_by_its_number_is_the_planned_one() {
    let mut desk = full();
    desk.on("2023-10-20");
    let seventh = evening(&desk, 7);
    let count = desk.state.count();
    let typed = [("course", "ht2023"), ("session", "7"), ("attendance", "c,h"), ("present", "10")];
    desk.enter("evening", &typed);
    assert_eq!((desk.state.count(), desk.entry(seventh).status), (count, Status::Done));
    assert_eq!(desk.entry(seventh).on, day("2023-10-19"));
    let twice = desk.try_enter("evening", Status::Done, &typed).unwrap_err();
    assert!(matches!(twice, Refusal::AlreadyThere { id, .. } if id == seventh));
    // By its day alone, with the course that meets then.
    desk.on("2023-10-26");
    desk.enter("evening", &[("attendance", "0"), ("present", "12")]);
    assert_eq!(desk.entry(evening(&desk, 8)).status, Status::Done);
    let off = desk.try_enter("evening", Status::Cancelled("lokal".into()), &[("session", "9")]);
    off.unwrap();
    assert_eq!(evenings(&desk, "ht2023").split(' ').count(), 11);
}

#[test]
fn attendance_is_of_the_evenings_somebody_was_in() {
    let mut desk = full();
    for (session, (on, absent)) in (1..).zip([("09-07", "a"), ("09-14", "a=excused,b"), ("09-21", "a=late")])
    {
        desk.on(&format!("2023-{on}"));
        let (id, present) = (evening(&desk, session), if session == 2 { "10" } else { "11" });
        let present = if session == 3 { "12" } else { present };
        desk.amend(id, &[("attendance", absent), ("present", present)]).unwrap();
    }
    let course = desk.state.courses().course("ht2023").unwrap();
    let attended = |name: &str| {
        let id = participant(&desk, name);
        let (_, found) = course.participants().find(|(there, _)| *there == id).unwrap();
        let attended = course.attended(found);
        (attended.there, attended.of)
    };
    assert_eq!((attended("Ada Alm"), attended("Bea Berg"), attended("Max Mo")), ((1, 2), (2, 3), (0, 0)));
}
