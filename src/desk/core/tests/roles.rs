//! A session that claims a role hears of nothing but what the role has, whoever does what, and cannot claim it back.

use super::*;
use crate::domain::course::view::Names;
use crate::domain::plan::Period;
use crate::domain::record::{Draft, Origin};
use crate::text::Clean;

/// What stands in the entries of the two activities that concern individuals.
const NAME: &str = "Rut Rätt";
const NOTE: &str = "hemligt om skolgången";

/// A desk where everybody shares one account; the other screen has a role.
struct Shared {
    world: World,
    code: Code,
    participant: EntryId,
    decision: EntryId,
    visit: EntryId,
}

fn enter(world: &mut World, form: &str, cells: &[(&str, Value)]) -> EntryId {
    let cells = cells.iter().map(|(key, value)| ((*key).into(), Cell::typed(value.clone()))).collect();
    let enter = Enter { form: form.into(), status: Status::Done, cells, accepted: Accepted::All };
    match world.write(ME, Command::Enter(enter)) {
        Reply::Done(done) => done.entry.unwrap().id,
        other => panic!("{other:?}"),
    }
}

fn text(of: &str) -> Value {
    Value::Text(Clean::line(of))
}

fn day(of: &str) -> Value {
    Value::Day(of.parse().unwrap())
}

impl Shared {
    fn with(role: &str) -> Self {
        let mut world = World::new();
        world.core.hear([Heard::Left { session: OTHER }, Heard::Joined { session: OTHER, uid: UID }]);
        world.ask(OTHER, Ask::Here);
        enter(&mut world, "course", &[("start", day("2023-09-07"))]);
        let participant =
            enter(&mut world, "participant", &[("name", text(NAME)), ("born", Value::Number(2006))]);
        let case =
            enter(&mut world, "case", &[("day", day("2023-11-01")), ("status", Value::Code("plan".into()))]);
        let Some(Value::Code(code)) = world.core.state.entry(case).unwrap().value("code").cloned() else {
            panic!()
        };
        let of = || ("case", Value::Code(code.clone()));
        let parties = Value::Codes(["school", "police"].map(Code::from).into());
        let yes = || Value::Code("yes".into());
        let signed =
            [("guardian_1", yes()), ("guardian_2", Value::Code("not_required".into())), ("youth", yes())];
        enter(
            &mut world,
            "consent",
            &[&[("day", day("2023-11-01")), of(), ("parties", parties)], &signed[..]].concat(),
        );
        let follow_up = ("follow_up", day("2023-11-21"));
        let decided = ("decision", Value::Code("continue".into()));
        let decision = [("day", day("2023-11-07")), of(), decided, ("text", text(NOTE)), follow_up];
        let decision = enter(&mut world, "decision", &decision);
        assert!(matches!(world.write(ME, visit(21, 600, "stortorget", 1)), Reply::Done(_)));
        let visit = EntryId(world.core.state.count() as u64);
        assert_eq!(world.ask(OTHER, Ask::Claim(role.into())), Reply::Kept);
        Self { world, code, participant, decision, visit }
    }

    /// Somebody without a role does something with everything there is; what each session was told.
    fn happens(&mut self) -> Vec<(SessionId, Said)> {
        let mut said = Vec::new();
        for (id, form) in
            [(self.participant, "participant"), (self.decision, "decision"), (self.visit, "visit")]
        {
            let entry = self.world.core.state.entry(id).unwrap();
            let (_, described) = self.world.core.state.plan.form(form).unwrap();
            let draft = Draft::of(WriteId(500 + u128::from(id.0)), described, &entry, 0);
            for ask in [
                Ask::PutDraft(draft),
                Ask::Do(Write { id: WriteId(600 + u128::from(id.0)), command: Command::Remove { id } }),
                Ask::Do(Write { id: WriteId(700 + u128::from(id.0)), command: Command::Restore { id } }),
            ] {
                let heard = self.world.asked(ME, ask);
                said.extend(self.world.core.hear([heard]).said);
            }
        }
        said
    }

    /// One of everything that may be asked, about all three.
    fn everything(&self) -> Vec<Ask> {
        let on = "2023-11-21".parse().unwrap();
        let period = Period { from: on, to: on };
        let page = |query| Ask::Page { query, from: 0, count: 500 };
        let course = |names| Ask::Course { code: "ht2023".into(), names };
        let mut asks = vec![
            Ask::Welcome,
            Ask::Today,
            Ask::Drafts,
            Ask::Figures(vec![period]),
            Ask::Doctor,
            Ask::Here,
            Ask::Agenda { day: on },
            Ask::Case(self.code.clone()),
            Ask::Notes { day: on, party: None, texts: true },
            Ask::Statistics(period),
            Ask::Commitments { all: true },
            course(Names::Masked),
            course(Names::Told),
            Ask::Courses,
            Ask::Enrolment { course: "ht2023".into(), rows: Vec::new() },
            Ask::Do(Write {
                id: WriteId(600 + u128::from(self.participant.0)),
                command: Command::Undo { seq: None },
            }),
        ];
        for only in [Only::Live, Only::Mine, Only::All, Only::Bin, Only::Asked] {
            for words in ["", "rut", "hemligt", &self.code] {
                asks.push(page(Query { only, words: words.into(), names: Names::Told, ..Query::default() }));
            }
        }
        for (id, form) in
            [(self.participant, "participant"), (self.decision, "decision"), (self.visit, "visit")]
        {
            let entry = self.world.core.state.entry(id).unwrap();
            asks.extend([
                Ask::Entry(id),
                Ask::History(id),
                Ask::Latest(form.into()),
                Ask::Twin { form: form.into(), cells: entry.cells.clone(), own: None },
                page(Query { forms: vec![form.into()], names: Names::Told, ..Query::default() }),
                Ask::Do(Write {
                    id: WriteId(800 + u128::from(id.0)),
                    command: change(&entry, "note", text("x")),
                }),
                Ask::Do(Write {
                    id: WriteId(810 + u128::from(id.0)),
                    command: Command::Undo { seq: Some(entry.seq) },
                }),
            ]);
        }
        asks
    }
}

/// What was said to one session.
fn to(said: &[(SessionId, Said)], session: SessionId) -> String {
    let told: Vec<&Said> = said.iter().filter(|(to, _)| *to == session).map(|(_, said)| said).collect();
    // Every plan names its forms; here it is not the plan that tells of anybody.
    format!("{told:?}").replace(load::ENKOPING, "")
}

/// What gives each of the three away: a text of its own, or its number.
fn signs(shared: &Shared) -> [Vec<String>; 3] {
    let number = |id: EntryId| format!("id: {id:?}");
    [
        vec!["Rut".into(), "R. R.".into(), number(shared.participant)],
        vec!["hemligt".into(), shared.code.to_string(), number(shared.decision)],
        vec![number(shared.visit)],
    ]
}

/// Which of the three it tells of.
fn tells(said: &str, signs: &[Vec<String>; 3]) -> [bool; 3] {
    signs.each_ref().map(|signs| signs.iter().any(|sign| said.contains(sign)))
}

#[test]
fn a_session_hears_of_what_its_role_has_and_of_nothing_else() {
    for (role, has) in [
        ("kursledare", [true, false, false]),
        ("sekreterare", [false, true, false]),
        ("polis", [false, false, true]),
        ("samordnare", [false, false, true]),
        ("ledning", [false, false, false]),
    ] {
        let mut shared = Shared::with(role);
        let signs = signs(&shared);
        let said = shared.happens();
        assert_eq!(tells(&to(&said, ME), &signs), [true; 3]);
        let mut told = tells(&to(&said, OTHER), &signs);
        for ask in shared.everything() {
            let heard = shared.world.asked(OTHER, ask.clone());
            let heard = to(&shared.world.core.hear([heard]).said, OTHER);
            let now = tells(&heard, &signs);
            assert!((0..3).all(|i| has[i] || !now[i]), "{role}, {ask:?}: {heard}");
            told = [0, 1, 2].map(|i| told[i] || now[i]);
        }
        assert_eq!(told, has, "{role} is told of all that it has");
    }
}

#[test]
fn figures_of_people_are_told_to_other_roles_over_long_periods_alone() {
    let mut shared = Shared::with("ledning");
    let day = |text: &str| text.parse().unwrap();
    let over = |from: &str, to: &str| Period { from: day(from), to: day(to) };
    let short = [
        over("2023-11-21", "2023-11-21"),
        over("2023-11-01", "2023-11-30"),
        over("2023-01-01", "2023-06-30"),
    ];
    let long = [over("2023-01-01", "2023-12-31"), shared.world.core.state.plan.period];
    for (periods, told) in [(&short[..], false), (&long, true)] {
        let Reply::Figures(all) = shared.world.ask(ME, Ask::Figures(periods.to_vec())) else { panic!() };
        let Reply::Figures(own) = shared.world.ask(OTHER, Ask::Figures(periods.to_vec())) else { panic!() };
        for (all, own) in all.iter().flatten().zip(own.iter().flatten()) {
            let of_people = ["sspf", "mbu"].contains(&own.activity.as_str());
            let mut withheld = all.clone();
            withheld.withhold();
            assert_eq!(own, if told || !of_people { all } else { &withheld });
            assert!(withheld.value.is_none() && withheld.entries == 0);
        }
    }
}

#[test]
fn a_role_is_not_claimed_back_nor_changed_for_another() {
    let mut shared = Shared::with("polis");
    for role in ["kursledare", "samordnare"] {
        let reply = shared.world.ask(OTHER, Ask::Claim(role.into()));
        assert_eq!(reply, Reply::Refused(Refusal::NotForRole { role: "polis".into() }));
    }
    assert_eq!(shared.world.ask(OTHER, Ask::Claim("polis".into())), Reply::Kept);
    let Reply::Refused(Refusal::NoSuchRole { roles, .. }) = shared.world.ask(ME, Ask::Claim("chef".into()))
    else {
        panic!()
    };
    assert_eq!(roles, ["kursledare", "sekreterare", "polis", "samordnare", "ledning"]);
    assert!(matches!(shared.world.ask(ME, Ask::Entry(shared.participant)), Reply::Entry(Some(_))));
    let Reply::Welcome(welcome) = shared.world.ask(OTHER, Ask::Welcome) else { panic!() };
    assert_eq!(welcome.role.as_deref(), Some("polis"));
}

#[test]
fn todays_work_is_the_roles_and_the_figures_are_everybodys() {
    let figures = |view: &crate::desk::ask::TodayView| view.whole_figures.clone();
    let mut shared = Shared::with("sekreterare");
    let Reply::Today(all) = shared.world.ask(ME, Ask::Today) else { panic!() };
    let Reply::Today(own) = shared.world.ask(OTHER, Ask::Today) else { panic!() };
    let activities = |view: &crate::desk::ask::TodayView| {
        let items = view.due.iter().flat_map(|line| &line.items);
        items.map(|due| due.activity.clone()).collect::<std::collections::BTreeSet<_>>()
    };
    assert!(activities(&all).len() > 1, "{:?}", activities(&all));
    assert_eq!(activities(&own).into_iter().collect::<Vec<_>>(), ["sspf"]);
    assert_eq!(figures(&all), figures(&own));
    let Reply::Done(done) = shared.world.write(ME, visit(21, 700, "stortorget", 1)) else { panic!() };
    assert!(done.next.is_some());
    let cells = [("day", day("2023-11-20")), ("status", Value::Code("plan".into()))];
    let cells = cells.map(|(key, value)| (key.into(), Cell::typed(value))).into();
    let enter = Enter { form: "case".into(), status: Status::Done, cells, accepted: Accepted::All };
    let Reply::Done(done) = shared.world.write(OTHER, Command::Enter(enter)) else { panic!() };
    assert!(done.next.is_some_and(|line| line.items.iter().all(|due| due.activity == "sspf")));
}

#[test]
fn undoing_goes_by_what_the_role_has_on_an_account_that_is_shared() {
    let mut shared = Shared::with("kursledare");
    // The latest of the account is a visit, which is none of the role's.
    assert!(matches!(shared.world.write(OTHER, Command::Undo { seq: None }), Reply::Done(done)
        if done.entry.as_ref().is_some_and(|entry| entry.id == shared.participant)));
    let seq = shared.world.core.state.latest_change(shared.visit);
    let reply = shared.world.write(OTHER, Command::Undo { seq });
    assert_eq!(reply, Reply::Refused(Refusal::NotForRole { role: "kursledare".into() }));
    assert!(matches!(shared.world.write(ME, Command::Undo { seq: None }), Reply::Done(_)));
    assert!(shared.world.core.state.entry(shared.visit).unwrap().removed);
}

#[test]
fn one_that_leaves_while_others_write_is_told_no_more_than_before() {
    let mut shared = Shared::with("polis");
    let entry = shared.world.core.state.entry(shared.participant).unwrap();
    let command = change(&entry, "born", Value::Number(2007));
    let asked = shared.world.asked(ME, Ask::Do(Write { id: WriteId(77), command }));
    let looked = shared.world.asked(ME, Ask::Today);
    let said = shared.world.core.hear([asked, looked, Heard::Left { session: OTHER }]).said;
    assert!(said.iter().any(|(session, _)| *session == OTHER));
    assert!(!tells(&to(&said, OTHER), &signs(&shared))[0]);
    // What was typed into a form of another role's is not told either.
    let (_, form) = shared.world.core.state.plan.form("participant").unwrap();
    let mut draft = Draft::of(WriteId(900), form, &entry, 0);
    draft.put("name", NAME, Origin::Typed);
    shared.world.ask(ME, Ask::PutDraft(draft));
    shared.world.core.hear([Heard::Joined { session: OTHER, uid: UID }]);
    shared.world.ask(OTHER, Ask::Claim("polis".into()));
    assert_eq!(shared.world.ask(OTHER, Ask::Drafts), Reply::Drafts(Vec::new()));
}
