//! Telephone numbers as answers.

use super::Mistake;
use crate::text::Clean;
use crate::text::shape;

/// The longest number as it may be written, in characters.
const LONGEST: usize = 24;

/// Reads a telephone number: figures in groups, after `+` where it is abroad. The shortest that are called have 5
/// figures, the longest 15 (ITU-T E.164).
///
/// Ten figures in one group after a 0 are a telephone number, though they could be somebody's birth as well.
///
/// # Errors
/// [`Mistake::PersonalNumber`] where it is shaped like one, else [`Mistake::NotAPhone`].
pub(super) fn read(typed: &str) -> Result<Clean, Mistake> {
    let plain = typed.len() == 10 && typed.starts_with('0') && typed.bytes().all(|b| b.is_ascii_digit());
    if !plain && shape::personal_number(typed).is_some() {
        return Err(Mistake::PersonalNumber);
    }
    let number = typed.strip_prefix('+').unwrap_or(typed);
    let figures = number.chars().filter(char::is_ascii_digit).count();
    let written = number.chars().all(|c| c.is_ascii_digit() || " -()/".contains(c));
    if written && (5..=15).contains(&figures) && number.len() <= LONGEST {
        Ok(Clean::line(typed))
    } else {
        Err(Mistake::NotAPhone)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    fn a_number_as_people_write_it_is_kept_so(
        #[values(
            "070-123 45 67",
            "0701234567",
            "0171-21 00 00",
            "+46 70 123 45 67",
            "0046701234567",
            "11414"
        )]
        typed: &str,
    ) {
        assert_eq!(read(typed).unwrap().as_ref(), typed);
    }

    #[rstest]
    fn what_is_no_number_is_refused(
        #[values("nCtrl D", "1177", "070-123 45 67 mamma", "+", "0701234567012345", "07++12345678", "")]
        typed: &str,
    ) {
        assert_eq!(read(typed), Err(Mistake::NotAPhone));
    }

    #[rstest]
    fn a_personal_number_is_no_telephone_number(
        #[values("20101224-1234", "101224-1234", "201012241234", "070123-4567")] typed: &str,
    ) {
        assert_eq!(read(typed), Err(Mistake::PersonalNumber));
    }
}
