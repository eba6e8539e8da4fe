//! A limit to how deep blocks and marks lie in each other, so that everything after it may recurse.
//!
//! No release is printed deeper than six levels. What lies deeper than the limit is moved up, in order and with all of
//! its words: a sub-paragraph follows the paragraph it belonged to.

use super::warning;
use crate::diagnostic::{Diagnostic, codes};
use crate::release::{Block, Inline};

/// How deep blocks may lie; templates call a component once a level, and Tera allows 20.
const MAX_DEPTH: usize = 15;

/// How deep marks may lie in each other (emphasis in strong in a link …); what is deeper is dropped, and its words are kept.
pub(super) const MAX_MARKS: usize = 16;

/// The same blocks, none deeper than [`MAX_DEPTH`]; `None` when they are as they should be.
pub(super) fn limit(blocks: &[Block]) -> Option<Vec<Block>> {
    if depth(blocks) <= MAX_DEPTH { None } else { Some(limited(blocks.to_vec(), MAX_DEPTH)) }
}

pub(super) fn diagnostic() -> Diagnostic {
    warning(codes::TOO_DEEP, format!("the body lies more than {MAX_DEPTH} levels deep; what is deeper was moved up"))
        .with_hint("use fewer levels of sub-paragraphs")
}

fn depth(blocks: &[Block]) -> usize {
    let below = |block: &Block| block.children().into_iter().map(depth).max().unwrap_or(0);
    blocks.iter().map(|block| 1 + below(block)).max().unwrap_or(0)
}

fn children_mut(block: &mut Block) -> Vec<&mut Vec<Block>> {
    match block {
        Block::Section(section) => vec![&mut section.blocks],
        Block::Paragraph(paragraph) => vec![&mut paragraph.blocks],
        Block::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
        Block::Quote(quote) => vec![&mut quote.blocks],
        Block::Notes(notes) => notes.notes.iter_mut().map(|note| &mut note.blocks).collect(),
        Block::Boilerplate(passage) => vec![&mut passage.blocks],
        _ => Vec::new(),
    }
}

/// The blocks with at most `levels` levels: at the last one, what lies deeper follows its parent.
fn limited(blocks: Vec<Block>, levels: usize) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        let mut raised = Vec::new();
        for inner in children_mut(&mut block) {
            if levels > 1 {
                *inner = limited(std::mem::take(inner), levels - 1);
            } else {
                raised.extend(limited(std::mem::take(inner), 1));
            }
        }
        out.push(block);
        out.extend(raised);
    }
    out
}

/// The words in a mark.
pub(super) fn marked(inline: &Inline) -> Option<&[Inline]> {
    match inline {
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Superscript(content)
        | Inline::Link { content, .. } => Some(content),
        _ => None,
    }
}
