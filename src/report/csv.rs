//! Entries as a file that a Swedish spreadsheet opens: UTF-8 with a byte order mark, semicolons, CRLF.
//!
//! A text that a spreadsheet would take for a formula gets an apostrophe before it ([`guard`]); reading such a file
//! back takes it away again ([`unguard`]), so that nothing is changed on the way.

use std::io::{self, Write};

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use crate::domain::casework::code;
use crate::domain::course::index::COURSE;
use crate::domain::course::view::CourseLine;
use crate::domain::plan::{FieldKind, Form, Keep};
use crate::domain::record::draft::spell;
use crate::domain::record::{Entry, Status, Value};

/// The mark by which a spreadsheet knows that the file is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What may begin a formula, also in the full-width forms that some spreadsheets fold.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// The column that names the form, where a file holds several.
pub const FORM: &str = "form";
/// The column that says what became of the occasion; how far a course has come.
pub const STATUS: &str = "status";
/// The same, where a field or a course has a status of its own.
pub const ENTRY_STATUS: &str = "entry_status";
/// The column with the entry's number.
pub const ID: &str = "id";

/// Writes entries to a file.
pub struct Export<'a, W: Write> {
    out: Writer<W>,
    columns: Vec<&'a str>,
    /// The forms' fields that hold a case.
    cases: Vec<(&'a str, &'a str)>,
    several: bool,
}

impl<'a, W: Write> Export<'a, W> {
    /// Begins a file with the fields of `forms` as columns, by their keys: each once, in the forms' order.
    ///
    /// `several` adds a first column with the form's key. What became of the occasion and the entry's number come last; the
    /// former is called [`ENTRY_STATUS`] where something else is a status too.
    pub fn begin(mut out: W, forms: &[&'a Form], several: bool) -> io::Result<Self> {
        let mut columns: Vec<&str> = Vec::new();
        for field in forms.iter().flat_map(|form| &form.fields).filter(|field| field.keep != Keep::Apart) {
            if !columns.contains(&field.key.as_str()) {
                columns.push(&field.key);
            }
        }
        out.write_all(BYTE_ORDER_MARK)?;
        let mut out = WriterBuilder::new()
            .delimiter(b';')
            .terminator(Terminator::CRLF)
            .quote_style(QuoteStyle::Necessary)
            .from_writer(out);
        if !columns.contains(&STATUS) && forms.iter().any(|form| form.key == COURSE) {
            columns.push(STATUS);
        }
        let status = if columns.contains(&STATUS) { ENTRY_STATUS } else { STATUS };
        let first = several.then_some(FORM);
        let heads = first.into_iter().chain(columns.iter().copied()).chain([status, ID]);
        out.write_record(heads)?;
        let cases = forms.iter().flat_map(|form| {
            let of_case = form.fields.iter().filter(|field| field.kind == FieldKind::Case);
            of_case.map(|field| (form.key.as_str(), field.key.as_str()))
        });
        Ok(Self { out, columns, cases: cases.collect(), several })
    }

    /// Writes one entry; how far it has come, where it is a course.
    pub fn entry(&mut self, entry: &Entry, course: Option<&CourseLine>) -> io::Result<()> {
        if self.several {
            self.out.write_field(entry.form.as_str())?;
        }
        for key in &self.columns {
            let case = self.cases.contains(&(entry.form.as_str(), *key));
            let written = entry.value(key).map(|value| if case { of_case(value) } else { cell(value) });
            let stage = course.filter(|_| *key == STATUS).map(|course| course.stage.code().to_owned());
            let written = stage.or(written);
            self.out.write_field(written.unwrap_or_default())?;
        }
        self.out.write_field(match &entry.status {
            Status::Done => "done".to_owned(),
            Status::Planned => "planned".to_owned(),
            Status::Cancelled(reason) => format!("cancelled: {reason}"),
        })?;
        self.out.write_field(entry.id.to_string())?;
        Ok(self.out.write_record(None::<&[u8]>)?)
    }

    /// Ends the file.
    pub fn end(mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The code of a case as people read it.
fn of_case(value: &Value) -> String {
    match value {
        Value::Code(code) => code::shown(code),
        other => cell(other),
    }
}

/// A value as it stands in the file, which is as a person could have typed it.
fn cell(value: &Value) -> String {
    let text = spell(value);
    match value {
        Value::Text(_) | Value::Code(_) | Value::Codes(_) | Value::Marks(_) => guard(text),
        _ => text,
    }
}

/// Puts an apostrophe before what a spreadsheet would take for a formula.
pub fn guard(text: String) -> String {
    if text.starts_with(FORMULA) || text.starts_with('\'') { format!("'{text}") } else { text }
}

/// Takes away the apostrophe that [`guard`] put there, and no other.
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(FORMULA) || rest.starts_with('\'') => rest,
        _ => text,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::NaiveDate;
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::load;
    use crate::domain::record::{Cell, EntryId, Nothing};
    use crate::text::Clean;

    #[rstest]
    #[case("=1+1", "'=1+1")]
    #[case("+46", "'+46")]
    #[case("-", "'-")]
    #[case("@x", "'@x")]
    #[case("＝1", "'＝1")]
    #[case("\tx", "'\tx")]
    #[case("'tis", "''tis")]
    #[case("två", "två")]
    #[case("", "")]
    fn what_looks_like_a_formula_is_guarded(#[case] text: &str, #[case] written: &str) {
        assert_eq!(guard(text.to_owned()), written);
        assert_eq!(unguard(written), text);
    }

    #[test]
    fn an_apostrophe_of_ones_own_stays() {
        assert_eq!(unguard("'hej"), "'hej");
        assert_eq!(unguard("'"), "'");
    }

    #[test]
    fn entries_become_rows() {
        let plan = load::load(load::ENKOPING, "enkoping").unwrap();
        let (_, visit) = plan.form("visit").unwrap();
        let day = NaiveDate::from_ymd_opt(2023, 11, 21).unwrap();
        let value = |key: &str, value| (key.into(), Cell::typed(value));
        let entry = Entry {
            id: EntryId(3),
            form: "visit".into(),
            status: Status::Done,
            removed: false,
            cells: vec![
                value("day", Value::Day(day)),
                value("place", Value::Code("stortorget".into())),
                value("contacts", Value::Number(7)),
                value("passed_on", Value::Nothing(Nothing::NotKnown)),
                value("note", Value::Text(Clean::note("=1;\"2\"\nrad"))),
            ],
            on: day,
            part: None,
            asked: Vec::new(),
            rev: 1,
            by: 0,
            at: 0,
            seq: 1,
        };
        let mut bytes = Vec::new();
        let mut export = Export::begin(&mut bytes, &[visit], false).unwrap();
        export.entry(&entry, None).unwrap();
        export.end().unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(
            text,
            "\u{feff}day;arrive;place;contacts;minutes;passed_on;mood;note;status;id\r\n\
             2023-11-21;;stortorget;7;;?;;\"'=1;\"\"2\"\"\nrad\";done;3\r\n"
        );
    }
}
