//! The core alone: no sockets, a real store in a directory of its own, and a disk that fails when it is told to.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::*;
use crate::desk::ask::{DoneKind, Only, Query};
use crate::desk::founding::Founding;
use crate::domain::command::{Accepted, Amend, Change, Command, Enter, Write};
use crate::domain::plan::{Sort, load};
use crate::domain::record::{Entry, Status, Value};
use crate::domain::refusal::Refusal;
use crate::store::salvage::SalvageCommand;
use crate::store::{Disk, Failure};

mod answers;
mod disk;
mod found;
mod names;
mod roles;
mod secrecy;

const ME: SessionId = SessionId(1);
const OTHER: SessionId = SessionId(2);
const UID: u32 = 4_000_001;

const ENOSPC: i32 = 28;

/// A core, the directory it lies in, and the number of the next request and write.
struct World {
    core: Core,
    dir: tempfile::TempDir,
    next: u32,
}

fn open(dir: &std::path::Path, disk: Disk) -> Core {
    let clock = Clock::read(Some("2023-11-22T21:52")).unwrap();
    let founding = Founding {
        plan: load::ENKOPING.to_owned(),
        file: "enkoping.toml".to_owned(),
        taken_in_use: NaiveDate::from_ymd_opt(2023, 11, 1),
        example: false,
    };
    let now = clock.now(chrono_tz::Tz::Europe__Stockholm);
    let salvage = SalvageCommand::default();
    let options = KeepOptions { disk, salvage, waker: None, founding, uid: UID, now };
    let mut core = Core::open(dir, options, clock).unwrap();
    core.hear([Heard::Joined { session: ME, uid: UID }, Heard::Joined { session: OTHER, uid: UID + 1 }]);
    core
}

impl World {
    fn new() -> Self {
        Self::on(Disk::real())
    }

    fn on(disk: Disk) -> Self {
        let dir = tempfile::tempdir().unwrap();
        Self { core: open(dir.path(), disk), dir, next: 1 }
    }

    fn asked(&mut self, session: SessionId, ask: Ask) -> Heard {
        self.next += 1;
        Heard::Asked { session, asked: Asked { ticket: self.next, ask } }
    }

    fn ask(&mut self, session: SessionId, ask: Ask) -> Reply {
        let heard = self.asked(session, ask);
        let said = self.core.hear([heard]).said;
        answers(&said, session).pop().unwrap()
    }

    fn write(&mut self, session: SessionId, command: Command) -> Reply {
        let id = WriteId(u128::from(self.next) + 1000);
        self.ask(session, Ask::Do(Write { id, command }))
    }

    fn ids(&mut self, query: Query) -> Vec<u64> {
        match self.ask(ME, Ask::Page { query, from: 0, count: 500 }) {
            Reply::Page(page) => page.rows.iter().map(|entry| entry.id.0).collect(),
            other => panic!("{other:?}"),
        }
    }

    /// Everything that is true, told again from the files alone.
    fn reopened(self) -> Self {
        let Self { core, dir, next } = self;
        core.close().unwrap();
        Self { core: open(dir.path(), Disk::real()), dir, next }
    }
}

fn answers(said: &[(SessionId, Said)], to: SessionId) -> Vec<Reply> {
    let told = said.iter().filter(|(session, _)| *session == to);
    told.filter_map(|(_, said)| match said {
        Said::Answer(_, reply) => Some(reply.clone()),
        Said::Notice(_) => None,
    })
    .collect()
}

fn visit(day: u32, minute: u32, place: &str, contacts: i64) -> Command {
    let time = NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap();
    let cells = [
        ("day", Value::Day(NaiveDate::from_ymd_opt(2023, 11, day).unwrap())),
        ("arrive", Value::Time(time)),
        ("place", Value::Code(place.into())),
        ("contacts", Value::Number(contacts)),
    ];
    let cells = cells.map(|(key, value)| (key.into(), Cell::typed(value))).into();
    Command::Enter(Enter { form: "visit".into(), status: Status::Done, cells, accepted: Accepted::All })
}

fn change(entry: &Entry, field: &str, value: Value) -> Command {
    let before = entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
    let change = Change { field: field.into(), before, after: Some(Cell::typed(value)) };
    Command::Amend(Amend {
        id: entry.id,
        base: entry.rev,
        status: None,
        changes: vec![change],
        reason: None,
        accepted: Accepted::All,
    })
}

#[test]
fn changes_heard_together_are_decided_in_order_and_acknowledged_after_one_sync() {
    let disk = Disk::failing(u64::MAX, Failure::Error(ENOSPC));
    let mut world = World::on(disk.clone());
    assert!(matches!(world.write(ME, visit(20, 600, "stortorget", 1)), Reply::Done(_)));
    let before = disk.calls();
    assert!(matches!(world.write(ME, visit(20, 610, "stortorget", 1)), Reply::Done(_)));
    let alone = disk.calls() - before;
    let heard: Vec<_> = (0..20)
        .map(|n| {
            let command = visit(20, 620 + n, "stortorget", 1);
            world.asked(ME, Ask::Do(Write { id: WriteId(u128::from(n) + 1), command }))
        })
        .collect();
    let before = disk.calls();
    let said = world.core.hear(heard).said;
    let done = answers(&said, ME);
    assert!(done.len() == 20 && done.iter().all(|reply| matches!(reply, Reply::Done(_))));
    // One write each, and one sync for all.
    assert_eq!(disk.calls() - before, alone + 19);
    let told = said.iter().filter(|(session, said)| *session == OTHER && matches!(said, Said::Notice(_)));
    assert_eq!(told.count(), 20);
}

#[test]
fn a_desk_of_another_owner_gets_an_administrator() {
    let world = World::new();
    assert!(world.core.state().accounts[&UID].administrator);
    let World { core, dir, .. } = world;
    core.close().unwrap();
    let clock = Clock::read(Some("2023-11-22")).unwrap();
    let options = KeepOptions {
        disk: Disk::real(),
        salvage: SalvageCommand::default(),
        waker: None,
        founding: Founding::default(),
        uid: UID + 5,
        now: clock.now(chrono_tz::Tz::Europe__Stockholm),
    };
    let core = Core::open(dir.path(), options, clock).unwrap();
    assert!(core.state().accounts[&(UID + 5)].administrator);
}

#[test]
fn somebody_new_is_introduced_with_their_first_change_and_not_before() {
    let mut world = World::new();
    world.ask(OTHER, Ask::Today);
    assert_eq!(world.core.state().accounts.len(), 1);
    let refused = world.write(OTHER, Command::Remove { id: EntryId(9) });
    assert!(matches!(refused, Reply::Refused(Refusal::NoSuchEntry { .. })));
    assert_eq!(world.core.state().accounts.len(), 1);
    world.write(OTHER, visit(20, 600, "stortorget", 1));
    assert_eq!(world.core.state().accounts[&(UID + 1)].name.as_str(), format!("uid {}", UID + 1));
    let plan = Command::LoadPlan { text: load::BLANK.into(), file: "blank.toml".into() };
    assert_eq!(world.write(OTHER, plan), Reply::Refused(Refusal::NotAllowed));
}

#[test]
fn another_plan_is_in_force_for_everybody_at_once_and_can_be_undone() {
    let mut world = World::new();
    world.write(ME, visit(20, 600, "stortorget", 1));
    let before = world.core.state().entry(EntryId(1));
    let load = Command::LoadPlan { text: load::BLANK.into(), file: "blank.toml".into() };
    let heard = world.asked(ME, Ask::Do(Write { id: WriteId(5), command: load }));
    let said = world.core.hear([heard]).said;
    let plan = said.iter().find_map(|(session, said)| match said {
        Said::Notice(Notice::Plan(plan)) if *session == OTHER => Some(plan.key.clone()),
        _ => None,
    });
    assert_eq!(plan.as_deref(), Some(world.core.state().plan.key.as_str()));
    assert_eq!(world.core.state().plan_source.file, "blank.toml");
    assert!(matches!(world.write(ME, Command::Undo { seq: None }), Reply::Done(_)));
    assert_eq!(world.core.state().plan_source.file, "enkoping.toml");
    assert_eq!(world.core.state().entry(EntryId(1)), before);
}

#[test]
fn pages_are_filtered_searched_and_sorted() {
    let mut world = World::new();
    // Entered in no order: 1 and 2 on one evening, 3 after midnight that night, 4 the evening before.
    for (day, minute, place, contacts) in [
        (21, 21 * 60 + 30, "stortorget", 7),
        (21, 19 * 60, "hamnen", 12),
        (22, 90, "stortorget", 3),
        (20, 20 * 60, "hamnen", 0),
    ] {
        assert!(matches!(world.write(ME, visit(day, minute, place, contacts)), Reply::Done(_)));
    }
    let visits = || Query { forms: vec!["visit".into()], ..Query::default() };
    assert_eq!(world.ids(visits()), [3, 1, 2, 4]);
    assert_eq!(world.ids(Query::default()), [3, 1, 2, 4]);
    assert_eq!(world.ids(Query { sort: Sort::OldestFirst, ..visits() }), [4, 2, 1, 3]);
    let search = |words: &str| Query { words: words.into(), ..Query::default() };
    for (words, found) in [
        ("stort", vec![3, 1]),
        ("STORT 7", vec![1]),
        ("2023-11-21", vec![3, 1, 2]),
        ("ti 21 nov", vec![3, 1, 2]),
        ("ti 21 nov 12", vec![2]),
        ("21:3", vec![1]),
        ("bes", vec![3, 1, 2, 4]),
        ("v47 hamnen", vec![2, 4]),
        ("finns inte", vec![]),
    ] {
        assert_eq!(world.ids(search(words)), found, "{words}");
    }
    world.write(ME, Command::Remove { id: EntryId(1) });
    world.write(OTHER, visit(19, 600, "hamnen", 1));
    assert_eq!(world.ids(visits()), [3, 2, 4, 5]);
    assert_eq!(world.ids(Query { only: Only::Bin, ..visits() }), [1]);
    assert_eq!(world.ids(Query { only: Only::All, ..visits() }), [3, 1, 2, 4, 5]);
    let mine = Query { only: Only::Mine, ..visits() };
    assert_eq!(world.ids(mine.clone()), [4, 3, 2]);
    let two = world.core.state().entry(EntryId(2)).unwrap();
    world.write(ME, change(&two, "contacts", Value::Number(13)));
    assert_eq!(world.ids(mine), [2, 4, 3]);
}

#[test]
fn a_column_sorts_in_swedish_and_what_has_no_answer_comes_last() {
    let mut world = World::new();
    for (minute, place, contacts) in [(600, "stortorget", 7), (610, "aparken", 12), (620, "hamnen", 3)] {
        assert!(matches!(world.write(ME, visit(20, minute, place, contacts)), Reply::Done(_)));
    }
    let one = world.core.state().entry(EntryId(1)).unwrap();
    world.write(ME, change(&one, "minutes", Value::Number(5)));
    let form = world.core.state().plan.form("visit").unwrap().1.clone();
    let column = |key: &str| form.columns.iter().position(|c| c == key).unwrap() as u8;
    let by = |sort| Query { forms: vec!["visit".into()], sort, ..Query::default() };
    assert_eq!(world.ids(by(Sort::Column(column("contacts")))), [3, 1, 2]);
    assert_eq!(world.ids(by(Sort::ColumnDown(column("contacts")))), [2, 1, 3]);
    assert_eq!(world.ids(by(Sort::Column(column("place")))), [3, 1, 2]);
    assert_eq!(world.ids(by(Sort::ColumnDown(column("minutes"))))[0], 1);
    assert_eq!(world.ids(by(Sort::Column(column("minutes"))))[0], 1);
}

#[test]
fn screens_are_here_for_each_other_and_calls_are_not() {
    let mut world = World::new();
    let told = |said: &[(SessionId, Said)]| -> Vec<(SessionId, usize)> {
        let here = said.iter().filter_map(|(session, said)| match said {
            Said::Notice(Notice::Here(here)) => Some((*session, here.len())),
            _ => None,
        });
        here.collect()
    };
    let say = |world: &mut World, session, ask| {
        let heard = world.asked(session, ask);
        told(&world.core.hear([heard]).said)
    };
    assert_eq!(say(&mut world, ME, Ask::Welcome), []);
    assert_eq!(say(&mut world, ME, Ask::Here), []);
    assert_eq!(say(&mut world, OTHER, Ask::Today), []);
    assert_eq!(say(&mut world, OTHER, Ask::Here), [(ME, 2)]);
    assert_eq!(say(&mut world, OTHER, Ask::Here), []);
    let left = world.core.hear([Heard::Left { session: OTHER }]).said;
    assert_eq!(told(&left), [(ME, 1)]);
}

/// What somebody does, in numbers that are taken as far as they go.
#[derive(Clone, Debug)]
enum Deed {
    Enter { day: u32, minute: u32, place: usize, contacts: i64 },
    Change { entry: u64, contacts: i64 },
    Move { entry: u64, day: u32 },
    Remove { entry: u64 },
    Restore { entry: u64 },
    Undo,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (1..22_u32, 0..1439_u32, 0..3_usize, 0..60_i64)
            .prop_map(|(day, minute, place, contacts)| Deed::Enter { day, minute, place, contacts }),
        3 => (1..12_u64, 0..60_i64).prop_map(|(entry, contacts)| Deed::Change { entry, contacts }),
        1 => (1..12_u64, 1..22_u32).prop_map(|(entry, day)| Deed::Move { entry, day }),
        1 => (1..12_u64).prop_map(|entry| Deed::Remove { entry }),
        1 => (1..12_u64).prop_map(|entry| Deed::Restore { entry }),
        1 => Just(Deed::Undo),
    ]
}

fn do_it(world: &mut World, session: SessionId, deed: &Deed) -> bool {
    let found = |world: &World, id: &u64| world.core.state().entry(EntryId(*id));
    let command = match deed {
        Deed::Enter { day, minute, place, contacts } => {
            visit(*day, *minute, ["stortorget", "hamnen", "stortorget"][*place], *contacts)
        }
        Deed::Change { entry, contacts } => match found(world, entry) {
            Some(entry) => change(&entry, "contacts", Value::Number(*contacts)),
            None => return false,
        },
        Deed::Move { entry, day } => match found(world, entry) {
            Some(entry) => {
                change(&entry, "day", Value::Day(NaiveDate::from_ymd_opt(2023, 11, *day).unwrap()))
            }
            None => return false,
        },
        Deed::Remove { entry } => Command::Remove { id: EntryId(*entry) },
        Deed::Restore { entry } => Command::Restore { id: EntryId(*entry) },
        Deed::Undo => Command::Undo { seq: None },
    };
    matches!(world.write(session, command), Reply::Done(_))
}

/// What people see: everything that is not in the bin, without its numbers of changes, and what it adds up to.
fn seen(core: &Core) -> (Vec<Entry>, Vec<crate::domain::outcome::Figure>) {
    let state = core.state();
    let live = state.entries().filter(|entry| !entry.removed);
    let plain = live.map(|entry| Entry { rev: 0, seq: 0, asked: Vec::new(), ..entry });
    (plain.collect(), crate::domain::outcome::figures(state, state.plan.period, core.now().day))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 60, ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_brings_back_what_was_and_all_three_tellings_agree(
        before in prop::collection::vec(deed(), 0..12),
        after in prop::collection::vec(deed(), 1..16),
    ) {
        let mut world = World::new();
        for deed in &before {
            do_it(&mut world, OTHER, deed);
        }
        let shown = seen(&world.core);
        let undoable = world.core.state().latest_undoable(UID);
        prop_assert_eq!(undoable, None);
        for deed in &after {
            do_it(&mut world, ME, deed);
        }
        let mut undone = 0;
        while let Reply::Done(done) = world.write(ME, Command::Undo { seq: None }) {
            prop_assert_eq!(done.kind, DoneKind::Undone);
            undone += 1;
            prop_assert!(undone <= after.len());
        }
        prop_assert_eq!(seen(&world.core), shown);
        let Reply::Doctor(doctor) = world.ask(ME, Ask::Doctor) else { panic!() };
        prop_assert!(doctor.well, "{:?}", doctor.findings);
        let all: Vec<Entry> = world.core.state().entries().collect();
        let shown = seen(&world.core);
        let again = world.reopened();
        prop_assert_eq!(again.core.state().entries().collect::<Vec<_>>(), all);
        prop_assert_eq!(seen(&again.core), shown);
    }
}
