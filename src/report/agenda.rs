//! The numbered agenda of a meeting as a paper, to have in the room: cases by code, and who must leave before each.

use super::meeting::Setting;
use super::paper::{Paper, Table};
use crate::domain::casework::code;
use crate::domain::casework::view::Agenda;
use crate::words::{casework, label};

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
            let closed = || item.closed_to.iter().map(|(party, _)| party);
            table.row([
                item.number.to_string(),
                code::shown(&item.code),
                setting.item("case_statuses", &item.status),
                casework::why(words, item.why, agenda.day),
                casework::group_only(words, setting.plan, closed())
                    .unwrap_or_else(|| setting.parties(closed())),
            ]);
        }
        paper.table(table);
        paper.lines([words.say("paper-numbers")]);
    }
    setting.commitments(&mut paper, "paper-late", &agenda.late, agenda.day);
    setting.next(&mut paper, agenda.next);
    paper
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
