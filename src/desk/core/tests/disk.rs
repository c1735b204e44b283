//! A disk that fails, and a directory that goes away: nothing is acknowledged that would not be found again.

use super::*;

#[test]
fn the_first_failure_stops_everything_until_the_disk_takes_writes_again() {
    // Every call that a group of two changes makes is failed in turn, once and for good.
    for failure in [Failure::Error(ENOSPC), Failure::Short(ENOSPC), Failure::Sticky(ENOSPC)] {
        let (mut failed, mut kept) = (0, 0);
        for later in 1..40 {
            let counting = Disk::failing(u64::MAX, failure);
            let calls = {
                let mut world = World::on(counting.clone());
                world.write(ME, visit(20, 600, "stortorget", 1));
                counting.calls()
            };
            let mut world = World::on(Disk::failing(calls + later, failure));
            assert!(matches!(world.write(ME, visit(20, 600, "stortorget", 1)), Reply::Done(_)));
            let two = [(7, 610), (8, 620)].map(|(id, minute)| {
                let command = visit(20, minute, "stortorget", 1);
                world.asked(ME, Ask::Do(Write { id: WriteId(id), command }))
            });
            let said = world.core.hear(two).said;
            let replies = answers(&said, ME);
            assert_eq!(replies.len(), 2);
            let acknowledged: Vec<_> = replies.iter().filter(|r| matches!(r, Reply::Done(_))).collect();
            let refused = |r: &Reply| matches!(r, Reply::Refused(Refusal::NotSaved { .. }));
            let notices = |wanted: fn(&Notice) -> bool| {
                said.iter().any(|(s, said)| *s == OTHER && matches!(said, Said::Notice(n) if wanted(n)))
            };
            if !notices(|notice| matches!(notice, Notice::NotSaving { .. })) {
                assert_eq!(acknowledged.len(), 2);
                break;
            }
            failed += 1;
            kept += acknowledged.len();
            let sticky = matches!(failure, Failure::Sticky(_));
            assert_eq!(notices(|notice| matches!(notice, Notice::SavingAgain)), !sticky);
            assert_eq!(world.core.is_failing(), sticky);
            // What was acknowledged is still shown; a resend is what settles the rest.
            assert!(world.core.state().count() > acknowledged.len());
            if sticky {
                assert!(replies.iter().all(refused), "{replies:?}");
                let again = world.write(ME, visit(20, 650, "stortorget", 1));
                assert!(refused(&again));
                continue;
            }
            // Whoever is refused may enter it anew, so it must not be there after all.
            for (id, reply) in [7, 8].into_iter().zip(&replies) {
                let made = world.core.state().written(WriteId(id)).is_some();
                assert_eq!(matches!(reply, Reply::Done(_)), made, "{reply:?}");
            }
            let mut world = world.reopened();
            for id in [7, 8] {
                let command = visit(20, 600 + 10 * u32::try_from(id - 6).unwrap(), "stortorget", 1);
                assert!(matches!(world.ask(ME, Ask::Do(Write { id: WriteId(id), command })), Reply::Done(_)));
            }
            assert_eq!(world.core.state().count(), 3);
        }
        assert!(failed > 1, "{failure:?} was never felt");
        assert_eq!(kept > 0, !matches!(failure, Failure::Sticky(_)), "{failure:?}");
    }
}

#[test]
fn a_directory_that_is_moved_away_takes_nothing_that_is_acknowledged() {
    let mut world = World::new();
    assert!(matches!(world.write(ME, visit(20, 600, "stortorget", 1)), Reply::Done(_)));
    // A second copy that is still being made would make the directory anew.
    assert!(world.core.shelve_everything());
    let away = world.dir.path().with_extension("away");
    std::fs::rename(world.dir.path(), &away).unwrap();
    let refused = |reply: Reply| matches!(reply, Reply::Refused(Refusal::NotSaved { .. }));
    assert!(refused(world.write(ME, visit(20, 610, "stortorget", 1))));
    assert!(world.core.is_failing());
    assert_eq!(world.ids(Query::default()), [1], "what was saved is still shown");
    assert!(refused(world.write(ME, visit(20, 620, "stortorget", 1))));
    std::fs::rename(&away, world.dir.path()).unwrap();
    let said = world.core.hear([Heard::Time]).said;
    assert!(said.iter().any(|(_, said)| *said == Said::Notice(Notice::SavingAgain)));
    assert!(matches!(world.write(ME, visit(20, 630, "stortorget", 1)), Reply::Done(_)));
}
