//! A whole term of case meetings from the command line, and what comes of it beside a table made by hand.

use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use super::Desk;

/// When the desk is made: before the term's first meeting.
const BEFORE: &str = "2023-08-16T08:00";

/// When the term is over.
const AFTER: &str = "2023-12-20T16:00";

/// The weeks in which a meeting is recorded, and how. A party's letters: s social, k school, p police, f leisure.
///
/// Besides these, weeks 39 and 50 are recorded by nobody, and week 44 lies in the autumn break.
const WEEKS: [(&str, &[&str]); 15] = [
    ("2023-08-22", &["present=all"]),
    ("2023-08-29", &["present=social,school,police", "deputy=leisure"]),
    ("2023-09-05", &["absent=police", "present=3"]),
    ("2023-09-12", &["cancelled=sjukdom"]),
    ("2023-09-19", &["present=social,school,leisure", "not_called=police"]),
    ("2023-10-03", &["present=4"]),
    ("2023-10-10", &["present=all"]),
    ("2023-10-17", &["present=social,police"]),
    ("2023-10-24", &["present=all"]),
    ("2023-11-07", &["present=all"]),
    ("2023-11-14", &["cancelled=krock"]),
    ("2023-11-21", &["present=all"]),
    ("2023-11-28", &["absent=social", "present=3"]),
    ("2023-12-05", &["present=all"]),
    ("2023-12-19", &["present=all"]),
];

/// What the term comes to: measure, value, and the denominator where it has one. A dash is no figure.
const TABLE: [(&str, &str, &str); 16] = [
    ("meetings_expected", "17", "-"),
    ("meetings", "13", "-"),
    // Week 36, 42 and 51 with fewer; week 48 was corrected to all four.
    ("meetings_all_parties", "10", "-"),
    ("meetings_cancelled", "2", "-"),
    ("meetings_lapsed", "1", "-"),
    ("meetings_missing", "2", "-"),
    ("meetings_planned", "-", "-"),
    ("attendance_social", "13", "13"),
    ("attendance_school", "12", "13"),
    ("attendance_police", "10", "12"),
    ("attendance_leisure", "12", "13"),
    // A twice over is once; D's was undone.
    ("cases_with_action", "3", "-"),
    ("cases_new", "4", "-"),
    ("cases_open", "3", "-"),
    ("cases_closed", "1", "-"),
    // A in weeks 36, 40 and 49, B in 40 and 41, C in 47 (45 was a slip), D in 51.
    ("cases_up", "7", "-"),
];

/// First coordinated actions by the month of their day.
const BY_MONTH: [(&str, &str); 5] =
    [("2023-08", "-"), ("2023-09", "1"), ("2023-10", "1"), ("2023-11", "1"), ("2023-12", "-")];

#[test]
fn a_term_comes_to_what_a_hand_counts() {
    let mut desk = Desk { now: Some(BEFORE), ..Desk::english() };
    desk.json(&["list", "--json"]);
    // The one who serves the desk goes by the time it was started at.
    sleep(Duration::from_millis(1800));
    desk.now = Some(AFTER);
    let case = |day: &str| {
        let called =
            desk.call(&["add", "case", &format!("referral={day}"), "source=school", "concern=absence"]);
        assert_eq!(called.code, 0, "{called:?}");
        called.out.lines().next().unwrap().to_owned()
    };
    let [a, b, c, d] = ["2023-08-18", "2023-08-30", "2023-10-05", "2023-11-10"].map(case);
    let up = |day: &str| -> Vec<String> {
        let of = |cases: &[&str], action: &[String]| {
            vec![format!("cases={}", cases.join(",")), format!("action={}", action.join(","))]
        };
        match day {
            "2023-09-05" => of(&[&a], &[format!("{a}:plan")]),
            "2023-10-03" => of(&[&a, &b], &[format!("{a}:sip")]),
            "2023-10-10" => of(&[&b], std::slice::from_ref(&b)),
            "2023-11-07" => of(&[&c], &[format!("{c}:plan")]),
            "2023-11-21" => of(&[&c], &[format!("{c}:leisure")]),
            "2023-12-19" => of(&[&d], &[format!("{d}:plan")]),
            _ => vec!["cases=0".to_owned()],
        }
    };
    for (day, who) in WEEKS {
        let (day_is, up) = (format!("day={day}"), up(day));
        let up = if who[0].starts_with("cancelled") { Vec::new() } else { up };
        let args: Vec<&str> = ["add", "meeting", &day_is]
            .into_iter()
            .chain(who.iter().copied())
            .chain(up.iter().map(String::as_str))
            .collect();
        let called = desk.call(&args);
        assert_eq!(called.code, 0, "{args:?}: {called:?}");
    }
    // The last meeting was entered too early, and is entered again as it was: the police did not come.
    desk.done(&["undo"]);
    let last = ["add", "meeting", "day=2023-12-19", "present=social,school,leisure"];
    assert_eq!(desk.call(&[&last[..], &[&format!("cases={d}")]].concat()).code, 0);
    // Somebody had come for the social services after all.
    correct(&desk, "meeting", "2023-11-28", &["deputy=social", "present=4"]);
    // The action of week 45 was a slip; what is stated later of week 41 counts from week 41.
    let slip = on(&desk, "decision", "2023-11-07")["id"].to_string();
    desk.done(&["remove", &slip]);
    correct(&desk, "decision", "2023-10-10", &["action=sip"]);
    let closing = ["add", "decision", "day=2023-12-05", "decision=closed", "close_reason=goal"];
    assert_eq!(desk.call(&[&closing[..], &[&format!("case={a}")]].concat()).code, 0);

    let figures = desk.json(&["summary", "ht2023", "--json"]);
    let told: Vec<(&str, String, String)> = TABLE
        .iter()
        .map(|(measure, ..)| (*measure, cell(&figures, measure, "value"), cell(&figures, measure, "of")))
        .collect();
    let table: Vec<(&str, String, String)> =
        TABLE.iter().map(|(measure, value, of)| (*measure, (*value).to_owned(), (*of).to_owned())).collect();
    assert_eq!(told, table);
    for (month, value) in BY_MONTH {
        let figures = desk.json(&["summary", month, "--json"]);
        assert_eq!(cell(&figures, "cases_with_action", "value"), value, "{month}");
    }
    let status = desk.json(&["list", "case", "--json"]);
    let of_a = status.as_array().unwrap().iter().find(|row| row["code"] == *a).unwrap();
    assert_eq!(
        (&of_a["status"], &of_a["closed"], &of_a["first_action"]),
        (&"closed".into(), &"2023-12-05".into(), &"2023-09-05".into())
    );
}

/// The one entry of a form on a day.
fn on(desk: &Desk, form: &str, day: &str) -> Value {
    let rows = desk.json(&["list", form, "--json", "--period", &format!("{day}..{day}")]);
    assert_eq!(rows.as_array().unwrap().len(), 1, "{rows}");
    rows[0].clone()
}

fn correct(desk: &Desk, form: &str, day: &str, what: &[&str]) {
    let id = on(desk, form, day)["id"].to_string();
    let called = desk.call(&[&["correct", &id], what].concat());
    assert_eq!(called.code, 0, "{called:?}");
}

fn cell(figures: &Value, measure: &str, key: &str) -> String {
    let row = figures.as_array().unwrap().iter().find(|row| row["measure"] == measure);
    match &row.unwrap_or_else(|| panic!("{measure}: {figures}"))[key] {
        Value::Null => "-".to_owned(),
        number => number.to_string(),
    }
}
