//! Which counts of a list may be shown, when 1–4 may not and none of them may be worked out either.
//!
//! The reader is taken to know this rule and the total from elsewhere. The rule looks at the values only and never at
//! their places, so any hidden values may have changed places without a trace; hence no hidden count is known as long
//! as two hidden ones differ, and the rule hides more until they do. Lists only, no cross tables; two lists of periods
//! that overlap are not compared.

use serde::{Deserialize, Serialize};

/// The most persons that are too few to show.
pub const FEW: u32 = 4;

/// What is shown of a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shown {
    /// The count.
    Number(u32),
    /// Nothing. It may be more than [`FEW`], when it is hidden for the sake of another; never call it “under 5”.
    Hidden,
}

/// What the counts of a list are parts of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Their sum: each case is in exactly one of them, “not stated” among them.
    Sum,
    /// This many cases, each of which may be in several of them (concerns); the sum of the counts is nowhere shown.
    Cases(u32),
}

/// A list as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct List {
    /// The counts, in the order they were given.
    pub cells: Vec<Shown>,
    /// The total; hidden, with all of the list, when it is 1–4 itself.
    pub total: Shown,
}

/// Hides the counts of 1–4 and what would give them away; nothing is hidden that has no such count in its list.
///
/// * A total of 1–4: everything, zeros and the total too.
/// * Hidden counts that are alike, or a single one: those of the next higher value as well. Where a case may be in
///   several counts this is needed only when there are so few to hide that the total would tell.
/// * Nothing but zeros left to show: the zeros too, or a total of five in five counts would be five ones.
pub fn list(counts: &[u32], total: Total) -> List {
    let whole = match total {
        Total::Sum => counts.iter().sum(),
        Total::Cases(cases) => cases,
    };
    if is_few(whole) {
        return List { cells: vec![Shown::Hidden; counts.len()], total: Shown::Hidden };
    }
    let limit = limit(counts, total);
    let cells =
        counts.iter().map(|count| if limit.hides(*count) { Shown::Hidden } else { Shown::Number(*count) });
    List { cells: cells.collect(), total: Shown::Number(whole) }
}

/// How far the hiding reaches.
enum Limit {
    Nothing,
    /// Counts above zero, to this one.
    To(u32),
    Everything,
}

impl Limit {
    fn hides(&self, count: u32) -> bool {
        match self {
            Self::Nothing => false,
            Self::To(most) => (1..=*most).contains(&count),
            Self::Everything => true,
        }
    }
}

fn limit(counts: &[u32], total: Total) -> Limit {
    let few = || counts.iter().filter(|count| is_few(**count));
    let Some(first) = few().next() else { return Limit::Nothing };
    // With overlaps the reader knows only that the parts reach the cases together. While threes alone would more than
    // reach them, each hidden count may be 3 or 4. Waiting until nothing but fours reach them would hide less, but then
    // a list of fours alone would be the only one of its kind.
    if let Total::Cases(cases) = total {
        let larger: u32 = counts.iter().filter(|count| **count > FEW).sum();
        if larger + 3 * few().count() as u32 > cases {
            return Limit::To(FEW);
        }
    }
    let mut most = FEW;
    if few().all(|count| count == first) {
        most = counts.iter().copied().filter(|count| *count > FEW).min().unwrap_or(FEW);
    }
    if counts.iter().any(|count| *count > most) { Limit::To(most) } else { Limit::Everything }
}

fn is_few(count: u32) -> bool {
    (1..=FEW).contains(&count)
}

#[cfg(test)]
mod tests;
