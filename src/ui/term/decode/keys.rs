//! What each sequence means, over all dialects: xterm, its application mode, the Linux console, `PuTTY`, rxvt.
//!
//! Tables only; how sequences are cut out of the stream is the parent's.

use ratatui::crossterm::event::{KeyCode, KeyModifiers};

use super::{Input, pressed};

/// Builds a key without modifiers.
pub(super) fn plain(code: KeyCode) -> Input {
    pressed(code, KeyModifiers::NONE)
}

/// Builds the two keys that `ESC` and an ASCII character are when no sequence came of them.
pub(super) fn esc_and(byte: u8) -> [Input; 2] {
    [plain(KeyCode::Esc), plain(KeyCode::Char(char::from(byte)))]
}

/// Returns the key of a byte that stands for itself; `None` for bytes that are no text.
pub(super) fn single(byte: u8) -> Option<Input> {
    let ctrl = |letter: u8| pressed(KeyCode::Char(char::from(letter)), KeyModifiers::CONTROL);
    Some(match byte {
        0x00 => ctrl(b' '),
        0x08 | 0x7f => plain(KeyCode::Backspace),
        b'\t' => plain(KeyCode::Tab),
        b'\r' => plain(KeyCode::Enter),
        0x01..=0x1a => ctrl(byte - 1 + b'a'),
        0x1b => plain(KeyCode::Esc),
        0x1c..=0x1f => ctrl(byte - 0x1c + b'4'),
        0x20..=0x7e => plain(KeyCode::Char(char::from(byte))),
        _ => return None,
    })
}

/// Tells whether a parameter text is one plain number.
pub(super) fn is_number(rest: &[u8]) -> bool {
    !rest.is_empty() && rest.iter().all(u8::is_ascii_digit)
}

/// Returns the key of `ESC [ rest last`; `None` when it is a report, a mouse event or unknown.
pub(super) fn csi(rest: &[u8], last: u8) -> Option<Input> {
    if rest == b"[" {
        return matches!(last, b'A'..=b'E').then(|| plain(KeyCode::F(last - b'A' + 1)));
    }
    let numbers = Numbers::read(rest)?;
    let modifiers = numbers.modifiers()?;
    match last {
        b'~' if numbers.at(0) == 27 => from_code_point(numbers.at(2), modifiers),
        b'~' => Some(pressed(numbered(numbers.at(0))?, modifiers)),
        // rxvt ends a numbered key with its modifier.
        b'$' => Some(pressed(numbered(numbers.at(0))?, KeyModifiers::SHIFT)),
        b'^' => Some(pressed(numbered(numbers.at(0))?, KeyModifiers::CONTROL)),
        b'@' => Some(pressed(numbered(numbers.at(0))?, KeyModifiers::CONTROL | KeyModifiers::SHIFT)),
        b'u' => from_code_point(numbers.at(0), modifiers),
        b'Z' => Some(pressed(KeyCode::BackTab, KeyModifiers::SHIFT)),
        b'a'..=b'd' => Some(pressed(arrow(last.to_ascii_uppercase())?, KeyModifiers::SHIFT)),
        // `ESC [ row ; column R` is a cursor report unless the row is 1.
        b'A' | b'B' | b'C' | b'D' | b'F' | b'H' | b'P' | b'Q' | b'R' | b'S' if numbers.at(0) <= 1 => {
            Some(pressed(lettered(last)?, modifiers))
        }
        _ => None,
    }
}

/// Returns the key of `ESC O rest last`; `None` when it is unknown.
pub(super) fn ss3(rest: &[u8], last: u8) -> Option<Input> {
    let numbers = Numbers::read(rest)?;
    let modifiers = match numbers.count {
        // Old xterm: `ESC O 5 A`.
        1 if numbers.at(0) > 1 => modifiers_of(numbers.at(0)),
        _ => numbers.modifiers()?,
    };
    match last {
        b'a'..=b'd' => Some(pressed(arrow(last.to_ascii_uppercase())?, KeyModifiers::CONTROL)),
        b'M' => Some(pressed(KeyCode::Enter, modifiers)),
        b'I' => Some(pressed(KeyCode::Tab, modifiers)),
        b'X' => Some(pressed(KeyCode::Char('='), KeyModifiers::NONE)),
        // The number pad in application mode: `*` to `9` moved up by 0x40.
        b'j'..=b'y' => Some(plain(KeyCode::Char(char::from(last - 0x40)))),
        _ => Some(pressed(lettered(last)?, modifiers)),
    }
}

fn arrow(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        _ => return None,
    })
}

fn lettered(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return arrow(last),
    })
}

fn numbered(number: u32) -> Option<KeyCode> {
    Some(match number {
        1 | 7 => KeyCode::Home,
        2 => KeyCode::Insert,
        3 => KeyCode::Delete,
        4 | 8 => KeyCode::End,
        5 => KeyCode::PageUp,
        6 => KeyCode::PageDown,
        // The numbers have holes where the rows of a VT220 keyboard were apart.
        11..=15 => KeyCode::F(number as u8 - 10),
        17..=21 => KeyCode::F(number as u8 - 11),
        23..=26 => KeyCode::F(number as u8 - 12),
        28 | 29 => KeyCode::F(number as u8 - 13),
        31..=34 => KeyCode::F(number as u8 - 14),
        _ => return None,
    })
}

/// Returns the key that a terminal with extended keys names by its code point.
fn from_code_point(code: u32, modifiers: KeyModifiers) -> Option<Input> {
    let code = match code {
        8 | 127 => KeyCode::Backspace,
        9 if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        13 => KeyCode::Enter,
        27 => KeyCode::Esc,
        _ => {
            return printable(char::from_u32(code).filter(|letter| !letter.is_control())?, modifiers);
        }
    };
    Some(pressed(code, modifiers))
}

fn printable(letter: char, modifiers: KeyModifiers) -> Option<Input> {
    // The private use area is where such terminals put keys that have no character.
    if ('\u{e000}'..='\u{f8ff}').contains(&letter) {
        return None;
    }
    // AltGr reaches us as Ctrl and Alt together; what it writes is text.
    let alt_gr = KeyModifiers::CONTROL | KeyModifiers::ALT;
    let held = if modifiers.contains(alt_gr) { modifiers - alt_gr } else { modifiers };
    if held.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SUPER) {
        let letter = letter.to_lowercase().next().unwrap_or(letter);
        return Some(pressed(KeyCode::Char(letter), held));
    }
    let shifted = held.contains(KeyModifiers::SHIFT).then(|| letter.to_uppercase().next()).flatten();
    Some(plain(KeyCode::Char(shifted.unwrap_or(letter))))
}

/// The parameters of a sequence: up to four numbers, an absent one being 0.
struct Numbers {
    values: [u32; 4],
    count: usize,
    released: bool,
}

impl Numbers {
    /// Reads `1;5`; `None` for private marks and intermediates, which no key has.
    fn read(rest: &[u8]) -> Option<Self> {
        let mut numbers = Self { values: [0; 4], count: 0, released: false };
        if rest.is_empty() {
            return Some(numbers);
        }
        for part in rest.split(|byte| *byte == b';') {
            let mut sub = part.split(|byte| *byte == b':');
            let value = number(sub.next().unwrap_or_default())?;
            let kind = sub.next().map_or(Some(0), number)?;
            // A second parameter `5:3` tells that a key was let go.
            numbers.released |= numbers.count == 1 && kind == 3;
            if let Some(place) = numbers.values.get_mut(numbers.count) {
                *place = value;
            }
            numbers.count += 1;
        }
        Some(numbers)
    }

    fn at(&self, index: usize) -> u32 {
        self.values[index]
    }

    /// Returns the modifiers of the second parameter; `None` when the key was let go.
    fn modifiers(&self) -> Option<KeyModifiers> {
        (!self.released).then(|| modifiers_of(self.at(1)))
    }
}

fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |sum, digit| {
        digit.is_ascii_digit().then(|| sum.saturating_mul(10).saturating_add(u32::from(digit - b'0')))
    })
}

fn modifiers_of(parameter: u32) -> KeyModifiers {
    let bits = parameter.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    modifiers.set(KeyModifiers::SHIFT, bits & 1 != 0);
    modifiers.set(KeyModifiers::ALT, bits & 2 != 0);
    modifiers.set(KeyModifiers::CONTROL, bits & 4 != 0);
    modifiers.set(KeyModifiers::SUPER, bits & 8 != 0);
    modifiers
}
