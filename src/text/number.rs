//! Whole numbers as people type them, and figures as Swedish writes them.
//!
//! Units, ranges and the names of nothing (`-`, `?`, `i`) are for those who ask the question.

use thiserror::Error;

use super::Clean;

/// Longer than any number or sum someone means to type, in bytes.
const LONGEST: usize = 200;

/// Why a text is not a whole number.
#[derive(Clone, Debug, PartialEq, Eq, Error, serde::Serialize, serde::Deserialize)]
pub enum NumberError {
    /// Nothing was typed.
    #[error("nothing was typed")]
    Empty,
    /// There is a decimal comma or point.
    #[error("“{found}” is not a whole number")]
    Decimal {
        /// What was typed.
        found: Clean,
    },
    /// There are digits in groups that are not thousands, as in `12 5`.
    #[error("“{found}” could be one number or several")]
    Grouping {
        /// What was typed.
        found: Clean,
    },
    /// A sign of arithmetic has no number beside it, as in `3+`.
    #[error("a number is missing in “{found}”")]
    Incomplete {
        /// What was typed.
        found: Clean,
    },
    /// There is something else than digits and arithmetic.
    #[error("“{found}” is not a number")]
    NotANumber {
        /// What was typed.
        found: Clean,
    },
    /// The number or the result is beyond what can be counted with, ±2⁶³.
    #[error("the number is too large")]
    TooLarge,
}

/// Reads a whole number: `7`, `1 200`, `3+4`, `12*3`, `-2`; multiplication goes before addition.
pub fn parse_count(text: &str) -> Result<i64, NumberError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NumberError::Empty);
    }
    if text.len() > LONGEST {
        return Err(NumberError::NotANumber { found: Clean::excerpt(text) });
    }
    Sum { whole: text, rest: text }.read()
}

/// A sum being read from left to right.
struct Sum<'a> {
    whole: &'a str,
    rest: &'a str,
}

impl Sum<'_> {
    fn read(mut self) -> Result<i64, NumberError> {
        let mut total: i64 = 0;
        let mut negative = self.sign() == Some('-');
        loop {
            let product = self.product(negative)?;
            total = total.checked_add(product).ok_or(NumberError::TooLarge)?;
            if self.rest.is_empty() {
                return Ok(total);
            }
            negative = match self.sign() {
                Some(sign) => sign == '-',
                None => return Err(self.stray()),
            };
        }
    }

    /// Reads numbers with `*` between them; the sign goes in first, so that the least number can be written too.
    fn product(&mut self, negative: bool) -> Result<i64, NumberError> {
        let mut product = self.number(negative)?;
        while let Some(rest) = self.rest.strip_prefix(['*', '×']) {
            self.rest = rest.trim_start();
            let factor = self.number(false)?;
            product = product.checked_mul(factor).ok_or(NumberError::TooLarge)?;
        }
        Ok(product)
    }

    /// Reads one number, with thousands apart or not.
    fn number(&mut self, negative: bool) -> Result<i64, NumberError> {
        let mut digits = self.digits();
        if digits.is_empty() {
            return Err(if self.rest.is_empty() || self.rest.starts_with(['+', '-', '*']) {
                NumberError::Incomplete { found: Clean::excerpt(self.whole) }
            } else {
                self.stray()
            });
        }
        if digits.len() <= 3 {
            while let Some(group) = self.thousands() {
                digits.push_str(&group);
            }
        }
        self.rest = self.rest.trim_start();
        let sign = if negative { "-" } else { "" };
        format!("{sign}{digits}").parse().map_err(|_| NumberError::TooLarge)
    }

    fn digits(&mut self) -> String {
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits.to_owned()
    }

    /// Reads a space of any kind with exactly three digits behind it.
    fn thousands(&mut self) -> Option<String> {
        let mut ahead = Self { whole: self.whole, rest: self.rest.strip_prefix(char::is_whitespace)? };
        let group = ahead.digits();
        (group.len() == 3).then(|| {
            self.rest = ahead.rest;
            group
        })
    }

    /// Reads a plus or a minus, in any of the forms a minus has.
    fn sign(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        let sign = match c {
            '+' => '+',
            '-' | '\u{2212}' | '\u{2013}' => '-',
            _ => return None,
        };
        self.rest = self.rest[c.len_utf8()..].trim_start();
        Some(sign)
    }

    /// What is wrong with what stands next.
    fn stray(&self) -> NumberError {
        let found = Clean::excerpt(self.whole);
        let after_digit =
            self.whole[..self.whole.len() - self.rest.len()].ends_with(|c: char| c.is_ascii_digit());
        match self.rest.chars().next() {
            Some(',' | '.') if after_digit || self.rest[1..].starts_with(|c: char| c.is_ascii_digit()) => {
                NumberError::Decimal { found }
            }
            Some('0'..='9') => NumberError::Grouping { found },
            _ => NumberError::NotANumber { found },
        }
    }
}

/// Writes a whole number with its thousands apart: `12 500` with a no-break space, and a true minus (U+2212).
pub fn group(n: i64) -> String {
    let mut text = String::new();
    if n < 0 {
        text.push('\u{2212}');
    }
    push_grouped(&mut text, &n.unsigned_abs().to_string());
    text
}

/// Writes a figure with a decimal comma and `digits` decimals, halves rounded away from zero; not a number is `–`.
pub fn decimal(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return "\u{2013}".to_owned();
    }
    let plain = format!("{:.digits$}", round(value.abs(), digits));
    let mut text = String::new();
    if value < 0.0 && plain.contains(|c: char| c.is_ascii_digit() && c != '0') {
        text.push('\u{2212}');
    }
    let (whole, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    push_grouped(&mut text, whole);
    if !decimals.is_empty() {
        text.push(',');
        text.push_str(decimals);
    }
    text
}

/// A part of a whole in whole per cent, halves upward, but 100 only of all and 0 only of none; none of nothing.
///
/// It is for reading: whether a share reaches a limit is decided by the whole numbers.
pub fn percent(part: i64, whole: i64) -> Option<i64> {
    let (part, whole) = (i128::from(part), i128::from(whole));
    if whole <= 0 {
        return None;
    }
    let rounded = (200 * part + whole).div_euclid(2 * whole);
    let shown = match () {
        () if 0 < part && part < whole => rounded.clamp(1, 99),
        () => rounded,
    };
    i64::try_from(shown).ok()
}

/// Rounds half away from zero, as people do; formatting alone would round 12.5 to 12.
fn round(value: f64, digits: usize) -> f64 {
    let scale = 10_f64.powi(i32::try_from(digits).unwrap_or(i32::MAX));
    let rounded = (value * scale).round() / scale;
    if rounded.is_finite() { rounded } else { value }
}

fn push_grouped(text: &mut String, digits: &str) {
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("7", 7)]
    #[case(" 007 ", 7)]
    #[case("1 200", 1200)]
    #[case("1\u{a0}200", 1200)]
    #[case("1\u{202f}200\u{a0}300", 1_200_300)]
    #[case("3+4", 7)]
    #[case("12*3", 36)]
    #[case("2 + 3 * 4 - 1", 13)]
    #[case("1 200 + 300", 1500)]
    #[case("-2", -2)]
    #[case("\u{2212}2\u{2013}3", -5)]
    #[case("+5", 5)]
    #[case("9223372036854775807", i64::MAX)]
    #[case("-9223372036854775808", i64::MIN)]
    fn numbers_read_as_typed(#[case] text: &str, #[case] expected: i64) {
        assert_eq!(parse_count(text), Ok(expected));
    }

    fn wrong(kind: fn(Clean) -> NumberError, text: &str) {
        assert_eq!(parse_count(text), Err(kind(Clean::excerpt(text))), "{text}");
    }

    #[rstest]
    fn decimals_are_refused(#[values("3,5", "1.200", "1,5+2", "5.", ",5", "2+3,5")] text: &str) {
        wrong(|found| NumberError::Decimal { found }, text);
    }

    #[rstest]
    fn odd_groups_are_refused(#[values("12 5", "1 2000", "1200 300", "1  200", "1 20")] text: &str) {
        wrong(|found| NumberError::Grouping { found }, text);
    }

    #[rstest]
    fn half_sums_are_refused(#[values("3+", "*3", "-", "3+-2", "3**2", "+")] text: &str) {
        wrong(|found| NumberError::Incomplete { found }, text);
    }

    #[rstest]
    fn words_are_refused(#[values("sju", "7 st", "7st", "3/4", "(3)", "?", "0x10", "٣", ",")] text: &str) {
        wrong(|found| NumberError::NotANumber { found }, text);
    }

    #[rstest]
    fn what_cannot_be_held_is_refused(
        #[values("9223372036854775808", "9223372036854775807+1", "4000000000*4000000000")] text: &str,
    ) {
        assert_eq!(parse_count(text), Err(NumberError::TooLarge));
    }

    #[test]
    fn nothing_is_not_zero() {
        assert_eq!(parse_count(" \u{a0}"), Err(NumberError::Empty));
        assert_eq!(
            NumberError::Decimal { found: Clean::line("3,5") }.to_string(),
            "“3,5” is not a whole number"
        );
    }

    #[rstest]
    #[case(0, "0")]
    #[case(999, "999")]
    #[case(3110, "3\u{a0}110")]
    #[case(-1_234_567, "\u{2212}1\u{a0}234\u{a0}567")]
    #[case(i64::MIN, "\u{2212}9\u{a0}223\u{a0}372\u{a0}036\u{a0}854\u{a0}775\u{a0}808")]
    fn thousands_stand_apart(#[case] n: i64, #[case] expected: &str) {
        assert_eq!(group(n), expected);
    }

    #[rstest]
    #[case(3.5, 1, "3,5")]
    #[case(12.5, 0, "13")]
    #[case(12500.25, 1, "12\u{a0}500,3")]
    #[case(-0.04, 1, "0,0")]
    #[case(-1.5, 1, "\u{2212}1,5")]
    #[case(f64::NAN, 1, "–")]
    fn decimals_have_a_comma(#[case] value: f64, #[case] digits: usize, #[case] expected: &str) {
        assert_eq!(decimal(value, digits), expected);
    }

    #[rstest]
    #[case(11, 12, Some(92))]
    #[case(1, 8, Some(13))]
    #[case(0, 5, Some(0))]
    #[case(5, 5, Some(100))]
    // All but one is not all, and one is not none.
    #[case(999, 1000, Some(99))]
    #[case(1, 1000, Some(1))]
    #[case(15, 12, Some(125))]
    #[case(i64::MAX, i64::MAX, Some(100))]
    #[case(0, 0, None)]
    fn a_share_is_whole_and_never_all_or_none_before_it_is(
        #[case] part: i64,
        #[case] whole: i64,
        #[case] shown: Option<i64>,
    ) {
        assert_eq!(percent(part, whole), shown);
    }

    #[test]
    fn the_largest_figure_can_be_written() {
        assert!(decimal(f64::MAX, 2).ends_with("368,00"));
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in any::<String>(), sum in "[0-9+*, .\u{2212}\u{2013}×-]{0,24}") {
            let _ = parse_count(&text);
            let _ = parse_count(&sum);
        }

        #[test]
        fn what_is_written_reads_back(n in any::<i64>(), a in -999_i64..999, b in 0_i64..999, c in 0_i64..999) {
            prop_assert_eq!(parse_count(&group(n)), Ok(n));
            prop_assert_eq!(parse_count(&format!("{a} + {b}*{c}-{b}")), Ok(a + b * c - b));
        }
    }
}
