//! Files: export and import, backup and restore, plans.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{Desk, program};

const HEAD: &str = "day;arrive;place;contacts;note\n";

#[test]
fn what_was_exported_can_be_imported_unchanged() {
    let from = Desk::new();
    let texts =
        ["=1+1", "+46 är ett landsnummer", "-", "@hem", "'citat", "a;b\"c", "åäö ＝fullbredd", "= SUM(A1)"];
    for (i, text) in texts.iter().enumerate() {
        let (place, note) = (format!("contacts={i}"), format!("note={text}"));
        from.call(&["add", "visit", "place=hamnen", &place, &note, &format!("arrive=1{i}:00")]);
    }
    let file = from.path("visits.csv");
    from.done(&["export", "--csv", "visit", "--out", &file]);
    let bytes = fs::read(&file).unwrap();
    assert_eq!(&bytes[..3], b"\xef\xbb\xbf");
    let text = String::from_utf8(bytes[3..].to_vec()).unwrap();
    assert!(
        text.starts_with("day;arrive;place;contacts;minutes;passed_on;mood;note;status;id\r\n"),
        "{text}"
    );
    assert!(
        text.contains(";'=1+1;") && text.contains(";'@hem;") && text.contains(";'＝") == text.contains(";＝"),
        "{text}"
    );
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let to = Desk::new();
    to.done(&["import", "visit", &file, "--quiet"]);
    let notes = |desk: &Desk| -> Vec<_> {
        let mut notes: Vec<_> =
            desk.list().iter().map(|e| (e["contacts"].clone(), e["note"].clone())).collect();
        notes.sort_by_key(|(contacts, _)| contacts.as_u64());
        notes
    };
    assert_eq!(notes(&from), notes(&to));
    assert!(from.refused(&["export", "--csv", "--out", &file]).contains("finns redan"));
    let all = from.done(&["export", "--csv"]);
    assert!(
        all.starts_with("\u{feff}form;") && all.lines().next().is_some_and(|head| head.contains(";host;")),
        "{all}"
    );
}

#[test]
fn a_file_goes_in_whole_or_not_at_all() {
    let desk = Desk::new();
    let file = desk.path("in.csv");
    fs::write(
        &file,
        format!(
            "{HEAD}2023-11-21;20:00;hamnen;7;\n2023-11-21;20:30;månen;7;\n2023-11-21;21:00;hamnen;sju;\n"
        ),
    )
    .unwrap();
    let called = desk.call(&["import", "visit", &file]);
    assert_eq!(called.code, 1, "{called:?}");
    assert!(called.out.contains("Rad 2"), "{called:?}");
    assert!(called.err.contains("Rad 3: ") && called.err.contains("Rad 4: "), "{called:?}");
    assert!(desk.list().is_empty());
    fs::write(&file, format!("{HEAD}2023-11-21;20:00;hamnen;7;\n2023-11-21;20:30;stortorget;8;\n")).unwrap();
    let dry = desk.call(&["import", "visit", &file, "--dry-run"]);
    assert!(dry.code == 0 && dry.out.contains("2 poster skulle läsas in"), "{dry:?}");
    assert!(desk.list().is_empty());
    let called = desk.done(&["import", "visit", &file]);
    assert!(called.contains("Inläst 21:52  2 poster"), "{called}");
    assert_eq!(desk.list().len(), 2);
    desk.done(&["undo"]);
    assert!(desk.list().is_empty());
}

#[test]
fn what_the_desk_holds_is_judged_too() {
    let desk = Desk::english();
    desk.call(&["add", "extract", "month=2023-10", "shifts=60", "shifts_with_visit=50", "visits=90"]);
    let file = desk.path("in.csv");
    fs::write(&file, "Day,Place,Contacts\n2023-11-20,hamnen,1\n2023-10-20,hamnen,1\n").unwrap();
    for args in [vec!["import", "visit", &file, "--dry-run"], vec!["import", "visit", &file]] {
        let called = desk.call(&args);
        assert_eq!(called.code, 1, "{called:?}");
        assert!(called.err.starts_with("Line 3: "), "{called:?}");
    }
    fs::write(&file, "day,part,staffed\n2023-11-20,day,no\n2023-11-20,day,yes\n").unwrap();
    assert!(desk.call(&["import", "shift", &file]).err.starts_with("Line 3: "));
    assert_eq!(desk.list().len(), 1);
}

#[test]
fn windows_1252_and_labels_are_understood() {
    let desk = Desk::new();
    let file = desk.path("gammal.csv");
    fs::write(&file, b"Dag\tPlats\tKontakter\tAnteckning\r\n21 nov\t\xc5parken\t3\tr\xe4ksm\xf6rg\xe5s\r\n")
        .unwrap();
    desk.done(&["import", "besök", &file]);
    let entry = &desk.list()[0];
    assert_eq!((entry["place"].as_str(), entry["note"].as_str()), (Some("aparken"), Some("räksmörgås")));
}

#[test]
fn many_rows_go_in_as_one_change() {
    let desk = Desk::new();
    let file = desk.path("many.csv");
    let places = ["hamnen", "stortorget", "badparken", "macken"];
    let rows: String = (0..20_000)
        .map(|i| {
            format!(
                "2023-11-{:02};{:02}:{:02};{};{};\n",
                i % 21 + 1,
                6 + i % 17,
                i % 60,
                places[i % 4],
                i % 60
            )
        })
        .collect();
    fs::write(&file, format!("{HEAD}{rows}")).unwrap();
    let out = desk.done(&["import", "visit", &file, "--quiet"]);
    assert!(out.contains("20\u{a0}000"), "{out}");
    assert_eq!(desk.list().len(), 20_000);
    desk.done(&["undo"]);
    assert!(desk.list().is_empty());
}

#[test]
fn a_backup_makes_the_same_desk_again() {
    let desk = Desk::new();
    desk.done(&["add", "visit", "place=hamnen", "contacts=7"]);
    let (file, dir) = (desk.path("copy"), desk.path("again"));
    desk.done(&["backup", &file]);
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(desk.call(&["backup", &file]).code == 1);
    desk.done(&["restore", &file, &dir]);
    let again = program(dir.as_ref()).env("LOFTE_NOW", super::NOW).args(["list", "--json"]).output().unwrap();
    assert_eq!(String::from_utf8(again.stdout).unwrap(), desk.done(&["list", "--json"]));
    assert!(desk.refused(&["restore", &file, &dir]).contains("inte tom"));
    assert!(desk.refused(&["restore", &desk.path("nowhere"), &desk.path("x")]).contains("nowhere"));
}

#[test]
fn a_plan_is_checked_shown_and_put_in_force() {
    let desk = Desk::new();
    let file = desk.path("plan.toml");
    fs::write(&file, "format = 1\nkey = \"x\"\nshort = \"X\"\nfrom = 2023-01-01\nto = 2022-01-01\n").unwrap();
    let mistakes = desk.refused(&["plan", "check", &file]);
    assert!(mistakes.contains("plan.toml"), "{mistakes}");
    assert!(desk.refused(&["plan", "load", &file]).contains("plan.toml"));
    assert!(desk.refused(&["plan", "check", &desk.path("none.toml")]).contains("none.toml"));
    let second = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plans/second.toml");
    assert!(desk.done(&["plan", "check", second]).contains("är hel"));
    let shown = desk.done(&["plan", "show"]);
    for name in ["visit", "contacts", "shifts_with_visit", "stortorget"] {
        assert!(shown.contains(name), "{name}: {shown}");
    }
    desk.done(&["add", "visit", "place=hamnen", "contacts=7"]);
    desk.done(&["plan", "load", second]);
    assert_eq!(desk.list().len(), 1, "a plan takes no entries away");
    assert!(!desk.done(&["plan", "show"]).contains("Stortorget"));
    desk.done(&["undo"]);
    assert!(desk.done(&["plan", "show"]).contains("stortorget"));
}
