//! Plain tables for people: aligned by terminal cells, no lines, nothing behind the last column.

use crate::text::width::{cells, pad_left, pad_right};

/// The space between two columns.
const GAP: &str = "  ";

/// On which side a column's texts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Figures.
    Right,
}

/// A table that grows row by row and is written when all of it is known.
#[derive(Clone, Debug, Default)]
pub struct Table {
    columns: Vec<(String, Side)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// Begins a table with these headings; a table whose headings are all empty is written without them.
    pub fn new<'a>(columns: impl IntoIterator<Item = (&'a str, Side)>) -> Self {
        Self {
            columns: columns.into_iter().map(|(head, side)| (head.to_owned(), side)).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row; what is missing at its end stays empty.
    pub fn row(&mut self, texts: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(texts.into_iter().map(Into::into).collect());
    }

    /// Tells whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Writes the table, every line ending in a line break.
    pub fn render(&self) -> String {
        let widths: Vec<usize> = (0..self.columns.len()).map(|i| self.width(i)).collect();
        let mut out = String::new();
        if self.columns.iter().any(|(head, _)| !head.is_empty()) {
            let heads: Vec<&str> = self.columns.iter().map(|(head, _)| head.as_str()).collect();
            self.line(&heads, &widths, &mut out);
        }
        for row in &self.rows {
            let texts: Vec<&str> = row.iter().map(String::as_str).collect();
            self.line(&texts, &widths, &mut out);
        }
        out
    }

    fn width(&self, column: usize) -> usize {
        let texts = self.rows.iter().filter_map(|row| row.get(column));
        texts.chain(self.columns.get(column).map(|(head, _)| head)).map(|t| cells(t)).max().unwrap_or(0)
    }

    fn line(&self, texts: &[&str], widths: &[usize], out: &mut String) {
        let start = out.len();
        for (i, (_, side)) in self.columns.iter().enumerate() {
            if i > 0 {
                out.push_str(GAP);
            }
            let text = texts.get(i).copied().unwrap_or_default();
            out.push_str(&match side {
                Side::Left => pad_right(text, widths[i]),
                Side::Right => pad_left(text, widths[i]),
            });
        }
        out.truncate(start + out[start..].trim_end_matches(' ').len());
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_by_cells() {
        let mut table = Table::new([("mått", Side::Left), ("värde", Side::Right), ("läge", Side::Left)]);
        table.row(["vandringar på stan", "7", "inget mål"]);
        table.row(["例", "1200", ""]);
        let lines = [
            "mått                värde  läge",
            "vandringar på stan      7  inget mål",
            "例                   1200",
            "",
        ];
        assert_eq!(table.render(), lines.join("\n"));
    }

    #[test]
    fn a_table_without_headings_has_none() {
        let mut table = Table::new([("", Side::Left), ("", Side::Right)]);
        assert!(table.is_empty());
        table.row(["a", "1"]);
        assert_eq!(table.render(), "a  1\n");
    }
}
