//! `lofte roster`: the lists of a course on paper: who is on it, the evenings to tick off, and the diplomas.

use super::caller::Caller;
use super::failure::Failure;
use super::notes::{print, setting};
use crate::desk::ask::{Ask, Reply};
use crate::domain::course::view::Names;
use crate::domain::record::Code;
use crate::report::roster::{self, Which};
use crate::text::order::fold;
use crate::words::label;

const EXAMPLES: &str = "\
Examples:
  lofte roster ht2023
  lofte roster ht2023 --attendance --html > attendance.html
  lofte roster ht2023 --diplomas

These papers are made for their names. Nobody's phone number is on them, and somebody whose data are protected is there
by the letter alone.";

/// Prints a list of a course.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Roster {
    /// The course's code
    #[arg(value_name = "COURSE")]
    course: String,
    /// Print one HTML file, which can be printed
    #[arg(long)]
    html: bool,
    /// The attendance list: a box for each evening
    #[arg(long)]
    attendance: bool,
    /// The diploma list: those who completed the course
    #[arg(long, conflicts_with = "attendance")]
    diplomas: bool,
}

impl Roster {
    /// Prints it.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let which = match (self.attendance, self.diplomas) {
            (true, _) => Which::Attendance,
            (_, true) => Which::Diplomas,
            _ => Which::Roster,
        };
        let welcome = caller.welcome()?;
        let code = Code::from(fold(self.course.trim()).as_str());
        match caller.ask(Ask::Course { code, names: Names::Told })? {
            Reply::Course(Ok(view)) => {
                print(caller, &roster::paper(setting(caller.words, &welcome), &view, which), self.html)
            }
            Reply::Course(Err(courses)) => {
                let all = label::either(caller.words, &courses);
                let key = if courses.is_empty() { "cli-no-courses" } else { "cli-no-course" };
                let typed = self.course.as_str();
                Err(Failure::refused(
                    caller.words.say_with(key, &[("typed", typed.into()), ("all", (&all).into())]),
                ))
            }
            _ => Err(caller.unexpected()),
        }
    }
}
