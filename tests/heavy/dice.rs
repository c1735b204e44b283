//! Chance that can be repeated.

/// How often something is tried: `usual`, or what `LOFTE_ROUNDS` says if that is less.
pub fn rounds(usual: u64) -> u64 {
    let fewer = std::env::var("LOFTE_ROUNDS").ok().and_then(|rounds| rounds.parse().ok());
    fewer.map_or(usual, |fewer: u64| fewer.min(usual))
}

/// A small generator of repeatable numbers (xorshift).
pub struct Dice(u64);

impl Dice {
    /// Starts from `LOFTE_SEED`, else from the clock, and prints which for the test of this name.
    pub fn thrown(test: &str) -> Self {
        let given = std::env::var("LOFTE_SEED").ok().and_then(|seed| seed.parse().ok());
        let clock = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        let seed = given.unwrap_or(u64::from(clock.subsec_nanos()) + 1);
        println!("{test}: LOFTE_SEED={seed}");
        Self::of(seed)
    }

    /// Starts from a number.
    pub fn of(seed: u64) -> Self {
        Self(seed.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % limit.max(1)
    }

    /// So many bytes.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.below(256) as u8).collect()
    }
}
