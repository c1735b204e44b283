//! The numbers lofte holds itself to, each measured beside a yardstick of the same run, as one Markdown table.
//!
//! `cargo bench` prints it; with `--features sqlite-yardstick` a save is also measured beside `SQLite`. The sizes come
//! from `LOFTE_BENCH_SIZES` (default `1k,10k,100k,1M`). Nothing here passes or fails: a timed test would lie on a busy machine.
//! What lofte and its yardstick do is done in turns, so that whatever else the machine does falls on both.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod bench_desk;
mod cases;
mod commands;
mod keys;
mod machine;
mod sample;
mod saves;
mod starts;
mod table;
mod terminal;

use std::time::Instant;

use bench_desk::BenchDesk;
use table::Table;

/// The size at which what does not depend on it is measured: bursts, idling.
const ORDINARY: usize = 100_000;

fn main() {
    let began = Instant::now();
    let work = tempfile::Builder::new().prefix("bench-").tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let sizes = sizes();
    let ordinary = sizes.iter().copied().filter(|n| *n <= ORDINARY).max().or(sizes.first().copied());
    let mut table = Table::default();
    let noise = machine::Noise::begin();
    for &size in &sizes {
        let named = table::size(size);
        say(began, &format!("{named}: making the desk"));
        let desk = BenchDesk::make(work.path(), size);
        say(began, &format!("{named}: first screens"));
        starts::alone(&desk, &mut table);
        let desk = desk.serve();
        starts::beside_a_host(&desk, &mut table);
        say(began, &format!("{named}: keys"));
        keys::measure(&desk, &mut table, Some(size) == ordinary);
        say(began, &format!("{named}: commands and saves"));
        commands::summary(&desk, &mut table);
        commands::add(&desk, &mut table);
        saves::measure(&desk, &mut table);
        commands::memory(&desk, &mut table);
    }
    say(began, "the case meeting");
    cases::measure(work.path(), &mut table);
    say(began, "import");
    commands::import(work.path(), &mut table);
    let sizes: Vec<String> = sizes.into_iter().map(table::size).collect();
    println!("{}", table.render(&sizes.join(" / ")));
    println!("{}", machine::describe(&noise, began.elapsed()));
}

fn say(began: Instant, what: &str) {
    eprintln!("{:>5.0} s  {what}", began.elapsed().as_secs_f64());
}

/// The numbers of entries to measure at, in rising order.
fn sizes() -> Vec<usize> {
    let text = std::env::var("LOFTE_BENCH_SIZES").unwrap_or_else(|_| "1k,10k,100k,1M".to_owned());
    let mut sizes: Vec<usize> = text
        .split(',')
        .filter_map(|word| {
            let word = word.trim();
            let (digits, times) = match word.strip_suffix(['k', 'M']) {
                Some(digits) if word.ends_with('k') => (digits, 1_000),
                Some(digits) => (digits, 1_000_000),
                None => (word, 1),
            };
            digits.parse::<usize>().ok().map(|n| n * times)
        })
        .collect();
    sizes.sort_unstable();
    sizes.dedup();
    assert!(!sizes.is_empty(), "LOFTE_BENCH_SIZES holds no number: {text}");
    sizes
}
