//! Which changes still stand, one upon the other, so that undoing goes back step by step and can itself be undone.
//!
//! Kept only for what was changed: an entry that was only made stands by its making.

use super::{Row, State};
use crate::domain::event::Event;
use crate::domain::record::{Code, EntryId};

/// A change, with the questions its entry stood with after it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Step {
    /// Its journal number.
    seq: u64,
    /// The journal number by which it was last made, undone or made again.
    turned: u64,
    stands: bool,
    asked: Vec<Code>,
}

/// What undoing does to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// The change numbered so is undone.
    Back(u64),
    /// The change numbered so, which was undone, is made again.
    Again(u64),
}

/// The changes of one thing in order: those that stand, then those that were undone and could be made again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Steps(Vec<Step>);

impl Steps {
    /// The only change so far.
    pub(super) fn first(seq: u64, asked: &[Code]) -> Self {
        let mut steps = Self::default();
        steps.make(seq, asked);
        steps
    }

    /// A new change. What was undone before it can no longer be made again.
    pub(super) fn make(&mut self, seq: u64, asked: &[Code]) {
        self.0.retain(|step| step.stands);
        self.0.push(Step { seq, turned: seq, stands: true, asked: asked.to_vec() });
    }

    /// What undoing the happening numbered `seq` would do; `None` where something has been built upon it.
    pub(super) fn turn(&self, seq: u64) -> Option<Turn> {
        let standing = self.0.iter().rev().find(|step| step.stands);
        let undone = self.0.iter().find(|step| !step.stands);
        standing
            .filter(|step| step.seq == seq || step.turned == seq)
            .map(|step| Turn::Back(step.seq))
            .or_else(|| undone.filter(|step| step.turned == seq).map(|step| Turn::Again(step.seq)))
    }

    /// Does what [`Self::turn`] said, by the happening numbered `by`.
    pub(super) fn take(&mut self, turn: Turn, by: u64) {
        let (number, stands) = match turn {
            Turn::Back(number) => (number, false),
            Turn::Again(number) => (number, true),
        };
        if let Some(step) = self.0.iter_mut().find(|step| step.seq == number) {
            (step.stands, step.turned) = (stands, by);
        }
    }

    /// The questions that stand now; `None` where nothing stands.
    pub(super) fn asked(&self) -> Option<&[Code]> {
        self.0.iter().rev().find(|step| step.stands).map(|step| step.asked.as_slice())
    }
}

impl State {
    /// Whether the happening numbered `seq` can be undone as far as `event` of it is concerned: nothing that still
    /// stands has been built upon it.
    pub fn can_undo(&self, seq: u64, event: &Event) -> bool {
        self.turn(seq, event).is_some()
    }

    /// What undoing the happening numbered `seq` does to what `event` is about.
    pub(super) fn turn(&self, seq: u64, event: &Event) -> Option<Turn> {
        if let Event::PlanLoaded { .. } = event {
            return self.plans.turn(seq);
        }
        let id: EntryId = event.entry()?;
        match self.standing.get(&id) {
            Some(steps) => steps.turn(seq),
            None => self.row(id).filter(|row: &&Row| row.seq == seq).map(|row| Turn::Back(row.seq)),
        }
    }
}
