//! Terms, planned breaks and parts of the day.

use chrono::{Datelike, NaiveTime};

use super::error::{Ordered, PlanErrorKind as Kind, Thing};
use super::mistakes::{At, Names};
use super::table::Table;
use crate::domain::plan::{Break, Calendar, Part, Term, TermKind};

/// Reads the calendar; a plan without one has an empty one.
pub(super) fn read(table: Option<Table<'_>>) -> Calendar {
    let Some(table) = table else { return Calendar::default() };
    let mut calendar = Calendar {
        terms: terms(&table.list("terms")),
        breaks: table.list("breaks").iter().map(planned_break).collect(),
        parts: parts(&table.list("parts")),
    };
    calendar.breaks.sort_by_key(|b| b.period);
    table.close();
    calendar
}

fn terms(rows: &[Table<'_>]) -> Vec<Term> {
    let mut terms: Vec<Term> = Vec::new();
    for row in rows {
        let words = [("vt", TermKind::Spring), ("ht", TermKind::Autumn)];
        let kind = row.need_word("term", &words);
        let period = row.period();
        let term = Term { year: period.from.year(), kind: kind.unwrap_or(TermKind::Spring), period };
        if terms.last().is_some_and(|before| before.period.to >= period.from) {
            row.mistakes.add(&row.span, Kind::Order(Ordered::Terms));
        }
        terms.push(term);
        row.close();
    }
    terms
}

fn planned_break(row: &Table<'_>) -> Break {
    let planned = Break { label: row.need("label"), period: row.period() };
    row.close();
    planned
}

fn parts(rows: &[Table<'_>]) -> Vec<Part> {
    let mut names = Names::of(Thing::Part);
    let mut parts: Vec<Part> = Vec::new();
    for row in rows {
        let code = row.name("code");
        names.take(&code, row.mistakes);
        let from: At<NaiveTime> = row.need("from");
        if parts.last().is_some_and(|before| before.from >= from.value) {
            row.mistakes.add(&from.span, Kind::Order(Ordered::Parts));
        }
        parts.push(Part { code: code.value, label: row.need("label"), from: from.value });
        row.close();
    }
    parts
}
