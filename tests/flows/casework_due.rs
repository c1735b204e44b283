//! What is due of cases, from the home screen to what mends it.

use lofte::domain::record::EntryId;
use lofte::ui::theme::ThemeName;

use super::stage::{Setting, Stage};

/// A desk whose meetings are told of, with one case; its code as it is read.
fn stage() -> (Stage, String) {
    let mut stage = Stage::set(Setting { size: (120, 40), theme: ThemeName::Ansi16, ..Setting::default() });
    for day in ["2023-11-07", "2023-11-14", "2023-11-21"] {
        stage.enter("meeting", &[("day", day), ("present", "4")]);
    }
    stage.enter("case", &[("day", "2023-11-07"), ("source", "school")]);
    let code = stage.stored("code");
    (stage, format!("{}-{}", &code[..4], &code[4..]))
}

/// The keys that bring the marker to the line that says `what`, and open it.
fn open(stage: &mut Stage, what: &str) -> String {
    stage.home();
    for _ in 0..60 {
        let screen = stage.screen();
        let marked =
            screen.lines().find(|line| line.contains('›') || line.contains('▸') || line.contains('>'));
        if let Some(line) = marked.filter(|line| line.contains(what)) {
            let line = line.to_owned();
            stage.keys("⏎");
            return line;
        }
        stage.keys("↓");
    }
    panic!("no {what:?} in\n{}", stage.screen());
}

#[test]
fn enter_on_a_late_commitment_asks_when_it_was_done() {
    let (mut stage, code) = stage();
    let typed = [("day", "2023-11-07"), ("case", &*code), ("party", "school"), ("by", "2023-11-14")];
    let id = stage.enter("commitment", &typed);
    let line = open(&mut stage, &format!("åtagande {code}, skola"));
    assert!(line.contains("ti 14 nov") && line.contains("8 dagar försenat"), "{line}");
    assert!(stage.at_cursor().0.contains("Klart"));
    stage.keys("2023-11-22✓");
    let done = stage.entries().into_iter().find(|entry| entry.id == id).unwrap();
    assert_eq!(done.value("done").unwrap().day(), "2023-11-22".parse().ok());
    assert!(!stage.home().screen().contains(&format!("åtagande {code}")));
}

#[test]
fn enter_on_a_half_stated_action_asks_for_what_it_lacks() {
    let (mut stage, code) = stage();
    let id = stage.enter("decision", &[("day", "2023-11-21"), ("case", &*code), ("action", "later")]);
    let line = open(&mut stage, &format!("insats {code}"));
    assert!(line.contains("slag, en andra part och åtagande saknas"), "{line}");
    assert!(stage.at_cursor().0.contains("Samordnad insats"));
    stage.keys("⎋");
    stage.somebody_corrects(id, "action", "sip");
    stage.somebody_corrects(id, "parties", "school,police");
    open(&mut stage, &format!("insats {code}: åtagande saknas"));
    assert!(stage.in_form() && stage.screen().contains("Senast"), "{}", stage.screen());
    assert!(stage.screen().contains(&code));
}

#[test]
fn enter_on_consent_that_ends_opens_the_next_one_for_the_same_parties() {
    let (mut stage, code) = stage();
    let signed = [("guardian_1", "yes"), ("guardian_2", "not_required"), ("youth", "yes")];
    let mut typed = vec![("day", "2023-11-07"), ("case", &*code), ("parties", "school,police")];
    typed.extend(signed);
    typed.push(("until", "2023-11-30"));
    let first: EntryId = stage.enter("consent", &typed);
    let line = open(&mut stage, &format!("samtycke {code}, skola och polis"));
    assert!(line.contains("to 30 nov") && line.contains("går ut"), "{line}");
    let screen = stage.screen();
    assert!(stage.in_form() && screen.contains(&code) && screen.contains("skola, polis"), "{screen}");
    assert_eq!(stage.latest().id, first, "nothing is saved yet");
}
