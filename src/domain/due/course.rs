//! What is due of courses: a place that somebody has left while others wait for one.

use chrono::NaiveDate;

use super::{About, Due};
use crate::domain::course::enrol::initials;
use crate::domain::course::index::PARTICIPANT;
use crate::domain::record::{Code, EntryId, Value};
use crate::domain::state::State;

/// What is due of courses on `today`: for each that is not over, the places that its first reserves can have.
pub(super) fn all(state: &State, today: NaiveDate) -> Vec<Due> {
    let Some((activity, _)) = state.plan.course() else { return Vec::new() };
    let mut dues = Vec::new();
    for (code, course) in state.courses().courses().into_iter().filter(|(_, course)| !course.is_over(today)) {
        for (id, _) in course.reserves().take(course.left() as usize) {
            dues.push(Due {
                activity: activity.key.as_str().into(),
                form: Code::new_static(PARTICIPANT),
                about: About::Place { id, course: code.clone(), who: who(state, id) },
                day: today,
                late: 0,
            });
        }
    }
    dues
}

/// What a planned evening is about, where the course knows it.
pub(super) fn evening(state: &State, id: EntryId) -> Option<About> {
    let courses = state.courses().courses();
    courses.into_iter().find_map(|(_, course)| {
        let (_, _, evening) = course.evenings().find(|(_, there, _)| *there == id)?;
        let closing = evening.session == Some(course.sessions);
        Some(About::Evening { id, session: evening.session, of: course.sessions, closing })
    })
}

/// The letters a reserve's name begins with; nothing where the data are protected.
fn who(state: &State, id: EntryId) -> String {
    match state.entry(id).as_ref().and_then(|entry| entry.value("name")) {
        Some(Value::Text(name)) => initials(name),
        _ => String::new(),
    }
}
