//! The surveys of a course: who answered, and the mean of each question where enough did.

use super::Lead;
use crate::domain::course::view::{CourseView, FEWEST_ANSWERS, Graded, SurveyLine};
use crate::ui::ctx::Ctx;
use crate::ui::screen::casework::near;
use crate::ui::screen::document::row;
use crate::ui::theme::Role;
use crate::ui::widget::bar::CELLS;
use crate::ui::widget::prose::Piece;
use crate::words;

/// Where the rows lead, in their order.
pub fn leads(course: &CourseView) -> Vec<Lead> {
    course.surveys.iter().map(|line| Lead::Survey(line.id)).collect()
}

/// Every survey with its questions.
pub fn pieces(course: &CourseView, ctx: &Ctx) -> Vec<Piece> {
    course.surveys.iter().flat_map(|line| one(line, ctx)).collect()
}

fn one(line: &SurveyLine, ctx: &Ctx) -> Vec<Piece> {
    let answered = match (line.answered, line.asked, line.percent) {
        (Some(answered), Some(asked), Some(percent)) => {
            let args = [("answered", answered.into()), ("asked", asked.into()), ("percent", percent.into())];
            ctx.words.say_with("course-answered", &args)
        }
        _ => ctx.say("not-stated"),
    };
    let mut pieces = vec![row(near(line.day, ctx), answered, ctx).leading()];
    let hidden = line.questions.iter().any(|question| question.mean.is_none());
    pieces.extend(line.questions.iter().map(|question| graded(question, ctx)));
    if hidden {
        let why = ctx.words.say_with("course-grades-why", &[("n", FEWEST_ANSWERS.into())]);
        pieces.push(Piece::paragraph(why, ctx.style(Role::Muted)));
    }
    pieces
}

/// One question: a bar from 1 to 5, the mean, and how many gave each grade.
fn graded(graded: &Graded, ctx: &Ctx) -> Piece {
    let form = ctx.form("survey").map(|(_, form)| form);
    let label = words::label::field(ctx.words, form, &graded.question).to_owned();
    let (Some(mean), Some(counts)) = (graded.mean, graded.counts) else {
        return row(label, ctx.say("course-grades-hidden"), ctx);
    };
    let reached = ((mean.saturating_sub(100)) * u32::from(CELLS) / 400).min(u32::from(CELLS)) as usize;
    let rest = usize::from(CELLS) - reached;
    let bar = format!("{}{}", ctx.glyphs().bar.repeat(reached), ctx.glyphs().bar_rest.repeat(rest));
    let tenths = (mean + 5) / 10;
    let counts = counts.map(|count| count.to_string()).join(" ");
    let args =
        [("whole", (tenths / 10).into()), ("part", (tenths % 10).into()), ("counts", (&counts).into())];
    let said = ctx.words.say_with("course-mean", &args);
    Piece::row(label, ctx.style(Role::Muted), bar, ctx.style(Role::Bar))
        .with_tail(said, ctx.style(Role::Text))
}
