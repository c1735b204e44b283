//! `lofte backup`: the whole desk as one verified file, while others work on.

use std::path::{PathBuf, absolute};

use super::caller::Caller;
use super::failure::Failure;
use crate::desk::ask::Ask;

/// Writes the whole desk to a file.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  lofte backup /srv/backup/lofte-2023-11-22\n\nThe file must not exist yet. \
                        It is readable for its owner only, and is read back before this ends."
)]
pub struct Backup {
    /// The file
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

impl Backup {
    /// Writes it.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let words = caller.words;
        // The host stands in another directory than we do.
        let whole = absolute(&self.file).ok().and_then(|path| path.to_str().map(str::to_owned));
        let Some(path) = whole else { return Err(Failure::Usage(words.say("cli-not-utf8").into_owned())) };
        caller.ask(Ask::Backup { path: path.clone() })?;
        caller.line(&words.say_with("cli-backed-up", &[("path", (&path).into())]))?;
        caller.flush()
    }
}
