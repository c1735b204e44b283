//! What the plan's own lists must hold where the rules of a kind of activity go by their codes.

use super::error::{PlanErrorKind, Thing};
use super::mistakes::{At, Mistakes, Names, Span};
use super::table::Table;
use crate::domain::casework::consent::Born;
use crate::domain::plan::Cases;

/// The key of the list that a case meeting's parties become.
pub(super) const PARTIES: &str = "parties";

/// The codes that the rules of a case meeting go by, by list, and whether that is so only where cases are kept by code.
const RULED: [(&str, &[&str], bool); 4] = [
    ("party_marks", &["present", "absent", "deputy", "not_called"], false),
    ("case_statuses", &["referred", "follow_up", "closed"], true),
    ("case_decisions", &["closed"], true),
    ("signatures", &["yes", "no", "not_required"], true),
];

/// The list whose codes are birth years: the rule of the day somebody comes of age reads them.
const BIRTH_YEARS: &str = "birth_years";

/// A list of the plan's own, where it stands.
pub(super) struct Written {
    key: At<String>,
    codes: Vec<At<String>>,
}

/// The plan's own lists, where they stand.
pub(super) fn written(tables: &[Table<'_>]) -> Vec<Written> {
    let list = |table: &Table<'_>| {
        let items: Vec<Table<'_>> = table.list("items");
        let codes = items.iter().filter_map(|item| item.get("code")).collect();
        Some(Written { key: table.get("key")?, codes })
    };
    tables.iter().filter_map(list).collect()
}

/// Notes where a list of the plan's own lacks what the rules of a case meeting go by.
pub(super) fn suits(list: &Written, settings: &Cases, place: &Span, mistakes: &Mistakes<'_>) {
    let by_code = settings.register.has_codes();
    if list.key.value == PARTIES {
        let mut names = Names::of(Thing::List);
        names.take(&At { value: PARTIES.into(), span: place.clone() }, mistakes);
        names.take(&list.key, mistakes);
    }
    let known: Vec<&str> = list.codes.iter().map(|code| code.value.as_str()).collect();
    let ruled = RULED.iter().filter(|(key, _, only)| *key == list.key.value && (by_code || !only));
    for code in ruled.flat_map(|(_, codes, _)| *codes) {
        let wanted = At { value: (*code).to_owned(), span: list.key.span.clone() };
        mistakes.refer(Thing::Item, &wanted, known.iter().copied());
    }
    let years = list.codes.iter().filter(|_| by_code && list.key.value == BIRTH_YEARS);
    for code in years.filter(|code| Born::parse(&code.value).is_none()) {
        let allowed = vec!["2009".to_owned(), "2009-2011".to_owned()];
        mistakes.add(&code.span, PlanErrorKind::Word { word: code.value.clone(), nearest: None, allowed });
    }
}
