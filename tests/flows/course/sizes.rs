//! The attendance grid of courses that are shorter, longer, smaller and larger than the usual one.

use rstest::rstest;

use super::views::evenings;
use crate::flows::picture::styled;
use crate::flows::stage::{Setting, Stage};

/// A course of so many evenings and participants, six of the evenings held.
fn course(sessions: usize, places: usize, size: (u16, u16)) -> Stage {
    let mut stage = Stage::set(Setting { size, ..Setting::default() });
    let asked = [("sessions", sessions.to_string()), ("places", places.to_string())];
    let asked = asked.iter().map(|(field, text)| (*field, text.as_str()));
    stage.enter("course", &asked.chain([("start", "2023-09-07")]).collect::<Vec<_>>());
    for n in 0..places {
        let name = format!("{} Exempel", char::from(b'A' + n as u8));
        let gender = ["woman", "man"][n % 2];
        let known = [("applied", "2023-08-20"), ("course", "ht2023"), ("born", "2006"), ("gender", gender)];
        stage.enter("participant", &[&known[..], &[("name", &name)]].concat());
    }
    for (n, id) in evenings(&stage).into_iter().take(6).enumerate() {
        stage.report(id, ["", "b=absent", "c=late,d=excused"][n % 3]);
    }
    stage
}

#[rstest]
fn the_grid_of_another_course_looks_so(
    #[values(10, 14)] sessions: usize,
    #[values(10, 12, 23)] places: usize,
    #[values((80, 24), (60, 16))] size: (u16, u16),
) {
    let mut stage = course(sessions, places, size);
    stage.keys("2g");
    let shows = |stage: &mut Stage, part: &str| {
        let look = stage.model.ctx.look.clone();
        let (buffer, cursor) = stage.draw();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(
                format!("{}x{}-sv-mbu-grid-{sessions}-of-{places}{part}", size.0, size.1),
                styled(&buffer, cursor, &look)
            );
        });
    };
    shows(&mut stage, "");
    // The last of everybody on the last evening.
    stage.keys(&"→".repeat(sessions)).keys(&"↓".repeat(places));
    shows(&mut stage, "-end");
    let last = stage.screen();
    assert!(last.contains(&format!("Kväll {sessions}, ")), "{last}");
}
