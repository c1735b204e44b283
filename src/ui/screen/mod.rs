//! The views: each owns what it shows, turns actions into outcomes, and draws itself.
//!
//! A view asks nothing itself: it returns [`Outcome`]s, and `update` routes them.

pub mod casework;
pub mod course;
pub mod detail;
pub mod document;
pub mod figures;
pub mod form;
pub mod list;
pub mod recent;
mod sections;
#[cfg(test)]
mod stage;
pub mod today;
pub mod withheld;

use ratatui::buffer::Buffer;
use ratatui::crossterm::event::KeyEvent;
use ratatui::layout::{Position, Rect};

use super::action::{Action, Context};
use super::ctx::Ctx;
use super::model::Line;
use super::msg::Clip;
use super::overlay::Overlay;
use crate::desk::ask::{Ask, Reply};
use crate::domain::record::{Code, Draft, Entry, Status};

/// One view.
pub enum View {
    /// The home screen: due work and the promise at a glance.
    Today(today::Today),
    /// A list of entries: an activity's, the bin's, or those behind a figure.
    List(Box<list::List>),
    /// One entry with its history.
    Detail(detail::Detail),
    /// A form being filled in.
    Form(Box<form::FormView>),
    /// The figures.
    Figures(figures::Figures),
    /// The promise's own text.
    Document(document::Document),
    /// The latest entries, numbered, to correct one.
    Recent(recent::Recent),
    /// The tab of a case meeting.
    Casework(Box<casework::tab::Tab>),
    /// One case.
    Case(Box<casework::case::CaseFile>),
    /// The agenda of a meeting.
    Agenda(Box<casework::agenda::AgendaPage>),
    /// The notes of a meeting.
    Notes(Box<casework::notes::NotesPage>),
    /// Figures on cases as a group.
    Statistics(Box<casework::statistics::StatisticsPage>),
    /// The tab of courses.
    Courses(Box<course::tab::Tab>),
    /// One course.
    Course(Box<course::page::CoursePage>),
    /// The attendance of a course.
    Grid(Box<course::grid::Grid>),
    /// A list of applicants that was pasted, before it is saved.
    Pasted(Box<course::pasted::PastedPage>),
    /// A tab that the session's role does not have.
    Withheld(withheld::Withheld),
}

/// What a view wants done.
#[derive(Default)]
pub struct Outcome {
    /// Asked of the desk; keys wait for the answer.
    pub ask: Option<Ask>,
    /// Told to the desk in passing.
    pub tell: Vec<Ask>,
    /// Where to go.
    pub go: Go,
    /// What the message line says from now on.
    pub line: Option<Line>,
}

/// Where to go.
#[derive(Default)]
pub enum Go {
    /// Nowhere.
    #[default]
    Stay,
    /// Back to the view below.
    Back,
    /// A view on top of this one.
    Open(View),
    /// Lay something over the view.
    Lay(Overlay),
    /// A new entry with the form named, filled with what is known.
    Enter(Start),
    /// A form with this draft.
    TakeUp(Box<Draft>),
    /// A form with this draft, in the field it stands at.
    Answer(Box<Draft>),
    /// Nothing of the view's: the key means what it means everywhere.
    Elsewhere,
}

/// How a form is begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    /// The form's key.
    pub form: String,
    /// Fields already known, as typed text, with where that came from.
    pub known: Vec<(String, String, crate::domain::record::Origin)>,
    /// What becomes of the occasion, where that has been said.
    pub status: Option<Status>,
    /// An entry to take what can be taken from.
    pub like: Option<Box<Entry>>,
    /// Whether to take what can be taken from this person's entry before.
    pub repeat: bool,
    /// Whether to save at once if nothing is missing: a one-line entry.
    pub save: bool,
}

impl Start {
    /// A plain new entry.
    pub fn new(form: &str) -> Self {
        Self {
            form: form.to_owned(),
            known: Vec::new(),
            status: None,
            like: None,
            repeat: false,
            save: false,
        }
    }
}

impl Outcome {
    /// Nothing.
    pub fn none() -> Self {
        Self::default()
    }

    /// Ask the desk and hold the keys.
    pub fn ask(ask: Ask) -> Self {
        Self { ask: Some(ask), ..Self::default() }
    }

    /// Go somewhere.
    pub fn go(go: Go) -> Self {
        Self { go, ..Self::default() }
    }

    /// Say something.
    pub fn say(line: Line) -> Self {
        Self { line: Some(line), ..Self::default() }
    }

    /// The key is not this view's.
    pub fn elsewhere() -> Self {
        Self::go(Go::Elsewhere)
    }
}

/// A key as a view receives it: what it means here, and the key itself for text.
#[derive(Clone, Copy, Debug)]
pub struct Press {
    /// What it means in the view's context, if anything.
    pub action: Option<Action>,
    /// The key.
    pub key: KeyEvent,
}

impl View {
    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        match self {
            Self::Today(_) => Context::Today,
            Self::List(list) => list.context(),
            Self::Detail(detail) => detail.context(),
            Self::Form(form) => form.context(),
            Self::Figures(view) => view.context(),
            Self::Document(_) => Context::Reading,
            Self::Withheld(_) => Context::Everywhere,
            Self::Recent(_) => Context::Numbered,
            Self::Casework(view) => view.context(),
            Self::Case(view) => view.context(),
            Self::Agenda(view) => view.context(),
            Self::Notes(view) => view.context(),
            Self::Statistics(view) => view.context(),
            Self::Courses(view) => view.context(),
            Self::Course(view) => view.context(),
            Self::Grid(_) => Context::Grid,
            Self::Pasted(view) => view.context(),
        }
    }

    /// What it needs from the desk to be shown, at first and when something has changed.
    pub fn wants(&self, ctx: &Ctx) -> Option<Ask> {
        match self {
            Self::Today(_) => Some(Ask::Today),
            Self::List(list) => list.wants(),
            Self::Detail(detail) => Some(detail.wants()),
            Self::Figures(figures) => figures.wants(),
            Self::Recent(recent) => recent.wants(),
            Self::Casework(view) => view.wants(),
            Self::Case(view) => Some(view.wants()),
            Self::Agenda(view) => Some(view.wants()),
            Self::Notes(view) => Some(view.wants()),
            Self::Statistics(view) => Some(view.wants()),
            Self::Courses(view) => view.wants(),
            Self::Course(view) => Some(view.wants()),
            Self::Grid(view) => Some(view.wants()),
            Self::Pasted(view) => view.wants(),
            Self::Form(form) => form.wants(ctx),
            Self::Document(_) | Self::Withheld(_) => None,
        }
    }

    /// The cases of the meeting being saved, and whether each has a coordinated action.
    pub fn cases_up(&self, ctx: &Ctx) -> Option<Vec<(Code, bool)>> {
        match self {
            Self::Form(form) => form.cases_up(ctx),
            _ => None,
        }
    }

    /// Whether a change of which the desk tells is no save of a form, or is told of by the view itself.
    pub fn asked_aside(&self) -> bool {
        match self {
            Self::Form(form) => form.asked_aside(),
            Self::Pasted(view) => view.is_saving(),
            _ => false,
        }
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        match self {
            Self::Today(view) => view.press(press, ctx),
            Self::List(view) => view.press(press, ctx),
            Self::Detail(view) => view.press(press, ctx),
            Self::Form(view) => view.press(press, ctx),
            Self::Figures(view) => view.press(press, ctx),
            Self::Document(view) => view.press(press, ctx),
            Self::Recent(view) => view.press(press, ctx),
            Self::Casework(view) => view.press(press, ctx),
            Self::Case(view) => view.press(press, ctx),
            Self::Agenda(view) => view.press(press, ctx),
            Self::Notes(view) => view.press(press, ctx),
            Self::Statistics(view) => view.press(press, ctx),
            Self::Courses(view) => view.press(press, ctx),
            Self::Course(view) => view.press(press, ctx),
            Self::Grid(view) => view.press(press, ctx),
            Self::Pasted(view) => view.press(press, ctx),
            Self::Withheld(view) => view.press(press),
        }
    }

    /// Takes a pasted text, where text is typed.
    pub fn paste(&mut self, clip: &Clip, ctx: &mut Ctx) -> Outcome {
        let text = &clip.text;
        match self {
            Self::Form(view) => view.paste(text, ctx),
            Self::List(view) => view.paste(text, ctx),
            Self::Casework(view) => view.paste(text),
            Self::Agenda(view) => view.paste(text),
            Self::Courses(view) => view.paste(clip, ctx),
            Self::Course(view) => view.paste(clip, ctx),
            Self::Pasted(view) => view.paste(clip, ctx),
            _ => Outcome::none(),
        }
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        match self {
            Self::Today(view) => view.answer(reply),
            Self::List(view) => view.answer(reply, ctx),
            Self::Detail(view) => view.answer(reply, ctx),
            Self::Form(view) => view.answer(reply, ctx),
            Self::Figures(view) => view.answer(reply),
            Self::Recent(view) => view.answer(reply, ctx),
            Self::Casework(view) => view.answer(reply, ctx),
            Self::Case(view) => view.answer(reply, ctx),
            Self::Agenda(view) => view.answer(reply, ctx),
            Self::Notes(view) => view.answer(reply, ctx),
            Self::Statistics(view) => view.answer(reply),
            Self::Courses(view) => view.answer(reply, ctx),
            Self::Course(view) => view.answer(reply, ctx),
            Self::Grid(view) => view.answer(reply, ctx),
            Self::Pasted(view) => view.answer(reply, ctx),
            Self::Document(_) | Self::Withheld(_) => Outcome::none(),
        }
    }

    /// Draws it; returns where the cursor stands.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        match self {
            Self::Today(view) => view.draw(area, buffer, ctx),
            Self::List(view) => view.draw(area, buffer, ctx),
            Self::Detail(view) => view.draw(area, buffer, ctx),
            Self::Form(view) => view.draw(area, buffer, ctx),
            Self::Figures(view) => view.draw(area, buffer, ctx),
            Self::Document(view) => view.draw(area, buffer, ctx),
            Self::Recent(view) => view.draw(area, buffer, ctx),
            Self::Casework(view) => view.draw(area, buffer, ctx),
            Self::Case(view) => view.draw(area, buffer, ctx),
            Self::Agenda(view) => view.draw(area, buffer, ctx),
            Self::Notes(view) => view.draw(area, buffer, ctx),
            Self::Statistics(view) => view.draw(area, buffer, ctx),
            Self::Courses(view) => view.draw(area, buffer, ctx),
            Self::Course(view) => view.draw(area, buffer, ctx),
            Self::Grid(view) => view.draw(area, buffer, ctx),
            Self::Pasted(view) => view.draw(area, buffer, ctx),
            Self::Withheld(view) => view.draw(area, buffer, ctx),
        }
    }
}
