//! The views of courses (MBU): their tab with sections, one course, and its attendance.
//!
//! Names come masked from the desk until somebody asks for them here; what a view is not given it cannot show.

pub mod grid;
pub mod page;
pub mod pasted;
mod people;
mod survey;
pub mod tab;
mod told;

use self::pasted::PastedPage;
use crate::domain::command::{Accepted, Amend, Change, Command, Write};
use crate::domain::course::balance::{Counts, Hint, Verdict};
use crate::domain::course::paste;
use crate::domain::course::standing::{Attended, Stage};
use crate::domain::course::view::{CourseLine, CourseView, Names};
use crate::domain::record::{Cell, Code, Entry, EntryId, Status};
use crate::ui::ctx::Ctx;
use crate::ui::msg::Clip;
use crate::ui::screen::casework::near;
use crate::ui::screen::{Go, Outcome, View};
use crate::ui::theme::Role;
use crate::words;

/// Where a row leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lead {
    /// To the course's own entry.
    Course(EntryId),
    /// To a participant.
    Person(EntryId),
    /// To an evening.
    Evening(EntryId),
    /// To a survey.
    Survey(EntryId),
}

impl Lead {
    fn entry(self) -> EntryId {
        let (Self::Course(id) | Self::Person(id) | Self::Evening(id) | Self::Survey(id)) = self;
        id
    }
}

/// The other way of telling names.
fn turned(names: Names) -> Names {
    match names {
        Names::Masked => Names::Told,
        Names::Told => Names::Masked,
    }
}

/// Why something was cancelled, in words.
fn reason(form: &str, code: &Code, ctx: &Ctx) -> String {
    let list = ctx.form(form).and_then(|(_, form)| form.cancel_reasons.as_deref());
    words::label::reason(ctx.words, &ctx.plan, list, code).to_owned()
}

/// How a course stands as a whole, in words.
fn standing(line: &CourseLine, ctx: &Ctx) -> (String, Role) {
    let role = match line.stage {
        Stage::Enrolling => Role::Muted,
        Stage::Running | Stage::Held => Role::Good,
        Stage::Untold | Stage::NotHeld | Stage::Cancelled | Stage::Postponed => Role::Warning,
    };
    (words::course::stage(ctx.words, &ctx.plan, line), role)
}

/// How many of each gender, and the share of women.
fn counted(counts: Counts, ctx: &Ctx) -> String {
    let mut parts = vec![
        ctx.words.say_with("course-women", &[("n", counts.women.into())]),
        ctx.words.say_with("course-men", &[("n", counts.men.into())]),
    ];
    if counts.other > 0 {
        parts.push(ctx.words.say_with("course-others", &[("n", counts.other.into())]));
    }
    let said = parts.join(", ");
    match counts.women_percent() {
        Some(percent) => {
            let share = ctx.words.say_with("course-women-share", &[("percent", percent.into())]);
            format!("{said} ({share})")
        }
        None => said,
    }
}

/// What a balance comes to, in words.
fn verdict(verdict: Verdict, ctx: &Ctx) -> (String, Role) {
    let (key, role) = match verdict {
        Verdict::Even => ("course-even", Role::Good),
        Verdict::Uneven => ("course-uneven", Role::Warning),
        Verdict::CannotAssess => ("course-not-assessed", Role::Muted),
    };
    (ctx.say(key), role)
}

/// What the places left must still be given to, in words; none where there are none left.
fn hint(hint: Hint, ctx: &Ctx) -> Option<String> {
    let (key, left, women, men) = match hint {
        Hint::Needs { left: 0, .. } | Hint::OutOfReach { left: 0 } => return None,
        Hint::OutOfReach { left } => ("course-hint-out-of-reach", left, 0, 0),
        Hint::Needs { left, women: 0, men: 0 } => ("course-hint-any", left, 0, 0),
        Hint::Needs { left, women, men: 0 } => ("course-hint-women", left, women, 0),
        Hint::Needs { left, women: 0, men } => ("course-hint-men", left, 0, men),
        Hint::Needs { left, women, men } => ("course-hint-both", left, women, men),
    };
    let places = ctx.words.say_with("course-places-left", &[("n", left.into())]);
    let args = [("places", (&places).into()), ("women", women.into()), ("men", men.into())];
    Some(ctx.words.say_with(key, &args))
}

/// Evenings there of those that count: `9 av 11 (82 %)`; nothing where none counts.
fn attended(attended: Attended, ctx: &Ctx) -> Option<String> {
    let percent = attended.percent()?;
    let args = [("there", attended.there.into()), ("of", attended.of.into()), ("percent", percent.into())];
    Some(ctx.words.say_with("course-attended", &args))
}

/// The days of a course.
fn days(line: &CourseLine, ctx: &Ctx) -> String {
    if line.start == line.last {
        return near(line.start, ctx);
    }
    words::day::span(ctx.words, line.start, line.last, ctx.now.day)
}

/// The evening to be reported first: the earliest that is still planned.
fn next_evening(course: &CourseView) -> Option<EntryId> {
    course.evenings.iter().find(|evening| evening.status == Status::Planned).map(|evening| evening.id)
}

/// The list that was pasted over a course, where it is one.
fn list_of(code: &Code, clip: &Clip, ctx: &Ctx) -> Outcome {
    if !paste::is_list(&clip.text) {
        return Outcome::none();
    }
    Outcome::go(Go::Open(View::Pasted(Box::new(PastedPage::of(code.clone(), clip, ctx)))))
}

/// The page that waits for a list to be pasted.
fn await_list(code: &Code) -> Outcome {
    Outcome::go(Go::Open(View::Pasted(Box::new(PastedPage::new(code.clone())))))
}

/// A change of one field of an entry.
fn amended(entry: &Entry, changes: Vec<(&str, Cell)>, ctx: &mut Ctx) -> Write {
    let changes = changes.into_iter().map(|(field, after)| {
        let before = entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
        Change { field: field.into(), before, after: Some(after) }
    });
    let amend = Amend {
        id: entry.id,
        base: entry.rev,
        status: None,
        changes: changes.collect(),
        reason: None,
        accepted: Accepted::All,
    };
    Write { id: ctx.ids.fresh(), command: Command::Amend(amend) }
}
