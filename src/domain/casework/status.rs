//! What a decision makes of its case: the status it moves it to, closing it and taking it up again.

use chrono::NaiveDate;

use super::index::{CASE, CLOSED, File};
use crate::domain::command::Change;
use crate::domain::event::Event;
use crate::domain::plan::Promise;
use crate::domain::record::check::complete;
use crate::domain::record::{Cell, Code, EntryId, Origin, Value};
use crate::domain::state::State;

/// The status a case has that is taken up again and for which nothing else was decided.
pub const REOPENED: &str = "follow_up";

/// What was decided of a case on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// The meeting's day.
    pub day: NaiveDate,
    /// The decision, by code.
    pub decision: Option<Code>,
    /// The reason for closing, by code.
    pub close_reason: Option<Code>,
}

/// Where a case goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The status, by code.
    pub status: Code,
    /// The day it was closed, and why, where that is the status.
    pub closed: Option<(NaiveDate, Option<Code>)>,
}

impl Decided {
    fn closes(&self) -> bool {
        self.decision.as_deref() == Some(CLOSED)
    }
}

impl Move {
    /// Taken up again.
    pub fn reopened() -> Self {
        Self { status: REOPENED.into(), closed: None }
    }
}

/// Whether a case that is closed would be up again on `day`. One that was closed on that day or later was open then.
pub fn reopens(file: &File, day: NaiveDate) -> bool {
    !file.is_open() && file.closed.is_none_or(|closed| day > closed)
}

/// Where a decision takes its case, as the case stood with what the same entry said before (`was`).
///
/// Only the latest decision that names a status moves a case: what is entered late changes nothing that came after it.
pub fn after(
    plan: &Promise,
    file: &File,
    own: Option<EntryId>,
    was: Option<&Decided>,
    now: &Decided,
) -> Option<Move> {
    if was == Some(now) {
        return None;
    }
    let closed_it = was.is_some_and(|was| was.closes() && file.closed == Some(was.day));
    let names_status =
        |decision: &Option<Code>| decision.as_deref().is_some_and(|code| is_status(plan, code));
    let overtaken = file
        .decisions
        .iter()
        .any(|((day, id), other)| *day > now.day && Some(*id) != own && names_status(&other.decision));
    let before_closing = file.closed.is_some_and(|closed| now.day < closed) && !closed_it;
    let latest = !overtaken && !before_closing;
    match &now.decision {
        Some(status) if latest && names_status(&now.decision) => Some(Move {
            status: status.clone(),
            closed: now.closes().then(|| (now.day, now.close_reason.clone())),
        }),
        _ if closed_it || reopens(file, now.day) => Some(Move::reopened()),
        _ => None,
    }
}

/// Where a case goes that a decision was about and no longer is.
pub fn without(file: &File, was: &Decided) -> Option<Move> {
    (was.closes() && !file.is_open() && file.closed == Some(was.day)).then(Move::reopened)
}

/// Whether a decision of this code is also the status of a case.
pub fn is_status(plan: &Promise, decision: &str) -> bool {
    let field = plan.form(CASE).and_then(|(_, form)| form.field("status"));
    let list = field.and_then(|field| field.kind.list()).and_then(|list| plan.list(list));
    list.is_some_and(|list| list.items.iter().any(|item| item.code == decision))
}

/// The change to a case's entry that moves it; none where it is there already.
pub fn event(state: &State, file: &File, to: &Move) -> Option<Event> {
    let entry = state.entry(file.case)?;
    let (_, form) = state.plan.form(CASE)?;
    let computed = |value: Value| Cell { value, origin: Origin::Computed };
    let mut cells = entry.cells.clone();
    let mut set = |field: &str, cell: Cell| match cells.iter_mut().find(|(key, _)| key == field) {
        Some((_, there)) => *there = cell,
        None => cells.push((field.into(), cell)),
    };
    set("status", computed(Value::Code(to.status.clone())));
    if let Some((day, reason)) = &to.closed {
        set("closed", computed(Value::Day(*day)));
        let reason = reason.clone().map(Value::Code);
        set("close_reason", reason.map_or_else(Cell::not_stated, computed));
    }
    let before =
        |field: &Code| entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
    let changes: Vec<Change> = complete(form, cells)
        .into_iter()
        .map(|(field, after)| Change { before: before(&field), field, after: Some(after) })
        .filter(|change| {
            change.before.as_ref().map(|cell| &cell.value) != change.after.as_ref().map(|cell| &cell.value)
        })
        .collect();
    if changes.is_empty() {
        return None;
    }
    let (id, previous, asked) = (entry.id, entry.seq, entry.asked);
    Some(Event::Amended { id, changes, status: None, reason: None, asked, previous })
}
