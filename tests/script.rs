//! Key scripts: what a person presses, one sign a key, as the bytes a terminal sends for it.

/// The keys that are no letters, each with the sign that stands for it here.
const SIGNS: &[(char, &[u8])] = &[
    ('⏎', b"\r"),
    ('✓', b"\x13"),
    ('⎋', b"\x1b"),
    ('⇥', b"\t"),
    ('⇤', b"\x1b[Z"),
    ('↑', b"\x1b[A"),
    ('↓', b"\x1b[B"),
    ('→', b"\x1b[C"),
    ('←', b"\x1b[D"),
    ('⇞', b"\x1b[5~"),
    ('⇟', b"\x1b[6~"),
    ('⌫', b"\x7f"),
    // F1 and F2.
    ('①', b"\x1bOP"),
    ('②', b"\x1bOQ"),
    // Ctrl-D, Ctrl-J, Ctrl-L, Ctrl-O, Ctrl-U.
    ('ⓓ', b"\x04"),
    ('ⓙ', b"\n"),
    ('ⓛ', b"\x0c"),
    ('ⓞ', b"\x0f"),
    ('ⓤ', b"\x15"),
];

/// The bytes of every key of a script, one item a key.
pub fn keys(script: &str) -> Vec<Vec<u8>> {
    script.chars().map(key).collect()
}

fn key(sign: char) -> Vec<u8> {
    SIGNS
        .iter()
        .find(|(known, _)| *known == sign)
        .map_or_else(|| sign.to_string().into(), |(_, b)| b.to_vec())
}
