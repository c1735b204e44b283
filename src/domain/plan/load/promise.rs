//! The promise around its activities: title, parties, days, basis, criteria.

use super::activity::{self, Known};
use super::error::{PlanErrorKind as Kind, Thing};
use super::mistakes::{At, Names};
use super::table::Table;
use super::{FORMAT, calendar, list, ruled};
use crate::domain::plan::{Activity, Basis, Criterion, Framework, Predecessor, Promise, Role, Signing};

/// Reads the whole document; `None` where nothing more can be said than that a newer program is needed.
pub(super) fn read(table: &Table<'_>, reserved: &[char]) -> Option<Promise> {
    let mistakes = table.mistakes;
    let format: At<i64> = table.need("format");
    if format.value > FORMAT {
        mistakes.add(&format.span, Kind::Newer { format: format.value });
        return None;
    }
    if format.value < 1 && !format.span.is_empty() {
        mistakes.add(&format.span, Kind::Bounds { number: format.value, from: 1, to: FORMAT });
    }
    let criteria = criteria(&table.list("criterion"));
    let tables: Vec<Table<'_>> = table.list("list");
    let lists = list::read(&tables, mistakes);
    let calendar = calendar::read(table.get("calendar"));
    let mut known = Known::new(mistakes, criteria, lists, &calendar.parts, reserved);
    known.written = ruled::written(&tables);
    let activities = activity::read(&table.list("activity"), &mut known);
    if activities.is_empty() {
        table.missing("activity");
    }
    let promise = Promise {
        format: 1,
        key: table.name("key").value,
        title: table.need("title"),
        short: table.need("short"),
        period: table.period(),
        time_zone: zone(table),
        parties: table.need("parties"),
        signings: table.list("signing").iter().map(signing).collect(),
        framework: table.get("framework").as_ref().map(framework),
        predecessor: table.get("predecessor").as_ref().map(predecessor),
        basis: table.list("basis").iter().map(basis).collect(),
        target_group: table.need("target_group"),
        criteria: known.criteria,
        notes: table.list("notes"),
        lists: known.lists,
        calendar,
        roles: roles(&table.list("role"), &activities),
        activities,
    };
    table.close();
    Some(promise)
}

fn zone(table: &Table<'_>) -> chrono_tz::Tz {
    let name: At<String> = table.need("time_zone");
    let zone = name.value.parse();
    if zone.is_err() && !name.span.is_empty() {
        table.mistakes.add(&name.span, Kind::Zone { name: name.value });
    }
    zone.unwrap_or(chrono_tz::UTC)
}

fn criteria(tables: &[Table<'_>]) -> Vec<Criterion> {
    let mut names = Names::of(Thing::Criterion);
    tables
        .iter()
        .map(|table| {
            let key = table.name("key");
            names.take(&key, table.mistakes);
            let criterion = Criterion { key: key.value, label: table.need("label") };
            table.close();
            criterion
        })
        .collect()
}

fn roles(tables: &[Table<'_>], activities: &[Activity]) -> Vec<Role> {
    let mut names = Names::of(Thing::Role);
    tables
        .iter()
        .map(|table| {
            let key = table.name("key");
            names.take(&key, table.mistakes);
            let mut has: Vec<At<String>> = table.need("activities");
            let known = || activities.iter().map(|activity| activity.key.as_str());
            has.retain(|name| table.mistakes.refer(Thing::Activity, name, known()));
            let activities = has.into_iter().map(|name| name.value).collect();
            let role = Role { key: key.value, label: table.need("label"), activities };
            table.close();
            role
        })
        .collect()
}

fn signing(table: &Table<'_>) -> Signing {
    let signing = Signing { act: table.need("act"), day: table.get("day"), by: table.need("by") };
    table.close();
    signing
}

fn framework(table: &Table<'_>) -> Framework {
    let framework = Framework { title: table.need("title"), period: table.period() };
    table.close();
    framework
}

fn predecessor(table: &Table<'_>) -> Predecessor {
    let predecessor = Predecessor { title: table.need("title"), period: table.period() };
    table.close();
    predecessor
}

fn basis(table: &Table<'_>) -> Basis {
    let basis = Basis { title: table.need("title"), year: table.need("year") };
    table.close();
    basis
}
