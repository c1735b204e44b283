//! The numbered agenda of a meeting as a paper, to have in the room: cases by code, and who must leave before each.

use super::meeting::Setting;
use super::paper::{Paper, Table};
use crate::domain::casework::code;
use crate::domain::casework::view::{Agenda, AgendaItem, Why};
use crate::words::{day, label};

/// Writes an agenda down.
pub fn paper(setting: Setting<'_>, agenda: &Agenda) -> Paper {
    let words = setting.words;
    let mut paper = setting.paper("paper-agenda", agenda.day);
    if let Some(pause) = &agenda.pause {
        paper.lead(&words.say_with("paper-pause", &[("pause", label::text(words, pause).into())]));
    }
    let points = setting.activity().map(|(_, settings)| settings.agenda.as_slice()).unwrap_or_default();
    if !points.is_empty() {
        paper.part(&words.say("paper-points"));
        paper.numbered(points.iter().map(|point| label::text(words, point)));
    }
    paper.part(&words.say("paper-cases"));
    if agenda.items.is_empty() {
        paper.lines([words.say("paper-no-cases")]);
    } else {
        let heads = ["paper-number", "paper-code", "paper-status", "paper-why", "paper-must-leave"];
        let mut table = Table::new(heads.map(|head| words.say(head)));
        for item in &agenda.items {
            table.row([
                item.number.to_string(),
                code::shown(&item.code),
                setting.item("case_statuses", &item.status),
                why(setting, agenda, item),
                setting.parties(item.closed_to.iter().map(|(party, _)| party)),
            ]);
        }
        paper.table(table);
        paper.lines([words.say("paper-numbers")]);
    }
    setting.commitments(&mut paper, "paper-late", &agenda.late, agenda.day);
    setting.next(&mut paper, agenda.next);
    paper
}

fn why(setting: Setting<'_>, agenda: &Agenda, item: &AgendaItem) -> String {
    let words = setting.words;
    let on = |key: &str, at| words.say_with(key, &[("day", (&day::near(words, at, agenda.day)).into())]);
    match item.why {
        Why::New => words.say("paper-why-new").into_owned(),
        Why::FollowUp(at) => on("paper-why-follow-up", at),
        Why::Late(at) => on("paper-why-late", at),
        Why::Added => words.say("paper-why-added").into_owned(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
