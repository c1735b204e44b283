//! Thousands of clients that speak slowly, by halves or nonsense, beside one who works.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use lofte::desk::ask::{Ask, Asked, PROTOCOL, Query};
use lofte::desk::wire;

use super::dice::{Dice, rounds};
use super::entries::{all, done, visit};
use super::site::Site;

/// How long any save may take while the flood is on: less than the host gives a bad client to finish its sentence.
const BEARABLE: Duration = Duration::from_secs(3);

fn knock(site: &Site) -> Option<UnixStream> {
    let stream = UnixStream::connect(site.dir().join("sock")).ok()?;
    stream.set_write_timeout(Some(Duration::from_secs(1))).unwrap();
    stream.set_read_timeout(Some(Duration::from_millis(20))).unwrap();
    Some(stream)
}

fn greeting() -> Vec<u8> {
    wire::frame(&Asked { ticket: 1, ask: Ask::Hello { protocol: PROTOCOL, version: "0.0.0".into() } })
        .unwrap()
}

fn question(ask: Ask) -> Vec<u8> {
    wire::frame(&Asked { ticket: 2, ask }).unwrap()
}

/// One bad client from coming to going.
fn misbehave(site: &Site, dice: &mut Dice) -> Option<()> {
    let mut stream = knock(site)?;
    let hello = greeting();
    match dice.below(6) {
        // Says nothing and stays a while.
        0 => std::thread::sleep(Duration::from_millis(dice.below(300))),
        // A byte now and then.
        1 => {
            for byte in hello.iter().take(12) {
                stream.write_all(&[*byte]).ok()?;
                std::thread::sleep(Duration::from_millis(dice.below(30)));
            }
        }
        // Half a greeting, and away.
        2 => stream.write_all(&hello[..dice.below(hello.len() as u64) as usize]).ok()?,
        // Nonsense instead of a greeting.
        3 => stream.write_all(&dice.bytes(2_000)).ok()?,
        // A greeting, then half a question, and waits.
        4 => {
            stream.write_all(&hello).ok()?;
            stream.write_all(&question(Ask::Today)[..3]).ok()?;
            std::thread::sleep(Duration::from_millis(dice.below(300)));
        }
        // A greeting, then large questions whose answers nobody reads.
        _ => {
            stream.write_all(&hello).ok()?;
            let pages = question(Ask::Page { query: Query::default(), from: 0, count: 500 });
            for _ in 0..20 {
                stream.write_all(&pages).ok()?;
            }
        }
    }
    Some(())
}

#[test]
#[ignore = "heavy: 1000 bad clients"]
fn heavy_host_serves_an_honest_client_beside_a_thousand_bad_ones() {
    let mut dice = Dice::thrown("flood");
    let site = Site::new();
    let mut honest = site.client();
    let host = honest.pid();
    let (over, left) = (AtomicBool::new(false), AtomicU64::new(rounds(1_000)));
    let mut took = Vec::new();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            let (site, left, over, mut dice) = (&site, &left, &over, Dice::of(dice.below(u64::MAX)));
            scope.spawn(move || {
                while left.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |n| n.checked_sub(1)).is_ok() {
                    misbehave(site, &mut dice);
                }
                over.store(true, Ordering::Relaxed);
            });
        }
        for n in 1.. {
            let begun = Instant::now();
            done(honest.write(visit(n, "mitt i alltihop")).unwrap());
            took.push(begun.elapsed());
            if over.load(Ordering::Relaxed) && n >= 100 {
                break;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    });
    assert_eq!(honest.pid(), host);
    assert_eq!(all(&mut honest).len(), took.len());
    took.sort_unstable();
    let (median, p99) = (took[took.len() / 2], took[took.len() * 99 / 100]);
    let slowest = took[took.len() - 1];
    assert!(slowest < BEARABLE, "a save took {slowest:?}");
    println!("flood: {} saves, median {median:?}, p99 {p99:?}, slowest {slowest:?}", took.len());
}

/// Bytes that are no frame, or not the one that is expected.
fn bad_frame(dice: &mut Dice) -> Vec<u8> {
    let whole = [greeting(), question(Ask::Today), question(Ask::Doctor)].concat();
    match dice.below(5) {
        // Says it is longer than any may be.
        0 => ((1 << 20) + 1 + dice.below(u64::from(u32::MAX) - (2 << 20)) as u32).to_le_bytes().to_vec(),
        // Cut.
        1 => whole[..dice.below(whole.len() as u64) as usize].to_vec(),
        // One byte is another.
        2 => {
            let mut bytes = whole;
            let at = dice.below(bytes.len() as u64) as usize;
            bytes[at] = bytes[at].wrapping_add(1 + dice.below(255) as u8);
            bytes
        }
        // A right length and then anything.
        3 => {
            let mut bytes = greeting();
            let body = 1 + dice.below(200) as usize;
            bytes.extend((body as u32).to_le_bytes());
            bytes.extend(dice.bytes(body));
            bytes
        }
        _ => {
            let length = dice.below(300) as usize;
            dice.bytes(length)
        }
    }
}

#[test]
#[ignore = "heavy: 10,000 bad frames"]
fn heavy_host_outlives_ten_thousand_frames_too_long_cut_or_random() {
    let mut dice = Dice::thrown("frames");
    let site = Site::new();
    let mut honest = site.client();
    let host = honest.pid();
    let frames = rounds(10_000);
    for n in 0..frames {
        let bytes = bad_frame(&mut dice);
        if let Some(mut stream) = knock(&site) {
            // The host may have hung up before it has all of it.
            let _ = stream.write_all(&bytes);
            let _ = stream.shutdown(std::net::Shutdown::Write);
            if n % 50 == 0 {
                let mut said = [0; 4096];
                let _ = stream.read(&mut said);
            }
        }
        if n % 500 == 0 {
            done(honest.write(visit(u128::from(n) + 1, "lever än")).unwrap());
        }
    }
    assert_eq!(honest.pid(), host);
    assert_eq!(site.hosts().len(), 1);
    assert_eq!(all(&mut honest).len() as u64, frames.div_ceil(500));
    let log = std::fs::read_to_string(site.dir().join("lofte.log")).unwrap();
    assert!(!log.contains("panicked"), "{log}");
}
