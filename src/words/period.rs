//! Periods in words: `ht 2023`, `T2 2023`, `v. 47 2023`, `hela löftet`, `i höst`.

use chrono::NaiveDate;

use super::{Words, day};
use crate::domain::plan::{Period, PeriodError, PeriodKind, PeriodName, Promise, TermKind};
use crate::text::when::{Month, monday};

/// The kinds a stretch of days can be recognised as, the most telling first.
const TELLING: [PeriodKind; 8] = [
    PeriodKind::Whole,
    PeriodKind::Term,
    PeriodKind::Year,
    PeriodKind::HalfYear,
    PeriodKind::Tertial,
    PeriodKind::Quarter,
    PeriodKind::Month,
    PeriodKind::Week,
];

/// Names a period of a kind; where its days are not those of such a period, by its days.
pub fn named(words: Words, kind: PeriodKind, period: Period, plan: &Promise) -> String {
    let dated = |key: &'static str, year: i32| words.say_with(key, &[("year", (&year.to_string()).into())]);
    let numbered = |key: &'static str, number: u32, year: i32| {
        words.say_with(key, &[("n", number.into()), ("year", (&year.to_string()).into())])
    };
    match period.name(kind, plan) {
        PeriodName::Week { year, week } => {
            day::week_and_year(words, monday(year, week).unwrap_or(period.from))
        }
        PeriodName::Month { year, month } => day::month(words, Month { year, month }),
        PeriodName::Quarter { year, number } => numbered("quarter", number, year),
        PeriodName::Tertial { year, number } => numbered("tertial", number, year),
        PeriodName::HalfYear { year, number } => numbered("half-year", number, year),
        PeriodName::Term { year, kind: TermKind::Spring } => dated("term-spring", year),
        PeriodName::Term { year, kind: TermKind::Autumn } => dated("term-autumn", year),
        PeriodName::Year(year) => year.to_string(),
        PeriodName::Whole => words.say("whole-promise").into_owned(),
        PeriodName::Free(days) => day::span_and_year(words, days.from, days.to),
    }
}

/// Names a period by the kind that its days are.
pub fn period(words: Words, period: Period, plan: &Promise) -> String {
    named(words, kind(period, plan), period, plan)
}

/// Names a period as the last words of a sentence about it: `i höst`, `i november`, `under löftet`.
pub fn during(words: Words, period: Period, plan: &Promise, today: NaiveDate) -> String {
    let kind = kind(period, plan);
    let now = period.contains(today);
    let key = match kind {
        PeriodKind::Whole => "during-promise",
        PeriodKind::Week if now => "during-week",
        PeriodKind::Year if now => "during-year",
        PeriodKind::Term if now => match period.name(kind, plan) {
            PeriodName::Term { kind: TermKind::Spring, .. } => "during-spring",
            _ => "during-autumn",
        },
        PeriodKind::Month => {
            let month = day::month_near(words, Month::of(period.from), today);
            return words.say_with("during-month", &[("month", (&month).into())]);
        }
        _ => {
            let name = named(words, kind, period, plan);
            return words.say_with("during", &[("period", (&name).into())]);
        }
    };
    words.say(key).into_owned()
}

/// Names a kind of period as something that is promised for each: `termin`.
pub fn each(words: Words, kind: PeriodKind) -> String {
    let key = match kind {
        PeriodKind::Week => "per-week",
        PeriodKind::Month => "per-month",
        PeriodKind::Quarter => "per-quarter",
        PeriodKind::Tertial => "per-tertial",
        PeriodKind::Term => "per-term",
        PeriodKind::HalfYear => "per-half-year",
        PeriodKind::Year => "per-year",
        PeriodKind::Whole | PeriodKind::Free => "whole-promise",
    };
    words.say(key).into_owned()
}

/// The kind of period that these days are, the most telling where they are several.
pub fn kind(period: Period, plan: &Promise) -> PeriodKind {
    let is = |kind: &PeriodKind| Period::of(*kind, period.from, plan) == Some(period);
    TELLING.into_iter().find(is).unwrap_or(PeriodKind::Free)
}

/// Says why a text names no period.
pub fn mistake(words: Words, error: &PeriodError) -> String {
    match error {
        PeriodError::Unknown { text } => words.say_with("period-unknown", &[("text", text.into())]),
        PeriodError::Year { year } => words.say_with("period-year", &[("year", (&year.to_string()).into())]),
        PeriodError::Number { kind, number, last } => words.say_with(
            "period-number",
            &[
                ("kind", (&each(words, *kind)).into()),
                ("n", (&number.to_string()).into()),
                ("last", (*last).into()),
            ],
        ),
        PeriodError::Day { text } => words.say_with("period-day", &[("text", text.into())]),
        PeriodError::Turned { from, to } => words.say_with(
            "period-turned",
            &[("from", (&day::full(words, *from)).into()), ("to", (&day::full(words, *to)).into())],
        ),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::{Language, Term};

    fn between(from: &str, to: &str) -> Period {
        Period { from: from.parse().unwrap(), to: to.parse().unwrap() }
    }

    fn plan() -> Promise {
        let mut plan = Promise::unwritten();
        plan.period = between("2021-01-01", "2023-12-31");
        let autumn = between("2023-08-16", "2023-12-20");
        plan.calendar.terms = vec![Term { year: 2023, kind: TermKind::Autumn, period: autumn }];
        plan
    }

    #[rstest]
    #[case("2023-08-16", "2023-12-20", "ht 2023", "i höst", "autumn 2023", "this autumn")]
    #[case("2021-01-01", "2023-12-31", "hela löftet", "under löftet", "the whole promise", "in the promise")]
    #[case("2023-01-01", "2023-12-31", "2023", "i år", "2023", "this year")]
    #[case("2022-01-01", "2022-12-31", "2022", "2022", "2022", "in 2022")]
    #[case("2023-07-01", "2023-12-31", "H2 2023", "H2 2023", "H2 2023", "in H2 2023")]
    #[case("2023-05-01", "2023-08-31", "T2 2023", "T2 2023", "T2 2023", "in T2 2023")]
    #[case("2023-07-01", "2023-09-30", "K3 2023", "K3 2023", "Q3 2023", "in Q3 2023")]
    #[case("2023-10-01", "2023-10-31", "oktober 2023", "i oktober", "October 2023", "in October")]
    #[case("2023-11-20", "2023-11-26", "v. 47 2023", "denna vecka", "wk 47 2023", "this week")]
    #[case("2020-12-28", "2021-01-03", "v. 53 2020", "v. 53 2020", "wk 53 2020", "in wk 53 2020")]
    #[case(
        "2023-02-01",
        "2023-04-30",
        "1 feb–30 april 2023",
        "1 feb–30 april 2023",
        "1 Feb–30 Apr 2023",
        "in 1 Feb–30 Apr 2023"
    )]
    fn a_period_is_called_what_it_is(
        #[case] from: &str,
        #[case] to: &str,
        #[case] sv: &str,
        #[case] sv_during: &str,
        #[case] en: &str,
        #[case] en_during: &str,
    ) {
        let (plan, period, today) = (plan(), between(from, to), "2023-11-22".parse().unwrap());
        for (language, name, phrase) in
            [(Language::Swedish, sv, sv_during), (Language::English, en, en_during)]
        {
            let words = Words::new(language);
            assert_eq!(super::period(words, period, &plan), name);
            assert_eq!(during(words, period, &plan, today), phrase);
        }
    }

    #[test]
    fn a_term_the_plan_has_not_is_told_by_its_half_of_the_year() {
        let words = Words::new(Language::Swedish);
        let spring = between("2024-01-01", "2024-06-30");
        assert_eq!(named(words, PeriodKind::Term, spring, &plan()), "vt 2024");
    }

    #[rstest]
    #[case(
        PeriodError::Unknown { text: "snart".into() },
        "”snart” är ingen period. Skriv till exempel 2023, 2023-03, ht2023, t2-2023, 2023-v47 eller all.",
        "“snart” is not a period. Write for example 2023, 2023-03, ht2023, t2-2023, 2023-v47 or all."
    )]
    #[case(
        PeriodError::Year { year: 1999 },
        "År 1999 är för långt bort. Skriv ett år från 2000 till 2099.",
        "The year 1999 is too far off. Write a year from 2000 to 2099."
    )]
    #[case(
        PeriodError::Number { kind: PeriodKind::Week, number: 53, last: 52 },
        "Fel nummer på vecka: 53. Skriv 1 till 52.",
        "There is no week 53 then. Write 1 to 52."
    )]
    #[case(
        PeriodError::Day { text: "2023-02-30".into() },
        "”2023-02-30” finns inte i almanackan.",
        "“2023-02-30” is not in the calendar."
    )]
    #[case(
        PeriodError::Turned { from: "2023-06-30".parse().unwrap(), to: "2023-01-01".parse().unwrap() },
        "Perioden slutar sö 1 jan 2023, innan den börjar fr 30 juni 2023. Byt plats på dem.",
        "The period ends Sun 1 Jan 2023, before it begins Fri 30 June 2023. Turn them round."
    )]
    fn what_is_no_period_is_explained(#[case] error: PeriodError, #[case] sv: &str, #[case] en: &str) {
        assert_eq!(mistake(Words::new(Language::Swedish), &error), sv);
        assert_eq!(mistake(Words::new(Language::English), &error), en);
    }
}
