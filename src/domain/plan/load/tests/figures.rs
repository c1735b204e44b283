//! What is counted: the measures of the built-in plans, those that come with a case meeting, and mistakes in own ones.

use rstest::rstest;

use super::*;
use crate::domain::plan::{Expectation, PeriodKind, Shape, Target};

#[test]
fn enkoping_counts_what_other_programs_rely_on() {
    let plan = enkoping();
    let measures: Vec<_> = plan.measures().map(|(_, m)| (m.key.as_str(), m.target)).collect();
    let of_cases = [
        "meetings",
        "meetings_all_parties",
        "cases_with_action",
        "meetings_expected",
        "meetings_cancelled",
        "meetings_lapsed",
        "meetings_missing",
        "meetings_planned",
        "attendance_social",
        "attendance_school",
        "attendance_police",
        "attendance_leisure",
        "cases_up",
        "cases_new",
        "cases_open",
        "cases_closed",
        "cases_without_consent",
        "follow_ups_on_time",
        "lead_consent",
        "lead_action",
    ];
    // The promise says each week with all four parties, and no number of cases.
    let promised = |key| (key == "meetings_all_parties").then_some(Target::EachExpected);
    let of_cases = of_cases.map(|key| (key, promised(key)));
    let of_courses = [
        ("courses_held", Some(Target::Per(1, PeriodKind::Term))),
        ("courses_cancelled", None),
        ("courses_postponed", None),
        ("participants", None),
        ("places_filled", None),
        ("balance", Some(Target::Share(100))),
        ("balance_end", None),
        ("women", None),
        ("attendance", None),
        ("completed", None),
        ("surveys_answered", None),
        ("ambassadors", None),
        ("gatherings", None),
    ];
    let others = [
        ("trainings", None),
        ("leaflets", None),
        ("walks", None),
        ("visits", None),
        ("shifts_with_visit", Some(Target::Share(100))),
    ];
    assert_eq!(measures, [&of_courses[..], &of_cases, &others].concat());
    let Shape::Sum { of } = &plan.measure("visits").unwrap().1.shape else { panic!("visits are summed") };
    let of: Vec<_> = of.iter().map(|s| (s.form.as_str(), s.field.as_deref())).collect();
    assert_eq!(of, [("visit", None), ("extract", Some("visits"))]);
    let hot_spots = plan.activity("hot_spots").unwrap();
    assert!(hot_spots.expectations.contains(&Expectation::EveryShift { form: "shift".into() }));
    assert_eq!(hot_spots.followed.len(), 2);
}

#[test]
fn the_glance_shows_what_the_promise_asks_of_the_case_meeting() {
    let plan = enkoping();
    let activity = plan.activity("sspf").unwrap();
    let glance: Vec<_> = activity.measures.iter().filter(|m| m.glance).map(|m| m.key.as_str()).collect();
    assert_eq!(glance, ["meetings", "meetings_all_parties", "cases_with_action"]);
    assert!(activity.measures.iter().all(|m| activity.is_finer(m) != m.glance));
    let walks = plan.activity("walks").unwrap();
    assert!(walks.measures.iter().all(|m| !walks.is_finer(m)));
    for measure in &activity.measures {
        assert!(measure.label.en.is_some() && measure.definition.en.is_some(), "{}", measure.key);
        assert!(measure.label.sv.chars().count() <= 24, "{}", measure.label.sv);
    }
    assert_eq!(plan.measure("attendance_school").unwrap().1.label.sv, "Närvaro, skola");
    let (_, cases) = plan.cases().unwrap();
    assert!(cases.agenda.len() == 9 && cases.agenda.iter().all(|point| point.en.is_some()));
    assert_eq!(
        (plan.form("meeting").unwrap().1.open, plan.form("case").unwrap().1.open),
        (Some('l'), Some('j'))
    );
}

/// The shapes of a case meeting, in a plan's own measure, one mistake each.
#[rstest]
#[case("shape = \"occasions\"\nform = \"meeting\"\nwhich = \"missed\"", "`missed`", "`missing`")]
#[case("shape = \"occasions\"\nform = \"meting\"\nwhich = \"missing\"", "no form `meting`", "`meeting`")]
#[case("shape = \"cases\"\nfigure = \"opened\"\nmeeting = \"meeting\"", "`opened`", "`open`")]
#[case("shape = \"cases\"\nfigure = \"new\"", "`meeting` is missing", "meeting = …")]
#[case(
    "shape = \"attendance\"\nform = \"meeting\"\nfield = \"attendance\"\ncame = [\"here\"]\ncalled = []",
    "no item `here`",
    "`present`"
)]
#[case(
    "shape = \"attendance\"\nform = \"meeting\"\nfield = \"present\"\ncame = []\ncalled = []",
    "no field `present`",
    "`attendance`"
)]
#[case(
    "shape = \"attendance\"\nform = \"meeting\"\nfield = \"attendance\"\nwho = \"skola\"\ncame = []\ncalled = []",
    "no item `skola`",
    "`school`"
)]
#[case(
    "shape = \"occasions\"\nform = \"meeting\"\nwhich = \"missing\"\ntarget = { each = \"expected\" }",
    "target",
    ""
)]
fn a_mistake_in_a_figure_of_a_case_meeting_is_told(
    #[case] shape: &str,
    #[case] what: &str,
    #[case] instead: &str,
) {
    let own = format!("[[activity.measure]]\nkey = \"own\"\nlabel = \"x\"\n{shape}\ndefinition = \"x\"\n");
    let text =
        BLANK.replacen("[[activity]]\nkey = \"log\"", &format!("{own}\n[[activity]]\nkey = \"log\""), 1);
    let told = told(&text);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].contains(what) && told[0].contains(instead), "{told:?}");
}

/// Where cases are only counted there is nothing to say of single ones; where both are kept, one measure adds up.
#[rstest]
#[case("register = \"counts\"", 13, Some("first_actions"))]
#[case("register = \"codes\"", 20, None)]
#[case("register = \"codes\"\ncodes_from = 2027-01-01", 20, Some("first_actions"))]
fn what_is_counted_follows_how_cases_are_kept(
    #[case] register: &str,
    #[case] measures: usize,
    #[case] counted: Option<&str>,
) {
    let plan = load(&BLANK.replace("register = \"counts\"", register), "blank").unwrap();
    let (activity, _) = plan.cases().unwrap();
    assert_eq!(activity.measures.len(), measures);
    assert!(activity.measures.iter().all(|m| m.target.is_none()), "no target is invented");
    let Shape::Cases { counted: field, .. } = &plan.measure("cases_with_action").unwrap().1.shape else {
        panic!("a figure of cases")
    };
    assert_eq!(field.as_ref().and_then(|s| s.field.as_deref()), counted);
}

#[test]
fn a_measure_of_the_plan_wins_over_the_one_that_comes_with_the_kind() {
    let own = "[[activity.measure]]\nkey = \"meetings\"\nlabel = \"Träffar\"\nshape = \"count\"\n\
        of = [{ form = \"meeting\" }]\ntarget = { at_least = 40, per = \"year\" }\ndefinition = \"Alla.\"\n";
    let own = format!("{own}{}", own.replace("\"meetings\"", "\"more\""));
    let text = BLANK.replacen("[[activity]]\nkey = \"log\"", &format!("{own}[[activity]]\nkey = \"log\""), 1);
    let plan = load(&text, "blank").map_err(|e| e[0].to_string()).unwrap();
    let (activity, _) = plan.cases().unwrap();
    let keys: Vec<_> = activity.measures.iter().map(|m| m.key.as_str()).collect();
    assert_eq!((keys[0], keys[keys.len() - 1], keys.len()), ("meetings", "more", 14));
    assert_eq!(activity.measures[0].label.sv, "Träffar");
    assert!(activity.measures[0].target.is_some());
}
