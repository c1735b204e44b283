//! The line after a save: what was stored, and what it did to the promise.

use chrono::{NaiveDate, NaiveTime};

use super::{Words, entry, figure, label, meeting, period};
pub use crate::domain::command::Deed;
use crate::domain::outcome::Figure;
use crate::domain::plan::{Kind, Promise};
use crate::domain::record::{Code, Entry};

/// What a line about something done is made of.
#[derive(Clone, Copy, Debug)]
pub struct Parts<'a> {
    /// What was done.
    pub deed: Deed,
    /// The local time of day.
    pub time: NaiveTime,
    /// Today.
    pub today: NaiveDate,
    /// The entry as it now stands; the first one of several.
    pub entry: Option<&'a Entry>,
    /// How many entries it touched.
    pub count: u32,
    /// The figures it feeds, as they now stand.
    pub figures: &'a [Figure],
    /// Of a meeting: the cases that were up and whether each has a coordinated action, where that is known.
    pub cases: Option<&'a [(Code, bool)]>,
}

/// A line about something done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What was done and when: `Sparat 21:52`.
    pub lead: String,
    /// To what: `besök Stortorget 21:30, 7 kontakter`.
    pub what: String,
    /// Shorter ways of saying to what, for where that has no room, the longest first.
    pub shorter: Vec<String>,
    /// What it did to the promise, one figure each: `möten 9 av 12 i höst`.
    pub effects: Vec<String>,
    /// The same without the figures' names, for where there is no room: `9 av 12 i höst`.
    pub brief: Vec<String>,
}

/// Says what was done.
pub fn done(words: Words, plan: &Promise, parts: &Parts<'_>) -> Line {
    let lead = match parts.deed {
        Deed::Entered => "saved",
        Deed::Amended => "amended",
        Deed::Removed => "removed",
        Deed::Restored => "restored",
        Deed::Undone => "undone",
        Deed::Imported => "imported",
        Deed::PlanLoaded => "plan-loaded",
    };
    let time = super::day::time(parts.time);
    let held = matches!(parts.deed, Deed::Entered | Deed::Amended);
    let meeting =
        parts.entry.filter(|_| held).and_then(|e| meeting::lines(words, plan, e, parts.cases, parts.today));
    let mut shorter = meeting.unwrap_or_default();
    let what = match (parts.deed, parts.entry) {
        _ if !shorter.is_empty() => shorter.remove(0),
        (Deed::PlanLoaded, _) | (Deed::Undone, None) => {
            let plan = label::text(words, &plan.short);
            words.say_with("plan-in-force", &[("plan", plan.into())])
        }
        (Deed::Imported, _) | (_, None) => words.say_with("entries", &[("count", parts.count.into())]),
        // A decision that moves its case on touches both; it is the decision that was made.
        (_, Some(entry)) if held && is_casework(plan, entry) => {
            entry::line_with_day(words, plan, entry, parts.today)
        }
        (_, Some(entry)) if held && parts.count > 1 => {
            let line = entry::line_with_day(words, plan, entry, parts.today);
            // Where the line has no room for all of it, how many it was is what matters.
            shorter.push(words.say_with("entries", &[("count", parts.count.into())]));
            words.say_with("entry-and-more", &[("line", (&line).into()), ("n", (parts.count - 1).into())])
        }
        (_, Some(_)) if parts.count > 1 => words.say_with("entries", &[("count", parts.count.into())]),
        (_, Some(entry)) => entry::line_with_day(words, plan, entry, parts.today),
    };
    Line {
        lead: words.say_with(lead, &[("time", (&time).into())]),
        what,
        shorter,
        effects: parts.figures.iter().map(|f| effect(words, plan, f, parts.today)).collect(),
        brief: parts.figures.iter().map(|f| brief(words, plan, f, parts.today)).collect(),
    }
}

/// Whether an entry is of the case meeting.
fn is_casework(plan: &Promise, entry: &Entry) -> bool {
    plan.form(&entry.form).is_some_and(|(activity, _)| matches!(activity.kind, Kind::Cases(_)))
}

/// Says what a figure now is: `pass med uppsökande 24 av 25 i höst`. A target is named only where one is promised.
pub fn effect(words: Words, plan: &Promise, figure: &Figure, today: NaiveDate) -> String {
    let measure = plan.measure(&figure.measure).map(|(_, measure)| label::text(words, &measure.label));
    words.say_with(
        "effect",
        &[
            ("label", (&label::inside(measure.unwrap_or(&figure.measure))).into()),
            ("value", (&reached(words, figure)).into()),
            ("during", (&period::during(words, figure.period, plan, today)).into()),
        ],
    )
}

/// The figure beside its target; of a course that runs, its evenings.
fn reached(words: Words, figure: &Figure) -> String {
    match (figure.value, figure.progress) {
        (None, Some((held, of))) => {
            words.say_with("evenings-of", &[("held", held.into()), ("of", of.into())])
        }
        _ => figure::against(words, figure),
    }
}

/// Says what a figure now is where there is no room for its name: `24 av 25 i höst`.
fn brief(words: Words, plan: &Promise, figure: &Figure, today: NaiveDate) -> String {
    let during = period::during(words, figure.period, plan, today);
    words.say_with(
        "effect-brief",
        &[("value", (&reached(words, figure)).into()), ("during", (&during).into())],
    )
}

impl std::fmt::Display for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}  {}", self.lead, self.what)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::domain::outcome::Standing;
    use crate::domain::plan::load::{ENKOPING, load};
    use crate::domain::plan::{Language, Period};
    use crate::domain::record::{Cell, EntryId, Status, Value};

    fn on(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn visit() -> Entry {
        let cells = [
            ("day", Value::Day(on("2023-11-22"))),
            ("arrive", Value::Time(NaiveTime::from_hms_opt(21, 30, 0).unwrap())),
            ("place", Value::Code("stortorget".into())),
            ("contacts", Value::Number(7)),
        ];
        Entry {
            id: EntryId(7),
            form: "visit".into(),
            status: Status::Done,
            removed: false,
            cells: cells.map(|(key, value)| (key.into(), Cell::typed(value))).into(),
            on: on("2023-11-22"),
            part: None,
            asked: Vec::new(),
            rev: 1,
            by: 1000,
            at: 0,
            seq: 1,
        }
    }

    fn figure(measure: &str, value: i64, of: Option<i64>, target: Option<i64>) -> Figure {
        let period = Period { from: on("2023-08-16"), to: on("2023-12-20") };
        Figure {
            measure: measure.into(),
            activity: "hot_spots".into(),
            period,
            upto: on("2023-11-22"),
            value: Some(value),
            nothing: None,
            of,
            registered: of,
            target,
            standing: Standing::NoTarget,
            entries: value,
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

    fn said(language: Language, deed: Deed, entry: Option<&Entry>, count: u32, figures: &[Figure]) -> Line {
        let plan = load(ENKOPING, "plan.toml").unwrap();
        let time = NaiveTime::from_hms_opt(21, 52, 0).unwrap();
        let parts = Parts { deed, time, today: on("2023-11-22"), entry, count, figures, cases: None };
        done(Words::new(language), &plan, &parts)
    }

    #[test]
    fn a_save_says_what_was_stored_and_what_it_did() {
        let figures =
            [figure("visits", 312, None, None), figure("shifts_with_visit", 24, Some(25), Some(25))];
        let line = said(Language::Swedish, Deed::Entered, Some(&visit()), 1, &figures);
        assert_eq!(line.to_string(), "Sparat 21:52  besök Stortorget 21:30, 7 kontakter");
        assert_eq!(line.effects, ["uppsökande besök 312 i höst", "pass med uppsökande 24 av 25 i höst"]);
        let line = said(Language::English, Deed::Entered, Some(&visit()), 1, &figures);
        assert_eq!(line.to_string(), "Saved 21:52  visit Stortorget 21:30, 7 contacts");
        assert_eq!(
            line.effects,
            ["outreach visits 312 this autumn", "shifts with outreach 24 of 25 this autumn"]
        );
        let promised =
            said(Language::Swedish, Deed::Entered, Some(&visit()), 1, &[figure("x", 9, None, Some(12))]);
        assert_eq!(promised.effects, ["x 9 av 12 i höst"]);
        let runs =
            Figure { value: None, progress: Some((11, 12)), ..figure("courses_held", 0, None, Some(1)) };
        let line = said(Language::Swedish, Deed::Amended, Some(&visit()), 1, &[runs]);
        assert_eq!(
            (line.effects[0].as_str(), line.brief[0].as_str()),
            ("MBU-kurser 11 av 12 kvällar i höst", "11 av 12 kvällar i höst")
        );
    }

    #[rstest]
    #[case(Deed::Amended, "Ändrat 21:52", "Changed 21:52")]
    #[case(Deed::Removed, "Borttaget 21:52", "Removed 21:52")]
    #[case(Deed::Restored, "Återtaget 21:52", "Taken back 21:52")]
    #[case(Deed::Undone, "Ångrat 21:52", "Undone 21:52")]
    fn every_deed_has_its_word(#[case] deed: Deed, #[case] sv: &str, #[case] en: &str) {
        let line = said(Language::Swedish, deed, Some(&visit()), 1, &[]);
        assert_eq!((line.lead.as_str(), line.what.starts_with("besök Stortorget")), (sv, true));
        assert_eq!(said(Language::English, deed, Some(&visit()), 1, &[]).lead, en);
    }

    #[test]
    fn many_entries_are_counted() {
        let line = said(Language::Swedish, Deed::Imported, Some(&visit()), 85_000, &[]);
        assert_eq!(line.to_string(), "Inläst 21:52  85\u{a0}000 poster");
        let line = said(Language::English, Deed::Undone, Some(&visit()), 1_000, &[]);
        assert_eq!(line.to_string(), "Undone 21:52  1\u{a0}000 entries");
        // What was made at once is told by the first of it, or where there is no room by how many.
        let line = said(Language::Swedish, Deed::Entered, Some(&visit()), 13, &[]);
        assert_eq!(line.to_string(), "Sparat 21:52  besök Stortorget 21:30, 7 kontakter och 12 till");
        assert_eq!(line.shorter, ["13 poster"]);
    }

    #[test]
    fn another_plan_is_named() {
        let line = said(Language::Swedish, Deed::PlanLoaded, None, 0, &[]);
        assert_eq!(line.to_string(), "Ny plan 21:52  Enköping 2021–2023 gäller nu, alla poster är kvar");
        let line = said(Language::English, Deed::Undone, None, 0, &[]);
        assert_eq!(line.what, "Enköping 2021–2023 is in force, every entry is kept");
    }
}
