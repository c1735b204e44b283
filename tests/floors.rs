//! The floors hold: a file's `use` lines name only floors below its own, and no file grows without bound.

use std::fs;
use std::path::{Path, PathBuf};

/// The floors, low to high. Those on one line may not use each other.
const FLOORS: &[&[&str]] =
    &[&["text"], &["domain"], &["words"], &["store"], &["desk"], &["report"], &["ui", "cli"], &["main"]];

/// The most lines a file may have, tests in it aside.
const LONGEST: usize = 400;

/// Tables, which may be longer.
const TABLES: &[&str] = &["src/ui/action.rs"];

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn all() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    sources(&root.join("src"), &mut found);
    found.sort();
    let name = |p: &PathBuf| p.strip_prefix(root).unwrap().to_string_lossy().into_owned();
    found.iter().map(|p| (name(p), fs::read_to_string(p).unwrap())).collect()
}

fn height(floor: &str) -> Option<usize> {
    FLOORS.iter().position(|names| names.contains(&floor))
}

fn floor_of(file: &str) -> Option<&str> {
    let rest = file.strip_prefix("src/")?;
    let name = rest.split('/').next()?;
    Some(name.strip_suffix(".rs").unwrap_or(name))
}

/// The floors that a source names: `crate::desk::…`, `use crate::{desk, words}`.
fn named(source: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (at, _) in source.match_indices("crate::") {
        let rest = &source[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let group = &group[..group.find('}').unwrap_or(group.len())];
            found.extend(group.split(',').map(|part| part.trim().split(':').next().unwrap_or_default()));
        } else {
            found.push(
                rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default(),
            );
        }
    }
    found
}

fn without_tests(source: &str) -> &str {
    &source[..source.find("#[cfg(test)]").unwrap_or(source.len())]
}

#[test]
fn no_floor_uses_one_above_it() {
    let mut wrong = Vec::new();
    for (file, source) in all() {
        let Some(own) = floor_of(&file).and_then(height) else { continue };
        let own_name = floor_of(&file).unwrap();
        for used in named(without_tests(&source)) {
            let Some(other) = height(used) else { continue };
            if other > own || (other == own && used != own_name) {
                wrong.push(format!("{file} uses {used}"));
            }
        }
    }
    assert!(wrong.is_empty(), "upward uses:\n{}", wrong.join("\n"));
}

#[test]
fn the_check_sees_an_upward_use() {
    assert_eq!(named("use crate::desk::ask::Ask;\nuse crate::{words, ui::run};"), ["desk", "words", "ui"]);
    assert!(height("desk") > height("store"));
}

#[test]
fn every_floor_is_known() {
    for (file, _) in all() {
        let floor = floor_of(&file).unwrap();
        assert!(floor == "lib" || height(floor).is_some(), "{file} stands on no known floor");
    }
}

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = all()
        .into_iter()
        .filter(|(file, _)| !TABLES.contains(&file.as_str()))
        .map(|(file, source)| (file, without_tests(&source).lines().count()))
        .filter(|(_, lines)| *lines > LONGEST)
        .map(|(file, lines)| format!("{file}: {lines} lines"))
        .collect();
    assert!(long.is_empty(), "a noun hides in each of these:\n{}", long.join("\n"));
}

#[test]
fn nothing_escapes_to_a_shell_or_the_network() {
    for (file, source) in all() {
        for forbidden in ["TcpStream", "TcpListener", "UdpSocket", "ToSocketAddrs", "\"sh\"", "/bin/sh"] {
            assert!(!without_tests(&source).contains(forbidden), "{file} names {forbidden}");
        }
    }
}
