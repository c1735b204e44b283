//! The days on which things happened to cases, in order, so that a figure over any period takes a search and no count.
//!
//! Made of the index when figures are asked for, once for all the periods of a question. It knows no measures and hides
//! nothing: what may be shown is decided where it is shown.

use chrono::{Days, NaiveDate, NaiveTime};

use super::index::File;
use super::median::Median;
use crate::domain::plan::{CaseFigure, Period};

/// The fewest cases a median is told of: with fewer it would tell of somebody.
pub const FEWEST: usize = 5;

/// A follow-up is in time if it is held no more than so many days after its day.
pub const GRACE_DAYS: u64 = 7;

/// What a figure comes to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reckoned {
    /// The figure; `None` for a median of too few cases.
    pub value: Option<i64>,
    /// The denominator of a share.
    pub of: Option<i64>,
}

/// The days of all cases, each list in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    up: Vec<NaiveDate>,
    opened: Vec<NaiveDate>,
    closed: Vec<NaiveDate>,
    acted: Vec<NaiveDate>,
    /// The day of referral and of the first consent.
    consented: Vec<(NaiveDate, Option<NaiveDate>)>,
    /// The day of the first consent, and the days it took from the referral.
    to_consent: Vec<(NaiveDate, i64)>,
    /// The day of the first coordinated action, and the days it took from the first consent.
    to_action: Vec<(NaiveDate, i64)>,
    /// The day a follow-up fell due, and the day it was held.
    follow_ups: Vec<(NaiveDate, Option<NaiveDate>)>,
}

impl Ledger {
    /// The days of these cases.
    pub fn of<'f>(files: impl IntoIterator<Item = &'f File>) -> Self {
        let mut ledger = Self::default();
        for file in files {
            ledger.take(file);
        }
        let Self { up, opened, closed, acted, consented, to_consent, to_action, follow_ups } = &mut ledger;
        for days in [up, opened, closed, acted] {
            days.sort_unstable();
        }
        for days in [consented, follow_ups] {
            days.sort_unstable();
        }
        for days in [to_consent, to_action] {
            days.sort_unstable();
        }
        ledger
    }

    fn take(&mut self, file: &File) {
        let (consent, action) = (first_consent(file), file.first_action());
        self.up.extend(file.decisions.keys().map(|(day, _)| *day));
        self.opened.push(file.opened);
        self.closed.extend(file.closed);
        self.acted.extend(action);
        self.consented.push((file.opened, consent));
        if let Some(consent) = consent {
            self.to_consent.push((consent, (consent - file.opened).num_days().max(0)));
            let days = action.map(|action| (action, (action - consent).num_days()));
            self.to_action.extend(days.filter(|(_, days)| *days >= 0));
        }
        let mut decisions = file.decisions.iter();
        while let Some(((day, _), decision)) = decisions.next() {
            let Some(due) = decision.follow_up else { continue };
            let next = decisions.clone().map(|((next, _), _)| *next).find(|next| next > day);
            // A case that is closed before the day owes no follow-up.
            if next.is_some() || file.closed.is_none_or(|closed| closed > due) {
                self.follow_ups.push((due, next));
            }
        }
    }

    /// A figure over `period`, as known on `today`.
    pub fn figure(&self, figure: CaseFigure, period: Period, today: NaiveDate) -> Reckoned {
        let upto = period.to.min(today);
        let known = Period { from: period.from, to: upto };
        let number = |n: usize| Reckoned { value: Some(n as i64), of: None };
        match figure {
            CaseFigure::Up => number(within(&self.up, known, |day| *day).len()),
            CaseFigure::New => number(within(&self.opened, known, |day| *day).len()),
            CaseFigure::Closed => number(within(&self.closed, known, |day| *day).len()),
            CaseFigure::WithAction => number(within(&self.acted, known, |day| *day).len()),
            CaseFigure::Open => {
                let by = |days: &[NaiveDate]| days.partition_point(|day| *day <= upto);
                number(by(&self.opened).saturating_sub(by(&self.closed)))
            }
            CaseFigure::WithoutConsent => {
                let referred = within(&self.consented, known, |(opened, _)| *opened);
                number(referred.iter().filter(|(_, consent)| consent.is_none_or(|day| day > upto)).count())
            }
            CaseFigure::FollowUpsOnTime => {
                let (due, held) = self.follow_ups(period, today);
                Reckoned { value: Some(i64::from(held)), of: Some(i64::from(due)) }
            }
            CaseFigure::LeadConsent | CaseFigure::LeadAction => {
                let median = self.median(figure, known);
                Reckoned { value: median.map(|m| (m.twice + 1).div_euclid(2)), of: None }
            }
        }
    }

    /// How many follow-ups fell due in `period` that are held or can no longer be in time, and how many were in time.
    pub fn follow_ups(&self, period: Period, today: NaiveDate) -> (u32, u32) {
        let in_time = |due: NaiveDate| due.checked_add_days(Days::new(GRACE_DAYS)).unwrap_or(due);
        let known = Period { from: period.from, to: period.to.min(today) };
        let due = within(&self.follow_ups, known, |(due, _)| *due);
        let settled = due.iter().filter(|(due, held)| held.is_some() || in_time(*due) < today);
        settled.fold((0, 0), |(all, kept), (due, held)| {
            (all + 1, kept + u32::from(held.is_some_and(|held| held <= in_time(*due))))
        })
    }

    /// The median behind a lead time; none of fewer cases than [`FEWEST`], and none for other figures.
    pub fn median(&self, figure: CaseFigure, period: Period) -> Option<Median> {
        Median::of(self.days(figure, period).iter().map(|(_, days)| *days))
            .filter(|median| median.of >= FEWEST)
    }

    /// The days it took in each case of the period, for a lead time; nothing for other figures.
    pub(super) fn days(&self, figure: CaseFigure, period: Period) -> &[(NaiveDate, i64)] {
        match figure {
            CaseFigure::LeadConsent => within(&self.to_consent, period, |(day, _)| *day),
            CaseFigure::LeadAction => within(&self.to_action, period, |(day, _)| *day),
            _ => &[],
        }
    }
}

/// The first day on which a consent opened the case for a party.
fn first_consent(file: &File) -> Option<NaiveDate> {
    let born = file.birth_years();
    let opens = |consent: &&super::consent::Consent| {
        let opens = |party| consent.valid_for(party, born, consent.from, NaiveTime::MIN).is_ok();
        consent.parties.iter().any(|party| opens(party))
    };
    file.consents.values().filter(opens).map(|consent| consent.from).min()
}

/// What lies in `period`, of a list in order of days.
fn within<T>(days: &[T], period: Period, day: impl Fn(&T) -> NaiveDate) -> &[T] {
    let from = days.partition_point(|item| day(item) < period.from);
    let to = days.partition_point(|item| day(item) <= period.to);
    days.get(from..to).unwrap_or_default()
}
