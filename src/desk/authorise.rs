//! Who may do what: the one gate in front of every request.
//!
//! Whoever asks is known by the user id that the kernel gave; nothing a client says about itself is believed. What is not
//! allowed here by name is refused.

use super::ask::Ask;
use crate::domain::command::Command;
use crate::domain::event::{Event, Happening};
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

/// Judges whether `who` may ask this. Every request passes here before anything is read or done for it.
///
/// # Errors
/// [`Refusal::NotAllowed`].
pub fn authorise(state: &State, who: u32, ask: &Ask) -> Result<(), Refusal> {
    let takes = match ask {
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
        | Ask::Enrolment { .. } => Takes::Account,
        Ask::Do(write) => match &write.command {
            Command::Enter(_)
            | Command::Amend(_)
            | Command::Remove { .. }
            | Command::Restore { .. }
            | Command::Undo { .. }
            | Command::Import { .. }
            | Command::Schedule { .. } => Takes::Account,
            Command::LoadPlan { .. } => Takes::Administrator,
        },
        Ask::Backup { .. } => Takes::Administrator,
    };
    permit(state, who, takes)
}

/// Judges whether `who` may undo what happened: it takes what doing it took.
///
/// # Errors
/// [`Refusal::NotAllowed`].
pub fn authorise_undo(state: &State, who: u32, happening: &Happening) -> Result<(), Refusal> {
    let plan = happening.events.iter().any(|event| matches!(event, Event::PlanLoaded { .. }));
    permit(state, who, if plan { Takes::Administrator } else { Takes::Account })
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
mod tests {
    use super::*;
    use crate::domain::command::Write;
    use crate::domain::record::{EntryId, WriteId};
    use crate::text::Clean;

    fn state() -> State {
        let mut state = State::new();
        let seen = |uid, administrator| Event::AccountSeen { uid, name: Clean::line("x"), administrator };
        let happening =
            Happening { write: WriteId(1), undoes: None, events: vec![seen(1, true), seen(2, false)] };
        state.evolve(&happening, 1, 0, 1);
        state
    }

    #[test]
    fn only_an_administrator_changes_the_plan_or_takes_a_copy_of_everything() {
        let load = Command::LoadPlan { text: String::new(), file: String::new() };
        let asks = [Ask::Do(Write { id: WriteId(2), command: load }), Ask::Backup { path: "/b".into() }];
        for ask in &asks {
            assert_eq!(authorise(&state(), 1, ask), Ok(()));
            assert_eq!(authorise(&state(), 2, ask), Err(Refusal::NotAllowed));
            assert_eq!(authorise(&state(), 3, ask), Err(Refusal::NotAllowed));
        }
        let remove = Write { id: WriteId(3), command: Command::Remove { id: EntryId(1) } };
        assert_eq!(authorise(&state(), 3, &Ask::Do(remove)), Ok(()));
    }

    #[test]
    fn undoing_a_plan_takes_what_loading_it_took() {
        let loaded = Event::PlanLoaded { text: String::new(), file: String::new(), previous: Some(1) };
        let happening = Happening { write: WriteId(2), undoes: None, events: vec![loaded] };
        assert_eq!(authorise_undo(&state(), 1, &happening), Ok(()));
        assert_eq!(authorise_undo(&state(), 2, &happening), Err(Refusal::NotAllowed));
    }
}
