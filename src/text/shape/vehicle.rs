//! The shape of a Swedish number plate.

use std::ops::Range;

use super::scan::{Scan, is_hyphen, is_space};

/// Finds the first thing shaped as a Swedish number plate: three letters, two digits, a digit or letter (`ABC123`,
/// `ABC12D`).
///
/// I, Q and V are not used on plates, nor O at the end. With a space or hyphen between, the letters must be capitals:
/// `och 123` is no plate.
pub fn number_plate(text: &str) -> Option<Range<usize>> {
    Scan::starts(text).find_map(|start| {
        let mut scan = start;
        let letters = scan.take_while(is_plate_letter);
        let apart = scan.take(|c| is_space(c) || is_hyphen(c)).is_some();
        let digits = scan.digits().len();
        let last = digits == 3
            || (digits == 2 && scan.take(|c| is_plate_letter(c) && !matches!(c, 'O' | 'o')).is_some());
        let written = !apart || letters.chars().all(|c| c.is_ascii_uppercase());
        (letters.len() == 3 && last && written && scan.at_end()).then_some(start.at..scan.at)
    })
}

const fn is_plate_letter(c: char) -> bool {
    c.is_ascii_alphabetic() && !matches!(c, 'I' | 'Q' | 'V' | 'i' | 'q' | 'v')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("ABC123", Some("ABC123"))]
    #[case("röd bil abc12d.", Some("abc12d"))]
    #[case("(ABC 123)", Some("ABC 123"))]
    #[case("ABC-12D", Some("ABC-12D"))]
    #[case("och 123", None)]
    #[case("ABC1234", None)]
    #[case("ABCD123", None)]
    #[case("AB123", None)]
    #[case("ABC12", None)]
    #[case("ABC12O", None)]
    #[case("QBC123", None)]
    #[case("VIT 123", None)]
    #[case("åABC123", None)]
    #[case("SoL 14:1", None)]
    #[case("HT2023", None)]
    fn plates_are_found(#[case] text: &str, #[case] found: Option<&str>) {
        assert_eq!(number_plate(text).map(|range| &text[range]), found);
    }

    proptest! {
        #[test]
        fn ranges_lie_in_the_text(text in any::<String>(), close in "[ABCåx0-9 –-]{0,12}") {
            for text in [text, close] {
                prop_assert!(number_plate(&text).is_none_or(|range| !text[range].is_empty()));
            }
        }
    }
}
