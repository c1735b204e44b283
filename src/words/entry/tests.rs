use rstest::rstest;

use super::*;
use crate::domain::plan::Language;
use crate::domain::plan::load::{ENKOPING, load};
use crate::domain::record::answer::{Context, parse};
use crate::domain::record::{Cell, EntryId};

const NOON: chrono::NaiveTime = chrono::NaiveTime::MIN;

fn today() -> NaiveDate {
    "2023-11-22".parse().unwrap()
}

fn plan() -> Promise {
    load(ENKOPING, "plan.toml").unwrap()
}

/// An entry from answers as people type them.
fn entry(plan: &Promise, form: &str, answers: &[(&str, &str)], status: Status) -> Entry {
    let (_, form) = plan.form(form).unwrap();
    let ctx = Context { plan, today: today(), time: NOON };
    let cells = form.fields.iter().map(|field| {
        let typed = answers.iter().find(|(key, _)| *key == field.key).map_or("", |(_, typed)| typed);
        (field.key.as_str().into(), Cell::typed(parse(field, typed, &ctx).unwrap()))
    });
    Entry {
        id: EntryId(7),
        form: form.key.as_str().into(),
        status,
        removed: false,
        cells: cells.collect(),
        on: today(),
        part: None,
        asked: Vec::new(),
        rev: 1,
        by: 1000,
        at: 0,
        seq: 1,
    }
}

fn both(say: impl Fn(Words) -> String) -> [String; 2] {
    [Language::Swedish, Language::English].map(|language| say(Words::new(language)))
}

#[rstest]
#[case(
    "visit",
    &[("day", "t"), ("arrive", "21:30"), ("place", "stortorget"), ("contacts", "7"), ("minutes", "20")],
    "besök Stortorget 21:30, 7 kontakter",
    "visit Stortorget 21:30, 7 contacts"
)]
#[case(
    "visit",
    &[("day", "t"), ("place", "hamnen"), ("contacts", "1")],
    "besök Hamnen, kontakter: 1",
    "visit Harbour, contacts: 1"
)]
#[case(
    "shift",
    &[("day", "t"), ("part", "evening"), ("staffed", "no"), ("reason", "personalbrist")],
    "pass kväll, bemannat nej, skäl personalbrist",
    "shift evening, staffed no, reason lack of staff"
)]
#[case(
    "extract",
    &[("month", "2023-10"), ("shifts", "25"), ("shifts_with_visit", "23"), ("visits", "310")],
    "månadsutdrag oktober 2023, 25 bemannade pass, 23 pass med besök, 310 besök",
    "monthly extract October 2023, 25 staffed shifts, 23 shifts with a visit, 310 visits"
)]
#[case(
    "walk",
    &[("day", "t"), ("start", "20"), ("area", "centrum"), ("adults", "4")],
    "vuxenvandring Centrum 20:00, 4 vuxna",
    "adult walk Town centre 20:00, 4 adults"
)]
#[case(
    "training",
    &[("day", "t"), ("host", "grundskola-a"), ("minutes", "90"), ("leaflets", "1200")],
    "utbildning Grundskola A, 90\u{a0}min",
    "training School A, 90\u{a0}min"
)]
fn an_entry_in_one_line(
    #[case] form: &str,
    #[case] answers: &[(&str, &str)],
    #[case] sv: &str,
    #[case] en: &str,
) {
    let plan = plan();
    let entry = entry(&plan, form, answers, Status::Done);
    assert_eq!(both(|words| one_line(words, &plan, &entry)), [sv, en]);
}

#[test]
fn the_day_is_said_where_it_is_not_today() {
    let plan = plan();
    let answers = [("day", "2023-11-21"), ("place", "stortorget"), ("contacts", "7")];
    let entry = entry(&plan, "visit", &answers, Status::Done);
    let line = |today| line_with_day(Words::new(Language::Swedish), &plan, &entry, today);
    assert_eq!(line(today()), "besök ti 21 nov Stortorget, 7 kontakter");
    assert_eq!(line("2023-11-21".parse().unwrap()), "besök Stortorget, 7 kontakter");
    assert_eq!(line("2024-01-01".parse().unwrap()), "besök ti 21 nov 2023 Stortorget, 7 kontakter");
}

#[test]
fn what_became_of_it_is_said() {
    let plan = plan();
    let answers = [("day", "t"), ("area", "centrum"), ("start", "20")];
    let mut walk = entry(&plan, "walk", &answers, Status::Planned);
    assert_eq!(
        both(|words| one_line(words, &plan, &walk)),
        ["vuxenvandring Centrum 20:00 (planerat)", "adult walk Town centre 20:00 (planned)"]
    );
    walk.status = Status::Cancelled("sjukdom".into());
    assert_eq!(
        both(|words| one_line(words, &plan, &walk)),
        [
            "vuxenvandring Centrum 20:00 (inställt: sjukdom)",
            "adult walk Town centre 20:00 (cancelled: illness)"
        ]
    );
    assert_eq!(both(|words| status(words, &plan, &walk)), ["inställt: sjukdom", "cancelled: illness"]);
    walk.status = Status::Done;
    assert_eq!(both(|words| status(words, &plan, &walk)), ["genomfört", "done"]);
    walk.removed = true;
    assert_eq!(both(|words| status(words, &plan, &walk)), ["i papperskorgen", "in the bin"]);
}

#[rstest]
#[case("arrive", "21:30", "21:30", "21:30")]
#[case("day", "2023-11-21", "ti 21 nov 2023", "ti 21 nov")]
#[case("day", "2022-11-21", "må 21 nov 2022", "må 21 nov 2022")]
#[case("place", "stort", "Stortorget", "Stortorget")]
#[case("minutes", "45", "45\u{a0}min", "45")]
#[case("contacts", "0", "0", "0")]
#[case("passed_on", "", "ej uppgivet", "·")]
#[case("passed_on", "?", "vet ej", "?")]
#[case("passed_on", "-", "ej aktuellt", "-")]
#[case("note", "en rad\noch en till", "en rad\noch en till", "en rad och en till")]
fn an_answer_in_words_and_in_a_column(
    #[case] key: &str,
    #[case] typed: &str,
    #[case] said: &str,
    #[case] cell: &str,
) {
    let plan = plan();
    let words = Words::new(Language::Swedish);
    let (_, form) = plan.form("visit").unwrap();
    let field = form.field(key);
    let answer = parse(field.unwrap(), typed, &Context { plan: &plan, today: today(), time: NOON }).unwrap();
    assert_eq!(value(words, &plan, field, &answer), said);
    assert_eq!(column(words, &plan, field, &answer, today()), cell);
}

#[test]
fn what_the_plan_no_longer_has_is_still_said() {
    let plan = plan();
    let words = Words::new(Language::English);
    assert_eq!(value(words, &plan, None, &Value::Code("x".into())), "x");
    assert_eq!(value(words, &plan, None, &Value::YesNo(true)), "yes");
    assert_eq!(value(words, &plan, None, &Value::YesNo(false)), "no");
    let mut gone = entry(&plan, "visit", &[("day", "t")], Status::Done);
    gone.form = "gone".into();
    assert_eq!(one_line(words, &plan, &gone), "gone entry 7");
    let (_, walk) = plan.form("walk").unwrap();
    let seen = Value::Codes(vec!["belysning".into(), "x".into()]);
    assert_eq!(value(words, &plan, walk.field("observations"), &seen), "darkness, lighting, x");
}
