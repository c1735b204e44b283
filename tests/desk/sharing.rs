//! Several people at one desk.

use std::sync::mpsc;
use std::time::Duration;

use lofte::desk::ask::{Ask, Asked, Failing, Notice, Only, Query, Reply, Said, What};
use lofte::desk::client::asks_of;
use lofte::desk::link::{Link, LinkSaid};
use lofte::domain::command::{Accepted, Command, Enter, Write};
use lofte::domain::record::{Draft, EntryId, Origin, Slot, Status, WriteId};
use lofte::domain::refusal::Refusal;

use super::served::{Desk, amend, done, entry, visit};

const SOON: Duration = Duration::from_secs(10);

#[test]
fn what_one_enters_the_other_sees_at_once() {
    let desk = Desk::new();
    let (tell, heard) = mpsc::channel();
    let link = Link::start(desk.client(), move |said| drop(tell.send(said))).unwrap();
    link.send(Asked { ticket: 1, ask: Ask::Welcome }).unwrap();
    let Ok(LinkSaid::Said(Said::Notice(Notice::Here(here)))) = heard.recv_timeout(SOON) else { panic!() };
    assert_eq!(here.len(), 1);
    let Ok(LinkSaid::Said(Said::Answer(1, Reply::Welcome(welcome)))) = heard.recv_timeout(SOON) else {
        panic!()
    };
    assert!(welcome.clock_fixed && !welcome.example && welcome.me.administrator);
    assert_eq!((welcome.plan.key.as_str(), welcome.entries), ("enkoping-2021-2023", 0));

    let done = done(desk.client().write(visit(1, "stortorget", 7, 0)).unwrap());
    assert_eq!((done.seq, done.count, done.resent), (2, 1, false));
    assert!(done.figures.iter().any(|figure| figure.measure == "visits" && figure.value == Some(1)));
    let Ok(LinkSaid::Said(Said::Notice(Notice::Changed { seq, entry, own, .. }))) = heard.recv_timeout(SOON)
    else {
        panic!()
    };
    assert_eq!((seq, entry.unwrap().id, own), (2, EntryId(1), false));
}

#[test]
fn a_resend_enters_nothing_twice_even_after_the_host_was_started_again() {
    let mut desk = Desk::new();
    let mut client = desk.client();
    let first = done(client.write(visit(1, "stortorget", 7, 0)).unwrap());
    let second = done(client.write(visit(1, "stortorget", 7, 0)).unwrap());
    assert!(second.resent && second.seq == first.seq && second.entry == first.entry);
    desk.again();
    let third = done(desk.client().write(visit(1, "stortorget", 7, 0)).unwrap());
    assert!(third.resent && third.entry == first.entry);
    let Reply::Page(page) = desk.client().ask(all()).unwrap() else { panic!() };
    assert_eq!(page.total, 1);
}

fn all() -> Ask {
    Ask::Page { query: Query { only: Only::All, ..Query::default() }, from: 0, count: 100 }
}

#[test]
fn changes_to_different_fields_merge_and_to_the_same_one_ask() {
    let desk = Desk::new();
    let (mut anna, mut bo) = (desk.client(), desk.client());
    done(anna.write(visit(1, "stortorget", 7, 0)).unwrap());
    let seen = entry(&mut bo, 1).unwrap();
    done(anna.write(amend(2, &seen, "contacts", 9)).unwrap());
    let merged = done(bo.write(amend(3, &seen, "minutes", 20)).unwrap());
    let number = |field: &str| merged.entry.as_ref().unwrap().value(field).unwrap().number();
    assert_eq!((number("contacts"), number("minutes")), (Some(9), Some(20)));
    let Reply::Refused(Refusal::Overlap { field, theirs, .. }) =
        bo.write(amend(4, &seen, "contacts", 8)).unwrap()
    else {
        panic!()
    };
    assert_eq!((field.as_str(), theirs.unwrap().value.number()), ("contacts", Some(9)));
}

#[test]
fn one_undoes_what_another_did_and_all_of_it_is_in_the_history() {
    let desk = Desk::new();
    let mut client = desk.client();
    done(client.write(visit(1, "stortorget", 7, 0)).unwrap());
    let seen = entry(&mut client, 1).unwrap();
    let change = done(client.write(amend(2, &seen, "contacts", 9)).unwrap());
    let undo = |write, seq| Write { id: WriteId(write), command: Command::Undo { seq } };
    let undone = done(desk.client().write(undo(3, Some(change.seq))).unwrap());
    assert_eq!(undone.entry.unwrap().value("contacts").unwrap().number(), Some(7));
    done(client.write(undo(4, None)).unwrap_or_else(|error| panic!("{error}")));
    assert!(entry(&mut client, 1).unwrap().removed);
    let nothing = client.write(undo(5, None)).unwrap();
    assert_eq!(nothing, Reply::Refused(Refusal::NothingToUndo));
    let Reply::History(steps) = client.ask(Ask::History(EntryId(1))).unwrap() else { panic!() };
    let undoes: Vec<_> = steps.iter().map(|step| step.undoes).collect();
    assert_eq!(undoes, [None, None, Some(3), Some(2)]);
    assert!(matches!(steps[0].what, What::Entered { .. }) && matches!(steps[3].what, What::Removed));
}

#[test]
fn a_draft_is_taken_up_elsewhere_and_goes_with_its_save() {
    let mut desk = Desk::new();
    let slot = Slot { text: "st".into(), origin: Origin::Typed };
    let draft = Draft {
        write: WriteId(1),
        form: "visit".into(),
        corrects: None,
        before: Vec::new(),
        status: Status::Done,
        slots: vec![("place".into(), slot)],
        at: 3,
        begun: 5,
    };
    assert_eq!(desk.client().ask(Ask::PutDraft(draft.clone())).unwrap(), Reply::Kept);
    desk.again();
    let mut client = desk.client();
    assert_eq!(client.ask(Ask::Drafts).unwrap(), Reply::Drafts(vec![draft.clone()]));
    done(client.write(visit(1, "stortorget", 7, 0)).unwrap());
    assert_eq!(client.ask(Ask::Drafts).unwrap(), Reply::Drafts(Vec::new()));
    // The field's last keeping may come in after its save.
    assert_eq!(client.ask(Ask::PutDraft(draft)).unwrap(), Reply::Kept);
    assert_eq!(client.ask(Ask::Drafts).unwrap(), Reply::Drafts(Vec::new()));
}

#[test]
fn a_large_import_goes_in_whole_and_comes_out_with_one_undo() {
    let desk = Desk::new();
    let mut client = desk.client();
    let row = |n: u32| match visit(0, "stortorget", i64::from(n % 50), n % 200).command {
        Command::Enter(Enter { cells, .. }) => cells,
        _ => unreachable!(),
    };
    let rows: Vec<_> = (0..9_000).map(row).collect();
    let import = Write { id: WriteId(9), command: Command::Import { form: "visit".into(), rows } };
    assert!(asks_of(import.clone()).len() > 1, "it is to take several frames");
    let made = done(client.write(import).unwrap());
    assert_eq!(made.count, 9_000);
    done(client.write(Write { id: WriteId(10), command: Command::Undo { seq: None } }).unwrap());
    let live = Ask::Page { query: Query::default(), from: 0, count: 10 };
    let Reply::Page(page) = client.ask(live).unwrap() else { panic!() };
    assert_eq!(page.total, 0);
}

#[test]
fn a_backup_is_written_while_the_desk_works_and_the_doctor_finds_it_well() {
    let mut desk = Desk::new();
    let mut client = desk.client();
    for n in 0..20 {
        done(client.write(visit(u128::from(n) + 1, "stortorget", 7, n)).unwrap());
    }
    let target = desk.dir.path().with_extension("backup");
    let backup = Ask::Backup { path: target.to_str().unwrap().to_owned() };
    assert_eq!(client.ask(backup.clone()).unwrap(), Reply::Kept);
    let Reply::Failed { what: Failing::Backup, .. } = client.ask(backup).unwrap() else { panic!() };
    std::fs::remove_file(target).unwrap();
    for _ in 0..2 {
        let Reply::Doctor(doctor) = desk.client().ask(Ask::Doctor).unwrap() else { panic!() };
        assert!(doctor.well, "{:?}", doctor.findings);
        desk.again();
    }
}

#[test]
fn a_question_is_asked_unless_it_was_accepted() {
    let desk = Desk::new();
    let mut write = visit(1, "stortorget", 400, 0);
    if let Command::Enter(enter) = &mut write.command {
        enter.accepted = Accepted::None;
    }
    let Reply::Refused(Refusal::Asks { questions, .. }) = desk.client().write(write.clone()).unwrap() else {
        panic!()
    };
    assert_eq!(questions.len(), 1);
    if let Command::Enter(enter) = &mut write.command {
        enter.accepted = Accepted::All;
    }
    done(desk.client().write(write).unwrap());
    let Reply::Today(today) = desk.client().ask(Ask::Today).unwrap() else { panic!() };
    assert_eq!(today.to_follow_up, 1);
}
