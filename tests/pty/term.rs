//! A term of case meetings entered at the screen, its summary beside a table made by hand.

use serde_json::json;

use super::terminal::{Place, Terminal};

/// Tuesdays of autumn 2023 with what became of them; v. 44 is a planned break.
const TERM: [(&str, u32, Became); 10] = [
    ("2023-09-05", 36, Became::Held(4)),
    ("2023-09-12", 37, Became::Held(4)),
    ("2023-09-19", 38, Became::Held(3)),
    ("2023-09-26", 39, Became::Held(4)),
    ("2023-10-03", 40, Became::Cancelled),
    ("2023-10-10", 41, Became::Held(4)),
    ("2023-10-17", 42, Became::Held(4)),
    ("2023-10-24", 43, Became::Held(3)),
    ("2023-11-07", 45, Became::Held(4)),
    ("2023-11-14", 46, Became::Held(4)),
];

/// Days before this one are asked about.
const LONG_AGO: &str = "2023-10-23";

#[derive(Clone, Copy)]
enum Became {
    /// This many of the four parties came; with three, the third of them did not.
    Held(u32),
    Cancelled,
}

fn enter(terminal: &mut Terminal, day: &str, became: Became) {
    terminal.keys("l").wait_for("Parter i rummet");
    let again = if day < LONG_AGO { "✓" } else { "" };
    let rest = match became {
        Became::Held(4) => "⏎⏎1⏎⏎4".to_owned(),
        Became::Held(came) => format!("⏎c⏎1⏎⏎{came}"),
        Became::Cancelled => "i⏎1✓".to_owned(),
    };
    terminal.keys(&format!("↑↑↑↑↑{day}⏎⏎⏎{rest}{again}"));
}

#[test]
fn a_term_of_meetings_at_the_screen_agrees_with_a_table_made_by_hand() {
    let place = Place::new();
    place.add(&["case", "day=2023-08-21"]);
    let mut terminal = place.open();
    terminal.wait_for("Att göra");
    for (day, week, became) in TERM {
        enter(&mut terminal, day, became);
        terminal.wait_until("the meeting is saved", |screen| {
            let contents = screen.contents();
            let about = match became {
                Became::Held(_) => format!("möte v. {week}"),
                Became::Cancelled => "(inställt".to_owned(),
            };
            contents.contains("Sparat 21:52") && contents.contains(&about)
        });
    }
    let told = place.call(&["summary", "ht2023", "--json"]);
    let figures: serde_json::Value = serde_json::from_slice(&told.stdout).unwrap();
    let figure = |measure: &str| {
        figures.as_array().unwrap().iter().find(|row| row["measure"] == measure).unwrap()["value"].clone()
    };
    for (measure, value) in [
        ("meetings", 9),
        ("meetings_all_parties", 7),
        ("meetings_cancelled", 1),
        ("cases_up", 9),
        ("cases_open", 1),
    ] {
        assert_eq!(figure(measure), json!(value), "{measure}");
    }
}
