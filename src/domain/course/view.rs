//! What a course looks like to those who lead it: plain data, made by the desk and read by both faces.
//!
//! Names are there only where they are asked for; else the letters a name begins with stand for it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::balance::{Counts, Hint, Verdict};
use super::enrol::{initials, lacks_guardian};
use super::file::{Course, Participant};
use super::standing::{Attended, Stage};
use crate::domain::plan::Label;
use crate::domain::record::{Code, Entry, EntryId, Status, Value};
use crate::domain::state::State;

/// The fewest answers an average is told of.
pub const FEWEST_ANSWERS: u32 = 5;

/// Whether names are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Names {
    /// The letters they begin with.
    #[default]
    Masked,
    /// The names, since somebody asked for them.
    Told,
}

/// One course among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseLine {
    /// Its code.
    pub code: Code,
    /// Its entry.
    pub id: EntryId,
    /// Planned, begun, or cancelled with its reason.
    pub status: Status,
    /// Whether it was postponed to another term.
    pub postponed: bool,
    /// How far it has come.
    pub stage: Stage,
    /// Its first day.
    pub start: NaiveDate,
    /// The day of its last evening.
    pub last: NaiveDate,
    /// How many evenings it shall have.
    pub sessions: u32,
    /// How many of them were held.
    pub evenings_held: u32,
    /// Evenings that have passed and that nobody has told of.
    pub evenings_missing: u32,
    /// How many evenings must be held for it to count.
    pub held_at_least: u32,
    /// How many places it has.
    pub places: u32,
    /// Those who have a place now, by gender.
    pub admitted: Counts,
    /// How many wait for one.
    pub reserves: u32,
    /// How the places given so far stand, and what those left must be given to.
    pub balance: Verdict,
    /// What the places left must still be given to; none once it has begun.
    pub hint: Option<Hint>,
    /// Those who were in on the first evening, and how that stood; none before it has begun.
    pub at_start: Option<(Counts, Verdict)>,
    /// Those who were in on the last evening, and how that stood; none before it is over.
    pub at_end: Option<(Counts, Verdict)>,
    /// Whether it has been held.
    pub held: bool,
    /// Whether it is over, held or not.
    pub over: bool,
    /// How many took part: had a place on the first evening, or were admitted later.
    pub took_part: u32,
    /// How many of them completed it.
    pub completed: u32,
    /// Evenings its participants were there, of those held while they were in.
    pub attended: Attended,
    /// How many of its participants became ambassadors.
    pub ambassadors: u32,
}

/// One course with all that hangs on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CourseView {
    /// What is told of it among others.
    pub line: CourseLine,
    /// Its entry.
    pub entry: Entry,
    /// The attendance that completing it takes, in percent, where it sets a limit.
    pub diploma_percent: Option<u32>,
    /// What the last evening is called.
    pub closing: Label,
    /// Its evenings, cancelled ones too, by day.
    pub evenings: Vec<EveningLine>,
    /// Those on the roster by seat, then the reserves in order, then the others as they applied.
    pub participants: Vec<ParticipantLine>,
    /// Its surveys, by day.
    pub surveys: Vec<SurveyLine>,
}

/// One evening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EveningLine {
    /// Its entry.
    pub id: EntryId,
    /// The day.
    pub day: NaiveDate,
    /// Its number, from 1; an extra evening has none.
    pub session: Option<u32>,
    /// Planned, held, or cancelled with its reason.
    pub status: Status,
    /// What it is about, where that was said.
    pub theme: Option<String>,
    /// Whether it is the one laid as the last, whatever became of the others.
    pub closing: bool,
    /// The day a cancelled one was moved to.
    pub new_day: Option<NaiveDate>,
    /// How many were counted in the room.
    pub present: Option<i64>,
    /// The seats of those on the course that day.
    pub seats: Vec<Code>,
}

/// One participant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct ParticipantLine {
    /// The entry.
    pub id: EntryId,
    /// The letter on the roster.
    pub seat: Option<Code>,
    /// The name, or the letters it begins with; none where the data are protected or were weeded.
    pub name: Option<String>,
    /// Whether the data are protected.
    pub protected: bool,
    /// What became of the application, by code.
    pub status: Code,
    /// The place among the reserves, from 1.
    pub reserve: Option<u32>,
    /// Year of birth.
    pub born: Option<i32>,
    /// Gender, by code.
    pub gender: Option<Code>,
    /// The day of admission.
    pub admitted: Option<NaiveDate>,
    /// The day of dropping out.
    pub dropped: Option<NaiveDate>,
    /// Whether the participant has not signed.
    pub unsigned: bool,
    /// Whether a guardian's signature is wanted and not there.
    pub lacks_guardian: bool,
    /// The mark of each evening, in their order; none where they were not in or nothing is known.
    pub marks: Vec<Option<Code>>,
    /// Evenings there, of those held while they were in.
    pub attended: Attended,
    /// Whether they have completed the course.
    pub completed: bool,
    /// Whether a diploma was given.
    pub diploma: bool,
    /// Whether they became an ambassador.
    pub ambassador: bool,
}

/// One survey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SurveyLine {
    /// The entry.
    pub id: EntryId,
    /// The day.
    pub day: NaiveDate,
    /// How many were asked.
    pub asked: Option<u32>,
    /// How many answered.
    pub answered: Option<u32>,
    /// The share that answered, in whole percent.
    pub percent: Option<u32>,
    /// Each question with how many gave each grade.
    pub questions: Vec<Graded>,
}

/// The grades of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Graded {
    /// The question's field.
    pub question: Code,
    /// How many gave each of the grades 1 to 5; none where fewer than [`FEWEST_ANSWERS`] did.
    pub counts: Option<[u32; 5]>,
    /// The mean in hundredths, halves upward; none likewise.
    pub mean: Option<u32>,
}

impl CourseLine {
    /// Whether it was cancelled as a whole.
    pub fn is_cancelled(&self) -> bool {
        matches!(self.status, Status::Cancelled(_))
    }
}

impl ParticipantLine {
    /// Whether they have a place on `day`: admitted by then, and not yet dropped out.
    pub fn is_in(&self, day: NaiveDate) -> bool {
        let dropped = match self.status.as_str() {
            super::enrol::ADMITTED => false,
            super::enrol::DROPPED_OUT => self.dropped.is_none_or(|dropped| dropped <= day),
            _ => true,
        };
        self.seat.is_some() && !dropped && self.admitted.is_none_or(|admitted| admitted <= day)
    }
}

/// The course that enrols on `today`, of every one, the latest first: the next to begin, else the latest going on.
pub fn enrolling(lines: &[CourseLine], today: NaiveDate) -> Option<&CourseLine> {
    let open = || lines.iter().rev().filter(|line| !line.over);
    open().find(|line| line.start >= today).or_else(|| open().next_back())
}

/// The course that meets on `day`, or the one that began nearest before it, of every one, the latest first.
pub fn meeting(lines: &[CourseLine], day: NaiveDate) -> Option<&CourseLine> {
    lines.iter().find(|line| line.start <= day && !matches!(line.status, Status::Cancelled(_)))
}

/// Every course, the latest first.
pub fn courses(state: &State, today: NaiveDate) -> Vec<CourseLine> {
    let courses = state.courses().courses().into_iter().rev();
    courses.map(|(code, course)| line(state, code, course, today)).collect()
}

/// The course with this code.
///
/// # Errors
/// Where there is none, the codes there are, the latest first.
pub fn course(state: &State, code: &str, names: Names, today: NaiveDate) -> Result<CourseView, Vec<Code>> {
    let index = state.courses();
    let all = || index.courses().into_iter().rev().map(|(code, _)| code.clone()).collect::<Vec<_>>();
    let (Some(course), Some(settings)) = (index.course(code), index.settings()) else { return Err(all()) };
    Ok(CourseView {
        line: line(state, &code.into(), course, today),
        entry: state.entry(course.id).ok_or_else(all)?,
        diploma_percent: course.diploma_percent,
        closing: settings.closing.clone(),
        evenings: evenings(state, course),
        participants: participants(state, course, names, today),
        surveys: surveys(course),
    })
}

fn line(state: &State, code: &Code, course: &Course, today: NaiveDate) -> CourseLine {
    let percent = state.courses().settings().map_or(0, |settings| settings.balance_percent);
    let (begun, over) = (course.start <= today && !course.is_cancelled(), course.is_over(today));
    let judged = |counts: Counts| (counts, counts.verdict(percent));
    let of_all = course.participants().map(|(_, participant)| course.attended(participant));
    CourseLine {
        code: code.clone(),
        id: course.id,
        status: course.status.clone(),
        postponed: course.postponed,
        stage: Stage::of(course, today),
        start: course.start,
        last: course.last_day(),
        sessions: course.sessions,
        evenings_held: course.held_evenings().count() as u32,
        evenings_missing: course.missing_evenings(today).count() as u32,
        held_at_least: course.held_at_least,
        places: course.places,
        admitted: course.now(),
        reserves: course.reserves().count() as u32,
        balance: course.now().verdict(percent),
        hint: if begun || over { None } else { course.now().hint(course.left(), percent) },
        at_start: begun.then(|| judged(course.at_start())),
        at_end: (begun && over).then(|| judged(course.at_end())),
        held: course.is_held(today),
        over,
        took_part: course.took_part().count() as u32,
        completed: course.took_part().filter(|p| course.is_completed_by(p, today)).count() as u32,
        attended: of_all.fold(Attended::default(), |sum, of| Attended {
            there: sum.there + of.there,
            of: sum.of + of.of,
        }),
        ambassadors: course.participants().filter(|(_, participant)| participant.ambassador).count() as u32,
    }
}

fn evenings(state: &State, course: &Course) -> Vec<EveningLine> {
    let line = |((day, id), evening): (&(NaiveDate, EntryId), &super::file::Evening)| {
        let entry = state.entry(*id)?;
        Some(EveningLine {
            id: *id,
            day: *day,
            session: evening.session,
            status: evening.status.clone(),
            theme: text(&entry, "theme"),
            closing: evening.session == Some(course.sessions),
            new_day: evening.new_day,
            present: entry.value("present").and_then(Value::number),
            seats: course.roster(*day).into_iter().map(|(seat, _)| seat).collect(),
        })
    };
    course.hanging.evenings.iter().filter_map(line).collect()
}

fn participants(state: &State, course: &Course, names: Names, today: NaiveDate) -> Vec<ParticipantLine> {
    let reserves: Vec<EntryId> = course.reserves().map(|(id, _)| id).collect();
    let line = |(id, participant): (EntryId, &Participant)| {
        let name = text(&state.entry(id)?, "name");
        let reserve = reserves.iter().position(|reserve| *reserve == id).map(|place| place as u32 + 1);
        let marks = course.hanging.evenings.iter().map(|((day, _), evening)| {
            let seat = participant.seat.as_ref().filter(|_| participant.is_in(*day))?;
            evening.marks.iter().find(|(who, _)| who == seat).map(|(_, mark)| mark.clone())
        });
        Some(ParticipantLine {
            id,
            seat: participant.seat.clone(),
            name: if names == Names::Told { name } else { name.map(|name| initials(&name)) },
            protected: participant.protected,
            status: participant.status.clone(),
            reserve,
            born: participant.born,
            gender: participant.gender.clone(),
            admitted: participant.admitted,
            dropped: participant.dropped,
            unsigned: participant.signed != Some(true),
            lacks_guardian: lacks_guardian(course, participant),
            marks: marks.collect(),
            attended: course.attended(participant),
            completed: course.is_completed_by(participant, today),
            diploma: participant.diploma,
            ambassador: participant.ambassador,
        })
    };
    let mut lines: Vec<ParticipantLine> = course.participants().filter_map(line).collect();
    let place = |line: &ParticipantLine| {
        let seat = line.seat.clone().filter(|_| line.status == super::enrol::ADMITTED);
        let seat = seat.map(|seat| (seat.len(), seat));
        (seat.is_none(), seat, line.reserve.is_none(), line.reserve)
    };
    lines.sort_by_key(place);
    lines
}

fn surveys(course: &Course) -> Vec<SurveyLine> {
    let line = |((day, id), survey): (&(NaiveDate, EntryId), &super::file::Survey)| SurveyLine {
        id: *id,
        day: *day,
        asked: survey.asked,
        answered: survey.answered,
        percent: survey.response_percent(),
        questions: survey.grades.iter().map(|(question, counts)| graded(question, *counts)).collect(),
    };
    course.hanging.surveys.iter().map(line).collect()
}

/// The grades of one question, unless they are so few that they would tell of somebody.
fn graded(question: &Code, counts: [u32; 5]) -> Graded {
    let answers: u32 = counts.iter().sum();
    if answers < FEWEST_ANSWERS {
        return Graded { question: question.clone(), counts: None, mean: None };
    }
    let sum: u32 = counts.iter().zip(1..).map(|(count, grade)| count * grade).sum();
    let mean = (200 * sum + answers) / (2 * answers);
    Graded { question: question.clone(), counts: Some(counts), mean: Some(mean) }
}

fn text(entry: &Entry, field: &str) -> Option<String> {
    match entry.value(field) {
        Some(Value::Text(text)) => Some(text.to_string()),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn grades_are_told_from_five_answers_on() {
        let of = |counts| graded(&"q1".into(), counts);
        let told = of([0, 1, 3, 5, 2]);
        assert_eq!((told.counts, told.mean), (Some([0, 1, 3, 5, 2]), Some(373)));
        assert_eq!(of([0, 0, 0, 0, 5]).mean, Some(500));
        assert_eq!((of([0, 0, 0, 0, 4]).counts, of([0, 0, 0, 0, 4]).mean), (None, None));
    }
}
