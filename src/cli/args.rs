//! What can be typed after `lofte`: the subcommands, and the two options they all know.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use super::{
    add, agenda, ask, backup, correct, demo, desk, doctor, due, export, history, import, list, notes, plan,
    remove, restore, roster, summary, undo,
};

const EXAMPLES: &str = "\
Examples:
  lofte                                   open the screen
  lofte add besök stort 7
  lofte add visit place=stortorget contacts=7 arrive=21:30
  lofte add meeting present=social,school,police deputy=leisure
  lofte agenda
  lofte due
  lofte summary ht2023
  lofte list visit --period 2023-11 --json
  lofte demo                              look around in an example

Forms and fields are known by their keys and by their labels: `lofte plan show` lists them.
--role NAME has nothing but what that role of the plan has, and everybody's figures.
The data directory is --data DIR, else $LOFTE_DATA, else $XDG_DATA_HOME/lofte, else ~/.local/share/lofte.
Exit codes: 0 done, 1 refused (the reason is on standard error), 2 wrong usage.";

/// A shared desk for keeping a citizen promise. Without a subcommand it opens the screen.
#[derive(Debug, Parser)]
#[command(name = "lofte", version, after_help = EXAMPLES, disable_help_subcommand = true)]
pub struct Args {
    /// The directory the desk lives in
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// The language: sv or en
    #[arg(long, global = true, value_name = "LANG", value_parser = ["sv", "en"])]
    pub lang: Option<String>,
    /// With nothing but what this role of the plan has
    #[arg(long, global = true, value_name = "NAME")]
    pub role: Option<String>,
    /// Do what `SSH_ORIGINAL_COMMAND` says: for the forced command of sshd
    #[arg(long)]
    pub ssh: bool,
    /// Reads a damaged database into a flat file
    #[arg(long, hide = true, num_args = 2, value_names = ["COPY", "OUT"])]
    pub salvage_sled: Option<Vec<PathBuf>>,
    /// What to do
    #[command(subcommand)]
    pub task: Option<Task>,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Task {
    /// Enter what was done
    Add(add::Add),
    /// Fill in a form line by line, also with a screen reader
    Ask(ask::Ask),
    /// List entries
    List(list::List),
    /// Print the notes of a meeting
    Notes(notes::Notes),
    /// Print the numbered agenda of a meeting
    Agenda(agenda::Agenda),
    /// Print a list of a course: roster, attendance or diplomas
    Roster(roster::Roster),
    /// List what is due and what is late
    Due(due::Due),
    /// Sum up what came of the promise
    Summary(summary::Summary),
    /// Undo your latest change, or the one with this number
    Undo(undo::Undo),
    /// Correct an entry
    Correct(correct::Correct),
    /// Move an entry to the bin
    Remove(remove::Remove),
    /// Take an entry out of the bin
    Unremove(remove::Unremove),
    /// Tell all that happened to an entry
    History(history::History),
    /// Write entries to a file for a spreadsheet
    Export(export::Export),
    /// Read entries from a file, all or none
    Import(import::Import),
    /// Check, load or show a plan
    Plan(plan::Plan),
    /// Open an example desk, or make one
    Demo(demo::Demo),
    /// Write the whole desk to one verified file
    Backup(backup::Backup),
    /// Make a desk from a backup file
    Restore(restore::Restore),
    /// Look the whole desk over
    Doctor(doctor::Doctor),
    /// Serve the desk in the foreground
    Desk(desk::Desk),
}
