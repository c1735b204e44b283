//! One course: where it stands, who is on it, and what is done with who or what is marked.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::grid::Grid;
use super::{Lead, amended, await_list, list_of, next_evening, told, turned};
use crate::desk::ask::{Ask, Reply};
use crate::domain::course::view::{CourseView, Names, ParticipantLine};
use crate::domain::record::draft::spell;
use crate::domain::record::{Cell, Code, Entry, EntryId, Origin, Status, Value};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::msg::Clip;
use crate::ui::screen::casework;
use crate::ui::screen::casework::case::{correction, take_up};
use crate::ui::screen::detail::Detail;
use crate::ui::screen::{Go, Outcome, Press, Start, View};
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Marked, Piece};

/// One course.
pub struct CoursePage {
    code: Code,
    /// The course, or the courses there are where there is none such; none until the desk has answered.
    seen: Option<Result<Box<CourseView>, Vec<Code>>>,
    names: Names,
    marked: Marked,
    /// What is to be done with an entry when it has come.
    doing: Option<(EntryId, Deed)>,
}

/// What is done with a participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    /// Gets a place.
    Admit,
    /// Gets one though there is none left: the form asks.
    AdmitMore,
    /// Leaves.
    DropOut,
    /// Has been given this, or has not after all.
    Turn(&'static str),
    /// Is given this too early, or without having completed the course: the form asks.
    Give(&'static str),
}

impl CoursePage {
    /// The course with this code, names masked.
    pub fn new(code: Code) -> Self {
        Self { code, seen: None, names: Names::Masked, marked: Marked::default(), doing: None }
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        if self.here().is_some() { Context::Course } else { Context::Reading }
    }

    /// The course with all that hangs on it.
    pub fn wants(&self) -> Ask {
        Ask::Course { code: self.code.clone(), names: self.names }
    }

    fn here(&self) -> Option<&CourseView> {
        self.seen.as_ref()?.as_deref().ok()
    }

    fn lead(&self) -> Option<Lead> {
        let leads = self.here().map(told::leads)?;
        leads.get(self.marked.at()).copied()
    }

    /// The participant the marker is on.
    fn person(&self) -> Option<&ParticipantLine> {
        let Some(Lead::Person(id)) = self.lead() else { return None };
        self.here()?.participants.iter().find(|person| person.id == id)
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        let total = self.here().map_or(0, |course| told::leads(course).len());
        if self.marked.press(press.action, total) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::Accept) => match self.lead() {
                Some(lead) => Outcome::go(Go::Open(View::Detail(Detail::new(lead.entry())))),
                None => Outcome::none(),
            },
            Some(Action::Edit) => match self.lead() {
                Some(lead) => Outcome::ask(Ask::Entry(lead.entry())),
                None => Outcome::none(),
            },
            Some(Action::New) => self.begin("participant"),
            Some(Action::Paste) => await_list(&self.code),
            Some(Action::Survey) => self.begin("survey"),
            Some(Action::Names) => {
                self.names = turned(self.names);
                Outcome::ask(self.wants())
            }
            Some(Action::Grid) => {
                Outcome::go(Go::Open(View::Grid(Box::new(Grid::new(self.code.clone(), self.names)))))
            }
            Some(Action::Attendance) => self.report(ctx),
            Some(Action::Admit) => self.admit(ctx),
            Some(Action::DropOut) => self.with_place(Deed::DropOut, ctx),
            Some(Action::Diploma) => self.with_place(self.turn("diploma"), ctx),
            Some(Action::Ambassador) => self.with_place(self.turn("ambassador"), ctx),
            _ => Outcome::elsewhere(),
        }
    }

    /// Takes a pasted text: a list of those who shall be enrolled.
    pub fn paste(&mut self, clip: &Clip, ctx: &Ctx) -> Outcome {
        if self.here().is_some() { list_of(&self.code, clip, ctx) } else { Outcome::none() }
    }

    /// A new entry of the course.
    fn begin(&self, form: &str) -> Outcome {
        let known = vec![("course".to_owned(), self.code.to_string(), Origin::Computed)];
        Outcome::go(Go::Enter(Start { known, ..Start::new(form) }))
    }

    /// Opens the marked evening, or the earliest that nobody has reported.
    fn report(&self, ctx: &Ctx) -> Outcome {
        let marked = match self.lead() {
            Some(Lead::Evening(id)) => Some(id),
            _ => None,
        };
        match marked.or_else(|| next_evening(self.here()?)) {
            Some(id) => Outcome::ask(Ask::Entry(id)),
            None => Outcome::say(Line::new(Tone::Plain, ctx.say("course-all-reported"))),
        }
    }

    /// Gives a place to who is marked and has none, else to the first reserve.
    fn admit(&mut self, ctx: &Ctx) -> Outcome {
        let Some(course) = self.here() else { return Outcome::none() };
        let waits = |person: &&ParticipantLine| !matches!(person.status.as_str(), "admitted" | "dropped_out");
        let first = || course.participants.iter().find(|person| person.reserve == Some(1));
        let Some(id) = self.person().filter(waits).or_else(first).map(|person| person.id) else {
            return Outcome::say(Line::new(Tone::Warning, ctx.say("course-nobody-waits")));
        };
        let full = course.line.admitted.all() >= course.line.places;
        self.await_entry(id, if full { Deed::AdmitMore } else { Deed::Admit })
    }

    /// Does something with who is marked and has, or for what comes after the course had, a place.
    fn with_place(&mut self, deed: Deed, ctx: &Ctx) -> Outcome {
        let fits = |person: &&ParticipantLine| match deed {
            Deed::DropOut => person.status == "admitted",
            _ => person.seat.is_some(),
        };
        match self.person().filter(fits).map(|person| person.id) {
            Some(id) => self.await_entry(id, deed),
            None => Outcome::say(Line::new(Tone::Warning, ctx.say("course-mark-somebody"))),
        }
    }

    /// What comes after the course for who is marked: asked about the first time it is given too early.
    fn turn(&self, field: &'static str) -> Deed {
        let over = self.here().is_some_and(|course| course.line.over);
        let asks =
            |person: &ParticipantLine| !(person.diploma || person.ambassador || over && person.completed);
        if self.person().is_some_and(asks) { Deed::Give(field) } else { Deed::Turn(field) }
    }

    /// Asks for an entry, since a change says what it changes.
    fn await_entry(&mut self, id: EntryId, deed: Deed) -> Outcome {
        self.doing = Some((id, deed));
        Outcome::ask(Ask::Entry(id))
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        match reply {
            Reply::Course(seen) => {
                // Whoever is marked stays marked.
                let lead = self.lead();
                self.seen = Some(seen);
                let again = self
                    .here()
                    .and_then(|course| told::leads(course).into_iter().position(|l| Some(l) == lead));
                self.marked.to(again.unwrap_or(self.marked.at()));
            }
            Reply::Entry(Some(shown)) => {
                return match self.doing.take().filter(|(id, _)| *id == shown.entry.id) {
                    Some((_, deed)) => {
                        if deed == Deed::DropOut {
                            // The place is offered at the top.
                            self.marked.to(0);
                        }
                        done(deed, &shown.entry, ctx)
                    }
                    None => take_up(&shown.entry, ctx),
                };
            }
            Reply::Entry(None) => self.doing = None,
            _ => {}
        }
        Outcome::none()
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let pieces = match &self.seen {
            None => Vec::new(),
            Some(Err(there)) => nowhere(&self.code, there, ctx),
            Some(Ok(course)) => told::pieces(course, ctx),
        };
        casework::draw(&mut self.marked, &pieces, area, buffer, ctx);
        None
    }
}

/// Does what was asked with a participant's entry.
fn done(deed: Deed, entry: &Entry, ctx: &mut Ctx) -> Outcome {
    let change = match deed {
        Deed::Admit => ("status", Value::Code("admitted".into())),
        Deed::DropOut => ("status", Value::Code("dropped_out".into())),
        Deed::Turn(field) => (field, Value::YesNo(!matches!(entry.value(field), Some(Value::YesNo(true))))),
        Deed::AdmitMore => return in_the_form(entry, "status", "admitted", ctx),
        Deed::Give(field) => return in_the_form(entry, field, &spell(&Value::YesNo(true)), ctx),
    };
    let mut changes = vec![(change.0, Cell { value: change.1, origin: Origin::Typed })];
    if deed == Deed::DropOut {
        changes.push(("dropped", Cell { value: Value::Day(ctx.now.day), origin: Origin::Computed }));
    }
    debug_assert!(entry.status == Status::Done, "a participant is never planned");
    Outcome::ask(Ask::Do(amended(entry, changes, ctx)))
}

/// Opens the form at a field that has been answered, so that what there is to ask is asked there.
fn in_the_form(entry: &Entry, field: &str, answer: &str, ctx: &mut Ctx) -> Outcome {
    let Some(mut draft) = correction(entry, ctx) else { return Outcome::none() };
    draft.put(field, answer, Origin::Computed);
    draft.at = ctx.form(&entry.form).and_then(|(_, form)| form.position(field)).unwrap_or(0);
    Outcome::go(Go::Answer(Box::new(draft)))
}

/// There is no such course; those there are, are named.
fn nowhere(wanted: &Code, there: &[Code], ctx: &Ctx) -> Vec<Piece> {
    let none = ctx.words.say_with("course-none", &[("code", wanted.as_str().into())]);
    let mut pieces = vec![Piece::heading(none, ctx.style(Role::Warning))];
    let names: Vec<&str> = there.iter().map(Code::as_str).collect();
    pieces.push(Piece::paragraph(names.join(", "), ctx.style(Role::Muted)));
    pieces
}
