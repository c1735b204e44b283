//! `lofte add`: an entry from the command line, by the same rules as the form.

use super::attendance::by_seat;
use super::caller::{Caller, as_json, context, fresh, not_understood};
use super::failure::Failure;
use crate::desk::ask::{Ask, Reply};
use crate::domain::casework::code;
use crate::domain::casework::index::CASE;
use crate::domain::command::{Command, Enter};
use crate::domain::course::index::COURSE;
use crate::domain::plan::{Form, Initial};
use crate::domain::record::line::{self, Line, parse_words};
use crate::domain::record::{Code, Draft, Entry, Mistake, Problem, Value};
use crate::domain::refusal::Refusal;

const EXAMPLES: &str = "\
Examples:
  lofte add besök stort 7                       the fields in the form's order
  lofte add \"besök stort 21:30 7 note='two groups'\"
  lofte add visit place=stortorget contacts=7 day=igår arrive=21:30
  lofte add shift staffed=no reason=personalbrist
  lofte add walk area=centrum day=2023-12-01 planned=yes
  lofte add walk area=centrum cancelled=väder
  lofte add meeting present=social,school,police deputy=leisure cases=K7RT-M,F3XH-C action=K7RT-M:plan
  lofte add meeting absent=police present=3     the others were there; the number is the control total
  lofte add meeting cancelled=sjukdom
  lofte add case referral=2023-11-20 source=skola concern=absence          prints the code it was given
  lofte add course term=ht2023 start=2023-09-07 time=18:00                 lays the evenings
  lofte add participant course=ht2023 name=\"Exempel A\" born=2007 gender=kvinna contract_youth=ja
  lofte add attendance course=ht2023 session=7 absent=c notified=h late=a present=10

Of a meeting's parties those are absent that are not named where present= names some; else the rest are present. all
means every party. A code alone in action= leaves the kind for later.

Those on the roster of a course are known by their letters or by a name; present= is the number in the room, or lists who
was there, and then the others were absent. The marks are absent= notified= late= left_early= and excused=. A course's
evening is found by session= or day=.

A field is known by its key or its label, a choice by its code, its label or a part of it. Nothing has names:
- does not apply, ? not known; what is left out is stored as not stated. What is only asked about is printed on
standard error and accepted.";

/// Enters what was done.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES, allow_negative_numbers = true)]
pub struct Add {
    /// The form and its answers
    #[arg(required = true, value_name = "FORM field=value")]
    words: Vec<String>,
    /// Print the entry as JSON
    #[arg(long)]
    json: bool,
}

impl Add {
    /// Enters it.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let welcome = caller.welcome()?;
        let (ctx, words) = (context(&welcome), caller.words);
        let said = spoken(self.words).map_err(|error| not_understood(words, &welcome.plan, &error))?;
        let said = by_seat(caller, &welcome, said)?;
        let said = parse_words(&ctx, &said).map_err(|error| not_understood(words, &welcome.plan, &error))?;
        let Some((_, form)) = welcome.plan.form(&said.form) else {
            return Err(caller.refused(&Refusal::NoSuchForm { form: said.form }));
        };
        let draft = filled(caller, form, &said)?;
        let (cells, mistakes) = draft.read(form, &ctx);
        if !mistakes.is_empty() {
            let refusal = nearest_case(caller, &mistakes)?.unwrap_or_else(|| wrong(form, mistakes));
            return Err(caller.refused(&refusal));
        }
        let made = caller.carry_out(|accepted| {
            let (status, cells) = (draft.status.clone(), cells.clone());
            Command::Enter(Enter { form: draft.form.clone(), status, cells, accepted })
        })?;
        match (&made.entry, self.json) {
            (Some(entry), true) => as_json(caller, &welcome, entry),
            (entry, _) => {
                // The code stands alone on a line, for whoever calls from a script.
                if let Some(code) = entry.as_ref().and_then(code_made) {
                    caller.line(&code)?;
                }
                caller.tell(&made)
            }
        }
    }
}

/// The refusal of a mistyped code that comes near codes there are.
fn nearest_case(caller: &mut Caller, mistakes: &[(Code, Mistake)]) -> Result<Option<Refusal>, Failure> {
    let mistyped = mistakes.iter().find_map(|(_, mistake)| match mistake {
        Mistake::MistypedCase { typed } => Some(Code::from(typed.replace('-', ""))),
        _ => None,
    });
    let Some(typed) = mistyped else { return Ok(None) };
    Ok(match caller.ask(Ask::Case(typed.clone()))? {
        Reply::Case(Err(near)) if !near.is_empty() => Some(Refusal::NoSuchCase { typed, near }),
        _ => None,
    })
}

/// The code that the desk gave a case or a course.
fn code_made(entry: &Entry) -> Option<String> {
    let field = match entry.form.as_str() {
        CASE => "code",
        COURSE => "term",
        _ => return None,
    };
    match entry.value(field)? {
        Value::Code(made) if entry.form == CASE => Some(code::shown(made)),
        Value::Code(made) => Some(made.to_string()),
        _ => None,
    }
}

/// The words of the call; a single one may be a whole line, quotes and all, or one answer with blanks in it.
pub fn spoken(words: Vec<String>) -> Result<Vec<String>, line::LineError> {
    let [line] = words.as_slice() else { return Ok(words) };
    if !line.contains(char::is_whitespace) {
        return Ok(words);
    }
    let split = line::split(line)?;
    let is_answer = |word: &String| word.contains('=');
    let one = split.first().is_some_and(is_answer) && !split.iter().skip(1).any(is_answer);
    Ok(if one && split.len() > 1 { words } else { split })
}

/// The refusal for answers that cannot be read.
pub fn wrong(form: &Form, mistakes: Vec<(Code, Mistake)>) -> Refusal {
    let problems = mistakes.into_iter().map(|(field, mistake)| Problem::Answer { field, mistake }).collect();
    Refusal::Problems { form: form.key.as_str().into(), problems }
}

/// A draft with what is known beforehand and what was said.
fn filled(caller: &mut Caller, form: &Form, said: &Line) -> Result<Draft, Failure> {
    let last = latest(caller, form)?;
    let welcome = caller.welcome()?;
    let mut draft = Draft::new(fresh(), form, &context(&welcome), last.as_ref(), welcome.now.at);
    said.answers.fill(&mut draft, form, &context(&welcome));
    Ok(draft)
}

/// This person's latest entry of the form, where it carries anything over.
pub fn latest(caller: &mut Caller, form: &Form) -> Result<Option<Entry>, Failure> {
    if !form.fields.iter().any(|f| f.initial == Initial::Carry) {
        return Ok(None);
    }
    match caller.ask(Ask::Latest(form.key.as_str().into()))? {
        Reply::Latest(entry) => Ok(entry.map(|e| *e)),
        _ => Err(caller.unexpected()),
    }
}
