#![allow(clippy::unwrap_used)]

use std::collections::HashSet;

use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn all() -> impl Iterator<Item = Code> {
    (0..CODES).map(numbered)
}

fn wrong(typed: &str) -> CodeError {
    CodeError::Check { read: typed.into() }
}

#[test]
fn every_code_is_its_own_and_is_read_back() {
    let codes: HashSet<Code> = all().collect();
    assert_eq!(codes.len() as u64, CODES);
    for code in &codes {
        assert_eq!(parse(code).as_ref(), Ok(code));
        assert!(code.starts_with(|first: char| first.is_ascii_alphabetic()));
    }
}

/// Exhaustive: of every code, every other character in every place, and every two places exchanged.
#[test]
fn every_substitution_and_every_exchange_is_found() {
    for code in all() {
        let places: Vec<usize> = code.chars().map(|letter| place(letter).unwrap()).collect();
        assert_eq!(remainder(&places), 0, "{code}");
        for at in 0..places.len() {
            for other in (0..ALPHABET.len()).filter(|other| *other != places[at]) {
                let mut slipped = [places[0], places[1], places[2], places[3], places[4]];
                slipped[at] = other;
                assert_ne!(remainder(&slipped), 0, "{code} {at} {other}");
            }
            for with in (at + 1..places.len()).filter(|with| places[*with] != places[at]) {
                let mut slipped = [places[0], places[1], places[2], places[3], places[4]];
                slipped.swap(at, with);
                assert_ne!(remainder(&slipped), 0, "{code} {at} {with}");
            }
        }
    }
}

#[rstest]
#[case("C333")]
#[case("K7RT")]
#[case("XVTR")]
fn a_code_is_read_however_it_is_typed(#[case] first: &str) {
    let last = check(first).unwrap();
    let code = SmolStr::new(format!("{first}{last}"));
    let low = first.to_lowercase();
    for typed in [
        format!("{first}-{last}"),
        format!(" {low} {last} "),
        format!("{low}\u{2011}{last}"),
        code.to_string(),
    ] {
        assert_eq!(parse(&typed), Ok(code.clone()), "{typed}");
    }
    assert_eq!(shown(&code), format!("{first}-{last}"));
    assert_eq!(parse(&shown(&code)), Ok(code));
}

#[rstest]
#[case("")]
#[case("-")]
#[case("K7RT")]
#[case("K7RTMM")]
#[case("7KRTM")]
#[case("K7RTA")]
#[case("K7RTß")]
#[case("20091231-1234")]
fn what_is_not_shaped_as_a_code_is_none(#[case] typed: &str) {
    assert_eq!(parse(typed), Err(CodeError::Shape));
}

#[test]
fn a_wrong_check_character_is_told_with_what_was_read() {
    let last = check("K7RT").unwrap();
    for other in ALPHABET.iter().filter(|other| **other != last) {
        assert_eq!(parse(&format!("k7rt-{other}")), Err(wrong(&format!("K7RT{other}"))));
    }
}

#[test]
fn what_is_no_code_is_shown_as_it_is() {
    assert_eq!([shown(""), shown("K7RT"), shown("åäöåä"), shown("K7RTMM")], ["", "K7RT", "åäöå-ä", "K7RTMM"]);
    assert_eq!([check(""), check("K7R"), check("K7RA"), check("K7RTM")], [None; 4]);
}

#[test]
fn seeds_in_a_row_make_unlike_codes_and_the_same_seed_the_same() {
    let made: Vec<Code> = (0..1000).map(|seed| make(seed, |_| false).unwrap()).collect();
    assert_eq!(made[7], make(7, |_| false).unwrap());
    let beginnings: HashSet<&str> = made.iter().map(|code| &code[..2]).collect();
    assert!(beginnings.len() > 200, "{}", beginnings.len());
}

#[test]
fn a_taken_code_is_passed_until_none_is_left() {
    let mut taken: HashSet<String> = HashSet::new();
    for _ in 0..200 {
        let code = make(1, |code| taken.contains(code)).unwrap();
        assert!(parse(&code).is_ok());
        assert!(taken.insert(code.to_string()));
    }
    let last = make(2, |_| false).unwrap();
    assert_eq!(make(99, |code| code != last).as_ref(), Some(&last));
    assert_eq!(make(99, |_| true), None);
}

#[rstest]
#[case::misread_before_mistyped("K8RTX", &["K3RTX", "K7RTX"])]
#[case::exchanged_before_mistyped("KR7TX", &["K7RTX", "KC7TX"])]
#[case::a_character_short("K7RT", &["K7RTX"])]
#[case::one_short_within("K7-TX", &["K7RTX", "KC7TX"])]
#[case::one_short_first("7RTX", &["K7RTX"])]
#[case::one_too_many("k77rtx", &["K7RTX"])]
#[case::not_neighbours("KXRT7", &[])]
#[case::two_slips("K9RTC", &[])]
#[case::nothing("", &[])]
fn near_codes_are_those_one_slip_away(#[case] typed: &str, #[case] offered: &[&str]) {
    let known = ["K7RTX", "KC7TX", "K3RTX", "K3RTX", "PPPPP"];
    assert_eq!(near(typed, known.into_iter()), offered);
}

#[test]
fn no_more_than_three_are_offered() {
    let known = ["K7RTX", "K7RTC", "K7RTD", "K7RTF"];
    assert_eq!(near("K7RTP", known.into_iter()), ["K7RTC", "K7RTD", "K7RTF"]);
}

proptest! {
    #[test]
    fn one_slip_is_found_and_leads_back(number in 0..CODES, at in 0usize..5, letter in 0usize..19, kind in 0..4) {
        let code = numbered(number);
        let mut typed: Vec<char> = code.chars().collect();
        match kind {
            0 => typed[at] = ALPHABET[letter],
            1 => typed.swap(at, (at + 1).min(4)),
            2 => drop(typed.remove(at)),
            _ => typed.insert(at, ALPHABET[letter]),
        }
        let typed: String = typed.into_iter().collect();
        if typed != code.as_str() {
            prop_assert!(parse(&typed).is_err());
            prop_assert_eq!(near(&typed, [code.as_str()].into_iter()), [code]);
        }
    }

    #[test]
    fn any_text_is_read_without_harm(typed in any::<String>()) {
        let _ = parse(&typed);
        let _ = shown(&typed);
        let _ = check(&typed);
        prop_assert!(near(&typed, ["K7RTX"].into_iter()).len() <= 1);
    }
}
