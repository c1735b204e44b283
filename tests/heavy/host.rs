//! Hosts that are stopped, found dead, started twice, or of another version.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::net::{UnixListener, UnixStream};
use std::time::{Duration, Instant};

use lofte::desk::ask::{Asked, PROTOCOL, Reply, Said};
use lofte::desk::wire;
use rustix::process::Signal;

use super::dice::rounds;
use super::entries::{all, doctor, done, mark, visit};
use super::site::{SOON, Site};

/// How soon a person must be told that the desk does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

#[test]
#[ignore = "heavy: stops the host"]
fn heavy_host_that_is_stopped_is_named_and_goes_on_later() {
    let site = Site::new();
    let mut client = site.client();
    done(client.write(visit(1, "före")).unwrap());
    let pid = client.pid().unwrap().to_string();
    site.signal(Signal::STOP);
    for round in 0..3 {
        for arguments in [["list", "visit"].as_slice(), &["add", "besök", "stort", "7"], &["summary"]] {
            let told = site.lofte(arguments);
            assert!(told.took < PATIENCE, "round {round}: {told:?}");
            let sentence = told.refused();
            assert!(sentence.contains(&pid) && sentence.contains("does not answer"), "{sentence}");
        }
        if round == 2 {
            // So many wait already that the system itself lets nobody in any more.
            let waiting = crowd(&site);
            let told = site.lofte(&["list", "visit"]);
            assert!(told.took < PATIENCE, "behind {} others: {told:?}", waiting.len());
            let sentence = told.refused();
            assert!(sentence.contains("does not answer"), "{sentence}");
        }
    }
    site.signal(Signal::CONT);
    done(client.write(visit(2, "efter")).unwrap());
    assert_eq!(client.pid().unwrap().to_string(), pid, "the same host goes on");
    let begun = Instant::now();
    // Those who gave up are let in one after another, each to be found gone; until then they take up room.
    while site.lofte(&["list", "visit"]).code != Some(0) {
        assert!(begun.elapsed() < SOON, "those who gave up still stand in the way");
    }
}

/// As many connections as the system lets wait.
fn crowd(site: &Site) -> Vec<UnixStream> {
    let (found, let_in) = std::sync::mpsc::channel();
    let dir = site.dir().to_path_buf();
    std::thread::spawn(move || {
        // The one that has to wait for ever goes with the host.
        while let Ok(stream) = UnixStream::connect(dir.join("sock")) {
            if found.send(stream).is_err() {
                return;
            }
        }
    });
    let mut waiting = Vec::new();
    while let Ok(stream) = let_in.recv_timeout(Duration::from_millis(500)) {
        waiting.push(stream);
    }
    waiting
}

#[test]
#[ignore = "heavy: starts two hosts at once 50 times"]
fn heavy_host_started_twice_at_once_is_one_host() {
    let site = Site::new();
    let mut expected = BTreeSet::new();
    for round in 0..rounds(50) {
        std::thread::scope(|scope| {
            let calls = ["a", "b"].map(|who| {
                let (site, mark) = (&site, format!("{round}{who}"));
                expected.insert(mark.clone());
                scope.spawn(move || site.lofte(&["add", "besök", "stort", "7", &format!("note={mark}")]))
            });
            for call in calls {
                call.join().unwrap().done();
            }
        });
        let hosts = site.hosts();
        assert_eq!(hosts.len(), 1, "round {round}");
        if round % 2 == 0 { site.kill() } else { site.leave() }
    }
    let mut client = site.client();
    let marks: Vec<String> = all(&mut client).iter().map(|entry| mark(entry).to_owned()).collect();
    assert_eq!(marks.len(), expected.len());
    assert_eq!(marks.into_iter().collect::<BTreeSet<_>>(), expected);
    assert!(doctor(&mut client).0);
}

#[test]
#[ignore = "heavy: leaves strange things where the socket belongs"]
fn heavy_host_finds_its_way_past_whatever_lies_where_the_socket_belongs() {
    let site = Site::new();
    site.lofte(&["add", "besök", "stort", "7"]).done();
    site.kill();
    let sock = site.dir().join("sock");
    assert!(sock.exists(), "a killed host leaves its socket");
    site.lofte(&["add", "besök", "stort", "8"]).done();
    let elsewhere = tempfile::tempdir().unwrap();
    let (target, dead) = (elsewhere.path().join("target"), elsewhere.path().join("dead"));
    fs::write(&target, "somebody else's").unwrap();
    drop(UnixListener::bind(&dead).unwrap());
    for strange in ["file", "link to a file", "link to a dead socket", "link to nothing", "half sockets"] {
        site.leave();
        let _ = fs::remove_file(&sock);
        match strange {
            "file" => fs::write(&sock, "no socket").unwrap(),
            "link to a file" => std::os::unix::fs::symlink(&target, &sock).unwrap(),
            "link to a dead socket" => std::os::unix::fs::symlink(&dead, &sock).unwrap(),
            "link to nothing" => std::os::unix::fs::symlink(elsewhere.path().join("none"), &sock).unwrap(),
            _ => (1..200).for_each(|n| drop(UnixListener::bind(site.dir().join(format!("s.{n}"))).unwrap())),
        }
        let told = site.lofte(&["add", "besök", "stort", "9"]);
        assert_eq!(told.code, Some(0), "{strange}: {told:?}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "somebody else's");
    }
    assert_eq!(all(&mut site.client()).len(), 7);
}

#[test]
#[ignore = "heavy: serves another protocol"]
fn heavy_host_of_another_version_is_told_from_our_own() {
    let site = Site::new();
    fs::create_dir(site.dir()).unwrap();
    let listener = UnixListener::bind(site.dir().join("sock")).unwrap();
    let other = std::thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut frames = wire::Frames::new(stream.try_clone().unwrap()).unwrap();
        let Asked { ticket, .. } = frames.next(Some(SOON)).unwrap();
        let reply = Reply::OtherVersion { protocol: PROTOCOL + 1, version: "9.9.9".into() };
        wire::put(&stream, &Said::Answer(ticket, reply)).unwrap();
    });
    let sentence = site.lofte(&["list", "visit"]).refused();
    assert!(sentence.contains("9.9.9") && sentence.contains(env!("CARGO_PKG_VERSION")), "{sentence}");
    other.join().unwrap();
}
