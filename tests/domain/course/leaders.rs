//! Two leaders at one evening, searched through to the end: every state they can bring it to, and every step from there.
//!
//! A state is how the evening stands and how each of them last saw it; whatever either does next is tried in all of them. So
//! every sequence of marks is covered, of any length and in every order. What the desk answers is foretold by a model that
//! knows only marks.

use std::collections::{BTreeMap, HashSet, VecDeque};
use std::rc::Rc;

use lofte::domain::event::Happening;

use super::*;

/// The members that are marked; two more sit there and are never touched.
const SEATS: [&str; 2] = ["a", "b"];
const MARKS: [&str; 3] = ["present", "absent", "late"];

/// Who sits there, by letter, with the mark.
type Roster = BTreeMap<Code, Code>;

/// The evening, and what each of the two last saw of it.
#[derive(Clone)]
struct Table {
    desk: Rc<Desk>,
    id: EntryId,
    seen: [Cells; 2],
}

/// What one of them may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Looks how it stands.
    Look,
    /// One mark of one member in the grid; the desk counts.
    Mark(&'static str, &'static str),
    /// The whole form: the marks of both, and the number counted in the room.
    Form([&'static str; 2], i64),
}

impl Table {
    fn new() -> Self {
        let mut desk = enrolling();
        for name in &NAMES[..4] {
            desk.enter("participant", &[("name", name), ("born", "06")]);
        }
        desk.on("2023-09-07");
        let id = evening(&desk, 1);
        // What was told is never read again, and the plan's text is long.
        desk.told.iter_mut().for_each(|(happening, _, _)| happening.events.clear());
        let cells = desk.entry(id).cells;
        Self { desk: Rc::new(desk), id, seen: [cells.clone(), cells] }
    }

    fn now(&self) -> Cells {
        self.desk.entry(self.id).cells
    }

    /// What tells one state from another. Where both may do the same, it makes no difference which of them saw what.
    fn key(&self, alike: bool) -> Vec<String> {
        let told = |cells: &Cells| format!("{:?} {:?}", cell(cells, "attendance"), cell(cells, "present"));
        let mut key = [&self.seen[0], &self.seen[1], &self.now()].map(told);
        if alike {
            key[..2].sort();
        }
        key.into()
    }

    fn change(&self, who: usize, field: &str, after: Cell) -> Option<Change> {
        let before = cell(&self.seen[who], field);
        let same = before.as_ref().is_some_and(|before| before.value == after.value);
        (!same).then(|| Change { field: field.into(), before, after: Some(after) })
    }

    /// The command of a step, upon what `who` last saw.
    fn amend(&self, who: usize, roster: &Roster, count: Cell) -> Amend {
        let marks = Value::Marks(roster.clone().into_iter().collect());
        let marked = self.change(who, "attendance", Cell::typed(marks));
        let mut counted = self.change(who, "present", count.clone());
        if marked.is_some() && counted.is_none() {
            // The number in the room is said again whenever marks are saved.
            let before = cell(&self.seen[who], "present");
            counted = Some(Change { field: "present".into(), before, after: Some(count) });
        }
        let changes = marked.into_iter().chain(counted).collect();
        let base = self.desk.entry(self.id).rev;
        Amend { id: self.id, base, status: None, changes, reason: None, accepted: Accepted::All }
    }

    fn ask(&mut self, who: usize, amend: Amend) -> Result<(), Refusal> {
        let events = decide::decide(&self.desk.state, &Command::Amend(amend), self.desk.now)?;
        let write = WriteId(self.desk.told.len() as u128 + 100);
        Rc::make_mut(&mut self.desk).tell(who as u32 + 1, Happening { write, undoes: None, events });
        Ok(())
    }
}

fn cell(cells: &Cells, field: &str) -> Option<Cell> {
    cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone())
}

/// The marks as somebody sees them: before anybody has marked the evening, all four are there.
fn roster(cells: &Cells) -> Roster {
    match cell(cells, "attendance").map(|cell| cell.value) {
        Some(Value::Marks(marks)) => marks.into_iter().collect(),
        _ => ["a", "b", "c", "d"].map(|seat| (seat.into(), "present".into())).into(),
    }
}

/// Whether anybody has marked the evening.
fn marked(cells: &Cells) -> bool {
    cell(cells, "attendance").is_some_and(|cell| matches!(cell.value, Value::Marks(_)))
}

/// How many a roster has in the room.
fn counted(roster: &Roster) -> i64 {
    roster.values().filter(|mark| ["present", "late", "left_early"].contains(&mark.as_str())).count() as i64
}

/// What a save should come to, by the marks alone.
#[derive(Debug, PartialEq, Eq)]
enum Foretold {
    /// The roster afterwards.
    Saved(Roster),
    /// Somebody else has made another mark there.
    Overlap,
}

/// Somebody who saw `seen` wants `wanted` while it is `now`: their changes beside the others', member by member.
fn foretell(seen: &Roster, wanted: &Roster, now: &Roster) -> Foretold {
    let mut after = now.clone();
    for (seat, mark) in wanted.iter().filter(|(seat, mark)| seen[*seat] != **mark) {
        if now[seat] != seen[seat] && now[seat] != *mark {
            return Foretold::Overlap;
        }
        after.insert(seat.clone(), mark.clone());
    }
    Foretold::Saved(after)
}

/// Takes a step and compares what came of it with what was foretold; says which of the answers it was.
fn take(table: &mut Table, who: usize, step: Step) -> &'static str {
    let (seen, now, before) = (roster(&table.seen[who]), roster(&table.now()), table.now());
    let mut wanted = seen.clone();
    let count = match step {
        Step::Look => {
            table.seen[who] = before;
            return "looked";
        }
        // A mark that is seen there already is not made.
        Step::Mark(seat, mark) if seen[seat] == *mark => return "nothing to change",
        Step::Mark(seat, mark) => {
            wanted.insert(seat.into(), mark.into());
            Cell { value: Value::Number(0), origin: Origin::Computed }
        }
        Step::Form(marks, count) => {
            wanted.extend(SEATS.iter().zip(marks).map(|(seat, mark)| (Code::from(*seat), Code::from(mark))));
            Cell::typed(Value::Number(count))
        }
    };
    let amend = table.amend(who, &wanted, count);
    let told = if marked(&table.seen[who]) && !marked(&before) {
        // The whole report was undone: then nothing can be put beside it.
        Foretold::Overlap
    } else {
        foretell(&seen, &wanted, &now)
    };
    let counts = amend.changes.iter().any(|change| change.field == "present");
    let context = || format!("{who} {step:?}: {now:?}, seen {seen:?}");
    match (table.ask(who, amend), told) {
        (Ok(()), Foretold::Saved(after)) => {
            let is = table.now();
            assert_eq!(roster(&is), after, "{}", context());
            let present = cell(&is, "present").unwrap().value;
            assert_eq!(present, Value::Number(counted(&after)), "{}", context());
            if let (Step::Form(_, given), true) = (step, counts) {
                assert_eq!(Value::Number(given), present, "{}", context());
            }
            "saved"
        }
        (Err(refusal), told) => {
            assert_eq!(table.now(), before, "a refusal changes nothing: {}", context());
            refused(refusal, &told, step, &before, &context())
        }
        (Ok(()), Foretold::Overlap) => panic!("a mark that was not seen is overwritten: {}", context()),
    }
}

/// A refusal names what stands in the way, and is given for nothing else.
fn refused(refusal: Refusal, told: &Foretold, step: Step, now: &Cells, context: &str) -> &'static str {
    match refusal {
        Refusal::Overlap { field, theirs, .. } => {
            assert_eq!(theirs, cell(now, &field), "{context}");
            assert_eq!((field.as_str(), told), ("attendance", &Foretold::Overlap), "{context}");
            "asked about"
        }
        Refusal::NothingToChange => {
            assert_eq!(*told, Foretold::Saved(roster(now)), "{context}");
            "nothing to change"
        }
        Refusal::Problems { problems, .. } => {
            let [Problem::Total { counted: marked, given, .. }] = problems[..] else {
                panic!("{problems:?}")
            };
            let Foretold::Saved(after) = told else { panic!("{context}") };
            assert!(matches!(step, Step::Form(_, n) if n == given) && marked != given, "{context}");
            assert_eq!(marked, counted(after), "{context}");
            "counted again"
        }
        other => panic!("{other:?}: {context}"),
    }
}

/// Takes every step in every state there is; counts the states and the answers.
fn search(steps: [&[Step]; 2]) -> (usize, BTreeMap<&'static str, usize>) {
    let (first, alike) = (Table::new(), steps[0] == steps[1]);
    let (mut known, mut answers) = (HashSet::from([first.key(alike)]), BTreeMap::new());
    let mut open = VecDeque::from([first]);
    while let Some(table) = open.pop_front() {
        for (who, step) in steps.iter().enumerate().flat_map(|(who, all)| all.iter().map(move |s| (who, *s)))
        {
            let mut next = table.clone();
            *answers.entry(take(&mut next, who, step)).or_default() += 1;
            if known.insert(next.key(alike)) {
                open.push_back(next);
            }
        }
    }
    (known.len(), answers)
}

fn marks(seats: &[&'static str], marks: &[&'static str]) -> Vec<Step> {
    let all = seats.iter().flat_map(|seat| marks.iter().map(|mark| Step::Mark(seat, mark)));
    all.chain([Step::Look]).collect()
}

#[test]
fn in_every_state_of_two_who_mark_no_mark_is_overwritten_unseen() {
    let all = marks(&SEATS, &MARKS);
    let (states, answers) = search([&all, &all]);
    // The evening nobody has marked; and nine rosters, each with two who saw one of them or none yet, but for the one of all
    // there, which nobody comes to who has seen no other.
    assert_eq!(states, 1 + 9 * (10 * 11 / 2) - 1);
    assert!(answers["asked about"] > 1_000 && answers["saved"] > 1_000, "{answers:?}");
}

#[test]
fn in_every_state_of_a_form_and_single_marks_the_count_is_that_of_the_marks() {
    let mut forms = vec![Step::Look, Step::Form(["absent", "present"], 4)];
    for a in MARKS {
        for b in &MARKS[..2] {
            let there = 4 - i64::from(a == "absent") - i64::from(*b == "absent");
            forms.push(Step::Form([a, b], there));
        }
    }
    let (states, answers) = search([&marks(&SEATS, &MARKS[..2]), &forms]);
    assert!(states > 1_000, "{states}");
    for answer in ["saved", "asked about", "counted again", "nothing to change"] {
        assert!(answers[answer] > 1_000, "{answer}: {answers:?}");
    }
}

/// A change that stands: who made it, its number, and how the evening stood before.
type Stands = (usize, u64, Entry);

/// Undoes the latest change of `who` that stands: it goes where nothing has been built upon it, and else nothing happens.
fn undo(table: &mut Table, who: usize, stand: &mut Vec<Stands>) -> &'static str {
    let Some((_, seq, was)) = stand.iter().rfind(|(by, _, _)| *by == who).cloned() else { return "nothing" };
    let before = table.desk.entry(table.id);
    let on_top = stand.last().is_some_and(|(_, top, _)| *top == seq);
    match Rc::make_mut(&mut table.desk).undo(who as u32 + 1, seq) {
        Ok(_) => {
            assert!(on_top, "what somebody has built upon is taken away from under it");
            let now = table.desk.entry(table.id);
            assert_eq!((roster(&now.cells), now.status), (roster(&was.cells), was.status));
            stand.pop();
            "undone"
        }
        Err(Refusal::ChangedSince { id }) => {
            assert!(!on_top && id == table.id);
            assert_eq!(table.desk.entry(table.id), before);
            "changed since"
        }
        Err(other) => panic!("{other:?}"),
    }
}

/// Every sequence of `left` more steps of the two, one of which is to undo.
fn walk(table: &Table, stand: &[Stands], left: u32, answers: &mut BTreeMap<&'static str, usize>) {
    let steps = [Step::Look, Step::Mark("a", "absent"), Step::Mark("a", "late"), Step::Mark("b", "absent")];
    for who in [0, 1].into_iter().filter(|_| left > 0) {
        for step in steps.into_iter().map(Some).chain([None]) {
            let (mut next, mut stand, was) = (table.clone(), stand.to_vec(), table.desk.entry(table.id));
            let answer = match step {
                Some(step) => take(&mut next, who, step),
                None => undo(&mut next, who, &mut stand),
            };
            if answer == "saved" {
                stand.push((who, next.desk.told.len() as u64, was));
            }
            *answers.entry(answer).or_default() += 1;
            walk(&next, &stand, left - 1, answers);
        }
    }
}

#[test]
fn no_undo_takes_away_what_somebody_else_has_marked() {
    let mut answers = BTreeMap::new();
    walk(&Table::new(), &[], 4, &mut answers);
    // Ten steps, four times over.
    assert_eq!(answers.values().sum::<usize>(), 10 + 100 + 1_000 + 10_000);
    assert!(answers["undone"] > 300 && answers["changed since"] > 100, "{answers:?}");
}
