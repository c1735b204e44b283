//! The text of a file that a spreadsheet saved: its encoding, its separator, its lines.

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::text::sheet;
pub(super) use crate::text::sheet::Line;

/// What can separate two cells.
const SEPARATORS: [u8; 3] = [b';', b'\t', b','];

/// Why a file is no sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SheetError {
    /// It holds bytes that no text does.
    NotText,
    /// It has no line with headings.
    Empty,
}

/// The lines of a file that hold anything, the headings first.
pub(super) fn lines(bytes: &[u8]) -> Result<Vec<Line>, SheetError> {
    let text = decode(bytes)?;
    // Some spreadsheets tell their separator on a line of its own.
    let (text, told, skipped) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((separator, rest)) if separator.trim_end().len() == 1 => (rest, separator.chars().next(), 1),
        _ => (text.as_str(), None, 0),
    };
    let separator = told.unwrap_or_else(|| char::from(separator(text)));
    let mut lines: Vec<Line> = sheet::lines(text, separator).collect();
    for line in &mut lines {
        line.number += skipped;
    }
    if lines.is_empty() { Err(SheetError::Empty) } else { Ok(lines) }
}

/// UTF-8 or UTF-16 where the file says so, UTF-8 where it can be, else what Swedish spreadsheets wrote before.
fn decode(bytes: &[u8]) -> Result<String, SheetError> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(),
        None => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
        },
    };
    if text.contains('\0') { Err(SheetError::NotText) } else { Ok(text) }
}

/// What stands most often outside quotes in the first line that has any.
fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted && counts != [0; SEPARATORS.len()] => break,
            _ if quoted => {}
            _ => {
                if let Some(i) = SEPARATORS.iter().position(|s| *s == byte) {
                    counts[i] += 1;
                }
            }
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    SEPARATORS.into_iter().zip(counts).find(|(_, n)| *n == most).map_or(b';', |(s, _)| s)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn read(bytes: &[u8]) -> Vec<(u64, String)> {
        lines(bytes).unwrap().into_iter().map(|line| (line.number, line.cells.join("|"))).collect()
    }

    #[rstest]
    #[case("dag;plats\n2023-11-21;å, ä\n".as_bytes())]
    #[case("\u{feff}dag;plats\r\n2023-11-21;å, ä\r\n".as_bytes())]
    #[case(b"dag;plats\r\n2023-11-21;\xe5, \xe4\r\n")]
    #[case("dag,plats\n2023-11-21,\"å, ä\"".as_bytes())]
    #[case("dag\tplats\n2023-11-21\tå, ä\n".as_bytes())]
    #[case(b"\xff\xfed\0a\0g\0;\0p\0l\0a\0t\0s\0\n\x002\x000\x002\x003\0-\x001\x001\0-\x002\x001\0;\0\xe5\0,\0 \0\xe4\0")]
    fn a_sheet_is_read_however_it_was_saved(#[case] bytes: &[u8]) {
        assert_eq!(read(bytes), [(1, "dag|plats".into()), (2, "2023-11-21|å, ä".into())]);
    }

    #[test]
    fn lines_keep_their_numbers() {
        let text = "sep=;\na;b\n\n;\n1;\"x\ny\"\n2;z\n";
        assert_eq!(read(text.as_bytes()), [(2, "a|b".into()), (5, "1|x\ny".into()), (7, "2|z".into())]);
    }

    #[test]
    fn a_title_alone_on_its_line_separates_nothing() {
        assert_eq!(read(b"Autumn\na\tb;c\td\n"), [(1, "Autumn".into()), (2, "a|b;c|d".into())]);
    }

    #[rstest]
    #[case(b"", SheetError::Empty)]
    #[case(b"\n;;\n", SheetError::Empty)]
    #[case(b"a\0b;c", SheetError::NotText)]
    fn what_is_no_sheet_is_refused(#[case] bytes: &[u8], #[case] why: SheetError) {
        assert_eq!(lines(bytes).unwrap_err(), why);
    }
}
