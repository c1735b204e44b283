//! Every mistake in both languages.

use rstest::rstest;

use super::*;
use crate::domain::plan::Language;
use crate::domain::plan::load::{ENKOPING, load};
use crate::text::Clean;

fn both(say: impl Fn(Words) -> String) -> [String; 2] {
    [Language::Swedish, Language::English].map(|language| say(Words::new(language)))
}

fn visit(problem: &Problem) -> [String; 2] {
    let plan = load(ENKOPING, "plan.toml").unwrap();
    let (_, form) = plan.form("visit").unwrap();
    both(|words| super::problem(words, &plan, form, problem))
}

fn answer(field: &str, mistake: Mistake) -> [String; 2] {
    visit(&Problem::Answer { field: field.into(), mistake })
}

#[rstest]
#[case(
    Mistake::NotACourse { typed: "hösten".into() },
    "hösten är ingen kurs. Skriv terminen: ht2023, eller ht2023-2 för en andra kurs.",
    "hösten is no course. Type the term: ht2023, or ht2023-2 for a second course."
)]
#[case(
    Mistake::NotGrades,
    "Skriv fem antal, för svaren 1 till 5: 0 1 3 5 2.",
    "Type five counts, for the answers 1 to 5: 0 1 3 5 2."
)]
#[case(
    Mistake::NoSuchCourse { there: Vec::new() },
    "Det finns ingen kurs ännu. Lägg upp kursen först.",
    "There is no course yet. Enter the course first."
)]
#[case(
    Mistake::NoSuchCourse { there: vec!["ht2023".into(), "vt2023".into()] },
    "Det finns ingen sådan kurs. Välj ht2023 eller vt2023.",
    "There is no such course. Choose ht2023 or vt2023."
)]
#[case(
    Mistake::OtherCourse { free: "ht2023-2".into() },
    "En kurs som börjar då heter ht2023-2.",
    "A course that begins then is called ht2023-2."
)]
#[case(
    Mistake::NotSeated { seat: "z".into() },
    "Ingen har platsen z den kvällen.",
    "Nobody has seat z that evening."
)]
#[case(
    Mistake::Age { least: 21, most: 21, from: 15, to: 20 },
    "Den sökande är 21 år när kursen börjar. Kursen är för 15–20 år. Skriv skälet till att åldern godtas, eller rätta födelseåret.",
    "The applicant is 21 years old when the course begins. The course is for 15–20. Write why that age is accepted, or correct the year of birth."
)]
#[case(
    Mistake::NotATerm { typed: "10".into() },
    "10 är ingen termin. Skriv vt2024 eller ht2024.",
    "10 is no term. Type vt2024 or ht2024."
)]
#[case(
    Mistake::NotCancelled,
    "Bara en inställd kurs flyttas till en annan termin. Ställ in kursen, eller ta bort terminen.",
    "Only a cancelled course is postponed to another term. Cancel the course, or take the term out."
)]
#[case(
    Mistake::Protected,
    "Den som har skyddade uppgifter skrivs utan namn: ta bort det.",
    "Somebody with protected data is written without a name: take it out."
)]
fn what_is_wrong_on_a_course_says_what_to_write(
    #[case] mistake: Mistake,
    #[case] sv: &str,
    #[case] en: &str,
) {
    let plan = load(ENKOPING, "plan.toml").unwrap();
    assert_eq!(both(|words| super::mistake(words, &plan, None, &mistake)), [sv, en]);
}

#[rstest]
#[case(
    "contacts",
    Mistake::OutOfRange { number: 900, from: Some(0), to: Some(500) },
    "Kontakter: 900 kan inte stämma. Skriv ett tal från 0 till 500.",
    "Contacts: 900 cannot be right. Write a number from 0 to 500."
)]
#[case(
    "contacts",
    Mistake::OutOfRange { number: -1, from: Some(0), to: None },
    "Kontakter: −1 kan inte stämma. Det minsta möjliga är 0.",
    "Contacts: −1 cannot be right. The least possible is 0."
)]
#[case(
    "contacts",
    Mistake::OutOfRange { number: 12_500, from: None, to: Some(9) },
    "Kontakter: 12\u{a0}500 kan inte stämma. Det mesta möjliga är 9.",
    "Contacts: 12\u{a0}500 cannot be right. The most possible is 9."
)]
#[case(
    "place",
    Mistake::NotInList { typed: "parken".into(), near: vec!["Badparken".into(), "Lekparken".into()] },
    "Plats: ”parken” finns inte i listan. Menar du Badparken eller Lekparken?",
    "Place: “parken” is not in the list. Do you mean Badparken or Lekparken?"
)]
#[case(
    "place",
    Mistake::NotInList { typed: "xyz".into(), near: Vec::new() },
    "Plats: ”xyz” finns inte i listan. Skriv en del av namnet.",
    "Place: “xyz” is not in the list. Write a part of the name."
)]
#[case(
    "mood",
    Mistake::NotInList { typed: "glatt".into(), near: Vec::new() },
    "Stämning: ”glatt” finns inte i listan. Välj lugnt, livligt eller oroligt.",
    "Mood: “glatt” is not in the list. Choose calm, lively or uneasy."
)]
#[case(
    "place",
    Mistake::Several { typed: "par".into(), items: vec!["Badparken".into(), "Lekparken".into()] },
    "Plats: ”par” kan vara Badparken eller Lekparken. Skriv mer av namnet.",
    "Place: “par” could be Badparken or Lekparken. Write more of the name."
)]
#[case(
    "note",
    Mistake::TooLong { length: 240, max: 200 },
    "Anteckning: Texten har 240 tecken och här ryms 200. Korta den.",
    "Note: The text has 240 characters and there is room for 200. Shorten it."
)]
#[case(
    "day",
    Mistake::When(WhenError::Unreadable { found: Clean::line("x") }),
    "Dag: ”x” är ingen dag. Skriv till exempel t, -1, ti, 27/11, v47 eller 2023-11-27.",
    "Day: “x” is not a day. Write for example t, -1, tue, 27/11, w47 or 2023-11-27."
)]
#[case(
    "arrive",
    Mistake::When(WhenError::NoSuchTime { found: Clean::line("24:00") }),
    "Kom: Klockan kan inte vara ”24:00”. Skriv till exempel 21.30, 2130 eller nu.",
    "Arrived: The time cannot be “24:00”. Write for example 21:30, 2130 or now."
)]
fn every_mistake_says_where_and_what_to_write(
    #[case] field: &str,
    #[case] mistake: Mistake,
    #[case] sv: &str,
    #[case] en: &str,
) {
    assert_eq!(answer(field, mistake), [sv, en]);
}

#[rstest]
#[case(Mistake::NotYesNo, "Svara j", "Answer y")]
#[case(Mistake::PersonalNumber, "personnummer", "personal identity number")]
#[case(Mistake::WrongKind, "annat slag", "another kind")]
#[case(Mistake::NotAPhone, "inget telefonnummer", "no telephone number")]
fn plain_mistakes(#[case] mistake: Mistake, #[case] sv: &str, #[case] en: &str) {
    let [told_sv, told_en] = answer("note", mistake);
    assert!(told_sv.contains(sv) && told_en.contains(en), "{told_sv} {told_en}");
}

#[test]
fn what_is_missing_or_too_much_names_its_field() {
    let missing = visit(&Problem::Missing { field: "place".into() });
    assert_eq!(missing[0], "Plats: Fyll i det här. Utan svar kan posten inte räknas.");
    let exceeds = visit(&Problem::Exceeds { field: "passed_on".into(), other: "contacts".into(), most: 7 });
    assert_eq!(
        exceeds,
        [
            "Lämnade vidare: Högst 7 är möjligt: mer än ”Kontakter” kan det inte vara.",
            "Passed on: At most 7 is possible: it cannot be more than “Contacts”."
        ]
    );
}

#[test]
fn moments_have_their_own_examples() {
    let found = Clean::line("zz");
    for error in [
        WhenError::Empty,
        WhenError::Unreadable { found: found.clone() },
        WhenError::Ambiguous { found: found.clone() },
        WhenError::Impossible { found: found.clone() },
        WhenError::YearOutOfRange { year: 1999 },
    ] {
        assert!(both(|words| when(words, Moment::Month, &error))[0].ends_with("eller oktober 2023."));
        assert!(both(|words| when(words, Moment::Day, &error))[1].ends_with("or 2023-11-27."));
    }
    assert_eq!(
        both(|words| when(words, Moment::Day, &WhenError::NoSuchWeek { year: 2023, week: 53 })),
        ["2023 har ingen vecka 53.", "2023 has no week 53."]
    );
    let day = "2023-11-21".parse().unwrap();
    let wrong = WhenError::WrongWeekday { found, day };
    assert!(both(|words| when(words, Moment::Day, &wrong))[0].contains("det är ti 21 nov 2023"));
}

#[test]
fn numbers_say_what_was_typed() {
    let found = Clean::line("3,5");
    assert_eq!(
        both(|words| number(words, &NumberError::Decimal { found: found.clone() })),
        [
            "”3,5” är inget helt tal. Skriv utan decimaler.",
            "“3,5” is not a whole number. Write it without decimals."
        ]
    );
    for error in [
        NumberError::Empty,
        NumberError::Grouping { found: found.clone() },
        NumberError::Incomplete { found: found.clone() },
        NumberError::NotANumber { found },
        NumberError::TooLarge,
    ] {
        assert!(!both(|words| number(words, &error))[0].contains('$'));
    }
}

#[rstest]
#[case(
    12,
    10,
    9,
    "2 frånvarande av 12 ger 10, du räknade 9: 1 för lite.",
    "2 absent of 12 gives 10, you counted 9: 1 too few."
)]
#[case(
    4,
    2,
    4,
    "2 frånvarande av 4 ger 2, du räknade 4: 2 för mycket.",
    "2 absent of 4 gives 2, you counted 4: 2 too many."
)]
#[case(
    12,
    12,
    11,
    "Alla 12 närvarande, men du räknade 11: 1 för lite.",
    "All 12 present, but you counted 11: 1 too few."
)]
fn a_control_total_that_is_off_says_by_how_much(
    #[case] of: i64,
    #[case] counted: i64,
    #[case] given: i64,
    #[case] sv: &str,
    #[case] en: &str,
) {
    let plan = crate::domain::plan::load::load(crate::domain::plan::load::ENKOPING, "plan.toml").unwrap();
    let (_, form) = plan.form("evening").unwrap();
    let off = Problem::Total { field: "present".into(), roster: "attendance".into(), of, counted, given };
    for (language, said) in [(Language::Swedish, sv), (Language::English, en)] {
        let told = problem_by_field(Words::new(language), &plan, form, &off);
        assert!(told.starts_with(said), "{told}");
    }
}
