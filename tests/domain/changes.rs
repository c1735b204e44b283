//! Corrections, what follows from them, and imports.

use lofte::domain::command::{Accepted, Amend, Change, Command, Enter};
use lofte::domain::event::Event;
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::{Cell, EntryId, Question, Status, Value};
use lofte::domain::refusal::Refusal;

use super::rules::{OCTOBER, codes, desk, visit};
use super::{Desk, whole};

#[test]
fn changes_to_different_fields_stand_beside_each_other() {
    let mut desk = desk();
    let id = desk.enter("visit", &visit("t", "12", "7"));
    let mine = desk.amending(id, &[("contacts", "9")]);
    let theirs = desk.amending(id, &[("mood", "lugnt")]);
    let also = desk.amending(id, &[("contacts", "8")]);
    let same = desk.amending(id, &[("contacts", "9"), ("minutes", "10")]);
    desk.ask(1, &Command::Amend(mine.clone())).unwrap();
    desk.ask(2, &Command::Amend(theirs)).unwrap();
    let theirs = Some(Cell::typed(Value::Number(9)));
    let overlap = Refusal::Overlap { id, field: "contacts".into(), theirs };
    assert_eq!(desk.ask(3, &Command::Amend(also)), Err(overlap));
    desk.ask(3, &Command::Amend(same)).unwrap();
    assert_eq!(desk.ask(1, &Command::Amend(mine)), Err(Refusal::NothingToChange));
    let entry = desk.entry(id);
    assert_eq!(entry.value("contacts"), Some(&Value::Number(9)));
    assert_eq!(entry.value("mood"), Some(&Value::Code("lugnt".into())));
    assert_eq!(entry.value("minutes"), Some(&Value::Number(10)));
    assert_eq!(entry.rev, 4);
    let Event::Amended { changes, reason, .. } = &desk.told.last().unwrap().0.events[0] else { panic!() };
    assert_eq!((changes.len(), reason.as_deref()), (1, Some("rattelse")));
}

#[test]
fn a_correction_asks_only_about_what_it_changes() {
    let mut desk = desk();
    let id = desk.enter("visit", &[("day", "t"), ("place", "st"), ("contacts", "61"), ("minutes", "10")]);
    assert_eq!(desk.entry(id).asked, codes(&["unanswered", "unusual"]));
    desk.on("2023-12-31");
    let ask = |desk: &mut Desk, typed: &[(&str, &str)]| {
        let amend = Amend { accepted: Accepted::None, ..desk.amending(id, typed) };
        desk.ask(1, &Command::Amend(amend))
    };
    // Nothing new: neither what was accepted nor that the day is long ago by now.
    ask(&mut desk, &[("minutes", "12")]).unwrap();
    assert_eq!(desk.entry(id).asked, codes(&["unanswered", "unusual"]));
    let Err(Refusal::Asks { questions, .. }) = ask(&mut desk, &[("minutes", "1")]) else {
        panic!("is saved")
    };
    assert!(matches!(&questions[..], [Question::Unusual { field, .. }] if field == "minutes"));
    // What no longer holds is not followed up.
    ask(&mut desk, &[("contacts", "6"), ("arrive", "12")]).unwrap();
    assert!(desk.entry(id).asked.is_empty());
    assert!(ask(&mut desk, &[("day", "2023-11-20")]).is_err());
}

#[test]
fn a_change_brings_its_consequences_and_undoing_takes_them_back() {
    let (head, tail) = ENKOPING.split_at(ENKOPING.find("key = \"reason\"").unwrap());
    let text = format!("{head}when = {{ field = \"staffed\", any = [\"no\"] }}\n{tail}");
    let mut desk = Desk::new(&text, "2023-11-22");
    let id = desk.enter("shift", &[("day", "t"), ("part", "day"), ("staffed", "nej"), ("reason", "larm")]);
    let before = desk.entry(id).cells;
    let staffed = desk.amend(id, &[("staffed", "ja")]).unwrap();
    assert_eq!(desk.entry(id).cells[3].1, Cell::not_applicable());
    desk.undo(1, staffed).unwrap();
    assert_eq!(desk.entry(id).cells, before);
    desk.amend(id, &[("staffed", "ja")]).unwrap();
    desk.amend(id, &[("staffed", "nej")]).unwrap();
    assert_eq!(desk.entry(id).cells[3].1, Cell::not_stated());
}

#[test]
fn a_change_is_to_an_entry_and_a_field_that_are_there() {
    let mut desk = desk();
    let id = desk.enter("visit", &visit("t", "12", "7"));
    let mut amend = desk.amending(id, &[("contacts", "9")]);
    amend.changes.push(Change {
        field: "shoe_size".into(),
        before: None,
        after: Some(Cell::typed(Value::Number(43))),
    });
    let none = Refusal::NoSuchField { form: "visit".into(), field: "shoe_size".into() };
    assert_eq!(desk.ask(1, &Command::Amend(amend.clone())), Err(none));
    amend.changes.pop();
    amend.reason = Some("tur".into());
    assert!(matches!(desk.ask(1, &Command::Amend(amend.clone())), Err(Refusal::NoSuchReason { .. })));
    amend.id = EntryId(9);
    assert_eq!(desk.ask(1, &Command::Amend(amend.clone())), Err(Refusal::NoSuchEntry { id: EntryId(9) }));
    for none in [EntryId(0), EntryId(u64::MAX)] {
        assert_eq!(desk.ask(1, &Command::Remove { id: none }), Err(Refusal::NoSuchEntry { id: none }));
    }
    amend.id = id;
    desk.ask(1, &Command::Remove { id }).unwrap();
    assert_eq!(desk.ask(1, &Command::Amend(amend)), Err(Refusal::InBin { id }));
    assert_eq!(desk.ask(1, &Command::Remove { id }), Err(Refusal::InBin { id }));
    desk.ask(1, &Command::Restore { id }).unwrap();
    assert_eq!(desk.ask(1, &Command::Restore { id }), Err(Refusal::NotInBin { id }));
    assert_eq!(desk.try_enter("visit", Status::Done, &visit("t", "12", "7")).unwrap(), EntryId(2));
    let unknown =
        Enter { form: "dance".into(), status: Status::Done, cells: Vec::new(), accepted: Accepted::All };
    assert_eq!(desk.ask(1, &Command::Enter(unknown)), Err(Refusal::NoSuchForm { form: "dance".into() }));
}

#[test]
fn an_import_is_all_or_nothing_and_names_its_rows() {
    let mut desk = desk();
    let row =
        |desk: &Desk, day, part| whole(desk, "shift", &[("day", day), ("part", part), ("staffed", "nej")]);
    desk.enter("shift", &[("day", "2023-11-01"), ("part", "day"), ("staffed", "ja")]);
    let rows = vec![
        row(&desk, "2023-11-01", "night"),
        row(&desk, "2023-11-01", "day"),
        row(&desk, "2023-11-02", "day"),
        row(&desk, "2023-11-01", "night"),
        row(&desk, "2023-11-02", ""),
    ];
    let import = |rows| Command::Import { form: "shift".into(), rows };
    let Err(Refusal::Rows { rows: wrong }) = desk.ask(1, &import(rows.clone())) else {
        panic!("is imported")
    };
    assert_eq!(wrong.iter().map(|(i, _)| *i).collect::<Vec<_>>(), [1, 3, 4]);
    assert!(matches!(*wrong[0].1, Refusal::AlreadyThere { id: EntryId(1), .. }));
    assert!(matches!(*wrong[1].1, Refusal::AlreadyThere { id: EntryId(2), .. }));
    assert!(matches!(*wrong[2].1, Refusal::Problems { .. }));
    assert_eq!(desk.state.count(), 1);
    let seq = desk.ask(1, &import(vec![rows[0].clone(), rows[2].clone()])).unwrap();
    assert_eq!(desk.state.count(), 3);
    assert_eq!(desk.entry(EntryId(3)).asked, codes(&["unanswered"]));
    desk.undo(1, seq).unwrap();
    assert!(desk.entry(EntryId(2)).removed && desk.entry(EntryId(3)).removed);
    assert_eq!(desk.ask(1, &import(Vec::new())), Err(Refusal::NothingToChange));
}

#[test]
fn an_import_into_a_month_with_an_extract_is_refused() {
    let mut desk = desk();
    desk.enter("extract", &OCTOBER);
    let rows = ["2023-11-01", "2023-10-31"].map(|d| whole(&desk, "visit", &visit(d, "01:00", "1"))).to_vec();
    let Err(Refusal::Rows { rows }) = desk.ask(1, &Command::Import { form: "visit".into(), rows }) else {
        panic!("is imported")
    };
    assert_eq!(rows.len(), 2);
}
