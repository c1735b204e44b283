//! A roster: everybody is as usual until a letter says otherwise, and a control total closes it.
//!
//! What the letters are comes from the plan alone, so that they are the same next year.

use ratatui::crossterm::event::KeyEvent;

use super::course::is_seats;
use super::{FormView, Row};
use crate::domain::course::seats::{self, SEATS};
use crate::domain::plan::{Field, FieldKind, Form, List, ListItem};
use crate::domain::record::answer::{self, members};
use crate::domain::record::check;
use crate::domain::record::draft::spell;
use crate::domain::record::{Code, Origin, Problem, Value};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::{Outcome, Press};
use crate::ui::widget::edit::Edit;
use crate::words;

/// The most members a roster may have for its total to be whole after one digit.
const ONE_DIGIT: usize = 9;

/// What is typed for an occasion that was cancelled: no member has this letter where that can be said.
const CANCELLED: char = 'i';

/// The letter of each member of a roster: its own key where that is a letter, else the next one that is free. A seat of the
/// second round, `a2`, has the capital.
pub(super) fn letters(form: &Form, list: &List) -> Vec<(Code, Option<char>)> {
    if list.key == SEATS {
        let letter = |item: &ListItem| item.key.or_else(|| seats::capital(&item.code));
        return members(list).map(|item| (item.code.as_str().into(), letter(item))).collect();
    }
    let own = |key: Option<char>| key.filter(|c| c.is_alphabetic());
    let taken: Vec<char> = members(list).filter_map(|item| own(item.key)).collect();
    let cancels = form.cancel_reasons.is_some();
    let mut free = ('a'..='z').filter(|c| !taken.contains(c) && (!cancels || *c != CANCELLED));
    members(list).map(|item| (item.code.as_str().into(), own(item.key).or_else(|| free.next()))).collect()
}

impl FormView {
    /// Takes a key in a roster: a letter for a member, a digit for the total. None where it is text after all.
    pub(super) fn roster_key(
        &mut self,
        form: &Form,
        i: usize,
        press: Press,
        ctx: &mut Ctx,
    ) -> Option<Outcome> {
        let as_typed = crate::ui::action::Chord::of(&press.key).typed()?;
        let typed = as_typed.to_lowercase().next()?;
        if typed.is_ascii_digit() {
            return self.number_total(form, i, press.key, ctx);
        }
        let list = ctx.plan.list(roster_lists(&form.fields[i])?.0)?;
        let letters = self.letters(form, &form.fields[i], list, ctx);
        let of = |typed: char| letters.iter().find(|(_, letter)| *letter == Some(typed));
        match of(as_typed).or_else(|| of(typed)) {
            Some((member, _)) => {
                self.cycle(form, i, member, ctx);
                Some(Outcome::none())
            }
            None if is_word(form, typed) => None,
            None => {
                let text = ctx.words.say_with("form-no-member", &[("key", (&typed.to_string()).into())]);
                Some(Outcome::say(Line::new(Tone::Plain, text)))
            }
        }
    }

    /// A number belongs in the roster's total.
    fn number_total(&mut self, form: &Form, i: usize, key: KeyEvent, ctx: &mut Ctx) -> Option<Outcome> {
        let roster = &form.fields[i].key;
        let total = form
            .fields
            .iter()
            .position(|f| matches!(&f.kind, FieldKind::Total { of, .. } if of == roster))?;
        self.path.extend(self.at);
        self.edit = Edit::default();
        self.enter(total, ctx);
        let mut told = self.tell_draft(form, ctx);
        let typed = self.type_key(form, Press { action: None, key }, ctx);
        told.tell.extend(typed.tell);
        Some(Outcome { tell: told.tell, ..typed })
    }

    /// The member's next mark, in the order of the list of marks.
    fn cycle(&mut self, form: &Form, i: usize, member: &str, ctx: &Ctx) {
        let field = &form.fields[i];
        let Some((_, marks)) = roster_lists(field) else { return };
        let offered: Vec<Code> = ctx
            .plan
            .list(marks)
            .into_iter()
            .flat_map(members)
            .map(|item| item.code.as_str().into())
            .collect();
        let Some(Value::Marks(mut all)) = self.marked(field, ctx) else { return };
        if let Some((_, mark)) = all.iter_mut().find(|(code, _)| code == member) {
            let next = offered.iter().position(|code| code == mark).map_or(0, |at| (at + 1) % offered.len());
            if let Some(code) = offered.get(next) {
                *mark = code.clone();
            }
        }
        let usual = all.iter().all(|(_, mark)| Some(mark) == offered.first());
        let origin = if usual { Origin::Default } else { Origin::Typed };
        self.draft.put(&field.key, &spell(&Value::Marks(all)), origin);
        self.touch();
        self.edit = Edit::new("");
        self.forget_totals(form);
    }

    /// How the roster stands: as it is, or as it usually is.
    pub(super) fn marked(&self, field: &Field, ctx: &Ctx) -> Option<Value> {
        if is_seats(field) {
            return self.marked_seats(field, ctx);
        }
        match answer::parse(field, &self.slot(&field.key).text, &ctx.answers()) {
            Ok(value @ Value::Marks(_)) => Some(value),
            _ => answer::usual(field, &ctx.plan),
        }
    }

    /// The letters of those who are on the roster.
    pub(super) fn letters(
        &self,
        form: &Form,
        field: &Field,
        list: &List,
        ctx: &Ctx,
    ) -> Vec<(Code, Option<char>)> {
        let mut letters = letters(form, list);
        if is_seats(field) {
            let there = self.marked(field, ctx);
            let there = match &there {
                Some(Value::Marks(marks)) => marks.as_slice(),
                _ => &[],
            };
            letters.retain(|(seat, _)| there.iter().any(|(who, _)| who == seat));
        }
        letters
    }

    /// Puts a field of marks back as it began.
    pub(super) fn unmark(&mut self, form: &Form, ctx: &Ctx) {
        let Some(Row::Field(i)) = self.row(form) else { return };
        let field = &form.fields[i];
        let usual = answer::usual(field, &ctx.plan).or_else(|| self.fresh_seats(field, ctx));
        match (&field.kind, usual) {
            (FieldKind::Roster { .. }, Some(usual)) => {
                self.draft.put(&field.key, &spell(&usual), Origin::Default);
                self.forget_totals(form);
            }
            (FieldKind::Cases | FieldKind::CaseMarks { .. }, _) => self.clear_cases(form, i),
            _ => {}
        }
    }

    /// Whether the total of a small roster is whole after one digit.
    pub(super) fn whole_total(&self, form: &Form, i: usize, ctx: &Ctx) -> bool {
        let FieldKind::Total { of, .. } = &form.fields[i].kind else { return false };
        let Some(roster) = form.field(of) else { return false };
        let list = roster_lists(roster).and_then(|(list, _)| ctx.plan.list(list));
        let text = self.edit.text();
        text.len() == 1
            && text.bytes().all(|b| b.is_ascii_digit())
            && list.is_some_and(|list| self.letters(form, roster, list, ctx).len() <= ONE_DIGIT)
    }

    /// What was said of a total and its roster was said of what stood there before.
    fn forget_totals(&mut self, form: &Form) {
        let paired = |key: &Code| {
            let kind = form.field(key).map(|field| &field.kind);
            matches!(kind, Some(FieldKind::Total { .. } | FieldKind::Roster { .. }))
        };
        self.remarks.retain(|(key, _, _)| !paired(key));
    }

    /// Says beside both fields where a total is not what its roster says.
    pub(super) fn check_totals(&mut self, form: &Form, field: &Field, ctx: &Ctx) {
        if !matches!(field.kind, FieldKind::Total { .. } | FieldKind::Roster { .. }) {
            return;
        }
        self.forget_totals(form);
        let (cells, _) = self.draft.read(form, &ctx.answers());
        let found = check::problems(form, &self.draft.status, &cells, &ctx.answers());
        for problem in &found {
            self.remark_on_total(form, problem, ctx);
        }
    }

    /// Says what is wrong with a total beside it and beside its roster.
    pub(super) fn remark_on_total(&mut self, form: &Form, problem: &Problem, ctx: &Ctx) {
        if let Problem::Total { field, roster, .. } = problem {
            let text = words::mistake::problem_by_field(ctx.words, &ctx.plan, form, problem);
            self.remarks.push((field.clone(), Tone::Error, text.clone()));
            self.remarks.push((roster.clone(), Tone::Error, text));
        }
    }
}

/// The list of a roster's members and the list of its marks.
pub(super) fn roster_lists(field: &Field) -> Option<(&str, &str)> {
    match &field.kind {
        FieldKind::Roster { list, marks } => Some((list, marks)),
        _ => None,
    }
}

/// Whether a sign says something of the whole field.
pub(super) fn is_word(form: &Form, typed: char) -> bool {
    matches!(typed, '-' | '?') || (typed == CANCELLED && form.cancel_reasons.is_some())
}
