//! Reading a time of day.

use chrono::{NaiveTime, Timelike};

use super::WhenError;
use super::typed::{Piece, Typed};

/// Reads a time of day: `14`, `1430`, `930`, `14:30`, `14.30`, `kl 9:05`; `nu` and `now` are `now`, to the minute.
///
/// Midnight is `0:00`; `24:00` is refused, since it would belong to another day.
pub fn parse_time(text: &str, now: NaiveTime) -> Result<NaiveTime, WhenError> {
    let typed = Typed::read(text)?;
    if typed.marks.chars().any(|c| !matches!(c, ':' | '.')) {
        return Err(typed.unreadable());
    }
    let pieces = match typed.pieces.as_slice() {
        [Piece::Word(word), rest @ ..] if matches!(word.as_str(), "kl" | "klockan") => rest,
        pieces => pieces,
    };
    let (hour, minute) = match pieces {
        [Piece::Word(word)] if matches!(word.as_str(), "nu" | "now") => (now.hour(), now.minute()),
        [Piece::Number { value, digits: 1 | 2 }] => (*value, 0),
        [Piece::Number { value, digits: 3 | 4 }] => (value / 100, value % 100),
        [Piece::Number { value: hour, digits: 1 | 2 }, Piece::Number { value: minute, digits: 2 }] => {
            (*hour, *minute)
        }
        _ => return Err(typed.unreadable()),
    };
    NaiveTime::from_hms_opt(hour, minute, 0).ok_or_else(|| typed.no_such_time())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;
    use crate::text::Clean;

    fn read(text: &str) -> Result<NaiveTime, WhenError> {
        parse_time(text, NaiveTime::from_hms_opt(21, 52, 38).unwrap())
    }

    #[rstest]
    #[case("14", "14:00")]
    #[case("9", "09:00")]
    #[case("0", "00:00")]
    #[case("1430", "14:30")]
    #[case("930", "09:30")]
    #[case("0005", "00:05")]
    #[case("14:30", "14:30")]
    #[case("14.30", "14:30")]
    #[case("14 30", "14:30")]
    #[case("9:05", "09:05")]
    #[case("kl 14.30", "14:30")]
    #[case("Kl. 14.30", "14:30")]
    #[case("kl14", "14:00")]
    #[case("klockan 7", "07:00")]
    #[case("nu", "21:52")]
    #[case("NOW", "21:52")]
    #[case("23:59", "23:59")]
    fn times_read_as_typed(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(read(text).unwrap().format("%H:%M").to_string(), expected);
        assert_eq!(read(text).unwrap().second(), 0);
    }

    #[rstest]
    fn times_no_day_has_are_refused(#[values("24", "24:00", "2400", "25:10", "14:60", "960")] text: &str) {
        assert_eq!(read(text), Err(WhenError::NoSuchTime { found: Clean::line(text) }));
    }

    #[rstest]
    fn what_is_no_time_is_unreadable(
        #[values("9.5", "-9", "14:30:00", "kväll", "14-15", "12345", "kl", "?")] text: &str,
    ) {
        assert_eq!(read(text), Err(WhenError::Unreadable { found: Clean::line(text) }));
    }

    #[test]
    fn nothing_is_no_time() {
        assert_eq!(read(""), Err(WhenError::Empty));
    }

    proptest! {
        #[test]
        fn no_text_is_too_odd(text in any::<String>(), close in "(kl)?[0-9.: ]{0,6}") {
            let _ = read(&text);
            if let Ok(time) = read(&close) {
                prop_assert_eq!(read(&time.format("%H.%M").to_string()), Ok(time));
            }
        }
    }
}
