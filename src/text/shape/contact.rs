//! The shapes of phone numbers and e-mail addresses.

use std::ops::Range;

use super::scan::{Scan, is_hyphen, is_space};

/// Finds the first thing shaped as a phone number: Swedish with its area code, or with `+` or `00` and a country code.
///
/// Swedish numbers have eight to ten digits (Post- och telestyrelsen's numbering plan); eight only in Stockholm, with a
/// hyphen. Short numbers such as 112 are not meant: they name nobody.
pub fn phone(text: &str) -> Option<Range<usize>> {
    Scan::starts(text).find_map(|start| {
        let end = abroad(start).or_else(|| national(start))?;
        Some(start.at..end)
    })
}

/// Reads `+46 70-123 45 67` and its like.
fn abroad(start: Scan<'_>) -> Option<usize> {
    let mut scan = start;
    if scan.take(|c| c == '+').is_none() {
        scan.take(|c| c == '0')?;
        scan.take(|c| c == '0')?;
    }
    let groups = groups(&mut scan);
    let digits: usize = groups.iter().map(|group| group.digits.len()).sum();
    let begins = groups.first().is_some_and(|group| !group.digits.starts_with('0'));
    // A country code and a number in it have at most 15 digits (ITU-T E.164).
    (begins && (9..=15).contains(&digits) && scan.at_end()).then_some(scan.at)
}

/// Reads `0171-21 00 00`, `070 123 45 67`, `0701234567` and their like.
fn national(start: Scan<'_>) -> Option<usize> {
    let mut scan = start;
    let groups = groups(&mut scan);
    let (area, rest) = groups.split_first()?;
    let digits = area.digits.len() + rest.iter().map(|group| group.digits.len()).sum::<usize>();
    let begins = area.digits.starts_with('0') && !area.digits.starts_with("00");
    let shaped = match rest {
        [] => (9..=10).contains(&digits),
        // 08-12 34 56; other numbers of eight digits are more likely days or hours: 0800-1600.
        [next, ..] if digits == 8 => {
            area.digits == "08" && next.hyphen && rest.iter().skip(1).all(|g| !g.hyphen)
        }
        [next, ..] => {
            let area_code = area.digits.len() == 2 && (next.hyphen || next.digits.len() >= 3);
            (9..=10).contains(&digits) && (area_code || (3..=4).contains(&area.digits.len()))
        }
    };
    (begins && shaped && rest.iter().all(|group| group.digits.len() >= 2) && scan.at_end()).then_some(scan.at)
}

/// Digits in a row, and what stands before them.
struct Group<'a> {
    digits: &'a str,
    hyphen: bool,
}

/// Reads digits in groups, with a space, a hyphen or a slash between, and parentheses round one.
fn groups<'a>(scan: &mut Scan<'a>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    loop {
        let mut ahead = *scan;
        let space = ahead.take(is_space).is_some();
        let hyphen = ahead.take(|c| is_hyphen(c) || c == '/').is_some();
        let open = ahead.take(|c| c == '(').is_some();
        if !groups.is_empty() && hyphen {
            ahead.take(is_space);
        }
        let digits = ahead.digits();
        let closed = !open || ahead.take(|c| c == ')').is_some();
        let begins = groups.is_empty() && (space || hyphen || open);
        // More groups than any number has: a row of figures.
        if digits.is_empty() || !closed || begins || groups.len() == 8 {
            return groups;
        }
        groups.push(Group { digits, hyphen });
        *scan = ahead;
    }
}

/// Finds the first thing shaped as an e-mail address.
pub fn email(text: &str) -> Option<Range<usize>> {
    text.match_indices('@').find_map(|(at, _)| {
        let (before, behind) = (&text[..at], &text[at + 1..]);
        let name = before.len() - before.trim_end_matches(is_name).len();
        let domain = behind.find(|c: char| !is_domain(c)).unwrap_or(behind.len());
        let domain = behind[..domain].trim_end_matches(['.', '-']);
        let (host, top) = domain.rsplit_once('.')?;
        let shaped =
            name > 0 && !host.is_empty() && top.chars().count() >= 2 && top.chars().all(char::is_alphabetic);
        shaped.then(|| at - name..at + 1 + domain.len())
    })
}

fn is_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-')
}

fn is_domain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '.' | '-')
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("070-123 45 67")]
    #[case("0701234567")]
    #[case("070 123 45 67")]
    #[case("0701-23 45 67")]
    #[case("070-1234567")]
    #[case("070-123-45-67")]
    #[case("0171-21 00 00")]
    #[case("0171-200 50")]
    #[case("08-12 34 56")]
    #[case("08-123 456 78")]
    #[case("08 123 456 78")]
    #[case("+46701234567")]
    #[case("+46 70-123 45 67")]
    #[case("+46 (0)70 123 45 67")]
    #[case("0046 70 123 45 67")]
    fn phone_numbers_are_found(#[case] number: &str) {
        assert_eq!(phone(number), Some(0..number.len()));
        let noted = format!("ring på {number}, kväll");
        assert_eq!(&noted[phone(&noted).unwrap()], number);
    }

    #[rstest]
    fn other_numbers_are_left_alone(
        #[values(
            "2023-11-22",
            "20231122",
            "08-12-2023",
            "01/12/2023",
            "0800-1600",
            "kl. 08.00-16.00",
            "112",
            "114 14",
            "1 200 000 000",
            "0 7 12 15 20 3 4",
            "08 12 15 20",
            "12 500 + 300",
            "+2",
            "0,5",
            "19121212-1212",
            "0171-21 00 00 00 00",
            "x0701234567"
        )]
        text: &str,
    ) {
        assert_eq!(phone(text), None);
    }

    #[rstest]
    #[case("anna@example.se", Some("anna@example.se"))]
    #[case("skriv till åsa.berg+x@kommun.example.se.", Some("åsa.berg+x@kommun.example.se"))]
    #[case("<a@b.se>", Some("a@b.se"))]
    #[case("@ a@b @c.se x@y.se", Some("x@y.se"))]
    #[case("2 @ 50", None)]
    #[case("a@b.1", None)]
    fn addresses_are_found(#[case] text: &str, #[case] found: Option<&str>) {
        assert_eq!(email(text).map(|range| &text[range]), found);
    }

    proptest! {
        #[test]
        fn ranges_lie_in_the_text(text in any::<String>(), close in "[0-9åa@.+() /–-]{0,24}") {
            for text in [text, close] {
                prop_assert!(phone(&text).is_none_or(|range| !text[range].is_empty()));
                prop_assert!(email(&text).is_none_or(|range| text[range].contains('@')));
            }
        }
    }
}
