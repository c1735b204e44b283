//! What is counted, what is expected, and when.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Label, PeriodKind};

/// One figure of the promise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The stable name: `walks`.
    pub key: String,
    /// What people see.
    pub label: Label,
    /// What one unit of it is called.
    pub unit: Option<Label>,
    /// How it is counted.
    pub shape: Shape,
    /// What was promised, if a number was.
    pub target: Option<Target>,
    /// The definition: what exactly is counted.
    pub definition: Label,
    /// Whether the home screen shows it.
    pub glance: bool,
}

/// How a figure is counted. Small and exhaustive on purpose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shape {
    /// The number of done entries of a form.
    Count {
        /// Which entries.
        of: Vec<Source>,
    },
    /// The sum of a number field over done entries.
    Sum {
        /// Which entries, and the field in each.
        of: Vec<Source>,
    },
    /// The number of shifts (day and part) that have an entry of `hit`, of the registered ones that meet `of`.
    ///
    /// A shift is registered by an entry of `of.form`, or by an entry of `hit` (somebody was there). Months followed by
    /// an extract add the extract's two numbers instead.
    ShareOfShifts {
        /// The form that registers shifts, and which of them make the denominator.
        of: Source,
        /// The form whose entries make a shift a hit.
        hit: Source,
        /// The form with a month's totals, and its two fields: hits and denominator.
        extract: Option<ExtractSource>,
    },
    /// What became of the occasions that are expected each week.
    Occasions {
        /// The form whose entries report them.
        form: String,
        /// Which of them.
        which: Occasion,
    },
    /// The share of the occasions somebody was called to that they came to, by a roster.
    Attendance {
        /// The form with the roster.
        form: String,
        /// The roster field.
        field: String,
        /// Whose attendance, by the code on the roster.
        who: String,
        /// The marks of those who came.
        came: Vec<String>,
        /// The marks of those who were called, those who came among them.
        called: Vec<String>,
    },
    /// A figure from the register of cases.
    Cases {
        /// Which figure.
        figure: CaseFigure,
        /// The form of the meetings at which cases are taken up: it tells no cases from nothing reported.
        meeting: String,
        /// The field that is summed where cases are only counted.
        counted: Option<Source>,
    },
    /// A figure from the register of courses.
    Course {
        /// Which figure.
        figure: CourseFigure,
    },
}

/// Which occasions of a weekly expectation are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Occasion {
    /// Those there shall be: the weeks of the weekday, planned breaks left out.
    Expected,
    /// Those that fall to a planned break.
    Lapsed,
    /// Those nobody has reported in time.
    Missing,
    /// Those that were cancelled.
    Cancelled,
    /// Those that are planned and still to come.
    Planned,
}

/// A figure from the register of cases.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CaseFigure {
    /// How often a case was up at a meeting.
    Up,
    /// Cases referred.
    New,
    /// Cases open at the end.
    Open,
    /// Cases closed.
    Closed,
    /// Cases by the day of their first coordinated action: each case once.
    WithAction,
    /// Cases referred that had no consent by the end.
    WithoutConsent,
    /// The share of the follow-ups that fell due that were held in time.
    FollowUpsOnTime,
    /// The median of the days from referral to the first consent.
    LeadConsent,
    /// The median of the days from the first consent to the first coordinated action.
    LeadAction,
}

impl CaseFigure {
    /// Whether it is a share.
    pub fn is_share(self) -> bool {
        self == Self::FollowUpsOnTime
    }

    /// Whether it is a median, of which there is none where it is taken of too few.
    pub fn is_median(self) -> bool {
        matches!(self, Self::LeadConsent | Self::LeadAction)
    }

    /// The form whose entries lie behind it.
    pub fn form(self) -> &'static str {
        match self {
            Self::New | Self::Open | Self::Closed | Self::WithoutConsent => "case",
            Self::Up | Self::WithAction | Self::FollowUpsOnTime | Self::LeadAction => "decision",
            Self::LeadConsent => "consent",
        }
    }
}

/// A figure from the register of courses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CourseFigure {
    /// Courses that were held.
    Held,
    /// Courses that were cancelled and not postponed.
    Cancelled,
    /// Courses that were postponed to another term.
    Postponed,
    /// Participants on the first evening.
    Participants,
    /// The share of the places that were filled on the first evening.
    Places,
    /// The share of the courses that were evenly balanced on the first evening.
    BalanceStart,
    /// The share of the courses that were evenly balanced on the last evening.
    BalanceEnd,
    /// The share of women on the first evening.
    Women,
    /// The share of the evenings that participants were there.
    Attendance,
    /// The share of those admitted who completed.
    Completed,
    /// The share of those asked who answered a survey.
    Surveys,
    /// Participants who became ambassadors.
    Ambassadors,
}

impl CourseFigure {
    /// Whether it is a share.
    pub fn is_share(self) -> bool {
        matches!(
            self,
            Self::Places
                | Self::BalanceStart
                | Self::BalanceEnd
                | Self::Women
                | Self::Attendance
                | Self::Completed
                | Self::Surveys
        )
    }

    /// The forms whose entries lie behind it.
    pub fn forms(self) -> &'static [&'static str] {
        match self {
            Self::Held | Self::Cancelled | Self::Postponed => &["course", "evening"],
            Self::Attendance => &["evening"],
            Self::Completed => &["participant", "evening"],
            Self::Surveys => &["survey"],
            Self::Participants
            | Self::Places
            | Self::BalanceStart
            | Self::BalanceEnd
            | Self::Women
            | Self::Ambassadors => &["participant"],
        }
    }
}

/// Which entries a measure reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The form's key.
    pub form: String,
    /// The number field that is summed; `None` counts entries.
    pub field: Option<String>,
    /// Only entries for which all of these hold.
    pub only: Vec<Condition>,
}

/// The two totals of a month's extract.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExtractSource {
    /// The form's key.
    pub form: String,
    /// The field with the number of hits.
    pub hits: String,
    /// The field with the denominator.
    pub of: String,
}

/// A field having one of some codes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Condition {
    /// The field's key.
    pub field: String,
    /// The codes (or `yes`/`no`) that satisfy it.
    pub any: Vec<String>,
}

/// What was promised in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// At least this many in the whole promise.
    AtLeast(i64),
    /// At least this many in every such period.
    Per(i64, PeriodKind),
    /// At least this share of the denominator, in percent.
    Share(u32),
    /// One at each expected occasion of the week; planned breaks lower what is expected.
    EachExpected,
}

/// What is expected of an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expectation {
    /// An entry of `form` each week on `weekday` (1 Monday to 7 Sunday), except planned breaks.
    Weekly {
        /// The form's key.
        form: String,
        /// 1 Monday to 7 Sunday.
        weekday: u8,
    },
    /// An entry of `form` for each month, due on `due_day` of the month after.
    Monthly {
        /// The form's key.
        form: String,
        /// 1 to 28.
        due_day: u8,
    },
    /// A registration of each working shift.
    EveryShift {
        /// The form that registers a shift.
        form: String,
    },
    /// What was planned is done, or said to be cancelled.
    Planned {
        /// The form's key.
        form: String,
    },
}

impl Expectation {
    /// The form that fulfils it.
    pub fn form(&self) -> &str {
        match self {
            Self::Weekly { form, .. }
            | Self::Monthly { form, .. }
            | Self::EveryShift { form }
            | Self::Planned { form } => form,
        }
    }
}

/// By which forms the figures of a month are followed, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Followed {
    /// The first day this holds; always the first of a month.
    pub from: NaiveDate,
    /// The forms that count from then on. Expectations on other forms of the activity rest.
    pub by: Vec<String>,
}

impl Measure {
    /// Whether entries of the form named `form` feed it.
    pub fn reads(&self, form: &str) -> bool {
        self.forms().any(|f| f == form)
    }

    /// The forms whose entries feed it; a form may be named more than once.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        let forms: Vec<&str> = match &self.shape {
            Shape::Count { of } | Shape::Sum { of } => of.iter().map(|s| s.form.as_str()).collect(),
            Shape::ShareOfShifts { of, hit, extract } => {
                let extract = extract.as_ref().map(|x| x.form.as_str());
                [of.form.as_str(), &hit.form].into_iter().chain(extract).collect()
            }
            Shape::Occasions { form, .. } | Shape::Attendance { form, .. } => vec![form],
            Shape::Cases { figure, meeting, counted } => {
                let counted = counted.as_ref().map(|s| s.form.as_str());
                [figure.form(), meeting].into_iter().chain(counted).collect()
            }
            Shape::Course { figure } => figure.forms().to_vec(),
        };
        forms.into_iter()
    }

    /// Whether it is a share of a denominator.
    pub fn is_share(&self) -> bool {
        match &self.shape {
            Shape::ShareOfShifts { .. } | Shape::Attendance { .. } => true,
            Shape::Cases { figure, .. } => figure.is_share(),
            Shape::Course { figure } => figure.is_share(),
            Shape::Count { .. } | Shape::Sum { .. } | Shape::Occasions { .. } => false,
        }
    }
}
