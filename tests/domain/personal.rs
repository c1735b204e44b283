//! No personal identity number comes in by any door, and what looks like it points somebody out is asked about.

use lofte::domain::command::{Accepted, Amend, Change, Command, Enter};
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::plan::{FieldKind, Form};
use lofte::domain::record::{Cell, Mistake, Problem, Question, Status, Value};
use lofte::domain::refusal::Refusal;
use lofte::text::Clean;
use rstest::rstest;

use super::{Desk, SECOND};

const NUMBERS: [&str; 4] = ["20101224-1234", "101224-1234", "201012241234", "se 20101284 1234 igen"];

/// Every text field of every form of a plan.
fn texts(desk: &Desk) -> Vec<(Form, String)> {
    let forms = desk.state.plan.forms().map(|(_, form)| form.clone());
    let texts = |form: Form| {
        let of_text = |kind: &FieldKind| match kind {
            FieldKind::Text { max } | FieldKind::Note { max } | FieldKind::Name { max } => *max > 30,
            FieldKind::Phone => true,
            _ => false,
        };
        let keys: Vec<String> =
            form.fields.iter().filter(|field| of_text(&field.kind)).map(|field| field.key.clone()).collect();
        keys.into_iter().map(move |key| (form.clone(), key)).collect::<Vec<_>>()
    };
    forms.flat_map(texts).collect()
}

fn is_refused_for(refusal: &Refusal, field: &str) -> bool {
    match refusal {
        Refusal::Problems { problems, .. } => problems.iter().any(|problem| {
            matches!(problem, Problem::Answer { field: of, mistake: Mistake::PersonalNumber } if of == field)
        }),
        Refusal::Rows { rows } => rows.iter().any(|(_, refusal)| is_refused_for(refusal, field)),
        _ => false,
    }
}

#[rstest]
#[case(ENKOPING, 6)]
#[case(SECOND, 1)]
fn a_personal_number_is_refused_at_every_door(#[case] text: &str, #[case] fields: usize) {
    let desk = Desk::new(text, "2023-11-22");
    let texts = texts(&desk);
    assert!(texts.len() >= fields, "{}", texts.len());
    for (form, field) in texts {
        for number in NUMBERS {
            let cell = Cell::typed(Value::Text(Clean::note(number)));
            let cells = vec![(field.as_str().into(), cell.clone())];
            let enter = Enter {
                form: form.key.as_str().into(),
                status: Status::Done,
                cells: cells.clone(),
                accepted: Accepted::All,
            };
            let import = Command::Import { form: form.key.as_str().into(), rows: vec![cells] };
            for command in [Command::Enter(enter), import] {
                let refusal = desk.clone().ask(1, &command).unwrap_err();
                assert!(is_refused_for(&refusal, &field), "{}.{field} {number}: {refusal:?}", form.key);
            }
        }
    }
}

#[test]
fn a_name_takes_no_number_that_could_be_a_mistyped_one() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    desk.enter("course", &[("start", "2023-11-30")]);
    let mut named = |name: &str| {
        let cells = vec![("name".into(), Cell::typed(Value::Text(Clean::line(name))))];
        let (form, status, accepted) = ("participant".into(), Status::Done, Accepted::All);
        desk.ask(1, &Command::Enter(Enter { form, status, cells, accepted }))
    };
    for name in ["Kim 0803121234", "080312 Kim", "Kim 20080312"] {
        assert!(is_refused_for(&named(name).unwrap_err(), "name"), "{name}");
    }
    named("Kim 2").unwrap();
}

#[test]
fn a_personal_number_is_refused_in_a_correction() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let walk = desk.enter("visit", &[("day", "t"), ("arrive", "12"), ("place", "st"), ("contacts", "1")]);
    let meeting = desk.enter("meeting", &[("day", "2023-11-21"), ("present", "4"), ("round", "lugnt")]);
    for (id, field) in [(walk, "note"), (meeting, "round")] {
        let entry = desk.entry(id);
        let before = entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
        let after = Some(Cell::typed(Value::Text(Clean::note("se 20101224-1234"))));
        let changes = vec![Change { field: field.into(), before, after }];
        let (status, reason) = (None, None);
        let amend = Amend { id, base: entry.rev, status, changes, reason, accepted: Accepted::All };
        let refusal = desk.ask(1, &Command::Amend(amend)).unwrap_err();
        assert!(is_refused_for(&refusal, field), "{refusal:?}");
    }
}

#[test]
fn a_reason_is_one_of_the_list_and_no_text() {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let cancelled = Status::Cancelled("20101224-1234".into());
    let refusal = desk.try_enter("meeting", cancelled, &[("day", "2023-11-21")]).unwrap_err();
    assert!(matches!(refusal, Refusal::NoSuchReason { .. }), "{refusal:?}");
    let id = desk.enter("meeting", &[("day", "2023-11-21"), ("present", "4")]);
    let mut amend = desk.amending(id, &[("round", "lugnt")]);
    amend.reason = Some("20101224-1234".into());
    let refusal = desk.ask(1, &Command::Amend(amend)).unwrap_err();
    assert!(matches!(refusal, Refusal::NoSuchReason { .. }), "{refusal:?}");
}

#[test]
fn nothing_else_of_a_case_meeting_can_hold_a_personal_number() {
    let number = || "20101224-1234".into();
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let case = desk.enter("case", &[("day", "2023-11-07"), ("status", "referred")]);
    let Some(Value::Code(code)) = desk.entry(case).value("code").cloned() else { panic!() };
    let forms: Vec<Form> = desk.state.plan.offered().map(|(_, form)| form.clone()).collect();
    for form in &forms {
        for field in &form.fields {
            let value = match &field.kind {
                FieldKind::Choice { .. } | FieldKind::Place { .. } | FieldKind::Case => Value::Code(number()),
                FieldKind::Choices { .. } | FieldKind::Cases => Value::Codes(vec![number()]),
                FieldKind::Roster { .. } => Value::Marks(vec![(number(), "present".into())]),
                FieldKind::CaseMarks { .. } => Value::Marks(vec![(number(), "sip".into())]),
                _ => continue,
            };
            let mut cells = desk.cells(&form.key, &typed_for(&form.key, &code));
            cells.retain(|(key, _)| *key != field.key);
            cells.push((field.key.as_str().into(), Cell::typed(value)));
            let (form, status) = (form.key.as_str().into(), Status::Done);
            let enter = Enter { form, status, cells, accepted: Accepted::All };
            let mut desk = desk.clone();
            // What the desk makes itself, and what does not apply, is not taken from anybody.
            let _ = desk.ask(1, &Command::Enter(enter));
            assert!(!format!("{:?}", desk.told.last()).contains("20101224"), "{}", field.key);
        }
    }
}

/// Enough for an entry of a case meeting that nothing stands in the way of.
fn typed_for<'a>(form: &str, code: &'a str) -> Vec<(&'static str, &'a str)> {
    match form {
        "meeting" => vec![("day", "2023-11-21"), ("present", "4")],
        "case" => vec![("day", "2023-11-21"), ("status", "referred")],
        "consent" => vec![
            ("day", "2023-11-21"),
            ("case", code),
            ("parties", "school"),
            ("guardian_1", "yes"),
            ("guardian_2", "yes"),
            ("youth", "yes"),
        ],
        "decision" => vec![("day", "2023-11-21"), ("case", code)],
        "commitment" => {
            vec![("day", "2023-11-21"), ("case", code), ("party", "school"), ("by", "2023-12-05")]
        }
        _ => Vec::new(),
    }
}

#[rstest]
#[case("kept", "ring 070-123 45 67", true)]
#[case("kept", "anna@exempel.se", true)]
#[case("kept", "bilen ABC 123", true)]
#[case("kept", "pärm 7, flik 12", false)]
#[case("kept", "dnr SN 2023-412", false)]
#[case("kept", "SPF 2023/41", false)]
fn where_the_paper_is_kept_names_nobody(#[case] field: &str, #[case] typed: &str, #[case] asked: bool) {
    let mut desk = Desk::new(ENKOPING, "2023-11-22");
    let case = desk.enter("case", &[("day", "2023-11-07"), ("status", "referred")]);
    let Some(Value::Code(code)) = desk.entry(case).value("code").cloned() else { panic!() };
    let mut cells = typed_for("consent", &code);
    cells.extend([(field, typed), ("until", "2024-05-01")]);
    let told = desk.clone().ask(1, &desk.asking("consent", Status::Done, &cells));
    let personal =
        |question: &Question| matches!(question, Question::PersonalLooking { field: of, .. } if of == field);
    match told {
        Err(Refusal::Asks { questions, .. }) => {
            assert_eq!(questions.iter().any(personal), asked, "{questions:?}");
        }
        Ok(_) => assert!(!asked),
        Err(other) => panic!("{other:?}"),
    }
}
