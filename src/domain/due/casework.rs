//! What is due of cases: promises that are not kept yet, actions that are half stated, consent that ends.
//!
//! Follow-ups are not here: they are on the agenda of the meeting they are for. Of a case that is over only an action
//! is asked about, since it stays in the figures.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate, NaiveTime};

use super::{About, Due, SOON_DAYS};
use crate::domain::casework::action::lacking;
use crate::domain::casework::consent::Closed;
use crate::domain::casework::index::{COMMITMENT, CONSENT, DECISION, File};
use crate::domain::casework::secrecy::parties;
use crate::domain::record::Code;
use crate::domain::state::State;

/// Days before its end that consent is spoken of, and days after it that it is missed.
const CONSENT_DAYS: u64 = 30;

/// What is due of cases on `today`, where the plan keeps them by code; nothing with a day before `from`.
pub(super) fn all(state: &State, from: NaiveDate, today: NaiveDate) -> Vec<Due> {
    let Some((activity, _)) = state.plan.cases() else { return Vec::new() };
    let parties = parties(&state.plan);
    let mut dues = Vec::new();
    let mut push = |form: &'static str, about: About, day: NaiveDate| {
        if day >= from {
            let (activity, form) = (activity.key.as_str().into(), Code::new_static(form));
            dues.push(Due { activity, form, about, day, late: (today - day).num_days() });
        }
    };
    let soon = today.checked_add_days(Days::new(SOON_DAYS)).unwrap_or(today);
    for (code, file) in state.casework().files() {
        for ((day, id), decision) in &file.decisions {
            let Some(action) = &decision.action else { continue };
            let lacks = lacking(file, *day, action, decision.parties.len());
            if !lacks.is_empty() {
                push(DECISION, About::Action { id: *id, case: code.clone(), lacks }, *day);
            }
        }
        if !file.is_open() {
            continue;
        }
        for (id, commitment) in &file.commitments {
            if commitment.done.is_none() && commitment.by <= soon {
                let (case, party) = (code.clone(), commitment.party.clone());
                push(COMMITMENT, About::Commitment { id: *id, case, party }, commitment.by);
            }
        }
        let mut ends: BTreeMap<NaiveDate, Vec<Code>> = BTreeMap::new();
        for party in &parties {
            if let Some(day) = last_day(file, party, today) {
                ends.entry(day).or_default().push(party.clone());
            }
        }
        for (day, parties) in ends {
            push(CONSENT, About::Consent { case: code.clone(), parties }, day);
        }
    }
    dues
}

/// The last day of a party's consent that ends soon, or has ended by itself a short while ago.
///
/// Consent that another paper carries on has not ended. What somebody withdrew is known to whoever entered it.
fn last_day(file: &File, party: &str, today: NaiveDate) -> Option<NaiveDate> {
    let evening = NaiveTime::from_hms_opt(23, 59, 0).unwrap_or_default();
    let near = |day: &NaiveDate| (today - *day).num_days().unsigned_abs() <= CONSENT_DAYS;
    let last = match file.consent(party, today, evening) {
        Ok(consent) => {
            let last = consent.ends(party, file.birth_years())?;
            let carried_on =
                last.succ_opt().is_some_and(|next| file.consent(party, next, NaiveTime::MIN).is_ok());
            (!carried_on).then_some(last)
        }
        Err(Closed::Expired { until }) => Some(until),
        Err(Closed::Adult { from }) => from.pred_opt(),
        Err(Closed::None | Closed::NotSigned | Closed::NotYet { .. } | Closed::Withdrawn { .. }) => None,
    };
    last.filter(near)
}
