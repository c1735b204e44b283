//! Rosters and cases, as they are typed: `police=absent, leisure=deputy`, `K7RT-M, F3XHC=plan`.
//!
//! Nobody is written down who is as usual: a member that is not named has the roster's first mark.

use super::{Mistake, choose};
use crate::domain::casework::code::{self, CodeError};
use crate::domain::course::seats::SEATS;
use crate::domain::plan::{Field, FieldKind, List, ListItem, Promise};
use crate::domain::record::value::{Code, Value};
use crate::text::clean::Clean;

/// What is typed for no case at all.
const NO_CASE: &str = "0";

/// The roster as it usually is: everybody with the first mark. None for a course's, since the plan does not know who is
/// on it: see [`crate::domain::course::roster`].
pub fn usual(field: &Field, plan: &Promise) -> Option<Value> {
    let FieldKind::Roster { list, marks } = &field.kind else { return None };
    if list == SEATS {
        return None;
    }
    let first = Code::from(plan.list(marks)?.items.first()?.code.as_str());
    Some(Value::Marks(members(plan.list(list)?).map(|m| (m.code.as_str().into(), first.clone())).collect()))
}

/// Who is on the roster of a list.
pub fn members(list: &List) -> impl Iterator<Item = &ListItem> {
    list.items.iter().filter(|item| !item.retired)
}

/// Reads the exceptions of a roster; who stands alone has the mark after the usual one.
pub(super) fn roster(field: &Field, typed: &str, plan: &Promise) -> Result<Value, Mistake> {
    let FieldKind::Roster { list, marks } = &field.kind else { return Err(Mistake::WrongKind) };
    let mut all = match usual(field, plan) {
        Some(Value::Marks(all)) => all,
        // Only who is named is known here; `0` is nobody to name.
        _ if typed == NO_CASE => return Ok(Value::Marks(Vec::new())),
        _ => Vec::new(),
    };
    for part in parts(typed) {
        let (who, mark) = halves(part);
        let who = choose(plan.list(list), who)?;
        let mark = match mark {
            Some(mark) => choose(plan.list(marks), mark)?,
            None => plan.list(marks).and_then(|l| l.items.get(1)).ok_or(Mistake::WrongKind)?,
        };
        match all.iter_mut().find(|(code, _)| *code == who.code) {
            Some((_, old)) => *old = mark.code.as_str().into(),
            // Somebody on a course's roster, or whom the list no longer offers, in an entry made while it did.
            None => all.push((who.code.as_str().into(), mark.code.as_str().into())),
        }
    }
    Ok(Value::Marks(all))
}

/// Reads one case's code. Which cases there are is judged by those who know them.
pub(super) fn case(typed: &str) -> Result<Code, Mistake> {
    code::parse(typed).map_err(|error| match error {
        CodeError::Shape => not_a_case(typed),
        CodeError::Check { read } => Mistake::MistypedCase { typed: code::shown(&read) },
    })
}

/// Whether a stored code is one, spelled as codes are stored.
pub(super) fn is_case(stored: &str) -> Result<(), Mistake> {
    if case(stored)? == stored { Ok(()) } else { Err(not_a_case(stored)) }
}

/// Reads several cases' codes; `0` is none of them.
pub(super) fn cases(typed: &str) -> Result<Value, Mistake> {
    if typed == NO_CASE {
        return Ok(Value::Codes(Vec::new()));
    }
    parse_cases(typed).map(Value::Codes)
}

/// Reads the codes of cases, each once, in the order they were typed.
///
/// # Errors
/// [`Mistake::NotACase`] or [`Mistake::MistypedCase`] for the first that is none.
pub fn parse_cases(typed: &str) -> Result<Vec<Code>, Mistake> {
    let mut codes = Vec::new();
    for part in parts(typed) {
        let code = case(part)?;
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(codes)
}

/// Reads cases with an item of a list each; a case alone gets the list's last item, which leaves the kind for later.
pub(super) fn case_marks(list: Option<&List>, typed: &str) -> Result<Value, Mistake> {
    if typed == NO_CASE {
        return Ok(Value::Marks(Vec::new()));
    }
    let mut marks: Vec<(Code, Code)> = Vec::new();
    for part in parts(typed) {
        let (code, mark) = halves(part);
        let code = case(code)?;
        let item = match mark {
            Some(mark) => choose(list, mark)?,
            None => list.and_then(|l| l.items.last()).ok_or(Mistake::WrongKind)?,
        };
        marks.retain(|(there, _)| *there != code);
        marks.push((code, item.code.as_str().into()));
    }
    Ok(Value::Marks(marks))
}

fn parts(typed: &str) -> impl Iterator<Item = &str> {
    typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty())
}

fn halves(part: &str) -> (&str, Option<&str>) {
    part.split_once(['=', ':']).map_or((part, None), |(who, mark)| (who.trim(), Some(mark.trim())))
}

fn not_a_case(typed: &str) -> Mistake {
    Mistake::NotACase { typed: Clean::excerpt(typed).to_string() }
}
