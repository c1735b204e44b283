//! An activity whose work is not kept here yet: what the plan says is coming, and its row of the promise.
//!
//! Days come from the plan's own calendar; nothing is recorded here and nothing is late.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::document::{Document, heading, read, row, rows, said, table};
use super::{Go, Outcome, Press, View};
use crate::domain::plan::activity::Course;
use crate::domain::plan::{Activity, Kind, Period, PeriodKind};
use crate::ui::action::Action;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Piece, Scroll};
use crate::words;

/// An activity whose work is not kept here yet.
pub struct Coming {
    activity: usize,
    scroll: Scroll,
}

impl Coming {
    /// The activity at this place of the plan, from 0.
    pub fn new(activity: usize) -> Self {
        Self { activity, scroll: Scroll::default() }
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, _: &mut Ctx) -> Outcome {
        if self.scroll.press(press.action) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::Document) => Outcome::go(Go::Open(View::Document(Document::new()))),
            _ => Outcome::elsewhere(),
        }
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let activity = ctx.plan.activities.get(self.activity)?;
        let mut pieces = vec![heading(ctx.say("coming-title"), ctx)];
        pieces.extend(ahead(activity, ctx));
        pieces.push(Piece::paragraph(ctx.say("coming-later"), ctx.style(Role::Muted)));
        pieces.push(Piece::gap());
        pieces.extend(table::pieces(activity, ctx));
        read(&mut self.scroll, &pieces, area, buffer, ctx);
        None
    }
}

fn ahead(activity: &Activity, ctx: &Ctx) -> Vec<Piece> {
    match &activity.kind {
        Kind::Course(course) => courses(course, ctx),
        Kind::Log | Kind::Cases(_) => Vec::new(),
    }
}

fn courses(course: &Course, ctx: &Ctx) -> Vec<Piece> {
    let number = |key: &str, n: u32| ctx.words.say_with(key, &[("n", n.into())]);
    let closing = said(&course.closing, ctx);
    let sessions = ctx
        .words
        .say_with("coming-sessions-of", &[("n", course.sessions.into()), ("closing", (&closing).into())]);
    let ages = ctx
        .words
        .say_with("coming-ages-of", &[("from", course.age_from.into()), ("to", course.age_to.into())]);
    let mut pieces = vec![
        row(ctx.say("coming-courses"), number("coming-per-term", course.per_term), ctx),
        row(ctx.say("coming-places"), number("coming-places-of", course.places), ctx),
        row(ctx.say("coming-balance"), number("coming-balance-of", course.balance_percent), ctx),
        row(ctx.say("coming-ages"), ages, ctx),
        row(ctx.say("coming-sessions"), sessions, ctx),
    ];
    pieces.extend(rows(ctx.say("coming-terms"), terms(ctx), ctx));
    pieces
}

/// The terms of the promise that have not ended, with their days.
fn terms(ctx: &Ctx) -> Vec<String> {
    let ahead = |period: Period| period.within(ctx.plan.period) == Some(period) && period.to >= ctx.now.day;
    let terms: Vec<String> = (ctx.plan.calendar.terms.iter())
        .filter(|term| ahead(term.period))
        .map(|term| {
            let name = words::period::named(ctx.words, PeriodKind::Term, term.period, &ctx.plan);
            let days = words::day::span_and_year(ctx.words, term.period.from, term.period.to);
            format!("{name}, {days}")
        })
        .collect();
    if terms.is_empty() { vec![ctx.say("coming-over")] } else { terms }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use ratatui::crossterm::event::KeyCode;

    use super::*;
    use crate::domain::plan::Language;
    use crate::ui::action::Context;
    use crate::ui::screen::stage;

    fn whole(activity: usize, ctx: &Ctx) -> String {
        let mut view = Coming::new(activity);
        stage::screen(80, 60, |area, buffer| view.draw(area, buffer, ctx)).join("\n")
    }

    #[test]
    fn courses_tell_their_places_and_terms() {
        let text = whole(0, &stage::on("2023-04-01", Language::Swedish));
        for part in ["12 platser", "15–20 år", "avslutningsmiddag", "minst 40", "vt 2023", "ht 2023"] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
        assert!(!text.contains("ht 2022") && !text.contains("vt 2024"), "{text}");
        let english = whole(0, &stage::on("2023-04-01", Language::English));
        assert!(english.contains("12 places") && !english.contains("coming-"), "{english}");
    }

    #[test]
    fn the_document_is_a_key_away() {
        let mut view = Coming::new(0);
        let outcome = view.press(stage::key(Context::Reading, KeyCode::Char('d')), &mut stage::ctx());
        assert!(matches!(outcome.go, Go::Open(View::Document(_))));
    }

    #[test]
    fn it_fits_every_size() {
        for (width, height) in stage::SIZES {
            for activity in [0, 1, 99] {
                let (mut view, ctx) = (Coming::new(activity), stage::ctx());
                stage::screen(width, height, |area, buffer| view.draw(area, buffer, &ctx));
            }
        }
    }
}
