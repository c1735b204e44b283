//! Everything that is asked without changing an entry.

use std::path::Path;

use super::{Core, Job, SessionId};
use crate::desk::ask::{
    self, Ask, DoctorView, Failing, Finding, Notice, PERIODS, Reply, Said, Shown, TodayView, Welcome,
};
use crate::desk::history::history;
use crate::desk::tell::Teller;
use crate::desk::wire;
use crate::domain::casework::{agenda, notes, statistics, view};
use crate::domain::course::view as courses;
use crate::domain::decide::{Now, already_logged, enrolment};
use crate::domain::outcome;
use crate::domain::plan::Period;
use crate::domain::record::{Cell, Code, Draft, EntryId, WriteId};
use crate::store::ShelfState;

/// The most rows an import may have.
const MOST_ROWS: usize = 1_000_000;

/// The most drafts that one answer holds: the latest. The others come forward as these are done with.
const MOST_DRAFTS: usize = 20;

/// The most bytes these take, so that what else an answer holds fits in its frame too.
const DRAFT_BYTES: usize = wire::FRAME / 2;

impl Core {
    pub(super) fn reply_to(&mut self, session: SessionId, uid: u32, ticket: u32, ask: Ask, now: Now) {
        if matches!(ask, Ask::Today | Ask::Page { .. } | Ask::Entry(_) | Ask::Figures(_)) {
            // A screen that shows these has left the form it was in, also where the draft is kept for later.
            self.done_filling_in(session);
        }
        let reply = match ask {
            Ask::Welcome => self.welcome(session, uid, now),
            Ask::Today => {
                let view = self.home.view(&self.state, now);
                Reply::Today(Box::new(TodayView { drafts: self.latest_drafts(session, uid), ..view }))
            }
            Ask::Page { mut query, from, count } => {
                let reach = self.reach(session);
                if query.forms.is_empty() && !reach.is_whole() {
                    query.forms = reach.offered().collect();
                }
                Reply::Page(self.pages.page(&self.state, &query, uid, from, count))
            }
            Ask::Entry(id) => Reply::Entry(self.state.entry(id).map(|entry| {
                let changes = entry.rev;
                Box::new(Shown { entry, changes })
            })),
            Ask::History(id) => match history(&self.keep, &self.state, id) {
                Ok(mut steps) => {
                    Teller::new(&self.state, now).steps(id, &mut steps);
                    Reply::History(steps)
                }
                Err(error) => failed(Failing::Reading, &error),
            },
            Ask::Figures(periods) => self.figures(&periods, now),
            Ask::Latest(form) => Reply::Latest(self.state.latest_by(uid, &form).map(Box::new)),
            Ask::Twin { form, cells, own } => self.twin(&form, &cells, own),
            Ask::ImportPart { write, rows } => self.stage(session, write, rows),
            Ask::PutDraft(draft) => self.put_draft(session, uid, &draft, now),
            Ask::DropDraft(write) => {
                self.drafts.drop(uid, write);
                self.done_filling_in(session);
                Reply::Kept
            }
            Ask::Drafts => Reply::Drafts(self.latest_drafts(session, uid)),
            Ask::Backup { path } => return self.backup(session, ticket, &path),
            Ask::Doctor if self.shelve_everything() => self.doctor(),
            Ask::Doctor => return self.examining.push((session, ticket)),
            Ask::Here => self.arrive(session),
            Ask::Agenda { day } => Reply::Agenda(agenda::agenda(&self.state, day, now).map(Box::new)),
            Ask::Case(code) => Reply::Case(view::case(&self.state, &code, now).map(Box::new)),
            Ask::Notes { day, party, texts } => {
                Reply::Notes(notes::notes(&self.state, day, party.as_ref(), texts, now).map(Box::new))
            }
            Ask::Statistics(period) => {
                Reply::Statistics(statistics::statistics(&self.state, period, now).map(Box::new))
            }
            Ask::Commitments { all } => Reply::Commitments(view::commitments(&self.state, all, now)),
            Ask::Course { code, names } => {
                Reply::Course(courses::course(&self.state, &code, names, now.day).map(Box::new))
            }
            Ask::Claim(role) => self.claim(session, role),
            Ask::Courses => Reply::Courses(courses::courses(&self.state, now.day)),
            Ask::Enrolment { rows, .. } if rows.len() > ask::MOST_ROWS => {
                failed(Failing::Request, &format!("at most {} rows at a time", ask::MOST_ROWS))
            }
            Ask::Enrolment { course, rows } => {
                Reply::Enrolment(enrolment(&self.state, &course, &rows, now).map(Box::new))
            }
            // The connection is past its greeting, and changes do not come this way.
            Ask::Hello { .. } | Ask::Do(_) => failed(Failing::Request, &"this was not expected here"),
        };
        self.answer(session, ticket, reply);
    }

    fn latest_drafts(&self, session: SessionId, uid: u32) -> Vec<Draft> {
        let reach = self.reach(session);
        let mut bytes = 0;
        let fits = |draft: &Draft| {
            bytes += wire::frame(draft).map_or(DRAFT_BYTES, |frame| frame.len());
            bytes <= DRAFT_BYTES
        };
        let own = self.drafts.of(uid).into_iter().filter(|draft| reach.form(&draft.form));
        own.take(MOST_DRAFTS).take_while(fits).collect()
    }

    fn welcome(&mut self, session: SessionId, uid: u32, now: Now) -> Reply {
        let drafts = self.latest_drafts(session, uid);
        let state = &self.state;
        let me = self.sessions.get(&session).map(|known| self.presence(session, known));
        let Some(me) = me else { return failed(Failing::Request, &"this connection is gone") };
        Reply::Welcome(Box::new(Welcome {
            plan: (*state.plan).clone(),
            plan_file: state.plan_source.file.clone(),
            now,
            clock_fixed: self.clock.is_fixed(),
            example: state.example,
            taken_in_use: state.taken_in_use,
            me,
            entries: state.count() as u64,
            opened: self.opened.clone(),
            drafts,
            accounts: state.accounts.iter().map(|(uid, account)| (*uid, account.name.to_string())).collect(),
            role: self.sessions.get(&session).and_then(|known| known.role.clone()),
        }))
    }

    /// Counts somebody in who wants to know who is here: a screen, unlike a call from the command line.
    fn arrive(&mut self, session: SessionId) -> Reply {
        if self.sessions.get_mut(&session).is_some_and(|known| !std::mem::replace(&mut known.screen, true)) {
            self.notify_here(Some(session));
        }
        Reply::Here(self.here())
    }

    fn figures(&self, periods: &[Period], now: Now) -> Reply {
        if periods.len() > PERIODS {
            return failed(Failing::Request, &format!("at most {PERIODS} periods at a time"));
        }
        Reply::Figures(outcome::figures_over(&self.state, periods, now.day))
    }

    fn twin(&self, form: &Code, cells: &[(Code, Cell)], own: Option<EntryId>) -> Reply {
        let form = self.state.plan.form(form);
        Reply::Twin(form.and_then(|(_, form)| already_logged(&self.state, form, cells, own)))
    }

    fn stage(&mut self, session: SessionId, write: WriteId, mut rows: Vec<Vec<(Code, Cell)>>) -> Reply {
        let Some(known) = self.sessions.get_mut(&session) else {
            return failed(Failing::Request, &"this connection is gone");
        };
        match &mut known.staged {
            Some((staged, earlier)) if *staged == write => {
                if earlier.len() + rows.len() > MOST_ROWS {
                    known.staged = None;
                    return failed(Failing::Request, &format!("an import has at most {MOST_ROWS} rows"));
                }
                earlier.append(&mut rows);
            }
            staged => *staged = Some((write, rows)),
        }
        Reply::Kept
    }

    fn put_draft(&mut self, session: SessionId, uid: u32, draft: &Draft, now: Now) -> Reply {
        // A draft that comes after its own save is done with.
        if self.state.written(draft.write).is_some() {
            self.drafts.drop(uid, draft.write);
            return Reply::Kept;
        }
        let busy = Some((draft.form.clone(), draft.corrects.map(|(id, _)| id)));
        self.set_busy(session, busy);
        let mut draft = draft.without_personal_numbers();
        let teller = Teller::new(&self.state, now);
        if let Some(kept) = self.drafts.get(uid, draft.write) {
            teller.untold(&mut draft, kept);
        }
        teller.follow(&mut draft);
        match self.drafts.put(uid, draft) {
            Ok(()) => Reply::Kept,
            Err(error) => failed(Failing::Draft, &error),
        }
    }

    /// The person has left the form they were filling in.
    pub(super) fn done_filling_in(&mut self, session: SessionId) {
        self.set_busy(session, None);
    }

    fn set_busy(&mut self, session: SessionId, busy: Option<(Code, Option<EntryId>)>) {
        if let Some(known) = self.sessions.get_mut(&session)
            && known.busy != busy
        {
            known.busy = busy;
            if known.screen {
                self.notify_here(None);
            }
        }
    }

    fn backup(&mut self, session: SessionId, ticket: u32, path: &str) {
        let reply = match (Path::new(path).is_absolute(), self.keep.plan_backup(Path::new(path))) {
            (true, Some(backup)) => return self.outcome.jobs.push(Job { session, ticket, backup }),
            (true, None) => failed(Failing::Backup, &"the desk is not open"),
            (false, _) => failed(Failing::Backup, &"the path of a backup must be absolute"),
        };
        self.answer(session, ticket, reply);
    }

    pub(super) fn doctor(&mut self) -> Reply {
        let Some(store) = self.keep.store() else { return failed(Failing::Reading, &"the desk is not open") };
        let report = match store.doctor() {
            Ok(report) => report,
            Err(error) => return failed(Failing::Reading, &error),
        };
        // What has come to light since the desk was opened may be news to whoever asks.
        let late = |finding: &&Finding| matches!(finding, Finding::SledMadeAnew(_));
        let mut findings: Vec<Finding> = self.opened.iter().filter(late).cloned().collect();
        let journal = &report.journal;
        match journal.damage.len() {
            0 => findings.push(Finding::JournalWhole(journal.frames)),
            places => findings.push(Finding::JournalDamaged(places as u64)),
        }
        if !journal.lost.is_empty() {
            findings.push(Finding::Lost(super::saving::numbers(&journal.lost)));
        }
        let mut well = report.is_well();
        if let Some(shelf) = &report.shelf {
            match (shelf.missing.len(), shelf.different.len()) {
                (0, 0) => {}
                (behind, 0) => findings.push(Finding::SledBehind(behind as u64)),
                (_, different) => findings.push(Finding::SledDiffers(different as u64)),
            }
        }
        well &= self.examine_records(&mut findings);
        well &= self.examine_memory(&mut findings);
        Reply::Doctor(DoctorView { findings, well })
    }

    fn examine_records(&self, findings: &mut Vec<Finding>) -> bool {
        match (self.keep.shelf(), self.shelf_differs()) {
            (Some(ShelfState::Failed(why)), _) => {
                findings.push(Finding::SledFailed(why));
                false
            }
            (_, Some((records, 0))) => {
                findings.push(Finding::SledWhole(records));
                true
            }
            (_, Some((_, differ))) => {
                findings.push(Finding::SledDiffers(differ));
                false
            }
            (_, None) => {
                findings.push(Finding::SledFailed("its records cannot be read".to_owned()));
                false
            }
        }
    }

    /// Compares memory with a fresh telling of the whole journal.
    fn examine_memory(&self, findings: &mut Vec<Finding>) -> bool {
        let Ok(fresh) = self.keep.replay(self.durable) else { return false };
        let ids = 1..=self.state.count().max(fresh.count()) as u64;
        let differs = ids.map(EntryId).find(|id| fresh.entry(*id) != self.state.entry(*id));
        findings.push(differs.map_or(Finding::MemoryAgrees, |id| Finding::MemoryDiffers(id.0)));
        differs.is_none()
    }

    pub(super) fn notify(&mut self, session: SessionId, notice: Notice) {
        self.outcome.said.push((session, Said::Notice(notice)));
    }
}

fn failed(what: Failing, why: &dyn std::fmt::Display) -> Reply {
    Reply::Failed { what, why: why.to_string() }
}
