//! What is wrong in a plan file: where, what, and what would be right.

use super::{Arg, Words, label};
use crate::domain::plan::load::error::{Ordered, PlanErrorKind, Press, Thing, Wanted};
use crate::domain::plan::load::{FORMAT, PlanError};

/// Says what is wrong in a plan file, with the file, the line, and what would be right.
pub fn mistake(words: Words, error: &PlanError) -> String {
    let what = what(words, &error.kind);
    let place = words.say_with(
        "plan-place",
        &[("file", (&error.file).into()), ("line", error.line.into()), ("what", (&what).into())],
    );
    match instead(words, &error.kind) {
        Some(instead) => format!("{place} {instead}"),
        None => place,
    }
}

fn what(words: Words, kind: &PlanErrorKind) -> String {
    match kind {
        PlanErrorKind::Syntax(message) => words.say_with("plan-syntax", &[("message", message.into())]),
        PlanErrorKind::Newer { format } => words.say_with("plan-newer", &[("format", (*format).into())]),
        PlanErrorKind::UnknownKey { key, .. } => words.say_with("plan-unknown-key", &[("key", key.into())]),
        PlanErrorKind::Missing { key } => words.say_with("plan-missing", &[("key", key.into())]),
        PlanErrorKind::Kind { wanted, .. } => {
            words.say_with("plan-kind", &[("wanted", (&words.say(noun_of(*wanted))).into())])
        }
        PlanErrorKind::Empty => words.say("plan-empty").into_owned(),
        PlanErrorKind::Unprintable => words.say("plan-unprintable").into_owned(),
        PlanErrorKind::BadName { name } => words.say_with("plan-bad-name", &[("name", name.into())]),
        PlanErrorKind::Word { word, .. } => words.say_with("plan-word", &[("word", word.into())]),
        PlanErrorKind::Unknown { thing, name, .. } => words.say_with(
            "plan-unknown",
            &[("thing", (&words.say(thing_of(*thing))).into()), ("name", name.into())],
        ),
        PlanErrorKind::Duplicate { thing, name, first } => words.say_with(
            "plan-duplicate",
            &[
                ("thing", (&words.say(thing_of(*thing))).into()),
                ("name", name.into()),
                ("first", (*first).into()),
            ],
        ),
        PlanErrorKind::BadPress { key, .. } => words.say_with("plan-bad-press", &[("key", key.into())]),
        PlanErrorKind::ReservedPress { key, .. } => {
            words.say_with("plan-reserved-press", &[("key", (&key.to_string()).into())])
        }
        PlanErrorKind::TakenPress { press, key, by } => words.say_with(
            "plan-taken-press",
            &[
                ("use", (&words.say(use_of(*press))).into()),
                ("key", (&key.to_string()).into()),
                ("by", by.into()),
            ],
        ),
        PlanErrorKind::TooLong { most } => words.say_with("plan-too-long", &[("n", (*most).into())]),
        PlanErrorKind::Bounds { number, .. } => words.say_with("plan-bounds", &[("n", (*number).into())]),
        PlanErrorKind::RangeTurned { from, to } => {
            words.say_with("plan-range-turned", &[("from", (*from).into()), ("to", (*to).into())])
        }
        PlanErrorKind::PeriodTurned { from, to } => words.say_with(
            "plan-period-turned",
            &[("from", (&from.to_string()).into()), ("to", (&to.to_string()).into())],
        ),
        PlanErrorKind::Order(ordered) => {
            words.say_with("plan-order", &[("things", (&words.say(ordered_of(*ordered))).into())])
        }
        PlanErrorKind::Zone { name } => words.say_with("plan-zone", &[("name", name.into())]),
        PlanErrorKind::NoDay => words.say("plan-no-day").into_owned(),
        PlanErrorKind::FieldKind { field, .. } => {
            words.say_with("plan-field-kind", &[("field", field.into())])
        }
        PlanErrorKind::ListAndChoices => words.say("plan-list-and-choices").into_owned(),
        PlanErrorKind::NoItems => words.say("plan-no-items").into_owned(),
        PlanErrorKind::PartCodes { .. } => words.say("plan-part-codes").into_owned(),
        PlanErrorKind::NoParts => words.say("plan-no-parts").into_owned(),
        PlanErrorKind::SomeCases { form } => words.say_with("plan-some-cases", &[("form", form.into())]),
        PlanErrorKind::NotPlannable { form } => {
            words.say_with("plan-not-plannable", &[("form", form.into())])
        }
        PlanErrorKind::NoForms => words.say("plan-no-forms").into_owned(),
        PlanErrorKind::NotFirstOfMonth { day } => {
            words.say_with("plan-not-first", &[("day", (&day.to_string()).into())])
        }
        PlanErrorKind::Target => words.say("plan-target").into_owned(),
    }
}

fn instead(words: Words, kind: &PlanErrorKind) -> Option<String> {
    let say = |key: &'static str| words.say(key).into_owned();
    Some(match kind {
        PlanErrorKind::Syntax(_) => return None,
        PlanErrorKind::Newer { .. } => words.say_with("plan-try-format", &[("format", FORMAT.into())]),
        PlanErrorKind::UnknownKey { nearest, allowed: all, .. }
        | PlanErrorKind::Word { nearest, allowed: all, .. }
        | PlanErrorKind::Unknown { nearest, known: all, .. } => {
            return nearest_or_all(words, nearest.as_deref(), all);
        }
        PlanErrorKind::Missing { key } => words.say_with("plan-try-add", &[("key", key.into())]),
        PlanErrorKind::Kind { wanted, .. } => {
            words.say_with("plan-try-like", &[("example", example_of(*wanted).into())])
        }
        PlanErrorKind::Empty => say("plan-try-text"),
        PlanErrorKind::Unprintable => say("plan-try-printable"),
        PlanErrorKind::TooLong { most } => words.say_with("plan-try-shorter", &[("n", (*most).into())]),
        PlanErrorKind::BadName { .. } => say("plan-try-name"),
        PlanErrorKind::Duplicate { .. } => say("plan-try-other-name"),
        PlanErrorKind::BadPress { .. } => say("plan-try-press"),
        PlanErrorKind::ReservedPress { .. } | PlanErrorKind::TakenPress { .. } => say("plan-try-other-press"),
        PlanErrorKind::Bounds { from, to, .. } => {
            words.say_with("plan-try-bounds", &[("from", (*from).into()), ("to", (*to).into())])
        }
        PlanErrorKind::RangeTurned { from, to } => as_written(words, &to.to_string(), &from.to_string()),
        PlanErrorKind::PeriodTurned { from, to } => as_written(words, &to.to_string(), &from.to_string()),
        PlanErrorKind::Order(_) => say("plan-try-order"),
        PlanErrorKind::Zone { .. } => say("plan-try-zone"),
        PlanErrorKind::NoDay => say("plan-try-day"),
        PlanErrorKind::FieldKind { wanted, .. } => {
            words.say_with("plan-try-kind", &[("all", (&label::either(words, wanted)).into())])
        }
        PlanErrorKind::ListAndChoices => say("plan-try-one-of-them"),
        PlanErrorKind::NoItems => say("plan-try-items"),
        PlanErrorKind::PartCodes { parts } => {
            words.say_with("plan-try-parts-codes", &[("all", (&parts.join(", ")).into())])
        }
        PlanErrorKind::NoParts => say("plan-try-parts"),
        PlanErrorKind::SomeCases { .. } => say("plan-try-some-cases"),
        PlanErrorKind::NotPlannable { .. } => say("plan-try-plannable"),
        PlanErrorKind::NoForms => say("plan-try-form"),
        PlanErrorKind::NotFirstOfMonth { .. } => say("plan-try-first"),
        PlanErrorKind::Target => say("plan-try-target"),
    })
}

fn nearest_or_all(words: Words, nearest: Option<&str>, all: &[String]) -> Option<String> {
    match nearest {
        Some(name) => Some(words.say_with("plan-try-nearest", &[("name", name.into())])),
        None if all.is_empty() => None,
        None => Some(words.say_with("plan-try-one-of", &[("all", (&label::either(words, all)).into())])),
    }
}

fn as_written(words: Words, from: &str, to: &str) -> String {
    words.say_with("plan-try-turn", &[("from", Arg::Text(from)), ("to", Arg::Text(to))])
}

fn thing_of(thing: Thing) -> &'static str {
    match thing {
        Thing::Criterion => "plan-thing-criterion",
        Thing::List => "plan-thing-list",
        Thing::Item => "plan-thing-item",
        Thing::Activity => "plan-thing-activity",
        Thing::Form => "plan-thing-form",
        Thing::Field => "plan-thing-field",
        Thing::Measure => "plan-thing-measure",
        Thing::Part => "plan-thing-part",
        Thing::Party => "plan-thing-party",
        Thing::Role => "plan-thing-role",
    }
}

fn use_of(press: Press) -> &'static str {
    match press {
        Press::Open => "plan-press-open",
        Press::Jump => "plan-press-jump",
        Press::Choice => "plan-press-choice",
    }
}

fn ordered_of(ordered: Ordered) -> &'static str {
    match ordered {
        Ordered::Terms => "plan-order-terms",
        Ordered::Parts => "plan-order-parts",
        Ordered::Followed => "plan-order-followed",
    }
}

fn noun_of(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Text => "plan-kind-text",
        Wanted::Label => "plan-kind-label",
        Wanted::Number => "plan-kind-number",
        Wanted::Truth => "plan-kind-truth",
        Wanted::Day => "plan-kind-day",
        Wanted::Time => "plan-kind-time",
        Wanted::Array => "plan-kind-array",
        Wanted::Table => "plan-kind-table",
    }
}

/// How such a value is written in TOML; the same in every language.
fn example_of(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Text => "\"text\"",
        Wanted::Label => "{ sv = \"text\", en = \"text\" }",
        Wanted::Number => "12",
        Wanted::Truth => "true",
        Wanted::Day => "2021-01-31",
        Wanted::Time => "14:30",
        Wanted::Array => "[ … ]",
        Wanted::Table => "{ … }",
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::Language;
    use chrono::NaiveDate;

    const DAY: NaiveDate = NaiveDate::MIN;

    fn text() -> String {
        "x".to_owned()
    }

    /// Every kind of mistake there is.
    fn kinds() -> Vec<PlanErrorKind> {
        let things = [
            Thing::Criterion,
            Thing::List,
            Thing::Item,
            Thing::Activity,
            Thing::Form,
            Thing::Field,
            Thing::Measure,
            Thing::Part,
            Thing::Party,
            Thing::Role,
        ];
        let wanted = [
            Wanted::Text,
            Wanted::Label,
            Wanted::Number,
            Wanted::Truth,
            Wanted::Day,
            Wanted::Time,
            Wanted::Array,
            Wanted::Table,
        ];
        let mut kinds = vec![
            PlanErrorKind::Syntax(text()),
            PlanErrorKind::Newer { format: 2 },
            PlanErrorKind::Missing { key: text() },
            PlanErrorKind::Empty,
            PlanErrorKind::Unprintable,
            PlanErrorKind::TooLong { most: 40 },
            PlanErrorKind::BadName { name: text() },
            PlanErrorKind::Word { word: text(), nearest: None, allowed: vec![text()] },
            PlanErrorKind::ReservedPress { press: Press::Open, key: 'q' },
            PlanErrorKind::Bounds { number: 8, from: 1, to: 7 },
            PlanErrorKind::RangeTurned { from: 9, to: 3 },
            PlanErrorKind::PeriodTurned { from: DAY, to: DAY },
            PlanErrorKind::Zone { name: text() },
            PlanErrorKind::NoDay,
            PlanErrorKind::FieldKind { field: text(), wanted: vec!["day".into(), "month".into()] },
            PlanErrorKind::ListAndChoices,
            PlanErrorKind::NoItems,
            PlanErrorKind::PartCodes { parts: vec![text()] },
            PlanErrorKind::NoParts,
            PlanErrorKind::SomeCases { form: text() },
            PlanErrorKind::NotPlannable { form: text() },
            PlanErrorKind::NoForms,
            PlanErrorKind::NotFirstOfMonth { day: DAY },
            PlanErrorKind::Target,
        ];
        for press in [Press::Open, Press::Jump, Press::Choice] {
            kinds.push(PlanErrorKind::BadPress { press, key: text() });
            kinds.push(PlanErrorKind::TakenPress { press, key: 'a', by: text() });
        }
        kinds.extend([Ordered::Terms, Ordered::Parts, Ordered::Followed].map(PlanErrorKind::Order));
        kinds.extend(wanted.map(|wanted| PlanErrorKind::Kind { wanted, found: text() }));
        for thing in things {
            kinds.push(PlanErrorKind::Unknown { thing, name: text(), nearest: None, known: Vec::new() });
            kinds.push(PlanErrorKind::Duplicate { thing, name: text(), first: 3 });
        }
        kinds
    }

    fn told(language: Language, kind: PlanErrorKind) -> String {
        let error = PlanError { file: "plan.toml".to_owned(), line: 12, column: 1, kind };
        mistake(Words::new(language), &error)
    }

    #[test]
    fn every_mistake_is_told_whole() {
        for kind in kinds() {
            let sv = told(Language::Swedish, kind.clone());
            let en = told(Language::English, kind.clone());
            assert!(sv.starts_with("plan.toml, rad 12: ") && en.starts_with("plan.toml, line 12: "));
            for text in [&sv, &en] {
                assert!(
                    !text.contains('$') && !text.contains("plan-") && text.ends_with(['.', '?']),
                    "{text}"
                );
            }
            assert_ne!(sv, en);
        }
    }

    #[rstest]
    #[case(
        PlanErrorKind::UnknownKey { key: "lable".into(), nearest: Some("label".into()), allowed: Vec::new() },
        "plan.toml, rad 12: nyckeln lable betyder ingenting här. Menar du label?"
    )]
    #[case(
        PlanErrorKind::Unknown {
            thing: Thing::Form,
            name: "vist".into(),
            nearest: None,
            known: vec!["walk".into(), "shift".into()],
        },
        "plan.toml, rad 12: formuläret ”vist” finns inte. Skriv walk eller shift."
    )]
    #[case(
        PlanErrorKind::TakenPress { press: Press::Jump, key: 'k', by: "contacts".into() },
        "plan.toml, rad 12: två kan inte hoppa till ett fält med samma tangent: contacts har redan k. \
         Välj en annan tangent."
    )]
    #[case(
        PlanErrorKind::RangeTurned { from: 9, to: 3 },
        "plan.toml, rad 12: gränserna 9 och 3 är omkastade. Skriv from = 3, to = 9."
    )]
    #[case(
        PlanErrorKind::NoItems,
        "plan.toml, rad 12: här finns inget att välja. Lägg till ett val, till exempel \
         { code = \"annat\", label = \"annat\" }."
    )]
    fn it_says_what_would_be_right(#[case] kind: PlanErrorKind, #[case] sv: &str) {
        assert_eq!(told(Language::Swedish, kind), sv);
    }
}
