//! A title that a label stands before: `Subject: Theft of lamps`, `件名　港の計画について`.

use super::super::inline;
use super::super::masthead::{self, Said, What};
use super::super::words::{self, Sign};
use super::prose::has_sentence_inside;
use super::{Place, Unit, places, sentences};
use crate::read::Line;
use crate::release::Field;

/// The lines without the label, where what is behind it says nothing else.
pub(super) fn cut(lines: &[Line]) -> Option<Vec<Line>> {
    let text = inline::line_text(lines.first()?);
    let rest = words::after(Sign::TitleLabel, text.trim_start())?;
    let bare = rest.trim_start();
    let value = bare.trim_start_matches([':', '：']).trim_start();
    let is_set_apart = value.len() < bare.len() || rest.starts_with(['\t', '\u{3000}']) || rest.starts_with("  ");
    let silent = is_set_apart && !value.is_empty() && masthead::read(value).is_empty();
    silent.then(|| {
        let mut lines = lines.to_vec();
        inline::cut(&mut lines[0], text.len() - value.len());
        lines
    })
}

/// The unit that has such a label, where no other line looks like the title.
pub(super) fn choose(units: &[Unit]) -> Option<usize> {
    const MOST_WORDS: usize = 3;
    let labelled = units.iter().position(|unit| unit.labelled.is_some())?;
    let other = |unit: &Unit| {
        unit.labelled.is_none()
            && sentences::may_be_title(unit)
            && places::count_words(&unit.text) > MOST_WORDS
            && !has_sentence_inside(&unit.text)
    };
    (!units.iter().any(other)).then_some(labelled)
}

/// The units with their places. A label goes back to a line that is not the title, and above the title is a line of its own.
pub(super) fn restore(units: Vec<Unit>, places: Vec<Place>) -> Vec<(Unit, Place)> {
    let mut placed = Vec::with_capacity(units.len());
    for (mut unit, place) in units.into_iter().zip(places) {
        if let Some(lines) = unit.labelled.take() {
            if place == Place::Title {
                placed.extend(label_of(&unit, &lines).map(|label| (label, Place::Line)));
            } else {
                unit.text = inline::text(&lines).trim().to_owned();
                unit.lines = lines;
            }
        }
        placed.push((unit, place));
    }
    placed
}

/// What stands before the title in its lines.
fn label_of(title: &Unit, lines: &[Line]) -> Option<Unit> {
    let (whole, value) = (lines.first()?, title.lines.first()?);
    let at = inline::line_text(whole).len().checked_sub(inline::line_text(value).len())?;
    let (label, _) = inline::split(whole, at);
    let lines = vec![label];
    let text = inline::text(&lines).trim().to_owned();
    let span = inline::span(&lines).unwrap_or(title.span);
    Some(Unit {
        said: vec![Said { range: 0..text.len(), what: What::Label(Field::Title) }],
        lines,
        text,
        span,
        ..title.clone()
    })
}
