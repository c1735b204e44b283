//! A line of the home screen in words: what is expected, which day, and how late it is.

use chrono::{Datelike, Days, NaiveDate};

use super::{Words, course, day, entry, label};
use crate::domain::casework::code;
use crate::domain::due::{About, Due, DueLine};
use crate::domain::plan::Promise;
use crate::domain::record::check::Lack;
use crate::domain::record::{Code, Entry};
use crate::text::when::Month;

/// A line of the home screen, in columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The activity's tab: `Hot spots`.
    pub activity: String,
    /// What is expected: `månadsutdrag oktober`, `pass kväll`, `pass 1–21 nov: 62 saknas`.
    pub subject: String,
    /// The day it was or is due: `on 15 nov`, `ti 15 aug –`.
    pub day: String,
    /// How late it is: `7 dagar försenat`, `i dag`, `i morgon`; for several alike, that they can be shown.
    pub late: String,
}

/// Says a line of the home screen; `planned` are the planned entries that lines speak of.
pub fn line(words: Words, plan: &Promise, line: &DueLine, planned: &[Entry], today: NaiveDate) -> Line {
    let Some(first) = line.items.first() else { return Line::default() };
    let activity =
        plan.activity(&first.activity).map_or(first.activity.as_str(), |a| label::text(words, &a.tab));
    let day = day::near(words, first.day, today);
    let (subject, day, late) = if line.items.len() > 1 {
        let since = words.say_with("due-since", &[("day", (&day).into())]);
        (several(words, plan, &line.items, today), since, words.say("show").into_owned())
    } else {
        (subject(words, plan, first, planned, today), day, state(words, first))
    };
    Line { activity: activity.to_owned(), subject, day, late }
}

/// Says how late one expected thing is, or what becomes of what ends: `7 dagar försenat`, `går ut i dag`, `har gått ut`.
pub fn state(words: Words, due: &Due) -> String {
    let key = match (&due.about, due.late) {
        (About::Consent { .. }, late) if late > 0 => "due-ended",
        (About::Consent { .. }, 0) => "due-ends-today",
        (About::Consent { .. }, _) => "due-ends",
        _ => return day::lateness(words, due.late),
    };
    words.say(key).into_owned()
}

/// Says what one expected thing is about: `månadsutdrag oktober`, `möte v. 47`, `vuxenvandring Centrum 20:00`.
pub fn subject(words: Words, plan: &Promise, due: &Due, planned: &[Entry], today: NaiveDate) -> String {
    let what = label::form(words, plan, &due.form);
    let detail = match &due.about {
        About::Month(month) => day::month_near(words, *month, today),
        About::Week(monday) => week(words, *monday, today),
        About::Shift(_, part) => label::part(words, plan, part).to_owned(),
        About::Planned(id) => {
            let entry = planned.iter().find(|entry| entry.id == *id);
            return match (entry, plan.form(&due.form)) {
                (Some(entry), Some((_, form))) => {
                    let evening = course::due(words, plan, entry, planned, due.late >= 0);
                    evening.unwrap_or_else(|| entry::head(words, plan, form, entry))
                }
                _ => what.to_owned(),
            };
        }
        About::Evening { session, of, closing, .. } => {
            let closing = plan.course().filter(|_| *closing).map(|(_, course)| &course.closing);
            return match (closing, session) {
                (Some(closing), _) => label::text(words, closing).to_owned(),
                (None, None) => what.to_owned(),
                (None, Some(n)) => words.say_with(
                    "due-evening",
                    &[("what", what.into()), ("n", (*n).into()), ("of", (*of).into())],
                ),
            };
        }
        About::Place { course, who, .. } => {
            let key = if who.is_empty() { "due-place-protected" } else { "due-place" };
            let who = ("who", who.as_str().into());
            return words.say_with(key, &[("course", course.as_str().into()), who]);
        }
        About::Commitment { case, party, .. } => {
            format!("{}, {}", code::shown(case), of_parties(words, plan, std::slice::from_ref(party)))
        }
        About::Consent { case, parties } => {
            format!("{}, {}", code::shown(case), of_parties(words, plan, parties))
        }
        About::Action { case, lacks, .. } => {
            let lacks: Vec<_> = lacks.iter().map(|lack| words.say(lacking(*lack))).collect();
            let lacks = label::all(words, &lacks);
            let code = code::shown(case);
            return words.say_with("due-action", &[("code", (&code).into()), ("lacks", (&lacks).into())]);
        }
    };
    format!("{what} {detail}")
}

fn lacking(lack: Lack) -> &'static str {
    match lack {
        Lack::Kind => "due-lacks-kind",
        Lack::Parties => "due-lacks-party",
        Lack::Commitment => "due-lacks-commitment",
    }
}

/// The parties of a case meeting, by name.
fn of_parties(words: Words, plan: &Promise, parties: &[Code]) -> String {
    let names: Vec<&str> =
        parties.iter().map(|party| label::of_list(words, plan.list("parties"), party)).collect();
    label::all(words, &names)
}

/// Says several alike: `pass 1–21 nov: 62 saknas`.
fn several(words: Words, plan: &Promise, items: &[Due], today: NaiveDate) -> String {
    let (Some(first), Some(last)) = (items.first(), items.last()) else { return String::new() };
    let span = match (&first.about, &last.about) {
        (About::Month(from), About::Month(to)) => months(words, *from, *to, today),
        (About::Week(from), About::Week(to)) => weeks(words, *from, *to, today),
        _ => day::span(words, first.day, last.day, today),
    };
    let key = match first.about {
        About::Commitment { .. } => "due-commitments",
        About::Action { .. } => "due-actions",
        About::Consent { .. } => "due-consents",
        About::Place { .. } => "due-places",
        About::Month(_) | About::Week(_) | About::Shift(..) | About::Planned(_) | About::Evening { .. } => {
            "due-missing"
        }
    };
    words.say_with(
        key,
        &[
            ("what", label::form(words, plan, &first.form).into()),
            ("span", (&span).into()),
            ("count", items.len().into()),
        ],
    )
}

fn months(words: Words, from: Month, to: Month, today: NaiveDate) -> String {
    let year = |month: Month| month.year.to_string();
    let (mut first, mut last) = (day::month_short(words, from), day::month_short(words, to));
    if from.year != to.year {
        first = format!("{first} {}", year(from));
    }
    if from.year != to.year || to.year != today.year() {
        last = format!("{last} {}", year(to));
    }
    words.say_with("span", &[("from", (&first).into()), ("to", (&last).into())])
}

fn weeks(words: Words, from: NaiveDate, to: NaiveDate, today: NaiveDate) -> String {
    let this_year = |day: NaiveDate| day.iso_week().year() == today.iso_week().year();
    if this_year(from) && this_year(to) {
        let number = |day: NaiveDate| day.iso_week().week();
        words.say_with("weeks", &[("from", number(from).into()), ("to", number(to).into())])
    } else {
        let sunday = to.checked_add_days(Days::new(6)).unwrap_or(to);
        day::span(words, from, sunday, today)
    }
}

fn week(words: Words, monday: NaiveDate, today: NaiveDate) -> String {
    if monday.iso_week().year() == today.iso_week().year() {
        day::week(words, monday)
    } else {
        day::week_and_year(words, monday)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::plan::Language;
    use crate::domain::plan::load::{ENKOPING, load};
    use crate::domain::record::{Cell, EntryId, Status, Value};

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn due(form: &str, about: About, day: &str) -> Due {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let activity = plan.form(form).unwrap().0.key.as_str().into();
        let late = (on("2023-11-22") - on(day)).num_days();
        Due { activity, form: form.into(), about, day: on(day), late }
    }

    fn month(year: i32, month: u32) -> About {
        About::Month(Month { year, month })
    }

    fn shift(day: &str) -> Due {
        due("shift", About::Shift(on(day), "evening".into()), day)
    }

    fn commitment(party: &str) -> About {
        About::Commitment { id: EntryId(9), case: "K7RTM".into(), party: party.into() }
    }

    fn action(lacks: &[Lack]) -> About {
        About::Action { id: EntryId(9), case: "K7RTM".into(), lacks: lacks.to_vec() }
    }

    fn consent(parties: &[&str]) -> About {
        let parties = parties.iter().map(|party| (*party).into()).collect();
        About::Consent { case: "K7RTM".into(), parties }
    }

    fn three(form: &'static str, about: fn() -> About) -> Vec<Due> {
        ["2023-11-01", "2023-11-08", "2023-11-21"].map(|day| due(form, about(), day)).into()
    }

    fn walk() -> Entry {
        let cells = [
            ("day", Value::Day(on("2023-11-23"))),
            ("area", Value::Code("centrum".into())),
            ("adults", Value::Number(4)),
        ];
        Entry {
            id: EntryId(7),
            form: "walk".into(),
            status: Status::Planned,
            removed: false,
            cells: cells.map(|(key, value)| (key.into(), Cell::typed(value))).into(),
            on: on("2023-11-23"),
            part: None,
            asked: Vec::new(),
            rev: 1,
            by: 1000,
            at: 0,
            seq: 1,
        }
    }

    fn said(language: Language, items: Vec<Due>) -> [String; 4] {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let line = line(Words::new(language), &plan, &DueLine { items }, &[walk()], on("2023-11-22"));
        [line.activity, line.subject, line.day, line.late]
    }

    #[rstest]
    #[case(
        vec![due("extract", month(2023, 10), "2023-11-15")],
        ["Hot spots", "månadsutdrag oktober", "on 15 nov", "7 dagar försenat"],
        ["Hot spots", "monthly extract October", "Wed 15 Nov", "7 days late"]
    )]
    #[case(
        vec![due("extract", month(2022, 12), "2023-01-15")],
        ["Hot spots", "månadsutdrag december 2022", "sö 15 jan", "311 dagar försenat"],
        ["Hot spots", "monthly extract December 2022", "Sun 15 Jan", "311 days late"]
    )]
    #[case(
        vec![shift("2023-11-21")],
        ["Hot spots", "pass kväll", "ti 21 nov", "1 dag försenat"],
        ["Hot spots", "shift evening", "Tue 21 Nov", "1 day late"]
    )]
    #[case(
        vec![due("walk", About::Planned(EntryId(7)), "2023-11-23")],
        ["Vuxenvandring", "vuxenvandring Centrum", "to 23 nov", "i morgon"],
        ["Adult walks", "adult walk Town centre", "Thu 23 Nov", "tomorrow"]
    )]
    #[case(
        vec![due("walk", About::Planned(EntryId(8)), "2023-11-22")],
        ["Vuxenvandring", "vuxenvandring", "on 22 nov", "i dag"],
        ["Adult walks", "adult walk", "Wed 22 Nov", "today"]
    )]
    #[case(
        vec![due("evening", About::Evening { id: EntryId(7), session: Some(11), of: 12, closing: false }, "2023-11-16")],
        ["MBU", "kväll 11 av 12, närvaro", "to 16 nov", "6 dagar försenat"],
        ["MBU", "evening 11 of 12, attendance", "Thu 16 Nov", "6 days late"]
    )]
    #[case(
        vec![due("evening", About::Evening { id: EntryId(7), session: Some(12), of: 12, closing: true }, "2023-11-23")],
        ["MBU", "avslutningsmiddag", "to 23 nov", "i morgon"],
        ["MBU", "closing dinner", "Thu 23 Nov", "tomorrow"]
    )]
    #[case(
        vec![due("participant", About::Place { id: EntryId(7), course: "ht2023".into(), who: "E. S.".into() }, "2023-11-22")],
        ["MBU", "ledig plats ht2023: E. S.", "on 22 nov", "i dag"],
        ["MBU", "free place ht2023: E. S.", "Wed 22 Nov", "today"]
    )]
    #[case(
        vec![due("training", About::Week(on("2023-11-20")), "2023-11-28")],
        ["Utbildning", "utbildning v. 47", "ti 28 nov", "om 6 dagar"],
        ["Training", "training wk 47", "Tue 28 Nov", "in 6 days"]
    )]
    #[case(
        vec![shift("2023-11-01"), shift("2023-11-08"), shift("2023-11-21")],
        ["Hot spots", "pass 1–21 nov: 3 saknas", "on 1 nov –", "visa"],
        ["Hot spots", "shift 1–21 Nov: 3 missing", "Wed 1 Nov –", "show"]
    )]
    #[case(
        vec![
            due("extract", month(2022, 11), "2022-12-15"),
            due("extract", month(2022, 12), "2023-01-15"),
            due("extract", month(2023, 1), "2023-02-15"),
        ],
        ["Hot spots", "månadsutdrag nov 2022–jan 2023: 3 saknas", "to 15 dec 2022 –", "visa"],
        ["Hot spots", "monthly extract Nov 2022–Jan 2023: 3 missing", "Thu 15 Dec 2022 –", "show"]
    )]
    #[case(
        vec![
            due("training", About::Week(on("2023-08-14")), "2023-08-15"),
            due("training", About::Week(on("2023-08-21")), "2023-08-22"),
            due("training", About::Week(on("2023-08-28")), "2023-08-29"),
        ],
        ["Utbildning", "utbildning v. 33–35: 3 saknas", "ti 15 aug –", "visa"],
        ["Training", "training wks 33–35: 3 missing", "Tue 15 Aug –", "show"]
    )]
    #[case(
        vec![due("commitment", commitment("school"), "2023-11-14")],
        ["SSPF", "åtagande K7RT-M, skola", "ti 14 nov", "8 dagar försenat"],
        ["SSPF", "commitment K7RT-M, school", "Tue 14 Nov", "8 days late"]
    )]
    #[case(
        vec![due("decision", action(&[Lack::Kind, Lack::Commitment]), "2023-11-21")],
        ["SSPF", "insats K7RT-M: slag och åtagande saknas", "ti 21 nov", "1 dag försenat"],
        ["SSPF", "action K7RT-M: kind and commitment missing", "Tue 21 Nov", "1 day late"]
    )]
    #[case(
        vec![due("decision", action(&[Lack::Kind, Lack::Parties, Lack::Commitment]), "2023-11-22")],
        ["SSPF", "insats K7RT-M: slag, en andra part och åtagande saknas", "on 22 nov", "i dag"],
        ["SSPF", "action K7RT-M: kind, a second party and commitment missing", "Wed 22 Nov", "today"]
    )]
    #[case(
        vec![due("consent", consent(&["police"]), "2023-11-30")],
        ["SSPF", "samtycke K7RT-M, polis", "to 30 nov", "går ut"],
        ["SSPF", "consent K7RT-M, police", "Thu 30 Nov", "ends"]
    )]
    #[case(
        vec![due("consent", consent(&["school", "police"]), "2023-11-22")],
        ["SSPF", "samtycke K7RT-M, skola och polis", "on 22 nov", "går ut i dag"],
        ["SSPF", "consent K7RT-M, school and police", "Wed 22 Nov", "ends today"]
    )]
    #[case(
        vec![due("consent", consent(&["police"]), "2023-11-21")],
        ["SSPF", "samtycke K7RT-M, polis", "ti 21 nov", "har gått ut"],
        ["SSPF", "consent K7RT-M, police", "Tue 21 Nov", "has ended"]
    )]
    #[case(
        vec![
            due("meeting", About::Week(on("2023-10-02")), "2023-10-03"),
            due("meeting", About::Week(on("2023-10-09")), "2023-10-10"),
            due("meeting", About::Week(on("2023-10-16")), "2023-10-17"),
        ],
        ["SSPF", "möte v. 40–42: 3 saknas", "ti 3 okt –", "visa"],
        ["SSPF", "meeting wks 40–42: 3 missing", "Tue 3 Oct –", "show"]
    )]
    #[case(
        three("commitment", || commitment("school")),
        ["SSPF", "åtaganden 1–21 nov: 3 försenade", "on 1 nov –", "visa"],
        ["SSPF", "commitments 1–21 Nov: 3 late", "Wed 1 Nov –", "show"]
    )]
    #[case(
        three("decision", || action(&[Lack::Kind])),
        ["SSPF", "samordnade insatser 1–21 nov: 3 att komplettera", "on 1 nov –", "visa"],
        ["SSPF", "coordinated actions 1–21 Nov: 3 to complete", "Wed 1 Nov –", "show"]
    )]
    #[case(
        three("consent", || consent(&["police"])),
        ["SSPF", "samtycken 1–21 nov: 3 har gått ut", "on 1 nov –", "visa"],
        ["SSPF", "consents 1–21 Nov: 3 have ended", "Wed 1 Nov –", "show"]
    )]
    fn a_line_in_columns(#[case] items: Vec<Due>, #[case] sv: [&str; 4], #[case] en: [&str; 4]) {
        assert_eq!(said(Language::Swedish, items.clone()), sv);
        assert_eq!(said(Language::English, items), en);
    }

    #[test]
    fn weeks_of_another_year_are_told_by_their_days() {
        let week = |monday: &str| due("training", About::Week(on(monday)), monday);
        let items = vec![week("2022-12-19"), week("2022-12-26"), week("2023-01-02")];
        assert_eq!(said(Language::Swedish, items)[1], "utbildning 19 dec 2022–8 jan 2023: 3 saknas");
        assert_eq!(said(Language::Swedish, vec![week("2022-12-26")])[1], "utbildning v. 52 2022");
        assert_eq!(said(Language::Swedish, Vec::new()), ["", "", "", ""]);
    }
}
