//! A name that was typed by mistake and replaced is nowhere to be read, and masked names are not told.

use super::*;
use crate::domain::course::view::Names;
use crate::text::Clean;

const WRONG: &str = "Felix Fel";
const RIGHT: &str = "Rut Rätt";

fn cells(of: &[(&str, Value)]) -> Vec<(Code, Cell)> {
    of.iter().map(|(key, value)| ((*key).into(), Cell::typed(value.clone()))).collect()
}

fn enter(world: &mut World, form: &str, of: &[(&str, Value)]) -> Entry {
    let (form, cells) = (form.into(), cells(of));
    let enter = Enter { form, status: Status::Done, cells, accepted: Accepted::All };
    match world.write(ME, Command::Enter(enter)) {
        Reply::Done(done) => done.entry.unwrap(),
        other => panic!("{other:?}"),
    }
}

/// A participant whose name has been replaced.
fn replaced() -> (World, EntryId) {
    let mut world = World::new();
    let start = Value::Day("2023-09-07".parse().unwrap());
    enter(&mut world, "course", &[("start", start)]);
    let name = |text: &str| Value::Text(Clean::line(text));
    let entry = enter(&mut world, "participant", &[("name", name(WRONG)), ("born", Value::Number(2006))]);
    let before = entry.cells.iter().find(|(key, _)| key == "name").map(|(_, cell)| cell.clone());
    let after = Some(Cell::typed(name(RIGHT)));
    let changes = vec![Change { field: "name".into(), before, after }];
    let (id, base, accepted) = (entry.id, entry.rev, Accepted::All);
    let amend = Amend { id, base, status: None, changes, reason: None, accepted };
    assert!(matches!(world.write(ME, Command::Amend(amend)), Reply::Done(_)));
    (world, id)
}

#[test]
fn what_was_replaced_is_in_no_answer_and_the_rest_of_the_history_is() {
    let (mut world, id) = replaced();
    let page = Ask::Page { query: Query { only: Only::All, ..Query::default() }, from: 0, count: 500 };
    let course = |names| Ask::Course { code: "ht2023".into(), names };
    let asks = [Ask::History(id), Ask::Entry(id), page, course(Names::Told), Ask::Today, Ask::Welcome];
    for ask in asks {
        let said = format!("{:?}", world.ask(ME, ask.clone()));
        assert!(!said.contains(WRONG), "{ask:?}");
    }
    let Reply::History(steps) = world.ask(ME, Ask::History(id)) else { panic!() };
    assert_eq!(steps.len(), 2);
    assert!(format!("{steps:?}").contains(RIGHT), "the name as it is now is told");
    assert!(format!("{steps:?}").contains("Number(2006)"), "and so is everything else");
}

#[test]
fn names_are_told_only_to_who_asks_for_them() {
    let (mut world, _) = replaced();
    let mut told = |names| format!("{:?}", world.ask(ME, Ask::Course { code: "ht2023".into(), names }));
    assert!(told(Names::Told).contains(RIGHT));
    let masked = told(Names::Masked);
    assert!(!masked.contains(RIGHT) && masked.contains("R. R."));
    assert!(matches!(world.ask(ME, Ask::Courses), Reply::Courses(courses) if courses.len() == 1));
}
