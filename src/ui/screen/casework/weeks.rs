//! The weeks without a meeting between two that are listed: missing, or lapsed by plan.

use chrono::{Datelike, Days, NaiveDate};

use crate::domain::plan::{Label, Period};
use crate::ui::ctx::Ctx;
use crate::words;

/// A run of weeks without a meeting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The first day a meeting would have been on.
    pub from: NaiveDate,
    /// The last one.
    pub to: NaiveDate,
    /// How many weeks.
    pub count: u32,
    /// The planned break that took them away; none where they are missing.
    pub lapsed: Option<Label>,
}

/// The weeks without a meeting before the one on `newer` (or before today) and after the one on `older` (or since the
/// desk was taken in use), the latest first.
pub fn between(weekday: u8, newer: Option<NaiveDate>, older: Option<NaiveDate>, ctx: &Ctx) -> Vec<Gap> {
    let start = ctx.taken_in_use.max(ctx.plan.period.from);
    let end = ctx.now.day.pred_opt().unwrap_or(ctx.now.day).min(ctx.plan.period.to);
    let before = newer.and_then(|day| monday(day).pred_opt()).unwrap_or(end);
    let after = older.and_then(|day| monday(day).checked_add_days(Days::new(7))).unwrap_or(start);
    let stretch = Period { from: after.max(start), to: before.min(end) };
    if stretch.from > stretch.to {
        return Vec::new();
    }
    let expected = ctx.plan.calendar.weeks_expected(stretch, weekday);
    let mut weeks: Vec<(NaiveDate, Option<&Label>)> = expected.days.iter().map(|day| (*day, None)).collect();
    weeks.extend(expected.lapsed.iter().map(|(day, lapse)| (*day, Some(&lapse.label))));
    weeks.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    let mut gaps: Vec<Gap> = Vec::new();
    for (day, lapsed) in weeks {
        match gaps.last_mut() {
            Some(gap) if gap.lapsed.as_ref() == lapsed => (gap.from, gap.count) = (day, gap.count + 1),
            _ => gaps.push(Gap { from: day, to: day, count: 1, lapsed: lapsed.cloned() }),
        }
    }
    gaps
}

/// Says a run of weeks: `v. 33 saknas`, `v. 33–35 saknas, 3 möten`, `v. 44 planerat uppehåll: höstlov`.
pub fn said(gap: &Gap, ctx: &Ctx) -> String {
    let first = words::day::week(ctx.words, gap.from);
    let weeks = if gap.count == 1 { first } else { format!("{first}–{}", gap.to.iso_week().week()) };
    let weeks = weeks.as_str().into();
    match &gap.lapsed {
        Some(label) => {
            let name = words::label::text(ctx.words, label);
            ctx.words.say_with("week-lapsed", &[("week", weeks), ("break", name.into())])
        }
        None if gap.count == 1 => ctx.words.say_with("week-missing", &[("week", weeks)]),
        None => ctx.words.say_with("weeks-missing", &[("weeks", weeks), ("count", gap.count.into())]),
    }
}

fn monday(day: NaiveDate) -> NaiveDate {
    day.week(chrono::Weekday::Mon).first_day()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::domain::plan::Language;
    use crate::ui::screen::stage;

    fn told(newer: Option<&str>, older: Option<&str>, today: &str) -> Vec<String> {
        let ctx = stage::on(today, Language::Swedish);
        let day = |text: Option<&str>| text.map(|text| text.parse().unwrap());
        between(2, day(newer), day(older), &ctx).iter().map(|gap| said(gap, &ctx)).collect()
    }

    #[test]
    fn weeks_without_a_meeting_stand_between_those_with_one() {
        assert_eq!(told(Some("2023-11-21"), Some("2023-11-14"), "2023-11-22"), [""; 0]);
        assert_eq!(
            told(Some("2023-11-14"), Some("2023-10-10"), "2023-11-22"),
            ["v. 45 saknas", "v. 44 planerat uppehåll: höstlov", "v. 42–43 saknas, 2 möten"]
        );
        assert_eq!(told(None, Some("2023-11-14"), "2023-11-22"), ["v. 47 saknas"]);
        assert_eq!(told(None, Some("2023-11-14"), "2023-11-21"), [""; 0], "today is not over");
        assert_eq!(told(Some("2023-11-28"), Some("2023-11-21"), "2023-11-22"), [""; 0]);
    }

    #[test]
    fn a_week_is_of_its_own_year() {
        // Week 53 of 2020 holds the first days of 2021, and no meeting was promised before them.
        let first = "v. 1 planerat uppehåll: jul och nyår";
        assert_eq!(told(Some("2021-01-12"), None, "2021-02-01"), [first]);
        assert_eq!(told(Some("2021-01-26"), None, "2021-02-01"), ["v. 2–3 saknas, 2 möten", first]);
    }
}
