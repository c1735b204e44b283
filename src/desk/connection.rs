//! One client's connection at the host: who it is, what it says, and what it is told.
//!
//! A client that never reads is dropped and never holds anybody up: what its socket does not take at once waits in a
//! bounded heap with a thread of its own. What the words mean is the core's business.

use std::io::Write;
use std::net::Shutdown;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Sender};

use super::ask::{Failing, Reply, Said};
use super::wire::{self, PATIENCE, WireError};

/// The most bytes that may wait for a client that reads slowly.
const HEAP: usize = 8 << 20;

/// The user id and process id at the other end, as the kernel tells them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Peer {
    /// The user id.
    pub uid: u32,
    /// The process id, for reading only: it may be another's by now.
    pub pid: Option<i32>,
}

/// Asks the kernel who is at the other end of `stream`.
///
/// # Errors
/// Whatever the system said.
#[cfg(target_os = "linux")]
pub fn peer(stream: &UnixStream) -> std::io::Result<Peer> {
    let found = rustix::net::sockopt::socket_peercred(stream.as_fd())?;
    Ok(Peer { uid: found.uid.as_raw(), pid: Some(found.pid.as_raw_pid()) })
}

/// Where the kernel is not asked, the directory's mode lets nobody but its owner through.
///
/// # Errors
/// Never.
#[cfg(not(target_os = "linux"))]
pub fn peer(_stream: &UnixStream) -> std::io::Result<Peer> {
    Ok(Peer { uid: rustix::process::geteuid().as_raw(), pid: None })
}

/// The host's way to tell one client something.
#[derive(Debug)]
pub struct Outlet {
    stream: UnixStream,
    /// How many bytes wait; shared with the thread that writes them.
    waiting: Arc<AtomicUsize>,
    /// That thread's work, once the socket did not take everything at once.
    heap: Option<Sender<Vec<u8>>>,
}

/// The client cannot be told any more and its connection is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closed;

impl Outlet {
    /// Speaks on `stream`.
    pub fn new(stream: UnixStream) -> Self {
        Self { stream, waiting: Arc::default(), heap: None }
    }

    /// Tells the client something, without waiting for it.
    ///
    /// # Errors
    /// [`Closed`] when it is gone or has far too much waiting.
    pub fn say(&mut self, said: &Said) -> Result<(), Closed> {
        let frame = match (wire::frame(said), said) {
            (Ok(frame), _) => frame,
            (Err(error), Said::Answer(ticket, _)) => too_long(*ticket, &error).map_err(|_| Closed)?,
            (Err(_), Said::Notice(_)) => return Err(Closed),
        };
        self.pass_on(frame)
    }

    fn pass_on(&mut self, mut frame: Vec<u8>) -> Result<(), Closed> {
        if self.heap.is_none() {
            let sent = send_now(&self.stream, &frame)?;
            if sent == frame.len() {
                return Ok(());
            }
            frame.drain(..sent);
            self.heap = Some(self.start_heap()?);
        }
        let before = self.waiting.fetch_add(frame.len(), Ordering::Relaxed);
        if before + frame.len() > HEAP {
            return Err(Closed);
        }
        self.heap.as_ref().map_or(Err(Closed), |heap| heap.send(frame).map_err(|_| Closed))
    }

    fn start_heap(&self) -> Result<Sender<Vec<u8>>, Closed> {
        let mut stream = self.stream.try_clone().map_err(|_| Closed)?;
        stream.set_write_timeout(Some(PATIENCE)).map_err(|_| Closed)?;
        let waiting = Arc::clone(&self.waiting);
        let (heap, frames) = mpsc::channel::<Vec<u8>>();
        let thread = std::thread::Builder::new().name("outlet".into());
        let spawned = thread.spawn(move || {
            for frame in frames {
                if stream.write_all(&frame).is_err() {
                    let _ = stream.shutdown(Shutdown::Both);
                    return;
                }
                waiting.fetch_sub(frame.len(), Ordering::Relaxed);
            }
        });
        spawned.map(|_| heap).map_err(|_| Closed)
    }

    /// Ends the connection, also for whoever reads from it.
    pub fn close(&self) {
        let _ = self.stream.shutdown(Shutdown::Both);
    }
}

/// What the socket takes at once of `bytes`.
fn send_now(stream: &UnixStream, bytes: &[u8]) -> Result<usize, Closed> {
    use rustix::net::{SendFlags, send};
    let mut sent = 0;
    while sent < bytes.len() {
        match send(stream.as_fd(), &bytes[sent..], SendFlags::DONTWAIT) {
            Ok(n) => sent += n,
            Err(rustix::io::Errno::INTR) => {}
            Err(rustix::io::Errno::AGAIN) => break,
            Err(_) => return Err(Closed),
        }
    }
    Ok(sent)
}

/// What is said instead of an answer that does not fit in a frame.
fn too_long(ticket: u32, error: &WireError) -> Result<Vec<u8>, WireError> {
    let reply = Reply::Failed { what: Failing::Request, why: error.to_string() };
    wire::frame(&Said::Answer(ticket, reply))
}

impl Drop for Outlet {
    fn drop(&mut self) {
        self.close();
    }
}

/// A lock that a panic elsewhere has not made unusable: what it guards is whole at every step.
pub(super) fn held<T>(lock: &std::sync::Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}
