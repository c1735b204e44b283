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
/// also be a phone number, and count only if the check digit is right or a letter stands right before them; so does a
/// day with its century that is followed by what can be a time of day. Letters next to it hide nothing.
pub fn personal_number(text: &str) -> Option<Range<usize>> {
    Scan::numbers(text).find_map(|start| {
        let end = read(start)?;
        Some(start.at..end)
    })
}

/// Reads a personal number that begins here, and gives where it ends.
fn read(start: Scan<'_>) -> Option<usize> {
    if start.before() == Some('+') {
        return None;
    }
    let glued = start.before().is_some_and(char::is_alphabetic);
    let mut scan = start;
    let first = scan.digits();
    match first.len() {
        6 | 8 if is_date(first) => {
            let sign = separator(&mut scan);
            let last = last_four(&mut scan)?;
            if !sign && is_moment(first, &last) {
                return None;
            }
        }
        4 if month_and_day(start).is_some() => scan = month_and_day(start)?,
        2 | 4 => {
            let (date, apart) = grouped(first, &mut scan)?;
            let sign = scan.take(|c| is_hyphen(c) || c == '+' || (apart && is_space(c)))?;
            let last = is_date(&date).then(|| four(&mut scan)).flatten()?;
            if is_space(sign) && is_moment(&date, &last) {
                return None;
            }
            // 2023-11-22–2023-11-29 is a span of days.
            let mut ahead = scan;
            if ahead.take(is_hyphen).is_some() && !ahead.digits().is_empty() {
                return None;
            }
        }
        10 if is_date(&first[..6]) && (glued || !first.starts_with('0') || check_digit_is_right(first)) => {}
        12 if is_date(&first[..8]) => {}
        _ => return None,
    }
    scan.peek().is_none_or(|c| !c.is_ascii_digit()).then_some(scan.at)
}

/// Reads a year with its month, a day and the last four, as `1212 12 1212`.
fn month_and_day(mut scan: Scan<'_>) -> Option<Scan<'_>> {
    let year_and_month = scan.digits();
    scan.take(is_space)?;
    let day = scan.digits();
    scan.take(|c| is_space(c) || is_hyphen(c) || c == '+')?;
    let is_one = day.len() == 2 && is_date(&[year_and_month, day].concat());
    let last = four(&mut scan).filter(|_| is_one)?;
    (last.len() == 4).then_some(scan)
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

/// Skips what may stand before the last four: a hyphen or plus, with or without spaces, or one space. Gives whether there
/// was a hyphen or plus, or nothing at all.
fn separator(scan: &mut Scan<'_>) -> bool {
    let apart = scan.take(is_space).is_some();
    let sign = scan.take(|c| is_hyphen(c) || c == '+').is_some();
    if sign {
        scan.take(is_space);
    }
    sign || !apart
}

/// Reads the last four after a date in one piece, with or without a space in their middle.
fn last_four(scan: &mut Scan<'_>) -> Option<String> {
    let whole = *scan;
    if let Some(last) = four(scan) {
        return Some(last);
    }
    *scan = whole;
    let first = scan.digits();
    scan.take(is_space)?;
    let second = scan.digits();
    (first.len() == 2 && second.len() == 2).then(|| [first, second].concat())
}

/// Reads four in a row: digits, or up to two capital letters and digits.
fn four(scan: &mut Scan<'_>) -> Option<String> {
    let letters = scan.take_while(|c| c.is_ascii_uppercase());
    let digits = scan.digits();
    (letters.len() <= 2 && letters.len() + digits.len() == 4).then(|| [letters, digits].concat())
}

/// Whether a day with its century and four digits are more likely a day and a time of it: `20231122 1430`.
fn is_moment(date: &str, last: &str) -> bool {
    let clock = last.get(..2).is_some_and(|hour| ("00"..="23").contains(&hour))
        && last.get(2..).is_some_and(|minute| ("00"..="59").contains(&minute));
    let day = date.get(6..).is_some_and(|day| ("01"..="31").contains(&day));
    let ten = [date.get(2..).unwrap_or_default(), last].concat();
    date.len() == 8 && day && clock && !check_digit_is_right(&ten)
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
    #[case("090312-23 84")]
    #[case("090312 23 84")]
    #[case("20090312-23 84")]
    #[case("0903 12 2384")]
    #[case("0903 12-2384")]
    #[case("0903 72 2384")]
    #[case("2009 03 12 2384")]
    #[case("20231122-1430")]
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
    #[case::day_and_hour("2023 11 22 1430")]
    #[case::compact_day_and_hour("20231122 1430")]
    #[case::compact_day_and_clock("20231122 14 30")]
    #[case::month_13_apart("0913 12 2384")]
    #[case::day_32_apart("0903 32 2384")]
    #[case::day_92_apart("0903 92 2384")]
    #[case::mobile_in_pairs("0701 23 45 67")]
    #[case::glued_day("v20231122x")]
    #[case::weeks("v. 36–48 2023")]
    #[case::law("SoL 14:1 (2025:400)")]
    #[case::clock("kl. 18.00–21.00")]
    fn other_numbers_are_left_alone(#[case] text: &str) {
        assert_eq!(personal_number(text), None);
    }

    #[rstest]
    #[case("åäö0903122384x", "0903122384")]
    #[case("K121212-1212", "121212-1212")]
    #[case("pnr19121212-1212b", "19121212-1212")]
    #[case("se090312-23 84kl", "090312-23 84")]
    fn letters_next_to_it_hide_nothing(#[case] text: &str, #[case] found: &str) {
        assert_eq!(personal_number(text).map(|range| &text[range]), Some(found));
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
