//! A list of applicants that was pasted: what each row would become, before anything is saved.
//!
//! The desk judges the rows as they would be one after another, and again when they are saved, all in one change. Nothing
//! of the list is kept anywhere until then, not as a draft either.

mod draw;
mod verdict;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::desk::ask::{Ask, Done, Reply};
use crate::domain::command::{Command, Write};
use crate::domain::course::enrolment::{Enrolment, Placed, Take};
use crate::domain::course::index::PARTICIPANT;
use crate::domain::course::paste::{self, NoList, Pasted};
use crate::domain::course::view::{CourseView, Names};
use crate::domain::record::{Cell, Cells, Code, EntryId, Origin, Value};
use crate::domain::refusal::Refusal;
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::msg::Clip;
use crate::ui::screen::{Go, Outcome, Press};
use crate::ui::widget::rows::Rows;
use crate::words;

/// A list that was pasted, or the place to paste one.
pub struct PastedPage {
    /// The course's code.
    code: Code,
    list: List,
    /// Which of the rows that can be judged are to be taken.
    takes: Vec<Take>,
    /// What enrolling them would come to; none until the desk has answered.
    told: Option<Box<Enrolment>>,
    rows: Rows,
    saving: Saving,
}

/// What was pasted.
enum List {
    /// Nothing yet.
    Awaited,
    /// Something that did not come whole.
    Cut,
    /// No list.
    No(NoList),
    /// A list, but the course is gone.
    NoCourse,
    /// A list.
    Here(Pasted),
}

/// How far a save has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Saving {
    /// None was asked for.
    Not,
    /// The desk has been asked.
    Asked,
    /// It is on disk, as this change with entries from this one on; what became of them is asked for.
    Done { seq: u64, first: EntryId, count: u32 },
}

/// What becomes of a row.
enum Fate<'a> {
    /// It cannot be saved: what is wrong with the row itself.
    Unread(&'a paste::Row),
    /// It cannot be saved: the desk says why.
    Refused(&'a Refusal),
    /// It would become this, if it is taken.
    Placed(&'a Placed, Take),
    /// The desk has not answered yet.
    Awaited,
}

impl PastedPage {
    /// The place to paste a list for the course with this code.
    pub fn new(code: Code) -> Self {
        let rows = Rows::default();
        Self { code, list: List::Awaited, takes: Vec::new(), told: None, rows, saving: Saving::Not }
    }

    /// A list for the course with this code.
    pub fn of(code: Code, clip: &Clip, ctx: &Ctx) -> Self {
        let mut page = Self::new(code);
        page.take(clip, ctx);
        page
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        if matches!(self.list, List::Here(_)) { Context::Pasted } else { Context::PasteAwaited }
    }

    /// Reads what was pasted in place of what was there.
    fn take(&mut self, clip: &Clip, ctx: &Ctx) {
        let read = ctx.form(PARTICIPANT).map(|(_, form)| paste::read(&clip.text, form, &ctx.answers()));
        *self = Self::new(self.code.clone());
        self.list = match read {
            _ if clip.cut => List::Cut,
            None => List::NoCourse,
            Some(Err(why)) => List::No(why),
            Some(Ok(pasted)) => {
                self.takes = vec![Take::UnlessThere; pasted.rows.len()];
                List::Here(pasted)
            }
        };
    }

    fn here(&self) -> &[paste::Row] {
        match &self.list {
            List::Here(pasted) => &pasted.rows,
            _ => &[],
        }
    }

    /// The rows the desk is asked about, by their places in the list.
    fn judged(&self) -> impl Iterator<Item = (usize, &paste::Row)> {
        self.here().iter().enumerate().filter(|(_, row)| row.wrong.is_empty())
    }

    /// What becomes of each row, in order.
    fn fates(&self) -> Vec<Fate<'_>> {
        let mut told = self.told.iter().flat_map(|told| &told.rows);
        let rows = self.here().iter().zip(&self.takes);
        rows.map(|(row, take)| {
            if !row.wrong.is_empty() {
                return Fate::Unread(row);
            }
            match told.next() {
                None => Fate::Awaited,
                Some(Ok(placed)) => Fate::Placed(placed, *take),
                Some(Err(refusal)) => Fate::Refused(refusal),
            }
        })
        .collect()
    }

    /// What enrolling the rows would come to.
    pub fn wants(&self) -> Option<Ask> {
        if self.is_saving() {
            return None;
        }
        let rows: Vec<_> = self.judged().map(|(i, row)| (self.takes[i], self.cells(row))).collect();
        (!rows.is_empty()).then(|| Ask::Enrolment { course: self.code.clone(), rows })
    }

    /// The answers of a row, with the course.
    fn cells(&self, row: &paste::Row) -> Cells {
        let course = Cell { value: Value::Code(self.code.clone()), origin: Origin::Computed };
        std::iter::once(("course".into(), course)).chain(row.cells.iter().cloned()).collect()
    }

    /// Whether the desk has been asked to save.
    pub fn is_saving(&self) -> bool {
        self.saving != Saving::Not
    }

    fn ask(&self) -> Outcome {
        self.wants().map_or_else(Outcome::none, Outcome::ask)
    }

    /// Takes a pasted text in place of the list.
    pub fn paste(&mut self, clip: &Clip, ctx: &Ctx) -> Outcome {
        self.take(clip, ctx);
        self.ask()
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        if self.rows.obey(press.action, self.here().len()) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::LeaveOut) => self.turn(ctx),
            Some(Action::Save) => self.save(ctx),
            _ => Outcome::elsewhere(),
        }
    }

    /// Leaves the marked row out, or takes it in again.
    fn turn(&mut self, ctx: &Ctx) -> Outcome {
        let at = self.rows.at;
        let take = match self.fates().get(at) {
            None | Some(Fate::Awaited) => return Outcome::none(),
            Some(Fate::Unread(_) | Fate::Refused(_)) => {
                return Outcome::say(Line::new(Tone::Warning, ctx.say("course-list-stays-out")));
            }
            Some(Fate::Placed(placed, _)) => {
                if placed.taken {
                    Take::Out
                } else {
                    Take::In
                }
            }
        };
        self.takes[at] = take;
        self.ask()
    }

    /// Saves the rows that are taken, all of them in one change.
    fn save(&mut self, ctx: &mut Ctx) -> Outcome {
        let taken =
            self.fates().into_iter().map(|fate| matches!(fate, Fate::Placed(placed, _) if placed.taken));
        let taken = taken.zip(self.here().iter().zip(&self.takes)).filter(|(taken, _)| *taken);
        let rows: Vec<(Take, Cells)> = taken.map(|(_, (row, take))| (*take, self.cells(row))).collect();
        if rows.is_empty() {
            return Outcome::say(Line::new(Tone::Warning, ctx.say("course-list-nobody")));
        }
        self.saving = Saving::Asked;
        let command = Command::Enrol { rows };
        Outcome::ask(Ask::Do(Write { id: ctx.ids.fresh(), command }))
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        match reply {
            Reply::Enrolment(Some(told)) => self.told = Some(told),
            Reply::Enrolment(None) => (self.list, self.told) = (List::NoCourse, None),
            Reply::Done(done) => return self.done(&done),
            Reply::Refused(refusal) => {
                self.saving = Saving::Not;
                let text = match &refusal {
                    // The rows are judged anew and say it themselves.
                    Refusal::Rows { .. } => ctx.say("course-list-changed"),
                    other => {
                        let said = words::refusal::refusal(ctx.words, &ctx.plan, other, &ctx.accounts);
                        said.into_iter().next().unwrap_or_default()
                    }
                };
                return Outcome { line: Some(Line::new(Tone::Error, text)), ..self.ask() };
            }
            Reply::Failed { .. } => self.saving = Saving::Not,
            Reply::Course(seen) => {
                if let Saving::Done { seq, first, count } = self.saving {
                    let line = saved(seen.ok().as_deref(), (seq, first, count), ctx);
                    return Outcome { line: Some(line), ..Outcome::go(Go::Back) };
                }
            }
            _ => {}
        }
        Outcome::none()
    }

    /// The rows are on disk: what became of them is told as the course tells it.
    fn done(&mut self, done: &Done) -> Outcome {
        let first = done.entry.as_ref().map_or(EntryId(0), |entry| entry.id);
        self.saving = Saving::Done { seq: done.seq, first, count: done.count };
        Outcome::ask(Ask::Course { code: self.code.clone(), names: Names::Masked })
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        draw::draw(self, area, buffer, ctx);
        None
    }
}

/// What became of the rows of a change: `12 antagna, 2 reserver`.
fn saved(course: Option<&CourseView>, (seq, first, count): (u64, EntryId, u32), ctx: &Ctx) -> Line {
    let made = first.0..first.0 + u64::from(count);
    let people = course.into_iter().flat_map(|course| &course.participants);
    let statuses: Vec<&str> =
        people.filter(|person| made.contains(&person.id.0)).map(|person| person.status.as_str()).collect();
    let time = words::day::time(ctx.now.time);
    let lead = ctx.words.say_with("saved", &[("time", (&time).into())]);
    let what = format!("{lead}  {}", verdict::statuses(&statuses, ctx));
    let line = Line { undo: Some(seq), ..Line::new(Tone::Good, what.clone()) };
    let Some(course) = course.map(|course| &course.line) else { return line };
    let (said, _) = super::verdict(course.balance, ctx);
    let balance = format!("{}: {said}", super::counted(course.admitted, ctx));
    Line { text: format!("{what}  {} {balance}", ctx.glyphs().dot), shorter: vec![what], ..line }
}
