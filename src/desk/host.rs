//! The host: the one process that has the desk open, and the threads in it.
//!
//! One thread thinks ([`Core`]), one accepts ([`super::accept`]), one reads per connection; none of them polls. The core
//! thread takes all that has come in at once, so changes that come together share one sync. What is decided is no
//! business of this module.

use std::collections::HashMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use super::accept::Accept;
use super::ask::{Failing, Notice, Reply, Said};
use super::clock::Clock;
use super::connection::Outlet;
use super::core::{Core, Heard, Job, SessionId};
use super::founding::Founding;
use super::keep::KeepOptions;
use super::socket;
use crate::store::salvage::SalvageCommand;
use crate::store::{Disk, StoreError};

/// How long the host stays after its last client, unless told otherwise.
pub const LINGER: Duration = Duration::from_secs(600);

/// The most requests that wait for the core; readers wait beyond it.
const QUEUE: usize = 1024;

/// The most requests the core takes at once.
const BATCH: usize = 256;

/// How long a disk that failed is left alone before it is tried again.
const RETRY: Duration = Duration::from_secs(5);

/// The pause between two pieces of idle work, so that the second copy keeps up with what it is given.
const BREATH: Duration = Duration::from_millis(2);

/// How a host is started.
#[derive(Clone)]
pub struct HostOptions {
    /// The desk's directory, an absolute path.
    pub dir: PathBuf,
    /// How long it stays after its last client; `None` for ever.
    pub linger: Option<Duration>,
    /// The clock.
    pub clock: Clock,
    /// What a new desk begins with.
    pub founding: Founding,
    /// How sled directories that may be damaged are read.
    pub salvage: SalvageCommand,
    /// The way to the disk.
    pub disk: Disk,
}

impl HostOptions {
    /// An ordinary host of the desk in `dir`.
    pub fn new(dir: impl Into<PathBuf>) -> Self {
        Self {
            dir: dir.into(),
            linger: Some(LINGER),
            clock: Clock::system(),
            founding: Founding::default(),
            salvage: SalvageCommand::default(),
            disk: Disk::real(),
        }
    }
}

/// Why a host did not start.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// The store could not be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The socket could not be bound, or a thread not started.
    #[error("could not serve: {0}")]
    Serve(#[from] io::Error),
}

/// What the core thread is told.
pub(super) enum Message {
    /// A client was understood, with the number of its greeting.
    Joined { session: SessionId, uid: u32, ticket: u32, outlet: Outlet },
    /// Something for the core.
    Heard(Heard),
    /// The second copy's state has changed.
    Shelf,
    /// Leave now.
    Stop,
}

/// A running host.
pub struct Host {
    messages: SyncSender<Message>,
    thread: JoinHandle<Result<(), StoreError>>,
}

/// A way to tell a host to leave.
#[derive(Clone)]
pub struct Stopper(SyncSender<Message>);

impl Stopper {
    /// Tells the host to leave cleanly. It answers what it has heard so far.
    pub fn stop(&self) {
        // A host that has already left cannot be told, and need not be.
        let _ = self.0.send(Message::Stop);
    }
}

impl Host {
    /// Opens the desk and serves it. When this returns, clients can connect.
    ///
    /// # Errors
    /// Any [`HostError`].
    pub fn start(options: HostOptions) -> Result<Self, HostError> {
        let (messages, inbox) = mpsc::sync_channel(QUEUE);
        let core = open(&options, &messages)?;
        let listener = match socket::bind(&options.dir) {
            Ok(listener) => listener,
            Err(error) => {
                core.close()?;
                return Err(error.into());
            }
        };
        let leaving = Arc::new(AtomicBool::new(false));
        let accept =
            Accept { messages: messages.clone(), leaving: Arc::clone(&leaving), doors: Arc::default() };
        thread::Builder::new().name("accept".into()).spawn(move || accept.run(&listener))?;
        let serving = Serving {
            core,
            messages: messages.clone(),
            outlets: HashMap::new(),
            linger: options.linger,
            alone_since: Instant::now(),
        };
        let dir = options.dir;
        let thread = thread::Builder::new().name("core".into()).spawn(move || {
            let core = serving.run(&inbox);
            // Whoever was about to come in is turned away now, and starts the next host.
            drop(inbox);
            leaving.store(true, Ordering::Release);
            // Wakes the accepting thread, which then sees that the host leaves.
            let _ = socket::connect(&dir);
            core.close()
        })?;
        Ok(Self { messages, thread })
    }

    /// A way to tell it to leave from elsewhere.
    pub fn stopper(&self) -> Stopper {
        Stopper(self.messages.clone())
    }

    /// Waits until it has left.
    ///
    /// # Errors
    /// Any [`StoreError`] of closing; everything acknowledged is kept all the same.
    pub fn wait(self) -> Result<(), StoreError> {
        drop(self.messages);
        self.thread.join().unwrap_or(Err(StoreError::Poisoned))
    }
}

fn open(options: &HostOptions, messages: &SyncSender<Message>) -> Result<Core, StoreError> {
    let waker = messages.clone();
    let uid = rustix::process::geteuid().as_raw();
    let zone = crate::domain::plan::load::load(&options.founding.plan, &options.founding.file)
        .map_or(chrono_tz::Tz::Europe__Stockholm, |plan| plan.time_zone);
    let keep = KeepOptions {
        disk: options.disk.clone(),
        salvage: options.salvage.clone(),
        // A full queue means that the core is about to look anyway.
        waker: Some(Arc::new(move || drop(waker.try_send(Message::Shelf)))),
        founding: options.founding.clone(),
        uid,
        now: options.clock.now(zone),
    };
    Core::open(&options.dir, keep, options.clock)
}

/// The thread that thinks.
struct Serving {
    core: Core,
    messages: SyncSender<Message>,
    outlets: HashMap<SessionId, Outlet>,
    linger: Option<Duration>,
    alone_since: Instant,
}

/// Whether to go on.
enum Next {
    On,
    Leave,
}

impl Serving {
    fn run(mut self, inbox: &Receiver<Message>) -> Core {
        loop {
            let first = match self.wait() {
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(wait) => inbox.recv_timeout(wait),
            };
            let next = match first {
                Ok(first) => self.take(first, inbox),
                Err(RecvTimeoutError::Timeout) => self.idle(),
                Err(RecvTimeoutError::Disconnected) => Next::Leave,
            };
            if matches!(next, Next::Leave) {
                break;
            }
        }
        for outlet in self.outlets.values_mut() {
            // Whoever cannot be told any more is gone already.
            let _ = outlet.say(&Said::Notice(Notice::Leaving));
        }
        tracing::info!("leaving");
        self.core
    }

    /// How long nothing need be done if nothing is heard; `None` for ever.
    fn wait(&self) -> Option<Duration> {
        if self.core.has_idle_work() {
            return Some(BREATH);
        }
        let alone = self.outlets.is_empty();
        let linger =
            self.linger.filter(|_| alone).map(|linger| linger.saturating_sub(self.alone_since.elapsed()));
        let day = if alone { None } else { self.core.until_midnight() };
        let retry = self.core.is_failing().then_some(RETRY);
        [linger, day, retry].into_iter().flatten().min()
    }

    fn idle(&mut self) -> Next {
        if self.core.has_idle_work() {
            self.core.idle_work();
            // Somebody may have waited for the end of it.
            self.hear(Vec::new());
            return Next::On;
        }
        if self.outlets.is_empty() && self.linger.is_some_and(|linger| self.alone_since.elapsed() >= linger) {
            return Next::Leave;
        }
        self.hear(vec![Heard::Time]);
        Next::On
    }

    fn take(&mut self, first: Message, inbox: &Receiver<Message>) -> Next {
        let mut heard = Vec::new();
        let mut next = Next::On;
        for message in std::iter::once(first).chain(inbox.try_iter().take(BATCH)) {
            match message {
                Message::Heard(one) => heard.push(one),
                Message::Joined { session, uid, ticket, outlet } => {
                    self.join(session, ticket, outlet);
                    heard.push(Heard::Joined { session, uid });
                }
                Message::Shelf => {}
                Message::Stop => next = Next::Leave,
            }
        }
        self.hear(heard);
        next
    }

    fn join(&mut self, session: SessionId, ticket: u32, mut outlet: Outlet) {
        let hello = Reply::Hello { version: env!("CARGO_PKG_VERSION").to_owned() };
        if outlet.say(&Said::Answer(ticket, hello)).is_ok() {
            self.outlets.insert(session, outlet);
        }
    }

    fn hear(&mut self, heard: Vec<Heard>) {
        let left: Vec<SessionId> = heard
            .iter()
            .filter_map(|heard| match heard {
                Heard::Left { session } => Some(*session),
                _ => None,
            })
            .collect();
        let outcome = self.core.hear(heard);
        for (session, said) in outcome.said {
            if self.outlets.get_mut(&session).is_some_and(|outlet| outlet.say(&said).is_err()) {
                // Its reader notices and reports that it has left.
                self.outlets.remove(&session);
            }
        }
        for session in left {
            self.outlets.remove(&session);
            self.alone_since = Instant::now();
        }
        outcome.jobs.into_iter().for_each(|job| self.give_away(job));
    }

    fn give_away(&mut self, job: Job) {
        let messages = self.messages.clone();
        let Job { session, ticket, backup } = job;
        let work = move || {
            let reply = match backup.run() {
                Ok(_) => Reply::Kept,
                Err(error) => Reply::Failed { what: Failing::Backup, why: error.to_string() },
            };
            let _ = messages.send(Message::Heard(Heard::Finished { session, ticket, reply }));
        };
        if let Err(error) = thread::Builder::new().name("backup".into()).spawn(work) {
            tracing::error!(%error, "no thread for a backup");
            let reply = Reply::Failed { what: Failing::Backup, why: error.to_string() };
            self.hear(vec![Heard::Finished { session, ticket, reply }]);
        }
    }
}
