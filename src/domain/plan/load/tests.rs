mod course;
mod figures;
mod lists;
mod roles;

use rstest::rstest;

use super::error::{Press, Thing};
use super::*;
use crate::domain::plan::{FieldKind, Initial, Kind, Language, Need};

/// A plan with one of everything, each on a line of its own, to be spoilt one line at a time.
const WHOLE: &str = include_str!("../../../../tests/plans/whole.toml");

fn enkoping() -> Promise {
    load(ENKOPING, "enkoping").unwrap()
}

/// The mistakes as sentences.
fn told(text: &str) -> Vec<String> {
    load_with(text, "plan.toml", &['n', 's'])
        .map_or_else(|e| e.iter().map(ToString::to_string).collect(), |_| vec![])
}

#[test]
fn what_comes_with_the_program_loads() {
    for (name, text) in built_in() {
        assert_eq!(told(text), Vec::<String>::new(), "{name}");
        assert_eq!(load(text, name).unwrap().key, *name);
    }
    assert_eq!(told(WHOLE), Vec::<String>::new());
    assert_eq!(told(include_str!("../../../../tests/plans/second.toml")), Vec::<String>::new());
}

#[rstest]
// What is misspelt, missing or of the wrong kind.
#[case("format = 1", "format = 2", "format = 2", "needs a newer lofte", "reads format 1")]
#[case("format = 1", "format = 0", "format = 0", "0 is out of bounds", "from 1 to 1")]
#[case("format = 1", "format = \"1\"", "format = \"1\"", "kind string, not a whole number", "like 12")]
#[case("short = \"Kort\"", "shrot = \"Kort\"", "shrot", "`shrot` means nothing here", "means `short`")]
#[case("short = \"Kort\"", "", "# One of everything", "`short` is missing", "`short = …`")]
#[case("short = \"Kort\"", "short = \" \"", "short", "empty", "people shall see")]
#[case("short = \"Kort\"", "short = \"a\\u202Eb\"", "short", "cannot be seen", "without them")]
#[case("short = \"Kort\"", "short = { en = \"x\" }", "short = {", "`sv` is missing", "`sv = …`")]
#[case("key = \"whole\"", "key = \"Hela planen\"", "Hela planen", "cannot be a name", "lower-case")]
#[case(
    "to = 2023-12-31",
    "to = 2020-12-31",
    "from = 2021-01-01",
    "ends before it begins",
    "from = 2020-12-31"
)]
#[case("to = 2023-12-31", "to = \"2023\"", "to = \"2023\"", "not a day", "2021-01-31")]
#[case("to = 2023-12-31", "to = 2023-02-30", "to = 2023-02-30", "not TOML", "")]
#[case("Europe/Stockholm", "Europe/Enköping", "Europe/Enköping", "no time zone", "Europe/Stockholm")]
// References.
#[case("[\"safety\"]", "[\"safty\"]", "safty", "no criterion `safty`", "means `safety`")]
#[case("list = \"places\"", "list = \"spots\"", "list = \"spots\"", "no list `spots`", "There are `places`")]
#[case("columns = [\"day\"", "columns = [\"dya\"", "columns = [\"dya\"", "no field `dya`", "means `day`")]
#[case("same = [\"place\"]", "same = [\"plats\"]", "same = ", "no field `plats`", "There are `day`")]
#[case("of = [{ form = \"visit\" }]", "of = [{ form = \"vist\" }]", "vist\"", "no form `vist`", "`visit`")]
#[case(
    "field = \"contacts\" }]",
    "field = \"place\" }]",
    "field = \"place\" }]",
    "wrong kind",
    "`count`, `minutes`"
)]
#[case("any = [\"no\"]", "any = [\"never\"]", "any = [\"never\"]", "no item `never`", "`yes`, `no`")]
#[case("when = { field = \"met\"", "when = { field = \"note\"", "when = {", "no field `note`", "There are")]
#[case("reasons\" # cancel", "resons\" # cancel", "resons\"", "no list `resons`", "means `reasons`")]
#[case("by = [\"visit\"]", "by = [\"walk\"]", "by = [\"walk\"]", "no form `walk`", "`visit`")]
// Names and keys given twice, or not to be used.
#[case(
    "key = \"note\"",
    "key = \"place\" # two",
    "# two",
    "field `place` is already on line",
    "another name"
)]
#[case("code = \"harbour\"", "code = \"square\"", "Hamnen", "item `square` is already", "another name")]
#[case("key = \"reasons\"", "key = \"places\" # two", "# two", "list `places` is already", "another name")]
#[case("key = \"shift\"", "key = \"visit\" # two", "# two", "form `visit` is already", "another name")]
#[case("key = \"shares\"", "key = \"visits\" # two", "# two", "measure `visits` is already", "another name")]
#[case("key = \"shift\"", "key = \"shift\"\nkey = \"shift\" # two", "# two", "not TOML", "")]
#[case("open = \"p\"", "open = \"h\" # two", "# two", "opens a form: `visit` has `h`", "another letter")]
#[case("open = \"p\"", "open = \"s\"", "open = \"s\"", "used by the program", "another letter")]
#[case("open = \"p\"", "open = \"å\"", "open = \"å\"", "`å` cannot be the key", "a to z")]
#[case("open = \"p\"", "open = \"pp\"", "open = \"pp\"", "`pp` cannot be the key", "one digit")]
#[case("jump = \"k\"", "jump = \"d\" # two", "# two", "jumps to a field: `day` has `d`", "another letter")]
#[case("jump = \"k\"", "jump = \"K\"", "jump = \"K\"", "cannot be the key that jumps", "lower-case")]
#[case(
    "label = \"Hamnen\"",
    "label = \"Hamnen\", key = \"1\"",
    "Hamnen",
    "`square` has `1`",
    "another letter"
)]
#[case(
    "label = \"Hamnen\"",
    "label = \"Hamnen\", key = \"/\"",
    "Hamnen",
    "`/` cannot be the key",
    "one digit"
)]
// Numbers, ranges and times.
#[case(
    "hard = { from = 0, to = 500 }",
    "hard = { from = 500, to = 0 }",
    "hard = {",
    "turned round",
    "from = 0, to = 500"
)]
#[case("due_day = 15", "due_day = 31", "due_day = 31", "31 is out of bounds", "from 1 to 28")]
#[case("same_minutes = 20", "same_minutes = -1", "same_minutes = -1", "out of bounds", "0 to 1440")]
#[case("from = 14:00", "from = 05:00", "from = 05:00", "parts of the day are not in order", "earliest first")]
#[case("from = 2021-08-18", "from = 2021-06-01", "from = 2021-06-01", "terms are not in order", "overlap")]
#[case("from = 2022-01-01", "from = 2022-01-02", "from = 2022-01-02", "not the first day", "whole")]
#[case("from = 2022-01-01", "from = 2020-01-01", "from = 2020-01-01", "not in order", "earliest")]
#[case("weekday = \"monday\"", "weekday = \"måndag\"", "weekday = \"måndag\"", "not a word", "`monday`")]
// Fields and forms in their roles.
#[case("kind = \"count\"", "kind = \"cuont\"", "kind = \"cuont\"", "not a word", "means `count`")]
#[case("kind = \"count\"", "kind = \"day\"", "hard = {", "`hard` means nothing here", "It takes")]
#[case("day = \"day\"", "day = \"place\"", "day = \"place\"", "wrong kind", "`day`, `month`")]
#[case("time = \"arrive\"", "time = \"day\"", "time = \"day\"", "wrong kind", "`time`")]
#[case("initial = \"now\"", "initial = \"today\" # not here", "# not here", "wrong kind", "`day`")]
#[case("initial = \"now\"", "initial = \"nwo\"", "initial = \"nwo\"", "not a word", "means `now`")]
#[case("value = \"yes\"", "value = \"maybe\"", "value = \"maybe\"", "no item `maybe`", "`yes`, `no`")]
#[case("list = \"places\"", "", "key = \"place\"", "`list` is missing", "`list = …`")]
#[case(
    "list = \"places\"",
    "list = \"places\"\nchoices = []",
    "choices",
    "both a list and choices",
    "Keep one"
)]
#[case(
    "code = \"night\" }",
    "code = \"dusk\" }",
    "part = \"part\"",
    "does not offer the calendar's",
    "`day`, `night`"
)]
#[case(
    "kind = \"day\"\n\n[[activity.form.field]]\nkey = \"part\"",
    "kind = \"time\" # no day\n\n[[activity.form.field]]\nkey = \"part\"",
    "# shift form",
    "no field for its day",
    "\"month\""
)]
#[case("parts = [\n", "shifts = [\n", "part = \"part\"", "no parts of the day", "[calendar]")]
#[case("parts = [\n", "shifts = [\n", "every-shift", "no parts of the day", "[calendar]")]
#[case(
    "items = [{ code = \"other\", label = \"annat\", key = \"a\" }]",
    "items = []",
    "# reasons",
    "nothing to choose",
    "other"
)]
#[case("kind = \"cases\"", "kind = \"log\"", "# meeting", "has no form", "activity.form")]
#[case("[activity.course]", "[activity.coarse]", "coarse", "`coarse` means nothing", "means `course`")]
#[case("plannable = true", "", "kind = \"planned\"", "cannot be planned", "plannable = true")]
#[case("target = { at_least = 3 }", "target = { share = 50 }", "target = {", "does not fit", "at_least")]
#[case(
    "shape = \"share-of-shifts\"",
    "shape = \"share\"",
    "shape = \"share\"",
    "not a word",
    "`share-of-shifts`"
)]
#[case(
    "register = \"codes\"",
    "register = \"names\"",
    "register = \"names\"",
    "not a word",
    "`codes`, `counts`"
)]
#[case("places = 12", "places = 0", "places = 0", "0 is out of bounds", "1 to 500")]
#[case("kind = \"log\"", "kind = \"blog\"", "kind = \"blog\"", "not a word", "means `log`")]
fn a_mistake_is_told_with_its_line(
    #[case] right: &str,
    #[case] wrong: &str,
    #[case] at: &str,
    #[case] what: &str,
    #[case] instead: &str,
) {
    assert!(WHOLE.contains(right), "the plan to spoil has no {right}");
    let spoilt = WHOLE.replacen(right, wrong, 1);
    let mut line = spoilt.lines().position(|l| l.contains(at)).unwrap() + 1;
    // A missing key is told at the head of its table.
    if what.contains("missing") && at.starts_with("key") {
        line -= 1;
    }
    let told = told(&spoilt);
    let place = format!("plan.toml, line {line}, column ");
    let found = told.iter().any(|t| t.starts_with(&place) && t.contains(what) && t.contains(instead));
    assert!(found, "line {line}: {what} / {instead}\n{}", told.join("\n"));
}

#[test]
fn all_mistakes_are_told_at_once_in_the_order_of_the_lines() {
    let spoilt = WHOLE
        .replacen("jump = \"k\"", "jump = \"d\"", 1)
        .replacen("short = \"Kort\"", "shrot = \"Kort\"", 1)
        .replacen("places = 12", "places = 0", 1);
    let errors = load(&spoilt, "plan.toml").unwrap_err();
    let lines: Vec<u32> = errors.iter().map(|e| e.line).collect();
    assert_eq!(errors.len(), 4, "{}", told(&spoilt).join("\n"));
    assert!(lines.is_sorted());
}

/// A bracket left open makes nonsense of every line after it, which nobody needs to read.
#[test]
fn an_open_bracket_is_told_once() {
    let errors =
        load(&WHOLE.replacen("code = \"harbour\", label = \"Hamnen\" }", "code = \"harbour\",", 1), "p")
            .unwrap_err();
    assert_eq!(errors.len(), 1, "{errors:?}");
    let errors = load("a = yes\nb = 2\nc = yes\n", "p").unwrap_err();
    assert_eq!(errors.iter().map(|e| e.line).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn a_newer_plan_is_told_nothing_else() {
    let errors =
        load(&WHOLE.replacen("format = 1", "format = 7\nmood = \"new\"", 1), "plan.toml").unwrap_err();
    assert_eq!(errors.len(), 1);
    assert_eq!(errors.first().map(|e| &e.kind), Some(&PlanErrorKind::Newer { format: 7 }));
}

#[rstest]
#[case("")]
#[case("= = =")]
#[case("format = 1\n[[activity]]\n[[activity.form]]\n[[activity.form.field]]\n")]
#[case("format = 99999999999999999999")]
#[case("activity = 3\nlist = 1\ncalendar = []\nformat = 1")]
#[case(
    "format = 1\nlist = [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
)]
fn what_is_no_plan_gives_mistakes_and_no_panic(#[case] text: &str) {
    assert!(!load(text, "plan.toml").unwrap_err().is_empty());
}

#[test]
fn a_short_list_is_chosen_from_by_its_places_and_a_long_one_is_not() {
    let plan = enkoping();
    let keys = |list: &str| plan.list(list).unwrap().items.iter().map(|i| i.key).collect::<Vec<_>>();
    assert_eq!(keys("moods"), [Some('1'), Some('2'), Some('3')]);
    assert_eq!(keys("observations").last(), Some(&Some('0')));
    assert_eq!(keys("youth_bands").first(), Some(&Some('0')));
    assert!(keys("hot_spots").iter().all(Option::is_none));
}

#[test]
fn choices_of_a_field_become_a_list() {
    let plan = enkoping();
    let (_, shift) = plan.form("shift").unwrap();
    assert_eq!(shift.field("staffed").unwrap().kind, FieldKind::Choice { list: "shift.staffed".into() });
    let codes: Vec<_> = plan.list("shift.staffed").unwrap().items.iter().map(|i| i.code.as_str()).collect();
    assert_eq!(codes, ["yes", "no", "limited"]);
}

#[test]
fn a_mistake_says_what_it_is_about() {
    let errors = load(&WHOLE.replacen("[\"safety\"]", "[\"safty\"]", 1), "p").unwrap_err();
    let kind = errors.first().map(|e| e.kind.clone());
    assert!(matches!(kind, Some(PlanErrorKind::Unknown { thing: Thing::Criterion, .. })), "{kind:?}");
    let errors = load_with(WHOLE, "p", &['h']).unwrap_err();
    let kind = errors.first().map(|e| e.kind.clone());
    assert_eq!(kind, Some(PlanErrorKind::ReservedPress { press: Press::Open, key: 'h' }));
}

// Enköping's promise, against what its document and practice say.

#[test]
fn enkoping_has_its_five_activities_in_order() {
    let plan = enkoping();
    let tabs: Vec<_> = plan.activities.iter().map(|a| a.tab.get(Language::Swedish)).collect();
    assert_eq!(tabs, ["MBU", "SSPF", "Utbildning", "Vuxenvandring", "Hot spots"]);
    assert_eq!((plan.basis.len(), plan.criteria.len(), plan.parties.len()), (6, 4, 2));
    assert!(plan.framework.as_ref().unwrap().period.to < plan.period.to);
    let evaluators: Vec<_> =
        plan.activities.iter().map(|a| a.evaluator.sv.contains("Tryggare Enköping")).collect();
    assert_eq!(evaluators, [true, true, true, true, false]);
    let Kind::Course(course) = &plan.activity("mbu").unwrap().kind else { panic!("MBU is a course") };
    assert_eq!((course.places, course.sessions, course.age_from, course.age_to), (12, 12, 15, 20));
    let Kind::Cases(cases) = &plan.activity("sspf").unwrap().kind else { panic!("SSPF has cases") };
    assert_eq!((cases.parties.len(), cases.weekday), (4, 2));
    assert_eq!(cases.register, crate::domain::plan::Register::Codes);
    assert_eq!(cases.card.iter().map(|card| card.items.len()).collect::<Vec<_>>(), [8, 3, 6]);
}

#[rstest]
#[case("training", "day host audience topic trainers participants minutes leaflets edition")]
#[case("handout", "day host audience leaflets edition")]
#[case("walk", "day start end area organiser adults youths mood observations handed_to")]
#[case("visit", "day arrive minutes place contacts passed_on mood note")]
#[case("shift", "day part staffed reason")]
#[case("extract", "month shifts shifts_with_visit visits source")]
fn enkoping_has_the_forms_other_programs_rely_on(#[case] form: &str, #[case] fields: &str) {
    let plan = enkoping();
    let (_, form) = plan.form(form).unwrap();
    let mut has: Vec<_> = form.fields.iter().map(|f| f.key.as_str()).collect();
    let mut wanted: Vec<_> = fields.split(' ').collect();
    has.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(has, wanted);
    assert!(form.fields.iter().all(|f| f.jump.is_some()));
    assert!(form.open.is_some() && form.correction_reasons.is_some());
}

/// Nothing the promise is judged by starts with a value, and a visit just now asks for nothing before its place.
#[test]
fn a_visit_asks_only_what_the_world_decided() {
    let plan = enkoping();
    let (_, visit) = plan.form("visit").unwrap();
    let open: Vec<_> =
        visit.fields.iter().filter(|f| f.initial == Initial::Empty).map(|f| f.key.as_str()).collect();
    assert_eq!(open.first(), Some(&"place"));
    assert_eq!(open.get(1), Some(&"contacts"));
    assert_eq!(visit.field("contacts").unwrap().need, Need::Hard);
    assert_eq!(visit.field("contacts").unwrap().jump, Some('k'));
    assert_eq!(visit.field("passed_on").unwrap().initial, Initial::Empty);
    assert_eq!(visit.open, Some('h'));
}

/// `st` must mean Stortorget: no other place has a word that starts so, in either language.
#[test]
fn st_means_stortorget() {
    let plan = enkoping();
    let places = plan.list("hot_spots").unwrap();
    assert!(places.example && places.items.len() == 16);
    let starts = |label: &str| label.to_lowercase().split(' ').any(|word| word.starts_with("st"));
    let meant: Vec<_> =
        places.items.iter().filter(|i| i.label.spellings().any(starts)).map(|i| i.code.as_str()).collect();
    assert_eq!(meant, ["stortorget"]);
}

#[test]
fn every_label_of_enkoping_is_in_both_languages() {
    let plan = enkoping();
    for (_, form) in plan.forms() {
        assert!(form.label.en.is_some(), "{}", form.key);
        for field in &form.fields {
            assert!(field.label.en.is_some(), "{}.{}", form.key, field.key);
        }
    }
    for activity in &plan.activities {
        let texts = [&activity.what, &activity.scope, &activity.when, &activity.evaluator];
        assert!(texts.iter().all(|l| l.en.is_some()), "{}", activity.key);
    }
}

/// A sixth activity is a text behind the others, and nothing else.
#[test]
fn a_sixth_activity_is_a_text() {
    let text = format!("{ENKOPING}\n{}", include_str!("../../../../tests/plans/sixth.toml"));
    let plan = load(&text, "six").map_err(|e| e.iter().map(ToString::to_string).collect::<Vec<_>>()).unwrap();
    assert_eq!(plan.activities.len(), 6);
    assert!(plan.form("dialogue").is_some());
}

/// The keys the home screen keeps for itself open no form of the plans that come with the program.
#[test]
fn no_plan_takes_a_key_of_the_home_screen() {
    let reserved: Vec<char> = "nsurgqxedcybit0123456789".chars().collect();
    let six = format!("{ENKOPING}\n{}", include_str!("../../../../tests/plans/sixth.toml"));
    for text in [ENKOPING, BLANK, &six, include_str!("../../../../tests/plans/second.toml")] {
        assert_eq!(load_with(text, "plan", &reserved).map(|_| ()), Ok(()));
    }
}

proptest::proptest! {
    #[test]
    fn a_torn_plan_is_read_or_refused(at in 0..WHOLE.len(), gone in 0..400_usize, put in "[\\[\\]{}=\"\\n a-z0-9.å]{0,6}") {
        let mut text: Vec<char> = WHOLE.chars().collect();
        let at = at.min(text.len());
        let end = (at + gone).min(text.len());
        text.splice(at..end, put.chars());
        let text: String = text.into_iter().collect();
        if let Err(errors) = load(&text, "p") {
            proptest::prop_assert!(!errors.is_empty() && errors.iter().all(|e| e.line >= 1 && e.column >= 1));
        }
    }
}
