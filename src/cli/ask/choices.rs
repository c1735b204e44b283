//! What a question offers: the items of its list, and how a roster or cases are answered.

use crate::domain::course::seats::SEATS;
use crate::domain::plan::{Field, FieldKind, List, Promise};
use crate::domain::record::answer::members;
use crate::words::Words;
use crate::words::label::text;

/// The lines that stand under a question.
pub(super) fn choices(words: Words, plan: &Promise, field: &Field) -> Vec<String> {
    match &field.kind {
        FieldKind::Roster { list, marks } => {
            let (Some(list), Some(marks)) = (plan.list(list), plan.list(marks)) else { return Vec::new() };
            let name = |at: usize| marks.items.get(at).map_or("", |mark| text(words, &mark.label));
            let seats = list.key == SEATS;
            let named = if seats { members(list).next() } else { members(list).last() };
            let who = named.map_or("", |item| text(words, &item.label));
            let how = words.say_with(
                if seats { "cli-ask-seats" } else { "cli-ask-roster" },
                &[
                    ("usual", name(0).into()),
                    ("otherwise", name(1).into()),
                    ("who", who.into()),
                    ("mark", name(2.min(marks.items.len() - 1)).into()),
                ],
            );
            vec![items(words, list), items(words, marks), how]
        }
        FieldKind::YesNo => vec![words.say("form-yes-no").into_owned()],
        FieldKind::Grades => vec![words.say("form-grades-hint").into_owned()],
        FieldKind::Cases => vec![words.say("cli-ask-cases").into_owned()],
        FieldKind::CaseMarks { list, .. } => {
            let list = plan.list(list).map(|list| items(words, list));
            list.into_iter().chain([words.say("cli-ask-case-marks").into_owned()]).collect()
        }
        kind => {
            kind.list().and_then(|key| plan.list(key)).map(|list| items(words, list)).into_iter().collect()
        }
    }
}

/// The items of a list that are offered, each with the key that chooses it.
pub(super) fn items(words: Words, list: &List) -> String {
    let offered = list.items.iter().filter(|item| !item.retired);
    let named = offered.map(|item| match item.key {
        // A letter that is its own name is said once.
        Some(key) if text(words, &item.label) == key.to_string() => key.to_string(),
        Some(key) => format!("{key} {}", text(words, &item.label)),
        None => text(words, &item.label).to_owned(),
    });
    named.collect::<Vec<_>>().join(", ")
}
