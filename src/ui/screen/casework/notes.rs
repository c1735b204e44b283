//! The notes of a meeting: who was there, which cases were up, what was decided and promised.
//!
//! Free text is shown only when it is asked for, and only where the desk may tell it.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::case::{CaseFile, take_up};
use super::told::{self, Decided};
use super::{Told, item, near, parties};
use crate::desk::ask::{Ask, Reply};
use crate::domain::casework::code;
use crate::domain::casework::notes::{NotedCase, Notes};
use crate::domain::record::{Code, EntryId, Status};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::screen::detail::Detail;
use crate::ui::screen::document::{heading, row};
use crate::ui::screen::{Go, Outcome, Press, View};
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Marked, Piece};
use crate::words;

/// The notes of a meeting.
pub struct NotesPage {
    day: NaiveDate,
    texts: bool,
    seen: Told<Notes>,
    marked: Marked,
}

/// Where a row leads.
enum Lead<'a> {
    Entry(EntryId),
    Case(&'a Code),
}

impl NotesPage {
    /// The notes of the meeting on `day`.
    pub fn new(day: NaiveDate) -> Self {
        Self { day, texts: false, seen: Told::Awaited, marked: Marked::default() }
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        Context::Notes
    }

    /// The notes, with texts where they were asked for.
    pub fn wants(&self) -> Ask {
        Ask::Notes { day: self.day, party: None, texts: self.texts }
    }

    fn here(&self) -> Option<&Notes> {
        match &self.seen {
            Told::Here(notes) => Some(notes),
            Told::Awaited | Told::Nothing => None,
        }
    }

    fn leads(&self) -> Vec<Lead<'_>> {
        let Some(notes) = self.here() else { return Vec::new() };
        let lines = notes.commitments.iter().chain(&notes.late).map(|line| Lead::Case(&line.code));
        let cases = notes.cases.iter().map(|case| Lead::Case(&case.code));
        notes.meeting.map(Lead::Entry).into_iter().chain(cases).chain(lines).collect()
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        let total = self.leads().len();
        if self.marked.press(press.action, total) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::Accept) => match self.leads().get(self.marked.at()) {
                Some(Lead::Entry(id)) => Outcome::go(Go::Open(View::Detail(Detail::new(*id)))),
                Some(Lead::Case(code)) => {
                    Outcome::go(Go::Open(View::Case(Box::new(CaseFile::new((*code).clone())))))
                }
                None => Outcome::none(),
            },
            Some(Action::Texts) => {
                self.texts = !self.texts;
                Outcome::ask(self.wants())
            }
            Some(Action::Edit) => match self.here().and_then(|notes| notes.meeting) {
                Some(id) => Outcome::ask(Ask::Entry(id)),
                None => Outcome::none(),
            },
            Some(Action::Agenda) => super::tab::open_agenda(Some(self.day), ctx),
            _ => Outcome::elsewhere(),
        }
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        match reply {
            Reply::Notes(notes) => self.seen = notes.into(),
            Reply::Entry(Some(shown)) => return take_up(&shown.entry, ctx),
            _ => {}
        }
        Outcome::none()
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let pieces = match &self.seen {
            Told::Awaited => Vec::new(),
            Told::Nothing => vec![Piece::paragraph(ctx.say("notes-gone"), ctx.style(Role::Muted))],
            Told::Here(notes) => pieces(notes, self.texts, ctx),
        };
        super::draw(&mut self.marked, &pieces, area, buffer, ctx);
        None
    }
}

fn pieces(notes: &Notes, texts: bool, ctx: &Ctx) -> Vec<Piece> {
    let mut pieces = vec![Piece::paragraph(ctx.say("notes-secrecy"), ctx.style(Role::Warning)), Piece::gap()];
    pieces.extend(head(notes, ctx));
    pieces.extend(cases(notes, ctx));
    for (key, lines) in [("notes-commitments", &notes.commitments), ("notes-late", &notes.late)] {
        if lines.is_empty() {
            continue;
        }
        pieces.extend([Piece::gap(), heading(ctx.say(key), ctx)]);
        pieces.extend(lines.iter().map(|line| told::commitment(line, &code::shown(&line.code), ctx)));
    }
    pieces.push(Piece::gap());
    let how = if texts { "notes-texts-shown" } else { "notes-texts" };
    let how = ctx.words.say_with(how, &[("day", (&notes.day.to_string()).into())]);
    pieces.push(Piece::paragraph(how, ctx.style(Role::Muted)));
    pieces
}

fn head(notes: &Notes, ctx: &Ctx) -> Vec<Piece> {
    let (day, week) = (near(notes.day, ctx), words::day::week(ctx.words, notes.day));
    let title = ctx.words.say_with("notes-title", &[("day", (&day).into()), ("week", (&week).into())]);
    let (state, role) = state(notes, ctx);
    let mut pieces = vec![heading(title, ctx).with_tail(state, ctx.style(role))];
    if let Some(id) = notes.meeting {
        let number = ctx.words.say_with("entry-number", &[("id", (&id.to_string()).into())]);
        pieces.push(row(ctx.say("notes-entry"), number, ctx).leading());
    }
    if !notes.attendance.is_empty() {
        pieces.push(row(ctx.say("notes-attendance"), attendance(notes, ctx), ctx));
    }
    if !notes.themes.is_empty() {
        let themes: Vec<String> =
            notes.themes.iter().map(|code| item("meeting", "themes", code, ctx)).collect();
        pieces.push(row(ctx.say("notes-themes"), themes.join(", "), ctx));
    }
    pieces.extend(notes.round.as_ref().map(|round| row(ctx.say("notes-round"), round.as_str(), ctx)));
    if let Some((up, first)) = notes.counts {
        let said = ctx.words.say_with("notes-counts-of", &[("up", up.into()), ("first", first.into())]);
        pieces.push(row(ctx.say("notes-counts"), said, ctx));
    }
    pieces.extend(notes.next.map(|day| row(ctx.say("notes-next"), near(day, ctx), ctx)));
    pieces
}

/// What became of the meeting.
fn state(notes: &Notes, ctx: &Ctx) -> (String, Role) {
    match &notes.status {
        Status::Planned => (ctx.say("meeting-was-planned"), Role::Muted),
        Status::Cancelled(reason) => {
            let list = ctx.form("meeting").and_then(|(_, form)| form.cancel_reasons.as_deref());
            let reason = words::label::reason(ctx.words, &ctx.plan, list, reason);
            (format!("{}: {reason}", ctx.say("meeting-was-cancelled")), Role::Warning)
        }
        Status::Done if notes.attendance.is_empty() => (ctx.say("meeting-was-unknown"), Role::Warning),
        Status::Done if notes.attendance.iter().any(|(_, mark)| mark == "absent") => {
            (ctx.say("meeting-was-fewer"), Role::Warning)
        }
        Status::Done => (ctx.say("meeting-was-all"), Role::Good),
    }
}

/// The parties, by their marks.
fn attendance(notes: &Notes, ctx: &Ctx) -> String {
    let marks = ctx.plan.list("party_marks");
    let mut said: Vec<(&Code, Vec<Code>)> = Vec::new();
    for (party, mark) in &notes.attendance {
        match said.iter_mut().find(|(there, _)| *there == mark) {
            Some((_, among)) => among.push(party.clone()),
            None => said.push((mark, vec![party.clone()])),
        }
    }
    let part = |(mark, among): &(&Code, Vec<Code>)| {
        format!("{}: {}", words::label::of_list(ctx.words, marks, mark), parties(among, ctx))
    };
    said.iter().map(part).collect::<Vec<_>>().join("; ")
}

fn cases(notes: &Notes, ctx: &Ctx) -> Vec<Piece> {
    if notes.counts.is_some() || notes.status != Status::Done {
        return Vec::new();
    }
    let mut pieces = vec![Piece::gap(), heading(ctx.say("notes-cases"), ctx)];
    if notes.cases.is_empty() {
        pieces.push(Piece::paragraph(ctx.say("notes-cases-none"), ctx.style(Role::Muted)));
    }
    pieces.extend(notes.cases.iter().map(|case| noted(case, ctx)));
    pieces
}

fn noted(case: &NotedCase, ctx: &Ctx) -> Piece {
    let decided = Decided {
        decision: case.decision.clone(),
        close_reason: case.close_reason.clone(),
        action: case.action.clone(),
        parties: &case.parties,
        follow_up: case.follow_up,
    };
    let label = case.number.map_or_else(|| code::shown(&case.code), |n| super::numbered(n, &case.code));
    let piece = row(label, decided.said(ctx), ctx).leading();
    match &case.text {
        Some(text) => piece.with_tail(text.as_str(), ctx.style(Role::Accent)),
        None => piece,
    }
}
