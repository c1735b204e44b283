//! Everything that is said to people, in Swedish or English.
//!
//! Sentences live in `assets/i18n`, one file a room; this floor picks the right one and fills it in. Below it everything
//! is data: a refusal is a kind with its arguments, a figure is numbers, and here they become what a person reads. It
//! decides nothing and draws nothing; plan labels come from the plan.

pub mod casework;
pub mod course;
pub mod day;
pub mod done;
pub mod due;
pub mod entry;
pub mod figure;
pub mod found;
pub mod label;
pub mod language;
pub mod line;
pub mod meeting;
mod message;
pub mod mistake;
pub mod pasted;
pub mod period;
pub mod plan;
pub mod question;
pub mod refusal;

pub use language::language;
pub use message::{Arg, Words};
