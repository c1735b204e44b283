//! Seats: the letter each admitted participant has on the roster.
//!
//! A letter is given at admission and never to anybody else on that course, so that a mark once made stays whose it was.

use crate::domain::plan::{Label, List, ListItem};
use crate::domain::record::Code;

/// The key of the list of seats, which comes with every course.
pub const SEATS: &str = "seats";

/// The letters of the roster: `i` cancels an evening, and `l` and `o` are taken for figures of the control total.
const LETTERS: &str = "abcdefghjkmnpqrstuvwxyz";

/// The letter of seat number `n`, from 0: `a` to `z`, then `a2` and so on.
fn seat(n: usize) -> (String, Option<char>) {
    let count = LETTERS.len();
    let letter = LETTERS.chars().nth(n % count).unwrap_or('a');
    match n / count {
        0 => (letter.to_string(), Some(letter)),
        round => (format!("{letter}{}", round + 1), None),
    }
}

/// The key that marks a seat of the second round in the attendance, `A` for `a2`: a digit begins the number in the room.
///
/// There is none after that: where more than two rounds are on a roster at once, the rest are marked in the grid.
pub fn capital(seat: &str) -> Option<char> {
    let letter = seat.strip_suffix('2')?.parse::<char>().ok()?;
    Some(letter.to_ascii_uppercase())
}

/// The list of seats for courses of `places` places: twice as many, and at least every letter, since none is used again.
pub fn list(places: u32) -> List {
    let items = (0..(2 * places as usize).max(LETTERS.len())).map(seat).map(|(code, key)| ListItem {
        label: Label { sv: code.clone(), en: None },
        code,
        key,
        retired: false,
    });
    let label = Label { sv: "platser".into(), en: Some("seats".into()) };
    List { key: SEATS.into(), label, example: false, items: items.collect() }
}

/// The first seat of `list` that nobody has or had; none where all are used up.
pub fn next(list: &List, taken: impl Fn(&str) -> bool) -> Option<Code> {
    list.items.iter().find(|item| !taken(&item.code)).map(|item| item.code.as_str().into())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_mean_something_else_are_left_out() {
        let list = list(12);
        let keys: String = list.items.iter().filter_map(|item| item.key).collect();
        assert_eq!(keys, "abcdefghjkmnpqrstuvwxyz");
        assert_eq!(list.items.len(), 24);
        assert_eq!((list.items[23].code.as_str(), list.items[23].key), ("a2", None));
        assert_eq!(["a2", "z2", "a3", "a", "a22"].map(capital), [Some('A'), Some('Z'), None, None, None]);
    }

    #[test]
    fn seats_are_given_in_order_and_never_again() {
        let list = list(2);
        let mut taken: Vec<Code> = Vec::new();
        while let Some(seat) = next(&list, |code| taken.iter().any(|t| t == code)) {
            taken.push(seat);
        }
        assert_eq!(taken.len(), list.items.len());
        assert_eq!(taken[..3], ["a", "b", "c"]);
        let mut once = taken.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), taken.len());
    }
}
