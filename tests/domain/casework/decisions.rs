//! What is decided of a case, promised of it, and written about it.

use chrono::NaiveTime;
use lofte::domain::casework::consent::Closed;
use lofte::domain::casework::view;
use lofte::domain::command::Command;
use lofte::domain::record::check::Lack;
use lofte::domain::record::{Question, Status};
use lofte::domain::refusal::Refusal;
use rstest::rstest;

use super::{TUESDAY, desk, says};
use crate::domain::{at, day};

/// Decisions as day, decision, and what the case is after it.
#[rstest]
#[case(&[("2023-11-07", "mapping", "mapping"), ("2023-11-14", "continue", "mapping"), ("2023-11-21", "plan", "plan")])]
#[case(&[("2023-11-14", "plan", "plan"), ("2023-11-07", "mapping", "plan")])]
#[case(&[("2023-11-14", "closed", "closed"), ("2023-11-07", "mapping", "closed")])]
#[case(&[("2023-11-14", "closed", "closed"), ("2023-11-21", "group", "follow_up")])]
#[case(&[("2023-11-14", "closed", "closed"), ("2023-11-21", "mapping", "mapping")])]
fn a_decision_moves_its_case(#[case] decisions: &[(&str, &str, &str)]) {
    let mut desk = desk();
    let code = desk.refer("2023-11-01");
    for (on, decision, status) in decisions {
        desk.enter("decision", &[("day", on), ("case", &code), ("decision", decision)]);
        let file = desk.file(&code);
        assert_eq!(file.status, *status);
        assert_eq!(file.closed, (*status == "closed").then(|| day("2023-11-14")));
    }
}

#[test]
fn a_case_closed_by_mistake_is_taken_up_again_every_way() {
    let mut desk = desk();
    let (a, b) = (desk.refer("2023-11-01"), desk.refer("2023-11-02"));
    let close = [("day", "t"), ("case", a.as_str()), ("decision", "closed"), ("close_reason", "moved")];
    let id = desk.enter("decision", &close);
    assert_eq!(desk.file(&a).close_reason.as_deref(), Some("moved"));
    let seq = desk.state.seq;
    desk.undo(1, seq).unwrap();
    assert_eq!(desk.file(&a).status, "referred");
    desk.undo(1, seq + 1).unwrap();
    assert_eq!(desk.file(&a).status, "closed");
    desk.amend(id, &[("close_reason", "goal")]).unwrap();
    assert_eq!(desk.file(&a).close_reason.as_deref(), Some("goal"));
    desk.amend(id, &[("case", &b)]).unwrap();
    assert_eq!((desk.file(&a).status.as_str(), desk.file(&b).status.as_str()), ("follow_up", "closed"));
    desk.amend(id, &[("decision", "continue")]).unwrap();
    assert_eq!(desk.file(&b).status, "follow_up");
    desk.amend(id, &[("follow_up", "2023-12-05")]).unwrap();
    assert_eq!(desk.file(&b).follow_up(), Some(day("2023-12-05")));
}

#[test]
fn a_case_is_decided_once_a_day() {
    let mut desk = desk();
    let (a, b) = (desk.refer("2023-11-01"), desk.refer("2023-11-02"));
    let of =
        |code: &str| [("day", "t".to_owned()), ("case", code.to_owned()), ("decision", "plan".to_owned())];
    let enter = |desk: &mut crate::domain::Desk, code: &str| {
        let typed = of(code);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(key, text)| (*key, text.as_str())).collect();
        desk.try_enter("decision", Status::Done, &typed)
    };
    let (id, other) = (enter(&mut desk, &a).unwrap(), enter(&mut desk, &b).unwrap());
    let there = |id| Refusal::AlreadyThere { form: "decision".into(), id, day: day(TUESDAY), part: None };
    assert_eq!(enter(&mut desk, &a), Err(there(id)));
    assert_eq!(desk.amend(other, &[("case", &a)]), Err(there(id)));
    desk.ask(1, &Command::Remove { id }).unwrap();
    let again = enter(&mut desk, &a).unwrap();
    assert_eq!(desk.ask(1, &Command::Restore { id }), Err(there(again)));
}

#[test]
fn an_action_is_asked_for_what_makes_it_one() {
    let mut desk = desk();
    let code = desk.refer("2023-11-01");
    desk.consent(&code, "police,school", "2023-12-31");
    let mut asked = |parties: &str, action: &str| {
        let typed = [("day", "t"), ("case", code.as_str()), ("action", action), ("parties", parties)];
        let typed: Vec<_> = typed.into_iter().filter(|(_, text)| !text.is_empty()).collect();
        match desk.ask(1, &desk.asking("decision", Status::Done, &typed)) {
            Err(Refusal::Asks { questions, .. }) => questions,
            other => panic!("{other:?}"),
        }
    };
    let lacks =
        |all: &[Lack]| all.iter().map(|what| Question::ActionLacks { what: *what }).collect::<Vec<_>>();
    assert_eq!(asked("", "later"), lacks(&[Lack::Kind, Lack::Parties, Lack::Commitment]));
    assert_eq!(asked("police,school", "plan"), lacks(&[Lack::Commitment]));
    desk.enter("commitment", &[("day", "t"), ("case", &code), ("party", "police"), ("by", "2023-12-01")]);
    let whole = [("day", "t"), ("case", code.as_str()), ("action", "plan"), ("parties", "police,school")];
    let whole = desk.asking("decision", Status::Done, &whole);
    desk.ask(1, &whole).unwrap();
}

#[test]
fn an_action_is_asked_about_with_those_the_case_is_closed_to() {
    let mut desk = desk();
    let code = desk.refer("2023-11-01");
    desk.enter("commitment", &[("day", "t"), ("case", &code), ("party", "police"), ("by", "2023-12-01")]);
    let typed =
        [("day", "t"), ("case", code.as_str()), ("action", "plan"), ("parties", "police,school,leisure")];
    let closed = |parties: &[&str]| {
        let parties = parties.iter().map(|party| (*party).into()).collect();
        vec![Question::ActionClosedTo { code: code.clone(), parties }]
    };
    let asked =
        |desk: &mut crate::domain::Desk| match desk.ask(1, &desk.asking("decision", Status::Done, &typed)) {
            Err(Refusal::Asks { questions, .. }) => questions,
            other => panic!("{other:?}"),
        };
    assert_eq!(asked(&mut desk), closed(&[]));
    desk.consent(&code, "police,school", "2023-12-31");
    assert_eq!(asked(&mut desk), closed(&["leisure"]));
}

#[test]
fn notes_are_closed_to_the_second_and_the_rest_stands() {
    let mut desk = desk();
    let code = desk.refer("2023-11-01");
    let noted = [("day", "t"), ("case", code.as_str()), ("decision", "mapping"), ("text", "kort anteckning")];
    let refused = |closed: Vec<(&str, Closed)>| {
        let closed = closed.into_iter().map(|(party, why)| (party.into(), why)).collect();
        Err(Refusal::NotesClosed { code: code.clone(), closed })
    };
    let nobody = ["social", "school", "police", "leisure"].map(|party| (party, Closed::None)).to_vec();
    assert_eq!(desk.try_enter("decision", Status::Done, &noted), refused(nobody));
    let consent = desk.consent(&code, "social,school", "2023-12-31");
    let id = desk.enter("decision", &noted);
    assert_eq!(view::case(&desk.state, &code, desk.now).unwrap().decisions[0], desk.entry(id));
    desk.amend(consent, &[("withdrawn", TUESDAY), ("withdrawn_at", "12:30"), ("withdrawn_for", "school")])
        .unwrap();
    desk.now = at(TUESDAY, "12:29");
    desk.amend(id, &[("text", "en till")]).unwrap();
    desk.now = at(TUESDAY, "12:30");
    let withdrawn = Closed::Withdrawn { day: day(TUESDAY), time: NaiveTime::from_hms_opt(12, 30, 0) };
    let why = vec![("school", withdrawn), ("police", Closed::None), ("leisure", Closed::None)];
    assert_eq!(
        desk.amend(id, &[("text", "ännu en")]),
        refused(why.clone()).map(|_: lofte::domain::record::EntryId| 0)
    );
    let what = [
        ("day", "t"),
        ("case", code.as_str()),
        ("party", "social"),
        ("what", "ringer hem"),
        ("by", "2023-12-01"),
    ];
    assert_eq!(desk.try_enter("commitment", Status::Done, &what), refused(why));
    // What does not touch the note is saved, and what cannot be answered is not asked.
    desk.amend(id, &[("follow_up", "2023-12-05")]).unwrap();
    let without = [what[0], what[1], what[2], what[4]];
    let without = desk.asking("commitment", Status::Done, &without);
    desk.ask(1, &without).unwrap();
    let view = view::case(&desk.state, &code, desk.now).unwrap();
    assert!(
        !view.notes_open
            && view.decisions[0].value("text").is_some_and(lofte::domain::record::Value::is_nothing)
    );
    assert_eq!(view.consent.iter().filter(|(_, judged)| judged.is_ok()).count(), 1);
    assert_eq!(says(&desk, id, "text"), "en till");
}

#[test]
fn a_commitment_remembers_what_was_promised_first() {
    let mut desk = desk();
    let code = desk.refer("2023-11-01");
    desk.consent(&code, "social,school", "2023-12-31");
    let what = [
        ("day", "2023-11-07"),
        ("case", code.as_str()),
        ("party", "social"),
        ("what", "ringer hem"),
        ("by", "2023-11-14"),
    ];
    let id = desk.enter("commitment", &what);
    let told = |desk: &crate::domain::Desk| view::commitments(&desk.state, false, desk.now).remove(0);
    assert_eq!((told(&desk).moved_from, told(&desk).what.as_deref()), (None, Some("ringer hem")));
    desk.amend(id, &[("by", "2023-11-28")]).unwrap();
    assert_eq!((told(&desk).by, told(&desk).moved_from), (day("2023-11-28"), Some(day("2023-11-14"))));
    assert!(matches!(desk.amend(id, &[("first_by", "2023-11-28")]), Err(Refusal::KeptByDesk { .. })));
    desk.now = at("2024-01-01", "00:00");
    assert_eq!(told(&desk).what, None);
    desk.amend(id, &[("done", "2023-12-01")]).unwrap();
    assert!(view::commitments(&desk.state, false, desk.now).is_empty());
    assert_eq!(view::commitments(&desk.state, true, desk.now).len(), 1);
}

#[test]
fn a_case_is_found_however_its_code_is_spelled() {
    let mut desk = desk();
    let code = desk.refer("2023-11-01");
    let spelled = format!("{}-{}", code[..4].to_lowercase(), &code[4..]);
    assert_eq!(view::case(&desk.state, &spelled.into(), desk.now).unwrap().code, code);
    let slip = format!("{}{}", &code[..3], &code[4..]);
    assert_eq!(view::case(&desk.state, &slip.into(), desk.now).unwrap_err(), [code]);
}
