//! Typing, sizes, company and a desk that dies: what happens while the screen is open.

use std::time::Duration;

use super::terminal::{Place, signal};

#[test]
fn it_starts_and_speaks_swedish() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.wait_for("Att göra").wait_for("Enköping 2021–2023").wait_for("fast klocka");
    assert!(terminal.contents().contains("5 Vuxenvandring"));
    terminal.keys("hst⏎7⏎⏎⏎⏎Åtta ungdomar på ön: väntade på tåget✓").wait_for("Sparat 21:52");
    assert_eq!(place.entries()[0]["note"], "Åtta ungdomar på ön: väntade på tåget");
}

#[test]
fn letters_in_parts_become_whole_ones() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.wait_for("Att göra").keys("hst⏎7⏎⏎⏎⏎");
    // As macOS types them: a letter, then its mark; and the two bytes of ö far apart.
    terminal.send("a\u{30a}a\u{308}".as_bytes()).wait_for("a\u{30a}a\u{308}").send(&[0xc3]);
    std::thread::sleep(Duration::from_millis(120));
    terminal.send(&[0xb6]).keys("✓").wait_for("Sparat");
    assert_eq!(place.entries()[0]["note"], "åäö");
}

#[test]
fn it_follows_the_size_of_the_window() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.wait_for("Att göra").keys("hst").wait_for("Nytt: besök");
    for size in [(0, 0), (1, 1), (40, 12), (65_535, 65_535), (120, 40), (20, 5)] {
        terminal.resize(size.0, size.1);
        std::thread::sleep(Duration::from_millis(60));
    }
    terminal.resize(60, 16).wait_for("Nytt: besök").wait_for("Stortorget").keys("⏎7✓").wait_for("Sparat");
    assert_eq!(place.entries()[0]["contacts"], 7);
}

#[test]
fn a_second_session_sees_the_entry_at_once() {
    let place = Place::new();
    let mut one = place.open();
    one.wait_for("Att göra").keys("6").wait_for("Inga poster");
    let mut two = place.open();
    two.wait_for("Att göra").keys("hst⏎7✓").wait_for("Sparat");
    one.wait_for("besök Stortorget 21:52, 7 kontakter");
}

#[test]
fn a_host_that_is_killed_under_the_screen_costs_nothing() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.wait_for("Att göra").keys("hst⏎7✓").wait_for("Sparat").keys("hmac");
    terminal.wait_for("Macken");
    let hosts = place.hosts();
    assert_eq!(hosts.len(), 1, "one host");
    signal(hosts[0], "KILL");
    terminal.keys("⏎4⏎⏎⏎⏎efter ett avbrott✓");
    terminal.wait_for("besök Macken");
    terminal.keys("6").wait_for("Stortorget").wait_for("Macken").keys("q");
    terminal.wait();
    let entries = place.entries();
    assert_eq!(entries.len(), 2, "nothing lost, nothing twice: {entries:#?}");
}

#[test]
fn half_sequences_are_not_keys() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.wait_for("Att göra").keys("hst⏎7⏎⏎⏎⏎");
    // An arrow in three pieces, a report nobody asked for, a sequence that never ends, invalid UTF-8.
    for piece in [&b"ab\x1b"[..], b"[", b"D", b"\x1b]52;c;aGVq\x07", b"\x1b[<0;3;4M", b"\xff\xfe\xc3", b"c"] {
        terminal.send(piece);
        std::thread::sleep(Duration::from_millis(20));
    }
    terminal.send(b"\x1b[38;5;");
    std::thread::sleep(Duration::from_millis(700));
    terminal.keys("✓").wait_for("Sparat");
    assert_eq!(place.entries()[0]["note"], "acb");
}

#[test]
fn a_paste_of_ten_megabytes_is_taken_and_is_no_key() {
    let place = Place::new();
    let mut terminal = place.open();
    terminal.wait_for("Att göra").keys("hst⏎7⏎⏎⏎⏎");
    terminal.send(b"\x1b[200~");
    for _ in 0..160 {
        terminal.send("q\r\x1b[31m".repeat(8_192).as_bytes());
    }
    terminal.send(b"\x1b[201~").wait_for("kapades");
    terminal.keys("ⓤkort✓").wait_for("Sparat");
    assert_eq!(place.entries()[0]["note"], "kort");
}
