//! The signs drawn beside words, in three sets.

/// A set of signs. Each is one cell wide, except the key names.
#[derive(Debug, PartialEq, Eq)]
pub struct Glyphs {
    /// Stands before the line the marker is on.
    pub marker: &'static str,
    /// A line between parts, one cell of it.
    pub rule: &'static str,
    /// An upright line, one cell of it.
    pub upright: &'static str,
    /// A reached cell of a bar.
    pub bar: &'static str,
    /// A cell of a bar that is not reached.
    pub bar_rest: &'static str,
    /// Ends a text that was cut.
    pub ellipsis: &'static str,
    /// Stands between alike things on a line.
    pub dot: &'static str,
    /// Stands for nothing, and before the part of a whole.
    pub dash: &'static str,
    /// Done, kept, chosen.
    pub tick: &'static str,
    /// Has not happened though it should.
    pub cross: &'static str,
    /// More above.
    pub up: &'static str,
    /// More below.
    pub down: &'static str,
    /// More to the left, or before.
    pub left: &'static str,
    /// More to the right, or after.
    pub right: &'static str,
    /// The Enter key.
    pub enter: &'static str,
    /// The four arrow keys.
    pub arrows: &'static str,
}

impl Glyphs {
    /// For terminal windows.
    pub const UNICODE: Self = Self {
        marker: "▸",
        rule: "─",
        upright: "│",
        bar: "▆",
        bar_rest: "░",
        ellipsis: "…",
        dot: "·",
        dash: "–",
        tick: "✓",
        cross: "✗",
        up: "↑",
        down: "↓",
        left: "←",
        right: "→",
        enter: "⏎",
        arrows: "←↑↓→",
    };

    /// For the Linux console, whose font has 256 or 512 signs.
    pub const CONSOLE: Self = Self {
        marker: ">",
        rule: "-",
        upright: "|",
        bar: "█",
        bar_rest: "▒",
        ellipsis: "~",
        dot: "·",
        dash: "-",
        tick: "+",
        cross: "x",
        ..Self::ASCII
    };

    /// For terminals that promise nothing.
    pub const ASCII: Self = Self {
        marker: ">",
        rule: "-",
        upright: "|",
        bar: "#",
        bar_rest: ".",
        ellipsis: "~",
        dot: "-",
        dash: "-",
        tick: "+",
        cross: "x",
        up: "^",
        down: "v",
        left: "<",
        right: ">",
        enter: "Enter",
        arrows: "<^v>",
    };

    /// Returns every sign that is one cell wide.
    #[must_use]
    pub fn cells(&self) -> [&'static str; 14] {
        [
            self.marker,
            self.rule,
            self.upright,
            self.bar,
            self.bar_rest,
            self.ellipsis,
            self.dot,
            self.dash,
            self.tick,
            self.cross,
            self.up,
            self.down,
            self.left,
            self.right,
        ]
    }
}
