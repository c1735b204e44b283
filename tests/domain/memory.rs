//! What a hundred thousand entries take, in bytes and in time. Run by hand, in release: `cargo test --release --test
//! lofte memory -- --ignored --nocapture`.

use std::time::Instant;

use lofte::domain::command::Command;
use lofte::domain::due;
use lofte::domain::event::{Event, Happening};
use lofte::domain::outcome;
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::packed::{Names, pack, unpack};
use lofte::domain::record::{Cell, Cells, Code, EntryId, Nothing, Origin, Status, Value, WriteId};
use lofte::text::clean::Clean;
use lofte::text::when::Month;
use proptest::prelude::*;

use super::{Desk, day, whole};

fn value() -> impl Strategy<Value = Value> {
    let code = "[a-z0-9_-]{1,12}";
    prop_oneof![
        (1..3_000_000_i32).prop_map(|n| Value::Day(chrono::NaiveDate::from_num_days_from_ce_opt(n).unwrap())),
        (2000..2100_i32, 1..13_u32).prop_map(|(year, month)| Value::Month(Month { year, month })),
        (0..1440_u32).prop_map(|m| {
            Value::Time(chrono::NaiveTime::from_num_seconds_from_midnight_opt(m * 60, 0).unwrap())
        }),
        any::<i64>().prop_map(Value::Number),
        code.prop_map(|c| Value::Code(c.into())),
        prop::collection::vec(code.prop_map(Code::from), 0..5).prop_map(Value::Codes),
        any::<String>().prop_map(|t| Value::Text(Clean::note(&t))),
        any::<String>().prop_map(|t| Value::Text(Clean::line(&t))),
        any::<bool>().prop_map(Value::YesNo),
        Just(Value::Nothing(Nothing::NotStated)),
        Just(Value::Nothing(Nothing::NotKnown)),
        Just(Value::Nothing(Nothing::NotApplicable)),
    ]
}

fn cells() -> impl Strategy<Value = Cells> {
    let origin = prop_oneof![
        Just(Origin::Typed),
        Just(Origin::Default),
        Just(Origin::Carried),
        Just(Origin::Computed),
        Just(Origin::Imported),
    ];
    let cell = (value(), origin).prop_map(|(value, origin)| Cell { value, origin });
    prop::collection::vec(("[a-z_]{1,9}".prop_map(Code::from), cell), 0..12)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_packed_is_unpacked(all in prop::collection::vec(cells(), 1..4)) {
        let mut names = Names::default();
        let packed: Vec<_> = all.iter().map(|cells| pack(cells, &mut names)).collect();
        for (cells, packed) in all.iter().zip(packed) {
            prop_assert_eq!(&unpack(&packed, &names), cells);
        }
    }

    #[test]
    fn bytes_that_nobody_packed_do_no_harm(bytes in any::<Vec<u8>>()) {
        unpack(&bytes, &Names::default());
    }
}

#[test]
fn an_entry_takes_few_bytes() {
    let desk = Desk::new(ENKOPING, "2023-11-22");
    let mut names = Names::default();
    let packed = pack(&rows(&desk, 2)[1], &mut names);
    assert!(packed.len() <= 30, "{}", packed.len());
}

/// Visits as they are made, every tenth with a note.
fn rows(desk: &Desk, count: usize) -> Vec<Cells> {
    let typed = [
        ("day", "2021-01-01"),
        ("arrive", "21:30"),
        ("place", "st"),
        ("contacts", "7"),
        ("minutes", "15"),
        ("passed_on", "1"),
        ("mood", "lugnt"),
    ];
    let base = whole(desk, "visit", &typed);
    (0..count)
        .map(|i| {
            let mut row = base.clone();
            row[0].1.value = Value::Day(day("2021-01-01") + chrono::Days::new(i as u64 % 1000));
            row[3].1.value = Value::Number((i % 50) as i64);
            if i % 10 == 0 {
                row[7].1.value = Value::Text(Clean::line("lugnt i parken, belysningen trasig"));
            }
            row
        })
        .collect()
}

/// Bytes of memory that are this process's own.
fn resident() -> usize {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
    pages.split(' ').nth(1).unwrap().parse::<usize>().unwrap() * 4096
}

#[test]
#[ignore = "measures, in release"]
fn a_hundred_thousand_entries() {
    const COUNT: usize = 100_000;
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let events: Vec<Happening> = rows(&desk, COUNT)
        .into_iter()
        .enumerate()
        .map(|(i, cells)| Happening {
            write: WriteId(i as u128),
            undoes: None,
            events: vec![Event::Entered {
                id: EntryId(i as u64 + 1),
                form: "visit".into(),
                status: Status::Done,
                cells,
                asked: Vec::new(),
            }],
        })
        .collect();
    let (before, start) = (resident(), Instant::now());
    for (i, happening) in events.iter().enumerate() {
        desk.state.evolve(happening, i as u64 + 2, 0, 1);
    }
    println!("evolve of {COUNT}: {:?}", start.elapsed());
    println!("bytes each: {}", (resident() - before) / COUNT);
    let start = Instant::now();
    let figures = outcome::figures(&desk.state, desk.state.plan.period, desk.now.day);
    println!("{} figures over the whole promise: {:?}", figures.len(), start.elapsed());
    let start = Instant::now();
    println!("{} lines due: {:?}", due::lines(&desk.state, desk.now.day).len(), start.elapsed());
    let rows = rows(&desk, 85_000);
    let import = Command::Import { form: "visit".into(), rows };
    let start = Instant::now();
    let seq = desk.ask(1, &import).unwrap();
    println!("import of 85,000 beside them: {:?}", start.elapsed());
    assert_eq!(desk.state.count(), COUNT + 85_000);
    let start = Instant::now();
    desk.undo(1, seq).unwrap();
    println!("its undoing: {:?}", start.elapsed());
    let start = Instant::now();
    desk.ask(1, &Command::LoadPlan { text: ENKOPING.into(), file: "b.toml".into() }).unwrap();
    println!("another plan: {:?}", start.elapsed());
}
