//! Whatever happens to courses, evenings and participants, what is kept of them is what the entries say.

use lofte::domain::course::Index;
use proptest::prelude::*;

use super::*;

/// One deed: what kind of thing, to which entry, how.
type Deed = (u8, u8, u8);

fn does(desk: &mut Desk, (kind, a, b): Deed) {
    let id = EntryId(u64::from(a) % desk.state.count() as u64 + 1);
    let date = (day("2023-09-01") + chrono::Days::new(u64::from(a % 120))).to_string();
    let entry = desk.entry(id);
    let command = match kind {
        0 => desk.entering(
            "course",
            Status::Done,
            &[("start", &date), ("sessions", ["3", "12"][usize::from(b % 2)])],
        ),
        1 | 2 => {
            let name = NAMES[usize::from(a) % NAMES.len()];
            let status = ["", "admitted", "reserve", "declined"][usize::from(b % 4)];
            desk.entering("participant", Status::Done, &[("name", name), ("born", "06"), ("status", status)])
        }
        3 => Command::Remove { id },
        4 => Command::Restore { id },
        5 => {
            let seq = u64::from(a) % desk.told.len() as u64 + 1;
            let _ = desk.undo(1, seq);
            return;
        }
        _ => {
            let typed: &[(&str, &str)] = match (entry.form.as_str(), b % 4) {
                ("course", 0) => &[("start", &date)],
                ("course", 1) => &[("sessions", "5"), ("held_at_least", "4")],
                ("course", _) => &[("places", "4")],
                ("evening", 0) => &[("day", &date), ("shift_rest", "yes")],
                ("evening", 1) => &[("attendance", "a"), ("present", "0")],
                ("evening", 2) => &[("new_day", &date)],
                ("evening", _) => &[("day", &date)],
                (_, 0) => &[("status", "admitted")],
                (_, 1) => &[("status", "dropped_out")],
                (_, 2) => &[("status", "reserve")],
                _ => &[("gender", "woman")],
            };
            let off = Status::Cancelled("lokal".into());
            let status = (entry.form != "participant" && b % 8 == 2).then_some(off);
            Command::Amend(Amend { status, ..desk.amending(id, typed) })
        }
    };
    let _ = desk.ask(1, &command);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn the_register_is_what_the_entries_say(deeds in prop::collection::vec((0..10_u8, any::<u8>(), any::<u8>()), 1..40)) {
        let mut desk = enrolling();
        for deed in deeds {
            does(&mut desk, deed);
        }
        let mut fresh = Index::new(&desk.state.plan);
        desk.state.entries().for_each(|entry| fresh.take(&entry));
        prop_assert_eq!(&fresh, desk.state.courses());
        for (code, course) in desk.state.courses().courses() {
            // No two have one letter, and no course has two evenings with one number.
            let mut seats: Vec<_> = course.participants().filter_map(|(_, p)| p.seat.clone()).collect();
            let all = seats.len();
            seats.sort();
            seats.dedup();
            prop_assert_eq!(seats.len(), all, "{}", code);
        }
    }
}
