//! What happens with evenings when a course or one of its evenings is entered, moved or cancelled.

use chrono::{Datelike, NaiveDate};

use super::enrol::{code, put, value};
use super::file::Course;
use super::index::EVENING;
use super::sessions;
use crate::domain::command::Change;
use crate::domain::event::Event;
use crate::domain::plan::{Calendar, Language, TermKind};
use crate::domain::record::check::complete;
use crate::domain::record::{Cell, Cells, Code, Entry, EntryId, Origin, Status, Value};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::text::Clean;

/// The answers of a course or an evening as they will stand, and the entry as it was.
#[derive(Clone, Copy)]
pub struct Changed<'a> {
    /// What will become of it.
    pub status: &'a Status,
    /// Its answers.
    pub cells: &'a [(Code, Cell)],
    /// The entry as it was; none for a new one.
    pub was: Option<&'a Entry>,
    /// The number the next new entry gets.
    pub next: EntryId,
}

/// The code a course that begins on `start` gets: its term, with a number where the term has one already. One that is
/// asked for is taken where it is free and of that term.
///
/// # Errors
/// The code that is free, where another was asked for.
pub fn code_for(
    calendar: &Calendar,
    taken: impl Fn(&str) -> bool,
    start: NaiveDate,
    asked: Option<&Code>,
) -> Result<Code, Code> {
    let term = term_of(calendar, start);
    let own = |code: &str| code == term || code.strip_prefix(&term).is_some_and(|n| n.starts_with('-'));
    let numbered = (2..=99).map(|n| Code::from(format!("{term}-{n}")));
    let free = std::iter::once(Code::from(term.as_str())).chain(numbered).find(|code| !taken(code));
    let free = free.unwrap_or_else(|| format!("{term}-99").into());
    match asked {
        Some(asked) if own(asked) && !taken(asked) => Ok(asked.clone()),
        Some(_) => Err(free),
        None => Ok(free),
    }
}

/// The term a day lies in, as a code: `ht2023`. Between terms it is that of the half-year.
fn term_of(calendar: &Calendar, day: NaiveDate) -> String {
    let spring = match calendar.term_of(day) {
        Some(term) => term.kind == TermKind::Spring,
        None => day.month() <= 6,
    };
    format!("{}{}", if spring { "vt" } else { "ht" }, day.year())
}

/// What follows from a course: its evenings are laid when it is entered, follow its start and its number of evenings, and
/// are cancelled with it.
pub fn of_course(state: &State, changed: Changed<'_>) -> Vec<Event> {
    let Changed { status, cells, was, next } = changed;
    let (Some(start), Some(code)) = (value(cells, "start").and_then(Value::day), code(cells, "term")) else {
        return Vec::new();
    };
    let sessions = number(cells, "sessions").unwrap_or(0);
    let calendar = &state.plan.calendar;
    let there = state.courses().course(&code).filter(|_| was.is_some());
    let Some(course) = there else {
        let days = sessions::lay_out(start, sessions, calendar).days;
        let days = days.into_iter().filter(|_| !matches!(status, Status::Cancelled(_)));
        let evenings = days.zip(1..).map(|(day, n)| (n, day, theme(state, n, sessions)));
        return planned(state, &code, evenings.collect(), next);
    };
    if let Status::Cancelled(reason) = status {
        let off = |id| amended(state, id, &[], Some(Status::Cancelled(reason.clone())));
        return open(course).filter_map(|(_, id, _)| off(id)).collect();
    }
    let mut events = if was.is_some_and(|was| was.on != start) && course.held_evenings().next().is_none() {
        anew(state, course, (start, sessions), &code, next)
    } else {
        let last = course.evenings().filter_map(|(_, _, evening)| evening.session).max().unwrap_or(0);
        let days = sessions::after(course.last_day(), sessions.saturating_sub(last), calendar);
        let more = days.into_iter().zip(last + 1..).map(|(day, n)| (n, day, theme(state, n, sessions)));
        planned(state, &code, more.collect(), next)
    };
    for (_, id, session) in open(course) {
        if let (true, Some(previous)) = (session.is_some_and(|n| n > sessions), state.latest_change(id)) {
            events.retain(|event| event.entry() != Some(id));
            events.push(Event::Removed { id, previous });
        }
    }
    events
}

/// What the plan says an evening of a course of `sessions` is about, in the plan's first language; the last evening has its
/// own name, and those after the plan's themes have none.
fn theme(state: &State, session: u32, sessions: u32) -> Option<Value> {
    let (_, settings) = state.plan.course()?;
    let theme = settings.themes.get((session as usize).checked_sub(1)?)?;
    (session < sessions).then(|| Value::Text(Clean::line(theme.get(Language::default()))))
}

/// The evenings of a course that has not begun, laid anew from another first day.
fn anew(
    state: &State,
    course: &Course,
    (start, sessions): (NaiveDate, u32),
    code: &Code,
    next: EntryId,
) -> Vec<Event> {
    let days = sessions::lay_out(start, sessions, &state.plan.calendar).days;
    let moved = open(course).filter_map(|(_, id, session)| {
        let day = days.get((session? as usize).checked_sub(1)?)?;
        amended(state, id, &[("day", Value::Day(*day))], None)
    });
    let mut events: Vec<Event> = moved.collect();
    let there = open(course).filter_map(|(_, _, session)| session).max().unwrap_or(0);
    let more = days.iter().zip(1..).filter(|(_, n)| *n > there);
    let more = more.map(|(day, n)| (n, *day, theme(state, n, sessions)));
    events.extend(planned(state, code, more.collect(), next));
    events
}

/// What follows from an evening: the later ones where they shall move with it, and a new one for a cancelled one that got
/// a new day.
///
/// # Errors
/// [`Refusal::AlreadyThere`] where the course would meet twice on a day.
pub fn of_evening(
    state: &State,
    changed: Changed<'_>,
    own: EntryId,
    rest: bool,
) -> Result<Vec<Event>, Refusal> {
    let Changed { status, cells, was, next } = changed;
    let (Some(day), Some(code)) = (value(cells, "day").and_then(Value::day), code(cells, "course")) else {
        return Ok(Vec::new());
    };
    let Some(course) = state.courses().course(&code) else { return Ok(Vec::new()) };
    let evening = Of { state, course, code: &code, own, session: number(cells, "session") };
    let cancelled = matches!(status, Status::Cancelled(_));
    let to = if cancelled { new_day(cells, was) } else { was.is_none_or(|was| was.on != day).then_some(day) };
    let Some(to) = to else { return Ok(Vec::new()) };
    let mut events = if cancelled { evening.again_on(to, cells, next) } else { Vec::new() };
    if rest {
        events.extend(evening.later(was.map_or(day, |was| was.on), to));
    }
    twice(state, course, own, (!cancelled).then_some(day), &events)?;
    Ok(events)
}

/// The new day of a cancelled evening, where it has just got it.
fn new_day(cells: &[(Code, Cell)], was: Option<&Entry>) -> Option<NaiveDate> {
    let before = was.filter(|was| matches!(was.status, Status::Cancelled(_)));
    let before = before.and_then(|was| was.value("new_day")).and_then(Value::day);
    value(cells, "new_day").and_then(Value::day).filter(|day| before != Some(*day))
}

/// One evening of a course.
#[derive(Clone, Copy)]
struct Of<'a> {
    state: &'a State,
    course: &'a Course,
    code: &'a Code,
    own: EntryId,
    session: Option<u32>,
}

impl Of<'_> {
    /// The evening once more on another day: the one that is planned for it already, or a new one with the same theme.
    fn again_on(self, day: NaiveDate, cells: &[(Code, Cell)], next: EntryId) -> Vec<Event> {
        let planned_again = open(self.course)
            .find(|(_, id, number)| *id != self.own && self.session.is_some() && *number == self.session);
        if let Some((_, id, _)) = planned_again {
            return amended(self.state, id, &[("day", Value::Day(day))], None).into_iter().collect();
        }
        let theme = value(cells, "theme").filter(|theme| !theme.is_nothing()).cloned();
        planned(self.state, self.code, vec![(self.session.unwrap_or(0), day, theme)], next)
    }

    /// The later evenings, once this one has moved from one day to another: weekly from there on.
    fn later(self, from: NaiveDate, to: NaiveDate) -> Vec<Event> {
        let is_later = |on: NaiveDate, number: Option<u32>| match (number, self.session) {
            (Some(theirs), Some(mine)) => theirs > mine,
            _ => on > from,
        };
        let later = open(self.course).filter(|(on, id, number)| *id != self.own && is_later(*on, *number));
        let later: Vec<EntryId> = later.map(|(_, id, _)| id).collect();
        let days = sessions::after(to, later.len() as u32, &self.state.plan.calendar);
        let each = later.into_iter().zip(days);
        each.filter_map(|(id, day)| amended(self.state, id, &[("day", Value::Day(day))], None)).collect()
    }
}

/// Refuses two evenings of a course on a day, once `events` have happened and the evening `own` is on `day`.
fn twice(
    state: &State,
    course: &Course,
    own: EntryId,
    day: Option<NaiveDate>,
    events: &[Event],
) -> Result<(), Refusal> {
    let day_of = |event: &Event| match event {
        Event::Entered { id, cells, .. } => Some((*id, value(cells, "day").and_then(Value::day)?)),
        Event::Amended { id, changes, .. } => {
            let change = changes.iter().find(|change| change.field == "day")?;
            Some((*id, change.after.as_ref()?.value.day()?))
        }
        _ => None,
    };
    let moved: Vec<(EntryId, NaiveDate)> =
        events.iter().filter_map(day_of).chain(day.map(|day| (own, day))).collect();
    let still = course.evenings().filter(|(_, id, _)| *id != own && moved.iter().all(|(m, _)| m != id));
    let still: Vec<(EntryId, NaiveDate)> = still.map(|(day, id, _)| (id, day)).collect();
    for (id, day) in &moved {
        if let Some((there, day)) = still.iter().find(|(other, on)| other != id && on == day) {
            let known = state.entry(*there).map_or_else(|| EVENING.into(), |entry| entry.form);
            return Err(Refusal::AlreadyThere { form: known, id: *there, day: *day, part: None });
        }
    }
    Ok(())
}

/// The evenings of a course that are still to be held.
fn open(course: &Course) -> impl Iterator<Item = (NaiveDate, EntryId, Option<u32>)> + '_ {
    let open = course.evenings().filter(|(_, _, evening)| !evening.is_held());
    open.map(|(day, id, evening)| (day, id, evening.session))
}

/// Planned evenings of a course: number (0 for none), day and theme.
fn planned(
    state: &State,
    course: &Code,
    evenings: Vec<(u32, NaiveDate, Option<Value>)>,
    next: EntryId,
) -> Vec<Event> {
    let Some((_, form)) = state.plan.form(EVENING) else { return Vec::new() };
    let entered = |(session, day, theme): (u32, NaiveDate, Option<Value>), id| {
        let mut cells: Cells = Vec::new();
        put(&mut cells, "day", Value::Day(day));
        put(&mut cells, "course", Value::Code(course.clone()));
        if session > 0 {
            put(&mut cells, "session", Value::Number(session.into()));
        }
        if let Some(theme) = theme {
            put(&mut cells, "theme", theme);
        }
        let (status, form_key) = (Status::Planned, form.key.as_str().into());
        Event::Entered {
            id: EntryId(id),
            form: form_key,
            status,
            cells: complete(form, cells),
            asked: Vec::new(),
        }
    };
    evenings.into_iter().zip(next.0..).map(|(evening, id)| entered(evening, id)).collect()
}

/// An entry with other answers or another status; none where nothing changes.
fn amended(state: &State, id: EntryId, to: &[(&str, Value)], status: Option<Status>) -> Option<Event> {
    let entry = state.entry(id)?;
    let changes =
        to.iter().filter(|(field, after)| entry.value(field) != Some(after)).map(|(field, after)| {
            let before = entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
            let after = Some(Cell { value: after.clone(), origin: Origin::Computed });
            Change { field: (*field).into(), before, after }
        });
    let changes: Vec<Change> = changes.collect();
    let status = status.filter(|status| *status != entry.status).map(|status| (entry.status.clone(), status));
    let asked = entry.asked.clone();
    (!changes.is_empty() || status.is_some()).then_some(Event::Amended {
        id,
        changes,
        status,
        reason: None,
        asked,
        previous: entry.seq,
    })
}

fn number(cells: &[(Code, Cell)], field: &str) -> Option<u32> {
    value(cells, field).and_then(Value::number).and_then(|n| u32::try_from(n).ok())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::load::{ENKOPING, load};

    #[rstest]
    #[case("2023-09-07", &[], None, Ok("ht2023"))]
    #[case("2023-09-07", &["ht2023"], None, Ok("ht2023-2"))]
    #[case("2023-09-07", &["ht2023", "ht2023-2"], None, Ok("ht2023-3"))]
    #[case("2023-09-07", &["ht2023"], Some("ht2023-2"), Ok("ht2023-2"))]
    #[case("2023-09-07", &[], Some("ht2023-4"), Ok("ht2023-4"))]
    #[case("2023-09-07", &["ht2023"], Some("ht2023"), Err("ht2023-2"))]
    #[case("2023-09-07", &[], Some("vt2023"), Err("ht2023"))]
    // Between the terms of the calendar: by the half-year.
    #[case("2023-06-20", &[], None, Ok("vt2023"))]
    #[case("2023-08-01", &[], None, Ok("ht2023"))]
    #[case("2024-01-03", &[], None, Ok("vt2024"))]
    fn a_course_is_called_by_its_term(
        #[case] start: &str,
        #[case] taken: &[&str],
        #[case] asked: Option<&str>,
        #[case] code: Result<&str, &str>,
    ) {
        let calendar = load(ENKOPING, "plan.toml").unwrap().calendar;
        let asked = asked.map(Code::from);
        let made = code_for(&calendar, |c| taken.contains(&c), start.parse().unwrap(), asked.as_ref());
        assert_eq!(made, code.map(Code::from).map_err(Code::from));
    }
}
