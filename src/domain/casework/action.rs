//! What a coordinated action needs: a kind, two parties and somebody who has promised something.
//!
//! One that lacks some of it is counted all the same, and asked about until it is stated.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::index::{Commitment, Decision, File};

/// The kind that is to be stated later.
pub const LATER: &str = "later";

/// The fewest parties that act together.
const TOGETHER: usize = 2;

/// What is not stated of a coordinated action.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// What kind it is.
    Kind,
    /// A second party.
    Party,
    /// A commitment.
    Commitment,
}

/// What is not stated of the coordinated action that was decided on `day`; nothing where there is no action.
///
/// A commitment belongs to it that was made that day or later, or that was made before and goes on. A case that is over
/// needs none.
pub fn lacking(file: &File, day: NaiveDate, decision: &Decision) -> Vec<Lack> {
    let Some(action) = &decision.action else { return Vec::new() };
    let goes_on = |c: &Commitment| c.day >= day || c.done.is_none_or(|done| done >= day);
    let promised = !file.is_open() || file.commitments.values().any(goes_on);
    let lacks = [
        (Lack::Kind, action == LATER),
        (Lack::Party, decision.parties.len() < TOGETHER),
        (Lack::Commitment, !promised),
    ];
    lacks.into_iter().filter_map(|(lack, missing)| missing.then_some(lack)).collect()
}
