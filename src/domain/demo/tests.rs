use std::collections::HashMap;

use super::*;
use crate::domain::due::{self, About};
use crate::domain::plan::load;
use crate::domain::record::check::problems;
use crate::domain::record::entry::by_month;
use crate::domain::state::State;

fn day(y: i32, m: u32, d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, d).unwrap()
}

fn now() -> (NaiveDate, NaiveTime) {
    (day(2023, 11, 22), NaiveTime::from_hms_opt(21, 52, 0).unwrap())
}

fn plan() -> Promise {
    load::load(load::ENKOPING, "enkoping").unwrap()
}

fn recipe(plan: &Promise, seed: u64, entries: usize) -> Recipe<'_> {
    Recipe { plan, seed, entries, now: now(), first_seq: 2, people: &[1000, 2000, 3000] }
}

/// Lives the history through, and gives what is true at its end.
fn lived(plan: &Promise, recipe: Recipe<'_>) -> State {
    lived_by(load::ENKOPING, plan, recipe)
}

fn lived_by(text: &str, plan: &Promise, recipe: Recipe<'_>) -> State {
    let mut state = State::new();
    let founded = Happening {
        write: WriteId(1),
        undoes: None,
        events: vec![
            Event::Founded {
                taken_in_use: crate::domain::decide::day_number(plan.period.from),
                example: true,
            },
            Event::PlanLoaded { text: text.into(), file: "enkoping".into(), previous: None },
        ],
    };
    state.evolve(&founded, 1, 0, 1000);
    let mut seq = 1;
    let mut at = 0;
    for told in tell(recipe) {
        seq += 1;
        assert!(told.at >= at, "told in the order of time");
        at = told.at;
        for event in &told.happening.events {
            if let Some(id) = event.entry()
                && let Some(previous) = event.previous()
            {
                assert_eq!(state.latest_change(id), Some(previous));
            }
        }
        state.evolve(&told.happening, seq, told.at, told.who);
    }
    state
}

#[test]
fn the_same_seed_tells_the_same_history() {
    let plan = plan();
    let first: Vec<Told> = tell(recipe(&plan, 1, 500)).collect();
    assert_eq!(first, tell(recipe(&plan, 1, 500)).collect::<Vec<_>>());
    assert_ne!(first, tell(recipe(&plan, 2, 500)).collect::<Vec<_>>());
}

#[test]
fn there_are_as_many_entries_as_asked_for() {
    let plan = plan();
    for entries in [0, 1, 9, 40, 300, 3000, 20_000] {
        assert_eq!(lived(&plan, recipe(&plan, 7, entries)).count(), entries, "{entries}");
    }
}

#[test]
fn every_entry_keeps_the_rules() {
    let plan = plan();
    let state = lived(&plan, recipe(&plan, 3, 3000));
    let mut unique = HashSet::new();
    let mut months = HashMap::new();
    for entry in state.entries() {
        let (activity, form) = plan.form(&entry.form).unwrap();
        let ctx = Context { plan: &plan, today: now().0, time: now().1 };
        let apart = |e: &crate::domain::record::Entry| -> Vec<String> {
            form.same.iter().map(|key| format!("{:?}", e.value(key))).collect()
        };
        assert_eq!(problems(form, &entry.status, &entry.cells, &ctx), [], "{entry:?}");
        assert!(
            !form.unique || unique.insert((entry.form.clone(), entry.on, entry.part.clone(), apart(&entry))),
            "{entry:?}"
        );
        if activity.followed.iter().any(|f| f.by.contains(&form.key)) && entry.counts() {
            let month = crate::text::when::Month::of(entry.on);
            let whole = *months.entry((activity.key.clone(), month)).or_insert(by_month(form));
            assert_eq!(whole, by_month(form), "{month} is counted twice");
        }
        assert!(entry.status == Status::Planned || entry.on <= now().0);
    }
}

#[test]
fn it_has_something_of_everything() {
    let plan = plan();
    let state = lived(&plan, recipe(&plan, 1, 3000));
    let count =
        |what: &dyn Fn(&super::super::record::Entry) -> bool| state.entries().filter(|e| what(e)).count();
    for used in calendar::forms(&plan) {
        assert!(count(&|e| e.form == used.form.key && e.counts()) > 5, "{}", used.form.key);
    }
    assert!(count(&|e| e.status == Status::Planned) > 3);
    assert!(count(&|e| matches!(e.status, Status::Cancelled(_))) > 3);
    assert!(count(&|e| e.removed) > 10);
    assert!(count(&|e| e.rev > 1 && !e.removed) > 10);
    let night = |e: &super::super::record::Entry| plan.form(&e.form).is_some_and(|(_, f)| e.day(f) > e.on);
    assert!(count(&night) > 3, "visits after midnight count on the day before");
    let due = due::all(&state, now().0);
    let late: Vec<_> = due.iter().filter(|d| d.late > 0).collect();
    assert!(late.iter().any(|d| matches!(d.about, About::Planned(_))));
    assert!(late.iter().any(|d| matches!(d.about, About::Shift(..))));
}

#[test]
fn any_plan_will_do() {
    let blank = load::load(load::BLANK, "blank").unwrap();
    let now = (blank.period.from + Days::new(40), NaiveTime::MIN);
    let people = [1];
    let recipe = Recipe { plan: &blank, seed: 1, entries: 60, now, first_seq: 1, people: &people };
    let entered = |t: &Told| t.happening.events.iter().filter(|e| matches!(e, Event::Entered { .. })).count();
    assert_eq!(tell(recipe).map(|t| entered(&t)).sum::<usize>(), 60);
    let before = Recipe { now: (blank.period.from - Days::new(1), NaiveTime::MIN), ..recipe };
    assert_eq!(tell(before).count(), 0);
}

#[test]
fn the_last_month_that_an_extract_follows_waits_for_somebody() {
    let text = load::ENKOPING.replace("2022-07-01, by", "2023-11-01, by");
    assert_ne!(text, load::ENKOPING);
    let plan = load::load(&text, "enkoping").unwrap();
    let state = lived_by(&text, &plan, recipe(&plan, 1, 1000));
    let due = due::all(&state, now().0);
    let months: Vec<String> = due
        .iter()
        .filter_map(|d| match d.about {
            About::Month(month) => Some(month.to_string()),
            _ => None,
        })
        .collect();
    assert_eq!(months, ["2023-10"]);
}

#[test]
fn case_meetings_look_lived_in() {
    use crate::domain::casework::index::{CONSENT, MEETING};
    use crate::domain::plan::Kind;
    let plan = plan();
    let state = lived(&plan, recipe(&plan, 1, 3000));
    let meetings = |what: &dyn Fn(&Status) -> bool| {
        state.entries().filter(|e| e.form == MEETING && !e.removed && what(&e.status)).count()
    };
    assert!((90..=125).contains(&meetings(&|status| *status == Status::Done)));
    assert!((4..=14).contains(&meetings(&|status| matches!(status, Status::Cancelled(_)))));
    let all = ["present", "deputy", "not_called"].map(str::to_owned);
    let held = state.entries().filter(|e| e.form == MEETING && e.counts());
    let fewer = held.filter(|e| !e.value("attendance").is_some_and(|roster| roster.is_any(&all))).count();
    assert!((6..=25).contains(&fewer), "{fewer}");
    let files: Vec<_> = state.casework().files().map(|(_, file)| file).collect();
    assert!((50..=60).contains(&files.len()), "{}", files.len());
    assert!((4..=15).contains(&files.iter().filter(|file| file.is_open()).count()));
    assert!((35..=55).contains(&files.iter().filter(|file| file.first_action().is_some()).count()));
    let whole = |file: &&&crate::domain::casework::index::File| {
        file.decisions.values().filter(|d| d.action.is_some()).all(|d| d.parties.len() >= 2)
            && (file.first_action().is_none() || !file.commitments.is_empty())
    };
    assert_eq!(files.iter().filter(whole).count(), files.len(), "an action has its parties and a commitment");
    for ended in ["goal", "no_consent", "withdrawn"] {
        assert!(files.iter().any(|file| file.close_reason.as_deref() == Some(ended)), "{ended}");
    }
    assert!(files.iter().flat_map(|file| file.commitments.values()).any(|c| c.moved_from().is_some()));
    assert!(
        state.entries().any(|e| e.form == CONSENT && e.value("withdrawn").is_some_and(|v| !v.is_nothing()))
    );
    // What is due: this week's meeting, three after the summer, and a commitment of the school.
    let due = due::all(&state, now().0);
    let weeks: Vec<i64> = due
        .iter()
        .filter(|d| d.late > 0)
        .filter(|d| matches!(d.about, About::Week(_)))
        .map(|d| d.late)
        .collect();
    assert_eq!(weeks, [1, 85, 92, 99]);
    let of_cases = |key: &str| matches!(plan.activity(key).map(|a| &a.kind), Some(Kind::Cases(_)));
    let late: Vec<i64> = due
        .iter()
        .filter(|d| of_cases(&d.activity) && d.late > 0 && !matches!(d.about, About::Week(_)))
        .map(|d| d.late)
        .collect();
    assert_eq!(late, [2]);
}

#[test]
fn a_course_a_term_the_first_cancelled_and_the_last_going_on() {
    let plan = plan();
    let state = lived(&plan, recipe(&plan, 1, 3000));
    let courses = state.courses().courses();
    let codes: Vec<&str> = courses.iter().map(|(code, _)| code.as_str()).collect();
    assert_eq!(codes, ["vt2021", "ht2021", "vt2022", "ht2022", "vt2023", "ht2023"]);
    let today = day(2023, 11, 22);
    let held: Vec<bool> = courses.iter().map(|(_, course)| course.is_held(today)).collect();
    assert_eq!(held, [false, true, true, true, true, false]);
    assert!(courses[0].1.is_cancelled() && courses[0].1.postponed);
    let (_, last) = courses[5];
    let open = last.evenings().filter(|(_, _, evening)| !evening.is_held());
    let open: Vec<_> = open.map(|(day, _, evening)| (evening.session, day)).collect();
    assert_eq!(open, [(Some(11), day(2023, 11, 16)), (Some(12), day(2023, 11, 23))]);
    assert_eq!((last.placed(), last.reserves().count()), (12, 1));
    for (_, course) in &courses[1..5] {
        let ambassadors = course.participants().filter(|(_, one)| one.ambassador).count();
        assert_eq!((course.hanging.surveys.len(), ambassadors), (1, 3));
    }
}
