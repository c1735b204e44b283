//! Lengths by the clock, across midnight and across the nights the clocks are moved.

use chrono::{DateTime, LocalResult, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Gives the minutes from `start` on `day` to `end`, which is on the next day where it is earlier than the start.
///
/// They are minutes that pass, in zone `zone`: 22–04 is five hours in the night to summer time and seven in the night
/// from it. A time that comes twice is the first of the two; one that never comes is as much later as the clocks were
/// moved.
pub fn minutes_between(day: NaiveDate, start: NaiveTime, end: NaiveTime, zone: Tz) -> i64 {
    let last = if end < start { day.succ_opt().unwrap_or(day) } else { day };
    (instant(last.and_time(end), zone) - instant(day.and_time(start), zone)).num_minutes()
}

fn instant(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => at.to_utc(),
        // Read with the offset that held three hours before, it comes out after the gap.
        LocalResult::None => {
            let before = local.checked_sub_signed(TimeDelta::hours(3)).unwrap_or(local);
            let before = zone.from_local_datetime(&before).earliest();
            before.map_or_else(|| local.and_utc(), |at| at.to_utc() + TimeDelta::hours(3))
        }
    }
}
