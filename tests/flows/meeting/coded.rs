//! Meetings of which each case is kept by a code without meaning.

use lofte::domain::record::Code;
use lofte::domain::record::{Origin, Value};

use crate::flows::stage::{Answers, Setting, Stage};

/// A desk with open cases, standing on the meeting of this week; the codes by their numbers on its agenda.
pub fn stage(cases: usize, setting: Setting<'_>) -> (Stage, Vec<String>) {
    let mut stage = Stage::set(setting);
    let days: Vec<String> = (0..cases).map(|n| format!("2023-11-{:02}", 2 + n)).collect();
    for (day, born) in days.iter().zip(["2006-2008", "2009-2011"].into_iter().cycle()) {
        stage.enter("case", &[("day", day), ("source", "school"), ("concern", "absence"), ("born", born)]);
    }
    for day in ["2023-11-07", "2023-11-14"] {
        stage.enter("meeting", &[("day", day), ("cases", "0"), ("present", "4")]);
    }
    let codes = codes(&stage);
    stage.home();
    on_the_meeting(&mut stage);
    (stage, codes)
}

/// The codes of the cases, in the order they were made.
pub fn codes(stage: &Stage) -> Vec<String> {
    let code = |value: &Value| match value {
        Value::Code(code) => code.to_string(),
        other => panic!("no code: {other:?}"),
    };
    let entries = stage.entries();
    entries.iter().filter(|e| e.form == "case").map(|e| code(e.value("code").unwrap())).collect()
}

/// Moves the marker to this week's meeting.
fn on_the_meeting(stage: &mut Stage) {
    let home = stage.screen();
    for _ in 0..20 {
        if stage
            .screen()
            .lines()
            .any(|line| line.contains('▸') && line.contains("v. 47") | line.contains("wk 47"))
        {
            return;
        }
        stage.keys("↓");
    }
    panic!("no meeting is due:\n{home}");
}

/// What was decided: the cases' codes and actions, in the order it was recorded.
fn decided(stage: &Stage) -> Vec<(String, String)> {
    let said = |value: Option<&Value>| match value {
        Some(Value::Code(code)) => code.to_string(),
        _ => String::new(),
    };
    let entries = stage.entries();
    let decisions = entries.iter().filter(|e| e.form == "decision");
    decisions.map(|e| (said(e.value("case")), said(e.value("action")))).collect()
}

fn meeting(stage: &Stage) -> lofte::domain::record::Entry {
    stage.entries().into_iter().find(|e| e.form == "meeting").expect("a meeting")
}

#[test]
fn a_meeting_by_case_is_entered_in_eleven_keys() {
    for answers in [Answers::AtOnce, Answers::Held] {
        let (mut stage, codes) = stage(9, Setting::default());
        stage.answers(answers).keys("⏎13468⏎36⏎4").answers(Answers::AtOnce);
        assert!(!stage.in_form(), "{}", stage.screen());
        let action = |n: usize| if [3, 6].contains(&n) { "later" } else { "" };
        let wanted: Vec<_> = [1, 3, 4, 6, 8].map(|n| (codes[n - 1].clone(), action(n).to_owned())).into();
        assert_eq!(decided(&stage), wanted, "{answers:?}");
        let present = meeting(&stage).value("present").cloned();
        assert_eq!(present, Some(Value::Number(4)));
        let line =
            format!("möte v. 47: 5 ärenden ({}-{} …), 2 insatser, alla fyra", &codes[0][..4], &codes[0][4..]);
        assert!(stage.screen().contains(&line), "{line}\n{}", stage.screen());
    }
}

#[test]
fn it_shows_and_i_can_look() {
    let (mut stage, _) = stage(9, Setting::default());
    stage.keys("⏎13468");
    println!("{}", stage.screen());
    stage.keys("⏎36");
    println!("{}", stage.screen());
    stage.keys("⇤b");
    println!("{}", stage.screen());
    let _: Option<(Origin, Code)> = None;
}
