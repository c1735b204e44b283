//! A rendered screen as a picture: cells become monospaced text, styles become colours.
//!
//! For documentation. It draws what a [`Buffer`] holds and knows nothing of what that means.

use std::fmt::Write;

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::text::width::cells;

/// A cell's width and height, and where the text stands in it, in pixels.
const CELL: (f64, f64) = (8.4, 18.0);
const BASELINE: f64 = 13.5;

/// The space around the screen, in pixels.
const MARGIN: f64 = 12.0;

/// The sixteen colours a terminal has names for, in their order.
const NAMED: [u32; 16] = [
    0x1d_1f21, 0xcc_5555, 0x7c_a85a, 0xd7_9b3e, 0x5f_87bd, 0xa9_79b5, 0x56_a3a3, 0xc5_c8c6, 0x7a_7f85,
    0xe0_7a7a, 0x9c_c97a, 0xea_b866, 0x85_a9d8, 0xc4_9acf, 0x7d_c4c4, 0xff_ffff,
];

/// What a terminal shows where nothing says otherwise, as 0xRRGGBB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The colour of text.
    pub text: u32,
    /// The colour behind it.
    pub behind: u32,
}

/// How a stretch of cells looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    text: u32,
    behind: u32,
    modifier: Modifier,
}

/// Draws `buffer` as an SVG picture described by `title`, for people who cannot see it.
pub fn svg(buffer: &Buffer, paper: Paper, title: &str) -> String {
    let area = buffer.area;
    let width = f64::from(area.width) * CELL.0 + 2.0 * MARGIN;
    let height = f64::from(area.height) * CELL.1 + 2.0 * MARGIN;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.1} {height:.1}\" width=\"{width:.0}\" \
         height=\"{height:.0}\" role=\"img\">\n<title>{}</title>\n<rect width=\"100%\" height=\"100%\" rx=\"6\" \
         fill=\"#{:06x}\"/>\n<g font-family=\"ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace\" \
         font-size=\"14\" xml:space=\"preserve\">\n",
        escaped(title),
        paper.behind
    );
    for y in 0..area.height {
        row(buffer, y, paper, &mut out);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Draws a row as stretches of cells that look alike.
fn row(buffer: &Buffer, y: u16, paper: Paper, out: &mut String) {
    let area = buffer.area;
    let mut x = 0;
    while x < area.width {
        let start = x;
        let mut text = String::new();
        let mut look = None;
        while x < area.width {
            let Some(cell) = buffer.cell((area.x + x, area.y + y)) else { break };
            let this = Look::of(cell, paper);
            if *look.get_or_insert(this) != this {
                break;
            }
            text.push_str(cell.symbol());
            // The cell behind a wide letter belongs to it.
            x += (cells(cell.symbol()) as u16).max(1);
        }
        match look {
            Some(look) => stretch(look, paper, (start, y, x - start), &text, out),
            None => return,
        }
    }
}

fn stretch(look: Look, paper: Paper, (x, y, count): (u16, u16, u16), text: &str, out: &mut String) {
    let (left, top) = (MARGIN + f64::from(x) * CELL.0, MARGIN + f64::from(y) * CELL.1);
    let width = f64::from(count) * CELL.0;
    if look.behind != paper.behind {
        // Writing into a string cannot fail.
        let _ = writeln!(
            out,
            "<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"{width:.1}\" height=\"{:.1}\" fill=\"#{:06x}\"/>",
            CELL.1, look.behind
        );
    }
    if text.trim().is_empty() && !look.modifier.contains(Modifier::UNDERLINED) {
        return;
    }
    let mut style = String::new();
    for (modifier, attribute) in [
        (Modifier::BOLD, " font-weight=\"bold\""),
        (Modifier::ITALIC, " font-style=\"italic\""),
        (Modifier::DIM, " opacity=\"0.65\""),
        (Modifier::UNDERLINED, " text-decoration=\"underline\""),
        (Modifier::CROSSED_OUT, " text-decoration=\"line-through\""),
    ] {
        if look.modifier.contains(modifier) {
            style.push_str(attribute);
        }
    }
    let _ = writeln!(
        out,
        "<text x=\"{left:.1}\" y=\"{:.1}\" textLength=\"{width:.1}\" fill=\"#{:06x}\"{style}>{}</text>",
        top + BASELINE,
        look.text,
        escaped(text)
    );
}

impl Look {
    fn of(cell: &Cell, paper: Paper) -> Self {
        let (mut text, mut behind) = (colour(cell.fg, paper.text), colour(cell.bg, paper.behind));
        if cell.modifier.contains(Modifier::REVERSED) {
            (text, behind) = (behind, text);
        }
        if cell.modifier.contains(Modifier::HIDDEN) {
            text = behind;
        }
        Self { text, behind, modifier: cell.modifier }
    }
}

fn colour(colour: Color, otherwise: u32) -> u32 {
    let named = |n: usize| NAMED[n];
    match colour {
        Color::Reset => otherwise,
        Color::Black => named(0),
        Color::Red => named(1),
        Color::Green => named(2),
        Color::Yellow => named(3),
        Color::Blue => named(4),
        Color::Magenta => named(5),
        Color::Cyan => named(6),
        Color::Gray => named(7),
        Color::DarkGray => named(8),
        Color::LightRed => named(9),
        Color::LightGreen => named(10),
        Color::LightYellow => named(11),
        Color::LightBlue => named(12),
        Color::LightMagenta => named(13),
        Color::LightCyan => named(14),
        Color::White => named(15),
        Color::Rgb(r, g, b) => u32::from_be_bytes([0, r, g, b]),
        Color::Indexed(n) => indexed(n),
    }
}

/// The 256 colours: the sixteen with names, a cube of six by six by six, and a row of greys.
fn indexed(n: u8) -> u32 {
    let step = |n: u8| if n == 0 { 0 } else { 55 + 40 * n };
    match n {
        0..16 => NAMED[usize::from(n)],
        16..232 => {
            let n = n - 16;
            u32::from_be_bytes([0, step(n / 36), step(n / 6 % 6), step(n % 6)])
        }
        _ => u32::from(8 + 10 * (n - 232)) * 0x01_0101,
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use ratatui::layout::Rect;
    use ratatui::style::Style;

    use super::*;

    const PAPER: Paper = Paper { text: 0xdd_dddd, behind: 0x11_1111 };

    fn drawn(lines: &[(&str, Style)]) -> Vec<String> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 8, lines.len() as u16));
        for (y, (text, style)) in lines.iter().enumerate() {
            buffer.set_string(0, y as u16, text, *style);
        }
        let picture = svg(&buffer, PAPER, "Today <1>");
        assert!(picture.contains("<title>Today &lt;1&gt;</title>"), "{picture}");
        picture
            .lines()
            .filter(|l| l.starts_with("<text") || l.starts_with("<rect x"))
            .map(str::to_owned)
            .collect()
    }

    #[test]
    fn stretches_that_look_alike_are_one_text() {
        let bold = Style::new().fg(Color::Indexed(196)).add_modifier(Modifier::BOLD);
        let plain = Style::new();
        assert_eq!(
            drawn(&[("a<b & ö", plain), ("", plain), ("x", bold)]),
            [
                "<text x=\"12.0\" y=\"25.5\" textLength=\"67.2\" fill=\"#dddddd\">a&lt;b &amp; ö </text>",
                "<text x=\"12.0\" y=\"61.5\" textLength=\"8.4\" fill=\"#ff0000\" font-weight=\"bold\">x</text>",
            ]
        );
    }

    #[test]
    fn reversed_cells_get_a_ground_and_wide_letters_two_cells() {
        let reversed = Style::new().add_modifier(Modifier::REVERSED);
        assert_eq!(
            drawn(&[("例a", reversed)]),
            [
                "<rect x=\"12.0\" y=\"12.0\" width=\"25.2\" height=\"18.0\" fill=\"#dddddd\"/>",
                "<text x=\"12.0\" y=\"25.5\" textLength=\"25.2\" fill=\"#111111\">例a</text>",
            ]
        );
    }

    #[test]
    fn all_256_colours_have_a_place() {
        assert_eq!(
            [indexed(16), indexed(21), indexed(231), indexed(232), indexed(255)],
            [0, 0x00_00ff, 0xff_ffff, 0x08_0808, 0xee_eeee]
        );
    }
}
