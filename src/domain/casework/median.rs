//! The median of day counts, for lead times.
//!
//! Kept in halves, so that nothing is rounded before it is shown. It knows nothing of what the days are between.

/// The median of some day counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Median {
    /// Twice the median, in days: an even number of counts may have its median half-way between two days.
    pub twice: i64,
    /// How many counts it is the median of; at least 1.
    pub of: usize,
}

impl Median {
    /// Finds the median of day counts in any order; none of none.
    pub fn of(days: impl IntoIterator<Item = i64>) -> Option<Self> {
        let mut days: Vec<i64> = days.into_iter().collect();
        days.sort_unstable();
        let of = days.len();
        let upper = days.get(of / 2)?;
        let lower = days.get(of.checked_sub(1)? / 2)?;
        Some(Self { twice: lower.saturating_add(*upper), of })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    #[rstest]
    #[case(&[], None)]
    #[case(&[7], Some((14, 1)))]
    #[case(&[0], Some((0, 1)))]
    #[case(&[7, 8], Some((15, 2)))]
    #[case(&[100, 1, 3], Some((6, 3)))]
    #[case(&[4, 1, 3, 2], Some((5, 4)))]
    #[case(&[5, 5, 5, 90], Some((10, 4)))]
    #[case(&[-2, 1], Some((-1, 2)))]
    #[case(&[i64::MAX, i64::MAX], Some((i64::MAX, 2)))]
    fn a_median_is_the_middle_or_half_way(#[case] days: &[i64], #[case] median: Option<(i64, usize)>) {
        let found = Median::of(days.iter().copied()).map(|found| (found.twice, found.of));
        assert_eq!(found, median);
    }

    proptest! {
        #[test]
        fn at_most_half_lies_on_either_side(days in prop::collection::vec(-50i64..400, 1..40)) {
            let median = Median::of(days.iter().copied());
            let twice = median.map(|median| median.twice).unwrap_or_default();
            prop_assert!(days.iter().filter(|day| *day * 2 < twice).count() * 2 <= days.len());
            prop_assert!(days.iter().filter(|day| *day * 2 > twice).count() * 2 <= days.len());
        }
    }
}
