//! Every view at every size draws, whatever the size is.

use rstest::rstest;

use super::looks::{VIEWS, busy};
use super::stage::Setting;

#[rstest]
fn every_view_draws_at_every_size(#[values(0, 1, 2, 3)] part: usize) {
    let mut stage = busy(Setting::default());
    for (_, script) in VIEWS.iter().skip(part).step_by(4) {
        stage.keys("⎋⎋⎋⎋1").keys(script);
        for columns in
            (0..=130).filter(|c| c % 6 == 0 || [1, 11, 39, 40, 41, 59, 69, 70, 79, 80, 81].contains(c))
        {
            for rows in
                (0..=45).filter(|r| r % 4 == 0 || (10..=17).contains(r) || [1, 2, 3, 19, 45].contains(r))
            {
                stage.model.size = (columns, rows);
                let (_, cursor) = stage.draw();
                assert!(
                    cursor.is_none_or(|at| at.x < columns && at.y < rows),
                    "{script:?}: the cursor stands outside {columns}×{rows}"
                );
            }
        }
        stage.model.size = (80, 24);
    }
}

#[rstest]
#[case(40, 12)]
#[case(40, 20)]
#[case(60, 16)]
fn a_visit_can_be_entered_on_a_small_screen(#[case] columns: u16, #[case] rows: u16) {
    let mut stage = busy(Setting { size: (columns, rows), ..Setting::default() });
    for (script, seen) in [("h", "Plats"), ("st", "Stortorget"), ("⏎", "Kontakter"), ("7", "7")] {
        let screen = stage.keys(script).screen();
        assert!(screen.contains(seen), "{seen:?} is not seen after {script:?}:\n{screen}");
    }
    stage.keys("✓");
    assert_eq!((stage.stored("place"), stage.stored("contacts")), ("stortorget".into(), "7".into()));
}

#[test]
fn a_screen_too_small_says_so_and_goes_on_when_it_grows() {
    let mut stage = busy(Setting::default());
    stage.keys("hst").resize(20, 5);
    assert!(stage.screen().contains("40×12"), "{}", stage.screen());
    stage.keys("⏎7").resize(80, 24).keys("✓");
    assert_eq!((stage.stored("place"), stage.stored("contacts")), ("stortorget".into(), "7".into()));
}
