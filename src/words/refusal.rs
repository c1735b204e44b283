//! Why something was not done: what is wrong, where, what was kept, and what to do.

use chrono::NaiveDate;

use super::mistake::problem;
use super::question::question;
use super::{Words, day, entry, label, plan};
use crate::domain::casework::code;
use crate::domain::casework::consent::Closed;
use crate::domain::plan::{Form, List, Promise};
use crate::domain::record::{Cell, Code};
use crate::domain::refusal::Refusal;
use crate::text::when::Month;

/// Says why something was refused, a sentence for each thing that is wrong.
///
/// `accounts` names people by user id.
pub fn refusal(words: Words, plan: &Promise, refusal: &Refusal, accounts: &[(u32, String)]) -> Vec<String> {
    match refusal {
        Refusal::Problems { form, problems } => match plan.form(form) {
            Some((_, form)) => problems.iter().map(|p| problem(words, plan, form, p)).collect(),
            None => vec![no_form(words, plan, form)],
        },
        Refusal::Asks { form, questions } => match plan.form(form) {
            Some((_, form)) => questions.iter().map(|q| question(words, plan, form, q, accounts)).collect(),
            None => vec![no_form(words, plan, form)],
        },
        Refusal::Plan { errors } => {
            let told = errors.iter().map(|error| plan::mistake(words, error));
            told.chain([words.say("refused-plan").into_owned()]).collect()
        }
        Refusal::Rows { rows } => {
            let told = rows.iter().flat_map(|(row, why)| {
                let texts = self::refusal(words, plan, why, accounts);
                texts.into_iter().map(|text| in_row(words, *row, &text))
            });
            told.chain([words.say("refused-rows").into_owned()]).collect()
        }
        other => vec![sentence(words, plan, other)],
    }
}

/// Says what is wrong with a row, numbered from 0.
pub fn in_row(words: Words, row: usize, text: &str) -> String {
    words.say_with("refused-row", &[("row", (row + 1).into()), ("text", text.into())])
}

/// The refusals that are one sentence.
fn sentence(words: Words, plan: &Promise, refusal: &Refusal) -> String {
    let say = |key: &'static str| words.say(key).into_owned();
    let with_id =
        |key: &'static str, id: &dyn ToString| words.say_with(key, &[("id", (&id.to_string()).into())]);
    let with_form = |key: &'static str, form: &Code| {
        let label = label::first(label::form(words, plan, form));
        words.say_with(key, &[("form", (&label).into())])
    };
    match refusal {
        Refusal::NoSuchForm { form } => no_form(words, plan, form),
        Refusal::NoSuchField { form, field } => no_field(words, plan, form, field),
        Refusal::NoSuchEntry { id } => with_id("refused-no-entry", id),
        Refusal::InBin { id } => with_id("refused-in-bin", id),
        Refusal::NotInBin { id } => with_id("refused-not-in-bin", id),
        Refusal::ChangedSince { id } => with_id("refused-changed-since", id),
        Refusal::AlreadyThere { form, id, day, part } => {
            let what = label::first(&occasion(words, plan, form, *day, part.as_ref()));
            words.say_with(
                "refused-already-there",
                &[("what", (&what).into()), ("id", (&id.to_string()).into())],
            )
        }
        Refusal::MonthHasExtract { month, id, form } => words.say_with(
            "refused-month-extract",
            &[
                ("month", (&label::first(&day::month(words, *month))).into()),
                ("form", label::form(words, plan, form).into()),
                ("id", (&id.to_string()).into()),
            ],
        ),
        Refusal::MonthHasEntries { month, count, form } => words.say_with(
            "refused-month-entries",
            &[
                ("month", (&label::first(&day::month(words, *month))).into()),
                ("form", label::form(words, plan, form).into()),
                ("count", (*count).into()),
            ],
        ),
        Refusal::CannotCancel { form } => with_form("refused-cannot-cancel", form),
        Refusal::CannotPlan { form } => with_form("refused-cannot-plan", form),
        Refusal::NoSuchReason { reason, reasons } => no_reason(words, plan, reason, reasons),
        Refusal::Overlap { field, theirs, .. } => overlap(words, plan, field, theirs.as_ref()),
        Refusal::NothingToChange => say("refused-no-change"),
        Refusal::NothingToUndo => say("refused-nothing-to-undo"),
        Refusal::CannotUndo => say("refused-cannot-undo"),
        Refusal::NotAllowed => say("refused-not-allowed"),
        Refusal::NotSaved { why } => words.say_with("refused-not-saved", &[("why", why.into())]),
        Refusal::NoSuchCase { typed, near } => no_case(words, typed, near),
        Refusal::MonthByCode { month } => by_month(words, "refused-month-codes", *month),
        Refusal::MonthByCount { month } => by_month(words, "refused-month-counts", *month),
        Refusal::NotesClosed { code, closed } => notes_closed(words, plan, code, closed),
        Refusal::KeptByDesk { form, field } => {
            let form = plan.form(form).map(|(_, form)| form);
            words.say_with("refused-kept-by-desk", &[("field", label::field(words, form, field).into())])
        }
        Refusal::Plan { .. } => say("refused-plan"),
        Refusal::Rows { .. } | Refusal::Problems { .. } | Refusal::Asks { .. } => say("refused-rows"),
    }
}

/// Names the one occasion that a form has for a day and part, or for a month: `pass fr 17 nov 2023 kväll`.
pub fn occasion(words: Words, plan: &Promise, form: &str, day: NaiveDate, part: Option<&Code>) -> String {
    let known = plan.form(form).map(|(_, form)| form);
    let mut text = label::form(words, plan, form).to_owned();
    let when = if known.is_some_and(crate::domain::record::entry::by_month) {
        day::month(words, Month::of(day))
    } else {
        day::full(words, day)
    };
    text.push(' ');
    text.push_str(&when);
    if let Some(part) = part {
        text.push(' ');
        text.push_str(label::part(words, plan, part));
    }
    text
}

fn no_form(words: Words, plan: &Promise, form: &str) -> String {
    let all: Vec<String> = plan.offered().map(|(_, f)| f.key.clone()).collect();
    words.say_with("refused-no-form", &[("form", form.into()), ("all", (&all.join(", ")).into())])
}

fn no_field(words: Words, plan: &Promise, form: &str, field: &str) -> String {
    let known = plan.form(form).map(|(_, form)| form);
    let all: Vec<String> = known.iter().flat_map(|f| &f.fields).map(|f| f.key.clone()).collect();
    words.say_with(
        "refused-no-field",
        &[
            ("form", (&label::first(label::form(words, plan, form))).into()),
            ("field", field.into()),
            ("all", (&all.join(", ")).into()),
        ],
    )
}

fn no_case(words: Words, typed: &str, near: &[Code]) -> String {
    let code = code::shown(typed);
    if near.is_empty() {
        return words.say_with("refused-no-case", &[("code", (&code).into())]);
    }
    let near: Vec<String> = near.iter().map(|near| code::shown(near)).collect();
    let near = label::either(words, &near);
    words.say_with("refused-no-case-near", &[("code", (&code).into()), ("near", (&near).into())])
}

/// Says which way a month is kept. A Swedish sentence begins with the month.
fn by_month(words: Words, key: &'static str, month: Month) -> String {
    let month = day::month(words, month);
    label::first(&words.say_with(key, &[("month", (&month).into())]))
}

fn notes_closed(words: Words, plan: &Promise, code: &str, closed: &[(Code, Closed)]) -> String {
    let parties = plan.cases().map_or(&[][..], |(_, cases)| &cases.parties);
    let named = |party: &Code| match parties.iter().find(|known| known.code == *party) {
        Some(known) => label::text(words, &known.label).to_owned(),
        None => party.to_string(),
    };
    let mut groups: Vec<(&Closed, Vec<String>)> = Vec::new();
    for (party, why) in closed {
        match groups.iter_mut().find(|(there, _)| *there == why) {
            Some((_, parties)) => parties.push(named(party)),
            None => groups.push((why, vec![named(party)])),
        }
    }
    let told = groups.iter().map(|(why, parties)| {
        let (party, why) = (label::all(words, parties), lack_of_consent(words, why, parties.len() as i64));
        words.say_with("refused-notes-closed-for", &[("party", (&party).into()), ("why", (&why).into())])
    });
    let why = told.collect::<Vec<_>>().join(", ");
    words.say_with("refused-notes-closed", &[("code", (&code::shown(code)).into()), ("why", (&why).into())])
}

/// Says why so many parties lack consent, to stand behind their names.
fn lack_of_consent(words: Words, why: &Closed, count: i64) -> String {
    let on =
        |key: &'static str, at: NaiveDate| words.say_with(key, &[("day", (&day::full(words, at)).into())]);
    match *why {
        Closed::None => words.say_with("notes-closed-none", &[("count", count.into())]),
        Closed::NotSigned => words.say_with("notes-closed-unsigned", &[("count", count.into())]),
        Closed::NotYet { from } => on("notes-closed-not-yet", from),
        Closed::Expired { until } => on("notes-closed-expired", until),
        Closed::Withdrawn { day: at, time: None } => on("notes-closed-withdrawn", at),
        Closed::Withdrawn { day: at, time: Some(time) } => {
            let (at, time) = (day::full(words, at), day::time(time));
            let told = [("day", (&at).into()), ("time", (&time).into())];
            words.say_with("notes-closed-withdrawn-at", &told)
        }
        Closed::Adult { from } => on("notes-closed-adult", from),
    }
}

fn no_reason(words: Words, plan: &Promise, reason: &str, reasons: &[Code]) -> String {
    let holds = |list: &&List| reasons.iter().all(|r| list.items.iter().any(|item| item.code == *r));
    let list = plan.lists.iter().find(holds).map(|list| list.key.as_str());
    let all: Vec<&str> = reasons.iter().map(|code| label::reason(words, plan, list, code)).collect();
    words.say_with(
        "refused-no-reason",
        &[("reason", reason.into()), ("all", (&label::either(words, &all)).into())],
    )
}

fn overlap(words: Words, plan: &Promise, field: &str, theirs: Option<&Cell>) -> String {
    let form: Option<&Form> = plan.forms().map(|(_, form)| form).find(|form| form.field(field).is_some());
    let value = theirs.map_or_else(
        || words.say("not-stated").into_owned(),
        |cell| entry::value(words, plan, form.and_then(|form| form.field(field)), &cell.value),
    );
    words.say_with(
        "refused-overlap",
        &[("field", label::field(words, form, field).into()), ("value", (&value).into())],
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
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
            lines
                .iter()
                .any(|l| l == "min.toml, rad 3: nyckeln titel betyder ingenting här. Menar du title?")
        );
        assert!(lines.last().unwrap().starts_with("Planen är inte inläst"));
    }
}
