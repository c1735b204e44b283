//! What the core answers and tells of who is here, and that it fits in a frame.

use super::*;
use crate::domain::event::{Event, Happening};
use crate::domain::record::{Draft, Origin, Slot};
use crate::text::Clean;

fn draft(write: u128, note: &str) -> Draft {
    let slot = Slot { text: note.into(), origin: Origin::Typed };
    Draft {
        write: WriteId(write),
        form: "visit".into(),
        corrects: None,
        before: Vec::new(),
        status: Status::Done,
        slots: vec![("note".into(), slot)],
        at: 0,
        begun: 1,
    }
}

#[test]
fn whoever_leaves_a_form_is_no_longer_in_it_and_one_account_can_be_here_twice() {
    const TWIN: SessionId = SessionId(3);
    let mut world = World::new();
    world.core.hear([Heard::Joined { session: TWIN, uid: UID }]);
    world.ask(TWIN, Ask::Here);
    let here = |world: &mut World| match world.ask(ME, Ask::Here) {
        Reply::Here(here) => here,
        other => panic!("{other:?}"),
    };
    assert_eq!(
        here(&mut world).iter().map(|one| (one.uid, one.session)).collect::<Vec<_>>(),
        [(UID, 1), (UID, 3)]
    );
    let Reply::Welcome(welcome) = world.ask(TWIN, Ask::Welcome) else { panic!() };
    assert_eq!(welcome.me.session, TWIN.0);
    let figures = Ask::Figures(Vec::new());
    let page = Ask::Page { query: Query::default(), from: 0, count: 1 };
    for elsewhere in [Ask::Today, page, Ask::Entry(EntryId(1)), figures] {
        world.ask(TWIN, Ask::PutDraft(draft(1, "lugnt")));
        assert_eq!(here(&mut world)[1].busy, Some(("visit".into(), None)));
        world.ask(TWIN, elsewhere);
        assert_eq!(here(&mut world)[1].busy, None);
    }
    assert!(matches!(world.ask(ME, Ask::Drafts), Reply::Drafts(drafts) if drafts.len() == 1));
}

#[test]
fn an_answer_holds_no_more_than_its_frame() {
    let mut world = World::new();
    for n in 1..=30 {
        assert_eq!(world.ask(ME, Ask::PutDraft(draft(n, &"x".repeat(300)))), Reply::Kept);
    }
    assert!(matches!(world.ask(ME, Ask::Drafts), Reply::Drafts(drafts) if drafts.len() == 20));
    assert!(matches!(world.ask(ME, Ask::Today), Reply::Today(today) if today.drafts.len() == 20));
    for n in 1..=20 {
        assert_eq!(world.ask(ME, Ask::PutDraft(draft(n, &"x".repeat(60_000)))), Reply::Kept);
    }
    assert!(matches!(world.ask(ME, Ask::Drafts), Reply::Drafts(drafts) if drafts.len() == 8));
    let mut state = State::new();
    let cells = vec![("note".into(), Cell::typed(Value::Text(Clean::line(&"y".repeat(4_000)))))];
    let entered = |id| Event::Entered {
        id: EntryId(id),
        form: "visit".into(),
        status: Status::Done,
        cells: cells.clone(),
        asked: Vec::new(),
    };
    let events = (1..=300).map(entered).collect();
    state.evolve(&Happening { write: WriteId(1), undoes: None, events }, 1, 0, UID);
    let page = Pages::default().page(&state, &Query::default(), UID, 0, 500);
    assert_eq!(page.total, 300);
    assert!((200..300).contains(&page.rows.len()), "{}", page.rows.len());
}

#[test]
fn a_plan_that_is_read_no_more_leaves_the_one_before_with_its_source() {
    let mut state = State::new();
    let mut told = |write, text: &str, file: &str| {
        let events = vec![Event::PlanLoaded { text: text.into(), file: file.into(), previous: None }];
        state.evolve(&Happening { write: WriteId(write), undoes: None, events }, 1, 0, UID);
        (state.plan.key.clone(), state.plan_source.file.clone())
    };
    let before = told(1, load::ENKOPING, "enkoping.toml");
    assert_eq!(before.1, "enkoping.toml");
    assert_eq!(told(2, "not a plan", "later.toml"), before);
}
