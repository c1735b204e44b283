use super::*;

const FAILURES: [Failure; 3] = [Failure::Error(5), Failure::Short(28), Failure::Sticky(28)];

/// Tries something on disks that fail at the first call, the second, and so on, until no call is left to fail.
fn until_no_call_is_left(mut attempt: impl FnMut(&Disk) -> bool) {
    for failure in FAILURES {
        for nth in 1.. {
            let disk = Disk::failing(nth, failure);
            let went_well = attempt(&disk);
            if disk.calls() < nth {
                assert!(went_well, "nothing failed, yet it did not go well");
                assert!(nth > 10, "too few calls to be true");
                break;
            }
            assert!(nth < 2_000, "there is no end to the calls");
        }
    }
}

#[test]
fn a_creation_that_fails_at_any_call_is_started_over() {
    until_no_call_is_left(|disk| {
        let bench = Bench::new();
        let went_well = bench.open_with(disk).is_ok();
        let (mut store, report, seen) = bench.open();
        assert_eq!((seen.len(), report.mending, &seen[0].facts[..]), (1, None, &b"founding"[..]));
        assert_eq!(save(&mut store).unwrap(), 2);
        went_well
    });
}

#[test]
fn what_was_confirmed_is_there_whatever_call_fails() {
    until_no_call_is_left(|disk| {
        let bench = Bench::new();
        let (mut confirmed, mut went_well) = (0, false);
        if let Ok((mut store, ..)) = bench.open_with(disk) {
            confirmed = 1;
            went_well = true;
            for _ in 0..4 {
                match save(&mut store) {
                    Ok(seq) => confirmed = seq,
                    Err(_) => went_well = false,
                }
            }
            went_well &= store.close().is_ok();
        }
        let (mut store, report, seen) = bench.open();
        assert!(seen.len() as u64 >= confirmed, "{} of {confirmed}", seen.len());
        assert_frames(&seen, seen.len() as u64, &[]);
        assert_eq!((report.mending, report.lost), (None, vec![]));
        assert_eq!(save(&mut store).unwrap(), seen.len() as u64 + 1);
        went_well
    });
}

#[test]
fn opening_again_may_fail_at_any_call() {
    let bench = Bench::filled(4);
    until_no_call_is_left(|disk| {
        let went_well = bench.open_with(disk).is_ok_and(|(store, ..)| store.close().is_ok());
        let (store, report, seen) = bench.open();
        assert_frames(&seen, 4, &[]);
        assert_eq!(report.mending, None);
        store.close().unwrap();
        went_well
    });
}

#[test]
fn a_mending_that_fails_at_any_call_is_done_the_next_time() {
    let whole = Bench::filled(6);
    until_no_call_is_left(|disk| {
        let bench = copy_of(&whole);
        let mut bytes = std::fs::read(bench.journal()).unwrap();
        bytes[300] ^= 1;
        std::fs::write(bench.journal(), bytes).unwrap();
        let went_well = bench.open_with(disk).is_ok();
        assert_frames(&bench.open().2, 6, &[]);
        went_well
    });
}

#[test]
fn a_backup_is_whole_or_not_there_whatever_call_fails() {
    let bench = Bench::filled(5);
    let journal = bench.dir.join("journal");
    let (store, ..) = bench.open();
    let head = store.head();
    until_no_call_is_left(|disk| {
        let file = bench.tmp.path().join("backup");
        let made = backup::BackupJob::new(&journal, head, disk, &file).run();
        let left = Disk::real().list(bench.tmp.path()).unwrap();
        assert!(left.iter().all(|name| name == "desk" || name == "backup"), "{left:?}");
        let target = bench.tmp.path().join("restored");
        if file.exists() {
            assert_eq!(restore(&file, &target, &Disk::real()).unwrap().frames, 5);
            std::fs::remove_dir_all(&target).unwrap();
            std::fs::remove_file(&file).unwrap();
        } else {
            assert!(made.is_err());
        }
        made.is_ok()
    });
}

#[test]
fn a_restoring_that_fails_at_any_call_makes_no_desk_or_a_whole_one() {
    let bench = Bench::filled(5);
    let file = bench.tmp.path().join("backup");
    bench.open().0.plan_backup(&file).run().unwrap();
    until_no_call_is_left(|disk| {
        let copy = Bench::new();
        let restored = restore(&file, &copy.dir, disk).is_ok();
        if !restored && !copy.dir.join("journal").exists() {
            restore(&file, &copy.dir, &Disk::real()).unwrap();
        }
        assert_frames(&copy.open().2, 5, &[]);
        restored
    });
}
