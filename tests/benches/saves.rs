//! From asking for a save to its acknowledgement, beside one append and `fdatasync` of as many bytes.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use chrono::NaiveDate;
use lofte::desk::ask::{Ask, Asked, Reply, Said};
use lofte::desk::clock::Clock;
use lofte::desk::core::{Core, Heard, SessionId};
use lofte::desk::founding::Founding;
use lofte::desk::keep::KeepOptions;
use lofte::domain::command::{Accepted, Command, Enter, Write as Change};
use lofte::domain::record::{Cell, Code, Status, Value, WriteId};
use lofte::store::Disk;
use lofte::store::salvage::SalvageCommand;

use super::bench_desk::Served;
use super::sample::Sample;
use super::table::{Line, Table, figure};

const SAVE: Line = Line {
    what: "save → acknowledged, in the host's core",
    goal: "≤ 1.3 × yardstick",
    unit: "ms",
    yardstick: "append + fdatasync, in turns",
};

const FAR: Line = Line { what: "– as another process sees it, through the socket", goal: "–", ..SAVE };

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

/// Saves visits in a core of its own and through a connection, and appends to a file beside the desk, in turns.
pub fn measure(desk: &Served, table: &mut Table) {
    let mut client = desk.client();
    let (path, near) = (desk.dir.with_extension("append"), desk.dir.with_extension("core"));
    let mut file = OpenOptions::new().append(true).create(true).open(&path).unwrap();
    let mut core = core(&near);
    #[cfg(feature = "sqlite-yardstick")]
    let mut sqlite = sqlite::Inserts::open(&desk.dir.with_extension("sqlite"));
    let [mut saved, mut far, mut appended] = [const { Sample::new() }; 3];
    #[cfg(feature = "sqlite-yardstick")]
    let mut inserted = Sample::new();
    for round in 0..ROUNDS {
        appended.time(round, || {
            file.write_all(&[b'l'; FRAME]).unwrap();
            file.sync_data().unwrap();
        });
        let asked = Asked { ticket: round as u32, ask: Ask::Do(visit(round)) };
        saved.time(round, || acknowledge(&mut core, asked));
        let change = visit(round);
        far.time(round, || {
            let reply = client.write(change).unwrap();
            assert!(matches!(reply, Reply::Done(_)), "the desk did not save: {reply:?}");
        });
        #[cfg(feature = "sqlite-yardstick")]
        inserted.time(round, || sqlite.insert(round));
    }
    drop(core);
    let _ = std::fs::remove_dir_all(&near);
    let _ = std::fs::remove_file(&path);
    let times = saved.median() / appended.median();
    let text = format!("{} ({times:.2} ×)", figure(saved.median()));
    table.put(SAVE, &text, times <= 1.3, Some(figure(appended.median())));
    table.put(FAR, &figure(far.median()), true, Some(figure(appended.median())));
    #[cfg(feature = "sqlite-yardstick")]
    table.put(SQLITE, &figure(saved.median()), true, Some(figure(inserted.median())));
}

/// The host's core on a new desk, with one session, without sockets or threads of its own.
fn core(dir: &Path) -> Core {
    let clock = Clock::read(Some("2023-11-22T21:52")).unwrap();
    let uid = rustix::process::getuid().as_raw();
    let keep = KeepOptions {
        disk: Disk::real(),
        salvage: SalvageCommand::default(),
        waker: None,
        founding: Founding::default(),
        uid,
        now: clock.now(chrono_tz::Tz::Europe__Stockholm),
    };
    let mut core = Core::open(dir, keep, clock).unwrap();
    core.hear([Heard::Joined { session: SESSION, uid }]);
    core
}

const SESSION: SessionId = SessionId(1);

/// Lets the core hear a change; fails unless it was acknowledged.
fn acknowledge(core: &mut Core, asked: Asked) {
    let ticket = asked.ticket;
    let outcome = core.hear([Heard::Asked { session: SESSION, asked }]);
    let done = |said: &Said| matches!(said, Said::Answer(t, Reply::Done(_)) if *t == ticket);
    assert!(outcome.said.iter().any(|(_, said)| done(said)), "the core did not save: {:?}", outcome.said);
}

pub fn visit(round: usize) -> Change {
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
pub fn fresh() -> u128 {
    use std::hash::{BuildHasher, RandomState};
    let half = || u128::from(RandomState::new().hash_one(Instant::now()));
    half() << 64 | half()
}

#[cfg(feature = "sqlite-yardstick")]
mod sqlite {
    //! The same entry as a row in `SQLite`, as durable.

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
