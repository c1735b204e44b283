//! The English sentences for what is wrong with a plan, and for what would be right.

use super::error::{Ordered, PlanErrorKind as Kind, Press, Thing, Wanted};

impl Kind {
    /// What is wrong.
    pub(super) fn what(&self) -> String {
        match self {
            Self::Syntax(message) => format!("this is not TOML: {message}"),
            Self::Newer { format } => format!("this plan is of format {format} and needs a newer lofte"),
            Self::UnknownKey { key, .. } => format!("the key `{key}` means nothing here"),
            Self::Missing { key } => format!("the key `{key}` is missing here"),
            Self::Kind { wanted, found } => format!("this is of the kind {found}, not {}", wanted.noun()),
            Self::Empty => "this text is empty".into(),
            Self::Unprintable => "this text has characters that cannot be seen".into(),
            Self::TooLong { most } => format!("this text has more than {most} characters"),
            Self::BadName { name } => format!("`{name}` cannot be a name"),
            Self::Word { word, .. } => format!("`{word}` is not a word this key takes"),
            Self::Unknown { thing, name, .. } => format!("there is no {} `{name}`", thing.noun()),
            Self::Duplicate { thing, name, first } => {
                format!("the {} `{name}` is already on line {first}", thing.noun())
            }
            Self::BadPress { press, key } => format!("`{key}` cannot be the key that {}", press.verb()),
            Self::ReservedPress { key, .. } => format!("the key `{key}` is used by the program itself"),
            Self::TakenPress { press, key, by } => {
                format!("two things cannot share the key that {}: `{by}` has `{key}`", press.verb())
            }
            Self::Bounds { number, .. } => format!("{number} is out of bounds here"),
            Self::RangeTurned { from, to } => format!("the range from {from} to {to} is turned round"),
            Self::PeriodTurned { from, to } => {
                format!("the period from {from} ends before it begins, on {to}")
            }
            Self::Order(ordered) => format!("{} are not in order of time", ordered.noun()),
            Self::Zone { name } => format!("there is no time zone `{name}`"),
            Self::NoDay => "this form has no field for its day".into(),
            Self::FieldKind { field, .. } => format!("the field `{field}` is of the wrong kind for this"),
            Self::ListAndChoices => "this field has both a list and choices of its own".into(),
            Self::NoItems => "there is nothing to choose from here".into(),
            Self::PartCodes { .. } => "this field does not offer the calendar's parts of the day".into(),
            Self::NoParts => "the calendar has no parts of the day".into(),
            Self::SomeCases { form } => {
                format!("a measure cannot count only some of `{form}`: few would be known by it")
            }
            Self::NotPlannable { form } => format!("the form `{form}` cannot be planned"),
            Self::NoForms => "this activity has no form".into(),
            Self::NotFirstOfMonth { day } => format!("{day} is not the first day of a month"),
            Self::Target => "this target does not fit the measure".into(),
        }
    }

    /// What would be right, where it can be said.
    pub(super) fn instead(&self) -> Option<String> {
        Some(match self {
            Self::Syntax(_) => return None,
            Self::Newer { .. } => "This lofte reads format 1".into(),
            Self::UnknownKey { nearest, allowed, .. } | Self::Word { nearest, allowed, .. } => {
                nearest_or("It takes", nearest.as_ref(), allowed)
            }
            Self::Unknown { nearest, known, .. } => nearest_or("There are", nearest.as_ref(), known),
            Self::Missing { key } => format!("Add a line `{key} = …` to this table"),
            Self::Kind { wanted, .. } => format!("Write it like {}", wanted.example()),
            Self::Empty => "Write what people shall see".into(),
            Self::Unprintable => "Write it again without them".into(),
            Self::TooLong { most } => format!("Say it in {most} characters"),
            Self::BadName { .. } => {
                "Use lower-case letters a to z, digits, `_` and `-`, beginning with a letter or digit".into()
            }
            Self::Duplicate { .. } => "Give one of them another name".into(),
            Self::BadPress { .. } => "Use one lower-case letter a to z, or one digit".into(),
            Self::ReservedPress { .. } | Self::TakenPress { .. } => "Choose another letter".into(),
            Self::Bounds { from, to, .. } => format!("Use a number from {from} to {to}"),
            Self::RangeTurned { from, to } => format!("Write {{ from = {to}, to = {from} }}"),
            Self::PeriodTurned { from, to } => format!("Write from = {to}, to = {from}"),
            Self::Order(_) => "Put the earliest first, and let none overlap".into(),
            Self::Zone { .. } => "Use a name such as \"Europe/Stockholm\"".into(),
            Self::NoDay => "Add a field of kind \"day\" or \"month\"".into(),
            Self::FieldKind { wanted, .. } => format!("It must be of kind {}", quoted(wanted)),
            Self::ListAndChoices => "Keep one of them".into(),
            Self::NoItems => "Add an item such as { code = \"other\", label = \"annat\" }".into(),
            Self::PartCodes { parts } => format!("Let it have exactly the codes {}", quoted(parts)),
            Self::NoParts => "Add `parts` to [calendar]".into(),
            Self::SomeCases { .. } => {
                "Leave out `only`; the tables of the statistics hide what is few".into()
            }
            Self::NotPlannable { .. } => "Add `plannable = true` to the form".into(),
            Self::NoForms => "Add a form under [[activity.form]]".into(),
            Self::NotFirstOfMonth { .. } => "A month is followed as a whole: use its first day".into(),
            Self::Target => {
                "Write { at_least = 3 }, { at_least = 2, per = \"month\" } or, for a share, { share = 100 }"
                    .into()
            }
        })
    }
}

fn nearest_or(lead: &str, nearest: Option<&String>, all: &[String]) -> String {
    match nearest {
        Some(name) => format!("It most likely means `{name}`"),
        None if all.is_empty() => format!("{lead} none"),
        None => format!("{lead} {}", quoted(all)),
    }
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

impl Thing {
    fn noun(self) -> &'static str {
        match self {
            Self::Criterion => "criterion",
            Self::List => "list",
            Self::Item => "item",
            Self::Activity => "activity",
            Self::Form => "form",
            Self::Field => "field",
            Self::Measure => "measure",
            Self::Part => "part of the day",
            Self::Party => "party",
            Self::Role => "role",
        }
    }
}

impl Press {
    fn verb(self) -> &'static str {
        match self {
            Self::Open => "opens a form",
            Self::Jump => "jumps to a field",
            Self::Choice => "chooses an item",
        }
    }
}

impl Ordered {
    fn noun(self) -> &'static str {
        match self {
            Self::Terms => "the terms",
            Self::Parts => "the parts of the day",
            Self::Followed => "the days of `followed`",
        }
    }
}

impl Wanted {
    fn noun(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Label => "a label",
            Self::Number => "a whole number",
            Self::Truth => "true or false",
            Self::Day => "a day",
            Self::Time => "a time",
            Self::Array => "a list",
            Self::Table => "a table",
        }
    }

    fn example(self) -> &'static str {
        match self {
            Self::Text => "\"text\"",
            Self::Label => "\"text\" or { sv = \"text\", en = \"text\" }",
            Self::Number => "12",
            Self::Truth => "true or false, without quotes",
            Self::Day => "2021-01-31, without quotes",
            Self::Time => "14:30, without quotes",
            Self::Array => "[ … ]",
            Self::Table => "{ … }",
        }
    }
}
