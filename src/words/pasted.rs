//! Why a list of applicants, or a row of it, cannot be entered, in words.

use super::Words;
use super::mistake::{mistake, problem};
use crate::domain::course::paste::{MOST_ROWS, NoList, Part, Pasted, Wrong};
use crate::domain::plan::{Form, Promise};
use crate::domain::record::Mistake;

/// Says why a text is no list that can be read.
pub fn no_list(words: Words, why: NoList) -> String {
    let key = match why {
        NoList::Empty => "course-list-empty",
        NoList::TooLong => "course-list-too-long",
        NoList::NoNames => "course-list-no-names",
        NoList::Unsure => "course-list-unsure",
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
        (Wrong::NoYear(field), form) => {
            let label = super::label::field(words, form, field);
            words.say_with(
                "in-field",
                &[("label", label.into()), ("text", (&words.say("course-list-no-year")).into())],
            )
        }
        _ => words.say("course-list-personal-number").into_owned(),
    }
}

/// Says what the columns were read as, what was not read first; `between` stands between labels, which may have commas of
/// their own.
pub fn columns(words: Words, form: Option<&Form>, pasted: &Pasted, between: &str) -> String {
    let (mut read, mut unread): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    for column in &pasted.columns {
        match &column.part {
            Part::Field(key) => read.push(super::label::field(words, form, key).to_owned()),
            Part::Given => read.push(words.say("course-list-given").into_owned()),
            Part::Surname => read.push(words.say("course-list-surname").into_owned()),
            Part::Guardian | Part::Age | Part::Unread if column.heading.is_empty() => {}
            Part::Guardian | Part::Age | Part::Unread => unread.push(column.heading.to_string()),
        }
    }
    let said = words.say_with("course-list-columns", &[("fields", (&read.join(between)).into())]);
    if unread.is_empty() {
        return said;
    }
    let rest = words.say_with("course-list-not-read", &[("columns", (&unread.join(between)).into())]);
    format!("{rest} {said}")
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::NaiveTime;

    use super::*;
    use crate::domain::course::paste::read;
    use crate::domain::plan::{Language, load};
    use crate::domain::record::answer::Context;

    #[test]
    fn what_was_not_read_comes_first_and_a_year_of_birth_is_never_quoted() {
        let plan = load::load(load::ENKOPING, "enkoping").unwrap();
        let (_, form) = plan.form("participant").unwrap();
        let ctx = Context { plan: &plan, today: "2023-11-22".parse().unwrap(), time: NaiveTime::MIN };
        let list = read("Namn\tFödd\tTelefon\tDatum\nAnna\t2008 03 12 1234\t\t", form, &ctx).unwrap();
        let words = Words::new(Language::Swedish);
        let told = columns(words, Some(form), &list, " · ");
        assert_eq!(told, "Inte läst: Telefon · Datum. Läst: Namn · Födelseår.");
        let why = wrong(words, &plan, Some(form), &list.rows[0].wrong[0]);
        assert!(why.starts_with("Födelseår: ") && !why.contains("1234") && !why.contains("12 "), "{why}");
    }
}
