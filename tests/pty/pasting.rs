//! A list pasted into the real terminal: it arrives whole, one key enrols all of it, and a lost line loses only the list.

use std::thread;
use std::time::Duration;

use super::terminal::{Place, Terminal, signal};

const NAMES: [&str; 12] = [
    "Ada Alm",
    "Bea Berg",
    "Cia Ceder",
    "Disa Dal",
    "Elin Ek",
    "Fia Fors",
    "Gun Gran",
    "Hugo Hed",
    "Isak Ik",
    "Jon Jord",
    "Kalle Kil",
    "Love Lind",
];

/// The list as a terminal sends it: between its marks, each line ended by a carriage return.
fn pasted() -> Vec<u8> {
    let rows: String = NAMES
        .iter()
        .enumerate()
        .map(|(n, name)| format!("{name}\t2006\t{}\tGymnasium A\r", if n < 7 { "kvinna" } else { "man" }))
        .collect();
    format!("\x1b[200~Namn\tFödelseår\tKön\tSkola\r{rows}\x1b[201~").into_bytes()
}

/// A desk with next spring's course, and a screen on its page.
fn at_course() -> (Place, Terminal) {
    let place = Place::new();
    place.add(&["course", "start=2024-01-18"]);
    let mut terminal = place.open();
    terminal.wait_for("Att göra");
    terminal.keys("2⏎").wait_for("Inga deltagare");
    (place, terminal)
}

fn enrolled(place: &Place) -> usize {
    place.entries().iter().filter(|entry| entry["form"] == "participant").count()
}

#[test]
fn twelve_lines_are_enrolled_with_one_key() {
    let (place, mut terminal) = at_course();
    terminal.send(&pasted()).wait_for("Enter sparar 12 antagna.");
    assert_eq!(enrolled(&place), 0);
    let keys = "⏎";
    terminal.keys(keys).wait_for("Sparat 21:52  12 antagna");
    assert_eq!((enrolled(&place), keys.chars().count()), (12, 1));
    terminal.keys("u").wait_for("Inga deltagare");
    assert_eq!(enrolled(&place), 0);
}

#[test]
fn a_paste_in_pieces_with_the_key_behind_it_is_the_same() {
    let (place, mut terminal) = at_course();
    for piece in [pasted(), b"\r".to_vec()].concat().chunks(7) {
        terminal.send(piece);
        thread::sleep(Duration::from_millis(5));
    }
    terminal.wait_for("Sparat 21:52  12 antagna");
    assert_eq!(enrolled(&place), 12);
}

#[test]
fn a_lost_line_loses_only_the_list() {
    let (place, mut terminal) = at_course();
    terminal.send(&pasted()).wait_for("Enter sparar 12 antagna.");
    terminal.hang_up();
    terminal.wait();
    assert_eq!(enrolled(&place), 0);
    let mut terminal = place.open();
    terminal.wait_for("Att göra");
    terminal.keys("2⏎").wait_for("Inga deltagare");
    assert!(!terminal.contents().contains("utkast"), "{}", terminal.contents());
}

#[test]
fn a_host_killed_before_the_key_saves_all_of_it_once() {
    let (place, mut terminal) = at_course();
    terminal.send(&pasted()).wait_for("Enter sparar 12 antagna.");
    for host in place.hosts() {
        signal(host, "KILL");
    }
    terminal.keys("⏎").wait_for("Sparat 21:52  12 antagna");
    assert_eq!(enrolled(&place), 12);
}
