//! Which printed lines of a paragraph above the text are one line of the masthead.

use super::super::masthead::{self, Said, What};
use super::super::words::{self, Sign};
use super::super::{bullets, inline, institution, pieces};
use crate::read::{Block, BlockKind, Format, Line};

/// A line narrower than this was not ended because it was full, in characters.
const WRAPPED: usize = 45;

/// The width of the widest line, in characters: how wide the text was set.
pub(super) fn widest(blocks: &[Block]) -> usize {
    let lines = blocks.iter().flat_map(|block| match &block.kind {
        BlockKind::Paragraph { lines } => lines.as_slice(),
        _ => &[],
    });
    lines.map(|line| inline::line_text(line).chars().count()).max().unwrap_or(0)
}

/// The lines of a paragraph as they were meant: a line that was full goes on in the next.
pub(super) fn printed_lines(
    lines: &[Line],
    format: Format,
    heading: bool,
    widest: usize,
) -> Vec<std::ops::Range<usize>> {
    let mut ranges: Vec<std::ops::Range<usize>> = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let goes_on = index > 0 && {
            let before = &lines[index - 1];
            let full = || is_full(&inline::line_text(before), &inline::line_text(line), widest);
            let parts = || is_one_title(&inline::line_text(before), &inline::line_text(line));
            let rule = || bullets::is_rule(inline::line_text(line).trim());
            heading || (before.hard_break.is_none() && !rule() && (format == Format::Markdown || full() || parts()))
        };
        match ranges.last_mut().filter(|_| goes_on) {
            Some(range) => range.end = index + 1,
            None => ranges.push(index..index + 1),
        }
    }
    ranges
}

/// Whether `line` ended because it was full: the next word had no room, or the words plainly go on.
fn is_full(line: &str, next: &str, widest: usize) -> bool {
    const SMALL_WORD: usize = 4;
    let width = line.chars().count();
    let first = next.split_whitespace().next().unwrap_or_default().chars().count();
    let last = line.split_whitespace().last().unwrap_or_default();
    // `Outcome of the Talks among` is no whole title.
    let unfinished = last.len() <= SMALL_WORD && last.bytes().all(|byte| byte.is_ascii_lowercase());
    let capitals = !line.contains(char::is_lowercase) && !next.contains(char::is_lowercase);
    let orphan = capitals && next.split_whitespace().count() == 1 && !institution::is_plain_name(line);
    let goes_on = unfinished || orphan || next.starts_with(char::is_lowercase);
    // A day on a line of its own is no end of a title, but for `The meeting on`.
    let said = masthead::read(next);
    let dated = said.iter().any(|said| matches!(said.what, What::Date(..)));
    // `Location: Tide House, Port Tide` begins with its label.
    let labelled = |said: &Said| matches!(said.what, What::Located(_) | What::Issuer(_) | What::Reference(_));
    if said.first().is_some_and(|said| labelled(said) && next[..said.range.start].trim_end().ends_with([':', '：'])) {
        return false;
    }
    if dated && !words::is(Sign::Joining, last) {
        return false;
    }
    width >= WRAPPED && !line.contains('|') && (goes_on || width + 1 + first > widest)
}

/// Whether two short lines are one title: a small word stands at their joint, as in `Outcome of the Talks on` over `the
/// Harbour`.
fn is_one_title(line: &str, next: &str) -> bool {
    const FEWEST_WORDS: usize = 2;
    /// A line of more words is none of a letterhead.
    const FEW_WORDS: usize = 4;
    let last = line.split_whitespace().last().unwrap_or_default();
    let first = next.split_whitespace().next().unwrap_or_default();
    let plain =
        |text: &str| !text.contains(['|', ':', '@']) && !masthead::is_label(text) && masthead::read(text).is_empty();
    let joint = |word: &str| !word.contains('.') && word.chars().count() > 1 && words::is(Sign::Joining, word);
    let small = first.starts_with(char::is_lowercase);
    let long = line.split_whitespace().count() >= FEW_WORDS && !pieces::ends_clause(line);
    let goes_on = joint(first) && (small || !next.contains(char::is_lowercase)) || (small && long);
    line.split_whitespace().count() >= FEWEST_WORDS && plain(line) && plain(next) && (joint(last) || goes_on)
}
