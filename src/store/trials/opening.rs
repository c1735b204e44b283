use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;

#[test]
fn a_new_desk_is_made_and_found_again() {
    let bench = Bench::new();
    let (mut store, report, seen) = bench.open();
    assert_eq!((report.exit, report.head.seq, report.mending), (Exit::Fresh, 1, None));
    assert_eq!(seen[0].facts, b"founding");
    assert_eq!(rebuild(&store, 1), Some(Rebuild::New));
    for _ in 2..=9 {
        save(&mut store).unwrap();
    }
    let head = store.head();
    store.close().unwrap();
    let (store, report, seen) = bench.open();
    assert_eq!((report.exit, report.head, report.set_aside), (Exit::Clean, head, None));
    assert_frames(&seen, 9, &[]);
    assert_eq!(rebuild(&store, 9), None, "a whole second copy wants nothing");
    assert_records(&store, 9);
}

#[test]
fn after_an_unclean_exit_sled_is_set_aside_and_rebuilt() {
    let bench = Bench::filled(20);
    let (mut store, ..) = bench.open();
    rebuild(&store, 20);
    save(&mut store).unwrap();
    drop(store);
    let (mut store, report, seen) = bench.open();
    assert_eq!(report.exit, Exit::Unclean);
    assert!(report.set_aside.unwrap().join("db").exists());
    assert_frames(&seen, 21, &[]);
    save(&mut store).unwrap();
    assert_eq!(rebuild(&store, 22), Some(Rebuild::Unclean));
    assert_records(&store, 22);
    store.close().unwrap();
    assert_eq!(bench.open().1.exit, Exit::Clean);
}

#[test]
fn a_rebuild_that_was_not_finished_begins_again() {
    let bench = Bench::filled(5);
    drop(bench.open());
    let (store, ..) = bench.open();
    wait(&store, |state| *state != ShelfState::Checking);
    store.close().unwrap();
    let (store, report, _) = bench.open();
    assert_eq!(report.exit, Exit::Clean);
    assert_eq!(rebuild(&store, 5), Some(Rebuild::Unclean));
    assert_records(&store, 5);
}

#[test]
fn only_the_last_directories_set_aside_are_kept() {
    let bench = Bench::filled(3);
    for _ in 0..4 {
        let (store, ..) = bench.open();
        rebuild(&store, 3);
    }
    let (store, ..) = bench.open();
    rebuild(&store, 3);
    store.records().unwrap();
    let names = Disk::real().list(&bench.dir).unwrap();
    assert_eq!(names.iter().filter(|name| name.starts_with("db.set-aside-")).count(), 2);
}

#[test]
fn changes_and_removals_keep_their_order_while_records_are_given() {
    let bench = Bench::filled(6);
    drop(bench.open());
    let (store, ..) = bench.open();
    store.shelve(vec![
        ShelfOp::Drop { id: 3, day: 3 },
        ShelfOp::Put { id: 4, day: -7, record: b"new".to_vec() },
    ]);
    wait(&store, |state| matches!(state, ShelfState::WantsRecords(_)));
    for seq in [2, 5, 6] {
        store.rebuild_put(seq, 0, record(seq));
    }
    store.shelve(vec![ShelfOp::Drop { id: 5, day: 0 }]);
    store.rebuild_put(4, -7, b"new".to_vec());
    store.rebuild_done();
    let found: Vec<_> = store.records().unwrap().into_iter().map(|r| (r.id, r.day)).collect();
    assert_eq!(found, [(2, 0), (4, -7), (6, 0)]);
    assert!(store.doctor().unwrap().is_well());
}

#[test]
fn a_desk_is_private_and_open_once() {
    let bench = Bench::filled(3);
    fs::set_permissions(&bench.dir, fs::Permissions::from_mode(0o755)).unwrap();
    let (store, ..) = bench.open();
    let mode = |name: &str| fs::metadata(bench.dir.join(name)).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(""), mode("journal"), mode("db")), (0o700, 0o700, 0o700));
    assert_eq!((mode("lock"), mode("format"), mode("journal/000001.log")), (0o600, 0o600, 0o600));
    assert!(matches!(bench.open_with(&Disk::real()), Err(StoreError::InUse { .. })));
    let lock = store.abandon();
    assert!(matches!(bench.open_with(&Disk::real()), Err(StoreError::InUse { .. })));
    let options = OpenOptions { lock: Some(lock), ..options(&Disk::real()) };
    assert!(Store::open(&bench.dir, options, &mut |_| {}).is_ok());
}

fn snapshot(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files = Vec::new();
    shelf::list_files(dir, &mut files).unwrap();
    files.sort();
    files.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

#[test]
fn what_is_newer_or_not_ours_is_refused_untouched() {
    let bench = Bench::filled(3);
    fs::write(bench.dir.join("format"), "lofte 2\n").unwrap();
    let before = snapshot(&bench.dir);
    assert!(matches!(bench.open_with(&Disk::real()), Err(StoreError::Newer { found: 2, .. })));
    assert_eq!(snapshot(&bench.dir), before);
    let other = Bench::new();
    fs::create_dir(&other.dir).unwrap();
    fs::write(other.dir.join("holiday.jpg"), "x").unwrap();
    let before = snapshot(&other.dir);
    assert!(matches!(other.open_with(&Disk::real()), Err(StoreError::NotADesk { .. })));
    assert_eq!(snapshot(&other.dir), before);
}

#[test]
fn a_desk_that_was_never_finished_is_started_over() {
    let bench = Bench::filled(1);
    fs::rename(bench.dir.join("journal"), bench.dir.join("journal.new")).unwrap();
    for gone in ["db", "clean"] {
        let path = bench.dir.join(gone);
        let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
    }
    assert_eq!(bench.open().1.exit, Exit::Fresh);
}

#[test]
fn the_examination_says_what_it_finds() {
    let bench = Bench::filled(12);
    let (store, ..) = bench.open();
    rebuild(&store, 12);
    let report = store.doctor().unwrap();
    assert!(report.is_well() && report.clean.is_none(), "{report:?}");
    assert_eq!(report.shelf.unwrap().counts.unwrap().frames, 12);
    assert!(matches!(Store::doctor_closed(&bench.dir, &test_command()), Err(StoreError::InUse { .. })));
    store.close().unwrap();
    let before = snapshot(&bench.dir);
    let report = Store::doctor_closed(&bench.dir, &test_command()).unwrap();
    assert!(report.is_well() && report.clean == Some(true), "{report:?}");
    assert_eq!(snapshot(&bench.dir), before, "looking changes nothing");
    let mut bytes = fs::read(bench.journal()).unwrap();
    let at = bytes.len() - 1;
    bytes[at] ^= 1;
    fs::write(bench.journal(), bytes).unwrap();
    let report = Store::doctor_closed(&bench.dir, &test_command()).unwrap();
    assert!(!report.is_well());
    assert!(matches!(report.journal.damage[0].kind, journal::DamageKind::Body { seq: 12 }));
    assert_eq!(report.shelf.unwrap().different, [12]);
}

#[test]
fn a_backup_is_made_while_the_desk_goes_on_and_restored() {
    let bench = Bench::filled(300);
    let (mut store, ..) = bench.open();
    let file = bench.tmp.path().join("backup.lofte");
    let job = store.plan_backup(&file);
    let thread = std::thread::spawn(move || job.run());
    for _ in 0..50 {
        save(&mut store).unwrap();
    }
    let report = thread.join().unwrap().unwrap();
    assert_eq!((report.frames, report.head.seq), (300, 300));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(matches!(store.plan_backup(&file).run(), Err(StoreError::TargetExists { .. })));
    let copy = Bench::new();
    assert_eq!(restore(&file, &copy.dir, &Disk::real()).unwrap(), report);
    let (copied, opened, seen) = copy.open();
    assert_eq!((opened.exit, opened.head), (Exit::Clean, report.head));
    assert_frames(&seen, 300, &[]);
    assert_eq!(rebuild(&copied, 300), Some(Rebuild::New));
    assert!(matches!(restore(&file, &copy.dir, &Disk::real()), Err(StoreError::NotEmpty { .. })));
    fs::create_dir(bench.tmp.path().join("full")).unwrap();
    fs::write(bench.tmp.path().join("full/x"), "x").unwrap();
    let refused = restore(&file, &bench.tmp.path().join("full"), &Disk::real());
    assert!(matches!(refused, Err(StoreError::NotEmpty { .. })));
}

#[test]
fn a_damaged_backup_makes_no_desk() {
    let bench = Bench::filled(4);
    let (store, ..) = bench.open();
    let file = bench.tmp.path().join("b");
    store.plan_backup(&file).run().unwrap();
    let whole = fs::read(&file).unwrap();
    let target = bench.tmp.path().join("restored");
    for at in 0..whole.len() {
        let mut bad = whole.clone();
        bad[at] ^= 4;
        fs::write(&file, &bad).unwrap();
        let refused = restore(&file, &target, &Disk::real());
        assert!(matches!(refused, Err(StoreError::BadBackup { .. } | StoreError::Newer { .. })), "byte {at}");
        fs::write(&file, &whole[..at]).unwrap();
        assert!(restore(&file, &target, &Disk::real()).is_err(), "cut to {at}");
    }
    assert!(!target.exists());
}

#[test]
fn every_byte_of_many_frames_is_shown() {
    let bench = Bench::new();
    let (mut store, ..) = bench.open();
    for n in 2..=3_000 {
        store.append(n, 1000, &[b'x'; 217], b"").unwrap();
    }
    store.commit().unwrap();
    let mut bytes = 0;
    let (dir, disk) = (bench.dir.join("journal"), Disk::real());
    let opened = journal::Journal::open(&dir, &disk, None, &mut |frame| bytes += frame.facts.len());
    assert_eq!(opened.unwrap().1.frames, 3_000);
    assert_eq!(bytes, 2_999 * 217 + b"founding".len());
}
