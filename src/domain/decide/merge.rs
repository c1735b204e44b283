//! Two changes to one roster put together, member by member.

use crate::domain::record::{Cell, Code, Value};

/// What a roster becomes when somebody changed it from `before` to `after` while others changed it to `theirs`.
///
/// `None` where both changed the same member, each to another mark, or where one of them is no roster.
pub(super) fn marks(before: Option<&Cell>, theirs: Option<&Cell>, after: Option<&Cell>) -> Option<Cell> {
    let (before, theirs, after) = (of(before)?, of(theirs)?, after?);
    let Value::Marks(mine) = &after.value else { return None };
    let mut merged = theirs.to_vec();
    for (who, mark) in mine {
        let (was, is) = (mark_of(before, who), mark_of(theirs, who));
        if was == Some(mark) || is == Some(mark) {
            continue;
        }
        if is != was {
            return None;
        }
        match merged.iter_mut().find(|(there, _)| there == who) {
            Some((_, there)) => *there = mark.clone(),
            None => merged.push((who.clone(), mark.clone())),
        }
    }
    for (who, was) in before.iter().filter(|(who, _)| mark_of(mine, who).is_none()) {
        if mark_of(theirs, who).is_some_and(|is| is != was) {
            return None;
        }
        merged.retain(|(there, _)| there != who);
    }
    Some(Cell { value: Value::Marks(merged), origin: after.origin })
}

fn of(cell: Option<&Cell>) -> Option<&[(Code, Code)]> {
    match &cell?.value {
        Value::Marks(marks) => Some(marks),
        _ => None,
    }
}

fn mark_of<'a>(marks: &'a [(Code, Code)], who: &str) -> Option<&'a Code> {
    marks.iter().find(|(there, _)| there == who).map(|(_, mark)| mark)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn roster(text: &str) -> Cell {
        let halves = text.split(' ').filter_map(|part| part.split_once('='));
        Cell::typed(Value::Marks(halves.map(|(who, mark)| (who.into(), mark.into())).collect()))
    }

    #[rstest]
    #[case("a=1 b=1", "a=2 b=1", "a=1 b=2", Some("a=2 b=2"))]
    #[case("a=1 b=1", "a=2 b=1", "a=2 b=2", Some("a=2 b=2"))]
    #[case("a=1 b=1", "a=2 b=1", "a=3 b=1", None)]
    #[case("a=1", "a=1 b=2", "a=3", Some("a=3 b=2"))]
    #[case("a=1 b=1", "a=1 b=2", "a=1", None)]
    #[case("a=1 b=1", "a=2 b=1", "a=1", Some("a=2"))]
    fn members_are_judged_one_by_one(
        #[case] before: &str,
        #[case] theirs: &str,
        #[case] after: &str,
        #[case] merged: Option<&str>,
    ) {
        let (before, theirs, after) = (roster(before), roster(theirs), roster(after));
        assert_eq!(marks(Some(&before), Some(&theirs), Some(&after)), merged.map(roster));
        assert_eq!(marks(Some(&before), None, Some(&after)), None);
    }

    proptest! {
        #[test]
        fn whoever_is_first_the_same_comes_of_it(was in [0..3, 0..3, 0..3], one in [0..3, 0..3, 0..3], two in [0..3, 0..3, 0..3]) {
            let cell = |marks: [i32; 3]| {
                let marks = ["a", "b", "c"].into_iter().zip(marks);
                Cell::typed(Value::Marks(marks.map(|(who, mark)| (who.into(), mark.to_string().into())).collect()))
            };
            let (was, one, two) = (cell(was), cell(one), cell(two));
            let merged = |first, then| marks(Some(&was), Some(first), Some(then));
            prop_assert_eq!(merged(&one, &two), merged(&two, &one));
        }
    }
}
