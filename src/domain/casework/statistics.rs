//! Figures on cases as a group: medians, and tables in which nobody can be made out.
//!
//! Each table stands alone: no two properties are crossed. How many cases were referred or closed is a figure of the
//! promise and told elsewhere, so nothing here may depend on that being hidden.

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use super::index::{CASE, File, MEETING};
use super::ledger::Ledger;
use super::suppress::{self, Total};
use crate::domain::decide::Now;
use crate::domain::plan::{CaseFigure, Period, Promise};
use crate::domain::record::{Code, Entry, Value};
use crate::domain::state::State;

pub use super::suppress::Shown;

/// What is told of the cases of a period beside the plan's measures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statistics {
    /// The period.
    pub period: Period,
    /// Days from referral to consent.
    pub to_consent: Median,
    /// Days from consent to the first coordinated action.
    pub to_action: Median,
    /// Follow-ups that were due, and those held no later than seven days after.
    pub follow_ups: (u32, u32),
    /// Tables of the cases referred in the period, and of those closed in it by reason.
    pub tables: Vec<CaseTable>,
    /// How often each theme was ticked for a meeting as a whole, by code.
    pub themes: Vec<(Code, u32)>,
}

/// A median of whole days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Median {
    /// Twice the median, since it may lie between two days; `None` when there is nothing to take it of, or too little.
    pub twice: Option<i64>,
    /// How many cases there are to take it of.
    pub of: u32,
}

/// The cases of a period by one property.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseTable {
    /// What they are told apart by.
    pub by: By,
    /// Each item of the property, by code, in the plan's order, and how many cases; the last is "not stated" (empty code).
    pub rows: Vec<(Code, Shown)>,
    /// All cases of the period.
    pub total: Shown,
    /// Whether a case may be counted in several rows.
    pub several: bool,
}

/// What the cases are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum By {
    /// Who referred it.
    Source,
    /// Kinds of concern.
    Concern,
    /// Gender.
    Gender,
    /// Age band at referral.
    Age,
    /// Reason for closing.
    CloseReason,
}

/// Age bands in years, by their codes, from the youngest.
const AGES: [(&str, i32, i32); 6] = [
    ("-9", i32::MIN, 9),
    ("10-12", 10, 12),
    ("13-15", 13, 15),
    ("16-17", 16, 17),
    ("18-20", 18, 20),
    ("21-", 21, i32::MAX),
];

/// The code of what was not stated.
pub const NOT_STATED: &str = "";

/// Figures on the cases of `period`; `None` where no activity keeps cases by code.
///
/// The tables are of the cases referred in the period, that of closing reasons of those closed in it. Only whole calendar
/// years have them: two periods that overlap would tell by their difference what each of them hides.
pub fn statistics(state: &State, period: Period, now: Now) -> Option<Statistics> {
    let plan = &state.plan;
    plan.cases().filter(|(_, cases)| cases.register.has_codes())?;
    let known = Period { from: period.from, to: period.to.min(now.day) };
    let files: Vec<&File> = state.casework().files().map(|(_, file)| file).collect();
    let ledger = Ledger::of(files.iter().copied());
    Some(Statistics {
        period,
        to_consent: median(&ledger, CaseFigure::LeadConsent, known),
        to_action: median(&ledger, CaseFigure::LeadAction, known),
        follow_ups: ledger.follow_ups(period, now.day),
        tables: if is_year(period) { tables(plan, &files, known) } else { Vec::new() },
        themes: themes(state, known),
    })
}

fn is_year(period: Period) -> bool {
    let bounds = |day: chrono::NaiveDate| (day.month(), day.day());
    period.from.year() == period.to.year() && bounds(period.from) == (1, 1) && bounds(period.to) == (12, 31)
}

/// The tables of all these cases over `period`.
fn tables(plan: &Promise, files: &[&File], period: Period) -> Vec<CaseTable> {
    let referred = |file: &File| period.contains(file.opened);
    let closed = |file: &File| file.closed.is_some_and(|day| period.contains(day));
    let ages = AGES.iter().map(|(code, ..)| Code::from(*code)).collect();
    vec![
        single(By::Source, listed(plan, "source"), files, referred, |file| file.source.clone()),
        several(listed(plan, "concern"), files, referred),
        single(By::Gender, listed(plan, "gender"), files, referred, |file| file.gender.clone()),
        single(By::Age, ages, files, referred, age),
        single(By::CloseReason, listed(plan, "close_reason"), files, closed, |file| {
            file.close_reason.clone()
        }),
    ]
}

fn median(ledger: &Ledger, figure: CaseFigure, period: Period) -> Median {
    let days = ledger.days(figure, period);
    let median = ledger.median(figure, period);
    Median { twice: median.map(|m| m.twice), of: number(days.iter()) }
}

/// The codes of the list that a field of the case form chooses from, in the plan's order.
fn listed(plan: &Promise, field: &str) -> Vec<Code> {
    let field = plan.form(CASE).and_then(|(_, form)| form.field(field));
    let list = field.and_then(|field| field.kind.list()).and_then(|key| plan.list(key));
    list.map(|list| list.items.iter().map(|item| item.code.as_str().into()).collect()).unwrap_or_default()
}

/// The age band at referral, by the middle year of the band of birth years.
fn age(file: &File) -> Option<Code> {
    let born = file.birth_years()?;
    let age = file.opened.year() - i32::midpoint(born.from, born.to);
    AGES.iter().find(|(_, from, to)| (*from..=*to).contains(&age)).map(|(code, ..)| Code::from(*code))
}

/// A table of the cases that are `among` the period's, each in exactly one row.
fn single(
    by: By,
    codes: Vec<Code>,
    files: &[&File],
    among: impl Fn(&File) -> bool,
    of: impl Fn(&File) -> Option<Code>,
) -> CaseTable {
    let all: Vec<(bool, Option<Code>)> = files.iter().map(|file| (among(file), of(file))).collect();
    let codes = with_kept(codes, all.iter().filter_map(|(_, code)| code.as_ref()));
    let count = |of: Option<&Code>| number(all.iter().filter(|(among, code)| *among && code.as_ref() == of));
    let mut counts: Vec<u32> = codes.iter().map(|code| count(Some(code))).collect();
    counts.push(count(None));
    table(by, codes, suppress::list(&counts, Total::Sum), false)
}

/// A table of kinds of concern, of which a case may have several or none.
///
/// Those with none are in no other row. Beside the total their number would tell how many the others share, and where
/// few have none, the others would tell how many: then all is hidden.
fn several(codes: Vec<Code>, files: &[&File], among: impl Fn(&File) -> bool) -> CaseTable {
    let codes = with_kept(codes, files.iter().flat_map(|file| &file.concerns));
    let files: Vec<&&File> = files.iter().filter(|file| among(file)).collect();
    let count = |code: &Code| number(files.iter().filter(|file| file.concerns.contains(code)));
    let counts: Vec<u32> = codes.iter().map(count).collect();
    let all = number(files.iter());
    let none = number(files.iter().filter(|file| file.concerns.is_empty()));
    // What is shown of how many have a concern at all, and have none.
    let sides = suppress::list(&[all - none, none], Total::Sum);
    let mut list = suppress::list(&counts, Total::Cases(all - none));
    list.total = sides.total;
    list.cells.push(sides.cells[1]);
    if sides.cells.contains(&Shown::Hidden) || !list.cells.iter().any(|cell| matches!(cell, Shown::Number(_)))
    {
        list.cells.fill(Shown::Hidden);
    }
    table(By::Concern, codes, list, true)
}

/// Codes that the plan no longer has but cases still do come after its own, whatever the period: a row that came and
/// went with it would tell that there is somebody.
fn with_kept<'c>(mut codes: Vec<Code>, kept: impl Iterator<Item = &'c Code>) -> Vec<Code> {
    for code in kept {
        if !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    codes
}

fn number<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

fn table(by: By, codes: Vec<Code>, list: suppress::List, several: bool) -> CaseTable {
    let codes = codes.into_iter().chain([Code::from(NOT_STATED)]);
    CaseTable { by, rows: codes.zip(list.cells).collect(), total: list.total, several }
}

/// How often each theme was ticked for a meeting, in the plan's order.
fn themes(state: &State, period: Period) -> Vec<(Code, u32)> {
    let field = state.plan.form(MEETING).and_then(|(_, form)| form.field("themes"));
    let Some(list) = field.and_then(|field| field.kind.list()).and_then(|key| state.plan.list(key)) else {
        return Vec::new();
    };
    let mut themes: Vec<(Code, u32)> = list.items.iter().map(|item| (item.code.as_str().into(), 0)).collect();
    for id in state.between(MEETING, period.from, period.to) {
        let Some(meeting) = state.entry(id).filter(Entry::counts) else { continue };
        if let Some(Value::Codes(ticked)) = meeting.value("themes") {
            themes.iter_mut().filter(|(code, _)| ticked.contains(code)).for_each(|(_, count)| *count += 1);
        }
    }
    themes
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
