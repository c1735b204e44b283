//! Names of participants and guardians' phone numbers are told where they are asked for, and what is replaced is nowhere.

mod replaced;

use super::*;
use crate::domain::course::enrolment::Take;
use crate::domain::course::view::Names;
use crate::domain::plan::Period;
use crate::domain::record::{Draft, Origin};
use crate::text::Clean;

const WRONG: &str = "Felix Fel";
const RIGHT: &str = "Rut Rätt";
const PHONE: &str = "0701234567";

fn text(of: &str) -> Value {
    Value::Text(Clean::line(of))
}

fn enter(world: &mut World, form: &str, of: &[(&str, Value)]) -> EntryId {
    let cells = of.iter().map(|(key, value)| ((*key).into(), Cell::typed(value.clone()))).collect();
    let enter = Enter { form: form.into(), status: Status::Done, cells, accepted: Accepted::All };
    match world.write(ME, Command::Enter(enter)) {
        Reply::Done(done) => done.entry.unwrap().id,
        other => panic!("{other:?}"),
    }
}

/// The entry as whoever opens it is told it.
fn entry(world: &mut World, id: EntryId) -> Entry {
    match world.ask(ME, Ask::Entry(id)) {
        Reply::Entry(Some(shown)) => shown.entry,
        other => panic!("{other:?}"),
    }
}

/// The entry as lists tell it.
fn masked(world: &mut World, id: EntryId) -> Entry {
    let query = Query { only: Only::All, ..Query::default() };
    match world.ask(ME, Ask::Page { query, from: 0, count: 500 }) {
        Reply::Page(page) => page.rows.into_iter().find(|entry| entry.id == id).unwrap(),
        other => panic!("{other:?}"),
    }
}

fn course(world: &mut World) {
    enter(world, "course", &[("start", Value::Day("2023-09-07".parse().unwrap()))]);
}

/// A course with a participant of this name.
fn with(name: &str) -> (World, EntryId) {
    let mut world = World::new();
    course(&mut world);
    let cells = [("name", text(name)), ("born", Value::Number(2006)), ("guardian_phone", text(PHONE))];
    let id = enter(&mut world, "participant", &cells);
    (world, id)
}

fn correct(world: &mut World, id: EntryId, field: &str, value: Value) -> Reply {
    let command = change(&entry(world, id), field, value);
    world.write(ME, command)
}

/// A participant whose name has been replaced.
fn replaced() -> (World, EntryId) {
    let (mut world, id) = with(WRONG);
    assert!(matches!(correct(&mut world, id, "name", text(RIGHT)), Reply::Done(_)));
    (world, id)
}

/// A correction as a form makes one of what it was told.
fn begun(world: &World, entry: &Entry) -> Draft {
    let (_, form) = world.core.state.plan.form(&entry.form).unwrap();
    Draft::of(WriteId(900), form, entry, 0)
}

fn begun_of(world: &mut World, id: EntryId) -> Draft {
    let entry = entry(world, id);
    begun(world, &entry)
}

/// The change that comes of a correction.
fn saved(world: &World, draft: &Draft) -> Command {
    let plan = &world.core.state.plan;
    let (cells, wrong) = draft.read(plan.form(&draft.form).unwrap().1, &world.core.now().context(plan));
    assert_eq!(wrong, []);
    let (id, base) = draft.corrects.unwrap();
    let (status, reason, accepted) = (None, None, Accepted::All);
    Command::Amend(Amend { id, base, status, changes: draft.changes(cells), reason, accepted })
}

/// What an answer may tell of a participant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum May {
    Nothing,
    Name,
    NameAndPhone,
}

/// What the answer to a question may tell. Every question there is has its place here; a new one does not compile before
/// it has.
fn may(ask: &Ask) -> May {
    match ask {
        // Opened; and one's own drafts.
        Ask::Entry(_) | Ask::Welcome | Ask::Today | Ask::Drafts => May::NameAndPhone,
        // Asked for.
        Ask::Page { query: Query { names: Names::Told, .. }, .. }
        | Ask::Course { names: Names::Told, .. } => May::Name,
        Ask::Page { .. }
        | Ask::Course { .. }
        | Ask::Hello { .. }
        | Ask::History(_)
        | Ask::Figures(_)
        | Ask::Latest(_)
        | Ask::Twin { .. }
        | Ask::Do(_)
        | Ask::ImportPart { .. }
        | Ask::PutDraft(_)
        | Ask::DropDraft(_)
        | Ask::Backup { .. }
        | Ask::Doctor
        | Ask::Here
        | Ask::Agenda { .. }
        | Ask::Case(_)
        | Ask::Notes { .. }
        | Ask::Statistics(_)
        | Ask::Commitments { .. }
        | Ask::Courses
        | Ask::Enrolment { .. }
        | Ask::Claim(_) => May::Nothing,
    }
}

/// One of everything that may be asked.
fn everything(world: &mut World, id: EntryId) -> Vec<Ask> {
    let entry = entry(world, id);
    let draft = begun(world, &entry);
    // One more of the same name and year, so that there is something to ask about.
    let again = |field: &str| entry.cells.iter().find(|(key, _)| key == field).cloned();
    let enrolled = ["name", "born"].into_iter().filter_map(again).collect();
    let on = "2023-11-21".parse().unwrap();
    let period = Period { from: on, to: on };
    let page = |query| Ask::Page { query, from: 0, count: 500 };
    let query = |only, names| Query { only, names, ..Query::default() };
    let course = |names| Ask::Course { code: "ht2023".into(), names };
    let mut asks = vec![
        Ask::Hello { protocol: 0, version: String::new() },
        Ask::PutDraft(draft.clone()),
        Ask::Welcome,
        Ask::Today,
        Ask::Drafts,
        Ask::Entry(id),
        Ask::History(id),
        Ask::Figures(vec![period]),
        Ask::Latest("participant".into()),
        Ask::Twin { form: "participant".into(), cells: entry.cells, own: None },
        Ask::ImportPart { write: WriteId(5), rows: Vec::new() },
        Ask::Backup { path: "no".into() },
        Ask::Doctor,
        Ask::Here,
        Ask::Agenda { day: on },
        Ask::Case("K7RTM".into()),
        Ask::Notes { day: on, party: None, texts: true },
        Ask::Statistics(period),
        Ask::Commitments { all: true },
        Ask::Courses,
        Ask::Enrolment { course: "ht2023".into(), rows: vec![(Take::In, enrolled)] },
        course(Names::Masked),
        course(Names::Told),
        Ask::DropDraft(WriteId(901)),
        Ask::Claim("nobody".into()),
    ];
    for only in [Only::Live, Only::Done, Only::Asked, Only::Mine, Only::All] {
        asks.extend([page(query(only, Names::Masked)), page(query(only, Names::Told))]);
    }
    let only =
        |names| Query { words: "rut".into(), forms: vec!["participant".into()], ..query(Only::Live, names) };
    let sorted = Query { sort: Sort::Column(2), ..only(Names::Masked) };
    asks.extend([page(only(Names::Masked)), page(only(Names::Told)), page(sorted)]);
    asks
}

/// Asks, and gives everything that was said to anybody.
fn said(world: &mut World, ask: Ask) -> String {
    let heard = world.asked(ME, ask);
    format!("{:?}", world.core.hear([heard]).said)
}

/// What was told of the participant.
fn told(said: &str) -> May {
    match (said.contains("Rut") || said.contains("Rätt"), said.contains(PHONE)) {
        (_, true) => May::NameAndPhone,
        (true, false) => May::Name,
        (false, false) => May::Nothing,
    }
}

#[test]
fn every_answer_tells_what_was_asked_for_and_no_more() {
    let (mut world, id) = replaced();
    for ask in everything(&mut world, id) {
        let may = may(&ask);
        let asked = matches!(&ask, Ask::Page { query: Query { only: Only::Asked, .. }, .. });
        let said = said(&mut world, ask.clone());
        if !asked {
            assert_eq!(told(&said), may, "{ask:?} tells {said}");
        }
        assert!(!said.contains("Felix") && !said.contains(WRONG), "{ask:?} tells {said}");
    }
    // In the bin it is as masked as anywhere.
    assert!(matches!(world.write(ME, Command::Remove { id }), Reply::Done(_)));
    for names in [Names::Masked, Names::Told] {
        let query = Query { only: Only::Bin, names, ..Query::default() };
        let ask = Ask::Page { query, from: 0, count: 500 };
        assert_eq!(told(&said(&mut world, ask.clone())), may(&ask));
    }
}

#[test]
fn a_draft_is_told_to_nobody_else() {
    let (mut world, id) = replaced();
    let draft = begun_of(&mut world, id);
    world.ask(ME, Ask::PutDraft(draft));
    for ask in [Ask::Welcome, Ask::Today, Ask::Drafts, Ask::Here] {
        assert_eq!(told(&format!("{:?}", world.ask(OTHER, ask))), May::Nothing);
    }
}

#[test]
fn no_change_and_no_notice_of_it_tells_a_name() {
    let (mut world, id) = replaced();
    let stale = Entry { cells: vec![("name".into(), Cell::not_stated())], ..entry(&mut world, id) };
    let whole = entry(&mut world, id);
    let again = Enter {
        form: whole.form.clone(),
        status: Status::Done,
        cells: whole.cells.clone(),
        accepted: Accepted::None,
    };
    let changes = [
        change(&whole, "source", Value::Code("skola".into())),
        change(&whole, "guardian_phone", text("0700000000")),
        change(&stale, "name", text("Någon Annan")),
        change(&stale, "guardian_phone", text("0700000001")),
        Command::Enter(again.clone()),
        Command::Import { form: whole.form.clone(), rows: vec![Vec::new()] },
        Command::Undo { seq: None },
        Command::Remove { id },
        Command::Restore { id },
    ];
    for (n, command) in changes.into_iter().enumerate() {
        let write = Write { id: WriteId(n as u128 + 1), command };
        for _ in 0..2 {
            let said = said(&mut world, Ask::Do(write.clone()));
            assert_eq!(told(&said), May::Nothing, "{write:?} tells {said}");
        }
    }
}

#[test]
fn the_reason_for_an_age_is_told_of_an_opened_entry_alone_and_finds_nobody() {
    let mut world = World::new();
    course(&mut world);
    let reason = ("age_reason", text("bor hos morfar"));
    let id =
        enter(&mut world, "participant", &[("name", text(RIGHT)), ("born", Value::Number(2001)), reason]);
    let mut told = 0;
    for ask in everything(&mut world, id) {
        let tells = said(&mut world, ask.clone()).contains("morfar");
        assert!(!tells || may(&ask) == May::NameAndPhone, "{ask:?}");
        told += u32::from(tells);
    }
    assert!(told > 0, "it is told of the entry");
    for words in ["morfar", "morfa", "mor"] {
        let query = Query { words: words.into(), only: Only::All, ..Query::default() };
        let Reply::Page(page) = world.ask(ME, Ask::Page { query, from: 0, count: 9 }) else { panic!() };
        assert_eq!(page.total, 0, "{words}");
    }
}

#[test]
fn correcting_what_a_list_told_writes_nothing_over_a_name() {
    let (mut world, id) = replaced();
    let whole = entry(&mut world, id);
    let told = masked(&mut world, id);
    assert_eq!(told.value("name"), Some(&Value::Masked(Clean::line("R. R."))));
    let mut draft = begun(&world, &told);
    assert_eq!(draft.slot("name").unwrap().text, "", "the letters are nothing that was typed");
    draft.put("source", "skola", Origin::Typed);
    let command = saved(&world, &draft);
    let Command::Amend(amend) = &command else { panic!() };
    let changed: Vec<_> = amend.changes.iter().map(|change| change.field.as_str()).collect();
    assert!(
        changed.contains(&"source") && !changed.contains(&"name") && !changed.contains(&"guardian_phone")
    );
    assert!(matches!(world.write(ME, command), Reply::Done(_)));
    let now = entry(&mut world, id);
    for field in ["name", "age_reason", "guardian_phone"] {
        assert_eq!(now.value(field), whole.value(field));
    }
    // Nor does anybody who sends it all the same.
    for value in [Value::Masked(Clean::line("R. R.")), Cell::closed().value] {
        for field in ["name", "guardian_phone"] {
            for from in [&now, &told] {
                let reply = world.write(ME, change(from, field, value.clone()));
                assert!(matches!(reply, Reply::Refused(_)), "{field} {value:?}");
            }
        }
    }
    let cells = vec![("name".into(), Cell::typed(Value::Masked(Clean::line("R. R."))))];
    let enter = Enter { form: "participant".into(), status: Status::Done, cells, accepted: Accepted::All };
    assert!(matches!(world.write(ME, Command::Enter(enter)), Reply::Refused(_)));
}

#[test]
fn a_participant_is_found_by_whole_words_of_the_name_as_it_is() {
    let (mut world, id) = replaced();
    let found = |world: &mut World, words: &str| {
        let query = Query { words: words.into(), forms: vec!["participant".into()], ..Query::default() };
        world.ids(query)
    };
    for words in ["rut", "Rätt", "rut ratt", "2006 rut", "participant"] {
        assert_eq!(found(&mut world, words), [id.0], "{words}");
    }
    for words in ["ru", "ut", "felix", "fel", WRONG, PHONE, "0701234", "rut felix"] {
        assert!(found(&mut world, words).is_empty(), "{words}");
    }
}

#[test]
fn rows_are_put_in_order_by_what_is_told_of_a_name() {
    let mut world = World::new();
    course(&mut world);
    let names = ["Elin Ö", "Bo A", "Eva Ö", "Bo B"];
    let ids: Vec<u64> =
        names.iter().map(|name| enter(&mut world, "participant", &[("name", text(name))]).0).collect();
    let mut order = |names| {
        let forms = vec!["participant".into()];
        let found = world.ids(Query { forms, sort: Sort::Column(2), names, ..Query::default() });
        found.iter().map(|id| ids.iter().position(|other| other == id).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(order(Names::Told), [1, 3, 0, 2]);
    // Elin is not told from Eva: the latest comes first.
    assert_eq!(order(Names::Masked), [1, 3, 2, 0]);
}
