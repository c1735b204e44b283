//! `lofte due`: what is due and what is late, as on the home screen.

use super::caller::Caller;
use super::failure::Failure;
use crate::desk::ask::{Ask, Reply};
use crate::report::json::{Array, DueRow};
use crate::report::table::{Side, Table};
use crate::words::due::line;

const EXAMPLES: &str = "\
Examples:
  lofte due
  lofte due --json | jq '.[] | select(.late > 7)'

With --json: an array of objects with activity, form, about (kind and what it is about), day, late (days; 0 today,
negative when still to come) and count (how many alike things the line stands for). What is about a case always stands
alone: a commitment, an action that lacks something, consent that ends or has ended.";

/// Lists what is due.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Due {
    /// Print as JSON
    #[arg(long)]
    json: bool,
}

impl Due {
    /// Lists it.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let Reply::Today(today) = caller.ask(Ask::Today)? else { return Err(caller.unexpected()) };
        if self.json {
            let mut array = Array::begin(&mut caller.out)?;
            for row in today.due.iter().flat_map(DueRow::all) {
                array.push(&row)?;
            }
            return Ok(array.end()?);
        }
        let (welcome, words) = (caller.welcome()?, caller.words);
        if today.due.is_empty() {
            let nothing = words.say("cli-nothing-due");
            return caller.line(&nothing).and_then(|()| caller.flush());
        }
        let mut table = Table::new([("", Side::Left); 4]);
        for due in &today.due {
            let line = line(words, &welcome.plan, due, &today.planned, today.now.day);
            let several = due.items.len() > 1;
            table.row([
                line.activity,
                line.subject,
                line.day,
                if several { String::new() } else { line.late },
            ]);
        }
        let text = table.render();
        caller.line(text.trim_end_matches('\n'))?;
        caller.flush()
    }
}
