//! Roles: which a plan has, and what one may not say.

use rstest::rstest;

use super::*;

fn with(role: &str) -> Vec<String> {
    told(&format!("{WHOLE}\n[[role]]\n{role}\n"))
}

#[test]
fn a_plan_without_roles_is_whole_as_before() {
    assert!(load(WHOLE, "plan.toml").unwrap().roles.is_empty());
    assert!(load(BLANK, "blank").unwrap().roles.is_empty());
}

#[test]
fn a_role_has_the_activities_it_names_or_none() {
    assert_eq!(
        with("key = \"leader\"\nlabel = \"ledare\"\nactivities = [\"course\", \"outreach\"]"),
        [""; 0]
    );
    assert_eq!(with("key = \"head\"\nlabel = { sv = \"chef\", en = \"head\" }\nactivities = []"), [""; 0]);
    let plan = enkoping();
    let roles: Vec<_> =
        plan.roles.iter().map(|role| (role.key.as_str(), role.activities.join(" "))).collect();
    let wanted = [
        ("kursledare", "mbu"),
        ("sekreterare", "sspf"),
        ("polis", "hot_spots"),
        ("samordnare", "reporting walks hot_spots"),
        ("ledning", ""),
    ];
    assert_eq!(roles, wanted.map(|(key, has)| (key, has.to_owned())));
    assert!(plan.roles.iter().all(|role| role.label.en.is_some()));
    // What concerns individuals is nobody's who does not work with it.
    for activity in ["mbu", "sspf"] {
        let has = plan.roles.iter().filter(|role| role.activities.iter().any(|key| key == activity));
        assert_eq!(has.count(), 1, "{activity}");
    }
}

#[rstest]
#[case("key = \"a\"\nlabel = \"a\"\nactivities = [\"coarse\"]", 3, "no activity `coarse`", "means `course`")]
#[case(
    "key = \"a\"\nlabel = \"a\"\nactivities = [\"walks\"]",
    3,
    "no activity `walks`",
    "There are `outreach`"
)]
#[case("key = \"a\"\nlabel = \"a\"", 0, "`activities` is missing", "")]
#[case("key = \"a\"\nlabel = \"a\"\nactivities = \"course\"", 3, "kind string", "[")]
#[case("key = \"En ledare\"\nlabel = \"a\"\nactivities = []", 1, "cannot be a name", "lower-case")]
#[case(
    "key = \"a\"\nlabel = \"a\"\nactivites = []",
    3,
    "`activites` means nothing here",
    "means `activities`"
)]
#[case(
    "key = \"a\"\nlabel = \"a\"\nactivities = []\n[[role]]\nkey = \"a\"\nlabel = \"b\"\nactivities = []",
    5,
    "role `a` is already on line",
    "another name"
)]
fn what_is_wrong_with_a_role_is_told_with_its_line(
    #[case] role: &str,
    #[case] line: usize,
    #[case] what: &str,
    #[case] remedy: &str,
) {
    let told = with(role);
    let line = WHOLE.matches('\n').count() + 2 + line;
    let wanted = format!("plan.toml, line {line}");
    let found =
        told.iter().any(|told| told.starts_with(&wanted) && told.contains(what) && told.contains(remedy));
    assert!(found, "{wanted}: {told:#?}");
}
