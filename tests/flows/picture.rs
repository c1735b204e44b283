//! A screen as text that can be read and compared: every row, and under it which role each cell has.

use lofte::ui::theme::{Look, Role};
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;

/// The rows of a screen as text, without the blanks at their ends.
pub fn lines(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let row = |y| {
        let mut line = String::new();
        let mut x = area.left();
        while x < area.right() {
            let symbol = buffer[(x, y)].symbol();
            line.push_str(symbol);
            x += lofte::text::width::cells(symbol).max(1) as u16;
        }
        line.trim_end().to_owned()
    };
    (area.top()..area.bottom()).map(row).collect()
}

/// The screen with a row of roles under every row that has any, and the cursor's place.
pub fn styled(buffer: &Buffer, cursor: Option<Position>, look: &Look) -> String {
    let mut out = String::new();
    for (y, text) in (buffer.area.top()..).zip(lines(buffer)) {
        out.push_str(&format!("{y:>2}│{text}\n"));
        let roles = roles(buffer, y, look);
        if !roles.is_empty() {
            out.push_str(&format!("  ╎{roles}\n"));
        }
    }
    match cursor {
        Some(at) => out.push_str(&format!("cursor {},{}\n", at.x, at.y)),
        None => out.push_str("no cursor\n"),
    }
    out
}

/// The roles of a row as runs: `accent 1, heading 3–9`, by column; ordinary text is left out.
fn roles(buffer: &Buffer, y: u16, look: &Look) -> String {
    let mut runs: Vec<(String, u16, u16)> = Vec::new();
    for x in buffer.area.left()..buffer.area.right() {
        let cell = &buffer[(x, y)];
        let name = if cell.symbol() == " " && cell.modifier.is_empty() {
            // A gap inside a run belongs to it; the next cell decides.
            continue;
        } else {
            role(cell.style(), look)
        };
        match runs.last_mut() {
            Some((last, _, to)) if *last == name && x - *to <= 2 => *to = x,
            _ => runs.push((name, x, x)),
        }
    }
    let said = runs.into_iter().filter(|(name, _, _)| name != "text").map(|(name, from, to)| {
        if from == to { format!("{name} {from}") } else { format!("{name} {from}–{to}") }
    });
    said.collect::<Vec<_>>().join(", ")
}

/// The first role that looks so. Roles that look alike in a theme share a name.
fn role(style: Style, look: &Look) -> String {
    let plain =
        |style: Style| (style.fg.unwrap_or_default(), style.bg.unwrap_or_default(), style.add_modifier);
    // The field being filled in before what a search found, which looks the same.
    let found = [Role::ActiveField]
        .into_iter()
        .chain(Role::ALL)
        .find(|role| plain(look.style(*role)) == plain(style));
    found.map_or_else(|| format!("{style:?}"), |role| format!("{role:?}").to_lowercase())
}
