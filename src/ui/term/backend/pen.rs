//! The style the terminal writes with, and the shortest SGR sequence from one style to the next.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// Modifiers that show on a cell without a letter.
const ON_BLANKS: Modifier = Modifier::REVERSED
    .union(Modifier::UNDERLINED)
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::SLOW_BLINK)
    .union(Modifier::RAPID_BLINK);

/// Each modifier with the parameter that sets it and the one that takes it away.
const PARAMETERS: [(Modifier, u8, u8); 9] = [
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// A style as the terminal holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pen {
    pub(super) fg: Color,
    pub(super) bg: Color,
    pub(super) modifier: Modifier,
}

impl Pen {
    /// The style after a reset.
    pub(super) const PLAIN: Self = Self { fg: Color::Reset, bg: Color::Reset, modifier: Modifier::empty() };

    /// Returns the style a cell asks for.
    pub(super) fn of(cell: &Cell) -> Self {
        Self { fg: cell.fg, bg: cell.bg, modifier: cell.modifier }
    }

    /// Tells whether a cell without a letter looks like the terminal's own background.
    pub(super) fn is_invisible(self) -> bool {
        self.bg == Color::Reset && !self.modifier.intersects(ON_BLANKS)
    }

    /// Tells whether two styles look the same on a cell without a letter.
    pub(super) fn matches_on_blank(self, other: Self) -> bool {
        self == other || (self.bg == other.bg && !(self.modifier | other.modifier).intersects(ON_BLANKS))
    }

    /// Appends the sequence that makes a blank cell look as `wanted`, and returns the style the terminal then has.
    pub(super) fn change_for_blank(self, wanted: Self, bytes: &mut Vec<u8>) -> Self {
        if self.matches_on_blank(wanted) {
            return self;
        }
        if wanted.modifier.intersects(ON_BLANKS) {
            self.change(wanted, bytes);
            return wanted;
        }
        // Only the background matters: either keep the rest, or drop it, whichever is shorter.
        let kept = Self { bg: wanted.bg, modifier: self.modifier - ON_BLANKS, ..self };
        let dropped = Self { bg: wanted.bg, ..Self::PLAIN };
        let target = if self.cost(kept) < self.cost(dropped) { kept } else { dropped };
        self.change(target, bytes);
        target
    }

    /// Appends the shortest sequence from this style to `wanted`; nothing when they are the same.
    pub(super) fn change(self, wanted: Self, bytes: &mut Vec<u8>) {
        if self == wanted {
            return;
        }
        let (stepwise, afresh) = (self.steps(wanted), wanted.afresh());
        Self::write(if stepwise.len() < afresh.len() { &stepwise } else { &afresh }, bytes);
    }

    /// Appends the sequence that makes the style `self` whatever it was before.
    pub(super) fn set(self, bytes: &mut Vec<u8>) {
        Self::write(&self.afresh(), bytes);
    }

    fn cost(self, wanted: Self) -> usize {
        if self == wanted { 0 } else { self.steps(wanted).len().min(wanted.afresh().len()) }
    }

    fn write(parameters: &[u8], bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(b"\x1b[");
        bytes.extend_from_slice(parameters);
        bytes.push(b'm');
    }

    /// Returns the parameters that change only what differs.
    fn steps(self, wanted: Self) -> Vec<u8> {
        let mut list = Vec::with_capacity(24);
        let mut held = self.modifier;
        for (modifier, _, off) in PARAMETERS {
            if held.contains(modifier) && !wanted.modifier.contains(modifier) {
                number(off, &mut list);
                // Bold and dim share the parameter that ends them, and so do the two blinks.
                for (also, _, _) in PARAMETERS.iter().filter(|(_, _, other)| *other == off) {
                    held -= *also;
                }
            }
        }
        for (modifier, on, _) in PARAMETERS {
            if wanted.modifier.contains(modifier) && !held.contains(modifier) {
                number(on, &mut list);
            }
        }
        if self.fg != wanted.fg {
            color(wanted.fg, 30, &mut list);
        }
        if self.bg != wanted.bg {
            color(wanted.bg, 40, &mut list);
        }
        list
    }

    /// Returns the parameters of a reset followed by what is wanted; an empty first one is 0, the reset.
    fn afresh(self) -> Vec<u8> {
        let steps = Self::PLAIN.steps(self);
        if steps.is_empty() {
            return steps;
        }
        let mut list = Vec::with_capacity(steps.len() + 1);
        list.push(b';');
        list.extend_from_slice(&steps);
        list
    }
}

fn number(value: u8, list: &mut Vec<u8>) {
    if !list.is_empty() {
        list.push(b';');
    }
    super::decimal(u16::from(value), list);
}

/// Appends a colour; `base` is 30 for letters and 40 for the background.
fn color(color: Color, base: u8, list: &mut Vec<u8>) {
    let index = match color {
        Color::Reset => return number(base + 9, list),
        Color::Black => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(index) => index,
        Color::Rgb(red, green, blue) => {
            return [base + 8, 2, red, green, blue].into_iter().for_each(|value| number(value, list));
        }
    };
    match index {
        0..=7 => number(base + index, list),
        8..=15 => number(base + 60 + index - 8, list),
        _ => [base + 8, 5, index].into_iter().for_each(|value| number(value, list)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(from: Pen, to: Pen) -> String {
        let mut bytes = Vec::new();
        from.change(to, &mut bytes);
        String::from_utf8_lossy(&bytes).replace('\x1b', "^")
    }

    fn pen(fg: Color, bg: Color, modifier: Modifier) -> Pen {
        Pen { fg, bg, modifier }
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let (reset, bold, dim) = (Color::Reset, Modifier::BOLD, Modifier::DIM);
        let red_bold = pen(Color::Red, reset, bold);
        for (from, to, expected) in [
            (Pen::PLAIN, Pen::PLAIN, ""),
            (Pen::PLAIN, red_bold, "^[1;31m"),
            (red_bold, Pen::PLAIN, "^[m"),
            (red_bold, pen(Color::Blue, reset, bold), "^[34m"),
            (red_bold, pen(reset, reset, Modifier::REVERSED), "^[;7m"),
            (red_bold, pen(Color::Red, reset, dim), "^[22;2m"),
            (pen(reset, reset, bold | dim), pen(reset, reset, dim), "^[;2m"),
            (Pen::PLAIN, pen(Color::DarkGray, Color::White, Modifier::empty()), "^[90;107m"),
            (Pen::PLAIN, pen(Color::Indexed(3), Color::Indexed(200), Modifier::empty()), "^[33;48;5;200m"),
            (Pen::PLAIN, pen(Color::Rgb(1, 2, 3), reset, Modifier::empty()), "^[38;2;1;2;3m"),
        ] {
            assert_eq!(change(from, to), expected, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn a_blank_asks_only_for_what_shows() {
        let red = pen(Color::Red, Color::Reset, Modifier::BOLD);
        let mut bytes = Vec::new();
        assert_eq!(red.change_for_blank(Pen::PLAIN, &mut bytes), red);
        assert!(bytes.is_empty());
        let underlined = pen(Color::Red, Color::Reset, Modifier::UNDERLINED);
        assert!(underlined.change_for_blank(Pen::PLAIN, &mut bytes).is_invisible());
        assert_eq!(bytes, b"\x1b[m");
    }
}
