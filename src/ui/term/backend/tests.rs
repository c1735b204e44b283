#![allow(clippy::unwrap_used)]

use std::num::ParseIntError;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use ratatui::widgets::Paragraph;

use super::*;
use crate::ui::term::Screen;

type Test = Screen<Vec<u8>>;

fn screen(width: u16, height: u16) -> Test {
    Screen::new(Vec::new(), Size::new(width, height)).unwrap()
}

/// Draws a buffer and returns the bytes that were sent.
fn draw(screen: &mut Test, buffer: &Buffer, cursor: Option<(u16, u16)>) -> Vec<u8> {
    screen
        .draw(|frame| {
            for (place, cell) in buffer.area.positions().zip(&buffer.content) {
                frame.buffer_mut()[place] = cell.clone();
            }
            if let Some(place) = cursor {
                frame.set_cursor_position(place);
            }
        })
        .unwrap();
    std::mem::take(screen.out_mut())
}

fn lines(text: &[&str]) -> Buffer {
    Buffer::with_lines(text.iter().copied())
}

/// What the allowed grammar leaves of the bytes: nothing, unless something else was sent.
fn unlawful(bytes: &[u8]) -> Result<(), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mut pieces = text.split('\x1b');
    let first = pieces.next().unwrap_or_default();
    let mut plain = vec![first];
    for piece in pieces {
        let end = piece.find(|letter: char| letter.is_ascii_alphabetic()).ok_or("no end")?;
        let (sequence, rest) = piece.split_at(end + 1);
        let parameters = sequence[..end].strip_prefix('[').ok_or_else(|| format!("{sequence:?}"))?;
        let last = &sequence[end..];
        let numbers: Result<Vec<u16>, ParseIntError> =
            parameters.split(';').filter(|part| !part.is_empty()).map(str::parse).collect();
        let known = match last {
            "h" | "l" => matches!(parameters, "?25" | "?2026"),
            "A" | "B" | "C" | "D" | "G" | "H" | "d" | "m" => numbers.is_ok(),
            "J" | "K" => parameters.is_empty(),
            _ => false,
        };
        if !known {
            return Err(format!("{sequence:?}"));
        }
        plain.push(rest);
    }
    match plain.iter().find(|text| text.contains(char::is_control)) {
        Some(text) => Err(format!("{text:?}")),
        None => Ok(()),
    }
}

fn color(color: Color) -> vt100::Color {
    match color {
        Color::Reset => vt100::Color::Default,
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        Color::Indexed(index) => vt100::Color::Idx(index),
        Color::Red => vt100::Color::Idx(1),
        Color::Gray => vt100::Color::Idx(7),
        Color::LightCyan => vt100::Color::Idx(14),
        other => unreachable!("{other} is not drawn here"),
    }
}

/// Compares what a terminal shows with what was drawn, as far as an eye can tell them apart.
fn compare(terminal: &vt100::Screen, buffer: &Buffer) -> Result<(), String> {
    for y in 0..buffer.area.height {
        let mut x = 0;
        while x < buffer.area.width {
            let (cell, seen) = (&buffer[(x, y)], terminal.cell(y, x).unwrap());
            let text = if seen.contents().is_empty() { " " } else { seen.contents() };
            let bar = Modifier::REVERSED | Modifier::UNDERLINED;
            let mut same = text == cell.symbol()
                && seen.bgcolor() == color(cell.bg)
                && seen.underline() == cell.modifier.contains(Modifier::UNDERLINED)
                && seen.inverse() == cell.modifier.contains(Modifier::REVERSED);
            if text != " " || cell.modifier.intersects(bar) {
                same &= seen.fgcolor() == color(cell.fg)
                    && seen.bold() == cell.modifier.contains(Modifier::BOLD)
                    && seen.dim() == cell.modifier.contains(Modifier::DIM)
                    && seen.italic() == cell.modifier.contains(Modifier::ITALIC);
            }
            if !same {
                return Err(format!("at {x},{y}: {seen:?} for {cell:?}"));
            }
            x += cell.cell_width().max(1);
        }
    }
    Ok(())
}

fn any_style() -> impl Strategy<Value = Style> {
    let colors = || {
        prop::sample::select(vec![
            Color::Reset,
            Color::Reset,
            Color::Red,
            Color::Gray,
            Color::LightCyan,
            Color::Indexed(123),
            Color::Rgb(1, 20, 200),
        ])
    };
    // vt100 keeps only one of bold and dim, so they do not come together here.
    let modifiers = prop::sample::select(vec![
        Modifier::empty(),
        Modifier::empty(),
        Modifier::BOLD,
        Modifier::DIM,
        Modifier::REVERSED,
        Modifier::UNDERLINED,
        Modifier::ITALIC | Modifier::BOLD,
        Modifier::REVERSED | Modifier::DIM,
    ]);
    (colors(), colors(), modifiers).prop_map(|(fg, bg, it)| Style::reset().fg(fg).bg(bg).add_modifier(it))
}

/// A buffer of texts in random styles at random places.
fn any_buffer(width: u16, height: u16) -> impl Strategy<Value = Buffer> {
    let text = prop_oneof![
        "[ -~]{0,12}",
        "[a-zåäöÅÄÖ ·─│█▒▸✓]{0,12}",
        " {0,24}",
        "[a李あ家 ]{0,6}",
        Just("e\u{301}a\u{308}".to_owned()),
    ];
    prop::collection::vec((0..width, 0..height, text, any_style()), 0..10).prop_map(move |pieces| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        for (x, y, text, style) in pieces {
            buffer.set_string(x, y, text, style);
        }
        buffer
    })
}

proptest! {
    #[test]
    fn the_terminal_shows_what_was_drawn(
        frames in prop::collection::vec((any_buffer(24, 5), prop::option::of((0..24_u16, 0..5_u16))), 1..6)
    ) {
        let mut screen = screen(24, 5);
        let mut terminal = vt100::Parser::new(5, 24, 0);
        for (buffer, cursor) in &frames {
            let bytes = draw(&mut screen, buffer, *cursor);
            prop_assert_eq!(unlawful(&bytes), Ok(()));
            terminal.process(&bytes);
            let seen = terminal.screen();
            prop_assert_eq!(compare(seen, buffer), Ok(()), "{}", String::from_utf8_lossy(&bytes).escape_debug());
            prop_assert_eq!(seen.hide_cursor(), cursor.is_none());
            if let Some((x, y)) = cursor {
                prop_assert_eq!(seen.cursor_position(), (*y, *x));
            }
            prop_assert_eq!(draw(&mut screen, buffer, *cursor), b"", "the same again costs nothing");
        }
    }

    #[test]
    fn any_size_and_any_resize_is_drawn(
        sizes in prop::collection::vec((2..40_u16, 1..12_u16), 1..5), text in "[ -~åäö李]{0,300}"
    ) {
        let mut screen = screen(1, 1);
        for (width, height) in sizes {
            screen.resize(width, height).unwrap();
            let mut terminal = vt100::Parser::new(height, width, 0);
            terminal.process(b"\x1b[7mx");
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            for y in 0..height {
                buffer.set_string(0, y, &text, Style::new());
            }
            terminal.process(&draw(&mut screen, &buffer, None));
            prop_assert_eq!(compare(terminal.screen(), &buffer), Ok(()));
        }
    }

    #[test]
    fn no_cell_sends_anything_but_the_grammar(symbols in prop::collection::vec(".{0,6}|[\\x00-\\x7f\u{80}-\u{9f}]{0,6}", 1..20)) {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
        for (x, symbol) in (0..).zip(&symbols) {
            buffer[(x, 0)].set_symbol(symbol);
        }
        prop_assert_eq!(unlawful(&draw(&mut screen(20, 1), &buffer, None)), Ok(()));
    }
}

#[test]
fn the_smallest_and_the_largest_screens_are_drawn() {
    for (claimed, real) in [((1, 1), (1, 1)), ((0, 0), (80, 24)), ((u16::MAX, u16::MAX), (500, 200))] {
        let mut screen = screen(claimed.0, claimed.1);
        assert_eq!(screen.size(), Size::new(real.0, real.1));
        let mut buffer = Buffer::empty(Rect::from(screen.size()));
        buffer.set_string(0, 0, "李 Åsa", Style::new());
        draw(&mut screen, &buffer, Some((u16::MAX, u16::MAX)));
        screen.resize(40, 10).unwrap();
        screen.resize(claimed.0, claimed.1).unwrap();
        assert!(!draw(&mut screen, &buffer, None).is_empty());
    }
}

#[test]
fn hostile_cells_show_the_sign() {
    let mut buffer = lines(&["abcdef"]);
    for (x, symbol) in [(1, "\x1b]52;c;aGVq\x07"), (2, "\x07"), (3, "\u{202e}"), (5, "李")] {
        buffer[(x, 0)].set_symbol(symbol);
    }
    let mut terminal = vt100::Parser::new(1, 6, 0);
    terminal.process(&draw(&mut screen(6, 1), &buffer, None));
    assert_eq!(terminal.screen().contents(), "a␦␦␦e␦");
}

/// A screen like the desk's: a rule, twenty lines of columns, a footer; and a marker on one line.
fn desk(marked: u16) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    let reversed = Style::new().add_modifier(Modifier::REVERSED);
    buffer.set_string(0, 0, " lofte  Enköping 2021–2023", Style::new().add_modifier(Modifier::BOLD));
    buffer.set_string(1, 1, "─".repeat(78), Style::new().add_modifier(Modifier::DIM));
    for y in 2..22 {
        let text =
            format!("   Hot spots   besök Stortorget {y:02}:30            ti 21 nov        {y} kontakter");
        buffer.set_string(0, y, format!("{text:<80}"), if y == marked { reversed } else { Style::new() });
    }
    buffer.set_string(1, 23, "⏎ registrera  n nytt  / sök  ? hjälp  q avsluta", Style::new().fg(Color::Gray));
    buffer
}

#[test]
fn a_marker_moved_by_reversing_two_lines_costs_little() {
    let mut screen = screen(80, 24);
    draw(&mut screen, &desk(5), None);
    let bytes = draw(&mut screen, &desk(6), None);
    assert!(bytes.len() <= 200, "{} bytes for two whole lines", bytes.len());
}

#[test]
fn a_marker_moved_beside_its_line_costs_at_most_150_bytes() {
    let marked = |row: u16| {
        let mut buffer = desk(0);
        buffer.set_string(1, row, "▸", Style::new().fg(Color::LightCyan));
        buffer.set_style(Rect::new(3, row, 28, 1), Style::new().add_modifier(Modifier::BOLD));
        buffer
    };
    let mut screen = screen(80, 24);
    draw(&mut screen, &marked(5), Some((1, 5)));
    let bytes = draw(&mut screen, &marked(6), Some((1, 6)));
    assert!(bytes.len() <= 150, "{} bytes", bytes.len());
}

#[test]
fn a_letter_in_a_field_costs_at_most_30_bytes() {
    let mut screen = screen(80, 24);
    let underlined = Style::new().fg(Color::LightCyan).add_modifier(Modifier::UNDERLINED);
    let mut text = String::new();
    for (typed, most) in [("s", 30), ("t", 30), ("o", 2), ("r", 2)] {
        text.push_str(typed);
        let mut buffer = desk(0);
        buffer.set_string(20, 12, format!("{text:<30}"), underlined);
        let bytes = draw(&mut screen, &buffer, Some((20 + text.len() as u16, 12)));
        if text.len() > 1 {
            assert!(bytes.len() <= most, "{} bytes for {typed}", bytes.len());
        }
    }
}

#[test]
fn a_whole_screen_is_shown_at_once_and_within_its_budget() {
    let mut screen = screen(80, 24);
    let bytes = draw(&mut screen, &desk(4), None);
    assert!(bytes.starts_with(BEGIN) && bytes.ends_with(END));
    assert!(bytes.len() <= 2_000, "{} bytes", bytes.len());
    let other = draw(&mut screen, &lines(&["x"; 24].map(|_| "kort rad")), None);
    assert!(other.len() <= 2_000, "{} bytes", other.len());
}

#[test]
fn short_frames_are_sent_bare_and_unchanged_ones_not_at_all() {
    let mut screen = screen(10, 1);
    let buffer = lines(&["hej       "]);
    assert_eq!(draw(&mut screen, &buffer, None), b"\x1b[H\x1b[mhej\x1b[?25l");
    assert_eq!(draw(&mut screen, &buffer, None), b"");
    assert_eq!(draw(&mut screen, &lines(&["          "]), Some((0, 0))), b"\x1b[G   \x1b[G\x1b[?25h");
}

#[test]
fn the_rest_of_a_line_is_erased_only_on_the_plain_background() {
    let mut screen = screen(20, 1);
    draw(&mut screen, &lines(&["abcdefghijklmnopqrst"]), None);
    assert_eq!(draw(&mut screen, &lines(&["abc                 "]), None), b"\x1b[;4H\x1b[K");
    let mut buffer = lines(&["abc                 "]);
    buffer.set_style(Rect::new(3, 0, 17, 1), Style::new().bg(Color::Red));
    let bytes = draw(&mut screen, &buffer, None);
    assert!(!bytes.ends_with(ERASE) && bytes.ends_with(b" "), "{:?}", String::from_utf8_lossy(&bytes));
}

#[test]
fn the_cursor_is_neither_hidden_nor_shown_again_for_a_frame() {
    let mut screen = screen(20, 2);
    draw(&mut screen, &lines(&["  x", ""]), Some((3, 1)));
    let bytes = draw(&mut screen, &lines(&["abx", ""]), Some((3, 1)));
    assert_eq!(String::from_utf8_lossy(&bytes), "\x1b[Hab\x1b[2;4H");
}

#[test]
fn redrawing_sends_everything_again() {
    let mut screen = screen(20, 2);
    let buffer = lines(&["hej", "san"]);
    draw(&mut screen, &buffer, Some((1, 1)));
    let mut terminal = vt100::Parser::new(2, 20, 0);
    terminal.process(b"\x1b[?25l\x1b[7mline noise\r\nmore of it");
    screen.redraw_all().unwrap();
    terminal.process(&draw(&mut screen, &buffer, Some((1, 1))));
    assert_eq!(terminal.screen().contents(), "hej\nsan");
    assert_eq!((terminal.screen().cursor_position(), terminal.screen().hide_cursor()), ((1, 1), false));
}

#[test]
fn a_widget_is_drawn_through_ratatui() {
    let mut screen = screen(12, 1);
    screen.draw(|frame| frame.render_widget(Paragraph::new("Åsa\x1b[2J 7"), frame.area())).unwrap();
    let bytes = std::mem::take(screen.out_mut());
    assert_eq!(unlawful(&bytes), Ok(()));
    assert!(String::from_utf8_lossy(&bytes).contains("Åsa[2J 7"));
}

/// Takes a few bytes and then fails, as a terminal does whose line was cut.
struct Cut(usize);

impl Write for Cut {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0 == 0 {
            return Err(rustix::io::Errno::IO.into());
        }
        let taken = bytes.len().min(self.0);
        self.0 -= taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_line_that_is_cut_is_told() {
    let mut screen = Screen::new(Cut(3), Size::new(10, 1)).unwrap();
    let error = screen.draw(|frame| frame.render_widget(Paragraph::new("hej"), frame.area())).unwrap_err();
    assert!(crate::ui::term::tty::is_gone(&error));
}

#[test]
fn the_shortest_move_is_chosen() {
    for (from, to, expected) in [
        (None, (0, 0), "[H"),
        (None, (4, 0), "[;5H"),
        (None, (0, 4), "[5H"),
        (Some((3, 4)), (4, 4), "[C"),
        (Some((3, 4)), (2, 4), "[D"),
        (Some((3, 4)), (3, 5), "[B"),
        (Some((3, 4)), (3, 3), "[A"),
        (Some((3, 4)), (13, 4), "[10C"),
        (Some((70, 4)), (0, 4), "[G"),
        (Some((70, 4)), (5, 4), "[6G"),
        (Some((3, 20)), (3, 4), "[5d"),
        (Some((3, 20)), (4, 4), "[5;5H"),
    ] {
        let mut bytes = Vec::new();
        movement(from.map(|(x, y)| Position::new(x, y)), Position::from(to), &mut bytes);
        assert_eq!(String::from_utf8_lossy(&bytes), format!("\x1b{expected}"), "{from:?} to {to:?}");
    }
}
