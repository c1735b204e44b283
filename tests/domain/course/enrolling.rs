//! Who gets a place, a letter and a question on the way there.

use super::*;

#[test]
fn places_fill_in_order_and_the_rest_are_reserves() {
    let desk = full();
    let course = desk.state.courses().course("ht2023").unwrap();
    assert_eq!((course.placed(), course.left(), course.reserves().count()), (12, 0, 2));
    let seats: Vec<_> = course.roster(day("2023-09-07")).into_iter().map(|(seat, _)| seat).collect();
    assert_eq!(seats.join(""), "abcdefghjkmn");
    let ada = participant(&desk, "Ada Alm");
    assert_eq!([code(&desk, ada, "course"), code(&desk, ada, "seat")], ["ht2023", "a"]);
    assert_eq!(desk.entry(ada).value("born"), Some(&Value::Number(2006)));
    assert_eq!(desk.entry(ada).value("admitted"), Some(&Value::Day(day("2023-08-20"))));
    let first = course.reserves().next().unwrap().0;
    assert_eq!(first, participant(&desk, "Max Mo"));
    assert!(desk.entry(first).value("seat").unwrap().is_nothing());
}

#[test]
fn a_reserve_is_admitted_on_the_day_and_gets_a_letter_nobody_had() {
    let mut desk = full();
    desk.on("2023-09-20");
    let (bea, max) = (participant(&desk, "Bea Berg"), participant(&desk, "Max Mo"));
    desk.amend(bea, &[("status", "dropped_out")]).unwrap();
    assert_eq!(desk.entry(bea).value("dropped"), Some(&Value::Day(day("2023-09-20"))));
    let course = desk.state.courses().course("ht2023").unwrap();
    assert_eq!((course.left(), course.reserves().next().unwrap().0), (1, max));
    // Whoever comes now comes after the reserves.
    let late = desk.enter("participant", &[("name", "Ola Os"), ("born", "2006")]);
    assert_eq!(code(&desk, late, "status"), "reserve");
    desk.amend(max, &[("status", "admitted")]).unwrap();
    assert_eq!(code(&desk, max, "seat"), "p");
    let course = desk.state.courses().course("ht2023").unwrap();
    let on = |d: &str| course.roster(day(d)).iter().map(|(seat, _)| seat.as_str()).collect::<String>();
    assert_eq!(on("2023-09-14"), "abcdefghjkmn");
    assert_eq!(on("2023-09-21"), "acdefghjkmnp");
    // Balance at the start is not what it was at the end.
    let (start, end) = (course.at_start(), course.at_end());
    assert_eq!(((start.women, start.men), (end.women, end.men)), ((7, 5), (6, 6)));
    // A letter is not given again, nor when somebody lies in the bin.
    desk.ask(1, &Command::Remove { id: max }).unwrap();
    desk.amend(late, &[("status", "admitted")]).unwrap();
    assert_eq!(code(&desk, late, "seat"), "q");
    assert_eq!(desk.replayed().courses(), desk.state.courses());
}

#[test]
fn undoing_gives_nobody_a_letter_that_is_somebody_elses_by_now() {
    let mut desk = full();
    let (max, nils) = (participant(&desk, "Max Mo"), participant(&desk, "Nils Nord"));
    let admitted = desk.amend(max, &[("status", "admitted")]).unwrap();
    let undone = desk.undo(1, admitted).unwrap();
    desk.amend(nils, &[("status", "admitted")]).unwrap();
    assert_eq!(code(&desk, nils, "seat"), "p", "nobody had it any more");
    assert_eq!(desk.undo(1, undone), Err(Refusal::ChangedSince { id: max }));
    assert!(desk.entry(max).value("seat").unwrap().is_nothing());
}

#[test]
fn a_list_is_enrolled_at_once_each_with_a_letter_of_their_own() {
    let mut desk = enrolling();
    let rows = NAMES
        .iter()
        .map(|name| desk.cells("participant", &[("name", name), ("born", "06"), ("applied", "2023-08-01")]));
    let rows: Vec<_> = rows.collect();
    desk.ask(1, &Command::Import { form: "participant".into(), rows: rows.clone() }).unwrap();
    let course = desk.state.courses().course("ht2023").unwrap();
    assert_eq!((course.roster(day("2023-09-07")).len(), course.reserves().count()), (12, 2));
    // One row that cannot be stored keeps them all out.
    let mut wrong = rows;
    wrong[3].retain(|(key, _)| key != "name");
    let before = desk.state.count();
    let refused = desk.ask(1, &Command::Import { form: "participant".into(), rows: wrong }).unwrap_err();
    assert!(matches!(refused, Refusal::Rows { rows } if rows.len() == 1 && rows[0].0 == 3));
    assert_eq!(desk.state.count(), before);
}

/// What a plan's ages come to: the year of birth, and the ages that take a reason.
#[rstest]
#[case(ENKOPING, "2023-09-07", "09", Some((13, 14, 15, 20)))]
#[case(ENKOPING, "2023-09-07", "2001", Some((21, 22, 15, 20)))]
#[case(ENKOPING, "2023-09-07", "08", None)]
#[case(ENKOPING, "2023-09-07", "05", None)]
#[case(ENKOPING, "2023-09-07", "2002", None)]
#[case(TEN, "2023-08-24", "02", Some((20, 21, 15, 19)))]
#[case(TEN, "2023-08-24", "03", None)]
fn an_age_outside_the_plans_takes_a_reason(
    #[case] plan: &str,
    #[case] start: &str,
    #[case] born: &str,
    #[case] outside: Option<(i32, i32, u32, u32)>,
) {
    let mut desk = Desk::new(plan, "2023-08-01");
    desk.enter("course", &[("start", start)]);
    let typed = [("name", "Elin Sandberg"), ("born", born)];
    let with = |reason| [&typed[..], &[("age_reason", reason)]].concat();
    let Some((least, most, from, to)) = outside else {
        // What does not apply is not kept, whoever wrote it.
        for typed in [typed.to_vec(), with("syskon går kursen")] {
            let id = desk.enter("participant", &typed);
            assert_eq!(desk.entry(id).value("age_reason"), Some(&Value::Nothing(Nothing::NotApplicable)));
            assert!(!desk.entry(id).asked.contains(&"age".into()));
        }
        return;
    };
    let mistake = Mistake::Age { least, most, from, to };
    let stopped = vec![Problem::Answer { field: "age_reason".into(), mistake }];
    assert_eq!(problems(desk.try_enter("participant", Status::Done, &typed).unwrap_err()), stopped);
    // To give a reason is to accept the age; it stays for follow-up.
    assert_eq!(questions(&desk, &with("syskon går kursen")), []);
    let id = desk.enter("participant", &with("syskon går kursen"));
    assert!(desk.entry(id).asked.contains(&"age".into()));
    // Taking the reason away stops, whatever else is changed.
    assert_eq!(problems(desk.amend(id, &[("age_reason", "")]).unwrap_err()), stopped);
    desk.amend(id, &[("diploma", "yes")]).unwrap();
    assert!(desk.entry(id).asked.contains(&"age".into()));
    // A year within the ages leaves none to explain, and one outside them asks again.
    desk.amend(id, &[("born", "2007")]).unwrap();
    let entry = desk.entry(id);
    assert_eq!(entry.value("age_reason"), Some(&Value::Nothing(Nothing::NotApplicable)));
    assert!(!entry.asked.contains(&"age".into()));
    assert_eq!(problems(desk.amend(id, &[("born", born)]).unwrap_err()), stopped);
}

#[test]
fn no_reason_is_kept_for_somebody_who_was_not_taken_in() {
    let mut desk = enrolling();
    let typed = [("name", "Elin Sandberg"), ("born", "01"), ("age_reason", "ambassadör")];
    let id = desk.enter("participant", &typed);
    desk.amend(id, &[("status", "not_admitted")]).unwrap();
    assert_eq!(desk.entry(id).value("age_reason"), Some(&Value::Nothing(Nothing::NotApplicable)));
    assert!(!desk.entry(id).asked.contains(&"age".into()));
    // Admitting somebody after all takes one.
    assert_eq!(problems(desk.amend(id, &[("status", "admitted")]).unwrap_err()).len(), 1);
    desk.amend(id, &[("status", "admitted"), ("age_reason", "ambassadör")]).unwrap();
}

#[test]
fn a_list_with_an_age_outside_takes_a_reason_in_its_row() {
    let mut desk = enrolling();
    let row = |reason: &str| {
        let typed = [("applied", "2023-08-01"), ("name", "Elin Ek"), ("born", "01"), ("age_reason", reason)];
        vec![desk.cells("participant", &typed[..if reason.is_empty() { 3 } else { 4 }])]
    };
    let (without, with) = (row(""), row("ambassadör"));
    let import = |rows| Command::Import { form: "participant".into(), rows };
    assert!(matches!(desk.ask(1, &import(without)), Err(Refusal::Rows { .. })));
    desk.ask(1, &import(with)).unwrap();
    assert!(desk.entry(participant(&desk, "Elin Ek")).asked.contains(&"age".into()));
}

#[test]
fn the_same_person_is_asked_about_on_this_course_and_on_others() {
    let mut desk = enrolling();
    let first = desk.enter("participant", &[("name", "Elin Sandberg"), ("born", "08")]);
    let same = [Question::SamePerson { course: "ht2023".into(), id: first }];
    assert_eq!(questions(&desk, &[("name", "ELIN  sandberg"), ("born", "08")]), same);
    // Without a year nobody can tell; with another year it is another person.
    assert_eq!(questions(&desk, &[("name", "Elin Sandberg")]), same);
    assert_eq!(questions(&desk, &[("name", "Elin Sandberg"), ("born", "07")]), []);
    desk.enter("course", &[("start", "2024-01-18")]);
    let other = |born: &[(&str, &str)]| {
        let typed = [&[("name", "Elin Sandberg"), ("course", "vt2024")], born].concat();
        questions(&desk, &typed)
    };
    assert_eq!(other(&[("born", "08")]), same);
    assert_eq!(other(&[]), []);
}

#[test]
fn admitting_to_a_full_course_is_asked_about_and_can_be_done() {
    let mut desk = full();
    let max = participant(&desk, "Max Mo");
    let asking = Amend { accepted: Accepted::None, ..desk.amending(max, &[("status", "admitted")]) };
    let asked = decide::decide(&desk.state, &Command::Amend(asking), desk.now).unwrap_err();
    let full = Question::CourseFull { course: "ht2023".into(), places: 12 };
    assert_eq!(asked, Refusal::Asks { form: "participant".into(), questions: vec![full] });
    desk.amend(max, &[("status", "admitted")]).unwrap();
    assert!(desk.entry(max).asked.contains(&"course_full".into()));
    // Those who have a place are not asked about again.
    let ada = participant(&desk, "Ada Alm");
    desk.amend(ada, &[("diploma", "yes")]).unwrap();
    assert!(!desk.entry(ada).asked.contains(&"course_full".into()));
}

#[test]
fn a_diploma_before_the_end_is_asked_about_once_and_so_is_one_that_was_not_earned() {
    let mut desk = full();
    let asked = |desk: &Desk, name: &str, field: &str| {
        let given = desk.amending(participant(desk, name), &[(field, "yes")]);
        let asking = Amend { accepted: Accepted::None, ..given };
        match decide::decide(&desk.state, &Command::Amend(asking), desk.now) {
            Err(Refusal::Asks { questions, .. }) => questions,
            other => other.map(|_| Vec::new()).unwrap(),
        }
    };
    let course: Code = "ht2023".into();
    for field in ["diploma", "ambassador"] {
        assert_eq!(asked(&desk, "Ada Alm", field), [Question::NotOver { course: course.clone() }]);
    }
    desk.amend(participant(&desk, "Ada Alm"), &[("diploma", "yes")]).unwrap();
    assert!(desk.entry(participant(&desk, "Ada Alm")).asked.contains(&"not_over".into()));
    assert_eq!(asked(&desk, "Ada Alm", "ambassador"), []);
    for on in DAYS.split(' ').map(|on| format!("2023-{on}")) {
        desk.on(&on);
        desk.enter("evening", &[("day", &on), ("attendance", "b=absent"), ("present", "11")]);
    }
    desk.on("2023-12-01");
    assert_eq!(asked(&desk, "Cia Ceder", "diploma"), []);
    assert_eq!(asked(&desk, "Bea Berg", "diploma"), [Question::NotCompleted { course: course.clone() }]);
    assert_eq!(asked(&desk, "Max Mo", "ambassador"), [Question::NotCompleted { course }]);
    // To take it back is not asked about.
    desk.amend(participant(&desk, "Bea Berg"), &[("diploma", "yes")]).unwrap();
    let back = desk.amending(participant(&desk, "Bea Berg"), &[("diploma", "no")]);
    let back = Amend { accepted: Accepted::None, ..back };
    assert!(decide::decide(&desk.state, &Command::Amend(back), desk.now).is_ok());
}

#[test]
fn protected_data_has_no_name_and_everybody_else_does() {
    let mut desk = enrolling();
    let name =
        |mistake: Option<Mistake>| {
            let field: Code = "name".into();
            vec![mistake.map_or(Problem::Missing { field: field.clone() }, |mistake| Problem::Answer {
                field,
                mistake,
            })]
        };
    let both = desk.try_enter("participant", Status::Done, &[("name", "Elin Ek"), ("protected", "yes")]);
    assert_eq!(problems(both.unwrap_err()), name(Some(Mistake::Protected)));
    let neither = desk.try_enter("participant", Status::Done, &[("born", "08")]);
    assert_eq!(problems(neither.unwrap_err()), name(None));
    let id = desk.enter("participant", &[("born", "08"), ("protected", "yes")]);
    assert_eq!(code(&desk, id, "seat"), "a");
    assert_eq!(problems(desk.amend(id, &[("protected", "no")]).unwrap_err()), name(None));
}

#[test]
fn a_guardian_signs_for_those_who_may_be_under_age_and_a_phone_number_has_its_field() {
    let mut desk = enrolling();
    let phone = [("name", "Elin Ek"), ("born", "08"), ("guardian_phone", "070-123 45 67")];
    assert_eq!(questions(&desk, &phone), []);
    let in_name = questions(&desk, &[("name", "Elin 070-123 45 67"), ("born", "08")]);
    assert!(matches!(in_name[..], [Question::PersonalLooking { .. }]), "{in_name:?}");
    let young = desk.enter("participant", &phone);
    let grown = desk.enter("participant", &[("name", "Max Mo"), ("born", "04")]);
    let guardian = |id| format!("{:?}", desk.entry(id).value("contract_guardian").unwrap());
    assert_eq!(guardian(young), "Nothing(NotStated)");
    assert_eq!(guardian(grown), "Nothing(NotApplicable)");
    // Nobody is stopped by it, and it stays for follow-up until it is stated or is nobody's any more.
    let later = |desk: &Desk, id| desk.entry(id).asked.contains(&"guardian".into());
    assert!(later(&desk, young) && !later(&desk, grown));
    desk.amend(young, &[("contract_guardian", "no")]).unwrap();
    assert!(!later(&desk, young));
    let reserve = desk.enter("participant", &[("name", "Ola Os"), ("born", "08")]);
    assert!(later(&desk, reserve));
    desk.amend(reserve, &[("status", "declined")]).unwrap();
    assert!(!later(&desk, reserve));
}

#[test]
fn without_a_course_there_is_nothing_to_enrol_in() {
    let mut desk = Desk::new(ENKOPING, "2023-08-20");
    let nowhere = |there: &[&str]| {
        let there = there.iter().map(|code| Code::from(*code)).collect();
        vec![Problem::Answer { field: "course".into(), mistake: Mistake::NoSuchCourse { there } }]
    };
    for form in ["participant", "evening", "survey"] {
        let typed: &[(&str, &str)] = match form {
            "participant" => &[("name", "Elin Ek")],
            "survey" => &[("day", "2023-08-20"), ("asked", "1"), ("answered", "1")],
            _ => &[("day", "2023-08-20"), ("attendance", "0"), ("present", "0")],
        };
        let typed =
            [typed, if form == "participant" { &[("applied", "2023-08-20")][..] } else { &[] }].concat();
        assert_eq!(problems(desk.try_enter(form, Status::Done, &typed).unwrap_err()), nowhere(&[]), "{form}");
    }
    desk.enter("course", &[("start", "2023-09-07")]);
    let typed = [("applied", "2023-08-20"), ("name", "Elin Ek"), ("course", "vt2022")];
    let refused = desk.try_enter("participant", Status::Done, &typed).unwrap_err();
    assert_eq!(problems(refused), nowhere(&["ht2023"]));
}

// Taking attendance.
