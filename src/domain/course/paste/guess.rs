//! What the columns of a list without headings hold, told from what stands in them.
//!
//! In this order, each taking the first column that fits and is not taken: *year of birth*, where every cell is a year or a
//! day from 5 to 100 years ago, and a column of whole years before one of two figures, which may be ages and are years only
//! where they make everybody from 10 to 30 years old; *gender*, where every cell says one; *applied*, where every cell is a day with its year in
//! the last five years; *school* and *source*, where half of the cells or more begin as an item of their list does;
//! *name*, where half of the cells or more are written as a name in full is. Where no column is, two columns of single words,
//! one behind the other, are given name and surname. Where more columns than that may be names nothing is guessed: one of
//! them may be a guardian's. Signatures and phone numbers are never guessed: nobody can tell whose they are.

use chrono::Datelike;

use super::{NoList, Part, cell};
use crate::domain::plan::{Form, List};
use crate::domain::record::answer::{self, Context};
use crate::text::order::Rank;
use crate::text::shape;
use crate::text::sheet::Line;

/// What stands in a column, nothing left out.
fn cells(rows: &[Line], place: usize) -> Vec<&str> {
    rows.iter()
        .filter_map(|row| row.cells.get(place))
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .collect()
}

/// What the columns of rows without headings hold.
///
/// # Errors
/// [`NoList::Unsure`] where several columns may be the names.
pub(super) fn columns(
    rows: &[Line],
    width: usize,
    form: &Form,
    ctx: &Context<'_>,
) -> Result<Vec<Part>, NoList> {
    let columns: Vec<Vec<&str>> = (0..width).map(|place| cells(rows, place)).collect();
    let mut parts = vec![Part::Unread; width];
    let this = i64::from(ctx.today.year());
    let year = |cell: &str| cell::year(cell, ctx.today);
    let born = |cell: &&str| year(cell).is_some_and(|year| (this - 100..=this - 5).contains(&year));
    let short = |cell: &&str| cell.chars().filter(char::is_ascii_digit).count() < 4;
    let young = |cell: &&str| year(cell).is_some_and(|year| (this - 30..=this - 10).contains(&year));
    let applied = |cell: &&str| {
        let recent = year(cell).is_some_and(|year| (this - 5..=this).contains(&year));
        let day = form.field("applied").map(|field| cell::answer(field, cell, ctx));
        recent && cell.len() >= 8 && day.is_some_and(|day| day.is_ok())
    };
    let mut claim = |key: &str, fits: &dyn Fn(&[&str]) -> bool| {
        let free = |place: &usize| parts[*place] == Part::Unread && !columns[*place].is_empty();
        let found = (0..width).filter(free).find(|place| fits(&columns[*place]));
        if let Some(place) = found {
            parts[place] = Part::Field(key.into());
        }
        found.is_some()
    };
    if !claim("born", &|column| column.iter().all(|cell| born(cell) && !short(cell))) {
        claim("born", &|column| column.iter().all(|cell| if short(cell) { young(cell) } else { born(cell) }));
    }
    claim("gender", &|column| column.iter().all(|cell| cell::is_gender(cell)));
    claim("applied", &|column| column.iter().all(applied));
    for key in ["school", "source"] {
        let list = form.field(key).and_then(|field| field.kind.list()).and_then(|list| ctx.plan.list(list));
        if let Some(list) = list {
            claim(key, &|column| most(column, |cell| begins(list, cell)));
        }
    }
    names(&columns, &mut parts)?;
    Ok(parts)
}

/// Claims the names of what is left: the only column of names in full, or the only two of single words.
fn names(columns: &[Vec<&str>], parts: &mut [Part]) -> Result<(), NoList> {
    let free = |place: &usize| parts[*place] == Part::Unread && most(&columns[*place], is_name);
    let is_full = |place: &usize| most(&columns[*place], |cell| is_name(cell) && cell.contains([' ', ',']));
    let (full, single): (Vec<usize>, Vec<usize>) = (0..columns.len()).filter(free).partition(is_full);
    match (full.as_slice(), single.as_slice()) {
        ([name], _) => parts[*name] = Part::Field("name".into()),
        ([], [given, surname]) if surname - given == 1 => {
            (parts[*given], parts[*surname]) = (Part::Given, Part::Surname);
        }
        ([], [] | [_]) => {}
        _ => return Err(NoList::Unsure),
    }
    Ok(())
}

/// Whether a column under the heading *guardian* holds signatures or phone numbers; a guardian's name is not read.
pub(super) fn guardian(rows: &[Line], place: usize, form: &Form, ctx: &Context<'_>) -> Part {
    let column = cells(rows, place);
    let field = form.field("contract_guardian");
    let signed =
        |cell: &&str| cell::is_signature(cell) || field.is_some_and(|f| answer::parse(f, cell, ctx).is_ok());
    if column.is_empty() {
        Part::Unread
    } else if column.iter().all(signed) {
        Part::Field("contract_guardian".into())
    } else if column.iter().all(|cell| shape::phone(cell).is_some()) {
        Part::Field("guardian_phone".into())
    } else {
        Part::Unread
    }
}

fn most(column: &[&str], fits: impl Fn(&str) -> bool) -> bool {
    let count = column.iter().filter(|cell| fits(cell)).count();
    count > 0 && 2 * count >= column.len()
}

/// Whether an item of a list begins with what stands in a cell.
fn begins(list: &List, cell: &str) -> bool {
    let rank = answer::matching(list, cell).first().map(|(_, rank)| *rank);
    cell.chars().count() > 2 && rank.is_some_and(|rank| rank <= Rank::Prefix)
}

/// Whether a cell is written as a name is, with a small letter: classes and marks are written without.
fn is_name(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphabetic()).count();
    letters > 1
        && cell.chars().any(char::is_lowercase)
        && !cell::is_word(cell)
        && cell.split(' ').count() <= 6
        && cell.chars().all(|c| c.is_alphabetic() || " -'’.,\"”()".contains(c))
}
