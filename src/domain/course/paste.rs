//! A list of applicants as it is pasted from a spreadsheet, read as answers to the participants' form.
//!
//! Cells stand apart by tabs, or by semicolons where there is not one tab. A first line of headings says what the columns
//! hold (`heading`), in Swedish or English; without one that is told from what stands in them (`guess`). What there is no
//! field for is not read. What cannot be read is told row by row; where a line holds what looks like a personal identity
//! number, nothing of it is kept. Rules between participants are not judged here: see [`super::enrolment`].

mod cell;
mod guess;
mod heading;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

use crate::domain::plan::{FieldKind, Form};
use crate::domain::record::answer::Context;
use crate::domain::record::{Cell, Cells, Code, Mistake, Origin, Problem, Value};
use crate::text::clean::Clean;
use crate::text::shape;
use crate::text::sheet::{self, Line};

/// The most rows that are read at once.
pub const MOST_ROWS: usize = 500;

/// The longest list that is read, in bytes.
pub const LONGEST: usize = 256 << 10;

/// The most columns a list may have.
const MOST_COLUMNS: usize = 60;

/// How far down the headings may stand: a sheet may have a title over them.
const TITLES: usize = 3;

/// A list that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// What each column was read as.
    pub columns: Vec<Column>,
    /// Its rows, in order.
    pub rows: Vec<Row>,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading; empty where it has none.
    pub heading: Clean,
    /// What it was read as.
    pub part: Part,
}

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Answers to the field with this key.
    Field(Code),
    /// Given names.
    Given,
    /// Surnames.
    Surname,
    /// A guardian's signature or phone number, told apart by what stands in the column.
    Guardian,
    /// Ages, which say nothing without the day they were written: not read.
    Age,
    /// Nothing there is a field for: not read.
    Unread,
}

/// A row of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The line it stands on in what was pasted, from 1.
    pub line: u64,
    /// The answers that could be read.
    pub cells: Cells,
    /// What stood in fields that are left unanswered, since their lists have nothing like it.
    pub left_out: Vec<(Code, Clean)>,
    /// Why it cannot be entered as it is.
    pub wrong: Vec<Wrong>,
}

/// Why a row cannot be entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// An answer cannot be right.
    Answer(Problem),
    /// What stands as a year of birth is neither a year nor a day. It is not told: it may be half a personal identity number.
    NoYear(Code),
    /// Something in the line is shaped like a personal identity number. Nothing else of the line is told.
    PersonalNumber,
}

/// Why a text is no list of applicants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoList {
    /// Nothing stands in it.
    Empty,
    /// It is longer than [`LONGEST`], or its lines are.
    TooLong,
    /// It has more than [`MOST_ROWS`] rows.
    TooMany {
        /// How many.
        rows: usize,
    },
    /// No column holds names.
    NoNames,
    /// It has no headings, and several columns may hold the names.
    Unsure,
}

/// The longest line that may be pasted by mistake, in bytes: a longer one is told to be no list.
const LONGEST_LINE: usize = 400;

/// Whether a text is meant as a list: it has several lines, or cells, or is more than anybody would type.
pub fn is_list(text: &str) -> bool {
    text.contains('\t')
        || text.len() > LONGEST_LINE
        || text.lines().filter(|line| !line.trim().is_empty()).nth(1).is_some()
}

/// Reads what was pasted.
///
/// # Errors
/// A [`NoList`] where it is no list that can be read.
pub fn read(text: &str, form: &Form, ctx: &Context<'_>) -> Result<Pasted, NoList> {
    if text.len() > LONGEST {
        return Err(NoList::TooLong);
    }
    let separator = if text.contains('\t') || !text.contains(';') { '\t' } else { ';' };
    read_lines(sheet::lines(text, separator).collect(), form, ctx)
}

/// Reads the lines of a sheet.
///
/// # Errors
/// A [`NoList`] where it is no list that can be read.
pub fn read_lines(mut lines: Vec<Line>, form: &Form, ctx: &Context<'_>) -> Result<Pasted, NoList> {
    let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or(0);
    if width > MOST_COLUMNS {
        return Err(NoList::TooLong);
    }
    for cell in lines.iter_mut().flat_map(|line| &mut line.cells) {
        *cell = cell.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    let head = head_of(&lines, form, ctx);
    let rows = lines.split_off(head.map_or(0, |head| head + 1));
    match rows.len() {
        0 => return Err(NoList::Empty),
        count if count > MOST_ROWS => return Err(NoList::TooMany { rows: count }),
        _ => {}
    }
    let columns = match head.and_then(|head| lines.get(head)) {
        Some(head) => headed(&head.cells, &rows, width, form, ctx),
        None => guess::columns(&rows, width, form, ctx)?
            .into_iter()
            .map(|part| Column { heading: Clean::default(), part })
            .collect(),
    };
    let names = |column: &Column| match &column.part {
        Part::Field(key) => key == "name",
        part => matches!(part, Part::Given | Part::Surname),
    };
    if !columns.iter().any(names) {
        return Err(NoList::NoNames);
    }
    let rows = rows.into_iter().filter_map(|line| row(&line, &columns, form, ctx)).collect();
    Ok(Pasted { columns, rows })
}

/// Which line holds the headings, where one does: the first, or one under a title that stands alone. A word that may head a
/// column of names is a title where a line of headings follows it.
fn head_of(lines: &[Line], form: &Form, ctx: &Context<'_>) -> Option<usize> {
    let mut alone = None;
    for (place, line) in lines.iter().take(TITLES).enumerate() {
        let filled = line.cells.iter().filter(|cell| !cell.is_empty()).count();
        match (heading::is_head(&line.cells, form, ctx), filled > 1) {
            (true, true) => return Some(place),
            (true, false) => alone = alone.or(Some(place)),
            (false, true) => break,
            (false, false) => {}
        }
    }
    alone
}

/// The columns by their headings. Of two that are read as the same, the first counts.
fn headed(head: &[String], rows: &[Line], width: usize, form: &Form, ctx: &Context<'_>) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::with_capacity(width);
    for place in 0..width {
        let heading = head.get(place).map_or("", String::as_str);
        let part = heading::part(heading, form).unwrap_or(Part::Unread);
        let part = if part == Part::Guardian { guess::guardian(rows, place, form, ctx) } else { part };
        let again = !matches!(part, Part::Age | Part::Unread) && columns.iter().any(|c| c.part == part);
        let heading = if shape::personal_number(heading).is_some() {
            Clean::default()
        } else {
            Clean::excerpt(heading)
        };
        columns.push(Column { heading, part: if again { Part::Unread } else { part } });
    }
    columns
}

/// Reads a row; none where nothing stands in the columns that are read.
fn row(line: &Line, columns: &[Column], form: &Form, ctx: &Context<'_>) -> Option<Row> {
    let mut row = Row { line: line.number, cells: Cells::new(), left_out: Vec::new(), wrong: Vec::new() };
    if line.cells.iter().any(|cell| shape::personal_number(cell).is_some()) {
        row.wrong.push(Wrong::PersonalNumber);
        return Some(row);
    }
    let (mut given, mut surname) = ("", "");
    let mut any = false;
    for (typed, column) in line.cells.iter().zip(columns).filter(|(typed, _)| !typed.is_empty()) {
        match &column.part {
            Part::Field(key) => row.take(key, typed, form, ctx),
            Part::Given => given = typed,
            Part::Surname => surname = typed,
            Part::Guardian | Part::Age | Part::Unread => continue,
        }
        any = true;
    }
    if !row.cells.iter().any(|(key, _)| key == "name") {
        row.take("name", format!("{given} {surname}").trim(), form, ctx);
    }
    any.then_some(row)
}

impl Row {
    /// The answer to a field, where it could be read.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| &cell.value)
    }

    /// Reads an answer to a field.
    fn take(&mut self, key: &str, typed: &str, form: &Form, ctx: &Context<'_>) {
        let Some(field) = form.field(key) else { return };
        match cell::answer(field, typed, ctx) {
            Ok(None) => {}
            Ok(Some(value)) => self.cells.push((key.into(), Cell { value, origin: Origin::Imported })),
            Err(_) if matches!(field.kind, FieldKind::Year) => self.wrong.push(Wrong::NoYear(key.into())),
            // What no figure hangs on stops nobody's enrolment.
            Err(Mistake::NotInList { .. } | Mistake::Several { .. })
                if matches!(key, "school" | "source") =>
            {
                self.left_out.push((key.into(), Clean::excerpt(typed)));
            }
            Err(mistake) => self.wrong.push(Wrong::Answer(Problem::Answer { field: key.into(), mistake })),
        }
    }
}
