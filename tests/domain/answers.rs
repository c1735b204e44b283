//! Every kind of field with good and bad answers, at one door for all.

use chrono::{NaiveDate, NaiveTime};
use lofte::domain::plan::Promise;
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::answer::{Context, Mistake, fits, parse};
use lofte::domain::record::draft::spell;
use lofte::domain::record::{Nothing, Value};
use lofte::text::clean::Clean;
use lofte::text::when::{Month, WhenError};
use proptest::prelude::*;
use rstest::rstest;

use super::{at, day, plan};

fn read(form: &str, field: &str, typed: &str) -> Result<Value, Mistake> {
    read_in(&plan(ENKOPING), form, field, typed)
}

fn read_in(plan: &Promise, form: &str, field: &str, typed: &str) -> Result<Value, Mistake> {
    let now = at("2023-11-22", "21:52");
    parse(plan.form(form).unwrap().1.field(field).unwrap(), typed, &now.context(plan))
}

fn time(text: &str) -> Value {
    Value::Time(NaiveTime::parse_from_str(text, "%H:%M").unwrap())
}

#[rstest]
#[case("visit", "day", "t", Value::Day(day("2023-11-22")))]
#[case("visit", "day", "igår", Value::Day(day("2023-11-21")))]
#[case("visit", "day", "ti", Value::Day(day("2023-11-21")))]
#[case("visit", "arrive", "930", time("09:30"))]
#[case("visit", "arrive", "nu", time("21:52"))]
#[case("visit", "contacts", "3+4", Value::Number(7))]
#[case("visit", "contacts", "0", Value::Number(0))]
#[case("visit", "minutes", "15", Value::Number(15))]
#[case("visit", "place", "stortorget", Value::Code("stortorget".into()))]
#[case("visit", "place", "st", Value::Code("stortorget".into()))]
#[case("visit", "place", "Köpcentrum", Value::Code("kopcentrum".into()))]
#[case("visit", "place", "kop", Value::Code("kopcentrum".into()))]
#[case("visit", "place", "aparken", Value::Code("aparken".into()))]
#[case("visit", "place", "shopping", Value::Code("kopcentrum".into()))]
#[case("visit", "mood", "1", Value::Code("lugnt".into()))]
#[case("visit", "mood", "CALM", Value::Code("lugnt".into()))]
#[case("shift", "part", "2", Value::Code("evening".into()))]
#[case("shift", "part", "kvall", Value::Code("evening".into()))]
#[case("shift", "staffed", "nej", Value::Code("no".into()))]
#[case("extract", "month", "2023-03", Value::Month(Month { year: 2023, month: 3 }))]
#[case("extract", "month", "okt", Value::Month(Month { year: 2023, month: 10 }))]
#[case("walk", "youths", "0", Value::Code("0".into()))]
#[case("walk", "youths", "1", Value::Code("1-10".into()))]
#[case("walk", "observations", "13", Value::Codes(vec!["belysning".into(), "klotter".into()]))]
#[case("walk", "observations", "3 1", Value::Codes(vec!["belysning".into(), "klotter".into()]))]
#[case("training", "trainers", "alla", Value::Codes(["omradespolis", "samordnare", "kommunpolis", "socialtjanst", "annan"].map(Into::into).into()))]
#[case("walk", "observations", "klotter; bråk,klotter", Value::Codes(vec!["klotter".into(), "brak".into()]))]
#[case("walk", "observations", "mörkt, belysning", Value::Codes(vec!["belysning".into()]))]
#[case("training", "edition", " 2023:2 ", Value::Text(Clean::line("2023:2")))]
#[case("visit", "note", "a\r\nb", Value::Text(Clean::note("a\nb")))]
#[case("training", "edition", "a\nb", Value::Text(Clean::line("a b")))]
fn a_good_answer_is_read(#[case] form: &str, #[case] field: &str, #[case] typed: &str, #[case] value: Value) {
    assert_eq!(read(form, field, typed), Ok(value));
}

#[rstest]
#[case("visit", "day", "31/2")]
#[case("visit", "day", "1999-01-01")]
#[case("visit", "day", "9999-01-01")]
#[case("visit", "arrive", "24:00")]
#[case("visit", "arrive", "2561")]
#[case("visit", "contacts", "sju")]
#[case("visit", "contacts", "-1")]
#[case("visit", "contacts", "501")]
#[case("visit", "contacts", "3,5")]
#[case("visit", "contacts", "9223372036854775808")]
#[case("visit", "minutes", "721")]
#[case("visit", "place", "nowhere")]
#[case("visit", "mood", "9")]
#[case("extract", "month", "13")]
#[case("walk", "adults", "1")]
#[case("walk", "observations", "belysning,ufo")]
#[case("training", "edition", "more than twenty characters")]
fn a_bad_answer_is_refused(#[case] form: &str, #[case] field: &str, #[case] typed: &str) {
    assert!(read(form, field, typed).is_err(), "{:?}", read(form, field, typed));
}

#[rstest]
#[case("", Nothing::NotStated)]
#[case("   ", Nothing::NotStated)]
#[case("-", Nothing::NotApplicable)]
#[case(" ? ", Nothing::NotKnown)]
fn the_nothings_have_names_in_every_field(#[case] typed: &str, #[case] nothing: Nothing) {
    let plan = plan(ENKOPING);
    for (_, form) in plan.forms() {
        for field in &form.fields {
            let read = read_in(&plan, &form.key, &field.key, typed);
            assert_eq!(read, Ok(Value::Nothing(nothing)), "{}.{}", form.key, field.key);
        }
    }
}

#[rstest]
#[case("walk", "observations", ",;,")]
#[case("visit", "note", "\u{200b}\u{202e}")]
#[case("training", "edition", "\u{1b}\u{200b}")]
fn what_leaves_nothing_is_not_stated(#[case] form: &str, #[case] field: &str, #[case] typed: &str) {
    assert_eq!(read(form, field, typed), Ok(Value::Nothing(Nothing::NotStated)));
}

#[test]
fn a_personal_number_is_refused_in_every_text() {
    let shapes = ["19121212-1212", "191212121212", "121212 1212", "1212121212", "121272-1212", "121212+1212"];
    let plan = plan(ENKOPING);
    let mut texts = 0;
    for (_, form) in plan.forms() {
        for field in &form.fields {
            use lofte::domain::plan::FieldKind::{Note, Text};
            if !matches!(field.kind, Text { max } | Note { max } if max >= 20) {
                continue;
            }
            texts += 1;
            for shape in shapes {
                let read = read_in(&plan, &form.key, &field.key, shape);
                assert_eq!(read, Err(Mistake::PersonalNumber), "{}.{} {shape}", form.key, field.key);
            }
        }
    }
    assert!(texts >= 8, "{texts}");
}

#[test]
fn a_text_that_loses_its_end_at_the_gate_is_too_long_and_not_cut() {
    let long = "maximal = 1".replace("maximal = 1", "max = 4000");
    let plan = plan(&super::SECOND.replace("max = 120", &long));
    let typed = "😀".repeat(20_000);
    let read = read_in(&plan, "visit", "note", &typed);
    assert_eq!(read, Err(Mistake::TooLong { length: 20_000, max: 4000 }));
}

#[test]
fn a_refusal_quotes_little_and_nothing_active() {
    let typed = format!("\u{1b}[2J{}", "x".repeat(1_000_000));
    let Err(Mistake::NotInList { typed, .. }) = read("visit", "place", &typed) else { panic!("is read") };
    assert!(typed.len() < 100 && !typed.contains('\u{1b}'), "{typed:?}");
}

#[test]
fn a_number_has_bounds_also_where_the_plan_sets_none() {
    let plan = plan(&super::SECOND.replace("hard = { from = 0, to = 300 }\njump = \"f\"", "jump = \"f\""));
    let read = |typed| read_in(&plan, "visit", "passed_on", typed);
    assert_eq!(read("1000000000"), Ok(Value::Number(1_000_000_000)));
    for typed in ["1000000001", "9223372036854775807", "-1"] {
        assert!(matches!(read(typed), Err(Mistake::OutOfRange { .. })), "{typed}");
    }
}

/// A plan in which a code is another item's label, and one item is retired.
const TANGLED: &str = r#"items = [
  { code = "skolan", label = "Förskolan" },
  { code = "gamla", label = "Skolan" },
  { code = "12", label = "Tolvan" },
  { code = "borta", label = "Borta", retired = true },
]"#;

#[rstest]
#[case("skolan", Ok("skolan"))]
#[case("Skolan", Err(()))]
#[case("Tolvan", Ok("12"))]
#[case("12", Ok("12"))]
#[case("borta", Ok("borta"))]
#[case("Borta", Err(()))]
#[case("bort", Err(()))]
fn a_stored_code_is_always_read_as_itself(#[case] typed: &str, #[case] code: Result<&str, ()>) {
    let text = super::SECOND;
    let from = text.find("items = [").unwrap();
    let to = from + text[from..].find("\n]").unwrap() + 2;
    let plan = plan(&text.replace(&text[from..to], TANGLED));
    let read = read_in(&plan, "visit", "place", typed).map_err(|_| ());
    assert_eq!(read, code.map(|c| Value::Code(c.into())));
}

#[rstest]
#[case("visit", "day", Value::Day(NaiveDate::MIN))]
#[case("visit", "day", Value::Number(1))]
#[case("extract", "month", Value::Month(Month { year: 2023, month: 13 }))]
#[case("extract", "month", Value::Month(Month { year: 2023, month: 0 }))]
#[case("extract", "month", Value::Month(Month { year: i32::MAX, month: 12 }))]
#[case("visit", "arrive", Value::Time(NaiveTime::from_hms_opt(1, 2, 3).unwrap()))]
#[case("visit", "place", Value::Code("nowhere".into()))]
#[case("visit", "place", Value::Codes(vec!["stortorget".into()]))]
#[case("walk", "observations", Value::Codes(Vec::new()))]
#[case("visit", "contacts", Value::Number(i64::MAX))]
#[case("visit", "note", Value::Text(Clean::default()))]
#[case("extract", "source", Value::Text(Clean::note("a\nb")))]
#[case("extract", "source", Value::Text(Clean::line("19121212-1212")))]
#[case("visit", "contacts", Value::YesNo(true))]
fn what_no_face_would_send_does_not_fit(#[case] form: &str, #[case] field: &str, #[case] value: Value) {
    let plan = plan(ENKOPING);
    assert!(fits(plan.form(form).unwrap().1.field(field).unwrap(), &value, &plan).is_err());
}

#[test]
fn the_year_that_is_too_far_is_said() {
    let plan = plan(ENKOPING);
    let field = plan.form("visit").unwrap().1.field("day").unwrap().clone();
    let far = Value::Day(day("2100-01-01"));
    assert_eq!(fits(&field, &far, &plan), Err(Mistake::When(WhenError::YearOutOfRange { year: 2100 })));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_typed_is_read_or_refused_and_what_is_read_spells_itself(
        typed in prop_oneof![any::<String>(), "[0-9a-zåäö ,.:+*/?-]{0,14}", "\\PC{0,30}"],
        which in any::<prop::sample::Index>(),
    ) {
        thread_local!(static PLAN: Promise = plan(ENKOPING));
        PLAN.with(|plan| {
            let fields: Vec<_> = plan.forms().flat_map(|(_, f)| &f.fields).collect();
            let field = fields[which.index(fields.len())];
            let now = at("2023-11-22", "21:52");
            let ctx: Context<'_> = now.context(plan);
            if let Ok(value) = parse(field, &typed, &ctx) {
                prop_assert_eq!(fits(field, &value, plan), Ok(()));
                prop_assert_eq!(parse(field, &spell(&value), &ctx), Ok(value));
            }
            Ok(())
        })?;
    }
}
