//! What the papers of a meeting have in common: the secrecy line, names of parties and codes, and lists of commitments.

use chrono::NaiveDate;

use super::paper::{Paper, Table};
use crate::domain::casework::code;
use crate::domain::casework::view::CommitmentLine;
use crate::domain::plan::{Activity, Cases, Form, Promise};
use crate::domain::record::Code;
use crate::words::{Words, casework, day, label};

/// What a paper is made with beside what it tells of.
#[derive(Clone, Copy, Debug)]
pub struct Setting<'a> {
    /// The language it is written in.
    pub words: Words,
    /// The plan in force.
    pub plan: &'a Promise,
    /// The day it is made, which the secrecy line bears.
    pub today: NaiveDate,
    /// Whether the desk is an example, which the paper says.
    pub example: bool,
}

impl<'a> Setting<'a> {
    /// Begins a paper on the meeting of `on`; `title` names the message of its heading.
    pub(super) fn paper(self, title: &str, on: NaiveDate) -> Paper {
        let Self { words, today, .. } = self;
        let what = self.activity().map_or("", |(activity, _)| label::text(words, &activity.tab));
        let heading = words.say_with(
            title,
            &[
                ("what", what.into()),
                ("day", (&day::full(words, on)).into()),
                ("week", (&day::week(words, on)).into()),
            ],
        );
        let marked_on = today.to_string();
        let secrecy = match self.authority() {
            Some(authority) => words
                .say_with("paper-secrecy", &[("authority", authority.into()), ("day", (&marked_on).into())]),
            None => words.say_with("paper-secrecy-alone", &[("day", (&marked_on).into())]),
        };
        let mut paper = Paper::new(words.language(), &secrecy, &heading);
        if self.example {
            paper.mark(&words.say("paper-example"));
        }
        paper
    }

    /// Begins a paper on the course of this code; it bears no secrecy line of a case meeting, only what it is kept for.
    pub(super) fn paper_of_course(self, title: &str, code: &str) -> Paper {
        let Self { words, plan, today, .. } = self;
        let what = plan.course().map_or("", |(activity, _)| label::text(words, &activity.tab));
        let heading = words.say_with(title, &[("what", what.into()), ("course", code.into())]);
        let personal = words.say_with("paper-personal", &[("day", (&today.to_string()).into())]);
        let mut paper = Paper::new(words.language(), &personal, &heading);
        if self.example {
            paper.mark(&words.say("paper-example"));
        }
        paper
    }

    /// Adds a part with the next meeting's day.
    pub(super) fn next(self, paper: &mut Paper, next: Option<NaiveDate>) {
        let Some(next) = next else { return };
        paper.part(&self.words.say("paper-next"));
        paper.lines([format!("{}, {}", day::full(self.words, next), day::week(self.words, next))]);
    }

    /// Adds a part with commitments, where there are any; those that are late are told how late they were on `on`.
    pub(super) fn commitments(
        self,
        paper: &mut Paper,
        heading: &str,
        lines: &[CommitmentLine],
        on: NaiveDate,
    ) {
        if lines.is_empty() {
            return;
        }
        let words = self.words;
        paper.part(&words.say(heading));
        let heads = ["paper-code", "paper-who", "paper-what", "paper-by", "paper-standing"];
        let mut table = Table::new(heads.map(|head| words.say(head)));
        for line in lines {
            let what = line.what.clone().unwrap_or_default();
            let by = day::near(words, line.by, on);
            table.row([
                code::shown(&line.code),
                self.party(&line.party),
                what,
                by,
                casework::standing(words, line, on),
            ]);
        }
        paper.table(table);
    }

    /// The meeting's activity and its settings.
    pub(super) fn activity(self) -> Option<(&'a Activity, &'a Cases)> {
        self.plan.cases()
    }

    /// The form that meetings are recorded with.
    pub(super) fn form(self) -> Option<&'a Form> {
        self.plan.form(crate::domain::casework::index::MEETING).map(|(_, form)| form)
    }

    /// Whose secrecy it is: the first of those responsible for the activity.
    fn authority(self) -> Option<&'a str> {
        let (activity, _) = self.activity()?;
        activity.responsible.first().map(|responsible| label::text(self.words, &responsible.party))
    }

    /// The name of a party.
    pub(super) fn party(self, code: &str) -> String {
        casework::party(self.words, self.plan, code).to_owned()
    }

    /// The names of several parties.
    pub(super) fn parties<'c>(self, codes: impl IntoIterator<Item = &'c Code>) -> String {
        codes.into_iter().map(|code| self.party(code)).collect::<Vec<_>>().join(", ")
    }

    /// The name of an item of a list.
    pub(super) fn item(self, list: &str, code: &str) -> String {
        label::of_list(self.words, self.plan.list(list), code).to_owned()
    }
}
