use chrono::{NaiveDate, NaiveTime};
use rstest::rstest;

use super::*;
use crate::domain::plan::{Label, load};

fn plan() -> Promise {
    load::load(load::ENKOPING, "enkoping").unwrap()
}

fn read(plan: &Promise, text: &str) -> Result<Line, LineError> {
    let ctx = Context {
        plan,
        today: NaiveDate::from_ymd_opt(2023, 11, 22).unwrap(),
        time: NaiveTime::from_hms_opt(21, 52, 0).unwrap(),
    };
    parse_line(&ctx, text)
}

/// The answers as `key=value` in the order of the form.
fn shown(line: &Line, plan: &Promise) -> String {
    let (_, form) = plan.form(&line.form).unwrap();
    let mut said: Vec<_> = line.answers.fields.iter().collect();
    said.sort_by_key(|(key, _)| form.position(key));
    let fields: Vec<String> = said.iter().map(|(key, text)| format!("{key}={text}")).collect();
    format!("{} {}", line.form, fields.join(" "))
}

#[rstest]
#[case("besök stort 7", "visit place=stort contacts=7")]
#[case("besok stort 7", "visit place=stort contacts=7")]
#[case("visit stort 7", "visit place=stort contacts=7")]
#[case("BESÖK stort 7", "visit place=stort contacts=7")]
#[case("besö stort 7", "visit place=stort contacts=7")]
#[case("besök stort 21:30 7", "visit arrive=21:30 place=stort contacts=7")]
#[case("besök stort igår 7", "visit day=igår place=stort contacts=7")]
#[case("besök igår stort 21:30 7", "visit day=igår arrive=21:30 place=stort contacts=7")]
#[case("besök stort 3+4", "visit place=stort contacts=3+4")]
#[case("besök stort 7 15", "visit place=stort contacts=7 minutes=15")]
#[case("besök stort 7 lugnt", "visit place=stort contacts=7 mood=lugnt")]
#[case("besök contacts=7 stort", "visit place=stort contacts=7")]
#[case("besök kontakter=7 plats=stort", "visit place=stort contacts=7")]
#[case(r#"besök stort 7 note="två grupper""#, "visit place=stort contacts=7 note=två grupper")]
#[case(r"besök stort 7 note='två grupper'", "visit place=stort contacts=7 note=två grupper")]
#[case("besök stort 7 note=a=b", "visit place=stort contacts=7 note=a=b")]
#[case("besök stort ?", "visit place=stort contacts=?")]
#[case("utdelning av foldrar forskola-a 40", "handout host=forskola-a leaflets=40")]
#[case("pass nej personalbrist", "shift staffed=nej reason=personalbrist")]
#[case("pass kväll nej", "shift part=kväll staffed=nej")]
#[case("vandring centrum 4 21:00 23:30", "walk start=21:00 end=23:30 area=centrum adults=4")]
#[case("vandring 21:00 23:30 centrum 4", "walk start=21:00 end=23:30 area=centrum adults=4")]
#[case("utdrag 62 60 110", "extract shifts=62 shifts_with_visit=60 visits=110")]
#[case("utdrag month=oktober 62 60 110", "extract month=oktober shifts=62 shifts_with_visit=60 visits=110")]
fn a_line_is_read(#[case] text: &str, #[case] meant: &str) {
    let plan = plan();
    assert_eq!(shown(&read(&plan, text).unwrap(), &plan), meant);
}

#[rstest]
#[case("möte 4", "meeting present=4")]
#[case("möte present=4", "meeting present=4")]
#[case("möte närvarande=4 frånvarande=polis", "meeting attendance=police=absent present=4")]
#[case("möte present=3 absent=police", "meeting attendance=police=absent present=3")]
#[case("möte absent=police,leisure", "meeting attendance=police=absent,leisure=absent")]
#[case("möte not_called=police 3", "meeting attendance=police=not_called present=3")]
#[case("möte 'ej kallad=polis'", "meeting attendance=police=not_called")]
#[case(
    "möte present=social,school",
    "meeting attendance=social=present,school=present,police=absent,leisure=absent present=2"
)]
#[case(
    "möte present=all deputy=fritid",
    "meeting attendance=social=present,school=present,police=present,leisure=deputy present=4"
)]
#[case(
    "möte deputy=fritid present=alla",
    "meeting attendance=social=present,school=present,police=present,leisure=deputy present=4"
)]
#[case(
    "möte present=social,school deputy=leisure not_called=police",
    "meeting attendance=social=present,school=present,police=not_called,leisure=deputy present=3"
)]
#[case(
    "möte day=2023-11-21 present=4 cases=K7RT-M,F3XH-C action=K7RT-M:plan",
    "meeting day=2023-11-21 cases=K7RT-M,F3XH-C action=K7RT-M:plan present=4"
)]
fn who_was_there_is_read_by_mark(#[case] text: &str, #[case] meant: &str) {
    let plan = plan();
    assert_eq!(shown(&read(&plan, text).unwrap(), &plan), meant);
}

#[test]
fn nobody_is_both_here_and_away() {
    let plan = plan();
    for text in [
        "möte present=police,school absent=police",
        "möte deputy=police absent=police",
        "möte absent=police not_called=police",
    ] {
        let error = read(&plan, text).unwrap_err();
        assert!(matches!(&error, LineError::TwoMarks { who, .. } if who.sv == "polis"), "{error:?}");
    }
    assert!(
        matches!(read(&plan, "möte present=polis,brandkår"), Err(LineError::DoesNotFit { field, .. }) if field == "attendance")
    );
    for twice in
        ["möte present=polis present=skola", "möte present=3 present=4", "möte absent=polis attendance=skola"]
    {
        assert!(matches!(read(&plan, twice), Err(LineError::Twice { .. })), "{twice}");
    }
}

#[test]
fn a_correction_leaves_those_it_does_not_name() {
    let plan = plan();
    let (_, form) = plan.form("meeting").unwrap();
    let ctx = Context { plan: &plan, today: NaiveDate::MIN, time: NaiveTime::MIN };
    let mut draft = Draft::new(crate::domain::record::WriteId(1), form, &ctx, None, 0);
    parse_line(&ctx, "möte 3 absent=police deputy=leisure").unwrap().answers.fill(&mut draft, form, &ctx);
    draft.corrects = Some((crate::domain::record::EntryId(1), 1));
    let words = ["absent=school".to_owned()];
    parse_answers(&ctx, form, &words).unwrap().fill(&mut draft, form, &ctx);
    let Some(Value::Marks(marks)) = draft.value(form, "attendance", &ctx) else { panic!("a roster") };
    let shown: Vec<String> = marks.iter().map(|(who, mark)| format!("{who}={mark}")).collect();
    assert_eq!(shown, ["social=present", "school=absent", "police=absent", "leisure=deputy"]);
}

#[rstest]
#[case("", LineError::Empty)]
#[case("besök \"stort", LineError::UnclosedQuote)]
#[case("besök place=stort place=hamn", LineError::Twice { field: Label { sv: "Plats".into(), en: Some("Place".into()) } })]
fn a_line_is_refused(#[case] text: &str, #[case] why: LineError) {
    assert_eq!(read(&plan(), text).unwrap_err(), why);
}

#[test]
fn names_that_are_not_there_are_told_apart() {
    let plan = plan();
    assert!(
        matches!(read(&plan, "simning 7"), Err(LineError::NoSuchForm { typed, forms }) if typed == "simning" && forms.len() == 16)
    );
    assert!(matches!(read(&plan, "ut 7"), Err(LineError::SeveralForms { forms, .. }) if forms.len() == 3));
    assert!(
        matches!(read(&plan, "besök färg=blå"), Err(LineError::NoSuchField { typed, .. }) if typed == "färg")
    );
    assert!(
        matches!(read(&plan, "besök stort sju"), Err(LineError::DoesNotFit { field, .. }) if field == "contacts")
    );
    assert!(
        matches!(read(&plan, "handout forskola-a 4 forskola u12 mycket"), Err(LineError::NothingLeft { typed }) if typed == "mycket")
    );
}

#[test]
fn planned_cancelled_and_reasons() {
    let plan = plan();
    let walk = read(&plan, "vandring centrum planned=yes day=+3").unwrap().answers;
    assert_eq!(walk.status, Some(Status::Planned));
    let off = read(&plan, "vandring centrum inställd=väder").unwrap().answers;
    assert_eq!(off.status, Some(Status::Cancelled("vader".into())));
    assert!(
        matches!(read(&plan, "vandring centrum cancelled=lust"), Err(LineError::NoSuchReason { reasons, .. }) if reasons.len() == 6)
    );
    assert!(matches!(read(&plan, "vandring planned=kanske"), Err(LineError::NotYesNo { .. })));
    let why = read(&plan, "besök contacts=9 reason=rättelse").unwrap().answers;
    assert_eq!((why.reason, why.fields.len()), (Some("rattelse".into()), 1));
    let field = read(&plan, "pass reason=väder why=annat").unwrap().answers;
    assert_eq!((field.fields, field.reason), (vec![("reason".into(), "väder".into())], Some("annat".into())));
}

#[test]
fn a_spelled_line_reads_the_same() {
    let plan = plan();
    let line = read(&plan, r#"besök stort 7 note="två 'grupper' vid bänken""#).unwrap();
    let (_, form) = plan.form("visit").unwrap();
    let ctx = Context { plan: &plan, today: NaiveDate::MIN, time: NaiveTime::MIN };
    let value = |key: &str| {
        let (_, text) = line.answers.fields.iter().find(|(k, _)| k == key)?;
        answer::parse(form.field(key)?, text, &ctx).ok()
    };
    let spelled = spell_line(form, value);
    assert_eq!(spelled, r#"visit place=stortorget contacts=7 note="två 'grupper' vid bänken""#);
    assert_eq!(
        shown(&read(&plan, &spelled).unwrap(), &plan),
        "visit place=stortorget contacts=7 note=två 'grupper' vid bänken"
    );
}

#[rstest]
#[case("besök stort 7", "21:52")]
#[case("besök stort 7 dag=t", "21:52")]
#[case("besök stort 7 igår", "")]
#[case("besök stort 7 igår 20:10", "20:10")]
fn the_time_now_says_nothing_of_another_day(#[case] text: &str, #[case] arrive: &str) {
    let plan = plan();
    let ctx = Context {
        plan: &plan,
        today: NaiveDate::from_ymd_opt(2023, 11, 22).unwrap(),
        time: NaiveTime::from_hms_opt(21, 52, 0).unwrap(),
    };
    let (_, form) = plan.form("visit").unwrap();
    let mut draft = Draft::new(crate::domain::record::WriteId(1), form, &ctx, None, 0);
    parse_line(&ctx, text).unwrap().answers.fill(&mut draft, form, &ctx);
    assert_eq!(draft.slot("arrive").unwrap().text, arrive);
}
