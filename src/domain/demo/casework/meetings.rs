//! The weeks of the example: which meetings were held, with whom, which were cancelled, and which nobody recorded.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};

use super::{Script, Task, working_day};
use crate::domain::casework::index::MEETING;
use crate::domain::demo::asking::offered;
use crate::domain::demo::at_office;
use crate::domain::plan::Period;
use crate::domain::record::{Code, EntryId, Status, Value};
use crate::text::Clean;

/// How many cases are brought up in three years.
const CASES: u64 = 60;

/// A break of so many days is a summer.
const SUMMER_DAYS: i64 = 28;

/// Meetings after the last summer that nobody recorded.
const FORGOTTEN: usize = 3;

/// The reason for cancelling that a pandemic gives.
const INFECTION: &str = "smittskydd";

/// What is said of a week at group level.
const ROUNDS: [&str; 6] = [
    "lugnt i centrum, fler ute vid hamnen på fredagar",
    "mer skolfrånvaro efter lovet, mest i årskurs 8",
    "klagomål på buller vid badparken",
    "fritidsgården har öppet längre till jul",
    "flera grupper rör sig mellan skolorna",
    "inget nytt sedan förra veckan",
];

/// What becomes of one week's meeting.
#[derive(Clone, Debug)]
pub(super) enum Outcome {
    Held,
    Cancelled(Code),
    /// It may have been held; nobody recorded it.
    Forgotten,
}

impl Script<'_> {
    /// Sets down the meetings and when cases are brought up.
    pub(super) fn arrange(&mut self) {
        let whole = Period { from: self.asking.plan.period.from, to: self.today };
        let days = self.asking.plan.calendar.weeks_expected(whole, self.settings.weekday).days;
        let breaks = &self.asking.plan.calendar.breaks;
        let summer = breaks.iter().filter(|b| b.period.to < self.today).rfind(|b| long(b.period));
        let forgotten =
            summer.map_or(days.len(), |summer| days.partition_point(|day| *day <= summer.period.to));
        for (at, day) in days.iter().enumerate() {
            let recorded = at + 1 < days.len() && !(forgotten..forgotten + FORGOTTEN).contains(&at);
            let outcome = if recorded { self.outcome(*day) } else { Outcome::Forgotten };
            if matches!(outcome, Outcome::Held) {
                self.last = Some(*day);
            }
            let next = days.get(at + 1).copied().or_else(|| self.after(*day));
            self.set(hour(*day, 13), Task::Meet { day: *day, next, outcome });
        }
        if self.settings.register.has_codes() {
            let span = (whole.to - whole.from).num_days().max(0) as u64;
            for number in 0..CASES * span / 1056 {
                let day =
                    whole.from + chrono::Days::new(5 + number * 1056 / CASES + self.asking.chance.below(8));
                let moment = at_office(working_day(day, 0), &mut self.asking.chance);
                self.set(moment, Task::Refer);
            }
        }
    }

    /// The next expected day after the last one that has come.
    fn after(&self, day: NaiveDate) -> Option<NaiveDate> {
        let coming = Period { from: day.succ_opt()?, to: day.checked_add_days(chrono::Days::new(60))? };
        self.asking.plan.calendar.weeks_expected(coming, self.settings.weekday).days.first().copied()
    }

    fn outcome(&mut self, day: NaiveDate) -> Outcome {
        let months = (day.year(), day.month());
        let pandemic =
            ((2021, 1)..=(2021, 4)).contains(&months) || ((2021, 12)..=(2022, 2)).contains(&months);
        if pandemic
            && self.asking.chance.percent(20)
            && offered(self.asking.plan, "meeting_cancel_reasons").any(|r| r.code == INFECTION)
        {
            return Outcome::Cancelled(INFECTION.into());
        }
        match self.asking.chance.percent(3).then(|| self.asking.item("meeting_cancel_reasons")).flatten() {
            Some(reason) => Outcome::Cancelled(reason),
            None => Outcome::Held,
        }
    }

    /// Holds a meeting: the cases one after another, and then what they have in common.
    pub(super) fn meet(
        &mut self,
        moment: NaiveDateTime,
        day: NaiveDate,
        next: Option<NaiveDate>,
        outcome: Outcome,
    ) {
        match outcome {
            Outcome::Forgotten => {}
            Outcome::Cancelled(reason) => {
                let status = Status::Cancelled(reason);
                self.asking.enter(moment, MEETING, status, vec![("day", Value::Day(day))]);
            }
            Outcome::Held => {
                let (attendance, present) = self.attendance();
                let mut answers = vec![("day", Value::Day(day)), ("attendance", attendance)];
                answers.push(("present", Value::Number(present)));
                answers.extend(next.map(|next| ("next", Value::Day(next))));
                answers.extend(self.told_of_the_week());
                let mut last = moment;
                if self.settings.register.by_code(day) {
                    let up = self.due(day);
                    for life in &up {
                        last += TimeDelta::minutes(6);
                        self.take_up(last, *life, day);
                    }
                    answers.push((
                        "cases",
                        Value::Codes(up.iter().map(|life| self.lives[*life].code.clone()).collect()),
                    ));
                } else {
                    let up = self.asking.chance.between(2, 8);
                    answers.push(("cases_up", Value::Number(up)));
                    answers.push(("first_actions", Value::Number(self.asking.chance.between(0, up.min(2)))));
                }
                let told = last + TimeDelta::minutes(10);
                if let Some(meeting) = self.asking.enter(told, MEETING, Status::Done, answers)
                    && self.asking.chance.percent(4)
                {
                    self.set(hour(working_day(day, 1), 8), Task::Correct(meeting));
                }
            }
        }
    }

    /// Who was there, and how many that is: mostly everybody.
    fn attendance(&mut self) -> (Value, i64) {
        let parties = self.parties();
        let mut marks: Vec<(Code, Code)> =
            parties.into_iter().map(|party| (party, Code::new_static("present"))).collect();
        let mark = match self.asking.chance.below(100) {
            0..=12 => Some("absent"),
            13..=22 => Some("deputy"),
            23..=26 => Some("not_called"),
            _ => None,
        };
        if let Some(mark) = mark {
            // The last ones of the list are away the most.
            let at = marks
                .len()
                .saturating_sub(1 + (self.asking.chance.share() * self.asking.chance.share() * 4.0) as usize);
            if let Some((_, there)) = marks.get_mut(at) {
                *there = Code::new_static(mark);
            }
        }
        let present = marks.iter().filter(|(_, mark)| mark == "present" || mark == "deputy").count() as i64;
        (Value::Marks(marks), present)
    }

    /// What some meetings say of the week, at group level.
    fn told_of_the_week(&mut self) -> Vec<(&'static str, Value)> {
        let mut told = Vec::new();
        if self.asking.chance.percent(40) {
            let chance = &mut self.asking.chance;
            let themes: Vec<Code> = offered(self.asking.plan, "themes")
                .filter(|_| chance.percent(15))
                .map(|item| item.code.as_str().into())
                .collect();
            if !themes.is_empty() {
                told.push(("themes", Value::Codes(themes)));
            }
        }
        if self.asking.chance.percent(25) {
            let round = ROUNDS[self.asking.chance.below(ROUNDS.len() as u64) as usize];
            told.push(("round", Value::Text(Clean::note(round))));
        }
        told
    }

    /// Somebody who was there turns out to have been a deputy.
    pub(super) fn correct(&mut self, moment: NaiveDateTime, meeting: EntryId) {
        let entry = self.asking.state.entry(meeting);
        let Some(Value::Marks(marks)) = entry.as_ref().and_then(|entry| entry.value("attendance")) else {
            return;
        };
        let mut marks = marks.clone();
        if let Some((_, mark)) = marks.iter_mut().rfind(|(_, mark)| mark == "present") {
            *mark = Code::new_static("deputy");
            self.asking.amend(moment, meeting, "attendance", Value::Marks(marks));
        }
    }
}

fn long(period: Period) -> bool {
    (period.to - period.from).num_days() >= SUMMER_DAYS
}

/// A full hour of a day.
pub(super) fn hour(day: NaiveDate, hour: u32) -> NaiveDateTime {
    day.and_time(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default())
}
