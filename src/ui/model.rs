//! All that a session's screen is at one moment.

use std::collections::VecDeque;

use super::action::Context;
use super::ctx::Ctx;
use super::msg::{Link, Msg};
use super::overlay::Overlay;
use super::screen::View;
use crate::text::width::cells;

/// All that a session's screen is.
pub struct Model {
    /// What every view knows.
    pub ctx: Ctx,
    /// The tab shown, from 0 (the home screen).
    pub tab: usize,
    /// The views of the tab, the one shown last.
    pub views: Vec<Numbered>,
    /// What lies over the view and takes the keys.
    pub overlay: Option<Overlay>,
    /// The one line messages stand on.
    pub line: Line,
    /// The view whose answer is waited for; keys are held meanwhile.
    pub waiting: Option<u32>,
    /// Keys that came early.
    pub held: VecDeque<Msg>,
    /// The way to the desk.
    pub link: Link,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The number the next view will get.
    pub next: u32,
}

/// A view with the number its answers carry.
pub struct Numbered {
    /// The number.
    pub number: u32,
    /// The view.
    pub view: View,
}

/// The message line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// What it says.
    pub text: String,
    /// Shorter ways of saying it, for where that does not fit, the longest first.
    pub shorter: Vec<String>,
    /// How it is meant.
    pub tone: Tone,
    /// The change it speaks of, which `u` undoes.
    pub undo: Option<u64>,
}

/// How a message is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Said in passing.
    #[default]
    Plain,
    /// Something was kept.
    Good,
    /// Something to look at.
    Warning,
    /// Something was not done.
    Error,
}

impl Line {
    /// The fullest way of saying it that fits in `room` cells; the shortest where none does.
    pub fn fitting(&self, room: usize) -> &str {
        let all = || std::iter::once(&self.text).chain(&self.shorter);
        all().find(|text| cells(text) <= room).or_else(|| all().last()).map_or("", String::as_str)
    }

    /// A message.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { text: text.into(), shorter: Vec::new(), tone, undo: None }
    }
}

impl Model {
    /// The view shown.
    pub fn view(&self) -> Option<&View> {
        self.views.last().map(|n| &n.view)
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        match (&self.overlay, self.view()) {
            (Some(overlay), _) => overlay.context(),
            (None, Some(view)) => view.context(),
            (None, None) => Context::Everywhere,
        }
    }

    /// Whether there is anywhere to go back to: everywhere but on the home screen itself.
    pub fn leads_back(&self) -> bool {
        self.overlay.is_some() || self.views.len() > 1 || self.tab != 0
    }

    /// The number of tabs: the home screen, one per activity, the promise.
    pub fn tabs(&self) -> usize {
        self.ctx.plan.activities.len() + 2
    }
}
