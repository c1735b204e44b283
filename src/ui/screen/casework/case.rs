//! One case: where it stands, who may take part in it, what was decided and promised.
//!
//! Texts come only while the case's notes are open; the desk leaves them out otherwise.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::tab::open_agenda;
use super::{near, next_meeting, told};
use crate::desk::ask::{Ask, Reply, Shown};
use crate::domain::casework::code;
use crate::domain::casework::view::CaseView;
use crate::domain::command::{Accepted, Amend, Change, Command, Write};
use crate::domain::record::{Cell, Code, Draft, Entry, EntryId, Origin, Value, draft};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::detail::Detail;
use crate::ui::screen::{Go, Outcome, Press, Start, View};
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Marked, Piece};

/// One case.
pub struct CaseFile {
    code: Code,
    seen: Seen,
    marked: Marked,
    /// The commitment that is to be marked as done when its entry has come.
    fulfilling: Option<EntryId>,
}

/// What is known of the case.
enum Seen {
    /// The desk has not answered yet.
    Awaited,
    /// There is no such case; these codes come near.
    Nowhere(Vec<Code>),
    /// The case as it stands.
    Here(Box<CaseView>),
}

/// Where a row leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// To the entry.
    Entry(EntryId),
    /// To a commitment.
    Commitment(EntryId),
    /// To a record of consent.
    Consent(EntryId),
}

impl CaseFile {
    /// The case with this code.
    pub fn new(code: Code) -> Self {
        Self { code, seen: Seen::Awaited, marked: Marked::default(), fulfilling: None }
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        if matches!(self.seen, Seen::Nowhere(_)) { Context::Numbered } else { Context::Case }
    }

    /// The case with all that hangs on it.
    pub fn wants(&self) -> Ask {
        Ask::Case(self.code.clone())
    }

    fn here(&self) -> Option<&CaseView> {
        match &self.seen {
            Seen::Here(case) => Some(case),
            Seen::Awaited | Seen::Nowhere(_) => None,
        }
    }

    fn leads(&self) -> Vec<Lead> {
        let Some(case) = self.here() else { return Vec::new() };
        let consents = case.consents.iter().map(|entry| Lead::Consent(entry.id));
        let commitments = case.commitments.iter().map(|line| Lead::Commitment(line.id));
        let decisions = case.decisions.iter().map(|entry| Lead::Entry(entry.id));
        let rest = commitments.chain(decisions).chain(consents);
        std::iter::once(Lead::Entry(case.entry.id)).chain(rest).collect()
    }

    fn lead(&self) -> Option<Lead> {
        self.leads().get(self.marked.at()).copied()
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        if let Seen::Nowhere(near) = &self.seen {
            let near = near.clone();
            return self.press_near(&near, press);
        }
        if self.marked.press(press.action, self.leads().len()) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::Accept) => match self.lead() {
                Some(Lead::Entry(id) | Lead::Commitment(id) | Lead::Consent(id)) => {
                    Outcome::go(Go::Open(View::Detail(Detail::new(id))))
                }
                None => Outcome::none(),
            },
            Some(Action::Decide) => self.begin("decision"),
            Some(Action::Commit) => self.begin("commitment"),
            Some(Action::Consent) => self.begin("consent"),
            Some(Action::Withdraw) => self.withdraw(ctx),
            Some(Action::Fulfil) => self.fulfil(ctx),
            Some(Action::Edit) => self.edit(ctx),
            Some(Action::Agenda) => open_agenda(next_meeting(ctx), ctx),
            _ => Outcome::elsewhere(),
        }
    }

    /// One of the codes that come near, by its number or the marker.
    fn press_near(&mut self, near: &[Code], press: Press) -> Outcome {
        let number = press.key.code.as_char().and_then(|c| c.to_digit(10)).map(|n| n as usize);
        let at = match press.action {
            Some(Action::Accept) => Some(self.marked.at()),
            action if self.marked.press(action, near.len()) => return Outcome::none(),
            _ => number.and_then(|n| n.checked_sub(1)),
        };
        match at.map(|at| near.get(at)) {
            Some(Some(code)) => {
                *self = Self::new(code.clone());
                Outcome::ask(self.wants())
            }
            Some(None) => Outcome::none(),
            None => Outcome::elsewhere(),
        }
    }

    /// A new entry of the case.
    fn begin(&self, form: &str) -> Outcome {
        if self.here().is_none() {
            return Outcome::none();
        }
        let known = vec![("case".to_owned(), code::shown(&self.code), Origin::Computed)];
        Outcome::go(Go::Enter(Start { known, ..Start::new(form) }))
    }

    /// Opens the case's own entry, or the marked one's.
    fn edit(&self, ctx: &mut Ctx) -> Outcome {
        let Some(case) = self.here() else { return Outcome::none() };
        let among = |id: EntryId| case.decisions.iter().chain(&case.consents).find(|entry| entry.id == id);
        let entry = match self.lead() {
            Some(Lead::Commitment(id)) => return Outcome::ask(Ask::Entry(id)),
            Some(Lead::Entry(id) | Lead::Consent(id)) => among(id).unwrap_or(&case.entry),
            None => &case.entry,
        };
        take_up(entry, ctx)
    }

    /// Opens the marked consent, or the latest that stands, as withdrawn now.
    fn withdraw(&self, ctx: &mut Ctx) -> Outcome {
        let Some(case) = self.here() else { return Outcome::none() };
        let marked = match self.lead() {
            Some(Lead::Consent(id)) => Some(id),
            _ => None,
        };
        match withdrawal(case, marked, ctx) {
            Some(draft) => Outcome::go(Go::Answer(Box::new(draft))),
            None => Outcome::say(Line::new(Tone::Warning, ctx.say("case-none-to-withdraw"))),
        }
    }

    /// Marks the commitment as done today: its entry is asked for first, since a change says what it changes.
    fn fulfil(&mut self, ctx: &Ctx) -> Outcome {
        let Some(case) = self.here() else { return Outcome::none() };
        let line = match self.lead() {
            Some(Lead::Commitment(id)) => case.commitments.iter().find(|line| line.id == id),
            _ => None,
        };
        match line {
            None => Outcome::say(Line::new(Tone::Warning, ctx.say("case-none-to-fulfil"))),
            Some(line) if line.done.is_some() => {
                Outcome::say(Line::new(Tone::Plain, ctx.say("case-done-already")))
            }
            Some(line) => {
                let id = line.id;
                self.fulfilling = Some(id);
                Outcome::ask(Ask::Entry(id))
            }
        }
    }

    fn done_today(entry: &Entry, ctx: &mut Ctx) -> Outcome {
        let before = entry.cells.iter().find(|(key, _)| key == "done").map(|(_, cell)| cell.clone());
        let after = Some(Cell { value: Value::Day(ctx.now.day), origin: Origin::Computed });
        let changes = vec![Change { field: "done".into(), before, after }];
        let (id, base) = (entry.id, entry.rev);
        let amend = Amend { id, base, status: None, changes, reason: None, accepted: Accepted::All };
        Outcome::ask(Ask::Do(Write { id: ctx.ids.fresh(), command: Command::Amend(amend) }))
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        match reply {
            Reply::Case(Ok(case)) => self.seen = Seen::Here(case),
            Reply::Case(Err(near)) => self.seen = Seen::Nowhere(near),
            Reply::Entry(Some(shown)) => return self.entry_came(&shown, ctx),
            _ => {}
        }
        Outcome::none()
    }

    /// An entry came that was asked for to be done with, or to be edited.
    fn entry_came(&mut self, shown: &Shown, ctx: &mut Ctx) -> Outcome {
        if self.fulfilling.take() == Some(shown.entry.id) {
            return Self::done_today(&shown.entry, ctx);
        }
        take_up(&shown.entry, ctx)
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let pieces = match &self.seen {
            Seen::Awaited => Vec::new(),
            Seen::Nowhere(near) => nowhere(&self.code, near, ctx),
            Seen::Here(case) => told::pieces(case, ctx),
        };
        super::draw(&mut self.marked, &pieces, area, buffer, ctx);
        None
    }
}

/// A correction of an entry.
pub(in crate::ui::screen) fn correction(entry: &Entry, ctx: &mut Ctx) -> Option<Draft> {
    let plan = Arc::clone(&ctx.plan);
    let (_, form) = plan.form(&entry.form)?;
    Some(Draft::of(ctx.ids.fresh(), form, entry, ctx.now.at))
}

/// The marked consent of a case, or the latest that stands, as withdrawn now; `None` where there is none.
pub fn withdrawal(case: &CaseView, marked: Option<EntryId>, ctx: &mut Ctx) -> Option<Draft> {
    let stands = |entry: &&Entry| entry.value("withdrawn").is_none_or(Value::is_nothing);
    let today = ctx.now.day;
    let day = |entry: &Entry, field: &str| entry.value(field).and_then(Value::day);
    let valid = |entry: &&Entry| {
        day(entry, "day").is_some_and(|from| from <= today)
            && day(entry, "until").is_none_or(|until| today <= until)
    };
    let standing = || case.consents.iter().filter(stands);
    let marked = standing().find(|entry| Some(entry.id) == marked);
    let entry = marked.or_else(|| standing().find(valid)).or_else(|| standing().next())?;
    let mut draft = correction(entry, ctx)?;
    draft.put("withdrawn", &draft::spell(&Value::Day(today)), Origin::Computed);
    draft.put("withdrawn_at", &draft::spell(&Value::Time(ctx.now.time)), Origin::Computed);
    draft.at = ctx.form(&entry.form).and_then(|(_, form)| form.position("withdrawn")).unwrap_or(0);
    Some(draft)
}

/// Takes up an entry to correct it, or to report what was planned.
pub(in crate::ui::screen) fn take_up(entry: &Entry, ctx: &mut Ctx) -> Outcome {
    correction(entry, ctx).map_or_else(Outcome::none, |draft| Outcome::go(Go::TakeUp(Box::new(draft))))
}

/// There is no such case, and what comes near.
fn nowhere(wanted: &Code, near: &[Code], ctx: &Ctx) -> Vec<Piece> {
    let none = ctx.words.say_with("case-none", &[("code", (&code::shown(wanted)).into())]);
    let mut pieces = vec![Piece::heading(none, ctx.style(Role::Warning))];
    let said = if near.is_empty() { "case-near-none" } else { "case-near" };
    pieces.push(Piece::paragraph(ctx.say(said), ctx.style(Role::Muted)));
    let text = ctx.style(Role::Text);
    pieces.extend((1..).zip(near).map(|(n, near): (u32, _)| {
        Piece::row(n.to_string(), ctx.style(Role::Key), code::shown(near), text).leading()
    }));
    pieces
}

/// Dates of the case that other views also tell.
pub(super) fn follow_up(day: chrono::NaiveDate, ctx: &Ctx) -> String {
    ctx.words.say_with("case-follow", &[("day", (&near(day, ctx)).into())])
}
