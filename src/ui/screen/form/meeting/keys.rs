//! What a key does where cases are marked: digits are numbers on the agenda, letters are looked for in the codes.

use super::{Aside, shown};
use crate::domain::casework::code;
use crate::domain::command::Command;
use crate::domain::plan::{Field, FieldKind, Form};
use crate::domain::record::{Code, Origin, Value, answer};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::form::{FormView, roster};
use crate::ui::screen::{Outcome, Press};
use crate::ui::widget::edit::Edit;
use crate::words::label;
use ratatui::crossterm::event::KeyCode;

/// How long a case's code is.
const WHOLE: usize = 5;

impl FormView {
    /// Takes a key where cases are marked. None where it is text after all.
    pub(in crate::ui::screen::form) fn cases_key(
        &mut self,
        form: &Form,
        i: usize,
        press: Press,
        ctx: &mut Ctx,
    ) -> Option<Outcome> {
        if press.key.code == KeyCode::Backspace && (self.edit.fresh || self.edit.text().is_empty()) {
            self.leave_search();
            return Some(Outcome::none());
        }
        let typed = crate::ui::action::Chord::of(&press.key).typed()?.to_uppercase().next()?;
        if let Some((code, length)) = self.meeting.found.take()
            && code.chars().nth(length) == Some(typed)
        {
            // Who reads a code out to its end types all of it.
            self.meeting.found = (length + 1 < WHOLE).then_some((code, length + 1));
            return Some(Outcome::none());
        }
        let field = &form.fields[i];
        let begun = !self.meeting.search.is_empty();
        match typed {
            ' ' => Some(Outcome::none()),
            '0' if !begun => Some(self.none_up(form, field, ctx)),
            '1'..='9' if !begun => Some(self.numbered(form, field, typed, ctx)),
            _ if code::is_sign(typed) => Some(self.look_for(form, field, typed, ctx)),
            _ if !begun && roster::is_word(form, typed.to_ascii_lowercase()) => None,
            _ => {
                let text = ctx.words.say_with("form-no-code-letter", &[("key", (&typed.to_string()).into())]);
                Some(Outcome::say(Line::new(Tone::Plain, text)))
            }
        }
    }

    /// No case: what was marked is let go of.
    fn none_up(&mut self, form: &Form, field: &Field, ctx: &Ctx) -> Outcome {
        if self.case_lines(form, field, ctx).iter().any(|line| line.fixed) {
            return say("form-case-recorded-some", &[], ctx);
        }
        self.draft.put(&field.key, "0", Origin::Typed);
        self.drop_actions(form, None, ctx);
        self.meeting.last = None;
        self.marked_anew(field);
        Outcome::none()
    }

    /// The case with a number on the agenda.
    fn numbered(&mut self, form: &Form, field: &Field, typed: char, ctx: &mut Ctx) -> Outcome {
        let number = typed.to_digit(10).and_then(|n| u16::try_from(n).ok());
        let lines = self.case_lines(form, field, ctx);
        let meant = lines.iter().find(|line| line.item.is_some_and(|item| Some(item.number) == number));
        match meant.map(|line| line.code.clone()) {
            Some(code) => self.toggle_case(form, field, &code, ctx),
            None => say("form-no-number", &[("number", &typed.to_string())], ctx),
        }
    }

    /// One more letter of a code: the case is marked as soon as no other begins so.
    fn look_for(&mut self, form: &Form, field: &Field, typed: char, ctx: &mut Ctx) -> Outcome {
        self.meeting.search.push(typed);
        self.edit = Edit::new("");
        let found = self.found(form, field, ctx);
        match found.as_slice() {
            [code] => {
                self.meeting.found = Some((code.clone(), self.meeting.search.len()));
                self.meeting.search.clear();
                self.toggle_case(form, field, code, ctx)
            }
            [] => self.nothing_found(form, field, ctx),
            _ => Outcome::none(),
        }
    }

    fn nothing_found(&self, form: &Form, field: &Field, ctx: &Ctx) -> Outcome {
        let typed = &self.meeting.search;
        let known = self.known_cases(form, field, ctx);
        let near = code::near(typed, known.iter().map(Code::as_str));
        if near.is_empty() || typed.len() < WHOLE - 1 {
            return say("form-no-such-case", &[("typed", typed)], ctx);
        }
        let near: Vec<String> = near.iter().map(|code| shown(code)).collect();
        say("form-no-such-case-near", &[("typed", typed), ("near", &label::either(ctx.words, &near))], ctx)
    }

    /// The cases whose code begins as typed so far.
    pub(in crate::ui::screen::form) fn found(&self, form: &Form, field: &Field, ctx: &Ctx) -> Vec<Code> {
        let mut known = self.known_cases(form, field, ctx);
        known.retain(|code| code.starts_with(&self.meeting.search));
        known
    }

    fn known_cases(&self, form: &Form, field: &Field, ctx: &Ctx) -> Vec<Code> {
        let mut known: Vec<Code> =
            self.case_lines(form, field, ctx).into_iter().map(|line| line.code).collect();
        if field.kind == FieldKind::Cases {
            let others = self.meeting.agenda.iter().flat_map(|agenda| &agenda.others);
            let others: Vec<Code> = others.filter(|code| !known.contains(code)).cloned().collect();
            known.extend(others);
        }
        known
    }

    /// What Enter does while a code is being looked for: nothing, and says which ones begin so.
    pub(in crate::ui::screen::form) fn still_looking(&self, form: &Form, ctx: &Ctx) -> Option<Outcome> {
        if self.meeting.search.is_empty() {
            return None;
        }
        let super::super::Row::Field(i) = self.row(form)? else { return None };
        let found: Vec<String> =
            self.found(form, &form.fields[i], ctx).iter().map(|code| shown(code)).collect();
        let typed = &self.meeting.search;
        Some(if found.is_empty() {
            say("form-no-such-case", &[("typed", typed)], ctx)
        } else {
            say("form-several-cases", &[("typed", typed), ("found", &found.join(", "))], ctx)
        })
    }

    fn toggle_case(&mut self, form: &Form, field: &Field, code: &Code, ctx: &mut Ctx) -> Outcome {
        let fixed = self.case_lines(form, field, ctx).iter().any(|line| line.code == *code && line.fixed);
        if fixed {
            // What is recorded stays; it can be opened.
            self.meeting.last = Some(code.clone());
            return say("form-case-recorded", &[("code", &shown(code))], ctx);
        }
        let marked = self.marked_cases(field, ctx);
        if marked.contains(code) {
            let rest: Vec<&Code> = marked.iter().filter(|there| *there != code).collect();
            self.put_cases(field, &rest, ctx);
            if field.kind == FieldKind::Cases {
                self.drop_actions(form, Some(code), ctx);
                self.meeting.last = rest.last().map(|code| (*code).clone());
            }
            return Outcome::none();
        }
        self.mark_case(field, code, ctx);
        self.schedule(form, field, code, ctx)
    }

    /// A case that was not on the agenda gets its number there.
    fn schedule(&mut self, form: &Form, field: &Field, code: &Code, ctx: &mut Ctx) -> Outcome {
        let listed = self.meeting.agenda.iter().flat_map(|a| &a.items).any(|item| item.code == *code);
        match self.day(form, ctx) {
            Some(day) if field.kind == FieldKind::Cases && !listed => {
                let tell = self.keep(ctx).into_iter().collect();
                let cases = vec![code.clone()];
                let added = self.aside(Aside::Added, Command::Schedule { day, cases }, ctx);
                Outcome { tell, ..added }
            }
            _ => Outcome::none(),
        }
    }

    /// Marks one more case.
    pub(super) fn mark_case(&mut self, field: &Field, code: &Code, ctx: &Ctx) {
        let mut marked = self.marked_cases(field, ctx);
        if !marked.contains(code) {
            marked.push(code.clone());
        }
        self.put_cases(field, &marked.iter().collect::<Vec<_>>(), ctx);
        self.meeting.last = Some(code.clone());
    }

    fn put_cases(&mut self, field: &Field, codes: &[&Code], ctx: &Ctx) {
        // The last item of the list leaves the kind for later.
        let later = match &field.kind {
            FieldKind::CaseMarks { list, .. } => ctx.plan.list(list).and_then(|list| list.items.last()),
            _ => None,
        };
        let kinds = match answer::parse(field, &self.slot(&field.key).text, &ctx.answers()) {
            Ok(Value::Marks(kinds)) => kinds,
            _ => Vec::new(),
        };
        let spelled =
            codes.iter().map(|code| match (kinds.iter().find(|(there, _)| there == *code), later) {
                (Some((_, kind)), _) => format!("{code}={kind}"),
                (None, Some(item)) => format!("{code}={}", item.code),
                (None, None) => code.to_string(),
            });
        let text = spelled.collect::<Vec<_>>().join(",");
        self.draft.put(&field.key, &text, Origin::Typed);
        self.marked_anew(field);
    }

    fn marked_anew(&mut self, field: &Field) {
        self.touch();
        self.edit = Edit::new("");
        self.remarks.retain(|(key, _, _)| *key != field.key);
    }

    /// A case that is no longer up has no action marked either.
    fn drop_actions(&mut self, form: &Form, code: Option<&Code>, ctx: &Ctx) {
        for field in form.fields.iter().filter(|f| matches!(f.kind, FieldKind::CaseMarks { .. })) {
            let marked = self.marked_cases(field, ctx);
            let rest: Vec<&Code> =
                marked.iter().filter(|there| code.is_some_and(|code| code != *there)).collect();
            if rest.len() < marked.len() {
                self.put_cases(field, &rest, ctx);
            }
        }
    }

    /// The case a command is about: the one marked last.
    pub(super) fn case_meant(&self, ctx: &Ctx) -> Option<Code> {
        let (_, form) = ctx.form(&self.draft.form)?;
        let marked = self.cases_field(form, ctx).map(|field| self.marked_cases(field, ctx))?;
        self.meeting.last.clone().filter(|code| marked.contains(code)).or_else(|| marked.last().cloned())
    }
}

/// There is no case that a command could be about.
pub(super) fn no_case_meant(ctx: &Ctx) -> Outcome {
    say("form-no-case-meant", &[], ctx)
}

fn say(key: &str, given: &[(&str, &str)], ctx: &Ctx) -> Outcome {
    let given: Vec<_> = given.iter().map(|(name, text)| (*name, (*text).into())).collect();
    Outcome::say(Line::new(Tone::Plain, ctx.words.say_with(key, &given)))
}
