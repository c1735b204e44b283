use std::collections::{HashMap, HashSet};

use proptest::prelude::*;
use rstest::rstest;

use super::*;

/// A list as a line: `.` for what is hidden, the total after a stroke.
fn line(list: &List) -> String {
    let word = |shown: &Shown| match shown {
        Shown::Number(number) => number.to_string(),
        Shown::Hidden => ".".to_owned(),
    };
    let cells: Vec<String> = list.cells.iter().map(word).collect();
    format!("{} | {}", cells.join(" "), word(&list.total))
}

#[rstest]
#[case::empty(&[], " | 0")]
#[case::zeros(&[0, 0], "0 0 | 0")]
#[case::nothing_small(&[5, 0, 9], "5 0 9 | 14")]
#[case::one_small_takes_the_next(&[3, 12, 0, 7], ". 12 0 . | 22")]
#[case::two_unlike_hide_each_other(&[1, 2, 9, 0], ". . 9 0 | 12")]
#[case::two_ones(&[1, 1, 9, 20], ". . . 20 | 31")]
#[case::two_fours(&[4, 4, 6, 7], ". . . 7 | 21")]
#[case::equals_go_together(&[5, 5, 4, 8], ". . . 8 | 22")]
#[case::nothing_left(&[3, 9, 0], ". . . | 12")]
#[case::five_ones(&[1, 1, 1, 1, 1], ". . . . . | 5")]
#[case::a_total_too_small(&[0, 3], ". . | .")]
#[case::one_part(&[5], "5 | 5")]
fn of_parts_that_make_up_the_total(#[case] counts: &[u32], #[case] shown: &str) {
    assert_eq!(line(&list(counts, Total::Sum)), shown);
}

#[rstest]
#[case::the_total_tells_nothing(&[3, 9, 0], 10, ". 9 0 | 10")]
#[case::the_total_would_tell(&[4, 6, 9, 0], 19, ". . 9 0 | 19")]
#[case::all_small_and_overlapping(&[3, 2, 3, 0], 6, ". . . 0 | 6")]
#[case::all_four_without_overlap(&[4, 4], 8, ". . | 8")]
#[case::too_few_cases(&[4, 4, 0], 4, ". . . | .")]
#[case::nothing_small(&[5, 9], 10, "5 9 | 10")]
fn of_parts_that_overlap(#[case] counts: &[u32], #[case] cases: u32, #[case] shown: &str) {
    assert_eq!(line(&list(counts, Total::Cases(cases))), shown);
}

/// Every list of so many counts from zero to `most`.
fn lists(counts: usize, most: u32) -> Vec<Vec<u32>> {
    (0..counts).fold(vec![Vec::new()], |shorter, _| {
        shorter.iter().flat_map(|list| (0..=most).map(move |next| [&list[..], &[next]].concat())).collect()
    })
}

/// What a reader who knows the rule, and the total beside what is shown, can make of everything that may be published.
#[derive(Default)]
struct Reader {
    seen: HashMap<(List, Option<u32>), Vec<HashSet<u32>>>,
}

impl Reader {
    fn read(&mut self, counts: &[u32], shown: List, known: Option<u32>) {
        let possible = self.seen.entry((shown, known)).or_insert_with(|| vec![HashSet::new(); counts.len()]);
        for (values, count) in possible.iter_mut().zip(counts) {
            values.insert(*count);
        }
    }

    fn knows_nothing_hidden(&self) {
        for ((shown, known), possible) in &self.seen {
            for (cell, values) in shown.cells.iter().zip(possible) {
                assert!(
                    *cell != Shown::Hidden || values.len() > 1,
                    "{} {known:?}: {possible:?}",
                    line(shown)
                );
            }
        }
    }
}

/// Exhaustive, and harder on the rule than life: the reader also knows that no count is above `most`.
#[rstest]
#[case(2, 40)]
#[case(3, 20)]
#[case(4, 10)]
#[case(5, 8)]
fn a_reader_who_knows_the_rule_and_the_total_knows_no_hidden_part(#[case] counts: usize, #[case] most: u32) {
    let mut reader = Reader::default();
    for counts in lists(counts, most) {
        reader.read(&counts, list(&counts, Total::Sum), Some(counts.iter().sum()));
    }
    reader.knows_nothing_hidden();
}

/// The same where a case may be in several parts: each is at most the cases, and together they reach them, but for
/// those of which nothing is said.
#[rstest]
#[case(2, 20, 0)]
#[case(3, 12, 0)]
#[case(4, 7, 0)]
#[case(2, 12, 9)]
#[case(3, 9, 9)]
fn nor_any_hidden_part_of_those_that_overlap(#[case] counts: usize, #[case] most: u32, #[case] unsaid: u32) {
    let mut reader = Reader::default();
    for counts in lists(counts, most) {
        let least = counts.iter().copied().max().unwrap_or(0);
        for cases in least..=counts.iter().sum::<u32>() + unsaid {
            reader.read(&counts, list(&counts, Total::Cases(cases)), Some(cases));
        }
    }
    reader.knows_nothing_hidden();
}

/// A list of one count is its total: the two are shown or hidden together.
#[test]
fn a_single_part_goes_with_its_total() {
    let mut reader = Reader::default();
    for count in 0..30 {
        let shown = list(&[count], Total::Sum);
        assert_eq!(shown.cells[0], shown.total);
        reader.read(&[count], shown, None);
    }
    reader.knows_nothing_hidden();
}

/// Another list that would be published exactly as this one, with another count in the place.
fn another(counts: &[u32], at: usize) -> Option<Vec<u32>> {
    let shown = list(counts, Total::Sum);
    let exchanged = (0..counts.len()).map(|with| {
        let mut other = counts.to_vec();
        other.swap(at, with);
        other
    });
    let moved = (0..counts.len()).filter(|with| *with != at).flat_map(|with| {
        [-1, 1].map(|step| {
            let mut other = counts.to_vec();
            other[at] = other[at].saturating_add_signed(step);
            other[with] = other[with].saturating_add_signed(-step);
            other
        })
    });
    let mut threes = vec![3; counts.len()];
    threes[at] = counts.iter().sum::<u32>().saturating_sub(3 * (counts.len() as u32 - 1));
    exchanged
        .chain(moved)
        .chain([threes])
        .filter(|other| other.iter().sum::<u32>() == counts.iter().sum::<u32>() && other[at] != counts[at])
        .find(|other| list(other, Total::Sum) == shown)
}

fn count() -> impl Strategy<Value = u32> {
    prop_oneof![Just(0), Just(1), Just(4), 0u32..7, 0u32..80]
}

proptest! {
    #[test]
    fn for_each_hidden_part_another_list_looks_the_same(counts in prop::collection::vec(count(), 2..12)) {
        let shown = list(&counts, Total::Sum);
        for (at, cell) in shown.cells.iter().enumerate() {
            match cell {
                Shown::Hidden => prop_assert!(another(&counts, at).is_some(), "{:?} {}", counts, at),
                Shown::Number(number) => prop_assert!(*number == counts[at] && !is_few(*number)),
            }
        }
    }

    #[test]
    fn nothing_is_hidden_without_a_small_count(counts in prop::collection::vec(count(), 0..12)) {
        let hidden = list(&counts, Total::Sum).cells.contains(&Shown::Hidden);
        prop_assert_eq!(hidden, counts.iter().any(|count| is_few(*count)));
    }
}
