//! `lofte correct`: changes fields of an entry; what stood there is kept in its history.

use super::add::{spoken, wrong};
use super::caller::{Caller, as_json, context, fresh, not_understood};
use super::failure::Failure;
use crate::domain::command::{Amend, Change, Command};
use crate::domain::plan::Form;
use crate::domain::record::line::{Answers, parse_answers};
use crate::domain::record::{Code, Context, Draft, Entry, EntryId};
use crate::domain::refusal::Refusal;

const EXAMPLES: &str = "\
Examples:
  lofte correct 17 contacts=9
  lofte correct 17 contacts=9 reason=rättelse
  lofte correct 12 cancelled=sjukdom
  lofte correct 12 planned=no                  what was planned has taken place

Only the fields named are changed. Without a reason, the first of the form's reasons stands. Where a form has a field
of its own called reason, the reason of the correction is given as why=…";

/// Corrects an entry.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Correct {
    /// The entry's number
    #[arg(value_name = "ID")]
    id: u64,
    /// What shall stand in its fields
    #[arg(required = true, value_name = "field=value")]
    words: Vec<String>,
    /// Print the entry as JSON
    #[arg(long)]
    json: bool,
}

impl Correct {
    /// Corrects it.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let entry = caller.entry(EntryId(self.id))?;
        let welcome = caller.welcome()?;
        let Some((_, form)) = welcome.plan.form(&entry.form) else {
            return Err(caller.refused(&Refusal::NoSuchForm { form: entry.form }));
        };
        let (ctx, words) = (context(&welcome), caller.words);
        let said = spoken(self.words).map_err(|error| not_understood(words, &welcome.plan, &error))?;
        // Which field a word alone would change is for nobody to guess.
        if let Some(bare) = said.iter().find(|word| !word.contains('=')) {
            return Err(Failure::refused(words.say_with("cli-correct-named", &[("typed", bare.into())])));
        }
        let said =
            parse_answers(&ctx, form, &said).map_err(|error| not_understood(words, &welcome.plan, &error))?;
        let changes = changes(form, &entry, &said, &ctx).map_err(|refusal| caller.refused(&refusal))?;
        let made = caller.carry_out(|accepted| {
            Command::Amend(Amend {
                id: entry.id,
                base: entry.rev,
                status: said.status.clone(),
                changes: changes.clone(),
                reason: said.reason.clone(),
                accepted,
            })
        })?;
        match (&made.entry, self.json) {
            (Some(entry), true) => as_json(caller, &welcome, entry),
            _ => caller.tell(&made),
        }
    }
}

/// The fields that were named, with what stands there and what shall.
fn changes(form: &Form, entry: &Entry, said: &Answers, ctx: &Context<'_>) -> Result<Vec<Change>, Refusal> {
    let mut draft = Draft::of(fresh(), form, entry, 0);
    said.fill(&mut draft, form, ctx);
    let (cells, mistakes) = draft.read(form, ctx);
    let named = |key: &Code| said.fields.iter().any(|(field, _)| field == key);
    let mistakes: Vec<_> = mistakes.into_iter().filter(|(key, _)| named(key)).collect();
    if !mistakes.is_empty() {
        return Err(wrong(form, mistakes));
    }
    Ok(draft.changes(cells.into_iter().filter(|(key, _)| named(key)).collect()))
}
