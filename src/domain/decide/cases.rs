//! How the rules of a case meeting bear on what is asked: codes made, cases known, notes closed, and what follows.
//!
//! The rules themselves are in [`crate::domain::casework`]; forms of other activities pass through untouched.

use std::collections::{BTreeSet, HashMap};

use chrono::{NaiveDate, NaiveTime};

use super::{Now, Proposed};
use crate::domain::casework::code::{self, CodeError};
use crate::domain::casework::index::{CASE, COMMITMENT, CONSENT, DECISION, File, MEETING};
use crate::domain::casework::secrecy::note_of;
use crate::domain::casework::status::{self, Decided};
use crate::domain::casework::{action, gather, moved, register};
use crate::domain::course as courses;
use crate::domain::event::Event;
use crate::domain::plan::{Activity, Cases, Field, Form, Keep, Kind, Promise};
use crate::domain::record::{Cell, Cells, Code, Entry, EntryId, Origin, Problem, Question, Status, Value};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::text::Clean;

/// How an entry comes in.
#[derive(Clone, Copy)]
pub(super) enum Door<'a> {
    /// Somebody enters it.
    Hand,
    /// It is a row of a file: what the desk keeps is kept as it says, and no case is moved by what was decided once.
    File {
        /// The codes that rows of the file have or have got.
        codes: &'a BTreeSet<Code>,
        /// The courses as the rows so far make them.
        courses: &'a courses::Index,
        /// The names that rows so far gave the entries they make.
        names: &'a HashMap<EntryId, Clean>,
    },
}

impl<'a> Door<'a> {
    /// The courses as they are when an entry comes in by it.
    pub(super) fn courses(self, state: &'a State) -> &'a courses::Index {
        match self {
            Self::Hand => state.courses(),
            Self::File { courses, .. } => courses,
        }
    }

    /// The name of a participant as it is when an entry comes in by it.
    pub(super) fn name(self, state: &State, id: EntryId) -> Option<Clean> {
        let ahead = match self {
            Self::Hand => None,
            Self::File { names, .. } => names.get(&id).cloned(),
        };
        ahead.or_else(|| match state.entry(id)?.value("name")? {
            Value::Text(name) => Some(name.clone()),
            _ => None,
        })
    }
}

/// Fills in what the desk keeps itself: a case's code, and by when a commitment was promised first.
pub(super) fn desk_kept(
    state: &State,
    form: &Form,
    cells: &mut Cells,
    id: EntryId,
    now: Now,
    door: Door<'_>,
) -> Result<(), Refusal> {
    for field in form.fields.iter().filter(|field| field.keep == Keep::Desk) {
        let given = cells.iter().position(|(key, _)| *key == field.key).map(|at| cells.remove(at).1);
        let kept = given.filter(|cell| matches!(door, Door::File { .. }) && !cell.value.is_nothing());
        if let Some(Value::Code(code)) = kept.as_ref().map(|cell| &cell.value).filter(|_| form.key == CASE)
            && let Some(there) = state.casework().holder(code).and_then(|id| state.entry(id))
        {
            let (id, day) = (there.id, there.on);
            return Err(Refusal::AlreadyThere { form: there.form, id, day, part: None });
        }
        let cell = kept.or_else(|| {
            let value = computed(state, form, field, cells, id, now, door)?;
            Some(Cell { value, origin: Origin::Computed })
        });
        cells.extend(cell.map(|cell| (field.key.as_str().into(), cell)));
    }
    Ok(())
}

fn computed(
    state: &State,
    form: &Form,
    field: &Field,
    cells: &[(Code, Cell)],
    id: EntryId,
    now: Now,
    door: Door<'_>,
) -> Option<Value> {
    match (form.key.as_str(), field.key.as_str()) {
        (CASE, "code") => {
            let in_file = |made: &str| matches!(door, Door::File { codes, .. } if codes.contains(made));
            let taken = |made: &str| state.casework().is_taken(made) || in_file(made);
            code::make(id.0.rotate_right(16) ^ now.at.unsigned_abs(), taken).map(Value::Code)
        }
        (COMMITMENT, "first_by") => value(cells, "by").filter(|by| !by.is_nothing()).cloned(),
        _ => None,
    }
}

/// The answers that go into entries of their own.
pub(super) fn apart(form: &Form, cells: &[(Code, Cell)]) -> Cells {
    let fields = form.fields.iter().filter(|field| field.keep == Keep::Apart);
    fields.filter_map(|field| cells.iter().find(|(key, _)| *key == field.key).cloned()).collect()
}

/// Marks what its day does not ask of an entry as not applicable.
pub(super) fn as_asked(plan: &Promise, activity: &Activity, form: &Form, cells: &mut Cells) {
    if !matches!(activity.kind, Kind::Cases(_)) {
        return;
    }
    let Some(day) = value(cells, &form.day).and_then(Value::day) else { return };
    for (key, cell) in cells.iter_mut().filter(|(_, cell)| cell.value.is_nothing()) {
        if form.field(key).is_some_and(|field| !register::asks(plan, form, field, day)) {
            *cell = Cell::not_applicable();
        }
    }
}

/// Lets through what can be right together with the cases there are; `was` is the entry that is changed.
pub(super) fn stands(
    state: &State,
    proposed: Proposed<'_>,
    was: Option<&Entry>,
    now: Now,
) -> Result<(), Refusal> {
    let Proposed { activity, form, cells, .. } = proposed;
    let Kind::Cases(settings) = &activity.kind else { return Ok(()) };
    fits_month(settings, proposed, was)?;
    withdrawn_on_a_day(form, cells)?;
    for up in gather::up(proposed.apart.unwrap_or_default()) {
        known(state, &up.code)?;
    }
    let Some(code) = hangs_on(form, cells) else { return Ok(()) };
    let same_case = was.is_some_and(|was| was.value("case") == value(cells, "case"));
    let file = if same_case { state.casework().file(code) } else { known(state, code)? };
    let Some(note) = note_of(&form.key) else { return Ok(()) };
    let same_note = was.is_some_and(|was| was.value(note) == value(cells, note));
    if (same_case && same_note) || !matches!(value(cells, note), Some(Value::Text(_))) {
        return Ok(());
    }
    // Of a case in the bin nothing can be known.
    file.ok_or_else(|| Refusal::NoSuchCase { typed: code.clone(), near: Vec::new() })?;
    notes_open(state, settings, code, now)?;
    // What is closed in one case is not opened by being moved to another.
    let left = was.filter(|was| !same_case && matches!(was.value(note), Some(Value::Text(_))));
    left.and_then(|was| hangs_on(form, &was.cells))
        .map_or(Ok(()), |left| notes_open(state, settings, left, now))
}

/// Lets no withdrawal through that lacks its day: it would close nothing, whatever else is said of it.
fn withdrawn_on_a_day(form: &Form, cells: &[(Code, Cell)]) -> Result<(), Refusal> {
    let stated = |field: &&str| match value(cells, field) {
        Some(Value::Codes(codes)) => !codes.is_empty(),
        other => other.is_some_and(|value| !value.is_nothing()),
    };
    let of_it = ["withdrawn_at", "withdrawn_for"];
    if form.key != CONSENT || stated(&"withdrawn") || !of_it.iter().any(stated) {
        return Ok(());
    }
    let problems = vec![Problem::Missing { field: "withdrawn".into() }];
    Err(Refusal::Problems { form: form.key.as_str().into(), problems })
}

/// The case with this code; `None` for what is no code at all, which its field refuses.
fn known<'a>(state: &'a State, code: &Code) -> Result<Option<&'a File>, Refusal> {
    match (state.casework().file(code), code::parse(code)) {
        (Some(file), _) => Ok(Some(file)),
        (None, Err(CodeError::Shape)) => Ok(None),
        (None, _) => Err(Refusal::NoSuchCase { typed: code.clone(), near: state.casework().near(code) }),
    }
}

/// Lets through what bears on the individual notes of a case while they are open.
fn notes_open(state: &State, settings: &Cases, code: &Code, now: Now) -> Result<(), Refusal> {
    let closed = |file: &File| file.notes_closed(&register::parties(settings), now.day, now.time);
    let closed = state.casework().file(code).map_or(Some(Vec::new()), closed);
    closed.map_or(Ok(()), |closed| Err(Refusal::NotesClosed { code: code.clone(), closed }))
}

/// Lets a change of what was not told to whoever makes it through to be compared with what stands there, where that may
/// be told by now.
pub(super) fn may_be_told(
    state: &State,
    activity: &Activity,
    form: &Form,
    entry: &Entry,
    now: Now,
) -> Result<(), Refusal> {
    match (&activity.kind, hangs_on(form, &entry.cells)) {
        (Kind::Cases(settings), Some(code)) => notes_open(state, settings, code, now),
        _ => Ok(()),
    }
}

/// What a month is kept by bears on what is new in it, not on what was there before.
fn fits_month(settings: &Cases, proposed: Proposed<'_>, was: Option<&Entry>) -> Result<(), Refusal> {
    let Proposed { form, cells, .. } = proposed;
    let Some(day) = value(cells, &form.day).and_then(Value::day) else { return Ok(()) };
    let mut news: Cells = proposed.apart.unwrap_or_default().to_vec();
    let moved = was.is_none_or(|was| was.day(form) != day);
    let is_new = |key: &str, cell: &Cell| was.is_none_or(|was| was.value(key) != Some(&cell.value));
    news.extend(cells.iter().filter(|(key, cell)| moved || is_new(key, cell)).cloned());
    if !moved && form.key != MEETING { Ok(()) } else { register::fits(settings, form, day, &news) }
}

/// Makes the questions those of a case meeting: what cannot be answered is not asked, and what it is about is.
pub(super) fn asks(state: &State, proposed: Proposed<'_>, now: Now, asked: &mut Vec<Question>) {
    let Proposed { activity, form, status, cells, .. } = proposed;
    let Kind::Cases(settings) = &activity.kind else { return };
    let file = hangs_on(form, cells).and_then(|code| Some((code, state.casework().file(code)?)));
    let closed = |file: &File| file.notes_closed(&register::parties(settings), now.day, now.time).is_some();
    let unanswerable = note_of(&form.key).filter(|_| file.is_some_and(|(_, file)| closed(file)));
    asked.retain(|question| match question {
        Question::Unanswered { field } => unanswerable != Some(field.as_str()),
        _ => true,
    });
    let Some(day) = value(cells, &form.day).and_then(Value::day).filter(|_| *status == Status::Done) else {
        return;
    };
    for up in gather::up(proposed.apart.unwrap_or_default()) {
        if state.casework().file(&up.code).is_some_and(|file| gather::reopens(file, day)) {
            asked.push(Question::ClosedCase { code: up.code });
        }
    }
    if let Some((code, file)) = file.filter(|_| form.key == DECISION) {
        if status::reopens(file, day) {
            asked.push(Question::ClosedCase { code: code.clone() });
        }
        if let Some(Value::Code(kind)) = value(cells, "action") {
            let parties = match value(cells, "parties") {
                Some(Value::Codes(codes)) => codes.as_slice(),
                _ => &[],
            };
            let lacks = action::lacking(file, day, kind, parties.len()).into_iter();
            asked.extend(lacks.map(|what| Question::ActionLacks { what }));
            asked.extend(closed_action(settings, (code, file), parties, day, now));
        }
    }
}

/// Asks about a coordinated action of the day with those of `parties` that the case was closed to, or with no consent.
fn closed_action(
    settings: &Cases,
    (code, file): (&Code, &File),
    parties: &[Code],
    day: NaiveDate,
    now: Now,
) -> Option<Question> {
    let evening = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let (on, time) = if day < now.day { (day, evening) } else { (now.day, now.time) };
    let all = register::parties(settings);
    let closed: Vec<Code> = file.closed_to(&all, on, time).into_iter().map(|(party, _)| party).collect();
    let without = closed.len() == all.len();
    let named = parties.iter().filter(|party| !without && closed.contains(party)).cloned();
    let parties: Vec<Code> = named.collect();
    (without || !parties.is_empty()).then(|| Question::ActionClosedTo { code: code.clone(), parties })
}

/// What else happens with it: decisions of the cases that were up, and cases moved by what was decided of them.
///
/// The first entry it makes is numbered `next`.
///
/// # Errors
/// A [`Refusal`] where a meeting's decisions cannot follow it to another day.
pub(super) fn follow(
    state: &State,
    proposed: Proposed<'_>,
    was: Option<&Entry>,
    door: Door<'_>,
    next: EntryId,
) -> Result<Vec<Event>, Refusal> {
    let Proposed { activity, form, status, cells, own, .. } = proposed;
    let Some(day) = value(cells, &form.day).and_then(Value::day) else { return Ok(Vec::new()) };
    if !matches!(activity.kind, Kind::Cases(_)) {
        return Ok(Vec::new());
    }
    let mut events = Vec::new();
    if form.key == MEETING {
        if let Some(before) = was.map(|was| was.day(form)).filter(|before| *before != day) {
            events.extend(moved::events(state, before, day)?);
        }
        if *status == Status::Done {
            events.extend(gather::events(state, day, &gather::up(proposed.apart.unwrap_or_default()), next));
        }
    }
    if form.key == DECISION && *status == Status::Done {
        events.extend(of_decision(state, cells, day, own, was));
    }
    if matches!(door, Door::File { .. }) {
        let is_case = |event: &Event| matches!(event, Event::Amended { id, .. } if state.entry(*id).is_some_and(|e| e.form == CASE));
        events.retain(|event| !is_case(event));
    }
    Ok(events)
}

fn of_decision(
    state: &State,
    cells: &[(Code, Cell)],
    day: NaiveDate,
    own: Option<EntryId>,
    was: Option<&Entry>,
) -> Vec<Event> {
    let file = |code: Option<&Value>| match code {
        Some(Value::Code(code)) => state.casework().file(code),
        _ => None,
    };
    let now = decided(day, |field| value(cells, field));
    let before = was.map(|was| decided(was.on, |field| was.value(field)));
    let stays = was.is_none_or(|was| was.value("case") == value(cells, "case"));
    let moved = file(value(cells, "case")).and_then(|file| {
        let to = status::after(&state.plan, file, own, before.as_ref().filter(|_| stays), &now)?;
        status::event(state, file, &to)
    });
    let left = was.filter(|_| !stays).and_then(|was| {
        let file = file(was.value("case"))?;
        status::event(state, file, &status::without(file, before.as_ref()?)?)
    });
    left.into_iter().chain(moved).collect()
}

fn decided<'a>(day: NaiveDate, value: impl Fn(&str) -> Option<&'a Value>) -> Decided {
    let code = |field: &str| match value(field) {
        Some(Value::Code(code)) => Some(code.clone()),
        _ => None,
    };
    Decided { day, decision: code("decision"), close_reason: code("close_reason") }
}

/// The case an entry hangs on.
fn hangs_on<'a>(form: &Form, cells: &'a [(Code, Cell)]) -> Option<&'a Code> {
    match value(cells, "case")? {
        Value::Code(code) if [CONSENT, DECISION, COMMITMENT].contains(&form.key.as_str()) => Some(code),
        _ => None,
    }
}

fn value<'a>(cells: &'a [(Code, Cell)], field: &str) -> Option<&'a Value> {
    cells.iter().find(|(key, _)| key == field).map(|(_, cell)| &cell.value)
}
