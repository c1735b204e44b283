//! `lofte export`: entries as a file for a spreadsheet.

use std::fs::OpenOptions;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::caller::{self, Caller};
use super::failure::Failure;
use super::filter::{self, Filter};
use crate::desk::ask::{Query, Welcome};
use crate::domain::course::view::Names;
use crate::domain::plan::Sort;
use crate::report::csv::Export as Writing;

const EXAMPLES: &str = "\
Examples:
  lofte export --csv visit --period 2023 --out visits.csv
  lofte export --csv > everything.csv

UTF-8 with a byte order mark, semicolons, CRLF; the headings are the fields' keys. With several forms, a first column
says which. A text that a spreadsheet would take for a formula has an apostrophe before it, which `lofte import` takes
away again. An existing file is not written over. Names of participants are left out unless --names is given, and
guardians' phone numbers always.";

/// Writes entries to a file.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Export {
    #[command(flatten)]
    filter: Filter,
    /// As a CSV file
    #[arg(long, required = true)]
    csv: bool,
    /// Where to; standard output if not given
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// With the names of participants; a guardian's phone number is never written
    #[arg(long)]
    names: bool,
}

impl Export {
    /// Whether it writes a file of its own.
    pub fn to_a_file(&self) -> bool {
        self.out.is_some()
    }

    /// Writes them.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let names = if self.names { Names::Told } else { Names::Masked };
        let query = self.filter.query(caller, Sort::OldestFirst, names)?;
        let welcome = caller.welcome()?;
        match self.out {
            None => write(caller, &query, &welcome, BufWriter::new(io::stdout().lock())).map(drop),
            Some(path) => to_file(caller, &query, &welcome, &path),
        }
    }
}

/// A file of one's own, since it may hold what concerns people; half of one is taken away again.
fn to_file(caller: &mut Caller, query: &Query, welcome: &Welcome, path: &Path) -> Result<(), Failure> {
    let file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let file = file.map_err(|error| unwritten(caller, path, &error))?;
    match write(caller, query, welcome, BufWriter::new(file)) {
        Ok(count) => {
            let path = path.display().to_string();
            let words = caller.words;
            caller.line(
                &words.say_with("cli-exported", &[("count", count.into()), ("path", (&path).into())]),
            )?;
            caller.flush()
        }
        Err(failure) => {
            let _ = std::fs::remove_file(path);
            Err(match failure {
                Failure::Output(error) => unwritten(caller, path, &error),
                other => other,
            })
        }
    }
}

fn unwritten(caller: &Caller, path: &Path, error: &io::Error) -> Failure {
    let key = if error.kind() == io::ErrorKind::AlreadyExists { "cli-store-exists" } else { "cli-store-io" };
    let (path, why) = (path.display().to_string(), error.to_string());
    Failure::refused(caller.words.say_with(key, &[("path", (&path).into()), ("why", (&why).into())]))
}

fn write(caller: &mut Caller, query: &Query, welcome: &Welcome, out: impl Write) -> Result<usize, Failure> {
    let entries = caller.all(query)?;
    let forms = filter::forms(&welcome.plan, query);
    let mut writing = Writing::begin(out, &forms, forms.len() != 1)?;
    let courses = caller::courses(caller, welcome)?;
    for entry in &entries {
        writing.entry(entry, courses.iter().find(|course| course.id == entry.id))?;
    }
    writing.end()?;
    Ok(entries.len())
}
