use ratatui::crossterm::event::KeyCode;

use super::*;
use crate::domain::outcome::{NoFigure, Standing};
use crate::domain::plan::Language;
use crate::domain::plan::load::{ENKOPING, load};
use crate::ui::action::Context;
use crate::ui::screen::stage;

fn period(from: &str, to: &str) -> Period {
    Period { from: from.parse().unwrap(), to: to.parse().unwrap() }
}

fn autumn() -> Period {
    period("2023-08-16", "2023-12-20")
}

fn spring() -> Period {
    period("2023-01-10", "2023-06-09")
}

fn figure(key: &str, period: Period, value: Option<i64>, nothing: Option<NoFigure>) -> Figure {
    Figure {
        measure: key.into(),
        activity: "walks".into(),
        period,
        upto: "2023-11-22".parse().unwrap(),
        value,
        nothing,
        of: None,
        registered: None,
        target: None,
        standing: Standing::NoTarget,
        entries: 1,
        cancelled: 0,
        planned: 0,
        running: 0,
        progress: None,
        called_off: Vec::new(),
        missing: 0,
        not_stated: 0,
        cut: false,
    }
}

/// Every measure of the plan: the four nothings and a share, and three of everything of the courses and the case meeting.
fn figures(period: Period) -> Vec<Figure> {
    let plan = load(ENKOPING, "plan.toml").unwrap();
    let of_kinds = ["mbu", "sspf"].into_iter().flat_map(|key| {
        let measures = plan.activity(key).unwrap().measures.clone();
        let three = move |key: &str| figure(key, period, Some(3), None);
        measures.into_iter().map(move |m| Figure { activity: key.into(), ..three(&m.key) })
    });
    of_kinds.chain(others(period)).collect()
}

fn others(period: Period) -> [Figure; 5] {
    [
        Figure { cancelled: 2, ..figure("trainings", period, None, Some(NoFigure::Cancelled)) },
        Figure { not_stated: 3, ..figure("leaflets", period, None, Some(NoFigure::Zero)) },
        Figure { missing: 1, ..figure("walks", period, Some(14), None) },
        figure("visits", period, None, Some(NoFigure::Missing)),
        Figure {
            of: Some(25),
            registered: Some(27),
            target: Some(25),
            standing: Standing::Behind,
            ..figure("shifts_with_visit", period, Some(23), None)
        },
    ]
}

/// Changes one figure of a list.
fn of<'f>(figures: &'f mut [Figure], key: &str) -> &'f mut Figure {
    figures.iter_mut().find(|figure| figure.measure == key).unwrap()
}

fn before() -> Vec<Figure> {
    let mut all = figures(spring());
    of(&mut all, "walks").value = Some(20);
    *of(&mut all, "visits") = figure("visits", spring(), None, Some(NoFigure::NotDue));
    all
}

fn answered(ctx: &Ctx) -> Figures {
    let mut view = Figures::new(ctx);
    view.answer(Reply::Figures(vec![figures(autumn()), before()]));
    view
}

fn text(view: &mut Figures, width: u16, height: u16, ctx: &Ctx) -> String {
    stage::screen(width, height, |area, buffer| view.draw(area, buffer, ctx)).join("\n")
}

fn press(view: &mut Figures, code: KeyCode, ctx: &mut Ctx) -> Outcome {
    view.press(stage::key(Context::Figures, code), ctx)
}

/// The courses come first: one figure, and what stands for the finer ones.
fn past_the_courses(view: &mut Figures, ctx: &mut Ctx) {
    for _ in 0..2 {
        press(view, KeyCode::Down, ctx);
    }
}

#[test]
fn it_opens_with_this_term_beside_the_last() {
    let ctx = stage::ctx();
    let mut view = Figures::new(&ctx);
    assert_eq!(view.wants(), Some(Ask::Figures(vec![autumn(), spring()])));
    assert_eq!(text(&mut view, 80, 26, &ctx).trim(), "");
    view.answer(Reply::Figures(vec![figures(autumn()), before()]));
    let text = text(&mut view, 80, 26, &ctx);
    let walks = text.lines().find(|line| line.contains("Vuxenvandringar")).unwrap();
    let words: Vec<&str> = walks.split_whitespace().collect();
    assert_eq!(words, ["Vuxenvandring", "Vuxenvandringar", "14", "20", "inget", "mål"]);
    for part in [
        "Ht 2023",
        "vt 2023",
        "16 aug–20 dec 2023",
        "23 av 25",
        "92\u{a0}%",
        "minst 100\u{a0}%",
        "efter plan",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn the_four_nothings_are_told_apart() {
    let ctx = stage::ctx();
    let text = text(&mut answered(&ctx), 80, 26, &ctx);
    let row = |name: &str| text.lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(row("Utbildningar ").contains("– inställt"), "{text}");
    assert!(row("Utdelade foldrar").contains(" 0 "), "{text}");
    assert!(
        row("Uppsökande besök").contains("– saknas") && row("Uppsökande besök").contains("– inte än"),
        "{text}"
    );
    for part in ["2 inställda", "3 ej uppgivet", "1 saknas", "2 räknas inte in"] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn activities_that_are_not_kept_here_say_so() {
    let mut ctx = stage::ctx();
    let courses = &mut std::sync::Arc::make_mut(&mut ctx.plan).activities[0];
    courses.measures.clear();
    for width in [120, 80, 60, 40] {
        let text = text(&mut answered(&ctx), width, 30, &ctx);
        let line = text.lines().find(|line| line.contains("MBU")).unwrap();
        assert!(line.contains("förs inte här än"), "{text}");
    }
}

#[test]
fn a_narrow_screen_folds_what_it_has_no_column_for() {
    let ctx = stage::ctx();
    let sixty = text(&mut answered(&ctx), 60, 34, &ctx);
    assert!(sixty.contains("14") && sixty.contains("20") && sixty.contains("efter plan"), "{sixty}");
    let forty = text(&mut answered(&ctx), 40, 40, &ctx);
    assert!(forty.contains("vt 2023: 20") && forty.contains("inget mål"), "{forty}");
    let wide = text(&mut answered(&ctx), 120, 30, &ctx);
    assert!(
        wide.lines().any(|line| line.contains("minst 100\u{a0}%") && line.contains("efter plan")),
        "{wide}"
    );
}

#[test]
fn the_marked_measure_is_defined_and_leads_to_its_entries() {
    let mut ctx = stage::ctx();
    let mut view = answered(&ctx);
    assert!(text(&mut view, 80, 19, &ctx).contains("Kurser vars sista kväll har varit"));
    past_the_courses(&mut view, &mut ctx);
    assert!(text(&mut view, 80, 19, &ctx).contains("Möten som har hållits"));
    // Three of the case meeting, what stands for its finer ones, and two of the trainings.
    for _ in 0..4 {
        press(&mut view, KeyCode::Down, &mut ctx);
    }
    assert!(text(&mut view, 80, 19, &ctx).contains("Utbildningstillfällen som har hållits"));
    press(&mut view, KeyCode::Down, &mut ctx);
    press(&mut view, KeyCode::Down, &mut ctx);
    let shown = text(&mut view, 80, 19, &ctx);
    assert!(shown.contains("Vandringar där minst två vuxna har gått"), "{shown}");
    assert!(shown.lines().any(|line| line.starts_with(" ▸ Vuxenvandring") && line.contains("14")), "{shown}");
    let outcome = press(&mut view, KeyCode::Enter, &mut ctx);
    let Go::Open(View::List(list)) = outcome.go else { panic!("no list") };
    let Some(Ask::Page { query, .. }) = list.wants() else { panic!("no page") };
    assert_eq!((query.period, query.only), (Some(autumn()), Only::Done));
    assert_eq!(query.forms, ["walk"]);
}

#[test]
fn finer_figures_are_shown_when_asked_for() {
    let mut ctx = stage::ctx();
    let mut view = answered(&ctx);
    past_the_courses(&mut view, &mut ctx);
    let folded = text(&mut view, 80, 26, &ctx);
    assert!(folded.contains("Möten, alla parter") && folded.contains("Ärenden med insats"), "{folded}");
    assert!(folded.contains("17 siffror till") && !folded.contains("Väntade möten"), "{folded}");
    // All that the promise asks of the other activities is in sight too.
    assert!(folded.contains("Vuxenvandringar") && folded.contains("Uppsökande besök"), "{folded}");
    for _ in 0..3 {
        press(&mut view, KeyCode::Down, &mut ctx);
    }
    assert!(text(&mut view, 80, 19, &ctx).contains("Enter visar eller döljer"));
    press(&mut view, KeyCode::Enter, &mut ctx);
    let unfolded = text(&mut view, 120, 54, &ctx);
    for part in
        ["färre siffror", "Väntade möten", "Närvaro, polis", "Ärenden utan samtycke", "Dagar till insats"]
    {
        assert!(unfolded.contains(part), "{part} is not in\n{unfolded}");
    }
    press(&mut view, KeyCode::Down, &mut ctx);
    assert!(text(&mut view, 80, 19, &ctx).contains("Ett möte för varje vecka"));
    press(&mut view, KeyCode::Up, &mut ctx);
    press(&mut view, KeyCode::Enter, &mut ctx);
    assert_eq!(text(&mut view, 120, 54, &ctx).matches("Väntade möten").count(), 0);
}

#[test]
fn periods_are_walked_by_number_and_kind() {
    let mut ctx = stage::ctx();
    let mut view = answered(&ctx);
    let asked = |outcome: Outcome| match outcome.ask {
        Some(Ask::Figures(periods)) => periods,
        other => panic!("{other:?}"),
    };
    let before = period("2022-08-17", "2022-12-21");
    assert_eq!(asked(press(&mut view, KeyCode::Char('-'), &mut ctx)), [spring(), before]);
    assert_eq!(asked(press(&mut view, KeyCode::Right, &mut ctx)), [autumn(), spring()]);
    let kinds = [
        [period("2023-07-01", "2023-12-31"), period("2023-01-01", "2023-06-30")],
        [period("2023-01-01", "2023-12-31"), period("2022-01-01", "2022-12-31")],
    ];
    for expected in kinds {
        assert_eq!(asked(press(&mut view, KeyCode::Char('c'), &mut ctx)), expected);
    }
    // The whole promise has nothing beside it but what was entered outside it.
    let whole = [
        period("2021-01-01", "2023-12-31"),
        period("2000-01-01", "2020-12-31"),
        period("2024-01-01", "2099-12-31"),
    ];
    assert_eq!(asked(press(&mut view, KeyCode::Char('c'), &mut ctx)), whole);
    assert!(press(&mut view, KeyCode::Char('+'), &mut ctx).line.is_some());
    let week = [period("2023-11-20", "2023-11-26"), period("2023-11-13", "2023-11-19")];
    assert_eq!(asked(press(&mut view, KeyCode::Char('c'), &mut ctx)), week);
}

#[test]
fn a_late_answer_to_another_period_is_not_shown() {
    let mut ctx = stage::ctx();
    let mut view = answered(&ctx);
    press(&mut view, KeyCode::Char('-'), &mut ctx);
    view.answer(Reply::Figures(vec![figures(autumn()), before()]));
    assert!(text(&mut view, 80, 19, &ctx).contains("Ht 2023"));
    view.answer(Reply::Figures(vec![before(), before()]));
    assert!(text(&mut view, 80, 19, &ctx).contains("Vt 2023"));
}

#[test]
fn what_lies_outside_the_promise_is_counted_apart() {
    let ctx = stage::on("2024-02-01", Language::Swedish);
    let mut view = Figures::new(&ctx);
    let whole = ctx.plan.period;
    let mut outside = figures(period("2024-01-01", "2099-12-31"));
    of(&mut outside, "walks").value = Some(4);
    view.answer(Reply::Figures(vec![figures(whole), figures(whole), outside]));
    let shown = text(&mut view, 80, 38, &ctx);
    assert!(shown.contains("Hela löftet") && shown.contains("18 utanför perioden"), "{shown}");
    let later = period("2024-01-09", "2024-06-11");
    view.show(Named { kind: PeriodKind::Term, period: later });
    view.answer(Reply::Figures(vec![figures(later), figures(autumn())]));
    assert!(text(&mut view, 80, 38, &ctx).contains("utanför löftets tid"));
}

#[test]
fn between_terms_the_latest_one_is_shown() {
    let view = Figures::new(&stage::on("2023-07-15", Language::Swedish));
    assert_eq!(view.asked, Named { kind: PeriodKind::Term, period: spring() });
    let view = Figures::new(&stage::on("2024-07-15", Language::Swedish));
    assert_eq!(view.asked.kind, PeriodKind::Whole);
}

#[test]
fn it_fits_every_size() {
    for language in [Language::Swedish, Language::English] {
        let mut ctx = stage::on("2023-11-22", language);
        for (width, height) in stage::SIZES {
            let mut view = answered(&ctx);
            for _ in 0..10 {
                text(&mut view, width, height, &ctx);
                press(&mut view, KeyCode::Down, &mut ctx);
            }
        }
    }
}
