//! `lofte doctor`: looks the whole store over and says what it found.

use super::caller::Caller;
use super::failure::Failure;
use crate::desk::ask::{Ask, Finding, Reply};
use crate::words::{Words, found};

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
            caller.line(&said(words, finding))?;
        }
        let Reply::Doctor(view) = caller.ask(Ask::Doctor)? else { return Err(caller.unexpected()) };
        for finding in view.findings.iter().filter(|f| !opened.opened.contains(f)) {
            caller.line(&said(words, finding))?;
        }
        let verdict = words.say(if view.well { "cli-doctor-well" } else { "cli-doctor-not-well" });
        caller.line(&verdict)?;
        caller.flush()?;
        if view.well { Ok(()) } else { Err(Failure::Said) }
    }
}

fn said(words: Words, finding: &Finding) -> String {
    match finding {
        Finding::JournalWhole(n) => found::journal_whole(words, *n),
        Finding::TornTail(bytes) => found::torn_tail(words, *bytes),
        Finding::MendedFromSled(n) => found::mended(words, *n),
        Finding::Lost(seqs) => found::lost(words, seqs),
        Finding::SledSetAside(name) => found::set_aside(words, name),
        Finding::SledMadeAnew(name) => found::made_anew(words, name),
        Finding::SledWhole(n) => found::database_whole(words, *n),
        Finding::SledBehind(n) => found::database_behind(words, *n),
        Finding::SledDiffers(n) => found::database_differs(words, *n),
        Finding::MemoryAgrees => found::memory_agrees(words),
        Finding::MemoryDiffers(id) => found::memory_differs(words, *id),
        Finding::JournalDamaged(places) => {
            words.say_with("cli-doctor-damaged", &[("n", i64::try_from(*places).unwrap_or(i64::MAX).into())])
        }
        Finding::SledFailed(why) => words.say_with("cli-doctor-database-failed", &[("why", why.into())]),
    }
}
