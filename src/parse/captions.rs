//! The words over a table and under a picture that say what it shows.

use super::inline;
use super::pieces::Piece;
use super::tree::{Node, Part};
use super::words::{self, Sign};
use crate::read::Line;
use crate::release::{Block, Inline, plain_text};

/// The longest caption, in characters.
const LONGEST: usize = 300;

/// Takes the line directly above a table as its caption, where it says so: `Table 1: Ships in harbour`.
pub(super) fn take_from_above(node: &mut Node, siblings: &mut Vec<Node>) {
    let Part::Block(Block::Table(table)) = &mut node.part else { return };
    if !table.caption.is_empty() {
        return;
    }
    let above = siblings.pop_if(|above| match &above.part {
        Part::Block(Block::Paragraph(paragraph)) => {
            paragraph.number.is_none() && above.children.is_empty() && is_named(&plain_text(&paragraph.content))
        }
        _ => false,
    });
    let Some(Node { part: Part::Block(Block::Paragraph(paragraph)), span, .. }) = above else { return };
    table.caption = paragraph.content;
    node.span = span.to(node.span);
}

/// Gives the words directly under a picture to it, where they are its caption; whether they were.
pub(super) fn give_to_figure(piece: &Piece, content: &[Inline], siblings: &mut [Node]) -> bool {
    let Some(Node { part: Part::Block(Block::Figure(figure)), span, .. }) = siblings.last_mut() else { return false };
    let is_caption = figure.caption.is_empty() && !content.is_empty() && is_caption(&piece.lines, &piece.text);
    if is_caption {
        figure.caption = content.to_vec();
        *span = span.to(piece.span);
    }
    is_caption
}

/// Whether words under a picture are its caption: in emphasis, or because they say so.
pub(super) fn is_caption(lines: &[Line], text: &str) -> bool {
    let stressed = inline::all(lines, |style| style.emphasis) && text.chars().count() <= LONGEST;
    stressed || is_named(text)
}

/// `Table 1: Ships`, `Photo: The harbour`, `図2　港`: what it is, then a number or a colon.
pub(super) fn is_named(text: &str) -> bool {
    let text = text.trim_start_matches(['(', '[', '（']);
    let Some(rest) = words::after(Sign::Caption, text).filter(|_| text.chars().count() <= LONGEST) else {
        return false;
    };
    let rest = rest.strip_prefix('.').unwrap_or(rest).trim_start();
    let numbered = rest.trim_start_matches(|letter: char| letter.is_numeric() || matches!(letter, '.' | '-'));
    let closed = numbered.trim_start().starts_with([':', '：', '.', '–', '—', '-']) || numbered.starts_with('\u{3000}');
    rest.starts_with([':', '：', '/'])
        || (numbered.len() < rest.len() && (closed || rest.contains('.') || numbered.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::is_named;

    #[test]
    fn captions_say_what_they_are() {
        for caption in
            ["Table 1: Ships", "Fig. 2. The pier", "Photo: The harbour", "図2　港", "Tableau 3 – Navires", "표 1. 배"]
        {
            assert!(is_named(caption), "{caption}");
        }
        for words in ["Table 1 shows the ships", "Photographs were taken", "表示する", "The table: see below"] {
            assert!(!is_named(words), "{words}");
        }
    }
}
