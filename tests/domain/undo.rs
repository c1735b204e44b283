//! Undoing, replaying and recounting, over sequences of commands by several people.

use lofte::domain::command::{Accepted, Amend, Command};
use lofte::domain::event::{Event, Happening, join, split};
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::{Code, Entry, EntryId, Nothing, Status, Value, WriteId};
use lofte::domain::refusal::Refusal;
use lofte::domain::state::REMEMBERED_WRITES;
use lofte::text::clean::Clean;
use proptest::prelude::*;

use super::deeds::{check_totals, deed, deeds, equal, other_plan, seen};
use super::{Desk, SECOND, day};

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_restores_everything(deeds in deeds(40), turns in prop::collection::vec(0..6_u8, 40)) {
        let mut desk = Desk::new(ENKOPING, "2023-11-22");
        let mut stack = vec![(0, seen(&desk))];
        for (one, turn) in deeds.into_iter().zip(turns) {
            if let Some(seq) = deed(&mut desk, one) {
                stack.push((seq, seen(&desk)));
            }
            if turn == 0 && stack.len() > 1 {
                // Undone, made again, and undone again.
                let (seq, after) = stack.pop().unwrap();
                let (_, before) = stack.last().unwrap();
                let undone = desk.undo(2, seq).unwrap();
                prop_assert_eq!(&seen(&desk), before);
                let again = desk.undo(3, undone).unwrap();
                prop_assert_eq!(&seen(&desk), &after);
                prop_assert_eq!(desk.state.latest_undoable(3), Some(seq));
                desk.undo(1, if seq % 2 == 0 { again } else { seq }).unwrap();
                prop_assert_eq!(&seen(&desk), before);
            }
        }
        check_totals(&desk.state);
        while stack.len() > 1 {
            let (seq, _) = stack.pop().unwrap();
            desk.undo(1, seq).unwrap();
            prop_assert_eq!(&seen(&desk), &stack.last().unwrap().1);
        }
        prop_assert!((1..4).all(|who| desk.state.latest_undoable(who).is_none()));
        equal(&desk.state, &desk.replayed());
    }

    #[test]
    fn a_replay_gives_the_same_in_any_order_of_undoing(deeds in deeds(60)) {
        let mut desk = Desk::new(ENKOPING, "2023-11-22");
        for one in deeds {
            if one.0 % 3 == 0 && let Some(seq) = desk.state.latest_undoable(one.3) {
                _ = desk.undo(one.3, seq);
            } else {
                deed(&mut desk, one);
            }
        }
        check_totals(&desk.state);
        equal(&desk.state, &desk.replayed());
        // Each change of an entry names the one before it, back to its making.
        for entry in desk.state.entries() {
            let (mut seq, mut steps) = (entry.seq, 1);
            loop {
                let event = desk.told[seq as usize - 1].0.events.iter().find(|e| e.entry() == Some(entry.id));
                match event.unwrap().previous() {
                    Some(previous) => (seq, steps) = (previous, steps + 1),
                    None => break,
                }
            }
            prop_assert_eq!(steps, entry.rev);
        }
    }

    #[test]
    fn personal_content_is_taken_out_and_put_back(deeds in deeds(30)) {
        let mut desk = Desk::new(ENKOPING, "2023-11-22");
        for one in deeds {
            deed(&mut desk, one);
        }
        for (happening, _, _) in &desk.told {
            let mut facts = happening.clone();
            let personal = split(&mut facts);
            let told = format!("{facts:?}");
            prop_assert!(!told.contains("070-123"));
            let mut whole = facts.clone();
            join(&mut whole, Some(personal));
            prop_assert_eq!(&whole, happening);
            join(&mut facts, None);
            let told = format!("{facts:?}");
            prop_assert!(!told.contains("Text("));
        }
    }
}

#[test]
fn destroyed_content_leaves_figures_and_history() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let typed = [("day", "t"), ("arrive", "12"), ("place", "st"), ("contacts", "7"), ("note", "lugnt")];
    let id = desk.enter("visit", &typed);
    let amended = desk.amend(id, &[("note", "oroligt"), ("contacts", "8")]).unwrap();
    let figures = seen(&desk).figures;
    for (happening, _, _) in &mut desk.told {
        split(happening);
        join(happening, None);
    }
    desk.state = desk.replayed();
    assert_eq!(desk.entry(id).value("note"), Some(&Value::Nothing(Nothing::NotStated)));
    assert_eq!(seen(&desk).figures, figures);
    desk.undo(1, amended).unwrap();
    assert_eq!(desk.entry(id).value("contacts"), Some(&Value::Number(7)));
}

#[test]
fn changes_are_undone_one_after_another_and_not_out_of_turn() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let id = desk.enter("visit", &[("day", "t"), ("arrive", "12"), ("place", "st"), ("contacts", "7")]);
    let (made, first) = (desk.state.seq, desk.amend(id, &[("contacts", "8")]).unwrap());
    let second = desk.amend(id, &[("contacts", "9")]).unwrap();
    assert_eq!(desk.undo(1, first), Err(Refusal::ChangedSince { id }));
    let undone = desk.undo(1, second).unwrap();
    assert_eq!(desk.undo(1, second), Err(Refusal::ChangedSince { id }));
    assert_eq!(desk.state.latest_undoable(1), Some(first));
    desk.undo(1, first).unwrap();
    // What was undone first can be made again last.
    assert_eq!(desk.undo(1, undone), Err(Refusal::ChangedSince { id }));
    desk.undo(1, made).unwrap();
    assert!(desk.entry(id).removed);
    assert_eq!(desk.state.latest_undoable(1), None);
    // A new change ends what could be made again.
    let last = desk.state.seq;
    desk.ask(1, &Command::Restore { id }).unwrap();
    assert_eq!(desk.undo(1, last), Err(Refusal::ChangedSince { id }));
    let Event::Restored { previous, .. } = desk.told.last().unwrap().0.events[0] else { panic!() };
    assert_eq!(previous, last);
}

#[test]
fn others_do_not_lose_what_is_theirs() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let typed = |time| [("day", "t"), ("arrive", time), ("place", "st"), ("contacts", "7")];
    let mine = desk.entering("visit", Status::Done, &typed("10"));
    let theirs = desk.entering("visit", Status::Done, &typed("12"));
    let mine = desk.ask(1, &mine).unwrap();
    let theirs = desk.ask(2, &theirs).unwrap();
    assert_eq!((desk.state.latest_undoable(1), desk.state.latest_undoable(2)), (Some(mine), Some(theirs)));
    desk.undo(2, mine).unwrap();
    assert_eq!((desk.state.latest_undoable(1), desk.state.latest_undoable(2)), (None, Some(theirs)));
}

#[test]
fn the_first_plan_stands_and_those_after_it_are_undone_in_turn() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let load = |text: &str| Command::LoadPlan { text: text.into(), file: "b.toml".into() };
    let second = desk.ask(1, &load(&other_plan())).unwrap();
    let third = desk.ask(2, &load(SECOND)).unwrap();
    assert_eq!(desk.undo(1, 1), Err(Refusal::CannotUndo));
    assert_eq!(desk.undo(1, second), Err(Refusal::CannotUndo));
    desk.undo(1, third).unwrap();
    assert_eq!(desk.state.plan_source.text, other_plan());
    desk.undo(1, second).unwrap();
    assert_eq!(desk.state.plan_source.text, ENKOPING);
}

#[test]
fn a_first_change_that_also_introduced_somebody_can_be_undone() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    desk.enter("visit", &[("day", "t"), ("arrive", "12"), ("place", "st"), ("contacts", "7")]);
    let (happening, _, _) = desk.told.last_mut().unwrap();
    let name = Clean::line("ab");
    happening.events.insert(0, Event::AccountSeen { uid: 1, name, administrator: true });
    desk.state = desk.replayed();
    desk.undo(1, 2).unwrap();
    assert!(desk.entry(EntryId(1)).removed);
    assert!(desk.state.accounts.contains_key(&1));
}

#[test]
fn a_write_is_remembered_for_a_while() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let nothing = |n: u128| Happening { write: WriteId(n), undoes: None, events: Vec::new() };
    let first = desk.tell(1, nothing(10_000));
    for n in 1..REMEMBERED_WRITES as u128 {
        desk.tell(1, nothing(10_000 + n));
    }
    assert_eq!(desk.state.written(WriteId(10_000)), Some(first));
    desk.tell(1, nothing(1_000_000));
    assert_eq!(desk.state.written(WriteId(10_000)), None);
    assert_eq!(desk.state.written(WriteId(10_001)), Some(first + 1));
}

#[test]
fn a_change_of_plan_keeps_every_entry_and_counts_anew() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let typed = [("day", "t"), ("arrive", "22:30"), ("place", "st"), ("contacts", "7"), ("passed_on", "2")];
    let visit = desk.enter("visit", &typed);
    let walk = desk.enter("walk", &[("day", "t"), ("area", "norr"), ("adults", "3")]);
    assert_eq!(desk.entry(visit).part.as_deref(), Some("night"));
    desk.ask(1, &Command::LoadPlan { text: other_plan(), file: "b.toml".into() }).unwrap();
    // By the new calendar it was evening; the field that is gone is kept, last.
    let entry = desk.entry(visit);
    assert_eq!(entry.part.as_deref(), Some("evening"));
    assert_eq!(entry.value("passed_on"), Some(&Value::Number(2)));
    assert_eq!(entry.cells.last().unwrap().0, "passed_on");
    check_totals(&desk.state);
    // A change fills the new field in, in the form's order, and leaves what is unknown.
    desk.amend(visit, &[("contacts", "8")]).unwrap();
    let keys: Vec<Code> = desk.entry(visit).cells.into_iter().map(|(key, _)| key).collect();
    assert_eq!(
        keys,
        ["day", "arrive", "place", "contacts", "minutes", "kind_of", "mood", "note", "passed_on"]
    );
    // A plan without the form: kept, not counted, not changed.
    desk.ask(1, &Command::LoadPlan { text: SECOND.into(), file: "c.toml".into() }).unwrap();
    let kept: Entry = desk.entry(walk);
    assert_eq!((kept.on, kept.value("adults")), (day("2023-11-22"), Some(&Value::Number(3))));
    assert_eq!(desk.state.between("walk", kept.on, kept.on).collect::<Vec<_>>(), [walk]);
    check_totals(&desk.state);
    let amend =
        Amend { id: walk, base: 1, status: None, changes: Vec::new(), reason: None, accepted: Accepted::All };
    assert_eq!(desk.ask(1, &Command::Amend(amend)), Err(Refusal::NoSuchForm { form: "walk".into() }));
    desk.ask(1, &Command::Remove { id: walk }).unwrap();
    equal(&desk.state, &desk.replayed());
}
