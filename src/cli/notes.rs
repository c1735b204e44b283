//! `lofte notes`: the notes of a meeting (*minnesanteckningar*), as text or as one HTML file.

use super::caller::{Caller, context};
use super::failure::Failure;
use crate::desk::ask::{Ask, Reply, Welcome};
use crate::domain::plan::List;
use crate::domain::record::Code;
use crate::domain::record::answer::choose;
use crate::report::meeting::Setting;
use crate::report::{notes, paper::Paper};
use crate::text::when::{Toward, parse_day};
use crate::words::Words;
use crate::words::day::full;
use crate::words::mistake::{Moment, mistake, when};

const EXAMPLES: &str = "\
Examples:
  lofte notes 2023-11-21
  lofte notes igår --html > notes.html
  lofte notes 2023-11-21 --texts            also what was written freely, where it may be read
  lofte notes 2023-11-21 --for school       leaves out the cases that are closed to the party

Attendance, decisions and commitments by code, with the secrecy line on top. What may be read goes by the consents that
hold now.";

/// Prints the notes of a meeting.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, allow_negative_numbers = true)]
pub struct Notes {
    /// The meeting's day
    #[arg(value_name = "DAY")]
    day: String,
    /// Print one HTML file, which can be printed
    #[arg(long)]
    html: bool,
    /// Also the texts: the round, notes on cases and what was promised
    #[arg(long)]
    texts: bool,
    /// Make them for a party
    #[arg(long = "for", value_name = "PARTY")]
    party: Option<String>,
}

impl Notes {
    /// Prints them.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let welcome = caller.welcome()?;
        let day = day(caller.words, &welcome, &self.day)?;
        let party = self.party.map(|typed| party(caller.words, &welcome, &typed)).transpose()?;
        match caller.ask(Ask::Notes { day, party, texts: self.texts })? {
            Reply::Notes(Some(told)) => {
                print(caller, &notes::paper(setting(caller.words, &welcome), &told), self.html)
            }
            Reply::Notes(None) => {
                let said = full(caller.words, day);
                Err(Failure::refused(caller.words.say_with("cli-no-meeting", &[("day", (&said).into())])))
            }
            _ => Err(caller.unexpected()),
        }
    }
}

/// What papers are made with.
pub fn setting(words: Words, welcome: &Welcome) -> Setting<'_> {
    Setting { words, plan: &welcome.plan, today: welcome.now.day, example: welcome.example }
}

/// Prints a paper the way that was asked for.
pub fn print(caller: &mut Caller, paper: &Paper, html: bool) -> Result<(), Failure> {
    let written = if html { paper.html() } else { paper.text() };
    caller.line(written.trim_end_matches('\n'))?;
    caller.flush()
}

/// Reads a day as a person writes it.
pub fn day(words: Words, welcome: &Welcome, typed: &str) -> Result<chrono::NaiveDate, Failure> {
    parse_day(typed, context(welcome).today, Toward::Near)
        .map_err(|error| Failure::refused(when(words, Moment::Day, &error)))
}

/// The party that a person means, by code, key or label.
fn party(words: Words, welcome: &Welcome, typed: &str) -> Result<Code, Failure> {
    let list: Option<&List> = welcome.plan.cases().and_then(|_| welcome.plan.list("parties"));
    match choose(list, typed.trim()) {
        Ok(item) => Ok(item.code.as_str().into()),
        Err(wrong) => Err(Failure::refused(mistake(words, &welcome.plan, None, &wrong))),
    }
}
