//! Clients that say what no lofte says, too much, too slowly, or never listen.

use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::time::{Duration, Instant};

use lofte::desk::accept::MOST_PER_ACCOUNT;
use lofte::desk::ask::{Ask, Asked, PROTOCOL, Query, Reply, Said};
use lofte::desk::client::{ClientError, Door};
use lofte::desk::{socket, wire};
use proptest::prelude::*;

use super::served::{Desk, done, visit};

fn raw(desk: &Desk) -> UnixStream {
    let stream = socket::connect(desk.dir.path()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    stream
}

fn hello(protocol: u32) -> Asked {
    Asked { ticket: 5, ask: Ask::Hello { protocol, version: "0.0.0".into() } }
}

/// What the host says until it closes the connection.
fn rest(mut stream: UnixStream) -> Vec<u8> {
    let mut said = Vec::new();
    let _ = stream.read_to_end(&mut said);
    said
}

#[test]
fn another_version_is_told_so() {
    let desk = Desk::new();
    let stream = raw(&desk);
    wire::put(&stream, &hello(PROTOCOL + 1)).unwrap();
    let said = rest(stream);
    let Said::Answer(5, Reply::OtherVersion { protocol, .. }) = wire::unframe(&said[4..]).unwrap() else {
        panic!()
    };
    assert_eq!(protocol, PROTOCOL);
}

#[test]
fn nonsense_drops_the_one_who_says_it_and_nobody_else() {
    let desk = Desk::new();
    let mut honest = desk.client();
    let mut frame = wire::frame(&hello(PROTOCOL)).unwrap();
    frame[0] += 1;
    frame.push(0);
    let not_a_greeting = wire::frame(&Asked { ticket: 1, ask: Ask::Today }).unwrap();
    let cases: Vec<Vec<u8>> = vec![
        b"GET / HTTP/1.1\r\n\r\n".to_vec(),
        u32::MAX.to_le_bytes().to_vec(),
        vec![0; 4],
        frame,
        not_a_greeting,
    ];
    for bytes in cases {
        let mut stream = raw(&desk);
        stream.write_all(&bytes).unwrap();
        assert_eq!(rest(stream), b"", "{bytes:?}");
    }
    let mut stream = raw(&desk);
    wire::put(&stream, &hello(PROTOCOL)).unwrap();
    stream.write_all(&[1, 0, 0, 0, 0xff]).unwrap();
    assert!(!rest(stream).is_empty(), "it was greeted before it spoke nonsense");
    done(honest.write(visit(1, "stortorget", 7, 0)).unwrap());
}

#[test]
fn half_a_frame_is_not_waited_for_for_ever() {
    let desk = Desk::new();
    let mut stream = raw(&desk);
    let begun = Instant::now();
    stream.write_all(&wire::frame(&hello(PROTOCOL)).unwrap()[..6]).unwrap();
    assert_eq!(rest(stream), b"");
    let waited = begun.elapsed();
    assert!(waited > Duration::from_secs(4) && waited < Duration::from_secs(8), "{waited:?}");
}

#[test]
fn one_who_never_reads_is_dropped_and_holds_nobody_up() {
    let desk = Desk::new();
    let mut honest = desk.client();
    for n in 0..200 {
        done(honest.write(visit(u128::from(n) + 1, "stortorget", 7, n)).unwrap());
    }
    let mut deaf = raw(&desk);
    wire::put(&deaf, &hello(PROTOCOL)).unwrap();
    deaf.set_write_timeout(Some(Duration::from_millis(500))).unwrap();
    let page = Ask::Page { query: Query::default(), from: 0, count: 500 };
    let frame = wire::frame(&Asked { ticket: 1, ask: page }).unwrap();
    let mut slowest = Duration::ZERO;
    let mut dropped = false;
    for n in 0..2_000 {
        dropped = deaf.write_all(&frame).is_err();
        if dropped {
            break;
        }
        if n % 50 == 0 {
            let asked = Instant::now();
            honest.ask(Ask::Here).unwrap();
            slowest = slowest.max(asked.elapsed());
        }
    }
    assert!(dropped, "thousands of pages were kept for somebody who reads none");
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");
    done(honest.write(visit(1_000, "stortorget", 7, 0)).unwrap());
}

#[test]
fn one_account_has_so_many_connections_and_no_more() {
    let desk = Desk::new();
    let mut clients: Vec<_> = (0..MOST_PER_ACCOUNT).map(|_| desk.client()).collect();
    let refused = Door::if_open(desk.dir.path()).connect();
    assert!(matches!(refused, Err(ClientError::TurnedAway(_))), "{refused:?}");
    clients.pop();
    let begun = Instant::now();
    while Door::if_open(desk.dir.path()).connect().is_err() {
        assert!(begun.elapsed() < Duration::from_secs(5), "the place was not given back");
        std::thread::sleep(Duration::from_millis(5));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_bytes_make_more_than_they_are(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        // What can be understood is small: no length in it is believed before the bytes are there.
        if let Ok(asked) = wire::unframe::<Asked>(&bytes) {
            prop_assert!(wire::frame(&asked).unwrap().len() <= bytes.len() + 4);
        }
        if let Ok(said) = wire::unframe::<Said>(&bytes) {
            prop_assert!(wire::frame(&said).unwrap().len() <= bytes.len() + 4);
        }
    }
}
