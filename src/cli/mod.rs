//! The command line: one subcommand a file, each a client of the desk like every screen.
//!
//! What is printed for people goes through [`crate::words`]; what is printed for programs through [`crate::report`].
//! Exit codes: 0 done, 1 refused (with a sentence on standard error), 2 wrong usage. A reader that goes away is no error.

mod add;
mod agenda;
mod args;
mod ask;
mod attendance;
mod backup;
mod caller;
mod correct;
mod demo;
mod desk;
mod doctor;
mod due;
mod export;
mod failure;
mod filter;
mod forced;
mod history;
mod import;
mod list;
mod notes;
mod outcome;
mod plan;
mod remove;
mod restore;
mod roster;
mod summary;
mod undo;

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use clap::error::ErrorKind;

use crate::desk::client::Client;
use crate::desk::place::{DataDir, NoPlace};
use crate::domain::plan::Language;
use crate::words::{Words, language};
use args::{Args, Task};
use failure::Failure;
use forced::Wrong;

/// What a call came to.
pub enum Ended {
    /// It is over.
    Over(ExitCode),
    /// The screen shall be opened.
    Screen(Box<Screen>),
}

/// The screen that shall be opened.
pub struct Screen {
    /// The desk it shows.
    pub client: Client,
    /// The language asked for, else what the environment says.
    pub words: Words,
    /// A number that no other session has, to make write ids from.
    pub random: u128,
}

impl Screen {
    fn of(data: &DataDir, role: Option<&str>, words: Words) -> Result<Ended, Failure> {
        let client = caller::connect(data, role, words)?;
        Ok(Ended::Screen(Box::new(Self { client, words, random: caller::fresh().0 })))
    }
}

/// Does what the arguments ask for, all but opening the screen.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Ended {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let args = match Args::try_parse_from(&arguments) {
        Ok(args) => args,
        Err(error) => return Ended::Over(misused(&error)),
    };
    let words = Words::new(spoken(args.lang.as_deref()));
    let original = std::env::var_os(forced::VARIABLE).filter(|_| args.ssh);
    let args = match forced::asked(args, original.as_deref(), words) {
        Ok(args) => args,
        Err(Wrong::Misused(error)) => return Ended::Over(misused(&error)),
        Err(Wrong::Refused(failure)) => return Ended::Over(failure.tell(words)),
    };
    let words = Words::new(spoken(args.lang.as_deref()));
    match carry_out(args, words) {
        Ok(ended) => ended,
        Err(failure) => Ended::Over(failure.tell(words)),
    }
}

fn carry_out(args: Args, words: Words) -> Result<Ended, Failure> {
    if let Some(paths) = args.salvage_sled {
        return salvage(&paths, words).map(|()| Ended::Over(ExitCode::SUCCESS));
    }
    let place = Place { data: args.data, role: args.role, words };
    let Some(task) = args.task else { return place.screen() };
    match task {
        Task::Add(add) => add.run(&mut place.caller()?),
        Task::Ask(ask) => ask.run(&mut place.caller()?),
        Task::List(list) => list.run(&mut place.caller()?),
        Task::Notes(notes) => notes.run(&mut place.caller()?),
        Task::Agenda(agenda) => agenda.run(&mut place.caller()?),
        Task::Roster(roster) => roster.run(&mut place.caller()?),
        Task::Due(due) => due.run(&mut place.caller()?),
        Task::Summary(summary) => summary.run(&mut place.caller()?),
        Task::Undo(undo) => undo.run(&mut place.caller()?),
        Task::Correct(correct) => correct.run(&mut place.caller()?),
        Task::Remove(remove) => remove.run(&mut place.caller()?),
        Task::Unremove(unremove) => unremove.run(&mut place.caller()?),
        Task::History(history) => history.run(&mut place.caller()?),
        Task::Export(export) => export.run(&mut place.caller()?),
        Task::Import(import) => import.run(&mut place.caller()?),
        Task::Plan(plan) => plan.run(&place),
        Task::Demo(demo) => return demo.run(&place),
        Task::Backup(backup) => backup.run(&mut place.caller()?),
        Task::Restore(restore) => restore.run(words),
        Task::Doctor(doctor) => doctor.run(&mut place.caller()?),
        Task::Desk(desk) => desk.run(&place),
    }
    .map(|()| Ended::Over(ExitCode::SUCCESS))
}

/// Where a call is made: which desk, in which role, in which language.
#[derive(Clone, Debug)]
struct Place {
    data: Option<PathBuf>,
    role: Option<String>,
    words: Words,
}

impl Place {
    fn data(&self) -> Result<DataDir, Failure> {
        DataDir::resolve(self.data.as_deref(), |name| std::env::var_os(name)).map_err(|error| match error {
            NoPlace::Homeless => Failure::refused(self.words.say("cli-homeless")),
            NoPlace::Lost(path, why) => {
                let (path, why) = (path.display().to_string(), why.to_string());
                Failure::refused(
                    self.words.say_with("cli-store-io", &[("path", (&path).into()), ("why", (&why).into())]),
                )
            }
        })
    }

    fn caller(&self) -> Result<caller::Caller, Failure> {
        caller::Caller::at(&self.data()?, self.role.as_deref(), self.words)
    }

    fn screen(&self) -> Result<Ended, Failure> {
        Screen::of(&self.data()?, self.role.as_deref(), self.words)
    }
}

/// Reads a damaged sled directory in a process of its own, which may panic or hang without harm.
fn salvage(paths: &[PathBuf], words: Words) -> Result<(), Failure> {
    let [copy, out] = paths else { return Ok(()) };
    let done = crate::store::salvage::salvage_child(copy, out);
    done.map_err(|error| Failure::refused(outcome::store_error(words, &error)))
}

fn spoken(setting: Option<&str>) -> Language {
    let locales = ["LC_ALL", "LC_MESSAGES", "LANG"].map(|name| std::env::var(name).ok());
    language(setting, locales.iter().map(Option::as_deref))
}

/// Says what was wrong with the arguments, or the help that was asked for.
fn misused(error: &clap::Error) -> ExitCode {
    if error.kind() == ErrorKind::InvalidUtf8 {
        let words = Words::new(spoken(None));
        return Failure::Usage(words.say("cli-not-utf8").into_owned()).tell(words);
    }
    // A reader that has gone away wants no help.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Prints a line where there is no desk to call.
fn print(text: &str) -> Result<(), Failure> {
    use std::io::Write;
    Ok(writeln!(std::io::stdout().lock(), "{text}")?)
}
