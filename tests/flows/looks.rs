//! What every view looks like, in both languages and at the sizes people have.

use lofte::domain::plan::Language;
use rstest::rstest;

use super::picture::styled;
use super::stage::{Setting, Stage};

/// A desk with an autumn's work on it.
pub fn busy(setting: Setting<'_>) -> Stage {
    let mut stage = Stage::set(setting);
    for (day, adults) in [("2023-03-03", "4"), ("2023-04-21", "6"), ("2023-05-12", "3")] {
        walk(&mut stage, day, "21:00", adults);
    }
    for (day, adults) in [("2023-08-25", "5"), ("2023-09-15", "4"), ("2023-10-06", "2"), ("2023-11-17", "7")]
    {
        walk(&mut stage, day, "20:30", adults);
    }
    for (n, month) in (0..).zip(["2023-06", "2023-07", "2023-08", "2023-09"]) {
        let (hits, visits) = ((50 + n).to_string(), (71 + 3 * n).to_string());
        let fields =
            [("month", month), ("shifts", "60"), ("shifts_with_visit", hits.as_str()), ("visits", &visits)];
        stage.enter("extract", &fields);
    }
    for (day, arrive, place, contacts) in [
        ("2023-11-18", "01:30", "resecentrum", "12"),
        ("2023-11-20", "21:15", "aparken", "0"),
        ("2023-11-21", "21:30", "stortorget", "7"),
    ] {
        stage.enter("visit", &[("day", day), ("arrive", arrive), ("place", place), ("contacts", contacts)]);
    }
    let without = [("day", "2023-11-19"), ("part", "evening"), ("staffed", "limited"), ("reason", "larm")];
    stage.enter("shift", &without);
    let training = [("day", "2023-10-11"), ("audience", "1"), ("participants", "24"), ("leaflets", "30")];
    let host = stage.model.ctx.plan.list("hosts").unwrap().items[1].code.clone();
    let fields: Vec<_> = training.into_iter().chain([("host", host.as_str())]).collect();
    stage.enter("training", &fields);
    let area = stage.model.ctx.plan.list("walk_areas").unwrap().items[0].code.clone();
    let planned = [("day", "2023-11-24"), ("start", "21:00"), ("area", area.as_str())];
    stage.plan("walk", &planned);
    let mistaken = stage.enter("visit", &[("place", "macken"), ("contacts", "70"), ("arrive", "20:10")]);
    stage.remove(mistaken);
    stage.home();
    stage
}

fn walk(stage: &mut Stage, day: &str, start: &str, adults: &str) {
    let area = stage.model.ctx.plan.list("walk_areas").unwrap().items[0].code.clone();
    let fields =
        [("day", day), ("start", start), ("end", "00:15"), ("area", area.as_str()), ("adults", adults)];
    stage.enter("walk", &fields);
}

/// Every view with the keys that lead to it.
pub const VIEWS: &[(&str, &str)] = &[
    ("today", ""),
    ("list", "6↓"),
    ("search", "6/stor"),
    ("bin", "6b"),
    ("detail", "6↓↓⏎"),
    ("figures", "s"),
    ("document", "sd"),
    ("recent", "r"),
    ("new", "n"),
    ("form-fresh", "h"),
    ("form-choice", "hs⎋p"),
    ("form-filter", "hpark"),
    ("form-remark", "hst⏎900⏎"),
    ("form-note", "hst⏎7⏎⏎⏎⏎ungdomar vid scenen"),
    ("form-question", "hst⏎70✓"),
    ("form-complete", "r1"),
    ("form-correct", "r4k9⏎"),
    ("form-reason", "r4k9⏎⏎⏎⏎⏎"),
    ("field-help", "h①"),
    ("palette", ":"),
    ("palette-entry", ":besök stort 7"),
    ("help", "?"),
    ("saved", "hst⏎7✓"),
];

#[rstest]
fn a_view_looks_so(
    #[values(
        (Language::Swedish, 80, 24),
        (Language::Swedish, 60, 16),
        (Language::Swedish, 120, 40),
        (Language::English, 80, 24),
        (Language::English, 60, 16),
        (Language::English, 120, 40),
        (Language::Swedish, 40, 20)
    )]
    at: (Language, u16, u16),
) {
    let (language, columns, rows) = at;
    let tongue = if language == Language::Swedish { "sv" } else { "en" };
    for (name, script) in VIEWS {
        // At the smallest size only what is needed to enter a visit is promised.
        if columns == 40 && !(name.starts_with("form") || *name == "today" || *name == "saved") {
            continue;
        }
        let mut stage = busy(Setting { language, size: (columns, rows), ..Setting::default() });
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
