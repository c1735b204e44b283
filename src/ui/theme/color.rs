//! How many colours a terminal has, and the nearest of them to the one a theme wants.

use std::str::FromStr;

use ratatui::style::Color;
use serde::{Deserialize, Deserializer, de};

/// How many colours a terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depth {
    /// The sixteen that the person has chosen.
    Sixteen,
    /// xterm's 256.
    Many,
    /// Any.
    True,
}

impl Depth {
    /// Tells the depth from TERM and COLORTERM, by names known to mean it.
    pub(super) fn of(term: &str, colorterm: &str) -> Self {
        if term == "linux" || term == "dumb" || term.starts_with("vt") {
            return Self::Sixteen;
        }
        if matches!(colorterm, "truecolor" | "24bit") || matches!(term, "xterm-kitty" | "xterm-ghostty") {
            return Self::True;
        }
        if term.ends_with("-256color") || matches!(term, "alacritty" | "foot" | "wezterm" | "contour") {
            return Self::Many;
        }
        Self::Sixteen
    }
}

/// A colour in a theme: a name, an index of xterm's 256, or `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paint(Color);

impl Paint {
    /// Returns the colour, or the nearest to it that the terminal has.
    pub(super) fn at(self, depth: Depth) -> Color {
        match self.0 {
            Color::Rgb(red, green, blue) if depth != Depth::True => {
                Color::Indexed(nearest([red, green, blue]))
            }
            color => color,
        }
    }
}

impl<'de> Deserialize<'de> for Paint {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let color = Color::from_str(&text);
        color
            .map(Self)
            .map_err(|_| de::Error::custom(format!("`{text}` is no colour: a name, 0–255 or #rrggbb")))
    }
}

/// Returns the index among xterm's 256 that is nearest to a colour: in the 6×6×6 cube, or among the greys.
fn nearest(wanted: [u8; 3]) -> u8 {
    const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    let distance = |other: [u8; 3]| -> u32 {
        wanted.iter().zip(other).map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).sum()
    };
    let level =
        |value: u8| (0..6_u8).min_by_key(|step| LEVELS[usize::from(*step)].abs_diff(value)).unwrap_or(0);
    let steps = wanted.map(level);
    let cube = (16 + 36 * steps[0] + 6 * steps[1] + steps[2], steps.map(|step| LEVELS[usize::from(step)]));
    let greys = (0..24_u8).map(|step| (232 + step, [8 + 10 * step; 3]));
    greys.chain([cube]).min_by_key(|(_, color)| distance(*color)).map_or(cube.0, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_of_256_is_found() {
        for (wanted, index) in [
            ([0, 0, 0], 16),
            ([255, 255, 255], 231),
            ([255, 0, 0], 196),
            ([8, 8, 8], 232),
            ([128, 128, 128], 244),
            ([95, 135, 175], 67),
        ] {
            assert_eq!(nearest(wanted), index, "{wanted:?}");
        }
    }
}
