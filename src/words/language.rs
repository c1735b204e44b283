//! Which language a session speaks.

use crate::domain::plan::Language;

/// Chooses the language: the setting where there is one, else the first locale that is set, else Swedish.
///
/// The locales come in the order POSIX gives them: `LC_ALL`, `LC_MESSAGES`, `LANG`. `C`, `POSIX` and languages there are
/// no sentences in mean Swedish.
pub fn language<'a>(setting: Option<&str>, locales: impl IntoIterator<Item = Option<&'a str>>) -> Language {
    setting.and_then(known).unwrap_or_else(|| {
        let set = locales.into_iter().flatten().find(|locale| !locale.trim().is_empty());
        set.and_then(known).unwrap_or_default()
    })
}

/// The language a tag such as `sv_SE.UTF-8` or `en` begins with.
fn known(tag: &str) -> Option<Language> {
    let language = tag.trim().split(['_', '-', '.', '@']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("en") || language.eq_ignore_ascii_case("english") {
        Some(Language::English)
    } else if language.eq_ignore_ascii_case("sv") || language.eq_ignore_ascii_case("svenska") {
        Some(Language::Swedish)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use Language::{English, Swedish};

    #[rstest]
    #[case(None, [None, None, None], Swedish)]
    #[case(None, [None, None, Some("en_GB.UTF-8")], English)]
    #[case(None, [None, None, Some("sv_SE.UTF-8")], Swedish)]
    #[case(None, [None, Some("sv_SE"), Some("en_GB.UTF-8")], Swedish)]
    #[case(None, [Some(""), Some("en"), Some("sv_SE")], English)]
    #[case(None, [Some("C.UTF-8"), None, Some("en_GB")], Swedish)]
    #[case(None, [None, None, Some("POSIX")], Swedish)]
    #[case(None, [None, None, Some("enm")], Swedish)]
    #[case(Some("en"), [None, None, Some("sv_SE")], English)]
    #[case(Some("SV"), [Some("en_US"), None, None], Swedish)]
    #[case(Some("klingon"), [None, None, Some("en_US")], English)]
    fn the_first_that_is_set_decides(
        #[case] setting: Option<&str>,
        #[case] locales: [Option<&str>; 3],
        #[case] expected: Language,
    ) {
        assert_eq!(language(setting, locales), expected);
    }
}
