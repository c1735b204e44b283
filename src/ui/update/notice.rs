//! What the desk tells everybody unasked: what somebody else did, who is here, another plan or day, and the way to it.

use super::{NOBODY, keep_draft, to_tab};
use crate::desk::ask::{Ask, Notice, Presence};
use crate::domain::plan::Promise;
use crate::domain::record::Entry;
use crate::ui::model::{Line, Model, Numbered, Tone};
use crate::ui::msg::{Effect, Link};
use crate::ui::screen::View;
use crate::ui::tell;

pub(super) fn seen_here(model: &mut Model, here: Vec<Presence>) {
    for person in &here {
        model.ctx.learn_name(person.uid, &person.name);
    }
    model.ctx.here = here;
}

pub(super) fn notice_all(model: &mut Model, notice: Notice, effects: &mut Vec<Effect>) {
    match notice {
        Notice::Changed { own: true, .. } | Notice::Leaving => {}
        Notice::Changed { ref by, ref entry, .. } => {
            model.ctx.learn_name(by.0, &by.1);
            if let Some(entry) = entry {
                look_at_forms(model, entry, effects);
            }
            if let Some(line) = tell::noticed(&notice, &model.ctx).filter(|_| model.line.undo.is_none()) {
                model.line = line;
            }
            look_again(model, effects);
        }
        Notice::Plan(plan) => {
            plan_changed(model, *plan, effects);
        }
        Notice::Here(here) => seen_here(model, here),
        Notice::Day(now) => {
            model.ctx.now = now;
            look_again(model, effects);
        }
        Notice::NotSaving { why } => {
            let text = model.ctx.words.say_with("notice-not-saving", &[("why", why.as_str().into())]);
            model.line = Line::new(Tone::Error, text);
        }
        Notice::SavingAgain => model.line = Line::new(Tone::Good, model.ctx.say("notice-saving-again")),
    }
}

/// Another plan: every view is begun anew but a form, which stays on top with what has been typed.
pub(super) fn plan_changed(model: &mut Model, plan: Promise, effects: &mut Vec<Effect>) {
    keep_draft(model, effects);
    model.ctx.plan = std::sync::Arc::new(plan);
    let form = model.views.pop().filter(|top| matches!(top.view, View::Form(_)));
    to_tab(model, 0, effects);
    model.views.extend(form);
    model.overlay = None;
    model.line = Line::new(Tone::Warning, model.ctx.say("notice-plan"));
}

/// A form that corrects an entry in which a name may have been replaced hears what stands there now.
fn look_at_forms(model: &Model, entry: &Entry, effects: &mut Vec<Effect>) {
    for Numbered { number, view } in &model.views {
        if matches!(view, View::Form(form) if form.corrects(entry)) {
            effects.push(Effect::Tell(*number, Ask::Entry(entry.id)));
        }
    }
}

/// Somebody else changed something: what is shown is asked for anew, while keys go on. A numbered list stands still.
fn look_again(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some(top) = model.views.last() else { return };
    if matches!(top.view, View::Recent(_)) || model.waiting.is_some() {
        return;
    }
    if let Some(ask) = top.view.wants(&model.ctx) {
        effects.push(Effect::Tell(top.number, ask));
    }
}

pub(super) fn linked(model: &mut Model, link: Link, effects: &mut Vec<Effect>) {
    model.line = match &link {
        Link::Lost(why) => {
            Line::new(Tone::Error, model.ctx.words.say_with("link-lost", &[("why", why.as_str().into())]))
        }
        Link::Found => Line::new(Tone::Good, model.ctx.say("link-found")),
    };
    let back = link == Link::Found && model.link != Link::Found;
    model.link = link;
    if back {
        // The new host does not know yet that a screen is here, and the plan may have been changed meanwhile.
        effects.push(Effect::Tell(NOBODY, Ask::Here));
        effects.push(Effect::Tell(NOBODY, Ask::Welcome));
        look_again(model, effects);
    }
}
