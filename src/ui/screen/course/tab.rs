//! The tab of courses: all of them, the participants, evenings and surveys of the one that is marked, and the gatherings
//! that hang on none.
//!
//! One course at a time is told of, so that nobody's name is in a list before somebody has asked for that course.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::grid::Grid;
use super::page::CoursePage;
use super::{
    Lead, await_list, counted, days, hint, list_of, people, standing, survey, told, turned, verdict,
};
use crate::desk::ask::{Ask, Reply};
use crate::domain::command::{Command, Write};
use crate::domain::course::balance::{Counts, Verdict};
use crate::domain::course::index::PARTICIPANT;
use crate::domain::course::view::{CourseLine, CourseView, Names};
use crate::domain::plan::Activity;
use crate::domain::record::{Code, Origin, Status};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::msg::Clip;
use crate::ui::screen::casework;
use crate::ui::screen::casework::case::take_up;
use crate::ui::screen::detail::Detail;
use crate::ui::screen::document::heading;
use crate::ui::screen::list::List;
use crate::ui::screen::sections::Sections;
use crate::ui::screen::today::open_by_key;
use crate::ui::screen::{Go, Outcome, Press, Start, View};
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Marked, Piece};
use crate::words;

/// The sections: the form of what is new there, the name, and what is said where there is nothing.
const SECTIONS: [(&str, &str, &str); 5] = [
    ("course", "course-section-courses", "course-section-courses-empty"),
    ("participant", "course-section-people", "course-nobody"),
    ("evening", "course-section-evenings", "course-section-evenings-empty"),
    ("survey", "course-section-surveys", "course-surveys-none"),
    ("gathering", "course-section-gatherings", "course-section-gatherings-empty"),
];

/// What is told of one course at a time; the other sections are lists of their forms.
const OF_A_COURSE: [&str; 3] = ["participant", "evening", "survey"];

/// The tab of courses.
pub struct Tab {
    activity: String,
    sections: Sections,
    /// The entries of a section that hang on no course.
    list: Option<List>,
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
            sections: Sections::of(activity, &SECTIONS.map(|(form, ..)| form), &[]),
            list: None,
            lines: None,
            chosen: None,
            course: None,
            names: Names::Masked,
            marked: Marked::default(),
        }
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        match self.list.as_ref().map(List::context) {
            Some(Context::List) => Context::Listing,
            Some(Context::Typing) => Context::Typing,
            None if self.total() > 0 => Context::Courses,
            Some(_) | None => Context::CoursesEmpty,
        }
    }

    /// The courses, or the one whose people, evenings or surveys are shown, or the page of a list.
    pub fn wants(&self) -> Option<Ask> {
        match (&self.list, &self.chosen) {
            (Some(list), _) => list.wants(),
            (None, Some(code)) if self.is_of_a_course() => {
                Some(Ask::Course { code: code.clone(), names: self.names })
            }
            (None, _) => Some(Ask::Courses),
        }
    }

    fn form(&self) -> &str {
        self.sections.form()
    }

    /// Whether the section tells of one course.
    fn is_of_a_course(&self) -> bool {
        OF_A_COURSE.contains(&self.form())
    }

    fn lines(&self) -> &[CourseLine] {
        self.lines.as_deref().unwrap_or_default()
    }

    fn leads(&self) -> Vec<Lead> {
        match (self.form(), &self.course) {
            ("course", _) => self.lines().iter().map(|line| Lead::Course(line.id)).collect(),
            ("participant", Some(course)) => people::leads(course),
            ("evening", Some(course)) => told::evening_leads(course),
            ("survey", Some(course)) => survey::leads(course),
            _ => Vec::new(),
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
        if let (Some(list), false) = (&mut self.list, is_of_sections(press.action)) {
            // What is new is of the section's form, not any of the tab's.
            return if press.action == Some(Action::New) { self.begin() } else { list.press(press, ctx) };
        }
        if self.marked.press(press.action, self.total()) {
            if let ("course", Some(line)) = (self.form(), self.lines().get(self.marked.at())) {
                self.chosen = Some(line.code.clone());
            }
            return Outcome::none();
        }
        match press.action {
            Some(to @ (Action::NextSection | Action::PreviousSection)) => self.turn(to),
            Some(Action::Accept) => self.open(),
            Some(Action::New) => self.begin(),
            Some(Action::Edit) => match self.lead() {
                Some(lead) => Outcome::ask(Ask::Entry(lead.entry())),
                None => Outcome::none(),
            },
            Some(Action::Remove) => match self.lead() {
                Some(lead) => {
                    let command = Command::Remove { id: lead.entry() };
                    Outcome::ask(Ask::Do(Write { id: ctx.ids.fresh(), command }))
                }
                None => Outcome::none(),
            },
            Some(Action::Bin) => {
                let activity = ctx.plan.activity(&self.activity);
                activity.map_or_else(Outcome::none, |activity| List::of(activity).bin(ctx))
            }
            Some(Action::Paste) => match &self.chosen {
                Some(code) => await_list(code),
                None => Outcome::say(Line::new(Tone::Plain, ctx.say(SECTIONS[0].2))),
            },
            Some(Action::Names) => {
                self.names = turned(self.names);
                self.ask()
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
    fn turn(&mut self, to: Action) -> Outcome {
        self.sections.turn(to);
        self.marked = Marked::default();
        let form = self.sections.form();
        let listed = form != SECTIONS[0].0 && !self.is_of_a_course();
        self.list = listed.then(|| List::of_form(form));
        if form == SECTIONS[0].0 {
            self.mark_chosen();
        }
        self.ask()
    }

    fn ask(&self) -> Outcome {
        self.wants().map(Outcome::ask).unwrap_or_default()
    }

    /// A course opens with all that hangs on it; what hangs on one opens as it was entered.
    fn open(&self) -> Outcome {
        let line = self.lines().get(self.marked.at()).filter(|_| self.form() == SECTIONS[0].0);
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
        let start = Start::new(self.form());
        let known = self.chosen.iter().filter(|_| self.is_of_a_course());
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
            Reply::Course(Err(_)) => {
                (self.course, self.chosen) = (None, None);
                self.sections.reset();
            }
            Reply::Entry(Some(shown)) => return take_up(&shown.entry, ctx),
            reply => return self.list.as_mut().map(|list| list.answer(reply, ctx)).unwrap_or_default(),
        }
        Outcome::none()
    }

    /// Takes a pasted text: over the participants, a list of those who shall be enrolled; else where text is typed.
    pub fn paste(&mut self, clip: &Clip, ctx: &Ctx) -> Outcome {
        match (&mut self.list, &self.chosen) {
            (Some(list), _) => list.paste(&clip.text, ctx),
            (None, Some(code)) if self.sections.form() == PARTICIPANT => list_of(code, clip, ctx),
            (None, _) => Outcome::none(),
        }
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
        let narrowed = |name| match &self.list {
            Some(list) => list.narrowed(name, ctx),
            None => name,
        };
        let x = self.sections.draw(|form| self::name(form, ctx), narrowed, area, buffer, ctx);
        let below = area.intersection(Rect { y: area.y.saturating_add(1), ..area });
        if let Some(list) = self.list.as_mut().filter(|list| !list.is_bare()) {
            list.draw_counted(x, area, buffer, ctx);
            return list.draw_below(below, buffer, ctx);
        }
        let pieces = self.pieces(ctx);
        casework::draw(&mut self.marked, &pieces, below, buffer, ctx);
        None
    }

    fn pieces(&self, ctx: &Ctx) -> Vec<Piece> {
        let nothing = |form: &str| {
            let known = SECTIONS.iter().find(|(key, ..)| *key == form);
            Piece::paragraph(
                ctx.say(known.map_or("list-empty", |(_, _, empty)| empty)),
                ctx.style(Role::Muted),
            )
        };
        if self.list.is_some() {
            return vec![nothing(self.form())];
        }
        if !self.is_of_a_course() || self.chosen.is_none() {
            return match &self.lines {
                None => Vec::new(),
                Some(lines) if lines.is_empty() => vec![nothing(SECTIONS[0].0)],
                Some(lines) => lines.iter().flat_map(|line| told_of(line, ctx)).collect(),
            };
        }
        let Some(course) = &self.course else { return Vec::new() };
        let title = ctx.words.say_with("course-title", &[("code", course.line.code.as_str().into())]);
        let (stands, role) = standing(&course.line, ctx);
        let mut pieces = vec![heading(title, ctx).with_tail(stands, ctx.style(role))];
        pieces.extend(match self.form() {
            "participant" => people::pieces(course, ctx),
            "evening" => told::evenings(course, ctx),
            _ => survey::pieces(course, ctx),
        });
        if self.total() == 0 {
            pieces.push(nothing(self.form()));
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
    let balanced = |when: &str, (counts, judged): (Counts, Verdict)| {
        let (said, role) = verdict(judged, ctx);
        Piece::row("", muted, format!("{when}: {}", counted(counts, ctx)), muted)
            .with_tail(said, ctx.style(role))
    };
    let (counts, judged) = line.at_start.unwrap_or((line.admitted, line.balance));
    let places = [("n", counts.all().into()), ("places", line.places.into())];
    let key = if line.at_start.is_some() { "course-places-at-start" } else { "course-places-of" };
    pieces.push(balanced(&ctx.words.say_with(key, &places), (counts, judged)));
    let at_end = line.at_end.filter(|(at_end, _)| *at_end != counts);
    pieces.extend(at_end.map(|at_end| balanced(&ctx.say("course-at-end"), at_end)));
    if let Some(left) = line.hint.and_then(|left| hint(left, ctx)) {
        pieces.push(Piece::row("", muted, left, ctx.style(Role::Accent)));
    }
    pieces
}

/// What a section is called.
fn name(form: &str, ctx: &Ctx) -> String {
    match SECTIONS.iter().find(|(key, ..)| *key == form) {
        Some((_, name, _)) => ctx.say(name),
        None => words::label::first(words::label::form(ctx.words, &ctx.plan, form)),
    }
}

/// Whether a key leads to another section.
fn is_of_sections(action: Option<Action>) -> bool {
    matches!(action, Some(Action::NextSection | Action::PreviousSection))
}
