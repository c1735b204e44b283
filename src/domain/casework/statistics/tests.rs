use std::collections::BTreeMap;

use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::domain::plan::load::{ENKOPING, load};
use crate::domain::record::EntryId;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn year() -> Period {
    Period { from: day("2023-01-01"), to: day("2023-12-31") }
}

fn plan() -> Promise {
    load(ENKOPING, "plan.toml").unwrap()
}

fn file() -> File {
    File {
        case: EntryId(1),
        opened: day("2023-03-07"),
        closed: None,
        status: "referred".into(),
        source: None,
        concerns: Vec::new(),
        born: None,
        gender: None,
        close_reason: None,
        decisions: BTreeMap::new(),
        consents: BTreeMap::new(),
        commitments: BTreeMap::new(),
    }
}

fn told(plan: &Promise, files: &[File]) -> Vec<CaseTable> {
    tables(plan, &files.iter().collect::<Vec<_>>(), year())
}

/// A table's rows with something in them, and its total, as a line.
fn line(table: &CaseTable) -> String {
    let word = |shown: &Shown| match shown {
        Shown::Number(n) => n.to_string(),
        Shown::Hidden => ".".to_owned(),
    };
    let rows = table.rows.iter().filter(|(_, shown)| *shown != Shown::Number(0));
    let rows: Vec<String> = rows.map(|(code, shown)| format!("{code}={}", word(shown))).collect();
    format!("{} of {}", rows.join(" "), word(&table.total))
}

fn sources(counts: &[(&str, usize)]) -> Vec<File> {
    let of = |(code, n): &(&str, usize)| {
        let source = (!code.is_empty()).then(|| Code::from(*code));
        std::iter::repeat_n(File { source, ..file() }, *n)
    };
    counts.iter().flat_map(of).collect()
}

#[rstest]
#[case(&[("school", 9), ("social", 6)], "school=9 social=6 of 15")]
#[case(&[("school", 9), ("police", 2)], "school=. social=. police=. leisure=. guardian=. youth=. other=. =. of 11")]
#[case(&[("school", 9), ("social", 6), ("police", 2)], "school=9 social=. police=. of 17")]
#[case(&[("school", 9), ("", 2), ("police", 1)], "school=9 police=. =. of 12")]
#[case(&[], " of 0")]
fn few_are_hidden_with_what_would_give_them_away(#[case] counts: &[(&str, usize)], #[case] expected: &str) {
    assert_eq!(line(&told(&plan(), &sources(counts))[0]), expected);
}

#[rstest]
#[case("2012", "10-12")]
#[case("2013-2014", "10-12")]
#[case("2009-2011", "13-15")]
#[case("2006-2008", "16-17")]
#[case("2003-2005", "18-20")]
#[case("2000-2002", "21-")]
#[case("2015-2017", "-9")]
fn an_age_is_that_of_the_middle_year_at_referral(#[case] born: &str, #[case] band: &str) {
    let one = File { born: Some(born.into()), ..file() };
    assert_eq!(age(&one).as_deref(), Some(band));
    assert_eq!(age(&file()), None);
}

#[test]
fn closing_reasons_are_of_the_cases_closed_in_the_period() {
    let closed = |text: &str| File { closed: Some(day(text)), close_reason: Some("goal".into()), ..file() };
    let mut files = vec![closed("2023-05-02"); 6];
    files.push(closed("2024-01-02"));
    files.extend(vec![file(); 5]);
    let tables = told(&plan(), &files);
    assert_eq!(line(&tables[4]), "goal=6 of 6");
    assert_eq!(line(&tables[2]), "=12 of 12");
}

/// Of nine with a concern and one without, the shown nine and the shown total would tell the one.
#[test]
fn those_without_a_concern_are_not_what_is_left() {
    let mut files = vec![File { concerns: vec!["absence".into()], ..file() }; 9];
    files.push(file());
    let table = &told(&plan(), &files)[1];
    assert!(table.rows.iter().all(|(_, shown)| *shown == Shown::Hidden), "{}", line(table));
    files.truncate(9);
    assert_eq!(line(&told(&plan(), &files)[1]), "absence=9 of 9");
}

#[test]
fn a_code_the_plan_has_dropped_has_its_row_in_every_period() {
    let mut files = sources(&[("school", 9)]);
    files.push(File { opened: day("2022-03-01"), source: Some("church".into()), ..file() });
    let rows = &told(&plan(), &files)[0].rows;
    assert!(rows.contains(&("church".into(), Shown::Number(0))));
}

// What follows proves that nothing hidden can be worked out from all that is shown together: the tables, their totals,
// and how many cases were referred and closed. For every hidden count there is another set of cases, as many on the same
// days, of which exactly the same is shown and in which the count is another.

/// A birth year for each age band, and none.
const BORN: [&str; 7] = ["2015", "2012", "2009", "2006", "2004", "2001", ""];

/// Where each table gets its codes from.
#[derive(Clone, Copy)]
struct Property {
    get: fn(&File) -> Vec<Code>,
    set: fn(&mut File, Vec<Code>),
}

fn properties() -> [Property; 5] {
    fn first(codes: Vec<Code>) -> Option<Code> {
        codes.into_iter().next()
    }
    [
        Property { get: |f| f.source.clone().into_iter().collect(), set: |f, to| f.source = first(to) },
        Property { get: |f| f.concerns.clone(), set: |f, to| f.concerns = to },
        Property { get: |f| f.gender.clone().into_iter().collect(), set: |f, to| f.gender = first(to) },
        Property {
            get: |f| age(f).into_iter().collect(),
            set: |f, to| f.born = first(to).map(|code| born(&code)),
        },
        Property {
            get: |f| f.close_reason.clone().into_iter().collect(),
            set: |f, to| f.close_reason = first(to),
        },
    ]
}

/// A birth year that gives the age band.
fn born(band: &str) -> Code {
    BORN[AGES.iter().position(|(code, ..)| *code == band).unwrap()].into()
}

fn exchanged(codes: Vec<Code>, a: &Code, b: &Code) -> Vec<Code> {
    // Nothing stated is the empty code: only in the tables where a case has one code at most.
    let codes = if codes.is_empty() { vec![Code::default()] } else { codes };
    let turn = |code: Code| {
        if code == *a {
            b.clone()
        } else if code == *b {
            a.clone()
        } else {
            code
        }
    };
    codes.into_iter().map(turn).filter(|code| !code.is_empty()).collect()
}

/// Other sets of cases that may look the same: two codes exchanged in all of them, or one case in another row.
fn worlds(files: &[File], property: Property, code: &Code, rows: &[Code], several: bool) -> Vec<Vec<File>> {
    let mut worlds = Vec::new();
    for other in rows.iter().filter(|other| *other != code) {
        if !several || !other.is_empty() && !code.is_empty() {
            let mut world = files.to_vec();
            for file in &mut world {
                let codes = exchanged((property.get)(file), code, other);
                (property.set)(file, codes);
            }
            worlds.push(world);
        }
    }
    for at in 0..files.len() {
        let codes = (property.get)(&files[at]);
        let mut changes: Vec<Vec<Code>> = vec![Vec::new()];
        changes.extend(rows.iter().filter(|code| !code.is_empty()).map(|code| vec![code.clone()]));
        if several {
            let without = codes.iter().filter(|c| *c != code).cloned().collect();
            let with = codes.iter().cloned().chain((!code.is_empty()).then(|| code.clone())).collect();
            changes.extend([without, with]);
        }
        for change in changes {
            let mut world = files.to_vec();
            (property.set)(&mut world[at], change);
            worlds.push(world);
        }
    }
    worlds
}

fn count(files: &[File], property: Property, code: &Code, closed: bool) -> usize {
    let among = files.iter().filter(|file| !closed || file.closed.is_some());
    let has = |file: &&File| {
        let codes = (property.get)(file);
        if code.is_empty() { codes.is_empty() } else { codes.contains(code) }
    };
    among.filter(has).count()
}

/// Few of most, many of some, so that there is much to hide and something to hide it behind.
fn some(codes: &'static [&'static str]) -> impl Strategy<Value = Option<Code>> {
    let skewed = (0..codes.len(), 0..codes.len()).prop_map(|(a, b)| a * b / codes.len());
    skewed.prop_map(|at| Some(codes[at]).filter(|code| !code.is_empty()).map(Code::from))
}

fn cases() -> impl Strategy<Value = Vec<File>> {
    let one = (
        some(&["school", "social", "police", "", "leisure", "guardian"]),
        prop::collection::btree_set(some(&["absence", "norm", "", "crime", "peers"]), 0..3),
        some(&["man", "woman", "", "other"]),
        some(&["2009", "2006", "2012", "", "2004", "2001", "2015"]),
        prop::option::of(some(&["goal", "moved", "", "lost", "age"])),
    );
    let file =
        |(source, concerns, gender, born, close_reason): (_, std::collections::BTreeSet<_>, _, _, _)| {
            let closed: Option<Option<Code>> = close_reason;
            File {
                source,
                concerns: concerns.into_iter().flatten().collect(),
                gender,
                born,
                closed: closed.is_some().then(|| day("2023-06-13")),
                close_reason: closed.flatten(),
                ..file()
            }
        };
    prop::collection::vec(one.prop_map(file), 0..28)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_hidden_can_be_worked_out_from_all_that_is_shown(files in cases()) {
        let plan = plan();
        let shown = told(&plan, &files);
        for (table, property) in shown.iter().zip(properties()) {
            let rows: Vec<Code> = table.rows.iter().map(|(code, _)| code.clone()).collect();
            let closed = table.by == By::CloseReason;
            for (code, cell) in &table.rows {
                let here = count(&files, property, code, closed);
                if let Shown::Number(n) = cell {
                    prop_assert_eq!(*n as usize, here);
                    prop_assert!(!(1..=4).contains(&here), "{} {}", code, line(table));
                    continue;
                }
                let mut worlds = worlds(&files, property, code, &rows, table.several).into_iter();
                let looks_the_same = |world: &Vec<File>| {
                    count(world, property, code, closed) != here && told(&plan, world) == shown
                };
                prop_assert!(worlds.any(|world| looks_the_same(&world)), "{:?} {} {}", table.by, code, line(table));
            }
        }
    }
}

#[test]
fn tables_are_told_of_whole_calendar_years_alone() {
    let period = |from: &str, to: &str| Period { from: day(from), to: day(to) };
    assert!(is_year(year()) && is_year(period("2024-01-01", "2024-12-31")));
    for (from, to) in [
        ("2023-08-16", "2023-12-20"),
        ("2023-01-01", "2023-12-30"),
        ("2023-01-02", "2023-12-31"),
        ("2022-01-01", "2023-12-31"),
    ] {
        assert!(!is_year(period(from, to)), "{from} to {to}");
    }
}
