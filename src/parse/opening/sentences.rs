//! A short sentence below a title and its date begins the body, as does the heading of what stands behind a text: a text
//! of short paragraphs is no masthead.
//!
//! ```text
//! Harbour closed again
//! 7 March 2031
//! The harbour was closed on Wednesday.         here
//! ```

use super::super::{inline, institution, tail};
use super::Unit;
use super::below::is_strong;
use super::places::{is_label, is_path, is_sentence, is_silent};
use crate::release::Field;

/// Ends the masthead before such a line.
pub(super) fn end(units: &mut Vec<Unit>) {
    let Some(title) = units.iter().position(may_be_title) else { return };
    let found = (title + 1..units.len()).find(|&index| begins(units, title, index));
    if let Some(index) = found {
        units.truncate(index);
    }
}

fn begins(units: &[Unit], title: usize, index: usize) -> bool {
    const NEAR: usize = 2;
    let rest = &units[index + 1..];
    let told = |unit: &Unit| unit.said.iter().any(|said| is_strong(&said.what));
    // What is marked as a title, or says a field, is of the masthead wherever it stands.
    if rest.iter().take(NEAR).any(told) || rest.iter().any(is_marked) {
        return false;
    }
    let dated =
        units[..index].iter().flat_map(|unit| &unit.said).any(|said| said.what.field() == Some(Field::DatePublished));
    let next = || rest.first().is_some_and(|next| is_finite(next) || heads_tail(next));
    let below = index > title + 1;
    // A motto in a letterhead stands among its lines.
    let apart = units[index].block > units[title].block;
    (is_finite(&units[index]) && ((dated && apart) || next())) || (dated && below && heads_tail(&units[index]))
}

/// A silent line of several words that is nobody's name and no sentence.
fn may_be_title(unit: &Unit) -> bool {
    const FEWEST_WORDS: usize = 2;
    let text = unit.text.as_str();
    is_silent(unit)
        && text.split_whitespace().count() >= FEWEST_WORDS
        && !is_name(text)
        && !is_sentence(text)
        && !is_label(text)
        && !is_path(text)
}

/// `Hospital closed again` begins as a name and may be none.
fn is_name(text: &str) -> bool {
    const STATE: u8 = 1;
    institution::rank(text) == STATE || institution::is_plain_name(text)
}

/// Strong, or a heading.
fn is_marked(unit: &Unit) -> bool {
    unit.heading || unit.starred || inline::all(&unit.lines, |style| style.strong)
}

/// `Nobody was hurt there.`: a capital, small letters and a full stop.
fn is_finite(unit: &Unit) -> bool {
    const FEWEST_WORDS: usize = 3;
    let text = unit.text.as_str();
    let small = text.split_whitespace().skip(1).any(|word| word.chars().all(char::is_lowercase));
    let uncased = !text.contains(|letter: char| letter.is_lowercase() || letter.is_uppercase());
    let plain = !is_marked(unit) && !inline::all(&unit.lines, |style| style.emphasis);
    is_silent(unit)
        && plain
        && text.split_whitespace().count() >= FEWEST_WORDS
        && text.ends_with('.')
        && is_sentence(text)
        && !text.starts_with(char::is_lowercase)
        && (small || uncased || text.trim_end_matches('.').ends_with(char::is_lowercase))
}

/// `Related links`, `Media contact` on a line of its own.
fn heads_tail(unit: &Unit) -> bool {
    let office = unit.rank() > 0;
    unit.said.is_empty() && !office && tail::group(&unit.text).is_some()
}
