//! A desk in a directory of a test: a plan in force, a fixed moment, two people it knows.

use lofte::desk::clock::Clock;
use lofte::desk::core::Core;
use lofte::desk::founding::Founding;
use lofte::desk::keep::{Keep, KeepOptions};
use lofte::domain::event::{Event, Happening};
use lofte::domain::plan::load;
use lofte::domain::record::WriteId;
use lofte::store::Disk;
use lofte::store::salvage::SalvageCommand;
use lofte::text::Clean;

/// The moment every desk of these tests stands at: a Wednesday evening, week 47.
pub const NOW: &str = "2023-11-22T21:52";

/// The person at the screen, and another one.
pub const ANNA: (u32, &str) = (2_000_000_001, "Anna Berg");
pub const KARL: (u32, &str) = (2_000_000_002, "Karl Lind");

/// Makes a desk and opens it.
pub fn open(dir: &std::path::Path, plan: &str) -> Core {
    let clock = Clock::read(Some(NOW)).unwrap();
    let zone = load::load(plan, "plan.toml").unwrap().time_zone;
    let options = KeepOptions {
        disk: Disk::real(),
        salvage: SalvageCommand::default(),
        waker: None,
        founding: Founding {
            plan: plan.to_owned(),
            file: "plan.toml".to_owned(),
            taken_in_use: chrono::NaiveDate::from_ymd_opt(2023, 11, 1),
            example: false,
        },
        uid: ANNA.0,
        now: clock.now(zone),
    };
    let (mut keep, _, _) = Keep::open(dir, options.clone()).unwrap();
    let known = Happening {
        write: WriteId(1),
        undoes: None,
        events: [(ANNA, true), (KARL, false)]
            .map(|((uid, name), administrator)| Event::AccountSeen {
                uid,
                name: Clean::line(name),
                administrator,
            })
            .into(),
    };
    keep.append(options.now.at, ANNA.0, &known).unwrap();
    keep.commit().unwrap();
    keep.close().unwrap();
    Core::open(dir, options, clock).unwrap()
}
