//! The cases of a meeting: marked by their numbers on the agenda or by the first letters of their codes.
//!
//! The numbers are the desk's: they are put on record when the form is opened, so that paper, screen and the other
//! secretary have the same. Decisions, commitments and consents are made in forms of their own on top of this one.

mod join;
mod keys;
mod top;

use chrono::NaiveDate;

use super::FormView;
use crate::desk::ask::{Ask, Done};
use crate::domain::casework::view::{Agenda, AgendaItem};
use crate::domain::casework::{asks, code};
use crate::domain::command::{Command, Write};
use crate::domain::plan::{Field, FieldKind, Form, Keep};
use crate::domain::record::answer;
use crate::domain::record::{Code, EntryId, Origin, Status, Value};
use crate::ui::ctx::Ctx;
use crate::ui::model::Tone;
use crate::ui::screen::Outcome;

/// The field that says when the next meeting is.
const NEXT: &str = "next";

/// What is said of a consent when it is withdrawn.
const WITHDRAWAL: [&str; 3] = ["withdrawn", "withdrawn_at", "withdrawn_for"];

/// What is known of the meeting beside its draft.
#[derive(Default)]
pub(super) struct Meeting {
    /// The agenda, once the desk has told it.
    pub(super) agenda: Option<Agenda>,
    /// The first letters of a code being looked for.
    pub(super) search: String,
    /// The case that was found by its first letters, and how many of them: the rest of its code may still come.
    found: Option<(Code, usize)>,
    /// The case marked last.
    pub(super) last: Option<Code>,
    /// What was asked of the desk beside the meeting's own save.
    pub(super) aside: Option<Aside>,
    /// The day whose numbers are on record.
    kept: Option<NaiveDate>,
    /// The meeting that was there already, while it is asked for.
    joining: Option<EntryId>,
    /// Whether a case is asked for so that a consent in it can be withdrawn.
    withdrawing: bool,
}

/// A change beside the meeting's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    /// The numbers are put on record as they were shown.
    Numbers,
    /// A case is put on the agenda; its number comes with the next answer.
    Added,
}

/// A case as a field of cases shows it.
pub(super) struct Line<'a> {
    pub(super) code: Code,
    /// What the agenda says of it, where it is on it.
    pub(super) item: Option<&'a AgendaItem>,
    pub(super) marked: bool,
    /// Whether what is recorded already marks it.
    pub(super) fixed: bool,
}

impl FormView {
    /// Whether a field is asked for in this form on its day.
    pub(super) fn asks(&self, form: &Form, field: &Field, ctx: &Ctx) -> bool {
        // Of what is recorded as cancelled no case was up.
        let cancelled = self.draft.corrects.is_some() && matches!(self.draft.status, Status::Cancelled(_));
        let of_cases = matches!(field.kind, FieldKind::Case | FieldKind::Cases | FieldKind::CaseMarks { .. });
        if field.keep == Keep::Desk || (field.keep == Keep::Apart && of_cases && cancelled) {
            return false;
        }
        // Nobody withdraws a consent while it is given.
        if form.key == "consent" && self.draft.corrects.is_none() && WITHDRAWAL.contains(&field.key.as_str())
        {
            return false;
        }
        asks(&ctx.plan, form, field, self.day(form, ctx).unwrap_or(ctx.now.day))
    }

    /// Whether there are cases to mark in a field that marks some of another's.
    pub(super) fn has_cases(&self, form: &Form, field: &Field, ctx: &Ctx) -> bool {
        match &field.kind {
            FieldKind::CaseMarks { of, .. } => {
                form.field(of).is_some_and(|of| !self.marked_cases(of, ctx).is_empty())
            }
            _ => true,
        }
    }

    /// Nothing is looked for any more.
    pub(super) fn leave_search(&mut self) {
        (self.meeting.search, self.meeting.found) = (String::new(), None);
    }

    /// The field in which cases are marked, where this form asks for them.
    pub(super) fn cases_field<'a>(&self, form: &'a Form, ctx: &Ctx) -> Option<&'a Field> {
        let field = form.fields.iter().find(|f| f.kind == FieldKind::Cases && f.keep == Keep::Apart)?;
        self.asks(form, field, ctx).then_some(field)
    }

    /// The day the entry is about.
    pub(super) fn day(&self, form: &Form, ctx: &Ctx) -> Option<NaiveDate> {
        self.draft.value(form, &form.day, &ctx.answers()).as_ref().and_then(Value::day)
    }

    /// The agenda of the day in the form, where that is not the one known.
    pub(super) fn want_agenda(&self, form: &Form, ctx: &Ctx) -> Option<Ask> {
        self.cases_field(form, ctx)?;
        let day = self.day(form, ctx)?;
        let known = self.meeting.agenda.as_ref().is_some_and(|agenda| agenda.day == day);
        (!known).then_some(Ask::Agenda { day })
    }

    /// Whether a change of which the desk tells is not this form's save.
    pub fn asked_aside(&self) -> bool {
        self.meeting.aside.is_some()
    }

    /// What the desk said of a change beside this form's save.
    pub(super) fn aside_answered(&mut self, form: &Form, ctx: &Ctx) -> Outcome {
        match (self.meeting.aside.take(), self.day(form, ctx)) {
            (Some(Aside::Added), Some(day)) => Outcome::ask(Ask::Agenda { day }),
            _ => Outcome::none(),
        }
    }

    /// The agenda has come: marks what is recorded already, and has the numbers put on record.
    pub(super) fn agenda_told(&mut self, form: &Form, agenda: Option<Agenda>, ctx: &mut Ctx) -> Outcome {
        let Some(agenda) = agenda else { return Outcome::none() };
        let (day, codes) =
            (agenda.day, agenda.items.iter().map(|item| item.code.clone()).collect::<Vec<_>>());
        let amends = self.draft.corrects.is_some() && !self.completes();
        if !amends {
            self.know_next(form, agenda.next);
        }
        self.twin_meeting(agenda.meeting, ctx);
        let numbered = self.meeting.agenda.as_ref().map_or(0, |known| known.items.len());
        let before = self.meeting.agenda.replace(agenda);
        if let Some(before) = before.filter(|before| before.day != day) {
            self.let_go_of(form, &before, ctx);
        }
        self.mark_recorded(form, ctx);
        // What is planned ahead may still get other cases; what is shown on the day stands, as it did at the meeting.
        if codes.is_empty()
            || amends
            || day > ctx.now.day
            || (self.meeting.kept == Some(day) && codes.len() == numbered)
        {
            return Outcome::none();
        }
        self.meeting.kept = Some(day);
        self.aside(Aside::Numbers, Command::Schedule { day, cases: codes }, ctx)
    }

    fn aside(&mut self, aside: Aside, command: Command, ctx: &mut Ctx) -> Outcome {
        self.meeting.aside = Some(aside);
        Outcome::ask(Ask::Do(Write { id: ctx.ids.fresh(), command }))
    }

    fn know_next(&mut self, form: &Form, next: Option<NaiveDate>) {
        let slot = self.slot(NEXT);
        if let (Some(day), Some(_)) = (next, form.field(NEXT))
            && (slot.text.is_empty() || slot.origin == Origin::Computed)
        {
            self.draft.put(NEXT, &day.format("%Y-%m-%d").to_string(), Origin::Computed);
        }
    }

    /// Two secretaries at once: the meeting may be there already.
    fn twin_meeting(&mut self, meeting: Option<EntryId>, ctx: &Ctx) {
        let own = self.draft.corrects.map(|(id, _)| id);
        if let Some(id) = meeting.filter(|id| Some(*id) != own) {
            self.twin = Some(id);
            self.remark = Some((Tone::Warning, ctx.say("form-meeting-there")));
        } else if self.remark.as_ref().is_some_and(|(_, said)| *said == ctx.say("form-meeting-there")) {
            (self.twin, self.remark) = (None, None);
        }
    }

    /// The day is another: what was recorded on the day before is not marked for this one.
    fn let_go_of(&mut self, form: &Form, before: &Agenda, ctx: &Ctx) {
        let Some(field) = self.cases_field(form, ctx) else { return };
        let recorded =
            |code: &Code| before.items.iter().any(|item| item.code == *code && item.decision.is_some());
        let marked = self.marked_cases(field, ctx);
        let left: Vec<Code> = marked.iter().filter(|code| !recorded(code)).cloned().collect();
        if left.len() < marked.len() {
            let origin = self.slot(&field.key).origin;
            self.draft.put(&field.key, &left.join(","), origin);
        }
    }

    /// What has a decision on the day was up; where there is no case at all, none was.
    fn mark_recorded(&mut self, form: &Form, ctx: &Ctx) {
        let Some(field) = self.cases_field(form, ctx) else { return };
        let Some(agenda) = &self.meeting.agenda else { return };
        let decided = |item: &&AgendaItem| item.decision.is_some();
        let recorded: Vec<Code> = agenda.items.iter().filter(decided).map(|item| item.code.clone()).collect();
        let none = agenda.items.is_empty() && agenda.others.is_empty();
        let mut marked = self.marked_cases(field, ctx);
        let before = marked.len();
        marked.extend(recorded.into_iter().filter(|code| !marked.contains(code)).collect::<Vec<_>>());
        let slot = self.slot(&field.key);
        if marked.len() > before {
            let origin = if slot.text.is_empty() { Origin::Computed } else { slot.origin };
            self.draft.put(&field.key, &marked.join(","), origin);
        } else if none && slot.text.is_empty() {
            self.draft.put(&field.key, "0", Origin::Computed);
        }
    }

    /// The cases marked in a field, in the order they were marked.
    pub(super) fn marked_cases(&self, field: &Field, ctx: &Ctx) -> Vec<Code> {
        match answer::parse(field, &self.slot(&field.key).text, &ctx.answers()) {
            Ok(Value::Codes(codes)) => codes,
            Ok(Value::Marks(marks)) => marks.into_iter().map(|(code, _)| code).collect(),
            _ => Vec::new(),
        }
    }

    /// The cases a field of cases offers: the agenda by number, then those that were marked beside it.
    pub(super) fn case_lines<'a>(&'a self, form: &Form, field: &Field, ctx: &Ctx) -> Vec<Line<'a>> {
        let marked = self.marked_cases(field, ctx);
        let items = || self.meeting.agenda.iter().flat_map(|agenda| &agenda.items);
        let among = match &field.kind {
            FieldKind::CaseMarks { of, .. } => form.field(of).map(|of| self.marked_cases(of, ctx)),
            _ => None,
        };
        let beside: Vec<Code> = among
            .as_ref()
            .unwrap_or(&marked)
            .iter()
            .filter(|code| items().all(|item| item.code != **code))
            .cloned()
            .collect();
        let line = |code: Code, item: Option<&'a AgendaItem>| {
            let fixed = item.is_some_and(|item| match field.kind {
                FieldKind::CaseMarks { .. } => item.action,
                _ => item.decision.is_some(),
            });
            Line { marked: fixed || marked.contains(&code), fixed, code, item }
        };
        let numbered = items().filter(|item| among.as_ref().is_none_or(|among| among.contains(&item.code)));
        let mut lines: Vec<Line<'a>> = numbered.map(|item| line(item.code.clone(), Some(item))).collect();
        lines.extend(beside.into_iter().map(|code| line(code, None)));
        lines
    }

    /// The cases that are up, and whether each has a coordinated action.
    pub fn cases_up(&self, ctx: &Ctx) -> Option<Vec<(Code, bool)>> {
        let (_, form) = ctx.form(&self.draft.form)?;
        let up = self.cases_field(form, ctx)?;
        let marks =
            form.fields.iter().find(|f| matches!(&f.kind, FieldKind::CaseMarks { of, .. } if *of == up.key));
        let acted: Vec<Code> = marks.map_or_else(Vec::new, |field| {
            self.case_lines(form, field, ctx)
                .into_iter()
                .filter(|line| line.marked)
                .map(|line| line.code)
                .collect()
        });
        let codes = self.case_lines(form, up, ctx).into_iter().filter(|line| line.marked);
        Some(codes.map(|line| (line.code.clone(), acted.contains(&line.code))).collect())
    }

    /// Empties a field of cases.
    pub(super) fn clear_cases(&mut self, form: &Form, i: usize) {
        self.draft.put(&form.fields[i].key, "", Origin::Typed);
        self.leave_search();
    }

    /// A form that lay on top of this one was saved.
    pub fn saved_above(&mut self, done: &Done, ctx: &mut Ctx) -> Outcome {
        let plan = std::sync::Arc::clone(&ctx.plan);
        let Some((_, form)) = plan.form(&self.draft.form) else { return Outcome::none() };
        let (Some(field), Some(day)) = (self.cases_field(form, ctx), self.day(form, ctx)) else {
            return self.wants(ctx).map_or_else(Outcome::none, Outcome::ask);
        };
        match done.entry.as_ref().and_then(|entry| new_case(entry, ctx)) {
            Some(code) => {
                self.mark_case(field, &code, ctx);
                let tell = self.keep(ctx).into_iter().collect();
                let added = self.aside(Aside::Added, Command::Schedule { day, cases: vec![code] }, ctx);
                Outcome { tell, ..added }
            }
            None => Outcome::ask(Ask::Agenda { day }),
        }
    }

    /// The parties that the meeting's roster has in the room.
    pub(super) fn in_the_room(&self, form: &Form, ctx: &Ctx) -> Vec<Code> {
        let total = form.fields.iter().find_map(|f| match &f.kind {
            FieldKind::Total { of, marks } => Some((of, marks)),
            _ => None,
        });
        let Some((of, there)) = total else { return Vec::new() };
        match form.field(of).and_then(|roster| self.marked(roster, ctx)) {
            Some(Value::Marks(marks)) => marks
                .into_iter()
                .filter(|(_, mark)| there.iter().any(|m| m == mark))
                .map(|(who, _)| who)
                .collect(),
            _ => Vec::new(),
        }
    }
}

/// The code of a case that was just made.
fn new_case(entry: &crate::domain::record::Entry, ctx: &Ctx) -> Option<Code> {
    let (_, form) = ctx.form(&entry.form)?;
    let own = form.fields.iter().find(|f| f.kind == FieldKind::Case && f.keep == Keep::Desk)?;
    match entry.value(&own.key)? {
        Value::Code(code) => Some(code.clone()),
        _ => None,
    }
}

/// A case's code as it is read out.
pub(super) fn shown(code: &str) -> String {
    code::shown(code)
}
