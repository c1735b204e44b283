//! Figures in words: the number or which nothing it is, how it stands, what was promised, and what to know beside it.

use super::{Words, label, period};
use crate::domain::course::index::COURSE;
use crate::domain::course::ledger::CalledOff;
use crate::domain::outcome::{Figure, NoFigure, Standing};
use crate::domain::plan::{Measure, Promise, Target};
use crate::text::number::{self, group};

/// Writes a figure: `14`, `23 av 25`, `0` where that was reported, else `–` and why there is none.
pub fn value(words: Words, figure: &Figure) -> String {
    let number = match (figure.value, figure.nothing) {
        (Some(n), _) => n,
        (None, Some(NoFigure::Zero)) => 0,
        (None, Some(why @ NoFigure::Running)) => return nothing(words, why),
        (None, why) => {
            let why = nothing(words, why.unwrap_or(NoFigure::NotDue));
            return words.say_with("figure-none", &[("why", (&why).into())]);
        }
    };
    match figure.of {
        Some(of) => words.say_with("of-all", &[("value", number.into()), ("of", of.into())]),
        None => group(number),
    }
}

/// Writes a figure beside what was promised for the period so far: `7 av 12`; without a target as [`value`] does.
pub fn against(words: Words, figure: &Figure) -> String {
    let reported = figure.value.or_else(|| (figure.nothing == Some(NoFigure::Zero)).then_some(0));
    match (reported, figure.of, figure.target) {
        (Some(n), None, Some(target)) => {
            words.say_with("of-all", &[("value", n.into()), ("of", target.into())])
        }
        _ => value(words, figure),
    }
}

/// Says which nothing there is instead of a figure: `noll`, `inställt`, `saknas`, `inte än`.
pub fn nothing(words: Words, nothing: NoFigure) -> String {
    words
        .say(match nothing {
            NoFigure::Zero => "nothing-zero",
            NoFigure::Cancelled => "nothing-cancelled",
            NoFigure::Missing => "nothing-missing",
            NoFigure::NotDue => "nothing-not-due",
            NoFigure::TooFew => "nothing-too-few",
            NoFigure::Running => "nothing-running",
        })
        .into_owned()
}

/// Says how a figure stands: `enligt plan`, `efter plan`, `uppfyllt`, `ej uppfyllt`, `inget mål`, `ej bedömbart`.
pub fn standing(words: Words, standing: Standing) -> String {
    words
        .say(match standing {
            Standing::NoTarget => "standing-no-target",
            Standing::OnTrack => "standing-on-track",
            Standing::Behind => "standing-behind",
            Standing::Kept => "standing-kept",
            Standing::NotKept => "standing-not-kept",
            Standing::NotAssessable => "standing-not-assessable",
        })
        .into_owned()
}

/// Says what was promised: `minst 1 per termin`, `minst 90 %`, `inget mål`.
pub fn target(words: Words, measure: &Measure) -> String {
    match measure.target {
        None => words.say("target-none").into_owned(),
        Some(Target::AtLeast(n)) => words.say_with("target-at-least", &[("n", n.into())]),
        Some(Target::Per(n, kind)) => {
            let each = period::each(words, kind);
            words.say_with("target-per", &[("n", n.into()), ("each", (&each).into())])
        }
        Some(Target::EachExpected) => words.say("target-each-expected").into_owned(),
        Some(Target::Share(percent)) => words.say_with("target-share", &[("n", percent.into())]),
    }
}

/// Writes the share in whole per cent: `88 %`; `None` where there is nothing to share.
///
/// Halves upward, but 100 % only of all and 0 % only of none: one rule for every share that is shown.
pub fn percent(words: Words, figure: &Figure) -> Option<String> {
    let n = number::percent(figure.value.unwrap_or(0), figure.of?)?;
    Some(words.say_with("percent", &[("n", n.into())]))
}

/// Says what a reader of the figure should know: `2 inställda`, `1 flyttad: smittskydd`, `1 pågår (10 av 12 kvällar)`,
/// `1 saknas`, `3 ej uppgivet`, `4 utanför perioden`.
///
/// `outside` is what the measure adds up to outside the promise's period.
pub fn remarks(words: Words, plan: &Promise, figure: &Figure, outside: i64) -> Vec<String> {
    let left_out = figure.registered.unwrap_or(0) - figure.of.unwrap_or(0);
    let told_apart = !figure.called_off.is_empty();
    let counted = [
        ("remark-cancelled", if told_apart { 0 } else { figure.cancelled }),
        ("remark-planned", figure.planned),
        ("remark-missing", figure.missing),
        ("remark-not-stated", figure.not_stated),
        ("remark-left-out", left_out),
        ("remark-outside", outside),
    ];
    let off = figure.called_off.iter().map(|off| called_off(words, plan, off));
    let told = counted.into_iter().filter(|(_, n)| *n > 0);
    let told = told.map(|(key, n)| words.say_with(key, &[("n", n.into())]));
    let cut = figure.cut.then(|| words.say("remark-cut").into_owned());
    off.chain(running(words, figure)).chain(told).chain(cut).collect()
}

/// `1 flyttad: smittskydd`.
fn called_off(words: Words, plan: &Promise, off: &CalledOff) -> String {
    let list = plan.form(COURSE).and_then(|(_, form)| form.cancel_reasons.as_deref());
    let reason = label::reason(words, plan, list, &off.reason);
    let key = if off.postponed { "remark-postponed-for" } else { "remark-cancelled-for" };
    words.say_with(key, &[("n", off.count.into()), ("reason", reason.into())])
}

/// `1 pågår (10 av 12 kvällar)`.
fn running(words: Words, figure: &Figure) -> Option<String> {
    let (held, of) = figure.progress?;
    Some(words.say_with(
        "remark-running",
        &[("n", figure.running.into()), ("held", held.into()), ("of", of.into())],
    ))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::load::{ENKOPING, load};
    use crate::domain::plan::{Language, Period, PeriodKind};

    fn blank() -> Figure {
        let day = "2023-11-22".parse().unwrap();
        Figure {
            measure: "walks".into(),
            activity: "walks".into(),
            period: Period { from: day, to: day },
            upto: day,
            value: None,
            nothing: None,
            of: None,
            registered: None,
            target: None,
            standing: Standing::NoTarget,
            entries: 0,
            cancelled: 0,
            planned: 0,
            running: 0,
            progress: None,
            called_off: Vec::new(),
            missing: 0,
            not_stated: 0,
            cut: false,
        }
    }

    fn both(say: impl Fn(Words) -> String) -> [String; 2] {
        [Language::Swedish, Language::English].map(|language| say(Words::new(language)))
    }

    #[rstest]
    #[case(Some(14), None, None, "14", "14")]
    #[case(Some(3110), None, None, "3\u{a0}110", "3\u{a0}110")]
    #[case(Some(23), Some(25), None, "23 av 25", "23 of 25")]
    #[case(None, None, Some(NoFigure::Zero), "0", "0")]
    #[case(None, Some(25), Some(NoFigure::Zero), "0 av 25", "0 of 25")]
    #[case(None, None, Some(NoFigure::Cancelled), "– inställt", "– cancelled")]
    #[case(None, Some(0), Some(NoFigure::Missing), "– saknas", "– missing")]
    #[case(None, None, Some(NoFigure::NotDue), "– inte än", "– not yet")]
    #[case(None, None, Some(NoFigure::Running), "pågår", "in progress")]
    fn only_what_was_reported_is_a_number(
        #[case] number: Option<i64>,
        #[case] of: Option<i64>,
        #[case] nothing: Option<NoFigure>,
        #[case] sv: &str,
        #[case] en: &str,
    ) {
        let figure = Figure { value: number, of, nothing, ..blank() };
        assert_eq!(both(|words| value(words, &figure)), [sv, en]);
    }

    #[test]
    fn each_nothing_has_its_name() {
        let all =
            [NoFigure::Zero, NoFigure::Cancelled, NoFigure::Missing, NoFigure::NotDue, NoFigure::TooFew];
        let said = |language| all.map(|n| nothing(Words::new(language), n));
        assert_eq!(said(Language::Swedish), ["noll", "inställt", "saknas", "inte än", "för få"]);
        assert_eq!(said(Language::English), ["none", "cancelled", "missing", "not yet", "too few"]);
    }

    #[test]
    fn a_figure_stands_beside_its_target_only_where_there_is_one() {
        let promised = Figure { value: Some(7), target: Some(12), ..blank() };
        assert_eq!(both(|words| against(words, &promised)), ["7 av 12", "7 of 12"]);
        let none = Figure { nothing: Some(NoFigure::Zero), target: Some(12), ..blank() };
        assert_eq!(both(|words| against(words, &none))[0], "0 av 12");
        let missing = Figure { nothing: Some(NoFigure::Missing), target: Some(12), ..blank() };
        assert_eq!(both(|words| against(words, &missing))[0], "– saknas");
        let share = Figure { value: Some(23), of: Some(25), target: Some(25), ..blank() };
        assert_eq!(both(|words| against(words, &share))[0], "23 av 25");
        assert_eq!(both(|words| against(words, &Figure { value: Some(7), ..blank() }))[0], "7");
    }

    #[rstest]
    #[case(Standing::NoTarget, "inget mål", "no target")]
    #[case(Standing::OnTrack, "enligt plan", "on track")]
    #[case(Standing::Behind, "efter plan", "behind plan")]
    #[case(Standing::Kept, "uppfyllt", "kept")]
    #[case(Standing::NotKept, "ej uppfyllt", "not kept")]
    #[case(Standing::NotAssessable, "ej bedömbart", "cannot be assessed")]
    fn standings(#[case] at: Standing, #[case] sv: &str, #[case] en: &str) {
        assert_eq!(both(|words| standing(words, at)), [sv, en]);
    }

    #[rstest]
    #[case(None, "inget mål", "no target")]
    #[case(Some(Target::AtLeast(6)), "minst 6", "at least 6")]
    #[case(Some(Target::Per(1, PeriodKind::Term)), "minst 1 per termin", "at least 1 per term")]
    #[case(Some(Target::Per(2, PeriodKind::Week)), "minst 2 per vecka", "at least 2 per week")]
    #[case(Some(Target::EachExpected), "varje vecka", "every week")]
    #[case(Some(Target::Share(90)), "minst 90\u{a0}%", "at least 90\u{a0}%")]
    fn targets(#[case] promised: Option<Target>, #[case] sv: &str, #[case] en: &str) {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let measure = Measure { target: promised, ..plan.measure("walks").unwrap().1.clone() };
        assert_eq!(both(|words| target(words, &measure)), [sv, en]);
    }

    #[rstest]
    #[case(Some(22), Some(25), Some("88\u{a0}%"))]
    #[case(Some(11), Some(12), Some("92\u{a0}%"))]
    #[case(Some(999), Some(1000), Some("99\u{a0}%"))]
    #[case(Some(1), Some(1000), Some("1\u{a0}%"))]
    #[case(Some(25), Some(25), Some("100\u{a0}%"))]
    #[case(None, Some(25), Some("0\u{a0}%"))]
    #[case(Some(0), Some(0), None)]
    #[case(Some(14), None, None)]
    fn a_share_is_rounded_and_never_to_all_or_none(
        #[case] number: Option<i64>,
        #[case] of: Option<i64>,
        #[case] expected: Option<&str>,
    ) {
        let figure = Figure { value: number, of, ..blank() };
        assert_eq!(percent(Words::new(Language::Swedish), &figure).as_deref(), expected);
    }

    #[test]
    fn remarks_tell_what_is_behind() {
        let words = Words::new(Language::Swedish);
        let plan = load(ENKOPING, "plan.toml").unwrap();
        assert!(remarks(words, &plan, &blank(), 0).is_empty());
        let figure = Figure {
            cancelled: 2,
            planned: 1,
            missing: 1,
            not_stated: 3,
            of: Some(25),
            registered: Some(27),
            cut: true,
            ..blank()
        };
        assert_eq!(
            remarks(words, &plan, &figure, 4),
            [
                "2 inställda",
                "1 planerad",
                "1 saknas",
                "3 ej uppgivet",
                "2 räknas inte in",
                "4 utanför perioden",
                "delar av månader är inte med"
            ]
        );
    }

    #[test]
    fn a_running_course_says_how_far_it_has_come_and_a_cancelled_one_why() {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let off = |reason: &str, postponed, count| CalledOff { reason: reason.into(), postponed, count };
        let figure = Figure {
            cancelled: 3,
            running: 1,
            progress: Some((10, 12)),
            called_off: vec![off("smittskydd", true, 1), off("gammalt", false, 2)],
            ..blank()
        };
        assert_eq!(
            [Language::Swedish, Language::English].map(|l| remarks(Words::new(l), &plan, &figure, 0)),
            [
                ["1 flyttad: smittskydd", "2 inställda: gammalt", "1 pågår (10 av 12 kvällar)"],
                [
                    "1 postponed: infection control",
                    "2 cancelled: gammalt",
                    "1 in progress (10 of 12 evenings)"
                ]
            ]
        );
    }
}
