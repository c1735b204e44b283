//! The home screen: what is due, and the promise at a glance.

mod glance;
mod work;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Go, Outcome, Press, Start, View, casework};
use crate::desk::ask::{Ask, Reply, TodayView};
use crate::domain::casework::index::COMMITMENT;
use crate::domain::course::enrol::ADMITTED;
use crate::domain::due::{About, Due, DueLine};
use crate::domain::plan::Form;
use crate::domain::record::check::Lack;
use crate::domain::record::{Code, Draft, EntryId, Origin};
use crate::ui::action::{Action, Chord};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::overlay::Overlay;
use crate::ui::theme::Role;
use crate::ui::widget::paint::{put, put_right};
use crate::ui::widget::rows::Rows;

/// The home screen.
#[derive(Default)]
pub struct Today {
    seen: Option<Box<TodayView>>,
    /// The folded line that has been opened, by the form it is about.
    unfolded: Option<Code>,
    rows: Rows,
}

/// A line of work.
#[derive(Clone, PartialEq)]
enum Work<'a> {
    Draft(&'a Draft),
    One(&'a Due),
    Folded(&'a DueLine),
}

impl Today {
    /// An empty one, until the desk has answered.
    pub fn new() -> Self {
        Self::default()
    }

    fn work(&self) -> Vec<Work<'_>> {
        let drafts = self.seen.iter().flat_map(|s| &s.drafts).map(Work::Draft);
        let due = self.seen.iter().flat_map(|s| &s.due).flat_map(|line| match line.items.as_slice() {
            [one] => vec![Work::One(one)],
            items if items.first().is_some_and(|d| self.unfolded.as_ref() == Some(&d.form)) => {
                items.iter().map(Work::One).collect()
            }
            _ => vec![Work::Folded(line)],
        });
        drafts.chain(due).collect()
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        let total = self.work().len();
        if self.rows.obey(press.action, total) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::Accept) => self.accept(ctx),
            Some(Action::New) => Outcome::go(Go::Lay(Overlay::new_entry(None, ctx))),
            Some(Action::Repeat) => Outcome::go(Go::Lay(Overlay::repeat(ctx))),
            Some(Action::Remove) => self.drop_draft(ctx),
            Some(Action::Search) => {
                let view = super::list::List::searching_all(ctx);
                Outcome::go(Go::Open(View::List(Box::new(view))))
            }
            Some(Action::Agenda) => self.agenda(ctx),
            None => open_by_key(press, ctx, None),
            _ => Outcome::elsewhere(),
        }
    }

    fn accept(&mut self, ctx: &mut Ctx) -> Outcome {
        let go = match self.work().get(self.rows.at) {
            Some(Work::Draft(draft)) => Go::TakeUp(Box::new((*draft).clone())),
            Some(Work::One(due)) => self.record(due, ctx),
            Some(Work::Folded(line)) => {
                self.unfolded = line.items.first().map(|d| d.form.clone());
                Go::Stay
            }
            None => Go::Lay(Overlay::new_entry(None, ctx)),
        };
        Outcome::go(go)
    }

    /// The agenda of the meeting the marker is on, or of the next one.
    fn agenda(&self, ctx: &Ctx) -> Outcome {
        let meeting = match self.work().get(self.rows.at) {
            Some(Work::One(due)) if due.form == "meeting" => Some(due.day),
            _ => casework::next_meeting(ctx),
        };
        casework::tab::open_agenda(meeting, ctx)
    }

    /// Drops the draft the marker is on.
    fn drop_draft(&mut self, ctx: &Ctx) -> Outcome {
        let Some(Work::Draft(draft)) = self.work().get(self.rows.at).cloned() else { return Outcome::none() };
        let line = Some(Line::new(Tone::Plain, ctx.say("today-draft-dropped")));
        Outcome { tell: vec![Ask::DropDraft(draft.write)], line, ..Outcome::ask(Ask::Today) }
    }

    /// Opens the form that fulfils what is due, with everything known filled in.
    fn record(&self, due: &Due, ctx: &mut Ctx) -> Go {
        let plan = std::sync::Arc::clone(&ctx.plan);
        let Some((_, form)) = plan.form(&due.form) else { return Go::Stay };
        let mut start = Start::new(&due.form);
        let mut know =
            |field: &str, text: String| start.known.push((field.to_owned(), text, Origin::Computed));
        match &due.about {
            About::Month(month) => know(&form.day, month.to_string()),
            About::Week(_) => know(&form.day, due.day.to_string()),
            About::Shift(day, part) => {
                know(&form.day, day.to_string());
                if let Some(field) = &form.part {
                    know(field, part.to_string());
                }
            }
            About::Planned(id) | About::Evening { id, .. } => {
                return self.correction(*id, form, ctx).map_or(Go::Stay, |draft| Go::TakeUp(Box::new(draft)));
            }
            About::Commitment { id, .. } => return self.answer_in(*id, form, "done", ctx),
            About::Place { id, .. } => {
                let Some(mut draft) = self.correction(*id, form, ctx) else { return Go::Stay };
                draft.put("status", ADMITTED, Origin::Computed);
                return at_field(draft, form, "status");
            }
            About::Action { id, case, lacks } => {
                // A commitment is an entry of its own; the rest is stated in the decision.
                let field = match lacks.first() {
                    Some(Lack::Kind) => "action",
                    Some(Lack::Parties) => "parties",
                    Some(Lack::Commitment) | None => {
                        start = Start::new(COMMITMENT);
                        start.known.push(("case".to_owned(), case.to_string(), Origin::Computed));
                        return Go::Enter(start);
                    }
                };
                return self.answer_in(*id, form, field, ctx);
            }
            About::Consent { case, parties } => {
                know("case", case.to_string());
                know("parties", parties.join(","));
            }
        }
        Go::Enter(start)
    }

    /// A correction of an entry that a line speaks of.
    fn correction(&self, id: EntryId, form: &Form, ctx: &mut Ctx) -> Option<Draft> {
        let entry = self.seen.iter().flat_map(|seen| &seen.planned).find(|entry| entry.id == id)?;
        Some(Draft::of(ctx.ids.fresh(), form, entry, ctx.now.at))
    }

    /// Opens an entry that a line speaks of in the field that is to be answered.
    fn answer_in(&self, id: EntryId, form: &Form, field: &str, ctx: &mut Ctx) -> Go {
        self.correction(id, form, ctx).map_or(Go::Stay, |draft| at_field(draft, form, field))
    }

    /// Takes an answer from the desk. The marker stays on the line it was on.
    pub fn answer(&mut self, reply: Reply) -> Outcome {
        if let Reply::Today(seen) = reply {
            let before = self.seen.replace(seen);
            let was = Self { seen: before, unfolded: self.unfolded.clone(), rows: self.rows };
            let marked = was.work().into_iter().nth(self.rows.at);
            let again = marked.and_then(|marked| self.work().into_iter().position(|work| work == marked));
            let total = self.work().len();
            self.rows.to(again.unwrap_or(self.rows.at), total);
        }
        Outcome::none()
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let lines_for_glance = glance::height(ctx);
        // Work comes first: where there is little room, the glance takes what the work leaves, or goes.
        let work = (self.work().len().max(1) + 1).min(4) as u16;
        let wide = area.height >= (8 + lines_for_glance.min(6)).min(work + 1 + lines_for_glance);
        let work_room =
            if wide { area.height.saturating_sub(lines_for_glance + 1).max(4) } else { area.height };
        let used = self.draw_work(Rect { height: work_room, ..area }, buffer, ctx);
        let top = area.y + used + 1;
        if wide && let Some(seen) = &self.seen {
            let below = Rect { y: top, height: area.bottom().saturating_sub(top), ..area };
            glance::draw(seen, below, buffer, ctx);
        }
        None
    }

    fn draw_work(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> u16 {
        let heading = ctx.style(Role::Heading);
        put(buffer, area.x + 1, area.y, area.width, &ctx.say("today-work"), heading);
        let right = area.right().saturating_sub(1);
        let total = self.work().len();
        let room = usize::from(area.height.saturating_sub(1)).min(total.max(1));
        if total == 0 {
            put(
                buffer,
                area.x + 3,
                area.y + 1,
                area.width - 4,
                &Self::nothing_due(ctx),
                ctx.style(Role::Muted),
            );
            return 2;
        }
        let mut rows = self.rows;
        let seen = rows.see(room, total);
        for (y, i) in (area.y + 1..).zip(seen.clone()) {
            if let Some(work) = self.work().get(i) {
                work::draw(work, self, i == rows.at, Rect { y, height: 1, ..area }, buffer, ctx);
            }
        }
        let more = total.saturating_sub(seen.end);
        let below = if more > 0 { format!("  {} {more}", ctx.glyphs().down) } else { String::new() };
        let counts = format!("{}{below}", self.counts(ctx));
        put_right(buffer, area.x + 10, right, area.y, &counts, ctx.style(Role::Muted));
        self.rows = rows;
        1 + room as u16
    }

    fn counts(&self, ctx: &Ctx) -> String {
        let all = || self.seen.iter().flat_map(|s| &s.due).flat_map(|line| &line.items);
        let (late, today) = (all().filter(|d| d.late > 0).count(), all().filter(|d| d.late == 0).count());
        let mut parts = Vec::new();
        for (key, count) in [("today-late", late), ("today-today", today)] {
            if count > 0 {
                parts.push(ctx.words.say_with(key, &[("count", (count as i64).into())]));
            }
        }
        parts.join(", ")
    }

    fn nothing_due(ctx: &Ctx) -> String {
        let over = ctx.now.day > ctx.plan.period.to;
        ctx.say(if over { "today-over" } else { "today-nothing" })
    }
}

/// A draft opened in one of its fields.
fn at_field(mut draft: Draft, form: &Form, field: &str) -> Go {
    draft.at = form.position(field).unwrap_or(0);
    Go::Answer(Box::new(draft))
}

/// Opens the form that the plan gave this key.
pub fn open_by_key(press: Press, ctx: &Ctx, activity: Option<&str>) -> Outcome {
    let typed = Chord::of(&press.key).typed();
    let form = typed.and_then(|c| {
        ctx.plan
            .forms()
            .find(|(a, f)| f.open == Some(c) && ctx.has(&a.key) && activity.is_none_or(|key| a.key == key))
    });
    match form {
        Some((_, form)) => Outcome::go(Go::Enter(Start::new(&form.key))),
        None => Outcome::elsewhere(),
    }
}
