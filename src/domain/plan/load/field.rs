//! A field: its kind, what it starts with, and when it applies.

use super::activity::Known;
use super::error::{PlanErrorKind as Kind, Thing};
use super::form::can_start;
use super::list::items;
use super::mistakes::At;
use super::table::{Read, Table};
use crate::domain::plan::{Condition, Field, FieldKind, Initial, Keep, Label, List, Need};
use crate::text::when::Toward;
use toml::de::DeValue;

/// The longest text and note a field may allow, in characters.
const LONGEST: i64 = 4000;

/// What stands around a field.
pub(super) struct Around<'a> {
    /// The form's name.
    pub(super) form: &'a str,
    /// The form's fields before it, which its condition may name.
    pub(super) earlier: &'a [Field],
}

/// Reads one field. The caller closes the table when it has checked what the field starts with.
pub(super) fn read(
    table: &Table<'_>,
    key: String,
    jump: Option<char>,
    around: &Around<'_>,
    known: &mut Known<'_>,
) -> Field {
    let label: Label = table.need("label");
    let kind = kind(table, &format!("{}.{key}", around.form), &label, around.earlier, known);
    let when: Option<Table<'_>> = table.get("when");
    let needs = [("hard", Need::Hard), ("soft", Need::Soft), ("no", Need::No)];
    Field {
        key,
        label,
        kind,
        jump,
        need: table.word("need", &needs).unwrap_or_default(),
        initial: initial(table),
        hint: table.get("hint"),
        when: when.as_ref().and_then(|when| condition(when, around.earlier, known)),
        unit: table.get("unit"),
        at_most: at_most(table, around.earlier, known),
        keep: table.word("keep", &KEEPS).unwrap_or_default(),
        toward: table.word("toward", &TOWARDS).unwrap_or_default(),
    }
}

/// The number field before it that this number is part of.
fn at_most(table: &Table<'_>, earlier: &[Field], known: &Known<'_>) -> Option<String> {
    let name: At<String> = table.get("at_most")?;
    let numbers =
        earlier.iter().filter(|f| matches!(f.kind, FieldKind::Count { .. } | FieldKind::Minutes { .. }));
    known.mistakes.refer(Thing::Field, &name, numbers.map(|f| f.key.as_str())).then_some(name.value)
}

/// Where answers go, by the file's words.
const KEEPS: [(&str, Keep); 3] = [("entry", Keep::Entry), ("desk", Keep::Desk), ("apart", Keep::Apart)];

/// Which day is meant, by the file's words.
const TOWARDS: [(&str, Toward); 3] =
    [("past", Toward::Past), ("near", Toward::Near), ("ahead", Toward::Ahead)];

/// The kinds of field, by the file's words.
#[derive(Clone, Copy)]
enum Word {
    Day,
    Month,
    Time,
    Count,
    Minutes,
    Choice,
    Choices,
    Place,
    Text,
    Note,
    YesNo,
    Roster,
    Total,
    Case,
    Cases,
    CaseMarks,
    Course,
    Year,
    Grades,
    Name,
    Phone,
}

const KINDS: [(&str, Word); 21] = [
    ("day", Word::Day),
    ("month", Word::Month),
    ("time", Word::Time),
    ("count", Word::Count),
    ("minutes", Word::Minutes),
    ("choice", Word::Choice),
    ("choices", Word::Choices),
    ("place", Word::Place),
    ("text", Word::Text),
    ("note", Word::Note),
    ("yes-no", Word::YesNo),
    ("roster", Word::Roster),
    ("total", Word::Total),
    ("case", Word::Case),
    ("cases", Word::Cases),
    ("case-marks", Word::CaseMarks),
    ("course", Word::Course),
    ("year", Word::Year),
    ("grades", Word::Grades),
    ("name", Word::Name),
    ("phone", Word::Phone),
];

/// Whether a field says a kind there is.
pub(super) fn kind_is_known(table: &Table<'_>) -> bool {
    let word = table.raw("kind").and_then(|value| value.get_ref().as_str());
    KINDS.iter().any(|(kind, _)| Some(*kind) == word)
}

fn kind(
    table: &Table<'_>,
    own_list: &str,
    label: &Label,
    earlier: &[Field],
    known: &mut Known<'_>,
) -> FieldKind {
    let Some(word) = table.need_word("kind", &KINDS) else {
        table.skip(&["list", "choices", "hard", "soft", "max", "marks", "of"]);
        return FieldKind::YesNo;
    };
    match word {
        Word::Day => FieldKind::Day,
        Word::Month => FieldKind::Month,
        Word::Time => FieldKind::Time,
        Word::Count => FieldKind::Count { hard: table.range("hard"), soft: table.range("soft") },
        Word::Minutes => FieldKind::Minutes { hard: table.range("hard"), soft: table.range("soft") },
        Word::Choice => FieldKind::Choice { list: choices(table, own_list, label, known) },
        Word::Choices => FieldKind::Choices { list: choices(table, own_list, label, known) },
        Word::Place => FieldKind::Place { list: choices(table, own_list, label, known) },
        Word::Text => FieldKind::Text { max: table.number("max", 1, LONGEST).unwrap_or(80) as u32 },
        Word::Note => FieldKind::Note { max: table.number("max", 1, LONGEST).unwrap_or(200) as u32 },
        Word::Name => FieldKind::Name { max: table.number("max", 1, LONGEST).unwrap_or(80) as u32 },
        Word::Phone => FieldKind::Phone,
        Word::YesNo => FieldKind::YesNo,
        Word::Roster => FieldKind::Roster {
            list: choices(table, own_list, label, known),
            marks: needed_list(table, "marks", known).unwrap_or_default(),
        },
        Word::Total => total(table, earlier, known),
        Word::Case => FieldKind::Case,
        Word::Cases => FieldKind::Cases,
        Word::CaseMarks => FieldKind::CaseMarks {
            of: of_field(table, earlier, known, |kind| *kind == FieldKind::Cases),
            list: choices(table, own_list, label, known),
        },
        Word::Course => FieldKind::Course,
        Word::Year => FieldKind::Year,
        Word::Grades => FieldKind::Grades,
    }
}

/// A control total, of which roster and of which of its marks.
fn total(table: &Table<'_>, earlier: &[Field], known: &Known<'_>) -> FieldKind {
    let of = of_field(table, earlier, known, |kind| matches!(kind, FieldKind::Roster { .. }));
    let marks: Vec<At<String>> = table.need("marks");
    if let Some(roster) = earlier.iter().find(|f| f.key == of)
        && let Some(codes) = codes(roster, known)
    {
        for mark in &marks {
            known.mistakes.refer(Thing::Item, mark, codes.iter().copied());
        }
    }
    FieldKind::Total { of, marks: marks.into_iter().map(|mark| mark.value).collect() }
}

/// The field before it that `of` names, which must be of a kind that `fits`.
fn of_field(table: &Table<'_>, earlier: &[Field], known: &Known<'_>, fits: fn(&FieldKind) -> bool) -> String {
    let name: At<String> = table.need("of");
    known.mistakes.refer(
        Thing::Field,
        &name,
        earlier.iter().filter(|f| fits(&f.kind)).map(|f| f.key.as_str()),
    );
    name.value
}

fn needed_list(table: &Table<'_>, key: &'static str, known: &Known<'_>) -> Option<String> {
    if table.raw(key).is_none() {
        table.missing(key);
    }
    known.list(table, key)
}

/// The list a field chooses from: a named one, or its own choices, which become the list `form.field`.
fn choices(table: &Table<'_>, own_list: &str, label: &Label, known: &mut Known<'_>) -> String {
    let own: Option<At<Vec<Table<'_>>>> = table.get("choices");
    let Some(rows) = own else {
        if table.raw("list").is_none() {
            table.missing("list");
        }
        return known.list(table, "list").unwrap_or_default();
    };
    if table.raw("list").is_some() {
        known.mistakes.add(&rows.span, Kind::ListAndChoices);
    }
    if rows.value.is_empty() {
        known.mistakes.add(&rows.span, Kind::NoItems);
    }
    let items = items(&rows.value, known.mistakes, Thing::Item);
    known.lists.push(List { key: own_list.to_owned(), label: label.clone(), example: false, items });
    own_list.to_owned()
}

/// What a field starts with: a word, or `{ value = "…" }` as a person would type it.
fn initial(table: &Table<'_>) -> Initial {
    let Some(value) = table.raw("initial") else { return Initial::Empty };
    if let DeValue::Table(_) = value.get_ref() {
        let own: Option<Table<'_>> = Table::read(value, table.mistakes);
        return own.map_or(Initial::Empty, |own| {
            let text: String = own.need("value");
            own.close();
            Initial::Value(text)
        });
    }
    let words = [
        ("today", Initial::Today),
        ("now", Initial::Now),
        ("part", Initial::Part),
        ("last-month", Initial::LastMonth),
        ("carry", Initial::Carry),
    ];
    table.word("initial", &words).unwrap_or_default()
}

/// Notes it where the field cannot start with what it says.
pub(super) fn check_initial(table: &Table<'_>, field: &Field, part: Option<&str>, known: &Known<'_>) {
    let Some(value) = table.raw("initial") else { return };
    let is_part = part == Some(field.key.as_str());
    if !can_start(&field.initial, &field.kind, is_part) {
        let wanted = match field.initial {
            Initial::Today => "day",
            Initial::Now => "time",
            Initial::LastMonth => "month",
            _ => "choice",
        };
        let kind = Kind::FieldKind { field: field.key.clone(), wanted: vec![wanted.to_owned()] };
        known.mistakes.add(&value.span(), kind);
    }
    if let Initial::Value(text) = &field.initial
        && let Some(codes) = codes(field, known)
    {
        known.mistakes.refer(Thing::Item, &At { value: text.clone(), span: value.span() }, codes);
    }
}

/// The codes a field's value can have, where it has codes.
fn codes<'k>(field: &Field, known: &'k Known<'_>) -> Option<Vec<&'k str>> {
    match &field.kind {
        FieldKind::YesNo => Some(vec!["yes", "no"]),
        FieldKind::Roster { marks, .. } => Some(known.codes(marks)),
        kind => kind.list().map(|list| known.codes(list)),
    }
}

/// Reads `{ field = "staffed", any = ["no"] }` over the given fields.
pub(super) fn condition(table: &Table<'_>, fields: &[Field], known: &Known<'_>) -> Option<Condition> {
    let name: At<String> = table.need("field");
    let any: Vec<At<String>> = table.need("any");
    table.close();
    if !known.mistakes.refer(Thing::Field, &name, fields.iter().map(|f| f.key.as_str())) {
        return None;
    }
    let field = fields.iter().find(|f| f.key == name.value)?;
    let Some(codes) = codes(field, known) else {
        let wanted = ["choice", "choices", "place", "yes-no"].map(str::to_owned).to_vec();
        known.mistakes.add(&name.span, Kind::FieldKind { field: name.value, wanted });
        return None;
    };
    for code in &any {
        known.mistakes.refer(Thing::Item, code, codes.iter().copied());
    }
    Some(Condition { field: name.value, any: any.into_iter().map(|c| c.value).collect() })
}
