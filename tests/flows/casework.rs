//! The views of a case meeting over a real desk: what they look like, and the ways between them.

use lofte::domain::casework::code;
use lofte::domain::plan::Language;
use lofte::domain::record::{Entry, Status, Value};
use lofte::ui::action::Context;
use lofte::ui::theme::ThemeName;
use rstest::rstest;

use super::picture::styled;
use super::stage::{Setting, Stage};

/// A desk with an autumn of meetings: three cases, of which one has lost its consent and one has none.
pub(super) struct Autumn {
    pub(super) stage: Stage,
    /// The cases' codes as they are read.
    codes: Vec<String>,
}

pub(super) fn autumn(setting: Setting<'_>) -> Autumn {
    let mut stage = Stage::set(setting);
    let codes: Vec<String> = [
        ("2023-10-03", "school", "absence,peers", "man"),
        ("2023-10-10", "police", "crime", "woman"),
        ("2023-11-14", "social", "norm", ""),
    ]
    .map(|(day, source, concern, gender)| {
        let fields = [("day", day), ("source", source), ("concern", concern), ("born", "2009-2011")];
        stage.enter("case", &[&fields[..], &[("gender", gender)]].concat());
        let Some(Value::Code(code)) = stage.latest().value("code").cloned() else { panic!("no code") };
        code::shown(&code)
    })
    .into();
    for (case, until) in [(&codes[0], "2024-04-03"), (&codes[1], "2023-11-12")] {
        stage.enter(
            "consent",
            &[
                ("day", "2023-10-10"),
                ("case", case),
                ("parties", "social,school,police"),
                ("guardian_1", "yes"),
                ("guardian_2", "not_required"),
                ("youth", "yes"),
                ("until", until),
                ("kept", "pärm 4"),
            ],
        );
    }
    for (day, absent, present) in
        [("2023-11-07", "leisure=deputy", "4"), ("2023-11-14", "police=absent,school=deputy", "3")]
    {
        stage.enter(
            "meeting",
            &[("day", day), ("attendance", absent), ("present", present), ("themes", "kamrater")],
        );
    }
    let decided = [("day", "2023-11-07"), ("case", codes[0].as_str()), ("decision", "plan")];
    let action = [("action", "sip"), ("parties", "school,police"), ("follow_up", "2023-11-28")];
    stage.enter("decision", &[&decided[..], &action[..], &[("text", "går i skolan igen")]].concat());
    stage.enter("decision", &[("day", "2023-11-14"), ("case", &codes[1]), ("decision", "continue")]);
    for (case, party, what, by) in [
        (&codes[0], "school", "kontakta mentor", "2023-11-16"),
        (&codes[0], "leisure", "bjuda in till fritidsgården", "2023-12-01"),
        (&codes[1], "police", "", "2023-11-20"),
    ] {
        let fields = [("day", "2023-11-07"), ("case", case), ("party", party), ("what", what), ("by", by)];
        stage.enter("commitment", &fields);
    }
    stage.plan("meeting", &[("day", "2023-11-28")]);
    stage.home();
    Autumn { stage, codes }
}

/// Every view with the keys that lead to it.
const VIEWS: &[(&str, &str)] = &[
    ("meetings", "3"),
    ("cases", "3→"),
    ("commitments", "3→→"),
    ("consents", "3→→→"),
    ("code", "3/k7"),
    ("code-only", "3/skolfrånvaro⏎"),
    ("case", "3→⏎"),
    ("case-open", "3→↓↓⏎"),
    ("agenda", "3g"),
    ("agenda-add", "3gn"),
    ("notes", "3↓⏎"),
    ("notes-texts", "3↓↓⏎f"),
    ("card", "3i"),
    ("statistics", "3t"),
];

#[rstest]
fn a_view_of_the_case_meeting_looks_so(
    #[values(
        (Language::Swedish, 80, 24),
        (Language::Swedish, 60, 16),
        (Language::Swedish, 120, 40),
        (Language::Swedish, 40, 20),
        (Language::English, 80, 24),
        (Language::English, 120, 40)
    )]
    at: (Language, u16, u16),
) {
    let (language, columns, rows) = at;
    let tongue = if language == Language::Swedish { "sv" } else { "en" };
    for (name, script) in VIEWS {
        let Autumn { mut stage, .. } =
            autumn(Setting { language, size: (columns, rows), ..Setting::default() });
        stage.keys(script);
        let look = stage.model.ctx.look.clone();
        let (buffer, cursor) = stage.draw();
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(
                format!("{columns}x{rows}-{tongue}-sspf-{name}"),
                styled(&buffer, cursor, &look)
            );
        });
    }
}

#[test]
fn weeks_without_a_meeting_stand_in_the_list() {
    let Autumn { mut stage, .. } = autumn(Setting::default());
    let screen = stage.keys("3").screen();
    let at = |part: &str| {
        screen.lines().position(|line| line.contains(part)).unwrap_or_else(|| panic!("{part}: {screen}"))
    };
    assert!(at("planerat") < at("v. 47 saknas") && at("v. 47 saknas") < at("v. 46"), "{screen}");
    let line = screen.lines().find(|line| line.contains("v. 46")).unwrap();
    assert!(line.contains("färre") && line.contains("polis") && !line.contains("skola"), "{line}");
    assert!(screen.lines().any(|line| line.contains("v. 45") && line.contains("alla parter")), "{screen}");
}

#[test]
fn a_code_opens_its_case_from_the_tab_and_from_the_palette() {
    let Autumn { mut stage, codes } = autumn(Setting::default());
    for way in ["3/", ":"] {
        for typed in [codes[0].clone(), codes[0].replace('-', "").to_lowercase()] {
            stage.keys("⎋⎋⎋1").keys(way).text(&typed).keys("⏎");
            assert_eq!(stage.model.context(), Context::Case, "{way}{typed}: {}", stage.screen());
            assert!(stage.screen().contains(&codes[0]), "{}", stage.screen());
        }
    }
}

#[test]
fn a_mistyped_code_offers_the_one_meant() {
    let Autumn { mut stage, codes } = autumn(Setting::default());
    let check = codes[0].chars().last().unwrap();
    let wrong = if check == 'X' { 'C' } else { 'X' };
    let typed = format!("{}{wrong}", &codes[0][..codes[0].len() - 1]);
    stage.keys("3/").text(&typed).keys("⏎");
    let screen = stage.screen();
    assert!(screen.contains(&typed) && screen.contains(&codes[0]), "{screen}");
    stage.keys("1");
    assert_eq!(stage.model.context(), Context::Case, "{}", stage.screen());
}

#[test]
fn nothing_but_a_code_finds_a_case() {
    let Autumn { mut stage, codes } = autumn(Setting::default());
    let screen = stage.keys("3→/").text("skola").keys("⏎").screen();
    assert!(screen.contains("2001:637"), "{screen}");
    for word in ["", "sip", "skolfrånvaro", "fritidsgården", "polis"] {
        let screen = stage.keys("⎋⎋⎋1/").text(word).screen();
        assert!(!screen.contains(&codes[0]) && !screen.contains("SIP"), "{word}: {screen}");
    }
    let screen = stage.keys("⎋⎋⎋1/").text(&codes[0]).screen();
    assert!(screen.contains(&codes[0]) && !screen.contains("0 poster"), "{screen}");
}

/// The latest entries of a form.
fn of<'e>(entries: &'e [Entry], form: &str) -> Vec<&'e Entry> {
    entries.iter().filter(|entry| entry.form == form && !entry.removed).collect()
}

#[test]
fn a_commitment_is_done_by_one_key_and_undone_by_another() {
    let Autumn { mut stage, codes } = autumn(Setting::default());
    stage.keys("3/").text(&codes[0]).keys("⏎↓k");
    let done = |stage: &Stage| {
        let entries = stage.entries();
        of(&entries, "commitment")[0].value("done").and_then(Value::day).map(|day| day.to_string())
    };
    assert_eq!(done(&stage).as_deref(), Some("2023-11-22"), "{}", stage.screen());
    assert_eq!(stage.model.context(), Context::Case);
    stage.keys("u");
    assert_eq!(done(&stage), None, "{}", stage.screen());
}

#[test]
fn withdrawing_consent_closes_the_notes_at_once() {
    let Autumn { mut stage, codes } = autumn(Setting::default());
    stage.keys("3/").text(&codes[0]).keys("⏎");
    let before = stage.screen();
    assert!(before.contains("går i skolan igen") || before.contains("stängda"), "{before}");
    stage.keys("w✓");
    let screen = stage.screen();
    assert_eq!(stage.model.context(), Context::Case, "{screen}");
    assert!(screen.contains("anteckningar stängda") && screen.contains("återkallades"), "{screen}");
    assert!(!screen.contains("går i skolan igen"), "{screen}");
}

#[test]
fn a_new_entry_of_a_case_knows_its_case() {
    let Autumn { mut stage, codes } = autumn(Setting::default());
    let bare = codes[2].replace('-', "");
    for (key, form) in [("b", "decision"), ("a", "commitment"), ("s", "consent")] {
        stage.keys("⎋⎋⎋⎋1:").text(&codes[2]).keys("⏎").keys(key);
        let Some(lofte::ui::screen::View::Form(view)) = stage.model.view() else {
            panic!("{key} opened no form: {}", stage.screen())
        };
        assert_eq!(view.busy().0, form);
        assert!(stage.screen().contains(&codes[2]) || stage.screen().contains(&bare), "{}", stage.screen());
    }
}

#[test]
fn opening_the_agenda_makes_its_numbers_stand() {
    let Autumn { mut stage, codes } = autumn(Setting::default());
    let first = stage.keys("3g").screen();
    let agendas = |stage: &Stage| of(&stage.entries(), "agenda").len();
    assert_eq!(
        agendas(&stage),
        1,
        "{:?} {first}",
        stage.entries().iter().map(|e| (e.id, e.form.clone())).collect::<Vec<_>>()
    );
    let numbered = |screen: &str| -> Vec<String> {
        screen.lines().filter(|l| codes.iter().any(|code| l.contains(code))).map(str::to_owned).collect()
    };
    let again = stage.keys("⎋g").screen();
    assert_eq!(numbered(&first), numbered(&again));
    assert_eq!(agendas(&stage), 1);
    assert!(again.contains("lofte agenda 2023-11-28"), "{again}");
}

#[test]
fn todays_meeting_leads_to_its_agenda() {
    let Autumn { mut stage, .. } = autumn(Setting::default());
    let screen = stage.keys("g").screen();
    assert!(screen.contains("Dagordning"), "{screen}");
}

#[test]
fn the_card_lies_over_a_form_that_stays_as_it_is() {
    let Autumn { mut stage, .. } = autumn(Setting::default());
    stage.keys("hst⏎7");
    let before = stage.screen();
    stage.text("\x1bOS");
    assert!(stage.screen().contains("Läskort"), "{}", stage.screen());
    assert_eq!(stage.keys("⎋").screen(), before);
    for script in ["3i", "3→⏎i", "3gi", "3↓⏎i", "3ti"] {
        assert!(stage.keys("⎋⎋⎋⎋⎋1").keys(script).screen().contains("Läskort"), "{script}");
    }
}

#[test]
fn an_empty_desk_says_what_can_be_done() {
    let mut stage = Stage::new();
    for (script, said) in
        [("3", "Inga möten än"), ("→", "Inga ärenden än"), ("→", "Inga åtaganden"), ("→", "Inga samtycken")]
    {
        assert!(stage.keys(script).screen().contains(said), "{said}");
    }
    assert!(stage.keys("→").screen().contains("v. 45–47 saknas"), "{}", stage.screen());
}

#[rstest]
fn every_view_of_the_case_meeting_draws_at_every_size(#[values(0, 1, 2)] part: usize) {
    let Autumn { mut stage, .. } = autumn(Setting { theme: ThemeName::Mono, ..Setting::default() });
    for (_, script) in VIEWS.iter().skip(part).step_by(3) {
        stage.keys("⎋⎋⎋⎋⎋1").keys(script);
        for columns in [0, 1, 11, 39, 40, 41, 59, 60, 70, 80, 100, 130] {
            for rows in [0, 1, 3, 11, 12, 13, 16, 20, 24, 45] {
                stage.model.size = (columns, rows);
                let (_, cursor) = stage.draw();
                let inside = cursor.is_none_or(|at| at.x < columns && at.y < rows);
                assert!(inside, "{script:?}: the cursor stands outside {columns}×{rows}");
            }
        }
        stage.model.size = (80, 24);
    }
}

#[test]
fn a_meeting_that_is_planned_is_no_meeting_held() {
    let Autumn { mut stage, .. } = autumn(Setting::default());
    let entries = stage.entries();
    assert!(of(&entries, "meeting").iter().any(|meeting| meeting.status == Status::Planned));
    let screen = stage.keys("3").screen();
    let planned = screen.lines().find(|line| line.contains("v. 48")).unwrap();
    assert!(planned.contains("planerat"), "{planned}");
}
