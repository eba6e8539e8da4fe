//! Blocks of a part of a text, with their places in the whole of it.

use crate::read::{Block, BlockKind, Line, Row};
use crate::source::Span;

/// Moves every place in `blocks`.
pub(super) fn blocks(all: &mut [Block], place: &impl Fn(Span) -> Span) {
    for block in all {
        block.span = place(block.span);
        match &mut block.kind {
            BlockKind::Heading { lines, .. } | BlockKind::Paragraph { lines } => move_lines(lines, place),
            BlockKind::List { items } => items.iter_mut().for_each(|item| blocks(&mut item.blocks, place)),
            BlockKind::Quote { blocks: inner, attribution } => {
                blocks(inner, place);
                move_lines(attribution, place);
            }
            BlockKind::Table { caption, header, rows } => {
                move_lines(caption, place);
                header.iter_mut().chain(rows).for_each(|row: &mut Row| {
                    row.iter_mut().for_each(|cell| move_lines(cell, place));
                });
            }
            BlockKind::Figure { caption, .. } => move_lines(caption, place),
            BlockKind::Note { blocks: inner, .. } => blocks(inner, place),
            _ => {}
        }
    }
}

fn move_lines(lines: &mut [Line], place: &impl Fn(Span) -> Span) {
    for run in lines.iter_mut().flat_map(|line| &mut line.runs) {
        run.span = place(run.span);
    }
}
