//! Why a call did not do what it was asked, and the exit code that says so.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::desk::client::ClientError;
use crate::desk::launch::StartRefusal;
use crate::words::Words;

/// Why a call ends without having done it.
#[derive(Debug)]
pub enum Failure {
    /// It was refused, for these reasons, each a sentence.
    Refused(Vec<String>),
    /// It was asked the wrong way.
    Usage(String),
    /// It has said all there is to say already.
    Said,
    /// The reader of our output has gone away, which is its good right.
    NobodyReads,
    /// Our output could not be written.
    Output(io::Error),
}

impl Failure {
    /// One sentence of refusal.
    pub fn refused(sentence: impl Into<String>) -> Self {
        Self::Refused(vec![sentence.into()])
    }

    /// Says why on standard error, and gives the exit code.
    pub fn tell(self, words: Words) -> ExitCode {
        let (lines, code) = match self {
            Self::Refused(lines) => (lines, 1),
            Self::Usage(line) => (vec![line], 2),
            Self::Said => (Vec::new(), 1),
            Self::NobodyReads => (Vec::new(), 0),
            Self::Output(error) => {
                (vec![words.say_with("cli-no-output", &[("why", (&error.to_string()).into())])], 1)
            }
        };
        let mut err = io::stderr().lock();
        for line in lines {
            // There is nobody else to tell.
            let _ = writeln!(err, "{line}");
        }
        ExitCode::from(code)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::NobodyReads } else { Self::Output(error) }
    }
}

/// Says why a host did not start.
pub fn start_refusal(words: Words, refusal: &StartRefusal) -> String {
    let at = |key: &str, path: &str| words.say_with(key, &[("path", path.into())]);
    match refusal {
        StartRefusal::InUse { path } => at("cli-store-in-use", path),
        StartRefusal::Full { path } => at("cli-store-full", path),
        StartRefusal::ReadOnly { path } => at("cli-store-read-only", path),
        StartRefusal::NoAccess { path } => at("cli-store-no-access", path),
        StartRefusal::Newer { path, .. } => at("cli-store-newer", path),
        StartRefusal::NotADesk { path, .. } => at("cli-store-not-a-desk", path),
        StartRefusal::Network { path, .. } => at("cli-store-network", path),
        StartRefusal::NothingLeft { path } => at("cli-store-nothing-left", path),
        StartRefusal::Clock { given } => words.say_with("cli-desk-clock", &[("given", given.into())]),
        StartRefusal::Linger { given } => words.say_with("cli-desk-linger", &[("given", given.into())]),
        StartRefusal::Other { why } => words.say_with("cli-store-other", &[("why", why.into())]),
    }
}

/// Says why the desk could not be asked.
pub fn client_error(words: Words, error: &ClientError) -> String {
    let other = |key: &str, why: &str| words.say_with(key, &[("why", why.into())]);
    match error {
        ClientError::Refused(refusal) => start_refusal(words, refusal),
        ClientError::NotThere(path) => {
            words.say_with("cli-desk-not-there", &[("path", (&path.display().to_string()).into())])
        }
        ClientError::Silent { pid } => {
            let pid = pid.map_or_else(|| "?".to_owned(), |pid| pid.to_string());
            words.say_with("cli-desk-silent", &[("pid", (&pid).into())])
        }
        ClientError::OtherVersion { version, .. } => {
            let own = env!("CARGO_PKG_VERSION");
            words.say_with("cli-desk-other-version", &[("version", version.into()), ("own", own.into())])
        }
        ClientError::TurnedAway(why) => other("cli-desk-turned-away", why),
        ClientError::Stranger(uid) => other("cli-desk-stranger", &uid.to_string()),
        ClientError::Lost(error) => other("cli-desk-lost", &error.to_string()),
        ClientError::Io(error) => other("cli-desk-unreached", &error.to_string()),
    }
}
