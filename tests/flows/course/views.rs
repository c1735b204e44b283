//! The views of courses over a real desk: what they look like, and what their keys do.

use lofte::domain::plan::Language;
use lofte::domain::record::{Entry, EntryId, Status, Value};
use lofte::ui::action::Context;
use lofte::ui::theme::ThemeName;
use rstest::rstest;

use crate::flows::picture::styled;
use crate::flows::stage::{Setting, Stage};

/// Names, years of birth and genders of those who applied; the last two did when the course was full.
const APPLIED: [(&str, &str, &str); 14] = [
    ("Ada Alm", "2006", "woman"),
    ("Bea Berg", "2007", "woman"),
    ("Cia Ceder", "2005", "woman"),
    ("Disa Dal", "2006", "woman"),
    ("Elin Ek", "2008", "woman"),
    ("Fia Fors", "2006", "woman"),
    ("Gun Gran", "2007", "woman"),
    ("Hugo Hed", "2006", "man"),
    ("Isak Ik", "2006", "man"),
    ("Jon Jord", "2005", "man"),
    ("Kalle Kil", "2007", "man"),
    ("Love Lind", "2006", "other"),
    ("Max Mo", "2006", "man"),
    ("Nils Nord", "2007", "man"),
];

/// An autumn's course on 22 November: ten evenings held, one cancelled, twelve admitted, one of whom left.
pub fn autumn(setting: Setting<'_>) -> Stage {
    let mut stage = Stage::set(setting);
    stage.enter("course", &[("start", "2023-02-02"), ("sessions", "10"), ("held_at_least", "1")]);
    let start = [("start", "2023-09-07"), ("time", "18:00"), ("place", "Fritidsgården")];
    let with = [("leaders", "fritidsledare,kommunpolis"), ("partners", "polis,ambulans")];
    stage.enter("course", &[&start[..], &with[..]].concat());
    for (n, (name, born, gender)) in APPLIED.iter().enumerate() {
        let who = [("applied", "2023-08-20"), ("course", "ht2023"), ("name", name), ("born", born)];
        let guardian = if *born >= "2006" && n != 4 { "yes" } else { "" };
        let rest = [("gender", *gender), ("contract_youth", if n == 1 { "no" } else { "yes" })];
        let rest = [&rest[..], &[("contract_guardian", guardian)]].concat();
        let filled: Vec<_> = [&who[..], &rest[..]].concat();
        stage.enter("participant", &filled.into_iter().filter(|(_, v)| !v.is_empty()).collect::<Vec<_>>());
    }
    for (n, id) in evenings(&stage).into_iter().enumerate().take(9) {
        let exceptions = ["", "c=absent", "c=notified,h=late", "d=left_early"][n % 4];
        stage.report(id, exceptions);
    }
    let grades = [("q1", "0 1 3 5 2"), ("q2", "0 0 1 4 6"), ("q3", "0 0 2 1 0")];
    let asked = [("day", "2023-11-16"), ("course", "ht2023"), ("asked", "12"), ("answered", "11")];
    stage.enter("survey", &[&asked[..], &grades[..]].concat());
    let met = [("day", "2023-10-03"), ("ambassadors", "4"), ("what", "berättade på skolan")];
    stage.enter("gathering", &met);
    stage.home();
    stage
}

/// The autumn's evenings in order.
pub fn evenings(stage: &Stage) -> Vec<EntryId> {
    let of = |entry: &Entry| matches!(entry.value("course"), Some(Value::Code(code)) if code == "ht2023");
    let mut found: Vec<Entry> =
        stage.entries().into_iter().filter(|entry| entry.form == "evening" && of(entry)).collect();
    found.sort_by_key(|entry| entry.on);
    found.into_iter().map(|entry| entry.id).collect()
}

pub fn named(stage: &Stage, name: &str) -> Entry {
    let is = |entry: &Entry| matches!(entry.value("name"), Some(Value::Text(text)) if text.as_ref() == name);
    stage.entries().into_iter().find(is).unwrap()
}

pub fn code(entry: &Entry, field: &str) -> String {
    entry.value(field).map(lofte::domain::record::draft::spell).unwrap_or_default()
}

/// Every view with the keys that lead to it.
const VIEWS: &[(&str, &str)] = &[
    ("courses", "2"),
    ("people", "2→"),
    ("people-named", "2→v"),
    ("evenings", "2→→"),
    ("surveys", "2→→→"),
    ("gatherings", "2←"),
    ("course", "2⏎"),
    ("course-below", "2⏎⇟⇟"),
    ("grid", "2g"),
    ("grid-named", "2gv↓↓←"),
];

#[rstest]
fn a_view_of_courses_looks_so(
    #[values((80, 24), (60, 16), (120, 40))] size: (u16, u16),
    #[values(Language::Swedish, Language::English)] language: Language,
) {
    let tongue = if language == Language::Swedish { "sv" } else { "en" };
    let mut stage = autumn(Setting { language, size, ..Setting::default() });
    for (name, script) in VIEWS {
        stage.keys("⎋⎋⎋⎋1").keys(script);
        let look = stage.model.ctx.look.clone();
        let (buffer, cursor) = stage.draw();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(
                format!("{}x{}-{tongue}-mbu-{name}", size.0, size.1),
                styled(&buffer, cursor, &look)
            );
        });
    }
}

#[test]
fn names_are_masked_until_a_key_shows_them_and_hides_them_again() {
    for script in ["2→", "2⏎", "2g"] {
        let mut stage = autumn(Setting { size: (80, 60), ..Setting::default() });
        let masked = stage.keys(script).screen();
        assert!(masked.contains("B. B.") && !masked.contains("Bea"), "{script}: {masked}");
        let told = stage.keys("v").screen();
        assert!(told.contains("Bea Berg"), "{script}: {told}");
        assert_eq!(stage.keys("v").screen(), masked);
        // Leaving and coming back shows nothing by itself.
        stage.keys("v⎋⎋⎋1");
        assert_eq!(stage.keys(script).screen(), masked);
    }
}

#[test]
fn a_place_is_left_and_given_to_the_first_reserve() {
    let mut stage = autumn(Setting { size: (80, 60), ..Setting::default() });
    stage.keys("2⏎↓↓↓h");
    let gone = named(&stage, "Cia Ceder");
    assert_eq!((code(&gone, "status"), code(&gone, "dropped")), ("dropped_out".into(), "2023-11-22".into()));
    assert!(stage.screen().contains("a antar första reserven, M. M."), "{}", stage.screen());
    stage.keys("⎋⏎a");
    let next = named(&stage, "Max Mo");
    assert_eq!((code(&next, "status"), code(&next, "seat")), ("admitted".into(), "p".into()));
    assert_eq!(code(&named(&stage, "Nils Nord"), "status"), "reserve");
    // With no place left, the form asks.
    stage.keys("⎋⏎a");
    assert!(stage.in_form(), "{}", stage.screen());
}

#[test]
fn a_free_place_on_the_home_screen_is_given_with_two_keys() {
    let mut stage = autumn(Setting::default());
    stage.somebody_drops_out(named(&stage, "Cia Ceder").id, "2023-11-20");
    stage.home();
    super::walk_to(&mut stage, "ledig plats ht2023");
    let shown = stage.keys("⏎").screen();
    assert!(shown.contains("Läge") && shown.contains("antagen"), "{shown}");
    stage.keys("✓");
    let next = named(&stage, "Max Mo");
    let is = ["status", "admitted", "seat"].map(|field| code(&next, field));
    assert_eq!(is, ["admitted", "2023-11-22", "p"]);
    assert!(!stage.home().screen().contains("ledig plats"), "{}", stage.screen());
}

#[test]
fn whoever_is_marked_stays_marked_wherever_they_go() {
    let mut stage = autumn(Setting { size: (80, 60), ..Setting::default() });
    let marked = |stage: &mut Stage| {
        let screen = stage.screen();
        screen.lines().find(|line| line.contains('▸')).unwrap_or_default().to_owned()
    };
    // Who leaves leaves the marker at the top, where the place is offered: the key again takes nobody else's.
    stage.keys("2⏎↓↓↓hh");
    assert!(marked(&mut stage).contains("När"), "{}", stage.screen());
    assert_eq!(code(&named(&stage, "Disa Dal"), "status"), "admitted", "{}", stage.screen());
    stage.keys("↓↓↓");
    assert!(marked(&mut stage).contains("D. D."), "{}", stage.screen());
    stage.somebody_drops_out(named(&stage, "Ada Alm").id, "2023-11-20");
    assert!(marked(&mut stage).contains("D. D."), "{}", stage.screen());
}

#[test]
fn a_diploma_and_an_ambassador_are_a_key_each_and_the_key_again_takes_it_back() {
    let mut stage = autumn(Setting::default());
    for (key, field) in [("p", "diploma"), ("b", "ambassador")] {
        // The course is still on: the form asks, and once it is accepted the page has it.
        stage.keys("⎋⎋1").keys("2⏎↓").keys(key).keys("✓✓");
        assert!(matches!(named(&stage, "Ada Alm").value(field), Some(Value::YesNo(true))), "{field}");
        stage.keys(key);
        assert!(matches!(named(&stage, "Ada Alm").value(field), Some(Value::YesNo(false))), "{field}");
    }
    stage.keys("⎋2⏎p");
    assert!(stage.screen().contains("Ställ markören"), "{}", stage.screen());
}

#[test]
fn a_mark_is_a_key_and_leaves_the_others_as_they_are() {
    let mut stage = autumn(Setting::default());
    let last = evenings(&stage)[8];
    let marks = |stage: &Stage| code(&stage.entry(last), "attendance");
    let before = marks(&stage);
    assert_eq!(code(&stage.entry(last), "present"), "12");
    stage.keys("2g←↓f");
    assert_eq!(marks(&stage), before.replace("b=present", "b=absent"), "{}", stage.screen());
    assert_eq!(code(&stage.entry(last), "present"), "11");
    // Somebody else marks another participant on the same evening.
    let theirs = marks(&stage).replace("d=present", "d=late");
    stage.somebody_corrects(last, "attendance", &theirs);
    stage.keys("a");
    assert_eq!(marks(&stage), theirs.replace("b=absent", "b=notified"));
    assert_eq!(stage.model.context(), Context::Grid);
    stage.keys("u");
    assert_eq!(marks(&stage), theirs, "{}", stage.screen());
}

#[test]
fn an_evening_to_come_is_taken_by_its_form() {
    let mut stage = autumn(Setting::default());
    stage.keys("2g→f");
    assert!(stage.screen().contains("Kvällen har inte varit än"), "{}", stage.screen());
    stage.keys("⏎");
    assert!(stage.in_form(), "{}", stage.screen());
    stage.keys("⎋⎋⎋1").keys("2⏎k");
    assert!(stage.in_form(), "{}", stage.screen());
}

#[test]
fn while_people_are_enrolled_the_places_left_say_who_is_wanted() {
    let mut stage = Stage::new();
    stage.enter("course", &[("start", "2024-01-18")]);
    for (name, born, gender) in &APPLIED[..10] {
        let who = [("course", "vt2024"), ("name", *name), ("born", *born), ("gender", *gender)];
        stage.enter("participant", &who);
    }
    for script in ["2", "2⏎"] {
        let screen = stage.keys("⎋⎋1").keys(script).screen();
        assert!(screen.contains("2 platser kvar: minst 2 män för jämn fördelning"), "{screen}");
        assert!(screen.contains("tar emot anmälningar") && screen.contains("ojämn fördelning"), "{screen}");
    }
    // A new participant is of the course that is looked at.
    stage.keys("n");
    assert!(stage.in_form() && stage.screen().contains("vt2024"), "{}", stage.screen());
}

#[test]
fn an_evening_that_was_cancelled_has_its_reason_and_no_column() {
    let mut stage = autumn(Setting { size: (80, 60), ..Setting::default() });
    let tenth = evenings(&stage)[9];
    stage.call_off(tenth, "sjukdom");
    let screen = stage.keys("2⏎").screen();
    let line = screen.lines().find(|line| line.contains("16 nov") && line.contains("inställd")).unwrap();
    assert!(line.contains("sjukdom"), "{line}");
    let grid = stage.keys("g").screen();
    let days = grid.lines().find(|line| line.contains(" 14 ")).unwrap();
    assert!(!days.contains(" 16 ") && days.contains(" 23 "), "{grid}");
}

#[test]
fn gatherings_are_a_list_of_their_own() {
    let mut stage = autumn(Setting::default());
    stage.keys("2←");
    assert_eq!(stage.model.context(), Context::Listing, "{}", stage.screen());
    stage.keys("n").keys("⏎⏎5⏎").text("träff med de nya").keys("✓");
    let screen = stage.screen();
    assert!(screen.contains("träff med de nya") && screen.contains("berättade på skolan"), "{screen}");
    stage.keys("/nya⏎");
    assert!(!stage.screen().contains("berättade på skolan"), "{}", stage.screen());
    stage.keys("→←");
    assert!(stage.screen().contains("berättade på skolan"), "{}", stage.screen());
    stage.keys("x");
    assert!(!stage.screen().contains("träff med de nya "), "{}", stage.screen());
    assert!(stage.keys("b").screen().contains("träff med de nya"), "{}", stage.screen());
}

#[test]
fn what_is_removed_lies_in_the_bin_of_the_tab() {
    let mut stage = autumn(Setting::default());
    assert!(stage.keys("2→").screen().contains("Antagna, 12 av 12"), "{}", stage.screen());
    stage.keys("↓x");
    assert!(stage.screen().contains("Antagna, 11 av 12"), "{}", stage.screen());
    assert!(stage.screen().contains("Borttaget 21:52  deltagare sö 20 aug b B. B., läge antagen"));
    let bin = stage.keys("b").screen();
    assert!(bin.contains("B. B.") && !bin.contains("Bea"), "{bin}");
    assert_eq!(stage.model.context(), Context::Bin);
    stage.keys("t").keys("⎋→←");
    assert!(stage.screen().contains("Antagna, 12 av 12"), "{}", stage.screen());
}

#[test]
fn an_empty_desk_says_what_can_be_done() {
    let mut stage = Stage::new();
    assert!(stage.keys("2").screen().contains("Inga kurser än"), "{}", stage.screen());
    assert_eq!(stage.model.context(), Context::CoursesEmpty);
    stage.keys("→→g⏎ev");
    assert!(stage.keys("←←←").screen().contains("Inga träffar"), "{}", stage.screen());
    stage.keys("1").keys("2n");
    assert!(stage.in_form(), "{}", stage.screen());
}

#[test]
fn every_view_of_courses_draws_at_every_size() {
    let mut stage = autumn(Setting { theme: ThemeName::Mono, ..Setting::default() });
    assert!(stage.entries().iter().any(|entry| entry.status == Status::Planned));
    for (_, script) in VIEWS {
        stage.keys("⎋⎋⎋⎋1").keys(script);
        for columns in [0, 1, 11, 14, 18, 39, 60, 80, 130] {
            for rows in [0, 1, 3, 7, 8, 11, 12, 16, 24, 45] {
                stage.model.size = (columns, rows);
                stage.draw();
            }
        }
        stage.model.size = (80, 24);
    }
}

#[rstest]
// An evening that waits to be told of is no course that is missing.
#[case(Language::Swedish, "MBU-kurser", "pågår", "1 pågår (9 av 12 kvällar)")]
#[case(Language::English, "Courses held", "in progress", "1 in progress (9 of 12 evenings)")]
fn a_course_that_runs_is_told_as_that(
    #[case] language: Language,
    #[case] label: &str,
    #[case] running: &str,
    #[case] beside: &str,
) {
    let mut stage = autumn(Setting { language, ..Setting::default() });
    let row = |screen: &str| screen.lines().find(|line| line.contains(label)).unwrap().to_owned();
    let today = stage.screen();
    assert!(row(&today).contains(&format!("▆▆▆▆▆▆▆▆▆░░░ {running}")), "{today}");
    let figures = stage.keys("s").screen();
    assert!(row(&figures).contains(running) && figures.contains(beside), "{figures}");
}
