//! A title that a label stands before: `Subject: Theft of lamps`, `件名　港の計画について`.

use super::super::words::{self, Sign};
use super::super::{inline, masthead};
use super::{Place, Unit, has_sentence_inside, places, sentences};
use crate::read::Line;

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

/// Gives the label back to a line that is not the title.
pub(super) fn restore(units: &mut [Unit], places: &[Place]) {
    for (unit, _) in units.iter_mut().zip(places).filter(|(_, place)| **place != Place::Title) {
        if let Some(lines) = unit.labelled.take() {
            unit.text = inline::text(&lines).trim().to_owned();
            unit.lines = lines;
        }
    }
}
