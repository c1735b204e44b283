//! Backups made while people write, each restored and compared with the desk it came from.

use std::sync::atomic::{AtomicBool, Ordering};

use lofte::desk::ask::Step;
use lofte::domain::record::{Entry, EntryId};

use super::dice::{Dice, rounds};
use super::entries::{all, amend, doctor, done, history, visit};
use super::site::Site;

/// A desk as far as it goes: what happened to each entry, up to a journal number.
fn up_to(
    client: &mut lofte::desk::client::Client,
    entries: &[Entry],
    head: u64,
) -> Vec<(EntryId, Vec<Step>)> {
    let told = entries.iter().map(|entry| {
        let mut steps = history(client, entry.id);
        steps.retain(|step| step.seq <= head);
        (entry.id, steps)
    });
    told.filter(|(_, steps)| !steps.is_empty()).collect()
}

/// The lines of `lofte list --json` of these entries, by their numbers.
fn listed(site: &Site) -> Vec<serde_json::Value> {
    let printed = site.lofte(&["list", "visit", "--json"]).done();
    let mut rows: Vec<serde_json::Value> = serde_json::from_str(&printed).unwrap();
    rows.sort_by_key(|row| row["id"].as_u64());
    rows
}

#[test]
#[ignore = "heavy: 20 backups under load"]
fn heavy_backup_under_load_restores_to_the_same_desk() {
    let mut dice = Dice::thrown("backup");
    let site = Site::new();
    let stop = AtomicBool::new(false);
    let out = tempfile::tempdir().unwrap();
    let backups = rounds(20);
    std::thread::scope(|scope| {
        for who in [1_u128, 2] {
            let (site, stop, mut dice) = (&site, &stop, Dice::of(dice.below(u64::MAX)));
            scope.spawn(move || {
                let mut client = site.client();
                for n in 1_u128.. {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    let made = done(client.write(visit(who << 64 | n, &format!("{who}-{n}"))).unwrap());
                    if dice.below(3) == 0 {
                        let contacts = dice.below(50) as i64 + 100;
                        let change = amend(who << 65 | n, &made.entry.unwrap(), contacts);
                        done(client.write(change).unwrap());
                    }
                    std::thread::sleep(std::time::Duration::from_millis(3 + dice.below(10)));
                }
            });
        }
        for round in 0..backups {
            std::thread::sleep(std::time::Duration::from_millis(dice.below(150)));
            let file = out.path().join(format!("{round}"));
            site.lofte(&["backup", file.to_str().unwrap()]).done();
        }
        stop.store(true, Ordering::Relaxed);
    });
    let mut original = site.client();
    let (entries, rows) = (all(&mut original), listed(&site));
    let mut before = 0;
    for round in 0..backups {
        let file = out.path().join(format!("{round}"));
        let copy = Site::new();
        copy.lofte(&["restore", file.to_str().unwrap(), copy.dir().to_str().unwrap()]).done();
        let mut client = copy.client();
        let restored = all(&mut client);
        let told = up_to(&mut client, &restored, u64::MAX);
        let head = told.iter().flat_map(|(_, steps)| steps).map(|step| step.seq).max().unwrap_or_default();
        assert!(head >= before, "backup {round} ends at {head}, an earlier one at {before}");
        before = head;
        assert!(told == up_to(&mut original, &entries, head), "backup {round}: another history up to {head}");
        // Entries that were not changed after the backup are listed alike to the last letter.
        let copies = listed(&copy);
        assert_eq!(copies.len(), restored.len());
        for (entry, row) in restored.iter().zip(copies) {
            if entries.contains(entry) {
                assert!(rows.contains(&row), "backup {round}: {row}");
            }
        }
        assert!(doctor(&mut client).0, "backup {round}: {:?}", doctor(&mut client));
    }
    println!(
        "backup: {backups} made under load, the last with {before} happenings of {} entries",
        entries.len()
    );
}
