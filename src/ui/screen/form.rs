//! The form engine: one way of asking, for every form of every plan.
//!
//! It opens at the first field that cannot be known, takes a choice with one key, never traps anybody in a field, says
//! what is wrong beside the field in words, and gives its draft to the desk after every field.

mod draw;
mod field;
mod keep;
mod save;

use super::{Go, Outcome, Press, Start};
use crate::desk::ask::{Ask, Reply};
use crate::domain::plan::{Form, List};
use crate::domain::record::draft::applies;
use crate::domain::record::{Code, Draft, Entry, EntryId, Origin, Slot, Status};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::overlay::Overlay;
use crate::ui::widget::edit::Edit;

/// Lists up to this long are chosen from with one key; longer ones by typing.
pub const ONE_KEY: usize = 10;

/// A form being filled in.
pub struct FormView {
    draft: Draft,
    start: Option<Start>,
    /// The row being filled in; `None` while a correction has not been entered yet.
    at: Option<usize>,
    edit: Edit,
    /// The rows one came through, to go back the same way.
    path: Vec<usize>,
    /// What is to be said beside a field.
    remarks: Vec<(Code, Tone, String)>,
    /// What is to be said of the whole.
    remark: Option<(Tone, String)>,
    /// An entry that looks the same.
    twin: Option<EntryId>,
    /// Whether the questions have been shown, so that the next save accepts them.
    asked: bool,
    /// Why the entry is corrected.
    reason: Option<Code>,
    /// This person's entry before.
    last: Option<Entry>,
    /// Whether the desk has the draft as it stands.
    kept: bool,
    /// Whether somebody has changed anything in it here.
    touched: bool,
    /// The field whose history was asked for.
    asked_about: Option<String>,
}

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// A field of the plan's form, by place.
    Field(usize),
    /// Why the entry is corrected.
    Reason,
    /// Why the occasion is cancelled.
    Cancel,
}

impl FormView {
    /// A form that waits for this person's entry before.
    pub fn awaiting(start: Start, ctx: &mut Ctx) -> Self {
        let write = ctx.ids.fresh();
        let draft = match ctx.form(&start.form) {
            Some((_, form)) => Draft::new(write, form, &ctx.answers(), None, ctx.now.at),
            None => Draft {
                write,
                form: start.form.as_str().into(),
                corrects: None,
                before: Vec::new(),
                status: Status::Done,
                slots: Vec::new(),
                at: 0,
                begun: ctx.now.at,
            },
        };
        Self { start: Some(start), ..Self::with(draft) }
    }

    /// A draft taken up again, or an entry to correct.
    pub fn of(draft: Draft, ctx: &Ctx) -> Option<Self> {
        let (_, form) = ctx.form(&draft.form)?;
        let (at, correcting) = (draft.at, draft.corrects.is_some());
        let mut view = Self::with(draft);
        view.reason =
            form.correction_reasons.as_deref().and_then(|key| ctx.plan.list(key)).and_then(first_code);
        if !correcting || view.completes() {
            view.enter(at.min(form.fields.len().saturating_sub(1)), ctx);
        }
        Some(view)
    }

    fn with(draft: Draft) -> Self {
        Self {
            draft,
            start: None,
            at: None,
            edit: Edit::default(),
            path: Vec::new(),
            remarks: Vec::new(),
            remark: None,
            twin: None,
            asked: false,
            reason: None,
            last: None,
            kept: true,
            touched: false,
            asked_about: None,
        }
    }

    /// Whether it reports something planned, rather than correcting what stands.
    fn completes(&self) -> bool {
        self.draft.corrects.is_some() && self.draft.status == Status::Planned
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        if self.at.is_some() { Context::Field } else { Context::Form }
    }

    /// The form's key, and the entry corrected.
    pub fn busy(&self) -> (Code, Option<EntryId>) {
        (self.draft.form.clone(), self.draft.corrects.map(|(id, _)| id))
    }

    fn rows(&self, form: &Form) -> Vec<Row> {
        let mut rows: Vec<Row> = (0..form.fields.len()).map(Row::Field).collect();
        if matches!(self.draft.status, Status::Cancelled(_)) {
            rows.push(Row::Cancel);
        }
        if self.draft.corrects.is_some() && self.reason.is_some() && !self.completes() {
            rows.push(Row::Reason);
        }
        rows
    }

    fn row(&self, form: &Form) -> Option<Row> {
        self.rows(form).get(self.at?).copied()
    }

    /// The list the active row chooses from.
    fn list<'a>(&self, form: &'a Form, ctx: &'a Ctx) -> Option<&'a List> {
        match self.row(form)? {
            Row::Field(i) => ctx.list(form.fields.get(i)?),
            Row::Reason => form.correction_reasons.as_deref().and_then(|key| ctx.plan.list(key)),
            Row::Cancel => form.cancel_reasons.as_deref().and_then(|key| ctx.plan.list(key)),
        }
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        let plan = std::sync::Arc::clone(&ctx.plan);
        let Some((_, form)) = plan.form(&self.draft.form) else { return Outcome::go(Go::Back) };
        match press.action {
            Some(Action::Save) => self.save(form, ctx),
            Some(Action::Accept) => self.accept(form, ctx),
            Some(Action::NextField) => self.step(form, ctx, true),
            Some(Action::PreviousField) => self.step(form, ctx, false),
            Some(Action::Back) => self.leave_form(form, ctx),
            Some(Action::Ditto) => self.ditto(form, ctx),
            Some(Action::LineBreak) => self.line_break(form),
            Some(Action::Clear) => {
                self.edit.clear();
                self.touch();
                Outcome::none()
            }
            Some(Action::OpenTwin) => self.open_twin(form, ctx),
            Some(Action::FieldHelp) => self.help(form, ctx),
            Some(Action::Redraw) => Outcome::elsewhere(),
            _ if self.at.is_none() => self.jump(form, press, ctx),
            _ => self.type_key(form, press, ctx),
        }
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str, ctx: &mut Ctx) -> Outcome {
        let note = ctx.form(&self.draft.form).and_then(|(_, form)| match self.row(form)? {
            Row::Field(i) => Some(matches!(form.fields[i].kind, crate::domain::plan::FieldKind::Note { .. })),
            _ => None,
        });
        if let Some(note) = note {
            let whole = self.edit.paste(text, note);
            self.touch();
            if !whole {
                return Outcome::say(Line::new(Tone::Warning, ctx.say("form-paste-cut")));
            }
        }
        Outcome::none()
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        let plan = std::sync::Arc::clone(&ctx.plan);
        let Some((_, form)) = plan.form(&self.draft.form) else { return Outcome::none() };
        match reply {
            Reply::Latest(last) => self.begin(form, last.map(|e| *e), ctx),
            Reply::Twin(question) => {
                self.show_twin(form, question, ctx);
                Outcome::none()
            }
            Reply::Refused(refusal) => self.refused(form, refusal, ctx),
            Reply::History(steps) => match self.asked_about.take().and_then(|key| form.field(&key)) {
                Some(field) => Outcome::go(Go::Lay(Overlay::field(field, &steps, ctx))),
                None => Outcome::none(),
            },
            _ => Outcome::none(),
        }
    }

    /// Now that the entry before is known, the form begins.
    fn begin(&mut self, form: &Form, last: Option<Entry>, ctx: &mut Ctx) -> Outcome {
        let Some(start) = self.start.take() else { return Outcome::none() };
        let (write, begun) = (self.draft.write, self.draft.begun);
        self.draft = Draft::new(write, form, &ctx.answers(), last.as_ref(), begun);
        let like = start.like.as_deref().or(last.as_ref().filter(|_| start.repeat));
        if let Some(like) = like {
            field::repeat(&mut self.draft, form, like);
        }
        for (field, text, origin) in &start.known {
            self.draft.put(field, text, *origin);
        }
        if let Some(status) = start.status {
            self.draft.status = status;
        }
        if start.known.iter().any(|(_, _, origin)| *origin == Origin::Typed) {
            self.touch();
        }
        self.last = last;
        let first = self.draft.first_open(form);
        self.enter(first, ctx);
        if start.save { self.save(form, ctx) } else { Outcome::none() }
    }

    fn accept(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        let Some(at) = self.at else {
            self.enter(self.draft.at, ctx);
            return Outcome::none();
        };
        if self.means_cancelled(form) {
            self.draft.status = Status::Cancelled(Code::default());
            self.touch();
            self.edit = Edit::new(&self.shown_text(form, at, ctx));
            self.path.push(at);
            return self.ask_why_cancelled(form, ctx);
        }
        if !self.leave(form, ctx) && self.list(form, ctx).is_some() && !self.edit.fresh {
            // An item that is not shown as the one meant is not taken: the message says which ones are near.
            return Outcome::none();
        }
        self.advance(form, ctx)
    }

    /// What was cancelled needs nothing but its reason.
    fn ask_why_cancelled(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        self.remarks.clear();
        self.remark = None;
        let cancel = self.rows(form).iter().position(|r| *r == Row::Cancel);
        if let Some(at) = cancel {
            self.enter(at, ctx);
        }
        Outcome::say(Line::new(Tone::Plain, ctx.say("form-why-cancelled")))
    }

    /// On to the next field that applies; on the last one, save.
    fn advance(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        let Some(at) = self.at else { return Outcome::none() };
        match self.next_row(form, at, ctx) {
            Some(next) => {
                self.path.push(at);
                self.enter(next, ctx);
                self.tell_draft(form, ctx)
            }
            None => self.save(form, ctx),
        }
    }

    fn step(&mut self, form: &Form, ctx: &mut Ctx, forward: bool) -> Outcome {
        let Some(at) = self.at else {
            self.enter(if forward { 0 } else { self.rows(form).len().saturating_sub(1) }, ctx);
            return Outcome::none();
        };
        self.leave(form, ctx);
        let next = if forward {
            self.path.push(at);
            self.next_row(form, at, ctx).unwrap_or(at)
        } else {
            self.path.pop().or_else(|| self.previous_row(form, at, ctx)).unwrap_or(at)
        };
        self.enter(next, ctx);
        self.tell_draft(form, ctx)
    }

    fn applies_to(&self, form: &Form, row: Row, ctx: &Ctx) -> bool {
        let Row::Field(i) = row else { return true };
        let (cells, _) = self.draft.read(form, &ctx.answers());
        form.fields.get(i).is_some_and(|f| applies(f, &cells))
    }

    fn next_row(&self, form: &Form, at: usize, ctx: &Ctx) -> Option<usize> {
        let rows = self.rows(form);
        (at + 1..rows.len()).find(|i| self.applies_to(form, rows[*i], ctx))
    }

    fn previous_row(&self, form: &Form, at: usize, ctx: &Ctx) -> Option<usize> {
        let rows = self.rows(form);
        (0..at.min(rows.len())).rev().find(|i| self.applies_to(form, rows[*i], ctx))
    }

    /// In a correction, a field's letter jumps to it.
    fn jump(&mut self, form: &Form, press: Press, ctx: &mut Ctx) -> Outcome {
        let letter = crate::ui::action::Chord::of(&press.key).typed();
        match form.fields.iter().position(|f| letter.is_some() && f.jump == letter) {
            Some(i) => {
                self.enter(i, ctx);
                Outcome::none()
            }
            None => Outcome::say(Line::new(Tone::Plain, ctx.say("form-jump-hint"))),
        }
    }

    fn ditto(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        let Some(Row::Field(i)) = self.row(form) else { return Outcome::none() };
        let key = &form.fields[i].key;
        let Some(value) = self.last.as_ref().and_then(|e| e.value(key)).filter(|v| !v.is_nothing()) else {
            return Outcome::say(Line::new(Tone::Plain, ctx.say("form-no-ditto")));
        };
        let text = crate::domain::record::draft::spell(value);
        self.draft.put(key, &text, Origin::Carried);
        self.touch();
        self.enter(i, ctx);
        self.advance(form, ctx)
    }

    fn line_break(&mut self, form: &Form) -> Outcome {
        if let Some(Row::Field(i)) = self.row(form)
            && matches!(form.fields[i].kind, crate::domain::plan::FieldKind::Note { .. })
        {
            self.edit.insert("\n");
            self.touch();
        }
        Outcome::none()
    }

    fn help(&mut self, form: &Form, ctx: &Ctx) -> Outcome {
        let row = self.row(form).unwrap_or(Row::Field(self.draft.at));
        let Row::Field(i) = row else { return Outcome::none() };
        let Some(field) = form.fields.get(i) else { return Outcome::none() };
        match self.draft.corrects {
            // What the field has been comes from the journal; the page opens with the answer.
            Some((id, _)) => {
                self.asked_about = Some(field.key.clone());
                Outcome::ask(Ask::History(id))
            }
            None => Outcome::go(Go::Lay(Overlay::field(field, &[], ctx))),
        }
    }

    fn open_twin(&mut self, form: &Form, ctx: &Ctx) -> Outcome {
        let Some(id) = self.twin else { return Outcome::none() };
        self.leave(form, ctx);
        let view = super::View::Detail(super::detail::Detail::new(id));
        Outcome { tell: self.keep(ctx).into_iter().collect(), ..Outcome::go(Go::Open(view)) }
    }

    /// The slot of a field.
    fn slot(&self, key: &str) -> Slot {
        self.draft.slot(key).cloned().unwrap_or_default()
    }
}

fn first_code(list: &List) -> Option<Code> {
    list.items.first().map(|item| item.code.as_str().into())
}
