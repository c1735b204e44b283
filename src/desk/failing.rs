//! What went wrong outside the rules, as sentences: on the command line and on the screen alike.
//!
//! What the system itself said is passed on as it came.

use super::ask::Failing;
use super::client::ClientError;
use super::launch::StartRefusal;
use super::wire::WireError;
use crate::words::Words;
use crate::words::refusal::no_role;

/// What is said to whoever is not let in because the desk is full.
pub const CROWDED: &str = "too many connections to the desk";

/// What is said of a draft that is one too many.
pub const TOO_MANY_DRAFTS: &str = "too many drafts";

impl StartRefusal {
    /// Why a host did not start, as one sentence or two.
    pub fn said(&self, words: Words) -> String {
        let at = |key: &str, path: &str| words.say_with(key, &[("path", path.into())]);
        match self {
            Self::InUse { path } => at("cli-store-in-use", path),
            Self::Full { path } => at("cli-store-full", path),
            Self::ReadOnly { path } => at("cli-store-read-only", path),
            Self::NoAccess { path } => at("cli-store-no-access", path),
            Self::Newer { path, .. } => at("cli-store-newer", path),
            Self::NotADesk { path, .. } => at("cli-store-not-a-desk", path),
            Self::Network { path, .. } => at("cli-store-network", path),
            Self::NothingLeft { path } => at("cli-store-nothing-left", path),
            Self::Clock { given } => words.say_with("cli-desk-clock", &[("given", given.into())]),
            Self::Linger { given } => words.say_with("cli-desk-linger", &[("given", given.into())]),
            Self::Other { why } => words.say_with("cli-store-other", &[("why", why.into())]),
        }
    }
}

impl ClientError {
    /// Why the desk could not be asked, as one sentence or two.
    pub fn said(&self, words: Words) -> String {
        let other = |key: &str, why: &str| words.say_with(key, &[("why", why.into())]);
        match self {
            Self::Refused(refusal) => refusal.said(words),
            Self::NotThere(path) => {
                words.say_with("cli-desk-not-there", &[("path", (&path.display().to_string()).into())])
            }
            Self::Silent { pid } => {
                let pid = pid.map_or_else(|| "?".to_owned(), |pid| pid.to_string());
                words.say_with("cli-desk-silent", &[("pid", (&pid).into())])
            }
            Self::OtherVersion { version, .. } => {
                let own = env!("CARGO_PKG_VERSION");
                words.say_with("cli-desk-other-version", &[("version", version.into()), ("own", own.into())])
            }
            Self::TurnedAway(why) if why == CROWDED => words.say("cli-desk-crowded").into_owned(),
            Self::TurnedAway(why) => other("cli-desk-turned-away", why),
            Self::NoRole { typed, roles } => no_role(words, typed, roles),
            Self::Stranger(uid) => other("cli-desk-stranger", &uid.to_string()),
            Self::Lost(error) => other("cli-desk-lost", &broken(words, error)),
            Self::Io(error) => other("cli-desk-unreached", &error.to_string()),
        }
    }
}

fn broken(words: Words, error: &WireError) -> String {
    match error {
        WireError::Gone | WireError::Cut => words.say("cli-wire-gone").into_owned(),
        WireError::Slow => words.say("cli-wire-slow").into_owned(),
        other => other.to_string(),
    }
}

impl Failing {
    /// What was tried and went wrong, as one sentence or two; `why` is what came with it.
    pub fn said(self, words: Words, why: &str) -> String {
        let key = match self {
            Self::Draft if why == TOO_MANY_DRAFTS => return words.say("cli-failed-drafts").into_owned(),
            Self::Backup => "cli-failed-backup",
            Self::Draft => "cli-failed-draft",
            Self::Reading => "cli-failed-reading",
            Self::Request => "cli-failed-request",
        };
        words.say_with(key, &[("why", why.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::draft::Unkept;
    use crate::domain::plan::Language;

    #[test]
    fn what_the_desk_itself_says_is_said_in_the_readers_language() {
        let words = Words::new(Language::Swedish);
        for (said, expected) in [
            (ClientError::TurnedAway(CROWDED.into()).said(words), "Skrivbordet har för många"),
            (
                ClientError::Lost(WireError::Gone).said(words),
                "Förbindelsen med skrivbordet bröts: skrivbordet",
            ),
            (Failing::Draft.said(words, &Unkept::TooMany.to_string()), "Du har för många utkast"),
            (Failing::Draft.said(words, "ENOSPC"), "Utkastet gick inte att spara på disken: ENOSPC"),
        ] {
            assert!(said.starts_with(expected), "{said}");
        }
    }
}
