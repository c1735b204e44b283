//! Names on the screen: masked in lists, opened to be corrected, and replaced in whatever else lies open.

use lofte::domain::plan::Language;
use lofte::domain::record::EntryId;
use rstest::rstest;

use crate::flows::stage::{Setting, Stage};

const NAME: &str = "Bea Zorn";
const PHONE: &str = "0701234567";

/// A course with one participant.
fn one(language: Language) -> (Stage, EntryId) {
    let mut stage = Stage::set(Setting { language, size: (100, 30), ..Setting::default() });
    stage.enter("course", &[("start", "2023-11-30")]);
    let of = [("name", NAME), ("born", "2007"), ("guardian_phone", PHONE), ("contract_youth", "yes")];
    let id = stage.enter("participant", &of);
    stage.home();
    (stage, id)
}

fn value(stage: &Stage, id: EntryId, field: &str) -> String {
    stage.entry(id).value(field).map(lofte::domain::record::draft::spell).unwrap_or_default()
}

#[rstest]
fn what_a_list_masks_is_opened_to_be_corrected_and_stays_as_it_was(
    #[values("/bea⏎", "r")] way: &str,
    #[values(Language::Swedish, Language::English)] language: Language,
) {
    let (mut stage, id) = one(language);
    let listed = stage.keys(way).screen();
    assert!(listed.contains("participant") || listed.contains("deltagare"), "{listed}");
    assert!(!listed.contains("Zorn") && !listed.contains(PHONE), "{listed}");
    // The search line is what was typed; the marker is on the one that was found.
    stage.keys(if way == "r" { "1" } else { "e" });
    assert!(stage.in_form());
    let form = stage.screen();
    assert!(form.contains(NAME) && form.contains(PHONE), "{form}");
    stage.keys("h1✓");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert_eq!(value(&stage, id, "source"), "skola");
    assert_eq!((value(&stage, id, "name"), value(&stage, id, "guardian_phone")), (NAME.into(), PHONE.into()));
}

#[rstest]
fn a_new_entry_like_another_has_neither_its_name_nor_its_letters(
    #[values("/bea⏎d", "2→nⓓ")] way: &str
) {
    let (mut stage, _) = one(Language::Swedish);
    stage.keys(way);
    let form = stage.screen();
    assert!(
        stage.in_form() && !form.contains("Zorn") && !form.contains("B. Z.") && !form.contains(PHONE),
        "{form}"
    );
}

#[test]
fn a_replaced_name_leaves_the_forms_and_pages_that_lie_open() {
    let (mut stage, id) = one(Language::Swedish);
    for way in ["/bea⏎⏎", "/bea⏎e", "r1"] {
        stage.home();
        stage.keys(way);
        assert!(stage.screen().contains(NAME), "{way}: {}", stage.screen());
        stage.somebody_corrects(id, "name", "Rut Rätt");
        let now = stage.screen();
        assert!(now.contains("Rut Rätt") && !now.contains("Zorn"), "{way}: {now}");
        stage.somebody_corrects(id, "name", NAME);
    }
}
