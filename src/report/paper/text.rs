//! A paper as text: 80 columns, long cells going on in lines of their own.

use super::{Body, Paper, Table};
use crate::text::width::{cells, pad_right, wrap};

/// The width of a line, in cells.
const WIDTH: usize = 80;

/// What stands before the lines of a part.
const INDENT: &str = "  ";

/// The space between two columns.
const GAP: usize = 2;

/// The longest word that keeps a column from being made narrower.
const LONGEST_WORD: usize = 16;

/// Writes the whole paper.
pub(super) fn write(paper: &Paper) -> String {
    let mut out = Lines::default();
    out.wrapped("", &paper.secrecy);
    paper.mark.iter().for_each(|mark| out.wrapped("", mark));
    out.blank();
    out.wrapped("", &paper.title);
    paper.lead.iter().for_each(|line| out.wrapped("", line));
    for part in &paper.parts {
        out.blank();
        out.wrapped("", &part.heading);
        for body in &part.body {
            match body {
                Body::Lines(lines) => lines.iter().for_each(|line| out.wrapped(INDENT, line)),
                Body::Numbered(points) => numbered(&mut out, points),
                Body::Table(table) => out.table(table),
            }
        }
    }
    out.text
}

fn numbered(out: &mut Lines, points: &[String]) {
    let widest = points.len().to_string().len();
    for (number, point) in (1..).zip(points) {
        let lead = format!("{INDENT}{number:>widest$}  ");
        let behind = " ".repeat(lead.len());
        for (at, line) in wrap(point, WIDTH - lead.len()).iter().enumerate() {
            out.line(&format!("{}{line}", if at == 0 { &lead } else { &behind }));
        }
    }
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn blank(&mut self) {
        self.line("");
    }

    fn wrapped(&mut self, indent: &str, text: &str) {
        for line in wrap(text, WIDTH - indent.len()) {
            self.line(&format!("{indent}{line}"));
        }
    }

    fn table(&mut self, table: &Table) {
        if table.rows.is_empty() {
            return;
        }
        let widths = widths(table);
        let heads = Some(&table.heads).filter(|_| table.has_heads());
        for row in heads.into_iter().chain(&table.rows) {
            let columns: Vec<Vec<String>> =
                row.iter().zip(&widths).map(|(cell, width)| wrap(cell, *width)).collect();
            let height = columns.iter().map(Vec::len).max().unwrap_or_default();
            for at in 0..height {
                let line: Vec<String> = columns
                    .iter()
                    .zip(&widths)
                    .map(|(lines, width)| pad_right(lines.get(at).map_or("", String::as_str), *width))
                    .collect();
                self.line(&format!("{INDENT}{}", line.join(&" ".repeat(GAP))));
            }
        }
    }
}

/// How wide each column is: as its widest cell, or less of the widest ones where they do not all fit on a line.
fn widths(table: &Table) -> Vec<usize> {
    let column = |at: usize| table.rows.iter().chain([&table.heads]).map(move |row| row[at].as_str());
    let columns = 0..table.heads.len();
    let mut widths: Vec<usize> =
        columns.clone().map(|at| column(at).map(cells).max().unwrap_or_default()).collect();
    let words = |at: usize| column(at).flat_map(str::split_whitespace).map(cells).max().unwrap_or_default();
    let narrowest: Vec<usize> = columns.map(|at| words(at).min(LONGEST_WORD)).collect();
    let room = WIDTH - INDENT.len() - GAP * table.heads.len().saturating_sub(1);
    while widths.iter().sum::<usize>() > room {
        match widths.iter_mut().zip(&narrowest).filter(|(width, least)| **width > **least).max() {
            Some((width, _)) => *width -= 1,
            None => break,
        }
    }
    widths
}
