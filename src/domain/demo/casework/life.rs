//! The life of an example case: brought up, consent asked for and answered, mapped, planned, followed up, closed.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, TimeDelta};

use super::meetings::hour;
use super::{Script, Task, working_day};
use crate::domain::casework::consent::Born;
use crate::domain::casework::index::{CASE, COMMITMENT, CONSENT, DECISION};
use crate::domain::demo::asking::offered;
use crate::domain::record::{Code, EntryId, Status, Value};
use crate::text::Clean;

/// The most cases that are up at one meeting.
const MOST_UP: usize = 8;

/// The youngest and the oldest that are brought up, in years.
const AGES: (i32, i32) = (10, 19);

/// The party whose commitment is late when the example is looked at, and by how many days.
const LATE: (&str, u64) = ("school", 2);

/// What parties promise to do: of kinds, never of anybody.
const PROMISED: [&str; 8] = [
    "möte om närvaro",
    "kontakt med mentor",
    "samtal hemma",
    "visar fritidsgården",
    "tid hos elevhälsan",
    "plats på sommarjobb",
    "följer upp åtagandeplanen",
    "återkopplar på nästa möte",
];

/// How far a case has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    New,
    Asked,
    Refused,
    Consented,
    Mapped,
    Followed { left: u64 },
    Withdrawn,
    Closed,
}

/// One case.
#[derive(Clone, Debug)]
pub(super) struct Life {
    pub(super) code: Code,
    born: Option<Born>,
    stage: Stage,
    /// The first meeting day it is to be up on.
    up: NaiveDate,
    /// Those whom the consent opens it for.
    parties: Vec<Code>,
    /// The consent's last day.
    until: Option<NaiveDate>,
}

impl Script<'_> {
    /// Brings up a new case.
    pub(super) fn refer(&mut self, moment: NaiveDateTime) {
        let day = moment.date();
        let code = |code: Option<Code>| code.map(Value::Code);
        let bands: Vec<Code> = offered(self.asking.plan, "birth_years")
            .filter(|item| Born::parse(&item.code).is_some_and(|born| suits(born, day.year())))
            .map(|item| item.code.as_str().into())
            .collect();
        let band = bands.get(self.asking.chance.below(bands.len() as u64) as usize).cloned();
        let chance = &mut self.asking.chance;
        let mut concerns: Vec<Code> = offered(self.asking.plan, "case_concerns")
            .filter(|_| chance.percent(16))
            .map(|item| item.code.as_str().into())
            .collect();
        if concerns.is_empty() {
            concerns.extend(self.asking.item("case_concerns"));
        }
        let (source, gender) = (self.asking.item("case_sources"), self.asking.item("genders"));
        let answers = [("source", code(source)), ("born", code(band.clone())), ("gender", code(gender))];
        let mut answers: Vec<(&str, Value)> =
            answers.into_iter().filter_map(|(field, value)| Some((field, value?))).collect();
        answers.push(("day", Value::Day(day)));
        answers.push(("status", Value::Code("referred".into())));
        answers.push(("concern", Value::Codes(concerns)));
        let Some(id) = self.asking.enter(moment, CASE, Status::Done, answers) else { return };
        if let Some(Value::Code(code)) =
            self.asking.state.entry(id).as_ref().and_then(|entry| entry.value("code"))
        {
            let (code, born) = (code.clone(), band.as_deref().and_then(Born::parse));
            self.lives.push(Life {
                code,
                born,
                stage: Stage::New,
                up: day,
                parties: Vec::new(),
                until: None,
            });
        }
    }

    /// The cases that are up at the meeting on `day`, those that have waited longest first.
    pub(super) fn due(&self, day: NaiveDate) -> Vec<usize> {
        let mut due: Vec<usize> = (0..self.lives.len())
            .filter(|life| self.lives[*life].stage != Stage::Closed && self.lives[*life].up <= day)
            .collect();
        due.sort_by_key(|life| self.lives[*life].up);
        due.truncate(MOST_UP);
        due
    }

    /// Decides of one case at a meeting, and brings it a step further.
    pub(super) fn take_up(&mut self, moment: NaiveDateTime, life: usize, day: NaiveDate) {
        let expired = self.lives[life].until.is_some_and(|until| until < day);
        let stage = match self.lives[life].stage {
            Stage::Consented | Stage::Mapped | Stage::Followed { .. } if expired => Stage::New,
            stage => stage,
        };
        let weeks = |weeks: u64| day + Days::new(7 * weeks);
        let mut answers =
            vec![("day", Value::Day(day)), ("case", Value::Code(self.lives[life].code.clone()))];
        let mut decide = |code: &'static str| answers.push(("decision", Value::Code(code.into())));
        let mut closes = None;
        let (next, up) = match stage {
            Stage::New => {
                decide("consent_asked");
                let answered = working_day(day, 3 + self.asking.chance.below(9));
                let at = hour(answered, 9) + TimeDelta::minutes(self.asking.chance.between(0, 300));
                self.set(at, Task::Consent(life));
                (Stage::Asked, weeks(2))
            }
            Stage::Asked => {
                decide("continue");
                (Stage::Asked, weeks(1))
            }
            Stage::Refused => {
                closes = Some("no_consent");
                (Stage::Closed, day)
            }
            Stage::Withdrawn => {
                closes = Some("withdrawn");
                (Stage::Closed, day)
            }
            Stage::Consented => {
                decide("mapping");
                (Stage::Mapped, weeks(2))
            }
            Stage::Mapped => {
                decide("plan");
                (
                    Stage::Followed { left: 1 + self.asking.chance.below(4) },
                    weeks(self.asking.chance.below(3) + 3),
                )
            }
            Stage::Followed { left: 0 } => {
                closes = Some(
                    ["goal", "goal", "goal", "social", "sip", "moved"][self.asking.chance.below(6) as usize],
                );
                (Stage::Closed, day)
            }
            Stage::Followed { left } => {
                decide("follow_up");
                (Stage::Followed { left: left - 1 }, weeks(self.asking.chance.below(4) + 4))
            }
            Stage::Closed => return,
        };
        if let Some(reason) = closes {
            answers.push(("decision", Value::Code("closed".into())));
            answers.push(("close_reason", Value::Code(reason.into())));
        } else {
            answers.push(("follow_up", Value::Day(up)));
        }
        let acts = stage == Stage::Mapped && self.asking.chance.percent(90)
            || matches!(stage, Stage::Followed { left: 1.. }) && self.asking.chance.percent(25);
        if acts {
            answers.extend(self.action(life));
        }
        if self.asking.enter(moment, DECISION, Status::Done, answers).is_some() {
            (self.lives[life].stage, self.lives[life].up) = (next, up);
            if closes.is_none()
                && (acts || matches!(stage, Stage::Followed { .. }) && self.asking.chance.percent(40))
            {
                self.promise(moment, life, day);
            }
        }
        if self.last == Some(day) && matches!(next, Stage::Followed { .. }) {
            self.promise_late(moment, life, day);
        }
    }

    /// A coordinated action, of two or three of those who may share.
    fn action(&mut self, life: usize) -> Vec<(&'static str, Value)> {
        let mut parties = self.lives[life].parties.clone();
        if parties.len() > 2 {
            let leaves = self.asking.chance.below(parties.len() as u64) as usize;
            parties.remove(leaves);
        }
        let action = self.asking.item("case_actions").filter(|action| action != "later");
        let action = action.unwrap_or_else(|| Code::new_static("plan"));
        vec![("action", Value::Code(action)), ("parties", Value::Codes(parties))]
    }

    /// One or two commitments: most are kept in time, some late, some put off first.
    fn promise(&mut self, moment: NaiveDateTime, life: usize, day: NaiveDate) {
        for _ in 0..=self.asking.chance.below(2) {
            let by = working_day(day, 7 + self.asking.chance.below(21));
            let parties = &self.lives[life].parties;
            let Some(party) = parties.get(self.asking.chance.below(parties.len() as u64) as usize).cloned()
            else {
                return;
            };
            let Some(id) = self.commitment(moment, life, day, (party, by)) else { continue };
            let by = if self.asking.chance.percent(14) {
                let later = working_day(by, 14);
                self.set(hour(by, 8), Task::Move(id, later));
                if by < self.today { later } else { by }
            } else {
                by
            };
            let late = if self.asking.chance.percent(18) { 1 + self.asking.chance.below(6) } else { 0 };
            let done = working_day(by, late);
            // What is over when the example is looked at has been done.
            let done = if done < self.today { done } else { by };
            self.set(hour(done, 11), Task::Done(id));
        }
    }

    /// The one commitment that nobody has kept when the example is looked at.
    fn promise_late(&mut self, moment: NaiveDateTime, life: usize, day: NaiveDate) {
        let (party, days) = LATE;
        let by = self.today - Days::new(days);
        let party = self.lives[life].parties.iter().find(|code| *code == party).cloned();
        if let Some(party) = party.filter(|_| by > day)
            && self.commitment(moment, life, day, (party, by)).is_some()
        {
            self.last = None;
        }
    }

    fn commitment(
        &mut self,
        moment: NaiveDateTime,
        life: usize,
        day: NaiveDate,
        (party, by): (Code, NaiveDate),
    ) -> Option<EntryId> {
        let what = PROMISED[self.asking.chance.below(PROMISED.len() as u64) as usize];
        let mut answers = vec![
            ("day", Value::Day(day)),
            ("case", Value::Code(self.lives[life].code.clone())),
            ("party", Value::Code(party)),
            ("by", Value::Day(by)),
        ];
        let told = [answers.clone(), vec![("what", Value::Text(Clean::line(what)))]].concat();
        if let Some(id) = self.asking.enter(moment, COMMITMENT, Status::Done, told) {
            return Some(id);
        }
        // Where consent has ended only the fact is kept.
        answers.truncate(4);
        self.asking.enter(moment, COMMITMENT, Status::Done, answers)
    }

    /// The answer to the question of consent: most say yes, to all parties or to all but one.
    pub(super) fn consent(&mut self, moment: NaiveDateTime, life: usize) {
        let day = moment.date();
        let signed = |code: &str| Value::Code(code.into());
        let mut parties = self.parties();
        let refused = self.asking.chance.percent(12);
        if !refused && self.asking.chance.percent(20) && parties.len() > 2 {
            let leaves = 2 + self.asking.chance.below(parties.len() as u64 - 2) as usize;
            parties.remove(leaves);
        }
        let adult = self.lives[life].born.is_some_and(|born| born.adult_from() <= day + Days::new(400));
        let until = day + Days::new(if self.asking.chance.percent(15) { 182 } else { 365 });
        let second = if self.asking.chance.percent(60) { "yes" } else { "not_required" };
        let youth = if adult || self.asking.chance.percent(70) { "yes" } else { "not_required" };
        let answers = vec![
            ("day", Value::Day(day)),
            ("case", Value::Code(self.lives[life].code.clone())),
            ("parties", Value::Codes(parties.clone())),
            ("guardian_1", signed(if refused { "no" } else { "yes" })),
            ("guardian_2", signed(second)),
            ("youth", signed(youth)),
            ("until", Value::Day(until)),
            ("kept", Value::Text(Clean::line(&format!("pärm {}", 1 + life / 20)))),
        ];
        let Some(id) = self.asking.enter(moment, CONSENT, Status::Done, answers) else { return };
        let there = &mut self.lives[life];
        if refused {
            there.stage = Stage::Refused;
            return;
        }
        (there.stage, there.parties, there.until) = (Stage::Consented, parties, Some(until));
        if self.asking.chance.percent(7) {
            let at = hour(working_day(day, 30 + self.asking.chance.below(60)), 10);
            self.set(at, Task::Withdraw(life, id));
        }
    }

    /// A consent is withdrawn for everybody, unless the case is over.
    pub(super) fn withdraw(&mut self, moment: NaiveDateTime, life: usize, consent: EntryId) {
        let open = self.lives[life].stage != Stage::Closed;
        if open && self.asking.amend(moment, consent, "withdrawn", Value::Day(moment.date())) {
            self.lives[life].stage = Stage::Withdrawn;
        }
    }
}

/// Whether somebody of the band may be brought up in `year`.
fn suits(born: Born, year: i32) -> bool {
    year - born.to >= AGES.0 - 1 && year - born.from <= AGES.1
}
