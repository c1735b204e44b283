//! The desk over SSH: an sshd of our own on 127.0.0.1, with its own configuration and keys, and the real program behind it.
//!
//! Run with `cargo test --release --test lofte -- --ignored --nocapture ssh`. Needs `sshd` and `ssh`.
#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing")]

mod server;

use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use lofte::desk::ask::{Ask, Reply};
use lofte::domain::record::Draft;
use portable_pty::{CommandBuilder, MasterPty, PtySize, native_pty_system};

use crate::heavy::site::{NOW, PROGRAM, SOON, Site};
use server::Server;

/// What `lofte` is called as at the other end.
fn call(site: &Site, arguments: &str) -> String {
    let dir = site.dir().display();
    format!("env LOFTE_NOW={NOW} LOFTE_LINGER=60s LC_ALL=sv_SE.UTF-8 {PROGRAM} --data {dir} {arguments}")
}

/// Waits for a process as long as anything may take; what it printed, or `None` when it hangs.
fn output_in_time(mut command: Command) -> Option<(bool, String)> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().unwrap();
    let mut pipe = child.stdout.take().unwrap();
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let mut text = String::new();
        // Ends when the last holder of the stream has let go of it.
        pipe.read_to_string(&mut text).unwrap();
        let _ = tell.send(text);
    });
    let text = told.recv_timeout(Duration::from_secs(15)).ok();
    if text.is_none() {
        child.kill().unwrap();
    }
    let status = child.wait().unwrap();
    text.map(|text| (status.success(), text))
}

#[test]
#[ignore = "needs sshd"]
fn ssh_call_that_starts_the_host_returns() {
    let (server, site) = (Server::start(), Site::new());
    for round in 0..5 {
        let begun = Instant::now();
        let (well, said) = output_in_time(server.ssh(&[&call(&site, "add besök stort 7")]))
            .expect("the call returns: the host it started holds none of its streams");
        assert!(well && said.contains("Stortorget"), "{said}");
        assert_eq!(site.hosts().len(), 1, "the host stays when the connection is gone");
        println!("ssh: call {round} took {:?}", begun.elapsed());
        if round == 2 {
            site.kill();
        }
    }
    let (well, said) = output_in_time(server.ssh(&[&call(&site, "list visit --json")])).unwrap();
    let rows: serde_json::Value = serde_json::from_str(&said).unwrap();
    assert!(well && rows.as_array().is_some_and(|rows| rows.len() == 5), "{said}");
    let (well, _) = output_in_time(server.ssh(&[&call(&site, "add besök ingenstans 7")])).unwrap();
    assert!(!well, "a refusal is one over SSH too");
}

/// A screen over SSH, in a terminal of 80×24.
struct Session {
    master: Box<dyn MasterPty + Send>,
    child: Box<dyn portable_pty::Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: vt100::Parser,
}

impl Session {
    fn open(server: &Server, site: &Site) -> Self {
        Self::running(server, &call(site, ""))
    }

    /// A session in which `command` is asked for.
    fn running(server: &Server, command: &str) -> Self {
        let window = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
        let pty = native_pty_system().openpty(window).unwrap();
        let line = server.ssh(&["-tt", command]);
        let mut command = CommandBuilder::new(line.get_program());
        command.args(line.get_args());
        command.env("TERM", "xterm-256color");
        let child = pty.slave.spawn_command(command).unwrap();
        drop(pty.slave);
        let mut reader = pty.master.try_clone_reader().unwrap();
        let keys = pty.master.take_writer().unwrap();
        let (tell, bytes) = channel();
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(n) = reader.read(&mut piece) {
                if n == 0 || tell.send(piece[..n].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self { master: pty.master, child, keys, bytes, screen: vt100::Parser::new(24, 80, 0) }
    }

    fn shown(&self) -> String {
        self.screen.screen().contents()
    }

    /// Waits until the screen shows something.
    fn wait_for(&mut self, what: &str) {
        let begun = Instant::now();
        while !self.shown().contains(what) {
            assert!(begun.elapsed() < SOON, "`{what}` is not shown:\n{}", self.shown());
            if let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(50)) {
                self.screen.process(&bytes);
            }
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    /// Drops the line as a lost network does: the client is gone without a word.
    fn hang_up(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        drop(self.master);
    }
}

fn drafts(site: &Site) -> Vec<Draft> {
    match site.client().ask(Ask::Drafts).unwrap() {
        Reply::Drafts(drafts) => drafts,
        other => panic!("no drafts: {other:?}"),
    }
}

/// The screens of this desk that run, not counting ourselves, who ask.
fn screens(site: &Site) -> usize {
    match site.client().ask(Ask::Here).unwrap() {
        Reply::Here(here) => here.len() - 1,
        other => panic!("nobody: {other:?}"),
    }
}

fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < SOON, "{what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[test]
#[ignore = "needs sshd"]
fn ssh_line_that_drops_keeps_the_draft_and_leaves_no_screen_behind() {
    let (server, site) = (Server::start(), Site::new());
    let mut session = Session::open(&server, &site);
    session.wait_for("Idag");
    session.press("h");
    session.wait_for("Plats");
    session.press("stort\r7");
    wait_until("the draft never reached the desk", || !drafts(&site).is_empty());
    assert_eq!(screens(&site), 1);
    session.hang_up();
    wait_until("the screen outlives its line", || screens(&site) == 0);
    let kept = drafts(&site);
    let typed: Vec<&str> = kept[0].slots.iter().map(|(_, slot)| slot.text.as_str()).collect();
    assert!(typed.contains(&"7"), "what was typed last is kept: {typed:?}");
    // Taken up at another terminal.
    let mut again = Session::open(&server, &site);
    again.wait_for("Idag");
    assert_eq!(drafts(&site).len(), 1);
    again.press("q");
    wait_until("q does not leave", || screens(&site) == 0);
}

#[test]
#[ignore = "needs sshd"]
fn ssh_session_sees_what_another_enters() {
    let (server, site) = (Server::start(), Site::new());
    let mut session = Session::open(&server, &site);
    session.wait_for("Idag");
    session.press("6");
    session.wait_for("Hot spots");
    let (well, said) =
        output_in_time(server.ssh(&[&call(&site, "add besök stort 43 note=från-andra")])).unwrap();
    assert!(well, "{said}");
    session.wait_for("43");
    session.press("q");
    wait_until("q does not leave", || screens(&site) == 0);
}

#[test]
#[ignore = "needs sshd"]
fn ssh_key_with_a_role_has_that_role_whatever_is_asked_for() {
    let (server, site) = (Server::start(), Site::new());
    let ask = |words: &str| output_in_time(server.ssh(&[words])).unwrap();
    assert!(ask(&call(&site, "add course start=2023-11-30")).0);
    assert!(ask(&call(&site, "add participant name=Rut born=2007 contract_youth=ja")).0);
    server.force(&call(&site, "--role polis --ssh"));
    let (well, said) = ask("lofte add besök stort 7");
    assert!(well && said.contains("Stortorget"), "{said}");
    let (well, said) = ask("lofte list visit --json");
    assert!(well && said.contains("stortorget"), "{said}");
    for words in [
        "lofte list participant --names",
        "lofte --role kursledare list participant --names",
        "lofte --data /tmp list participant",
        "lofte list participant --names; id",
        "sh -c id",
        "/bin/cat /etc/passwd",
        &call(&site, "list participant --names"),
    ] {
        let (well, said) = ask(words);
        assert!(!well && !said.contains("Rut") && !said.contains("uid="), "{words}: {said}");
    }
    let mut session = Session::running(&server, "lofte");
    session.wait_for("polis");
    session.press("2");
    session.wait_for("rollen");
    assert!(!session.shown().contains("ht2023"), "{}", session.shown());
    session.press("q");
    wait_until("q does not leave", || screens(&site) == 0);
}
