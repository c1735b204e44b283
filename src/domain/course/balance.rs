//! Even gender balance, by integers only.
//!
//! Even means at least 40 % of each, the usual convention of Swedish statistics (SCB, *På tal om kvinnor och män*; the
//! same threshold with EIGE); the plan sets the share. What is judged are those who stated woman or man; the others are
//! counted beside them. It is a meter: nothing is refused because of it.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use crate::text::number;

/// How many of each gender.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Women.
    pub women: u32,
    /// Men.
    pub men: u32,
    /// Another gender, or none stated: shown, and outside the base.
    pub other: u32,
}

/// What the balance comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    /// At least the share of each.
    Even,
    /// Too few of one.
    Uneven,
    /// So few that no number of each would be even.
    CannotAssess,
}

/// What the places left must still be given to for an even balance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hint {
    /// At least this many of each among the places left; both 0 where any will do.
    Needs {
        /// Places left.
        left: u32,
        /// Women at least.
        women: u32,
        /// Men at least.
        men: u32,
    },
    /// Even the places left are too few.
    OutOfReach {
        /// Places left.
        left: u32,
    },
}

impl Counts {
    /// Those with a stated gender: the base of the balance.
    pub fn stated(self) -> u32 {
        self.women + self.men
    }

    /// Everybody.
    pub fn all(self) -> u32 {
        self.stated() + self.other
    }

    /// What the balance comes to where at least `percent` of each is even, 0–50.
    pub fn verdict(self, percent: u32) -> Verdict {
        match even(self.stated(), percent) {
            None => Verdict::CannotAssess,
            Some(numbers) if numbers.contains(&self.women) => Verdict::Even,
            Some(_) => Verdict::Uneven,
        }
    }

    /// The share of women among those stated, in whole percent; none where nobody is.
    pub fn women_percent(self) -> Option<u32> {
        percent(self.women, self.stated())
    }

    /// What `left` places must still be given to; none where the full course could not be assessed.
    pub fn hint(self, left: u32, percent: u32) -> Option<Hint> {
        let numbers = even(self.stated() + left, percent)?;
        let women = numbers.start().saturating_sub(self.women);
        let men = numbers.start().saturating_sub(self.men);
        Some(if women + men <= left { Hint::Needs { left, women, men } } else { Hint::OutOfReach { left } })
    }
}

/// The numbers of one gender among `n` that are even: k with 100 k ≥ p n and 100 (n − k) ≥ p n.
///
/// None where there is no such number, as for 1 and 3 at 40 %, and for nobody at all.
pub fn even(n: u32, percent: u32) -> Option<RangeInclusive<u32>> {
    let least = u32::try_from((u64::from(n) * u64::from(percent)).div_ceil(100)).ok()?;
    let most = n.checked_sub(least)?;
    (n > 0 && least <= most).then_some(least..=most)
}

/// `part` of `whole` in whole percent, as every share is shown; none of nothing.
pub fn percent(part: u32, whole: u32) -> Option<u32> {
    u32::try_from(number::percent(part.into(), whole.into())?).ok()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// The numbers of women that are even at 40 %, for n = 0 to 30, reckoned by hand; `-` for none.
    const EVEN: [&str; 31] = [
        "-", "-", "1", "-", "2", "2-3", "3", "3-4", "4", "4-5", "4-6", "5-6", "5-7", "6-7", "6-8", "6-9",
        "7-9", "7-10", "8-10", "8-11", "8-12", "9-12", "9-13", "10-13", "10-14", "10-15", "11-15", "11-16",
        "12-16", "12-17", "12-18",
    ];

    fn by_hand(n: usize) -> Option<(u32, u32)> {
        let (from, to) = EVEN[n].split_once('-').unwrap_or((EVEN[n], EVEN[n]));
        Some((from.parse().ok()?, to.parse().ok()?))
    }

    #[test]
    fn the_verdict_is_that_of_the_table_for_every_number_with_and_without_unstated() {
        for n in 0..=30_u32 {
            for women in 0..=n {
                for other in [0, 1, 7] {
                    let counts = Counts { women, men: n - women, other };
                    let wanted = match by_hand(n as usize) {
                        None => Verdict::CannotAssess,
                        Some((from, to)) if from <= women && women <= to => Verdict::Even,
                        Some(_) => Verdict::Uneven,
                    };
                    assert_eq!(counts.verdict(40), wanted, "{women} women of {n}, {other} others");
                    assert_eq!(counts.all(), n + other);
                }
            }
        }
    }

    #[test]
    fn the_rule_is_the_two_inequalities_whatever_the_share() {
        for percent in 0..=50 {
            for n in 1..=60_u32 {
                let fits = |k: u32| 100 * k >= percent * n && 100 * (n - k) >= percent * n;
                let some = (0..=n).any(fits);
                assert_eq!(even(n, percent).is_some(), some, "{n} at {percent} %");
                for k in 0..=n {
                    assert_eq!(even(n, percent).is_some_and(|numbers| numbers.contains(&k)), fits(k));
                }
            }
        }
    }

    #[rstest]
    // Two left of twelve: 6 women and 4 men need one man for 5 of each at least.
    #[case((6, 4, 0), 2, Some(Hint::Needs { left: 2, women: 0, men: 1 }))]
    #[case((3, 4, 0), 5, Some(Hint::Needs { left: 5, women: 2, men: 1 }))]
    #[case((5, 5, 0), 2, Some(Hint::Needs { left: 2, women: 0, men: 0 }))]
    #[case((8, 2, 0), 2, Some(Hint::OutOfReach { left: 2 }))]
    // Somebody without a stated gender takes a place and leaves the base at eleven.
    #[case((6, 3, 1), 2, Some(Hint::Needs { left: 2, women: 0, men: 2 }))]
    #[case((5, 7, 0), 0, Some(Hint::Needs { left: 0, women: 0, men: 0 }))]
    #[case((4, 8, 0), 0, Some(Hint::OutOfReach { left: 0 }))]
    // A course of three can be even at no number.
    #[case((1, 1, 0), 1, None)]
    #[case((0, 0, 0), 0, None)]
    fn the_hint_is_the_least_that_still_makes_it_even(
        #[case] (women, men, other): (u32, u32, u32),
        #[case] left: u32,
        #[case] hint: Option<Hint>,
    ) {
        assert_eq!(Counts { women, men, other }.hint(left, 40), hint);
    }

    #[test]
    fn following_the_hint_ends_even_and_falling_short_of_it_does_not() {
        for (women, men) in (0..=12_u32).flat_map(|w| (0..=12 - w).map(move |m| (w, m))) {
            let (counts, left) = (Counts { women, men, other: 0 }, 12 - women - men);
            let ends = |w: u32| Counts { women: women + w, men: men + left - w, other: 0 }.verdict(40);
            match counts.hint(left, 40).unwrap() {
                Hint::Needs { women: w, men: m, .. } => {
                    for more in 0..=left {
                        let even = w <= more && more <= left - m;
                        assert_eq!(ends(more) == Verdict::Even, even, "{counts:?}, {more} more women");
                    }
                }
                Hint::OutOfReach { .. } => assert!((0..=left).all(|more| ends(more) != Verdict::Even)),
            }
        }
    }

    #[test]
    fn percents_are_whole_and_halves_go_up() {
        assert_eq!(percent(9, 11), Some(82));
        assert_eq!(percent(1, 8), Some(13));
        assert_eq!(percent(0, 5), Some(0));
        assert_eq!(percent(0, 0), None);
        assert_eq!(Counts { women: 5, men: 7, other: 2 }.women_percent(), Some(42));
    }
}
