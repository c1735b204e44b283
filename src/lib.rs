//! lofte keeps a citizen promise (*medborgarlöfte*) between the day it is signed and the day it is evaluated.
//!
//! One program, `lofte`, is both the desk and every face of it. The first face to come starts a host process in the
//! background; the host owns the data directory, and all screens and command-line calls are its clients.
//!
//! # Floors
//!
//! A floor uses only floors below it; `tests/floors.rs` fails on an upward use.
//!
//! | floor | what it is | where to begin |
//! |---|---|---|
//! | [`text`] | strings as people type them and terminals show them | [`text::clean`], [`text::when`] |
//! | [`domain`] | the plan and the records, and every rule about them; pure | [`domain::decide`], [`domain::state`] |
//! | [`words`] | what is said to people, in Swedish and English | [`words::refusal`], `assets/i18n/` |
//! | [`store`] | what is on disk: the journal, sled, and how each mends the other | [`store::open`] |
//! | [`desk`] | the one process that owns the store, and its clients | [`desk::core`], [`desk::ask`] |
//! | [`report`] | figures in, bytes out | [`report::json`], [`report::csv`] |
//! | [`ui`], [`cli`] | two faces of the same requests | [`ui::action`], [`ui::update`] |
//!
//! # One change, from key to disk
//!
//! ```text
//! key ─▶ ui::action ─▶ ui::update ─▶ Effect::Ask ─▶ desk::link ─socket─▶ desk::core
//!     ─▶ authorise ─▶ domain::decide ─▶ events ─▶ store: journal, fdatasync ─▶ State::evolve
//!     ─▶ answered ─▶ notice to every session            └▶ sled, behind
//! ```
//!
//! # What is simpler than one might expect
//!
//! * Memory is always told from the journal, also after a clean exit: that is quicker than reading sled. sled is the
//!   second copy and the database of records, checked or made anew on a thread of its own.
//! * Figures come from running totals per day ([`domain::tally`]), so they cost the same at any number of entries.
//! * The case meeting and the course are ordinary entries of forms that come with their kind (`assets/kinds/`): lists,
//!   history, undo, drafts and merging are those of every other form. Only the rules between entries are their own, and
//!   what they are looked up in ([`domain::casework::index`], [`domain::course::index`]) is kept beside the entries, never stored.
//! * A correction carries what stood in each field before, so two people's disjoint changes merge without locks.
//! * The screen holds its keys while it waits for the desk ([`ui::update`]); that is all that typing ahead needs.
//! * A list that is pasted ([`domain::course::paste`]) is judged by the desk as its rows would be one after another, and by the same
//!   rules again when it is saved as one import; between the two nothing is kept.
//! * Keys are decoded here ([`ui::term`]), because the usual reader blocks on half a sequence.
//!
//! # Where the next thing goes
//!
//! * Another log activity: a table in a plan file, no Rust at all.
//! * A field, a code list or a measure of the case meeting or the course: a table in `assets/kinds/`; the rules between
//!   their entries are in [`domain::casework`] and [`domain::course`].
//! * Something that not everybody may be told: [`desk::tell`], which every answer passes.
//! * Something that a role has or has not: [`desk::reach`], and what each request concerns in [`desk::authorise`].
//! * Another measure shape: [`domain::plan::Shape`], [`domain::tally`], and its words in [`words::figure`].
//! * Another request: a variant at the end of [`desk::ask::Ask`], answered in `desk::core`.
//! * Another view: a file in [`ui::screen`] and a variant of [`ui::screen::View`]; its keys in [`ui::action`].
//! * Another sentence: a message in both languages under `assets/i18n/`.
#![forbid(unsafe_code)]

pub mod cli;
pub mod desk;
pub mod domain;
pub mod report;
pub mod store;
pub mod text;
pub mod ui;
pub mod words;
