//! Several enrolled at once: what that would come to is what it comes to.

use lofte::domain::course::balance::Verdict;
use lofte::domain::course::enrolment::{Enrolment, Take};
use lofte::domain::decide::enrolment;
use lofte::domain::record::Cells;

use super::*;

fn rows(desk: &Desk, take: Take, typed: &[&[(&str, &str)]]) -> Vec<(Take, Cells)> {
    let row = |typed: &&[(&str, &str)]| {
        let whole = [&[("course", "ht2023")], *typed].concat();
        (take, desk.cells("participant", &whole))
    };
    typed.iter().map(row).collect()
}

fn tried(desk: &Desk, rows: &[(Take, Cells)]) -> Enrolment {
    enrolment(&desk.state, &"ht2023".into(), rows, desk.now).unwrap()
}

/// What becomes of each row: its status and place in the queue, `out`, or `refused`.
fn fates(enrolment: &Enrolment) -> Vec<String> {
    let fate = |row: &Result<_, _>| match row {
        Err(_) => "refused".to_owned(),
        Ok(lofte::domain::course::enrolment::Placed { taken: false, .. }) => "out".to_owned(),
        Ok(placed) => {
            let place = placed.reserve.map(|n| format!(" {n}")).unwrap_or_default();
            format!("{}{place}", placed.status.as_deref().unwrap_or_default())
        }
    };
    enrolment.rows.iter().map(fate).collect()
}

fn asked(enrolment: &Enrolment, row: usize) -> Vec<Question> {
    let questions = enrolment.rows[row].as_ref().unwrap().questions.iter();
    questions.filter(|q| !matches!(q, Question::Unanswered { .. } | Question::Guardian)).cloned().collect()
}

#[test]
fn a_list_fills_the_course_and_the_rest_wait_in_order() {
    let mut desk = enrolling();
    let list: Vec<Vec<(&str, &str)>> = NAMES
        .iter()
        .enumerate()
        .map(|(n, name)| vec![("name", *name), ("born", "06"), ("gender", if n < 7 { "k" } else { "m" })])
        .collect();
    let list: Vec<&[(&str, &str)]> = list.iter().map(Vec::as_slice).collect();
    let rows = rows(&desk, Take::UnlessThere, &list);
    let told = tried(&desk, &rows);
    let mut expected = vec!["admitted".to_owned(); 12];
    expected.extend(["reserve 1".into(), "reserve 2".into()]);
    assert_eq!(fates(&told), expected);
    assert_eq!((told.counts.women, told.counts.men, told.balance), (7, 5, Verdict::Even));
    // Nothing has happened; doing it comes to the same.
    assert_eq!(desk.state.count(), 13);
    let cells = rows.into_iter().map(|(_, cells)| cells).collect();
    let seq = desk.ask(1, &Command::Import { form: "participant".into(), rows: cells }).unwrap();
    let course = desk.state.courses().course("ht2023").unwrap();
    assert_eq!((course.now(), course.reserves().count()), (told.counts, 2));
    desk.undo(1, seq).unwrap();
    assert_eq!(desk.state.courses().course("ht2023").unwrap().participants().count(), 0);
}

#[test]
fn a_row_that_is_left_out_gives_its_place_to_the_next() {
    let mut desk = full();
    desk.amend(participant(&desk, "Max Mo"), &[("status", "declined")]).unwrap();
    desk.amend(participant(&desk, "Nils Nord"), &[("status", "declined")]).unwrap();
    desk.amend(participant(&desk, "Ada Alm"), &[("status", "dropped_out")]).unwrap();
    let list: [&[(&str, &str)]; 3] = [&[("name", "Ola Os")], &[("name", "Per Pil")], &[("born", "06")]];
    let mut rows = rows(&desk, Take::UnlessThere, &list);
    assert_eq!(fates(&tried(&desk, &rows)), ["admitted", "reserve 1", "refused"]);
    rows[0].0 = Take::Out;
    assert_eq!(fates(&tried(&desk, &rows)), ["out", "admitted", "refused"]);
}

#[test]
fn somebody_who_is_there_already_is_left_out_until_asked_for() {
    let mut desk = enrolling();
    let elin = desk.enter("participant", &[("name", "Elin Ek"), ("born", "06")]);
    let list: [&[(&str, &str)]; 4] = [
        &[("name", "elin  EK"), ("born", "06")],
        &[("name", "Bo Boman"), ("born", "06")],
        &[("name", "Bo Boman"), ("born", "06")],
        &[("name", "Bo Boman"), ("born", "07")],
    ];
    let mut rows = rows(&desk, Take::UnlessThere, &list);
    let told = tried(&desk, &rows);
    assert_eq!(fates(&told), ["out", "admitted", "out", "admitted"]);
    assert_eq!(asked(&told, 0), [Question::SamePerson { course: "ht2023".into(), id: elin }]);
    let first = told.rows[1].as_ref().unwrap().id;
    assert_eq!(asked(&told, 2), [Question::SamePerson { course: "ht2023".into(), id: first }]);
    rows[2].0 = Take::In;
    assert_eq!(fates(&tried(&desk, &rows)), ["out", "admitted", "admitted", "admitted"]);
}

#[test]
fn a_file_with_the_same_person_twice_is_followed_up() {
    let mut desk = enrolling();
    let row = desk.cells("participant", &[("name", "Elin Ek"), ("born", "06")]);
    desk.ask(1, &Command::Import { form: "participant".into(), rows: vec![row.clone(), row] }).unwrap();
    let twice: Vec<bool> = desk
        .state
        .entries()
        .filter(|entry| entry.form == "participant")
        .map(|entry| entry.asked.contains(&"same_person".into()))
        .collect();
    assert_eq!(twice, [false, true]);
}

#[test]
fn who_is_admitted_past_the_places_is_asked_about() {
    let desk = full();
    let list: [&[(&str, &str)]; 3] = [
        &[("name", "Ola Os"), ("status", "admitted")],
        &[("name", "Per Pil"), ("born", "2010"), ("age_reason", "har ett äldre syskon på kursen")],
        &[("name", "Rut Rask"), ("born", "2010")],
    ];
    let told = tried(&desk, &rows(&desk, Take::UnlessThere, &list));
    // Outside the ages of the course it takes a reason, in a list too.
    assert_eq!(fates(&told), ["admitted", "reserve 3", "refused"]);
    assert_eq!(asked(&told, 0), [Question::CourseFull { course: "ht2023".into(), places: 12 }]);
    assert_eq!(asked(&told, 1), [Question::Age { least: 12, most: 13, from: 15, to: 20 }]);
    let nowhere = enrolment(&desk.state, &"vt2031".into(), &[], desk.now);
    assert_eq!(nowhere, None);
}

#[test]
fn who_was_enrolled_since_the_list_was_shown_is_not_enrolled_again_unless_asked_for() {
    let mut desk = enrolling();
    let two: [&[(&str, &str)]; 2] =
        [&[("name", "Per Pil"), ("born", "06")], &[("name", "Eva Ek"), ("born", "07")]];
    let both = rows(&desk, Take::UnlessThere, &two);
    assert_eq!(fates(&tried(&desk, &both)), ["admitted", "admitted"]);
    // Somebody else pastes the same list, and is quicker by one.
    desk.ask(2, &Command::Enrol { rows: both[..1].to_vec() }).unwrap();
    desk.ask(1, &Command::Enrol { rows: both.clone() }).unwrap();
    let names = |desk: &Desk| desk.state.entries().filter(|entry| entry.form == "participant").count();
    assert_eq!(names(&desk), 2);
    assert_eq!(desk.ask(1, &Command::Enrol { rows: both }), Err(Refusal::NothingToChange));
    desk.ask(1, &Command::Enrol { rows: rows(&desk, Take::In, &two[..1]) }).unwrap();
    assert_eq!(names(&desk), 3);
    // One row that cannot be keeps them all out.
    let mut wrong = rows(&desk, Take::In, &two);
    wrong.extend(rows(&desk, Take::UnlessThere, &[&[("name", "Ny Nyberg"), ("born", "2001")]]));
    assert!(
        matches!(desk.ask(1, &Command::Enrol { rows: wrong }), Err(Refusal::Rows { rows }) if rows[0].0 == 2)
    );
    assert_eq!(names(&desk), 3);
}
