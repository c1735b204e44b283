#![allow(clippy::unwrap_used)]

use ratatui::buffer::CellWidth;
use ratatui::style::Color;
use rstest::rstest;

use super::*;

fn env(pairs: &[(&str, &str)]) -> Env {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[test]
fn every_theme_reads_and_names_every_role() {
    for name in ThemeName::ALL {
        let sheet: Sheet = toml::from_str(name.source()).unwrap();
        for role in Role::ALL {
            assert!(sheet.0.contains_key(&role), "{} has no {role:?}", name.as_str());
        }
    }
}

#[test]
fn roles_stand_at_their_own_place() {
    for (place, role) in Role::ALL.into_iter().enumerate() {
        assert_eq!(role as usize, place);
    }
    for (place, name) in ThemeName::ALL.into_iter().enumerate() {
        assert_eq!(name as usize, place);
    }
}

#[test]
fn mistakes_in_a_theme_are_refused() {
    for wrong in [
        "[nonsense]",
        "[text]\nblinking = true",
        "[text]\nfg = \"rosa\"",
        "[text]\nfg = 3",
        "[text]\nbold = 1",
    ] {
        assert!(toml::from_str::<Sheet>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn mono_has_no_colour_and_ansi16_no_more_than_sixteen() {
    for role in Role::ALL {
        let mono = Look::of(ThemeName::Mono).style(role);
        assert_eq!((mono.fg, mono.bg), (None, None), "{role:?}");
        let sixteen = Look::of(ThemeName::Ansi16).style(role);
        for color in [sixteen.fg, sixteen.bg].into_iter().flatten() {
            assert!(!matches!(color, Color::Rgb(..) | Color::Indexed(_)), "{role:?}");
        }
    }
}

#[test]
fn what_must_be_told_apart_looks_apart_in_every_theme() {
    let groups = [
        vec![Role::TypedValue, Role::DefaultValue, Role::CarriedValue, Role::ComputedValue],
        vec![Role::Text, Role::Selected],
        vec![Role::Field, Role::ActiveField],
        vec![Role::TypedValue, Role::NotApplicable],
        vec![Role::Text, Role::Error],
    ];
    for name in ThemeName::ALL {
        let look = Look::of(name);
        for group in &groups {
            for (index, one) in group.iter().enumerate() {
                for other in &group[index + 1..] {
                    assert_ne!(look.style(*one), look.style(*other), "{name:?}: {one:?} and {other:?}");
                }
            }
        }
    }
}

#[rstest]
#[case(&[], ThemeName::Ansi16, &Glyphs::UNICODE)]
#[case(&[("TERM", "xterm-256color")], ThemeName::Ansi16, &Glyphs::UNICODE)]
#[case(&[("NO_COLOR", "1")], ThemeName::Mono, &Glyphs::UNICODE)]
#[case(&[("NO_COLOR", "")], ThemeName::Ansi16, &Glyphs::UNICODE)]
#[case(&[("TERM", "dumb")], ThemeName::Mono, &Glyphs::ASCII)]
#[case(&[("TERM", "vt100")], ThemeName::Mono, &Glyphs::UNICODE)]
#[case(&[("TERM", "linux")], ThemeName::Ansi16, &Glyphs::CONSOLE)]
#[case(&[("TERM", "linux"), ("NO_COLOR", "1")], ThemeName::Mono, &Glyphs::CONSOLE)]
#[case(&[("LOFTE_THEME", "dark"), ("COLORTERM", "truecolor")], ThemeName::Dark, &Glyphs::UNICODE)]
#[case(&[("LOFTE_THEME", "light"), ("TERM", "tmux-256color")], ThemeName::Light, &Glyphs::UNICODE)]
#[case(&[("LOFTE_THEME", "dark"), ("TERM", "linux"), ("COLORTERM", "truecolor")], ThemeName::Ansi16, &Glyphs::CONSOLE)]
#[case(&[("LOFTE_THEME", "mono")], ThemeName::Mono, &Glyphs::UNICODE)]
#[case(&[("LOFTE_THEME", "ansi16"), ("NO_COLOR", "1")], ThemeName::Ansi16, &Glyphs::UNICODE)]
#[case(&[("LOFTE_THEME", "../../etc/passwd"), ("TERM", "../../x")], ThemeName::Ansi16, &Glyphs::UNICODE)]
#[case(&[("TERM", "\u{1b}[2J\0"), ("COLORTERM", "%n%n")], ThemeName::Ansi16, &Glyphs::UNICODE)]
fn the_environment_chooses(
    #[case] pairs: &[(&str, &str)],
    #[case] theme: ThemeName,
    #[case] glyphs: &'static Glyphs,
) {
    let look = Look::from_env(&env(pairs));
    assert_eq!((look.name(), look.glyphs()), (theme, glyphs));
}

#[test]
fn a_value_of_a_megabyte_is_harmless() {
    let long = "x".repeat(1 << 20);
    let names = ["LOFTE_THEME", "NO_COLOR", "TERM", "COLORTERM"];
    assert_eq!(Look::from_env(&env(&names.map(|name| (name, long.as_str())))).name(), ThemeName::Mono);
}

#[test]
fn colours_are_brought_down_to_what_the_terminal_has() {
    let many = Look::from_env(&env(&[("LOFTE_THEME", "dark"), ("TERM", "xterm-256color")]));
    for role in Role::ALL {
        let style = many.style(role);
        assert!(
            ![style.fg, style.bg].into_iter().flatten().any(|color| matches!(color, Color::Rgb(..))),
            "{role:?}"
        );
    }
    assert!(matches!(many.style(Role::Accent).fg, Some(Color::Indexed(_))));
}

#[test]
fn signs_are_one_cell_wide() {
    for set in [&Glyphs::UNICODE, &Glyphs::CONSOLE, &Glyphs::ASCII] {
        for sign in set.cells() {
            assert_eq!(sign.cell_width(), 1, "{sign}");
        }
    }
    assert!(Glyphs::ASCII.cells().iter().all(|sign| sign.is_ascii()));
}
