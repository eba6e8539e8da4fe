//! Notes whose marks are only raised: `a treaty¹`, and below the text `¹ Signed in 2029.`, without the format's own notes.

use super::{Block, BlockKind, Run};
use std::collections::BTreeSet;

/// A mark has no more figures or signs.
const LONGEST: usize = 3;
/// What a raised figure behind these is a power of.
const UNITS: [&str; 6] = ["m", "km", "cm", "mm", "dm", "hm"];

/// Makes notes of the paragraphs that begin with a raised mark which an earlier paragraph has.
pub(super) fn notes(blocks: &mut [Block]) {
    let Some(first) = blocks.iter().position(|block| leading_mark(block).is_some()) else { return };
    let labels: BTreeSet<String> = blocks[first..].iter().filter_map(leading_mark).collect();
    let mut referred = BTreeSet::new();
    blocks[..first].iter_mut().for_each(|block| refer(block, &labels, &mut referred));
    for block in &mut blocks[first..] {
        if let Some(label) = leading_mark(block).filter(|label| referred.remove(label)) {
            make_note(block, label);
        }
    }
}

/// The raised mark that a paragraph begins with, where words follow it.
fn leading_mark(block: &Block) -> Option<String> {
    let BlockKind::Paragraph { lines } = &block.kind else { return None };
    let runs = &lines.first()?.runs;
    let words = runs.len() > 1 || lines.len() > 1;
    runs.first().and_then(mark).filter(|_| words)
}

fn mark(run: &Run) -> Option<String> {
    let text = run.text.as_str();
    let figures = text.bytes().all(|byte| byte.is_ascii_digit());
    let signs = text.chars().all(|letter| matches!(letter, '*' | '†' | '‡'));
    let short = !text.is_empty() && text.chars().count() <= LONGEST;
    (run.style.superscript && short && (figures || signs)).then(|| text.to_owned())
}

/// Makes references of the raised marks in a paragraph.
fn refer(block: &mut Block, labels: &BTreeSet<String>, referred: &mut BTreeSet<String>) {
    let BlockKind::Paragraph { lines } = &mut block.kind else { return };
    for line in lines {
        for at in 1..line.runs.len() {
            let before = line.runs[at - 1].text.rsplit(|letter: char| !letter.is_alphanumeric()).next();
            let power =
                before.is_some_and(|word| UNITS.contains(&word.trim_start_matches(|letter: char| letter.is_numeric())));
            if let Some(label) = mark(&line.runs[at]).filter(|label| !power && labels.contains(label)) {
                line.runs[at].style.superscript = false;
                line.runs[at].style.footnote = Some(label.clone());
                referred.insert(label);
            }
        }
    }
}

fn make_note(block: &mut Block, label: String) {
    let span = block.span;
    let BlockKind::Paragraph { lines } = &mut block.kind else { return };
    let mut lines = std::mem::take(lines);
    if let Some(first) = lines.first_mut() {
        first.runs.remove(0);
    }
    let blocks = vec![Block { span, kind: BlockKind::Paragraph { lines } }];
    block.kind = BlockKind::Note { printed: label.clone(), label, blocks };
}
