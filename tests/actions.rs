//! The one table of keys: every action has its words, no key means two things in one place, and all are safe to type
//! on a Swedish keyboard.

use std::collections::HashMap;

use lofte::domain::plan::{Language, load};
use lofte::ui::action::{Binding, Chord, Context, TABLE, bindings, lookup, reserved};
use lofte::words::Words;
use ratatui::crossterm::event::KeyCode;

/// What a Swedish keyboard makes hard (the third level, dead keys), lacks elsewhere, or a terminal may take for itself.
const UNSAFE: &str = "[]{}\\|@$~£€^¨´`åäöÅÄÖ<>OP";

/// Ctrl with these is another key in a terminal (Tab, Enter, Esc, Backspace) or belongs to a multiplexer or the shell.
const UNSAFE_CTRL: &str = "imhbaczvwt";

#[test]
fn every_action_has_its_words_in_both_languages() {
    for language in [Language::Swedish, Language::English] {
        let words = Words::new(language);
        for Binding { name, .. } in TABLE {
            for key in [format!("key-{name}"), format!("help-{name}")] {
                assert_ne!(words.say(&key), key, "{key} is missing in {language:?}");
            }
        }
    }
}

#[test]
fn no_key_means_two_things_in_one_place() {
    for context in Context::ALL {
        let mut taken: HashMap<Chord, &Binding> = HashMap::new();
        for binding in TABLE.iter().filter(|b| b.contexts.contains(&context)) {
            for chord in binding.chords {
                if let Some(other) = taken.insert(*chord, binding) {
                    panic!("{chord:?} is both {} and {} in {context:?}", other.name, binding.name);
                }
            }
        }
    }
}

#[test]
fn every_key_is_safe_on_a_swedish_keyboard() {
    for chord in TABLE.iter().flat_map(|b| b.chords) {
        if let KeyCode::Char(c) = chord.code {
            let (set, what) = if chord.ctrl { (UNSAFE_CTRL, "Ctrl-") } else { (UNSAFE, "") };
            assert!(!set.contains(c), "{what}{c} is not safe");
        }
    }
}

#[test]
fn what_is_bound_is_what_is_looked_up() {
    for context in Context::ALL {
        for binding in bindings(context) {
            for chord in binding.chords {
                let meant = lookup(context, *chord);
                let first = bindings(context).find(|b| b.chords.contains(chord)).map(|b| b.action);
                assert_eq!(meant, first, "{chord:?} in {context:?}");
            }
        }
    }
}

#[test]
fn a_function_key_always_has_a_twin() {
    for binding in TABLE {
        let function = |c: &Chord| matches!(c.code, KeyCode::F(_));
        let alone = !binding.chords.is_empty() && binding.chords.iter().all(function);
        // F1 is help in a form; outside it `?` is its twin, in a field no letter can be.
        assert!(!alone || binding.name == "field-help", "{} has only a function key", binding.name);
    }
}

#[test]
fn the_plans_shipped_take_no_key_that_means_something_else() {
    for (file, text) in load::built_in() {
        assert!(load::load_with(text, file, &reserved()).is_ok(), "{file} takes a reserved key");
    }
}

#[test]
fn text_is_never_taken_for_a_command() {
    for context in [Context::Field, Context::Typing] {
        for c in ('\u{20}'..='\u{17f}').filter(|c| !c.is_control()) {
            assert_eq!(
                lookup(context, Chord { code: KeyCode::Char(c), ctrl: false }),
                None,
                "{c:?} in {context:?}"
            );
        }
    }
}
