//! What every view knows: the plan, the moment, the language, the look.

use std::sync::Arc;

use chrono::NaiveDate;

use super::theme::{Glyphs, Look, Role};
use crate::desk::ask::{Presence, Welcome};
use crate::desk::reach::Reach;
use crate::domain::decide::Now;
use crate::domain::plan::{Activity, Field, Form, List, Promise};
use crate::domain::record::{Code, Context, WriteId};
use crate::words::{self, Words};
use ratatui::style::Style;

/// What every view knows.
#[derive(Clone)]
pub struct Ctx {
    /// The plan in force.
    pub plan: Arc<Promise>,
    /// The moment, as the desk last told it.
    pub now: Now,
    /// Whether the desk's clock is fixed.
    pub clock_fixed: bool,
    /// Whether the desk is an example.
    pub example: bool,
    /// The day the desk was taken in use.
    pub taken_in_use: NaiveDate,
    /// Whose screen this is.
    pub me: Presence,
    /// The role that this session has claimed, by key.
    pub role: Option<Code>,
    /// Who is here.
    pub here: Vec<Presence>,
    /// The names of accounts by user id.
    pub accounts: Vec<(u32, String)>,
    /// What is said, in this session's language.
    pub words: Words,
    /// Styles and signs.
    pub look: Look,
    /// The next write id's random part and count.
    pub ids: WriteIds,
}

impl Ctx {
    /// From the desk's welcome.
    pub fn new(welcome: Welcome, words: Words, look: Look, ids: WriteIds) -> Self {
        Self {
            plan: Arc::new(welcome.plan),
            now: welcome.now,
            clock_fixed: welcome.clock_fixed,
            example: welcome.example,
            taken_in_use: welcome.taken_in_use,
            me: welcome.me,
            role: welcome.role,
            here: Vec::new(),
            accounts: welcome.accounts,
            words,
            look,
            ids,
        }
    }

    /// A text of the screen.
    pub fn say(&self, key: &str) -> String {
        self.words.say(key).into_owned()
    }

    /// The style of a role.
    pub fn style(&self, role: Role) -> Style {
        self.look.style(role)
    }

    /// The signs of this terminal.
    pub fn glyphs(&self) -> &'static Glyphs {
        self.look.glyphs()
    }

    /// What answers are read against.
    pub fn answers(&self) -> Context<'_> {
        self.now.context(&self.plan)
    }

    /// The form named `key` with its activity.
    pub fn form(&self, key: &str) -> Option<(&Activity, &Form)> {
        self.plan.form(key)
    }

    /// Whether the session has the activity with this key.
    pub fn has(&self, activity: &str) -> bool {
        Reach::of(&self.plan, self.role.as_ref()).activity(activity)
    }

    /// The forms that are offered, of those the session has, with their activities.
    pub fn offered(&self) -> impl Iterator<Item = (&Activity, &Form)> {
        self.plan.offered().filter(|(activity, _)| self.has(&activity.key))
    }

    /// What the session's role is called, where it has one.
    pub fn role_name(&self) -> Option<&str> {
        self.role.as_deref().map(|role| words::label::role(self.words, &self.plan, role))
    }

    /// The list a field chooses from.
    pub fn list(&self, field: &Field) -> Option<&List> {
        field.kind.list().and_then(|key| self.plan.list(key))
    }

    /// The name of the account with this user id.
    pub fn name(&self, uid: u32) -> String {
        words::question::account(self.words, uid, &self.accounts)
    }

    /// Learns the name of an account.
    pub fn learn_name(&mut self, uid: u32, name: &str) {
        self.accounts.retain(|(known, _)| *known != uid);
        self.accounts.push((uid, name.to_owned()));
    }
}

/// Ids for writes that no other session makes: a random start and a count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteIds {
    start: u128,
    count: u64,
}

impl WriteIds {
    /// Counts from a random number.
    pub fn from(random: u128) -> Self {
        Self { start: random, count: 0 }
    }

    /// The next id.
    pub fn fresh(&mut self) -> WriteId {
        self.count += 1;
        WriteId(self.start.wrapping_add(u128::from(self.count)))
    }
}
