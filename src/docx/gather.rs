//! Lines that were typed as paragraphs: an address, a masthead, between empty paragraphs that part the text.

use super::{Block, Kind, Line, Paragraph};
use std::ops::Range;

/// A paragraph of prose is longer, in characters; a line is shorter.
const LONGEST_LINE: usize = 72;
/// So many paragraphs of prose show how a text parts them.
const FEWEST_PARAGRAPHS: usize = 2;

/// Joins short paragraphs that stand close, where empty paragraphs part the others.
pub(super) fn lines(blocks: Vec<Block>, text: &str) -> Vec<Block> {
    if !parts_by_blanks(&blocks, text) {
        return blocks;
    }
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match (joined.last_mut(), block) {
            (Some(Block::Paragraph(above)), Block::Paragraph(below)) if goes_on(above, &below, text) => {
                above.range.end = below.range.end;
                above.lines.extend(below.lines);
            }
            (_, block) => joined.push(block),
        }
    }
    joined
}

/// Whether empty paragraphs stand between nearly all paragraphs of prose.
fn parts_by_blanks(blocks: &[Block], text: &str) -> bool {
    let prose = blocks.iter().skip(1).filter_map(|block| match block {
        Block::Paragraph(paragraph) if paragraph.kind == Kind::Body && paragraph.number.is_none() => Some(paragraph),
        _ => None,
    });
    let (mut all, mut parted) = (0, 0);
    for paragraph in prose.filter(|paragraph| length(text, &paragraph.range) > LONGEST_LINE) {
        all += 1;
        parted += usize::from(paragraph.after_blank);
    }
    parted >= FEWEST_PARAGRAPHS && parted * 4 >= all * 3
}

/// Whether `below` is a line under the lines of `above`.
fn goes_on(above: &Paragraph, below: &Paragraph, text: &str) -> bool {
    let last = above.lines.last().and_then(|line| line.runs.last());
    let line = |paragraph: &Paragraph| paragraph.kind == Kind::Body && paragraph.number.is_none();
    let short = |range: &Range<usize>| length(text, range) <= LONGEST_LINE;
    let last_line =
        above.lines.last().and_then(|line| Some(line.runs.first()?.range.start..line.runs.last()?.range.end));
    let strong = |lines: &[Line]| lines.iter().flat_map(|line| &line.runs).all(|run| run.look.strong);
    // The lines above are alike: each was held against the one before it.
    let last_above = above.lines.last().map(std::slice::from_ref).unwrap_or_default();
    let ends = last.is_some_and(|run| text[run.range.clone()].trim_end().ends_with(['.', '。', '!', '?']));
    line(above)
        && line(below)
        && !below.after_blank
        && last_line.is_some_and(|range| short(&range))
        && short(&below.range)
        && !ends
        && strong(last_above) == strong(&below.lines)
}

fn length(text: &str, range: &Range<usize>) -> usize {
    text[range.clone()].chars().count()
}
