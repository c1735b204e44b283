//! The first happening of a new desk: its plan, the day it is taken in use, and who administers it.

use chrono::NaiveDate;

use super::account;
use crate::domain::decide::{Now, day_number};
use crate::domain::event::{Event, Happening};
use crate::domain::plan::load;
use crate::domain::record::WriteId;

/// The write id of the first happening; clients make theirs at random.
const FIRST: WriteId = WriteId(u128::MAX);

/// What a new desk begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Founding {
    /// The plan's text, which must load.
    pub plan: String,
    /// The name of the plan's file.
    pub file: String,
    /// The day it is taken in use, nothing before which is late; today when `None`.
    pub taken_in_use: Option<NaiveDate>,
    /// Whether the desk is an example, marked so on every screen.
    pub example: bool,
}

impl Default for Founding {
    /// A real desk with the first plan that comes with the program.
    fn default() -> Self {
        let (name, text) = load::built_in().first().copied().unwrap_or_default();
        Self { plan: text.to_owned(), file: format!("{name}.toml"), taken_in_use: None, example: false }
    }
}

impl Founding {
    /// What happened when `uid` made the desk at `now`: the maker administers it.
    pub fn happening(&self, uid: u32, now: Now) -> Happening {
        let taken_in_use = day_number(self.taken_in_use.unwrap_or(now.day));
        let (text, file) = (self.plan.clone(), self.file.clone());
        Happening {
            write: FIRST,
            undoes: None,
            events: vec![
                Event::Founded { taken_in_use, example: self.example },
                Event::PlanLoaded { text, file, previous: None },
                Event::AccountSeen { uid, name: account::name(uid), administrator: true },
            ],
        }
    }
}
