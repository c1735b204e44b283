//! The twenty rules of a form, each by name: [`filling`] has the first ten, [`keeping`] the others.

mod filling;
mod keeping;

use lofte::domain::record::Value;

use super::stage::Stage;

fn number(stage: &Stage, field: &str) -> Option<i64> {
    stage.latest().value(field).and_then(Value::number)
}

fn line_with(stage: &mut Stage, text: &str) -> String {
    let screen = stage.screen();
    screen
        .lines()
        .find(|line| line.contains(text))
        .unwrap_or_else(|| panic!("no {text:?} in\n{screen}"))
        .to_owned()
}
