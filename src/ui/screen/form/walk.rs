//! From field to field: on with Enter, back the way one came, past what does not apply.

use super::{FormView, Row};
use crate::domain::plan::{Field, Form};
use crate::domain::record::draft::applies;
use crate::domain::record::{Code, Status};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::{Outcome, Press};
use crate::ui::widget::edit::Edit;

impl FormView {
    pub(super) fn accept(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        let Some(at) = self.at else {
            self.enter(self.draft.at, ctx);
            return Outcome::none();
        };
        if let Some(said) = self.still_looking(form, ctx) {
            return said;
        }
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
    pub(super) fn ask_why_cancelled(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        self.remarks.clear();
        self.remark = None;
        let cancel = self.rows(form).iter().position(|r| *r == Row::Cancel);
        if let Some(at) = cancel {
            self.enter(at, ctx);
        }
        Outcome::say(Line::new(Tone::Plain, ctx.say("form-why-cancelled")))
    }

    /// On to the next field that applies; on the last one, save.
    pub(super) fn advance(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        let Some(at) = self.at else { return Outcome::none() };
        match self.next_row(form, at, ctx) {
            Some(next) => {
                self.path.push(at);
                self.enter(next, ctx);
                self.gone_on(form, ctx)
            }
            None => self.save(form, ctx),
        }
    }

    pub(super) fn step(&mut self, form: &Form, ctx: &mut Ctx, forward: bool) -> Outcome {
        let Some(at) = self.at else {
            let rows = self.rows(form);
            let open = |i: &usize| self.applies_to(form, rows[*i], ctx);
            let at = if forward { (0..rows.len()).find(open) } else { (0..rows.len()).rev().find(open) };
            self.enter(at.unwrap_or(0), ctx);
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
        self.gone_on(form, ctx)
    }

    /// In another field: the draft is kept, and what depends on the field before is asked of the desk.
    fn gone_on(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        let ask = self.want_case(form, ctx).or_else(|| self.want_agenda(form, ctx));
        let ask = ask.or_else(|| self.want_course(form, ctx));
        Outcome { ask, ..self.tell_draft(form, ctx) }
    }

    pub(super) fn applies_to(&self, form: &Form, row: Row, ctx: &Ctx) -> bool {
        let Row::Field(i) = row else { return true };
        let (cells, _) = self.draft.read(form, &ctx.answers());
        let open = |f: &Field| {
            applies(f, &cells)
                && self.asks(form, f, ctx)
                && !self.is_closed(form, f)
                && self.has_cases(form, f, ctx)
                && !self.is_not_for_age(form, f, ctx)
        };
        form.fields.get(i).is_some_and(open)
    }

    pub(super) fn next_row(&self, form: &Form, at: usize, ctx: &Ctx) -> Option<usize> {
        let rows = self.rows(form);
        (at + 1..rows.len()).find(|i| self.applies_to(form, rows[*i], ctx))
    }

    fn previous_row(&self, form: &Form, at: usize, ctx: &Ctx) -> Option<usize> {
        let rows = self.rows(form);
        (0..at.min(rows.len())).rev().find(|i| self.applies_to(form, rows[*i], ctx))
    }

    /// In a correction, a field's letter jumps to it.
    pub(super) fn jump(&mut self, form: &Form, press: Press, ctx: &mut Ctx) -> Outcome {
        let letter = crate::ui::action::Chord::of(&press.key).typed();
        let open = |f: &Field| self.asks(form, f, ctx) && !self.is_closed(form, f);
        match form.fields.iter().position(|f| letter.is_some() && f.jump == letter && open(f)) {
            Some(i) => {
                self.enter(i, ctx);
                Outcome::none()
            }
            None => Outcome::say(Line::new(Tone::Plain, ctx.say("form-jump-hint"))),
        }
    }
}
