//! What the tests of views need: the built-in plan on a fixed day, keys, and the screen as lines of text.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use chrono::NaiveTime;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::{Position, Rect};

use super::Press;
use crate::desk::ask::Presence;
use crate::domain::decide::Now;
use crate::domain::plan::Language;
use crate::domain::plan::load::{ENKOPING, load};
use crate::ui::action::{self, Chord, Context};
use crate::ui::ctx::{Ctx, WriteIds};
use crate::ui::theme::{Look, ThemeName};
use crate::words::Words;

/// The built-in plan on 22 November 2023 at 21.52, in Swedish.
pub fn ctx() -> Ctx {
    on("2023-11-22", Language::Swedish)
}

/// The built-in plan on another day and in a language.
pub fn on(day: &str, language: Language) -> Ctx {
    let now = Now {
        at: 1_700_686_320_000,
        day: day.parse().unwrap(),
        time: NaiveTime::from_hms_opt(21, 52, 0).unwrap(),
    };
    let me = Presence {
        uid: 1000,
        name: "karin".into(),
        initials: "KA".into(),
        administrator: true,
        busy: None,
        session: 1,
    };
    Ctx {
        plan: Arc::new(load(ENKOPING, "plan.toml").unwrap()),
        now,
        clock_fixed: true,
        example: false,
        taken_in_use: "2021-01-01".parse().unwrap(),
        role: None,
        here: Vec::new(),
        me,
        accounts: vec![(1000, "karin".to_owned()), (1001, "bertil".to_owned())],
        words: Words::new(language),
        look: Look::of(ThemeName::Mono),
        ids: WriteIds::from(7),
    }
}

/// A key as a view in `context` receives it.
pub fn key(context: Context, code: KeyCode) -> Press {
    let key = code.into();
    Press { action: action::lookup(context, Chord::of(&key)), key }
}

/// The screen as lines of text, without what is empty at their ends.
pub fn screen(
    width: u16,
    height: u16,
    draw: impl FnOnce(Rect, &mut Buffer) -> Option<Position>,
) -> Vec<String> {
    // Drawn inside a larger buffer, so that what leaves its area is seen.
    let area = Rect { x: 2, y: 1, width, height };
    let mut buffer = Buffer::empty(Rect { x: 0, y: 0, width: width + 4, height: height + 2 });
    draw(area, &mut buffer);
    for y in 0..height + 2 {
        for x in 0..width + 4 {
            let outside = !area.contains(Position { x, y });
            assert!(
                !outside || buffer[(x, y)].symbol() == " ",
                "drawn outside at {x}, {y} of {width}×{height}"
            );
        }
    }
    let line = |y: u16| (area.x..area.right()).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (area.y..area.bottom()).map(|y| line(y).trim_end().to_owned()).collect()
}

/// The sizes that every view is drawn at.
pub const SIZES: [(u16, u16); 11] =
    [(80, 24), (80, 19), (60, 16), (60, 11), (120, 40), (40, 20), (40, 9), (0, 0), (1, 1), (3, 40), (200, 1)];
