//! What the desk answered, in sentences: changes that were made, and what went wrong outside the rules.

use super::caller::Caller;
use super::failure::Failure;
use crate::desk::ask::{Done, DoneKind, Failing};
use crate::domain::plan::{Form, Label, Promise};
use crate::domain::record::line::LineError;
use crate::store::StoreError;
use crate::words::done::{Deed, Line, Parts, done};
use crate::words::label::{either, field as field_label, text};
use crate::words::{Arg, Words, mistake::mistake};

impl Caller {
    /// Prints what a change came to: the line in words, what it did to the promise, and the entry's number.
    pub fn tell(&mut self, made: &Done) -> Result<(), Failure> {
        let welcome = self.welcome()?;
        let parts = Parts {
            deed: deed(made.kind),
            time: welcome.now.time,
            today: welcome.now.day,
            entry: made.entry.as_ref(),
            count: made.count,
            figures: &made.figures,
        };
        let Line { lead, what, effects } = done(self.words, &welcome.plan, &parts);
        self.line(&format!("{lead}  {what}"))?;
        for effect in effects {
            self.line(&effect)?;
        }
        if let Some(entry) = made.entry.as_ref().filter(|_| made.count == 1) {
            self.line(&format!("id {}", entry.id))?;
        }
        self.flush()
    }
}

fn deed(kind: DoneKind) -> Deed {
    match kind {
        DoneKind::Entered => Deed::Entered,
        DoneKind::Amended => Deed::Amended,
        DoneKind::Removed => Deed::Removed,
        DoneKind::Restored => Deed::Restored,
        DoneKind::Undone => Deed::Undone,
        DoneKind::Imported => Deed::Imported,
        DoneKind::PlanLoaded => Deed::PlanLoaded,
    }
}

/// Says why a line was not understood.
pub fn line_error(words: Words, plan: &Promise, form: Option<&Form>, error: &LineError) -> String {
    let typed = |key: &str, typed: &str, all: &str| {
        words.say_with(key, &[("typed", Arg::Text(typed)), ("all", Arg::Text(all))])
    };
    let labels = |labels: &[Label]| {
        let names: Vec<&str> = labels.iter().map(|l| text(words, l)).collect();
        either(words, &names)
    };
    match error {
        LineError::Empty => words.say("cli-line-empty").into_owned(),
        LineError::UnclosedQuote => words.say("cli-line-quote").into_owned(),
        LineError::NoSuchForm { typed: t, forms } => typed("cli-line-no-form", t, &labels(forms)),
        LineError::SeveralForms { typed: t, forms } => typed("cli-line-several-forms", t, &labels(forms)),
        LineError::NoSuchField { form, typed: t, fields } => words.say_with(
            "cli-line-no-field",
            &[
                ("form", text(words, form).into()),
                ("typed", t.into()),
                ("all", (&either(words, fields)).into()),
            ],
        ),
        LineError::Twice { field } => {
            words.say_with("cli-line-twice", &[("field", text(words, field).into())])
        }
        LineError::DoesNotFit { field, typed: _, mistake: why } => {
            let found = form.or_else(|| plan.forms().map(|(_, f)| f).find(|f| f.field(field).is_some()));
            let why = mistake(words, plan, found.and_then(|f| f.field(field)), why);
            let label = field_label(words, found, field);
            words.say_with("in-field", &[("label", label.into()), ("text", (&why).into())])
        }
        LineError::NothingLeft { typed: t } => typed("cli-line-nothing-left", t, ""),
        LineError::NotYesNo { typed: t } => typed("cli-line-yes-no", t, ""),
        LineError::NoSuchReason { typed: t, reasons } => typed("cli-line-no-reason", t, &labels(reasons)),
    }
}

/// Says what went wrong outside lofte.
pub fn failed(words: Words, what: Failing, why: &str) -> String {
    let key = match what {
        Failing::Backup => "cli-failed-backup",
        Failing::Draft => "cli-failed-draft",
        Failing::Reading => "cli-failed-reading",
        Failing::Request => "cli-failed-request",
    };
    words.say_with(key, &[("why", why.into())])
}

/// Says why the store could not do something.
pub fn store_error(words: Words, error: &StoreError) -> String {
    let at = |key: &str, path: &std::path::Path| {
        words.say_with(key, &[("path", (&path.display().to_string()).into())])
    };
    match error {
        StoreError::Full { path, .. } => at("cli-store-full", path),
        StoreError::ReadOnly { path, .. } => at("cli-store-read-only", path),
        StoreError::NoAccess { path, .. } => at("cli-store-no-access", path),
        StoreError::Io { path, source, .. } => {
            let (path, why) = (path.display().to_string(), source.to_string());
            words.say_with("cli-store-io", &[("path", (&path).into()), ("why", (&why).into())])
        }
        StoreError::InUse { path } => at("cli-store-in-use", path),
        StoreError::Newer { path, .. } => at("cli-store-newer", path),
        StoreError::NotADesk { path, .. } => at("cli-store-not-a-desk", path),
        StoreError::Network { path, .. } => at("cli-store-network", path),
        StoreError::JournalDamaged { path, .. } => at("cli-store-damaged", path),
        StoreError::NothingLeft { path } => at("cli-store-nothing-left", path),
        StoreError::TargetExists { path } => at("cli-store-exists", path),
        StoreError::NotEmpty { path } => at("cli-store-not-empty", path),
        StoreError::BadBackup { path, .. } => at("cli-store-bad-backup", path),
        StoreError::Poisoned
        | StoreError::TooLarge { .. }
        | StoreError::NoSuchFrame { .. }
        | StoreError::Shelf { .. } => {
            words.say_with("cli-store-other", &[("why", (&error.to_string()).into())])
        }
    }
}
