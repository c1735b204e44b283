//! The door of the host: who is let in, how many, and what is read from them.
//!
//! One thread accepts, and one reads per connection. Who somebody is comes from the kernel. What they say is passed on to
//! the core thread as it comes; whoever speaks another protocol, half a frame or nonsense is sent away.

use std::collections::HashMap;
use std::io::{self, Read};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use super::ask::{Ask, Asked, Failing, PROTOCOL, Reply, Said};
use super::connection::{Outlet, held, peer};
use super::core::{Heard, SessionId};
use super::failing::CROWDED;
use super::host::Message;
use super::wire::{Frames, PATIENCE, WireError};

/// The most connections at a time.
pub const MOST: usize = 64;

/// The most connections of one account at a time: people may share one, and still cannot keep every other out.
pub const MOST_PER_ACCOUNT: usize = 60;

/// How many connections there are, in all and of each account.
#[derive(Debug, Default)]
pub(super) struct Doors {
    all: usize,
    of: HashMap<u32, usize>,
}

impl Doors {
    fn enter(&mut self, uid: u32) -> bool {
        let own = self.of.entry(uid).or_default();
        if self.all >= MOST || *own >= MOST_PER_ACCOUNT {
            return false;
        }
        *own += 1;
        self.all += 1;
        true
    }

    fn leave(&mut self, uid: u32) {
        self.all -= 1;
        if let Some(own) = self.of.get_mut(&uid) {
            *own -= 1;
            if *own == 0 {
                self.of.remove(&uid);
            }
        }
    }
}

/// The thread that accepts.
#[derive(Clone)]
pub(super) struct Accept {
    pub messages: SyncSender<Message>,
    /// Set when the host leaves; one more connection then wakes the thread.
    pub leaving: Arc<AtomicBool>,
    pub doors: Arc<Mutex<Doors>>,
}

/// Numbers connections; never the same twice in one process.
static SESSIONS: AtomicU64 = AtomicU64::new(1);

impl Accept {
    /// Accepts until the host leaves.
    pub fn run(self, listener: &UnixListener) {
        loop {
            match listener.accept() {
                _ if self.leaving.load(Ordering::Acquire) => return,
                Ok((stream, _)) => self.admit(stream),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    tracing::error!(%error, "accepting failed");
                    // Out of descriptors, most likely: those who leave give some back.
                    thread::sleep(Duration::from_millis(100));
                }
            }
        }
    }

    fn admit(&self, stream: UnixStream) {
        let Ok(peer) = peer(&stream) else { return };
        if !held(&self.doors).enter(peer.uid) {
            turn_away(stream);
            return;
        }
        let accept = self.clone();
        let read = move || {
            accept.read(stream, peer.uid);
            held(&accept.doors).leave(peer.uid);
        };
        if thread::Builder::new().name("reader".into()).spawn(read).is_err() {
            held(&self.doors).leave(peer.uid);
        }
    }

    /// Reads everything one client says.
    fn read(&self, stream: UnixStream, uid: u32) {
        let Ok(outlet) = stream.try_clone().map(Outlet::new) else { return };
        let Ok(mut frames) = Frames::new(stream) else { return };
        let session = SessionId(SESSIONS.fetch_add(1, Ordering::Relaxed));
        let Some(ticket) = greeted(&mut frames, outlet, session, uid, &self.messages) else { return };
        tracing::info!(session = session.0, uid, ticket, "joined");
        loop {
            match frames.next::<Asked>(None) {
                Ok(asked) => {
                    if self.messages.send(Message::Heard(Heard::Asked { session, asked })).is_err() {
                        return;
                    }
                }
                Err(WireError::Gone) => break,
                Err(error) => {
                    tracing::warn!(session = session.0, %error, "dropped");
                    break;
                }
            }
        }
        let _ = self.messages.send(Message::Heard(Heard::Left { session }));
    }
}

/// Says why somebody is not let in. What they said is taken first, briefly: a connection that is closed with something
/// unread in it loses what was said to the other end.
fn turn_away(mut stream: UnixStream) {
    let _ = stream.set_read_timeout(Some(Duration::from_millis(50)));
    let _ = stream.read(&mut [0; 256]);
    let why = CROWDED.to_owned();
    let _ = Outlet::new(stream).say(&Said::Answer(0, Reply::Failed { what: Failing::Request, why }));
}

/// Waits for the greeting and passes the client on to the core; gives the greeting's number.
fn greeted(
    frames: &mut Frames,
    mut outlet: Outlet,
    session: SessionId,
    uid: u32,
    messages: &SyncSender<Message>,
) -> Option<u32> {
    let Asked { ticket, ask } = frames.next(Some(PATIENCE)).ok()?;
    let Ask::Hello { protocol, version } = ask else { return None };
    if protocol != PROTOCOL {
        tracing::warn!(protocol, theirs = %version.chars().take(20).collect::<String>(), "another version");
        let version = env!("CARGO_PKG_VERSION").to_owned();
        let _ = outlet.say(&Said::Answer(ticket, Reply::OtherVersion { protocol: PROTOCOL, version }));
        return None;
    }
    messages.send(Message::Joined { session, uid, ticket, outlet }).ok()?;
    Some(ticket)
}
