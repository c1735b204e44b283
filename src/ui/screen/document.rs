//! The promise's own text: who promised what, on what grounds, and its table. It tells nothing of what came of it.

mod head;
pub mod table;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::{Go, Outcome, Press};
use crate::domain::plan::Label;
use crate::ui::action::Action;
use crate::ui::ctx::Ctx;
use crate::ui::theme::Role;
use crate::ui::widget::prose::{Piece, Scroll};
use crate::words;

/// The promise's own text.
#[derive(Default)]
pub struct Document {
    scroll: Scroll,
}

impl Document {
    /// The text from its beginning.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a key.
    pub fn press(&mut self, press: Press, _: &mut Ctx) -> Outcome {
        if self.scroll.press(press.action) {
            return Outcome::none();
        }
        match press.action {
            Some(Action::Document) => Outcome::go(Go::Back),
            _ => Outcome::elsewhere(),
        }
    }

    /// Draws it.
    pub fn draw(&mut self, area: Rect, buffer: &mut Buffer, ctx: &Ctx) -> Option<Position> {
        let mut pieces = head::pieces(ctx);
        for activity in &ctx.plan.activities {
            pieces.push(Piece::gap());
            pieces.extend(table::pieces(activity, ctx));
        }
        pieces.extend(examples(ctx));
        read(&mut self.scroll, &pieces, area, buffer, ctx);
        None
    }
}

/// Draws a text that is read by scrolling.
pub fn read(scroll: &mut Scroll, pieces: &[Piece], area: Rect, buffer: &mut Buffer, ctx: &Ctx) {
    let more = (ctx.glyphs().up, ctx.glyphs().down);
    scroll.draw(pieces, area, buffer, more, ctx.style(Role::Muted));
}

/// A labelled row.
pub fn row(label: String, text: impl Into<String>, ctx: &Ctx) -> Piece {
    Piece::row(label, ctx.style(Role::Muted), text, ctx.style(Role::Text))
}

/// Several texts under one label, each on a line of its own.
pub fn rows(label: String, texts: impl IntoIterator<Item = String>, ctx: &Ctx) -> Vec<Piece> {
    let mut label = Some(label);
    texts.into_iter().map(|text| row(label.take().unwrap_or_default(), text, ctx)).collect()
}

/// A heading.
pub fn heading(text: impl Into<String>, ctx: &Ctx) -> Piece {
    Piece::heading(text, ctx.style(Role::Heading))
}

/// What the plan calls a thing, in the language spoken.
pub fn said(label: &Label, ctx: &Ctx) -> String {
    words::label::text(ctx.words, label).to_owned()
}

/// The lists whose items are to be replaced by the municipality's own.
fn examples(ctx: &Ctx) -> Vec<Piece> {
    let lists: Vec<_> = ctx.plan.lists.iter().filter(|list| list.example).collect();
    if lists.is_empty() {
        return Vec::new();
    }
    let mut pieces = vec![
        Piece::gap(),
        heading(ctx.say("document-examples"), ctx),
        Piece::paragraph(ctx.say("document-examples-why"), ctx.style(Role::Muted)),
    ];
    pieces.extend(lists.into_iter().map(|list| {
        let items: Vec<String> = list.items.iter().map(|item| said(&item.label, ctx)).collect();
        row(words::label::first(&said(&list.label, ctx)), items.join(", "), ctx)
    }));
    pieces
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use ratatui::crossterm::event::KeyCode;

    use super::*;
    use crate::domain::plan::Language;
    use crate::ui::action::Context;
    use crate::ui::screen::stage;

    fn whole(ctx: &Ctx, width: u16) -> String {
        let mut view = Document::new();
        let lines = stage::screen(width, 220, |area, buffer| view.draw(area, buffer, ctx));
        lines.join(" ").split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_whole_promise_can_be_read() {
        let text = whole(&stage::ctx(), 100);
        for part in [
            "Förstärkt förebyggande arbete bland ungdomar",
            "Enköpings kommun",
            "1 jan 2021–31 dec 2023",
            "undertecknat fr 14 maj 2021, chefen för lokalpolisområdet",
            "undertecknat i maj 2021 (dag ej angiven), kommundirektören",
            "Samverkansavtal kommun – polis 2019–2022",
            "Slutar före löftet",
            "Medborgarlöfte 2019–2020",
            "EHB:s boendeenkät (2020)",
            "flera riskfaktorer tillsammans",
            "stärka förtroendet för polisen",
            "Minst ett uppsökande tillfälle per arbetspass",
            "Socialförvaltningen genom avdelningschefen",
            "månadsutdrag ur polisens uppföljningsverktyg",
            "Kommunen och EHB genom Tryggare Enköping",
            "19 kap. 1 § socialtjänstlagen (2025:400)",
            "Stortorget, Resecentrum",
        ] {
            assert!(text.contains(part), "{part} is not in\n{text}");
        }
        assert!(!text.contains("document-"), "a text is missing");
        let english = whole(&stage::on("2023-11-22", Language::English), 100);
        assert!(
            english.contains("Enköping municipality") && english.contains("Ends before the promise"),
            "{english}"
        );
    }

    #[test]
    fn it_is_read_page_by_page_and_left_by_its_own_key() {
        let mut ctx = stage::ctx();
        let mut view = Document::new();
        let mut seen = Vec::new();
        for _ in 0..20 {
            seen.extend(stage::screen(60, 11, |area, buffer| view.draw(area, buffer, &ctx)));
            view.press(stage::key(Context::Reading, KeyCode::PageDown), &mut ctx);
        }
        let seen = seen.join("\n");
        assert!(seen.contains("Parter") && seen.contains("Riskplatser"), "{seen}");
        let outcome = view.press(stage::key(Context::Reading, KeyCode::Char('d')), &mut ctx);
        assert!(matches!(outcome.go, Go::Back));
    }

    #[test]
    fn it_fits_every_size() {
        for ctx in [stage::ctx(), stage::on("2024-02-01", Language::English)] {
            for (width, height) in stage::SIZES {
                let mut view = Document::new();
                stage::screen(width, height, |area, buffer| view.draw(area, buffer, &ctx));
            }
        }
    }
}
