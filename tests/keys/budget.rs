//! The budgets: each task's goal in keys, and the record it must give.

use std::thread;

use rstest::rstest;
use serde_json::{Value, json};

use super::line::{LINES, Line};
use crate::pty::terminal::Place;

/// An everyday task on a plan.
struct Task {
    name: &'static str,
    plan: Plan,
    /// What is on the desk before.
    before: &'static [&'static [&'static str]],
    keys: &'static str,
    goal: usize,
    /// What the screen says when it is done.
    said: &'static str,
    /// The fields of the entry it makes or changes, and which entry of the desk that is, from the first.
    gives: (usize, fn() -> Value),
    /// How many entries it makes, where that is not told by whether there were any before.
    makes: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    Enkoping,
    Second,
    /// A meeting whose cases are only counted.
    Counted,
    /// The same with each case by its code.
    Coded,
    /// A course of ten evenings and twelve places.
    Ten,
    /// One of twelve evenings.
    Twelve,
}

const YESTERDAY: &[&[&str]] =
    &[&["visit", "day=2023-11-21", "arrive=21:30", "place=stortorget", "contacts=7"]];

const WALKS: &[&[&str]] = &[
    &["walk", "day=2023-04-21", "area=centrum", "adults=4"],
    &["walk", "day=2023-09-15", "area=centrum", "adults=4"],
    &["walk", "day=2023-10-13", "area=centrum", "adults=3"],
];

const TASKS: &[Task] = &[
    Task {
        name: "T1 a visit just now",
        plan: Plan::Enkoping,
        before: &[],
        keys: "hst⏎7✓",
        goal: 6,
        said: "Sparat 21:52",
        gives: (0, || {
            json!({"form": "visit", "day": "2023-11-22", "arrive": "21:52", "place": "stortorget", "contacts": 7,
                "minutes": null, "passed_on": null, "mood": null, "note": null})
        }),
        makes: None,
    },
    Task {
        name: "T5 yesterday's visit corrected",
        plan: Plan::Enkoping,
        before: YESTERDAY,
        keys: "r1k9✓",
        goal: 5,
        said: "9 kontakter",
        gives: (0, || {
            json!({"form": "visit", "day": "2023-11-21", "arrive": "21:30", "place": "stortorget", "contacts": 9,
                "rev": 2})
        }),
        makes: None,
    },
    Task {
        name: "T6 walks this term against last",
        plan: Plan::Enkoping,
        before: WALKS,
        keys: "s",
        goal: 1,
        said: "Vuxenvandringar                 2            1",
        gives: (2, || json!({"form": "walk", "day": "2023-10-13"})),
        makes: None,
    },
    Task {
        name: "a shift without a visit, and why",
        plan: Plan::Enkoping,
        before: &[],
        keys: "p31",
        goal: 3,
        said: "Sparat 21:52",
        gives: (0, || {
            json!({"form": "shift", "day": "2023-11-22", "part": "evening", "staffed": "limited",
                "reason": "personalbrist"})
        }),
        makes: None,
    },
    Task {
        name: "a walk",
        plan: Plan::Enkoping,
        before: &[],
        keys: "vc⏎14✓✓",
        goal: 7,
        said: "Sparat 21:52",
        gives: (0, || json!({"form": "walk", "day": "2023-11-22", "area": "centrum", "adults": 4})),
        makes: None,
    },
    Task {
        name: "a month's extract",
        plan: Plan::Enkoping,
        before: &[],
        keys: "a60⏎53⏎80✓",
        goal: 10,
        said: "Sparat 21:52",
        gives: (0, || {
            json!({"form": "extract", "month": "2023-10", "shifts": 60, "shifts_with_visit": 53, "visits": 80,
                "source": null})
        }),
        makes: None,
    },
    Task {
        name: "T1 on the second plan",
        plan: Plan::Second,
        before: &[],
        keys: "hst⏎7✓",
        goal: 6,
        said: "Sparat 21:52",
        gives: (0, || {
            json!({"form": "visit", "day": "2023-11-22", "arrive": "21:52", "place": "stationen", "contacts": 7,
                "passed_on": null, "note": null})
        }),
        makes: None,
    },
    Task {
        name: "T5 on the second plan",
        plan: Plan::Second,
        before: &[&["visit", "day=2023-11-21", "arrive=21:30", "place=piren", "contacts=7"]],
        keys: "r1k9✓",
        goal: 5,
        said: "9 kontakter",
        gives: (
            0,
            || json!({"form": "visit", "day": "2023-11-21", "place": "piren", "contacts": 9, "rev": 2}),
        ),
        makes: None,
    },
    Task {
        name: "T6 on the second plan",
        plan: Plan::Second,
        before: &[&["check", "date=2023-04-20", "vehicles=12"], &["check", "date=2023-11-16", "vehicles=9"]],
        keys: "s",
        goal: 1,
        said: "Kontroller",
        gives: (1, || json!({"form": "check", "vehicles": 9})),
        makes: None,
    },
    Task {
        name: "T2 this week's meeting, cases counted",
        plan: Plan::Counted,
        before: &[],
        keys: "⏎5⏎2⏎5",
        goal: 6,
        said: "Sparat 21:52",
        gives: (0, || {
            json!({"form": "meeting", "day": "2023-11-22", "cases_up": 5, "first_actions": 2, "field_present": 5,
                "state": "all_parties"})
        }),
        makes: None,
    },
    Task {
        name: "T2b the same by case",
        plan: Plan::Coded,
        before: CASES,
        keys: "⏎13468⏎36⏎5",
        goal: 11,
        said: "Sparat 21:52",
        // After nine cases and the agenda.
        gives: (
            10,
            || json!({"form": "meeting", "day": "2023-11-22", "field_present": 5, "state": "all_parties"}),
        ),
        makes: Some(6),
    },
    Task {
        name: "T3 tonight's attendance",
        plan: Plan::Twelve,
        before: COURSE,
        keys: "⏎ch10✓",
        goal: 6,
        said: "Ändrat 21:52",
        gives: (1, attended),
        // The evenings came with their course.
        makes: Some(12),
    },
    Task {
        name: "T3 on a course of ten evenings",
        plan: Plan::Ten,
        before: COURSE,
        keys: "⏎ch10✓",
        goal: 6,
        said: "Ändrat 21:52",
        gives: (1, attended),
        makes: Some(10),
    },
    Task {
        name: "T4 a participant enrolled",
        plan: Plan::Enkoping,
        before: &[COURSE[0]],
        keys: "melin sandberg⏎08k23j✓",
        goal: 22,
        said: "Sparat 21:52",
        gives: (13, || {
            json!({"form": "participant", "course": "ht2023", "name": "elin sandberg", "born": 2008,
                "gender": "woman", "school": "hogstadium-b", "source": "natet", "contract_youth": "yes",
                "contract_guardian": null, "seat": "a", "status": "admitted"})
        }),
        makes: Some(13),
    },
];

/// A course whose first evening was this week, with everybody on its roster.
const COURSE: &[&[&str]] = &[
    &["course", "start=2023-11-21"],
    &["participant", "applied=2023-11-01", "name=Ada Alm", "born=2006", "gender=woman"],
    &["participant", "applied=2023-11-01", "name=Bea Berg", "born=2006", "gender=woman"],
    &["participant", "applied=2023-11-01", "name=Cia Ceder", "born=2006", "gender=woman"],
    &["participant", "applied=2023-11-01", "name=Disa Dal", "born=2006", "gender=woman"],
    &["participant", "applied=2023-11-01", "name=Elin Ek", "born=2006", "gender=woman"],
    &["participant", "applied=2023-11-01", "name=Fia Fors", "born=2006", "gender=woman"],
    &["participant", "applied=2023-11-01", "name=Gun Gran", "born=2006", "gender=woman"],
    &["participant", "applied=2023-11-01", "name=Hugo Hed", "born=2006", "gender=man"],
    &["participant", "applied=2023-11-01", "name=Jon Jord", "born=2006", "gender=man"],
    &["participant", "applied=2023-11-01", "name=Kalle Kil", "born=2006", "gender=man"],
    &["participant", "applied=2023-11-01", "name=Max Mo", "born=2006", "gender=man"],
    &["participant", "applied=2023-11-01", "name=Nils Nord", "born=2006", "gender=man"],
];

/// Two of the twelve were absent, and whether that was notified is not known.
fn attended() -> Value {
    let mark = |seat| if ["c", "h"].contains(&seat) { "absent" } else { "present" };
    let marks = ["a", "b", "c", "d", "e", "f", "g", "h", "j", "k", "m", "n"];
    let marks: serde_json::Map<String, Value> =
        marks.into_iter().map(|seat| (seat.to_owned(), json!(mark(seat)))).collect();
    json!({"form": "evening", "day": "2023-11-21", "course": "ht2023", "session": 1, "attendance": marks,
        "field_present": 10, "status": "done"})
}

const CASES: &[&[&str]] = &[
    &["case", "day=2023-11-01"],
    &["case", "day=2023-11-02"],
    &["case", "day=2023-11-03"],
    &["case", "day=2023-11-04"],
    &["case", "day=2023-11-05"],
    &["case", "day=2023-11-06"],
    &["case", "day=2023-11-07"],
    &["case", "day=2023-11-08"],
    &["case", "day=2023-11-09"],
];

const COUNTED: &str = include_str!("../plans/counted.toml");

/// A course of ten evenings, here with twelve places.
fn ten() -> String {
    include_str!("../plans/ten.toml").replace("places = 8", "places = 12")
}

#[test]
fn no_task_costs_more_keys_than_its_goal() {
    for task in TASKS {
        let keys = crate::script::keys(task.keys).len();
        assert!(keys <= task.goal, "{}: {keys} keys, the goal is {}", task.name, task.goal);
    }
}

/// The decisions of the cases that were up, in the order of their numbers.
fn by_case(entries: &[Value], line: Line) {
    let of = |form: &str, field: &'static str| {
        let form = json!(form);
        let mut told: Vec<&Value> = entries.iter().filter(|entry| entry["form"] == form).collect();
        told.sort_by_key(|entry| entry["id"].as_u64());
        told.into_iter().map(|entry| entry[field].clone()).collect::<Vec<_>>()
    };
    let codes = of("case", "code");
    let up: Vec<Value> = [0, 2, 3, 5, 7].map(|n: usize| codes[n].clone()).into();
    assert_eq!(of("decision", "case"), up, "{line:?}");
    assert_eq!(
        of("decision", "action"),
        json!([null, "later", null, "later", null]).as_array().unwrap().clone()
    );
}

fn replay(task: &Task, line: Line) {
    let place = match task.plan {
        Plan::Enkoping => Place::new(),
        Plan::Second => Place::second(),
        Plan::Counted => Place::with(COUNTED),
        Plan::Coded => Place::with(&COUNTED.replace("\"counts\"", "\"codes\"")),
        Plan::Ten => Place::with(&ten()),
        Plan::Twelve => Place::with(&ten().replace("sessions = 10", "sessions = 12")),
    };
    for entry in task.before {
        place.add(entry);
    }
    let mut terminal = place.open();
    terminal.wait_for("Att göra");
    line.press(&mut terminal, task.keys);
    terminal.wait_for(task.said);
    let entries = place.entries();
    let (which, wanted) = task.gives;
    let entry = entries.iter().find(|entry| entry["id"] == json!(which + 1));
    let entry = entry.unwrap_or_else(|| panic!("{} over {line:?} gave {entries:#?}", task.name));
    for (field, value) in wanted().as_object().unwrap() {
        assert_eq!(&entry[field], value, "{field} of {} over {line:?}: {entry:#}", task.name);
    }
    let made = task.makes.unwrap_or_else(|| usize::from(task.before.is_empty()));
    assert_eq!(entries.len(), task.before.len() + made, "{} over {line:?} made something else", task.name);
    if task.plan == Plan::Coded {
        by_case(&entries, line);
    }
}

#[rstest]
fn the_same_keys_give_the_same_record(#[values(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13)] task: usize) {
    // The slow lines wait most of the time, so they wait together.
    thread::scope(|scope| {
        for line in LINES {
            scope.spawn(move || replay(&TASKS[task], line));
        }
    });
}
