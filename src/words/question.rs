//! What is asked before a save, in one sentence each, so that it can be accepted with one key.

use super::{Arg, Words, day, label};
use crate::domain::casework::code;
use crate::domain::plan::{Form, Promise};
use crate::domain::record::Question;
use crate::domain::record::check::{Lack, PersonalShape};

/// Asks about an entry of `form`; `accounts` names people by user id.
pub fn question(
    words: Words,
    plan: &Promise,
    form: &Form,
    question: &Question,
    accounts: &[(u32, String)],
) -> String {
    let label_of = |key: &'_ str| label::field(words, Some(form), key).to_owned();
    match question {
        Question::FutureDay { day } => {
            words.say_with("ask-future", &[("day", (&first_day(words, *day)).into())])
        }
        Question::LongAgo { day, days } => words
            .say_with("ask-long-ago", &[("day", (&first_day(words, *day)).into()), ("days", (*days).into())]),
        Question::OutsidePeriod { day } => {
            let period = day::span_and_year(words, plan.period.from, plan.period.to);
            words.say_with(
                "ask-outside",
                &[("day", (&first_day(words, *day)).into()), ("period", (&period).into())],
            )
        }
        Question::Unusual { field, number, from, to } => {
            let (label, n) = (label_of(field), Arg::Number(*number));
            match (from, to) {
                (Some(from), _) if number < from => words.say_with(
                    "ask-unusual-few",
                    &[("label", (&label).into()), ("n", n), ("from", (*from).into())],
                ),
                (_, to) => words.say_with(
                    "ask-unusual-many",
                    &[("label", (&label).into()), ("n", n), ("to", to.unwrap_or(*number).into())],
                ),
            }
        }
        Question::Unanswered { field } => {
            words.say_with("ask-unanswered", &[("label", (&label_of(field)).into())])
        }
        Question::PersonalLooking { field, shape } => {
            let key = match shape {
                PersonalShape::Phone => "ask-phone",
                PersonalShape::Email => "ask-email",
                PersonalShape::NumberPlate => "ask-plate",
            };
            words.say_with(key, &[("label", (&label_of(field)).into())])
        }
        Question::AlreadyLogged { id, by, at } => words.say_with(
            "ask-already",
            &[
                ("id", (&id.to_string()).into()),
                ("who", (&account(words, *by, accounts)).into()),
                ("when", (&day::moment(words, *at, plan.time_zone)).into()),
            ],
        ),
        Question::ClosedCase { code } => {
            words.say_with("ask-closed-case", &[("code", (&code::shown(code)).into())])
        }
        Question::ActionLacks { what } => words
            .say(match what {
                Lack::Kind => "ask-action-kind",
                Lack::Parties => "ask-action-parties",
                Lack::Commitment => "ask-action-commitment",
            })
            .into_owned(),
        Question::ActionClosedTo { code, parties } => {
            let named: Vec<&str> =
                parties.iter().map(|party| super::casework::party(words, plan, party)).collect();
            let key = if named.is_empty() { "ask-action-no-consent" } else { "ask-action-closed-to" };
            let (code, parties) = (code::shown(code), label::all(words, &named));
            words.say_with(key, &[("code", (&code).into()), ("parties", (&parties).into())])
        }
        Question::Age { least, most, from, to } => age(words, *least, *most, *from, *to),
        Question::Guardian => words.say("ask-guardian").into_owned(),
        Question::SamePerson { course, id } => words.say_with(
            "ask-same-person",
            &[("course", course.as_str().into()), ("id", (&id.to_string()).into())],
        ),
        Question::CourseFull { course, places } => words.say_with(
            "ask-course-full",
            &[("course", course.as_str().into()), ("places", (&places.to_string()).into())],
        ),
        Question::NotOver { course } => words.say_with("ask-not-over", &[("course", course.as_str().into())]),
        Question::NotCompleted { course } => {
            words.say_with("ask-not-completed", &[("course", course.as_str().into())])
        }
    }
}

/// Says that somebody of `least` or `most` years is outside the ages a course is for, and what to do about it.
pub fn age(words: Words, least: i32, most: i32, from: u32, to: u32) -> String {
    let (least, most) = (least.to_string(), most.to_string());
    let ages = if least == most { least } else { label::either(words, &[&least, &most]) };
    let (from, to) = (from.to_string(), to.to_string());
    let args = [("ages", (&ages).into()), ("from", (&from).into()), ("to", (&to).into())];
    words.say_with("ask-age", &args)
}

/// Names the account with this user id.
pub fn account(words: Words, uid: u32, accounts: &[(u32, String)]) -> String {
    let known = accounts.iter().find(|(id, _)| *id == uid);
    known.map_or_else(
        || words.say_with("account-unknown", &[("uid", (&uid.to_string()).into())]),
        |(_, name)| name.clone(),
    )
}

fn first_day(words: Words, day: chrono::NaiveDate) -> String {
    label::first(&day::full(words, day))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::Language;
    use crate::domain::plan::load::{ENKOPING, load};
    use crate::domain::record::EntryId;

    fn asked(form: &str, q: &Question) -> [String; 2] {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let (_, form) = plan.form(form).unwrap();
        let accounts = [(1000, "karin".to_owned())];
        [Language::Swedish, Language::English]
            .map(|language| question(Words::new(language), &plan, form, q, &accounts))
    }

    #[rstest]
    #[case(
        Question::FutureDay { day: "2023-11-28".parse().unwrap() },
        "Ti 28 nov 2023 har inte varit än. Stämmer dagen?",
        "Tue 28 Nov 2023 has not been yet. Is the day right?"
    )]
    #[case(
        Question::LongAgo { day: "2023-10-03".parse().unwrap(), days: 50 },
        "Ti 3 okt 2023 är 50 dagar sedan. Stämmer dagen?",
        "Tue 3 Oct 2023 is 50 days ago. Is the day right?"
    )]
    #[case(
        Question::OutsidePeriod { day: "2024-01-02".parse().unwrap() },
        "Ti 2 jan 2024 ligger utanför löftets tid, 1 jan 2021–31 dec 2023. Posten sparas men räknas för sig. Spara ändå?",
        "Tue 2 Jan 2024 lies outside the promise, 1 Jan 2021–31 Dec 2023. The entry is saved and counted apart. Save anyway?"
    )]
    #[case(
        Question::Unusual { field: "contacts".into(), number: 80, from: Some(0), to: Some(60) },
        "Kontakter 80 är ovanligt mycket, mer än 60. Stämmer det?",
        "Contacts 80 is unusually much, more than 60. Is it right?"
    )]
    #[case(
        Question::Unusual { field: "minutes".into(), number: 1, from: Some(2), to: Some(120) },
        "Längd 1 är ovanligt lite, mindre än 2. Stämmer det?",
        "Length 1 is unusually little, less than 2. Is it right?"
    )]
    #[case(
        Question::Unanswered { field: "arrive".into() },
        "”Kom” är inte ifyllt. Spara som ej uppgivet?",
        "“Arrived” is not filled in. Save as not stated?"
    )]
    #[case(
        Question::PersonalLooking { field: "note".into(), shape: PersonalShape::Phone },
        "Anteckning: här står något som ser ut som ett telefonnummer. Inga uppgifter om enskilda. Spara ändå?",
        "Note: something here looks like a phone number. Nothing about single persons. Save anyway?"
    )]
    #[case(
        Question::AlreadyLogged { id: EntryId(4711), by: 1000, at: 1_700_599_200_000 },
        "En likadan post finns redan: post 4711, av karin ti 21 nov 21:40. Är det här en till?",
        "There is an entry like this already: entry 4711, by karin Tue 21 Nov 21:40. Is this another one?"
    )]
    #[case(
        Question::Age { least: 13, most: 14, from: 15, to: 20 },
        "Den sökande är 13 eller 14 år när kursen börjar. Kursen är för 15–20 år. Skriv skälet till att åldern godtas, eller rätta födelseåret.",
        "The applicant is 13 or 14 years old when the course begins. The course is for 15–20. Write why that age is accepted, or correct the year of birth."
    )]
    #[case(
        Question::Guardian,
        "Har vårdnadshavaren skrivit under? Den som kan vara under 18 när kursen börjar behöver det.",
        "Has a guardian signed? Somebody who may be under 18 when the course begins needs it."
    )]
    #[case(
        Question::SamePerson { course: "ht2023".into(), id: EntryId(7) },
        "Någon med samma namn finns redan på ht2023: post 7. Är det här en till?",
        "Somebody of the same name is on ht2023 already: entry 7. Is this another one?"
    )]
    #[case(
        Question::CourseFull { course: "ht2023".into(), places: 12 },
        "Alla 12 platser på ht2023 är tagna. Ta in en till?",
        "All 12 places on ht2023 are taken. Admit one more?"
    )]
    #[case(
        Question::NotOver { course: "ht2023".into() },
        "Kursen ht2023 är inte slut än. Ge diplom eller ambassadörskap ändå?",
        "The course ht2023 is not over yet. Give the diploma or make them ambassador all the same?"
    )]
    #[case(
        Question::NotCompleted { course: "ht2023".into() },
        "Deltagaren har inte fullföljt ht2023, efter vad som är registrerat. Ge diplom eller ambassadörskap ändå?",
        "The participant has not completed ht2023, as far as it is reported. Give the diploma or make them ambassador all the same?"
    )]
    #[case(
        Question::ClosedCase { code: "K7RTM".into() },
        "Ärendet K7RT-M är avslutat. Spara och återöppna det?",
        "Case K7RT-M is closed. Save and reopen it?"
    )]
    #[case(
        Question::ActionLacks { what: Lack::Parties },
        "En samordnad insats har minst två parter. Spara, så räknas den och står kvar på Idag?",
        "A coordinated action has at least two parties. Save, so that it counts and stays on Today?"
    )]
    #[case(
        Question::ActionClosedTo { code: "K7RTM".into(), parties: vec!["school".into(), "police".into()] },
        "I K7RT-M gäller inget samtycke för skola och polis. Spara den samordnade insatsen ändå?",
        "No consent is valid in K7RT-M for school and police. Save the coordinated action anyway?"
    )]
    #[case(
        Question::ActionClosedTo { code: "K7RTM".into(), parties: Vec::new() },
        "I K7RT-M gäller inget samtycke alls. Spara den samordnade insatsen ändå?",
        "No consent at all is valid in K7RT-M. Save the coordinated action anyway?"
    )]
    fn every_question_is_one_sentence(#[case] q: Question, #[case] sv: &str, #[case] en: &str) {
        assert_eq!(asked("visit", &q), [sv, en]);
    }

    #[test]
    fn other_shapes_and_strangers_have_names() {
        let looks = |shape| asked("visit", &Question::PersonalLooking { field: "note".into(), shape });
        assert!(looks(PersonalShape::Email)[0].contains("e-postadress"));
        assert!(looks(PersonalShape::NumberPlate)[1].contains("number plate"));
        assert_eq!(account(Words::new(Language::Swedish), 7, &[]), "konto 7");
    }
}
