//! How a participant and a course stand: attendance, completion, and whether a course was held.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::balance::percent;
use super::file::Course;

/// What somebody's evening came to, by the fixed codes of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mark {
    /// There.
    Present,
    /// Not there; whether that was notified is not known.
    Absent,
    /// Not there, and said so beforehand.
    Notified,
    /// There, and came late.
    Late,
    /// There, and left early.
    LeftEarly,
    /// Away on the course's own account: the evening is not counted.
    Excused,
}

impl Mark {
    /// Every mark with its code.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Present, "present"),
        (Self::Absent, "absent"),
        (Self::Notified, "notified"),
        (Self::Late, "late"),
        (Self::LeftEarly, "left_early"),
        (Self::Excused, "excused"),
    ];

    /// Reads a mark's code. A mark that only the plan knows says nothing here.
    pub fn read(code: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, own)| *own == code).map(|(mark, _)| *mark)
    }

    /// Its code.
    pub fn code(self) -> &'static str {
        Self::ALL.iter().find(|(mark, _)| *mark == self).map_or("", |(_, code)| code)
    }

    /// The letter that makes it and, but for the usual one, stands for it: in the grid and on paper, in every language.
    pub const fn letter(self) -> char {
        match self {
            Self::Present => 'p',
            Self::Absent => 'f',
            Self::Notified => 'a',
            Self::Late => 'k',
            Self::LeftEarly => 'g',
            Self::Excused => 'l',
        }
    }

    /// Whether somebody was there.
    pub fn was_there(self) -> bool {
        matches!(self, Self::Present | Self::Late | Self::LeftEarly)
    }
}

/// Evenings somebody was there, of those that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attended {
    /// Evenings there.
    pub there: u32,
    /// Evenings held while they were in, those excused by the course left out.
    pub of: u32,
}

impl Attended {
    /// Adds an evening up.
    pub fn add(&mut self, mark: Mark) {
        self.there += u32::from(mark.was_there());
        self.of += u32::from(mark != Mark::Excused);
    }

    /// The share in whole percent; none where no evening counts.
    pub fn percent(self) -> Option<u32> {
        percent(self.there, self.of)
    }

    /// Whether the share reaches `limit` percent. Nobody reaches it in no evening at all.
    pub fn reaches(self, limit: u32) -> bool {
        self.of > 0 && u64::from(self.there) * 100 >= u64::from(limit) * u64::from(self.of)
    }
}

impl FromIterator<Mark> for Attended {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        let mut attended = Self::default();
        marks.into_iter().for_each(|mark| attended.add(mark));
        attended
    }
}

/// Whether somebody completed a course that was held: by their attendance where the course sets a limit, else by being
/// in at its end, having been there at least once.
pub fn completed(held: bool, in_at_end: bool, attended: Attended, limit: Option<u32>) -> bool {
    held && match limit {
        Some(limit) => attended.reaches(limit),
        None => in_at_end && attended.there > 0,
    }
}

/// How far a course has come, by what is known of it today: its entry says only whether it was cancelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// It has not begun.
    Enrolling,
    /// It has begun and is not over.
    Running,
    /// It is over, and evenings that nobody has told of decide whether it was held.
    Untold,
    /// It is over, and enough of its evenings were held.
    Held,
    /// It is over, and too few of them were.
    NotHeld,
    /// It was cancelled.
    Cancelled,
    /// It was cancelled and postponed to another term.
    Postponed,
}

impl Stage {
    /// The word that programs know it by.
    pub fn code(self) -> &'static str {
        match self {
            Self::Enrolling => "enrolling",
            Self::Running => "running",
            Self::Untold => "untold",
            Self::Held => "held",
            Self::NotHeld => "not_held",
            Self::Cancelled => "cancelled",
            Self::Postponed => "postponed",
        }
    }

    /// How far `course` has come on `today`.
    pub fn of(course: &Course, today: NaiveDate) -> Self {
        match () {
            () if course.is_cancelled() && course.postponed => Self::Postponed,
            () if course.is_cancelled() => Self::Cancelled,
            () if course.is_held(today) => Self::Held,
            () if course.is_untold(today) => Self::Untold,
            () if course.is_over(today) => Self::NotHeld,
            () if course.start <= today => Self::Running,
            () => Self::Enrolling,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn attended(marks: &str) -> Attended {
        let read = |letter| match letter {
            'p' => Mark::Present,
            'a' => Mark::Absent,
            'n' => Mark::Notified,
            'l' => Mark::Late,
            'e' => Mark::LeftEarly,
            _ => Mark::Excused,
        };
        marks.chars().map(read).collect()
    }

    #[rstest]
    #[case("pppppppppaa", 9, 11, Some(82))]
    #[case("ppplpeppnpax", 9, 11, Some(82))]
    #[case("xx", 0, 0, None)]
    #[case("", 0, 0, None)]
    #[case("nna", 0, 3, Some(0))]
    fn late_and_early_count_and_excused_is_left_out(
        #[case] marks: &str,
        #[case] there: u32,
        #[case] of: u32,
        #[case] percent: Option<u32>,
    ) {
        let attended = attended(marks);
        assert_eq!((attended, attended.percent()), (Attended { there, of }, percent));
    }

    #[rstest]
    #[case(true, true, "paaa", None, true)]
    #[case(true, false, "pppp", None, false)]
    // In at the end and never there is not completed, limit or none.
    #[case(true, true, "aaaa", None, false)]
    #[case(true, true, "xx", None, false)]
    #[case(true, true, "aaae", None, true)]
    #[case(true, false, "pppa", Some(75), true)]
    #[case(true, true, "ppaa", Some(75), false)]
    // The limit is compared in whole numbers: 2 of 3 is not 67 %.
    #[case(true, true, "ppa", Some(67), false)]
    #[case(true, true, "ppa", Some(66), true)]
    #[case(true, true, "xx", Some(0), false)]
    #[case(false, true, "pppp", None, false)]
    fn a_course_that_was_not_held_is_completed_by_nobody(
        #[case] held: bool,
        #[case] in_at_end: bool,
        #[case] marks: &str,
        #[case] limit: Option<u32>,
        #[case] done: bool,
    ) {
        assert_eq!(completed(held, in_at_end, attended(marks), limit), done);
    }

    #[test]
    fn every_mark_has_a_code_of_its_own() {
        for (mark, code) in Mark::ALL {
            assert_eq!((Mark::read(code), mark.code()), (Some(mark), code));
        }
        assert_eq!(Mark::read("deputy"), None);
    }
}
