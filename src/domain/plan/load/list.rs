//! Code lists, and the key that chooses each item.

use super::error::{PlanErrorKind as Kind, Press, Thing};
use super::mistakes::{At, Mistakes, Names};
use super::table::Table;
use crate::domain::plan::{List, ListItem};

/// The keys of a list short enough to be chosen from by one key, in the list's order.
const KEYS: &str = "1234567890";

/// Reads the plan's code lists.
pub(super) fn read(tables: &[Table<'_>], mistakes: &Mistakes<'_>) -> Vec<List> {
    let mut names = Names::of(Thing::List);
    tables
        .iter()
        .map(|table| {
            let key = table.name("key");
            names.take(&key, mistakes);
            let rows: Option<Vec<Table<'_>>> = table.get("items");
            if rows.is_none() {
                table.missing("items");
            } else if rows.as_ref().is_some_and(Vec::is_empty) {
                mistakes.add(&table.span, Kind::NoItems);
            }
            let list = List {
                key: key.value,
                label: table.need("label"),
                example: table.get("example").unwrap_or_default(),
                items: items(&rows.unwrap_or_default(), mistakes, Thing::Item),
            };
            table.close();
            list
        })
        .collect()
}

/// Reads the items of a list. Up to ten of them get the keys 1…9 and 0 by their place, unless they have their own.
pub(super) fn items(rows: &[Table<'_>], mistakes: &Mistakes<'_>, thing: Thing) -> Vec<ListItem> {
    let mut names = Names::of(thing);
    let mut taken: Vec<(char, String)> = Vec::new();
    let short = rows.len() <= KEYS.len();
    rows.iter()
        .zip(KEYS.chars().map(Some).chain(std::iter::repeat(None)))
        .map(|(row, place)| {
            let code = row.name("code");
            names.take(&code, mistakes);
            let own = row.press("key", Press::Choice);
            let key =
                own.or_else(|| place.filter(|_| short).map(|value| At { value, span: row.span.clone() }));
            if let Some(key) = &key {
                press(key, &code.value, Press::Choice, &mut taken, mistakes);
            }
            let item = ListItem {
                code: code.value,
                label: row.need("label"),
                key: key.map(|k| k.value),
                retired: row.get("retired").unwrap_or_default(),
            };
            row.close();
            item
        })
        .collect()
}

/// Takes a key of the keyboard for `name`; notes it if another has it.
pub(super) fn press(
    key: &At<char>,
    name: &str,
    press: Press,
    taken: &mut Vec<(char, String)>,
    mistakes: &Mistakes<'_>,
) {
    if let Some((_, by)) = taken.iter().find(|(k, _)| *k == key.value) {
        mistakes.add(&key.span, Kind::TakenPress { press, key: key.value, by: by.clone() });
    } else {
        taken.push((key.value, name.to_owned()));
    }
}
