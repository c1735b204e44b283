//! The draft: at the desk after every field, kept when a form is left, dropped when there is nothing in it.

use super::FormView;
use crate::desk::ask::Ask;
use crate::domain::plan::Form;
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::{Go, Outcome};

impl FormView {
    /// Esc leaves and keeps the draft; nothing typed, nothing to keep.
    pub(super) fn leave_form(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        self.leave(form, ctx);
        if self.nothing_to_keep() {
            return Outcome { tell: vec![Ask::DropDraft(self.draft.write)], ..Outcome::go(Go::Back) };
        }
        self.kept = false;
        Outcome {
            tell: self.keep(ctx).into_iter().collect(),
            line: Some(Line::new(Tone::Plain, ctx.say("form-draft-kept"))),
            ..Outcome::go(Go::Back)
        }
    }

    /// Something was changed: the desk does not have it yet, and what was accepted before may not hold any more.
    pub(super) fn touch(&mut self) {
        self.kept = false;
        self.asked = false;
        self.touched = true;
    }

    /// Whether leaving it would lose nothing. What the form itself puts in a correction, a roster made whole, is nobody's.
    pub(super) fn nothing_to_keep(&self) -> bool {
        if self.draft.corrects.is_some() {
            return !self.touched || self.draft.untouched();
        }
        self.draft.untouched() && !self.touched
    }

    /// The draft as it stands, if the desk does not have it yet: also what stands in the field being typed.
    pub fn keep(&mut self, ctx: &Ctx) -> Option<Ask> {
        let plan = std::sync::Arc::clone(&ctx.plan);
        // A form that the plan no longer has still keeps what was typed before.
        if let Some((_, form)) = plan.form(&self.draft.form) {
            self.take_text(form);
        }
        if self.start.is_some() || self.kept || self.nothing_to_keep() {
            return None;
        }
        self.kept = true;
        Some(Ask::PutDraft(self.draft.without_personal_numbers()))
    }

    pub(super) fn tell_draft(&mut self, form: &Form, ctx: &Ctx) -> Outcome {
        let mut tell: Vec<Ask> = self.keep(ctx).into_iter().collect();
        tell.extend(self.ask_twin(form, ctx));
        Outcome { tell, ..Outcome::none() }
    }
}
