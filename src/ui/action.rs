//! The only place that names keys: one table drives dispatch, footer, help, palette and the README's key page.
//!
//! The plan adds keys of its own (a form's, a field's, an item's); [`reserved`] is what it may not take.

mod chord;

use ratatui::crossterm::event::KeyCode;

pub use chord::{Chord, spell};

use crate::domain::course::standing::Mark;

/// What a key press can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Open, choose, or go on.
    Accept,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// To the first line.
    First,
    /// To the last line.
    Last,
    /// Leave this view; in a form, keep the draft.
    Back,
    /// To the tab with this number, from 1.
    Tab(u8),
    /// To the next tab.
    NextTab,
    /// To the previous tab.
    PreviousTab,
    /// A new entry.
    New,
    /// A new entry like the one before.
    Repeat,
    /// Correct one of the latest entries.
    Correct,
    /// Undo the latest change.
    Undo,
    /// The figures, by term.
    Summary,
    /// Search while typing.
    Search,
    /// Show only some of the entries.
    Choose,
    /// Another order.
    Order,
    /// The bin.
    Bin,
    /// Change this entry.
    Edit,
    /// To the bin.
    Remove,
    /// Out of the bin.
    TakeBack,
    /// The next kind of period.
    PeriodKind,
    /// The period after.
    Later,
    /// The period before.
    Earlier,
    /// Type a period.
    GoToPeriod,
    /// The promise's own text.
    Document,
    /// Keys and words of this view.
    Help,
    /// Any action or entry by name.
    Palette,
    /// Save; the rest as shown.
    Save,
    /// To the next field.
    NextField,
    /// To the field one came from.
    PreviousField,
    /// The value of the entry before.
    Ditto,
    /// A new line in a note.
    LineBreak,
    /// Open the entry that looks the same.
    OpenTwin,
    /// What this field is, and its history.
    FieldHelp,
    /// Empty the field.
    Clear,
    /// A case that is new at the meeting.
    NewCase,
    /// Draw everything anew.
    Redraw,
    /// Leave lofte.
    Quit,
    /// The numbered agenda of a meeting.
    Agenda,
    /// The reading card, for the conversation.
    Card,
    /// Figures on cases as a group.
    Statistics,
    /// The section after: meetings, cases, commitments, consents.
    NextSection,
    /// The section before.
    PreviousSection,
    /// A new decision on the case.
    Decide,
    /// A new commitment in the case.
    Commit,
    /// A new consent in the case.
    Consent,
    /// Withdraw a consent.
    Withdraw,
    /// The commitment is done today.
    Fulfil,
    /// Show the texts too, where they may be shown.
    Texts,
    /// Show names, or hide them again.
    Names,
    /// Give a place to who is marked, or to the first who waits.
    Admit,
    /// Who is marked has left the course.
    DropOut,
    /// Report an evening.
    Attendance,
    /// Everybody's attendance on every evening.
    Grid,
    /// The diploma of who is marked was given, or not.
    Diploma,
    /// Who is marked is an ambassador, or not.
    Ambassador,
    /// The answers to a survey.
    Survey,
    /// What somebody's evening came to.
    Mark(Mark),
    /// One column to the left.
    Left,
    /// One column to the right.
    Right,
    /// Enrol those on a list that is pasted.
    Paste,
    /// Leave out the row that is marked, or take it in again.
    LeaveOut,
}

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// In every view where letters are not text.
    Everywhere,
    /// The home screen.
    Today,
    /// A list of entries.
    List,
    /// The list of what was removed.
    Bin,
    /// One entry.
    Detail,
    /// One entry that lies in the bin.
    Removed,
    /// A list with nothing in it.
    Empty,
    /// The figures.
    Figures,
    /// The figures, at a line that unfolds.
    Folded,
    /// The promise's own text, or a tab that only tells.
    Reading,
    /// A numbered list of entries.
    Numbered,
    /// A choice laid over the view.
    Menu,
    /// A field of a form.
    Field,
    /// A field of a form in which cases are marked: what is no letter of a case's code is a command.
    Cases,
    /// A correction in which no field has been entered yet.
    Form,
    /// A line that is typed: search, palette, period.
    Typing,
    /// The help page.
    Help,
    /// A section of the case meeting's tab.
    Section,
    /// A section with nothing in it.
    SectionEmpty,
    /// One case.
    Case,
    /// The agenda of a meeting.
    Agenda,
    /// The notes of a meeting.
    Notes,
    /// Figures on cases as a group.
    Statistics,
    /// A section of the courses' tab.
    Courses,
    /// A section of the courses' tab with nothing in it.
    CoursesEmpty,
    /// A section of the courses' tab that is a list of entries.
    Listing,
    /// One course.
    Course,
    /// Everybody's attendance on every evening.
    Grid,
    /// A list that was pasted, before it is saved.
    Pasted,
    /// Where a list can be pasted.
    PasteAwaited,
}

impl Context {
    /// Every context.
    pub const ALL: [Self; 30] = [
        Self::Everywhere,
        Self::Today,
        Self::List,
        Self::Bin,
        Self::Detail,
        Self::Removed,
        Self::Empty,
        Self::Figures,
        Self::Folded,
        Self::Reading,
        Self::Numbered,
        Self::Menu,
        Self::Field,
        Self::Cases,
        Self::Form,
        Self::Typing,
        Self::Help,
        Self::Section,
        Self::SectionEmpty,
        Self::Case,
        Self::Agenda,
        Self::Notes,
        Self::Statistics,
        Self::Courses,
        Self::CoursesEmpty,
        Self::Listing,
        Self::Course,
        Self::Grid,
        Self::Pasted,
        Self::PasteAwaited,
    ];

    /// Whether letters are text (or choices) here.
    pub fn is_text(self) -> bool {
        matches!(self, Self::Field | Self::Cases | Self::Form | Self::Typing)
    }

    /// Whether the keys of [`Context::Everywhere`] rest: letters are text, or something lies over the view.
    pub fn stands_alone(self) -> bool {
        // What is left of a paste that came in pieces is keys: none of them may mean anything beside the list.
        self.is_text() || matches!(self, Self::Menu | Self::Help | Self::Pasted | Self::PasteAwaited)
    }
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What the key means.
    pub action: Action,
    /// The keys, the one to show first.
    pub chords: &'static [Chord],
    /// Where they mean it.
    pub contexts: &'static [Context],
    /// The name of its text: `key-NAME` is the short hint, `help-NAME` the sentence.
    pub name: &'static str,
    /// The footer's order, the lowest first; 0 is only in help.
    pub footer: u8,
}

use Action as A;
use Context as C;

const LISTS: &[Context] = &[
    C::Today,
    C::List,
    C::Bin,
    C::Detail,
    C::Removed,
    C::Figures,
    C::Folded,
    C::Reading,
    C::Numbered,
    C::Menu,
    C::Help,
    C::Section,
    C::Case,
    C::Agenda,
    C::Notes,
    C::Statistics,
    C::Courses,
    C::Listing,
    C::Course,
    C::Grid,
    C::Pasted,
];

/// Where figures are walked by period.
const PERIODS: &[Context] = &[C::Figures, C::Folded, C::Statistics];

/// Where cases are spoken of.
const CASEWORK: &[Context] = &[C::Section, C::SectionEmpty, C::Case, C::Agenda, C::Notes, C::Statistics];

/// The sections of the courses' tab.
const COURSES: &[Context] = &[C::Courses, C::CoursesEmpty, C::Listing];

/// Where a form is filled in.
const FORMS: &[Context] = &[C::Field, C::Cases, C::Form];

const fn row(
    action: Action,
    chords: &'static [Chord],
    contexts: &'static [Context],
    name: &'static str,
    footer: u8,
) -> Binding {
    Binding { action, chords, contexts, name, footer }
}

/// Every key of lofte but those of the plan.
pub const TABLE: &[Binding] = &[
    row(A::Accept, &[Chord::key(KeyCode::Enter)], &[C::Today], "record", 1),
    row(
        A::Accept,
        &[Chord::key(KeyCode::Enter)],
        &[C::List, C::Listing, C::Bin, C::Section, C::Case, C::Agenda, C::Notes, C::Courses, C::Course],
        "open",
        1,
    ),
    row(A::Accept, &[Chord::key(KeyCode::Enter)], &[C::Figures], "entries-behind", 1),
    row(A::Accept, &[Chord::key(KeyCode::Enter)], &[C::Folded], "fold", 1),
    row(A::Accept, &[Chord::key(KeyCode::Enter)], &[C::Numbered, C::Menu, C::Help], "choose", 1),
    row(A::Accept, &[Chord::key(KeyCode::Enter)], FORMS, "next", 1),
    row(A::Accept, &[Chord::key(KeyCode::Enter)], &[C::Typing], "go", 1),
    row(A::Save, &[Chord::ctrl('s'), Chord::key(KeyCode::F(2))], FORMS, "save", 2),
    row(A::New, &[Chord::char('n')], &[C::Today, C::List, C::Empty, C::Section, C::SectionEmpty], "new", 2),
    row(A::New, &[Chord::char('n')], &[C::Agenda], "add-case", 2),
    row(A::Decide, &[Chord::char('b')], &[C::Case], "case-decide", 2),
    row(A::Commit, &[Chord::char('a')], &[C::Case], "case-commit", 3),
    row(A::Fulfil, &[Chord::char('k')], &[C::Case], "fulfil", 4),
    row(A::Consent, &[Chord::char('s')], &[C::Case], "case-consent", 5),
    row(A::Withdraw, &[Chord::char('w')], &[C::Case], "withdraw", 6),
    row(A::Texts, &[Chord::char('f')], &[C::Notes], "texts", 2),
    row(A::Accept, &[Chord::key(KeyCode::Enter)], &[C::Grid], "course-evening", 1),
    row(A::New, &[Chord::char('n')], COURSES, "new", 2),
    row(A::New, &[Chord::char('n')], &[C::Course], "course-participant", 2),
    row(A::NextSection, &[Chord::key(KeyCode::Right)], COURSES, "course-next-section", 3),
    row(A::PreviousSection, &[Chord::key(KeyCode::Left)], COURSES, "course-previous-section", 0),
    row(A::Paste, &[Chord::char('l')], &[C::Courses, C::CoursesEmpty, C::Course], "course-list", 2),
    row(
        A::Save,
        &[Chord::key(KeyCode::Enter), Chord::ctrl('s'), Chord::key(KeyCode::F(2))],
        &[C::Pasted],
        "course-list-save",
        1,
    ),
    row(A::LeaveOut, &[Chord::char('x')], &[C::Pasted], "course-list-out", 2),
    row(A::Back, &[Chord::key(KeyCode::Esc)], &[C::Pasted, C::PasteAwaited], "course-list-back", 3),
    row(A::Help, &[Chord::char('?'), Chord::key(KeyCode::F(1))], &[C::Pasted, C::PasteAwaited], "help", 4),
    row(A::Admit, &[Chord::char('a')], &[C::Course], "course-admit", 3),
    row(A::DropOut, &[Chord::char('h')], &[C::Course], "course-drop-out", 4),
    row(A::Attendance, &[Chord::char('k')], &[C::Course], "course-evening", 5),
    row(A::Grid, &[Chord::char('g')], &[C::Courses, C::Course], "course-grid", 6),
    row(A::Names, &[Chord::char('v')], &[C::Courses, C::Course, C::Grid], "course-names", 7),
    row(A::Diploma, &[Chord::char('p')], &[C::Course], "course-diploma", 8),
    row(A::Ambassador, &[Chord::char('b')], &[C::Course], "course-ambassador", 8),
    row(A::Survey, &[Chord::char('f')], &[C::Course], "course-survey", 8),
    row(A::Edit, &[Chord::char('e')], &[C::Courses, C::Course], "edit", 8),
    row(A::Mark(Mark::Present), &[Chord::char(Mark::Present.letter())], &[C::Grid], "course-mark-present", 0),
    row(A::Mark(Mark::Absent), &[Chord::char(Mark::Absent.letter())], &[C::Grid], "course-mark-absent", 0),
    row(
        A::Mark(Mark::Notified),
        &[Chord::char(Mark::Notified.letter())],
        &[C::Grid],
        "course-mark-notified",
        0,
    ),
    row(A::Mark(Mark::Late), &[Chord::char(Mark::Late.letter())], &[C::Grid], "course-mark-late", 0),
    row(
        A::Mark(Mark::LeftEarly),
        &[Chord::char(Mark::LeftEarly.letter())],
        &[C::Grid],
        "course-mark-left-early",
        0,
    ),
    row(A::Mark(Mark::Excused), &[Chord::char(Mark::Excused.letter())], &[C::Grid], "course-mark-excused", 0),
    row(A::Left, &[Chord::key(KeyCode::Left)], &[C::Grid], "course-left", 0),
    row(A::Right, &[Chord::key(KeyCode::Right)], &[C::Grid], "course-right", 0),
    row(A::Edit, &[Chord::char('e')], &[C::Agenda], "record-meeting", 3),
    row(A::Search, &[Chord::char('/')], &[C::Today, C::List, C::Listing, C::Bin, C::Empty], "search", 3),
    row(A::NextSection, &[Chord::key(KeyCode::Right)], &[C::Section, C::SectionEmpty], "next-section", 3),
    row(
        A::PreviousSection,
        &[Chord::key(KeyCode::Left)],
        &[C::Section, C::SectionEmpty],
        "previous-section",
        0,
    ),
    row(A::Search, &[Chord::char('/')], &[C::Section, C::SectionEmpty], "search-code", 4),
    row(A::Agenda, &[Chord::char('g')], &[C::Today], "agenda", 0),
    row(A::Agenda, &[Chord::char('g')], &[C::Section, C::SectionEmpty, C::Case, C::Notes], "agenda", 5),
    row(A::Statistics, &[Chord::char('t')], &[C::Section, C::SectionEmpty], "statistics", 6),
    row(A::Statistics, &[Chord::char('t')], &[C::Figures, C::Folded], "statistics", 7),
    row(A::Card, &[Chord::char('i'), Chord::key(KeyCode::F(4))], CASEWORK, "card", 7),
    row(A::Card, &[Chord::key(KeyCode::F(4)), Chord::ctrl('k')], FORMS, "card", 0),
    row(A::Edit, &[Chord::char('e')], &[C::Detail, C::List, C::Listing], "edit", 4),
    row(A::Edit, &[Chord::char('e')], &[C::Section, C::Case, C::Notes], "edit", 8),
    row(A::Remove, &[Chord::char('x')], &[C::Today], "drop-draft", 0),
    row(A::Remove, &[Chord::char('x')], &[C::Detail, C::List, C::Listing], "remove", 5),
    row(A::Remove, &[Chord::char('x')], &[C::Section, C::Courses], "remove", 9),
    row(A::TakeBack, &[Chord::char('t')], &[C::Bin, C::Removed], "take-back", 2),
    row(A::Choose, &[Chord::char('c')], &[C::List, C::Listing, C::Empty], "choose-some", 6),
    row(A::Choose, &[Chord::char('c')], &[C::Section, C::SectionEmpty], "choose-some", 0),
    row(A::Order, &[Chord::char('o')], &[C::List, C::Listing, C::Bin], "order", 7),
    row(A::Order, &[Chord::char('o')], &[C::Section], "order", 0),
    row(A::Bin, &[Chord::char('b')], &[C::List, C::Listing, C::Empty], "bin", 8),
    row(A::Bin, &[Chord::char('b')], &[C::Section, C::SectionEmpty, C::Courses, C::CoursesEmpty], "bin", 0),
    row(A::PeriodKind, &[Chord::char('c')], PERIODS, "period-kind", 2),
    row(A::Earlier, &[Chord::char('-'), Chord::key(KeyCode::Left)], PERIODS, "earlier", 3),
    row(A::Later, &[Chord::char('+'), Chord::key(KeyCode::Right)], PERIODS, "later", 4),
    row(A::GoToPeriod, &[Chord::char('g')], PERIODS, "go-to-period", 5),
    row(A::Document, &[Chord::char('d')], &[C::Figures, C::Folded, C::Reading], "document", 6),
    row(A::Summary, &[Chord::char('s')], &[C::Everywhere], "summary", 9),
    row(A::Correct, &[Chord::char('r')], &[C::Everywhere], "correct", 10),
    row(A::Repeat, &[Chord::char('d')], &[C::Today, C::List, C::Listing, C::Detail, C::Removed], "repeat", 0),
    row(A::Undo, &[Chord::char('u')], &[C::Everywhere], "undo", 0),
    row(A::Decide, &[Chord::char('b')], &[C::Cases], "decide", 1),
    row(A::Commit, &[Chord::char('a')], &[C::Cases], "commit", 1),
    row(A::NewCase, &[Chord::char('n')], &[C::Cases], "new-case", 1),
    row(A::Consent, &[Chord::char('s')], &[C::Cases], "consent", 1),
    row(A::Withdraw, &[Chord::char('w')], &[C::Cases], "withdraw", 4),
    row(A::NextField, &[Chord::key(KeyCode::Tab), Chord::key(KeyCode::Down)], FORMS, "next-field", 0),
    row(
        A::PreviousField,
        &[Chord::key(KeyCode::BackTab), Chord::key(KeyCode::Up)],
        FORMS,
        "previous-field",
        3,
    ),
    row(A::Ditto, &[Chord::ctrl('d')], &[C::Field], "ditto", 5),
    row(A::OpenTwin, &[Chord::ctrl('o')], &[C::Field, C::Cases], "open-twin", 0),
    row(A::LineBreak, &[Chord::ctrl('j')], &[C::Field], "line-break", 0),
    row(A::FieldHelp, &[Chord::key(KeyCode::F(1))], FORMS, "field-help", 6),
    row(A::Clear, &[Chord::ctrl('u')], &[C::Field, C::Cases, C::Typing], "clear", 0),
    row(A::Up, &[Chord::key(KeyCode::Up)], LISTS, "up", 0),
    row(A::Down, &[Chord::key(KeyCode::Down)], LISTS, "down", 0),
    row(A::PageUp, &[Chord::key(KeyCode::PageUp)], LISTS, "page-up", 0),
    row(A::PageDown, &[Chord::key(KeyCode::PageDown), Chord::char(' ')], LISTS, "page-down", 0),
    row(A::First, &[Chord::key(KeyCode::Home)], LISTS, "first", 0),
    row(A::Last, &[Chord::key(KeyCode::End)], LISTS, "last", 0),
    row(A::Up, &[Chord::key(KeyCode::Up)], &[C::Typing], "up", 0),
    row(A::Down, &[Chord::key(KeyCode::Down)], &[C::Typing], "down", 0),
    row(A::Back, &[Chord::key(KeyCode::Esc)], FORMS, "leave", 4),
    row(A::Back, &[Chord::key(KeyCode::Esc)], &[C::Everywhere, C::Typing], "back", 11),
    row(A::Back, &[Chord::key(KeyCode::Esc), Chord::char('q')], &[C::Menu], "close", 2),
    row(
        A::Back,
        &[Chord::key(KeyCode::Esc), Chord::char('q'), Chord::char('?'), Chord::key(KeyCode::F(1))],
        &[C::Help],
        "close",
        2,
    ),
    row(A::Tab(0), &[], &[C::Everywhere], "tab", 0),
    row(A::NextTab, &[Chord::key(KeyCode::Tab)], &[C::Everywhere], "next-tab", 0),
    row(A::PreviousTab, &[Chord::key(KeyCode::BackTab)], &[C::Everywhere], "previous-tab", 0),
    row(A::Help, &[Chord::char('?'), Chord::key(KeyCode::F(1))], &[C::Everywhere], "help", 12),
    row(A::Palette, &[Chord::char(':'), Chord::ctrl('p')], &[C::Everywhere], "palette", 13),
    row(
        A::Redraw,
        &[Chord::ctrl('l')],
        &[
            C::Everywhere,
            C::Field,
            C::Cases,
            C::Form,
            C::Typing,
            C::Menu,
            C::Help,
            C::Pasted,
            C::PasteAwaited,
        ],
        "redraw",
        0,
    ),
    row(A::Quit, &[Chord::char('q')], &[C::Everywhere], "quit", 14),
];

/// The rows that hold in `context`, its own before the ones that hold everywhere.
pub fn bindings(context: Context) -> impl Iterator<Item = &'static Binding> {
    let own = TABLE.iter().filter(move |b| b.contexts.contains(&context));
    let general =
        TABLE.iter().filter(move |b| !context.stands_alone() && b.contexts.contains(&C::Everywhere));
    own.chain(general)
}

/// What `chord` means in `context`.
pub fn lookup(context: Context, chord: Chord) -> Option<Action> {
    if let Some(binding) = bindings(context).find(|b| b.chords.contains(&chord)) {
        return Some(binding.action);
    }
    let number = chord.typed().and_then(|c| c.to_digit(10)).filter(|n| *n > 0)?;
    (!context.stands_alone() && context != C::Numbered).then_some(A::Tab(number as u8))
}

/// The characters a plan may not give to its forms, since they mean something on the home screen or in lists.
pub fn reserved() -> Vec<char> {
    let shown = [C::Today, C::List, C::Section].into_iter().flat_map(bindings);
    shown.flat_map(|b| b.chords).filter_map(|c| c.typed()).chain('0'..='9').collect()
}
