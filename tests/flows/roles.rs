//! A screen that has a role: its own work, its own forms, a calm word where something is another's.

use lofte::domain::plan::Language;
use rstest::rstest;

use super::picture::styled;
use super::stage::{Setting, Stage};

fn leader() -> Setting<'static> {
    Setting { role: Some("kursledare"), ..Setting::default() }
}

#[rstest]
fn a_tab_that_the_role_has_not_looks_so(
    #[values(Language::Swedish, Language::English)] language: Language,
    #[values((80, 24), (40, 12))] size: (u16, u16),
) {
    let tongue = if language == Language::Swedish { "sv" } else { "en" };
    let mut stage = Stage::set(Setting { language, size, ..leader() });
    stage.keys("3");
    let look = stage.model.ctx.look.clone();
    let (buffer, cursor) = stage.draw();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(
            format!("{}x{}-{tongue}-role-tab", size.0, size.1),
            styled(&buffer, cursor, &look)
        );
    });
}

#[test]
fn a_role_sees_its_own_tab_and_everybodys_figures() {
    let mut stage = Stage::set(Setting { size: (100, 30), ..leader() });
    let top = stage.screen().lines().next().unwrap().to_owned();
    assert!(top.ends_with("Anna Berg (kursledare)"), "{top}");
    assert!(!stage.keys("2").screen().contains("är inte för rollen"));
    for tab in ["3", "4", "5", "6"] {
        let screen = stage.keys(tab).screen();
        assert!(screen.contains("är inte för rollen kursledare."), "{tab}: {screen}");
    }
    let figures = stage.keys("7").screen();
    assert!(figures.contains("Vuxenvandring") && figures.contains("Hot spots"), "{figures}");
}

#[test]
fn only_the_roles_forms_are_offered() {
    let mut stage = Stage::set(leader());
    let screen = stage.keys("n").screen();
    let menu = screen.split("Ny post").nth(1).unwrap();
    assert!(menu.contains("deltagare") && !menu.contains("vandring") && !menu.contains("ärende"), "{menu}");
    // A key that opens another's form opens nothing.
    for key in ["h", "w", "v"] {
        stage.keys("⎋⎋1").keys(key);
        assert!(!stage.in_form(), "{key}: {}", stage.screen());
    }
    stage.keys("m");
    assert!(stage.in_form());
}

#[test]
fn what_others_do_elsewhere_is_not_told_and_what_is_refused_is_a_sentence() {
    let mut stage = Stage::set(Setting { size: (120, 30), ..leader() });
    let visit = [("place", "stortorget"), ("arrive", "21:30"), ("contacts", "7")];
    stage.somebody_enters("visit", &visit);
    assert!(!stage.screen().contains("Stortorget"), "{}", stage.screen());
    assert!(!stage.keys("/stortorget⏎").screen().contains("21:30"), "{}", stage.screen());
    let refused = stage.keys("⎋⎋1g").screen();
    assert!(refused.contains("Det här ingår inte i rollen kursledare."), "{refused}");
    // Whoever has no form of their own corrects none.
    let mut stage = Stage::set(Setting { role: Some("ledning"), size: (120, 30), ..Setting::default() });
    assert!(stage.screen().contains("Inget"), "{}", stage.screen());
    assert!(stage.keys("r").screen().contains("Det här ingår inte i rollen ledning."), "{}", stage.screen());
}
