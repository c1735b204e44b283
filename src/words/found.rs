//! What opening or checking the store found, in one sentence each: what happened, what was kept, what to do.
//!
//! The store's own types lie above this floor, so each sentence takes plain arguments.

use super::Words;

/// The most lost happenings that are named by number.
const NAMED: usize = 12;

/// Says that the journal is whole, with so many happenings.
pub fn journal_whole(words: Words, happenings: u64) -> String {
    counted(words, "found-journal-whole", happenings)
}

/// Says that a last, never acknowledged piece of so many bytes was cut off.
pub fn torn_tail(words: Words, bytes: u64) -> String {
    counted(words, "found-torn-tail", bytes)
}

/// Says that so many happenings of a damaged journal were taken from the database.
pub fn mended(words: Words, happenings: u64) -> String {
    counted(words, "found-mended", happenings)
}

/// Says which happenings neither copy has, by journal number; the first dozen are named.
pub fn lost(words: Words, numbers: &[u64]) -> String {
    let mut named: Vec<String> = numbers.iter().take(NAMED).map(u64::to_string).collect();
    if numbers.len() > NAMED {
        named.push("…".to_owned());
    }
    let named = named.join(", ");
    words.say_with("found-lost", &[("n", numbers.len().into()), ("numbers", (&named).into())])
}

/// Says that the database was set aside under this name and is made anew.
pub fn set_aside(words: Words, name: &str) -> String {
    words.say_with("found-set-aside", &[("name", name.into())])
}

/// Says that the database's files were not as they were left, are set aside under this name and made anew.
pub fn made_anew(words: Words, name: &str) -> String {
    words.say_with("found-made-anew", &[("name", name.into())])
}

/// Says that the database agrees with the journal, with so many records.
pub fn database_whole(words: Words, records: u64) -> String {
    counted(words, "found-database-whole", records)
}

/// Says that the database is so many happenings behind the journal.
pub fn database_behind(words: Words, happenings: u64) -> String {
    counted(words, "found-database-behind", happenings)
}

/// Says that the database differs from the journal in so many places.
pub fn database_differs(words: Words, places: u64) -> String {
    counted(words, "found-database-differs", places)
}

/// Says that memory and journal agree.
pub fn memory_agrees(words: Words) -> String {
    words.say("found-memory-agrees").into_owned()
}

/// Says that memory and journal differ, first at the entry with this number.
pub fn memory_differs(words: Words, entry: u64) -> String {
    words.say_with("found-memory-differs", &[("id", (&entry.to_string()).into())])
}

fn counted(words: Words, key: &str, n: u64) -> String {
    words.say_with(key, &[("n", as_number(n).into())])
}

fn as_number(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Language;

    #[test]
    fn findings_are_whole_sentences() {
        for language in [Language::Swedish, Language::English] {
            let words = Words::new(language);
            for n in [1, 2, 85_000] {
                for text in [
                    journal_whole(words, n),
                    torn_tail(words, n),
                    mended(words, n),
                    database_whole(words, n),
                    database_behind(words, n),
                    database_differs(words, n),
                    memory_agrees(words),
                    memory_differs(words, n),
                    set_aside(words, "db.set-aside-1"),
                    made_anew(words, "db.set-aside-1"),
                    lost(words, &[n]),
                ] {
                    assert!(text.ends_with('.') && !text.contains(['$', '{', '}', '\n']), "{text}");
                }
            }
        }
    }

    #[test]
    fn one_and_many_differ() {
        let words = Words::new(Language::Swedish);
        assert_eq!(journal_whole(words, 1), "Journalen är hel: 1 händelse.");
        assert_eq!(journal_whole(words, 12_500), "Journalen är hel: 12\u{a0}500 händelser.");
        assert_eq!(
            lost(Words::new(Language::English), &[4, 7]),
            "2 happenings are neither in the journal nor in the database: number 4, 7. Restore a backup if they \
             are needed."
        );
        assert!(lost(words, &[5; 40]).contains("5, 5, …."));
    }
}
