//! How a form begins: what it waits for, what it is filled with, where it opens.

use super::course::Courses;
use super::meeting::Meeting;
use super::{FormView, Row, field};
use crate::domain::plan::{FieldKind, Form, List};
use crate::domain::record::{Code, Draft, Entry, Origin, Status};
use crate::ui::action::Context;
use crate::ui::ctx::Ctx;
use crate::ui::screen::{Outcome, Start};
use crate::ui::widget::edit::Edit;

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
        view.touched = !view.draft.untouched();
        view.reason = first_reason(form, ctx);
        if !correcting || view.completes() {
            let fresh = view.completes() && view.draft.untouched();
            let at =
                if fresh { view.opening(form, ctx) } else { at.min(form.fields.len().saturating_sub(1)) };
            view.enter(at, ctx);
        }
        Some(view)
    }

    /// An entry to correct, opened in the field that its draft stands at.
    pub fn at_its_field(draft: Draft, ctx: &Ctx) -> Option<Self> {
        let at = draft.at;
        let mut view = Self::of(draft, ctx)?;
        view.enter(at, ctx);
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
            told_wrong: Vec::new(),
            remark: None,
            twin: None,
            asked: false,
            reason: None,
            last: None,
            kept: true,
            touched: false,
            asked_about: None,
            context: Context::Field,
            meeting: Meeting::default(),
            case: None,
            courses: Courses::default(),
            room: None,
        }
    }

    /// Now that the entry before is known, the form begins.
    pub(super) fn begin(&mut self, form: &Form, last: Option<Entry>, ctx: &mut Ctx) -> Outcome {
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
        let first = self.opening(form, ctx);
        self.enter(first, ctx);
        if start.save {
            return self.save(form, ctx);
        }
        let ask = self.want_agenda(form, ctx).or_else(|| self.want_case(form, ctx));
        let ask = ask.or_else(|| self.want_course(form, ctx));
        Outcome { ask, ..Outcome::none() }
    }

    /// The field it opens at: where cases are marked, else the first that cannot be known and is asked for.
    fn opening(&self, form: &Form, ctx: &Ctx) -> usize {
        let cases = form.fields.iter().position(|f| f.kind == FieldKind::Cases && self.asks(form, f, ctx));
        let first = match &form.first {
            None => cases.unwrap_or_else(|| self.draft.first_open(form)),
            Some(_) => self.draft.first_open(form),
        };
        let skipped = !self.applies_to(form, Row::Field(first), ctx);
        if skipped { self.next_row(form, first, ctx).unwrap_or(first) } else { first }
    }
}

/// The reason that a correction has unless another is given.
pub(super) fn first_reason(form: &Form, ctx: &Ctx) -> Option<Code> {
    form.correction_reasons.as_deref().and_then(|key| ctx.plan.list(key)).and_then(first_code)
}

fn first_code(list: &List) -> Option<Code> {
    list.items.first().map(|item| item.code.as_str().into())
}
