//! The shape of a Swedish personal number.
//!
//! Form: folkbokföringslagen (1991:481) 18 § – two or four digits of the year, month, day, hyphen (plus from the year one
//! turns 100), three digits and a check digit; a coordination number has 60 added to the day (lag (2022:1697)).

use std::ops::Range;

use super::scan::{Scan, is_hyphen, is_space};

/// Finds the first thing shaped as a personal number or coordination number, right or with a slip in it.
///
/// With or without century, with hyphen, plus, space or nothing between, the date also as `1985-05-04-`; the four last
/// may begin with one or two letters, as interim and reserve numbers do. Ten digits in a row that begin with 0 might
/// also be a phone number, and count only if the check digit is right.
pub fn personal_number(text: &str) -> Option<Range<usize>> {
    Scan::starts(text).find_map(|start| {
        let end = read(start)?;
        Some(start.at..end)
    })
}

/// Reads a personal number that begins here, and gives where it ends.
fn read(start: Scan<'_>) -> Option<usize> {
    if start.before() == Some('+') {
        return None;
    }
    let mut scan = start;
    let first = scan.digits();
    match first.len() {
        6 | 8 if is_date(first) => {
            separator(&mut scan);
            last_four(&mut scan)?;
        }
        2 | 4 => {
            let (date, apart) = grouped(first, &mut scan)?;
            scan.take(|c| is_hyphen(c) || c == '+' || (apart && is_space(c))).filter(|_| is_date(&date))?;
            last_four(&mut scan)?;
            // 2023-11-22–2023-11-29 is a span of days.
            let mut ahead = scan;
            if ahead.take(is_hyphen).is_some() && !ahead.digits().is_empty() {
                return None;
            }
        }
        10 if is_date(&first[..6]) && (!first.starts_with('0') || check_digit_is_right(first)) => {}
        12 if is_date(&first[..8]) => {}
        _ => return None,
    }
    scan.at_end().then_some(scan.at)
}

/// Reads the rest of a date with hyphens, points or spaces after its year and its month, and gives all its digits, and
/// whether it was spaces.
fn grouped(year: &str, scan: &mut Scan<'_>) -> Option<(String, bool)> {
    let sign = scan.take(|c| is_hyphen(c) || is_space(c) || c == '.')?;
    let again = |c: char| c == sign || (is_hyphen(c) && is_hyphen(sign)) || (is_space(c) && is_space(sign));
    let month = scan.digits();
    scan.take(again)?;
    let day = scan.digits();
    (month.len() == 2 && day.len() == 2).then(|| ([year, month, day].concat(), is_space(sign)))
}

/// Skips what may stand before the last four: a hyphen or plus, with or without spaces, or one space.
fn separator(scan: &mut Scan<'_>) {
    scan.take(is_space);
    if scan.take(|c| is_hyphen(c) || c == '+').is_some() {
        scan.take(is_space);
    }
}

/// Reads the last four: digits, or up to two capital letters and digits.
fn last_four(scan: &mut Scan<'_>) -> Option<()> {
    let letters = scan.take_while(|c| c.is_ascii_uppercase()).len();
    let digits = scan.digits().len();
    (letters <= 2 && letters + digits == 4).then_some(())
}

/// Whether six or eight digits can be a day of birth; coordination numbers have 60 added to the day.
fn is_date(digits: &str) -> bool {
    let (year, rest) = digits.split_at(digits.len() - 4);
    let century = year.len() == 2 || ["18", "19", "20"].iter().any(|century| year.starts_with(century));
    let (month, day) = rest.split_at(2);
    let month = ("01"..="12").contains(&month);
    let day = ("01"..="31").contains(&day) || ("61"..="91").contains(&day);
    century && month && day
}

/// Whether the tenth digit follows from the nine before it (the Luhn formula).
fn check_digit_is_right(ten: &str) -> bool {
    let sum: u32 = ten
        .chars()
        .filter_map(|c| c.to_digit(10))
        .enumerate()
        .map(|(place, digit)| if place % 2 == 0 { digit * 2 / 10 + digit * 2 % 10 } else { digit })
        .sum();
    sum.is_multiple_of(10)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("19121212-1212")]
    #[case("191212121212")]
    #[case("121212-1212")]
    #[case("1212121212")]
    #[case("121212+1212")]
    #[case("121212 1212")]
    #[case("19121212 1212")]
    #[case("121212 - 1212")]
    #[case("121212–1212")]
    #[case("121212\u{a0}1212")]
    #[case("121212-1213")]
    #[case("1912-12-12-1212")]
    #[case("12-12-12-1212")]
    #[case("12 12 12-1212")]
    #[case("1912 12 12 1212")]
    #[case("12.12.12-1212")]
    #[case("850564-1234")]
    #[case("19850591-1234")]
    #[case("850504-T123")]
    #[case("850504T123")]
    #[case("19850504-TF12")]
    #[case("0501012389")]
    #[case("20050101-2389")]
    fn personal_numbers_are_found(#[case] number: &str) {
        assert_eq!(personal_number(number), Some(0..number.len()));
        let noted = format!("Åsa ({number}), träffad");
        assert_eq!(&noted[personal_number(&noted).unwrap()], number);
    }

    #[rstest]
    #[case::day("2023-11-22")]
    #[case::day_and_clock("2023-11-22 14:30")]
    #[case::compact_day("20231122")]
    #[case::days("2023-11-22–2023-11-29")]
    #[case::mobile("0701234567")]
    #[case::mobile_apart("070-123 45 67")]
    #[case::abroad("+46701234567")]
    #[case::long_way("0046701234567")]
    #[case::landline("0171-21 00 00")]
    #[case::count("1200")]
    #[case::large_count("1 212 121 212")]
    #[case::organisation("556036-0793")]
    #[case::month_13("851304-1234")]
    #[case::day_32("850532-1234")]
    #[case::day_60("850560-1234")]
    #[case::century("21850504-1234")]
    #[case::too_long("850504-12345")]
    #[case::longer("12121212121")]
    #[case::inside_a_word("K121212-1212")]
    #[case::weeks("v. 36–48 2023")]
    #[case::law("SoL 14:1 (2025:400)")]
    #[case::clock("kl. 18.00–21.00")]
    fn other_numbers_are_left_alone(#[case] text: &str) {
        assert_eq!(personal_number(text), None);
    }

    proptest! {
        #[test]
        fn ranges_lie_in_the_text(text in any::<String>(), close in "[0-9åT+ –-]{0,20}") {
            for text in [text, close] {
                prop_assert!(personal_number(&text).is_none_or(|range| !text[range].is_empty()));
            }
        }

        #[test]
        fn any_birthday_is_found(year in 0_u32..100, month in 1_u32..=12, day in 1_u32..=31, last in 0_u32..10_000) {
            let number = format!("{year:02}{month:02}{day:02}-{last:04}");
            let noted = format!("pojke {number}.");
            prop_assert!(personal_number(&noted).is_some());
        }
    }
}
