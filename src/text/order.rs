//! Swedish alphabetical order, and finding things by typing a piece of them.
//!
//! Order is that of the Swedish alphabet: å, ä and ö after z, v and w apart, é as e, ü as y, æ as ä, ø as ö. Search is
//! more forgiving: it takes a and o for å, ä and ö, for those whose keyboard has none. Nothing here knows other
//! languages' orders.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How well a typed piece matches a label; the best comes first in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// It is the whole label.
    Exact,
    /// The label begins with it.
    Prefix,
    /// A later word of the label begins with it.
    WordPrefix,
    /// It stands somewhere inside the label.
    Within,
}

/// Makes a key that sorts, byte by byte, as the Swedish alphabet does: space, signs, digits, a–z, å, ä, ö, other scripts.
///
/// Texts that differ only in accents or case stand beside each other, in a fixed order.
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(2 * text.len() + 2);
    for c in text.nfc().flat_map(char::to_lowercase) {
        push_letter(&mut key, c);
    }
    // Below every letter, so that the shorter of two texts stands first; then the accents and the case decide.
    key.push('\0');
    key.extend(text.nfc());
    key
}

/// Appends what a lower-case character sorts as.
fn push_letter(key: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => key.push(c),
        // The three signs behind z in ASCII stand for the three letters behind z; as signs they go below.
        'å' => key.push('{'),
        'ä' | 'æ' => key.push('|'),
        'ö' | 'ø' | 'œ' | 'ő' => key.push('}'),
        'ü' | 'ű' => key.push('y'),
        _ if c.is_whitespace() => key.push('\u{1}'),
        _ => {
            if let Some(plain) = plain_letters(c) {
                key.push_str(plain);
                return;
            }
            let base = base_of(c);
            if base.is_ascii_lowercase() {
                key.push(base);
            } else if c.is_alphanumeric() {
                key.push(c);
            } else if !is_combining_mark(c) {
                key.extend(['\u{2}', c]);
            }
        }
    }
}

/// Folds a text for search: lower case, without accents; å and ä become a, ö becomes o.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.nfd().flat_map(char::to_lowercase) {
        match c {
            'ø' => folded.push('o'),
            'æ' => folded.push('a'),
            'ς' => folded.push('σ'),
            _ if is_combining_mark(c) => {}
            _ if c.is_whitespace() && c != '\n' => folded.push(' '),
            _ => match plain_letters(c) {
                Some(plain) => folded.push_str(plain),
                None => folded.push(c),
            },
        }
    }
    folded
}

/// Tells whether a folded text holds a folded piece; both come from [`fold`].
pub fn contains(haystack_folded: &str, needle_folded: &str) -> bool {
    haystack_folded.contains(needle_folded)
}

/// Ranks how well what was typed matches a label, case and accents aside; `None` where it does not.
///
/// Every label begins with nothing, so nothing typed ranks every label as [`Rank::Prefix`].
pub fn rank(label: &str, typed: &str) -> Option<Rank> {
    let label = fold(label);
    let typed = fold(typed.trim());
    if label == typed {
        return Some(Rank::Exact);
    }
    let mut best = None;
    for (at, _) in label.match_indices(&typed) {
        if at == 0 {
            return Some(Rank::Prefix);
        }
        if !label[..at].ends_with(char::is_alphanumeric) {
            return Some(Rank::WordPrefix);
        }
        best = Some(Rank::Within);
    }
    best
}

/// The plain letters for a letter that Unicode does not take apart.
const fn plain_letters(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'þ' => "th",
        'ð' | 'đ' => "d",
        'ł' => "l",
        'ŋ' => "n",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        'œ' => "o",
        _ => return None,
    })
}

/// The letter under the accents.
fn base_of(c: char) -> char {
    std::iter::once(c).nfd().next().unwrap_or(c)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(&["Ahl", "Zäta", "Åberg", "Älg", "Öst"])]
    #[case(&["Vik", "Vång", "Wall", "Xerxes"])]
    #[case(&["Ek", "Eken", "Ekö", "Ekön"])]
    #[case(&["ide", "idé", "idka"])]
    #[case(&["Myller", "Müller", "Myllra"])]
    #[case(&["Ar", "Är", "Ær", "Äs", "Ör", "Ør", "Ös"])]
    #[case(&["Torg", "Torg 1", "Torget"])]
    #[case(&["-", "{", "1 a", "a", "å", "и", "й"])]
    #[case(&["Anna", "anna", "Anna B"])]
    fn lists_stand_in_swedish_order(#[case] sorted: &[&str]) {
        let mut shuffled: Vec<&str> = sorted.iter().rev().copied().collect();
        shuffled.sort_by_key(|text| sort_key(text));
        assert_eq!(shuffled, sorted);
    }

    #[test]
    fn both_ways_of_writing_an_accent_sort_alike() {
        assert_eq!(sort_key("A\u{30a}berg"), sort_key("Åberg"));
    }

    #[rstest]
    #[case("Räksmörgås", "raksmorgas")]
    #[case("ra\u{308}k", "rak")]
    #[case("IDÉ Ærø Łódź Straße", "ide aro lodz strasse")]
    #[case("Stora\u{a0}torget", "stora torget")]
    #[case("İ", "i")]
    fn search_reads_past_accents(#[case] text: &str, #[case] folded: &str) {
        assert_eq!(fold(text), folded);
        assert!(contains(&fold("xx räksmörgås"), &fold("Smor")));
    }

    #[rstest]
    #[case("Stortorget", "stortorget", Some(Rank::Exact))]
    #[case("Stortorget", "st", Some(Rank::Prefix))]
    #[case("Östra skolan", "ostra", Some(Rank::Prefix))]
    #[case("Östra skolan", " Skol", Some(Rank::WordPrefix))]
    #[case("Ängsskolan/Gården", "gard", Some(Rank::WordPrefix))]
    #[case("Uttorget, torget", "torget", Some(Rank::WordPrefix))]
    #[case("Stortorget", "torg", Some(Rank::Within))]
    #[case("Stortorget", "park", None)]
    #[case("Stortorget", "", Some(Rank::Prefix))]
    fn the_best_match_ranks_first(#[case] label: &str, #[case] typed: &str, #[case] expected: Option<Rank>) {
        assert_eq!(rank(label, typed), expected);
        assert!(
            Rank::Exact < Rank::Prefix && Rank::Prefix < Rank::WordPrefix && Rank::WordPrefix < Rank::Within
        );
    }

    proptest! {
        #[test]
        fn any_text_has_a_place_and_finds_itself(a in any::<String>(), b in any::<String>()) {
            prop_assert_eq!(sort_key(&a) == sort_key(&b), a.nfc().eq(b.nfc()));
            prop_assert_eq!(fold(&fold(&a)), fold(&a));
            prop_assert!(rank(&a, &a).is_some());
        }
    }
}
