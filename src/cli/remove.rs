//! `lofte remove` and `lofte unremove`: into the bin and out of it. Nothing is ever deleted.

use super::caller::Caller;
use super::failure::Failure;
use crate::domain::command::Command;
use crate::domain::record::EntryId;

/// Moves an entry to the bin.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lofte remove 17\n  lofte list --bin\n  lofte unremove 17")]
pub struct Remove {
    /// The entry's number
    #[arg(value_name = "ID")]
    id: u64,
}

/// Takes an entry out of the bin.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lofte list --bin\n  lofte unremove 17")]
pub struct Unremove {
    /// The entry's number
    #[arg(value_name = "ID")]
    id: u64,
}

impl Remove {
    /// Moves it there.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let made = caller.carry_out(|_| Command::Remove { id: EntryId(self.id) })?;
        caller.tell(&made)
    }
}

impl Unremove {
    /// Takes it out.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let made = caller.carry_out(|_| Command::Restore { id: EntryId(self.id) })?;
        caller.tell(&made)
    }
}
