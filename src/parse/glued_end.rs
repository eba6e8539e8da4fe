//! An end mark behind the last sentence, on its line: `They agreed to meet at an early date. /END/`, or directly below it
//! and over what stands behind the text, without blank lines.

use super::inline;
use super::pieces;
use super::tail;
use crate::read::{Block, BlockKind, Line};

/// So many blocks may stand behind the end.
const MOST_BEHIND: usize = 16;
/// So many lines of a paragraph are looked at.
const MOST_LINES: usize = 60;

/// Parts the mark from its sentence, where nothing but contacts, links and other short lines stands behind it, and from
/// the lines around it.
pub(super) fn part(blocks: &mut Vec<Block>) {
    part_line(blocks);
    part_word(blocks);
}

/// Parts a line that is a mark from the sentence above it, and from what stands below.
fn part_line(blocks: &mut Vec<Block>) {
    let marked = |(index, block): (usize, &Block)| Some((index, marked_line(block)?));
    let Some((index, at)) = blocks.iter().enumerate().rev().take(MOST_BEHIND).find_map(marked) else { return };
    let BlockKind::Paragraph { lines } = &blocks[index].kind else { return };
    let parts = [&lines[..at], &lines[at..=at], &lines[at + 1..]];
    let paragraphs: Vec<Block> = parts.into_iter().filter_map(|lines| inline::paragraph(lines.to_vec())).collect();
    blocks.splice(index..=index, paragraphs);
}

/// The last line of a paragraph that is a mark by its word, or drawn as `###`, below a sentence.
fn marked_line(block: &Block) -> Option<usize> {
    let BlockKind::Paragraph { lines } = &block.kind else { return None };
    let text = |index: usize| inline::line_text(&lines[index]);
    let certain = |mark: &str| mark.contains(char::is_alphanumeric) || mark.contains('#');
    let ends = |index: &usize| {
        let mark = text(*index);
        certain(&mark) && tail::is_end_mark(&mark) && is_stopped(&text(index - 1))
    };
    (1..lines.len()).rev().take(MOST_LINES).find(ends)
}

fn part_word(blocks: &mut Vec<Block>) {
    for index in (0..blocks.len()).rev().take(MOST_BEHIND) {
        let BlockKind::Paragraph { lines } = &mut blocks[index].kind else {
            if is_heading_of_tail(&blocks[index]) { continue } else { return }
        };
        if let Some(mark) = take_mark(lines) {
            let span = inline::span(lines).unwrap_or(blocks[index].span);
            blocks[index].span = span;
            blocks.insert(index + 1, mark);
            return;
        }
        if is_prose(lines) {
            return;
        }
    }
}

/// The mark that the last line ends with, taken off it.
fn take_mark(lines: &mut [Line]) -> Option<Block> {
    let last = lines.last_mut()?;
    let at = mark_at(&inline::line_text(last))?;
    let (head, mark) = inline::split(last, at);
    *last = head;
    inline::paragraph(vec![mark])
}

fn is_stopped(sentence: &str) -> bool {
    sentence.trim_end().ends_with(['.', '!', '?', '”', '"'])
}

/// Where the mark begins: a word for an end in capitals behind a full stop.
fn mark_at(text: &str) -> Option<usize> {
    let (sentence, mark) = text.trim_end().rsplit_once(char::is_whitespace)?;
    let capitals = mark.contains(char::is_uppercase) && !mark.contains(char::is_lowercase);
    (capitals && is_stopped(sentence) && tail::is_end_mark(mark)).then_some(text.trim_end().len() - mark.len())
}

fn is_heading_of_tail(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Heading { lines, .. } => tail::group(&inline::text(lines)).is_some(),
        _ => false,
    }
}

/// A long paragraph that ends as sentences do, with neither a mail nor a web address.
fn is_prose(lines: &[Line]) -> bool {
    const LONGEST: usize = 120;
    let text = inline::text(lines);
    let address = text.contains('@') || text.contains("www.") || text.contains("://");
    text.chars().count() > LONGEST && pieces::ends_clause(&text) && !address
}

#[cfg(test)]
mod tests {
    use super::mark_at;

    #[test]
    fn marks_behind_sentences() {
        assert_eq!(mark_at("They met. /END/"), Some(10));
        assert_eq!(mark_at("They met. ENDS "), Some(10));
        for text in ["They met. Ends", "They met the END", "END", "They met."] {
            assert_eq!(mark_at(text), None, "{text}");
        }
    }
}
