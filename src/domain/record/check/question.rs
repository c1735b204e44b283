//! What is asked before a save and can be accepted: the short name each question is stored by, and its field.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::plan::Form;
use crate::domain::record::EntryId;
use crate::domain::record::value::Code;

/// What is asked about and can be accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// The day lies in the future.
    FutureDay {
        /// The day.
        day: NaiveDate,
    },
    /// The day lies more than [`super::LONG_AGO_DAYS`] back.
    LongAgo {
        /// The day.
        day: NaiveDate,
        /// How many days back.
        days: i64,
    },
    /// The day lies outside the promise's period: saved, and counted apart.
    OutsidePeriod {
        /// The day.
        day: NaiveDate,
    },
    /// A number is unusual.
    Unusual {
        /// The field's key.
        field: Code,
        /// The number.
        number: i64,
        /// The least usual.
        from: Option<i64>,
        /// The greatest usual.
        to: Option<i64>,
    },
    /// A field that should have an answer has none.
    Unanswered {
        /// The field's key.
        field: Code,
    },
    /// A text holds what looks like a phone number, an address or a number plate.
    PersonalLooking {
        /// The field's key.
        field: Code,
        /// Which of them.
        shape: PersonalShape,
    },
    /// An entry that looks the same is there already.
    AlreadyLogged {
        /// That entry.
        id: EntryId,
        /// Who made it (user id).
        by: u32,
        /// When, in milliseconds since 1970 UTC.
        at: i64,
    },
    /// A case that is up is closed: saving takes it up again.
    ClosedCase {
        /// The case's code.
        code: Code,
    },
    /// A coordinated action counts, and lacks something that makes it one.
    ActionLacks {
        /// What is not there yet.
        what: Lack,
    },
    /// Somebody is too young or too old when the course begins, whatever their birthday.
    Age {
        /// The age before the birthday of that year.
        least: i32,
        /// The age after it.
        most: i32,
        /// The youngest the course is for.
        from: u32,
        /// The oldest.
        to: u32,
    },
    /// A guardian signs too, and it is not stated whether they have.
    Guardian,
    /// Somebody of the same name is there already.
    SamePerson {
        /// On this course.
        course: Code,
        /// Their entry.
        id: EntryId,
    },
    /// Every place of the course is taken.
    CourseFull {
        /// The course.
        course: Code,
        /// How many places it has.
        places: u32,
    },
    /// A coordinated action is of parties a case is closed to, or of a case without any valid consent.
    ActionClosedTo {
        /// The case's code.
        code: Code,
        /// Those of its parties without valid consent; none where it is the case that has none.
        parties: Vec<Code>,
    },
    /// A diploma or the part of an ambassador is given before the course is over.
    NotOver {
        /// The course.
        course: Code,
    },
    /// The same to somebody who has not completed the course, as far as it has been told of.
    NotCompleted {
        /// The course.
        course: Code,
    },
}

/// What a coordinated action may lack.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Its kind is to be stated later.
    Kind,
    /// Fewer than two parties.
    Parties,
    /// No commitment of the case.
    Commitment,
}

/// What a text looks like it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PersonalShape {
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A number plate.
    NumberPlate,
}

impl Question {
    /// The short name it is stored by.
    pub fn code(&self) -> Code {
        Code::new_static(match self {
            Self::FutureDay { .. } => "future_day",
            Self::LongAgo { .. } => "long_ago",
            Self::OutsidePeriod { .. } => "outside_period",
            Self::Unusual { .. } => "unusual",
            Self::Unanswered { .. } => "unanswered",
            Self::PersonalLooking { .. } => "personal_looking",
            Self::AlreadyLogged { .. } => "already_logged",
            Self::ClosedCase { .. } => "closed_case",
            Self::ActionLacks { what: Lack::Kind } => "action_kind",
            Self::ActionLacks { what: Lack::Parties } => "action_parties",
            Self::ActionLacks { what: Lack::Commitment } => "action_commitment",
            Self::Age { .. } => "age",
            Self::Guardian => "guardian",
            Self::SamePerson { .. } => "same_person",
            Self::CourseFull { .. } => "course_full",
            Self::ActionClosedTo { .. } => "action_closed_to",
            Self::NotOver { .. } => "not_over",
            Self::NotCompleted { .. } => "not_completed",
        })
    }

    /// The field it concerns, where it is one.
    pub fn field<'a>(&'a self, form: &'a Form) -> Option<&'a str> {
        match self {
            Self::FutureDay { .. } | Self::LongAgo { .. } | Self::OutsidePeriod { .. } => Some(&form.day),
            Self::Unusual { field, .. }
            | Self::Unanswered { field }
            | Self::PersonalLooking { field, .. } => Some(field),
            Self::ActionLacks { what: Lack::Kind } => Some("action"),
            Self::ActionLacks { what: Lack::Parties } => Some("parties"),
            Self::Age { .. } => Some("born"),
            Self::Guardian => Some("contract_guardian"),
            Self::SamePerson { .. } => Some("name"),
            Self::CourseFull { .. } => Some("status"),
            Self::AlreadyLogged { .. }
            | Self::ClosedCase { .. }
            | Self::ActionLacks { .. }
            | Self::ActionClosedTo { .. }
            | Self::NotOver { .. }
            | Self::NotCompleted { .. } => None,
        }
    }
}
