//! A sixth activity is a text and no Rust: it is loaded, entered, listed, summed, exported, and written on one line.

use lofte::domain::plan::load::ENKOPING;
use serde_json::json;

use super::Desk;

const SIXTH: &str = include_str!("../plans/sixth.toml");

#[test]
fn an_activity_from_a_text_alone_is_kept_from_key_to_figure() {
    let desk = Desk::new();
    desk.done(&["add", "besök", "stort", "7"]);
    let file = desk.path("ours.toml");
    std::fs::write(&file, format!("{ENKOPING}\n{SIXTH}")).unwrap();
    desk.done(&["plan", "check", &file]);
    desk.done(&["plan", "load", &file]);

    desk.done(&["add", "dialogue", "day=2023-11-20", "theme=trafik", "people=40", "public=ja"]);
    let saved = desk.done(&["add", "dialog", "ungdomar", "12"]);
    assert!(saved.contains("medborgardialog") && saved.contains("12"), "{saved}");
    assert!(desk.refused(&["add", "dialogue", "theme=hamnen", "people=4"]).contains("Tema"));

    let listed = desk.json(&["list", "dialogue", "--json"]);
    let row = listed.as_array().unwrap().iter().find(|row| row["theme"] == "traffic").unwrap();
    assert_eq!(
        (&row["day"], &row["people"], &row["public"]),
        (&json!("2023-11-20"), &json!(40), &json!(true))
    );
    let every = desk.json(&["list", "--json"]);
    assert_eq!(every.as_array().unwrap().len(), 3, "what was there before the plan is still there");

    let figures = desk.json(&["summary", "ht2023", "--json"]);
    let dialogues = figures.as_array().unwrap().iter().find(|f| f["measure"] == "dialogues").unwrap();
    assert_eq!((&dialogues["activity"], &dialogues["value"]), (&json!("dialogues"), &json!(2)));

    let sheet = desk.done(&["export", "--csv", "dialogue"]);
    assert!(sheet.contains("theme") && sheet.contains("traffic") && sheet.contains("40"), "{sheet}");
    assert!(desk.done(&["undo"]).contains("12 personer"));
    assert_eq!(desk.json(&["list", "dialogue", "--json"]).as_array().unwrap().len(), 1);
}
