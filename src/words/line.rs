//! Why a one-line entry was not understood, in one sentence.

use super::{Arg, Words, label, mistake};
use crate::domain::plan::{Label, Promise};
use crate::domain::record::line::LineError;

/// Says why a line was not understood.
pub fn mistake(words: Words, plan: &Promise, error: &LineError) -> String {
    let typed = |key: &str, typed: &str, all: &str| {
        words.say_with(key, &[("typed", Arg::Text(typed)), ("all", Arg::Text(all))])
    };
    let labels = |labels: &[Label]| {
        let names: Vec<&str> = labels.iter().map(|l| label::text(words, l)).collect();
        label::either(words, &names)
    };
    match error {
        LineError::Empty => words.say("cli-line-empty").into_owned(),
        LineError::UnclosedQuote => words.say("cli-line-quote").into_owned(),
        LineError::NoSuchForm { typed: t, forms } => typed("cli-line-no-form", t, &labels(forms)),
        LineError::SeveralForms { typed: t, forms } => typed("cli-line-several-forms", t, &labels(forms)),
        LineError::NoSuchField { form, typed: t, fields } => words.say_with(
            "cli-line-no-field",
            &[
                ("form", (&label::first(label::text(words, form))).into()),
                ("typed", t.into()),
                ("all", (&label::either(words, fields)).into()),
            ],
        ),
        LineError::Twice { field } => {
            words.say_with("cli-line-twice", &[("field", label::text(words, field).into())])
        }
        LineError::DoesNotFit { form, field, typed: _, mistake: why } => {
            let found = plan.form(form).map(|(_, form)| form);
            let why = mistake::mistake(words, plan, found.and_then(|f| f.field(field)), why);
            let label = label::field(words, found, field);
            words.say_with("in-field", &[("label", label.into()), ("text", (&why).into())])
        }
        LineError::TwoMarks { who, marks } => words.say_with(
            "cli-line-two-marks",
            &[
                ("who", label::text(words, who).into()),
                ("one", label::text(words, &marks[0]).into()),
                ("other", label::text(words, &marks[1]).into()),
            ],
        ),
        LineError::NothingLeft { typed: t } => typed("cli-line-nothing-left", t, ""),
        LineError::NotYesNo { typed: t } => typed("cli-line-yes-no", t, ""),
        LineError::NoSuchReason { typed: t, reasons } => typed("cli-line-no-reason", t, &labels(reasons)),
    }
}
