use rstest::rstest;

use super::*;
use crate::domain::plan::load::{ENKOPING, load};
use crate::domain::record::Cell;

const NOON: NaiveTime = NaiveTime::MIN;

fn on(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn index() -> Index {
    Index::new(&load(ENKOPING, "plan.toml").unwrap())
}

fn entry(id: u64, form: &str, day: &str, values: &[(&str, Value)]) -> Entry {
    let cells = values.iter().map(|(key, value)| (Code::from(*key), Cell::typed(value.clone()))).collect();
    let form = form.into();
    let (status, part, asked) = (crate::domain::record::Status::Done, None, Vec::new());
    Entry {
        id: EntryId(id),
        form,
        status,
        removed: false,
        cells,
        on: on(day),
        part,
        asked,
        rev: 1,
        by: 1,
        at: 0,
        seq: 1,
    }
}

fn word(code: &str) -> Value {
    Value::Code(code.into())
}

fn words(codes: &[&str]) -> Value {
    Value::Codes(codes.iter().map(|code| Code::from(*code)).collect())
}

fn case(id: u64, status: &str) -> Entry {
    let born = word("2006-2008");
    entry(id, CASE, "2023-10-02", &[("code", word("K7RTM")), ("status", word(status)), ("born", born)])
}

fn decision(id: u64, day: &str, more: &[(&str, Value)]) -> Entry {
    let mut values = vec![("case", word("K7RTM"))];
    values.extend_from_slice(more);
    entry(id, DECISION, day, &values)
}

fn consent(id: u64, parties: &[&str], until: &str) -> Entry {
    let signed = |who| (who, word(if who == "youth" { "not_required" } else { "yes" }));
    let values =
        [("case", word("K7RTM")), ("parties", words(parties)), ("until", Value::Day(on(until)))].to_vec();
    let values: Vec<_> =
        values.into_iter().chain(["guardian_1", "guardian_2", "youth"].map(signed)).collect();
    entry(id, CONSENT, "2023-10-03", &values)
}

#[test]
fn what_hangs_on_a_case_waits_while_it_lies_in_the_bin() {
    let mut index = index();
    let (here, action) = (case(1, "referred"), decision(2, "2023-10-10", &[("action", word("plan"))]));
    index.take(&here);
    index.take(&action);
    let whole = index.clone();
    assert_eq!(index.file("K7RTM").and_then(File::first_action), Some(on("2023-10-10")));
    index.leave(&here);
    let gone = Entry { removed: true, ..here.clone() };
    index.take(&gone);
    assert!(index.file("K7RTM").is_none() && index.is_taken("K7RTM") && index.files().count() == 0);
    index.leave(&gone);
    index.take(&here);
    assert_eq!(index, whole);
}

#[test]
fn nothing_is_left_of_what_has_left() {
    let mut index = index();
    let all = [decision(2, "2023-10-10", &[]), consent(3, &["police"], "2024-01-01"), case(1, "referred")];
    for entry in &all {
        index.take(entry);
    }
    for entry in &all {
        index.leave(entry);
    }
    assert_eq!(index, self::index());
}

#[test]
fn a_plan_without_codes_keeps_none() {
    let mut index = Index::new(&load(crate::domain::plan::load::BLANK, "plan.toml").unwrap());
    index.take(&case(1, "referred"));
    assert_eq!(index.files().count(), 0);
}

#[rstest]
#[case(&[], None)]
#[case(&[("2023-10-10", Some("2023-10-24"))], Some("2023-10-24"))]
#[case(&[("2023-10-10", Some("2023-10-24")), ("2023-10-17", None)], Some("2023-10-24"))]
#[case(&[("2023-10-10", Some("2023-10-17")), ("2023-10-17", None)], None)]
#[case(&[("2023-10-10", Some("2023-10-24")), ("2023-10-17", Some("2023-10-31"))], Some("2023-10-31"))]
fn the_next_follow_up(#[case] said: &[(&str, Option<&str>)], #[case] next: Option<&str>) {
    let mut index = index();
    index.take(&case(1, "plan"));
    for (id, (day, follow_up)) in (2..).zip(said) {
        let more: Vec<_> = follow_up.map(|next| ("follow_up", Value::Day(on(next)))).into_iter().collect();
        index.take(&decision(id, day, &more));
    }
    assert_eq!(index.file("K7RTM").unwrap().follow_up(), next.map(on));
}

#[rstest]
#[case("", false)]
#[case("police 2024-01-01", false)]
#[case("police school 2024-01-01", true)]
#[case("police school 2023-12-01, social 2023-11-01", false)]
#[case("police school social 2023-12-01, social 2023-11-01", true)]
fn notes_are_open_to_two_with_consent_and_none_without_a_valid_one(
    #[case] consents: &str,
    #[case] open: bool,
) {
    let mut index = index();
    index.take(&case(1, "plan"));
    for (id, said) in (2..).zip(consents.split(", ").filter(|said| !said.is_empty())) {
        let said: Vec<&str> = said.split(' ').collect();
        let (until, parties) = said.split_last().unwrap();
        index.take(&consent(id, parties, until));
    }
    let parties = ["social", "school", "police", "leisure"].map(Code::from);
    let file = index.file("K7RTM").unwrap();
    assert_eq!(file.notes_open(&parties, on("2023-11-22"), NOON), open);
    assert!(!file.notes_open(&parties, on("2024-01-02"), NOON));
}
