//! What is said of cases: why one is closed to a party, why it is on an agenda, and what became of a commitment.

use chrono::{Datelike, NaiveDate};

use super::{Words, day, label};
use crate::domain::casework::consent::Closed;
use crate::domain::casework::secrecy;
use crate::domain::casework::view::{CommitmentLine, Why};
use crate::domain::plan::Promise;
use crate::domain::record::Code;

/// Names a party of the case meeting: `socialtjänst`; its code where the plan has no such party.
pub fn party<'a>(words: Words, plan: &'a Promise, code: &'a str) -> &'a str {
    let item = plan.cases().and_then(|(_, cases)| cases.parties.iter().find(|party| party.code == code));
    item.map_or(code, |item| label::text(words, &item.label))
}

/// Says why there is no valid consent, as what is told of it: `gick ut 12 nov`, `saknas`.
pub fn closed(words: Words, closed: Closed, today: NaiveDate) -> String {
    let on = |key: &str, day: NaiveDate| {
        words.say_with(key, &[("day", (&self::day::near(words, day, today)).into())])
    };
    match closed {
        Closed::None => words.say("closed-none").into_owned(),
        Closed::NotSigned => words.say("closed-not-signed").into_owned(),
        Closed::NotYet { from } => on("closed-not-yet", from),
        Closed::Expired { until } => on("closed-expired", until),
        Closed::Withdrawn { day, time: None } => on("closed-withdrawn", day),
        Closed::Withdrawn { day, time: Some(time) } => words.say_with(
            "closed-withdrawn-at",
            &[("day", (&day::near(words, day, today)).into()), ("time", (&self::day::time(time)).into())],
        ),
        Closed::Adult { from } => {
            words.say_with("closed-adult", &[("year", (&from.year().to_string()).into())])
        }
    }
}

/// The parties that a case is closed to for the same reason, by name, with that reason.
pub fn alike(
    words: Words,
    plan: &Promise,
    closed: &[(Code, Closed)],
    today: NaiveDate,
) -> Vec<(String, String)> {
    let mut groups: Vec<(Closed, Vec<&str>)> = Vec::new();
    for (code, why) in closed {
        let party = party(words, plan, code);
        match groups.iter_mut().find(|(there, _)| there == why) {
            Some((_, parties)) => parties.push(party),
            None => groups.push((*why, vec![party])),
        }
    }
    groups.into_iter().map(|(why, parties)| (parties.join(", "), self::closed(words, why, today))).collect()
}

/// Says that a case is closed for want of consent: `samtycke för skola, polis gick ut 12 nov`.
pub fn closed_for(words: Words, plan: &Promise, closed: &[(Code, Closed)], today: NaiveDate) -> String {
    let said = alike(words, plan, closed, today).into_iter().map(|(parties, why)| {
        words.say_with("closed-for", &[("party", (&parties).into()), ("why", (&why).into())])
    });
    said.collect::<Vec<_>>().join("; ")
}

/// Says that a case that is closed to every party is taken up at group level only; `None` where somebody may hear of it.
pub fn group_only<'a>(
    words: Words,
    plan: &Promise,
    closed: impl IntoIterator<Item = &'a Code>,
) -> Option<String> {
    let parties = secrecy::parties(plan);
    let closed: Vec<&Code> = closed.into_iter().collect();
    let all = !parties.is_empty() && parties.iter().all(|party| closed.contains(&party));
    all.then(|| words.say("closed-to-all").into_owned())
}

/// Says who must leave the room before a case is opened: `lämnar rummet: polis (samtycke saknas)`.
pub fn leaves(words: Words, plan: &Promise, closed: &[(Code, Closed)], today: NaiveDate) -> String {
    let who: Vec<String> = alike(words, plan, closed, today)
        .into_iter()
        .map(|(parties, why)| {
            words.say_with("form-leaves", &[("parties", (&parties).into()), ("why", (&why).into())])
        })
        .collect();
    words.say_with("agenda-leaves", &[("who", (&who.join("; ")).into())])
}

/// Says why a case is on an agenda: `nytt`, `uppföljning ti 21 nov`, `åtagande försenat sedan ti 14 nov`.
pub fn why(words: Words, why: Why, today: NaiveDate) -> String {
    let on =
        |key: &str, day: NaiveDate| words.say_with(key, &[("day", (&day::near(words, day, today)).into())]);
    match why {
        Why::New => words.say("why-new").into_owned(),
        Why::FollowUp(day) => on("why-follow-up", day),
        Why::Late(day) => on("why-late", day),
        Why::Added => words.say("why-added").into_owned(),
        Why::NoFollowUp => words.say("why-no-follow-up").into_owned(),
        Why::Incomplete => words.say("why-incomplete").into_owned(),
    }
}

/// Says who promised what: `skola: kontakta mentor`.
pub fn promised(words: Words, plan: &Promise, line: &CommitmentLine) -> String {
    let party = party(words, plan, &line.party);
    match &line.what {
        Some(what) => format!("{party}: {what}"),
        None => party.to_owned(),
    }
}

/// Says what became of a commitment: `klart må 20 nov`, `6 dagar försenat`, `om 3 dagar`; and from when it was moved.
pub fn standing(words: Words, line: &CommitmentLine, today: NaiveDate) -> String {
    let said = match line.done {
        Some(done) => words.say_with("commitment-done", &[("day", (&day::near(words, done, today)).into())]),
        None => day::lateness(words, (today - line.by).num_days()),
    };
    match line.moved_from {
        Some(first) => {
            let first = day::near(words, first, today);
            words.say_with("commitment-moved", &[("said", (&said).into()), ("day", (&first).into())])
        }
        None => said,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use chrono::NaiveTime;
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::Language;
    use crate::domain::plan::load::{ENKOPING, load};
    use crate::domain::record::EntryId;

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[rstest]
    #[case(Closed::None, "samtycke för polis saknas", "consent for police is missing")]
    #[case(
        Closed::NotSigned,
        "samtycke för polis är inte underskrivet av alla",
        "consent for police is not signed by all"
    )]
    #[case(
        Closed::Expired { until: "2023-11-12".parse().unwrap() },
        "samtycke för polis gick ut sö 12 nov",
        "consent for police ended Sun 12 Nov"
    )]
    #[case(
        Closed::Withdrawn { day: "2023-11-21".parse().unwrap(), time: NaiveTime::from_hms_opt(9, 30, 0) },
        "samtycke för polis återkallades ti 21 nov 09:30",
        "consent for police was withdrawn Tue 21 Nov 09:30"
    )]
    #[case(
        Closed::Adult { from: "2023-01-01".parse().unwrap() },
        "samtycke för polis räcker inte: den unge kan vara myndig sedan 2023",
        "consent for police is not enough: the young person may be of age since 2023"
    )]
    fn a_closed_case_says_why(#[case] why: Closed, #[case] sv: &str, #[case] en: &str) {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let said = [Language::Swedish, Language::English].map(|language| {
            closed_for(Words::new(language), &plan, &[("police".into(), why)], on("2023-11-22"))
        });
        assert_eq!(said, [sv, en]);
    }

    #[test]
    fn parties_closed_alike_are_said_together() {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let until = Closed::Expired { until: on("2023-11-12") };
        let closed = [("school".into(), until), ("leisure".into(), Closed::None), ("police".into(), until)];
        let words = Words::new(Language::Swedish);
        assert_eq!(
            leaves(words, &plan, &closed, on("2023-11-22")),
            "lämnar rummet: skola, polis (samtycke gick ut sö 12 nov); fritid (samtycke saknas)"
        );
        assert_eq!(
            closed_for(words, &plan, &closed, on("2023-11-22")),
            "samtycke för skola, polis gick ut sö 12 nov; samtycke för fritid saknas"
        );
    }

    #[test]
    fn nobody_must_leave_where_nobody_may_hear() {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let all = secrecy::parties(&plan);
        let said = |closed: &[Code]| group_only(Words::new(Language::Swedish), &plan, closed);
        assert_eq!(said(&all).as_deref(), Some("bara på gruppnivå: inget samtycke gäller"));
        assert_eq!((said(&all[1..]), said(&[])), (None, None));
    }

    #[test]
    fn a_commitment_says_who_and_how_it_stands() {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let words = Words::new(Language::Swedish);
        let mut line = CommitmentLine {
            id: EntryId(1),
            code: "K7RTM".into(),
            party: "school".into(),
            what: Some("kontakta mentor".into()),
            by: on("2023-11-16"),
            moved_from: None,
            done: None,
        };
        assert_eq!(promised(words, &plan, &line), "skola: kontakta mentor");
        assert_eq!(standing(words, &line, on("2023-11-22")), "6 dagar försenat");
        line.moved_from = Some(on("2023-11-09"));
        assert_eq!(standing(words, &line, on("2023-11-22")), "6 dagar försenat, flyttat från to 9 nov");
        (line.done, line.what) = (Some(on("2023-11-20")), None);
        assert_eq!(promised(words, &plan, &line), "skola");
        assert_eq!(standing(words, &line, on("2023-11-22")), "klart må 20 nov, flyttat från to 9 nov");
    }
}
