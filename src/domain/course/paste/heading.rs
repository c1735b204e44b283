//! What a column holds, by its heading: the fields' own labels and keys, and what else people write over such columns.

use super::{Part, cell};
use crate::domain::plan::{Form, Keep};
use crate::domain::record::answer::Context;
use crate::domain::record::line::field_named;
use crate::text::order::fold;

/// What people write over the answers to a field, folded and without anything but letters and figures.
const FIELDS: &[(&str, &[&str])] = &[
    (
        "name",
        &[
            "namn",
            "name",
            "fullname",
            "helanamnet",
            "fornamnefternamn",
            "fornamnochefternamn",
            "foroefternamn",
            "efternamnfornamn",
            "efternamnochfornamn",
            "firstnamelastname",
            "lastnamefirstname",
            "surnamefirstname",
            "elev",
            "elevnamn",
            "elevensnamn",
            "elevensfornamnochefternamn",
            "deltagare",
            "deltagarensnamn",
            "sokande",
            "sokandesnamn",
            "ungdom",
            "ungdomensnamn",
            "participant",
            "applicant",
            "student",
            "pupil",
        ],
    ),
    (
        "born",
        &[
            "fodelsear",
            "fodd",
            "foddar",
            "fodelsedatum",
            "fodelsedag",
            "fodelsetid",
            "arskull",
            "born",
            "birthyear",
            "yearofbirth",
            "dateofbirth",
            "birthdate",
            "birthday",
            "dob",
        ],
    ),
    ("gender", &["kon", "konsidentitet", "juridisktkon", "tjejkille", "gender", "sex"]),
    ("school", &["skola", "skolenhet", "skolansnamn", "minskola", "school"]),
    (
        "source",
        &[
            "kalla",
            "fickveta",
            "fickvetagenom",
            "hurfickduveta",
            "hurfickduvetaomkursen",
            "hurhittadedukursen",
            "harhortomkursen",
            "hordetalasgenom",
            "source",
            "heardof",
            "heardfrom",
            "howdidyouhear",
            "howdidyouhearaboutthecourse",
        ],
    ),
    (
        "contract_youth",
        &[
            "kontrakt",
            "kontraktdeltagare",
            "kontraktungdom",
            "kontraktskrivet",
            "kontraktunderskrivet",
            "avtal",
            "underskriftdeltagare",
            "skrivitpa",
            "contract",
            "contractyouth",
            "contractsigned",
        ],
    ),
    (
        "contract_guardian",
        &[
            "kontraktvh",
            "kontraktvardnadshavare",
            "kontraktmalsman",
            "kontraktforalder",
            "vardnadshavareskontrakt",
            "vardnadshavarekontrakt",
            "vardnadshavaresunderskrift",
            "vardnadshavareunderskrift",
            "underskriftvardnadshavare",
            "underskriftmalsman",
            "malsmansunderskrift",
            "contractparent",
            "guardiancontract",
            "guardianscontract",
            "guardiansigned",
        ],
    ),
    ("status", &["status", "lage", "besked", "antagning", "admission"]),
    (
        "applied",
        &[
            "anmald",
            "anmalddatum",
            "anmaldden",
            "anmalan",
            "anmalningsdag",
            "anmalningsdatum",
            "sokte",
            "sokteden",
            "ansokte",
            "ansokan",
            "ansokningsdag",
            "ansokningsdatum",
            "inkom",
            "tidstampel",
            "applied",
            "appliedon",
            "dateofapplication",
            "applicationdate",
            "timestamp",
        ],
    ),
    ("protected", &["skyddadeuppgifter", "skyddadidentitet", "skyddad", "protected"]),
];

const GIVEN: &[&str] = &["fornamn", "tilltalsnamn", "firstname", "givenname", "forename"];
const SURNAME: &[&str] = &["efternamn", "surname", "lastname", "familyname"];
const GUARDIAN: &[&str] =
    &["vardnadshavare", "vardnadshavare1", "vh", "malsman", "foralder", "guardian", "parent"];
/// What names a guardian within a heading, and what a phone number.
const GUARDIANS: &[&str] = &["vardnadshavar", "foralder", "foraldra", "malsm", "guardian", "parent"];
const PHONES: &[&str] = &["telefon", "telnr", "tfn", "mobil", "phone", "mobile", "cell"];
/// What else a heading over guardians names: such a column is not only numbers.
const BESIDES: &[&str] = &["namn", "name", "post", "mail", "mejl", "adress", "address"];
const AGE: &[&str] = &["alder", "age"];

/// What is often a column of such lists and is not read: known so that a line of headings is known for one. A phone number,
/// a day or a signature of which the heading does not say whose or what for is among them.
const UNREAD: &[&str] = &[
    "telefon",
    "telefonnummer",
    "telefonnr",
    "tel",
    "telnr",
    "tfn",
    "mobil",
    "mobilnummer",
    "mobiltelefon",
    "phone",
    "phonenumber",
    "mobile",
    "cellphone",
    "datum",
    "date",
    "underskrift",
    "signatur",
    "signed",
    "signature",
    "nr",
    "nummer",
    "no",
    "number",
    "id",
    "klass",
    "arskurs",
    "ak",
    "class",
    "grade",
    "adress",
    "address",
    "ort",
    "postnummer",
    "epost",
    "epostadress",
    "mejl",
    "mail",
    "email",
    "kommentar",
    "kommentarer",
    "anteckning",
    "ovrigt",
    "comment",
    "notes",
    "personnummer",
    "pnr",
    "personnr",
    "kurs",
    "course",
    "bokstav",
    "letter",
];

/// What a heading stands over; none where nobody knows. What stands in brackets counts where the rest alone says nothing
/// else: a column headed `Namn (vårdnadshavare)` holds nobody's name that is read.
pub(super) fn part(heading: &str, form: &Form) -> Option<Part> {
    let cut = unbracketed(heading);
    whole(heading, form).or_else(|| if names_guardian(heading) { None } else { whole(&cut, form) })
}

/// What a heading stands over, as it is written.
fn whole(heading: &str, form: &Form) -> Option<Part> {
    let plain: String = fold(heading).chars().filter(|c| c.is_alphanumeric()).collect();
    let is = |words: &[&str]| words.contains(&plain.as_str());
    if plain.is_empty() {
        return None;
    }
    if is(UNREAD) {
        return Some(Part::Unread);
    }
    for (words, part) in
        [(GIVEN, Part::Given), (SURNAME, Part::Surname), (GUARDIAN, Part::Guardian), (AGE, Part::Age)]
    {
        if is(words) {
            return Some(part);
        }
    }
    if let Some((key, _)) = FIELDS.iter().find(|(_, words)| is(words)) {
        return Some(Part::Field((*key).into()));
    }
    if names_guardian(heading) && is_phone(heading) {
        return Some(Part::Field("guardian_phone".into()));
    }
    let field =
        field_named(form, heading).filter(|field| field.keep != Keep::Desk && field.key != "course")?;
    Some(Part::Field(field.key.as_str().into()))
}

/// A heading without what stands in brackets: `Födelseår (t.ex. 2006)` is Födelseår.
fn unbracketed(heading: &str) -> String {
    let mut depth = 0_usize;
    let outside = |c: &char| {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => return depth == 0,
        }
        false
    };
    heading.chars().filter(outside).collect::<String>().trim().to_owned()
}

fn has_word(heading: &str, word: &str) -> bool {
    fold(heading).split(|c: char| !c.is_alphanumeric()).any(|other| other == word)
}

fn names_guardian(heading: &str) -> bool {
    let plain = fold(heading);
    has_word(heading, "vh") || GUARDIANS.iter().any(|word| plain.contains(word))
}

/// Whether a heading says phone number and nothing else that stands in a cell with one.
fn is_phone(heading: &str) -> bool {
    let plain = fold(heading);
    let says = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    (says(PHONES) || has_word(heading, "tel")) && !says(BESIDES)
}

/// Whether a line holds headings: one over names, or two of any kind, and more of them than of cells that tell of somebody.
/// A year tells of somebody only where nothing else stands in the cell.
pub(super) fn is_head(cells: &[String], form: &Form, ctx: &Context<'_>) -> bool {
    let tells = |cell: &&String| cell::is_born(cell, ctx.today) || cell::is_gender(cell);
    let parts: Vec<Part> = cells.iter().filter_map(|cell| part(cell, form)).collect();
    let names = |part: &Part| match part {
        Part::Field(key) => key == "name",
        part => matches!(part, Part::Given | Part::Surname),
    };
    (parts.len() > 1 || parts.iter().any(names)) && parts.len() > cells.iter().filter(tells).count()
}
