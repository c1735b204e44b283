//! What was measured again and again: its median and its slow end.

use std::time::{Duration, Instant};

/// Measurements of one thing, in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Sample(Vec<f64>);

impl Sample {
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Does something and adds the time it took, after a pause that is never in step with anything.
    pub fn time(&mut self, round: usize, act: impl FnOnce()) {
        std::thread::sleep(Duration::from_micros(((round + 1) * 737 % 3_000) as u64));
        let began = Instant::now();
        act();
        self.add(began.elapsed());
    }

    pub fn add(&mut self, took: Duration) {
        self.add_number(took.as_secs_f64() * 1e3);
    }

    pub fn add_number(&mut self, number: f64) {
        let at = self.0.partition_point(|known| *known < number);
        self.0.insert(at, number);
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn median(&self) -> f64 {
        self.at(0.5)
    }

    /// The 99th percentile; of fewer than a hundred measurements, the largest.
    pub fn p99(&self) -> f64 {
        self.at(0.99)
    }

    fn at(&self, part: f64) -> f64 {
        let last = self.0.len().saturating_sub(1);
        self.0.get((last as f64 * part).ceil() as usize).copied().unwrap_or(f64::NAN)
    }
}
