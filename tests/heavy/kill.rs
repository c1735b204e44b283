//! A host that is killed at random moments under two clients who write all the time.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use lofte::desk::ask::Reply;
use lofte::desk::client::Client;
use rustix::process::Signal;

use super::dice::{Dice, rounds};
use super::entries::{all, mark, total, visit};
use super::site::{SOON, Site};

/// What two people have been told is saved, and what they are still trying to save.
#[derive(Default)]
struct Writers {
    stop: AtomicBool,
    acknowledged: Mutex<BTreeMap<String, u64>>,
    resent: AtomicUsize,
    lost: AtomicUsize,
}

impl Writers {
    /// Writes until told to stop. A write is sent again under its own id until it is acknowledged.
    fn write(&self, site: &Site, who: u128) {
        let mut client: Option<Client> = None;
        for n in 1_u128.. {
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            let (id, mark) = (who << 64 | n, format!("{who}-{n}"));
            let begun = Instant::now();
            loop {
                assert!(begun.elapsed() < SOON, "{mark} could not be saved for {SOON:?}");
                let Some(open) = client.as_mut() else {
                    // A host that is killed while it starts tells its maker so, who tries again.
                    client = site.door().connect().ok();
                    continue;
                };
                match open.write(visit(id, &mark)) {
                    Ok(Reply::Done(done)) => {
                        self.resent.fetch_add(usize::from(done.resent), Ordering::Relaxed);
                        let entry = done.entry.expect("the entry that was made").id.0;
                        let twice = self.acknowledged.lock().unwrap().insert(mark, entry);
                        assert_eq!(twice, None);
                        break;
                    }
                    Ok(other) => panic!("{mark}: {other:?}"),
                    Err(_) => {
                        self.lost.fetch_add(1, Ordering::Relaxed);
                        client = None;
                    }
                }
            }
        }
    }

    fn acknowledged(&self) -> usize {
        self.acknowledged.lock().unwrap().len()
    }
}

/// Kills the host some moment from now, also while it is being started. Says how long that took to come about.
fn kill_once(site: &Site, dice: &mut Dice) {
    std::thread::sleep(Duration::from_micros(dice.below(90_000)));
    let begun = Instant::now();
    while site.signal(Signal::KILL) == 0 {
        assert!(begun.elapsed() < SOON, "nobody starts a host");
    }
}

#[test]
#[ignore = "heavy: kills the host 200 times"]
fn heavy_kill_loses_nothing_acknowledged_and_enters_nothing_twice() {
    let mut dice = Dice::thrown("kill");
    let (site, writers) = (Site::new(), Writers::default());
    let kills = rounds(200);
    let mut repaired = 0;
    std::thread::scope(|scope| {
        let people = [1, 2].map(|who| {
            scope.spawn({
                let (site, writers) = (&site, &writers);
                move || writers.write(site, who)
            })
        });
        for kill in 1..=kills {
            kill_once(&site, &mut dice);
            let before = writers.acknowledged();
            let found = site.lofte(&["doctor"]);
            assert_eq!(found.code, Some(0), "after kill {kill}: {found:?}");
            repaired += usize::from(found.out.lines().count() > 4);
            let kept = total(&mut site.client()).unwrap();
            assert!(kept >= before, "after kill {kill}: {kept} of {before} acknowledged entries");
            assert!(people.iter().all(|person| !person.is_finished()), "a writer gave up");
        }
        writers.stop.store(true, Ordering::Relaxed);
    });
    let mut entered = BTreeMap::new();
    for entry in all(&mut site.client()) {
        let twice = entered.insert(mark(&entry).to_owned(), entry.id.0);
        assert_eq!(twice, None, "{} was entered twice", mark(&entry));
    }
    let acknowledged = writers.acknowledged.lock().unwrap();
    assert_eq!(entered, *acknowledged, "what was entered is what was acknowledged, under the same numbers");
    let (resent, lost) = (writers.resent.load(Ordering::Relaxed), writers.lost.load(Ordering::Relaxed));
    println!(
        "kill: {kills} kills, {} entries acknowledged, 0 lost, 0 doubled; {resent} answers came by a resend, \
         {lost} connections lost twice in a row, {repaired} openings had something to say",
        acknowledged.len()
    );
}
