//! The README's picture and its key page are what the program has: `LOFTE_DRAW=1 cargo test readme` makes them anew.

use std::path::PathBuf;

use lofte::domain::plan::Language;
use lofte::report::svg::{Paper, svg};
use lofte::ui::action::{Binding, Context, TABLE, spell};
use lofte::words::Words;

use crate::flows::looks::busy;
use crate::flows::stage::Setting;

/// Where keys mean something, as a reader would say it.
const PLACES: [(&str, &[Context]); 19] = [
    ("in every view", &[Context::Everywhere]),
    ("on Today", &[Context::Today]),
    ("in a list", &[Context::List]),
    ("in the bin", &[Context::Bin, Context::Removed]),
    ("at an entry", &[Context::Detail]),
    ("at the figures", &[Context::Figures]),
    ("in a section of the case meeting", &[Context::Section]),
    ("at a case", &[Context::Case]),
    ("at an agenda", &[Context::Agenda]),
    ("at a meeting's notes", &[Context::Notes]),
    ("at the statistics", &[Context::Statistics]),
    ("in a section of the courses", &[Context::Courses]),
    ("among the ambassadors' gatherings", &[Context::Listing]),
    ("at a course", &[Context::Course]),
    ("in the attendance grid", &[Context::Grid]),
    ("at a pasted list", &[Context::Pasted]),
    ("at the promise's text", &[Context::Reading]),
    ("in a form", &[Context::Field]),
    ("where cases are marked", &[Context::Cases]),
];

fn at(file: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file)
}

/// Compares a file with what it should be, or makes it so.
fn holds(file: &str, wanted: &str) {
    if std::env::var_os("LOFTE_DRAW").is_some() {
        std::fs::write(at(file), wanted).unwrap();
    }
    let kept = std::fs::read_to_string(at(file)).unwrap_or_default();
    assert!(kept == wanted, "{file} is not up to date: LOFTE_DRAW=1 cargo test readme makes it so");
}

#[test]
fn readme_picture_is_what_the_program_draws() {
    let mut stage = busy(Setting::default());
    stage.home();
    let (buffer, _) = stage.draw();
    let paper = Paper { text: 0xd8_dbd8, behind: 0x1d_1f21 };
    holds(
        "assets/today.svg",
        &svg(&buffer, paper, "lofte's home screen: what is due, and the promise at a glance"),
    );
}

#[test]
fn readme_keys_are_those_of_the_one_table() {
    let readme = std::fs::read_to_string(at("README.md")).unwrap();
    let (before, rest) = readme.split_once("<!-- keys -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /keys -->").unwrap();
    holds("README.md", &format!("{before}<!-- keys -->\n{}<!-- /keys -->{after}", page()));
}

/// Every key, place by place.
fn page() -> String {
    let words = Words::new(Language::English);
    let mut out = String::from("| where | keys |\n|---|---|\n");
    for (place, contexts) in PLACES {
        let keys: Vec<String> = TABLE
            .iter()
            .filter(|b| b.contexts.iter().any(|c| contexts.contains(c)) && !moves(b))
            .map(|b| {
                let keys: Vec<String> =
                    b.chords.iter().map(|c| format!("`{}`", spell(*c, "⏎", true))).collect();
                format!("{} {}", keys.join(" "), words.say(&format!("key-{}", b.name)))
            })
            .collect();
        out.push_str(&format!("| {place} | {} |\n", keys.join(" · ")));
    }
    out
}

/// The arrows and their kin go without saying; tabs have their numbers.
fn moves(binding: &Binding) -> bool {
    binding.chords.is_empty()
        || ["up", "down", "page-up", "page-down", "first", "last"].contains(&binding.name)
}
