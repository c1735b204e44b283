use std::fs;

use super::*;
use crate::store::salvage::Outcome;

const FRAMES: u64 = 40;

/// Seeds per test; more with `LOFTE_SEEDS=n`.
fn seeds() -> u64 {
    std::env::var("LOFTE_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(40)
}

fn files_under(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    shelf::list_files(dir, &mut files).unwrap();
    files.sort();
    files
}

#[test]
fn a_damaged_journal_is_mended_from_sled() {
    let whole = Bench::filled(FRAMES);
    for seed in 0..seeds() {
        let bench = copy_of(&whole);
        let mut dice = Dice::new(seed);
        let before = fs::read(bench.journal()).unwrap();
        let what = damage_file(&bench.journal(), &mut dice);
        if fs::read(bench.journal()).ok() == Some(before) {
            continue;
        }
        let (mut store, report, seen) = bench.open();
        assert_frames(&seen, FRAMES, &[]);
        let mending = report.mending.unwrap_or_else(|| panic!("seed {seed}, {what}: silent"));
        assert_eq!((mending.lost, mending.seams), (vec![], vec![]), "seed {seed}, {what}");
        assert!(!mending.mended.is_empty() && !mending.places.is_empty(), "seed {seed}, {what}");
        assert!(mending.kept.unwrap().exists(), "the damaged journal is kept");
        assert_eq!(save(&mut store).unwrap(), FRAMES + 1);
        drop(store);
        let (_, report, seen) = bench.open();
        assert_eq!((seen.len() as u64, report.mending), (FRAMES + 1, None));
    }
}

#[test]
fn a_missing_journal_is_mended_from_sled() {
    let bench = Bench::filled(FRAMES);
    fs::remove_dir_all(bench.dir.join("journal")).unwrap();
    let (_, report, seen) = bench.open();
    assert_frames(&seen, FRAMES, &[]);
    assert_eq!(report.mending.unwrap().mended, [(1, FRAMES)]);
}

#[test]
fn a_damaged_sled_directory_is_noticed_and_made_anew() {
    let whole = Bench::filled(FRAMES);
    for seed in 0..seeds() {
        let bench = copy_of(&whole);
        let mut dice = Dice::new(seed + 1_000);
        let files = files_under(&bench.dir.join("db"));
        let file = &files[dice.below(files.len() as u64) as usize];
        let before = fs::read(file).unwrap();
        let what = damage_file(file, &mut dice);
        if fs::read(file).ok() == Some(before) {
            continue;
        }
        let (mut store, report, seen) = bench.open();
        assert_eq!((report.exit, report.mending), (Exit::Clean, None), "seed {seed}, {what}");
        assert_frames(&seen, FRAMES, &[]);
        save(&mut store).unwrap();
        let why = rebuild(&store, FRAMES + 1);
        assert!(
            matches!(why, Some(Rebuild::Differs { ref set_aside }) if set_aside.exists()),
            "seed {seed}, {what}"
        );
        assert_records(&store, FRAMES + 1);
        assert!(store.doctor().unwrap().is_well());
    }
}

#[test]
fn both_copies_damaged_give_what_either_has_and_name_the_rest() {
    let whole = Bench::filled(FRAMES);
    for seed in 0..seeds() {
        let bench = copy_of(&whole);
        let mut dice = Dice::new(seed + 2_000);
        let what = damage_file(&bench.journal(), &mut dice);
        let files = files_under(&bench.dir.join("db"));
        let also = damage_file(&files[dice.below(files.len() as u64) as usize], &mut dice);
        match bench.open_with(&Disk::real()) {
            Ok((store, report, seen)) => {
                let lost = report.mending.as_ref().map(|mending| mending.lost.clone()).unwrap_or_default();
                assert_eq!(report.lost, lost, "seed {seed}, {what}, {also}");
                assert_frames(&seen, FRAMES, &lost);
                drop(store);
                // The loss stays visible, and the rest stays there.
                let (_, again, seen) = bench.open();
                assert_eq!((again.mending, again.lost), (None, lost.clone()));
                assert_frames(&seen, FRAMES, &lost);
            }
            Err(error) => assert!(matches!(error, StoreError::NothingLeft { .. }), "seed {seed}: {error}"),
        }
    }
}

#[test]
fn without_sled_what_is_lost_is_named_and_the_rest_goes_on() {
    let bench = Bench::filled(FRAMES);
    fs::remove_dir_all(bench.dir.join("db")).unwrap();
    let mut bytes = fs::read(bench.journal()).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 300].fill(0);
    bytes.truncate(bytes.len() - 3);
    fs::write(bench.journal(), bytes).unwrap();
    let (mut store, report, seen) = bench.open();
    let lost = report.mending.unwrap().lost;
    assert_eq!((lost.len(), lost[1]), (2, (FRAMES, FRAMES)), "{lost:?}");
    assert_frames(&seen, FRAMES, &lost);
    assert!(matches!(store.read(FRAMES), Err(StoreError::NoSuchFrame { .. })));
    assert_eq!(save(&mut store).unwrap(), FRAMES + 1, "a number is never given twice");
    assert_eq!(store.read(FRAMES + 1).unwrap().seq, FRAMES + 1);
    let file = bench.tmp.path().join("backup");
    store.plan_backup(&file).run().unwrap();
    let copy = Bench::new();
    restore(&file, &copy.dir, &Disk::real()).unwrap();
    assert_eq!(copy.open().1.lost, lost, "a backup keeps the marks");
}

#[test]
fn sled_set_aside_after_an_unclean_exit_still_mends() {
    let bench = Bench::filled(FRAMES);
    drop(bench.open());
    drop(bench.open());
    fs::remove_dir_all(bench.dir.join("db")).unwrap();
    let mut bytes = fs::read(bench.journal()).unwrap();
    bytes[1_000] ^= 1;
    fs::write(bench.journal(), bytes).unwrap();
    let (_, report, seen) = bench.open();
    assert_frames(&seen, FRAMES, &[]);
    let salvaged = report.mending.unwrap().salvaged;
    assert!(!salvaged.is_empty() && salvaged.iter().all(|(_, outcome)| *outcome == Outcome::Done));
}

#[test]
fn a_replacement_that_was_interrupted_is_completed() {
    let bench = Bench::filled(FRAMES);
    fs::rename(bench.dir.join("journal"), bench.dir.join("journal.mended")).unwrap();
    let (_, report, seen) = bench.open();
    assert_frames(&seen, FRAMES, &[]);
    assert_eq!(report.mending, None);
}

#[test]
fn an_older_copy_of_the_journal_is_not_taken_for_the_journal() {
    let bench = Bench::filled(10);
    let old = copy_of(&bench);
    let (mut store, ..) = bench.open();
    rebuild(&store, 10);
    save(&mut store).unwrap();
    store.close().unwrap();
    fs::remove_dir_all(bench.dir.join("journal")).unwrap();
    copy_desk(&old.dir.join("journal"), &bench.dir.join("journal"));
    let (_, report, seen) = bench.open();
    assert_frames(&seen, 11, &[]);
    assert_eq!(report.mending.unwrap().mended, [(11, 11)]);
}
