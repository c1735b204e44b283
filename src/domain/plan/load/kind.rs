//! The forms and measures that come with a kind of activity, from a text of the same language as a plan's.
//!
//! What the plan has of the same name wins over what comes with the kind, so that a municipality can have code lists of
//! its own. A mistake about a name that both have is told where the plan has it.

use toml::de::DeTable;

use super::activity::Known;
use super::error::Press;
use super::form;
use super::list;
use super::measure;
use super::mistakes::{At, Mistakes, Span};
use super::table::Table;
use crate::domain::plan::{Cases, Expectation, Form, Label, List, Measure, Register, Weekly};

/// The forms of a case meeting.
const CASES: &str = include_str!("../../../../assets/kinds/cases.toml");

/// The forms of a case meeting that a key of the home screen may open.
const OPENED: [&str; 5] = ["meeting", "case", "consent", "decision", "commitment"];

/// The key of the list that a case meeting's parties become.
const PARTIES: &str = "parties";

/// The keys that the plan gives to the forms of a case meeting: `open = { meeting = "l" }`.
pub(super) fn opens(settings: &Table<'_>) -> Vec<(&'static str, At<char>)> {
    let Some(table) = settings.get::<Table<'_>>("open") else { return Vec::new() };
    let keys = OPENED.iter().filter_map(|form| Some((*form, table.press(form, Press::Open)?))).collect();
    table.close();
    keys
}

/// The forms of a case meeting with these settings; `place` is where the plan has the activity.
pub(super) fn cases(
    settings: &Cases,
    opens: &[(&'static str, At<char>)],
    place: &Span,
    known: &mut Known<'_>,
) -> Vec<Form> {
    let own = Mistakes::new(CASES, "cases.toml");
    let (document, _) = DeTable::parse_recoverable(CASES);
    let table = Table::new(document.get_ref(), 0..0, &own);
    let mut with = Known::new(&own, Vec::new(), std::mem::take(&mut known.lists), known.parts, &[]);
    with.register = Some(settings.register);
    let label = Label { sv: "parter".into(), en: Some("parties".into()) };
    let parties = List { key: PARTIES.into(), label, example: false, items: settings.parties.clone() };
    with.offer(parties);
    let lists: Vec<Table<'_>> = table.list("list");
    let lists: Vec<Table<'_>> = lists.into_iter().filter(|row| with.wants(row)).collect();
    for list in list::read(&lists, &own) {
        with.offer(list);
    }
    let forms: Vec<Table<'_>> = table.list("form");
    let forms: Vec<Table<'_>> = forms.into_iter().filter(|row| with.wants(row)).collect();
    let mut forms = form::read(&forms, &mut with);
    known.lists = with.lists;
    for form in &mut forms {
        for name in std::iter::once(&form.key).chain(&form.words) {
            known.forms.take(&At { value: name.clone(), span: place.clone() }, known.mistakes);
        }
        if let Some((_, press)) = opens.iter().find(|(key, _)| *key == form.key) {
            form::opens(press, &form.key, known);
            form.open = Some(press.value);
        }
    }
    debug_assert!(own.none(), "the kind's own forms: {:?}", own.told());
    forms
}

/// What is counted of a case meeting, each figure in its place; one of the plan's `own` wins over one of the same name.
pub(super) fn measures(
    settings: &Cases,
    own: Vec<Measure>,
    forms: &[Form],
    known: &mut Known<'_>,
) -> Vec<Measure> {
    // Then the settings have had their mistakes, and none of the forms is there.
    if settings.parties.is_empty() {
        return own;
    }
    let mistakes = Mistakes::new(CASES, "cases.toml");
    let (document, _) = DeTable::parse_recoverable(CASES);
    let table = Table::new(document.get_ref(), 0..0, &mistakes);
    let mut with = Known::new(&mistakes, Vec::new(), std::mem::take(&mut known.lists), known.parts, &[]);
    with.register = Some(settings.register);
    let rows: Vec<Table<'_>> = table.list("measure");
    let rows: Vec<Table<'_>> = rows.into_iter().filter(|row| with.wants(row)).collect();
    let mut measures = measure::read(&rows, forms, &mut with);
    known.lists = with.lists;
    debug_assert!(mistakes.none(), "the kind's own measures: {:?}", mistakes.told());
    let promised = settings.promised.map(|weekly| match weekly {
        Weekly::Meeting => "meetings",
        Weekly::AllParties => "meetings_all_parties",
    });
    for measure in measures.iter_mut().filter(|m| promised != Some(m.key.as_str())) {
        measure.target = None;
    }
    for measure in own {
        match measures.iter_mut().find(|there| there.key == measure.key) {
            Some(there) => *there = measure,
            None => measures.push(measure),
        }
    }
    measures
}

/// What is expected of a case meeting: one each week, and what was planned.
pub(super) fn expectations(settings: &Cases, forms: &[Form]) -> Vec<Expectation> {
    let meeting = forms.iter().find(|form| form.key == OPENED[0]).map(|form| form.key.clone());
    meeting
        .into_iter()
        .flat_map(|form| {
            [
                Expectation::Weekly { form: form.clone(), weekday: settings.weekday },
                Expectation::Planned { form },
            ]
        })
        .collect()
}

impl Known<'_> {
    /// Takes a list, unless the plan has one of that name.
    fn offer(&mut self, list: List) {
        if !self.lists.iter().any(|there| there.key == list.key) {
            self.lists.push(list);
        }
    }

    /// Whether a row is there with the way cases are kept: `only = "codes"` or `only = "counts"`.
    pub(super) fn wants(&self, row: &Table<'_>) -> bool {
        let Some(register) = self.register else { return true };
        let ways = [("codes", Register::has_codes as fn(Register) -> bool), ("counts", Register::has_counts)];
        row.word("only", &ways).is_none_or(|has| has(register))
    }
}
