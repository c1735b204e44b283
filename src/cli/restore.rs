//! `lofte restore`: a desk made from a backup file, in a directory of its own.

use std::path::PathBuf;

use super::failure::Failure;
use super::outcome::store_error;
use crate::store::{Disk, restore};
use crate::words::Words;

/// Makes a desk from a backup.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  lofte restore /srv/backup/lofte-2023-11-22 /srv/lofte\n  \
                        lofte --data /srv/lofte doctor\n\nThe directory must be empty or missing.")]
pub struct Restore {
    /// The backup
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The new desk's directory
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

impl Restore {
    /// Makes it.
    pub fn run(self, words: Words) -> Result<(), Failure> {
        restore(&self.file, &self.dir, &Disk::real())
            .map_err(|error| Failure::refused(store_error(words, &error)))?;
        let dir = self.dir.display().to_string();
        super::print(&words.say_with("cli-restored", &[("dir", (&dir).into())]))
    }
}
