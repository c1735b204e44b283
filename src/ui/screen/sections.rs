//! The sections of a tab that has several: a form each, one of them shown.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::plan::Activity;
use crate::text::width::cells;
use crate::ui::action::Action;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::paint::put;

/// The sections of a tab by their forms, and which is shown.
pub struct Sections {
    forms: Vec<String>,
    at: usize,
}

impl Sections {
    /// The sections of an activity, at the first: the `known` forms it has, in their order, then the plan's own.
    ///
    /// A form in `within` has no section, since its entries stand in those of another.
    pub fn of(activity: &Activity, known: &[&str], within: &[&str]) -> Self {
        let has = |key: &str| activity.forms.iter().any(|form| form.key == key);
        let named = known.iter().filter(|key| has(key)).map(|key| (*key).to_owned());
        let own = activity.forms.iter().filter(|form| !form.inner);
        let own =
            own.map(|form| form.key.as_str()).filter(|key| !known.contains(key) && !within.contains(key));
        Self { forms: named.chain(own.map(str::to_owned)).collect(), at: 0 }
    }

    /// The form of the section that is shown.
    pub fn form(&self) -> &str {
        self.forms.get(self.at).map_or("", String::as_str)
    }

    /// Back to the first one.
    pub fn reset(&mut self) {
        self.at = 0;
    }

    /// To the section after or before, round the ends; whether there was another.
    pub fn turn(&mut self, action: Action) -> bool {
        let by = if action == Action::PreviousSection { self.forms.len().saturating_sub(1) } else { 1 };
        if self.forms.len() > 1 {
            self.at = (self.at + by) % self.forms.len();
        }
        self.forms.len() > 1
    }

    /// Draws what the sections are called, the one shown marked; returns the column after them.
    pub fn draw(
        &self,
        name: impl Fn(&str) -> String,
        shown: impl Fn(String) -> String,
        area: Rect,
        buffer: &mut Buffer,
        ctx: &Ctx,
    ) -> u16 {
        let names: Vec<String> = self.forms.iter().map(|form| name(form)).collect();
        let wide: usize = names.iter().map(|name| cells(name) + 3).sum();
        let between = if wide + 2 > usize::from(area.width) { 1 } else { 3 };
        let mut x = area.x + 1;
        for (i, name) in names.into_iter().enumerate().filter(|_| area.height > 0) {
            let chosen = i == self.at && self.forms.len() > 1;
            let role = if chosen { Role::Chosen } else { Role::Text };
            let name = if chosen { shown(name) } else { name };
            x = put(buffer, x, area.y, area.right().saturating_sub(x), &name, ctx.style(role)) + between;
        }
        x
    }
}
