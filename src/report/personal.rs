//! What is personal about participants, left out of what is printed for others: names become the letters they begin
//! with, and a guardian's phone number is never told.

use crate::desk::ask::{Step, What};
use crate::domain::course::enrol::is_personal;
pub use crate::domain::course::personal::mask;
use crate::domain::course::personal::{PHONE, close, mask_cell};
use crate::domain::course::view::Names;
use crate::domain::plan::Form;
use crate::domain::record::Entry;

/// Whether `form` has something that is personal.
pub fn concerns(form: &Form) -> bool {
    form.fields.iter().any(|field| is_personal(&form.key, &field.key))
}

/// Leaves an entry's personal answers out: a masked name in a file would be read back as one.
pub fn leave_out(entry: &mut Entry, names: Names) {
    let form = entry.form.clone();
    for (field, cell) in entry.cells.iter_mut().filter(|(field, _)| is_personal(&form, field)) {
        if field == PHONE || names == Names::Masked {
            close(cell);
        }
    }
}

/// Masks the history of an entry of `form`.
pub fn mask_steps(form: &str, steps: &mut [Step], names: Names) {
    for step in steps {
        match &mut step.what {
            What::Entered { cells, .. } => {
                for (field, cell) in cells.iter_mut().filter(|(field, _)| is_personal(form, field)) {
                    mask_cell(field, cell, names);
                }
            }
            What::Amended { changes, .. } => {
                for change in changes.iter_mut().filter(|change| is_personal(form, &change.field)) {
                    let field = change.field.clone();
                    let cells = change.before.iter_mut().chain(&mut change.after);
                    cells.for_each(|cell| mask_cell(&field, cell, names));
                }
            }
            What::Removed | What::Restored | What::Lost => {}
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::record::{Cell, Code, EntryId, Status, Value};
    use crate::text::clean::Clean;

    fn entry() -> Entry {
        let text = |text: &str| Cell::typed(Value::Text(Clean::line(text)));
        Entry {
            id: EntryId(1),
            form: "participant".into(),
            status: Status::Done,
            removed: false,
            cells: vec![
                ("name".into(), text("elin sandberg")),
                ("guardian_phone".into(), text("0700000000")),
            ],
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
    #[case(Names::Masked, "E. S.")]
    #[case(Names::Told, "elin sandberg")]
    fn a_phone_number_is_never_told(#[case] names: Names, #[case] name: &str) {
        let mut masked = entry();
        mask(&mut masked, names);
        assert_eq!(told(&masked), [name, "Nothing(Closed)"]);
    }

    #[rstest]
    #[case(Names::Masked, "Nothing(Closed)")]
    #[case(Names::Told, "elin sandberg")]
    fn a_file_has_no_initials_in_the_place_of_names(#[case] names: Names, #[case] name: &str) {
        let mut left = entry();
        leave_out(&mut left, names);
        assert_eq!(told(&left), [name, "Nothing(Closed)"]);
    }

    #[test]
    fn other_forms_are_left_as_they_are() {
        let mut other = Entry { form: "visit".into(), ..entry() };
        mask(&mut other, Names::Masked);
        assert_eq!(told(&other), ["elin sandberg", "0700000000"]);
    }
}
