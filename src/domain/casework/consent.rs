//! When a consent opens a case for a party, and why it does not.
//!
//! Consent here lifts secrecy (OSL 2009:400, 10:1 and 12:2); it is no ground for handling personal data under the GDPR.
//! Days and times are local. Nothing is known of entries or of what is closed; a face makes the words.

use chrono::{Days, NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use crate::domain::record::Code;

/// The age at which the young person alone can consent, in years.
const OF_AGE: i32 = 18;

/// What one signatory has answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Signature {
    /// Has signed.
    Yes,
    /// Has not signed, or has said no.
    No,
    /// Need not sign.
    NotRequired,
    /// Nothing is said; it opens nothing.
    #[default]
    NotStated,
}

impl Signature {
    /// Reads a code of the list of signatures: `yes`, `no`, `not_required`; anything else is not stated.
    pub fn read(code: Option<&str>) -> Self {
        match code {
            Some("yes") => Self::Yes,
            Some("no") => Self::No,
            Some("not_required") => Self::NotRequired,
            _ => Self::NotStated,
        }
    }
}

/// The band of years in which a young person is born, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Born {
    /// The first year: the oldest the person can be.
    pub from: i32,
    /// The last year.
    pub to: i32,
}

impl Born {
    /// Reads a band as `2007-2009` or a single year; none when it is neither, or backwards.
    pub fn parse(text: &str) -> Option<Self> {
        let (from, to) = text.split_once(['-', '\u{2013}']).unwrap_or((text, text));
        let born = Self { from: year(from)?, to: year(to)? };
        (born.from <= born.to).then_some(born)
    }

    /// The first day on which the person may be of age: 1 January of the year in which the oldest of the band turn 18.
    pub fn adult_from(self) -> NaiveDate {
        // A year that no calendar holds closes rather than opens.
        NaiveDate::from_ymd_opt(self.from.saturating_add(OF_AGE), 1, 1).unwrap_or(NaiveDate::MIN)
    }
}

fn year(text: &str) -> Option<i32> {
    let text = text.trim();
    (text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
}

/// Why a case is closed for a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Closed {
    /// No consent covers the party.
    None,
    /// Someone who must sign has not, or nobody has.
    NotSigned,
    /// It holds from a later day.
    NotYet {
        /// The first day.
        from: NaiveDate,
    },
    /// Its last day has passed.
    Expired {
        /// The last day.
        until: NaiveDate,
    },
    /// It is withdrawn.
    Withdrawn {
        /// The day.
        day: NaiveDate,
        /// The time; none closes the whole day.
        time: Option<NaiveTime>,
    },
    /// The young person may be of age and has not signed.
    Adult {
        /// The first day on which that may be.
        from: NaiveDate,
    },
}

/// One consent, as it stands on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The parties it covers.
    pub parties: Vec<Code>,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day; none holds until it is withdrawn.
    pub until: Option<NaiveDate>,
    /// One guardian.
    pub guardian_1: Signature,
    /// The other guardian.
    pub guardian_2: Signature,
    /// The young person.
    pub youth: Signature,
    /// When it was withdrawn; a withdrawal without a time closes the whole day.
    pub withdrawn: Option<(NaiveDate, Option<NaiveTime>)>,
    /// The parties it was withdrawn for; none named is all of them.
    pub withdrawn_for: Vec<Code>,
}

impl Consent {
    /// Tells whether this consent opens the case for a party at a moment.
    ///
    /// Where no birth years are known the rule about the age cannot close anything.
    pub fn valid_for(
        &self,
        party: &str,
        born: Option<Born>,
        day: NaiveDate,
        time: NaiveTime,
    ) -> Result<(), Closed> {
        if !self.covers(party) {
            return Err(Closed::None);
        }
        if !self.is_signed() {
            return Err(Closed::NotSigned);
        }
        if let Some(closed) = self.withdrawal(party, day, time) {
            return Err(closed);
        }
        if day < self.from {
            return Err(Closed::NotYet { from: self.from });
        }
        if let Some(until) = self.until.filter(|until| day > *until) {
            return Err(Closed::Expired { until });
        }
        match self.adult_from(born) {
            Some(from) if day >= from => Err(Closed::Adult { from }),
            _ => Ok(()),
        }
    }

    /// The last day, also in part, on which this consent opens the case for a party; none when nothing ends it.
    ///
    /// It says nothing of a consent that is not signed or does not cover the party.
    pub fn ends(&self, party: &str, born: Option<Born>) -> Option<NaiveDate> {
        let before = |day: NaiveDate| day.checked_sub_days(Days::new(1));
        let grown = self.adult_from(born).and_then(before);
        let withdrawn = self.withdrawn.filter(|_| self.withdraws(party));
        let withdrawn = withdrawn.and_then(|(day, time)| match time {
            Some(time) if time > NaiveTime::MIN => Some(day),
            _ => before(day),
        });
        [self.until, grown, withdrawn].into_iter().flatten().min()
    }

    fn covers(&self, party: &str) -> bool {
        self.parties.iter().any(|covered| covered == party)
    }

    fn is_signed(&self) -> bool {
        let answers = [self.guardian_1, self.guardian_2, self.youth];
        answers.contains(&Signature::Yes)
            && answers.iter().all(|answer| matches!(answer, Signature::Yes | Signature::NotRequired))
    }

    fn adult_from(&self, born: Option<Born>) -> Option<NaiveDate> {
        born.filter(|_| self.youth != Signature::Yes).map(Born::adult_from)
    }

    fn withdraws(&self, party: &str) -> bool {
        match self.withdrawn_for[..] {
            [] => self.covers(party),
            _ => self.withdrawn_for.iter().any(|named| named == party),
        }
    }

    /// The withdrawal that closes the case for a party at a moment.
    fn withdrawal(&self, party: &str, day: NaiveDate, time: NaiveTime) -> Option<Closed> {
        let (since, at) = self.withdrawn.filter(|_| self.withdraws(party))?;
        let begun = (day, time) >= (since, at.unwrap_or(NaiveTime::MIN));
        begun.then_some(Closed::Withdrawn { day: since, time: at })
    }
}

/// Finds the consent that keeps the case open for a party longest, or why none does at this moment.
///
/// A withdrawal is the person's, not the paper's: it also ends every other consent from that day or earlier that covers
/// the party, so an older paper does not open what a newer one closed. When none holds, the newest that covers the party
/// says why.
pub fn best<'a>(
    consents: impl IntoIterator<Item = &'a Consent>,
    party: &str,
    born: Option<Born>,
    day: NaiveDate,
    time: NaiveTime,
) -> Result<&'a Consent, Closed> {
    let consents: Vec<&Consent> = consents.into_iter().collect();
    let judge = |consent: &Consent| {
        consent.valid_for(party, born, day, time)?;
        let withdrawn = consents.iter().filter_map(|other| other.withdrawal(party, day, time));
        let mut since = withdrawn
            .filter(|closed| matches!(closed, Closed::Withdrawn { day, .. } if *day >= consent.from));
        since.next().map_or(Ok(()), Err)
    };
    let valid = consents.iter().filter(|consent| judge(consent).is_ok());
    if let Some(longest) = valid.max_by_key(|consent| consent.ends(party, born).unwrap_or(NaiveDate::MAX)) {
        return Ok(longest);
    }
    let newest = consents.iter().filter(|consent| consent.covers(party)).max_by_key(|consent| consent.from);
    Err(newest.map_or(Closed::None, |consent| judge(consent).err().unwrap_or(Closed::None)))
}

#[cfg(test)]
mod tests;
