//! Periods in words: `ht 2023`, `T2 2023`, `v. 47 2023`, `hela löftet`, `i höst`.

use chrono::{Datelike, NaiveDate};

use super::{Words, day};
use crate::domain::plan::{Period, PeriodKind, Promise, TermKind};
use crate::text::when::Month;

/// Names a period of a kind; where its days are not those of such a period, by its days.
pub fn named(words: Words, kind: PeriodKind, period: Period, plan: &Promise) -> String {
    let year = period.from.year().to_string();
    let numbered = |key: &'static str, months: u32| {
        let n = period.from.month0() / months + 1;
        words.say_with(key, &[("n", n.into()), ("year", (&year).into())])
    };
    match kind {
        PeriodKind::Week => day::week_and_year(words, period.from),
        PeriodKind::Month => day::month(words, Month::of(period.from)),
        PeriodKind::Quarter => numbered("quarter", 3),
        PeriodKind::Tertial => numbered("tertial", 4),
        PeriodKind::HalfYear => numbered("half-year", 6),
        PeriodKind::Term => {
            let key = match term(period, plan) {
                TermKind::Spring => "term-spring",
                TermKind::Autumn => "term-autumn",
            };
            words.say_with(key, &[("year", (&year).into())])
        }
        PeriodKind::Year => year,
        PeriodKind::Whole => words.say("whole-promise").into_owned(),
        PeriodKind::Free => day::span_and_year(words, period.from, period.to),
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
        PeriodKind::Term if now => match term(period, plan) {
            TermKind::Spring => "during-spring",
            TermKind::Autumn => "during-autumn",
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

/// The kind of period that these days are; a term only where the plan's calendar has it.
pub fn kind(period: Period, plan: &Promise) -> PeriodKind {
    let (from, to) = (period.from, period.to);
    if period == plan.period {
        return PeriodKind::Whole;
    }
    if plan.calendar.terms.iter().any(|term| term.period == period) {
        return PeriodKind::Term;
    }
    if (to - from).num_days() == 6 && from.weekday().number_from_monday() == 1 {
        return PeriodKind::Week;
    }
    let whole_months = from.day() == 1 && Month::of(to).last() == to && from.year() == to.year();
    let months = to.month0() + 1 - from.month0().min(to.month0());
    match months {
        12 if whole_months => PeriodKind::Year,
        6 if whole_months && from.month0().is_multiple_of(6) => PeriodKind::HalfYear,
        4 if whole_months && from.month0().is_multiple_of(4) => PeriodKind::Tertial,
        3 if whole_months && from.month0().is_multiple_of(3) => PeriodKind::Quarter,
        1 if whole_months => PeriodKind::Month,
        _ => PeriodKind::Free,
    }
}

fn term(period: Period, plan: &Promise) -> TermKind {
    let known = plan.calendar.terms.iter().find(|term| term.period == period);
    known.map_or(if period.from.month() < 7 { TermKind::Spring } else { TermKind::Autumn }, |term| term.kind)
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
    #[case("2023-01-01", "2023-06-30", "H1 2023", "H1 2023", "H1 2023", "in H1 2023")]
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
}
