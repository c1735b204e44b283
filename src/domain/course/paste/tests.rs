use chrono::NaiveTime;
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::domain::plan::Promise;
use crate::domain::plan::load::{ENKOPING, load};
use crate::domain::record::draft::spell;

fn with<T>(look: impl FnOnce(&Form, &Context<'_>) -> T) -> T {
    static PLAN: std::sync::OnceLock<Promise> = std::sync::OnceLock::new();
    let plan = PLAN.get_or_init(|| load(ENKOPING, "plan.toml").unwrap());
    let today = "2023-11-22".parse().unwrap();
    let (_, form) = plan.form("participant").unwrap();
    look(form, &Context { plan, today, time: NaiveTime::MIN })
}

fn pasted(text: &str) -> Result<Pasted, NoList> {
    with(|form, ctx| super::read(text, form, ctx))
}

/// A row as `field=answer` in the order of the columns.
fn said(row: &Row) -> String {
    let cells: Vec<String> =
        row.cells.iter().map(|(key, cell)| format!("{key}={}", spell(&cell.value))).collect();
    cells.join(" ")
}

fn rows(text: &str) -> Vec<String> {
    let pasted = pasted(text).unwrap();
    assert!(pasted.rows.iter().all(|row| row.wrong.is_empty()), "{:?}", pasted.rows);
    pasted.rows.iter().map(said).collect()
}

fn parts(text: &str) -> Vec<String> {
    let part = |column: &Column| match &column.part {
        Part::Field(key) => key.to_string(),
        part => format!("{part:?}"),
    };
    pasted(text).unwrap().columns.iter().map(part).collect()
}

#[rstest]
#[case::plain("Namn\tFödelseår\tKön\nElin Sandberg\t2008\tkvinna")]
#[case::capitals("NAMN\tFÖDELSEÅR\tKÖN\nElin Sandberg\t2008\tKvinna")]
#[case::no_dots("namn\tfodelsear\tkon\nElin Sandberg\t2008\tk")]
#[case::english("Name\tYear of birth\tGender\nElin Sandberg\t2008\twoman")]
#[case::two_names("Förnamn\tEfternamn\tFödd\tKön\nElin\tSandberg\t08\ttjej")]
#[case::surname_first("Efternamn\tFörnamn\tFödd\tKön\nSandberg\tElin\t08\ttjej")]
#[case::comma("Namn\tFödd år\tKön\nSandberg, Elin\t-08\tflicka")]
#[case::day("Namn\tFödelsedatum\tKön\nElin Sandberg\t2008-03-12\tk")]
#[case::crlf("Namn\tFödd\tKön\r\nElin Sandberg\t2008\tk\r\n\r\n")]
#[case::mark("\u{feff}Namn\tFödd\tKön\nElin Sandberg\t2008\tk")]
#[case::semicolons("Namn;Födelseår;Kön\nElin Sandberg;2008;k\n")]
#[case::quoted("\"Namn\"\t\"Född\"\t\"Kön\"\n\"Elin\nSandberg\"\t\"2008\"\t\"k\"")]
#[case::hard_spaces("Namn\tFödelse\u{a0}år\tKön\nElin\u{a0}Sandberg\t\u{a0}2008\tk")]
#[case::colons("Namn:\tFödelseår:\tKön:\nElin Sandberg\t2008\tk")]
#[case::title("Sökande hösten 2023\t\t\nNamn\tFödd\tKön\nElin Sandberg\t2008\tk")]
#[case::empty_row("Namn\tFödd\tKön\n\t\t\nElin Sandberg\t2008\tk\n\t\t\n")]
#[case::no_header("Elin Sandberg\t2008\tk")]
#[case::no_header_names("Elin\tSandberg\t2008\ttjej")]
#[case::no_header_date("Elin Sandberg\t2008-03-12\tkvinna")]
fn headings_and_no_headings_say_the_same(#[case] text: &str) {
    let pasted = pasted(text).unwrap();
    let [row] = pasted.rows.as_slice() else { panic!("{:?}", pasted.rows) };
    assert_eq!(row.wrong, []);
    let answers = ["name", "born", "gender"].map(|field| row.value(field).map(spell).unwrap_or_default());
    assert_eq!(answers, ["Elin Sandberg", "2008", "woman"]);
    assert_eq!(row.cells.len(), 3);
}

#[rstest]
#[case("08", Some(2008))]
#[case("2008", Some(2008))]
#[case("98", Some(1998))]
#[case("'08", Some(2008))]
#[case("-08", Some(2008))]
#[case("2008-03-12", Some(2008))]
#[case("20080312", Some(2008))]
#[case("080312", Some(2008))]
#[case("08-03-12", Some(2008))]
#[case("12/3 2008", Some(2008))]
#[case("12.3.2008", Some(2008))]
#[case("12 mars 2008", Some(2008))]
#[case("f. 2008", Some(2008))]
#[case("12/3", None)]
#[case("12 mars", None)]
#[case("15 år", None)]
#[case("8", None)]
#[case("208", None)]
#[case("20081312", None)]
#[case("081345", None)]
#[case("2008 2009", None)]
#[case("okänt", None)]
fn a_year_is_read_from_a_year_or_a_day(#[case] typed: &str, #[case] year: Option<i64>) {
    assert_eq!(cell::year(typed, "2023-11-22".parse().unwrap()), year);
}

#[rstest]
#[case("kvinna", "woman")]
#[case("Tjej", "woman")]
#[case("FLICKA", "woman")]
#[case("k", "woman")]
#[case("f", "woman")]
#[case("man", "man")]
#[case("kille", "man")]
#[case("Pojke", "man")]
#[case("p", "man")]
#[case("annat", "other")]
#[case("-", "other")]
#[case("vill ej uppge", "other")]
#[case("annat eller vill ej uppge", "other")]
#[case("Icke-binär", "other")]
fn genders_are_read_in_the_words_people_use(#[case] typed: &str, #[case] code: &str) {
    assert_eq!(rows(&format!("Namn\tKön\nElin\t{typed}")), [format!("name=Elin gender={code}")]);
}

#[test]
fn every_usual_column_is_read() {
    let text = "Anmäld\tNamn\tÅlder\tSkola\tKälla\tKontrakt\tKontrakt, vårdnadshavare\tVårdnadshavares telefon\tStatus\tKlass\n\
                2023-11-20 14:03:11\tElin Sandberg\t15\tGymnasium A\tvän\tja\tx\t070-123 45 67\tReserv 2\t9A\n";
    assert_eq!(
        rows(text),
        [
            "applied=2023-11-20 name=Elin Sandberg school=gymnasium-a source=van contract_youth=yes contract_guardian=yes \
             guardian_phone=070-123 45 67 status=reserve"
        ]
    );
    assert_eq!(
        parts(text),
        [
            "applied",
            "name",
            "Age",
            "school",
            "source",
            "contract_youth",
            "contract_guardian",
            "guardian_phone",
            "status",
            "Unread"
        ]
    );
}

#[rstest]
#[case("ja", "contract_guardian")]
#[case("behövs inte", "contract_guardian")]
#[case("070-123 45 67", "guardian_phone")]
#[case("Karin Sandberg", "Unread")]
fn a_guardian_is_a_signature_a_phone_number_or_not_read(#[case] cell: &str, #[case] part: &str) {
    assert_eq!(parts(&format!("Namn\tVårdnadshavare\nElin\t{cell}"))[1], part);
}

#[rstest]
#[case("Elin Sandberg\t2008\tk\tGymnasium A\nBo Ek\t2007\tm\tNågon annanstans", &["name", "born", "gender", "school"])]
#[case("1\tElin\tSandberg\tk\t2008\n2\tBo\tEk\tm\t2007", &["Unread", "Given", "Surname", "gender", "born"])]
#[case("2023-11-20\tElin Sandberg\t2008-03-12\n2023-11-21\tBo Ek\t2007-01-02", &["applied", "name", "born"])]
#[case("Elin Sandberg\tEnköping\nBo Ek\tBålsta", &["name", "Unread"])]
#[case("Elin Sandberg\nBo Ek", &["name"])]
#[case("Elin Sandberg\tja\t070-123 45 67\nBo Ek\tnej\t070-123 45 68", &["name", "Unread", "Unread"])]
fn columns_without_headings_are_told_by_what_stands_in_them(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(parts(text), expected);
}

#[test]
fn the_first_of_two_alike_columns_counts() {
    assert_eq!(parts("Namn\tFödd\tFödelseår\nElin\t2008\t2007"), ["name", "born", "Unread"]);
    assert_eq!(rows("Namn\tFödd\tFödelseår\nElin\t2008\t2007"), ["name=Elin born=2008"]);
}

#[test]
fn an_unknown_school_is_left_out_and_told() {
    let row = &pasted("Namn\tSkola\nElin\tMånskolan").unwrap().rows[0];
    assert_eq!(said(row), "name=Elin");
    assert_eq!(row.left_out, [("school".into(), Clean::line("Månskolan"))]);
}

#[rstest]
#[case("Namn\tKön\nElin\tzzz", "gender")]
#[case("Namn\tKontrakt\nElin\tkanske", "contract_youth")]
#[case("Namn\tStatus\nElin\tkanske", "status")]
fn what_figures_hang_on_is_not_left_out(#[case] text: &str, #[case] field: &str) {
    let row = &pasted(text).unwrap().rows[0];
    assert!(
        matches!(row.wrong.as_slice(), [Wrong::Answer(problem)] if problem.field() == field),
        "{:?}",
        row.wrong
    );
}

#[rstest]
#[case("2008 03 12 1234")]
#[case("okänt")]
#[case("1850")]
fn what_is_no_year_of_birth_is_not_told(#[case] cell: &str) {
    let pasted = pasted(&format!("Namn\tFödd\nElin\t{cell}")).unwrap();
    assert_eq!(pasted.rows[0].wrong, [Wrong::NoYear("born".into())]);
    assert!(!format!("{pasted:?}").contains(cell));
}

#[rstest]
#[case::example("Namn\tFödelseår (t.ex. 2006)\tKön\tSkola", &["name", "born", "gender", "school"])]
#[case::brackets("Namn (för- och efternamn)\tFödd [åååå]\tKön (k/m)", &["name", "born", "gender"])]
#[case::dash("Namn\tFödd\t-", &["name", "born", "Unread"])]
#[case::year("Namn\tKön\t2023", &["name", "gender", "Unread"])]
#[case::of_a_guardian("Namn (vårdnadshavare)\tNamn\tFödd", &["Unread", "name", "born"])]
#[case::day("Elev\tVårdnadshavare\tUnderskrift\tTelefon\tDatum", &["name", "Unread", "Unread", "Unread", "Unread"])]
#[case::english("Name\tDate\tSigned\tPhone", &["name", "Unread", "Unread", "Unread"])]
#[case::phone("Namn\tMobil", &["name", "Unread"])]
#[case::of_the_youth("Namn\tTelefon (elev)", &["name", "Unread"])]
#[case::guardians("Namn\tTelefon (vårdnadshavare)", &["name", "guardian_phone"])]
#[case::to("Namn\tMobilnummer till målsman", &["name", "guardian_phone"])]
#[case::vh("Namn\tTel. VH 1", &["name", "guardian_phone"])]
#[case::parents("Name\tParent's phone", &["name", "guardian_phone"])]
#[case::label("Namn\tVårdnadshavares telefon", &["name", "guardian_phone"])]
#[case::both("Namn\tVårdnadshavares namn och telefon", &["name", "Unread"])]
#[case::signed("Namn\tUnderskrift vårdnadshavare\tKontrakt (vårdnadshavare)", &["name", "contract_guardian", "Unread"])]
#[case::turned("Efternamn, förnamn\tFödd", &["name", "born"])]
#[case::turned_plain("Efternamn förnamn\tFödd", &["name", "born"])]
#[case::turned_and("Efternamn och förnamn\tFödd", &["name", "born"])]
#[case::straight("Förnamn efternamn\tFödd", &["name", "born"])]
fn headings_are_read_as_they_say(#[case] head: &str, #[case] expected: &[&str]) {
    let text = format!("{head}\nElin Sandberg");
    assert_eq!(parts(&text), expected);
    assert!(pasted(&text).unwrap().rows.iter().all(|row| row.line == 2));
}

#[test]
fn a_title_is_no_heading_where_headings_follow() {
    assert_eq!(rows("Deltagare (2023)\nNamn\tFödd\nElin\t2008"), ["name=Elin born=2008"]);
    assert_eq!(rows("Efternamn, förnamn\tFödd\nEk, Anna\t2008"), ["name=Anna Ek born=2008"]);
}

#[rstest]
#[case::ages("Anna Ek\t17\t2006\tkvinna\nBo Ek\t16\t2007\tman", &["name", "Unread", "born", "gender"])]
#[case::only_ages("Anna Ek\t17\nBo Ek\t16", &["name", "Unread"])]
#[case::short("Anna Ek\t06\nBo Ek\t'07", &["name", "born"])]
#[case::mixed("Anna Ek\t2006\nBo Ek\t07", &["name", "born"])]
#[case::class("NA\tAnna Ek\t2006\tkvinna", &["Unread", "name", "born", "gender"])]
#[case::status("Antagen\tAnna Ek\nReserv 1\tBo Ek", &["Unread", "name"])]
#[case::words("Anna\tEk\tja\nBo\tBerg\tnej", &["Given", "Surname", "Unread"])]
fn what_may_be_something_else_is_not_guessed(#[case] text: &str, #[case] expected: &[&str]) {
    assert_eq!(parts(text), expected);
}

#[rstest]
#[case("Namn\tFödelsedatum\nElin Sandberg\t080312-2384")]
#[case("Namn\tFödelsedatum\nElin Sandberg\t20080312-2384")]
#[case("Namn\tFödd\nElin Sandberg\t200803122384")]
#[case("Namn\tPersonnummer\nElin Sandberg\t080312-2384")]
#[case("Namn\nElin Sandberg 080312-2384")]
#[case("Namn\tSkola\nElin Sandberg\t080312-2384")]
#[case("Elin Sandberg\t2008\t080312-2384")]
fn a_personal_number_is_refused_and_nothing_of_its_line_is_told(#[case] text: &str) {
    let pasted = pasted(text).unwrap();
    let row = pasted.rows.last().unwrap();
    assert_eq!(row.wrong, [Wrong::PersonalNumber]);
    assert_eq!((row.cells.len(), row.left_out.len()), (0, 0));
    let told = format!("{pasted:?}");
    assert!(!told.contains("2384") && !told.contains("Sandberg"), "{told}");
}

#[rstest]
#[case("", NoList::Empty)]
#[case("\n \t\n", NoList::Empty)]
#[case("Namn\tFödd\n", NoList::Empty)]
#[case("2008\tk\n2007\tm", NoList::NoNames)]
#[case("Född\tKön\n2008\tk", NoList::NoNames)]
#[case("1\n2\n3", NoList::NoNames)]
#[case("NA\t2006\tkvinna", NoList::NoNames)]
#[case("Anna\t2006\tkvinna", NoList::NoNames)]
#[case("Anna Ek\tEva Ek\t2006\tkvinna", NoList::Unsure)]
#[case("Eva Ek (mamma)\tAnna Ek\t2006", NoList::Unsure)]
#[case("Anna\tEk\tBålsta\t2006", NoList::Unsure)]
#[case("Anna\t2006\tEk", NoList::Unsure)]
#[case("#!/bin/bash\necho $PATH | grep '/usr' > /dev/null\nexit 1; # 0x7f", NoList::NoNames)]
fn what_is_no_list_is_told_so(#[case] text: &str, #[case] why: NoList) {
    assert_eq!(pasted(text), Err(why));
}

#[test]
fn there_is_an_end_to_what_is_read() {
    let line = "Elin Sandberg\t2008\tk\n";
    assert_eq!(pasted(&line.repeat(MOST_ROWS)).unwrap().rows.len(), MOST_ROWS);
    assert_eq!(pasted(&line.repeat(MOST_ROWS + 1)), Err(NoList::TooMany { rows: MOST_ROWS + 1 }));
    assert_eq!(pasted(&"a".repeat(1 << 20)), Err(NoList::TooLong));
    assert_eq!(pasted(&"a\t".repeat(100)), Err(NoList::TooLong));
    let long = format!("Namn\n{}", "a".repeat(5_000));
    assert!(matches!(pasted(&long).unwrap().rows[0].wrong.as_slice(), [Wrong::Answer(_)]));
}

#[rstest]
#[case("a\tb", true)]
#[case("a\nb", true)]
#[case("a\r\nb", true)]
#[case("a\n\n", false)]
#[case("a", false)]
#[case("", false)]
fn a_list_has_lines_or_cells(#[case] text: &str, #[case] is: bool) {
    assert_eq!(is_list(text), is);
}

proptest! {
    #[test]
    fn anything_is_read_or_told(text in any::<String>(), lines in "([a-zåäö0-9\"-]{0,9}[\t\n;]){0,30}") {
        for text in [text, lines] {
            if let Ok(pasted) = pasted(&text) {
                prop_assert!(pasted.rows.len() <= MOST_ROWS);
            }
        }
    }
}
