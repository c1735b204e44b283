//! The numbered agenda of a meeting: what is on it by itself, what somebody put there, and numbers that stand still.
//!
//! What has been shown is stored as an entry of the desk's own form and only ever added to. What is due and not stored
//! yet comes after it, so that nothing that is numbered moves.

use chrono::{Days, NaiveDate, NaiveTime};

use super::action::lacking;
use super::gather::decision_on;
use super::index::{AGENDA, CLOSED, Decision, File, MEETING};
use super::register::parties;
use super::view::{Agenda, AgendaItem, Why, late};
use crate::domain::command::Change;
use crate::domain::decide::Now;
use crate::domain::due::weekly;
use crate::domain::event::Event;
use crate::domain::plan::{Cases, Form, Kind, Period};
use crate::domain::record::check::complete;
use crate::domain::record::{Cell, Code, Entry, EntryId, Origin, Status, Value};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::text::when::Month;

/// The agenda of the meeting on `day`; `None` where no activity keeps cases by code that day.
///
/// Consent is judged at `now`, or for a day still to come as it will be on that day.
pub fn agenda(state: &State, day: NaiveDate, now: Now) -> Option<Agenda> {
    let plan = &state.plan;
    let (_, settings) = plan.cases().filter(|(_, cases)| cases.register.by_code(day))?;
    let stored = stored(state, day);
    let listed = listed(state, day, stored.as_ref());
    let (at, time) = if day > now.day { (day, NaiveTime::MIN) } else { (now.day, now.time) };
    let parties = parties(settings);
    let items = listed.iter().zip(1..).filter_map(|(code, number)| {
        let file = state.casework().file(code)?;
        let decision = decision_on(file, day);
        let led_to = |id| file.decisions.get(&(day, id)).is_some_and(|decision| decision.action.is_some());
        Some(AgendaItem {
            number,
            code: code.clone(),
            why: why(file, day).unwrap_or(Why::Added),
            status: file.status.clone(),
            decision,
            action: decision.is_some_and(led_to),
            closed_to: file.closed_to(&parties, at, time),
            notes_open: file.notes_open(&parties, at, time),
        })
    });
    let others = state.casework().files().filter(|(code, file)| file.is_open() && !listed.contains(code));
    Some(Agenda {
        day,
        pause: plan.calendar.break_on(day).map(|pause| pause.label.clone()),
        items: items.collect(),
        others: others.map(|(code, _)| code.clone()).collect(),
        late: late(state, day, now),
        next: next(state, settings, day),
        meeting: state.on_day(MEETING, day).next().map(|meeting| meeting.id),
    })
}

/// Judges putting cases on the agenda of `day`: what is due comes with them, and what is there stays where it is.
///
/// A case that is closed may be put there; it is asked about when something is decided of it.
///
/// # Errors
/// A [`Refusal`] where there is no such case, or the month is kept by count.
pub fn schedule(state: &State, day: NaiveDate, cases: &[Code], _now: Now) -> Result<Vec<Event>, Refusal> {
    let no_form = || Refusal::NoSuchForm { form: AGENDA.into() };
    let (activity, form) = state.plan.form(AGENDA).ok_or_else(no_form)?;
    match &activity.kind {
        Kind::Cases(settings) if settings.register.by_code(day) => {}
        Kind::Cases(_) => return Err(Refusal::MonthByCount { month: Month::of(day) }),
        Kind::Log | Kind::Course(_) => return Err(no_form()),
    }
    if let Some(unknown) = cases.iter().find(|code| state.casework().file(code).is_none()) {
        return Err(Refusal::NoSuchCase { typed: unknown.clone(), near: state.casework().near(unknown) });
    }
    let there = stored(state, day);
    let before = there.as_ref().map(codes).unwrap_or_default();
    let after = arranged(&before, cases, &listed(state, day, there.as_ref()));
    match there {
        // Somebody else was first with the same: it is as it should be.
        Some(_) if after == before => Ok(Vec::new()),
        Some(entry) => Ok(vec![appended(&entry, after)]),
        None => Ok(vec![made(state, form, day, after)]),
    }
}

/// The order that comes of it: what is numbered, then what the one who asks saw after it, then the rest.
///
/// Who names something that is listed had it on the screen in that order; else what is listed was shown before it.
fn arranged(before: &[Code], asked: &[Code], listed: &[Code]) -> Vec<Code> {
    let saw = asked.iter().any(|code| listed.contains(code) && !before.contains(code));
    let (first, then) = if saw { (asked, listed) } else { (listed, asked) };
    let mut all = before.to_vec();
    for code in first.iter().chain(then) {
        if !all.contains(code) {
            all.push(code.clone());
        }
    }
    all
}

fn stored(state: &State, day: NaiveDate) -> Option<Entry> {
    state.on_day(AGENDA, day).next()
}

fn codes(agenda: &Entry) -> Vec<Code> {
    match agenda.value("cases") {
        Some(Value::Codes(codes)) => codes.clone(),
        _ => Vec::new(),
    }
}

/// The cases in the order of their numbers.
fn listed(state: &State, day: NaiveDate, stored: Option<&Entry>) -> Vec<Code> {
    let mut listed =
        arranged(&stored.map(codes).unwrap_or_default(), &[], &due(state, day, stored.is_some()));
    // What was taken up without having been on it comes last, in the order it was taken up.
    let mut taken: Vec<_> = state
        .casework()
        .files()
        .filter_map(|(code, file)| Some((decision_on(file, day)?, code)))
        .filter(|(_, code)| !listed.contains(code))
        .collect();
    taken.sort_unstable();
    listed.extend(taken.into_iter().map(|(_, code)| code.clone()));
    listed
}

/// The cases that are on the agenda of `day` by themselves: new ones, then follow-ups, then late commitments, then what
/// would fall off every agenda since nobody said when it is to come back.
///
/// Once the meeting has been held, nothing comes to an agenda that is stored.
fn due(state: &State, day: NaiveDate, is_stored: bool) -> Vec<Code> {
    if is_stored && state.on_day(MEETING, day).any(|meeting| meeting.status == Status::Done) {
        return Vec::new();
    }
    let was_open =
        |file: &File| file.opened <= day && (file.is_open() || file.closed.is_some_and(|on| on >= day));
    let files = state.casework().files().filter(|(_, file)| was_open(file));
    let mut due: Vec<(u8, NaiveDate, &Code)> = files
        .filter_map(|(code, file)| match why(file, day)? {
            Why::New => Some((0, file.opened, code)),
            Why::FollowUp(since) => Some((1, since, code)),
            Why::Late(since) => Some((2, since, code)),
            Why::Incomplete => Some((3, last_up(file, day)?, code)),
            Why::NoFollowUp => Some((4, last_up(file, day)?, code)),
            Why::Added => None,
        })
        .collect();
    due.sort_unstable();
    due.into_iter().map(|(_, _, code)| code.clone()).collect()
}

/// Why a case is on the agenda of `day` by itself, as it was before that meeting; a case that has not been up is new.
fn why(file: &File, day: NaiveDate) -> Option<Why> {
    let Some(follow_up) = file.follow_up_before(day) else { return Some(Why::New) };
    if let Some(since) = follow_up.filter(|since| *since <= day) {
        return Some(Why::FollowUp(since));
    }
    let late = file.commitments.values().filter(|commitment| commitment.is_late(day));
    if let Some(since) = late.map(|commitment| commitment.by).min() {
        return Some(Why::Late(since));
    }
    // What is over needs no more, also where it is taken up again at this meeting.
    let before = || file.decisions.range(..(day, EntryId(0)));
    if before().next_back().is_some_and(|(_, last)| last.decision.as_deref() == Some(CLOSED)) {
        return None;
    }
    let is_half = |((on, _), decision): (&(NaiveDate, EntryId), &Decision)| {
        let action = decision.action.as_deref();
        action.is_some_and(|action| !lacking(file, *on, action, decision.parties.len()).is_empty())
    };
    if before().any(is_half) {
        return Some(Why::Incomplete);
    }
    follow_up.is_none().then_some(Why::NoFollowUp)
}

/// The day of the latest meeting before `day` that a case was up at.
fn last_up(file: &File, day: NaiveDate) -> Option<NaiveDate> {
    file.decisions.range(..(day, EntryId(0))).next_back().map(|((on, _), _)| *on)
}

/// The next day after `day` that a meeting is expected on.
fn next(state: &State, settings: &Cases, day: NaiveDate) -> Option<NaiveDate> {
    let from = day.checked_add_days(Days::new(1))?;
    weekly(&state.plan, settings.weekday, Period { from, to: state.plan.period.to }).next()
}

fn made(state: &State, form: &Form, day: NaiveDate, cases: Vec<Code>) -> Event {
    let computed = |value| Cell { value, origin: Origin::Computed };
    let cells = vec![
        (form.day.as_str().into(), computed(Value::Day(day))),
        ("cases".into(), computed(Value::Codes(cases))),
    ];
    let (id, status) = (state.next_id(), Status::Done);
    Event::Entered { id, form: AGENDA.into(), status, cells: complete(form, cells), asked: Vec::new() }
}

fn appended(agenda: &Entry, cases: Vec<Code>) -> Event {
    let before = agenda.cells.iter().find(|(key, _)| key == "cases").map(|(_, cell)| cell.clone());
    let after = Some(Cell { value: Value::Codes(cases), origin: Origin::Computed });
    let changes = vec![Change { field: "cases".into(), before, after }];
    let (id, previous, asked) = (agenda.id, agenda.seq, Vec::new());
    Event::Amended { id, changes, status: None, reason: None, asked, previous }
}
