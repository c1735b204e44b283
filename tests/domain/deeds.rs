//! Sequences of commands, and what is compared before and after them.

use std::collections::BTreeSet;

use lofte::domain::command::{Amend, Command};
use lofte::domain::due::{self, DueLine};
use lofte::domain::outcome::{self, Figure};
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::plan::{Condition, Measure, Period, Shape};
use lofte::domain::record::{Cells, Code, EntryId, Status, Value, WriteId};
use lofte::domain::state::State;
use lofte::domain::tally::Sums;
use lofte::text::when::Month;
use proptest::prelude::*;

use super::{Desk, day, whole};

/// What a person sees: live entries and their answers, what is counted, what is due.
#[derive(Debug, PartialEq)]
pub struct Seen {
    pub entries: Vec<(EntryId, Status, Cells, Vec<Code>)>,
    pub figures: Vec<Figure>,
    pub due: Vec<DueLine>,
    pub plan: String,
}

fn periods(state: &State) -> Vec<Period> {
    let p = |from, to| Period { from: day(from), to: day(to) };
    vec![
        state.plan.period,
        p("2023-09-01", "2023-09-30"),
        p("2023-10-10", "2023-11-09"),
        p("2023-11-01", "2023-11-30"),
        p("2023-11-20", "2023-11-26"),
    ]
}

pub fn seen(desk: &Desk) -> Seen {
    let state = &desk.state;
    let live = state.entries().filter(|e| !e.removed);
    Seen {
        entries: live.map(|e| (e.id, e.status, e.cells, e.asked)).collect(),
        figures: periods(state).into_iter().flat_map(|p| outcome::figures(state, p, desk.now.day)).collect(),
        due: due::lines(state, desk.now.day),
        plan: state.plan_source.text.clone(),
    }
}

/// All that can be observed of a state.
pub fn equal(a: &State, b: &State) {
    assert_eq!(a.plan, b.plan);
    assert_eq!(a.plan_source, b.plan_source);
    assert_eq!((a.taken_in_use, a.example, a.seq), (b.taken_in_use, b.example, b.seq));
    assert_eq!((a.count(), a.next_id(), &a.accounts), (b.count(), b.next_id(), &b.accounts));
    let (from, to) = (day("2000-01-01"), day("2099-12-31"));
    for (_, form) in a.plan.forms() {
        let range = |s: &State| s.between(&form.key, from, to).collect::<Vec<_>>();
        assert_eq!(range(a), range(b));
        let planned = |s: &State| s.planned_between(&form.key, from, to).collect::<Vec<_>>();
        assert_eq!(planned(a), planned(b));
        for who in 1..4 {
            assert_eq!(a.latest_by(who, &form.key), b.latest_by(who, &form.key));
            assert_eq!(a.latest_undoable(who), b.latest_undoable(who));
        }
    }
    assert!(a.entries().eq(b.entries()));
    for (index, _) in a.plan.measures().enumerate() {
        for period in periods(a) {
            assert_eq!(a.tally.within(index, period, period.to), b.tally.within(index, period, period.to));
        }
        assert_eq!(a.tally.outside(index, a.plan.period), b.tally.outside(index, a.plan.period));
    }
    assert_eq!(a.courses(), b.courses());
    for write in 0..400 {
        assert_eq!(a.written(WriteId(write)), b.written(WriteId(write)));
    }
}

/// The totals added up once more, entry by entry.
fn recounted(state: &State, index: usize, period: Period) -> Sums {
    let (_, measure) = state.plan.measures().nth(index).unwrap();
    let mut sums = Sums::default();
    let (mut hits, mut counted, mut registered) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for entry in state.entries().filter(|e| !e.removed && measure.reads(&e.form)) {
        let monthly = matches!(entry.value("month"), Some(Value::Month(_)));
        let month = Month::of(entry.on);
        let inside = if monthly {
            period.contains(month.first()) && period.contains(month.last())
        } else {
            period.contains(entry.on)
        };
        if !inside {
            continue;
        }
        match entry.status {
            Status::Planned => sums.planned += 1,
            Status::Cancelled(_) => sums.cancelled += 1,
            Status::Done => {
                let number = |field: &str| entry.value(field).and_then(Value::number);
                let holds = |only: &[Condition]| {
                    only.iter().all(|c| entry.value(&c.field).is_some_and(|v| v.is_any(&c.any)))
                };
                match &measure.shape {
                    Shape::Count { of } => {
                        if of.iter().any(|s| s.form == entry.form && holds(&s.only)) {
                            (sums.entries, sums.value) = (sums.entries + 1, sums.value + 1);
                        } else {
                            sums.registered += 1;
                        }
                    }
                    // Cases by code are reckoned from the register; here only whether a meeting was held.
                    Shape::Occasions { form, .. } | Shape::Cases { meeting: form, .. } => {
                        sums.entries += i64::from(entry.form == *form);
                    }
                    Shape::Attendance { field, who, came, called, .. } => {
                        sums.entries += 1;
                        let mark = entry.value(field).and_then(|marks| marks.mark_of(who));
                        let among =
                            |marks: &[String]| i64::from(mark.is_some_and(|m| marks.iter().any(|c| m == c)));
                        sums.value += among(came);
                        sums.of += among(called);
                        sums.registered += i64::from(mark.is_some());
                        sums.not_stated += i64::from(mark.is_none());
                    }
                    // Reckoned from the register of courses, which has tests of its own.
                    Shape::Course { .. } => {}
                    Shape::Sum { of } => {
                        sums.entries += 1;
                        match of.iter().find(|s| s.form == entry.form).unwrap().field.as_deref() {
                            None => sums.value += 1,
                            Some(field) => match number(field) {
                                Some(n) => sums.value += n,
                                None => sums.not_stated += 1,
                            },
                        }
                    }
                    Shape::ShareOfShifts { of, hit, .. } => {
                        let shift = entry.part.clone().map(|part| (entry.on, part));
                        if entry.form == hit.form {
                            sums.entries += 1;
                            match shift {
                                Some(shift) => _ = hits.insert(shift),
                                None => sums.not_stated += 1,
                            }
                        } else if entry.form == of.form {
                            registered.extend(shift.clone());
                            if holds(&of.only) {
                                sums.entries += 1;
                                counted.extend(shift);
                            }
                        } else {
                            sums.entries += 1;
                            sums.value += number("shifts_with_visit").unwrap();
                            sums.of += number("shifts").unwrap();
                            sums.registered += number("shifts").unwrap();
                        }
                    }
                }
            }
        }
    }
    sums.value += hits.len() as i64;
    sums.of += hits.union(&counted).count() as i64;
    sums.registered += hits.union(&registered).count() as i64;
    sums
}

pub fn check_totals(state: &State) {
    let of_courses = |measure: &Measure| matches!(measure.shape, Shape::Course { .. });
    for (index, (_, measure)) in state.plan.measures().enumerate().filter(|(_, (_, m))| !of_courses(m)) {
        for period in periods(state) {
            assert_eq!(
                state.tally.within(index, period, period.to).0,
                recounted(state, index, period),
                "{}",
                measure.key
            );
        }
    }
}

/// Something somebody does: what kind of thing, to what, how.
pub type Deed = (u8, u8, u8, u32);

pub fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    prop::collection::vec((0..15_u8, any::<u8>(), any::<u8>(), 1..4_u32), 1..most)
}

/// The same promise with another calendar, a field less and a field more.
pub fn other_plan() -> String {
    let fewer = ENKOPING.replacen("from = 22:00", "from = 23:00", 1);
    let start = fewer.find("[[activity.form.field]]\nkey = \"passed_on\"").unwrap();
    let end = start + fewer[start..].find("[[activity.form.field]]\nkey = \"mood\"").unwrap();
    let more =
        "[[activity.form.field]]\nkey = \"kind_of\"\nlabel = \"Sort\"\nkind = \"count\"\njump = \"q\"\n";
    let columns = "\"passed_on\", \"mood\", \"minutes\"";
    fewer.replace(&fewer[start..end], more).replace(columns, "\"mood\", \"minutes\"")
}

/// Does one deed; gives its journal number if it was done.
pub fn deed(desk: &mut Desk, (kind, a, b, who): Deed) -> Option<u64> {
    let date = (day("2023-10-25") + chrono::Days::new(u64::from(a % 30))).to_string();
    let time = format!("{}:{:02}", b % 24, a % 60);
    let part = ["day", "evening", "night"][usize::from(b % 3)];
    let staffed = ["ja", "nej", "begränsat"][usize::from(a % 3)];
    let number = (b % 70).to_string();
    let id = EntryId(u64::from(a) % (desk.state.count() as u64 + 1) + 1);
    let status = match b % 4 {
        0 => Status::Planned,
        1 => Status::Cancelled("vader".into()),
        _ => Status::Done,
    };
    let command = match kind {
        0 | 1 => desk.entering(
            "visit",
            Status::Done,
            &[
                ("day", &date),
                ("arrive", if b % 5 == 0 { "" } else { &time }),
                ("place", "st"),
                ("contacts", &number),
            ],
        ),
        2 | 3 => {
            desk.entering("shift", Status::Done, &[("day", &date), ("part", part), ("staffed", staffed)])
        }
        4 => {
            let month = format!("2023-{:02}", 9 + a % 3);
            let typed =
                [("month", &*month), ("shifts", "70"), ("shifts_with_visit", &*number), ("visits", "90")];
            desk.entering("extract", Status::Done, &typed)
        }
        5 => desk.entering("walk", status, &[("day", &date), ("area", "norr"), ("adults", "4")]),
        6 => desk.entering(
            "handout",
            Status::Done,
            &[("day", &date), ("leaflets", &(1 + u32::from(b)).to_string())],
        ),
        7 => {
            let rows = [0, 1, 2].map(|i| {
                let date = (day("2023-11-01") + chrono::Days::new(u64::from(a % 18) + i)).to_string();
                whole(desk, "shift", &[("day", &date), ("part", part), ("staffed", staffed)])
            });
            Command::Import { form: "shift".into(), rows: rows.to_vec() }
        }
        8 | 9 => {
            let form = desk.state.entry(id)?.form;
            let typed: &[(&str, &str)] = match (form.as_str(), b % 3) {
                ("visit", 0) => &[("contacts", &number), ("minutes", "200")],
                ("visit", _) => &[("day", &date), ("arrive", &time), ("note", "ring 070-123 45 67")],
                ("shift", 0) => &[("staffed", staffed), ("reason", "larm")],
                ("shift" | "handout", _) | ("meeting", 1..) => &[("day", &date)],
                ("extract", _) => &[("visits", &number)],
                ("meeting", 0) => &[("attendance", "school=absent"), ("present", "3")],
                _ => &[("day", &date), ("adults", "5")],
            };
            let status = (form == "walk").then_some(status);
            Command::Amend(Amend { status, ..desk.amending(id, typed) })
        }
        10 | 11 => Command::Remove { id },
        12 => Command::Restore { id },
        13 => {
            let status = if b % 4 == 1 { Status::Cancelled("krock".into()) } else { status };
            let (attendance, present) =
                [("police=absent", "3"), ("school=deputy", "4"), ("leisure=not_called", "3")]
                    [usize::from(a / 3 % 3)];
            desk.entering(
                "meeting",
                status,
                &[("day", &date), ("attendance", attendance), ("present", present)],
            )
        }
        _ => {
            let text = if desk.state.plan_source.text == ENKOPING { other_plan() } else { ENKOPING.into() };
            Command::LoadPlan { text, file: "b.toml".into() }
        }
    };
    desk.ask(who, &command).ok()
}
