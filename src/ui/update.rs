//! From what happened to what the screen is next: routes keys, answers and notices. No rules of the field live here.

mod notice;

use self::notice::{linked, notice_all, plan_changed, seen_here};
use super::action::{self, Action, Chord};
use super::model::{Line, Model, Numbered};
use super::msg::{Clip, Effect, Link, Msg};
use super::overlay::{Overlay, Picked};
use super::screen::form::FormView;
use super::screen::{self, Go, Outcome, Press, Start, View};
use super::tell;
use crate::desk::ask::{Ask, Done, Reply};
use crate::domain::command::{Command, Write};
use crate::domain::plan::Kind;

/// The number of no view: of what is asked for the whole screen.
const NOBODY: u32 = 0;

/// Takes one message; returns what it causes.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = Vec::new();
    match msg {
        Msg::Key(_) | Msg::Paste(_) if model.waiting.is_some() => hold(model, msg, &mut effects),
        Msg::Key(key) => press(model, key, &mut effects),
        Msg::Paste(clip) => paste(model, &clip, &mut effects),
        Msg::Resize(columns, rows) => model.size = (columns, rows),
        Msg::Answer { view, held, reply } => answer(model, view, held, reply, &mut effects),
        Msg::Notice(notice) => notice_all(model, notice, &mut effects),
        Msg::Link(link) => linked(model, link, &mut effects),
        Msg::End => {
            keep_draft(model, &mut effects);
            effects.push(Effect::Quit);
        }
    }
    while model.waiting.is_none() {
        let Some(early) = model.held.pop_front() else { break };
        match early {
            Msg::Key(key) => press(model, key, &mut effects),
            Msg::Paste(clip) => paste(model, &clip, &mut effects),
            _ => {}
        }
    }
    effects
}

/// The views a session begins with.
pub fn begin(model: &mut Model) -> Vec<Effect> {
    let mut effects = vec![Effect::Tell(NOBODY, Ask::Here)];
    to_tab(model, 0, &mut effects);
    effects
}

/// A key that came early waits for its view. Only leaving is possible while the desk does not answer, and only where no
/// key before it waits and the key would not have been text.
fn hold(model: &mut Model, msg: Msg, effects: &mut Vec<Effect>) {
    if let Msg::Key(key) = &msg
        && model.link != Link::Found
        && model.held.is_empty()
        && action::lookup(model.context(), Chord::of(key)) == Some(Action::Quit)
    {
        keep_draft(model, effects);
        effects.push(Effect::Quit);
        return;
    }
    model.held.push_back(msg);
}

fn press(model: &mut Model, key: ratatui::crossterm::event::KeyEvent, effects: &mut Vec<Effect>) {
    let context = model.context();
    let press = Press { action: action::lookup(context, Chord::of(&key)), key };
    if let Some(overlay) = &mut model.overlay {
        let picked = overlay.press(press, &model.ctx);
        return pick(model, picked, effects);
    }
    // It is laid over whatever is being done, a form too, which stays as it is.
    if press.action == Some(Action::Card) {
        model.overlay = Some(Overlay::card());
        return;
    }
    if model.line.undo.is_none() {
        model.line = Line::default();
    }
    let Some(top) = model.views.last_mut() else { return };
    let number = top.number;
    let outcome = top.view.press(press, &mut model.ctx);
    if matches!(outcome.go, Go::Elsewhere) {
        everywhere(model, press.action, effects);
    } else {
        carry_out(model, number, outcome, effects);
    }
}

fn paste(model: &mut Model, clip: &Clip, effects: &mut Vec<Effect>) {
    if let Some(overlay) = &mut model.overlay {
        overlay.paste(&clip.text, &model.ctx);
        return;
    }
    let Some(top) = model.views.last_mut() else { return };
    let number = top.number;
    let outcome = top.view.paste(clip, &mut model.ctx);
    carry_out(model, number, outcome, effects);
}

/// What a key means in every view that has no meaning of its own for it.
fn everywhere(model: &mut Model, action: Option<Action>, effects: &mut Vec<Effect>) {
    match action {
        Some(Action::Tab(n)) => to_tab(model, usize::from(n) - 1, effects),
        Some(Action::NextTab) => to_tab(model, (model.tab + 1) % model.tabs(), effects),
        Some(Action::PreviousTab) => to_tab(model, (model.tab + model.tabs() - 1) % model.tabs(), effects),
        Some(Action::Back) => back(model, effects),
        Some(Action::Quit) => {
            keep_draft(model, effects);
            effects.push(Effect::Quit);
        }
        Some(Action::Undo) => {
            let write = Write { id: model.ctx.ids.fresh(), command: Command::Undo { seq: model.line.undo } };
            ask_top(model, Ask::Do(write), effects);
        }
        Some(Action::Summary) => to_tab(model, model.tabs() - 1, effects),
        Some(Action::Correct) => open(model, View::Recent(screen::recent::Recent::new()), effects),
        Some(Action::Help) => {
            let under = model.context();
            model.overlay = Some(Overlay::help(under, &model.ctx));
        }
        Some(Action::Palette) => model.overlay = Some(Overlay::palette(model.context(), &model.ctx)),
        Some(Action::Card) => model.overlay = Some(Overlay::card()),
        Some(Action::Redraw) => effects.push(Effect::Redraw),
        _ => {}
    }
}

fn pick(model: &mut Model, picked: Picked, effects: &mut Vec<Effect>) {
    match picked {
        Picked::Nothing => {}
        Picked::Redraw => effects.push(Effect::Redraw),
        Picked::Close => model.overlay = None,
        Picked::Action(action) => {
            model.overlay = None;
            run(model, action, effects);
        }
        Picked::Enter(start) => {
            model.overlay = None;
            enter(model, start, effects);
        }
        Picked::Say(line) => model.line = line,
        Picked::Period(period) => {
            model.overlay = None;
            let Some(top) = model.views.last_mut() else { return };
            let outcome = match &mut top.view {
                View::Figures(figures) => figures.show(period),
                View::Statistics(statistics) => statistics.show(period),
                _ => return,
            };
            let number = top.number;
            carry_out(model, number, outcome, effects);
        }
        Picked::Case(code) => {
            model.overlay = None;
            open(model, View::Case(Box::new(screen::casework::case::CaseFile::new(code))), effects);
        }
    }
}

/// Runs an action chosen by name, as if its key had been pressed in the view.
fn run(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let key = action::TABLE.iter().find(|b| b.action == action).and_then(|b| b.chords.first());
    let code = key.map_or(ratatui::crossterm::event::KeyCode::Null, |c| c.code);
    let Some(top) = model.views.last_mut() else { return };
    let number = top.number;
    let outcome = top.view.press(Press { action: Some(action), key: code.into() }, &mut model.ctx);
    if matches!(outcome.go, Go::Elsewhere) {
        everywhere(model, Some(action), effects);
    } else {
        carry_out(model, number, outcome, effects);
    }
}

fn carry_out(model: &mut Model, number: u32, outcome: Outcome, effects: &mut Vec<Effect>) {
    if let Some(line) = outcome.line {
        model.line = line;
    }
    effects.extend(outcome.tell.into_iter().map(|ask| Effect::Tell(number, ask)));
    if let Some(ask) = outcome.ask {
        model.waiting = Some(number);
        effects.push(Effect::Ask(number, ask));
    }
    match outcome.go {
        Go::Stay | Go::Elsewhere => {}
        Go::Back => back(model, effects),
        Go::Open(view) => open(model, view, effects),
        Go::Lay(overlay) => model.overlay = Some(overlay),
        Go::Enter(start) => enter(model, start, effects),
        Go::TakeUp(draft) => take_up(model, FormView::of(*draft, &model.ctx), effects),
        Go::Answer(draft) => take_up(model, FormView::at_its_field(*draft, &model.ctx), effects),
    }
}

fn open(model: &mut Model, view: View, effects: &mut Vec<Effect>) {
    let number = model.next;
    model.next += 1;
    if let Some(ask) = view.wants(&model.ctx) {
        model.waiting = Some(number);
        effects.push(Effect::Ask(number, ask));
    }
    model.views.push(Numbered { number, view });
}

fn back(model: &mut Model, effects: &mut Vec<Effect>) {
    if model.views.len() > 1 {
        model.views.pop();
        refresh(model, effects);
    } else if model.tab != 0 {
        to_tab(model, 0, effects);
    }
}

/// Asks again for what the view on top shows, holding the keys that are meant for it.
fn refresh(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(top) = model.views.last() else { return };
    if let Some(ask) = top.view.wants(&model.ctx) {
        model.waiting = Some(top.number);
        effects.push(Effect::Ask(top.number, ask));
    }
}

fn ask_top(model: &mut Model, ask: Ask, effects: &mut Vec<Effect>) {
    let Some(top) = model.views.last() else { return };
    model.waiting = Some(top.number);
    effects.push(Effect::Ask(top.number, ask));
}

fn to_tab(model: &mut Model, tab: usize, effects: &mut Vec<Effect>) {
    if tab >= model.tabs() {
        return;
    }
    keep_draft(model, effects);
    model.tab = tab;
    model.views.clear();
    let view = match tab.checked_sub(1) {
        None => View::Today(screen::today::Today::new()),
        Some(i) => match model.ctx.plan.activities.get(i) {
            Some(activity) if !model.ctx.has(&activity.key) => {
                View::Withheld(screen::withheld::Withheld::of(activity))
            }
            Some(activity) if !activity.forms.is_empty() && matches!(activity.kind, Kind::Cases(_)) => {
                View::Casework(Box::new(screen::casework::tab::Tab::of(activity)))
            }
            Some(activity) if !activity.forms.is_empty() && matches!(activity.kind, Kind::Course(_)) => {
                View::Courses(Box::new(screen::course::tab::Tab::of(activity)))
            }
            Some(activity) => View::List(Box::new(screen::list::List::of(activity))),
            None => View::Figures(screen::figures::Figures::new(&model.ctx)),
        },
    };
    open(model, view, effects);
}

/// Begins a new entry: its form needs this person's entry before, so the keys wait for that.
fn enter(model: &mut Model, start: Start, effects: &mut Vec<Effect>) {
    if model.ctx.form(&start.form).is_some() {
        let view = View::Form(Box::new(screen::form::FormView::awaiting(start, &mut model.ctx)));
        open(model, view, effects);
    }
}

fn take_up(model: &mut Model, form: Option<FormView>, effects: &mut Vec<Effect>) {
    if let Some(view) = form {
        if matches!(model.view(), Some(View::Recent(_))) && model.views.len() > 1 {
            model.views.pop();
        }
        open(model, View::Form(Box::new(view)), effects);
    }
}

/// Before a form is left without being saved, its draft goes to the desk.
fn keep_draft(model: &mut Model, effects: &mut Vec<Effect>) {
    for Numbered { number, view } in &mut model.views {
        if let View::Form(form) = view
            && let Some(ask) = form.keep(&model.ctx)
        {
            effects.push(Effect::Tell(*number, ask));
        }
    }
}

fn answer(model: &mut Model, number: u32, held: bool, reply: Reply, effects: &mut Vec<Effect>) {
    if held && model.waiting == Some(number) {
        model.waiting = None;
        if model.link != Link::Found {
            // It was only slow: what was held goes on.
            (model.link, model.line) = (Link::Found, Line::default());
        }
    }
    let aside = model.views.iter().any(|n| n.number == number && n.view.asked_aside());
    let aside = aside && matches!(reply, Reply::Done(_) | Reply::Refused(_));
    let saver = model.views.iter().find(|n| n.number == number && matches!(reply, Reply::Done(_)));
    let cases = saver.and_then(|n| n.view.cases_up(&model.ctx));
    if let Some(line) = tell::line(&reply, cases.as_deref(), &model.ctx).filter(|_| !aside) {
        model.line = line;
    }
    match reply {
        Reply::Here(here) => return seen_here(model, here),
        Reply::Welcome(welcome) => {
            let same = *model.ctx.plan == welcome.plan;
            (model.ctx.now, model.ctx.accounts) = (welcome.now, welcome.accounts);
            if !same {
                plan_changed(model, welcome.plan, effects);
            }
            return;
        }
        _ => {}
    }
    let top = model.views.last().map(|n| n.number);
    if let (Reply::Done(done), false) = (&reply, aside) {
        let form = |n: &Numbered| n.number == number && matches!(n.view, View::Form(_));
        if model.views.iter().any(form) {
            saved(model, number, done, effects);
        } else {
            refresh(model, effects);
        }
        return;
    }
    let Some(view) = model.views.iter_mut().find(|n| n.number == number) else { return };
    let outcome = view.view.answer(reply, &mut model.ctx);
    if top == Some(number) {
        carry_out(model, number, outcome, effects);
    }
}

/// A form was saved: it goes, and the form it may have lain on takes note.
fn saved(model: &mut Model, number: u32, done: &Done, effects: &mut Vec<Effect>) {
    model.views.retain(|n| n.number != number);
    match model.views.last_mut() {
        Some(Numbered { number, view: View::Form(form) }) => {
            let (number, outcome) = (*number, form.saved_above(done, &mut model.ctx));
            carry_out(model, number, outcome, effects);
        }
        _ => refresh(model, effects),
    }
}
