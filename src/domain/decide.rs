//! The rules between what is asked and what happens.
//!
//! Pure: [`decide`] reads the state and returns events or a [`Refusal`]; it changes nothing.

mod amend;
mod cases;
mod courses;
mod import;
mod merge;
mod others;
mod undo;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::casework::{agenda, secrecy};
use super::command::{Accepted, Command, Enter};
use super::event::Event;
use super::plan::{Activity, Form, Keep, Promise, load};
use super::record::answer::Context;
use super::record::check::{complete, problems, questions, settled_status};
use super::record::{Cell, Code, Entry, EntryId, Mistake, Problem, Question, Status};
use super::refusal::Refusal;
use super::state::State;
use amend::amend_one;
use cases::Door;
use others::{clashes, shift_had_hit};

pub use import::enrolment;
pub use others::{already_logged, already_logged_fields};
pub(super) use others::{rivals, told_apart};
pub use undo::undo;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The user id that the kernel gave.
    pub uid: u32,
}

/// The moment of asking, from the desk's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Now {
    /// Milliseconds since 1970 UTC.
    pub at: i64,
    /// The local day in the plan's time zone.
    pub day: NaiveDate,
    /// The local time of day, to the minute.
    pub time: NaiveTime,
}

impl Now {
    /// What answers are read against.
    pub fn context(self, plan: &Promise) -> Context<'_> {
        Context { plan, today: self.day, time: self.time }
    }
}

/// Judges `command`.
///
/// # Errors
/// A [`Refusal`]; nothing has happened then.
pub fn decide(state: &State, command: &Command, now: Now) -> Result<Vec<Event>, Refusal> {
    match command {
        Command::Enter(enter) => match courses::reports(state, enter, now)? {
            Some(amend) => amend_one(state, &amend, now),
            None => enter_one(state, enter, state.next_id(), now, Door::Hand),
        },
        Command::Amend(amend) => amend_one(state, amend, now),
        Command::Remove { id } => remove(state, *id).map(|event| vec![event]),
        Command::Restore { id } => restore(state, *id).map(|event| vec![event]),
        Command::Import { form, rows } => import::import(state, form, rows, now),
        Command::Enrol { rows } => import::enrol(state, rows, now),
        Command::LoadPlan { text, file } => match load::load(text, file) {
            Ok(_) => Ok(vec![Event::PlanLoaded {
                text: text.clone(),
                file: file.clone(),
                previous: state.plan_source.seq,
            }]),
            Err(errors) => Err(Refusal::Plan { errors }),
        },
        Command::Schedule { day, cases } => agenda::schedule(state, *day, cases, now),
        // Undoing needs the happening itself, which the state does not keep: see [`undo`].
        Command::Undo { .. } => Err(Refusal::CannotUndo),
    }
}

fn find_form<'a>(plan: &'a Promise, form: &Code) -> Result<(&'a Activity, &'a Form), Refusal> {
    let offered = plan.form(form).filter(|(_, form)| !form.inner);
    offered.ok_or_else(|| Refusal::NoSuchForm { form: form.clone() })
}

/// Answers as they would stand in an entry, with the form they answer.
#[derive(Clone, Copy)]
struct Proposed<'a> {
    activity: &'a Activity,
    form: &'a Form,
    status: &'a Status,
    cells: &'a [(Code, Cell)],
    /// The entry they would change, where it is there already.
    own: Option<EntryId>,
    /// The answers that go into entries of their own; none where they are not asked for now.
    apart: Option<&'a [(Code, Cell)]>,
}

/// Judges a new entry, numbered `id`; what follows from it is numbered after it.
fn enter_one(
    state: &State,
    enter: &Enter,
    id: EntryId,
    now: Now,
    door: Door<'_>,
) -> Result<Vec<Event>, Refusal> {
    make(state, enter, id, now, door).map(|made| made.events)
}

/// What becomes of a new entry, and what there was to ask about it.
struct Made {
    events: Vec<Event>,
    questions: Vec<Question>,
}

fn make(state: &State, enter: &Enter, id: EntryId, now: Now, door: Door<'_>) -> Result<Made, Refusal> {
    let (activity, form) = find_form(&state.plan, &enter.form)?;
    let status = settled_status(form, &enter.status, &enter.cells, now.day);
    check_status(&state.plan, form, &status)?;
    if let Some((field, _)) = enter.cells.iter().find(|(key, _)| form.field(key).is_none()) {
        return Err(Refusal::NoSuchField { form: enter.form.clone(), field: field.clone() });
    }
    let mut given = enter.cells.clone();
    cases::desk_kept(state, form, &mut given, id, now, door)?;
    let known = door.courses(state);
    courses::fill(&state.plan, known, form, &mut given, &enter.cells, None, now);
    let apart = cases::apart(form, &given);
    let mut cells = complete(form, given);
    cases::as_asked(&state.plan, activity, form, &mut cells);
    courses::as_asked(&state.plan, known, form, &mut cells);
    let apart = Some(apart.as_slice());
    let proposed = Proposed { activity, form, status: &status, cells: &cells, own: None, apart };
    cases::stands(state, proposed, None, now)?;
    stands(state, proposed, None, now)?;
    clashes(state, proposed)?;
    let questions = asks(state, proposed, now, door);
    let asked = accepted(form, &questions, &enter.accepted)?;
    let mut events = cases::follow(state, proposed, None, door, EntryId(id.0 + 1))?;
    if matches!(door, Door::Hand) {
        events.extend(courses::follow(state, proposed, None, EntryId(id.0 + 1))?);
    }
    events.insert(0, Event::Entered { id, form: enter.form.clone(), status, cells, asked });
    Ok(Made { events, questions })
}

fn remove(state: &State, id: EntryId) -> Result<Event, Refusal> {
    live(state, id).map(|entry| Event::Removed { id, previous: entry.seq })
}

fn restore(state: &State, id: EntryId) -> Result<Event, Refusal> {
    let entry = known(state, id)?;
    if !entry.removed {
        return Err(Refusal::NotInBin { id });
    }
    if let Some(proposed) = Proposed::of(&state.plan, &entry) {
        clashes(state, proposed)?;
    }
    Ok(Event::Restored { id, previous: entry.seq })
}

fn live(state: &State, id: EntryId) -> Result<Entry, Refusal> {
    let entry = known(state, id)?;
    if entry.removed { Err(Refusal::InBin { id }) } else { Ok(entry) }
}

/// An entry that people know of; what is the desk's own is nothing that can be asked for.
fn known(state: &State, id: EntryId) -> Result<Entry, Refusal> {
    let entry = state.entry(id).filter(|entry| !secrecy::is_own(&state.plan, &entry.form));
    entry.ok_or(Refusal::NoSuchEntry { id })
}

fn check_status(plan: &Promise, form: &Form, status: &Status) -> Result<(), Refusal> {
    match status {
        Status::Done => Ok(()),
        Status::Planned if form.plannable => Ok(()),
        Status::Planned => Err(Refusal::CannotPlan { form: form.key.as_str().into() }),
        Status::Cancelled(reason) => {
            let Some(list) = form.cancel_reasons.as_deref().and_then(|key| plan.list(key)) else {
                return Err(Refusal::CannotCancel { form: form.key.as_str().into() });
            };
            known_reason(list, reason)
        }
    }
}

fn known_reason(list: &super::plan::List, reason: &Code) -> Result<(), Refusal> {
    if list.items.iter().any(|item| item.code == *reason) {
        return Ok(());
    }
    let reasons = list.items.iter().map(|item| item.code.as_str().into()).collect();
    Err(Refusal::NoSuchReason { reason: reason.clone(), reasons })
}

impl<'a> Proposed<'a> {
    /// An entry as it is; `None` where the plan no longer has its form.
    fn of(plan: &'a Promise, entry: &'a Entry) -> Option<Self> {
        let (activity, form) = plan.form(&entry.form)?;
        let (status, cells, own) = (&entry.status, entry.cells.as_slice(), Some(entry.id));
        Some(Self { activity, form, status, cells, own, apart: None })
    }
}

/// Lets answers through that can be right in themselves, and with the courses there are; `was` is the entry that is
/// changed.
fn stands(state: &State, proposed: Proposed<'_>, was: Option<&Entry>, now: Now) -> Result<(), Refusal> {
    let Proposed { form, status, cells, .. } = proposed;
    let mut problems = problems(form, status, cells, &now.context(&state.plan));
    problems.extend(courses::problems(state, proposed, was));
    // What is kept from people is nothing that can be answered.
    problems.extend(
        cells
            .iter()
            .filter(|(_, cell)| cell.value.is_withheld())
            .map(|(field, _)| Problem::Answer { field: field.clone(), mistake: Mistake::WrongKind }),
    );
    if problems.is_empty() {
        return Ok(());
    }
    Err(Refusal::Problems { form: form.key.as_str().into(), problems })
}

/// Everything that is asked about the answers.
fn asks(state: &State, proposed: Proposed<'_>, now: Now, door: Door<'_>) -> Vec<Question> {
    let Proposed { form, status, cells, own, .. } = proposed;
    let mut asked = about_answers(state, proposed, now);
    if shift_had_hit(state, form, cells) {
        // What a shift without a hit is asked about answers itself where there was one.
        asked.retain(|q| !matches!(q, Question::Unanswered { .. }));
    }
    if *status == Status::Done {
        asked.extend(already_logged(state, form, cells, own));
    }
    cases::asks(state, proposed, now, &mut asked);
    courses::asks(state, proposed, now, door, &mut asked);
    asked
}

/// What the answers alone are asked about, those that go into entries of their own only where they are asked for.
fn about_answers(state: &State, proposed: Proposed<'_>, now: Now) -> Vec<Question> {
    let Proposed { form, status, cells, apart, .. } = proposed;
    let ctx = now.context(&state.plan);
    let mut asked = match apart {
        Some(apart) if !apart.is_empty() => questions(form, status, &[cells, apart].concat(), &ctx),
        _ => questions(form, status, cells, &ctx),
    };
    if apart.is_none() {
        let goes_apart = |field: &Code| form.field(field).is_some_and(|field| field.keep == Keep::Apart);
        asked.retain(|question| !matches!(question, Question::Unanswered { field } if goes_apart(field)));
    }
    asked
}

/// The short names of the questions, once they are accepted.
fn accepted(form: &Form, questions: &[Question], accepted: &Accepted) -> Result<Vec<Code>, Refusal> {
    let mut codes: Vec<Code> = Vec::with_capacity(questions.len());
    let open = || questions.iter().filter(|question| !courses::is_for_later(question));
    if *accepted == Accepted::None && open().next().is_some() {
        let questions = open().cloned().collect();
        return Err(Refusal::Asks { form: form.key.as_str().into(), questions });
    }
    for code in questions.iter().map(Question::code) {
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(codes)
}

/// A day as it is stored in events.
pub fn day_number(day: NaiveDate) -> i32 {
    day.num_days_from_ce()
}
