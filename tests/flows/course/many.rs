//! A roster with more seats than there are letters.

use crate::flows::stage::{Setting, Stage};

/// A course of 24 places with everybody there, on the line of tonight's evening.
fn full() -> Stage {
    let mut stage = Stage::set(Setting { size: (80, 60), ..Setting::default() });
    stage.enter("course", &[("start", "2023-11-22"), ("places", "24")]);
    for n in 1..=24 {
        let name = format!("Exempel {n}");
        stage.enter("participant", &[("applied", "2023-11-01"), ("name", &name), ("born", "2006")]);
    }
    stage.home();
    stage
}

#[test]
fn the_second_round_of_letters_is_typed_with_capitals() {
    for (keys, absent) in [("⏎A23✓", "a2=absent"), ("⏎aA22✓", "a=absent,a2=absent"), ("⏎B23✓", "b=absent")]
    {
        let mut stage = full();
        stage.keys(keys);
        assert!(!stage.in_form(), "{keys}: {}", stage.screen());
        let evening = stage.entries().into_iter().find(|e| e.form == "evening" && e.rev > 1).unwrap();
        let told = lofte::domain::record::draft::spell(evening.value("attendance").unwrap());
        let away: Vec<&str> = told.split([',', ' ']).filter(|part| part.ends_with("=absent")).collect();
        assert_eq!(away.join(","), absent, "{keys}");
    }
}
