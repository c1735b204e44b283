//! Entries that say which they are, and reading all of them back.

use chrono::{NaiveDate, NaiveTime};
use lofte::desk::ask::{Ask, Done, Finding, Only, PAGE, Query, Reply, Step};
use lofte::desk::client::{Client, ClientError};
use lofte::domain::command::{Accepted, Amend, Change, Command, Enter, Write};
use lofte::domain::plan::Sort;
use lofte::domain::record::{Cell, Code, Entry, EntryId, Status, Value, WriteId};
use lofte::text::clean::Clean;

/// A visit that carries `mark` in its note; `write` is also its number of contacts, up to a point.
pub fn visit(write: u128, mark: &str) -> Write {
    let minute = (write % 180) as u32;
    let cells: Vec<(Code, Cell)> = [
        ("day", Value::Day(NaiveDate::from_ymd_opt(2023, 11, 22).unwrap())),
        ("arrive", Value::Time(NaiveTime::from_hms_opt(18 + minute / 60, minute % 60, 0).unwrap())),
        ("place", Value::Code("stortorget".into())),
        ("contacts", Value::Number((write % 60) as i64)),
        ("note", Value::Text(Clean::note(mark))),
    ]
    .map(|(key, value)| (key.into(), Cell::typed(value)))
    .into();
    let enter = Enter { form: "visit".into(), status: Status::Done, cells, accepted: Accepted::All };
    Write { id: WriteId(write), command: Command::Enter(enter) }
}

/// A change of the contacts of an entry.
pub fn amend(write: u128, entry: &Entry, contacts: i64) -> Write {
    let before = entry.cells.iter().find(|(key, _)| key == "contacts").map(|(_, cell)| cell.clone());
    let after = Some(Cell::typed(Value::Number(contacts)));
    let changes = vec![Change { field: "contacts".into(), before, after }];
    let (id, base) = (entry.id, entry.rev);
    let amend = Amend { id, base, status: None, changes, reason: None, accepted: Accepted::All };
    Write { id: WriteId(write), command: Command::Amend(amend) }
}

/// The mark that an entry carries.
pub fn mark(entry: &Entry) -> &str {
    match entry.value("note") {
        Some(Value::Text(note)) => note.as_str(),
        other => panic!("entry {} carries no mark: {other:?}", entry.id.0),
    }
}

#[track_caller]
pub fn done(reply: Reply) -> Done {
    match reply {
        Reply::Done(done) => *done,
        other => panic!("not done: {other:?}"),
    }
}

fn page(client: &mut Client, from: u32, count: u32) -> Result<(u32, Vec<Entry>), ClientError> {
    let query = Query { only: Only::All, sort: Sort::default(), ..Query::default() };
    match client.ask(Ask::Page { query, from, count })? {
        Reply::Page(page) => Ok((page.total, page.rows)),
        other => panic!("no page: {other:?}"),
    }
}

/// How many entries there are.
pub fn total(client: &mut Client) -> Result<usize, ClientError> {
    Ok(page(client, 0, 0)?.0 as usize)
}

/// Every entry, by number.
pub fn all(client: &mut Client) -> Vec<Entry> {
    let mut entries = Vec::new();
    loop {
        let (total, rows) = page(client, entries.len() as u32, PAGE).unwrap();
        assert!(!rows.is_empty() || entries.len() == total as usize);
        entries.extend(rows);
        if entries.len() == total as usize {
            entries.sort_by_key(|entry| entry.id);
            return entries;
        }
    }
}

/// All that happened to an entry.
pub fn history(client: &mut Client, id: EntryId) -> Vec<Step> {
    match client.ask(Ask::History(id)).unwrap() {
        Reply::History(steps) => steps,
        other => panic!("no history: {other:?}"),
    }
}

/// What opening the desk found.
pub fn opened(client: &mut Client) -> Vec<Finding> {
    match client.ask(Ask::Welcome).unwrap() {
        Reply::Welcome(welcome) => welcome.opened,
        other => panic!("no welcome: {other:?}"),
    }
}

/// Whether the doctor finds everything well, and what it says.
pub fn doctor(client: &mut Client) -> (bool, Vec<Finding>) {
    match client.ask(Ask::Doctor).unwrap() {
        Reply::Doctor(view) => (view.well, view.findings),
        other => panic!("no doctor: {other:?}"),
    }
}
