//! Hosts that are killed, stopped, started twice or found dead.

use std::process::Command;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use lofte::desk::ask::{Ask, Asked, Finding, Query, Reply, Said};
use lofte::desk::client::{Client, ClientError, Door};
use lofte::desk::launch::{StartRefusal, Starter};
use lofte::desk::link::{Link, LinkSaid};
use lofte::domain::refusal::Refusal;

use super::served::{Desk, done, door, visit};

const SOON: Duration = Duration::from_secs(20);

fn signal(client: &Client, name: &str) {
    let pid = client.pid().unwrap().to_string();
    assert!(Command::new("kill").args([name, &pid]).status().unwrap().success());
}

fn total(client: &mut Client) -> u32 {
    match client.ask(Ask::Page { query: Query::default(), from: 0, count: 0 }).unwrap() {
        Reply::Page(page) => page.total,
        other => panic!("{other:?}"),
    }
}

#[test]
fn several_that_start_at_once_get_one_host() {
    let tmp = tempfile::tempdir().unwrap();
    let door = door(&tmp.path().join("desk"));
    let clients: Vec<Client> = std::thread::scope(|scope| {
        let connecting: Vec<_> = (0..6).map(|_| scope.spawn(|| door.connect().unwrap())).collect();
        connecting.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(clients.iter().all(|client| client.pid() == clients[0].pid()));
    signal(&clients[0], "-TERM");
}

#[test]
fn a_killed_host_loses_nothing_that_was_acknowledged_and_doubles_nothing() {
    let tmp = tempfile::tempdir().unwrap();
    let door = door(tmp.path());
    let (tell, heard) = mpsc::channel();
    let link = Link::start(door.connect().unwrap(), move |said| drop(tell.send(said))).unwrap();
    let writes: u32 = 60;
    let started = Instant::now();
    for n in 1..=writes {
        link.send(Asked { ticket: n, ask: Ask::Do(visit(u128::from(n), "stortorget", 7, n)) }).unwrap();
        if n % 20 == 10 {
            signal(&door.connect().unwrap(), "-KILL");
        }
    }
    let mut answered = Vec::new();
    let mut lost = 0;
    while answered.len() < writes as usize {
        match heard.recv_timeout(SOON).unwrap() {
            LinkSaid::Said(Said::Answer(ticket, reply)) => {
                done(reply);
                answered.push(ticket);
            }
            LinkSaid::Lost => lost += 1,
            _ => {}
        }
    }
    assert!(lost > 0 && started.elapsed() < SOON);
    answered.sort_unstable();
    assert_eq!(answered, (1..=writes).collect::<Vec<_>>());
    assert_eq!(link.unanswered(), 0);
    let mut client = door.connect().unwrap();
    assert_eq!(total(&mut client), writes);
    signal(&client, "-TERM");
}

#[test]
fn a_call_that_loses_its_host_is_asked_again() {
    let tmp = tempfile::tempdir().unwrap();
    let door = door(tmp.path());
    let mut client = door.connect().unwrap();
    done(client.write(visit(1, "stortorget", 7, 0)).unwrap());
    signal(&client, "-KILL");
    assert!(done(client.write(visit(1, "stortorget", 7, 0)).unwrap()).resent);
    assert_eq!(total(&mut client), 1);
    signal(&client, "-TERM");
}

#[test]
fn a_role_is_claimed_of_every_host_anew() {
    let tmp = tempfile::tempdir().unwrap();
    let door = door(tmp.path());
    let owner = door.connect().unwrap();
    let role = door.clone().claiming(Some("kursledare".into()));
    let mut client = role.connect().unwrap();
    let refused =
        |reply: Reply| matches!(reply, Reply::Refused(Refusal::NotForRole { role }) if role == "kursledare");
    assert!(refused(client.write(visit(1, "stortorget", 7, 0)).unwrap()));
    let (tell, heard) = mpsc::channel();
    let link = Link::start(role.connect().unwrap(), move |said| drop(tell.send(said))).unwrap();
    signal(&owner, "-KILL");
    assert!(refused(client.write(visit(1, "stortorget", 7, 0)).unwrap()));
    let back = |said: &LinkSaid| matches!(said, LinkSaid::Back);
    while !back(&heard.recv_timeout(SOON).unwrap()) {}
    link.send(Asked { ticket: 7, ask: Ask::Do(visit(1, "stortorget", 7, 0)) }).unwrap();
    loop {
        if let LinkSaid::Said(Said::Answer(7, reply)) = heard.recv_timeout(SOON).unwrap() {
            assert!(refused(reply));
            break;
        }
    }
    assert!(matches!(
        door.clone().claiming(Some("chef".into())).connect(),
        Err(ClientError::NoRole { roles, .. }) if roles.len() == 5
    ));
    signal(&client, "-TERM");
}

#[test]
fn a_host_that_is_told_to_leave_does_so_cleanly_and_at_once() {
    let tmp = tempfile::tempdir().unwrap();
    let door = door(tmp.path());
    let mut client = door.connect().unwrap();
    done(client.write(visit(1, "stortorget", 7, 0)).unwrap());
    let told = Instant::now();
    signal(&client, "-HUP");
    while !tmp.path().join("clean").exists() {
        assert!(told.elapsed() < Duration::from_secs(5));
        std::thread::sleep(Duration::from_millis(5));
    }
    let log = std::fs::read_to_string(tmp.path().join("lofte.log")).unwrap();
    assert!(log.contains("leaving") && !log.contains("stortorget"), "{log}");
    let mut again = door.connect().unwrap();
    assert_eq!(total(&mut again), 1);
    signal(&again, "-TERM");
}

#[test]
fn a_stopped_host_is_named() {
    let tmp = tempfile::tempdir().unwrap();
    let door = door(tmp.path());
    let client = door.connect().unwrap();
    signal(&client, "-STOP");
    let asked = Instant::now();
    let refused = door.connect();
    signal(&client, "-CONT");
    assert!(matches!(refused, Err(ClientError::Silent { pid }) if pid == client.pid()));
    assert!(asked.elapsed() < Duration::from_secs(4));
    assert!(door.connect().is_ok());
    signal(&client, "-TERM");
}

#[test]
fn why_a_host_does_not_start_reaches_the_client() {
    let tmp = tempfile::tempdir().unwrap();
    std::fs::write(tmp.path().join("thesis.odt"), "x").unwrap();
    let refused = door(tmp.path()).connect();
    let Err(ClientError::Refused(StartRefusal::NotADesk { found, .. })) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(found, "thesis.odt");
    let mute = Door::started_by(&tmp.path().join("d"), Starter::command("/bin/false", []));
    let Err(ClientError::Refused(StartRefusal::Other { why })) = mute.connect() else { panic!() };
    assert!(why.contains("ended"), "{why}");
    let nobody = Door::if_open(tmp.path()).connect();
    assert!(matches!(nobody, Err(ClientError::NotThere(_))));
}

#[test]
fn a_background_host_holds_none_of_its_makers_streams() {
    let tmp = tempfile::tempdir().unwrap();
    let client = door(tmp.path()).connect().unwrap();
    let pid = client.pid().unwrap();
    for stream in 0..3 {
        let held = std::fs::read_link(format!("/proc/{pid}/fd/{stream}")).unwrap();
        assert_eq!(held.to_str(), Some("/dev/null"), "stream {stream}");
    }
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap();
    let session = stat.rsplit_once(')').unwrap().1.split_whitespace().nth(3).unwrap();
    assert_eq!(session, pid.to_string(), "it leads a session of its own");
    signal(&client, "-TERM");
}

#[test]
fn a_host_without_clients_leaves_and_the_next_client_finds_another() {
    let dir = tempfile::tempdir().unwrap();
    let mut options = super::served::options(dir.path());
    options.linger = Some(Duration::from_millis(50));
    let host = lofte::desk::host::Host::start(options).unwrap();
    let client = Door::if_open(dir.path()).connect().unwrap();
    std::thread::sleep(Duration::from_millis(150));
    drop(client);
    host.wait().unwrap();
    assert!(dir.path().join("clean").exists());
    let _desk: Desk = Desk::new();
}

#[test]
fn a_desk_that_has_lost_its_first_happening_is_founded_again_and_keeps_its_entries() {
    let mut desk = Desk::new();
    let mut client = desk.client();
    for n in 1..=3 {
        done(client.write(visit(n, "stortorget", 7, n as u32)).unwrap());
    }
    let before: Vec<_> = (1..=3).map(|id| super::served::entry(&mut client, id)).collect();
    drop(client);
    desk.stop();
    let segment = desk.dir.path().join("journal/000001.log");
    let mut bytes = std::fs::read(&segment).unwrap();
    bytes[1_000..2_000].fill(0);
    std::fs::write(segment, bytes).unwrap();
    std::fs::remove_dir_all(desk.dir.path().join("db")).unwrap();
    for _ in 0..2 {
        desk.again();
        let mut client = desk.client();
        let Reply::Welcome(welcome) = client.ask(Ask::Welcome).unwrap() else { panic!() };
        assert!(welcome.opened.contains(&Finding::Lost(vec![1])), "{:?}", welcome.opened);
        assert_eq!((welcome.plan.key.as_str(), welcome.entries), ("enkoping-2021-2023", 3));
        assert!(welcome.me.administrator && welcome.taken_in_use > chrono::NaiveDate::MIN);
        let after: Vec<_> = (1..=3).map(|id| super::served::entry(&mut client, id)).collect();
        assert_eq!(after, before);
    }
    done(desk.client().write(visit(4, "stortorget", 7, 9)).unwrap());
}
