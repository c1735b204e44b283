//! The real screen over the real desk, in this process: no sockets, no terminal, no threads.
//!
//! What the screen asks goes to the desk's core at once; what the core says can be held back, to see what a slow line
//! does.

mod others;

use std::collections::{HashMap, VecDeque};
use std::time::{Duration, Instant};

use lofte::desk::ask::{Ask, Asked, Reply, Said, Welcome};
use lofte::desk::core::{Core, Heard, SessionId};
use lofte::domain::command::{Accepted, Amend, Change, Command, Enter, Write};
use lofte::domain::plan::{Language, load};
use lofte::domain::record::{Cell, Draft, Entry, EntryId, Origin, Status, Value, WriteId, answer};
use lofte::ui::ctx::{Ctx, WriteIds};
use lofte::ui::model::{Line, Model};
use lofte::ui::msg::{Clip, Effect, Link, Msg};
use lofte::ui::screen::View;
use lofte::ui::term::{Decoder, Input};
use lofte::ui::theme::{Look, ThemeName};
use lofte::ui::{update, view};
use lofte::words::Words;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use tempfile::TempDir;

use super::desk::{ANNA, KARL, open};
use crate::script;

const OWN: SessionId = SessionId(1);
const OTHER: SessionId = SessionId(2);

/// How soon the desk's answers reach the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// Before the next key.
    AtOnce,
    /// When they are let through.
    Held,
}

/// A screen at a desk.
pub struct Stage {
    pub model: Model,
    core: Core,
    tickets: HashMap<u32, (u32, bool)>,
    next: u32,
    on_the_way: VecDeque<Said>,
    answers: Answers,
    pub quit: bool,
    ids: WriteIds,
    _dir: TempDir,
}

/// How a stage is set.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    pub plan: &'a str,
    pub language: Language,
    pub size: (u16, u16),
    pub theme: ThemeName,
    /// The role that the session claims.
    pub role: Option<&'a str>,
}

impl Default for Setting<'_> {
    fn default() -> Self {
        Self {
            plan: load::ENKOPING,
            language: Language::Swedish,
            size: (80, 24),
            theme: ThemeName::Ansi16,
            role: None,
        }
    }
}

impl Stage {
    /// Anna's screen at an empty desk with Enköping's plan, in Swedish, 80×24.
    pub fn new() -> Self {
        Self::set(Setting::default())
    }

    /// A screen at an empty desk.
    pub fn set(setting: Setting<'_>) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut core = open(dir.path(), setting.plan);
        for (session, (uid, _)) in [(OWN, ANNA), (OTHER, KARL)] {
            core.hear([Heard::Joined { session, uid }]);
        }
        if let Some(role) = setting.role {
            let asked = Asked { ticket: 0, ask: Ask::Claim(role.into()) };
            let said = core.hear([Heard::Asked { session: OWN, asked }]).said;
            assert_eq!(said, [(OWN, Said::Answer(0, Reply::Kept))]);
        }
        let asked = Asked { ticket: 1, ask: Ask::Welcome };
        let welcome = core.hear([Heard::Asked { session: OWN, asked }]).said.into_iter().find_map(welcomed);
        let ctx = Ctx::new(
            welcome.unwrap(),
            Words::new(setting.language),
            Look::of(setting.theme),
            WriteIds::from(1 << 64),
        );
        let model = Model {
            ctx,
            tab: 0,
            views: Vec::new(),
            overlay: None,
            line: Line::default(),
            waiting: None,
            held: VecDeque::new(),
            link: Link::Found,
            size: setting.size,
            next: 1,
        };
        let mut stage = Self {
            model,
            core,
            tickets: HashMap::new(),
            next: 2,
            on_the_way: VecDeque::new(),
            answers: Answers::AtOnce,
            quit: false,
            ids: WriteIds::from(2 << 64),
            _dir: dir,
        };
        let effects = update::begin(&mut stage.model);
        stage.carry_out(effects);
        stage.deliver();
        stage
    }

    /// Chooses how soon answers come.
    pub fn answers(&mut self, answers: Answers) -> &mut Self {
        self.answers = answers;
        self.deliver();
        self
    }

    /// Presses the keys of a script, drawing after each as the program does.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        for key in script::keys(script) {
            self.bytes(&key);
        }
        self
    }

    /// Types a text, which may contain any character.
    pub fn text(&mut self, text: &str) -> &mut Self {
        self.bytes(text.as_bytes())
    }

    fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        let began = Instant::now();
        let mut decoder = Decoder::new();
        let mut inputs = decoder.feed(bytes, began);
        inputs.extend(decoder.expire(began + Duration::from_secs(2)));
        for input in inputs {
            self.happen(match input {
                Input::Key(key) => Msg::Key(key),
                Input::Paste { text, cut } => Msg::Paste(Clip { text, cut }),
            });
        }
        self
    }

    /// Pastes a text.
    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.happen(Msg::Paste(Clip { text: text.to_owned(), cut: false }));
        self
    }

    /// Changes the size of the terminal.
    pub fn resize(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.happen(Msg::Resize(columns, rows));
        self
    }

    /// Something happens to the screen.
    pub fn happen(&mut self, msg: Msg) {
        let effects = update::update(&mut self.model, msg);
        self.carry_out(effects);
        if self.answers == Answers::AtOnce {
            self.deliver();
        }
        self.draw();
    }

    /// Lets everything that is on the way reach the screen.
    pub fn deliver(&mut self) {
        while let Some(said) = self.on_the_way.pop_front() {
            let msg = match said {
                Said::Answer(ticket, reply) => {
                    let Some((view, held)) = self.tickets.remove(&ticket) else { continue };
                    Msg::Answer { view, held, reply }
                }
                Said::Notice(notice) => Msg::Notice(notice),
            };
            let effects = update::update(&mut self.model, msg);
            self.carry_out(effects);
        }
    }

    fn carry_out(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Ask(view, ask) => self.ask(view, true, ask),
                Effect::Tell(view, ask) => self.ask(view, false, ask),
                Effect::Redraw => {}
                Effect::Quit => self.quit = true,
            }
        }
    }

    fn ask(&mut self, view: u32, held: bool, ask: Ask) {
        let ticket = self.next;
        self.next += 1;
        self.tickets.insert(ticket, (view, held));
        let said = self.core.hear([Heard::Asked { session: OWN, asked: Asked { ticket, ask } }]).said;
        self.on_the_way.extend(said.into_iter().filter(|(to, _)| *to == OWN).map(|(_, said)| said));
    }

    /// Draws the screen at its size; tells where the cursor stands.
    pub fn draw(&mut self) -> (Buffer, Option<Position>) {
        let (columns, rows) = self.model.size;
        let area = Rect::new(0, 0, columns, rows);
        let mut buffer = Buffer::empty(area);
        let cursor = view::draw(&mut self.model, area, &mut buffer);
        (buffer, cursor)
    }

    /// The screen as lines of text.
    pub fn screen(&mut self) -> String {
        let (buffer, _) = self.draw();
        super::picture::lines(&buffer).join("\n")
    }

    /// The line the cursor stands on, and the column.
    pub fn at_cursor(&mut self) -> (String, u16) {
        let (buffer, cursor) = self.draw();
        let cursor = cursor.expect("a cursor");
        (super::picture::lines(&buffer)[usize::from(cursor.y)].clone(), cursor.x)
    }

    /// Whether the view on top is a form.
    pub fn in_form(&self) -> bool {
        matches!(self.model.view(), Some(View::Form(_)))
    }

    /// Enters something past the screen, as the person at it or as somebody else.
    pub fn enter(&mut self, form: &str, fields: &[(&str, &str)]) -> EntryId {
        self.enter_as(OWN, form, Status::Done, fields)
    }

    /// Somebody else enters something.
    pub fn somebody_enters(&mut self, form: &str, fields: &[(&str, &str)]) -> EntryId {
        let id = self.enter_as(OTHER, form, Status::Done, fields);
        self.deliver();
        id
    }

    /// Somebody else changes one field of an entry.
    pub fn somebody_corrects(&mut self, id: EntryId, field: &str, text: &str) {
        let entry = self.core.state().entry(id).unwrap();
        let value = self.reads(&entry.form, field, text);
        let before = entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
        let changes = vec![Change { field: field.into(), before, after: Some(Cell::typed(value)) }];
        let (base, accepted) = (entry.rev, Accepted::All);
        let amend = Amend { id, base, status: None, changes, reason: None, accepted };
        self.command(OTHER, Command::Amend(amend));
        self.deliver();
    }

    /// Somebody else opens a screen of their own.
    pub fn somebody_looks(&mut self) {
        let asked = Asked { ticket: 0, ask: Ask::Here };
        let said = self.core.hear([Heard::Asked { session: OTHER, asked }]).said;
        self.on_the_way.extend(said.into_iter().filter(|(to, _)| *to == OWN).map(|(_, said)| said));
        self.deliver();
    }

    /// Plans something.
    pub fn plan(&mut self, form: &str, fields: &[(&str, &str)]) -> EntryId {
        self.enter_as(OWN, form, Status::Planned, fields)
    }

    fn enter_as(&mut self, who: SessionId, form: &str, status: Status, fields: &[(&str, &str)]) -> EntryId {
        let plan = &self.model.ctx.plan;
        let (_, described) = plan.form(form).unwrap();
        let context = self.model.ctx.answers();
        let mut draft = Draft::new(WriteId(0), described, &context, None, 0);
        for (field, text) in fields {
            draft.put(field, text, Origin::Typed);
        }
        let (cells, mistakes) = draft.read(described, &context);
        assert_eq!(mistakes, [], "what a test enters is right");
        let enter = Enter { form: form.into(), status, cells, accepted: Accepted::All };
        self.command(who, Command::Enter(enter)).unwrap().id
    }

    fn command(&mut self, session: SessionId, command: Command) -> Option<Entry> {
        let asked = Asked { ticket: 0, ask: Ask::Do(Write { id: self.ids.fresh(), command }) };
        let mut done = None;
        for (to, said) in self.core.hear([Heard::Asked { session, asked }]).said {
            match said {
                Said::Answer(0, Reply::Done(answer)) => done = answer.entry,
                Said::Answer(0, other) => panic!("not done: {other:?}"),
                Said::Notice(notice) if to == OWN => self.on_the_way.push_back(Said::Notice(notice)),
                _ => {}
            }
        }
        done
    }

    /// Reports a planned occasion: who was not as usual, the rest counted by the desk.
    pub fn report(&mut self, id: EntryId, roster: &str) {
        let entry = self.entry(id);
        let change = |field: &str, after| {
            let before = entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.clone());
            Change { field: field.into(), before, after: Some(after) }
        };
        let marks = roster.split(',').filter_map(|part| part.split_once('='));
        let marks = Value::Marks(marks.map(|(who, mark)| (who.into(), mark.into())).collect());
        let count = Cell { value: Value::Number(0), origin: Origin::Computed };
        let changes = vec![change("attendance", Cell::typed(marks)), change("present", count)];
        let (base, status, accepted) = (entry.rev, Some(Status::Done), Accepted::All);
        self.command(OWN, Command::Amend(Amend { id, base, status, changes, reason: None, accepted }));
    }

    /// Calls off what was planned, for a reason.
    pub fn call_off(&mut self, id: EntryId, reason: &str) {
        let (base, status) = (self.entry(id).rev, Some(Status::Cancelled(reason.into())));
        let (changes, accepted) = (Vec::new(), Accepted::All);
        self.command(OWN, Command::Amend(Amend { id, base, status, changes, reason: None, accepted }));
    }

    /// One entry.
    pub fn entry(&self, id: EntryId) -> Entry {
        self.core.state().entry(id).unwrap()
    }

    /// Moves an entry to the bin.
    pub fn remove(&mut self, id: EntryId) {
        self.command(OWN, Command::Remove { id });
    }

    /// Looks at the home screen anew.
    pub fn home(&mut self) -> &mut Self {
        self.deliver();
        self.keys("1")
    }

    /// Every entry, oldest first.
    pub fn entries(&self) -> Vec<Entry> {
        let state = self.core.state();
        (1..).map_while(|id| state.entry(EntryId(id))).collect()
    }

    /// The entry made last.
    pub fn latest(&self) -> Entry {
        self.entries().pop().expect("an entry")
    }

    /// What stands in a field of the entry made last, as it would be typed.
    pub fn stored(&self, field: &str) -> String {
        self.latest().value(field).map(lofte::domain::record::draft::spell).unwrap_or_default()
    }

    /// Where the value of a field of the entry made last came from.
    pub fn origin(&self, field: &str) -> Origin {
        let entry = self.latest();
        entry.cells.iter().find(|(key, _)| key == field).map(|(_, cell)| cell.origin).unwrap()
    }

    /// The drafts that the desk keeps for the person at the screen.
    pub fn drafts(&mut self) -> Vec<Draft> {
        let asked = Asked { ticket: 0, ask: Ask::Drafts };
        let said = self.core.hear([Heard::Asked { session: OWN, asked }]).said;
        said.into_iter()
            .find_map(|(_, said)| match said {
                Said::Answer(0, Reply::Drafts(drafts)) => Some(drafts),
                _ => None,
            })
            .unwrap()
    }

    /// What a field would be stored as.
    fn reads(&self, form: &str, field: &str, text: &str) -> Value {
        let (_, form) = self.model.ctx.plan.form(form).unwrap();
        answer::parse(form.field(field).unwrap(), text, &self.model.ctx.answers()).unwrap()
    }
}

fn welcomed((_, said): (SessionId, Said)) -> Option<Welcome> {
    match said {
        Said::Answer(1, Reply::Welcome(welcome)) => Some(*welcome),
        _ => None,
    }
}
