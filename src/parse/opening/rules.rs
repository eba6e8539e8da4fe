//! Lines that are drawn between the lines of a letterhead, and how a name above is written for short: they end nothing.
//!
//! ```text
//! MINISTÈRE DES PORTS                     RESOLUTION
//! -----------                             - - - - - -
//! Cabinet du ministre                     KEEPING THE LAMPS LIT
//! -----------
//! COMMUNIQUÉ DE PRESSE
//! ```

use super::super::masthead::{self, What};
use super::super::words::{self, Sign};
use super::super::{bullets, inline};
use super::Unit;
use super::below::is_strong;
use super::places::is_sentence;
use crate::read::{Block, BlockKind};

/// Whether the masthead goes on behind a drawn line below `units`: what stands below it says something, with nothing but
/// short lines before that; or the kind of the text stands above it, and a short line below. `behind` are the blocks from
/// that of the drawn line on, of which `skipped` lines are passed over.
pub(super) fn is_within(units: &[Unit], behind: &[Block], skipped: usize) -> bool {
    const MOST_LINES: usize = 10;
    const MOST_BLOCKS: usize = 8;
    let short = |unit: &Unit| !unit.said.is_empty() || is_short(&unit.text);
    let Some(last) = units.last().filter(|_| units.iter().all(|unit| !unit.heading && short(unit))) else {
        return false;
    };
    // What a format marks as a title ends the lines that are looked at.
    let title = behind.iter().take(MOST_BLOCKS).position(|block| matches!(block.kind, BlockKind::Heading { .. }));
    let lines = behind.iter().take(title.unwrap_or(MOST_BLOCKS)).map_while(|block| match &block.kind {
        BlockKind::Paragraph { lines } => Some(lines.as_slice()),
        BlockKind::Break => Some(&[][..]),
        _ => None,
    });
    let texts = lines.flatten().skip(skipped).take(MOST_LINES).map(|line| inline::line_text(line).trim().to_owned());
    let mut texts = texts.filter(|text| !bullets::is_rule(text)).peekable();
    let kind = |unit: &Unit| matches!(unit.said.as_slice(), [said] if matches!(said.what, What::Kind { .. }));
    if kind(last) && texts.peek().is_some_and(|next| is_short(next)) {
        return true;
    }
    let titled = |text: &String| masthead::leading_kind(text).is_some();
    let told = |text: &String| titled(text) || masthead::read(text).iter().any(|said| is_strong(&said.what));
    texts.find(|text| told(text) || !is_short(text)).map_or(title.is_some(), |text| told(&text))
}

/// A few words that are no sentence.
fn is_short(text: &str) -> bool {
    const MOST_WORDS: usize = 12;
    text.split_whitespace().count() <= MOST_WORDS && !is_sentence(text) && bullets::read(text).is_none()
}

/// `(“Straits” or the “Company”)`: how the name above is written for short, with the name once more or without.
pub(super) fn says_for_short(text: &str, above: &[Unit]) -> bool {
    let Some((name, inside)) = text.strip_suffix(')').and_then(|text| text.split_once('(')) else { return false };
    let named = words::after(Sign::TheName, inside).unwrap_or(inside).trim_start();
    let again = || above.iter().any(|unit| unit.text == name.trim_end());
    named.starts_with(['"', '“', '‘', '«', '„'])
        && named.ends_with(['"', '”', '’', '»', '“'])
        && (name.is_empty() || again())
}
