//! The lists on paper of a course with odd names: nothing of them is markup or moves a column, and what is protected or is
//! somebody's number is on none.

use lofte::domain::course::view::{self, Names};
use lofte::domain::plan::Language;
use lofte::report::meeting::Setting;
use lofte::report::roster::{Which, paper};
use lofte::text::width::cells;
use lofte::words::Words;

use super::*;

/// Names that a person may type, or paste from somewhere.
const ODD: [&str; 7] = [
    "<b>Åsa</b> & \"Ö\"",
    "Zoë Ñandú-O'Neil",
    "E\u{301}va A\u{30a}sa",
    "\u{1b}[31mRöd\u{7} Ros",
    "\u{202e}Bak Lang",
    "漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢",
    "Ett Mycket Långt Namn Som Är Sextio Tecken Och Inte Ett Till",
];

/// A course on its fourth evening: the seven, somebody who dropped out, one with protected data, and two reserves.
fn course() -> Desk {
    let mut desk = enrolling();
    for (n, name) in ODD.iter().enumerate() {
        let gender = ["woman", "man", "other"][n % 3];
        let known = [("name", *name), ("born", "06"), ("gender", gender), ("guardian_phone", "0700000001")];
        desk.enter("participant", &known);
    }
    desk.enter("participant", &[("protected", "yes"), ("born", "07"), ("gender", "man")]);
    let gone = desk.enter("participant", &[("name", "Bort Borta"), ("born", "06"), ("gender", "man")]);
    for name in ["Rut Rask", "Rolf Rung"] {
        desk.enter("participant", &[("name", name), ("born", "05"), ("status", "reserve")]);
    }
    desk.on("2023-09-14");
    desk.amend(evening(&desk, 1), &[("attendance", "b,c=notified,h=late"), ("present", "7")]).unwrap();
    desk.on("2023-09-15");
    desk.amend(gone, &[("status", "dropped_out")]).unwrap();
    desk.amend(evening(&desk, 2), &[("attendance", "d=left_early,e=excused"), ("present", "8")]).unwrap();
    desk
}

#[rstest]
fn the_papers_of_a_course_look_so(
    #[values(Which::Roster, Which::Attendance, Which::Diplomas)] which: Which,
    #[values(Language::Swedish, Language::English)] language: Language,
) {
    let mut desk = course();
    if which == Which::Diplomas {
        // Twelve evenings, two of them told of: the course counts as held for the list to have somebody on it.
        desk.amend(EntryId(1), &[("held_at_least", "2")]).unwrap();
        for session in 3..=12 {
            desk.ask(1, &Command::Remove { id: evening(&desk, session) }).unwrap();
        }
    }
    let view = view::course(&desk.state, "ht2023", Names::Told, desk.now.day).unwrap();
    let setting =
        Setting { words: Words::new(language), plan: &desk.state.plan, today: desk.now.day, example: false };
    let paper = paper(setting, &view, which);
    let tongue = if language == Language::Swedish { "sv" } else { "en" };
    let name = format!("{tongue}-{which:?}").to_lowercase();
    let (text, html) = (paper.text(), paper.html());
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name.as_str(), text);
        insta::assert_snapshot!(format!("{name}-html"), html);
    });
    for said in [&text, &html] {
        assert!(!said.contains("0700000001"), "{said}");
        assert!(!said.chars().any(|c| c.is_control() && c != '\n'), "{said:?}");
    }
    assert!(!html.contains("<b>") && html.contains("&lt;b&gt;"), "{html}");
    let widest = text.lines().map(cells).max();
    assert!(widest <= Some(80), "{widest:?}: {text}");
}
