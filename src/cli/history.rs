//! `lofte history`: all that happened to an entry, oldest first.

use super::caller::{Caller, names};
use super::failure::Failure;
use crate::desk::ask::{Ask, Reply, Step, Welcome, What};
use crate::domain::command::Change;
use crate::domain::plan::Form;
use crate::domain::record::{Cell, EntryId};
use crate::report::json::{Array, StepRow};
use crate::words::{Words, day, entry, label, question};

/// Tells the history of an entry.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lofte history 17\n  lofte history 17 --json")]
pub struct History {
    /// The entry's number
    #[arg(value_name = "ID")]
    id: u64,
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

impl History {
    /// Tells it.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let entry = caller.entry(EntryId(self.id))?;
        let Reply::History(steps) = caller.ask(Ask::History(entry.id))? else {
            return Err(caller.unexpected());
        };
        let welcome = caller.welcome()?;
        if self.json {
            let mut array = Array::begin(&mut caller.out)?;
            for step in &steps {
                array.push(&StepRow { step, names: names(&welcome) })?;
            }
            return Ok(array.end()?);
        }
        let form = welcome.plan.form(&entry.form).map(|(_, form)| form);
        for step in &steps {
            for line in told(caller.words, &welcome, form, step) {
                caller.line(&line)?;
            }
        }
        caller.flush()
    }
}

/// A step as a line, and a line for each field it set.
fn told(words: Words, welcome: &Welcome, form: Option<&Form>, step: &Step) -> Vec<String> {
    let key = match (&step.what, step.undoes) {
        (_, Some(_)) => "cli-step-undone",
        (What::Entered { .. }, _) => "cli-step-entered",
        (What::Amended { .. }, _) => "cli-step-amended",
        (What::Removed, _) => "cli-step-removed",
        (What::Restored, _) => "cli-step-restored",
        (What::Lost, _) => "cli-step-lost",
    };
    let head = words.say_with(
        "cli-step",
        &[
            ("seq", (&step.seq.to_string()).into()),
            ("when", (&day::moment(words, step.at, welcome.plan.time_zone)).into()),
            ("who", (&question::account(words, step.who, &welcome.accounts)).into()),
            ("what", (&words.say(key)).into()),
        ],
    );
    let mut lines = vec![head];
    match &step.what {
        What::Entered { cells, .. } => {
            let stated = cells.iter().filter(|(_, cell)| !cell.value.is_nothing() || cell.value.is_closed());
            lines.extend(stated.map(|(key, cell)| {
                let label = label::field(words, form, key);
                format!("    {label}: {}", said(words, welcome, form, key, Some(cell)))
            }));
        }
        What::Amended { changes, reason, .. } => {
            lines.extend(changes.iter().map(|change| changed(words, welcome, form, change)));
            if let (Some(reason), Some(form)) = (reason, form) {
                let list = form.correction_reasons.as_deref();
                lines.push(format!("    ({})", label::reason(words, &welcome.plan, list, reason)));
            }
        }
        What::Removed | What::Restored | What::Lost => {}
    }
    lines
}

fn changed(words: Words, welcome: &Welcome, form: Option<&Form>, change: &Change) -> String {
    let say = |cell: Option<&Cell>| said(words, welcome, form, &change.field, cell);
    let label = label::field(words, form, &change.field);
    format!("    {label}: {} → {}", say(change.before.as_ref()), say(change.after.as_ref()))
}

fn said(words: Words, welcome: &Welcome, form: Option<&Form>, key: &str, cell: Option<&Cell>) -> String {
    let field = form.and_then(|f| f.field(key));
    match cell {
        Some(cell) => entry::value(words, &welcome.plan, field, &cell.value),
        None => words.say("not-stated").into_owned(),
    }
}
