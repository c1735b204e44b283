//! How things look: a style for each role, and the signs drawn beside words.
//!
//! The themes are data in `assets/themes/`. No meaning is carried by colour alone: every theme can be replaced by
//! `mono`, which has attributes only. What a role means is the screens' business, and so are the words.

mod color;
mod glyphs;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use ratatui::style::{Modifier, Style};
use serde::Deserialize;

use color::{Depth, Paint};
pub use glyphs::Glyphs;

/// What a piece of the screen is, as far as its look is concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Text that explains or recedes: units, hints, what is not due.
    Muted,
    /// The one accent: the current tab, the marker.
    Accent,
    /// The title of a part of the screen.
    Heading,
    /// A line between parts.
    Rule,
    /// The line the marker stands on.
    Selected,
    /// What has been chosen among several.
    Chosen,
    /// A key in the footer or in help.
    Key,
    /// The part of a text that a search found.
    Found,
    /// A field that is not being filled in.
    Field,
    /// The field being filled in.
    ActiveField,
    /// A value that somebody typed.
    TypedValue,
    /// A value that the plan proposes.
    DefaultValue,
    /// A value carried over from the entry before.
    CarriedValue,
    /// A value worked out from others.
    ComputedValue,
    /// A field that does not apply, with the value it had.
    NotApplicable,
    /// The part of a bar that is reached.
    Bar,
    /// The part of a bar that is not.
    BarRest,
    /// According to plan; kept; saved.
    Good,
    /// Late, or to be looked at.
    Warning,
    /// Refused, missing or not saved.
    Error,
    /// The mark of example data and of a fixed clock.
    Example,
}

impl Role {
    /// Every role, in the order of the variants.
    pub const ALL: [Self; 22] = [
        Self::Text,
        Self::Muted,
        Self::Accent,
        Self::Heading,
        Self::Rule,
        Self::Selected,
        Self::Chosen,
        Self::Key,
        Self::Found,
        Self::Field,
        Self::ActiveField,
        Self::TypedValue,
        Self::DefaultValue,
        Self::CarriedValue,
        Self::ComputedValue,
        Self::NotApplicable,
        Self::Bar,
        Self::BarRest,
        Self::Good,
        Self::Warning,
        Self::Error,
        Self::Example,
    ];
}

/// The themes there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeName {
    /// For a dark background, in colours of its own.
    Dark,
    /// For a light background, in colours of its own.
    Light,
    /// The terminal's own text and background with its sixteen colours.
    Ansi16,
    /// Attributes only.
    Mono,
}

impl ThemeName {
    /// Every theme.
    pub const ALL: [Self; 4] = [Self::Dark, Self::Light, Self::Ansi16, Self::Mono];

    /// Returns the name as it is written in the environment and in settings.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Ansi16 => "ansi16",
            Self::Mono => "mono",
        }
    }

    /// Returns the theme of this name, if there is one.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == name)
    }

    fn source(self) -> &'static str {
        match self {
            Self::Dark => include_str!("../../assets/themes/dark.toml"),
            Self::Light => include_str!("../../assets/themes/light.toml"),
            Self::Ansi16 => include_str!("../../assets/themes/ansi16.toml"),
            Self::Mono => include_str!("../../assets/themes/mono.toml"),
        }
    }

    fn sheet(self) -> &'static Sheet {
        static SHEETS: [OnceLock<Sheet>; 4] = [const { OnceLock::new() }; 4];
        SHEETS[self as usize].get_or_init(|| {
            #[allow(clippy::expect_used, reason = "the text is embedded, and a test reads every theme")]
            toml::from_str(self.source()).expect("an embedded theme")
        })
    }
}

/// The four variables that say what a terminal can show. Other variables are of no interest here.
pub type Env = BTreeMap<String, String>;

/// Reads the variables that [`Look::from_env`] knows from the process; what is not UTF-8 is left out.
#[must_use]
pub fn process_env() -> Env {
    let known = ["LOFTE_THEME", "NO_COLOR", "TERM", "COLORTERM"];
    known.into_iter().filter_map(|name| Some((name.to_owned(), std::env::var(name).ok()?))).collect()
}

/// A theme and a set of signs that suit a terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    name: ThemeName,
    styles: [Style; Role::ALL.len()],
    glyphs: &'static Glyphs,
}

impl Look {
    /// Chooses what suits the terminal that the environment describes.
    ///
    /// `LOFTE_THEME` names a theme; without it, `NO_COLOR` and terminals without colour give `mono`, and all others
    /// `ansi16`. Values are only compared with known ones; an unknown one counts as absent.
    #[must_use]
    pub fn from_env(env: &Env) -> Self {
        let value = |name: &str| env.get(name).map_or("", String::as_str);
        let term = value("TERM");
        let colorless = term == "dumb" || term.starts_with("vt");
        let depth = Depth::of(term, value("COLORTERM"));
        let name = match ThemeName::named(value("LOFTE_THEME")) {
            // These need more colours than sixteen.
            Some(ThemeName::Dark | ThemeName::Light) if depth == Depth::Sixteen => ThemeName::Ansi16,
            Some(name) => name,
            None if colorless || !value("NO_COLOR").is_empty() => ThemeName::Mono,
            None => ThemeName::Ansi16,
        };
        let glyphs = match term {
            "linux" => &Glyphs::CONSOLE,
            "dumb" => &Glyphs::ASCII,
            _ => &Glyphs::UNICODE,
        };
        Self { name, styles: Role::ALL.map(|role| name.sheet().style(role, depth)), glyphs }
    }

    /// Returns a theme with the Unicode signs, as on a terminal with every colour.
    #[must_use]
    pub fn of(name: ThemeName) -> Self {
        let styles = Role::ALL.map(|role| name.sheet().style(role, Depth::True));
        Self { name, styles, glyphs: &Glyphs::UNICODE }
    }

    /// Returns which theme it is.
    #[must_use]
    pub fn name(&self) -> ThemeName {
        self.name
    }

    /// Returns the style of a role.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles[role as usize]
    }

    /// Returns the signs.
    #[must_use]
    pub fn glyphs(&self) -> &'static Glyphs {
        self.glyphs
    }
}

/// A theme file.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
struct Sheet(BTreeMap<Role, Entry>);

/// What a theme file says of one role.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[allow(clippy::struct_excessive_bools, reason = "the attributes are independent, and named so in the file")]
struct Entry {
    fg: Option<Paint>,
    bg: Option<Paint>,
    bold: bool,
    dim: bool,
    italic: bool,
    underlined: bool,
    reversed: bool,
}

impl Sheet {
    fn style(&self, role: Role, depth: Depth) -> Style {
        let Some(entry) = self.0.get(&role) else { return Style::new() };
        let mut style = Style::new();
        style.fg = entry.fg.map(|paint| paint.at(depth));
        style.bg = entry.bg.map(|paint| paint.at(depth));
        let attributes = [
            (entry.bold, Modifier::BOLD),
            (entry.dim, Modifier::DIM),
            (entry.italic, Modifier::ITALIC),
            (entry.underlined, Modifier::UNDERLINED),
            (entry.reversed, Modifier::REVERSED),
        ];
        attributes.into_iter().filter(|(set, _)| *set).fold(style, |style, (_, it)| style.add_modifier(it))
    }
}

#[cfg(test)]
mod tests;
