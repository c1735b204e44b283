use rstest::rstest;

use super::*;
use crate::domain::plan::Language;
use crate::domain::plan::load::{ENKOPING, load};
use crate::domain::record::{EntryId, Problem, Question, Value};

fn told(why: &Refusal) -> [Vec<String>; 2] {
    let plan = load(ENKOPING, "plan.toml").unwrap();
    [Language::Swedish, Language::English]
        .map(|language| refusal(Words::new(language), &plan, why, &[(1000, "karin".into())]))
}

const MONTH: Month = Month { year: 2023, month: 10 };

#[rstest]
#[case(
    Refusal::NoSuchForm { form: "vist".into() },
    "Det finns inget formulär ”vist”. Formulären är course, evening, participant, survey, gathering, meeting, case, consent, decision, commitment, training, handout, walk, visit, shift, extract.",
    "There is no form “vist”. The forms are course, evening, participant, survey, gathering, meeting, case, consent, decision, commitment, training, handout, walk, visit, shift, extract."
)]
#[case(
    Refusal::NoSuchField { form: "shift".into(), field: "plats".into() },
    "Pass har inget fält ”plats”. Fälten är day, part, staffed, reason.",
    "Shift has no field “plats”. The fields are day, part, staffed, reason."
)]
#[case(
    Refusal::InBin { id: EntryId(7) },
    "Post 7 ligger i papperskorgen. Ta upp den därifrån först.",
    "Entry 7 lies in the bin. Take it out of there first."
)]
#[case(
    Refusal::AlreadyThere {
        form: "shift".into(),
        id: EntryId(4711),
        day: "2023-11-17".parse().unwrap(),
        part: Some("evening".into()),
    },
    "Pass fr 17 nov 2023 kväll finns redan: post 4711. Rätta den i stället.",
    "Shift Fri 17 Nov 2023 evening is there already: entry 4711. Correct that one instead."
)]
#[case(
    Refusal::AlreadyThere { form: "extract".into(), id: EntryId(9), day: MONTH.first(), part: None },
    "Månadsutdrag oktober 2023 finns redan: post 9. Rätta den i stället.",
    "Monthly extract October 2023 is there already: entry 9. Correct that one instead."
)]
#[case(
    Refusal::MonthHasExtract { month: MONTH, id: EntryId(9), form: "extract".into() },
    "Oktober 2023 räknas redan från månadsutdrag, post 9. Fler poster skulle räknas dubbelt: \
     ta bort den först om månaden ska följas på annat sätt.",
    "October 2023 is already counted from monthly extract, entry 9. More entries would count twice: \
     remove it first if the month shall be followed another way."
)]
#[case(
    Refusal::MonthHasEntries { month: MONTH, count: 31, form: "visit".into() },
    "Oktober 2023 räknas redan från enskilda poster (besök, 31\u{a0}st.). En månadssumma skulle räkna dem \
     dubbelt: ta bort dem först om månaden ska följas på annat sätt.",
    "October 2023 is already counted from single entries (visit, 31 of them). A month's total would count \
     them twice: remove them first if the month shall be followed another way."
)]
#[case(
    Refusal::CannotCancel { form: "visit".into() },
    "Besök kan inte ställas in. Ta bort posten i stället.",
    "Visit cannot be cancelled. Remove the entry instead."
)]
#[case(
    Refusal::NoSuchReason { reason: "x".into(), reasons: vec!["rattelse".into(), "annat".into()] },
    "”x” är inget av skälen. Välj rättelse eller annat.",
    "“x” is none of the reasons. Choose correction or other."
)]
#[case(
    Refusal::Overlap { id: EntryId(7), field: "contacts".into(), theirs: Some(Cell::typed(Value::Number(9))) },
    "Kontakter ändrades av någon annan under tiden: där står nu 9. Det du skrev är kvar. Spara igen om ditt \
     ska gälla.",
    "Contacts was changed by somebody else in the meantime: it now says 9. What you wrote is kept. Save again \
     if yours shall stand."
)]
#[case(
    Refusal::NoSuchCase { typed: "K7RTM".into(), near: vec!["K7RVF".into()] },
    "Det finns inget ärende K7RT-M. Menar du K7RV-F?",
    "There is no case K7RT-M. Do you mean K7RV-F?"
)]
#[case(
    Refusal::MonthByCode { month: MONTH },
    "Oktober 2023 förs ärendena med kod. Skriv ärendenas koder i stället för antal.",
    "In October 2023 cases are kept by code. Write the codes of the cases instead of how many they were."
)]
#[case(
    Refusal::MonthByCount { month: MONTH },
    "Oktober 2023 räknas ärendena bara till antal. Skriv hur många som var uppe i mötet; inget förs med kod den \
     månaden.",
    "In October 2023 cases are only counted. Write how many were up in the meeting; nothing is kept by code that \
     month."
)]
#[case(
    Refusal::NotesClosed {
        code: "K7RTM".into(),
        closed: vec![
            ("school".into(), Closed::None),
            ("police".into(), Closed::Expired { until: "2023-11-03".parse().unwrap() }),
        ],
    },
    "Anteckningar om K7RT-M är stängda: skola har inget samtycke, polis hade samtycke till fr 3 nov 2023. Spara utan \
     anteckning, eller för in samtycket först.",
    "Notes on K7RT-M are closed: school has no consent, police had consent until Fri 3 Nov 2023. Save without the note, \
     or enter the consent first."
)]
#[case(
    Refusal::NotSaved { why: "No space left on device".into() },
    "Inte sparat: det går inte att skriva på disken (No space left on device). Det du skrev är kvar. Försök \
     igen när det är åtgärdat.",
    "Not saved: the disk cannot be written (No space left on device). What you wrote is kept. Try again when \
     that is mended."
)]
#[case(
    Refusal::NotesClosed {
        code: "K7RTM".into(),
        closed: ["social", "school", "police"].map(|party| (party.into(), Closed::None)).into(),
    },
    "Anteckningar om K7RT-M är stängda: socialtjänst, skola och polis har inget samtycke. Spara utan anteckning, \
     eller för in samtycket först.",
    "Notes on K7RT-M are closed: social services, school and police have no consent. Save without the note, or enter \
     the consent first."
)]
fn a_refusal_is_a_sentence(#[case] why: Refusal, #[case] sv: &str, #[case] en: &str) {
    assert_eq!(told(&why), [vec![sv.to_owned()], vec![en.to_owned()]]);
}

#[rstest]
#[case(Refusal::NoSuchEntry { id: EntryId(7) }, "Post 7 finns inte.")]
#[case(Refusal::NotInBin { id: EntryId(7) }, "Post 7 ligger inte i papperskorgen.")]
#[case(Refusal::CannotPlan { form: "visit".into() }, "Besök kan inte planeras. Skriv en dag som har varit.")]
#[case(Refusal::NoSuchCase { typed: "K7RTM".into(), near: Vec::new() }, "Det finns inget ärende K7RT-M. Läs koden en gång till.")]
#[case(
    Refusal::KeptByDesk { form: "commitment".into(), field: "first_by".into() },
    "”Först utlovat till” sätts av lofte och ändras inte för hand."
)]
#[case(Refusal::NothingToChange, "Ingenting är ändrat, så det finns inget att spara.")]
#[case(Refusal::NothingToUndo, "Du har inget mer att ångra.")]
#[case(
    Refusal::ChangedSince { id: EntryId(7) },
    "Post 7 har ändrats efteråt. Ångra den senare ändringen först, eller rätta posten."
)]
#[case(
    Refusal::NotForRole { role: "samordnare".into() },
    "Det här ingår inte i rollen samordnare. Det hör till en annan roll, eller till den som loggar in utan roll."
)]
#[case(
    Refusal::NoSuchRole { typed: "chef".into(), roles: vec!["polis".into(), "ledning".into()] },
    "Det finns ingen roll chef. Planen har dessa: polis, ledning."
)]
#[case(
    Refusal::NameStays { id: EntryId(7) },
    "Ett namn som har ersatts kommer inte tillbaka när man ångrar. Rätta post 7 med det som ska stå där."
)]
#[case(Refusal::CannotUndo, "Det går inte att ångra. Gör en ny ändring i stället.")]
#[case(Refusal::NotAllowed, "Ditt konto får inte göra det. Be den som förvaltar löftet här.")]
fn short_refusals(#[case] why: Refusal, #[case] sv: &str) {
    assert_eq!(told(&why)[0], [sv]);
}

#[test]
fn several_things_are_several_sentences() {
    let missing = |field: &str| Problem::Missing { field: field.into() };
    let problems =
        Refusal::Problems { form: "visit".into(), problems: vec![missing("place"), missing("contacts")] };
    assert_eq!(told(&problems)[0].len(), 2);
    let asks = Refusal::Asks {
        form: "visit".into(),
        questions: vec![Question::Unanswered { field: "arrive".into() }],
    };
    assert_eq!(told(&asks)[1], ["“Arrived” is not filled in. Save as not stated?"]);
    let rows = Refusal::Rows { rows: vec![(0, Box::new(problems)), (4, Box::new(asks))] };
    let lines = &told(&rows)[0];
    assert_eq!(lines.len(), 4);
    assert!(lines[1].starts_with("Rad 1: Kontakter: ") && lines[2].starts_with("Rad 5: "), "{lines:?}");
    assert!(lines[3].starts_with("Ingenting av filen är inläst."));
    let gone = Refusal::Problems { form: "gone".into(), problems: Vec::new() };
    assert!(told(&gone)[0][0].contains("inget formulär ”gone”"));
}

#[test]
fn a_plan_with_mistakes_is_told_line_by_line() {
    let errors = load("format = 1\nkey = \"x\"\ntitel = \"x\"\n", "min.toml").unwrap_err();
    let lines = &told(&Refusal::Plan { errors })[0];
    assert!(
        lines.iter().any(|l| l == "min.toml, rad 3: nyckeln titel betyder ingenting här. Menar du title?")
    );
    assert!(lines.last().unwrap().starts_with("Planen är inte inläst"));
}
