//! The lines of a sheet as answers to a form, and what is wrong with those that are not.

use std::collections::HashMap;

use super::sheet::{Line, SheetError, lines};
use crate::domain::course::index::PARTICIPANT;
use crate::domain::course::paste;
use crate::domain::plan::{Field, FieldKind, Form};
use crate::domain::record::answer::{self, Context};
use crate::domain::record::check::{complete, problems};
use crate::domain::record::line::field_named;
use crate::domain::record::{Cell, Code, Mistake, Nothing, Origin, Status, Value};
use crate::report::csv::{ENTRY_STATUS, FORM, ID, STATUS, unguard};
use crate::words::mistake::problem;
use crate::words::{Words, label, pasted};

/// How many different answers to one field are remembered.
const REMEMBERED: usize = 10_000;

/// A line that can be stored as far as it alone tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// The line in the file, from 1.
    pub(super) line: u64,
    /// What was stated.
    pub(super) cells: Vec<(Code, Cell)>,
}

/// A line that cannot be stored, and why in a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) line: u64,
    pub(super) why: String,
}

/// What a column holds.
enum Column<'a> {
    Field(&'a Field, HashMap<String, Result<Value, Mistake>>),
    Form,
    Status,
    Nothing,
}

/// What was read of a sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// The lines that can be stored.
    pub(super) rows: Vec<Row>,
    /// What is wrong with the others.
    pub(super) wrong: Vec<Wrong>,
    /// What the columns were read as, where they are not the form's own.
    pub(super) columns: Option<String>,
}

/// What stands between the columns that are told: their labels may have commas of their own.
const BETWEEN: &str = "; ";

/// Reads a sheet as entries of `form`.
///
/// # Errors
/// A sentence where the file as a whole cannot be read.
pub(super) fn rows(bytes: &[u8], form: &Form, ctx: &Context<'_>, words: Words) -> Result<Sheet, String> {
    let lines = lines(bytes).map_err(|error| sheet_error(words, &error))?;
    let (head, rest) = lines.split_first().ok_or_else(|| words.say("cli-import-empty").into_owned())?;
    let mut columns = match columns(head, form, words) {
        Ok(columns) => columns,
        Err(_) if is_list(head, form, ctx) => return list(lines, form, ctx, words),
        Err(why) => return Err(why),
    };
    let (mut rows, mut wrong) = (Vec::with_capacity(rest.len()), Vec::new());
    for line in rest {
        match row(line, &mut columns, form, ctx, words) {
            Ok(row) => rows.push(row),
            Err(whys) => wrong.extend(whys.into_iter().map(|why| Wrong { line: line.number, why })),
        }
    }
    Ok(Sheet { rows, wrong, columns: None })
}

/// Whether a sheet whose headings are not the form's own may be a list of applicants as people keep them: for the course
/// that enrols, since one that names courses must say so by the form's own headings.
fn is_list(head: &Line, form: &Form, ctx: &Context<'_>) -> bool {
    let names_course = |cell: &String| field_named(form, cell.trim()).is_some_and(|f| f.key == "course");
    form.key == PARTICIPANT && ctx.plan.course().is_some() && !head.cells.iter().any(names_course)
}

/// Reads a list of applicants with whatever headings, or none; what is missing the desk fills in or tells. At the screen a
/// school nobody knows is left out, and seen to be; here it is told, and nothing goes in.
fn list(lines: Vec<Line>, form: &Form, ctx: &Context<'_>, words: Words) -> Result<Sheet, String> {
    let list = paste::read_lines(lines, form, ctx).map_err(|why| pasted::no_list(words, why))?;
    let columns = Some(pasted::columns(words, Some(form), &list, BETWEEN));
    let (mut rows, mut wrong) = (Vec::with_capacity(list.rows.len()), Vec::new());
    for row in list.rows {
        let told = row.wrong.iter().map(|why| pasted::wrong(words, ctx.plan, Some(form), why));
        let left = row
            .left_out
            .iter()
            .map(|(field, typed)| pasted::not_left_out(words, ctx.plan, form, field, typed));
        let whys: Vec<String> = told.chain(left).collect();
        if whys.is_empty() {
            rows.push(Row { line: row.line, cells: row.cells });
        } else {
            wrong.extend(whys.into_iter().map(|why| Wrong { line: row.line, why }));
        }
    }
    Ok(Sheet { rows, wrong, columns })
}

fn columns<'a>(head: &Line, form: &'a Form, words: Words) -> Result<Vec<Column<'a>>, String> {
    let mut columns = Vec::with_capacity(head.cells.len());
    let mut seen: Vec<&str> = Vec::new();
    for heading in head.cells.iter().map(|cell| unguard(cell.trim())) {
        let Some(field) = field_named(form, heading) else {
            columns.push(match heading {
                FORM => Column::Form,
                // How far a course has come follows from its evenings.
                STATUS if head.cells.iter().any(|cell| cell.trim() == ENTRY_STATUS) => Column::Nothing,
                STATUS | ENTRY_STATUS => Column::Status,
                ID | "" | "by" | "at" | "on" | "rev" | "asked" => Column::Nothing,
                _ => {
                    let fields: Vec<&str> = form.fields.iter().map(|f| f.key.as_str()).collect();
                    return Err(words.say_with(
                        "cli-import-heading",
                        &[
                            ("heading", heading.into()),
                            ("form", label::text(words, &form.label).into()),
                            ("all", (&fields.join(", ")).into()),
                        ],
                    ));
                }
            });
            continue;
        };
        if seen.contains(&field.key.as_str()) {
            return Err(words.say_with("cli-import-heading-twice", &[("heading", heading.into())]));
        }
        seen.push(&field.key);
        columns.push(Column::Field(field, HashMap::new()));
    }
    Ok(columns)
}

fn row(
    line: &Line,
    columns: &mut [Column<'_>],
    form: &Form,
    ctx: &Context<'_>,
    words: Words,
) -> Result<Row, Vec<String>> {
    let mut cells = Vec::with_capacity(columns.len());
    let mut whys = Vec::new();
    if line.cells.iter().skip(columns.len()).any(|cell| !cell.trim().is_empty()) {
        whys.push(words.say("cli-import-too-many-cells").into_owned());
    }
    for (column, text) in columns.iter_mut().zip(&line.cells) {
        match column {
            Column::Field(field, known) => match value(field, unguard(text.trim()), known, ctx) {
                Ok(Value::Nothing(Nothing::NotStated)) => {}
                Ok(value) => {
                    cells.push((Code::from(field.key.as_str()), Cell { value, origin: Origin::Imported }));
                }
                Err(mistake) => {
                    let why = crate::words::mistake::mistake(words, ctx.plan, Some(field), &mistake);
                    let label = label::text(words, &field.label);
                    whys.push(
                        words.say_with("in-field", &[("label", label.into()), ("text", (&why).into())]),
                    );
                }
            },
            Column::Form if !is_form(text, form) => {
                whys.push(words.say_with("cli-import-other-form", &[("form", text.trim().into())]));
            }
            Column::Status if !matches!(text.trim(), "" | "done") => {
                whys.push(words.say_with("cli-import-not-done", &[("status", text.trim().into())]));
            }
            Column::Form | Column::Status | Column::Nothing => {}
        }
    }
    if whys.is_empty() {
        let found = problems(form, &Status::Done, &complete(form, cells.clone()), ctx);
        whys.extend(found.iter().map(|p| problem(words, ctx.plan, form, p)));
    }
    if whys.is_empty() { Ok(Row { line: line.number, cells }) } else { Err(whys) }
}

fn is_form(text: &str, form: &Form) -> bool {
    let text = text.trim();
    text.is_empty() || text == form.key || form.label.spellings().any(|label| label == text)
}

/// Reads an answer; one that has been read before in the same column is not read again.
fn value(
    field: &Field,
    text: &str,
    known: &mut HashMap<String, Result<Value, Mistake>>,
    ctx: &Context<'_>,
) -> Result<Value, Mistake> {
    if matches!(field.kind, FieldKind::Text { .. } | FieldKind::Name { .. } | FieldKind::Note { .. }) {
        return answer::parse(field, text, ctx);
    }
    if let Some(value) = known.get(text) {
        return value.clone();
    }
    let value = answer::parse(field, text, ctx);
    if known.len() < REMEMBERED {
        known.insert(text.to_owned(), value.clone());
    }
    value
}

fn sheet_error(words: Words, error: &SheetError) -> String {
    match error {
        SheetError::NotText => words.say("cli-import-not-text").into_owned(),
        SheetError::Empty => words.say("cli-import-empty").into_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::{NaiveDate, NaiveTime};
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::{Language, load};

    fn read(text: &str) -> Result<(Vec<Row>, Vec<Wrong>), String> {
        let plan = load::load(load::ENKOPING, "enkoping").unwrap();
        let (_, form) = plan.form("visit").unwrap();
        let today = NaiveDate::from_ymd_opt(2023, 11, 22).unwrap();
        let ctx = Context { plan: &plan, today, time: NaiveTime::MIN };
        let sheet = rows(text.as_bytes(), form, &ctx, Words::new(Language::English))?;
        assert_eq!(sheet.columns, None);
        Ok((sheet.rows, sheet.wrong))
    }

    #[rstest]
    #[case("day;place;contacts\n2023-11-21;stortorget;7\n")]
    #[case("Dag;Plats;Kontakter\n21 nov;Stortorget;7\n")]
    #[case("Day,Place,Contacts\n-1,stortorg,3+4\n")]
    #[case("form;day;place;contacts;status;id\nvisit;2023-11-21;stortorget;7;done;12\n")]
    fn headings_are_keys_or_labels(#[case] text: &str) {
        let (rows, wrong) = read(text).unwrap();
        assert_eq!(wrong, []);
        let value =
            |key: &str| rows[0].cells.iter().find(|(k, _)| k == key).map(|(_, c)| c.value.clone()).unwrap();
        assert_eq!(rows[0].line, 2);
        assert_eq!(value("day"), Value::Day(NaiveDate::from_ymd_opt(2023, 11, 21).unwrap()));
        assert_eq!((value("place"), value("contacts")), (Value::Code("stortorget".into()), Value::Number(7)));
    }

    #[test]
    fn every_wrong_line_says_why() {
        let text = "day;place;contacts;status\n2023-11-21;stortorget;sju;\n2023-11-21;månen;7;\n;stortorget;7;\n\
                    2023-11-21;stortorget;;\n2023-11-21;hamnen;7;planned\n2023-11-21;hamnen;7;;;8\n2023-11-21;hamnen;7;\n";
        let (rows, wrong) = read(text).unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(wrong.iter().map(|w| w.line).collect::<Vec<_>>(), [2, 3, 4, 5, 6, 7]);
        assert!(wrong.iter().all(|w| w.why.len() > 10), "{wrong:?}");
    }

    #[test]
    fn headings_that_mean_nothing_stop_the_file() {
        assert!(read("day;place;persons\n").unwrap_err().contains("persons"));
        assert!(read("day;Dag\n").is_err());
        assert!(read("").is_err());
    }

    #[test]
    fn a_guarded_text_comes_back_as_it_was() {
        let (rows, _) = read("day;place;contacts;note\n2023-11-21;hamnen;7;'=1+1\n").unwrap();
        assert_eq!(rows[0].cells.last().unwrap().1.value, Value::Text(crate::text::Clean::note("=1+1")));
    }
}
