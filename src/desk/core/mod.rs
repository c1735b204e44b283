//! The host's brain: a function of what is true, what is heard and what time it is.
//!
//! It knows no sockets and no threads, so tests run it alone. Changes that are heard together are decided and applied in
//! order, made durable by one sync, and only then acknowledged. What is true in memory never gets ahead of what others
//! are told: before anything is read for somebody, changes that wait are made durable.

mod answers;
mod saving;
#[cfg(test)]
mod tests;
mod writes;

use std::collections::BTreeMap;

use super::account;
use super::ask::{Ask, Asked, Finding, Notice, Presence, Reply, Said};
use super::clock::Clock;
use super::draft::Drafts;
use super::keep::{Keep, KeepOptions};
use super::query::Pages;
use super::reach::{self, Reach};
use super::tell::Teller;
use super::view::Today;
use crate::domain::decide::Now;
use crate::domain::record::{Cell, Code, EntryId, WriteId};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::store::{BackupJob, OpenReport, StoreError};
use writes::Waiting;

/// One connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u64);

/// What the core hears.
#[derive(Debug)]
pub enum Heard {
    /// Somebody connected and was understood; who comes from the kernel.
    Joined {
        /// The connection.
        session: SessionId,
        /// The user id.
        uid: u32,
    },
    /// Somebody asks.
    Asked {
        /// The connection.
        session: SessionId,
        /// What.
        asked: Asked,
    },
    /// A connection is gone.
    Left {
        /// The connection.
        session: SessionId,
    },
    /// Work that was given away is done.
    Finished {
        /// The connection that waits for it.
        session: SessionId,
        /// The number of its request.
        ticket: u32,
        /// The answer.
        reply: Reply,
    },
    /// Time has passed: the day may have changed, and a disk that failed may take writes again.
    Time,
}

/// What comes of what was heard.
#[derive(Debug, Default)]
pub struct Outcome {
    /// What is said, and to whom, in order.
    pub said: Vec<(SessionId, Said)>,
    /// Work for another thread.
    pub jobs: Vec<Job>,
}

/// A backup to be written on another thread.
#[derive(Debug)]
pub struct Job {
    /// The connection that waits for it.
    pub session: SessionId,
    /// The number of its request.
    pub ticket: u32,
    /// The work.
    pub backup: BackupJob,
}

/// The answers of each row of an import.
type Rows = Vec<Vec<(Code, Cell)>>;

/// One connection, as the core knows it.
#[derive(Debug, Default)]
struct Session {
    uid: u32,
    /// The role it has claimed; without one it has all that the account has.
    role: Option<Code>,
    /// Whether it is a screen, which is here for others to see; a call from the command line is not.
    screen: bool,
    busy: Option<(Code, Option<EntryId>)>,
    /// Rows of an import that came before their command.
    staged: Option<(WriteId, Rows)>,
}

/// The host's brain.
pub struct Core {
    keep: Keep,
    state: State,
    clock: Clock,
    today: NaiveDay,
    sessions: BTreeMap<SessionId, Session>,
    drafts: Drafts,
    pages: Pages,
    home: Today,
    waiting: Vec<Waiting>,
    /// What the system said when the disk failed, while nothing can be saved.
    failing: Option<String>,
    /// The number of the last happening that is known to be on disk.
    durable: u64,
    opened: Vec<Finding>,
    shelving: Shelving,
    /// Who waits for the doctor until the second copy is there, with the numbers of their requests.
    examining: Vec<(SessionId, u32)>,
    outcome: Outcome,
}

type NaiveDay = chrono::NaiveDate;

/// How far the second copy has been given its records, when it is made anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shelving {
    /// The next entry to give.
    Next(u64),
    /// All have been given.
    Given,
}

impl Core {
    /// Opens the desk in a directory.
    ///
    /// # Errors
    /// Any [`StoreError`] of opening.
    pub fn open(dir: &std::path::Path, options: KeepOptions, clock: Clock) -> Result<Self, StoreError> {
        let owner = options.uid;
        let (keep, state, report) = Keep::open(dir, options)?;
        let today = clock.now(state.plan.time_zone).day;
        let mut core = Self {
            durable: report.head.seq,
            opened: saving::findings(&report),
            drafts: Drafts::open(dir),
            keep,
            state,
            clock,
            today,
            sessions: BTreeMap::new(),
            pages: Pages::default(),
            home: Today::default(),
            waiting: Vec::new(),
            failing: None,
            shelving: Shelving::Next(1),
            examining: Vec::new(),
            outcome: Outcome::default(),
        };
        core.settle(owner, &report);
        Ok(core)
    }

    /// What must be true before anybody joins.
    fn settle(&mut self, owner: u32, report: &OpenReport) {
        self.state.seq = self.state.seq.max(report.head.seq);
        let state = &self.state;
        self.drafts.drop_written(|write| state.written(write).is_some());
        if state.plan_source.seq.is_none() || state.taken_in_use == NaiveDay::MIN {
            // As below; until then its entries are kept without being shown.
            let _ = self.found_again(owner);
        }
        let state = &self.state;
        // Whoever owns the files can do anything with them, so a desk restored by somebody else gets an administrator.
        if !state.accounts.get(&owner).is_some_and(|account| account.administrator) {
            // A disk that refuses this shows it at the first change somebody asks for.
            let _ = self.introduce(owner, true);
        }
    }

    /// Hears everything that has come in, in order, and says what comes of it.
    pub fn hear(&mut self, heard: impl IntoIterator<Item = Heard>) -> Outcome {
        let now = self.now();
        if now.day != self.today {
            self.today = now.day;
            self.notify_all(&Notice::Day(now));
        }
        for heard in heard {
            match heard {
                Heard::Asked { session, asked } => self.asked(session, asked, now),
                Heard::Joined { session, uid } => {
                    self.sessions.insert(session, Session { uid, ..Session::default() });
                }
                Heard::Left { session } => {
                    // What it has still to hear is what its role may, which goes with it.
                    self.leave_out(now);
                    self.left(session);
                }
                Heard::Finished { session, ticket, reply } => self.answer(session, ticket, reply),
                Heard::Time => {
                    if self.failing.is_some() {
                        self.recover();
                    }
                }
            }
        }
        self.settle_waiting(now);
        self.examine_at_last();
        self.leave_out(self.now());
        std::mem::take(&mut self.outcome)
    }

    /// Leaves out of everything that is about to be said what may not be told at `now`.
    fn leave_out(&mut self, now: Now) {
        let Self { state, sessions, outcome, .. } = self;
        let teller = Teller::new(state, now);
        for (session, said) in &mut outcome.said {
            let role = sessions.get(session).and_then(|known| known.role.as_ref());
            teller.within(Reach::of(&state.plan, role)).said(said);
        }
    }

    fn asked(&mut self, session: SessionId, asked: Asked, now: Now) {
        let Asked { ticket, ask } = asked;
        let Some(uid) = self.sessions.get(&session).map(|session| session.uid) else { return };
        if let Err(refusal) = super::authorise::authorise(&self.state, uid, self.reach(session), &ask) {
            return self.answer(session, ticket, Reply::Refused(refusal));
        }
        match ask {
            Ask::Do(write) => self.write(session, uid, ticket, write, now),
            ask => {
                self.settle_waiting(now);
                self.reply_to(session, uid, ticket, ask, now);
            }
        }
    }

    /// What a session reaches.
    fn reach(&self, session: SessionId) -> Reach<'_> {
        let role = self.sessions.get(&session).and_then(|known| known.role.as_ref());
        Reach::of(&self.state.plan, role)
    }

    /// Takes a session at its word that it has no more than a role. It does not take a claim back for another.
    fn claim(&mut self, session: SessionId, role: Code) -> Reply {
        if self.state.plan.role(&role).is_none() {
            return Reply::Refused(reach::no_such(&self.state.plan, &role));
        }
        let Some(known) = self.sessions.get_mut(&session) else { return Reply::Kept };
        match &known.role {
            Some(claimed) if *claimed != role => {
                Reply::Refused(Refusal::NotForRole { role: claimed.clone() })
            }
            _ => {
                known.role = Some(role);
                Reply::Kept
            }
        }
    }

    fn left(&mut self, session: SessionId) {
        if self.sessions.remove(&session).is_some_and(|session| session.screen) {
            self.notify_here(None);
        }
    }

    /// The moment, in the zone of the plan in force.
    pub fn now(&self) -> Now {
        self.clock.now(self.state.plan.time_zone)
    }

    /// How long it is until the next day begins; `None` when the clock stands still.
    pub fn until_midnight(&self) -> Option<std::time::Duration> {
        self.clock.until_midnight(self.state.plan.time_zone)
    }

    /// How many connections there are.
    pub fn sessions(&self) -> usize {
        self.sessions.len()
    }

    /// Whether the disk has failed and nothing can be saved.
    pub fn is_failing(&self) -> bool {
        self.failing.is_some()
    }

    /// Everything that is true now.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// What opening the store found and did.
    pub fn opened(&self) -> &[Finding] {
        &self.opened
    }

    fn answer(&mut self, session: SessionId, ticket: u32, reply: Reply) {
        if self.sessions.contains_key(&session) {
            self.outcome.said.push((session, Said::Answer(ticket, reply)));
        }
    }

    fn notify_all(&mut self, notice: &Notice) {
        let sessions = self.sessions.keys();
        self.outcome.said.extend(sessions.map(|session| (*session, Said::Notice(notice.clone()))));
    }

    /// Tells every screen who is here, but for one that has just asked.
    fn notify_here(&mut self, but: Option<SessionId>) {
        let here = self.here();
        for (session, known) in &self.sessions {
            if known.screen && Some(*session) != but {
                self.outcome.said.push((*session, Said::Notice(Notice::Here(here.clone()))));
            }
        }
    }

    fn here(&self) -> Vec<Presence> {
        self.sessions
            .iter()
            .filter(|(_, session)| session.screen)
            .map(|(id, session)| self.presence(*id, session))
            .collect()
    }

    fn presence(&self, id: SessionId, session: &Session) -> Presence {
        let account = self.state.accounts.get(&session.uid);
        let name = account.map_or_else(|| account::name(session.uid), |account| account.name.clone());
        Presence {
            uid: session.uid,
            initials: account::initials(&name),
            name: name.to_string(),
            administrator: account.is_some_and(|account| account.administrator),
            busy: session.busy.clone(),
            session: id.0,
        }
    }
}
