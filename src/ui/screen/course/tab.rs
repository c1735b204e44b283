//! The tab of courses: all of them, and the participants, evenings and surveys of the one that is marked.
//!
//! One course at a time is told of, so that nobody's name is in a list before somebody has asked for that course.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::grid::Grid;
use super::page::CoursePage;
use super::{Lead, counted, days, hint, people, standing, survey, told, turned, verdict};
use crate::desk::ask::{Ask, Reply};
use crate::domain::course::view::{CourseLine, CourseView, Names};
use crate::domain::plan::Activity;
use crate::domain::record::{Code, Origin, Status};
use crate::text::width::cells;
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::screen::casework;
use crate::ui::screen::casework::case::take_up;
use crate::ui::screen::detail::Detail;
use crate::ui::screen::document::heading;
use crate::ui::screen::today::open_by_key;
use crate::ui::screen::{Go, Outcome, Press, Start, View};
use crate::ui::theme::Role;
use crate::ui::widget::paint::put;
use crate::ui::widget::prose::{Marked, Piece};

/// The sections: the form of what is new there, the name, and what is said where there is nothing.
const SECTIONS: [(&str, &str, &str); 4] = [
    ("course", "course-section-courses", "course-section-courses-empty"),
    ("participant", "course-section-people", "course-nobody"),
    ("evening", "course-section-evenings", "course-section-evenings-empty"),
    ("survey", "course-section-surveys", "course-surveys-none"),
];

/// The tab of courses.
pub struct Tab {
    activity: String,
    at: usize,
    /// Every course, the latest first; none until the desk has answered.
    lines: Option<Vec<CourseLine>>,
    /// The course that is told of.
    chosen: Option<Code>,
    course: Option<Box<CourseView>>,
    names: Names,
    marked: Marked,
}

impl Tab {
    /// The tab of an activity, at its courses.
    pub fn of(activity: &Activity) -> Self {
        Self {
            activity: activity.key.clone(),
            at: 0,
            lines: None,
            chosen: None,
            course: None,
            names: Names::Masked,
            marked: Marked::default(),
        }
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        if self.total() == 0 { Context::CoursesEmpty } else { Context::Courses }
    }

    /// The courses, or the one whose people, evenings or surveys are shown.
    pub fn wants(&self) -> Ask {
        match &self.chosen {
            Some(code) if self.at > 0 => Ask::Course { code: code.clone(), names: self.names },
            _ => Ask::Courses,
        }
    }

    fn lines(&self) -> &[CourseLine] {
        self.lines.as_deref().unwrap_or_default()
    }

    fn leads(&self) -> Vec<Lead> {
        match (self.at, &self.course) {
            (0, _) => self.lines().iter().map(|line| Lead::Course(line.id)).collect(),
            (_, None) => Vec::new(),
            (1, Some(course)) => people::leads(course),
            (2, Some(course)) => told::evening_leads(course),
            (_, Some(course)) => survey::leads(course),
        }
    }

    fn total(&self) -> usize {
        self.leads().len()
    }

    fn lead(&self) -> Option<Lead> {
        self.leads().get(self.marked.at()).copied()
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        if self.marked.press(press.action, self.total()) {
            if let (0, Some(line)) = (self.at, self.lines().get(self.marked.at())) {
                self.chosen = Some(line.code.clone());
            }
            return Outcome::none();
        }
        match press.action {
            Some(Action::NextSection) => self.turn(1),
            Some(Action::PreviousSection) => self.turn(SECTIONS.len() - 1),
            Some(Action::Accept) => self.open(),
            Some(Action::New) => self.begin(),
            Some(Action::Edit) => match self.lead() {
                Some(lead) => Outcome::ask(Ask::Entry(lead.entry())),
                None => Outcome::none(),
            },
            Some(Action::Names) => {
                self.names = turned(self.names);
                Outcome::ask(self.wants())
            }
            Some(Action::Grid) => match &self.chosen {
                Some(code) => {
                    Outcome::go(Go::Open(View::Grid(Box::new(Grid::new(code.clone(), self.names)))))
                }
                None => Outcome::none(),
            },
            None => open_by_key(press, ctx, Some(&self.activity)),
            _ => Outcome::elsewhere(),
        }
    }

    /// To another section.
    fn turn(&mut self, by: usize) -> Outcome {
        self.at = (self.at + by) % SECTIONS.len();
        self.marked = Marked::default();
        if self.at == 0 {
            self.mark_chosen();
        }
        Outcome::ask(self.wants())
    }

    /// A course opens with all that hangs on it; what hangs on one opens as it was entered.
    fn open(&self) -> Outcome {
        let line = self.lines().get(self.marked.at()).filter(|_| self.at == 0);
        match (line, self.lead()) {
            (Some(line), _) => {
                Outcome::go(Go::Open(View::Course(Box::new(CoursePage::new(line.code.clone())))))
            }
            (None, Some(lead)) => Outcome::go(Go::Open(View::Detail(Detail::new(lead.entry())))),
            (None, None) => Outcome::none(),
        }
    }

    /// A new entry of the section, of the course that is told of.
    fn begin(&self) -> Outcome {
        let start = Start::new(SECTIONS[self.at].0);
        let known = self.chosen.iter().filter(|_| self.at > 0);
        let known = known.map(|code| ("course".to_owned(), code.to_string(), Origin::Computed)).collect();
        Outcome::go(Go::Enter(Start { known, ..start }))
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        match reply {
            Reply::Courses(lines) => {
                self.lines = Some(lines);
                if self.chosen.is_none() {
                    self.chosen = current(self.lines(), ctx).map(|line| line.code.clone());
                }
                self.mark_chosen();
            }
            Reply::Course(Ok(course)) => self.course = Some(course),
            Reply::Course(Err(_)) => (self.course, self.chosen, self.at) = (None, None, 0),
            Reply::Entry(Some(shown)) => return take_up(&shown.entry, ctx),
            _ => {}
        }
        Outcome::none()
    }

    /// Puts the marker on the course that is told of.
    fn mark_chosen(&mut self) {
        let at = self.lines().iter().position(|line| Some(&line.code) == self.chosen.as_ref());
        let total = self.lines().len();
        self.marked.press(Some(Action::First), total);
        for _ in 0..at.unwrap_or(0) {
            self.marked.press(Some(Action::Down), total);
        }
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        draw_sections(self.at, area, buffer, ctx);
        let below = area.intersection(Rect { y: area.y.saturating_add(1), ..area });
        let pieces = self.pieces(ctx);
        casework::draw(&mut self.marked, &pieces, below, buffer, ctx);
        None
    }

    fn pieces(&self, ctx: &Ctx) -> Vec<Piece> {
        let nothing = || Piece::paragraph(ctx.say(SECTIONS[self.at].2), ctx.style(Role::Muted));
        if self.at == 0 || self.chosen.is_none() {
            return match &self.lines {
                None => Vec::new(),
                Some(lines) if lines.is_empty() => {
                    vec![Piece::paragraph(ctx.say(SECTIONS[0].2), ctx.style(Role::Muted))]
                }
                Some(lines) => lines.iter().flat_map(|line| told_of(line, ctx)).collect(),
            };
        }
        let Some(course) = &self.course else { return Vec::new() };
        let title = ctx.words.say_with("course-title", &[("code", course.line.code.as_str().into())]);
        let (stands, role) = standing(&course.line, ctx);
        let mut pieces = vec![heading(title, ctx).with_tail(stands, ctx.style(role))];
        pieces.extend(match self.at {
            1 => people::pieces(course, ctx),
            2 => told::evenings(course, ctx),
            _ => survey::pieces(course, ctx),
        });
        if self.total() == 0 {
            pieces.push(nothing());
        }
        pieces
    }
}

/// The course that is on, else the latest that is still to come, else the latest.
fn current<'a>(lines: &'a [CourseLine], ctx: &Ctx) -> Option<&'a CourseLine> {
    let on = lines.iter().find(|line| !line.over && line.start <= ctx.now.day);
    on.or_else(|| lines.iter().rfind(|line| !line.over)).or_else(|| lines.first())
}

/// A course among others: its days, places, balance and evenings.
fn told_of(line: &CourseLine, ctx: &Ctx) -> Vec<Piece> {
    let (stands, role) = standing(line, ctx);
    let text = ctx.style(Role::Text);
    let mut pieces = vec![
        Piece::row(line.code.as_str(), text, days(line, ctx), text)
            .with_tail(stands, ctx.style(role))
            .leading(),
    ];
    if matches!(line.status, Status::Cancelled(_)) {
        return pieces;
    }
    let muted = ctx.style(Role::Muted);
    let (counts, judged) = line.at_start.unwrap_or((line.admitted, line.balance));
    let places = [("n", counts.all().into()), ("places", line.places.into())];
    let places = ctx.words.say_with("course-places-of", &places);
    let (said, role) = verdict(judged, ctx);
    let counted = format!("{places}: {}", counted(counts, ctx));
    pieces.push(Piece::row("", muted, counted, muted).with_tail(said, ctx.style(role)));
    if let Some(left) = line.hint.and_then(|left| hint(left, ctx)) {
        pieces.push(Piece::row("", muted, left, ctx.style(Role::Accent)));
    }
    pieces
}

/// The names of the sections, the one shown marked.
fn draw_sections(at: usize, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    let names = SECTIONS.map(|(_, name, _)| ctx.say(name));
    let wide: usize = names.iter().map(|name| cells(name) + 3).sum();
    let between = if wide + 2 > usize::from(area.width) { 1 } else { 3 };
    let mut x = area.x + 1;
    for (i, name) in names.iter().enumerate().filter(|_| area.height > 0) {
        let role = if i == at { Role::Chosen } else { Role::Text };
        x = put(buffer, x, area.y, area.right().saturating_sub(x), name, ctx.style(role)) + between;
    }
}
