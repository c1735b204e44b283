//! A desk for a test: served in this process, or by a process of its own that can be killed.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use lofte::desk::ask::{Ask, Done, Reply};
use lofte::desk::client::{Client, Door};
use lofte::desk::clock::Clock;
use lofte::desk::founding::Founding;
use lofte::desk::host::{Host, HostOptions, Stopper};
use lofte::desk::launch::Starter;
use lofte::domain::command::{Accepted, Amend, Change, Command, Enter, Write};
use lofte::domain::record::{Cell, Code, Entry, EntryId, Status, Value, WriteId};

/// The moment at which every desk of these tests stands.
pub const NOW: &str = "2023-11-22T21:52";

pub fn options(dir: &Path) -> HostOptions {
    let mut options = HostOptions::new(dir);
    options.clock = Clock::read(Some(NOW)).unwrap();
    options.linger = Some(Duration::from_secs(30));
    let founded = chrono::NaiveDate::from_ymd_opt(2023, 11, 1);
    options.founding = Founding { taken_in_use: founded, ..Founding::default() };
    options
}

/// A desk served in this process until it is dropped.
pub struct Desk {
    pub dir: tempfile::TempDir,
    host: Option<Host>,
    stopper: Stopper,
}

impl Desk {
    pub fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let host = Host::start(options(dir.path())).unwrap();
        let stopper = host.stopper();
        Self { dir, host: Some(host), stopper }
    }

    pub fn client(&self) -> Client {
        Door::if_open(self.dir.path()).connect().unwrap()
    }

    /// Stops the host and starts another one.
    pub fn again(&mut self) {
        self.stop();
        let host = Host::start(options(self.dir.path())).unwrap();
        self.stopper = host.stopper();
        self.host = Some(host);
    }

    pub fn stop(&mut self) {
        if let Some(host) = self.host.take() {
            self.stopper.stop();
            host.wait().unwrap();
        }
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.stop();
        }
    }
}

/// A door whose host is a process of its own.
pub fn door(dir: &Path) -> Door {
    let arguments: [OsString; 4] = ["desk".into(), "--data".into(), dir.into(), "--behind".into()];
    let starter = Starter::command(env!("CARGO_BIN_EXE_lofte"), arguments);
    Door::started_by(dir, starter.variable("LOFTE_NOW", NOW))
}

/// A visit to a place with a number of contacts, some minutes before the desk's moment.
pub fn visit(write: u128, place: &str, contacts: i64, minute: u32) -> Write {
    let time = chrono::NaiveTime::from_hms_opt(18 + minute / 60, minute % 60, 0).unwrap();
    let day = chrono::NaiveDate::from_ymd_opt(2023, 11, 22).unwrap();
    let cells: Vec<(Code, Cell)> = [
        ("day", Value::Day(day)),
        ("arrive", Value::Time(time)),
        ("place", Value::Code(place.into())),
        ("contacts", Value::Number(contacts)),
    ]
    .map(|(key, value)| (key.into(), Cell::typed(value)))
    .into();
    let enter = Enter { form: "visit".into(), status: Status::Done, cells, accepted: Accepted::All };
    Write { id: WriteId(write), command: Command::Enter(enter) }
}

/// A change of one number in an entry.
pub fn amend(write: u128, entry: &Entry, field: &str, after: i64) -> Write {
    let before = entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
    let after = Some(Cell::typed(Value::Number(after)));
    let changes = vec![Change { field: field.into(), before, after }];
    let amend =
        Amend { id: entry.id, base: entry.rev, status: None, changes, reason: None, accepted: Accepted::All };
    Write { id: WriteId(write), command: Command::Amend(amend) }
}

pub fn done(reply: Reply) -> Done {
    match reply {
        Reply::Done(done) => *done,
        other => panic!("not done: {other:?}"),
    }
}

pub fn entry(client: &mut Client, id: u64) -> Option<Entry> {
    match client.ask(Ask::Entry(EntryId(id))).unwrap() {
        Reply::Entry(shown) => shown.map(|shown| shown.entry),
        other => panic!("no entry: {other:?}"),
    }
}
