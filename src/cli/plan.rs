//! `lofte plan`: checks a plan file, puts one in force, or shows what a plan holds.

use std::path::{Path, PathBuf};

use clap::Subcommand;

use super::Place;
use super::failure::Failure;
use crate::domain::command::Command;
use crate::domain::plan::{FieldKind, Form, Label, Need, Promise, load};
use crate::report::table::{Side, Table};
use crate::words::{Words, day, figure, label::text, plan as plan_words};

/// The longest plan file that is read, in bytes.
const LONGEST: u64 = 1 << 20;

const EXAMPLES: &str = "\
Examples:
  lofte plan check my-promise.toml       says every mistake with its line; needs no desk
  lofte plan load my-promise.toml        puts it in force; every entry stays
  lofte plan show                        the plan in force: activities, forms, fields, choices, measures
  lofte plan show my-promise.toml
  lofte plan show blank                  a plan that comes with lofte";

/// Checks, loads or shows a plan.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Plan {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Say every mistake in a plan file
    Check {
        /// The plan file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Put a plan in force; every entry stays
    Load {
        /// The plan file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Show what a plan holds
    Show {
        /// The plan file, or the name of a plan that comes with lofte; the plan in force if none is given
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
    },
}

impl Plan {
    /// Whether it is about the plan in force alone, and reads no file.
    pub fn is_of_the_desk(&self) -> bool {
        matches!(self.task, Task::Show { file: None })
    }

    /// Does it.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let words = place.words;
        match self.task {
            Task::Check { file } => {
                let (_, plan) = read(words, &file)?;
                let (forms, measures) = (plan.forms().count(), plan.measures().count());
                let title = text(words, &plan.short);
                super::print(&words.say_with(
                    "cli-plan-whole",
                    &[("title", title.into()), ("forms", forms.into()), ("measures", measures.into())],
                ))
            }
            Task::Load { file } => {
                let (content, _) = read(words, &file)?;
                let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
                let mut caller = place.caller()?;
                let done =
                    caller.carry_out(|_| Command::LoadPlan { text: content.clone(), file: name.clone() })?;
                // What is said of it shall be said in the new plan's words.
                let mut caller = place.caller()?;
                caller.tell(&done)
            }
            Task::Show { file: Some(file) } => {
                let plan = match built_in(&file) {
                    Some(content) => parse(words, content, &file)?,
                    None => read(words, &file)?.1,
                };
                super::print(&shown(words, &plan))
            }
            Task::Show { file: None } => {
                let welcome = place.caller()?.welcome()?;
                super::print(&shown(words, &welcome.plan))
            }
        }
    }
}

fn built_in(name: &Path) -> Option<&'static str> {
    load::built_in().iter().find(|(known, _)| name.to_str() == Some(*known)).map(|(_, content)| *content)
}

/// Reads and checks a plan file; its text and what it holds.
fn read(words: Words, file: &Path) -> Result<(String, Promise), Failure> {
    let path = file.display().to_string();
    let unread = |why: &str| {
        Failure::refused(words.say_with("cli-unread", &[("path", (&path).into()), ("why", why.into())]))
    };
    let length = std::fs::metadata(file).map_err(|error| unread(&error.to_string()))?.len();
    if length > LONGEST {
        return Err(Failure::refused(words.say_with("cli-plan-too-long", &[("path", (&path).into())])));
    }
    let bytes = std::fs::read(file).map_err(|error| unread(&error.to_string()))?;
    let Ok(content) = String::from_utf8(bytes) else {
        return Err(Failure::refused(words.say_with("cli-plan-not-utf8", &[("path", (&path).into())])));
    };
    let plan = parse(words, &content, file)?;
    Ok((content, plan))
}

fn parse(words: Words, content: &str, file: &Path) -> Result<Promise, Failure> {
    let name = file.display().to_string();
    load::load(content, &name)
        .map_err(|errors| Failure::Refused(errors.iter().map(|e| plan_words::mistake(words, e)).collect()))
}

/// What a plan holds, for a person who will type its names.
fn shown(words: Words, plan: &Promise) -> String {
    let say = |label: &Label| text(words, label).to_owned();
    let mut lines = vec![say(&plan.title), say(&plan.short)];
    lines.push(day::span_and_year(words, plan.period.from, plan.period.to));
    lines.extend(plan.parties.iter().map(|party| format!("  {}", say(party))));
    lines.extend(plan.roles.iter().map(|role| {
        let has = if role.activities.is_empty() {
            words.say("cli-plan-no-activities").into_owned()
        } else {
            role.activities.join(", ")
        };
        format!("{} {} ({}): {has}", words.say("cli-plan-role"), role.key, say(&role.label))
    }));
    for activity in &plan.activities {
        lines.push(String::new());
        lines.push(format!("{}: {}", say(&activity.tab), say(&activity.what)));
        lines.push(format!("  {}", say(&activity.scope)));
        if activity.forms.is_empty() {
            lines.push(format!("  {}", words.say("cli-plan-later")));
        }
        lines.extend(activity.forms.iter().map(|form| form_shown(words, plan, form)));
        lines.extend(activity.measures.iter().map(|measure| {
            let (what, label) = (words.say("cli-plan-measure"), say(&measure.label));
            format!("  {what} {} ({label}), {}", measure.key, figure::target(words, measure))
        }));
    }
    lines.join("\n")
}

fn form_shown(words: Words, plan: &Promise, form: &Form) -> String {
    let mut table = Table::new([("", Side::Left); 4]);
    for field in &form.fields {
        let need = match field.need {
            Need::Hard => "*",
            Need::Soft => "(*)",
            Need::No => "",
        };
        let choices = match &field.kind {
            FieldKind::Choice { list } | FieldKind::Choices { list } | FieldKind::Place { list } => {
                let items = plan.list(list).map(|l| l.items.iter().filter(|i| !i.retired));
                items
                    .map(|items| items.map(|i| i.code.as_str()).collect::<Vec<_>>().join(" "))
                    .unwrap_or_default()
            }
            _ => String::new(),
        };
        table.row([
            format!("    {}", field.key),
            need.to_owned(),
            text(words, &field.label).to_owned(),
            choices,
        ]);
    }
    format!(
        "  {} {} ({})\n{}",
        words.say("cli-plan-form"),
        form.key,
        text(words, &form.label),
        table.render().trim_end()
    )
}
