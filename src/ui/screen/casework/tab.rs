//! The tab of a case meeting: meetings, cases, commitments and consents, each a list of its form.
//!
//! What is searched for here is a case's code and nothing else: a municipality may not look for people by what they did
//! (förordning 2001:637, 15 §).

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::agenda::AgendaPage;
use super::case::CaseFile;
use super::notes::NotesPage;
use super::statistics::StatisticsPage;
use super::{meetings, next_meeting};
use crate::desk::ask::{Ask, Reply};
use crate::domain::casework::code::{self, CodeError};
use crate::domain::plan::{Activity, Kind};
use crate::domain::record::{Status, Value};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::list::List;
use crate::ui::screen::sections::Sections;
use crate::ui::screen::today::open_by_key;
use crate::ui::screen::{Go, Outcome, Press, Start, View};
use crate::ui::theme::Role;
use crate::ui::widget::edit::Edit;
use crate::ui::widget::paint::put;
use crate::words;

/// The sections by form, in order, with the name of each and what is said where it is empty.
const SECTIONS: [(&str, &str, &str); 4] = [
    ("meeting", "section-meetings", "section-meetings-empty"),
    ("case", "section-cases", "section-cases-empty"),
    ("commitment", "section-commitments", "section-commitments-empty"),
    ("consent", "section-consents", "section-consents-empty"),
];

/// A form that has no section: decisions stand in their case.
const WITHIN: &str = "decision";

/// The tab of a case meeting.
pub struct Tab {
    activity: String,
    weekday: u8,
    sections: Sections,
    list: List,
    /// A case's code, while it is being typed.
    code: Option<Edit>,
}

impl Tab {
    /// The tab of an activity, at its meetings.
    pub fn of(activity: &Activity) -> Self {
        let weekday = match &activity.kind {
            Kind::Cases(cases) => cases.weekday,
            Kind::Log | Kind::Course(_) => 1,
        };
        let sections = Sections::of(activity, &SECTIONS.map(|(form, ..)| form), &[WITHIN]);
        let list = List::of_form(sections.form());
        Self { activity: activity.key.clone(), weekday, sections, list, code: None }
    }

    fn form(&self) -> &str {
        self.sections.form()
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        match (self.code.is_some(), self.list.context()) {
            (true, _) => Context::Typing,
            (false, Context::List) => Context::Section,
            (false, Context::Empty) => Context::SectionEmpty,
            (false, other) => other,
        }
    }

    /// The page around the marker.
    pub fn wants(&self) -> Option<Ask> {
        self.list.wants()
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        if self.code.is_some() {
            return self.type_code(press, ctx);
        }
        match press.action {
            Some(to @ (Action::NextSection | Action::PreviousSection)) => self.turn(to),
            Some(Action::Accept) => self.open(press, ctx),
            Some(Action::New) => Outcome::go(Go::Enter(Start::new(self.form()))),
            Some(Action::Search) => {
                self.code = Some(Edit::default());
                Outcome::none()
            }
            Some(Action::Agenda) => self.agenda(ctx),
            Some(Action::Statistics) => StatisticsPage::open(ctx),
            None => open_by_key(press, ctx, Some(&self.activity)),
            _ => self.list.press(press, ctx),
        }
    }

    /// To another section.
    fn turn(&mut self, to: Action) -> Outcome {
        if !self.sections.turn(to) {
            return Outcome::none();
        }
        self.list = List::of_form(self.form());
        self.wants().map(Outcome::ask).unwrap_or_default()
    }

    /// Opens what the marker is on: a meeting's notes, a case with all that hangs on it, else the entry.
    fn open(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        let Some(entry) = self.list.entry(self.list.marked_row()) else { return Outcome::none() };
        match (entry.form.as_str(), entry.value("code")) {
            ("meeting", _) => Outcome::go(Go::Open(View::Notes(Box::new(NotesPage::new(entry.on))))),
            ("case", Some(Value::Code(code))) => {
                Outcome::go(Go::Open(View::Case(Box::new(CaseFile::new(code.clone())))))
            }
            _ => self.list.press(press, ctx),
        }
    }

    /// The agenda of the marked meeting while it is still to come, else of the next one.
    fn agenda(&self, ctx: &Ctx) -> Outcome {
        let marked = self.list.entry(self.list.marked_row()).filter(|_| self.form() == SECTIONS[0].0);
        let ahead = |entry: &&crate::domain::record::Entry| {
            entry.status == Status::Planned || entry.on >= ctx.now.day
        };
        let day = marked.filter(ahead).map(|entry| entry.on).or_else(|| next_meeting(ctx));
        open_agenda(day, ctx)
    }

    fn type_code(&mut self, press: Press, ctx: &Ctx) -> Outcome {
        let Some(edit) = &mut self.code else { return Outcome::none() };
        match press.action {
            Some(Action::Back) => self.code = None,
            Some(Action::Clear) => edit.clear(),
            Some(Action::Redraw) => return Outcome::elsewhere(),
            Some(Action::Accept) => return self.find(ctx),
            _ => {
                edit.press(press.key);
            }
        }
        Outcome::none()
    }

    /// Opens the case whose code was typed; anything else is told why not.
    fn find(&mut self, ctx: &Ctx) -> Outcome {
        let typed = self.code.take().map(|edit| edit.text().trim().to_owned()).unwrap_or_default();
        match code::parse(&typed) {
            _ if typed.is_empty() => Outcome::none(),
            Ok(code) | Err(CodeError::Check { read: code }) => {
                Outcome::go(Go::Open(View::Case(Box::new(CaseFile::new(code)))))
            }
            Err(CodeError::Shape) => Outcome::say(Line {
                shorter: vec![ctx.say("section-code-short")],
                ..Line::new(Tone::Warning, ctx.say("section-code-only"))
            }),
        }
    }

    /// Takes a pasted text into the code that is typed.
    pub fn paste(&mut self, text: &str) -> Outcome {
        if let Some(edit) = &mut self.code {
            edit.paste(text, false);
        }
        Outcome::none()
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        self.list.answer(reply, ctx)
    }

    /// Draws it; returns where the cursor stands.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        self.draw_sections(area, buffer, ctx);
        let mut below = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
        let mut cursor = None;
        if let Some(edit) = &self.code {
            let x = put(buffer, below.x + 1, below.y, 14, &ctx.say("section-code"), ctx.style(Role::Key)) + 1;
            let room = area.right().saturating_sub(x + 1);
            let (text, at) = edit.seen(usize::from(room), ctx.glyphs().enter);
            put(buffer, x, below.y, room, &text, ctx.style(Role::ActiveField));
            cursor = (room > 0).then(|| Position { x: (x + at as u16).min(area.right() - 1), y: below.y });
            below = below.intersection(Rect { y: below.y + 1, ..below });
            // What cannot be searched for is said where it is typed.
            let why =
                crate::text::width::wrap(&ctx.say("section-code-only"), usize::from(area.width).max(4) - 3);
            for line in why.into_iter().take(usize::from(below.height)) {
                put(
                    buffer,
                    below.x + 1,
                    below.y,
                    area.width.saturating_sub(2),
                    &line,
                    ctx.style(Role::Muted),
                );
                below = Rect { y: below.y + 1, height: below.height - 1, ..below };
            }
        }
        let empty = self.list.total() == 0;
        if empty && below.height > 0 {
            put(
                buffer,
                area.x + 3,
                below.y,
                area.width.saturating_sub(4),
                &self.nothing(ctx),
                ctx.style(Role::Muted),
            );
            below = below.intersection(Rect { y: below.y + 2, ..below });
        }
        if self.form() == SECTIONS[0].0 {
            meetings::draw(&mut self.list, self.weekday, below, buffer, ctx);
        } else if !empty {
            self.list.draw_below(below, buffer, ctx);
        }
        cursor
    }

    /// The sections, the one shown marked, and how many entries it has.
    fn draw_sections(&self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
        let narrowed = |name| self.list.narrowed(name, ctx);
        let x = self.sections.draw(|form| name(form, ctx), narrowed, area, buffer, ctx);
        self.list.draw_counted(x, area, buffer, ctx);
    }

    /// Why there is nothing, and what can be done.
    fn nothing(&self, ctx: &Ctx) -> String {
        let known = SECTIONS.iter().find(|(form, ..)| *form == self.form());
        match known {
            Some((_, _, empty)) if self.list.is_whole() => ctx.say(empty),
            None if self.list.is_whole() => ctx.say("list-empty"),
            _ => ctx.say("section-none-such"),
        }
    }
}

/// The agenda of the meeting on `day`; where there is none to come, that is said.
pub fn open_agenda(day: Option<NaiveDate>, ctx: &Ctx) -> Outcome {
    match day {
        _ if super::by_code(ctx).is_none() => {
            Outcome::say(Line::new(Tone::Plain, ctx.say("agenda-no-codes")))
        }
        Some(day) => Outcome::go(Go::Open(View::Agenda(Box::new(AgendaPage::new(day))))),
        None => Outcome::say(Line::new(Tone::Plain, ctx.say("coming-over"))),
    }
}

fn name(form: &str, ctx: &Ctx) -> String {
    match SECTIONS.iter().find(|(key, ..)| *key == form) {
        Some((_, name, _)) => ctx.say(name),
        None => words::label::first(words::label::form(ctx.words, &ctx.plan, form)),
    }
}
