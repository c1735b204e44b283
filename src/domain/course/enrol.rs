//! Enrolling: which course, which place, which letter; and what there is to ask about a participant.

use chrono::NaiveDate;

use super::age::Ages;
use super::file::{Course, Participant};
use super::index::{Index, PARTICIPANT};
use super::seats::{self, SEATS};
use crate::domain::plan::Promise;
use crate::domain::record::value::Nothing;
use crate::domain::record::{Cell, Cells, Code, Entry, EntryId, Origin, Question, Value};
use crate::text::Clean;
use crate::text::order::fold;
use crate::text::shape::personal_number;

/// The status of somebody with a place.
pub const ADMITTED: &str = "admitted";
/// The status of somebody who waits for one.
pub const RESERVE: &str = "reserve";
/// The status of somebody who had a place and left it.
pub const DROPPED_OUT: &str = "dropped_out";

/// Fills in what follows from an enrolment: today, the course that enrols, a place while there are places and nobody waits for
/// them, the letter and the day that come with it. `was` is the entry that is changed.
pub fn fill(plan: &Promise, courses: &Index, cells: &mut Cells, was: Option<&Entry>, today: NaiveDate) {
    if is_nothing(cells, "applied") {
        put(cells, "applied", Value::Day(today));
    }
    if is_nothing(cells, "course")
        && let Some((code, _)) = courses.enrolling(today)
    {
        put(cells, "course", Value::Code(code.clone()));
    }
    let Some(code) = code(cells, "course") else { return };
    let course = courses.course(&code);
    if is_nothing(cells, "status") {
        let free = course.is_some_and(|course| course.left() > 0 && course.reserves().next().is_none());
        put(cells, "status", Value::Code(if free { ADMITTED } else { RESERVE }.into()));
    }
    match self::code(cells, "status").as_deref() {
        Some(ADMITTED) => admit(plan, courses, &code, cells, was, today),
        Some(DROPPED_OUT) => {
            admit(plan, courses, &code, cells, was, today);
            if is_nothing(cells, "dropped") {
                put(cells, "dropped", Value::Day(today));
            }
        }
        _ => {}
    }
}

/// A letter nobody on the course has had, and the day: the one applied on, where somebody is entered as admitted at once.
fn admit(
    plan: &Promise,
    courses: &Index,
    course: &str,
    cells: &mut Cells,
    was: Option<&Entry>,
    today: NaiveDate,
) {
    let moved = was.is_some_and(|was| was.value("course") != value(cells, "course"));
    if (moved || is_nothing(cells, "seat"))
        && let Some(list) = plan.list(SEATS)
        && let Some(seat) = seats::next(list, |seat| courses.is_seat_taken(course, seat))
    {
        put(cells, "seat", Value::Code(seat));
    }
    if is_nothing(cells, "admitted") {
        let applied = value(cells, "applied").and_then(Value::day).filter(|_| was.is_none());
        put(cells, "admitted", Value::Day(applied.unwrap_or(today)));
    }
}

/// What a guardian signed.
pub const GUARDIAN: &str = "contract_guardian";
/// Why somebody outside the course's ages takes it all the same.
pub const AGE_REASON: &str = "age_reason";

/// Marks a guardian's signature as not applicable for somebody who is of age when the course begins, and the reason for the
/// age for everybody who is within the course's ages or is not taken in.
pub fn as_asked(courses: &Index, cells: &mut Cells) {
    let course = code(cells, "course").and_then(|code| courses.course(&code));
    let of_age = course.zip(born(cells)).is_some_and(|(course, born)| !ages(course, born).may_be_minor());
    let outside = outside(courses, cells).is_some();
    for (key, cell) in cells.iter_mut() {
        match (key.as_str(), &cell.value) {
            (GUARDIAN, Value::Nothing(Nothing::NotStated)) if of_age => {
                *cell = Cell::not_applicable();
            }
            (AGE_REASON, Value::Nothing(Nothing::NotApplicable)) if outside => *cell = Cell::not_stated(),
            // What must not be written at all is left, to be refused.
            (AGE_REASON, Value::Text(text)) if personal_number(text).is_some() => {}
            (AGE_REASON, value) if !outside && !value.is_closed() => *cell = Cell::not_applicable(),
            _ => {}
        }
    }
}

/// An age outside those a course is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outside {
    /// What the age can be.
    pub ages: Ages,
    /// The youngest the course is for.
    pub from: u32,
    /// The oldest.
    pub to: u32,
}

/// The age of somebody who is outside the plan's ages when the course begins. Who was not taken in is of no age here: no
/// reason for that is kept anywhere.
pub fn outside(courses: &Index, cells: &[(Code, Cell)]) -> Option<Outside> {
    let settings = courses.settings()?;
    let course = courses.course(&code(cells, "course")?)?;
    let (from, to) = (settings.age_from, settings.age_to);
    let ages = ages(course, born(cells).filter(|_| !is_out(cells))?);
    ages.outside(from, to).then_some(Outside { ages, from, to })
}

/// Whether somebody was not taken in, or did not want to be.
fn is_out(cells: &[(Code, Cell)]) -> bool {
    matches!(code(cells, "status").as_deref(), Some("not_admitted" | "declined"))
}

/// The same where no reason is given for it. An entry that stood without one may go on doing so: its reason was weeded, or
/// nobody asked for one then.
pub fn lacks_reason(courses: &Index, cells: &[(Code, Cell)], was: Option<&Entry>) -> Option<Outside> {
    let given = |cells: &[(Code, Cell)]| matches!(value(cells, AGE_REASON), Some(Value::Text(_)));
    let stood = |was: &Entry| outside(courses, &was.cells).is_some() && !given(&was.cells);
    outside(courses, cells).filter(|_| !given(cells) && !was.is_some_and(stood))
}

/// The ages somebody born in a year can have when a course begins.
pub fn ages(course: &Course, born: i32) -> Ages {
    Ages::on(course.start, born)
}

/// Whether a guardian's signature is wanted and not there.
pub fn lacks_guardian(course: &Course, participant: &Participant) -> bool {
    let minor = participant.born.is_none_or(|born| ages(course, born).may_be_minor());
    minor && !matches!(participant.guardian.as_deref(), Some("yes" | "not_required"))
}

/// What there is to ask about a participant as of `today`: the age, a guardian's signature, the same person, a course that
/// is full, what is given too early. `name` tells the name in an entry.
pub fn questions(
    courses: &Index,
    name: &dyn Fn(EntryId) -> Option<Clean>,
    cells: &[(Code, Cell)],
    own: Option<EntryId>,
    today: NaiveDate,
) -> Vec<Question> {
    let Some(code) = code(cells, "course") else { return Vec::new() };
    let Some(course) = courses.course(&code) else { return Vec::new() };
    let mut asked = Vec::new();
    if let Some(Outside { ages, from, to }) = outside(courses, cells) {
        asked.push(Question::Age { least: ages.least, most: ages.most, from, to });
    }
    let taken_in = !is_out(cells);
    let minor = born(cells).is_none_or(|born| ages(course, born).may_be_minor());
    if taken_in && minor && value(cells, GUARDIAN).is_none_or(|v| *v == Value::Nothing(Nothing::NotStated)) {
        asked.push(Question::Guardian);
    }
    asked.extend(same_person(courses, name, &code, cells, own));
    let has_place = |id| course.participants().any(|(there, p)| Some(there) == id && p.has_place());
    let admitted = self::code(cells, "status").as_deref() == Some(ADMITTED);
    if admitted && course.left() == 0 && !has_place(own) {
        asked.push(Question::CourseFull { course: code.clone(), places: course.places });
    }
    asked.extend(too_early(course, code, cells, own, today));
    asked
}

/// A diploma, or the part of an ambassador, before the course is over or for somebody who has not completed it. It is one
/// question for both, so that it is not asked twice of the same participant.
fn too_early(
    course: &Course,
    code: Code,
    cells: &[(Code, Cell)],
    own: Option<EntryId>,
    today: NaiveDate,
) -> Option<Question> {
    let given = |field| matches!(value(cells, field), Some(Value::YesNo(true)));
    let completed = || {
        let mut those = course.participants();
        those.any(|(id, participant)| Some(id) == own && course.is_completed_by(participant, today))
    };
    match () {
        () if !given("diploma") && !given("ambassador") => None,
        () if !course.is_over(today) => Some(Question::NotOver { course: code }),
        () if !completed() => Some(Question::NotCompleted { course: code }),
        () => None,
    }
}

/// Somebody of the same name: on the same course unless the years of birth differ, on another one where they agree.
fn same_person(
    courses: &Index,
    name: &dyn Fn(EntryId) -> Option<Clean>,
    course: &Code,
    cells: &[(Code, Cell)],
    own: Option<EntryId>,
) -> Option<Question> {
    let Some(Value::Text(mine)) = value(cells, "name") else { return None };
    let (mine, year) = (folded(mine), born(cells));
    let mut courses = courses.courses();
    courses.sort_by_key(|(code, _)| *code != course);
    courses.into_iter().find_map(|(code, there)| {
        let alike = |participant: &Participant| match (participant.born, year) {
            (Some(theirs), Some(mine)) => theirs == mine,
            _ => code == course,
        };
        let mut others =
            there.participants().filter(|(id, participant)| Some(*id) != own && alike(participant));
        let twin = others.find(|(id, _)| name(*id).is_some_and(|theirs| folded(&theirs) == mine));
        twin.map(|(id, _)| Question::SamePerson { course: code.clone(), id })
    })
}

/// A name as it is told from others: in whatever case, with whatever blanks.
fn folded(name: &str) -> String {
    fold(&name.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The letters a name begins with, `E. S.`: what stands for it until somebody asks. None where there is no name.
pub fn initials(name: &str) -> String {
    let first = |word: &str| word.chars().next().map(|c| format!("{}.", c.to_uppercase()));
    let parts: Vec<String> = name.split_whitespace().filter_map(first).collect();
    parts.join(" ")
}

/// What is personal of a participant.
pub const PERSONAL: [&str; 3] = [NAME, AGE_REASON, "guardian_phone"];

/// The field that holds a participant's name.
pub const NAME: &str = "name";

/// Whether an answer is personal: masked until asked for, and in no export unless it is chosen.
pub fn is_personal(form: &str, field: &str) -> bool {
    form == PARTICIPANT && PERSONAL.contains(&field)
}

fn born(cells: &[(Code, Cell)]) -> Option<i32> {
    value(cells, "born").and_then(Value::number).and_then(|year| i32::try_from(year).ok())
}

pub(super) fn put(cells: &mut Cells, field: &str, value: Value) {
    let cell = Cell { value, origin: Origin::Computed };
    match cells.iter_mut().find(|(key, _)| key == field) {
        Some((_, there)) => *there = cell,
        None => cells.push((field.into(), cell)),
    }
}

pub(super) fn value<'a>(cells: &'a [(Code, Cell)], field: &str) -> Option<&'a Value> {
    cells.iter().find(|(key, _)| key == field).map(|(_, cell)| &cell.value)
}

pub(super) fn is_nothing(cells: &[(Code, Cell)], field: &str) -> bool {
    value(cells, field).is_none_or(Value::is_nothing)
}

pub(super) fn code(cells: &[(Code, Cell)], field: &str) -> Option<Code> {
    match value(cells, field)? {
        Value::Code(code) => Some(code.clone()),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn initials_stand_for_a_name() {
        assert_eq!(initials("elin  sandberg"), "E. S.");
        assert_eq!(initials("Åke von Öst"), "Å. V. Ö.");
        assert_eq!(initials(" "), "");
    }
}
