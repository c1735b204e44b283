//! A desk whose making is cut off: at every call to the disk, and by killing the program.

use std::process::Stdio;
use std::time::Duration;

use lofte::desk::client::Door;
use lofte::desk::clock::Clock;
use lofte::desk::host::{Host, HostError, HostOptions};
use lofte::store::{Disk, Failure};

use super::dice::{Dice, rounds};
use super::entries::{all, doctor, done, visit};
use super::site::{NOW, SOON, Site};

/// Serves the desk in this process and stops; what is found in between is up to `while_open`.
fn serve(site: &Site, disk: &Disk, while_open: impl FnOnce()) -> Result<(), HostError> {
    let mut options = HostOptions::new(site.dir());
    options.clock = Clock::read(Some(NOW)).unwrap();
    options.disk = disk.clone();
    let host = Host::start(options)?;
    while_open();
    host.stopper().stop();
    Ok(host.wait()?)
}

#[test]
#[ignore = "heavy: a first start fails at every call to the disk"]
fn heavy_creation_that_fails_at_any_call_leaves_a_desk_or_room_for_one() {
    for failure in
        [Failure::Error(5), Failure::Error(28), Failure::Short(28), Failure::Sticky(5), Failure::Sticky(30)]
    {
        let mut nth = 1;
        loop {
            let site = Site::new();
            let disk = Disk::failing(nth, failure);
            let first = serve(&site, &disk, || ());
            let working = || {
                let mut client = Door::if_open(site.dir()).connect().unwrap();
                done(client.write(visit(1, "efter")).unwrap());
                assert_eq!(all(&mut client).len(), 1);
                assert!(doctor(&mut client).0, "{failure:?} at call {nth}: {:?}", doctor(&mut client));
            };
            serve(&site, &Disk::real(), working)
                .unwrap_or_else(|error| panic!("{failure:?} at call {nth} ({first:?}), later: {error}"));
            if disk.calls() < nth {
                assert!(first.is_ok() && nth > 20, "nothing failed, yet: {first:?} after {nth} calls");
                break;
            }
            nth += 1;
        }
        println!("creation: {failure:?} at each of {} calls, and a working desk after each", nth - 1);
    }
}

#[test]
#[ignore = "heavy: kills 100 first starts"]
fn heavy_creation_that_is_killed_is_started_over() {
    let mut dice = Dice::thrown("killed creation");
    let (mut cut_off, mut made) = (0, 0);
    for round in 0..rounds(100) {
        let site = Site::new();
        let mut command = site.command(&["desk", "--behind"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        std::thread::sleep(Duration::from_micros(dice.below(40_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let was_made = site.dir().join("journal").exists();
        if was_made {
            made += 1;
        } else {
            cut_off += 1;
        }
        let mut client = site.door().connect().unwrap_or_else(|error| panic!("round {round}: {error}"));
        done(client.write(visit(1, "efter")).unwrap());
        let begun = std::time::Instant::now();
        while !doctor(&mut client).0 {
            assert!(begun.elapsed() < SOON, "round {round}: {:?}", doctor(&mut client));
            std::thread::sleep(Duration::from_millis(20));
        }
        assert_eq!(all(&mut client).len(), 1);
    }
    assert!(cut_off > 0 || rounds(100) < 100, "no kill came in time to cut anything off");
    println!("killed creation: {cut_off} before there was a desk, {made} after");
}
