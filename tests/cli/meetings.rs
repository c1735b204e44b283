//! The case meeting from the command line: meetings, cases by code, consent, decisions, commitments, and its papers.

use serde_json::{Value, json};

use super::Desk;

/// The code that a new case got.
fn case(desk: &Desk, more: &[&str]) -> String {
    let base = [
        "add",
        "case",
        "referral=2023-11-10",
        "source=skola",
        "concern=absence",
        "born=2009-2011",
        "gender=m",
    ];
    let called = desk.call(&[&base, more].concat());
    assert_eq!(called.code, 0, "{called:?}");
    called.out.lines().next().unwrap().to_owned()
}

/// A case with everybody's consent.
fn consented(desk: &Desk) -> String {
    let code = case(desk, &[]);
    let of = format!("case={code}");
    let called = desk.call(&[
        "add",
        "consent",
        &of,
        "day=2023-11-12",
        "parties=social,school,police,leisure",
        "guardian_1=ja",
        "guardian_2=behövs inte",
        "youth=yes",
        "until=2024-05-12",
    ]);
    assert_eq!(called.code, 0, "{called:?}");
    code
}

/// What `list` gives for the latest entry of a form.
fn latest(desk: &Desk, form: &str) -> Value {
    desk.json(&["list", form, "--json"])[0].clone()
}

/// The value of a measure over the whole promise.
fn figure(desk: &Desk, measure: &str) -> Value {
    let figures = desk.json(&["summary", "--json"]);
    let row = figures.as_array().unwrap().iter().find(|row| row["measure"] == measure).cloned();
    row.unwrap_or_else(|| panic!("{measure}: {figures}"))["value"].clone()
}

#[test]
fn a_meeting_names_who_was_there() {
    let desk = Desk::new();
    desk.call(&[
        "add",
        "meeting",
        "day=2023-11-07",
        "present=social,school,police,leisure",
        "deputy=leisure",
        "cases=0",
    ]);
    let row = latest(&desk, "meeting");
    assert_eq!((&row["week"], &row["state"]), (&json!("2023-W45"), &json!("all_parties")));
    assert_eq!(row["present"], json!(["social", "school", "police", "leisure"]));
    assert_eq!(
        (&row["deputy"], &row["absent"], &row["field_present"]),
        (&json!(["leisure"]), &json!([]), &json!(4))
    );
    desk.call(&[
        "add",
        "möte",
        "day=2023-11-14",
        "närvarande=socialtjänst,skola",
        "not_called=polis",
        "cases=0",
    ]);
    let row = latest(&desk, "meeting");
    assert_eq!(
        (&row["state"], &row["absent"], &row["not_called"]),
        (&json!("fewer"), &json!(["leisure"]), &json!(["police"]))
    );
    desk.call(&["add", "möte", "day=2023-11-21", "present=alla", "absent="]);
    assert_eq!(figure(&desk, "meetings"), 3);
    assert_eq!(figure(&desk, "meetings_all_parties"), 2);
}

#[test]
fn contradictions_and_wrong_totals_are_refused() {
    let desk = Desk::new();
    let meeting = |more: &[&str]| desk.refused(&[&["add", "meeting", "day=2023-11-21"], more].concat());
    let both = meeting(&["present=social,school,police", "absent=police"]);
    assert!(both.contains("polis") && both.contains("närvarande") && both.contains("frånvarande"), "{both}");
    assert!(meeting(&["present=4", "absent=police"]).contains('3'));
    assert!(meeting(&["absent=police"]).contains("Parter i rummet"));
    assert!(meeting(&["present=social,brandkår"]).contains("brandkår"));
    assert!(meeting(&["cancelled=lust"]).contains("sjukdom"));
    assert!(desk.list().is_empty());
}

#[test]
fn a_cancelled_meeting_says_why() {
    let desk = Desk::new();
    desk.done(&["add", "meeting", "day=2023-11-21", "cancelled=för få parter"]);
    let row = latest(&desk, "meeting");
    assert_eq!(
        (&row["state"], &row["reason_cancelled"], &row["present"]),
        (&json!("cancelled"), &json!("for-fa"), &json!([]))
    );
    assert_eq!((&row["attendance"], &row["nothing"]["attendance"]), (&json!(null), &json!("not_stated")));
    assert!(desk.done(&["notes", "2023-11-21"]).contains("Inställt: för få parter."));
}

#[test]
fn a_case_is_known_by_its_code_alone() {
    let desk = Desk::english();
    let code = case(&desk, &[]);
    assert!(code.len() == 6 && code.chars().nth(4) == Some('-'), "{code}");
    let made = desk.json(&[
        "add",
        "case",
        "referral=2023-11-13",
        "source=police",
        "concern=peers,alkohol",
        "born=2012-2014",
        "gender=k",
        "--json",
    ]);
    assert!(made["code"].as_str().is_some_and(|c| c.len() == 6 && c != code), "{made}");
    assert_eq!(
        (&made["status"], &made["opened"], &made["first_action"]),
        (&json!("referred"), &json!("2023-11-13"), &json!(null))
    );
    assert_eq!(made["concern"], json!(["peers", "substances"]));
    // Written as people say it, in either case and without its hyphen.
    let said = code.replace('-', "").to_lowercase();
    desk.call(&["add", "meeting", "day=2023-11-14", "present=all", &format!("cases={said}")]);
    assert_eq!(latest(&desk, "decision")["code"], json!(code));
    let last = if code.ends_with('C') { "D" } else { "C" };
    let wrong = desk.refused(&["add", "decision", &format!("case={}{last}", &code[..5])]);
    assert!(wrong.contains(&code[..5]), "{wrong}");
}

#[test]
fn a_meeting_enters_its_cases_and_actions() {
    let desk = Desk::new();
    let (one, other) = (consented(&desk), consented(&desk));
    let (cases, action) = (format!("cases={one},{other}"), format!("action={one}:plan"));
    desk.call(&["add", "meeting", "day=2023-11-21", "present=all", &cases, &action]);
    let decisions = desk.json(&["list", "decision", "--json"]);
    assert_eq!(decisions.as_array().unwrap().len(), 2);
    let cases = desk.json(&["list", "case", "--json"]);
    let by_code =
        |code: &str| cases.as_array().unwrap().iter().find(|row| row["code"] == code).unwrap().clone();
    assert_eq!(
        (&by_code(&one)["first_action"], &by_code(&other)["first_action"]),
        (&json!("2023-11-21"), &json!(null))
    );
    assert_eq!(figure(&desk, "cases_with_action"), 1);
    // The kind can be stated later: it counts from now on all the same.
    let id =
        decisions.as_array().unwrap().iter().find(|row| row["code"] == *other).unwrap()["id"].to_string();
    desk.call(&["correct", &id, "action=later"]);
    assert_eq!(figure(&desk, "cases_with_action"), 2);
    desk.done(&["undo"]);
    assert_eq!(figure(&desk, "cases_with_action"), 1);
}

#[test]
fn a_commitment_is_late_moved_or_done() {
    let desk = Desk::english();
    let of = format!("case={}", consented(&desk));
    desk.call(&[
        "add",
        "commitment",
        &of,
        "party=school",
        "what=möte om närvaro",
        "by=2023-11-20",
        "day=2023-11-14",
    ]);
    let row = latest(&desk, "commitment");
    let told = ["party", "what", "by", "done", "late", "moved_from"].map(|key| row[key].clone());
    assert_eq!(json!(told), json!(["school", "möte om närvaro", "2023-11-20", null, true, null]));
    let id = row["id"].to_string();
    desk.call(&["correct", &id, "by=2023-11-28"]);
    let row = latest(&desk, "commitment");
    assert_eq!((&row["late"], &row["moved_from"]), (&json!(false), &json!("2023-11-20")));
    desk.call(&["correct", &id, "done=t"]);
    assert_eq!(latest(&desk, "commitment")["done"], "2023-11-22");
}

#[test]
fn notes_tell_codes_and_no_text_unless_asked() {
    let desk = Desk::new();
    let (one, other) = (consented(&desk), case(&desk, &[]));
    let of = format!("case={one}");
    desk.call(&[
        "add",
        "decision",
        &of,
        "day=2023-11-21",
        "decision=mapping",
        "text=kartläggning påbörjad",
        "follow_up=2023-12-05",
    ]);
    desk.call(&[
        "add",
        "commitment",
        &of,
        "day=2023-11-21",
        "party=school",
        "what=samtal med mentor",
        "by=2023-11-28",
    ]);
    let cases = format!("cases={one},{other}");
    desk.call(&[
        "add",
        "meeting",
        "day=2023-11-21",
        "present=social,school,leisure",
        "round=lugnt vid hamnen",
        &cases,
    ]);
    let notes = desk.done(&["notes", "2023-11-21"]);
    assert!(notes.starts_with("Sekretess: OSL 26 kap. 1 §."), "{notes}");
    for said in [&one, &other, "kartläggning", "polis", "frånvarande", "3 av 4", "ti 5 dec"] {
        assert!(notes.contains(said), "{said}: {notes}");
    }
    for kept in ["påbörjad", "mentor", "hamnen"] {
        assert!(!notes.contains(kept), "{kept}: {notes}");
    }
    assert!(notes.lines().all(|line| line.chars().count() <= 80), "{notes}");
    let told = desk.done(&["notes", "2023-11-21", "--texts"]);
    for said in ["påbörjad", "mentor", "hamnen"] {
        assert!(told.contains(said), "{said}: {told}");
    }
    // What is closed to a party is left out of what is made for it.
    let for_police = desk.done(&["notes", "2023-11-21", "--texts", "--for", "polis"]);
    assert!(for_police.contains(&one) && !for_police.contains(&other), "{for_police}");
    assert!(for_police.contains("1 ärende är stängt för polis"), "{for_police}");
    let html = desk.done(&["notes", "2023-11-21", "--html"]);
    assert!(
        html.starts_with("<!doctype html>") && html.contains("<html lang=\"sv\">") && html.contains(&one),
        "{html}"
    );
    assert!(desk.refused(&["notes", "2023-11-20"]).contains("20 nov"));
    assert!(desk.refused(&["notes", "2023-11-21", "--for", "brandkår"]).contains("brandkår"));
}

#[test]
fn an_agenda_keeps_its_numbers() {
    let desk = Desk::english();
    let first = consented(&desk);
    let agenda = desk.done(&["agenda"]);
    assert!(
        agenda.contains("Tue 28 Nov 2023, wk 48") && agenda.contains(&format!("1    {first}")),
        "{agenda}"
    );
    let more = [consented(&desk), case(&desk, &[])];
    let numbers = |agenda: &str| -> Vec<String> {
        let row = |line: &str| {
            Some(line.split_whitespace().nth(1)?.to_owned())
                .filter(|code| code.len() == 6 && &code[4..5] == "-")
        };
        agenda.lines().filter_map(row).collect()
    };
    let before = numbers(&desk.done(&["agenda", "--add", &more[1]]));
    assert!(
        before.len() == 3 && before[0] == first && more.iter().all(|code| before.contains(code)),
        "{before:?}"
    );
    let last = case(&desk, &[]);
    let agenda = desk.done(&["agenda"]);
    assert_eq!(numbers(&agenda), [before, vec![last]].concat());
    assert_eq!(desk.done(&["agenda", "2023-11-28"]), agenda);
    assert!(agenda.contains("must leave") && agenda.contains("at group level only"), "{agenda}");
    assert!(desk.refused(&["agenda", "--add", "nonsense"]).contains("nonsense"));
    let html = desk.done(&["agenda", "--html", "--lang", "sv"]);
    assert!(html.contains("<html lang=\"sv\">") && html.contains("Dagordning SSPF"), "{html}");
    // The desk's own entry is nobody's list.
    assert!(desk.list().iter().all(|row| row["form"] != "agenda"));
}

#[test]
fn a_meeting_is_asked_line_by_line() {
    let desk = Desk::english();
    let code = consented(&desk);
    // Day, next, round, themes, attendance with an exception, cases, action, a wrong total and the right one.
    let input =
        format!("2023-11-21\n\n\n\nleisure, police=not called\n{code}\n{code}=plan\n4\n\n\n\n\n3\n2\n");
    let called = desk.call_with(&["ask", "meeting"], &input);
    assert!(called.out.contains("absent"), "{called:?}");
    let row = latest(&desk, "meeting");
    assert_eq!((&row["absent"], &row["not_called"]), (&json!(["leisure"]), &json!(["police"])), "{called:?}");
    assert_eq!(latest(&desk, "decision")["action"], "plan");
}

#[test]
fn counts_need_no_case() {
    let desk = Desk::english();
    let plan = desk.path("counts.toml");
    let counts = lofte::domain::plan::load::ENKOPING.replace("register = \"codes\"", "register = \"counts\"");
    std::fs::write(&plan, counts.replace(", case = \"o\"", "")).unwrap();
    desk.done(&["plan", "load", &plan]);
    desk.done(&["add", "meeting", "day=2023-11-21", "present=all", "cases_up=5", "first_actions=2"]);
    desk.done(&["add", "möte", "14/11", "4", "1", "4"]);
    let row = latest(&desk, "meeting");
    assert_eq!(
        (&row["cases_up"], &row["first_actions"], &row["field_present"]),
        (&json!(5), &json!(2), &json!(4))
    );
    assert_eq!((figure(&desk, "meetings"), figure(&desk, "cases_with_action")), (json!(2), json!(3)));
    assert!(desk.refused(&["add", "case", "source=school"]).contains("case"));
    assert!(desk.refused(&["agenda"]).contains("code"));
    assert!(desk.done(&["notes", "2023-11-21"]).contains("Cases up: 5"));
}

#[test]
fn a_mistyped_code_is_told_with_those_that_come_near() {
    let desk = Desk::english();
    let code = case(&desk, &[]);
    // The last sign checks the others: any other in its place is a slip.
    let slip: String =
        code.chars().rev().enumerate().map(|(n, c)| if n > 0 { c } else { other(c) }).collect();
    let slip: String = slip.chars().rev().collect();
    let told = desk.refused(&["add", "decision", "day=2023-11-21", &format!("case={slip}")]);
    assert!(told.contains(&code) && told.contains(&slip), "{told}");
}

fn other(sign: char) -> char {
    if sign == 'C' { 'D' } else { 'C' }
}
