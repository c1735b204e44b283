//! The codes of cases: made without meaning, read as typed, and near ones found for a mistyped one.
//!
//! A code is four characters and a check character from nineteen that neither look nor sound too much alike and make no
//! words. It says nothing of the case. Which codes are in use is known to the caller.

use smol_str::SmolStr;
use thiserror::Error;

use crate::domain::record::Code;

/// Letters first, since a code begins with one.
const ALPHABET: [char; 19] =
    ['C', 'D', 'F', 'H', 'J', 'K', 'L', 'M', 'P', 'R', 'T', 'V', 'X', '3', '4', '6', '7', '8', '9'];
const LETTERS: usize = 13;
/// Characters before the check character.
const PLAIN: usize = 4;
/// Non-zero and all different, and so are their differences, modulo the prime 19: no single substitution and no
/// exchange of two characters leaves the sum as it was.
const WEIGHTS: [usize; PLAIN + 1] = [2, 3, 4, 5, 1];
/// How many codes there are: 13 × 19 × 19 × 19.
pub const CODES: u64 = 89_167;
/// Shares no factor with [`CODES`], so that steps of it meet every code once.
const STEP: u64 = 55_103;
/// The most codes that are offered for a mistyped one.
const OFFERED: usize = 3;
/// Characters that are taken for each other on paper or by ear.
const ALIKE: [&str; 13] = ["8B", "83", "6G", "68", "71", "4A", "3E", "9G", "L1I", "MN", "VWU", "DT", "HK"];

/// Why a text is not the code of a case.
#[derive(Clone, Debug, PartialEq, Eq, Error, serde::Serialize, serde::Deserialize)]
pub enum CodeError {
    /// It is not five characters of those that codes are made of, with a letter first.
    #[error("not in the shape of a case code")]
    Shape,
    /// It has the shape, but the check character shows that something is mistyped.
    #[error("the check character of {read} is wrong")]
    Check {
        /// What was typed, as it would be stored.
        read: Code,
    },
}

/// Makes a code that is not taken, as `K7RTM`; the same seed makes the same code while it is free.
///
/// None when all [`CODES`] are taken.
pub fn make(seed: u64, taken: impl Fn(&str) -> bool) -> Option<Code> {
    let start = splitmix(seed) % CODES;
    (0..CODES).map(|tries| numbered((start + tries * STEP) % CODES)).find(|code| !taken(code))
}

/// Reads a code as it is typed: in either case, with or without hyphen and spaces.
pub fn parse(typed: &str) -> Result<Code, CodeError> {
    let read = letters(typed);
    let places: Option<Vec<usize>> = read.iter().map(|letter| place(*letter)).collect();
    let places = places.ok_or(CodeError::Shape)?;
    if places.len() != WEIGHTS.len() || places[0] >= LETTERS {
        return Err(CodeError::Shape);
    }
    let read: Code = read.into_iter().collect();
    if remainder(&places) == 0 { Ok(read) } else { Err(CodeError::Check { read }) }
}

/// Reads the beginning of a code as it is typed, as it would be stored; none for what no code begins with, and for less
/// than two characters, with which every code would begin some search.
pub fn beginning(typed: &str) -> Option<Code> {
    let read = letters(typed);
    let long = (2..=WEIGHTS.len()).contains(&read.len());
    let first = read.first().and_then(|letter| place(*letter)).is_some_and(|at| at < LETTERS);
    (long && first && read.iter().all(|letter| place(*letter).is_some())).then(|| read.into_iter().collect())
}

/// Writes a code for reading, as `K7RT-M`; what is no code is left as it is.
pub fn shown(code: &str) -> String {
    match code.char_indices().nth(PLAIN) {
        Some((at, _)) if code.chars().count() == WEIGHTS.len() => format!("{}-{}", &code[..at], &code[at..]),
        _ => code.to_owned(),
    }
}

/// Whether a capital letter or a digit is one of those that codes are made of.
pub fn is_sign(sign: char) -> bool {
    ALPHABET.contains(&sign)
}

/// Finds the check character of the four first characters of a code; none when they are not such.
pub fn check(first_four: &str) -> Option<char> {
    let places: Vec<usize> = first_four.chars().map(place).collect::<Option<_>>()?;
    if places.len() != PLAIN {
        return None;
    }
    Some(ALPHABET[(ALPHABET.len() - remainder(&places)) % ALPHABET.len()])
}

/// Finds the codes among those known that are one slip of the hand from what was typed, the likeliest first; at most 3.
///
/// A slip is one character for another, two neighbours exchanged, or one character too few or too many.
pub fn near<'a>(typed: &str, codes: impl Iterator<Item = &'a str>) -> Vec<Code> {
    let typed = letters(typed);
    let mut found: Vec<(Slip, &str)> = codes.filter_map(|code| Some((slip(&typed, code)?, code))).collect();
    found.sort_unstable();
    found.dedup();
    found.into_iter().take(OFFERED).map(|(_, code)| SmolStr::new(code)).collect()
}

/// What may have happened between a code and what was typed; the likeliest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Slip {
    /// A character was taken for one like it.
    Misread,
    /// Two neighbours changed places.
    Exchanged,
    /// Another character was typed.
    Mistyped,
    /// A character was left out or came twice.
    Uneven,
}

fn slip(typed: &[char], code: &str) -> Option<Slip> {
    let code: Vec<char> = code.chars().collect();
    if typed.len() != code.len() {
        let (long, short) = if typed.len() > code.len() { (typed, &code[..]) } else { (&code[..], typed) };
        let same = long.iter().zip(short).take_while(|(a, b)| a == b).count();
        return (long.len() == short.len() + 1 && long[same + 1..] == short[same..]).then_some(Slip::Uneven);
    }
    let unlike: Vec<usize> = (0..code.len()).filter(|at| typed[*at] != code[*at]).collect();
    match unlike[..] {
        [at] if alike(typed[at], code[at]) => Some(Slip::Misread),
        [_] => Some(Slip::Mistyped),
        [a, b] if a + 1 == b && typed[a] == code[b] && typed[b] == code[a] => Some(Slip::Exchanged),
        _ => None,
    }
}

fn alike(a: char, b: char) -> bool {
    ALIKE.iter().any(|group| group.contains(a) && group.contains(b))
}

fn letters(typed: &str) -> Vec<char> {
    let kept = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && !"-\u{2010}\u{2011}\u{2013}".contains(*letter));
    kept.flat_map(char::to_uppercase).collect()
}

fn place(letter: char) -> Option<usize> {
    ALPHABET.iter().position(|known| *known == letter)
}

fn remainder(places: &[usize]) -> usize {
    places.iter().zip(WEIGHTS).map(|(place, weight)| place * weight).sum::<usize>() % ALPHABET.len()
}

/// The code with a number under [`CODES`].
fn numbered(number: u64) -> Code {
    let mut left = number as usize;
    let mut code = String::with_capacity(WEIGHTS.len());
    code.push(ALPHABET[left % LETTERS]);
    left /= LETTERS;
    for _ in 1..PLAIN {
        code.push(ALPHABET[left % ALPHABET.len()]);
        left /= ALPHABET.len();
    }
    code.extend(check(&code));
    SmolStr::new(code)
}

/// The finaliser of `SplitMix64` (Steele, Lea and Flood 2014): seeds in a row become numbers without one.
fn splitmix(seed: u64) -> u64 {
    let mut mixed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests;
