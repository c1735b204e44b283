//! What a coordinated action needs: a kind, two parties and somebody who has promised something.
//!
//! One that lacks some of it is counted all the same, and asked about until it is stated.

use chrono::NaiveDate;

use super::index::{Commitment, File};
use crate::domain::record::check::Lack;

/// The kind that is to be stated later.
pub const LATER: &str = "later";

/// The fewest parties that act together.
const TOGETHER: usize = 2;

/// What is not stated of a coordinated action of the case that was decided on `day`, between so many parties.
///
/// A commitment belongs to it that was made that day or later, or that was made before and goes on. A case that is over
/// needs none.
pub fn lacking(file: &File, day: NaiveDate, action: &str, parties: usize) -> Vec<Lack> {
    let goes_on = |c: &Commitment| c.day >= day || c.done.is_none_or(|done| done >= day);
    let promised = !file.is_open() || file.commitments.values().any(goes_on);
    let lacks =
        [(Lack::Kind, action == LATER), (Lack::Parties, parties < TOGETHER), (Lack::Commitment, !promised)];
    lacks.into_iter().filter_map(|(lack, missing)| missing.then_some(lack)).collect()
}
