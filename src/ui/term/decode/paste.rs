//! Gathers a bracketed paste until its end mark. It bounds the text; making it clean is the field's business.

use super::Input;

/// The most bytes kept of one paste: 1 MiB. The rest is read and dropped.
pub const PASTE_LIMIT: usize = 1 << 20;

const END: &[u8] = b"\x1b[201~";

/// A paste whose end has not come yet.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    body: Vec<u8>,
    /// How many bytes of the end mark have come.
    matched: usize,
    cut: bool,
}

impl Gathering {
    /// Takes one more byte and tells whether it completed the end mark.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        if byte == END[self.matched] {
            self.matched += 1;
            return self.matched == END.len();
        }
        self.keep_matched();
        // ESC stands only first in the mark, so a broken mark can begin anew with this byte alone.
        if byte == END[0] {
            self.matched = 1;
        } else {
            self.keep(&[byte]);
        }
        false
    }

    /// Ends a paste that stopped coming: nobody knows whether this is all of it.
    pub(super) fn stop(mut self) -> Input {
        self.cut = true;
        self.finish()
    }

    /// Ends the paste.
    pub(super) fn finish(mut self) -> Input {
        if self.matched < END.len() {
            self.keep_matched();
        }
        let mut text = String::with_capacity(self.body.len());
        for chunk in self.body.utf8_chunks() {
            text.push_str(chunk.valid());
        }
        // Terminals send a carriage return for every line end.
        if text.contains('\r') {
            text = text.replace("\r\n", "\n").replace('\r', "\n");
        }
        Input::Paste { text, cut: self.cut }
    }

    fn keep_matched(&mut self) {
        self.keep(&END[..self.matched]);
        self.matched = 0;
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = PASTE_LIMIT - self.body.len();
        self.cut |= bytes.len() > room;
        self.body.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }
}
