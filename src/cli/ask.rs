//! `lofte ask`: the form's questions line by line, for a screen reader or a very small terminal.
//!
//! The same fields, hints, checks and drafts as the full screen has: only the way of asking differs.

mod choices;

use std::io::{self, BufRead, Read};
use std::rc::Rc;

use super::add::latest;
use super::caller::{self, Caller, context, fresh};
use super::failure::Failure;
use crate::desk::ask::{Ask as Asking, Reply, Welcome};
use crate::domain::command::{Accepted, Command, Enter, Write};
use crate::domain::course::enrol::AGE_REASON;
use crate::domain::course::index::PARTICIPANT;
use crate::domain::plan::{Field, FieldKind, Form, Keep, Need};
use crate::domain::record::draft::applies;
use crate::domain::record::line::forget_now;
use crate::domain::record::{Cell, Code, Draft, Origin, Problem, Question, Status, Value, answer, check};
use crate::domain::refusal::Refusal;
use crate::words::label::text;
use crate::words::mistake::{mistake, problem, problem_by_field};
use crate::words::question::question;
use crate::words::{Words, entry};
use choices::{choices, items};

/// The longest line that is read, in bytes.
const LONGEST: u64 = 256 << 10;

const EXAMPLES: &str = "\
Examples:
  lofte ask visit
  lofte ask utbildning
  lofte ask meeting
  lofte ask visit --continue       where you were when you left

Each question stands on a line of its own; an empty answer keeps what stands in brackets. < goes back a question,
- does not apply, ? not known, i cancelled (where the form can be). What has been answered is kept at the desk.";

/// Fills in a form line by line.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Ask {
    /// The form
    #[arg(value_name = "FORM")]
    form: String,
    /// Go on with your latest draft of this form
    #[arg(long = "continue")]
    go_on: bool,
}

impl Ask {
    /// Asks.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let welcome = caller.welcome()?;
        let form = caller::form(caller.words, &welcome.plan, &self.form)?;
        let kept = if self.go_on { kept(caller, form)? } else { None };
        let draft = if let Some(draft) = kept {
            draft
        } else {
            let last = latest(caller, form)?;
            Draft::new(fresh(), form, &context(&welcome), last.as_ref(), welcome.now.at)
        };
        let at = if self.go_on { draft.at.min(form.fields.len()) } else { 0 };
        let words = caller.words;
        caller.line(text(words, &form.label))?;
        caller.line(&words.say("cli-ask-how"))?;
        let (welcome, lines, stopped) = (Rc::clone(&welcome), io::stdin().lock(), None);
        Dialogue { caller, words, welcome, form, draft, at, lines, stopped }.hold()
    }
}

/// This person's latest draft of the form that corrects nothing.
fn kept(caller: &mut Caller, form: &Form) -> Result<Option<Draft>, Failure> {
    match caller.ask(Asking::Drafts)? {
        Reply::Drafts(drafts) => Ok(drafts.into_iter().find(|d| d.form == form.key && d.corrects.is_none())),
        _ => Err(caller.unexpected()),
    }
}

/// What an answer leads to.
enum Step {
    Next,
    Same,
    Back,
    /// The occasion was cancelled: there is no more to ask.
    Enough,
}

/// A form that is being asked.
struct Dialogue<'a> {
    caller: &'a mut Caller,
    words: Words,
    welcome: Rc<Welcome>,
    form: &'a Form,
    draft: Draft,
    at: usize,
    lines: io::StdinLock<'static>,
    /// The field that the save stopped at.
    stopped: Option<Code>,
}

impl Dialogue<'_> {
    /// Asks until all is answered and saved.
    fn hold(mut self) -> Result<(), Failure> {
        loop {
            while let Some(field) = self.form.fields.get(self.at) {
                if !self.applies(field) {
                    self.at += 1;
                    continue;
                }
                match self.ask(field)? {
                    Step::Next => self.at += 1,
                    Step::Same => {}
                    Step::Back => self.back()?,
                    Step::Enough => self.at = self.form.fields.len(),
                }
            }
            if self.save()? {
                return Ok(());
            }
        }
    }

    fn applies(&self, field: &Field) -> bool {
        // What the desk fills in is nobody's question.
        let asked = field.keep != Keep::Desk && self.is_wanted(field);
        asked && applies(field, &self.draft.read(self.form, &context(&self.welcome)).0)
    }

    /// The reason for an age is asked for once the desk has said that it takes one.
    fn is_wanted(&self, field: &Field) -> bool {
        let by_age = self.form.key == PARTICIPANT && field.key == AGE_REASON;
        !by_age || self.stopped.as_deref() == Some(AGE_REASON)
    }

    fn back(&mut self) -> Result<(), Failure> {
        match (0..self.at).rev().find(|i| self.applies(&self.form.fields[*i])) {
            Some(before) => self.at = before,
            None => self.caller.line(&self.words.say("cli-ask-first"))?,
        }
        Ok(())
    }

    /// Puts one question and takes its answer.
    fn ask(&mut self, field: &Field) -> Result<Step, Failure> {
        self.put(field)?;
        let typed = self.hear()?;
        match typed.as_str() {
            "<" => return Ok(Step::Back),
            "" => return self.keep(field),
            "i" if self.form.cancel_reasons.is_some() && !prose(field) => return self.cancel(),
            _ => {}
        }
        let read = answer::parse(field, &typed, &context(&self.welcome));
        match read {
            Err(wrong) => {
                self.caller.line(&mistake(self.words, &self.welcome.plan, Some(field), &wrong))?;
                Ok(Step::Same)
            }
            Ok(value) => {
                let before = self.draft.slot(&field.key).cloned().unwrap_or_default();
                self.draft.put(&field.key, &typed, Origin::Typed);
                if let Some(more) = self.exceeds(field) {
                    self.caller.line(&problem_by_field(self.words, &self.welcome.plan, self.form, &more))?;
                    self.draft.put(&field.key, &before.text, before.origin);
                    return Ok(Step::Same);
                }
                forget_now(&mut self.draft, self.form, &context(&self.welcome));
                self.echo(field, &value)?;
                self.keep_draft()?;
                Ok(Step::Next)
            }
        }
    }

    /// Whether a number is more than the one it is part of, which was asked for before it.
    fn exceeds(&self, field: &Field) -> Option<Problem> {
        let context = context(&self.welcome);
        let (cells, _) = self.draft.read(self.form, &context);
        let mut found = check::problems(self.form, &self.draft.status, &cells, &context).into_iter();
        found.find(|problem| matches!(problem, Problem::Exceeds { .. }) && *problem.field() == field.key)
    }

    /// The question: label, what stands there, hint, choices.
    fn put(&mut self, field: &Field) -> Result<(), Failure> {
        let mut line = text(self.words, &field.label).to_owned();
        if let Some(unit) = &field.unit {
            line = format!("{line} ({})", text(self.words, unit));
        }
        if let Some(value) = self.standing(field) {
            let value = entry::value(self.words, &self.welcome.plan, Some(field), &value);
            line = format!("{line} [{value}]");
        }
        self.caller.line(&format!("{line}:"))?;
        if let Some(hint) = &field.hint {
            self.caller.line(&format!("  {}", text(self.words, hint)))?;
        }
        for line in choices(self.words, &self.welcome.plan, field) {
            self.caller.line(&format!("  {line}"))?;
        }
        self.caller.flush()
    }

    fn standing(&self, field: &Field) -> Option<Value> {
        let value = self.draft.value(self.form, &field.key, &context(&self.welcome))?;
        let blank = self.draft.slot(&field.key).is_none_or(|slot| slot.text.is_empty());
        (!blank).then_some(value)
    }

    /// An empty answer keeps what stands there, if that will do.
    fn keep(&mut self, field: &Field) -> Result<Step, Failure> {
        match self.standing(field) {
            Some(value) => self.echo(field, &value)?,
            None if field.need == Need::Hard => {
                self.caller.line(&self.words.say("cli-ask-needed"))?;
                return Ok(Step::Same);
            }
            None => {}
        }
        Ok(Step::Next)
    }

    fn echo(&mut self, field: &Field, value: &Value) -> Result<(), Failure> {
        let said = entry::value(self.words, &self.welcome.plan, Some(field), value);
        self.caller.line(&format!("  = {said}"))
    }

    /// Asks why an occasion was cancelled.
    fn cancel(&mut self) -> Result<Step, Failure> {
        let plan = &self.welcome.plan;
        let list = self.form.cancel_reasons.as_deref().and_then(|key| plan.list(key)).cloned();
        self.caller.line(&self.words.say("cli-ask-why-cancelled"))?;
        let offered = list.as_ref().map(|list| items(self.words, list)).unwrap_or_default();
        self.caller.line(&format!("  {offered}"))?;
        self.caller.flush()?;
        let typed = self.hear()?;
        if typed == "<" {
            return Ok(Step::Same);
        }
        match answer::choose(list.as_ref(), &typed) {
            Ok(item) => {
                self.draft.status = Status::Cancelled(item.code.as_str().into());
                self.keep_draft()?;
                Ok(Step::Enough)
            }
            Err(wrong) => {
                self.caller.line(&mistake(self.words, &self.welcome.plan, None, &wrong))?;
                Ok(Step::Same)
            }
        }
    }

    /// A line as typed, cleaned by whoever reads it; the end of the input keeps the draft and ends the call.
    fn hear(&mut self) -> Result<String, Failure> {
        let mut bytes = Vec::new();
        let read = (&mut self.lines).take(LONGEST).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            let kept = self.keep_draft()?;
            let said = if kept { "cli-ask-left" } else { "cli-ask-left-empty" };
            return Err(Failure::refused(self.words.say(said)));
        }
        Ok(String::from_utf8_lossy(&bytes).trim().to_owned())
    }

    /// Keeps what has been answered at the desk; tells whether there was anything.
    fn keep_draft(&mut self) -> Result<bool, Failure> {
        self.draft.at = self.at;
        if self.draft.untouched() && self.draft.status == Status::Done {
            return Ok(false);
        }
        self.caller.ask(Asking::PutDraft(self.draft.clone())).map(|_| true)
    }

    /// Saves; false when a question has to be answered anew.
    fn save(&mut self) -> Result<bool, Failure> {
        let (cells, mistakes) = self.draft.read(self.form, &context(&self.welcome));
        if let Some((field, wrong)) = mistakes.first() {
            let of = self.form.field(field);
            self.caller.line(&mistake(self.words, &self.welcome.plan, of, wrong))?;
            return Ok(self.to(field));
        }
        match self.send(&cells, Accepted::None)? {
            Reply::Refused(Refusal::Asks { questions, .. }) => {
                if let Some(unsure) = self.unsure(&questions)? {
                    return Ok(self.to(&unsure));
                }
                let reply = self.send(&cells, Accepted::All)?;
                self.ended(reply)
            }
            reply => self.ended(reply),
        }
    }

    fn send(&mut self, cells: &[(Code, Cell)], accepted: Accepted) -> Result<Reply, Failure> {
        let (form, status) = (self.draft.form.clone(), self.draft.status.clone());
        let command = Command::Enter(Enter { form, status, cells: cells.to_vec(), accepted });
        self.caller.put(Asking::Do(Write { id: self.draft.write, command }))
    }

    fn ended(&mut self, reply: Reply) -> Result<bool, Failure> {
        match reply {
            Reply::Done(done) => self.caller.tell(&done).map(|()| true),
            Reply::Refused(Refusal::Problems { problems, .. }) => {
                for found in &problems {
                    self.caller.line(&problem(self.words, &self.welcome.plan, self.form, found))?;
                }
                // What comes first may be what is wrong with the rest.
                let place = |problem: &&Problem| self.form.position(problem.field());
                let field = problems.iter().min_by_key(place).map(Problem::field).cloned();
                Ok(self.to(&field.unwrap_or_default()))
            }
            Reply::Refused(why) => {
                self.keep_draft()?;
                Err(self.caller.refused(&why))
            }
            _ => Err(self.caller.unexpected()),
        }
    }

    /// Asks the soft questions one by one; the field of the first that is not accepted.
    fn unsure(&mut self, questions: &[Question]) -> Result<Option<Code>, Failure> {
        for asked in questions {
            let (words, welcome) = (self.words, Rc::clone(&self.welcome));
            self.caller.line(&question(words, &welcome.plan, self.form, asked, &welcome.accounts))?;
            self.caller.line(&words.say("cli-ask-yes-or-no"))?;
            self.caller.flush()?;
            let typed = self.hear()?.to_lowercase();
            if !(typed.is_empty() || typed.starts_with(['j', 'y'])) {
                let field = asked.field(self.form).unwrap_or(&self.form.day);
                return Ok(Some(field.into()));
            }
        }
        Ok(None)
    }

    /// Goes back to a field; always false, since nothing is saved.
    fn to(&mut self, field: &str) -> bool {
        self.stopped = Some(field.into());
        self.at = self.form.position(field).unwrap_or(0);
        false
    }
}

fn prose(field: &Field) -> bool {
    matches!(field.kind, FieldKind::Text { .. } | FieldKind::Name { .. } | FieldKind::Note { .. })
}
