//! The cases by their codes, with what hangs on each: what the rules of the case meeting look things up in.
//!
//! Kept by [`crate::domain::state::State`] as entries change and made anew with the plan; never stored. What lies in the
//! bin, is planned or was cancelled is not here. It holds no texts: those are read from the entries where they may be.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

use super::consent::{self, Born, Closed, Consent, Signature};
use crate::domain::plan::Promise;
use crate::domain::record::{Code, Entry, EntryId, Value};

/// The form that holds cases.
pub const CASE: &str = "case";
/// The form that holds consents.
pub const CONSENT: &str = "consent";
/// The form that holds what was decided of a case at a meeting.
pub const DECISION: &str = "decision";
/// The form that holds commitments.
pub const COMMITMENT: &str = "commitment";
/// The form that holds meetings.
pub const MEETING: &str = "meeting";
/// The desk's own form that holds agendas.
pub const AGENDA: &str = "agenda";
/// The status of a case that is over.
pub const CLOSED: &str = "closed";
/// Parties that must have valid consent before individual notes are open: with fewer there is nobody to share with.
const NOTES_FROM: usize = 2;

/// Every case that is kept by code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// Whether the plan keeps cases by code; else nothing is looked at.
    by_code: bool,
    files: BTreeMap<Code, File>,
    /// What hangs on a case that is not here: it lies in the bin.
    waiting: BTreeMap<Code, File>,
    /// The codes of cases in the bin, which no other case may get.
    binned: BTreeSet<(Code, EntryId)>,
}

/// One case and what hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// The case's entry.
    pub case: EntryId,
    /// The day it was referred.
    pub opened: NaiveDate,
    /// The day it was closed, where it is closed now.
    pub closed: Option<NaiveDate>,
    /// Its status, by code.
    pub status: Code,
    /// Who referred it, by code.
    pub source: Option<Code>,
    /// Kinds of concern, by code.
    pub concerns: Vec<Code>,
    /// Birth-year band, by code.
    pub born: Option<Code>,
    /// Gender, by code.
    pub gender: Option<Code>,
    /// Why it was closed, by code.
    pub close_reason: Option<Code>,
    /// What was decided of it, by the meeting's day.
    pub decisions: BTreeMap<(NaiveDate, EntryId), Decision>,
    /// Records of consent.
    pub consents: BTreeMap<EntryId, Consent>,
    /// What was promised of it.
    pub commitments: BTreeMap<EntryId, Commitment>,
}

/// One case up at one meeting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// What was decided, by code.
    pub decision: Option<Code>,
    /// The coordinated action, by code.
    pub action: Option<Code>,
    /// The parties to the action, by code.
    pub parties: Vec<Code>,
    /// The next follow-up.
    pub follow_up: Option<NaiveDate>,
}

/// One commitment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The day it was agreed.
    pub day: NaiveDate,
    /// Who promised it, by party.
    pub party: Code,
    /// By when.
    pub by: NaiveDate,
    /// By when it was promised at first.
    pub first_by: Option<NaiveDate>,
    /// When it was done.
    pub done: Option<NaiveDate>,
}

impl Commitment {
    /// Whether it should have been done before `today` and is not.
    pub fn is_late(&self, today: NaiveDate) -> bool {
        self.done.is_none() && self.by < today
    }

    /// By when it was promised at first, where that has been moved.
    pub fn moved_from(&self) -> Option<NaiveDate> {
        self.first_by.filter(|first| *first != self.by)
    }
}

impl Index {
    /// No cases yet, as `plan` keeps them.
    pub fn new(plan: &Promise) -> Self {
        let by_code = plan.cases().is_some_and(|(_, cases)| cases.register.has_codes());
        Self { by_code, ..Self::default() }
    }

    /// The case with this code, as it is stored.
    pub fn file(&self, code: &str) -> Option<&File> {
        self.files.get(code)
    }

    /// Every case, in the order of the codes.
    pub fn files(&self) -> impl Iterator<Item = (&Code, &File)> {
        self.files.iter()
    }

    /// Whether a code is or was a case's, the bin included.
    pub fn is_taken(&self, code: &str) -> bool {
        self.waiting.contains_key(code) || self.holder(code).is_some()
    }

    /// The case that has this code, the bin included.
    pub fn holder(&self, code: &str) -> Option<EntryId> {
        let binned = || self.binned.range((Code::from(code), EntryId(0))..).next();
        let binned = || binned().filter(|(there, _)| there == code).map(|(_, id)| *id);
        self.files.get(code).map(|file| file.case).or_else(binned)
    }

    /// The codes of cases that come near a mistyped one, the likeliest first.
    pub fn near(&self, typed: &str) -> Vec<Code> {
        super::code::near(typed, self.files.keys().map(Code::as_str))
    }

    /// Takes in an entry as it stands.
    pub fn take(&mut self, entry: &Entry) {
        if !self.by_code {
            return;
        }
        let Some(code) = code_of(entry) else { return };
        if entry.form == CASE && entry.removed {
            self.binned.insert((code.clone(), entry.id));
        }
        if !entry.counts() {
            return;
        }
        if entry.form == CASE {
            let hanging = self.files.remove(code).or_else(|| self.waiting.remove(code));
            self.files.insert(code.clone(), hanging.unwrap_or_else(File::nothing).of_case(entry));
            return;
        }
        let file = match self.files.get_mut(code) {
            Some(file) => file,
            None => self.waiting.entry(code.clone()).or_insert_with(File::nothing),
        };
        match entry.form.as_str() {
            CONSENT => drop(file.consents.insert(entry.id, consent_of(entry))),
            DECISION => drop(file.decisions.insert((entry.on, entry.id), decision_of(entry))),
            _ => drop(file.commitments.insert(entry.id, commitment_of(entry))),
        }
    }

    /// Lets go of an entry as it stood.
    pub fn leave(&mut self, entry: &Entry) {
        if !self.by_code {
            return;
        }
        let Some(code) = code_of(entry) else { return };
        if entry.form == CASE {
            self.binned.remove(&(code.clone(), entry.id));
            if let Some(file) = self.files.get(code).filter(|file| file.case == entry.id).cloned() {
                self.files.remove(code);
                let hanging = file.without_case();
                if !hanging.is_nothing() {
                    self.waiting.insert(code.clone(), hanging);
                }
            }
            return;
        }
        let Some(file) = self.files.get_mut(code).or_else(|| self.waiting.get_mut(code)) else { return };
        match entry.form.as_str() {
            CONSENT => drop(file.consents.remove(&entry.id)),
            DECISION => drop(file.decisions.remove(&(entry.on, entry.id))),
            _ => drop(file.commitments.remove(&entry.id)),
        }
        if self.waiting.get(code).is_some_and(File::is_nothing) {
            self.waiting.remove(code);
        }
    }
}

impl File {
    /// Whether the case is going on.
    pub fn is_open(&self) -> bool {
        self.status != CLOSED
    }

    /// The day of its first coordinated action.
    pub fn first_action(&self) -> Option<NaiveDate> {
        self.decisions.iter().find(|(_, decision)| decision.action.is_some()).map(|((day, _), _)| *day)
    }

    /// Its next follow-up: what the latest decision says, or an earlier one whose day it did not reach.
    ///
    /// None where the case is closed.
    pub fn follow_up(&self) -> Option<NaiveDate> {
        self.follow_up_before(NaiveDate::MAX).flatten().filter(|_| self.is_open())
    }

    /// The follow-up that stood before the meeting on `day`; `None` where the case had not been up.
    pub fn follow_up_before(&self, day: NaiveDate) -> Option<Option<NaiveDate>> {
        let up = || self.decisions.range(..(day, EntryId(0)));
        let ((latest, _), last) = up().next_back()?;
        let earlier = || up().rev().find_map(|(_, decision)| decision.follow_up).filter(|day| day > latest);
        Some(last.follow_up.or_else(earlier))
    }

    /// The birth-year band, where it is known.
    pub fn birth_years(&self) -> Option<Born> {
        self.born.as_deref().and_then(Born::parse)
    }

    /// The consent that opens the case for `party` at a moment.
    ///
    /// # Errors
    /// Why there is none.
    pub fn consent(&self, party: &str, day: NaiveDate, time: NaiveTime) -> Result<&Consent, Closed> {
        consent::best(self.consents.values(), party, self.birth_years(), day, time)
    }

    /// Those of `parties` the case is closed to at a moment, and why.
    pub fn closed_to(&self, parties: &[Code], day: NaiveDate, time: NaiveTime) -> Vec<(Code, Closed)> {
        let closed = |party: &Code| Some((party.clone(), self.consent(party, day, time).err()?));
        parties.iter().filter_map(closed).collect()
    }

    /// Whether individual notes may be read and written at a moment: at least two of `parties` have valid consent, and
    /// none that has a record of consent lacks a valid one.
    pub fn notes_open(&self, parties: &[Code], day: NaiveDate, time: NaiveTime) -> bool {
        self.notes_closed(parties, day, time).is_none()
    }

    /// The parties for whose sake individual notes are closed at a moment, and why; none when they are open.
    ///
    /// Where a consent no longer holds it is that; where there are too few, it is every party without one.
    pub fn notes_closed(
        &self,
        parties: &[Code],
        day: NaiveDate,
        time: NaiveTime,
    ) -> Option<Vec<(Code, Closed)>> {
        let mut closed = self.closed_to(parties, day, time);
        let enough = parties.len() - closed.len() >= NOTES_FROM;
        let lapsed = closed.iter().any(|(_, why)| *why != Closed::None);
        if enough && lapsed {
            closed.retain(|(_, why)| *why != Closed::None);
        }
        (!enough || lapsed).then_some(closed)
    }

    fn nothing() -> Self {
        Self {
            case: EntryId(0),
            opened: NaiveDate::MIN,
            closed: None,
            status: Code::default(),
            source: None,
            concerns: Vec::new(),
            born: None,
            gender: None,
            close_reason: None,
            decisions: BTreeMap::new(),
            consents: BTreeMap::new(),
            commitments: BTreeMap::new(),
        }
    }

    fn is_nothing(&self) -> bool {
        self.decisions.is_empty() && self.consents.is_empty() && self.commitments.is_empty()
    }

    fn without_case(self) -> Self {
        let Self { decisions, consents, commitments, .. } = self;
        Self { decisions, consents, commitments, ..Self::nothing() }
    }

    fn of_case(self, entry: &Entry) -> Self {
        Self {
            case: entry.id,
            opened: entry.on,
            closed: day(entry, "closed"),
            status: code(entry, "status").unwrap_or_default(),
            source: code(entry, "source"),
            concerns: codes(entry, "concern"),
            born: code(entry, "born"),
            gender: code(entry, "gender"),
            close_reason: code(entry, "close_reason"),
            ..self
        }
    }
}

/// The code of the case an entry is or hangs on; none for entries of other forms.
fn code_of(entry: &Entry) -> Option<&Code> {
    let field = match entry.form.as_str() {
        CASE => "code",
        CONSENT | DECISION | COMMITMENT => "case",
        _ => return None,
    };
    match entry.value(field)? {
        Value::Code(code) => Some(code),
        _ => None,
    }
}

fn consent_of(entry: &Entry) -> Consent {
    let signed = |field| Signature::read(code(entry, field).as_deref());
    let at = match entry.value("withdrawn_at") {
        Some(Value::Time(time)) => Some(*time),
        _ => None,
    };
    Consent {
        parties: codes(entry, "parties"),
        from: entry.on,
        until: day(entry, "until"),
        guardian_1: signed("guardian_1"),
        guardian_2: signed("guardian_2"),
        youth: signed("youth"),
        withdrawn: day(entry, "withdrawn").map(|day| (day, at)),
        withdrawn_for: codes(entry, "withdrawn_for"),
    }
}

fn decision_of(entry: &Entry) -> Decision {
    Decision {
        decision: code(entry, "decision"),
        action: code(entry, "action"),
        parties: codes(entry, "parties"),
        follow_up: day(entry, "follow_up"),
    }
}

fn commitment_of(entry: &Entry) -> Commitment {
    Commitment {
        day: entry.on,
        party: code(entry, "party").unwrap_or_default(),
        // Without its day, which only another plan's form could leave out, it is due when it was agreed.
        by: day(entry, "by").unwrap_or(entry.on),
        first_by: day(entry, "first_by"),
        done: day(entry, "done"),
    }
}

fn day(entry: &Entry, field: &str) -> Option<NaiveDate> {
    entry.value(field).and_then(Value::day)
}

fn code(entry: &Entry, field: &str) -> Option<Code> {
    match entry.value(field)? {
        Value::Code(code) => Some(code.clone()),
        _ => None,
    }
}

fn codes(entry: &Entry, field: &str) -> Vec<Code> {
    match entry.value(field) {
        Some(Value::Codes(codes)) => codes.clone(),
        Some(Value::Code(code)) => vec![code.clone()],
        _ => Vec::new(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
