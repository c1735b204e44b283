//! A form: its day, its columns, its keys.

use super::activity::Known;
use super::error::{PlanErrorKind as Kind, Press, Thing};
use super::field::{self, Around};
use super::list;
use super::mistakes::{At, Names};
use super::table::Table;
use crate::domain::plan::{Field, FieldKind, Form, Initial, Need};

/// Reads the forms of one activity.
pub(super) fn read(tables: &[Table<'_>], known: &mut Known<'_>) -> Vec<Form> {
    tables.iter().map(|table| form(table, known)).collect()
}

fn form(table: &Table<'_>, known: &mut Known<'_>) -> Form {
    let key = table.name("key");
    known.forms.take(&key, known.mistakes);
    let words: Vec<At<String>> = table.list("words");
    for word in words.iter().filter(|w| w.value != key.value) {
        known.forms.take(word, known.mistakes);
    }
    let rows: Vec<Table<'_>> = table.list("field");
    let rows: Vec<Table<'_>> = rows.into_iter().filter(|row| known.wants(row)).collect();
    let mut fields = fields(&rows, &key.value, known);
    let (day, time, part) = (day(table, &rows, &fields), time(table, &fields), part(table, &fields, known));
    for (row, field) in rows.iter().zip(&fields) {
        field::check_initial(row, field, part.as_deref(), known);
        row.close();
    }
    // An entry without its day would be counted nowhere.
    if let Some(field) = fields.iter_mut().find(|f| f.key == day) {
        field.need = Need::Hard;
    }
    let open = table.press("open", Press::Open);
    if let Some(press) = &open {
        opens(press, &key.value, known);
    }
    let form = Form {
        label: table.need("label"),
        words: words.into_iter().map(|w| w.value).collect(),
        open: open.map(|o| o.value),
        day,
        time,
        part,
        plannable: table.get("plannable").unwrap_or_default(),
        cancel_reasons: known.list(table, "cancel_reasons"),
        same: names_of_fields(table, "same", &fields),
        same_minutes: table.number("same_minutes", 0, 1440).unwrap_or_default() as u32,
        columns: columns(table, &fields),
        unique: table.get("unique").unwrap_or_default(),
        correction_reasons: known.list(table, "correction_reasons"),
        first: first(table, &fields),
        inner: table.get("inner").unwrap_or_default(),
        key: key.value,
        fields,
    };
    table.close();
    form
}

fn fields(rows: &[Table<'_>], form: &str, known: &mut Known<'_>) -> Vec<Field> {
    let mut names = Names::of(Thing::Field);
    let mut jumps = Vec::new();
    let mut fields: Vec<Field> = Vec::new();
    for row in rows {
        let key = row.name("key");
        names.take(&key, known.mistakes);
        let jump = row.press("jump", Press::Jump);
        if let Some(jump) = &jump {
            list::press(jump, &key.value, Press::Jump, &mut jumps, known.mistakes);
        }
        let field =
            field::read(row, key.value, jump.map(|j| j.value), &Around { form, earlier: &fields }, known);
        fields.push(field);
    }
    fields
}

/// Gives the form a key of the home screen; notes it if the key has another meaning.
pub(super) fn opens(press: &At<char>, form: &str, known: &mut Known<'_>) {
    if known.reserved.contains(&press.value) {
        known.mistakes.add(&press.span, Kind::ReservedPress { press: Press::Open, key: press.value });
    } else {
        list::press(press, form, Press::Open, &mut known.open, known.mistakes);
    }
}

/// The field that `key` names, which must be of one of the kinds that `fits`.
fn role(
    table: &Table<'_>,
    key: &'static str,
    fields: &[Field],
    wanted: &[&str],
    fits: fn(&FieldKind) -> bool,
) -> Option<String> {
    let name: At<String> = table.get(key)?;
    if !table.mistakes.refer(Thing::Field, &name, fields.iter().map(|f| f.key.as_str())) {
        return Some(name.value);
    }
    if !fields.iter().any(|f| f.key == name.value && fits(&f.kind)) {
        let wanted = wanted.iter().map(|w| (*w).to_owned()).collect();
        table.mistakes.add(&name.span, Kind::FieldKind { field: name.value.clone(), wanted });
    }
    Some(name.value)
}

/// The field that holds the day: the one named, else the first that could.
fn day(table: &Table<'_>, rows: &[Table<'_>], fields: &[Field]) -> String {
    let fits = |kind: &FieldKind| matches!(kind, FieldKind::Day | FieldKind::Month);
    if let Some(named) = role(table, "day", fields, &["day", "month"], fits) {
        return named;
    }
    let first = fields.iter().find(|f| fits(&f.kind));
    // A field whose kind is misspelt may have been meant: that is one mistake, not two.
    if first.is_none() && rows.iter().all(field::kind_is_known) {
        table.mistakes.add(&table.span, Kind::NoDay);
    }
    first.map(|f| f.key.clone()).unwrap_or_default()
}

fn time(table: &Table<'_>, fields: &[Field]) -> Option<String> {
    role(table, "time", fields, &["time"], |kind| matches!(kind, FieldKind::Time))
}

/// The field that names the part of the day; it offers the calendar's parts, no more and no less.
fn part(table: &Table<'_>, fields: &[Field], known: &Known<'_>) -> Option<String> {
    let part = role(table, "part", fields, &["choice"], |kind| matches!(kind, FieldKind::Choice { .. }))?;
    let list = fields.iter().find(|f| f.key == part)?.kind.list()?;
    let mut codes = known.codes(list);
    let mut parts: Vec<&str> = known.parts.iter().map(|p| p.code.as_str()).collect();
    let place = table.get::<At<String>>("part").unwrap_or_default();
    if parts.is_empty() {
        known.mistakes.add(&place.span, Kind::NoParts);
    } else {
        codes.sort_unstable();
        parts.sort_unstable();
        if codes != parts {
            let parts = known.parts.iter().map(|p| p.code.clone()).collect();
            known.mistakes.add(&place.span, Kind::PartCodes { parts });
        }
    }
    Some(part)
}

/// The fields that `key` lists.
fn names_of_fields(table: &Table<'_>, key: &'static str, fields: &[Field]) -> Vec<String> {
    let names: Vec<At<String>> = table.list(key);
    for name in &names {
        table.mistakes.refer(Thing::Field, name, fields.iter().map(|f| f.key.as_str()));
    }
    names.into_iter().map(|n| n.value).collect()
}

/// The field a new one opens at.
fn first(table: &Table<'_>, fields: &[Field]) -> Option<String> {
    let name: At<String> = table.get("first")?;
    let known = table.mistakes.refer(Thing::Field, &name, fields.iter().map(|f| f.key.as_str()));
    known.then_some(name.value)
}

/// The list's columns: those named, else every field but notes.
fn columns(table: &Table<'_>, fields: &[Field]) -> Vec<String> {
    let named = names_of_fields(table, "columns", fields);
    if !named.is_empty() {
        return named;
    }
    let shown = fields.iter().filter(|f| !matches!(f.kind, FieldKind::Note { .. }));
    shown.map(|f| f.key.clone()).collect()
}

/// Whether `initial` can start a field of `kind`; `part` tells whether the field names the part of the day.
pub(super) fn can_start(initial: &Initial, kind: &FieldKind, part: bool) -> bool {
    match initial {
        Initial::Today => matches!(kind, FieldKind::Day),
        Initial::Now => matches!(kind, FieldKind::Time),
        Initial::LastMonth => matches!(kind, FieldKind::Month),
        Initial::Part => part,
        Initial::Empty | Initial::Carry | Initial::Value(_) => true,
    }
}
