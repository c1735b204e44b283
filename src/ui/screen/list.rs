//! A list of entries: newest first, searched while typing, seen through a window of a page.

mod draw;

use std::collections::VecDeque;

use super::casework::case::take_up;
use super::detail::Detail;
use super::today::open_by_key;
use super::{Go, Outcome, Press, Start, View};
use crate::desk::ask::{Ask, Only, Query, Reply};
use crate::domain::casework::code;
use crate::domain::command::{Command, Write};
use crate::domain::course::personal::is_masked;
use crate::domain::plan::{Activity, Sort};
use crate::domain::record::{Code, Entry, EntryId};
use crate::ui::action::{Action, Context};
use crate::ui::ctx::Ctx;
use crate::ui::overlay::Overlay;
use crate::ui::widget::edit::Edit;
use crate::ui::widget::rows::Rows;

/// How many rows are fetched at a time.
const FETCH: u32 = 300;

/// A list of entries.
pub struct List {
    /// The activity whose tab it is; none for a search over all, or the entries behind a figure.
    activity: Option<String>,
    title: String,
    query: Query,
    total: usize,
    /// The place of the first row held.
    from: usize,
    held: VecDeque<Entry>,
    rows: Rows,
    /// The search line, while it is being typed.
    search: Option<Edit>,
    /// The entry the marker was on, to find it again when the list has changed.
    marked: Option<EntryId>,
    /// Whether it searches all activities.
    everything: bool,
    /// How wide the entries at hand make each column, where the columns are to fit them.
    fitted: Option<Vec<u16>>,
    /// The entry that was asked for, and what is done with it when it has come: names are masked in the rows.
    opening: Option<(EntryId, Action)>,
}

impl List {
    /// The list of an activity's tab.
    pub fn of(activity: &Activity) -> Self {
        let forms = activity.forms.iter().map(|f| f.key.as_str().into()).collect();
        let query = Query { forms, ..Query::default() };
        Self { activity: Some(activity.key.clone()), ..Self::showing(query, String::new()) }
    }

    /// The entries of one form, in columns as wide as what stands in them.
    pub fn of_form(form: &str) -> Self {
        Self::showing(Query { forms: vec![form.into()], ..Query::default() }, String::new()).fitting()
    }

    /// The entries of a query, under a title.
    pub fn showing(query: Query, title: String) -> Self {
        Self {
            activity: None,
            title,
            query,
            total: 0,
            from: 0,
            held: VecDeque::new(),
            rows: Rows::default(),
            search: None,
            marked: None,
            everything: false,
            fitted: None,
            opening: None,
        }
    }

    /// A search over everything, with the search line open. Entries of a case meeting come only by a case's code.
    pub fn searching_all(ctx: &Ctx) -> Self {
        let list =
            Self { search: Some(Edit::default()), ..Self::showing(Query::default(), ctx.say("list-all")) };
        Self { everything: true, query: Query { forms: searched("", ctx), ..Query::default() }, ..list }
    }

    /// Where a key is pressed now.
    pub fn context(&self) -> Context {
        match (&self.search, self.query.only) {
            (Some(_), _) => Context::Typing,
            (None, _) if self.total == 0 => Context::Empty,
            (None, Only::Bin) => Context::Bin,
            (None, _) => Context::List,
        }
    }

    /// The page around the marker.
    pub fn wants(&self) -> Option<Ask> {
        let from = (self.rows.at as u32).saturating_sub(FETCH / 2);
        Some(Ask::Page { query: self.query.clone(), from, count: FETCH })
    }

    /// The same with columns that are as wide as what stands in them.
    #[must_use]
    pub fn fitting(self) -> Self {
        Self { fitted: Some(Vec::new()), ..self }
    }

    /// How many entries there are.
    pub fn total(&self) -> usize {
        self.total
    }

    /// The entry in a row, where it is at hand.
    pub fn entry(&self, row: usize) -> Option<&Entry> {
        self.at(row)
    }

    /// The row the marker is on.
    pub fn marked_row(&self) -> usize {
        self.rows.at
    }

    /// The rows seen through a window of `height` rows.
    pub fn window(&mut self, height: usize) -> std::ops::Range<usize> {
        self.rows.see(height, self.total)
    }

    /// Moves the window to begin at a row.
    pub fn begin_at(&mut self, row: usize) {
        self.rows.top = row;
    }

    /// Whether it shows everything, the newest first.
    pub fn is_whole(&self) -> bool {
        self.query.only == Only::Live && self.query.sort == Sort::NewestFirst && self.query.words.is_empty()
    }

    /// Whether there is nothing at all in it, and nobody is searching.
    pub fn is_bare(&self) -> bool {
        self.total == 0 && self.search.is_none() && self.is_whole()
    }

    fn at(&self, row: usize) -> Option<&Entry> {
        self.held.get(row.checked_sub(self.from)?)
    }

    fn selected(&self) -> Option<&Entry> {
        self.at(self.rows.at)
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, ctx: &mut Ctx) -> Outcome {
        if self.search.is_some() {
            return self.type_search(press, ctx);
        }
        if self.rows.obey(press.action, self.total) {
            return self.moved();
        }
        match press.action {
            Some(Action::Accept) => self.open(),
            Some(Action::Search) => {
                self.search = Some(Edit::new(&self.query.words));
                Outcome::none()
            }
            Some(Action::Choose) => self.choose(),
            Some(Action::Order) => self.order(ctx),
            Some(Action::Bin) => self.bin(ctx),
            Some(Action::Remove) => self.change(ctx, |id| Command::Remove { id }),
            Some(Action::TakeBack) => self.change(ctx, |id| Command::Restore { id }),
            Some(Action::New) => self.new_entry(ctx),
            Some(action @ (Action::Edit | Action::Repeat)) => self.with_entry(action, ctx),
            Some(Action::Back) if !self.query.words.is_empty() => {
                self.query.words.clear();
                self.anew()
            }
            None => open_by_key(press, ctx, self.activity.as_deref()),
            _ => Outcome::elsewhere(),
        }
    }

    /// Fetches another page when the window is about to leave the one that is held.
    fn moved(&mut self) -> Outcome {
        self.marked = self.selected().map(|e| e.id);
        let first = self.rows.at.saturating_sub(self.rows.height);
        let last = (self.rows.at + self.rows.height).min(self.total.saturating_sub(1));
        let held = self.from..self.from + self.held.len();
        if self.total == 0 || held.contains(&first) && held.contains(&last) {
            return Outcome::none();
        }
        self.wants().map(Outcome::ask).unwrap_or_default()
    }

    fn anew(&mut self) -> Outcome {
        self.rows.to(0, self.total);
        self.marked = None;
        self.wants().map(Outcome::ask).unwrap_or_default()
    }

    fn type_search(&mut self, press: Press, ctx: &Ctx) -> Outcome {
        let Some(edit) = &mut self.search else { return Outcome::none() };
        match press.action {
            Some(Action::Accept | Action::Down) => {
                self.search = None;
                return Outcome::none();
            }
            Some(Action::Back) => {
                self.search = None;
                self.query.words.clear();
                return self.anew();
            }
            Some(Action::Clear) => edit.clear(),
            Some(Action::Redraw) => return Outcome::elsewhere(),
            _ => {
                if !edit.press(press.key) {
                    return Outcome::none();
                }
            }
        }
        self.query.words = self.search.as_ref().map(|e| e.text().to_owned()).unwrap_or_default();
        self.narrow(ctx);
        self.anew()
    }

    /// Takes a pasted text into the search line.
    pub fn paste(&mut self, text: &str, ctx: &Ctx) -> Outcome {
        let Some(edit) = &mut self.search else { return Outcome::none() };
        edit.paste(text, false);
        edit.text().clone_into(&mut self.query.words);
        self.narrow(ctx);
        self.anew()
    }

    /// Takes the entries of a case meeting in or leaves them out, as what is typed is a case's code or not.
    fn narrow(&mut self, ctx: &Ctx) {
        if self.everything {
            self.query.forms = searched(&self.query.words, ctx);
        }
    }

    fn open(&self) -> Outcome {
        match self.selected() {
            Some(entry) => Outcome::go(Go::Open(View::Detail(Detail::new(entry.id)))),
            None => Outcome::none(),
        }
    }

    /// The next choice of entries: all, planned, cancelled, to follow up.
    fn choose(&mut self) -> Outcome {
        self.query.only = match self.query.only {
            Only::Live => Only::Planned,
            Only::Planned => Only::Cancelled,
            Only::Cancelled => Only::Asked,
            _ => Only::Live,
        };
        self.anew()
    }

    fn order(&mut self, ctx: &Ctx) -> Outcome {
        let columns = self.columns(ctx).len() as u8;
        self.query.sort = match self.query.sort {
            Sort::NewestFirst => Sort::OldestFirst,
            Sort::OldestFirst if columns > 1 => Sort::Column(1),
            Sort::Column(n) => Sort::ColumnDown(n),
            Sort::ColumnDown(n) if n + 1 < columns => Sort::Column(n + 1),
            Sort::OldestFirst | Sort::ColumnDown(_) => Sort::NewestFirst,
        };
        self.anew()
    }

    /// Opens the bin of the same forms.
    pub fn bin(&self, ctx: &Ctx) -> Outcome {
        let query = Query { only: Only::Bin, words: String::new(), ..self.query.clone() };
        Outcome::go(Go::Open(View::List(Box::new(Self::showing(query, ctx.say("list-bin"))))))
    }

    /// Does something with the marked entry, once it has been asked for where something in it is masked.
    fn with_entry(&mut self, action: Action, ctx: &mut Ctx) -> Outcome {
        match self.selected() {
            Some(entry) if is_masked(entry) => {
                let id = entry.id;
                self.opening = Some((id, action));
                Outcome::ask(Ask::Entry(id))
            }
            Some(entry) => done_with(entry, action, ctx),
            None => Outcome::none(),
        }
    }

    fn change(&self, ctx: &mut Ctx, command: impl Fn(EntryId) -> Command) -> Outcome {
        match self.selected() {
            Some(entry) => Outcome::ask(Ask::Do(Write { id: ctx.ids.fresh(), command: command(entry.id) })),
            None => Outcome::none(),
        }
    }

    fn new_entry(&self, ctx: &Ctx) -> Outcome {
        let activity = self.activity.as_deref().and_then(|key| ctx.plan.activity(key));
        match activity.map(|a| a.forms.as_slice()) {
            Some([form]) => Outcome::go(Go::Enter(Start::new(&form.key))),
            _ => Outcome::go(Go::Lay(Overlay::new_entry(self.activity.as_deref(), ctx))),
        }
    }

    /// Takes an answer from the desk.
    pub fn answer(&mut self, reply: Reply, ctx: &mut Ctx) -> Outcome {
        if let Reply::Entry(shown) = reply {
            let asked = self.opening.take().zip(shown).filter(|((id, _), shown)| *id == shown.entry.id);
            return asked
                .map_or_else(Outcome::none, |((_, action), shown)| done_with(&shown.entry, action, ctx));
        }
        if let Reply::Page(page) = reply {
            (self.total, self.from) = (page.total as usize, page.from as usize);
            self.held = page.rows.into();
            let again = self.marked.and_then(|id| self.held.iter().position(|e| e.id == id));
            self.rows.to(again.map_or(self.rows.at, |i| i + self.from), self.total);
            self.marked = self.selected().map(|e| e.id);
            if self.fitted.is_some() {
                self.fitted = Some(self.needed(ctx));
            }
        }
        Outcome::none()
    }
}

/// Opens an entry in its form, to correct it or for a new one like it.
fn done_with(entry: &Entry, action: Action, ctx: &mut Ctx) -> Outcome {
    if action == Action::Edit {
        return take_up(entry, ctx);
    }
    let like = Some(Box::new(entry.clone()));
    Outcome::go(Go::Enter(Start { like, ..Start::new(&entry.form) }))
}

/// The forms a search over everything takes from: a case meeting's only when a case's code is what is searched for.
fn searched(typed: &str, ctx: &Ctx) -> Vec<Code> {
    let Some((meeting, _)) = ctx.plan.cases().filter(|_| code::parse(typed).is_err()) else {
        return Vec::new();
    };
    let others = ctx.offered().filter(|(activity, _)| activity.key != meeting.key);
    others.map(|(_, form)| form.key.as_str().into()).collect()
}
