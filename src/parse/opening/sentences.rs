//! A short sentence below a title and its date begins the body, as does the heading of what stands behind a text: a text
//! of short paragraphs is no masthead. So do two sentences that no title stands above, and the last sentence of all.
//!
//! ```text
//! Harbour closed again                                 Office of the President
//! 7 March 2031                                         The President signed the law on lighthouses today.      here
//! The harbour was closed on Wednesday.         here    Port Tide, 7 March 2031
//! ```

use super::super::{inline, masthead, tail};
use super::Unit;
use super::below::is_strong;
use super::places::{is_label, is_path, is_sentence, is_silent};
use crate::read::{Block, BlockKind};
use crate::release::Field;

/// Ends the masthead before such a line. `behind` are the blocks behind the units.
pub(super) fn end(units: &mut Vec<Unit>, behind: &[Block]) {
    let Some(first) = units.iter().position(is_finite) else { return end_below_title(units, None) };
    let foot = foot(units, behind);
    let title = units.iter().position(may_be_title).filter(|&title| title < first);
    let untitled = |&index: &usize| title.is_none() && begins_untitled(units, index, behind);
    if let Some(index) = (first..units.len()).find(untitled).filter(|&index| !is_held(units, index, foot)) {
        units.truncate(index);
    } else {
        end_below_title(units, foot);
    }
}

/// `foot` is what stands behind the last sentence of all.
fn end_below_title(units: &mut Vec<Unit>, foot: Option<usize>) {
    let Some(title) = units.iter().position(may_be_title) else { return };
    let found = (title + 1..units.len()).find(|&index| begins(units, title, index, foot));
    if let Some(index) = found {
        units.truncate(index);
    }
}

fn begins(units: &[Unit], title: usize, index: usize, foot: Option<usize>) -> bool {
    if is_held(units, index, foot) {
        return false;
    }
    let rest = &units[index + 1..];
    let dated =
        units[..index].iter().flat_map(|unit| &unit.said).any(|said| said.what.field() == Some(Field::DatePublished));
    let next = || rest.first().is_some_and(|next| is_finite(next) || heads_tail(next));
    let below = index > title + 1;
    // A motto in a letterhead stands among its lines.
    let apart = units[index].block > units[title].block;
    let last = || foot == Some(index + 1) && apart;
    (is_finite(&units[index]) && ((dated && apart) || next() || last()))
        || (dated && below && heads_tail(&units[index]))
}

/// Whether a sentence that no title stands above is one of several: the next is one, too, or it stands behind the place
/// that it comes from, `Lund, Norland – The harbour is open.`
fn begins_untitled(units: &[Unit], index: usize, behind: &[Block]) -> bool {
    let [unit, rest @ ..] = &units[index..] else { return false };
    let place = || unit.text.split_once(" – ").is_some_and(|(place, _)| masthead::is_town(place));
    let goes_on = |next: &Unit| is_finite(next) || is_framed(&next.text);
    let next = || rest.first().is_some_and(goes_on) && !opens_with_dateline(behind);
    is_finite(unit) && (next() || place())
}

/// `[기사 내용]` heads a part of a text.
fn is_framed(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']')
}

/// What is marked as a title, or says a field, is of the masthead wherever it stands, but for the foot of a text.
fn is_held(units: &[Unit], index: usize, foot: Option<usize>) -> bool {
    const NEAR: usize = 2;
    let rest = &units[index + 1..];
    let told = |unit: &Unit| unit.said.iter().any(|said| is_strong(&said.what));
    let footed = foot.is_some_and(|foot| index < foot && units[index..foot].iter().all(is_finite));
    rest.iter().any(is_marked) || (!footed && rest.iter().take(NEAR).any(told))
}

/// The unit behind the last sentence, where nothing but names, places and days stands behind it to the end of the text.
fn foot(units: &[Unit], behind: &[Block]) -> Option<usize> {
    const MOST_LINES: usize = 4;
    const MOST_WORDS: usize = 6;
    let foot = units.iter().rposition(is_finite)? + 1;
    let short = |unit: &Unit| !unit.said.is_empty() || unit.text.split_whitespace().count() <= MOST_WORDS;
    let lines = &units[foot..];
    (lines.len() <= MOST_LINES && lines.iter().all(short) && is_tail(behind)).then_some(foot)
}

/// Whether blocks hold nothing of a text before its end mark, or before what stands behind a text.
fn is_tail(blocks: &[Block]) -> bool {
    let Some(Block { kind, .. }) = blocks.first() else { return true };
    let (BlockKind::Paragraph { lines } | BlockKind::Heading { lines, .. }) = kind else { return false };
    let text = inline::text(lines);
    tail::is_end_mark(&text) || tail::is_end_word(&text) || tail::group(&text).is_some() || tail::is_contact_line(&text)
}

/// Whether blocks begin with a place and a day, as a text below its title does.
pub(super) fn opens_with_dateline(blocks: &[Block]) -> bool {
    matches!(blocks.first().map(|block| &block.kind), Some(BlockKind::Paragraph { lines })
        if masthead::read_dateline(&inline::text(lines), |_| false).is_some())
}

/// A silent line of several words that is nobody's name and no sentence.
pub(super) fn may_be_title(unit: &Unit) -> bool {
    const FEWEST_WORDS: usize = 2;
    let text = unit.text.as_str();
    is_silent(unit)
        && text.split_whitespace().count() >= FEWEST_WORDS
        && !is_sentence(text)
        && !is_label(text)
        && !is_name(unit)
        && !is_path(text)
}

/// `Hospital closed again` begins as a name and may be none.
fn is_name(unit: &Unit) -> bool {
    const STATE: u8 = 1;
    unit.rank() == STATE || unit.is_plain_name()
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
