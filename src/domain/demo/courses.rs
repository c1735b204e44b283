//! The example's courses: one a term, the first cancelled, the last one going on.
//!
//! Asked for by the ordinary commands, as the case meetings are. The names are plainly examples.

use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Weekday};

use super::Recipe;
use super::asking::{Asking, Step};
use crate::domain::course::index::{COURSE, GATHERING, PARTICIPANT, SURVEY};
use crate::domain::course::sessions;
use crate::domain::plan::{Course as Settings, Term, TermKind};
use crate::domain::record::{Code, EntryId, Status, Value};
use crate::text::Clean;

/// Another history of courses than of everything else, by the same seed.
const SALT: u64 = 0x4d42_5500;

/// Terms that a pandemic closed.
const CLOSED: [(i32, TermKind); 1] = [(2021, TermKind::Spring)];

/// The reason for cancelling that it gives.
const INFECTION: &str = "smittskydd";

/// Evenings have themes, in this order; what comes after them has none.
const THEMES: [&str; 12] = [
    "lära känna varandra",
    "polisen",
    "räddningstjänsten",
    "ambulansen",
    "väktare",
    "hjärt- och lungräddning",
    "socialtjänsten",
    "Försvarsmakten",
    "studiebesök på polisstationen",
    "brandövning",
    "medling och bemötande",
    "avslutning",
];

/// How many wait for a place in each course.
const RESERVES: u64 = 2;

/// The last course: its evenings end the day after the example's last one, and the one before waits to be told of.
const AHEAD: u64 = 1;

/// All that happened to courses, oldest first; nothing where the plan has none.
pub(super) fn steps(recipe: &Recipe<'_>) -> Vec<Step> {
    let Some((_, settings)) = recipe.plan.course() else { return Vec::new() };
    let asking = Asking::new(recipe, SALT);
    let mut courses = Courses { asking, settings, today: recipe.now.0, named: 0 };
    let from = recipe.plan.period.from.year();
    let terms = (from..=courses.today.year())
        .flat_map(|year| [TermKind::Spring, TermKind::Autumn].map(|kind| (year, kind)))
        .filter_map(|(year, kind)| recipe.plan.calendar.term(year, kind));
    for term in terms.filter(|term| term.period.from >= recipe.plan.period.from) {
        courses.term(term);
    }
    courses.asking.steps
}

/// What is going on at one time of the example.
struct Courses<'a> {
    asking: Asking<'a>,
    settings: &'a Settings,
    today: NaiveDate,
    /// How many have been given names.
    named: u64,
}

/// Somebody who applied.
struct Applicant {
    id: EntryId,
    seat: Option<Code>,
}

impl Courses<'_> {
    fn term(&mut self, term: Term) {
        let Some(start) = self.start(term) else { return };
        let told = hour(start - Days::new(40), 10);
        if told.date() >= self.today {
            return;
        }
        if CLOSED.contains(&(term.year, term.kind)) {
            let told = told.max(hour(term.period.from, 10));
            let postponed = Value::Text(Clean::line(&format!("ht{}", term.year)));
            let answers = vec![("start", Value::Day(start)), ("postponed_to", postponed)];
            self.asking.enter(told, COURSE, Status::Cancelled(INFECTION.into()), answers);
            return;
        }
        let answers = vec![
            ("start", Value::Day(start)),
            ("time", NaiveTime::from_hms_opt(18, 0, 0).map_or(Value::Number(0), Value::Time)),
            ("place", Value::Text(Clean::line("Fritidsgården"))),
            ("leaders", codes(&["fritidsledare", "kommunpolis"])),
            ("partners", codes(&["polis", "raddning", "ambulans"])),
        ];
        if self.asking.enter(told, COURSE, Status::Done, answers).is_none() {
            return;
        }
        let Some(code) = self.asking.state.courses().enrolling(told.date()).map(|(code, _)| code.clone())
        else {
            return;
        };
        let applicants = self.enrol(&code, start);
        let evenings: Vec<(NaiveDate, EntryId)> = {
            let course = self.asking.state.courses().course(&code);
            course
                .into_iter()
                .flat_map(crate::domain::course::file::Course::evenings)
                .map(|(day, id, _)| (day, id))
                .collect()
        };
        self.evenings(&code, &evenings, &applicants);
        if let Some((last, _)) = evenings.last().filter(|(last, _)| *last < self.today) {
            self.after(&code, *last, &applicants);
        }
    }

    /// A Thursday a few weeks into a term; the last course is laid so that its closing is just ahead.
    fn start(&self, term: Term) -> Option<NaiveDate> {
        let first = term.period.from + Days::new(21);
        let thursday = |day: NaiveDate| day.iter_days().take(7).find(|day| day.weekday() == Weekday::Thu);
        if !term.period.contains(self.today) {
            return thursday(first);
        }
        let calendar = &self.asking.plan.calendar;
        let closing = self.today + Days::new(AHEAD);
        let ends = |start: &NaiveDate| {
            sessions::lay_out(*start, self.settings.sessions, calendar).days.last() == Some(&closing)
        };
        let back = term.period.from.iter_days().take_while(|day| *day < closing);
        back.filter(|day| day.weekday() == closing.weekday()).find(ends).or_else(|| thursday(first))
    }

    /// Those who applied, weeks before the start: every other a woman, places first and then reserves.
    fn enrol(&mut self, code: &Code, start: NaiveDate) -> Vec<Applicant> {
        let all = u64::from(self.settings.places) + RESERVES;
        let mut applicants = Vec::new();
        for at in 0..all {
            let day = start - Days::new(30 - (at * 2).min(28));
            let age = i64::from(self.settings.age_from) + 1 + self.asking.chance.between(0, 2);
            let gender = match at % 12 {
                11 => "other",
                n if n % 2 == 0 => "woman",
                _ => "man",
            };
            let of_age = age > 18;
            self.named += 1;
            let mut answers = vec![
                ("applied", Value::Day(day)),
                ("course", Value::Code(code.clone())),
                ("name", Value::Text(Clean::line(&format!("Exempel {}", letters(self.named))))),
                ("born", Value::Number(i64::from(start.year()) - age)),
                ("gender", Value::Code(gender.into())),
                ("contract_youth", Value::Code("yes".into())),
            ];
            answers.extend(self.asking.item("schools").map(|school| ("school", Value::Code(school))));
            answers.extend(self.asking.item("course_sources").map(|source| ("source", Value::Code(source))));
            if !of_age {
                answers.push(("contract_guardian", Value::Code("yes".into())));
            }
            if let Some(id) = self.asking.enter(hour(day, 15), PARTICIPANT, Status::Done, answers) {
                applicants.push(Applicant { id, seat: self.seat(id) });
            }
        }
        applicants
    }

    fn seat(&self, id: EntryId) -> Option<Code> {
        match self.asking.state.entry(id)?.value("seat") {
            Some(Value::Code(seat)) => Some(seat.clone()),
            _ => None,
        }
    }

    /// The evenings that have been told of: all but the latest of a course that is going on.
    fn evenings(&mut self, code: &Code, evenings: &[(NaiveDate, EntryId)], applicants: &[Applicant]) {
        let going_on = evenings.last().is_some_and(|(last, _)| *last >= self.today);
        let past = evenings.iter().filter(|(day, _)| *day < self.today).count();
        let told = if going_on { past.saturating_sub(1) } else { past };
        for (at, (day, id)) in evenings.iter().enumerate().take(told) {
            if let Some(theme) = THEMES.get(at) {
                self.asking.amend(hour(*day, 12), *id, "theme", Value::Text(Clean::line(theme)));
            }
            if at == 3 {
                self.drop_out(*day, applicants);
            }
            self.attend(code, *day, *id);
        }
    }

    /// One leaves, and the first reserve gets the place.
    fn drop_out(&mut self, day: NaiveDate, applicants: &[Applicant]) {
        let places = self.settings.places as usize;
        // A woman, as the first reserve is.
        let who = 2 * self.asking.chance.below(places as u64 / 2) as usize;
        let (Some(left), Some(next)) = (applicants.get(who), applicants.get(places)) else { return };
        let on = hour(day - Days::new(1), 16);
        let yesterday = Value::Day(on.date());
        let left_it = [("status", Value::Code("dropped_out".into())), ("dropped", yesterday.clone())];
        let got_it = [("status", Value::Code("admitted".into())), ("admitted", yesterday)];
        self.asking.amend_all(on, left.id, left_it);
        self.asking.amend_all(on + TimeDelta::minutes(5), next.id, got_it);
    }

    /// Most were there; one or two were not, and some of them had said so.
    fn attend(&mut self, code: &Code, day: NaiveDate, id: EntryId) {
        let roster = self.asking.state.courses().course(code).map(|course| course.roster(day));
        let mut present = 0;
        let mut marks = Vec::new();
        for (seat, _) in roster.unwrap_or_default() {
            let mark = match self.asking.chance.below(100) {
                0..=4 => "absent",
                5..=8 => "notified",
                9..=11 => "late",
                _ => "present",
            };
            present += i64::from(matches!(mark, "present" | "late"));
            marks.push((seat, Code::from(mark)));
        }
        let told = [("attendance", Value::Marks(marks)), ("present", Value::Number(present))];
        self.asking.amend_all(hour(day, 20) + TimeDelta::minutes(35), id, told);
    }

    /// Diplomas, a survey, and ambassadors who meet later.
    fn after(&mut self, code: &Code, last: NaiveDate, applicants: &[Applicant]) {
        let on = hour(last, 21);
        let completed: Vec<EntryId> = {
            let state = &self.asking.state;
            let course = state.courses().course(code);
            let at_end = course.into_iter().flat_map(|course| course.roster(last));
            at_end.map(|(_, id)| id).collect()
        };
        for id in &completed {
            self.asking.amend(on, *id, "diploma", Value::YesNo(true));
        }
        let ambassadors = applicants.iter().filter(|one| one.seat.is_some() && completed.contains(&one.id));
        let ambassadors: Vec<EntryId> = ambassadors.map(|one| one.id).step_by(4).collect();
        for id in &ambassadors {
            self.asking.amend(on + TimeDelta::minutes(5), *id, "ambassador", Value::YesNo(true));
        }
        let asked = completed.len() as i64;
        let answered = asked - self.asking.chance.between(0, 2);
        let mut answers = vec![
            ("day", Value::Day(last)),
            ("course", Value::Code(code.clone())),
            ("asked", Value::Number(asked)),
            ("answered", Value::Number(answered)),
        ];
        let questions = self.asking.plan.list("survey_questions");
        let questions: Vec<&str> =
            questions.into_iter().flat_map(|list| &list.items).map(|item| item.code.as_str()).collect();
        for question in questions {
            let fours = self.asking.chance.between(2, 4);
            let grades = [0, 0, 1, fours, answered - 1 - fours];
            let grades = (1..).zip(grades).map(|(grade, n): (u32, i64)| {
                (Code::from(grade.to_string().as_str()), Code::from(n.to_string().as_str()))
            });
            answers.push((question, Value::Marks(grades.collect())));
        }
        self.asking.enter(on + TimeDelta::minutes(10), SURVEY, Status::Done, answers);
        let met = last + Days::new(47);
        if met < self.today {
            let answers = vec![
                ("day", Value::Day(met)),
                ("ambassadors", Value::Number(ambassadors.len() as i64)),
                ("what", Value::Text(Clean::line("planering inför nästa kurs"))),
            ];
            self.asking.enter(hour(met, 19), GATHERING, Status::Done, answers);
        }
    }
}

fn codes(codes: &[&str]) -> Value {
    Value::Codes(codes.iter().map(|code| Code::from(*code)).collect())
}

/// `A` to `Z`, then `AA` and so on, counted from 1.
fn letters(number: u64) -> String {
    let mut left = number;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    letters.iter().rev().collect()
}

fn hour(day: NaiveDate, hour: i64) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::hours(hour)
}
