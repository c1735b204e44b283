//! What a course says: where it stands, its balance, its people, its evenings and what they thought of it.

use chrono::{Datelike, NaiveDate};

use super::{Lead, counted, days, hint, people, reason, standing, survey, verdict};
use crate::domain::course::balance::{Counts, Verdict};
use crate::domain::course::view::{CourseLine, CourseView, EveningLine};
use crate::domain::record::Status;
use crate::ui::ctx::Ctx;
use crate::ui::screen::casework::{near, said};
use crate::ui::screen::document::{heading, row};
use crate::ui::theme::Role;
use crate::ui::widget::prose::Piece;
use crate::words;

/// Where the rows lead, in their order.
pub fn leads(course: &CourseView) -> Vec<Lead> {
    let mut leads = vec![Lead::Course(course.line.id)];
    leads.extend(people::leads(course));
    leads.extend(evening_leads(course));
    leads.extend(survey::leads(course));
    leads
}

/// Where the evenings lead.
pub fn evening_leads(course: &CourseView) -> Vec<Lead> {
    course.evenings.iter().map(|evening| Lead::Evening(evening.id)).collect()
}

/// Everything that is told of a course; what leads somewhere comes in the order of [`leads`].
pub fn pieces(course: &CourseView, ctx: &Ctx) -> Vec<Piece> {
    let mut pieces = head(course, ctx);
    pieces.extend(people::pieces(course, ctx));
    let off = course.line.is_cancelled();
    if course.participants.is_empty() && !off {
        pieces.extend([Piece::gap(), Piece::paragraph(ctx.say("course-nobody"), ctx.style(Role::Muted))]);
    }
    if !off || !course.evenings.is_empty() {
        pieces.extend([Piece::gap(), heading(ctx.say("course-evenings"), ctx)]);
    }
    pieces.extend(evenings(course, ctx));
    if off && course.surveys.is_empty() {
        return pieces;
    }
    pieces.extend([Piece::gap(), heading(ctx.say("course-surveys"), ctx)]);
    if course.surveys.is_empty() {
        pieces.push(Piece::paragraph(ctx.say("course-surveys-none"), ctx.style(Role::Muted)));
    }
    pieces.extend(survey::pieces(course, ctx));
    pieces
}

fn head(course: &CourseView, ctx: &Ctx) -> Vec<Piece> {
    let line = &course.line;
    let (stands, role) = standing(line, ctx);
    let title = ctx.words.say_with("course-title", &[("code", line.code.as_str().into())]);
    let when = match words::course::hours(&course.entry) {
        None => days(line, ctx),
        // A single day has its weekday.
        Some(hours) if line.start == line.last => format!("{} {hours}", days(line, ctx)),
        Some(hours) => {
            let weekday = words::day::weekday(ctx.words, usual_day(course, ctx));
            format!("{} {} {weekday} {hours}", days(line, ctx), ctx.glyphs().dot)
        }
    };
    let mut pieces = vec![
        heading(title, ctx).with_tail(stands, ctx.style(role)),
        row(ctx.say("course-when"), when, ctx).leading(),
    ];
    for (label, field) in [
        ("course-place", "place"),
        ("course-leaders", "leaders"),
        ("course-partners", "partners"),
        ("course-postponed", "postponed_to"),
    ] {
        // Where a cancelled one was postponed, its sentence says.
        let told =
            said(&course.entry, field, ctx).filter(|_| field != "postponed_to" || !line.is_cancelled());
        pieces.extend(told.map(|text| row(ctx.say(label), text, ctx)));
    }
    if let Some(off) = called_off(course, ctx) {
        pieces.extend([Piece::gap(), Piece::paragraph(off, ctx.style(Role::Warning))]);
    }
    pieces.extend(counts(course, ctx));
    pieces
}

/// That a course was cancelled, why, and where it was postponed; none for one that was not.
pub fn called_off(course: &CourseView, ctx: &Ctx) -> Option<String> {
    let Status::Cancelled(code) = &course.line.status else { return None };
    let why = reason("course", code, ctx);
    let why = ("why", why.as_str().into());
    Some(match said(&course.entry, "postponed_to", ctx) {
        Some(to) => ctx.words.say_with("course-off-to", &[why, ("to", (&to).into())]),
        None => ctx.words.say_with("course-off", &[why]),
    })
}

/// How many evenings were held, the balance, what is free and what came of it; of a cancelled course only what there was.
fn counts(course: &CourseView, ctx: &Ctx) -> Vec<Piece> {
    let line = &course.line;
    if line.is_cancelled() && line.evenings_held == 0 {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    let args = [
        ("held", line.evenings_held.into()),
        ("of", line.sessions.into()),
        ("least", line.held_at_least.into()),
    ];
    pieces.push(row(ctx.say("course-evenings"), ctx.words.say_with("course-evenings-held", &args), ctx));
    pieces.extend(balances(line, ctx));
    pieces.extend(free(course, ctx));
    pieces.extend(after(course, ctx));
    pieces
}

/// A day of the weekday the course meets on: that of the evenings to come, where they agree on one.
fn usual_day(course: &CourseView, ctx: &Ctx) -> NaiveDate {
    let to_come = |evening: &&EveningLine| evening.status == Status::Planned && evening.day >= ctx.now.day;
    let mut days = course.evenings.iter().filter(to_come).map(|evening| evening.day);
    let Some(next) = days.next() else { return course.line.start };
    if days.all(|day| day.weekday() == next.weekday()) { next } else { course.line.start }
}

/// The balance at the start and at the end, or as it stands while people are enrolled.
fn balances(line: &CourseLine, ctx: &Ctx) -> Vec<Piece> {
    let mut pieces = Vec::new();
    match line.at_start {
        Some(judged) => pieces.push(balance("course-at-start", judged, ctx)),
        None if matches!(line.status, Status::Cancelled(_)) => {}
        None => pieces.push(balance("course-now", (line.admitted, line.balance), ctx)),
    }
    pieces.extend(line.at_end.map(|judged| balance("course-at-end", judged, ctx)));
    let warning = ctx.style(Role::Accent);
    let hint = line.hint.and_then(|left| hint(left, ctx));
    pieces.extend(hint.map(|said| Piece::row("", warning, said, warning)));
    pieces
}

fn balance(label: &str, (counts, judged): (Counts, Verdict), ctx: &Ctx) -> Piece {
    let (said, role) = verdict(judged, ctx);
    row(ctx.say(label), counted(counts, ctx), ctx).with_tail(said, ctx.style(role))
}

/// The first reserve, where a place is free.
fn free(course: &CourseView, ctx: &Ctx) -> Option<Piece> {
    let line = &course.line;
    let left = line.places.saturating_sub(line.admitted.all());
    let first = course.participants.iter().find(|person| person.reserve == Some(1))?;
    if left == 0 || line.over {
        return None;
    }
    let places = ctx.words.say_with("course-places-left", &[("n", left.into())]);
    let name = people::name(first, ctx);
    let args = [("places", (&places).into()), ("name", (&name).into())];
    let accent = ctx.style(Role::Accent);
    let offer = ctx.words.say_with("course-offer", &args);
    Some(Piece::row(ctx.say("course-free"), ctx.style(Role::Muted), offer, accent))
}

/// Attendance, and what came of the course.
fn after(course: &CourseView, ctx: &Ctx) -> Vec<Piece> {
    let line = &course.line;
    let mut pieces = Vec::new();
    pieces.extend(
        super::attended(line.attended, ctx).map(|said| row(ctx.say("course-attendance-all"), said, ctx)),
    );
    let completes = match course.diploma_percent {
        Some(percent) => ctx.words.say_with("course-limit-of", &[("percent", percent.into())]),
        None => ctx.say("course-limit-none"),
    };
    pieces.push(row(ctx.say("course-limit"), completes, ctx));
    let diplomas = course.participants.iter().filter(|person| person.diploma).count();
    if line.held || diplomas > 0 || line.ambassadors > 0 {
        let args = [
            ("completed", line.completed.into()),
            ("diplomas", diplomas.into()),
            ("ambassadors", line.ambassadors.into()),
        ];
        pieces.push(row(ctx.say("course-after"), ctx.words.say_with("course-after-of", &args), ctx));
    }
    pieces
}

/// Every evening with its day, theme and state.
pub fn evenings(course: &CourseView, ctx: &Ctx) -> Vec<Piece> {
    course.evenings.iter().map(|evening| one(course, evening, ctx)).collect()
}

fn one(course: &CourseView, evening: &EveningLine, ctx: &Ctx) -> Piece {
    let number = evening.session.map_or_else(|| ctx.glyphs().dash.to_owned(), |n| n.to_string());
    let gap = if number.chars().count() < 2 { "\u{a0}" } else { "" };
    let label = format!("{gap}{number} {}", near(evening.day, ctx));
    let closing = evening.closing.then(|| words::label::text(ctx.words, &course.closing).to_owned());
    let theme =
        evening.theme.as_deref().map(|theme| words::course::theme(ctx.words, &ctx.plan, theme).to_owned());
    let parts: Vec<String> = theme.into_iter().chain(closing).collect();
    let text = if parts.is_empty() { ctx.say("course-no-theme") } else { parts.join(", ") };
    let role = if evening.status == Status::Done { Role::Text } else { Role::Muted };
    let (state, tone) = evening_state(evening, ctx);
    Piece::row(label, ctx.style(Role::Text), text, ctx.style(role))
        .with_tail(state, ctx.style(tone))
        .leading()
}

/// What became of an evening, in words.
fn evening_state(evening: &EveningLine, ctx: &Ctx) -> (String, Role) {
    match &evening.status {
        Status::Done => {
            let args = [("n", evening.present.unwrap_or(0).into()), ("of", evening.seats.len().into())];
            (ctx.words.say_with("course-evening-held", &args), Role::Good)
        }
        Status::Planned if evening.day < ctx.now.day => (ctx.say("course-evening-missing"), Role::Warning),
        Status::Planned if evening.day == ctx.now.day => (ctx.say("course-evening-tonight"), Role::Accent),
        Status::Planned => (ctx.say("course-evening-planned"), Role::Muted),
        Status::Cancelled(code) => {
            let why = reason("evening", code, ctx);
            let said = match evening.new_day {
                Some(day) => {
                    let day = near(day, ctx);
                    let args = [("why", (&why).into()), ("day", (&day).into())];
                    ctx.words.say_with("course-evening-moved", &args)
                }
                None => ctx.words.say_with("course-evening-cancelled", &[("why", (&why).into())]),
            };
            (said, Role::Warning)
        }
    }
}
