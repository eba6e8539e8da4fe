//! Lines begin with words: what is read off the words of a line is then counted from where the line begins. And they
//! take no more room than they need, because every later step copies or keeps them.
//!
//! Readers set white space apart already; what gets through stands behind a control character or is made of fixed spaces.

use super::inline;
use crate::read::{Block, BlockKind, Line};

/// Takes white space off the start of every line that has words, and gives back room that none needs.
pub(super) fn settle(blocks: &mut [Block]) {
    blocks.iter_mut().for_each(|block| match &mut block.kind {
        BlockKind::Heading { lines, .. } | BlockKind::Paragraph { lines } => settle_lines(lines),
        BlockKind::List { items } => items.iter_mut().for_each(|item| settle(&mut item.blocks)),
        BlockKind::Quote { blocks, attribution } => {
            settle(blocks);
            settle_lines(attribution);
        }
        BlockKind::Table { caption, header, rows } => {
            settle_lines(caption);
            header.iter_mut().chain(rows).flatten().for_each(settle_lines);
        }
        BlockKind::Figure { caption, .. } => settle_lines(caption),
        BlockKind::Note { blocks, .. } => settle(blocks),
        BlockKind::Fields(_)
        | BlockKind::Evidence(_)
        | BlockKind::Preformatted { .. }
        | BlockKind::Break
        | BlockKind::Marker(_) => {}
    });
}

fn settle_lines(lines: &mut Vec<Line>) {
    // Most paragraphs are one line of one look: room for more of each is most of what a long text takes.
    lines.shrink_to_fit();
    for line in lines {
        line.runs.shrink_to_fit();
        let words = |text: &str| !text.trim_start().is_empty();
        if line.runs.iter().any(|run| words(&run.text)) {
            inline::cut(line, 0);
        }
    }
}
