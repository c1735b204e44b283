//! `lofte import`: many entries from a file, all of them or none, with a verdict on every line.

mod rows;
mod sheet;

use std::collections::HashSet;
use std::io::{self, Read as _};
use std::path::PathBuf;

use self::rows::{Row, Sheet, Wrong, rows};
use super::caller::{self, Caller, context, fresh};
use super::failure::Failure;
use crate::desk::ask::{Only, Query, Reply, Welcome};
use crate::domain::command::{Command, Write};
use crate::domain::course::enrolment::Take;
use crate::domain::course::index::PARTICIPANT;
use crate::domain::course::paste::MOST_ROWS;
use crate::domain::decide::decide;
use crate::domain::event::{Event, Happening};
use crate::domain::plan::{Form, Kind, Sort};
use crate::domain::record::check::questions;
use crate::domain::record::entry::by_month;
use crate::domain::record::{Code, Status, WriteId};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::words::question::question;
use crate::words::refusal::refusal;

/// The longest file that is read, in bytes.
const LONGEST: u64 = 256 << 20;

const EXAMPLES: &str = "\
Examples:
  lofte import visit visits.csv --dry-run      says what would happen, line by line
  lofte import visit visits.csv
  lofte import participant - --dry-run < applicants.tsv

The first line holds the headings: the fields' keys, or their labels in either language. Semicolons, commas or tabs;
UTF-8 or Windows-1252. Either every line goes in or none does. A file that `lofte export --csv FORM` wrote can be read.

Participants may come as people keep their lists, for the course that enrols: with headings such as Namn, Förnamn, Efternamn,
Född, Kön and Skola, or none.";

/// Reads entries from a file.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Import {
    /// The form the lines are entries of
    #[arg(value_name = "FORM")]
    form: String,
    /// The file; - reads what is piped in
    #[arg(value_name = "FILE.csv")]
    file: PathBuf,
    /// Only say what would happen
    #[arg(long)]
    dry_run: bool,
    /// Say nothing of the lines that are right
    #[arg(long)]
    quiet: bool,
}

impl Import {
    /// Reads them.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let welcome = caller.welcome()?;
        let form = caller::form(caller.words, &welcome.plan, &self.form)?;
        let bytes = self.bytes(caller)?;
        let Sheet { rows: read, wrong, columns } =
            rows(&bytes, form, &context(&welcome), caller.words).map_err(Failure::refused)?;
        drop(bytes);
        if let Some(columns) = columns {
            caller.line(&columns)?;
        }
        if !wrong.is_empty() {
            return self.refuse(caller, &welcome, form, &read, wrong);
        }
        if read.is_empty() {
            return Err(Failure::refused(caller.words.say("cli-import-empty")));
        }
        let outcome = if self.dry_run {
            rehearse(caller, &welcome, form, &read)?.map(|()| None)
        } else {
            send(caller, form, &read)?.map(Some)
        };
        match outcome {
            Ok(done) => {
                self.verdicts(caller, &welcome, form, &read, &HashSet::new())?;
                match done {
                    Some(Reply::Done(done)) => {
                        caller.tell(&done)?;
                        there_already(caller, read.len().saturating_sub(done.count as usize))
                    }
                    Some(_) => Err(caller.unexpected()),
                    None => {
                        let would =
                            caller.words.say_with("cli-import-would", &[("count", read.len().into())]);
                        caller.line(&would)?;
                        caller.flush()
                    }
                }
            }
            Err(Refusal::Rows { rows }) => {
                let wrong = rows.iter().flat_map(|(i, why)| {
                    let line = read.get(*i).map_or(0, |row| row.line);
                    let whys = refusal(caller.words, &welcome.plan, why, &welcome.accounts);
                    whys.into_iter().map(move |why| Wrong { line, why })
                });
                let wrong = wrong.collect();
                self.refuse(caller, &welcome, form, &read, wrong)
            }
            Err(Refusal::NothingToChange) if form.key == PARTICIPANT => there_already(caller, read.len()),
            Err(other) => Err(caller.refused(&other)),
        }
    }

    fn bytes(&self, caller: &Caller) -> Result<Vec<u8>, Failure> {
        let path = self.file.display().to_string();
        let unread = |error: io::Error| {
            let why = error.to_string();
            Failure::refused(
                caller.words.say_with("cli-unread", &[("path", (&path).into()), ("why", (&why).into())]),
            )
        };
        if path == "-" {
            let mut bytes = Vec::new();
            let read = io::stdin().lock().take(LONGEST + 1).read_to_end(&mut bytes).map_err(unread)?;
            if read as u64 > LONGEST {
                return Err(Failure::refused(
                    caller.words.say_with("cli-import-long", &[("path", (&path).into())]),
                ));
            }
            return Ok(bytes);
        }
        let length = std::fs::metadata(&self.file).map_err(unread)?.len();
        if length > LONGEST {
            return Err(Failure::refused(
                caller.words.say_with("cli-import-long", &[("path", (&path).into())]),
            ));
        }
        std::fs::read(&self.file).map_err(unread)
    }

    /// Says what is wrong, line by line; nothing goes in.
    fn refuse(
        &self,
        caller: &mut Caller,
        welcome: &Welcome,
        form: &Form,
        read: &[Row],
        wrong: Vec<Wrong>,
    ) -> Result<(), Failure> {
        let lines: HashSet<u64> = wrong.iter().map(|w| w.line).collect();
        self.verdicts(caller, welcome, form, read, &lines)?;
        let words = caller.words;
        let mut sentences: Vec<String> = wrong
            .into_iter()
            .map(|w| {
                words.say_with(
                    "cli-import-line",
                    &[("line", (&w.line.to_string()).into()), ("text", (&w.why).into())],
                )
            })
            .collect();
        sentences.push(words.say("refused-rows").into_owned());
        Err(Failure::Refused(sentences))
    }

    /// Says that the lines that are right are so, and what was asked about them.
    fn verdicts(
        &self,
        caller: &mut Caller,
        welcome: &Welcome,
        form: &Form,
        read: &[Row],
        wrong: &HashSet<u64>,
    ) -> Result<(), Failure> {
        if self.quiet {
            return Ok(());
        }
        let (ctx, words) = (context(welcome), caller.words);
        let fine = words.say("cli-import-fine");
        for row in read.iter().filter(|row| !wrong.contains(&row.line)) {
            let asked = questions(form, &Status::Done, &row.cells, &ctx);
            let asked = asked.iter().map(|q| question(words, &welcome.plan, form, q, &welcome.accounts));
            let text = std::iter::once(fine.to_string()).chain(asked).collect::<Vec<_>>().join(" ");
            let line = row.line.to_string();
            caller.line(
                &words.say_with("cli-import-line", &[("line", (&line).into()), ("text", (&text).into())]),
            )?;
        }
        caller.flush()
    }
}

/// Says how many rows were left out, since they are on the course already.
fn there_already(caller: &mut Caller, count: usize) -> Result<(), Failure> {
    if count == 0 {
        return Ok(());
    }
    let there = caller.words.say_with("cli-import-there", &[("count", count.into())]);
    caller.line(&there)?;
    caller.flush()
}

/// Asks the desk to keep all rows.
fn send(caller: &mut Caller, form: &Form, read: &[Row]) -> Result<Result<Reply, Refusal>, Failure> {
    let rows = read.iter().map(|row| row.cells.clone());
    let command = if form.key == PARTICIPANT && read.len() <= MOST_ROWS {
        // The same sheet can be read again when it has grown.
        Command::Enrol { rows: rows.map(|cells| (Take::UnlessThere, cells)).collect() }
    } else {
        Command::Import { form: form.key.as_str().into(), rows: rows.collect() }
    };
    Ok(match caller.write(Write { id: fresh(), command })? {
        Reply::Refused(refusal) => Err(refusal),
        reply => Ok(reply),
    })
}

/// Judges the rows by the desk's own rules against what is there, without asking the desk to keep them.
fn rehearse(
    caller: &mut Caller,
    welcome: &Welcome,
    form: &Form,
    read: &[Row],
) -> Result<Result<(), Refusal>, Failure> {
    let mut state = State::under(welcome.plan.clone());
    // Only what counts the same at the other grain can stand in the way, the form's own where there may be but one, and
    // what the rows of a case meeting or a course hang on.
    let known = welcome.plan.form(&form.key);
    let kept = |kind: &Kind| matches!(kind, Kind::Cases(_) | Kind::Course(_));
    let cases = known.is_some_and(|(activity, _)| kept(&activity.kind));
    let activity = known.map(|(activity, _)| activity.forms.iter());
    let in_the_way = |f: &&Form| cases || by_month(f) != by_month(form) || (f.key == form.key && form.unique);
    let forms: Vec<Code> =
        activity.into_iter().flatten().filter(in_the_way).map(|f| f.key.as_str().into()).collect();
    let query = Query { forms, only: Only::Live, sort: Sort::OldestFirst, ..Query::default() };
    // A query that names no form would mean all of them.
    if !query.forms.is_empty() {
        caller.each(&query, |_, entry| {
            let (seq, at, by) = (entry.seq, entry.at, entry.by);
            let (id, form, status, cells) = (entry.id, entry.form, entry.status, entry.cells);
            let entered = Event::Entered { id, form, status, cells, asked: entry.asked };
            let happening =
                Happening { write: WriteId(u128::from(id.0)), undoes: None, events: vec![entered] };
            state.evolve(&happening, seq, at, by);
            Ok(())
        })?;
    }
    let rows = read.iter().map(|row| row.cells.clone()).collect();
    let command = Command::Import { form: form.key.as_str().into(), rows };
    Ok(decide(&state, &command, welcome.now).map(|_| ()))
}
