use chrono::NaiveDate;
use serde_json::json;

use super::*;
use crate::domain::due::{About, Due, DueLine};
use crate::domain::plan::{Period, load};
use crate::domain::record::EntryId;
use crate::domain::record::check::Lack;
use crate::text::Clean;

fn day(d: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 11, d).unwrap()
}

fn visit() -> Entry {
    let value = |key: &str, value| (key.into(), Cell::typed(value));
    Entry {
        id: EntryId(3),
        form: "visit".into(),
        status: Status::Done,
        removed: false,
        cells: vec![
            value("day", Value::Day(day(22))),
            value("arrive", Value::Time(chrono::NaiveTime::from_hms_opt(1, 30, 0).unwrap())),
            value("place", Value::Code("stortorget".into())),
            value("contacts", Value::Number(7)),
            value("passed_on", Value::Nothing(Nothing::NotStated)),
            value("note", Value::Text(Clean::note("två\ngrupper"))),
            value("status", Value::Text(Clean::line("en plan med ett eget fält"))),
        ],
        on: day(21),
        part: Some("night".into()),
        asked: vec!["long_ago".into()],
        rev: 2,
        by: 1000,
        at: 1_700_686_320_000,
        seq: 9,
    }
}

#[test]
fn an_entry_has_its_fields_by_key_and_its_nothings_apart() {
    let plan = load::load(load::ENKOPING, "enkoping").unwrap();
    let accounts = [(1000, "kl".to_owned())];
    let names = Names { plan: &plan, accounts: &accounts, today: day(22) };
    let entry = visit();
    let written = serde_json::to_value(EntryRow::of(&entry, names)).unwrap();
    assert_eq!(
        written,
        json!({
            "id": 3, "form": "visit", "day": "2023-11-22", "by": "kl", "status": "done", "on": "2023-11-21",
            "part": "night", "arrive": "01:30", "place": "stortorget", "contacts": 7, "passed_on": null,
            "note": "två\ngrupper", "field_status": "en plan med ett eget fält",
            "nothing": {"passed_on": "not_stated"}, "asked": ["long_ago"], "rev": 2,
            "at": "2023-11-22T21:52:00+01:00"
        })
    );
    let cancelled = Entry { status: Status::Cancelled("vader".into()), removed: true, by: 7, ..entry };
    let written = serde_json::to_value(EntryRow::of(&cancelled, names)).unwrap();
    assert_eq!(written["status"], "cancelled");
    assert_eq!(written["reason_cancelled"], "vader");
    assert_eq!((&written["removed"], &written["by"]), (&json!(true), &json!("uid 7")));
}

#[test]
fn a_figure_that_is_none_is_null_with_its_nothing() {
    let figure = Figure {
        measure: "walks".into(),
        activity: "walks".into(),
        period: Period { from: day(1), to: day(30) },
        upto: day(22),
        value: Some(23),
        nothing: None,
        of: Some(25),
        registered: Some(26),
        target: Some(25),
        standing: Standing::Behind,
        entries: 40,
        cancelled: 1,
        planned: 0,
        running: 0,
        progress: None,
        called_off: Vec::new(),
        missing: 2,
        not_stated: 0,
        cut: false,
    };
    let written = serde_json::to_value(FigureRow::of(&figure)).unwrap();
    assert_eq!((&written["value"], &written["share"]), (&json!(23), &json!(92.0)));
    assert_eq!(written["state"], "behind");
    for (nothing, word) in [
        (NoFigure::Zero, "zero"),
        (NoFigure::Cancelled, "cancelled"),
        (NoFigure::Missing, "missing"),
        (NoFigure::NotDue, "not_due"),
    ] {
        let none = Figure { value: None, nothing: Some(nothing), ..figure.clone() };
        let written = serde_json::to_value(FigureRow::of(&none)).unwrap();
        assert_eq!(
            (&written["value"], &written["state"], &written["share"]),
            (&json!(null), &json!(word), &json!(null))
        );
    }
}

#[test]
fn a_due_line_says_what_it_is_about() {
    let shift = |d: u32| Due {
        activity: "hot_spots".into(),
        form: "shift".into(),
        about: About::Shift(day(d), "night".into()),
        day: day(d),
        late: i64::from(22 - d),
    };
    let line = DueLine { items: vec![shift(1), shift(2), shift(3)] };
    let written = serde_json::to_value(DueRow::all(&line)).unwrap();
    assert_eq!(
        written,
        json!([{
            "activity": "hot_spots", "form": "shift",
            "about": {"kind": "shift", "day": "2023-11-01", "part": "night"},
            "day": "2023-11-01", "late": 21, "count": 3, "last": "2023-11-03"
        }])
    );
}

#[test]
fn what_is_about_a_case_stands_alone_however_many_are_alike() {
    let line = |form: &str, abouts: Vec<About>| {
        let of = |about| Due { activity: "sspf".into(), form: form.into(), about, day: day(20), late: 2 };
        let line = DueLine { items: abouts.into_iter().map(of).collect() };
        let rows = serde_json::to_value(DueRow::all(&line)).unwrap();
        let rows = rows.as_array().unwrap().iter();
        rows.map(|row| (row["about"].clone(), row["count"].clone(), row["late"].clone())).collect::<Vec<_>>()
    };
    let commitment = |id| About::Commitment { id: EntryId(id), case: "K7RTM".into(), party: "school".into() };
    let told = |id| json!({"kind": "commitment", "id": id, "case": "K7RTM", "party": "school"});
    let each = [5, 6, 7].map(|id| (told(id), json!(1), json!(2)));
    assert_eq!(line("commitment", [5, 6, 7].map(commitment).into()), each);
    let lacks = vec![Lack::Kind, Lack::Commitment];
    let action = About::Action { id: EntryId(8), case: "K7RTM".into(), lacks };
    let told = json!({"kind": "action", "id": 8, "case": "K7RTM", "lacks": ["kind", "commitment"]});
    assert_eq!(line("decision", vec![action]), [(told, json!(1), json!(2))]);
    let consent = About::Consent { case: "K7RTM".into(), parties: vec!["police".into()] };
    let told = json!({"kind": "consent", "case": "K7RTM", "parties": ["police"], "ended": true});
    assert_eq!(line("consent", vec![consent]), [(told, json!(1), json!(2))]);
}

#[test]
fn an_array_is_written_as_it_comes() {
    let mut bytes = Vec::new();
    let mut array = Array::begin(&mut bytes).unwrap();
    array.push(&1).unwrap();
    array.push(&"två").unwrap();
    array.end().unwrap();
    assert_eq!(String::from_utf8(bytes).unwrap(), "[\n  1,\n  \"två\"\n]\n");
    let mut bytes = Vec::new();
    Array::begin(&mut bytes).unwrap().end().unwrap();
    assert_eq!(bytes, b"[]\n");
}

fn of_meeting(form: &str, status: Status, cells: &[(&str, Value)]) -> serde_json::Value {
    let plan = load::load(load::ENKOPING, "enkoping").unwrap();
    let cells = cells.iter().map(|(key, value)| ((*key).into(), Cell::typed(value.clone()))).collect();
    let entry = Entry { form: form.into(), status, cells, on: day(21), part: None, ..visit() };
    let names = Names { plan: &plan, accounts: &[], today: day(22) };
    serde_json::to_value(EntryRow { first_action: Some(day(14)), ..EntryRow::of(&entry, names) }).unwrap()
}

fn roster(marks: [&str; 4]) -> Value {
    let parties = ["social", "school", "police", "leisure"];
    Value::Marks(parties.iter().zip(marks).map(|(party, mark)| ((*party).into(), mark.into())).collect())
}

#[rstest::rstest]
#[case(["present", "present", "present", "present"], "all_parties", 4)]
#[case(["present", "deputy", "not_called", "present"], "all_parties", 3)]
#[case(["present", "present", "absent", "deputy"], "fewer", 3)]
fn a_meeting_tells_its_week_and_its_parties(
    #[case] marks: [&str; 4],
    #[case] state: &str,
    #[case] there: usize,
) {
    let cells = [("day", Value::Day(day(21))), ("attendance", roster(marks)), ("present", Value::Number(3))];
    let row = of_meeting("meeting", Status::Done, &cells);
    assert_eq!((&row["week"], &row["state"]), (&json!("2023-W47"), &json!(state)));
    assert_eq!(row["present"].as_array().unwrap().len(), there);
    let named = |mark: &str| marks.iter().filter(|m| **m == mark).count();
    for key in ["absent", "not_called", "deputy"] {
        assert_eq!(row[key].as_array().unwrap().len(), named(key), "{key}");
    }
    assert_eq!((&row["field_present"], &row["attendance"]["police"]), (&json!(3), &json!(marks[2])));
    let cancelled = of_meeting("meeting", Status::Cancelled("sjukdom".into()), &cells);
    assert_eq!((&cancelled["state"], &cancelled["present"]), (&json!("cancelled"), &json!([])));
    assert_eq!(cancelled["reason_cancelled"], "sjukdom");
}

#[test]
fn a_case_tells_its_own_status_and_days() {
    let code = |code: &str| Value::Code(code.into());
    let cells = [
        ("day", Value::Day(day(7))),
        ("code", code("K7RTM")),
        ("status", code("closed")),
        ("closed", Value::Day(day(21))),
    ];
    let row = of_meeting("case", Status::Done, &cells);
    let told = ["code", "status", "opened", "first_action", "closed"].map(|key| row[key].clone());
    assert_eq!(json!(told), json!(["K7RT-M", "closed", "2023-11-07", "2023-11-14", "2023-11-21"]));
    assert!(row.get("field_status").is_none() && row.get("field_code").is_none(), "{row}");
}

#[test]
fn a_commitment_tells_how_it_stands() {
    let days = |by: u32, first: u32| {
        vec![
            ("case", Value::Code("K7RTM".into())),
            ("by", Value::Day(day(by))),
            ("first_by", Value::Day(day(first))),
        ]
    };
    let row = of_meeting("commitment", Status::Done, &days(21, 14));
    assert_eq!(
        (&row["code"], &row["case"], &row["late"], &row["moved_from"]),
        (&json!("K7RT-M"), &json!("K7RT-M"), &json!(true), &json!("2023-11-14"))
    );
    assert_eq!((&row["by"], &row["made_by"]), (&json!("2023-11-21"), &json!("uid 1000")));
    let row = of_meeting("commitment", Status::Done, &days(22, 22));
    assert_eq!((&row["late"], &row["moved_from"]), (&json!(false), &json!(null)));
    let done = [days(20, 20), vec![("done", Value::Day(day(22)))]].concat();
    assert_eq!(of_meeting("commitment", Status::Done, &done)["late"], json!(false));
}
