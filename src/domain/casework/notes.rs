//! The notes of a meeting (*minnesanteckningar*): attendance, decisions and commitments, by code.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::consent::Closed;
use super::index::{AGENDA, Commitment, File, MEETING};
use super::secrecy::parties;
use super::view::CommitmentLine;
use crate::domain::decide::Now;
use crate::domain::plan::{Label, Period};
use crate::domain::record::{Code, Entry, EntryId, Status, Value};
use crate::domain::state::State;

/// What the notes of one meeting say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notes {
    /// The meeting's day.
    pub day: NaiveDate,
    /// The meeting's entry, where it is recorded.
    pub meeting: Option<EntryId>,
    /// What became of it.
    pub status: Status,
    /// Each party's mark, by code.
    pub attendance: Vec<(Code, Code)>,
    /// The fixed points of the agenda.
    pub agenda: Vec<Label>,
    /// The themes ticked for the meeting as a whole, by code.
    pub themes: Vec<Code>,
    /// What was said in the round at group level; only when texts were asked for.
    pub round: Option<String>,
    /// The cases that were up, by agenda number.
    pub cases: Vec<NotedCase>,
    /// Commitments made at the meeting.
    pub commitments: Vec<CommitmentLine>,
    /// Commitments that were late on the day.
    pub late: Vec<CommitmentLine>,
    /// Counted: cases up, and first coordinated actions, where cases are only counted.
    pub counts: Option<(i64, i64)>,
    /// The next meeting.
    pub next: Option<NaiveDate>,
    /// The party the notes are made for; cases closed to it are left out.
    pub party: Option<Code>,
    /// How many cases were left out for that.
    pub left_out: u32,
}

/// One case that was up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotedCase {
    /// Its number on the agenda, where it was on one.
    pub number: Option<u16>,
    /// Its code.
    pub code: Code,
    /// The decision, by code.
    pub decision: Option<Code>,
    /// The reason for closing it, by code.
    pub close_reason: Option<Code>,
    /// The coordinated action, by code.
    pub action: Option<Code>,
    /// The parties to the action, by code.
    pub parties: Vec<Code>,
    /// The next follow-up.
    pub follow_up: Option<NaiveDate>,
    /// The individual note; only when texts were asked for and the case's notes are open.
    pub text: Option<String>,
    /// The parties the case was closed to on the day, and why.
    pub closed_to: Vec<(Code, Closed)>,
}

/// The notes of the meeting on `day`; none where neither a meeting nor a decision is recorded on it.
///
/// What may be read goes by the consents that hold now, also for a meeting long ago; who had to leave, by those that held
/// on the day. Made for a party, they leave out what is closed to it. Free text is told only when it is asked for.
pub fn notes(state: &State, day: NaiveDate, party: Option<&Code>, texts: bool, now: Now) -> Option<Notes> {
    let (_, settings) = state.plan.cases()?;
    let meeting = meeting_on(state, day);
    let desk = Desk { state, day, party, texts, now };
    let mut cases = desk.cases();
    if meeting.is_none() && cases.is_empty() {
        return None;
    }
    let mut left_out: BTreeSet<Code> = BTreeSet::new();
    cases.retain(|case| desk.tells(&case.code, &mut left_out));
    let (mut commitments, mut late) =
        (desk.commitments(Commitment::agreed_on), desk.commitments(Commitment::late_on));
    commitments.retain(|line| desk.tells(&line.code, &mut left_out));
    late.retain(|line| desk.tells(&line.code, &mut left_out));
    let held = meeting.as_ref().filter(|entry| entry.status == Status::Done);
    let said = |field: &str| held.and_then(|entry| entry.value(field));
    Some(Notes {
        day,
        meeting: meeting.as_ref().map(|entry| entry.id),
        status: meeting.as_ref().map(|entry| entry.status.clone()).unwrap_or_default(),
        attendance: match said("attendance") {
            Some(Value::Marks(marks)) => marks.clone(),
            _ => Vec::new(),
        },
        agenda: settings.agenda.clone(),
        themes: match said("themes") {
            Some(Value::Codes(themes)) => themes.clone(),
            _ => Vec::new(),
        },
        round: match said("round") {
            Some(Value::Text(round)) if texts => Some(round.to_string()),
            _ => None,
        },
        cases,
        commitments,
        late,
        counts: said("cases_up")
            .and_then(Value::number)
            .map(|up| (up, said("first_actions").and_then(Value::number).unwrap_or_default())),
        next: meeting
            .as_ref()
            .and_then(|entry| entry.value("next")?.day())
            .or_else(|| next_after(state, day)),
        party: party.cloned(),
        left_out: left_out.len() as u32,
    })
}

/// The meeting of a day as it stands: held before cancelled before planned, where there is more than one.
fn meeting_on(state: &State, day: NaiveDate) -> Option<Entry> {
    state.on_day(MEETING, day).min_by_key(|entry| match entry.status {
        Status::Done => 0,
        Status::Cancelled(_) => 1,
        Status::Planned => 2,
    })
}

/// The next day after `day` on which the plan expects a meeting.
fn next_after(state: &State, day: NaiveDate) -> Option<NaiveDate> {
    let (_, settings) = state.plan.cases()?;
    let period = Period { from: day.succ_opt()?, to: day.checked_add_days(Days::new(366))? };
    state.plan.calendar.weeks_expected(period, settings.weekday).days.first().copied()
}

/// What notes are made from, and for whom.
struct Desk<'a> {
    state: &'a State,
    day: NaiveDate,
    party: Option<&'a Code>,
    texts: bool,
    now: Now,
}

impl Desk<'_> {
    /// Whether a case is told of; one that is closed to the party is counted instead.
    fn tells(&self, code: &Code, left_out: &mut BTreeSet<Code>) -> bool {
        let Some(party) = self.party else { return true };
        let file = self.state.casework().file(code);
        let open = file.is_some_and(|file| file.consent(party, self.now.day, self.now.time).is_ok());
        if !open {
            left_out.insert(code.clone());
        }
        open
    }

    /// Whether a case's free text is told.
    fn tells_text(&self, file: &File) -> bool {
        self.texts && file.notes_open(&parties(&self.state.plan), self.now.day, self.now.time)
    }

    /// The cases that were up, by their numbers, those without one last.
    fn cases(&self) -> Vec<NotedCase> {
        let agenda = self.numbers();
        let mut cases = Vec::new();
        for (code, file) in self.state.casework().files() {
            let number = agenda.iter().position(|there| there == code).map(|at| at as u16 + 1);
            let on_day = (self.day, EntryId(0))..=(self.day, EntryId(u64::MAX));
            for ((_, id), decision) in file.decisions.range(on_day) {
                let entry = self.state.entry(*id);
                let said = |field: &str| entry.as_ref().and_then(|entry| entry.value(field));
                cases.push(NotedCase {
                    number,
                    code: code.clone(),
                    decision: decision.decision.clone(),
                    close_reason: match said("close_reason") {
                        Some(Value::Code(reason)) => Some(reason.clone()),
                        _ => None,
                    },
                    action: decision.action.clone(),
                    parties: decision.parties.clone(),
                    follow_up: decision.follow_up,
                    text: match said("text") {
                        Some(Value::Text(text)) if self.tells_text(file) => Some(text.to_string()),
                        _ => None,
                    },
                    closed_to: file.closed_to(&parties(&self.state.plan), self.day, self.time()),
                });
            }
        }
        cases.sort_by_key(|case| case.number.unwrap_or(u16::MAX));
        cases
    }

    /// The cases of the day's agenda, in its order.
    fn numbers(&self) -> Vec<Code> {
        let agenda = self.state.on_day(AGENDA, self.day).next();
        match agenda.as_ref().and_then(|entry| entry.value("cases")) {
            Some(Value::Codes(codes)) => codes.clone(),
            _ => Vec::new(),
        }
    }

    /// The commitments that `of` picks on the day, by when they are to be done.
    fn commitments(&self, of: fn(&Commitment, NaiveDate) -> bool) -> Vec<CommitmentLine> {
        let mut lines = Vec::new();
        for (code, file) in self.state.casework().files() {
            for (id, commitment) in file.commitments.iter().filter(|(_, commitment)| of(commitment, self.day))
            {
                let what = || match self.state.entry(*id)?.value("what")? {
                    Value::Text(what) => Some(what.to_string()),
                    _ => None,
                };
                lines.push(CommitmentLine {
                    id: *id,
                    code: code.clone(),
                    party: commitment.party.clone(),
                    what: if self.tells_text(file) { what() } else { None },
                    by: commitment.by,
                    moved_from: commitment.moved_from(),
                    done: commitment.done,
                });
            }
        }
        lines.sort_by_key(|line| (line.by, line.id));
        lines
    }

    /// The moment of the day that consents are judged at: now, or its end where it is over.
    fn time(&self) -> NaiveTime {
        let end = || NaiveTime::from_hms_opt(23, 59, 0).unwrap_or(self.now.time);
        if self.day == self.now.day { self.now.time } else { end() }
    }
}

impl Commitment {
    /// Whether it was agreed on `day`.
    fn agreed_on(&self, day: NaiveDate) -> bool {
        self.day == day
    }

    /// Whether it stood undone past its day when `day` began.
    fn late_on(&self, day: NaiveDate) -> bool {
        self.by < day && self.day <= day && self.done.is_none_or(|done| done >= day)
    }
}
