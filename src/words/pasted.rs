//! Why a list of applicants, or a row of it, cannot be entered, in words.

use super::Words;
use super::mistake::{mistake, problem};
use crate::domain::course::paste::{MOST_ROWS, NoList, Wrong};
use crate::domain::plan::{Form, Promise};
use crate::domain::record::Mistake;

/// Says why a text is no list that can be read.
pub fn no_list(words: Words, why: NoList) -> String {
    let key = match why {
        NoList::Empty => "course-list-empty",
        NoList::TooLong => "course-list-too-long",
        NoList::NoNames => "course-list-no-names",
        NoList::TooMany { rows } => {
            let args = [("n", rows.into()), ("most", MOST_ROWS.into())];
            return words.say_with("course-list-too-many", &args);
        }
    };
    words.say(key).into_owned()
}

/// Says why a row cannot be entered; nothing of a personal identity number is told.
pub fn wrong(words: Words, plan: &Promise, form: Option<&Form>, why: &Wrong) -> String {
    match (why, form) {
        (Wrong::Answer(told), Some(form)) => problem(words, plan, form, told),
        _ => words.say("course-list-personal-number").into_owned(),
    }
}

/// Says what was left out of a row, since the field's list has nothing like it.
pub fn left_out(words: Words, form: Option<&Form>, field: &str, typed: &str) -> String {
    let label = super::label::field(words, form, field);
    words.say_with("course-list-left-out", &[("label", label.into()), ("typed", typed.into())])
}

/// Says that the field's list has nothing like what stands in a row, where nothing is left out.
pub fn not_left_out(words: Words, plan: &Promise, form: &Form, field: &str, typed: &str) -> String {
    let missing = Mistake::NotInList { typed: typed.to_owned(), near: Vec::new() };
    let text = mistake(words, plan, form.field(field), &missing);
    let label = super::label::field(words, Some(form), field);
    words.say_with("in-field", &[("label", label.into()), ("text", (&text).into())])
}
