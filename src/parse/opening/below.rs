//! What stands between a title and the text: a deck that is marked as a heading, lines that say nothing among lines
//! that do.
//!
//! ```text
//! # Minister opens rescue centre
//! ## Sixty-four people will work in Port Lamb         the deck: a date follows, or no other heading of its rank
//! Office of the Spokesperson                          silent, but a line that says something follows
//! 3 March 2031
//! ```

use super::super::masthead::{self, What};
use super::super::{inline, tail};
use super::Unit;
use super::places::{is_label, is_sentence, is_silent};
use crate::read::{Block, BlockKind, Line};

/// Whether a heading below the title is of the masthead: it says the kind of the text, a date or the like follows, or
/// the text has no other heading.
pub(super) fn is_deck(blocks: &[Block], index: usize, units: &[Unit]) -> bool {
    let BlockKind::Heading { lines, level } = &blocks[index].kind else { return false };
    let text = inline::text(lines);
    if matches!(masthead::read(&text).as_slice(), [said] if matches!(said.what, What::Kind { .. })) {
        return true;
    }
    let directly = units.last().is_some_and(Unit::is_title_heading);
    let rest = &blocks[index + 1..];
    directly && (is_above_field(rest) || !has_headings(rest, *level) || is_above_higher(rest, *level))
}

/// Whether the next heading is of a higher rank: no part of the text is headed by a rank that the first part lacks.
fn is_above_higher(blocks: &[Block], level: u8) -> bool {
    let next = blocks.iter().find_map(|block| match &block.kind {
        BlockKind::Heading { lines, level } if !is_of_tail(lines) => Some(*level),
        _ => None,
    });
    next.is_some_and(|next| next < level)
}

/// Whether blocks begin with a line that says a field, such as a date, or with a few short ones before it.
fn is_above_field(blocks: &[Block]) -> bool {
    const MOST_BLOCKS: usize = 4;
    const LONGEST: usize = 60;
    let words = blocks.iter().filter(|block| !matches!(block.kind, BlockKind::Figure { .. }));
    for block in words.take(MOST_BLOCKS) {
        let BlockKind::Paragraph { lines } = &block.kind else { return false };
        let texts: Vec<_> = lines.iter().take(MOST_BLOCKS).map(inline::line_text).collect();
        if texts.iter().flat_map(|text| masthead::read(text.trim())).any(|said| is_strong(&said.what)) {
            return true;
        }
        if texts.iter().any(|text| text.chars().count() > LONGEST || is_sentence(text)) {
            return false;
        }
    }
    false
}

/// Whether what is said can only be of a masthead.
pub(super) fn is_strong(what: &What) -> bool {
    !matches!(what, What::Aside | What::Crumb | What::Label(_) | What::Addressee(_))
}

/// Whether blocks have a heading of a rank or above it, or a strong line in its place, before the end mark; but for
/// those of contacts and notes.
pub(super) fn has_headings(blocks: &[Block], level: u8) -> bool {
    let ends = |block: &Block| matches!(&block.kind, BlockKind::Paragraph { lines } if tail::is_end_mark(&inline::text(lines)));
    blocks.iter().take_while(|block| !ends(block)).any(|block| match &block.kind {
        BlockKind::Heading { lines, level: other } => *other <= level && !is_of_tail(lines),
        BlockKind::Paragraph { lines } => inline::all(lines, |style| style.strong) && !is_of_tail(lines),
        _ => false,
    })
}

fn is_of_tail(lines: &[Line]) -> bool {
    tail::group(&inline::text(lines)).is_some()
}

/// Whether the masthead goes on at a line below the title that says nothing: one that says something follows before
/// the text, or it stands behind such a line and is the name of an office, a label or the value of one.
pub(super) fn goes_on(units: &[Unit], title: usize, index: usize) -> bool {
    let (unit, above) = (&units[index], &units[index - 1]);
    if !unit.text.contains(char::is_alphanumeric) && !above.said.is_empty() {
        return true;
    }
    if !is_short(unit) {
        return false;
    }
    if units[title].heading && !is_quotation(&above.text) && is_followed(units, index) {
        return true;
    }
    let labelled = |label: &Unit| is_label(&label.text) && label.said.is_empty();
    let next = || units.get(index + 1).is_some_and(|next| is_short(next) && !is_label(&next.text));
    let value = labelled(above) || (is_figure(&unit.text) && above.block == unit.block);
    let told = above.said.iter().any(|said| is_strong(&said.what));
    (told && (unit.is_plain_name() || (is_label(&unit.text) && next())))
        || (units[title].heading && index > title + 1 && value)
}

/// Whether a line that says a field follows, with nothing but short lines before it.
fn is_followed(units: &[Unit], index: usize) -> bool {
    const MOST_LINES: usize = 5;
    let mut further =
        units[index + 1..].iter().take(MOST_LINES).take_while(|unit| !unit.said.is_empty() || is_short(unit));
    further.any(|unit| is_figure(&unit.text) || unit.said.iter().any(|said| is_strong(&said.what)))
}

/// A figure alone, such as how often a page was seen.
fn is_figure(text: &str) -> bool {
    !text.contains(char::is_alphabetic) && text.contains(char::is_numeric)
}

/// What stands below a quotation is who said it, and when.
pub(super) fn is_quotation(text: &str) -> bool {
    text.starts_with(['“', '"', '«', '„', '「', '『', '‘'])
}

fn is_short(unit: &Unit) -> bool {
    const LONGEST: usize = 60;
    is_silent(unit) && unit.text.chars().count() <= LONGEST && (is_label(&unit.text) || !is_sentence(&unit.text))
}
