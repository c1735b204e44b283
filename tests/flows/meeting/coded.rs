//! Meetings of which each case is kept by a code without meaning.

use lofte::domain::record::draft::spell;
use lofte::domain::record::{Entry, Origin, Value};

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
    stage.entries().into_iter().rfind(|e| e.form == "meeting").expect("a meeting")
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

/// Consent of everybody for every party.
pub fn consent(stage: &mut Stage, code: &str) {
    let parties = "social,school,police,leisure";
    let signed = [("guardian_1", "yes"), ("guardian_2", "yes"), ("youth", "yes")];
    let given = [("day", "2023-11-10"), ("case", code), ("parties", parties), ("until", "2024-06-30")];
    stage.enter("consent", &given.into_iter().chain(signed).collect::<Vec<_>>());
}

/// What a whole ordinary meeting is entered with; the words typed stand in brackets.
const WHOLE: &str = "⏎⇤cc⏎1a1[ring hemmet]✓b7⏎[sip]⏎12✓2a2[boka tid]✓b6⏎[elevh]⏎23✓3a4✓45n11⏎3k✓⏎⏎4";

/// The keys of a script with and without the words typed.
fn keys_of(script: &str) -> (String, usize) {
    let (mut keys, mut counted, mut word) = (String::new(), 0, false);
    for sign in script.chars() {
        match sign {
            '[' | ']' => word = sign == '[',
            sign => {
                keys.push(sign);
                counted += usize::from(!word);
            }
        }
    }
    (keys, counted)
}

#[test]
fn a_whole_meeting_takes_under_sixty_keys() {
    let (keys, counted) = keys_of(WHOLE);
    assert!(counted < 60, "{counted} keys");
    for answers in [Answers::AtOnce, Answers::Held] {
        let (mut stage, codes) = stage(5, Setting::default());
        for code in &codes[..2] {
            consent(&mut stage, code);
        }
        stage.answers(answers).keys(&keys).answers(Answers::AtOnce);
        assert!(!stage.in_form(), "{answers:?}\n{}", stage.screen());
        whole_meeting_is_stored(&stage, &codes);
    }
}

fn whole_meeting_is_stored(stage: &Stage, before: &[String]) {
    let all = codes(stage);
    assert_eq!((all.len(), &all[..5]), (6, before));
    let spelled = |entry: &Entry, field: &str| entry.value(field).map(spell).unwrap_or_default();
    let meeting = meeting(stage);
    assert_eq!(
        spelled(&meeting, "attendance"),
        "social=present,school=present,police=deputy,leisure=present"
    );
    assert_eq!(spelled(&meeting, "present"), "4");
    assert_eq!(spelled(&meeting, "next"), "2023-11-28");
    let of = |form: &str, fields: &[&str]| {
        let entries = stage.entries();
        let told = entries.iter().filter(|e| e.form == form);
        let mut told: Vec<String> =
            told.map(|e| fields.iter().map(|f| spelled(e, f)).collect::<Vec<_>>().join(" ")).collect();
        told.sort_by_key(|line| all.iter().position(|code| line.starts_with(code.as_str())));
        told
    };
    let decisions = of("decision", &["case", "decision", "action", "parties", "follow_up"]);
    let wanted = [
        format!("{} plan sip social,school 2023-12-19", all[0]),
        format!("{} mapping pupil_health school,police 2023-12-19", all[1]),
        format!("{}    ", all[2]),
        format!("{}    ", all[3]),
        format!("{}    ", all[4]),
        format!("{}    ", all[5]),
    ];
    assert_eq!(decisions, wanted);
    let commitments = of("commitment", &["case", "day", "party", "what", "by"]);
    let wanted = [
        format!("{} 2023-11-21 social ring hemmet 2023-11-28", all[0]),
        format!("{} 2023-11-21 school boka tid 2023-11-28", all[1]),
        format!("{} 2023-11-21 leisure  2023-11-28", all[2]),
    ];
    assert_eq!(commitments, wanted);
}

#[test]
fn a_code_is_found_by_its_first_letters() {
    let (mut stage, codes) = stage(9, Setting::default());
    // The shortest beginning that only one case has.
    let mine = &codes[4];
    let unique = (1..=5).find(|n| codes.iter().filter(|c| c.starts_with(&mine[..*n])).count() == 1).unwrap();
    stage.keys("⏎").text(&mine[..unique].to_lowercase());
    assert!(stage.at_cursor().0.contains("1: "), "{}", stage.screen());
    // Who types the code to its end marks nothing else, also where a sign of it is a number on the agenda.
    stage.text(&mine[unique..].to_lowercase()).keys("⏎⏎4");
    assert_eq!(decided(&stage), [(mine.clone(), String::new())], "{}", stage.screen());
}

#[test]
fn what_is_no_code_is_said_and_backspace_starts_over() {
    let (mut stage, _) = stage(2, Setting::default());
    stage.keys("⏎").text("k3k3k");
    assert!(stage.screen().contains("Inget öppet ärende"), "{}", stage.screen());
    stage.keys("⏎");
    assert!(stage.at_cursor().0.contains("Ärenden"), "a code that was begun is not gone on from");
    stage.text("b").keys("e");
    assert!(stage.in_form() && stage.screen().contains("Ärenden"), "no command while a code is begun");
    stage.keys("⌫1⏎⏎4");
    assert_eq!(decided(&stage).len(), 1, "{}", stage.screen());
}

#[test]
fn no_case_at_all_is_known_and_the_actions_are_passed_over() {
    let (mut stage, _) = stage(0, Setting::default());
    stage.keys("⏎");
    assert!(stage.screen().contains("inget ärende (känt)"), "{}", stage.screen());
    stage.keys("⏎4");
    assert!(!stage.in_form(), "{}", stage.screen());
    assert_eq!(decided(&stage), []);
    assert!(stage.screen().contains("möte v. 47: inget ärende, alla fyra"), "{}", stage.screen());
}

#[test]
fn a_meeting_in_progress_is_kept_while_a_decision_lies_on_top() {
    let (mut stage, codes) = stage(3, Setting::default());
    stage.keys("⏎12b");
    assert_eq!(stage.drafts().len(), 1, "the meeting is kept");
    stage.keys("9⎋");
    assert!(stage.at_cursor().0.contains("Ärenden"), "back at the meeting: {}", stage.screen());
    assert_eq!(stage.drafts().len(), 2, "and so is the decision");
    stage.keys("3⏎⏎4");
    let up: Vec<String> = decided(&stage).into_iter().map(|(code, _)| code).collect();
    assert_eq!(up, codes);
}

#[test]
fn a_decision_that_is_there_is_opened_and_stays() {
    let (mut stage, codes) = stage(3, Setting::default());
    stage.keys("⏎1b6✓");
    assert!(stage.at_cursor().0.contains("1: "), "{}", stage.screen());
    stage.keys("1");
    assert!(stage.screen().contains("b öppnar det"), "what is recorded is not let go of: {}", stage.screen());
    stage.keys("b");
    assert!(stage.screen().contains("Rätta: beslut"), "{}", stage.screen());
    stage.keys("b9✓");
    stage.keys("✓");
    let decision = stage.entries().into_iter().find(|e| e.form == "decision").unwrap();
    assert_eq!(decision.value("decision"), Some(&Value::Code("closed".into())), "{}", stage.screen());
    assert_eq!(decision.value("case"), Some(&Value::Code(codes[0].as_str().into())));
}

#[test]
fn a_case_that_goes_on_is_followed_up_in_four_weeks_and_a_closed_one_never() {
    let (mut stage, _) = stage(2, Setting::default());
    stage.keys("⏎1b7✓");
    assert_eq!(stage.stored("follow_up"), "2023-12-19");
    assert_eq!(stage.origin("follow_up"), Origin::Computed);
    stage.keys("2b7⇤9✓✓");
    assert_eq!((stage.stored("decision").as_str(), stage.stored("follow_up").as_str()), ("closed", ""));
}

#[test]
fn two_secretaries_see_each_other_and_nothing_is_entered_twice() {
    let (mut stage, codes) = stage(3, Setting::default());
    stage.keys("⏎12");
    stage.somebody_enters("meeting", &[("day", "2023-11-21"), ("cases", &codes[2]), ("present", "4")]);
    assert!(stage.screen().contains("Mötet finns redan"), "{}", stage.screen());
    stage.keys("⏎⏎4");
    let that_day = |e: &&Entry| e.form == "meeting" && e.on.to_string() == "2023-11-21";
    assert!(stage.in_form(), "one meeting a day: {}", stage.screen());
    assert_eq!(stage.entries().iter().filter(that_day).count(), 1);
    stage.keys("⎋");
    assert!(!stage.in_form() && stage.drafts().len() == 1, "{}", stage.screen());
}

#[test]
fn what_a_second_secretary_marked_is_added_to_the_meeting_that_is_there() {
    for answers in [Answers::AtOnce, Answers::Held] {
        let (mut stage, codes) = stage(3, Setting::default());
        stage.keys("⏎12⏎2⏎");
        let saved = [
            ("day", "2023-11-21"),
            ("attendance", "social=absent,school=present,police=present,leisure=present"),
            ("cases", &codes[2]),
            ("present", "3"),
        ];
        stage.somebody_enters("meeting", &saved);
        stage.answers(answers).keys("4").answers(Answers::AtOnce);
        let screen = stage.screen();
        assert!(screen.contains("Rätta: möte") && screen.contains("har redan sparat mötet"), "{screen}");
        for code in &codes {
            assert!(screen.contains(&format!("✓ {}-{}", &code[..4], &code[4..])), "{screen}");
        }
        stage.keys("✓");
        assert!(!stage.in_form(), "{}", stage.screen());
        let wanted = [(2, ""), (0, ""), (1, "later")].map(|(n, kind)| (codes[n].clone(), kind.to_owned()));
        assert_eq!(decided(&stage), wanted);
        let there = meeting(&stage);
        assert_eq!(there.value("present"), Some(&Value::Number(3)), "the attendance stays as saved");
        assert!(stage.drafts().is_empty());
    }
}

/// Opens a correction of the meeting saved last.
fn correct_the_meeting(stage: &mut Stage) {
    stage.keys("r");
    let screen = stage.screen();
    let line = screen.lines().find(|line| line.contains("möte")).unwrap_or_else(|| panic!("{screen}"));
    let number = line.chars().find(char::is_ascii_digit).expect("a number");
    stage.keys(&number.to_string());
    assert!(stage.screen().contains("Rätta: möte"), "{}", stage.screen());
}

#[test]
fn a_forgotten_case_is_added_in_a_correction_of_the_meeting() {
    let (mut stage, codes) = stage(3, Setting::default());
    stage.keys("⏎1⏎⏎4");
    correct_the_meeting(&mut stage);
    let screen = stage.screen();
    assert!(screen.contains("Ärenden") && screen.contains("Samordnad insats"), "{screen}");
    stage.keys("⎋");
    assert!(stage.drafts().is_empty(), "what is known of it is no change");
    correct_the_meeting(&mut stage);
    stage.keys("r");
    assert!(stage.at_cursor().0.contains("Ärenden"), "{}", stage.screen());
    stage.keys("1");
    assert!(stage.screen().contains("b öppnar det"), "{}", stage.screen());
    stage.keys("2⏎2✓");
    assert!(!stage.in_form(), "{}", stage.screen());
    let wanted = [(codes[0].clone(), String::new()), (codes[1].clone(), "later".to_owned())];
    assert_eq!(decided(&stage), wanted);
}

#[test]
fn the_numbers_stand_still_for_another_secretary_and_on_paper() {
    let (mut stage, codes) = stage(3, Setting::default());
    stage.keys("⏎");
    // A case that is referred meanwhile comes last, whatever its day.
    stage.somebody_enters("case", &[("day", "2023-11-01"), ("source", "police")]);
    let screen = stage.screen();
    for (number, code) in (1..).zip(&codes) {
        assert!(screen.contains(&format!("{number}   {}-{}", &code[..4], &code[4..])), "{screen}");
    }
    stage.keys("3⏎⏎4");
    assert_eq!(decided(&stage), [(codes[2].clone(), String::new())]);
}

#[test]
fn a_consent_is_withdrawn_inside_the_meeting() {
    let (mut stage, codes) = stage(2, Setting::default());
    consent(&mut stage, &codes[0]);
    stage.keys("⏎2w");
    assert!(stage.screen().contains("Det finns inget samtycke"), "{}", stage.screen());
    stage.keys("21w");
    assert!(stage.screen().contains("Rätta: samtycke"), "{}", stage.screen());
    assert!(stage.at_cursor().0.contains("Återkallat"), "{}", stage.screen());
    assert!(!stage.screen().contains("Det finns inget samtycke"), "{}", stage.screen());
    stage.keys("✓");
    assert!(stage.at_cursor().0.contains("Ärenden"), "{}", stage.screen());
    let entries = stage.entries();
    let withdrawn = entries.iter().find(|e| e.form == "consent").and_then(|e| e.value("withdrawn"));
    assert_eq!(withdrawn.map(spell), Some(stage.model.ctx.now.day.to_string()));
    assert!(
        entries
            .iter()
            .any(|e| e.form == "consent" && e.value("withdrawn_at").is_some_and(|v| !v.is_nothing()))
    );
}

#[test]
fn a_new_consent_does_not_ask_about_its_withdrawal() {
    let (mut stage, codes) = stage(1, Setting::default());
    consent(&mut stage, &codes[0]);
    stage.keys("⏎1s");
    let screen = stage.screen();
    assert!(screen.contains("Gäller till") && !screen.contains("Återkallat"), "{screen}");
}

#[test]
fn only_the_case_at_hand_is_on_the_screen() {
    let (mut stage, codes) = stage(2, Setting::default());
    let shown = |n: usize| format!("{}-{}", &codes[n][..4], &codes[n][4..]);
    stage.keys("⏎1b7");
    stage.keys("✓2b");
    let screen = stage.screen();
    assert!(screen.contains(&shown(1)) && !screen.contains(&shown(0)), "{screen}");
}

#[test]
fn a_new_case_says_no_day_of_closing_and_its_line_only_how_it_stands() {
    let (mut stage, _) = stage(1, Setting::default());
    stage.keys("⏎1n");
    let line = stage.screen().lines().find(|line| line.contains("Avslutat")).map(str::to_owned);
    assert!(line.as_ref().is_some_and(|line| !line.contains("2023")), "{line:?}");
    stage.keys("1✓✓");
    let screen = stage.screen();
    let line = screen.lines().find(|line| line.contains("Sparat")).unwrap_or_else(|| panic!("{screen}"));
    assert!(line.contains("aktualiserat") && !line.contains("skola"), "{screen}");
}
