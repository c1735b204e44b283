//! Those on a course and those who want to be: each with a letter, a name or what stands for it, and where they stand.

use super::{Lead, attended};
use crate::domain::course::standing::Stage;
use crate::domain::course::view::{CourseView, ParticipantLine};
use crate::ui::ctx::Ctx;
use crate::ui::screen::casework::item;
use crate::ui::screen::document::heading;
use crate::ui::theme::Role;
use crate::ui::widget::prose::Piece;

/// Who stands together, by status, with the heading over them.
const GROUPS: [(&str, &[&str]); 5] = [
    ("course-admitted", &["admitted"]),
    ("course-reserves", &["reserve"]),
    ("course-applied", &["applied", "called"]),
    ("course-dropped", &["dropped_out"]),
    ("course-not-in", &["declined", "not_admitted"]),
];

/// The groups that have somebody in them, each with its heading's key.
fn groups(course: &CourseView) -> impl Iterator<Item = (&'static str, Vec<&ParticipantLine>)> {
    let of = |statuses: &[&str]| {
        course.participants.iter().filter(|line| statuses.contains(&line.status.as_str())).collect::<Vec<_>>()
    };
    GROUPS.iter().map(move |(key, statuses)| (*key, of(statuses))).filter(|(_, lines)| !lines.is_empty())
}

/// Where the rows lead, in their order.
pub fn leads(course: &CourseView) -> Vec<Lead> {
    groups(course).flat_map(|(_, lines)| lines).map(|line| Lead::Person(line.id)).collect()
}

/// Everybody, group by group.
pub fn pieces(course: &CourseView, ctx: &Ctx) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for (key, lines) in groups(course) {
        let args = [("n", lines.len().into()), ("places", course.line.places.into())];
        let limit = limit(course).filter(|_| key == GROUPS[0].0);
        let limit = limit.map(|n| ctx.words.say_with("course-limit-head", &[("percent", n.into())]));
        let heading = heading(ctx.words.say_with(key, &args), ctx);
        let heading = heading.with_tail(limit.unwrap_or_default(), ctx.style(Role::Muted));
        pieces.extend([Piece::gap(), heading]);
        pieces.extend(lines.into_iter().map(|line| piece(course, line, ctx)));
    }
    pieces
}

/// The limit for the diploma while the course runs: once it has been held, it says who completed it.
fn limit(course: &CourseView) -> Option<u32> {
    course.diploma_percent.filter(|_| matches!(course.line.stage, Stage::Running | Stage::Untold))
}

/// Whether somebody on the course reaches its limit so far, in words.
fn reaches(course: &CourseView, line: &ParticipantLine) -> Option<&'static str> {
    let limit = limit(course).filter(|_| line.status == "admitted" && line.attended.of > 0)?;
    Some(if line.attended.reaches(limit) { "course-reaches" } else { "course-below" })
}

fn piece(course: &CourseView, line: &ParticipantLine, ctx: &Ctx) -> Piece {
    let mut parts = Vec::new();
    if let Some(gender) = &line.gender {
        parts.push(item("participant", "gender", gender, ctx));
    }
    if let Some(born) = line.born {
        parts.push(ctx.words.say_with("course-born", &[("year", (&born.to_string()).into())]));
    }
    if line.status != "admitted" && line.status != "reserve" {
        parts.push(item("participant", "status", &line.status, ctx));
    }
    if let Some(dropped) = line.dropped {
        parts.push(crate::words::day::plain(ctx.words, dropped));
    }
    parts.extend(attended(line.attended, ctx));
    parts.extend(reaches(course, line).map(|key| ctx.say(key)));
    let done = [
        (line.completed, "course-completed"),
        (line.diploma, "course-diploma"),
        (line.ambassador, "course-ambassador"),
    ];
    parts.extend(done.into_iter().filter(|(is, _)| *is).map(|(_, key)| ctx.say(key)));
    let text = if parts.is_empty() { ctx.say("not-stated") } else { parts.join(", ") };
    let role = if line.status == "admitted" { Role::Text } else { Role::Muted };
    let piece = Piece::row(label(line, ctx), ctx.style(Role::Text), text, ctx.style(role)).leading();
    match wanting(line, ctx) {
        Some(wanting) => piece.with_tail(wanting, ctx.style(Role::Warning)),
        None => piece,
    }
}

/// What is not signed of the contract, for those who have a place.
fn wanting(line: &ParticipantLine, ctx: &Ctx) -> Option<String> {
    let key = match (line.unsigned, line.lacks_guardian) {
        _ if line.status != "admitted" => return None,
        (true, true) => "course-no-signatures",
        (true, false) => "course-no-contract",
        (false, true) => "course-no-guardian",
        (false, false) => return None,
    };
    Some(ctx.say(key))
}

/// The letter, or the place among the reserves, and the name.
fn label(line: &ParticipantLine, ctx: &Ctx) -> String {
    let place = match (&line.seat, line.reserve) {
        (_, Some(place)) => place.to_string(),
        (Some(seat), None) => seat.to_string(),
        (None, None) => ctx.glyphs().dash.to_owned(),
    };
    let gap = if place.chars().count() < 2 { "\u{a0}" } else { "" };
    format!("{gap}{place} {}", name(line, ctx))
}

/// The name, the letters it begins with, or why there is none.
pub fn name(line: &ParticipantLine, ctx: &Ctx) -> String {
    match &line.name {
        _ if line.protected => ctx.say("course-protected"),
        Some(name) => name.clone(),
        None => ctx.say("course-no-name"),
    }
}
