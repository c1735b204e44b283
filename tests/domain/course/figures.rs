//! A whole course from application to diploma, and the figures of the promise after it, beside a table made by hand.

use chrono::NaiveDate;
use lofte::domain::course::balance::{Hint, Verdict};
use lofte::domain::course::ledger::CalledOff;
use lofte::domain::course::standing::Stage;
use lofte::domain::course::view::{self, Names};
use lofte::domain::outcome::NoFigure::{Missing, NotDue, Running, Zero};
use lofte::domain::outcome::{Figure, NoFigure, Standing, figures};
use lofte::domain::plan::{Period, PeriodKind};

use super::*;

/// Six women and six men, two reserves; the marks of twelve evenings by letter: `.` there, `x` absent, `n` notified,
/// `l` late, `e` left early, `o` excused, blank not on the course. Bea drops out after the third evening, and Max comes.
const TABLE: [(&str, &str, &str); 13] = [
    ("a", "Ada Alm", "............"),
    ("b", "Bea Berg", ".x."),
    ("c", "Cia Ceder", "x..x..n....."),
    ("d", "Disa Dal", "............"),
    ("e", "Elin Ek", "o..........l"),
    ("f", "Fia Fors", "............"),
    ("g", "Gun Gran", "xx.xx.xx.xxx"),
    ("h", "Hugo Hed", "x..........."),
    ("j", "Isak Ik", "............"),
    ("k", "Jon Jord", "....e......."),
    ("m", "Kalle Kil", "............"),
    ("n", "Love Lind", "............"),
    ("p", "Max Mo", "   ........."),
];

fn mark(letter: char) -> &'static str {
    match letter {
        'x' => "absent",
        'n' => "notified",
        'l' => "late",
        'e' => "left_early",
        'o' => "excused",
        _ => "present",
    }
}

/// The whole course, told evening by evening; stands on the day after the last.
fn whole_course() -> Desk {
    let mut desk = full();
    let days: Vec<String> = DAYS.split(' ').map(|on| format!("2023-{on}")).collect();
    for (n, on) in days.iter().enumerate() {
        desk.on(on);
        if n == 3 {
            desk.amend(participant(&desk, "Bea Berg"), &[("status", "dropped_out")]).unwrap();
            desk.amend(participant(&desk, "Max Mo"), &[("status", "admitted")]).unwrap();
        }
        let of = |marks: &str| marks.chars().nth(n).filter(|letter| *letter != ' ');
        let on_it: Vec<(&str, char)> =
            TABLE.iter().filter_map(|(seat, _, marks)| Some((*seat, of(marks)?))).collect();
        let said: Vec<String> =
            on_it.iter().filter(|(_, m)| *m != '.').map(|(s, m)| format!("{s}={}", mark(*m))).collect();
        let present = on_it.iter().filter(|(_, m)| ".le".contains(*m)).count().to_string();
        let said = if said.is_empty() { "0".to_owned() } else { said.join(",") };
        desk.enter("evening", &[("day", on), ("attendance", &said), ("present", &present)]);
    }
    desk.enter(
        "survey",
        &[
            ("day", "2023-11-30"),
            ("asked", "12"),
            ("answered", "11"),
            ("q1", "0 1 3 5 2"),
            ("q2", "0 0 0 0 4"),
        ],
    );
    for name in ["Ada Alm", "Max Mo"] {
        desk.amend(participant(&desk, name), &[("diploma", "yes"), ("ambassador", "yes")]).unwrap();
    }
    desk.on("2023-12-01");
    desk.enter("gathering", &[("day", "2023-12-01"), ("ambassadors", "2"), ("what", "fika")]);
    desk
}

fn term(desk: &Desk) -> Period {
    Period::of(PeriodKind::Term, desk.now.day, &desk.state.plan).unwrap()
}

fn of(desk: &Desk, key: &str, period: Period) -> Figure {
    let all = figures(&desk.state, period, desk.now.day);
    all.into_iter().find(|figure| figure.measure == key).unwrap()
}

#[rstest]
#[case("courses_held", Some(1), None, Standing::OnTrack)]
#[case("courses_cancelled", None, None, Standing::NoTarget)]
#[case("participants", Some(12), None, Standing::NoTarget)]
#[case("places_filled", Some(12), Some(12), Standing::NoTarget)]
#[case("balance", Some(1), Some(1), Standing::OnTrack)]
#[case("balance_end", Some(1), Some(1), Standing::NoTarget)]
#[case("women", Some(7), Some(12), Standing::NoTarget)]
// 144 marks in the table, one of them excused; absent 1 + 2 + 9 + 1 = 13, and 1 notified.
#[case("attendance", Some(129), Some(143), Standing::NoTarget)]
#[case("completed", Some(12), Some(13), Standing::NoTarget)]
#[case("surveys_answered", Some(11), Some(12), Standing::NoTarget)]
#[case("ambassadors", Some(2), None, Standing::NoTarget)]
#[case("gatherings", Some(1), None, Standing::NoTarget)]
fn a_whole_course_comes_to_what_the_table_says(
    #[case] key: &str,
    #[case] value: Option<i64>,
    #[case] of_all: Option<i64>,
    #[case] standing: Standing,
) {
    let desk = whole_course();
    let figure = of(&desk, key, term(&desk));
    assert_eq!((figure.value, figure.of, figure.standing), (value, of_all, standing));
}

#[test]
fn each_has_the_attendance_of_the_table_and_completes_by_the_limit() {
    let mut desk = whole_course();
    let shown = |desk: &Desk| view::course(&desk.state, "ht2023", Names::Told, desk.now.day).unwrap();
    for line in shown(&desk).participants.iter().filter(|line| line.seat.is_some()) {
        let (_, name, marks) = TABLE.iter().find(|(seat, _, _)| line.seat.as_deref() == Some(seat)).unwrap();
        assert_eq!(line.name.as_deref(), Some(*name));
        let of = marks.chars().filter(|m| !" o".contains(*m)).count() as u32;
        let there = marks.chars().filter(|m| ".le".contains(*m)).count() as u32;
        assert_eq!((line.attended.there, line.attended.of), (there, of), "{name}");
        let told: Vec<Option<&str>> = line.marks.iter().map(Option::as_deref).collect();
        let wanted: Vec<_> = (0..12).map(|n| marks.chars().nth(n).filter(|m| *m != ' ').map(mark)).collect();
        assert_eq!(told, wanted, "{name}");
        assert_eq!(line.completed, *name != "Bea Berg", "{name}");
    }
    desk.amend(EntryId(1), &[("diploma_percent", "75")]).unwrap();
    let out: Vec<_> =
        shown(&desk).participants.into_iter().filter(|p| p.seat.is_some() && !p.completed).collect();
    // 2 of 3 and 3 of 12; 9 of 12 is 75 %.
    assert_eq!(out.into_iter().filter_map(|p| p.seat).collect::<Vec<_>>(), ["g", "b"]);
}

#[test]
fn who_left_before_the_first_evening_took_no_part() {
    let mut desk = full();
    desk.on("2023-09-06");
    desk.amend(participant(&desk, "Bea Berg"), &[("status", "dropped_out")]).unwrap();
    for on in DAYS.split(' ').map(|on| format!("2023-{on}")) {
        desk.on(&on);
        let seats = view::course(&desk.state, "ht2023", Names::Masked, desk.now.day).unwrap();
        let present = seats.evenings.iter().find(|line| line.day == desk.now.day).unwrap().seats.len();
        desk.enter("evening", &[("day", &on), ("attendance", "0"), ("present", &present.to_string())]);
    }
    desk.on("2023-12-01");
    let line = view::courses(&desk.state, desk.now.day).remove(0);
    assert_eq!((line.completed, line.took_part), (11, 11));
    let completed = of(&desk, "completed", term(&desk));
    assert_eq!((completed.value, completed.of), (Some(11), Some(11)));
}

#[test]
fn the_evening_laid_last_is_the_closing_one_and_no_other() {
    let mut desk = enrolling();
    for n in [11, 12] {
        let off = desk.amending(evening(&desk, n), &[]);
        let off = Amend { status: Some(Status::Cancelled("sjukdom".into())), ..off };
        desk.ask(1, &Command::Amend(off)).unwrap();
    }
    let course = view::course(&desk.state, "ht2023", Names::Masked, desk.now.day).unwrap();
    let closing: Vec<_> =
        course.evenings.iter().filter(|line| line.closing).map(|line| line.session).collect();
    assert_eq!(closing, [Some(12)]);
}

#[test]
fn the_view_masks_names_and_tells_balance_evenings_and_surveys() {
    let desk = whole_course();
    let masked = view::course(&desk.state, "ht2023", Names::Masked, desk.now.day).unwrap();
    assert!(!format!("{:?}", masked.participants).contains("Ada"), "a name is told");
    assert_eq!(masked.participants[0].name.as_deref(), Some("A. A."));
    let seats: String = masked.participants.iter().filter_map(|p| p.seat.as_deref()).collect();
    assert_eq!(seats, "acdefghjkmnpb");
    assert_eq!(masked.participants[12].reserve, Some(1));
    let line = &masked.line;
    assert_eq!((line.held, line.evenings_held, line.sessions, line.hint), (true, 12, 12, None));
    let verdicts = (line.at_start.map(|s| s.1), line.at_end.map(|s| s.1));
    assert_eq!(verdicts, (Some(Verdict::Even), Some(Verdict::Even)));
    assert!(masked.evenings[11].closing && !masked.evenings[10].closing);
    assert_eq!(masked.evenings[0].seats.len(), 12);
    let survey = &masked.surveys[0];
    assert_eq!(
        (survey.percent, survey.questions[0].mean, survey.questions[1].mean),
        (Some(92), Some(373), None)
    );
    assert_eq!(view::course(&desk.state, "vt2020", Names::Masked, desk.now.day), Err(vec!["ht2023".into()]));
}

#[test]
fn while_the_roster_grows_the_hint_says_what_is_still_needed() {
    let mut desk = enrolling();
    for (n, name) in NAMES.iter().take(10).enumerate() {
        let gender = if n < 6 { "woman" } else { "man" };
        desk.enter("participant", &[("name", name), ("born", "06"), ("gender", gender)]);
    }
    let line = view::courses(&desk.state, desk.now.day).remove(0);
    assert_eq!(line.hint, Some(Hint::Needs { left: 2, women: 0, men: 1 }));
    assert_eq!((line.balance, line.at_start, line.at_end), (Verdict::Even, None, None));
}

#[test]
fn a_pandemic_term_is_not_a_zero() {
    let mut desk = Desk::new(ENKOPING, "2021-01-20");
    desk.enter("course", &[("start", "2021-02-04")]);
    let vt = term(&desk);
    assert_eq!(of(&desk, "courses_held", vt).nothing, Some(NoFigure::NotDue));
    let off =
        Amend { status: Some(Status::Cancelled("smittskydd".into())), ..desk.amending(EntryId(1), &[]) };
    desk.ask(1, &Command::Amend(off)).unwrap();
    desk.on("2021-08-01");
    let held = of(&desk, "courses_held", vt);
    assert_eq!((held.value, held.nothing, held.cancelled), (None, Some(NoFigure::Cancelled), 1));
    assert_eq!(held.standing, Standing::NotAssessable);
    assert_eq!(of(&desk, "courses_cancelled", vt).value, Some(1));
    for key in ["participants", "attendance", "surveys_answered"] {
        assert_eq!(of(&desk, key, vt).nothing, Some(NoFigure::Cancelled), "{key}");
    }
    desk.amend(EntryId(1), &[("postponed_to", "ht2021")]).unwrap();
    let told = ["courses_cancelled", "courses_postponed"].map(|key| of(&desk, key, vt).value);
    assert_eq!(told, [None, Some(1)]);
    // A course whose evenings nobody has told of is missing, and so is a term without a course.
    desk.enter("course", &[("start", "2021-09-02")]);
    desk.on("2022-01-05");
    let ht = Period { from: day("2021-08-18"), to: day("2021-12-21") };
    assert_eq!(of(&desk, "courses_held", ht).nothing, Some(NoFigure::Missing));
    let none = Period { from: day("2022-01-11"), to: day("2022-06-10") };
    desk.on("2022-07-01");
    assert_eq!(of(&desk, "courses_held", none).nothing, Some(NoFigure::Missing));
}

#[test]
fn a_course_of_three_is_not_assessed() {
    let mut desk = enrolling();
    for name in &NAMES[..3] {
        desk.enter("participant", &[("name", name), ("born", "06"), ("gender", "woman")]);
    }
    desk.on("2023-09-08");
    let balance = of(&desk, "balance", term(&desk));
    assert_eq!((balance.value, balance.of, balance.standing), (None, Some(0), Standing::NotAssessable));
}

/// What the course of autumn 2023 comes to, told up to an evening and seen on a day.
#[derive(Clone, Copy, Debug)]
enum Told {
    /// Nothing of it has been entered.
    Nothing,
    /// So many of its evenings, one after the other.
    Evenings(usize),
    /// So many evenings were cancelled, and none held.
    Without(usize),
}

#[rstest]
// Nobody has said that there shall be one; then it is laid and has not begun.
#[case(Told::Nothing, "2023-09-06", NoFigure::NotDue, Standing::NotAssessable, None)]
#[case(Told::Evenings(0), "2023-09-06", NoFigure::NotDue, Standing::NotAssessable, None)]
#[case(Told::Evenings(0), "2023-09-07", NoFigure::Running, Standing::OnTrack, Some((0, 12)))]
// An evening that waits to be told of is no course that is missing.
#[case(Told::Evenings(5), "2023-11-22", NoFigure::Running, Standing::OnTrack, Some((5, 12)))]
#[case(Told::Evenings(12), "2023-11-30", NoFigure::Running, Standing::OnTrack, Some((12, 12)))]
// Two may be lost, and a third that is cancelled cannot be made good.
#[case(Told::Without(2), "2023-10-30", NoFigure::Running, Standing::OnTrack, Some((0, 12)))]
#[case(Told::Without(3), "2023-10-30", NoFigure::Running, Standing::Behind, Some((0, 12)))]
// Over, and it has not been told whether it was held.
#[case(Told::Evenings(9), "2023-12-01", NoFigure::Missing, Standing::OnTrack, None)]
#[case(Told::Without(3), "2023-12-21", NoFigure::Zero, Standing::NotKept, None)]
fn a_course_that_runs_is_neither_missing_nor_a_failure(
    #[case] told: Told,
    #[case] today: &str,
    #[case] nothing: NoFigure,
    #[case] standing: Standing,
    #[case] progress: Option<(i64, i64)>,
) {
    let mut desk = Desk::new(ENKOPING, "2023-08-20");
    if !matches!(told, Told::Nothing) {
        desk.enter("course", &[("start", "2023-09-07")]);
    }
    let days: Vec<String> = DAYS.split(' ').map(|on| format!("2023-{on}")).collect();
    desk.on(today);
    match told {
        Told::Nothing => {}
        Told::Evenings(n) => days[..n].iter().for_each(|on| {
            desk.enter("evening", &[("day", on), ("attendance", "0"), ("present", "0")]);
        }),
        Told::Without(n) => (1..=n as u32).for_each(|n| {
            let off = desk.amending(evening(&desk, n), &[]);
            let off = Amend { status: Some(Status::Cancelled("sjukdom".into())), ..off };
            desk.ask(1, &Command::Amend(off)).unwrap();
        }),
    }
    let ht = Period { from: day("2023-08-16"), to: day("2023-12-20") };
    let held = of(&desk, "courses_held", ht);
    assert_eq!((held.value, held.nothing, held.standing), (None, Some(nothing), standing));
    assert_eq!((held.progress, held.running), (progress, i64::from(progress.is_some())));
    assert_eq!(held.missing, i64::from(nothing == NoFigure::Missing));
    if let (Told::Evenings(n), NoFigure::Missing) = (told, nothing) {
        let line = view::courses(&desk.state, desk.now.day).remove(0);
        assert_eq!((line.stage, line.evenings_missing as usize), (Stage::Untold, days.len() - n));
    }
}

#[test]
fn in_the_months_of_a_term_that_has_its_course_there_was_no_other() {
    let mut desk = enrolling();
    desk.enter("course", &[("start", "2023-02-02"), ("held_at_least", "1")]);
    desk.on("2023-10-30");
    let month = |month: u32| {
        let first = NaiveDate::from_ymd_opt(2023, month, 1).unwrap();
        of(&desk, "courses_held", Period::of(PeriodKind::Month, first, &desk.state.plan).unwrap())
    };
    let nothing: Vec<_> = (1..=12).map(|n| month(n).nothing.unwrap()).collect();
    // Spring's course was never told of; July lies between terms; November is to come.
    assert_eq!(nothing, [Zero, Missing, Zero, Zero, Zero, Zero, Zero, Zero, Running, Zero, NotDue, NotDue]);
    assert!((1..=12).all(|n| month(n).standing == Standing::NoTarget));
}

/// The first days of the courses of five terms; the first one is cancelled, the others are held.
const STARTS: [&str; 5] = ["2021-02-04", "2021-09-02", "2022-02-03", "2022-09-01", "2023-02-02"];

#[test]
fn the_whole_promise_counts_a_pandemic_term_as_no_failure_and_as_no_course() {
    let mut desk = Desk::new(ENKOPING, "2021-01-15");
    for (n, start) in STARTS.into_iter().enumerate() {
        desk.on(start);
        let course = [("start", start), ("sessions", "1"), ("held_at_least", "1")];
        if n == 0 {
            let off = Status::Cancelled("smittskydd".into());
            desk.try_enter("course", off, &[&course[..], &[("postponed_to", "ht2021")]].concat()).unwrap();
            continue;
        }
        desk.enter("course", &course);
        desk.enter("evening", &[("day", start), ("attendance", "0"), ("present", "0")]);
    }
    let whole = desk.state.plan.period;
    desk.on("2023-09-07");
    desk.enter("course", &[("start", "2023-09-07")]);
    let held = of(&desk, "courses_held", whole);
    // Four of the five terms that have ended; the sixth has its course.
    assert_eq!((held.value, held.target, held.standing), (Some(4), Some(5), Standing::OnTrack));
    assert_eq!((held.running, held.progress, held.missing), (1, Some((0, 12)), 0));
    let off = CalledOff { reason: "smittskydd".into(), postponed: true, count: 1 };
    assert_eq!(held.called_off, std::slice::from_ref(&off));
    assert_eq!(of(&desk, "courses_postponed", whole).called_off, [off]);
    assert_eq!(of(&desk, "courses_cancelled", whole).called_off, []);
    // A term whose course was not held is a failure, whatever is running now.
    let spring = desk.state.courses().course("vt2023").unwrap().id;
    desk.amend(spring, &[("sessions", "2"), ("held_at_least", "2")]).unwrap();
    let untold = of(&desk, "courses_held", whole);
    assert_eq!((untold.value, untold.missing, untold.standing), (Some(3), 1, Standing::Behind));
    // Once the promise is over, what was cancelled for a reason cannot be judged, and what was left out was not kept.
    desk.amend(spring, &[("sessions", "1"), ("held_at_least", "1")]).unwrap();
    desk.on("2024-01-08");
    let autumn = desk.state.courses().course("ht2023").unwrap().id;
    assert_eq!(of(&desk, "courses_held", whole).standing, Standing::NotKept);
    let off = Amend { status: Some(Status::Cancelled("sjukdom".into())), ..desk.amending(autumn, &[]) };
    desk.ask(1, &Command::Amend(off)).unwrap();
    assert_eq!(of(&desk, "courses_held", whole).standing, Standing::NotAssessable);
}
