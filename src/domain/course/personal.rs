//! What is personal about participants: who is told it, what stands for it elsewhere, and what a replacement does to it.
//!
//! A name, the reason for an age and a guardian's phone number are told of an entry that is opened, and to whoever is
//! writing them. Everywhere else the letters a name begins with stand for it, unless names are asked for, and the reason
//! and the number are not told at all. What has been replaced does not come back.

use super::enrol::{NAME, initials, is_personal};
use super::view::Names;
use crate::domain::command::Change;
use crate::domain::record::draft::spell;
use crate::domain::record::{Cell, Draft, Entry, Value};
use crate::text::clean::Clean;

/// Masks an entry: names unless they are told, the rest always.
pub fn mask(entry: &mut Entry, names: Names) {
    let form = entry.form.clone();
    for (field, cell) in entry.cells.iter_mut().filter(|(field, _)| is_personal(&form, field)) {
        mask_cell(field, cell, names);
    }
}

/// Masks the answer to one personal field; an empty answer stays the nothing it is.
pub fn mask_cell(field: &str, cell: &mut Cell, names: Names) {
    if field != NAME {
        close(cell);
    } else if let (Names::Masked, Value::Text(name)) = (names, &cell.value) {
        cell.value = Value::Masked(Clean::line(&initials(name)));
    }
}

/// Puts what says that something is not told in place of a text.
pub fn close(cell: &mut Cell) {
    if matches!(cell.value, Value::Text(_)) {
        *cell = Cell::closed();
    }
}

/// Whether something in an entry is personal.
pub fn concerns(entry: &Entry) -> bool {
    entry.cells.iter().any(|(field, _)| is_personal(&entry.form, field))
}

/// Whether something in an entry was not told of it, so that whoever would change or copy it asks for it first.
pub fn is_masked(entry: &Entry) -> bool {
    entry.cells.iter().any(|(field, cell)| is_personal(&entry.form, field) && cell.value.is_withheld())
}

/// Whether somebody who was told `before` of a field was told what stands there, `now`.
pub fn is_told_as(form: &str, field: &str, before: Option<&Cell>, now: Option<&Cell>) -> bool {
    let (Some(before), Some(now)) = (before.filter(|_| is_personal(form, field)), now) else { return false };
    let mut told = now.clone();
    mask_cell(field, &mut told, Names::Masked);
    before.value.is_withheld() && before.value == told.value
}

/// Whether a change puts back a personal answer that was replaced or taken away, when what made it is undone.
pub fn comes_back(form: &str, change: &Change) -> bool {
    let text = |cell: &Cell| matches!(cell.value, Value::Text(_));
    is_personal(form, &change.field) && change.after.as_ref().is_some_and(text)
}

/// Puts what stands in an entry now in place of the personal answers that a correction of it began with. What its own
/// person has typed there stays; what that was typed over is then not told any more. Says whether anything was changed.
pub fn follow(draft: &mut Draft, entry: &Entry) -> bool {
    let mut changed = false;
    let form = draft.form.clone();
    for (field, before) in draft.before.iter_mut().filter(|(field, _)| is_personal(&form, field)) {
        let Some((_, now)) = entry.cells.iter().find(|(key, _)| key == field) else { continue };
        if before.value == now.value || before.value.is_withheld() {
            continue;
        }
        let slot = draft.slots.iter_mut().find(|(key, _)| key == field).map(|(_, slot)| slot);
        match slot {
            Some(slot) if slot.text != spell(&before.value) => *before = Cell::closed(),
            slot => {
                if let Some(slot) = slot {
                    slot.text = spell(&now.value);
                }
                *before = now.clone();
            }
        }
        changed = true;
    }
    changed
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::record::{Code, EntryId, Origin, Slot, Status, WriteId};

    fn text(of: &str) -> Cell {
        Cell::typed(Value::Text(Clean::line(of)))
    }

    fn entry(name: &str) -> Entry {
        let cells = vec![("name".into(), text(name)), ("guardian_phone".into(), text("0700000000"))];
        Entry {
            id: EntryId(1),
            form: "participant".into(),
            status: Status::Done,
            removed: false,
            cells,
            on: chrono::NaiveDate::MIN,
            part: None,
            asked: Vec::new(),
            rev: 1,
            by: 0,
            at: 0,
            seq: 1,
        }
    }

    fn told(entry: &Entry) -> Vec<String> {
        let said = |(_, cell): &(Code, Cell)| match &cell.value {
            Value::Text(text) => text.to_string(),
            other => format!("{other:?}"),
        };
        entry.cells.iter().map(said).collect()
    }

    #[rstest]
    #[case(Names::Masked, "Masked(Clean(\"E. S.\"))")]
    #[case(Names::Told, "elin sandberg")]
    fn a_phone_number_is_told_with_no_name(#[case] names: Names, #[case] name: &str) {
        let mut masked = entry("elin sandberg");
        assert!(!is_masked(&masked));
        mask(&mut masked, names);
        assert!(is_masked(&masked));
        assert_eq!(told(&masked), [name, "Nothing(Closed)"]);
        let mut other = Entry { form: "visit".into(), ..entry("elin sandberg") };
        mask(&mut other, Names::Masked);
        assert_eq!(told(&other), ["elin sandberg", "0700000000"]);
    }

    #[test]
    fn what_one_was_told_is_known_from_what_one_was_not() {
        let now = entry("elin sandberg");
        let mut seen = now.clone();
        mask(&mut seen, Names::Masked);
        let is = |field: &str, before: &Cell| {
            let cell = now.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell);
            is_told_as("participant", field, Some(before), cell)
        };
        assert!(is("name", &seen.cells[0].1) && is("guardian_phone", &seen.cells[1].1));
        assert!(!is("name", &Cell::closed()) && !is("name", &text("E. S.")));
        let other = Cell::typed(Value::Masked(Clean::line("R. R.")));
        assert!(!is("name", &other));
    }

    #[rstest]
    #[case("Felix Fel", "Rut Rätt", Some("Rut Rätt"))]
    #[case("Felix Fels", "Felix Fels", None)]
    fn a_correction_begun_before_follows_a_replacement(
        #[case] typed: &str,
        #[case] stands: &str,
        #[case] before: Option<&str>,
    ) {
        let was = entry("Felix Fel");
        let mut draft = Draft {
            write: WriteId(1),
            form: was.form.clone(),
            corrects: Some((was.id, 1)),
            before: was.cells.clone(),
            status: Status::Done,
            slots: vec![("name".into(), Slot { text: typed.into(), origin: Origin::Typed })],
            at: 0,
            begun: 0,
        };
        assert!(!follow(&mut draft, &was));
        assert!(follow(&mut draft, &entry("Rut Rätt")));
        assert_eq!(draft.slots[0].1.text, stands);
        assert_eq!(draft.before[0].1, before.map_or_else(Cell::closed, text));
        assert!(!follow(&mut draft, &entry("Rut Rätt")));
    }
}
