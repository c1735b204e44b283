//! `lofte desk`: the host in the foreground, for a service manager; every other call is its client.

use super::Place;
use super::failure::Failure;
use crate::desk::host::HostOptions;
use crate::desk::launch::{Stance, from_environment, serve};

const EXAMPLES: &str = "\
Examples:
  lofte desk                   serves until nobody has been there for ten minutes
  lofte desk --linger 30s
  lofte desk --linger never    for a service manager

Other calls start a desk of their own in the background where there is none. SIGTERM makes it leave cleanly, at once.";

/// Serves the desk.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Desk {
    /// How long to stay after the last client: 30s, 10min, 2h or never
    #[arg(long, value_name = "TIME")]
    linger: Option<String>,
    /// Serves behind the client that started it
    #[arg(long, hide = true)]
    behind: bool,
}

impl Desk {
    /// Serves it until it leaves.
    pub fn run(self, place: &Place) -> Result<(), Failure> {
        let data = place.data()?;
        let stance = if self.behind { Stance::Behind } else { Stance::Foreground };
        let options = || {
            let mut options = HostOptions::new(data.path());
            from_environment(&mut options, self.linger.as_deref())?;
            Ok(options)
        };
        serve(options, stance).map_err(|refusal| Failure::refused(refusal.said(place.words)))
    }
}
