//! Pictures among the lines of a masthead: they float, and the text begins with them.

use super::super::{captions, inline};
use super::Unit;
use crate::read::{Block, BlockKind};

/// So many blocks are looked at.
const FIRST: usize = 40;

/// The pictures before the text, with the paragraphs that are their captions, by place.
pub(super) fn find(blocks: &[Block]) -> Vec<usize> {
    let mut floats = Vec::new();
    for (index, block) in blocks.iter().enumerate().take(FIRST) {
        let below_picture = || floats.last() == Some(&index.wrapping_sub(1));
        match &block.kind {
            BlockKind::Figure { .. } => floats.push(index),
            BlockKind::Paragraph { lines }
                if below_picture()
                    && has_no_caption(&blocks[index - 1])
                    && captions::is_caption(lines, &inline::text(lines)) =>
            {
                floats.push(index);
            }
            BlockKind::Paragraph { .. } | BlockKind::Heading { .. } => {}
            _ => break,
        }
    }
    floats
}

fn has_no_caption(block: &Block) -> bool {
    matches!(&block.kind, BlockKind::Figure { caption, .. } if caption.is_empty())
}

/// Ends the masthead at the first picture that only silent lines follow: there the text begins.
pub(super) fn end(units: &mut Vec<Unit>, floats: &[usize]) {
    let told = |unit: &Unit| unit.is_title_heading() || unit.said.iter().any(|said| said.what.field().is_some());
    let last = units.iter().rev().find(|unit| told(unit)).map(|unit| unit.block);
    let Some(float) = floats.iter().copied().find(|&float| last.is_none_or(|last| float > last)) else { return };
    let kept = units.iter().take_while(|unit| unit.block < float).count();
    units.truncate(kept);
}

/// The pictures before a block, which go before the text.
pub(super) fn before<'a>(blocks: &'a [Block], floats: &'a [usize], end: usize) -> impl Iterator<Item = Block> + 'a {
    floats.iter().take_while(move |&&float| float < end).filter_map(|&float| blocks.get(float).cloned())
}
