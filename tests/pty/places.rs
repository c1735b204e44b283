//! Terminals of every kind: without colour, without Unicode, hostile.

use rstest::rstest;

use super::terminal::Place;

#[test]
fn without_colour_the_selection_is_still_seen() {
    let place = Place::new();
    place.add(&["visit", "place=stortorget", "contacts=7"]);
    place.add(&["visit", "place=macken", "contacts=3", "arrive=20:00"]);
    let mut terminal = place.open_with(&[("NO_COLOR", "1")], (80, 24));
    terminal.wait_for("Att göra").keys("6").wait_for("Stortorget");
    terminal.screen(|screen| {
        let mut reversed = Vec::new();
        for (row, column) in (0..24).flat_map(|row| (0..80).map(move |column| (row, column))) {
            let cell = screen.cell(row, column).unwrap();
            assert_eq!(cell.fgcolor(), vt100::Color::Default, "a colour at {column},{row}");
            assert_eq!(cell.bgcolor(), vt100::Color::Default, "a background at {column},{row}");
            if cell.inverse() {
                reversed.push(row);
            }
        }
        reversed.dedup();
        let marked = |row: &u16| screen.contents().lines().nth(usize::from(*row)).unwrap().contains('▸');
        assert!(reversed.iter().any(marked), "the marked row is reversed: {reversed:?}");
    });
}

#[rstest]
#[case("linux")]
#[case("dumb")]
#[case("vt100")]
#[case("screen.xterm-256color")]
#[case("")]
#[case("åäö")]
#[case("../../../../etc/passwd")]
#[case("%s%n\u{1b}]0;x\u{7}")]
fn every_terminal_name_starts(#[case] name: &str) {
    let place = Place::new();
    let mut terminal = place.open_with(&[("TERM", name)], (80, 24));
    terminal.wait_for("Att").keys("hst⏎7✓").wait_for("Sparat").keys("q");
    assert!(terminal.wait().0.success());
    let bytes = terminal.bytes();
    let said = String::from_utf8_lossy(&bytes);
    assert!(!said.contains("\x1b]0;x"), "the name reached the terminal");
    if name == "dumb" {
        assert!(!said.contains('▸') && !said.contains('─'), "only ASCII signs");
    }
}

#[rstest]
#[case(0, 0)]
#[case(1, 1)]
#[case(65_535, 65_535)]
fn every_size_starts_and_leaves(#[case] columns: u16, #[case] rows: u16) {
    let place = Place::new();
    let mut terminal = place.open_with(&[], (columns, rows));
    terminal.wait_until("the other screen", vt100::Screen::alternate_screen);
    terminal.keys("q");
    assert!(terminal.wait().0.success());
}

#[rstest]
#[case("C", "To do")]
#[case("en_GB.UTF-8", "To do")]
#[case("sv_FI", "Att göra")]
fn the_language_is_that_of_the_session(#[case] lang: &str, #[case] heading: &str) {
    let place = Place::new();
    let expected = if lang == "C" { "Att göra" } else { heading };
    place.open_with(&[("LANG", lang)], (80, 24)).wait_for(expected);
}
