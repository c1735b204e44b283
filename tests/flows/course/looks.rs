//! What the forms of a course look like, in both languages.

use lofte::domain::plan::Language;
use rstest::rstest;

use super::tonight;
use crate::flows::picture::styled;
use crate::flows::stage::Setting;

/// Every look with how many participants there are and the keys that lead to it from tonight's line on the home screen.
const LOOKS: &[(&str, usize, &str)] = &[
    ("evening", 12, "⏎chhjjj"),
    ("evening-mismatch", 12, "⏎ch11✓"),
    ("participant", 10, "mMia Moberg⏎06k"),
    ("participant-few", 3, "m"),
];

#[rstest]
fn a_course_looks_so(
    #[values(
        (Language::Swedish, 80, 24),
        (Language::Swedish, 60, 16),
        (Language::Swedish, 120, 40),
        (Language::English, 80, 24),
        (Language::English, 60, 16),
        (Language::English, 120, 40)
    )]
    at: (Language, u16, u16),
) {
    let (language, columns, rows) = at;
    let tongue = if language == Language::Swedish { "sv" } else { "en" };
    for (name, count, script) in LOOKS {
        let mut stage = tonight(*count, Setting { language, size: (columns, rows), ..Setting::default() });
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
