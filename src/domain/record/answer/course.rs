//! Courses and grades, as they are typed: `ht2023`, `HT 23`, `0 1 3 5 2`.

use super::Mistake;
use crate::domain::record::value::{Code, Value};
use crate::text::clean::Clean;
use crate::text::number;

/// How many grades there are, 1 the least.
const GRADES: usize = 5;

/// Reads a course's code: a term, and the course's number where the term has several. Which courses there are is judged
/// by those who know them.
pub(super) fn code(typed: &str) -> Result<Code, Mistake> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let wrong = || Mistake::NotACourse { typed: Clean::excerpt(typed).to_string() };
    let (term, rest) =
        ["vt", "ht"].iter().find_map(|t| Some((*t, plain.strip_prefix(t)?))).ok_or_else(wrong)?;
    let (year, number) = rest.split_once('-').map_or((rest, None), |(year, n)| (year, Some(n)));
    let figures = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    let year = match year.len() {
        2 if figures(year) => format!("20{year}"),
        4 if figures(year) && year.starts_with("20") => year.to_owned(),
        _ => return Err(wrong()),
    };
    match number {
        None => Ok(format!("{term}{year}").into()),
        Some(n) if matches!(n.parse(), Ok(2_u32..=99)) && figures(n) => {
            Ok(format!("{term}{year}-{n}").into())
        }
        Some(_) => Err(wrong()),
    }
}

/// Reads a term, `vt2022`, as typed in any case; `None` for what is none, a course's number included.
pub fn term(typed: &str) -> Option<Code> {
    code(typed).ok().filter(|code| !code.contains('-'))
}

/// Whether a stored code is one, spelled as codes are stored.
pub(super) fn is_course(stored: &str) -> Result<(), Mistake> {
    if code(stored)? == stored {
        Ok(())
    } else {
        Err(Mistake::NotACourse { typed: Clean::excerpt(stored).to_string() })
    }
}

/// Reads five counts apart by blanks, commas or semicolons; also as they are written out, `1=0,2=1,3=3,4=5,5=2`.
pub(super) fn grades(typed: &str) -> Result<Value, Mistake> {
    let counts: Vec<&str> = typed.split([' ', ',', ';', '\t']).filter(|part| !part.is_empty()).collect();
    if counts.len() != GRADES {
        return Err(Mistake::NotGrades);
    }
    let mut given = Vec::with_capacity(GRADES);
    for (grade, part) in (1..=GRADES).zip(counts) {
        let count = part.split_once('=').map_or(Some(part), |(of, n)| (of == grade.to_string()).then_some(n));
        let n = number::parse_count(count.ok_or(Mistake::NotGrades)?).map_err(Mistake::Number)?;
        given.push((grade.to_string().into(), n.to_string().into()));
    }
    are_grades(&given)?;
    Ok(Value::Marks(given))
}

/// Whether stored marks are a count for each grade.
pub(super) fn are_grades(given: &[(Code, Code)]) -> Result<(), Mistake> {
    grades_of(given).map(|_| ()).ok_or(Mistake::NotGrades)
}

/// How many gave each of the grades 1 to 5; none where the marks are something else.
pub fn grades_of(given: &[(Code, Code)]) -> Option<[u32; GRADES]> {
    let mut counts = [0; GRADES];
    if given.len() != GRADES {
        return None;
    }
    for (place, (grade, count)) in given.iter().enumerate() {
        let n: u32 = count.parse().ok()?;
        if grade.parse() != Ok(place + 1) || count != n.to_string().as_str() || n > 1_000_000 {
            return None;
        }
        counts[place] = n;
    }
    Some(counts)
}

/// How many gave a grade at all.
pub fn graded(value: &Value) -> Option<i64> {
    match value {
        Value::Marks(given) => grades_of(given).map(|counts| counts.iter().map(|n| i64::from(*n)).sum()),
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::record::draft::spell;

    #[rstest]
    #[case("ht2023", "ht2023")]
    #[case("HT 23", "ht2023")]
    #[case("Vt2022-2", "vt2022-2")]
    fn a_course_is_a_term_and_a_number(#[case] typed: &str, #[case] read: &str) {
        assert_eq!(code(typed).unwrap(), read);
        assert_eq!(is_course(read), Ok(()));
    }

    #[rstest]
    #[case("2023")]
    #[case("ht")]
    #[case("ht1923")]
    #[case("ht202")]
    #[case("ht2023-")]
    #[case("ht2023-1")]
    #[case("ht2023-+2")]
    #[case("st2023")]
    fn other_texts_are_no_courses(#[case] typed: &str) {
        assert_eq!(code(typed), Err(Mistake::NotACourse { typed: typed.into() }));
        assert!(is_course("HT2023").is_err());
    }

    #[test]
    fn grades_are_five_counts_and_read_again_as_they_are_spelled() {
        let read = grades("0 1  3, 5;2").unwrap();
        assert_eq!(graded(&read), Some(11));
        assert_eq!(grades(&spell(&read)), Ok(read));
        for wrong in ["0 1 3 5", "0 1 3 5 2 1", "1=0,2=1,3=3,5=5,4=2", "11"] {
            assert_eq!(grades(wrong), Err(Mistake::NotGrades), "{wrong}");
        }
        assert!(matches!(grades("a b c d e"), Err(Mistake::Number(_))));
        assert_eq!(grades_of(&[("1".into(), "007".into())]), None);
    }
}
