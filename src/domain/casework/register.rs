//! Counts or codes: which of the two a day is kept by, and what may be entered on it. Never both in one month.

use chrono::NaiveDate;

use super::index::{AGENDA, CASE, DECISION, MEETING};
use crate::domain::plan::{Cases, Field, Form, Kind, Promise};
use crate::domain::record::{Cell, Code, Value};
use crate::domain::refusal::Refusal;
use crate::text::when::Month;

/// The fields of a meeting that name cases.
const NAMED: [&str; 2] = ["cases", "action"];
/// The fields of a meeting that only count them.
const COUNTED: [&str; 2] = ["cases_up", "first_actions"];

/// Whether `field` of `form` is asked about `day`: a meeting's cases are named or counted, as the month is kept.
pub fn asks(plan: &Promise, form: &Form, field: &Field, day: NaiveDate) -> bool {
    let by_code = match field.key.as_str() {
        key if NAMED.contains(&key) => true,
        key if COUNTED.contains(&key) => false,
        _ => return true,
    };
    match plan.form(&form.key).map(|(activity, _)| &activity.kind) {
        Some(Kind::Cases(cases)) if form.key == MEETING => cases.register.by_code(day) == by_code,
        _ => true,
    }
}

/// The parties of a case meeting, by code; those that have left it are left out.
pub fn parties(cases: &Cases) -> Vec<Code> {
    cases.parties.iter().filter(|party| !party.retired).map(|party| party.code.as_str().into()).collect()
}

/// Lets through what the month of `day` is kept by.
///
/// # Errors
/// [`Refusal::MonthByCode`] for counts in a month of codes, [`Refusal::MonthByCount`] the other way round.
pub fn fits(cases: &Cases, form: &Form, day: NaiveDate, cells: &[(Code, Cell)]) -> Result<(), Refusal> {
    let month = Month::of(day);
    let stated = |fields: &[&str]| {
        let told = |value: &Value| match value {
            Value::Codes(codes) => !codes.is_empty(),
            Value::Marks(marks) => !marks.is_empty(),
            other => !other.is_nothing(),
        };
        cells.iter().any(|(key, cell)| fields.contains(&key.as_str()) && told(&cell.value))
    };
    let meeting = form.key == MEETING;
    if cases.register.by_code(day) {
        return if meeting && stated(&COUNTED) { Err(Refusal::MonthByCode { month }) } else { Ok(()) };
    }
    let case = [CASE, DECISION, AGENDA].contains(&form.key.as_str());
    if case || (meeting && stated(&NAMED)) { Err(Refusal::MonthByCount { month }) } else { Ok(()) }
}
