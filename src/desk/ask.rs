//! What a face may ask of the desk, what it answers, and what it tells everybody unasked.
//!
//! Plain data without recursion, so that a frame's size bounds the work of reading it. The order of variants is part of
//! the protocol: new ones come last, and any other change raises [`PROTOCOL`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use super::answer::{
    DoctorView, Done, DoneKind, Finding, PageView, Presence, Shown, Step, TodayView, Welcome, What,
};
use crate::domain::casework::notes::Notes;
use crate::domain::casework::statistics::Statistics;
use crate::domain::casework::view::{Agenda, CaseView, CommitmentLine};
use crate::domain::command::Write;
use crate::domain::course::enrolment::{Enrolment, Take};
pub use crate::domain::course::paste::MOST_ROWS;
use crate::domain::course::view::{CourseLine, CourseView, Names};
use crate::domain::decide::Now;
use crate::domain::outcome::Figure;
use crate::domain::plan::{Period, Promise, Sort};
use crate::domain::record::{Cell, Code, Draft, Entry, EntryId, Question, WriteId};
use crate::domain::refusal::Refusal;

/// The version of this vocabulary.
pub const PROTOCOL: u32 = 4;

/// The most rows one page may hold.
pub const PAGE: u32 = 500;

/// The most periods one request may ask figures for.
pub const PERIODS: usize = 200;

/// A request, with the number its answer will carry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The number, chosen by the face.
    pub ticket: u32,
    /// What is asked.
    pub ask: Ask,
}

/// What a face may ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ask {
    /// The first thing said on a connection.
    Hello {
        /// [`PROTOCOL`] of the face.
        protocol: u32,
        /// Its program version, for the sentence when they differ.
        version: String,
    },
    /// The plan in force and what else a screen needs to begin: answered with [`Reply::Welcome`].
    Welcome,
    /// What is due, and the promise at a glance: [`Reply::Today`].
    Today,
    /// A page of entries: [`Reply::Page`].
    Page {
        /// Which entries.
        query: Query,
        /// The first row wanted, from 0.
        from: u32,
        /// How many rows, at most [`PAGE`].
        count: u32,
    },
    /// One entry: [`Reply::Entry`].
    Entry(EntryId),
    /// All that happened to one entry, oldest first: [`Reply::History`].
    History(EntryId),
    /// Every measure over each of these periods, at most [`PERIODS`]: [`Reply::Figures`].
    Figures(Vec<Period>),
    /// The latest entry this person made with a form: [`Reply::Latest`].
    Latest(Code),
    /// Whether an entry like this is there already: [`Reply::Twin`].
    Twin {
        /// The form's key.
        form: Code,
        /// The answers so far.
        cells: Vec<(Code, Cell)>,
        /// The entry being corrected.
        own: Option<EntryId>,
    },
    /// A change: [`Reply::Done`] or [`Reply::Refused`].
    Do(Write),
    /// A part of an import too large for one frame; the last part is followed by its [`Ask::Do`] with no rows of its own.
    ImportPart {
        /// The import's write id.
        write: WriteId,
        /// More rows.
        rows: Vec<Vec<(Code, Cell)>>,
    },
    /// Keep this draft: [`Reply::Kept`].
    PutDraft(Draft),
    /// This draft is done with: [`Reply::Kept`].
    DropDraft(WriteId),
    /// This person's drafts, the latest first: [`Reply::Drafts`].
    Drafts,
    /// Write one verified backup file: [`Reply::Kept`] or [`Reply::Failed`].
    Backup {
        /// An absolute path that does not exist yet.
        path: String,
    },
    /// Look the whole store over: [`Reply::Doctor`].
    Doctor,
    /// Who is here: [`Reply::Here`]. Whoever asks counts as here from then on, and is told when that changes.
    Here,
    /// The numbered agenda of a meeting: [`Reply::Agenda`].
    Agenda {
        /// The meeting's day.
        day: NaiveDate,
    },
    /// A case by its code, with all that hangs on it: [`Reply::Case`].
    Case(Code),
    /// The notes of a meeting: [`Reply::Notes`].
    Notes {
        /// The meeting's day.
        day: NaiveDate,
        /// The party they are made for, by code: cases closed to it are left out.
        party: Option<Code>,
        /// Whether free text is wanted, where it may be told.
        texts: bool,
    },
    /// Figures on cases as a group: [`Reply::Statistics`].
    Statistics(Period),
    /// The commitments that are open, or all of them: [`Reply::Commitments`].
    Commitments {
        /// Also those that are done.
        all: bool,
    },
    /// A course with its roster, evenings and attendance: [`Reply::Course`].
    Course {
        /// Its code.
        code: Code,
        /// Whether names are told.
        names: Names,
    },
    /// Every course, the latest first: [`Reply::Courses`].
    Courses,
    /// From now on nothing but what the role of this name has: [`Reply::Kept`]. Said right after the greeting, whose own bytes
    /// every version understands; a session that has claimed a role keeps it.
    Claim(Code),
    /// What enrolling these on a course would come to, at most [`MOST_ROWS`]: [`Reply::Enrolment`].
    Enrolment {
        /// The course's code.
        course: Code,
        /// The answers of each, and whether it is to be taken.
        rows: Vec<(Take, Vec<(Code, Cell)>)>,
    },
}

/// Which entries a page shows, and in what order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Query {
    /// The forms to take from; none means all.
    pub forms: Vec<Code>,
    /// Only entries that count on days in this period.
    pub period: Option<Period>,
    /// Only entries with all these words in their answers (labels, texts, days, numbers).
    pub words: String,
    /// Which of them by standing.
    pub only: Only,
    /// The order.
    pub sort: Sort,
    /// Whether participants' names are told in the rows.
    pub names: Names,
}

/// Which entries by standing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Only {
    /// Everything that is not in the bin.
    #[default]
    Live,
    /// Done.
    Done,
    /// Planned.
    Planned,
    /// Cancelled.
    Cancelled,
    /// With a question that was asked and accepted: to follow up.
    Asked,
    /// In the bin.
    Bin,
    /// The latest changed by this person first, bin left out: what one corrects.
    Mine,
    /// Done entries that feed this measure's figure is asked for by forms and period; everything, bin included.
    All,
}

/// What the desk says: an answer, or a notice nobody asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// The answer to the request with this number.
    Answer(u32, Reply),
    /// Something that everybody should know.
    Notice(Notice),
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reply {
    /// The two understand each other.
    Hello {
        /// The host's program version.
        version: String,
    },
    /// The two do not: the host's protocol and version.
    OtherVersion {
        /// [`PROTOCOL`] of the host.
        protocol: u32,
        /// Its program version.
        version: String,
    },
    /// To [`Ask::Welcome`].
    Welcome(Box<Welcome>),
    /// To [`Ask::Today`].
    Today(Box<TodayView>),
    /// To [`Ask::Page`].
    Page(PageView),
    /// To [`Ask::Entry`].
    Entry(Option<Box<Shown>>),
    /// To [`Ask::History`].
    History(Vec<Step>),
    /// To [`Ask::Figures`]: one list per period, each in the plan's order.
    Figures(Vec<Vec<Figure>>),
    /// To [`Ask::Latest`].
    Latest(Option<Box<Entry>>),
    /// To [`Ask::Twin`].
    Twin(Option<Question>),
    /// A change is on disk.
    Done(Box<Done>),
    /// A change was not made; nothing was changed.
    Refused(Refusal),
    /// Done, with nothing to say about it.
    Kept,
    /// To [`Ask::Drafts`].
    Drafts(Vec<Draft>),
    /// To [`Ask::Doctor`]: findings as plain lines of data.
    Doctor(DoctorView),
    /// To [`Ask::Here`].
    Here(Vec<Presence>),
    /// Something outside lofte went wrong: what the system said.
    Failed {
        /// What was tried.
        what: Failing,
        /// What the system said.
        why: String,
    },
    /// To [`Ask::Agenda`]; `None` where no activity is a case meeting with codes.
    Agenda(Option<Box<Agenda>>),
    /// To [`Ask::Case`]; where there is none such, the codes that come near.
    Case(Result<Box<CaseView>, Vec<Code>>),
    /// To [`Ask::Notes`]; `None` where nothing is known of a meeting on that day.
    Notes(Option<Box<Notes>>),
    /// To [`Ask::Statistics`]; `None` where no activity is a case meeting with codes.
    Statistics(Option<Box<Statistics>>),
    /// To [`Ask::Commitments`].
    Commitments(Vec<CommitmentLine>),
    /// To [`Ask::Course`]; where there is none such, the courses there are, the latest first.
    Course(Result<Box<CourseView>, Vec<Code>>),
    /// To [`Ask::Courses`].
    Courses(Vec<CourseLine>),
    /// To [`Ask::Enrolment`]; `None` where there is no such course.
    Enrolment(Option<Box<Enrolment>>),
}

/// What was tried when something outside lofte went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failing {
    /// Writing a backup.
    Backup,
    /// Keeping a draft.
    Draft,
    /// Reading the journal.
    Reading,
    /// Understanding the request.
    Request,
}

/// Something everybody should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Notice {
    /// Something was changed by somebody (also by the one who is told).
    Changed {
        /// The journal number.
        seq: u64,
        /// Who (user id) and the account's name.
        by: (u32, String),
        /// What kind of change.
        kind: DoneKind,
        /// The entry as it now stands; the first one of several.
        entry: Option<Box<Entry>>,
        /// How many entries.
        count: u32,
        /// Whether the one who is told made it, in this session.
        own: bool,
    },
    /// Another plan is in force.
    Plan(Box<Promise>),
    /// Who is here has changed.
    Here(Vec<Presence>),
    /// A new day has begun.
    Day(Now),
    /// The disk cannot be written: nothing is saved until further notice.
    NotSaving {
        /// What the system said.
        why: String,
    },
    /// Saving works again.
    SavingAgain,
    /// The host is leaving.
    Leaving,
}
