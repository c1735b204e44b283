//! Draws a pasted list: its rows, what there is to say of the marked one, and what saving comes to.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::super::{counted, hint, verdict as balance};
use super::{Fate, List, PastedPage, verdict};
use crate::domain::course::paste;
use crate::domain::record::Value;
use crate::domain::record::draft::spell;
use crate::text::width::{cells, fit, wrap};
use crate::ui::ctx::Ctx;
use crate::ui::screen::casework::{self, item};
use crate::ui::theme::Role;
use crate::ui::widget::paint::{cell, put};
use crate::ui::widget::prose::{Marked, Piece};

/// The widths of the columns that never change, in cells.
const NUMBER: u16 = 4;
const BORN: u16 = 6;
const GENDER: u16 = 8;
const FATE: u16 = 13;
/// The widest a name and a school get.
const NAME: u16 = 40;
const SCHOOL: u16 = 30;

/// The cells in front of a row: the marker and its sign.
const MARK: u16 = 4;

/// The most lines that say what the columns were read as.
const READ_LINES: u16 = 2;

/// The fewest rows that are worth seeing together with the balance.
const FEW_ROWS: u16 = 4;

/// How many lines there are for what is said of the marked row.
fn said_lines(area: Rect) -> u16 {
    if area.height > 16 { 3 } else { 2 }
}

/// Draws it.
pub fn draw(page: &mut PastedPage, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    if area.is_empty() {
        return;
    }
    if !matches!(page.list, List::Here(_)) {
        let pieces = empty(page, ctx);
        return casework::draw(&mut Marked::default(), &pieces, area, buffer, ctx);
    }
    let room = area.width.saturating_sub(2);
    put(buffer, area.x + 1, area.y, room, &title(page, ctx), ctx.style(Role::Heading));
    let read = cut_lines(&verdict::columns(page, ctx), room, READ_LINES.min(area.height.saturating_sub(6)));
    for (y, text) in (area.y + 1..).zip(&read) {
        put(buffer, area.x + 1, y, room, text, ctx.style(Role::Muted));
    }
    let top = area.y + 1 + u16::try_from(read.len()).unwrap_or(READ_LINES);
    let columns = Columns::of(area.width);
    head(&columns, Rect { y: top, ..area }, buffer, ctx);
    // What saving comes to, and the balance then: the balance goes where there would be next to no rows.
    let free = area.bottom().saturating_sub(top + 1 + said_lines(area));
    let ends = if free >= FEW_ROWS + 2 { 2 } else { u16::from(free > 2) };
    let below = said_lines(area) + ends;
    let height = area.bottom().saturating_sub(top + 1 + below);
    let seen = page.rows.see(usize::from(height), page.here().len());
    let fates = page.fates();
    for (y, i) in (top + 1..).zip(seen.clone()) {
        let here = i == page.rows.at;
        line(&page.here()[i], &fates[i], here, &columns, Rect { y, height: 1, ..area }, buffer, ctx);
    }
    let (edge, muted) = (area.right().saturating_sub(1), ctx.style(Role::Muted));
    if seen.start > 0 {
        put(buffer, edge, top + 1, 1, ctx.glyphs().up, muted);
    }
    if seen.end < page.here().len() && height > 0 {
        put(buffer, edge, top + height, 1, ctx.glyphs().down, muted);
    }
    foot(page, area.bottom().saturating_sub(below), area, buffer, ctx);
}

fn title(page: &PastedPage, ctx: &Ctx) -> String {
    let args = [("code", page.code.as_str().into()), ("n", page.here().len().into())];
    ctx.words.say_with("course-list-title", &args)
}

/// What can be pasted, and why what was pasted could not be read.
fn empty(page: &PastedPage, ctx: &Ctx) -> Vec<Piece> {
    let args = [("code", page.code.as_str().into())];
    let title = ctx.words.say_with("course-list-title-empty", &args);
    let mut pieces = vec![Piece::heading(title, ctx.style(Role::Heading)), Piece::gap()];
    if let Some(why) = verdict::nothing(&page.list, ctx) {
        pieces.extend([Piece::paragraph(why, ctx.style(Role::Warning)), Piece::gap()]);
    }
    for key in ["course-list-how", "course-list-what", "course-list-never", "course-list-terminal"] {
        pieces.push(Piece::paragraph(ctx.say(key), ctx.style(Role::Text)));
    }
    pieces
}

/// The columns that fit: their widths, 0 where one is left out.
struct Columns {
    name: u16,
    gender: u16,
    school: u16,
}

impl Columns {
    fn of(width: u16) -> Self {
        let free = width.saturating_sub(2 + MARK + NUMBER + BORN + FATE);
        let gender = if free >= 20 { GENDER + 1 } else { 0 };
        let free = free - gender;
        let school = if free >= 34 { (free * 2 / 5).min(SCHOOL) } else { 0 };
        Self { name: (free - school).min(NAME), gender, school }
    }
}

fn head(columns: &Columns, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    let say = |key: &str| ctx.say(key);
    let texts = [
        say("course-list-head-line"),
        say("course-list-head-name"),
        say("course-list-head-born"),
        say("course-list-head-gender"),
        say("course-list-head-school"),
        say("course-list-head-fate"),
    ];
    let role = ctx.style(Role::Muted);
    put(
        buffer,
        area.x + 1 + MARK,
        area.y,
        area.width.saturating_sub(2 + MARK),
        &laid_out(columns, &texts),
        role,
    );
}

/// The texts of a row under each other's heads.
fn laid_out(columns: &Columns, texts: &[String; 6]) -> String {
    let [number, name, born, gender, school, fate] = texts;
    let part = |text: &str, width: u16| {
        if width == 0 { String::new() } else { format!("{} ", cell(&cut(text, width - 1), width - 1, false)) }
    };
    let widths = [
        (name, columns.name),
        (born, BORN),
        (gender, columns.gender),
        (school, columns.school),
        (fate, FATE),
    ];
    let parts: String = widths.iter().map(|(text, width)| part(text, *width)).collect();
    format!("{} {parts}", cell(number, NUMBER - 1, true)).trim_end().to_owned()
}

fn cut(text: &str, width: u16) -> String {
    fit(text, usize::from(width)).into_owned()
}

/// A text in at most so many lines, the last of them cut.
fn cut_lines(text: &str, room: u16, most: u16) -> Vec<String> {
    let mut lines = wrap(text, usize::from(room));
    let most = usize::from(most);
    if lines.len() > most {
        let rest = lines.split_off(most.saturating_sub(1)).join(" ");
        lines.push(cut(&rest, room));
    }
    lines.truncate(most);
    lines
}

fn line(
    row: &paste::Row,
    fate: &Fate<'_>,
    here: bool,
    columns: &Columns,
    area: Rect,
    buffer: &mut Buffer,
    ctx: &Ctx,
) {
    let said = |field: &str| row.value(field).filter(|value| !value.is_nothing());
    let choice = |field: &str| match said(field) {
        Some(Value::Code(code)) => item("participant", field, code, ctx),
        _ => String::new(),
    };
    let protected = matches!(row.value("protected"), Some(Value::YesNo(true)));
    let name = match said("name") {
        Some(Value::Text(name)) => name.to_string(),
        _ if protected => ctx.say("course-protected"),
        _ => ctx.glyphs().dash.to_owned(),
    };
    let born = said("born").map(spell).unwrap_or_default();
    let fated = verdict::fate(fate, ctx);
    let texts = [row.line.to_string(), name, born, choice("gender"), choice("school"), fated];
    let (sign, role) = verdict::mark(row, fate, ctx);
    let (text, role, marker) =
        if here { (Role::Selected, Role::Selected, ctx.glyphs().marker) } else { (role_of(fate), role, " ") };
    let room = area.width.saturating_sub(2 + MARK);
    let marks = format!("{marker} {sign} ");
    put(buffer, area.x + 1, area.y, MARK, &marks, ctx.style(role));
    put(buffer, area.x + 1 + MARK, area.y, room, &laid_out(columns, &texts), ctx.style(text));
}

fn role_of(fate: &Fate<'_>) -> Role {
    match fate {
        Fate::Placed(placed, _) if placed.taken => Role::Text,
        _ => Role::Muted,
    }
}

/// What there is to say of the marked row, what saving comes to, and the balance then.
fn foot(page: &PastedPage, top: u16, area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    let room = area.width.saturating_sub(2);
    let said = verdict::sentences(page, page.rows.at, ctx);
    let lines = cut_lines(&said, room, said_lines(area));
    for (y, text) in (top..area.bottom()).zip(&lines) {
        put(buffer, area.x + 1, y, room, text, ctx.style(Role::Text));
    }
    let Some(told) = &page.told else { return };
    let y = top + said_lines(area);
    if y >= area.bottom() {
        return;
    }
    let [whole, short] = verdict::outcome(page, ctx);
    let outcome = if cells(&whole) > usize::from(room) { short } else { whole };
    put(buffer, area.x + 1, y, room, &outcome, ctx.style(Role::Text));
    if y + 1 >= area.bottom() {
        return;
    }
    let (judged, role) = balance(told.balance, ctx);
    let places = [("n", told.counts.all().into()), ("places", told.places.into())];
    let places = ctx.words.say_with("course-places-of", &places);
    let counts = counted(told.counts, ctx);
    let mut ways =
        [format!("{places}: {counts}: "), format!("{counts}: "), format!("{places}: ")].into_iter();
    let fits = |way: &String| cells(way) + cells(&judged) <= usize::from(room);
    let counted = ways.find(fits).unwrap_or_default();
    let x = put(buffer, area.x + 1, y + 1, room, &counted, ctx.style(Role::Text));
    let x = put(buffer, x, y + 1, area.right().saturating_sub(x + 1), &judged, ctx.style(role));
    if let Some(left) = told.hint.and_then(|left| hint(left, ctx)) {
        let text = format!("  {} {left}", ctx.glyphs().dot);
        let room = area.right().saturating_sub(x + 1);
        if cells(&text) <= usize::from(room) {
            put(buffer, x, y + 1, room, &text, ctx.style(Role::Accent));
        }
    }
}
