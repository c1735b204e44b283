//! What the forms of a case meeting look like, in both languages.

use lofte::domain::plan::Language;
use rstest::rstest;

use super::coded::{consent, stage};
use crate::flows::picture::styled;
use crate::flows::stage::Setting;

/// Every look with the keys that lead to it from the meeting's line on the home screen.
const LOOKS: &[(&str, &str)] = &[
    ("meeting-cases", "⏎134"),
    ("meeting-action", "⏎134⏎3"),
    ("meeting-roster", "⏎⇤ccdb"),
    ("meeting-mismatch", "⏎1⏎⏎3"),
    ("decision-open", "⏎1b7"),
    ("decision-closed", "⏎3b"),
    ("commitment", "⏎1a"),
];

#[rstest]
fn a_meeting_looks_so(
    #[values(
        (Language::Swedish, 80, 24),
        (Language::Swedish, 120, 40),
        (Language::English, 80, 24),
        (Language::English, 120, 40)
    )]
    at: (Language, u16, u16),
) {
    let (language, columns, rows) = at;
    let tongue = if language == Language::Swedish { "sv" } else { "en" };
    for (name, script) in LOOKS {
        let (mut stage, codes) = stage(5, Setting { language, size: (columns, rows), ..Setting::default() });
        consent(&mut stage, &codes[0]);
        stage.keys(script);
        let look = stage.model.ctx.look.clone();
        let (buffer, cursor) = stage.draw();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(
                format!("{columns}x{rows}-{tongue}-{name}"),
                styled(&buffer, cursor, &look)
            );
        });
    }
}
