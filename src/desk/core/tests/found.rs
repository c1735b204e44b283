//! What a case meeting keeps is found by the case's code, a meeting by its day, and nothing of it by anything else.

use super::*;
use crate::domain::casework::code;
use crate::text::Clean;

const NONE: [u64; 0] = [];

fn day(text: &str) -> Value {
    Value::Day(text.parse().unwrap())
}

fn enter(world: &mut World, form: &str, cells: &[(&str, Value)]) -> Entry {
    let cells = cells.iter().map(|(key, value)| ((*key).into(), Cell::typed(value.clone()))).collect();
    let enter = Enter { form: form.into(), status: Status::Done, cells, accepted: Accepted::All };
    match world.write(ME, Command::Enter(enter)) {
        Reply::Done(done) => done.entry.unwrap(),
        other => panic!("{other:?}"),
    }
}

/// A meeting, a case with an open commitment, and a visit, whose texts and choices are words that might be looked for.
fn world() -> (World, Code, [u64; 4]) {
    let mut world = World::new();
    let marks = ["social", "school", "police", "leisure"].map(|party| (party.into(), "present".into()));
    let meeting = [
        ("day", day("2023-11-21")),
        ("round", Value::Text(Clean::note("oroligt vid stortorget"))),
        ("themes", Value::Codes(vec!["narkotika".into()])),
        ("attendance", Value::Marks(marks.into())),
        ("present", Value::Number(4)),
    ];
    let meeting = enter(&mut world, "meeting", &meeting).id.0;
    let case = [
        ("day", day("2023-11-14")),
        ("source", Value::Code("school".into())),
        ("concern", Value::Codes(vec!["recruitment".into()])),
        ("gender", Value::Code("man".into())),
        ("status", Value::Code("plan".into())),
    ];
    let case = enter(&mut world, "case", &case);
    let Some(Value::Code(code)) = case.value("code").cloned() else { panic!() };
    let of_case = || Value::Code(code.clone());
    let consent = [
        ("day", day("2023-11-14")),
        ("case", of_case()),
        ("parties", Value::Codes(vec!["school".into(), "police".into()])),
        ("guardian_1", Value::Code("yes".into())),
        ("guardian_2", Value::Code("not_required".into())),
        ("youth", Value::Code("yes".into())),
        ("kept", Value::Text(Clean::line("pärm sju"))),
    ];
    let consent = enter(&mut world, "consent", &consent).id.0;
    let commitment = [
        ("day", day("2023-11-21")),
        ("case", of_case()),
        ("party", Value::Code("school".into())),
        ("what", Value::Text(Clean::line("samtal om stortorget"))),
        ("by", day("2023-12-05")),
    ];
    let commitment = enter(&mut world, "commitment", &commitment).id.0;
    (world, code.clone(), [meeting, case.id.0, consent, commitment])
}

fn found(world: &mut World, words: &str) -> Vec<u64> {
    let query = Query { words: words.into(), sort: Sort::OldestFirst, ..Query::default() };
    let mut ids = world.ids(query);
    ids.sort_unstable();
    ids
}

#[test]
fn a_case_is_found_by_its_code_whole_or_begun() {
    let (mut world, code, [_, case, consent, commitment]) = world();
    let of_it = [case, consent, commitment];
    let shown = code::shown(&code);
    for typed in [&*code, &*shown, &shown.to_lowercase(), &code[..2], &code[..4], &shown[..5]] {
        assert_eq!(found(&mut world, typed), of_it, "{typed}");
    }
    assert_eq!(found(&mut world, &code[..1]), NONE);
    assert_eq!(found(&mut world, &code[1..]), NONE);
    // With the name of a form, of that form alone; with anything else, nothing.
    assert_eq!(found(&mut world, &format!("åtagande {shown}")), [commitment]);
    assert_eq!(found(&mut world, &format!("{shown} skola")), NONE);
}

#[test]
fn a_meeting_is_found_by_its_day_or_week() {
    let (mut world, _, [meeting, ..]) = world();
    for typed in ["2023-11-21", "21/11", "v47", "tisdag möte"] {
        assert_eq!(found(&mut world, typed), [meeting], "{typed}");
    }
    // The days of what concerns individuals lead to nobody.
    assert_eq!(found(&mut world, "2023-11-14"), NONE);
    assert_eq!(found(&mut world, "2023-12-05"), NONE);
}

#[test]
fn nothing_of_a_case_is_found_by_concern_status_party_or_what_somebody_wrote() {
    let (mut world, ..) = world();
    let words = [
        "rekrytering",
        "recruitment",
        "risk",
        "åtagandeplan",
        "plan",
        "skola",
        "polis",
        "man",
        "pärm",
        "sju",
        "samtal",
        "narkotika",
        "oroligt",
        "frånvarande",
        "närvarande",
    ];
    for word in words {
        assert_eq!(found(&mut world, word), NONE, "{word}");
    }
    // What is no case meeting's is found as before.
    let visit = world.write(ME, visit(20, 600, "stortorget", 1));
    let Reply::Done(visit) = visit else { panic!() };
    assert_eq!(found(&mut world, "stortorget"), [visit.entry.unwrap().id.0]);
}

#[test]
fn what_is_the_desks_own_is_on_no_page() {
    let (mut world, code, _) = world();
    let cells = [("day", day("2023-11-28")), ("cases", Value::Codes(vec![code.clone()]))];
    let before = world.ids(Query::default());
    // As `Command::Schedule` makes it.
    let cells = cells.map(|(key, value)| (key.into(), Cell::typed(value))).into();
    let id = world.core.state.next_id();
    let (form, asked) = ("agenda".into(), Vec::new());
    let entered = crate::domain::event::Event::Entered { id, form, status: Status::Done, cells, asked };
    let happening =
        crate::domain::event::Happening { write: WriteId(99), undoes: None, events: vec![entered] };
    let seq = world.core.state.seq + 1;
    world.core.state.evolve(&happening, seq, 0, UID);
    assert!(world.core.state.entry(id).is_some());
    for only in [Only::Live, Only::All, Only::Done, Only::Mine] {
        let rows = world.ids(Query { only, ..Query::default() });
        assert!(!rows.contains(&id.0) && rows.len() == before.len(), "{only:?}");
    }
    assert_eq!(world.ids(Query { forms: vec!["agenda".into()], ..Query::default() }), NONE);
    assert!(!found(&mut world, &code).contains(&id.0));
}

#[test]
fn notes_on_individuals_put_nothing_in_order() {
    let (mut world, code, [.., first]) = world();
    let more = [
        ("day", day("2023-11-21")),
        ("case", Value::Code(code)),
        ("party", Value::Code("school".into())),
        ("what", Value::Text(Clean::line("aaa"))),
        ("by", day("2023-12-06")),
    ];
    let second = enter(&mut world, "commitment", &more).id.0;
    for sort in [Sort::Column(2), Sort::ColumnDown(2)] {
        let query = Query { forms: vec!["commitment".into()], sort, ..Query::default() };
        assert_eq!(world.ids(query), [second, first]);
    }
}
