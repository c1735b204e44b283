//! The notes of a meeting: what they tell, to whom, and what they keep to themselves.

use lofte::domain::casework::notes::{Notes, notes};
use lofte::domain::command::Command;
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::{Code, EntryId, Status, Value};

use super::{Desk, day};

/// A desk in November with a meeting on the 14th, at which a case with consent and one without were up.
struct Met {
    desk: Desk,
    with: Code,
    without: Code,
    consent: EntryId,
}

impl Met {
    fn new() -> Self {
        let mut desk = Desk::new(ENKOPING, "2023-11-01");
        let (with, without) = (case(&mut desk), case(&mut desk));
        let consent = desk.enter(
            "consent",
            &[
                ("day", "2023-11-01"),
                ("case", &with),
                ("parties", "social,school,police"),
                ("guardian_1", "yes"),
                ("guardian_2", "not_required"),
                ("youth", "yes"),
                ("until", "2023-11-30"),
            ],
        );
        desk.on("2023-11-14");
        desk.ask(
            1,
            &Command::Schedule { day: day("2023-11-14"), cases: vec![without.clone(), with.clone()] },
        )
        .unwrap();
        desk.enter(
            "decision",
            &[("day", "t"), ("case", &with), ("decision", "mapping"), ("text", "kartläggning börjar")],
        );
        let promised = [
            ("day", "t"),
            ("case", with.as_str()),
            ("party", "school"),
            ("what", "samtal med mentor"),
            ("by", "2023-11-17"),
        ];
        desk.enter("commitment", &promised);
        let cases = format!("{without},{with}");
        desk.enter(
            "meeting",
            &[
                ("day", "2023-11-14"),
                ("attendance", "leisure"),
                ("present", "3"),
                ("round", "lugnt"),
                ("cases", &cases),
            ],
        );
        Self { desk, with, without, consent }
    }

    fn told(&self, on: &str, party: Option<&str>) -> Notes {
        let party = party.map(Code::from);
        notes(&self.desk.state, day(on), party.as_ref(), true, self.desk.now).unwrap()
    }
}

fn case(desk: &mut Desk) -> Code {
    let id = desk.enter(
        "case",
        &[
            ("day", "t"),
            ("source", "school"),
            ("concern", "absence"),
            ("born", "2009-2011"),
            ("status", "referred"),
        ],
    );
    match desk.entry(id).value("code") {
        Some(Value::Code(code)) => code.clone(),
        other => panic!("a case has a code: {other:?}"),
    }
}

#[test]
fn the_cases_stand_by_their_numbers() {
    let met = Met::new();
    let told = met.told("2023-11-14", None);
    let numbers: Vec<_> = told.cases.iter().map(|case| (case.number, case.code.clone())).collect();
    assert_eq!(numbers, [(Some(1), met.without.clone()), (Some(2), met.with.clone())]);
    assert_eq!((told.status, told.attendance.len(), told.counts), (Status::Done, 4, None));
    assert_eq!((told.next, told.left_out), (Some(day("2023-11-21")), 0));
    // Who had to leave goes by the day of the meeting.
    let closed: Vec<usize> = told.cases.iter().map(|case| case.closed_to.len()).collect();
    assert_eq!(closed, [4, 1]);
}

#[test]
fn texts_are_told_when_asked_for_and_while_consent_holds() {
    let mut met = Met::new();
    let texts = |notes: &Notes| {
        let (cases, promised) =
            (notes.cases.iter().map(|c| c.text.clone()), notes.commitments.iter().map(|c| c.what.clone()));
        cases.chain(promised).chain([notes.round.clone()]).flatten().collect::<Vec<_>>()
    };
    assert_eq!(texts(&met.told("2023-11-14", None)), ["kartläggning börjar", "samtal med mentor", "lugnt"]);
    let unasked = notes(&met.desk.state, day("2023-11-14"), None, false, met.desk.now).unwrap();
    assert!(texts(&unasked).is_empty());
    met.desk.on("2023-11-30");
    assert_eq!(texts(&met.told("2023-11-14", None)).len(), 3);
    met.desk.on("2023-12-01");
    assert_eq!(texts(&met.told("2023-11-14", None)), ["lugnt"]);
}

#[test]
fn a_party_is_told_of_what_is_open_to_it_now() {
    let mut met = Met::new();
    let codes = |notes: &Notes| notes.cases.iter().map(|case| case.code.clone()).collect::<Vec<_>>();
    let police = met.told("2023-11-14", Some("police"));
    assert_eq!((codes(&police), police.commitments.len(), police.left_out), (vec![met.with.clone()], 1, 1));
    let leisure = met.told("2023-11-14", Some("leisure"));
    assert_eq!((codes(&leisure), leisure.commitments.len(), leisure.left_out), (vec![], 0, 2));
    met.desk
        .amend(
            met.consent,
            &[("withdrawn", "2023-11-14"), ("withdrawn_at", "11:59"), ("withdrawn_for", "police")],
        )
        .unwrap();
    assert_eq!(met.told("2023-11-14", Some("police")).left_out, 2);
    assert_eq!(met.told("2023-11-14", Some("school")).left_out, 1);
}

#[test]
fn what_was_late_on_the_day_is_told_even_when_it_is_done_since() {
    let mut met = Met::new();
    met.desk.on("2023-11-21");
    met.desk.enter(
        "meeting",
        &[("day", "2023-11-21"), ("present", "3"), ("attendance", "police"), ("cases", "0")],
    );
    assert_eq!(met.told("2023-11-21", None).late.len(), 1);
    let id = met.told("2023-11-21", None).late[0].id;
    met.desk.amend(id, &[("done", "2023-11-21")]).unwrap();
    assert_eq!(met.told("2023-11-21", None).late.len(), 1, "it was late when the meeting began");
    met.desk.amend(id, &[("done", "2023-11-20")]).unwrap();
    assert_eq!(met.told("2023-11-21", None).late.len(), 0);
    assert_eq!(met.told("2023-11-14", None).late.len(), 0);
}

#[test]
fn a_day_without_a_meeting_has_none() {
    let met = Met::new();
    assert_eq!(notes(&met.desk.state, day("2023-11-15"), None, true, met.desk.now), None);
}
