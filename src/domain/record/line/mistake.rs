//! Why a line is not understood.

use crate::domain::plan::Label;
use crate::domain::record::{Code, Mistake};

/// Why a line is not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineError {
    /// There is nothing in it.
    Empty,
    /// A quotation mark is never closed.
    UnclosedQuote,
    /// No form is called that.
    NoSuchForm {
        /// What was typed.
        typed: String,
        /// The forms there are.
        forms: Vec<Label>,
    },
    /// Several forms begin like that.
    SeveralForms {
        /// What was typed.
        typed: String,
        /// Those that do.
        forms: Vec<Label>,
    },
    /// The form has no field called that.
    NoSuchField {
        /// The form.
        form: Label,
        /// What was typed.
        typed: String,
        /// The keys of the fields it has.
        fields: Vec<String>,
    },
    /// The field was answered before on the same line.
    Twice {
        /// The field.
        field: Label,
    },
    /// A word standing alone cannot answer the field whose turn it is.
    DoesNotFit {
        /// The form's key.
        form: Code,
        /// The field's key.
        field: Code,
        /// What was typed.
        typed: String,
        /// Why it cannot.
        mistake: Box<Mistake>,
    },
    /// Every field that can be answered without its name has been.
    NothingLeft {
        /// What was typed.
        typed: String,
    },
    /// Neither yes nor no.
    NotYesNo {
        /// What was typed.
        typed: String,
    },
    /// The reason is not one of the list.
    NoSuchReason {
        /// What was typed.
        typed: String,
        /// The reasons there are.
        reasons: Vec<Label>,
    },
    /// Somebody on a roster was given two marks that do not go together.
    TwoMarks {
        /// Who.
        who: Label,
        /// The marks.
        marks: Box<[Label; 2]>,
    },
}
