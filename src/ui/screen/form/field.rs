//! Typing in one field: what a key does depends on what the field may be answered with.

use super::{FormView, ONE_KEY, Row, case};
use crate::domain::course::age::year_is_whole;
use crate::domain::plan::{Field, FieldKind, Form};
use crate::domain::record::answer::{self, by_key, choose};
use crate::domain::record::check;
use crate::domain::record::draft::spell;
use crate::domain::record::line;
use crate::domain::record::{Code, Draft, Entry, Origin, Problem, Status, Value};
use crate::ui::action::Context;
use crate::ui::ctx::Ctx;
use crate::ui::model::Tone;
use crate::ui::screen::{Outcome, Press};
use crate::ui::widget::edit::Edit;
use crate::words;

impl FormView {
    /// Goes into the row numbered `at`.
    pub(super) fn enter(&mut self, at: usize, ctx: &Ctx) {
        let Some((_, form)) = ctx.form(&self.draft.form) else { return };
        self.at = Some(at);
        self.edit = Edit::new(&self.shown_text(form, at, ctx));
        self.leave_search();
        self.context = Context::Field;
        if let Some(Row::Field(i)) = self.rows(form).get(at) {
            self.draft.at = *i;
            if matches!(form.fields[*i].kind, FieldKind::Cases | FieldKind::CaseMarks { .. }) {
                self.context = Context::Cases;
            }
        }
    }

    /// What stands in a row, as it is edited.
    pub(super) fn shown_text(&self, form: &Form, at: usize, ctx: &Ctx) -> String {
        match self.rows(form).get(at) {
            Some(Row::Field(i)) => {
                let field = &form.fields[*i];
                if by_marks(field) {
                    return String::new();
                }
                let text = self.slot(&field.key).text;
                match answer::parse(field, &text, &ctx.answers()) {
                    Ok(Value::Nothing(_)) | Err(_) => text,
                    Ok(value) if edits_as_typed(field) => spell(&value),
                    Ok(value) => words::entry::value(ctx.words, &ctx.plan, Some(field), &value),
                }
            }
            _ => String::new(),
        }
    }

    /// Takes a key as text or as a choice.
    pub(super) fn type_key(&mut self, form: &Form, press: Press, ctx: &mut Ctx) -> Outcome {
        if let Some(Row::Field(i)) = self.row(form) {
            let done = match form.fields[i].kind {
                FieldKind::Roster { .. } => self.roster_key(form, i, press, ctx),
                FieldKind::Cases | FieldKind::CaseMarks { .. } => self.cases_key(form, i, press, ctx),
                _ => None,
            };
            if let Some(outcome) = done {
                return outcome;
            }
        }
        let typed = crate::ui::action::Chord::of(&press.key).typed();
        if let Some(c) = typed
            && let Some(outcome) = self.one_key(form, c, ctx)
        {
            return outcome;
        }
        if self.edit.press(press.key) {
            self.touch();
            self.unsay(form);
            let Some(Row::Field(i)) = self.row(form) else { return Outcome::none() };
            if is_whole(&form.fields[i], self.edit.text()) {
                self.leave(form, ctx);
                return self.advance(form, ctx);
            }
            if self.whole_total(form, i, ctx) {
                self.leave(form, ctx);
                let corrects = self.draft.corrects.is_some() && !self.completes();
                return if corrects { self.advance(form, ctx) } else { self.save(form, ctx) };
            }
        }
        Outcome::none()
    }

    /// What was said of the field was said of what stood in it before.
    pub(super) fn unsay(&mut self, form: &Form) {
        if let Some(Row::Field(i)) = self.row(form) {
            self.remarks.retain(|(key, _, _)| *key != form.fields[i].key);
            self.told_wrong.retain(|key| *key != form.fields[i].key);
        }
    }

    /// Whether something beside a field stands in the way of a save.
    pub(super) fn is_wrong(&self, field: &str) -> bool {
        self.remarks.iter().any(|(key, tone, _)| key == field && *tone == Tone::Error)
    }

    /// A choice by one key: taken and gone on from, where the list is short and nothing has been typed yet.
    fn one_key(&mut self, form: &Form, c: char, ctx: &mut Ctx) -> Option<Outcome> {
        let row = self.row(form)?;
        if let Row::Field(i) = row
            && form.fields[i].kind == FieldKind::YesNo
        {
            let text = match c.to_ascii_lowercase() {
                'j' | 'y' | '1' => "yes",
                'n' | '2' => "no",
                _ => return None,
            };
            return Some(self.take(form, text, ctx));
        }
        let list = self.list(form, ctx)?;
        if list.items.iter().filter(|item| !item.retired).count() > ONE_KEY
            || !(self.edit.fresh || self.edit.text().is_empty())
        {
            return None;
        }
        let code = Code::from(by_key(list, c.encode_utf8(&mut [0; 4]))?.code.as_str());
        match row {
            Row::Field(i) if matches!(form.fields[i].kind, FieldKind::Choices { .. }) => {
                self.toggle(form, i, &code, ctx);
                Some(Outcome::none())
            }
            Row::Field(_) => Some(self.take(form, &code, ctx)),
            Row::Reason => {
                self.reason = Some(code);
                Some(self.after_reason(form, ctx))
            }
            Row::Cancel => {
                self.draft.status = Status::Cancelled(code);
                self.touch();
                Some(self.after_reason(form, ctx))
            }
        }
    }

    /// After a reason the form stays: the next key saves.
    fn after_reason(&mut self, form: &Form, ctx: &Ctx) -> Outcome {
        if let Some(at) = self.at {
            self.enter(at, ctx);
        }
        self.tell_draft(form, ctx)
    }

    fn take(&mut self, form: &Form, text: &str, ctx: &mut Ctx) -> Outcome {
        if let Some(Row::Field(i)) = self.row(form) {
            let key = &form.fields[i].key;
            self.draft.put(key, text, Origin::Typed);
            self.edit = Edit::new(text);
            self.touch();
            self.look_at(form, i, ctx);
        }
        self.advance(form, ctx)
    }

    fn toggle(&mut self, form: &Form, i: usize, code: &Code, ctx: &Ctx) {
        let field = &form.fields[i];
        let mut codes = match answer::parse(field, &self.slot(&field.key).text, &ctx.answers()) {
            Ok(Value::Codes(codes)) => codes,
            _ => Vec::new(),
        };
        match codes.iter().position(|c| c == code) {
            Some(there) => {
                codes.remove(there);
            }
            None => codes.push(code.clone()),
        }
        self.draft.put(&field.key, &codes.join(","), Origin::Typed);
        self.touch();
        self.unsay(form);
        if let Some(at) = self.at {
            self.edit = Edit::new(&self.shown_text(form, at, ctx));
        }
    }

    /// Takes what has been typed into the field's slot; tells whether it can be stored.
    pub(super) fn leave(&mut self, form: &Form, ctx: &Ctx) -> bool {
        let Some(row) = self.row(form) else { return true };
        let Row::Field(i) = row else { return self.leave_reason(form, row, ctx) };
        self.take_text(form);
        self.look_at(form, i, ctx)
    }

    fn leave_reason(&mut self, form: &Form, row: Row, ctx: &Ctx) -> bool {
        if self.edit.fresh || self.edit.text().is_empty() {
            return true;
        }
        let Ok(item) = choose(self.list(form, ctx), self.edit.text()) else { return false };
        let code = Code::from(item.code.as_str());
        match row {
            Row::Reason => self.reason = Some(code),
            Row::Cancel | Row::Field(_) => self.draft.status = Status::Cancelled(code),
        }
        true
    }

    /// What has been typed goes into the slot as it is.
    pub(super) fn take_text(&mut self, form: &Form) {
        if let Some(Row::Field(i)) = self.row(form)
            && !self.edit.fresh
            && !(by_marks(&form.fields[i]) && self.edit.text().is_empty())
        {
            let text = self.edit.text().to_owned();
            if self.slot(&form.fields[i].key).text != text {
                self.touch();
                self.draft.put(&form.fields[i].key, &text, Origin::Typed);
            }
        }
    }

    /// Reads the field, writes it back as it was understood, and says what is wrong or odd about it.
    fn look_at(&mut self, form: &Form, i: usize, ctx: &Ctx) -> bool {
        let field = &form.fields[i];
        let key = Code::from(field.key.as_str());
        let stands = self.told_wrong.contains(&key);
        let wrong = self.is_wrong(&key);
        self.remarks.retain(|(k, tone, _)| *k != key || (stands && *tone == Tone::Error));
        self.check_totals(form, field, ctx);
        let slot = self.slot(&field.key);
        match answer::parse(field, &slot.text, &ctx.answers()) {
            Err(mistake) => {
                let problem = Problem::Answer { field: key.clone(), mistake };
                self.remarks.push((
                    key,
                    Tone::Error,
                    words::mistake::problem_by_field(ctx.words, &ctx.plan, form, &problem),
                ));
                false
            }
            Ok(value) => {
                let text = spell(&value);
                if text != slot.text {
                    self.draft.put(&field.key, &text, slot.origin);
                }
                if field.key == form.day {
                    line::forget_now(&mut self.draft, form, &ctx.answers());
                }
                self.remark_on(form, &key, ctx);
                self.remark_on_wrong(form, field, wrong && !stands, ctx);
                if field.key == case::DECISION {
                    self.propose_follow_up(form, ctx);
                }
                true
            }
        }
    }

    /// Soft questions about one field, shown beside it; they stop nothing.
    fn remark_on(&mut self, form: &Form, key: &Code, ctx: &Ctx) {
        let (cells, _) = self.draft.read(form, &ctx.answers());
        let status = check::settled_status(form, &self.draft.status, &cells, ctx.now.day);
        for question in check::questions(form, &status, &cells, &ctx.answers()) {
            if question.field(form) == Some(key) && !matches!(question, check::Question::Unanswered { .. }) {
                let text = words::question::question(ctx.words, &ctx.plan, form, &question, &ctx.accounts);
                self.remarks.push((key.clone(), Tone::Warning, text));
            }
        }
        self.remark_on_age(form, key, ctx);
    }

    /// Says beside a number that it is more than the one it is part of, whichever of the two was left; and that an answer
    /// is needed, where that has been said before.
    fn remark_on_wrong(&mut self, form: &Form, left: &Field, wrong: bool, ctx: &Ctx) {
        let part = |field: &Field| field.at_most.as_deref() == Some(left.key.as_str());
        let parts: Vec<&str> = form.fields.iter().filter(|f| part(f)).map(|f| f.key.as_str()).collect();
        let about = |key: &str| key == left.key || parts.contains(&key);
        self.remarks.retain(|(key, tone, _)| {
            *tone != Tone::Error || !parts.contains(&key.as_str()) || self.told_wrong.contains(key)
        });
        let (cells, _) = self.draft.read(form, &ctx.answers());
        for problem in check::problems(form, &Status::Done, &cells, &ctx.answers()) {
            let said = match &problem {
                Problem::Exceeds { field, .. } => about(field),
                Problem::Missing { field } => wrong && *field == left.key,
                Problem::Answer { .. } | Problem::Total { .. } => false,
            };
            if said {
                let text = words::mistake::problem_by_field(ctx.words, &ctx.plan, form, &problem);
                self.remarks.push((problem.field().clone(), Tone::Error, text));
            }
        }
    }

    /// Whether the whole content of the field says that the occasion was cancelled.
    pub(super) fn means_cancelled(&self, form: &Form) -> bool {
        form.cancel_reasons.is_some()
            && !self.edit.fresh
            && self.edit.text().trim().eq_ignore_ascii_case("i")
            && matches!(self.row(form), Some(Row::Field(_)))
    }
}

/// Whether a field is filled by marking what it shows rather than by typing.
pub(super) fn by_marks(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Roster { .. } | FieldKind::Cases | FieldKind::CaseMarks { .. })
}

/// Whether a field is edited as it was typed rather than as it is shown.
fn edits_as_typed(field: &Field) -> bool {
    !matches!(
        field.kind,
        FieldKind::Choice { .. } | FieldKind::Choices { .. } | FieldKind::Place { .. } | FieldKind::YesNo
    )
}

/// Whether a time or a year of birth has all its digits, so that the form goes on by itself.
fn is_whole(field: &Field, text: &str) -> bool {
    match field.kind {
        FieldKind::Time => {
            text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
                || text.len() == 5 && text.contains([':', '.'])
        }
        FieldKind::Year => year_is_whole(text),
        _ => false,
    }
}

/// Takes from the entry before what does not say what was seen or done this time.
pub(super) fn repeat(draft: &mut Draft, form: &Form, last: &Entry) {
    for field in &form.fields {
        let kept = matches!(
            field.kind,
            FieldKind::Choice { .. }
                | FieldKind::Place { .. }
                | FieldKind::Choices { .. }
                | FieldKind::Text { .. }
        );
        if let Some(value) = last.value(&field.key).filter(|v| kept && !v.is_nothing() && !v.is_withheld())
            && draft.slot(&field.key).is_none_or(|s| s.text.is_empty())
        {
            draft.put(&field.key, &spell(value), Origin::Carried);
        }
    }
}
