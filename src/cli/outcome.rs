//! What the desk answered, in sentences: changes that were made, and what went wrong outside the rules.

use super::caller::Caller;
use super::failure::Failure;
use crate::desk::ask::Done;
use crate::store::StoreError;
use crate::words::Words;
use crate::words::done::{Line, Parts, done};

impl Caller {
    /// Prints what a change came to: the line in words, what it did to the promise, and the entry's number.
    pub fn tell(&mut self, made: &Done) -> Result<(), Failure> {
        let welcome = self.welcome()?;
        let parts = Parts {
            deed: made.kind,
            time: welcome.now.time,
            today: welcome.now.day,
            entry: made.entry.as_ref(),
            count: made.count,
            figures: &made.figures,
            cases: None,
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
