//! The case that a form is about: what stands over it, who must leave the room first, and whether notes may be written.

use chrono::{Days, NaiveDate};

use super::{FormView, Row};
use crate::desk::ask::Ask;
use crate::domain::casework::code;
use crate::domain::casework::secrecy;
use crate::domain::casework::view::CaseView;
use crate::domain::plan::{Field, FieldKind, Form, Keep};
use crate::domain::record::{Code, Origin, Value};
use crate::ui::ctx::Ctx;
use crate::ui::model::Tone;
use crate::words::{self, label};

/// The field that says what was decided.
pub(super) const DECISION: &str = "decision";

/// Weeks from a meeting to the follow-up that is proposed.
const FOLLOW_UP_WEEKS: u64 = 4;

/// Decisions after which nothing is followed up.
const NOT_FOLLOWED: [&str; 2] = ["closed", "group"];

/// What is worked out as a proposal rather than known: form and field.
const PROPOSED: [(&str, &str); 2] = [("decision", "follow_up"), ("commitment", "by")];

/// What the desk has told of the case in the form.
pub(super) struct Told {
    /// What was asked about.
    pub(super) code: Code,
    /// The case; `None` where there is none of that code.
    pub(super) view: Option<Box<CaseView>>,
}

impl FormView {
    /// The code in the form: also a mistyped one, since the desk knows what comes near.
    pub(super) fn case_code(&self, form: &Form, ctx: &Ctx) -> Option<Code> {
        let field = case_field(form)?;
        match self.draft.value(form, &field.key, &ctx.answers()) {
            Some(Value::Code(code)) => Some(code),
            Some(_) => None,
            None => signs(&self.slot(&field.key).text),
        }
    }

    /// The case in the form, where it is not the one known.
    pub(super) fn want_case(&self, form: &Form, ctx: &Ctx) -> Option<Ask> {
        let code = self.case_code(form, ctx)?;
        let known = self.case.as_ref().is_some_and(|told| told.code == code);
        (!known).then_some(Ask::Case(code))
    }

    /// The desk has told of the case, or which codes come near.
    pub(super) fn case_told(&mut self, form: &Form, told: Result<Box<CaseView>, Vec<Code>>, ctx: &Ctx) {
        let (Some(field), Some(code)) = (case_field(form), self.case_code(form, ctx)) else { return };
        match told {
            Ok(view) => {
                self.case = Some(Told { code: view.code.clone(), view: Some(view) });
                // Where notes are closed, the field that was gone into may be one of them.
                if let Some(at) = self.at
                    && self.row(form).is_some_and(|row| self.closed_row(form, row))
                    && let Some(next) = self.next_row(form, at, ctx)
                {
                    self.enter(next, ctx);
                }
            }
            Err(near) => {
                let said = code::shown(&code);
                let near: Vec<String> = near.iter().map(|code| code::shown(code)).collect();
                let key = if near.is_empty() { "form-no-case" } else { "form-no-case-near" };
                let near = label::either(ctx.words, &near);
                let text = ctx.words.say_with(key, &[("code", (&said).into()), ("near", (&near).into())]);
                self.remarks.retain(|(key, _, _)| *key != field.key);
                self.remarks.push((field.key.as_str().into(), Tone::Error, text));
                self.case = Some(Told { code, view: None });
            }
        }
    }

    /// Whether a field is an individual note that may not be written, since the case is not open to the parties.
    pub(super) fn is_closed(&self, form: &Form, field: &Field) -> bool {
        secrecy::note_of(&form.key) == Some(field.key.as_str())
            && self.case.as_ref().and_then(|told| told.view.as_ref()).is_some_and(|view| !view.notes_open)
    }

    /// What stands over a form about a case: which one, and who must leave before it is talked about.
    pub(super) fn case_head(&self, ctx: &Ctx) -> Option<(String, Option<String>)> {
        let view = self.case.as_ref()?.view.as_ref()?;
        let (_, form) = ctx.form(&view.entry.form)?;
        let said = |key: &str| {
            let value = view.entry.value(key).filter(|value| !value.is_nothing())?;
            Some(words::entry::value(ctx.words, &ctx.plan, form.field(key), value))
        };
        let born =
            said("born").map(|years| ctx.words.say_with("form-case-born", &[("years", (&years).into())]));
        let parts: Vec<String> =
            [Some(code::shown(&view.code)), said("status"), born].into_iter().flatten().collect();
        let gap = format!(" {} ", ctx.glyphs().dot);
        Some((parts.join(&gap), self.must_leave(view, ctx)))
    }

    /// The parties in the room (any, where that is not known) without valid consent, and why.
    fn must_leave(&self, view: &CaseView, ctx: &Ctx) -> Option<String> {
        let closed = view.consent.iter().filter(|(_, consent)| consent.is_err()).map(|(party, _)| party);
        if let Some(said) = words::casework::group_only(ctx.words, &ctx.plan, closed) {
            return Some(label::first(&said));
        }
        let there = |party: &Code| self.room.as_ref().is_none_or(|room| room.contains(party));
        let mut closed: Vec<(String, Vec<&str>)> = Vec::new();
        for (party, consent) in view.consent.iter().filter(|(party, _)| there(party)) {
            let Err(why) = consent else { continue };
            let why = words::casework::closed(ctx.words, *why, ctx.now.day);
            let party = words::casework::party(ctx.words, &ctx.plan, party);
            match closed.iter_mut().find(|(there, _)| *there == why) {
                Some((_, parties)) => parties.push(party),
                None => closed.push((why, vec![party])),
            }
        }
        let said = closed.iter().map(|(why, parties)| {
            let parties = parties.join(", ");
            ctx.words.say_with("form-leaves", &[("parties", (&parties).into()), ("why", why.into())])
        });
        let closed = said.collect::<Vec<_>>().join("; ");
        let key = if self.room.is_some() { "form-must-leave" } else { "form-may-not-hear" };
        (!closed.is_empty()).then(|| ctx.words.say_with(key, &[("parties", (&closed).into())]))
    }

    /// Proposes when a case is followed up, where the decision leaves anything to follow up.
    pub(super) fn propose_follow_up(&mut self, form: &Form, ctx: &Ctx) {
        const FIELD: &str = "follow_up";
        if form.key != "decision" || self.draft.corrects.is_some() || form.field(FIELD).is_none() {
            return;
        }
        let slot = self.slot(FIELD);
        let ours = slot.origin == Origin::Computed || slot.text.is_empty();
        let decided = matches!(self.draft.value(form, "decision", &ctx.answers()), Some(Value::Code(_)));
        let over = matches!(self.draft.value(form, "decision", &ctx.answers()),
            Some(Value::Code(code)) if NOT_FOLLOWED.contains(&code.as_str()));
        match self.day(form, ctx).and_then(|day| follow_up(day, ctx)) {
            Some(day) if ours && decided && !over => {
                self.draft.put(FIELD, &day.format("%Y-%m-%d").to_string(), Origin::Computed);
            }
            _ if slot.origin == Origin::Computed => self.draft.put(FIELD, "", Origin::Computed),
            _ => {}
        }
    }

    /// What is said of where an answer came from. None where somebody gave it.
    pub(super) fn origin(&self, field: &Field, origin: Origin) -> Option<&'static str> {
        let proposed = PROPOSED.contains(&(self.draft.form.as_str(), field.key.as_str()));
        match origin {
            Origin::Default => Some("origin-default"),
            Origin::Carried => Some("origin-carried"),
            Origin::Computed if proposed && self.draft.corrects.is_none() => Some("origin-proposed"),
            Origin::Computed => Some("origin-computed"),
            Origin::Typed | Origin::Imported => None,
        }
    }

    /// Whether the row is a note that is closed, for the reason beside it.
    pub(super) fn closed_row(&self, form: &Form, row: Row) -> bool {
        matches!(row, Row::Field(i) if self.is_closed(form, &form.fields[i]))
    }
}

/// The field that names the case a form is about.
fn case_field(form: &Form) -> Option<&Field> {
    form.fields.iter().find(|f| f.kind == FieldKind::Case && f.keep == Keep::Entry)
}

/// Four weeks ahead, and on by weeks past a planned break.
fn follow_up(day: NaiveDate, ctx: &Ctx) -> Option<NaiveDate> {
    let first = day.checked_add_days(Days::new(7 * FOLLOW_UP_WEEKS))?;
    let weeks = (0..52).filter_map(|n| first.checked_add_days(Days::new(7 * n)));
    weeks.into_iter().find(|day| ctx.plan.calendar.break_on(*day).is_none())
}

/// What was typed as a code, where it comes near the length of one.
fn signs(typed: &str) -> Option<Code> {
    let signs: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    (4..=6).contains(&signs.len()).then(|| signs.to_uppercase().into())
}
