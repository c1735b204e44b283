#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

/// Writes inputs as text: `Up`, `C-s`, `S-F5`, `paste(…)`.
fn show(inputs: &[Input]) -> String {
    inputs.iter().map(show_one).collect::<Vec<_>>().join(" ")
}

fn show_one(input: &Input) -> String {
    let key = match input {
        Input::Paste { text, cut } => return format!("paste({text}{})", if *cut { "…" } else { "" }),
        Input::Key(key) => key,
    };
    let mut text = String::new();
    for (modifier, sign) in [
        (KeyModifiers::SUPER, "M-"),
        (KeyModifiers::CONTROL, "C-"),
        (KeyModifiers::ALT, "A-"),
        (KeyModifiers::SHIFT, "S-"),
    ] {
        if key.modifiers.contains(modifier) {
            text.push_str(sign);
        }
    }
    match key.code {
        KeyCode::Char(' ') => text + "Space",
        KeyCode::Char(letter) => format!("{text}{letter}"),
        KeyCode::F(number) => format!("{text}F{number}"),
        code => format!("{text}{code:?}"),
    }
}

/// Feeds everything at once, then lets all deadlines pass.
fn decode(bytes: &[u8]) -> String {
    let now = Instant::now();
    let mut decoder = Decoder::new();
    let mut found = decoder.feed(bytes, now);
    found.extend(decoder.expire(now + Duration::from_secs(5)));
    assert_eq!(decoder.deadline(), None, "{bytes:?}");
    show(&found)
}

/// Sequences as each terminal sends them, and the keys they are.
const SEQUENCES: &[(&str, &str)] = &[
    // Plain and control characters.
    ("abc", "a b c"),
    ("Å ö", "Å Space ö"),
    ("\u{1F3E0}e\u{301}", "\u{1F3E0} e \u{301}"),
    ("\0", "C-Space"),
    ("\x01\x03\x07", "C-a C-c C-g"),
    ("\x08\x7f", "Backspace Backspace"),
    ("\t\n\r", "Tab C-j Enter"),
    ("\x13\x11\x1a", "C-s C-q C-z"),
    ("\x1c\x1d\x1e\x1f", "C-4 C-5 C-6 C-7"),
    // Arrows, Home and End: xterm, application mode, Linux console, PuTTY, rxvt.
    ("\x1b[A\x1b[B\x1b[C\x1b[D", "Up Down Right Left"),
    ("\x1bOA\x1bOB\x1bOC\x1bOD", "Up Down Right Left"),
    ("\x1b[a\x1b[b\x1b[c\x1b[d", "S-Up S-Down S-Right S-Left"),
    ("\x1bOa\x1bOb\x1bOc\x1bOd", "C-Up C-Down C-Right C-Left"),
    ("\x1bO5A\x1bO2D", "C-Up S-Left"),
    ("\x1b[H\x1bOH\x1b[1~\x1b[7~", "Home Home Home Home"),
    ("\x1b[F\x1bOF\x1b[4~\x1b[8~", "End End End End"),
    ("\x1b[2~\x1b[3~\x1b[5~\x1b[6~", "Insert Delete PageUp PageDown"),
    ("\x1b[Z\x1b[1;2Z", "S-BackTab S-BackTab"),
    // Function keys.
    ("\x1bOP\x1bOQ\x1bOR\x1bOS", "F1 F2 F3 F4"),
    ("\x1b[11~\x1b[12~\x1b[13~\x1b[14~", "F1 F2 F3 F4"),
    ("\x1b[[A\x1b[[B\x1b[[C\x1b[[D\x1b[[E", "F1 F2 F3 F4 F5"),
    ("\x1b[15~\x1b[17~\x1b[18~\x1b[19~\x1b[20~", "F5 F6 F7 F8 F9"),
    ("\x1b[21~\x1b[23~\x1b[24~", "F10 F11 F12"),
    ("\x1b[25~\x1b[26~\x1b[28~\x1b[29~\x1b[31~\x1b[34~", "F13 F14 F15 F16 F17 F20"),
    ("\x1b[1;2P\x1b[1;5R\x1bO1;2Q", "S-F1 C-F3 S-F2"),
    // rxvt's modifiers.
    ("\x1b[3$\x1b[3^\x1b[3@", "S-Delete C-Delete C-S-Delete"),
    ("\x1b[7$\x1b[8^\x1b[5$\x1b[11^", "S-Home C-End S-PageUp C-F1"),
    // The number pad in application mode.
    ("\x1bOp\x1bOq\x1bOy\x1bOM\x1bOk\x1bOm\x1bOn\x1bOj\x1bOo\x1bOl\x1bOX", "0 1 9 Enter + - . * / , ="),
    // Extended keys, should another program have left them on.
    ("\x1b[97;5u\x1b[13;5u\x1b[9;2u\x1b[27u", "C-a C-Enter S-BackTab Esc"),
    ("\x1b[27;5;97~\x1b[27;2;13~", "C-a S-Enter"),
    ("\x1b[97;2u\x1b[229;2u", "A Å"),
    ("\x1b[97;5:3u\x1b[1;1:3A", ""),
    ("\x1b[1;1:1A\x1b[1;1:2B", "Up Down"),
    ("\x1b[57344u", ""),
    // AltGr as Ctrl and Alt is text; Alt alone is not.
    ("\x1b[64;7u\x1b[27;7;123~\x1b[113;7u", "@ { q"),
    ("\x1b[97;3u", "A-a"),
    // Esc and what is typed after it, in one packet.
    ("\x1b", "Esc"),
    ("\x1b\x1b", "Esc Esc"),
    ("\x1b\x1b\x1b[A", "Esc Esc Up"),
    ("\x1b\x1b[A", "Esc Up"),
    ("\x1bq", "Esc q"),
    ("\x1bå", "Esc å"),
    ("\x1b\r", "Esc Enter"),
    ("\x1b\x13", "Esc C-s"),
    ("\x1bu\x1bu", "Esc u Esc u"),
    ("\x1b[", "Esc ["),
    ("\x1bO", "Esc O"),
    ("\x1bP", "Esc P"),
    ("\x1bPa", "Esc P a"),
    ("\x1bOe", "Esc O e"),
    ("\x1bO\r", "Esc O Enter"),
    // A broken sequence takes nothing with it but itself.
    ("\x1b[1;\x1b[A", "Up"),
    ("\x1b[1\rx", "Enter x"),
    ("\x1b[å", "å"),
    ("\x1b[1;5", ""),
    ("\x1b[<", ""),
    ("\x1bO1;", ""),
    ("\x1bO1;\r", "Enter"),
    ("\x1b[M", ""),
    ("\x1b[M \x1b[A", "Up"),
    // What nobody asked for is swallowed.
    ("\x1b[I\x1b[Ox", "x"),
    ("\x1b[?1;2cx\x1b[>1;10;0cx", "x x"),
    ("\x1b[24;80Rx", "x"),
    ("\x1b[0nx\x1b[?2026;2$yx", "x x"),
    ("\x1b[<0;10;5Mx\x1b[<0;10;5mx", "x x"),
    ("\x1b[M !!x", "x"),
    ("\x1b[32;10;10Mx", "x"),
    ("\x1b[200x\x1b[201~x\x1b[99~x\x1b[Ex", "x x x"),
    ("\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\x", "x"),
    ("\x1b]52;c;aGVq\x07x\x1b]52;c;aGVq\x18x", "x x"),
    ("\x1bP>|xterm(370)\x1b\\x\x1bP1+r436f=38\x1b\\x", "x x"),
    ("\x1b_Gi=1;OK\x1b\\x\x1b^pm\x1b\\x", "x x"),
    ("\x1b]11;half", ""),
    ("\x1b]11;half\x1b[A", "Up"),
    ("\x1b[1;1;1;1;1;1;1;1;1;1Ax", "Up x"),
    ("\x1b[99999999999999999999Ax\x1b[4294967296~x", "x x"),
    // Pastes.
    ("\x1b[200~hej\x1b[201~x", "paste(hej) x"),
    ("\x1b[200~\x1b[201~", "paste()"),
    ("\x1b[200~a\rb\r\nc\nd\x1b[201~", "paste(a\nb\nc\nd)"),
    ("\x1b[200~q\r:quit\r\x1b[A\x1b[200~\x1b[201~", "paste(q\n:quit\n\x1b[A\x1b[200~)"),
    ("\x1b[200~\x1b\x1b[201~", "paste(\x1b)"),
    ("\x1b[200~\x1b[20\x1b[201~", "paste(\x1b[20)"),
    ("\x1b[200~\x1b[201\x1b[201~", "paste(\x1b[201)"),
    ("\x1b[200~no end", "paste(no end…)"),
    ("\x1b[200~no end\x1b[20", "paste(no end\x1b[20…)"),
];

/// The same for bytes that are no UTF-8.
const BYTES: &[(&[u8], &str)] = &[
    (b"\xe5l", "l"),
    (b"\xe5", ""),
    (b"\xff\xfe\x80a", "a"),
    (b"\xc3\x28", "("),
    (b"\xc0\xaf\xe0\x80\xaf", ""),
    (b"\xed\xa0\x80a", "a"),
    (b"\xf4\x90\x80\x80a\xf5a", "a a"),
    (b"\xc2\x9b\xc2\x85a", "a"),
    (b"\xe5\x1b[A", "Up"),
    (b"\xc3\xc3\xa5", "å"),
    (b"\xe2\x82\xf0\x9f\x8f\xa0", "\u{1F3E0}"),
    (b"\x9b1A", "1 A"),
    (b"\x1b[200~a\xe5b\xc3\xa5\xff\x1b[201~", "paste(abå)"),
];

#[test]
fn sequences_of_every_dialect_are_read() {
    for (bytes, expected) in SEQUENCES {
        assert_eq!(decode(bytes.as_bytes()), *expected, "{bytes:?}");
    }
    for (bytes, expected) in BYTES {
        assert_eq!(decode(bytes), *expected, "{bytes:?}");
    }
}

/// Every key that has modifiers, with every combination of them: 8 × (10 + 22) sequences.
#[test]
fn modifiers_are_read_on_every_key() {
    let lettered = ["AUp", "BDown", "CRight", "DLeft", "HHome", "FEnd", "PF1", "QF2", "RF3", "SF4"];
    let numbered = "1Home 2Insert 3Delete 4End 5PageUp 6PageDown 7Home 8End 11F1 12F2 13F3 14F4 15F5 17F6 18F7 19F8 \
                    20F9 21F10 23F11 24F12 25F13 34F20";
    let prefixes = ["", "S-", "A-", "A-S-", "C-", "C-S-", "C-A-", "C-A-S-"];
    for (prefix, parameter) in prefixes.iter().zip(1..) {
        for key in lettered {
            let (letter, name) = key.split_at(1);
            assert_eq!(decode(format!("\x1b[1;{parameter}{letter}").as_bytes()), format!("{prefix}{name}"));
        }
        for key in numbered.split(' ') {
            let (number, name) = key.split_at(key.find(|c: char| c.is_ascii_uppercase()).unwrap());
            assert_eq!(decode(format!("\x1b[{number};{parameter}~").as_bytes()), format!("{prefix}{name}"));
        }
    }
}

#[test]
fn a_sequence_too_long_to_mean_anything_leaks_nothing() {
    for length in [60, 64, 65, 66, 5000] {
        let digits = "1".repeat(length);
        assert_eq!(decode(format!("\x1b[{digits}Ax").as_bytes()), "x", "{length}");
        assert_eq!(decode(format!("\x1b[{digits};5~x").as_bytes()), "x", "{length}");
        assert_eq!(decode(format!("\x1b]{digits}\x07x").as_bytes()), "x", "{length}");
        assert_eq!(decode(format!("\x1bP{digits}\x1b\\x").as_bytes()), "x", "{length}");
    }
}

#[test]
fn bytes_of_one_key_may_come_50_ms_apart() {
    for sequence in ["\x1b[A", "\x1bOP", "\x1b[15;5~", "\x1b[[A", "å", "\x1b[200~å\x1b[201~"] {
        let mut decoder = Decoder::new();
        let mut now = Instant::now();
        let mut found = Vec::new();
        for byte in sequence.as_bytes() {
            found.extend(decoder.expire(now));
            found.extend(decoder.feed(&[*byte], now));
            now += Duration::from_millis(50);
        }
        assert_eq!(show(&found), decode(sequence.as_bytes()), "{sequence:?}");
    }
}

#[test]
fn deadlines_are_kept_and_not_before() {
    let start = Instant::now();
    for (bytes, wait, expected) in [
        ("\x1b", Some(ESC_WAIT), "Esc"),
        ("\x1b[", Some(SEQUENCE_WAIT), "Esc ["),
        ("\x1bO", Some(SEQUENCE_WAIT), "Esc O"),
        ("\x1b[1;5", Some(SEQUENCE_WAIT), ""),
        ("\x1b]0;", Some(SEQUENCE_WAIT), ""),
        ("\x1b[200~x", Some(PASTE_WAIT), "paste(x…)"),
        ("", None, ""),
        ("\u{e5}", None, ""),
    ] {
        let mut decoder = Decoder::new();
        decoder.feed(bytes.as_bytes(), start);
        assert_eq!(decoder.deadline(), wait.map(|wait| start + wait), "{bytes:?}");
        let Some(wait) = wait else { continue };
        let before = wait.saturating_sub(Duration::from_millis(1));
        assert_eq!(decoder.expire(start + before), []);
        assert_eq!(show(&decoder.expire(start + wait)), expected, "{bytes:?}");
        assert_eq!(decoder.deadline(), None, "{bytes:?}");
        assert_eq!(show(&decoder.feed(b"x", start)), "x", "{bytes:?}");
    }
}

#[test]
fn half_a_letter_asks_for_no_wake_up() {
    let mut decoder = Decoder::new();
    assert_eq!(decoder.feed(b"\xc3", Instant::now()), []);
    assert_eq!(decoder.deadline(), None);
    assert_eq!(show(&decoder.feed(b"\xa5", Instant::now())), "å");
}

#[test]
fn a_huge_paste_keeps_its_beginning_and_says_so() {
    let mut decoder = Decoder::new();
    let now = Instant::now();
    decoder.feed(b"\x1b[200~", now);
    let megabyte = vec![b'a'; 1 << 20];
    for _ in 0..10 {
        assert_eq!(decoder.feed(&megabyte, now), []);
    }
    let found = decoder.feed(b"\x1b[201~x", now);
    let [Input::Paste { text, cut: true }, Input::Key(_)] = found.as_slice() else {
        unreachable!("{} inputs", found.len());
    };
    assert_eq!(text.len(), PASTE_LIMIT);
    let exact = format!("\x1b[200~{}\x1b[201~", "a".repeat(PASTE_LIMIT));
    assert!(matches!(&decoder.feed(exact.as_bytes(), now)[..], [Input::Paste { cut: false, .. }]));
}

#[test]
fn a_cut_paste_ends_with_a_whole_letter() {
    let text = format!("a{}", "å".repeat(PASTE_LIMIT));
    let mut decoder = Decoder::new();
    let found = decoder.feed(format!("\x1b[200~{text}\x1b[201~").as_bytes(), Instant::now());
    let [Input::Paste { text: kept, cut: true }] = found.as_slice() else { unreachable!() };
    assert_eq!(kept.len(), PASTE_LIMIT - 1);
    assert!(text.starts_with(kept.as_str()));
}

#[test]
fn five_thousand_letters_at_once_are_all_there() {
    let text = "abcdefghijklmnopqrstuvwxyzåäö".repeat(200);
    let found = Decoder::new().feed(text.as_bytes(), Instant::now());
    assert_eq!(show(&found).replace(' ', ""), text);
}

/// Bytes as hostile as random ones, but mostly of the kinds that mean something.
fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        (0..SEQUENCES.len()).prop_map(|index| SEQUENCES[index].0.as_bytes().to_vec()),
        (0..BYTES.len()).prop_map(|index| BYTES[index].0.to_vec()),
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(&b"\x1b[]OPM\\_?<;:0123456789~$\x07\r"[..]).prop_map(|byte| vec![byte]),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn where_the_reads_fall_does_not_matter(bytes in any_bytes(), cuts in prop::collection::vec(0..200_usize, 0..20)) {
        let now = Instant::now();
        let mut whole = Decoder::new();
        let mut expected = whole.feed(&bytes, now);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| cut.min(bytes.len())).collect();
        cuts.extend([0, bytes.len()]);
        cuts.sort_unstable();
        let mut pieces = Decoder::new();
        let mut found = Vec::new();
        for cut in cuts.windows(2) {
            found.extend(pieces.feed(&bytes[cut[0]..cut[1]], now));
        }
        prop_assert_eq!(&found, &expected);
        let later = now + Duration::from_secs(5);
        expected.extend(whole.expire(later));
        found.extend(pieces.expire(later));
        prop_assert_eq!(&found, &expected);
        prop_assert_eq!(whole.deadline(), None);
    }

    #[test]
    fn nothing_but_text_and_keys_comes_out(bytes in any_bytes()) {
        let mut decoder = Decoder::new();
        for input in decoder.feed(&bytes, Instant::now()) {
            if let Input::Key(KeyEvent { code: KeyCode::Char(letter), .. }) = input {
                prop_assert!(!letter.is_control());
            }
        }
    }

    #[test]
    fn typed_text_comes_out_as_it_was(text in "\\PC{0,60}") {
        let found = Decoder::new().feed(text.as_bytes(), Instant::now());
        let typed: String = found
            .iter()
            .filter_map(|input| match input {
                Input::Key(KeyEvent { code: KeyCode::Char(letter), modifiers, .. }) if modifiers.is_empty() => {
                    Some(*letter)
                }
                _ => None,
            })
            .collect();
        prop_assert_eq!(typed, text);
    }
}
