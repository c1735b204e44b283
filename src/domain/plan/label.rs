//! What the plan calls a thing, in the languages it has.

use serde::{Deserialize, Serialize};

/// The two languages a screen can speak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Language {
    /// Swedish, the language the work is done in.
    #[default]
    Swedish,
    /// English.
    English,
}

/// A text in Swedish and, where the plan has it, in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The Swedish text.
    pub sv: String,
    /// The English text; the Swedish one stands in where it is missing.
    pub en: Option<String>,
}

impl Label {
    /// The text in `language`, or the Swedish one.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Swedish => &self.sv,
            Language::English => self.en.as_deref().unwrap_or(&self.sv),
        }
    }

    /// Every spelling of this label, for what people may type.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.sv.as_str()).chain(self.en.as_deref())
    }
}
