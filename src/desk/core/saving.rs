//! When the disk fails: nothing is acknowledged, everybody is told, and what is true is read again from the journal.
//!
//! It also feeds the second copy when that is made anew, in pieces, while nobody waits.

use std::path::Path;
use std::time::{Duration, Instant};

use super::{Core, Shelving};
use crate::desk::ask::{Finding, Notice};
use crate::desk::keep::shelved;
use crate::domain::record::EntryId;
use crate::domain::state::State;
use crate::store::shelf::ShelfState;
use crate::store::{OpenReport, Rebuild, StoreError};

/// How many records the second copy is given at a time.
const PIECE: u64 = 100;

/// How many records may wait for the second copy before it is given more. All of 100,000 took 48 MB of memory.
const BACKLOG: usize = 2_000;

/// How long everybody else may wait for the second copy's sake.
const GRACE: Duration = Duration::from_secs(1);

impl Core {
    /// Stops acknowledging, and opens the desk again if that can be done at once. What waited and turns out to be on disk
    /// is acknowledged, so that nobody enters it a second time; the rest is refused, and memory goes back to what is
    /// known to be on disk.
    pub(super) fn fail(&mut self, error: &StoreError) {
        let why = error.to_string();
        tracing::error!(%why, "saving failed");
        self.failing = Some(why.clone());
        self.notify_all(&Notice::NotSaving { why: why.clone() });
        if self.recover() {
            return self.settle_kept(&why);
        }
        self.refuse_waiting(&why);
        match self.keep.replay(self.durable) {
            Ok(state) => self.become_again(state),
            Err(error) => tracing::error!(%error, "the journal could not be read either"),
        }
    }

    /// Opens the desk again if its disk takes writes. Says whether saving works.
    pub(super) fn recover(&mut self) -> bool {
        match self.keep.reopen() {
            Ok((state, report)) => {
                self.become_again(state);
                self.durable = report.head.seq;
                self.state.seq = self.state.seq.max(self.durable);
                self.failing = None;
                tracing::info!(seq = self.durable, "saving works again");
                self.notify_all(&Notice::SavingAgain);
                true
            }
            Err(error) => {
                tracing::warn!(%error, "the desk could not be opened again yet");
                false
            }
        }
    }

    fn become_again(&mut self, state: State) {
        self.state = state;
        self.shelving = Shelving::Next(1);
        self.pages.clear();
        self.home.clear();
    }

    /// Whether there is work to do while nobody asks for anything.
    pub fn has_idle_work(&self) -> bool {
        self.failing.is_none() && self.shelving != Shelving::Given && self.keep.wants_records().is_some()
    }

    /// Does a piece of it: gives the second copy some of the records it wants.
    pub fn idle_work(&mut self) {
        let Shelving::Next(first) = self.shelving else { return };
        if !self.has_idle_work() || self.keep.shelf_backlog() > BACKLOG {
            return;
        }
        if first == 1
            && let Some(Rebuild::Differs { set_aside }) = self.keep.wants_records()
        {
            self.find(Finding::SledMadeAnew(file_name(&set_aside)));
        }
        let last = self.state.count() as u64;
        let end = last.min(first + PIECE - 1);
        self.keep.shelve(&self.state, (first..=end).map(EntryId));
        self.shelving = if end < last {
            Shelving::Next(end + 1)
        } else {
            self.keep.records_given();
            Shelving::Given
        };
    }

    /// Notes what was found after opening, for whoever joins from now on and for the doctor.
    fn find(&mut self, finding: Finding) {
        if !self.opened.contains(&finding) {
            tracing::warn!(?finding, "found");
            self.opened.push(finding);
        }
    }

    /// Gives the second copy everything it wants, as far as that goes within [`GRACE`]. Says whether it is all there.
    pub(super) fn shelve_everything(&mut self) -> bool {
        let deadline = Instant::now() + GRACE;
        while !self.is_shelved() {
            if Instant::now() >= deadline {
                return false;
            }
            self.idle_work();
            if !self.has_idle_work() || self.keep.shelf_backlog() > BACKLOG {
                std::thread::sleep(Duration::from_millis(1));
            }
        }
        true
    }

    /// Whether the second copy knows what it wants and has been given it.
    fn is_shelved(&self) -> bool {
        self.keep.shelf() != Some(ShelfState::Checking) && !self.has_idle_work()
    }

    /// Examines the desk for whoever has been waiting for the second copy, once that is there.
    pub(super) fn examine_at_last(&mut self) {
        if self.examining.is_empty() || !self.is_shelved() {
            return;
        }
        for (session, ticket) in std::mem::take(&mut self.examining) {
            let reply = self.doctor();
            self.answer(session, ticket, reply);
        }
    }

    /// Whether the second copy's records are those in memory; `None` where there is no second copy.
    pub(super) fn shelf_differs(&self) -> Option<(u64, u64)> {
        let records = self.keep.store()?.records().ok()?;
        let mut theirs: std::collections::BTreeMap<u64, _> =
            records.into_iter().map(|r| (r.id, (r.day, r.record))).collect();
        let whole = theirs.len() as u64;
        let mut differ = 0;
        for entry in self.state.entries() {
            let Some(crate::store::ShelfOp::Put { id, day, record }) = shelved(&entry) else { continue };
            differ += u64::from(theirs.remove(&id) != Some((day, record)));
        }
        Some((whole, differ + theirs.len() as u64))
    }

    /// Leaves: says so to everybody that is here, and makes the clean exit.
    ///
    /// # Errors
    /// Any [`StoreError`]; everything acknowledged is kept all the same.
    pub fn close(mut self) -> Result<(), StoreError> {
        // A desk that is left in order finds its second copy whole; one that takes too long over it is made whole later.
        self.shelve_everything();
        self.keep.close()
    }
}

/// What opening found and did, as data for sentences; nothing when all was well.
pub(super) fn findings(report: &OpenReport) -> Vec<Finding> {
    let mut found = Vec::new();
    if let Some(torn) = &report.torn {
        found.push(Finding::TornTail(torn.bytes));
    }
    if let Some(mending) = &report.mending {
        found.push(Finding::MendedFromSled(mending.mended.iter().map(|(from, to)| to - from + 1).sum()));
    }
    if !report.lost.is_empty() {
        found.push(Finding::Lost(numbers(&report.lost)));
    }
    if let Some(path) = &report.set_aside {
        found.push(Finding::SledSetAside(file_name(path)));
    }
    found
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The numbers in runs of them, the first thousand.
pub(super) fn numbers(runs: &[(u64, u64)]) -> Vec<u64> {
    runs.iter().flat_map(|(from, to)| *from..=*to).take(1000).collect()
}
