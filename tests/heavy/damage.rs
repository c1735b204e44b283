//! A desk of which one copy is damaged, then the other, then both.

use std::path::Path;

use lofte::desk::ask::Finding;
use lofte::desk::client::Client;
use lofte::domain::record::Entry;

use super::dice::{Dice, rounds};
use super::entries::{all, amend, doctor, done, opened, visit};
use super::site::{SOON, Site, files};

/// How many entries the desk has before it is damaged; every third one was changed once.
const ENTRIES: u128 = 60;

/// A desk that was left in one of two ways, and what was in it.
struct Before {
    clean: Site,
    killed: Site,
    entries: Vec<Entry>,
}

impl Before {
    fn new() -> Self {
        let clean = Site::new();
        let mut client = clean.client();
        for n in 1..=ENTRIES {
            let made = done(client.write(visit(n, &format!("{n}: lugnt")).clone()).unwrap());
            if n % 3 == 0 {
                done(client.write(amend(n + 1000, &made.entry.unwrap(), 11)).unwrap());
            }
        }
        let entries = all(&mut client);
        // On a machine this busy the second copy may lag; what is left in order here is left whole.
        assert!(settled(&mut client));
        clean.leave();
        let killed = Site::copy_of(&clean);
        assert!(settled(&mut killed.client()));
        killed.kill();
        Self { clean, killed, entries }
    }

    /// A copy of the desk, left in one way or the other.
    fn copy(&self, dice: &mut Dice) -> (Site, &'static str) {
        match dice.below(2) {
            0 => (Site::copy_of(&self.clean), "left cleanly"),
            _ => (Site::copy_of(&self.killed), "killed"),
        }
    }
}

/// Waits until the second copy has been made whole, which takes a moment after some openings.
fn settled(client: &mut Client) -> bool {
    let begun = std::time::Instant::now();
    loop {
        let (well, findings) = doctor(client);
        if well || begun.elapsed() > SOON {
            return well && findings.iter().any(|finding| matches!(finding, Finding::SledWhole(_)));
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

/// Damages one file under a directory, so that it is surely not what it was; says how.
fn damage(dir: &Path, dice: &mut Dice) -> String {
    let files: Vec<_> = files(dir).into_iter().filter(|file| file.metadata().unwrap().len() > 0).collect();
    let file = &files[dice.below(files.len() as u64) as usize];
    let before = std::fs::read(file).unwrap();
    let name = file.strip_prefix(dir).unwrap().display();
    loop {
        let mut bytes = before.clone();
        let at = dice.below(bytes.len() as u64) as usize;
        let what = match dice.below(4) {
            0 => {
                let bit = dice.below(8);
                bytes[at] ^= 1 << bit;
                format!("bit {bit} of byte {at} flipped")
            }
            1 => {
                bytes.truncate(at);
                format!("cut to {at} bytes")
            }
            2 => {
                let end = bytes.len().min(at + [512, 4096][dice.below(2) as usize]);
                bytes[at..end].fill(0);
                format!("zeroed from {at} to {end}")
            }
            _ => {
                std::fs::remove_file(file).unwrap();
                return format!("{name} removed");
            }
        };
        if bytes != before {
            std::fs::write(file, bytes).unwrap();
            return format!("{name} of {} bytes: {what}", before.len());
        }
    }
}

/// What was said of the damage: when the desk was opened, and by the doctor on the command line.
fn said(site: &Site, client: &mut Client) -> (Vec<Finding>, String) {
    let told = site.lofte(&["doctor"]);
    (opened(client), told.done())
}

#[test]
#[ignore = "heavy: damages 200 sled directories"]
fn heavy_damage_sled_is_noticed_and_made_good_from_the_journal() {
    let mut dice = Dice::thrown("damaged sled");
    let before = Before::new();
    for round in 0..rounds(200) {
        let (site, left) = before.copy(&mut dice);
        let what = damage(&site.dir().join("db"), &mut dice);
        let context = format!("round {round}, {left}, {what}");
        let mut client = site.client();
        assert!(all(&mut client) == before.entries, "{context}: the entries differ");
        assert!(settled(&mut client), "{context}: {:?}", doctor(&mut client));
        let (found, printed) = said(&site, &mut client);
        let set_aside = |f: &Finding| matches!(f, Finding::SledSetAside(_) | Finding::SledMadeAnew(_));
        assert!(found.iter().any(set_aside), "{context}: silent: {found:?}\n{printed}");
        let noticed = found.iter().any(|f| matches!(f, Finding::SledMadeAnew(_)));
        assert_eq!(noticed, left == "left cleanly", "{context}: {found:?}");
        assert!(printed.contains("db.set-aside-"), "{context}: {printed}");
        let again = reopened(&site, client);
        assert_eq!(again, [], "{context}: all was well again");
    }
}

#[test]
#[ignore = "heavy: damages 200 journals"]
fn heavy_damage_journal_is_noticed_and_mended_from_sled() {
    let mut dice = Dice::thrown("damaged journal");
    let before = Before::new();
    let mut mended = 0;
    for round in 0..rounds(200) {
        let (site, left) = before.copy(&mut dice);
        let what = damage(&site.dir().join("journal"), &mut dice);
        let context = format!("round {round}, {left}, {what}");
        let mut client = site.client();
        assert!(all(&mut client) == before.entries, "{context}: the entries differ");
        assert!(settled(&mut client), "{context}: {:?}", doctor(&mut client));
        let (found, printed) = said(&site, &mut client);
        // The file that says where the journal ends is no entry; it is made again without a word when the rest is whole.
        if what.starts_with("head") {
            continue;
        }
        let count =
            found.iter().find_map(|f| if let Finding::MendedFromSled(n) = f { Some(*n) } else { None });
        assert!(count.is_some_and(|n| n > 0), "{context}: silent: {found:?}\n{printed}");
        assert!(!found.iter().any(|f| matches!(f, Finding::Lost(_))), "{context}: {found:?}");
        mended += count.unwrap_or_default();
        done(client.write(visit(9_999, "after")).unwrap());
        let again = reopened(&site, client);
        assert_eq!(again, [], "{context}: all was well again");
    }
    println!("damaged journal: {mended} happenings came back from sled");
}

#[test]
#[ignore = "heavy: damages both copies 60 times"]
fn heavy_damage_of_both_copies_names_what_is_gone_and_keeps_the_rest() {
    let mut dice = Dice::thrown("both damaged");
    let before = Before::new();
    let (mut whole, mut partly, mut nothing) = (0, 0, 0);
    for round in 0..rounds(60) {
        let (site, left) = before.copy(&mut dice);
        let what = damage(&site.dir().join("journal"), &mut dice);
        for copy in std::fs::read_dir(site.dir()).unwrap().flatten() {
            if copy.file_name().to_string_lossy().starts_with("db") {
                damage(&copy.path(), &mut dice);
            }
        }
        let context = format!("round {round}, {left}, {what}");
        let mut client = match site.door().connect() {
            Ok(client) => client,
            Err(error) => {
                assert!(error.to_string().contains("restore a backup"), "{context}: {error}");
                assert!(site.lofte(&["list"]).refused().contains("backup"), "{context}");
                nothing += 1;
                continue;
            }
        };
        let found = opened(&mut client);
        let lost =
            found.iter().find_map(|f| if let Finding::Lost(lost) = f { Some(lost.clone()) } else { None });
        let entries = all(&mut client);
        if lost.is_none() {
            assert!(entries == before.entries, "{context}: something is gone and nothing is said: {found:?}");
            whole += 1;
            continue;
        }
        partly += 1;
        // What is there is what was there, at one of its revisions; what is not is among the numbers that were named.
        for entry in &entries {
            let original = before.entries.iter().find(|original| original.id == entry.id);
            assert!(original.is_some_and(|original| entry.rev <= original.rev), "{context}: {entry:?}");
        }
        let gone = before.entries.iter().filter(|original| !entries.contains(original)).count();
        assert!(gone <= lost.as_ref().map_or(0, Vec::len), "{context}: {gone} gone, named {lost:?}");
        let printed = site.lofte(&["doctor"]);
        assert!(
            printed.code == Some(1) && printed.out.contains("Restore a backup"),
            "{context}: {printed:?}"
        );
        done(client.write(visit(9_999, "after")).unwrap());
    }
    println!(
        "both damaged: {whole} whole all the same, {partly} with losses named, {nothing} with nothing left"
    );
}

/// Has the host leave, opens the desk again and says what was found then.
fn reopened(site: &Site, client: Client) -> Vec<Finding> {
    drop(client);
    site.leave();
    opened(&mut site.client())
}
