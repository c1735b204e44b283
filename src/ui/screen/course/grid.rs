//! The attendance of a course: those with a letter down, the evenings across, one sign a mark.
//!
//! A mark is saved at once, for that one participant. An evening that nobody has reported keeps it as a note, such as an
//! absence that was notified beforehand: it is reported by its form, with the number in the room.

mod draw;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::told::called_off;
use super::{amended, turned};
use crate::desk::ask::{Ask, Reply};
use crate::domain::course::standing::Mark;
use crate::domain::course::view::{CourseView, EveningLine, Names, ParticipantLine};
use crate::domain::record::{Cell, Code, Entry, EntryId, Origin, Status, Value};
use crate::domain::refusal::Refusal;
use crate::ui::action::Action;
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::casework::case::take_up;
use crate::ui::screen::{Outcome, Press};

/// The attendance of a course.
pub struct Grid {
    code: Code,
    names: Names,
    seen: Option<Box<CourseView>>,
    /// The marked participant and evening, from 0.
    at: (usize, usize),
    /// The first participant and evening seen.
    top: (usize, usize),
    /// How many participants were seen when last drawn.
    page: usize,
    /// The mark that is to be made when the evening's entry has come.
    doing: Option<Doing>,
}

/// A mark that is to be made.
struct Doing {
    evening: EntryId,
    seat: Code,
    /// What stood there when the key was pressed.
    from: Option<Code>,
    to: Mark,
}

impl Grid {
    /// The attendance of the course with this code.
    pub fn new(code: Code, names: Names) -> Self {
        Self { code, names, seen: None, at: (0, usize::MAX), top: (0, 0), page: 1, doing: None }
    }

    /// The course with all that hangs on it.
    pub fn wants(&self) -> Ask {
        Ask::Course { code: self.code.clone(), names: self.names }
    }

    /// Those who have or had a letter, by letter.
    fn people(&self) -> Vec<&ParticipantLine> {
        let mut people: Vec<&ParticipantLine> =
            self.seen.iter().flat_map(|course| &course.participants).filter(|p| p.seat.is_some()).collect();
        people.sort_by_key(|person| person.seat.as_ref().map(|seat| (seat.len(), seat.clone())));
        people
    }

    /// The evenings that were or shall be, each with its place among all.
    fn evenings(&self) -> Vec<(usize, &EveningLine)> {
        let evenings = self.seen.iter().flat_map(|course| &course.evenings).enumerate();
        evenings.filter(|(_, evening)| !matches!(evening.status, Status::Cancelled(_))).collect()
    }

    /// What is said in place of a cancelled course that never met.
    fn called_off(&self, ctx: &Ctx) -> Option<String> {
        self.seen.as_ref().filter(|_| self.evenings().is_empty()).and_then(|course| called_off(course, ctx))
    }

    /// The marked participant, the marked evening with its place among all, and the mark there.
    fn cell(&self) -> Option<(&ParticipantLine, &EveningLine, Option<&Code>)> {
        let person = *self.people().get(self.at.0)?;
        let (place, evening) = *self.evenings().get(self.at.1)?;
        Some((person, evening, person.marks.get(place).and_then(Option::as_ref)))
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        let (rows, columns) = (self.people().len(), self.evenings().len());
        let (row, column) = self.at;
        let last = rows.saturating_sub(1);
        match press.action {
            Some(Action::Up) => self.at.0 = row.saturating_sub(1),
            Some(Action::Down) => self.at.0 = (row + 1).min(last),
            Some(Action::PageUp) => self.at.0 = row.saturating_sub(self.page),
            Some(Action::PageDown) => self.at.0 = (row + self.page).min(last),
            Some(Action::First) => self.at.0 = 0,
            Some(Action::Last) => self.at.0 = last,
            Some(Action::Left) => self.at.1 = column.saturating_sub(1),
            Some(Action::Right) => self.at.1 = (column + 1).min(columns.saturating_sub(1)),
            Some(Action::Names) => {
                self.names = turned(self.names);
                return Outcome::ask(self.wants());
            }
            Some(Action::Mark(mark)) => return self.mark(mark, ctx),
            Some(Action::Accept) => {
                let evening = self.evenings().get(column).map(|(_, evening)| evening.id);
                return evening.map_or_else(Outcome::none, |id| Outcome::ask(Ask::Entry(id)));
            }
            _ => return Outcome::elsewhere(),
        }
        Outcome::none()
    }

    /// Asks for the marked evening's entry, to change one mark in it.
    fn mark(&mut self, to: Mark, ctx: &Ctx) -> Outcome {
        let Some((person, evening, mark)) = self.cell() else { return Outcome::none() };
        let Some(seat) = person.seat.clone() else { return Outcome::none() };
        let say = |key| Outcome::say(Line::new(Tone::Warning, ctx.say(key)));
        if !evening.seats.contains(&seat) {
            return say("course-grid-not-in");
        }
        let beforehand = matches!(to, Mark::Notified | Mark::Excused);
        if evening.status != Status::Done && evening.day > ctx.now.day && !beforehand {
            return say("course-grid-not-yet");
        }
        if mark.is_some_and(|mark| mark == to.code()) {
            return Outcome::none();
        }
        let doing = Doing { evening: evening.id, seat, from: mark.cloned(), to };
        let evening = doing.evening;
        self.doing = Some(doing);
        Outcome::ask(Ask::Entry(evening))
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        match reply {
            Reply::Course(Ok(course)) => {
                self.seen = Some(course);
                self.keep_inside(ctx);
            }
            Reply::Course(Err(_)) => self.seen = None,
            Reply::Entry(Some(shown)) => {
                return match self.doing.take().filter(|doing| doing.evening == shown.entry.id) {
                    Some(doing) => self.marked(&doing, &shown.entry, ctx),
                    None => take_up(&shown.entry, ctx),
                };
            }
            Reply::Entry(None) => self.doing = None,
            Reply::Refused(Refusal::Overlap { .. }) => return self.overtaken(ctx),
            _ => {}
        }
        Outcome::none()
    }

    /// Somebody else was quicker: that is told, and what they did is shown.
    fn overtaken(&self, ctx: &Ctx) -> Outcome {
        let line = Line::new(Tone::Warning, ctx.say("course-grid-changed"));
        Outcome { line: Some(line), ..Outcome::ask(self.wants()) }
    }

    /// Keeps the marker on the grid; at first it stands on the latest evening that has come.
    fn keep_inside(&mut self, ctx: &Ctx) {
        let come = self.evenings().iter().rposition(|(_, evening)| evening.day <= ctx.now.day);
        let (rows, columns) = (self.people().len(), self.evenings().len());
        if self.at.1 == usize::MAX {
            self.at.1 = come.unwrap_or(0);
        }
        self.at = (self.at.0.min(rows.saturating_sub(1)), self.at.1.min(columns.saturating_sub(1)));
    }

    /// Saves one mark; where somebody else has made another there in the meantime, that is told instead.
    ///
    /// On an evening that is not reported it is a note: the evening is reported with the number in the room.
    fn marked(&self, doing: &Doing, entry: &Entry, ctx: &mut Ctx) -> Outcome {
        let there = match entry.value("attendance") {
            Some(Value::Marks(there)) => there.as_slice(),
            _ => &[],
        };
        let now = there.iter().find(|(seat, _)| *seat == doing.seat).map(|(_, mark)| mark);
        if now != doing.from.as_ref() {
            return self.overtaken(ctx);
        }
        let mut marks: Vec<(Code, Code)> =
            there.iter().filter(|(seat, _)| *seat != doing.seat).cloned().collect();
        marks.push((doing.seat.clone(), doing.to.code().into()));
        marks.sort_by_key(|(seat, _)| (seat.len(), seat.clone()));
        let mut changes = vec![("attendance", Cell::typed(Value::Marks(marks)))];
        if entry.status == Status::Done {
            // The desk counts those in the room anew.
            changes.push(("present", Cell { value: Value::Number(0), origin: Origin::Computed }));
        }
        Outcome::ask(Ask::Do(amended(entry, changes, ctx)))
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        draw::draw(self, area, buffer, ctx);
        None
    }
}
