//! A course at the screen: tonight's attendance, and participants enrolled while the balance is seen.

mod after;
mod enrol;
mod evening;
mod forms;
mod leaving;
mod looks;
mod many;
mod names;
mod noted;
mod pages;
mod pasted;
mod sizes;
mod views;

use crate::flows::stage::{Setting, Stage};

/// The participants by their letters, with year of birth and gender.
const PARTICIPANTS: [(&str, &str, &str); 12] = [
    ("Ada Alm", "2006", "k"),
    ("Bea Berg", "2006", "k"),
    ("Cia Ceder", "2005", "k"),
    ("Disa Dal", "2007", "k"),
    ("Elin Sandberg", "2006", "k"),
    ("Fia Fors", "2006", "k"),
    ("Gun Gran", "2006", "k"),
    ("Hugo Hed", "2006", "m"),
    ("Jon Jord", "2004", "m"),
    ("Kalle Kil", "2006", "m"),
    ("Max Mo", "2006", "m"),
    ("Nils Nord", "2006", "m"),
];

/// A desk with a course that began in August, ten evenings of it held, and the first `count` of the participants.
fn stage(count: usize, setting: Setting<'_>) -> Stage {
    let mut stage = Stage::set(setting);
    stage.enter("course", &[("start", "2023-08-31"), ("time", "18:00"), ("place", "Fritidsgården")]);
    for (name, born, gender) in &PARTICIPANTS[..count] {
        let known = [("applied", "2023-08-20"), ("name", name), ("born", born), ("gender", gender)];
        stage.enter("participant", &known);
    }
    let present = count.to_string();
    for session in (1..=10).map(|n| n.to_string()) {
        let held = [("course", "ht2023"), ("session", session.as_str()), ("attendance", "0")];
        stage.enter("evening", &held.into_iter().chain([("present", present.as_str())]).collect::<Vec<_>>());
    }
    let entries = stage.entries();
    let tonight = entries.iter().filter(|e| e.form == "evening").nth(10).expect("an eleventh evening");
    stage.somebody_corrects(tonight.id, "theme", "Räddningstjänsten");
    stage.home();
    stage
}

/// The same on the line of tonight's evening.
fn tonight(count: usize, setting: Setting<'_>) -> Stage {
    let mut stage = stage(count, setting);
    walk_to(&mut stage, "MBU");
    stage
}

/// Walks down to the line of the home screen or the page that has `text` in it.
fn walk_to(stage: &mut Stage, text: &str) {
    for _ in 0..60 {
        if stage.screen().lines().any(|line| line.contains('▸') && line.contains(text)) {
            return;
        }
        stage.keys("↓");
    }
    panic!("no line of {text}:\n{}", stage.screen());
}
