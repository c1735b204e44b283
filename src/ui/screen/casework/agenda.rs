//! The agenda of one meeting: the plan's points, the numbered cases, what is late, and the next meeting.
//!
//! Opening it fixes the numbers, so that paper and screen say the same. It records nothing of what happens at the meeting.

use chrono::NaiveDate;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::case::{CaseFile, take_up};
use super::{by_code, item, near, told};
use crate::desk::ask::{Ask, Reply};
use crate::domain::casework::code;
use crate::domain::casework::view::{Agenda, AgendaItem, Why};
use crate::domain::command::{Command, Write};
use crate::domain::record::{Code, Origin};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::document::{heading, row, said};
use crate::ui::screen::{Go, Outcome, Press, Start, View};
use crate::ui::theme::Role;
use crate::ui::widget::edit::Edit;
use crate::ui::widget::paint::put;
use crate::ui::widget::prose::{Marked, Piece};
use crate::words;

/// The least columns and rows with room for the plan's points before the cases.
const ROOMY: (u16, u16) = (60, 16);

/// How many codes are offered while one is typed.
const OFFERED: usize = 6;

/// The agenda of one meeting.
pub struct AgendaPage {
    day: NaiveDate,
    seen: Option<Box<Agenda>>,
    /// Whether the numbers have been asked to stand.
    fixed: bool,
    marked: Marked,
    /// A code to add, while it is being typed.
    code: Option<Edit>,
}

impl AgendaPage {
    /// The agenda of the meeting on `day`.
    pub fn new(day: NaiveDate) -> Self {
        Self { day, seen: None, fixed: false, marked: Marked::default(), code: None }
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        if self.code.is_some() { Context::Typing } else { Context::Agenda }
    }

    /// The agenda.
    pub fn wants(&self) -> Ask {
        Ask::Agenda { day: self.day }
    }

    fn items(&self) -> &[AgendaItem] {
        self.seen.as_ref().map_or(&[], |seen| &seen.items)
    }

    /// The cases the rows lead to, in the order of the rows.
    fn leads(&self) -> Vec<&Code> {
        let late = self.seen.iter().flat_map(|seen| &seen.late).map(|line| &line.code);
        self.items().iter().map(|item| &item.code).chain(late).collect()
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        if self.code.is_some() {
            return self.type_code(press, ctx);
        }
        if self.marked.press(press.action, self.leads().len()) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::Accept) => match self.leads().get(self.marked.at()) {
                Some(code) => Outcome::go(Go::Open(View::Case(Box::new(CaseFile::new((*code).clone()))))),
                None => Outcome::none(),
            },
            Some(Action::New) => {
                self.code = Some(Edit::default());
                Outcome::none()
            }
            Some(Action::Edit) => self.record(),
            _ => Outcome::elsewhere(),
        }
    }

    /// Opens the meeting's form, or what is recorded of it.
    fn record(&self) -> Outcome {
        match self.seen.as_ref().map(|seen| seen.meeting) {
            Some(Some(id)) => Outcome::ask(Ask::Entry(id)),
            Some(None) => {
                let known = vec![("day".to_owned(), self.day.to_string(), Origin::Computed)];
                Outcome::go(Go::Enter(Start { known, ..Start::new("meeting") }))
            }
            None => Outcome::none(),
        }
    }

    fn type_code(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        let Some(edit) = &mut self.code else { return Outcome::none() };
        match press.action {
            Some(Action::Back) => self.code = None,
            Some(Action::Clear) => edit.clear(),
            Some(Action::Redraw) => return Outcome::elsewhere(),
            Some(Action::Accept) => return self.add(ctx),
            _ => {
                edit.press(press.key);
            }
        }
        Outcome::none()
    }

    /// Adds the case whose code was typed, whole or as far as it is the only one.
    fn add(&mut self, ctx: &mut Ctx) -> Outcome {
        let typed = self.code.take().map(|edit| bare(edit.text())).unwrap_or_default();
        if typed.is_empty() {
            return Outcome::none();
        }
        if let Some(there) = self.items().iter().find(|item| item.code == typed) {
            let (code, number) = (code::shown(&there.code), i64::from(there.number));
            let said =
                ctx.words.say_with("agenda-there", &[("code", (&code).into()), ("number", number.into())]);
            return Outcome::say(Line::new(Tone::Plain, said));
        }
        let others = self.seen.as_ref().map_or(&[][..], |seen| &seen.others);
        let found = match offered(others, &typed).as_slice() {
            [one] => Some((*one).clone()),
            _ => others.iter().find(|code| **code == typed).cloned(),
        };
        match found {
            Some(code) => self.schedule(vec![code], ctx),
            None => Outcome::say(Line::new(Tone::Warning, no_such(others, &typed, ctx))),
        }
    }

    fn schedule(&self, cases: Vec<Code>, ctx: &mut Ctx) -> Outcome {
        let command = Command::Schedule { day: self.day, cases };
        Outcome::ask(Ask::Do(Write { id: ctx.ids.fresh(), command }))
    }

    /// Takes a pasted text into the code that is typed.
    pub fn paste(&mut self, text: &str) -> Outcome {
        if let Some(edit) = &mut self.code {
            edit.paste(text, false);
        }
        Outcome::none()
    }

    /// Takes an answer from the desk. The first time, the numbers of a meeting that is not over are made to stand.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        match reply {
            Reply::Agenda(seen) => {
                self.seen = seen;
                let cases: Vec<Code> = self.items().iter().map(|item| item.code.clone()).collect();
                if !std::mem::replace(&mut self.fixed, true) && self.day >= ctx.now.day && !cases.is_empty() {
                    return self.schedule(cases, ctx);
                }
            }
            Reply::Entry(Some(shown)) => return take_up(&shown.entry, ctx),
            _ => {}
        }
        Outcome::none()
    }

    /// Draws it; returns where the cursor stands.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let pieces = self.pieces(area.height >= ROOMY.1 && area.width >= ROOMY.0, ctx);
        let Some(edit) = &self.code else {
            super::draw(&mut self.marked, &pieces, area, buffer, ctx);
            return None;
        };
        if area.height < 3 || area.width < 10 {
            return None;
        }
        let above = Rect { height: area.height - 2, ..area };
        super::draw(&mut self.marked, &pieces, above, buffer, ctx);
        let y = above.bottom();
        let x = put(buffer, area.x + 1, y, area.width - 2, &ctx.say("agenda-add"), ctx.style(Role::Key)) + 1;
        let room = area.right().saturating_sub(x + 1);
        let (text, at) = edit.seen(usize::from(room), ctx.glyphs().enter);
        put(buffer, x, y, room, &text, ctx.style(Role::ActiveField));
        let others = self.seen.as_ref().map_or(&[][..], |seen| &seen.others);
        let shown: Vec<String> = offered(others, &bare(edit.text())).iter().map(|c| code::shown(c)).collect();
        let more = if shown.len() > OFFERED { ctx.glyphs().ellipsis } else { "" };
        let line = format!("{}{more}", shown[..shown.len().min(OFFERED)].join("  "));
        put(buffer, area.x + 3, y + 1, area.width.saturating_sub(4), &line, ctx.style(Role::Muted));
        Some(Position { x: (x + at as u16).min(area.right() - 1), y })
    }

    /// The day and its week; the planned break it lies in.
    fn title(&self, seen: &Agenda, ctx: &Ctx) -> Piece {
        let (day, week) = (near(self.day, ctx), words::day::week(ctx.words, self.day));
        let title = ctx.words.say_with("agenda-title", &[("day", (&day).into()), ("week", (&week).into())]);
        match &seen.pause {
            None => heading(title, ctx),
            Some(pause) => {
                let said = ctx.words.say_with("agenda-pause", &[("break", (&said(pause, ctx)).into())]);
                heading(title, ctx).with_tail(said, ctx.style(Role::Warning))
            }
        }
    }

    /// Where there is little room the cases come before the plan's points.
    fn pieces(&self, roomy: bool, ctx: &Ctx) -> Vec<Piece> {
        let Some(seen) = &self.seen else { return Vec::new() };
        let mut pieces = vec![self.title(seen, ctx)];
        let points = points(ctx);
        if roomy {
            pieces.extend([points.clone(), Piece::gap()]);
        }
        let stands = ctx.words.say_with("agenda-stands", &[("day", (&self.day.to_string()).into())]);
        let cases = heading(ctx.say("agenda-cases"), ctx).with_tail(stands, ctx.style(Role::Muted));
        pieces.push(cases);
        if seen.items.is_empty() {
            pieces.push(Piece::paragraph(ctx.say("agenda-none"), ctx.style(Role::Muted)));
        }
        pieces.extend(seen.items.iter().map(|item| case(item, ctx)));
        if !seen.late.is_empty() {
            pieces.extend([Piece::gap(), heading(ctx.say("agenda-late"), ctx)]);
            pieces.extend(seen.late.iter().map(|line| told::commitment(line, &code::shown(&line.code), ctx)));
        }
        pieces.push(Piece::gap());
        let next = seen.next.map_or_else(|| ctx.say("agenda-next-none"), |day| near(day, ctx));
        pieces.push(row(ctx.say("agenda-next"), next, ctx));
        if !roomy {
            pieces.extend([Piece::gap(), points]);
        }
        pieces
    }
}

/// The plan's points of every meeting, numbered, after each other.
fn points(ctx: &Ctx) -> Piece {
    let points = by_code(ctx).map(|cases| cases.agenda.as_slice()).unwrap_or_default();
    let points: Vec<String> =
        (1..).zip(points).map(|(n, point): (u32, _)| format!("{n} {}", said(point, ctx))).collect();
    Piece::paragraph(points.join(&format!(" {} ", ctx.glyphs().dot)), ctx.style(Role::Muted))
}

/// A case with its number: why it is there, where it stands, and who must leave before it is opened.
fn case(item: &AgendaItem, ctx: &Ctx) -> Piece {
    let label = super::numbered(item.number, &item.code);
    let mut parts = vec![words::casework::why(ctx.words, item.why, ctx.now.day)];
    // A follow-up that is due says where the case stands.
    if item.status != "follow_up" || !matches!(item.why, Why::FollowUp(_)) {
        parts.push(self::item("case", "status", &item.status, ctx));
    }
    if item.decision.is_some() {
        parts.push(ctx.say("case-was-up"));
    }
    let piece = Piece::row(label, ctx.style(Role::Text), parts.join(", "), ctx.style(Role::Text)).leading();
    if item.closed_to.is_empty() {
        return piece;
    }
    let group = words::casework::group_only(ctx.words, &ctx.plan, item.closed_to.iter().map(|(who, _)| who));
    let leaves = || words::casework::leaves(ctx.words, &ctx.plan, &item.closed_to, ctx.now.day);
    piece.with_tail(group.unwrap_or_else(leaves), ctx.style(Role::Warning))
}

/// The open cases whose codes begin as typed.
fn offered<'a>(others: &'a [Code], typed: &str) -> Vec<&'a Code> {
    others.iter().filter(|code| code.starts_with(typed)).collect()
}

/// A code as it is stored, as far as it has been typed.
fn bare(typed: &str) -> String {
    typed.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
}

/// There is no such open case; the codes that come near are named.
fn no_such(others: &[Code], typed: &str, ctx: &Ctx) -> String {
    let wanted = code::shown(typed);
    let near: Vec<String> =
        code::near(typed, others.iter().map(Code::as_str)).iter().map(|c| code::shown(c)).collect();
    let wanted = ("code", (&wanted).into());
    if near.is_empty() {
        return ctx.words.say_with("agenda-no-such", &[wanted]);
    }
    ctx.words.say_with("agenda-no-such-near", &[wanted, ("near", (&near.join(", ")).into())])
}
