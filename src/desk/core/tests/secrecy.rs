//! What is closed never leaves the host, whatever is asked, and opens again unharmed.

use super::*;
use crate::domain::casework::code;
use crate::domain::course::view::Names;
use crate::domain::plan::Period;
use crate::domain::record::{Draft, Origin, Slot};
use crate::text::Clean;

const NOTE: &str = "hemligt om skolgången";
const DEED: &str = "hemligt samtal hemma";

/// A case with a decision and a commitment that hold texts, and the consent that opens them.
struct Kept {
    world: World,
    code: Code,
    consent: EntryId,
    decision: EntryId,
    commitment: EntryId,
}

fn day(text: &str) -> Value {
    Value::Day(text.parse().unwrap())
}

fn codes(of: &[&str]) -> Value {
    Value::Codes(of.iter().map(|code| (*code).into()).collect())
}

fn text(of: &str) -> Value {
    Value::Text(Clean::line(of))
}

fn enter(world: &mut World, form: &str, cells: &[(&str, Value)]) -> Entry {
    let cells = cells.iter().map(|(key, value)| ((*key).into(), Cell::typed(value.clone()))).collect();
    let enter = Enter { form: form.into(), status: Status::Done, cells, accepted: Accepted::All };
    match world.write(ME, Command::Enter(enter)) {
        Reply::Done(done) => done.entry.unwrap(),
        other => panic!("{other:?}"),
    }
}

impl Kept {
    /// Open until the end of 22 November 2023; it is 21.52.
    fn new() -> Self {
        let mut world = World::new();
        let case = [("day", day("2023-11-01")), ("status", Value::Code("plan".into()))];
        let Some(Value::Code(code)) = enter(&mut world, "case", &case).value("code").cloned() else {
            panic!()
        };
        let case = || Value::Code(code.clone());
        let consent = [
            ("day", day("2023-11-01")),
            ("case", case()),
            ("parties", codes(&["school", "police"])),
            ("guardian_1", Value::Code("yes".into())),
            ("guardian_2", Value::Code("not_required".into())),
            ("youth", Value::Code("yes".into())),
            ("until", day("2023-11-22")),
        ];
        let consent = enter(&mut world, "consent", &consent).id;
        let decision = [
            ("day", day("2023-11-21")),
            ("case", case()),
            ("decision", Value::Code("continue".into())),
            ("text", text(NOTE)),
        ];
        let decision = enter(&mut world, "decision", &decision).id;
        let commitment = [
            ("day", day("2023-11-21")),
            ("case", case()),
            ("party", Value::Code("school".into())),
            ("what", text(DEED)),
            ("by", day("2023-11-22")),
        ];
        let commitment = enter(&mut world, "commitment", &commitment).id;
        Self { world, code, consent, decision, commitment }
    }

    fn at(&mut self, moment: &str) {
        self.world.core.clock = Clock::read(Some(moment)).unwrap();
    }

    fn entry(&mut self, id: EntryId) -> Entry {
        match self.world.ask(ME, Ask::Entry(id)) {
            Reply::Entry(Some(shown)) => shown.entry,
            other => panic!("{other:?}"),
        }
    }

    /// Whether the texts can be read now.
    fn is_open(&mut self) -> bool {
        let (note, deed) = (self.entry(self.decision), self.entry(self.commitment));
        let both = [note.value("text").cloned().unwrap(), deed.value("what").cloned().unwrap()];
        let open = both == [text(NOTE), text(DEED)];
        assert!(open || both.iter().all(Value::is_closed), "{both:?}");
        open
    }

    /// A correction as a form makes one of what it was told: with what a person typed in one field.
    fn correcting(&mut self, id: EntryId, field: &str, typed: &str) -> Command {
        let (entry, now) = (self.entry(id), self.world.core.now());
        let plan = &self.world.core.state.plan;
        let (_, form) = plan.form(&entry.form).unwrap();
        let mut draft = Draft::of(WriteId(77), form, &entry, 0);
        draft.put(field, typed, Origin::Typed);
        let (cells, wrong) = draft.read(form, &now.context(plan));
        assert_eq!(wrong, []);
        let changes = draft.changes(cells);
        assert_eq!(changes.iter().map(|change| change.field.as_str()).collect::<Vec<_>>(), [field]);
        let (status, reason) = (None, None);
        Command::Amend(Amend { id, base: entry.rev, status, changes, reason, accepted: Accepted::All })
    }

    /// A correction of the decision that has been begun.
    fn draft(&self) -> Draft {
        let begun = |ask| if let Ask::PutDraft(draft) = ask { Some(draft) } else { None };
        self.everything().into_iter().find_map(begun).unwrap()
    }

    /// One of everything that may be asked.
    fn everything(&self) -> Vec<Ask> {
        let Self { code, decision, commitment, .. } = self;
        let on = "2023-11-21".parse().unwrap();
        let query = |words: &str| Query { words: words.into(), ..Query::default() };
        let page = |query| Ask::Page { query, from: 0, count: 500 };
        let period = Period { from: on, to: on };
        let note = |before, slot: &str| Draft {
            write: WriteId(900),
            form: "decision".into(),
            corrects: Some((*decision, 1)),
            before,
            status: Status::Done,
            slots: vec![
                ("case".into(), Slot { text: code::shown(code), origin: Origin::Typed }),
                ("text".into(), Slot { text: slot.into(), origin: Origin::Typed }),
            ],
            at: 0,
            begun: 1,
        };
        let before = vec![("text".into(), Cell::typed(text(NOTE)))];
        let mut asks = vec![
            Ask::Hello { protocol: 0, version: String::new() },
            Ask::PutDraft(note(before, NOTE)),
            Ask::Welcome,
            Ask::Today,
            Ask::Figures(vec![period]),
            Ask::Latest("decision".into()),
            Ask::Latest("commitment".into()),
            Ask::Twin { form: "decision".into(), cells: Vec::new(), own: None },
            Ask::ImportPart { write: WriteId(5), rows: Vec::new() },
            Ask::Drafts,
            Ask::Backup { path: "no".into() },
            Ask::Doctor,
            Ask::Here,
            Ask::Agenda { day: on },
            Ask::Agenda { day: "2023-11-28".parse().unwrap() },
            Ask::Case(code.clone()),
            Ask::Statistics(period),
            Ask::Commitments { all: true },
            Ask::Commitments { all: false },
            Ask::Course { code: "ht2023".into(), names: Names::Told },
            Ask::Courses,
            Ask::Enrolment { course: "ht2023".into(), rows: Vec::new() },
            Ask::DropDraft(WriteId(901)),
            Ask::Claim("nobody".into()),
        ];
        for only in [Only::Live, Only::Done, Only::Asked, Only::Mine, Only::All, Only::Bin] {
            asks.push(page(Query { only, ..query("") }));
        }
        asks.push(page(query(code)));
        asks.push(page(Query { sort: Sort::Column(2), forms: vec!["commitment".into()], ..query("") }));
        for id in [*decision, *commitment] {
            asks.extend([Ask::Entry(id), Ask::History(id)]);
        }
        for party in [None, Some("school".into()), Some("leisure".into())] {
            asks.push(Ask::Notes { day: on, party, texts: true });
        }
        asks
    }
}

/// Every question there is has its place in [`Kept::everything`]; a new one does not compile before it has.
fn is_known(ask: &Ask) {
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
        | Ask::Do(_)
        | Ask::ImportPart { .. }
        | Ask::PutDraft(_)
        | Ask::DropDraft(_)
        | Ask::Drafts
        | Ask::Backup { .. }
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
        | Ask::Claim(_) => {}
    }
}

/// Asks, and gives everything that was said to anybody.
fn said(world: &mut World, ask: Ask) -> String {
    is_known(&ask);
    let heard = world.asked(ME, ask);
    format!("{:?}", world.core.hear([heard]).said)
}

fn tells(said: &str) -> bool {
    said.contains("hemligt")
}

#[test]
fn no_answer_holds_what_is_closed() {
    let mut kept = Kept::new();
    let open: Vec<bool> =
        kept.everything().into_iter().map(|ask| tells(&said(&mut kept.world, ask))).collect();
    assert!(open.iter().filter(|told| **told).count() >= 10, "{open:?}");
    kept.at("2023-11-23T00:00");
    for ask in kept.everything() {
        let told = said(&mut kept.world, ask.clone());
        assert!(!tells(&told), "{ask:?} tells {told}");
    }
}

#[test]
fn no_change_and_no_notice_of_it_holds_what_is_closed() {
    let mut kept = Kept::new();
    let stale = kept.entry(kept.decision);
    kept.at("2023-11-23T00:00");
    let Kept { decision, commitment, .. } = kept;
    let mut changes = vec![
        kept.correcting(decision, "follow_up", "2023-12-05"),
        kept.correcting(commitment, "done", "2023-11-22"),
        change(&stale, "text", text("annat")),
    ];
    // As of somebody who never saw it: what stands there would come with the refusal.
    let blank = Entry { cells: vec![("text".into(), Cell::not_stated())], ..stale };
    changes.push(change(&blank, "text", text("annat")));
    changes.push(Command::Undo { seq: None });
    changes.extend([Command::Remove { id: decision }, Command::Restore { id: decision }]);
    for (n, command) in changes.into_iter().enumerate() {
        let write = Write { id: WriteId(n as u128 + 1), command };
        for _ in 0..2 {
            let told = said(&mut kept.world, Ask::Do(write.clone()));
            assert!(!tells(&told), "{write:?} tells {told}");
        }
    }
}

#[test]
fn consent_that_ends_while_somebody_looks_closes_the_next_answer() {
    let mut kept = Kept::new();
    kept.at("2023-11-22T23:59");
    assert!(kept.is_open());
    kept.at("2023-11-23T00:00");
    assert!(!kept.is_open());
    // The same page, from what was found before.
    let page = Ask::Page { query: Query::default(), from: 0, count: 50 };
    assert!(!tells(&said(&mut kept.world, page)));
}

#[test]
fn consent_withdrawn_in_the_middle_of_a_meeting_closes_from_that_minute() {
    let mut kept = Kept::new();
    let consent = kept.entry(kept.consent);
    assert!(matches!(kept.world.write(ME, change(&consent, "withdrawn", day("2023-11-22"))), Reply::Done(_)));
    assert!(!kept.is_open(), "without a time the whole day is closed");
    let consent = kept.entry(kept.consent);
    let at = Value::Time(NaiveTime::from_hms_opt(21, 55, 0).unwrap());
    assert!(matches!(kept.world.write(ME, change(&consent, "withdrawn_at", at)), Reply::Done(_)));
    kept.at("2023-11-22T21:54");
    assert!(kept.is_open());
    kept.at("2023-11-22T21:55");
    assert!(!kept.is_open());
}

#[test]
fn what_hangs_on_a_case_in_the_bin_is_closed() {
    let mut kept = Kept::new();
    let id = kept.world.core.state.casework().file(&kept.code).unwrap().case;
    assert!(matches!(kept.world.write(ME, Command::Remove { id }), Reply::Done(_)));
    assert!(!kept.is_open());
}

#[test]
fn correcting_another_field_leaves_a_closed_text_as_it_is() {
    let mut kept = Kept::new();
    kept.at("2023-11-23T00:00");
    let Kept { decision, commitment, .. } = kept;
    for (id, field, typed) in [
        (decision, "follow_up", "2023-12-05"),
        (commitment, "by", "2023-12-01"),
        (commitment, "done", "2023-11-23"),
    ] {
        let command = kept.correcting(id, field, typed);
        assert!(matches!(kept.world.write(ME, command), Reply::Done(_)), "{field}");
    }
    kept.at("2023-11-22T12:00");
    assert!(kept.is_open());
    // What was typed instead of what nobody could see does not take its place.
    kept.at("2023-11-23T00:00");
    let command = kept.correcting(decision, "text", "något annat");
    let Reply::Refused(refusal) = kept.world.write(ME, command.clone()) else { panic!() };
    assert!(matches!(refusal, Refusal::NotesClosed { .. }), "{refusal:?}");
    // Once it may be told, what stands there is shown before anything takes its place.
    kept.at("2023-11-22T12:00");
    let Reply::Refused(refusal) = kept.world.write(ME, command) else { panic!() };
    assert!(
        matches!(&refusal, Refusal::Overlap { theirs: Some(theirs), .. } if theirs.value == text(NOTE)),
        "{refusal:?}"
    );
    kept.at("2023-11-23T00:00");
    let sent = Cell::closed();
    let forged = [("case".into(), Cell::typed(Value::Code(kept.code.clone()))), ("text".into(), sent)];
    let cells = [("day".into(), Cell::typed(day("2023-11-22")))].into_iter().chain(forged).collect();
    let enter = Enter { form: "decision".into(), status: Status::Done, cells, accepted: Accepted::All };
    assert!(matches!(kept.world.write(ME, Command::Enter(enter)), Reply::Refused(_)));
}

#[test]
fn a_closed_text_is_not_opened_by_being_moved_to_an_open_case() {
    let mut kept = Kept::new();
    let case = [("day", day("2023-11-01")), ("status", Value::Code("plan".into()))];
    let Some(Value::Code(open)) = enter(&mut kept.world, "case", &case).value("code").cloned() else {
        panic!()
    };
    let consent = [
        ("day", day("2023-11-01")),
        ("case", Value::Code(open.clone())),
        ("parties", codes(&["school", "police"])),
        ("guardian_1", Value::Code("yes".into())),
        ("guardian_2", Value::Code("not_required".into())),
        ("youth", Value::Code("yes".into())),
    ];
    enter(&mut kept.world, "consent", &consent);
    kept.at("2023-11-23T00:00");
    let command = kept.correcting(kept.decision, "case", &open);
    let Reply::Refused(refusal) = kept.world.write(ME, command.clone()) else { panic!() };
    assert!(matches!(&refusal, Refusal::NotesClosed { code, .. } if *code == kept.code), "{refusal:?}");
    // While it is open it may be: the code was mistyped. What was written under the other code follows that one too.
    kept.at("2023-11-22T12:00");
    assert!(matches!(kept.world.write(ME, command), Reply::Done(_)));
    kept.at("2023-11-23T00:00");
    assert_eq!(kept.entry(kept.decision).value("text"), Some(&text(NOTE)));
    assert!(!tells(&said(&mut kept.world, Ask::History(kept.decision))));
}

#[test]
fn a_draft_gets_back_what_was_not_told_of_it() {
    let mut kept = Kept::new();
    let draft = kept.draft();
    kept.world.ask(ME, Ask::PutDraft(draft.clone()));
    kept.at("2023-11-23T00:00");
    let Reply::Drafts(told) = kept.world.ask(ME, Ask::Drafts) else { panic!() };
    assert!(told[0].hides("text") && told[0].slot("text").unwrap().text.is_empty());
    // Somebody goes on with it without seeing the text.
    kept.world.ask(ME, Ask::PutDraft(Draft { at: 3, ..told[0].clone() }));
    kept.at("2023-11-22T12:00");
    let Reply::Drafts(told) = kept.world.ask(ME, Ask::Drafts) else { panic!() };
    assert_eq!(told, [Draft { at: 3, ..draft }]);
}

#[test]
fn a_draft_is_kept_without_a_personal_number_whoever_gives_it() {
    let mut kept = Kept::new();
    let slot = Slot { text: "se 20101224-1234".into(), origin: Origin::Typed };
    let (form, slots) = ("visit".into(), vec![("note".into(), slot)]);
    let draft = Draft { form, slots, corrects: None, before: Vec::new(), ..kept.draft() };
    kept.world.ask(ME, Ask::PutDraft(draft));
    assert!(!said(&mut kept.world, Ask::Drafts).contains("20101224"));
}

#[test]
fn a_draft_does_not_get_it_back_once_it_is_about_another_case() {
    let mut kept = Kept::new();
    let draft = Draft { corrects: None, before: Vec::new(), ..kept.draft() };
    kept.world.ask(ME, Ask::PutDraft(draft));
    kept.at("2023-11-23T00:00");
    let Reply::Drafts(told) = kept.world.ask(ME, Ask::Drafts) else { panic!() };
    let mut other = told[0].clone();
    // One letter of the code is taken away, as when it is typed anew.
    other.slots[0].1.text.pop();
    kept.world.ask(ME, Ask::PutDraft(other));
    assert!(!tells(&said(&mut kept.world, Ask::Drafts)));
    assert!(!tells(&said(&mut kept.world, Ask::Welcome)));
}
