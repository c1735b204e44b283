//! `lofte undo`: takes back a change; nothing is lost by it, and an undo can be undone by doing the thing again.

use super::caller::Caller;
use super::failure::Failure;
use crate::domain::command::Command;

const EXAMPLES: &str = "\
Examples:
  lofte undo            your latest change that still stands
  lofte undo 1042       the change with this number, from `lofte history ID`";

/// Undoes a change.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Undo {
    /// The number of the change; your latest if none is given
    #[arg(value_name = "SEQ")]
    seq: Option<u64>,
}

impl Undo {
    /// Undoes it.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let made = caller.carry_out(|_| Command::Undo { seq: self.seq })?;
        caller.tell(&made)
    }
}
