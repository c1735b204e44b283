//! `lofte doctor`: looks the whole store over and says what it found.

use super::caller::Caller;
use super::failure::Failure;
use crate::desk::ask::{Ask, Reply};

/// Looks the desk over.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lofte doctor\n\nExit code 1 when something is not as it should be.")]
pub struct Doctor {}

impl Doctor {
    /// Looks it over.
    #[allow(clippy::unused_self, reason = "every subcommand is run the same way")]
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let words = caller.words;
        let opened = caller.welcome()?;
        for finding in &opened.opened {
            caller.line(&finding.said(words))?;
        }
        let Reply::Doctor(view) = caller.ask(Ask::Doctor)? else { return Err(caller.unexpected()) };
        for finding in view.findings.iter().filter(|f| !opened.opened.contains(f)) {
            caller.line(&finding.said(words))?;
        }
        let verdict = words.say(if view.well { "cli-doctor-well" } else { "cli-doctor-not-well" });
        caller.line(&verdict)?;
        caller.flush()?;
        if view.well { Ok(()) } else { Err(Failure::Said) }
    }
}
