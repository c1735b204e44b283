//! Who a user id is: the account's name, and the two letters that stand for it on a screen.
//!
//! The id comes from the kernel; names are only for reading.

use std::fs;

use crate::domain::event::{Event, Happening};
use crate::domain::record::WriteId;
use crate::text::Clean;

/// The name of the account `uid`: its login name, or `uid 1000` where the machine's own list does not have it.
pub fn name(uid: u32) -> Clean {
    let list = fs::read("/etc/passwd").unwrap_or_default();
    named(&String::from_utf8_lossy(&list), uid).unwrap_or_else(|| Clean::line(&format!("uid {uid}")))
}

fn named(list: &str, uid: u32) -> Option<Clean> {
    let line =
        list.lines().find(|line| line.split(':').nth(2).and_then(|field| field.parse().ok()) == Some(uid))?;
    let name = Clean::line(line.split(':').next()?);
    (!name.is_empty()).then_some(name)
}

/// The two letters for a name: first and last word's, or the first two of a single word.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let letters: String = match words.as_slice() {
        [] => "?".to_owned(),
        [word] => word.chars().take(2).collect(),
        [first, .., last] => first.chars().take(1).chain(last.chars().take(1)).collect(),
    };
    letters.to_uppercase()
}

/// What happens when an account is first seen making a change.
pub fn seen(uid: u32, administrator: bool) -> Happening {
    // One fixed id per account, far from the random ones of clients.
    let write = WriteId(u128::MAX - 1 - (u128::from(uid) << 1 | u128::from(administrator)));
    Happening {
        write,
        undoes: None,
        events: vec![Event::AccountSeen { uid, name: name(uid), administrator }],
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("anna.berg", "AB")]
    #[case("Anna Maria Berg", "AB")]
    #[case("samordnare", "SA")]
    #[case("uid 1000", "U1")]
    #[case("åsa", "ÅS")]
    #[case("x", "X")]
    #[case("", "?")]
    fn two_letters_stand_for_a_name(#[case] name: &str, #[case] letters: &str) {
        assert_eq!(initials(name), letters);
    }

    #[test]
    fn the_list_of_accounts_is_read_by_id() {
        let list = "root:x:0:0::/root:/bin/sh\nbroken\nab:x:1000:1000:Anna:/home/ab:/bin/sh\n:x:1001:::\n";
        assert_eq!(named(list, 1000).unwrap().as_str(), "ab");
        assert_eq!(named(list, 1001), None, "a name of nothing is none");
        assert_eq!(named(list, 1002), None);
    }
}
