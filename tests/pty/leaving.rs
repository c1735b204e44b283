//! However the program ends, the terminal is whole, the draft is kept, and it is gone within a second.

use std::time::Duration;

use rstest::rstest;

use super::terminal::{Place, Terminal, signal};

/// How long leaving may take, with some room for a busy machine.
const A_SECOND: Duration = Duration::from_millis(1_500);

fn begun(place: &Place) -> Terminal {
    let mut terminal = place.open();
    terminal.wait_for("Att göra").keys("hst").wait_for("⏎ Stortorget").wait_until("the field", |screen| {
        screen.contents().contains("Nytt: besök") && screen.alternate_screen() && screen.bracketed_paste()
    });
    terminal
}

fn is_whole(terminal: &mut Terminal) {
    assert_eq!(terminal.modes(), terminal.found, "the terminal's modes are not as they were");
    terminal.drain();
    terminal.screen(|screen| {
        assert!(!screen.alternate_screen(), "still on the other screen");
        assert!(!screen.bracketed_paste(), "pastes are still marked");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
    });
    let bytes = terminal.bytes();
    let said = String::from_utf8_lossy(&bytes);
    let last = |sign: &str| said.rfind(sign).unwrap_or_else(|| panic!("{sign:?} was never sent"));
    assert!(last("\x1b[?1049l") > last("\x1b[?1049h"));
    assert!(last("\x1b[?2004l") > last("\x1b[?2004h"));
    assert!(last("\x1b[?25h") > last("\x1b[?25l"));
    for never in ["\x1b[?1000h", "\x1b[?1002h", "\x1b[?1003h", "\x1b[>", "\x1b]11;?", "\x1b[6n", "\x1b[c"] {
        assert!(!said.contains(never), "{never:?} was sent");
    }
}

fn draft_is_offered(place: &Place) {
    let mut again = place.open();
    again.wait_for("Utkast").keys("⏎").wait_for("Nytt: besök").keys("⏎").wait_for("Stortorget");
    again.keys("7✓").wait_for("Sparat").keys("q");
    again.wait();
    let entries = place.entries();
    assert_eq!((&entries[0]["place"], &entries[0]["contacts"]), (&"stortorget".into(), &7.into()));
}

#[test]
fn by_its_key() {
    let place = Place::new();
    let mut terminal = begun(&place);
    terminal.keys("⎋").wait_for("Utkast").keys("q");
    let (status, took) = terminal.wait();
    assert!(status.success() && took < A_SECOND, "{status:?} after {took:?}");
    is_whole(&mut terminal);
    draft_is_offered(&place);
}

#[rstest]
#[case("TERM")]
#[case("HUP")]
#[case("INT")]
#[case("QUIT")]
fn by_a_signal(#[case] name: &str) {
    let place = Place::new();
    let mut terminal = begun(&place);
    signal(terminal.pid(), name);
    let (status, took) = terminal.wait();
    assert!(!status.success() && took < A_SECOND, "{status:?} after {took:?}");
    is_whole(&mut terminal);
    draft_is_offered(&place);
}

#[test]
fn by_a_line_that_hangs_up() {
    let place = Place::new();
    let mut terminal = begun(&place);
    terminal.hang_up();
    let (_, took) = terminal.wait();
    assert!(took < A_SECOND, "gone after {took:?}");
    draft_is_offered(&place);
}

#[test]
fn by_being_suspended_and_taken_up_again() {
    let place = Place::new();
    let mut terminal = begun(&place);
    let before = terminal.contents();
    signal(terminal.pid(), "TSTP");
    terminal.wait_until("the first screen", |screen| !screen.alternate_screen() && !screen.hide_cursor());
    signal(terminal.pid(), "CONT");
    let so = |screen: &vt100::Screen| {
        screen.alternate_screen() && screen.contents().trim_end() == before.trim_end()
    };
    terminal.wait_until("the form again", so);
    terminal.keys("⏎7✓").wait_for("Sparat").keys("q");
    terminal.wait();
    is_whole(&mut terminal);
}
