//! `lofte list`: entries, the newest first.

use chrono::NaiveDate;

use super::caller::{self, Caller, names};
use super::failure::Failure;
use super::filter::{self, Filter};
use crate::desk::ask::{Ask, Query, Reply, Welcome};
use crate::domain::casework::index::CASE;
use crate::domain::course::view::{CourseLine, Names};
use crate::domain::plan::{FieldKind, Form, Sort};
use crate::domain::record::{Entry, Status, Value};
use crate::report::json::{Array, EntryRow};
use crate::report::table::{Side, Table};
use crate::words::entry::{column, line_with_day, status};
use crate::words::label;

const EXAMPLES: &str = "\
Examples:
  lofte list
  lofte list visit --period ht2023
  lofte list besök --search \"stortorget lugnt\"
  lofte list --bin
  lofte list case --json | jq '.[] | select(.first_action == null) | .code'
  lofte list participant --names
  lofte list visit --json | jq '.[] | select(.contacts > 5)'

With --json: an array of objects with id, form, day, by, status, on, the fields of the form by their keys, and
`nothing`, which says what each null means: not_stated, not_known or not_applicable.
A meeting also has week (2023-W47), state (all_parties, fewer, cancelled, planned) and the parties that were present,
absent or not_called; deputy names those of the present that sent one. A case has code, status (its own), opened,
first_action and closed. A commitment has code, party, what, by (its day; the account is made_by), done, late and
moved_from. Case codes are written as people read them: K7RT-M.
A course's status is enrolling, running, untold (over, with evenings nobody has told of), held, not_held, cancelled or
postponed. Where a form has a status of its own, as a course, a participant and a case, entry_status says what became of
the entry: done, planned or cancelled. A course also has last, sessions_held, admitted, women, men, other (those with a place now), reserves, women_start and
the like, balance, balance_start and balance_end (even, uneven, cannot_assess), held, completed and ambassadors. An
evening has the letters of those present, absent, notified, late, left_early and excused. A participant's name is written
by its initials unless --names is given, and a guardian's phone number never.";

/// Lists entries.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct List {
    #[command(flatten)]
    filter: Filter,
    /// Print as JSON
    #[arg(long)]
    json: bool,
    /// With the names of participants; else the letters they begin with
    #[arg(long)]
    names: bool,
}

impl List {
    /// Lists them.
    pub fn run(self, caller: &mut Caller) -> Result<(), Failure> {
        let names = if self.names { Names::Told } else { Names::Masked };
        let query = self.filter.query(caller, Sort::NewestFirst, names)?;
        let welcome = caller.welcome()?;
        if self.json {
            return as_json(caller, &query, &welcome);
        }
        match filter::forms(&welcome.plan, &query).as_slice() {
            [form] => of_one(caller, &query, &welcome, form),
            _ => of_many(caller, &query, &welcome),
        }
    }
}

fn as_json(caller: &mut Caller, query: &Query, welcome: &Welcome) -> Result<(), Failure> {
    let courses = caller::courses(caller, welcome)?;
    let entries = caller.all(query)?;
    let mut array = Array::begin(std::io::BufWriter::new(std::io::stdout().lock()))?;
    for entry in entries {
        let first_action = first_action(caller, &entry)?;
        let course = courses.iter().find(|course| course.id == entry.id);
        array.push(&EntryRow { first_action, course, ..EntryRow::of(&entry, names(welcome)) })?;
    }
    Ok(array.end()?)
}

/// The day of a case's first coordinated action, which is told with the case and not in its entry.
fn first_action(caller: &mut Caller, entry: &Entry) -> Result<Option<NaiveDate>, Failure> {
    match entry.value("code") {
        Some(Value::Code(code)) if entry.form == CASE && !entry.removed => {
            match caller.ask(Ask::Case(code.clone()))? {
                Reply::Case(Ok(case)) => Ok(case.first_action),
                Reply::Case(Err(_)) => Ok(None),
                _ => Err(caller.unexpected()),
            }
        }
        _ => Ok(None),
    }
}

/// One form's entries in the columns its plan gives it.
fn of_one(caller: &mut Caller, query: &Query, welcome: &Welcome, form: &Form) -> Result<(), Failure> {
    let words = caller.words;
    let keys: Vec<&str> = if form.columns.is_empty() {
        form.fields
            .iter()
            .filter(|f| !matches!(f.kind, FieldKind::Note { .. }))
            .map(|f| f.key.as_str())
            .collect()
    } else {
        form.columns.iter().map(String::as_str).collect()
    };
    let courses = caller::courses(caller, welcome)?;
    let id = words.say("cli-head-id");
    let columns = keys.iter().map(|key| (label::field(words, Some(form), key), side(form, key)));
    let mut table = Table::new(std::iter::once((&*id, Side::Right)).chain(columns).chain([("", Side::Left)]));
    caller.each(query, |_, entry| {
        let cell = |key: &&str| {
            let value = entry.value(key);
            value
                .map(|v| column(words, &welcome.plan, form.field(key), v, welcome.now.day))
                .unwrap_or_default()
        };
        let standing = standing(words, welcome, &entry, &courses);
        table.row(std::iter::once(entry.id.to_string()).chain(keys.iter().map(cell)).chain([standing]));
        Ok(())
    })?;
    print(caller, &table)
}

/// Entries of several forms, each in a line of words.
fn of_many(caller: &mut Caller, query: &Query, welcome: &Welcome) -> Result<(), Failure> {
    let words = caller.words;
    let courses = caller::courses(caller, welcome)?;
    let (id, day, what) = (words.say("cli-head-id"), words.say("cli-head-day"), words.say("cli-head-entry"));
    let mut table =
        Table::new([(&*id, Side::Right), (&*day, Side::Left), (&*what, Side::Left), ("", Side::Left)]);
    caller.each(query, |_, entry| {
        let form = welcome.plan.form(&entry.form).map(|(_, form)| form);
        let day = form.map_or(entry.on, |form| entry.day(form));
        let line = line_with_day(words, &welcome.plan, &entry, day);
        let standing = standing(words, welcome, &entry, &courses);
        table.row([entry.id.to_string(), day.to_string(), line, standing]);
        Ok(())
    })?;
    print(caller, &table)
}

fn side(form: &Form, key: &str) -> Side {
    match form.field(key).map(|f| &f.kind) {
        Some(FieldKind::Count { .. } | FieldKind::Minutes { .. }) => Side::Right,
        _ => Side::Left,
    }
}

/// What became of the occasion, where it is not simply done; how far a course has come.
fn standing(words: crate::words::Words, welcome: &Welcome, entry: &Entry, courses: &[CourseLine]) -> String {
    if let Some(course) = courses.iter().find(|course| course.id == entry.id) {
        return crate::words::course::stage(words, &welcome.plan, course);
    }
    if entry.status == Status::Done { String::new() } else { status(words, &welcome.plan, entry) }
}

fn print(caller: &mut Caller, table: &Table) -> Result<(), Failure> {
    if table.is_empty() {
        let none = caller.words.say("cli-none");
        caller.warn(&none);
        return Ok(());
    }
    let text = table.render();
    caller.line(text.trim_end_matches('\n'))?;
    caller.flush()
}
