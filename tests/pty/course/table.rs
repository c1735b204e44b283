//! What the course of the test comes to, reckoned by hand, and the comparison of the program with it.

use serde_json::{Value, json};

use super::{Place, Terminal};

/// Everybody who was on the course: letter, name, what each of their twelve evenings came to, evenings there of those that
/// count, and whether they completed it.
///
/// `·` there, `f` absent, `a` notified, `k` late, `g` left early, `l` excused, `–` not on the course then. There are `·`, `k` and
/// `g`; `l` does not count. Who was there on 75 % of the evenings has completed it.
pub const TABLE: [(&str, &str, &str, &str, bool); 13] = [
    ("a", "Bea Berg", "············", "12 av 12 (100 %)", true),
    ("b", "Cia Ceder", "f··–––––––––", "2 av 3 (67 %)", false),
    ("c", "Disa Dal", "··fa········", "10 av 12 (83 %)", true),
    ("d", "Elin Ek", "····k···g···", "12 av 12 (100 %)", true),
    ("e", "Fred Fors", "·l··········", "11 av 11 (100 %)", true),
    ("f", "Gus Gran", "ff·ff·ff·ff·", "4 av 12 (33 %)", false),
    ("g", "Hugo Hed", "············", "12 av 12 (100 %)", true),
    ("h", "Isak Ik", "······a·····", "11 av 12 (92 %)", true),
    ("j", "Jon Jord", "············", "12 av 12 (100 %)", true),
    ("k", "Kalle Kil", "········f···", "11 av 12 (92 %)", true),
    ("m", "Love Lind", "············", "12 av 12 (100 %)", true),
    ("n", "Ada Alm", "············", "12 av 12 (100 %)", true),
    ("p", "Olle Os", "–––·········", "9 av 9 (100 %)", true),
];

/// The evenings as they were held: Thursdays until the fifth was moved, then Tuesdays past the autumn break of v. 44, but for
/// the sixth, which was cancelled on the 17th.
const DAYS: [&str; 12] =
    ["7/9", "14/9", "21/9", "28/9", "10/10", "19/10", "24/10", "7/11", "14/11", "21/11", "28/11", "5/12"];

/// The course as it is listed.
///
/// At the start 5 women, 6 men and one other: 5 of eleven is 45 %, which is even. Cia left and Olle came: 4 of eleven is 36 %.
const COURSE: [(&str, &str); 21] = [
    ("term", r#""ht2023""#),
    ("start", r#""2023-09-07""#),
    ("last", r#""2023-12-05""#),
    ("sessions", "12"),
    ("sessions_held", "12"),
    ("diploma_percent", "75"),
    ("places", "12"),
    ("admitted", "12"),
    ("reserves", "0"),
    ("women_start", "5"),
    ("men_start", "6"),
    ("other_start", "1"),
    ("balance_start", r#""even""#),
    ("women", "4"),
    ("men", "7"),
    ("other", "1"),
    ("women_end", "4"),
    ("balance_end", r#""uneven""#),
    ("held", "true"),
    // Of the thirteen who were on it, all but Cia and Gus.
    ("completed", "11"),
    ("ambassadors", "1"),
];

/// Those who applied, in order: initials, status, letter, the day of admission and of dropping out.
const PARTICIPANTS: [(&str, &str, &str, &str, &str); 15] = [
    ("A. A.", "admitted", "n", "2023-08-28", ""),
    ("B. B.", "admitted", "a", "2023-08-21", ""),
    ("C. C.", "dropped_out", "b", "2023-08-21", "2023-09-25"),
    ("D. D.", "admitted", "c", "2023-08-21", ""),
    ("E. E.", "admitted", "d", "2023-08-21", ""),
    ("F. F.", "admitted", "e", "2023-08-21", ""),
    ("G. G.", "admitted", "f", "2023-08-21", ""),
    ("H. H.", "admitted", "g", "2023-08-21", ""),
    ("I. I.", "admitted", "h", "2023-08-21", ""),
    ("J. J.", "admitted", "j", "2023-08-21", ""),
    ("K. K.", "admitted", "k", "2023-08-21", ""),
    ("L. L.", "admitted", "m", "2023-08-21", ""),
    ("M. M.", "declined", "", "", ""),
    ("N. N.", "not_admitted", "", "", ""),
    ("O. O.", "admitted", "p", "2023-09-25", ""),
];

/// Each measure of the term with its value and what it is of.
const FIGURES: [(&str, Option<i64>, Option<i64>); 13] = [
    ("courses_held", Some(1), None),
    ("courses_cancelled", None, None),
    ("courses_postponed", None, None),
    ("participants", Some(12), None),
    ("places_filled", Some(12), Some(12)),
    ("balance", Some(1), Some(1)),
    // No course was even at its end: a zero, which is no figure.
    ("balance_end", None, Some(1)),
    // The one who stated neither is left out.
    ("women", Some(5), Some(11)),
    // Twelve on each of twelve evenings is 144, less the one excused; not there were Cia 1, Disa 2, Gus 8, Isak 1, Kalle 1.
    ("attendance", Some(130), Some(143)),
    ("completed", Some(11), Some(13)),
    ("surveys_answered", Some(10), Some(12)),
    ("ambassadors", Some(1), None),
    ("gatherings", Some(1), None),
];

/// What the page says above its people.
const HEAD: [&str; 7] = [
    "När           7 sep–5 dec",
    "Kvällar       12 av 12 hållna",
    "Vid start     5 kvinnor, 6 män, 1 övrig (45 % kvinnor)  jämn fördelning",
    "Vid slut      4 kvinnor, 7 män, 1 övrig (36 % kvinnor)  ojämn fördelning",
    "Närvaro       130 av 143 (91 %)",
    "Fullföljt     minst 75 % närvaro",
    "Efter kursen  11 fullföljde, 3 diplom, 1 ambassadör",
];

/// Compares everything that is told of the course with the table.
pub fn compare(place: &Place) {
    listed(place);
    counted(place);
    on_paper(place);
    let mut terminal = place.open_with(&[], (80, 40));
    terminal.wait_for("Att göra");
    on_the_page(&mut terminal);
    in_the_grid(&mut terminal);
}

fn told(place: &Place, arguments: &[&str]) -> String {
    let told = place.call(arguments);
    assert!(told.status.success(), "{}", String::from_utf8_lossy(&told.stderr));
    String::from_utf8(told.stdout).unwrap().replace('\u{a0}', " ")
}

fn rows(place: &Place, arguments: &[&str]) -> Vec<Value> {
    serde_json::from_str(&told(place, arguments)).unwrap()
}

fn listed(place: &Place) {
    let course = &rows(place, &["list", "course", "--json"])[0];
    for (key, value) in COURSE {
        assert_eq!(course[key].to_string(), value, "{key}: {course:#}");
    }
    let mut all = rows(place, &["list", "participant", "--json"]);
    all.sort_by_key(|row| row["id"].as_u64());
    assert_eq!(all.len(), PARTICIPANTS.len());
    for (row, (name, status, seat, admitted, dropped)) in all.iter().zip(PARTICIPANTS) {
        let is = ["name", "status", "seat", "admitted", "dropped"]
            .map(|key| row[key].as_str().unwrap_or_default());
        assert_eq!(is, [name, status, seat, admitted, dropped]);
    }
}

fn counted(place: &Place) {
    let figures = rows(place, &["summary", "ht2023", "--json"]);
    for (measure, value, of) in FIGURES {
        let row = figures.iter().find(|row| row["measure"] == measure).unwrap();
        assert_eq!((&row["value"], &row["of"]), (&json!(value), &json!(of)), "{measure}: {row}");
    }
}

fn on_paper(place: &Place) {
    let roster = told(place, &["roster", "ht2023"]);
    let diplomas = told(place, &["roster", "ht2023", "--diplomas"]);
    let attendance = told(place, &["roster", "ht2023", "--attendance"]);
    for (seat, name, marks, attended, completed) in TABLE {
        let line = |paper: &str| paper.lines().find(|line| line.contains(name)).map(str::to_owned);
        assert_eq!(line(&roster).is_some(), name != "Cia Ceder", "{roster}");
        let handed_out = if ["a", "n", "p"].contains(&seat) { "  utdelat" } else { "ej utdelat" };
        let said = line(&diplomas).map(|line| line.contains(attended) && line.ends_with(handed_out));
        assert_eq!(said, completed.then_some(true), "{name}: {diplomas}");
        // Six evenings beside each other.
        let of_name = attendance.lines().filter(|line| line.contains(name));
        let signs: String = of_name.flat_map(|line| line.split_whitespace().skip(3)).collect();
        // The same signs as in the grid.
        assert_eq!(signs, marks, "{name}: {attendance}");
    }
    for (day, n) in DAYS.iter().zip(1..) {
        assert!(
            attendance.contains(&format!("{n}:")) && attendance.contains(day),
            "{n}, {day}: {attendance}"
        );
    }
}

/// The screen, its hard spaces as spaces.
fn shown(terminal: &Terminal) -> String {
    terminal.contents().replace('\u{a0}', " ")
}

fn on_the_page(terminal: &mut Terminal) {
    terminal.keys("2⏎").wait_for("N. N.");
    let page = shown(terminal);
    for said in HEAD {
        assert!(page.contains(said), "{said}:\n{page}");
    }
    for (seat, name, _, attended, completed) in TABLE {
        let initials: String = name.split(' ').map(|part| format!("{}. ", &part[..1])).collect();
        let line = page.lines().find(|line| line.contains(&format!(" {seat} {}", initials.trim()))).unwrap();
        assert!(line.contains(attended), "{name}: {line}");
        // Love's line is too long for the screen and goes on below.
        assert_eq!(line.contains("fullföljde") || seat == "m", completed, "{name}: {line}");
    }
}

fn in_the_grid(terminal: &mut Terminal) {
    terminal.keys("g").wait_for("Närvaro ht2023").wait_for(" p  O. O.");
    let grid = shown(terminal);
    for (seat, name, marks, _, _) in TABLE {
        let begins = format!(" {seat}  {}. ", &name[..1]);
        let line: Vec<char> = grid.lines().find(|line| line.starts_with(&begins)).unwrap().chars().collect();
        let signs: String = (0..12).map(|evening| line[16 + 4 * evening]).collect();
        assert_eq!(signs, marks, "{name}:\n{grid}");
    }
}
