//! The table that is printed: one row for each thing measured, with a value for each size where it depends on it.

use std::fmt::Write;

/// The rows, in the order in which each was first measured.
#[derive(Debug, Default)]
pub struct Table {
    rows: Vec<Row>,
}

#[derive(Debug)]
struct Row {
    what: &'static str,
    goal: &'static str,
    unit: &'static str,
    lofte: Vec<String>,
    yardstick: &'static str,
    beside: Vec<String>,
}

/// What is measured, what it is to be, and what it is measured beside.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    pub what: &'static str,
    pub goal: &'static str,
    pub unit: &'static str,
    pub yardstick: &'static str,
}

impl Row {
    fn of(line: Line) -> Self {
        let Line { what, goal, unit, yardstick } = line;
        Self { what, goal, unit, yardstick, lofte: Vec::new(), beside: Vec::new() }
    }
}

impl Table {
    /// Adds the values of one size to a line; `holds` says whether the goal was reached.
    pub fn put(&mut self, line: Line, lofte: &str, holds: bool, beside: Option<String>) {
        let at = self.rows.iter().position(|row| row.what == line.what).unwrap_or_else(|| {
            self.rows.push(Row::of(line));
            self.rows.len() - 1
        });
        let row = &mut self.rows[at];
        row.lofte.push(if holds { lofte.to_owned() } else { format!("**{lofte}**") });
        row.beside.extend(beside);
    }

    /// The table in Markdown. Values that miss their goal are bold.
    pub fn render(&self, sizes: &str) -> String {
        let mut text = format!("Entries: {sizes}. Medians; bold where a goal is missed.\n\n");
        text.push_str("| what | goal | lofte | yardstick |\n|---|---|---|---|\n");
        for row in &self.rows {
            let beside = match (row.yardstick, row.beside.join(" / ")) {
                ("", _) => "–".to_owned(),
                (name, values) if values.is_empty() => format!("{name}: not installed"),
                (name, values) => format!("{name}: {values}{}", unit(row.unit)),
            };
            let lofte = format!("{}{}", row.lofte.join(" / "), unit(row.unit));
            let _ = writeln!(text, "| {} | {} | {lofte} | {beside} |", row.what, row.goal);
        }
        text
    }
}

fn unit(unit: &str) -> String {
    if unit.is_empty() { String::new() } else { format!(" {unit}") }
}

/// A number with about three figures.
pub fn figure(number: f64) -> String {
    match number.abs() {
        n if n < 10.0 => format!("{number:.2}"),
        n if n < 100.0 => format!("{number:.1}"),
        _ => format!("{number:.0}"),
    }
}

/// A number of entries, as short as it can be.
pub fn size(entries: usize) -> String {
    match entries {
        n if n % 1_000_000 == 0 => format!("{}M", n / 1_000_000),
        n if n % 1_000 == 0 => format!("{}k", n / 1_000),
        n => n.to_string(),
    }
}
