#![allow(clippy::unwrap_used)]

use std::fs;

use super::*;
use crate::store::disk::Failure;

/// A journal in a temporary directory, made with one frame.
struct Bench {
    _tmp: tempfile::TempDir,
    dir: PathBuf,
}

fn first() -> FrameRef<'static> {
    FrameRef { seq: 1, at: 1, who: 0, facts: b"first", personal: b"", destroyed: false }
}

impl Bench {
    fn new() -> Bench {
        let tmp = tempfile::tempdir().unwrap();
        let dir = tmp.path().join("journal");
        Journal::create(&dir, &Disk::real(), &first()).unwrap();
        Bench { _tmp: tmp, dir }
    }

    fn open(&self, disk: &Disk) -> Result<(Journal, JournalReport, Vec<Frame>), StoreError> {
        let mut seen = Vec::new();
        let (journal, report) =
            Journal::open(&self.dir, disk, None, &mut |frame| seen.push(frame.to_frame()))?;
        Ok((journal, report, seen))
    }

    fn with_frames(self, count: u64) -> Bench {
        let (mut journal, ..) = self.open(&Disk::real()).unwrap();
        for n in 2..=count {
            journal.append(n as i64, n as u32, format!("facts {n}").as_bytes(), b"someone").unwrap();
        }
        journal.sync().unwrap();
        self
    }

    fn segment(&self, number: u32) -> PathBuf {
        self.dir.join(segment_name(number))
    }

    fn places(&self) -> (Vec<Damage>, u64) {
        match self.open(&Disk::real()) {
            Err(StoreError::JournalDamaged { places, good_to, .. }) => (places, good_to),
            other => panic!("expected damage, found {:?}", other.map(|(_, report, _)| report)),
        }
    }
}

#[test]
fn frames_come_back_in_order_and_one_by_one() {
    let bench = Bench::new().with_frames(30);
    let (journal, report, seen) = bench.open(&Disk::real()).unwrap();
    assert_eq!(report.frames, 30);
    assert_eq!(seen.iter().map(|frame| frame.seq).collect::<Vec<_>>(), (1..=30).collect::<Vec<_>>());
    assert_eq!((seen[8].at, seen[8].who, seen[8].facts.as_slice()), (9, 9, &b"facts 9"[..]));
    assert_eq!(journal.read(9).unwrap(), seen[8]);
    assert!(matches!(journal.read(31), Err(StoreError::NoSuchFrame { seq: 31 })));
    assert!(matches!(journal.read(0), Err(StoreError::NoSuchFrame { seq: 0 })));
}

#[test]
fn segments_roll_and_frames_are_found_in_them() {
    let bench = Bench::new();
    let (mut journal, ..) = bench.open(&Disk::real()).unwrap();
    journal.set_segment_limit(1_000);
    for n in 2..=40 {
        journal.append(n, 0, format!("facts {n}").as_bytes(), b"").unwrap();
    }
    journal.sync().unwrap();
    assert!(bench.segment(6).exists());
    let reopened = bench.open(&Disk::real()).unwrap().0;
    for seq in 1..=40 {
        assert_eq!(journal.read(seq).unwrap(), reopened.read(seq).unwrap());
    }
    assert_eq!(reopened.head(), journal.head());
    fs::remove_file(bench.segment(3)).unwrap();
    let (places, good_to) = bench.places();
    assert!(
        matches!(places[..], [Damage { segment: 4, offset: 0, kind: DamageKind::Missing { .. } }]),
        "{places:?}"
    );
    assert_eq!(good_to, journal.segments[2].first - 1);
}

#[test]
fn a_half_frame_is_cut_only_when_it_was_not_confirmed() {
    let bench = Bench::new().with_frames(5);
    let whole = fs::read(bench.segment(1)).unwrap();
    let (mut journal, ..) = bench.open(&Disk::real()).unwrap();
    journal.append(6, 6, b"not synced", b"").unwrap();
    let longer = fs::read(bench.segment(1)).unwrap();
    drop(journal);
    for len in whole.len() + 1..longer.len() {
        fs::write(bench.segment(1), &longer[..len]).unwrap();
        let (_, report, seen) = bench.open(&Disk::real()).unwrap();
        assert_eq!((seen.len(), report.torn.unwrap().bytes), (5, (len - whole.len()) as u64));
        assert_eq!(fs::read(bench.segment(1)).unwrap(), whole);
    }
    for len in [whole.len() - 1, whole.len() - 150, 10] {
        fs::write(bench.segment(1), &whole[..len]).unwrap();
        let (places, good_to) = bench.places();
        let missing = DamageKind::Missing { from: good_to + 1, to: 5 };
        assert_eq!(places.last().unwrap().kind, missing, "cut to {len}");
        assert_eq!(fs::read(bench.segment(1)).unwrap().len(), len, "nothing was touched");
    }
}

#[test]
fn every_flipped_byte_is_named() {
    let bench = Bench::new().with_frames(4);
    let whole = fs::read(bench.segment(1)).unwrap();
    for at in 0..whole.len() {
        let mut bad = whole.clone();
        bad[at] ^= 0x10;
        fs::write(bench.segment(1), &bad).unwrap();
        let (places, good_to) = bench.places();
        let place = places.first().unwrap();
        assert!(place.offset <= at as u64 && good_to < 4, "byte {at}: {places:?}");
    }
}

#[test]
fn a_frame_put_in_from_elsewhere_does_not_follow() {
    let (bench, other) = (Bench::new().with_frames(4), Bench::new());
    let (mut journal, ..) = other.open(&Disk::real()).unwrap();
    for n in 2..=4 {
        journal.append(n, n as u32, format!("FACTS {n}").as_bytes(), b"someone").unwrap();
    }
    let (ours, theirs) = (fs::read(bench.segment(1)).unwrap(), fs::read(other.segment(1)).unwrap());
    assert_eq!(ours.len(), theirs.len());
    let third = (ours.len() - HEADER - 5) / 3 + HEADER + 5;
    fs::write(bench.segment(1), [&ours[..third], &theirs[third..]].concat()).unwrap();
    let kinds: Vec<_> = bench.places().0.into_iter().map(|place| place.kind).collect();
    assert_eq!(kinds, [DamageKind::Chain { seq: 3 }, DamageKind::OtherHistory { seq: 4 }]);
    fs::write(bench.segment(1), &theirs).unwrap();
    let kinds: Vec<_> = bench.places().0.into_iter().map(|place| place.kind).collect();
    assert_eq!(kinds, [DamageKind::OtherHistory { seq: 4 }], "a whole journal of another past");
}

#[test]
fn after_a_failure_nothing_is_taken_until_reopening() {
    for failure in [Failure::Error(5), Failure::Short(28), Failure::Sticky(5)] {
        for nth in 1.. {
            let bench = Bench::new();
            let counted = Disk::failing(u64::MAX, failure);
            drop(bench.open(&counted).unwrap());
            let disk = Disk::failing(counted.calls() + nth, failure);
            let (mut journal, ..) = bench.open(&disk).unwrap();
            journal.set_segment_limit(600);
            let (mut confirmed, mut failed) = (1, false);
            for n in 2..12_u64 {
                let before = journal.is_poisoned();
                let saved = journal.append(n as i64, 0, &[b'x'; 90], b"").and_then(|_| journal.sync());
                assert!(!(before && saved.is_ok()), "a poisoned journal took a frame");
                match saved {
                    Ok(head) => confirmed = head.seq,
                    Err(_) => failed = true,
                }
            }
            let (_, _, seen) = bench.open(&Disk::real()).unwrap();
            assert!(seen.len() as u64 >= confirmed, "call {nth}: {} of {confirmed}", seen.len());
            assert!(seen.iter().all(|frame| frame.seq == 1 || frame.facts == [b'x'; 90]));
            if disk.calls() < counted.calls() + nth {
                assert!(!failed && confirmed == 11 && nth > 30);
                break;
            }
        }
    }
}

#[test]
fn unconfirmed_frames_are_written_once_more_before_they_count() {
    let bench = Bench::new().with_frames(3);
    let (mut journal, ..) = bench.open(&Disk::real()).unwrap();
    journal.append(4, 0, b"written, not synced", b"").unwrap();
    drop(journal);
    let disk = Disk::failing(u64::MAX, Failure::Error(5));
    let quiet = {
        let before = Disk::failing(u64::MAX, Failure::Error(5));
        drop(Bench::new().with_frames(3).open(&before).unwrap());
        before.calls()
    };
    let (journal, ..) = bench.open(&disk).unwrap();
    assert_eq!(journal.synced().seq, 4);
    assert_eq!(read_head(&Disk::real(), &bench.dir).unwrap(), Some(journal.head()));
    // Read, write, sync, and the head.
    assert_eq!(disk.calls(), quiet + 4);
}

#[test]
fn a_lost_head_file_is_written_again() {
    let bench = Bench::new().with_frames(3);
    for damage in [None, Some(b"x".to_vec())] {
        match damage {
            None => fs::remove_file(bench.dir.join("head")).unwrap(),
            Some(bytes) => fs::write(bench.dir.join("head"), bytes).unwrap(),
        }
        let (journal, ..) = bench.open(&Disk::real()).unwrap();
        assert_eq!(read_head(&Disk::real(), &bench.dir).unwrap(), Some(journal.head()));
    }
}

#[test]
fn the_chain_survives_destroyed_personal_bodies() {
    let bench = Bench::new();
    let (mut journal, ..) = bench.open(&Disk::real()).unwrap();
    journal.set_segment_limit(700);
    for n in 2..=12 {
        journal.append(n, 0, format!("facts {n}").as_bytes(), format!("Kalle {n}.").as_bytes()).unwrap();
    }
    journal.destroy_personal(&[3, 8, 12]).unwrap();
    let after = journal.append(13, 0, b"after", b"Lisa").unwrap();
    journal.sync().unwrap();
    assert_eq!((after, journal.verify().unwrap().damage), (13, vec![]));
    let (reopened, report, seen) = bench.open(&Disk::real()).unwrap();
    assert_eq!((report.frames, report.head), (13, journal.head()));
    let destroyed: Vec<_> = seen.iter().filter(|frame| frame.destroyed).map(|frame| frame.seq).collect();
    assert_eq!(destroyed, [3, 8, 12]);
    for seq in 1..=13 {
        assert_eq!(journal.read(seq).unwrap(), reopened.read(seq).unwrap());
    }
    assert_eq!(journal.read(3).unwrap().facts, b"facts 3");
    assert_eq!(journal.read(4).unwrap().personal, b"Kalle 4.");
    for path in fs::read_dir(&bench.dir).unwrap() {
        let bytes = fs::read(path.unwrap().path()).unwrap();
        assert!(!bytes.windows(8).any(|window| window == b"Kalle 3." || window == b"Kalle 8."));
    }
}

#[test]
fn a_body_that_is_too_large_is_refused_and_does_no_harm() {
    let bench = Bench::new();
    let (mut journal, ..) = bench.open(&Disk::real()).unwrap();
    let refused = journal.append(2, 0, &vec![0; frame::BODY_LIMIT + 1], b"");
    assert!(matches!(refused, Err(StoreError::TooLarge { .. })));
    assert_eq!(journal.append(2, 0, b"fine", b"").unwrap(), 2);
}

#[test]
fn a_journal_without_frames_is_damaged() {
    let bench = Bench::new();
    fs::remove_file(bench.dir.join("head")).unwrap();
    fs::write(bench.segment(1), b"").unwrap();
    assert_eq!(bench.places().1, 0);
    fs::remove_file(bench.segment(1)).unwrap();
    assert_eq!(bench.places().1, 0);
}
