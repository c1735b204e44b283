//! What enrolling several at once would come to, row by row, before anything is kept: plain data, made by the desk's own
//! rules ([`crate::domain::decide::enrolment`]).

use serde::{Deserialize, Serialize};

use super::balance::{Counts, Hint, Verdict};
use crate::domain::record::{Code, EntryId, Question};
use crate::domain::refusal::Refusal;

/// Whether a row is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Take {
    /// It is.
    In,
    /// It is not: judged all the same.
    Out,
    /// It is, unless somebody of the same name is on the course already or in a row before it.
    UnlessThere,
}

/// What enrolling several would come to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// What would become of each row.
    pub rows: Vec<Result<Placed, Refusal>>,
    /// How many places the course has.
    pub places: u32,
    /// Those who would have a place, by gender.
    pub counts: Counts,
    /// How that would stand.
    pub balance: Verdict,
    /// What the places left must be given to then; none once the course has begun.
    pub hint: Option<Hint>,
}

/// What would become of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// The number its entry would have, which questions about other rows name it by.
    pub id: EntryId,
    /// The status it would have.
    pub status: Option<Code>,
    /// Its place among the reserves, from 1, where it would be one.
    pub reserve: Option<u32>,
    /// Whether it is among those taken.
    pub taken: bool,
    /// What there is to ask about it.
    pub questions: Vec<Question>,
}
