//! What is personal about participants, left out of what is told to others: names become the letters they begin with,
//! and a guardian's phone number is told nowhere but in its own form.

use std::borrow::Cow;

use super::enrol::{initials, is_personal};
use super::view::Names;
use crate::domain::record::{Cell, Entry, Value};
use crate::text::clean::Clean;

/// The field that is told to nobody.
pub const PHONE: &str = "guardian_phone";

/// Masks an entry: names unless they are told, phone numbers always.
pub fn mask(entry: &mut Entry, names: Names) {
    let form = entry.form.clone();
    for (field, cell) in entry.cells.iter_mut().filter(|(field, _)| is_personal(&form, field)) {
        mask_cell(field, cell, names);
    }
}

/// The entry as lists and lines tell it.
pub fn masked(entry: &Entry) -> Cow<'_, Entry> {
    if !entry.cells.iter().any(|(field, _)| is_personal(&entry.form, field)) {
        return Cow::Borrowed(entry);
    }
    let mut told = entry.clone();
    mask(&mut told, Names::Masked);
    Cow::Owned(told)
}

/// Masks the answer to one personal field.
pub fn mask_cell(field: &str, cell: &mut Cell, names: Names) {
    if field == PHONE {
        close(cell);
    } else if let (Names::Masked, Value::Text(name)) = (names, &cell.value) {
        cell.value = Value::Text(Clean::line(&initials(name)));
    }
}

/// Puts what says that something is not told in its place; an empty answer stays the nothing it is.
pub fn close(cell: &mut Cell) {
    if matches!(cell.value, Value::Text(_)) {
        *cell = Cell::closed();
    }
}
