//! One typed line: any action by name, an entry in the one-line grammar, or a period.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Picked, ground};
use crate::domain::casework::code::{self, CodeError};
use crate::domain::plan::parse_period;
use crate::domain::record::line::parse_line;
use crate::domain::record::{Code, Draft, Origin, WriteId};
use crate::text::order::{self, Rank};
use crate::ui::action::{self, Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::model::{Line, Tone};
use crate::ui::screen::{Press, Start};
use crate::ui::theme::Role;
use crate::ui::widget::edit::Edit;
use crate::ui::widget::paint::put;
use crate::ui::widget::rows::Rows;
use crate::words;

/// How many matches are shown.
const SHOWN: usize = 8;

/// One typed line.
pub struct Palette {
    edit: Edit,
    rows: Rows,
    /// What can be chosen by name; none where only a period is asked for.
    choices: Option<Vec<Choice>>,
}

#[derive(Clone)]
struct Choice {
    key: String,
    text: String,
    picked: Pick,
}

#[derive(Clone)]
enum Pick {
    Action(Action),
    Form(String),
}

impl Palette {
    /// Everything that can be done in `context`, and every form.
    pub fn new(context: Context, ctx: &Ctx) -> Self {
        let bindings =
            action::bindings(context).filter(|b| !matches!(b.action, Action::Tab(_) | Action::Palette));
        let mut choices: Vec<Choice> = bindings
            .filter(|b| !moves(b.action))
            .map(|b| Choice {
                key: b
                    .chords
                    .first()
                    .map(|c| action::spell(*c, ctx.glyphs().enter, true))
                    .unwrap_or_default(),
                text: ctx.say(&format!("help-{}", b.name)),
                picked: Pick::Action(b.action),
            })
            .collect();
        let tabs = std::iter::once(ctx.say("tab-today"))
            .chain(ctx.plan.activities.iter().map(|a| words::label::text(ctx.words, &a.tab).to_owned()))
            .chain([ctx.say("tab-promise")]);
        choices.extend((1u8..).zip(tabs).map(|(n, tab)| Choice {
            key: n.to_string(),
            text: ctx.words.say_with("palette-tab", &[("tab", tab.as_str().into())]),
            picked: Pick::Action(Action::Tab(n)),
        }));
        choices.extend(ctx.offered().map(|(_, form)| {
            Choice {
                key: form.open.map(String::from).unwrap_or_default(),
                text: ctx
                    .words
                    .say_with("help-form", &[("form", words::label::text(ctx.words, &form.label).into())]),
                picked: Pick::Form(form.key.clone()),
            }
        }));
        Self { edit: Edit::default(), rows: Rows::default(), choices: Some(choices) }
    }

    /// A period.
    pub fn period(_: &Ctx) -> Self {
        Self { edit: Edit::default(), rows: Rows::default(), choices: None }
    }

    fn found(&self) -> Vec<&Choice> {
        let typed = self.edit.text().trim();
        let all = self.choices.iter().flatten();
        if typed.is_empty() {
            return all.collect();
        }
        let mut found: Vec<(Rank, &Choice)> =
            all.filter_map(|c| Some((order::rank(&c.text, typed)?, c))).collect();
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, c)| c).collect()
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &Ctx) -> Picked {
        match press.action {
            Some(Action::Back) => return Picked::Close,
            Some(Action::Accept) => return self.accept(ctx),
            Some(Action::Clear) => self.edit.clear(),
            Some(Action::Up) => {
                self.rows.step(-1, self.found().len());
            }
            Some(Action::Down) => {
                self.rows.step(1, self.found().len());
            }
            _ => {
                if self.edit.press(press.key) {
                    self.rows.to(0, 1);
                }
            }
        }
        Picked::Nothing
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str, _: &Ctx) {
        self.edit.paste(text, false);
    }

    fn accept(&self, ctx: &Ctx) -> Picked {
        let typed = self.edit.text().trim();
        if self.choices.is_none() {
            return match parse_period(typed, ctx.now.day, &ctx.plan) {
                Ok(named) => Picked::Period(named),
                Err(error) => Picked::Say(Line::new(Tone::Error, words::period::mistake(ctx.words, &error))),
            };
        }
        if let Some(code) = self.case(typed, ctx) {
            return Picked::Case(code);
        }
        // Something chosen with the arrows, or an action named, before a line that only looks like an entry.
        let found = self.found();
        let chosen = found.get(self.rows.at).copied();
        let named = chosen.filter(|c| {
            self.rows.at > 0 || typed.is_empty() || order::rank(&c.text, typed) < Some(Rank::Within)
        });
        match (named, self.entry(ctx)) {
            (_, Ok(start)) if self.rows.at == 0 && typed.contains([' ', '=']) => Picked::Enter(start),
            (Some(choice), _) => pick(choice),
            (None, Ok(start)) => Picked::Enter(start),
            (None, Err(said)) => match chosen {
                Some(choice) => pick(choice),
                None => Picked::Say(Line::new(Tone::Error, said)),
            },
        }
    }

    /// The code of a case, where cases are kept by code; one mistyped only when nothing else is meant.
    fn case(&self, typed: &str, ctx: &Ctx) -> Option<Code> {
        ctx.plan.cases().filter(|(_, cases)| cases.register.has_codes())?;
        match code::parse(typed) {
            Ok(code) => Some(code),
            Err(CodeError::Check { read }) => self.found().is_empty().then_some(read),
            Err(CodeError::Shape) => None,
        }
    }

    /// The line as an entry: saved at once if nothing is missing, else its form opens.
    fn entry(&self, ctx: &Ctx) -> Result<Start, String> {
        let line = parse_line(&ctx.answers(), self.edit.text())
            .map_err(|error| words::line::mistake(ctx.words, &ctx.plan, &error))?;
        let known =
            line.answers.fields.iter().map(|(f, t)| (f.to_string(), t.clone(), Origin::Typed)).collect();
        let save = !line.answers.fields.is_empty();
        Ok(Start { known, status: line.answers.status, save, ..Start::new(&line.form) })
    }

    /// The entry as it was understood, for the eye, before Enter.
    fn echo(&self, ctx: &Ctx) -> Option<String> {
        if !self.edit.text().trim().contains([' ', '=']) {
            return None;
        }
        let line = parse_line(&ctx.answers(), self.edit.text()).ok()?;
        let (_, form) = ctx.form(&line.form)?;
        let mut draft = Draft::new(WriteId::default(), form, &ctx.answers(), None, 0);
        line.answers.fill(&mut draft, form, &ctx.answers());
        let said: Vec<String> = form
            .fields
            .iter()
            .filter_map(|field| {
                let value = draft.value(form, &field.key, &ctx.answers()).filter(|v| !v.is_nothing())?;
                let label = words::label::text(ctx.words, &field.label);
                Some(format!("{label} {}", words::entry::value(ctx.words, &ctx.plan, Some(field), &value)))
            })
            .collect();
        Some(format!("{}: {}", words::label::text(ctx.words, &form.label), said.join(", ")))
    }

    /// Draws it; returns where the cursor stands.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let echo = self.echo(ctx);
        let found: Vec<Choice> =
            if echo.is_some() { Vec::new() } else { self.found().into_iter().cloned().collect() };
        let rows = found.len().clamp(1, SHOWN) as u16;
        let place = ground(area, rows + 1, buffer, ctx);
        let key = if self.choices.is_some() { "palette-prompt" } else { "period-prompt" };
        let x = put(buffer, place.x + 1, place.y, place.width, &ctx.say(key), ctx.style(Role::Key)) + 1;
        let room = place.right().saturating_sub(x);
        let (text, at) = self.edit.seen(usize::from(room), ctx.glyphs().enter);
        put(buffer, x, place.y, room, &text, ctx.style(Role::ActiveField));
        let cursor = Position { x: (x + at as u16).min(place.right().saturating_sub(1)), y: place.y };
        let hint = match (&echo, &self.choices) {
            (Some(echo), _) => Some((echo.clone(), Role::Good)),
            (None, None) => Some((ctx.say("period-hint"), Role::Muted)),
            (None, Some(_)) if found.is_empty() => Some((ctx.say("palette-hint"), Role::Muted)),
            _ => None,
        };
        if let Some((text, role)) = hint {
            put(buffer, place.x + 3, place.y + 1, place.width.saturating_sub(4), &text, ctx.style(role));
        }
        let room = usize::from(place.height.saturating_sub(1));
        for (y, i) in (place.y + 1..).zip(self.rows.see(room, found.len())) {
            let choice = &found[i];
            if i == self.rows.at {
                put(buffer, place.x + 1, y, 1, ctx.glyphs().marker, ctx.style(Role::Accent));
            }
            put(buffer, place.x + 3, y, 10, &choice.key, ctx.style(Role::Key));
            let role = if i == self.rows.at { Role::Selected } else { Role::Text };
            put(buffer, place.x + 14, y, place.width.saturating_sub(15), &choice.text, ctx.style(role));
        }
        Some(cursor)
    }
}

fn pick(choice: &Choice) -> Picked {
    match &choice.picked {
        Pick::Action(action) => Picked::Action(*action),
        Pick::Form(form) => Picked::Enter(Start::new(form)),
    }
}

fn moves(action: Action) -> bool {
    matches!(
        action,
        Action::Up
            | Action::Down
            | Action::PageUp
            | Action::PageDown
            | Action::First
            | Action::Last
            | Action::Accept
    )
}
