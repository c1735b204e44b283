//! What is closed is in no list, no file and no history, and cases are asked for by their code.

use serde_json::Value;

use super::Desk;

/// A desk with a case whose notes are open; its code, and the numbers of its consent, decision and commitment.
fn desk() -> (Desk, String, [u64; 3]) {
    let desk = Desk::new();
    desk.done(&[
        "add",
        "case",
        "day=2023-11-07",
        "source=school",
        "concern=absence",
        "born=2009-2011",
        "gender=man",
    ]);
    let code = desk.list()[0]["code"].as_str().unwrap().to_owned();
    let case = format!("case={code}");
    let mut made = Vec::new();
    for words in [
        vec![
            "consent",
            "day=2023-11-07",
            "parties=school,police",
            "guardian_1=yes",
            "guardian_2=not_required",
            "youth=yes",
            "until=2024-05-01",
            "kept=pärm 7",
        ],
        vec!["decision", "day=2023-11-21", "decision=plan", "text=hemligt om skolan", "follow_up=2023-12-05"],
        vec!["commitment", "day=2023-11-21", "party=school", "what=hemligt samtal", "by=2023-12-05"],
    ] {
        desk.done(&[&["add"], words.as_slice(), &[case.as_str()]].concat());
        made.push(desk.list().iter().map(|entry| entry["id"].as_u64().unwrap()).max().unwrap());
    }
    (desk, code, made.try_into().unwrap())
}

#[test]
fn what_is_closed_is_in_no_list_no_file_and_no_history() {
    let (desk, code, [consent, decision, commitment]) = desk();
    let ids = [decision, commitment].map(|id| id.to_string());
    let calls: Vec<Vec<&str>> = vec![
        vec!["list"],
        vec!["list", "--json"],
        vec!["list", "decision"],
        vec!["list", "decision", "--json"],
        vec!["list", "commitment"],
        vec!["list", "commitment", "--json"],
        vec!["list", "--search", &code, "--json"],
        vec!["export", "--csv"],
        vec!["export", "--csv", "decision"],
        vec!["export", "--csv", "commitment"],
        vec!["history", &ids[0]],
        vec!["history", &ids[0], "--json"],
        vec!["history", &ids[1]],
        vec!["history", &ids[1], "--json"],
        vec!["due"],
        vec!["due", "--json"],
    ];
    let telling = calls.iter().filter(|args| desk.done(args).contains("hemligt")).count();
    assert!(telling >= 10, "{telling} of {}", calls.len());
    desk.done(&["correct", &consent.to_string(), "withdrawn=2023-11-22"]);
    for args in &calls {
        let told = desk.done(args);
        assert!(!told.contains("hemligt"), "{args:?}: {told}");
    }
    // The rest of the entries is there, and it is said what is not told.
    let entries: Value = desk.json(&["list", "decision", "--json"]);
    let entry = &entries[0];
    assert_eq!((&entry["text"], &entry["nothing"]["text"]), (&Value::Null, &"closed".into()));
    assert_eq!((&entry["decision"], &entry["follow_up"]), (&"plan".into(), &"2023-12-05".into()));
    assert!(desk.done(&["history", &ids[0]]).contains("stängt"));
    // A correction of something else leaves it as it is, whoever opens it again.
    desk.done(&["correct", &ids[0], "follow_up=2023-12-12"]);
    assert!(desk.refused(&["correct", &ids[0], "text=annat"]).contains(&code[..4]));
    desk.done(&["undo"]);
    desk.done(&["correct", &consent.to_string(), "withdrawn="]);
    assert!(desk.done(&["list", "decision", "--json"]).contains("hemligt om skolan"));
    assert_eq!(desk.call(&["doctor"]).code, 0);
}

#[test]
fn a_whole_file_leaves_out_what_is_the_desks_own() {
    let (desk, code, _) = desk();
    let all = desk.done(&["export", "--csv"]);
    assert!(all.contains(&code) && !all.contains("agenda"), "{all}");
    assert!(desk.call(&["list", "agenda"]).out.is_empty());
}

#[test]
fn cases_are_asked_for_by_their_code_and_a_call_that_asks_otherwise_is_told_why() {
    let (desk, code, _) = desk();
    let begun = code[..3].to_lowercase();
    for args in [
        vec!["list", "case", "--search", "skolfrånvaro"],
        vec!["list", "case", "concern=absence"],
        vec!["list", "beslut", "--search", "hemligt"],
        vec!["list", "samtycke", "åtagande", "--search", "polis"],
        vec!["export", "--csv", "case", "--search", "man"],
    ] {
        assert!(desk.refused(&args).contains("2001:637"), "{args:?}");
    }
    let found = |args: &[&str]| desk.json(&[&["list", "--json"], args].concat()).as_array().unwrap().len();
    assert_eq!(found(&["case", "--search", &code]), 1);
    assert_eq!(found(&["--search", &begun]), 4);
    assert_eq!(found(&["--search", "hemligt"]), 0);
    assert_eq!(found(&["--search", "skolfrånvaro"]), 0);
}

#[test]
fn a_personal_number_is_refused_and_never_written_down() {
    let (desk, code, [consent, decision, _]) = desk();
    let case = format!("case={code}");
    let file = desk.path("rows.csv");
    std::fs::write(&file, "day;arrive;place;contacts;note\n2023-11-21;20:00;stortorget;1;se 20101224-1234\n")
        .unwrap();
    let (decision, consent) = (decision.to_string(), consent.to_string());
    for args in [
        vec!["add", "meeting", "day=2023-11-21", "present=4", "round=se 20101224-1234"],
        vec!["add", "decision", &case, "text=se 20101224-1234"],
        vec!["add", "commitment", &case, "party=school", "by=2023-12-05", "what=se 101224 1234"],
        vec!["correct", &decision, "text=201012241234"],
        vec!["correct", &consent, "kept=20101224-1234"],
        vec!["add", "visit", "place=stortorget", "contacts=1", "note=20101224-1234"],
        vec!["import", "visit", &file],
    ] {
        let called = desk.call(&args);
        assert!(called.code == 1 && called.err.contains("personnummer"), "{args:?}: {called:?}");
    }
    assert!(!holds(&desk.dir.path().join("desk")));
}

/// Whether a file, or any in a folder, holds a personal number that was refused.
fn holds(path: &std::path::Path) -> bool {
    if path.is_dir() {
        return std::fs::read_dir(path).unwrap().flatten().any(|file| holds(&file.path()));
    }
    let bytes = std::fs::read(path).unwrap_or_default();
    ["20101224", "101224 1234"].iter().any(|text| bytes.windows(text.len()).any(|at| at == text.as_bytes()))
}

#[test]
fn a_desk_with_cases_is_copied_and_taken_up_again_whole() {
    let (desk, _, [consent, ..]) = desk();
    desk.done(&["correct", &consent.to_string(), "withdrawn=2023-11-22"]);
    let before = desk.done(&["list", "--json"]);
    let file = desk.path("copy.lofte");
    desk.done(&["backup", &file]);
    let other = Desk::new();
    other.done(&["restore", &file, &other.path("desk")]);
    let after = other.done(&["list", "--json"]);
    assert_eq!(before, after);
    assert!(!after.contains("hemligt"));
    other.done(&["correct", &consent.to_string(), "withdrawn="]);
    assert!(other.done(&["list", "--json"]).contains("hemligt"));
    assert_eq!(other.call(&["doctor"]).code, 0);
}
