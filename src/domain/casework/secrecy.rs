//! Which entries concern individuals, and which of their answers may be told only where consent opens them.
//!
//! What a case meeting keeps of an individual is found by the case's code and by nothing else: never by concern, status,
//! party or what somebody wrote. The social services may not search by what is sensitive (förordning 2001:637 om
//! behandling av personuppgifter inom socialtjänsten, 15 §), and a desk where several parties sit holds to the strictest
//! of them. Individual notes are told while the case's notes are open, and at no other time.

use super::index::{AGENDA, CASE, COMMITMENT, CONSENT, DECISION, File, MEETING};
use super::register;
use crate::domain::decide::Now;
use crate::domain::plan::{Kind, Promise};
use crate::domain::record::{Code, Entry, Value};
use crate::domain::state::State;

/// By what an entry of a case meeting is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FoundBy {
    /// By the code that this field holds.
    Code(&'static str),
    /// By its day: it concerns nobody.
    Day,
    /// By nothing: it is the desk's own.
    Nothing,
}

/// The forms of a case meeting, and by what each is found.
const FORMS: [(&str, FoundBy); 6] = [
    (MEETING, FoundBy::Day),
    (CASE, FoundBy::Code("code")),
    (CONSENT, FoundBy::Code("case")),
    (DECISION, FoundBy::Code("case")),
    (COMMITMENT, FoundBy::Code("case")),
    (AGENDA, FoundBy::Nothing),
];

/// The answers that are notes on an individual, by form.
const NOTES: [(&str, &str); 2] = [(DECISION, "text"), (COMMITMENT, "what")];

/// By what entries of `form` are found; `None` for a form that is no case meeting's, which is found by anything.
///
/// What a plan without a case meeting has no form for any more is as closed as before.
pub fn found_by(plan: &Promise, form: &str) -> Option<FoundBy> {
    let (_, by) = FORMS.iter().find(|(key, _)| *key == form)?;
    let other = plan.form(form).is_some_and(|(activity, _)| !matches!(activity.kind, Kind::Cases(_)));
    (!other).then_some(*by)
}

/// Whether entries of `form` are the desk's own: nobody is shown them, and nobody enters, changes or undoes them.
pub fn is_own(plan: &Promise, form: &str) -> bool {
    plan.form(form).is_some_and(|(_, form)| form.inner) || found_by(plan, form) == Some(FoundBy::Nothing)
}

/// The forms of a case meeting, with by what their entries are found under `plan`.
pub fn forms(plan: &Promise) -> impl Iterator<Item = (&'static str, FoundBy)> + '_ {
    FORMS.iter().filter_map(|(form, _)| Some((*form, found_by(plan, form)?)))
}

/// The field of `form`, which is a case meeting's, that holds notes on an individual.
pub fn note_of(form: &str) -> Option<&'static str> {
    NOTES.iter().find(|(key, _)| *key == form).map(|(_, field)| *field)
}

/// The field of `form` that holds notes on an individual, where the form is a case meeting's under `plan`.
pub fn note(plan: &Promise, form: &str) -> Option<&'static str> {
    note_of(form).filter(|_| found_by(plan, form).is_some())
}

/// The code of the case that an entry is or hangs on, where it is a case meeting's.
pub fn code_of<'a>(plan: &Promise, entry: &'a Entry) -> Option<&'a Code> {
    let Some(FoundBy::Code(field)) = found_by(plan, &entry.form) else { return None };
    match entry.value(field) {
        Some(Value::Code(code)) => Some(code),
        _ => None,
    }
}

/// Whether individual notes of the case with this code may be told at `now`. Of a case in the bin none may.
pub fn is_open(state: &State, code: &str, now: Now) -> bool {
    let parties = parties(&state.plan);
    let open = |file: &File| file.notes_open(&parties, now.day, now.time);
    state.casework().file(code).is_some_and(open)
}

/// The parties of the plan's case meeting, by code.
pub fn parties(plan: &Promise) -> Vec<Code> {
    plan.cases().map_or_else(Vec::new, |(_, cases)| register::parties(cases))
}
