//! A course in words: which evening it is, how its places and its balance stand, and what the places left must be given to.

use chrono::NaiveDate;

use super::{Arg, Words, day, label};
use crate::domain::course::balance::{Counts, Hint, Verdict, percent};
use crate::domain::course::index::{COURSE, code_in, meets_on};
use crate::domain::course::standing::Stage;
use crate::domain::course::view::{CourseLine, CourseView, EveningLine};
use crate::domain::plan::Promise;
use crate::domain::record::{Entry, Status, Value};

/// Says what an evening is about: a theme of the plan in the language spoken, else as it was written.
pub fn theme<'a>(words: Words, plan: &'a Promise, theme: &'a str) -> &'a str {
    let of_plan = plan.course().and_then(|(_, settings)| settings.themes.iter().find(|own| own.sv == theme));
    of_plan.map_or(theme, |own| label::text(words, own))
}

/// Says which evening it is: `Kväll 11 av 12 · to 16 nov · Räddningstjänsten`; `gap` stands between the parts.
pub fn evening(
    words: Words,
    plan: &Promise,
    evening: &EveningLine,
    course: &CourseView,
    today: NaiveDate,
    gap: &str,
) -> String {
    let which = evening.session.map(|session| {
        let of = course.line.sessions;
        words.say_with("course-evening", &[("session", session.into()), ("of", of.into())])
    });
    let closing = evening.closing.then(|| label::text(words, &course.closing).to_owned());
    let about = evening.theme.as_deref().map(|said| theme(words, plan, said).to_owned()).or(closing);
    let parts = [which, Some(day::near(words, evening.day, today)), about];
    parts.into_iter().flatten().collect::<Vec<_>>().join(&format!(" {gap} "))
}

/// Says an evening that is due: `kväll 11 av 12, närvaro`, the last one by its name; the attendance is asked for once the
/// evening has come. None for what is no evening of a course among `known`.
pub fn due(words: Words, plan: &Promise, entry: &Entry, known: &[Entry], has_come: bool) -> Option<String> {
    let code = meets_on(entry)?;
    let (_, settings) = plan.course()?;
    let course = known.iter().find(|e| e.form == COURSE && code_in(e, "term") == Some(code))?;
    let number = |entry: &Entry, field: &str| entry.value(field).and_then(Value::number);
    let (session, of) = (number(entry, "session")?, number(course, "sessions")?);
    let which = if session == of {
        label::inside(label::text(words, &settings.closing))
    } else {
        words.say_with("course-due", &[("session", session.into()), ("of", of.into())])
    };
    Some(if has_come { words.say_with("course-attendance", &[("evening", (&which).into())]) } else { which })
}

/// Says when on its days a course meets: `18:00–21:00`, `18:00` where its end was not said. None without a time.
pub fn hours(course: &Entry) -> Option<String> {
    let at = |field| match course.value(field) {
        Some(Value::Time(time)) => Some(day::time(*time)),
        _ => None,
    };
    Some(match (at("time")?, at("end")) {
        (from, Some(to)) => format!("{from}–{to}"),
        (from, None) => from,
    })
}

/// Says how far a course has come: `tar emot anmälningar`, `pågår`, `genomförd`, `flyttad: smittskydd`.
pub fn stage(words: Words, plan: &Promise, line: &CourseLine) -> String {
    let key = match line.stage {
        Stage::Enrolling => "course-is-enrolling",
        Stage::Running => "course-is-on",
        Stage::Untold => "course-untold",
        Stage::Held => "course-was-held",
        Stage::NotHeld => "course-was-over",
        Stage::Cancelled => "course-was-cancelled",
        Stage::Postponed => "course-was-postponed",
    };
    let Status::Cancelled(code) = &line.status else {
        return words.say_with(key, &[("n", line.evenings_missing.into())]);
    };
    let list = plan.form(COURSE).and_then(|(_, form)| form.cancel_reasons.as_deref());
    words.say_with(key, &[("why", label::reason(words, plan, list, code).into())])
}

/// Says how many places are taken: `ht2023: 10 av 12 platser, 2 reserver`.
pub fn places(words: Words, code: &str, taken: u32, places: u32, reserves: u32) -> String {
    words.say_with(
        "course-places",
        &[
            ("course", code.into()),
            ("taken", taken.into()),
            ("places", places.into()),
            ("reserves", reserves.into()),
        ],
    )
}

/// Says how many there are of each and what that comes to: `tjejer 6 (60 %), killar 4 (40 %): jämn fördelning`. At least
/// `least` percent of each is even.
pub fn balance(words: Words, counts: Counts, least: u32) -> String {
    let share = |part: u32| {
        percent(part, counts.stated())
            .map_or_else(String::new, |n| words.say_with("course-share", &[("percent", n.into())]))
    };
    let (women, men) = (share(counts.women), share(counts.men));
    words.say_with(
        "course-balance",
        &[
            ("women", counts.women.into()),
            ("womenshare", (&women).into()),
            ("men", counts.men.into()),
            ("menshare", (&men).into()),
            ("other", counts.other.into()),
            ("verdict", words.say(verdict(counts.verdict(least))).as_ref().into()),
        ],
    )
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Even => "course-even",
        Verdict::Uneven => "course-uneven",
        Verdict::CannotAssess => "course-not-assessed",
    }
}

/// Says what the places left must be given to: `2 platser kvar: minst 1 kille för jämn fördelning`. None where no place is
/// left.
pub fn hint(words: Words, hint: Hint) -> Option<String> {
    let (key, left, women, men) = match hint {
        Hint::Needs { left, women: 0, men: 0 } => ("course-any", left, 0, 0),
        Hint::Needs { left, women, men: 0 } => ("course-needs-women", left, women, 0),
        Hint::Needs { left, women: 0, men } => ("course-needs-men", left, 0, men),
        Hint::Needs { left, women, men } => ("course-needs-both", left, women, men),
        Hint::OutOfReach { left } => ("course-out-of-reach", left, 0, 0),
    };
    let given: [(&str, Arg<'_>); 3] = [("left", left.into()), ("women", women.into()), ("men", men.into())];
    (left > 0).then(|| words.say_with(key, &given))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::Language;

    #[rstest]
    #[case((6, 4), 2, "2 platser kvar: minst 1 kille för jämn fördelning", "2 places left: at least 1 man for an even balance")]
    #[case((3, 4), 5, "5 platser kvar: minst 2 tjejer och 1 kille för jämn fördelning", "5 places left: at least 2 women and 1 man for an even balance")]
    #[case((4, 7), 1, "1 plats kvar: minst 1 tjej för jämn fördelning", "1 place left: at least 1 woman for an even balance")]
    #[case((5, 5), 2, "2 platser kvar: fördelningen blir jämn", "2 places left: the balance will be even")]
    #[case((8, 2), 2, "2 platser kvar: räcker inte till jämn fördelning", "2 places left: too few for an even balance")]
    fn the_places_left_are_said_with_what_they_must_be_given_to(
        #[case] (women, men): (u32, u32),
        #[case] left: u32,
        #[case] swedish: &str,
        #[case] english: &str,
    ) {
        let hint = Counts { women, men, other: 0 }.hint(left, 40).unwrap();
        assert_eq!(super::hint(Words::new(Language::Swedish), hint).unwrap(), swedish);
        assert_eq!(super::hint(Words::new(Language::English), hint).unwrap(), english);
    }

    #[rstest]
    #[case((6, 4, 0), "tjejer 6 (60\u{a0}%), killar 4 (40\u{a0}%): jämn fördelning")]
    #[case((7, 2, 1), "tjejer 7 (78\u{a0}%), killar 2 (22\u{a0}%), annat 1: ojämn fördelning")]
    #[case((2, 1, 0), "tjejer 2 (67\u{a0}%), killar 1 (33\u{a0}%): kan inte bedömas")]
    #[case((0, 0, 1), "tjejer 0, killar 0, annat 1: kan inte bedömas")]
    fn a_balance_is_said_with_its_counts_shares_and_verdict(
        #[case] (women, men, other): (u32, u32, u32),
        #[case] said: &str,
    ) {
        assert_eq!(balance(Words::new(Language::Swedish), Counts { women, men, other }, 40), said);
    }
}
