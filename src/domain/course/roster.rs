//! The roster of an evening: who is on it, and everybody who is as usual.

use chrono::NaiveDate;

use super::index::Index;
use crate::domain::plan::{FieldKind, Form, Promise};
use crate::domain::record::{Cell, Code, Value};

/// The usual mark of a form's roster of seats: its list's first.
pub fn usual(plan: &Promise, form: &Form) -> Option<Code> {
    let marks = form.fields.iter().find_map(|field| match &field.kind {
        FieldKind::Roster { list, marks } if list == super::seats::SEATS => Some(marks),
        _ => None,
    })?;
    plan.list(marks)?.items.first().map(|item| item.code.as_str().into())
}

/// The seats of those on a course on `day`, in order.
pub fn in_use(courses: &Index, course: &str, day: NaiveDate) -> Vec<Code> {
    let course = courses.course(course);
    course.map(|course| course.roster(day).into_iter().map(|(seat, _)| seat).collect()).unwrap_or_default()
}

/// A roster where only exceptions are said, made whole: the others on it have the usual mark.
pub fn made_whole(given: &[(Code, Code)], seats: &[Code], usual: &Code) -> Vec<(Code, Code)> {
    let mark = |seat: &Code| given.iter().find(|(who, _)| who == seat).map_or(usual, |(_, mark)| mark);
    let mut whole: Vec<(Code, Code)> = seats.iter().map(|seat| (seat.clone(), mark(seat).clone())).collect();
    whole.extend(given.iter().filter(|(who, _)| !seats.contains(who)).cloned());
    whole
}

/// What somebody changed on a roster, so that two who marked it at once can be put together member by member: where
/// nobody had marked it, everybody was as usual, and who is not named is left as they were.
pub fn change(before: Option<&Cell>, theirs: &Cell, after: &Cell, usual: &Code) -> Option<(Cell, Cell)> {
    let (Value::Marks(theirs), Value::Marks(mine)) = (&theirs.value, &after.value) else { return None };
    let was: Vec<(Code, Code)> = if let Some(Value::Marks(marks)) = before.map(|cell| &cell.value) {
        marks.clone()
    } else {
        let mut seats: Vec<&Code> = theirs.iter().chain(mine).map(|(seat, _)| seat).collect();
        seats.sort_unstable();
        seats.dedup();
        seats.into_iter().map(|seat| (seat.clone(), usual.clone())).collect()
    };
    let mut is = mine.clone();
    is.extend(was.iter().filter(|(seat, _)| mine.iter().all(|(who, _)| who != seat)).cloned());
    Some((Cell::typed(Value::Marks(was)), Cell { value: Value::Marks(is), origin: after.origin }))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn marks(text: &str) -> Vec<(Code, Code)> {
        let halves = text.split(' ').filter_map(|part| part.split_once('='));
        halves.map(|(who, mark)| (who.into(), mark.into())).collect()
    }

    #[test]
    fn who_is_not_named_is_as_usual() {
        let seats = ["a", "b", "c"].map(Code::from);
        let whole = made_whole(&marks("b=absent"), &seats, &"present".into());
        assert_eq!(whole, marks("a=present b=absent c=present"));
        // Who is named and not on it is left, to be judged.
        assert_eq!(made_whole(&marks("z=late"), &seats[..1], &"present".into()), marks("a=present z=late"));
    }
}
