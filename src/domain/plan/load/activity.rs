//! The rows of the promise's table.

use super::error::{PlanErrorKind as Kind, Thing};
use super::list::items;
use super::mistakes::{At, Mistakes, Names, Span};
use super::ruled::Written;
use super::table::Table;
use super::{form, kind, measure};
use crate::domain::plan::{
    Activity, Card, Cases, Course, Criterion, Kind as Kept, Label, List, Part, Register, Responsible, Weekly,
};
use chrono::{Datelike, NaiveDate};

/// The words for the days of the week, Monday 1.
pub(super) const WEEKDAYS: [(&str, u8); 7] = [
    ("monday", 1),
    ("tuesday", 2),
    ("wednesday", 3),
    ("thursday", 4),
    ("friday", 5),
    ("saturday", 6),
    ("sunday", 7),
];

/// The most characters of an evening's theme, as its field in `assets/kinds/course.toml`.
const THEME: usize = 40;

/// What the plan has named so far.
pub(super) struct Known<'k> {
    pub(super) mistakes: &'k Mistakes<'k>,
    pub(super) criteria: Vec<Criterion>,
    pub(super) lists: Vec<List>,
    /// Where the plan has its own lists.
    pub(super) written: Vec<Written>,
    /// Where the plan has the activity that is read.
    pub(super) place: Span,
    pub(super) parts: &'k [Part],
    pub(super) reserved: &'k [char],
    pub(super) forms: Names,
    pub(super) measures: Names,
    pub(super) open: Vec<(char, String)>,
    /// How cases are kept, while the forms of a case meeting are read.
    pub(super) register: Option<Register>,
}

impl<'k> Known<'k> {
    pub(super) fn new(
        mistakes: &'k Mistakes<'k>,
        criteria: Vec<Criterion>,
        lists: Vec<List>,
        parts: &'k [Part],
        reserved: &'k [char],
    ) -> Self {
        let (forms, measures) = (Names::of(Thing::Form), Names::of(Thing::Measure));
        let (written, place, open, register) = (Vec::new(), Span::default(), Vec::new(), None);
        Self { mistakes, criteria, lists, written, place, parts, reserved, forms, measures, open, register }
    }

    /// The codes of the list named `key`.
    pub(super) fn codes(&self, key: &str) -> Vec<&str> {
        let list = self.lists.iter().find(|l| l.key == key);
        list.map(|l| l.items.iter().map(|i| i.code.as_str()).collect()).unwrap_or_default()
    }

    /// The list a table's `key` refers to.
    pub(super) fn list(&self, table: &Table<'_>, key: &'static str) -> Option<String> {
        let name: At<String> = table.get(key)?;
        let lists = self.lists.iter().map(|l| l.key.as_str());
        self.mistakes.refer(Thing::List, &name, lists).then_some(name.value)
    }
}

/// Reads the activities. A measure may read the forms of another activity, so all forms are read before them.
pub(super) fn read(tables: &[Table<'_>], known: &mut Known<'_>) -> Vec<Activity> {
    let mut names = Names::of(Thing::Activity);
    let mut activities: Vec<Activity> = tables.iter().map(|table| row(table, &mut names, known)).collect();
    let forms: Vec<_> = activities.iter().flat_map(|a| a.forms.clone()).collect();
    for (table, activity) in tables.iter().zip(&mut activities) {
        activity.measures = measure::read(&table.list("measure"), &forms, known);
        let own = std::mem::take(&mut activity.measures);
        known.place = table.span.clone();
        activity.measures = match &activity.kind {
            Kept::Cases(cases) => kind::measures(cases, own, &activity.forms, known),
            Kept::Course(course) => kind::course_measures(course, own, &activity.forms, known),
            Kept::Log => own,
        };
        activity.expectations = measure::expectations(&table.list("expectations"), &activity.forms, known);
        if activity.expectations.is_empty() {
            activity.expectations = match &activity.kind {
                Kept::Cases(cases) => kind::expectations(cases, &activity.forms),
                Kept::Course(_) => kind::course_expectations(&activity.forms),
                Kept::Log => Vec::new(),
            };
        }
        activity.followed = measure::followed(&table.list("followed"), &activity.forms, known);
        table.close();
    }
    activities
}

fn row(table: &Table<'_>, names: &mut Names, known: &mut Known<'_>) -> Activity {
    let key = table.name("key");
    names.take(&key, known.mistakes);
    let criteria: Vec<At<String>> = table.list("criteria");
    for criterion in &criteria {
        known.mistakes.refer(Thing::Criterion, criterion, known.criteria.iter().map(|c| c.key.as_str()));
    }
    known.place = key.span.clone();
    let (kind, opens) = kept(table);
    let mut forms = match &kind {
        Kept::Cases(cases) if !cases.parties.is_empty() => kind::cases(cases, known),
        Kept::Course(course) => kind::course(course, known),
        _ => Vec::new(),
    };
    forms = kind::given(forms, &opens, &key.span, known);
    forms.extend(form::read(&table.list("form"), known));
    if kind == Kept::Log && forms.is_empty() {
        known.mistakes.add(&table.span, Kind::NoForms);
    }
    Activity {
        key: key.value,
        tab: table.need("tab"),
        what: table.need("what"),
        scope: table.need("scope"),
        when: table.need("when"),
        responsible: table.list("responsible").iter().map(responsible).collect(),
        follow_up: table.list("follow_up"),
        evaluator: table.need("evaluator"),
        criteria: criteria.into_iter().map(|c| c.value).collect(),
        notes: table.list("notes"),
        kind,
        forms,
        measures: Vec::new(),
        expectations: Vec::new(),
        followed: Vec::new(),
    }
}

fn responsible(table: &Table<'_>) -> Responsible {
    let responsible = Responsible { party: table.need("party"), through: table.get("through") };
    table.close();
    responsible
}

/// The three ways an activity can be kept.
#[derive(Clone, Copy)]
enum Way {
    Log,
    Cases,
    Course,
}

/// How the activity is kept, and the keys given to the forms that come with that.
fn kept(table: &Table<'_>) -> (Kept, Vec<kind::Opens>) {
    match table.need_word("kind", &[("log", Way::Log), ("cases", Way::Cases), ("course", Way::Course)]) {
        Some(Way::Cases) => settings(table, "cases", cases),
        Some(Way::Course) => settings(table, "course", |own| (course(own), kind::COURSE.opens(own))),
        Some(Way::Log) => (Kept::Log, Vec::new()),
        // Not `Log`: an activity of unknown kind shall not be told that it lacks forms.
        None => {
            table.skip(&["cases", "course"]);
            (unread(), Vec::new())
        }
    }
}

/// Settings that stand in for some that could not be read.
fn unread() -> Kept {
    Kept::Cases(Cases {
        parties: Vec::new(),
        weekday: 1,
        register: Register::Counts,
        agenda: Vec::new(),
        promised: None,
        card: Vec::new(),
    })
}

fn settings(
    table: &Table<'_>,
    key: &'static str,
    read: fn(&Table<'_>) -> (Kept, Vec<kind::Opens>),
) -> (Kept, Vec<kind::Opens>) {
    let own: Option<Table<'_>> = table.get(key);
    let Some(own) = own else {
        table.missing(key);
        return (unread(), Vec::new());
    };
    let kept = read(&own);
    own.close();
    kept
}

fn cases(table: &Table<'_>) -> (Kept, Vec<kind::Opens>) {
    let weekday = table.need_word("weekday", &WEEKDAYS);
    let by_code = table.need_word("register", &[("codes", true), ("counts", false)]);
    let from: Option<At<NaiveDate>> = table.get("codes_from");
    if let Some(from) = from.as_ref().filter(|from| from.value.day() != 1) {
        table.mistakes.add(&from.span, Kind::NotFirstOfMonth { day: from.value });
    }
    let parties: Vec<Table<'_>> = table.list("parties");
    if parties.is_empty() {
        table.missing("parties");
    }
    let settings = Cases {
        parties: items(&parties, table.mistakes, Thing::Party),
        weekday: weekday.unwrap_or(1),
        register: match (by_code.unwrap_or_default(), from) {
            (true, None) => Register::Codes,
            (true, Some(from)) => Register::CodesFrom(from.value),
            (false, _) => Register::Counts,
        },
        agenda: table.list("agenda"),
        promised: table
            .word("promised", &[("meeting", Weekly::Meeting), ("all-parties", Weekly::AllParties)]),
        card: cards(&table.list("card")),
    };
    (Kept::Cases(settings), kind::CASES.opens(table))
}

/// The lists of the reading card.
fn cards(tables: &[Table<'_>]) -> Vec<Card> {
    let read = |table: &Table<'_>| {
        let items: Vec<Label> = table.list("items");
        if items.is_empty() {
            table.missing("items");
        }
        let card = Card { title: table.need("title"), items, note: table.get("note") };
        table.close();
        card
    };
    tables.iter().map(read).collect()
}

/// A theme that fits the field it is laid in.
fn fitting(theme: At<Label>, table: &Table<'_>) -> Label {
    if theme.value.spellings().any(|text| text.chars().count() > THEME) {
        table.mistake(&theme.span, Kind::TooLong { most: THEME });
    }
    theme.value
}

fn course(table: &Table<'_>) -> Kept {
    let ages = table.range("ages");
    let age = |end: Option<i64>, open: u32| end.map_or(open, |n| u32::try_from(n).unwrap_or(open));
    let number = |key, from, to| table.need_number(key, from, to) as u32;
    Kept::Course(Course {
        places: number("places", 1, 500),
        sessions: number("sessions", 1, 100),
        age_from: age(ages.from, 0),
        age_to: age(ages.to, 150),
        balance_percent: number("balance_percent", 0, 50),
        per_term: number("per_term", 0, 50),
        closing: table.need("closing"),
        themes: table.list::<At<Label>>("themes").into_iter().map(|theme| fitting(theme, table)).collect(),
    })
}
