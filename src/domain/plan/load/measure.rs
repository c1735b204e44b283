//! Measures, targets, expectations, and by which forms months are followed.

use chrono::{Datelike, NaiveDate};

use super::activity::{Known, WEEKDAYS};
use super::error::{Ordered, PlanErrorKind as Kind, Thing};
use super::field::condition;
use super::mistakes::{At, Span};
use super::table::Table;
use crate::domain::plan::measure::{ExtractSource, Source};
use crate::domain::plan::{
    CaseFigure, CourseFigure, Expectation, FieldKind, Followed, Form, Label, Measure, Occasion, PeriodKind,
    Register, Shape, Target,
};

/// The ways a figure is counted, by the file's words.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Count,
    Sum,
    ShareOfShifts,
    Occasions,
    Attendance,
    Cases,
    Course,
}

const WAYS: [(&str, Way); 7] = [
    ("count", Way::Count),
    ("sum", Way::Sum),
    ("share-of-shifts", Way::ShareOfShifts),
    ("occasions", Way::Occasions),
    ("attendance", Way::Attendance),
    ("cases", Way::Cases),
    ("course", Way::Course),
];

/// Which occasions, by the file's words.
const OCCASIONS: [(&str, Occasion); 5] = [
    ("expected", Occasion::Expected),
    ("lapsed", Occasion::Lapsed),
    ("missing", Occasion::Missing),
    ("cancelled", Occasion::Cancelled),
    ("planned", Occasion::Planned),
];

/// The figures from a register of cases, by the file's words.
const CASE_FIGURES: [(&str, CaseFigure); 9] = [
    ("up", CaseFigure::Up),
    ("new", CaseFigure::New),
    ("open", CaseFigure::Open),
    ("closed", CaseFigure::Closed),
    ("with-action", CaseFigure::WithAction),
    ("without-consent", CaseFigure::WithoutConsent),
    ("follow-ups-on-time", CaseFigure::FollowUpsOnTime),
    ("lead-consent", CaseFigure::LeadConsent),
    ("lead-action", CaseFigure::LeadAction),
];

/// The figures from a register of courses, by the file's words.
const COURSE_FIGURES: [(&str, CourseFigure); 12] = [
    ("held", CourseFigure::Held),
    ("cancelled", CourseFigure::Cancelled),
    ("postponed", CourseFigure::Postponed),
    ("participants", CourseFigure::Participants),
    ("places", CourseFigure::Places),
    ("balance-start", CourseFigure::BalanceStart),
    ("balance-end", CourseFigure::BalanceEnd),
    ("women", CourseFigure::Women),
    ("attendance", CourseFigure::Attendance),
    ("completed", CourseFigure::Completed),
    ("surveys", CourseFigure::Surveys),
    ("ambassadors", CourseFigure::Ambassadors),
];

/// Reads the measures of one activity; `forms` are those they may read.
pub(super) fn read(tables: &[Table<'_>], forms: &[Form], known: &mut Known<'_>) -> Vec<Measure> {
    tables.iter().flat_map(|table| measure(table, forms, known)).collect()
}

/// One measure; the attendance of a roster where nobody is named is one for each of its members.
fn measure(table: &Table<'_>, forms: &[Form], known: &mut Known<'_>) -> Vec<Measure> {
    let key = table.name("key");
    known.measures.take(&key, known.mistakes);
    let way = table.need_word("shape", &WAYS);
    let shape = way.and_then(|way| shape(table, way, forms, known));
    let of_some = match &shape {
        Some(Shape::Course { figure }) => figure.is_share(),
        _ => matches!(way, Some(Way::ShareOfShifts | Way::Attendance)),
    };
    let target = table.get("target").and_then(|own: Table<'_>| target(&own, way, of_some));
    let (label, definition) = (table.need("label"), table.need("definition"));
    let (unit, glance) = (table.get("unit"), table.get("glance").unwrap_or(true));
    if way.is_none() {
        let of_shapes = ["hit", "extract", "form", "which", "field", "who", "came", "called", "figure"];
        table.skip(&["of", "meeting", "counted"]);
        table.skip(&of_shapes);
    }
    table.close();
    let Some(shape) = shape else { return Vec::new() };
    let measure = Measure { key: key.value.clone(), label, unit, shape, target, definition, glance };
    each(measure, &key.span, forms, known)
}

/// Makes one measure for each member of a roster out of one that names nobody.
fn each(measure: Measure, span: &Span, forms: &[Form], known: &mut Known<'_>) -> Vec<Measure> {
    let Shape::Attendance { form, field, who, came, called } = &measure.shape else { return vec![measure] };
    if !who.is_empty() {
        return vec![measure];
    }
    let roster = forms.iter().find(|f| f.key == *form).and_then(|f| f.field(field));
    let list =
        roster.and_then(|f| if let FieldKind::Roster { list, .. } = &f.kind { Some(list) } else { None });
    let items = known.lists.iter().find(|l| Some(&l.key) == list).map(|l| l.items.clone());
    let mut measures = Vec::new();
    for item in items.unwrap_or_default() {
        let of = |label: &str, item: &str| format!("{label}, {item}");
        let english = measure.label.en.as_deref().zip(item.label.en.as_deref().or(Some(&item.label.sv)));
        let label = Label {
            sv: of(&measure.label.sv, &item.label.sv),
            en: english.map(|(label, item)| of(label, item)),
        };
        let key = format!("{}_{}", measure.key, item.code);
        known.measures.take(&At { value: key.clone(), span: span.clone() }, known.mistakes);
        let (form, field) = (form.clone(), field.clone());
        let shape =
            Shape::Attendance { form, field, who: item.code, came: came.clone(), called: called.clone() };
        measures.push(Measure { key, label, shape, ..measure.clone() });
    }
    measures
}

fn shape(table: &Table<'_>, way: Way, forms: &[Form], known: &Known<'_>) -> Option<Shape> {
    match way {
        Way::ShareOfShifts => share(table, forms, known),
        Way::Occasions => {
            let (form, which) = (form(table, forms, known), table.need_word("which", &OCCASIONS));
            Some(Shape::Occasions { form: form?.key.clone(), which: which? })
        }
        Way::Attendance => attendance(table, forms, known),
        Way::Cases => cases(table, forms, known),
        Way::Course => Some(Shape::Course { figure: table.need_word("figure", &COURSE_FIGURES)? }),
        Way::Count | Way::Sum => {
            let rows: Vec<Table<'_>> = table.need("of");
            if rows.is_empty() && table.raw("of").is_some() {
                known.mistakes.add(&table.span, Kind::NoItems);
            }
            let of: Vec<Source> = rows.iter().filter_map(|row| source(row, way, forms, known)).collect();
            Some(if way == Way::Count { Shape::Count { of } } else { Shape::Sum { of } })
        }
    }
}

/// Whose marks on which roster.
fn attendance(table: &Table<'_>, forms: &[Form], known: &Known<'_>) -> Option<Shape> {
    let form = form(table, forms, known);
    let field: At<String> = table.need("field");
    let (came, called): (Vec<At<String>>, Vec<At<String>>) = (table.need("came"), table.need("called"));
    let who: Option<At<String>> = table.get("who");
    let form = form?;
    let rosters = form.fields.iter().filter(|f| matches!(f.kind, FieldKind::Roster { .. }));
    if field.span.is_empty() || !known.mistakes.refer(Thing::Field, &field, rosters.map(|f| f.key.as_str())) {
        return None;
    }
    let FieldKind::Roster { list, marks } = &form.field(&field.value)?.kind else { return None };
    for mark in came.iter().chain(&called) {
        known.mistakes.refer(Thing::Item, mark, known.codes(marks));
    }
    if let Some(who) = &who {
        known.mistakes.refer(Thing::Item, who, known.codes(list));
    }
    let codes = |marks: Vec<At<String>>| marks.into_iter().map(|mark| mark.value).collect();
    Some(Shape::Attendance {
        form: form.key.clone(),
        field: field.value,
        who: who.map(|who| who.value).unwrap_or_default(),
        came: codes(came),
        called: codes(called),
    })
}

/// Which figure of the register, at which meetings, and what is summed where cases are only counted.
fn cases(table: &Table<'_>, forms: &[Form], known: &Known<'_>) -> Option<Shape> {
    let figure = table.need_word("figure", &CASE_FIGURES);
    let name: At<String> = table.need("meeting");
    let counted: Option<Table<'_>> = table.get("counted");
    let has_counts = known.register.is_none_or(Register::has_counts);
    let counted = counted.filter(|_| has_counts).and_then(|row| source(&row, Way::Sum, forms, known));
    let given = !name.span.is_empty();
    let there = given && known.mistakes.refer(Thing::Form, &name, forms.iter().map(|f| f.key.as_str()));
    there.then_some(Shape::Cases { figure: figure?, meeting: name.value, counted })
}

/// Of which shifts, which of them are hits, and the form with a month's two totals.
fn share(table: &Table<'_>, forms: &[Form], known: &Known<'_>) -> Option<Shape> {
    let need = |key: &'static str| {
        let row: Option<Table<'_>> = table.get(key);
        if row.is_none() {
            table.missing(key);
        }
        row.and_then(|row| source(&row, Way::ShareOfShifts, forms, known))
    };
    let (of, hit) = (need("of"), need("hit"));
    let extract = table.get("extract").and_then(|row: Table<'_>| extract(&row, forms, known));
    Some(Shape::ShareOfShifts { of: of?, hit: hit?, extract })
}

fn extract(row: &Table<'_>, forms: &[Form], known: &Known<'_>) -> Option<ExtractSource> {
    let form = form(row, forms, known);
    let number = |key| {
        let name: At<String> = row.need(key);
        if let Some(form) = form {
            summed(&name, form, known);
        }
        name.value
    };
    let (hits, of) = (number("hits"), number("of"));
    row.close();
    form.map(|form| ExtractSource { form: form.key.clone(), hits, of })
}

fn source(row: &Table<'_>, way: Way, forms: &[Form], known: &Known<'_>) -> Option<Source> {
    let form = form(row, forms, known);
    let field: Option<At<String>> = if way == Way::Sum { row.get("field") } else { None };
    let only: Vec<Table<'_>> = row.list("only");
    row.close();
    let form = form?;
    if let Some(name) = &field {
        summed(name, form, known);
    }
    // What comes with the kind knows what it counts; a plan could count anybody apart.
    if known.register.is_none()
        && form.field("case").or(form.field("code")).is_some_and(|f| f.kind == FieldKind::Case)
    {
        for table in &only {
            known.mistakes.add(&table.span, Kind::SomeCases { form: form.key.clone() });
        }
    }
    let only = only.iter().filter_map(|table| condition(table, &form.fields, known)).collect();
    Some(Source { form: form.key.clone(), field: field.map(|f| f.value), only })
}

/// The form a table's `form` names.
fn form<'f>(row: &Table<'_>, forms: &'f [Form], known: &Known<'_>) -> Option<&'f Form> {
    let name: At<String> = row.need("form");
    if name.span.is_empty() {
        return None;
    }
    known.mistakes.refer(Thing::Form, &name, forms.iter().map(|f| f.key.as_str()));
    forms.iter().find(|f| f.key == name.value)
}

/// Notes it where `name` is not a number field of `form`.
fn summed(name: &At<String>, form: &Form, known: &Known<'_>) {
    if name.span.is_empty()
        || !known.mistakes.refer(Thing::Field, name, form.fields.iter().map(|f| f.key.as_str()))
    {
        return;
    }
    let number = |kind: &FieldKind| matches!(kind, FieldKind::Count { .. } | FieldKind::Minutes { .. });
    if !form.field(&name.value).is_some_and(|f| number(&f.kind)) {
        let wanted = vec!["count".to_owned(), "minutes".to_owned()];
        known.mistakes.add(&name.span, Kind::FieldKind { field: name.value.clone(), wanted });
    }
}

/// `{ at_least = 3 }`, `{ at_least = 2, per = "month" }`, `{ share = 100 }` or `{ each = "expected" }`.
fn target(table: &Table<'_>, way: Option<Way>, shares: bool) -> Option<Target> {
    let periods = [
        ("week", PeriodKind::Week),
        ("month", PeriodKind::Month),
        ("quarter", PeriodKind::Quarter),
        ("tertial", PeriodKind::Tertial),
        ("term", PeriodKind::Term),
        ("half-year", PeriodKind::HalfYear),
        ("year", PeriodKind::Year),
    ];
    let least = table.number("at_least", 1, 1_000_000);
    let share = table.number("share", 1, 100);
    let per = table.word("per", &periods);
    let each = table.word("each", &[("expected", ())]);
    table.close();
    match (least, per, share, each) {
        (Some(n), None, None, None) if !shares => Some(Target::AtLeast(n)),
        (Some(n), Some(kind), None, None) if !shares => Some(Target::Per(n, kind)),
        (None, None, Some(percent), None) if shares => Some(Target::Share(percent as u32)),
        (None, None, None, Some(())) if way == Some(Way::Count) => Some(Target::EachExpected),
        _ => {
            table.mistakes.add(&table.span, Kind::Target);
            None
        }
    }
}

/// The ways of expecting, by the file's words.
#[derive(Clone, Copy)]
enum Due {
    Weekly,
    Monthly,
    EveryShift,
    Planned,
}

/// Reads what is expected of one activity, by its own forms.
pub(super) fn expectations(rows: &[Table<'_>], forms: &[Form], known: &Known<'_>) -> Vec<Expectation> {
    rows.iter().filter_map(|row| expectation(row, forms, known)).collect()
}

fn expectation(row: &Table<'_>, forms: &[Form], known: &Known<'_>) -> Option<Expectation> {
    let words = [
        ("weekly", Due::Weekly),
        ("monthly", Due::Monthly),
        ("every-shift", Due::EveryShift),
        ("planned", Due::Planned),
    ];
    let due = row.need_word("kind", &words);
    let of = form(row, forms, known);
    let (weekday, due_day) = match due {
        Some(Due::Weekly) => (row.need_word("weekday", &WEEKDAYS).unwrap_or(1), 1),
        Some(Due::Monthly) => (1, row.need_number("due_day", 1, 28) as u8),
        _ => (1, 1),
    };
    if due.is_none() {
        row.skip(&["weekday", "due_day"]);
    }
    row.close();
    let (due, of) = (due?, of?);
    let form = of.key.clone();
    Some(match due {
        Due::Weekly => Expectation::Weekly { form, weekday },
        Due::Monthly => Expectation::Monthly { form, due_day },
        Due::EveryShift => {
            if known.parts.is_empty() {
                known.mistakes.add(&row.span, Kind::NoParts);
            }
            Expectation::EveryShift { form }
        }
        Due::Planned => {
            if !of.plannable {
                known.mistakes.add(&row.span, Kind::NotPlannable { form: form.clone() });
            }
            Expectation::Planned { form }
        }
    })
}

/// Reads from which day on an activity is followed by which of its forms.
pub(super) fn followed(rows: &[Table<'_>], forms: &[Form], known: &Known<'_>) -> Vec<Followed> {
    let mut followed: Vec<Followed> = Vec::new();
    for row in rows {
        let from: At<NaiveDate> = row.need("from");
        if from.value.day() != 1 {
            known.mistakes.add(&from.span, Kind::NotFirstOfMonth { day: from.value });
        }
        if followed.last().is_some_and(|before| before.from >= from.value) {
            known.mistakes.add(&row.span, Kind::Order(Ordered::Followed));
        }
        let by: Vec<At<String>> = row.need("by");
        for name in &by {
            known.mistakes.refer(Thing::Form, name, forms.iter().map(|f| f.key.as_str()));
        }
        followed.push(Followed { from: from.value, by: by.into_iter().map(|b| b.value).collect() });
        row.close();
    }
    followed
}
