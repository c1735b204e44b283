//! A whole course from application to diploma, and the figures of the promise after it, beside a table made by hand.

use lofte::domain::course::balance::{Hint, Verdict};
use lofte::domain::course::view::{self, Names};
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
    desk.amend(EntryId(1), &[("postponed_to", "ht2021")]).unwrap();
    let told = ["courses_cancelled", "courses_postponed"].map(|key| of(&desk, key, vt).value);
    assert_eq!(told, [None, Some(1)]);
    // A term nobody has told of is missing, and a term that was begun and not held is a zero.
    desk.enter("course", &[("start", "2021-09-02")]);
    desk.on("2022-01-05");
    let ht = Period { from: day("2021-08-18"), to: day("2021-12-21") };
    assert_eq!(of(&desk, "courses_held", ht).nothing, Some(NoFigure::Zero));
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
