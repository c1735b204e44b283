//! How the rules of a course bear on what is asked: what the desk fills in, what cannot stand, what is asked, and what
//! follows.
//!
//! The rules themselves are in [`crate::domain::course`]; other forms pass through untouched.

use std::borrow::Cow;

use super::{Door, Now, Proposed};
use crate::domain::command::{Amend, Change, Enter};
use crate::domain::course::enrol::Outside;
use crate::domain::course::index::{COURSE, EVENING, Index, PARTICIPANT, SURVEY};
use crate::domain::course::{Course, enrol, lay, roster};
use crate::domain::plan::{FieldKind, Form, Kind, Promise};
use crate::domain::record::answer::term;
use crate::domain::record::check::counted;
use crate::domain::record::{
    Cell, Cells, Code, Entry, EntryId, Mistake, Origin, Problem, Question, Status, Value,
};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::{decide::merge, event::Event};
use crate::text::Clean;

/// An evening that is told of and was planned is that one's report. `None` for everything else.
///
/// # Errors
/// [`Refusal::AlreadyThere`] where the evening has been told of.
pub(super) fn reports(state: &State, enter: &Enter, now: Now) -> Result<Option<Amend>, Refusal> {
    if enter.form != EVENING || state.plan.course().is_none() || enter.status == Status::Planned {
        return Ok(None);
    }
    let said = |field: &str| enter.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell);
    let day = said("day").and_then(|cell| cell.value.day()).unwrap_or(now.day);
    let course = match said("course").map(|cell| &cell.value) {
        Some(Value::Code(code)) => state.courses().course(code),
        _ => state.courses().meeting(day).map(|(_, course)| course),
    };
    let session = said("session").and_then(|cell| cell.value.number());
    let mut evenings = course.into_iter().flat_map(Course::evenings);
    let there = evenings.find(|(on, _, evening)| match session {
        Some(n) => evening.session.map(i64::from) == Some(n),
        None => *on == day,
    });
    let Some(entry) = there.and_then(|(_, id, _)| state.entry(id)) else { return Ok(None) };
    if entry.status == Status::Done {
        let (form, id, day) = (entry.form, entry.id, entry.on);
        return Err(Refusal::AlreadyThere { form, id, day, part: None });
    }
    let tells = |key: &Code, cell: &Cell| {
        let known = ["course", "session"].contains(&key.as_str());
        let offered = key == "day" && cell.origin != Origin::Typed;
        !cell.value.is_nothing() && !known && !offered
    };
    let changes = enter.cells.iter().filter(|(key, cell)| tells(key, cell)).map(|(key, cell)| Change {
        field: key.clone(),
        before: entry.cells.iter().find(|(k, _)| k == key).map(|(_, cell)| cell.clone()),
        after: Some(cell.clone()),
    });
    Ok(Some(Amend {
        id: entry.id,
        base: entry.rev,
        status: matches!(enter.status, Status::Cancelled(_)).then(|| enter.status.clone()),
        changes: changes.collect(),
        reason: None,
        accepted: enter.accepted.clone(),
    }))
}

/// Whether a participant would have a letter that somebody has or had.
pub(super) fn has_anothers_seat(state: &State, entry: &Entry) -> bool {
    let given =
        (entry.form == PARTICIPANT).then(|| code(&entry.cells, "course").zip(code(&entry.cells, "seat")));
    given.flatten().is_some_and(|(course, seat)| state.courses().is_seat_taken(&course, &seat))
}

/// The changes as they bear on an evening: one still to be held that gets a new day is moved to it, since only a
/// cancelled one is held again.
pub(super) fn moved<'a>(entry: &Entry, amend: &'a Amend) -> Cow<'a, [Change]> {
    let status = amend.status.as_ref().unwrap_or(&entry.status);
    let new_day = |change: &&Change| change.field == "new_day";
    let day = amend.changes.iter().find(new_day).and_then(|change| change.after.as_ref());
    let Some(day) = day.filter(|day| day.value.day().is_some()) else { return Cow::Borrowed(&amend.changes) };
    if entry.form != EVENING || entry.status != Status::Planned || matches!(status, Status::Cancelled(_)) {
        return Cow::Borrowed(&amend.changes);
    }
    let before = entry.cells.iter().find(|(key, _)| key == "day").map(|(_, cell)| cell.clone());
    let others = amend.changes.iter().filter(|change| change.field != "new_day" && change.field != "day");
    let to = Change { field: "day".into(), before, after: Some(day.clone()) };
    Cow::Owned(others.cloned().chain([to]).collect())
}

/// Fills in what follows from the answers; `asked` are those that were given, and `was` is the entry that is changed.
pub(super) fn fill(
    plan: &Promise,
    courses: &Index,
    form: &Form,
    cells: &mut Cells,
    asked: &[(Code, Cell)],
    was: Option<&Entry>,
    now: Now,
) {
    let Some(settings) = courses.settings().filter(|_| is_course(plan, form)) else { return };
    match form.key.as_str() {
        COURSE => {
            let usual = [("sessions", settings.sessions), ("places", settings.places)];
            for (field, n) in usual.into_iter().filter(|_| was.is_none()) {
                if value(cells, field).is_none_or(Value::is_nothing) {
                    put(cells, field, Value::Number(n.into()));
                }
            }
            let sessions = value(cells, "sessions").and_then(Value::number).unwrap_or(0);
            let least = Value::Number((sessions - 2).max(1));
            let known = cell(cells, "held_at_least");
            let said = known.is_some_and(|cell| cell.origin == Origin::Typed && !cell.value.is_nothing());
            if !said && known.is_none_or(|cell| cell.value != least) {
                put(cells, "held_at_least", least);
            }
            if let (None, Some(start)) = (was, value(cells, "start").and_then(Value::day)) {
                let wanted = code(asked, "term");
                let made =
                    lay::code_for(&plan.calendar, |code| courses.is_taken(code), start, wanted.as_ref());
                put(cells, "term", Value::Code(made.unwrap_or_else(|free| wanted.unwrap_or(free))));
            }
            if let Some(known) = cell(cells, "postponed_to")
                && let Value::Text(typed) = &known.value
                && let Some(term) = term(typed)
            {
                let cell = Cell { value: Value::Text(Clean::line(&term)), origin: known.origin };
                set(cells, "postponed_to", cell);
            }
        }
        PARTICIPANT => enrol::fill(plan, courses, cells, was, now.day),
        EVENING => {
            meets(courses, cells);
            take_roster(plan, courses, form, cells, was);
        }
        SURVEY => meets(courses, cells),
        _ => {}
    }
}

/// Says which course an evening or a survey is of, where nobody has: the one that has begun.
fn meets(courses: &Index, cells: &mut Cells) {
    if value(cells, "course").is_none_or(Value::is_nothing)
        && let Some(day) = value(cells, "day").and_then(Value::day)
        && let Some((code, _)) = courses.meeting(day)
    {
        put(cells, "course", Value::Code(code.clone()));
    }
}

/// Makes a roster whole that is told of for the first time, and counts those in the room where the marks alone were given.
///
/// What is noted of an evening still to be held (somebody said they will not come) stays as it is until it is counted.
fn take_roster(plan: &Promise, courses: &Index, form: &Form, cells: &mut Cells, was: Option<&Entry>) {
    let total = form.fields.iter().find_map(|field| match &field.kind {
        FieldKind::Total { of, marks } if of == "attendance" => Some((field.key.as_str(), marks)),
        _ => None,
    });
    let told = total.is_none_or(|(field, _)| value(cells, field).is_some_and(|value| !value.is_nothing()));
    let noted = match was.map(|was| (&was.status, was.value("attendance"))) {
        Some((Status::Planned, Some(Value::Marks(noted)))) => Some(noted.as_slice()),
        Some((_, Some(Value::Marks(_)))) => None,
        _ => Some(&[][..]),
    };
    if let (true, Some(noted), Some(Value::Marks(given))) = (told, noted, value(cells, "attendance"))
        && let (Some(course), Some(day)) = (code(cells, "course"), value(cells, "day").and_then(Value::day))
        && let Some(usual) = roster::usual(plan, form)
    {
        let left = noted.iter().filter(|(seat, _)| given.iter().all(|(who, _)| who != seat));
        let given: Vec<(Code, Code)> = given.iter().chain(left).cloned().collect();
        let whole = roster::made_whole(&given, &roster::in_use(courses, &course, day), &usual);
        let origin = cell(cells, "attendance").map_or(Origin::Computed, |cell| cell.origin);
        set(cells, "attendance", Cell { value: Value::Marks(whole), origin });
    }
    if let Some((field, marks)) = total
        && cell(cells, field).is_some_and(|cell| cell.origin == Origin::Computed && !cell.value.is_nothing())
        && let Some(n) = value(cells, "attendance").and_then(|roster| counted(roster, marks))
    {
        put(cells, field, Value::Number(n));
    }
}

/// Marks what a course does not ask of an entry as not applicable.
pub(super) fn as_asked(plan: &Promise, courses: &Index, form: &Form, cells: &mut Cells) {
    if form.key == PARTICIPANT && is_course(plan, form) {
        enrol::as_asked(courses, cells);
    }
}

/// Whether a change is of marks on a roster of seats that has been marked.
pub(super) fn is_marked(plan: &Promise, form: &Form, change: &Change, theirs: &Cell) -> bool {
    let marks = |cell: &Cell| matches!(cell.value, Value::Marks(_));
    let roster = change.field == "attendance" && roster::usual(plan, form).is_some();
    roster && marks(theirs) && change.after.as_ref().is_some_and(marks)
}

/// A change to a roster of seats that somebody else has changed in the meantime, put together with theirs.
///
/// `None` where both changed the same member, each to another mark.
pub(super) fn merged(plan: &Promise, form: &Form, change: &Change, theirs: &Cell) -> Option<Cell> {
    let usual = roster::usual(plan, form)?;
    let (before, after) = roster::change(change.before.as_ref(), theirs, change.after.as_ref()?, &usual)?;
    merge::marks(Some(&before), Some(theirs), Some(&after))
}

/// Whether a change says no more than what the marks come to, or must agree with them, and so is never in anybody's way.
pub(super) fn is_count(form: &Form, change: &Change) -> bool {
    let total = form.field(&change.field).is_some_and(|field| matches!(field.kind, FieldKind::Total { .. }));
    total && form.key == EVENING && change.after.is_some()
}

/// What cannot be right together with the courses there are; `was` is the entry that is changed.
pub(super) fn problems(state: &State, proposed: Proposed<'_>, was: Option<&Entry>) -> Vec<Problem> {
    let Proposed { activity, form, status, cells, .. } = proposed;
    if !matches!(activity.kind, Kind::Course(_)) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    let mut wrong = |field: &str, mistake| problems.push(Problem::Answer { field: field.into(), mistake });
    let courses = state.courses();
    match value(cells, "course") {
        Some(Value::Code(course)) => {
            let stays = was.is_some_and(|was| was.value("course") == value(cells, "course"));
            if !stays && courses.course(course).is_none() {
                wrong("course", Mistake::NoSuchCourse { there: there(courses) });
            }
        }
        _ if [EVENING, PARTICIPANT, SURVEY].contains(&form.key.as_str()) => {
            wrong("course", Mistake::NoSuchCourse { there: there(courses) });
        }
        _ => {}
    }
    if form.key == COURSE
        && let Some(mistake) = postponed(status, cells, was)
    {
        wrong("postponed_to", mistake);
    }
    match form.key.as_str() {
        COURSE if was.is_none() => {
            if let (Some(start), Some(term)) =
                (value(cells, "start").and_then(Value::day), code(cells, "term"))
                && let Err(free) =
                    lay::code_for(&state.plan.calendar, |c| courses.is_taken(c), start, Some(&term))
            {
                wrong("term", Mistake::OtherCourse { free });
            }
        }
        EVENING => not_seated(courses, cells, was).into_iter().for_each(|seat| {
            wrong("attendance", Mistake::NotSeated { seat });
        }),
        PARTICIPANT => {
            let protected = matches!(value(cells, "protected"), Some(Value::YesNo(true)));
            let named = matches!(value(cells, "name"), Some(Value::Text(_)));
            if protected && named {
                wrong("name", Mistake::Protected);
            }
            let told = |was: &Entry| match was.value("name") {
                Some(Value::Text(_)) => true,
                _ => matches!(was.value("protected"), Some(Value::YesNo(true))),
            };
            if let Some(Outside { ages, from, to }) = enrol::lacks_reason(courses, cells, was) {
                wrong(enrol::AGE_REASON, Mistake::Age { least: ages.least, most: ages.most, from, to });
            }
            // A name that was weeded is not asked for again.
            if !protected && !named && was.is_none_or(told) {
                problems.push(Problem::Missing { field: "name".into() });
            }
        }
        _ => {}
    }
    problems
}

/// What is wrong with the term a course is postponed to; nothing where that stands as it did.
fn postponed(status: &Status, cells: &[(Code, Cell)], was: Option<&Entry>) -> Option<Mistake> {
    let Some(Value::Text(typed)) = value(cells, "postponed_to") else { return None };
    let cancelled = |status: &Status| matches!(status, Status::Cancelled(_));
    let stood = |was: &Entry| {
        was.value("postponed_to") == value(cells, "postponed_to")
            && (cancelled(status) || !cancelled(&was.status))
    };
    match () {
        () if was.is_some_and(stood) => None,
        () if term(typed).is_none() => Some(Mistake::NotATerm { typed: typed.to_string() }),
        () if !cancelled(status) => Some(Mistake::NotCancelled),
        () => None,
    }
}

/// Seats that are marked though nobody sits there that day.
fn not_seated(courses: &Index, cells: &[(Code, Cell)], was: Option<&Entry>) -> Vec<Code> {
    let (Some(Value::Marks(marks)), Some(course)) = (value(cells, "attendance"), code(cells, "course"))
    else {
        return Vec::new();
    };
    let Some(day) = value(cells, "day").and_then(Value::day) else { return Vec::new() };
    let mut seats = roster::in_use(courses, &course, day);
    if let Some(Value::Marks(before)) = was.and_then(|was| was.value("attendance")) {
        seats.extend(before.iter().map(|(seat, _)| seat.clone()));
    }
    marks.iter().map(|(seat, _)| seat).filter(|seat| !seats.contains(seat)).cloned().collect()
}

fn there(courses: &Index) -> Vec<Code> {
    courses.courses().into_iter().rev().map(|(code, _)| code.clone()).collect()
}

/// Makes the questions those of a course.
pub(super) fn asks(
    state: &State,
    proposed: Proposed<'_>,
    now: Now,
    door: Door<'_>,
    asked: &mut Vec<Question>,
) {
    let Proposed { form, cells, own, .. } = proposed;
    if form.key != PARTICIPANT || !is_course(&state.plan, form) {
        return;
    }
    let name = |id| door.name(state, id);
    asked.extend(enrol::questions(door.courses(state), &name, cells, own, now.day));
}

/// Whether a question is kept for follow-up without anybody being stopped by it: to give the reason for an age is to accept
/// it, and a guardian's signature mostly comes on paper, later.
pub(super) fn is_for_later(question: &Question) -> bool {
    matches!(question, Question::Age { .. } | Question::Guardian)
}

/// What else happens with it; the first entry it makes is numbered `next`.
///
/// # Errors
/// A [`Refusal`] where a course would meet twice on a day.
pub(super) fn follow(
    state: &State,
    proposed: Proposed<'_>,
    was: Option<&Entry>,
    next: EntryId,
) -> Result<Vec<Event>, Refusal> {
    let Proposed { form, status, cells, own, .. } = proposed;
    if !is_course(&state.plan, form) {
        return Ok(Vec::new());
    }
    let changed = lay::Changed { status, cells, was, next };
    match form.key.as_str() {
        COURSE => Ok(lay::of_course(state, changed)),
        EVENING => {
            let rest =
                matches!(value(proposed.apart.unwrap_or_default(), "shift_rest"), Some(Value::YesNo(true)));
            lay::of_evening(state, changed, own.unwrap_or(EntryId(next.0 - 1)), rest)
        }
        _ => Ok(Vec::new()),
    }
}

fn is_course(plan: &Promise, form: &Form) -> bool {
    plan.form(&form.key).is_some_and(|(activity, _)| matches!(activity.kind, Kind::Course(_)))
}

fn cell<'a>(cells: &'a [(Code, Cell)], field: &str) -> Option<&'a Cell> {
    cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell)
}

fn value<'a>(cells: &'a [(Code, Cell)], field: &str) -> Option<&'a Value> {
    cell(cells, field).map(|cell| &cell.value)
}

fn code(cells: &[(Code, Cell)], field: &str) -> Option<Code> {
    match value(cells, field)? {
        Value::Code(code) => Some(code.clone()),
        _ => None,
    }
}

fn put(cells: &mut Cells, field: &str, value: Value) {
    set(cells, field, Cell { value, origin: Origin::Computed });
}

fn set(cells: &mut Cells, field: &str, cell: Cell) {
    match cells.iter_mut().find(|(key, _)| key == field) {
        Some((_, there)) => *there = cell,
        None => cells.push((field.into(), cell)),
    }
}
