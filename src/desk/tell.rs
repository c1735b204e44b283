//! What leaves the host: everything that is said passes here, and notes on individuals that are closed now are left out,
//! as are the names of participants where nobody asked for them.
//!
//! A case's notes are open while consent lets at least two parties share them and no party's consent is broken
//! ([`secrecy`]). They close by themselves when consent ends, is withdrawn or is outgrown, so this is judged at the moment of
//! telling and not when something was worked out. The rest of an entry is told as it is; where a note stands that is not
//! told, [`Cell::closed`] stands in its place, so that nobody takes it for one that was never written.
//!
//! What is personal of a participant ([`personal`]) is told of an entry that is opened, which is to ask for it, and in one's
//! own drafts. A page tells names where it was asked for them. Everything else – lists, searches, notices, answers to a
//! save, histories, refusals – has the letters a name begins with, and nothing of the rest.

use super::ask::{Notice, Presence, Reply, Said, Step, What};
use super::reach::Reach;
use crate::domain::casework::notes::Notes;
use crate::domain::casework::secrecy;
use crate::domain::casework::view::{CaseView, CommitmentLine};
use crate::domain::casework::{code, index};
use crate::domain::command::Change;
use crate::domain::course::enrol;
use crate::domain::course::personal;
use crate::domain::course::view::Names;
use crate::domain::decide::Now;
use crate::domain::outcome::Figure;
use crate::domain::plan::{Kind, Period, PeriodKind};
use crate::domain::record::{Cell, Code, Draft, Entry, EntryId, Value};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;

/// What may be told at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    state: &'a State,
    now: Now,
    reach: Reach<'a>,
}

impl<'a> Teller<'a> {
    /// What may be told of `state` at `now`.
    pub fn new(state: &'a State, now: Now) -> Self {
        Self { state, now, reach: Reach::of(&state.plan, None) }
    }

    /// The same to somebody who reaches no more than this: entries, drafts and due work of other activities are left out.
    #[must_use]
    pub fn within(self, reach: Reach<'a>) -> Self {
        Self { reach, ..self }
    }

    /// Leaves out of an answer or a notice what may not be told. The history of an entry has passed [`Self::steps`].
    pub fn said(self, said: &mut Said) {
        match said {
            Said::Answer(_, reply) => self.reply(reply),
            Said::Notice(Notice::Changed { entry, .. }) => {
                self.only(entry, |entry| &entry.form);
                self.entries(entry.as_deref_mut(), Names::Masked);
            }
            Said::Notice(Notice::Here(here)) => self.here(here),
            Said::Notice(
                Notice::Plan(_)
                | Notice::Day(_)
                | Notice::NotSaving { .. }
                | Notice::SavingAgain
                | Notice::Leaving,
            ) => {}
        }
    }

    fn reply(self, reply: &mut Reply) {
        match reply {
            Reply::Welcome(welcome) => self.drafts(&mut welcome.drafts),
            Reply::Today(today) => {
                self.drafts(&mut today.drafts);
                today.due.retain(|line| line.items.iter().all(|due| self.reach.activity(&due.activity)));
                today.planned.retain(|entry| self.reach.form(&entry.form));
                self.entries(&mut today.planned, Names::Masked);
            }
            Reply::Page(page) => {
                page.rows.retain(|entry| self.reach.form(&entry.form));
                self.entries(&mut page.rows, page.names);
            }
            Reply::Entry(shown) => {
                self.only(shown, |shown| &shown.entry.form);
                if let Some(shown) = shown {
                    self.entry(&mut shown.entry);
                }
            }
            Reply::Latest(entry) => {
                self.only(entry, |entry| &entry.form);
                self.entries(entry.as_deref_mut(), Names::Masked);
            }
            Reply::Done(done) => {
                self.only(&mut done.entry, |entry| &entry.form);
                self.entries(done.entry.as_mut(), Names::Masked);
            }
            Reply::Refused(refusal) => self.refusal(refusal),
            Reply::Drafts(drafts) => self.drafts(drafts),
            Reply::Here(here) => self.here(here),
            Reply::Agenda(agenda) => agenda.iter_mut().for_each(|agenda| self.lines(&mut agenda.late)),
            Reply::Case(case) => case.iter_mut().for_each(|case| self.case(case)),
            Reply::Notes(notes) => notes.iter_mut().for_each(|notes| self.notes(notes)),
            Reply::Commitments(lines) => self.lines(lines),
            Reply::Figures(periods) => self.figures(periods.iter_mut().flatten()),
            Reply::Enrolment(enrolment) => {
                let rows = enrolment.iter_mut().flat_map(|enrolment| &mut enrolment.rows);
                rows.filter_map(|row| row.as_mut().err()).for_each(|refusal| self.refusal(refusal));
            }
            Reply::Hello { .. }
            | Reply::OtherVersion { .. }
            | Reply::History(_)
            | Reply::Twin(_)
            | Reply::Kept
            | Reply::Doctor(_)
            | Reply::Failed { .. }
            | Reply::Statistics(_)
            // Made with or without names, as was asked.
            | Reply::Course(_)
            | Reply::Courses(_) => {}
        }
    }

    /// Withholds what would date what happened to somebody: figures of cases and courses, for whoever does not have them, over
    /// anything else than a term, a year or the whole promise. Two periods that overlap would tell of the days between.
    fn figures<'f>(self, figures: impl Iterator<Item = &'f mut Figure>) {
        let plan = &self.state.plan;
        let of_people = |key: &str| {
            let kind = plan.activity(key).map(|activity| &activity.kind);
            matches!(kind, Some(Kind::Cases(_) | Kind::Course(_)))
        };
        let long = |period: Period| {
            let kinds = [PeriodKind::Term, PeriodKind::Year, PeriodKind::Whole];
            kinds.iter().any(|kind| Period::of(*kind, period.from, plan) == Some(period))
        };
        for figure in figures {
            if !self.reach.activity(&figure.activity) && of_people(&figure.activity) && !long(figure.period) {
                figure.withhold();
            }
        }
    }

    fn is_open(self, code: &str) -> bool {
        secrecy::is_open(self.state, code, self.now)
    }

    /// The field of an entry that may not be told.
    fn closed(self, entry: &Entry) -> Option<&'static str> {
        let plan = &self.state.plan;
        let field = secrecy::note(plan, &entry.form)?;
        let open = secrecy::code_of(plan, entry).is_some_and(|code| self.is_open(code));
        (!open).then_some(field)
    }

    /// Leaves out what is of a form that is not reached.
    fn only<T>(self, told: &mut Option<T>, form: impl Fn(&T) -> &Code) {
        if told.as_ref().is_some_and(|told| !self.reach.form(form(told))) {
            *told = None;
        }
    }

    /// Leaves out what others are busy with that is not reached.
    fn here(self, here: &mut [Presence]) {
        for person in here {
            self.only(&mut person.busy, |(form, _)| form);
        }
    }

    /// An entry that is opened.
    fn entry(self, entry: &mut Entry) {
        if let Some(field) = self.closed(entry) {
            close(&mut entry.cells, field);
        }
    }

    /// Entries among others.
    fn entries<'e>(self, entries: impl IntoIterator<Item = &'e mut Entry>, names: Names) {
        for entry in entries {
            self.entry(entry);
            personal::mask(entry, names);
        }
    }

    /// Leaves out of an entry's history what may not be told of it now: also what was written while it hung on another
    /// case, where that one is closed.
    pub fn steps(self, id: EntryId, steps: &mut [Step]) {
        let Some(entry) = self.state.entry(id) else { return };
        for (field, cell) in entry.cells.iter().filter(|(field, _)| enrol::is_personal(&entry.form, field)) {
            forget(steps, field, cell);
            told_of(steps, field).for_each(|cell| personal::mask_cell(field, cell, Names::Masked));
        }
        let plan = &self.state.plan;
        let Some(field) = secrecy::note(plan, &entry.form) else { return };
        let now = secrecy::code_of(plan, &entry).cloned();
        let codes: Vec<Code> = steps.iter().flat_map(|step| cases(&step.what)).chain(now).collect();
        if !codes.is_empty() && codes.iter().all(|code| self.is_open(code)) {
            return;
        }
        for step in steps {
            match &mut step.what {
                What::Entered { cells, .. } => close(cells, field),
                What::Amended { changes, .. } => {
                    let of_it = changes.iter_mut().filter(|change| change.field == field);
                    of_it.for_each(|change| {
                        change.before.iter_mut().chain(change.after.as_mut()).for_each(hide);
                    });
                }
                What::Removed | What::Restored | What::Lost => {}
            }
        }
    }

    fn refusal(self, refusal: &mut Refusal) {
        match refusal {
            Refusal::Overlap { id, field, theirs: Some(theirs) } => {
                let entry = self.state.entry(*id);
                let Some(entry) = entry else { return };
                if self.closed(&entry) == Some(field.as_str()) {
                    hide(theirs);
                } else if enrol::is_personal(&entry.form, field) {
                    personal::mask_cell(field, theirs, Names::Masked);
                }
            }
            Refusal::Rows { rows } => rows.iter_mut().for_each(|(_, refusal)| self.refusal(refusal)),
            _ => {}
        }
    }

    fn drafts(self, drafts: &mut Vec<Draft>) {
        drafts.retain(|draft| self.reach.form(&draft.form));
        for draft in drafts {
            if let Some(field) = self.closed_draft(draft) {
                close(&mut draft.before, field);
                if let Some((_, slot)) = draft.slots.iter_mut().find(|(key, _)| key == field) {
                    slot.text.clear();
                }
            }
        }
    }

    /// Puts what stands in the entry that a draft corrects in place of the names it began with. Says whether they differed.
    pub fn follow(self, draft: &mut Draft) -> bool {
        let entry = draft.corrects.and_then(|(id, _)| self.state.entry(id));
        entry.is_some_and(|entry| personal::follow(draft, &entry))
    }

    /// Puts back into a draft what the one who gives it was not told, from the draft as it was kept before.
    ///
    /// One that is about another case by now, or about none, is not closed: there it would be told.
    pub fn untold(self, draft: &mut Draft, kept: &Draft) {
        let Some(field) = self.closed_draft(kept).filter(|_| self.closed_draft(draft).is_some()) else {
            return;
        };
        let of_it = |cells: &[(Code, Cell)]| cells.iter().position(|(key, _)| key == field);
        if let (Some(new), Some(old)) = (of_it(&draft.before), of_it(&kept.before))
            && draft.before[new].1.value.is_closed()
        {
            draft.before[new] = kept.before[old].clone();
        }
        if let (Some((_, slot)), Some(old)) =
            (draft.slots.iter_mut().find(|(key, _)| key == field), kept.slot(field))
            && slot.text.is_empty()
        {
            *slot = old.clone();
        }
    }

    /// The field of a draft that may not be told: one of a closed case, by what it says or by the entry it corrects.
    fn closed_draft(self, draft: &Draft) -> Option<&'static str> {
        let plan = &self.state.plan;
        let field = secrecy::note(plan, &draft.form)?;
        let said = draft.slot(index::CASE).and_then(|slot| code::parse(&slot.text).ok());
        let entry = draft.corrects.and_then(|(id, _)| self.state.entry(id));
        let corrected = entry.as_ref().and_then(|entry| secrecy::code_of(plan, entry)).cloned();
        let mut codes = said.into_iter().chain(corrected).chain(case_in(&draft.before));
        codes.any(|code| !self.is_open(&code)).then_some(field)
    }

    fn lines(self, lines: &mut [CommitmentLine]) {
        lines.iter_mut().filter(|line| !self.is_open(&line.code)).for_each(|line| line.what = None);
    }

    fn case(self, case: &mut CaseView) {
        self.entries(case.decisions.iter_mut().chain(&mut case.consents), Names::Masked);
        self.entries([&mut case.entry], Names::Masked);
        self.lines(&mut case.commitments);
    }

    fn notes(self, notes: &mut Notes) {
        notes.cases.iter_mut().filter(|case| !self.is_open(&case.code)).for_each(|case| case.text = None);
        self.lines(&mut notes.commitments);
        self.lines(&mut notes.late);
    }
}

/// The cases that a step of an entry's history speaks of.
fn cases(what: &What) -> Vec<Code> {
    match what {
        What::Entered { cells, .. } => case_in(cells).into_iter().collect(),
        What::Amended { changes, .. } => changes.iter().flat_map(of_change).collect(),
        What::Removed | What::Restored | What::Lost => Vec::new(),
    }
}

fn of_change(change: &Change) -> impl Iterator<Item = Code> + '_ {
    let cells = change.before.iter().chain(&change.after).filter(|_| change.field == index::CASE);
    cells.filter_map(code_in)
}

fn case_in(cells: &[(Code, Cell)]) -> Option<Code> {
    cells.iter().find(|(key, _)| key == index::CASE).and_then(|(_, cell)| code_in(cell))
}

fn code_in(cell: &Cell) -> Option<Code> {
    match &cell.value {
        Value::Code(code) => Some(code.clone()),
        _ => None,
    }
}

/// Leaves out of a history what a personal field held before: a name that was typed by mistake is nowhere to be read.
fn forget(steps: &mut [Step], field: &str, now: &Cell) {
    told_of(steps, field).filter(|cell| cell.value != now.value).for_each(hide);
}

/// Everything that a history tells of one field.
fn told_of<'s>(steps: &'s mut [Step], field: &'s str) -> impl Iterator<Item = &'s mut Cell> {
    steps.iter_mut().flat_map(move |step| -> Vec<&mut Cell> {
        match &mut step.what {
            What::Entered { cells, .. } => {
                cells.iter_mut().filter(|(key, _)| key == field).map(|(_, cell)| cell).collect()
            }
            What::Amended { changes, .. } => {
                let of_it = changes.iter_mut().filter(|change| change.field == field);
                of_it.flat_map(|change| change.before.iter_mut().chain(&mut change.after)).collect()
            }
            What::Removed | What::Restored | What::Lost => Vec::new(),
        }
    })
}

fn close(cells: &mut [(Code, Cell)], field: &str) {
    cells.iter_mut().filter(|(key, _)| key == field).for_each(|(_, cell)| hide(cell));
}

/// Puts what says that something is not told in place of a text; an empty answer stays the nothing it is.
fn hide(cell: &mut Cell) {
    if matches!(cell.value, Value::Text(_)) {
        *cell = Cell::closed();
    }
}
