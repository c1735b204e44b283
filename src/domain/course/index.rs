//! The courses by their codes, with their evenings, participants and surveys: what the rules of the course look things
//! up in.
//!
//! Kept by [`crate::domain::state::State`] as entries change and made anew with the plan; never stored. What lies in the
//! bin is not here, but its codes and seats stay taken. It holds no names: those are read from the entries.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::file::{Course, Hanging, course_of, evening_of, participant_of, survey_of};
use crate::domain::event::Event;
use crate::domain::plan::{Course as Settings, Form, Promise};
use crate::domain::record::{Code, Entry, EntryId, Value};

/// The form that holds courses.
pub const COURSE: &str = "course";
/// The form that holds evenings.
pub const EVENING: &str = "evening";
/// The form that holds participants.
pub const PARTICIPANT: &str = "participant";
/// The form that holds surveys.
pub const SURVEY: &str = "survey";
/// The form that holds gatherings of ambassadors.
pub const GATHERING: &str = "gathering";

/// Every course.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    settings: Option<Settings>,
    courses: BTreeMap<Code, Course>,
    /// Courses, evenings and the rest that hang on no course that is here.
    waiting: BTreeMap<Code, Hanging>,
    /// The codes of courses in the bin.
    binned: BTreeSet<(Code, EntryId)>,
    /// The seats of participants in the bin.
    binned_seats: BTreeSet<(Code, Code, EntryId)>,
}

impl Index {
    /// No courses yet, as `plan` keeps them.
    pub fn new(plan: &Promise) -> Self {
        Self { settings: plan.course().map(|(_, course)| course.clone()), ..Self::default() }
    }

    /// The plan's settings of its courses.
    pub fn settings(&self) -> Option<&Settings> {
        self.settings.as_ref()
    }

    /// The course with this code.
    pub fn course(&self, code: &str) -> Option<&Course> {
        self.courses.get(code)
    }

    /// Every course, in order of their first days.
    pub fn courses(&self) -> Vec<(&Code, &Course)> {
        let mut courses: Vec<_> = self.courses.iter().collect();
        courses.sort_by_key(|(code, course)| (course.start, *code));
        courses
    }

    /// The code and the course of this entry.
    pub fn of_entry(&self, id: EntryId) -> Option<(&Code, &Course)> {
        self.courses.iter().find(|(_, course)| course.id == id)
    }

    /// The course that enrols on `today`: the next one to begin, else the latest that is going on.
    pub fn enrolling(&self, today: NaiveDate) -> Option<(&Code, &Course)> {
        let courses: Vec<_> = self.courses().into_iter().filter(|(_, c)| !c.is_over(today)).collect();
        let next = courses.iter().find(|(_, course)| course.start >= today);
        next.or(courses.last()).copied()
    }

    /// The course that meets on `day`, or the one whose evening that is nearest behind it.
    pub fn meeting(&self, day: NaiveDate) -> Option<(&Code, &Course)> {
        let begun = |course: &Course| course.start <= day && !course.is_cancelled();
        self.courses().into_iter().rfind(|(_, course)| begun(course))
    }

    /// Whether a code is or was a course's, the bin included.
    pub fn is_taken(&self, code: &str) -> bool {
        let binned =
            self.binned.range((Code::from(code), EntryId(0))..).next().is_some_and(|(c, _)| c == code);
        binned || self.courses.contains_key(code)
    }

    /// Whether somebody has or had a seat on a course, the bin included.
    pub fn is_seat_taken(&self, course: &str, seat: &str) -> bool {
        let from = (Code::from(course), Code::from(seat), EntryId(0));
        let binned = self.binned_seats.range(from..).next().is_some_and(|(c, s, _)| c == course && s == seat);
        binned || self.courses.get(course).is_some_and(|course| course.has_seat(seat))
    }

    /// Takes in an entry as it stands.
    pub fn take(&mut self, entry: &Entry) {
        let (Some(settings), Some(code)) = (&self.settings, code_of(entry)) else { return };
        if entry.removed {
            self.bin(entry, code, true);
            return;
        }
        if entry.form == COURSE {
            let known = self.courses.remove(code).map(|course| course.hanging);
            let hanging = known.or_else(|| self.waiting.remove(code)).unwrap_or_default();
            self.courses.insert(code.clone(), course_of(entry, settings, hanging));
            return;
        }
        let hanging = match self.courses.get_mut(code) {
            Some(course) => &mut course.hanging,
            None => self.waiting.entry(code.clone()).or_default(),
        };
        let place = (entry.on, entry.id);
        match entry.form.as_str() {
            EVENING => drop(hanging.evenings.insert(place, evening_of(entry))),
            PARTICIPANT => drop(hanging.participants.insert(place, participant_of(entry))),
            _ => drop(hanging.surveys.insert(place, survey_of(entry))),
        }
    }

    /// Takes in an entry of `form` that is about to be made.
    pub fn take_event(&mut self, event: &Event, form: &Form) {
        let Event::Entered { id, status, cells, .. } = event else { return };
        let entry = Entry {
            id: *id,
            form: form.key.as_str().into(),
            status: status.clone(),
            removed: false,
            cells: cells.clone(),
            on: NaiveDate::MIN,
            part: None,
            asked: Vec::new(),
            rev: 1,
            by: 0,
            at: 0,
            seq: 0,
        };
        let on = entry.value(&form.day).and_then(Value::day).unwrap_or(NaiveDate::MIN);
        self.take(&Entry { on, ..entry });
    }

    /// Lets go of an entry as it stood.
    pub fn leave(&mut self, entry: &Entry) {
        let (Some(_), Some(code)) = (&self.settings, code_of(entry)) else { return };
        if entry.removed {
            self.bin(entry, code, false);
            return;
        }
        if entry.form == COURSE {
            if self.courses.get(code).is_some_and(|course| course.id == entry.id)
                && let Some(course) = self.courses.remove(code)
                && course.hanging != Hanging::default()
            {
                self.waiting.insert(code.clone(), course.hanging);
            }
            return;
        }
        let place = (entry.on, entry.id);
        let hanging = match self.courses.get_mut(code) {
            Some(course) => Some(&mut course.hanging),
            None => self.waiting.get_mut(code),
        };
        let Some(hanging) = hanging else { return };
        match entry.form.as_str() {
            EVENING => drop(hanging.evenings.remove(&place)),
            PARTICIPANT => drop(hanging.participants.remove(&place)),
            _ => drop(hanging.surveys.remove(&place)),
        }
        if self.waiting.get(code).is_some_and(|hanging| *hanging == Hanging::default()) {
            self.waiting.remove(code);
        }
    }

    /// Notes or forgets what an entry in the bin keeps taken.
    fn bin(&mut self, entry: &Entry, code: &Code, there: bool) {
        if entry.form == COURSE {
            let taken = (code.clone(), entry.id);
            if there {
                self.binned.insert(taken)
            } else {
                self.binned.remove(&taken)
            };
        } else if let (PARTICIPANT, Some(seat)) = (entry.form.as_str(), super::file::code(entry, "seat")) {
            let taken = (code.clone(), seat, entry.id);
            if there {
                self.binned_seats.insert(taken)
            } else {
                self.binned_seats.remove(&taken)
            };
        }
    }
}

/// The code of the course whose evening an entry is.
pub fn meets_on(entry: &Entry) -> Option<&Code> {
    if entry.form == EVENING { code_in(entry, "course") } else { None }
}

/// The code in a field.
pub fn code_in<'a>(entry: &'a Entry, field: &str) -> Option<&'a Code> {
    match entry.value(field)? {
        Value::Code(code) => Some(code),
        _ => None,
    }
}

/// The code of the course an entry is or hangs on; none for entries of other forms.
fn code_of(entry: &Entry) -> Option<&Code> {
    let field = match entry.form.as_str() {
        COURSE => "term",
        EVENING | PARTICIPANT | SURVEY => "course",
        _ => return None,
    };
    code_in(entry, field)
}
