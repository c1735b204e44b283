//! The form engine: one way of asking, for every form of every plan.
//!
//! It opens at the first field that cannot be known, takes a choice with one key, never traps anybody in a field, says
//! what is wrong beside the field in words, and gives its draft to the desk after every field.

mod case;
mod course;
mod draw;
mod field;
mod keep;
mod meeting;
mod open;
mod roster;
mod save;
mod walk;

use super::{Go, Outcome, Press, Start};
use crate::desk::ask::{Ask, Reply};
use crate::domain::plan::{Form, List};
use crate::domain::record::{Code, Draft, Entry, EntryId, Origin, Slot, Status, Value};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::overlay::Overlay;
use crate::ui::widget::edit::Edit;

/// Lists up to this long are chosen from with one key; longer ones by typing.
pub const ONE_KEY: usize = 10;

/// A form being filled in.
pub struct FormView {
    draft: Draft,
    start: Option<Start>,
    /// The row being filled in; `None` while a correction has not been entered yet.
    at: Option<usize>,
    edit: Edit,
    /// What letters mean in that row.
    context: Context,
    /// The rows one came through, to go back the same way.
    path: Vec<usize>,
    /// What is to be said beside a field.
    remarks: Vec<(Code, Tone, String)>,
    /// The fields of which the desk alone can say that they are wrong.
    told_wrong: Vec<Code>,
    /// What is to be said of the whole.
    remark: Option<(Tone, String)>,
    /// An entry that looks the same.
    twin: Option<EntryId>,
    /// Whether the questions have been shown, so that the next save accepts them.
    asked: bool,
    /// Why the entry is corrected.
    reason: Option<Code>,
    /// This person's entry before.
    last: Option<Entry>,
    /// Whether the desk has the draft as it stands.
    kept: bool,
    /// Whether somebody has changed anything in it here.
    touched: bool,
    /// The field whose history was asked for.
    asked_about: Option<String>,
    /// The cases of a meeting.
    meeting: meeting::Meeting,
    /// The case it is about.
    case: Option<case::Told>,
    /// What is known of courses.
    courses: course::Courses,
    /// The parties in the room, where a meeting lies under it.
    room: Option<Vec<Code>>,
}

/// A row of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Row {
    /// A field of the plan's form, by place.
    Field(usize),
    /// Why the entry is corrected.
    Reason,
    /// Why the occasion is cancelled.
    Cancel,
}

impl FormView {
    /// Whether it reports something planned, rather than correcting what stands.
    fn completes(&self) -> bool {
        self.draft.corrects.is_some() && self.draft.status == Status::Planned
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        if self.at.is_some() { self.context } else { Context::Form }
    }

    /// What it needs from the desk: at first, and when something has changed.
    pub fn wants(&self, ctx: &Ctx) -> Option<Ask> {
        if let Some(start) = &self.start {
            return Some(Ask::Latest(start.form.as_str().into()));
        }
        let (_, form) = ctx.form(&self.draft.form)?;
        let agenda = self.cases_field(form, ctx).and_then(|_| self.day(form, ctx));
        let agenda = agenda.map(|day| Ask::Agenda { day });
        agenda
            .or_else(|| self.case_code(form, ctx).map(Ask::Case))
            .or_else(|| self.want_course_anew(form, ctx))
    }

    /// The form's key, and the entry corrected.
    pub fn busy(&self) -> (Code, Option<EntryId>) {
        (self.draft.form.clone(), self.draft.corrects.map(|(id, _)| id))
    }

    fn rows(&self, form: &Form) -> Vec<Row> {
        let mut rows: Vec<Row> = (0..form.fields.len()).map(Row::Field).collect();
        if matches!(self.draft.status, Status::Cancelled(_)) {
            rows.push(Row::Cancel);
        }
        if self.draft.corrects.is_some() && self.reason.is_some() && !self.completes() {
            rows.push(Row::Reason);
        }
        rows
    }

    fn row(&self, form: &Form) -> Option<Row> {
        self.rows(form).get(self.at?).copied()
    }

    /// The list the active row chooses from.
    fn list<'a>(&self, form: &'a Form, ctx: &'a Ctx) -> Option<&'a List> {
        match self.row(form)? {
            Row::Field(i) => ctx.list(form.fields.get(i)?),
            Row::Reason => form.correction_reasons.as_deref().and_then(|key| ctx.plan.list(key)),
            Row::Cancel => form.cancel_reasons.as_deref().and_then(|key| ctx.plan.list(key)),
        }
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        let plan = std::sync::Arc::clone(&ctx.plan);
        let Some((_, form)) = plan.form(&self.draft.form) else { return Outcome::go(Go::Back) };
        match press.action {
            Some(Action::Save) => self.save(form, ctx),
            Some(Action::Accept) => self.accept(form, ctx),
            Some(Action::NextField) => self.step(form, ctx, true),
            Some(Action::PreviousField) => self.step(form, ctx, false),
            Some(Action::Back) => self.leave_form(form, ctx),
            Some(Action::Ditto) => self.ditto(form, ctx),
            Some(Action::LineBreak) => self.line_break(form),
            Some(
                action @ (Action::Decide
                | Action::NewCase
                | Action::Commit
                | Action::Consent
                | Action::Withdraw),
            ) if self.meeting.search.is_empty() => match action {
                Action::Decide => self.decide(form, ctx),
                Action::NewCase => self.new_case(form, ctx),
                Action::Commit => self.commit(form, ctx),
                Action::Withdraw => self.withdraw(ctx),
                _ => self.consent(form, ctx),
            },
            Some(Action::Clear) => {
                self.edit.clear();
                self.unmark(form, ctx);
                self.unsay(form);
                self.touch();
                Outcome::none()
            }
            Some(Action::OpenTwin) => self.open_twin(form, ctx),
            Some(Action::FieldHelp) => self.help(form, ctx),
            Some(Action::Redraw) => Outcome::elsewhere(),
            _ if self.at.is_none() => self.jump(form, press, ctx),
            _ => self.type_key(form, press, ctx),
        }
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str, ctx: &mut Ctx) -> Outcome {
        let note = ctx.form(&self.draft.form).and_then(|(_, form)| match self.row(form)? {
            Row::Field(i) => Some(matches!(form.fields[i].kind, crate::domain::plan::FieldKind::Note { .. })),
            _ => None,
        });
        if let Some(note) = note {
            let whole = self.edit.paste(text, note);
            self.touch();
            if !whole {
                return Outcome::say(Line::new(Tone::Warning, ctx.say("form-paste-cut")));
            }
        }
        Outcome::none()
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        let plan = std::sync::Arc::clone(&ctx.plan);
        let Some((_, form)) = plan.form(&self.draft.form) else { return Outcome::none() };
        match reply {
            Reply::Latest(last) => self.begin(form, last.map(|e| *e), ctx),
            Reply::Twin(question) => {
                self.show_twin(form, question, ctx);
                Outcome::none()
            }
            Reply::Done(_) | Reply::Refused(_) if self.asked_aside() => self.aside_answered(form, ctx),
            Reply::Refused(refusal) => self.refused(form, refusal, ctx),
            Reply::Agenda(agenda) => self.agenda_told(form, agenda.map(|agenda| *agenda), ctx),
            Reply::Case(told) if self.withdraws() => self.open_withdrawal(form, told.ok().as_deref(), ctx),
            Reply::Case(told) => {
                self.case_told(form, told, ctx);
                Outcome::none()
            }
            Reply::Courses(lines) => self.courses_told(form, lines, ctx),
            Reply::Course(told) => {
                if let Ok(view) = told {
                    self.course_told(form, view, ctx);
                }
                Outcome::none()
            }
            Reply::Entry(Some(shown)) if self.corrects(&shown.entry) => {
                self.follow(form, &shown.entry);
                Outcome::none()
            }
            Reply::Entry(Some(shown)) => match self.join(form, &shown.entry, ctx) {
                Some(outcome) => outcome,
                None => self.open_decision(form, &shown.entry, ctx),
            },
            Reply::History(steps) => match self.asked_about.take().and_then(|key| form.field(&key)) {
                Some(field) => Outcome::go(Go::Lay(Overlay::field(field, &steps, ctx))),
                None => Outcome::none(),
            },
            _ => Outcome::none(),
        }
    }

    fn ditto(&mut self, form: &Form, ctx: &mut Ctx) -> Outcome {
        let Some(Row::Field(i)) = self.row(form) else { return Outcome::none() };
        let key = &form.fields[i].key;
        let told = |v: &&Value| !v.is_nothing() && !v.is_withheld();
        let Some(value) = self.last.as_ref().and_then(|e| e.value(key)).filter(told) else {
            return Outcome::say(Line::new(Tone::Plain, ctx.say("form-no-ditto")));
        };
        let text = crate::domain::record::draft::spell(value);
        self.draft.put(key, &text, Origin::Carried);
        self.touch();
        self.unsay(form);
        self.enter(i, ctx);
        self.advance(form, ctx)
    }

    fn line_break(&mut self, form: &Form) -> Outcome {
        if let Some(Row::Field(i)) = self.row(form)
            && matches!(form.fields[i].kind, crate::domain::plan::FieldKind::Note { .. })
        {
            self.edit.insert("\n");
            self.touch();
        }
        Outcome::none()
    }

    fn help(&mut self, form: &Form, ctx: &Ctx) -> Outcome {
        let row = self.row(form).unwrap_or(Row::Field(self.draft.at));
        let Row::Field(i) = row else { return Outcome::none() };
        let Some(field) = form.fields.get(i) else { return Outcome::none() };
        match self.draft.corrects {
            // What the field has been comes from the journal; the page opens with the answer.
            Some((id, _)) => {
                self.asked_about = Some(field.key.clone());
                Outcome::ask(Ask::History(id))
            }
            None => Outcome::go(Go::Lay(Overlay::field(field, &[], ctx))),
        }
    }

    /// The slot of a field.
    fn slot(&self, key: &str) -> Slot {
        self.draft.slot(key).cloned().unwrap_or_default()
    }
}
