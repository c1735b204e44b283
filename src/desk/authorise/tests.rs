use chrono::NaiveDate;

use super::*;
use crate::desk::ask::{Only, Query};
use crate::domain::command::{Accepted, Amend, Enter, Write};
use crate::domain::course::view::Names;
use crate::domain::plan::{Period, load};
use crate::domain::record::{Cell, Draft, Status, Value, WriteId};
use crate::text::Clean;

/// Who administers the desk, and who does not.
const HEAD: u32 = 1;
const HAND: u32 = 2;

/// One form of every activity of Enköping's plan, in whose entry by place it stands.
const FORMS: [(&str, &str); 7] = [
    ("participant", "mbu"),
    ("evening", "mbu"),
    ("decision", "sspf"),
    ("meeting", "sspf"),
    ("training", "reporting"),
    ("walk", "walks"),
    ("visit", "hot_spots"),
];

/// The roles of Enköping's plan and what each has, written down by hand.
const ROLES: [(&str, &[&str]); 5] = [
    ("kursledare", &["mbu"]),
    ("sekreterare", &["sspf"]),
    ("polis", &["hot_spots"]),
    ("samordnare", &["reporting", "walks", "hot_spots"]),
    ("ledning", &[]),
];

fn happening(events: Vec<Event>) -> Happening {
    Happening { write: WriteId(1), undoes: None, events }
}

fn plan() -> Event {
    Event::PlanLoaded { text: load::ENKOPING.to_owned(), file: "enkoping.toml".to_owned(), previous: Some(1) }
}

fn entered(id: u64, form: &str) -> Event {
    let day = Value::Day(NaiveDate::from_ymd_opt(2023, 11, 21).unwrap());
    let cells = ["day", "applied"].map(|field| (field.into(), Cell::typed(day.clone()))).into();
    Event::Entered { id: EntryId(id), form: form.into(), status: Status::Done, cells, asked: Vec::new() }
}

fn state() -> State {
    let seen = |uid, administrator| Event::AccountSeen { uid, name: Clean::line("x"), administrator };
    let entries = FORMS.iter().zip(1..).map(|((form, _), id)| entered(id, form));
    let events = [seen(HEAD, true), seen(HAND, false), plan()].into_iter().chain(entries);
    let mut state = State::new();
    state.evolve(&happening(events.collect()), 1, 0, 1);
    assert_eq!(state.count(), FORMS.len());
    state
}

/// What a request takes of a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// Nothing: it is answered with what the role has, or with what everybody sees.
    Nothing,
    /// This activity.
    Activity(&'static str),
    /// Some activity.
    Some,
    /// No role has it.
    None,
}

fn of_form(form: &str) -> Needs {
    Needs::Activity(FORMS.iter().find(|(key, _)| *key == form).unwrap().1)
}

fn of_entry(id: EntryId) -> Needs {
    Needs::Activity(FORMS[id.0 as usize - 1].1)
}

/// What each request takes, judged anew here. A new one does not compile before it has its place.
fn needs(ask: &Ask) -> Needs {
    match ask {
        Ask::Hello { .. }
        | Ask::Welcome
        | Ask::Today
        | Ask::Figures(_)
        | Ask::ImportPart { .. }
        | Ask::DropDraft(_)
        | Ask::Drafts
        | Ask::Here
        | Ask::Claim(_) => Needs::Nothing,
        Ask::Page { query, .. } => query.forms.first().map_or(Needs::Some, |form| of_form(form)),
        Ask::Entry(id) | Ask::History(id) => of_entry(*id),
        Ask::Latest(form) | Ask::Twin { form, .. } => of_form(form),
        Ask::PutDraft(draft) => of_form(&draft.form),
        Ask::Backup { .. } | Ask::Doctor => Needs::None,
        Ask::Agenda { .. }
        | Ask::Case(_)
        | Ask::Notes { .. }
        | Ask::Statistics(_)
        | Ask::Commitments { .. } => Needs::Activity("sspf"),
        Ask::Course { .. } | Ask::Courses | Ask::Enrolment { .. } => Needs::Activity("mbu"),
        Ask::Do(write) => match &write.command {
            Command::Enter(enter) => of_form(&enter.form),
            Command::Amend(amend) => of_entry(amend.id),
            Command::Remove { id } | Command::Restore { id } => of_entry(*id),
            Command::Import { form, .. } => of_form(form),
            Command::Schedule { .. } => Needs::Activity("sspf"),
            Command::Enrol { .. } => Needs::Activity("mbu"),
            Command::LoadPlan { .. } => Needs::None,
            Command::Undo { .. } => Needs::Nothing,
        },
    }
}

/// Every request, about every form.
fn everything() -> Vec<Ask> {
    let day = NaiveDate::from_ymd_opt(2023, 11, 21).unwrap();
    let period = Period { from: day, to: day };
    let write = |command| Ask::Do(Write { id: WriteId(2), command });
    let page =
        |forms| Ask::Page { query: Query { forms, only: Only::Mine, ..Query::default() }, from: 0, count: 1 };
    let mut asks = vec![
        Ask::Hello { protocol: 0, version: String::new() },
        Ask::Welcome,
        Ask::Today,
        page(Vec::new()),
        Ask::Figures(vec![period]),
        Ask::ImportPart { write: WriteId(3), rows: Vec::new() },
        Ask::DropDraft(WriteId(4)),
        Ask::Drafts,
        Ask::Backup { path: "/b".into() },
        Ask::Doctor,
        Ask::Here,
        Ask::Agenda { day },
        Ask::Case("K7RTM".into()),
        Ask::Notes { day, party: None, texts: true },
        Ask::Statistics(period),
        Ask::Commitments { all: true },
        Ask::Course { code: "ht2023".into(), names: Names::Masked },
        Ask::Courses,
        Ask::Enrolment { course: "ht2023".into(), rows: Vec::new() },
        Ask::Claim("polis".into()),
        write(Command::Schedule { day, cases: Vec::new() }),
        write(Command::Enrol { rows: Vec::new() }),
        write(Command::LoadPlan { text: String::new(), file: String::new() }),
        write(Command::Undo { seq: None }),
    ];
    for ((form, _), id) in FORMS.iter().zip(1..) {
        let (form, id, status) = (Code::from(*form), EntryId(id), Status::Done);
        let (cells, accepted) = (Vec::new(), Accepted::All);
        let draft = Draft {
            write: WriteId(9),
            form: form.clone(),
            corrects: Some((id, 1)),
            before: Vec::new(),
            status: status.clone(),
            slots: Vec::new(),
            at: 0,
            begun: 0,
        };
        let amend =
            Amend { id, base: 1, status: None, changes: Vec::new(), reason: None, accepted: Accepted::All };
        asks.extend([
            page(vec![form.clone()]),
            Ask::Entry(id),
            Ask::History(id),
            Ask::Latest(form.clone()),
            Ask::Twin { form: form.clone(), cells: Vec::new(), own: Some(id) },
            Ask::PutDraft(Draft { corrects: None, ..draft.clone() }),
            Ask::PutDraft(draft),
            write(Command::Enter(Enter { form: form.clone(), status, cells, accepted })),
            write(Command::Amend(amend)),
            write(Command::Remove { id }),
            write(Command::Restore { id }),
            write(Command::Import { form, rows: Vec::new() }),
        ]);
    }
    asks
}

#[test]
fn a_role_may_ask_about_its_activities_and_about_no_others() {
    let state = state();
    let mut refused = 0;
    for (role, has) in ROLES {
        let (code, reason) = (Code::from(role), Refusal::NotForRole { role: role.into() });
        let reach = Reach::of(&state.plan, Some(&code));
        for ask in everything() {
            let may = match needs(&ask) {
                Needs::Nothing => true,
                Needs::Activity(activity) => has.contains(&activity),
                Needs::Some => !has.is_empty(),
                Needs::None => false,
            };
            let wanted = if may { Ok(()) } else { Err(reason.clone()) };
            assert_eq!(authorise(&state, HEAD, reach, &ask), wanted, "{role}: {ask:?}");
            refused += u32::from(!may);
        }
    }
    assert!(refused > 300, "{refused}");
}

#[test]
fn without_a_role_a_session_has_what_its_account_has() {
    let state = state();
    let whole = Reach::of(&state.plan, None);
    for ask in everything() {
        assert_eq!(authorise(&state, HEAD, whole, &ask), Ok(()), "{ask:?}");
    }
}

#[test]
fn a_role_that_is_gone_from_the_plan_has_nothing() {
    let state = state();
    let gone = Code::from("vaktmästare");
    for ask in everything().iter().filter(|ask| needs(ask) != Needs::Nothing) {
        assert!(authorise(&state, HEAD, Reach::of(&state.plan, Some(&gone)), ask).is_err(), "{ask:?}");
    }
}

#[test]
fn what_mixes_what_a_role_has_with_what_it_has_not_is_refused() {
    let state = state();
    let role = Code::from("polis");
    let reach = Reach::of(&state.plan, Some(&role));
    let forms = vec!["visit".into(), "participant".into()];
    let page = Ask::Page { query: Query { forms, ..Query::default() }, from: 0, count: 1 };
    assert!(authorise(&state, HAND, reach, &page).is_err());
    let twin = Ask::Twin { form: "visit".into(), cells: Vec::new(), own: Some(EntryId(1)) };
    assert!(authorise(&state, HAND, reach, &twin).is_err());
    // What there is not is for whoever looks for it to say.
    assert_eq!(authorise(&state, HAND, reach, &Ask::Entry(EntryId(99))), Ok(()));
    // A form that the plan does not have is in no role's.
    assert!(authorise(&state, HAND, reach, &Ask::Latest("gone".into())).is_err());
}

#[test]
fn undoing_takes_what_doing_it_took_of_the_role_too() {
    let state = state();
    let role = Code::from("polis");
    let reach = Reach::of(&state.plan, Some(&role));
    let removed = |id| Event::Removed { id: EntryId(id), previous: 1 };
    let may = |events| authorise_undo(&state, HEAD, reach, &happening(events)).is_ok();
    assert!(may(vec![entered(20, "visit")]) && may(vec![removed(7)]));
    for events in [vec![entered(20, "evening")], vec![removed(1)], vec![removed(7), removed(3)], vec![plan()]]
    {
        assert!(!may(events.clone()), "{events:?}");
        assert_eq!(authorise_undo(&state, HEAD, Reach::of(&state.plan, None), &happening(events)), Ok(()));
    }
}

#[test]
fn only_an_administrator_changes_the_plan_or_takes_a_copy_of_everything() {
    let state = state();
    let whole = Reach::of(&state.plan, None);
    let load = Command::LoadPlan { text: String::new(), file: String::new() };
    let asks = [Ask::Do(Write { id: WriteId(2), command: load }), Ask::Backup { path: "/b".into() }];
    for ask in &asks {
        assert_eq!(authorise(&state, HEAD, whole, ask), Ok(()));
        assert_eq!(authorise(&state, HAND, whole, ask), Err(Refusal::NotAllowed));
        assert_eq!(authorise(&state, 3, whole, ask), Err(Refusal::NotAllowed));
    }
    let remove = Write { id: WriteId(3), command: Command::Remove { id: EntryId(1) } };
    assert_eq!(authorise(&state, 3, whole, &Ask::Do(remove)), Ok(()));
    assert_eq!(authorise_undo(&state, HEAD, whole, &happening(vec![plan()])), Ok(()));
    assert_eq!(authorise_undo(&state, HAND, whole, &happening(vec![plan()])), Err(Refusal::NotAllowed));
}
