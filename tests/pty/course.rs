//! A whole course entered at the screen, from the first application to the diplomas, beside a table made by hand.

mod table;

use super::terminal::{Place, Terminal};
use table::TABLE;

/// Who applied on 21 August, in order: name, the keys of year and gender, and the key of a status where one was given.
///
/// Twelve are admitted in the end: eleven at once (letters a–m), and Ada, who was called first (n).
const APPLIED: [(&str, &str, Option<char>); 14] = [
    ("Ada Alm", "06k", Some('1')),
    ("Bea Berg", "06k", None),
    ("Cia Ceder", "06k", None),
    ("Disa Dal", "07k", None),
    ("Elin Ek", "06k", None),
    ("Fred Fors", "06m", None),
    ("Gus Gran", "06m", None),
    ("Hugo Hed", "06m", None),
    ("Isak Ik", "06m", None),
    ("Jon Jord", "07m", None),
    ("Kalle Kil", "06m", None),
    ("Love Lind", "06a", None),
    ("Max Mo", "06m", Some('2')),
    ("Nils Nord", "06m", Some('1')),
];

/// A mark made in the grid: letter, evenings back, key.
type Marked = (&'static str, usize, char);

/// Each evening: when it was told of, its letters as they are pressed, the number in the room, and what the grid then changes.
///
/// In the room are twelve, less those whose column in the table has `f`, `a` or `l`, but for what the grid changes.
const EVENINGS: [(&str, &str, &str, &[Marked]); 12] = [
    ("2023-09-07T21:00", "bf", "10", &[]),
    ("2023-09-14T21:00", "feeeee", "10", &[]),
    ("2023-09-21T21:00", "", "12", &[("c", 0, 'f')]),
    ("2023-09-28T21:00", "f", "11", &[("c", 0, 'a')]),
    // A Tuesday from here on: the fifth evening was moved, and the later ones with it.
    ("2023-10-10T21:00", "fddd", "11", &[]),
    // The sixth was cancelled on the 17th and held on Thursday.
    ("2023-10-19T21:00", "", "12", &[]),
    ("2023-10-24T21:00", "f", "11", &[]),
    ("2023-11-07T21:00", "f", "11", &[("h", 1, 'a')]),
    ("2023-11-14T21:00", "k", "11", &[("d", 0, 'g')]),
    ("2023-11-21T21:00", "f", "11", &[]),
    ("2023-11-28T21:00", "f", "11", &[]),
    ("2023-12-05T21:00", "", "12", &[]),
];

/// The screen of a day, on its home page.
fn on(place: &Place, now: &'static str) -> Terminal {
    place.stand_at(now);
    let mut terminal = place.open();
    terminal.wait_for("Att göra");
    terminal
}

/// Leaves the screen, as somebody who is done for the day.
fn leave(mut terminal: Terminal) {
    terminal.keys("⎋⎋⎋⎋q");
    terminal.wait();
}

/// The line with the marker on it.
fn marked(screen: &vt100::Screen) -> String {
    let contents = screen.contents();
    contents.lines().find(|line| line.starts_with(" ▸")).unwrap_or_default().to_owned()
}

/// Walks down to the line that has `text` in it.
fn walk_to<'a>(terminal: &'a mut Terminal, text: &str) -> &'a mut Terminal {
    terminal.wait_until("a marked line", |screen| !marked(screen).is_empty());
    loop {
        let here = terminal.screen(marked);
        if here.contains(text) {
            return terminal;
        }
        let below = format!("line of {text} below {here:?}");
        terminal.keys("↓").wait_until(&below, |screen| marked(screen) != here);
    }
}

/// The page of the course, the marker on the line that has `text` in it.
fn page<'a>(terminal: &'a mut Terminal, text: &str) -> &'a mut Terminal {
    terminal.keys("⎋⎋⎋1").wait_for("Att göra").keys("2⏎").wait_for("Fritidsgården");
    walk_to(terminal, text)
}

/// 21 August: the course, twelve evenings from 7 September and a diploma from 75 %, and those who apply.
fn applications(place: &Place) {
    let mut terminal = on(place, "2023-08-21T19:00");
    terminal.keys("2n7/9⏎18002100Fritidsgården⏎⏎⏎⏎⏎⏎75✓").wait_for("Sparat 19:00").keys("→");
    for (name, stated, status) in APPLIED {
        let status = status.map(|key| format!("⏎{key}")).unwrap_or_default();
        terminal.keys(&format!("m{name}⏎{stated}23jj{status}✓"));
    }
    terminal.wait_for("Antagna, 11 av 12").wait_for("Sökande, 3");
    leave(terminal);
}

/// 28 August: Ada is called and admitted, Max declines, Nils is not admitted; Olle, who comes late, waits.
fn admissions(place: &Place) {
    let mut terminal = on(place, "2023-08-28T19:00");
    page(&mut terminal, "A. A.").keys("el2✓").wait_for("A. A.  kvinna, född 2006, kallad");
    page(&mut terminal, "A. A.").keys("a").wait_for("Antagna, 12 av 12");
    page(&mut terminal, "M. M.").keys("el6✓").wait_for("Sökande, 1");
    page(&mut terminal, "N. N.").keys("el5✓");
    terminal.wait_until("end of the applications", |screen| !screen.contents().contains("Sökande"));
    terminal.keys("nOlle Os⏎06m23jj✓").wait_for("Reserver i ordning, 1");
    leave(terminal);
}

/// 25 September: Cia drops out, and Olle gets her place from the home screen.
fn a_place_goes_on(place: &Place) {
    let mut terminal = on(place, "2023-09-25T19:00");
    page(&mut terminal, "C. C.").keys("h").wait_for("a antar första reserven, O. O.");
    terminal.keys("⎋⎋⎋1").wait_for("Att göra");
    walk_to(&mut terminal, "ledig plats ht2023").keys("⏎✓").wait_until("given place", |screen| {
        let contents = screen.contents();
        contents.contains("Att göra") && !contents.contains("ledig plats")
    });
    leave(terminal);
}

/// 2 October: the fifth evening goes to Tuesday the 10th and takes the later ones with it.
fn a_move(place: &Place) {
    let mut terminal = on(place, "2023-10-02T19:00");
    page(&mut terminal, "5 to 5 okt").keys("k").wait_for("Kväll 5 av 12");
    terminal.keys("↑↑↑↑↑↑10/10⏎↓↓↓↓j✓").wait_for("5 ti 10 okt  väktare och ordningsvakter  planerad");
    leave(terminal);
}

/// 17 October: the sixth is cancelled for want of premises, and is to be held on the 19th.
fn a_cancelled_evening(place: &Place) {
    let mut terminal = on(place, "2023-10-17T17:00");
    walk_to(&mut terminal, "kväll 6 av 12").keys("⏎").wait_for("Kväll 6 av 12");
    terminal.keys("↑↑19/10⏎↓i⏎5✓").wait_for("kväll 6 av 12, närvaro      to 19 okt");
    leave(terminal);
}

/// An evening: the absentees by letter and the number in the room, then single marks in the grid.
fn an_evening(place: &Place, number: usize) {
    let (now, letters, present, grid) = EVENINGS[number - 1];
    let mut terminal = on(place, now);
    let due = format!("kväll {number} av 12");
    walk_to(&mut terminal, if number == 12 { "avslutningsmiddag" } else { &due })
        .keys("⏎")
        .wait_for("alla 12 närvarande");
    terminal.keys(&format!("{letters}{present}✓")).wait_for(&format!(", {present} i rummet"));
    for (letter, back, mark) in grid {
        let row = TABLE.iter().position(|row| row.0 == *letter).unwrap();
        terminal.keys("⎋⎋⎋12g").wait_for("Närvaro ht2023");
        terminal.keys(&format!("{}{}{mark}", "↓".repeat(row), "←".repeat(*back)));
        terminal.wait_for(&format!("[{mark}]"));
    }
    leave(terminal);
}

/// 5 December, after the dinner: ten of twelve answer the survey, in totals.
fn answers(place: &Place) {
    let mut terminal = on(place, "2023-12-05T22:00");
    page(&mut terminal, "När").keys("f").wait_for("Nytt: enkät");
    terminal.keys("12⏎10⏎0 1 3 4 2⏎0 0 0 5 5⏎✓").wait_for("Sparat 22:00");
    leave(terminal);
}

/// 6 December: diplomas for Bea, Ada and Olle; Ada becomes an ambassador, and a week later she meets those of other years.
fn afterwards(place: &Place) {
    let mut terminal = on(place, "2023-12-06T10:00");
    for name in ["B. B.", "A. A.", "O. O."] {
        page(&mut terminal, name)
            .keys("p")
            .wait_until("a diploma", |screen| marked(screen).contains("diplom"));
    }
    page(&mut terminal, "A. A.").keys("b").wait_for("3 diplom, 1 ambassadör");
    leave(terminal);
    let mut terminal = on(place, "2023-12-13T18:00");
    terminal.keys(":träff⏎1⏎Planerar vårens kurs✓").wait_for("Sparat 18:00");
    leave(terminal);
}

#[test]
fn a_whole_course_at_the_screen_agrees_with_a_table_made_by_hand() {
    let place = Place::new();
    applications(&place);
    admissions(&place);
    (1..=3).for_each(|number| an_evening(&place, number));
    a_place_goes_on(&place);
    an_evening(&place, 4);
    a_move(&place);
    an_evening(&place, 5);
    a_cancelled_evening(&place);
    (6..=12).for_each(|number| an_evening(&place, number));
    answers(&place);
    afterwards(&place);
    table::compare(&place);
}
