//! From asking for a save to its acknowledgement, beside one append and `fdatasync` of as many bytes.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use lofte::desk::ask::Reply;
use lofte::domain::command::{Accepted, Command, Enter, Write as Change};
use lofte::domain::record::{Cell, Code, Status, Value, WriteId};

use super::bench_desk::Served;
use super::sample::Sample;
use super::table::{Line, Table, figure};

const SAVE: Line = Line {
    what: "save → acknowledged",
    goal: "≤ 1.3 × yardstick",
    unit: "ms",
    yardstick: "append + fdatasync, in turns",
};

#[cfg(feature = "sqlite-yardstick")]
const SQLITE: Line = Line {
    what: "– beside SQLite",
    goal: "–",
    unit: "ms",
    yardstick: "SQLite, WAL, synchronous=FULL, one insert, in turns",
};

/// How often each is done.
const ROUNDS: usize = 300;

/// As long as the frame of a visit in the journal.
const FRAME: usize = 220;

/// Saves visits through a connection of its own, and appends to a file beside the desk in turns.
pub fn measure(desk: &Served, table: &mut Table) {
    let mut client = desk.client();
    let path = desk.dir.with_extension("append");
    let mut file = OpenOptions::new().append(true).create(true).open(&path).unwrap();
    #[cfg(feature = "sqlite-yardstick")]
    let mut sqlite = sqlite::Inserts::open(&desk.dir.with_extension("sqlite"));
    let (mut saved, mut appended) = (Sample::default(), Sample::default());
    #[cfg(feature = "sqlite-yardstick")]
    let mut inserted = Sample::default();
    for round in 0..ROUNDS {
        pause(round);
        let began = Instant::now();
        file.write_all(&[b'l'; FRAME]).unwrap();
        file.sync_data().unwrap();
        appended.add(began.elapsed());
        pause(round + 1);
        let change = visit(round);
        let began = Instant::now();
        let reply = client.write(change).unwrap();
        saved.add(began.elapsed());
        assert!(matches!(reply, Reply::Done(_)), "the desk did not save: {reply:?}");
        #[cfg(feature = "sqlite-yardstick")]
        {
            pause(round + 2);
            let began = Instant::now();
            sqlite.insert(round);
            inserted.add(began.elapsed());
        }
    }
    let _ = std::fs::remove_file(&path);
    let times = saved.median() / appended.median();
    table.put(
        SAVE,
        &format!("{} ({times:.2} ×)", figure(saved.median())),
        times <= 1.3,
        Some(figure(appended.median())),
    );
    #[cfg(feature = "sqlite-yardstick")]
    table.put(SQLITE, &figure(saved.median()), true, Some(figure(inserted.median())));
}

/// A few milliseconds, never in step with anything.
fn pause(round: usize) {
    std::thread::sleep(Duration::from_micros((round * 737 % 3_000) as u64));
}

fn visit(round: usize) -> Change {
    let day = NaiveDate::from_ymd_opt(2023, 11, 22).unwrap();
    let place = Value::Code(Code::from("stortorget"));
    let answers =
        [("day", Value::Day(day)), ("place", place), ("contacts", Value::Number((round % 9 + 1) as i64))];
    let cells = answers.map(|(key, value)| (Code::from(key), Cell::typed(value)));
    let enter =
        Enter { form: "visit".into(), status: Status::Done, cells: cells.into(), accepted: Accepted::All };
    Change { id: WriteId(fresh()), command: Command::Enter(enter) }
}

/// A number that nobody has used.
fn fresh() -> u128 {
    use std::hash::{BuildHasher, RandomState};
    let half = || u128::from(RandomState::new().hash_one(Instant::now()));
    half() << 64 | half()
}

#[cfg(feature = "sqlite-yardstick")]
mod sqlite {
    //! The same entry as a row in SQLite, as durable.

    use super::Path;

    pub struct Inserts(rusqlite::Connection);

    impl Inserts {
        pub fn open(path: &Path) -> Self {
            let db = rusqlite::Connection::open(path).unwrap();
            db.execute_batch(
                "pragma journal_mode = wal; pragma synchronous = full; \
                 create table visit (id integer primary key, day text, place text, contacts integer);",
            )
            .unwrap();
            Self(db)
        }

        pub fn insert(&mut self, round: usize) {
            let mut insert =
                self.0.prepare_cached("insert into visit (day, place, contacts) values (?, ?, ?)").unwrap();
            insert.execute(("2023-11-22", "stortorget", (round % 9 + 1) as i64)).unwrap();
        }
    }
}
