//! A form being filled in: what it starts with, where it opens, what it becomes.

use lofte::domain::decide::Now;
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::plan::{Initial, Promise};
use lofte::domain::record::draft::spell;
use lofte::domain::record::{Cell, Code, Draft, Entry, EntryId, Nothing, Origin, Status, Value, WriteId};
use rstest::rstest;

use super::{Desk, SECOND, at, day, plan};

fn draft(plan: &Promise, form: &str, now: Now, last: Option<&Entry>) -> Draft {
    Draft::new(WriteId(7), plan.form(form).unwrap().1, &now.context(plan), last, now.at)
}

#[rstest]
#[case(ENKOPING, "visit", &[("day", "2023-11-22"), ("arrive", "21:52")], "place")]
#[case(ENKOPING, "shift", &[("day", "2023-11-22"), ("part", "evening")], "staffed")]
#[case(ENKOPING, "extract", &[("month", "2023-10")], "shifts")]
#[case(ENKOPING, "walk", &[("day", "2023-11-22")], "area")]
#[case(ENKOPING, "handout", &[("day", "2023-11-22")], "leaflets")]
#[case(SECOND, "visit", &[("arrive", "21:52"), ("day", "2023-11-22")], "place")]
#[case(SECOND, "check", &[("date", "2023-11-22")], "vehicles")]
fn a_form_opens_where_nothing_is_known(
    #[case] text: &str,
    #[case] form: &str,
    #[case] known: &[(&str, &str)],
    #[case] opens: &str,
) {
    let plan = plan(text);
    let draft = draft(&plan, form, at("2023-11-22", "21:52"), None);
    for (key, slot) in &draft.slots {
        let known = known.iter().find(|(k, _)| k == key).map_or("", |(_, text)| text);
        assert_eq!(slot.text, known, "{key}");
        assert!(known.is_empty() || slot.origin == Origin::Computed, "{key}");
    }
    assert_eq!(draft.slots[draft.at].0, opens);
    assert!(draft.untouched());
}

#[rstest]
#[case("05:59", "2023-11-21", "night")]
#[case("06:00", "2023-11-22", "day")]
#[case("13:59", "2023-11-22", "day")]
#[case("14:00", "2023-11-22", "evening")]
#[case("22:00", "2023-11-22", "night")]
fn a_shift_after_midnight_began_the_evening_before(
    #[case] time: &str,
    #[case] began: &str,
    #[case] part: &str,
) {
    let plan = plan(ENKOPING);
    let draft = draft(&plan, "shift", at("2023-11-22", time), None);
    assert_eq!(draft.slot("day").unwrap().text, began);
    assert_eq!(draft.slot("part").unwrap().text, part);
}

#[test]
fn what_the_entry_before_had_is_carried_over_and_nothings_are_not() {
    let mut plan = plan(ENKOPING);
    let form = plan.activities.iter_mut().flat_map(|a| &mut a.forms).find(|f| f.key == "visit").unwrap();
    form.fields.iter_mut().filter(|f| f.key == "mood" || f.key == "place").for_each(|f| {
        f.initial = Initial::Carry;
    });
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let id = desk
        .enter("visit", &[("day", "t"), ("arrive", "12"), ("place", "st"), ("contacts", "1"), ("mood", "?")]);
    let last = desk.entry(id);
    let draft = draft(&plan, "visit", at("2023-11-22", "21:52"), Some(&last));
    let place = draft.slot("place").unwrap();
    assert_eq!((place.text.as_str(), place.origin), ("stortorget", Origin::Carried));
    assert_eq!(draft.slot("mood").unwrap().text, "");
    assert_eq!(draft.slots[draft.at].0, "contacts");
}

#[test]
fn reading_gives_what_can_be_stored_and_what_cannot() {
    let plan = plan(ENKOPING);
    let now = at("2023-11-22", "21:52");
    let form = plan.form("visit").unwrap().1;
    let mut draft = draft(&plan, "visit", now, None);
    draft.put("place", "st", Origin::Typed);
    draft.put("contacts", "sju", Origin::Typed);
    assert!(!draft.untouched());
    let (cells, mistakes) = draft.read(form, &now.context(&plan));
    assert_eq!(mistakes.len(), 1);
    assert_eq!(mistakes[0].0, "contacts");
    let cell = |key: &str| cells.iter().find(|(k, _)| k == key).map(|(_, c)| c.clone());
    assert_eq!(cell("place"), Some(Cell::typed(Value::Code("stortorget".into()))));
    assert_eq!(cell("arrive").unwrap().origin, Origin::Computed);
    assert_eq!(cell("note").unwrap().value, Value::Nothing(Nothing::NotStated));
    assert_eq!(draft.value(form, "day", &now.context(&plan)), Some(Value::Day(day("2023-11-22"))));
}

/// The reason applies only to a shift that was not staffed.
fn conditional() -> String {
    let (head, tail) = ENKOPING.split_at(ENKOPING.find("key = \"reason\"").unwrap());
    format!("{head}when = {{ field = \"staffed\", any = [\"no\"] }}\n{tail}")
}

#[test]
fn a_field_that_does_not_apply_is_stored_as_such_and_opens_no_form() {
    let text = conditional();
    let plan = plan(&text);
    let now = at("2023-11-22", "21:52");
    let form = plan.form("shift").unwrap().1;
    let mut draft = draft(&plan, "shift", now, None);
    draft.put("staffed", "yes", Origin::Typed);
    draft.put("reason", "väder", Origin::Typed);
    let (cells, mistakes) = draft.read(form, &now.context(&plan));
    assert!(mistakes.is_empty());
    assert_eq!(cells[3], ("reason".into(), Cell::not_applicable()));
    draft.put("reason", "", Origin::Typed);
    assert_eq!(draft.first_open(form), 0);
    draft.put("staffed", "no", Origin::Typed);
    assert_eq!(draft.first_open(form), 3);
}

#[test]
fn a_correction_starts_from_what_stands_and_reads_back_the_same() {
    let mut desk = Desk::new(&conditional(), "2023-11-22");
    let shift = desk.enter("shift", &[("day", "t"), ("part", "day"), ("staffed", "ja")]);
    let entry = desk.entry(shift);
    let form = desk.form("shift");
    let mut draft = Draft::of(WriteId(8), &form, &entry, 0);
    assert_eq!(draft.corrects, Some((shift, 1)));
    assert_eq!(draft.slot("reason").unwrap().text, "");
    let ctx = desk.now.context(&desk.state.plan);
    assert_eq!(draft.read(&form, &ctx), (entry.cells.clone(), Vec::new()));
    // What comes to apply has to be answered anew.
    draft.put("staffed", "nej", Origin::Typed);
    let (cells, _) = draft.read(&form, &ctx);
    assert_eq!(cells[3].1.value, Value::Nothing(Nothing::NotStated));
}

#[test]
fn an_entry_with_a_retired_code_can_be_corrected() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let id = desk.enter("visit", &[("day", "t"), ("arrive", "12"), ("place", "hamnen"), ("contacts", "1")]);
    let retired = ENKOPING.replacen("en = \"Harbour\" } }", "en = \"Harbour\" }, retired = true }", 1);
    let loaded = lofte::domain::command::Command::LoadPlan { text: retired, file: "b.toml".into() };
    desk.ask(1, &loaded).unwrap();
    let entry = desk.entry(id);
    let draft = Draft::of(WriteId(9), &desk.form("visit"), &entry, 0);
    let (cells, mistakes) = draft.read(&desk.form("visit"), &desk.now.context(&desk.state.plan));
    assert!(mistakes.is_empty(), "{mistakes:?}");
    assert_eq!(cells, entry.cells);
}

#[test]
fn spelling_names_the_nothings() {
    let spelt: Vec<String> = [Nothing::NotStated, Nothing::NotKnown, Nothing::NotApplicable]
        .map(|n| spell(&Value::Nothing(n)))
        .into();
    assert_eq!(spelt, ["", "?", "-"]);
}

#[test]
fn a_draft_knows_the_form_it_is_of() {
    let plan = plan(SECOND);
    let draft = draft(&plan, "visit", at("2023-11-22", "01:30"), None);
    assert_eq!(draft.form, Code::from("visit"));
    assert_eq!((draft.status, draft.corrects), (Status::Done, None::<(EntryId, u32)>));
}
