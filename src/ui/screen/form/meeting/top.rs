//! The forms that lie on top of a meeting: a decision, a commitment, a consent or its withdrawal, a new case.

use chrono::NaiveDate;

use super::{NEXT, keys};
use crate::desk::ask::Ask;
use crate::domain::casework::view::CaseView;
use crate::domain::plan::Form;
use crate::domain::record::{Code, Draft, Entry, Origin, Value};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::casework::case::withdrawal;
use crate::ui::screen::form::FormView;
use crate::ui::screen::{Go, Outcome, Start, View};

impl FormView {
    /// Opens the decision on the case marked last: a new one, or the one there is.
    pub(in crate::ui::screen::form) fn decide(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        let Some(code) = self.case_meant(ctx) else { return keys::no_case_meant(ctx) };
        let items = self.meeting.agenda.iter().flat_map(|agenda| &agenda.items);
        match items.filter(|item| item.code == code).find_map(|item| item.decision) {
            Some(id) => {
                Outcome { tell: self.keep(ctx).into_iter().collect(), ..Outcome::ask(Ask::Entry(id)) }
            }
            None => self.on_top(form, "decision", Some(&code), None, ctx),
        }
    }

    /// Opens a commitment in the case marked last, by default until the next meeting.
    pub(in crate::ui::screen::form) fn commit(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        let Some(code) = self.case_meant(ctx) else { return keys::no_case_meant(ctx) };
        let next = self.draft.value(form, NEXT, &ctx.answers()).as_ref().and_then(Value::day);
        let by = next.map(|day| ("by", day));
        self.on_top(form, "commitment", Some(&code), by, ctx)
    }

    /// Opens a consent in the case marked last.
    pub(in crate::ui::screen::form) fn consent(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        let Some(code) = self.case_meant(ctx) else { return keys::no_case_meant(ctx) };
        self.on_top(form, "consent", Some(&code), None, ctx)
    }

    /// Opens a new case.
    pub(in crate::ui::screen::form) fn new_case(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        self.on_top(form, "case", None, None, ctx)
    }

    /// A form of the case meeting over this one, which stays as it is.
    fn on_top(
        &mut self,
        form: &Form,
        key: &str,
        code: Option<&Code>,
        by: Option<(&str, NaiveDate)>,
        ctx: &mut Ctx,
    ) -> Outcome {
        let day = self.day(form, ctx).unwrap_or(ctx.now.day);
        let mut start = Start::new(key);
        let mut know =
            |field: &str, text: String| start.known.push((field.to_owned(), text, Origin::Computed));
        know("day", day.format("%Y-%m-%d").to_string());
        if let Some(code) = code {
            know("case", code.to_string());
        }
        if let Some((field, day)) = by {
            know(field, day.format("%Y-%m-%d").to_string());
        }
        let mut view = Self::awaiting(start, ctx);
        view.room = Some(self.in_the_room(form, ctx));
        let tell = self.keep(ctx).into_iter().collect();
        silently(Outcome { tell, ..Outcome::go(Go::Open(View::Form(Box::new(view)))) })
    }

    /// Asks for the case marked last, to withdraw its consent.
    pub(in crate::ui::screen::form) fn withdraw(&mut self, ctx: &mut Ctx) -> Outcome {
        let Some(code) = self.case_meant(ctx) else { return keys::no_case_meant(ctx) };
        self.meeting.withdrawing = true;
        Outcome { tell: self.keep(ctx).into_iter().collect(), ..Outcome::ask(Ask::Case(code)) }
    }

    /// Whether a case is awaited so that its consent can be withdrawn.
    pub(in crate::ui::screen::form) fn withdraws(&self) -> bool {
        self.meeting.withdrawing
    }

    /// The case has come: its valid consent is corrected on top of the meeting, as withdrawn now.
    pub(in crate::ui::screen::form) fn open_withdrawal(
        &mut self,
        form: &Form,
        case: Option<&CaseView>,
        ctx: &mut Ctx,
    ) -> Outcome {
        self.meeting.withdrawing = false;
        match case
            .and_then(|case| withdrawal(case, None, ctx))
            .and_then(|draft| Self::at_its_field(draft, ctx))
        {
            Some(view) => self.correct_on_top(form, view, ctx),
            None => Outcome::say(Line::new(Tone::Warning, ctx.say("case-none-to-withdraw"))),
        }
    }

    /// The decision that is there has come: it is corrected on top of the meeting.
    pub(in crate::ui::screen::form) fn open_decision(
        &mut self,
        form: &Form,
        entry: &Entry,
        ctx: &mut Ctx,
    ) -> Outcome {
        let plan = std::sync::Arc::clone(&ctx.plan);
        let Some((_, decision)) = plan.form(&entry.form) else { return Outcome::none() };
        let draft = Draft::of(ctx.ids.fresh(), decision, entry, ctx.now.at);
        match Self::of(draft, ctx) {
            Some(view) => self.correct_on_top(form, view, ctx),
            None => Outcome::none(),
        }
    }

    fn correct_on_top(&self, form: &Form, mut view: Self, ctx: &Ctx) -> Outcome {
        view.room = Some(self.in_the_room(form, ctx));
        silently(Outcome::go(Go::Open(View::Form(Box::new(view)))))
    }
}

/// What was said of one case is not left under the form of another: only the case at hand is on the screen.
fn silently(outcome: Outcome) -> Outcome {
    Outcome { line: Some(Line::default()), ..outcome }
}
