//! Finds a message by its key and fills in its arguments.
//!
//! Fluent files are embedded, read once per language and process, and never from disk. Numbers are written with their
//! thousands apart. Nothing here knows what a message is about.

use std::borrow::Cow;
use std::sync::OnceLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::langid;

use crate::domain::plan::Language;
use crate::text::number::group;

/// The Swedish messages, one file a room.
const SWEDISH: [&str; 7] = [
    include_str!("../../assets/i18n/sv/units.ftl"),
    include_str!("../../assets/i18n/sv/desk.ftl"),
    include_str!("../../assets/i18n/sv/plan.ftl"),
    include_str!("../../assets/i18n/sv/screen.ftl"),
    include_str!("../../assets/i18n/sv/promise.ftl"),
    include_str!("../../assets/i18n/sv/cli.ftl"),
    include_str!("../../assets/i18n/sv/paper.ftl"),
];

/// The English messages.
const ENGLISH: [&str; 7] = [
    include_str!("../../assets/i18n/en/units.ftl"),
    include_str!("../../assets/i18n/en/desk.ftl"),
    include_str!("../../assets/i18n/en/plan.ftl"),
    include_str!("../../assets/i18n/en/screen.ftl"),
    include_str!("../../assets/i18n/en/promise.ftl"),
    include_str!("../../assets/i18n/en/cli.ftl"),
    include_str!("../../assets/i18n/en/paper.ftl"),
];

/// The largest whole number that a message can hold as a number; plural forms make no difference above it.
const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;

type Bundle = FluentBundle<FluentResource>;

/// One language's way of saying things; free to copy.
#[derive(Clone, Copy)]
pub struct Words {
    language: Language,
    messages: &'static Bundle,
}

/// What is filled into a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// A text, put in as it is.
    Text(&'a str),
    /// A whole number: written in groups, and it chooses between singular and plural.
    Number(i64),
}

impl Words {
    /// Gives the words of `language`; the first call for a language reads its messages.
    pub fn new(language: Language) -> Self {
        static SV: OnceLock<Bundle> = OnceLock::new();
        static EN: OnceLock<Bundle> = OnceLock::new();
        let messages = match language {
            Language::Swedish => SV.get_or_init(|| read(language, &SWEDISH)),
            Language::English => EN.get_or_init(|| read(language, &ENGLISH)),
        };
        Self { language, messages }
    }

    /// The language spoken.
    pub fn language(self) -> Language {
        self.language
    }

    /// Says the message named `key`. A name there is no message for is said as it is.
    pub fn say(self, key: &str) -> Cow<'static, str> {
        self.format(key, None)
    }

    /// Says the message named `key` with its arguments filled in.
    pub fn say_with(self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, arg.value())).collect();
        self.format(key, Some(&args)).into_owned()
    }

    fn format(self, key: &str, args: Option<&FluentArgs<'_>>) -> Cow<'static, str> {
        let Some(pattern) = self.messages.get_message(key).and_then(|message| message.value()) else {
            return Cow::Owned(key.to_owned());
        };
        // What goes wrong shows as the argument's name in the sentence: better than no sentence.
        let mut errors = Vec::new();
        match args {
            None => self.messages.format_pattern(pattern, None, &mut errors),
            Some(args) => {
                Cow::Owned(self.messages.format_pattern(pattern, Some(args), &mut errors).into_owned())
            }
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Words").field(&self.language).finish()
    }
}

impl<'a> Arg<'a> {
    fn value(self) -> FluentValue<'a> {
        match self {
            Self::Text(text) => FluentValue::from(text),
            Self::Number(n) if n.unsigned_abs() <= EXACT => FluentValue::from(n),
            Self::Number(n) => FluentValue::from(group(n)),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a Cow<'_, str>> for Arg<'a> {
    fn from(text: &'a Cow<'_, str>) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(n: i64) -> Self {
        Self::Number(n)
    }
}

impl From<u32> for Arg<'_> {
    fn from(n: u32) -> Self {
        Self::Number(n.into())
    }
}

impl From<usize> for Arg<'_> {
    fn from(n: usize) -> Self {
        Self::Number(i64::try_from(n).unwrap_or(i64::MAX))
    }
}

fn read(language: Language, files: &[&str]) -> Bundle {
    let locale = match language {
        Language::Swedish => langid!("sv-SE"),
        Language::English => langid!("en-GB"),
    };
    let mut bundle = Bundle::new_concurrent(vec![locale]);
    // Isolation marks are invisible characters that terminals and pipes cannot be trusted with.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| match value {
        FluentValue::Number(n) => Some(group(n.value as i64)),
        _ => None,
    }));
    for file in files {
        // A test finds what cannot be read or is there twice; here the rest is still worth having.
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(partial, _)| partial);
        let _ = bundle.add_resource(resource);
    }
    bundle
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::path::Path;

    use super::*;

    /// Keys that are put together from parts, by their beginnings.
    const COMPOSED: &[&str] = &["key-", "help-"];

    /// Each message of a language with the variables it names.
    fn messages(files: &[&'static str]) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
        let mut found: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for file in files {
            let mut key = "";
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    key = line.split_once(" =").unwrap().0;
                    assert!(found.insert(key, BTreeSet::new()).is_none(), "{key} is there twice");
                }
                let named = line.split('$').skip(1).map(|rest| {
                    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap();
                    &rest[..end]
                });
                found.entry(key).or_default().extend(named);
            }
        }
        found
    }

    #[test]
    fn every_file_can_be_read_whole() {
        for file in SWEDISH.iter().chain(&ENGLISH) {
            let errors = FluentResource::try_new((*file).to_owned()).err().map(|(_, errors)| errors);
            assert!(errors.is_none(), "{errors:?}");
        }
    }

    #[test]
    fn both_languages_say_the_same_things() {
        assert_eq!(messages(&SWEDISH), messages(&ENGLISH));
        assert!(messages(&SWEDISH).len() > 100);
    }

    #[test]
    fn no_sentence_shouts() {
        for file in SWEDISH.iter().chain(&ENGLISH) {
            assert!(file.lines().all(|line| line.starts_with('#') || !line.contains('!')));
        }
    }

    fn sources(dir: &Path, texts: &mut Vec<(String, String)>) {
        for entry in std::fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, texts);
            } else if path.extension().is_some_and(|e| e == "rs") {
                texts.push((path.display().to_string(), std::fs::read_to_string(&path).unwrap()));
            }
        }
    }

    /// The text before the tests of a source file.
    fn working_part(source: &str) -> &str {
        source.split("#[cfg(test)]").next().unwrap_or(source)
    }

    #[test]
    fn what_the_program_says_is_there_and_what_is_there_is_said() {
        let keys = messages(&SWEDISH);
        let mut texts = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut texts);
        let mut said = BTreeSet::new();
        for (path, text) in &texts {
            for call in [".say(", ".say_with("] {
                for rest in working_part(text).split(call).skip(1) {
                    if let Some(key) = rest.trim_start().strip_prefix('"').and_then(|k| k.split('"').next()) {
                        assert!(keys.contains_key(key), "{path} says {key}, which is not there");
                    }
                }
            }
            said.extend(working_part(text).split('"').filter(|word| keys.contains_key(word)));
        }
        let unsaid: Vec<_> = keys
            .keys()
            .filter(|key| !said.contains(**key) && !COMPOSED.iter().any(|start| key.starts_with(start)))
            .collect();
        assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
    }

    #[test]
    fn numbers_stand_in_groups_and_choose_the_form() {
        for (language, one, many) in [
            (Language::Swedish, "1 dag försenat", "12\u{a0}500 dagar försenat"),
            (Language::English, "1 day late", "12\u{a0}500 days late"),
        ] {
            let words = Words::new(language);
            assert_eq!(words.say_with("late-days", &[("days", 1_i64.into())]), one);
            assert_eq!(words.say_with("late-days", &[("days", 12_500_i64.into())]), many);
            let most = words.say_with("late-days", &[("days", i64::MAX.into())]);
            assert!(most.starts_with("9\u{a0}223\u{a0}372\u{a0}036\u{a0}854\u{a0}775\u{a0}807 "), "{most}");
        }
    }

    #[test]
    fn an_unknown_key_is_said_as_it_is() {
        assert_eq!(Words::new(Language::Swedish).say("no-such-key"), "no-such-key");
    }
}
