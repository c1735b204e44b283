//! `lofte agenda`: the numbered agenda of a meeting, to have in the room.
//!
//! Printing it fixes the numbers at the desk, so that paper and screen agree from then on.

use chrono::NaiveDate;

use super::caller::{Caller, fresh};
use super::failure::Failure;
use super::notes::{day, print, setting};
use crate::desk::ask::{Ask, Reply};
use crate::domain::casework::view::Agenda as View;
use crate::domain::command::{Command, Write};
use crate::domain::record::answer::parse_cases;
use crate::domain::record::{Code, Status};
use crate::domain::refusal::Refusal;
use crate::report::agenda;
use crate::words::mistake::mistake;

const EXAMPLES: &str = "\
Examples:
  lofte agenda                              of the next meeting that is expected
  lofte agenda 2023-11-28
  lofte agenda --add K7RT-M,F3XH-C          puts cases at its end
  lofte agenda --html > agenda.html

Printing an agenda fixes its numbers: from then on they are the same on paper and on every screen, and what is added
later gets the next ones.";

/// Prints the agenda of a meeting, whose numbers stand from then on.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, allow_negative_numbers = true)]
pub struct Agenda {
    /// The meeting's day; the next meeting that is expected, if none is given
    #[arg(value_name = "DAY")]
    day: Option<String>,
    /// Print one HTML file, which can be printed
    #[arg(long)]
    html: bool,
    /// Put these cases on it
    #[arg(long, value_name = "CODE,…")]
    add: Option<String>,
}

impl Agenda {
    /// Prints it.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let welcome = caller.welcome()?;
        let day = match &self.day {
            Some(typed) => day(caller.words, &welcome, typed)?,
            None => next(caller, welcome.now.day)?,
        };
        let added = match self.add.as_deref().map(parse_cases) {
            None => Vec::new(),
            Some(Ok(codes)) => codes,
            Some(Err(wrong)) => {
                return Err(Failure::refused(mistake(caller.words, &welcome.plan, None, &wrong)));
            }
        };
        let mut shown = ask(caller, day)?;
        let cases: Vec<Code> = shown.items.iter().map(|item| item.code.clone()).chain(added).collect();
        if !cases.is_empty() && fix(caller, day, cases)? {
            shown = ask(caller, day)?;
        }
        print(caller, &agenda::paper(setting(caller.words, &welcome), &shown), self.html)
    }
}

/// The day of the next meeting that is expected; today's included, until it has been recorded.
fn next(caller: &mut Caller, today: NaiveDate) -> Result<NaiveDate, Failure> {
    let before = today.pred_opt().unwrap_or(today);
    match ask(caller, before)?.next {
        Some(day) if day == today => {
            let agenda = ask(caller, today)?;
            let status = agenda.meeting.map(|id| caller.entry(id)).transpose()?.map(|entry| entry.status);
            let over = status.is_some_and(|status| status != Status::Planned);
            Ok(agenda.next.filter(|_| over).unwrap_or(day))
        }
        Some(day) => Ok(day),
        None => Err(Failure::refused(caller.words.say("cli-no-next-meeting"))),
    }
}

fn ask(caller: &mut Caller, day: NaiveDate) -> Result<View, Failure> {
    match caller.ask(Ask::Agenda { day })? {
        Reply::Agenda(Some(agenda)) => Ok(*agenda),
        Reply::Agenda(None) => Err(Failure::refused(caller.words.say("cli-no-agenda"))),
        _ => Err(caller.unexpected()),
    }
}

/// Fixes the numbers; false where they stood already.
fn fix(caller: &mut Caller, day: NaiveDate, cases: Vec<Code>) -> Result<bool, Failure> {
    let write = Write { id: fresh(), command: Command::Schedule { day, cases } };
    match caller.put(Ask::Do(write))? {
        Reply::Done(_) => Ok(true),
        Reply::Refused(Refusal::NothingToChange) => Ok(false),
        Reply::Refused(why) => Err(caller.refused(&why)),
        _ => Err(caller.unexpected()),
    }
}
