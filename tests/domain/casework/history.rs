//! Whatever happens: the index is what a replay makes, and an undo brings everything back.

use lofte::domain::command::Command;
use lofte::domain::record::{Code, EntryId, Status};
use proptest::prelude::*;

use super::desk;
use crate::domain::deeds::{equal, seen};
use crate::domain::{Desk, day};

#[derive(Clone, Debug)]
enum Deed {
    Refer(u32),
    Meet(u32, Vec<usize>, Vec<usize>),
    Decide(u32, usize, &'static str),
    Consent(usize, &'static str),
    Commit(usize, u32),
    Amend(u64, &'static str, &'static str),
    Remove(u64),
    Restore(u64),
    Undo(u64),
}

fn deed() -> impl Strategy<Value = Deed> {
    let which = || proptest::collection::vec(0..6_usize, 0..3);
    let decisions = prop_oneof![Just("closed"), Just("plan"), Just("continue"), Just("mapping")];
    let changes = prop_oneof![
        Just(("day", "2023-11-09")),
        Just(("decision", "closed")),
        Just(("decision", "group")),
        Just(("action", "later")),
        Just(("status", "mapping")),
        Just(("concern", "alcohol")),
        Just(("withdrawn", "2023-11-10")),
        Just(("done", "2023-11-12")),
        Just(("by", "2023-12-12")),
    ];
    prop_oneof![
        3 => (1..21_u32).prop_map(Deed::Refer),
        3 => (1..21_u32, which(), which()).prop_map(|(on, up, action)| Deed::Meet(on, up, action)),
        3 => (1..21_u32, 0..6_usize, decisions).prop_map(|(on, case, what)| Deed::Decide(on, case, what)),
        1 => (0..6_usize, prop_oneof![Just("police,school"), Just("social")]).prop_map(|(c, p)| Deed::Consent(c, p)),
        1 => (0..6_usize, 1..28_u32).prop_map(|(case, by)| Deed::Commit(case, by)),
        3 => (1..24_u64, changes).prop_map(|(id, (field, to))| Deed::Amend(id, field, to)),
        2 => (1..24_u64).prop_map(Deed::Remove),
        1 => (1..24_u64).prop_map(Deed::Restore),
        3 => (2..24_u64).prop_map(Deed::Undo),
    ]
}

fn try_enter(desk: &mut Desk, form: &str, typed: &[(&str, String)]) -> bool {
    let typed: Vec<(&str, &str)> = typed.iter().map(|(key, text)| (*key, text.as_str())).collect();
    desk.try_enter(form, Status::Done, &typed).is_ok()
}

/// Does it if it can be done; tells whether it was.
fn does(desk: &mut Desk, cases: &mut Vec<Code>, deed: &Deed) -> bool {
    let on = |number: &u32| format!("2023-11-{number:02}");
    let code = |at: &usize| cases.get(*at).map(ToString::to_string);
    match deed {
        Deed::Refer(number) => {
            let made = desk.refer(&on(number));
            cases.push(made);
            true
        }
        Deed::Meet(number, up, action) => {
            let up: Vec<String> = up.iter().filter_map(code).collect();
            let action: Vec<String> =
                action.iter().filter_map(code).map(|code| format!("{code}=sip")).collect();
            desk.meet(&on(number), &up.join(","), &action.join(",")).is_ok()
        }
        Deed::Decide(number, case, what) => code(case).is_some_and(|code| {
            try_enter(desk, "decision", &[("day", on(number)), ("case", code), ("decision", (*what).into())])
        }),
        Deed::Consent(case, parties) => code(case).is_some_and(|code| {
            let known = desk.state.casework().file(&code).is_some();
            known && desk.consent(&code, parties, "2023-12-31").0 > 0
        }),
        Deed::Commit(case, by) => code(case).is_some_and(|code| {
            let typed = [("day", on(&7)), ("case", code), ("party", "police".into()), ("by", on(by))];
            try_enter(desk, "commitment", &typed)
        }),
        Deed::Amend(id, field, to) => {
            let known = desk.state.entry(EntryId(*id)).is_some_and(|e| e.value(field).is_some());
            known && desk.amend(EntryId(*id), &[(*field, *to)]).is_ok()
        }
        Deed::Remove(id) => desk.ask(1, &Command::Remove { id: EntryId(*id) }).is_ok(),
        Deed::Restore(id) => desk.ask(1, &Command::Restore { id: EntryId(*id) }).is_ok(),
        Deed::Undo(seq) => *seq <= desk.state.seq && *seq > 1 && desk.undo(1, *seq).is_ok(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_index_is_what_a_replay_makes(deeds in proptest::collection::vec(deed(), 1..40)) {
        let (mut desk, mut cases) = (desk(), Vec::new());
        for deed in &deeds {
            let before = (seen(&desk), desk.state.casework().clone());
            if does(&mut desk, &mut cases, deed) && !matches!(deed, Deed::Undo(_)) {
                let seq = desk.state.seq;
                let mut back = desk.clone();
                back.undo(1, seq).unwrap();
                prop_assert_eq!(&seen(&back), &before.0);
                for (code, file) in before.1.files() {
                    prop_assert_eq!(back.state.casework().file(code), Some(file));
                }
            }
        }
        let replayed = desk.replayed();
        prop_assert_eq!(desk.state.casework(), replayed.casework());
        equal(&desk.state, &replayed);
        // A plan read anew makes the index anew.
        let text = desk.state.plan_source.text.clone();
        let before = desk.state.casework().clone();
        desk.ask(1, &Command::LoadPlan { text, file: "again.toml".into() }).unwrap();
        prop_assert_eq!(desk.state.casework(), &before);
        // One decision a case and day, and no case with two files.
        for (_, file) in desk.state.casework().files() {
            let mut days: Vec<_> = file.decisions.keys().map(|(day, _)| *day).collect();
            days.dedup();
            prop_assert_eq!(days.len(), file.decisions.len());
            prop_assert_eq!(file.is_open(), file.closed.is_none());
        }
        prop_assert!(desk.state.on_day("meeting", day("2023-11-07")).count() <= 1);
    }
}
