//! A call to the desk: connected, with the plan in force, and with a place to print.

use std::cell::OnceCell;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufWriter, Stdout, Write};
use std::rc::Rc;

use super::failure::Failure;
use crate::desk::ask::{Ask, Done, PAGE, PageView, Query, Reply, Welcome};
use crate::desk::client::{Client, ClientError, Door};
use crate::desk::clock::{self, Clock};
use crate::desk::place::DataDir;
use crate::domain::command::{Accepted, Command, Write as Change};
use crate::domain::course::index::COURSE;
use crate::domain::course::view::CourseLine;
use crate::domain::plan::{Form, Promise};
use crate::domain::record::line::{self, LineError};
use crate::domain::record::{Code, Context, Entry, EntryId, WriteId};
use crate::domain::refusal::Refusal;
use crate::report::json::{self, EntryRow, Names};
use crate::words::{Words, line::mistake as not_read, question::question, refusal::refusal};

/// A call to the desk.
pub struct Caller {
    /// The language that is spoken.
    pub words: Words,
    /// Where results are printed.
    pub out: BufWriter<Stdout>,
    client: Client,
    welcome: OnceCell<Rc<Welcome>>,
}

impl Caller {
    /// Connects to the desk in `data`, starting its host if need be.
    pub fn at(data: &DataDir, role: Option<&str>, words: Words) -> Result<Self, Failure> {
        let client = connect(data, role, words)?;
        Ok(Self { words, out: BufWriter::new(io::stdout()), client, welcome: OnceCell::new() })
    }

    /// Asks the desk; a refusal becomes its sentences.
    pub fn ask(&mut self, ask: Ask) -> Result<Reply, Failure> {
        match self.put(ask)? {
            Reply::Refused(why) => Err(self.refused(&why)),
            Reply::Failed { what, why } => Err(Failure::refused(what.said(self.words, &why))),
            reply => Ok(reply),
        }
    }

    /// Asks the desk, and leaves a refusal to the one who asks.
    pub fn put(&mut self, ask: Ask) -> Result<Reply, Failure> {
        self.client.ask(ask).map_err(|error| lost(self.words, &error))
    }

    /// Asks for a change however large it is, and leaves a refusal to the one who asks.
    pub fn write(&mut self, write: Change) -> Result<Reply, Failure> {
        self.client.write(write).map_err(|error| lost(self.words, &error))
    }

    /// The plan in force, the moment, and the names of accounts.
    pub fn welcome(&mut self) -> Result<Rc<Welcome>, Failure> {
        if let Some(welcome) = self.welcome.get() {
            return Ok(Rc::clone(welcome));
        }
        match self.ask(Ask::Welcome)? {
            Reply::Welcome(welcome) => {
                self.compare_clocks(&welcome);
                Ok(Rc::clone(self.welcome.get_or_init(|| Rc::from(welcome))))
            }
            _ => Err(self.unexpected()),
        }
    }

    /// Says so when a time was given to this call and the desk that is already running goes by another.
    fn compare_clocks(&mut self, welcome: &Welcome) {
        let Ok(given) = std::env::var(clock::VARIABLE) else { return };
        let now = welcome.now;
        if !agrees(&given, welcome) {
            let theirs = format!("{} {}", now.day, now.time.format("%H:%M"));
            let text = self.words.say_with("cli-desk-other-clock", &[("now", (&theirs).into())]);
            self.warn(&text);
        }
    }

    /// Carries out a change, and gives what the desk says of it. Soft questions are printed and accepted.
    pub fn carry_out(&mut self, change: impl Fn(Accepted) -> Command) -> Result<Done, Failure> {
        let id = fresh();
        let first = Change { id, command: change(Accepted::None) };
        let reply = match self.put(Ask::Do(first))? {
            Reply::Refused(Refusal::Asks { form, questions }) => {
                let welcome = self.welcome()?;
                if let Some((_, form)) = welcome.plan.form(&form) {
                    for asked in &questions {
                        self.warn(&question(self.words, &welcome.plan, form, asked, &welcome.accounts));
                    }
                }
                self.ask(Ask::Do(Change { id, command: change(Accepted::All) }))?
            }
            Reply::Refused(why) => return Err(self.refused(&why)),
            reply => reply,
        };
        match reply {
            Reply::Done(done) => Ok(*done),
            _ => Err(self.unexpected()),
        }
    }

    /// One entry, which must be there.
    pub fn entry(&mut self, id: EntryId) -> Result<Entry, Failure> {
        match self.ask(Ask::Entry(id))? {
            Reply::Entry(Some(shown)) => Ok(shown.entry),
            Reply::Entry(None) => Err(self.refused(&Refusal::NoSuchEntry { id })),
            _ => Err(self.unexpected()),
        }
    }

    /// Every entry that answers to `query`, once all are here: whatever is changed while they are asked for page by page
    /// makes it begin again, so that none is missing or there twice.
    pub fn all(&mut self, query: &Query) -> Result<Vec<Entry>, Failure> {
        let unexpected = self.unexpected();
        let page = |from| match self.ask(Ask::Page { query: query.clone(), from, count: PAGE })? {
            Reply::Page(page) => Ok::<_, Failure>(Some(page)),
            _ => Ok(None),
        };
        gathered(page)?.ok_or(unexpected)
    }

    /// Hands every entry that answers to `query` to `each`.
    pub fn each(
        &mut self,
        query: &Query,
        mut each: impl FnMut(&mut Self, Entry) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.all(query)?.into_iter().try_for_each(|entry| each(self, entry))
    }

    /// Prints a line.
    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        Ok(writeln!(self.out, "{text}")?)
    }

    /// Makes sure that everything printed has left the program.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.out.flush()?)
    }

    /// Says something on standard error that does not stop anything.
    pub fn warn(&mut self, text: &str) {
        // What was printed before comes first where both end on the same screen.
        let _ = self.out.flush();
        let _ = writeln!(io::stderr().lock(), "{text}");
    }

    /// The sentences of a refusal.
    pub fn refused(&mut self, why: &Refusal) -> Failure {
        match self.welcome() {
            Ok(welcome) => Failure::Refused(refusal(self.words, &welcome.plan, why, &welcome.accounts)),
            Err(failure) => failure,
        }
    }

    /// The answer was of another kind than the question.
    pub fn unexpected(&self) -> Failure {
        Failure::refused(self.words.say("cli-unexpected"))
    }
}

/// Whether the desk goes by the time that was given; one that cannot be read is not compared.
fn agrees(given: &str, welcome: &Welcome) -> bool {
    let Ok(clock) = Clock::read(Some(given)) else { return true };
    let ours = clock.now(welcome.plan.time_zone);
    !clock.is_fixed() || (welcome.clock_fixed && (ours.day, ours.time) == (welcome.now.day, welcome.now.time))
}

/// All rows of a query as they were at one moment, or nothing where a page was not answered with one. `page` gives the
/// rows from a place on.
fn gathered<E>(mut page: impl FnMut(u32) -> Result<Option<PageView>, E>) -> Result<Option<Vec<Entry>>, E> {
    let mut all: Vec<Entry> = Vec::new();
    let mut seq = None;
    loop {
        let Some(mut next) = page(all.len() as u32)? else { return Ok(None) };
        if seq.replace(next.seq).is_some_and(|seq| seq != next.seq) {
            // What is here is of another moment, and only the first page of this one is whole.
            let began = next.from == 0;
            all.clear();
            if !began {
                continue;
            }
        }
        let last = next.rows.is_empty() || all.len() + next.rows.len() >= next.total as usize;
        all.append(&mut next.rows);
        if last {
            return Ok(Some(all));
        }
    }
}

/// Connects to the desk in `data` with what `role` has, else with everything, starting its host if need be.
pub fn connect(data: &DataDir, role: Option<&str>, words: Words) -> Result<Client, Failure> {
    let door = Door::new(data.path()).claiming(role.map(Code::from));
    door.connect().map_err(|error| match error {
        ClientError::NoRole { .. } => Failure::Usage(error.said(words)),
        _ => lost(words, &error),
    })
}

fn lost(words: Words, error: &ClientError) -> Failure {
    Failure::refused(error.said(words))
}

/// What answers are read against.
pub fn context(welcome: &Welcome) -> Context<'_> {
    welcome.now.context(&welcome.plan)
}

/// What entries are written against for other programs.
pub fn names(welcome: &Welcome) -> Names<'_> {
    Names { plan: &welcome.plan, accounts: &welcome.accounts, today: welcome.now.day }
}

/// The form that a person means.
pub fn form<'a>(words: Words, plan: &'a Promise, typed: &str) -> Result<&'a Form, Failure> {
    line::form_named(plan, typed).map_err(|error| not_understood(words, plan, &error))
}

/// Why a line was not understood, as a refusal.
pub fn not_understood(words: Words, plan: &Promise, error: &LineError) -> Failure {
    Failure::refused(not_read(words, plan, error))
}

/// A number that no other write has: 128 bits from the system's own source of chance.
pub fn fresh() -> WriteId {
    let half = || u128::from(RandomState::new().hash_one(std::process::id()));
    WriteId(half() << 64 | half())
}

/// Writes an entry on a line of its own, with what a course has come to.
pub fn as_json(caller: &mut Caller, welcome: &Welcome, entry: &Entry) -> Result<(), Failure> {
    let courses = if entry.form == COURSE { courses(caller, welcome)? } else { Vec::new() };
    let course = courses.iter().find(|course| course.id == entry.id);
    Ok(json::line(&mut caller.out, &EntryRow { course, ..EntryRow::of(entry, names(welcome)) })?)
}

/// What every course has come to, which is told with the course and not in its entry.
pub fn courses(caller: &mut Caller, welcome: &Welcome) -> Result<Vec<CourseLine>, Failure> {
    if welcome.plan.course().is_none() {
        return Ok(Vec::new());
    }
    match caller.put(Ask::Courses)? {
        Reply::Courses(lines) => Ok(lines),
        // Whoever does not have the course lists what else there is.
        Reply::Refused(Refusal::NotForRole { .. }) => Ok(Vec::new()),
        _ => Err(caller.unexpected()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::convert::Infallible;

    use chrono::NaiveDate;

    use super::*;
    use crate::domain::course::view::Names;
    use crate::domain::record::Status;

    fn entry(id: u64) -> Entry {
        Entry {
            id: EntryId(id),
            form: "visit".into(),
            status: Status::Done,
            removed: false,
            cells: Vec::new(),
            on: NaiveDate::MIN,
            part: None,
            asked: Vec::new(),
            rev: 1,
            by: 0,
            at: 0,
            seq: id,
        }
    }

    #[test]
    fn a_change_between_two_pages_neither_doubles_nor_misses_a_row() {
        // The newest come first, two a page; one is entered before the second page and one before the third.
        let (mut there, mut asked) = (5, 0);
        let page = |from: u32| {
            asked += 1;
            there += u64::from(asked == 2 || asked == 4);
            let rows = (1..=there).rev().map(entry).skip(from as usize).take(2).collect();
            Ok::<_, Infallible>(Some(PageView {
                total: there as u32,
                from,
                rows,
                seq: there,
                names: Names::Masked,
            }))
        };
        let ids: Vec<u64> = gathered(page).unwrap().unwrap().iter().map(|entry| entry.id.0).collect();
        assert_eq!(ids, [7, 6, 5, 4, 3, 2, 1]);
    }

    #[test]
    fn nothing_is_gathered_from_another_answer() {
        assert_eq!(gathered(|_| Ok::<_, Infallible>(None)), Ok(None));
    }
}
