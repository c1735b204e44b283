//! The loop: waits until something happens, takes all of it, draws once.

use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use ratatui::crossterm::event::KeyEventKind;

use super::ctx::{Ctx, WriteIds};
use super::model::{Line, Model, Tone};
use super::msg::{Clip, Effect, Link as Way, Msg};
use super::term::{Guard, Input, Screen, TermEvent, Tty, input, tty};
use super::theme::{Look, process_env};
use super::{tell, update, view};
use crate::desk::ask::{Ask, Asked, Reply, Said, Welcome};
use crate::desk::client::Client;
use crate::desk::clock::Clock;
use crate::desk::link::{Link, LinkSaid};
use crate::domain::decide::Now;
use crate::words::Words;

/// How long an answer may take before the screen is drawn without it, and then before the desk counts as out of reach.
const SHORT: Duration = Duration::from_millis(150);
const LONG: Duration = Duration::from_secs(3);

/// How long leaving waits for the desk to have taken the draft.
const LAST_WORDS: Duration = Duration::from_millis(600);

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// By its key.
    Quit,
    /// The terminal went away, or lofte was told to end.
    Gone,
}

/// Something for the loop.
enum Event {
    Term(TermEvent),
    Desk(LinkSaid),
}

impl From<TermEvent> for Event {
    fn from(event: TermEvent) -> Self {
        Self::Term(event)
    }
}

/// Runs the full-screen desk until it is left.
///
/// # Errors
/// What the terminal said, when there is none to use.
pub fn run(mut client: Client, words: Words, random: u128) -> color_eyre::Result<End> {
    let Reply::Welcome(welcome) = client.ask(Ask::Welcome)? else {
        return Err(color_eyre::eyre::eyre!("the desk answered something else than a welcome"));
    };
    let (sender, events) = channel();
    let tty = Tty::open().map_err(|_| color_eyre::eyre::eyre!("{}", words.say("screen-no-terminal")))?;
    let _signals = input::watch_signals(tty.clone(), sender.clone())?;
    let guard = Guard::enter(&tty, |place| format!("lofte stopped at {place}. What was saved is safe."))?;
    input::read_keys(tty.clone(), guard.typed_before(), sender.clone())?;
    let mut screen = Screen::new(tty.clone(), tty.size())?;
    let model = begin(*welcome, words, random, tty.size());
    let link = start_link(client, sender)?;
    let mut session = Session { model, link, tickets: HashMap::new(), next: 1 };
    session.carry_out(update::begin);
    let end = session.serve(&events, &mut screen);
    session.settle();
    end
}

fn begin(welcome: Welcome, words: Words, random: u128, size: ratatui::layout::Size) -> Model {
    let look = Look::from_env(&process_env());
    let line = tell::opened(&welcome.opened, words);
    let ctx = Ctx::new(welcome, words, look, WriteIds::from(random));
    Model {
        ctx,
        tab: 0,
        views: Vec::new(),
        overlay: None,
        line,
        waiting: None,
        held: std::collections::VecDeque::new(),
        link: Way::Found,
        size: (size.width, size.height),
        next: 1,
    }
}

fn start_link(client: Client, sender: Sender<Event>) -> color_eyre::Result<Link> {
    let link = Link::start(client, move |event| {
        // The loop that listened has ended: there is nobody left to tell.
        let _ = sender.send(Event::Desk(event));
    })?;
    Ok(link)
}

/// The desk's moment: its fixed one, or this machine's clock, which is the desk's too.
fn moment(ctx: &Ctx) -> Now {
    if ctx.clock_fixed { ctx.now } else { Clock::system().now(ctx.plan.time_zone) }
}

struct Session {
    model: Model,
    link: Link,
    /// Which view an answer is for, and whether keys are held for it.
    tickets: HashMap<u32, (u32, bool)>,
    next: u32,
}

impl Session {
    fn serve(&mut self, events: &Receiver<Event>, screen: &mut Screen) -> color_eyre::Result<End> {
        loop {
            if self.model.waiting.is_none() {
                self.draw(screen)?;
            }
            let Some(first) = self.wait(events, screen)? else { return Ok(End::Gone) };
            let mut next = Some(first);
            while let Some(event) = next.take() {
                if let Some(end) = self.take(event, screen)? {
                    return Ok(end);
                }
                next = events.try_recv().ok();
            }
        }
    }

    /// Waits for the next event; `None` when there will be none. A desk that takes long over an answer is drawn around,
    /// and after a while said to be out of reach, so that one can leave.
    fn wait(&mut self, events: &Receiver<Event>, screen: &mut Screen) -> color_eyre::Result<Option<Event>> {
        for patience in [SHORT, LONG] {
            if self.model.waiting.is_none() || self.model.link != Way::Found {
                break;
            }
            match events.recv_timeout(patience) {
                Ok(event) => return Ok(Some(event)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) if patience == LONG => {
                    self.carry_out(|model| update::update(model, Msg::Link(Way::Lost(String::new()))));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            self.draw(screen)?;
        }
        if self.model.waiting.is_some() {
            self.draw(screen)?;
        }
        Ok(events.recv().ok())
    }

    fn draw(&mut self, screen: &mut Screen) -> color_eyre::Result<()> {
        let model = &mut self.model;
        let drawn = screen.draw(|frame| {
            let area = frame.area();
            if let Some(cursor) = view::draw(model, area, frame.buffer_mut()) {
                frame.set_cursor_position(cursor);
            }
        });
        match drawn {
            Err(error) if !tty::is_gone(&error) => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Takes one event; tells how the session ends, when it does.
    fn take(&mut self, event: Event, screen: &mut Screen) -> color_eyre::Result<Option<End>> {
        let msg = match event {
            Event::Term(TermEvent::HangUp | TermEvent::Terminate) => {
                self.carry_out(|model| update::update(model, Msg::End));
                return Ok(Some(End::Gone));
            }
            Event::Term(TermEvent::Resize(columns, rows)) => {
                screen.resize(columns, rows)?;
                Msg::Resize(columns, rows)
            }
            Event::Term(TermEvent::Input(Input::Key(key))) if key.kind == KeyEventKind::Release => {
                return Ok(None);
            }
            Event::Term(TermEvent::Input(Input::Key(key))) => Msg::Key(key),
            Event::Term(TermEvent::Input(Input::Paste { text, cut })) => Msg::Paste(Clip { text, cut }),
            Event::Desk(LinkSaid::Said(Said::Answer(ticket, reply))) => match self.tickets.remove(&ticket) {
                Some((view, held)) => Msg::Answer { view, held, reply },
                None => return Ok(None),
            },
            Event::Desk(LinkSaid::Said(Said::Notice(notice))) => Msg::Notice(notice),
            Event::Desk(LinkSaid::Lost) => Msg::Link(Way::Lost(String::new())),
            Event::Desk(LinkSaid::StillLost(error)) => Msg::Link(Way::Lost(error.said(self.model.ctx.words))),
            Event::Desk(LinkSaid::Back) => Msg::Link(Way::Found),
        };
        let effects = self.carry_out(|model| update::update(model, msg));
        if effects.redraw {
            screen.redraw_all()?;
        }
        Ok(effects.quit.then_some(End::Quit))
    }

    fn carry_out(&mut self, step: impl FnOnce(&mut Model) -> Vec<Effect>) -> Carried {
        self.model.ctx.now = moment(&self.model.ctx);
        let mut carried = Carried::default();
        for effect in step(&mut self.model) {
            match effect {
                Effect::Ask(view, ask) => self.send(view, true, ask),
                Effect::Tell(view, ask) => self.send(view, false, ask),
                Effect::Redraw => carried.redraw = true,
                Effect::Quit => carried.quit = true,
            }
        }
        carried
    }

    fn send(&mut self, view: u32, held: bool, ask: Ask) {
        let ticket = self.next;
        self.next = self.next.wrapping_add(1);
        match self.link.send(Asked { ticket, ask }) {
            Ok(()) => {
                self.tickets.insert(ticket, (view, held));
            }
            // More than a frame holds: nothing was asked, and the keys are not held for it.
            Err(error) => {
                if held {
                    self.model.waiting = None;
                }
                self.model.line = Line::new(Tone::Error, error.to_string());
            }
        }
    }

    /// Waits a little for the desk to have taken what was told it last.
    fn settle(&self) {
        let began = Instant::now();
        while self.link.unanswered() > 0 && began.elapsed() < LAST_WORDS {
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

#[derive(Default)]
struct Carried {
    redraw: bool,
    quit: bool,
}
