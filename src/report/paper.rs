//! A paper to print or to keep: a secrecy line, a heading and a few parts, as text of 80 columns or as one HTML file.
//!
//! It knows nothing of what it says. Every text passes the gate for what terminals may be shown on its way in, and is
//! escaped on its way into HTML, which refers to nothing outside itself and runs nothing.

mod html;
mod text;

use crate::domain::plan::Language;
use crate::text::Clean;

/// A paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    language: Language,
    secrecy: String,
    mark: Option<String>,
    title: String,
    lead: Vec<String>,
    parts: Vec<Part>,
}

/// One part of a paper, under a heading of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    heading: String,
    body: Vec<Body>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Body {
    Lines(Vec<String>),
    Numbered(Vec<String>),
    Table(Table),
}

/// Rows under headings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    heads: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Paper {
    /// Begins a paper with the line that stands above everything, and its title.
    pub fn new(language: Language, secrecy: &str, title: &str) -> Self {
        Self {
            language,
            secrecy: clean(secrecy),
            mark: None,
            title: clean(title),
            lead: Vec::new(),
            parts: Vec::new(),
        }
    }

    /// Marks it, as an example is.
    pub fn mark(&mut self, mark: &str) {
        self.mark = Some(clean(mark));
    }

    /// Adds a line under the title.
    pub fn lead(&mut self, line: &str) {
        self.lead.push(clean(line));
    }

    /// Begins a part.
    pub fn part(&mut self, heading: &str) {
        self.parts.push(Part { heading: clean(heading), body: Vec::new() });
    }

    /// Adds lines to the part that was begun last; a text of several lines becomes as many.
    pub fn lines(&mut self, texts: impl IntoIterator<Item = impl AsRef<str>>) {
        let lines = texts
            .into_iter()
            .flat_map(|text| Clean::note(text.as_ref()).lines().map(ToOwned::to_owned).collect::<Vec<_>>());
        self.put(Body::Lines(lines.collect()));
    }

    /// Adds numbered points.
    pub fn numbered(&mut self, texts: impl IntoIterator<Item = impl AsRef<str>>) {
        self.put(Body::Numbered(texts.into_iter().map(|text| clean(text.as_ref())).collect()));
    }

    /// Adds a table; columns that hold nothing are left out.
    pub fn table(&mut self, table: Table) {
        self.put(Body::Table(table.without_empty_columns()));
    }

    fn put(&mut self, body: Body) {
        if let Some(part) = self.parts.last_mut() {
            part.body.push(body);
        }
    }

    /// Writes it as text of at most 80 columns, every line ending in a line break.
    pub fn text(&self) -> String {
        text::write(self)
    }

    /// Writes it as one HTML file that can be printed.
    pub fn html(&self) -> String {
        html::write(self)
    }
}

impl Table {
    /// Begins a table with these headings.
    pub fn new(heads: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        Self { heads: heads.into_iter().map(|head| clean(head.as_ref())).collect(), rows: Vec::new() }
    }

    /// Adds a row with a cell for each heading.
    pub fn row(&mut self, cells: impl IntoIterator<Item = impl AsRef<str>>) {
        let mut row: Vec<String> = cells.into_iter().map(|cell| clean(cell.as_ref())).collect();
        row.resize(self.heads.len(), String::new());
        self.rows.push(row);
    }

    /// Whether any column has a heading.
    fn has_heads(&self) -> bool {
        self.heads.iter().any(|head| !head.is_empty())
    }

    fn without_empty_columns(self) -> Self {
        let held: Vec<bool> =
            (0..self.heads.len()).map(|at| self.rows.iter().any(|row| !row[at].is_empty())).collect();
        let keep = |row: Vec<String>| {
            row.into_iter().zip(&held).filter(|(_, held)| **held).map(|(cell, _)| cell).collect()
        };
        Self { heads: keep(self.heads), rows: self.rows.into_iter().map(keep).collect() }
    }
}

fn clean(text: &str) -> String {
    Clean::line(text).to_string()
}

#[cfg(test)]
mod tests;
