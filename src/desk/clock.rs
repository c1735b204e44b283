//! The desk's clock: the system's, or one that stands still at a moment given when the host starts.
//!
//! Times are for people. Nothing is ordered by them: the journal's numbers do that, so a clock that is put back does no
//! harm.

use std::path::Path;
use std::time::Duration;

use chrono::{DateTime, Days, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;

use crate::domain::decide::Now;

/// The environment variable that fixes the clock.
pub const VARIABLE: &str = "LOFTE_NOW";

/// The file in a desk's directory that holds the moment an example stands at.
pub const STANDING: &str = "now";

/// The moment that the desk in `dir` stands at, where it is an example made to look the same whenever it is opened.
pub fn standing(dir: &Path) -> Option<String> {
    std::fs::read_to_string(dir.join(STANDING)).ok()
}

/// Where the time comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    fixed: Option<NaiveDateTime>,
}

/// A fixed time that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a time: write it like 2023-11-22T21:52 or 2023-11-22")]
pub struct BadClock(pub String);

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// Reads what [`VARIABLE`] holds: a local time in the plan's zone, or a day, which then stands at noon. Nothing means
    /// the system's clock.
    ///
    /// # Errors
    /// [`BadClock`] with what was given.
    pub fn read(text: Option<&str>) -> Result<Self, BadClock> {
        let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
            return Ok(Self::system());
        };
        let moment = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"];
        let moment = moment.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
        let noon = || NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?.and_hms_opt(12, 0, 0);
        match moment.or_else(noon) {
            // Four-digit years only: the program's days are written so everywhere.
            Some(fixed) if (0..=9999).contains(&chrono::Datelike::year(&fixed)) => {
                Ok(Self { fixed: Some(fixed) })
            }
            _ => Err(BadClock(text.chars().take(40).collect())),
        }
    }

    /// Whether it stands still.
    pub fn is_fixed(self) -> bool {
        self.fixed.is_some()
    }

    /// The moment, as people in `zone` see it.
    pub fn now(self, zone: Tz) -> Now {
        match self.fixed {
            Some(local) => moment(earliest(zone, local), zone),
            None => moment(Utc::now(), zone),
        }
    }

    /// How long it is until the next day begins in `zone`; `None` for a clock that stands still.
    pub fn until_midnight(self, zone: Tz) -> Option<Duration> {
        if self.is_fixed() {
            return None;
        }
        let now = Utc::now();
        let tomorrow = now.with_timezone(&zone).date_naive().checked_add_days(Days::new(1))?;
        let midnight = earliest(zone, tomorrow.and_time(NaiveTime::MIN));
        (midnight - now).to_std().ok()
    }
}

fn moment(at: DateTime<Utc>, zone: Tz) -> Now {
    let local = at.with_timezone(&zone).naive_local();
    let time = NaiveTime::from_hms_opt(local.hour(), local.minute(), 0).unwrap_or_default();
    Now { at: at.timestamp_millis(), day: local.date(), time }
}

/// The earliest instant with this local time; one that the summer time skips is taken an hour on.
fn earliest(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        LocalResult::None => match zone.from_local_datetime(&(local + chrono::TimeDelta::hours(1))) {
            LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
            LocalResult::None => local.and_utc(),
        },
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;

    const ZONE: Tz = Tz::Europe__Stockholm;

    #[rstest]
    #[case("2023-11-22T21:52", "2023-11-22", "21:52:00", 1_700_686_320_000)]
    #[case(" 2023-11-22 21:52 ", "2023-11-22", "21:52:00", 1_700_686_320_000)]
    #[case("2023-11-22T21:52:59", "2023-11-22", "21:52:00", 1_700_686_379_000)]
    #[case("2023-11-22", "2023-11-22", "12:00:00", 1_700_650_800_000)]
    // Summer time begins and ends: an hour that is not there, and the first of two.
    #[case("2027-03-28T02:30", "2027-03-28", "03:30:00", 1_806_197_400_000)]
    #[case("2026-10-25T02:30", "2026-10-25", "02:30:00", 1_792_888_200_000)]
    fn a_fixed_clock_is_local_to_the_plan(
        #[case] text: &str,
        #[case] day: NaiveDate,
        #[case] time: NaiveTime,
        #[case] at: i64,
    ) {
        let clock = Clock::read(Some(text)).unwrap();
        assert_eq!(clock.now(ZONE), Now { at, day, time });
        assert_eq!(clock.now(ZONE), clock.now(ZONE));
        assert_eq!(clock.until_midnight(ZONE), None);
    }

    #[rstest]
    #[case("yesterday")]
    #[case("2023-13-01")]
    #[case("2023-11-22T25:00")]
    #[case("+12023-11-22")]
    #[case("22/11/2023")]
    fn anything_else_is_refused_with_what_was_given(#[case] text: &str) {
        assert_eq!(Clock::read(Some(text)), Err(BadClock(text.into())));
    }

    #[test]
    fn without_one_the_system_tells_the_time() {
        for clock in [Clock::read(None).unwrap(), Clock::read(Some("")).unwrap()] {
            assert!(!clock.is_fixed());
            let left = clock.until_midnight(ZONE).unwrap();
            assert!(left <= Duration::from_secs(25 * 3600), "{left:?}");
        }
    }
}
