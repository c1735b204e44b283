//! What the plan calls its forms, fields and list items, in the language spoken; and lists of such names in a sentence.

use super::Words;
use crate::domain::plan::{Field, Form, Label, List, Promise};

/// The label of the form named `key`, or its key where the plan has no such form.
pub fn form<'a>(words: Words, plan: &'a Promise, key: &'a str) -> &'a str {
    plan.form(key).map_or(key, |(_, form)| form.label.get(words.language()))
}

/// The label of the role named `key`, or its key where the plan has no such role.
pub fn role<'a>(words: Words, plan: &'a Promise, key: &'a str) -> &'a str {
    plan.role(key).map_or(key, |role| role.label.get(words.language()))
}

/// The label of the field named `key`, or its key where the form has no such field.
pub fn field<'a>(words: Words, form: Option<&'a Form>, key: &'a str) -> &'a str {
    form.and_then(|form| form.field(key)).map_or(key, |field| field.label.get(words.language()))
}

/// The label of an item of the list that `field` chooses from, or its code where the list has no such item.
pub fn item<'a>(words: Words, plan: &'a Promise, field: &Field, code: &'a str) -> &'a str {
    of_list(words, field.kind.list().and_then(|list| plan.list(list)), code)
}

/// The label of a reason from the list named `list`, or its code.
pub fn reason<'a>(words: Words, plan: &'a Promise, list: Option<&str>, code: &'a str) -> &'a str {
    of_list(words, list.and_then(|list| plan.list(list)), code)
}

/// The label of a part of the day, or its code.
pub fn part<'a>(words: Words, plan: &'a Promise, code: &'a str) -> &'a str {
    let part = plan.calendar.parts.iter().find(|part| part.code == code);
    part.map_or(code, |part| part.label.get(words.language()))
}

/// The label of an item of `list`, or its code.
pub fn of_list<'a>(words: Words, list: Option<&'a List>, code: &'a str) -> &'a str {
    let item = list.and_then(|list| list.items.iter().find(|item| item.code == code));
    item.map_or(code, |item| item.label.get(words.language()))
}

/// Names several things of which one is to be chosen: `a`, `a eller b`, `a, b eller c`.
pub fn either<S: AsRef<str>>(words: Words, names: &[S]) -> String {
    match names {
        [] => "–".to_owned(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let first = most.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
            words.say_with("either", &[("first", (&first).into()), ("last", last.as_ref().into())])
        }
    }
}

/// Names several things together: `a`, `a och b`, `a, b och c`.
pub fn all<S: AsRef<str>>(words: Words, names: &[S]) -> String {
    match names {
        [] => "–".to_owned(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let first = most.iter().map(AsRef::as_ref).collect::<Vec<_>>().join(", ");
            words.say_with("all-of", &[("first", (&first).into()), ("last", last.as_ref().into())])
        }
    }
}

/// Writes a label as it stands inside a sentence: `Kontakter` as `kontakter`, but `MBU` as it is.
pub fn inside(label: &str) -> String {
    let mut chars = label.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(_), Some(second)) if second.is_uppercase() => label.to_owned(),
        (Some(first), _) => first.to_lowercase().chain(chars).collect(),
        (None, _) => String::new(),
    }
}

/// Writes a text as a sentence begins: `vuxenvandring` as `Vuxenvandring`.
pub fn first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The label itself in the language spoken.
pub fn text(words: Words, label: &Label) -> &str {
    label.get(words.language())
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::Language;

    #[rstest]
    #[case(&[], "–", "–")]
    #[case(&["a"], "a", "a")]
    #[case(&["a", "b"], "a eller b", "a or b")]
    #[case(&["a", "b", "c"], "a, b eller c", "a, b or c")]
    fn one_of_several(#[case] names: &[&str], #[case] sv: &str, #[case] en: &str) {
        assert_eq!(either(Words::new(Language::Swedish), names), sv);
        assert_eq!(either(Words::new(Language::English), names), en);
    }

    #[rstest]
    #[case("Kontakter", "kontakter", "Kontakter")]
    #[case("MBU", "MBU", "MBU")]
    #[case("åtagande", "åtagande", "Åtagande")]
    #[case("", "", "")]
    fn labels_bend_to_their_place(#[case] label: &str, #[case] within: &str, #[case] begins: &str) {
        assert_eq!(inside(label), within);
        assert_eq!(first(label), begins);
    }
}
