//! The lists of a course as papers: the roster, the attendance list and the diploma list.
//!
//! They are made for their names, and have no phone numbers. Somebody whose data are protected is there by the letter.

use super::meeting::Setting;
use super::paper::{Paper, Table};
use crate::domain::course::balance::Verdict;
use crate::domain::course::enrol::{ADMITTED, RESERVE};
use crate::domain::course::standing::Mark;
use crate::domain::course::view::{CourseView, EveningLine, ParticipantLine};
use crate::domain::record::{Status, Value};
use crate::words::{Arg, Words, course, day, label};

/// How many evenings stand beside each other on the attendance list.
const BESIDE: usize = 6;

/// Which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// Who is on the course, and who waits.
    Roster,
    /// A box for each evening: filled in where it was held.
    Attendance,
    /// Those who completed it.
    Diplomas,
}

/// Writes a list of a course down.
pub fn paper(setting: Setting<'_>, view: &CourseView, which: Which) -> Paper {
    let title = match which {
        Which::Roster => "paper-roster",
        Which::Attendance => "paper-attendance-list",
        Which::Diplomas => "paper-diplomas",
    };
    let mut paper = setting.paper_of_course(title, &view.line.code);
    let words = setting.words;
    paper.lead(&lead(setting, view));
    match which {
        Which::Roster => roster(setting, &mut paper, view),
        Which::Attendance => attendance(words, &mut paper, view),
        Which::Diplomas => diplomas(words, &mut paper, view),
    }
    paper
}

/// When and where the course meets.
fn lead(setting: Setting<'_>, view: &CourseView) -> String {
    let words = setting.words;
    let line = &view.line;
    if let Status::Cancelled(reason) = &line.status {
        let reason = setting.item("course_cancel_reasons", reason);
        return words.say_with("paper-cancelled", &[("reason", (&reason).into())]);
    }
    let mut parts = vec![day::span_and_year(words, line.start, line.last)];
    parts.extend(course::hours(&view.entry));
    if let Some(Value::Text(place)) = view.entry.value("place") {
        parts.push(place.to_string());
    }
    parts.join(", ")
}

fn roster(setting: Setting<'_>, paper: &mut Paper, view: &CourseView) {
    let words = setting.words;
    let counts = view.line.admitted;
    paper.part(&words.say("paper-participants"));
    let mut table = Table::new(heads(words, &["paper-letter", "paper-name", "paper-born", "paper-gender"]));
    for line in with(view, ADMITTED) {
        table.row([letter(line), name(words, line), born(line), gender(setting, line)]);
    }
    paper.table(table);
    let verdict = words.say(match view.line.balance {
        Verdict::Even => "paper-even",
        Verdict::Uneven => "paper-uneven",
        Verdict::CannotAssess => "paper-cannot-assess",
    });
    let summed = words.say_with(
        "paper-places",
        &[
            ("count", i64::from(counts.all()).into()),
            ("places", i64::from(view.line.places).into()),
            ("women", i64::from(counts.women).into()),
            ("men", i64::from(counts.men).into()),
            ("other", i64::from(counts.other).into()),
            ("verdict", (&verdict).into()),
        ],
    );
    paper.lines([summed]);
    if with(view, RESERVE).next().is_some() {
        paper.part(&words.say("paper-reserves"));
        paper.numbered(with(view, RESERVE).map(|line| format!("{}, {}", name(words, line), born(line))));
    }
}

/// The evenings in blocks that fit the width of a page; a cancelled evening has no box.
fn attendance(words: Words, paper: &mut Paper, view: &CourseView) {
    let going = |(_, line): &(usize, &EveningLine)| !matches!(line.status, Status::Cancelled(_));
    let evenings: Vec<(usize, &EveningLine)> = view.evenings.iter().enumerate().filter(going).collect();
    let on = |line: &&ParticipantLine| line.seat.is_some();
    for block in evenings.chunks(BESIDE) {
        let (Some((_, first)), Some((_, last))) = (block.first(), block.last()) else { continue };
        paper.part(&day::span_and_year(words, first.day, last.day));
        let head = |(_, line): &(usize, &EveningLine)| {
            let number = line.session.map(|n| format!("{n}: ")).unwrap_or_default();
            format!("{number}{}", line.day.format("%-d/%-m"))
        };
        let first = heads(words, &["paper-letter", "paper-name"]);
        let mut table = Table::new(first.into_iter().chain(block.iter().map(head)));
        for line in view.participants.iter().filter(on) {
            let boxes = block.iter().map(|(at, evening)| mark(line, *at, evening));
            table.row([letter(line), name(words, line)].into_iter().chain(boxes));
        }
        paper.table(table);
    }
    if let Some((_, closing)) = evenings.iter().find(|(_, line)| line.closing) {
        let called = label::text(words, &view.closing);
        paper.lines([format!("{}: {called}", day::full(words, closing.day))]);
    }
    paper.part(&words.say("paper-marks"));
    let letters = Mark::ALL.map(|(mark, code)| (code, sign(mark)));
    let letters: Vec<(&str, Arg<'_>)> = letters.iter().map(|(code, sign)| (*code, sign.into())).collect();
    paper.lines([words.say_with("paper-marks-legend", &letters)]);
}

/// What stands in a box: a mark, an empty box, or nothing where somebody was not on the course then.
fn mark(line: &ParticipantLine, at: usize, evening: &EveningLine) -> String {
    let is_on = line.seat.as_ref().is_some_and(|seat| evening.seats.contains(seat));
    let given = line.marks.get(at).and_then(Option::as_ref).and_then(|mark| Mark::read(mark));
    match given {
        _ if !is_on => "–".to_owned(),
        None => "☐".to_owned(),
        Some(mark) => sign(mark),
    }
}

/// The sign of a mark, as in the grid: its letter, and a dot for the usual one.
fn sign(mark: Mark) -> String {
    if mark == Mark::Present { "·".to_owned() } else { mark.letter().to_string() }
}

fn diplomas(words: Words, paper: &mut Paper, view: &CourseView) {
    paper.part(&words.say("paper-completed"));
    if !view.line.held {
        paper.lines([words.say("paper-not-held")]);
        return;
    }
    let heads = heads(words, &["paper-letter", "paper-name", "paper-there", "paper-diploma"]);
    let mut table = Table::new(heads);
    let mut count = 0_i64;
    for line in view.participants.iter().filter(|line| line.completed) {
        let there = words.say_with(
            "paper-evenings-of",
            &[
                ("there", i64::from(line.attended.there).into()),
                ("of", i64::from(line.attended.of).into()),
                ("percent", i64::from(line.attended.percent().unwrap_or(0)).into()),
            ],
        );
        let given = words.say(if line.diploma { "paper-given" } else { "paper-not-given" });
        table.row([letter(line), name(words, line), there, given.into_owned()]);
        count += 1;
    }
    paper.table(table);
    let all = [("count", count.into()), ("all", i64::from(view.line.took_part).into())];
    paper.lines([words.say_with("paper-completed-of", &all)]);
}

fn heads(words: Words, keys: &[&str]) -> Vec<String> {
    keys.iter().map(|key| words.say(key).into_owned()).collect()
}

fn with<'v>(view: &'v CourseView, status: &'static str) -> impl Iterator<Item = &'v ParticipantLine> {
    view.participants.iter().filter(move |line| line.status == status)
}

fn letter(line: &ParticipantLine) -> String {
    line.seat.as_ref().map(ToString::to_string).unwrap_or_default()
}

/// The name; a code for somebody whose data are protected, whatever stands in the entry.
fn name(words: Words, line: &ParticipantLine) -> String {
    if line.protected {
        return words.say("paper-protected").into_owned();
    }
    line.name.clone().unwrap_or_else(|| words.say("not-stated").into_owned())
}

fn born(line: &ParticipantLine) -> String {
    line.born.map(|year| year.to_string()).unwrap_or_default()
}

fn gender(setting: Setting<'_>, line: &ParticipantLine) -> String {
    line.gender.as_ref().map(|code| setting.item("genders", code)).unwrap_or_default()
}
