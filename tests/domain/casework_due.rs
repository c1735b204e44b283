//! What is due of the case meeting: the meeting itself, commitments, half-stated actions, and consent that ends.

use lofte::domain::command::Command;
use lofte::domain::due::{self, About, Due};
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::check::Lack;
use lofte::domain::record::{EntryId, Status, Value};
use rstest::rstest;

use super::{Desk, day};

/// Enköping's desk, taken in use on 1 September 2023.
fn desk(today: &str) -> Desk {
    Desk::taken_in_use(ENKOPING, today, day("2023-09-01"))
}

/// What the case meeting is due with.
fn all(desk: &Desk) -> Vec<Due> {
    due::all(&desk.state, desk.now.day).into_iter().filter(|due| due.activity == "sspf").collect()
}

fn weeks(desk: &Desk) -> Vec<(String, i64)> {
    let week = |due: Due| match due.about {
        About::Week(monday) => Some((monday.to_string(), due.late)),
        _ => None,
    };
    all(desk).into_iter().filter_map(week).collect()
}

/// Those that are about entries and cases, in order, with how late they are.
fn of_cases(desk: &Desk) -> Vec<(About, i64)> {
    let meeting = |due: &Due| due.form == "meeting";
    all(desk).into_iter().filter(|due| !meeting(due)).map(|due| (due.about, due.late)).collect()
}

/// A new case born in these years; gives its code.
fn case(desk: &mut Desk, born: &str) -> String {
    let mut typed = vec![("day", "2023-09-05"), ("status", "plan")];
    if !born.is_empty() {
        typed.push(("born", born));
    }
    let id = desk.enter("case", &typed);
    match desk.entry(id).value("code") {
        Some(Value::Code(code)) => code.to_string(),
        other => panic!("{other:?}"),
    }
}

fn consent(desk: &mut Desk, case: &str, parties: &str, youth: &str, from: &str, until: &str) -> EntryId {
    let signed = [("guardian_1", "yes"), ("guardian_2", "not_required"), ("youth", youth)];
    let mut typed = vec![("day", from), ("case", case), ("parties", parties)];
    typed.extend(signed);
    if !until.is_empty() {
        typed.push(("until", until));
    }
    desk.enter("consent", &typed)
}

fn meet(desk: &mut Desk, on: &str) -> EntryId {
    desk.enter("meeting", &[("day", on), ("attendance", "police=absent"), ("present", "3")])
}

#[test]
fn the_meeting_of_today_comes_first_and_missing_ones_fold() {
    let mut desk = Desk::taken_in_use(ENKOPING, "2023-11-21", day("2023-10-02"));
    assert_eq!(weeks(&desk)[0], ("2023-11-20".into(), 0));
    let first = &due::all(&desk.state, desk.now.day)[0];
    assert_eq!((first.form.as_str(), first.late), ("meeting", 0), "before shifts that ended today");
    let missing = weeks(&desk).iter().filter(|(_, late)| *late > 0).count();
    assert!(missing >= 3);
    let lines = due::lines(&desk.state, desk.now.day);
    let folded = lines.iter().find(|line| line.items.len() > 1 && line.items[0].form == "meeting").unwrap();
    assert_eq!(folded.items.len(), missing);
    meet(&mut desk, "2023-11-21");
    assert!(weeks(&desk).iter().all(|(monday, _)| monday != "2023-11-20"));
    // Cancelled for a reason is no missing meeting; one in the bin is.
    let before = weeks(&desk).len();
    let cancelled = Status::Cancelled("sjukdom".into());
    let id = desk.try_enter("meeting", cancelled, &[("day", "2023-11-14")]).unwrap();
    assert_eq!(weeks(&desk).len(), before - 1);
    desk.ask(1, &Command::Remove { id }).unwrap();
    assert_eq!(weeks(&desk).len(), before);
}

#[test]
fn a_planned_meeting_takes_the_place_of_its_week() {
    let mut desk = desk("2023-11-21");
    let id = desk.try_enter("meeting", Status::Planned, &[("day", "2023-11-23")]).unwrap();
    assert!(weeks(&desk).iter().all(|(monday, _)| monday != "2023-11-20"));
    let planned: Vec<i64> =
        all(&desk).iter().filter(|due| due.about == About::Planned(id)).map(|due| due.late).collect();
    assert_eq!(planned, [-2]);
    desk.on("2023-11-24");
    assert!(all(&desk).iter().any(|due| due.about == About::Planned(id) && due.late == 1));
}

#[rstest]
#[case("2023-11-20", None)]
#[case("2023-11-21", Some(-7))]
#[case("2023-11-28", Some(0))]
#[case("2023-12-01", Some(3))]
fn a_commitment_is_soon_then_due_then_late(#[case] today: &str, #[case] late: Option<i64>) {
    let mut desk = desk(today);
    let code = case(&mut desk, "");
    let typed = [("day", "2023-11-07"), ("case", &*code), ("party", "school"), ("by", "2023-11-28")];
    let id = desk.enter("commitment", &typed);
    let about = About::Commitment { id, case: code.as_str().into(), party: "school".into() };
    assert_eq!(of_cases(&desk), late.map(|late| (about.clone(), late)).into_iter().collect::<Vec<_>>());
    desk.amend(id, &[("done", today)]).unwrap();
    assert_eq!(of_cases(&desk), []);
}

#[test]
fn commitments_of_a_case_that_is_over_or_in_the_bin_and_before_the_desk_are_not_due() {
    let mut desk = desk("2023-11-21");
    let code = case(&mut desk, "");
    let commitment = |by| [("day", "2023-08-01"), ("case", &*code), ("party", "school"), ("by", by)];
    desk.enter("commitment", &commitment("2023-08-31"));
    assert_eq!(of_cases(&desk), []);
    desk.enter("commitment", &commitment("2023-09-01"));
    assert_eq!(of_cases(&desk).len(), 1);
    let id = desk.state.casework().file(&code).unwrap().case;
    let seq = desk.amend(id, &[("status", "closed"), ("closed", "2023-11-21")]).unwrap();
    assert_eq!(of_cases(&desk), []);
    desk.undo(1, seq).unwrap();
    assert_eq!(of_cases(&desk).len(), 1);
    desk.ask(1, &Command::Remove { id }).unwrap();
    assert_eq!(of_cases(&desk), []);
    // When the promise is over nothing is.
    desk.on("2024-01-02");
    assert_eq!(all(&desk), []);
}

#[rstest]
#[case("later", "", &[Lack::Kind, Lack::Parties, Lack::Commitment])]
#[case("sip", "school", &[Lack::Parties, Lack::Commitment])]
#[case("later", "school, police", &[Lack::Kind, Lack::Commitment])]
#[case("sip", "school, police", &[Lack::Commitment])]
fn a_half_stated_action_stands_until_it_is_whole(
    #[case] action: &str,
    #[case] parties: &str,
    #[case] lacks: &[Lack],
) {
    let mut desk = desk("2023-11-21");
    let code = case(&mut desk, "");
    let mut typed = vec![("day", "2023-11-14"), ("case", &*code), ("decision", "plan"), ("action", action)];
    if !parties.is_empty() {
        typed.push(("parties", parties));
    }
    let id = desk.enter("decision", &typed);
    let about = |lacks: &[Lack]| About::Action { id, case: code.as_str().into(), lacks: lacks.to_vec() };
    assert_eq!(of_cases(&desk), [(about(lacks), 7)]);
    let by = [("day", "2023-11-21"), ("case", &*code), ("party", "school"), ("by", "2024-01-15")];
    let commitment = desk.enter("commitment", &by);
    let left: Vec<Lack> = lacks.iter().copied().filter(|lack| *lack != Lack::Commitment).collect();
    let standing = |left: &[Lack]| if left.is_empty() { vec![] } else { vec![(about(left), 7)] };
    assert_eq!(of_cases(&desk), standing(&left));
    desk.ask(1, &Command::Remove { id: commitment }).unwrap();
    desk.amend(id, &[("action", "plan"), ("parties", "social, school")]).unwrap_or_default();
    assert_eq!(of_cases(&desk), [(about(&[Lack::Commitment]), 7)]);
}

#[test]
fn a_commitment_that_goes_on_belongs_to_a_later_action_too() {
    let mut desk = desk("2023-11-21");
    let code = case(&mut desk, "");
    let by = [("day", "2023-10-10"), ("case", &*code), ("party", "school"), ("by", "2023-12-15")];
    let commitment = desk.enter("commitment", &by);
    let typed = [("day", "2023-11-14"), ("case", &*code), ("action", "sip"), ("parties", "school, police")];
    desk.enter("decision", &typed);
    assert_eq!(of_cases(&desk), []);
    // Done before the action was decided: it was for something else.
    desk.amend(commitment, &[("done", "2023-11-13")]).unwrap();
    assert_eq!(of_cases(&desk).len(), 1);
    desk.amend(commitment, &[("done", "2023-11-14")]).unwrap();
    assert_eq!(of_cases(&desk), []);
}

#[rstest]
#[case("2023-10-30", None)]
#[case("2023-10-31", Some(-30))]
#[case("2023-11-30", Some(0))]
#[case("2023-12-01", Some(1))]
#[case("2023-12-30", Some(30))]
#[case("2023-12-31", None)]
fn consent_is_spoken_of_from_thirty_days_before_its_end(#[case] today: &str, #[case] late: Option<i64>) {
    let mut desk = desk("2023-10-01");
    let code = case(&mut desk, "");
    consent(&mut desk, &code, "school, police", "yes", "2023-09-05", "2023-11-30");
    consent(&mut desk, &code, "leisure", "yes", "2023-09-05", "");
    desk.on(today);
    let parties = vec!["school".into(), "police".into()];
    let about = About::Consent { case: code.as_str().into(), parties };
    assert_eq!(of_cases(&desk), late.map(|late| (about, late)).into_iter().collect::<Vec<_>>());
}

#[test]
fn consent_that_another_carries_on_or_somebody_withdrew_is_not_spoken_of() {
    let mut desk = desk("2023-11-21");
    let code = case(&mut desk, "");
    let id = consent(&mut desk, &code, "school, police", "yes", "2023-09-05", "2023-11-30");
    let parties = |desk: &Desk| match of_cases(desk).first() {
        Some((About::Consent { parties, .. }, _)) => parties.join(" "),
        None => String::new(),
        other => panic!("{other:?}"),
    };
    assert_eq!(parties(&desk), "school police");
    consent(&mut desk, &code, "police", "yes", "2023-12-01", "2024-11-30");
    assert_eq!(parties(&desk), "school");
    // A day without consent lies between: it ends.
    let gap = consent(&mut desk, &code, "school", "yes", "2023-12-02", "2024-11-30");
    assert_eq!(parties(&desk), "school");
    desk.amend(gap, &[("day", "2023-12-01")]).unwrap();
    assert_eq!(parties(&desk), "");
    desk.ask(1, &Command::Remove { id: gap }).unwrap();
    assert_eq!(parties(&desk), "school");
    desk.amend(id, &[("withdrawn", "2023-11-21")]).unwrap();
    assert_eq!(parties(&desk), "");
}

#[rstest]
#[case("2023-12-01", Some(-30))]
#[case("2023-11-30", None)]
fn the_year_of_eighteen_ends_consent_that_the_young_person_has_not_signed(
    #[case] today: &str,
    #[case] late: Option<i64>,
) {
    let mut desk = desk(today);
    let (grown, signed) = (case(&mut desk, "2006-2008"), case(&mut desk, "2006-2008"));
    consent(&mut desk, &grown, "school, police", "not_required", "2023-09-05", "2024-06-30");
    consent(&mut desk, &signed, "school, police", "yes", "2023-09-05", "2024-06-30");
    let about =
        About::Consent { case: grown.as_str().into(), parties: vec!["school".into(), "police".into()] };
    assert_eq!(of_cases(&desk), late.map(|late| (about, late)).into_iter().collect::<Vec<_>>());
}

#[test]
fn follow_ups_are_on_the_agenda_and_not_here() {
    let mut desk = desk("2023-11-21");
    let code = case(&mut desk, "");
    let typed =
        [("day", "2023-11-14"), ("case", &*code), ("decision", "continue"), ("follow_up", "2023-11-21")];
    desk.enter("decision", &typed);
    assert_eq!(of_cases(&desk), []);
}

#[test]
fn late_commitments_fold_as_all_that_is_alike_does() {
    let mut desk = desk("2023-11-21");
    for by in ["2023-11-03", "2023-11-10", "2023-11-17", "2023-11-21"] {
        let code = case(&mut desk, "");
        let typed = [("day", "2023-10-31"), ("case", &*code), ("party", "leisure"), ("by", by)];
        desk.enter("commitment", &typed);
    }
    let lines = due::lines(&desk.state, desk.now.day);
    let of_form = lines.iter().filter(|line| line.items[0].form == "commitment");
    assert_eq!(of_form.map(|line| line.items.len()).collect::<Vec<_>>(), [1, 3]);
}
