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
            "underskrift",
            "underskriftdeltagare",
            "skrivitpa",
            "contract",
            "contractyouth",
            "contractsigned",
            "signed",
        ],
    ),
    (
        "contract_guardian",
        &[
            "kontraktvh",
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
    (
        "guardian_phone",
        &[
            "telefon",
            "telefonnummer",
            "telefonnr",
            "tel",
            "telnr",
            "tfn",
            "mobil",
            "mobilnummer",
            "mobiltelefon",
            "telefonvardnadshavare",
            "telefonvh",
            "telefonmalsman",
            "telefonforalder",
            "telefonanhorig",
            "vardnadshavaretelefon",
            "vardnadshavarestelefonnummer",
            "vardnadshavaremobil",
            "malsmanstelefon",
            "foralderstelefon",
            "anhorigstelefon",
            "mobilvardnadshavare",
            "phone",
            "phonenumber",
            "mobile",
            "cellphone",
            "guardianphone",
            "guardiansphonenumber",
            "parentphone",
            "parentsphone",
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
            "datum",
            "tidstampel",
            "applied",
            "appliedon",
            "dateofapplication",
            "applicationdate",
            "timestamp",
            "date",
        ],
    ),
    ("protected", &["skyddadeuppgifter", "skyddadidentitet", "skyddad", "protected"]),
];

const GIVEN: &[&str] = &["fornamn", "tilltalsnamn", "firstname", "givenname", "forename"];
const SURNAME: &[&str] = &["efternamn", "surname", "lastname", "familyname"];
const GUARDIAN: &[&str] =
    &["vardnadshavare", "vardnadshavare1", "vh", "malsman", "foralder", "guardian", "parent"];
const AGE: &[&str] = &["alder", "age"];

/// What is often a column of such lists and is not read: known so that a line of headings is known for one.
const UNREAD: &[&str] = &[
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

/// What a heading stands over; none where nobody knows.
pub(super) fn part(heading: &str, form: &Form) -> Option<Part> {
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
    let field =
        field_named(form, heading).filter(|field| field.keep != Keep::Desk && field.key != "course")?;
    Some(Part::Field(field.key.as_str().into()))
}

/// Whether a line holds headings: one over names, or two of any kind, and nothing that tells of somebody.
pub(super) fn is_head(cells: &[String], form: &Form, ctx: &Context<'_>) -> bool {
    let tells = |cell: &String| cell::year(cell, ctx.today).is_some() || cell::is_gender(cell);
    if cells.iter().any(tells) {
        return false;
    }
    let parts: Vec<Part> = cells.iter().filter_map(|cell| part(cell, form)).collect();
    let names = |part: &Part| match part {
        Part::Field(key) => key == "name",
        part => matches!(part, Part::Given | Part::Surname),
    };
    parts.len() > 1 || parts.iter().any(names)
}
