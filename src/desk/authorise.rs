//! Who may do what: the one gate in front of every request.
//!
//! Whoever asks is known by the user id that the kernel gave; of what a client says about itself only that it is less is
//! believed: a role it claims. What is not allowed here by name is refused.

use super::ask::Ask;
use super::reach::Reach;
use crate::domain::command::Command;
use crate::domain::event::{Event, Happening};
use crate::domain::record::{Code, EntryId};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;

/// What a request takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Takes {
    /// An account that the directory's mode let through to the socket.
    Account,
    /// An account that administers the desk.
    Administrator,
}

/// What a request concerns, of what a role has or has not.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Concern {
    /// Entries of a form.
    Form(Code),
    /// One entry, and with it its form.
    Entry(EntryId),
    /// The case meeting.
    Cases,
    /// The course.
    Course,
    /// Entries of whatever forms the role has.
    Something,
    /// The desk as a whole.
    Everything,
}

impl Concern {
    fn is_in(&self, reach: Reach<'_>, state: &State) -> bool {
        let plan = &state.plan;
        match self {
            Self::Form(form) => reach.form(form),
            // What does not exist is told so by whoever looks for it.
            Self::Entry(id) => state.entry(*id).is_none_or(|entry| reach.form(&entry.form)),
            Self::Cases => plan.cases().is_some_and(|(activity, _)| reach.activity(&activity.key)),
            Self::Course => plan.course().is_some_and(|(activity, _)| reach.activity(&activity.key)),
            Self::Something => reach.offered().next().is_some(),
            Self::Everything => false,
        }
    }
}

/// Judges whether `who`, in a session that reaches `reach`, may ask this. Every request passes here before anything is read
/// or done for it.
///
/// # Errors
/// [`Refusal::NotAllowed`], and [`Refusal::NotForRole`] where the session's role does not have what it concerns.
pub fn authorise(state: &State, who: u32, reach: Reach<'_>, ask: &Ask) -> Result<(), Refusal> {
    permit(state, who, takes(ask))?;
    within(state, reach, &concerns(ask))
}

fn within(state: &State, reach: Reach<'_>, concerns: &[Concern]) -> Result<(), Refusal> {
    let all = reach.is_whole() || concerns.iter().all(|concern| concern.is_in(reach, state));
    if all { Ok(()) } else { Err(reach.refusal()) }
}

fn takes(ask: &Ask) -> Takes {
    match ask {
        Ask::Hello { .. }
        | Ask::Welcome
        | Ask::Today
        | Ask::Page { .. }
        | Ask::Entry(_)
        | Ask::History(_)
        | Ask::Figures(_)
        | Ask::Latest(_)
        | Ask::Twin { .. }
        | Ask::ImportPart { .. }
        | Ask::PutDraft(_)
        | Ask::DropDraft(_)
        | Ask::Drafts
        | Ask::Doctor
        | Ask::Here
        | Ask::Agenda { .. }
        | Ask::Case(_)
        | Ask::Notes { .. }
        | Ask::Statistics(_)
        | Ask::Commitments { .. }
        | Ask::Course { .. }
        | Ask::Courses
        | Ask::Enrolment { .. }
        | Ask::Claim(_) => Takes::Account,
        Ask::Do(write) => match &write.command {
            Command::Enter(_)
            | Command::Amend(_)
            | Command::Remove { .. }
            | Command::Restore { .. }
            | Command::Undo { .. }
            | Command::Import { .. }
            | Command::Enrol { .. }
            | Command::Schedule { .. } => Takes::Account,
            Command::LoadPlan { .. } => Takes::Administrator,
        },
        Ask::Backup { .. } => Takes::Administrator,
    }
}

/// Everything a request concerns; nothing where whoever asks is told, at the telling, only what their role has.
fn concerns(ask: &Ask) -> Vec<Concern> {
    let form = |form: &Code| Concern::Form(form.clone());
    match ask {
        Ask::Hello { .. }
        | Ask::Welcome
        | Ask::Today
        | Ask::Figures(_)
        | Ask::ImportPart { .. }
        | Ask::DropDraft(_)
        | Ask::Drafts
        | Ask::Here
        | Ask::Claim(_) => Vec::new(),
        Ask::Page { query, .. } if query.forms.is_empty() => vec![Concern::Something],
        Ask::Page { query, .. } => query.forms.iter().map(form).collect(),
        Ask::Entry(id) | Ask::History(id) => vec![Concern::Entry(*id)],
        Ask::Latest(of) => vec![form(of)],
        Ask::Twin { form: of, own, .. } => std::iter::once(form(of)).chain(own.map(Concern::Entry)).collect(),
        Ask::PutDraft(draft) => std::iter::once(form(&draft.form))
            .chain(draft.corrects.map(|(id, _)| Concern::Entry(id)))
            .collect(),
        Ask::Agenda { .. }
        | Ask::Case(_)
        | Ask::Notes { .. }
        | Ask::Statistics(_)
        | Ask::Commitments { .. } => {
            vec![Concern::Cases]
        }
        Ask::Course { .. } | Ask::Courses | Ask::Enrolment { .. } => vec![Concern::Course],
        Ask::Backup { .. } | Ask::Doctor => vec![Concern::Everything],
        Ask::Do(write) => match &write.command {
            Command::Enter(enter) => vec![form(&enter.form)],
            Command::Amend(amend) => vec![Concern::Entry(amend.id)],
            Command::Remove { id } | Command::Restore { id } => vec![Concern::Entry(*id)],
            Command::Import { form: of, .. } => vec![form(of)],
            Command::Enrol { .. } => vec![Concern::Course],
            Command::Schedule { .. } => vec![Concern::Cases],
            Command::LoadPlan { .. } => vec![Concern::Everything],
            // Judged by what it undoes: see [`authorise_undo`].
            Command::Undo { .. } => Vec::new(),
        },
    }
}

/// Judges whether `who`, in a session that reaches `reach`, may undo what happened: it takes what doing it took.
///
/// # Errors
/// As for [`authorise`].
pub fn authorise_undo(
    state: &State,
    who: u32,
    reach: Reach<'_>,
    happening: &Happening,
) -> Result<(), Refusal> {
    let plan = happening.events.iter().any(|event| matches!(event, Event::PlanLoaded { .. }));
    permit(state, who, if plan { Takes::Administrator } else { Takes::Account })?;
    let concerns: Vec<Concern> = happening.events.iter().map(concern).collect();
    within(state, reach, &concerns)
}

fn concern(event: &Event) -> Concern {
    match event {
        Event::Entered { form, .. } => Concern::Form(form.clone()),
        Event::Amended { id, .. } | Event::Removed { id, .. } | Event::Restored { id, .. } => {
            Concern::Entry(*id)
        }
        Event::Founded { .. } | Event::PlanLoaded { .. } | Event::AccountSeen { .. } => Concern::Everything,
    }
}

fn permit(state: &State, who: u32, takes: Takes) -> Result<(), Refusal> {
    let allowed = match takes {
        Takes::Account => true,
        Takes::Administrator => state.accounts.get(&who).is_some_and(|account| account.administrator),
    };
    if allowed { Ok(()) } else { Err(Refusal::NotAllowed) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
