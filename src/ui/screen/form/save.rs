//! From the form to a command, and what the desk said of it.

use super::{FormView, Row};
use crate::desk::ask::Ask;
use crate::domain::command::{Accepted, Amend, Change, Command, Enter, Write};
use crate::domain::decide::already_logged_fields;
use crate::domain::plan::{FieldKind, Form, Need};
use crate::domain::record::{Cell, Cells, Code, Origin, Problem, Question, Status};
use crate::domain::refusal::Refusal;
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::{Go, Outcome, View, detail};
use crate::words;

impl FormView {
    /// Saves: the rest as shown.
    pub(super) fn save(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        self.leave(form, ctx);
        let (cells, mistakes) = self.draft.read(form, &ctx.answers());
        if matches!(&self.draft.status, Status::Cancelled(reason) if reason.is_empty()) {
            return self.ask_why_cancelled(form, ctx);
        }
        if !mistakes.is_empty() {
            let problems = mistakes.into_iter().map(|(field, mistake)| Problem::Answer { field, mistake });
            return self.refused(
                form,
                Refusal::Problems { form: self.draft.form.clone(), problems: problems.collect() },
                ctx,
            );
        }
        let accepted = if self.asked { Accepted::All } else { Accepted::None };
        let changes = self.said(form, &cells);
        let command = match self.draft.corrects {
            None => Command::Enter(Enter {
                form: self.draft.form.clone(),
                status: self.draft.status.clone(),
                cells,
                accepted,
            }),
            Some((id, base)) => Command::Amend(Amend {
                id,
                base,
                status: self.wanted_status(form, &changes),
                changes,
                reason: self.reason.clone(),
                accepted,
            }),
        };
        let write = Write { id: self.draft.write, command };
        self.kept = true;
        self.meeting.aside = None;
        Outcome { tell: self.sync(), ..Outcome::ask(Ask::Do(write)) }
    }

    /// What becomes of the occasion. A planned one of which something needed has been answered is reported, and must be
    /// reported whole; else the desk says what it is.
    fn wanted_status(&self, form: &Form, changes: &[Change]) -> Option<Status> {
        if self.draft.status != Status::Planned {
            return Some(self.draft.status.clone());
        }
        changes.iter().any(|change| needed(form, &change.field)).then_some(Status::Done)
    }

    /// What is changed. Of a planned occasion of which nothing needed was answered, what its roster begins with was said by
    /// nobody; where nothing was said at all, it is reported as it begins.
    fn said(&self, form: &Form, cells: &Cells) -> Vec<Change> {
        let mut changes = self.draft.changes(cells.clone());
        let begun = |change: &Change| {
            let nothing = |cell: &Cell| change.before.is_none() && cell.value.is_nothing();
            change.after.as_ref().is_some_and(|cell| cell.origin == Origin::Default || nothing(cell))
        };
        let reported = |change: &Change| needed(form, &change.field) && !begun(change);
        if self.draft.status == Status::Planned
            && changes.iter().any(|change| !begun(change))
            && !changes.iter().any(reported)
        {
            changes.retain(|change| !begun(change));
        }
        let totals = form.fields.iter().filter_map(|field| match &field.kind {
            FieldKind::Total { of, .. } => Some((field.key.as_str(), of.as_str())),
            _ => None,
        });
        for (total, roster) in totals {
            let has = |key: &str| changes.iter().any(|change| change.field == key);
            if has(roster) && !has(total) {
                changes.extend(self.again(total, cells));
            }
        }
        changes
    }

    /// An answer that stands as it stood, said again: a number that agrees with the marks it is saved with.
    fn again(&self, field: &str, cells: &Cells) -> Option<Change> {
        let find = |cells: &Cells| cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
        let after = find(cells).filter(|cell| !cell.value.is_nothing());
        after.map(|after| Change {
            field: field.into(),
            before: find(&self.draft.before),
            after: Some(after),
        })
    }

    fn sync(&self) -> Vec<Ask> {
        if self.nothing_to_keep() {
            Vec::new()
        } else {
            vec![Ask::PutDraft(self.draft.without_personal_numbers())]
        }
    }

    /// Nothing was saved: says why, beside the fields, and stands at the first of them.
    pub(super) fn refused(&mut self, form: &Form, refusal: Refusal, ctx: &mut Ctx) -> Outcome {
        let tone = if matches!(refusal, Refusal::Asks { .. } | Refusal::Overlap { .. }) {
            Tone::Warning
        } else {
            Tone::Error
        };
        let said = words::refusal::refusal(ctx.words, &ctx.plan, &refusal, &ctx.accounts)
            .into_iter()
            .next()
            .unwrap_or_default();
        let first = match refusal {
            Refusal::Problems { problems, .. } => {
                self.remarks.clear();
                self.told_wrong = self.only_told(form, &problems, ctx);
                for problem in &problems {
                    if matches!(problem, Problem::Total { .. }) {
                        self.remark_on_total(form, problem, ctx);
                        continue;
                    }
                    let text = words::mistake::problem_by_field(ctx.words, &ctx.plan, form, problem);
                    self.remarks.push((problem.field().clone(), Tone::Error, text));
                }
                problems.first().map(|p| p.field().clone())
            }
            Refusal::Asks { questions, .. } => {
                self.ask(form, &questions, ctx);
                self.asked = true;
                return Outcome::say(Line::new(tone, ctx.say("form-save-again")));
            }
            Refusal::Overlap { field, theirs, .. } => {
                self.draft.before.retain(|(key, _)| *key != field);
                self.draft.before.extend(theirs.map(|cell| (field.clone(), cell)));
                self.remarks.push((field.clone(), Tone::Warning, said));
                if let Some(i) = form.position(&field) {
                    self.enter(i, ctx);
                }
                return Outcome::say(Line::new(tone, ctx.say("form-save-again")));
            }
            Refusal::AlreadyThere { id, .. } => {
                self.twin = Some(id);
                if let Some(joins) = self.ask_to_join(form, id, ctx) {
                    return joins;
                }
                None
            }
            Refusal::NothingToChange => return Outcome::say(Line::new(Tone::Plain, said)),
            _ => None,
        };
        if let Some(i) = first.as_deref().and_then(|key| form.position(key)) {
            let at = self.rows(form).iter().position(|row| *row == Row::Field(i)).unwrap_or(i);
            self.enter(at, ctx);
        }
        Outcome::say(Line::new(tone, said))
    }

    /// The fields whose answers read well here, so that what is wrong with them stands until they are changed.
    fn only_told(&self, form: &Form, problems: &[Problem], ctx: &Ctx) -> Vec<Code> {
        let (_, mistakes) = self.draft.read(form, &ctx.answers());
        let unread = |field: &Code| mistakes.iter().any(|(key, _)| key == field);
        let answers = problems.iter().filter_map(|problem| match problem {
            Problem::Answer { field, .. } if !unread(field) => Some(field.clone()),
            _ => None,
        });
        answers.collect()
    }

    fn ask(&mut self, form: &Form, questions: &[Question], ctx: &Ctx) {
        self.remarks.clear();
        self.remark = None;
        for question in questions {
            let text = words::question::question(ctx.words, &ctx.plan, form, question, &ctx.accounts);
            match question.field(form) {
                Some(field) => self.remarks.push((field.into(), Tone::Warning, text)),
                None => self.remark = Some((Tone::Warning, text)),
            }
            if let Question::AlreadyLogged { id, .. } = question {
                self.twin = Some(*id);
            }
        }
    }

    /// Once the fields that tell two occasions apart are answered, the desk is asked whether it has one like it.
    pub(super) fn ask_twin(&self, form: &Form, ctx: &Ctx) -> Option<Ask> {
        let (cells, _) = self.draft.read(form, &ctx.answers());
        already_logged_fields(form, &cells).then(|| Ask::Twin {
            form: self.draft.form.clone(),
            cells,
            own: self.draft.corrects.map(|(id, _)| id),
        })
    }

    pub(super) fn show_twin(&mut self, form: &Form, question: Option<Question>, ctx: &Ctx) {
        if let Some(question) = question {
            self.ask_whole(form, &question, ctx);
        } else {
            (self.twin, self.remark) = (None, None);
        }
    }

    fn ask_whole(&mut self, form: &Form, question: &Question, ctx: &Ctx) {
        if let Question::AlreadyLogged { id, .. } = question {
            self.twin = Some(*id);
        }
        let text = words::question::question(ctx.words, &ctx.plan, form, question, &ctx.accounts);
        self.remark = Some((Tone::Warning, text));
    }

    pub(super) fn open_twin(&mut self, form: &Form, ctx: &Ctx) -> Outcome {
        let Some(id) = self.twin else { return Outcome::none() };
        self.leave(form, ctx);
        let view = View::Detail(detail::Detail::new(id));
        Outcome { tell: self.keep(ctx).into_iter().collect(), ..Outcome::go(Go::Open(view)) }
    }
}

/// Whether an occasion is not told of until a field has been answered. The day of a planned one is known.
fn needed(form: &Form, field: &Code) -> bool {
    form.field(field).is_some_and(|f| f.need == Need::Hard && f.key != form.day)
}
