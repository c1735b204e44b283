//! Figures on cases as a group: medians, and tables in which nobody can be made out.
//!
//! What has to be hidden is hidden at the desk; here it is only said that it is.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Told, by_code, item};
use crate::desk::ask::{Ask, Reply};
use crate::domain::casework::statistics::{By, CaseTable, Median, Shown, Statistics};
use crate::domain::plan::{Named, Period, PeriodKind};
use crate::text::width::{cells, pad_left};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::overlay::Overlay;
use crate::ui::screen::document::{heading, read, row};
use crate::ui::screen::figures::{next_kind, period_of};
use crate::ui::screen::{Go, Outcome, Press, View};
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Piece, Scroll};
use crate::words;

/// Figures on cases as a group.
pub struct StatisticsPage {
    asked: Named,
    seen: Told<Statistics>,
    scroll: Scroll,
}

impl StatisticsPage {
    /// The statistics of a period.
    pub fn new(asked: Named) -> Self {
        Self { asked, seen: Told::Awaited, scroll: Scroll::default() }
    }

    /// Opens the statistics of this year, which has the tables, where cases are kept by code.
    pub fn open(ctx: &Ctx) -> Outcome {
        let day = ctx.now.day.min(ctx.plan.period.to).max(ctx.plan.period.from);
        Self::open_at(period_of(PeriodKind::Year, day, &ctx.plan), ctx)
    }

    /// Opens the statistics of a period, where cases are kept by code.
    pub fn open_at(named: Named, ctx: &Ctx) -> Outcome {
        if by_code(ctx).is_none() {
            return Outcome::say(Line::new(Tone::Plain, ctx.say("statistics-none")));
        }
        Outcome::go(Go::Open(View::Statistics(Box::new(Self::new(named)))))
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        Context::Statistics
    }

    /// The statistics of the period.
    pub fn wants(&self) -> Ask {
        Ask::Statistics(self.asked.period)
    }

    /// Shows another period.
    pub fn show(&mut self, named: Named) -> Outcome {
        self.asked = named;
        Outcome::ask(self.wants())
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        if self.scroll.press(press.action) {
            return Outcome::none();
        }
        let kind = self.asked.kind;
        match press.action {
            Some(Action::PeriodKind) => self.show(next_kind(self.asked, ctx)),
            Some(Action::Earlier) => self.walk(self.asked.period.previous(kind, &ctx.plan), ctx),
            Some(Action::Later) => self.walk(self.asked.period.next(kind, &ctx.plan), ctx),
            Some(Action::GoToPeriod) => Outcome::go(Go::Lay(Overlay::period(ctx))),
            _ => Outcome::elsewhere(),
        }
    }

    fn walk(&mut self, to: Option<Period>, ctx: &Ctx) -> Outcome {
        match to.filter(|period| period.within(ctx.plan.period).is_some()) {
            Some(period) => self.show(Named { period, ..self.asked }),
            None => Outcome::say(Line::new(Tone::Plain, ctx.say("figures-no-further"))),
        }
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply) -> Outcome {
        if let Reply::Statistics(seen) = reply {
            self.seen = seen.into();
        }
        Outcome::none()
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let pieces = match &self.seen {
            Told::Awaited => Vec::new(),
            Told::Nothing => vec![Piece::paragraph(ctx.say("statistics-none"), ctx.style(Role::Muted))],
            Told::Here(seen) => self.pieces(seen, ctx),
        };
        read(&mut self.scroll, &pieces, area, buffer, ctx);
        None
    }

    fn pieces(&self, seen: &Statistics, ctx: &Ctx) -> Vec<Piece> {
        let period = words::period::named(ctx.words, self.asked.kind, seen.period, &ctx.plan);
        let title = ctx.words.say_with("statistics-title", &[("period", (&period).into())]);
        let days = words::day::span_and_year(ctx.words, seen.period.from, seen.period.to);
        let mut pieces = vec![
            heading(title, ctx).with_tail(days, ctx.style(Role::Muted)),
            Piece::paragraph(ctx.say("statistics-why"), ctx.style(Role::Muted)),
            Piece::gap(),
            heading(ctx.say("statistics-times"), ctx),
            row(ctx.say("statistics-to-consent"), median(seen.to_consent, ctx), ctx),
            row(ctx.say("statistics-to-action"), median(seen.to_action, ctx), ctx),
            row(ctx.say("statistics-follow-ups"), follow_ups(seen.follow_ups, ctx), ctx),
        ];
        if seen.tables.is_empty() {
            pieces.extend([
                Piece::gap(),
                Piece::paragraph(ctx.say("statistics-by-year"), ctx.style(Role::Muted)),
            ]);
        }
        for table in &seen.tables {
            pieces.push(Piece::gap());
            pieces.extend(self::table(table, ctx));
        }
        pieces.extend([Piece::gap(), heading(ctx.say("statistics-themes"), ctx)]);
        if seen.themes.is_empty() {
            pieces.push(Piece::paragraph(ctx.say("statistics-themes-none"), ctx.style(Role::Muted)));
        }
        pieces.extend(
            (seen.themes.iter())
                .map(|(code, count)| row(item("meeting", "themes", code, ctx), count.to_string(), ctx)),
        );
        pieces
    }
}

/// A median of days: `14,5 dagar (9 ärenden)`; said to be hidden where it is of too few.
fn median(median: Median, ctx: &Ctx) -> String {
    match median.twice {
        None if median.of == 0 => ctx.say("statistics-no-cases"),
        None => ctx.say("statistics-few"),
        Some(twice) => {
            let half = if twice % 2 == 0 { String::new() } else { ctx.say("statistics-half") };
            let days = format!("{}{half}", twice / 2);
            ctx.words.say_with("statistics-days", &[("days", (&days).into()), ("of", median.of.into())])
        }
    }
}

fn follow_ups((due, held): (u32, u32), ctx: &Ctx) -> String {
    if due == 0 {
        return ctx.say("statistics-follow-ups-none");
    }
    ctx.words.say_with("statistics-follow-ups-of", &[("held", held.into()), ("due", due.into())])
}

fn table(table: &CaseTable, ctx: &Ctx) -> Vec<Piece> {
    let (title, list) = match table.by {
        By::Source => ("statistics-source", Some(("case", "source"))),
        By::Concern => ("statistics-concern", Some(("case", "concern"))),
        By::Gender => ("statistics-gender", Some(("case", "gender"))),
        By::Age => ("statistics-age", None),
        By::CloseReason => ("statistics-close-reason", Some(("case", "close_reason"))),
    };
    let mut title = heading(ctx.say(title), ctx);
    if table.several {
        title = title.with_tail(ctx.say("statistics-several"), ctx.style(Role::Muted));
    }
    let name = |code: &str| match list {
        _ if code.is_empty() => ctx.say("statistics-not-stated"),
        Some((form, field)) => item(form, field, code, ctx),
        None => code.replace('-', "–"),
    };
    let counts = table.rows.iter().map(|(code, count)| (name(code), *count));
    let counts: Vec<(String, Shown)> = counts.chain([(ctx.say("statistics-total"), table.total)]).collect();
    let told: Vec<String> = counts.iter().map(|(_, count)| shown(*count, ctx)).collect();
    let width = told.iter().map(|text| cells(text)).max().unwrap_or(0);
    let rows = counts.into_iter().zip(told).map(|((label, count), text)| {
        let role = if count == Shown::Hidden { Role::NotApplicable } else { Role::Text };
        Piece::row(label, ctx.style(Role::Muted), pad_left(&text, width), ctx.style(role))
    });
    std::iter::once(title).chain(rows).collect()
}

fn shown(count: Shown, ctx: &Ctx) -> String {
    match count {
        Shown::Number(n) => n.to_string(),
        Shown::Hidden => ctx.say("statistics-hidden"),
    }
}
