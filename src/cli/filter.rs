//! Which entries a call is about: forms, a period, words; the same options wherever entries are taken out.
//!
//! What concerns individuals is asked for by the case's code and nothing else, and a call that asks otherwise is told why:
//! see [`crate::domain::casework::secrecy`].

use super::caller::{self, Caller};
use super::failure::Failure;
use crate::desk::ask::{Only, Query};
use crate::domain::casework::code;
use crate::domain::casework::secrecy::{self, FoundBy};
use crate::domain::course::view::Names;
use crate::domain::plan::period::{Named, parse_period};
use crate::domain::plan::{Form, Promise, Sort};
use crate::domain::record::line;
use crate::text::order;
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
    /// The query that it comes to, in this order, with the names of participants or what stands for them.
    pub fn query(&self, caller: &mut Caller, sort: Sort, names: Names) -> Result<Query, Failure> {
        let welcome = caller.welcome()?;
        if asks_about_individuals(&welcome.plan, &self.forms, self.search.as_deref().unwrap_or_default()) {
            return Err(Failure::refused(caller.words.say("search-cases")));
        }
        let mut forms = Vec::new();
        for typed in &self.forms {
            forms.push(caller::form(caller.words, &welcome.plan, typed)?.key.as_str().into());
        }
        let period = self.period.as_deref().map(|typed| period(caller, typed)).transpose()?;
        let only = if self.bin { Only::Bin } else { Only::Live };
        let words = self.search.clone().unwrap_or_default();
        Ok(Query { forms, period: period.map(|named| named.period), words, only, sort, names })
    }
}

/// Whether the forms that were `typed` are all about individuals, and something other than a code is to tell them apart:
/// words, or a field as in `concern=absence`.
fn asks_about_individuals(plan: &Promise, typed: &[String], search: &str) -> bool {
    let (fields, forms): (Vec<&String>, Vec<&String>) = typed.iter().partition(|typed| typed.contains('='));
    let found: Vec<&Form> =
        forms.into_iter().filter_map(|typed| line::form_named(plan, typed).ok()).collect();
    let by_code = |form: &&Form| matches!(secrecy::found_by(plan, &form.key), Some(FoundBy::Code(_)));
    if found.is_empty() || !found.iter().all(by_code) {
        return false;
    }
    let named = |word: &str| {
        let names = found.iter().flat_map(|form| form.label.spellings());
        names.map(order::fold).any(|name| name.starts_with(word))
    };
    let other = |word: &str| code::beginning(word).is_none() && !named(word);
    !fields.is_empty() || order::fold(search).split_whitespace().any(other)
}

/// The forms of a query, all that people are offered where it names none.
pub fn forms<'a>(plan: &'a Promise, query: &Query) -> Vec<&'a Form> {
    let wanted = |form: &&Form| query.forms.is_empty() || query.forms.contains(&form.key.as_str().into());
    plan.offered().map(|(_, form)| form).filter(wanted).collect()
}

/// Reads a period as a person writes it.
pub fn period(caller: &mut Caller, typed: &str) -> Result<Named, Failure> {
    let welcome = caller.welcome()?;
    let read = parse_period(typed, welcome.now.day, &welcome.plan);
    read.map_err(|error| Failure::refused(mistake(caller.words, &error)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::load::{ENKOPING, load};

    #[rstest]
    #[case(&["case"], "", false)]
    #[case(&["case"], "K7RT-M", false)]
    #[case(&["ärende"], "k7", false)]
    #[case(&["åtagande"], "k7rtm åtag", false)]
    #[case(&["case"], "skolfrånvaro", true)]
    #[case(&["beslut"], "K7RT-M orolig", true)]
    #[case(&["case", "concern=absence"], "", true)]
    #[case(&["samtycke", "beslut"], "polis", true)]
    // A meeting concerns nobody, and what is no case meeting's is found by anything.
    #[case(&["möte"], "tisdag", false)]
    #[case(&["möte", "case"], "tisdag", false)]
    #[case(&["visit"], "stortorget", false)]
    #[case(&[], "stortorget", false)]
    #[case(&["concern=absence"], "", false)]
    fn individuals_are_asked_for_by_code(
        #[case] forms: &[&str],
        #[case] search: &str,
        #[case] refused: bool,
    ) {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let forms: Vec<String> = forms.iter().map(|form| (*form).to_owned()).collect();
        assert_eq!(asks_about_individuals(&plan, &forms, search), refused);
    }

    #[test]
    fn a_query_without_forms_is_of_those_that_are_offered() {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let keys: Vec<&str> = forms(&plan, &Query::default()).iter().map(|form| form.key.as_str()).collect();
        assert!(keys.contains(&"commitment") && !keys.contains(&"agenda"), "{keys:?}");
    }
}
