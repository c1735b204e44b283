//! Changes: judged and applied as they come, made durable together, acknowledged after that.

use std::sync::Arc;

use super::{Core, SessionId};
use crate::desk::account;
use crate::desk::ask::{DoneKind, Notice, Reply};
use crate::desk::authorise::authorise_undo;
use crate::desk::reach::Reach;
use crate::desk::tell::Teller;
use crate::desk::view::Summary;
use crate::domain::command::{Command, Write};
use crate::domain::decide::{self, Now};
use crate::domain::event::{Event, Happening};
use crate::domain::plan::Promise;
use crate::domain::record::{EntryId, WriteId};
use crate::domain::refusal::Refusal;
use crate::store::StoreError;

/// The most rows that a refused import is told about: more would not fit in one answer.
const MOST_ROWS: usize = 2_000;

/// A change that is to be answered once everything before it is on disk.
#[derive(Debug)]
pub(super) struct Waiting {
    session: SessionId,
    uid: u32,
    ticket: u32,
    write: WriteId,
    became: Became,
}

#[derive(Debug)]
enum Became {
    /// It was applied.
    Made { summary: Summary, touched: Vec<EntryId> },
    /// The same write had been made before, as this journal number.
    Resent(u64),
    /// It was not allowed to happen.
    Refused(Refusal),
}

impl Became {
    /// Whether it was applied as journal number `seq`.
    fn is(&self, seq: u64) -> bool {
        matches!(self, Self::Made { summary, .. } if summary.seq == seq)
    }
}

impl Core {
    /// Judges a write and applies it; the answer waits for the disk.
    pub(super) fn write(&mut self, session: SessionId, uid: u32, ticket: u32, write: Write, now: Now) {
        let id = write.id;
        let became = match self.state.written(id) {
            Some(seq) => Became::Resent(seq),
            None => match self.make(session, uid, write, now) {
                Ok(became) => became,
                // A failed disk may have taken it all the same, as opening the desk again has shown.
                Err(refusal @ Refusal::NotSaved { .. }) => {
                    self.state.written(id).map_or(Became::Refused(refusal), Became::Resent)
                }
                Err(refusal) => Became::Refused(refusal),
            },
        };
        self.waiting.push(Waiting { session, uid, ticket, write: id, became });
    }

    fn make(&mut self, session: SessionId, uid: u32, write: Write, now: Now) -> Result<Became, Refusal> {
        if self.failing.is_some() {
            self.recover();
        }
        if let Some(why) = &self.failing {
            return Err(Refusal::NotSaved { why: why.clone() });
        }
        let Write { id, command } = write;
        let command = self.unstaged(session, id, command);
        let (undoes, events) = self.judge(session, uid, &command, now)?;
        if !self.state.accounts.contains_key(&uid) {
            self.introduce(uid, false)?;
        }
        let happening = Happening { write: id, undoes, events };
        let seq = self.keep_happening(&happening, uid, now)?;
        let mut touched: Vec<EntryId> = happening.events.iter().filter_map(Event::entry).collect();
        let before = self.plan_before(&happening);
        self.state.evolve(&happening, seq, now.at, uid);
        touched.extend(before.into_iter().flat_map(|before| self.moved(&before)));
        let teller = Teller::new(&self.state, now);
        self.drafts.revise(|draft| {
            draft.corrects.is_some_and(|(id, _)| touched.contains(&id)) && teller.follow(draft)
        });
        let mut summary = Summary::of(&happening, seq);
        match &command {
            Command::Import { .. } | Command::Enrol { .. } => summary.kind = DoneKind::Imported,
            // What follows from a change may be all that happened.
            Command::Amend(amend) => (summary.kind, summary.first) = (DoneKind::Amended, Some(amend.id)),
            _ => {}
        }
        Ok(Became::Made { summary, touched })
    }

    /// The command with the rows that came before it.
    fn unstaged(&mut self, session: SessionId, id: WriteId, mut command: Command) -> Command {
        if let Command::Import { rows, .. } = &mut command
            && let Some((write, mut staged)) = self.sessions.get_mut(&session).and_then(|s| s.staged.take())
            && write == id
        {
            staged.append(rows);
            *rows = staged;
        }
        command
    }

    fn judge(
        &self,
        session: SessionId,
        uid: u32,
        command: &Command,
        now: Now,
    ) -> Result<(Option<u64>, Vec<Event>), Refusal> {
        match command {
            Command::Undo { seq } => {
                let seq = seq.or_else(|| self.latest_within(session, uid)).ok_or(Refusal::NothingToUndo)?;
                Ok((Some(seq), self.undo(session, uid, seq)?))
            }
            command => match decide::decide(&self.state, command, now) {
                Err(Refusal::Rows { mut rows }) => {
                    rows.truncate(MOST_ROWS);
                    Err(Refusal::Rows { rows })
                }
                decided => Ok((None, decided?)),
            },
        }
    }

    /// The latest change by this account that the session may undo: an account may be shared by roles.
    fn latest_within(&self, session: SessionId, uid: u32) -> Option<u64> {
        let reach = self.reach(session);
        let may = |seq: &u64| {
            let happening = self.happening(*seq);
            happening.is_some_and(|happening| authorise_undo(&self.state, uid, reach, &happening).is_ok())
        };
        let mut latest = self.state.undoable(uid);
        if reach.is_whole() { latest.next() } else { latest.find(may) }
    }

    fn undo(&self, session: SessionId, uid: u32, seq: u64) -> Result<Vec<Event>, Refusal> {
        let happening = self.happening(seq).ok_or(Refusal::CannotUndo)?;
        authorise_undo(&self.state, uid, self.reach(session), &happening)?;
        let previous = happening.events.iter().find_map(|event| match event {
            Event::PlanLoaded { previous, .. } => *previous,
            _ => None,
        });
        let plan_before = previous.and_then(|seq| self.happening(seq)).and_then(|before| {
            before.events.into_iter().find_map(|event| match event {
                Event::PlanLoaded { text, file, .. } => Some((text, file)),
                _ => None,
            })
        });
        decide::undo(&self.state, seq, &happening, plan_before.as_ref())
    }

    fn happening(&self, seq: u64) -> Option<Happening> {
        self.keep.told(seq).ok()?.what
    }

    /// Writes that an account has been seen.
    pub(super) fn introduce(&mut self, uid: u32, administrator: bool) -> Result<(), Refusal> {
        let now = self.now();
        let happening = account::seen(uid, administrator);
        let seq = self.keep_happening(&happening, uid, now)?;
        self.state.evolve(&happening, seq, now.at, uid);
        Ok(())
    }

    /// Begins once more what only a happening told that neither copy has: the plan, and the day the desk was taken in use.
    ///
    /// The entries are then read with the plan that new desks begin with, and nothing before today is late.
    pub(super) fn found_again(&mut self, uid: u32) -> Result<(), Refusal> {
        let now = self.now();
        let mut happening = self.keep.founding().happening(uid, now);
        let state = &self.state;
        happening.events.retain(|event| match event {
            Event::Founded { .. } => state.taken_in_use == chrono::NaiveDate::MIN,
            Event::PlanLoaded { .. } => state.plan_source.seq.is_none(),
            _ => true,
        });
        let seq = self.keep_happening(&happening, uid, now)?;
        self.state.evolve(&happening, seq, now.at, uid);
        tracing::warn!(seq, "founded again: the first happening is lost");
        Ok(())
    }

    fn keep_happening(&mut self, happening: &Happening, uid: u32, now: Now) -> Result<u64, Refusal> {
        self.keep.append(now.at, uid, happening).map_err(|error| {
            let why = error.to_string();
            if !matches!(error, StoreError::TooLarge { .. }) {
                self.fail(&error);
            }
            Refusal::NotSaved { why }
        })
    }

    /// The plan in force, if the happening is about to change it.
    fn plan_before(&self, happening: &Happening) -> Option<Arc<Promise>> {
        let changes = happening.events.iter().any(|event| matches!(event, Event::PlanLoaded { .. }));
        changes.then(|| Arc::clone(&self.state.plan))
    }

    /// The entries that another plan may have moved to another day or shift.
    fn moved(&self, before: &Promise) -> Vec<EntryId> {
        let same = before.calendar == self.state.plan.calendar
            && before.forms().map(|(_, form)| form).eq(self.state.plan.forms().map(|(_, form)| form));
        if same { Vec::new() } else { (1..=self.state.count() as u64).map(EntryId).collect() }
    }

    /// Makes what waits durable and answers it.
    pub(super) fn settle_waiting(&mut self, now: Now) {
        if self.state.seq > self.durable && self.failing.is_none() {
            match self.keep.commit() {
                Ok(()) => self.durable = self.state.seq,
                Err(error) => self.fail(&error),
            }
        }
        for waiting in std::mem::take(&mut self.waiting) {
            self.acknowledge(waiting, now);
        }
    }

    /// Answers everything that waits with a refusal: nothing of it is known to be on disk.
    pub(super) fn refuse_waiting(&mut self, why: &str) {
        for Waiting { session, ticket, became, .. } in std::mem::take(&mut self.waiting) {
            let refusal = match became {
                Became::Refused(refusal) => refusal,
                Became::Made { .. } | Became::Resent(_) => Refusal::NotSaved { why: why.to_owned() },
            };
            self.answer(session, ticket, Reply::Refused(refusal));
        }
    }

    /// Answers everything that waits once the desk has been opened again: what the journal kept is acknowledged.
    pub(super) fn settle_kept(&mut self, why: &str) {
        let now = self.now();
        for mut waiting in std::mem::take(&mut self.waiting) {
            if !matches!(waiting.became, Became::Refused(_)) {
                let lost = Refusal::NotSaved { why: why.to_owned() };
                let kept = self.state.written(waiting.write);
                waiting.became = match (kept, waiting.became) {
                    (None, _) => Became::Refused(lost),
                    // The others have not heard of it yet.
                    (Some(seq), made @ Became::Made { .. }) if made.is(seq) => made,
                    (Some(seq), _) => Became::Resent(seq),
                };
            }
            self.acknowledge(waiting, now);
        }
    }

    fn acknowledge(&mut self, waiting: Waiting, now: Now) {
        let Waiting { session, uid, ticket, write, became } = waiting;
        let (summary, resent) = match became {
            Became::Refused(refusal) => return self.answer(session, ticket, Reply::Refused(refusal)),
            Became::Resent(seq) => (self.happening(seq).map(|happening| Summary::of(&happening, seq)), true),
            Became::Made { summary, touched } => {
                self.keep.shelve(&self.state, touched.into_iter());
                (Some(summary), false)
            }
        };
        let Some(summary) = summary else {
            // It is on disk and cannot be read back just now; asking again will tell.
            let why = StoreError::Poisoned.to_string();
            return self.answer(session, ticket, Reply::Refused(Refusal::NotSaved { why }));
        };
        self.drafts.drop(uid, write);
        let role = self.sessions.get(&session).and_then(|known| known.role.as_ref());
        let reach = Reach::of(&self.state.plan, role);
        let done = summary.done(&self.state, &mut self.home, (now, reach), resent);
        self.answer(session, ticket, Reply::Done(Box::new(done)));
        if !resent {
            self.announce(session, uid, &summary);
        }
        self.done_filling_in(session);
    }

    /// Tells everybody what was changed.
    fn announce(&mut self, maker: SessionId, uid: u32, summary: &Summary) {
        let name =
            self.state.accounts.get(&uid).map_or_else(|| account::name(uid), |known| known.name.clone());
        let entry = summary.first.and_then(|id| self.state.entry(id)).map(Box::new);
        let sessions: Vec<SessionId> = self.sessions.keys().copied().collect();
        for session in sessions {
            self.notify(
                session,
                Notice::Changed {
                    seq: summary.seq,
                    by: (uid, name.to_string()),
                    kind: summary.kind,
                    entry: entry.clone(),
                    count: summary.count,
                    own: session == maker,
                },
            );
        }
        if summary.plan {
            self.notify_all(&Notice::Plan(Box::new((*self.state.plan).clone())));
        }
    }
}
