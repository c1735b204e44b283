//! A disk that is full, and one that can only be read.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use lofte::desk::ask::{Ask, Failing, Reply};
use lofte::desk::client::{Client, Door};
use lofte::desk::clock::Clock;
use lofte::desk::host::{Host, HostOptions};
use lofte::domain::record::{Draft, Origin, Slot, Status, WriteId};
use lofte::domain::refusal::Refusal;
use lofte::store::{Disk, Failure};

use super::entries::{all, doctor, done, mark, visit};
use super::site::{NOW, SOON, Site};

/// Says that this process may mount because it was put into a namespace of its own for that.
const INSIDE: &str = "LOFTE_TEST_MAY_MOUNT";

/// A small file system of our own in memory, taken away when this is dropped.
struct Mount {
    tmp: tempfile::TempDir,
}

impl Mount {
    /// Mounts one of so many KiB; `None` when this account may not.
    fn try_new(size: u32) -> Option<Self> {
        let tmp = tempfile::tempdir().unwrap();
        let options = format!("size={size}k,mode=0700");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(tmp.path()).stderr(Stdio::null());
        mount.status().is_ok_and(|status| status.success()).then(|| Self { tmp })
    }

    fn path(&self) -> &Path {
        self.tmp.path()
    }

    fn remount(&self, how: &str) {
        // Named in full, so that nothing is taken over from a table of mounts that knows other user numbers.
        let options = format!("remount,{how}");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &options, "tmpfs"]).arg(self.path()).stderr(Stdio::null());
        // A host that has just been killed lets go of its files a moment after its name is gone.
        let begun = Instant::now();
        while !mount.status().unwrap().success() {
            assert!(begun.elapsed() < SOON, "could not remount {how}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // A test that fails leaves a host behind that still stands in it; a lazy one goes when that has left.
        let _ = Command::new("umount").arg("-l").arg(self.path()).status();
    }
}

/// Runs a test with a small file system, in a namespace of its own where this account may not mount otherwise.
fn with_mount(test: &str, size: u32, run: impl FnOnce(&Mount)) {
    if let Some(mount) = Mount::try_new(size) {
        return run(&mount);
    }
    assert!(
        std::env::var_os(INSIDE).is_none(),
        "a small disk cannot be mounted here, so nothing was tested: run as root or allow user namespaces"
    );
    let inside = Command::new("unshare")
        .args(["--map-root-user", "--mount"])
        .arg(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "--nocapture", &format!("heavy::disk::{test}")])
        .env(INSIDE, "1")
        .status();
    assert!(
        inside.is_ok_and(|status| status.success()),
        "it failed, or no small disk can be mounted here: run as root or allow user namespaces"
    );
}

/// A file that takes all the room there is left.
struct Ballast(PathBuf);

impl Ballast {
    fn fill(dir: &Path) -> Self {
        use std::io::Write;
        let path = dir.join("ballast");
        let mut file = fs::File::create(&path).unwrap();
        for size in [65_536, 4_096, 512, 1] {
            while file.write_all(&vec![b'x'; size]).is_ok() {}
        }
        Self(path)
    }

    fn remove(self) {
        fs::remove_file(self.0).unwrap();
    }
}

fn draft(text: &str) -> Draft {
    let slot = Slot { text: text.into(), origin: Origin::Typed };
    Draft {
        write: WriteId(777),
        form: "visit".into(),
        corrects: None,
        before: Vec::new(),
        status: Status::Done,
        slots: vec![("note".into(), slot)],
        at: 3,
        begun: 5,
    }
}

fn drafts(client: &mut Client) -> Vec<Draft> {
    match client.ask(Ask::Drafts).unwrap() {
        Reply::Drafts(drafts) => drafts,
        other => panic!("no drafts: {other:?}"),
    }
}

/// Writes numbered visits until one is not saved; gives that one's number, and why.
fn until_refused(client: &mut Client, from: u128) -> (u128, String) {
    for n in from..from + 100_000 {
        match client.write(visit(n, &format!("{n} {}", "fullt ".repeat(30)))).unwrap() {
            Reply::Done(_) => {}
            Reply::Refused(Refusal::NotSaved { why }) => return (n, why),
            other => panic!("{n}: {other:?}"),
        }
    }
    panic!("the disk never fills")
}

/// Saves a visit as soon as the desk takes it.
fn when_it_works_again(client: &mut Client, n: u128) {
    let begun = Instant::now();
    loop {
        match client.write(visit(n, &format!("{n} {}", "fullt ".repeat(30)))).unwrap() {
            Reply::Done(_) => return,
            Reply::Refused(Refusal::NotSaved { .. }) if begun.elapsed() < SOON => {}
            other => panic!("{n}: {other:?}"),
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

fn numbers(client: &mut Client) -> Vec<u128> {
    let number = |text: &str| text.split(' ').next().unwrap().parse().unwrap();
    all(client).iter().map(|entry| number(mark(entry))).collect()
}

#[test]
#[ignore = "heavy: fills a disk"]
fn heavy_disk_full_stops_saving_keeps_everything_and_goes_on_with_room() {
    with_mount("heavy_disk_full_stops_saving_keeps_everything_and_goes_on_with_room", 12 << 10, |mount| {
        let site = Site::at(mount.path().join("desk"));
        let mut client = site.client();
        let host = client.pid();
        let mut next = 1;
        for _ in 0..3 {
            let ballast = Ballast::fill(mount.path());
            let (refused, why) = until_refused(&mut client, next);
            assert!(why.contains("disk is full"), "{why}");
            let kept = client.ask(Ask::PutDraft(draft("skrivet på en full disk"))).unwrap();
            assert!(matches!(kept, Reply::Kept | Reply::Failed { what: Failing::Draft, .. }), "{kept:?}");
            let told = site.lofte(&["add", "besök", "stort", "7"]).refused();
            assert!(told.contains("full"), "{told}");
            assert!(site.lofte(&["list", "visit"]).code == Some(0), "reading goes on");
            assert_eq!(numbers(&mut client), (1..refused).collect::<Vec<_>>());
            ballast.remove();
            when_it_works_again(&mut client, refused);
            next = refused + 1;
            assert_eq!(drafts(&mut client), [draft("skrivet på en full disk")]);
            assert_eq!(client.pid(), host, "the host went on");
        }
        drop(client);
        // A host that starts on a full disk shows what there is, or says why it does not; it confirms nothing it cannot
        // keep, and a last piece of a block may still have room.
        site.kill();
        let ballast = Ballast::fill(mount.path());
        match site.door().connect() {
            Ok(mut client) => {
                assert_eq!(numbers(&mut client), (1..next).collect::<Vec<_>>());
                let (refused, why) = until_refused(&mut client, next);
                assert!(why.contains("disk is full"), "{why}");
                next = refused;
            }
            Err(error) => {
                assert!(error.to_string().contains("disk is full"), "{error}");
                assert!(site.lofte(&["list", "visit"]).refused().contains("The disk is full"));
            }
        }
        ballast.remove();
        let mut client = site.client();
        assert_eq!(numbers(&mut client), (1..next).collect::<Vec<_>>());
        when_it_works_again(&mut client, next);
        assert!(doctor(&mut client).0, "{:?}", doctor(&mut client));
        drop(client);
        site.leave();
        println!("full disk: {next} entries, filled and emptied four times");
    });
}

#[test]
#[ignore = "heavy: mounts a disk that can only be read"]
fn heavy_disk_read_only_is_said_and_nothing_is_harmed() {
    with_mount("heavy_disk_read_only_is_said_and_nothing_is_harmed", 24 << 10, |mount| {
        let site = Site::at(mount.path().join("desk"));
        let mut client = site.client();
        (1..=5).for_each(|n| drop(done(client.write(visit(n, &n.to_string())).unwrap())));
        client.ask(Ask::PutDraft(draft("halvvägs"))).unwrap();
        drop(client);
        for clean in [true, false] {
            if clean {
                site.leave();
            } else {
                site.kill();
            }
            mount.remount("ro");
            for arguments in [["list", "visit"].as_slice(), &["add", "besök", "stort", "7"], &["doctor"]] {
                let told = site.lofte(arguments).refused();
                assert!(told.contains("read-only"), "{told}");
            }
            let elsewhere = Site::at(mount.path().join("another"));
            assert!(elsewhere.lofte(&["list"]).refused().contains("read-only"));
            mount.remount("rw");
            let mut client = site.client();
            assert_eq!(numbers(&mut client), [1, 2, 3, 4, 5]);
            assert_eq!(drafts(&mut client), [draft("halvvägs")]);
        }
        site.leave();
    });
}

#[test]
#[ignore = "heavy: the disk fails at every call while people write"]
fn heavy_disk_that_fails_under_a_running_desk_loses_nothing_acknowledged() {
    for failure in [Failure::Sticky(30), Failure::Sticky(28), Failure::Short(5), Failure::Error(122)] {
        let begin = calls_to_open();
        for nth in begin..begin + 25 {
            let site = Site::new();
            let mut options = HostOptions::new(site.dir());
            options.clock = Clock::read(Some(NOW)).unwrap();
            options.disk = Disk::failing(nth, failure);
            let Ok(host) = Host::start(options) else { continue };
            let mut client = Door::if_open(site.dir()).connect().unwrap();
            let kept = client.ask(Ask::PutDraft(draft("halvvägs"))).unwrap();
            assert_eq!(kept, Reply::Kept);
            let mut acknowledged = Vec::new();
            for n in 1..=6 {
                match client.write(visit(n, &n.to_string())).unwrap() {
                    Reply::Done(_) => acknowledged.push(n),
                    Reply::Refused(Refusal::NotSaved { why }) => assert!(!why.is_empty()),
                    other => panic!("{failure:?} at call {nth}: {other:?}"),
                }
            }
            assert_eq!(drafts(&mut client), [draft("halvvägs")]);
            host.stopper().stop();
            drop(client);
            // It cannot write that it left cleanly; what it confirmed is there all the same.
            let _ = host.wait();
            let mut client = site.client();
            let there = numbers(&mut client);
            assert!(
                acknowledged.iter().all(|n| there.contains(n)),
                "{failure:?} at call {nth}: {acknowledged:?} were acknowledged, {there:?} are there"
            );
            let once: std::collections::BTreeSet<_> = there.iter().collect();
            assert_eq!(once.len(), there.len(), "{failure:?} at call {nth}: entered twice");
            assert_eq!(drafts(&mut client), [draft("halvvägs")]);
        }
    }
}

/// How many calls to the disk it takes until a new desk is open.
fn calls_to_open() -> u64 {
    let site = Site::new();
    let mut options = HostOptions::new(site.dir());
    options.disk = Disk::failing(u64::MAX, Failure::Error(5));
    let disk = options.disk.clone();
    let host = Host::start(options).unwrap();
    let calls = disk.calls();
    host.stopper().stop();
    host.wait().unwrap();
    calls
}
