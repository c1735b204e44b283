//! Which entries a call is about: forms, a period, words; the same options wherever entries are taken out.

use super::caller::{self, Caller};
use super::failure::Failure;
use crate::desk::ask::{Only, Query};
use crate::domain::plan::period::{Named, parse_period};
use crate::domain::plan::{Form, Sort};
use crate::words::period::mistake;

/// Which entries.
#[derive(Debug, clap::Args)]
pub struct Filter {
    /// Only this form; more can follow
    #[arg(value_name = "FORM")]
    forms: Vec<String>,
    /// Only what counts on days in this period: 2023, 2023-03, ht2023, t2-2023, 2023-v47, 2023-01-01..2023-06-30, all
    #[arg(long, value_name = "PERIOD")]
    period: Option<String>,
    /// Only entries with all these words
    #[arg(long, value_name = "WORDS")]
    search: Option<String>,
    /// What lies in the bin, instead of what does not
    #[arg(long)]
    bin: bool,
}

impl Filter {
    /// The query that it comes to, in this order.
    pub fn query(&self, caller: &mut Caller, sort: Sort) -> Result<Query, Failure> {
        let welcome = caller.welcome()?;
        let mut forms = Vec::new();
        for typed in &self.forms {
            forms.push(caller::form(caller.words, &welcome.plan, typed)?.key.as_str().into());
        }
        let period = self.period.as_deref().map(|typed| period(caller, typed)).transpose()?;
        let only = if self.bin { Only::Bin } else { Only::Live };
        let words = self.search.clone().unwrap_or_default();
        Ok(Query { forms, period: period.map(|named| named.period), words, only, sort })
    }
}

/// The forms of a query, all of the plan's where it names none.
pub fn forms<'a>(plan: &'a crate::domain::plan::Promise, query: &Query) -> Vec<&'a Form> {
    let wanted = |form: &&Form| query.forms.is_empty() || query.forms.contains(&form.key.as_str().into());
    plan.forms().map(|(_, form)| form).filter(wanted).collect()
}

/// Reads a period as a person writes it.
pub fn period(caller: &mut Caller, typed: &str) -> Result<Named, Failure> {
    let welcome = caller.welcome()?;
    let read = parse_period(typed, welcome.now.day, &welcome.plan);
    read.map_err(|error| Failure::refused(mistake(caller.words, &error)))
}
