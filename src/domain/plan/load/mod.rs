//! Reads a plan from its TOML text, and says what is wrong with it.
//!
//! Every mistake of a file is told at once, in the order of the lines, each with what would be right. What comes out is
//! whole: every name that is referred to exists, and every key of the keyboard means one thing. It does not open files,
//! and it knows no activity.

mod activity;
mod calendar;
pub mod error;
mod field;
mod form;
mod kind;
mod list;
mod measure;
mod mistakes;
mod nearest;
mod promise;
mod ruled;
mod sentence;
mod table;

pub use error::{PlanError, PlanErrorKind};
use mistakes::Mistakes;
use table::Table;
use toml::de::DeTable;

use super::Promise;

/// The plan of Enköping's promise 2021–2023.
pub const ENKOPING: &str = include_str!("../../../../assets/plans/enkoping-2021-2023.toml");

/// The plan to copy when another promise is written down.
pub const BLANK: &str = include_str!("../../../../assets/plans/blank.toml");

/// The newest plan format this program reads.
pub const FORMAT: i64 = 1;

/// Gives the plans that come with the program, by name, with their texts.
pub fn built_in() -> &'static [(&'static str, &'static str)] {
    &[("enkoping-2021-2023", ENKOPING), ("blank", BLANK)]
}

/// Reads the plan in `text`; `file` is what its mistakes call the file.
///
/// Gives every mistake of the file, in the order of the lines.
pub fn load(text: &str, file: &str) -> Result<Promise, Vec<PlanError>> {
    load_with(text, file, &[])
}

/// Reads the plan in `text`, whose forms may not be opened by any of the `reserved` keys of the home screen.
///
/// Gives every mistake of the file, in the order of the lines.
pub fn load_with(text: &str, file: &str, reserved: &[char]) -> Result<Promise, Vec<PlanError>> {
    let mistakes = Mistakes::new(text, file);
    let (document, errors) = DeTable::parse_recoverable(text);
    // After a bracket left open every line reads as a mistake: then only the first is one.
    let open =
        errors.iter().any(|e| e.message().contains("inline table") || e.message().contains("unclosed"));
    for error in errors.iter().take(if open { 1 } else { errors.len() }) {
        let span = error.span().unwrap_or_default();
        mistakes.add(&span, PlanErrorKind::Syntax(error.message().trim().replace('\n', ", ")));
    }
    // Half a document would only give mistakes that are none.
    if !errors.is_empty() {
        return Err(mistakes.told());
    }
    let promise = promise::read(&Table::new(document.get_ref(), 0..0, &mistakes), reserved);
    match promise {
        Some(promise) if mistakes.none() => Ok(promise),
        _ => Err(mistakes.told()),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
