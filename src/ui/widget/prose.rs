//! A text that is read by scrolling: headings, rows with a label to the left, and paragraphs, wrapped to the width.
//!
//! Nothing in it can be chosen, so there is no marker: the keys move the text itself.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::put;
use crate::text::width::{cells, wrap};
use crate::ui::action::Action;

/// The widest a line of text gets, in cells: longer ones are hard to read.
const MEASURE: u16 = 100;

/// A piece of a text.
#[derive(Clone, Debug)]
pub struct Piece {
    kind: Kind,
    label: (String, Style),
    text: (String, Style),
    tail: (String, Style),
    /// Whether it leads somewhere: the marker can stand on it.
    leads: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Gap,
    Heading,
    Row,
    Paragraph,
}

impl Piece {
    /// An empty line; at the top of the text and after another one it is left out.
    pub fn gap() -> Self {
        Self::new(Kind::Gap, String::new(), Style::default())
    }

    /// A heading; labels line up from one heading to the next.
    pub fn heading(text: impl Into<String>, style: Style) -> Self {
        Self::new(Kind::Heading, text, style)
    }

    /// A text of its own.
    pub fn paragraph(text: impl Into<String>, style: Style) -> Self {
        Self::new(Kind::Paragraph, text, style)
    }

    /// A text with a label to its left. An empty label continues the row above.
    pub fn row(label: impl Into<String>, label_style: Style, text: impl Into<String>, style: Style) -> Self {
        Self { label: (label.into(), label_style), ..Self::new(Kind::Row, text, style) }
    }

    /// The same with a remark behind the text.
    #[must_use]
    pub fn with_tail(mut self, tail: impl Into<String>, style: Style) -> Self {
        self.tail = (tail.into(), style);
        self
    }

    /// The same as something the marker can stand on.
    #[must_use]
    pub fn leading(mut self) -> Self {
        self.leads = true;
        self
    }

    fn new(kind: Kind, text: impl Into<String>, style: Style) -> Self {
        let nothing = || (String::new(), Style::default());
        Self { kind, label: nothing(), text: (text.into(), style), tail: nothing(), leads: false }
    }
}

/// What one line of the screen shows: texts with the cell each begins at.
type Drawn = Vec<(u16, String, Style)>;

/// The part of a text that is seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scroll {
    /// The first line seen.
    top: usize,
    /// How many lines were seen when last drawn.
    height: usize,
    /// How many lines there were.
    total: usize,
}

impl Scroll {
    /// Moves the text as `action` says; tells whether it was a move.
    pub fn press(&mut self, action: Option<Action>) -> bool {
        let page = self.height.saturating_sub(1).max(1) as isize;
        match action {
            Some(Action::Up) => self.step(-1),
            Some(Action::Down) => self.step(1),
            Some(Action::PageUp) => self.step(-page),
            Some(Action::PageDown) => self.step(page),
            Some(Action::First) => self.top = 0,
            Some(Action::Last) => self.top = self.lowest(),
            _ => return false,
        }
        true
    }

    fn step(&mut self, lines: isize) {
        self.top = self.top.saturating_add_signed(lines).min(self.lowest());
    }

    fn lowest(self) -> usize {
        self.total.saturating_sub(self.height)
    }

    /// Draws the part of `pieces` that is seen, with `more` (a sign for above, one for below) at the right edge.
    pub fn draw(
        &mut self,
        pieces: &[Piece],
        area: Rect,
        buffer: &mut Buffer,
        more: (&str, &str),
        style: Style,
    ) {
        if area.is_empty() {
            return;
        }
        let (lines, _) = lay_out(pieces, area.width.saturating_sub(3).min(MEASURE));
        self.draw_lines(&lines, area, buffer, more, style);
    }

    fn draw_lines(
        &mut self,
        lines: &[Drawn],
        area: Rect,
        buffer: &mut Buffer,
        more: (&str, &str),
        style: Style,
    ) {
        (self.total, self.height) = (lines.len(), usize::from(area.height));
        self.top = self.top.min(self.lowest());
        for (y, line) in (area.y..area.bottom()).zip(&lines[self.top..]) {
            for (x, text, style) in line {
                let x = area.x + 1 + x;
                put(buffer, x, y, area.right().saturating_sub(x), text, *style);
            }
        }
        let edge = area.right().saturating_sub(1);
        if self.top > 0 {
            put(buffer, edge, area.y, 1, more.0, style);
        }
        if self.top + self.height < self.total {
            put(buffer, edge, area.bottom() - 1, 1, more.1, style);
        }
    }
}

/// A text in which some pieces lead somewhere: the marker goes from one to the next, and the text follows it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marked {
    /// Which of the leading pieces the marker is on, from 0.
    at: usize,
    /// Whether the text is to follow the marker when it is drawn next.
    follow: bool,
    scroll: Scroll,
}

impl Marked {
    /// Which of the leading pieces the marker is on, from 0.
    pub fn at(self) -> usize {
        self.at
    }

    /// Puts the marker on the leading piece `at`.
    pub fn to(&mut self, at: usize) {
        self.follow |= self.at != at;
        self.at = at;
    }

    /// Moves the marker among `total` leading pieces, or the text, as `action` says; tells whether it was a move.
    pub fn press(&mut self, action: Option<Action>, total: usize) -> bool {
        let last = total.saturating_sub(1);
        let to = match action {
            Some(Action::Up) if self.at > 0 => self.at.min(total) - 1,
            Some(Action::Down) if self.at < last => self.at + 1,
            Some(Action::First) => 0,
            Some(Action::Last) => last,
            _ => return self.scroll.press(action),
        };
        (self.at, self.follow) = (to, true);
        if matches!(action, Some(Action::First | Action::Last)) {
            self.scroll.press(action);
        }
        true
    }

    /// Draws the part of `pieces` that is seen, with `marker` before the piece the marker is on.
    pub fn draw(
        &mut self,
        pieces: &[Piece],
        area: Rect,
        buffer: &mut Buffer,
        marker: (&str, Style),
        more: (&str, &str),
        style: Style,
    ) {
        if area.is_empty() {
            return;
        }
        let (lines, of) = lay_out(pieces, area.width.saturating_sub(3).min(MEASURE));
        let leading = || pieces.iter().enumerate().filter(|(_, piece)| piece.leads).map(|(i, _)| i);
        self.at = self.at.min(leading().count().saturating_sub(1));
        let place = leading().nth(self.at);
        let first = place.and_then(|place| of.iter().position(|i| *i == place));
        let last = place.and_then(|place| of.iter().rposition(|i| *i == place));
        if let (Some(first), Some(last), true) = (first, last, std::mem::take(&mut self.follow)) {
            let height = usize::from(area.height);
            let top = self.scroll.top.max((last + 1).saturating_sub(height)).min(first);
            self.scroll.top = if self.at == 0 && last < height { 0 } else { top };
        }
        self.scroll.draw_lines(&lines, area, buffer, more, style);
        if let Some(row) = first.and_then(|first| first.checked_sub(self.scroll.top))
            && row < usize::from(area.height)
        {
            put(buffer, area.x + 1, area.y + row as u16, 1, marker.0, marker.1);
        }
    }
}

/// Puts the pieces into lines of at most `width` cells; tells of each line which piece it shows.
fn lay_out(pieces: &[Piece], width: u16) -> (Vec<Drawn>, Vec<usize>) {
    let mut lines: Vec<Drawn> = Vec::new();
    let mut of = Vec::new();
    let mut label_room = 0;
    for (i, piece) in pieces.iter().enumerate() {
        let starts = i == 0 || piece.kind == Kind::Heading;
        if starts {
            label_room = labels(&pieces[i..], width);
        }
        match piece.kind {
            Kind::Gap => {
                if lines.last().is_some_and(|line| !line.is_empty()) {
                    lines.push(Drawn::new());
                }
            }
            Kind::Heading | Kind::Paragraph => {
                let indent = if piece.kind == Kind::Heading { 0 } else { 2 };
                lines.extend(behind(&piece.text, &piece.tail, indent, width));
            }
            Kind::Row => lines.extend(row(piece, label_room, width)),
        }
        of.resize(lines.len(), i);
    }
    while lines.last().is_some_and(Vec::is_empty) {
        lines.pop();
    }
    of.truncate(lines.len());
    (lines, of)
}

/// The room for labels up to the next heading: the longest one, and two fifths of the width at the most.
fn labels(pieces: &[Piece], width: u16) -> u16 {
    let (first, rest) = pieces.split_at(1.min(pieces.len()));
    let block = first.iter().chain(rest.iter().take_while(|p| p.kind != Kind::Heading));
    let longest = block.map(|p| cells(&p.label.0)).max().unwrap_or(0);
    (longest as u16).min(width * 2 / 5)
}

fn row(piece: &Piece, label_room: u16, width: u16) -> Vec<Drawn> {
    let indent = 2 + label_room + if label_room > 0 { 2 } else { 0 };
    let mut lines = behind(&piece.text, &piece.tail, indent, width);
    for (i, part) in wrap(&piece.label.0, usize::from(label_room)).into_iter().enumerate() {
        if lines.len() <= i {
            lines.push(Drawn::new());
        }
        lines[i].push((2, part, piece.label.1));
    }
    lines
}

/// A text from `indent` on, and what stands behind its last line, where it fits, or under it.
fn behind(text: &(String, Style), tail: &(String, Style), indent: u16, width: u16) -> Vec<Drawn> {
    let room = usize::from(width.saturating_sub(indent)).max(1);
    let mut lines: Vec<Drawn> =
        wrap(&text.0, room).into_iter().map(|part| vec![(indent, part, text.1)]).collect();
    if tail.0.is_empty() {
        return lines;
    }
    let used = lines.last().and_then(|line| line.last()).map_or(0, |(_, part, _)| cells(part));
    match lines.last_mut() {
        Some(line) if used + 2 + cells(&tail.0) <= room => {
            line.push((indent + used as u16 + 2, tail.0.clone(), tail.1));
        }
        _ => lines.extend(wrap(&tail.0, room).into_iter().map(|part| vec![(indent, part, tail.1)])),
    }
    lines
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn seen(pieces: &[Piece], scroll: &mut Scroll, width: u16, height: u16) -> Vec<String> {
        let area = Rect { x: 0, y: 0, width, height };
        let mut buffer = Buffer::empty(area);
        scroll.draw(pieces, area, &mut buffer, ("^", "v"), Style::default());
        let line = |y| (0..width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
        (0..height).map(|y| line(y).trim_end().to_owned()).collect()
    }

    fn plain(label: &str, text: &str) -> Piece {
        Piece::row(label, Style::default(), text, Style::default())
    }

    #[test]
    fn labels_stand_left_and_texts_line_up() {
        let pieces = [
            Piece::gap(),
            Piece::heading("Visit", Style::default()),
            plain("Day", "Tue 21 Nov").with_tail("known", Style::default()),
            plain("Contacts", "seven or eight of them"),
            Piece::gap(),
            Piece::gap(),
        ];
        let lines = seen(&pieces, &mut Scroll::default(), 30, 5);
        assert_eq!(
            lines,
            [
                " Visit",
                "   Day       Tue 21 Nov",
                "             known",
                "   Contacts  seven or eight",
                "             of them"
            ]
        );
    }

    #[test]
    fn the_text_moves_and_stops_at_its_ends() {
        let pieces: Vec<Piece> =
            (1..=9).map(|n| Piece::paragraph(format!("line {n}"), Style::default())).collect();
        let mut scroll = Scroll::default();
        assert_eq!(seen(&pieces, &mut scroll, 12, 3), ["   line 1", "   line 2", "   line 3  v"]);
        assert!(scroll.press(Some(Action::PageDown)));
        assert_eq!(seen(&pieces, &mut scroll, 12, 3), ["   line 3  ^", "   line 4", "   line 5  v"]);
        scroll.press(Some(Action::Last));
        scroll.press(Some(Action::Down));
        assert_eq!(seen(&pieces, &mut scroll, 12, 3), ["   line 7  ^", "   line 8", "   line 9"]);
        scroll.press(Some(Action::First));
        assert_eq!(seen(&pieces, &mut scroll, 12, 3)[0], "   line 1");
        assert!(!scroll.press(Some(Action::Edit)));
    }

    #[test]
    fn no_size_is_too_small() {
        let pieces = [
            Piece::heading("A heading", Style::default()),
            plain("A label", "and a text").with_tail("x", Style::default()),
        ];
        for (width, height) in [(0, 0), (1, 1), (2, 9), (3, 3), (7, 2)] {
            seen(&pieces, &mut Scroll::default(), width, height);
        }
    }
}
