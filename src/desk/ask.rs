//! What a face may ask of the desk, what it answers, and what it tells everybody unasked.
//!
//! Plain data without recursion, so that a frame's size bounds the work of reading it. The order of variants is part of
//! the protocol: new ones come last, and any other change raises [`PROTOCOL`].

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::command::{Change, Write};
use crate::domain::decide::Now;
use crate::domain::due::DueLine;
use crate::domain::outcome::Figure;
use crate::domain::plan::{Period, Promise, Sort};
use crate::domain::record::{Cell, Code, Draft, Entry, EntryId, Question, Status, WriteId};
use crate::domain::refusal::Refusal;

/// The version of this vocabulary.
pub const PROTOCOL: u32 = 1;

/// The most rows one page may hold.
pub const PAGE: u32 = 500;

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
    /// Every measure over each of these periods: [`Reply::Figures`].
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
    /// Who is here: [`Reply::Here`].
    Here,
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

/// What a screen needs to begin.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The plan in force.
    pub plan: Promise,
    /// Its text's file name.
    pub plan_file: String,
    /// The moment.
    pub now: Now,
    /// Whether the clock is fixed, which is shown on every screen.
    pub clock_fixed: bool,
    /// Whether the desk is an example.
    pub example: bool,
    /// The day it was taken in use.
    pub taken_in_use: NaiveDate,
    /// The asking person's account.
    pub me: Presence,
    /// How many entries there are, the bin included.
    pub entries: u64,
    /// What opening the store had to mend, as sentences' data; empty when all was well.
    pub opened: Vec<Finding>,
    /// This person's drafts, the latest first.
    pub drafts: Vec<Draft>,
    /// The names of all accounts by user id.
    pub accounts: Vec<(u32, String)>,
}

/// The home screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TodayView {
    /// The moment.
    pub now: Now,
    /// What is due.
    pub due: Vec<DueLine>,
    /// The planned entries that due lines speak of.
    pub planned: Vec<Entry>,
    /// The term now, if there is one.
    pub term: Option<Period>,
    /// Every measure over the term, in the plan's order.
    pub term_figures: Vec<Figure>,
    /// Every measure over the whole promise, in the plan's order.
    pub whole_figures: Vec<Figure>,
    /// For each measure, what it adds up to outside the promise's period.
    pub outside: Vec<i64>,
    /// How many entries were made with a question accepted.
    pub to_follow_up: u32,
}

/// A page of entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageView {
    /// How many entries there are in all.
    pub total: u32,
    /// The first row's place, from 0.
    pub from: u32,
    /// The rows.
    pub rows: Vec<Entry>,
    /// The journal number the page shows.
    pub seq: u64,
}

/// One entry, with what a detail screen says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// The entry.
    pub entry: Entry,
    /// How many changes there are in its history.
    pub changes: u32,
}

/// One step of an entry's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The journal number.
    pub seq: u64,
    /// When, in milliseconds since 1970 UTC.
    pub at: i64,
    /// Who (user id).
    pub who: u32,
    /// What.
    pub what: What,
    /// Whether it undid an earlier change.
    pub undoes: Option<u64>,
}

/// What happened to an entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// It was made, with these answers.
    Entered {
        /// What became of the occasion.
        status: Status,
        /// The answers.
        cells: Vec<(Code, Cell)>,
    },
    /// Fields were changed.
    Amended {
        /// Which, before and after.
        changes: Vec<Change>,
        /// What the occasion was and became.
        status: Option<(Status, Status)>,
        /// Why.
        reason: Option<Code>,
    },
    /// It was moved to the bin.
    Removed,
    /// It was taken out of the bin.
    Restored,
    /// Its content can no longer be read.
    Lost,
}

/// A change that is on disk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Its journal number, which undoes it.
    pub seq: u64,
    /// What it was.
    pub kind: DoneKind,
    /// The entry as it now stands; the first one of several.
    pub entry: Option<Entry>,
    /// How many entries it touched.
    pub count: u32,
    /// Every measure it feeds, over the term (or the promise), as it now stands.
    pub figures: Vec<Figure>,
    /// The next thing due.
    pub next: Option<DueLine>,
    /// Whether this very write had been made before: a resend.
    pub resent: bool,
}

/// What kind of change it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DoneKind {
    /// A new entry.
    Entered,
    /// A change to one.
    Amended,
    /// Moved to the bin.
    Removed,
    /// Taken out of it.
    Restored,
    /// Undone.
    Undone,
    /// Imported.
    Imported,
    /// Another plan.
    PlanLoaded,
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

/// Somebody who is here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// The user id that the kernel gave.
    pub uid: u32,
    /// The account's name.
    pub name: String,
    /// Two letters for the top line.
    pub initials: String,
    /// Whether this account administers the desk.
    pub administrator: bool,
    /// The form they are filling in, and the entry they correct.
    pub busy: Option<(Code, Option<EntryId>)>,
}

/// One thing that opening or checking the store found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Finding {
    /// The journal is whole: so many happenings.
    JournalWhole(u64),
    /// The last, half-written and never acknowledged happening was cut off: bytes.
    TornTail(u64),
    /// The journal was damaged and mended from sled: how many happenings.
    MendedFromSled(u64),
    /// Happenings that neither copy has.
    Lost(Vec<u64>),
    /// The program did not end cleanly last time; sled was set aside under this name and is made anew.
    SledSetAside(String),
    /// sled agrees with the journal: so many records.
    SledWhole(u64),
    /// sled is behind the journal by so many happenings and is catching up.
    SledBehind(u64),
    /// sled differs from the journal in so many places and is made anew.
    SledDiffers(u64),
    /// Memory and a fresh reading of the journal agree.
    MemoryAgrees,
    /// They do not, first at this entry.
    MemoryDiffers(u64),
}

/// What the doctor found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoctorView {
    /// The findings, in the order they were made.
    pub findings: Vec<Finding>,
    /// Whether everything is as it should be.
    pub well: bool,
}
