//! Why a call did not do what it was asked, and the exit code that says so.

use std::io::{self, Write};
use std::process::ExitCode;

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
