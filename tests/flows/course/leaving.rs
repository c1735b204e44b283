//! A form opened to correct something and left as it was leaves nothing behind, whichever form it is.

use std::collections::BTreeSet;

use lofte::domain::record::EntryId;

use super::stage;
use crate::flows::casework::autumn;
use crate::flows::looks::busy;
use crate::flows::stage::{Setting, Stage};

/// The desk of a course with a survey, a gathering, somebody of age, somebody who dropped out and one of protected data.
fn course() -> Stage {
    let mut stage = stage(4, Setting::default());
    stage.enter("survey", &[("asked", "10"), ("answered", "9"), ("q1", "0 1 3 3 2")]);
    stage.enter("gathering", &[("ambassadors", "5")]);
    let host = stage.model.ctx.plan.list("hosts").unwrap().items[0].code.clone();
    stage.enter("handout", &[("host", &host), ("leaflets", "30")]);
    let grown = [("name", "Olle Ovan"), ("born", "2000"), ("age_reason", "ledare sedan förut")];
    stage.enter("participant", &grown);
    stage.enter("participant", &[("born", "2007"), ("protected", "j")]);
    let left = stage.enter("participant", &[("name", "Pia Pil"), ("born", "2006"), ("gender", "k")]);
    stage.somebody_drops_out(left, "2023-11-10");
    // Somebody has said that they will not come to what is still planned.
    stage.keys("2g").keys("↓a⎋1");
    stage
}

/// Opens every entry and leaves it, at once and after every field has been gone through; the forms they were of.
fn open_and_leave(stage: &mut Stage) -> BTreeSet<String> {
    let mut forms = BTreeSet::new();
    for entry in stage.entries() {
        for script in ["⎋", "⇥⎋", &format!("{}⎋", "⇥".repeat(30)), &format!("{}⎋", "⇤".repeat(30))]
        {
            stage.correct(entry.id).keys(script);
            assert!(!stage.in_form(), "{} after {script}:\n{}", entry.form, stage.screen());
            let left = stage.drafts();
            assert!(left.is_empty(), "{} {} after {script}: {left:#?}", entry.form, entry.id);
        }
        forms.insert(entry.form.to_string());
    }
    forms
}

#[test]
fn a_correction_in_which_nothing_was_changed_leaves_no_draft() {
    let mut forms = open_and_leave(&mut course());
    forms.append(&mut open_and_leave(&mut busy(Setting::default())));
    forms.append(&mut open_and_leave(&mut autumn(Setting::default()).stage));
    let plan = Stage::new().model.ctx.plan.clone();
    let all = plan.activities.iter().flat_map(|activity| &activity.forms).map(|form| form.key.clone());
    let missing: Vec<_> = all.filter(|form| !forms.contains(form)).collect();
    // The agenda is the desk's own: nobody opens it.
    assert_eq!(missing, ["agenda"]);
}

#[test]
fn a_draft_taken_up_again_and_left_stays() {
    let mut stage = course();
    let participant = |stage: &Stage| -> EntryId {
        stage.entries().into_iter().find(|entry| entry.form == "participant").unwrap().id
    };
    let id = participant(&stage);
    stage.correct(id).keys("o1⎋1");
    assert_eq!(stage.drafts().len(), 1);
    stage.keys("⏎⎋");
    assert!(!stage.in_form());
    assert_eq!(stage.drafts().len(), 1, "{}", stage.screen());
}

#[test]
fn drafts_on_the_home_screen_say_which_entry_they_correct() {
    let mut stage = course();
    let ids: Vec<_> = stage.entries().into_iter().filter(|e| e.form == "participant").map(|e| e.id).collect();
    for id in &ids[..2] {
        stage.correct(*id).keys("o1⎋");
    }
    let screen = stage.keys("1").screen();
    let drafts: Vec<&str> = screen.lines().filter(|line| line.contains("Utkast")).collect();
    assert_eq!(drafts.len(), 2, "{screen}");
    assert!(drafts.iter().any(|line| line.contains("a A. A., påbörjat")), "{screen}");
    assert!(drafts.iter().any(|line| line.contains("b B. B., påbörjat")), "{screen}");
}
