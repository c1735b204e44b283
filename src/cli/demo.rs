//! `lofte demo`: an example desk with a three-year history, marked so on every screen.
//!
//! It stands at a day of its own, so that it looks the same whenever it is opened. It is written straight into its
//! directory, without a host, which is what makes a million entries a matter of seconds.

use std::fs;
use std::path::{Path, PathBuf};

use super::failure::Failure;
use super::outcome::store_error;
use super::{Ended, Place, Screen};
use crate::desk::clock::{Clock, STANDING};
use crate::desk::founding::Founding;
use crate::desk::keep::{Keep, KeepOptions};
use crate::desk::place::DataDir;
use crate::domain::demo::{Recipe, tell};
use crate::domain::event::{Event, Happening};
use crate::domain::plan::{Promise, load};
use crate::domain::record::WriteId;
use crate::store::layout::DB;
use crate::store::salvage::SalvageCommand;
use crate::store::{Disk, StoreError};
use crate::text::Clean;
use crate::words::Words;

/// The moment an example stands at: an evening in the last autumn of the promise.
const NOW: &str = "2023-11-22T21:52";

/// When an example desk is made, on the first day of its promise.
const MORNING: &str = "08:00";

/// Those beside the one who made it who have entered something: user ids that no account has, and their names.
const OTHERS: [(u32, &str); 2] = [(2_000_000_001, "kl"), (2_000_000_002, "ms")];

/// How many happenings are written between two syncs.
const BATCH: usize = 500;

const EXAMPLES: &str = "\
Examples:
  lofte demo                                opens the example
  lofte demo /tmp/example                   makes one there and leaves it
  lofte --data /tmp/example summary
  lofte demo /tmp/large --entries 100000 --seed 7

The same seed and number give the same history. Everything in it is invented.";

/// Opens or makes an example desk.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Demo {
    /// Make it in this directory, which must be empty or missing, and leave it
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// How many entries
    #[arg(long, value_name = "N", default_value_t = 3000)]
    entries: usize,
    /// Another seed gives another history
    #[arg(long, value_name = "S", default_value_t = 1)]
    seed: u64,
}

impl Demo {
    /// Opens or makes it.
    pub fn run(self, place: &Place) -> Result<Ended, Failure> {
        let words = place.words;
        if let Some(dir) = &self.dir {
            if !empty(words, dir)? {
                let shown = dir.display().to_string();
                return Err(Failure::refused(
                    words.say_with("cli-store-not-empty", &[("path", (&shown).into())]),
                ));
            }
            self.make_whole(words, dir)?;
            let shown = dir.display().to_string();
            super::print(
                &words.say_with("cli-demo-made", &[("dir", (&shown).into()), ("count", self.entries.into())]),
            )?;
            return Ok(Ended::Over(std::process::ExitCode::SUCCESS));
        }
        let dir = self.own_directory(place)?;
        if empty(words, &dir)? {
            self.make_whole(words, &dir)?;
        }
        let data = DataDir::resolve(Some(&dir), |_| None).map_err(|e| Failure::refused(e.to_string()))?;
        Screen::of(&data, place.role.as_deref(), words)
    }

    /// The example's own directory beside the desk's: what was tried in it is there the next time.
    fn own_directory(&self, place: &Place) -> Result<PathBuf, Failure> {
        let data = place.data()?;
        let mut name = data.path().file_name().map_or_else(|| "lofte".into(), ToOwned::to_owned);
        name.push(format!("-example-{}-{}", self.entries, self.seed));
        Ok(data.path().with_file_name(name))
    }

    /// Makes it under another name first, so that an interrupted one is never opened.
    fn make_whole(&self, words: Words, dir: &Path) -> Result<(), Failure> {
        let dir = &whole(dir)
            .map_err(|error| Failure::refused(store_error(words, &StoreError::io("find", dir, error))))?;
        let mut name = dir.as_os_str().to_owned();
        name.push(format!(".making-{}", std::process::id()));
        let making = PathBuf::from(name);
        let made = self.make(words, &making).and_then(|()| {
            fs::rename(&making, dir)
                .map_err(|error| Failure::refused(store_error(words, &StoreError::io("rename", dir, error))))
        });
        if made.is_err() {
            let _ = fs::remove_dir_all(&making);
        }
        made
    }

    fn make(&self, words: Words, dir: &Path) -> Result<(), Failure> {
        self.write(dir).map_err(|error| Failure::refused(store_error(words, &error)))
    }

    fn write(&self, dir: &Path) -> Result<(), StoreError> {
        let uid = rustix::process::getuid().as_raw();
        let mut founding = Founding { example: true, ..Founding::default() };
        let plan = load::load(&founding.plan, &founding.file).unwrap_or_else(|_| Promise::unwritten());
        let first = plan.period.from;
        founding.taken_in_use = Some(first);
        let moment = |text: &str| Clock::read(Some(text)).unwrap_or_default().now(plan.time_zone);
        let (made, now) = (moment(&format!("{first}T{MORNING}")), moment(NOW));
        let options = KeepOptions {
            disk: Disk::real(),
            salvage: SalvageCommand::default(),
            waker: None,
            founding,
            uid,
            now: made,
        };
        let (mut keep, state, _) = Keep::open(dir, options)?;
        keep.append(made.at, uid, &others())?;
        let people: Vec<u32> = std::iter::once(uid).chain(OTHERS.map(|(uid, _)| uid)).collect();
        let recipe = Recipe {
            plan: &plan,
            seed: self.seed,
            entries: self.entries,
            now: (now.day, now.time),
            first_seq: state.seq + 2,
            people: &people,
        };
        for (i, told) in tell(recipe).enumerate() {
            keep.append(told.at, told.who, &told.happening)?;
            if i % BATCH == BATCH - 1 {
                keep.commit()?;
            }
        }
        keep.commit()?;
        keep.disk().write_whole(dir, STANDING, NOW.as_bytes())?;
        let disk = keep.disk().clone();
        keep.close()?;
        // The second copy has got no records from here. Without one, the first host makes it behind the first screen.
        disk.remove_dir(&dir.join(DB))
    }
}

/// Those who have been here beside the one who made the example.
fn others() -> Happening {
    let seen =
        |(uid, name): (u32, &str)| Event::AccountSeen { uid, name: Clean::line(name), administrator: false };
    Happening { write: WriteId(1), undoes: None, events: OTHERS.map(seen).into() }
}

/// A directory's path from the root, with a name at its end that another can be put beside.
fn whole(dir: &Path) -> std::io::Result<PathBuf> {
    match fs::canonicalize(dir) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            Ok(std::path::absolute(dir)?.components().collect())
        }
        found => found,
    }
}

/// Whether there is nothing in a directory, or no directory.
fn empty(words: Words, dir: &Path) -> Result<bool, Failure> {
    match fs::read_dir(dir) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(Failure::refused(store_error(words, &StoreError::io("read", dir, error)))),
    }
}
