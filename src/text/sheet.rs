//! Lines of cells, as spreadsheets copy and save them: cells apart by one sign, and a cell that holds that sign, a line
//! break or a quotation mark stands in quotation marks, its own doubled.
//!
//! People quote in cells too, and nothing they write makes a sheet unreadable: a quotation mark that nothing closes at the
//! end of a cell is a quotation mark. What the cells mean is nothing that is judged here.

/// A line of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The number of the line it begins on, from 1.
    pub number: u64,
    /// Its cells as they stand, blanks around them too.
    pub cells: Vec<String>,
}

impl Line {
    /// Whether none of its cells holds anything.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}

/// Takes a sheet apart into its lines, those in which nothing stands left out.
pub fn lines(text: &str, separator: char) -> impl Iterator<Item = Line> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    Reader { rest: text, number: 1, separator }.filter(|line| !line.is_blank())
}

/// What is left to be read.
struct Reader<'a> {
    rest: &'a str,
    number: u64,
    separator: char,
}

/// What stands behind a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// Another cell.
    Cell,
    /// The end of the line, or of the sheet.
    Line,
}

impl Iterator for Reader<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        if self.rest.is_empty() {
            return None;
        }
        let mut line = Line { number: self.number, cells: Vec::new() };
        loop {
            let (cell, ends) = self.cell();
            line.cells.push(cell);
            if ends == Ends::Line {
                return Some(line);
            }
        }
    }
}

impl Reader<'_> {
    fn cell(&mut self) -> (String, Ends) {
        if let Some((cell, behind)) = quoted(self.rest, self.separator) {
            self.number += breaks(&self.rest[..behind]);
            self.rest = &self.rest[behind..];
            return (cell, self.end());
        }
        let length = self.rest.find([self.separator, '\n', '\r']).unwrap_or(self.rest.len());
        let (cell, rest) = self.rest.split_at(length);
        self.rest = rest;
        (cell.to_owned(), self.end())
    }

    /// Goes past what ends a cell.
    fn end(&mut self) -> Ends {
        if let Some(rest) = self.rest.strip_prefix(self.separator) {
            self.rest = rest;
            return Ends::Cell;
        }
        let broken = ["\r\n", "\n", "\r"].into_iter().find_map(|end| self.rest.strip_prefix(end));
        if let Some(rest) = broken {
            self.rest = rest;
            self.number += 1;
        }
        Ends::Line
    }
}

/// A cell in quotation marks at the beginning of `text`, and how many bytes it takes; none where nothing closes it.
fn quoted(text: &str, separator: char) -> Option<(String, usize)> {
    let body = text.strip_prefix('"')?;
    let mut cell = String::new();
    let mut from = 0;
    loop {
        let mark = from + body[from..].find('"')?;
        cell.push_str(&body[from..mark]);
        let behind = &body[mark + 1..];
        if behind.starts_with('"') {
            cell.push('"');
            from = mark + 2;
        } else if behind.is_empty() || behind.starts_with([separator, '\n', '\r']) {
            return Some((cell, mark + 2));
        } else {
            return None;
        }
    }
}

/// How many lines end in a text.
fn breaks(text: &str) -> u64 {
    let alone = text.matches('\r').count() - text.matches("\r\n").count();
    (text.matches('\n').count() + alone) as u64
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn read(text: &str) -> Vec<(u64, String)> {
        lines(text, '\t').map(|line| (line.number, line.cells.join("|"))).collect()
    }

    #[rstest]
    #[case("a\tb\nc\td\n", &[(1, "a|b"), (2, "c|d")])]
    #[case("a\tb\r\nc\td", &[(1, "a|b"), (2, "c|d")])]
    #[case("a\tb\rc\td\r", &[(1, "a|b"), (2, "c|d")])]
    #[case("\u{feff}a\tb", &[(1, "a|b")])]
    #[case("\n\na\n \t\nb\n\n", &[(3, "a"), (5, "b")])]
    #[case("\"a\tb\"\tc\nd", &[(1, "a\tb|c"), (2, "d")])]
    #[case("\"a\nb\"\tc\nd", &[(1, "a\nb|c"), (3, "d")])]
    #[case("\"a\r\nb\"\tc\r\nd", &[(1, "a\r\nb|c"), (3, "d")])]
    #[case("\"say \"\"a\"\"\"\tb", &[(1, "say \"a\"|b")])]
    #[case("\"\"\ta", &[(1, "|a")])]
    #[case("a\t", &[(1, "a|")])]
    #[case("Bo \"Bosse\" Ek\t1", &[(1, "Bo \"Bosse\" Ek|1")])]
    #[case("\"Bosse\" Ek\t1\nc", &[(1, "\"Bosse\" Ek|1"), (2, "c")])]
    #[case("\"Bosse\t1\nc\t2", &[(1, "\"Bosse|1"), (2, "c|2")])]
    #[case("\"", &[(1, "\"")])]
    #[case("", &[])]
    fn a_sheet_is_taken_apart(#[case] text: &str, #[case] expected: &[(u64, &str)]) {
        let expected: Vec<_> =
            expected.iter().map(|(number, cells)| (*number, (*cells).to_owned())).collect();
        assert_eq!(read(text), expected);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(sheet in prop::collection::vec(prop::collection::vec("[a\"\t\n;å]{0,4}", 1..4), 0..4)) {
            let cell = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
            let text: String = sheet.iter().map(|line| line.iter().map(cell).collect::<Vec<_>>().join("\t") + "\n").collect();
            let there: Vec<_> = sheet.into_iter().filter(|line| line.iter().any(|cell| !cell.trim().is_empty())).collect();
            prop_assert_eq!(lines(&text, '\t').map(|line| line.cells).collect::<Vec<_>>(), there);
        }

        #[test]
        fn anything_has_lines(text in any::<String>()) {
            prop_assert!(lines(&text, ';').all(|line| !line.cells.is_empty()));
        }
    }
}
