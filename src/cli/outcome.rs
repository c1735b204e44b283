//! What the desk answered, in sentences: changes that were made, and what went wrong outside the rules.

use super::caller::Caller;
use super::failure::Failure;
use crate::desk::ask::{Ask, Done, Reply};
use crate::domain::casework::index::MEETING;
use crate::domain::record::{Code, Entry, Status};
use crate::store::StoreError;
use crate::words::Words;
use crate::words::done::{Line, Parts, done};

impl Caller {
    /// Prints what a change came to: the line in words, what it did to the promise, and the entry's number.
    pub fn tell(&mut self, made: &Done) -> Result<(), Failure> {
        let welcome = self.welcome()?;
        let cases = self.cases_up(made)?;
        let parts = Parts {
            deed: made.kind,
            time: welcome.now.time,
            today: welcome.now.day,
            entry: made.entry.as_ref(),
            count: made.count,
            figures: &made.figures,
            cases: cases.as_deref(),
        };
        let Line { lead, what, effects, .. } = done(self.words, &welcome.plan, &parts);
        self.line(&format!("{lead}  {what}"))?;
        for effect in effects {
            self.line(&effect)?;
        }
        if let Some(entry) = made.entry.as_ref().filter(|_| made.count == 1) {
            self.line(&format!("id {}", entry.id))?;
        }
        self.flush()
    }

    /// The cases that were up at a meeting that was saved, and whether each has a coordinated action.
    fn cases_up(&mut self, made: &Done) -> Result<Option<Vec<(Code, bool)>>, Failure> {
        let welcome = self.welcome()?;
        let by_code = |day| welcome.plan.cases().is_some_and(|(_, cases)| cases.register.by_code(day));
        let held = |entry: &&Entry| entry.form == MEETING && !entry.removed && entry.status == Status::Done;
        let Some(entry) = made.entry.as_ref().filter(held).filter(|entry| by_code(entry.on)) else {
            return Ok(None);
        };
        match self.ask(Ask::Agenda { day: entry.on })? {
            Reply::Agenda(Some(agenda)) => {
                let up = agenda.items.into_iter().filter(|item| item.decision.is_some());
                Ok(Some(up.map(|item| (item.code, item.action)).collect()))
            }
            Reply::Agenda(None) => Ok(None),
            _ => Err(self.unexpected()),
        }
    }
}

/// Says why the store could not do something.
pub fn store_error(words: Words, error: &StoreError) -> String {
    let at = |key: &str, path: &std::path::Path| {
        words.say_with(key, &[("path", (&path.display().to_string()).into())])
    };
    match error {
        StoreError::Full { path, .. } => at("cli-store-full", path),
        StoreError::ReadOnly { path, .. } => at("cli-store-read-only", path),
        StoreError::NoAccess { path, .. } => at("cli-store-no-access", path),
        StoreError::Io { path, source, .. } => {
            let (path, why) = (path.display().to_string(), source.to_string());
            words.say_with("cli-store-io", &[("path", (&path).into()), ("why", (&why).into())])
        }
        StoreError::InUse { path } => at("cli-store-in-use", path),
        StoreError::Newer { path, .. } => at("cli-store-newer", path),
        StoreError::NotADesk { path, .. } => at("cli-store-not-a-desk", path),
        StoreError::Network { path, .. } => at("cli-store-network", path),
        StoreError::JournalDamaged { path, .. } => at("cli-store-damaged", path),
        StoreError::NothingLeft { path } => at("cli-store-nothing-left", path),
        StoreError::TargetExists { path } => at("cli-store-exists", path),
        StoreError::NotEmpty { path } => at("cli-store-not-empty", path),
        StoreError::BadBackup { path, .. } => at("cli-store-bad-backup", path),
        StoreError::Poisoned
        | StoreError::TooLarge { .. }
        | StoreError::NoSuchFrame { .. }
        | StoreError::Shelf { .. } => {
            words.say_with("cli-store-other", &[("why", (&error.to_string()).into())])
        }
    }
}
