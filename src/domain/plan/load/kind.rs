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
use super::ruled::{PARTIES, suits};
use super::table::Table;
use crate::domain::course::seats;
use crate::domain::plan::{
    Cases, Course, CourseFigure, Expectation, Field, FieldKind, Form, Initial, Keep, Label, List, ListItem,
    Measure, Need, PeriodKind, Register, Shape, Target, Weekly,
};
use crate::text::when::Toward;

/// What comes with a kind of activity.
pub(super) struct Template {
    text: &'static str,
    file: &'static str,
    /// The forms that a key of the home screen may open.
    opened: &'static [&'static str],
}

/// What comes with a case meeting.
pub(super) const CASES: Template = Template {
    text: include_str!("../../../../assets/kinds/cases.toml"),
    file: "cases.toml",
    opened: &["meeting", "case", "consent", "decision", "commitment"],
};

/// What comes with a course.
pub(super) const COURSE: Template = Template {
    text: include_str!("../../../../assets/kinds/course.toml"),
    file: "course.toml",
    opened: &["course", "evening", "participant", "survey", "gathering"],
};

/// The key of the list whose items become the questions of a survey.
const QUESTIONS: &str = "survey_questions";

/// A form that comes with a kind, and the key that opens it.
pub(super) type Opens = (&'static str, At<char>);

impl Template {
    /// The keys that the plan gives to its forms: `open = { meeting = "l" }`.
    pub(super) fn opens(&self, settings: &Table<'_>) -> Vec<Opens> {
        let Some(table) = settings.get::<Table<'_>>("open") else { return Vec::new() };
        let keys = self.opened.iter().filter_map(|form| Some((*form, table.press(form, Press::Open)?)));
        let keys = keys.collect();
        table.close();
        keys
    }

    /// Its forms, with a list made from the settings.
    fn forms(&self, made: List, register: Option<Register>, known: &mut Known<'_>) -> Vec<Form> {
        self.read(register, known, |table, with| {
            with.offer(made);
            let lists: Vec<Table<'_>> = table.list("list");
            let lists: Vec<Table<'_>> = lists.into_iter().filter(|row| with.wants(row)).collect();
            for list in list::read(&lists, with.mistakes) {
                with.offer(list);
            }
            let forms: Vec<Table<'_>> = table.list("form");
            let forms: Vec<Table<'_>> = forms.into_iter().filter(|row| with.wants(row)).collect();
            form::read(&forms, with)
        })
    }

    /// Its measures, over `forms`.
    fn measures(&self, register: Option<Register>, forms: &[Form], known: &mut Known<'_>) -> Vec<Measure> {
        self.read(register, known, |table, with| {
            let rows: Vec<Table<'_>> = table.list("measure");
            let rows: Vec<Table<'_>> = rows.into_iter().filter(|row| with.wants(row)).collect();
            measure::read(&rows, forms, with)
        })
    }

    /// Reads something of it together with the plan's lists, and gives the plan those it adds.
    fn read<T>(
        &self,
        register: Option<Register>,
        known: &mut Known<'_>,
        what: impl FnOnce(&Table<'_>, &mut Known<'_>) -> T,
    ) -> T {
        let own = Mistakes::new(self.text, self.file);
        let (document, _) = DeTable::parse_recoverable(self.text);
        let table = Table::new(document.get_ref(), 0..0, &own);
        let mut with = Known::new(&own, Vec::new(), std::mem::take(&mut known.lists), known.parts, &[]);
        with.register = register;
        let read = what(&table, &mut with);
        known.lists = with.lists;
        from_plan(own, known);
        read
    }
}

/// What comes with the kind is right in itself: a mistake in it is the plan's, and told where that has the activity,
/// unless it is told already.
fn from_plan(own: Mistakes<'_>, known: &Known<'_>) {
    if known.mistakes.none() {
        own.told().into_iter().for_each(|error| known.mistakes.add(&known.place, error.kind));
    }
}

/// The forms of a case meeting with these settings.
pub(super) fn cases(settings: &Cases, known: &mut Known<'_>) -> Vec<Form> {
    let label = Label { sv: "parter".into(), en: Some("parties".into()) };
    let parties = List { key: PARTIES.into(), label, example: false, items: settings.parties.clone() };
    for list in &known.written {
        suits(list, settings, &known.place, known.mistakes);
    }
    CASES.forms(parties, Some(settings.register), known)
}

/// The forms of a course with these settings.
pub(super) fn course(settings: &Course, known: &mut Known<'_>) -> Vec<Form> {
    let mut forms = COURSE.forms(seats::list(settings.places), None, known);
    let usual = [
        ("sessions", settings.sessions),
        ("places", settings.places),
        ("held_at_least", settings.held_at_least()),
    ];
    for field in forms.iter_mut().flat_map(|form| &mut form.fields) {
        if let Some((_, n)) = usual.iter().find(|(key, _)| *key == field.key) {
            field.initial = Initial::Value(n.to_string());
        }
    }
    let questions = known.lists.iter().find(|list| list.key == QUESTIONS).map(|list| &list.items);
    if let Some(survey) = forms.iter_mut().find(|form| form.key == "survey") {
        survey.fields.extend(questions.into_iter().flatten().map(question));
    }
    forms
}

/// One statement of a survey: how many answered each grade.
fn question(item: &ListItem) -> Field {
    Field {
        key: item.code.clone(),
        label: item.label.clone(),
        kind: FieldKind::Grades,
        jump: item.key,
        need: Need::No,
        initial: Initial::Empty,
        hint: None,
        when: None,
        unit: None,
        at_most: Some("answered".into()),
        keep: Keep::Entry,
        toward: Toward::default(),
    }
}

/// Gives the forms that come with a kind the keys that open them; `place` is where the plan has the activity.
pub(super) fn given(mut forms: Vec<Form>, opens: &[Opens], place: &Span, known: &mut Known<'_>) -> Vec<Form> {
    for form in &mut forms {
        for name in std::iter::once(&form.key).chain(form.words.iter().filter(|word| **word != form.key)) {
            known.forms.take(&At { value: name.clone(), span: place.clone() }, known.mistakes);
        }
        if let Some((_, press)) = opens.iter().find(|(key, _)| *key == form.key) {
            form::opens(press, &form.key, known);
            form.open = Some(press.value);
        }
    }
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
    let mut measures = CASES.measures(Some(settings.register), forms, known);
    let promised = settings.promised.map(|weekly| match weekly {
        Weekly::Meeting => "meetings",
        Weekly::AllParties => "meetings_all_parties",
    });
    for measure in measures.iter_mut().filter(|m| promised != Some(m.key.as_str())) {
        measure.target = None;
    }
    merged(measures, own)
}

/// What is counted of a course, with the number of courses the plan promises each term.
pub(super) fn course_measures(
    settings: &Course,
    own: Vec<Measure>,
    forms: &[Form],
    known: &mut Known<'_>,
) -> Vec<Measure> {
    let mut measures = COURSE.measures(None, forms, known);
    for measure in &mut measures {
        if measure.shape == (Shape::Course { figure: CourseFigure::Held }) && settings.per_term > 0 {
            measure.target = Some(Target::Per(settings.per_term.into(), PeriodKind::Term));
        }
    }
    merged(measures, own)
}

/// The measures that come with a kind, where one of the plan's `own` wins over one of the same name.
fn merged(mut measures: Vec<Measure>, own: Vec<Measure>) -> Vec<Measure> {
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
    let meeting = forms.iter().find(|form| form.key == CASES.opened[0]).map(|form| form.key.clone());
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

/// What is expected of a course: its evenings, which were planned with it, and what else was planned.
pub(super) fn course_expectations(forms: &[Form]) -> Vec<Expectation> {
    let planned = |key: &str| forms.iter().find(|form| form.key == key && form.plannable);
    let planned = ["evening", "gathering"].into_iter().filter_map(planned);
    planned.map(|form| Expectation::Planned { form: form.key.clone() }).collect()
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
