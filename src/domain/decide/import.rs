//! Many entries at once: every row is judged as if those before it were there.

use super::cases::Door;
use super::{Made, Now, find_form, make};
use crate::domain::command::{Accepted, Enter};
use crate::domain::course::enrol::RESERVE;
use crate::domain::course::enrolment::{Enrolment, Placed, Take};
use crate::domain::course::index::PARTICIPANT;
use crate::domain::course::{self, Course};
use crate::domain::event::Event;
use crate::domain::import::Seen;
use crate::domain::plan::Form;
use crate::domain::record::{Cell, Code, EntryId, Question, Status, Value};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;

type Row = Vec<(Code, Cell)>;

/// Makes an entry of every row, or none at all.
pub(super) fn import(state: &State, form: &Code, rows: &[Row], now: Now) -> Result<Vec<Event>, Refusal> {
    let (_, form) = find_form(&state.plan, form)?;
    let run = Run::new(state, form, Seen::of(form, rows), now);
    run.make(rows.iter().map(|cells| (Take::In, cells)))
}

/// Makes a participant of every row that is to be taken, or none at all. Nobody becomes one whom somebody else has
/// enrolled since the rows were shown, unless that is asked for.
pub(super) fn enrol(state: &State, rows: &[(Take, Row)], now: Now) -> Result<Vec<Event>, Refusal> {
    let (_, form) = find_form(&state.plan, &PARTICIPANT.into())?;
    Run::new(state, form, Seen::default(), now).make(rows.iter().map(|(take, cells)| (*take, cells)))
}

/// Whether a row is taken: not one that is there already on its course, unless that is asked for.
fn is_taken(take: Take, made: &Made) -> bool {
    let is_there = || {
        let course = code(&made.events, "course");
        let twin = |question: &Question| match question {
            Question::SamePerson { course: there, .. } => Some(there) == course.as_ref(),
            _ => false,
        };
        made.questions.iter().any(twin)
    };
    match take {
        Take::In => true,
        Take::Out => false,
        Take::UnlessThere => !is_there(),
    }
}

/// What enrolling these rows on a course would come to, each with whether it is to be taken; nothing is changed. None
/// where there is no such course.
pub fn enrolment(state: &State, course: &Code, rows: &[(Take, Row)], now: Now) -> Option<Enrolment> {
    let (_, form) = find_form(&state.plan, &PARTICIPANT.into()).ok()?;
    state.courses().course(course)?;
    let mut run = Run::new(state, form, Seen::default(), now);
    let mut placed = Vec::with_capacity(rows.len());
    for (take, cells) in rows {
        let judged = run.judge(cells).map(|made| {
            let taken = is_taken(*take, &made);
            let (id, status) = (run.next, code(&made.events, "status"));
            if taken {
                run.take(&made.events);
            } else {
                run.skip();
            }
            Placed { id, status, reserve: None, taken, questions: made.questions }
        });
        if judged.is_err() {
            run.skip();
        }
        placed.push(judged);
    }
    let known = run.courses.course(course)?;
    number(&mut placed, known);
    let percent = run.courses.settings().map_or(0, |settings| settings.balance_percent);
    let counts = known.now();
    let hint = if known.start <= now.day { None } else { counts.hint(known.left(), percent) };
    Some(Enrolment { rows: placed, places: known.places, counts, balance: counts.verdict(percent), hint })
}

/// The code that a participant's entry would have in a field.
fn code(events: &[Event], field: &str) -> Option<Code> {
    let Some(Event::Entered { cells, .. }) = events.first() else { return None };
    cells.iter().find_map(|(key, cell)| match &cell.value {
        Value::Code(code) if key == field => Some(code.clone()),
        _ => None,
    })
}

/// Gives the reserves their places in the queue.
fn number(rows: &mut [Result<Placed, Refusal>], course: &Course) {
    let queue: Vec<EntryId> = course.reserves().map(|(id, _)| id).collect();
    for row in rows.iter_mut().flatten().filter(|row| row.taken && row.status.as_deref() == Some(RESERVE)) {
        row.reserve = queue.iter().position(|id| *id == row.id).map(|place| place as u32 + 1);
    }
}

/// Rows being judged one after another.
struct Run<'a> {
    state: &'a State,
    form: &'a Form,
    now: Now,
    seen: Seen,
    courses: course::Index,
    next: EntryId,
}

impl<'a> Run<'a> {
    fn new(state: &'a State, form: &'a Form, seen: Seen, now: Now) -> Self {
        Self { state, form, now, seen, courses: state.courses().clone(), next: state.next_id() }
    }

    /// Makes an entry of every row that is to be taken, or none at all.
    fn make<'r>(mut self, rows: impl Iterator<Item = (Take, &'r Row)>) -> Result<Vec<Event>, Refusal> {
        let (mut events, mut wrong) = (Vec::new(), Vec::new());
        for (i, (take, cells)) in rows.enumerate().filter(|(_, (take, _))| *take != Take::Out) {
            match self.judge(cells) {
                Ok(made) if is_taken(take, &made) => {
                    self.take(&made.events);
                    events.extend(made.events);
                }
                Ok(_) => {}
                Err(refusal) => {
                    self.skip();
                    wrong.push((i, Box::new(refusal)));
                }
            }
        }
        if !wrong.is_empty() {
            return Err(Refusal::Rows { rows: wrong });
        }
        if events.is_empty() { Err(Refusal::NothingToChange) } else { Ok(events) }
    }

    /// What the next row would become.
    fn judge(&mut self, cells: &[(Code, Cell)]) -> Result<Made, Refusal> {
        let form = self.form.key.as_str().into();
        let enter = Enter { form, status: Status::Done, cells: cells.to_vec(), accepted: Accepted::All };
        let Seen { codes, names, .. } = &self.seen;
        let door = Door::File { codes, courses: &self.courses, names };
        let made = make(self.state, &enter, self.next, self.now, door)?;
        self.seen.clash(self.form, &self.state.plan, &made.events)?;
        Ok(made)
    }

    /// Takes a row in, so that the rows after it are judged as if it were there.
    fn take(&mut self, events: &[Event]) {
        for event in events {
            let Event::Entered { id, cells, .. } = event else { continue };
            self.next = EntryId(self.next.0 + 1);
            self.courses.take_event(event, self.form);
            let name = cells.iter().find(|(key, _)| self.form.key == PARTICIPANT && key == "name");
            if let Some((_, Cell { value: Value::Text(name), .. })) = name {
                self.seen.names.insert(*id, name.clone());
            }
        }
    }

    /// Goes past a row: those after it are told of as they would be numbered without it.
    fn skip(&mut self) {
        self.next = EntryId(self.next.0 + 1);
    }
}
