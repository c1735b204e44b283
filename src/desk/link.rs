//! A screen's end of the connection: questions go out and answers come in while the screen does something else, and a lost
//! host is started and asked again.
//!
//! What is unanswered when the connection is lost is sent once more on the next one, in order. Changes carry their ids, so
//! nothing is entered twice.

use std::collections::VecDeque;
use std::io::Write as _;
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use super::ask::{Ask, Asked, Notice, Reply, Said};
use super::client::{Client, ClientError, Door};
use super::connection::held;
use super::wire::{self, Frames, PATIENCE, WireError};
use crate::domain::record::WriteId;

/// The first and the longest pause between two attempts to find the host again.
const PAUSES: [Duration; 2] = [Duration::from_millis(20), Duration::from_secs(2)];

/// How long a host that said it was leaving is left to be followed by one that somebody else starts: a service manager,
/// or whoever restores a backup.
const COURTESY: Duration = Duration::from_secs(3);

/// The number of the link's own question, by which a screen counts as here. Screens number theirs from the other end.
const OWN: u32 = u32::MAX;

/// What a screen hears from the link.
#[derive(Debug)]
pub enum LinkSaid {
    /// The desk says something.
    Said(Said),
    /// The host is gone; it is looked for and started.
    Lost,
    /// It could not be found or started yet: why. It is tried again.
    StillLost(ClientError),
    /// There is a host again. Notices were missed, so everything shown is to be asked for anew; what was unanswered is
    /// asked again by the link.
    Back,
}

/// A screen's connection.
#[derive(Debug)]
pub struct Link {
    asks: Sender<(Asked, Vec<u8>)>,
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    line: Mutex<Line>,
}

#[derive(Debug, Default)]
struct Line {
    /// `None` while the host is lost.
    stream: Option<UnixStream>,
    /// How many questions are on their way to the thread that sends them.
    given: usize,
    unanswered: VecDeque<Asked>,
    /// The screen has let go.
    closed: bool,
}

impl Link {
    /// Makes a link of a connection; `hear` is called on the link's own thread with everything that comes in.
    ///
    /// # Errors
    /// [`ClientError::Io`] when a thread cannot be started.
    pub fn start(client: Client, hear: impl FnMut(LinkSaid) + Send + 'static) -> Result<Self, ClientError> {
        let (door, stream, frames) = client.into_parts();
        stream.set_write_timeout(Some(PATIENCE))?;
        let line = Line { stream: Some(stream), ..Line::default() };
        let shared = Arc::new(Shared { line: Mutex::new(line) });
        let (asks, outgoing) = mpsc::channel();
        let (ours, theirs) = (Arc::clone(&shared), Arc::clone(&shared));
        thread::Builder::new().name("asks".into()).spawn(move || ours.send_all(&outgoing))?;
        thread::Builder::new().name("answers".into()).spawn(move || theirs.hear_all(&door, frames, hear))?;
        let started = Self { asks, shared };
        started.send(arrival()).map_err(ClientError::Lost)?;
        Ok(started)
    }

    /// Asks something, without waiting.
    ///
    /// # Errors
    /// [`WireError::Nonsense`] when it does not fit in a frame; nothing is asked then.
    pub fn send(&self, asked: Asked) -> Result<(), WireError> {
        let frame = wire::frame(&asked)?;
        held(&self.shared.line).given += 1;
        // The thread at the other end lives as long as this.
        let _ = self.asks.send((asked, frame));
        Ok(())
    }

    /// How many questions are unanswered, those included that have not been sent yet.
    pub fn unanswered(&self) -> usize {
        let line = held(&self.shared.line);
        line.given + line.unanswered.len()
    }
}

impl Drop for Link {
    fn drop(&mut self) {
        let mut line = held(&self.shared.line);
        line.closed = true;
        if let Some(stream) = line.stream.take() {
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Shared {
    fn send_all(&self, outgoing: &Receiver<(Asked, Vec<u8>)>) {
        for (asked, frame) in outgoing {
            let mut line = held(&self.line);
            line.given -= 1;
            line.unanswered.push_back(asked);
            // On a broken line it waits with the others for the next one. A host that takes nothing for [`PATIENCE`] has
            // broken it.
            if let Some(mut stream) = line.stream.as_ref()
                && stream.write_all(&frame).is_err()
            {
                let _ = stream.shutdown(Shutdown::Both);
            }
        }
    }

    fn hear_all(&self, door: &Door, mut frames: Frames, mut hear: impl FnMut(LinkSaid)) {
        loop {
            let mut left = false;
            while let Ok(mut said) = frames.next::<Said>(None) {
                if let Said::Answer(ticket, _) = &said {
                    held(&self.line).answered(*ticket);
                }
                if let Said::Answer(OWN, Reply::Here(here)) = said {
                    said = Said::Notice(Notice::Here(here));
                }
                left |= matches!(said, Said::Notice(Notice::Leaving));
                hear(LinkSaid::Said(said));
            }
            {
                let mut line = held(&self.line);
                line.stream = None;
                if line.closed {
                    return;
                }
            }
            hear(LinkSaid::Lost);
            let courtesy = if left { COURTESY } else { Duration::ZERO };
            match self.find_again(door, courtesy, &mut hear) {
                Some(found) => frames = found,
                None => return,
            }
        }
    }

    /// Finds the host again, or starts it after so long, and asks it everything that is unanswered; `None` once the screen
    /// has let go.
    fn find_again(&self, door: &Door, courtesy: Duration, hear: &mut impl FnMut(LinkSaid)) -> Option<Frames> {
        let [mut pause, longest] = PAUSES;
        let begun = Instant::now();
        loop {
            if held(&self.line).closed {
                return None;
            }
            let waits = begun.elapsed() < courtesy;
            let found = if waits { door.without_starting().connect() } else { door.connect() };
            match found {
                Ok(client) => {
                    let (_, stream, frames) = client.into_parts();
                    // Told first, so that the screen knows which answers belong to the new host.
                    hear(LinkSaid::Back);
                    let mut line = held(&self.line);
                    line.unanswered.retain(|asked| asked.ticket != OWN);
                    line.unanswered.push_front(arrival());
                    let patient = stream.set_write_timeout(Some(PATIENCE)).is_ok();
                    if patient && line.unanswered.iter().all(|asked| wire::put(&stream, asked).is_ok()) {
                        line.stream = Some(stream);
                    }
                    return Some(frames);
                }
                Err(ClientError::NotThere(_)) if waits => {}
                Err(error) => hear(LinkSaid::StillLost(error)),
            }
            thread::sleep(pause);
            pause = (pause * 2).min(if waits { COURTESY / 20 } else { longest });
        }
    }
}

/// What makes a screen count as here, at every host anew.
fn arrival() -> Asked {
    Asked { ticket: OWN, ask: Ask::Here }
}

impl Line {
    /// Forgets a question that has its answer. The rows of an import are forgotten with the import itself: a host that
    /// dies in between has lost them.
    fn answered(&mut self, ticket: u32) {
        let Some(at) = self.unanswered.iter().position(|asked| asked.ticket == ticket) else { return };
        match &self.unanswered[at].ask {
            Ask::ImportPart { .. } => {}
            Ask::Do(write) => {
                let done = write.id;
                self.unanswered.retain(|asked| asked.ticket != ticket && !is_part_of(&asked.ask, done));
            }
            _ => drop(self.unanswered.remove(at)),
        }
    }
}

fn is_part_of(ask: &Ask, import: WriteId) -> bool {
    matches!(ask, Ask::ImportPart { write, .. } if *write == import)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::{Command, Write};

    #[test]
    fn the_rows_of_an_import_are_kept_until_the_import_is_answered() {
        let id = WriteId(7);
        let import = Command::Import { form: "visit".into(), rows: Vec::new() };
        let asks = [
            Ask::Today,
            Ask::ImportPart { write: id, rows: Vec::new() },
            Ask::ImportPart { write: WriteId(8), rows: Vec::new() },
            Ask::Do(Write { id, command: import }),
        ];
        let mut line = Line::default();
        line.unanswered.extend((1..).zip(asks).map(|(ticket, ask)| Asked { ticket, ask }));
        let left = |line: &Line| line.unanswered.iter().map(|asked| asked.ticket).collect::<Vec<_>>();
        line.answered(2);
        line.answered(1);
        line.answered(99);
        assert_eq!(left(&line), [2, 3, 4]);
        line.answered(4);
        assert_eq!(left(&line), [3]);
    }
}
