//! Two leaders who mark the same evening: whatever the order, no mark that was accepted is lost, and two different marks
//! of the same participant are asked about.

use super::*;

/// What each of the two does: up to three single marks, by seat.
type Plan<'a> = [(&'a str, &'a str)];

/// What one leader sees: the cells as they were when they last looked.
struct Leader {
    seen: Cells,
    todo: Vec<(Code, Code)>,
}

impl Leader {
    fn new(desk: &Desk, id: EntryId, plan: &Plan<'_>) -> Self {
        let todo = plan.iter().map(|(seat, mark)| (Code::from(*seat), Code::from(*mark))).collect();
        Self { seen: desk.entry(id).cells, todo }
    }

    fn seen(&self, field: &str) -> Option<Cell> {
        self.seen.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone())
    }

    fn sees(&self, seat: &str) -> Option<Code> {
        match self.seen("attendance")?.value {
            Value::Marks(marks) => marks.into_iter().find(|(who, _)| who == seat).map(|(_, mark)| mark),
            // Before anybody has marked it, everybody is shown as there.
            _ => Some("present".into()),
        }
    }

    /// Saves one more mark upon what was last seen; the count in the room is left to the desk.
    fn save(&self, desk: &Desk, id: EntryId, seat: &Code, mark: &Code) -> Amend {
        let before = self.seen("attendance");
        let mut marks = match before.as_ref().map(|cell| &cell.value) {
            Some(Value::Marks(marks)) => marks.clone(),
            _ => ["a", "b", "c", "d"].map(|seat| (seat.into(), "present".into())).to_vec(),
        };
        marks.iter_mut().filter(|(who, _)| who == seat).for_each(|(_, is)| *is = mark.clone());
        let after = Some(Cell::typed(Value::Marks(marks)));
        let count = Some(Cell { value: Value::Number(0), origin: Origin::Computed });
        Amend {
            id,
            base: desk.entry(id).rev,
            status: None,
            changes: vec![
                Change { field: "attendance".into(), before, after },
                Change { field: "present".into(), before: self.seen("present"), after: count },
            ],
            reason: None,
            accepted: Accepted::All,
        }
    }
}

/// Four participants and their first evening, tonight.
fn tonight() -> (Desk, EntryId) {
    let mut desk = enrolling();
    for name in &NAMES[..4] {
        desk.enter("participant", &[("name", name), ("born", "06")]);
    }
    desk.on("2023-09-07");
    let id = evening(&desk, 1);
    (desk, id)
}

fn mark(desk: &Desk, id: EntryId, seat: &str) -> Option<Code> {
    match desk.entry(id).value("attendance") {
        Some(Value::Marks(marks)) => marks.iter().find(|(who, _)| who == seat).map(|(_, mark)| mark.clone()),
        _ => None,
    }
}

/// Every way of merging `a` steps of one with `b` of the other, as whose turn it is.
fn interleavings(a: usize, b: usize) -> Vec<Vec<usize>> {
    if (a, b) == (0, 0) {
        return vec![Vec::new()];
    }
    let first = if a > 0 { interleavings(a - 1, b) } else { Vec::new() };
    let second = if b > 0 { interleavings(a, b - 1) } else { Vec::new() };
    let begun = |who: usize| move |rest: Vec<usize>| [vec![who], rest].concat();
    first.into_iter().map(begun(0)).chain(second.into_iter().map(begun(1))).collect()
}

/// Runs one interleaving; `looks` says after which saves a leader sees how the evening stands now.
fn run(start: &(Desk, EntryId), plans: [&Plan<'_>; 2], turns: &[usize], looks: u32) -> usize {
    let (mut desk, id) = (start.0.clone(), start.1);
    let mut leaders = plans.map(|plan| Leader::new(&desk, id, plan));
    let mut kept: Vec<(usize, Code, Code)> = Vec::new();
    let mut asked = 0;
    for (step, who) in turns.iter().enumerate() {
        let (seat, to) = leaders[*who].todo.remove(0);
        let amend = leaders[*who].save(&desk, id, &seat, &to);
        let told = desk.entry(id);
        match desk.ask(*who as u32, &Command::Amend(amend)) {
            Ok(_) => {
                kept.retain(|(by, there, _)| !(by == who && *there == seat));
                kept.push((*who, seat, to));
                // Whoever saves sees what was saved, and with it what the other has done.
                leaders[*who].seen = desk.entry(id).cells;
            }
            Err(Refusal::Overlap { field, .. }) => {
                assert_eq!(field, "attendance");
                let theirs = mark(&desk, id, &seat).unwrap();
                assert_ne!(theirs, to, "only a different mark of the same participant is asked about");
                assert!(kept.iter().any(|(by, there, _)| by != who && *there == seat), "{plans:?} {turns:?}");
                assert_eq!(desk.entry(id), told, "and nothing happens then");
                asked += 1;
                leaders[*who].seen = desk.entry(id).cells;
            }
            // They see that mark there already, or the other has made the same one.
            Err(Refusal::NothingToChange) => {
                assert!(leaders[*who].sees(&seat) == Some(to.clone()) || mark(&desk, id, &seat) == Some(to));
            }
            Err(other) => panic!("{other:?}"),
        }
        if looks & (1 << step) != 0 {
            for leader in &mut leaders {
                leader.seen = desk.entry(id).cells;
            }
        }
    }
    for (n, (by, seat, to)) in kept.iter().enumerate() {
        // A leader who has seen the other's mark may change it: the last one stands.
        let later = kept[n + 1..].iter().any(|(other, there, _)| other != by && there == seat);
        let is = mark(&desk, id, seat).unwrap();
        assert!(later || is == *to, "{seat} was marked {to} and is {is}: {plans:?} {turns:?} {looks:b}");
    }
    let Some(Value::Marks(marks)) = desk.entry(id).value("attendance").cloned() else { panic!() };
    let there = marks.iter().filter(|(_, m)| ["present", "late", "left_early"].contains(&m.as_str())).count();
    assert_eq!(desk.entry(id).value("present"), Some(&Value::Number(there as i64)));
    asked
}

/// After which of `saves` both leaders see how the evening stands: none, all, or a single one.
fn looking(saves: usize) -> Vec<u32> {
    [0, (1 << saves) - 1].into_iter().chain((0..saves).map(|step| 1 << step)).collect()
}

/// The marks a leader may make, in order: two participants, two marks, one or two of them.
fn plans() -> Vec<Vec<(&'static str, &'static str)>> {
    let single = [("a", "absent"), ("a", "late"), ("b", "absent"), ("b", "late")];
    let twice = single.iter().flat_map(|one| single.iter().map(|two| vec![*one, *two]));
    single.iter().map(|one| vec![*one]).chain(twice.filter(|plan| plan[0] != plan[1])).collect()
}

#[test]
fn no_mark_is_lost_whatever_the_order_of_two_leaders() {
    let start = tonight();
    let plans = plans();
    let (mut ran, mut asked) = (0, 0);
    // Every interleaving of every two plans with one or two marks each, and what they see of it in between.
    for one in &plans {
        for two in &plans {
            for turns in interleavings(one.len(), two.len()) {
                for looks in looking(turns.len()) {
                    asked += run(&start, [one, two], &turns, looks);
                    ran += 1;
                }
            }
        }
    }
    assert!(ran > 4_000 && asked > 1_000, "{ran} {asked}");
}

#[test]
fn no_mark_is_lost_with_three_marks_each_seen_or_not() {
    let start = tonight();
    let ours: [&Plan<'_>; 4] = [
        &[("a", "absent"), ("b", "late"), ("c", "absent")],
        &[("a", "absent"), ("a", "late"), ("d", "absent")],
        &[("b", "absent"), ("a", "late"), ("b", "present")],
        &[("d", "notified"), ("c", "excused"), ("a", "left_early")],
    ];
    for one in ours {
        for two in ours {
            for turns in interleavings(3, 3) {
                for looks in looking(turns.len()) {
                    run(&start, [one, two], &turns, looks);
                }
            }
        }
    }
}

#[test]
fn the_fast_way_of_two_leaders_is_put_together_and_the_count_is_asked_for_again() {
    let (mut desk, id) = tonight();
    let report = |attendance: &str, present: &str| {
        Command::Amend(desk.amending(id, &[("attendance", attendance), ("present", present)]))
    };
    let (mine, theirs) = (report("a", "3"), report("b", "3"));
    desk.ask(1, &mine).unwrap();
    let problems = problems(desk.ask(2, &theirs).unwrap_err());
    assert!(matches!(problems[..], [Problem::Total { counted: 2, given: 3, .. }]), "{problems:?}");
    assert_eq!(mark(&desk, id, "a"), Some("absent".into()));
    // Counted once more, both stand.
    let Command::Amend(mut amend) = theirs else { panic!() };
    amend.changes[1].before =
        desk.entry(id).cells.iter().find(|(key, _)| key == "present").map(|(_, c)| c.clone());
    amend.changes[1].after = Some(Cell::typed(Value::Number(2)));
    desk.ask(2, &Command::Amend(amend)).unwrap();
    assert_eq!([mark(&desk, id, "a"), mark(&desk, id, "b")], [Some("absent".into()), Some("absent".into())]);
}
