//! The rules of the case meeting, by table and by property.

mod agenda;
mod consents;
mod decisions;
mod history;
mod meetings;

use lofte::domain::casework::index::File;
use lofte::domain::command::{Accepted, Amend, Change, Command, Enter};
use lofte::domain::plan::load::ENKOPING;
use lofte::domain::record::{Cell, Code, EntryId, Status, Value};
use lofte::domain::refusal::Refusal;

use super::Desk;

/// A Tuesday, the plan's day for the meeting.
pub const TUESDAY: &str = "2023-11-21";

/// A desk on a day of the meeting.
pub fn desk() -> Desk {
    Desk::new(ENKOPING, TUESDAY)
}

/// A desk on which cases were counted until the end of October 2023.
pub fn switched() -> Desk {
    Desk::new(
        &ENKOPING.replace("register = \"codes\"", "register = \"codes\"\ncodes_from = 2023-11-01"),
        TUESDAY,
    )
}

impl Desk {
    /// A case referred on a day; gives its code.
    pub fn refer(&mut self, day: &str) -> Code {
        let id = self.enter("case", &[("day", day), ("source", "school"), ("status", "referred")]);
        self.code_of(id)
    }

    pub fn code_of(&self, case: EntryId) -> Code {
        match self.entry(case).value("code") {
            Some(Value::Code(code)) => code.clone(),
            other => panic!("no code: {other:?}"),
        }
    }

    pub fn file(&self, code: &str) -> &File {
        self.state.casework().file(code).unwrap()
    }

    /// Holds a meeting at which these cases were up, `K7RTM,F3XHC=plan` those with an action.
    pub fn meet(&mut self, day: &str, cases: &str, action: &str) -> Result<EntryId, Refusal> {
        let typed = meeting(day, cases, action);
        let typed: Vec<(&str, &str)> = typed.iter().map(|(key, text)| (*key, text.as_str())).collect();
        self.try_enter("meeting", Status::Done, &typed)
    }

    /// Consent by one guardian, for these parties and until this day.
    pub fn consent(&mut self, code: &str, parties: &str, until: &str) -> EntryId {
        let signed = [("guardian_1", "yes"), ("guardian_2", "not_required"), ("youth", "not_required")];
        let rest = [("day", "2023-10-01"), ("case", code), ("parties", parties), ("until", until)];
        self.enter("consent", &[&signed[..], &rest[..]].concat())
    }

    /// The decision of a case on a day.
    pub fn decided(&self, code: &str, day: &str) -> EntryId {
        let day = super::day(day);
        let found = self.file(code).decisions.keys().find(|(on, _)| *on == day);
        found.map(|(_, id)| *id).unwrap()
    }
}

/// A meeting with all four parties.
pub fn meeting(day: &str, cases: &str, action: &str) -> Vec<(&'static str, String)> {
    let all = [("day", day), ("attendance", "0"), ("cases", cases), ("action", action), ("present", "4")];
    let usual = "social=present,school=present,police=present,leisure=present";
    let said = all.map(|(key, text)| (key, if key == "attendance" { usual } else { text }.to_owned()));
    said.into_iter().filter(|(_, text)| !text.is_empty()).collect()
}

/// What an entry says in a field, as it would be typed.
pub fn says(desk: &Desk, id: EntryId, field: &str) -> String {
    lofte::domain::record::draft::spell(desk.entry(id).value(field).unwrap())
}

/// A change to one field, from what its author saw.
pub fn change(desk: &Desk, id: EntryId, field: &str, before: &str, after: &str) -> Command {
    let entry = desk.entry(id);
    let cell = |text: &str| desk.cells(&entry.form, &[(field, text)]).remove(0).1;
    let changes = vec![Change { field: field.into(), before: Some(cell(before)), after: Some(cell(after)) }];
    let (status, reason, accepted) = (None, None, Accepted::All);
    Command::Amend(Amend { id, base: entry.rev, status, changes, reason, accepted })
}

/// An entry with cells that no face would send.
pub fn forged(form: &str, cells: Vec<(Code, Cell)>) -> Command {
    Command::Enter(Enter { form: form.into(), status: Status::Done, cells, accepted: Accepted::All })
}
