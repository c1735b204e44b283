//! A name that was replaced: in its history, when something is undone, and in corrections that lie begun.

use super::*;

#[test]
fn a_name_that_somebody_replaced_meanwhile_is_asked_about_by_its_letters() {
    let (mut world, id) = with(WRONG);
    let stale = entry(&mut world, id);
    assert!(matches!(correct(&mut world, id, "name", text(RIGHT)), Reply::Done(_)));
    let Reply::Refused(Refusal::Overlap { theirs: Some(theirs), .. }) =
        world.write(OTHER, change(&stale, "name", text("Tove Tredje")))
    else {
        panic!()
    };
    assert_eq!(theirs.value, Value::Masked(Clean::line("R. R.")));
    // Saved once more, over what was told.
    let known = Entry { cells: vec![("name".into(), theirs)], ..stale };
    assert!(matches!(world.write(OTHER, change(&known, "name", text("Tove Tredje"))), Reply::Done(_)));
    assert_eq!(entry(&mut world, id).value("name"), Some(&text("Tove Tredje")));
    // What stood there is what the journal says it was.
    let Some(seq) = world.core.state.latest_change(id) else { panic!() };
    assert!(format!("{:?}", world.core.keep.told(seq).unwrap().what).contains(RIGHT));
    let letters = Cell::typed(Value::Masked(Clean::line("R. R.")));
    let other = Entry { cells: vec![("name".into(), letters)], ..known };
    let reply = world.write(OTHER, change(&other, "name", text("Fia Fjärde")));
    assert!(matches!(reply, Reply::Refused(Refusal::Overlap { .. })), "the letters are others by now");
}

#[test]
fn the_history_tells_when_a_name_was_replaced_and_everything_else() {
    let (mut world, id) = replaced();
    let Reply::History(steps) = world.ask(ME, Ask::History(id)) else { panic!() };
    assert_eq!(steps.len(), 2);
    assert!(format!("{steps:?}").contains("R. R."));
    assert!(format!("{steps:?}").contains("Number(2006)"));
}

#[test]
fn undoing_brings_back_everything_but_a_name() {
    let (mut world, id) = replaced();
    for seq in [None, world.core.state.latest_change(id)] {
        let reply = world.write(ME, Command::Undo { seq });
        assert!(matches!(reply, Reply::Refused(Refusal::NameStays { id: told }) if told == id), "{reply:?}");
    }
    // Changed together with something else: that is taken back, and the name stays.
    let mut draft = begun_of(&mut world, id);
    draft.put("name", "Siv Sista", Origin::Typed);
    draft.put("born", "2007", Origin::Typed);
    let command = saved(&world, &draft);
    assert!(matches!(world.write(ME, command), Reply::Done(_)));
    assert!(matches!(world.write(ME, Command::Undo { seq: None }), Reply::Done(_)));
    let now = entry(&mut world, id);
    assert_eq!(
        (now.value("name"), now.value("born")),
        (Some(&text("Siv Sista")), Some(&Value::Number(2006)))
    );
    // Nor does taking it all away and back.
    for command in [Command::Remove { id }, Command::Undo { seq: None }] {
        assert!(matches!(world.write(ME, command), Reply::Done(_)));
    }
    assert_eq!(entry(&mut world, id).value("name"), Some(&text("Siv Sista")));
    let mut world = world.reopened();
    assert_eq!(entry(&mut world, id).value("name"), Some(&text("Siv Sista")));
}

#[test]
fn a_name_that_was_taken_away_for_protection_stays_away() {
    let (mut world, id) = with(WRONG);
    let mut draft = begun_of(&mut world, id);
    draft.put("protected", "yes", Origin::Typed);
    draft.put("name", "", Origin::Typed);
    let command = saved(&world, &draft);
    assert!(matches!(world.write(ME, command), Reply::Done(_)));
    assert!(matches!(
        world.write(ME, Command::Undo { seq: None }),
        Reply::Refused(Refusal::NameStays { .. })
    ));
    let now = entry(&mut world, id);
    assert_eq!(now.value("protected"), Some(&Value::YesNo(true)));
    assert!(now.value("name").unwrap().is_nothing());
    assert!(!said(&mut world, Ask::History(id)).contains("Felix"));
}

#[test]
fn a_correction_that_lies_begun_follows_the_replacement() {
    let (mut world, id) = with(WRONG);
    let old = entry(&mut world, id);
    let lying = begun(&world, &old);
    let mut typed = Draft { write: WriteId(901), ..lying.clone() };
    typed.put("name", "Tove Tredje", Origin::Typed);
    for draft in [lying.clone(), typed] {
        world.ask(OTHER, Ask::PutDraft(draft));
    }
    assert!(matches!(correct(&mut world, id, "name", text(RIGHT)), Reply::Done(_)));
    // A screen that still has it open gives it once more.
    world.ask(OTHER, Ask::PutDraft(Draft { at: 3, ..lying }));
    let mut world = world.reopened();
    let Reply::Drafts(drafts) = world.ask(OTHER, Ask::Drafts) else { panic!() };
    assert!(!format!("{drafts:?}").contains("Felix"), "{drafts:?}");
    let named = |name: &str| drafts.iter().find(|draft| draft.slot("name").unwrap().text == name).unwrap();
    // What was typed over the old name asks before it takes the place of the new one.
    let command = saved(&world, named("Tove Tredje"));
    assert!(matches!(world.write(OTHER, command), Reply::Refused(Refusal::Overlap { .. })));
    let mut draft = named(RIGHT).clone();
    draft.put("source", "skola", Origin::Typed);
    let command = saved(&world, &draft);
    assert!(matches!(world.write(OTHER, command), Reply::Done(_)));
    assert_eq!(entry(&mut world, id).value("name"), Some(&text(RIGHT)));
}
