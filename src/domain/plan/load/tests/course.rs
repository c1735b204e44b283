//! What comes with a course: its forms, seats, usual numbers and measures.

use rstest::rstest;

use super::*;
use crate::domain::plan::Expectation;

#[test]
fn a_course_brings_its_forms_its_seats_and_its_usual_numbers() {
    let plan = enkoping();
    let keys: Vec<_> = plan.activity("mbu").unwrap().forms.iter().map(|f| f.key.as_str()).collect();
    assert_eq!(keys, ["course", "evening", "participant", "survey", "gathering"]);
    let starts = |field: &str| plan.form("course").unwrap().1.field(field).unwrap().initial.clone();
    assert_eq!(starts("sessions"), Initial::Value("12".into()));
    assert_eq!(starts("places"), Initial::Value("12".into()));
    assert_eq!(starts("held_at_least"), Initial::Value("10".into()));
    assert_eq!(starts("diploma_percent"), Initial::Empty);
    assert_eq!(plan.list("seats").unwrap().items.len(), 24);
    assert_eq!(plan.list("schools").unwrap().items.len(), 8);
    assert_eq!(plan.list("course_sources").unwrap().items.len(), 6);
    assert!(plan.list("schools").unwrap().example);
    let participant = plan.form("participant").unwrap().1;
    assert_eq!((participant.open, participant.first.as_deref()), (Some('m'), Some("name")));
    let expected = &plan.activity("mbu").unwrap().expectations;
    assert!(expected.contains(&Expectation::Planned { form: "evening".into() }));
}

/// What the fields of an enrolment are, in the order a person meets them; nothing that is signed or stated starts with a
/// value, and no field could hold why somebody was not admitted.
#[test]
fn an_enrolment_asks_only_what_the_world_decided() {
    let plan = enkoping();
    let (_, form) = plan.form("participant").unwrap();
    let from_name: Vec<_> = form.fields.iter().map(|f| f.key.as_str()).skip_while(|k| *k != "name").collect();
    let order =
        ["name", "born", "age_reason", "gender", "school", "source", "contract_youth", "contract_guardian"];
    assert_eq!(from_name[..order.len()], order);
    for field in &form.fields {
        let known = ["applied", "dropped"].contains(&field.key.as_str());
        assert_eq!(field.initial, if known { Initial::Today } else { Initial::Empty }, "{}", field.key);
        assert!(!matches!(field.kind, FieldKind::Note { .. }), "{} is free text", field.key);
    }
    let personal: Vec<_> = form
        .fields
        .iter()
        .filter(|f| matches!(f.kind, FieldKind::Name { .. } | FieldKind::Text { .. } | FieldKind::Phone))
        .map(|f| &f.key)
        .collect();
    // The reason for an age is kept for those who are taken in alone.
    assert_eq!(personal, ["name", "age_reason", "guardian_phone"]);
    assert_eq!((form.cancel_reasons.as_ref(), form.correction_reasons.as_ref()), (None, None));
    let keys: String = plan.list("genders").unwrap().items.iter().filter_map(|i| i.key).collect();
    assert_eq!(keys, "kma");
}

#[rstest]
#[case(10, 8, "8")]
#[case(14, 12, "12")]
#[case(1, 12, "1")]
fn a_course_of_another_length_is_a_plan(#[case] sessions: u32, #[case] places: u32, #[case] held: &str) {
    let text = include_str!("../../../../../tests/plans/ten.toml")
        .replace("sessions = 10", &format!("sessions = {sessions}"))
        .replace("places = 8", &format!("places = {places}"));
    let plan = load(&text, "ten").unwrap();
    let (_, course) = plan.form("course").unwrap();
    let starts = |field: &str| course.field(field).unwrap().initial.clone();
    assert_eq!(starts("sessions"), Initial::Value(sessions.to_string()));
    assert_eq!(starts("held_at_least"), Initial::Value(held.to_owned()));
    assert_eq!(course.open, Some('k'));
    assert!(plan.list("seats").unwrap().items.len() >= 2 * places as usize);
    let survey = plan.form("survey").unwrap().1;
    let questions: Vec<_> =
        survey.fields.iter().filter(|f| f.kind == FieldKind::Grades).map(|f| f.key.as_str()).collect();
    assert_eq!(questions, ["q1", "q2"]);
}

#[test]
fn the_home_screen_shows_the_courses_that_were_held() {
    let plan = enkoping();
    let activity = plan.activity("mbu").unwrap();
    let glance: Vec<_> = activity.measures.iter().filter(|m| m.glance).map(|m| m.key.as_str()).collect();
    assert_eq!(glance, ["courses_held"]);
    assert!(activity.measures.iter().all(|m| activity.is_finer(m) != m.glance));
    for measure in &activity.measures {
        assert!(measure.label.en.is_some() && measure.definition.en.is_some(), "{}", measure.key);
        assert!(measure.label.sv.chars().count() <= 24, "{}", measure.label.sv);
    }
}

#[test]
fn a_theme_that_does_not_fit_its_field_is_told() {
    let text = ENKOPING.replace("lära känna varandra, kontrakt", &"å".repeat(41));
    let errors = load(&text, "plan.toml").unwrap_err();
    assert!(
        matches!(errors[..], [PlanError { kind: PlanErrorKind::TooLong { most: 40 }, .. }]),
        "{errors:?}"
    );
    let most = enkoping().form("evening").unwrap().1.field("theme").unwrap().kind.clone();
    assert!(matches!(most, FieldKind::Text { max: 40, .. }), "{most:?}");
}
